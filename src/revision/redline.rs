//! The redline of a clause: what was deleted and what inserted, by words.
//!
//! Words are compared by `similar` with the histogram algorithm, which shows fewer changed words on legal text than
//! Myers' and stays fast on long clauses. White space, quotation marks and dashes are noise: where only they differ,
//! nothing is shown as changed.

use std::borrow::Cow;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::word::{Class, Token, compared, tokens};

/// A piece of a redline.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "change", rename_all = "lowercase")]
pub enum Piece {
    /// In both drafts. The two texts differ in noise at most.
    Kept {
        /// As the old draft has it.
        old: String,
        /// As the new draft has it.
        new: String,
    },
    /// In the old draft only.
    Deleted {
        /// The words.
        text: String,
    },
    /// In the new draft only.
    Inserted {
        /// The words.
        text: String,
    },
}

/// The redline from one text to another. Joining the old sides of all pieces gives `old`, the new sides `new`.
pub fn redline(old: &str, new: &str) -> Vec<Piece> {
    let (left, right) = (tokens(old), tokens(new));
    let mut pieces = Pieces::default();
    for op in operations(&left, &right) {
        let (gone, come) = (&left[op.old_range()], &right[op.new_range()]);
        match op.tag() {
            DiffTag::Equal => pieces.kept(&full(gone), &full(come), is_island(gone)),
            _ => pieces.changed(&full(gone), &full(come)),
        }
    }
    let covered = |side: &[Token<'_>]| side.iter().map(|t| t.full.len()).sum::<usize>();
    pieces.kept(&old[covered(&left)..], &new[covered(&right)..], false);
    pieces.done()
}

/// What was kept and what changed, in tokens of both sides.
pub(super) fn operations<'a>(left: &[Token<'a>], right: &[Token<'a>]) -> Vec<DiffOp> {
    let mut ids: FxHashMap<Cow<'a, str>, u32> = FxHashMap::default();
    let mut numbered = |side: &[Token<'a>]| -> Vec<u32> {
        side.iter()
            .map(|t| {
                let next = ids.len() as u32;
                *ids.entry(compared(t.text)).or_insert(next)
            })
            .collect()
    };
    let (a, b) = (numbered(left), numbered(right));
    capture_diff_slices(Algorithm::Histogram, &a, &b)
}

/// The redline in which nothing is noise: joining what is kept or inserted gives `new` to the letter, what is kept or
/// deleted gives `old`. Pieces that are kept have one text.
pub fn exact(old: &str, new: &str) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    for piece in redline(old, new) {
        match piece {
            Piece::Deleted { text } => pieces.changed(&text, ""),
            Piece::Inserted { text } => pieces.changed("", &text),
            Piece::Kept { old, new } if old == new => pieces.kept(&old, &new, false),
            Piece::Kept { old, new } => {
                // Token for token the same but for noise, which is a change here.
                let (left, right) = (tokens(&old), tokens(&new));
                let (mut a, mut b) = (0, 0);
                for (l, r) in left.iter().zip(&right) {
                    if l.full == r.full {
                        pieces.kept(l.full, r.full, false);
                    } else {
                        pieces.changed(l.full, r.full);
                    }
                    a += l.full.len();
                    b += r.full.len();
                }
                if old[a..] == new[b..] {
                    pieces.kept(&old[a..], &new[b..], false);
                } else {
                    pieces.changed(&old[a..], &new[b..]);
                }
            }
        }
    }
    pieces.done()
}

/// The words and marks of a text: where each stands with the white space before it, and the word alone.
pub(crate) fn cut(text: &str) -> Vec<(std::ops::Range<usize>, &str)> {
    let mut at = 0;
    let mut found = Vec::new();
    for token in tokens(text) {
        found.push((at..at + token.full.len(), token.text));
        at += token.full.len();
    }
    found
}

/// How many words were deleted and inserted.
pub fn changed_words(pieces: &[Piece]) -> (usize, usize) {
    let words = |text: &str| tokens(text).iter().filter(|t| t.class == Class::Word).count();
    pieces.iter().fold((0, 0), |(gone, come), piece| match piece {
        Piece::Kept { .. } => (gone, come),
        Piece::Deleted { text } => (gone + words(text), come),
        Piece::Inserted { text } => (gone, come + words(text)),
    })
}

/// Words of kept text that [`excerpt`] shows beside a change.
const AROUND: usize = 6;

