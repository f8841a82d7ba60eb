//! Parser events to blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Page;
use super::lines::Lines;
use crate::read::html::Effort;
use crate::read::normalise::{normalise, push_raised};
use crate::read::source::{Block, Metadata, Role};

/// An open list.
#[derive(Debug)]
pub(super) struct List {
    /// The number of the first item, for ordered lists.
    pub(super) first: Option<u64>,
    pub(super) items: u64,
}

/// A line of the open block, as written.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) line: u32,
}

/// The state of the walk.
pub(super) struct Walk<'t, 'o> {
    pub(super) text: &'t str,
    pub(super) offset: usize,
    pub(super) lines: &'o Lines<'t>,
    pub(super) blocks: &'o mut Vec<Block>,
    pub(super) metadata: &'o mut Metadata,
    pub(super) pieces: Vec<Piece>,
    pub(super) role: Role,
    pub(super) anchor: Option<String>,
    pub(super) lists: Vec<List>,
    /// The label of a list item whose first paragraph has not come.
    pub(super) item: Option<String>,
    /// An item is open and still without a block.
    pub(super) fresh_item: bool,
    pub(super) quotes: u32,
    /// Footnote whose text is being read, with its label.
    pub(super) note: Option<String>,
    pub(super) cells: Option<Vec<String>>,
    pub(super) row_line: u32,
    pub(super) code: Option<(String, u32, bool)>,
    pub(super) html: Option<(String, u32)>,
    /// Depth of text that is struck out, and how many passages are.
    pub(super) struck: u32,
    pub(super) deleted: &'o mut usize,
    pub(super) effort: &'o Effort,
    /// Raised text that is being collected.
    pub(super) raised: Option<String>,
    pub(super) kramdown: bool,
}

/// Reads one part of a file.
pub(super) fn walk<'t>(
    text: &'t str,
    body: Range<usize>,
    lines: &Lines<'t>,
    kramdown: bool,
    page: &mut Page,
) {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    if kramdown {
        options |= Options::ENABLE_DEFINITION_LIST;
    }
    let offset = body.start;
    let part = text.get(body).unwrap_or_default();
    let mut walk = Walk {
        text,
        offset,
        lines,
        blocks: &mut page.blocks,
        metadata: &mut page.metadata,
        deleted: &mut page.deleted,
        effort: &page.effort,
        pieces: Vec::new(),
        role: Role::Text,
        anchor: None,
        lists: Vec::new(),
        item: None,
        fresh_item: false,
        quotes: 0,
        note: None,
        cells: None,
        row_line: 1,
        code: None,
        html: None,
        struck: 0,
        raised: None,
        kramdown,
    };
    for (event, range) in Parser::new_ext(part, options).into_offset_iter() {
        let line = walk.lines.number(range.start + offset);
        match event {
            Event::Start(tag) => walk.start(tag, range, line),
            Event::End(tag) => walk.end(tag),
            event => walk.inline(event, line),
        }
    }
    walk.flush();
}

