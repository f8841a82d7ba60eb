//! The decoder's state: the stack of open labels, shared between states as a linked list.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use crate::grammar::number::Number;

/// Level of the draft itself.
pub(super) const ROOT: u16 = u16::MAX;
/// Level of an unnumbered paragraph.
pub(super) const TEXT: u16 = u16::MAX - 1;
/// Level of an unnumbered heading.
pub(super) const HEADING: u16 = u16::MAX - 2;
/// No item: what the root was opened by.
pub(super) const NO_ITEM: u32 = u32::MAX;

/// How many levels a clause remembers the last child of.
const LAST: usize = 3;
/// How many levels may count through a draft.
pub(super) const SLOTS: usize = 8;

/// The last child of one level that a clause has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LastChild {
    pub(super) level: u16,
    pub(super) number: Number,
    pub(super) indent: Option<u16>,
}

/// An open clause on the stack.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Index of the entry below it; the root's is its own.
    pub(super) parent: u32,
    pub(super) level: u16,
    pub(super) number: Number,
    pub(super) indent: Option<u16>,
    /// Rank of its heading, 0 for none.
    pub(super) rank: u8,
    /// The item that opened it.
    pub(super) item: u32,
    last: [Option<LastChild>; LAST],
    /// What counts for itself keeps the numbers of the levels that count through outside of it.
    pub(super) outside: Option<Box<[Number; SLOTS]>>,
    below: u64,
    /// Hash of all that later costs can depend on, for this entry and those below.
    pub(super) signature: u64,
}

impl Entry {
    /// The root entry.
    pub(super) fn root() -> Self {
        let mut root = Entry {
            parent: 0,
            level: ROOT,
            number: Number::default(),
            indent: None,
            rank: 0,
            item: NO_ITEM,
            last: [None; LAST],
            outside: None,
            below: 0,
            signature: 0,
        };
        root.sign();
        root
    }

    /// A new entry on top of another.
    pub(super) fn on(parent: u32, below: u64, level: u16, number: Number, item: u32) -> Self {
        let mut entry = Entry {
            parent,
            level,
            number,
            item,
            below,
            ..Entry::root()
        };
        entry.sign();
        entry
    }

    /// Sets what the format claims.
    pub(super) fn claimed(mut self, indent: Option<u16>, rank: u8) -> Self {
        self.indent = indent;
        self.rank = rank;
        self.sign();
        self
    }

    /// Sets the numbers that go on behind it.
    pub(super) fn inside_of(mut self, outside: Option<Box<[Number; SLOTS]>>) -> Self {
        self.outside = outside;
        self.sign();
        self
    }

    /// The last child of this level, if the clause has one and still remembers it.
    pub(super) fn last(&self, level: u16) -> Option<&LastChild> {
        self.last.iter().flatten().find(|l| l.level == level)
    }

    /// The same clause with one child more.
    pub(super) fn with_child(&self, child: LastChild) -> Self {
        let mut entry = self.clone();
        let known = entry
            .last
            .iter()
            .position(|l| l.is_some_and(|l| l.level == child.level));
        // A list of another level that ended before may come back (an unnumbered list inside), so the oldest is
        // forgotten first, and deeper kinds opened since stay.
        let slot = known.unwrap_or_else(|| {
            entry.last.iter().position(Option::is_none).unwrap_or_else(|| {
                entry.last.rotate_left(1);
                LAST - 1
            })
        });
        entry.last[slot] = Some(child);
        entry.sign();
        entry
    }

    fn sign(&mut self) {
        let mut hasher = FxHasher::default();
        (self.below, self.level, self.number, self.indent, self.rank).hash(&mut hasher);
        self.outside.hash(&mut hasher);
        for last in self.last.iter().flatten() {
            (last.level, last.number, last.indent).hash(&mut hasher);
        }
        self.signature = hasher.finish();
    }
}

/// A state of the beam: where the decoder stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// The innermost open clause.
    pub(super) top: u32,
    /// Last numbers of the levels that count through.
    pub(super) counters: [Number; SLOTS],
    /// The open clause's label has no text yet.
    pub(super) awaiting: bool,
    /// The open clause has its heading and no text yet.
    pub(super) titled: bool,
    /// A heading waits for the label it belongs to.
    pub(super) pending: bool,
}

impl State {
    /// Hash of all that later costs can depend on.
    pub(super) fn signature(&self, top: &Entry) -> u64 {
        let mut hasher = FxHasher::default();
        (top.signature, self.awaiting, self.titled, self.pending).hash(&mut hasher);
        self.counters.hash(&mut hasher);
        hasher.finish()
    }
}
