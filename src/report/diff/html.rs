//! Two versions side by side as one HTML page: what changed is marked in both, the panes scroll together, arrows join
//! what moved. The page needs no network; without its script both panes are still readable and linked.
//!
//! Drafts are untrusted: every text goes through `escape`, and the script reads element ids and numbers only.

use std::fmt::Write;

use super::counts;
use crate::draft::{Clause, ClauseId, Force};
use crate::export::about::file_name;
use crate::report::page::{STYLE as PAGE_STYLE, escape};
use crate::revision::{Change, Kind, Piece, Revision, redline};

const STYLE: &str = include_str!("diff.css");
const SCRIPT: &str = include_str!("diff.js");
/// Deeper clauses are not indented any further.
const DEEPEST: usize = 6;

/// The page.
pub fn side_by_side(revision: &Revision<'_>) -> String {
    let title = format!("{} → {}", revision.old.name, revision.new.name);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>\n{PAGE_STYLE}{STYLE}</style>\n</head>\n<body>\n",
        escape(&title)
    );
    head(revision, &mut out);
    let ends = Ends::new(revision);
    out.push_str("<main class=\"panes\">\n");
    pane(revision, &ends, true, &mut out);
    out.push_str("<svg class=\"arrows\" aria-hidden=\"true\"></svg>\n");
    pane(revision, &ends, false, &mut out);
    let _ = write!(out, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
    out
}

fn head(revision: &Revision<'_>, out: &mut String) {
    let substantive = revision.changes.iter().filter(|c| c.substantive).count();
    let _ = write!(
        out,
        "<header class=\"top\">\n<h1>{} <span aria-label=\"to\">→</span> {}</h1>\n<p>{substantive} may change what is \
         asked. Rows: {}.</p>\n",
        escape(&revision.old.name),
        escape(&revision.new.name),
        escape(&counts(revision).join(", "))
    );
    out.push_str("<p class=\"legend\"><del>deleted</del> <ins>inserted</ins> ");
    for (class, name, what) in [
        ("substantive", "!", "may change what is asked"),
        ("moved", "⇄", "moved"),
        ("editorial", "·", "editorial"),
    ] {
        let _ = write!(out, "<span class=\"{class} key\">{name} {what}</span> ");
    }
    out.push_str(
        "<button type=\"button\" id=\"previous\" hidden>previous change</button> \
         <button type=\"button\" id=\"next\" hidden>next change</button> \
         <label hidden><input type=\"checkbox\" id=\"only\"> only what may change what is asked</label></p>\n</header>\n",
    );
}

/// What happened to each clause, by side.
struct Ends<'a> {
    old: Vec<Vec<&'a Change>>,
    new: Vec<Vec<&'a Change>>,
}

impl<'a> Ends<'a> {
    fn new(revision: &'a Revision<'_>) -> Self {
        let mut ends = Ends {
            old: vec![Vec::new(); revision.old.clauses.len()],
            new: vec![Vec::new(); revision.new.clauses.len()],
        };
        for change in &revision.changes {
            for (list, id) in [(&mut ends.old, change.old), (&mut ends.new, change.new)] {
                if let Some(slot) = id.and_then(|id| list.get_mut(id.index())) {
                    slot.push(change);
                }
            }
        }
        ends
    }
}

