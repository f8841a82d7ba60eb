//! What words of one language mean in another, before any pair of units is seen.
//!
//! The lexicon's words by stem; cognates, that is stems that are spelled nearly alike once accents and the spellings in
//! which languages differ are folded; and what is written alike in both, such as numbers and names.
//!
//! Cost: each left stem against the right stems with its first two letters. Source: cognates in alignment (Simard,
//! Foster & Isabelle 1992), Jaro–Winkler similarity (Winkler 1990).

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::super::spans::{folded, spans};
use super::super::tokens::Corpus;
use super::vocabulary;
use crate::lexicon::Lexicon;

/// From this similarity on, stems are cognates.
const COGNATE: f64 = 0.9;

/// Shorter stems are no cognates: too many look alike by chance.
const SHORTEST: usize = 4;

/// What a cognate counts beside words of the lexicon: words that look alike may have parted ways.
const BESIDE: f64 = 0.3;

/// `(left stem, right stem, weight)`.
pub(super) fn entries(corpus: &Corpus, lexicon: &Lexicon) -> Vec<(u32, u32, f64)> {
    let (left, right) = (vocabulary(&corpus.left), vocabulary(&corpus.right));
    let (from, to) = (&corpus.left_language, &corpus.right_language);
    let mut listed: FxHashMap<(u32, u32), f64> = FxHashMap::default();
    let mut has: FxHashMap<u32, ()> = FxHashMap::default();
    for (word, meaning, weight) in lexicon.translations(&from.code, &to.code) {
        let one = |text: &str, stem: &dyn Fn(&str) -> String| match spans(text).as_slice() {
            [span] => corpus.id(&stem(&folded(span.of(text)))),
            _ => None,
        };
        let pair = one(word, &|w| from.stem(w)).zip(one(meaning, &|w| to.stem(w)));
        let Some((f, e)) = pair else { continue };
        if left.binary_search(&f).is_ok() && right.binary_search(&e).is_ok() {
            let known = listed.entry((f, e)).or_default();
            *known = known.max(weight);
            has.insert(f, ());
        }
    }
    let mut entries: Vec<(u32, u32, f64)> = listed.iter().map(|(&(f, e), &w)| (f, e, w)).collect();
    let spelling = |id: u32| spelled(corpus.vocabulary.get(id as usize).map_or("", String::as_str));
    let mut by_start: FxHashMap<[char; 2], Vec<(String, u32)>> = FxHashMap::default();
    for &e in &right {
        let spelling = spelling(e);
        if let Some(start) = start(&spelling) {
            by_start.entry(start).or_default().push((spelling, e));
        }
    }
    for &f in &left {
        let weight = if has.contains_key(&f) { BESIDE } else { 1.0 };
        let spelling = spelling(f);
        for (other, e) in start(&spelling)
            .and_then(|s| by_start.get(&s))
            .into_iter()
            .flatten()
        {
            let alike = match *other == spelling {
                true => 1.0,
                false if spelling.len().min(other.len()) < SHORTEST => 0.0,
                false if spelling.starts_with(|c: char| c.is_ascii_digit()) => 0.0,
                false => strsim::jaro_winkler(&spelling, other),
            };
            if alike >= COGNATE && !listed.contains_key(&(f, *e)) {
                entries.push((f, *e, weight * alike.powi(8)));
            }
        }
    }
    entries.sort_by_key(|e| (e.0, e.1));
    entries
}

fn start(spelling: &str) -> Option<[char; 2]> {
    let mut chars = spelling.chars();
    Some([chars.next()?, chars.next()?])
}

/// A stem as cognates are compared: no accents, no doubled letters, one letter for one sound.
fn spelled(stem: &str) -> String {
    let plain: String = stem
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36f}').contains(c))
        .collect();
    if plain.starts_with(|c: char| c.is_ascii_digit()) {
        return plain;
    }
    let mut plain = plain
        .replace('œ', "oe")
        .replace("th", "t")
        .replace("ph", "f")
        .replace("qu", "c");
    plain = plain.replace('y', "i").replace('k', "c").replace('z', "s");
    let mut last = None;
    plain.retain(|c| last.replace(c) != Some(c));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cognates_are_spelled_alike() {
        for (a, b) in [
            ("systèm", "system"),
            ("autorit", "authorit"),
            ("crypt", "crypt"),
            ("milliard", "miliard"),
        ] {
            assert_eq!(spelled(a), spelled(b));
        }
        assert_eq!(spelled("2019"), "2019");
        assert_eq!(spelled("1100"), "1100");
    }
}
