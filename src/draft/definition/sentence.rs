//! Sentences that define: which term, by what other names, and where what it means begins. Cost: linear in the text.
//!
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::plain::{plain, said_again, said_to_be};
use super::quotation::{QUOTES, opens_quote, quoted};
use super::verb::{QUOTED, Verb, begins, head, lowered, means};

/// What stands before a term in quotation marks that begins a sentence: `a “NIS function” means`, `The term “agency” means`.
const ARTICLES: &[&str] = &[
    "a ",
    "an ",
    "the ",
    "the term ",
    "the terms ",
    "the expression ",
    "the word ",
    "le terme ",
    "l’expression ",
    "l'expression ",
];

/// Words that introduce a definition, and say where it holds: `For the purposes of this Act, “risk” means`.
const LEADS: &[&str] = &[
    "for the purpose",
    "for purposes of",
    "in this ",
    "in these ",
    "in the present ",
    "as used in ",
    "when used in ",
    "aux fins ",
    "pour l’application ",
    "pour l'application ",
    "dans la présente",
    "dans le présent",
    "au sens d",
];

/// Bytes before a term in quotation marks that words which introduce it may take.
const LEAD: usize = 140;

/// A sentence that defines, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Defining<'a> {
    /// The term, without quotation marks.
    pub(crate) term: &'a str,
    /// Where it stands, in bytes of the text.
    pub(crate) at: usize,
    /// Where its sentence begins.
    pub(super) start: usize,
    /// Other names that are given with it: `“artificial intelligence” and “AI” mean`.
    pub(crate) also: Vec<&'a str>,
    /// Where what it means begins, in bytes of the text.
    pub(crate) meaning: usize,
    /// Where it ends, if before the text does.
    pub(crate) end: Option<usize>,
}

/// What a text defines, if it begins as definitions do: `‘provider’ means …`, `“Deploy” does not include …`,
/// `biased output means …`, `The term “agency” means …`.
pub(crate) fn opening(text: &str) -> Option<Defining<'_>> {
    let at = text.len() - text.trim_start().len();
    let at = at + named(text.get(at..)?);
    if opens_quote(text.get(at..)?) {
        return quoted(text, at, QUOTED, false);
    }
    said_again(text).or_else(|| plain(text, at))
}

/// What a text defines, whatever words introduce the definition: `For the purposes of this Act, “risk” means …`, `We define
/// “tower” as …`.
pub(crate) fn defining(text: &str) -> Option<Defining<'_>> {
    opening(text).or_else(|| led(text))
}

/// All that a text defines, in its order: in the first sentence of a line, and in later ones that say so in as many words.
pub(crate) fn all(text: &str) -> Vec<Defining<'_>> {
    let mut found = Vec::new();
    let mut next = 0;
    for line in text.split('\n') {
        let from = next;
        next += line.len() + 1;
        for (n, at) in sentence_starts(line).into_iter().enumerate() {
            let Some(rest) = line.get(at..) else { continue };
            let first = n == 0 && from == 0;
            let at = at + if first { labels(rest) } else { 0 };
            let Some(rest) = line.get(at..) else { continue };
            let one = if first {
                defining(rest).or_else(|| said_to_be(rest))
            } else {
                later(rest)
            };
            found.extend(one.map(|d| d.shifted(from + at)));
        }
        found.extend(understood(line).map(|d| d.shifted(from)));
    }
    // What one says ends where the next begins.
    let starts: Vec<usize> = found.iter().map(|d| d.start).collect();
    for d in &mut found {
        let next = starts.iter().copied().find(|start| *start > d.meaning);
        d.end = d.end.or(next);
    }
    found
}

/// A definition in a list of them, which needs no verb: `«tour», une haute maison`, `‘steady’ that keeps still`.
pub(super) fn listed(text: &str) -> Option<Defining<'_>> {
    let at = text.len() - text.trim_start().len();
    if !opens_quote(text.get(at..)?) {
        return None;
    }
    let found = quoted(
        text,
        at,
        &[means(", "), means(" : "), means(": "), means(" ")],
        true,
    )?;
    text.get(found.meaning..)?
        .starts_with(char::is_alphabetic)
        .then_some(found)
}

impl Defining<'_> {
    pub(super) fn shifted(mut self, by: usize) -> Self {
        self.at += by;
        self.start += by;
        self.meaning += by;
        self.end = self.end.map(|end| end + by);
        self
    }
}

