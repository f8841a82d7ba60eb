//! Tracked changes: which side of them is read, and how many words they are.

use roxmltree::Node;

use super::xml::{child, local, run_text};
use crate::read::source::RevisionCount;
use crate::read::{ReadOptions, Revisions, Struck};

/// What an element says of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    Inserted,
    Deleted,
    MovedTo,
    MovedFrom,
}

/// The change that an element around runs, or in the properties of a row or a paragraph mark, stands for.
fn change(name: &str) -> Option<Change> {
    Some(match name {
        "ins" | "cellIns" => Change::Inserted,
        "del" | "cellDel" => Change::Deleted,
        "moveTo" => Change::MovedTo,
        "moveFrom" => Change::MovedFrom,
        _ => return None,
    })
}

/// The side that is read, and what has been counted so far.
#[derive(Debug, Default)]
pub(super) struct Tracking {
    side: Revisions,
    struck: Option<Struck>,
    pub(super) count: RevisionCount,
    /// Words struck out by their looks alone.
    pub(super) struck_words: usize,
}

impl Tracking {
    pub(super) fn new(options: &ReadOptions) -> Tracking {
        Tracking {
            side: options.revisions,
            struck: options.struck,
            ..Tracking::default()
        }
    }

    /// Whether what changed like this is not in the draft that is read.
    fn gone(&self, change: Change) -> bool {
        match change {
            Change::Inserted | Change::MovedTo => self.side == Revisions::Reject,
            Change::Deleted | Change::MovedFrom => self.side == Revisions::Accept,
        }
    }

    /// Counts the words of a changed element; true where they are not in the draft that is read. `None` for elements
    /// that change nothing.
    pub(super) fn enter(&mut self, node: Node<'_, '_>) -> Option<bool> {
        let change = change(local(node))?;
        self.add(change, words(&run_text(node)));
        Some(self.gone(change))
    }

    /// Whether a mark of change in these properties takes away what they are of.
    pub(super) fn takes_away(&self, properties: Option<Node<'_, '_>>) -> bool {
        let mut marks = properties
            .into_iter()
            .flat_map(|p| p.children().filter(Node::is_element));
        marks.any(|m| change(local(m)).is_some_and(|c| self.gone(c)))
    }

    /// Counts a row or a cell that is changed as a whole.
    pub(super) fn whole(&mut self, node: Node<'_, '_>, properties: Option<Node<'_, '_>>) -> bool {
        let mut marks = properties
            .into_iter()
            .flat_map(|p| p.children().filter(Node::is_element));
        let Some(found) = marks.find_map(|m| change(local(m))) else {
            return false;
        };
        // Word marks the runs of such a row as well; what is not marked is counted here.
        let marked = node.descendants().any(|n| {
            n.is_element() && local(n) == "r" && n.parent().is_some_and(|p| change(local(p)).is_some())
        });
        if !marked {
            self.add(found, words(&run_text(node)));
        }
        self.gone(found)
    }

    /// Counts a run that is struck out or underlined, and says whether it is not in the draft that is read.
    pub(super) fn by_looks(&mut self, struck: bool, underlined: bool, text: &str) -> bool {
        if struck {
            self.struck_words += words(text);
        }
        if self.struck != Some(Struck::Deleted) {
            return false;
        }
        let change = match (struck, underlined) {
            (true, _) => Change::Deleted,
            (_, true) => Change::Inserted,
            _ => return false,
        };
        self.add(change, words(text));
        self.gone(change)
    }

    /// The properties that hold on the side that is read: before the change, where it is rejected.
    pub(super) fn properties<'a, 'i>(&self, of: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
        let now = child(of, name)?;
        if self.side == Revisions::Accept {
            return Some(now);
        }
        match child(now, if name == "pPr" { "pPrChange" } else { "rPrChange" }) {
            Some(change) => child(change, name),
            None => Some(now),
        }
    }

    /// Whether this side is the one after the changes.
    pub(super) fn accepts(&self) -> bool {
        self.side == Revisions::Accept
    }

    fn add(&mut self, change: Change, words: usize) {
        let count = &mut self.count;
        count.changes += 1;
        match change {
            Change::Inserted => count.inserted_words += words,
            Change::Deleted => count.deleted_words += words,
            Change::MovedTo => count.moved_words += words,
            Change::MovedFrom => {}
        }
    }
}

/// Words of a text; a piece of a word is one too.
fn words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|w| w.contains(char::is_alphanumeric))
        .count()
}
