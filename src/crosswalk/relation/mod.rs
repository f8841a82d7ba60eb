//! How two linked units relate: which covers which, how far, and which words say so.
//!
//! One question, asked in both directions: is all that this unit asks for in the other one as well? The answer is the
//! probability of a small logistic model over [`coverage`](coverage::coverage); *yes, yes* is `equal`, *yes, no* `subset-of`, *no,
//! yes* `superset-of`, *no, no* `intersects-with`. So left and right are judged alike, and turning the drafts round turns
//! the relation round. Cost: one pass over both drafts, then linear in the texts of the pairs that are judged. Relations
//! are those of NIST IR 8477.

mod coverage;
mod facets;
mod group;
mod saying;
mod text;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Correspondence, Rationale, Relation};
use crate::align::language::Language;
use crate::draft::{Draft, Unit};
use crate::lexicon::Lexicon;
use crate::settings::RelationSettings;
use coverage::{Coverage, Offer, Scale, coverage};
use facets::Facets;
use text::{Content, TextReader, Vocabulary};

/// Provenance: logistic regression (ridge 1) on both directions of the 284 pairs of `tests/relations.csv` that the first
/// labelling gives a relation; figures in `docs/alignment.md`. In the order of
/// [`Judge::features`].
const INTERCEPT: f64 = 1.52;

const COEFFICIENTS: [f64; 4] = [0.07, 1.24, -1.83, 1.20];

/// How many concept words each unit has to have for a relation to be told over two languages.
const ACROSS: usize = 3;

/// Judges how units of two drafts relate.
#[derive(Debug)]
pub struct Judge<'a> {
    left: Side<'a>,
    right: Side<'a>,
    /// What each stem weighs: its inverse document frequency over both drafts.
    weight: Vec<f64>,
    across: bool,
    settings: &'a RelationSettings,
}

/// What is said of a pair.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// How the left unit relates to the right one; `None` where it cannot be told.
    pub relation: Option<Relation>,
    /// How much they share, 0 to 10.
    pub strength: u8,
    /// What the judgement is by.
    pub rationale: Rationale,
    /// Which part is covered and which is not, with the words.
    pub why: String,
}

#[derive(Debug)]
struct Side<'a> {
    draft: &'a Draft,
    reader: TextReader,
    facets: Facets,
}

