//! What a briefing says of two drafts: what only one asks, the points to raise, then lists, each cut to what is read.

use std::collections::BTreeMap;

use super::capital;
use crate::crosswalk::Band;
use crate::draft::Draft;
use crate::finding::{Finding, Spot};
use crate::report::paper::{Block, Paper, Span, Table, marked, plain, strong};
use crate::report::results::{Pair, excerpt, pieces, short, topic, unit};
use crate::report::text::{count, cut, quotable};
use crate::report::weight::Scales;
use crate::review::Side;

/// Points to raise.
const POINTS: usize = 5;
/// What only one side has, named on the first page: so many, so many characters of each.
const ONLY: (usize, usize) = (2, 64);
/// Rows of a table, and characters of a text in one of its cells.
const ROWS: usize = 6;
const CELL: usize = 120;
/// Characters of what is said of a point.
const SAID: usize = 260;

/// What is said of two drafts.
pub(super) struct Chapter<'p, 'a> {
    pair: &'p Pair<'a>,
    rank: u8,
    /// How many pairs share the paper's room.
    pairs: usize,
    wording: bool,
    paper: &'p mut Paper,
}

impl<'p, 'a> Chapter<'p, 'a> {
    pub(super) fn of(pair: &'p Pair<'a>, pairs: usize, wording: bool, paper: &'p mut Paper) -> Self {
        Chapter {
            pair,
            rank: if pairs > 1 { 2 } else { 1 },
            pairs,
            wording,
            paper,
        }
    }

    /// So many of what one pair would have alone.
    fn most(&self, alone: usize) -> usize {
        (alone / self.pairs.max(1)).max(2)
    }

    /// The weightiest things that only one of the two asks.
    pub(super) fn only(&mut self) {
        for (draft, other) in [
            (self.pair.left, self.pair.right),
            (self.pair.right, self.pair.left),
        ] {
            let found = self.pair.only(draft, ONLY.0);
            if found.is_empty() {
                continue;
            }
            let one = |side: &&Side| match self.wording {
                true => format!(
                    "{} (\u{201c}{}\u{201d})",
                    side.citation,
                    quotable(&cut(&one_line(&side.text), ONLY.1))
                ),
                false => side.citation.clone(),
            };
            let said: Vec<String> = found.iter().map(one).collect();
            self.paper.blocks.push(Block::Small(vec![
                strong(format!(
                    "Not found in {}, but asked by {}: ",
                    short(other),
                    short(draft)
                )),
                plain(format!("{}.", said.join("; "))),
            ]));
        }
    }

    pub(super) fn points(&mut self, quote: usize) {
        let points = self.pair.points(self.most(POINTS));
        let title = match points.len() {
            0 => "Points to raise".to_owned(),
            1 => "One point to raise".to_owned(),
            n => format!(
                "{} points to raise",
                ["", "", "Two", "Three", "Four", "Five"]
                    .get(n)
                    .unwrap_or(&"The first")
            ),
        };
        self.paper.heading(self.rank, title);
        if points.is_empty() {
            self.paper.text(vec![plain(
                "No divergence was found between clauses that correspond.",
            )]);
        }
        for (i, finding) in points.iter().enumerate() {
            let compatible = finding.compatibility.map_or("", |c| c.code());
            let doubtful = if self.pair.doubtful(finding) {
                " (doubtful: check that the two clauses correspond)"
            } else {
                ""
            };
            self.paper.heading(
                self.rank + 1,
                format!("{}. {}: {compatible}{doubtful}", i + 1, capital(topic(finding))),
            );
            for (draft, spot) in [(self.pair.left, &finding.left), (self.pair.right, &finding.right)] {
                let mut spans = vec![strong(format!("{}, {}", short(draft), citation(draft, spot)))];
                if self.wording {
                    spans.push(plain(": \u{201c}"));
                    spans.extend(words(spot, quote));
                    spans.push(plain("\u{201d}"));
                }
                self.paper.quote(spans);
            }
            if !self.wording {
                continue;
            }
            let message = self.pair.said(&finding.message);
            let mut said = vec![plain(sentence(&cut(&message, SAID)))];
            let question = self.pair.question(finding);
            if !question.is_empty() {
                said.push(strong(" Ask: "));
                said.push(plain(question));
            }
            self.paper.text(said);
        }
    }

