//! What the file says of itself outside of its text.

use roxmltree::Node;

use super::xml::{local, text};
use crate::read::normalise::normalise;
use crate::read::source::Metadata;

/// The core properties, under the names that other formats use for them.
pub(super) fn metadata(root: Node<'_, '_>) -> Metadata {
    let named = |node: Node<'_, '_>| {
        let name = match local(node) {
            "title" => "title",
            "subject" => "subject",
            "language" => "lang",
            "identifier" => "docname",
            "version" => "version",
            "contentStatus" => "status",
            _ => return None,
        };
        let value = normalise(&text(node));
        (!value.is_empty()).then(|| (name.to_owned(), value))
    };
    root.children()
        .filter(Node::is_element)
        .filter_map(named)
        .collect()
}
