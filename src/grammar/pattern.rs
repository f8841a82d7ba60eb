//! The pattern language in which a grammar writes its labels, parsed and matched with nom.
//!
//! | written | matches |
//! |---|---|
//! | `Article ` | these characters (a space is one space: blocks are normalised) |
//! | `{arabic}` | `1` to `9999` |
//! | `{alpha}` `{ALPHA}` | `a` … `z`, `aa`; with an inserted `.1` (`c.1`) |
//! | `{roman}` `{ROMAN}` | `i`, `ii`, `xiv` |
//! | `{han}` | `一`, `二十四`, or arabic digits, wide ones too |
//! | `{circled}` | `①` … `㉟` |
//! | `{hangul}` | `가`, `나`, `다` … `하` |
//! | `{kana}` | `ア`, `イ`, `ウ` … `ン` |
//! | `{dotted}` | `6`, `6.1`, `6.1.2`; `{dotted2}` needs two parts or more |
//! | `{lettered}` | `A.1`, `A.1.2`: the clauses of annexes |
//! | `{section}` | `12`, `22757.11`, `6-1-1701`, `44-B` |
//! | `{code}` | `AC-2`, `OIS-01`, `CC6.1`, `AC.L1-3.1.1`: the codes of controls |
//! | `{above}` | the same, printed again before an own number (`AC-2(1)`): not part of it |
//! | `{first}` | `premier`, `première`, `1er`, `first`, `eerste` |
//! | `{ahead?}` | the letter of `A20`, which stands before 20, if there is one |
//! | `{letter?}` | what marks an insertion in `6a`, `6A`, `6-A`, `6 bis`, `제6조의2`, `第六条之一`, if it is there |
//! | `{one\|other}` | one of these words |
//! | `{word?}` | the same, if it is there |
//!
//! A label may be of several clauses, where nothing else is left of them: `5. to 8. [Deleted]`.
//!
//! Cost of a match: linear in the label.

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_while, take_while_m_n, take_while1};
use nom::character::complete::{anychar, char, satisfy};
use nom::combinator::{all_consuming, map, map_opt, not, opt, recognize, verify};
use nom::multi::many1;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use super::number::{Number, THROUGH, han, letters, roman};

/// One piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Words { words: Vec<String>, optional: bool },
    Arabic,
    Alpha { upper: bool },
    Roman { upper: bool },
    Han,
    Circled,
    Listed(&'static str),
    Dotted { least: usize },
    Lettered,
    Section,
    Code,
    Above,
    First,
    Ahead,
    Letter,
}

/// A label pattern: `Article {arabic}{letter?}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    pieces: Vec<Piece>,
    written: String,
    ignore_case: bool,
}

/// What is wrong with a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// In words.
    pub message: String,
    /// Which bytes of the pattern.
    pub at: std::ops::Range<usize>,
}

/// A label found at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// The label as printed, with the punctuation that sets it off.
    pub printed: &'a str,
    /// The part of it that is the number, as printed; empty for labels without one.
    pub number_text: &'a str,
    /// Its number.
    pub number: Number,
}

