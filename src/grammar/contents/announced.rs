//! Contents that an act announces in a sentence of its own: `The table of contents for this Act is as follows:`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{MOST, key};
use crate::read::Block;

/// Whether a text announces the contents of the act it stands in: `The table of contents for this Act is as follows:`.
pub(super) fn announces(text: &str) -> bool {
    text.ends_with(':') && text.len() < 400 && text.to_lowercase().contains("table of contents")
}

/// How many blocks are entries of an announced table of contents: as long as they begin with a word and its number, and
/// until the draft itself begins with one of these.
pub(super) fn listed(blocks: &[Block], labelled: &FxHashMap<String, usize>) -> usize {
    let mut seen: FxHashSet<(String, bool)> = FxHashSet::default();
    let mut count = 0;
    for block in blocks.iter().take(MOST) {
        let Some((label, title)) = entry(&block.text) else {
            let goes_on = block.claims.wrapped || block.text.starts_with(char::is_lowercase);
            if count > 0 && goes_on {
                count += 1;
                continue;
            }
            break;
        };
        let whole = key(&format!("{label}{title}"));
        // Subtitles begin anew in each title; sections do not, and no entry comes twice.
        let again = seen.contains(&(whole.clone(), false))
            || seen.contains(&(label.clone(), true)) && (label.starts_with("sec") || title.is_empty());
        // A title that comes only once is the draft's own.
        let comes = labelled.get(&label).copied().unwrap_or(0);
        if again || (comes < 2 && !label.starts_with("sec")) {
            break;
        }
        seen.insert((whole, false));
        seen.insert((label, true));
        count += 1;
    }
    count
}

/// How many blocks begin with each label.
pub(super) fn labelled(blocks: &[Block]) -> FxHashMap<String, usize> {
    let mut count = FxHashMap::default();
    for (label, _) in blocks.iter().filter_map(|b| entry(&b.text)) {
        *count.entry(label).or_insert(0) += 1;
    }
    count
}

/// The label of an entry, in lower case, and what stands behind it: `Sec. 101. Lending.`, `TITLE I—LENDING`.
fn entry(text: &str) -> Option<(String, &str)> {
    let (word, rest) = text.split_once(' ').filter(|(w, _)| w.len() <= 12)?;
    let word = word.trim_end_matches('.');
    let number = rest.split([' ', '—', '–', ':']).next()?;
    // The dash as it is typed: `TITLE I--LENDING`.
    let number = number.split("--").next()?;
    let title = rest[number.len()..].trim_start_matches([' ', '—', '–', ':', '-']);
    let number = number.trim_end_matches('.');
    let counts = number.len() <= 6
        && number.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
        && number
            .bytes()
            .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    let worded =
        word.len() >= 3 && word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
    let section = if word.eq_ignore_ascii_case("section") {
        "sec"
    } else {
        word
    };
    (counts && worded).then(|| (format!("{section} {number}").to_lowercase(), title))
}
