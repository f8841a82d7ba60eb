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

/// Words of a field that stand for a concept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub(crate) concept: u32,
    /// The first word, and how many they are.
    pub(crate) at: usize,
    pub(crate) words: usize,
    /// Whether they are a part of a longer phrase, which means something else.
    inner: bool,
}

/// Phrases of one language as stems, ready to be found.
#[derive(Debug)]
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

    /// Where the words of a field stand for concepts, those within a longer phrase among them.
    fn said(&self, field: &[Token]) -> Vec<Said> {
        let stems: Vec<u32> = field.iter().map(|t| t.light).collect();
        let mut said = Vec::new();
        for (at, part, concepts) in self.hits(&stems, self.longest) {
            let of = |concept, at, words, inner| Said {
                concept,
                at,
                words,
                inner,
            };
            said.extend(concepts.iter().map(|&c| of(c, at, part.len(), false)));
            if concepts.is_empty() || part.len() < 2 {
                continue;
            }
            let mut within: Vec<(u32, usize, usize)> = self
                .hits(part, part.len() - 1)
                .flat_map(|(from, inside, means)| means.iter().map(move |&c| (c, at + from, inside.len())))
                .filter(|(c, ..)| !concepts.contains(c))
                .collect();
            within.sort_unstable();
            within.dedup_by_key(|w| w.0);
            said.extend(within.into_iter().map(|(c, at, words)| of(c, at, words, true)));
        }
        said
    }

    /// The phrases in a row of stems with where they begin, from left to right, the longest of at most `most` words first.
    fn hits<'a>(
        &'a self,
        stems: &'a [u32],
        most: usize,
    ) -> impl Iterator<Item = (usize, &'a [u32], &'a [u32])> {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < stems.len() {
                let longest = most.min(stems.len() - at);
                let hit = (1..=longest).rev().find_map(|n| {
                    let part = stems.get(at..at + n)?;
                    Some((at, part, self.of.get(part)?.as_slice()))
                });
                match hit {
                    Some(hit) => {
                        at += hit.1.len();
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
    /// Of the left draft's language, and of the right one's where that is another.
    phrases: (Phrases, Option<Phrases>),
}

impl Concepts {
    pub(crate) fn new(corpus: &Corpus, lexicon: &Lexicon, settings: &AlignSettings) -> Self {
        // A phrase of several words says more than a word, a part of one less.
        let weigh = |said: Said| match said.inner {
            true => settings.concept_inner,
            false if said.words > 1 => settings.concept_phrase,
            false => 1.0,
        };
        let count = |units: &[Words], phrases: &Phrases| -> Vec<Sparse> {
            let unit = |w: &Words| {
                let mut found = Vec::new();
                for ((field, _), weight) in fields(w, settings).into_iter().zip(settings.concept_fields) {
                    let said = phrases.said(field).into_iter();
                    found.extend(said.map(|s| (s.concept, weigh(s) * weight)).filter(|s| s.1 > 0.0));
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
            phrases: (phrases, others),
        }
    }

    /// Where the words of a field of the left (0) or right draft stand for concepts.
    pub(crate) fn said(&self, side: usize, field: &[Token]) -> Vec<Said> {
        let (phrases, others) = &self.phrases;
        match (side, others) {
            (1, Some(others)) => others.said(field),
            _ => phrases.said(field),
        }
    }
}
