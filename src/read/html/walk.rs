//! The one pass over the tree that makes blocks.

use super::class;
use super::dom::{Dom, Id};
use super::list::{self, Counter};
use super::mark::{self, Mark};
use super::table::{self, Use};
use crate::read::label::{self, Shape};
use crate::read::normalise::{normalise, normalise_code, push_raised};
use crate::read::source::{Block, Claims, Place, Role};

/// Stands for `<br>` while a block is open; white space to everything else.
const BREAK: char = '\u{B}';

/// What a walk gives.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) blocks: Vec<Block>,
    /// How many passages were marked as deleted.
    pub(super) deleted: usize,
}

/// An open block element.
#[derive(Debug)]
struct Frame {
    id: Id,
    /// Role of the blocks inside, the parent's where the element says nothing.
    role: Role,
    indent: u16,
    /// The counter of an ordered list.
    counter: Option<Counter>,
    /// Rows of this table are rows of data.
    data_table: bool,
    /// A block inside has been emitted: the element's id is taken.
    taken: bool,
}

/// A label that waits for the first block of its text.
#[derive(Debug)]
struct Waiting {
    text: String,
    /// The label itself, where more than it stands before the text.
    label: String,
    line: u32,
    indent: u16,
    /// Printed by the browser only: a text that brings its own label does without.
    generated: bool,
}

