//! Two texts token by token, with the places where they differ.
//!
//! Cost: that of the redline.

use std::ops::Range;

use similar::DiffTag;

use super::redline::operations;
use super::word::{Class, Token, folded, lowered, tokens};

/// A place where two texts differ: tokens of the one against tokens of the other. Either may be none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hunk {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// One side of a comparison.
pub(super) struct Text<'a> {
    pub(super) tokens: Vec<Token<'a>>,
    /// The tokens in lower case: for looking up what they are.
    pub(super) words: Vec<String>,
}

impl<'a> Text<'a> {
    fn new(text: &'a str) -> Self {
        let tokens = tokens(text);
        let words = tokens.iter().map(|t| lowered(t.text)).collect();
        Text { tokens, words }
    }

    /// The words among some tokens, as they are compared: `MUST` is not `must`.
    pub(super) fn compared(&self, range: &Range<usize>) -> Vec<String> {
        let words = self.tokens[range.clone()]
            .iter()
            .filter(|t| t.class == Class::Word);
        words.map(|t| folded(t.text)).collect()
    }

    /// Some tokens as they are printed.
    pub(super) fn printed(&self, range: &Range<usize>) -> String {
        let text: String = self.tokens[range.clone()].iter().map(|t| t.full).collect();
        text.trim().to_owned()
    }

    /// Whether a token is a word, and not punctuation.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.class == Class::Word)
    }
}

/// Two texts and where they differ.
pub(super) struct Compared<'a> {
    pub(super) old: Text<'a>,
    pub(super) new: Text<'a>,
    pub(super) hunks: Vec<Hunk>,
}

impl<'a> Compared<'a> {
    pub(super) fn new(old: &'a str, new: &'a str) -> Self {
        let (old, new) = (Text::new(old), Text::new(new));
        let mut hunks: Vec<Hunk> = Vec::new();
        for op in operations(&old.tokens, &new.tokens) {
            if op.tag() == DiffTag::Equal {
                continue;
            }
            let (gone, come) = (op.old_range(), op.new_range());
            match hunks.last_mut() {
                Some(last) if last.old.end == gone.start && last.new.end == come.start => {
                    last.old.end = gone.end;
                    last.new.end = come.end;
                }
                _ => hunks.push(Hunk { old: gone, new: come }),
            }
        }
        Compared { old, new, hunks }
    }

    /// The words deleted and inserted, as they are compared.
    pub(super) fn changed(&self) -> (Vec<String>, Vec<String>) {
        let gone = self.hunks.iter().flat_map(|h| self.old.compared(&h.old));
        let come = self.hunks.iter().flat_map(|h| self.new.compared(&h.new));
        (gone.collect(), come.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hunks_are_what_differs() {
        let compared = Compared::new("keep at least 20 lamps, dry", "keep at most 20 lamps dry");
        assert_eq!(
            compared.hunks,
            [Hunk { old: 2..3, new: 2..3 }, Hunk { old: 5..6, new: 5..5 }]
        );
        assert_eq!(
            compared.changed(),
            (vec!["least".to_owned()], vec!["most".to_owned()])
        );
    }
}
