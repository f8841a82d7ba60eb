//! The comparison of two versions on the terminal.

use std::fmt::Write;

use super::digest::{self, says_nothing, weight};
use super::fold::{Entry, addresses, whole};
use super::{citation, counts, redline};
use crate::report::text::{columns, count, cut, flow, plain, wrap};
use crate::report::{Look, identity};
use crate::revision::{Change, Kind, Piece, Revision, changed_words, excerpt};

/// What of a comparison is shown.
#[derive(Debug, Clone, Default)]
pub struct DiffOptions {
    /// Only substantive changes.
    pub substantive: bool,
    /// Every change, not only the first ones of each sort.
    pub all: bool,
}

/// Changes shown of each sort before the rest is only counted: about three screens in all.
const SUBSTANTIVE: usize = 40;
const EDITORIAL: usize = 15;
const ADDRESSES: usize = 30;
/// With no more entries, every one is shown in order.
const FEW: usize = 20;
/// Lines of places where nothing but the words is known to have changed.
const PLACES: usize = 6;
/// Lines of a redline.
const LINES: usize = 4;

/// The screen.
pub fn screen(revision: &Revision<'_>, options: &DiffOptions, look: Look) -> String {
    let mut out = String::new();
    for (draft, side) in [(revision.old, "old"), (revision.new, "new")] {
        for line in identity::lines(draft, side, look) {
            let _ = writeln!(out, "{line}");
        }
    }
    out.push('\n');
    summary(revision, look, &mut out);
    let told = |c: &&Change| revision.is_of_text(c) && differs_in_words(c);
    let changes: Vec<&Change> = revision.changes.iter().filter(told).collect();
    // What came or went whole is one entry, unless everything is wanted.
    let entries: Vec<Entry<'_>> = if options.all {
        changes.iter().copied().map(Entry::of).collect()
    } else {
        whole(revision, &changes)
    };
    let (substantive, editorial): (Vec<Entry<'_>>, Vec<Entry<'_>>) =
        entries.into_iter().partition(|e| e.substantive);
    // A screen of many changes says first what they come to, and shows what weighs most; who wants all reads them in order.
    let mut substantive = substantive;
    let mut reworded: Vec<Entry<'_>> = Vec::new();
    if !options.all && substantive.len() > FEW {
        let lines = digest::lines(revision, look);
        if !lines.is_empty() {
            out.push('\n');
        }
        for line in lines {
            let _ = writeln!(out, "{line}");
        }
        substantive.sort_by_key(weight);
        (reworded, substantive) = substantive.into_iter().partition(says_nothing);
    }
    let most = |n: usize| if options.all { usize::MAX } else { n };
    section(
        "May change what is asked",
        &substantive,
        most(SUBSTANTIVE),
        revision,
        look,
        &mut out,
    );
    if !reworded.is_empty() {
        let all: Vec<&Entry<'_>> = reworded.iter().collect();
        let title = format!(
            "Other words, for no reason that is known, in {}",
            count(all.len(), "clause", "clauses")
        );
        let _ = writeln!(out, "\n{}", look.strong(&title));
        for line in wrap(
            &digest::places(revision, &all).join(" \u{b7} "),
            look.width.saturating_sub(2),
            PLACES,
        ) {
            let _ = writeln!(out, "  {}", look.name(&line));
        }
    }
    if !options.substantive {
        section("Editorial", &editorial, most(EDITORIAL), revision, look, &mut out);
        numbers(revision, most(ADDRESSES), look, &mut out);
    }
    out
}

fn summary(revision: &Revision<'_>, look: Look, out: &mut String) {
    let substantive = revision.changes.iter().filter(|c| c.substantive).count();
    let line = match substantive {
        0 => "no change found that may change what is asked".to_owned(),
        n => format!("{} that may change what is asked", count(n, "change", "changes")),
    };
    let _ = writeln!(out, "{}", look.strong(&line));
    for line in flow(&differ(revision), look.width)
        .into_iter()
        .chain(flow(&counts(revision), look.width))
    {
        let _ = writeln!(out, "{line}");
    }
    let words = revision
        .changes
        .iter()
        .filter(|c| !c.is(Kind::Unchanged) && !c.breaks)
        .fold((0, 0), |sum, change| {
            let (gone, come) = changed_words(&redline(revision, change));
            (sum.0 + gone, sum.1 + come)
        });
    if words != (0, 0) {
        let (gone, come) = (count(words.0, "word", "words"), count(words.1, "word", "words"));
        let _ = writeln!(out, "{}", look.faint(&format!("{gone} deleted, {come} inserted")));
    }
}

