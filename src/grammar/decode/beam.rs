//! The beam: the states that are kept, and one step of all their readings of the next item.

use super::Action;
use super::cost;
use super::lattice::Edge;
use super::state::{
    Entry, HEADING, LastChild, NO_ITEM, ROOT, SLOTS, State, TEXT, signature, signature_outside,
};
use crate::grammar::file::{Grammar, HeadingPlace, Level};
use crate::grammar::items::{Ending, Item};
use crate::grammar::number::Number;
use crate::read::{Block, Role};

/// States kept per item. With 8, a few clauses of long orders and annexes come out elsewhere than with 12; the benchmark
/// is structure F1.
const WIDTH: usize = 12;
/// States this much dearer than the best are dropped.
const MARGIN: f32 = 9.0;
/// Rank of a heading that no markup ranks: below all that markup does rank.
pub(super) const UNRANKED: u8 = 7;

struct Node {
    state: State,
    cost: f32,
    signature: u64,
}

/// A transition before pruning.
struct Candidate {
    from: u16,
    cost: f32,
    action: Action,
}

/// The item that is read, with what is the same for all states.
pub(super) struct Next<'a> {
    pub(super) index: usize,
    pub(super) item: &'a Item,
    /// How the item before it ends.
    pub(super) before: Ending,
    /// It is like a heading and stands over a numbered clause.
    pub(super) leads: bool,
    /// What each of its readings costs, whatever it stands in.
    labels: Vec<f32>,
}

/// The beam and what it looks at.
pub(super) struct Beam<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) blocks: &'a [Block],
    pub(super) items: &'a [Item],
    entries: Vec<Entry>,
    frontier: Vec<Node>,
    candidates: Vec<Candidate>,
    /// The markup says what is a heading: a line that only looks like one is none.
    pub(super) headings_claimed: bool,
    /// For each level that counts through, its slot in the states' counters.
    pub(super) slots: Vec<Option<usize>>,
    /// For each level, whether its numbers carry their ancestors' numbers.
    pub(super) dotted: Vec<bool>,
    /// For each level and each possible parent level (last: root), whether the grammar expects it there.
    expected: Vec<Vec<bool>>,
}