impl Walk<'_, '_> {
    fn start(&mut self, tag: Tag<'_>, range: Range<usize>, line: u32) {
        match tag {
            Tag::Heading { level, id, .. } => {
                self.flush();
                self.role = Role::Heading(rank(level));
                self.anchor = id.map(|i| i.to_string());
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                self.code = Some((String::new(), line, matches!(kind, CodeBlockKind::Fenced(_))));
            }
            Tag::HtmlBlock => {
                self.flush();
                self.html = Some((String::new(), line));
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(List { first, items: 0 });
            }
            Tag::Item => {
                self.flush();
                self.item = self.label(range.start);
                self.fresh_item = true;
            }
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.note = Some(name.to_string());
            }
            Tag::Table(_) => self.flush(),
            Tag::TableHead | Tag::TableRow => {
                self.cells = Some(Vec::new());
                self.row_line = line;
            }
            Tag::Paragraph | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.flush(),
            Tag::Strikethrough => {
                self.struck += 1;
                *self.deleted += 1;
            }
            _ => {}
        }
    }

    /// The label of an ordered item as it is printed. Lists that say `1.` throughout are counted for them.
    fn label(&mut self, at: usize) -> Option<String> {
        let list = self.lists.last_mut()?;
        let first = list.first?;
        let source = self
            .text
            .get(self.offset + at..)?
            .trim_start_matches([' ', '\t', '>']);
        let digits = source.find(|c: char| !c.is_ascii_digit())?;
        let written: u64 = source.get(..digits)?.parse().ok()?;
        let delimiter = source.get(digits..)?.chars().next()?;
        let number = if written == first {
            first + list.items
        } else {
            written
        };
        list.items += 1;
        Some(format!("{number}{delimiter}"))
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::TableCell => {
                let text = std::mem::take(&mut self.pieces);
                let text: Vec<String> = text.iter().map(|p| normalise(&p.text)).collect();
                if let Some(cells) = &mut self.cells {
                    cells.push(text.join(" "));
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(),
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Item => {
                self.flush();
                // An item without any text still prints its label.
                if let Some(label) = self.item.take() {
                    let line = self.blocks.last().map_or(1, |b| b.place.line);
                    self.emit(label, line, false);
                }
                self.fresh_item = false;
            }
            TagEnd::Heading(_)
            | TagEnd::Paragraph
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => {
                self.flush();
            }
            _ => {}
        }
    }

    fn inline(&mut self, event: Event<'_>, line: u32) {
        if self.struck > 0 {
            return;
        }
        match event {
            Event::Text(text) => match (&mut self.code, &mut self.html) {
                (Some((code, _, _)), _) => code.push_str(&text),
                (_, Some((html, _))) => html.push_str(&text),
                _ => self.push(&text, line),
            },
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, line),
            Event::Html(text) => {
                if let Some((html, _)) = &mut self.html {
                    html.push_str(&text);
                }
            }
            Event::InlineHtml(tag) => self.tag(&tag, line),
            Event::SoftBreak | Event::HardBreak => self.pieces.push(Piece {
                text: String::new(),
                line: line + 1,
            }),
            Event::Rule => self.flush(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::Start(_) | Event::End(_) => {}
        }
    }

    fn push(&mut self, text: &str, line: u32) {
        if let Some(raised) = &mut self.raised {
            raised.push_str(text);
            return;
        }
        match self.pieces.last_mut() {
            Some(piece) => {
                if piece.text.is_empty() {
                    piece.line = line;
                }
                piece.text.push_str(text);
            }
            None => self.pieces.push(Piece {
                text: text.to_owned(),
                line,
            }),
        }
    }

    /// A tag within a paragraph: a break, raised text, or a word in angle brackets.
    fn tag(&mut self, tag: &str, line: u32) {
        let name = tag
            .trim_start_matches(['<', '/'])
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '!' && c != '-')
            .next()
            .unwrap_or_default()
            .to_lowercase();
        match name.as_str() {
            "br" => self.pieces.push(Piece {
                text: String::new(),
                line,
            }),
            "sup" if tag.starts_with("</") => {
                if let Some(raised) = self.raised.take()
                    && let Some(piece) = self.pieces.last_mut()
                {
                    push_raised(&mut piece.text, &raised);
                }
            }
            "sup" => self.raised = Some(String::new()),
            "a" | "abbr" | "b" | "big" | "cite" | "code" | "del" | "dfn" | "div" | "em" | "font" | "i"
            | "img" | "ins" | "kbd" | "mark" | "p" | "q" | "small" | "span" | "strong" | "sub" | "u"
            | "var" | "li" | "ul" | "ol" | "section" | "center" => {}
            _ if name.starts_with('!') => {}
            // `<term>` is what the author wrote.
            _ => self.push(tag, line),
        }
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
