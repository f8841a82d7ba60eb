//! The element tree of a page, with the source line of every element.
//!
//! html5ever repairs pages as browsers do and tells its sink the line it is at; this sink keeps it, which is why
//! the tree is our own: general-purpose ones drop the positions. Nodes live in one vector, links are indices, so
//! depth costs no stack.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Tokenizer;
use html5ever::tree_builder::{TreeBuilder, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns};

use super::effort::{Bounded, Effort};
use super::sink::Sink;

/// Index of a node.
pub(super) type Id = u32;

/// How many nodes of a subtree are looked at to find out what it is.
const AHEAD: usize = 200;

/// No node.
pub(super) const NONE: Id = Id::MAX;

/// A node: an element, a run of text, or something that is neither (comment, document).
#[derive(Debug)]
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) previous: Id,
    pub(super) next: Id,
    pub(super) first: Id,
    pub(super) last: Id,
    /// Line of the source, counted from 1.
    pub(super) line: u32,
    /// The element's name; empty for everything else.
    pub(super) name: QualName,
    pub(super) attributes: Vec<Attribute>,
    pub(super) text: Option<StrTendril>,
}

/// The tree.
#[derive(Debug)]
pub(super) struct Dom {
    pub(super) nodes: Vec<Node>,
}

impl Dom {
    /// Parses a page. Whatever the bytes, there is a tree: of the whole page, unless the effort is spent.
    pub(super) fn parse(page: &str, effort: &Effort) -> Dom {
        let builder = TreeBuilder::new(Sink::new(effort), Default::default());
        let tokenizer = Tokenizer::new(Bounded::new(builder), Default::default());
        let input = BufferQueue::default();
        input.push_back(page.into());
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        tokenizer.sink.builder.sink.finish()
    }

    /// The document node.
    pub(super) fn root(&self) -> Id {
        0
    }

    fn node(&self, id: Id) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    /// Line of the node in the source.
    pub(super) fn line(&self, id: Id) -> u32 {
        self.node(id).map_or(1, |n| n.line)
    }

    /// The element's local name; empty when it is no element.
    pub(super) fn tag(&self, id: Id) -> &str {
        self.node(id).map_or("", |n| &n.name.local)
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        self.node(id)?.text.as_deref()
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&str> {
        let found = self
            .node(id)?
            .attributes
            .iter()
            .find(|a| &*a.name.local == name)?;
        Some(&found.value)
    }

    /// The element has no attributes, as most have.
    pub(super) fn has_no_attributes(&self, id: Id) -> bool {
        self.node(id).is_none_or(|n| n.attributes.is_empty())
    }

    /// The class names of an element.
    pub(super) fn classes(&self, id: Id) -> impl Iterator<Item = &str> {
        self.attribute(id, "class")
            .unwrap_or_default()
            .split_ascii_whitespace()
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        link(self.node(id)?.parent)
    }

    pub(super) fn first_child(&self, id: Id) -> Option<Id> {
        link(self.node(id)?.first)
    }

    pub(super) fn next_sibling(&self, id: Id) -> Option<Id> {
        link(self.node(id)?.next)
    }

    /// The next sibling that is an element.
    pub(super) fn next_element(&self, id: Id) -> Option<Id> {
        std::iter::successors(self.next_sibling(id), |s| self.next_sibling(*s))
            .find(|s| !self.tag(*s).is_empty())
    }

    /// The children of a node.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.first_child(id), |child| self.next_sibling(*child))
    }

    /// The node and everything below it in document order, without recursion.
    pub(super) fn descendants(&self, top: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(Some(top), move |&id| {
            if let Some(child) = self.first_child(id) {
                return Some(child);
            }
            let mut id = id;
            while id != top {
                if let Some(next) = self.next_sibling(id) {
                    return Some(next);
                }
                id = self.parent(id)?;
            }
            None
        })
    }

    /// The first nodes of a subtree. Whoever looks ahead in the tree looks at these only, or a page of nested
    /// elements would cost the square of its size.
    pub(super) fn beginning(&self, top: Id) -> impl Iterator<Item = Id> {
        self.descendants(top).take(AHEAD)
    }

    /// The text below a node, as long as it is no longer than `limit` bytes after trimming; `None` when it is.
    pub(super) fn short_text(&self, top: Id, limit: usize) -> Option<String> {
        let mut out = String::new();
        for (count, id) in self.descendants(top).enumerate() {
            if count > AHEAD {
                return None;
            }
            let text = self.text(id).unwrap_or_default();
            for word in text.split_whitespace() {
                if !out.is_empty() && text.starts_with(char::is_whitespace) {
                    out.push(' ');
                }
                out.push_str(word);
                if out.len() > limit {
                    return None;
                }
            }
        }
        Some(out)
    }

    /// Nothing but white space stands below the node; not said of large subtrees.
    pub(super) fn is_blank(&self, top: Id) -> bool {
        let blank = |id| self.text(id).is_none_or(|t| t.trim().is_empty());
        self.descendants(top)
            .enumerate()
            .all(|(count, id)| count <= AHEAD && blank(id))
    }
}

fn link(id: Id) -> Option<Id> {
    (id != NONE).then_some(id)
}

/// A node without links.
pub(super) fn node(line: u32) -> Node {
    Node {
        parent: NONE,
        previous: NONE,
        next: NONE,
        first: NONE,
        last: NONE,
        line,
        name: QualName::new(None, ns!(), local_name!("")),
        attributes: Vec::new(),
        text: None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Dom, Effort};

    #[test]
    fn elements_know_their_lines() {
        let dom = Dom::parse(
            "<!doctype html>\n<body>\n<p id=a>one\n<p>two</body>",
            &Effort::default(),
        );
        let paragraphs: Vec<u32> = dom
            .descendants(dom.root())
            .filter(|id| dom.tag(*id) == "p")
            .map(|id| dom.line(id))
            .collect();
        assert_eq!(paragraphs, [3, 4]);
    }

    #[test]
    fn broken_nesting_is_repaired_and_nothing_is_lost() {
        let dom = Dom::parse(
            "<table><p>stray<tr><td>cell</table><b><p>bold</b> after",
            &Effort::default(),
        );
        let text: String = dom
            .descendants(dom.root())
            .filter_map(|id| dom.text(id))
            .collect();
        assert_eq!(text, "straycellbold after");
    }
}
