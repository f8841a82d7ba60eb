//! What marks an insertion: the letter of `6a`, the `bis` of `6 bis`, the letter ahead of `A20`.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, satisfy};
use nom::combinator::recognize;
use nom::multi::many1;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::Piece;
use super::counted::counted;
use crate::grammar::number::Number;

/// The letter of `A20`, in capitals right before a digit; 0 where there is none.
pub(super) fn ahead_letter(text: &str) -> (&str, u16) {
    match text.as_bytes() {
        [letter, digit, ..] if letter.is_ascii_uppercase() && digit.is_ascii_digit() => {
            (&text[1..], u16::from(letter - b'A') + 1)
        }
        _ => (text, 0),
    }
}

/// What makes an ordinal of a number: `5th`, `2e`.
pub(super) const ORDINAL: &[&str] = &["st", "nd", "rd", "th", "er", "re", "de", "ste"];

/// Takes the insertion suffix of `6a`, `6A`, `6 bis`, `6-ter`; leaves the text alone where there is none.
pub(super) fn letter_suffix<'a>(text: &'a str, number: &mut Number) -> &'a str {
    let latin: IResult<&str, &str> = preceded(
        satisfy(|c| c == ' ' || c == '-'),
        alt((
            tag("bis"),
            tag("ter"),
            tag("quater"),
            tag("quinquies"),
            tag("sexies"),
            tag("septies"),
            tag("octies"),
        )),
    )
    .parse(text);
    if let Ok((rest, word)) = latin {
        let order = ["bis", "ter", "quater", "quinquies", "sexies", "septies", "octies"];
        number.set_inserted(order.iter().position(|o| *o == word).map_or(1, |p| p as u16 + 1));
        return rest;
    }
    // `제6조의2`, `第六条之一`, `第六条の二`: the pattern has the word for article, what follows counts the insertions.
    let east_asian = preceded(satisfy(|c| matches!(c, '의' | '之' | 'の')), |t| {
        counted(&Piece::Han, t)
    });
    let found: IResult<&str, Number> = { east_asian }.parse(text);
    if let Ok((rest, insertion)) = found {
        number.set_inserted(insertion.parts().first().map_or(1, |&p| p.min(999) as u16));
        return rest;
    }
    let hyphened: IResult<&str, char> = preceded(char('-'), satisfy(|c| c.is_ascii_uppercase())).parse(text);
    if let Ok((rest, letter)) = hyphened
        && !rest.starts_with(char::is_alphanumeric)
    {
        number.set_inserted(u16::from(letter as u8 - b'A') + 1);
        return rest;
    }
    let plain: IResult<&str, &str> = recognize(many1(satisfy(|c| c.is_ascii_alphabetic()))).parse(text);
    match plain {
        Ok((rest, word)) if !ORDINAL.contains(&word) && number.set_suffix(&word.to_ascii_lowercase()) => rest,
        _ => text,
    }
}
