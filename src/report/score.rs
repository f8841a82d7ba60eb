//! How well a crosswalk reproduces a published one, for the terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::Look;
use super::text::{count, cut, cut_middle, plain, wrap};
use crate::score::{Better, Change, Figure, Interval, Judged, Read};

/// What the screen is about.
#[derive(Debug)]
pub struct ScoreView<'a> {
    /// What was read.
    pub read: &'a Read,
    /// The crosswalk.
    pub judged: &'a Judged,
    /// The interval of each of its figures.
    pub intervals: &'a BTreeMap<Figure, Interval>,
    /// What it is compared with.
    pub other: Option<Compared<'a>>,
}

/// Another crosswalk of the same drafts.
#[derive(Debug)]
pub struct Compared<'a> {
    /// Its file.
    pub name: &'a str,
    /// Its figures.
    pub judged: &'a Judged,
    /// The interval of the difference of each figure to its own.
    pub differences: &'a BTreeMap<Figure, Interval>,
    /// Where the two differ.
    pub changes: &'a [Change],
}

/// Rows of a comparison that are shown each way.
const SHOWN: usize = 10;

/// The screen.
pub fn screen(view: &ScoreView<'_>, look: Look) -> String {
    let mut out = String::new();
    let case = &view.read.case;
    let pairs: usize = case.gold.values().map(BTreeMap::len).sum();
    let [left, right] = [0, 1].map(|side: usize| case.gaps[side].len());
    let _ = writeln!(
        out,
        "{} published for {}; without counterpart by the publisher: {left} left, {right} right",
        count(pairs, "pair", "pairs"),
        count(case.gold.len(), "left unit", "left units"),
    );
    if view.read.unknown > 0 {
        let text = format!(
            "{} of them name a unit that the crosswalk does not; they count as not found",
            view.read.unknown
        );
        let _ = writeln!(out, "{}", look.warning(&text));
    }
    out.push('\n');
    figures(view, look, &mut out);
    relations(view.judged, look, &mut out);
    if let Some(other) = &view.other {
        changes(view.read, other, look, &mut out);
    }
    out
}

fn figures(view: &ScoreView<'_>, look: Look, out: &mut String) {
    let theirs = view
        .other
        .as_ref()
        .map(|o| o.judged.figures())
        .unwrap_or_default();
    let head = if view.other.is_some() {
        "              now   before  change   (95 in 100)"
    } else {
        "                    (95 in 100)"
    };
    let _ = writeln!(out, "{}", look.faint(head));
    for (figure, value) in view.judged.figures() {
        let mut line = format!("  {:<10}{value:>7.3}", figure.code());
        let range = |i: &Interval, sign: bool| match sign {
            true => format!("({:+.3} to {:+.3})", i.low, i.high),
            false => format!("({:.3} to {:.3})", i.low, i.high),
        };
        match (&view.other, theirs.get(&figure)) {
            (Some(other), Some(before)) => {
                let change = value - before;
                let _ = write!(line, "{before:>9.3}  {change:+.3}   ");
                if let Some(i) = other.differences.get(&figure) {
                    line.push_str(&range(i, true));
                }
            }
            (Some(_), None) => line.push_str("        -"),
            (None, _) => {
                line.push_str("   ");
                if let Some(i) = view.intervals.get(&figure) {
                    line.push_str(&range(i, false));
                }
            }
        }
        let line = format!("{line:<43}");
        let room = look.width.saturating_sub(line.len() + 2);
        let _ = writeln!(out, "{line}  {}", look.faint(&cut(figure.meaning(), room)));
    }
    for line in wrap(
        "hit1, R5, R10, MAP, pairF1 and mutF1 rank all rows by score: write candidates (--candidates 20) for them. \
         precision, recall and F1 take the rows as they stand: write proposals for those.",
        look.width,
        3,
    ) {
        let _ = writeln!(out, "{}", look.faint(&line));
    }
}

fn relations(judged: &Judged, look: Look, out: &mut String) {
    let labels = judged.relations();
    if labels.pairs == 0 {
        return;
    }
    let _ = writeln!(
        out,
        "\n{}",
        look.strong(&format!(
            "relations of {} that have one in both files",
            count(labels.pairs, "pair", "pairs")
        ))
    );
    let _ = writeln!(
        out,
        "{}",
        look.faint("                     cases  said  precision  recall     F1")
    );
    for of in &labels.by_relation {
        let _ = writeln!(
            out,
            "  {:<18}{:>6}{:>6}{:>11.3}{:>8.3}{:>7.3}",
            of.relation.code(),
            of.cases,
            of.said,
            of.precision,
            of.recall,
            of.f1
        );
    }
    let said = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.3}"));
    let text = format!(
        "the same for {:.3}, kappa {:.3}; mean F1 of relations with 20 cases or more {}, {} if all were the most frequent",
        labels.agreement,
        labels.kappa,
        said(labels.macro_f1),
        said(labels.majority)
    );
    for line in wrap(&text, look.width.saturating_sub(2), 3) {
        let _ = writeln!(out, "  {line}");
    }
}

fn changes(read: &Read, other: &Compared<'_>, look: Look, out: &mut String) {
    for (title, way) in [("better", Better::Better), ("worse", Better::Worse)] {
        let rows: Vec<&Change> = other
            .changes
            .iter()
            .filter(|c| c.rank() == way || c.typing() == way)
            .collect();
        if rows.is_empty() {
            continue;
        }
        let title = format!(
            "{title} than {}: {}",
            plain(other.name),
            count(rows.len(), "pair", "pairs")
        );
        let _ = writeln!(out, "\n{}", look.strong(&cut(&title, look.width)));
        for row in rows.iter().take(SHOWN) {
            let id = |side: usize, at: usize| read.ids[side].get(at).map_or("", String::as_str);
            let place = |p: Option<usize>| p.map_or("none".to_owned(), |p| p.to_string());
            let mut what = Vec::new();
            if row.rank() == way {
                what.push(format!("place {} → {}", place(row.place[0]), place(row.place[1])));
            }
            if row.typing() == way {
                let said = |r: Option<crate::crosswalk::Relation>| r.map_or("nothing", |r| r.code());
                what.push(format!("{} → {}", said(row.relation[0]), said(row.relation[1])));
            }
            let room = look.width.saturating_sub(40) / 2;
            let _ = writeln!(
                out,
                "  {} ~ {}  {}",
                look.name(&cut_middle(&plain(id(0, row.left)), room)),
                look.name(&cut_middle(&plain(id(1, row.right)), room)),
                what.join("; ")
            );
        }
        if rows.len() > SHOWN {
            let more = format!("and {} more; -o FILE.json has all", rows.len() - SHOWN);
            let _ = writeln!(out, "  {}", look.faint(&more));
        }
    }
}
