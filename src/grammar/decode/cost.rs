//! What a reading costs, and why.
//!
//! Costs are in units of "one thing that publishers almost never do" ≈ 2. They were set by hand on drafts of eleven
//! publishers; the structure benchmark (F1 against publishers' own trees, from markup and from flattened text) would
//! change them.

use crate::grammar::file::{Counting, HeadingPlace, Level};
use crate::grammar::items::{Ending, Glue, Item, Reading};
use crate::grammar::number::{Follows, Number};

/// Opening a list at all: breaks the tie between "`(i)` opens a roman list" and "`(i)` follows `(h)`" for the latter.
pub(super) const OPEN: f32 = 0.2;
/// A list that does not begin at its first number.
const FIRST_NOT_ONE: f32 = 2.5;
/// A number is left out; each further one costs a little more (repealed clauses leave real gaps).
const SKIP: f32 = 1.6;
const SKIP_MORE: f32 = 0.35;
/// The same number again: two clauses of one number are a drafting fault, and rare.
const AGAIN: f32 = 3.2;
/// A number runs backwards without anything opening.
const BACK: f32 = 4.5;
/// A list begins anew beside the one before it: what stood between them had no number, or was lost.
const ANEW: f32 = 2.8;
/// A level stands where its grammar does not expect it.
pub(super) const JUMP: f32 = 3.5;
/// The same where a list that stands there already goes on.
pub(super) const JUMPED: f32 = 0.3;
/// A list that opens in a clause further out than the open one.
pub(super) const OPENS_ABOVE: f32 = 0.4;
/// The same past a clause that could hold it too: `(a)` behind `(1)` hardly ever stands beside it.
pub(super) const PASSES_HOLDER: f32 = 0.5;
/// A dotted number that is not its parent's with one part more.
pub(super) const NOT_CHILD: f32 = 4.5;
/// A label that is read as plain text although it matches.
const LABEL_AS_TEXT: f32 = 2.2;
/// The same for a label with a word in it, where the line does not go on like a sentence (`Article 6 applies`).
const WORDED_AS_TEXT: f32 = 4.0;
/// The same where the line may be a wrapped one: `under paragraph⏎(h) of this`.
const WRAPPED_AS_TEXT: f32 = 0.4;
/// The same for a label that has the line for itself: no text looks like that but a page's number.
const ALONE_AS_TEXT: f32 = 3.5;
/// A list in a paragraph whose own label was read as text.
pub(super) const DENIED: f32 = 2.0;
/// A label that the markup sets apart, read as text.
const CLAIMED_AS_TEXT: f32 = 4.0;
/// A label in the middle of a line; less where a line break was visibly lost.
const INLINE_SPACED: f32 = 1.4;
const INLINE_GLUED: f32 = 0.3;
/// `harm.(d) The` read as text: nobody leaves out that space but by losing a line break.
const GLUED_AS_TEXT: f32 = 1.0;
/// A clause leaves the chapter it could stand in, without a new one opening.
pub(super) const LEAVES_GROUP: f32 = 0.5;
/// Of two places that are equally good, the nearer one.
pub(super) const FURTHER_OUT: f32 = 0.03;
/// What is cited by itself stands in an unnumbered paragraph where such paragraphs count for themselves, though it be one
/// that ends with a colon.
pub(super) const ARTICLE_IN_TEXT: f32 = 2.0;
/// A numbered heading stands in an unnumbered one of the same look or a lesser one: a little more than leaving a chapter.
const SAME_LOOK: f32 = 0.7;
/// A chapter stands in an unnumbered heading that no markup ranks: a line on the cover.
pub(super) const CHAPTER_IN_HEADING: f32 = 0.6;
/// A label that has neither text nor children: `22757.12. (a)` puts its (a) in 22757.12 and nowhere above.
pub(super) const EMPTY_CLAUSE: f32 = 1.5;
/// A new paragraph begins in the middle of a sentence.
pub(super) const CUTS_SENTENCE: f32 = 0.8;
/// Heading and text expectations that fail.
const NOT_A_HEADING: f32 = 1.6;
const RUNS_ON: f32 = 3.0;
/// A bare number that a title should follow, where the markup says what is a heading, and that this is none.
pub(super) const UNTITLED: f32 = 4.0;
/// A term in small letters as the heading of a dotted number: `3.1 lantern`.
const TERM: f32 = 0.5;
/// The same on the line below its number. A text there begins with a capital.
pub(super) const TERM_BELOW: f32 = 0.05;
pub(super) const TERM_AS_TEXT: f32 = 0.3;
/// The same behind a word and a colon, or the like: `Article 1: These measures …`.
const SET_OFF_TEXT: f32 = 0.3;
/// The markup claims one kind, the reading is of another.
const OTHER_KIND: f32 = 2.0;
/// What a number's place in its sequence counts for where the markup nests clauses: there the nesting says where a
/// clause stands, and an odd number (`(za)` before `(a)`, a gap of repealed ones) is the publisher's.
const NESTED_SEQUENCE: f32 = 0.1;
/// A clause under a parent that is not the one that the markup nests it in.
pub(super) const MISNESTED: f32 = 2.5;
/// The same where it is only the words of the text that label it, and it stands as deep as a clause would.
const NESTED_BY_WORDS: f32 = 1.0;
/// A number that the markup does not set apart, where it sets the others apart; and its price as text. Of a number of
/// two parts (`4.1`) that has the line for itself or stands before a title, the markup says nothing by that.
const UNCLAIMED: f32 = 3.0;
const UNCLAIMED_AS_TEXT: f32 = 0.3;
/// Markup nests one way, the reading the other.
const INDENT: f32 = 2.0;
/// A list that the markup nests in the open clause opens outside of it.
pub(super) const NESTED: f32 = 1.5;
/// A line like a heading, right over a numbered clause, read as a paragraph.
pub(super) const HEADS_AS_TEXT: f32 = 0.7;
/// A line like a heading ends clauses that stand further left than it does.
pub(super) const DEEP_HEADING: f32 = 4.0;
/// A heading was announced and nothing takes it.
pub(super) const PENDING_LOST: f32 = 2.5;
/// A label that waits for its text gets something else.
pub(super) const BODY_LOST: f32 = 3.0;

