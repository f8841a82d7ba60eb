//! The one pass over the document that makes blocks.

use roxmltree::Node;
use rustc_hash::{FxHashMap, FxHashSet};

use super::counter::Counters;
use super::line::{Format, Line, NoteKind};
use super::numbering::Numbering;
use super::revision::Tracking;
use super::run::{Inside, chosen};
use super::style::{Indent, Numbered, Styles};
use super::xml::{attribute, child, local, number, run_text, switch, value};
use crate::read::source::{Block, Comment, Place, Role};

/// Elements nested deeper than this are read as plain text. Real documents reach a dozen.
pub(super) const DEEPEST: usize = 60;

/// A field that is open.
#[derive(Debug, Default)]
pub(super) struct Field {
    instruction: String,
    /// What comes is its result.
    pub(super) shown: bool,
}

impl Field {
    pub(super) fn shown(instruction: &str) -> Field {
        let mut field = Field {
            shown: true,
            ..Field::default()
        };
        field.instruct(instruction);
        field
    }

    /// Adds to the instruction, of which only the first word counts.
    pub(super) fn instruct(&mut self, text: &str) {
        if self.instruction.len() < 16 {
            self.instruction.push_str(text.trim_start());
        }
    }

    /// Whether it makes a table of contents, of figures or of authorities.
    pub(super) fn contents(&self) -> bool {
        let word = self.instruction.split_whitespace().next().unwrap_or_default();
        self.shown && matches!(word.to_ascii_uppercase().as_str(), "TOC" | "TOA" | "INDEX")
    }
}

/// A label that waits for the first block of its text.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) label: String,
    pub(super) number: u32,
}

/// The state of the walk.
pub(super) struct Walk<'d, 's> {
    pub(super) styles: &'s Styles,
    pub(super) numbering: &'s Numbering,
    pub(super) counters: Counters,
    pub(super) tracking: Tracking,
    pub(super) notes: FxHashMap<(NoteKind, &'d str), Node<'d, 'd>>,
    /// Notes whose text has been given.
    pub(super) noted: FxHashSet<(NoteKind, &'d str)>,
    pub(super) note_numbers: super::note::Numbers,
    /// Notes of the table row that is open.
    pub(super) marks: Vec<super::line::NoteMark<'d>>,
    /// What people wrote in the margin, until its place is met.
    pub(super) margin: FxHashMap<&'d str, Comment>,
    pub(super) comments: Vec<Comment>,
    pub(super) blocks: Vec<Block>,
    pub(super) fields: Vec<Field>,
    /// A paragraph whose mark is gone: the next one goes on with it.
    pub(super) carried: Option<Line<'d, 's>>,
    pub(super) waiting: Option<Waiting>,
    /// The text of the table cell that is open.
    pub(super) cell: Option<String>,
    /// What all that is read is: a note, a table of contents.
    pub(super) role: Option<Role>,
    /// Paragraphs so far, and the page where Word has said where pages begin.
    pub(super) paragraphs: u32,
    pub(super) page: Option<u32>,
    /// The last paragraph of the code at the end of the blocks.
    pub(super) code_until: u32,
    /// Blocks in the style of titles.
    pub(super) titles: Vec<usize>,
    /// Documents of other formats that are embedded as parts of this one.
    pub(super) embedded: usize,
    pub(super) depth: usize,
}

impl<'d, 's> Walk<'d, 's> {
    /// Reads all paragraphs and tables in an element.
    pub(super) fn story(&mut self, parent: Node<'d, 'd>) {
        if self.depth >= DEEPEST {
            self.flat(parent);
            return;
        }
        self.depth += 1;
        for node in parent.children().filter(Node::is_element) {
            match local(node) {
                "p" => self.paragraph(node),
                "tbl" => {
                    self.finish_carried();
                    self.table(node);
                }
                "sdt" => self.structured(node),
                "ins" | "del" | "moveTo" | "moveFrom" => match self.tracking.enter(node) {
                    Some(true) => self.left_comments(node),
                    _ => self.story(node),
                },
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.story(chosen);
                    }
                }
                "commentRangeStart" => self.comment(node),
                "altChunk" => self.embedded += 1,
                "sectPr" | "tcPr" | "tblPr" | "sdtPr" => {}
                _ => self.story(node),
            }
        }
        self.depth -= 1;
    }

    /// Reads a text of its own: a note, a text box, a cell. Fields and paragraphs do not go on across its ends.
    pub(super) fn apart(&mut self, node: Node<'d, 'd>) {
        let fields = std::mem::take(&mut self.fields);
        let carried = self.carried.take();
        self.story(node);
        self.finish_carried();
        self.fields = fields;
        self.carried = carried;
    }

    fn flat(&mut self, node: Node<'d, 'd>) {
        let mut line = Line {
            number: self.paragraphs,
            page: self.page,
            ..Line::default()
        };
        line.push(&run_text(node), false);
        self.finish(line);
    }

