//! A crosswalk as SSSOM: a table of mappings between terms, with a header in YAML.
//!
//! A clause is a term here: its CURIE is a prefix for the draft and its id as a token ([`super::token`]). What SSSOM has
//! no column for stands in `other`. The wording of the clauses stays out: it belongs to the drafts.

use super::about::{About, day, latest_day, reviewed};
use super::oscal::share;
use super::{cell, token, yaml};
use crate::crosswalk::Relation;
use crate::review::{Row, Sheet, Side, Status};
use crate::{Error, Result};

/// The columns, in the order of the specification.
const COLUMNS: [&str; 14] = [
    "subject_id",
    "subject_label",
    "predicate_id",
    "predicate_modifier",
    "object_id",
    "object_label",
    "mapping_justification",
    "reviewer_label",
    "subject_source",
    "object_source",
    "confidence",
    "review_date",
    "comment",
    "other",
];

/// What stands where no counterpart was found.
pub const NOTHING: &str = "sssom:NoTermFound";
/// The tool that our files name.
pub const TOOL: &str = "clausewise";

/// Cells that `other` holds.
pub const OTHER: [&str; 13] = [
    "status",
    "relation",
    "strength",
    "rationale",
    "score",
    "findings",
    "evidence",
    "confidence",
    "reviewed_on",
    "left_draft",
    "right_draft",
    "left_hash",
    "right_hash",
];

/// The crosswalk as SSSOM TSV.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn tsv(drafts: &[About], sheet: &Sheet) -> Result<String> {
    let drafts = About::all(drafts, sheet);
    let prefixes = prefixes(&drafts);
    let mut writer = csv::WriterBuilder::new().delimiter(b'\t').from_writer(Vec::new());
    let failed = |e: csv::Error| Error::new(format!("cannot write TSV: {e}"));
    writer.write_record(COLUMNS).map_err(failed)?;
    for row in &sheet.rows {
        let cells = cells(row, &drafts, &prefixes);
        writer
            .write_record(cells.iter().map(|c| cell::guard(&cell::readable(c)).into_owned()))
            .map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|e| Error::new(format!("cannot write TSV: {}", e.error())))?;
    let table = String::from_utf8(bytes).map_err(|e| Error::new(format!("cannot write TSV: {e}")))?;
    Ok(header(&drafts, &prefixes, sheet, &table) + &table)
}

fn header(drafts: &[About], prefixes: &[String], sheet: &Sheet, table: &str) -> String {
    let mut curies = vec![
        ("semapv".to_owned(), "https://w3id.org/semapv/vocab/".to_owned()),
        (
            "skos".to_owned(),
            "http://www.w3.org/2004/02/skos/core#".to_owned(),
        ),
        ("sssom".to_owned(), "https://w3id.org/sssom/".to_owned()),
    ];
    for (draft, prefix) in drafts.iter().zip(prefixes) {
        let which = if draft.hash.is_empty() {
            prefix
        } else {
            &draft.hash
        };
        curies.push((prefix.clone(), format!("urn:x-clausewise:draft:{which}:")));
    }
    let rows: Vec<&Row> = sheet.rows.iter().collect();
    let mut about = format!("{}.", reviewed(&rows));
    for (draft, prefix) in drafts.iter().zip(prefixes) {
        about.push_str(&format!(" {prefix}: {}", draft.title()));
        let known: Vec<String> = draft.known().iter().map(|(n, v)| format!("{n} {v}")).collect();
        if !known.is_empty() {
            about.push_str(&format!(" ({})", known.join("; ")));
        }
        about.push('.');
    }
    let hash = crate::crosswalk::unit_hash(table);
    let mut out = String::new();
    let mut say = |text: String| {
        out.push_str("# ");
        out.push_str(&text);
        out.push('\n');
    };
    say("curie_map:".to_owned());
    curies.sort();
    for (prefix, iri) in &curies {
        say(format!("  {prefix}: {}", yaml::string(iri)));
    }
    say("license: https://w3id.org/sssom/license/unspecified".to_owned());
    if let Some(day) = latest_day(drafts, sheet) {
        say(format!("mapping_date: {}", yaml::string(&day)));
    }
    say(format!("mapping_set_description: {}", yaml::string(&about)));
    let id = hash.trim_start_matches("h:");
    // A URN would be taken for a CURIE; this is where SSSOM's own tools put sets without a name.
    say(format!("mapping_set_id: https://w3id.org/sssom/mappings/{id}"));
    say(format!("mapping_tool: {TOOL}"));
    out
}

