//! The pattern language in which a grammar writes its labels, parsed and matched with nom.
//!
//! | written | matches |
//! |---|---|
//! | `Article ` | these characters (a space is one space: blocks are normalised) |
//! | `{arabic}` | `1` to `9999` |
//! | `{alpha}` `{ALPHA}` | `a` … `z`, `aa`; with an inserted `.1` (`c.1`) |
//! | `{aa}` `{AA}` | `aa`, `bb` … `zz`: a level of its own, below `(i)` |
//! | `{roman}` `{ROMAN}` | `i`, `ii`, `xiv` |
//! | `{han}` | `一`, `二十四`, or arabic digits, wide ones too |
//! | `{kanji}` `{wide}` | of these only `一`, `二十四`; only `１`, `２` (where both count, each its own level) |
//! | `{circled}` | `①` … `㉟` |
//! | `{hangul}` | `가`, `나`, `다` … `하` |
//! | `{CAPITAL}` | `A` … `Z`, one letter and nothing behind it: not the `A` of `A.1` |
//! | `{kana}` `{iroha}` | `ア`, `イ`, `ウ` … `ン`; `イ`, `ロ`, `ハ` … `ス`: the order of Japanese laws |
//! | `{dotted}` | `6`, `6.1`, `6.1.2`; `{dotted2}` needs two parts or more |
//! | `{lettered}` | `A.1`, `A.1.2`: the clauses of annexes |
//! | `{section}` | `12`, `22757.11`, `6-1-1701`, `44-B`, `5A-6-9`; `{section2}` needs two parts or more |
//! | `{code}` | `AC-2`, `OIS-01`, `CC6.1`, `AC.L1-3.1.1`: the codes of controls |
//! | `{above}` | the same, printed again before an own number (`AC-2(1)`): not part of it |
//! | `{first}` | `premier`, `première`, `1er`, `first`, `eerste` |
//! | `{ahead?}` | the letter of `A20`, which stands before 20, if there is one |
//! | `{letter?}` | what marks an insertion in `6a`, `6A`, `6-A`, `6 bis`, `제6조의2`, `第六条之一`, if it is there |
//! | `{one\|other}` | one of these words |
//! | `{word?}` | the same, if it is there |
//! | `{word:article}` `{WORD:article}` | the word for an article in any language that `words.toml` has; in capitals |
//! | `{cyrillic}` `{greek}` | `а`, `б`, `в`; `α`, `β` … `στ`, `ζ` … `ια` |
//!
//! A label may be of several clauses, where nothing else is left of them: `5. to 8. [Deleted]`.
//!
//! Cost of a match: linear in the label.

mod counted;
mod starts;
mod suffix;
#[cfg(test)]
mod tests;
mod words;

use nom::branch::alt;
use nom::bytes::complete::is_not;
use nom::character::complete::char;
use nom::combinator::{all_consuming, map};
use nom::sequence::delimited;
use nom::{IResult, Parser};

use super::number::{Number, THROUGH};
use counted::{code, counted, section};
pub(crate) use starts::Starts;
use suffix::{ahead_letter, letter_suffix};
use words::{Words, literal};

/// One piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Words(Words),
    Arabic,
    Alpha {
        upper: bool,
    },
    /// A letter twice, which counts as the letter does.
    Doubled {
        upper: bool,
    },
    Roman {
        upper: bool,
    },
    Han,
    /// Of those, only what is written in Chinese characters.
    Kanji,
    /// Only wide digits.
    Wide,
    Circled,
    Listed(&'static str),
    /// Greek letters as numerals.
    Greek,
    Dotted {
        least: usize,
    },
    Lettered,
    Section {
        least: usize,
    },
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
    starts: Starts,
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
            starts: Starts::of(&pieces, ignore_case),
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

    /// What its labels may begin with.
    pub(crate) fn starts(&self) -> Starts {
        self.starts
    }

    /// True where no label of this pattern begins with `c`: a cheap test before matching.
    #[inline]
    pub fn cannot_start_with(&self, c: char) -> bool {
        !self.starts.has(c)
    }

    /// Matches the pattern at the start of `text`. What follows must not continue the label's last word, and the
    /// punctuation that sets a label off (`Article 1:`) is taken as part of it.
    pub fn match_start<'a>(&self, text: &'a str) -> Option<Label<'a>> {
        if text.chars().next().is_none_or(|c| self.cannot_start_with(c)) {
            return None;
        }
        let (mut rest, mut number, mut span) = self.match_pieces(&self.pieces, text)?;
        if !ends_there(&text[..text.len() - rest.len()], rest) || (self.ends_in_section2() && !heads(rest)) {
            return None;
        }
        if let Some((after, last)) = self.range(rest, &mut number) {
            rest = after;
            span = span.map(|(from, _)| (from, text.len() - last.len()));
        }
        let end = text.len() - rest.len();
        let matched = &text[..end];
        let mut set_off = rest.len() - rest.trim_start_matches([':', '.', '：', '．']).len();
        // `Article 1 – Object`, `Table 2 — Limits`, `TITLE I—LAMPS`: the dash sets off the title, as a colon would.
        let word = matched.starts_with(char::is_alphabetic) && matched.ends_with(char::is_alphanumeric);
        if word && set_off == 0 {
            if rest.starts_with(" – ") || rest.starts_with(" — ") {
                set_off = " – ".len() - 1;
            } else if rest.starts_with(['–', '—']) {
                set_off = "–".len();
            } else if rest.starts_with(TYPED_DASH) {
                set_off = TYPED_DASH.len();
            }
        }
        let number_text = span.map_or("", |(a, b)| &text[a..b]);
        Some(Label {
            printed: &text[..end + set_off],
            number_text,
            number,
        })
    }

    /// Whether nothing but its place says that the number of a section is one.
    fn ends_in_section2(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Section { least: 2.. }))
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
            let counts = !matches!(piece, Piece::Literal(_) | Piece::Words(_) | Piece::Above);
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
            Piece::Literal(characters) => literal(characters, text, self.ignore_case),
            Piece::Words(words) => words.behind(text, self.ignore_case),
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
}

