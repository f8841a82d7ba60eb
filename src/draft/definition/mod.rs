//! Defined terms: numbered, lettered, or alphabetical without numbers.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Clause, ClauseId, Definition};

mod plain;
mod quotation;
mod sentence;
mod verb;

pub(crate) use sentence::{Defining, defining};

/// Longest defined term, in words.
const TERM_WORDS: usize = 9;

/// The term that a text defines, if it begins as definitions do.
pub(crate) fn term(text: &str) -> Option<&str> {
    sentence::opening(text).map(|d| d.term)
}

/// Words of a heading or an introduction under which unnumbered paragraphs define terms.
const ANNOUNCED: &[&str] = &[
    "glossary",
    "definitions",
    "terms and definitions",
    "following definitions apply",
    "have the following meaning",
    "has the following meaning",
    "définitions",
    "glossaire",
    "s’entendent",
    "s'entendent",
    "les définitions qui suivent",
    "on entend par",
    "understood as follows",
    "terms defined",
    "begrippen",
    "definities",
    "术语和定义",
];

/// Whether a heading or an introduction announces definitions.
fn announces(text: &str) -> bool {
    // Only absurdly many words fail to build; without them nothing is announced.
    static WORDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(ANNOUNCED)
            .ok()
    });
    let in_text = |words: &AhoCorasick| {
        if text.is_ascii() {
            words.is_match(text)
        } else {
            words.is_match(&text.to_lowercase())
        }
    };
    !text.is_empty() && WORDS.as_ref().is_some_and(in_text)
}

/// Which clauses announce definitions. Each is looked at once, however many stand in it.
pub(super) struct Announcers(Vec<Option<bool>>);

impl Announcers {
    pub(super) fn new(clauses: usize) -> Announcers {
        Announcers(vec![None; clauses])
    }

    /// Whether the heading or the text of a clause announces definitions.
    pub(super) fn has(&mut self, id: ClauseId, clause: &Clause) -> bool {
        *self.0[id.index()].get_or_insert_with(|| announces(&clause.heading) || announces(&clause.text))
    }
}

/// The term that a paragraph defines where definitions are announced: `Developer: an organisation that …`, `«tour», une
/// maison`, or, as French statutes print it, a small-letter term and then a capital: `ministre Le ministre de …`.
pub(super) fn announced_term(text: &str) -> Option<&str> {
    if let Some(term) = term(text).or_else(|| sentence::listed(text).map(|d| d.term)) {
        return Some(term);
    }
    if let Some((head, rest)) = text.split_once(": ") {
        let short = head.split(' ').count() <= TERM_WORDS && !head.contains([',', ';', '.']);
        // `ISO Online browsing platform: available at https://…` says where to look.
        let address = rest.contains("://");
        return (short && !rest.is_empty() && !address && head.starts_with(char::is_alphabetic))
            .then_some(head);
    }
    let mut at = 0;
    for (i, word) in text.split(' ').enumerate().take(TERM_WORDS + 1) {
        if i == 0 && !word.starts_with(char::is_lowercase) {
            return None;
        }
        if i > 0 && word.starts_with(char::is_uppercase) {
            return Some(text[..at].trim_end());
        }
        if word.ends_with(['.', ';', ',']) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// Where a text says what a term of it means; `None` for texts that define without a verb.
pub(crate) fn meaning<'a>(text: &'a str, term: &str) -> Option<Defining<'a>> {
    let found = sentence::all(text).into_iter().find(|d| d.term.trim() == term);
    found.or_else(|| sentence::listed(text).filter(|d| d.term.trim() == term))
}

/// All terms that a draft defines, in document order; of a clause that defines several, each. `defining` says of a clause
/// whether its level holds definitions by itself (ISO terms: the heading is the term).
pub(super) fn find(clauses: &[Clause], defining: impl Fn(ClauseId) -> bool) -> Vec<Definition> {
    let mut found = Vec::new();
    let mut announcers = Announcers::new(clauses.len());
    for (i, clause) in clauses.iter().enumerate().skip(1) {
        let id = ClauseId(i as u32);
        let mut add = |term: &str| {
            found.push(Definition {
                term: term.trim().to_owned(),
                clause: id,
            });
        };
        if defining(id) && !clause.heading.is_empty() {
            // Some print the definition right behind the term: `kite:A craft on a line`.
            let named = clause.heading.split_once(':').map(|(term, _)| term);
            add(named.unwrap_or(&clause.heading));
            continue;
        }
        // Listings hold no definitions, whatever they look like.
        if clause.kind == "code" {
            continue;
        }
        let said = sentence::all(&clause.text);
        if !said.is_empty() {
            said.iter().for_each(|d| add(d.term));
            continue;
        }
        let above = clause.parent;
        let over = clauses[above.index()].parent;
        let announced = [above, over]
            .iter()
            .any(|id| announcers.has(*id, &clauses[id.index()]));
        if !announced {
            continue;
        }
        // The name has a line of its own.
        let line = clause.text.split_once('\n').filter(|_| defining(id));
        let named = line.map(|(first, _)| first.trim());
        let named = named.filter(|t| t.split(' ').count() <= TERM_WORDS);
        let listed = || announced_term(&clause.text).filter(|_| clause.kind == "definition");
        if let Some(term) = named.or_else(listed) {
            add(term);
        }
    }
    found
}

#[cfg(test)]
mod tests;
