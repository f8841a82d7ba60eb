//! Numbers that a copy lost: `1.` where section 22602 stood, before section 22603.
//!
//! The first clause of a list with a first number, although the second has quite another one, is read as the one that is
//! missing there: the one right before the second that the clause around them announces (`(commencing with Section
//! 22602)`). The label stays as it is printed.
//!
//! Cost: linear in the clauses, in their depth, and in the texts of those that stand around a first number out of place.

use rustc_hash::FxHashMap;

use super::build::Node;
use super::clause::ClauseId;
use crate::diagnostic::Diagnostic;
use crate::grammar::number::{Follows, Number, normalised};
use crate::grammar::{Grammar, Level};

/// How far a number that is read into its place is trusted, in the decoder's units of cost: less than what counts as
/// settled.
const TRUSTED: f32 = 0.2;

/// Gives clauses with such a label the number that is missing, and says so.
pub(super) fn mend(nodes: &mut [Node], grammar: &Grammar) -> Vec<Diagnostic> {
    // The clauses of each level in each parent, in order.
    let mut lists: FxHashMap<(ClauseId, u16), Vec<usize>> = FxHashMap::default();
    let mut order: Vec<(ClauseId, u16)> = Vec::new();
    for (i, node) in nodes.iter().enumerate().skip(1) {
        if let Some(level) = node.level.filter(|_| !node.number.is_empty()) {
            let key = (node.clause.parent, level);
            lists
                .entry(key)
                .or_insert_with(|| {
                    order.push(key);
                    Vec::new()
                })
                .push(i);
        }
    }
    let mut noticed = Vec::new();
    let mut announcements = Announcements::default();
    for key in order {
        let Some(level) = grammar.levels.get(usize::from(key.1)) else {
            continue;
        };
        let [i, next, ..] = lists[&key][..] else {
            continue;
        };
        if let Some((number, printed)) = missing(nodes, (key.1, level), (i, next), &mut announcements) {
            noticed.push(Diagnostic::warning(
                Some(nodes[i].clause.place.clone()),
                format!(
                    "`{}` stands where {printed} is missing, and is read as {printed}",
                    nodes[i].clause.label
                ),
            ));
            let node = &mut nodes[i];
            node.number = number;
            node.clause.number = normalised(&printed);
            node.printed_number = printed;
            node.clause.certainty = Some(TRUSTED);
        }
    }
    noticed
}

/// A number, and how it is printed.
type Printed = (Number, String);

/// What the text of a clause announces as the first number of a level. Each text is looked through once, however many
/// lists stand under it.
type Announcements = FxHashMap<(usize, u16), Option<Printed>>;

/// The number that is missing where the first clause of a list stands, whose own cannot be meant.
fn missing(
    nodes: &[Node],
    (index, level): (u16, &Level),
    (own, next): (usize, usize),
    announcements: &mut Announcements,
) -> Option<Printed> {
    let of = |i: usize| &nodes[i].number;
    // Only a first number is what lists are numbered with where their own numbers got lost.
    let first = of(own).is_first() && of(own).parts().len() == 1;
    if level.announced.is_empty() || !first || of(next).follows(of(own)) == Follows::Next {
        return None;
    }
    let around = |i: &usize| Some(nodes[*i].clause.parent.index()).filter(|&p| p != 0);
    let expected = std::iter::successors(around(&own), around).find_map(|at| {
        let found = announcements.entry((at, index));
        found
            .or_insert_with(|| announced(&nodes[at].clause.text, level))
            .clone()
    })?;
    let fits = of(next).follows(&expected.0) == Follows::Next;
    let taken = |n: &Node| n.level == nodes[own].level && n.number == expected.0;
    (fits && !nodes.iter().any(taken)).then_some(expected)
}

/// The number that a text announces.
fn announced(text: &str, level: &Level) -> Option<Printed> {
    let starts = text
        .char_indices()
        .filter(|(_, c)| !c.is_whitespace())
        .filter_map(|(from, _)| text.get(from..));
    let mut found = starts.flat_map(|t| level.announced.iter().filter_map(|p| p.match_start(t)));
    found
        .next()
        .map(|label| (label.number, label.number_text.to_owned()))
}
