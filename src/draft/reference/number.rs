//! The numbers in references: `6`, `22757.11`, `6a`, `III`, `A.2`, `(a)`, `b)`.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while, take_while_m_n};
use nom::character::complete::{char, satisfy};
use nom::combinator::{not, opt, peek, recognize, verify};
use nom::multi::{many0, many1};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::grammar::number::{letters, roman};

/// One clause as named: `6(2)(a)` is the three numbers 6, 2, a.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element<'a> {
    /// Its numbers as printed, without brackets.
    pub(super) numbers: Vec<&'a str>,
    /// The first one stands without brackets.
    pub(super) plain: bool,
    /// A range begins with the element before, and ends with this one.
    pub(super) through: bool,
}

/// Longest number in brackets: `xviii`.
const BRACKETED: usize = 6;

/// How a number counts: in digits, small or capital letters, small or capital roman.
pub(super) fn shape(number: &str) -> u8 {
    let first = number.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return 0;
    }
    1 + u8::from(first.is_uppercase()) + 2 * u8::from(matches!(first.to_ascii_lowercase(), 'i' | 'v' | 'x'))
}

/// A number with the numbers in brackets behind it. `many` is true behind a plural, where a hyphen between two
/// numbers is a range and a comma goes on to the next clause.
pub(super) fn element(text: &str, many: bool) -> IResult<&str, Element<'_>> {
    let bare: IResult<&str, &str> = plain(text, many);
    if let Ok((mut rest, first)) = bare {
        let mut numbers = vec![first];
        // The bracket behind `49` is its own where another such number follows: `49), b)`.
        let closed = closing(rest).map(|(after, ())| half_tails(after, many, &mut numbers));
        if let (Ok(after), 2..) = (closed, numbers.len()) {
            rest = after;
        } else {
            rest = tails(rest, &mut numbers);
            // `punt 1, a), van …`
            let deeper: IResult<&str, &str> =
                preceded(tag(", "), verify(half, |h: &str| shape(h) > 0)).parse(rest);
            if let (Ok((after, number)), false, 1) = (deeper, many, numbers.len()) {
                numbers.push(number);
                rest = after;
            }
        }
        return Ok((
            rest,
            Element {
                numbers,
                plain: true,
                through: false,
            },
        ));
    }
    let opened: IResult<&str, &str> = bracketed(text);
    if let Ok((rest, first)) = opened {
        let mut numbers = vec![first];
        let rest = tails(rest, &mut numbers);
        return Ok((
            rest,
            Element {
                numbers,
                plain: false,
                through: false,
            },
        ));
    }
    let (rest, first) = half(text)?;
    let mut numbers = vec![first];
    let rest = half_tails(rest, many, &mut numbers);
    Ok((
        rest,
        Element {
            numbers,
            plain: false,
            through: false,
        },
    ))
}

fn tails<'a>(text: &'a str, numbers: &mut Vec<&'a str>) -> &'a str {
    let parsed: IResult<&str, Vec<&str>> = many0(preceded(opt(char(' ')), bracketed)).parse(text);
    match parsed {
        Ok((rest, more)) => {
            numbers.extend(more);
            rest
        }
        Err(_) => text,
    }
}

/// `49), b)`: behind a plural only what counts otherwise goes deeper (`points 1), a)`), the rest is a list.
fn half_tails<'a>(text: &'a str, many: bool, numbers: &mut Vec<&'a str>) -> &'a str {
    let mut rest = text;
    loop {
        let next: IResult<&str, &str> = preceded((opt(char(',')), opt(char(' '))), half).parse(rest);
        let Ok((after, number)) = next else { return rest };
        let digits = |n: &str| n.starts_with(|c: char| c.is_ascii_digit());
        let deeper = numbers.last().is_some_and(|last| digits(last) != digits(number));
        if many && !deeper {
            return rest;
        }
        numbers.push(number);
        rest = after;
    }
}

/// `(2)`, `(a)`, `(c.1)`, `(iv)`, but neither `(EU)` nor `(the)`.
fn bracketed(text: &str) -> IResult<&str, &str> {
    delimited(char('('), core, char(')')).parse(text)
}

/// `a)`, `iv)`, `49)`: the closing bracket only.
fn half(text: &str) -> IResult<&str, &str> {
    terminated(core, closing).parse(text)
}

fn closing(text: &str) -> IResult<&str, ()> {
    let (rest, _) = char(')').parse(text)?;
    Ok((rest, ()))
}

fn core(text: &str) -> IResult<&str, &str> {
    let numeral = verify(
        take_while_m_n(1, BRACKETED, |c: char| c.is_ascii_alphanumeric()),
        is_counted,
    );
    recognize((numeral, opt((char('.'), digits)))).parse(text)
}

/// Whether a run of letters and digits is how people number: digits with a letter or two, letters, roman.
fn is_counted(run: &str) -> bool {
    let digits = run.len() - run.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let word = &run[digits..];
    if digits > 0 {
        return digits <= 4 && word.len() <= 2;
    }
    let same_case = word.chars().all(char::is_lowercase) || word.chars().all(char::is_uppercase);
    let lower = word.to_ascii_lowercase();
    // Two different letters are rather an abbreviation than the twenty-eighth point.
    let counted = letters(&lower).is_some()
        && (lower.len() == 1 || lower.bytes().all(|b| Some(b) == lower.bytes().next()));
    same_case && (counted || roman(&lower).is_some())
}

