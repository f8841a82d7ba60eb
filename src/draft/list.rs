//! A requirement list is a draft already: each row is a clause and exactly one unit.

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use super::{Clause, ClauseId, Draft, Force, Identity, StyleChoice, Unit};
use crate::read::{Row, Source};

/// Kinds of rows that are no requirements: what heads others, and what explains them.
const HEADING: &str = "heading";
const TEXT: &str = "text";

/// Builds the draft; see [`Draft::from_list`].
pub(super) fn draft(source: &Source, name: &str) -> Draft {
    let rows = &source.rows;
    let row_of: FxHashMap<&str, usize> = rows.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
    let above = parents(rows, &row_of);
    let mut holds = vec![false; rows.len()];
    for &parent in above.iter().flatten() {
        holds[parent] = true;
    }
    let mut paths = Paths::default();
    let mut clauses = vec![Clause::root()];
    let mut units = Vec::with_capacity(rows.len());
    for (i, row) in rows.iter().enumerate() {
        let id = ClauseId(clauses.len() as u32);
        // A row may name a later row as its parent: the id is known before the clause is, because rows and clauses run
        // in step.
        let parent = above[i].map_or(ClauseId::ROOT, |p| ClauseId(p as u32 + 1));
        // A row without text only heads the rows that stand in it.
        let groups = row.text.is_empty() && (holds[i] || row.kind == HEADING);
        clauses.push(Clause {
            parent,
            path: paths.of(&row.id),
            groups,
            ..clause(row, groups)
        });
        if groups || row.withdrawn || row.kind == TEXT {
            continue;
        }
        units.push(Unit {
            id: row.id.clone(),
            citation: row.id.clone(),
            title: row.title.clone(),
            parent: above[i].map_or_else(|| row.parent.clone(), |p| heading_of(&rows[p])),
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
        enclosed: Vec::new(),
        act: None,
        reserved: None,
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

/// Deepest nesting of rows; what stands deeper, or in itself, has no parent.
const DEEPEST: usize = 40;

/// The row that each row stands in.
fn parents(rows: &[Row], row_of: &FxHashMap<&str, usize>) -> Vec<Option<usize>> {
    let named: Vec<Option<usize>> = rows
        .iter()
        .map(|r| row_of.get(r.parent.as_str()).copied())
        .collect();
    let ends = |start: usize| {
        let mut at = start;
        (0..DEEPEST).any(|_| match named[at] {
            Some(up) => {
                at = up;
                false
            }
            None => true,
        })
    };
    (0..rows.len()).map(|i| named[i].filter(|_| ends(i))).collect()
}

/// Paths from a list's own ids, each given once.
#[derive(Default)]
struct Paths {
    used: FxHashSet<String>,
}

impl Paths {
    /// `GOVERN 1.1` is `govern-1.1`, and `AC-2(1)` is `ac-2/1`.
    fn of(&mut self, id: &str) -> String {
        let mut path = String::with_capacity(id.len());
        for c in id.nfkc().flat_map(char::to_lowercase) {
            match c {
                '(' | '[' | '/' => path.push('/'),
                ')' | ']' => {}
                c if c.is_alphanumeric() || ".-_&".contains(c) => path.push(c),
                _ => path.push('-'),
            }
        }
        let segments = path.split('/').map(|s| s.trim_matches(['-', '.']));
        let words = |s: &str| {
            s.split('-')
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join("-")
        };
        let path = segments
            .map(words)
            .filter(|s| !s.is_empty())
            .collect::<Vec<_>>()
            .join("/");
        let path = if path.is_empty() { "row".to_owned() } else { path };
        let mut unique = path.clone();
        let mut count = 1;
        while !self.used.insert(unique.clone()) {
            count += 1;
            unique = format!("{path}~{count}");
        }
        unique
    }
}

fn heading_of(row: &Row) -> String {
    if row.title.is_empty() {
        row.text.clone()
    } else {
        row.title.clone()
    }
}

fn clause(row: &Row, groups: bool) -> Clause {
    let kind = match (row.withdrawn, groups, row.kind.as_str()) {
        (true, _, _) => "withdrawn",
        (_, true, _) => "heading",
        (_, _, "" | HEADING) => "requirement",
        (_, _, kind) => kind,
    };
    Clause {
        kind: kind.to_owned(),
        label: row.id.clone(),
        number: row.id.clone(),
        heading: row.title.clone(),
        text: row.text.clone(),
        citation: row.id.clone(),
        force: if row.withdrawn || row.kind == TEXT {
            Force::Informative
        } else {
            Force::Normative
        },
        groups: false,
        place: row.place.clone(),
        ..Clause::root()
    }
}
