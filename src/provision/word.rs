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
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let at = |i: usize| chars.get(i).map(|c| c.1);
    let offset = |i: usize| chars.get(i).map_or(text.len(), |c| c.0);
    let digits = |from: usize| {
        let run = (from..).take_while(|&i| at(i).is_some_and(|c| c.is_ascii_digit()));
        run.count()
    };
    let mut words = Vec::new();
    let mut i = 0;
    while let Some(c) = at(i) {
        let start = i;
        let superscript = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c);
        let mut number = None;
        if c.is_ascii_digit() {
            let (end, value) = in_digits(&at, &digits, i);
            i = end;
            let letters: String = (i..).map_while(at).take_while(|c| c.is_alphabetic()).collect();
            let ordinal = matches!(letters.as_str(), "st" | "nd" | "rd" | "th" | "er" | "bis" | "ter");
            // `500kW` is a number and its measure; `2024a`, `5th` and `3.1.2` are labels.
            let measured = value.is_some() && (2..=4).contains(&letters.len()) && !ordinal;
            if measured {
                number = value;
            } else if at(i).is_some_and(char::is_alphabetic) || value.is_none() {
                while at(i).is_some_and(|c| c.is_alphanumeric() && !superscript(c)) {
                    i += 1;
                }
            } else {
                number = value;
            }
        } else if superscript(c) {
            while at(i).is_some_and(superscript) {
                i += 1;
            }
        } else if c.is_alphanumeric() {
            while at(i).is_some_and(|c| c.is_alphanumeric() && !superscript(c)) {
                i += 1;
            }
        } else if matches!(c, '%' | '€' | '$' | '£' | '^') {
            i += 1;
        } else {
            i += 1;
            continue;
        }
        let (from, to) = (offset(start), offset(i));
        words.push(Word {
            from,
            to,
            lower: text.get(from..to).unwrap_or("").to_lowercase(),
            number,
        });
    }
    words
}

/// Where a number in digits ends, and its value: `35 000 000`, `750,000`, `1.500.000`, `2.5`, `2,5`. None for what
/// only looks like one (`3.1.2`).
fn in_digits(
    at: &dyn Fn(usize) -> Option<char>,
    digits: &dyn Fn(usize) -> usize,
    from: usize,
) -> (usize, Option<f64>) {
    let mut end = from + digits(from);
    let mut whole: String = (from..end).filter_map(at).collect();
    let thousands = |c: char| {
        matches!(
            c,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ',' | '.' | '\'' | '’'
        )
    };
    // One separator all along, groups of three.
    if whole.len() <= 3 && !whole.starts_with('0') {
        let separator = at(end).filter(|&c| thousands(c));
        let same = |c: char| separator.is_some_and(|s| s == c || (s.is_whitespace() && c.is_whitespace()));
        while at(end).is_some_and(same) && digits(end + 1) == 3 {
            whole.extend((end + 1..end + 4).filter_map(at));
            end += 4;
        }
    }
    if let Some('.' | ',') = at(end)
        && digits(end + 1) > 0
    {
        let part = digits(end + 1);
        whole.push('.');
        whole.extend((end + 1..=end + part).filter_map(at));
        end += part + 1;
        if matches!(at(end), Some('.' | ',')) && digits(end + 1) > 0 {
            while matches!(at(end), Some('.' | ',')) && digits(end + 1) > 0 {
                end += digits(end + 1) + 1;
            }
            return (end, None);
        }
    }
    (end, whole.parse().ok())
}
