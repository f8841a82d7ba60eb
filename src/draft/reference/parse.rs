//! References as written: words that name clauses, their numbers, what holds what, and which instrument is meant.
//!
//! Parsed with nom at every word that names clauses; what a match takes is not read again, and what it looks ahead is
//! bounded, so that the cost is linear in the text.

use nom::bytes::complete::{tag, take_while, take_while1};
use nom::character::complete::{char, satisfy};
use nom::combinator::{not, opt, recognize, verify};
use nom::sequence::{pair, preceded};
use nom::{IResult, Parser};

use super::anchor::{Anchor, anchor};
use super::number::{Element, element, shape};
use super::words::{Token, Words, folded};
use crate::grammar::pattern::alike;

/// One word with its numbers: `Articles 8 to 15`, `first subparagraph`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step<'a> {
    /// Index of the word in the table.
    pub(super) word: usize,
    /// What it names; for `nth` the counts.
    pub(super) named: Named<'a>,
    /// `Chapter 5 (commencing with Section 20)`.
    pub(super) commencing: Option<(Box<Expression<'a>>, &'a str)>,
}

/// What a word names.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Named<'a> {
    /// By number.
    Numbers(Vec<Element<'a>>),
    /// By count: `first` is 1.
    Nth(Vec<u32>),
    /// By the word alone: `the Annex`.
    Only,
}

/// A reference expression, outermost step first.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Expression<'a> {
    pub(super) steps: Vec<Step<'a>>,
    pub(super) anchor: Anchor<'a>,
}

/// Deepest chain of steps. Statutes reach seven (title to item).
const STEPS: usize = 9;
/// Longest list of clauses behind one word.
const LIST: usize = 60;

/// The expression at the start of a text, and what follows it.
pub(super) fn expression<'a>(words: &Words, text: &'a str) -> Option<(Expression<'a>, &'a str)> {
    parse(words, text, 0)
        .ok()
        .map(|(rest, expression)| (expression, rest))
}

fn parse<'a>(words: &Words, text: &'a str, depth: usize) -> IResult<&'a str, Expression<'a>> {
    let (mut rest, first) = step(words, text, depth)?;
    let mut steps = vec![first];
    let mut upwards = false;
    while steps.len() < STEPS {
        let inner: IResult<&str, Step<'_>> =
            preceded((opt(char(',')), opt(char(' '))), |t| step(words, t, depth)).parse(rest);
        if let Ok((after, step)) = inner
            && !upwards
            && goes_into(words, steps.last(), &step)
        {
            steps.push(step);
            rest = after;
            continue;
        }
        let outer: IResult<&str, Step<'_>> =
            preceded((comma(words.comma_holds), char(' '), phrase(&words.of)), |t| {
                holder(words, t, depth)
            })
            .parse(rest);
        let Ok((after, step)) = outer else { break };
        // Articles do not stand in articles: `article 31, de l'article 33` is a list.
        if steps.first().is_some_and(|s| s.word == step.word) {
            break;
        }
        upwards = true;
        steps.insert(0, step);
        rest = after;
    }
    let (rest, anchor) = anchor(words, rest);
    Ok((rest, Expression { steps, anchor }))
}

fn comma<'a>(allowed: bool) -> impl Fn(&'a str) -> IResult<&'a str, Option<char>> {
    move |text| {
        if allowed {
            opt(char(',')).parse(text)
        } else {
            Ok((text, None))
        }
    }
}

/// Whether a step stands in the one before it: `Article 6, point (a)`, but not `Article 6, Annex I`.
fn goes_into(words: &Words, outer: Option<&Step<'_>>, inner: &Step<'_>) -> bool {
    let rank = |s: &Step<'_>| words.words[s.word].rank;
    matches!(inner.named, Named::Nth(_)) || outer.is_some_and(|o| rank(o) < rank(inner))
}

/// What holds a clause: also `the Annex` without a number, where it goes on to say of what.
fn holder<'a>(words: &Words, text: &'a str, depth: usize) -> IResult<&'a str, Step<'a>> {
    step(words, text, depth).or_else(|error| {
        let (rest, (word, plural)) = name_of(words, text)?;
        let goes_on: IResult<&str, &str> =
            preceded((opt(char(',')), char(' ')), phrase(&words.of)).parse(rest);
        let annexed = words.words[word].rank == 0
            && !plural
            && (goes_on.is_ok() || rest.starts_with([',', '.', ';', ')']));
        if annexed {
            Ok((
                rest,
                Step {
                    word,
                    named: Named::Only,
                    commencing: None,
                },
            ))
        } else {
            Err(error)
        }
    })
}

