//! Mapping libraries of CISO Assistant.

use serde_json::Value;

use super::{Imported, Strange, empty, foreign, relation, yaml};
use crate::Result;
use crate::crosswalk::Rationale;
use crate::export::{ciso, remark};
use crate::review::{Row, Sheet, Side};

/// How our own URNs begin.
const OURS: &str = "urn:clausewise:";

pub(super) fn read(text: &str, name: &str) -> Result<Imported> {
    let library = yaml::parse(text, name)?;
    let objects = &library["objects"];
    let one = std::slice::from_ref(&objects["requirement_mapping_set"]);
    let many = objects["requirement_mapping_sets"].as_array();
    let mut rows = Vec::new();
    let mut strange = Strange::default();
    for set in many.map_or(one, Vec::as_slice) {
        for mapping in set["requirement_mappings"].as_array().into_iter().flatten() {
            rows.push(row(mapping, name, &mut strange));
        }
    }
    if rows.is_empty() {
        return Err(empty(name, "requirement_mappings in a requirement_mapping_set"));
    }
    Ok(Imported {
        format: "a mapping library of CISO Assistant",
        sheet: Sheet {
            extra: Vec::new(),
            rows,
        },
        notes: strange.notes(),
    })
}

fn row(mapping: &Value, name: &str, strange: &mut Strange) -> Row {
    let text = |key: &str| mapping[key].as_str().unwrap_or_default();
    let (left, right) = (text("source_requirement_urn"), text("target_requirement_urn"));
    let said = relation(text("relationship"));
    if said.is_none() {
        strange.seen(text("relationship"));
    }
    let (status, open, note) = remark::read(text("annotation"));
    let mut row = Row {
        left: side(left),
        right: side(right),
        relation: said
            .filter(|_| !open)
            .map(|r| r.code().to_owned())
            .unwrap_or_default(),
        rationale: text("rationale")
            .parse::<Rationale>()
            .map_or("", Rationale::code)
            .to_owned(),
        strength: text("strength_of_relationship").to_owned(),
        note: note.to_owned(),
        ..Row::default()
    };
    match status {
        Some(status) => status.code().clone_into(&mut row.status),
        None => foreign(&mut row, true, name, ""),
    }
    row
}

/// The unit of a URN: framework and requirement are its last two parts.
fn side(urn: &str) -> Side {
    let mut parts = urn.rsplitn(3, ':');
    let (local, framework) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let id = if urn.starts_with(OURS) {
        ciso::id(local)
    } else {
        None
    };
    Side {
        draft: framework.to_owned(),
        id: id.unwrap_or_else(|| local.to_owned()),
        ..Side::default()
    }
}
