//! What is normative text: not forewords, recitals, notes, examples, informative annexes, front matter, footnotes.

use super::build::Node;
use super::clause::{Clause, Force};
use crate::grammar::Grammar;

/// Words in an annex's heading that say that it is informative.
const INFORMATIVE: &[&str] = &[
    "(informative)",
    "(informatif)",
    "(informative annex)",
    "informative annex",
    "（资料性",
];

/// What editors call a clause that is no more.
const REMOVED: &[&str] = &[
    "deleted",
    "repealed",
    "omitted",
    "revoked",
    "rescinded",
    "abrogé",
    "abrogée",
    "supprimé",
    "supprimée",
];
/// Bytes of the longest such note.
const REMOVAL: usize = 120;

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
    // `This section is non-normative.` is the first text of the clause that it speaks of.
    let mut declared = vec![false; nodes.len()];
    let speaks = !grammar.informative_texts.is_empty();
    for (i, node) in nodes.iter().enumerate().skip(1).filter(|_| speaks) {
        let clause = &node.clause;
        let low = clause.text.to_lowercase();
        if grammar
            .informative_texts
            .iter()
            .any(|t| low.starts_with(t.as_str()))
        {
            let of = if clause.label.is_empty() && clause.heading.is_empty() {
                clause.parent.index()
            } else {
                i
            };
            declared[of] = of != 0;
        }
    }
    for i in 1..nodes.len() {
        let parent = nodes[i].clause.parent.index();
        let level = nodes[i].level.and_then(|l| grammar.levels.get(usize::from(l)));
        let clause = &nodes[i].clause;
        // `[Omitted.]`: an editor's word, not the body's.
        let text = clause.text.trim().trim_end_matches('.');
        let editorial = text.starts_with('[') && text.ends_with(']') && !text[1..].contains('[');
        let said = level.is_some_and(|l| l.informative)
            || (editorial && (clause.label.is_empty() || tells_of_removal(text)))
            || matches!(clause.kind.as_str(), "contents" | "furniture" | "footnote")
            || says_so(clause, grammar)
            || declared[i];
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

/// Whether what an editor set in a clause's place says that the clause is gone: `[Subsection (2) deleted by …]`.
fn tells_of_removal(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    text.len() <= REMOVAL && words.any(|w| REMOVED.contains(&w.to_lowercase().as_str()))
}

/// Whether a clause's heading says that it is informative, in words of all publishers or of this one.
fn says_so(clause: &Clause, grammar: &Grammar) -> bool {
    if clause.heading.is_empty() {
        return false;
    }
    let low = clause.heading.to_lowercase();
    INFORMATIVE.iter().any(|w| low.contains(w))
        || grammar
            .informative_headings
            .iter()
            .any(|w| low.trim_end_matches([':', '.']) == w)
}
