//! Links between articles out of links between their units.
//!
//! Two articles are linked where they as wholes are alike, or where linked units make up much of either; the evidence says
//! how many units of each are linked, and which are not. Cost: linear in the links and units.

use std::collections::{BTreeMap, BTreeSet};

use super::{Correspondence, UnitRef};
use crate::align::Alignment;
use crate::draft::{Draft, Levelled};
use crate::settings::LevelSettings;

/// Units without a link that are named.
const NAMED: usize = 3;

/// What is rolled up.
#[derive(Debug, Clone, Copy)]
pub struct RollUp<'a> {
    /// Links between the units.
    pub links: &'a [Correspondence],
    /// The drafts with their units, left and right.
    pub drafts: [&'a Draft; 2],
    /// The same at the level wanted.
    pub levels: [&'a Levelled; 2],
    /// How the drafts compare at that level.
    pub wholes: &'a Alignment<'a>,
    /// What it goes by.
    pub settings: &'a LevelSettings,
}

/// What linked units say of two articles.
#[derive(Debug, Default)]
struct Inside {
    linked: [BTreeSet<usize>; 2],
    /// Sum of the links' confidences, and their number.
    confidence: (f64, usize),
}

/// Links at the level wanted, in order of left and then right unit.
pub fn rolled_up(roll: &RollUp<'_>) -> Vec<Correspondence> {
    let settings = roll.settings;
    let mut inside: BTreeMap<(usize, usize), Inside> = BTreeMap::new();
    for link in roll.links.iter().filter(|l| l.confidence >= settings.link) {
        let units = [link.left.unit, link.right.unit];
        let (Some(&left), Some(&right)) = (roll.levels[0].of.get(units[0]), roll.levels[1].of.get(units[1]))
        else {
            continue;
        };
        let of = inside.entry((left, right)).or_default();
        of.linked.iter_mut().zip(units).for_each(|(set, unit)| {
            set.insert(unit);
        });
        of.confidence.0 += link.confidence;
        of.confidence.1 += 1;
    }
    let members = [0, 1].map(|side| {
        let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        roll.levels[side]
            .of
            .iter()
            .enumerate()
            .for_each(|(unit, &at)| members.entry(at).or_default().push(unit));
        members
    });
    let sides = [0, 1].map(|side| SideOf {
        draft: roll.drafts[side],
        members: &members[side],
    });
    let mut links: BTreeMap<(usize, usize), Correspondence> = BTreeMap::new();
    for whole in roll.wholes.proposals() {
        if whole.confidence >= settings.whole {
            links.insert((whole.left.unit, whole.right.unit), whole);
        }
    }
    for (&(left, right), of) in &inside {
        let share = sides[0]
            .share(left, &of.linked[0])
            .max(sides[1].share(right, &of.linked[1]));
        let known = links.contains_key(&(left, right));
        if share < settings.share && !known {
            continue;
        }
        let mean = of.confidence.0 / of.confidence.1.max(1) as f64;
        let link = links.entry((left, right)).or_insert_with(|| Correspondence {
            left: UnitRef::new(0, left),
            right: UnitRef::new(1, right),
            relation: None,
            strength: None,
            rationale: None,
            confidence: 0.0,
            score: f64::NEG_INFINITY,
            evidence: roll.wholes.evidence(left, right),
        });
        if mean > link.confidence {
            link.confidence = mean;
            link.score = (mean / (1.0 - mean).max(1e-6)).ln();
        }
        let said: Vec<String> = [("left", left), ("right", right)]
            .into_iter()
            .zip(sides.iter().zip(&of.linked))
            .filter_map(|((name, at), (side, linked))| side.say(name, at, linked))
            .collect();
        link.evidence = said
            .into_iter()
            .chain([std::mem::take(&mut link.evidence)])
            .collect::<Vec<_>>()
            .join("; ");
    }
    links.into_values().collect()
}

struct SideOf<'a> {
    draft: &'a Draft,
    members: &'a BTreeMap<usize, Vec<usize>>,
}

impl SideOf<'_> {
    fn words(&self, unit: usize) -> usize {
        self.draft
            .units
            .get(unit)
            .map_or(0, |u| u.text.split_whitespace().count())
    }

    fn members(&self, at: usize) -> &[usize] {
        self.members.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Share of an article's words that stand in linked units.
    fn share(&self, at: usize, linked: &BTreeSet<usize>) -> f64 {
        let all: usize = self.members(at).iter().map(|&u| self.words(u)).sum();
        linked.iter().map(|&u| self.words(u)).sum::<usize>() as f64 / all.max(1) as f64
    }

    /// How many of an article's units are linked here, and which are not; nothing for an article of one unit.
    fn say(&self, name: &str, at: usize, linked: &BTreeSet<usize>) -> Option<String> {
        let members = self.members(at);
        if members.len() < 2 {
            return None;
        }
        let open: Vec<&str> = members
            .iter()
            .filter(|u| !linked.contains(u))
            .filter_map(|&u| self.draft.units.get(u))
            .map(|u| u.citation.as_str())
            .collect();
        let mut text = format!("{} of {} units of {name} linked", linked.len(), members.len());
        if let Some(named) = open.get(..NAMED.min(open.len())).filter(|n| !n.is_empty()) {
            text.push_str(", not ");
            text.push_str(&named.join(", "));
            if open.len() > NAMED {
                text.push_str(&format!(" and {} more", open.len() - NAMED));
            }
        }
        Some(text)
    }
}
