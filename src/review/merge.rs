//! New proposals around decided rows.
//!
//! Rows that a person has touched are kept as they are; what nobody touched is replaced. Rows about a pair of
//! drafts that this run does not compare are kept untouched, so that one file can hold the crosswalks of several
//! runs. Cost: n log n in the rows (for their order), and a look-up for every decided id.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mangled::may_become;
use super::repair::{Found, Lookup};
use super::{Row, Sheet, Side, Status};
use crate::draft::Draft;
use crate::{Error, Result};

/// What a merge needs to know of the run.
#[derive(Debug, Clone, Copy)]
pub struct Merge<'a> {
    /// The drafts of the run.
    pub drafts: &'a [&'a Draft],
    /// Which of them are compared, left first, as indices.
    pub pairs: &'a [(usize, usize)],
    /// Name of the existing file, for messages.
    pub file: &'a str,
}

/// What a run proposes.
#[derive(Debug, Clone, Default)]
pub struct Proposals {
    /// Rows with both sides.
    pub links: Vec<Row>,
    /// A row for every unit of every pair, as it stands if nothing links the unit.
    pub gaps: Vec<Row>,
}

/// What came of a merge.
#[derive(Debug, Clone, Default)]
pub struct Merged {
    /// The rows, ordered by pair, left unit and score.
    pub sheet: Sheet,
    /// How many decided rows of these drafts were kept.
    pub kept: usize,
    /// How many rows about other drafts were kept.
    pub elsewhere: usize,
    /// Ids that were recovered: line of the file, what stood there, what it is.
    pub recovered: Vec<(u64, String, String)>,
    /// Lines of kept rows whose wording is no longer that of the draft.
    pub reworded: Vec<u64>,
    /// Rows nobody reviewed that had something in people's own columns and are not proposed any more: line, cells.
    pub dropped: Vec<(u64, Vec<String>)>,
}

/// Merges proposals into an existing sheet (an empty one when there is no file yet).
///
/// # Errors
/// Decided rows whose unit cannot be told: they are named, and nothing is merged.
pub fn merge(existing: Sheet, proposals: Proposals, run: &Merge<'_>) -> Result<Merged> {
    let mut drafts: Vec<Lookup<'_>> = run.drafts.iter().map(|d| Lookup::new(d)).collect();
    let mut merged = Merged::default();
    let mut rows: Vec<(Key, Row)> = Vec::new();
    let mut state = Decided::default();
    let mut elsewhere = Vec::new();
    let mut placed = Vec::new();
    for mut row in existing.rows {
        match place(&mut row, run) {
            Some(at) => {
                drafts[at.1].stands(&row.left.id);
                drafts[at.2].stands(&row.right.id);
                placed.push((row, at));
            }
            None => elsewhere.push(row),
        }
    }
    let mut refusals: Vec<(u64, Error)> = Vec::new();
    for (mut row, (pair, left, right)) in placed {
        if !row.reviewed() {
            if row.extra.iter().any(|cell| !cell.trim().is_empty()) {
                // Its ids matter only for finding the pair again.
                for (side, draft) in [(&mut row.left, left), (&mut row.right, right)] {
                    if !side.is_empty()
                        && let Found::Recovered(i) = drafts[draft].find(side, false)
                    {
                        side.id.clone_from(&drafts[draft].unit(i).id);
                    }
                }
                state.drop(row);
            }
            continue;
        }
        if row.left.is_empty()
            && row.left.hash.is_empty()
            && row.right.is_empty()
            && row.right.hash.is_empty()
        {
            refusals.push((row.line, refused(run, &row)));
            continue;
        }
        let edited = row.status() == Some(Status::Edited);
        let mut repair = Repair {
            run,
            merged: &mut merged,
            line: row.line,
            edited,
        };
        let repaired = repair
            .side(&mut row.left, "left", &drafts[left])
            .and_then(|()| repair.side(&mut row.right, "right", &drafts[right]));
        if let Err(error) = repaired {
            refusals.push((row.line, error));
            continue;
        }
        state.note(pair, &row);
        merged.kept += 1;
        rows.push((key(&row, pair, run, &drafts), row));
    }
    if let Some(error) = all_refused(refusals) {
        return Err(error);
    }
    for mut row in proposals.links {
        let Some((pair, _, _)) = exact_place(&row, run) else {
            continue;
        };
        if !state.has_pair(&row) {
            state.give_back(&mut row);
            state.note(pair, &row);
            rows.push((key(&row, pair, run, &drafts), row));
        }
    }
    for mut row in proposals.gaps {
        let Some((pair, _, _)) = exact_place(&row, run) else {
            continue;
        };
        if !state.has_unit(pair, &row) {
            state.give_back(&mut row);
            rows.push((key(&row, pair, run, &drafts), row));
        }
    }
    rows.sort_by(|(a, _), (b, _)| a.compare(b));
    merged.dropped = state.left_over();
    merged.elsewhere = elsewhere.len();
    merged.sheet = Sheet {
        extra: existing.extra,
        rows: rows.into_iter().map(|(_, row)| row).chain(elsewhere).collect(),
    };
    Ok(merged)
}

