//! The clause tree of a draft for the terminal: what it is, what read it, the tree, what to look at.

use std::fmt::Write;

use super::text::{columns, count, cut, flow, plain};
use super::{Look, identity};
use crate::diagnostic::{Diagnostic, Severity};
use crate::draft::{Clause, ClauseId, Draft, Force};

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
    tree(draft, options, look, &mut out);
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
fn kinds(draft: &Draft) -> Vec<String> {
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
fn tree(draft: &Draft, options: &OutlineOptions, look: Look, out: &mut String) {
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
        let _ = writeln!(out, "{}", line(clause, depth, counted, look));
        if depth + 1 < deepest {
            stack.extend(children(id).map(|id| (id, depth + 1)));
        }
    }
}

/// How many clauses stand below each clause.
fn descendants(draft: &Draft) -> Vec<usize> {
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

fn line(clause: &Clause, depth: usize, counted: Option<usize>, look: Look) -> String {
    // Past half of the line indentation stops: the words must have room.
    let indent = " ".repeat((depth * 2).min(look.width / 2));
    let label = cut(&clause.label, look.width / 2);
    let count = counted.map_or(String::new(), |n| format!(" ({n})"));
    let used = indent.len() + columns(&label) + usize::from(!label.is_empty()) * 2 + columns(&count);
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
    format!("{indent}{}{gap}{words}{}", look.name(&label), look.faint(&count))
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
        let place = match &diagnostic.place {
            Some(place) => match place.page {
                Some(page) => format!("page {page}, line {}: ", place.line),
                None => format!("line {}: ", place.line),
            },
            None => String::new(),
        };
        let text = format!("{place}{}", diagnostic.message);
        let _ = writeln!(out, "{head} {}", cut(&text, look.width.saturating_sub(8)));
    }
    if shown.len() > most {
        let more = count(shown.len() - most, "more warning", "more warnings");
        let _ = writeln!(out, "{}", look.faint(&format!("and {more}: -v shows them all")));
    }
}
