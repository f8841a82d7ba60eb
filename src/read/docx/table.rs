//! Tables: rows of data, or a frame for labels and paragraphs.

use roxmltree::Node;

use super::line::Line;
use super::walk::{DEEPEST, Waiting, Walk};
use super::xml::{attribute, child, local, run_text, value};
use crate::read::label;
use crate::read::normalise::normalise;
use crate::read::source::{Block, Claims, Role};

/// Longest text of a label cell, in bytes.
const LONGEST_LABEL: usize = 16;
/// A cell with more paragraphs is a part of the page.
const MOST_PARAGRAPHS: usize = 12;

struct Row<'d> {
    cells: Vec<Node<'d, 'd>>,
    /// Repeated on every page.
    header: bool,
}

impl<'d> Walk<'d, '_> {
    pub(super) fn table(&mut self, table: Node<'d, 'd>) {
        let rows: Vec<Row<'d>> = self.parts(table, "tr").into_iter().map(|r| self.row(r)).collect();
        if self.cell.is_some() {
            // A table in a cell is words of the cell.
            for cell in rows.into_iter().flat_map(|r| r.cells) {
                self.apart(cell);
            }
            return;
        }
        if self.role.is_some() || !self.is_data(&rows) {
            rows.into_iter().for_each(|r| self.layout(r));
        } else {
            rows.into_iter().for_each(|r| self.data(r));
        }
    }

    /// Rows of a table, or cells of a row, through what may be wrapped around them, without those that the changes took
    /// away.
    fn parts(&mut self, parent: Node<'d, 'd>, name: &str) -> Vec<Node<'d, 'd>> {
        let mut found = Vec::new();
        let mut next: Vec<(Node<'d, 'd>, usize)> = vec![(parent, 0)];
        while let Some((node, depth)) = next.pop() {
            if depth > 0 && local(node) == name {
                let properties = child(node, if name == "tr" { "trPr" } else { "tcPr" });
                if !self.tracking.whole(node, properties) {
                    found.push(node);
                }
                continue;
            }
            let wrapper = matches!(
                local(node),
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag"
            );
            if depth > DEEPEST || depth > 0 && !wrapper {
                continue;
            }
            let from = next.len();
            next.extend(node.children().filter(Node::is_element).map(|c| (c, depth + 1)));
            if let Some(new) = next.get_mut(from..) {
                new.reverse();
            }
        }
        found
    }

    fn row(&mut self, row: Node<'d, 'd>) -> Row<'d> {
        // The lower part of a cell that spans rows has been read with its upper part.
        let goes_on = |cell: &Node<'d, 'd>| {
            let merge = child(*cell, "tcPr").and_then(|p| child(p, "vMerge"));
            merge.is_some_and(|m| attribute(m, "val") != Some("restart")) && run_text(*cell).trim().is_empty()
        };
        Row {
            cells: self
                .parts(row, "tc")
                .into_iter()
                .filter(|c| !goes_on(c))
                .collect(),
            header: child(row, "trPr").is_some_and(|p| child(p, "tblHeader").is_some()),
        }
    }

    /// Rows and columns that belong together; otherwise the table only sets labels apart or frames paragraphs.
    fn is_data(&self, rows: &[Row<'d>]) -> bool {
        if rows.iter().any(|r| r.header) {
            return true;
        }
        if rows.iter().all(|r| r.cells.len() <= 1) {
            return false;
        }
        let mut labelled = 0;
        let mut other = 0;
        for row in rows {
            match self.labelled(row) {
                Some(_) => labelled += 1,
                None if row.cells.iter().filter(|c| !self.blank(**c)).count() <= 1 => {}
                None => other += 1,
            }
        }
        let page = || rows.iter().flat_map(|r| &r.cells).any(|c| self.is_page(*c));
        !(other == 0 && labelled > 0 || page())
    }

    fn labelled(&self, row: &Row<'d>) -> Option<(Node<'d, 'd>, Node<'d, 'd>)> {
        let mut filled = row.cells.iter().copied().filter(|c| !self.blank(*c));
        let (first, second) = (filled.next()?, filled.next()?);
        (filled.next().is_none() && self.holds_label(first)).then_some((first, second))
    }

    fn blank(&self, cell: Node<'d, 'd>) -> bool {
        let text = |n: Node<'_, '_>| n.is_text() && n.text().is_some_and(|t| !t.trim().is_empty());
        !cell.descendants().any(text) && !self.numbers(cell)
    }

    /// Whether a cell holds a number that Word counts.
    fn numbers(&self, cell: Node<'d, 'd>) -> bool {
        cell.children()
            .filter(|c| local(*c) == "p")
            .any(|p| self.format(p).number.is_some())
    }

    fn holds_label(&self, cell: Node<'d, 'd>) -> bool {
        let text = normalise(&run_text(cell));
        if text.is_empty() {
            return self.numbers(cell);
        }
        let number = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit());
        text.len() <= LONGEST_LABEL && (label::is_label(&text) || number)
    }

    /// A cell that holds headings, tables or many paragraphs is a frame, not a value.
    fn is_page(&self, cell: Node<'d, 'd>) -> bool {
        let mut paragraphs = 0;
        for node in cell.descendants().skip(1).filter(Node::is_element) {
            match local(node) {
                "tbl" => return true,
                "p" => {
                    let style = child(node, "pPr").and_then(|p| value(p, "pStyle"));
                    let outline = style.and_then(|s| self.styles.paragraph(Some(s))?.outline);
                    if outline.is_some_and(|o| o < 9) {
                        return true;
                    }
                    paragraphs += 1;
                }
                _ => {}
            }
        }
        paragraphs > MOST_PARAGRAPHS
    }

    fn data(&mut self, row: Row<'d>) {
        let number = self.paragraphs.saturating_add(1);
        let page = self.page;
        let cells: Vec<String> = row.cells.into_iter().map(|c| self.text_of(c)).collect();
        let first = cells.iter().position(|c| !c.is_empty());
        let last = cells.iter().rposition(|c| !c.is_empty());
        if let (Some(first), Some(last)) = (first, last) {
            let claims = Claims {
                role: Role::TableRow,
                indent: Some(0),
                ..Claims::default()
            };
            let text = cells.get(first..=last).unwrap_or_default().join(" | ");
            let place = self.place(number, page, None);
            self.blocks.push(Block { text, place, claims });
        }
        let marks = std::mem::take(&mut self.marks);
        self.notes_of(marks);
    }

    /// Everything in a cell, as one text.
    fn text_of(&mut self, cell: Node<'d, 'd>) -> String {
        self.cell = Some(String::new());
        self.apart(cell);
        normalise(&self.cell.take().unwrap_or_default())
    }

    fn layout(&mut self, row: Row<'d>) {
        let labelled = self.labelled(&row);
        for cell in row.cells {
            match labelled {
                Some((first, _)) if first == cell => {
                    let number = self.paragraphs.saturating_add(1);
                    let label = self.text_of(cell);
                    self.waiting = Some(Waiting { label, number }).filter(|w| !w.label.is_empty());
                }
                _ => self.apart(cell),
            }
        }
        if let Some(waiting) = self.waiting.take() {
            self.spend(waiting, &Line::default());
        }
        let marks = std::mem::take(&mut self.marks);
        self.notes_of(marks);
    }
}
