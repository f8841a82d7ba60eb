//! What counts in a label: arabic, letters, roman, Chinese, dotted numbers, codes.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{anychar, char, satisfy};
use nom::combinator::{map, map_opt, not, opt, recognize, verify};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::Piece;
use super::suffix::ORDINAL;
use crate::grammar::number::{Number, han, letters, roman};

fn digits(text: &str) -> IResult<&str, u32> {
    map(take_while_m_n(1, 5, |c: char| c.is_ascii_digit()), |d: &str| {
        d.parse().unwrap_or(u32::MAX)
    })
    .parse(text)
}

/// Digits as wide as Chinese characters.
fn wide_digits(text: &str) -> IResult<&str, u32> {
    let value = |c: char| u32::from(c).checked_sub(u32::from('０')).filter(|v| *v < 10);
    map(take_while_m_n(1, 4, move |c| value(c).is_some()), |d: &str| {
        d.chars().filter_map(value).fold(0, |n, v| n * 10 + v)
    })
    .parse(text)
}

/// An inserted `.1` after a letter or number. Two digits are decimals where that keeps the order: `.01` stands before
/// `.1`, `.21` between `.2` and `.3`.
fn inserted(text: &str) -> IResult<&str, Vec<u32>> {
    let two = |d: &str| {
        d.parse::<u32>().map_or(Vec::new(), |n| {
            if n % 10 == 0 {
                vec![n]
            } else {
                vec![n / 10, n % 10]
            }
        })
    };
    let decimal = alt((
        map(
            verify(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), |d: &str| {
                d != "00"
            }),
            two,
        ),
        map(take_while_m_n(1, 1, |c: char| c.is_ascii_digit()), |d: &str| {
            vec![d.parse().unwrap_or(0)]
        }),
    ));
    map(
        opt(preceded(
            char('.'),
            verify(
                terminated(decimal, not(satisfy(|c| c.is_ascii_digit()))),
                |d: &Vec<u32>| !d.is_empty(),
            ),
        )),
        Option::unwrap_or_default,
    )
    .parse(text)
}

pub(super) fn counted<'a>(piece: &Piece, text: &'a str) -> IResult<&'a str, Number> {
    match piece {
        Piece::Arabic => {
            let (rest, value) = verify(digits, |&n| n < 10_000).parse(text)?;
            // `(1.1)` is an insertion, but `1.` is a number and its full stop.
            let (rest, more) = match inserted(rest) {
                Ok((after, more)) if after.starts_with(')') => (after, more),
                _ => (rest, Vec::new()),
            };
            Ok((rest, with(value, &more)))
        }
        Piece::Alpha { upper } => {
            let (rest, word) = cased(*upper, 3).parse(text)?;
            let mut number = letters(&word.to_ascii_lowercase()).ok_or_else(|| none(text))?;
            let (rest, more) = inserted(rest)?;
            more.iter().for_each(|&p| number.push(p));
            Ok((rest, number))
        }
        Piece::Doubled { upper } => {
            let (rest, word) = cased(*upper, 2).parse(text)?;
            match *word.to_ascii_lowercase().as_bytes() {
                [a, b] if a == b => Ok((rest, Number::single(u32::from(a - b'a') + 1))),
                _ => Err(none(text)),
            }
        }
        Piece::Roman { upper } => {
            let (rest, word) = cased(*upper, 9).parse(text)?;
            let value = roman(&word.to_ascii_lowercase()).ok_or_else(|| none(text))?;
            let (rest, more) = inserted(rest)?;
            Ok((rest, with(value, &more)))
        }
        Piece::Han => alt((kanji, map(alt((digits, wide_digits)), Number::single))).parse(text),
        Piece::Kanji => kanji(text),
        Piece::Wide => map(wide_digits, Number::single).parse(text),
        Piece::Circled => map_opt(anychar, circled).parse(text),
        Piece::Listed(order) => {
            let place = |c| order.chars().position(|o| o == c);
            map_opt(anychar, |c| place(c).map(|p| Number::single(p as u32 + 1))).parse(text)
        }
        Piece::Greek => greek(text),
        Piece::Dotted { least } => {
            let (rest, number) = dotted(text)?;
            if number.parts().len() < *least {
                Err(none(text))
            } else {
                Ok((rest, number))
            }
        }
        Piece::Lettered => lettered(text),
        Piece::Section { least } => verify(section, |n: &Number| n.parts().len() >= *least).parse(text),
        Piece::Code => code(text),
        Piece::First => map(
            alt((
                tag("premier"),
                tag("première"),
                tag("1er"),
                tag("1re"),
                tag("first"),
                tag("eerste"),
            )),
            |_| Number::single(1),
        )
        .parse(text),
        Piece::Literal(_) | Piece::Words(_) | Piece::Above | Piece::Ahead | Piece::Letter => Err(none(text)),
    }
}

