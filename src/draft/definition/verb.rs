//! Verbs that define, in small letters and in capitals: bills print what they add in capitals.

/// A verb that defines, in small letters with the spaces around it.
pub(super) struct Verb {
    pub(super) words: &'static str,
    /// Whether it is part of what the definition says: what a term *includes* is not all that it means.
    pub(super) told: bool,
}

pub(super) const fn means(words: &'static str) -> Verb {
    Verb { words, told: false }
}

const fn tells(words: &'static str) -> Verb {
    Verb { words, told: true }
}

/// Verbs that define a term in quotation marks.
pub(super) const QUOTED: &[Verb] = &[
    means(" means "),
    means(" means, "),
    means(" means:"),
    means(" means—"),
    means(" mean "),
    means(" mean:"),
    means(" mean—"),
    means(" shall mean "),
    means(" is understood as being "),
    means(" is understood as "),
    means(" are understood as "),
    means(" shall be understood as "),
    means(" is defined as "),
    means(" are defined as "),
    means(" refers to "),
    means(" refer to "),
    means(" s’entend "),
    means(" s'entend "),
    means(" s’entendent "),
    means(" désigne "),
    means(" désignent "),
    means(" on entend par "),
    means(" wordt verstaan "),
    means(": "),
    tells(" has the meaning "),
    tells(" have the meaning "),
    tells(" has the same meaning "),
    tells(" have the same meaning "),
    tells(" a le même sens "),
    tells(" does not include"),
    tells(" includes "),
    tells(" includes—"),
];

/// Verbs that define a term without quotation marks: only the plainest.
pub(super) const PLAIN: &[Verb] = &[
    means(" means "),
    means(" means, "),
    means(" désigne "),
    means(" s’entend "),
    means(" s'entend "),
    means(" shall mean "),
    means(" shall refer to "),
    // Only with an aside before it: `Kites, as mentioned in this law, refers to`.
    means(" refers to "),
    tells(" has the meaning "),
    tells(" has the same meaning "),
    tells(" includes "),
];

/// Verbs whose list stands on the next lines: `harm means`.
pub(super) const BEFORE_LIST: &[&str] = &[
    "means",
    "means:",
    "means—",
    "mean",
    "mean—",
    "désigne",
    "désigne :",
];

/// Bytes behind a term within which its verb stands.
pub(super) const NEAR: usize = 90;

/// Where what a term means begins behind its verb; a verb that tells something itself belongs to it.
pub(super) fn verb(text: &str, behind: usize, verbs: &[Verb], strict: bool) -> Option<usize> {
    let near = lowered(head(text.get(behind..)?, NEAR));
    let found = verbs.iter().filter_map(|v| {
        let at = near.find(v.words)?;
        (!strict || at == 0).then_some((at, v))
    });
    let first = found.min_by_key(|(at, v)| (*at, std::cmp::Reverse(v.words.len())));
    if let Some((at, v)) = first {
        return Some(behind + at + if v.told { 1 } else { v.words.len() });
    }
    // `harm means`, with the list on the next lines.
    let ends = |v: &str| {
        let rest = near.trim_end();
        rest.len() < NEAR / 2 && rest.strip_suffix(v).is_some_and(|t| t.ends_with(' '))
    };
    (text.len() - behind < NEAR && BEFORE_LIST.iter().any(|v| ends(v))).then_some(text.len())
}

/// Whether a text begins with words in small letters, whatever its own case.
pub(super) fn begins(text: &str, words: &str) -> bool {
    let (text, words) = (text.as_bytes(), words.as_bytes());
    // Nearly all differ in their first byte.
    let alike =
        |at: usize| matches!((text.get(at), words.get(at)), (Some(a), Some(b)) if a.eq_ignore_ascii_case(b));
    alike(0)
        && text
            .get(..words.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(words))
}

/// In small letters, of the same length in bytes.
pub(super) fn lowered(text: &str) -> String {
    text.to_ascii_lowercase()
}

pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