/// Bytes of the labels that a text begins with where no grammar took them off: `(1 1 ) (a) “kite” means`.
fn labels(text: &str) -> usize {
    let mut at = 0;
    while let Some(label) = text
        .get(at..)
        .and_then(|t| t.strip_prefix('(')?.split_once(") "))
        .map(|(l, _)| l)
    {
        if label.len() > 5 {
            break;
        }
        at += label.len() + 3;
    }
    at
}

/// Where the sentences of a line begin: behind a full stop, a capital or a quotation mark.
fn sentence_starts(line: &str) -> Vec<usize> {
    let mut starts = vec![0];
    // The full stop, and the last byte of either quotation mark that closes.
    let closing = '”';
    let mut last = [0; 4];
    let last = closing.encode_utf8(&mut last).as_bytes()[closing.len_utf8() - 1];
    for at in memchr::memchr3_iter(b'.', b'"', last, line.as_bytes()) {
        let behind = at + 1;
        let Some(stop) = line.get(..behind).and_then(|t| t.chars().next_back()) else {
            continue;
        };
        let before = &line[..behind - stop.len_utf8()];
        let ended = stop == '.' || matches!(stop, '"' | '”') && before.ends_with('.');
        let Some(rest) = line.get(behind..).filter(|_| ended) else {
            continue;
        };
        let gap = rest.len() - rest.trim_start_matches(' ').len();
        let begins = |c: char| c.is_uppercase() || QUOTES.iter().any(|(open, _)| *open == c);
        if gap > 0 && rest.trim_start_matches(' ').starts_with(begins) {
            starts.push(behind + gap);
        }
    }
    starts
}

/// A definition in a sentence behind another one: only with the term in quotation marks and the verb right behind it.
fn later(text: &str) -> Option<Defining<'_>> {
    let at = named(text);
    if opens_quote(text.get(at..)?) {
        return quoted(text, at, QUOTED, true)
            .filter(|d| !text.get(..d.meaning).is_some_and(|t| t.ends_with(": ")));
    }
    led(text)
}

/// Bytes of an article or of `the term` before a quotation mark; 0 where none stands there.
fn named(text: &str) -> usize {
    let fits = |a: &&&str| begins(text, a) && text.get(a.len()..).is_some_and(opens_quote);
    ARTICLES.iter().find(fits).map_or(0, |a| a.len())
}

/// A definition behind words that say where it holds.
fn led(text: &str) -> Option<Defining<'_>> {
    const DEFINE: [&str; 2] = ["we define ", "on entend par "];
    if !DEFINE.iter().chain(LEADS).any(|l| begins(text, l)) {
        return None;
    }
    let start = lowered(head(text, LEAD));
    let quote = |from: usize| {
        let behind = start.get(from..)?;
        Some(from + behind.find(|c| QUOTES.iter().any(|(open, _)| *open == c && c != '\''))?)
    };
    if let Some(from) = DEFINE.iter().find(|l| start.starts_with(**l)) {
        // `On entend par « cerf-volant », un …`
        let (verbs, at): (&[Verb], usize) = (
            &[means(" as "), means(", "), means(": "), means(" ")],
            quote(from.len())?,
        );
        let plain = at == from.len() || start.get(from.len()..at).is_some_and(|t| t.len() < 5);
        return plain.then(|| quoted(text, at, verbs, true)).flatten();
    }
    if let Some(at) = quote(0) {
        return quoted(text, at, QUOTED, true)
            .filter(|d| text.get(..d.meaning).is_some_and(|t| !t.ends_with(": ")));
    }
    let (lead, rest) = text.split_once(", ")?;
    let one = rest
        .starts_with(char::is_lowercase)
        .then(|| plain(rest, 0))
        .flatten()?;
    Some(one.shifted(lead.len() + 2))
}

/// `… at the ‘frontier’ of kites, understood as being those …`: a definition within a sentence that says something else.
fn understood(text: &str) -> Option<Defining<'_>> {
    static VERBS: LazyLock<[Finder<'_>; 3]> =
        LazyLock::new(|| [", understood as being ", ", understood as ", ", defined as "].map(Finder::new));
    let (at, verb) = VERBS
        .iter()
        .find_map(|v| Some((v.find(text.as_bytes())?, v.needle())))?;
    let before = text.get(..at)?;
    let from = before
        .rfind(['“', '‘', '«'])
        .filter(|from| at - from <= LEAD / 2)?;
    let term = before.get(from..)?;
    let closed = QUOTES
        .iter()
        .any(|(open, close)| term.starts_with(*open) && term.contains(*close));
    (closed && term.split(' ').count() <= 4).then_some(Defining {
        term,
        at: from,
        start: 0,
        also: Vec::new(),
        meaning: at + verb.len(),
        end: sentence_starts(text.get(at..)?).get(1).map(|next| at + next),
    })
}
