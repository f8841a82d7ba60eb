//! Evidence in words: what two units share that made them score.
//!
//! Computed on demand for the pairs that are shown. Cost: linear in the two texts.

use super::concepts::{Concepts, Lexicon};
use super::terms::Terms;
use super::tokens::{Corpus, folded, spans};
use super::vector::Sparse;
use crate::crosswalk::normalised;
use crate::draft::Unit;

/// How many shared words and concepts are named.
const NAMED: usize = 4;

/// Everything needed to say why.
#[derive(Debug)]
pub(crate) struct Explainer {
    corpus: Corpus,
    terms: Terms,
    concepts: Concepts,
    lexicon: Lexicon,
    order: Vec<f64>,
}

impl Explainer {
    pub(crate) fn new(
        corpus: Corpus,
        terms: Terms,
        concepts: Concepts,
        lexicon: Lexicon,
        order: Vec<f64>,
    ) -> Self {
        Explainer {
            corpus,
            terms,
            concepts,
            lexicon,
            order,
        }
    }

    /// Why these two units score as they do.
    pub(crate) fn explain(&self, left: (usize, &Unit), right: (usize, &Unit), pair: Option<usize>) -> String {
        let mut parts = Vec::new();
        let (l, r) = (normalised(&left.1.text), normalised(&right.1.text));
        if l == r && !l.is_empty() {
            parts.push("identical text".to_owned());
        }
        let words = self.words(left, right.0);
        if !words.is_empty() {
            parts.push(format!("same words: {}", words.join(", ")));
        }
        let concepts = self.shared_concepts(left.0, right.0);
        if !concepts.is_empty() {
            parts.push(format!("concepts: {}", concepts.join(", ")));
        }
        if pair.and_then(|k| self.order.get(k)).is_some_and(|&p| p > 0.4) {
            parts.push("same place in the order of both drafts".to_owned());
        }
        if parts.is_empty() {
            parts.push("no shared words or concepts".to_owned());
        }
        parts.join("; ")
    }

    /// The shared terms that counted most, as the left unit writes them.
    fn words(&self, left: (usize, &Unit), right: usize) -> Vec<String> {
        let (Some(a), Some(b)) = (self.terms.left.get(left.0), self.terms.right.get(right)) else {
            return Vec::new();
        };
        let mut named: Vec<String> = Vec::new();
        let mut covered: Vec<u32> = Vec::new();
        for (term, _) in shared(a, b) {
            let stems = self.stems(term);
            if stems.iter().all(|s| covered.contains(s)) {
                continue;
            }
            let Some(surface) = self.surface(left.1, &stems) else {
                continue;
            };
            covered.extend(stems);
            named.push(format!("“{surface}”"));
            if named.len() == NAMED {
                break;
            }
        }
        named
    }

    fn stems(&self, term: u32) -> Vec<u32> {
        match term
            .checked_sub(self.terms.words)
            .and_then(|at| self.terms.pairs.get(at as usize))
        {
            Some(&(a, b)) => vec![a, b],
            None => vec![term],
        }
    }

    /// The first place where the stems stand together, as written.
    fn surface(&self, unit: &Unit, stems: &[u32]) -> Option<String> {
        let language = &self.corpus.left_language;
        for text in [&unit.text, &unit.title, &unit.chapeau, &unit.parent] {
            let content: Vec<_> = spans(text)
                .into_iter()
                .map(|s| (s, folded(s.of(text))))
                .filter(|(_, word)| language.content(word))
                .map(|(s, word)| (s, self.corpus.id(&language.stem(&word))))
                .collect();
            let found = content
                .windows(stems.len())
                .find(|w| w.iter().map(|(_, id)| *id).eq(stems.iter().map(|&s| Some(s))));
            if let Some((first, last)) = found.and_then(|w| w.first().zip(w.last())) {
                return text.get(first.0.from..last.0.to).map(normalised);
            }
        }
        None
    }

    fn shared_concepts(&self, left: usize, right: usize) -> Vec<String> {
        let (Some(a), Some(b)) = (self.concepts.left.get(left), self.concepts.right.get(right)) else {
            return Vec::new();
        };
        let label = |(c, _)| {
            self.lexicon
                .concepts
                .get(c as usize)
                .map(|c: &super::Concept| c.label.clone())
        };
        shared(a, b).into_iter().filter_map(label).take(NAMED).collect()
    }
}

/// The terms of both vectors with their share in the product, highest first.
fn shared(a: &Sparse, b: &Sparse) -> Vec<(u32, f64)> {
    let mut shared: Vec<(u32, f64)> = a
        .iter()
        .filter_map(|&(term, weight)| {
            let at = b.binary_search_by_key(&term, |t| t.0).ok()?;
            Some((term, weight * b[at].1))
        })
        .collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    shared
}
