//! Texts in parts that are put together by name, as CommonAccord keeps them: `1.2.Ti=Bells`, `1.2.1.sec=a)Every bell …`.
//!
//! The parts stand in reading order; what only says how they are put together (`sec={1.Sec}`, `1.=[G/Z/ol/5]`) is no
//! text. A number in the name of a title is its label. One pass.

use crate::read::label;
use crate::read::normalise::normalise;
use crate::read::source::{Block, Claims, Place, Role};

/// Parts that a text must have before it is taken for one of these.
const LEAST: usize = 5;

/// Reads the text, if it is one of these.
pub(super) fn read(text: &str) -> Option<Vec<Block>> {
    let first = text.lines().find(|l| !l.trim().is_empty())?;
    first.starts_with("Ti=").then_some(())?;
    (text.lines().filter(|l| part(l).is_some()).count() >= LEAST).then_some(())?;
    let mut blocks = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let (name, value) = part(line).unwrap_or(("", line));
        let (text, role) = match name.strip_suffix("Ti") {
            _ if is_assembly(value) => (line.to_owned(), Role::Furniture),
            Some(of) => (titled(of, value), Role::Heading(rank(of))),
            None => (spaced(value), Role::Text),
        };
        let text = normalise(&untagged(&text));
        let place = Place::line(u32::try_from(number + 1).unwrap_or(u32::MAX));
        let claims = Claims {
            role,
            ..Claims::default()
        };
        if text.chars().any(char::is_alphanumeric) {
            blocks.push(Block { text, place, claims });
        }
    }
    Some(blocks)
}

/// Name and value of a part.
fn part(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().split_once('=')?;
    let named = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.');
    let ends = ["Ti", "sec", "Sec", "."].iter().any(|e| name.ends_with(e));
    (named && (ends || name.is_empty())).then_some((name, value.trim()))
}

/// Nothing but names of other parts.
fn is_assembly(value: &str) -> bool {
    let bare = untagged(value).replace(' ', "");
    let names = |c: char| c.is_ascii_alphanumeric() || "{}.".contains(c);
    let list = bare.starts_with('{') && bare.ends_with('}') && bare.chars().all(names);
    list || bare.starts_with('[') && bare.ends_with(']')
}

/// The title, with the number that its part goes by.
fn titled(of: &str, title: &str) -> String {
    let numbered = of.starts_with(|c: char| c.is_ascii_digit());
    if numbered {
        format!("{of} {title}")
    } else {
        title.to_owned()
    }
}

/// The text without the tags of HTML that set it: `<b>`, `</li>`.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let is_tag = tag.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        rest = match tag.split_once('>').filter(|_| is_tag) {
            Some((_, after)) => {
                out.push(' ');
                after
            }
            None => {
                out.push('<');
                tag
            }
        };
    }
    out.push_str(rest);
    out
}

fn rank(of: &str) -> u8 {
    let depth = of.split('.').filter(|p| !p.is_empty()).count();
    u8::try_from(depth + 1).unwrap_or(6).min(6)
}

/// A text with a space behind its label: `a)Every bell`, `i.to ring`.
fn spaced(value: &str) -> String {
    let glued = value.find([')', '.', '‒', '–', '—']).map(|at| {
        let end = at + value[at..].chars().next().map_or(1, char::len_utf8);
        value.split_at(end)
    });
    match glued {
        Some((head, rest)) if label::is_label(head) && rest.starts_with(char::is_alphabetic) => {
            format!("{head} {rest}")
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn parts_are_read_in_order() {
        let text = "Ti=Bell code\n\nsec={Rule.Sec}\n\nRULES follow.\n\n1.1.Ti=Ringing\n\n1.1.1.sec=a)Every bell rings.\n\n\
                    1.1.=[G/Z/ol/2]\n";
        let texts: Vec<String> = read(text).unwrap().into_iter().map(|b| b.text).collect();
        assert_eq!(
            texts,
            [
                "Bell code",
                "sec={Rule.Sec}",
                "RULES follow.",
                "1.1. Ringing",
                "a) Every bell rings.",
                "1.1.=[G/Z/ol/2]"
            ]
        );
        assert!(read("Ti=Bell code\n\nText.\n").is_none());
    }
}
