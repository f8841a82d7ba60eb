//! Quotations of several blocks: an amending act quotes another act's articles, which are no clauses of its own.
//!
//! Cost: linear; each opening looks ahead over a bounded number of blocks.

mod announced;
mod own;

use std::borrow::Cow;

use super::dispatch::Labels;
use super::file::Grammar;
use crate::read::{Block, Role};
use own::OwnNumbers;

/// How far an amendment's quotation may reach, in blocks. Real ones insert whole chapters (some 300 paragraphs).
const REACH: usize = 600;

/// Marks the blocks that stand in a quotation which begins at the start of a block and ends at the end of the same or
/// of a later block.
///
/// Closing marks get lost (in a footnote, by a scan), so a quotation also ends before a block that carries the draft's
/// own next number at a level that counts through: Article 103 after Article 102. Some publishers set no marks at all:
/// there the words before a quotation say that one follows (`announced.rs`).
pub(crate) fn mark(blocks: &[Block], grammar: &Grammar, labels: &Labels<'_>) -> Vec<bool> {
    let mut quoted = vec![false; blocks.len()];
    let mut own = OwnNumbers::new(grammar);
    let mut i = 0;
    while i < blocks.len() {
        if blocks[i].claims.role == Role::Quote {
            quoted[i] = true;
            i += 1;
            continue;
        }
        match open_at(&blocks[i].text).and_then(|close| end(blocks, labels, i, close, &own)) {
            Some(end) => {
                quoted[i..=end].iter_mut().for_each(|q| *q = true);
                i = end + 1;
            }
            None => {
                own.see(labels.at(i));
                let end = announced::end(blocks, labels, i, &own);
                quoted[i + 1..end].iter_mut().for_each(|q| *q = true);
                i = end;
            }
        }
    }
    quoted
}

/// The closing mark wanted, where a block begins with an opening one. Straight marks are not paired: they would
/// swallow drafts whose definitions begin with them.
fn open_at(text: &str) -> Option<char> {
    if text.starts_with(TYPED.0) {
        return Some('”');
    }
    match text.chars().next()? {
        '“' => Some('”'),
        '‘' => Some('’'),
        '„' => Some('“'),
        '«' => Some('»'),
        _ => None,
    }
}

/// The block at whose end the quotation closes. A quotation that closes within its first block is a quoted term
/// (`‘provider’ means …`) and none of this file's business, unless the whole block is the quotation.
fn end(
    blocks: &[Block],
    labels: &Labels<'_>,
    from: usize,
    close: char,
    own: &OwnNumbers<'_>,
) -> Option<usize> {
    let open = with_marks(&blocks[from].text).chars().next()?;
    let mut depth = 0i32;
    for (k, block) in blocks.iter().enumerate().skip(from).take(REACH) {
        if k > from && own.is_next(labels.at(k)) {
            return Some(k - 1);
        }
        let text = with_marks(&block.text);
        let text = before_joint(&text).trim_end_matches(['.', ';', ',', ' ']);
        let mut last_close = None;
        let mut chars = text.char_indices().peekable();
        let mut before = ' ';
        while let Some((at, c)) = chars.next() {
            if c == open {
                // Each paragraph of a long quotation may open anew without closing.
                if !(at == 0 && k > from) {
                    depth += 1;
                }
            } else if c == close {
                // An apostrophe stands between letters, or closes nothing.
                let between = before.is_alphabetic() && chars.peek().is_some_and(|(_, n)| n.is_alphabetic());
                if !between {
                    depth -= 1;
                    last_close = Some(at + c.len_utf8());
                }
            }
            before = c;
            if k == from && depth == 0 && last_close.is_some_and(|e| e < text.len()) {
                return None;
            }
        }
        let closes_here = last_close == Some(text.len()) || text.ends_with(&format!("{close}'"));
        if closes_here && depth <= 0 {
            return Some(k);
        }
        // Possessive apostrophes after s count as closings; don't let them end the quotation in mid-block.
        if depth <= 0 {
            depth = 1;
        }
    }
    None
}

/// Quotation marks as they are typed in plain text.
const TYPED: (&str, &str) = ("``", "''");

/// A text with the marks that its typed ones stand for.
fn with_marks(text: &str) -> Cow<'_, str> {
    if text.contains(TYPED.0) || text.contains(TYPED.1) {
        Cow::Owned(text.replace(TYPED.0, "“").replace(TYPED.1, "”"))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text without the word that joins what follows to it: `… of logs’; and`.
fn before_joint(text: &str) -> &str {
    let joined = |word: &str| text.strip_suffix(word).filter(|t| t.ends_with([';', ',']));
    [" and", " or", " et", " ou", " en", " of"]
        .into_iter()
        .find_map(joined)
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Claims, Place};

    fn marks(texts: &[&str]) -> Vec<bool> {
        let blocks: Vec<Block> = texts
            .iter()
            .map(|t| Block {
                text: (*t).to_owned(),
                place: Place::line(1),
                claims: Claims::default(),
            })
            .collect();
        let grammar = "name = 'x'\ntitle = 'X'\nlanguages = []\n[[level]]\nkind = 'article'\nunder = ['root']\n\
                       labels = ['Article {arabic}{letter?}']\ncounting = 'continuous'\n";
        let grammar = Grammar::parse(grammar, "x.toml").unwrap();
        let dispatch = crate::grammar::dispatch::Dispatch::new(&grammar, None);
        mark(&blocks, &grammar, &Labels::of(&blocks, &dispatch))
    }

    #[test]
    fn an_inserted_article_is_quoted_and_a_defined_term_is_not() {
        assert_eq!(
            marks(&[
                "The following is inserted:",
                "‘Article 9a",
                "Logs",
                "1. Keep the providers’ logs.’;",
                "Article 3"
            ]),
            [false, true, true, true, false]
        );
        assert_eq!(
            marks(&["‘provider’ means a person;", "‘user’ means another."]),
            [false, false]
        );
    }

    #[test]
    fn a_quotation_ends_before_the_word_that_joins_the_next() {
        assert_eq!(
            marks(&[
                "Article 4",
                "by adding this:",
                "“(a) lamps are lit;",
                "(b) bells are rung”; and",
                "by striking that.",
            ]),
            [false, false, true, true, false]
        );
    }

    #[test]
    fn typed_marks_are_marks() {
        assert_eq!(
            marks(&[
                "This is added:",
                "``Article 9a",
                "``Logs are kept.''.",
                "Article 3"
            ]),
            [false, true, true, false]
        );
    }

    #[test]
    fn a_lost_closing_mark_does_not_swallow_the_draft() {
        assert_eq!(
            marks(&[
                "Article 4",
                "This is added:",
                "‘When keeping logs, providers sign them.",
                "Article 5",
                "Logs are ‘kept’"
            ]),
            [false, false, true, false, false]
        );
    }

    #[test]
    fn a_quotation_without_marks_ends_at_the_next_own_number() {
        assert_eq!(
            marks(&[
                "Article 4",
                "Section 7 of the Lamp Act is replaced by the following:",
                "Lamps",
                "Article 9 Lamps are lit.",
                "Article 10 They are put out.",
                "Bell Act",
                "Article 5",
                "The list is replaced by the following:",
                "nothing that is numbered follows",
            ]),
            [false, false, true, true, true, false, false, false, false]
        );
    }

    #[test]
    fn a_quotation_that_never_closes_is_none() {
        assert_eq!(
            marks(&["“It begins", "(a) and goes on", "(b) for ever"]),
            [false, false, false]
        );
    }
}
