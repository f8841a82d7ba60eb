//! What hangs on a sentence: exceptions, conditions, purposes, words that weaken it. Cost: linear in the words.

use super::markers::{Hanging, Markers};
use super::word::{Word, gap, slice};

/// Words in a sentence with what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// As written.
    pub text: String,
    /// Which kind of its kind: `appropriate`, `possible`; empty where there is only one.
    pub class: String,
    /// It only says where else to look: `except as provided in subparagraph (B)`.
    pub refers: bool,
    /// Its first word, and the one after its last.
    pub(crate) words: (usize, usize),
}

/// The clauses that hang on a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clauses {
    /// "unless …", "except …".
    pub exceptions: Vec<Mark>,
    /// "if …", "where …", "provided that …".
    pub conditions: Vec<Mark>,
    /// "in order to …".
    pub purposes: Vec<Mark>,
    /// "where possible", "reasonable efforts".
    pub hedges: Vec<Mark>,
    /// Exemptions and scope: `research`, `open-source`.
    pub scopes: Vec<Mark>,
    /// "does not apply to": the sentence leaves something out.
    pub leaves_out: bool,
    /// "enters into force": the sentence says from when something counts.
    pub takes_effect: bool,
}

pub(super) fn clauses(text: &str, words: &[Word], markers: &Markers) -> Clauses {
    let mut found = Clauses::default();
    let mark = |from: usize, to: usize, class: &str| Mark {
        text: closed(slice(text, words, from, to)),
        class: class.to_owned(),
        refers: false,
        words: (from, to),
    };
    for (from, to, class) in markers.hedge.all(words, 0, words.len()) {
        // `is proportionate: to this end` has no weakening words: they stand in two clauses.
        let apart = (from + 1..to).any(|i| gap(text, words, i).contains([':', ';', '.']));
        // `as well as relevant measures`
        let belongs = from > 0
            && words
                .get(from - 1)
                .is_some_and(|w| matches!(w.lower.as_str(), "well" | "such"));
        if apart || belongs {
            continue;
        }
        found.hedges.push(mark(from, to, class));
    }
    let hedged = |at: usize| found.hedges.iter().any(|h| (h.words.0..h.words.1).contains(&at));
    let mut at = 0;
    let mut hanging = Vec::new();
    while at < words.len() {
        let Some((length, kind)) = markers
            .hanging
            .at(words, at)
            .filter(|_| !hedged(at) && hangs(text, words, at))
        else {
            at += 1;
            continue;
        };
        let to = end(text, words, at + length, at == 0);
        let mut clause = mark(at, to, "");
        clause.refers = refers(words.get(at + length..to).unwrap_or_default(), markers);
        hanging.push((*kind, clause));
        // Another clause may hang on this one.
        at += length;
    }
    for (kind, mark) in hanging {
        match kind {
            Hanging::Exception => found.exceptions.push(mark),
            Hanging::Condition => found.conditions.push(mark),
            Hanging::Purpose => found.purposes.push(mark),
        }
    }
    for (from, to, class) in markers.scope.all(words, 0, words.len()) {
        found.scopes.push(mark(from, to, class));
    }
    let says = |list: &super::phrase::Phrases<()>| !list.all(words, 0, words.len()).is_empty();
    found.leaves_out = says(&markers.leave_out) || says(&markers.outside) || nor_applies(words);
    found.takes_effect = !markers.effect.all(words, 0, words.len()).is_empty();
    found
}

/// `Nor does this Act apply to …`
fn nor_applies(words: &[Word]) -> bool {
    let is = |i: usize, what: &str| words.get(i).is_some_and(|w| w.lower == what);
    (0..words.len().min(3))
        .filter(|&at| is(at, "nor"))
        .any(|at| (at + 2..at + 9).any(|i| is(i, "apply") && (is(i + 1, "to") || is(i + 1, "where"))))
}

/// Whether words only name other clauses, or are what every list of definitions begins with: `unless the context otherwise
/// requires`.
fn refers(words: &[Word], markers: &Markers) -> bool {
    let is = |what: &[&str]| words.iter().any(|w| what.contains(&w.lower.as_str()));
    if words.len() <= CONTEXT
        && is(&["context", "contexte"])
        && is(&["otherwise", "requires", "contraire", "indicates"])
    {
        return true;
    }
    let label = |w: &Word| {
        w.number.is_some()
            || w.lower.chars().count() <= 3
            || w.lower.starts_with(|c: char| c.is_ascii_digit())
    };
    let named = words.iter().any(|w| markers.refers.contains(&w.lower));
    named
        && words
            .iter()
            .all(|w| label(w) || markers.refers.contains(&w.lower))
}

/// Words of the proviso that the context may require otherwise.
const CONTEXT: usize = 7;

/// On one line, with the bracket that it opens.
fn closed(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.matches('(').count() > text.matches(')').count() {
        text.push(')');
    }
    text
}

/// Whether a marker begins a clause here: `provided` and `where` are not always one.
fn hangs(text: &str, words: &[Word], at: usize) -> bool {
    let word = |i: usize| words.get(i).map_or("", |w| w.lower.as_str());
    match word(at) {
        // `services provided to`, `as provided in`; a comma or a sentence before it makes it a condition.
        "provided" if word(at + 1) != "that" && word(at + 1) != "however" => {
            gap(text, words, at).contains(',')
                && !matches!(word(at + 1), "by" | "in" | "for" | "to" | "under")
        }
        // `where R is the radius` says what a sign stands for.
        "where" => {
            let sign = word(at + 1).chars().count() == 1 && word(at + 1) != "a";
            let stands = matches!(
                word(at + 2),
                "is" | "are" | "denotes" | "represents" | "stands" | "means"
            );
            !(sign && stands)
        }
        "once" => {
            !matches!(word(at + 1), "a" | "every" | "per" | "in") && word(at.wrapping_sub(1)) != "least"
        }
        // The month of a case: `excluding` and `despite` always hang.
        "subject" => {
            word(at + 1) == "to"
                && !matches!(
                    word(at.wrapping_sub(1)),
                    "be" | "is" | "are" | "been" | "being" | "data"
                )
        }
        _ => true,
    }
}

/// Where a clause ends: at a comma where it opens the sentence, else at the end of the sentence, or where a new clause
/// begins.
fn end(text: &str, words: &[Word], from: usize, opens: bool) -> usize {
    let stop = |i: &usize| {
        let gap = gap(text, words, *i);
        gap.contains([';', ':', '.']) || (gap.contains(',') && (opens || !continues(words, *i)))
    };
    (from + 1..words.len()).find(stop).unwrap_or(words.len())
}

/// A comma in an enumeration does not end the clause it stands in: `research, teaching or study`.
fn continues(words: &[Word], at: usize) -> bool {
    let near = words.get(at..words.len().min(at + 5)).unwrap_or_default();
    near.iter()
        .any(|w| matches!(w.lower.as_str(), "or" | "and" | "ou" | "et"))
}
