//! The first screen of a crosswalk: what was compared, how much found a counterpart, what to look at, what to do
//! next. Confidence is said in words; the decimals are in the files.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::divergences::divergences;
use super::text::{columns, count, cut, cut_middle, plain, quotable, wrap};
use super::{Look, identity};
use crate::align::framing;
use crate::crosswalk::Band;
use crate::draft::{Draft, Unit};
use crate::finding::Finding;
use crate::provision::VerbalForms;
use crate::read::Format;
use crate::review::{Row, Sheet, Side, Status};
use crate::settings::Settings;

/// What the screen is about.
#[derive(Debug, Clone, Copy)]
pub struct Overview<'a> {
    /// The drafts of the run.
    pub drafts: &'a [&'a Draft],
    /// Which of them were compared, left first, as indices.
    pub pairs: &'a [(usize, usize)],
    /// The rows, as they stand in the file.
    pub sheet: &'a Sheet,
    /// What was found between the drafts of each pair, the most important first.
    pub findings: &'a [Vec<Finding>],
    /// Where the bands of confidence lie.
    pub settings: &'a Settings,
    /// The next command to type, or the next thing to do.
    pub next: &'a str,
}

/// Matches shown of each sort, and units without counterpart: together they leave room for the rest of a screen.
const SHOWN: usize = 3;
const GAPS: usize = 5;

/// The screen.
pub fn screen(overview: &Overview<'_>, look: Look) -> String {
    let mut out = String::new();
    for (i, draft) in overview.drafts.iter().enumerate() {
        let side = match (i, overview.drafts.len()) {
            (0, _) => "left",
            (1, 2) => "right",
            _ => "draft",
        };
        for line in identity::lines(draft, side, look) {
            let _ = writeln!(out, "{line}");
        }
    }
    for (i, &(left, right)) in overview.pairs.iter().enumerate() {
        let (left, right) = (overview.drafts[left], overview.drafts[right]);
        let rows: Vec<&Row> = overview
            .sheet
            .rows
            .iter()
            .filter(|r| between(r, left, right))
            .collect();
        out.push('\n');
        if overview.pairs.len() > 1 {
            let title = format!("{} and {}", plain(&left.name), plain(&right.name));
            let _ = writeln!(out, "{}", look.strong(&cut(&title, look.width)));
        }
        counts(&rows, left, right, look, &mut out);
        bands(&rows, overview.settings, look, &mut out);
        if let Some(found) = overview.findings.get(i) {
            divergences(found, (left, right), look, &mut out);
        }
        matches(&rows, (left, right), overview.settings, look, &mut out);
        gaps(&rows, left, look, &mut out);
        gaps(&rows, right, look, &mut out);
    }
    let _ = writeln!(out, "\n{}  {}", look.faint("next"), plain(overview.next));
    out
}

pub(super) fn between(row: &Row, left: &Draft, right: &Draft) -> bool {
    let (a, b) = (&row.left.draft, &row.right.draft);
    (*a == left.name && *b == right.name) || (*a == right.name && *b == left.name)
}

fn counts(rows: &[&Row], left: &Draft, right: &Draft, look: Look, out: &mut String) {
    let reviewed = rows.iter().filter(|r| r.reviewed()).count();
    let from_left = format!(
        "counterpart proposed for {}, {reviewed} reviewed",
        shares(rows, left)
    );
    for line in wrap(&from_left, look.width, 2) {
        let _ = writeln!(out, "{}", look.strong(&line));
    }
    let from_right = format!(
        "and, the other way, for {} of {}",
        shares(rows, right),
        plain(&right.name)
    );
    for line in wrap(&from_right, look.width, 2) {
        let _ = writeln!(out, "{}", look.faint(&line));
    }
}

