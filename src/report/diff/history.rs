//! The history of each clause on the terminal.

use std::fmt::Write;

use super::DiffOptions;
use crate::report::text::{count, cut, flow, wrap};
use crate::report::{Look, identity};
use crate::revision::{Change, History, Kind, Story};

/// Clauses shown before the rest is only counted.
const SHOWN: usize = 40;

/// The screen: the versions, what changed from each to the next, then each clause that changed with its steps.
pub fn history_screen(history: &History<'_>, options: &DiffOptions, look: Look) -> String {
    let mut out = String::new();
    for (i, draft) in history.versions.iter().enumerate() {
        for line in identity::lines(draft, &format!("v{}", i + 1), look)
            .iter()
            .take(2)
        {
            let _ = writeln!(out, "{line}");
        }
    }
    out.push('\n');
    for (i, step) in history.steps.iter().enumerate() {
        let substantive = step.changes.iter().filter(|c| c.substantive).count();
        let changed = step.changes.iter().filter(|c| !c.is(Kind::Unchanged)).count();
        let said = match (changed, substantive) {
            (0, _) => "no change".to_owned(),
            (n, 0) => format!(
                "{}, none of which may change what is asked",
                count(n, "change", "changes")
            ),
            (n, s) => format!(
                "{}, {s} of which may change what is asked",
                count(n, "change", "changes")
            ),
        };
        let _ = writeln!(out, "v{} \u{2192} v{}  {}", i + 1, i + 2, look.strong(&said));
        if changed > 0 {
            for line in flow(&super::counts(step), look.width.saturating_sub(9)) {
                let _ = writeln!(out, "         {}", look.faint(&line));
            }
        }
    }
    let mut stories: Vec<&Story> = history
        .stories
        .iter()
        .filter(|s| history.changed(s) && (history.substantive(s) || !options.substantive))
        .collect();
    stories.sort_by_key(|s| !history.substantive(s));
    if !stories.is_empty() {
        let _ = writeln!(out, "\n{}", look.strong("Clause by clause"));
    }
    let most = if options.all { usize::MAX } else { SHOWN };
    for story in stories.iter().take(most) {
        one(history, story, look, &mut out);
    }
    if stories.len() > most {
        let more = format!("  and {} more: -v shows them all", stories.len() - most);
        let _ = writeln!(out, "{}", look.faint(&more));
    }
    out
}

fn one(history: &History<'_>, story: &Story, look: Look, out: &mut String) {
    let last = story.begins + story.clauses.len() - 1;
    let (Some(draft), Some(id)) = (history.versions.get(last), story.clauses.last()) else {
        return;
    };
    let clause = draft.clause(*id);
    let name = format!("{} {}", clause.citation, clause.heading);
    let _ = writeln!(out, "  {}", look.name(&cut(&name, look.width.saturating_sub(4))));
    let mut say = |version: usize, change: &Change, note: String| {
        let mark = if change.substantive { "!" } else { " " };
        let reasons = change.reasons.join("; ");
        let line = format!(
            "v{}{mark} {}{note}  {reasons}",
            version + 1,
            change.names().replace('+', ", ")
        );
        for (i, line) in wrap(&line, look.width.saturating_sub(8), 2).iter().enumerate() {
            let indent = if i == 0 { "      " } else { "          " };
            let painted = if change.substantive {
                look.warning(line)
            } else {
                look.faint(line)
            };
            let _ = writeln!(out, "{indent}{painted}");
        }
    };
    for version in story.begins..=last {
        if let Some(change) = history.change(story, version)
            && !change.is(Kind::Unchanged)
        {
            let at = story.clauses.get(version - story.begins);
            let now = at.and_then(|id| Some(history.versions.get(version)?.clause(*id).citation.clone()));
            let note = now
                .filter(|c| *c != clause.citation)
                .map_or(String::new(), |c| format!(" as {c}"));
            say(version, change, note);
        }
    }
    if let Some((version, change)) = history.end(story) {
        let into = change
            .new
            .and_then(|id| Some(history.versions.get(version)?.clause(id).citation.clone()));
        say(
            version,
            change,
            into.map_or(String::new(), |c| format!(" into {c}")),
        );
    }
}
