//! Drafts edited by known operations: what a comparison of versions has to find again.

use std::collections::BTreeMap;

use clausewise::draft::{Clause, ClauseId, Draft, Unit};

/// What was done to a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    Reword,
    Number,
    Move,
    Split,
    Merge,
    Insert,
    Delete,
}

/// A clause of a draft that is being edited.
#[derive(Debug, Clone)]
struct Node {
    clause: Clause,
    /// The clause of the old draft that it was; `None` where it was inserted.
    origin: Option<usize>,
    parent: usize,
    children: Vec<usize>,
    gone: bool,
}

/// A small generator of numbers (SplitMix64): the same edits for the same seed.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

/// An old draft with plain numbers, the edited one, and what was done.
pub struct Edited {
    pub old: Draft,
    pub new: Draft,
    /// Paths of the old and the new clause, with what was done to them.
    pub done: Vec<(Edit, Option<String>, Option<String>)>,
}

/// Edits a draft so many times. No clause is edited twice, and nothing within or around an edited one but by renumbering.
pub fn edited(draft: &Draft, fresh: &[String], times: usize, dice: &mut Dice) -> Edited {
    let mut nodes: Vec<Node> = draft
        .clauses
        .iter()
        .enumerate()
        .map(|(i, clause)| Node {
            clause: clause.clone(),
            origin: Some(i),
            parent: clause.parent.index(),
            children: clause.children.iter().map(|c| c.index()).collect(),
            gone: false,
        })
        .collect();
    let (old, old_paths) = assemble(draft, &nodes);
    let mut touched = vec![false; nodes.len()];
    touched[0] = true;
    let mut log: Vec<(Edit, Option<usize>, Option<usize>)> = Vec::new();
    let edits = [
        Edit::Reword,
        Edit::Number,
        Edit::Move,
        Edit::Split,
        Edit::Merge,
        Edit::Insert,
        Edit::Delete,
    ];
    let mut tries = 0;
    while log.len() < times && tries < times * 40 {
        tries += 1;
        let edit = edits[dice.below(edits.len())];
        let at = 1 + dice.below(nodes.len() - 1);
        if touched[at]
            || nodes[at].gone
            || !numbered(&nodes[at])
            || touched[nodes[at].parent] && nodes[at].parent != 0
        {
            continue;
        }
        let leaf = nodes[at].children.is_empty();
        let words = nodes[at].clause.text.split(' ').count();
        let parent = nodes[at].parent;
        let place = nodes[parent].children.iter().position(|&c| c == at).unwrap();
        match edit {
            Edit::Reword if words >= 8 => {
                let mut all: Vec<String> = nodes[at].clause.text.split(' ').map(str::to_owned).collect();
                for _ in 0..1 + words / 10 {
                    let k = dice.below(all.len());
                    all[k] = format!("altered{}", dice.below(90) + 10);
                }
                nodes[at].clause.text = all.join(" ");
                log.push((edit, Some(at), Some(at)));
            }
            Edit::Number => {
                let Some(digit) = nodes[at].clause.text.find(|c: char| c.is_ascii_digit()) else {
                    continue;
                };
                nodes[at].clause.text.insert(digit, '7');
                log.push((edit, Some(at), Some(at)));
            }
            Edit::Move if words >= 6 => {
                let to = dice.below(nodes.len());
                let same = nodes[to]
                    .children
                    .iter()
                    .any(|&c| nodes[c].clause.kind == nodes[at].clause.kind);
                if touched[to] && to != 0 || to == parent || !same || nodes[to].gone || within(&nodes, to, at)
                {
                    continue;
                }
                nodes[parent].children.remove(place);
                let slot = dice.below(nodes[to].children.len() + 1);
                nodes[to].children.insert(slot, at);
                nodes[at].parent = to;
                log.push((edit, Some(at), Some(at)));
            }
            Edit::Split if leaf && words >= 24 => {
                let cut = words / 2;
                let all: Vec<String> = nodes[at].clause.text.split(' ').map(str::to_owned).collect();
                nodes[at].clause.text = all[..cut].join(" ");
                let mut part = nodes[at].clone();
                part.origin = None;
                part.clause.heading = String::new();
                part.clause.text = all[cut..].join(" ");
                nodes.push(part);
                touched.push(true);
                let new = nodes.len() - 1;
                nodes[parent].children.insert(place + 1, new);
                log.push((edit, Some(at), Some(new)));
            }
            Edit::Merge if leaf && words >= 8 => {
                let Some(&next) = nodes[parent].children.get(place + 1) else {
                    continue;
                };
                let fits = nodes[next].children.is_empty()
                    && !touched[next]
                    && nodes[next].clause.kind == nodes[at].clause.kind
                    && nodes[next].clause.text.split(' ').count() >= 8;
                if !fits {
                    continue;
                }
                let tail = nodes[next].clause.text.clone();
                nodes[at].clause.text = format!("{} {tail}", nodes[at].clause.text);
                nodes[next].gone = true;
                touched[next] = true;
                nodes[parent].children.remove(place + 1);
                log.push((edit, Some(next), Some(at)));
            }
            Edit::Insert => {
                let mut part = nodes[at].clone();
                part.origin = None;
                part.children = Vec::new();
                part.clause.heading = String::new();
                part.clause.text = fresh[dice.below(fresh.len())].clone();
                nodes.push(part);
                touched.push(true);
                let new = nodes.len() - 1;
                nodes[parent].children.insert(place, new);
                log.push((edit, None, Some(new)));
            }
            Edit::Delete if leaf && words >= 4 => {
                nodes[at].gone = true;
                nodes[parent].children.remove(place);
                log.push((edit, Some(at), None));
            }
            _ => continue,
        }
        touched[at] = true;
    }
    let (new, new_paths) = assemble(draft, &nodes);
    let path = |paths: &BTreeMap<usize, String>, n: Option<usize>| n.and_then(|n| paths.get(&n).cloned());
    let done = log
        .into_iter()
        .map(|(edit, a, b)| (edit, path(&old_paths, a), path(&new_paths, b)))
        .collect();
    Edited { old, new, done }
}

