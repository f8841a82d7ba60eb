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

use std::sync::OnceLock;

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
    /// The units on the right, read when first needed: each is in many pairs. Those on the left come one after the other.
    read_right: Vec<OnceLock<Option<UnitRead<'a>>>>,
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

/// A unit as it was read, for all pairs that it is in.
#[derive(Debug)]
struct UnitRead<'a> {
    unit: &'a Unit,
    content: Content,
    /// What it, its heading and its chapeau offer to cover another unit's words; these two need not be covered themselves.
    offer: Offer,
    /// Its text as wordings are compared; empty where it has none.
    wording: String,
}

impl<'a> Side<'a> {
    fn read(&self, unit: usize) -> Option<UnitRead<'a>> {
        let unit = self.draft.units.get(unit)?;
        let content = self.reader.read(&unit.text);
        let context = self.reader.read(&format!("{}\n{}", unit.title, unit.chapeau));
        Some(UnitRead {
            unit,
            offer: Offer::of([&content, &context]),
            wording: super::normalised(&unit.text),
            content,
        })
    }
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
            read_right: right.draft.units.iter().map(|_| OnceLock::new()).collect(),
            left,
            right,
            settings,
        }
    }

    /// How two units relate.
    pub fn pair(&self, left: usize, right: usize) -> Option<Judgement> {
        self.judgement(&self.left.read(left)?, self.right(right)?, true)
    }

    /// The same without the words, which are most of the work.
    pub fn silent(&self, left: usize, right: usize) -> Option<Judgement> {
        self.silent_row(left, std::iter::once(right)).pop()?
    }

    /// The same for a unit and each of several: it is read once.
    pub fn silent_row(&self, left: usize, rights: impl Iterator<Item = usize>) -> Vec<Option<Judgement>> {
        let Some(left) = self.left.read(left) else {
            return rights.map(|_| None).collect();
        };
        rights
            .map(|right| self.judgement(&left, self.right(right)?, false))
            .collect()
    }

    fn right(&self, unit: usize) -> Option<&UnitRead<'a>> {
        self.read_right
            .get(unit)?
            .get_or_init(|| self.right.read(unit))
            .as_ref()
    }

    fn judgement(&self, left: &UnitRead<'_>, right: &UnitRead<'_>, says: bool) -> Option<Judgement> {
        let [of_left, of_right] = self.coverages(left, right);
        let (l, r) = (&left.content, &right.content);
        let units = (left.unit, right.unit);
        let same = !left.wording.is_empty() && left.wording == right.wording;
        let covered = |own: &Coverage, other: &Coverage| same || covered(own, other, self.settings);
        let (left_covered, right_covered) = (covered(&of_left, &of_right), covered(&of_right, &of_left));
        let coverages = [of_left, of_right];
        let relation = match (left_covered, right_covered) {
            (true, true) => Relation::Equal,
            (true, false) => Relation::SubsetOf,
            (false, true) => Relation::SupersetOf,
            (false, false) => Relation::IntersectsWith,
        };
        let told = same || !self.across || [l, r].iter().all(|c| c.meanings.len() >= ACROSS);
        let why = match says && told && !same {
            true => self.say(&coverages, relation, [(l, units.0), (r, units.1)]),
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
        let [l, r] = self.coverages(&self.left.read(left)?, self.right(right)?);
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

    /// How much of each of two units is covered by the other.
    fn coverages(&self, left: &UnitRead<'_>, right: &UnitRead<'_>) -> [Coverage; 2] {
        [
            coverage(&left.content, &right.offer, &self.scale()),
            coverage(&right.content, &left.offer, &self.scale()),
        ]
    }

    fn scale(&self) -> Scale<'_> {
        Scale {
            weight: &self.weight,
            settings: self.settings,
            across: self.across,
        }
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
