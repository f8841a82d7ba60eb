//! Findings as comments on a draft, in the columns of ISO's template for comments.
//!
//! The left draft is the one that is commented on. A comment that nobody has looked at is marked `[check]`; what was
//! dismissed stays out; comments stand in the order of the clauses, what concerns no clause last. Of what only one side has the
//! first five in rank are commented on, and the rest is counted.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::table;
use super::word::{Document, Options, Style, Table};
use crate::Result;
use crate::draft::Draft;
use crate::report::results::{dead, named, short};
use crate::report::text::quotable;
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
const QUOTE: usize = 200;

/// Most comments on what only one side has, for either side: a page of them is read, ten pages are not.
pub const GAPS: usize = 5;

/// Whose comments they are, and on what.
#[derive(Debug, Clone, Copy)]
pub struct Commented<'a> {
    /// The draft that is commented on.
    pub draft: &'a Draft,
    /// The drafts that it was set against.
    pub others: &'a [Draft],
    /// Code of the member body or national committee: `GB`, `**` for the secretariat.
    pub member: &'a str,
    /// Number of the project; empty where it is to be filled in.
    pub project: &'a str,
}

/// The comments of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comments {
    /// A row for each, with a cell for each column.
    pub rows: Vec<[String; 8]>,
    /// How many provisions of only one side there are beyond [`GAPS`], which have no comment.
    pub left_out: usize,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Proposal {
    r#type: String,
    change: String,
    /// What to say in place of the finding's own message.
    says: String,
    /// Both again, where the finding concerns no clause of the commented draft.
    general: String,
    says_general: String,
}

/// What stands above the table: date (to be filled in), document, project.
pub fn header(of: &Commented<'_>) -> [String; 3] {
    [
        "Date: ".to_owned(),
        format!("Document: {}", short(of.draft)),
        format!("Project: {}", of.project),
    ]
}

/// A row for each finding about the draft that was not dismissed, in the order of its clauses; of what only one side has,
/// the first in rank.
pub fn comments(of: &Commented<'_>, findings: &FindingSheet) -> Comments {
    // The file is embedded and a test parses it.
    let proposals: BTreeMap<String, Proposal> =
        toml::from_str(include_str!("comments.toml")).unwrap_or_default();
    let open: Vec<Finding<'_>> = findings
        .rows
        .iter()
        .map(|row| Finding { row })
        .filter(|f| f.cell("left_draft") == of.draft.name && f.cell("status") != "dismissed")
        .collect();
    let mut made = Comments::default();
    let mut rows: Vec<(usize, [String; 8])> = Vec::new();
    let mut gaps = [0, 0];
    for finding in &open {
        let Some(proposal) = proposals.get(finding.cell("code")) else {
            continue;
        };
        if finding.cell("code").starts_with('G') {
            let theirs = usize::from(finding.cell("left_id").is_empty());
            gaps[theirs] += 1;
            if gaps[theirs] > GAPS {
                made.left_out += 1;
                continue;
            }
        }
        rows.push(one(of, finding, proposal, &open));
    }
    rows.sort_by_key(|(at, _)| *at);
    made.rows = rows.into_iter().map(|(_, row)| row).collect();
    made
}

/// A row of the file of findings.
struct Finding<'a> {
    row: &'a [String],
}

impl Finding<'_> {
    fn cell(&self, name: &str) -> &str {
        let at = FINDING_COLUMNS.iter().position(|c| *c == name);
        at.and_then(|i| self.row.get(i)).map_or("", |c| c.trim())
    }
}

