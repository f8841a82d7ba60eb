//! Clauses that hold certain words, for the terminal: where they stand, how they are cited, the words marked.

use std::fmt::Write;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Look;
use super::text::{columns, count, cut_middle, plain, wrap};
use crate::draft::{Clause, ClauseId, Draft};

/// Lines of a clause's text that are shown.
const LINES: usize = 3;
/// Columns of text before the first word that was found.
const BEFORE: usize = 60;

/// A clause that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The clause.
    pub clause: ClauseId,
    /// Some of the words stand only in the clauses above it.
    pub above: bool,
}

/// The clauses that hold all of the words, in any order and without regard to case and accents; a word is found where
/// one in the text begins with it. Clauses that need the words of those they stand in come after the others. Cost:
/// linear in the text, for each word.
pub fn find(draft: &Draft, words: &[String]) -> Vec<Hit> {
    let words: Vec<String> = words
        .iter()
        .flat_map(|w| w.split_whitespace())
        .map(fold)
        .filter(|w| !w.is_empty())
        .collect();
    // A bit for each word; nobody asks for more than 64.
    let all: u64 = (1u64 << words.len().min(63)) - 1;
    let mut own = vec![0u64; draft.clauses.len()];
    let mut with_above = own.clone();
    let mut hits = Vec::new();
    for (id, clause) in draft.clauses() {
        let text = fold(&format!("{} {} {}", clause.label, clause.heading, clause.text));
        let found = words
            .iter()
            .take(63)
            .enumerate()
            .filter(|(_, w)| holds(&text, w))
            .fold(0u64, |bits, (i, _)| bits | 1 << i);
        own[id.index()] = found;
        // Document order: what a clause stands in comes before it.
        with_above[id.index()] = found | with_above[clause.parent.index()];
        let complete = found == all;
        let new = found & !with_above[clause.parent.index()] != 0;
        if all != 0 && (complete || (with_above[id.index()] == all && new)) {
            hits.push(Hit {
                clause: id,
                above: !complete,
            });
        }
    }
    hits.sort_by_key(|h| (h.above, h.clause));
    hits
}

/// What was found, most of it shown.
pub fn screen(draft: &Draft, words: &[String], most: usize, look: Look) -> String {
    let hits = find(draft, words);
    let mut out = String::new();
    let asked = plain(&words.join(" ")).into_owned();
    if hits.is_empty() {
        let _ = writeln!(
            out,
            "no clause of {} holds all of: {asked}\n{}",
            plain(&draft.name),
            look.faint("fewer words find more; a beginning is enough: `report` finds `reporting`")
        );
        return out;
    }
    let wanted: Vec<String> = words
        .iter()
        .flat_map(|w| w.split_whitespace())
        .map(fold)
        .collect();
    let mut above = false;
    for hit in hits.iter().take(most) {
        if hit.above && !above {
            above = true;
            let _ = writeln!(out, "{}", look.strong("with words of the clauses above them"));
        }
        one(draft.clause(hit.clause), &wanted, look, &mut out);
    }
    if hits.len() > most {
        let more = format!("and {} more: -v shows them all", hits.len() - most);
        let _ = writeln!(out, "{}", look.faint(&more));
    }
    let _ = writeln!(
        out,
        "{} of {}: all of {asked}",
        count(hits.len(), "clause", "clauses"),
        plain(&draft.name)
    );
    out
}

fn one(clause: &Clause, wanted: &[String], look: Look, out: &mut String) {
    let place = super::outline::place(&clause.place);
    let path = plain(&clause.path).into_owned();
    let room = look.width.saturating_sub(columns(&place) + 3);
    let citation = cut_middle(&clause.citation, room.saturating_sub(columns(&path) + 2).max(20));
    let _ = writeln!(
        out,
        "{}  {}  {}",
        look.strong(&citation),
        look.name(&path),
        look.faint(&place)
    );
    if !clause.heading.is_empty() && clause.heading != clause.citation {
        for line in wrap(&clause.heading, look.width.saturating_sub(2), 2) {
            let _ = writeln!(out, "  {}", marked(&line, wanted, look));
        }
    }
    let text = from_first(&clause.text, wanted);
    for line in wrap(&text, look.width.saturating_sub(2), LINES) {
        let _ = writeln!(out, "  {}", marked(&line, wanted, look));
    }
    out.push('\n');
}

/// The text from a little before the first word that was found, where that stands far in.
fn from_first(text: &str, wanted: &[String]) -> String {
    let first = pieces(text)
        .find(|(_, piece)| wanted.iter().any(|w| fold(piece).starts_with(w.as_str())))
        .map_or(0, |(at, _)| at);
    if columns(&text[..first]) <= BEFORE * 2 {
        return text.to_owned();
    }
    let mut taken = 0;
    let start = text[..first]
        .char_indices()
        .rev()
        .find(|(_, c)| {
            taken += 1;
            taken > BEFORE && *c == ' '
        })
        .map_or(0, |(i, _)| i);
    format!("… {}", text[start..].trim_start())
}

/// A line with the words that were found set off.
fn marked(line: &str, wanted: &[String], look: Look) -> String {
    let mut out = String::new();
    let mut last = 0;
    for (at, piece) in pieces(line) {
        let folded = fold(piece);
        if wanted.iter().any(|w| holds(&folded, w)) {
            out.push_str(&line[last..at]);
            out.push_str(&look.found(piece));
            last = at + piece.len();
        }
    }
    out.push_str(&line[last..]);
    out
}

/// The words of a text with their places.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|p| !p.is_empty())
        .map(|p| (p.as_ptr() as usize - text.as_ptr() as usize, p))
}

/// Whether a folded text has a word that begins so; Chinese and Japanese have no spaces to find words by.
fn holds(text: &str, word: &str) -> bool {
    let spaceless = word
        .chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '가'..='힣'));
    text.match_indices(word).any(|(at, _)| {
        spaceless || !text[..at].ends_with(char::is_alphanumeric) || !word.starts_with(char::is_alphanumeric)
    })
}

/// Lower case, without accents.
fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .nfc()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_their_beginning() {
        assert!(holds(&fold("Les Modèles signalés"), "modele"));
        assert!(holds(&fold("reporting of incidents"), "report"));
        assert!(!holds(&fold("unreported"), "report"));
        assert!(holds(&fold("提供者应当报告"), &fold("报告")));
    }

    #[test]
    fn what_is_found_is_set_off() {
        let look = Look {
            width: 80,
            colour: true,
        };
        let line = marked("Keep the Records.", &["record".to_owned()], look);
        assert!(line.starts_with("Keep the \u{1b}["), "{line:?}");
        assert!(line.ends_with('.'), "{line:?}");
    }
}