impl<'a> Beam<'a> {
    pub(super) fn new(grammar: &'a Grammar, blocks: &'a [Block], items: &'a [Item]) -> Self {
        let mut next = 0;
        let slots = grammar
            .levels
            .iter()
            .map(|l| {
                (!l.counting.restarts() && next < SLOTS).then(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect();
        let expected = grammar
            .levels
            .iter()
            .map(|l| {
                let mut row: Vec<bool> = grammar.levels.iter().map(|p| l.under.contains(&p.kind)).collect();
                row.push(l.under.iter().any(|u| u == "root"));
                row
            })
            .collect();
        let is_dotted = |l: &Level| l.labels.iter().any(crate::grammar::pattern::Pattern::is_dotted);
        let state = State {
            top: 0,
            counters: [Number::default(); SLOTS],
            awaiting: false,
            titled: false,
            pending: false,
        };
        let start = Node {
            state,
            cost: 0.0,
            signature: 0,
        };
        Beam {
            grammar,
            blocks,
            items,
            entries: vec![Entry::root()],
            frontier: vec![start],
            candidates: Vec::new(),
            headings_claimed: items
                .iter()
                .filter(|i| matches!(i.looks.role, Role::Heading(_)))
                .count()
                > 2,
            slots,
            dotted: grammar.levels.iter().map(is_dotted).collect(),
            expected,
        }
    }

    pub(super) fn frontier_len(&self) -> usize {
        self.frontier.len()
    }

    /// Goes on from one state only, at cost 0. Entries given before are forgotten, but for those on its stack.
    pub(super) fn keep_only(&mut self, index: usize) {
        if index >= self.frontier.len() {
            return;
        }
        let mut node = self.frontier.swap_remove(index);
        node.cost = 0.0;
        let mut stack = Vec::new();
        let mut id = node.state.top;
        loop {
            stack.push(self.entry(id).clone());
            if self.entry(id).level == ROOT {
                break;
            }
            id = self.entry(id).parent;
        }
        self.entries.clear();
        for (i, mut entry) in stack.into_iter().rev().enumerate() {
            entry.parent = i.saturating_sub(1) as u32;
            self.entries.push(entry);
        }
        node.state.top = (self.entries.len() - 1) as u32;
        self.frontier.clear();
        self.frontier.push(node);
    }

    /// The item that opened the clause of a stack entry; `None` for the draft itself.
    pub(super) fn opener(&self, entry: u32) -> Option<u32> {
        Some(self.entry(entry).item).filter(|&i| i != NO_ITEM)
    }

    /// Reads the next item in all ways; gives the edges of the lattice.
    pub(super) fn advance(&mut self, index: usize) -> Vec<Edge> {
        let item = &self.items[index];
        let next = Next {
            index,
            item,
            before: index
                .checked_sub(1)
                .map_or(Ending::Nothing, |p| self.items[p].looks.ending),
            leads: self.leads_to_clause(index),
            labels: self.label_costs(item),
        };
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        for from in 0..self.frontier.len() {
            self.readings(from as u16, &next, &mut candidates);
        }
        let best = candidates.iter().map(|c| c.cost).fold(f32::INFINITY, f32::min);
        candidates.retain(|c| c.cost <= best + MARGIN);
        // Stable: equal costs keep the order of the frontier and of the grammar.
        candidates.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut kept: Vec<Node> = Vec::with_capacity(WIDTH);
        let mut edges = Vec::with_capacity(candidates.len().min(WIDTH * 4));
        for c in &candidates {
            if kept.len() >= WIDTH && edges.len() >= WIDTH * 4 {
                break;
            }
            let before = &self.frontier[usize::from(c.from)];
            let edge_cost = c.cost - before.cost;
            let class = self.class(c.action, item);
            let (mut state, step) = self.step(c, &next);
            let top = step
                .as_ref()
                .map_or(self.entry(state.top).signature, |s| s.signature);
            let signature = state.signature(top);
            let to = match kept.iter().position(|n| n.signature == signature) {
                Some(to) => to as u16,
                None if kept.len() < WIDTH => {
                    if let Some(step) = &step {
                        state.top = self.open(step, index);
                    }
                    kept.push(Node {
                        state,
                        cost: c.cost,
                        signature,
                    });
                    (kept.len() - 1) as u16
                }
                None => continue,
            };
            edges.push(Edge {
                from: c.from,
                to,
                cost: edge_cost,
                action: c.action,
                class,
            });
        }
        self.frontier = kept;
        self.candidates = candidates;
        edges
    }

    pub(super) fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    pub(super) fn level(&self, index: u16) -> Option<&'a Level> {
        self.grammar.levels.get(usize::from(index))
    }

    /// The labelled clause (or the root) that an entry is or stands in.
    pub(super) fn labelled(&self, mut id: u32) -> u32 {
        while matches!(self.entry(id).level, TEXT | HEADING) {
            id = self.entry(id).parent;
        }
        id
    }

    /// Whether nothing numbered is open yet.
    pub(super) fn on_cover(&self, state: &State) -> bool {
        self.entry(self.labelled(state.top)).level == ROOT
    }

    pub(super) fn is_expected(&self, level: u16, parent: u16) -> bool {
        let row = &self.expected[usize::from(level)];
        if parent == ROOT {
            row[row.len() - 1]
        } else {
            row[usize::from(parent)]
        }
    }

    /// What a reading is, for certainty: its level and the labelled clause it stands in.
    fn class(&self, action: Action, item: &Item) -> u64 {
        match action {
            Action::Label { reading, under } => {
                let level = item.readings[usize::from(reading)].level;
                (u64::from(level) + 2) << 33 | u64::from(self.entry(self.labelled(under)).item)
            }
            Action::Group { .. } => 1,
            _ => 0,
        }
    }

    pub(super) fn body(&self, item: &Item, from: u32) -> &'a str {
        let text = &self.blocks[item.block as usize].text;
        text.get(from as usize..item.end as usize).unwrap_or("").trim()
    }

    fn label_costs(&self, item: &Item) -> Vec<f32> {
        let cost = |reading: &crate::grammar::items::Reading| {
            self.level(reading.level).map_or(f32::INFINITY, |level| {
                cost::label(level, item, reading, self.body(item, reading.label_end))
            })
        };
        item.readings.iter().map(cost).collect()
    }

    fn readings(&self, from: u16, next: &Next<'_>, out: &mut Vec<Candidate>) {
        let item = next.item;
        let node = &self.frontier[usize::from(from)];
        let (state, base) = (&node.state, node.cost);
        let mut push = |cost: f32, action: Action| {
            out.push(Candidate {
                from,
                cost: base + cost,
                action,
            });
        };
        for ((r, reading), &own) in item.readings.iter().enumerate().zip(&next.labels) {
            self.label(state, next, reading, &mut |cost, under| {
                push(
                    own + cost,
                    Action::Label {
                        reading: r as u8,
                        under,
                    },
                );
            });
        }
        let as_text = cost::as_text(item);
        if item.looks.quoted
            || matches!(
                item.looks.role,
                Role::Footnote | Role::Code | Role::TableRow | Role::Quote
            )
        {
            // A row or a quotation may be all the text that a label has.
            let action = if state.awaiting && !matches!(item.looks.role, Role::Footnote) {
                Action::Body
            } else {
                Action::Aside
            };
            push(as_text, action);
            return;
        }
        let pending = if state.pending { cost::PENDING_LOST } else { 0.0 };
        self.text(state, next, &mut |cost, action| {
            push(as_text + pending + cost, action);
        });
        self.heading(state, next, &mut |cost, action| {
            push(as_text + pending + cost, action);
        });
    }

    /// The state behind a transition, and the entry that it opens, if it opens one.
    fn step(&self, c: &Candidate, next: &Next<'_>) -> (State, Option<Opening>) {
        let item = next.item;
        let mut state = self.frontier[usize::from(c.from)].state;
        let rank = match item.looks.role {
            Role::Heading(r) => r.clamp(1, 6),
            _ => 0,
        };
        let indent = item.looks.indent;
        let mut opening = None;
        if let Action::Label { under, .. } | Action::Text { under } | Action::Group { under } = c.action {
            state.counters = self.counters(&state, under);
        }
        match c.action {
            Action::Label { reading, under } => {
                let r = item.readings[usize::from(reading)];
                let child = LastChild {
                    level: r.level,
                    number: r.number,
                    indent,
                };
                opening = Some(self.opening(under, Some(child), (r.level, r.number), indent, rank));
                let level = self.level(r.level);
                if let Some(slot) = self.slots[usize::from(r.level)] {
                    state.counters[slot] = r.number;
                }
                if level.is_some_and(|l| l.scope) {
                    let outside = std::mem::replace(&mut state.counters, [Number::default(); SLOTS]);
                    opening = opening.map(|o| o.counting_for_itself(outside));
                }
                let titled = level.is_some_and(|l| l.heading == HeadingPlace::Next)
                    && item.looks.words <= 3
                    && item.looks.heading_like;
                state.awaiting = self.body(item, r.label_end).is_empty() || titled;
                state.titled = self.takes_as_heading(item, &r);
                state.pending = false;
            }
            Action::Text { under } => {
                opening = Some(self.opening(under, None, (TEXT, Number::default()), indent, 0));
                state.awaiting = false;
                state.titled = false;
                state.pending = false;
            }
            Action::Group { under } => {
                let rank = if rank == 0 { UNRANKED } else { rank };
                opening = Some(self.opening(under, None, (HEADING, Number::default()), None, rank));
                state.awaiting = false;
                state.titled = false;
                state.pending = false;
            }
            Action::Body => {
                state.awaiting = false;
                state.titled = false;
                state.pending = false;
            }
            Action::Pending => {
                state.pending = true;
                state.titled = false;
            }
            Action::Append | Action::Title | Action::Aside => {}
        }
        (state, opening)
    }

    /// What a state counts where it goes on in an open clause: behind an enclosed act, as before it.
    fn counters(&self, state: &State, under: u32) -> [Number; SLOTS] {
        let mut counters = state.counters;
        let mut id = state.top;
        while id != under && self.entry(id).level != ROOT {
            if let Some(outside) = &self.entry(id).outside {
                counters = **outside;
            }
            id = self.entry(id).parent;
        }
        counters
    }

    fn opening(
        &self,
        under: u32,
        child: Option<LastChild>,
        (level, number): (u16, Number),
        indent: Option<u16>,
        rank: u8,
    ) -> Opening {
        let parent = self.entry(under);
        let below = child.map_or(parent.signature, |c| parent.signature_with(c));
        Opening {
            under,
            child,
            level,
            number,
            indent,
            rank,
            outside: None,
            under_signature: below,
            below,
            signature: signature(below, level, &number, indent, rank, &[]),
        }
    }

    /// Puts an entry on the stack. Only transitions that are kept come here: most are not, and cost no memory.
    fn open(&mut self, opening: &Opening, item: usize) -> u32 {
        let mut parent = opening.under;
        if let Some(child) = opening.child {
            let remembered = self.entry(parent).with_child(child, opening.under_signature);
            self.entries.push(remembered);
            parent = (self.entries.len() - 1) as u32;
        }
        self.entries.push(Entry {
            parent,
            level: opening.level,
            number: opening.number,
            indent: opening.indent,
            rank: opening.rank,
            item: item as u32,
            outside: opening.outside.clone(),
            below: opening.below,
            signature: opening.signature,
            ..Entry::root()
        });
        (self.entries.len() - 1) as u32
    }
}

/// An entry that a transition opens, before it is known whether the transition is kept.
struct Opening {
    under: u32,
    child: Option<LastChild>,
    level: u16,
    number: Number,
    indent: Option<u16>,
    rank: u8,
    /// The numbers outside, where it counts for itself.
    outside: Option<Box<[Number; SLOTS]>>,
    /// Signature of what it stands on; the same with the numbers outside; and of itself.
    under_signature: u64,
    below: u64,
    signature: u64,
}

impl Opening {
    fn counting_for_itself(mut self, outside: [Number; SLOTS]) -> Opening {
        self.below = signature_outside(self.below, &outside);
        self.signature = signature(self.below, self.level, &self.number, self.indent, self.rank, &[]);
        self.outside = Some(Box::new(outside));
        self
    }
}