impl Pattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// Says in words what is wrong with the pattern, and where: an unknown name in braces, a brace that does not close,
    /// an empty pattern.
    pub fn parse(written: &str, ignore_case: bool) -> Result<Pattern, PatternError> {
        let wrong = |message: String, from: &str, length: usize| {
            let start = written.len() - from.len();
            PatternError {
                message,
                at: start..start + length,
            }
        };
        if written.is_empty() {
            return Err(wrong("a label pattern cannot be empty".to_owned(), written, 0));
        }
        let mut pieces = Vec::new();
        let mut rest = written;
        while !rest.is_empty() {
            let parsed: IResult<&str, Result<Piece, String>> = alt((
                map(delimited(char('{'), is_not("{}"), char('}')), braced),
                map(is_not("{}"), |text: &str| Ok(Piece::Literal(text.to_owned()))),
            ))
            .parse(rest);
            match parsed {
                Ok((after, piece)) => {
                    pieces.push(piece.map_err(|e| wrong(e, rest, rest.len() - after.len()))?);
                    rest = after;
                }
                Err(_) => {
                    let message = format!("the brace at `{rest}` in the pattern `{written}` does not close");
                    return Err(wrong(message, rest, rest.len()));
                }
            }
        }
        Ok(Pattern {
            pieces,
            written: written.to_owned(),
            ignore_case,
        })
    }

    /// The pattern as written in the grammar.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// True for patterns such as `{dotted}`, whose number carries its ancestors' numbers.
    pub fn is_dotted(&self) -> bool {
        self.pieces
            .iter()
            .any(|p| matches!(p, Piece::Dotted { .. } | Piece::Lettered))
    }

    /// True for patterns with the code of a control: nothing else in a text looks like it.
    pub fn has_code(&self) -> bool {
        self.pieces
            .iter()
            .any(|p| matches!(p, Piece::Code | Piece::Above))
    }

    /// True where every label of this pattern begins with `c` being impossible: a cheap test before matching.
    pub fn cannot_start_with(&self, c: char) -> bool {
        match self.pieces.first() {
            Some(Piece::Literal(text)) => text.chars().next().is_some_and(|first| {
                first != c && !(self.ignore_case && first.to_lowercase().eq(c.to_lowercase()))
            }),
            Some(Piece::Arabic | Piece::Dotted { .. } | Piece::Section) => !c.is_ascii_digit(),
            Some(Piece::Lettered | Piece::Code | Piece::Above) => !c.is_ascii_uppercase(),
            Some(Piece::Alpha { upper } | Piece::Roman { upper }) => {
                if *upper {
                    !c.is_ascii_uppercase()
                } else {
                    !c.is_ascii_lowercase()
                }
            }
            _ => false,
        }
    }

    /// Matches the pattern at the start of `text`. What follows must not continue the label's last word, and the
    /// punctuation that sets a label off (`Article 1:`) is taken as part of it.
    pub fn match_start<'a>(&self, text: &'a str) -> Option<Label<'a>> {
        if text.chars().next().is_none_or(|c| self.cannot_start_with(c)) {
            return None;
        }
        let (mut rest, mut number, mut span) = self.match_pieces(&self.pieces, text)?;
        if !ends_there(&text[..text.len() - rest.len()], rest) {
            return None;
        }
        if let Some((after, last)) = self.range(rest, &mut number) {
            rest = after;
            span = span.map(|(from, _)| (from, text.len() - last.len()));
        }
        let end = text.len() - rest.len();
        let matched = &text[..end];
        let mut set_off = rest.len() - rest.trim_start_matches([':', '.', '：', '．']).len();
        // `Article 1 – Object`, `Table 2 — Limits`: the dash sets off the title, as a colon would.
        let word = matched.starts_with(char::is_alphabetic) && matched.ends_with(char::is_alphanumeric);
        if word && set_off == 0 && (rest.starts_with(" – ") || rest.starts_with(" — ")) {
            set_off = " – ".len() - 1;
        }
        let number_text = span.map_or("", |(a, b)| &text[a..b]);
        Some(Label {
            printed: &text[..end + set_off],
            number_text,
            number,
        })
    }

    /// Matches pieces one after the other: what is left, the number, and where it stands.
    #[allow(clippy::type_complexity, reason = "three parts of one match")]
    fn match_pieces<'a>(
        &self,
        pieces: &[Piece],
        text: &'a str,
    ) -> Option<(&'a str, Number, Option<(usize, usize)>)> {
        let mut rest = text;
        let mut number = Number::default();
        let mut span: Option<(usize, usize)> = None;
        let mut ahead = 0;
        for piece in pieces {
            let before = text.len() - rest.len();
            if *piece == Piece::Ahead {
                (rest, ahead) = ahead_letter(rest);
            } else {
                rest = self.match_piece(piece, rest, &mut number)?;
            }
            let after = text.len() - rest.len();
            let counts = !matches!(piece, Piece::Literal(_) | Piece::Words { .. } | Piece::Above);
            if after > before && counts {
                span = Some((span.map_or(before, |s| s.0), after));
            }
        }
        if ahead > 0 {
            number.set_ahead(ahead);
        }
        Some((rest, number, span))
    }

    /// The end of a range behind its first label, where nothing but a remark in brackets follows: what stands behind
    /// it, and what stands behind its number.
    fn range<'a>(&self, text: &'a str, number: &mut Number) -> Option<(&'a str, &'a str)> {
        let after = text.strip_prefix(' ')?;
        let (joint, after) = after.split_once(' ')?;
        if number.is_empty() || !(THROUGH.contains(&joint) || joint == "–") {
            return None;
        }
        // `Articles 5 to 8` says its word once.
        let word = |p: &Piece| matches!(p, Piece::Literal(l) if l.starts_with(char::is_alphabetic));
        let from = usize::from(self.pieces.first().is_some_and(word));
        let (rest, last, span) = self.match_pieces(self.pieces.get(from..)?, after)?;
        let remark = rest.trim_start_matches(['.', ':', ' ']);
        if !(remark.is_empty() || remark.starts_with('[')) || !number.set_through(&last) {
            return None;
        }
        Some((rest, &after[span?.1..]))
    }

    fn match_piece<'a>(&self, piece: &Piece, text: &'a str, number: &mut Number) -> Option<&'a str> {
        match piece {
            Piece::Literal(literal) => self.literal(literal, text),
            Piece::Words { words, optional } => words
                .iter()
                .find_map(|w| self.literal(w, text))
                .or(optional.then_some(text)),
            Piece::Letter => Some(letter_suffix(text, number)),
            Piece::Above => code(text).ok().map(|(rest, _)| rest),
            _ => {
                let (rest, found) = counted(piece, text).ok()?;
                if number.is_empty() {
                    *number = found;
                } else {
                    found.parts().iter().for_each(|&p| number.push(p));
                }
                Some(rest)
            }
        }
    }

    fn literal<'a>(&self, literal: &str, text: &'a str) -> Option<&'a str> {
        if !self.ignore_case {
            return text.strip_prefix(literal);
        }
        let mut rest = text.chars();
        for want in literal.chars() {
            let got = rest.next()?;
            if got != want && !got.to_lowercase().eq(want.to_lowercase()) {
                return None;
            }
        }
        Some(rest.as_str())
    }
}