fn pane(revision: &Revision<'_>, ends: &Ends<'_>, is_old: bool, out: &mut String) {
    let (draft, all, name) = if is_old {
        (revision.old, &ends.old, "old")
    } else {
        (revision.new, &ends.new, "new")
    };
    let language = draft.identity.language.as_deref().unwrap_or("");
    let language = if !language.is_empty() && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    {
        format!(" lang=\"{language}\"")
    } else {
        String::new()
    };
    let known = |v: &Option<String>| escape(v.as_deref().unwrap_or("unknown"));
    let identity = &draft.identity;
    let _ = write!(
        out,
        "<section class=\"pane\" id=\"{name}\" tabindex=\"0\" aria-label=\"{name} version\">\n<header lang=\"en\"><h2>{}</h2>\
         <p>{name}: {}, stage {}, date {}, legal status {}; file {}</p></header>\n<div{language}>\n",
        escape(&draft.name),
        known(&identity.reference),
        known(&identity.stage),
        known(&identity.date),
        known(&identity.status),
        escape(file_name(&draft.file))
    );
    let mut depth = vec![0usize; draft.clauses.len()];
    for (id, clause) in draft.clauses() {
        depth[id.index()] = depth[clause.parent.index()] + 1;
        let changes = all.get(id.index()).map_or(&[][..], Vec::as_slice);
        one(revision, is_old, (id, clause, depth[id.index()]), changes, out);
    }
    out.push_str("</div>\n</section>\n");
}

