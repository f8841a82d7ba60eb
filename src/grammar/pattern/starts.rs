//! What the labels of a pattern may begin with: most texts begin with something else, and need no match.

use super::Piece;

/// A set of first characters: each ASCII character by itself, all others together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Starts {
    ascii: u128,
    other: bool,
}

impl Starts {
    /// What the first piece that cannot be empty begins with, and those before it.
    pub(super) fn of(pieces: &[Piece], ignore_case: bool) -> Starts {
        let mut starts = Starts::default();
        for piece in pieces {
            if !starts.add_piece(piece, ignore_case) {
                return starts;
            }
        }
        // All of it may be empty.
        Starts {
            ascii: u128::MAX,
            other: true,
        }
    }

    /// What either of two begins with.
    pub(crate) fn or(self, other: Starts) -> Starts {
        Starts {
            ascii: self.ascii | other.ascii,
            other: self.other | other.other,
        }
    }

    #[inline]
    pub(crate) fn has(self, c: char) -> bool {
        if c.is_ascii() {
            self.ascii >> u32::from(c) & 1 == 1
        } else {
            self.other
        }
    }

    fn add(&mut self, c: char, ignore_case: bool) {
        if c.is_ascii() {
            self.ascii |= 1 << u32::from(c);
            if ignore_case && c.is_ascii_alphabetic() {
                self.ascii |= 1 << (u32::from(c) ^ 0x20);
            }
        }
        // A few letters outside of ASCII fold into it.
        self.other |= ignore_case || !c.is_ascii();
    }

    fn add_range(&mut self, range: std::ops::RangeInclusive<char>) {
        range.for_each(|c| self.add(c, false));
    }

    /// Adds what a piece begins with; says whether it may be empty.
    fn add_piece(&mut self, piece: &Piece, ignore_case: bool) -> bool {
        match piece {
            Piece::Literal(text) => text.chars().take(1).for_each(|c| self.add(c, ignore_case)),
            Piece::Words(words) => {
                words.firsts().for_each(|c| self.add(c, ignore_case));
                return words.may_be_empty();
            }
            Piece::Arabic | Piece::Dotted { .. } | Piece::Section { .. } => self.add_range('0'..='9'),
            Piece::Alpha { upper } | Piece::Doubled { upper } | Piece::Roman { upper } => {
                self.add_range(if *upper { 'A'..='Z' } else { 'a'..='z' });
            }
            Piece::Lettered | Piece::Code | Piece::Above => self.add_range('A'..='Z'),
            Piece::Han => {
                self.add_range('0'..='9');
                self.other = true;
            }
            Piece::Circled | Piece::Greek | Piece::Kanji | Piece::Wide => self.other = true,
            Piece::Listed(order) => order.chars().for_each(|c| self.add(c, false)),
            Piece::First => ['p', '1', 'f', 'e'].into_iter().for_each(|c| self.add(c, false)),
            Piece::Ahead => {
                self.add_range('A'..='Z');
                return true;
            }
            Piece::Letter => return true,
        }
        false
    }
}
