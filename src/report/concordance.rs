//! Concordance tables: which clauses of one draft answer to which of the other, in both directions; or as European
//! standards print in Annex ZA how their clauses map to a legal act.

use std::collections::BTreeMap;

use super::briefing::capital;
use super::paper::{Paper, Table, plain, strong};
use super::results::{DISCLAIMER, Pair, Results, short};
use crate::crosswalk::{Band, Relation};
use crate::draft::{Draft, Force, Unit};
#[cfg(feature = "xlsx")]
use crate::export::xlsx::{Column, Tab};
use crate::review::Row;

/// How the table is laid out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Template {
    /// Both directions, with relation and status.
    #[default]
    Both,
    /// Legal requirement, clauses of the standard, remarks: one direction, from the act to the standard.
    AnnexZa,
}

/// A table of one direction.
struct Direction {
    title: String,
    heads: Vec<(String, u32)>,
    rows: Vec<Vec<String>>,
}

/// The tables as a paper.
pub fn paper(results: &Results<'_>, template: Template) -> Paper {
    let mut paper = Paper {
        title: format!("Concordance: {}", results.heading()),
        footer: format!("{}. {DISCLAIMER}", capital(&results.reviewed())),
        ..Paper::default()
    };
    paper.text(vec![
        strong(format!("{}.", capital(&results.reviewed()))),
        plain(format!(
            " {DISCLAIMER} A clause beside another says that the two correspond, not that meeting one meets the other."
        )),
    ]);
    for direction in directions(results, template) {
        paper.heading(1, direction.title);
        let heads: Vec<(&str, u32)> = direction.heads.iter().map(|(h, w)| (h.as_str(), *w)).collect();
        let mut table = Table::of(&heads);
        table.rows = direction
            .rows
            .into_iter()
            .map(|row| row.into_iter().map(|cell| vec![plain(cell)]).collect())
            .collect();
        paper.table(table);
    }
    paper.heading(1, "Sources and method");
    for draft in results.drafts {
        let facts = super::identity::facts(draft);
        let said: Vec<String> = facts
            .iter()
            .skip(1)
            .map(|(name, value)| format!("{} {value}", name.to_lowercase()))
            .collect();
        paper.item(vec![
            strong(short(draft)),
            plain(format!(": {}", said.join(", "))),
        ]);
    }
    for sentence in results.method() {
        paper.item(vec![plain(sentence)]);
    }
    paper
}

/// The tables as sheets.
#[cfg(feature = "xlsx")]
pub fn tabs(results: &Results<'_>, template: Template) -> Vec<Tab> {
    let mut tabs: Vec<Tab> = directions(results, template)
        .into_iter()
        .enumerate()
        .map(|(i, direction)| Tab {
            name: format!("table {}", i + 1),
            columns: direction
                .heads
                .iter()
                .map(|(head, share)| Column::new(head, u16::try_from(share * 8).unwrap_or(40)))
                .collect(),
            rows: direction.rows,
            frozen: 1,
        })
        .collect();
    tabs.push(super::workbook::method(results));
    tabs
}

fn directions(results: &Results<'_>, template: Template) -> Vec<Direction> {
    let mut found = Vec::new();
    for pair in results.all() {
        let (left, right) = (pair.left, pair.right);
        match template {
            Template::Both => {
                found.push(one(&pair, left, right, results.wording));
                found.push(one(&pair, right, left, results.wording));
            }
            Template::AnnexZa => {
                // The act is what binds, wherever it was named; the left draft where that does not tell.
                let binds = |d: &Draft| d.identity.nature.as_deref() == Some("binding");
                let turned = binds(right) && !binds(left);
                let (act, standard) = if turned { (right, left) } else { (left, right) };
                found.push(annex(&pair, act, standard));
            }
        }
    }
    found
}

