//! Lines to blocks.

use super::join::{self, Words};
use super::judge::Join;
use super::line::{Kind, Line, Print};
use super::mark::{strip_marks, strip_spaced};
use super::page;
use crate::read::label;
use crate::read::normalise::{normalise, normalise_code};
use crate::read::source::{Block, Claims, Place, Role};

/// A paragraph that is being put together.
#[derive(Debug)]
pub(super) struct Paragraph {
    pub(super) text: String,
    pub(super) line: u32,
    pub(super) page: Option<u32>,
    pub(super) claims: Claims,
    /// Columns before the first line, and before the lines after it.
    pub(super) first_indent: usize,
    pub(super) indent: Option<usize>,
    /// Width of the last line, and whether it ended a sentence.
    pub(super) last_width: usize,
    pub(super) ended: bool,
    pub(super) print: Print,
}

/// What all lines of a text have in common.
pub(in crate::read) struct Page<'w> {
    /// Columns that a full line has, where lines are wrapped.
    pub(in crate::read) width: Option<usize>,
    /// A line that is shorter by so many columns may still be full.
    pub(in crate::read) slack: usize,
    /// Whether indents may be claimed to be depths.
    pub(in crate::read) indents: bool,
    /// Whether the margins are known exactly, so that a short line says something.
    pub(in crate::read) ragged: bool,
    /// The words that decide about hyphens.
    pub(in crate::read) words: &'w Words<'w>,
}

/// The state of the pass.
pub(super) struct Builder<'w> {
    pub(super) layout: &'w Page<'w>,
    pub(super) blocks: Vec<Block>,
    pub(super) open: Option<Paragraph>,
    /// Furniture and notes met while a paragraph goes on over the page: they stand after it.
    pub(super) held: Vec<Block>,
    pub(super) note: Option<Block>,
    /// Blank lines since the last text; a page ended since.
    pub(super) gap: bool,
    pub(super) page_end: bool,
    pub(super) drawing: Vec<String>,
    pub(super) drawing_place: Place,
    /// How many paragraphs keep all their lines at one indent, and how many do not.
    pub(super) even: usize,
    pub(super) uneven: usize,
    /// Indents of the blocks, in step with `blocks`.
    pub(super) indents: Vec<Option<usize>>,
    /// How the blocks are printed, in step with `blocks`.
    pub(super) prints: Vec<Print>,
    /// The last footnote mark that stood between a word and a punctuation mark.
    pub(super) last_mark: u32,
}

/// Builds the blocks of a text, each with the print of its first line.
pub(in crate::read) fn blocks<'w>(lines: &[Line<'_>], layout: &'w Page<'w>) -> Vec<(Block, Print)> {
    let notes = notes_by_page(lines);
    let mut builder = Builder {
        layout,
        blocks: Vec::new(),
        open: None,
        held: Vec::new(),
        note: None,
        gap: false,
        page_end: false,
        drawing: Vec::new(),
        drawing_place: Place::default(),
        even: 0,
        uneven: 0,
        indents: Vec::new(),
        prints: Vec::new(),
        last_mark: 0,
    };
    let mut page = None;
    for (at, line) in lines.iter().enumerate() {
        if line.page != page {
            builder.page_end |= page.is_some();
            page = line.page;
        }
        builder.page_end |= line.print.apart;
        let underlined = match lines.get(at + 1).map(|l| l.kind) {
            Some(Kind::Underline(rank)) => Some(rank),
            _ => None,
        };
        let of_page = line
            .page
            .and_then(|p| notes.get(p as usize))
            .map_or(&[][..], Vec::as_slice);
        builder.line(line, underlined, of_page);
    }
    builder.finish()
}