fn braced(name: &str) -> Result<Piece, String> {
    Ok(match name {
        "arabic" => Piece::Arabic,
        "alpha" => Piece::Alpha { upper: false },
        "ALPHA" => Piece::Alpha { upper: true },
        "roman" => Piece::Roman { upper: false },
        "ROMAN" => Piece::Roman { upper: true },
        "han" => Piece::Han,
        "circled" => Piece::Circled,
        "hangul" => Piece::Listed("가나다라마바사아자차카타파하"),
        "kana" => Piece::Listed(
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
        ),
        "dotted" => Piece::Dotted { least: 1 },
        "dotted2" => Piece::Dotted { least: 2 },
        "lettered" => Piece::Lettered,
        "section" => Piece::Section,
        "code" => Piece::Code,
        "above" => Piece::Above,
        "first" => Piece::First,
        "ahead?" => Piece::Ahead,
        "letter?" => Piece::Letter,
        words if words.contains('|') || words.ends_with('?') => {
            let optional = words.ends_with('?');
            let words = words
                .trim_end_matches('?')
                .split('|')
                .map(str::to_owned)
                .collect();
            Piece::Words { words, optional }
        }
        other => {
            return Err(format!(
                "`{{{other}}}` is not a number: use arabic, alpha, ALPHA, roman, ROMAN, han, circled, hangul, kana, dotted, dotted2, lettered, \
                 section, code, above, first or letter?, or write words as {{one|other}}"
            ));
        }
    })
}

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

/// The letter of `A20`, in capitals right before a digit; 0 where there is none.
fn ahead_letter(text: &str) -> (&str, u16) {
    match text.as_bytes() {
        [letter, digit, ..] if letter.is_ascii_uppercase() && digit.is_ascii_digit() => {
            (&text[1..], u16::from(letter - b'A') + 1)
        }
        _ => (text, 0),
    }
}

fn counted<'a>(piece: &Piece, text: &'a str) -> IResult<&'a str, Number> {
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
        Piece::Roman { upper } => {
            let (rest, word) = cased(*upper, 9).parse(text)?;
            let value = roman(&word.to_ascii_lowercase()).ok_or_else(|| none(text))?;
            let (rest, more) = inserted(rest)?;
            Ok((rest, with(value, &more)))
        }
        Piece::Han => alt((
            map(
                verify(
                    take_while1(|c| "〇一二三四五六七八九十百".contains(c)),
                    |t: &str| han(t).is_some(),
                ),
                |t: &str| Number::single(han(t).unwrap_or(0)),
            ),
            map(alt((digits, wide_digits)), Number::single),
        ))
        .parse(text),
        Piece::Circled => map_opt(anychar, circled).parse(text),
        Piece::Listed(order) => {
            let place = |c| order.chars().position(|o| o == c);
            map_opt(anychar, |c| place(c).map(|p| Number::single(p as u32 + 1))).parse(text)
        }
        Piece::Dotted { least } => {
            let (rest, number) = dotted(text)?;
            if number.parts().len() < *least {
                Err(none(text))
            } else {
                Ok((rest, number))
            }
        }
        Piece::Lettered => lettered(text),
        Piece::Section => section(text),
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
        Piece::Literal(_) | Piece::Words { .. } | Piece::Above | Piece::Ahead | Piece::Letter => {
            Err(none(text))
        }
    }
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

