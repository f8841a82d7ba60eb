//! Terms without quotation marks: only the plainest verbs count, and only right behind a short name.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::TERM_WORDS;
use super::sentence::Defining;
use super::verb::{BEFORE_LIST, NEAR, PLAIN, Verb, begins, head, lowered};

/// First words of sentences that say what something means and define nothing.
const SENTENCE_STARTS: &str = "This These It That The Such Which What Where He She Nothing Ceci Cela Elle Il";

/// Words that no term without quotation marks begins with.
const NO_START: &str = "the this that these those if when where whether unless which who to for in on of by at from with and or no any all some such other each every reference references an is are as it there provide including";

/// Verbs that are in no term: what holds one is a sentence.
const NO_WORD: &str = "shall must may should will is are was were be has have cannot";

/// What follows `means` where it is a noun: ways to something.
const WAYS: &[&str] = &["of ", "for ", "and ", "or ", "by which ", "used ", "available "];

/// Bytes of a sentence that says by whom its subject is defined.
const SAID: usize = 280;

/// Whether a list of words, with blanks between, has a word.
fn listed(list: &str, word: &str) -> bool {
    list.split(' ').any(|w| w == word)
}

/// A definition without quotation marks, of a short term in small letters right before the verb.
pub(super) fn plain(text: &str, from: usize) -> Option<Defining<'_>> {
    let own = text.get(from..)?;
    // A term of nine words ends well before this.
    let start = head(own, 160);
    // What begins with a capital has a verb behind its second word, or defines nothing.
    let asides = || {
        let start = lowered(start);
        start.contains(", as ") || start.contains(", in relation to ")
    };
    let at_end = || {
        let own_end = own.trim_end();
        let before = BEFORE_LIST
            .iter()
            .find_map(|m| own_end.strip_suffix(m)?.strip_suffix(' '))?;
        Some((before.len(), own.len()))
    };
    let of = |v: &Verb, at: usize| at + if v.told { 1 } else { v.words.len() };
    let spaces = start.bytes().enumerate().filter(|(_, b)| *b == b' ');
    let mut spaces = spaces.map(|(at, _)| at).enumerate();
    let found = spaces.find_map(|(n, at)| {
        let verb = verb_at(&start[at..])?;
        Some((n, at, of(verb, at)))
    });
    let found = found.filter(|(n, ..)| *n < 2 || !own.starts_with(char::is_uppercase) || asides());
    let (at, meaning) = found.map(|(_, at, meaning)| (at, meaning)).or_else(at_end)?;
    let behind = start.get(at..).unwrap_or("");
    let term = own.get(..at)?;
    // `biased output, in respect of a system, means …`
    let (term, aside) = match term.split_once(", ") {
        Some((term, aside)) if aside.ends_with(',') => (term, true),
        _ => (term, false),
    };
    // `means of` are ways to something, `initial means to` too.
    let referring = begins(behind, " refers to ");
    let way = |w: &&str| begins(behind, " means ") && begins(&behind[" means ".len()..], w);
    let noun = WAYS.iter().any(way);
    let includes = begins(behind, " includes ");
    (!noun && (aside || !referring) && is_name(term, aside, includes)).then_some(Defining {
        term,
        at: from,
        start: 0,
        also: Vec::new(),
        meaning: from + meaning,
        end: None,
    })
}

/// The longest of the plainest verbs that a text begins with.
fn verb_at(text: &str) -> Option<&'static Verb> {
    // Asked at each space: what stands behind it seldom begins as one of these verbs.
    let [_, first, second, third, ..] = text.as_bytes() else {
        return None;
    };
    let small = |b: &u8| b.to_ascii_lowercase();
    let begins_one = matches!(
        (small(first), small(second), small(third)),
        (b'm', b'e', b'a')
            | (b'r', b'e', b'f')
            | (b'h', b'a', b's')
            | (b'i', b'n', b'c')
            | (b's', b'h', b'a')
            | (b's', b'\'' | 0x80.., _)
            | (b'd', 0x80.., _)
    );
    if !begins_one {
        return None;
    }
    PLAIN
        .iter()
        .filter(|v| begins(text, v.words))
        .max_by_key(|v| v.words.len())
}