    fn structured(&mut self, node: Node<'d, 'd>) {
        let Some(content) = child(node, "sdtContent") else {
            return;
        };
        let gallery = child(node, "sdtPr")
            .and_then(|p| child(p, "docPartObj"))
            .and_then(|o| value(o, "docPartGallery"));
        let before = self.role;
        if gallery == Some("Table of Contents") {
            self.role = Some(Role::Contents);
        }
        self.story(content);
        self.role = before;
    }

    fn paragraph(&mut self, node: Node<'d, 'd>) {
        self.paragraphs = self.paragraphs.saturating_add(1);
        let format = self.format(node);
        let mut line = self.carried.take().unwrap_or_default();
        let blank = line.is_blank();
        if blank {
            line.number = self.paragraphs;
            line.page = self.page;
        }
        let inside = Inside {
            look: format.style.map(|s| s.look).unwrap_or_default(),
            ..Inside::default()
        };
        let before = line.text.len();
        self.inline(node, &mut line, inside);
        line.settle();
        // A field whose result never came would swallow the rest of the document.
        self.fields.retain(|f| f.shown);
        let adds = line.text.get(before..).is_some_and(|t| !t.trim().is_empty());
        // The mark at the end is what holds the properties; a paragraph that only lends its mark does not count.
        if blank || adds {
            line.format = Some(format);
        }
        let mark = child(node, "pPr").and_then(|p| child(p, "rPr"));
        if self.tracking.takes_away(mark) {
            self.carried = Some(line);
        } else {
            self.finish(line);
        }
    }

    /// What the paragraph's properties say, on the side of the changes that is read.
    pub(super) fn format(&self, node: Node<'d, 'd>) -> Format<'s> {
        let properties = self.tracking.properties(node, "pPr");
        let style = self.styles.paragraph(properties.and_then(|p| value(p, "pStyle")));
        let direct = properties.map(Numbered::read).unwrap_or_default();
        let added = properties
            .and_then(|p| child(p, "numPr"))
            .is_some_and(|n| child(n, "ins").is_some());
        let direct = if added && !self.tracking.accepts() {
            Numbered::default()
        } else {
            direct
        };
        let by_style = style.map(|s| s.numbered.clone()).unwrap_or_default();
        let of_style = direct.list.is_none();
        let list = direct.list.or(by_style.list).filter(|id| id != "0");
        let number = list.and_then(|id| {
            let list = self.numbering.list(&id)?;
            let chain = style.map(|s| s.chain.as_slice()).unwrap_or_default();
            let linked = || chain.iter().find_map(|s| self.numbering.level_of_style(list, s));
            let level = direct.level.or_else(linked).or(by_style.level).unwrap_or(0);
            Some((id, level.min(super::numbering::LEVELS - 1)))
        });
        let of_level = number
            .as_ref()
            .and_then(|(id, level)| {
                let list = self.numbering.list(id)?;
                self.numbering.level(list, *level).map(|l| l.indent)
            })
            .unwrap_or_default();
        let of_paragraph = properties.map(Indent::read).unwrap_or_default();
        let styled = style.map(|s| s.indent).unwrap_or_default();
        let indent = if of_style {
            of_paragraph.or(styled).or(of_level)
        } else {
            of_paragraph.or(of_level).or(styled)
        };
        let mark = child(node, "pPr").and_then(|p| child(p, "rPr"));
        Format {
            style,
            number,
            outline: properties
                .and_then(|p| number_of(p, "outlineLvl"))
                .or(style.and_then(|s| s.outline)),
            indent,
            hidden: mark
                .and_then(|m| switch(m, "vanish"))
                .or(style.and_then(|s| s.look.hidden))
                .unwrap_or(false),
        }
    }

    /// Ends a paragraph that no other goes on with.
    pub(super) fn finish_carried(&mut self) {
        if let Some(line) = self.carried.take().filter(|l| !l.is_blank()) {
            self.finish(line);
        }
    }

    /// Places the comment that this element begins or refers to.
    pub(super) fn comment(&mut self, node: Node<'d, 'd>) {
        if let Some(mut comment) = attribute(node, "id").and_then(|id| self.margin.remove(id)) {
            comment.place = self.place(self.paragraphs.max(1), self.page, None);
            self.comments.push(comment);
        }
    }

    /// Places the comments on what is left out.
    pub(super) fn left_comments(&mut self, node: Node<'d, 'd>) {
        if self.margin.is_empty() {
            return;
        }
        for node in node.descendants() {
            if matches!(local(node), "commentRangeStart" | "commentReference") {
                self.comment(node);
            }
        }
    }

    pub(super) fn place(&self, number: u32, page: Option<u32>, anchor: Option<&str>) -> Place {
        Place {
            line: number,
            page,
            element: Some(anchor.map_or_else(|| "p".to_owned(), |a| format!("p#{a}"))),
        }
    }
}

fn number_of(node: Node<'_, '_>, name: &str) -> Option<u8> {
    number(node, name)
}
