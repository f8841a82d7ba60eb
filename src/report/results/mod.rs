//! What a comparison gave, as every report tells it: the drafts, the rows, the findings, who decided what. No clock: days
//! are those that reviewers wrote.

mod pair;
mod words;

pub use words::{dead, excerpt, named, pieces, short, topic, unit};

use std::collections::{BTreeMap, BTreeSet};

use super::crosswalk::between;
use super::text::count;
use crate::draft::Draft;
use crate::finding::{Finding, Spot};
use crate::review::{Row, Sheet};
use crate::settings::Settings;

/// What a comparison gave.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    /// The drafts of the run.
    pub drafts: &'a [&'a Draft],
    /// Which of them were compared, left first, as indices.
    pub pairs: &'a [(usize, usize)],
    /// The rows, with what people decided.
    pub sheet: &'a Sheet,
    /// What was found between the drafts of each pair, the most important first.
    pub findings: &'a [Vec<Finding>],
    /// Where the bands of confidence lie.
    pub settings: &'a Settings,
    /// Whether the wording of the drafts may be shown. Without it, ids and citations are all that stands there.
    pub wording: bool,
}

/// Two drafts of a comparison.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// The draft on the left.
    pub left: &'a Draft,
    /// The draft on the right.
    pub right: &'a Draft,
    /// The rows about the two.
    pub rows: Vec<&'a Row>,
    /// What was found between them: nothing about what a reviewer rejected.
    pub findings: Vec<&'a Finding>,
    settings: &'a Settings,
}

/// What stands at the head of everything that people read.
pub const DISCLAIMER: &str = "Not legal advice, nor anybody's position.";

impl<'a> Results<'a> {
    /// The comparisons, two drafts at a time.
    pub fn all(&self) -> Vec<Pair<'a>> {
        let pair = |(i, &(left, right)): (usize, &(usize, usize))| {
            let (left, right) = (*self.drafts.get(left)?, *self.drafts.get(right)?);
            let rows: Vec<&Row> = self
                .sheet
                .rows
                .iter()
                .filter(|r| between(r, left, right))
                .collect();
            let rejected: BTreeSet<(&str, &str)> = rows
                .iter()
                .filter(|r| !r.left.is_empty() && !r.right.is_empty() && !r.links())
                .flat_map(|r| {
                    let (l, r) = (r.left.id.as_str(), r.right.id.as_str());
                    [(l, r), (r, l)]
                })
                .collect();
            let stands = |f: &&Finding| {
                let id = |draft: &'a Draft, spot: &Option<Spot>| unit(draft, spot).map(|u| u.id.as_str());
                match (id(left, &f.left), id(right, &f.right)) {
                    (Some(l), Some(r)) => !rejected.contains(&(l, r)),
                    _ => true,
                }
            };
            let findings = self.findings.get(i).map_or(&[][..], Vec::as_slice);
            Some(Pair {
                left,
                right,
                findings: findings.iter().filter(stands).collect(),
                rows,
                settings: self.settings,
            })
        };
        self.pairs.iter().enumerate().filter_map(pair).collect()
    }

    /// `machine-proposed, 3 of 61 reviewed`.
    pub fn reviewed(&self) -> String {
        let links = self.sheet.rows.iter().filter(|r| paired(r));
        let all = links.clone().count();
        let reviewed = links.filter(|r| r.reviewed()).count();
        format!("machine-proposed, {reviewed} of {all} reviewed")
    }

    /// Who decided how much, and between which days, as the file of decisions says.
    pub fn reviewers(&self) -> Vec<String> {
        let mut by: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
        for row in self.sheet.rows.iter().filter(|r| r.reviewed()) {
            let entry = by.entry(row.reviewer.trim()).or_default();
            entry.0 += 1;
            if !row.reviewed_on.trim().is_empty() {
                entry.1.insert(row.reviewed_on.trim());
            }
        }
        by.iter()
            .map(|(who, (n, days))| {
                let who = if who.is_empty() {
                    "a reviewer who left no name"
                } else {
                    who
                };
                let when = match (days.first(), days.last()) {
                    (Some(first), Some(last)) if first == last => format!(" on {first}"),
                    (Some(first), Some(last)) => format!(" between {first} and {last}"),
                    _ => ", on days that are not written down".to_owned(),
                };
                format!("{} by {who}{when}", count(*n, "row decided", "rows decided"))
            })
            .collect()
    }

    /// The names of the drafts in a heading: references where they are known.
    pub fn heading(&self) -> String {
        let names: Vec<String> = self.drafts.iter().map(|d| short(d)).collect();
        match names.as_slice() {
            [left, right] => format!("{left} and {right}"),
            _ => names.join(", "),
        }
    }

    /// How the result came about, a sentence each.
    pub fn method(&self) -> Vec<String> {
        let mut said = vec![
            format!(
                "Made by clausewise {} on the reader's own machine: no language model, no network.",
                env!("CARGO_PKG_VERSION")
            ),
            "Each draft was cut into units, the lowest numbered clauses that stand as a sentence; units were set against each \
             other by their words, the concepts in them and the place where they stand."
                .to_owned(),
            "A link is strong, probable or possible by a calibrated estimate that a reviewer would accept it; a possible one is \
             more often wrong than right."
                .to_owned(),
            "A divergence is a difference in what the two sides ask. It is called a conflict only where both cannot be met \
             together."
                .to_owned(),
            "\u{201c}No counterpart found\u{201d} says that the search found none, not that there is none.".to_owned(),
        ];
        let reviewers = self.reviewers();
        if reviewers.is_empty() {
            said.push("Nobody has reviewed any of it yet.".to_owned());
        } else {
            said.push(format!("Reviewed: {}.", reviewers.join("; ")));
        }
        said
    }
}

fn paired(row: &Row) -> bool {
    !row.left.is_empty() && !row.right.is_empty()
}
