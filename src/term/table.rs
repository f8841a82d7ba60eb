//! Terms of several drafts side by side.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Term, folded, terms};
use crate::draft::{Draft, language_of};
use crate::lexicon::Lexicon;
use crate::provision::word::{Word, words};

/// How the definitions of one term compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// Word for word the same in all drafts that define it.
    Same,
    /// Not the same.
    Differs,
    /// In more than one language: not compared word by word.
    OtherLanguage,
    /// Only one draft defines it.
    Alone,
}

impl Wording {
    /// The words in files.
    pub fn code(self) -> &'static str {
        match self {
            Wording::Same => "same",
            Wording::Differs => "differs",
            Wording::OtherLanguage => "other language",
            Wording::Alone => "one draft only",
        }
    }
}

/// One term of one draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The term, as the draft defines it.
    pub term: Term,
    /// What stands otherwise in the first draft that defines the term (in that one: in the second), in bytes of the
    /// definition.
    pub marks: Vec<(usize, usize)>,
}

impl Cell {
    /// The definition with ‹ › around what differs.
    pub fn marked(&self) -> String {
        let (mut text, mut at) = (String::new(), 0);
        for &(from, to) in &self.marks {
            if let (Some(before), Some(within)) = (
                self.term.definition.get(at..from),
                self.term.definition.get(from..to),
            ) {
                text.push_str(before);
                text.push('‹');
                text.push_str(within);
                text.push('›');
                at = to;
            }
        }
        text + self.term.definition.get(at..).unwrap_or("")
    }
}

/// One term over all drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As the first draft that defines it prints it.
    pub term: String,
    /// A cell for each draft; none where no definition was found.
    pub cells: Vec<Option<Cell>>,
    /// For each draft without: the term that it defines for the same, by the lexicon.
    pub near: Vec<Option<String>>,
    /// How the definitions compare.
    pub wording: Wording,
}

/// The defined terms of drafts, side by side: in the order of the first draft, then of the others.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// The drafts, in their order.
    pub drafts: &'a [Draft],
    /// A row per term.
    pub rows: Vec<Row>,
}

impl<'a> Table<'a> {
    /// Sets the terms of the drafts side by side.
    pub fn new(drafts: &'a [Draft], lexicon: &Lexicon) -> Table<'a> {
        let all: Vec<Vec<Term>> = drafts.iter().map(terms).collect();
        let mut rows: Vec<Vec<Option<Term>>> = Vec::new();
        for (i, own) in all.iter().enumerate() {
            for term in own {
                let known = rows
                    .iter_mut()
                    .find(|row| row.iter().flatten().any(|t| t.is(term)));
                match known {
                    Some(row) => {
                        if let Some(cell @ None) = row.get_mut(i) {
                            *cell = Some(term.clone());
                        }
                    }
                    None => {
                        let mut row = vec![None; drafts.len()];
                        if let Some(cell) = row.get_mut(i) {
                            *cell = Some(term.clone());
                        }
                        rows.push(row);
                    }
                }
            }
        }
        let languages: Vec<String> = drafts.iter().map(language_of).collect();
        let near = |row: &[Option<Term>]| {
            let named: Vec<(&Term, &String)> = row
                .iter()
                .zip(&languages)
                .filter_map(|(t, l)| Some((t.as_ref()?, l)))
                .collect();
            let entries = |term: &str, language: &str| entries(lexicon, term, language);
            let wanted: Vec<usize> = named.iter().flat_map(|(t, l)| entries(&t.term, l)).collect();
            let of_draft = |(i, cell): (usize, &Option<Term>)| {
                let language = languages.get(i)?;
                let theirs = all.get(i).filter(|_| cell.is_none())?;
                let same = |t: &&Term| entries(&t.term, language).iter().any(|e| wanted.contains(e));
                theirs.iter().find(same).map(|t| t.printed.clone())
            };
            row.iter().enumerate().map(of_draft).collect()
        };
        let rows = rows.into_iter().map(|row| {
            let near = near(&row);
            compared(row, near, &languages)
        });
        Table {
            drafts,
            rows: rows.collect(),
        }
    }
}

/// The entries of the lexicon that a term belongs to: actors, then concepts.
fn entries(lexicon: &Lexicon, term: &str, language: &str) -> Vec<usize> {
    let has = |terms: &[String]| terms.iter().any(|t| folded(t) == term);
    let actors = lexicon.actors.iter().map(|a| has(a.terms(language)));
    let concepts = lexicon.concepts.iter().map(|c| has(c.phrases(language)));
    let all = actors.chain(concepts).enumerate();
    all.filter(|(_, has)| *has).map(|(i, _)| i).collect()
}

fn compared(row: Vec<Option<Term>>, near: Vec<Option<String>>, languages: &[String]) -> Row {
    let defined: Vec<usize> = (0..row.len())
        .filter(|&i| row.get(i).is_some_and(Option::is_some))
        .collect();
    let of = |i: usize| row.get(i).and_then(Option::as_ref);
    let first = defined.first().copied().unwrap_or(0);
    let one_language = defined.iter().all(|&i| languages.get(i) == languages.get(first));
    let marks = |i: usize| -> Vec<(usize, usize)> {
        let other = if i == first { defined.get(1) } else { Some(&first) };
        match (of(i), other.and_then(|&o| of(o))) {
            (Some(own), Some(other)) if one_language => differing(&own.definition, &other.definition),
            _ => Vec::new(),
        }
    };
    let marks: Vec<Vec<(usize, usize)>> = (0..row.len()).map(marks).collect();
    let said = |i: usize| {
        let words = of(i).map(|t| words(&t.definition)).unwrap_or_default();
        words.into_iter().map(|w| w.lower).collect::<Vec<String>>()
    };
    let wording = match (defined.len(), one_language) {
        (0 | 1, _) => Wording::Alone,
        (_, false) => Wording::OtherLanguage,
        _ if defined.iter().all(|&i| said(i) == said(first)) => Wording::Same,
        _ => Wording::Differs,
    };
    let term = of(first).map(|t| t.printed.clone()).unwrap_or_default();
    let cells = row.into_iter().zip(marks);
    Row {
        term,
        cells: cells
            .map(|(term, marks)| term.map(|term| Cell { term, marks }))
            .collect(),
        near,
        wording,
    }
}

fn bare(words: &[Word]) -> Vec<&str> {
    words.iter().map(|w| w.lower.as_str()).collect()
}

/// The stretches of a text that do not stand in the other one, in bytes.
fn differing(text: &str, other: &str) -> Vec<(usize, usize)> {
    let (own, theirs) = (words(text), words(other));
    let (a, b) = (bare(&own), bare(&theirs));
    let ops = capture_diff_slices(Algorithm::Myers, &a, &b);
    let stretch = |op: &DiffOp| {
        let range = op.old_range();
        let first = own.get(range.start).filter(|_| !range.is_empty())?;
        Some((first.from, own.get(range.end.checked_sub(1)?)?.to))
    };
    ops.iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .filter_map(stretch)
        .collect()
}