/// The state of the walk.
struct Walk<'d> {
    dom: &'d Dom,
    blocks: Vec<Block>,
    frames: Vec<Frame>,
    /// The text of the open block.
    text: String,
    /// Line where an anonymous block begins.
    line: Option<u32>,
    /// Id of an inline element at the start of the block.
    anchor: Option<String>,
    /// The label that markup sets apart at the start of the open block.
    label: Option<String>,
    /// The inline element that holds it, until it closes.
    label_from: Option<Id>,
    waiting: Option<Waiting>,
    /// A block that begins with the mark of a footnote is its text.
    note: bool,
    /// A footnote mark was dropped here: white space before it counts only if a word follows.
    dropped_mark: Option<bool>,
    /// The row of a data table, and the cell that is open.
    row: Vec<String>,
    cell: Option<Id>,
    /// The second cell of a labelled row: one step further in.
    text_cell: Option<Id>,
    skip: Option<Id>,
    /// An element whose frame is open but whose content has been read already.
    skip_inside: Option<Id>,
    deleted: usize,
    /// Rank of the last heading.
    rank: u8,
    /// Depth inside of `math`, where white space in the source means nothing.
    math: u32,
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
            blocks: self.blocks,
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

    /// A block that begins with its label in a column or a span of its own.
    fn open_labelled(&mut self, id: Id, indent: u16) {
        let Some((first, second)) = table::labelled_block(self.dom, id) else {
            return;
        };
        // A number in a span, or paragraphs set to flow inline, stand at the level of the text around them;
        // columns are one step in.
        let columns = matches!(self.dom.tag(first), "div" | "td");
        let indent = if columns { indent.saturating_add(1) } else { indent };
        self.wait(first, indent, false);
        self.skip = Some(first);
        self.text_cell = columns.then_some(second);
    }

    /// A symbol and its meaning, as below formulas, read as one line: the symbol waits for the meaning.
    fn open_term(&mut self, id: Id, indent: u16) {
        let short = self
            .dom
            .short_text(id, 12)
            .is_some_and(|t| !t.is_empty() && !t.contains(' '));
        let has_meaning = self.dom.next_element(id).is_some_and(|n| self.dom.tag(n) == "dd");
        if short && has_meaning {
            self.wait(id, indent, false);
            self.skip_inside = Some(id);
        }
    }

    fn open_item(&mut self, id: Id, indent: u16) {
        let dom = self.dom;
        // The number of an entry in a table of contents is that of the list, not of the clause.
        let frame = self.frames.last_mut().filter(|f| f.role != Role::Contents);
        let counter = frame.and_then(|f| f.counter.as_mut());
        if let Some(counter) = counter {
            let text = counter.label(dom, id);
            self.spend_waiting();
            self.waiting = Some(Waiting {
                label: text.clone(),
                text,
                line: dom.line(id),
                indent,
                generated: true,
            });
        } else {
            self.open_labelled(id, indent);
        }
    }

    fn open_row(&mut self, id: Id) {
        if self.in_data_table() {
            return;
        }
        if let Some((label, text)) = table::labelled_row(self.dom, id) {
            let indent = self.frames.last().map_or(0, |f| f.indent).saturating_add(1);
            self.wait(label, indent, false);
            self.skip = Some(label);
            self.text_cell = Some(text);
        } else {
            // What continues a labelled point stands at its level.
            let mut filled = table::cells(self.dom, id).filter(|c| !self.dom.is_blank(*c));
            let (first, second) = (filled.next(), filled.next());
            let cells = table::cells(self.dom, id).count();
            if second.is_none() && cells > 1 {
                self.text_cell = first;
            }
        }
    }

    /// The innermost table that is open holds data.
    fn in_data_table(&self) -> bool {
        let tables = self.frames.iter().rev();
        tables
            .into_iter()
            .find(|f| self.dom.tag(f.id) == "table")
            .is_some_and(|f| f.data_table)
    }

    /// The cell is one of a data row. A row of one cell that holds paragraphs is text across the table.
    fn in_data_row(&self, cell: Id) -> bool {
        let Some(row) = self.dom.parent(cell) else {
            return false;
        };
        let alone = table::cells(self.dom, row).count() == 1;
        let paragraphs = || {
            self.dom
                .children(cell)
                .any(|c| matches!(self.dom.tag(c), "p" | "div" | "ul" | "ol"))
        };
        self.in_data_table() && !(alone && paragraphs())
    }

    fn close_row(&mut self, id: Id) {
        let cells = std::mem::take(&mut self.row);
        if cells.iter().all(String::is_empty) {
            return;
        }
        let first = cells.iter().position(|c| !c.is_empty()).unwrap_or(0);
        let last = cells.iter().rposition(|c| !c.is_empty()).unwrap_or(0);
        let text = cells.get(first..=last).unwrap_or_default().join(" | ");
        let mut claims = self.claims(None);
        if matches!(claims.role, Role::Text | Role::ListItem | Role::Quote) {
            claims.role = Role::TableRow;
        }
        let place = self.place(self.dom.line(id));
        self.emit(normalise(&text), place, claims);
    }

    /// Keeps a label until the first block of its text comes.
    fn wait(&mut self, from: Id, indent: u16, generated: bool) {
        self.spend_waiting();
        let text: String = self
            .dom
            .descendants(from)
            .filter_map(|t| self.dom.text(t))
            .collect();
        let text = normalise(&text);
        // Of "A.2.1 Sieve," only the number is the label.
        let number = label::at_start(&text).filter(|l| matches!(l.shape, Shape::Bracketed | Shape::Dotted));
        self.waiting = Some(Waiting {
            label: number.and_then(|l| text.get(..l.len)).unwrap_or(&text).to_owned(),
            text,
            line: self.dom.line(from),
            indent,
            generated,
        });
    }

    /// A label whose text never came stands as a block of its own.
    fn spend_waiting(&mut self) {
        let Some(waiting) = self.waiting.take() else {
            return;
        };
        if waiting.generated || waiting.text.is_empty() {
            return;
        }
        let mut claims = self.claims(None);
        claims.label = Some(waiting.label);
        claims.indent = Some(waiting.indent);
        let place = self.place(waiting.line);
        self.emit(waiting.text, place, claims);
    }

    fn open_inline(&mut self, id: Id) -> bool {
        let dom = self.dom;
        match dom.tag(id) {
            "br" => {
                self.text
                    .push(if self.role() == Role::Code { '\n' } else { BREAK });
                return false;
            }
            "img" => {
                self.image(id);
                return false;
            }
            "math" => self.math += 1,
            _ => {}
        }
        if self.math > 0 {
            self.open_math(id);
            return true;
        }
        match mark::mark(dom, id) {
            Some(Mark::Chrome) => return false,
            Some(Mark::Footnote(text)) => {
                self.footnote_mark(id, &text);
                return false;
            }
            Some(Mark::Raised(text)) => {
                push_raised(&mut self.text, &text);
                return false;
            }
            None => {}
        }
        if self.text.trim().is_empty() && self.cell.is_none() {
            let own = dom.attribute(id, "id").or_else(|| dom.attribute(id, "name"));
            if self.anchor.is_none() {
                self.anchor = own.map(str::to_owned);
            }
            if self.label_from.is_none() && self.label.is_none() {
                self.label_from = Some(id);
            }
            self.line.get_or_insert(dom.line(id));
        }
        true
    }

    /// Powers and fractions keep their sense in one line of text.
    fn open_math(&mut self, id: Id) {
        let Some(parent) = self.dom.parent(id) else { return };
        let is_first = self.dom.children(parent).find(|c| !self.dom.tag(*c).is_empty()) == Some(id);
        match self.dom.tag(parent) {
            "msup" if !is_first => self.text.push('^'),
            "mfrac" if !is_first => self.text.push('/'),
            _ => {}
        }
    }

    /// The mark of a footnote: dropped, or the number of the note whose text begins here.
    fn footnote_mark(&mut self, id: Id, mark: &str) {
        let before = self.text.trim();
        if self.cell.is_none() && before.trim_matches(['(', '[']).is_empty() {
            self.note = true;
            let bracketed = self.dom.short_text(id, 16).is_some_and(|t| t.starts_with('('));
            let text = if bracketed && before.is_empty() {
                format!("({mark}) ")
            } else {
                mark.to_owned()
            };
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str(text.trim_end());
            self.dropped_mark = Some(true);
            return;
        }
        if self.text.trim_end().ends_with('(') {
            let kept = self.text.trim_end().len() - 1;
            self.text.truncate(kept);
            // Tells the next text to do without the closing bracket.
            self.text.push('\u{1}');
            return;
        }
        let spaced = self.text.ends_with(char::is_whitespace);
        self.text.truncate(self.text.trim_end().len());
        self.dropped_mark = Some(spaced);
    }

    fn image(&mut self, id: Id) {
        let named = |classes: &[&str]| self.dom.classes(id).any(|c| classes.contains(&c));
        let in_figure = self
            .frames
            .iter()
            .rev()
            .take(3)
            .any(|f| self.dom.tag(f.id) == "figure");
        if in_figure || named(&["formula", "math", "equation", "tex"]) {
            let alt = self.dom.attribute(id, "alt").unwrap_or_default();
            self.text.push(' ');
            self.text.push_str(alt);
            self.text.push(' ');
        }
    }

    /// Adds text to the open block.
    fn push(&mut self, text: &str, id: Id) {
        let mut text = text;
        if self.math > 0 {
            self.text.push_str(text.trim());
            return;
        }
        if self.text.ends_with('\u{1}') {
            self.text.pop();
            let rest = text.trim_start();
            text = rest.strip_prefix(')').unwrap_or(text);
            let spaced = self.text.ends_with(char::is_whitespace);
            self.text.truncate(self.text.trim_end().len());
            self.dropped_mark = Some(spaced);
        }
        if let Some(spaced) = self.dropped_mark
            && let Some(first) = text.chars().next()
        {
            self.dropped_mark = None;
            if spaced && !",.;:)]’”!?»".contains(first) {
                self.text.push(' ');
            }
        }
        if self.line.is_none() && !text.trim().is_empty() {
            self.line = Some(self.dom.line(id));
        }
        self.text.push_str(text);
    }

    fn role(&self) -> Role {
        self.frames.last().map_or(Role::Text, |f| f.role)
    }

    fn clear(&mut self) {
        self.text.clear();
        self.line = None;
        self.anchor = None;
        self.label = None;
        self.label_from = None;
        self.note = false;
        self.dropped_mark = None;
    }

    /// Ends the open block.
    fn flush(&mut self) {
        if self.text.is_empty() || self.cell.is_some() {
            return;
        }
        let raw = std::mem::take(&mut self.text);
        let raw = raw.replace('\u{1}', "(");
        let role = self.role();
        if role == Role::Code {
            self.flush_piece(normalise_code(&raw), None);
        } else if raw.contains(BREAK) && !matches!(role, Role::Heading(_) | Role::Subtitle) {
            for piece in split_at_breaks(&raw) {
                self.flush_piece(piece, None);
                self.label = None;
            }
        } else {
            let label = self.label.take();
            self.flush_piece(normalise(&raw), label);
        }
        self.clear();
    }

    fn flush_piece(&mut self, text: String, label: Option<String>) {
        if text.is_empty() {
            return;
        }
        let own_line = self.frames.last().map(|f| self.dom.line(f.id));
        let taken = self.frames.last().is_some_and(|f| f.taken);
        let line = if taken {
            self.line.or(own_line)
        } else {
            own_line.or(self.line)
        }
        .unwrap_or(1);
        let mut claims = self.claims(text_label(&text, label));
        let mut text = text;
        let mut line = line;
        if is_ornament(&text) {
            claims.role = Role::Furniture;
        }
        if self.note && claims.role != Role::Contents {
            // A mark without a text behind it only repeats what the text says elsewhere.
            let words = text.trim_matches(|c: char| !c.is_alphanumeric());
            if words.chars().count() <= 1 || words.chars().all(|c| c.is_ascii_digit()) {
                return;
            }
            claims.role = Role::Footnote;
            let end = text.find(' ').unwrap_or(text.len());
            claims.label = text.get(..end).map(str::to_owned);
        }
        if let Some(waiting) = self.waiting.take_if(|_| claims.role != Role::Furniture) {
            let own =
                label::at_start(&text).is_some_and(|l| matches!(l.shape, Shape::Bracketed | Shape::Dotted));
            if !waiting.generated && own && claims.label.is_some() {
                // Two labels in a row, `(1)` and its `(a)`: each has its own block.
                self.waiting = Some(waiting);
                self.spend_waiting();
            } else if (!waiting.generated || !own) && !waiting.text.is_empty() {
                text = format!("{} {text}", waiting.text);
                claims.indent = Some(waiting.indent);
                line = waiting.line;
                if claims.role == Role::Subtitle {
                    // Number and title in one line are a heading.
                    claims.role = Role::Heading(self.rank.saturating_add(1).min(6));
                }
                claims.label = Some(waiting.label);
            }
        }
        let place = self.place(line);
        self.emit(text, place, claims);
    }

    /// Claims of a block in the innermost element.
    fn claims(&mut self, label: Option<String>) -> Claims {
        let own = self.anchor.take();
        let inherited = || {
            let open = self.frames.iter().rev().take_while(|f| !f.taken);
            open.filter_map(|f| self.dom.attribute(f.id, "id"))
                .next()
                .map(str::to_owned)
        };
        let anchor = inherited().or(own);
        let frame = self.frames.last();
        // Only the first paragraph of an item is the item; what follows in it is text at its level.
        let item = self
            .frames
            .iter()
            .rev()
            .take(8)
            .find(|f| self.dom.tag(f.id) == "li");
        let item_done = self.role() == Role::ListItem && item.is_some_and(|f| f.taken);
        Claims {
            role: if item_done { Role::Text } else { self.role() },
            label,
            indent: Some(frame.map_or(0, |f| f.indent)),
            anchor,
            ..Claims::default()
        }
    }

    fn place(&self, line: u32) -> Place {
        let named = self
            .frames
            .iter()
            .rev()
            .take(64)
            .find_map(|f| Some((self.dom.tag(f.id), self.dom.attribute(f.id, "id")?)));
        let element = match (named, self.frames.last()) {
            (Some((tag, id)), _) => Some(format!("{tag}#{id}")),
            (None, Some(frame)) => Some(self.dom.tag(frame.id).to_owned()),
            (None, None) => None,
        };
        Place {
            line,
            page: None,
            element,
        }
    }

    fn emit(&mut self, text: String, place: Place, claims: Claims) {
        if let Role::Heading(rank) = claims.role
            && claims.label.is_none()
        {
            self.rank = rank;
        }
        for frame in self.frames.iter_mut().rev() {
            if frame.taken {
                break;
            }
            frame.taken = true;
        }
        self.blocks.push(Block { text, place, claims });
    }
}

/// The label, when it really is a prefix of the text and something follows it.
fn text_label(text: &str, label: Option<String>) -> Option<String> {
    label.filter(|l| !l.is_empty() && text.len() > l.len() && text.starts_with(l.as_str()))
}

/// A lone bullet, or the arrows with which consolidated texts mark whose words follow (`►M1`).
fn is_ornament(text: &str) -> bool {
    let arrows =
        text.len() <= 24 && text.starts_with(['►', '▼', '◄', '▲']) && !text.contains(char::is_lowercase);
    arrows || text.chars().count() == 1 && "•·◆●■▲►".contains(text)
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

/// The pieces of a block that `<br>` divides: a piece of its own where a label begins or a line is left blank.
fn split_at_breaks(raw: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut blank = true;
    for line in raw.split(BREAK) {
        let text = normalise(line);
        if text.is_empty() {
            blank = true;
            continue;
        }
        match pieces.last_mut() {
            Some(last) if !blank && label::at_start(&text).is_none() => {
                last.push(' ');
                last.push_str(&text);
            }
            _ => pieces.push(text),
        }
        blank = false;
    }
    pieces
}
