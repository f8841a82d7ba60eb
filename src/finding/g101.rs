//! # What it reports
//! A provision that binds and for which no counterpart was found on the other side; recommendations and permissions as low. What
//! comes nearest is named, and the less likely that is, the surer the finding.
//!
//! # Why it matters
//! What one side asks for and the other does not is the other half of what has to be negotiated.
//!
//! # Example
//! Left: "Providers shall label synthetic content." Right: nothing on labels.
//!
//! # When it is wrong
//! Where the counterpart is worded so differently that alignment does not see it, or is spread over several units. "No counterpart
//! found" does not say that there is none.
//!
//! # Settings
//! `propose` in the settings of alignment; `--crosswalk FILE` with reviewed rows.

use std::collections::{BTreeMap, BTreeSet};

use super::side::{Prov, Side};
use super::{Between, Finding, Link, Severity, Spot};
use crate::draft::Force;
use crate::provision::Modality;

/// After all rules that set the two sides against each other: what was compared has a counterpart.
pub(super) fn find<'a>(between: &'a Between<'a>, found: &[Finding]) -> Vec<Finding> {
    if !between.gaps {
        return Vec::new();
    }
    let compared = |f: &&Finding| f.left.is_some() && f.right.is_some();
    let compared: Vec<&Finding> = found.iter().filter(compared).collect();
    let answered = |of: Unit, spot: Spots| {
        // A strong link is no gap, even where another one is better. A probable one may be: what lost its own counterpart is
        // often near to its neighbour's.
        let strong = between.settings.bands.strong;
        let near = between.near.iter().filter(|l| l.confidence >= strong);
        let linked = between.links.iter().chain(near).map(of);
        let spots = compared.iter().filter_map(|f| Some(spot(f).as_ref()?.unit));
        linked.chain(spots).collect::<BTreeSet<usize>>()
    };
    let (left, right): (Unit, Unit) = (|l| l.left, |l| l.right);
    let look = |[side, other]: [&'a Side<'a>; 2], [own, theirs]: [Unit; 2], spot: Spots| Look {
        side,
        other,
        answered: answered(own, spot),
        near: best(&between.near, own),
        taken: best(&between.links, theirs),
        own,
        theirs,
    };
    let lefts = look([&between.left, &between.right], [left, right], |f| &f.left);
    let rights = look([&between.right, &between.left], [right, left], |f| &f.right);
    let mut gaps = lefts.gaps();
    gaps.extend(rights.gaps().into_iter().map(|f| Finding {
        left: None,
        right: f.left,
        ..f
    }));
    gaps
}

/// Which unit of a link stands on a side.
type Unit = fn(&Link) -> usize;

/// Where a finding points to on a side.
type Spots = fn(&Finding) -> &Option<Spot>;

/// The best link of each unit.
fn best(links: &[Link], unit: Unit) -> BTreeMap<usize, Link> {
    let mut best: BTreeMap<usize, Link> = BTreeMap::new();
    for link in links {
        let held = best.entry(unit(link)).or_insert(*link);
        if link.score > held.score {
            *held = *link;
        }
    }
    best
}

/// One side's look at the other.
struct Look<'a> {
    side: &'a Side<'a>,
    other: &'a Side<'a>,
    /// Units that are linked or compared.
    answered: BTreeSet<usize>,
    /// What comes nearest to a unit of this side.
    near: BTreeMap<usize, Link>,
    /// What answers to a unit of the other side.
    taken: BTreeMap<usize, Link>,
    own: Unit,
    theirs: Unit,
}

impl Look<'_> {
    /// What this side asks for and the other does not, shown on the left.
    fn gaps(&self) -> Vec<Finding> {
        let units = self.side.units.iter().enumerate();
        let alone = units.filter(|(i, _)| !self.answered.contains(i));
        alone.filter_map(|(i, provs)| self.gap(i, provs)).collect()
    }

    fn gap(&self, i: usize, provs: &[Prov]) -> Option<Finding> {
        let side = self.side;
        let unit = side.draft.units.get(i)?;
        if unit.force != Force::Normative {
            return None;
        }
        let rank = |m: Modality| match m {
            Modality::Requirement | Modality::Prohibition | Modality::Commitment => 3,
            Modality::Recommendation => 2,
            Modality::Permission => 1,
            _ => 0,
        };
        let strongest = provs
            .iter()
            .rev()
            .max_by_key(|p| rank(p.p.modality))
            .filter(|p| rank(p.p.modality) > 0)?;
        let binds = rank(strongest.p.modality) == 3;
        // What only introduces points is answered by them.
        if strongest.p.text.trim_end().ends_with(':') && has_points(side, i) {
            return None;
        }
        let marks = strongest.shows();
        let name = strongest.p.modality.name();
        let draft = &self.other.draft.name;
        let near = self.near.get(&i);
        Some(Finding {
            code: "G101",
            severity: if binds && side.binds {
                Severity::Medium
            } else {
                Severity::Low
            },
            compatibility: None,
            left: Some(strongest.spot(i, &marks)),
            right: None,
            message: match near.and_then(|n| self.told(n)) {
                Some(near) => format!("{name}: no counterpart found in {draft}; nearest: {near}"),
                None => format!("{name}: no counterpart found in {draft}"),
            },
            question: match self.other.binds {
                true => "Is it left to other law, or left out?",
                false => "Is it said in another text, or left out?",
            }
            .to_owned(),
            confidence: near.map_or(SUREST, |n| (1.0 - n.confidence).min(SUREST)),
        })
    }

    /// Where the nearest stands, and what it answers to instead.
    fn told(&self, near: &Link) -> Option<String> {
        let citation = |side: &Side<'_>, unit: usize| side.draft.units.get(unit).map(|u| u.citation.clone());
        let place = citation(self.other, (self.theirs)(near))?;
        let instead = self
            .taken
            .get(&(self.theirs)(near))
            .filter(|l| (self.own)(l) != (self.own)(near));
        let instead = instead.and_then(|l| citation(self.side, (self.own)(l)));
        Some(match instead {
            Some(instead) => format!("{place}, which answers {instead} rather"),
            None => place,
        })
    }
}

/// How sure a search can be that there is nothing.
const SUREST: f64 = 0.9;

/// Whether a unit's clause has points that are units of their own.
fn has_points(side: &Side<'_>, unit: usize) -> bool {
    let clause = side.draft.units.get(unit).map(|u| u.clause);
    let next = side.draft.units.get(unit + 1);
    let parent = next.map(|u| side.draft.clause(u.clause).parent);
    clause.is_some() && (parent == clause || next.map(|u| u.clause) == clause)
}
