//! Evidence in words: what two units share that made them score.
//!
//! Computed on demand for the pairs that are shown. Cost: linear in the two texts.

use std::sync::{Arc, OnceLock};

use super::across::Bridge;
use super::concepts::Concepts;
use super::phrases::{Text, phrases};
use super::shown::Saying;
use super::terms::Terms;
use super::tokens::Corpus;
use super::vector::Sparse;
use crate::crosswalk::normalised;
use crate::draft::Unit;
use crate::lexicon::Lexicon;
use crate::provision::{Kind, Quantity, quantities};

/// How many shared words and concepts are named.
pub(super) const NAMED: usize = 4;

/// Up to how many amounts of one kind a unit may name for them to be set against the other's.
const OPPOSED: usize = 2;

/// Everything needed to say why.
#[derive(Debug)]
pub(crate) struct Explainer {
    pub(super) corpus: Corpus,
    terms: Terms,
    pub(super) concepts: Concepts,
    pub(super) lexicon: Arc<Lexicon>,
    order: Vec<f64>,
    /// What translates the left draft's words, where the languages differ.
    bridge: Option<Bridge>,
    /// By side and unit, found when first needed.
    amounts: [Vec<OnceLock<Vec<Quantity>>>; 2],
    /// The same: how its concepts are said.
    pub(super) said: [Vec<OnceLock<Vec<Saying>>>; 2],
}

impl Explainer {
    pub(crate) fn new(
        corpus: Corpus,
        terms: Terms,
        concepts: Concepts,
        lexicon: Arc<Lexicon>,
        order: Vec<f64>,
    ) -> Self {
        let amounts = [&corpus.left, &corpus.right].map(|of| of.iter().map(|_| OnceLock::new()).collect());
        let said = [&corpus.left, &corpus.right].map(|of| of.iter().map(|_| OnceLock::new()).collect());
        Explainer {
            amounts,
            said,
            corpus,
            terms,
            concepts,
            lexicon,
            order,
            bridge: None,
        }
    }

    /// With what translates the left draft's words.
    pub(crate) fn across(self, bridge: Option<Bridge>) -> Self {
        Explainer { bridge, ..self }
    }

    /// Why these two units score as they do.
    pub(crate) fn explain(&self, left: (usize, &Unit), right: (usize, &Unit), pair: Option<usize>) -> String {
        let mut parts = Vec::new();
        let (Some(l), Some(r)) = (self.corpus.left.get(left.0), self.corpus.right.get(right.0)) else {
            return String::new();
        };
        let alike = l.body.len() == r.body.len() && l.body.iter().zip(&r.body).all(|(a, b)| a.word == b.word);
        if alike && !left.1.text.is_empty() && normalised(&left.1.text) == normalised(&right.1.text) {
            parts.push("identical text".to_owned());
        }
        let mut shared = match (self.terms.left.get(left.0), self.terms.right.get(right.0)) {
            (Some(a), Some(b)) => shared(a, b),
            _ => Vec::new(),
        };
        let (own, other) = (
            Text::new(&left.1.text, &l.body),
            Text::new(&right.1.text, &r.body),
        );
        let by_weight: Vec<u32> = shared.iter().map(|s| s.0).collect();
        shared.sort_unstable_by_key(|s| s.0);
        let weight = |stem, next| self.weight(&shared, stem, next);
        let heading = {
            let lefts = [
                Text::new(&left.1.title, &l.title),
                Text::new(&left.1.parent, &l.parent),
            ];
            let rights = [
                Text::new(&right.1.title, &r.title),
                Text::new(&right.1.parent, &r.parent),
            ];
            let mut both = lefts.iter().flat_map(|l| rights.iter().map(move |r| (l, r)));
            both.find_map(|(l, r)| phrases(l, r, &weight, 1).pop())
        };
        let words = phrases(&own, &other, &weight, NAMED - usize::from(heading.is_some()));
        if !words.is_empty() {
            parts.push(format!("same words: {}", words.join(", ")));
        }
        let heading = heading.filter(|h| !words.contains(h));
        if let Some(bridge) = &self.bridge {
            let translated = self.translated(bridge, &own, &other, &by_weight);
            if !translated.is_empty() {
                parts.push(format!("translated words: {}", translated.join(", ")));
            }
        }
        let concepts = self.shared_concepts(left, right);
        if words.is_empty() && concepts.is_empty() {
            let similar = self.similar(&own, &other, &by_weight);
            if !similar.is_empty() {
                parts.push(format!("similar words: {}", similar.join(", ")));
            }
        }
        if let Some(heading) = heading {
            parts.push(format!("heading: {heading}"));
        }
        if !concepts.is_empty() {
            parts.push(format!("concepts: {}", concepts.join(", ")));
        }
        parts.extend(amounts(
            self.amounts(0, left.0, &left.1.text),
            self.amounts(1, right.0, &right.1.text),
        ));
        if pair.and_then(|k| self.order.get(k)).is_some_and(|&p| p > 0.4) {
            parts.push("same place in the order of both drafts".to_owned());
        }
        if parts.is_empty() {
            parts.push("no shared words or concepts".to_owned());
        }
        parts.join("; ")
    }

