//! The decoder's state: the stack of open labels, shared between states as a linked list.

use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::numbers::NumberId;

/// Level of the draft itself.
pub(super) const ROOT: u16 = u16::MAX;
/// Level of an unnumbered paragraph.
pub(super) const TEXT: u16 = u16::MAX - 1;
/// Level of an unnumbered heading.
pub(super) const HEADING: u16 = u16::MAX - 2;
/// No item: what the root was opened by.
pub(super) const NO_ITEM: u32 = u32::MAX;

/// How many levels a clause remembers the last child of.
pub(super) const LAST: usize = 3;
/// How many levels may count through a draft.
pub(super) const SLOTS: usize = 8;

/// The last child of one level that a clause has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LastChild {
    pub(super) level: u16,
    pub(super) number: NumberId,
    pub(super) indent: Option<u16>,
}

/// An open clause on the stack.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// Index of the entry below it; the root's is its own.
    pub(super) parent: u32,
    /// The labelled clause (or the root) that it is or stands in.
    pub(super) host: u32,
    pub(super) level: u16,
    pub(super) number: NumberId,
    pub(super) indent: Option<u16>,
    /// Rank of its heading, 0 for none.
    pub(super) rank: u8,
    /// It only groups: a chapter, or an unnumbered heading.
    pub(super) chapter: bool,
    /// Things stand in it without being announced by a colon.
    pub(super) unannounced: bool,
    /// The item that opened it.
    pub(super) item: u32,
    pub(super) last: [Option<LastChild>; LAST],
    /// The numbers of the levels that count through, as they were outside of a clause that counts for itself.
    pub(super) outside: Option<Counted>,
    /// How many clauses that count for themselves it is or stands in.
    pub(super) scopes: u32,
    pub(super) below: u64,
    /// Hash of all that later costs can depend on, for this entry and those below.
    pub(super) signature: u64,
}

impl Entry {
    /// The root entry.
    pub(super) fn root() -> Self {
        Entry {
            parent: 0,
            host: 0,
            level: ROOT,
            number: NumberId::default(),
            indent: None,
            rank: 0,
            chapter: false,
            unannounced: true,
            item: NO_ITEM,
            last: [None; LAST],
            outside: None,
            scopes: 0,
            below: 0,
            signature: 0,
        }
    }

    /// Whether it is a labelled clause, or the root.
    #[inline]
    pub(super) fn is_labelled(&self) -> bool {
        !matches!(self.level, TEXT | HEADING)
    }

    /// The last child of this level, if the clause has one and still remembers it.
    #[inline]
    pub(super) fn last(&self, level: u16) -> Option<&LastChild> {
        self.last.iter().flatten().find(|l| l.level == level)
    }

    /// Its last children with one child more.
    #[inline]
    fn children_with(&self, child: LastChild) -> [Option<LastChild>; LAST] {
        let mut last = self.last;
        let known = last
            .iter()
            .position(|l| l.is_some_and(|l| l.level == child.level));
        // A list of another level that ended before may come back (an unnumbered list inside), so the oldest is
        // forgotten first, and deeper kinds opened since stay.
        let slot = known.unwrap_or_else(|| {
            last.iter().position(Option::is_none).unwrap_or_else(|| {
                last.rotate_left(1);
                LAST - 1
            })
        });
        last[slot] = Some(child);
        last
    }

    /// The signature that it has with one child more.
    #[inline]
    pub(super) fn signature_with(&self, child: LastChild) -> u64 {
        let last = self.children_with(child);
        signature(self.below, self.level, self.number, self.indent, self.rank, &last)
    }

    /// The same clause with one child more.
    pub(super) fn with_child(&self, child: LastChild) -> Self {
        Entry {
            last: self.children_with(child),
            signature: self.signature_with(child),
            ..*self
        }
    }
}

/// Hash of all that later costs can depend on, for an entry and those below it.
#[inline]
pub(super) fn signature(
    below: u64,
    level: u16,
    number: NumberId,
    indent: Option<u16>,
    rank: u8,
    last: &[Option<LastChild>],
) -> u64 {
    let mut hasher = FxHasher::default();
    below.hash(&mut hasher);
    (packed(level, indent) | u64::from(rank) << 56).hash(&mut hasher);
    number.hash(&mut hasher);
    for last in last.iter().flatten() {
        packed(last.level, last.indent).hash(&mut hasher);
        last.number.hash(&mut hasher);
    }
    hasher.finish()
}

/// A level and a depth in one number: hashing one costs half of hashing two, and the decoder hashes millions.
fn packed(level: u16, indent: Option<u16>) -> u64 {
    u64::from(level) << 32 | indent.map_or(0, |i| u64::from(i) + 1)
}

/// The signature below a clause that counts for itself: the numbers outside of it go on behind it.
pub(super) fn signature_outside(below: u64, outside: Counted) -> u64 {
    let mut hasher = FxHasher::default();
    (below, outside.hash).hash(&mut hasher);
    hasher.finish()
}

/// The last numbers of the levels that count through the draft.
pub(super) type Counters = [NumberId; SLOTS];

/// Counters that states share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// Which of the beam's counters they are; the first are empty.
    pub(super) id: u32,
    /// Hash of what they hold: of each slot by itself, so that one number more costs no look at the others.
    pub(super) hash: u64,
}

/// The hash of counters in which one slot changes from a number to another.
#[inline]
pub(super) fn recounted(hash: u64, slot: usize, from: NumberId, to: NumberId) -> u64 {
    let of = |number: NumberId| {
        let mut hasher = FxHasher::default();
        (slot, number).hash(&mut hasher);
        if number.is_empty() { 0 } else { hasher.finish() }
    };
    hash ^ of(from) ^ of(to)
}

/// A state of the beam: where the decoder stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// The innermost open clause.
    pub(super) top: u32,
    /// Last numbers of the levels that count through.
    pub(super) counters: Counted,
    /// The open clause's label has no text yet.
    pub(super) awaiting: bool,
    /// The open clause has its heading and no text yet.
    pub(super) titled: bool,
    /// A heading waits for the label it belongs to.
    pub(super) pending: bool,
}

impl State {
    /// Hash of all that later costs can depend on; `top` is its top entry's.
    #[inline]
    pub(super) fn signature(&self, top: u64) -> u64 {
        let mut hasher = FxHasher::default();
        let flags = u8::from(self.awaiting) | u8::from(self.titled) << 1 | u8::from(self.pending) << 2;
        (top, self.counters.hash, flags).hash(&mut hasher);
        hasher.finish()
    }
}
