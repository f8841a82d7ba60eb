//! Which of several clauses that became one is its partner.

use super::view::body;
use crate::revision::alike::Alike;
use crate::revision::matching::Matching;
use crate::revision::side::{Side, Words};

/// A clause leads what several were merged into if it has at least this share of the partner's likeness.
const LEADS: f32 = 0.6;

/// Of several clauses that were merged into one, the partner is the one that it begins with: what a sentence says first is
/// what it is about, and the rest came to it.
pub(super) fn lead(
    old: &Side<'_>,
    new: &Side<'_>,
    matching: &mut Matching,
    alike: &Alike,
    merged: &mut [(usize, usize)],
    words: &Words,
) {
    for (piece, whole) in merged {
        let Some(partner) = matching.old_of[*whole] else {
            continue;
        };
        let leaves = [*piece, partner]
            .iter()
            .all(|&i| old.nodes[i].children.is_empty() && matching.new_of[i].is_none_or(|j| j == *whole));
        if !leaves || alike.cosine(*piece, *whole) < LEADS * alike.cosine(partner, *whole) {
            continue;
        }
        let place = |one: usize, other: usize| {
            let (one, other) = (&old.nodes[one].bag, &old.nodes[other].bag);
            let text = body(&new.nodes[*whole]);
            let own = |w: &&u32| one.binary_search(*w).is_ok() && other.binary_search(*w).is_err();
            let places = text.iter().enumerate().filter(|(_, w)| own(w));
            let (mut at, mut all) = (0.0, 0.0);
            for (k, &word) in places {
                at += k as f32 * words.weight(word);
                all += words.weight(word);
            }
            (all > 0.0).then(|| at / all)
        };
        if let (Some(first), Some(second)) = (place(*piece, partner), place(partner, *piece))
            && first < second
        {
            matching.new_of[partner] = None;
            matching.new_of[*piece] = Some(*whole);
            matching.old_of[*whole] = Some(*piece);
            *piece = partner;
        }
    }
}
