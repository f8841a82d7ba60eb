//! Which parts of one draft correspond to which of the other: a drawing, and the same as a table of counts.

use std::collections::BTreeMap;
use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::super::page::escape;
use super::super::results::{Pair, short};
use super::super::text::{count, cut};
use super::Page;
use crate::draft::{ClauseId, Draft, Force};
use crate::read::Format;

/// As many parts as make a table worth reading; where a level has fewer, the one below it is taken.
const FEWEST: usize = 8;
/// Most parts of a side.
const MOST: usize = 40;
/// Levels looked at below the top.
const DEPTH: usize = 5;
/// Height of a part in the drawing, and how wide its names are.
const ROW: usize = 22;
const NAMES: usize = 290;
const WIDTH: usize = 840;

/// The parts of a draft, and which of them each unit stands in.
struct Parts {
    /// Short and long names.
    names: Vec<(String, String)>,
    of_unit: FxHashMap<String, usize>,
}

/// Links between parts, by the place of either.
type Counts = BTreeMap<(usize, usize), usize>;

/// Writes the section.
pub(super) fn write(page: &mut Page<'_, '_>, pair: &Pair<'_>, n: usize) {
    let wording = page.results.wording;
    let (left, right) = (parts(pair.left, wording), parts(pair.right, wording));
    let mut counts = Counts::new();
    for row in pair.links() {
        let (l, r) = if row.left.draft == pair.left.name {
            (&row.left.id, &row.right.id)
        } else {
            (&row.right.id, &row.left.id)
        };
        if let (Some(l), Some(r)) = (left.of_unit.get(l), right.of_unit.get(r)) {
            *counts.entry((*l, *r)).or_default() += 1;
        }
    }
    if counts.is_empty() {
        page.out.push_str("<p>No links to count.</p>\n");
        return;
    }
    drawing(page, pair, (&left, &right), &counts, n);
    table(page, pair, (&left, &right), &counts);
}

fn drawing(
    page: &mut Page<'_, '_>,
    pair: &Pair<'_>,
    (left, right): (&Parts, &Parts),
    counts: &Counts,
    n: usize,
) {
    let rows = left.names.len().max(right.names.len());
    let height = rows * ROW + 30;
    let at = |i: usize, of: usize| 30 + (rows - of) * ROW / 2 + i * ROW + ROW / 2;
    let strongest = counts.iter().max_by_key(|(_, n)| **n);
    let said = strongest.map_or(String::new(), |((l, r), n)| {
        let name = |p: &Parts, i: usize| p.names.get(i).map_or(String::new(), |n| n.1.clone());
        format!(
            "{} between the parts; most, {n}, between {} and {}. The table below has all counts.",
            count(counts.values().sum(), "link", "links"),
            name(left, *l),
            name(right, *r)
        )
    });
    let _ = writeln!(
        page.out,
        "<figure><svg role=\"img\" aria-labelledby=\"graph-{n}-title graph-{n}-said\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"{WIDTH}\" height=\"{height}\"><title id=\"graph-{n}-title\">Which parts of {} and {} correspond</title>\
         <desc id=\"graph-{n}-said\">{}</desc>",
        escape(&short(pair.left)),
        escape(&short(pair.right)),
        escape(&said)
    );
    let (from, to) = (NAMES + 6, WIDTH - NAMES - 6);
    let middle = WIDTH / 2;
    let most = counts.values().max().copied().unwrap_or(1).max(1);
    for ((l, r), n) in counts {
        let (a, b) = (at(*l, left.names.len()), at(*r, right.names.len()));
        // Between one and twelve wide, in tenths so that no float has to be printed.
        let tenths = 10 + 110 * n / most;
        let _ = writeln!(
            page.out,
            "<path d=\"M{from} {a} C{middle} {a} {middle} {b} {to} {b}\" stroke-width=\"{}.{}\"/>",
            tenths / 10,
            tenths % 10
        );
    }
    for (parts, x, anchor) in [(left, NAMES, "end"), (right, WIDTH - NAMES, "start")] {
        let head = if anchor == "end" { pair.left } else { pair.right };
        let _ = writeln!(
            page.out,
            "<text class=\"head\" x=\"{x}\" y=\"16\" text-anchor=\"{anchor}\">{}</text>",
            escape(&cut(&short(head), 34))
        );
        for (i, (_, name)) in parts.names.iter().enumerate() {
            let y = at(i, parts.names.len()) + 4;
            let _ = writeln!(
                page.out,
                "<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>",
                escape(&cut(name, 36))
            );
        }
    }
    page.out.push_str("</svg></figure>\n");
}

