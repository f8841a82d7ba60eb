//! The element tree of a page, with the source line of every element.
//!
//! html5ever repairs pages as browsers do and tells its sink the line it is at; this sink keeps it, which is why
//! the tree is our own: general-purpose ones drop the positions. Nodes live in one vector, links are indices, so
//! depth costs no stack.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName, local_name, ns, parse_document};

/// Index of a node.
pub(super) type Id = u32;

/// No node.
const NONE: Id = Id::MAX;

/// A node: an element, a run of text, or something that is neither (comment, document).
#[derive(Debug)]
pub(super) struct Node {
    parent: Id,
    previous: Id,
    next: Id,
    first: Id,
    last: Id,
    /// Line of the source, counted from 1.
    pub(super) line: u32,
    /// The element's name; empty for everything else.
    name: QualName,
    attributes: Vec<Attribute>,
    text: Option<StrTendril>,
}

/// The tree.
#[derive(Debug)]
pub(super) struct Dom {
    nodes: Vec<Node>,
}

impl Dom {
    /// Parses a page. Never fails: whatever the bytes, there is a tree.
    pub(super) fn parse(page: &str) -> Dom {
        let sink = Sink {
            nodes: RefCell::new(vec![node(1)]),
            line: Cell::new(1),
        };
        parse_document(sink, html5ever::ParseOpts::default()).one(page)
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

    /// The text below a node, as long as it is no longer than `limit` bytes after trimming; `None` when it is.
    pub(super) fn short_text(&self, top: Id, limit: usize) -> Option<String> {
        let mut out = String::new();
        for text in self.descendants(top).filter_map(|id| self.text(id)) {
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

    /// Nothing but white space stands below the node.
    pub(super) fn is_blank(&self, top: Id) -> bool {
        self.descendants(top)
            .filter_map(|id| self.text(id))
            .all(|t| t.trim().is_empty())
    }
}

fn link(id: Id) -> Option<Id> {
    (id != NONE).then_some(id)
}

fn node(line: u32) -> Node {
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

/// What html5ever builds into.
struct Sink {
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
}

impl Sink {
    fn add(&self, fill: impl FnOnce(&mut Node)) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        let mut new = node(self.line.get());
        fill(&mut new);
        nodes.push(new);
        (nodes.len() - 1) as Id
    }

    fn edit(&self, id: Id, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.borrow_mut().get_mut(id as usize) {
            change(node);
        }
    }

    fn links(&self, id: Id) -> (Id, Id, Id) {
        let nodes = self.nodes.borrow();
        nodes
            .get(id as usize)
            .map_or((NONE, NONE, NONE), |n| (n.parent, n.previous, n.next))
    }

    fn last_of(&self, id: Id) -> Id {
        self.nodes.borrow().get(id as usize).map_or(NONE, |n| n.last)
    }

    /// Appends to a text node, when that is what `id` is.
    fn extend_text(&self, id: Id, text: &StrTendril) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let existing = nodes.get_mut(id as usize).and_then(|n| n.text.as_mut());
        existing.map(|t| t.push_tendril(text)).is_some()
    }

    fn detach(&self, id: Id) {
        let (parent, previous, next) = self.links(id);
        self.edit(previous, |n| n.next = next);
        self.edit(next, |n| n.previous = previous);
        self.edit(parent, |n| {
            if n.first == id {
                n.first = next;
            }
            if n.last == id {
                n.last = previous;
            }
        });
        self.edit(id, |n| {
            n.parent = NONE;
            n.previous = NONE;
            n.next = NONE;
        });
    }

    fn push_child(&self, parent: Id, child: Id) {
        self.detach(child);
        let last = self.last_of(parent);
        self.edit(last, |n| n.next = child);
        self.edit(child, |n| {
            n.parent = parent;
            n.previous = last;
        });
        self.edit(parent, |n| {
            n.last = child;
            if n.first == NONE {
                n.first = child;
            }
        });
    }

    fn insert_before(&self, sibling: Id, child: Id) {
        self.detach(child);
        let (parent, previous, _) = self.links(sibling);
        self.edit(previous, |n| n.next = child);
        self.edit(sibling, |n| n.previous = child);
        self.edit(child, |n| {
            n.parent = parent;
            n.previous = previous;
            n.next = sibling;
        });
        self.edit(parent, |n| {
            if n.first == sibling {
                n.first = child;
            }
        });
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        Dom {
            nodes: self.nodes.into_inner(),
        }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        // Handles come from this sink alone, so the index is always in bounds; the root stands in all the same.
        Ref::map(self.nodes.borrow(), |nodes| {
            let index = (*target as usize).min(nodes.len() - 1);
            &nodes[index].name
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> Id {
        self.add(|n| {
            n.name = name;
            n.attributes = attributes;
        })
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.add(|_| {})
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.add(|_| {})
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(id) => self.push_child(*parent, id),
            NodeOrText::AppendText(text) => {
                if !self.extend_text(self.last_of(*parent), &text) {
                    let id = self.add(|n| n.text = Some(text));
                    self.push_child(*parent, id);
                }
            }
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.links(*element).0 == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public: StrTendril, _system: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        *target
    }

    fn same_node(&self, x: &Id, y: &Id) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, new: NodeOrText<Id>) {
        match new {
            NodeOrText::AppendNode(id) => self.insert_before(*sibling, id),
            NodeOrText::AppendText(text) => {
                let previous = self.links(*sibling).1;
                if !self.extend_text(previous, &text) {
                    let id = self.add(|n| n.text = Some(text));
                    self.insert_before(*sibling, id);
                }
            }
        }
    }

    fn add_attrs_if_missing(&self, target: &Id, attributes: Vec<Attribute>) {
        self.edit(*target, |n| {
            for attribute in attributes {
                if n.attributes.iter().all(|a| a.name != attribute.name) {
                    n.attributes.push(attribute);
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &Id) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &Id, new_parent: &Id) {
        loop {
            let first = self.nodes.borrow().get(*node as usize).map_or(NONE, |n| n.first);
            if first == NONE {
                return;
            }
            self.push_child(*new_parent, first);
        }
    }

    fn set_current_line(&self, line: u64) {
        self.line.set(u32::try_from(line).unwrap_or(u32::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::Dom;

    #[test]
    fn elements_know_their_lines() {
        let dom = Dom::parse("<!doctype html>\n<body>\n<p id=a>one\n<p>two</body>");
        let paragraphs: Vec<u32> = dom
            .descendants(dom.root())
            .filter(|id| dom.tag(*id) == "p")
            .map(|id| dom.line(id))
            .collect();
        assert_eq!(paragraphs, [3, 4]);
    }

    #[test]
    fn broken_nesting_is_repaired_and_nothing_is_lost() {
        let dom = Dom::parse("<table><p>stray<tr><td>cell</table><b><p>bold</b> after");
        let text: String = dom
            .descendants(dom.root())
            .filter_map(|id| dom.text(id))
            .collect();
        assert_eq!(text, "straycellbold after");
    }
}