fn step<'a>(words: &Words, text: &'a str, depth: usize) -> IResult<&'a str, Step<'a>> {
    let (rest, (word, named)) = match numbered(words, text) {
        Ok(found) => found,
        Err(_) => counted(words, text)?,
    };
    let opened: IResult<&str, &str> = preceded(char(' '), phrase(&words.commencing)).parse(rest);
    if let (Ok((inside, _)), 0) = (opened, depth)
        && let Ok((after, inner)) = parse(words, inside, 1)
    {
        let words_in = &inside[..inside.len() - after.len()];
        let closed: IResult<&str, char> = char(')').parse(after);
        if let Ok((after, _)) = closed {
            return Ok((
                after,
                Step {
                    word,
                    named,
                    commencing: Some((Box::new(inner), words_in)),
                },
            ));
        }
    }
    Ok((
        rest,
        Step {
            word,
            named,
            commencing: None,
        },
    ))
}

/// `Articles 8 to 15`.
fn numbered<'a>(words: &Words, text: &'a str) -> IResult<&'a str, (usize, Named<'a>)> {
    let (rest, (word, plural)) = name_of(words, text)?;
    // `§1` and `§ 1`.
    let (rest, _) = if text.starts_with('§') {
        opt(char(' ')).parse(rest)?
    } else {
        opt_space(rest)?
    };
    let (mut rest, first) = element(rest, plural)?;
    // `in part I think`: the small word is hardly ever a part of the draft.
    if words.words[word].rank == 1 && first.numbers == ["I"] && text.starts_with(char::is_lowercase) {
        return Err(nom::Err::Error(nom::error::Error::new(
            text,
            nom::error::ErrorKind::Verify,
        )));
    }
    let mut elements = vec![first];
    while elements.len() < LIST {
        let Some((after, next)) = next_element(words, rest, (word, plural), elements.last()) else {
            break;
        };
        elements.push(next);
        rest = after;
    }
    let inclusive: IResult<&str, &str> = tag(", inclusive").parse(rest);
    let rest = inclusive.map_or(rest, |(after, _)| after);
    Ok((rest, (word, Named::Numbers(elements))))
}

fn opt_space(text: &str) -> IResult<&str, Option<char>> {
    let (rest, space) = char(' ').parse(text)?;
    Ok((rest, Some(space)))
}

/// The next of a list or the end of a range.
fn next_element<'a>(
    words: &Words,
    text: &'a str,
    (word, plural): (usize, bool),
    before: Option<&Element<'a>>,
) -> Option<(&'a str, Element<'a>)> {
    let dash: IResult<&str, &str> = recognize(satisfy(|c| matches!(c, '-' | '–'))).parse(text);
    let spaced: IResult<&str, &str> = preceded(char(' '), phrase_word(&words.through)).parse(text);
    if let Ok((after, _)) = dash.or(spaced) {
        // `Article 8 to Article 15`.
        let again = name_of(words, after)
            .ok()
            .filter(|(_, (w, _))| *w == word)
            .and_then(|(t, _)| t.strip_prefix(' '));
        let end: IResult<&str, Element<'_>> = element(again.unwrap_or(after), plural);
        if let Ok((rest, mut end)) = end {
            let range = plural || !end.plain || before.is_some_and(|b| b.plain && b.numbers.len() == 1);
            if range {
                end.through = true;
                return Some((rest, end));
            }
        }
    }
    // `Points 4.3., 4.4.`: labels with their full stops.
    let text = if plural && text.starts_with(".,") {
        &text[1..]
    } else {
        text
    };
    let and: IResult<&str, &str> = preceded((opt(char(',')), char(' ')), phrase_word(&words.and)).parse(text);
    let (after, joined) = match and {
        Ok((after, _)) => (after, true),
        Err(_) => (text.strip_prefix(", ")?, false),
    };
    let (rest, next) = element(after, plural).ok()?;
    if next.plain {
        // A bare number behind a comma goes on with the list only where a plural, or an `or` to come, says so.
        let single = before.is_some_and(|b| b.plain && b.numbers.len() == 1);
        let decimal = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        return (!decimal && (plural || single && (joined || joined_later(words, rest))))
            .then_some((rest, next));
    }
    // `Article 5, point (h), (2) to (6)`: what counts otherwise goes on with something further out.
    let first = next.numbers.first().copied().unwrap_or("");
    let letters = |n: &str| shape(n) > 0;
    let alike = before.is_some_and(|b| b.numbers.iter().any(|n| letters(n) == letters(first)));
    alike.then_some((rest, next))
}