/// The comment on a finding, and the place of its clause in the draft; what concerns the whole comes last.
fn one(
    of: &Commented<'_>,
    finding: &Finding<'_>,
    proposal: &Proposal,
    all: &[Finding<'_>],
) -> (usize, [String; 8]) {
    let other = of.others.iter().find(|d| d.name == finding.cell("right_draft"));
    let name = other.map_or_else(|| finding.cell("right_draft").to_owned(), short);
    let general = finding.cell("left_id").is_empty();
    let unit = |id: &str| of.draft.units.iter().position(|u| u.id == id);
    let at = if general {
        other
            .and_then(|other| beside(other, finding, all))
            .and_then(|id| unit(&id))
    } else {
        unit(finding.cell("left_id"))
    };
    let clause = match at.and_then(|i| of.draft.units.get(i)) {
        Some(unit) => unit.citation.clone(),
        None if general => "General".to_owned(),
        None => finding.cell("left_citation").to_owned(),
    };
    let there = finding.cell("right_evidence");
    let quote = if there.is_empty() || there.chars().count() > QUOTE {
        String::new()
    } else {
        {
            let end = if there.ends_with(['.', '?', '!']) { "" } else { "." };
            format!(" There: \u{201c}{}\u{201d}{end}", quotable(there))
        }
    };
    let fill = |text: &str| {
        text.replace("{left}", finding.cell("left_citation"))
            .replace("{right}", finding.cell("right_citation"))
            .replace("{other}", &name)
    };
    let either = |usual: &str, special: &str| {
        let text = if general && !special.is_empty() {
            special
        } else {
            usual
        };
        fill(text)
    };
    let said = match either(&proposal.says, &proposal.says_general) {
        says if !says.is_empty() => says,
        _ => {
            let sides = [
                (of.draft.name.as_str(), "this document"),
                (finding.cell("right_draft"), name.as_str()),
            ];
            let message = sentence(&named(finding.cell("message"), sides));
            let place = match finding.cell("right_citation") {
                "" => String::new(),
                citation => format!(" Compare {citation} of {name}."),
            };
            format!("{} {message}{place}", sentence(finding.cell("finding")))
        }
    };
    let sides = [
        (of.draft.name.as_str(), "this document"),
        (finding.cell("right_draft"), name.as_str()),
    ];
    let question = match other.and_then(|o| Some((short(o), dead(o)?))) {
        Some((other, status)) => {
            format!("{other} is {status} and binds nobody: is what it asks worth taking over?")
        }
        None => sentence(&named(finding.cell("question"), sides)),
    };
    let mark = if finding.cell("status") == "open" {
        CHECK
    } else {
        ""
    };
    let comment = [mark, said.trim(), question.as_str()]
        .into_iter()
        .filter(|s| !s.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let change = either(&proposal.change, &proposal.general) + &quote;
    let row = [
        of.member.to_owned(),
        String::new(),
        clause,
        String::new(),
        if at.is_none() && general {
            "ge"
        } else {
            &proposal.r#type
        }
        .to_owned(),
        format!("{comment} ({})", finding.cell("code")),
        change,
        String::new(),
    ];
    (at.unwrap_or(usize::MAX), row)
}

/// The unit of the commented draft beside which something belongs that only the other has: what corresponds to the nearest
/// clause there, among its siblings.
fn beside(other: &Draft, finding: &Finding<'_>, all: &[Finding<'_>]) -> Option<String> {
    let place = |id: &str| other.units.iter().position(|u| u.id == id);
    let here = place(finding.cell("right_id"))?;
    let article = |id: &str| id.split('/').next().unwrap_or_default().to_owned();
    let own = article(finding.cell("right_id"));
    let near = all.iter().filter(|f| {
        let (left, right) = (f.cell("left_id"), f.cell("right_id"));
        !left.is_empty() && !right.is_empty() && article(right) == own
    });
    near.filter_map(|f| Some((place(f.cell("right_id"))?.abs_diff(here), f.cell("left_id"))))
        .min()
        .map(|(_, id)| id.to_owned())
}

/// A text that begins with a capital letter and ends as a sentence does.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let end = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    first.to_uppercase().chain(chars).collect::<String>() + end
}

/// The template as CSV without a byte-order mark: a line with date, document and project, then the table.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn csv(of: &Commented<'_>, findings: &FindingSheet) -> Result<String> {
    let head = header(of);
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    let table = std::iter::once(COLUMNS.map(str::to_owned)).chain(comments(of, findings).rows);
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
    let made = comments(of, findings);
    for row in made.rows {
        table.row(row);
    }
    document.table(&table);
    if made.left_out > 0 {
        document.add(
            Style::Small,
            format!(
                "{} more provisions that only one of the two documents has are not commented on here: clausewise check lists \
                 them.",
                made.left_out
            ),
        );
    }
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
