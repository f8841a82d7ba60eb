//! What became of the units of the old version: what reviewers decided on goes with them.
//!
//! The comparison is of clauses; a unit is a clause with what is folded into it. A unit went where its own clause and
//! most words of what is folded into it went. Whether its wording is the same is decided by the hash that crosswalks
//! carry, not by what the comparison calls unchanged: a decision holds for the words that were seen.
//!
//! Cost: linear in the clauses.

use std::collections::BTreeMap;

use super::redline::{Piece, excerpt, redline};
use super::{Kind, Revision};
use crate::crosswalk::unit_hash;
use crate::draft::{ClauseId, Draft, Unit};

/// Folded text of fewer words than this takes no unit along.
const FEW_WORDS: usize = 6;

/// What became of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Became {
    /// The same words, whatever its number.
    Same,
    /// The same words behind other introductory ones.
    Introduced,
    /// Other words.
    Reworded,
    /// Its words stand in several units now.
    Split,
    /// Its words stand in one unit with those of others.
    Merged,
    /// No unit has its words.
    Deleted,
}

impl Became {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Became::Same => "as it was",
            Became::Introduced => "introduced by other words",
            Became::Reworded => "reworded",
            Became::Split => "split",
            Became::Merged => "merged",
            Became::Deleted => "deleted",
        }
    }
}

/// Where a unit went, and what happened on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Fate {
    /// What became of it.
    pub became: Became,
    /// Indices of the new units that have its words, in document order; none where it was deleted.
    pub to: Vec<usize>,
    /// Whether the change may alter what is asked.
    pub substantive: bool,
    /// What happened, in words, without the redline.
    pub message: String,
}

impl Fate {
    /// Whether a decision on the unit still stands on the words that were decided on.
    pub fn holds(&self) -> bool {
        self.became == Became::Same
    }
}

/// The fate of every unit of the old version.
#[derive(Debug, Clone)]
pub struct UnitFates<'a> {
    /// The old version.
    pub old: &'a Draft,
    /// The new version.
    pub new: &'a Draft,
    fates: Vec<Fate>,
}

impl<'a> UnitFates<'a> {
    /// Finds out what became of each unit.
    pub fn new(revision: &Revision<'a>) -> Self {
        let (old, new) = (revision.old, revision.new);
        let flow = Flow::new(revision);
        let fates = (0..old.units.len()).map(|u| flow.fate(u)).collect();
        UnitFates { old, new, fates }
    }

    /// The fate of an old unit.
    pub fn of(&self, unit: usize) -> Option<&Fate> {
        self.fates.get(unit)
    }

    /// The fates, in the order of the old units.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Fate)> {
        self.fates.iter().enumerate()
    }

    /// The changed words between an old unit and the new one, with a few words around them; introductory words first
    /// where those changed.
    pub fn redline(&self, old: usize, new: usize) -> String {
        let (Some(a), Some(b)) = (self.old.units.get(old), self.new.units.get(new)) else {
            return String::new();
        };
        // Beside a row nothing else says what was deleted and what inserted; where only noise differs there is nothing.
        let shown = |a: &str, b: &str| match redline(a, b).as_slice() {
            [] | [Piece::Kept { .. }] => String::new(),
            [Piece::Deleted { text }] => format!("[-{text}-]"),
            [Piece::Inserted { text }] => format!("{{+{text}+}}"),
            pieces => excerpt(pieces),
        };
        if unit_hash(&a.chapeau) == unit_hash(&b.chapeau) {
            return shown(&a.text, &b.text);
        }
        let both = [shown(&a.chapeau, &b.chapeau), shown(&a.text, &b.text)];
        let said: Vec<&str> = both
            .iter()
            .map(String::as_str)
            .filter(|t| !t.is_empty())
            .collect();
        said.join(" / ")
    }
}

/// The words that went from units to units.
struct Flow<'a> {
    old: &'a Draft,
    new: &'a Draft,
    /// By old and new unit: words, and whether the units' own clauses are partners.
    words: BTreeMap<(usize, usize), (usize, bool)>,
    /// The same, new unit first.
    back: BTreeMap<(usize, usize), (usize, bool)>,
    /// Of the changes within an old unit: whether one is substantive, and why.
    gone: Vec<(bool, Vec<String>)>,
    /// Of what was inserted into a new unit.
    come: Vec<(bool, Vec<String>)>,
    /// Where the clause of an old unit went although no unit is there.
    elsewhere: Vec<Option<ClauseId>>,
}