    /// What stands behind the points.
    pub(super) fn rest(&mut self) {
        self.paper.heading(self.rank, "In figures");
        for sentence in self.pair.counts() {
            self.paper.item(vec![plain(sentence)]);
        }
        self.aligned();
        self.divergences();
        self.alone(self.pair.left, self.pair.right);
        self.alone(self.pair.right, self.pair.left);
        self.terms();
    }

    /// The pairs whose wording is nearest.
    fn aligned(&mut self) {
        let score = |r: &crate::review::Row| r.score.trim().parse::<f64>().unwrap_or(f64::NEG_INFINITY);
        let mut rows: Vec<_> = self
            .pair
            .links()
            .filter(|r| self.pair.band(r) == Some(Band::Strong))
            .collect();
        // What a law says of itself is alike everywhere: what weighs comes first.
        let scales = Scales::of(self.pair.left);
        let weight = |r: &crate::review::Row| {
            let left = [&r.left, &r.right]
                .into_iter()
                .find(|s| s.draft == self.pair.left.name);
            left.map(|s| scales.weigh(&s.id))
        };
        rows.sort_by_cached_key(|r| {
            (
                std::cmp::Reverse(weight(r)),
                std::cmp::Reverse((score(r) * 1e4) as i64),
            )
        });
        self.paper.heading(self.rank, "Closely aligned in text");
        if rows.is_empty() {
            self.paper
                .text(vec![plain("No pair of clauses is a strong match.")]);
            return;
        }
        let (left, right) = (short(self.pair.left), short(self.pair.right));
        let mut table = Table::of(&[(left.as_str(), 3), (right.as_str(), 3), ("What it is about", 5)]);
        for row in rows.iter().take(self.most(ROWS)) {
            // The row may name the drafts the other way about.
            let turned = row.left.draft != self.pair.left.name;
            let (l, r) = if turned {
                (&row.right, &row.left)
            } else {
                (&row.left, &row.right)
            };
            table.rows.push(vec![
                vec![plain(l.citation.clone())],
                vec![plain(r.citation.clone())],
                self.cut(&l.text, CELL),
            ]);
        }
        self.paper.table(table);
        self.more(
            rows.len(),
            self.most(ROWS),
            "strong match",
            "strong matches",
            "the crosswalk",
        );
    }

    /// The divergences by topic, in the order of their ranks.
    fn divergences(&mut self) {
        let all: Vec<&Finding> = self.pair.divergences().collect();
        if all.is_empty() {
            return;
        }
        self.paper.heading(self.rank, "Divergences by topic");
        let mut topics: Vec<&str> = Vec::new();
        let mut by: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in all {
            if !topics.contains(&finding.code) {
                topics.push(finding.code);
            }
            by.entry(finding.code).or_default().push(finding);
        }
        let (left, right) = (short(self.pair.left), short(self.pair.right));
        let mut table = Table::of(&[
            (left.as_str(), 3),
            (right.as_str(), 3),
            ("What differs", 6),
            ("Together", 2),
        ]);
        let (mut shown, most) = (0, self.most(2 * ROWS));
        let all: usize = by.values().map(Vec::len).sum();
        for code in topics {
            let found = by.remove(code).unwrap_or_default();
            let here = found.len().min(3).min(most - shown);
            if here == 0 {
                continue;
            }
            shown += here;
            let name = found.first().map_or("", |f| topic(f));
            table.rows.push(vec![
                vec![strong(capital(name))],
                vec![],
                vec![strong(if here == found.len() {
                    count(here, "divergence", "divergences")
                } else {
                    format!("{here} of {} divergences", found.len())
                })],
                vec![],
            ]);
            for finding in found.iter().take(here) {
                let message = if self.wording {
                    cut(&self.pair.said(&finding.message), SAID)
                } else {
                    String::new()
                };
                table.rows.push(vec![
                    vec![plain(citation(self.pair.left, &finding.left))],
                    vec![plain(citation(self.pair.right, &finding.right))],
                    vec![plain(message)],
                    vec![plain(finding.compatibility.map_or("", |c| c.code()))],
                ]);
            }
        }
        self.paper.table(table);
        self.more(all, shown, "divergence", "divergences", "the report");
    }

