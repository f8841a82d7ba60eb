//! Entries of terms and definitions: the numbered clause that defines the term in its heading, and its other names.

use super::build::Node;
use super::clause::ClauseId;
use crate::grammar::Grammar;
use crate::read::{Block, Role};

/// What stands before a name that should not be used any more.
const DISCOURAGED: &[&str] = &["DEPRECATED:", "DÉCONSEILLÉ:", "DÉCONSEILLÉ :", "REJETÉ:"];

/// Whether a clause defines a term because of what it is and where it stands.
pub(super) fn defines(node: &Node, nodes: &[Node], grammar: &Grammar) -> bool {
    let Some(level) = node.level.and_then(|l| grammar.levels.get(usize::from(l))) else {
        return false;
    };
    let under = || {
        let above = nodes[node.clause.parent.index()].clause.heading.to_lowercase();
        level.defines_under.iter().any(|words| above.contains(words))
    };
    level.defines || !level.defines_under.is_empty() && under()
}

/// Calls clauses terms whose place says that they define one, and that hold no clauses of their level.
pub(super) fn name_terms(nodes: &mut [Node], grammar: &Grammar) {
    for i in 1..nodes.len() {
        let by_place = |l: u16| grammar.levels.get(usize::from(l)).is_some_and(|l| !l.defines);
        let level = nodes[i].level;
        let holds = |c: &ClauseId| nodes[c.index()].level == level;
        if level.is_some_and(by_place)
            && !nodes[i].clause.heading.is_empty()
            && !nodes[i].clause.children.iter().any(holds)
            && defines(&nodes[i], nodes, grammar)
        {
            nodes[i].clause.kind = TERM.to_owned();
        }
    }
}

/// The kind of a numbered entry that defines the term in its heading.
pub(super) const TERM: &str = "term";
/// The kinds of its other names.
const ADMITTED: &str = "admitted-term";
const DEPRECATED: &str = "deprecated-term";

/// Whether a kind is that of another name of a term.
pub(super) fn is_name(kind: &str) -> bool {
    kind == ADMITTED || kind == DEPRECATED
}

/// What a block is that gives another name of the term that its clause defines: one that may be used, or one that should
/// not be used any more. `of` is the clause that the text goes to.
pub(super) fn other_name(
    block: &Block,
    text: &str,
    nodes: &[Node],
    of: ClauseId,
    grammar: &Grammar,
) -> Option<&'static str> {
    let node = nodes.get(of.index()).filter(|_| of != ClauseId::ROOT)?;
    let kind = match block.claims.kind.as_deref() {
        Some(ADMITTED) => ADMITTED,
        Some(DEPRECATED) => DEPRECATED,
        _ if DISCOURAGED.iter().any(|mark| text.starts_with(mark)) => DEPRECATED,
        // A second name under the number.
        _ if block.claims.role == Role::Subtitle && !node.clause.heading.is_empty() => ADMITTED,
        _ => return None,
    };
    defines(node, nodes, grammar).then_some(kind)
}
