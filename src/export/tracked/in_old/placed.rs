//! Where the words of the old draft stand in the file, and what happens to each clause.

use std::collections::BTreeMap;
use std::ops::Range;

use roxmltree::{Document, Node};
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use crate::draft::Clause;
use crate::export::tracked::order;
use crate::export::tracked::paragraph::{Edits, text};
use crate::revision::{Revision, cut};

/// A word of the file: its paragraph, and where it stands there, with and without the space before it.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub(super) paragraph: usize,
    pub(super) full: Range<usize>,
}

/// A clause of the old draft in the file.
#[derive(Debug, Clone, Default)]
pub(super) struct Held {
    /// Its words, label first or behind the heading, by number.
    pub(super) words: Range<usize>,
    /// Those of the label.
    pub(super) label: Range<usize>,
    /// Word counts its number: it stands nowhere in the file.
    pub(super) counted: bool,
}

/// The old draft's words in the file, and what becomes of them.
pub(super) struct Placed<'a, 'd> {
    pub(super) revision: &'a Revision<'a>,
    pub(super) nodes: Vec<Node<'d, 'd>>,
    /// Of every word of the old draft.
    pub(super) spots: Vec<Option<Spot>>,
    pub(super) words: Vec<String>,
    pub(super) clauses: Vec<Held>,
    /// How many words each paragraph has.
    pub(super) sizes: Vec<usize>,
    pub(super) gone: Vec<usize>,
    pub(super) edits: BTreeMap<usize, Edits>,
    /// Paragraphs that come behind others, by those: model and text.
    pub(super) come: BTreeMap<Option<usize>, Vec<(Option<usize>, String)>>,
}

/// Label, heading and text of a clause in the order in which they are printed, with whether each is the label.
pub(super) fn parts(clause: &Clause) -> [(bool, &str); 3] {
    let (label, heading) = ((true, clause.label.as_str()), (false, clause.heading.as_str()));
    let text = (false, clause.text.as_str());
    if clause.heading_first {
        [heading, label, text]
    } else {
        [label, heading, text]
    }
}

impl<'a, 'd> Placed<'a, 'd> {
    /// Finds the words and settles what happens; `None` where something has no place.
    pub(super) fn new(revision: &'a Revision<'a>, document: &'d Document<'d>) -> Option<Self> {
        let nodes: Vec<Node<'d, 'd>> = document
            .descendants()
            .filter(|n| n.is_element() && n.tag_name().name() == "p")
            .filter(|n| !n.ancestors().any(|a| a.tag_name().name() == "Fallback"))
            .collect();
        let (mut there, mut spots_there) = (Vec::new(), Vec::new());
        let mut sizes = Vec::new();
        for (paragraph, node) in nodes.iter().enumerate() {
            let text = text(*node);
            let words = cut(&text);
            sizes.push(words.len());
            for (full, word) in words {
                there.push(word.to_owned());
                spots_there.push(Spot { paragraph, full });
            }
        }
        let mut words = Vec::new();
        let mut clauses = vec![Held::default()];
        for (_, clause) in revision.old.clauses() {
            let from = words.len();
            let mut label = from..from;
            for (is_label, part) in parts(clause) {
                let start = words.len();
                words.extend(cut(part).into_iter().map(|(_, w)| w.to_owned()));
                if is_label {
                    label = start..words.len();
                }
            }
            clauses.push(Held {
                words: from..words.len(),
                label,
                counted: false,
            });
        }
        if clauses.len() != revision.old.clauses.len() {
            return None;
        }
        let mut spots: Vec<Option<Spot>> = vec![None; words.len()];
        let (a, b) = numbered(&words, &there);
        for op in capture_diff_slices(Algorithm::Histogram, &a, &b) {
            if op.tag() == DiffTag::Equal {
                for (i, j) in op.old_range().zip(op.new_range()) {
                    spots[i] = Some(spots_there[j].clone());
                }
            }
        }
        for held in &mut clauses {
            let mut label = held.label.clone();
            held.counted = !held.label.is_empty() && label.all(|w| spots[w].is_none());
        }
        let mut placed = Placed {
            revision,
            nodes,
            spots,
            words,
            clauses,
            sizes,
            gone: Vec::new(),
            edits: BTreeMap::new(),
            come: BTreeMap::new(),
        };
        placed.settle()?;
        Some(placed)
    }

    /// Goes through both versions side by side.
    fn settle(&mut self) -> Option<()> {
        let (before, after) = order(self.revision);
        // The last word passed, behind which comes what comes.
        let mut last: Option<usize> = None;
        let mut model: Option<usize> = None;
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            let (left, right) = (op.old_range(), op.new_range());
            if let DiffOp::Equal { .. } = op {
                for (i, j) in left.zip(right) {
                    self.reworded(i + 1, j + 1)?;
                    last = self.last_of(i + 1).or(last);
                    model = Some(i + 1);
                }
                continue;
            }
            for i in left {
                let words = self.clauses[i + 1].words.clone();
                for word in words {
                    self.delete(word, self.clauses[i + 1].counted)?;
                }
                last = self.last_of(i + 1).or(last);
                model = Some(i + 1);
            }
            for j in right {
                self.insert(j + 1, last, model)?;
            }
        }
        Some(())
    }

    /// The last word of a clause that stands in the file.
    pub(super) fn last_of(&self, clause: usize) -> Option<usize> {
        self.clauses[clause]
            .words
            .clone()
            .rev()
            .find(|&w| self.spots[w].is_some())
    }
}

/// Two lists of words as numbers that are equal for equal words.
pub(super) fn numbered(a: &[String], b: &[String]) -> (Vec<u32>, Vec<u32>) {
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let mut of = |words: &[String]| -> Vec<u32> {
        words
            .iter()
            .map(|w| {
                let next = ids.len() as u32;
                *ids.entry(w.clone()).or_insert(next)
            })
            .collect()
    };
    (of(a), of(b))
}
