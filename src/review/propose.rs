//! What the aligner says, as rows of a crosswalk file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::{Proposals, Row, Side, Status};
use crate::align::{Alignment, Candidate};
use crate::crosswalk::{
    Band, Correspondence, Judge, Judgement, Relation, RollUp, UnitRef, rolled_up, unit_hash,
};
use crate::draft::{Draft, Force, Unit};
use crate::finding::{self, Checked, Finding, Link, Spot};
use crate::lexicon::Lexicon;
use crate::settings::Settings;

/// No counterpart found.
const NO_COUNTERPART: &str = "G101";

/// Another word for the same concept.
const OTHER_NAME: &str = "C210";

/// Two drafts that were compared.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// The draft on the left.
    pub left: &'a Draft,
    /// The draft on the right.
    pub right: &'a Draft,
    /// How they were scored against each other.
    pub alignment: &'a Alignment<'a>,
    /// What findings go by.
    pub settings: &'a Settings,
    /// How the units of linked pairs relate.
    pub judge: &'a Judge<'a>,
    /// What is rolled up, where these are articles.
    pub roll: Option<RollUp<'a>>,
}

impl Compared<'_> {
    /// A row for every link that is proposed, with the codes of what was found there, and one for every normative unit
    /// as it stands if nothing links it.
    pub fn proposals(&self, found: &[Finding]) -> Proposals {
        // Where units are rolled up, what was found between them goes with them.
        let at = |side: usize, unit: usize| match &self.roll {
            Some(roll) => roll.levels[side].of.get(unit).copied(),
            None => Some(unit),
        };
        let mut codes: BTreeMap<(usize, usize), Vec<&str>> = BTreeMap::new();
        for f in found {
            let of = |spot: &Option<Spot>, side| spot.as_ref().and_then(|s| at(side, s.unit));
            if let (Some(left), Some(right)) = (of(&f.left, 0), of(&f.right, 1)) {
                let of_pair = codes.entry((left, right)).or_default();
                if !of_pair.contains(&f.code) {
                    of_pair.push(f.code);
                }
            }
        }
        let none = Vec::new();
        let codes = |c: &Correspondence| codes.get(&(c.left.unit, c.right.unit)).unwrap_or(&none);
        let row = |mut c: Correspondence| {
            let codes = codes(&c);
            c.relation = c.relation.map(|relation| self.tempered(relation, &c, codes));
            Row {
                findings: codes.join(" "),
                ..self.link(&c)
            }
        };
        let links = match &self.roll {
            Some(roll) => rolled_up(roll),
            None => self.with_found(self.alignment.proposals(), found),
        };
        Proposals {
            links: self.judge.judged(links).into_iter().map(row).collect(),
            gaps: self.gaps(),
        }
    }

    /// The links, and one for each pair of units that was found by what it says rather than by its words: each draft's
    /// rule on one question, or its definition of one term. What diverges there needs a row to be decided on.
    fn with_found(&self, mut links: Vec<Correspondence>, found: &[Finding]) -> Vec<Correspondence> {
        let mut linked: BTreeSet<(usize, usize)> =
            links.iter().map(|c| (c.left.unit, c.right.unit)).collect();
        for f in found.iter().filter(|f| f.code.starts_with('C')) {
            let (Some(left), Some(right)) = (&f.left, &f.right) else {
                continue;
            };
            if !linked.insert((left.unit, right.unit)) {
                continue;
            }
            let words = self.alignment.evidence(left.unit, right.unit);
            links.push(Correspondence {
                left: UnitRef::new(0, left.unit),
                right: UnitRef::new(1, right.unit),
                relation: None,
                strength: None,
                rationale: None,
                confidence: f.confidence,
                score: (f.confidence / (1.0 - f.confidence)).ln(),
                evidence: [f.message.as_str(), words.as_str()]
                    .join("; ")
                    .trim_end_matches("; ")
                    .to_owned(),
            });
        }
        links.sort_by_key(|c| (c.left.unit, c.right.unit));
        links
    }

    /// Two units are not called equal where something was found to differ, nor on a link that is only possible, unless their
    /// texts are the same.
    fn tempered(&self, relation: Relation, link: &Correspondence, codes: &[&str]) -> Relation {
        let differs = codes.iter().any(|c| c.starts_with('C') && *c != OTHER_NAME);
        let possible = Band::of(link.confidence, &self.settings.bands) == Band::Possible;
        let same = || self.alignment.same_text(link.left.unit, link.right.unit);
        if relation == Relation::Equal && (differs || possible) && !same() {
            return Relation::IntersectsWith;
        }
        relation
    }

    /// Where the drafts diverge, and what has no counterpart: the most important first. Of articles, between their units.
    pub fn findings(&self, lexicon: &Lexicon) -> Vec<Finding> {
        let (left, right) = match &self.roll {
            Some(roll) => (roll.drafts[0], roll.drafts[1]),
            None => (self.left, self.right),
        };
        let links: Vec<Link> = match &self.roll {
            Some(roll) => roll.links.iter().map(Link::of).collect(),
            None => self.alignment.proposed().iter().map(Link::near).collect(),
        };
        let near: Vec<Link> = match &self.roll {
            Some(_) => Vec::new(),
            None => self.alignment.nearest_of_all().iter().map(Link::near).collect(),
        };
        // Those of articles are no provisions of their units.
        let provisions = match &self.roll {
            Some(_) => [None; 2],
            None => self.alignment.provisions(),
        };
        finding::check(&Checked {
            left,
            right,
            provisions,
            links: &links,
            near: &near,
            gaps: true,
            lexicon,
            settings: self.settings,
        })
    }

    /// A row for each of the best `n` candidates of every left unit.
    pub fn candidates(&self, n: usize) -> Vec<Row> {
        let rights: Vec<OnceLock<Side>> = self.right.units.iter().map(|_| OnceLock::new()).collect();
        let of_right = |c: &Candidate| match rights.get(c.right) {
            Some(cell) => cell.get_or_init(|| side(self.right, c.right)).clone(),
            None => nobody(self.right),
        };
        let rows = |of_one: Vec<Candidate>| -> Vec<Row> {
            let Some(left) = of_one.first().map(|c| c.left) else {
                return Vec::new();
            };
            let judged = self.judge.silent_row(left, of_one.iter().map(|c| c.right));
            let left = side(self.left, left);
            let candidates = of_one.into_iter().zip(judged);
            candidates
                .map(|(c, judgement)| Row {
                    left: left.clone(),
                    right: of_right(&c),
                    ..candidate(c, judgement)
                })
                .collect()
        };
        let candidates = self.alignment.candidates(n);
        candidates.into_par_iter().flat_map_iter(rows).collect()
    }

    fn link(&self, link: &Correspondence) -> Row {
        Row {
            relation: link.relation.map(|r| r.code().to_owned()).unwrap_or_default(),
            strength: link.strength.map(|s| s.to_string()).unwrap_or_default(),
            rationale: link.rationale.map(|r| r.code().to_owned()).unwrap_or_default(),
            confidence: decimals(link.confidence, 4),
            score: decimals(link.score, 6),
            evidence: link.evidence.clone(),
            left: side(self.left, link.left.unit),
            right: side(self.right, link.right.unit),
            ..proposed()
        }
    }

    fn gaps(&self) -> Vec<Row> {
        let of_left = |i: usize| Row {
            left: side(self.left, i),
            right: nobody(self.right),
            evidence: self.nearest(self.alignment.nearest(i), |c| self.right.units.get(c.right)),
            ..gap()
        };
        let of_right = |i: usize| Row {
            left: nobody(self.left),
            right: side(self.right, i),
            evidence: self.nearest(self.alignment.nearest_for_right(i), |c| {
                self.left.units.get(c.left)
            }),
            ..gap()
        };
        // Evidence is most of the work; the order of the rows is that of the units, whatever the threads do.
        let (left, right): (Vec<usize>, Vec<usize>) =
            (normative(self.left).collect(), normative(self.right).collect());
        let mut rows: Vec<Row> = left.into_par_iter().map(of_left).collect();
        rows.extend(right.into_par_iter().map(of_right).collect::<Vec<Row>>());
        rows
    }

    fn nearest<'b>(
        &self,
        candidate: Option<Candidate>,
        unit: impl Fn(&Candidate) -> Option<&'b Unit>,
    ) -> String {
        let Some((candidate, unit)) = candidate.and_then(|c| unit(&c).map(|u| (c, u))) else {
            return "nothing comes near".to_owned();
        };
        let mut text = format!("nearest: {}", unit.citation);
        if !candidate.evidence.is_empty() {
            text.push_str(": ");
            text.push_str(&candidate.evidence);
        }
        text
    }
}

