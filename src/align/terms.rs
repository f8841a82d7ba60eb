//! T: how much of their weighted vocabulary two units share.
//!
//! Words and pairs of neighbouring words, stemmed, without stop words; a title counts more than the body and the
//! group's heading less; rare words count more than common ones, per side, so that what is common in one draft only
//! (its subject) does not drown what sets its units apart. Cosine.
//!
//! Cost: vectors linear in the text, one side scored against the other through an inverted index. Source: TF–IDF with
//! field weights (Salton & Buckley 1988; Robertson, Zaragoza & Taylor 2004 for adding fields before the logarithm).

use super::tokens::{Corpus, Token, Words};
use super::vector::{Sparse, collected, normalise};
use crate::settings::AlignSettings;

/// The term vectors of both sides, under one numbering.
#[derive(Debug)]
pub(crate) struct Terms {
    pub(crate) left: Vec<Sparse>,
    pub(crate) right: Vec<Sparse>,
    /// Ids from here on are pairs of neighbouring words.
    pub(crate) words: u32,
    /// The two stems of each pair of words.
    pub(crate) pairs: Vec<(u32, u32)>,
    /// Ids from here on stand in one draft only.
    pub(crate) unmet: u32,
}

impl Terms {
    pub(crate) fn new(corpus: &Corpus, settings: &AlignSettings) -> Self {
        let words = corpus.vocabulary.len() as u32;
        let mut pairs: Vec<(u32, u32)> = corpus
            .left
            .iter()
            .chain(&corpus.right)
            .flat_map(|w| [&w.title, &w.body, &w.parent, &w.chapeau])
            .flat_map(|field| neighbours(field))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let count = |w: &Words| -> Sparse {
            let mut terms = Vec::new();
            for (field, weight) in fields(w, settings) {
                let content = field.iter().filter(|t| t.content);
                terms.extend(content.map(|t| (t.stem, weight)));
                for pair in neighbours(field) {
                    if let Ok(at) = pairs.binary_search(&pair) {
                        terms.push((words + at as u32, weight * settings.word_pair));
                    }
                }
            }
            collected(terms)
        };
        let left = weighted(corpus.left.iter().map(count).collect());
        let right = weighted(corpus.right.iter().map(count).collect());
        Terms {
            left,
            right,
            words,
            unmet: words + pairs.len() as u32,
            pairs,
        }
    }
}

/// The fields of a unit with their weights.
pub(crate) fn fields<'a>(words: &'a Words, settings: &AlignSettings) -> [(&'a [Token], f64); 4] {
    [
        (&words.title, settings.title),
        (&words.body, 1.0),
        (&words.parent, settings.parent),
        (&words.chapeau, settings.chapeau),
    ]
}

/// Neighbouring content words, over stop words.
fn neighbours(field: &[Token]) -> impl Iterator<Item = (u32, u32)> + '_ {
    let mut content = field.iter().filter(|t| t.content).map(|t| t.stem);
    let mut last = content.next();
    content.map(move |stem| (last.replace(stem).unwrap_or(stem), stem))
}

/// Counts to weights of length one, with the side's own inverse document frequencies.
fn weighted(counts: Vec<Sparse>) -> Vec<Sparse> {
    let last = counts.iter().filter_map(|v| v.last()).map(|t| t.0).max();
    let mut documents = vec![0u32; last.map_or(0, |t| t as usize + 1)];
    for &(term, _) in counts.iter().flatten() {
        if let Some(n) = documents.get_mut(term as usize) {
            *n += 1;
        }
    }
    let n = counts.len() as f64;
    let idf = |term: u32| {
        let df = documents.get(term as usize).copied().unwrap_or(0);
        ((1.0 + n) / (1.0 + f64::from(df))).ln() + 1.0
    };
    let weigh = |doc: Sparse| {
        normalise(
            doc.into_iter()
                .map(|(t, tf)| (t, (1.0 + tf).log2() * idf(t)))
                .collect(),
        )
    };
    counts.into_iter().map(weigh).collect()
}
