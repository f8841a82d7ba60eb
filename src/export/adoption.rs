//! The deviations of a national adoption as a table: CSV and Word.

use super::table;
use super::word::{Change as Tracked, Document, Options, Run, Runs, Style, Table};
use crate::Result;
use crate::draft::{Clause, ClauseId, Draft};
use crate::revision::{Adoption, Change, Deviation, Piece, redline};

/// The columns of a deviation table. `explanation` is empty: the adopting body writes it.
pub const COLUMNS: [&str; 10] = [
    "deviation",
    "international_id",
    "international_citation",
    "national_id",
    "national_citation",
    "change",
    "reasons",
    "international_text",
    "national_text",
    "explanation",
];

/// The deviations as CSV without a byte-order mark.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(adoption: &Adoption<'_>) -> Result<String> {
    let rows = adoption.deviations.iter().map(|(deviation, change)| {
        let (old, new) = clauses(adoption, change);
        let of = |c: Option<&Clause>, f: fn(&Clause) -> String| c.map_or(String::new(), f);
        [
            deviation.name().to_owned(),
            of(old, |c| c.path.clone()),
            of(old, |c| c.citation.clone()),
            of(new, |c| c.path.clone()),
            of(new, |c| c.citation.clone()),
            change.names(),
            change.reasons.join("; "),
            of(old, text),
            of(new, text),
            String::new(),
        ]
    });
    table::csv(&COLUMNS, rows)
}

/// The deviations as a Word document: what is suggested and why, then a table for each kind of deviation.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn docx(adoption: &Adoption<'_>) -> Result<Vec<u8>> {
    let (old, new) = (adoption.revision.old, adoption.revision.new);
    let mut document = Document::new(Options {
        title: format!("{} as adopted by {}", old.name, new.name),
        footer: "machine-made from the two texts; the adopting body decides".to_owned(),
        landscape: true,
        ..Options::default()
    });
    document.add(Style::Title, "Deviations of a national adoption");
    for (side, draft) in [("International", old), ("National", new)] {
        document.add(
            Style::Normal,
            vec![Run::new(format!("{side}: ")).bold(), Run::new(about(draft))],
        );
    }
    document.add(
        Style::Normal,
        vec![
            Run::new("Suggested degree of correspondence: "),
            Run::new(adoption.degree.name()).bold(),
        ],
    );
    for reason in &adoption.reasons {
        document.add(Style::Bullet, reason.as_str());
    }
    for (kind, head) in [
        (Deviation::Technical, "Technical deviations"),
        (Deviation::Structural, "Changes of structure"),
        (Deviation::Editorial, "Editorial changes"),
    ] {
        let mut table = Table::new(&[4, 4, 3, 10, 6]).header([
            "International",
            "National",
            "Change",
            "Text",
            "Explanation",
        ]);
        for (_, change) in adoption.deviations.iter().filter(|(d, _)| *d == kind) {
            let (a, b) = clauses(adoption, change);
            let cite = |c: Option<&Clause>| c.map_or("\u{2014}".to_owned(), |c| c.citation.clone());
            let reasons = change.reasons.join("; ");
            let what = format!("{}\n{reasons}", change.names().replace('+', ", "));
            let words: Runs = if kind == Deviation::Structural {
                Runs::from(String::new())
            } else {
                let runs: Vec<Run> = redline(&a.map_or(String::new(), text), &b.map_or(String::new(), text))
                    .into_iter()
                    .map(run)
                    .collect();
                runs.into()
            };
            table.row([
                cite(a).into(),
                cite(b).into(),
                Runs::from(what),
                words,
                Runs::from(String::new()),
            ]);
        }
        document.add(Style::Heading1, head);
        if table.is_empty() {
            document.add(Style::Normal, "None found.");
        } else {
            document.table(&table);
        }
    }
    document.finish()
}

fn run(piece: Piece) -> Run {
    match piece {
        Piece::Kept { new, .. } => Run::new(new),
        Piece::Deleted { text } => Run::new(text).tracked(Tracked::Deleted),
        Piece::Inserted { text } => Run::new(text).tracked(Tracked::Inserted),
    }
}

fn about(draft: &Draft) -> String {
    let identity = &draft.identity;
    let known = |v: &Option<String>| v.clone().unwrap_or_else(|| "unknown".to_owned());
    format!(
        "{}, {}, stage {}, date {}; file {}, SHA-256 {}",
        known(&identity.reference),
        known(&identity.title),
        known(&identity.stage),
        known(&identity.date),
        super::about::file_name(&draft.file),
        draft.hash
    )
}

fn clauses<'a>(adoption: &Adoption<'a>, change: &Change) -> (Option<&'a Clause>, Option<&'a Clause>) {
    let of = |draft: &'a Draft, id: Option<ClauseId>| id.map(|id| draft.clause(id));
    (
        of(adoption.revision.old, change.old),
        of(adoption.revision.new, change.new),
    )
}

/// Heading and text, as a reader sees them.
fn text(clause: &Clause) -> String {
    [clause.heading.as_str(), clause.text.as_str()]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
