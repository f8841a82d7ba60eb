//! What became of reviewed rows that were carried to a new version, for people.

use std::fmt::Write;

use super::Look;
use super::text::{count, cut, flow, wrap};
use crate::review::Outcome;
use crate::revision::Became;

/// What is told.
#[derive(Debug)]
pub struct CarryReport<'a> {
    /// The file that was carried.
    pub file: &'a str,
    /// Old and new names of the drafts.
    pub drafts: &'a [(String, String)],
    /// What became of each row.
    pub outcomes: &'a [Outcome],
    /// Rows about other drafts.
    pub elsewhere: usize,
    /// Rows that nobody had reviewed.
    pub left_out: usize,
    /// Show every row in doubt, not only the first ones.
    pub all: bool,
    /// What to do next.
    pub next: &'a str,
}

/// Rows in doubt that are shown before the rest is only counted.
const SHOWN: usize = 20;
/// Lines of what happened to a row.
const LINES: usize = 4;

/// The screen.
pub fn screen(report: &CarryReport<'_>, look: Look) -> String {
    let mut out = String::new();
    let lines: std::collections::BTreeSet<u64> = report.outcomes.iter().map(|o| o.line).collect();
    let drafts: Vec<String> = report
        .drafts
        .iter()
        .map(|(a, b)| format!("{a} \u{2192} {b}"))
        .collect();
    let head = format!(
        "{}: {} carried, {}",
        report.file,
        count(lines.len(), "reviewed row", "reviewed rows"),
        drafts.join(", ")
    );
    for line in wrap(&head, look.width, 3) {
        let _ = writeln!(out, "{}", look.strong(&line));
    }
    for line in flow(&counts(report), look.width) {
        let _ = writeln!(out, "{line}");
    }
    let doubted: Vec<&Outcome> = report.outcomes.iter().filter(|o| !o.message.is_empty()).collect();
    if !doubted.is_empty() {
        let _ = writeln!(out, "\n{}", look.strong("To look at again"));
    }
    let most = if report.all { usize::MAX } else { SHOWN };
    for outcome in doubted.iter().take(most) {
        let what = match (outcome.was == outcome.is, outcome.kept) {
            (_, true) => format!("{}, kept with a reason", outcome.is),
            (true, _) => outcome.is.clone(),
            (false, _) => format!("{}, was {}", outcome.is, outcome.was),
        };
        let name = cut(
            &outcome.citations.1,
            look.width.saturating_sub(what.len() + 4).max(20),
        );
        let _ = writeln!(out, "  {}  {}", look.name(&name), look.warning(&what));
        for line in wrap(&outcome.message, look.width.saturating_sub(6), LINES) {
            let _ = writeln!(out, "      {line}");
        }
    }
    if doubted.len() > most {
        let more = format!("  and {} more: -v shows them all", doubted.len() - most);
        let _ = writeln!(out, "{}", look.faint(&more));
    }
    if !report.next.is_empty() {
        out.push('\n');
        for line in wrap(&format!("next: {}", report.next), look.width, 4) {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

/// How many rows went how.
pub fn counts(report: &CarryReport<'_>) -> Vec<String> {
    let of = |test: &dyn Fn(&Outcome) -> bool| report.outcomes.iter().filter(|o| test(o)).count();
    let named = [
        (of(&|o| o.message.is_empty() && !o.renumbered), "as they were"),
        (
            of(&|o| o.message.is_empty() && o.renumbered),
            "followed to a new number",
        ),
        (
            of(&|o| !o.message.is_empty() && o.became == Became::Same),
            "reviewed against other words",
        ),
        (
            of(&|o| o.became == Became::Introduced),
            "introduced by other words",
        ),
        (of(&|o| o.became == Became::Reworded), "reworded"),
        (of(&|o| o.became == Became::Split), "parts of split units"),
        (of(&|o| o.became == Became::Merged), "merged with others"),
        (of(&|o| o.became == Became::Deleted), "without a unit now, kept"),
        (report.elsewhere, "about other drafts, as they were"),
        (report.left_out, "never reviewed, left out"),
    ];
    let there = named.into_iter().filter(|(n, _)| *n > 0);
    there.map(|(n, what)| format!("{n} {what}")).collect()
}
