//! The list of grammars, and what came of a trial.

use std::fmt::Write;

use super::Look;
use super::text::{columns, count, cut, pad, plain};
use crate::draft::trial::{Broken, Fault, Trial, Trouble, place_in};
use crate::draft::{ClauseId, Draft};
use crate::excerpt::excerpt;
use crate::grammar::{Grammar, Level, Library, pattern_for};

/// Labels that are listed before the rest is only counted.
const SHOWN: usize = 20;
/// Places that are named beside the first one.
const PLACES: usize = 8;

/// Every grammar with its title and languages, by name.
pub fn list(library: &Library, look: Look) -> String {
    let mut grammars: Vec<_> = library.iter().collect();
    grammars.sort_by(|a, b| a.name.cmp(&b.name));
    let widest = grammars.iter().map(|g| columns(&g.name)).max().unwrap_or(0);
    let mut out = String::new();
    for grammar in grammars {
        let languages = if grammar.languages.is_empty() {
            "any language".to_owned()
        } else {
            grammar.languages.join(", ")
        };
        let title = format!("{} ({languages})", grammar.title);
        let name = look.name(&pad(&cut(&grammar.name, widest), widest));
        let _ = writeln!(
            out,
            "{name}  {}",
            cut(&title, look.width.saturating_sub(widest + 2).max(20))
        );
    }
    out
}

/// A grammar, its examples, and a draft that it was tried on.
#[derive(Debug)]
pub struct Tried<'a> {
    /// The grammar.
    pub grammar: &'a Grammar,
    /// Its examples that come out otherwise than they say.
    pub broken: Vec<Broken>,
    /// The draft, and what came of it.
    pub draft: Option<(&'a Draft, Trial)>,
    /// The lines of the draft's file, where it has lines.
    pub lines: &'a [&'a str],
    /// Every label is listed.
    pub all: bool,
}

impl Tried<'_> {
    /// Whether every label was claimed and every example came out. A reading that was nearly a toss-up is no fault.
    pub fn is_clean(&self) -> bool {
        let fault = |t: &&Trouble| !matches!(t.fault, Fault::Unsure);
        let draft = self
            .draft
            .as_ref()
            .is_none_or(|(_, trial)| trial.troubles.iter().filter(fault).count() == 0);
        self.broken.is_empty() && draft
    }
}

/// What came of a trial: the rules with what each claimed, the labels, what was left, and the first place that went
/// wrong.
pub fn trial(tried: &Tried<'_>, look: Look) -> String {
    let mut out = String::new();
    let grammar = tried.grammar;
    let _ = writeln!(
        out,
        "{}  {}, {}: {}",
        look.faint("grammar"),
        look.strong(&plain(&grammar.name)),
        cut(&grammar.title, look.width / 2),
        count(grammar.levels.len(), "level", "levels")
    );
    examples(tried, look, &mut out);
    let Some((draft, trial)) = &tried.draft else {
        return out;
    };
    let left = trial
        .troubles
        .iter()
        .filter(|t| matches!(t.fault, Fault::Unclaimed | Fault::Text { .. }))
        .count();
    let _ = writeln!(
        out,
        "{}    {} ({}): {} claimed, {}",
        look.faint("draft"),
        plain(&draft.file),
        draft.format.name(),
        count(trial.claims.len(), "label", "labels"),
        match left {
            0 => "nothing that looks like a label left".to_owned(),
            n => format!("{} like a label and left", count(n, "text begins", "texts begin")),
        }
    );
    rules(grammar, draft, trial, look, &mut out);
    labels(tried, draft, trial, look, &mut out);
    troubles(tried, draft, trial, look, &mut out);
    out
}

fn examples(tried: &Tried<'_>, look: Look, out: &mut String) {
    let all = tried.grammar.examples.len();
    let head = look.faint("examples");
    if all == 0 {
        let _ = writeln!(out, "{head} none; an [[example]] in the file is a test of it");
        return;
    }
    if tried.broken.is_empty() {
        let _ = writeln!(
            out,
            "{head} {}",
            look.good(
                &format!("{} as the file says", count(all, "comes", "come")).replacen(
                    &all.to_string(),
                    &format!("{all} of {all}"),
                    1
                )
            )
        );
        return;
    }
    for broken in &tried.broken {
        let _ = writeln!(
            out,
            "{head} {}",
            look.warning(&format!("example {} comes out otherwise", broken.example))
        );
        let wanted = tried
            .grammar
            .examples
            .get(broken.example - 1)
            .map_or(&[][..], |e| &e.paths);
        let first = (0..wanted.len().max(broken.paths.len())).find(|&i| wanted.get(i) != broken.paths.get(i));
        if let Some(i) = first {
            let name =
                |p: Option<&String>| p.map_or("nothing more".to_owned(), |p| format!("`{}`", plain(p)));
            let _ = writeln!(
                out,
                "         path {} is {}, and should be {}",
                i + 1,
                name(broken.paths.get(i)),
                name(wanted.get(i))
            );
        }
        if let Some(citation) = &broken.citation {
            let _ = writeln!(out, "         nothing is cited as “{}”", plain(citation));
        }
    }
}

