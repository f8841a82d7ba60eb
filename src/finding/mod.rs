//! Correspondences + provisions → findings: where drafts diverge, what finds no counterpart, how a draft is worded.
//!
//! One file per rule; its first lines are the documentation that `clausewise explain` prints and `docs/findings.md` is made
//! of. `said` is what is found, `between` what the rules are given. `side` reads a draft once, `compare` matches provisions
//! within a linked pair and sets them against each other word by word, `rival` says which links are worth it, `rank` orders
//! what was found. A difference is a divergence; only one that cannot be met together is a conflict. Cost: linear in the
//! drafts, and per linked pair the product of its sentences.

mod between;
mod c201;
mod c202;
mod c203;
mod c204;
mod c205;
mod c206;
mod c207;
mod c208;
mod c209;
mod c210;
mod c211;
mod c212;
mod c213;
mod compare;
mod d301;
mod d302;
mod d303;
mod d304;
mod d305;
mod d306;
mod d307;
mod d308;
mod g101;
mod g102;
mod g103;
mod headline;
mod r401;
mod r402;
mod r403;
mod r404;
mod r405;
mod rank;
mod revision;
mod rival;
mod rule;
mod said;
mod side;

use rayon::prelude::*;

pub use revision::{Doubt, Revised, revised};
pub use rule::{RULES, Rule, page, rule};
pub use said::{Compatibility, Finding, Severity, Spot};

use crate::draft::{Draft, language_of};
use crate::lexicon::Lexicon;
use crate::provision::{ByUnit, Modality};
use crate::settings::Settings;
use crate::term::matched;
use between::{Between, Pair, words_of};
use compare::{matches, unit_likeness};
use rank::{consequence, rank, said_once};
use rival::worth;
use side::{Interner, Side};

/// A correspondence to look into.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    /// Index of the left unit.
    pub left: usize,
    /// Index of the right unit.
    pub right: usize,
    /// Probability that it holds; 1 where a person said so.
    pub confidence: f64,
    /// Its logit, finer.
    pub score: f64,
    /// Whether it was given, not proposed.
    pub given: bool,
}

impl Link {
    /// A correspondence between drafts 0 and 1 as proposed.
    pub fn of(c: &crate::crosswalk::Correspondence) -> Link {
        Link {
            left: c.left.unit,
            right: c.right.unit,
            confidence: c.confidence,
            score: c.score,
            given: false,
        }
    }

    /// A candidate as scored.
    pub fn near(s: &crate::align::Scored) -> Link {
        Link {
            left: s.left,
            right: s.right,
            confidence: s.confidence,
            score: s.score,
            given: false,
        }
    }
}

/// Two drafts to be checked against each other.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The draft on the left.
    pub left: &'a Draft,
    /// The draft on the right.
    pub right: &'a Draft,
    /// Their provisions, where they are read already.
    pub provisions: [Option<&'a ByUnit>; 2],
    /// What corresponds.
    pub links: &'a [Link],
    /// The nearest candidates of either side's units, likely or not: what has no counterpart names them, and is the surer to have
    /// none the less likely they are.
    pub near: &'a [Link],
    /// Whether what has no counterpart is reported; not where only some pairs were given.
    pub gaps: bool,
    /// Which words mean the same.
    pub lexicon: &'a Lexicon,
    /// Thresholds.
    pub settings: &'a Settings,
}

