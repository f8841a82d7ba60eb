//! Walks a text token by token and gives what may refer: expressions, instruments, bare numbers.
//!
//! Cost: linear; each token is read once, and what an expression takes is not read again.

use super::instrument;
use super::parse::{self, Expression};
use super::words::{Token, Words, folded};

/// What was found in a text. All places are bytes.
#[derive(Debug)]
pub(super) enum Hit<'t> {
    /// Words that name clauses.
    Expression {
        /// Where the words begin, with the standard before them.
        start: usize,
        /// Where they end.
        end: usize,
        /// The standard named before them: `ISO 1:2000, Clause 5`.
        standard: Option<&'t str>,
        /// What they say.
        expression: Expression<'t>,
    },
    /// An instrument without a clause of it; a later `that Regulation` means it.
    Named {
        /// Where it begins.
        start: usize,
        /// Its name.
        instrument: &'t str,
    },
    /// A dotted number behind a word that leads to one: `see 6.1.2`.
    Bare {
        /// Where it begins.
        start: usize,
        /// The number.
        number: &'t str,
    },
}

/// All hits of a text, in order.
pub(super) fn hits<'t>(words: &'t Words, text: &'t str) -> impl Iterator<Item = Hit<'t>> {
    Scan {
        words,
        text,
        at: 0,
        standard: None,
    }
}

struct Scan<'t> {
    words: &'t Words,
    text: &'t str,
    at: usize,
    /// The last standard named, as a place in the text.
    standard: Option<(usize, usize)>,
}

impl<'t> Iterator for Scan<'t> {
    type Item = Hit<'t>;

    fn next(&mut self) -> Option<Hit<'t>> {
        loop {
            self.skip();
            let start = self.at;
            if start >= self.text.len() {
                return None;
            }
            let Some((token, after)) = token(&self.text[start..]) else {
                self.at += other(&self.text[start..]);
                continue;
            };
            let token_end = self.text.len() - after.len();
            self.at = token_end;
            let Some(meanings) = self.words.known(token) else {
                continue;
            };
            if meanings.is_empty() && !is_longer(after) {
                continue;
            }
            if let Some(hit) = self.hit(start, meanings, after) {
                return Some(hit);
            }
        }
    }
}

/// Whether a token may go on behind its letters: `Art.`, `sub-paragraph`.
fn is_longer(after: &str) -> bool {
    matches!(after.as_bytes().first(), Some(b'.' | b'-'))
}

/// Whether what follows a word that names clauses may be their number. Most such words have none (`the article shall`),
/// and need no parser.
fn may_number(token: &str, after: &str) -> bool {
    /// Longest number with a closing bracket only, with room: `xviii.12345678)`.
    const HALF: usize = 24;
    let Some((b' ', rest)) = after.as_bytes().split_first() else {
        return is_longer(after) || token.starts_with('§');
    };
    match rest.first() {
        None => false,
        Some(b'p') => true,
        Some(b'a'..=b'z') => rest.iter().take(HALF).any(|b| *b == b')'),
        Some(first) => !first.is_ascii() || first.is_ascii_alphanumeric() || *first == b'(',
    }
}

impl<'t> Scan<'t> {
    /// Goes on to the next word that may refer, past white space, punctuation and plain words that never do: nearly all of
    /// every text.
    fn skip(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(b) = bytes.get(self.at) {
            if b.is_ascii() && !b.is_ascii_alphanumeric() {
                self.at += 1;
                continue;
            }
            let plain = plain_letters(&bytes[self.at..]);
            if plain == 0 || self.words.may_know(&bytes[self.at..self.at + plain]) {
                return;
            }
            self.at += plain;
        }
    }

