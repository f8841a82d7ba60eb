//! A reading of a label by itself: what it is and costs wherever it stands.

use super::beam::Beam;
use super::cost;
use super::levels::Facts;
use super::numbers::{NumberId, Numbers};
use super::step::Opened;
use crate::grammar::file::HeadingPlace;
use crate::grammar::items::{Item, Reading};
use crate::read::Role;

/// Costs of sequences that a reading remembers.
const SEQUENCES: usize = 4;

/// What a reading of a label is by itself, whatever it stands in.
pub(super) struct Own<'a> {
    pub(super) reading: &'a Reading,
    pub(super) facts: &'a Facts<'a>,
    pub(super) cost: f32,
    /// The clause that it opens.
    pub(super) opened: Opened,
    /// What each clause further out costs.
    pub(super) further: f32,
    /// What it costs where no number stands before it.
    opens: f32,
    /// What it costs behind other numbers; states mostly differ in other things. By the last bits of the number's id.
    sequences: [(NumberId, f32); SEQUENCES],
    /// It is the second of a list: what its first looks like in the line of the clause that holds it.
    first: Option<&'static str>,
    /// The item that was last looked at for that, and whether it was there.
    inside: Option<(u32, bool)>,
}

impl Own<'_> {
    /// What its number costs behind the number before it.
    #[inline]
    pub(super) fn sequence(&mut self, last: NumberId, numbers: &Numbers) -> f32 {
        let known = &mut self.sequences[last.index() % SEQUENCES];
        if known.0 != last {
            let cost = cost::sequence(self.facts.level, self.reading, Some(numbers.get(last)));
            *known = (last, cost);
        }
        known.1
    }
}

impl<'a> Beam<'a> {
    /// The readings of an item by themselves.
    pub(super) fn own(&mut self, item: &'a Item, all: &mut Vec<Own<'a>>) {
        all.clear();
        let levels = self.levels;
        for reading in &item.readings {
            let facts = &levels[usize::from(reading.level)];
            let level = facts.level;
            let body = self.body(item, reading.label_end);
            let awaits_title =
                level.heading == HeadingPlace::Next && item.looks.words <= 3 && item.looks.heading_like;
            // The markup says what is a heading, and not that this is one.
            let untitled = self.headings_claimed
                && reading.bare
                && !item.looks.label_claimed
                && !matches!(item.looks.role, Role::Heading(_) | Role::Subtitle)
                && matches!(level.heading, HeadingPlace::Inline | HeadingPlace::Next);
            let untitled = if untitled { cost::UNTITLED } else { 0.0 };
            all.push(Own {
                reading,
                facts,
                cost: cost::label(level, item, reading, body) + untitled,
                opened: Opened::labelled(item, reading.level, self.numbers.id(&reading.number))
                    .with(
                        body.is_empty() || awaits_title,
                        self.takes_as_heading(item, reading),
                    )
                    .counting(facts.slot, level.scope),
                further: if reading.number.is_empty() {
                    0.1
                } else {
                    cost::FURTHER_OUT
                },
                opens: cost::sequence(level, reading, None),
                sequences: [(NumberId::NONE, 0.0); SEQUENCES],
                first: self.first_beside(item, reading),
                inside: None,
            });
        }
    }

    /// What its number costs where none stands before it among those of the clause that an item opened.
    #[inline]
    pub(super) fn opens(&self, own: &mut Own<'_>, host: u32) -> f32 {
        let Some(first) = own.first else {
            return own.opens;
        };
        let inside = match own.inside {
            Some((item, inside)) if item == host => inside,
            _ => {
                let item = self.items.get(host as usize);
                item.is_some_and(|i| self.printed(i, i.start, i.end).contains(first))
            }
        };
        own.inside = Some((host, inside));
        if inside { cost::OPEN } else { own.opens }
    }

    /// What the first of a list looks like in the line of the clause that holds it, where a label is the second: `(g) The
    /// following rooms (i) halls`, and then `(ii)`.
    fn first_beside(&self, item: &Item, reading: &Reading) -> Option<&'static str> {
        if reading.number.parts() != [2] || reading.number.is_inserted() {
            return None;
        }
        Some(match self.printed(item, item.start, reading.label_end) {
            "(ii)" => " (i) ",
            "(b)" => " (a) ",
            "(2)" => " (1) ",
            "(B)" => " (A) ",
            "(II)" => " (I) ",
            "(bb)" => " (aa) ",
            "ii)" => " i) ",
            "b)" => " a) ",
            "2)" => " 1) ",
            _ => return None,
        })
    }

    fn printed(&self, item: &Item, from: u32, to: u32) -> &'a str {
        let text = &self.blocks[item.block as usize].text;
        text.get(from as usize..to as usize).unwrap_or("")
    }
}
