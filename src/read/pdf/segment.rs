//! Glyphs to pieces of lines: what stands on one baseline without a wide gap, in the order in which it is drawn.
//!
//! One pass over the glyphs of a page.

use super::glyph::{Glyph, Sheet};
use crate::read::normalise::push_raised;

/// Two baselines that differ by less than this, in ems, are one.
const SAME_BASELINE: f32 = 0.35;
/// A gap above this, in ems, is a space between words. 0.12 to 0.22 give the same words.
const SPACE: f32 = 0.17;
/// A gap above this, in ems, may be the space between two columns: the piece ends.
const WIDE: f32 = 0.95;
/// The same where a number begins or ends.
const NUMBER_GAP: f32 = 0.4;
/// Glyphs below this share of the size beside them may be raised or lowered.
const SMALLER: f32 = 0.85;

/// A piece of a line, then a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    pub(super) text: String,
    /// Edges, baseline and size of most of it, in points.
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    /// Width of its first word, in points.
    pub(super) first_word: f32,
    /// Glyphs of it, and those of them that are bold, and slanted.
    pub(super) glyphs: usize,
    /// For the vote on the size: how many more glyphs have it than have others.
    votes: usize,
    pub(super) bold: usize,
    pub(super) italic: usize,
    /// Its first glyph is raised: a note begins.
    pub(super) raised_start: bool,
    /// A row of a table, its cells joined.
    pub(super) row: bool,
    /// An entry of a table of contents.
    pub(super) entry: bool,
    /// Page, counted from 0, and turn of the writing against that of the page.
    pub(super) page: u32,
    pub(super) turned: bool,
}

impl Piece {
    /// A piece without text.
    pub(super) const fn empty() -> Piece {
        Piece {
            text: String::new(),
            x0: 0.0,
            x1: 0.0,
            y: 0.0,
            size: 0.0,
            first_word: 0.0,
            glyphs: 0,
            votes: 0,
            bold: 0,
            italic: 0,
            raised_start: false,
            row: false,
            entry: false,
            page: 0,
            turned: false,
        }
    }

    pub(super) fn is_bold(&self) -> bool {
        self.bold * 10 >= self.glyphs * 8 && self.glyphs > 0
    }

    pub(super) fn is_italic(&self) -> bool {
        self.italic * 10 >= self.glyphs * 8 && self.glyphs > 0
    }

    /// Takes in a piece that stands to the right of it.
    pub(super) fn join(&mut self, next: &Piece) {
        let gap = next.x0 - self.x1;
        let one_word = !self.text.contains(' ');
        if gap > SPACE * self.size.min(next.size) || gap < -self.size {
            self.text.push(' ');
        } else if one_word {
            self.first_word = next.x0 + next.first_word - self.x0;
        }
        self.text.push_str(&next.text);
        self.x1 = self.x1.max(next.x1);
        if next.glyphs > self.glyphs {
            (self.size, self.y) = (next.size, next.y);
        }
        self.glyphs += next.glyphs;
        self.bold += next.bold;
        self.italic += next.italic;
    }
}

/// Cuts the glyphs of a page into pieces.
pub(super) fn pieces(sheet: &Sheet, page: u32) -> Vec<Piece> {
    let turn = direction(sheet);
    let mut cutter = Cutter {
        pieces: Vec::new(),
        open: None,
        page,
        turn,
    };
    for glyph in &sheet.glyphs {
        let (start, len) = (glyph.start as usize, usize::from(glyph.len));
        let text = sheet.text.get(start..start + len).unwrap_or_default();
        cutter.glyph(glyph, text);
    }
    cutter.close();
    cutter.pieces
}

/// The direction in which most of a page is written.
fn direction(sheet: &Sheet) -> u8 {
    let mut turns = [0_usize; 4];
    for glyph in &sheet.glyphs {
        if let Some(turn) = turns.get_mut(usize::from(glyph.turn)) {
            *turn += 1;
        }
    }
    (0..4)
        .max_by_key(|t: &u8| (turns[usize::from(*t)], 4 - t))
        .unwrap_or(0)
}

struct Open {
    piece: Piece,
    /// Raised characters that wait for the end of their run.
    raised: String,
    /// White space was drawn since the last glyph.
    spaced: bool,
    turn: u8,
    /// A mark in brackets was dropped: its closing bracket goes too.
    closing: bool,
}

struct Cutter {
    pieces: Vec<Piece>,
    open: Option<Open>,
    page: u32,
    turn: u8,
}

/// How a glyph stands to the piece before it.
enum Stand {
    Beside,
    Raised,
    Lowered,
    /// The piece so far is a raised number before this glyph.
    Base,
    Apart,
}

