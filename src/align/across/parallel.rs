//! Words learned from a user's own parallel drafts, for `clausewise lexicon learn`.
//!
//! Units are matched by path where the drafts number alike, since then the user has said that they are one text; else
//! by alignment. Cost: that of alignment where it is needed, and that of [`crate::lexicon::learn`].

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::super::spans::{folded, spans};
use super::super::tokens::{Corpus, Token};
use super::super::{AlignOptions, align};
use super::{Bridge, content, dictionary};
use crate::draft::{Draft, Unit};
use crate::lexicon::{Meanings, Sentences, learn};
use crate::settings::Settings;

/// Paths are believed where this share of the smaller draft's units has the same path in the other.
const NUMBERED_ALIKE: f64 = 0.6;

/// Links are learned from when they are at least this likely.
const SURE: f64 = 0.6;

/// A translation is written down when it was expected so often, and is so likely.
const SEEN: f64 = 2.0;
const LIKELY: f64 = 0.15;

/// No word has more translations than this.
const MOST: usize = 4;

/// What two parallel drafts teach.
#[derive(Debug)]
pub struct Learned {
    /// Language of the left draft.
    pub from: String,
    /// Language of the right draft.
    pub to: String,
    /// Left words with the right ones that translate them.
    pub words: BTreeMap<String, Meanings>,
    /// How many pairs of units it was learned from.
    pub pairs: usize,
    /// Whether the units were matched by their paths.
    pub by_path: bool,
}

/// Learns which words of two parallel drafts translate each other.
pub fn learn_words(left: &Draft, right: &Draft, options: &AlignOptions, settings: &Settings) -> Learned {
    let (matched, by_path) = matched(left, right, options, settings);
    let corpus = Corpus::new(left, right);
    let lexicon = options.lexicon();
    let known = Bridge::of(dictionary::entries(&corpus, &lexicon));
    let mut sentences = Vec::new();
    for &(i, j) in &matched {
        if let (Some(l), Some(r)) = (corpus.left.get(i), corpus.right.get(j)) {
            let pairs = [(&l.title, &r.title), (&l.body, &r.body)];
            sentences.extend(pairs.map(|(from, to)| Sentences {
                from: content(from),
                to: content(to),
            }));
        }
    }
    let bodies = |side: &[super::Words]| side.iter().map(|w| w.body.clone()).collect::<Vec<_>>();
    let (from, to) = (
        usual(&left.units, &bodies(&corpus.left)),
        usual(&right.units, &bodies(&corpus.right)),
    );
    let mut found: BTreeMap<String, Vec<(String, f64)>> = BTreeMap::new();
    for t in learn(&sentences, &|f, e| known.weight(f, e)) {
        // A number needs no lexicon.
        let word = from
            .get(&t.from)
            .filter(|w| !w.starts_with(|c: char| c.is_ascii_digit()));
        if let (true, Some(f), Some(e)) = (t.seen >= SEEN && t.likely >= LIKELY, word, to.get(&t.to)) {
            let likely = (t.likely * 100.0).round() / 100.0;
            found.entry(f.clone()).or_default().push((e.clone(), likely));
        }
    }
    for meanings in found.values_mut() {
        meanings.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        meanings.truncate(MOST);
    }
    Learned {
        from: corpus.left_language.code.clone(),
        to: corpus.right_language.code.clone(),
        words: found
            .into_iter()
            .map(|(w, m)| (w, Meanings::Weighted(m)))
            .collect(),
        pairs: matched.len(),
        by_path,
    }
}

fn matched(
    left: &Draft,
    right: &Draft,
    options: &AlignOptions,
    settings: &Settings,
) -> (Vec<(usize, usize)>, bool) {
    let places: FxHashMap<&str, usize> = right
        .units
        .iter()
        .enumerate()
        .map(|(j, u)| (u.id.as_str(), j))
        .collect();
    let same = |(i, u): (usize, &Unit)| Some((i, *places.get(u.id.as_str())?));
    let by_path: Vec<(usize, usize)> = left.units.iter().enumerate().filter_map(same).collect();
    let smaller = left.units.len().min(right.units.len()).max(1);
    if by_path.len() as f64 >= NUMBERED_ALIKE * smaller as f64 {
        return (by_path, true);
    }
    let links = align(left, right, options, settings).proposals();
    let sure = links.iter().filter(|l| l.confidence >= SURE);
    (sure.map(|l| (l.left.unit, l.right.unit)).collect(), false)
}

/// The form in which each stem is met most often.
fn usual(units: &[Unit], bodies: &[Vec<Token>]) -> FxHashMap<u32, String> {
    let mut counts: BTreeMap<(u32, String), usize> = BTreeMap::new();
    for (unit, body) in units.iter().zip(bodies) {
        for (span, token) in spans(&unit.text).into_iter().zip(body) {
            *counts
                .entry((token.stem, folded(span.of(&unit.text))))
                .or_default() += 1;
        }
    }
    let mut usual: FxHashMap<u32, (usize, String)> = FxHashMap::default();
    for ((stem, word), count) in counts {
        let best = usual.entry(stem).or_default();
        if count > best.0 {
            *best = (count, word);
        }
    }
    usual.into_iter().map(|(stem, (_, word))| (stem, word)).collect()
}
