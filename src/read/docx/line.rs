//! The text of a paragraph while its runs come in.

use roxmltree::Node;

use super::style::{Indent, Style};
use crate::read::normalise::push_raised;

/// Which notes a reference points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    Footnote,
    Endnote,
}

/// A reference to a note in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct NoteMark<'d> {
    pub(super) kind: NoteKind,
    pub(super) id: &'d str,
    /// The author wrote a mark of his own.
    pub(super) custom: bool,
}

/// What the properties of a paragraph and its style say.
#[derive(Debug, Clone, Default)]
pub(super) struct Format<'s> {
    pub(super) style: Option<&'s Style>,
    /// The list and the level that number it.
    pub(super) number: Option<(String, usize)>,
    pub(super) outline: Option<u8>,
    pub(super) indent: Indent,
    /// Its mark is hidden: without text, nothing of it shows.
    pub(super) hidden: bool,
}

/// A paragraph, or several that became one because the marks between them are gone.
#[derive(Debug, Default)]
pub(super) struct Line<'d, 's> {
    pub(super) text: String,
    pub(super) raised: String,
    /// That of the first paragraph with text, while there are several.
    pub(super) format: Option<Format<'s>>,
    pub(super) notes: Vec<NoteMark<'d>>,
    /// Text boxes that are anchored in it.
    pub(super) boxes: Vec<Node<'d, 'd>>,
    pub(super) anchor: Option<&'d str>,
    /// Its first characters are raised, as the mark before the text of a note is.
    pub(super) begins_raised: bool,
    /// It stands in the result of a field that makes a table of contents.
    pub(super) contents: bool,
    /// Text was left out that is struck out or hidden.
    pub(super) left_out: bool,
    /// The paragraph, counted from 1, and its page.
    pub(super) number: u32,
    pub(super) page: Option<u32>,
}

impl Line<'_, '_> {
    /// Adds text. Raised text is gathered until it ends: a power may come in several runs.
    pub(super) fn push(&mut self, text: &str, raised: bool) {
        if raised {
            self.raised.push_str(text);
            return;
        }
        self.settle();
        self.text.push_str(text);
    }

    /// Writes the raised text that has come in.
    pub(super) fn settle(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let raised = std::mem::take(&mut self.raised);
        if self.text.trim().is_empty() && !raised.trim().is_empty() {
            self.begins_raised = true;
            self.text.push_str(raised.trim_start());
            self.text.push(' ');
            return;
        }
        push_raised(&mut self.text, &raised);
    }

    /// Whether there is nothing to read in it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.raised.trim().is_empty()
    }
}
