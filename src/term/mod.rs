//! The defined terms of drafts: what each is called, what it means, and the same side by side.
//!
//! [`terms`] reads a draft's definitions, [`Table`] sets those of several drafts against each other. Terms are one
//! where a name of theirs is: the term, its short form in brackets, an admitted term; and, where neither draft has the
//! other's name, by the lexicon or because what they mean is said in the same words (`matching`). Cost: definitions
//! times definitions, and a word diff for each pair that is one term.

mod matching;
mod table;

pub use matching::{Matched, Same};
pub(crate) use matching::{likeness, matched};
pub use table::{Cell, Row, Table, Wording};

use crate::draft::{Clause, ClauseId, Defining, Definition, Draft, meaning};

/// A defined term with its definition and the unit that it stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As compared: lower case, no plural.
    pub term: String,
    /// Other names beside it, folded alike: `artificial intelligence system (AI system)`, `“kite craft” or “KC”`.
    pub aliases: Vec<String>,
    /// As printed.
    pub printed: String,
    /// Other names that may be used.
    pub admitted: Vec<String>,
    /// Names that should not be used any more.
    pub deprecated: Vec<String>,
    /// The clause with the points that belong to it.
    pub text: String,
    /// What it says behind "means", without the names.
    pub definition: String,
    /// Notes to entry.
    pub notes: Vec<String>,
    /// Where the definition is said to come from.
    pub source: Option<String>,
    /// The clause that defines it.
    pub clause: ClauseId,
    /// The unit that the clause is or stands in.
    pub unit: usize,
    /// What the draft says of the same term elsewhere, in other words.
    pub again: Vec<Term>,
}

impl Term {
    /// Whether two are one term, by name, short form or admitted term.
    pub fn is(&self, other: &Term) -> bool {
        self.names().any(|n| other.names().any(|o| o == n))
    }

    fn names(&self) -> impl Iterator<Item = String> + '_ {
        let own = std::iter::once(self.term.clone()).chain(self.aliases.iter().cloned());
        own.chain(self.admitted.iter().map(|t| folded(t)))
    }

    /// Whether it only says what the term takes in or leaves out, or where it is defined.
    pub fn refers(&self) -> bool {
        [
            "includes",
            "does not include",
            "has the ",
            "have the ",
            "a le même sens",
        ]
        .iter()
        .any(|v| lowered(&self.definition, v.len()).starts_with(v))
    }
}

fn lowered(text: &str, most: usize) -> String {
    text.chars().take(most).collect::<String>().to_lowercase()
}

/// In lower case, without the plural, quotation marks and hyphens.
pub(crate) fn folded(term: &str) -> String {
    let quotes = ['“', '”', '‘', '’', '"', '«', '»'];
    let mut term = term.to_lowercase().replace("isation", "ization");
    // `the ‘frontier’ of kites` is used as `frontier kites`.
    if term.starts_with(quotes) {
        term = term.replacen(" of ", " ", 1);
    }
    let term = term.replace(quotes, "").replace(['-', '‑'], " ");
    // The one abbreviation that these drafts disagree on.
    let term = term
        .replace("artificial intelligence", "ai")
        .replace("intelligence artificielle", "ia");
    let singular = term
        .strip_suffix('s')
        .filter(|t| t.len() > 3 && !t.ends_with('s'));
    singular.unwrap_or(&term).to_owned()
}

/// The defined terms of a draft, each once, in document order. Definitions need not be units of their own.
pub fn terms(draft: &Draft) -> Vec<Term> {
    let mut found: Vec<Term> = Vec::new();
    for d in &draft.definitions {
        let Some(term) = read(draft, d) else { continue };
        match found.iter_mut().find(|t| t.term == term.term) {
            Some(known) => {
                let twice = !known.refers() && !term.refers() && !term.definition.is_empty();
                let new = std::iter::once(&*known)
                    .chain(&known.again)
                    .all(|k| likeness(k, &term) < 1.0);
                if twice && new {
                    known.again.push(term);
                }
            }
            None => found.push(term),
        }
    }
    found
}

fn read(draft: &Draft, d: &Definition) -> Option<Term> {
    let unit = unit_of(draft, d.clause)?;
    let clause = draft.clause(d.clause);
    let children = || clause.children.iter().take(POINTS).map(|c| draft.clause(*c));
    let of_kind = |kind: &str| {
        let texts = children().filter(|c| c.kind == kind).map(|c| one_line(&c.text));
        texts.collect::<Vec<String>>()
    };
    let mut text = whole(draft, d.clause);
    let mut names = Names::default();
    let said = meaning(&clause.text, &d.term);
    let mut aliases: Vec<String> = alias(&d.term, &text).into_iter().collect();
    let definition = match &said {
        Some(Defining {
            meaning, also, end, ..
        }) => {
            aliases.extend(also.iter().map(|name| folded(name)));
            one_line(text.get(*meaning..end.unwrap_or(text.len())).unwrap_or(""))
        }
        None => names.entry(d, clause, &children().collect::<Vec<_>>()),
    };
    let (definition, inside) = without_source(&definition);
    if said.is_none() && !definition.is_empty() {
        // Its names are no part of what it says.
        text.clone_from(&definition);
    }
    Some(Term {
        aliases,
        term: folded(&d.term),
        printed: d.term.clone(),
        admitted: names.admitted,
        deprecated: names.deprecated,
        definition: without_translation(&definition).to_owned(),
        notes: of_kind("note"),
        source: of_kind("source")
            .first()
            .map(|s| s.trim_end_matches([']', ' ']).to_owned())
            .or(inside),
        text,
        clause: d.clause,
        unit,
        again: Vec::new(),
    })
}

