//! K: which concepts two units share, whatever words they use for them.
//!
//! The [lexicon](crate::lexicon) groups phrases of several languages under a concept. A text is read from left to
//! right, the longest phrase first, no stop word left out; a phrase of several words counts more than a single word,
//! the group's heading less. The cosine over concepts then finds what the cosine over words cannot: other words,
//! other languages. On near-verbatim drafts it blurs instead, so fusion gates it.
//!
//! Cost: linear in the text times the longest phrase. Source: thesaurus-based indexing (Sparck Jones 1971); the
//! gate and the weights are ours.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::language::Language;
use super::spans::{folded, spans};
use super::terms::fields;
use super::tokens::{Corpus, Token, Words};
use super::vector::{Sparse, collected, normalise};
use crate::lexicon::Lexicon;
use crate::settings::AlignSettings;

/// Phrases of one language as stems, ready to be found.
struct Phrases {
    /// Stems → concepts that the phrase means.
    of: FxHashMap<Vec<u32>, Vec<u32>>,
    longest: usize,
}

impl Phrases {
    fn new(lexicon: &Lexicon, language: &Language, corpus: &Corpus) -> Self {
        let mut of: FxHashMap<Vec<u32>, Vec<u32>> = FxHashMap::default();
        let mut longest = 0;
        // A phrase with a word that neither draft has cannot occur.
        let stems = |phrase: &str| -> Option<Vec<u32>> {
            let spans = spans(phrase).into_iter();
            let stems: Option<Vec<u32>> = spans
                .map(|s| corpus.id(&language.light(&folded(s.of(phrase)))))
                .collect();
            stems.filter(|s| !s.is_empty())
        };
        for (id, concept) in lexicon.concepts.iter().enumerate() {
            for stems in concept.phrases(&language.code).iter().filter_map(|p| stems(p)) {
                longest = longest.max(stems.len());
                let concepts = of.entry(stems).or_default();
                if !concepts.contains(&(id as u32)) {
                    concepts.push(id as u32);
                }
            }
        }
        for stems in lexicon.silent.iter().filter_map(|p| stems(p)) {
            longest = longest.max(stems.len());
            of.entry(stems).or_default().clear();
        }
        Phrases { of, longest }
    }

    /// The concepts of a field with their weights: `phrase` for a phrase of several words, `inner` for those that a part
    /// of it means by itself, one for a word.
    fn find(&self, field: &[Token], phrase: f64, inner: f64) -> Vec<(u32, f64)> {
        let stems: Vec<u32> = field.iter().map(|t| t.light).collect();
        let mut found = Vec::new();
        for (part, concepts) in self.hits(&stems, self.longest) {
            let weight = if part.len() > 1 { phrase } else { 1.0 };
            found.extend(concepts.iter().map(|&c| (c, weight)));
            if inner == 0.0 || concepts.is_empty() || part.len() < 2 {
                continue;
            }
            let mut within: Vec<u32> = self
                .hits(part, part.len() - 1)
                .flat_map(|(_, inside)| inside.iter().copied())
                .filter(|c| !concepts.contains(c))
                .collect();
            within.sort_unstable();
            within.dedup();
            found.extend(within.into_iter().map(|c| (c, inner)));
        }
        found
    }

    /// The phrases in a row of stems, from left to right, the longest of at most `most` words first.
    fn hits<'a>(&'a self, stems: &'a [u32], most: usize) -> impl Iterator<Item = (&'a [u32], &'a [u32])> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < stems.len() {
                let longest = most.min(stems.len() - at);
                let hit = (1..=longest).rev().find_map(|n| {
                    let part = stems.get(at..at + n)?;
                    Some((part, self.of.get(part)?.as_slice()))
                });
                match hit {
                    Some(hit) => {
                        at += hit.0.len();
                        return Some(hit);
                    }
                    None => at += 1,
                }
            }
            None
        })
    }
}

/// The concept vectors of both sides.
#[derive(Debug)]
pub(crate) struct Concepts {
    pub(crate) left: Vec<Sparse>,
    pub(crate) right: Vec<Sparse>,
}

impl Concepts {
    pub(crate) fn new(corpus: &Corpus, lexicon: &Lexicon, settings: &AlignSettings) -> Self {
        let count = |units: &[Words], phrases: &Phrases| -> Vec<Sparse> {
            let unit = |w: &Words| {
                let mut found = Vec::new();
                for ((field, _), weight) in fields(w, settings).into_iter().zip(settings.concept_fields) {
                    let terms = phrases.find(field, settings.concept_phrase, settings.concept_inner);
                    found.extend(terms.into_iter().map(|(c, n)| (c, n * weight)));
                }
                collected(found)
            };
            units.par_iter().map(unit).collect()
        };
        let languages = [&corpus.left_language, &corpus.right_language];
        let phrases = Phrases::new(lexicon, languages[0], corpus);
        let others =
            (languages[0].code != languages[1].code).then(|| Phrases::new(lexicon, languages[1], corpus));
        let left = count(&corpus.left, &phrases);
        let right = count(&corpus.right, others.as_ref().unwrap_or(&phrases));
        let mut documents = vec![0u32; lexicon.concepts.len()];
        for &(concept, _) in left.iter().chain(&right).flatten() {
            documents[concept as usize] += 1;
        }
        let n = (left.len() + right.len()) as f64;
        let weigh = |doc: Sparse| {
            let weight = |(c, tf): (u32, f64)| {
                let idf = ((1.0 + n) / (1.0 + f64::from(documents[c as usize]))).ln() + 1.0;
                (c, (1.0 + tf).ln() * (idf - settings.concept_common))
            };
            normalise(doc.into_iter().map(weight).collect())
        };
        Concepts {
            left: left.into_iter().map(weigh).collect(),
            right: right.into_iter().map(weigh).collect(),
        }
    }
}
