//! Whether two clauses can be one at all, by what they are and where they stand.

use super::Matcher;
use crate::revision::side::{Node, Side};

impl Matcher<'_> {
    /// Whether the outermost clauses around a pair that do more than group are partners.
    pub(super) fn in_one_article(&self, i: usize, j: usize) -> bool {
        let outermost = |side: &Side<'_>, mut node: usize| {
            loop {
                let above = side.holder(side.nodes[node].parent);
                if above == 0 {
                    return node;
                }
                node = above;
            }
        };
        self.matching
            .linked(outermost(self.old, i), outermost(self.new, j))
    }

    /// Whether a new clause has rather the words of the clause that the old one stands in, which says nothing of its own
    /// any more: the text of an article that is its first paragraph now.
    pub(super) fn was_above(&self, i: usize, j: usize, alike: f32) -> bool {
        let parent = self.old.nodes[i].parent;
        let Some(now) = self.matching.new_of[parent] else {
            return false;
        };
        let silent = |side: &Side<'_>, n: usize| side.nodes[n].words.len() == side.nodes[n].heading;
        !silent(self.old, parent) && silent(self.new, now) && self.alike.cosine(parent, j) > alike
    }

    /// Whether two clauses of one clause share little but what all of it is about: "the panel" stands in every paragraph
    /// on the panel.
    pub(super) fn of_the_subject(&self, i: usize, j: usize, alike: f32) -> bool {
        let beside = &self.new.nodes[self.new.nodes[j].parent].children;
        !self.numbered_alike(i, j) && alike * self.alike.own(i, j, beside) < self.settings.nearest_own
    }

    /// Whether both are text of an act at some level of it: a paragraph may become a point, a definition a paragraph, and
    /// a number come or go. What is printed beside an act, and what has a title of its own, is none.
    pub(super) fn is_running_text(&self, i: usize, j: usize) -> bool {
        let runs = |side: &Side<'_>, n: usize| {
            let clause = side.clause(n);
            let beside = matches!(
                clause.kind.as_str(),
                "recital"
                    | "citation"
                    | "footnote"
                    | "note"
                    | "example"
                    | "figure"
                    | "row"
                    | "contents"
                    | "furniture"
                    | "signature"
                    | "quote"
                    | "annex"
                    | "appendix"
                    | "schedule"
                    | "title"
                    | "part"
                    | "chapter"
                    | "front"
                    | "preamble"
                    | "formula"
            );
            side.nodes[n].heading == 0 && !clause.groups && !beside
        };
        let force = self.old.clause(i).force == self.new.clause(j).force;
        let defines = |side: &Side<'_>, n: usize| {
            let all = &side.draft.definitions;
            side.clause(n).kind == "definition" || all.iter().any(|d| d.clause.index() == n)
        };
        if defines(self.old, i) != defines(self.new, j) {
            return false;
        }
        force && runs(self.old, i) && runs(self.new, j)
    }

    /// Whether two clauses can be one at all. An article is no point of another one because both name the same laws;
    /// but one without paragraphs may become a paragraph without its heading.
    pub(super) fn fits(&self, i: usize, j: usize) -> bool {
        let (a, b) = (self.old.clause(i), self.new.clause(j));
        let (x, y) = (&self.old.nodes[i], &self.new.nodes[j]);
        let leaf = |n: &Node, other: &Node| n.heading > 0 && n.children.is_empty() && other.heading == 0;
        let (above, over) = (self.old.clause(x.parent), self.new.clause(y.parent));
        let twins = above.kind == over.kind && above.number == over.number;
        let kinds = a.kind == b.kind
            || self.is_running_text(i, j)
            || self.matching.linked(x.parent, y.parent)
            || twins && self.matching.free(x.parent, y.parent)
            || leaf(x, y)
            || leaf(y, x);
        kinds && a.groups == b.groups
    }

    /// Whether both have one number, as clauses of one kind.
    pub(super) fn numbered_alike(&self, i: usize, j: usize) -> bool {
        let number = self.old.own_number(i);
        let kinds = self.old.clause(i).kind == self.new.clause(j).kind;
        !number.is_empty() && number == self.new.own_number(j) && kinds
    }
}
