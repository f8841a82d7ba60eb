//! How well a crosswalk reproduces a published one, as JSON.

use serde_json::{Map, Value, json};

use super::json;
use crate::Result;
use crate::report::score::ScoreView;
use crate::score::Change;

/// The `format` field.
pub const SCORE: &str = "clausewise-score";

/// Figures with their intervals, relations, and every row that another crosswalk has better or worse.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn json(view: &ScoreView<'_>) -> Result<String> {
    let before = view
        .other
        .as_ref()
        .map(|o| o.judged.figures())
        .unwrap_or_default();
    let mut figures = Map::new();
    for (figure, value) in view.judged.figures() {
        let mut of = json!({ "value": value, "interval": json::to_value(&view.intervals.get(&figure))? });
        if let (Some(other), Some(theirs)) = (&view.other, before.get(&figure)) {
            of["before"] = json!(theirs);
            of["difference"] = json::to_value(&other.differences.get(&figure))?;
        }
        figures.insert(figure.code().to_owned(), of);
    }
    let mut all = json!({
        "format": SCORE,
        "version": json::VERSION,
        "left_units": view.read.case.gold.len(),
        "pairs": view.read.case.gold.values().map(std::collections::BTreeMap::len).sum::<usize>(),
        "gaps": view.read.case.gaps.each_ref().map(std::collections::BTreeSet::len),
        "unknown": view.read.unknown,
        "figures": figures,
        "relations": json::to_value(&view.judged.relations())?,
    });
    if let Some(other) = &view.other {
        let rows: Vec<Value> = other.changes.iter().map(|c| change(view, c)).collect();
        all["compared_with"] = json!(other.name);
        all["changes"] = json!(rows);
    }
    json::pretty(&all)
}

fn change(view: &ScoreView<'_>, change: &Change) -> Value {
    let id = |side: usize, at: usize| view.read.ids[side].get(at);
    let codes = change.relation.map(|r| r.map(crate::crosswalk::Relation::code));
    json!({
        "left_id": id(0, change.left),
        "right_id": id(1, change.right),
        "rank": word(change.rank()),
        "place_before": change.place[0],
        "place": change.place[1],
        "relation": word(change.typing()),
        "relation_before": codes[0],
        "relation_now": codes[1],
        "relation_published": change.published.map(crate::crosswalk::Relation::code),
    })
}

fn word(better: crate::score::Better) -> &'static str {
    match better {
        crate::score::Better::Better => "better",
        crate::score::Better::Worse => "worse",
        crate::score::Better::Same => "same",
    }
}