/// A Chinese numeral.
fn kanji(text: &str) -> IResult<&str, Number> {
    let numerals = take_while1(|c| "〇一二三四五六七八九十百".contains(c));
    map_opt(numerals, |t: &str| han(t).map(Number::single)).parse(text)
}

/// A number in a circle: ① to ⑳, ㉑ to ㉟, ㊱ to ㊿.
fn circled(c: char) -> Option<Number> {
    let value = match c {
        '①'..='⑳' => u32::from(c) - u32::from('①') + 1,
        '㉑'..='㉟' => u32::from(c) - u32::from('㉑') + 21,
        '㊱'..='㊿' => u32::from(c) - u32::from('㊱') + 36,
        _ => return None,
    };
    Some(Number::single(value))
}

/// Greek letters as numerals, 1 to 99: `α`, `στ` for six, `ια`.
fn greek(text: &str) -> IResult<&str, Number> {
    const TENS: &str = "ικλμνξοπϟ";
    // Six is two letters, `στ`, or the old sign for them.
    const ONES: &str = "αβγδεϛζηθ";
    let place = |list: &str, c: char| list.chars().position(|o| o == c).map(|p| p as u32 + 1);
    let (rest, tens) = opt(map_opt(anychar, |c| place(TENS, c))).parse(text)?;
    let six = map(tag("στ"), |_| 6);
    let (rest, ones) = opt(alt((six, map_opt(anychar, |c| place(ONES, c))))).parse(rest)?;
    match tens.unwrap_or(0) * 10 + ones.unwrap_or(0) {
        0 => Err(none(text)),
        value => Ok((rest, Number::single(value))),
    }
}

fn none(text: &str) -> nom::Err<nom::error::Error<&str>> {
    nom::Err::Error(nom::error::Error::new(text, nom::error::ErrorKind::Verify))
}

fn with(value: u32, more: &[u32]) -> Number {
    let mut number = Number::single(value);
    more.iter().for_each(|&part| number.push(part));
    number
}

fn cased<'a>(
    upper: bool,
    most: usize,
) -> impl Parser<&'a str, Output = &'a str, Error = nom::error::Error<&'a str>> {
    take_while_m_n(1, most, move |c: char| {
        if upper {
            c.is_ascii_uppercase()
        } else {
            c.is_ascii_lowercase()
        }
    })
}

fn dotted(text: &str) -> IResult<&str, Number> {
    let (mut rest, first) = verify(digits, |&n| n < 1000).parse(text)?;
    // `007` is a code, `0.5` a section of some drafts.
    if text.starts_with('0') && rest.len() + 1 < text.len() {
        return Err(none(text));
    }
    let mut number = Number::single(first);
    while let Ok((after, part)) = preceded(char('.'), digits).parse(rest) {
        number.push(part);
        rest = after;
    }
    Ok((rest, number))
}

fn lettered(text: &str) -> IResult<&str, Number> {
    let (mut rest, letter) = satisfy(|c| c.is_ascii_uppercase()).parse(text)?;
    let mut number = Number::single(u32::from(letter) - u32::from('A') + 1);
    while let Ok((after, part)) = preceded(char('.'), digits).parse(rest) {
        number.push(part);
        rest = after;
    }
    if number.parts().len() < 2 {
        Err(none(text))
    } else {
        Ok((rest, number))
    }
}

