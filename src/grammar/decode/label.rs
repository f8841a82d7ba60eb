//! Where a label may stand: under the open clause, beside it, or further out, and what each place costs.

use super::Action;
use super::beam::{Beam, Next, Readings, UNRANKED};
use super::cost::{self, Move};
use super::numbers::NumberId;
use super::own::Own;
use super::state::{Entry, HEADING, ROOT, State, TEXT};
use crate::grammar::file::Counting;
use crate::grammar::items::{Ending, Item, Reading};
use crate::grammar::number::Follows;
use crate::read::Role;

impl Beam<'_> {
    /// The places where the n-th reading of a label may stand, each with its cost.
    pub(super) fn label(
        &self,
        state: &State,
        next: &Next<'_>,
        (n, own): (u8, &mut Own<'_>),
        out: &mut Readings<'_>,
    ) {
        let (item, before) = (next.item, next.before);
        let (reading, facts) = (own.reading, own.facts);
        let level = facts.level;
        let numberless = reading.number.is_empty();
        let mut base = 0.0;
        if state.pending && !facts.takes_heading {
            base += cost::PENDING_LOST;
        } else if facts.takes_heading && !state.pending {
            base += 0.3;
        }
        if out.too_dear(base) {
            return;
        }
        let top = state.top;
        let open = self.entry(top);
        let top_level = open.level;
        let slot = facts.slot;
        let mut counter = slot.map(|s| self.counted(state.counters)[s]);
        let mut id = top;
        let mut beside_possible = true;
        let mut leaves_group = false;
        // Where the clause before it that it leaves behind stands on the line, of a level that counts through.
        let mut left = None;
        // Labelled clauses of other levels between the open clause and the one looked at.
        let mut passed = 0;
        // Of these, such as lie behind the nearest place where it is expected.
        let mut further_out = 0;
        let mut place_seen = false;
        // One of them could hold the label as well.
        let mut passed_holder = false;
        let remembers = level.counting.remembers() && !level.groups;
        let claimed_host = self.claimed_host(state, item, level.groups);
        loop {
            let entry = self.entry(id);
            let host = if entry.is_labelled() {
                entry
            } else {
                self.entry(entry.host)
            };
            let expected = facts.is_expected(host.level) || claimed_host == Some(id);
            // Levels are written from the outermost to the innermost: one may skip inwards at a price, never outwards.
            let inwards = host.level == ROOT || host.level < reading.level;
            'here: {
                if !(expected || inwards) {
                    break 'here;
                }
                // Bullets and notes begin anew in each clause: an earlier one further out is no reason to go there.
                let sibling = entry.last(reading.level).filter(|_| !numberless || passed == 0);
                // What stands where its grammar does not expect it has said so with its first number.
                let follows = |n: NumberId| reading.number.follows(self.numbers.get(n)) == Follows::Next;
                let goes_on = || sibling.is_some_and(|s| !s.number.is_empty() && follows(s.number));
                let mut c = base
                    + if expected {
                        0.0
                    } else if goes_on() {
                        cost::JUMPED
                    } else {
                        cost::JUMP
                    };
                if facts.dotted {
                    c += self.dotted(reading, host);
                }
                c += own.further * if expected { further_out } else { passed } as f32;
                if out.too_dear(c) {
                    break 'here;
                }
                let last = match counter {
                    Some(n) if facts.restarts => {
                        let goes_on = |n: &NumberId| !reading.number.is_first() && follows(*n);
                        sibling.map(|s| s.number).or_else(|| Some(n).filter(goes_on))
                    }
                    Some(n) => Some(n).filter(|n| !n.is_empty()),
                    None => sibling.map(|s| s.number),
                };
                let seq = match last {
                    Some(last) => own.sequence(last, &self.numbers),
                    None => self.opens(own, host.item),
                };
                c += seq * next.sequence;
                if out.too_dear(c) {
                    break 'here;
                }
                c += match claimed_host {
                    Some(claimed) if claimed == id => 0.0,
                    Some(_) => cost::MISNESTED,
                    None => cost::nesting(item, level, entry.indent.or(host.indent)),
                };
                if let Role::Heading(own) = item.looks.role
                    && entry.level == HEADING
                    && claimed_host.is_none()
                {
                    c += cost::ranked(entry.rank, own);
                }
                c += cost::child_indent(entry.indent, item.looks.indent);
                match (sibling, open.indent, item.looks.indent) {
                    (Some(s), _, now) => c += cost::sibling_indent(s.indent, now),
                    // The clause before it is left behind in a chapter.
                    (None, _, now) if left.is_some() => c += cost::sibling_indent(left, now),
                    // Nested deeper than what is open, yet placed outside of it.
                    (None, Some(open), Some(now)) if now > open && id != top && !facts.caption => {
                        c += cost::NESTED;
                    }
                    _ => {}
                }
                let way = if id == top {
                    Move::Down
                } else if beside_possible && id == open.parent && top_level == reading.level {
                    Move::Beside
                } else {
                    Move::Up
                };
                c += cost::movement(way, before, entry.unannounced);
                // A note behind an unnumbered paragraph stands beside it.
                let beside_text = numberless && passed == 0;
                if way == Move::Up && sibling.is_none() && !level.groups && facts.restarts && !beside_text {
                    c += cost::OPENS_ABOVE
                        + if passed_holder && !numberless && level.counting != Counting::Loose {
                            cost::PASSES_HOLDER
                        } else {
                            0.0
                        };
                }
                // A figure stands in the clause it is in, wherever the one before it stands.
                if facts.caption && passed_holder {
                    c += cost::PASSES_HOLDER;
                }
                // An article with its title and nothing in it, where this could stand in it.
                let left_empty = state.titled && way != Move::Down && top_level < reading.level;
                if left_empty || (way != Move::Down && state.awaiting && self.is_bare(top)) {
                    c += cost::EMPTY_CLAUSE;
                }
                if level.groups && entry.level == HEADING && entry.rank == UNRANKED {
                    c += cost::CHAPTER_IN_HEADING;
                }
                if leaves_group && !level.groups {
                    c += cost::LEAVES_GROUP;
                }
                // A list that continues past an unnumbered paragraph, or that stands in one.
                if entry.level == TEXT {
                    c += match (level.groups, level.paragraphs) {
                        (true, _) => cost::JUMP,
                        _ if level.starts_path && self.grammar.unnumbered => cost::ARTICLE_IN_TEXT,
                        (false, true) => 0.5,
                        (false, false) => 0.0,
                    };
                    let begins_like_a_label = self
                        .items
                        .get(entry.item as usize)
                        .is_some_and(|i| !i.readings.is_empty());
                    c += if begins_like_a_label { cost::DENIED } else { 0.0 };
                } else if top_level == TEXT && id != top {
                    c += if matches!(before, Ending::Opens) { 0.4 } else { 0.1 };
                }
                let under = id;
                out.push(c, Action::Label { reading: n, under });
            }
            if entry.level == ROOT {
                break;
            }
            if remembers {
                left = match entry.last(reading.level) {
                    Some(child) => child.indent,
                    None if entry.level == reading.level => entry.indent,
                    None => left,
                };
            }
            beside_possible = beside_possible && id == top;
            leaves_group |= entry.chapter;
            passed_holder |= facts.is_held_by(entry.level);
            let other = usize::from(entry.is_labelled() && entry.level != reading.level);
            passed += other;
            place_seen |= expected;
            further_out += if place_seen { other } else { 0 };
            if let (Some(slot), Some(outside)) = (slot, entry.outside) {
                counter = Some(self.counted(outside)[slot]);
            }
            id = entry.parent;
        }
    }

    /// The open chapter (or the draft) in which the publisher's own nesting puts one: of those that hold it, the
    /// innermost whose heading ranks above its own. `None` where the markup does not nest, or says no rank.
    fn claimed_host(&self, state: &State, item: &Item, groups: bool) -> Option<u32> {
        let rank = match item.looks.role {
            Role::Heading(rank) if groups && item.looks.nested => rank,
            _ => return None,
        };
        let mut id = state.top;
        loop {
            let entry = self.entry(id);
            let chapter = self.level(entry.level).is_some_and(|l| l.groups || l.scope);
            let around = entry.indent.unwrap_or(0) <= item.looks.indent.unwrap_or(0);
            let fits = around && entry.rank < rank && (chapter || entry.level == HEADING);
            if fits || entry.level == ROOT {
                return Some(id);
            }
            id = entry.parent;
        }
    }

    /// Whether a clause is a number with nothing behind it.
    fn is_bare(&self, id: u32) -> bool {
        let entry = self.entry(id);
        let item = self.items.get(entry.item as usize);
        !entry.number.is_empty() && item.is_some_and(|i| i.looks.ending == Ending::Nothing)
    }

    /// A dotted number stands in the clause whose number it continues.
    fn dotted(&self, reading: &Reading, host: &Entry) -> f32 {
        let parts = reading.number.parts().len();
        let host_number = self.numbers.get(host.number);
        if host.level == reading.level {
            return if reading.number.is_child_of(host_number) {
                0.0
            } else {
                cost::NOT_CHILD
            };
        }
        let own = host_number.parts();
        let continues = own.len() < parts && !own.is_empty() && own == &reading.number.parts()[..own.len()];
        // A subclause without its clause; worse in the clause of another number: 4.1 in section 1.
        match (continues || parts == 1, own.len()) {
            // A.2.1 stands in A.2 rather than right in annex A.
            (true, _) => {
                0.4 * (parts.saturating_sub(own.len() + 1)) as f32 * f32::from(u8::from(!own.is_empty()))
            }
            (false, 1) => 2.1,
            (false, _) => 1.5,
        }
    }
}
