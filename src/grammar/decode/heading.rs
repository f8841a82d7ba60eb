//! Which lines are headings: of the label that follows, or of a group of clauses.

use super::Action;
use super::beam::{Beam, Next, Readings, UNRANKED};
use super::cost;
use super::state::{HEADING, ROOT, State, TEXT};
use crate::grammar::file::HeadingPlace;
use crate::grammar::items::{Item, Reading, heads_text, inline_heading};
use crate::read::Role;

impl Beam<'_> {
    /// What an item may be as a heading of what follows it, each with its cost.
    pub(super) fn heading(&self, state: &State, next: &Next<'_>, out: &mut Readings<'_>) {
        let Next {
            index, item, leads, ..
        } = *next;
        let looks = &item.looks;
        let rank = match looks.role {
            Role::Heading(r) => r.clamp(1, UNRANKED - 1),
            Role::Text if self.sees_headings() && looks.heading_like && looks.words <= 20 => UNRANKED,
            _ => return,
        };
        // The title on a cover is no chapter: nothing stands in it.
        if !self.grammar.headings && self.on_cover(state) {
            return;
        }
        let claimed = rank != UNRANKED;
        // A chapter that has its title may go on with a heading.
        let titled = state.awaiting
            && index
                .checked_sub(1)
                .is_some_and(|p| self.items[p].readings.is_empty())
            && self.entry(state.top).unannounced;
        let lost = if state.awaiting && !titled {
            cost::BODY_LOST
        } else {
            0.0
        };
        let after = self.items.get(index + 1);
        let before_label = after.is_some_and(|n| !n.readings.is_empty() || n.looks.heading_like);
        if after.is_some_and(|n| n.readings.iter().any(|r| self.takes_heading_before(r.level))) {
            out.push(lost + 0.1, Action::Pending);
        }
        let open = match (claimed, before_label) {
            (true, _) => 0.0,
            (false, _) if leads => 0.2,
            (false, true) => 0.7,
            (false, false) => 1.7,
        };
        let mut id = state.top;
        // A line set deeper than the numbered clauses that it would end.
        let mut deeper = 0.0;
        loop {
            let entry = self.entry(id);
            let fits = match entry.level {
                ROOT => true,
                HEADING => entry.rank < rank,
                TEXT => false,
                _ => {
                    let level = self.level(entry.level);
                    level.is_some_and(|l| (l.groups || l.scope) && (entry.rank == 0 || entry.rank < rank))
                        || (claimed && entry.rank > 0 && entry.rank < rank)
                }
            };
            if fits {
                out.push(open + lost + deeper, Action::Group { under: id });
                // The innermost that fits is meant: headings of one rank are siblings.
                break;
            }
            if entry.level == ROOT {
                break;
            }
            let set = entry
                .indent
                .zip(looks.indent)
                .filter(|_| !claimed && !looks.nested);
            if set.is_some_and(|(own, line)| line > own) {
                deeper = cost::DEEP_HEADING;
            }
            id = entry.parent;
        }
    }

    /// Whether lines that no markup claims may be headings.
    pub(super) fn sees_headings(&self) -> bool {
        self.grammar.headings && !self.headings_claimed
    }

    /// Whether a line like a heading stands over a numbered clause, with at most two more such lines between.
    pub(super) fn leads_to_clause(&self, index: usize) -> bool {
        let heads = |r: &Reading| {
            self.level(r.level)
                .is_some_and(|l| l.groups || l.paragraphs || l.heading != HeadingPlace::None)
        };
        let mut after = self.items[index + 1..].iter().take(3);
        self.items[index].looks.heading_like
            && after
                .find(|i| !i.readings.is_empty() || !i.looks.heading_like)
                .is_some_and(|i| i.readings.iter().any(heads))
    }

    /// Whether what follows the label on its line is the heading, so that the text is yet to come.
    pub(super) fn takes_as_heading(&self, item: &Item, reading: &Reading) -> bool {
        let Some(level) = self.level(reading.level).filter(|l| !l.groups) else {
            return false;
        };
        let said = matches!(item.looks.role, Role::Heading(_)) && level.heading != HeadingPlace::None;
        let body = self.body(item, reading.label_end);
        said || inline_heading(level.heading, body) || (!body.is_empty() && heads_text(level.heading, body))
    }

    fn takes_heading_before(&self, level: u16) -> bool {
        self.level(level)
            .is_some_and(|l| l.heading == HeadingPlace::Before)
    }
}