    fn hit(&mut self, start: usize, meanings: &[Token], after: &'t str) -> Option<Hit<'t>> {
        let token_end = self.at;
        let token = &self.text[start..token_end];
        let refers = |t: &Token| match t {
            Token::Names(..) => may_number(token, after),
            Token::Nth(_) => true,
            _ => false,
        };
        if (is_longer(after) || meanings.iter().any(refers))
            && let Some((expression, rest)) = parse::expression(self.words, &self.text[start..])
        {
            self.at = self.text.len() - rest.len();
            let before = self
                .standard
                .filter(|(_, end)| self.text[*end..start].trim_matches([',', ' ']).is_empty());
            let standard = before.map(|(from, to)| &self.text[from..to]);
            let start = before.map_or(start, |(from, _)| from);
            return Some(Hit::Expression {
                start,
                end: self.at,
                standard,
                expression,
            });
        }
        if meanings.contains(&Token::Instrument)
            && let Some(instrument) = instrument::name(self.words, &self.text[start..])
        {
            self.at = start + instrument.len();
            let start = capitals_before(self.text, start);
            return Some(Hit::Named {
                start,
                instrument: &self.text[start..self.at],
            });
        }
        if meanings.contains(&Token::Standard)
            && let Some(length) = standard_number(after)
        {
            self.at = token_end + length;
            self.standard = Some((start, self.at));
            return None;
        }
        if meanings.contains(&Token::Lead)
            && let Some(number) = bare_number(after)
        {
            self.at = token_end + 1 + number.len();
            return Some(Hit::Bare {
                start: token_end + 1,
                number,
            });
        }
        None
    }
}

/// Where the capitalised words right before a place begin: the noun closes `Lamp and Lantern Act`.
fn capitals_before(text: &str, at: usize) -> usize {
    let mut start = at;
    for _ in 0..8 {
        let before = text[..start].trim_end_matches(' ');
        let word = before.rsplit(' ').next().unwrap_or("");
        let capital = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
        // The first word of a sentence is capitalised for another reason.
        if !capital || before.len() == word.len() || word.len() < 4 {
            break;
        }
        start = before.len() - word.len();
    }
    start
}

/// How many letters a text begins with, where they are a whole word without accents and apostrophes; else 0.
fn plain_letters(text: &[u8]) -> usize {
    let plain = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    match text.get(plain) {
        Some(b) if !b.is_ascii() || *b == b'\'' => 0,
        _ => plain,
    }
}

/// The word that a text begins with, and what follows it. Nearly all words are plain letters, and need no parser.
fn token(text: &str) -> Option<(&str, &str)> {
    let plain = plain_letters(text.as_bytes());
    if plain > 0 {
        return Some(text.split_at(plain));
    }
    parse::token(text).ok().map(|(after, token)| (token, after))
}

/// Length of what is no word: white space, punctuation, or digits with what hangs on to them (the `a` of `6a`).
fn other(text: &str) -> usize {
    let run = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    if run > 0 {
        run
    } else {
        text.chars().next().map_or(1, char::len_utf8)
    }
}

/// Whether what stands between two expressions only joins them: `, and`, `or`.
pub(super) fn is_joint(words: &Words, between: &str) -> bool {
    let word = folded(between.trim_matches([',', '.', ' ']));
    // Some languages say their prepositions again before each of a list.
    let small = |w: &str| {
        [
            "the", "in", "with", "de", "du", "des", "les", "la", "l'", "à", "au", "aux", "van", "het",
        ]
        .contains(&w)
    };
    word.is_empty()
        || word
            .split(' ')
            .all(|w| words.and.iter().any(|a| a == w) || small(w))
}

/// Whether the word before a place is one of these.
pub(super) fn word_before(list: &[String], text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    list.iter().any(|w| {
        before.ends_with(w.as_str()) && !before[..before.len() - w.len()].ends_with(char::is_alphanumeric)
    })
}

/// Length of the number of a standard: ` 17301-1:2016`, ` 6322 - 2`.
fn standard_number(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(['/', ' '])?;
    let counts = |c: char| {
        c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '-' | ':' | '/' | '.' | '—' | ' ')
    };
    let run = &rest[..rest.find(|c| !counts(c)).unwrap_or(rest.len())];
    let end = run.rfind(|c: char| c.is_ascii_digit() || c == '—')?;
    let last = run[end..].chars().next().map_or(1, char::len_utf8);
    Some(1 + end + last)
}

/// A dotted number right behind a word that leads to one, where what follows lets it be more than a quantity.
fn bare_number(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(' ')?;
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches('.');
    if !number.contains('.') || number.len() >= 16 {
        return None;
    }
    let follows = &rest[number.len()..];
    let closed = follows.is_empty() || follows.starts_with([',', ';', ')', '.', ':']);
    let free = closed || BEHIND.iter().any(|w| follows.starts_with(w));
    free.then_some(number)
}

/// What stands behind the number of a clause, but not behind a quantity with its unit.
const BEHIND: &[&str] = &[
    " and ", " or ", " to ", " shall ", " apply", " applies", " are ", " is ", " of ", " et ", " ou ", " en ",
];
