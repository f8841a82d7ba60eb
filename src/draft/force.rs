//! What is normative text: not forewords, recitals, notes, examples, informative annexes, front matter, footnotes.

use super::build::Node;
use super::clause::Force;
use crate::grammar::Grammar;

/// Words in an annex's heading that say that it is informative.
const INFORMATIVE: &[&str] = &[
    "(informative)",
    "(informatif)",
    "(informative annex)",
    "informative annex",
    "（资料性",
];

/// A draft of which more than this share of the text stands before its first number is one without numbers for the most part: what
/// stands there is no cover. Long prefaces take an eighth (Japanese guidelines).
const FRONT_SHARE: f64 = 0.15;
/// Clauses below which shares say nothing.
const SHORT: usize = 100;

/// Marks the informative clauses.
pub(super) fn mark(nodes: &mut [Node], grammar: &Grammar) {
    let first_label = nodes
        .iter()
        .position(|n| n.level.is_some())
        .unwrap_or(nodes.len());
    let length = |n: &Node| n.clause.text.len();
    let before: usize = nodes.iter().take(first_label).map(length).sum();
    let all: usize = nodes.iter().map(length).sum();
    let covered = (before as f64) <= FRONT_SHARE * all as f64 || nodes.len() < SHORT;
    // A title that is a heading in the markup holds the whole draft: it is no front matter.
    let mut holds_labels = vec![false; nodes.len()];
    for i in (1..nodes.len()).rev() {
        if nodes[i].level.is_some() || holds_labels[i] {
            holds_labels[nodes[i].clause.parent.index()] = true;
        }
    }
    for i in 1..nodes.len() {
        let parent = nodes[i].clause.parent.index();
        let level = nodes[i].level.and_then(|l| grammar.levels.get(usize::from(l)));
        let clause = &nodes[i].clause;
        let said = level.is_some_and(|l| l.informative)
            || matches!(clause.kind.as_str(), "contents" | "furniture" | "footnote")
            || INFORMATIVE
                .iter()
                .any(|w| clause.heading.to_lowercase().contains(w));
        // What stands before the first numbered clause is cover and front matter, but in drafts without numbers.
        let front = i < first_label
            && first_label < nodes.len()
            && covered
            && !holds_labels[i]
            && !grammar.unnumbered;
        if said || front || nodes[parent].clause.force == Force::Informative {
            nodes[i].clause.force = Force::Informative;
        }
    }
}
