//! From a parsed reference to the clauses that it names.
//!
//! A word such as `Article` is looked for in the whole draft, and where several clauses answer, the one that shares the
//! innermost clause with the one that refers is meant. A word such as `paragraph` is looked for upwards from the clause
//! that refers. Every look-up is one of a hash map; their number is bounded by the depth of the tree.

use super::super::ClauseId;
use super::index::Index;
use super::number::{Element, shape};
use super::parse::{Expression, Named, Step};
use super::words::{Word, Words};
use crate::grammar::number::normalised;

/// Most clauses that a range gives. A longer one gives its first and last only.
const RANGE: usize = 300;
/// Most clauses of one number that are tried for what stands in them.
const ALIKE: usize = 16;
/// Most children that are looked at for an unnumbered paragraph.
const CHILDREN: usize = 200;
/// Most clauses that one expression gives.
const PRODUCT: usize = 400;

/// Resolves expressions of one draft.
pub(super) struct Resolver<'a> {
    pub(super) index: &'a Index<'a>,
    pub(super) words: &'a Words,
    pub(super) from: ClauseId,
}

impl Resolver<'_> {
    /// The clauses that an expression names, in order: `None` for each that does not exist. `base` is what it says
    /// that they stand in.
    pub(super) fn all(&self, expression: &Expression<'_>, base: Option<ClauseId>) -> Vec<Option<ClauseId>> {
        let mut found = vec![base];
        for (depth, step) in expression.steps.iter().enumerate() {
            let outermost = depth == 0;
            let mut next = Vec::new();
            for outer in found {
                if !outermost && outer.is_none() {
                    next.push(None);
                    continue;
                }
                next.extend(self.step(step, outer, outermost));
                if next.len() > PRODUCT {
                    next.truncate(PRODUCT);
                    break;
                }
            }
            found = next;
        }
        found
    }

    /// What holds the innermost step of an expression, outermost first.
    pub(super) fn holders(&self, expression: &Expression<'_>, base: Option<ClauseId>) -> Vec<ClauseId> {
        let mut at = base;
        let mut holders: Vec<ClauseId> = base.into_iter().collect();
        let Some((_, outer)) = expression.steps.split_last() else {
            return holders;
        };
        for (depth, step) in outer.iter().enumerate() {
            at = self.step(step, at, depth == 0).first().copied().flatten();
            let Some(found) = at else { break };
            holders.push(found);
        }
        holders
    }

    /// The innermost clause above the one that refers (or itself) that a word names: `this Article`.
    pub(super) fn this(&self, word: usize) -> Option<ClauseId> {
        let word = self.words.words.get(word)?;
        self.index.upwards(self.from).find(|at| {
            let clause = self.index.clause(*at);
            !clause.number.is_empty() && word.kinds.contains(&clause.kind)
        })
    }

    fn step(&self, step: &Step<'_>, outer: Option<ClauseId>, outermost: bool) -> Vec<Option<ClauseId>> {
        let Some(word) = self.words.words.get(step.word) else {
            return vec![None];
        };
        match &step.named {
            Named::Only => vec![self.only(word, outer)],
            Named::Nth(counts) if word.within => vec![outer.or(Some(self.from)); counts.len().min(1)],
            Named::Nth(counts) => counts.iter().map(|n| self.nth(word, *n, outer)).collect(),
            Named::Numbers(elements) => {
                let mut found: Vec<Option<ClauseId>> = Vec::with_capacity(elements.len());
                let mut numbers: Vec<String> = Vec::new();
                for element in elements {
                    numbers = complete(&numbers, element);
                    let next = match outer {
                        Some(outer) => self.inside(outer, word, &numbers, outermost),
                        None => self.anywhere(word, element, &numbers),
                    };
                    if let (true, Some(Some(first)), Some(last)) = (element.through, found.last(), next) {
                        found.extend(self.between(*first, last).into_iter().map(Some));
                    }
                    found.push(next);
                }
                found
            }
        }
    }

    /// `the Annex`: the draft has one, or the one that refers stands in it.
    fn only(&self, word: &Word, outer: Option<ClauseId>) -> Option<ClauseId> {
        let all = || word.kinds.iter().flat_map(|k| self.index.all_of(k)).copied();
        let mut here = all()
            .filter(|c| outer.is_none_or(|o| self.index.holds(o, *c)))
            .take(2);
        let above = || {
            self.index
                .upwards(self.from)
                .find(|at| word.kinds.contains(&self.index.clause(*at).kind))
        };
        match (here.next(), here.next()) {
            (Some(one), None) => Some(one),
            _ => above(),
        }
    }

    /// What stands in a clause under these numbers.
    fn inside(&self, outer: ClauseId, word: &Word, numbers: &[String], may_climb: bool) -> Option<ClauseId> {
        if let Some(found) = self.descend(outer, &word.kinds, numbers) {
            return Some(found);
        }
        // `of this section` may say less than it means: the section of the clause that refers need not hold it.
        if may_climb && outer != ClauseId::ROOT {
            return self
                .anywhere_of(word, numbers)
                .or_else(|| self.climb(word, numbers));
        }
        // `paragraph 1` of an article that is one paragraph without a number is the article.
        None
    }

    fn anywhere(&self, word: &Word, element: &Element<'_>, numbers: &[String]) -> Option<ClauseId> {
        if !word.relative {
            return self.anywhere_of(word, numbers);
        }
        if element.plain && numbers.len() > 1 && self.index.has_kind(&word.carried) {
            let (first, deeper) = numbers.split_first()?;
            let number = normalised(first);
            let found = self.nearest(word.carried.iter().map(|k| self.index.of_kind(k, &number)));
            if let Some(found) = found.and_then(|f| self.descend(f, &word.kinds, deeper)) {
                return Some(found);
            }
        }
        self.climb(word, numbers)
    }

    fn anywhere_of(&self, word: &Word, numbers: &[String]) -> Option<ClauseId> {
        let (first, deeper) = numbers.split_first()?;
        let number = normalised(first);
        let mut lists: Vec<&[ClauseId]> = match &word.own {
            Some(own) => vec![self.index.of_label(own, &number)],
            None => word
                .kinds
                .iter()
                .map(|k| self.index.of_kind(k, &number))
                .collect(),
        };
        // The draft has another word for them: only numbers that can mean nothing else will do.
        if !word.relative && number.contains('.') && !self.index.has_kind(&word.kinds) {
            lists = vec![self.index.within(ClauseId::ROOT, &number)];
        }
        let best = self.nearest(lists.iter().copied())?;
        self.descend(best, &[], deeper).or_else(|| {
            lists
                .iter()
                .flat_map(|l| l.iter().take(ALIKE))
                .find_map(|f| self.descend(*f, &[], deeper))
        })
    }

    /// The nearest of the clauses in the first list that has any.
    fn nearest<'l>(&self, mut lists: impl Iterator<Item = &'l [ClauseId]>) -> Option<ClauseId> {
        lists.find_map(|list| self.index.nearest(list, self.from))
    }

    /// Looks upwards from the clause that refers.
    fn climb(&self, word: &Word, numbers: &[String]) -> Option<ClauseId> {
        let known = self.index.has_kind(&word.kinds);
        self.index.upwards(self.from).find_map(|at| {
            let (first, deeper) = numbers.split_first()?;
            let candidates = self.fitting(at, first, &word.kinds, !known);
            candidates.into_iter().find_map(|c| self.descend(c, &[], deeper))
        })
    }

    /// Follows numbers downwards.
    fn descend(&self, from: ClauseId, kinds: &[String], numbers: &[String]) -> Option<ClauseId> {
        let mut at = from;
        for (i, number) in numbers.iter().enumerate() {
            let kinds = if i == 0 { kinds } else { &[] };
            at = *self.fitting(at, number, kinds, true).first()?;
        }
        Some(at)
    }

    /// What stands in a clause under this number: of these kinds first, then, if allowed, of any.
    fn fitting(&self, at: ClauseId, printed: &str, kinds: &[String], any_kind: bool) -> Vec<ClauseId> {
        let mut found = self.index.within(at, &normalised(printed)).to_vec();
        // `(A)` is another clause than `(a)`.
        let letters = printed.chars().all(char::is_alphabetic);
        if letters
            && found
                .iter()
                .any(|f| label_core(&self.index.clause(*f).label) == printed)
        {
            found.retain(|f| label_core(&self.index.clause(*f).label) == printed);
        }
        let of_kind: Vec<ClauseId> = found
            .iter()
            .copied()
            .filter(|f| kinds.contains(&self.index.clause(*f).kind))
            .collect();
        if !of_kind.is_empty() || !any_kind {
            of_kind
        } else {
            found
        }
    }

    /// `second subparagraph`: the paragraph's own text is the first, its unnumbered paragraphs go on from there.
    fn nth(&self, word: &Word, n: u32, outer: Option<ClauseId>) -> Option<ClauseId> {
        let holder = outer.or_else(|| {
            self.index.upwards(self.from).find(|at| {
                let clause = self.index.clause(*at);
                !clause.number.is_empty()
                    && !matches!(
                        clause.kind.as_str(),
                        "point" | "subpoint" | "indent" | "definition"
                    )
            })
        })?;
        let clause = self.index.clause(holder);
        if word.kinds.contains(&clause.kind) && clause.text.is_empty() && clause.children.is_empty() {
            return None;
        }
        let own = u32::from(!clause.text.is_empty());
        if n <= own {
            return Some(holder);
        }
        let place = (n - own - 1) as usize;
        // `tweede lid`: counted clauses may have numbers.
        let mut texts = clause.children.iter().take(CHILDREN).filter(|c| {
            let child = self.index.clause(**c);
            matches!(child.kind.as_str(), "text" | "definition") && child.number.is_empty()
        });
        if let Some(text) = texts.nth(place) {
            return Some(*text);
        }
        if let Some(numbered) = self.fitting(holder, &n.to_string(), &word.kinds, false).first() {
            return Some(*numbered);
        }
        // Paragraphs that the source joined are in the holder's own text.
        clause.text.contains('\n').then_some(holder)
    }

    /// The clauses between two of one kind, in document order, both left out.
    fn between(&self, first: ClauseId, last: ClauseId) -> Vec<ClauseId> {
        let (a, b) = (self.index.clause(first), self.index.clause(last));
        if last <= first || a.kind != b.kind {
            return Vec::new();
        }
        let siblings = a.parent == b.parent;
        let fits = |id: &ClauseId| {
            let clause = self.index.clause(*id);
            clause.kind == a.kind && !clause.number.is_empty() && (!siblings || clause.parent == a.parent)
        };
        if siblings {
            let children = &self.index.clause(a.parent).children;
            let start = children.partition_point(|c| *c <= first);
            let inner = children[start..]
                .iter()
                .take(RANGE + 1)
                .take_while(|c| **c < last)
                .copied();
            let found: Vec<ClauseId> = inner.filter(fits).collect();
            return if found.len() > RANGE { Vec::new() } else { found };
        }
        let found = self.index.of_kind_between(&a.kind, first, last, RANGE + 1);
        if found.len() > RANGE { Vec::new() } else { found }
    }
}

/// The numbers of an element of a list, with what it leaves to the one before: `6(1)` and `(2)` is 6, 2.
fn complete(before: &[String], element: &Element<'_>) -> Vec<String> {
    let own = element.numbers.iter().map(|n| (*n).to_owned());
    if element.plain || before.len() < 2 {
        return own.collect();
    }
    let first = element.numbers.first().copied().unwrap_or("");
    let alike = before.iter().rposition(|b| shape(b) == shape(first));
    let kept = alike.unwrap_or(before.len() - 1);
    before[..kept].iter().cloned().chain(own).collect()
}

fn label_core(label: &str) -> &str {
    label.trim_matches(|c: char| !c.is_alphanumeric())
}
