//! Marks of footnotes that stand in the text as plain digits.

use std::borrow::Cow;

use crate::read::label;

/// Takes out footnote marks that a conversion left between a word and a punctuation mark (`the Council 12 ,`). No
/// prose has a space before a comma; and the marks have to count up through the file.
pub(super) fn strip_spaced(text: &mut Cow<'_, str>, last: &mut u32) {
    // Hardly any line has a space before punctuation. Looking at all bytes of a line, without a stop at the first that is
    // one, is done many at a time.
    let (bytes, behind) = (text.as_bytes(), text.as_bytes().get(1..).unwrap_or_default());
    let spaced = |any: bool, (a, b): (&u8, &u8)| any | (*a == b' ') & matches!(b, b',' | b'.' | b';' | b':');
    if !bytes.iter().zip(behind).fold(false, spaced) {
        return;
    }
    let mut from = 0;
    let numbered = |pair: &[u8]| matches!(pair, [b' ', digit] if digit.is_ascii_digit());
    while let Some(at) = text
        .as_bytes()
        .get(from..)
        .and_then(|rest| rest.windows(2).position(numbered))
        .map(|at| at + from)
    {
        from = at + 1;
        let rest = text.get(from..).unwrap_or_default();
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let number = rest
            .get(..digits)
            .filter(|d| (1..=3).contains(&d.len()))
            .and_then(|d| d.parse().ok());
        let after = rest.get(digits..).unwrap_or_default();
        let closes = after.starts_with(' ')
            && after
                .get(1..)
                .is_some_and(|a| a.starts_with([',', '.', ';', ':']));
        let before = text.get(..at).unwrap_or_default();
        let word = before.rsplit(' ').next().unwrap_or_default();
        let before_word =
            before.ends_with(|c: char| c.is_alphabetic() || "”’)".contains(c)) && !label::is_label_word(word);
        if let Some(number) = number
            && closes
            && before_word
            && number > *last
            && number <= *last + 6
        {
            *last = number;
            text.to_mut().replace_range(at..from + digits + 1, "");
        }
    }
}

/// Takes the marks of this page's footnotes out of a line: a number glued to a word, or between a word and a
/// punctuation mark.
pub(super) fn strip_marks<'t>(text: &'t str, notes: &[String]) -> Cow<'t, str> {
    let mut text = Cow::Borrowed(text);
    for note in notes {
        let found = text.match_indices(note.as_str()).map(|(at, _)| at).find(|&at| {
            let (before, after) = (
                text.get(..at).unwrap_or_default(),
                text.get(at + note.len()..).unwrap_or_default(),
            );
            let next = after.trim_start().chars().next();
            let closes = next.is_none_or(|c| ",.;:)”’".contains(c));
            match before.chars().next_back() {
                Some(c) if c.is_alphabetic() || "”’)\"]".contains(c) => {
                    next.is_none_or(|c| !c.is_alphanumeric()) || after.starts_with(' ')
                }
                Some('.' | ',' | ';') => {
                    let word = before
                        .trim_end_matches(['.', ',', ';'])
                        .ends_with(char::is_alphabetic);
                    word && (after.is_empty() || after.starts_with(' '))
                }
                // "the stakeholders 35 ." is a mark, "Figure 3." is not.
                Some(' ') => {
                    closes && after.starts_with(' ') && before.trim_end().ends_with(char::is_alphabetic)
                }
                _ => false,
            }
        });
        if let Some(at) = found {
            let before = text.get(..at).unwrap_or_default().trim_end();
            let after = text.get(at + note.len()..).unwrap_or_default();
            let after = if after.trim_start().starts_with([',', '.', ';', ':', ')']) {
                after.trim_start()
            } else {
                after
            };
            text = Cow::Owned(format!("{before}{after}"));
        }
    }
    text
}
