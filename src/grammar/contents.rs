//! Tables of contents: recognised, kept out of the tree.
//!
//! Cost: linear; one set of the starts of all blocks.

use rustc_hash::FxHashMap;

use crate::read::{Block, Role};

/// Headings under which a table of contents stands.
const WORDS: &[&str] = &[
    "contents",
    "table of contents",
    "arrangement of sections",
    "arrangement of clauses",
    "sommaire",
    "table des matières",
    "inhoudsopgave",
    "inhalt",
    "índice",
    "sumário",
    "目录",
    "目次",
    "차례",
];

/// Longest table of contents, in lines.
const MOST: usize = 1500;

/// Marks the blocks of tables of contents: those the format claims, and the lines under a heading of [`WORDS`] as long
/// as they come again later as the start of a block.
pub(crate) fn mark(blocks: &[Block]) -> Vec<bool> {
    let mut marked: Vec<bool> = blocks
        .iter()
        .map(|b| matches!(b.claims.role, Role::Contents | Role::Furniture))
        .collect();
    let mut last_seen: FxHashMap<String, usize> = FxHashMap::default();
    if !blocks.iter().any(|b| is_heading(&b.text)) {
        return marked;
    }
    for (i, block) in blocks.iter().enumerate() {
        last_seen.insert(key(&block.text), i);
    }
    let mut i = 0;
    while i < blocks.len() {
        if !is_heading(&blocks[i].text) {
            i += 1;
            continue;
        }
        let mut end = i + 1;
        let mut misses = 0;
        let mut k = i + 1;
        while k < blocks.len() && k < i + MOST && misses < 2 {
            let again = marked[k] || last_seen.get(&key(&blocks[k].text)).is_some_and(|&l| l > k);
            if again {
                misses = 0;
                end = k + 1;
            } else {
                misses += 1;
            }
            k += 1;
        }
        // A heading alone, or with one line that happens to recur, is no table of contents.
        if end > i + 2 {
            marked[i..end].iter_mut().for_each(|m| *m = true);
        }
        i = end.max(i + 1);
    }
    marked
}

fn is_heading(text: &str) -> bool {
    // Longer than any of them, however folding changes its length: nearly all blocks.
    if text.len() > 40 {
        return false;
    }
    let low = text.trim().trim_end_matches(':').to_lowercase();
    WORDS.contains(&low.as_str())
}

/// The line without dot leaders, page number and case.
fn key(text: &str) -> String {
    let line = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '…' || c == ' ');
    line.chars()
        .take(60)
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Claims, Place};

    #[test]
    fn lines_that_come_again_are_contents() {
        let texts = [
            "Title",
            "Contents",
            "1 Scope ..... 3",
            "2 Terms ..... 4",
            "1 Scope",
            "This covers it.",
            "2 Terms",
        ];
        let blocks: Vec<Block> = texts
            .iter()
            .map(|t| Block {
                text: (*t).to_owned(),
                place: Place::line(1),
                claims: Claims::default(),
            })
            .collect();
        assert_eq!(mark(&blocks), [false, true, true, true, false, false, false]);
    }
}
