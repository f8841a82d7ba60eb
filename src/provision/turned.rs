//! What the words around a verbal form make of it: negation, passive duties, subjects that forbid, subordinate clauses.

use super::forms::Modality;
use super::markers::Markers;
use super::word::{Word, gap};

/// Whether the words before a form, in its clause, name an aim: what it "is to" do is then no duty.
pub(super) fn aims(text: &str, words: &[Word], at: usize, markers: &Markers) -> bool {
    let clause = (0..at)
        .rev()
        .take_while(|&i| !gap(text, words, i + 1).contains([';', ':', '.']));
    clause.filter_map(|i| words.get(i)).any(|w| {
        markers
            .aims
            .contains(w.lower.strip_suffix('s').unwrap_or(&w.lower))
    })
}

/// What a form says with the words behind it: `shall not`, `shall be prohibited`, `shall not be required to`.
pub(super) fn turned(
    modality: Modality,
    text: &str,
    words: &[Word],
    to: usize,
    markers: &Markers,
) -> (Modality, usize, bool) {
    let mut at = to;
    // `shall, where appropriate, not …`
    if gap(text, words, at).contains(',') {
        let end = (at + 1..words.len().min(at + 14)).find(|&i| gap(text, words, i).contains(','));
        at = end.unwrap_or(at);
    }
    let mut negated = false;
    let mut end = to;
    if let Some((n, ())) = markers.negation.at(words, at) {
        negated = true;
        at += n;
        end = at;
    }
    while words.get(at).is_some_and(|w| markers.adverbs.contains(&w.lower)) {
        at += 1;
    }
    let word = |i: usize| words.get(i).map_or("", |w| w.lower.as_str());
    // `shall offer or provide neither advice nor …`
    let late = (at..at + 6)
        .take_while(|&i| i == at || !gap(text, words, i).contains([',', ';', ':', '.']))
        .any(|i| word(i) == "neither");
    negated |= late;
    let forbidding = modality == Modality::Prohibition || negated;
    // `may be required` allows to require, it requires nothing.
    let strict = matches!(modality, Modality::Requirement | Modality::Prohibition);
    let of = |forbids: Modality, else_: Modality| if forbidding { forbids } else { else_ };
    if strict && matches!(word(at), "refrain" | "abstain" | "desist") && word(at + 1) == "from" {
        return (of(Modality::Requirement, Modality::Prohibition), at + 2, !negated);
    }
    // `is to be permitted`: the form has swallowed the verb.
    if word(at) != "be" && at > 0 && word(at - 1) == "be" {
        at -= 1;
    }
    if word(at) == "be" && strict {
        let to = usize::from(word(at + 2) == "to");
        match word(at + 1) {
            "prohibited" | "forbidden" | "unlawful" | "banned" | "illegal" => {
                return (of(Modality::Permission, Modality::Prohibition), at + 2, negated);
            }
            "permitted" | "allowed" | "entitled" | "free" | "empowered" | "authorised" | "authorized"
                if to == 1 =>
            {
                return (of(Modality::Prohibition, Modality::Permission), at + 3, negated);
            }
            "required" | "obliged" | "obligated" | "bound" if to == 1 => {
                return (of(Modality::Permission, Modality::Requirement), at + 3, negated);
            }
            "encouraged" | "recommended" => return (Modality::Recommendation, at + 2, negated),
            _ => {}
        }
    }
    let says = match modality {
        Modality::Requirement | Modality::Permission | Modality::Possibility if negated => {
            Modality::Prohibition
        }
        other => other,
    };
    (says, end, negated)
}

/// `No provider may`, `Neither party shall`.
pub(super) fn forbids_by_subject(text: &str, words: &[Word], at: usize, markers: &Markers) -> bool {
    let mut start = at;
    while start > 0 && at - start < 16 && !gap(text, words, start).contains([',', ';', ':', '.']) {
        start -= 1;
    }
    (start..at)
        .take(2)
        .any(|i| markers.nobody.at(words, i).is_some_and(|(n, ())| i + n <= at))
        && !words
            .get(start..at)
            .is_some_and(|w| w.iter().any(|w| w.lower == "later" || w.lower == "longer"))
}

/// A form right behind `which`, `that`, `if`, with no other form between, belongs to a subordinate clause.
pub(super) fn subordinate(
    text: &str,
    words: &[Word],
    (behind, at): (usize, usize),
    markers: &Markers,
) -> bool {
    (behind.max(at.saturating_sub(4))..at).any(|i| {
        let here = words.get(i).is_some_and(|w| markers.relative.contains(&w.lower));
        here && (i + 1..=at).all(|j| !gap(text, words, j).contains([',', ';', ':', '.']))
    })
}
