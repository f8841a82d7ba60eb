//! Units: what is aligned and checked. They partition the normative text.
//!
//! A unit is the lowest numbered clause that stands as a sentence, with lists that only complete it folded in. A point
//! with a sentence of its own is its own unit. Folded text over a set number of words splits into chapeau and points.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::clause::{Clause, ClauseId, Force, Unit};
use crate::grammar::items::{Ending, ending};
use crate::provision::VerbalForms;

/// Longest entry of a list of names, in words: "Democratic Republic of the Congo", "Ministry of Economy, Trade and Industry".
const NAME_WORDS: usize = 7;

/// What units are made with.
pub(super) struct UnitMaker<'a> {
    pub(super) clauses: &'a [Clause],
    pub(super) forms: &'a VerbalForms,
    /// Folded text above this many words splits.
    pub(super) most_words: usize,
    /// Informative parts give units too.
    pub(super) informative: bool,
    /// What was found of each clause: those above it ask again and again.
    pub(super) known: Vec<Known>,
}

/// What is found of a clause once.
#[derive(Clone, Default)]
pub(super) struct Known {
    words: OnceCell<usize>,
    completes: OnceCell<bool>,
}

/// Bytes of introductions, one within another, that a point carries along.
const INTRODUCED: usize = 600;
/// Bytes of the longest text that introduces points. Each point carries it: without a bound, a text of a megabyte over a
/// thousand points would take one gigabyte. Laws have a tenth of it.
const LONGEST: usize = 8_000;

/// An introduction that completes another one: "The maker shall: keep a log that:". Alone where both together are long.
fn joined(outer: &str, inner: &str) -> String {
    if outer.is_empty() || outer.len() + inner.len() > INTRODUCED {
        return inner.to_owned();
    }
    format!("{outer} {inner}")
}