/// The changed words, marked `[-deleted-]` and `{+inserted+}`, with a few words around them and `…` for the rest.
/// What stands alone carries no marks: whoever shows it says that it was inserted or deleted.
pub fn excerpt(pieces: &[Piece]) -> String {
    let alone = matches!(pieces, [_]);
    let mut text = String::new();
    for (k, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Kept { new, .. } => text.push_str(&shortened(new, k > 0, k + 1 < pieces.len())),
            Piece::Deleted { text: words } | Piece::Inserted { text: words } if alone => text.push_str(words),
            Piece::Deleted { text: words } => text.push_str(&around("[-", words, "-]")),
            Piece::Inserted { text: words } => text.push_str(&around("{+", words, "+}")),
        }
    }
    text
}

/// Marks around words; the white space before them stays outside.
fn around(open: &str, words: &str, close: &str) -> String {
    let bare = words.trim_start();
    let space = &words[..words.len() - bare.len()];
    format!("{space}{open}{bare}{close}")
}

/// Kept words: those next to a change, with `…` for the others.
fn shortened(text: &str, after_change: bool, before_change: bool) -> String {
    let words: Vec<&str> = text.split_inclusive(' ').collect();
    let head = if after_change { AROUND } else { 0 };
    let tail = if before_change { AROUND } else { 0 };
    if words.len() <= head + tail + 2 {
        return text.to_owned();
    }
    format!(
        "{}\u{2026} {}",
        words[..head].concat(),
        words[words.len() - tail..].concat()
    )
}

fn full(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(|t| t.full).collect()
}

/// A mark alone between two changes is no island worth keeping.
fn is_island(tokens: &[Token<'_>]) -> bool {
    tokens.len() == 1 && tokens[0].class == Class::Mark
}

/// Pieces in the making: deletions and insertions that follow each other are gathered into one of each.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    gone: String,
    come: String,
    /// A kept mark right behind a change: it joins the change if another one follows at once.
    island: Option<(String, String)>,
}

impl Pieces {
    fn changed(&mut self, old: &str, new: &str) {
        if let Some((a, b)) = self.island.take() {
            self.gone.push_str(&a);
            self.come.push_str(&b);
        }
        self.gone.push_str(old);
        self.come.push_str(new);
    }

    fn kept(&mut self, old: &str, new: &str, island: bool) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        if island && self.island.is_none() && !(self.gone.is_empty() && self.come.is_empty()) {
            self.island = Some((old.to_owned(), new.to_owned()));
            return;
        }
        self.flush();
        self.push_kept(old, new);
    }

    fn push_kept(&mut self, old: &str, new: &str) {
        if let Some(Piece::Kept { old: a, new: b }) = self.done.last_mut() {
            a.push_str(old);
            b.push_str(new);
        } else {
            self.done.push(Piece::Kept {
                old: old.to_owned(),
                new: new.to_owned(),
            });
        }
    }

    fn flush(&mut self) {
        if !self.gone.is_empty() {
            let text = std::mem::take(&mut self.gone);
            self.done.push(Piece::Deleted { text });
        }
        if !self.come.is_empty() {
            let text = std::mem::take(&mut self.come);
            self.done.push(Piece::Inserted { text });
        }
        if let Some((a, b)) = self.island.take() {
            self.push_kept(&a, &b);
        }
    }

    fn done(mut self) -> Vec<Piece> {
        self.flush();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(old: &str, new: &str) -> String {
        redline(old, new)
            .iter()
            .map(|p| match p {
                Piece::Kept { new, .. } => new.clone(),
                Piece::Deleted { text } => format!("[-{text}-]"),
                Piece::Inserted { text } => format!("{{+{text}+}}"),
            })
            .collect()
    }

    #[test]
    fn whole_words_and_numbers_change() {
        assert_eq!(
            shown("notify within 15 days of it", "notify within 72 hours of it"),
            "notify within[- 15 days-]{+ 72 hours+} of it"
        );
        assert_eq!(
            shown("under Article 6(1).", "under Article 8(1)."),
            "under Article[- 6(1)-]{+ 8(1)+}."
        );
    }

    #[test]
    fn noise_is_no_change() {
        assert_eq!(
            shown("the \u{2018}model\u{2019}  card", "The 'model' card"),
            "The 'model' card"
        );
    }

    proptest! {
        #[test]
        fn either_side_can_be_rebuilt(old in "[a-c ,.(1)\u{7b2c}]{0,40}", new in "[a-c ,.(1)\u{7b2c}]{0,40}") {
            let pieces = redline(&old, &new);
            let side = |of: fn(&Piece) -> &str| pieces.iter().map(of).collect::<String>();
            prop_assert_eq!(side(|p| match p {
                Piece::Kept { old, .. } => old,
                Piece::Deleted { text } => text,
                Piece::Inserted { .. } => "",
            }), old);
            prop_assert_eq!(side(|p| match p {
                Piece::Kept { new, .. } => new,
                Piece::Inserted { text } => text,
                Piece::Deleted { .. } => "",
            }), new);
        }
    }
}
