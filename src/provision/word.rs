//! Words, numbers with their separators, and signs of measure, with where they stand. Cost: linear in the text.

/// A word, number or sign of a text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Word {
    /// Where it begins, in bytes.
    pub(crate) from: usize,
    /// Where it ends.
    pub(crate) to: usize,
    /// In lower case.
    pub(crate) lower: String,
    /// Of a word in digits.
    pub(crate) number: Option<f64>,
}

/// What stands between a word and the one before it.
pub(crate) fn gap<'a>(text: &'a str, words: &[Word], at: usize) -> &'a str {
    let to = words.get(at).map_or(text.len(), |w| w.from);
    let from = at.checked_sub(1).and_then(|b| words.get(b)).map_or(0, |w| w.to);
    text.get(from..to).unwrap_or("")
}

/// The text from one word to before another.
pub(crate) fn slice<'a>(text: &'a str, words: &[Word], from: usize, to: usize) -> &'a str {
    let last = to.checked_sub(1).and_then(|l| words.get(l));
    match words.get(from).zip(last) {
        Some((a, b)) => text.get(a.from..b.to).unwrap_or(""),
        None => "",
    }
}

/// Words, numbers with their separators, and signs of measure.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    while let Some(c) = first(text, at) {
        let from = at;
        let mut number = None;
        if c.is_ascii_digit() {
            let (end, value) = in_digits(text, at);
            at = end;
            let behind = text.get(at..).unwrap_or("");
            let letters = behind
                .find(|c: char| !c.is_alphabetic())
                .map_or(behind, |end| &behind[..end]);
            let ordinal = matches!(letters, "st" | "nd" | "rd" | "th" | "er" | "bis" | "ter");
            // `500kW` is a number and its measure; `2024a`, `5th` and `3.1.2` are labels.
            let measured = value.is_some() && (2..=4).contains(&letters.len()) && !ordinal;
            if measured {
                number = value;
            } else if !letters.is_empty() || value.is_none() {
                at = word_end(text, at);
            } else {
                number = value;
            }
        } else if is_superscript(c) {
            while let Some(c) = first(text, at).filter(|c| is_superscript(*c)) {
                at += c.len_utf8();
            }
        } else if c.is_alphanumeric() {
            at = word_end(text, at);
        } else {
            at += c.len_utf8();
            if !matches!(c, '%' | '€' | '$' | '£' | '^') {
                continue;
            }
        }
        let word = text.get(from..at).unwrap_or("");
        words.push(Word {
            from,
            to: at,
            lower: if word.is_ascii() {
                word.to_ascii_lowercase()
            } else {
                word.to_lowercase()
            },
            number,
        });
    }
    words
}

/// The character at a byte.
fn first(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        // Nearly all.
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn is_superscript(c: char) -> bool {
    matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

/// Where letters and digits end that go on at a byte.
fn word_end(text: &str, mut at: usize) -> usize {
    while let Some(c) = first(text, at).filter(|c| c.is_alphanumeric() && !is_superscript(*c)) {
        at += c.len_utf8();
    }
    at
}

/// Where a number in digits ends, and its value: `35 000 000`, `750,000`, `1.500.000`, `2.5`, `2,5`. None for what
/// only looks like one (`3.1.2`).
fn in_digits(text: &str, from: usize) -> (usize, Option<f64>) {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        let behind = bytes.get(from..).unwrap_or_default();
        behind.iter().take_while(|b| b.is_ascii_digit()).count()
    };
    let piece = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    let mut end = from + digits(from);
    let mut whole = piece(from, end).to_owned();
    let thousands = |c: char| {
        matches!(
            c,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ',' | '.' | '\'' | '’'
        )
    };
    // One separator all along, groups of three.
    if whole.len() <= 3 && !whole.starts_with('0') {
        let separator = first(text, end).filter(|&c| thousands(c));
        let same = |c: &char| separator.is_some_and(|s| s == *c || (s.is_whitespace() && c.is_whitespace()));
        while let Some(c) = first(text, end).filter(same)
            && digits(end + c.len_utf8()) == 3
        {
            let group = end + c.len_utf8();
            whole.push_str(piece(group, group + 3));
            end = group + 3;
        }
    }
    let point = |at: usize| matches!(bytes.get(at), Some(b'.' | b',')) && digits(at + 1) > 0;
    if point(end) {
        let part = digits(end + 1);
        whole.push('.');
        whole.push_str(piece(end + 1, end + 1 + part));
        end += part + 1;
        if point(end) {
            while point(end) {
                end += digits(end + 1) + 1;
            }
            return (end, None);
        }
    }
    (end, whole.parse().ok())
}
