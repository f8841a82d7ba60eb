//! Old × new version of one draft → what changed.
//!
//! `side` turns clauses into words, `alike` says how alike two are by their stems, `matching` finds partners, `parts`
//! splits and merges, `wholes` what became of clauses that hold others, `order` what moved, `classify` gives every pair its changes. `substance` says whether one changes what is asked: `compared` is
//! where two texts differ, `editorial` knows what is wording only (`spelling`), `references` what follows a renumbering, and
//! `reasons` why the rest matters.
//! [`redline()`] shows a pair word by word.

mod adoption;
mod alike;
mod classify;
mod compared;
mod editorial;
mod history;
mod lists;
mod matching;
mod order;
mod parts;
mod reasons;
mod redline;
mod references;
mod side;
mod spelling;
mod substance;
mod units;
mod wholes;
mod word;

use std::fmt;

pub use adoption::{Adoption, Degree, Deviation, adoption};
pub use history::{History, Story, history};
pub(crate) use redline::cut;
pub use redline::{Piece, changed_words, exact, excerpt, redline};
pub use units::{Became, Fate, UnitFates};

use crate::draft::{ClauseId, Draft};
use crate::settings::Settings;
use reasons::Readers;
use side::Side;

/// What happened to a clause. The order is the one in which several are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Same words, same number, same place.
    Unchanged,
    /// Other words.
    Reworded,
    /// Another number, its own or that of a clause that it stands in.
    Renumbered,
    /// Another place: in another clause, or in another order.
    Moved,
    /// One clause became several.
    Split,
    /// Several clauses became one.
    Merged,
    /// Only in the new version.
    Inserted,
    /// Only in the old version.
    Deleted,
}

impl Kind {
    /// The word as it stands in files.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Unchanged => "unchanged",
            Kind::Reworded => "reworded",
            Kind::Renumbered => "renumbered",
            Kind::Moved => "moved",
            Kind::Split => "split",
            Kind::Merged => "merged",
            Kind::Inserted => "inserted",
            Kind::Deleted => "deleted",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What happened to one clause, or to one pair of an old and a new clause.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Change {
    /// The clause of the old version; `None` where it was inserted.
    pub old: Option<ClauseId>,
    /// The clause of the new version; `None` where it was deleted.
    pub new: Option<ClauseId>,
    /// What happened, in the order of [`Kind`]; never empty.
    pub kinds: Vec<Kind>,
    /// Whether it may change what is asked, of whom or when.
    pub substantive: bool,
    /// Why it is substantive or editorial, in words.
    pub reasons: Vec<String>,
    /// Whether only a break between paragraphs came or went here: the words stand as they stood, in one paragraph more
    /// or less.
    #[serde(skip)]
    pub breaks: bool,
    /// Whether this is a part that was split off or merged, beside the pair of partners that goes on.
    #[serde(skip)]
    pub part: bool,
}

impl Change {
    /// Whether the change is of this kind, alone or among others.
    pub fn is(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }

    /// The kinds as they stand in files: `reworded+moved`.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.kinds.iter().map(|k| k.name()).collect();
        names.join("+")
    }
}

/// What changed between two versions.
#[derive(Debug, Clone)]
pub struct Revision<'a> {
    /// The old version.
    pub old: &'a Draft,
    /// The new version.
    pub new: &'a Draft,
    /// A change per pair of clauses, and per clause without a partner, in document order of the new version; what was
    /// deleted stands behind what it stood behind. Clauses that were split or merged stand in several.
    pub changes: Vec<Change>,
}

/// Compares two versions of one draft.
pub fn compare<'a>(old: &'a Draft, new: &'a Draft, settings: &Settings) -> Revision<'a> {
    let match_clauses = || {
        let (left, right, words) = Side::both(old, new);
        let mut alike = alike::Alike::new(&left, &right, &words);
        let mut matching = matching::partners(&left, &right, &words, &mut alike, &settings.revision);
        let parts = parts::parts(
            &left,
            &right,
            &mut matching,
            &words,
            &mut alike,
            &settings.revision,
        );
        let moved = order::moved(&left, &right, &matching, &parts);
        (left, right, matching, parts, moved)
    };
    // Neither needs the other, and the readers wait for their lexicon.
    let ((left, right, matching, parts, moved), readers) =
        rayon::join(match_clauses, || Readers::new(old, new));
    let found = classify::Found {
        old: &left,
        new: &right,
        matching: &matching,
        parts: &parts,
        moved: &moved,
    };
    let changes = classify::changes(&found, readers);
    Revision { old, new, changes }
}

impl Revision<'_> {
    /// How many changes of the text are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        let of_kind = |c: &&Change| c.is(kind) && self.is_of_text(c);
        self.changes.iter().filter(of_kind).count()
    }

    /// Whether a change is of the text, not of what is printed around it (tables of contents, marks of editors, page
    /// furniture, breaks between paragraphs).
    pub fn is_of_text(&self, change: &Change) -> bool {
        !change.breaks && self.is_row(change)
    }

    /// Whether a change is a row of the table: of the text, or a break between paragraphs.
    pub fn is_row(&self, change: &Change) -> bool {
        let told = |draft: &Draft, id: Option<ClauseId>| {
            id.is_some_and(|id| !matches!(draft.clause(id).kind.as_str(), "contents" | "furniture"))
        };
        told(self.old, change.old) || told(self.new, change.new)
    }

    /// The redline of a change: of the headings, and of the texts.
    pub fn redlines(&self, change: &Change) -> (Vec<Piece>, Vec<Piece>) {
        let text = |draft: &Draft, id: Option<ClauseId>| {
            id.map_or((String::new(), String::new()), |id| {
                let clause = draft.clause(id);
                (clause.heading.clone(), clause.text.clone())
            })
        };
        let (old, new) = (text(self.old, change.old), text(self.new, change.new));
        (redline(&old.0, &new.0), redline(&old.1, &new.1))
    }
}