fn section(text: &str) -> IResult<&str, Number> {
    let (mut rest, first) = map(take_while_m_n(1, 8, |c: char| c.is_ascii_digit()), |d: &str| {
        d.parse().unwrap_or(u32::MAX)
    })
    .parse(text)?;
    let mut number = Number::single(first);
    while let Ok((after, part)) =
        preceded(satisfy(|c| matches!(c, '.' | '-' | '–' | '\u{2011}')), digits).parse(rest)
    {
        number.push(part);
        rest = after;
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

/// The code of a control: two to four capitals, then letters and numbers set off by dots and hyphens, a number last.
/// Letters count as one part of the number, so that each family counts for itself.
fn code(text: &str) -> IResult<&str, Number> {
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

/// What makes an ordinal of a number: `5th`, `2e`.
const ORDINAL: &[&str] = &["st", "nd", "rd", "th", "er", "re", "de", "ste"];

/// Takes the insertion suffix of `6a`, `6A`, `6 bis`, `6-ter`; leaves the text alone where there is none.
fn letter_suffix<'a>(text: &'a str, number: &mut Number) -> &'a str {
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

/// Whether a label may end here: the next character must not run on from its last one.
fn ends_there(label: &str, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else {
        return true;
    };
    if next.is_whitespace() {
        return true;
    }
    match label.chars().next_back() {
        Some(')' | ']' | '）') => true,
        // `제6조제2항`, `第六条第二款` are references; `제1조(목적)`, `제6조의2(기록)`, `第一条为了` are labels.
        Some(_) if next == '제' || next == '第' => false,
        Some(last) if label.contains(is_hangul) => {
            next == '(' || !(next.is_alphanumeric() || (last.is_ascii_digit() && next == '.'))
        }
        // `1.5` is no `1.`, `e.g.` is no `e.`; but `1.CONTEXT` is a label that lost its space.
        Some('.') => !next.is_ascii_digit() && !next.is_lowercase() && next != '.',
        Some(c) if c.is_alphanumeric() && c.is_ascii() => {
            !next.is_alphanumeric()
                && !matches!(next, '(' | ')' | ',' | ';' | '/' | '-' | '\'' | '’' | '%' | '.')
                || (next == '.'
                    && rest[1..]
                        .chars()
                        .next()
                        .is_none_or(|c| c.is_whitespace() || c.is_uppercase()))
        }
        _ => true,
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Parses a whole text as one number, as a pattern would: for references (`22757.11`, `6`).
pub fn whole_number(text: &str) -> Option<Number> {
    all_consuming(section).parse(text).ok().map(|(_, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(pattern: &str, text: &str) -> Option<(String, Vec<u32>)> {
        let p = Pattern::parse(pattern, false).unwrap();
        p.match_start(text)
            .map(|l| (l.printed.to_owned(), l.number.parts().to_vec()))
    }

    #[test]
    fn labels_of_many_publishers() {
        let cases: &[(&str, &str, &str, &[u32])] = &[
            ("Article {arabic}{letter?}", "Article 6", "Article 6", &[6]),
            (
                "Article {arabic}{letter?}",
                "Article 6a Scope",
                "Article 6a",
                &[6],
            ),
            (
                "Article {arabic}{letter?}",
                "Article 6 bis",
                "Article 6 bis",
                &[6],
            ),
            ("Article {arabic}", "Article 1: Purpose", "Article 1:", &[1]),
            ("({alpha})", "(c.1) the Minister", "(c.1)", &[3, 1]),
            ("({alpha})", "(b.01) the Minister", "(b.01)", &[2, 0, 1]),
            ("({alpha})", "(za) the Minister", "(za)", &[0, 1]),
            ("{ahead?}{arabic}.", "A20. Lamps", "A20.", &[19]),
            ("{arabic}.", "5. to 8. [Deleted]", "5. to 8.", &[5]),
            ("{section}", "52 to 57 [Repealed]", "52 to 57", &[52]),
            ("({alpha})", "(c) and (d) [Repealed]", "(c) and (d)", &[3]),
            ("{arabic}.", "1.CONTEXT OF THIS", "1.", &[1]),
            ("{section}.", "22757.11. For purposes", "22757.11.", &[22757, 11]),
            ("{section}.", "6-1-1701. Definitions", "6-1-1701.", &[6, 1, 1701]),
            ("第{han}条", "第二十四条本办法", "第二十四条", &[24]),
            (
                "{GOVERN|MAP} {dotted2}",
                "GOVERN 1.1: Policies",
                "GOVERN 1.1:",
                &[1, 1],
            ),
            ("{dotted}", "6.1.2 Risk", "6.1.2", &[6, 1, 2]),
            ("제{arabic}조{letter?}", "제6조의2(기록) 선장은", "제6조의2", &[6]),
            ("第{han}条{letter?}", "第六条之一 船长", "第六条之一", &[6]),
            (
                "Art. {arabic}{º|o?}{letter?}",
                "Art. 5º-A. O faroleiro",
                "Art. 5º-A.",
                &[5],
            ),
            ("{circled}", "③ 선장은", "③", &[3]),
            ("{hangul}.", "다. 등대", "다.", &[3]),
            ("{above}({arabic})", "AC-2(1) Spare lamps", "AC-2(1)", &[1]),
            ("{lettered}", "B.2.1 Risk", "B.2.1", &[2, 2, 1]),
            ("Article {arabic}", "Article 1 – Purpose", "Article 1 –", &[1]),
            (
                "Note {arabic} to entry:",
                "Note 1 to entry: a",
                "Note 1 to entry:",
                &[1],
            ),
        ];
        for (pattern, text, label, parts) in cases {
            assert_eq!(
                printed(pattern, text),
                Some(((*label).to_owned(), parts.to_vec())),
                "{pattern} on {text}"
            );
        }
    }

    #[test]
    fn codes_of_controls() {
        let code = Pattern::parse("{code}", false).unwrap();
        for (text, number) in [
            ("AC-2 Accounts", "AC-2"),
            ("OIS-01. Policy", "OIS-01"),
            ("CC6.1 Access", "CC6.1"),
            ("A&A-02", "A&A-02"),
            ("AC.L1-3.1.1 Accounts", "AC.L1-3.1.1"),
            ("GV.OC-01: Mission", "GV.OC-01"),
        ] {
            assert_eq!(
                code.match_start(text).map(|l| l.number_text),
                Some(number),
                "{text}"
            );
        }
        for text in [
            "AC-2(1) Spare",
            "SEC. 4",
            "ISO 9000",
            "HTTPS-2 is",
            "AC-2, AC-3",
            "AND THEN",
            "A-2",
        ] {
            assert_eq!(code.match_start(text), None, "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_label() {
        for (pattern, text) in [
            ("{arabic}.", "1.5 million"),
            ("{arabic}", "10th anniversary"),
            ("{section}", "5th anniversary"),
            ("Article {arabic}{letter?}", "Article 5th of"),
            ("({roman})", "(iiii) no"),
            ("{alpha}.", "e.g. this"),
            ("Article {arabic}", "Article 6(2) applies"),
            ("제{arabic}조", "제6조제2항에 따라"),
            ("제{arabic}조", "제6조의2(기록)"),
            ("第{han}条", "第六条第二款"),
            ("{dotted}", "3,000 rows"),
        ] {
            assert_eq!(printed(pattern, text), None, "{pattern} on {text}");
        }
    }

    #[test]
    fn bad_patterns_say_what_is_wrong() {
        assert!(
            Pattern::parse("Article {arabik}", false)
                .unwrap_err()
                .message
                .contains("`{arabik}` is not a number")
        );
        assert!(
            Pattern::parse("Article {arabic", false)
                .unwrap_err()
                .message
                .contains("does not close")
        );
        assert!(Pattern::parse("", false).is_err());
    }

    proptest::proptest! {
        #[test]
        fn matching_never_panics_and_gives_a_prefix(text in "\\PC{0,40}") {
            for p in ["({alpha})", "{section}.", "{dotted}", "Article {arabic}{letter?}", "{han}、", "{ROMAN}.", "{code}"] {
                let pattern = Pattern::parse(p, true).unwrap();
                if let Some(label) = pattern.match_start(&text) {
                    proptest::prop_assert!(text.starts_with(label.printed));
                    proptest::prop_assert!(label.printed.contains(label.number_text));
                }
            }
        }
    }
}