fn table(page: &mut Page<'_, '_>, pair: &Pair<'_>, (left, right): (&Parts, &Parts), counts: &Counts) {
    let _ = write!(
        page.out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Links between parts\"><table class=\"matrix\">\
         <caption>Links between the parts of {} (down) and {} (across)</caption>\n<thead><tr><td></td>",
        escape(&short(pair.left)),
        escape(&short(pair.right))
    );
    for (name, long) in &right.names {
        let _ = write!(
            page.out,
            "<th scope=\"col\" title=\"{}\">{}</th>",
            escape(long),
            escape(name)
        );
    }
    page.out.push_str("</tr></thead>\n<tbody>\n");
    let most = counts.values().max().copied().unwrap_or(1).max(1);
    for (l, (_, name)) in left.names.iter().enumerate() {
        let _ = write!(page.out, "<tr><th scope=\"row\">{}</th>", escape(&cut(name, 48)));
        for r in 0..right.names.len() {
            match counts.get(&(l, r)) {
                Some(n) => {
                    let _ = write!(page.out, "<td class=\"h{}\">{n}</td>", 1 + (n - 1) * 4 / most);
                }
                None => page.out.push_str("<td></td>"),
            }
        }
        page.out.push_str("</tr>\n");
    }
    page.out.push_str("</tbody></table></div>\n");
}

/// The highest level that cuts the draft into enough parts.
fn parts(draft: &Draft, wording: bool) -> Parts {
    if draft.format == Format::List {
        return fewer(groups(draft, wording));
    }
    let mut best = at_level(draft, 1, wording);
    for level in 2..=DEPTH {
        if best.names.len() >= FEWEST {
            break;
        }
        let finer = at_level(draft, level, wording);
        if finer.names.len() > MOST {
            break;
        }
        if finer.names.len() > best.names.len() {
            best = finer;
        }
    }
    fewer(best)
}

/// No more parts than can be drawn: those behind the last that fits stand together.
fn fewer(mut parts: Parts) -> Parts {
    if parts.names.len() > MOST {
        parts.names.truncate(MOST - 1);
        parts.names.push(("others".to_owned(), "all others".to_owned()));
        parts.of_unit.values_mut().for_each(|p| *p = (*p).min(MOST - 1));
    }
    parts
}

/// The groups of a requirement list.
fn groups(draft: &Draft, wording: bool) -> Parts {
    let mut parts = Parts {
        names: Vec::new(),
        of_unit: FxHashMap::default(),
    };
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    for unit in &draft.units {
        let part = *seen.entry(unit.parent.as_str()).or_insert_with(|| {
            let n = parts.names.len() + 1;
            let name = match unit.parent.trim() {
                "" => "no group".to_owned(),
                name if wording => name.to_owned(),
                _ => format!("group {n}"),
            };
            parts.names.push((cut(&name, 14), name));
            n - 1
        });
        parts.of_unit.insert(unit.id.clone(), part);
    }
    parts
}

fn at_level(draft: &Draft, level: usize, wording: bool) -> Parts {
    let mut parts = Parts {
        names: Vec::new(),
        of_unit: FxHashMap::default(),
    };
    let mut seen: FxHashMap<ClauseId, usize> = FxHashMap::default();
    let mut clauses: Vec<ClauseId> = Vec::new();
    for unit in draft.units.iter().filter(|u| u.force == Force::Normative) {
        let id = above(draft, unit.clause, level);
        let part = *seen.entry(id).or_insert_with(|| {
            parts.names.push(names(draft, id, wording));
            clauses.push(id);
            parts.names.len() - 1
        });
        parts.of_unit.insert(unit.id.clone(), part);
    }
    apart(draft, &clauses, &mut parts.names);
    parts
}

/// Parts that are named alike, `(a)` of one section and of another, go by their citations.
fn apart(draft: &Draft, clauses: &[ClauseId], names: &mut [(String, String)]) {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for (name, _) in names.iter() {
        *seen.entry(name.clone()).or_default() += 1;
    }
    for ((short, long), id) in names.iter_mut().zip(clauses) {
        let clause = draft.clause(*id);
        let citation = clause.citation.trim();
        if seen.get(short.as_str()).is_some_and(|n| *n > 1) && !citation.is_empty() {
            let heading = long.strip_prefix(clause.label.trim()).unwrap_or("").trim();
            *long = format!("{citation} {heading}").trim_end().to_owned();
            *short = cut(citation, 20);
        }
    }
}

/// The clause so many levels below the top that a clause is or stands in.
fn above(draft: &Draft, id: ClauseId, level: usize) -> ClauseId {
    let mut chain = vec![id];
    let mut at = id;
    // A draft is no deeper than it has clauses.
    for _ in 0..draft.clauses.len() {
        let parent = draft.clause(at).parent;
        if parent == ClauseId::ROOT || parent == at {
            break;
        }
        chain.push(parent);
        at = parent;
    }
    let from_top = chain.len().saturating_sub(level);
    chain.get(from_top).copied().unwrap_or(id)
}

fn names(draft: &Draft, id: ClauseId, wording: bool) -> (String, String) {
    let clause = draft.clause(id);
    let label = match clause.label.trim() {
        "" => clause.citation.clone(),
        label => label.to_owned(),
    };
    let heading = if wording { clause.heading.trim() } else { "" };
    let long = match (label.is_empty(), heading.is_empty()) {
        (false, false) => format!("{label} {heading}"),
        (true, _) => heading.to_owned(),
        (_, true) => label.clone(),
    };
    let name = if label.is_empty() { heading } else { &label };
    (cut(name, 14), long)
}
