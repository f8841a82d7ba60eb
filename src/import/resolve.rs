//! From foreign ids to the units of the drafts at hand.

use rustc_hash::FxHashMap;

use super::ids::{Ids, Meant};
use crate::crosswalk::unit_hash;
use crate::draft::Draft;
use crate::review::{Row, Sheet, Side};

/// An id that no unit has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// Line of the file; 0 where the format has no lines.
    pub line: u64,
    /// The id as the file has it.
    pub id: String,
    /// The draft that it was looked for in.
    pub draft: String,
    /// The unit whose id looks most like it.
    pub nearest: Option<String>,
    /// How many units stand below the clause that it means; 0 where it means none.
    pub above: usize,
    /// How many rows name it.
    pub rows: usize,
}

/// Unknown ids for which the nearest is looked for: nobody reads on.
const NEAREST: usize = 50;

/// What became of the rows of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The rows whose units are known, with the names, citations and texts of the drafts.
    pub sheet: Sheet,
    /// How many ids were met by another spelling, or by their citation.
    pub respelt: usize,
    /// The ids that are not known, in order of the file. Their rows are left out.
    pub unknown: Vec<Unknown>,
    /// How many rows were left out.
    pub left_out: usize,
}

/// Finds the units that the rows of a sheet mean. Where the rows name drafts of the run they are taken at their word; else
/// each side is looked for in the draft that has most of its ids.
///
/// Cost: a look-up for each id and pair of drafts; for an unknown id, its likeness to each unit.
pub fn resolve(sheet: &Sheet, drafts: &[&Draft]) -> Resolved {
    let ids: Vec<Ids<'_>> = drafts.iter().map(|d| Ids::of(d)).collect();
    let mut places: FxHashMap<(&str, &str), (usize, usize)> = FxHashMap::default();
    let mut resolved = Resolved {
        sheet: Sheet {
            extra: sheet.extra.clone(),
            rows: Vec::new(),
        },
        ..Resolved::default()
    };
    let mut unknown: FxHashMap<(usize, String), usize> = FxHashMap::default();
    for row in &sheet.rows {
        let names = (row.left.draft.as_str(), row.right.draft.as_str());
        let (left, right) = *places
            .entry(names)
            .or_insert_with(|| pair(sheet, names, drafts, &ids));
        let mut row = row.clone();
        let mut whole = true;
        for (side, at) in [(&mut row.left, left), (&mut row.right, right)] {
            let (Some(draft), Some(ids)) = (drafts.get(at), ids.get(at)) else {
                whole = false;
                continue;
            };
            side.draft.clone_from(&draft.name);
            if side.is_empty() {
                continue;
            }
            let above = match ids.find(&side.id) {
                Meant::Same(i) => {
                    fill(side, draft, i);
                    continue;
                }
                Meant::Like(i) => {
                    resolved.respelt += 1;
                    side.id.clone_from(&draft.units[i].id);
                    fill(side, draft, i);
                    continue;
                }
                Meant::Above(units) => units,
                Meant::Nothing => 0,
            };
            whole = false;
            let next = resolved.unknown.len();
            let known = *unknown.entry((at, side.id.clone())).or_insert(next);
            if known == next {
                resolved.unknown.push(Unknown {
                    line: row.line,
                    id: side.id.clone(),
                    draft: draft.name.clone(),
                    nearest: (above == 0 && next < NEAREST)
                        .then(|| ids.nearest(&side.id).map(str::to_owned))
                        .flatten(),
                    above,
                    rows: 0,
                });
            }
            if let Some(unknown) = resolved.unknown.get_mut(known) {
                unknown.rows += 1;
            }
        }
        if whole {
            resolved.sheet.rows.push(row);
        } else {
            resolved.left_out += 1;
        }
    }
    resolved
}

/// The drafts that rows with these names are about.
fn pair(sheet: &Sheet, names: (&str, &str), drafts: &[&Draft], ids: &[Ids<'_>]) -> (usize, usize) {
    let named = |name: &str| drafts.iter().position(|d| d.name == name);
    if let (Some(left), Some(right)) = (named(names.0), named(names.1)) {
        return (left, right);
    }
    let of: Vec<&Row> = sheet
        .rows
        .iter()
        .filter(|r| (r.left.draft.as_str(), r.right.draft.as_str()) == names)
        .collect();
    let met = |side: fn(&Row) -> &Side, at: usize| {
        let known = |r: &&&Row| !matches!(ids[at].find(&side(r).id), Meant::Nothing);
        of.iter().filter(|r| !side(r).is_empty()).filter(known).count()
    };
    let lefts: Vec<usize> = (0..drafts.len()).map(|d| met(|r| &r.left, d)).collect();
    let rights: Vec<usize> = (0..drafts.len()).map(|d| met(|r| &r.right, d)).collect();
    let mut best = (0, 1);
    for left in 0..drafts.len() {
        for right in (0..drafts.len()).filter(|r| *r != left) {
            // On a tie the first pair wins: the order of the command line.
            if lefts[left] + rights[right] > lefts[best.0] + rights[best.1] {
                best = (left, right);
            }
        }
    }
    best
}

/// What the draft says of a unit, where the file does not say it.
fn fill(side: &mut Side, draft: &Draft, unit: usize) {
    let Some(unit) = draft.units.get(unit) else {
        return;
    };
    if side.hash.trim().is_empty() {
        side.citation.clone_from(&unit.citation);
        side.text.clone_from(&unit.text);
        side.hash = unit_hash(&unit.text);
    } else if side.text.is_empty() && side.hash == unit_hash(&unit.text) {
        side.text.clone_from(&unit.text);
    }
}
