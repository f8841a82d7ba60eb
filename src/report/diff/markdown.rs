//! The change log as Markdown: to paste into an issue or a cover note.

use std::fmt::Write;

use super::fold::addresses;
use super::{citation, counts, redline};
use crate::export::about::file_name;
use crate::report::text::plain;
use crate::revision::{Change, Kind, Piece, Revision};

/// The change log.
pub fn change_log(revision: &Revision<'_>) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# Changes from {} to {}\n",
        safe(&revision.old.name),
        safe(&revision.new.name)
    );
    for (draft, side) in [(revision.old, "Old"), (revision.new, "New")] {
        let identity = &draft.identity;
        let known = |field: &Option<String>| safe(field.as_deref().unwrap_or("unknown"));
        let _ = writeln!(
            out,
            "- {side}: {} ({}), stage {}, date {}, legal status {}; file {}, SHA-256 {}",
            known(&identity.title),
            known(&identity.reference),
            known(&identity.stage),
            known(&identity.date),
            known(&identity.status),
            safe(file_name(&draft.file)),
            draft.hash
        );
    }
    let _ = writeln!(out, "\nRows: {}.", counts(revision).join(", "));
    let texts = |substantive: bool| {
        let all = revision
            .changes
            .iter()
            .filter(move |c| c.substantive == substantive && revision.is_of_text(c));
        all.filter(|c| {
            c.kinds
                .iter()
                .any(|k| !matches!(k, Kind::Unchanged | Kind::Moved | Kind::Renumbered))
        })
    };
    section("May change what is asked", texts(true), revision, &mut out);
    section("Editorial", texts(false), revision, &mut out);
    let folded = addresses(revision);
    if !folded.is_empty() {
        out.push_str("\n## Moved or renumbered\n\n| clause | what | clauses along |\n|---|---|---|\n");
        for line in folded {
            let what = line.change.names().replace('+', ", ");
            let _ = writeln!(
                out,
                "| {} | {what} | {} |",
                safe(&citation(revision, line.change)),
                line.along
            );
        }
    }
    out.push_str("\nMachine-made from the two files named above; a change listed as editorial is a proposal to check.\n");
    out
}

fn section<'a>(
    title: &str,
    changes: impl Iterator<Item = &'a Change>,
    revision: &Revision<'_>,
    out: &mut String,
) {
    let mut any = false;
    for change in changes {
        if !any {
            let _ = writeln!(out, "\n## {title}\n");
            any = true;
        }
        let names = change.names().replace('+', ", ");
        let _ = write!(out, "- **{}** ({names})", safe(&citation(revision, change)));
        if !change.reasons.is_empty() {
            let _ = write!(out, ": {}", safe(&change.reasons.join("; ")));
        }
        let _ = writeln!(out, "\n  > {}", marked(&redline(revision, change)));
    }
}

/// Deleted words struck through, inserted ones bold.
fn marked(pieces: &[Piece]) -> String {
    let wrapped = |text: &str, mark: &str| {
        let bare = text.trim();
        let (before, after) = (
            text.starts_with(char::is_whitespace),
            text.ends_with(char::is_whitespace),
        );
        let space = |yes| if yes { " " } else { "" };
        if bare.is_empty() {
            return " ".to_owned();
        }
        format!("{}{mark}{}{mark}{}", space(before), safe(bare), space(after))
    };
    let parts = pieces.iter().map(|piece| match piece {
        Piece::Kept { new, .. } => safe(new),
        Piece::Deleted { text } => wrapped(text, "~~"),
        Piece::Inserted { text } => wrapped(text, "**"),
    });
    parts.collect()
}

/// Text that Markdown takes for nothing but text: no markup, no HTML, on one line.
pub(crate) fn safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn nothing_in_a_draft_becomes_markup() {
        assert_eq!(safe("<b>*x*</b>\n|"), "&lt;b>\\*x\\*&lt;/b> \\|");
    }
}
