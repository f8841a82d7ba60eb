//! A crosswalk as an OSCAL 1.2.1 mapping collection.
//!
//! Ids become tokens ([`super::token`]); what OSCAL has no field for stands in properties of our own namespace, so that
//! reading the file back gives every cell of ours again. UUIDs are version 5, made from the content: the same crosswalk
//! gives the same file.

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::about::{About, Pair, latest_day, pairs, reviewed};
use super::json::pretty;
use super::token;
use crate::crosswalk::{Rationale, Relation};
use crate::finding::rule;
use crate::review::{COLUMNS, Row, Sheet, Side, Status};
use crate::{Error, Result};

/// Whose properties these are.
pub const NAMESPACE: &str = "urn:x-clausewise:crosswalk";
/// The version of OSCAL that is written.
pub const VERSION: &str = "1.2.1";
/// The property that holds a row without counterpart, as JSON.
pub const GAP: &str = "no-counterpart";

/// The columns that stand elsewhere than in the properties of a map, and the wording, which stands in the catalogues.
const ELSEWHERE: [&str; 11] = [
    "left_text",
    "right_text",
    "note",
    "left_draft",
    "right_draft",
    "left_id",
    "right_id",
    "left_citation",
    "right_citation",
    "left_hash",
    "right_hash",
];

/// The crosswalk as a mapping collection: a mapping for each pair of drafts that has correspondences.
///
/// # Errors
/// A crosswalk without any correspondence: OSCAL wants one at least.
pub fn json(drafts: &[About], sheet: &Sheet) -> Result<String> {
    let drafts = About::all(drafts, sheet);
    let pairs: Vec<Pair<'_>> = pairs(&drafts, sheet)
        .into_iter()
        .filter(|p| p.rows.iter().any(|r| is_link(r)))
        .collect();
    if pairs.is_empty() {
        return Err(
            Error::new("OSCAL holds no crosswalk without a single correspondence")
                .help("write .csv or .json"),
        );
    }
    let mappings: Vec<Value> = pairs.iter().map(mapping).collect();
    let links: Vec<&Row> = sheet.rows.iter().filter(|r| is_link(r)).collect();
    let titles: Vec<&str> = drafts.iter().map(About::title).collect();
    let day = latest_day(&drafts, sheet).unwrap_or_else(|| "1970-01-01".to_owned());
    let collection = json!({
        "metadata": {
            "title": line(&format!("Crosswalk of {}", titles.join(" and "))),
            "last-modified": format!("{day}T00:00:00Z"),
            "version": "1",
            "oscal-version": VERSION,
            "props": [prop("tool", concat!("clausewise ", env!("CARGO_PKG_VERSION")))],
            "remarks": "Dated by the latest day of review or date of a draft, not by the clock.",
        },
        "provenance": {
            "method": method(&links),
            "matching-rationale": rationale(&links),
            "status": if links.iter().all(|r| r.reviewed()) { "complete" } else { "draft" },
            "mapping-description": reviewed(&links),
        },
        "mappings": mappings,
    });
    let mut collection = collection;
    collection["uuid"] = uuid(&collection.to_string());
    pretty(&json!({ "mapping-collection": collection }))
}

fn mapping(pair: &Pair<'_>) -> Value {
    let (links, gaps): (Vec<&Row>, Vec<&Row>) = pair.rows.iter().partition(|r| is_link(r));
    let mut mapping = json!({
        "method": method(&links),
        "matching-rationale": rationale(&links),
        "status": if links.iter().all(|r| r.reviewed()) { "complete" } else { "draft" },
        "mapping-description": reviewed(&links),
        "source-resource": resource(pair.left),
        "target-resource": resource(pair.right),
        "maps": links.iter().enumerate().map(|(i, r)| map(r, i)).collect::<Vec<_>>(),
    });
    for (key, side) in [
        ("source-gap-summary", (|r| &r.left) as fn(&Row) -> &Side),
        ("target-gap-summary", |r| &r.right),
    ] {
        let ids: Vec<String> = gaps
            .iter()
            .map(|r| side(r))
            .filter(|s| !s.is_empty())
            .map(|s| token::encode(&s.id))
            .collect();
        if !ids.is_empty() {
            let about = format!("{} {} {key} {}", pair.left.name, pair.right.name, ids.join(" "));
            mapping[key] = json!({ "uuid": uuid(&about), "unmapped-controls": [{ "with-ids": ids }] });
        }
    }
    if !gaps.is_empty() {
        mapping["props"] = gaps.iter().map(|r| prop(GAP, &cells(r))).collect();
    }
    mapping["uuid"] = uuid(&mapping.to_string());
    mapping
}

fn resource(draft: &About) -> Value {
    let mut props = vec![prop("draft", &draft.name)];
    props.extend(draft.known().into_iter().map(|(name, value)| prop(name, value)));
    let named = if draft.file.is_empty() {
        &draft.name
    } else {
        &draft.file
    };
    json!({ "type": "catalog", "href": href(named), "props": props })
}

