//! Units × units → scored, explained candidates → correspondences.
//!
//! One file per ingredient, in the order in which they run: `tokens`, `terms` (T), `concepts` (K), `feedback` (R),
//! `fuse`, `structure` (G, neighbours, P), `kinds`, `confidence`, `assign`, `evidence` (with `phrases` and `shown`); `score` calls them.
//! Ids, paths and citations are never looked at: in half of the published crosswalks they give the answer away. What each
//! ingredient is worth is in `docs/alignment.md`.

mod across;
mod assign;
mod concepts;
mod confidence;
mod evidence;
mod feedback;
mod fuse;
mod kinds;
pub(crate) mod language;
mod meaning;
mod pairs;
mod phrases;
mod score;
mod shown;
pub(crate) mod spans;
mod structure;
mod terms;
mod tokens;
mod vector;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

pub use across::{Learned, learn_words};
pub(crate) use kinds::framing;
pub use meaning::encoded_texts;

use rayon::prelude::*;

use crate::crosswalk::{Correspondence, Crosswalk, Relation, UnitRef, normalised};
use crate::draft::Draft;
use crate::lexicon::Lexicon;
use crate::provision::ByUnit;
use crate::settings::Settings;
use evidence::Explainer;
use pairs::Pairs;

/// How to align.
#[derive(Debug, Clone)]
pub struct AlignOptions {
    /// Whether the order of the units counts as evidence. Without it, the rows of a list may come in any order.
    pub order: bool,
    /// Concepts to use in place of the embedded ones.
    pub lexicon: Option<Arc<Lexicon>>,
    /// Vectors of the units' [texts](encoded_texts), from a sentence encoder.
    pub vectors: Option<Arc<BTreeMap<String, Vec<f32>>>>,
    /// Keep the numbers that the confidence was computed from, for [`Alignment::features`].
    pub keep_features: bool,
}

impl AlignOptions {
    /// The lexicon to go by: the one given, else the embedded one.
    pub fn lexicon(&self) -> Arc<Lexicon> {
        self.lexicon.clone().unwrap_or_else(Lexicon::embedded)
    }
}

impl Default for AlignOptions {
    fn default() -> Self {
        AlignOptions {
            order: true,
            lexicon: None,
            vectors: None,
            keep_features: false,
        }
    }
}

/// A pair of units with its score.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Scored {
    /// Index of the left unit.
    pub left: usize,
    /// Index of the right unit.
    pub right: usize,
    /// The logit of the confidence: comparable over all pairs of units.
    pub score: f64,
    /// Calibrated probability that a reviewer accepts the link.
    pub confidence: f64,
}

/// A scored pair of units with the reasons in words.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Candidate {
    /// Index of the left unit.
    pub left: usize,
    /// Index of the right unit.
    pub right: usize,
    /// The logit of the confidence: comparable over all pairs of units.
    pub score: f64,
    /// Calibrated probability that a reviewer accepts the link.
    pub confidence: f64,
    /// Why, in words.
    pub evidence: String,
}

/// Two drafts with all their scores.
#[derive(Debug)]
pub struct Alignment<'a> {
    left: &'a Draft,
    right: &'a Draft,
    pairs: Pairs,
    score: Vec<f64>,
    confidence: Vec<f64>,
    features: Vec<[f64; confidence::FEATURES]>,
    explainer: Explainer,
    provisions: [Option<ByUnit>; 2],
    nearest: OnceLock<[Vec<Option<Scored>>; 2]>,
    settings: &'a Settings,
}

/// Scores the units of two drafts against each other.
pub fn align<'a>(
    left: &'a Draft,
    right: &'a Draft,
    options: &AlignOptions,
    settings: &'a Settings,
) -> Alignment<'a> {
    let scores = score::scores(left, right, options, &settings.align);
    Alignment {
        left,
        right,
        pairs: scores.pairs,
        score: scores.logit,
        confidence: scores.confidence,
        features: scores.features,
        explainer: scores.explainer,
        provisions: scores.provisions,
        nearest: OnceLock::new(),
        settings,
    }
}

/// The better of two candidates; of equal ones the one that stands first.
fn better(a: Scored, b: Scored) -> Scored {
    let place = |s: &Scored| std::cmp::Reverse((s.left, s.right));
    match a.score.total_cmp(&b.score).then(place(&a).cmp(&place(&b))) {
        std::cmp::Ordering::Less => b,
        _ => a,
    }
}

