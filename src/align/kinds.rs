//! What kind of statement a unit is: definitions, duties, findings and framing words are seldom counterparts of one
//! another, whatever words they share.
//!
//! Text patterns only, no parse. Cost: linear in the text, then constant per pair.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::across::Bridge;
use super::language::Language;
use super::pairs::Pairs;
use super::spans::{folded, spans};
use super::tokens::Corpus;
use crate::draft::{Draft, Unit};
use crate::lexicon::Lexicon;
use crate::provision::{ByUnit, Provision};

/// A chapeau alone is shorter than this, in words.
const FRAME_WORDS: usize = 30;

/// The verb of a definition comes within so many bytes.
const HEAD: usize = 120;

/// What a pair of kinds adds to the score at no shared words; by judgement, in deviations of the score. Lists hardly
/// have kinds, so the published crosswalks say little; in law, where they have, most pairs share their words.
const FRAMED: f64 = -2.0;
const OTHER_KIND: f64 = -1.5;
const SAME_TERM: f64 = 1.0;
const OTHER_TERM: f64 = -1.5;
const FINDING: f64 = -1.5;

/// What a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// With the stems of the term.
    Definition(FxHashSet<String>),
    /// Enacting words, or the introduction to a list: "For purposes of this chapter:".
    Frame,
    /// What a draft says in a few words about itself: title, entry into force, validity; by sort.
    Formal {
        sort: usize,
        /// Nothing else is said.
        only: bool,
    },
    /// Why, not what: findings and recitals.
    Finding,
    /// Duties, powers, statements. Whether they bind did not help: catalogues word duties as statements.
    Other,
}

/// What the kinds of each pair add to its score. Pairs that share their words are left alone.
pub(crate) fn adjustments(
    pairs: &Pairs,
    left: &Draft,
    right: &Draft,
    terms: &[f64],
    inputs: &Inputs<'_>,
) -> Vec<f64> {
    let (lefts, rights) = (kinds(left), kinds(right));
    let [left_bearers, right_bearers] = inputs
        .provisions
        .each_ref()
        .map(|p| bearers(p.as_ref(), inputs.lexicon));
    let (lefts, rights) = (lefts.as_slice(), rights.as_slice());
    let (left_bearers, right_bearers) = (left_bearers.as_slice(), right_bearers.as_slice());
    pairs.map_rows(|i, row| {
        row.map(move |k| {
            let j = pairs.right(k);
            let (Some(l), Some(r)) = (lefts.get(i), rights.get(j)) else {
                return 0.0;
            };
            let apart = match (left_bearers.get(i), right_bearers.get(j)) {
                (Some(Some(a)), Some(Some(b))) if a != b => inputs.bearer,
                _ => 0.0,
            };
            let kinds = match (l, r, inputs.vocabulary) {
                (Kind::Definition(a), Kind::Definition(b), Some((bridge, corpus))) => {
                    let ids = |of: &FxHashSet<String>| {
                        let mut ids: Vec<u32> = of.iter().filter_map(|s| corpus.id(s)).collect();
                        ids.sort_unstable();
                        ids
                    };
                    SAME_TERM * bridge.shared(&ids(a), &ids(b))
                }
                _ => between(l, r),
            };
            (kinds + apart) * (1.0 - terms.get(k).copied().unwrap_or(0.0))
        })
    })
}

/// What else the kinds go by.
pub(crate) struct Inputs<'a> {
    /// Of each side; `None` for a list.
    pub(crate) provisions: &'a [Option<ByUnit>; 2],
    pub(crate) lexicon: &'a Lexicon,
    /// What it adds that one unit binds an authority and the other whom it oversees.
    pub(crate) bearer: f64,
    /// What translates the left draft's words, where the languages differ. A term that it does not translate is not
    /// held against a definition.
    pub(crate) vocabulary: Option<(&'a Bridge, &'a Corpus)>,
}

/// For each unit whether an authority has to act, where it says who has to. Rows of a list seldom do.
fn bearers(units: Option<&ByUnit>, lexicon: &Lexicon) -> Vec<Option<bool>> {
    let bearer = |provisions: &Vec<Arc<Provision>>| {
        let first = provisions.first()?;
        let acts = first.roles.bearing.as_ref().or(first.roles.addressed.first())?;
        lexicon.actors.get(acts.actor).map(|a| a.authority)
    };
    units.into_iter().flatten().map(bearer).collect()
}

