//! Terms of several drafts side by side.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::{Same, Term, matched, terms};
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

impl Row {
    /// The terms that stand in it, each once: `personal data ≈ personal information`.
    pub fn printed(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for cell in self.cells.iter().flatten() {
            let name = cell.term.printed.as_str();
            if !names.iter().any(|n| n.eq_ignore_ascii_case(name)) {
                names.push(name);
            }
        }
        match self.same {
            Some(_) => names.join(" ≈ "),
            None => self.term.clone(),
        }
    }

    /// Whether a draft defines its term more than once, in other words.
    pub fn twice(&self) -> bool {
        self.cells.iter().flatten().any(|c| !c.term.again.is_empty())
    }
}

impl Same {
    /// The words in files.
    pub fn code(self) -> &'static str {
        match self {
            Same::Name => "name",
            Same::Lexicon => "lexicon",
            Same::Wording => "wording",
        }
    }

    /// What it rests on, for people.
    pub fn because(self) -> &'static str {
        match self {
            Same::Name => "by name",
            Same::Lexicon => "by lexicon",
            Same::Wording => "their definitions correspond",
        }
    }
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
    /// Why the cells stand in one row, where it is not for a name that they have in common.
    pub same: Option<Same>,
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
        let languages: Vec<String> = drafts.iter().map(language_of).collect();
        let mut rows: Vec<(Vec<Option<Term>>, Option<Same>)> = Vec::new();
        // The row of each term, by draft.
        let mut places: Vec<Vec<usize>> = Vec::new();
        for (i, (own, language)) in all.iter().zip(&languages).enumerate() {
            let before = all.iter().zip(&languages).zip(&places);
            let pairs: Vec<(usize, usize, Same)> = before
                .flat_map(|((theirs, of), places)| {
                    let pairs = matched(theirs, own, lexicon, (of, language));
                    pairs
                        .into_iter()
                        .filter_map(|m| Some((*places.get(m.left)?, m.right, m.same)))
                })
                .collect();
            let row_of = |at: usize, rows: &[(Vec<Option<Term>>, Option<Same>)]| {
                let free = |row: &usize| {
                    rows.get(*row)
                        .is_some_and(|(r, _)| matches!(r.get(i), Some(None)))
                };
                let of = |same: Same| {
                    let mut fitting = pairs
                        .iter()
                        .filter(|(row, t, s)| *t == at && *s == same && free(row));
                    fitting.next().map(|(row, _, same)| (*row, *same))
                };
                of(Same::Name)
                    .or_else(|| of(Same::Lexicon))
                    .or_else(|| of(Same::Wording))
            };
            let mut own_rows = Vec::with_capacity(own.len());
            for (at, term) in own.iter().enumerate() {
                let (row, same) = row_of(at, &rows).unwrap_or_else(|| {
                    rows.push((vec![None; drafts.len()], None));
                    (rows.len() - 1, Same::Name)
                });
                if let Some((cells, why)) = rows.get_mut(row) {
                    if let Some(cell) = cells.get_mut(i) {
                        *cell = Some(term.clone());
                    }
                    *why = why.or((same != Same::Name).then_some(same));
                }
                own_rows.push(row);
            }
            places.push(own_rows);
        }
        let rows = rows
            .into_iter()
            .map(|(row, same)| compared(row, same, &languages));
        Table {
            drafts,
            rows: rows.collect(),
        }
    }
}

fn compared(row: Vec<Option<Term>>, same: Option<Same>, languages: &[String]) -> Row {
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
        same,
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
