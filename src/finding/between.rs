//! What the rules between two drafts are given: both sides, what is linked, and one linked pair.

use super::compare::Match;
use super::side::{self, Side};
use super::{Compatibility, Finding, Link, Severity};
use crate::lexicon::Lexicon;
use crate::settings::Settings;
use crate::term::Matched;

/// All that the rules between two drafts see.
pub(super) struct Between<'a> {
    pub(super) left: Side<'a>,
    pub(super) right: Side<'a>,
    /// Links that are compared, by left and then right unit.
    pub(super) links: Vec<Link>,
    /// Which of their terms are one.
    pub(super) terms: Vec<Matched>,
    /// What comes nearest to units that have none of those, likely or not.
    pub(super) near: Vec<Link>,
    pub(super) gaps: bool,
    /// Whether both drafts are in one language: only then words can be set against words.
    pub(super) one_language: bool,
    pub(super) lexicon: &'a Lexicon,
    pub(super) settings: &'a Settings,
}

/// A linked pair with its provisions matched.
pub(super) struct Pair<'a> {
    pub(super) between: &'a Between<'a>,
    pub(super) link: Link,
    pub(super) matches: Vec<Match<'a>>,
}

impl Between<'_> {
    /// Whether both drafts bind, as far as is known: requirement lists do.
    pub(super) fn both_bind(&self) -> bool {
        self.left.binds && self.right.binds
    }

    /// High where both bind, else medium.
    pub(super) fn consequence(&self) -> Severity {
        if self.both_bind() {
            Severity::High
        } else {
            Severity::Medium
        }
    }

    /// Whether verbal forms can be set against each other: drafts of one nature.
    pub(super) fn one_nature(&self) -> bool {
        self.left.nature == self.right.nature
    }
}

impl Pair<'_> {
    /// Whether a person said that the units correspond, in one language.
    pub(super) fn told(&self) -> bool {
        self.link.given && self.between.one_language
    }

    /// Whether a person said so of two units of one sentence each: then these answer to each other, whatever their words. Of
    /// longer units nobody says which sentences do.
    pub(super) fn told_alone(&self) -> bool {
        let one = |side: &Side<'_>, unit: usize| side.units.get(unit).is_some_and(|provs| provs.len() == 1);
        let b = self.between;
        self.told() && one(&b.left, self.link.left) && one(&b.right, self.link.right)
    }

    /// How alike two sentences have to be to be compared in other words: less so where a person said that the units
    /// correspond.
    pub(super) fn least(&self, usual: f64) -> f64 {
        if self.told() {
            self.between.settings.finding.least
        } else {
            usual
        }
    }

    /// A finding of this pair, confident as the link and the match are.
    pub(super) fn finding(
        &self,
        code: &'static str,
        severity: Severity,
        m: &Match<'_>,
        left: &[(usize, usize)],
        right: &[(usize, usize)],
    ) -> Finding {
        Finding {
            code,
            severity,
            compatibility: Some(Compatibility::Both),
            left: Some(m.left.spot(self.link.left, left)),
            right: Some(m.right.spot(self.link.right, right)),
            message: String::new(),
            question: String::new(),
            confidence: self.link.confidence * (0.5 + 0.5 * m.likeness),
        }
    }
}

/// Words of a provision as written, on one line.
pub(super) fn words_of(p: &side::Prov, (from, to): (usize, usize)) -> String {
    let text = crate::provision::word::slice(&p.p.text, &p.p.words, from, to);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