fn digits(text: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 8, |c: char| c.is_ascii_digit()).parse(text)
}

/// A number without brackets.
fn plain(text: &str, many: bool) -> IResult<&str, &str> {
    let (rest, number) = alt((first_words, arabic(many), lettered, capital)).parse(text)?;
    // `2016/679` is no clause, nor is `5 %`, nor the `6` of `6th`.
    let (_, ()) = not(alt((
        recognize(satisfy(char::is_alphanumeric)),
        recognize((char('/'), satisfy(|c| c.is_ascii_digit()))),
        recognize((opt(char(' ')), char('%'))),
    )))
    .parse(rest)?;
    Ok((rest, number))
}

fn first_words(text: &str) -> IResult<&str, &str> {
    let counted = alt((
        tag("One"),
        tag("Two"),
        tag("Three"),
        tag("Four"),
        tag("Five"),
        tag("Six"),
    ));
    // Most begin as none of them.
    let (_, _) = peek(satisfy(|c| matches!(c, 'p' | '1' | 'O' | 'T' | 'F' | 'S'))).parse(text)?;
    alt((tag("premier"), tag("première"), tag("1er"), tag("1re"), counted)).parse(text)
}

fn arabic<'a>(many: bool) -> impl Fn(&'a str) -> IResult<&'a str, &'a str> {
    move |text| {
        let dot = recognize(many1((char('.'), digits)));
        let mut hyphens = recognize(many1((satisfy(|c| matches!(c, '-' | '\u{2011}')), digits)));
        let (rest, number) = recognize((digits, opt(dot))).parse(text)?;
        let parsed: IResult<&str, &str> = hyphens.parse(rest);
        let (rest, number) = match parsed {
            // `Articles 8-15` is a range; `6-1-1701` and `5.1-1` are numbers of their own.
            Ok((after, more))
                if !many || number.contains('.') || more.matches(['-', '\u{2011}']).count() > 1 =>
            {
                (after, &text[..number.len() + more.len()])
            }
            _ => (rest, number),
        };
        let suffixed: IResult<&str, &str> =
            terminated(suffix, peek(not(satisfy(char::is_alphanumeric)))).parse(rest);
        Ok(match suffixed {
            Ok((after, letter)) => (after, &text[..number.len() + letter.len()]),
            Err(_) => (rest, number),
        })
    }
}

/// `6a`, `12A`, `44-B`, `6 bis`.
fn suffix(text: &str) -> IResult<&str, &str> {
    let latin = (
        opt(satisfy(|c| matches!(c, ' ' | '-'))),
        alt((tag("bis"), tag("ter"), tag("quater"), tag("quinquies"))),
    );
    let letter = (
        opt(char('-')),
        satisfy(|c| c.is_ascii_uppercase()),
        take_while(|c: char| c.is_ascii_digit()),
    );
    // `6aa`, but not the `th` of `6th`.
    let small = verify(
        take_while_m_n(1, 2, |c: char| c.is_ascii_lowercase()),
        |s: &str| s.len() == 1 || s[..1] == s[1..],
    );
    alt((recognize(latin), small, recognize(letter))).parse(text)
}

/// `A.2`, `B.5.1`.
fn lettered(text: &str) -> IResult<&str, &str> {
    recognize((satisfy(|c| c.is_ascii_uppercase()), many1((char('.'), digits)))).parse(text)
}

/// `III`, `B`, `IIIa`.
fn capital(text: &str) -> IResult<&str, &str> {
    let numeral = verify(
        take_while_m_n(1, 7, |c: char| c.is_ascii_uppercase()),
        |run: &str| run.len() == 1 || roman(&run.to_ascii_lowercase()).is_some(),
    );
    recognize((numeral, opt(satisfy(|c| c.is_ascii_lowercase())))).parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str, many: bool) -> (Vec<&str>, &str) {
        element(text, many).map_or((Vec::new(), text), |(rest, e)| (e.numbers, rest))
    }

    #[test]
    fn numbers_of_many_publishers() {
        for (text, want, rest) in [
            ("6(2)(a) of", vec!["6", "2", "a"], " of"),
            ("22757.11(i).", vec!["22757.11", "i"], "."),
            ("6-1-1702 (3)", vec!["6-1-1702", "3"], ""),
            ("(b)(iv)(A),", vec!["b", "iv", "A"], ","),
            ("III, point", vec!["III"], ", point"),
            ("A.2.1", vec!["A.2.1"], ""),
            ("6 bis du", vec!["6 bis"], " du"),
            ("49), b), le", vec!["49", "b"], ", le"),
            ("5.1-1 and", vec!["5.1-1"], " and"),
        ] {
            assert_eq!(numbers(text, false), (want, rest), "{text}");
        }
        assert_eq!(numbers("8-15", true), (vec!["8"], "-15"));
        assert_eq!(numbers("a), b)", true), (vec!["a"], ", b)"));
    }

    #[test]
    fn what_is_no_number() {
        for text in [
            "(EU) 2016/679",
            "(the one)",
            "2016/679",
            "5 % of",
            "6th",
            "AI",
            "Union",
        ] {
            assert_eq!(numbers(text, false).0, Vec::<&str>::new(), "{text}");
        }
    }
}
