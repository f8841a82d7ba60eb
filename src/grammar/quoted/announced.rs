//! Quotations that are set without marks: the words before them say that one follows, and it lasts until the draft's own
//! numbers go on.
//!
//! Cost: linear; each announcement looks ahead over a bounded number of blocks.

use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::own::OwnNumbers;
use super::{REACH, open_at};
use crate::grammar::dispatch::Labels;
use crate::read::{Block, Role};

/// How much of the end of a block may announce a quotation, in bytes.
const TAIL: usize = 200;
/// Longest line over the draft's own next clause that is its heading, in words; and how many such lines there may be.
const HEADING_WORDS: usize = 14;
const HEADINGS: usize = 2;

/// The phrases that announce a quotation, as data.
const PHRASES: &str = include_str!("announced.txt");

fn phrases() -> Option<&'static AhoCorasick> {
    static SEARCH: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let lines = || PHRASES.lines().filter(|l| !l.is_empty() && !l.starts_with('#'));
    SEARCH
        .get_or_init(|| {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .build(lines())
                .ok()
        })
        .as_ref()
}

/// Whether a text ends by saying that a quotation follows.
fn announces(text: &str) -> bool {
    let core = text.trim_end();
    if !core.ends_with([':', '-', '—', '–']) {
        return false;
    }
    let mut from = core.len().saturating_sub(TAIL);
    while !core.is_char_boundary(from) {
        from += 1;
    }
    phrases().is_some_and(|p| p.is_match(&core[from..]))
}

/// The block behind the quotation that the block at `at` announces; the next one where it announces none. The draft's
/// own numbers must go on behind it: what never ends is no quotation.
pub(super) fn end(blocks: &[Block], labels: &Labels<'_>, at: usize, own: &OwnNumbers<'_>) -> usize {
    let next = at + 1;
    let marked = blocks
        .get(next)
        .is_none_or(|b| open_at(&b.text).is_some() || b.claims.role == Role::Quote);
    if marked || !announces(&blocks[at].text) {
        return next;
    }
    let goes_on = |b: &usize| own.goes_on(labels.at(*b));
    let reach = blocks.len().min(next + REACH);
    let Some(mut end) = (next..reach).find(goes_on) else {
        return next;
    };
    // What is quoted may be numbered as the draft's own next clause is: the one of them that amends is the draft's.
    let is_next = |b: &usize| own.is_next(labels.at(*b));
    let amends = |b: &usize| own.goes_on(labels.at(*b)) && announces(&blocks[*b].text);
    end = (end..reach)
        .take_while(|b| !is_next(b))
        .find(amends)
        .unwrap_or(end);
    for _ in 0..HEADINGS {
        let heads =
            |b: &Block| !b.text.ends_with(['.', ';', ':', ',']) && b.text.split(' ').count() <= HEADING_WORDS;
        if end > next + 1 && blocks.get(end - 1).is_some_and(heads) {
            end -= 1;
        }
    }
    end
}