fn between(left: &Kind, right: &Kind) -> f64 {
    match (left, right) {
        (Kind::Definition(a), Kind::Definition(b)) if a.is_disjoint(b) => OTHER_TERM,
        (Kind::Definition(a), Kind::Definition(b)) => {
            let shared = a.intersection(b).count() as f64;
            SAME_TERM * shared / a.len().max(b.len()).max(1) as f64
        }
        (Kind::Formal { sort: a, .. }, Kind::Formal { sort: b, .. }) if a == b => 0.0,
        (Kind::Frame | Kind::Formal { only: true, .. }, _)
        | (_, Kind::Frame | Kind::Formal { only: true, .. }) => FRAMED,
        (Kind::Formal { .. }, other) | (other, Kind::Formal { .. }) if *other != Kind::Other => {
            between(&Kind::Other, other)
        }
        (Kind::Definition(_), _) | (_, Kind::Definition(_)) => OTHER_KIND,
        (Kind::Finding, Kind::Finding) => 0.0,
        (Kind::Finding, _) | (_, Kind::Finding) => FINDING,
        (Kind::Other | Kind::Formal { .. }, Kind::Other | Kind::Formal { .. }) => 0.0,
    }
}

/// Ids of the units in which a draft speaks of itself: lead-ins, findings, short titles, entry into force, severability.
/// That two drafts agree on these is no news.
pub(crate) fn framing(draft: &Draft) -> BTreeSet<&str> {
    let of_itself = |k: &Kind| matches!(k, Kind::Frame | Kind::Finding | Kind::Formal { .. });
    let kinds = kinds(draft);
    let units = draft.units.iter().zip(&kinds);
    units
        .filter(|(_, k)| of_itself(k))
        .map(|(u, _)| u.id.as_str())
        .collect()
}

fn kinds(draft: &Draft) -> Vec<Kind> {
    let language = Language::of(draft);
    draft.units.iter().map(|u| kind(u, &language)).collect()
}

fn kind(unit: &Unit, language: &Language) -> Kind {
    let text = unit.text.trim();
    let head = start(text).to_lowercase();
    if let Some(term) = defined(&head) {
        let words = spans(term).into_iter().map(|s| folded(s.of(term)));
        let stems: FxHashSet<String> = words
            .filter(|w| language.content(w))
            .map(|w| language.stem(&w))
            .collect();
        if !stems.is_empty() {
            return Kind::Definition(stems);
        }
    }
    let short = text.split_whitespace().count() < FRAME_WORDS;
    let added = ["is added to", "are added to", "is amended to read", "to read:"];
    if short
        && (text.ends_with([':', '—'])
            || added.iter().any(|a| head.contains(a))
            || head.contains("following definitions"))
    {
        return Kind::Frame;
    }
    let chapeau = start(&unit.chapeau).to_lowercase();
    let finds = ["finds and declares", "legislature finds", "congress finds"];
    if head.starts_with("whereas ") || finds.iter().any(|f| head.contains(f) || chapeau.contains(f)) {
        return Kind::Finding;
    }
    let says = |words: &Vec<String>| words.iter().any(|w| head.contains(w.as_str()));
    if let Some(sort) = language.formal.iter().position(says) {
        return Kind::Formal { sort, only: short };
    }
    Kind::Other
}

fn start(text: &str) -> &str {
    let end = text.char_indices().map(|c| c.0).find(|&at| at >= HEAD);
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

/// The term that a lower-case text defines: `“x” means …`, `x means …`.
fn defined(head: &str) -> Option<&str> {
    let verbs = [
        " means",
        " shall mean",
        " has the meaning",
        " has the same meaning",
        " désigne",
        " s’entend",
        " s'entend",
    ];
    let at = verbs.iter().filter_map(|v| head.find(v)).min()?;
    let term = head.get(..at)?.trim();
    let quoted = term.starts_with(['“', '"', '‘', '«', '\'', '(']);
    // `By any means` and `This means that` define nothing.
    let starts = ["this ", "it ", "that ", "by ", "which ", "the ", "an ", "a "];
    let plain = term.split_whitespace().count() <= 6 && !starts.iter().any(|s| term.starts_with(s));
    let sentence = [
        "shall",
        "must",
        "may",
        "by",
        "through",
        "any",
        "no",
        "other",
        "such",
        "same",
        "appropriate",
    ];
    let words: Vec<&str> = term.split_whitespace().collect();
    let verb = words.iter().any(|w| sentence.contains(w));
    (quoted || (plain && !verb)).then_some(term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_found() {
        for (text, term) in [
            ("“large loaf” means a loaf of two pounds", Some("“large loaf”")),
            ("baker means whoever bakes", Some("baker")),
            ("« pain » s’entend de tout pain", Some("« pain »")),
            ("by any means the baker shall", None),
            ("bakers shall find means of baking", None),
        ] {
            assert_eq!(defined(text), term, "{text}");
        }
    }

    #[test]
    fn unlike_kinds_count_against() {
        let term = |t: &str| Kind::Definition(FxHashSet::from_iter([t.to_owned()]));
        assert!(between(&term("oven"), &term("oven")) > 0.0);
        assert!(between(&term("oven"), &term("flour")) < 0.0);
        assert!(between(&term("oven"), &Kind::Other) < 0.0);
        assert!(between(&Kind::Finding, &Kind::Other) < 0.0);
        assert!(between(&Kind::Other, &Kind::Other).abs() < f64::EPSILON);
    }
}
