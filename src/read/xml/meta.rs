//! What a file says of itself, from the places that its vocabulary names.

use roxmltree::{Document, Node};

use super::rule::attribute;
use super::vocabulary::Vocabulary;
use crate::read::normalise::normalise;
use crate::read::source::Metadata;

/// The fields of a vocabulary that the document has, and which vocabulary it is: each is at home with one publisher.
pub(super) fn metadata(document: &Document<'_>, vocabulary: &Vocabulary) -> Metadata {
    let mut found = vec![("vocabulary".to_owned(), vocabulary.name().to_owned())];
    for (name, places) in &vocabulary.meta {
        let value = places
            .iter()
            .find_map(|place| value(document, place).filter(|v| !v.is_empty()));
        if let Some(value) = value {
            found.push((name.clone(), value));
        }
    }
    found
}

/// The text, or the attribute, of the first element on a path of names: `Identification/LongTitle`, `doc@title`.
fn value(document: &Document<'_>, place: &str) -> Option<String> {
    let (path, wanted) = match place.split_once('@') {
        Some((path, name)) => (path, Some(name)),
        None => (place, None),
    };
    let mut elements = document
        .descendants()
        .filter(|n| n.is_element() && is_at(*n, path));
    elements.find_map(|e| match wanted {
        Some(name) => attribute(e, name).map(normalise),
        None => Some(text(e)).filter(|t| !t.is_empty()),
    })
}

fn is_at(node: Node<'_, '_>, path: &str) -> bool {
    let mut here = Some(node);
    for name in path.rsplit('/') {
        match here {
            Some(n) if n.tag_name().name() == name => here = n.parent_element(),
            _ => return false,
        }
    }
    true
}

fn text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for part in node.descendants().filter(Node::is_text) {
        text.push_str(part.text().unwrap_or_default());
        // Year, month and day come in elements of their own.
        if part.parent_element() != Some(node) {
            text.push(' ');
        }
    }
    let text = normalise(&text).replace(" ,", ",").replace(" .", ".");
    date(&text).unwrap_or(text)
}

/// `2000 4 13` as `2000-04-13`.
fn date(text: &str) -> Option<String> {
    let numbers: Vec<u32> = text
        .split(' ')
        .map(|w| w.parse().ok())
        .collect::<Option<Vec<u32>>>()?;
    match numbers.as_slice() {
        [y @ 1000..=9999, m @ 1..=12, d @ 1..=31] => Some(format!("{y}-{m:02}-{d:02}")),
        _ => None,
    }
}