/// How sure the proposed links are: a count of counterparts alone would be read as agreement.
fn bands(rows: &[&Row], settings: &Settings, look: Look, out: &mut String) {
    let links: Vec<Band> = rows
        .iter()
        .filter(|r| r.links())
        .filter_map(|r| r.confidence.trim().parse().ok())
        .map(|c| Band::of(c, &settings.bands))
        .collect();
    if links.is_empty() {
        return;
    }
    let of = |band: Band| links.iter().filter(|b| **b == band).count();
    let text = format!(
        "{} proposed by machine: {} strong, {} probable, {} possible (a possible one is more often wrong than right)",
        count(links.len(), "link", "links"),
        of(Band::Strong),
        of(Band::Probable),
        of(Band::Possible)
    );
    for line in wrap(&text, look.width, 2) {
        let _ = writeln!(out, "{line}");
    }
}

/// `61 of 142 requirements and 12 of 80 other units`: how many of the units that bind, and how many of the rest, are
/// linked. Rows of a list are requirements of their list, whatever their verb.
pub(super) fn shares(rows: &[&Row], draft: &Draft) -> String {
    let linked: BTreeSet<&str> = rows
        .iter()
        .filter(|r| r.links())
        .flat_map(|r| [&r.left, &r.right])
        .filter(|s| s.draft == draft.name)
        .map(|s| s.id.as_str())
        .collect();
    let binds = binding(draft);
    let (binding, other): (Vec<&Unit>, Vec<&Unit>) = draft.units.iter().partition(|u| binds(&u.text));
    let share = |units: &[&Unit], one: &str, many: &str| {
        let found = units.iter().filter(|u| linked.contains(u.id.as_str())).count();
        format!("{found} of {}", count(units.len(), one, many))
    };
    match (binding.is_empty(), other.is_empty()) {
        (_, true) => share(&binding, "requirement", "requirements"),
        (true, false) => share(&other, "unit", "units"),
        (false, false) => format!(
            "{} and {}",
            share(&binding, "requirement", "requirements"),
            share(&other, "other unit", "other units")
        ),
    }
}

/// Whether a text of this draft binds somebody.
pub(super) fn binding(draft: &Draft) -> impl Fn(&str) -> bool + '_ {
    let forms = VerbalForms::of(draft.identity.language.as_deref());
    move |text| draft.format == Format::List || forms.modality(text).binds()
}

/// So many units of a draft.
fn noun(draft: &Draft, n: usize) -> String {
    if draft.format == Format::List {
        count(n, "requirement", "requirements")
    } else {
        count(n, "unit", "units")
    }
}

/// The best and the most doubtful proposals. Of equally sure ones those where both sides bind come first, and what the
/// drafts say of themselves last: that they agree on their short titles is no news.
fn matches(
    rows: &[&Row],
    (left, right): (&Draft, &Draft),
    settings: &Settings,
    look: Look,
    out: &mut String,
) {
    let (binds, framing) = ([left, right].map(binding), [left, right].map(framing));
    let news = |row: &Row| {
        let band = Band::of(row.confidence.trim().parse().unwrap_or(0.0), &settings.bands);
        // A row may name the right draft first.
        let sides = [&row.left, &row.right].map(|s| (usize::from(s.draft == right.name), s));
        let own = sides.iter().any(|(at, s)| framing[*at].contains(s.id.as_str()));
        (band, !own, sides.iter().all(|(at, s)| binds[*at](&s.text)))
    };
    let mut open: Vec<(f64, &Row)> = rows
        .iter()
        .filter(|r| r.links() && r.status() == Some(Status::Proposed))
        .filter_map(|r| Some((r.score.trim().parse().ok()?, *r)))
        .collect();
    // The sort is stable: equal scores stay in document order.
    open.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut first = open.clone();
    first.sort_by_cached_key(|(_, row)| std::cmp::Reverse(news(row)));
    let best = open.len().div_ceil(2).min(SHOWN);
    let doubtful = open.len().saturating_sub(best).min(SHOWN);
    let head = &first[..best];
    // What is shown as one of the best is not shown as doubtful too.
    open.retain(|(_, row)| !head.iter().any(|(_, shown)| std::ptr::eq(*shown, *row)));
    let tail = &open[open.len() - doubtful..];
    for (title, part) in [("best matches", head), ("most doubtful matches", tail)] {
        if part.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n{}", look.strong(title));
        let rows: Vec<&Row> = if title.starts_with("most") {
            part.iter().rev().map(|(_, r)| *r).collect()
        } else {
            part.iter().map(|(_, r)| *r).collect()
        };
        for row in rows {
            one_match(row, settings, look, out);
        }
    }
}