/// Cost of the number in its sequence. `last` is the number before it among its siblings (or, for levels that count
/// through, in the draft).
pub(super) fn sequence(level: &Level, reading: &Reading, last: Option<&Number>) -> f32 {
    let number = &reading.number;
    let Some(last) = last else {
        return match level.counting {
            _ if number.is_empty() || number.is_first() => OPEN,
            // Figures and tables count through a draft: nothing is opened with one.
            Counting::Free => 0.0,
            Counting::Loose => OPEN,
            // An extract may begin at Article 5; a list seldom begins at (e).
            _ if reading.worded => OPEN + FIRST_NOT_ONE / 2.0,
            _ => OPEN + FIRST_NOT_ONE,
        };
    };
    // Bullets, and other labels without a number, follow each other as they come.
    if number.is_empty() && last.is_empty() {
        return 0.0;
    }
    match (number.follows(last), level.counting) {
        (Follows::Next, _) => 0.0,
        (Follows::Skips(_), Counting::Free | Counting::Loose) => 0.1,
        (Follows::Skips(n), _) => SKIP + SKIP_MORE * (n as f32).ln_1p(),
        (Follows::Same, _) => AGAIN,
        (Follows::Back, Counting::Free) => 1.5,
        (Follows::Back, counting) if counting.restarts() && number.is_first() => ANEW,
        (Follows::Back, _) => BACK,
    }
}

/// Which way a label moves in the tree, seen from the clause that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// Into the open clause.
    Down,
    /// Beside it.
    Beside,
    /// Out of it.
    Up,
}

/// Cost of a move after a text that ended in this way. `opener_groups` says that the open clause is one that things
/// naturally stand in without a colon: a chapter, an article with a heading.
#[inline]
pub(super) fn movement(way: Move, before: Ending, opener_groups: bool) -> f32 {
    match (way, before) {
        (Move::Down, Ending::Opens | Ending::Nothing) => 0.0,
        (Move::Down, _) if opener_groups => 0.0,
        (Move::Down, Ending::Open) => 0.2,
        (Move::Down, Ending::Sentence) => 0.6,
        (Move::Down, Ending::Continues | Ending::LastButOne) => 1.2,
        (Move::Beside, Ending::Opens) => 0.8,
        (Move::Beside, _) => 0.0,
        (Move::Up, Ending::Opens) => 1.0,
        (Move::Up, Ending::LastButOne) => 0.9,
        (Move::Up, Ending::Continues) => 0.3,
        (Move::Up, _) => 0.0,
    }
}

