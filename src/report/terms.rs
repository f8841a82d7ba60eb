//! Defined terms side by side: first those defined in other words, then those worded alike, then those that only one
//! draft defines.

use std::fmt::Write;

use super::text::{columns, count, cut, cut_middle, flow, pad, plain, wrap};
use super::{Look, identity};
use crate::draft::Draft;
use crate::term::{Row, Same, Table, Term, Wording};

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
    let rest = |wording: Wording| matches!(wording, Wording::Same | Wording::Alone);
    for row in table
        .rows
        .iter()
        .filter(|r| r.twice() && rest(r.wording))
        .take(most)
    {
        one(row, table.drafts, look, &mut out);
    }
    if let [draft] = table.drafts {
        definitions(table, draft, look, &mut out);
        return out;
    }
    let same: Vec<String> = of(Wording::Same).map(Row::printed).collect();
    list("defined word for word alike", &same, look, &mut out);
    for (i, draft) in table.drafts.iter().enumerate() {
        let alone = of(Wording::Alone).filter(|r| r.cells.get(i).is_some_and(Option::is_some));
        let terms: Vec<String> = alone.map(|r| r.term.clone()).collect();
        let title = match table.drafts {
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
    let twice = table.rows.iter().filter(|r| r.twice()).count();
    if table.drafts.len() < 2 || table.rows.is_empty() {
        return match twice {
            0 => terms,
            n => format!("{terms}, {n} defined twice in other words"),
        };
    }
    let mut parts = vec![
        format!("{} in other words", of(Wording::Differs)),
        format!("{} alike", of(Wording::Same)),
        format!("{} in one draft only", of(Wording::Alone)),
    ];
    if of(Wording::OtherLanguage) > 0 {
        parts.insert(1, format!("{} in another language", of(Wording::OtherLanguage)));
    }
    if twice > 0 {
        parts.push(format!("{twice} twice in one draft"));
    }
    format!("{terms}: {}", parts.join(", "))
}

/// Every term of one draft on a line, with what it means as far as the line goes.
fn definitions(table: &Table<'_>, draft: &Draft, look: Look, out: &mut String) {
    let cells = || table.rows.iter().filter_map(|r| r.cells.first()?.as_ref());
    let widest = cells()
        .map(|c| columns(&plain(&c.term.printed)))
        .max()
        .unwrap_or(0);
    let head = widest.min(look.width / 3);
    if widest > 0 {
        out.push('\n');
    }
    for cell in cells() {
        let term = pad(&cut_middle(&cell.term.printed, head), head);
        let said = format!(
            "{}: {}",
            draft.clause(cell.term.clause).citation,
            cell.term.definition
        );
        let said = cut(&said, look.width.saturating_sub(head + 4));
        let _ = writeln!(out, "  {}  {said}", look.name(&term));
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
        look.strong(&plain(&row.printed())),
        look.faint(&how(row))
    );
    let names = drafts.iter().map(|d| columns(&plain(&d.name))).max().unwrap_or(0);
    let head = names.min(look.width / 4).max(4);
    for (draft, cell) in drafts.iter().zip(&row.cells) {
        let name = pad(&cut_middle(&draft.name, head), head);
        let room = look.width.saturating_sub(head + 4);
        let Some(cell) = cell else {
            let line = cut("no definition found", room);
            let _ = writeln!(out, "  {}  {}", look.name(&name), look.faint(&line));
            continue;
        };
        let mut lines = vec![look.faint(&cut(&where_and_what(&cell.term, draft), room))];
        lines.extend(wrap(&cell.marked(), room, LINES));
        for again in &cell.term.again {
            let place = format!("again: {}", where_and_what(again, draft));
            lines.push(look.faint(&cut(&place, room)));
            lines.extend(wrap(&again.definition, room, LINES));
        }
        for (j, line) in lines.iter().enumerate() {
            let name = if j == 0 { name.as_str() } else { "" };
            let _ = writeln!(out, "  {}  {line}", look.name(&pad(name, head)));
        }
    }
}

/// How the definitions of a term compare, and what it rests on that they are of one term.
fn how(row: &Row) -> String {
    let mut parts = vec![match row.wording {
        Wording::OtherLanguage => "in another language",
        Wording::Differs => "wording differs",
        Wording::Same => "word for word alike",
        Wording::Alone => "in one draft only",
    }];
    parts.extend(row.same.map(Same::because));
    if row.twice() {
        parts.push("defined twice, in other words");
    }
    parts.join(" · ")
}

/// Where a term is defined, and what its entry says besides.
fn where_and_what(term: &Term, draft: &Draft) -> String {
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
