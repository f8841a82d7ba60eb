//! The clause tree of a draft for the terminal: what it is, what read it, the tree, what to look at.

use std::fmt::Write;

use super::text::{columns, count, cut, cut_middle, flow, plain};
use super::{Look, doubts, identity};
use crate::diagnostic::{Diagnostic, Severity};
use crate::draft::{Clause, ClauseId, Draft, Force};
use crate::read::Place;

/// What of an outline is shown.
#[derive(Debug, Clone, Default)]
pub struct OutlineOptions {
    /// Levels of the tree that are shown; all where it is `None`.
    pub depth: Option<usize>,
    /// Every warning and note, not only the first ones.
    pub all_warnings: bool,
}

/// Warnings shown before the rest is only counted. Ten fill a fifth of a screen.
const WARNINGS: usize = 10;
/// Uncertain clauses shown before the rest is only counted.
const DOUBTS: usize = 5;

/// The outline of one draft.
pub fn screen(draft: &Draft, options: &OutlineOptions, look: Look) -> String {
    let mut out = String::new();
    for line in identity::lines(draft, "draft", look) {
        let _ = writeln!(out, "{line}");
    }
    for (i, cue) in draft.style.evidence.iter().enumerate() {
        let head = if i == 0 { "why     " } else { "        " };
        let _ = writeln!(
            out,
            "{}{}",
            look.faint(head),
            cut(cue, look.width.saturating_sub(8))
        );
    }
    if let Some((name, share)) = draft.style.runner_up.as_ref().filter(|_| !draft.style.given) {
        let how = match share {
            s if *s >= 0.5 => "close behind",
            s if *s >= 0.2 => "far behind",
            _ => "very far behind",
        };
        let _ = writeln!(out, "{}next best is {name}, {how}", look.faint("        "));
    }
    for (i, line) in flow(&kinds(draft), look.width.saturating_sub(8))
        .iter()
        .enumerate()
    {
        let head = if i == 0 { "clauses " } else { "        " };
        let _ = writeln!(out, "{}{line}", look.faint(head));
    }
    for line in flow(&margin(draft), look.width.saturating_sub(8)) {
        let _ = writeln!(out, "{}{line}", look.faint("changes "));
    }
    out.push('\n');
    let doubtful = doubts::least_certain(draft);
    tree(draft, options, &doubtful, look, &mut out);
    least_certain(draft, &doubtful, options, look, &mut out);
    warnings(&draft.diagnostics, options, look, &mut out);
    out
}

/// What has changed and what is commented on, where the file keeps either.
fn margin(draft: &Draft) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(of) = &draft.revisions {
        for (words, what) in [
            (of.inserted_words, "inserted"),
            (of.deleted_words, "deleted"),
            (of.moved_words, "moved"),
        ] {
            said.extend((words > 0).then(|| format!("{} {what}", count(words, "word", "words"))));
        }
        if said.is_empty() {
            said.push("no words".to_owned());
        }
    }
    let comments = draft.comments.len();
    said.extend((comments > 0).then(|| count(comments, "comment", "comments")));
    said
}

/// How many clauses of which kind, in order of their first appearance.
pub(super) fn kinds(draft: &Draft) -> Vec<String> {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for (_, clause) in draft.clauses() {
        match kinds.iter_mut().find(|(kind, _)| *kind == clause.kind) {
            Some((_, n)) => *n += 1,
            None => kinds.push((&clause.kind, 1)),
        }
    }
    if kinds.is_empty() {
        return vec!["none".to_owned()];
    }
    kinds
        .iter()
        .map(|(kind, n)| format!("{n} {}", plain(kind)))
        .collect()
}

/// The tree. A stack instead of recursion: a hostile draft may nest deeper than the call stack goes.
fn tree(draft: &Draft, options: &OutlineOptions, doubtful: &[ClauseId], look: Look, out: &mut String) {
    let below = descendants(draft);
    let mut stack: Vec<(ClauseId, usize)> = Vec::new();
    let children = |id: ClauseId| draft.clause(id).children.iter().rev().copied();
    stack.extend(children(ClauseId::ROOT).map(|id| (id, 0)));
    let deepest = options.depth.unwrap_or(usize::MAX);
    while let Some((id, depth)) = stack.pop() {
        let hidden = depth + 1 >= deepest && below[id.index()] > 0;
        let clause = draft.clause(id);
        let counted = (clause.groups || hidden)
            .then_some(below[id.index()])
            .filter(|&n| n > 0);
        let _ = writeln!(
            out,
            "{}",
            line(clause, depth, counted, doubtful.binary_search(&id).is_ok(), look)
        );
        if depth + 1 < deepest {
            stack.extend(children(id).map(|id| (id, depth + 1)));
        }
    }
}

