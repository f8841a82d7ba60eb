//! Findings as comments on a draft, in the columns of ISO's template for comments.
//!
//! The left draft is the one that is commented on. A comment that nobody has looked at is marked `[check]`; what was
//! dismissed stays out; comments stand in the order of the clauses, what concerns no clause first.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::table;
use super::word::{Document, Options, Style, Table};
use crate::Result;
use crate::draft::Draft;
use crate::review::{FINDING_COLUMNS, FindingSheet};

/// The columns of the template, in order.
pub const COLUMNS: [&str; 8] = [
    "MB/NC",
    "Line number",
    "Clause/Subclause",
    "Paragraph/Figure/Table",
    "Type of comment",
    "Comments",
    "Proposed change",
    "Observations of the secretariat",
];

/// What marks a comment that nobody has looked at.
pub const CHECK: &str = "[check]";

/// Longest quotation of the other draft in a proposed change, in characters.
const QUOTE: usize = 300;

/// Whose comments they are, and on what.
#[derive(Debug, Clone, Copy)]
pub struct Commented<'a> {
    /// The draft that is commented on.
    pub draft: &'a Draft,
    /// Code of the member body or national committee: `GB`, `**` for the secretariat.
    pub member: &'a str,
    /// Number of the project; empty where it is to be filled in.
    pub project: &'a str,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Proposal {
    r#type: String,
    change: String,
    /// Where the finding concerns no clause of the commented draft.
    general: String,
}

/// What stands above the table: date (to be filled in), document, project.
pub fn header(of: &Commented<'_>) -> [String; 3] {
    let identity = &of.draft.identity;
    let document = identity.reference.as_deref().or(identity.title.as_deref());
    [
        "Date: ".to_owned(),
        format!("Document: {}", document.unwrap_or(&of.draft.name)),
        format!("Project: {}", of.project),
    ]
}

/// A row for each finding about the draft that was not dismissed.
pub fn rows(of: &Commented<'_>, findings: &FindingSheet) -> Vec<[String; 8]> {
    // The file is embedded and a test parses it.
    let proposals: BTreeMap<String, Proposal> =
        toml::from_str(include_str!("comments.toml")).unwrap_or_default();
    let mut rows: Vec<(usize, [String; 8])> = Vec::new();
    for finding in &findings.rows {
        let cell = |name: &str| {
            let at = FINDING_COLUMNS.iter().position(|c| *c == name);
            at.and_then(|i| finding.get(i)).map_or("", |c| c.trim())
        };
        if cell("left_draft") != of.draft.name || cell("status") == "dismissed" {
            continue;
        }
        let unit = of.draft.units.iter().position(|u| u.id == cell("left_id"));
        let Some(proposal) = proposals.get(cell("code")) else {
            continue;
        };
        let general = cell("left_id").is_empty();
        let fill = |text: &str| {
            text.replace("{left}", cell("left_citation"))
                .replace("{right}", cell("right_citation"))
                .replace("{other}", cell("right_draft"))
        };
        let mut change = fill(if general && !proposal.general.is_empty() {
            &proposal.general
        } else {
            &proposal.change
        });
        let there = cell("right_evidence");
        if !there.is_empty() && there.chars().count() <= QUOTE {
            change.push_str(&format!(" There: \u{201c}{there}\u{201d}."));
        }
        let mark = if cell("status") == "open" { CHECK } else { "" };
        let said = [mark, cell("code"), cell("finding")].join(" ");
        let said = [
            format!("{}.", said.trim()),
            cell("message").to_owned(),
            cell("question").to_owned(),
        ];
        let comment: Vec<&str> = said.iter().map(|s| s.trim()).filter(|s| !s.is_empty()).collect();
        rows.push((
            // What concerns the whole comes first.
            unit.map_or(0, |u| u + 1),
            [
                of.member.to_owned(),
                String::new(),
                cell("left_citation").to_owned(),
                String::new(),
                if general { "ge" } else { &proposal.r#type }.to_owned(),
                comment.join(" "),
                change,
                String::new(),
            ],
        ));
    }
    rows.sort_by_key(|(at, _)| *at);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// The template as CSV without a byte-order mark: a line with date, document and project, then the table.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(of: &Commented<'_>, findings: &FindingSheet) -> Result<String> {
    let head = header(of);
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let table = std::iter::once(COLUMNS.map(str::to_owned)).chain(rows(of, findings));
    table::csv(&head, table)
}

/// The template as a Word document, on wide pages.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn docx(of: &Commented<'_>, findings: &FindingSheet) -> Result<Vec<u8>> {
    let head = header(of);
    let mut document = Document::new(Options {
        title: format!("Comments on {}", head[1].trim_start_matches("Document: ")),
        footer: format!(
            "MB/NC: two-letter code of the member or ** for the secretariat; ge general, te technical, ed editorial; {CHECK} written by a machine, and looked at by nobody"
        ),
        landscape: true,
        ..Options::default()
    });
    document.add(Style::Title, "Comments");
    for line in head {
        document.add(Style::Normal, line);
    }
    let mut table = Table::new(&[4, 4, 7, 7, 5, 22, 22, 12]).header(COLUMNS);
    for row in rows(of, findings) {
        table.row(row);
    }
    document.table(&table);
    document.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::RULES;

    #[test]
    fn every_finding_between_or_within_drafts_has_a_proposal() {
        let proposals: BTreeMap<String, Proposal> = toml::from_str(include_str!("comments.toml")).unwrap();
        for rule in RULES.iter().filter(|r| !r.code.starts_with('R')) {
            let proposal = proposals
                .get(rule.code)
                .unwrap_or_else(|| panic!("{}", rule.code));
            assert!(["te", "ed"].contains(&proposal.r#type.as_str()) && !proposal.change.is_empty());
        }
    }
}