impl Alignment<'_> {
    /// The provisions of both drafts, read on the way; those of a list are not.
    pub fn provisions(&self) -> [Option<&ByUnit>; 2] {
        self.provisions.each_ref().map(Option::as_ref)
    }

    /// The candidates of a left unit, best first; equal scores in right document order.
    pub fn ranked(&self, left: usize) -> Vec<Scored> {
        self.sorted(self.pairs.row(left).map(|k| self.scored(left, k)).collect())
    }

    /// The candidates of a right unit, best first; equal scores in left document order.
    pub fn ranked_for_right(&self, right: usize) -> Vec<Scored> {
        let column = self.pairs.column(right).iter();
        self.sorted(
            column
                .map(|&(i, k)| self.scored(i as usize, k as usize))
                .collect(),
        )
    }

    /// The best `n` candidates of every left unit, in order of the left units.
    pub fn candidates(&self, n: usize) -> Vec<Vec<Candidate>> {
        let explained = |i| {
            self.ranked(i)
                .into_iter()
                .take(n)
                .map(|s| self.explained(s))
                .collect()
        };
        (0..self.left.units.len())
            .into_par_iter()
            .map(explained)
            .collect()
    }

    /// The nearest candidate of a left unit, likely or not.
    pub fn nearest(&self, left: usize) -> Option<Candidate> {
        let nearest = *self.nearest_pairs()[0].get(left)?;
        nearest.map(|s| self.explained(s))
    }

    /// The nearest candidate of a right unit, likely or not.
    pub fn nearest_for_right(&self, right: usize) -> Option<Candidate> {
        let nearest = *self.nearest_pairs()[1].get(right)?;
        nearest.map(|s| self.explained(s))
    }

    /// The nearest candidate of every unit of either draft, likely or not, each once.
    pub fn nearest_of_all(&self) -> Vec<Scored> {
        let mut found: Vec<Scored> = self.nearest_pairs().iter().flatten().flatten().copied().collect();
        found.sort_by_key(|s| (s.left, s.right));
        found.dedup_by_key(|s| (s.left, s.right));
        found
    }

    /// The nearest candidate of each left and of each right unit, looked for once.
    fn nearest_pairs(&self) -> &[Vec<Option<Scored>>; 2] {
        let of_left = |i| {
            let row = self.pairs.row(i).map(|k| self.scored(i, k));
            row.reduce(better)
        };
        let of_right = |j| {
            let column = self.pairs.column(j).iter();
            let column = column.map(|&(i, k)| self.scored(i as usize, k as usize));
            column.reduce(better)
        };
        if let Some(known) = self.nearest.get() {
            return known;
        }
        // Not within `get_or_init`: a thread of the pool that waits there may take up work that comes here, too.
        let found = [
            (0..self.pairs.height()).into_par_iter().map(of_left).collect(),
            (0..self.pairs.width()).into_par_iter().map(of_right).collect(),
        ];
        self.nearest.get_or_init(|| found)
    }

    /// The links worth a reviewer's look, in order of left and then right unit, between drafts 0 and 1.
    pub fn proposals(&self) -> Vec<Correspondence> {
        self.proposals_between(0, 1)
    }

    /// The same, for the drafts that these two are in a crosswalk of several.
    pub fn proposals_between(&self, left_draft: usize, right_draft: usize) -> Vec<Correspondence> {
        let link = |scored: Scored| {
            let same = self.same_text(scored.left, scored.right);
            Correspondence {
                left: UnitRef::new(left_draft, scored.left),
                right: UnitRef::new(right_draft, scored.right),
                relation: same.then_some(Relation::Equal),
                strength: None,
                rationale: None,
                confidence: scored.confidence,
                score: scored.score,
                evidence: self.evidence(scored.left, scored.right),
            }
        };
        self.proposed().into_par_iter().map(link).collect()
    }

    /// The same without the evidence, which is most of the work.
    pub fn proposed(&self) -> Vec<Scored> {
        let mut proposed = assign::proposed(&self.pairs, &self.confidence, self.settings)
            .into_iter()
            .peekable();
        let mut links = Vec::new();
        for i in 0..self.pairs.height() {
            let row = self.pairs.row(i);
            while let Some(k) = proposed.next_if(|k| row.contains(k)) {
                links.push(self.scored(i, k));
            }
        }
        links
    }

    /// The crosswalk of the proposals.
    pub fn crosswalk(&self) -> Crosswalk {
        let mut crosswalk = Crosswalk::new(&[self.left.units.len(), self.right.units.len()]);
        for link in self.proposals() {
            crosswalk.link(link);
        }
        crosswalk
    }

    /// Why these two units are scored as they are, in words.
    pub fn evidence(&self, left: usize, right: usize) -> String {
        match (self.left.units.get(left), self.right.units.get(right)) {
            (Some(l), Some(r)) => self
                .explainer
                .explain((left, l), (right, r), self.pairs.find(left, right)),
            _ => String::new(),
        }
    }

    /// The numbers that the confidence of a pair was computed from, with their names. Empty unless they were kept.
    pub fn features(&self, left: usize, right: usize) -> Vec<(&'static str, f64)> {
        let found = self.pairs.find(left, right).and_then(|k| self.features.get(k));
        found.map_or_else(Vec::new, |f| confidence::NAMES.into_iter().zip(*f).collect())
    }

    /// Whether two units have one text, but for space and typography; no text is nothing in common.
    pub(crate) fn same_text(&self, left: usize, right: usize) -> bool {
        match (self.left.units.get(left), self.right.units.get(right)) {
            (Some(l), Some(r)) => !l.text.trim().is_empty() && normalised(&l.text) == normalised(&r.text),
            _ => false,
        }
    }

    fn scored(&self, left: usize, pair: usize) -> Scored {
        Scored {
            left,
            right: self.pairs.right(pair),
            score: self.score.get(pair).copied().unwrap_or(f64::NEG_INFINITY),
            confidence: self.confidence.get(pair).copied().unwrap_or(0.0),
        }
    }

    fn sorted(&self, mut scored: Vec<Scored>) -> Vec<Scored> {
        scored.sort_by(|a, b| {
            let place = (a.left, a.right).cmp(&(b.left, b.right));
            b.score.total_cmp(&a.score).then(place)
        });
        scored
    }

    fn explained(&self, scored: Scored) -> Candidate {
        Candidate {
            left: scored.left,
            right: scored.right,
            score: scored.score,
            confidence: scored.confidence,
            evidence: self.evidence(scored.left, scored.right),
        }
    }
}