/// A candidate without its sides.
fn candidate(candidate: Candidate, judgement: Option<Judgement>) -> Row {
    let judgement = judgement.filter(|j| j.relation.is_some());
    let relation = judgement.as_ref().and_then(|j| j.relation);
    Row {
        relation: relation.map(|r| r.code().to_owned()).unwrap_or_default(),
        strength: judgement
            .as_ref()
            .map(|j| j.strength.to_string())
            .unwrap_or_default(),
        rationale: judgement
            .map(|j| j.rationale.code().to_owned())
            .unwrap_or_default(),
        confidence: decimals(candidate.confidence, 4),
        score: decimals(candidate.score, 6),
        evidence: candidate.evidence,
        ..proposed()
    }
}

fn proposed() -> Row {
    Row {
        status: Status::Proposed.code().to_owned(),
        ..Row::default()
    }
}

fn gap() -> Row {
    Row {
        findings: NO_COUNTERPART.to_owned(),
        ..proposed()
    }
}

fn normative(draft: &Draft) -> impl Iterator<Item = usize> + '_ {
    let units = draft.units.iter().enumerate();
    units.filter(|(_, u)| u.force == Force::Normative).map(|(i, _)| i)
}

fn side(draft: &Draft, unit: usize) -> Side {
    let Some(unit) = draft.units.get(unit) else {
        return nobody(draft);
    };
    Side {
        draft: draft.name.clone(),
        id: unit.id.clone(),
        citation: unit.citation.clone(),
        text: unit.text.clone(),
        hash: unit_hash(&unit.text),
    }
}

fn nobody(draft: &Draft) -> Side {
    Side {
        draft: draft.name.clone(),
        ..Side::default()
    }
}

/// So many decimals, and no minus before a zero.
fn decimals(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|b| b == b'0' || b == b'.') => rest.to_owned(),
        _ => text,
    }
}
