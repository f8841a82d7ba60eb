//! What stands before the text and between its parts.

use std::ops::Range;

use crate::read::normalise::normalise;
use crate::read::source::Metadata;

/// Longest front matter, in lines; a rule at the start of a file is not the beginning of one.
const LONGEST: usize = 400;

/// A part of the body, and the marker before it with its place.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) marker: Option<(String, Range<usize>)>,
    pub(super) body: Range<usize>,
}

/// Front matter as metadata, and where the body begins.
///
/// Only the plain `key: value` lines are taken, and the names of authors: what identifies a draft stands there.
/// Anything deeper is about the publishing tool.
pub(super) fn matter(text: &str) -> (Metadata, usize) {
    let mut metadata = Metadata::new();
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim_end();
        if number == 0 && bare != "---" || number > LONGEST {
            return (Metadata::new(), 0);
        }
        at += line.len();
        if number == 0 {
            continue;
        }
        if bare == "---" || bare == "..." {
            return (metadata, at);
        }
        if bare.starts_with("--- ") {
            // kramdown-rfc lets the first part marker end the front matter.
            return (metadata, at - line.len());
        }
        if let Some((key, value)) = bare.split_once(':') {
            let key = key.trim_start_matches(['-', ' ']);
            let top = !bare.starts_with([' ', '-', '#']);
            let name = if key == "fullname" { "author" } else { key };
            if top || name == "author" {
                push(&mut metadata, name, value);
            }
        }
    }
    (Metadata::new(), 0)
}

/// `key: value` lines of a Bikeshed metadata block.
pub(super) fn bikeshed(block: &str, metadata: &mut Metadata) {
    for line in block.lines() {
        if let Some((key, value)) = line.split_once(':') {
            push(metadata, key, value);
        }
    }
}

fn push(metadata: &mut Metadata, key: &str, value: &str) {
    let value = normalise(value);
    let unquoted = value.trim_matches(['"', '\'']);
    let named = !key.trim().is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_ ".contains(c));
    if named && !unquoted.is_empty() {
        metadata.push((key.trim().to_lowercase(), unquoted.to_owned()));
    }
}

/// Cuts the body at kramdown-rfc's part markers (`--- middle`), outside of code.
pub(super) fn parts(text: &str, body: usize) -> Vec<Part> {
    let mut parts = vec![Part {
        marker: None,
        body: body..text.len(),
    }];
    let mut at = body;
    let mut fence = false;
    for line in text.get(body..).unwrap_or_default().split_inclusive('\n') {
        let end = at + line.len();
        fence ^= line.starts_with("~~~") || line.starts_with("```");
        let marker = line.strip_prefix("--- ").map(str::trim_end);
        if let Some(name) = marker.filter(|m| !fence && is_part(m)) {
            if let Some(last) = parts.last_mut() {
                last.body.end = at;
            }
            parts.push(Part {
                marker: Some((name.to_owned(), at..end)),
                body: end..text.len(),
            });
        }
        at = end;
    }
    parts
}

fn is_part(name: &str) -> bool {
    matches!(name, "abstract" | "middle" | "back" | "fluff") || name.starts_with("note_")
}

#[cfg(test)]
mod tests {
    use super::{matter, parts};

    #[test]
    fn front_matter_is_metadata() {
        let text = "---\ntitle: \"On Boats\"\ndate:\nauthor:\n -\n  fullname: A. Rower\n  email: x\nkeyword:\n - oars\n---\n# One\n";
        let (metadata, body) = matter(text);
        let expected =
            [("title", "On Boats"), ("author", "A. Rower")].map(|(n, v)| (n.to_owned(), v.to_owned()));
        assert_eq!(metadata, expected);
        assert_eq!(&text[body..], "# One\n");
        assert_eq!(matter("---\n\nA rule, no front matter").1, 0);
    }

    #[test]
    fn markers_divide() {
        let text = "--- abstract\n\nShort.\n\n--- middle\n\n~~~\n--- back\n~~~\n";
        let names: Vec<_> = parts(text, 0)
            .into_iter()
            .filter_map(|p| p.marker)
            .map(|m| m.0)
            .collect();
        assert_eq!(names, ["abstract", "middle"]);
    }
}
