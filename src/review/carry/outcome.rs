//! What becomes of a decision.

use super::carrier::{Carrier, End};
use super::{Keep, NOTE, Outcome, STATUS};
use crate::review::{Row, Side, Status};
use crate::revision::Became;

/// The finding of a row that a revision put in doubt.
const IN_DOUBT: &str = "R405";

impl Carrier<'_> {
    pub(super) fn outcome(&self, status: &str, line: u64, was: [&Side; 2], ends: &[End; 2]) -> Outcome {
        let [left, right] = ends;
        let between = |a: &Side, b: &Side| {
            let name = |s: &Side| {
                if s.is_empty() {
                    "\u{2014}".to_owned()
                } else {
                    s.citation.clone()
                }
            };
            format!("{} \u{2013} {}", name(a), name(b))
        };
        let messages: Vec<&str> = [left, right]
            .iter()
            .map(|e| e.message.as_str())
            .filter(|m| !m.is_empty())
            .collect();
        Outcome {
            line,
            was: status.trim().to_lowercase(),
            is: status.trim().to_lowercase(),
            kept: false,
            became: left.became.max(right.became),
            renumbered: was[0].id != left.side.id || was[1].id != right.side.id,
            citations: (between(was[0], was[1]), between(&left.side, &right.side)),
            message: messages.join("; "),
            units: [left, right].into_iter().filter_map(|e| e.unit).collect(),
        }
        .judged(left.substantive || right.substantive, self.options.keep)
    }

    /// Puts a crosswalk row in doubt where its words changed.
    pub(super) fn mark(&self, row: &mut Row, outcome: Outcome, outcomes: &mut Vec<Outcome>) {
        let mut outcome = outcome;
        if !outcome.message.is_empty() {
            let decided = matches!(
                row.status(),
                Some(Status::Accepted | Status::Rejected | Status::Edited)
            );
            if decided && outcome.kept {
                said(&mut row.note, self.options.reason);
            } else if decided {
                row.status = Status::Suspect.code().to_owned();
            }
            let mark = format!("was {}; {}", outcome.was, outcome.message);
            if !row.evidence.starts_with(&mark) {
                let before = std::mem::take(&mut row.evidence);
                row.evidence = mark;
                if !before.is_empty() {
                    row.evidence.push_str("; before: ");
                    row.evidence.push_str(&before);
                }
            }
            if !row.findings.contains(IN_DOUBT) {
                let before = std::mem::take(&mut row.findings);
                let codes: Vec<&str> = before.split_whitespace().chain([IN_DOUBT]).collect();
                row.findings = codes.join(" ");
            }
        }
        outcome.is = row.status().map_or("", Status::code).to_owned();
        outcomes.push(outcome);
    }

    /// Opens a finding again where its words changed, and says in the note what had been said of it.
    pub(super) fn reopen(&self, row: &mut [String], outcome: Outcome, outcomes: &mut Vec<Outcome>) {
        let mut outcome = outcome;
        if !outcome.message.is_empty() {
            let mark = format!("[was {}; {}]", outcome.was, outcome.message);
            if let Some(note) = row.get_mut(NOTE).filter(|n| !n.contains(&mark)) {
                said(note, &mark);
                if outcome.kept {
                    said(note, self.options.reason);
                }
            }
            if !outcome.kept
                && let Some(status) = row.get_mut(STATUS)
            {
                "open".clone_into(status);
                outcome.is.clone_from(status);
            }
        }
        outcomes.push(outcome);
    }
}

impl Outcome {
    fn judged(mut self, substantive: bool, keep: Keep) -> Outcome {
        let follows = matches!(self.became, Became::Introduced | Became::Reworded);
        let wished = keep == Keep::All || keep == Keep::Editorial && follows && !substantive;
        self.kept = wished && self.became != Became::Deleted && !self.message.is_empty();
        self
    }
}

/// Adds to what a person wrote.
fn said(note: &mut String, more: &str) {
    if !note.trim().is_empty() {
        note.push_str("; ");
    }
    note.push_str(more);
}
