//! What holds the outermost step of a reference: `of this Article`, `of that Regulation`, `thereof`, another instrument.

use nom::bytes::complete::is_not;
use nom::character::complete::char;
use nom::combinator::{opt, recognize};
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

use super::instrument;
use super::number::{Element, element};
use super::parse::{phrase, token};
use super::words::{Words, folded};

/// What holds the outermost step.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Anchor<'a> {
    /// Nothing is said.
    None,
    /// `of this Article` (the word), `of this Regulation` (none).
    This(Option<usize>),
    /// `of that Article`: what was named last; `of that Regulation`: the instrument that was named last.
    That(Option<usize>, &'a str),
    /// `thereof`.
    Thereof(&'a str),
    /// Another instrument by name.
    Instrument(&'a str),
}

/// What holds the outermost step, behind it.
pub(super) fn anchor<'a>(words: &Words, text: &'a str) -> (&'a str, Anchor<'a>) {
    let behind = |list: &[String]| -> Option<&'a str> {
        let found: IResult<&str, _> = (opt(char(',')), char(' '), phrase(list)).parse(text);
        found.ok().map(|(rest, _)| rest)
    };
    if let Some(after) = behind(&words.this)
        && let Some((rest, word)) = held(words, after)
    {
        return (rest, Anchor::This(word));
    }
    if let Some(after) = behind(&words.that)
        && let Some((rest, word)) = held(words, after)
    {
        return (rest, Anchor::That(word, &after[..after.len() - rest.len()]));
    }
    if let Some(after) = behind(&words.of) {
        if let Some(name) = instrument::name(words, after) {
            return (&after[name.len()..], Anchor::Instrument(name));
        }
        if let Some((rest, word)) = token(after).ok().filter(|(_, w)| words.is_juxtaposed(w)) {
            return (rest, Anchor::Instrument(word));
        }
        // `Section 5 of [LAMPS]`: an entry of the list of references.
        let entry: IResult<&str, &str> =
            recognize(delimited(char('['), is_not("[] "), char(']'))).parse(after);
        if let Ok((rest, entry)) = entry {
            return (rest, Anchor::Instrument(entry));
        }
    }
    let Some(after) = text.strip_prefix(", ").or_else(|| text.strip_prefix(' ')) else {
        return (text, Anchor::None);
    };
    match token(after) {
        Ok((rest, word)) if words.thereof.iter().any(|t| *t == folded(word)) => {
            return (rest, Anchor::Thereof(word));
        }
        Ok((rest, word)) if words.is_juxtaposed(word) => {
            return (rest, Anchor::Instrument(word));
        }
        _ => {}
    }
    // `section 9 of title 3, United Harbours Code`.
    match instrument::name(words, after).filter(|n| text.starts_with(',') && n.ends_with("Code")) {
        Some(name) => (&after[name.len()..], Anchor::Instrument(name)),
        None => (text, Anchor::None),
    }
}

/// What stands behind `this`: a word that names clauses (its number is taken along), or a noun for the whole draft.
fn held<'a>(words: &Words, text: &'a str) -> Option<(&'a str, Option<usize>)> {
    let (rest, word) = token(text).ok()?;
    let lower = folded(word);
    if words.is_instrument(&lower) {
        // A noun that is also a word for clauses (`regulation`) stands for the draft where no number follows.
        let number: IResult<&str, Element<'_>> = preceded(char(' '), |t| element(t, false)).parse(rest);
        return Some(match (words.names(&lower), number) {
            (Some((w, _)), Ok((after, _))) => (after, Some(w)),
            _ => (rest, None),
        });
    }
    if let Some((w, _)) = words.names(&lower) {
        let number: IResult<&str, Element<'_>> = preceded(char(' '), |t| element(t, false)).parse(rest);
        return Some((number.map_or(rest, |(after, _)| after), Some(w)));
    }
    words.whole.iter().any(|w| *w == lower).then_some((rest, None))
}