/// Whether `, 6 or 7` or the like follows: then the comma before was one of a list.
fn joined_later(words: &Words, text: &str) -> bool {
    let mut rest = text;
    for _ in 0..4 {
        let and: IResult<&str, &str> =
            preceded((opt(char(',')), char(' ')), phrase_word(&words.and)).parse(rest);
        if let Ok((after, _)) = and {
            return element(after, false).is_ok_and(|(_, e)| e.plain);
        }
        match rest.strip_prefix(", ").and_then(|t| element(t, false).ok()) {
            Some((after, next)) if next.plain => rest = after,
            _ => return false,
        }
    }
    false
}

/// `first subparagraph`, `first and second subparagraphs`.
fn counted<'a>(words: &Words, text: &'a str) -> IResult<&'a str, (usize, Named<'a>)> {
    let fail = || nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Tag));
    let mut counts = Vec::new();
    let mut rest = text;
    while counts.len() < 6 {
        let (after, token) = token(rest)?;
        let nth = words
            .token(&folded(token))
            .iter()
            .find_map(|t| if let Token::Nth(n) = t { Some(*n) } else { None });
        let Some(n) = nth else { break };
        counts.push(n);
        let joint: IResult<&str, &str> =
            preceded((opt(char(',')), char(' ')), phrase_word(&words.and)).parse(after);
        rest = match joint {
            Ok((after, _)) => after,
            Err(_) => after
                .strip_prefix(", ")
                .or_else(|| after.strip_prefix(' '))
                .ok_or_else(fail)?,
        };
    }
    let (rest, (word, _)) = name_of(words, rest)?;
    if counts.is_empty() || !words.words[word].nth {
        return Err(fail());
    }
    Ok((rest, (word, Named::Nth(counts))))
}

/// The word that names clauses at the start of a text.
pub(super) fn name_of<'a>(words: &Words, text: &'a str) -> IResult<&'a str, (usize, bool)> {
    let (rest, word) = token(text)?;
    // `Art.`, `sub-paragraph`: the longer token first.
    for longer in [rest.starts_with('.').then_some(1), hyphenated(rest)]
        .into_iter()
        .flatten()
    {
        let whole = &text[..word.len() + longer];
        if let Some(found) = words.names(&folded(whole)) {
            return Ok((&text[whole.len()..], found));
        }
    }
    match words.names(&folded(word)) {
        Some(found) => Ok((rest, found)),
        None => Err(nom::Err::Error(nom::error::Error::new(
            text,
            nom::error::ErrorKind::Tag,
        ))),
    }
}

fn hyphenated(rest: &str) -> Option<usize> {
    let second: IResult<&str, &str> =
        recognize(pair(char('-'), take_while1(char::is_alphabetic))).parse(rest);
    second.ok().map(|(_, s)| s.len())
}

/// A word: letters, or section signs.
pub(super) fn token(text: &str) -> IResult<&str, &str> {
    let signs: IResult<&str, &str> = take_while1(|c| c == '§').parse(text);
    signs.or_else(|_: nom::Err<nom::error::Error<&str>>| {
        recognize(pair(
            take_while1(char::is_alphabetic),
            opt(recognize(pair(
                satisfy(|c| c == '\'' || c == '’'),
                verify(take_while(char::is_alphabetic), |s: &str| s.len() == 1),
            ))),
        ))
        .parse(text)
    })
}

/// One of these phrases, whatever its case; `’` is as good as `'`.
pub(super) fn phrase<'w>(list: &'w [String]) -> impl Fn(&str) -> IResult<&str, &str> + 'w {
    move |text| {
        for phrase in list {
            let mut rest = text.chars();
            let fits = phrase.chars().all(|want| {
                rest.next()
                    .is_some_and(|got| alike(got, want) || (got == '’' && want == '\''))
            });
            if fits {
                let length = text.len() - rest.as_str().len();
                return Ok((rest.as_str(), &text[..length]));
            }
        }
        Err(nom::Err::Error(nom::error::Error::new(
            text,
            nom::error::ErrorKind::Tag,
        )))
    }
}

/// One of these words, and the space behind it.
fn phrase_word<'w>(list: &'w [String]) -> impl Fn(&str) -> IResult<&str, &str> + 'w {
    move |text| {
        let (rest, word) = phrase(list)(text)?;
        let (rest, _) = not(satisfy(char::is_alphanumeric)).parse(rest)?;
        let (rest, _) = char(' ').parse(rest)?;
        Ok((rest, word))
    }
}
