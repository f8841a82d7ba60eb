//! One step: the state behind a transition, and what it puts on the stack.

use super::Action;
use super::beam::{Beam, Candidate, Next, UNRANKED};
use super::numbers::NumberId;
use super::state::{
    Counted, Entry, HEADING, LastChild, ROOT, State, TEXT, recounted, signature, signature_outside,
};
use crate::read::Role;

impl Beam<'_> {
    /// The state behind a transition, and the entry that it opens, if it opens one.
    pub(super) fn step(&mut self, c: &Candidate, next: &Next<'_>) -> (State, Option<Opening>) {
        let item = next.item;
        let mut state = self.frontier[usize::from(c.from)].state;
        let rank = match item.looks.role {
            Role::Heading(r) => r.clamp(1, UNRANKED - 1),
            _ => 0,
        };
        let indent = item.looks.indent;
        let mut opening = None;
        if let Action::Label { under, .. } | Action::Text { under } | Action::Group { under } = c.action {
            state.counters = self.counters(&state, under);
        }
        match c.action {
            Action::Label { reading, under } => {
                let level = item.readings[usize::from(reading)].level;
                let own = &next.labels[usize::from(reading)];
                let number = own.number;
                let child = LastChild {
                    level,
                    number,
                    indent,
                };
                let known = |(u, at, _): &&(u32, u8, Opening)| (*u, *at) == (under, reading);
                let known = self.openings.iter().find(known).map(|(_, _, opening)| *opening);
                let mut opened = known.unwrap_or_else(|| {
                    let opening = self.opening(under, Some(child), (level, number), indent, rank);
                    self.openings.push((under, reading, opening));
                    opening
                });
                if let Some(slot) = self.slots[usize::from(level)] {
                    let before = self.counted(state.counters)[slot];
                    state.counters.hash = recounted(state.counters.hash, slot, before, number);
                    opened.counts = Some((slot, number));
                }
                if self.level(level).is_some_and(|l| l.scope) {
                    opened = opened.counting_for_itself(std::mem::take(&mut state.counters));
                }
                opening = Some(opened);
                state.awaiting = own.awaits;
                state.titled = own.titled;
                state.pending = false;
            }
            Action::Text { under } => {
                opening = Some(self.opening(under, None, (TEXT, NumberId::default()), indent, 0));
                state.awaiting = false;
                state.titled = false;
                state.pending = false;
            }
            Action::Group { under } => {
                let rank = if rank == 0 { UNRANKED } else { rank };
                opening = Some(self.opening(under, None, (HEADING, NumberId::default()), None, rank));
                state.awaiting = false;
                state.titled = false;
                state.pending = false;
            }
            Action::Body => {
                state.awaiting = false;
                state.titled = false;
                state.pending = false;
            }
            Action::Pending => {
                state.pending = true;
                state.titled = false;
            }
            Action::Append | Action::Title | Action::Aside => {}
        }
        (state, opening)
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

    fn opening(
        &self,
        under: u32,
        child: Option<LastChild>,
        (level, number): (u16, NumberId),
        indent: Option<u16>,
        rank: u8,
    ) -> Opening {
        let parent = self.entry(under);
        let below = child.map_or(parent.signature, |c| parent.signature_with(c));
        Opening {
            under,
            child,
            level,
            number,
            indent,
            rank,
            outside: None,
            counts: None,
            under_signature: below,
            below,
            signature: signature(below, level, number, indent, rank, &[]),
        }
    }

    /// Puts an entry on a state's stack. Only transitions that are kept come here: most are not, and cost no memory.
    pub(super) fn open(&mut self, mut opening: Opening, state: &mut State, item: usize) {
        if let Some((slot, number)) = opening.counts {
            let counted = opening.outside.as_mut().unwrap_or(&mut state.counters);
            let mut counters = self.counters[counted.id as usize];
            counters[slot] = number;
            self.counters.push(counters);
            counted.id = (self.counters.len() - 1) as u32;
        }
        let mut parent = opening.under;
        if let Some(child) = opening.child {
            let remembered = self.entry(parent).with_child(child, opening.under_signature);
            self.entries.push(remembered);
            parent = (self.entries.len() - 1) as u32;
        }
        self.entries.push(Entry {
            parent,
            level: opening.level,
            number: opening.number,
            indent: opening.indent,
            rank: opening.rank,
            item: item as u32,
            outside: opening.outside,
            below: opening.below,
            signature: opening.signature,
            ..Entry::root()
        });
        state.top = (self.entries.len() - 1) as u32;
    }
}

/// An entry that a transition opens, before it is known whether the transition is kept.
#[derive(Clone, Copy)]
pub(super) struct Opening {
    under: u32,
    child: Option<LastChild>,
    level: u16,
    number: NumberId,
    indent: Option<u16>,
    rank: u8,
    /// The numbers outside, where it counts for itself.
    outside: Option<Counted>,
    /// The slot in which its number counts through the draft.
    counts: Option<(usize, NumberId)>,
    /// Signature of what it stands on; the same with the numbers outside; and of itself.
    under_signature: u64,
    below: u64,
    pub(super) signature: u64,
}

impl Opening {
    fn counting_for_itself(mut self, outside: Counted) -> Opening {
        self.below = signature_outside(self.below, outside);
        self.signature = signature(self.below, self.level, self.number, self.indent, self.rank, &[]);
        self.outside = Some(outside);
        self
    }
}
