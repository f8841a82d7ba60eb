//! Where the clauses of a draft are found by number: hash maps, built once.
//!
//! Cost: linear in the clauses, times the depth of what groups and of what has no number.

use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Clause, ClauseId};

/// Deepest chain of containers that a number is looked for through.
const THROUGH: usize = 8;

/// Most clauses of one number in one clause that are looked at: more is a draft that numbers nothing.
const ALIKE: usize = 32;

/// The clauses of a draft by number.
pub(super) struct Index<'a> {
    clauses: &'a [Clause],
    /// By kind and number, in document order.
    by_kind: FxHashMap<(&'a str, &'a str), Vec<ClauseId>>,
    /// By the word of the label and number.
    by_label: FxHashMap<(String, &'a str), Vec<ClauseId>>,
    /// By number alone, for numbers with dots: they can mean nothing else.
    dotted: FxHashMap<&'a str, Vec<ClauseId>>,
    /// By the clause that they stand in and number; groups and what has no number are looked through.
    within: FxHashMap<(ClauseId, &'a str), Vec<ClauseId>>,
    /// All labelled clauses of a kind, in document order.
    all: FxHashMap<&'a str, Vec<ClauseId>>,
    /// All numbers: what borrows from the clauses is found by what does so too.
    numbers: FxHashSet<&'a str>,
    /// Last clause that stands in each.
    ends: Vec<ClauseId>,
}

/// The word that a label begins with, where it is one: `Article 6` → `article`, `(a)` → nothing.
pub(super) fn label_word(clause: &Clause) -> Option<String> {
    let word: String = clause.label.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = &clause.label[word.len()..];
    let numbered = !clause.number.is_empty() && (rest.starts_with(' ') || rest.starts_with('-'));
    // Notes and examples count anew in each clause: `Note 1` says nothing without it.
    let aside = matches!(clause.kind.as_str(), "note" | "example" | "source");
    (word.chars().count() > 2 && numbered && !aside).then(|| word.to_lowercase())
}

impl<'a> Index<'a> {
    pub(super) fn new(clauses: &'a [Clause]) -> Self {
        let mut index = Index {
            clauses,
            by_kind: FxHashMap::default(),
            by_label: FxHashMap::default(),
            dotted: FxHashMap::default(),
            within: FxHashMap::default(),
            all: FxHashMap::default(),
            numbers: FxHashSet::default(),
            ends: (0..clauses.len()).map(|i| ClauseId(i as u32)).collect(),
        };
        for i in (1..clauses.len()).rev() {
            let (parent, end) = (clauses[i].parent.index(), index.ends[i]);
            // A list may name a later row as parent; what ends a clause never stands before it.
            index.ends[parent] = index.ends[parent].max(end);
        }
        for (i, clause) in clauses.iter().enumerate().skip(1) {
            if matches!(clause.kind.as_str(), "contents" | "furniture" | "footnote") {
                continue;
            }
            if !clause.label.is_empty() {
                index
                    .all
                    .entry(&clause.kind)
                    .or_default()
                    .push(ClauseId(i as u32));
            }
            if !clause.number.is_empty() {
                index.add(ClauseId(i as u32), clause);
            }
        }
        index
    }

    fn add(&mut self, id: ClauseId, clause: &'a Clause) {
        self.numbers.insert(&clause.number);
        self.by_kind
            .entry((&clause.kind, &clause.number))
            .or_default()
            .push(id);
        if clause.number.contains('.') {
            self.dotted.entry(&clause.number).or_default().push(id);
        }
        if let Some(word) = label_word(clause) {
            self.by_label.entry((word, &clause.number)).or_default().push(id);
        }
        let mut at = clause.parent;
        for _ in 0..THROUGH {
            self.within.entry((at, &clause.number)).or_default().push(id);
            let above = self.clause(at);
            // `6.1.2` stands in `6.1` as well as in `6`, by its own number.
            let dotted = clause.number.contains('.') && clause.kind == above.kind;
            if at == ClauseId::ROOT || !(above.groups || above.number.is_empty() || dotted) {
                break;
            }
            at = above.parent;
        }
    }

    pub(super) fn clause(&self, id: ClauseId) -> &'a Clause {
        &self.clauses[id.index()]
    }

    /// Whether any numbered clause is of one of these kinds.
    pub(super) fn has_kind(&self, kinds: &[String]) -> bool {
        kinds.iter().any(|k| self.all.contains_key(k.as_str()))
    }

    /// The clauses of a kind with this number, in document order.
    pub(super) fn of_kind(&self, kind: &str, number: &str) -> &[ClauseId] {
        let (Some((kind, _)), Some(number)) = (self.all.get_key_value(kind), self.numbers.get(number)) else {
            return &[];
        };
        self.by_kind.get(&(*kind, *number)).map_or(&[], Vec::as_slice)
    }

    /// Numbered clauses of a kind between two clauses, both left out; at most so many.
    pub(super) fn of_kind_between(
        &self,
        kind: &str,
        first: ClauseId,
        last: ClauseId,
        most: usize,
    ) -> Vec<ClauseId> {
        let all = self.all.get(kind).map_or(&[][..], Vec::as_slice);
        let start = all.partition_point(|c| *c <= first);
        all[start..]
            .iter()
            .copied()
            .take_while(|c| *c < last)
            .take(most)
            .collect()
    }

    /// The clauses with this number, which has dots, whatever their kind.
    pub(super) fn of_dotted(&self, number: &str) -> &[ClauseId] {
        self.dotted.get(number).map_or(&[], Vec::as_slice)
    }

    /// All labelled clauses of a kind, in document order.
    pub(super) fn all_of(&self, kind: &str) -> &[ClauseId] {
        self.all.get(kind).map_or(&[], Vec::as_slice)
    }

    /// The clauses whose labels begin with this word, with this number.
    pub(super) fn of_label(&self, word: &str, number: &str) -> &[ClauseId] {
        let Some(number) = self.numbers.get(number) else {
            return &[];
        };
        self.by_label
            .get(&(word.to_owned(), *number))
            .map_or(&[], Vec::as_slice)
    }

    /// The clauses with this number that stand in a clause.
    pub(super) fn within(&self, id: ClauseId, number: &str) -> &[ClauseId] {
        let number = self.numbers.get(number);
        let all = number
            .and_then(|number| self.within.get(&(id, *number)))
            .map_or(&[][..], Vec::as_slice);
        &all[..all.len().min(ALIKE)]
    }

    /// Whether a clause stands in another one, or is it.
    pub(super) fn holds(&self, outer: ClauseId, inner: ClauseId) -> bool {
        outer <= inner && inner <= self.ends[outer.index()]
    }

    /// The clauses that a clause stands in, itself first, the root last.
    pub(super) fn upwards(&self, from: ClauseId) -> impl Iterator<Item = ClauseId> + '_ {
        let mut steps = 0;
        std::iter::successors(Some(from), move |&at| {
            steps += 1;
            // Lists may name each other as parents in a circle.
            (at != ClauseId::ROOT && steps < 64).then(|| self.clause(at).parent)
        })
    }

    /// The one of several clauses, in document order, that is nearest to `from`: in the innermost clause that holds
    /// both.
    pub(super) fn nearest(&self, found: &[ClauseId], from: ClauseId) -> Option<ClauseId> {
        if found.len() < 2 {
            return found.first().copied();
        }
        let inside = |at: ClauseId| {
            let first = found.get(found.partition_point(|f| *f < at))?;
            self.holds(at, *first).then_some(*first)
        };
        self.upwards(from).find_map(inside)
    }
}
