//! Text for a terminal: harmless, measured in columns, cut and wrapped at words.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Text that a terminal only shows. Drafts are untrusted: escape sequences, other control characters and marks that
/// turn the direction of writing become `\u{fffd}`; line breaks and tabs become spaces.
///
/// ```
/// assert_eq!(clausewise::report::text::plain("a\u{1b}[31mb\nc"), "a\u{fffd}[31mb c");
/// ```
pub fn plain(text: &str) -> Cow<'_, str> {
    let harmful = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(harmful) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|c| match c {
        '\n' | '\r' | '\t' => ' ',
        c if harmful(c) => '\u{fffd}',
        c => c,
    });
    Cow::Owned(replaced.collect())
}

/// Columns that a text takes; wide characters take two.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The text cut to so many columns, between words where that is possible, with `…` where something is missing.
///
/// ```
/// use clausewise::report::text::cut;
/// assert_eq!(cut("keep the records", 12), "keep the …");
/// assert_eq!(cut("第一条 总则和定义", 9), "第一条 …");
/// ```
pub fn cut(text: &str, width: usize) -> String {
    let text = plain(text);
    let text = text.trim();
    if columns(text) <= width {
        return text.to_owned();
    }
    let (fitting, _) = split(text, width.saturating_sub(1));
    let head = match fitting.rfind(' ') {
        // A long first word is cut inside: a lone ellipsis says nothing.
        Some(space) if columns(&fitting[..space]) * 3 >= width => &fitting[..=space],
        _ => fitting,
    };
    format!("{head}…")
}

/// The text cut in its middle to so many columns: of a citation, the beginning says where and the end says what.
///
/// ```
/// use clausewise::report::text::cut_middle;
/// assert_eq!(cut_middle("Schedule 3, Part 2, paragraph 4(b)", 24), "Schedule 3 … graph 4(b)");
/// ```
pub fn cut_middle(text: &str, width: usize) -> String {
    let text = plain(text);
    let text = text.trim();
    if columns(text) <= width {
        return text.to_owned();
    }
    let half = width.saturating_sub(3) / 2;
    let (head, _) = split(text, half);
    let mut tail = text.len();
    for (i, _) in text.char_indices().rev() {
        if columns(&text[i..]) > half {
            break;
        }
        tail = i;
    }
    let (head, tail) = (head.trim_end(), text[tail..].trim_start());
    format!("{} … {tail}", head.trim_end_matches([',', ';']))
}

/// A text to be shown in quotation marks: those in it become single ones.
///
/// ```
/// assert_eq!(clausewise::report::text::quotable("“Risk” means"), "\u{2018}Risk\u{2019} means");
/// ```
pub fn quotable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{201c}' => '\u{2018}',
            '\u{201d}' => '\u{2019}',
            c => c,
        })
        .collect()
}

/// The text on lines of so many columns, at most `most` of them; the last one ends in `…` where something is
/// missing.
pub fn wrap(text: &str, width: usize, most: usize) -> Vec<String> {
    let text = plain(text);
    let mut rest = text.trim();
    let mut lines = Vec::new();
    while !rest.is_empty() && lines.len() < most {
        if lines.len() + 1 == most || columns(rest) <= width {
            lines.push(cut(rest, width));
            break;
        }
        let (fitting, after) = split(rest, width);
        let whole_word = after.starts_with(' ');
        let (line, next) = match fitting.rfind(' ') {
            Some(space) if !whole_word && space > 0 => rest.split_at(space),
            _ => (fitting, after),
        };
        lines.push(line.trim_end().to_owned());
        rest = next.trim_start();
    }
    keep_company(&mut lines, width);
    lines
}

/// A word alone on the last line gets the last word of the line before it.
fn keep_company(lines: &mut [String], width: usize) {
    let [.., before, last] = lines else { return };
    let Some(space) = before.rfind(' ') else { return };
    let alone = !last.is_empty() && !last.contains(' ') && !last.ends_with('…');
    let many = before.split(' ').count() > 3;
    if alone && many && columns(&before[space..]) + columns(last) <= width {
        let word = before.split_off(space);
        *last = format!("{} {last}", word.trim_start());
    }
}

/// Items on lines of so many columns, with a dot between two; an item is only broken where it has a line to itself.
pub(crate) fn flow(items: &[String], width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in items {
        let item = cut(item, width);
        match lines.last_mut() {
            Some(line) if columns(line) + columns(&item) + 3 <= width => {
                line.push_str(" \u{b7} ");
                line.push_str(&item);
            }
            _ => lines.push(item),
        }
    }
    lines
}

/// The text padded with spaces to so many columns.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(missing))
}

/// The longest beginning that takes no more than so many columns (one character at least), and what follows it.
fn split(text: &str, width: usize) -> (&str, &str) {
    let mut taken = 0;
    for (i, c) in text.char_indices() {
        taken += c.width().unwrap_or(0);
        if taken > width && i > 0 {
            return text.split_at(i);
        }
    }
    (text, "")
}

/// A number with its noun: `1 unit`, `3 units`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// A share as a percentage for people; what is there is never shown as 0 %, what is missing never as 100 %.
pub(crate) fn percent(share: f64) -> String {
    if share <= 0.0 {
        "0 %".to_owned()
    } else if share < 0.01 {
        "under 1 %".to_owned()
    } else if share < 1.0 {
        format!("{:.0} %", (share * 100.0).min(99.0))
    } else {
        "100 %".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn wrapping_keeps_words_whole() {
        assert_eq!(
            wrap("keep the records for six years", 12, 3),
            ["keep the", "records for", "six years"]
        );
        assert_eq!(
            wrap("keep the records for six years", 12, 2),
            ["keep the", "records …"]
        );
        assert_eq!(wrap("", 12, 2), Vec::<String>::new());
        assert_eq!(
            wrap("of 142 requirements and 80 other units", 33, 2),
            ["of 142 requirements and 80", "other units"]
        );
    }

    proptest! {
        #[test]
        fn nothing_is_wider_than_it_may_be(text in "[a-c \u{7b2c}\u{300}\u{1b}]{0,40}", width in 4usize..20) {
            prop_assert!(columns(&cut(&text, width)) <= width);
            for line in wrap(&text, width, 3) {
                prop_assert!(columns(&line) <= width);
                let escaped = line.contains('\u{1b}');
                prop_assert!(!escaped);
            }
        }
    }
}
