//! Which words translate each other, learned from parallel sentences.
//!
//! IBM model 1 by expectation maximisation, with a prior for words in like places of their sentences, once in each
//! direction; a translation is as likely as both directions say (geometric mean), so that a word which merely goes
//! with everything is the translation of nothing. What is known beforehand goes in as counts.
//!
//! Cost: rounds × the sum over sentences of the product of their lengths, in time; one number per such product in
//! memory, bounded by [`MOST_CELLS`]: sentences past it are not learned from. Sources: Brown, Della Pietra, Della Pietra
//! & Mercer 1993 (model 1); Dyer, Chahuneau & Smith 2013 (diagonal prior, null word); Och & Ney 2003 (both directions).

use rustc_hash::FxHashMap;

/// Rounds of expectation maximisation: the counts hardly move after the fifth (Brown et al. 1993).
const ROUNDS: usize = 6;

/// How fast the prior falls with the distance of relative places; 4 is where Dyer et al. begin.
const DIAGONAL: f64 = 4.0;

/// The share of words that translate nothing (Dyer et al. 2013).
const NULL: f64 = 0.08;

/// Words beyond this many of a sentence are not learned from.
const LONGEST: usize = 150;

/// Pairs of words that are looked at in all: some 250 MB.
const MOST_CELLS: usize = 30_000_000;

/// Two sentences that say the same, as numbers of words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentences {
    pub(crate) from: Vec<u32>,
    pub(crate) to: Vec<u32>,
}

/// A word with one that translates it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Translation {
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// How likely, from 0 to 1, in both directions.
    pub(crate) likely: f64,
    /// How often it was seen: the smaller of the expected counts of both directions.
    pub(crate) seen: f64,
}

/// Learns from sentences; `known` gives what is known of a pair of words, as a count. In order of words; translations
/// that are less likely than 1 in 100 are left out.
pub(crate) fn learn(sentences: &[Sentences], known: &dyn Fn(u32, u32) -> f64) -> Vec<Translation> {
    let mut cells = 0;
    let fit = sentences.iter().take_while(|s| {
        cells += s.from.len().min(LONGEST) * (s.to.len().min(LONGEST) + 1);
        cells <= MOST_CELLS
    });
    let sentences = &sentences[..fit.count()];
    let one_way: Vec<(&[u32], &[u32])> = sentences
        .iter()
        .map(|s| (s.from.as_slice(), s.to.as_slice()))
        .collect();
    let other_way: Vec<(&[u32], &[u32])> = one_way.iter().map(|&(from, to)| (to, from)).collect();
    let forward = direction(&one_way, known);
    let backward = direction(&other_way, &|a, b| known(b, a));
    let mut found: Vec<Translation> = forward
        .into_iter()
        .filter_map(|((from, to), (p, n))| {
            let &(q, m) = backward.get(&(to, from))?;
            Some(Translation {
                from,
                to,
                likely: (p * q).sqrt(),
                seen: n.min(m),
            })
        })
        .filter(|t| t.likely >= 0.01)
        .collect();
    found.sort_by_key(|t| (t.from, t.to));
    found
}

/// For every pair of words that stand in one pair of sentences: how likely the second translates the first, and how
/// often it is expected to have done so.
fn direction(
    sentences: &[(&[u32], &[u32])],
    known: &dyn Fn(u32, u32) -> f64,
) -> FxHashMap<(u32, u32), (f64, f64)> {
    // One cell for each pair of words that meet; the null word has the cells of its own.
    let mut numbers: FxHashMap<(Option<u32>, u32), u32> = FxHashMap::default();
    let mut words: Vec<(Option<u32>, u32)> = Vec::new();
    let mut places: Vec<u32> = Vec::new();
    let cut = |s: &'_ [u32]| s.len().min(LONGEST);
    for &(from, to) in sentences {
        for &e in &to[..cut(to)] {
            for f in std::iter::once(None).chain(from[..cut(from)].iter().map(|&f| Some(f))) {
                let cell = *numbers.entry((f, e)).or_insert_with(|| {
                    words.push((f, e));
                    words.len() as u32 - 1
                });
                places.push(cell);
            }
        }
    }
    let known: Vec<f64> = words
        .iter()
        .map(|&(f, e)| f.map_or(0.0, |f| known(f, e)))
        .collect();
    let mut likely: Vec<f64> = known.iter().map(|k| 0.1 + k).collect();
    let mut counts = vec![0.0; words.len()];
    for _ in 0..ROUNDS {
        counts.fill(0.0);
        let mut at = 0;
        for &(from, to) in sentences {
            let (n, m) = (cut(from), cut(to));
            for j in 0..m {
                let cells = &places[at..at + n + 1];
                at += n + 1;
                let place = (j as f64 + 0.5) / m as f64;
                let near = |i: usize| (-DIAGONAL * ((i as f64 + 0.5) / n as f64 - place).abs()).exp();
                let all: f64 = (0..n).map(near).sum();
                let share = |i: usize, cell: u32| {
                    let prior = match i.checked_sub(1) {
                        None => NULL,
                        Some(i) => (1.0 - NULL) * near(i) / all,
                    };
                    prior * likely[cell as usize]
                };
                let total: f64 = cells.iter().enumerate().map(|(i, &c)| share(i, c)).sum();
                if total > 0.0 {
                    for (i, &cell) in cells.iter().enumerate() {
                        counts[cell as usize] += share(i, cell) / total;
                    }
                }
            }
        }
        let mut totals: FxHashMap<Option<u32>, f64> = FxHashMap::default();
        for (&(f, _), (n, k)) in words.iter().zip(counts.iter().zip(&known)) {
            *totals.entry(f).or_default() += n + k;
        }
        for (p, (&(f, _), (n, k))) in likely.iter_mut().zip(words.iter().zip(counts.iter().zip(&known))) {
            let total = totals.get(&f).copied().unwrap_or(0.0);
            *p = if total > 0.0 { (n + k) / total } else { 0.0 };
        }
    }
    let pairs = words.iter().zip(likely.iter().zip(&counts));
    pairs
        .filter_map(|(&(f, e), (&p, &n))| Some(((f?, e), (p, n))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_go_together_are_found() {
        // 1 house 2 green 3 the 4 book; 11 maison 12 verte 13 la 14 livre
        let pair = |from: &[u32], to: &[u32]| Sentences {
            from: from.to_vec(),
            to: to.to_vec(),
        };
        let sentences = [
            pair(&[3, 2, 1], &[13, 11, 12]),
            pair(&[3, 4], &[13, 14]),
            pair(&[3, 1], &[13, 11]),
            pair(&[3, 2, 4], &[13, 14, 12]),
            pair(&[4, 2], &[14, 12]),
            pair(&[1, 4], &[11, 14]),
        ];
        let found = learn(&sentences, &|_, _| 0.0);
        for (from, to) in [(1, 11), (2, 12), (3, 13), (4, 14)] {
            let best = found
                .iter()
                .filter(|t| t.from == from)
                .max_by(|a, b| a.likely.total_cmp(&b.likely));
            assert_eq!(best.map(|t| t.to), Some(to), "{found:?}");
        }
        assert_eq!(learn(&[], &|_, _| 0.0), []);
        assert_eq!(learn(&[pair(&[], &[1]), pair(&[1], &[])], &|_, _| 1.0), []);
    }
}
