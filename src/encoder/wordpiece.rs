//! Text to pieces of words, as BERT's own tokenizer makes them.
//!
//! Cost: linear in the text, quadratic in the length of a word, which is bounded. Source: Wu et al. 2016 (WordPiece),
//! greedy longest match first; the cleaning follows Devlin et al. 2019.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer words are unknown, as in BERT.
const LONGEST_WORD: usize = 100;

#[derive(Debug)]
pub(super) struct WordPiece {
    ids: FxHashMap<String, u32>,
    lower: bool,
    first: u32,
    last: u32,
    unknown: u32,
    most: usize,
}

impl WordPiece {
    /// A vocabulary with a piece per line; its number is its line.
    pub(super) fn from_lines(text: &str, lower: bool) -> Option<Self> {
        let lines = text.lines().enumerate();
        Self::new(
            lines.map(|(i, l)| (l.trim_end().to_owned(), i as u32)).collect(),
            lower,
        )
    }

    /// A vocabulary with numbers of its own.
    pub(super) fn from_ids(ids: BTreeMap<String, u32>, lower: bool) -> Option<Self> {
        Self::new(ids.into_iter().collect(), lower)
    }

    fn new(ids: FxHashMap<String, u32>, lower: bool) -> Option<Self> {
        let id = |piece: &str| ids.get(piece).copied();
        let (first, last, unknown) = (id("[CLS]")?, id("[SEP]")?, id("[UNK]")?);
        let most = ids.values().max().map_or(0, |&m| m as usize + 1);
        Some(WordPiece {
            ids,
            lower,
            first,
            last,
            unknown,
            most,
        })
    }

    /// One more than the highest number.
    pub(super) fn len(&self) -> usize {
        self.most
    }

    /// The pieces of a text between `[CLS]` and `[SEP]`, `longest` in all.
    pub(super) fn tokens(&self, text: &str, longest: usize) -> Vec<u32> {
        let room = longest.max(3) - 2;
        let mut tokens = vec![self.first];
        for word in self.words(text) {
            self.pieces(&word, &mut tokens);
            if tokens.len() > room {
                break;
            }
        }
        tokens.truncate(room + 1);
        tokens.push(self.last);
        tokens
    }

    fn pieces(&self, word: &str, out: &mut Vec<u32>) {
        let chars: Vec<char> = word.chars().collect();
        if chars.len() > LONGEST_WORD {
            out.push(self.unknown);
            return;
        }
        let before = out.len();
        let mut at = 0;
        while at < chars.len() {
            let found = (at + 1..=chars.len()).rev().find_map(|to| {
                let mut piece = String::from(if at > 0 { "##" } else { "" });
                piece.extend(chars.get(at..to)?);
                self.ids.get(&piece).map(|&id| (id, to))
            });
            let Some((id, to)) = found else {
                out.truncate(before);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            at = to;
        }
    }

    /// Words and single marks of punctuation, cleaned.
    fn words<'a>(&'a self, text: &'a str) -> impl Iterator<Item = String> + 'a {
        text.split_whitespace().flat_map(|chunk| {
            let kept = chunk
                .chars()
                .filter(|&c| c != '\u{0}' && c != '\u{fffd}' && !unseen(c));
            let plain: String = match self.lower {
                true => kept
                    .nfd()
                    .filter(|&c| !is_combining_mark(c))
                    .flat_map(char::to_lowercase)
                    .collect(),
                false => kept.collect(),
            };
            let mut words: Vec<String> = Vec::new();
            let mut open = false;
            for c in plain.chars() {
                let alone = is_punctuation(c) || is_han(c);
                match words.last_mut() {
                    Some(word) if open && !alone => word.push(c),
                    _ => words.push(c.to_string()),
                }
                open = !alone;
            }
            words
        })
    }
}

/// Control and format characters, which BERT drops.
fn unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

/// All of ASCII that is neither letter nor digit, and Unicode's punctuation as far as drafts use it.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}'
            | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
            | '\u{3014}'..='\u{301f}' | '\u{3030}' | '\u{30fb}' | '\u{ff01}'..='\u{ff03}' | '\u{ff05}'..='\u{ff0a}'
            | '\u{ff0c}'..='\u{ff0f}' | '\u{ff1a}' | '\u{ff1b}' | '\u{ff1f}' | '\u{ff20}' | '\u{ff3b}'..='\u{ff3d}'
            | '\u{ff3f}' | '\u{ff5b}' | '\u{ff5d}' | '\u{ff5f}'..='\u{ff65}')
}

/// The blocks that BERT sets apart character by character.
fn is_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2ceaf}'
        | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longest_pieces_first() {
        let vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\noven\n##s\nbak\n##er\n,\ncafe\n法\nun\n##ov\n";
        let words = WordPiece::from_lines(vocabulary, true).unwrap();
        let pieces = |text: &str| words.tokens(text, 16);
        assert_eq!(pieces("Ovens, baker"), [2, 4, 5, 8, 6, 7, 3]);
        assert_eq!(pieces("Café 法法"), [2, 9, 10, 10, 3]);
        assert_eq!(pieces("unoven"), [2, 1, 3]);
        assert_eq!(pieces(&"oven ".repeat(99)).len(), 16);
        assert_eq!(pieces(""), [2, 3]);
        assert!(WordPiece::from_lines("a\nb", true).is_none());
    }
}