/// Sets two drafts against each other: divergences and gaps, the most important first.
pub fn check(checked: &Checked<'_>) -> Vec<Finding> {
    let lexicon = checked.lexicon;
    let mut interner = Interner::default();
    let [of_left, of_right] = checked.provisions;
    let left = Side::new(checked.left, of_left, checked.lexicon, &mut interner);
    let right = Side::new(checked.right, of_right, checked.lexicon, &mut interner);
    let likeness = |l: &Link| match (left.units.get(l.left), right.units.get(l.right)) {
        (Some(a), Some(b)) => unit_likeness(a, b, &interner),
        _ => 0.0,
    };
    let (links, mut near) = worth(checked.links, &likeness, checked.settings);
    near.extend(checked.near);
    let (of_left, of_right) = (language_of(checked.left), language_of(checked.right));
    let between = Between {
        links,
        terms: matched(&left.terms, &right.terms, lexicon, (&of_left, &of_right)),
        near,
        left,
        right,
        gaps: checked.gaps,
        one_language: of_left == of_right,
        lexicon: checked.lexicon,
        settings: checked.settings,
    };
    let of_link = |link: &Link| -> (Vec<Finding>, Vec<c210::Renamed>) {
        let Some((l, r)) = between
            .left
            .units
            .get(link.left)
            .zip(between.right.units.get(link.right))
        else {
            return Default::default();
        };
        let pair = Pair {
            between: &between,
            link: *link,
            matches: matches(
                l,
                r,
                &interner,
                &between.settings.finding,
                link.given && between.one_language,
            ),
        };
        let mut found = Vec::new();
        // Force, numbers, dates and actors mean the same in every language.
        for find in [
            c201::find,
            c202::find,
            c203::find,
            c204::find,
            c205::find,
            c212::find,
        ] {
            found.extend(find(&pair));
        }
        // Words are set against words of their own language only.
        if between.one_language {
            for find in [c207::find, c209::find, c211::find, c213::find] {
                found.extend(find(&pair));
            }
        }
        (found, c210::renamed(&pair))
    };
    let (of_pairs, renamed): (Vec<Vec<Finding>>, Vec<Vec<c210::Renamed>>) =
        between.links.par_iter().map(of_link).unzip();
    let mut found = said_once(&between, of_pairs.into_iter().flatten().collect());
    found.extend(c210::find(&between, &renamed.concat()));
    found.extend(c202::natures(&between));
    found.extend(headline::find(&between, &found));
    found.extend(c206::find(&between));
    found.extend(c208::find(&between));
    found.extend(g101::find(&between, &found));
    found.extend(g102::find(&between));
    let uses = g103::find(&between, &found);
    found.extend(uses);
    for f in &mut found {
        spent(&between, f);
        unmet(&between, f);
    }
    let official = |f: &Finding| {
        let of = |side: &Side<'_>, spot: &Option<Spot>| {
            spot.as_ref().is_some_and(|s| side.official(s.unit, lexicon))
        };
        of(&between.left, &f.left) || of(&between.right, &f.right)
    };
    rank(&mut found, &official, &|f| consequence(&between, f));
    found
}

/// Nobody has to live with what a draft asks for that was vetoed, lapsed or was revoked: then the question is another one.
fn spent(between: &Between<'_>, f: &mut Finding) {
    let status = |side: &Side<'_>| {
        let status = side.draft.identity.status.as_deref();
        let word = status.filter(|s| matches!(*s, "lapsed" | "vetoed" | "revoked"))?;
        Some(format!("{} ({word})", side.draft.name))
    };
    if let Some(draft) = status(&between.left).or_else(|| status(&between.right))
        && f.question.contains(" live with ")
    {
        f.question = format!("{draft} binds nobody: is its figure still a measure for the other?");
    }
}

/// Nobody meets a definition or a penalty: whether both bounds can be met says nothing there.
fn unmet(between: &Between<'_>, f: &mut Finding) {
    let of = |side: &Side<'_>, spot: &Option<Spot>| {
        let provs = spot.as_ref().and_then(|s| side.units.get(s.unit));
        provs.is_some_and(|provs| {
            provs
                .iter()
                .any(|p| p.p.modality == Modality::Definition || p.penal())
        })
    };
    let either = of(&between.left, &f.left) || of(&between.right, &f.right);
    if f.code == "C204" && f.compatibility == Some(Compatibility::Both) && either {
        f.compatibility = Some(Compatibility::Unclear);
    }
}

/// Looks at the wording of one draft. All that it says stands on the left.
pub fn drafting(draft: &Draft, lexicon: &Lexicon) -> Vec<Finding> {
    let side = Side::new(draft, None, lexicon, &mut Interner::default());
    let rules = [
        d301::find,
        d302::find,
        d303::find,
        d304::find,
        d305::find,
        d306::find,
        d307::find,
        d308::find,
    ];
    let mut found: Vec<Finding> = rules.iter().flat_map(|find| find(&side)).collect();
    rank(&mut found, &|_| false, &|_| 1.0);
    found
}

#[cfg(test)]
mod tests;
