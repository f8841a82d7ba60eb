//! Words as a redline shows them: numbers and citations in one piece, East Asian text by character.
//!
//! Cost: one pass over the text.

use std::borrow::Cow;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A word, a number, a citation's number, a sign that says how much (`≥`, `%`, `€`): what counts as content.
    Word,
    /// Punctuation.
    Mark,
}

/// A token of a text. Tokens cover the text: each takes the white space before it along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// The token with the white space before it.
    pub(super) full: &'a str,
    /// The token alone.
    pub(super) text: &'a str,
    pub(super) class: Class,
}

/// Cuts a text into tokens. What stands behind the last one (white space) is left to the caller.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut from = 0;
    while from < text.len() {
        let rest = &text[from..];
        let blank = rest.len() - rest.trim_start().len();
        let body = &rest[blank..];
        let Some(first) = body.chars().next() else { break };
        let (length, class) = if alone(first) {
            (first.len_utf8(), Class::Word)
        } else if first.is_numeric() {
            (number(body), Class::Word)
        } else if first.is_alphabetic() {
            (word(body), Class::Word)
        } else if fold(first) == '-' && is_minus(&text[..from], blank, &body[first.len_utf8()..]) {
            // `−5` is one number, and another one than `5`.
            (first.len_utf8() + number(&body[first.len_utf8()..]), Class::Word)
        } else if counts(first, &text[..from + blank], &body[first.len_utf8()..]) {
            (first.len_utf8(), Class::Word)
        } else {
            (first.len_utf8(), Class::Mark)
        };
        tokens.push(Token {
            full: &rest[..blank + length],
            text: &body[..length],
            class,
        });
        from += blank + length;
    }
    tokens
}

/// A token as it is compared: quotation marks, dashes and the case of ordinary words do not count, but capitals
/// throughout do (MUST is a keyword where must is none).
pub(super) fn folded(token: &str) -> String {
    compared(token).into_owned()
}

/// The same without a copy of what is compared as it stands: most words.
pub(super) fn compared(token: &str) -> Cow<'_, str> {
    if token.bytes().all(|b| b.is_ascii() && b != b'`') {
        let capitals = token.bytes().filter(u8::is_ascii_uppercase).count();
        let keyword = capitals > 1 && !token.bytes().any(|b| b.is_ascii_lowercase());
        return if capitals == 0 || keyword {
            Cow::Borrowed(token)
        } else {
            Cow::Owned(token.to_ascii_lowercase())
        };
    }
    let mut capitals = token.chars().filter(|c| c.is_uppercase());
    if capitals.next().is_some() && capitals.next().is_some() && !token.chars().any(char::is_lowercase) {
        return Cow::Borrowed(token);
    }
    Cow::Owned(token.chars().flat_map(|c| fold(c).to_lowercase()).collect())
}

/// The same in lower case throughout: for looking up what a word is.
pub(super) fn lowered(token: &str) -> String {
    lower(token).into_owned()
}

/// The same without a copy of what is in lower case.
pub(super) fn lower(token: &str) -> Cow<'_, str> {
    match compared(token) {
        Cow::Borrowed(same) if same.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) => {
            Cow::Borrowed(same)
        }
        Cow::Borrowed(capitals) => Cow::Owned(capitals.to_lowercase()),
        done => done,
    }
}

fn fold(c: char) -> char {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' | '\u{60}' | '\u{b4}' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' | '\u{2033}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c => c,
    }
}

/// Whether a token is a sign that says how much, or how two amounts relate.
pub(super) fn is_sign(token: &str) -> bool {
    let mut chars = token.chars();
    chars
        .next()
        .is_some_and(|c| says_how_much(c) || matches!(c, '<' | '>' | '^' | '/'))
        && chars.next().is_none()
}

/// Whether a token is a number below zero.
pub(super) fn is_negative(token: &str) -> bool {
    token.starts_with(|c| fold(c) == '-') && token.len() > 1
}

/// Signs that are content wherever they stand: of currencies, of shares, of comparing and reckoning.
fn says_how_much(c: char) -> bool {
    matches!(c, '%' | '\u{2030}' | '\u{2031}' | '\u{b0}' | '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20cf}'
        | '=' | '+' | '\u{b1}' | '\u{d7}' | '\u{f7}' | '\u{2211}' | '\u{221a}' | '\u{221e}' | '\u{2248}'
        | '\u{2260}' | '\u{2264}' | '\u{2265}' | '\u{2a7d}' | '\u{2a7e}')
}

/// Whether a sign is content where it stands: `<` and `>` between amounts are, and around names of elements are not; `^`
/// and `/` are between letters or digits.
fn counts(sign: char, before: &str, behind: &str) -> bool {
    let (last, next) = (before.chars().next_back(), behind.chars().next());
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c.is_ascii_digit());
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == ')' || c == '(');
    match sign {
        '<' | '>' => {
            (free(last) || last == Some('('))
                && (free(next) || next.is_some_and(|c| says_how_much(c) || fold(c) == '-'))
        }
        '^' | '/' => joins(last) && joins(next),
        c => says_how_much(c),
    }
}

