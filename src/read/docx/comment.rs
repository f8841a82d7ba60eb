//! What people wrote in the margin.

use roxmltree::Node;
use rustc_hash::FxHashMap;

use super::xml::{attribute, local, run_text};
use crate::read::normalise::normalise;
use crate::read::source::{Comment, Place};

/// The comments of a part by their ids. Their places are met in the text.
pub(super) fn comments<'d>(root: Node<'d, 'd>) -> FxHashMap<&'d str, Comment> {
    let comment = |node: Node<'d, 'd>| {
        let said = |name| attribute(node, name).map(normalise).filter(|v| !v.is_empty());
        let comment = Comment {
            author: said("author"),
            date: said("date"),
            text: normalise(&run_text(node)),
            place: Place::line(1),
        };
        Some((attribute(node, "id")?, comment))
    };
    root.children()
        .filter(|n| n.is_element() && local(*n) == "comment")
        .filter_map(comment)
        .collect()
}
