//! The one pass over the tree that makes blocks.

use super::class;
use super::dom::{Dom, Id};
use super::list::{self, Counter};
use super::note::Notes;
use super::table::{self, Use};
use crate::read::label;
use crate::read::normalise::normalise;
use crate::read::source::{Block, Role};

/// What a walk gives.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) blocks: Vec<Block>,
    /// How many passages were marked as deleted.
    pub(super) deleted: usize,
}

/// An open block element.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) id: Id,
    /// Role of the blocks inside, the parent's where the element says nothing.
    pub(super) role: Role,
    pub(super) indent: u16,
    /// The counter of an ordered list.
    pub(super) counter: Option<Counter>,
    /// Rows of this table are rows of data.
    pub(super) data_table: bool,
    /// A block inside has been emitted: the element's id is taken.
    pub(super) taken: bool,
}

/// A label that waits for the first block of its text.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) text: String,
    /// The label itself, where more than it stands before the text.
    pub(super) label: String,
    pub(super) line: u32,
    pub(super) indent: u16,
    /// Printed by the browser only: a text that brings its own label does without.
    pub(super) generated: bool,
}

/// The state of the walk.
pub(super) struct Walk<'d> {
    pub(super) dom: &'d Dom,
    pub(super) blocks: Vec<Block>,
    pub(super) frames: Vec<Frame>,
    /// The text of the open block.
    pub(super) text: String,
    /// Line where an anonymous block begins.
    pub(super) line: Option<u32>,
    /// Id of an inline element at the start of the block.
    pub(super) anchor: Option<String>,
    /// The label that markup sets apart at the start of the open block.
    pub(super) label: Option<String>,
    /// The inline element that holds it, until it closes.
    pub(super) label_from: Option<Id>,
    pub(super) waiting: Option<Waiting>,
    /// A block that begins with the mark of a footnote is its text.
    pub(super) note: bool,
    /// A footnote mark was dropped here: white space before it counts only if a word follows.
    pub(super) dropped_mark: Option<bool>,
    /// The row of a data table, and the cell that is open.
    pub(super) row: Vec<String>,
    pub(super) cell: Option<Id>,
    /// The second cell of a labelled row: one step further in.
    pub(super) text_cell: Option<Id>,
    /// The notes that are called, and those that stand somewhere.
    pub(super) notes: Notes,
    pub(super) skip: Option<Id>,
    /// An element whose frame is open but whose content has been read already.
    pub(super) skip_inside: Option<Id>,
    pub(super) deleted: usize,
    /// Rank of the last heading.
    pub(super) rank: u8,
    /// Depth inside of `math`, where white space in the source means nothing.
    pub(super) math: u32,
}

/// Walks the tree.
pub(super) fn walk(dom: &Dom) -> Walked {
    let mut walk = Walk {
        dom,
        blocks: Vec::new(),
        frames: Vec::new(),
        text: String::new(),
        line: None,
        anchor: None,
        label: None,
        label_from: None,
        waiting: None,
        note: false,
        dropped_mark: None,
        row: Vec::new(),
        cell: None,
        text_cell: None,
        notes: Notes::default(),
        skip: None,
        skip_inside: None,
        deleted: 0,
        rank: 0,
        math: 0,
    };
    let mut id = dom.root();
    'walk: loop {
        if walk.open(id)
            && let Some(child) = dom.first_child(id)
        {
            id = child;
            continue;
        }
        walk.close(id);
        loop {
            if let Some(next) = dom.next_sibling(id) {
                id = next;
                break;
            }
            let Some(parent) = dom.parent(id) else { break 'walk };
            id = parent;
            walk.close(id);
        }
    }
    walk.finish()
}