impl<'a> Judge<'a> {
    /// Reads both drafts.
    pub fn new(
        left: &'a Draft,
        right: &'a Draft,
        lexicon: &Lexicon,
        settings: &'a RelationSettings,
    ) -> Judge<'a> {
        let mut vocabulary = Vocabulary::default();
        let mut side = |draft: &'a Draft| Side {
            draft,
            reader: TextReader::new(Language::of(draft), lexicon, &mut vocabulary, settings),
            facets: Facets::new(draft, lexicon),
        };
        let (mut left, mut right) = (side(left), side(right));
        let mut documents: FxHashMap<u32, u32> = FxHashMap::default();
        for side in [&mut left, &mut right] {
            for unit in &side.draft.units {
                let mut stems = side.reader.stems(&unit.text, &mut vocabulary);
                stems.sort_unstable();
                stems.dedup();
                stems
                    .into_iter()
                    .for_each(|s| *documents.entry(s).or_default() += 1);
                for context in [&unit.title, &unit.chapeau] {
                    side.reader.stems(context, &mut vocabulary);
                }
            }
        }
        let units = (left.draft.units.len() + right.draft.units.len()) as f64;
        let weight = |stem: usize| {
            let n = documents.get(&(stem as u32)).copied().unwrap_or(0);
            // A little more than nothing, so that what every unit of a small draft has still counts.
            ((1.0 + units) / (1.0 + f64::from(n))).ln() + 0.2
        };
        Judge {
            weight: (0..vocabulary.len()).map(weight).collect(),
            across: left.reader.language.code != right.reader.language.code,
            left,
            right,
            settings,
        }
    }

    /// How two units relate.
    pub fn pair(&self, left: usize, right: usize) -> Option<Judgement> {
        self.judgement(left, right, true)
    }

    /// The same without the words, which are most of the work.
    pub fn silent(&self, left: usize, right: usize) -> Option<Judgement> {
        self.judgement(left, right, false)
    }

    fn judgement(&self, left: usize, right: usize, says: bool) -> Option<Judgement> {
        let ([l, r], [of_left, of_right]) = self.coverages(left, right)?;
        let units = (
            self.left.draft.units.get(left)?,
            self.right.draft.units.get(right)?,
        );
        let text = |unit: &Unit| super::normalised(&unit.text);
        let same = !units.0.text.trim().is_empty() && text(units.0) == text(units.1);
        let covered = |own: &Coverage, other: &Coverage| same || covered(own, other, self.settings);
        let (left_covered, right_covered) = (covered(&of_left, &of_right), covered(&of_right, &of_left));
        let coverages = [of_left, of_right];
        let relation = match (left_covered, right_covered) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::SubsetOf,
            (false, true) => Relation::SupersetOf,
            (false, false) => Relation::IntersectsWith,
        };
        let told = same || !self.across || [&l, &r].iter().all(|c| c.meanings.len() >= ACROSS);
        let why = match says && told && !same {
            true => self.say(&coverages, relation, [(&l, units.0), (&r, units.1)]),
            false => String::new(),
        };
        Some(Judgement {
            relation: told.then_some(relation),
            strength: if same { 10 } else { strength(&coverages) },
            rationale: rationale(&coverages, same, self.settings),
            why,
        })
    }

    /// The numbers that a judgement is computed from, for the left unit and for the right one: share of its weight that the
    /// other covers, share of the other's that it covers, `ln(1 + words and amounts without cover)`, share of its part
    /// that is covered least.
    pub fn features(&self, left: usize, right: usize) -> Option<[[f64; 4]; 2]> {
        let [l, r] = self.coverages(left, right)?.1;
        Some([features(&l, &r), features(&r, &l)])
    }

    /// Judges links between the two drafts: relation, strength and rationale, and the evidence begins with which part is
    /// covered and which is not.
    pub fn judged(&self, mut links: Vec<Correspondence>) -> Vec<Correspondence> {
        let groups = self.groups(&links);
        links.par_iter_mut().zip(groups).for_each(|(link, group)| {
            let Some(judgement) = self.pair(link.left.unit, link.right.unit) else {
                return;
            };
            link.relation = judgement.relation;
            link.strength = judgement.relation.is_some().then_some(judgement.strength);
            link.rationale = judgement.relation.is_some().then_some(judgement.rationale);
            let said = [judgement.why.as_str(), group.as_str(), link.evidence.as_str()];
            let said: Vec<&str> = said.into_iter().filter(|s| !s.is_empty()).collect();
            link.evidence = said.join("; ");
        });
        links
    }

    /// The words of two units, and how much of each is covered by the other.
    fn coverages(&self, left: usize, right: usize) -> Option<([Content; 2], [Coverage; 2])> {
        let units = (
            self.left.draft.units.get(left)?,
            self.right.draft.units.get(right)?,
        );
        let (l, r) = (
            self.left.reader.read(&units.0.text),
            self.right.reader.read(&units.1.text),
        );
        let by_left = Offer::of([&l, &self.context(&self.left, units.0)]);
        let by_right = Offer::of([&r, &self.context(&self.right, units.1)]);
        let both = [
            coverage(&l, &by_right, &self.scale()),
            coverage(&r, &by_left, &self.scale()),
        ];
        Some(([l, r], both))
    }

    fn scale(&self) -> Scale<'_> {
        Scale {
            weight: &self.weight,
            settings: self.settings,
            across: self.across,
        }
    }

    /// What a unit's heading and chapeau say counts for covering another unit, and need not be covered itself.
    fn context(&self, side: &Side<'_>, unit: &Unit) -> Content {
        side.reader.read(&format!("{}\n{}", unit.title, unit.chapeau))
    }
}

/// The probability that all of a unit is in another one is above the threshold.
fn covered(own: &Coverage, other: &Coverage, settings: &RelationSettings) -> bool {
    let features = features(own, other).into_iter().zip(COEFFICIENTS);
    let logit = INTERCEPT + features.map(|(f, c)| f * c).sum::<f64>();
    own.share >= settings.least_share && 1.0 / (1.0 + (-logit).exp()) >= settings.covered
}

fn features(own: &Coverage, other: &Coverage) -> [f64; 4] {
    [own.share, other.share, (1.0 + own.missing as f64).ln(), own.least]
}

/// How many tenths of their words, by weight, two units share in the mean of both directions; at least one.
fn strength(coverages: &[Coverage; 2]) -> u8 {
    let mean = (coverages[0].share + coverages[1].share) / 2.0;
    (10.0 * mean).round().clamp(1.0, 10.0) as u8
}

fn rationale(coverages: &[Coverage; 2], same: bool, settings: &RelationSettings) -> Rationale {
    let best = |of: fn(&Coverage) -> f64, f: fn(f64, f64) -> f64| f(of(&coverages[0]), of(&coverages[1]));
    if same || best(|c| c.wording, f64::min) >= settings.syntactic {
        Rationale::Syntactic
    } else if best(|c| c.share, f64::max) >= settings.semantic {
        Rationale::Semantic
    } else {
        Rationale::Functional
    }
}

#[cfg(test)]
mod tests;