    /// What a word, or a pair of neighbouring words, adds to T; `shared` is sorted by term.
    fn weight(&self, shared: &[(u32, f64)], stem: u32, next: Option<u32>) -> f64 {
        let term = match next {
            None => stem,
            Some(next) => match self.terms.pairs.binary_search(&(stem, next)) {
                Ok(at) => self.terms.words + at as u32,
                Err(_) => return 0.0,
            },
        };
        let found = shared.binary_search_by_key(&term, |s| s.0).ok();
        found.and_then(|at| shared.get(at)).map_or(0.0, |s| s.1)
    }

    /// Shared words that the units write differently, or only within phrases that say nothing.
    fn similar(&self, left: &Text<'_>, right: &Text<'_>, shared: &[u32]) -> Vec<String> {
        let stems = shared.iter().filter(|&&term| term < self.terms.words);
        let similar = stems.filter_map(|&stem| {
            let (l, r) = (left.word(stem)?, right.word(stem)?);
            Some(if l == r { l } else { format!("{l}/{r}") })
        });
        similar.take(NAMED).collect()
    }

    /// Words that translate each other, `left/right`.
    fn translated(&self, bridge: &Bridge, left: &Text<'_>, right: &Text<'_>, shared: &[u32]) -> Vec<String> {
        let stems = shared.iter().filter(|&&term| term < self.terms.words);
        let pair = |&stem: &u32| {
            let r = right.word(stem)?;
            let weight = |f: u32| bridge.weight(f, stem);
            let l = left.word_by(&weight)?;
            (l != r).then(|| format!("{l}/{r}"))
        };
        stems.filter_map(pair).take(NAMED).collect()
    }

    /// The amounts of a unit, found once.
    fn amounts(&self, side: usize, unit: usize, text: &str) -> &[Quantity] {
        let cell = self.amounts.get(side).and_then(|of| of.get(unit));
        cell.map_or(&[], |cell| cell.get_or_init(|| telling(text)))
    }
}

/// Amounts that both units name, or that they name differently: one kind against itself only, and only where nothing
/// of that kind is shared and neither side has many.
fn amounts(left: &[Quantity], right: &[Quantity]) -> Vec<String> {
    let has = |those: &[Quantity], a: &Quantity| those.iter().any(|b| same(a, b));
    let mut parts = Vec::new();
    let both: Vec<&str> = left
        .iter()
        .filter(|a| has(right, a))
        .map(|l| l.text.as_str())
        .take(NAMED)
        .collect();
    if !both.is_empty() {
        parts.push(format!("both say {}", both.join(", ")));
    }
    let mut kinds: Vec<(Kind, &str)> = left.iter().map(sort).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of = |these: &'_ [Quantity]| -> Vec<Quantity> {
            these.iter().filter(|a| sort(a) == kind).cloned().collect()
        };
        let (l, r) = (of(left), of(right));
        let few = |these: &[Quantity]| (1..=OPPOSED).contains(&these.len());
        if few(&l) && few(&r) && !l.iter().any(|a| has(&r, a)) {
            let say = |these: &[Quantity]| {
                let texts: Vec<&str> = these.iter().map(|a| a.text.as_str()).collect();
                texts.join(", ")
            };
            parts.push(format!("{} against {}", say(&l), say(&r)));
        }
    }
    parts
}

/// Working days and days of the calendar are not told apart here.
fn same(a: &Quantity, b: &Quantity) -> bool {
    a.kind == b.kind && a.value() == b.value()
}

/// What is set against what: periods against periods, euro against euro.
fn sort(q: &Quantity) -> (Kind, &str) {
    (
        q.kind,
        if q.kind == Kind::Money {
            q.unit.as_str()
        } else {
            ""
        },
    )
}

/// The quantities of a text that say something by themselves, each value once.
fn telling(text: &str) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    for q in quantities(text) {
        if !matches!(q.kind, Kind::Count | Kind::Physical) && !found.iter().any(|f| same(f, &q)) {
            found.push(q);
        }
    }
    found
}

/// The terms of both vectors with their share in the product, highest first.
pub(super) fn shared(a: &Sparse, b: &Sparse) -> Vec<(u32, f64)> {
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