impl<'a> Flow<'a> {
    fn new(revision: &Revision<'a>) -> Self {
        let (old, new) = (revision.old, revision.new);
        let (of_old, of_new) = (unit_of(old), unit_of(new));
        let mut flow = Flow {
            old,
            new,
            words: BTreeMap::new(),
            back: BTreeMap::new(),
            gone: vec![Default::default(); old.units.len()],
            come: vec![Default::default(); new.units.len()],
            elsewhere: vec![None; old.units.len()],
        };
        for change in &revision.changes {
            let a = change
                .old
                .and_then(|id| of_old.get(id.index()).copied().flatten());
            let b = change
                .new
                .and_then(|id| of_new.get(id.index()).copied().flatten());
            let told = !change.is(Kind::Unchanged)
                && change.kinds != [Kind::Moved]
                && change.kinds != [Kind::Renumbered];
            let note = |of: &mut (bool, Vec<String>)| {
                of.0 |= change.substantive;
                for reason in &change.reasons {
                    if !of.1.contains(reason) {
                        of.1.push(reason.clone());
                    }
                }
            };
            match (a, b) {
                (Some(a), _) if told => flow.gone.get_mut(a).map_or((), note),
                (None, Some(b)) if told => flow.come.get_mut(b).map_or((), note),
                _ => {}
            }
            let (Some(a), Some(from), Some(to)) = (a, change.old, change.new) else {
                continue;
            };
            let own = old.units[a].clause == from;
            let Some(b) = b else {
                if own {
                    flow.elsewhere[a] = Some(to);
                }
                continue;
            };
            let count = old.clause(from).text.split_whitespace().count();
            for (map, key) in [(&mut flow.words, (a, b)), (&mut flow.back, (b, a))] {
                let entry = map.entry(key).or_default();
                entry.0 += count;
                entry.1 |= own;
            }
        }
        flow
    }

    /// The units on the other side that took, or gave, words worth mentioning.
    fn ends(map: &BTreeMap<(usize, usize), (usize, bool)>, unit: usize) -> Vec<usize> {
        let range = || map.range((unit, 0)..=(unit, usize::MAX));
        let worth = range().filter(|(_, (words, own))| *own || *words >= FEW_WORDS);
        let found: Vec<usize> = worth.map(|(&(_, end), _)| end).collect();
        match range().max_by_key(|(_, (words, _))| *words) {
            Some((&(_, end), _)) if found.is_empty() => vec![end],
            _ => found,
        }
    }

    fn fate(&self, u: usize) -> Fate {
        let unit = &self.old.units[u];
        let hash = unit_hash(&unit.text);
        let to = Self::ends(&self.words, u);
        let new = |n: usize| -> &Unit { &self.new.units[n] };
        let (substantive, mut reasons) = self.gone[u].clone();
        let fate = |became, to, substantive, message: String| Fate {
            became,
            to,
            substantive,
            message,
        };
        if let Some(&same) = to.iter().find(|&&n| unit_hash(&new(n).text) == hash) {
            if unit_hash(&new(same).chapeau) == unit_hash(&unit.chapeau) {
                return fate(Became::Same, vec![same], false, String::new());
            }
            let message = "its introductory words changed".to_owned();
            return fate(Became::Introduced, vec![same], true, message);
        }
        let citations = |of: &mut dyn Iterator<Item = &Unit>| -> String {
            let all: Vec<&str> = of.map(|u| u.citation.as_str()).collect();
            all.join(", ")
        };
        match to.as_slice() {
            [] => {
                let message = match self.elsewhere[u] {
                    Some(clause) => {
                        format!("now {}, which is no unit there", self.new.clause(clause).citation)
                    }
                    None => "deleted: no unit has its words".to_owned(),
                };
                fate(Became::Deleted, to, true, message)
            }
            [one] => {
                let sources = Self::ends(&self.back, *one);
                let (more, why) = &self.come[*one];
                let (mut substantive, mut others) = (substantive || *more, why.clone());
                for &source in sources.iter().filter(|&&s| s != u) {
                    substantive |= self.gone[source].0;
                    others.extend(self.gone[source].1.iter().cloned());
                }
                for reason in others {
                    if !reasons.contains(&reason) {
                        reasons.push(reason);
                    }
                }
                let with = citations(&mut sources.iter().filter(|&&s| s != u).map(|&s| &self.old.units[s]));
                let (became, what) = if with.is_empty() {
                    (Became::Reworded, "reworded".to_owned())
                } else {
                    (Became::Merged, format!("merged with {with}"))
                };
                if reasons.is_empty() {
                    reasons.push("punctuation or signs".to_owned());
                }
                fate(
                    became,
                    to,
                    substantive,
                    format!("{what} ({})", reasons.join("; ")),
                )
            }
            several => {
                let parts = citations(&mut several.iter().map(|&n| new(n)));
                let why = if reasons.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", reasons.join("; "))
                };
                let message = format!("split into {parts}{why}");
                fate(Became::Split, to, substantive, message)
            }
        }
    }
}

/// The unit that every clause belongs to.
fn unit_of(draft: &Draft) -> Vec<Option<usize>> {
    let mut of: Vec<Option<usize>> = vec![None; draft.clauses.len()];
    for (u, unit) in draft.units.iter().enumerate() {
        if let Some(slot) = of.get_mut(unit.clause.index()) {
            *slot = Some(u);
        }
    }
    // Parents stand before what stands in them.
    for i in 1..draft.clauses.len() {
        if of[i].is_none() {
            of[i] = of.get(draft.clauses[i].parent.index()).copied().flatten();
        }
    }
    of
}
