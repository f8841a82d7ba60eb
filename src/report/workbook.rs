//! The sheets of a workbook: the crosswalk to be worked in, divergences, what found no counterpart, terms, method.

use super::identity;
use super::results::{DISCLAIMER, Results, short, unit};
use crate::draft::Draft;
use crate::export::xlsx::{Column, Tab};
use crate::review::{COLUMNS, FINDING_COLUMNS, Status, finding_row};

/// Name of the sheet that is read back.
pub const CROSSWALK: &str = "crosswalk";

/// The sheets. Where no wording may be shown, `results.sheet` has none already.
pub fn tabs(results: &Results<'_>) -> Vec<Tab> {
    let mut tabs = vec![crosswalk(results), divergences(results), alone(results)];
    if results.wording {
        tabs.push(vocabulary(results));
    }
    tabs.push(method(results));
    tabs
}

/// The columns of the CSV file, so that one file can become the other.
fn crosswalk(results: &Results<'_>) -> Tab {
    let words = |all: &[&str]| all.iter().map(|w| (*w).to_owned()).collect::<Vec<String>>();
    let column = |name: &str| {
        let width = match name {
            "left_text" | "right_text" => 60,
            "evidence" | "note" => 36,
            "left_citation" | "right_citation" => 24,
            "relation" | "reviewer" | "left_id" | "right_id" => 18,
            "findings" | "left_draft" | "right_draft" => 14,
            _ => 12,
        };
        let choices = match name {
            "status" => Status::ALL.iter().map(|s| s.code().to_owned()).collect(),
            "relation" => words(&[
                "equal",
                "subset-of",
                "superset-of",
                "intersects-with",
                "no-relationship",
            ]),
            "rationale" => words(&["syntactic", "semantic", "functional"]),
            _ => Vec::new(),
        };
        Column {
            choices,
            hidden: matches!(name, "score" | "left_hash" | "right_hash"),
            own: matches!(name, "note" | "reviewer" | "reviewed_on"),
            ..Column::new(name, width)
        }
    };
    let sheet = results.sheet;
    let foreign = sheet.extra.iter().map(|name| Column {
        own: true,
        ..Column::new(name, 20)
    });
    let rows = sheet.rows.iter().map(|row| {
        let cells = COLUMNS.iter().map(|c| row.cell(c).unwrap_or_default());
        let extra = (0..sheet.extra.len()).map(|i| row.extra.get(i).map_or("", String::as_str));
        cells.chain(extra).map(str::to_owned).collect()
    });
    Tab {
        name: CROSSWALK.to_owned(),
        columns: COLUMNS.iter().map(|c| column(c)).chain(foreign).collect(),
        rows: rows.collect(),
        frozen: 1,
    }
}

fn divergences(results: &Results<'_>) -> Tab {
    let column = |name: &str| {
        let width = match name {
            "left_evidence" | "right_evidence" => 50,
            "message" | "question" => 40,
            "finding" | "left_citation" | "right_citation" => 24,
            "compatibility" | "left_id" | "right_id" => 18,
            "rank" | "code" => 8,
            "note" => 36,
            _ => 12,
        };
        Column {
            hidden: matches!(name, "left_hash" | "right_hash"),
            ..Column::new(name, width)
        }
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    for pair in results.all() {
        for finding in pair.findings.iter().filter(|f| !f.code.starts_with("G101")) {
            let mut row = finding_row(finding, pair.left, Some(pair.right));
            if let Some(rank) = row.first_mut() {
                *rank = (rows.len() + 1).to_string();
            }
            if !results.wording {
                for (cell, name) in row.iter_mut().zip(FINDING_COLUMNS) {
                    if matches!(name, "left_evidence" | "right_evidence" | "message" | "question") {
                        cell.clear();
                    }
                }
            }
            rows.push(row);
        }
    }
    Tab {
        name: "divergences".to_owned(),
        columns: FINDING_COLUMNS.iter().map(|c| column(c)).collect(),
        rows,
        frozen: 2,
    }
}

fn alone(results: &Results<'_>) -> Tab {
    let columns = [
        ("draft", 16),
        ("citation", 24),
        ("text", 80),
        ("nearest in the other draft", 60),
        ("other draft", 16),
        ("id", 18),
        ("note", 36),
    ];
    let mut rows = Vec::new();
    for pair in results.all() {
        for (draft, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            for (side, row) in pair.alone(draft) {
                rows.push(vec![
                    draft.name.clone(),
                    side.citation.clone(),
                    side.text.clone(),
                    row.evidence.clone(),
                    other.name.clone(),
                    side.id.clone(),
                    row.note.clone(),
                ]);
            }
        }
    }
    Tab {
        name: "no counterpart found".to_owned(),
        columns: columns
            .iter()
            .map(|(head, width)| Column::new(head, *width))
            .collect(),
        rows,
        frozen: 2,
    }
}

/// Terms that both drafts of a pair define in other words, and terms that only one defines.
fn vocabulary(results: &Results<'_>) -> Tab {
    let columns = [
        ("what", 40),
        ("left_draft", 14),
        ("left_citation", 24),
        ("left_definition", 60),
        ("right_draft", 14),
        ("right_citation", 24),
        ("right_definition", 60),
    ];
    let mut rows = Vec::new();
    for pair in results.all() {
        let (differ, alone) = pair.terms();
        for finding in differ.into_iter().chain(alone) {
            let mut cells = vec![finding.message.clone()];
            for (draft, spot) in [(pair.left, &finding.left), (pair.right, &finding.right)] {
                let citation = unit(draft, spot).map_or(String::new(), |u| u.citation.clone());
                let words = spot.as_ref().map_or(String::new(), |s| s.evidence.clone());
                cells.extend([draft.name.clone(), citation, words]);
            }
            rows.push(cells);
        }
    }
    Tab {
        name: "terms".to_owned(),
        columns: columns
            .iter()
            .map(|(head, width)| Column::new(head, *width))
            .collect(),
        rows,
        frozen: 1,
    }
}

/// What the drafts are, how the workbook came about, who decided.
pub(super) fn method(results: &Results<'_>) -> Tab {
    let mut rows = vec![
        vec!["State".to_owned(), format!("{}. {DISCLAIMER}", results.reviewed())],
        vec![
            "To review".to_owned(),
            "In the sheet \u{201c}crosswalk\u{201d} set status, and relation where you know it; sign with reviewer and \
             reviewed_on. Save, and run the same command again with this file as -o: what you decided stays."
                .to_owned(),
        ],
    ];
    let facts = |draft: &&Draft| {
        let facts = identity::facts(draft);
        let title = draft
            .identity
            .title
            .clone()
            .unwrap_or_else(|| "unknown".to_owned());
        let facts = [("Title", title)].into_iter().chain(facts);
        facts
            .map(|(name, value)| vec![format!("{}: {name}", short(draft)), value])
            .collect::<Vec<Vec<String>>>()
    };
    rows.extend(results.drafts.iter().flat_map(facts));
    rows.extend(
        results
            .method()
            .into_iter()
            .map(|said| vec!["Method".to_owned(), said]),
    );
    Tab {
        name: "method".to_owned(),
        columns: vec![Column::new("what", 28), Column::new("says", 110)],
        rows,
        frozen: 0,
    }
}
