//! Where the words of a text are, and how they are looked up.
//!
//! Cost: linear in the text.

use unicode_normalization::UnicodeNormalization;

/// Where a word stands in its text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: usize,
    pub(crate) to: usize,
}

impl Span {
    pub(crate) fn of(self, text: &str) -> &str {
        text.get(self.from..self.to).unwrap_or("")
    }
}

/// A word as it is looked up: NFKC, lower case, without a final possessive.
pub(crate) fn folded(word: &str) -> String {
    let mut folded: String = if word.is_ascii() {
        word.to_ascii_lowercase()
    } else {
        word.nfkc().collect::<String>().to_lowercase()
    };
    for end in ["'s", "’s"] {
        if folded.len() > end.len() && folded.ends_with(end) {
            folded.truncate(folded.len() - end.len());
        }
    }
    folded
}

/// The words of a text. Addresses of web pages and fill-in brackets (`[Assignment: …]`) have none: they say where a
/// list's own machinery is, not what it asks for.
pub(crate) fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start: Option<usize> = None;
    let mut skip_to = 0;
    let mut before_cjk: Option<usize> = None;
    let mut close = |start: &mut Option<usize>, to: usize| {
        if let Some(from) = start.take() {
            spans.push(Span { from, to });
        }
    };
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let end = at + c.len_utf8();
        if at < skip_to {
            continue;
        }
        if matches!(c, 'h' | '[')
            && let Some(length) = machinery(text.get(at..).unwrap_or(""))
        {
            close(&mut start, at);
            skip_to = at + length;
            before_cjk = None;
            continue;
        }
        if is_cjk(c) {
            close(&mut start, at);
            if let Some(from) = before_cjk {
                let mut pair = Some(from);
                close(&mut pair, end);
            }
            before_cjk = Some(at);
            continue;
        }
        before_cjk = None;
        let joins = matches!(c, '\'' | '’')
            && chars.peek().is_some_and(|&(_, n)| n == 's')
            && text
                .get(end + 1..)
                .and_then(|t| t.chars().next())
                .is_none_or(|n| !n.is_alphanumeric());
        // A combining mark belongs to the letter before it.
        if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) || (joins && start.is_some()) {
            start.get_or_insert(at);
        } else {
            close(&mut start, at);
        }
    }
    close(&mut start, text.len());
    spans
}

/// Length of a web address or fill-in bracket at the start of the text.
fn machinery(text: &str) -> Option<usize> {
    if text.starts_with("http://") || text.starts_with("https://") {
        let end = text.find(|c: char| c.is_whitespace() || matches!(c, ')' | ']' | '>' | '"'));
        return Some(end.unwrap_or(text.len()));
    }
    let inner = text.strip_prefix('[')?.trim_start();
    let filled = ["Assignment", "Selection"].iter().any(|w| inner.starts_with(w));
    if !filled {
        return None;
    }
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Whether a title or parent is nothing but a number or an id (`GOVERN 1`, `Art 12`, `A.5.1`): an address, and no
/// evidence. A word alone is a heading.
pub(crate) fn is_label(text: &str) -> bool {
    let mut words = 0;
    let mut numbers = 0;
    for part in text.split_whitespace() {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        if part.is_empty() {
            continue;
        }
        let numeral = part.chars().any(|c| c.is_ascii_digit())
            || part.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
            || part.chars().count() == 1;
        if numeral {
            numbers += 1;
        } else {
            words += 1;
        }
    }
    numbers > 0 && words <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        spans(text).into_iter().map(|s| folded(s.of(text))).collect()
    }

    #[test]
    fn machinery_has_no_words() {
        assert_eq!(
            words("Report [Assignment: within [x] days] to https://a.b/c?d the office’s head"),
            ["report", "to", "the", "office", "head"]
        );
        assert_eq!(
            words("[Assignment: never closed"),
            ["assignment", "never", "closed"]
        );
    }

    #[test]
    fn french_elision_splits() {
        assert_eq!(
            words("l'autorité d’un État"),
            ["l", "autorité", "d", "un", "état"]
        );
    }

    #[test]
    fn han_text_gives_bigrams() {
        assert_eq!(words("安全管理 ISO"), ["安全", "全管", "管理", "iso"]);
        assert_eq!(words("法"), Vec::<String>::new());
    }

    #[test]
    fn labels_are_no_headings() {
        for label in [
            "GOVERN 1",
            "Art 12",
            "A.5.1",
            "Chapter III",
            "12",
            "PR.AC-1",
            "Article 6a",
        ] {
            assert!(is_label(label), "{label}");
        }
        for heading in [
            "Govern",
            "Access Control",
            "GOVERN 1: Policies are in place",
            "Article 6 Scope",
            "",
        ] {
            assert!(!is_label(heading), "{heading}");
        }
    }
}