/// A definition without the term in the other language of a bilingual draft at its end: `… of the kite. (cerf-volant)`.
fn without_translation(definition: &str) -> &str {
    let Some((said, inside)) = definition.strip_suffix(')').and_then(|d| d.rsplit_once(". (")) else {
        return definition;
    };
    let words = inside.split_whitespace().count();
    let name = words <= 8 && !inside.contains(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')'));
    // The full stop belongs to it.
    if name {
        definition.get(..=said.len()).unwrap_or(definition)
    } else {
        definition
    }
}

/// Points of a definition that are read; longer lists are tables.
const POINTS: usize = 40;

/// Words of the longest name of a term that stands on a line of its own.
const NAME_WORDS: usize = 6;

/// The other names of a terminological entry, which stand on lines of their own before its definition.
#[derive(Debug, Default)]
struct Names {
    admitted: Vec<String>,
    deprecated: Vec<String>,
}

impl Names {
    /// Reads an entry in the form of terminology standards: names, then what they mean. Gives what they mean.
    fn entry(&mut self, d: &Definition, clause: &Clause, children: &[&Clause]) -> String {
        for name in children {
            let text = one_line(&name.text);
            match name.kind.as_str() {
                "admitted-term" => self.admitted.push(text),
                "deprecated-term" => {
                    let bare = text
                        .split_once(':')
                        .map_or(text.as_str(), |(_, name)| name.trim());
                    self.deprecated.push(bare.to_owned());
                }
                _ => {}
            }
        }
        let own = clause.text.lines();
        let aside = |c: &&&Clause| ASIDE.contains(&c.kind.as_str()) || c.kind.ends_with("-term");
        let behind = children.iter().filter(|c| !aside(c));
        let mut lines: Vec<String> = own
            .chain(behind.flat_map(|c| c.text.lines()))
            .map(one_line)
            .filter(|l| !l.is_empty())
            .collect();
        if lines.first().is_some_and(|l| *l == d.term) {
            lines.remove(0);
        }
        let mut at = 0;
        while let Some(line) = lines.get(at) {
            let name = ["DEPRECATED:", "DÉCONSEILLÉ:", "DÉCONSEILLÉ :", "REJETÉ:"]
                .iter()
                .find_map(|mark| line.strip_prefix(mark));
            let last = at + 1 == lines.len();
            let short =
                line.split(' ').count() <= NAME_WORDS && !line.contains([',', '.', ';', ':', '(', '<']);
            match name {
                Some(name) => self.deprecated.push(name.trim().to_owned()),
                None if short && !last => self.admitted.push(line.clone()),
                None => break,
            }
            at += 1;
        }
        let said = lines.get(at..).unwrap_or_default().join(" ");
        // `Developer: an organisation that …`, `ministre Le ministre de …`
        match said.strip_prefix(&d.term) {
            Some(rest) if rest.starts_with([':', ' ']) => rest.trim_start_matches([':', ' ']).to_owned(),
            _ => said,
        }
    }
}

/// What stands beside a definition and is no part of it.
const ASIDE: &[&str] = &["note", "example", "source", "footnote"];

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A definition without the source that stands in brackets at its end, and that source.
fn without_source(definition: &str) -> (String, Option<String>) {
    match definition.rfind("[SOURCE:") {
        Some(at) => {
            let source = definition[at..].trim_start_matches("[SOURCE:");
            let source = source.trim_end_matches([']', ' ', ';', '.']).trim();
            (definition[..at].trim_end().to_owned(), Some(source.to_owned()))
        }
        None => (definition.to_owned(), None),
    }
}

/// The short form right behind a term.
fn alias(term: &str, text: &str) -> Option<String> {
    let behind = text.get(text.find(term)? + term.len()..)?;
    let open = behind
        .trim_start_matches(['’', '”', '"', '»', '\'', ',', ' '])
        .strip_prefix('(')?;
    let inside = open
        .get(..open.find(')')?)?
        .trim_matches(['‘', '’', '“', '”', '"', ' ']);
    let words = inside.split_whitespace().count();
    (1..=4).contains(&words).then(|| folded(inside))
}

/// The unit that a clause is, or stands in.
fn unit_of(draft: &Draft, mut clause: ClauseId) -> Option<usize> {
    loop {
        if let Some(at) = draft.units.iter().position(|u| u.clause == clause) {
            return Some(at);
        }
        let parent = draft.clause(clause).parent;
        if parent == clause || clause == ClauseId::ROOT {
            return None;
        }
        clause = parent;
    }
}

/// A definition with the points that belong to it.
fn whole(draft: &Draft, clause: ClauseId) -> String {
    let own: &Clause = draft.clause(clause);
    let mut text = own.text.clone();
    for child in own.children.iter().take(POINTS) {
        let child = draft.clause(*child);
        if !ASIDE.contains(&child.kind.as_str()) {
            text.push(' ');
            text.push_str(&child.text);
        }
    }
    text
}

#[cfg(test)]
mod tests;
