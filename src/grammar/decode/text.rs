//! Where text may stand: the text of the open clause, more of it, or an unnumbered paragraph.

use super::Action;
use super::beam::{Beam, Next, Readings};
use super::cost;
use super::state::{HEADING, ROOT, State, TEXT};
use crate::grammar::file::HeadingPlace;
use crate::grammar::items::{Ending, heads_text};
use crate::read::Role;

impl Beam<'_> {
    /// What an item may be as text, each with its cost.
    pub(super) fn text(&self, state: &State, next: &Next<'_>, out: &mut Readings<'_>) {
        let Next {
            index,
            item,
            before,
            leads,
            cuts,
            ..
        } = *next;
        if out.too_dear(0.0) {
            return;
        }
        let looks = &item.looks;
        let top_level = self.level(self.entry(state.top).level);
        if looks.inline.is_some() {
            out.push(0.0, Action::Append);
            return;
        }
        let mut lost = 0.0;
        if state.awaiting {
            // A label alone on its line: the title that else stands beside it is on the next one.
            let titled =
                top_level.is_some_and(|l| !matches!(l.heading, HeadingPlace::None | HeadingPlace::Before));
            let said = matches!(looks.role, Role::Subtitle | Role::Heading(_));
            // The second line of a title is dearer than the first, so that a heading of what follows stays one.
            let second = index
                .checked_sub(1)
                .is_some_and(|p| self.items[p].readings.is_empty());
            let sentence = || {
                let body = self.body(item, item.start);
                item.readings.is_empty() && top_level.is_some_and(|l| heads_text(l.heading, body))
            };
            if titled && (said || looks.heading_like || looks.caption || sentence()) {
                out.push(if said || !second { 0.0 } else { 0.6 }, Action::Title);
                let heads = self.sees_headings() && leads;
                out.push(
                    match (second, heads) {
                        (true, true) => cost::HEADS_AS_TEXT,
                        (true, false) => 0.1,
                        (false, _) => 0.8,
                    },
                    Action::Body,
                );
            } else {
                let term = titled && looks.term && !second;
                if term {
                    out.push(cost::TERM_BELOW, Action::Title);
                }
                out.push(if term { cost::TERM_AS_TEXT } else { 0.1 }, Action::Body);
            }
            lost = cost::BODY_LOST;
        } else if state.titled && !matches!(looks.role, Role::Heading(_)) {
            out.push(0.0, Action::Body);
        }
        if looks.wrapped || (looks.lower && item.readings.is_empty()) {
            let open = matches!(before, Ending::Open | Ending::Continues | Ending::Nothing);
            let c = match (open, looks.wrapped) {
                (true, _) => 0.0,
                (false, true) => 0.5,
                (false, false) => 1.0,
            };
            // Markup has no lines to wrap: a paragraph that begins with a small letter is one all the same. So is one that
            // begins with a term behind a text that is at its end: the next definition.
            let defines = looks.marked && !open;
            let defines = defines || (looks.marked && matches!(before, Ending::Continues));
            let c = if (looks.indent.is_some() || defines) && !looks.wrapped {
                c + 1.0
            } else {
                c
            };
            out.push(c + lost, Action::Append);
        }
        if cuts && !looks.lower && !looks.wrapped {
            out.push(0.3 + lost, Action::Append);
        }
        let cut = if cuts { cost::CUTS_SENTENCE } else { 0.0 };
        let cover = self.on_cover(state);
        let groups_here = self.grammar.headings || !cover;
        let claimed_heading = if groups_here && matches!(looks.role, Role::Heading(_)) {
            2.5
        } else {
            0.0
        };
        let heads = self.sees_headings() && looks.words <= 20 && item.readings.is_empty() && leads;
        let claimed_heading = claimed_heading + if heads { cost::HEADS_AS_TEXT } else { 0.0 };
        let mut id = state.top;
        let mut holders = 0;
        let mut first = true;
        loop {
            let entry = self.entry(id);
            if entry.level != TEXT {
                let holds = match self.level(entry.level) {
                    Some(l) => l.paragraphs,
                    None => entry.level == HEADING || self.grammar.unnumbered || cover,
                };
                let mut c = claimed_heading + lost + cut;
                c += if holds {
                    0.5 * holders as f32
                } else {
                    0.9 + 0.3 * holders as f32
                };
                c += match (first, before) {
                    (true, _) => 0.0,
                    (false, Ending::Opens) => 0.8,
                    (false, Ending::Continues | Ending::LastButOne) if !looks.lower => 0.4,
                    _ => 0.0,
                };
                if entry.level == ROOT && !cover && !self.grammar.unnumbered {
                    c += 1.5;
                }
                // A heading that no markup ranks stands at the margin.
                let margin = (entry.level == HEADING).then_some(0);
                c += match (entry.indent.or(margin), looks.indent) {
                    (Some(e), Some(i)) if i < e => 2.5,
                    // Deeper text stands in the deepest clause that it can.
                    (Some(e), Some(i)) if i > e && !first => 0.6,
                    _ => 0.0,
                };
                out.push(c, Action::Text { under: id });
                if holds {
                    holders += 1;
                }
                first = false;
            }
            if entry.level == ROOT || holders >= 3 {
                break;
            }
            id = entry.parent;
        }
    }

    /// Whether an item goes on with a sentence that the item before it left open: the line before is too long for a
    /// heading, has no punctuation at its end, and no blank line stands between the two.
    pub(super) fn cuts_sentence(&self, index: usize, leads: bool) -> bool {
        let item = &self.items[index];
        let long = index
            .checked_sub(1)
            .is_some_and(|p| self.items[p].looks.words > 15);
        let plain = matches!(item.looks.role, Role::Text) && item.readings.is_empty();
        long && plain && self.before == Ending::Open && !item.looks.gap && !leads
    }
}