/// A unit for every clause with a text, where an edited draft has none.
pub fn with_units(mut draft: Draft) -> Draft {
    let unit = |(clause, c): (ClauseId, &Clause)| Unit {
        id: c.path.clone(),
        citation: c.citation.clone(),
        title: c.heading.clone(),
        parent: String::new(),
        text: c.text.clone(),
        chapeau: String::new(),
        clause,
        force: c.force,
        place: c.place.clone(),
    };
    draft.units = draft
        .clauses()
        .filter(|(_, c)| !c.text.is_empty())
        .map(unit)
        .collect();
    draft
}

fn numbered(node: &Node) -> bool {
    !node.clause.number.is_empty()
}

fn within(nodes: &[Node], mut node: usize, of: usize) -> bool {
    while node != 0 {
        if node == of {
            return true;
        }
        node = nodes[node].parent;
    }
    false
}

/// A draft of the nodes that are left, numbered anew in their order; with the path of every node.
fn assemble(model: &Draft, nodes: &[Node]) -> (Draft, BTreeMap<usize, String>) {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut paths = BTreeMap::new();
    let mut open = vec![(0, ClauseId::ROOT, String::new())];
    while let Some((at, parent, path)) = open.pop() {
        let id = ClauseId(clauses.len() as u32);
        let mut clause = nodes[at].clause.clone();
        clause.parent = parent;
        clause.children = Vec::new();
        let number = path.rsplit(['/', ':']).next().unwrap_or("").to_owned();
        if numbered(&nodes[at]) {
            clause.number = number;
        }
        clause.citation.clone_from(&path);
        clause.path.clone_from(&path);
        clauses.push(clause);
        if id != parent {
            clauses[parent.index()].children.push(id);
        }
        paths.insert(at, path.clone());
        let base = if at == 0 {
            String::new()
        } else {
            format!("{path}/")
        };
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        let below: Vec<(usize, ClauseId, String)> = nodes[at]
            .children
            .iter()
            .map(|&child| {
                let kind = nodes[child].clause.kind.as_str();
                let n = kinds.entry(kind).or_default();
                *n += 1;
                (child, id, format!("{base}{kind}:{n}"))
            })
            .collect();
        open.extend(below.into_iter().rev());
    }
    let mut draft = model.clone();
    draft.clauses = clauses;
    draft.units.clear();
    draft.definitions.clear();
    draft.references.clear();
    (draft, paths)
}