/// Whether words before a verb name something: no article or conjunction at their head, no verb in them, no label of a note.
fn is_name(term: &str, aside: bool, includes: bool) -> bool {
    let words: Vec<&str> = term.split(' ').collect();
    let Some(first) = words.first() else {
        return false;
    };
    let low = first.to_lowercase();
    if listed(NO_START, &low) || words.iter().any(|w| listed(NO_WORD, &w.to_lowercase())) {
        return false;
    }
    // `a Stones are`: a note with its letter. `a means`: an article alone. `T16H1` explains an example.
    let second = words.get(1).is_none_or(|w| w.starts_with(char::is_uppercase));
    let article = first.chars().count() == 1 && (second || low == "a");
    let code = term
        .chars()
        .any(|c| c.is_ascii_digit() || matches!(c, ')' | '(' | '"'));
    // A capital begins terms such as `Minister means`, but every sentence as well.
    let short = words.len() <= if aside { 4 } else { 2 };
    let capital = short && !includes && !listed(SENTENCE_STARTS, first);
    let begins = term.starts_with(char::is_lowercase) || (capital && term.starts_with(char::is_alphabetic));
    // `by electronic means` says how.
    let manner = [" by ", " through ", " with "]
        .iter()
        .any(|w| format!(" {term} ").contains(w));
    begins && !article && !code && !manner && words.len() <= TERM_WORDS && !term.contains([',', ';', '.'])
}

/// The term of a definition that says it again: `AI system: An AI system is a machine-based system that …`.
pub(super) fn said_again(text: &str) -> Option<Defining<'_>> {
    let colon = memchr::memchr_iter(b':', text.as_bytes()).find(|at| text[at + 1..].starts_with(' '))?;
    let (head, rest) = (&text[..colon], &text[colon + 2..]);
    // What a list or a template puts before it.
    let term = head.rsplit(['=', '‒', '–', '—', '•']).next()?.trim();
    let words = term.split(' ').count();
    if term.len() < 2 || words > TERM_WORDS || term.contains(['.', ';', ',']) {
        return None;
    }
    let low = rest.trim_start().to_lowercase();
    let bare = ["an ", "a ", "the "]
        .iter()
        .find_map(|a| low.strip_prefix(a))
        .unwrap_or(&low);
    let after = bare.strip_prefix(&term.to_lowercase())?.trim_start();
    let says = [
        "is ",
        "are ",
        "refers to ",
        "refer to ",
        "means ",
        "typically ",
        "includes ",
    ];
    says.iter().any(|s| after.starts_with(s)).then(|| Defining {
        term,
        at: text.find(term).unwrap_or(0),
        start: 0,
        also: Vec::new(),
        meaning: head.len() + 2,
        end: None,
    })
}

/// `Accuracy is defined by the laboratory as …`: a short subject that a sentence begins with.
pub(super) fn said_to_be(text: &str) -> Option<Defining<'_>> {
    let start = lowered(head(text, SAID));
    static IS: LazyLock<[Finder<'_>; 2]> =
        LazyLock::new(|| [" is defined ", " are defined "].map(Finder::new));
    let is = IS
        .iter()
        .find_map(|v| Some((v.find(start.as_bytes())?, v.needle().len())))?;
    let term = text.get(..is.0)?;
    let words = term.split(' ').count();
    let first = term.split(' ').next().unwrap_or("");
    let name = words <= 4 && !listed(SENTENCE_STARTS, first) && !listed(NO_START, &first.to_lowercase());
    let behind = is.0 + is.1;
    let by = head(start.get(behind..)?, NEAR);
    let by = by.find([',', ';']).and_then(|end| by.get(..end)).unwrap_or(by);
    let at = if by.starts_with("as ") {
        3
    } else {
        by.find(" as ")? + 4
    };
    (name && !term.contains([',', ';', ':', '.', '(']) && !text.get(behind + at..)?.starts_with("follows"))
        .then(|| Defining {
            term,
            at: 0,
            start: 0,
            also: Vec::new(),
            meaning: behind + at,
            end: None,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_verb_is_passed_over() {
        for verb in PLAIN {
            assert!(verb_at(verb.words).is_some(), "{}", verb.words);
        }
    }
}
