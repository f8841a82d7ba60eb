//! SSSOM: a table with a header in YAML behind `#`.

use super::{Imported, Strange, empty, foreign};
use crate::crosswalk::Relation;
use crate::export::{sssom, token};
use crate::review::{Row, Sheet, Side, Status, Table};
use crate::{Error, Result};

pub(super) fn read(text: &str, name: &str) -> Result<Imported> {
    let header: Vec<&str> = text.lines().take_while(|l| l.starts_with('#')).collect();
    let tool = format!("mapping_tool: {}", sssom::TOOL);
    let is_ours = header
        .iter()
        .any(|l| l.trim_start_matches(['#', ' ']).replace('"', "") == tool);
    let header = header.len();
    let mut rest = text;
    for _ in 0..header {
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
    }
    let mut table = Table::read(rest.as_bytes(), name)?;
    for record in &mut table.records {
        record.line += header as u64;
    }
    let column = |n: &str| table.column(n);
    let (Some(subject), Some(predicate), Some(object)) =
        (column("subject_id"), column("predicate_id"), column("object_id"))
    else {
        return Err(
            Error::new("it has no columns subject_id, predicate_id and object_id")
                .at(format!("{name}, line {}", header + 1))
                .help("SSSOM is a table, tabs between its columns, with these names"),
        );
    };
    let others = [
        "predicate_modifier",
        "subject_label",
        "object_label",
        "mapping_justification",
        "confidence",
        "reviewer_label",
        "review_date",
        "comment",
        "other",
        "mapping_tool",
    ]
    .map(column);
    let mut strange = Strange::default();
    let mut rows = Vec::new();
    for record in &table.records {
        let cell = |at: usize| record.cell(at);
        let [
            not,
            left,
            right,
            why,
            confidence,
            reviewer,
            day,
            comment,
            other,
            tool,
        ] = others.map(|at| at.map_or("", cell));
        let mut row = Row {
            line: record.line,
            left: side(cell(subject), left),
            right: side(cell(object), right),
            confidence: confidence.to_owned(),
            reviewer: unescape(reviewer),
            reviewed_on: day.to_owned(),
            note: comment.to_owned(),
            ..Row::default()
        };
        if is_ours || tool == sssom::TOOL {
            ours(&mut row, other);
        } else {
            let word = cell(predicate).trim();
            let relation = relation(word);
            if relation.is_none() {
                strange.seen(word);
            }
            let not = not.eq_ignore_ascii_case("not");
            let relation = if not && relation == Some(Relation::IntersectsWith) {
                Some(Relation::NoRelationship)
            } else {
                relation
            };
            row.relation = relation.map(|r| r.code().to_owned()).unwrap_or_default();
            let why = why.trim();
            let by_person = why.ends_with(":ManualMappingCuration") || why.ends_with(":MappingReview");
            foreign(&mut row, by_person, name, why);
            if not && relation != Some(Relation::NoRelationship) {
                Status::Rejected.code().clone_into(&mut row.status);
            }
            // A row without counterpart that nobody decided says nothing that a run does not find again.
            if row.left.is_empty() || row.right.is_empty() {
                continue;
            }
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(empty(name, "row below its header"));
    }
    Ok(Imported {
        format: "an SSSOM mapping set",
        sheet: Sheet {
            extra: Vec::new(),
            rows,
        },
        notes: strange.notes(),
    })
}

/// A term as a side: the whole CURIE where its local part is no token of ours.
fn side(term: &str, label: &str) -> Side {
    let term = term.trim();
    let (prefix, local) = match term {
        sssom::NOTHING => ("", ""),
        term => term.split_once(':').unwrap_or(("", term)),
    };
    Side {
        draft: prefix.to_owned(),
        id: local.to_owned(),
        citation: label.to_owned(),
        ..Side::default()
    }
}

/// What `other` says of a row of our own.
fn ours(row: &mut Row, other: &str) {
    for side in [&mut row.left, &mut row.right]
        .into_iter()
        .filter(|s| !s.is_empty())
    {
        side.id = token::decode(&side.id).unwrap_or_else(|| side.id.clone());
    }
    for field in split(other) {
        let Some((column, value)) = field.split_once('=') else {
            continue;
        };
        if sssom::OTHER.contains(&column)
            && let Some(cell) = row.cell_mut(column)
        {
            value.clone_into(cell);
        }
    }
}

/// The parts between `|`, with what was escaped put back.
fn split(list: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = list.chars();
    while let Some(c) = chars.next() {
        match c {
            '|' => parts.push(String::new()),
            c => {
                let c = if c == '\\' { chars.next().unwrap_or(c) } else { c };
                if let Some(part) = parts.last_mut() {
                    part.push(c);
                }
            }
        }
    }
    parts
}

/// A list of names as people read it.
fn unescape(list: &str) -> String {
    split(list).join(", ")
}

/// The relation of a predicate, subject on the left: what is broader covers more.
fn relation(predicate: &str) -> Option<Relation> {
    let name = predicate.rsplit([':', '#', '/']).next().unwrap_or(predicate);
    Some(match name {
        "exactMatch" | "equivalentClass" | "equivalentProperty" | "sameAs" => Relation::Equal,
        "broadMatch" | "subClassOf" => Relation::SubsetOf,
        "narrowMatch" => Relation::SupersetOf,
        "relatedMatch" => Relation::IntersectsWith,
        _ => return None,
    })
}
