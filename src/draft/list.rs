//! A requirement list is a draft already: each row is a clause and exactly one unit.

use rustc_hash::FxHashMap;

use super::{Clause, ClauseId, Draft, Force, Identity, StyleChoice, Unit, whole_file};
use crate::read::{Row, Source};

/// Builds the draft; see [`Draft::from_list`].
pub(super) fn draft(source: &Source, name: &str) -> Draft {
    let row_of: FxHashMap<&str, usize> = source
        .rows
        .iter()
        .enumerate()
        .map(|(i, r)| (r.id.as_str(), i))
        .collect();
    let mut clauses = vec![root()];
    let mut units = Vec::with_capacity(source.rows.len());
    for (i, row) in source.rows.iter().enumerate() {
        let id = ClauseId(clauses.len() as u32);
        // A row may name a later row as its parent: the id is known before the clause is, because rows and
        // clauses run in step. A row that names itself has no parent.
        let above = row_of.get(row.parent.as_str()).copied().filter(|&p| p != i);
        let parent = above.map_or(ClauseId::ROOT, |p| ClauseId(p as u32 + 1));
        clauses.push(clause(row, parent));
        units.push(Unit {
            id: row.id.clone(),
            citation: row.id.clone(),
            title: row.title.clone(),
            parent: above.map_or_else(|| row.parent.clone(), |p| heading_of(&source.rows[p])),
            text: row.text.clone(),
            chapeau: String::new(),
            clause: id,
            force: Force::Normative,
            place: row.place.clone(),
        });
    }
    for i in 1..clauses.len() {
        let parent = clauses[i].parent;
        clauses[parent.index()].children.push(ClauseId(i as u32));
    }
    Draft {
        name: name.to_owned(),
        file: source.name.clone(),
        format: source.format,
        hash: source.hash.clone(),
        identity: Identity::default(),
        style: StyleChoice {
            grammar: "requirement-list".to_owned(),
            evidence: vec!["rows with id, title, text, parent".to_owned()],
            runner_up: None,
            given: false,
        },
        clauses,
        units,
        definitions: Vec::new(),
        references: Vec::new(),
        comments: source.comments.clone(),
        revisions: source.revisions,
        diagnostics: source.diagnostics.clone(),
    }
}

fn heading_of(row: &Row) -> String {
    if row.title.is_empty() {
        row.text.clone()
    } else {
        row.title.clone()
    }
}

fn root() -> Clause {
    Clause {
        parent: ClauseId::ROOT,
        children: Vec::new(),
        kind: "draft".to_owned(),
        label: String::new(),
        number: String::new(),
        heading: String::new(),
        heading_first: false,
        text: String::new(),
        path: String::new(),
        citation: String::new(),
        force: Force::Normative,
        groups: true,
        place: whole_file(),
        certainty: None,
    }
}

fn clause(row: &Row, parent: ClauseId) -> Clause {
    Clause {
        parent,
        kind: "requirement".to_owned(),
        label: row.id.clone(),
        number: row.id.clone(),
        heading: row.title.clone(),
        text: row.text.clone(),
        path: row.id.clone(),
        citation: row.id.clone(),
        groups: false,
        place: row.place.clone(),
        ..root()
    }
}
