//! Reviewed rows over to a new version of a draft.
//!
//! A decision holds for the words that were decided on. Where a unit has the same words in the new version, its rows
//! follow it to its new number and stay as they are. Where the words changed, the row follows as `suspect`, with what
//! changed in its evidence and R405 among its findings; a unit that was split gives a row for each part. What has no
//! unit any more keeps its row, under the name of the old version. Findings, which know no `suspect`, are open again
//! with what was said of them in the note. Nothing that a person decided is left out.
//!
//! Cost: linear in the rows and units.

use super::findings::touched;
use super::merge::all_refused;
use super::repair::{Found, Lookup};
use super::{FindingSheet, Row, Sheet, Side, Status};
use crate::crosswalk::unit_hash;
use crate::revision::{Became, UnitFates};
use crate::{Error, Result};

/// The finding of a row that a revision put in doubt.
const IN_DOUBT: &str = "R405";

/// A draft that has a new version.
#[derive(Debug)]
pub struct Version<'a> {
    /// What became of its units.
    pub fates: UnitFates<'a>,
    /// The names that the rows may give the old version.
    pub known_as: Vec<String>,
    /// The name of the new version.
    pub name: String,
    /// The name under which rows stay whose unit is gone: another than that of the new version.
    pub gone: String,
}

/// Which rows keep their status although the words changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Keep {
    /// None.
    #[default]
    None,
    /// Those whose changes are editorial.
    Editorial,
    /// All of them.
    All,
}

/// How rows are carried.
#[derive(Debug)]
pub struct CarryOptions<'a> {
    /// The drafts that have new versions.
    pub versions: &'a [Version<'a>],
    /// What keeps its status although its words changed.
    pub keep: Keep,
    /// Why, for the notes of these rows; nobody keeps a decision on changed words without saying why.
    pub reason: &'a str,
    /// The file, for messages.
    pub file: &'a str,
}

/// What became of one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its line in the old file.
    pub line: u64,
    /// Its status before.
    pub was: String,
    /// Its status now.
    pub is: String,
    /// Whether it keeps its status by the reviewer's wish, although words changed.
    pub kept: bool,
    /// What became of its units: the worst of both sides.
    pub became: Became,
    /// Whether a unit has another id.
    pub renumbered: bool,
    /// The units as they were cited, and as they are now.
    pub citations: (String, String),
    /// What happened, in words with the redline; empty where nothing did.
    pub message: String,
    /// The units that it happened to: which of the versions, the old unit, the new one.
    pub units: Vec<(usize, usize, Option<usize>)>,
}

/// A file for the new versions.
#[derive(Debug, Clone)]
pub struct Carried<S> {
    /// Its rows.
    pub sheet: S,
    /// What became of each row that was carried, in the order of the old file; a row for each part of a split.
    pub outcomes: Vec<Outcome>,
    /// Rows about other drafts, left as they were.
    pub elsewhere: usize,
    /// Rows that nobody reviewed and that were left out: a new run proposes anew.
    pub left_out: usize,
}

/// Carries a crosswalk.
///
/// # Errors
/// Reviewed rows whose unit in the old version cannot be told; they are named, and nothing is carried.
pub fn carry(sheet: Sheet, options: &CarryOptions<'_>) -> Result<Carried<Sheet>> {
    let sides = sheet.rows.iter().flat_map(|r| [&r.left, &r.right]);
    let carrier = Carrier::new(options, sides);
    let mut tally = Tally::default();
    let mut rows = Vec::new();
    for row in sheet.rows {
        if !carrier.concerns(&row.left) && !carrier.concerns(&row.right) {
            tally.elsewhere += 1;
            rows.push(row);
        } else if row.reviewed() || row.extra.iter().any(|cell| !cell.trim().is_empty()) {
            let edited = row.status() == Some(Status::Edited);
            for ends in carrier.row([&row.left, &row.right], row.line, edited, &mut tally.refusals) {
                let mut carried = row.clone();
                let outcome = carrier.outcome(&row.status, row.line, [&row.left, &row.right], &ends);
                [carried.left, carried.right] = ends.map(|e| e.side);
                carrier.mark(&mut carried, outcome, &mut tally.outcomes);
                rows.push(carried);
            }
        } else {
            tally.left_out += 1;
        }
    }
    tally.done(Sheet {
        extra: sheet.extra,
        rows,
    })
}