/// Cost of reading the item as a label of this level, whatever it stands in.
pub(super) fn label(level: &Level, item: &Item, reading: &Reading, body: &str) -> f32 {
    let looks = &item.looks;
    let mut cost = match looks.inline {
        Some(Glue::Glued) => INLINE_GLUED,
        Some(Glue::Spaced) => INLINE_SPACED,
        None => 0.0,
    };
    if reading.other_kind {
        cost += OTHER_KIND;
    }
    let bare = !reading.number.is_empty() && !reading.worded && !level.groups && !looks.chained;
    if looks.nested && !looks.label_claimed && bare && !dotted(item, reading) {
        cost += UNCLAIMED;
    }
    if looks.wrapped {
        cost += 0.8;
    }
    match level.heading {
        HeadingPlace::Next if !body.is_empty() => {
            cost += if looks.term && reading.number.parts().len() > 1 {
                TERM
            } else if looks.lower {
                // `3.1.1. local clock`: nothing but a label has that many numbers.
                if reading.number.parts().len() > 2 {
                    RUNS_ON / 3.0
                } else {
                    RUNS_ON
                }
            } else if looks.heading_like {
                0.0
            } else if reading.set_off {
                SET_OFF_TEXT
            } else if reading.worded {
                NOT_A_HEADING / 2.0
            } else {
                NOT_A_HEADING
            };
        }
        HeadingPlace::Inline if looks.term && reading.number.parts().len() > 1 => cost += TERM,
        HeadingPlace::Inline if looks.lower && reading.number.parts().len() > 2 => cost += RUNS_ON / 3.0,
        HeadingPlace::Inline if looks.lower => cost += RUNS_ON,
        HeadingPlace::Inline if !looks.heading_like && !body.is_empty() && !reading.number.is_empty() => {
            cost += SET_OFF_TEXT;
        }
        _ => {}
    }
    // `10 years after`: a bare number before a small letter is seldom a label.
    if looks.lower && reading.bare {
        cost += RUNS_ON;
    }
    cost
}

/// Cost of reading an item that could be a label as text.
pub(super) fn as_text(item: &Item) -> f32 {
    let looks = &item.looks;
    if item.readings.is_empty() {
        0.0
    } else if let Some(glue) = looks.inline {
        if glue == Glue::Glued { GLUED_AS_TEXT } else { 0.0 }
    } else if looks.nested
        && !looks.label_claimed
        && item.readings.iter().all(|r| !r.worded && !dotted(item, r))
    {
        UNCLAIMED_AS_TEXT
    } else if looks.label_claimed {
        CLAIMED_AS_TEXT
    } else if looks.wrapped {
        WRAPPED_AS_TEXT
    } else if !looks.lower && item.readings.iter().any(|r| r.worded) {
        WORDED_AS_TEXT
    } else if looks.ending == Ending::Nothing && item.readings.iter().all(|r| !r.bare) {
        ALONE_AS_TEXT
    } else {
        LABEL_AS_TEXT
    }
}

/// Whether an item begins with a number of several parts that has the line for itself or stands before a title.
fn dotted(item: &Item, reading: &Reading) -> bool {
    let looks = &item.looks;
    reading.number.parts().len() > 1 && (looks.ending == Ending::Nothing || looks.heading_like)
}

/// Cost of a child at a claimed depth under a parent at a claimed depth.
#[inline]
pub(super) fn child_indent(parent: Option<u16>, child: Option<u16>) -> f32 {
    match (parent, child) {
        (Some(p), Some(c)) if c < p => INDENT,
        _ => 0.0,
    }
}

/// Weight of the cost of a number in its sequence.
pub(super) fn sequence_weight(item: &Item) -> f32 {
    let certain = item.looks.nested && item.looks.label_claimed;
    if certain { NESTED_SEQUENCE } else { 1.0 }
}

/// Cost of a place that the publisher's own nesting contradicts. What only groups takes no step in.
#[inline]
pub(super) fn nesting(item: &Item, level: &Level, parent: Option<u16>) -> f32 {
    let (true, Some(own)) = (item.looks.nested, item.looks.indent) else {
        return 0.0;
    };
    let parent = parent.unwrap_or(0);
    let step = u16::from(!level.groups);
    // What is labelled by its words only (`EXAMPLE`, `Whereas:`) stands with the text of its parent.
    let beside_text = !item.looks.label_claimed && parent == own;
    if beside_text || item.looks.label_claimed && parent.saturating_add(step) == own {
        0.0
    } else if parent.saturating_add(step) == own {
        NESTED_BY_WORDS
    } else {
        MISNESTED
    }
}

/// Cost of a heading of one rank in an unnumbered heading of another.
#[inline]
pub(super) fn ranked(around: u8, own: u8) -> f32 {
    if around >= own { SAME_LOOK } else { 0.0 }
}

/// Cost of two siblings at claimed depths.
#[inline]
pub(super) fn sibling_indent(before: Option<u16>, now: Option<u16>) -> f32 {
    match (before, now) {
        // Deeper is stranger: what stands further left may have been set so to fit a page.
        (Some(a), Some(b)) if b > a => INDENT * 1.25,
        (Some(a), Some(b)) if b < a => INDENT * 0.75,
        _ => 0.0,
    }
}