/// What is decided or proposed already.
#[derive(Default)]
struct Decided {
    pairs: FxHashSet<[String; 4]>,
    units: FxHashSet<(usize, String, String)>,
    /// Cells of people's own columns in rows that are replaced, with their lines.
    extra: FxHashMap<[String; 4], (u64, Vec<String>)>,
    /// The same, where the pair stands in the file more than once.
    more: Vec<(u64, Vec<String>)>,
}

impl Decided {
    fn note(&mut self, pair: usize, row: &Row) {
        if row.left.is_empty() || row.right.is_empty() {
            // A decided gap: it is not proposed again.
            for side in [&row.left, &row.right].into_iter().filter(|s| !s.is_empty()) {
                self.units.insert((pair, side.draft.clone(), side.id.clone()));
            }
            return;
        }
        self.pairs.insert(pair_key(&row.left, &row.right));
        if row.links() {
            for side in [&row.left, &row.right] {
                self.units.insert((pair, side.draft.clone(), side.id.clone()));
            }
        }
    }

    /// A row that is replaced, with something in people's own columns: that waits for the same pair to be proposed again.
    fn drop(&mut self, row: Row) {
        let own = (row.line, row.extra);
        match self.extra.entry(pair_key(&row.left, &row.right)) {
            Entry::Vacant(free) => {
                free.insert(own);
            }
            Entry::Occupied(taken) if taken.get().1 == own.1 => {}
            Entry::Occupied(_) => self.more.push(own),
        }
    }

    /// What people wrote beside rows that are not proposed any more.
    fn left_over(self) -> Vec<(u64, Vec<String>)> {
        let mut all: Vec<_> = self.extra.into_values().chain(self.more).collect();
        all.sort_by_key(|(line, _)| *line);
        all
    }

    fn give_back(&mut self, row: &mut Row) {
        let same = self.extra.remove(&pair_key(&row.left, &row.right));
        if let Some((_, extra)) = same.or_else(|| self.extra.remove(&pair_key(&row.right, &row.left))) {
            row.extra = extra;
        }
    }

    fn has_pair(&self, row: &Row) -> bool {
        self.pairs.contains(&pair_key(&row.left, &row.right))
            || self.pairs.contains(&pair_key(&row.right, &row.left))
    }

    fn has_unit(&self, pair: usize, gap: &Row) -> bool {
        let side = if gap.left.is_empty() {
            &gap.right
        } else {
            &gap.left
        };
        self.units.contains(&(pair, side.draft.clone(), side.id.clone()))
    }
}

fn pair_key(left: &Side, right: &Side) -> [String; 4] {
    [&left.draft, &left.id, &right.draft, &right.id].map(Clone::clone)
}

