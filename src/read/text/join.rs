//! Words cut at the end of a line.

use std::cell::{Cell, OnceCell};

use memchr::memmem::Finder;
use rustc_hash::FxHashSet;

/// The words of a file that decide whether a hyphen at the end of a line belongs to its word.
#[derive(Debug, Default)]
pub(in crate::read) struct Words<'t> {
    lines: Vec<&'t str>,
    /// How many words were asked for.
    asked: Cell<usize>,
    /// All their words, once many are asked for: many files cut few.
    words: OnceCell<FxHashSet<&'t str>>,
}

/// Words that are looked for one by one; for more it is worth to gather all.
const FEW: usize = 12;
/// Bytes of the longest word.
const LONGEST: usize = 59;

impl<'t> Words<'t> {
    /// The words of some lines; none are needed where no lines are joined.
    pub(in crate::read) fn of(lines: impl Iterator<Item = &'t str>) -> Words<'t> {
        Words {
            lines: lines.collect(),
            asked: Cell::new(0),
            words: OnceCell::new(),
        }
    }

    fn has(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > LONGEST {
            return false;
        }
        self.asked.set(self.asked.get() + 1);
        if self.words.get().is_none() && self.asked.get() <= FEW {
            let finder = Finder::new(word);
            return self.lines.iter().any(|line| stands_in(&finder, line));
        }
        let all = || {
            let mut all = FxHashSet::default();
            for line in &self.lines {
                each_word(line, |w| {
                    if w.len() <= LONGEST {
                        all.insert(w);
                    }
                });
            }
            all
        };
        self.words.get_or_init(all).contains(word)
    }
}

/// Whether a word stands in a line, with nothing before or behind it that would be a part of it.
fn stands_in(word: &Finder<'_>, line: &str) -> bool {
    let length = word.needle().len();
    let part = |c: char| c.is_alphanumeric() || c == '-';
    word.find_iter(line.as_bytes()).any(|at| {
        let before = line.get(..at).unwrap_or_default();
        let behind = line.get(at + length..).unwrap_or_default();
        !before.ends_with(part) && !behind.starts_with(part)
    })
}

/// Gives each run of letters, digits and hyphens of a text. Nearly all of them are ASCII, which needs no decoding.
fn each_word<'t>(text: &'t str, mut give: impl FnMut(&'t str)) {
    let (mut start, mut at) = (0, 0);
    while let Some(&byte) = text.as_bytes().get(at) {
        let (inside, length) = if byte.is_ascii() {
            (byte.is_ascii_alphanumeric() || byte == b'-', 1)
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            (c.is_alphanumeric(), c.len_utf8())
        };
        if !inside {
            if start < at {
                give(&text[start..at]);
            }
            start = at + length;
        }
        at += length;
    }
    if start < text.len() {
        give(&text[start..]);
    }
}

/// Appends the next line of a paragraph.
pub(super) fn append(text: &mut String, next: &str, words: &Words<'_>) {
    let next = next.trim();
    let kept = text.trim_end().len();
    text.truncate(kept);
    let token = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_address = token.contains("://") || token.starts_with("www.");
    if is_address && text.ends_with(['/', '-', '_', '.', '=', '&', '?']) && !next.starts_with(['(', '[']) {
        text.push_str(next);
        return;
    }
    // A soft hyphen at the end of a line is a hyphen that asks to go.
    if text.ends_with('\u{AD}') {
        text.pop();
        text.push_str(next);
        return;
    }
    let Some(stem) = text
        .strip_suffix('-')
        .filter(|s| s.ends_with(char::is_alphanumeric))
    else {
        if !text.is_empty() && !next.is_empty() {
            text.push(' ');
        }
        text.push_str(next);
        return;
    };
    let left = stem
        .rsplit(|c: char| !c.is_alphanumeric() && c != '-')
        .next()
        .unwrap_or_default();
    let right_end = next
        .find(|c: char| !c.is_alphanumeric() && c != '-')
        .unwrap_or(next.len());
    let right = next.get(..right_end).unwrap_or_default();
    if matches!(right, "and" | "or" | "und" | "oder" | "et" | "ou" | "to") {
        // "short- and long-term"
        text.push(' ');
    } else if !keeps_hyphen(left, right, words) {
        text.pop();
    }
    text.push_str(next);
}

/// The hyphen belongs to the word: it stands between other than small letters, or the file writes the word with
/// it elsewhere and never without.
fn keeps_hyphen(left: &str, right: &str, words: &Words<'_>) -> bool {
    let small = left.ends_with(char::is_lowercase) && right.starts_with(char::is_lowercase);
    // A word with a hyphen before the cut is a compound already.
    let joined = format!("{left}{right}");
    let hyphenated = format!("{left}-{right}");
    if !small {
        return !words.has(&joined) || words.has(&hyphenated);
    }
    !words.has(&joined) && (words.has(&hyphenated) || left.contains('-'))
}

#[cfg(test)]
mod tests {
    use super::{Words, append};

    fn joined(first: &str, second: &str, file: &str) -> String {
        let mut text = first.to_owned();
        append(&mut text, second, &Words::of(file.lines()));
        text
    }

    #[test]
    fn cut_words_are_whole_again() {
        assert_eq!(
            joined("sent to the Commit-", "tee today", ""),
            "sent to the Committee today"
        );
        assert_eq!(
            joined("a human-", "centred way", "always human-centred"),
            "a human-centred way"
        );
        assert_eq!(
            joined("a risk-", "based way", "risk-based and riskbased"),
            "a riskbased way"
        );
        assert_eq!(joined("TANNOUS-", "IS", ""), "TANNOUS-IS");
        assert_eq!(joined("short-", "and long-term", ""), "short- and long-term");
        assert_eq!(joined("of Human-", "Centric AI", ""), "of Human-Centric AI");
    }

    #[test]
    fn addresses_are_whole_again() {
        assert_eq!(
            joined("see https://example.org/", "page", ""),
            "see https://example.org/page"
        );
        assert_eq!(joined("one", "two", ""), "one two");
    }
}