fn map(row: &Row, at: usize) -> Value {
    let relation = row.relation.trim().parse::<Relation>().ok();
    let rejected = row.status() == Some(Status::Rejected);
    let mut props = Vec::new();
    for column in COLUMNS.iter().filter(|c| !ELSEWHERE.contains(c)) {
        let cell = row.cell(column).unwrap_or_default();
        if !cell.is_empty() {
            props.push(prop(column, cell));
        }
    }
    let mut map = json!({
        "relationship": match relation {
            _ if rejected => "no-relationship",
            Some(Relation::Equal) if row.rationale == Rationale::Syntactic.code() => "equal-to",
            Some(Relation::Equal) => "equivalent-to",
            Some(other) => other.code(),
            // The weakest that OSCAL has; the property `relation` is missing then.
            None => "intersects-with",
        },
        "sources": [item(&row.left)],
        "targets": [item(&row.right)],
    });
    if let Ok(rationale) = row.rationale.trim().parse::<Rationale>() {
        map["matching-rationale"] = rationale.code().into();
    }
    if let Some(share) = share(&row.confidence) {
        map["confidence-score"] = json!({ "percentage": share });
    }
    if !row.note.is_empty() {
        map["remarks"] = row.note.as_str().into();
    }
    // Of all findings this one alone says that no practice can meet both sides.
    if row.findings.split([';', ',', ' ']).any(|c| c.trim() == "C201") {
        let name = rule("C201").map_or("", |r| r.name);
        map["qualifiers"] = json!([{
            "subject": "both",
            "predicate": "has-incompatibility",
            "category": "blocked",
            "description": format!("C201: {name}"),
        }]);
    }
    if !props.is_empty() {
        map["props"] = props.into();
    }
    map["uuid"] = uuid(&format!("{} {} {at} {map}", row.left.draft, row.right.draft));
    map
}

fn item(side: &Side) -> Value {
    let mut props = Vec::new();
    for (name, cell) in [
        ("id", &side.id),
        ("citation", &side.citation),
        ("hash", &side.hash),
    ] {
        if !cell.is_empty() {
            props.push(prop(name, cell));
        }
    }
    json!({ "type": "statement", "id-ref": token::encode(&side.id), "props": props })
}

/// A property of ours. OSCAL's values are single lines without white space around them: others stand as JSON strings.
fn prop(name: &str, value: &str) -> Value {
    let name = name.replace('_', "-");
    if is_line(value) && !value.starts_with('"') {
        return json!({ "name": name, "ns": NAMESPACE, "value": value });
    }
    json!({ "name": name, "ns": NAMESPACE, "value": Value::from(value).to_string(), "class": "json" })
}

fn is_line(value: &str) -> bool {
    // What the schema's patterns take for white space and for the end of a line depends on who runs them.
    !value.is_empty()
        && value.trim() == value
        && !value
            .chars()
            .any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
}

/// A row as JSON, without its empty cells and without wording.
fn cells(row: &Row) -> String {
    let filled = COLUMNS
        .iter()
        .filter_map(|c| Some((*c, row.cell(c)?)))
        .filter(|(c, cell)| !cell.is_empty() && !matches!(*c, "left_text" | "right_text"));
    let map: Map<String, Value> = filled.map(|(c, cell)| (c.to_owned(), cell.into())).collect();
    Value::Object(map).to_string()
}

fn is_link(row: &Row) -> bool {
    !row.left.is_empty() && !row.right.is_empty()
}

fn method(links: &[&Row]) -> &'static str {
    match links.iter().filter(|r| r.reviewed()).count() {
        0 => "automation",
        // A row without a score was made by a person.
        n if n == links.len() && links.iter().all(|r| r.score.is_empty()) => "human",
        _ => "hybrid",
    }
}

/// The strictest rationale that all rows meet: one by meaning among many by wording makes it semantic.
fn rationale(links: &[&Row]) -> &'static str {
    let said = links
        .iter()
        .filter_map(|r| r.rationale.trim().parse::<Rationale>().ok());
    said.max().unwrap_or(Rationale::Semantic).code()
}

/// A cell that is a number from 0 to 1.
pub(super) fn share(cell: &str) -> Option<f64> {
    cell.trim().parse().ok().filter(|p| (0.0..=1.0).contains(p))
}

fn uuid(about: &str) -> Value {
    let ours = Uuid::new_v5(&Uuid::NAMESPACE_OID, NAMESPACE.as_bytes());
    Uuid::new_v5(&ours, about.as_bytes()).to_string().into()
}

/// A file name as a relative reference of RFC 3986.
pub(super) fn href(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    for byte in file.bytes() {
        match byte {
            b'\\' => out.push('/'),
            b if b.is_ascii_alphanumeric() || b"-._~/".contains(&b) => out.push(char::from(b)),
            b => out.push_str(&format!("%{b:02X}")),
        }
    }
    out
}

/// White space of any kind as single spaces.
fn line(text: &str) -> String {
    crate::crosswalk::normalised(text)
}
