//! Evidence in words: what two units share that made them score.
//!
//! Computed on demand for the pairs that are shown. Cost: linear in the two texts.

use super::amounts::{self, Amount, Kind};
use super::concepts::{Concepts, Lexicon};
use super::language::Language;
use super::spans::{folded, spans};
use super::terms::Terms;
use super::tokens::Corpus;
use super::vector::Sparse;
use crate::crosswalk::normalised;
use crate::draft::Unit;

/// How many shared words and concepts are named.
const NAMED: usize = 4;

/// How many words a phrase that is named may have, stop words included.
const LONGEST: usize = 5;

/// Up to how many amounts of one kind a unit may name for them to be set against the other's.
const OPPOSED: usize = 2;

/// A concept is named from this share of the cosine on; below, it is one that nearly every unit has.
const NOTED: f64 = 0.05;

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
        let words = self.words(left, right);
        if !words.is_empty() {
            parts.push(format!("same words: {}", words.join(", ")));
        }
        let concepts = self.shared_concepts(left.0, right.0);
        if !concepts.is_empty() {
            parts.push(format!("concepts: {}", concepts.join(", ")));
        }
        parts.extend(amounts(&left.1.text, &right.1.text));
        if pair.and_then(|k| self.order.get(k)).is_some_and(|&p| p > 0.4) {
            parts.push("same place in the order of both drafts".to_owned());
        }
        if parts.is_empty() {
            parts.push("no shared words or concepts".to_owned());
        }
        parts.join("; ")
    }

    /// The shared words that counted most, as the left unit writes them; words that stand together on both sides are
    /// named together.
    fn words(&self, left: (usize, &Unit), right: (usize, &Unit)) -> Vec<String> {
        let (Some(a), Some(b)) = (self.terms.left.get(left.0), self.terms.right.get(right.0)) else {
            return Vec::new();
        };
        let shared = shared(a, b);
        let share = |term: u32| shared.iter().find(|s| s.0 == term).map_or(0.0, |s| s.1);
        let pairs: Vec<Vec<u32>> = shared
            .iter()
            .map(|s| self.stems(s.0))
            .filter(|s| s.len() == 2)
            .collect();
        let mut phrases: Vec<(f64, Vec<u32>)> = shared
            .iter()
            .map(|&(term, own)| match self.stems(term) {
                stems if stems.len() == 2 => {
                    let next = pairs
                        .iter()
                        .find(|p| p.first() == stems.last() && p.last() != stems.first());
                    let longer: Vec<u32> = stems.iter().chain(next.and_then(|n| n.last())).copied().collect();
                    let stands = longer.len() == 3
                        && self
                            .surface(left.1, &longer, &self.corpus.left_language)
                            .is_some()
                        && self
                            .surface(right.1, &longer, &self.corpus.right_language)
                            .is_some();
                    let stems = if stands { longer } else { stems };
                    (own + stems.iter().map(|&s| share(s)).sum::<f64>(), stems)
                }
                stems => (own, stems),
            })
            .collect();
        phrases.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        let mut named: Vec<String> = Vec::new();
        let mut covered: Vec<u32> = Vec::new();
        for (_, stems) in phrases {
            if stems.iter().any(|s| covered.contains(s)) {
                continue;
            }
            let Some(surface) = self.surface(left.1, &stems, &self.corpus.left_language) else {
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
    fn surface(&self, unit: &Unit, stems: &[u32], language: &Language) -> Option<String> {
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
                return text
                    .get(first.0.from..last.0.to)
                    .map(normalised)
                    .filter(|s| readable(s));
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
        let noted = shared(a, b).into_iter().filter(|c| c.1 >= NOTED);
        noted.filter_map(label).take(NAMED).collect()
    }
}

/// Whether words that met over stop words still read as one phrase.
fn readable(surface: &str) -> bool {
    surface.split(' ').count() <= LONGEST && !surface.contains(['.', ';', ':', '(', ')', ','])
}

/// Amounts that both units name, or that they name differently: one kind against itself only, and only where nothing
/// of that kind is shared and neither side has many.
fn amounts(left: &str, right: &str) -> Vec<String> {
    let (left, right) = (amounts::amounts(left), amounts::amounts(right));
    let has = |those: &[Amount], a: &Amount| those.iter().any(|b| b.kind == a.kind && b.value == a.value);
    let mut parts = Vec::new();
    let both: Vec<&str> = left
        .iter()
        .filter(|a| has(&right, a))
        .map(|l| l.text.as_str())
        .take(NAMED)
        .collect();
    if !both.is_empty() {
        parts.push(format!("both say {}", both.join(", ")));
    }
    let mut kinds: Vec<Kind> = left.iter().map(|a| a.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of = |these: &'_ [Amount]| -> Vec<Amount> {
            these.iter().filter(|a| a.kind == kind).cloned().collect()
        };
        let (l, r) = (of(&left), of(&right));
        let few = |these: &[Amount]| (1..=OPPOSED).contains(&these.len());
        if few(&l) && few(&r) && !l.iter().any(|a| has(&r, a)) {
            let say = |these: &[Amount]| {
                let texts: Vec<&str> = these.iter().map(|a| a.text.as_str()).collect();
                texts.join(", ")
            };
            parts.push(format!("{} against {}", say(&l), say(&r)));
        }
    }
    parts
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