/// How many clauses stand below each clause.
pub(super) fn descendants(draft: &Draft) -> Vec<usize> {
    let mut below = vec![0; draft.clauses.len()];
    let order: Vec<ClauseId> = {
        let mut order = Vec::with_capacity(below.len());
        let mut stack = vec![ClauseId::ROOT];
        while let Some(id) = stack.pop() {
            order.push(id);
            stack.extend(draft.clause(id).children.iter().copied());
        }
        order
    };
    for id in order.into_iter().rev() {
        let parent = draft.clause(id).parent;
        if parent != id {
            below[parent.index()] += below[id.index()] + 1;
        }
    }
    below
}

fn line(clause: &Clause, depth: usize, counted: Option<usize>, doubtful: bool, look: Look) -> String {
    // Past half of the line indentation stops: the words must have room.
    let indent = " ".repeat((depth * 2).min(look.width / 2));
    let label = cut(&clause.label, look.width / 2);
    let count = counted.map_or(String::new(), |n| format!(" ({n})"));
    let mark = if doubtful { " ?" } else { "" };
    let used =
        indent.len() + columns(&label) + usize::from(!label.is_empty()) * 2 + columns(&count) + mark.len();
    let room = look.width.saturating_sub(used).max(8);
    let words = if clause.heading.is_empty() {
        cut(&clause.text, room)
    } else {
        cut(&clause.heading, room)
    };
    let words = match (clause.heading.is_empty(), clause.force, clause.kind.as_str()) {
        (_, _, "unrecognised") => look.warning(&words),
        (_, Force::Informative, _) => look.faint(&words),
        (false, _, _) if clause.groups => look.strong(&words),
        _ => words,
    };
    let gap = if label.is_empty() || words.is_empty() {
        ""
    } else {
        "  "
    };
    format!(
        "{indent}{}{}{gap}{words}{}",
        look.name(&label),
        look.warning(mark),
        look.faint(&count)
    )
}

/// Where something stands, for people.
pub(super) fn place(place: &Place) -> String {
    match place.page {
        Some(page) => format!("page {page}, line {}", place.line),
        None => format!("line {}", place.line),
    }
}

/// The clauses that carry a question mark in the tree, with their places.
fn least_certain(
    draft: &Draft,
    doubtful: &[ClauseId],
    options: &OutlineOptions,
    look: Look,
    out: &mut String,
) {
    if doubtful.is_empty() {
        return;
    }
    let most = if options.all_warnings { usize::MAX } else { DOUBTS };
    let _ = writeln!(
        out,
        "\n{} {}",
        look.warning("?"),
        look.strong("least certain: the label could nearly as well be read otherwise")
    );
    for id in doubtful.iter().take(most) {
        let clause = draft.clause(*id);
        let head = super::text::pad(&place(&clause.place), 11);
        let citation = cut_middle(&clause.citation, look.width / 3);
        let words = if clause.heading.is_empty() {
            &clause.text
        } else {
            &clause.heading
        };
        let room = look.width.saturating_sub(columns(&citation) + columns(&head) + 6);
        let _ = writeln!(
            out,
            "  {}  {}  {}",
            look.faint(&head),
            look.name(&citation),
            cut(words, room.max(8))
        );
    }
    if doubtful.len() > most {
        let _ = writeln!(
            out,
            "  {}",
            look.faint(&format!("and {} more: -v shows them all", doubtful.len() - most))
        );
    }
}

fn warnings(diagnostics: &[Diagnostic], options: &OutlineOptions, look: Look, out: &mut String) {
    let shown: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|d| options.all_warnings || d.severity == Severity::Warning)
        .collect();
    if shown.is_empty() {
        return;
    }
    out.push('\n');
    let most = if options.all_warnings {
        usize::MAX
    } else {
        WARNINGS
    };
    for diagnostic in shown.iter().take(most) {
        let head = match diagnostic.severity {
            Severity::Warning => look.warning("warning"),
            Severity::Note => look.faint("note   "),
        };
        let at = match &diagnostic.place {
            Some(at) => format!("{}: ", place(at)),
            None => String::new(),
        };
        let text = format!("{at}{}", diagnostic.message);
        let _ = writeln!(out, "{head} {}", cut(&text, look.width.saturating_sub(8)));
    }
    if shown.len() > most {
        let more = count(shown.len() - most, "more warning", "more warnings");
        let _ = writeln!(out, "{}", look.faint(&format!("and {more}: -v shows them all")));
    }
}
