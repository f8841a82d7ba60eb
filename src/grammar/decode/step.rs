//! One step: the state behind a transition, and what it puts on the stack.

use super::Action;
use super::beam::{Beam, Candidate, Next, UNRANKED};
use super::numbers::NumberId;
use super::own::Own;
use super::state::{
    Counted, Entry, HEADING, LastChild, ROOT, State, TEXT, recounted, signature, signature_outside,
};
use crate::grammar::file::HeadingPlace;
use crate::grammar::items::Item;
use crate::read::Role;

/// A clause that an item opens, whatever it stands in.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    level: u16,
    number: NumberId,
    indent: Option<u16>,
    rank: u8,
    /// It opens with a label.
    labelled: bool,
    /// Its text is yet to come.
    awaits: bool,
    /// What follows its label on its line is its heading.
    titled: bool,
    /// Its slot in the counters, where it counts through.
    slot: Option<usize>,
    /// It counts for itself.
    scope: bool,
}

impl Opened {
    /// A labelled clause of this level and number.
    pub(super) fn labelled(item: &Item, level: u16, number: NumberId) -> Opened {
        let rank = match item.looks.role {
            Role::Heading(r) => r.clamp(1, UNRANKED - 1),
            _ => 0,
        };
        Opened {
            level,
            number,
            indent: item.looks.indent,
            rank,
            labelled: true,
            awaits: false,
            titled: false,
            slot: None,
            scope: false,
        }
    }

    /// The same with what is yet to come: its text, or both but its heading.
    pub(super) fn with(mut self, awaits: bool, titled: bool) -> Opened {
        (self.awaits, self.titled) = (awaits, titled);
        self
    }

    /// The same with how it counts: its slot in the counters, and whether it counts for itself.
    pub(super) fn counting(mut self, slot: Option<usize>, scope: bool) -> Opened {
        (self.slot, self.scope) = (slot, scope);
        self
    }

    /// An unnumbered paragraph.
    pub(super) fn text(item: &Item) -> Opened {
        Opened {
            rank: 0,
            labelled: false,
            ..Opened::labelled(item, TEXT, NumberId::default())
        }
    }

    /// An unnumbered heading.
    pub(super) fn heading(item: &Item) -> Opened {
        let of = Opened::labelled(item, HEADING, NumberId::default());
        Opened {
            indent: None,
            rank: if of.rank == 0 { UNRANKED } else { of.rank },
            labelled: false,
            ..of
        }
    }

    /// What the clause that holds it remembers of it.
    #[inline]
    fn child(&self) -> LastChild {
        LastChild {
            level: self.level,
            number: self.number,
            indent: self.indent,
        }
    }

    #[inline]
    fn signature(&self, below: u64) -> u64 {
        signature(below, self.level, self.number, self.indent, self.rank, &[])
    }
}

/// Where a transition leads.
pub(super) struct Step {
    state: State,
    /// The numbers outside of a clause that counts for itself.
    outside: Option<Counted>,
    /// Signature of what the top of the stack stands on; of the top.
    below: u64,
    top: u64,
}

impl Step {
    /// Hash of all that later costs can depend on.
    #[inline]
    pub(super) fn signature(&self) -> u64 {
        self.state.signature(self.top)
    }
}

/// What an action opens, and under which clause.
#[inline]
fn opened<'o>(action: Action, next: &'o Next<'_>, labels: &'o [Own<'_>]) -> Option<(u32, &'o Opened)> {
    match action {
        Action::Label { reading, under } => Some((under, &labels[usize::from(reading)].opened)),
        Action::Text { under } => Some((under, &next.text)),
        Action::Group { under } => Some((under, &next.heading)),
        Action::Body | Action::Append | Action::Title | Action::Aside | Action::Pending => None,
    }
}

impl Beam<'_> {
    /// Where a transition leads. It opens nothing yet: most transitions are not kept, and cost no memory.
    #[inline(always)]
    pub(super) fn step(&self, c: &Candidate, next: &Next<'_>, labels: &[Own<'_>]) -> Step {
        let mut state = self.frontier[usize::from(c.from)].state;
        let mut outside = None;
        let Some((under, opened)) = opened(c.action, next, labels) else {
            match c.action {
                Action::Body => (state.awaiting, state.titled, state.pending) = (false, false, false),
                Action::Pending => (state.titled, state.pending) = (false, true),
                _ => {}
            }
            return Step {
                state,
                outside,
                below: 0,
                top: self.entry(state.top).signature,
            };
        };
        (state.awaiting, state.titled, state.pending) = (opened.awaits, opened.titled, false);
        let parent = self.entry(under);
        if self.entry(state.top).scopes != parent.scopes {
            state.counters = self.counters(&state, under);
        }
        let mut below = if opened.labelled {
            parent.signature_with(opened.child())
        } else {
            parent.signature
        };
        if let Some(slot) = opened.slot {
            let before = self.counted(state.counters)[slot];
            state.counters.hash = recounted(state.counters.hash, slot, before, opened.number);
        }
        if opened.scope {
            let around = std::mem::take(&mut state.counters);
            below = signature_outside(below, around);
            outside = Some(around);
        }
        Step {
            state,
            outside,
            below,
            top: opened.signature(below),
        }
    }

    /// What a state counts where it goes on in an open clause: behind an enclosed act, as before it.
    fn counters(&self, state: &State, under: u32) -> Counted {
        let mut counters = state.counters;
        let mut id = state.top;
        while id != under && self.entry(id).level != ROOT {
            counters = self.entry(id).outside.unwrap_or(counters);
            id = self.entry(id).parent;
        }
        counters
    }

    /// The state behind a transition, with what it opens on its stack.
    pub(super) fn open(
        &mut self,
        mut step: Step,
        c: &Candidate,
        next: &Next<'_>,
        labels: &[Own<'_>],
    ) -> State {
        let mut state = step.state;
        let Some((under, opened)) = opened(c.action, next, labels) else {
            return state;
        };
        if let Some(slot) = opened.slot {
            let counted = step.outside.as_mut().unwrap_or(&mut state.counters);
            let mut counters = self.counters[counted.id as usize];
            counters[slot] = opened.number;
            self.counters.push(counters);
            counted.id = (self.counters.len() - 1) as u32;
        }
        let mut parent = under;
        if opened.labelled {
            let remembered = self.entry(parent).with_child(opened.child());
            parent = self.push(remembered);
        }
        let level = self.levels.get(usize::from(opened.level)).map(|f| f.level);
        let Entry { host, scopes, .. } = *self.entry(parent);
        let entry = Entry {
            parent,
            host,
            level: opened.level,
            number: opened.number,
            indent: opened.indent,
            rank: opened.rank,
            chapter: level.map_or(opened.level == HEADING, |l| l.groups),
            unannounced: level.map_or(opened.level != TEXT, |l| {
                l.groups || l.heading != HeadingPlace::None || opened.rank > 0
            }),
            item: next.index as u32,
            outside: step.outside,
            scopes: scopes + u32::from(opened.scope),
            below: step.below,
            signature: step.top,
            ..Entry::root()
        };
        state.top = self.push(entry);
        state
    }

    /// Puts an entry with the others; gives its place.
    pub(super) fn push(&mut self, mut entry: Entry) -> u32 {
        let id = self.entries.len() as u32;
        if entry.is_labelled() {
            entry.host = id;
        }
        self.entries.push(entry);
        id
    }
}
