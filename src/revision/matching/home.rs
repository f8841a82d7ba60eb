//! What went elsewhere though it belongs to what the clause around it became, or to where its own contents went.

use super::Matcher;
use crate::revision::alike::Version;

impl Matcher<'_> {
    /// Clauses that went into another clause while what the clause around them became has something nearly as alike, which is
    /// left or says what they said, too: two articles on like matters have like paragraphs. Whether there was one.
    pub(super) fn home(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            let reworded = |j: &usize| self.old.nodes[i].own != self.new.nodes[*j].own && self.leaves(i, *j);
            let Some(j) = self.matching.new_of[i].filter(reworded) else {
                continue;
            };
            let (above, over) = (self.old.nodes[i].parent, self.new.nodes[j].parent);
            let Some(home) = self.matching.new_of[above].filter(|&h| h != 0 && h != over) else {
                continue;
            };
            if self.new.kin(home, j) || self.matching.old_of[over].is_some() {
                continue;
            }
            let alike = self.alike.cosine(i, j);
            let mut best: Option<(f32, usize)> = None;
            for &k in &self.new.nodes[home].children {
                let there = self.alike.cosine(i, k);
                if there >= self.settings.home * alike
                    && best.is_none_or(|(b, _)| there > b)
                    && self.fits(i, k)
                {
                    best = Some((there, k));
                }
            }
            let Some((there, k)) = best else { continue };
            let told = match self.matching.old_of[k] {
                None => true,
                Some(m) => {
                    let explained = self.alike.explains(Version::Old, i, k, m);
                    there >= self.settings.formula_alike * alike && explained >= self.settings.like_explained
                }
            };
            if !told {
                continue;
            }
            self.matching.new_of[i] = None;
            self.matching.old_of[j] = None;
            if self.matching.old_of[k].is_none() {
                self.matching.link(i, k);
            }
            any = true;
        }
        any
    }

    /// Clauses of which all contents that have partners went into one that is left, and none into their own partner. Whether
    /// there was one.
    pub(super) fn with_contents(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            let Some(j) = self.matching.new_of[i].filter(|&j| self.old.nodes[i].own != self.new.nodes[j].own)
            else {
                continue;
            };
            let partners = self.old.nodes[i]
                .children
                .iter()
                .filter_map(|&c| self.matching.new_of[c]);
            let mut went = partners.map(|p| self.new.nodes[p].parent);
            let Some(k) = went.next().filter(|&k| k != j && k != 0) else {
                continue;
            };
            if went.all(|other| other == k)
                && self.matching.old_of[k].is_none()
                && self.fits(i, k)
                && self.alike.cosine(i, k) >= self.settings.home * self.alike.cosine(i, j)
            {
                self.matching.old_of[j] = None;
                self.matching.link(i, k);
                any = true;
            }
        }
        any
    }

    /// Clauses of which the beginning is the line over their partner now: a name that was set over what is said of it.
    /// Whether there was one.
    pub(super) fn under_its_name(&mut self) -> bool {
        let mut any = false;
        for i in 1..self.old.nodes.len() {
            let Some(j) = self.matching.new_of[i] else {
                continue;
            };
            let above = self.new.nodes[j].parent;
            let joined = |first: usize, then: usize| {
                let rest = self.old.nodes[i]
                    .words
                    .strip_prefix(self.new.nodes[first].words.as_slice());
                rest == Some(&self.new.nodes[then].words)
            };
            let named = above != 0
                && self.matching.old_of[above].is_none()
                && !self.new.nodes[above].words.is_empty()
                && self.old.clause(i).kind == self.new.clause(above).kind;
            if named && joined(above, j) {
                self.matching.old_of[j] = None;
                self.matching.link(i, above);
                any = true;
            }
        }
        any
    }
}
