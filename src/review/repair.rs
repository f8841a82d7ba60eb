//! Which unit a row's id means, when a spreadsheet may have changed the id.
//!
//! The hash of the text is what a spreadsheet leaves alone, so it decides; citation and id decide between units of
//! equal wording. What cannot be decided is refused by name: a decision put on the wrong unit is worse than an
//! error. Cost: one look-up a row; a scan over the draft's units only where the id looks changed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Side;
use super::mangled::may_become;
use crate::Error;
use crate::crosswalk::unit_hash;
use crate::draft::{Draft, Unit};

/// Spreadsheets cut cells at 32,767 or 65,535 characters.
const SHORTEST_CUT: usize = 32_767;

/// The units of a draft, to be found by id and by hash.
pub(super) struct Lookup<'a> {
    units: &'a [Unit],
    hashes: Vec<String>,
    by_id: FxHashMap<&'a str, usize>,
    by_hash: FxHashMap<String, Vec<usize>>,
    /// Units whose own id stands somewhere in the file. A spreadsheet changes a whole column, so none of these
    /// was changed into something else.
    intact: FxHashSet<usize>,
}

/// What became of a side's id.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The id stands as it was; the wording is the one that was reviewed.
    Same(usize),
    /// The id stands as it was; the draft's wording is another than the row's hash says.
    Reworded(usize),
    /// The id was changed by a spreadsheet, and the unit is known all the same.
    Recovered(usize),
    /// No unit of the draft can be meant.
    Unknown,
    /// More than one unit can be meant: their ids.
    Unclear(Vec<String>),
}

impl Found {
    /// Why a reviewed row is refused whose unit cannot be told.
    pub(super) fn refusal(self, side: &Side, which: &str, file: &str, line: u64) -> Error {
        let (message, help) = match self {
            Found::Unclear(ids) => {
                let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
                (
                    format!(
                        "the {which} id `{}` of this reviewed row may stand for {}",
                        side.id,
                        ids.join(" or ")
                    ),
                    format!(
                        "put the id right, then empty {which}_citation and {which}_hash in that row to confirm it"
                    ),
                )
            }
            _ => (
                format!(
                    "the {which} id `{}` of this reviewed row is no unit of draft `{}`, and its citation and hash do \
                     not say which one it was",
                    side.id, side.draft
                ),
                "a spreadsheet may have changed it: put the id back, or take the row out".to_owned(),
            ),
        };
        Error::new(message).at(format!("{file}, line {line}")).help(help)
    }
}

