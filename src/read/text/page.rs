//! What belongs to the page and not to the text: running headers and footers, page numbers, footnotes.
//!
//! Only files that show where their pages end are touched: with form feeds, or with lines such as `[Page 7]`. A
//! line that merely recurs proves nothing; `(a)` does too.

use rustc_hash::FxHashMap;

use super::line::{Kind, Line};

/// How many lines at either end of a page may be a running header or footer.
const EDGE: usize = 3;

/// Marks furniture and footnotes.
pub(super) fn mark(lines: &mut [Line<'_>]) {
    let pages = pages(lines);
    if pages.len() < 2 {
        return;
    }
    let edges: Vec<Edges> = pages.iter().map(|page| edges(lines, *page)).collect();
    mark_furniture(lines, &edges, &[]);
    mark_notes(lines, &pages);
}

/// The lines at the two ends of a page: the outermost ones first, as indices.
#[derive(Debug, Clone, Default)]
pub(in crate::read) struct Edges {
    pub(in crate::read) top: Vec<usize>,
    pub(in crate::read) bottom: Vec<usize>,
    /// Those of them that may be a page number alone.
    pub(in crate::read) numbers: Vec<usize>,
}

/// Marks page numbers, and what recurs at the ends of pages. `heights` are the places of the lines on their pages, where
/// these are known: what recurs there does so in one place.
pub(in crate::read) fn mark_furniture(lines: &mut [Line<'_>], edges: &[Edges], heights: &[i32]) {
    mark_numbers(lines, edges);
    mark_recurring(lines, edges, heights);
}

/// The ranges of lines that are pages.
fn pages(lines: &[Line<'_>]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = (1..lines.len())
        .filter(|at| {
            let page = |i: usize| lines.get(i).and_then(|l| l.page);
            page(*at) != page(at - 1)
        })
        .collect();
    if ends.is_empty() {
        let numbered = |l: &Line<'_>| is_page_mark(l.text);
        ends = (0..lines.len())
            .filter(|at| lines.get(*at).is_some_and(numbered))
            .map(|at| at + 1)
            .collect();
    }
    ends.push(lines.len());
    let mut start = 0;
    let mut pages = Vec::with_capacity(ends.len());
    for end in ends {
        pages.push((start, end));
        start = end;
    }
    pages
}

/// `… [Page 7]`
fn is_page_mark(text: &str) -> bool {
    let Some(inner) = text.strip_suffix(']') else {
        return false;
    };
    let Some((_, number)) = inner.rsplit_once("[Page ") else {
        return false;
    };
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// The lines with text at the two ends of a page.
fn edges(lines: &[Line<'_>], page: (usize, usize)) -> Edges {
    let filled = |at: &usize| lines.get(*at).is_some_and(|l| l.kind != Kind::Blank);
    let top: Vec<usize> = (page.0..page.1).filter(filled).take(EDGE).collect();
    let bottom: Vec<usize> = (page.0..page.1).rev().filter(filled).take(EDGE).collect();
    Edges {
        numbers: top.first().into_iter().chain(bottom.first()).copied().collect(),
        top,
        bottom,
    }
}

/// A number alone on the first or last line of a page.
fn mark_numbers(lines: &mut [Line<'_>], edges: &[Edges]) {
    for page in edges {
        for at in &page.numbers {
            if let Some(line) = lines.get_mut(*at)
                && (is_page_mark(line.text) || is_page_number(line.text))
            {
                line.kind = Kind::Furniture;
            }
        }
    }
}

/// `7`, `- 7 -`, `7/20`, `Page 7 of 20`, `vii`.
fn is_page_number(text: &str) -> bool {
    let core = text.trim_matches(['-', '–', '—', ' ', '|']);
    let core = core
        .strip_prefix("Page ")
        .or_else(|| core.strip_prefix("page "))
        .unwrap_or(core);
    let parts: Vec<&str> = core
        .split([' ', '/'])
        .filter(|p| !p.is_empty() && *p != "of")
        .collect();
    let number = |p: &&str| {
        p.len() <= 6 && (p.bytes().all(|b| b.is_ascii_digit()) || p.bytes().all(|b| b"ivx".contains(&b)))
    };
    (1..=2).contains(&parts.len()) && parts.iter().all(number)
}

/// Lines at the ends of pages that recur, digits aside.
fn mark_recurring(lines: &mut [Line<'_>], edges: &[Edges], heights: &[i32]) {
    let mut seen: FxHashMap<(String, i32), usize> = FxHashMap::default();
    let mut candidates = Vec::new();
    for page in edges {
        let mut on_page: Vec<(usize, (String, i32))> = Vec::new();
        for at in page.top.iter().chain(&page.bottom).copied() {
            if let Some(line) = lines.get(at)
                && on_page.iter().all(|(other, _)| *other != at)
            {
                on_page.push((at, (mask(line.text), heights.get(at).copied().unwrap_or(0))));
            }
        }
        for (_, pattern) in &on_page {
            *seen.entry(pattern.clone()).or_default() += 1;
        }
        candidates.extend(on_page);
    }
    let enough = (edges.len() / 3).max(3);
    for (at, (pattern, height)) in candidates {
        let words = pattern.chars().any(char::is_alphabetic);
        // A place may fall on either side of a step.
        let times: usize = (-1..=1)
            .filter_map(|d| seen.get(&(pattern.clone(), height + d)))
            .sum();
        if let Some(line) = lines.get_mut(at)
            && (words && times >= enough || is_page_mark(line.text))
        {
            line.kind = Kind::Furniture;
        }
    }
}

fn mask(text: &str) -> String {
    let digits: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    let mut masked: String = digits.split_whitespace().collect::<Vec<_>>().join(" ");
    while masked.contains("00") {
        masked = masked.replace("00", "0");
    }
    masked
}

/// Notes at the foot of a page: a number alone on a line, one more than the note before, and all below it.
fn mark_notes(lines: &mut [Line<'_>], pages: &[(usize, usize)]) {
    let mut last = 0;
    for page in pages {
        let start = (page.0..page.1).find(|at| {
            let Some(line) = lines.get(*at) else { return false };
            let after_gap = at
                .checked_sub(1)
                .and_then(|a| lines.get(a))
                .is_none_or(|l| l.kind == Kind::Blank);
            let text_below = lines.get(at + 1).is_some_and(|l| l.kind == Kind::Text);
            // Without a gap above, only the very next number counts.
            let limit = if after_gap { last + 20 } else { last + 1 };
            let expected = note_number(line.text).is_some_and(|n| n > last && n <= limit);
            line.kind == Kind::Text && line.indent <= 3 && text_below && expected
        });
        let Some(start) = start else { continue };
        for line in lines.iter_mut().take(page.1).skip(start) {
            if matches!(line.kind, Kind::Text | Kind::Columns) {
                if let Some(number) = note_number(line.text) {
                    last = number.max(last);
                }
                line.kind = Kind::Note;
            }
        }
    }
}

/// The number of a note that stands alone on its line.
pub(super) fn note_number(text: &str) -> Option<u32> {
    (text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}
