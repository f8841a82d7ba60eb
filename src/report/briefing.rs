//! The briefing of a delegation: two to four pages, of which the first says what matters.
//!
//! What is left out for its length is counted, and stands whole in the report and the workbook.

use std::collections::BTreeMap;

use super::crosswalk::binding;
use super::identity;
use super::paper::{Paper, Span, Table, marked, plain, strong};
use super::results::{DISCLAIMER, Pair, Results, excerpt, pieces, short, topic, unit};
use super::text::{count, cut, quotable};
use crate::crosswalk::Band;
use crate::draft::Draft;
use crate::finding::{Finding, Spot};

/// Points to raise on the first page.
const POINTS: usize = 5;
/// Characters of a quote on the first page: about three lines.
const QUOTE: usize = 240;
/// Rows of a table, and characters of a text in one of its cells.
const ROWS: usize = 6;
const CELL: usize = 120;

/// The briefing.
pub fn briefing(results: &Results<'_>) -> Paper {
    let mut paper = Paper {
        title: format!("Briefing: {}", results.heading()),
        footer: format!("{}. {DISCLAIMER}", capital(&results.reviewed())),
        ..Paper::default()
    };
    paper.text(vec![
        strong(format!("{}.", capital(&results.reviewed()))),
        plain(format!(" {DISCLAIMER}")),
    ]);
    documents(results, &mut paper);
    let pairs = results.all();
    for pair in &pairs {
        if pairs.len() > 1 {
            paper.heading(1, format!("{} and {}", short(pair.left), short(pair.right)));
        }
        Chapter {
            pair,
            rank: if pairs.len() > 1 { 2 } else { 1 },
            wording: results.wording,
            paper: &mut paper,
        }
        .write();
    }
    paper.heading(1, "Sources");
    for draft in results.drafts {
        paper.item(vec![
            strong(short(draft)),
            plain(format!(
                ": {}{}, file {}, SHA-256 begins {}",
                cut(
                    draft.identity.title.as_deref().unwrap_or("title unknown"),
                    2 * CELL
                )
                .trim_end_matches('.'),
                version(draft),
                identity::file(draft),
                draft.hash
            )),
        ]);
    }
    paper.heading(1, "How this was made");
    for sentence in results.method() {
        paper.item(vec![plain(sentence)]);
    }
    paper
}

/// `, chaptered 2031-09-29`: stage and date, as far as they are known.
fn version(draft: &Draft) -> String {
    let identity = &draft.identity;
    match (&identity.stage, &identity.date) {
        (Some(stage), Some(date)) => format!(", {stage} {date}"),
        (Some(one), None) | (None, Some(one)) => format!(", {one}"),
        (None, None) => ", version unknown".to_owned(),
    }
}

/// What each document is, and what the reader has to know of its status before quoting it.
fn documents(results: &Results<'_>, paper: &mut Paper) {
    let mut table = Table::of(&[
        ("Document", 6),
        ("Version", 2),
        ("Legal status", 2),
        ("Nature", 2),
    ]);
    for draft in results.drafts {
        let of = &draft.identity;
        let known = |v: &Option<String>| plain(v.clone().unwrap_or_else(|| "unknown".to_owned()));
        let title = cut(of.title.as_deref().unwrap_or("title unknown"), CELL);
        table.rows.push(vec![
            vec![strong(short(draft)), plain(format!(", {title}"))],
            vec![plain(version(draft).trim_start_matches(", ").to_owned())],
            vec![known(&of.status)],
            vec![plain(
                identity::nature(of).trim_start_matches("nature ").to_owned(),
            )],
        ]);
    }
    paper.table(table);
    let unknown: Vec<String> = results
        .drafts
        .iter()
        .filter(|d| d.identity.status.is_none())
        .map(|d| short(d))
        .collect();
    if !unknown.is_empty() {
        paper.small(format!(
            "Legal status of {} is not printed in the file: find it out before quoting.",
            unknown.join(", ")
        ));
    }
    for draft in results.drafts {
        if let Some(status @ ("lapsed" | "vetoed" | "revoked")) = draft.identity.status.as_deref() {
            paper.small(format!(
                "{} is {status}: it shows what was asked, and binds nobody.",
                short(draft)
            ));
        }
    }
}