pub(super) fn section(text: &str) -> IResult<&str, Number> {
    let (mut rest, first) = map(take_while_m_n(1, 8, |c: char| c.is_ascii_digit()), |d: &str| {
        d.parse().unwrap_or(u32::MAX)
    })
    .parse(text)?;
    let mut number = Number::single(first);
    let letter = inner_letter(rest);
    if let Some((after, letter)) = letter {
        number.push(letter);
        rest = after;
    }
    // `359-T:1`; but `10:30` is a time.
    if let (Some(_), Ok((after, part))) = (letter, preceded(char(':'), digits).parse(rest)) {
        number.push(part);
        rest = after;
    }
    while let Ok((after, part)) =
        preceded(satisfy(|c| matches!(c, '.' | '-' | '–' | '\u{2011}')), digits).parse(rest)
    {
        number.push(part);
        rest = after;
        if let Some((after, letter)) = inner_letter(rest) {
            number.push(letter);
            rest = after;
        }
    }
    // `44-B` and `12A`: the letter is a suffix.
    let lettered: IResult<&str, &str> = recognize((
        opt(char('-')),
        take_while_m_n(1, 2, |c: char| c.is_ascii_alphabetic()),
        take_while(|c: char| c.is_ascii_digit()),
    ))
    .parse(rest);
    if let Ok((after, letter)) = lettered
        && !after.starts_with(char::is_alphanumeric)
        && !ORDINAL.contains(&letter)
    {
        let low = letter.trim_start_matches('-').to_ascii_lowercase();
        number.set_suffix(low.trim_end_matches(|c: char| c.is_ascii_digit()));
        rest = after;
    }
    Ok((rest, number))
}

/// The letter of a title or chapter in front of another part of the number: `5A-6-9`, `12D-101`, `359-T:1`. What stands
/// behind it, and which letter it is.
fn inner_letter(text: &str) -> Option<(&str, u32)> {
    let letter = text.strip_prefix('-').unwrap_or(text);
    let c = letter.chars().next().filter(char::is_ascii_uppercase)?;
    let rest = &letter[1..];
    let mut next = rest.chars();
    let goes_on = next.next().is_some_and(|c| matches!(c, '.' | '-' | '–' | ':'));
    (goes_on && next.next().is_some_and(|c| c.is_ascii_digit()))
        .then(|| (rest, u32::from(c) - u32::from('A') + 1))
}

/// The code of a control: two to four capitals, then letters and numbers set off by dots and hyphens, a number last.
/// Letters count as one part of the number, so that each family counts for itself.
pub(super) fn code(text: &str) -> IResult<&str, Number> {
    let (mut rest, family) = verify(
        take_while_m_n(2, 4, |c: char| c.is_ascii_uppercase() || c == '&'),
        |f: &str| f.starts_with(|c| c != '&') && f.ends_with(|c| c != '&'),
    )
    .parse(text)?;
    let worth = |word: &str| word.bytes().fold(0u32, |n, b| n * 64 + u32::from(b) % 64);
    let mut number = Number::single(worth(family));
    let mut ends_in_digit = false;
    let letters = |text| take_while_m_n(1, 3, |c: char| c.is_ascii_uppercase()).parse(text);
    loop {
        let set_off: IResult<&str, Option<char>> = opt(satisfy(|c| c == '.' || c == '-')).parse(rest);
        let (after, mark) = set_off?;
        if let Ok((after, part)) = digits(after) {
            number.push(part);
            (rest, ends_in_digit) = (after, true);
            continue;
        }
        let word: IResult<&str, &str> = letters(after);
        match (mark, word) {
            (Some(_), Ok((after, word))) => {
                number.push(worth(word));
                (rest, ends_in_digit) = (after, false);
            }
            _ => break,
        }
    }
    if ends_in_digit {
        Ok((rest, number))
    } else {
        Err(none(text))
    }
}
