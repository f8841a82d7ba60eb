//! Which terms of two drafts are one: by name, else by the lexicon, else because what they mean is said in the same words.
//!
//! `clausewise terms` and the rules on definitions use this one matching.

use std::collections::BTreeMap;

use super::{Term, folded};
use crate::lexicon::Lexicon;
use crate::provision::word::words;

/// Why two terms are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// They have a name in common.
    Name,
    /// Neither draft defines the other's name, and the lexicon takes them for the same.
    Lexicon,
    /// Neither draft defines the other's name, and their definitions say the same in nearly the same words.
    Wording,
}

/// Two terms that are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Matched {
    /// Index of the left term.
    pub left: usize,
    /// Index of the right term.
    pub right: usize,
    /// Why.
    pub same: Same,
}

/// From which likeness on two definitions with different names define one thing: `artificial intelligence` and `artificial
/// intelligence model` share all but a word or two of twenty where they are one.
const WORDED: f64 = 0.75;

/// Words of a definition from which on its wording says enough.
const LEAST: usize = 6;

/// The terms of two drafts that are one, by left and then right index; each term once. `languages` are those of the drafts.
pub(crate) fn matched(
    left: &[Term],
    right: &[Term],
    lexicon: &Lexicon,
    languages: (&str, &str),
) -> Vec<Matched> {
    let mut found: Vec<Matched> = Vec::new();
    let mut taken = (vec![false; left.len()], vec![false; right.len()]);
    let mut take = |l: usize, r: usize, same: Same| {
        if let (Some(a @ false), Some(b @ false)) = (taken.0.get_mut(l), taken.1.get_mut(r)) {
            (*a, *b) = (true, true);
            found.push(Matched {
                left: l,
                right: r,
                same,
            });
        }
    };
    // Its own name before another name of it.
    for exact in [true, false] {
        for (l, a) in left.iter().enumerate() {
            let one = |b: &Term| if exact { a.term == b.term } else { a.is(b) };
            if let Some(r) = right.iter().position(one) {
                take(l, r, Same::Name);
            }
        }
    }
    let apart = |a: &Term, b: &Term| right.iter().any(|t| t.is(a)) || left.iter().any(|t| t.is(b));
    let of_right: Vec<Vec<usize>> = right.iter().map(|t| entries(lexicon, t, languages.1)).collect();
    for (l, a) in left.iter().enumerate() {
        let entries = entries(lexicon, a, languages.0);
        let r = right
            .iter()
            .zip(&of_right)
            .position(|(b, theirs)| theirs.iter().any(|e| entries.contains(e)) && !apart(a, b));
        if let Some(r) = r.filter(|_| !entries.is_empty()) {
            take(l, r, Same::Lexicon);
        }
    }
    if languages.0 == languages.1 {
        let mut alike: Vec<(f64, usize, usize)> = Vec::new();
        for (l, a) in left.iter().enumerate() {
            for (r, b) in right.iter().enumerate() {
                let likeness = likeness(a, b);
                let enough = words(&a.definition).len().min(words(&b.definition).len()) >= LEAST;
                if likeness >= WORDED && enough && !a.refers() && !b.refers() && !apart(a, b) {
                    alike.push((likeness, l, r));
                }
            }
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        alike.into_iter().for_each(|(_, l, r)| take(l, r, Same::Wording));
    }
    found.sort_by_key(|m| (m.left, m.right));
    found
}

/// The entries of the lexicon that a term is a name of: actors that are regulated, and synonyms. What concepts gather belongs
/// together and does not mean the same.
fn entries(lexicon: &Lexicon, term: &Term, language: &str) -> Vec<usize> {
    let has = |terms: &[String]| terms.iter().any(|t| folded(t) == term.term);
    let actors = lexicon
        .actors
        .iter()
        .map(|a| !a.authority && has(a.terms(language)));
    let synonyms = lexicon.synonyms.iter().map(|s| has(s.terms(language)));
    let all = actors.chain(synonyms).enumerate();
    all.filter(|(_, has)| *has).map(|(i, _)| i).collect()
}

/// How alike two definitions are, 0 to 1: Dice over all words, for in a definition every one counts.
pub(crate) fn likeness(left: &Term, right: &Term) -> f64 {
    let counted = |t: &Term| {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for word in words(&t.definition) {
            *counted.entry(word.lower).or_default() += 1;
        }
        counted
    };
    let (l, r) = (counted(left), counted(right));
    let shared: usize = l.iter().map(|(word, n)| *n.min(r.get(word).unwrap_or(&0))).sum();
    let all = l.values().sum::<usize>() + r.values().sum::<usize>();
    if all == 0 {
        1.0
    } else {
        2.0 * shared as f64 / all as f64
    }
}
