//! # What it reports
//! Words that weaken a provision ("where possible", "reasonable efforts", "where appropriate") on one side only.
//!
//! # Why it matters
//! They leave it to whoever is bound how far the duty goes.
//!
//! # Example
//! Left: "shall test the system". Right: "shall test the system where possible".
//!
//! # When it is wrong
//! Where the other side weakens the duty in another sentence, or in words that no list has.
//!
//! # Settings
//! `near`: how alike two sentences must be.

use super::compare::{Match, share_new};
use super::side::{Prov, Token, What};
use super::{Finding, Pair, Severity};

/// Tokens of a passage that only one side has, up to which weakening words in it weaken what stands around it.
const PASSAGE: usize = 5;

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    pair.matches
        .iter()
        .filter(|m| m.near)
        .find_map(|m| one(pair, m))
        .or_else(|| given(pair))
        .into_iter()
        .collect()
}

fn one(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let sort = |w| matches!(w, What::Hedge(_));
    let (l, r) = m.lone(sort);
    let (new_left, new_right): (Vec<&[Token]>, Vec<&[Token]>) = m.changes().into_iter().unzip();
    let stands = |p: &Prov, t: &Token, new: &[&[Token]]| {
        let clauses = p.p.clauses.exceptions.iter().chain(&p.p.clauses.conditions);
        // Of a passage that is new as a whole, the weakening words are the least.
        let passage = new
            .iter()
            .any(|tokens| tokens.len() > PASSAGE && tokens.iter().any(|n| n.words == t.words));
        let clause = clauses
            .filter(|c| c.words.0 <= t.words.0 && t.words.1 <= c.words.1)
            .any(|c| share_new(c.words, new) > 0.6);
        !passage && !clause
    };
    // The same words at another place of the sentence are no difference.
    let only = |these: &[Token], those: &[Token], p: &Prov, new: &[&[Token]]| {
        these
            .iter()
            .find(|t| !those.iter().any(|o| o.key == t.key) && stands(p, t, new))
            .copied()
    };
    let (a, b) = (only(&l, &r, m.left, &new_left), only(&r, &l, m.right, &new_right));
    let (words, side, prov) = match (a, b) {
        (Some(t), None) => (t.words, "left", m.left),
        (None, Some(t)) => (t.words, "right", m.right),
        _ => return None,
    };
    let marks = [words];
    let (lm, rm): (&[_], &[_]) = if side == "left" {
        (&marks, &[])
    } else {
        (&[], &marks)
    };
    Some(Finding {
        message: format!("weakened on the {side} only: “{}”", super::words_of(prov, words)),
        question: "Is the duty meant to be weaker there?".to_owned(),
        ..pair.finding("C209", Severity::Low, m, lm, rm)
    })
}

/// In other words, where a person said that the units correspond: one of them weakens its duty, the other does not.
fn given(pair: &Pair<'_>) -> Option<Finding> {
    let near = pair.matches.iter().any(|m| m.near);
    let m = pair.matches.iter().filter(|_| pair.told() && !near);
    let first = m.max_by(|a, b| a.likeness.total_cmp(&b.likeness))?;
    let of = |provs: &'_ [Prov]| {
        provs
            .iter()
            .filter(|p| p.p.modality.binds())
            .find_map(|p| Some((p.p.clauses.hedges.first()?.text.clone(), p.p.sentence)))
    };
    let b = pair.between;
    let (l, r) = (
        of(b.left.units.get(pair.link.left)?),
        of(b.right.units.get(pair.link.right)?),
    );
    let (text, side) = match (l, r) {
        (Some((text, _)), None) => (text, "left"),
        (None, Some((text, _))) => (text, "right"),
        _ => return None,
    };
    Some(Finding {
        message: format!("weakened on the {side} only: “{text}”"),
        question: "Is the duty meant to be weaker there?".to_owned(),
        ..pair.finding("C209", Severity::Low, first, &[], &[])
    })
}
