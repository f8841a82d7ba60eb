//! Where html5ever builds the tree: the links between nodes, and the line each came from.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

use super::dom::{Dom, Id, NONE, Node, node};
use super::effort::Effort;

/// What html5ever builds into.
pub(super) struct Sink<'e> {
    pub(super) effort: &'e Effort,
    nodes: RefCell<Vec<Node>>,
    line: Cell<u32>,
}

impl<'e> Sink<'e> {
    /// A tree with its document node only.
    pub(super) fn new(effort: &'e Effort) -> Sink<'e> {
        Sink {
            effort,
            nodes: RefCell::new(vec![node(1)]),
            line: Cell::new(1),
        }
    }

    fn add(&self, fill: impl FnOnce(&mut Node)) -> Id {
        self.effort.node();
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

impl TreeSink for Sink<'_> {
    type Handle = Id;
    type Output = Dom;
    type ElemName<'a>
        = Ref<'a, QualName>
    where
        Self: 'a;

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
        self.effort.look();
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
        self.effort.look();
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