/// Carries a findings file.
///
/// # Errors
/// As [`carry`].
pub fn carry_findings(sheet: FindingSheet, options: &CarryOptions<'_>) -> Result<Carried<FindingSheet>> {
    let sides: Vec<[Side; 2]> = sheet.rows.iter().map(|row| finding_sides(row)).collect();
    let carrier = Carrier::new(options, sides.iter().flatten());
    let mut tally = Tally::default();
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (i, (row, [left, right])) in sheet.rows.into_iter().zip(&sides).enumerate() {
        if !carrier.concerns(left) && !carrier.concerns(right) {
            tally.elsewhere += 1;
            rows.push(row);
            continue;
        }
        if !touched(&row) {
            tally.left_out += 1;
            continue;
        }
        let line = i as u64 + 2;
        let status = row.get(STATUS).cloned().unwrap_or_default();
        for ends in carrier.row([left, right], line, false, &mut tally.refusals) {
            let outcome = carrier.outcome(&status, line, [left, right], &ends);
            let mut carried = row.clone();
            for (end, columns) in ends.iter().zip(FINDING_SIDES) {
                let cells = [&end.side.citation, &end.side.draft, &end.side.id, &end.side.hash];
                for (column, value) in columns.into_iter().zip(cells) {
                    if let Some(cell) = carried.get_mut(column) {
                        cell.clone_from(value);
                    }
                }
            }
            carrier.reopen(&mut carried, outcome, &mut tally.outcomes);
            rows.push(carried);
        }
    }
    for (i, row) in rows.iter_mut().enumerate() {
        if let Some(rank) = row.first_mut() {
            *rank = (i + 1).to_string();
        }
    }
    tally.done(FindingSheet {
        extra: sheet.extra,
        rows,
    })
}

/// Citation, draft, id and hash of each side in a findings row; then status and note.
const FINDING_SIDES: [[usize; 4]; 2] = [[5, 16, 17, 20], [7, 18, 19, 21]];
const STATUS: usize = 12;
const NOTE: usize = 15;

fn finding_sides(row: &[String]) -> [Side; 2] {
    let cell = |i: usize| row.get(i).cloned().unwrap_or_default();
    FINDING_SIDES.map(|[citation, draft, id, hash]| Side {
        draft: cell(draft),
        id: cell(id),
        citation: cell(citation),
        // The words that show a finding stand beside the citation.
        text: cell(citation + 1),
        hash: cell(hash),
    })
}

/// One side of a row in the new version.
#[derive(Clone)]
struct End {
    side: Side,
    became: Became,
    substantive: bool,
    /// What happened, with the redline.
    message: String,
    /// Which unit of which version it was, and which one it is.
    unit: Option<(usize, usize, Option<usize>)>,
}

#[derive(Default)]
struct Tally {
    outcomes: Vec<Outcome>,
    refusals: Vec<(u64, Error)>,
    elsewhere: usize,
    left_out: usize,
}

impl Tally {
    fn done<S>(self, sheet: S) -> Result<Carried<S>> {
        if let Some(error) = all_refused(self.refusals) {
            return Err(error);
        }
        Ok(Carried {
            sheet,
            outcomes: self.outcomes,
            elsewhere: self.elsewhere,
            left_out: self.left_out,
        })
    }
}

struct Carrier<'a> {
    options: &'a CarryOptions<'a>,
    /// The units of the old version of each draft.
    units: Vec<Lookup<'a>>,
}