impl UnitMaker<'_> {
    /// All units, in document order.
    pub(super) fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        // An explicit stack: drafts are untrusted, and may nest deeper than the call stack.
        let mut open: Vec<(ClauseId, String)> = vec![(ClauseId::ROOT, String::new())];
        while let Some((id, chapeau)) = open.pop() {
            let clause = self.clause(id);
            if !self.counts(clause) {
                continue;
            }
            let stands_alone = id != ClauseId::ROOT && !clause.groups;
            if stands_alone && self.folds(id) {
                self.push(&mut units, id, self.folded(id), chapeau);
                continue;
            }
            let list = if stands_alone && !clause.text.is_empty() {
                self.leading_list(id)
            } else {
                0
            };
            if stands_alone && !clause.text.is_empty() {
                let mut text = clause.text.clone();
                for &point in &clause.children[..list] {
                    text.push('\n');
                    text.push_str(&self.clause(point).label);
                    text.push(' ');
                    text.push_str(&self.folded(point));
                }
                // Notes and rows that stand before the first point belong to the introduction.
                for &child in clause.children.iter().take_while(|c| !self.is_numbered(**c)) {
                    if !self.is_own_unit(child) {
                        text.push('\n');
                        text.push_str(&self.folded(child));
                    }
                }
                self.push(&mut units, id, text, chapeau.clone());
            }
            let introduces = !clause.text.is_empty() && !clause.groups;
            // A chapeau is a sentence that its points go on with; a paragraph with a full stop is none.
            let opens = introduces && ending(&clause.text) != Ending::Sentence;
            let chapeau_of_points = if opens && clause.text.len() <= LONGEST {
                joined(&chapeau, &clause.text)
            } else if clause.text.is_empty() && clause.heading.is_empty() && !clause.groups {
                // "(2) (A) Keep …": the number alone goes on with what stands above it.
                chapeau
            } else {
                String::new()
            };
            let mut seen_number = false;
            let mut inner = Vec::new();
            for &child in &clause.children[list..] {
                seen_number |= list > 0 || self.is_numbered(child);
                let in_introduction = introduces && !seen_number && !self.is_own_unit(child);
                if !in_introduction {
                    let context = if self.is_numbered(child) {
                        chapeau_of_points.clone()
                    } else {
                        String::new()
                    };
                    inner.push((child, context));
                }
            }
            open.extend(inner.into_iter().rev());
        }
        units
    }

    fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.index()]
    }

    fn counts(&self, clause: &Clause) -> bool {
        let aside = matches!(clause.kind.as_str(), "contents" | "furniture" | "footnote");
        !aside && (self.informative || clause.force == Force::Normative)
    }

    fn is_numbered(&self, id: ClauseId) -> bool {
        !self.clause(id).label.is_empty()
    }

    /// Unnumbered text that is a unit wherever it stands: a definition, a paragraph under a heading.
    fn is_own_unit(&self, id: ClauseId) -> bool {
        let clause = self.clause(id);
        clause.groups || clause.kind == "definition" || clause.children.iter().any(|c| self.is_numbered(*c))
    }

    /// Whether a clause is one unit with all that stands in it.
    fn folds(&self, id: ClauseId) -> bool {
        let clause = self.clause(id);
        if clause.children.is_empty() {
            return true;
        }
        let mut numbered = 0;
        let mut completing = 0;
        for &child in &clause.children {
            if !self.counts(self.clause(child)) {
                continue;
            }
            if !self.is_numbered(child) {
                if self.is_own_unit(child) {
                    return false;
                }
                continue;
            }
            numbered += 1;
            completing += usize::from(self.completes(child));
        }
        // A list completes its chapeau as a whole: one point with a full stop in it does not take the list apart. But
        // clauses of another kind behind the list (3.1.1 behind 3.1(a) to (d)) are none of its points.
        let kinds: BTreeSet<&str> = clause
            .children
            .iter()
            .filter(|c| self.is_numbered(**c))
            .map(|c| self.clause(*c).kind.as_str())
            .collect();
        let one_list = completing == numbered || kinds.len() <= 1;
        let list = numbered == 0 || (!clause.text.is_empty() && completing * 2 > numbered && one_list);
        list && self.words(id, 0) <= self.most_words
            && clause
                .children
                .iter()
                .all(|c| !self.is_numbered(*c) || self.folds(*c))
    }

    /// The points right behind a clause's own text that complete it, where other clauses follow them.
    fn leading_list(&self, id: ClauseId) -> usize {
        let clause = self.clause(id);
        if ending(&clause.text) == Ending::Sentence {
            return 0;
        }
        let run = clause
            .children
            .iter()
            .take_while(|c| self.is_numbered(**c) && self.completes(**c) && self.folds(**c))
            .count();
        let words: usize = clause.children[..run].iter().map(|c| self.words(*c, 0)).sum();
        let fits = words + self.own_words(id) <= self.most_words;
        if run >= 2 && fits && run < clause.children.len() {
            run
        } else {
            0
        }
    }

    /// Whether a point only completes the sentence begun above it.
    fn completes(&self, id: ClauseId) -> bool {
        *self.known[id.index()]
            .completes
            .get_or_init(|| self.does_complete(id))
    }

    fn does_complete(&self, id: ClauseId) -> bool {
        let clause = self.clause(id);
        if clause.kind == "definition" || !clause.heading.is_empty() {
            return false;
        }
        let above = ending(&self.clause(clause.parent).text);
        let first = clause
            .text
            .trim_start_matches(['“', '"', '‘', '«', '('])
            .chars()
            .next();
        if first.is_none() {
            // A label only: what stands in it decides.
            return clause.children.iter().all(|c| self.completes(*c));
        }
        // The dearer questions last: a verb is looked for in the whole text.
        let small = first.is_some_and(char::is_lowercase);
        let introduced = !matches!(above, Ending::Sentence | Ending::Nothing);
        let sentence = || {
            matches!(ending(&clause.text), Ending::Sentence | Ending::Opens)
                && self.forms.has_verb(&clause.text)
        };
        (small || introduced && !sentence()) && super::definition::term(&clause.text).is_none()
    }

    fn own_words(&self, id: ClauseId) -> usize {
        let count = || self.clause(id).text.split_whitespace().count();
        *self.known[id.index()].words.get_or_init(count)
    }

    fn words(&self, id: ClauseId, depth: usize) -> usize {
        let clause = self.clause(id);
        let own = self.own_words(id);
        // Deeper than any real list: it is over the limit, whatever it holds.
        if depth > 40 {
            return usize::MAX / 4;
        }
        let mut sum = own;
        for &child in clause.children.iter().filter(|c| self.counts(self.clause(**c))) {
            sum += self.words(child, depth + 1);
            if sum > self.most_words {
                break;
            }
        }
        sum
    }

    /// The text of a clause with all that stands in it, labels included, as one paragraph for each clause.
    fn folded(&self, id: ClauseId) -> String {
        let mut text = self.clause(id).text.clone();
        let mut open: Vec<ClauseId> = self.clause(id).children.iter().rev().copied().collect();
        while let Some(child) = open.pop() {
            let clause = self.clause(child);
            if !self.counts(clause) {
                continue;
            }
            for part in [&clause.label, &clause.heading, &clause.text]
                .into_iter()
                .filter(|p| !p.is_empty())
            {
                let joint = if part == &clause.text && !clause.label.is_empty() {
                    " "
                } else {
                    "\n"
                };
                if !text.is_empty() {
                    text.push_str(joint);
                }
                text.push_str(part);
            }
            open.extend(clause.children.iter().rev());
        }
        text
    }

    fn push(&self, units: &mut Vec<Unit>, id: ClauseId, text: String, chapeau: String) {
        let clause = self.clause(id);
        // `;` behind a quotation, a row of dots: nothing that could correspond to anything.
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        if let Some(last) = units
            .last_mut()
            .filter(|last| self.lists_names(clause) && self.follows(last, clause))
        {
            last.text.push('\n');
            last.text.push_str(&text);
            return;
        }
        let (title, parent) = self.titles(id);
        units.push(Unit {
            id: clause.path.clone(),
            citation: clause.citation.clone(),
            title,
            parent,
            text,
            chapeau,
            clause: id,
            force: clause.force,
            place: clause.place.clone(),
        });
    }

    /// Whether an unnumbered line is an entry of a list (a signatory, a member), not a statement: a few words without a
    /// verb or a full stop.
    fn lists_names(&self, clause: &Clause) -> bool {
        clause.kind == "text"
            && clause.text.split_whitespace().count() <= NAME_WORDS
            && ending(&clause.text) == Ending::Open
            && !self.forms.has_verb(&clause.text)
    }

    /// Whether a clause stands right behind a unit's clause, in the same parent: such entries belong to what lists them.
    fn follows(&self, unit: &Unit, clause: &Clause) -> bool {
        let listing = self.clause(unit.clause);
        listing.kind == "text" && listing.parent == clause.parent
    }

    /// The nearest heading at or above a clause, and the next one above that.
    fn titles(&self, id: ClauseId) -> (String, String) {
        let mut found: Vec<&str> = Vec::with_capacity(2);
        let mut at = id;
        while at != ClauseId::ROOT && found.len() < 2 {
            let clause = self.clause(at);
            if !clause.heading.is_empty() {
                found.push(&clause.heading);
            }
            at = clause.parent;
        }
        let get = |i: usize| found.get(i).map_or(String::new(), |s| (*s).to_owned());
        (get(0), get(1))
    }
}
