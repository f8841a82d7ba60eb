//! Tables of contents: recognised, kept out of the tree. They stand under a heading, or an act announces its own.
//!
//! Cost: linear but for labels that come very often (`outline`); one set of the starts of all blocks.

mod announced;
mod outline;

use rustc_hash::FxHashMap;

use super::dispatch::Labels;
use crate::read::{Block, Role, heads_contents};
use announced::{announces, labelled, listed};
use outline::Outline;

/// Characters by which lines are known again.
const KEY: usize = 60;

/// Longest table of contents, in lines.
const MOST: usize = 1500;

/// Marks the blocks of tables of contents: those the format claims, and the lines under their heading as long
/// as they come again later as the start of a block, or as the labels and titles that a grammar finds in them do.
pub(super) fn mark(blocks: &[Block], labels: Option<&Labels<'_>>) -> Vec<bool> {
    let mut marked: Vec<bool> = blocks
        .iter()
        .map(|b| matches!(b.claims.role, Role::Contents | Role::Furniture))
        .collect();
    let mut words = None;
    for (at, block) in blocks.iter().enumerate().filter(|(_, b)| announces(&b.text)) {
        let words = words.get_or_insert_with(|| labelled(blocks));
        let listed = listed(&blocks[at + 1..], words);
        // One line is a list of nothing.
        if listed > 1 && block.claims.role != Role::Quote {
            marked[at + 1..=at + listed].fill(true);
        }
    }
    if !blocks.iter().any(|b| heads_contents(&b.text)) {
        return marked;
    }
    let lines: Vec<String> = blocks.iter().map(|b| key(&b.text)).collect();
    let mut last_seen: FxHashMap<String, usize> = FxHashMap::default();
    for (i, block) in blocks.iter().enumerate() {
        last_seen.insert(lines[i].clone(), i);
        // A list of contents may count its entries itself: the titles come again under other numbers.
        if matches!(block.claims.role, Role::Heading(_)) {
            last_seen.insert(key(title(&block.text)), i);
        }
    }
    let outline = labels.map(|labels| Outline::of(blocks, &lines, labels));
    let mut i = 0;
    while i < blocks.len() {
        if !heads_contents(&blocks[i].text) {
            i += 1;
            continue;
        }
        let listed = outline.as_ref().and_then(|o| o.listed(i + 1, &last_seen));
        // What the list's first entry stands for is the draft's own: no line from there on is an entry.
        let (mut end, limit) = listed.map_or((i + 1, blocks.len()), |l| (l.end, l.start));
        let mut misses = 0;
        let mut page = 0;
        let mut k = end;
        // Pages on lines of their own, between the entries.
        let mut pages = blocks[i + 1..end].iter().filter(|b| is_page(&b.text)).count();
        while k < limit && k < i + MOST && misses < 2 {
            let text = &blocks[k].text;
            if is_page(text) {
                pages += 1;
                k += 1;
                continue;
            }
            // A title that is not quite the same in the draft: its page is no earlier than the one before.
            let paged = page_of_entry(text).filter(|p| page > 0 && (page..page + 40).contains(p));
            // `1.` and `Article 1` come again under many numbers, which are no part of the key.
            let counted = text.contains(|c: char| c.is_ascii_digit());
            let titled = !counted || outline.as_ref().is_none_or(|o| !o.is_bare(k));
            let later =
                |key: &String| titled && !key.is_empty() && last_seen.get(key).is_some_and(|&l| l > k);
            let item = matches!(blocks[k].claims.role, Role::ListItem);
            let again = marked[k] || paged.is_some() || later(&lines[k]) || item && later(&key(title(text)));
            if again {
                page = paged.or_else(|| page_of_entry(text)).unwrap_or(page);
                misses = 0;
                end = k + 1;
            } else {
                misses += 1;
            }
            k += 1;
        }
        if pages > 2 && end > i + 2 && end < limit && is_page(&blocks[end].text) {
            end += 1;
        }
        // A heading alone, or with one line that happens to recur, is no table of contents.
        if end > i + 2 {
            marked[i..end].iter_mut().for_each(|m| *m = true);
        }
        i = end.max(i + 1);
    }
    marked
}

