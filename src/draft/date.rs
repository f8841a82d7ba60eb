//! Dates as drafts print them, to ISO 8601: as precise as printed.

use std::sync::LazyLock;

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, one_of, satisfy};
use nom::combinator::{map, map_opt, not, opt, peek, recognize};
use nom::sequence::terminated;
use nom::{IResult, Parser};

/// Months by name, in the languages read; the first letters of a name are enough to tell it.
const MONTHS: &[&[&str]] = &[
    &[
        "january", "jan", "janvier", "januari", "januar", "enero", "janeiro",
    ],
    &[
        "february",
        "feb",
        "février",
        "februari",
        "februar",
        "febrero",
        "fevereiro",
    ],
    &["march", "mar", "mars", "maart", "märz", "marzo", "março"],
    &["april", "apr", "avril", "abril"],
    &["may", "mai", "mei", "mayo", "maio"],
    &["june", "jun", "juin", "juni", "junio", "junho"],
    &["july", "jul", "juillet", "juli", "julio", "julho"],
    &["august", "aug", "août", "augustus", "agosto"],
    &["september", "sept", "sep", "septembre", "septiembre", "setembro"],
    &["october", "oct", "octobre", "oktober", "octubre", "outubro"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &["december", "dec", "décembre", "dezember", "diciembre", "dezembro"],
];

const ROMAN: &[&str] = &[
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
];

/// The date at the start of a text, ISO 8601, and what follows it.
pub(crate) fn at_start(text: &str) -> Option<(&str, String)> {
    // Asked at every word of a draft: what begins with a letter begins with a month, or is no date.
    if text.starts_with(char::is_alphabetic) && !may_be_month(text) {
        return None;
    }
    let parsed: IResult<&str, String> = terminated(
        alt((iso, chinese, day_first, month_first, dotted, month_only)),
        peek(not(satisfy(char::is_alphanumeric))),
    )
    .parse(text);
    parsed.ok()
}

/// Whether some month begins with the first three bytes of a text, in small or large letters: the five low bits of a letter
/// are the same in both.
fn may_be_month(text: &str) -> bool {
    static BEGINNINGS: LazyLock<[u32; 1 << 10]> = LazyLock::new(|| {
        let mut third = [0; 1 << 10];
        for name in MONTHS.iter().flat_map(|names| names.iter()) {
            if let [a, b, c, ..] = name.as_bytes() {
                third[first_two(*a, *b)] |= 1 << (c & 31);
            }
        }
        third
    });
    match text.as_bytes() {
        [a, b, c, ..] => BEGINNINGS[first_two(*a, *b)] & (1 << (c & 31)) != 0,
        _ => false,
    }
}

fn first_two(a: u8, b: u8) -> usize {
    usize::from(a & 31) << 5 | usize::from(b & 31)
}

fn number(text: &str, least: usize, most: usize) -> IResult<&str, u32> {
    map_opt(
        take_while_m_n(least, most, |c: char| c.is_ascii_digit()),
        |d: &str| d.parse().ok(),
    )
    .parse(text)
}

fn year(text: &str) -> IResult<&str, u32> {
    map_opt(|t| number(t, 4, 4), |y| (1000..=2999).contains(&y).then_some(y)).parse(text)
}

fn day(text: &str) -> IResult<&str, u32> {
    map_opt(|t| number(t, 1, 2), |d| (1..=31).contains(&d).then_some(d)).parse(text)
}

fn month_number(text: &str) -> IResult<&str, u32> {
    map_opt(|t| number(t, 1, 2), |m| (1..=12).contains(&m).then_some(m)).parse(text)
}

fn month_name(text: &str) -> IResult<&str, u32> {
    let (rest, month) = map_opt(take_while1(char::is_alphabetic), |word: &str| {
        let word = word.to_lowercase();
        MONTHS
            .iter()
            .position(|names| names.contains(&word.as_str()))
            .map(|m| m as u32 + 1)
    })
    .parse(text)?;
    let (rest, _) = opt(char('.')).parse(rest)?;
    Ok((rest, month))
}

fn full(year: u32, month: u32, day: u32) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2024-06-13`, `2016-11`.
fn iso(text: &str) -> IResult<&str, String> {
    let (rest, (y, _, m)) = (year, char('-'), |t| month_number(t)).parse(text)?;
    let with_day: IResult<&str, (char, u32)> = (char('-'), day).parse(rest);
    Ok(match with_day {
        Ok((rest, (_, d))) => (rest, full(y, m, d)),
        Err(_) => (rest, format!("{y:04}-{m:02}")),
    })
}

/// `2023年07月13日`.
fn chinese(text: &str) -> IResult<&str, String> {
    let (rest, (y, _, m, _, d, _)) =
        (year, char('年'), month_number, char('月'), day, char('日')).parse(text)?;
    Ok((rest, full(y, m, d)))
}

/// `13 June 2024`, `1er mai 2024`, `13. Juni 2024`, `13th June 2024`.
fn day_first(text: &str) -> IResult<&str, String> {
    let suffix = alt((
        tag("er"),
        tag("st"),
        tag("nd"),
        tag("rd"),
        tag("th"),
        tag("e"),
        tag("."),
    ));
    let (rest, (d, _, _, m, _, _, y)) = (
        day,
        opt(suffix),
        char(' '),
        month_name,
        opt(char(',')),
        char(' '),
        year,
    )
        .parse(text)?;
    Ok((rest, full(y, m, d)))
}

/// `June 13, 2024`; scanned, also `June 13,2024`.
fn month_first(text: &str) -> IResult<&str, String> {
    let gap = alt((tag(", "), tag(","), tag(" ")));
    // What is scanned may have a letter for the first.
    let first = map(one_of("Il"), |_| 1);
    let (rest, (m, _, d, _, y)) = (month_name, char(' '), alt((day, first)), gap, year).parse(text)?;
    Ok((rest, full(y, m, d)))
}

/// `12.7.2024`, `5.IX.2024`: the day stands first.
fn dotted(text: &str) -> IResult<&str, String> {
    let roman = map_opt(
        recognize(take_while1(|c: char| matches!(c, 'I' | 'V' | 'X'))),
        |r: &str| ROMAN.iter().position(|x| *x == r).map(|m| m as u32 + 1),
    );
    let (rest, (d, _, m, _, y)) =
        (day, char('.'), alt((roman, month_number)), char('.'), year).parse(text)?;
    Ok((rest, full(y, m, d)))
}

/// `November 2016`.
fn month_only(text: &str) -> IResult<&str, String> {
    let (rest, (m, _, y)) = (month_name, char(' '), year).parse(text)?;
    Ok((rest, format!("{y:04}-{m:02}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_printed() {
        for (text, want) in [
            ("13 June 2024", "2024-06-13"),
            ("June 13, 2024.", "2024-06-13"),
            ("JUNE 13,2024, A KEEPER", "2024-06-13"),
            ("FEBRUARY I, 2026", "2026-02-01"),
            ("1er août 2024", "2024-08-01"),
            ("12.7.2024", "2024-07-12"),
            ("2024-06-13", "2024-06-13"),
            ("13 juin 2024 établissant", "2024-06-13"),
            ("1er mai 2024", "2024-05-01"),
            ("13 juni 2024", "2024-06-13"),
            ("September 29, 2025", "2025-09-29"),
            ("November 2016", "2016-11"),
            ("5.IX.2024", "2024-09-05"),
            ("2023年07月13日 15:00", "2023-07-13"),
        ] {
            assert_eq!(at_start(text).map(|(_, d)| d).as_deref(), Some(want), "{text}");
        }
        for text in [
            "2024",
            "32 June 2024",
            "13.13.2024",
            "Juneau 2024",
            "May the",
            "1.2.3",
            "3.1.20245",
        ] {
            assert_eq!(at_start(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_survived(text in "\\PC{0,30}|[0-9]{1,4}[. -][0-9IVX]{1,4}[. -][0-9]{1,5}") {
            if let Some((rest, date)) = at_start(&text) {
                proptest::prop_assert!(text.ends_with(rest));
                proptest::prop_assert!(date.len() == 7 || date.len() == 10);
            }
        }
    }
}
