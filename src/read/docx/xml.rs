//! The XML of a part, and short ways to its elements.
//!
//! Elements and attributes are known by their local names: the transitional and the strict edition of the format differ
//! in nothing but their namespaces, and names that mean different things in different namespaces (`p` of a drawing)
//! never stand in the same place.

use roxmltree::{Document, Node, ParsingOptions};

use crate::{Error, Result};

/// Most nodes of a part: they take half a gigabyte. A standard of 300 pages has 300,000.
const MOST_NODES: u32 = 3_000_000;
/// Attributes that no element of a real part has; checking them for repetition costs their square.
const MOST_ATTRIBUTES: usize = 300;
/// Tags shorter than this, in bytes, are not looked into.
const SHORT_TAG: usize = 2048;

/// Parses a part. Parts may not declare anything: no entity is ever expanded or fetched.
///
/// # Errors
/// XML that is not well-formed, or beyond the bounds.
pub(super) fn parse<'t>(text: &'t str, part: &str, name: &str) -> Result<Document<'t>> {
    let failed = |what: String| {
        Error::new(format!("its part {part} {what}"))
            .at(name)
            .help("open the file in a word processor and save it again")
    };
    if too_many_attributes(text) {
        return Err(failed("has an element with hundreds of attributes".to_owned()));
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: MOST_NODES,
        ..Default::default()
    };
    Document::parse_with_options(text, options).map_err(|e| match e {
        roxmltree::Error::NodesLimitReached => {
            failed(format!("has more than {MOST_NODES} elements and texts"))
        }
        e => failed(format!("is not well-formed XML: {e}")),
    })
}

fn too_many_attributes(text: &str) -> bool {
    let mut rest = text;
    while let Some(from) = rest.find('<') {
        rest = rest.get(from..).unwrap_or_default();
        let end = rest.find('>').unwrap_or(rest.len());
        let tag = rest.get(..end).unwrap_or_default();
        if end > SHORT_TAG && tag.matches('=').count() > MOST_ATTRIBUTES {
            // Data URLs and the like hold equals signs too; the quotes tell.
            let quotes = tag.matches("=\"").count() + tag.matches("='").count();
            if quotes > MOST_ATTRIBUTES {
                return true;
            }
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    false
}

/// The local name of an element.
pub(super) fn local<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// The first child element of this name.
pub(super) fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|c| c.is_element() && local(*c) == name)
}

/// The value of the attribute of this local name.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}

/// `w:val` of the first child element of this name.
pub(super) fn value<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|c| attribute(c, "val"))
}

/// `w:val` of the first child element of this name, as a number.
pub(super) fn number<T: std::str::FromStr>(node: Node<'_, '_>, name: &str) -> Option<T> {
    value(node, name).and_then(|v| v.trim().parse().ok())
}

/// A switch such as `w:vanish`: `None` where it is not there, and on unless it says that it is off.
pub(super) fn switch(node: Node<'_, '_>, name: &str) -> Option<bool> {
    child(node, name).map(|c| !matches!(attribute(c, "val"), Some("0" | "false" | "off" | "none")))
}

/// All text below a node, of whatever element.
pub(super) fn text(node: Node<'_, '_>) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|n| n.text())
        .collect()
}

/// All words of runs below a node, deleted ones too, with a space where a paragraph ends.
pub(super) fn run_text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    for node in node.descendants().filter(Node::is_element) {
        match local(node) {
            "t" | "delText" => out.push_str(node.text().unwrap_or_default()),
            "p" | "tab" | "br" | "cr" => out.push(' '),
            _ => {}
        }
    }
    out
}
