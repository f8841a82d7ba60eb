//! Tables, and what pages build from tables: lists whose labels stand in a narrow first column.

use super::class::is_block;
use super::dom::{Dom, Id};
use crate::read::label;

/// What a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Rows of a label and its text, or a frame around whole paragraphs.
    Layout,
    /// Rows and columns that belong together.
    Data,
}

/// Longest text of a label cell, in bytes.
const LONGEST_LABEL: usize = 16;

/// Cells longer than this, in nodes, are looked at no further: what is inside is a part of the page.
const LOOK_AHEAD: usize = 400;

/// Finds out what a table is for. Looks at every row once and at the beginning of every cell.
pub(super) fn usage(dom: &Dom, table: Id) -> Use {
    let mut labelled = 0;
    let mut other = 0;
    for row in rows(dom, table) {
        if dom.children(row).any(|c| dom.tag(c) == "th") {
            return Use::Data;
        }
        match labelled_row(dom, row) {
            Some(_) => labelled += 1,
            None if cells(dom, row).filter(|c| !dom.is_blank(*c)).count() <= 1 => {}
            None => other += 1,
        }
    }
    if other == 0 && labelled > 0 {
        return Use::Layout;
    }
    let holds_page = rows(dom, table)
        .flat_map(|r| cells(dom, r))
        .any(|cell| is_page(dom, cell));
    if holds_page { Use::Layout } else { Use::Data }
}

/// A cell that holds headings, tables or many paragraphs is a frame, not a value.
fn is_page(dom: &Dom, cell: Id) -> bool {
    let mut blocks = 0;
    for (count, id) in dom.descendants(cell).enumerate() {
        match dom.tag(id) {
            "h1" | "h2" | "h3" | "h4" | "table" => return true,
            "p" | "li" | "div" => blocks += 1,
            _ => {}
        }
        if blocks > 12 || count > LOOK_AHEAD {
            return true;
        }
    }
    false
}

/// The label cell and the text cell of a row that is a labelled point: all other cells are empty, the first text
/// is short and looks like a label.
pub(super) fn labelled_row(dom: &Dom, row: Id) -> Option<(Id, Id)> {
    let mut filled = cells(dom, row).filter(|c| !dom.is_blank(*c));
    let (first, second) = (filled.next()?, filled.next()?);
    if filled.next().is_some() {
        return None;
    }
    label_text(dom, first).map(|_| (first, second))
}

/// The first child of a block is a label in an element of its own and a block follows: pages that lay out points
/// with columns made of `div`, or that print the number in a `span` before the paragraph.
pub(super) fn labelled_block(dom: &Dom, block: Id) -> Option<(Id, Id)> {
    let mut children = dom
        .children(block)
        .filter(|c| !dom.tag(*c).is_empty() || dom.text(*c).is_some_and(|t| !t.trim().is_empty()));
    let (first, second) = (children.next()?, children.next()?);
    let paragraph_like = matches!(dom.tag(first), "div" | "span" | "p" | "a" | "b" | "strong");
    if !paragraph_like || !is_block(dom, second) || dom.tag(second) == "table" {
        return None;
    }
    // Columns come in twos.
    if dom.tag(first) == "div" && (dom.tag(second) != "div" || children.next().is_some()) {
        return None;
    }
    // A paragraph of its own that happens to be short is no label, unless its style or its class says so.
    if dom.tag(first) == "p" {
        let inline = dom
            .attribute(first, "style")
            .is_some_and(|s| s.contains("inline"));
        if !inline && !super::class::is_label(dom, first) {
            return None;
        }
    }
    let said =
        super::class::is_label(dom, first) && dom.short_text(first, 200).is_some_and(|t| !t.is_empty());
    (said || label_text(dom, first).is_some()).then_some((first, second))
}

/// The text of a cell that holds a label and nothing else.
fn label_text(dom: &Dom, cell: Id) -> Option<String> {
    let text = dom.short_text(cell, LONGEST_LABEL)?;
    let bare_number = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) && !text.is_empty();
    // EUR-Lex quotes the number of an inserted paragraph: "‘5.".
    let unquoted = text
        .trim_start_matches(['‘', '“', '"', '„', '«', '\''])
        .trim_start();
    (label::is_label(unquoted) || bare_number).then_some(text)
}

/// The rows of a table, not those of tables within.
pub(super) fn rows(dom: &Dom, table: Id) -> impl Iterator<Item = Id> {
    dom.children(table).flat_map(|child| {
        let direct = (dom.tag(child) == "tr").then_some(child);
        let grouped = matches!(dom.tag(child), "tbody" | "thead" | "tfoot").then(|| dom.children(child));
        direct
            .into_iter()
            .chain(grouped.into_iter().flatten().filter(|r| dom.tag(*r) == "tr"))
    })
}

/// The cells of a row.
pub(super) fn cells(dom: &Dom, row: Id) -> impl Iterator<Item = Id> {
    dom.children(row).filter(|c| matches!(dom.tag(*c), "td" | "th"))
}