fn braced(name: &str) -> Result<Piece, String> {
    Ok(match name {
        "arabic" => Piece::Arabic,
        "alpha" => Piece::Alpha { upper: false },
        "ALPHA" => Piece::Alpha { upper: true },
        "aa" => Piece::Doubled { upper: false },
        "AA" => Piece::Doubled { upper: true },
        "roman" => Piece::Roman { upper: false },
        "ROMAN" => Piece::Roman { upper: true },
        "han" => Piece::Han,
        "kanji" => Piece::Kanji,
        "wide" => Piece::Wide,
        "circled" => Piece::Circled,
        "CAPITAL" => Piece::Listed("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "hangul" => Piece::Listed("가나다라마바사아자차카타파하"),
        "kana" => Piece::Listed(
            "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
        ),
        "cyrillic" => Piece::Listed("абвгдежзийклмнопрстуфхцчшщюя"),
        "greek" => Piece::Greek,
        "iroha" => Piece::Listed(
            "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
        ),
        "dotted" => Piece::Dotted { least: 1 },
        "dotted2" => Piece::Dotted { least: 2 },
        "lettered" => Piece::Lettered,
        "section" => Piece::Section { least: 1 },
        "section2" => Piece::Section { least: 2 },
        "code" => Piece::Code,
        "above" => Piece::Above,
        "first" => Piece::First,
        "ahead?" => Piece::Ahead,
        "letter?" => Piece::Letter,
        words if words.contains('|') || words.ends_with('?') => {
            let optional = words.ends_with('?');
            Piece::Words(Words::new(words.trim_end_matches('?').split('|'), optional))
        }
        list if list.starts_with("word:") || list.starts_with("WORD:") => {
            let (case, name) = list.split_at("word:".len());
            let words = Words::shared(name, case == "WORD:").ok_or_else(|| {
                let known: Vec<&str> = Words::lists().collect();
                format!("`{name}` is no list of words: use {}", known.join(", "))
            })?;
            Piece::Words(words)
        }
        other => {
            return Err(format!(
                "`{{{other}}}` is not a number: use arabic, alpha, ALPHA, CAPITAL, aa, AA, roman, ROMAN, han, kanji, wide, circled, hangul, kana, iroha, cyrillic, greek, dotted, dotted2, lettered, \
                 section, section2, code, above, first or letter?, or write words as {{one|other}} or {{word:article}}"
            ));
        }
    })
}

/// Whether a heading follows, or nothing: `501.702 of the statutes`, `6-1-1703 (3)` are references.
fn heads(rest: &str) -> bool {
    rest.trim_start().is_empty()
        || rest
            .strip_prefix(' ')
            .is_some_and(|r| r.starts_with(char::is_uppercase))
}

/// How a dash is typed where there is none: `TITLE I--LAMPS`.
const TYPED_DASH: &str = "--";

/// Whether a label may end here: the next character must not run on from its last one.
fn ends_there(label: &str, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else {
        return true;
    };
    if next.is_whitespace() {
        return true;
    }
    // `一般`, `２０２５年`, `インク` are words: a numeral of these by itself is set off.
    if label.chars().all(is_east_asian_numeral) {
        return matches!(next, '、' | '．' | '.' | '：');
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
        // `1Introduction`: a label that lost its space, as copies of web pages do.
        Some(c) if c.is_ascii_digit() && is_capitalised(rest) => true,
        Some(c) if c.is_alphanumeric() && rest.starts_with(TYPED_DASH) => {
            label.starts_with(char::is_alphabetic)
        }
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

/// Whether two characters are one but for their case.
pub(crate) fn alike(a: char, b: char) -> bool {
    // Folding costs more than all else, and most that are compared are ASCII, and differ.
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(&b);
    }
    a == b || a.to_lowercase().eq(b.to_lowercase())
}

/// Whether a text begins with a word that has a capital and three small letters or more.
fn is_capitalised(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.by_ref().take(3).filter(|c| c.is_lowercase()).count() == 3
}

/// Whether a label of Chinese numerals, wide digits or Japanese letters may have this character.
fn is_east_asian_numeral(c: char) -> bool {
    "〇一二三四五六七八九十百".contains(c) || matches!(c, '０'..='９' | 'ァ'..='ン')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '가'..='힣')
}

/// Parses a whole text as one number, as a pattern would: for references (`22757.11`, `6`).
pub fn whole_number(text: &str) -> Option<Number> {
    all_consuming(section).parse(text).ok().map(|(_, n)| n)
}
