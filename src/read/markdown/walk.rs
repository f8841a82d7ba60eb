//! Parser events to blocks.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::front;
use crate::read::html;
use crate::read::label::{self, Shape};
use crate::read::normalise::{normalise, normalise_code, push_raised};
use crate::read::source::{Block, Claims, Metadata, Place, Role};

/// Where the lines of a file begin.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn number(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|s| *s <= byte)).unwrap_or(u32::MAX)
    }

    /// The line before this one is blank.
    fn gap_before(&self, number: u32) -> bool {
        let Some(above) = (number as usize).checked_sub(2) else {
            return false;
        };
        let start = self.starts.get(above).copied().unwrap_or(0);
        let end = self.starts.get(above + 1).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default().trim().is_empty()
    }
}

/// An open list.
#[derive(Debug)]
struct List {
    /// The number of the first item, for ordered lists.
    first: Option<u64>,
    items: u64,
}

/// A line of the open block, as written.
#[derive(Debug)]
struct Piece {
    text: String,
    line: u32,
}

/// The state of the walk.
struct Walk<'t, 'o> {
    text: &'t str,
    offset: usize,
    lines: &'o Lines<'t>,
    blocks: &'o mut Vec<Block>,
    metadata: &'o mut Metadata,
    pieces: Vec<Piece>,
    role: Role,
    anchor: Option<String>,
    lists: Vec<List>,
    /// The label of a list item whose first paragraph has not come.
    item: Option<String>,
    /// An item is open and still without a block.
    fresh_item: bool,
    quotes: u32,
    /// Footnote whose text is being read, with its label.
    note: Option<String>,
    cells: Option<Vec<String>>,
    row_line: u32,
    code: Option<(String, u32, bool)>,
    html: Option<(String, u32)>,
    /// Text that is struck out, and how deep.
    struck: u32,
    /// Raised text that is being collected.
    raised: Option<String>,
    kramdown: bool,
}

/// Reads one part of a file.
pub(super) fn walk<'t>(
    text: &'t str,
    body: Range<usize>,
    lines: &Lines<'t>,
    kramdown: bool,
    blocks: &mut Vec<Block>,
    metadata: &mut Metadata,
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
        blocks,
        metadata,
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
            Tag::Strikethrough => self.struck += 1,
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

    fn end_row(&mut self) {
        let cells = self.cells.take().unwrap_or_default();
        if cells.iter().any(|c| !c.is_empty()) {
            let text = normalise(&cells.join(" | "));
            self.role = Role::TableRow;
            self.emit(text, self.row_line, false);
        }
        self.role = Role::Text;
    }

    fn end_code(&mut self) {
        let Some((code, line, fenced)) = self.code.take() else {
            return;
        };
        // Laws indent their points; only what looks like code is.
        if !fenced && !looks_like_code(&code) {
            for (number, text) in (0..).zip(code.lines()) {
                self.pieces.push(Piece {
                    text: text.to_owned(),
                    line: line + number,
                });
            }
            self.flush();
            return;
        }
        self.role = Role::Code;
        self.emit(normalise_code(&code), line + u32::from(fenced), false);
        self.role = Role::Text;
    }

    /// HTML within Markdown is read as HTML.
    fn end_html(&mut self) {
        let Some((html, line)) = self.html.take() else {
            return;
        };
        let opening = html.get(..html.find('>').unwrap_or(0)).unwrap_or_default();
        if opening.starts_with("<pre") && opening.contains("metadata") {
            let inner = html.get(opening.len() + 1..).unwrap_or_default();
            front::bikeshed(inner.split("</pre").next().unwrap_or_default(), self.metadata);
            return;
        }
        for mut block in html::read(&html).blocks {
            block.place.line += line - 1;
            block.claims.indent = None;
            self.blocks.push(block);
        }
    }

    /// Ends the open block: its lines are joined, but where one begins with a label.
    fn flush(&mut self) {
        self.raised = None;
        let pieces = std::mem::take(&mut self.pieces);
        let heading = matches!(self.role, Role::Heading(_));
        let mut open: Option<(String, u32, bool)> = None;
        for piece in pieces {
            let text = normalise(&piece.text);
            if text.is_empty() {
                continue;
            }
            if self.kramdown && text.starts_with("{:") && text.ends_with('}') {
                self.close(open.take());
                let role = std::mem::replace(&mut self.role, Role::Furniture);
                self.emit(text, piece.line, false);
                self.role = role;
                continue;
            }
            open = match open {
                Some((mut before, line, wrapped)) => {
                    let split = !heading && starts_block(&before, &text);
                    if split {
                        let cut = !label::ends_sentence(&before);
                        self.close(Some((before, line, wrapped)));
                        Some((text, piece.line, cut))
                    } else {
                        before.push(' ');
                        before.push_str(&text);
                        Some((before, line, wrapped))
                    }
                }
                None => Some((text, piece.line, false)),
            };
        }
        self.close(open);
        self.role = Role::Text;
        self.anchor = None;
    }

    fn close(&mut self, open: Option<(String, u32, bool)>) {
        if let Some((text, line, wrapped)) = open {
            self.emit(text, line, wrapped);
        }
    }

    fn emit(&mut self, text: String, line: u32, wrapped: bool) {
        let mut claims = Claims {
            role: self.role,
            indent: Some(u16::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u16::MAX)),
            anchor: self.anchor.take(),
            wrapped,
            gap: self.lines.gap_before(line),
            ..Claims::default()
        };
        let mut text = text;
        if claims.role == Role::Text {
            if let Some(note) = &mut self.note {
                claims.role = Role::Footnote;
                let label = std::mem::take(note);
                if !label.is_empty() {
                    text = format!("{label} {text}");
                    claims.label = Some(label);
                }
            } else if self.fresh_item {
                claims.role = Role::ListItem;
            } else if self.quotes > 0 {
                claims.role = Role::Quote;
            }
        }
        if claims.role != Role::Furniture {
            self.fresh_item = false;
            if let Some(label) = self.item.take() {
                text = if text == label {
                    text
                } else {
                    format!("{label} {text}")
                };
                claims.label = Some(label);
            }
        }
        if !text.is_empty() {
            self.blocks.push(Block {
                text,
                place: Place::line(line),
                claims,
            });
        }
    }
}

/// The next line of a paragraph begins a block of its own.
fn starts_block(before: &str, next: &str) -> bool {
    match label::at_start(next).map(|l| l.shape) {
        Some(Shape::Bracketed | Shape::Dotted) => true,
        // "Section 4" in the middle of a sentence is a reference.
        Some(Shape::Worded | Shape::Bullet) => label::ends_sentence(before),
        None => false,
    }
}

fn looks_like_code(code: &str) -> bool {
    let signs = code.chars().filter(|c| "{}=<>|;\\_*#+".contains(*c)).count();
    signs * 20 > code.chars().filter(|c| !c.is_whitespace()).count()
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