/// The pair of the run that a row belongs to, and the drafts of its sides. Names that a spreadsheet changed are
/// put right on the way.
fn place(row: &mut Row, run: &Merge<'_>) -> Option<(usize, usize, usize)> {
    for side in [&mut row.left, &mut row.right] {
        if run.drafts.iter().any(|d| d.name == side.draft) {
            continue;
        }
        let mut alike = run.drafts.iter().filter(|d| may_become(&d.name, &side.draft));
        if let (Some(one), None) = (alike.next(), alike.next()) {
            side.draft.clone_from(&one.name);
        }
    }
    // The empty side of a row that was written by hand need not name a draft.
    if row.left.draft.is_empty() != row.right.draft.is_empty() {
        let named = if row.left.draft.is_empty() {
            &row.right.draft
        } else {
            &row.left.draft
        };
        let of_pair =
            |&&(a, b): &&(usize, usize)| run.drafts[a].name == *named || run.drafts[b].name == *named;
        let &(a, b) = run.pairs.iter().find(of_pair)?;
        let other = if run.drafts[a].name == *named { b } else { a };
        let name = run.drafts[other].name.clone();
        let side = if row.left.draft.is_empty() {
            &mut row.left
        } else {
            &mut row.right
        };
        side.draft = name;
    }
    exact_place(row, run)
}

fn exact_place(row: &Row, run: &Merge<'_>) -> Option<(usize, usize, usize)> {
    let index = |name: &str| run.drafts.iter().position(|d| d.name == name);
    let (left, right) = (index(&row.left.draft)?, index(&row.right.draft)?);
    let pair = run
        .pairs
        .iter()
        .position(|&p| p == (left, right) || p == (right, left))?;
    Some((pair, left, right))
}

/// Puts the ids of one row right.
struct Repair<'a, 'b> {
    run: &'a Merge<'b>,
    merged: &'a mut Merged,
    line: u64,
    edited: bool,
}

impl Repair<'_, '_> {
    fn side(&mut self, side: &mut Side, which: &str, draft: &Lookup<'_>) -> Result<()> {
        if side.is_empty() && side.hash.is_empty() {
            return Ok(());
        }
        match draft.find(side, self.edited) {
            Found::Same(i) => draft.restore(i, side),
            Found::Reworded(i) => {
                draft.restore(i, side);
                self.merged.reworded.push(self.line);
            }
            Found::Recovered(i) => {
                let id = draft.unit(i).id.clone();
                let was = std::mem::replace(&mut side.id, id.clone());
                draft.restore(i, side);
                self.merged.recovered.push((self.line, was, id));
            }
            lost @ (Found::Unknown | Found::Unclear(_)) => {
                return Err(lost.refusal(side, which, self.run.file, self.line));
            }
        }
        Ok(())
    }
}

fn refused(run: &Merge<'_>, row: &Row) -> Error {
    Error::new("it was reviewed, and names no unit")
        .at(format!("{}, line {}", run.file, row.line))
        .help("fill in left_id and right_id, or take the row out")
}

/// The first refusal, which names the lines of the others: nobody should have to run once for each.
pub(super) fn all_refused(refusals: Vec<(u64, Error)>) -> Option<Error> {
    let mut refusals = refusals.into_iter();
    let (_, first) = refusals.next()?;
    let lines: Vec<String> = refusals.map(|(line, _)| line.to_string()).collect();
    if lines.is_empty() {
        return Some(first);
    }
    let help = first.help_line().unwrap_or_default().to_owned();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    let help = format!("{help}; refused for the like: {word} {}", lines.join(", "));
    Some(first.help(help))
}

/// Where a row stands in the file: by pair, then by unit of the pair's left draft, best score first, then by unit
/// of the right draft. What has no unit on the left comes last.
struct Key {
    pair: usize,
    left: usize,
    score: f64,
    right: usize,
}

impl Key {
    fn compare(&self, other: &Key) -> std::cmp::Ordering {
        (self.pair, self.left)
            .cmp(&(other.pair, other.left))
            .then(other.score.total_cmp(&self.score))
            .then(self.right.cmp(&other.right))
    }
}

fn key(row: &Row, pair: usize, run: &Merge<'_>, drafts: &[Lookup<'_>]) -> Key {
    let (a, b) = run.pairs[pair];
    let on = |draft: usize| {
        [&row.left, &row.right]
            .into_iter()
            .find(|s| s.draft == run.drafts[draft].name)
            .and_then(|s| drafts[draft].position(&s.id))
            .unwrap_or(usize::MAX)
    };
    Key {
        pair,
        left: on(a),
        // A score that a person took out does not send the row to the end.
        score: row
            .score
            .trim()
            .replace(',', ".")
            .parse()
            .unwrap_or(f64::INFINITY),
        right: on(b),
    }
}
