//! XML as a tree, within bounds: for the parts of office files and for exchange formats.

use crate::{Error, Result};

pub(crate) use roxmltree::{Document, Node};

/// Most nodes of a tree. A sheet of 80,000 cells has 250,000; a node takes some hundred bytes.
const MOST_NODES: u32 = 2_000_000;
/// Longest tag in bytes: every attribute is compared with every other one of its element.
const LONGEST_TAG: usize = 1 << 18;

/// Parses. No file is fetched, and no entity expands to more than the file has.
///
/// # Errors
/// XML that is not well-formed, or larger than any document.
pub(crate) fn parse<'t>(text: &'t str, name: &str) -> Result<Document<'t>> {
    parse_within(text, name, MOST_NODES)
}

/// Parses a tree of at most so many nodes.
///
/// # Errors
/// As [`parse`].
pub(crate) fn parse_within<'t>(text: &'t str, name: &str, most: u32) -> Result<Document<'t>> {
    if has_long_tag(text) {
        return Err(Error::new("XML with an element that has too many attributes")
            .at(name)
            .help("check that the file is the draft, and not data of another kind"));
    }
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        nodes_limit: most,
        ..Default::default()
    };
    Document::parse_with_options(text, options).map_err(|e| match e {
        roxmltree::Error::NodesLimitReached => Error::new("XML with more elements than any draft has")
            .at(name)
            .help("give the draft itself, not a collection of drafts or data"),
        e => Error::new(format!("not well-formed XML: {e}"))
            .at(name)
            .help("check that the file was downloaded completely, or take the HTML version of the document"),
    })
}

/// Whether some tag is longer than any real one. Angle brackets in comments and character data only make it find more.
fn has_long_tag(text: &str) -> bool {
    let mut open: Option<usize> = None;
    for at in memchr_angles(text.as_bytes()) {
        match text.as_bytes().get(at) {
            // `<` may not stand in a tag, so an older one was none.
            Some(b'<') => open = text.get(at..at + 4).is_none_or(|t| t != "<!--").then_some(at),
            _ => {
                if open.take().is_some_and(|start| at - start > LONGEST_TAG) {
                    return true;
                }
            }
        }
    }
    open.is_some_and(|start| text.len() - start > LONGEST_TAG)
}

fn memchr_angles(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes
        .iter()
        .enumerate()
        .filter(|(_, b)| matches!(b, b'<' | b'>'))
        .map(|(i, _)| i)
}

/// Names without their namespaces.
pub(crate) trait LocalName {
    /// Whether an element has this name, in whatever namespace.
    fn has_tag_name_local(&self, name: &str) -> bool;
}

impl LocalName for Node<'_, '_> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_tag_of_many_attributes_is_refused() {
        let attributes: String = (0..100_000).map(|i| format!(" a{i}=''")).collect();
        let error = parse(&format!("<a{attributes}/>"), "a.xml").unwrap_err();
        assert!(error.to_string().contains("too many attributes"));
        let text = format!(
            "<!-- {} --><a b='c'>{}</a>",
            "x".repeat(1 << 19),
            "y".repeat(1 << 19)
        );
        assert!(parse(&text, "a.xml").is_ok());
    }

    #[test]
    fn expansions_end() {
        let laughs = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>\
            <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>\
            <!ENTITY e '&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;'>]><a>&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;</a>";
        assert!(parse(laughs, "a.xml").is_err());
    }
}