/// What is said of two drafts.
struct Chapter<'p, 'a> {
    pair: &'p Pair<'a>,
    rank: u8,
    wording: bool,
    paper: &'p mut Paper,
}

impl Chapter<'_, '_> {
    fn write(&mut self) {
        for sentence in self.pair.counts() {
            self.paper.item(vec![plain(sentence)]);
        }
        let points = self.pair.points(POINTS);
        self.points(&points);
        self.aligned();
        self.divergences();
        self.alone(self.pair.left, self.pair.right);
        self.alone(self.pair.right, self.pair.left);
        self.terms();
    }

    fn points(&mut self, points: &[&Finding]) {
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
            self.paper.heading(
                self.rank + 1,
                format!("{}. {}: {compatible}", i + 1, capital(topic(finding))),
            );
            for (draft, spot) in [(self.pair.left, &finding.left), (self.pair.right, &finding.right)] {
                let mut spans = vec![strong(format!("{}, {}", short(draft), citation(draft, spot)))];
                if self.wording {
                    spans.push(plain(": \u{201c}"));
                    spans.extend(words(spot, QUOTE));
                    spans.push(plain("\u{201d}"));
                }
                self.paper.quote(spans);
            }
            if !self.wording {
                continue;
            }
            let mut said = vec![plain(sentence(&self.pair.said(&finding.message)))];
            if !finding.question.is_empty() {
                said.push(strong(" Ask: "));
                said.push(plain(self.pair.said(&finding.question)));
            }
            if self.pair.sure(finding) == Band::Possible {
                said.push(plain(
                    " Whether the two clauses correspond is doubtful: read both first.",
                ));
            }
            self.paper.text(said);
        }
    }

    /// The pairs whose wording is nearest.
    fn aligned(&mut self) {
        let score = |r: &crate::review::Row| r.score.trim().parse::<f64>().unwrap_or(f64::NEG_INFINITY);
        let mut rows: Vec<_> = self
            .pair
            .links()
            .filter(|r| self.pair.band(r) == Some(Band::Strong))
            .collect();
        // Enacting words are alike everywhere: what binds comes first.
        let binds = binding(self.pair.left);
        rows.sort_by(|a, b| {
            let key = |r: &crate::review::Row| binds(&r.left.text);
            key(b).cmp(&key(a)).then(score(b).total_cmp(&score(a)))
        });
        self.paper.heading(self.rank, "Closely aligned in text");
        if rows.is_empty() {
            self.paper
                .text(vec![plain("No pair of clauses is a strong match.")]);
            return;
        }
        let (left, right) = (short(self.pair.left), short(self.pair.right));
        let mut table = Table::of(&[(left.as_str(), 3), (right.as_str(), 3), ("What it is about", 5)]);
        for row in rows.iter().take(ROWS) {
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
        self.rest(
            rows.len(),
            "strong match, those that bind first",
            "strong matches, those that bind first",
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
        for code in topics {
            let found = by.remove(code).unwrap_or_default();
            let name = found.first().map_or("", |f| topic(f));
            table.rows.push(vec![
                vec![strong(capital(name))],
                vec![],
                vec![strong(match found.len() {
                    n @ 0..=3 => count(n, "divergence", "divergences"),
                    n => format!("{n} divergences, of which the first three"),
                })],
                vec![],
            ]);
            for finding in found.iter().take(3) {
                let message = if self.wording {
                    self.pair.said(&finding.message)
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
        for (side, _) in all.iter().take(ROWS) {
            let text = self.cut(&side.text, CELL);
            table.rows.push(vec![vec![plain(side.citation.clone())], text]);
        }
        self.paper.table(table);
        self.rest(
            all.len(),
            "clause, those that bind first",
            "clauses, those that bind first",
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
        for finding in differ.iter().take(ROWS) {
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
        self.rest(
            differ.len(),
            "term defined in other words",
            "terms defined in other words",
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

    fn rest(&mut self, all: usize, one: &str, many: &str) {
        if all > ROWS {
            self.paper.small(format!("{ROWS} of {}.", count(all, one, many)));
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

/// A text that begins with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