impl Cutter {
    fn glyph(&mut self, glyph: &Glyph, text: &str) {
        if text.chars().all(char::is_whitespace) {
            if let Some(open) = &mut self.open {
                open.spaced = true;
            }
            return;
        }
        let digit = text.bytes().all(|b| b.is_ascii_digit());
        let stand = self.open.as_ref().map_or(Stand::Apart, |o| o.stand(glyph, digit));
        match (stand, &mut self.open) {
            (Stand::Apart, _) | (_, None) => {
                self.close();
                self.open = Some(Open::new(glyph, text));
                if let Some(open) = &mut self.open {
                    open.piece.page = self.page;
                    open.piece.turned = glyph.turn != self.turn;
                }
            }
            (Stand::Beside, Some(open)) => {
                open.flush();
                if std::mem::take(&mut open.closing) && text == ")" {
                    open.piece.x1 = open.piece.x1.max(glyph.x1);
                    return;
                }
                open.space(glyph);
                open.add(glyph, text);
            }
            (Stand::Lowered, Some(open)) => {
                open.flush();
                open.piece.text.push_str(text);
                open.piece.x1 = open.piece.x1.max(glyph.x1);
                open.spaced = false;
            }
            (Stand::Raised, Some(open)) => {
                if open.raised.is_empty() {
                    open.space(glyph);
                }
                open.raised.push_str(text);
                open.piece.x1 = open.piece.x1.max(glyph.x1);
                open.spaced = false;
            }
            (Stand::Base, Some(open)) => {
                let number = std::mem::take(&mut open.piece.text);
                let x0 = open.piece.x0;
                let mut fresh = Open::new(glyph, text);
                fresh.piece.text = format!("{number} {text}");
                fresh.piece.x0 = x0;
                fresh.piece.raised_start = true;
                fresh.piece.page = open.piece.page;
                fresh.piece.turned = open.piece.turned;
                *open = fresh;
            }
        }
    }

    fn close(&mut self) {
        if let Some(mut open) = self.open.take() {
            open.flush();
            if !open.piece.text.is_empty() {
                if open.piece.first_word == 0.0 {
                    open.piece.first_word = open.piece.x1 - open.piece.x0;
                }
                self.pieces.push(open.piece);
            }
        }
    }
}

impl Open {
    fn new(glyph: &Glyph, text: &str) -> Open {
        Open {
            piece: Piece {
                text: text.to_owned(),
                x0: glyph.x0,
                x1: glyph.x1,
                y: glyph.y,
                size: glyph.size,
                glyphs: 1,
                bold: usize::from(glyph.bold),
                italic: usize::from(glyph.italic),
                ..Piece::default()
            },
            raised: String::new(),
            spaced: false,
            turn: glyph.turn,
            closing: false,
        }
    }

    fn stand(&self, glyph: &Glyph, digit: bool) -> Stand {
        let piece = &self.piece;
        let em = piece.size.max(glyph.size);
        let gap = glyph.x0 - piece.x1;
        // Numbers in the margin stand close to their line: they are cut off, and joined again when they are none.
        let other = (glyph.size - piece.size).abs() > 0.08 * em;
        let digits = piece.glyphs <= 3 && piece.text.bytes().all(|b| b.is_ascii_digit());
        let wide = if other || digits || digit {
            NUMBER_GAP
        } else {
            WIDE
        };
        if glyph.turn != self.turn || gap > wide * em || gap < -0.6 * em || glyph.x1 < piece.x0 {
            return Stand::Apart;
        }
        let up = piece.y - glyph.y;
        let small = glyph.size < piece.size * SMALLER;
        let big = piece.size < glyph.size * SMALLER;
        let raised_by = up / em;
        if small && (0.12..0.85).contains(&raised_by) {
            Stand::Raised
        } else if small && (-0.5..-0.05).contains(&raised_by) {
            Stand::Lowered
        } else if big
            && (-0.85..-0.12).contains(&raised_by)
            && piece.glyphs <= 4
            && piece
                .text
                .chars()
                .all(|c| c.is_ascii_digit() || "*†‡".contains(c))
        {
            Stand::Base
        } else if raised_by.abs() <= SAME_BASELINE {
            Stand::Beside
        } else {
            Stand::Apart
        }
    }

    fn space(&mut self, glyph: &Glyph) {
        let piece = &mut self.piece;
        let gap = glyph.x0 - piece.x1;
        let em = piece.size.min(glyph.size);
        // Letters may be set apart; a space that is drawn between words still leaves a gap.
        if gap > SPACE * em || self.spaced && gap > -0.05 * em {
            if piece.first_word == 0.0 {
                piece.first_word = piece.x1 - piece.x0;
            }
            if !piece.text.ends_with(' ') {
                piece.text.push(' ');
            }
        }
        self.spaced = false;
    }

    fn add(&mut self, glyph: &Glyph, text: &str) {
        let piece = &mut self.piece;
        piece.text.push_str(text);
        piece.x1 = piece.x1.max(glyph.x1);
        piece.glyphs += 1;
        piece.bold += usize::from(glyph.bold);
        piece.italic += usize::from(glyph.italic);
        if (glyph.size - piece.size).abs() < 0.03 * piece.size {
            piece.votes += 1;
        } else if piece.votes == 0 {
            piece.size = glyph.size;
        } else {
            piece.votes -= 1;
        }
    }

    /// Ends a run of raised characters: a power, an ending, or the mark of a note.
    fn flush(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let raised = std::mem::take(&mut self.raised);
        let text = &mut self.piece.text;
        let before = text.trim_end().len();
        let bracket =
            text.trim_end().ends_with('(') && raised.chars().all(|c| c.is_ascii_digit() || c == '*');
        if bracket && before == 1 {
            // The number of a note, at its head.
            text.push_str(&raised);
            self.piece.raised_start = true;
            return;
        }
        if bracket {
            text.truncate(before - 1);
            text.truncate(text.trim_end().len());
            self.closing = true;
            return;
        }
        push_raised(text, &raised);
    }
}
