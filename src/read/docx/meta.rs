//! What the file says of itself outside of its text.

use roxmltree::Node;

use super::xml::{local, text};
use crate::read::normalise::normalise;
use crate::read::source::{Block, Metadata, Role};

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

/// Longest title that is taken from the text, in words.
const LONGEST_TITLE: usize = 40;

/// Takes the title that the cover prints for the title: what a file says of itself is often left from the file that
/// it was made of. It may be set in several paragraphs; later ones in the style of titles are headings.
pub(super) fn retitle(metadata: &mut Metadata, blocks: &mut [Block], titles: &[usize]) {
    let Some(&first) = titles.first() else {
        return;
    };
    let run = titles
        .iter()
        .enumerate()
        .take_while(|(i, at)| first + i == **at)
        .count();
    let cover = blocks.get_mut(first..first + run).unwrap_or_default();
    let title = cover
        .iter()
        .map(|b| b.text.as_str())
        .collect::<Vec<_>>()
        .join(" ");
    if title.is_empty() || title.split(' ').count() > LONGEST_TITLE {
        return;
    }
    cover.iter_mut().for_each(|b| b.claims.role = Role::Text);
    metadata.retain(|(name, _)| name != "title");
    metadata.push(("title".to_owned(), title));
}