    fn alone(&mut self, draft: &Draft, other: &Draft) {
        let all = self.pair.alone(draft);
        if all.is_empty() {
            return;
        }
        self.paper.heading(
            self.rank,
            format!(
                "In {}, with no counterpart found in {}",
                short(draft),
                short(other)
            ),
        );
        let mut table = Table::of(&[("Clause", 3), ("What it says", 8)]);
        for (side, _) in all.iter().take(self.most(ROWS)) {
            let text = self.cut(&side.text, CELL);
            table.rows.push(vec![vec![plain(side.citation.clone())], text]);
        }
        self.paper.table(table);
        self.more(
            all.len(),
            self.most(ROWS),
            "clause, the weightiest first",
            "clauses, the weightiest first",
            "the crosswalk",
        );
    }

    /// Terms that both define, and how many only one of them defines.
    fn terms(&mut self) {
        let (differ, alone) = self.pair.terms();
        if (differ.is_empty() && alone.is_empty()) || !self.wording {
            return;
        }
        self.paper.heading(self.rank, "Terms");
        let (left, right) = (short(self.pair.left), short(self.pair.right));
        let mut table = Table::of(&[(left.as_str(), 1), (right.as_str(), 1)]);
        for finding in differ.iter().take(self.most(ROWS)) {
            let sides = [(self.pair.left, &finding.left), (self.pair.right, &finding.right)];
            table.rows.push(
                sides
                    .into_iter()
                    .map(|(draft, spot)| {
                        let mut cell = vec![strong(format!("{}: ", citation(draft, spot)))];
                        cell.extend(words(spot, CELL + CELL / 2));
                        cell
                    })
                    .collect(),
            );
        }
        self.paper.table(table);
        self.more(
            differ.len(),
            self.most(ROWS),
            "term defined in other words",
            "terms defined in other words",
            "the report",
        );
        let only: Vec<String> = alone
            .iter()
            .take(ROWS)
            .map(|f| self.pair.said(&f.message))
            .collect();
        if !only.is_empty() {
            self.paper.small(format!(
                "{} only one of the two defines: {}{}.",
                count(alone.len(), "term that", "terms that"),
                only.join("; "),
                if alone.len() > ROWS { "; …" } else { "" }
            ));
        }
    }

    fn cut(&self, text: &str, most: usize) -> Vec<Span> {
        if self.wording {
            marked(excerpt(pieces(&one_line(text), &[]), most))
        } else {
            Vec::new()
        }
    }

    /// How many of a list stand here, and where the others do.
    fn more(&mut self, all: usize, shown: usize, one: &str, many: &str, place: &str) {
        if all > shown {
            self.paper.small(format!(
                "{shown} of {}; {} more in {place}.",
                count(all, one, many),
                all - shown
            ));
        }
    }
}

fn citation(draft: &Draft, spot: &Option<Spot>) -> String {
    unit(draft, spot).map_or(String::new(), |u| u.citation.clone())
}

/// The words that show a finding, those that differ marked.
fn words(spot: &Option<Spot>, most: usize) -> Vec<Span> {
    let Some(spot) = spot else {
        return Vec::new();
    };
    let parts = pieces(&spot.evidence, &spot.marks);
    let parts = parts.into_iter().map(|(t, m)| (quotable(&flat(&t)), m)).collect();
    marked(excerpt(parts, most))
}

/// Line breaks as spaces, one for each.
fn flat(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .collect()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with a full stop.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '?', '!']) {
        capital(text)
    } else {
        format!("{}.", capital(text))
    }
}