/// How many clauses are other ones, before it is said how.
fn differ(revision: &Revision<'_>) -> Vec<String> {
    let told = || revision.changes.iter().filter(|c| revision.is_of_text(c));
    let others = told().filter(|c| differs_in_words(c)).count();
    let elsewhere = told()
        .filter(|c| !differs_in_words(c) && !c.is(Kind::Unchanged))
        .count();
    if others == 0 && elsewhere == 0 {
        return Vec::new();
    }
    vec![
        format!(
            "{} in their words",
            count(others, "clause differs", "clauses differ")
        ),
        format!("{elsewhere} only in number or place"),
    ]
}

/// Whether a change is one of words, and not of number or place alone.
fn differs_in_words(change: &Change) -> bool {
    let reworded = [Kind::Reworded, Kind::Split, Kind::Merged];
    reworded.iter().any(|k| change.is(*k)) || change.old.is_none() || change.new.is_none()
}

fn section(
    title: &str,
    changes: &[Entry<'_>],
    most: usize,
    revision: &Revision<'_>,
    look: Look,
    out: &mut String,
) {
    if changes.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", look.strong(title));
    for line in changes.iter().take(most) {
        let change = line.change;
        let more = match line.along {
            0 => String::new(),
            n => format!(", with {} in it", count(n, "clause", "clauses")),
        };
        let what = format!("{}{more}", change.names().replace('+', ", "));
        let room = look.width.saturating_sub(columns(&what) + 4).max(30);
        let _ = writeln!(
            out,
            "  {}  {what}",
            look.name(&cut(&citation(revision, change), room))
        );
        let inner = look.width.saturating_sub(6);
        for line in wrap(&line.reasons.join("; "), inner, 2) {
            let _ = writeln!(out, "      {}", look.warning(&line));
        }
        for text in marked(&redline(revision, line.shown), inner, look) {
            let _ = writeln!(out, "      {text}");
        }
    }
    if changes.len() > most {
        let more = format!("  and {} more: -v shows them all", changes.len() - most);
        let _ = writeln!(out, "{}", look.faint(&more));
    }
}

fn numbers(revision: &Revision<'_>, most: usize, look: Look, out: &mut String) {
    let folded = addresses(revision);
    if folded.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", look.strong("Moved or renumbered"));
    for line in folded.iter().take(most) {
        let along = match line.along {
            0 => String::new(),
            n => format!(" with the {} in it", count(n, "clause", "clauses")),
        };
        let what = if line.change.is(Kind::Moved) {
            "moved"
        } else {
            "renumbered"
        };
        let what = format!("  {what}{along}");
        let room = look.width.saturating_sub(columns(&what) + 2).max(20);
        let name = look.name(&cut(&citation(revision, line.change), room));
        let _ = writeln!(out, "  {name}{}", look.faint(&what));
    }
    if folded.len() > most {
        let more = format!("  and {} more: -v shows them all", folded.len() - most);
        let _ = writeln!(out, "{}", look.faint(&more));
    }
}

/// The changed words with a few words around them. Marks as well as colours: `[-deleted-]`, `{+inserted+}`.
fn marked(pieces: &[Piece], width: usize, look: Look) -> Vec<String> {
    let mut style = None;
    wrap(&excerpt(pieces), width, LINES)
        .iter()
        .map(|line| painted(line, &mut style, look))
        .collect()
}

/// Paints a line; a deletion or insertion may go on over several lines.
fn painted(line: &str, style: &mut Option<bool>, look: Look) -> String {
    let mut out = String::new();
    let mut rest = line;
    let paint = |text: &str, style: Option<bool>| match style {
        None => text.to_owned(),
        Some(true) => look.deleted(text),
        Some(false) => look.inserted(text),
    };
    loop {
        let marks = match style {
            None => [Some(("[-", Some(true))), Some(("{+", Some(false)))],
            Some(true) => [Some(("-]", None)), None],
            Some(false) => [Some(("+}", None)), None],
        };
        let next = marks
            .into_iter()
            .flatten()
            .filter_map(|(m, s)| rest.find(m).map(|at| (at, m, s)))
            .min_by_key(|m| m.0);
        let Some((at, mark, then)) = next else {
            out.push_str(&paint(rest, *style));
            return plain_if(out, look);
        };
        let end = if style.is_some() { at + mark.len() } else { at };
        out.push_str(&paint(&rest[..end], *style));
        if style.is_none() {
            out.push_str(&paint(mark, then));
        }
        rest = &rest[at + mark.len()..];
        *style = then;
    }
}

/// Without colours nothing but harmless text may remain.
fn plain_if(text: String, look: Look) -> String {
    if look.colour {
        text
    } else {
        plain(&text).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::revision::redline;

    #[test]
    fn only_what_stands_around_a_change_is_shown() {
        let old = "one two three four five six seven eight nine ten shall go on";
        let pieces = redline(old, &old.replace("shall", "should"));
        assert_eq!(
            marked(&pieces, 200, Look::default()),
            [
                "\u{2026} five six seven eight nine ten [-shall-]{+ should+} go on"
                    .replace("{+ should", " {+should")
            ]
        );
    }
}
