//! One step: the state behind a transition, and what it puts on the stack.

use super::Action;
use super::beam::{Beam, Candidate, Next, UNRANKED};
use super::numbers::NumberId;
use super::own::Own;
use super::state::{
    Counted, Entry, HEADING, LastChild, ROOT, State, TEXT, recounted, signature, signature_outside,
};
use crate::grammar::file::HeadingPlace;
use crate::read::Role;

/// Signatures of what an item would open that are remembered: states share most of their clauses.
pub(super) const KNOWN: usize = 64;

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
    pub(super) fn signature(&self) -> u64 {
        self.state.signature(self.top)
    }
}

/// A clause that a transition opens.
struct Opened {
    under: u32,
    level: u16,
    number: NumberId,
    indent: Option<u16>,
    rank: u8,
    /// It opens with a label.
    labelled: bool,
}

impl Opened {
    /// What the clause that holds it remembers of it.
    fn child(&self) -> Option<LastChild> {
        self.labelled.then_some(LastChild {
            level: self.level,
            number: self.number,
            indent: self.indent,
        })
    }

    fn signature(&self, below: u64) -> u64 {
        signature(below, self.level, self.number, self.indent, self.rank, &[])
    }
}

/// Signatures of what an action of an item would open under a clause.
#[derive(Clone, Copy)]
pub(super) struct Known {
    item: u32,
    under: u32,
    reading: u16,
    below: u64,
    top: u64,
}

impl Known {
    pub(super) const NONE: Known = Known {
        item: u32::MAX,
        under: u32::MAX,
        reading: u16::MAX,
        below: 0,
        top: 0,
    };
}

fn opened(action: Action, next: &Next<'_>, labels: &[Own<'_>]) -> Option<Opened> {
    let indent = next.item.looks.indent;
    let rank = match next.item.looks.role {
        Role::Heading(r) => r.clamp(1, UNRANKED - 1),
        _ => 0,
    };
    match action {
        Action::Label { reading, under } => {
            let own = &labels[usize::from(reading)];
            Some(Opened {
                under,
                level: own.reading.level,
                number: own.number,
                indent,
                rank,
                labelled: true,
            })
        }
        Action::Text { under } => Some(Opened {
            under,
            level: TEXT,
            number: NumberId::default(),
            indent,
            rank: 0,
            labelled: false,
        }),
        Action::Group { under } => Some(Opened {
            under,
            level: HEADING,
            number: NumberId::default(),
            indent: None,
            rank: if rank == 0 { UNRANKED } else { rank },
            labelled: false,
        }),
        Action::Body | Action::Append | Action::Title | Action::Aside | Action::Pending => None,
    }
}

impl Beam<'_> {
    /// Where a transition leads. It opens nothing yet: most transitions are not kept, and cost no memory.
    pub(super) fn step(&mut self, c: &Candidate, next: &Next<'_>, labels: &[Own<'_>]) -> Step {
        let mut state = self.frontier[usize::from(c.from)].state;
        let mut outside = None;
        let Some(opened) = opened(c.action, next, labels) else {
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
        state.counters = self.counters(&state, opened.under);
        (state.awaiting, state.titled, state.pending) = (false, false, false);
        let (mut below, mut top) = self.signatures(&opened, c.action, next);
        if let Action::Label { reading, .. } = c.action {
            let own = &labels[usize::from(reading)];
            if let Some(slot) = own.facts.slot {
                let before = self.counted(state.counters)[slot];
                state.counters.hash = recounted(state.counters.hash, slot, before, own.number);
            }
            if own.facts.level.scope {
                let around = std::mem::take(&mut state.counters);
                below = signature_outside(below, around);
                top = opened.signature(below);
                outside = Some(around);
            }
            state.awaiting = own.awaits;
            state.titled = own.titled;
        }
        Step {
            state,
            outside,
            below,
            top,
        }
    }

    /// What a state counts where it goes on in an open clause: behind an enclosed act, as before it.
    fn counters(&self, state: &State, under: u32) -> Counted {
        let mut counters = state.counters;
        let mut id = state.top;
        while self.scopes && id != under && self.entry(id).level != ROOT {
            counters = self.entry(id).outside.unwrap_or(counters);
            id = self.entry(id).parent;
        }
        counters
    }

    /// The signatures of what a clause would stand on and of itself, but for the numbers outside of it.
    fn signatures(&mut self, opened: &Opened, action: Action, next: &Next<'_>) -> (u64, u64) {
        let item = next.index as u32;
        let under = opened.under;
        let reading = match action {
            Action::Label { reading, .. } => u16::from(reading),
            Action::Text { .. } => u16::MAX - 1,
            _ => u16::MAX,
        };
        let place = (under as usize).wrapping_mul(5) + usize::from(reading);
        let known = self.known[place % KNOWN];
        if (known.item, known.under, known.reading) == (item, under, reading) {
            return (known.below, known.top);
        }
        let parent = self.entry(under);
        let below = opened
            .child()
            .map_or(parent.signature, |c| parent.signature_with(c));
        let top = opened.signature(below);
        self.known[place % KNOWN] = Known {
            item,
            under,
            reading,
            below,
            top,
        };
        (below, top)
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
        let Some(opened) = opened(c.action, next, labels) else {
            return state;
        };
        if let Action::Label { reading, .. } = c.action
            && let own = &labels[usize::from(reading)]
            && let Some(slot) = own.facts.slot
        {
            let counted = step.outside.as_mut().unwrap_or(&mut state.counters);
            let mut counters = self.counters[counted.id as usize];
            counters[slot] = own.number;
            self.counters.push(counters);
            counted.id = (self.counters.len() - 1) as u32;
        }
        let mut parent = opened.under;
        if let Some(child) = opened.child() {
            let remembered = self.entry(parent).with_child(child);
            parent = self.push(remembered);
        }
        let level = self.levels.get(usize::from(opened.level)).map(|f| f.level);
        let entry = Entry {
            parent,
            host: self.entry(parent).host,
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
