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

/// Marks the informative clauses.
pub(super) fn mark(nodes: &mut [Node], grammar: &Grammar) {
    let first_label = nodes
        .iter()
        .position(|n| n.level.is_some())
        .unwrap_or(nodes.len());
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
        let front = i < first_label && first_label < nodes.len() && !grammar.unnumbered;
        // A heading in front is informative; the numbered clauses under it (a title over a whole draft) are not.
        let above = nodes[parent].clause.force == Force::Informative
            && !(level.is_some() && nodes[parent].level.is_none() && parent < first_label);
        if said || front || above {
            nodes[i].clause.force = Force::Informative;
        }
    }
}