/// Whether a line is the number of a page.
fn is_page(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// The page that an entry names at its end, where it begins with a number: `6.4.1. Control 37`.
fn page_of_entry(text: &str) -> Option<u32> {
    let numbered = text.starts_with(|c: char| c.is_ascii_digit());
    let (_, last) = text.rsplit_once([' ', '.']).filter(|_| numbered)?;
    last.parse().ok().filter(|&page| page > 0 && last.len() <= 4)
}

/// A text without the number that it begins with.
fn title(text: &str) -> &str {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | '(' | ' ');
    match text.split_once(' ') {
        Some((first, rest)) if first.chars().all(number) => rest.trim_start(),
        _ => text,
    }
}

/// The line without dot leaders, page number and case.
fn key(text: &str) -> String {
    let line = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '…' || c == ' ');
    let plain = &line.as_bytes()[..line.len().min(KEY)];
    if plain.is_ascii() {
        let mut key = String::with_capacity(KEY);
        let signs = plain.iter().filter(|b| b.is_ascii_alphanumeric());
        signs.for_each(|b| key.push(char::from(b.to_ascii_lowercase())));
        return key;
    }
    let head = line.char_indices().nth(KEY).map_or(line, |(at, _)| &line[..at]);
    let signs = |c: &char| c.is_alphanumeric();
    head.chars().flat_map(char::to_lowercase).filter(signs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::dispatch::Dispatch;
    use crate::grammar::library::Library;
    use crate::read::{Claims, Place};

    fn block(text: &&str) -> Block {
        Block {
            text: (*text).to_owned(),
            place: Place::line(1),
            claims: Claims::default(),
        }
    }

    fn marks(texts: &[&str]) -> Vec<bool> {
        mark(&texts.iter().map(block).collect::<Vec<_>>(), None)
    }

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
        assert_eq!(marks(&texts), [false, true, true, true, false, false, false]);
    }

    #[test]
    fn titles_that_changed_are_contents_by_their_pages() {
        let texts = [
            "Contents",
            "1. Scope 3",
            "2. The kinds of lamps 4",
            "3. The kinds of bells 4",
            "4. End 12",
            "1. Scope",
            "2. Lamps",
            "3. Bells",
            "4. End",
        ];
        let contents = marks(&texts);
        assert_eq!(contents.iter().rposition(|m| *m), Some(4));
    }

    /// Right behind the list, whose lines come again elsewhere, the draft begins with a label alone.
    #[test]
    fn the_drafts_first_label_is_no_entry() {
        let library = Library::embedded().unwrap();
        let dispatch = Dispatch::new(library.get("treaty").unwrap(), None);
        let lines = [
            "Contents",
            "Article 1 Lamps",
            "Article 2 Bells",
            "Article 3 End",
            "Article 1",
            "Lamps",
            "A lamp burns.",
            "Article 2",
            "Bells",
            "A bell rings.",
            "Article 3",
            "End",
            "This ends.",
        ];
        let blocks: Vec<Block> = lines.iter().map(block).collect();
        let contents = mark(&blocks, Some(&Labels::of(&blocks, &dispatch)));
        assert_eq!(contents.iter().rposition(|m| *m), Some(3));
    }

    #[test]
    fn an_act_lists_its_own_sections() {
        let texts = [
            "SECTION 1. Short title; table of contents.",
            "(b) Table of Contents.—The table of contents for this Act is as follows:",
            "Sec. 1. Short title; table of contents.",
            "TITLE I—LAMPS",
            "Subtitle A—Oil",
            "Sec. 101. Oil.",
            "TITLE II—BELLS",
            "Subtitle A—Small bells",
            "Sec. 201. Bells.",
            "TITLE I—LAMPS",
            "Subtitle A—Oil",
            "SEC. 101. OIL.",
            "TITLE II—BELLS",
            "Subtitle A—Small bells",
            "SEC. 201. BELLS.",
        ];
        let contents = marks(&texts);
        assert_eq!(contents.iter().position(|m| *m), Some(2));
        assert_eq!(contents.iter().rposition(|m| *m), Some(8));
    }
}
