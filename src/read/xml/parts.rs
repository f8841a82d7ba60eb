//! Drafts that come in several files: one lists the others.

use crate::read::normalise::normalise;
use crate::read::source::Metadata;

/// The files that a file lists as its parts, in their order; empty for a draft that stands in one file.
///
/// Only plain names are given: a list cannot point out of its own folder.
pub(crate) fn listed(text: &str) -> Vec<String> {
    let text = super::entity::resolved(text);
    let Ok(document) = super::parse(&text, "") else {
        return Vec::new();
    };
    let root = document.root_element();
    if root.tag_name().name() != "DOC" {
        return Vec::new();
    }
    let names = root
        .descendants()
        .filter(|n| n.tag_name().name() == "REF.PHYS" && n.attribute("TYPE").is_none_or(|t| t == "DOC.XML"))
        .filter_map(|n| n.attribute("FILE"));
    names
        .filter(|n| !n.is_empty() && !n.contains(['/', '\\', ':']) && !n.starts_with('.'))
        .map(str::to_owned)
        .collect()
}

/// What the list says of the draft as a whole: its title.
pub(crate) fn list_metadata(text: &str) -> Metadata {
    let text = super::entity::resolved(text);
    let Ok(document) = super::parse(&text, "") else {
        return Metadata::new();
    };
    let mut found = Metadata::new();
    let title = document
        .descendants()
        .find(|n| n.tag_name().name() == "TI" && n.ancestors().any(|a| a.tag_name().name() == "ITEM.VOLUME"));
    if let Some(title) = title {
        let words = title
            .descendants()
            .filter(|n| n.is_text() && !n.ancestors().any(|a| a.tag_name().name() == "NOTE"))
            .filter_map(|n| n.text());
        let value = normalise(&words.collect::<String>());
        if !value.is_empty() {
            found.push(("title".to_owned(), value));
        }
    }
    found
}