fn cells(row: &Row, drafts: &[About], prefixes: &[String]) -> [String; 14] {
    let prefix = |side: &Side| {
        let at = drafts.iter().position(|d| d.name == side.draft);
        at.and_then(|i| prefixes.get(i)).map_or("", String::as_str)
    };
    let term = |side: &Side| {
        if side.is_empty() {
            NOTHING.to_owned()
        } else {
            format!("{}:{}", prefix(side), token::encode(&side.id))
        }
    };
    let label = |side: &Side| side.citation.clone();
    let status = row.status();
    let relation = row.relation.trim().parse::<Relation>().ok();
    let not = status == Some(Status::Rejected) || relation == Some(Relation::NoRelationship);
    let review_date = day(&row.reviewed_on).filter(|d| *d == row.reviewed_on);
    let confidence = share(&row.confidence).map(|_| row.confidence.clone());
    let mut other = Vec::new();
    for column in OTHER {
        let held = match column {
            "left_draft" => !row.left.is_empty() && prefix(&row.left) == row.left.draft,
            "right_draft" => !row.right.is_empty() && prefix(&row.right) == row.right.draft,
            "confidence" => confidence.is_some(),
            "reviewed_on" => review_date.is_some(),
            _ => false,
        };
        let cell = row.cell(column).unwrap_or_default();
        if !cell.is_empty() && !held {
            other.push(format!("{column}={}", escape(cell)));
        }
    }
    [
        term(&row.left),
        label(&row.left),
        predicate(relation).to_owned(),
        if not { "Not" } else { "" }.to_owned(),
        term(&row.right),
        label(&row.right),
        justification(row).to_owned(),
        escape(&row.reviewer),
        format!("{}:", prefix(&row.left)),
        format!("{}:", prefix(&row.right)),
        confidence.unwrap_or_default(),
        review_date.unwrap_or_default(),
        row.note.clone(),
        other.join("|"),
    ]
}

/// The predicate of a relation: what covers more is broader.
fn predicate(relation: Option<Relation>) -> &'static str {
    match relation {
        Some(Relation::Equal) => "skos:exactMatch",
        Some(Relation::SubsetOf) => "skos:broadMatch",
        Some(Relation::SupersetOf) => "skos:narrowMatch",
        Some(Relation::IntersectsWith | Relation::NoRelationship) => "skos:relatedMatch",
        // Says that they are linked, and not how.
        None => "skos:mappingRelation",
    }
}

fn justification(row: &Row) -> &'static str {
    let by_machine = !row.score.is_empty();
    match (row.reviewed(), by_machine, row.rationale.as_str()) {
        (true, false, _) => "semapv:ManualMappingCuration",
        (true, true, _) => "semapv:MappingReview",
        (false, _, "semantic") => "semapv:SemanticSimilarityThresholdMatching",
        (false, _, "syntactic") => "semapv:LexicalMatching",
        (false, ..) => "semapv:CompositeMatching",
    }
}

/// A prefix for each draft: its name in letters, digits, `_` and `-`, distinct.
fn prefixes(drafts: &[About]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for draft in drafts {
        let fit = |c: char| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        };
        let mut base: String = draft.name.chars().map(fit).collect();
        if !base.starts_with(|c: char| c.is_ascii_alphabetic()) {
            base.insert_str(0, "d_");
        }
        let taken = |name: &str, all: &[String]| {
            [
                "semapv", "skos", "sssom", "owl", "rdf", "rdfs", "urn", "http", "https",
            ]
            .contains(&name)
                || all.iter().any(|a| a == name)
        };
        let mut name = base.clone();
        let mut n = 2;
        while taken(&name, &all) {
            name = format!("{base}_{n}");
            n += 1;
        }
        all.push(name);
    }
    all
}

/// A value in a list that `|` separates.
fn escape(value: &str) -> String {
    value.replace('\\', "\\\\").replace('|', "\\|")
}
