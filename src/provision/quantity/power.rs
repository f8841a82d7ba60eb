//! Powers of ten in every spelling: `10^25`, `10²⁵`, `10 25` as markup leaves it, `ten to the power of 25`, `5 × 10^25`,
//! `1e25`.

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, space0, space1};
use nom::combinator::{map, map_opt, not, opt, peek, recognize, value, verify};
use nom::number::complete::recognize_float;
use nom::sequence::{delimited, pair, preceded, terminated};
use nom::{IResult, Parser};

/// Larger exponents are no thresholds.
const MOST: u32 = 60;

/// A power of ten: what stands before it, and the exponent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Power {
    pub(super) mantissa: f64,
    pub(super) exponent: u32,
}

/// The power of ten at the start of a text, and what follows it.
pub(super) fn power(text: &str) -> Option<(&str, Power)> {
    let first = text.chars().next()?;
    // Nearly all words are none: they need no parser.
    if !first.is_ascii_digit() && !matches!(first, 't' | 'T' | 'd' | 'D') {
        return None;
    }
    let parsed: IResult<&str, Power> = terminated(
        alt((scaled, bare, scientific, flattened)),
        peek(not(one_of("0123456789"))),
    )
    .parse(text);
    parsed.ok()
}

/// `5 × 10^25`.
fn scaled(text: &str) -> IResult<&str, Power> {
    let times = (
        space0,
        alt((tag("×"), tag("x"), tag("*"), tag("·"), tag("⋅"))),
        space0,
    );
    let (rest, (mantissa, _, exponent)) = (float, times, raised).parse(text)?;
    Ok((rest, Power { mantissa, exponent }))
}

fn bare(text: &str) -> IResult<&str, Power> {
    let one = |exponent| Power {
        mantissa: 1.0,
        exponent,
    };
    map(raised, one).parse(text)
}

/// `1e25`, `1E+25`.
fn scientific(text: &str) -> IResult<&str, Power> {
    let (rest, (mantissa, _, _, exponent)) = (plain, one_of("eE"), opt(char('+')), small).parse(text)?;
    Ok((rest, Power { mantissa, exponent }))
}

/// `10 25 floating-point operations` and `1025 FLOP`: a superscript that markup or a page has flattened.
fn flattened(text: &str) -> IResult<&str, Power> {
    let digits = |t| {
        map_opt(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), |d: &str| {
            d.parse().ok()
        })
        .parse(t)
    };
    let sensible = |e: &u32| (15..=35).contains(e);
    let (rest, exponent) = preceded((tag("10"), space0), verify(digits, sensible)).parse(text)?;
    let word = take_while1(|c: char| c.is_alphabetic() || c == '-' || c == '‑');
    let operations = alt((
        tag_no_case("floating"),
        tag_no_case("flop"),
        tag_no_case("operations"),
        tag_no_case("opérations"),
    ));
    peek((
        space1,
        opt((tag_no_case("integer"), space1, word, space1)),
        operations,
    ))
    .parse(rest)?;
    Ok((
        rest,
        Power {
            mantissa: 1.0,
            exponent,
        },
    ))
}

/// The exponent of `10^25`, `10(^25)`, `10^(25)`, `10**25`, `10²⁵`, `ten to the power of 25`, `10 to the 25th power`.
fn raised(text: &str) -> IResult<&str, u32> {
    let ten = alt((tag("10"), tag_no_case("ten"), tag_no_case("dix")));
    let sign = alt((
        delimited((space0, tag("(^")), small, char(')')),
        delimited((space0, tag("^("), space0), small, (space0, char(')'))),
        delimited((space0, tag("^{"), space0), small, (space0, char('}'))),
        preceded((space0, alt((tag("^"), tag("**"))), space0), small),
        superscript,
        preceded(
            (
                space1,
                alt((
                    tag_no_case("to the power of"),
                    tag_no_case("to the power"),
                    tag_no_case("raised to the power of"),
                    tag_no_case("raised to the"),
                    tag_no_case("à la puissance"),
                    tag_no_case("puissance"),
                    tag_no_case("exp"),
                )),
                space1,
            ),
            spoken,
        ),
        terminated(
            preceded((space1, tag_no_case("to the"), space1), spoken),
            (
                opt(alt((tag("th"), tag("st"), tag("nd"), tag("rd")))),
                space1,
                tag_no_case("power"),
            ),
        ),
    ));
    preceded(ten, sign).parse(text)
}

fn small(text: &str) -> IResult<&str, u32> {
    let small = |e: &u32| *e <= MOST;
    verify(map_opt(digit1, |d: &str| d.parse().ok()), small).parse(text)
}

fn superscript(text: &str) -> IResult<&str, u32> {
    let digit = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c);
    let read = |s: &str| {
        s.chars()
            .try_fold(0u32, |n, c| Some(n.checked_mul(10)? + digit(c)? as u32))
            .filter(|e| *e <= MOST)
    };
    map_opt(take_while1(|c| digit(c).is_some()), read).parse(text)
}

/// An exponent in digits or words.
fn spoken(text: &str) -> IResult<&str, u32> {
    let words = recognize(pair(
        take_while1(char::is_alphabetic),
        opt((
            alt((value((), char('-')), value((), char(' ')))),
            take_while1(char::is_alphabetic),
        )),
    ));
    let one = take_while1(char::is_alphabetic);
    let read = |s: &str| {
        let cardinal = s
            .to_lowercase()
            .replace("fifth", "five")
            .replace("sixth", "six")
            .replace("fourth", "four")
            .replace("third", "three");
        super::find::whole(&cardinal)
            .filter(|n| *n <= f64::from(MOST))
            .map(|n| n as u32)
    };
    alt((small, map_opt(words, read), map_opt(one, read))).parse(text)
}

fn float(text: &str) -> IResult<&str, f64> {
    map_opt(recognize_float, |s: &str| s.parse().ok()).parse(text)
}

fn plain(text: &str) -> IResult<&str, f64> {
    let digits = recognize((digit1, opt((char('.'), digit1))));
    map_opt(digits, |s: &str| s.parse().ok()).parse(text)
}