fn one_match(row: &Row, settings: &Settings, look: Look, out: &mut String) {
    let band = row
        .confidence
        .trim()
        .parse()
        .ok()
        .map(|c| Band::of(c, &settings.bands));
    let word = band.map_or("", Band::code);
    let painted = match band {
        Some(Band::Strong) => look.good(word),
        Some(Band::Possible) => look.warning(word),
        _ => word.to_owned(),
    };
    let relation = if row.relation.is_empty() {
        "~"
    } else {
        &row.relation
    };
    let room = look.width.saturating_sub(2 + 10 + columns(relation) + 2) / 2;
    let _ = writeln!(
        out,
        "  {painted}{}{} {relation} {}",
        " ".repeat(10usize.saturating_sub(word.len())),
        look.name(&cut_middle(&row.left.citation, room)),
        look.name(&cut_middle(&row.right.citation, room)),
    );
    quote("left", &row.left.text, look, out);
    quote("right", &row.right.text, look, out);
    for (i, line) in wrap(&row.evidence, look.width.saturating_sub(12), 2)
        .iter()
        .enumerate()
    {
        let head = if i == 0 { "why" } else { "" };
        let _ = writeln!(
            out,
            "    {}{}",
            look.faint(&format!("{head:<8}")),
            look.faint(line)
        );
    }
}

fn quote(side: &str, text: &str, look: Look, out: &mut String) {
    // Two columns of the width are the quotation marks.
    let lines = wrap(&quotable(text), look.width.saturating_sub(14), 2);
    let last = lines.len().saturating_sub(1);
    for (i, line) in lines.iter().enumerate() {
        let head = if i == 0 { side } else { "" };
        let open = if i == 0 { "\u{201c}" } else { " " };
        let close = if i == last { "\u{201d}" } else { "" };
        let _ = writeln!(
            out,
            "    {}{open}{line}{close}",
            look.faint(&format!("{head:<8}"))
        );
    }
}

fn gaps(rows: &[&Row], draft: &Draft, look: Look, out: &mut String) {
    let mut alone: Vec<(&Side, &Row)> = rows
        .iter()
        .filter_map(|r| match (r.left.is_empty(), r.right.is_empty()) {
            (false, true) => Some((&r.left, *r)),
            (true, false) => Some((&r.right, *r)),
            _ => None,
        })
        .filter(|(side, r)| side.draft == draft.name && r.status() != Some(Status::Rejected))
        .collect();
    if alone.is_empty() {
        return;
    }
    let title = format!(
        "no counterpart found for {} of {}",
        noun(draft, alone.len()),
        plain(&draft.name)
    );
    let _ = writeln!(out, "\n{}", look.strong(&cut(&title, look.width)));
    // What binds comes first: few mind a title without counterpart.
    let binds = binding(draft);
    alone.sort_by_cached_key(|(side, _)| !binds(&side.text));
    for (side, row) in alone.iter().take(GAPS) {
        let citation = cut_middle(&side.citation, look.width / 3);
        let room = look.width.saturating_sub(columns(&citation) + 6);
        let _ = writeln!(
            out,
            "  {}  \u{201c}{}\u{201d}",
            look.name(&citation),
            cut(&quotable(&side.text), room)
        );
        if !row.evidence.is_empty() {
            let _ = writeln!(
                out,
                "    {}",
                look.faint(&cut(&row.evidence, look.width.saturating_sub(4)))
            );
        }
    }
    if alone.len() > GAPS {
        let _ = writeln!(
            out,
            "  {}",
            look.faint(&format!("and {} more", alone.len() - GAPS))
        );
    }
}