/// The citations of a draft's units by their ids. Where two units are cited alike, each says what it stands in.
fn citations(draft: &Draft) -> BTreeMap<&str, String> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for unit in &draft.units {
        *seen.entry(&unit.citation).or_default() += 1;
    }
    let full = |unit: &Unit| {
        let mut name = unit.citation.clone();
        if seen.get(name.as_str()).is_some_and(|n| *n > 1) {
            let above = draft.clause(draft.clause(unit.clause).parent);
            match above.citation.trim() {
                "" if unit.id != unit.citation => name = format!("{name} ({})", unit.id),
                "" => {}
                above => name = format!("{name} ({above})"),
            }
        }
        name
    };
    draft.units.iter().map(|u| (u.id.as_str(), full(u))).collect()
}

/// What answers to each unit of a draft.
fn answers<'p>(
    pair: &'p Pair<'_>,
    from: &Draft,
    id: &str,
    names: &BTreeMap<&str, String>,
) -> Vec<(String, &'p Row)> {
    pair.links()
        .filter_map(|row| {
            let sides = [(&row.left, &row.right), (&row.right, &row.left)];
            let (_, to) = sides
                .into_iter()
                .find(|(own, _)| own.draft == from.name && own.id == id)?;
            let name = names.get(to.id.as_str()).unwrap_or(&to.citation);
            Some((name.clone(), row))
        })
        .collect()
}

fn one(pair: &Pair<'_>, from: &Draft, to: &Draft, wording: bool) -> Direction {
    let mut rows = Vec::new();
    let (own, theirs) = (citations(from), citations(to));
    for unit in from.units.iter().filter(|u| u.force == Force::Normative) {
        let title = if wording {
            unit.title.clone()
        } else {
            String::new()
        };
        let all = answers(pair, from, &unit.id, &theirs);
        let name = own.get(unit.id.as_str()).unwrap_or(&unit.citation);
        if all.is_empty() {
            let row = [name.as_str(), &title, "no counterpart found", "", ""];
            rows.push(row.map(str::to_owned).to_vec());
        }
        for (citation, row) in all {
            let relation = match row.relation.parse::<Relation>() {
                // The relation is that of the row's left side to its right one.
                Ok(relation) if row.left.draft != from.name => relation.turned().code().to_owned(),
                _ => row.relation.clone(),
            };
            let sure = pair.band(row).map_or("", Band::code);
            let status = if row.reviewed() {
                row.status.clone()
            } else {
                format!("{} ({sure})", row.status)
            };
            rows.push(vec![name.clone(), title.clone(), citation, relation, status]);
        }
    }
    Direction {
        title: format!("From {} to {}", short(from), short(to)),
        heads: vec![
            (short(from), 3),
            ("Heading".to_owned(), 4),
            (short(to), 3),
            ("Relation".to_owned(), 2),
            ("Status".to_owned(), 2),
        ],
        rows,
    }
}

/// As a European standard prints it: a row for each requirement of the act, and what was not found said in the remarks.
fn annex(pair: &Pair<'_>, act: &Draft, standard: &Draft) -> Direction {
    let mut rows = Vec::new();
    let (own, theirs) = (citations(act), citations(standard));
    for unit in act.units.iter().filter(|u| u.force == Force::Normative) {
        let all = answers(pair, act, &unit.id, &theirs);
        let name = own.get(unit.id.as_str()).unwrap_or(&unit.citation);
        let clauses: Vec<&str> = all.iter().map(|(citation, _)| citation.as_str()).collect();
        let remarks: Vec<String> = all
            .iter()
            .map(|(citation, row)| {
                let relation = if row.relation.is_empty() {
                    "correspondence"
                } else {
                    &row.relation
                };
                let note = match row.note.trim() {
                    "" => String::new(),
                    note => format!("; {note}"),
                };
                format!("{citation}: {relation}, {}{note}", row.status)
            })
            .collect();
        let remarks = if all.is_empty() {
            "no counterpart found".to_owned()
        } else {
            remarks.join("\n")
        };
        rows.push(vec![name.clone(), clauses.join("; "), remarks]);
    }
    Direction {
        title: format!("Correspondence between {} and {}", short(standard), short(act)),
        heads: vec![
            (format!("Requirements of {}", short(act)), 4),
            (format!("Clause(s) of {}", short(standard)), 4),
            ("Remarks".to_owned(), 6),
        ],
        rows,
    }
}