impl Walk<'_> {
    /// Enters a node; false when what is below it is not to be walked.
    fn open(&mut self, id: Id) -> bool {
        if let Some(text) = self.dom.text(id) {
            self.push(text, id);
            return false;
        }
        if self.dom.tag(id).is_empty() {
            return true;
        }
        if self.skip == Some(id) || class::is_dropped(self.dom, id) {
            return false;
        }
        if class::is_deleted(self.dom, id) {
            self.deleted += usize::from(!self.dom.is_blank(id));
            return false;
        }
        if class::is_block(self.dom, id) {
            self.open_block(id);
            return self.skip_inside.take() != Some(id);
        }
        self.open_inline(id)
    }

    fn close(&mut self, id: Id) {
        if self.dom.tag(id) == "math" {
            self.math = self.math.saturating_sub(1);
        }
        if self.cell == Some(id) {
            self.row.push(normalise(&self.text));
            self.clear();
            self.cell = None;
        } else if self.cell.is_some() {
            if class::is_block(self.dom, id) {
                self.text.push(' ');
            }
            return;
        }
        if self.label_from == Some(id) {
            self.label_from = None;
            let label = normalise(&self.text);
            // A bold or linked first word is no label unless it looks like one.
            self.label = (class::is_label(self.dom, id) || label::is_label(&label)).then_some(label);
        }
        if self.frames.last().is_some_and(|f| f.id == id) {
            self.flush();
            if self.dom.tag(id) == "tr" {
                self.close_row(id);
            }
            if self
                .frames
                .last()
                .is_some_and(|f| matches!(f.role, Role::ListItem) && !f.taken)
            {
                self.spend_waiting();
            }
            self.frames.pop();
        }
    }

    fn finish(mut self) -> Walked {
        self.flush();
        self.spend_waiting();
        // A page without any nesting says nothing by it.
        let nested = self
            .blocks
            .iter()
            .any(|b| b.claims.indent > Some(0) && !matches!(b.claims.role, Role::Contents | Role::Furniture));
        if !nested {
            for block in &mut self.blocks {
                block.claims.indent = None;
            }
        }
        Walked {
            blocks: self.notes.placed(self.blocks),
            deleted: self.deleted,
        }
    }

    fn open_block(&mut self, id: Id) {
        if self.cell.is_some() {
            self.text.push(' ');
            return;
        }
        self.flush();
        let dom = self.dom;
        let tag = dom.tag(id);
        let (role, mut indent) = self.frames.last().map_or((Role::Text, 0), |f| (f.role, f.indent));
        let mut frame = Frame {
            id,
            role: inherit(role, class::role(dom, id)),
            indent,
            counter: None,
            data_table: false,
            taken: false,
        };
        match tag {
            "ul" | "ol" | "menu" | "dir" => {
                indent = indent.saturating_add(1);
                frame.counter = (tag == "ol").then(|| list::counter(dom, id)).flatten();
            }
            "dd" => indent = indent.saturating_add(1),
            "dt" => self.open_term(id, indent),
            "li" => self.open_item(id, indent),
            "table" => frame.data_table = table::usage(dom, id) == Use::Data,
            "tr" => self.open_row(id),
            "td" | "th" if self.in_data_row(id) => {
                self.cell = Some(id);
                return;
            }
            _ => {
                if dom.classes(id).any(|c| c == "akn-item") {
                    indent = indent.saturating_add(1);
                }
                if !matches!(tag, "tbody" | "thead" | "tfoot" | "td" | "th" | "html" | "body") {
                    self.open_labelled(id, indent);
                }
            }
        }
        if self.text_cell == Some(id) {
            self.text_cell = None;
            indent = indent.saturating_add(1);
        }
        frame.indent = indent;
        self.frames.push(frame);
    }
}

/// What a block inside of an element is, given the element around it.
fn inherit(outer: Role, own: Option<Role>) -> Role {
    match (outer, own) {
        (Role::Contents | Role::Furniture | Role::Code, _) => outer,
        (Role::Footnote, Some(Role::ListItem | Role::Quote) | None) => outer,
        (_, Some(role)) => role,
        // Headings and subtitles do wrap their text in further elements.
        (_, None) => outer,
    }
}
