//! Paths and citations.
//!
//! A path is a clause's unique address. Levels that only group, and unnumbered paragraphs, stay out of the paths below
//! them, until a path would repeat: then the container enters it, for all containers of its kind beside it.
//!
//! Cost: linear in the clauses, times the few rounds that it takes to make paths unique.

use rustc_hash::{FxHashMap, FxHashSet};

use super::build::Node;
use super::clause::ClauseId;
use crate::grammar::{Grammar, Level, number};

/// Rounds in which containers enter paths. Annex, section and list are the deepest nest that real drafts restart in.
const ROUNDS: usize = 4;

/// Gives every clause its path and citation.
pub(super) fn assign(nodes: &mut [Node], grammar: &Grammar) {
    let segments = segments(nodes, grammar);
    let bases: Vec<Base> = (0..nodes.len()).map(|i| base(nodes, grammar, i)).collect();
    let mut entering = vec![false; nodes.len()];
    let mut paths = paths(&bases, &segments, &entering);
    let mut repeated = repeated(&paths);
    for _ in 0..ROUNDS {
        if !admit_containers(nodes, &bases, &repeated, &mut entering) {
            break;
        }
        paths = self::paths(&bases, &segments, &entering);
        repeated = self::repeated(&paths);
    }
    if !repeated.is_empty() {
        number_what_repeats(&bases, &segments, &entering, &mut paths);
    }
    for (i, path) in paths.into_iter().enumerate() {
        nodes[i].clause.path = path;
    }
    cite(nodes, grammar, &bases, &entering);
}

/// The clause whose path a clause's path goes on from, and the containers in between, innermost first.
type Base = (usize, Vec<usize>);

fn level_of<'g>(node: &Node, grammar: &'g Grammar) -> Option<&'g Level> {
    node.level.and_then(|l| grammar.levels.get(usize::from(l)))
}

/// The kind word of what has no number.
fn kind_word(kind: &str) -> &str {
    match kind {
        "text" | "admitted-term" | "deprecated-term" => "para",
        "row" => "table-row",
        "code" => "figure",
        "furniture" => "contents",
        other => other,
    }
}

/// Each clause's own segment.
fn segments(nodes: &[Node], grammar: &Grammar) -> Vec<String> {
    let mut counts: FxHashMap<(ClauseId, String), u32> = FxHashMap::default();
    let mut segments = vec![String::new(); nodes.len()];
    for i in 1..nodes.len() {
        let node = &nodes[i];
        let template = level_of(node, grammar).map(|l| l.path.as_str());
        segments[i] = match template {
            Some(t) if !node.clause.number.is_empty() && t.contains("{n}") => {
                t.replace("{n}", &node.clause.number)
            }
            Some(t) if t.contains("{label}") => t.replace("{label}", &number::normalised(&node.clause.label)),
            Some(t) if !t.contains('{') => t.to_owned(),
            other => {
                let word = match other {
                    Some(t) => t.split('{').next().unwrap_or("").trim_end_matches('-').to_owned(),
                    None => kind_word(&node.clause.kind).to_owned(),
                };
                let word = if word.is_empty() {
                    node.clause.kind.clone()
                } else {
                    word
                };
                // What begins a path (an enclosed act) counts through the draft, whatever it stands in.
                let starts = level_of(node, grammar).is_some_and(|l| l.starts_path);
                let within = if starts {
                    ClauseId::ROOT
                } else {
                    node.clause.parent
                };
                let place = counts.entry((within, word.clone())).or_insert(0);
                *place += 1;
                // An only annex needs no number; everything that has no label does.
                if other.is_some_and(|t| t.contains("{n}")) && *place == 1 {
                    word
                } else {
                    format!("{word}-{place}")
                }
            }
        };
    }
    segments
}

