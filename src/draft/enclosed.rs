//! Drafts within drafts: acts that a bill enacts, codes that a decision annexes.
//!
//! An enclosed act is a clause of a level that counts for itself (`scope` in the grammar) with numbered clauses in it.
//! Taken alone it is the same tree with the act as its root, so that its paths are those it would have by itself.

use rustc_hash::FxHashMap;

use super::build::Node;
use super::clause::{Clause, ClauseId};
use crate::grammar::{Counting, Grammar};
use crate::{Error, Result};

/// Clauses of an act, from its first, in which its short title may stand.
const TITLE_WITHIN: usize = 12;

/// An act that stands within a draft.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct EnclosedAct {
    /// Its path in the whole draft: `act-2`.
    pub path: String,
    /// Its short title, or else its heading.
    pub title: String,
    /// All that it may be named by: short title, heading, first sentence.
    #[serde(skip)]
    names: Vec<String>,
    #[serde(skip)]
    clause: usize,
    /// The title by which it says that it may be cited.
    #[serde(skip)]
    short: Option<String>,
}

/// Which enclosed act is to be the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedAct {
    /// Its title, short title or path, in any case.
    pub title: String,
    /// Where no act is titled so, the whole draft is taken instead of an error.
    pub or_whole: bool,
}

/// The acts that a draft encloses, in document order. Their paths must be assigned.
pub(super) fn find(nodes: &[Node], grammar: &Grammar) -> Vec<EnclosedAct> {
    let level = |n: &Node| n.level.and_then(|l| grammar.levels.get(usize::from(l)));
    // The innermost clause around each that counts for itself.
    let mut around = vec![0; nodes.len()];
    for i in 1..nodes.len() {
        let parent = nodes[i].clause.parent.index();
        around[i] = if level(&nodes[parent]).is_some_and(|l| l.scope) {
            parent
        } else {
            around[parent]
        };
    }
    let mut acts = Vec::new();
    for (i, node) in nodes.iter().enumerate().skip(1) {
        if !level(node).is_some_and(|l| l.scope) {
            continue;
        }
        let within = || {
            (i + 1..nodes.len())
                .filter(|&k| around[k] == i)
                .map(|k| &nodes[k])
        };
        // An annex of points is an annex; one with articles of its own is an act.
        let counts =
            within().any(|n| level(n).is_some_and(|l| l.counting == Counting::Continuous && !l.scope));
        if !counts {
            continue;
        }
        let cited = within()
            .take(TITLE_WITHIN)
            .find_map(|n| short_title(&n.clause.text, grammar));
        let first = within()
            .find(|n| n.level.is_some() && !n.clause.groups && !n.clause.text.is_empty())
            .map(|n| n.clause.text.clone());
        let heading = Some(&node.clause.heading).filter(|h| !h.is_empty()).cloned();
        let title = cited.clone().or_else(|| heading.clone()).unwrap_or_default();
        acts.push(EnclosedAct {
            path: node.clause.path.clone(),
            title,
            short: cited.clone(),
            names: [cited, heading, first]
                .into_iter()
                .flatten()
                .map(|n| folded(&n))
                .collect(),
            clause: i,
        });
    }
    acts
}

/// Cites what stands in acts by the titles that they give themselves: nobody else counts the acts of a bill.
pub(super) fn cite(nodes: &mut [Node], acts: &[EnclosedAct]) {
    for act in acts {
        let Some(short) = &act.short else { continue };
        if acts.iter().filter(|a| a.short.as_ref() == Some(short)).count() > 1 {
            continue;
        }
        let counted = nodes[act.clause].clause.citation.clone();
        for node in &mut nodes[act.clause..] {
            let citation = &mut node.clause.citation;
            let rest = citation.strip_prefix(counted.as_str());
            if let Some(rest) = rest.filter(|r| r.is_empty() || r.starts_with(", ")) {
                *citation = format!("{short}{rest}");
            }
        }
    }
}

/// The title by which a clause says that the draft may be cited.
fn short_title(text: &str, grammar: &Grammar) -> Option<String> {
    let says = |rule: &&crate::grammar::CoverRule| rule.field == "title" && rule.metadata.is_none();
    let first = text.lines().next().unwrap_or_default();
    grammar
        .cover
        .iter()
        .filter(says)
        .find_map(|rule| rule.apply(first, || first.to_owned()))
}

/// The act that is wanted. `file` is the draft's file, for the message.
///
/// # Errors
/// None of the acts, or more than one, is named so.
pub fn choose<'a>(acts: &'a [EnclosedAct], wanted: &str, file: &str) -> Result<&'a EnclosedAct> {
    let name = folded(wanted);
    let exact = acts.iter().find(|a| a.path == name || a.names.contains(&name));
    // Part of a title is enough where only one act has it.
    let mut holding = acts.iter().filter(|a| a.names.iter().any(|n| n.contains(&name)));
    let part = holding
        .next()
        .filter(|_| holding.next().is_none() && !name.is_empty());
    exact.or(part).ok_or_else(|| {
        let help = if acts.is_empty() {
            "no act is enclosed in this draft: leave --act out".to_owned()
        } else {
            let list: Vec<String> = acts.iter().map(|a| format!("{} ‘{}’", a.path, a.title)).collect();
            format!("the acts in it are {}", list.join(", "))
        };
        Error::new(format!("no enclosed act is titled `{wanted}`"))
            .at(file)
            .help(help)
    })
}

/// The clauses of an act alone: its title, and what stands in it. Paths are to be assigned anew.
pub(super) fn take(nodes: Vec<Node>, act: &EnclosedAct) -> Vec<Node> {
    let mut ids: FxHashMap<ClauseId, ClauseId> = FxHashMap::default();
    let mut taken = vec![Node::of(Clause::root())];
    for (i, mut node) in nodes.into_iter().enumerate().skip(act.clause) {
        if i == act.clause {
            ids.insert(ClauseId(i as u32), ClauseId::ROOT);
            let clause = &mut node.clause;
            let title: Vec<&str> = [&clause.label, &clause.heading, &clause.text]
                .into_iter()
                .map(String::as_str)
                .filter(|t| !t.is_empty())
                .collect();
            if !title.is_empty() {
                taken.push(Node::of(Clause {
                    kind: "text".to_owned(),
                    text: title.join(" "),
                    groups: false,
                    place: clause.place.clone(),
                    ..Clause::root()
                }));
            }
            continue;
        }
        // What stands outside of the act is behind it, or a running header.
        let Some(&parent) = ids.get(&node.clause.parent) else {
            continue;
        };
        ids.insert(ClauseId(i as u32), ClauseId(taken.len() as u32));
        node.clause.parent = parent;
        node.clause.children.clear();
        taken.push(node);
    }
    super::build::link_children(&mut taken);
    taken
}

/// A title as it is compared: case, spaces, apostrophes and a full stop at its end do not count.
fn folded(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let low = words.join(" ").to_lowercase().replace('’', "'");
    let low = low.trim_matches(['.', '“', '”', '"', '‘', '\'', ' ']);
    low.strip_prefix("the ").unwrap_or(low).to_owned()
}