/// The numbers of the notes at the foot of each page.
fn notes_by_page(lines: &[Line<'_>]) -> Vec<Vec<String>> {
    let mut notes: Vec<Vec<String>> = Vec::new();
    for line in lines.iter().filter(|l| l.kind == Kind::Note) {
        let Some(page) = line.page else { continue };
        if page::note_number(line.text).is_some() {
            notes.resize(notes.len().max(page as usize + 1), Vec::new());
            if let Some(list) = notes.get_mut(page as usize) {
                list.push(line.text.to_owned());
            }
        }
    }
    notes
}

impl Builder<'_> {
    fn line(&mut self, line: &Line<'_>, underlined: Option<u8>, notes: &[String]) {
        if line.kind != Kind::Drawing {
            self.end_drawing();
        }
        match line.kind {
            Kind::Blank => self.gap = true,
            Kind::Furniture => {
                self.page_end |= line.page.is_some() || line.text.contains("[Page ");
                self.hold(line, Role::Furniture);
                self.gap = true;
            }
            Kind::Underline(_) => {
                self.close();
                self.hold(line, Role::Furniture);
            }
            Kind::Note => self.note_line(line),
            Kind::Drawing => {
                if self.drawing.is_empty() {
                    self.close();
                    self.drawing_place = place(line);
                }
                self.drawing.push(line.raw.to_owned());
            }
            Kind::Contents => self.single(line, Role::Contents),
            Kind::Row => self.single(line, Role::TableRow),
            Kind::Columns => self.single(line, Role::Text),
            Kind::Hashes(rank) => self.single(line, Role::Heading(rank)),
            Kind::Text => match underlined {
                Some(rank) => self.single(line, Role::Heading(rank)),
                None => self.text(line, notes),
            },
        }
    }

    /// A line that is a block by itself.
    fn single(&mut self, line: &Line<'_>, role: Role) {
        self.close();
        let text = match role {
            Role::Heading(_) => line.text.trim_matches('#'),
            _ => line.text,
        };
        let claims = Claims {
            role,
            gap: std::mem::take(&mut self.gap),
            ..Claims::default()
        };
        self.page_end = false;
        self.emit(
            normalise(text),
            place(line),
            claims,
            (Some(line.indent), line.print),
        );
    }

    fn text(&mut self, line: &Line<'_>, notes: &[String]) {
        let mut cleaned = strip_marks(line.text, notes);
        if notes.is_empty() {
            strip_spaced(&mut cleaned, &mut self.last_mark);
        }
        let (gap, page_end) = (std::mem::take(&mut self.gap), std::mem::take(&mut self.page_end));
        let wrapped = match self.judge(line, gap, page_end) {
            Join::Continue => {
                if let Some(open) = &mut self.open {
                    join::append(&mut open.text, &cleaned, self.layout.words);
                    if !page_end {
                        open.indent.get_or_insert(line.indent);
                    }
                    open.last_width = line.width;
                    open.ended = label::ends_sentence(&cleaned);
                }
                return;
            }
            Join::New { wrapped } => wrapped,
        };
        self.close();
        self.open = Some(Paragraph {
            ended: label::ends_sentence(&cleaned),
            text: cleaned.into_owned(),
            line: line.number,
            page: line.page,
            claims: Claims {
                wrapped,
                gap,
                ..Claims::default()
            },
            first_indent: line.indent,
            indent: None,
            last_width: line.width,
            print: line.print,
        });
    }

    /// A line of a footnote: a number alone begins a new one.
    fn note_line(&mut self, line: &Line<'_>) {
        match (&mut self.note, page::note_number(line.text)) {
            (Some(note), None) => join::append(&mut note.text, line.text, self.layout.words),
            (_, number) => {
                self.end_note();
                self.note = Some(Block {
                    text: line.text.to_owned(),
                    place: place(line),
                    claims: Claims {
                        role: Role::Footnote,
                        label: number.map(|_| line.text.to_owned()),
                        ..Claims::default()
                    },
                });
            }
        }
        self.gap = true;
        self.page_end = true;
    }

    fn end_note(&mut self) {
        if let Some(mut note) = self.note.take() {
            note.text = normalise(&note.text);
            self.held.push(note);
        }
    }

    fn end_drawing(&mut self) {
        let raw = std::mem::take(&mut self.drawing);
        if raw.is_empty() {
            return;
        }
        let claims = Claims {
            role: Role::Code,
            gap: std::mem::take(&mut self.gap),
            ..Claims::default()
        };
        let place = std::mem::take(&mut self.drawing_place);
        self.emit(
            normalise_code(&dedent(&raw)),
            place,
            claims,
            (None, Print::default()),
        );
    }

    /// Keeps a block until the open paragraph is closed.
    fn hold(&mut self, line: &Line<'_>, role: Role) {
        self.end_note();
        self.held.push(Block {
            text: normalise(line.text),
            place: place(line),
            claims: Claims {
                role,
                ..Claims::default()
            },
        });
        if self.open.is_none() {
            self.release();
        }
    }

    fn release(&mut self) {
        for block in std::mem::take(&mut self.held) {
            if !block.text.is_empty() {
                self.blocks.push(block);
                self.indents.push(None);
                self.prints.push(Print::default());
            }
        }
    }

    fn close(&mut self) {
        self.end_note();
        if let Some(open) = self.open.take() {
            if let Some(indent) = open.indent {
                let even = indent >= open.first_indent;
                *(if even { &mut self.even } else { &mut self.uneven }) += 1;
            }
            let place = Place {
                line: open.line,
                page: open.page,
                element: None,
            };
            let set = (Some(open.first_indent), open.print);
            self.emit(normalise(&open.text), place, open.claims, set);
        }
        self.release();
    }

    fn emit(&mut self, text: String, place: Place, claims: Claims, set: (Option<usize>, Print)) {
        if !text.is_empty() {
            self.blocks.push(Block { text, place, claims });
            self.indents.push(set.0);
            self.prints.push(set.1);
        }
    }

    fn finish(mut self) -> Vec<(Block, Print)> {
        self.end_drawing();
        self.close();
        // Indentation is structure only where paragraphs are set as blocks; a first line that is indented, or a
        // page moved sideways, would be taken for a level.
        if self.layout.indents && self.layout.width.is_some() && self.even >= 8 && self.even > self.uneven * 4
        {
            for (block, indent) in self.blocks.iter_mut().zip(&self.indents) {
                block.claims.indent = indent.and_then(|i| u16::try_from(i).ok());
            }
        }
        self.blocks.into_iter().zip(self.prints).collect()
    }
}

fn place(line: &Line<'_>) -> Place {
    Place {
        page: line.page,
        ..Place::line(line.number)
    }
}

/// The lines without the white space that they share.
fn dedent(lines: &[String]) -> String {
    let blank = |l: &String| l.len() - l.trim_start().len();
    let shared = lines
        .iter()
        .filter(|l| !l.trim().is_empty())
        .map(blank)
        .min()
        .unwrap_or(0);
    let cut = |l: &String| l.get(shared..).unwrap_or_default().to_owned();
    lines.iter().map(cut).collect::<Vec<_>>().join("\n")
}
