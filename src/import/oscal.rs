//! Mapping collections of OSCAL.

use serde_json::Value;

use super::{Imported, Strange, empty, foreign, relation};
use crate::crosswalk::{Rationale, Relation};
use crate::export::oscal;
use crate::review::{COLUMNS, Row, Sheet, Side};
use crate::{Error, Result};

/// Most rows that one file may give: a map of many sources to many targets gives their product.
const MOST: usize = 1_000_000;

pub(super) fn read(text: &str, name: &str) -> Result<Imported> {
    let value: Value = serde_json::from_str(text).map_err(|e| {
        Error::new("not valid JSON")
            .at(format!("{name}, line {}", e.line()))
            .help("check that the file was saved completely")
    })?;
    let collection = &value["mapping-collection"];
    let mut rows = Vec::new();
    let mut strange = Strange::default();
    for mapping in list(&collection["mappings"]) {
        let method = text_of(&mapping["method"]).or(text_of(&collection["provenance"]["method"]));
        let of = Mapping {
            by_person: method != Some("automation"),
            ours: ours(&mapping["source-resource"], "draft").is_some(),
            drafts: ["source-resource", "target-resource"].map(|side| draft(&mapping[side])),
            name,
        };
        for map in list(&mapping["maps"]) {
            of.map(map, &mut rows, &mut strange)?;
        }
        for prop in list(&mapping["props"]) {
            if is_ours(prop) && text_of(&prop["name"]) == Some(oscal::GAP) {
                rows.extend(value_of(prop).and_then(|cells| gap(&cells)));
            }
        }
    }
    if rows.is_empty() {
        return Err(empty(name, "map in its mappings"));
    }
    Ok(Imported {
        format: "an OSCAL mapping collection",
        sheet: Sheet {
            extra: Vec::new(),
            rows,
        },
        notes: strange.notes(),
    })
}

/// The name of a draft: as we wrote it, else the stem of its file.
fn draft(resource: &Value) -> String {
    ours(resource, "draft").unwrap_or_else(|| {
        let href = text_of(&resource["href"]).unwrap_or_default();
        let file = href.rsplit('/').next().unwrap_or(href);
        file.split('.').next().unwrap_or(file).to_owned()
    })
}

struct Mapping<'a> {
    by_person: bool,
    ours: bool,
    drafts: [String; 2],
    name: &'a str,
}

impl Mapping<'_> {
    fn map(&self, map: &Value, rows: &mut Vec<Row>, strange: &mut Strange) -> Result<()> {
        let (sources, targets) = (list(&map["sources"]), list(&map["targets"]));
        let word = text_of(&map["relationship"]).unwrap_or_default();
        let said = relation(word);
        if said.is_none() {
            strange.seen(word);
        }
        let many = sources.len() > 1 || targets.len() > 1;
        for source in sources {
            for target in targets {
                if rows.len() >= MOST {
                    return Err(Error::new("the product of its sources and targets is too large")
                        .at(self.name)
                        .help("give a mapping collection with one source and one target in each map"));
                }
                let mut row = Row {
                    left: self.side(source, 0),
                    right: self.side(target, 1),
                    note: text_of(&map["remarks"]).unwrap_or_default().to_owned(),
                    ..Row::default()
                };
                if self.ours {
                    for column in COLUMNS {
                        if let (Some(value), Some(cell)) = (ours(map, column), row.cell_mut(column)) {
                            *cell = value;
                        }
                    }
                } else {
                    self.take(map, &mut row);
                    let part = said.map(|r| of_part(r, sources.len(), targets.len()));
                    row.relation = part.map(|r| r.code().to_owned()).unwrap_or_default();
                    let how = if many { "one of several in one map" } else { "" };
                    foreign(&mut row, self.by_person, self.name, how);
                }
                rows.push(row);
            }
        }
        Ok(())
    }

    /// The fields of OSCAL's own.
    fn take(&self, map: &Value, row: &mut Row) {
        let rationale = text_of(&map["matching-rationale"]).and_then(|r| r.parse::<Rationale>().ok());
        row.rationale = rationale.map(|r| r.code().to_owned()).unwrap_or_default();
        let share = map["confidence-score"]["percentage"].as_f64();
        if let Some(share) = share.filter(|p| (0.0..=1.0).contains(p)) {
            row.confidence = share.to_string();
        }
    }

    fn side(&self, item: &Value, which: usize) -> Side {
        let written = text_of(&item["id-ref"]).unwrap_or_default();
        let id = ours(item, "id").unwrap_or_else(|| written.to_owned());
        Side {
            draft: self.drafts[which].clone(),
            id,
            citation: ours(item, "citation").unwrap_or_default(),
            text: String::new(),
            hash: ours(item, "hash").unwrap_or_default(),
        }
    }
}

/// What holds for one source and one target where a map relates several: that many together are within one says that
/// each of them is; that they are equal does not.
fn of_part(relation: Relation, sources: usize, targets: usize) -> Relation {
    match (relation, sources > 1, targets > 1) {
        (Relation::Equal, true, false) => Relation::SubsetOf,
        (Relation::Equal, false, true) => Relation::SupersetOf,
        (Relation::Equal, true, true) => Relation::IntersectsWith,
        (Relation::SubsetOf, _, true) | (Relation::SupersetOf, true, _) => Relation::IntersectsWith,
        _ => relation,
    }
}

fn gap(cells: &str) -> Option<Row> {
    let cells: Value = serde_json::from_str(cells).ok()?;
    let mut row = Row::default();
    for column in COLUMNS {
        if let (Some(value), Some(cell)) = (text_of(&cells[column]), row.cell_mut(column)) {
            value.clone_into(cell);
        }
    }
    (!row.left.is_empty() || !row.right.is_empty()).then_some(row)
}

/// The value of a property of our namespace.
fn ours(of: &Value, name: &str) -> Option<String> {
    let name = name.replace('_', "-");
    let all = list(&of["props"]);
    let found = all
        .iter()
        .find(|p| is_ours(p) && text_of(&p["name"]) == Some(name.as_str()))?;
    value_of(found)
}

fn value_of(prop: &Value) -> Option<String> {
    let value = text_of(&prop["value"])?;
    match text_of(&prop["class"]) {
        Some("json") => serde_json::from_str(value).ok(),
        _ => Some(value.to_owned()),
    }
}

fn is_ours(prop: &Value) -> bool {
    text_of(&prop["ns"]) == Some(oscal::NAMESPACE)
}

fn text_of(value: &Value) -> Option<&str> {
    value.as_str()
}

/// A list; a single value stands for a list of one.
fn list(value: &Value) -> &[Value] {
    match value {
        Value::Array(all) => all,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}
