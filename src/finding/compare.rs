//! Provisions of a linked pair set against each other.
//!
//! Which sentence answers to which: Dice over content stems, rare ones counting more, the best first, each once. Where two are
//! nearly the same words, a diff over their tokens says what stands in whose place. Cost: sentences times sentences, and the
//! diff (Myers 1986, in `similar`) of each match.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::side::{Interner, Prov, Token, What};
use crate::settings::FindingSettings;

/// Two provisions that answer to each other.
#[derive(Debug)]
pub(super) struct Match<'a> {
    pub(super) left: &'a Prov,
    pub(super) right: &'a Prov,
    /// Share of their content that they have in common, 0 to 1.
    pub(super) likeness: f64,
    /// Nearly the same words: what differs can be read off word by word.
    pub(super) near: bool,
    pub(super) ops: Vec<DiffOp>,
}

/// Most sentences of a unit that are matched; longer units are tables.
const MOST: usize = 80;

/// Most tokens of a sentence that is set against another one word by word. The longest sentences of real acts have a few
/// hundred; what is longer is a table or no text at all, and a diff costs the product of the two in the worst case.
const LONGEST: usize = 2_000;

pub(super) fn matches<'a>(
    left: &'a [Prov],
    right: &'a [Prov],
    interner: &Interner,
    settings: &FindingSettings,
    given: bool,
) -> Vec<Match<'a>> {
    let mut scored = Vec::new();
    for (i, l) in left.iter().take(MOST).enumerate() {
        for (j, r) in right.iter().take(MOST).enumerate() {
            let likeness = likeness(l, r, interner).max(wording_if_short(l, r));
            if likeness >= settings.least || given {
                scored.push((likeness, i.abs_diff(j), i, j));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let (mut used_left, mut used_right) = (vec![false; left.len()], vec![false; right.len()]);
    let mut found = Vec::new();
    for (likeness, _, i, j) in scored {
        let (Some(l), Some(r)) = (used_left.get_mut(i), used_right.get_mut(j)) else {
            continue;
        };
        if *l || *r {
            continue;
        }
        (*l, *r) = (true, true);
        let (Some(l), Some(r)) = (left.get(i), right.get(j)) else {
            continue;
        };
        // Short sentences have few content words: there, all words count.
        let near = l.tokens.len().max(r.tokens.len()) <= LONGEST
            && ((likeness >= settings.near && shared(&l.content, &r.content) >= 3)
                || wording(l, r) >= settings.wording);
        let keys = |tokens: &[Token]| tokens.iter().map(|t| t.key).collect::<Vec<u32>>();
        let ops = if near {
            capture_diff_slices(Algorithm::Myers, &keys(&l.tokens), &keys(&r.tokens))
        } else {
            Vec::new()
        };
        found.push((
            i,
            Match {
                left: l,
                right: r,
                likeness,
                near,
                ops,
            },
        ));
    }
    found.sort_by_key(|(i, _)| *i);
    found.into_iter().map(|(_, m)| m).collect()
}

/// Share of the shorter sentence's tokens that stand in the longer one, function words too.
fn within(left: &Prov, right: &Prov) -> f64 {
    let (short, long) = if left.tokens.len() <= right.tokens.len() {
        (left, right)
    } else {
        (right, left)
    };
    common(&sorted(short), &sorted(long)) as f64 / short.tokens.len().max(1) as f64
}

/// Sentences with hardly any content are told by their wording.
fn wording_if_short(left: &Prov, right: &Prov) -> f64 {
    if left.content.len().min(right.content.len()) <= 6 {
        wording(left, right) * 0.9
    } else {
        0.0
    }
}

fn shared(left: &[u32], right: &[u32]) -> usize {
    left.iter().filter(|id| right.binary_search(id).is_ok()).count()
}

/// The keys of all tokens in order, each as often as it stands there.
fn sorted(p: &Prov) -> Vec<u32> {
    let mut keys: Vec<u32> = p.tokens.iter().map(|t| t.key).collect();
    keys.sort_unstable();
    keys
}

/// How many keys two sorted lists have in common, each as often as both have it.
fn common(left: &[u32], right: &[u32]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(l), Some(r)) = (left.get(i), right.get(j)) {
        both += usize::from(l == r);
        (i, j) = (i + usize::from(l <= r), j + usize::from(r <= l));
    }
    both
}

/// Dice over all tokens, function words too.
fn wording(left: &Prov, right: &Prov) -> f64 {
    let (l, r) = (sorted(left), sorted(right));
    let both = common(&l, &r);
    if both < 5 {
        0.0
    } else {
        2.0 * both as f64 / (l.len() + r.len()).max(1) as f64
    }
}

/// How much of two units is the same: Dice over the content of all their sentences, or how much of the shorter stands in the
/// longer, if that is not nothing.
pub(super) fn unit_likeness(left: &[Prov], right: &[Prov], interner: &Interner) -> f64 {
    let content = |provs: &[Prov]| {
        let mut ids: Vec<u32> = provs.iter().flat_map(|p| p.content.iter().copied()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let (l, r) = (content(left), content(right));
    let weigh = |ids: &mut dyn Iterator<Item = &u32>| ids.map(|&id| interner.weight(id)).sum::<f64>();
    let both = weigh(&mut l.iter().filter(|id| r.binary_search(id).is_ok()));
    let (a, b) = (weigh(&mut l.iter()), weigh(&mut r.iter()));
    if a <= 0.0 || b <= 0.0 {
        0.0
    } else {
        (2.0 * both / (a + b)).max(0.9 * both / a.min(b))
    }
}

/// Dice over content stems; a sentence that goes on where the other one ends (an exception more) is as like as its shorter
/// form, if that is not too short.
pub(super) fn likeness(left: &Prov, right: &Prov, interner: &Interner) -> f64 {
    let weigh = |ids: &[u32]| ids.iter().map(|&id| interner.weight(id)).sum::<f64>();
    let shared: Vec<u32> = left
        .content
        .iter()
        .filter(|id| right.content.binary_search(id).is_ok())
        .copied()
        .collect();
    let (l, r, both) = (weigh(&left.content), weigh(&right.content), weigh(&shared));
    if l <= 0.0 || r <= 0.0 {
        return 0.0;
    }
    let dice = 2.0 * both / (l + r);
    let contained = both / l.min(r);
    // A heading-like sentence stands in many longer ones, and is the shorter form of none.
    if shared.len() >= 3 && l.min(r) >= 0.35 * l.max(r) && contained > 0.9 && within(left, right) > 0.85 {
        dice.max(contained * 0.8)
    } else {
        dice
    }
}

impl Match<'_> {
    /// Tokens that line up: equal ones, and in a replaced stretch those of one sort in their order.
    pub(super) fn aligned(&self, sort: impl Fn(What) -> bool) -> Vec<(Token, Token)> {
        let mut found = Vec::new();
        for op in &self.ops {
            let (l, r) = (self.lefts(op), self.rights(op));
            let of = |tokens: &[Token]| {
                tokens
                    .iter()
                    .filter(|t| sort(t.what))
                    .copied()
                    .collect::<Vec<Token>>()
            };
            match op {
                DiffOp::Equal { .. } => found.extend(
                    l.iter()
                        .zip(r)
                        .filter(|(a, _)| sort(a.what))
                        .map(|(a, b)| (*a, *b)),
                ),
                DiffOp::Replace { .. } => found.extend(of(l).into_iter().zip(of(r))),
                _ => {}
            }
        }
        found
    }

    /// Tokens of a sort that nothing on the other side lines up with.
    pub(super) fn lone(&self, sort: impl Fn(What) -> bool + Copy) -> (Vec<Token>, Vec<Token>) {
        let aligned = self.aligned(sort);
        let left = self
            .left
            .tokens
            .iter()
            .filter(|t| sort(t.what) && !aligned.iter().any(|(a, _)| a.words == t.words));
        let right = self
            .right
            .tokens
            .iter()
            .filter(|t| sort(t.what) && !aligned.iter().any(|(_, b)| b.words == t.words));
        (left.copied().collect(), right.copied().collect())
    }

    /// Stretches that stand in each other's place; one of the two may be empty.
    pub(super) fn changes(&self) -> Vec<(&[Token], &[Token])> {
        let changed = self.ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
        changed.map(|op| (self.lefts(op), self.rights(op))).collect()
    }

    fn lefts(&self, op: &DiffOp) -> &[Token] {
        self.left.tokens.get(op.old_range()).unwrap_or_default()
    }

    fn rights(&self, op: &DiffOp) -> &[Token] {
        self.right.tokens.get(op.new_range()).unwrap_or_default()
    }
}

/// Share of a range of words that is new: in stretches that nothing on the other side lines up with.
pub(super) fn share_new(words: (usize, usize), new: &[&[Token]]) -> f64 {
    let count = new
        .iter()
        .flat_map(|tokens| tokens.iter())
        .filter(|t| t.words.0 >= words.0 && t.words.1 <= words.1)
        .map(|t| t.words.1 - t.words.0)
        .sum::<usize>();
    count as f64 / (words.1.saturating_sub(words.0)).max(1) as f64
}
