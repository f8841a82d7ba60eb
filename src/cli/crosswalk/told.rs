//! What is said when a file was written, and what to type next.

use super::Args;
use crate::cli::options::Global;
use crate::cli::output::Output;
use crate::draft::Draft;
use crate::export::Format;
use crate::report::text::count;
use crate::review::Merged;

/// What to type next: the same again, into a file.
pub(super) fn next(drafts: &[&Draft], args: &Args, global: &Global) -> String {
    let stem = |d: &&Draft| {
        let word = |c: char| {
            if c.is_alphanumeric() || "._".contains(c) {
                c
            } else {
                '-'
            }
        };
        d.name.chars().map(word).collect::<String>()
    };
    let mut words = vec!["clausewise crosswalk".to_owned()];
    words.extend(args.drafts.iter().map(|d| quoted(d)));
    let config = global.config.as_ref().map(|c| c.to_string_lossy().into_owned());
    for (option, value) in [
        ("--config", &config),
        ("--grammar", &global.grammar),
        ("--lang", &global.lang),
        ("--act", &args.act),
        ("--level", &args.level.given()),
    ] {
        if let Some(value) = value {
            words.push(format!("{option} {}", quoted(value)));
        }
    }
    if args.informative {
        words.push("--informative".to_owned());
    }
    let stems: Vec<String> = drafts.iter().map(stem).collect();
    words.push(format!("-o {}.csv", stems.join("-")));
    words.join(" ")
}

/// A file name as a shell takes it.
fn quoted(file: &str) -> String {
    if file.chars().all(|c| c.is_alphanumeric() || "._-/\\:".contains(c)) {
        file.to_owned()
    } else {
        format!("'{}'", file.replace('\'', r"'\''"))
    }
}

/// What is said when a file was written: what is in it, and what became of the rows that were there.
pub(super) fn told(merged: &Merged, output: &Output) -> Vec<String> {
    let file = output.name();
    if matches!(output.format(), Format::Html | Format::Docx | Format::Markdown) {
        return vec![format!("{file}: written")];
    }
    let rows = &merged.sheet.rows;
    let proposed = rows.iter().filter(|r| r.links() && !r.reviewed()).count();
    let alone = rows
        .iter()
        .filter(|r| r.left.is_empty() || r.right.is_empty())
        .count();
    let mut lines = vec![format!(
        "{file}: {} proposed, {} reviewed, {} without counterpart",
        count(proposed, "correspondence", "correspondences"),
        merged.kept,
        count(alone, "unit", "units"),
    )];
    if merged.kept == 0 && proposed > 0 {
        lines.push(
            "next: set status to accepted, rejected or edited, and run the same command again".to_owned(),
        );
    }
    for (line, was, is) in &merged.recovered {
        lines.push(format!(
            "{file}, line {line}: the id `{was}` was changed by a spreadsheet and is `{is}` again"
        ));
    }
    for line in &merged.reworded {
        lines.push(format!(
            "{file}, line {line}: reviewed against another wording of the draft"
        ));
    }
    if !merged.reworded.is_empty() {
        lines.push(
            "next: clausewise carry FILE --old-left V1 --new-left V2 says what changed in a new version, and puts the rows \
             it concerns in doubt"
                .to_owned(),
        );
    }
    for (line, cells) in &merged.dropped {
        let cells: Vec<&str> = cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
        lines.push(format!(
            "{file}, line {line}: not proposed any more, and taken out; your own columns said `{}`",
            cells.join("`, `")
        ));
    }
    if merged.elsewhere > 0 {
        lines.push(format!(
            "{file}: {} about other drafts kept",
            count(merged.elsewhere, "row", "rows")
        ));
    }
    lines
}