fn one(
    revision: &Revision<'_>,
    is_old: bool,
    (id, clause, depth): (ClauseId, &Clause, usize),
    changes: &[&Change],
    out: &mut String,
) {
    let (mine, theirs) = if is_old { ("o", "n") } else { ("n", "o") };
    let partner = |c: &Change| if is_old { c.new } else { c.old };
    let mut kinds: Vec<Kind> = changes.iter().flat_map(|c| c.kinds.iter().copied()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.retain(|k| *k != Kind::Unchanged || changes.len() == 1);
    let changed = kinds.iter().any(|k| *k != Kind::Unchanged);
    let mut classes = vec![format!("c d{}", depth.min(DEEPEST))];
    classes.extend(kinds.iter().map(|k| k.name().to_owned()));
    if clause.force == Force::Informative {
        classes.push("informative".to_owned());
    }
    if changed {
        let substantive = changes.iter().any(|c| c.substantive);
        classes.push(if substantive { "substantive" } else { "editorial" }.to_owned());
    }
    let to: Vec<String> = changes
        .iter()
        .filter_map(|c| partner(c))
        .map(|p| format!("{theirs}{}", p.index()))
        .collect();
    let _ = write!(
        out,
        "<div class=\"{}\" id=\"{mine}{}\" data-to=\"{}\">",
        classes.join(" "),
        id.index(),
        to.join(" ")
    );
    // The words of the first partner: a clause that was split or merged shows its parts in their own rows.
    let first = changes.iter().find(|c| partner(c).is_some());
    let other = first.and_then(|c| partner(c)).map(|p| {
        let draft = if is_old { revision.new } else { revision.old };
        draft.clause(p)
    });
    let whole = changes.iter().all(|c| partner(c).is_none());
    let shown = |text: &str, there: Option<&str>| -> String {
        if text.is_empty() {
            return String::new();
        }
        match there {
            None if whole && !changes.is_empty() => {
                let tag = if is_old { "del" } else { "ins" };
                format!("<{tag}>{}</{tag}>", lines(text))
            }
            None => lines(text),
            Some(there) => {
                let pieces = if is_old {
                    redline(text, there)
                } else {
                    redline(there, text)
                };
                marked(&pieces, is_old)
            }
        }
    };
    let label = shown_label(&clause.label, whole && !changes.is_empty(), is_old);
    let heading = shown(&clause.heading, other.map(|o| o.heading.as_str()));
    let head = match (label.is_empty(), heading.is_empty(), clause.heading_first) {
        (true, true, _) => String::new(),
        (_, _, true) => format!("{heading} <span class=\"label\">{label}</span> "),
        _ => format!("<span class=\"label\">{label}</span> <strong>{heading}</strong> "),
    };
    let text = shown(&clause.text, other.map(|o| o.text.as_str()));
    let text = if text.contains(CELL) { cells(&text) } else { text };
    let _ = write!(out, "{head}<span class=\"text\">{text}</span>");
    if changed {
        let names: Vec<&str> = kinds.iter().map(|k| k.name()).collect();
        let mut reasons: Vec<&str> = Vec::new();
        for reason in changes.iter().flat_map(|c| c.reasons.iter()) {
            if !reasons.contains(&reason.as_str()) {
                reasons.push(reason);
            }
        }
        let _ = write!(
            out,
            "<p class=\"what\" lang=\"en\"><span class=\"tag\">{}</span> {}",
            names.join(", "),
            escape(&reasons.join("; "))
        );
        let other_draft = if is_old { revision.new } else { revision.old };
        for p in changes.iter().filter_map(|c| partner(c)) {
            let there = other_draft.clause(p);
            if there.citation != clause.citation || changes.len() > 1 {
                let arrow = if is_old { "→" } else { "←" };
                let name = if there.citation.is_empty() {
                    &other_draft.name
                } else {
                    &there.citation
                };
                let _ = write!(
                    out,
                    " <a href=\"#{theirs}{}\">{arrow} {}</a>",
                    p.index(),
                    escape(name)
                );
            }
        }
        out.push_str("</p>");
    }
    out.push_str("</div>\n");
}

/// The label of a clause, marked where it came or went with the clause.
fn shown_label(label: &str, whole: bool, is_old: bool) -> String {
    let tag = if is_old { "del" } else { "ins" };
    match escape(label) {
        label if whole && !label.is_empty() => format!("<{tag}>{label}</{tag}>"),
        label => label,
    }
}

/// What stands between the cells of a row of a table.
const CELL: &str = " | ";
/// Cells of so many characters are narrow.
const NARROW: usize = 6;

/// A row of a table as cells. What was deleted or inserted across the edge of one is so on either side of it.
fn cells(html: &str) -> String {
    let mut out = String::from("<span class=\"row\">");
    let mut open = "";
    for cell in html.split(CELL) {
        // A number or a mark needs no share of the width.
        let narrow = if cell.len() <= NARROW { " narrow" } else { "" };
        let _ = write!(out, "<span class=\"cell{narrow}\">");
        if !open.is_empty() {
            let _ = write!(out, "<{open}>");
        }
        out.push_str(cell);
        for tag in ["del", "ins"] {
            let (opened, closed) = (cell.rfind(&format!("<{tag}>")), cell.rfind(&format!("</{tag}>")));
            match (opened, closed) {
                (Some(at), end) if end.is_none_or(|end| end < at) => open = tag,
                (_, Some(_)) if open == tag => open = "",
                _ => {}
            }
        }
        if !open.is_empty() {
            let _ = write!(out, "</{open}>");
        }
        out.push_str("</span>");
    }
    out + "</span>"
}

/// One side of a redline.
fn marked(pieces: &[Piece], is_old: bool) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Kept { old, new } => out.push_str(&lines(if is_old { old } else { new })),
            Piece::Deleted { text } if is_old => {
                let _ = write!(out, "<del>{}</del>", lines(text));
            }
            Piece::Inserted { text } if !is_old => {
                let _ = write!(out, "<ins>{}</ins>", lines(text));
            }
            _ => {}
        }
    }
    out
}

/// Text as HTML that keeps its lines.
fn lines(text: &str) -> String {
    text.split('\n').map(escape).collect::<Vec<_>>().join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_end_with_their_cell() {
        assert_eq!(
            cells("oil | <del>red | blue</del> dye"),
            "<span class=\"row\"><span class=\"cell narrow\">oil</span><span class=\"cell\"><del>red</del></span>\
             <span class=\"cell\"><del>blue</del> dye</span></span>"
        );
    }

    #[test]
    fn nothing_in_a_draft_comes_alive() {
        let pieces = redline("a <b>", "a <script>\n\"x\"");
        let both = marked(&pieces, true) + &marked(&pieces, false);
        assert!(
            !both.contains("<script>") && both.contains("script&gt;") && both.contains("<br>"),
            "{both}"
        );
    }
}