fn base(nodes: &[Node], grammar: &Grammar, i: usize) -> Base {
    let level = level_of(&nodes[i], grammar);
    let starts = level.is_some_and(|l| l.starts_path);
    let dotted = level.is_some_and(is_dotted).then_some(nodes[i].level);
    let mut containers = Vec::new();
    let mut at = i;
    while at != 0 {
        at = nodes[at].clause.parent.index();
        if at == 0 {
            break;
        }
        let above = level_of(&nodes[at], grammar);
        if above.is_some_and(|l| l.scope) && !nodes[at].clause.groups {
            break;
        }
        if starts {
            // A level that counts through its draft does not begin anew in each group: a number that comes twice is a
            // fault, and no reason to lengthen the paths of all others.
            let begins_anew = level.is_some_and(|l| l.counting.restarts());
            if begins_anew && above.is_none_or(|l| l.groups) {
                containers.push(at);
            }
            continue;
        }
        // A group stands in the path of groups, and of what has no number; elsewhere it is passed over.
        let unnumbered = level.is_none();
        match above {
            Some(l) if l.groups => {
                if nodes[i].clause.groups || unnumbered {
                    break;
                }
                containers.push(at);
            }
            // `6.1.2` says by itself that it stands in `6.1`.
            Some(_) if dotted == Some(nodes[at].level) => {}
            Some(_) => break,
            None if unnumbered => break,
            None => containers.push(at),
        }
    }
    (at, containers)
}

fn is_dotted(level: &Level) -> bool {
    level
        .labels
        .iter()
        .any(crate::grammar::pattern::Pattern::is_dotted)
}

fn paths(bases: &[Base], segments: &[String], entering: &[bool]) -> Vec<String> {
    let mut paths = vec![String::new(); bases.len()];
    for i in 1..bases.len() {
        paths[i] = path(i, bases, segments, entering, &paths);
    }
    paths
}

/// The path of a clause, from those before it.
fn path(i: usize, bases: &[Base], segments: &[String], entering: &[bool], paths: &[String]) -> String {
    let (base, containers) = &bases[i];
    let mut path = String::with_capacity(paths[*base].len() + 1 + segments[i].len());
    path.push_str(&paths[*base]);
    for &c in containers.iter().rev().filter(|c| entering[**c]) {
        push(&mut path, &segments[c]);
    }
    push(&mut path, &segments[i]);
    path
}

fn push(path: &mut String, segment: &str) {
    if !path.is_empty() {
        path.push('/');
    }
    path.push_str(segment);
}

/// The clauses whose path another one has too.
fn repeated(paths: &[String]) -> Vec<usize> {
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut repeated: Vec<usize> = Vec::new();
    for (i, path) in paths.iter().enumerate().skip(1) {
        match seen.get(path.as_str()) {
            Some(&first) => repeated.extend([first, i]),
            None => {
                seen.insert(path, i);
            }
        }
    }
    repeated
}

/// Lets the innermost containers of clauses with equal paths enter; says whether any did.
fn admit_containers(nodes: &[Node], bases: &[Base], repeated: &[usize], entering: &mut [bool]) -> bool {
    let mut changed = false;
    for &i in repeated {
        let (_, containers) = &bases[i];
        // A lettered section of an annex says more than "the second unnumbered paragraph".
        let mut waiting = containers.iter().copied().filter(|c| !entering[*c]);
        let innermost = waiting.clone().next();
        let Some(container) = waiting.find(|c| nodes[*c].level.is_some()).or(innermost) else {
            continue;
        };
        let kind = nodes[container].clause.kind.clone();
        let parent = nodes[container].clause.parent.index();
        let beside = nodes[parent].clause.children.clone();
        for sibling in beside
            .iter()
            .map(|s| s.index())
            .filter(|s| nodes[*s].clause.kind == kind)
        {
            changed |= !entering[sibling];
            entering[sibling] = true;
        }
    }
    changed
}

