//! Defined terms side by side: first those defined in other words, then those worded alike, then those that only one
//! draft defines.

use std::fmt::Write;

use super::text::{columns, count, cut, cut_middle, flow, pad, plain, wrap};
use super::{Look, identity};
use crate::draft::Draft;
use crate::term::{Cell, Row, Table, Wording};

/// Lines that a definition may take.
const LINES: usize = 4;

/// The screen, with at most `most` terms whose wording differs.
pub fn screen(table: &Table<'_>, most: usize, look: Look) -> String {
    let mut out = String::new();
    for draft in table.drafts {
        for line in identity::lines(draft, "draft", look) {
            let _ = writeln!(out, "{line}");
        }
    }
    let _ = writeln!(out, "\n{}", look.strong(&summary(table)));
    let of = |wording: Wording| table.rows.iter().filter(move |r| r.wording == wording);
    let other = || of(Wording::Differs).chain(of(Wording::OtherLanguage));
    let all = other().count();
    for row in other().take(most) {
        one(row, table.drafts, look, &mut out);
    }
    if all > most {
        let rest = format!(
            "and {} more: write all with -o FILE.csv, or show them with -v",
            all - most
        );
        let _ = writeln!(out, "\n{}", look.faint(&rest));
    }
    let same: Vec<String> = of(Wording::Same).map(|r| r.term.clone()).collect();
    list("defined word for word alike", &same, look, &mut out);
    for (i, draft) in table.drafts.iter().enumerate() {
        let alone = of(Wording::Alone).filter(|r| r.cells.get(i).is_some_and(Option::is_some));
        let terms: Vec<String> = alone.map(named).collect();
        let title = match table.drafts {
            [_] => "defined".to_owned(),
            [a, b] => format!(
                "defined in {}, no definition found in {}",
                draft.name,
                if i == 0 { &b.name } else { &a.name }
            ),
            _ => format!("defined in {} alone, no definition found elsewhere", draft.name),
        };
        list(&title, &terms, look, &mut out);
    }
    out
}

/// `37 terms: 4 defined in other words, 2 alike, 31 in one draft only`.
pub fn summary(table: &Table<'_>) -> String {
    let of = |wording: Wording| table.rows.iter().filter(|r| r.wording == wording).count();
    let terms = count(table.rows.len(), "defined term", "defined terms");
    if table.drafts.len() < 2 || table.rows.is_empty() {
        return terms;
    }
    let mut parts = vec![
        format!("{} in other words", of(Wording::Differs)),
        format!("{} alike", of(Wording::Same)),
        format!("{} in one draft only", of(Wording::Alone)),
    ];
    if of(Wording::OtherLanguage) > 0 {
        parts.insert(1, format!("{} in another language", of(Wording::OtherLanguage)));
    }
    format!("{terms}: {}", parts.join(", "))
}

/// The term, with what the lexicon takes for the same on the other side.
fn named(row: &Row) -> String {
    match row.near.iter().flatten().next() {
        Some(near) => format!("{} (≈ {near}, by lexicon)", row.term),
        None => row.term.clone(),
    }
}

fn list(title: &str, terms: &[String], look: Look, out: &mut String) {
    if terms.is_empty() {
        return;
    }
    let title = format!("{} {title}", terms.len());
    let _ = writeln!(out, "\n{}", look.strong(&cut(&title, look.width)));
    for line in flow(terms, look.width.saturating_sub(2)) {
        let _ = writeln!(out, "  {line}");
    }
}

fn one(row: &Row, drafts: &[Draft], look: Look, out: &mut String) {
    let _ = writeln!(
        out,
        "\n{}  {}",
        look.strong(&plain(&row.term)),
        look.faint(match row.wording {
            Wording::OtherLanguage => "in another language",
            _ => "wording differs",
        })
    );
    let names = drafts.iter().map(|d| columns(&plain(&d.name))).max().unwrap_or(0);
    let head = names.min(look.width / 4).max(4);
    for (i, (draft, cell)) in drafts.iter().zip(&row.cells).enumerate() {
        let name = pad(&cut_middle(&draft.name, head), head);
        let room = look.width.saturating_sub(head + 4);
        let Some(cell) = cell else {
            let near = row.near.get(i).and_then(Option::as_ref);
            let near = near.map_or(String::new(), |n| format!("; ≈ {n}, by lexicon"));
            let line = cut(&format!("no definition found{near}"), room);
            let _ = writeln!(out, "  {}  {}", look.name(&name), look.faint(&line));
            continue;
        };
        let mut lines = vec![look.faint(&cut(&where_and_what(cell, draft), room))];
        lines.extend(wrap(&cell.marked(), room, LINES));
        for (j, line) in lines.iter().enumerate() {
            let name = if j == 0 { name.as_str() } else { "" };
            let _ = writeln!(out, "  {}  {line}", look.name(&pad(name, head)));
        }
    }
}

/// Where a term is defined, and what its entry says besides.
fn where_and_what(cell: &Cell, draft: &Draft) -> String {
    let term = &cell.term;
    let mut parts = vec![draft.clause(term.clause).citation.clone()];
    if !term.admitted.is_empty() {
        parts.push(format!("also {}", term.admitted.join(", ")));
    }
    if !term.deprecated.is_empty() {
        parts.push(format!("deprecated: {}", term.deprecated.join(", ")));
    }
    if !term.notes.is_empty() {
        parts.push(count(term.notes.len(), "note", "notes"));
    }
    if let Some(source) = &term.source {
        parts.push(format!("source: {source}"));
    }
    parts.join(" · ")
}
