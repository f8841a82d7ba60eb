//! The crosswalk, side by side, with filters and a search.

use std::fmt::Write;

use super::super::page::escape;
use super::super::results::Pair;
use super::super::text::count;
use super::Page;
use super::rows::Rows;
use crate::crosswalk::Band;
use crate::review::Row;

/// Writes the section.
pub(super) fn write(page: &mut Page<'_, '_>, pair: &Pair<'_>) {
    let rows: Vec<&Row> = pair
        .rows
        .iter()
        .copied()
        .filter(|r| !r.left.is_empty() && !r.right.is_empty())
        .collect();
    filters(page, &rows);
    let mut list = Rows::default();
    for row in &rows {
        let start = page.out.len();
        one(page, pair, row);
        let html = page.out.split_off(start);
        let band = pair.band(row).map_or("", Band::code);
        list.push(
            &[band, row.status.trim(), row.relation.trim(), row.findings.trim()],
            html,
        );
    }
    list.write("row", "rows", &mut page.out);
}

/// Search and filters; they show once the script runs, and without it all rows are there.
fn filters(page: &mut Page<'_, '_>, rows: &[&Row]) {
    let option = |value: &str| format!("<option value=\"{0}\">{0}</option>", escape(value));
    let select = |name: &str, what: &str, values: &[&str]| {
        let options: String = values.iter().map(|v| option(v)).collect();
        format!(
            "<label>{what} <select data-filter=\"{name}\"><option value=\"\">all</option>{options}</select></label>\n"
        )
    };
    let mut statuses: Vec<&str> = rows.iter().map(|r| r.status.trim()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    let mut relations: Vec<&str> = rows
        .iter()
        .map(|r| r.relation.trim())
        .filter(|r| !r.is_empty())
        .collect();
    relations.sort_unstable();
    relations.dedup();
    let mut codes: Vec<&str> = rows.iter().flat_map(|r| r.findings.split_whitespace()).collect();
    codes.sort_unstable();
    codes.dedup();
    let _ = write!(
        page.out,
        "<form class=\"filters\" role=\"search\" hidden>\n<label>Search <input type=\"search\" data-search \
         autocomplete=\"off\"></label>\n{}{}{}{}<output aria-live=\"polite\">{}</output>\n</form>\n",
        select("band", "Confidence", &["strong", "probable", "possible"]),
        select("status", "Status", &statuses),
        select("relation", "Relation", &relations),
        select("codes", "Finding", &codes),
        count(rows.len(), "row", "rows")
    );
}

fn one(page: &mut Page<'_, '_>, pair: &Pair<'_>, row: &Row) {
    let band = pair.band(row).map_or("", Band::code);
    let _ = write!(
        page.out,
        "<article class=\"row\" data-band=\"{band}\" data-status=\"{}\" data-relation=\"{}\" data-codes=\"{}\">\n<p class=\"tags\">",
        escape(row.status.trim()),
        escape(row.relation.trim()),
        escape(row.findings.trim())
    );
    for (class, tag) in [
        ("band", band),
        ("relation", row.relation.trim()),
        ("status", row.status.trim()),
    ] {
        if !tag.is_empty() {
            let _ = write!(
                page.out,
                "<span class=\"tag {class} {0}\">{0}</span> ",
                escape(tag)
            );
        }
    }
    for code in row.findings.split_whitespace() {
        let _ = write!(page.out, "<span class=\"tag code\">{}</span> ", escape(code));
    }
    page.out.push_str("</p>\n<div class=\"sides\">\n");
    for side in [&row.left, &row.right] {
        let draft = if side.draft == pair.left.name {
            pair.left
        } else {
            pair.right
        };
        let text = escape(&side.text);
        page.side(draft, &side.id, &side.citation, &text);
    }
    page.out.push_str("</div>\n");
    // Rows from elsewhere may have the drafts the other way round: their left is not the page's.
    let turned = row.left.draft == pair.right.name;
    let why = match turned {
        true => row.evidence.clone(),
        false => pair.said(&row.evidence),
    };
    for (what, text) in [("Why", why), ("Note", row.note.clone())] {
        if !text.trim().is_empty() {
            let _ = writeln!(
                page.out,
                "<p class=\"why\"><span>{what}</span> {}</p>",
                escape(&text)
            );
        }
    }
    let who = row.reviewer.trim();
    let when = row.reviewed_on.trim();
    if !who.is_empty() || !when.is_empty() {
        let _ = writeln!(
            page.out,
            "<p class=\"why\"><span>Reviewed</span> {} {}</p>",
            escape(who),
            escape(when)
        );
    }
    page.out.push_str("</article>\n");
}