/// Whether a dash is the sign of the number behind it: nothing is joined by it, and no range ends with it.
fn is_minus(before: &str, blank: usize, behind: &str) -> bool {
    let last = before.chars().next_back();
    let apart = if blank > 0 {
        last.is_none_or(|c| !c.is_numeric())
    } else {
        last.is_none_or(|c| matches!(c, '(' | '[') || c.is_whitespace() || says_how_much(c))
    };
    apart && behind.starts_with(|c: char| c.is_ascii_digit())
}

/// Scripts without spaces between words: each character is a token.
fn alone(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{eff}' | '\u{20000}'..='\u{3ffff}')
}

/// Length of the word at the start: letters and digits, joined by apostrophes and hyphens.
fn word(text: &str) -> usize {
    // Nearly all words are plain letters, with a plain sign or nothing behind them.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    match text.as_bytes().get(plain) {
        None => return plain,
        Some(sign) if plain > 0 && sign.is_ascii() && !matches!(sign, b'\'' | b'`' | b'-') => return plain,
        _ => {}
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let joins = matches!(fold(c), '\'' | '-')
            && chars
                .peek()
                .is_some_and(|(_, n)| n.is_alphanumeric() && !alone(*n));
        if !(c.is_alphanumeric() && !alone(c) || is_mark(c) || joins) {
            break;
        }
        end = i + c.len_utf8();
    }
    end.max(text.chars().next().map_or(0, char::len_utf8))
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Length of the number at the start: `15`, `1.5`, `10^25`, `35 000 000`, `6(1)(a)`, `22757.11(i)`, `2024/1689`, `6a`.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let alnum = |from: usize| {
        let rest = text.get(from..).unwrap_or("");
        rest.find(|c: char| !c.is_alphanumeric() || alone(c))
            .unwrap_or(rest.len())
    };
    let mut end = alnum(0);
    loop {
        let digit_at = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
        match bytes.get(end) {
            Some(b'.' | b',' | b'/' | b'^' | b'-') if digit_at(end + 1) => end += 1 + alnum(end + 1),
            // Digits in groups of three behind a space are one number.
            Some(b' ') if alnum(end + 1) == 3 && (1..4).all(|i| digit_at(end + i)) && end <= 12 => end += 4,
            Some(b'(') => {
                let inner = alnum(end + 1);
                if inner == 0 || inner > 5 || bytes.get(end + 1 + inner) != Some(&b')') {
                    return end;
                }
                end += inner + 2;
            }
            _ => return end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        tokens(text).into_iter().map(|t| t.text).collect()
    }

    #[test]
    fn numbers_and_citations_stay_whole() {
        assert_eq!(
            texts("see Article 6(1)(a), 10^25 or EUR 35 000 000."),
            [
                "see",
                "Article",
                "6(1)(a)",
                ",",
                "10^25",
                "or",
                "EUR",
                "35 000 000",
                "."
            ]
        );
        assert_eq!(texts("the provider's re-use"), ["the", "provider's", "re-use"]);
        assert_eq!(texts("第一条 总则"), ["第", "一", "条", "总", "则"]);
        assert_eq!(texts("(a) 15 days"), ["(", "a", ")", "15", "days"]);
    }

    #[test]
    fn signs_that_say_how_much_are_words_and_punctuation_is_none() {
        let words = |text: &'static str| -> Vec<&str> {
            let all = tokens(text).into_iter().filter(|t| t.class == Class::Word);
            all.map(|t| t.text).collect()
        };
        assert_eq!(
            words("\u{2265} 95 g, < 10 %"),
            ["\u{2265}", "95", "g", "<", "10", "%"]
        );
        assert_eq!(words("at \u{2212}5 \u{b0}C"), ["at", "\u{2212}5", "\u{b0}", "C"]);
        assert_eq!(
            words("pages 5 - 7, 5-7 or 5 -7"),
            ["pages", "5", "7", "5-7", "or", "5", "7"]
        );
        assert_eq!(
            words("$100 -> <b>this</b> & that"),
            ["$", "100", "b", "this", "b", "that"]
        );
        assert_eq!(words("mg/l"), ["mg", "/", "l"]);
    }

    #[test]
    fn keywords_in_capitals_are_words_of_their_own() {
        assert_ne!(folded("MUST"), folded("must"));
        assert_eq!(folded("Provider\u{2019}s"), folded("provider's"));
        assert_eq!(folded("A"), folded("a"));
    }

    proptest! {
        #[test]
        fn tokens_cover_the_text(text in "\\PC{0,60}") {
            let joined: String = tokens(&text).iter().map(|t| t.full).collect();
            prop_assert_eq!(joined.trim_end(), text.trim_end());
            prop_assert!(text.starts_with(&joined));
        }
    }
}