impl<'a> Carrier<'a> {
    fn new<'s>(options: &'a CarryOptions<'a>, sides: impl Iterator<Item = &'s Side>) -> Self {
        let units = options
            .versions
            .iter()
            .map(|v| Lookup::new(v.fates.old))
            .collect();
        let mut carrier = Carrier { options, units };
        for side in sides {
            if let Some(v) = carrier.version(side) {
                carrier.units[v].stands(&side.id);
            }
        }
        carrier
    }

    fn version(&self, side: &Side) -> Option<usize> {
        let named = |v: &Version<'_>| v.known_as.contains(&side.draft);
        self.options.versions.iter().position(named)
    }

    fn concerns(&self, side: &Side) -> bool {
        self.version(side).is_some()
    }

    /// The rows that a row becomes: one, or one for each part where a unit was split.
    fn row(
        &self,
        sides: [&Side; 2],
        line: u64,
        edited: bool,
        refusals: &mut Vec<(u64, Error)>,
    ) -> Vec<[End; 2]> {
        let ends = self
            .ends(sides[0], "left", line, edited)
            .and_then(|l| Ok((l, self.ends(sides[1], "right", line, edited)?)));
        match ends {
            Ok((left, right)) => {
                let of = |l: &End| right.iter().map(|r| [l.clone(), r.clone()]).collect::<Vec<_>>();
                left.iter().flat_map(of).collect()
            }
            Err(error) => {
                refusals.push((line, error));
                Vec::new()
            }
        }
    }

    /// Where one side of a row goes.
    fn ends(&self, side: &Side, which: &str, line: u64, edited: bool) -> Result<Vec<End>> {
        let as_it_was = |side: Side| End {
            side,
            became: Became::Same,
            substantive: false,
            message: String::new(),
            unit: None,
        };
        let Some(v) = self.version(side) else {
            return Ok(vec![as_it_was(side.clone())]);
        };
        let version = &self.options.versions[v];
        if side.is_empty() && side.hash.is_empty() {
            let draft = version.name.clone();
            return Ok(vec![as_it_was(Side {
                draft,
                ..side.clone()
            })]);
        }
        let (at, other_words) = match self.units[v].find(side, edited) {
            Found::Same(i) | Found::Recovered(i) => (i, false),
            Found::Reworded(_) | Found::Unknown if version.carried(side) => {
                return Ok(vec![as_it_was(side.clone())]);
            }
            Found::Reworded(i) => (i, true),
            lost => return Err(lost.refusal(side, which, self.options.file, line)),
        };
        let Some(fate) = version.fates.of(at) else {
            return Ok(vec![as_it_was(side.clone())]);
        };
        let unseen = if other_words {
            format!(
                "; it was reviewed against another wording than that of {}",
                version.fates.old.name
            )
        } else {
            String::new()
        };
        if fate.to.is_empty() {
            let draft = version.gone.clone();
            return Ok(vec![End {
                side: Side {
                    draft,
                    ..side.clone()
                },
                became: Became::Deleted,
                substantive: true,
                message: format!("{which} {}{unseen}", fate.message),
                unit: Some((v, at, None)),
            }]);
        }
        let end = |(k, &to): (usize, &usize)| {
            let unit = version.fates.new.units.get(to)?;
            let worded = !side.text.is_empty();
            let mut message = String::new();
            if !(fate.holds() && unseen.is_empty()) {
                let part = match fate.to.len() {
                    1 => String::new(),
                    n => format!(", part {} of {n}", k + 1),
                };
                let what = if fate.holds() {
                    "unchanged since"
                } else {
                    fate.message.as_str()
                };
                message = format!("{which} {what}{part}{unseen}");
                let redline = version.fates.redline(at, to);
                if worded && !fate.holds() && !redline.is_empty() {
                    message.push_str(": ");
                    message.push_str(&redline);
                }
            }
            Some(End {
                side: Side {
                    draft: version.name.clone(),
                    id: unit.id.clone(),
                    citation: unit.citation.clone(),
                    text: if worded { unit.text.clone() } else { String::new() },
                    hash: unit_hash(&unit.text),
                },
                became: if other_words {
                    fate.became.max(Became::Reworded)
                } else {
                    fate.became
                },
                substantive: fate.substantive || other_words,
                unit: (!message.is_empty()).then_some((v, at, Some(to))),
                message,
            })
        };
        Ok(fate.to.iter().enumerate().filter_map(end).collect())
    }

    fn outcome(&self, status: &str, line: u64, was: [&Side; 2], ends: &[End; 2]) -> Outcome {
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
    fn mark(&self, row: &mut Row, outcome: Outcome, outcomes: &mut Vec<Outcome>) {
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
    fn reopen(&self, row: &mut [String], outcome: Outcome, outcomes: &mut Vec<Outcome>) {
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

impl Version<'_> {
    /// Whether a row is about the new version already, where both versions have one name.
    fn carried(&self, side: &Side) -> bool {
        let units = &self.fates.new.units;
        side.draft == self.name
            && units
                .iter()
                .any(|u| u.id == side.id && unit_hash(&u.text) == side.hash.trim())
    }
}

/// Adds to what a person wrote.
fn said(note: &mut String, more: &str) {
    if !note.trim().is_empty() {
        note.push_str("; ");
    }
    note.push_str(more);
}