impl<'a> Lookup<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        let hashes: Vec<String> = draft.units.iter().map(|u| unit_hash(&u.text)).collect();
        let mut by_id = FxHashMap::default();
        let mut by_hash: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (i, (unit, hash)) in draft.units.iter().zip(&hashes).enumerate() {
            by_id.entry(unit.id.as_str()).or_insert(i);
            by_hash.entry(hash.clone()).or_default().push(i);
        }
        Lookup {
            units: &draft.units,
            hashes,
            by_id,
            by_hash,
            intact: FxHashSet::default(),
        }
    }

    /// Says that an id stands in the file.
    pub(super) fn stands(&mut self, id: &str) {
        if let Some(i) = self.position(id) {
            self.intact.insert(i);
        }
    }

    /// Puts back what a spreadsheet did to the citation and the wording of a unit that is known.
    pub(super) fn restore(&self, i: usize, side: &mut Side) {
        let unit = &self.units[i];
        if may_become(&unit.citation, &side.citation) {
            side.citation.clone_from(&unit.citation);
        }
        let cut = side.text.len() >= SHORTEST_CUT && unit.text.starts_with(&side.text);
        if self.hashes[i] == side.hash.trim() && (cut || may_become(&unit.text, &side.text)) {
            side.text.clone_from(&unit.text);
        }
    }

    pub(super) fn unit(&self, index: usize) -> &'a Unit {
        &self.units[index]
    }

    /// The place of an id in document order.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The unit that a side means. `edited` says that a person may have changed the id on purpose.
    pub(super) fn find(&self, side: &Side, edited: bool) -> Found {
        let here = self.position(&side.id);
        let hash = side.hash.trim();
        if let Some(i) = here
            && (hash.is_empty() && side.citation.is_empty() || self.hashes[i] == hash)
        {
            return self.twin(i, side);
        }
        let meant: Vec<usize> = self
            .of_hash(hash)
            .filter(|&i| may_become(&self.units[i].id, &side.id))
            .collect();
        match (self.narrow(meant, side), here) {
            // A person who links to another unit changes the id and leaves the hash: that is no accident.
            (Narrowed::One(i), Some(other)) if edited => self.unclear(&[other, i]),
            (Narrowed::One(i), _) => Found::Recovered(i),
            (Narrowed::Many(all), _) => self.unclear(&all),
            (Narrowed::None, Some(i)) => self.reworded(i, side),
            (Narrowed::None, None) => self.without_hash(side),
        }
    }

    /// Id and wording are those of a unit. Another one of the same wording may be meant all the same: `6.10`
    /// becomes `6.1`. The citation says which, unless it was changed along with the id.
    fn twin(&self, here: usize, side: &Side) -> Found {
        if side.hash.trim().is_empty() {
            return Found::Same(here);
        }
        let cited = |i: usize| self.units[i].citation == side.citation;
        let twins: Vec<usize> = self
            .of_hash(side.hash.trim())
            .filter(|&i| i != here && may_become(&self.units[i].id, &side.id))
            .collect();
        if let (Some(&twin), false) = (twins.iter().find(|&&i| cited(i)), cited(here)) {
            return Found::Recovered(twin);
        }
        let mut either = vec![here];
        either.extend(
            twins
                .into_iter()
                .filter(|i| !self.intact.contains(i) && self.cites(*i, side)),
        );
        if either.len() > 1 {
            self.unclear(&either)
        } else {
            Found::Same(here)
        }
    }

    /// The id is there and no unit has the row's wording under an id like it: the draft was reworded, unless
    /// another id may have become this one and the citation does not say which.
    fn reworded(&self, here: usize, side: &Side) -> Found {
        let rivals: Vec<usize> = self
            .alike(side)
            .filter(|&i| i != here && self.units[i].id != side.id)
            .collect();
        let cited = |i: &usize| self.units[*i].citation == side.citation;
        let same = |i: usize| {
            if side.hash.trim().is_empty() {
                Found::Same(i)
            } else {
                Found::Reworded(i)
            }
        };
        let named = rivals.iter().copied().find(cited);
        let unseen: Vec<usize> = rivals.into_iter().filter(|i| !self.intact.contains(i)).collect();
        match named {
            Some(rival) if !cited(&here) => Found::Recovered(rival),
            // The citation of a list row is its id, and was changed along with it: it says nothing.
            None if !unseen.is_empty() && !side.hash.trim().is_empty() && side.citation == side.id => {
                let mut all = vec![here];
                all.extend(unseen);
                self.unclear(&all)
            }
            _ => same(here),
        }
    }

    /// Neither the id nor a unit of that wording and an id like it is there.
    fn without_hash(&self, side: &Side) -> Found {
        let of_hash: Vec<usize> = self.of_hash(side.hash.trim()).collect();
        let cited: Vec<usize> = of_hash.iter().copied().filter(|&i| self.cites(i, side)).collect();
        // Wording and citation agree: the id alone was lost (`#####`, or an emptied cell).
        if let [one] = cited[..] {
            return Found::Recovered(one);
        }
        let alike: Vec<usize> = self.alike(side).filter(|&i| self.cites(i, side)).collect();
        match self.narrow(alike, side) {
            Narrowed::One(i) => Found::Recovered(i),
            Narrowed::Many(all) => self.unclear(&all),
            Narrowed::None => Found::Unknown,
        }
    }

    fn of_hash(&self, hash: &str) -> impl Iterator<Item = usize> + '_ {
        self.by_hash.get(hash).into_iter().flatten().copied()
    }

    fn alike<'b>(&'b self, side: &'b Side) -> impl Iterator<Item = usize> + 'b {
        (0..self.units.len()).filter(|&i| may_become(&self.units[i].id, &side.id))
    }

    fn cites(&self, i: usize, side: &Side) -> bool {
        may_become(&self.units[i].citation, &side.citation)
    }

    /// Fewer units by their citation: as it stands first, as a spreadsheet may have changed it second.
    fn narrow(&self, units: Vec<usize>, side: &Side) -> Narrowed {
        let exact: Vec<usize> = units
            .iter()
            .copied()
            .filter(|&i| self.units[i].citation == side.citation)
            .collect();
        let like: Vec<usize> = units.iter().copied().filter(|&i| self.cites(i, side)).collect();
        match (&units[..], &exact[..], &like[..]) {
            ([], _, _) => Narrowed::None,
            ([one], _, _) | (_, [one], _) | (_, [], [one]) => Narrowed::One(*one),
            _ => Narrowed::Many(units),
        }
    }

    fn unclear(&self, units: &[usize]) -> Found {
        Found::Unclear(units.iter().map(|&i| self.units[i].id.clone()).collect())
    }
}

enum Narrowed {
    None,
    One(usize),
    Many(Vec<usize>),
}