/// What still repeats (the draft numbers two clauses alike) gets `~2`, `~3`; what stands in them follows.
fn number_what_repeats(bases: &[Base], segments: &[String], entering: &[bool], paths: &mut [String]) {
    let mut used: FxHashSet<String> = FxHashSet::default();
    let mut next: FxHashMap<String, u32> = FxHashMap::default();
    for i in 1..bases.len() {
        let mut path = path(i, bases, segments, entering, paths);
        if used.contains(&path) {
            let count = next.entry(path.clone()).or_insert(1);
            loop {
                *count += 1;
                let candidate = format!("{path}~{count}");
                if !used.contains(&candidate) {
                    path = candidate;
                    break;
                }
            }
        }
        used.insert(path.clone());
        paths[i] = path;
    }
}

/// A template with what stands for its braces; `with` says what for which name.
fn filled<'t>(template: &'t str, with: impl Fn(&'t str) -> Option<&'t str>) -> String {
    let mut filled = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after
            .split_once('}')
            .and_then(|(name, behind)| Some((with(name)?, behind)));
        let (text, behind) = found.unwrap_or(("{", after));
        filled.push_str(text);
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

fn cite(nodes: &mut [Node], grammar: &Grammar, bases: &[Base], entering: &[bool]) {
    for i in 1..nodes.len() {
        let parent = nodes[i].clause.parent.index();
        let above = cited_above(nodes, grammar, entering, i);
        let node = &nodes[i];
        let citation = match level_of(node, grammar) {
            Some(level) => {
                // `6.1.2` is cited as such, whatever `6.1` it stands in.
                let dotted =
                    is_dotted(level) && level.cite.contains("{parent}") && nodes[parent].level == node.level;
                let above = if dotted {
                    cited_above_dotted(nodes, grammar, i)
                } else {
                    above
                };
                filled(&level.cite, |name| match name {
                    "n" => Some(&node.printed_number),
                    "number" => Some(&node.clause.number),
                    "i" => node.clause.path.rsplit('-').next(),
                    "heading" => Some(&node.clause.heading),
                    "label" => Some(node.clause.label.trim_end_matches(['.', ':', '—'])),
                    "parent" => Some(above),
                    _ => None,
                })
            }
            None if node.clause.kind == "heading" => node.clause.heading.clone(),
            None => {
                let word = match node.clause.kind.as_str() {
                    "text" => "unnumbered paragraph",
                    "admitted-term" => "admitted term",
                    "deprecated-term" => "deprecated term",
                    "row" => "table row",
                    other => other,
                };
                let place = node.clause.path.rsplit('-').next().unwrap_or("");
                let joint = if above.is_empty() { "" } else { ", " };
                format!("{above}{joint}{word} {place}")
            }
        };
        // What stands in an enclosed act is cited with it.
        let within = level_of(&nodes[i], grammar)
            .filter(|l| l.starts_path)
            .map(|_| bases[i].0)
            .filter(|&act| act != 0);
        let citation = match within {
            Some(act) => format!("{}, {citation}", nodes[act].clause.citation),
            None => citation,
        };
        nodes[i].clause.citation = citation
            .trim()
            .trim_start_matches(", ")
            .trim_end_matches(',')
            .trim()
            .to_owned();
    }
}

/// Citation of the nearest clause above that is cited by number; of the group, where the number begins anew in each.
fn cited_above<'n>(nodes: &'n [Node], grammar: &Grammar, entering: &[bool], i: usize) -> &'n str {
    let own_groups = nodes[i].clause.groups;
    let unnumbered = nodes[i].level.is_none();
    let mut at = nodes[i].clause.parent.index();
    while at != 0 {
        match level_of(&nodes[at], grammar) {
            Some(l) if !l.groups || own_groups || unnumbered || entering[at] => break,
            None if unnumbered && nodes[at].clause.kind == "heading" => break,
            _ => at = nodes[at].clause.parent.index(),
        }
    }
    &nodes[at].clause.citation
}

fn cited_above_dotted<'n>(nodes: &'n [Node], grammar: &Grammar, i: usize) -> &'n str {
    let mut at = nodes[i].clause.parent.index();
    while at != 0
        && (nodes[at].level == nodes[i].level || level_of(&nodes[at], grammar).is_none_or(|l| l.groups))
    {
        at = nodes[at].clause.parent.index();
    }
    &nodes[at].clause.citation
}