/// Each level: how many labels its patterns claimed, from which to which.
fn rules(grammar: &Grammar, draft: &Draft, trial: &Trial, look: Look, out: &mut String) {
    let _ = writeln!(out, "\n{}", look.strong("what each rule claimed"));
    let widest = grammar
        .levels
        .iter()
        .map(|l| columns(&l.kind))
        .max()
        .unwrap_or(0)
        .min(24);
    for (i, level) in grammar.levels.iter().enumerate() {
        let mut claims = trial.claims.iter().filter(|c| c.level == i);
        let n = claims.clone().count();
        let label = |id: ClauseId| {
            let clause = draft.clause(id);
            let label = if clause.label.is_empty() {
                &clause.text
            } else {
                &clause.label
            };
            cut(label, 22)
        };
        let range = match (claims.next(), claims.next_back()) {
            (Some(first), Some(last)) => format!("{} … {}", label(first.clause), label(last.clause)),
            (Some(only), None) => label(only.clause),
            _ => look.faint("nothing in this draft"),
        };
        let _ = writeln!(
            out,
            "  {} {:>5}  {}  {range}",
            look.name(&pad(&cut(&level.kind, widest), widest)),
            n,
            look.faint(&pad(&patterns(level), 28))
        );
    }
}

fn patterns(level: &Level) -> String {
    let written: Vec<&str> = level
        .labels
        .iter()
        .map(super::super::grammar::pattern::Pattern::written)
        .collect();
    cut(&written.join("  "), 28)
}

fn labels(tried: &Tried<'_>, draft: &Draft, trial: &Trial, look: Look, out: &mut String) {
    if trial.claims.is_empty() {
        return;
    }
    let most = if tried.all { usize::MAX } else { SHOWN };
    let _ = writeln!(out, "\n{}", look.strong("labels in order"));
    for claim in trial.claims.iter().take(most) {
        let clause = draft.clause(claim.clause);
        let level = &tried.grammar.levels[claim.level];
        let pattern = level.labels.get(claim.pattern).map_or("", |p| p.written());
        let label = if clause.label.is_empty() {
            &clause.text
        } else {
            &clause.label
        };
        let _ = writeln!(
            out,
            "  {}  {}  {}  {}",
            look.faint(&pad(&super::outline::place(&clause.place), 11)),
            pad(&cut(label, 16), 16),
            look.name(&pad(&cut(&clause.path, 20), 20)),
            look.faint(&cut(
                &format!("{} `{pattern}`", level.kind),
                look.width.saturating_sub(55).max(16)
            ))
        );
    }
    if trial.claims.len() > most {
        let more = format!("  and {} more: -v lists them all", trial.claims.len() - most);
        let _ = writeln!(out, "{}", look.faint(&more));
    }
}

/// The first place that went wrong, with its line, and where the others are.
fn troubles(tried: &Tried<'_>, draft: &Draft, trial: &Trial, look: Look, out: &mut String) {
    // What is wrong comes before what was nearly read otherwise.
    let (unsure, wrong): (Vec<&Trouble>, Vec<&Trouble>) =
        trial.troubles.iter().partition(|t| t.fault == Fault::Unsure);
    for (title, places) in [
        ("where it first went wrong", wrong),
        ("nearly read otherwise", unsure),
    ] {
        let Some((first, others)) = places.split_first() else {
            continue;
        };
        let clause = draft.clause(first.clause);
        let (say, help) = words(tried.grammar, draft, first);
        let _ = writeln!(
            out,
            "\n{}\n{}, {}: {say}",
            look.strong(title),
            plain(&draft.file),
            super::outline::place(&clause.place)
        );
        let own = format!("{} {} {}", clause.label, clause.heading, clause.text);
        let own = own.trim();
        let line = tried
            .lines
            .get((clause.place.line as usize).wrapping_sub(1))
            .filter(|l| clause.place.page.is_none() && place_in(l, &first.label).is_some());
        let line = line.copied().unwrap_or(own);
        let span = place_in(line, &first.label).unwrap_or(0..line.len().min(1));
        let _ = writeln!(out, "{}", excerpt(line, clause.place.line, span, ""));
        let _ = writeln!(out, "{} {help}", look.faint("help:"));
        if !others.is_empty() {
            let named: Vec<String> = others
                .iter()
                .take(PLACES)
                .map(|t| super::outline::place(&draft.clause(t.clause).place))
                .collect();
            let more = if others.len() > PLACES { ", …" } else { "" };
            let _ = writeln!(
                out,
                "{}",
                look.faint(&format!(
                    "and {}: {}{more}",
                    count(others.len(), "place more", "places more"),
                    named.join(", ")
                ))
            );
        }
    }
}

/// What to say of a trouble, and what to do.
fn words(grammar: &Grammar, draft: &Draft, trouble: &Trouble) -> (String, String) {
    let clause = draft.clause(trouble.clause);
    match trouble.fault {
        Fault::Unclaimed => (
            "begins like a numbered clause, and no rule claims it".to_owned(),
            match pattern_for(&clause.text) {
                Some(pattern) => format!("a level with `labels = [\"{pattern}\"]` would claim it"),
                None => "a level with a label pattern for it would claim it; docs/grammars.md lists the patterns".to_owned(),
            },
        ),
        Fault::Text { level } => {
            let level = &grammar.levels[level];
            (
                format!("a label of `{}` by its looks, and yet it was read as text", level.kind),
                format!(
                    "a `{}` stands under {}, and counts {}: one of them does not fit here",
                    level.kind,
                    level.under.join(", "),
                    if !level.counting.restarts() { "through the draft" } else { "anew in each" }
                ),
            )
        }
        Fault::Twice { first } => (
            format!(
                "its path would be `{}`, which is there already in {}",
                plain(&draft.clause(first).path),
                super::outline::place(&draft.clause(first).place)
            ),
            "if the numbers begin anew here, a level above it needs `scope = true` or a label of its own; else the draft \
             has a number twice"
                .to_owned(),
        ),
        Fault::Unsure => (
            format!("read as {}, but another reading was nearly as good", plain(&clause.citation)),
            "look at it; a rule that is more exact (`under`, `counting`, `heading`) decides it".to_owned(),
        ),
    }
}
