//! The beam: the states that are kept, and one step of all their readings of the next item.

use super::Action;
use super::cost;
use super::lattice::Edge;
use super::state::{
    Counted, Counters, Entry, HEADING, LastChild, NO_ITEM, ROOT, SLOTS, State, TEXT, recounted, signature,
    signature_outside,
};
use crate::grammar::file::{Grammar, HeadingPlace, Level};
use crate::grammar::items::{Ending, Item};
use crate::grammar::number::Number;
use crate::read::{Block, Role};

/// States kept per item. With 8, a few clauses of long orders and annexes come out elsewhere than with 12; the benchmark
/// is structure F1.
pub(super) const WIDTH: usize = 12;
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
    /// Its place among the candidates.
    order: u32,
    cost: f32,
    action: Action,
}

/// What a reading of a label is by itself, whatever it stands in.
struct OwnCost {
    cost: f32,
    /// Its text is yet to come.
    awaits: bool,
    /// What follows it on its line is its heading.
    titled: bool,
}

/// The item that is read, with what is the same for all states.
pub(super) struct Next<'a> {
    pub(super) index: usize,
    pub(super) item: &'a Item,
    /// How the item before it ends.
    pub(super) before: Ending,
    /// It is like a heading and stands over a numbered clause.
    pub(super) leads: bool,
    /// Its readings by themselves.
    labels: Vec<OwnCost>,
}

/// The beam and what it looks at.
pub(super) struct Beam<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) blocks: &'a [Block],
    pub(super) items: &'a [Item],
    entries: Vec<Entry>,
    counters: Vec<Counters>,
    frontier: Vec<Node>,
    /// The frontier that is being made; kept for its memory.
    kept: Vec<Node>,
    candidates: Vec<Candidate>,
    /// The markup says what is a heading: a line that only looks like one is none.
    pub(super) headings_claimed: bool,
    /// For each level that counts through, its slot in the states' counters.
    pub(super) slots: Vec<Option<usize>>,
    /// Whether any level counts for itself.
    scopes: bool,
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
            counters: Counted::default(),
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
            counters: vec![Counters::default()],
            frontier: vec![start],
            kept: Vec::with_capacity(WIDTH),
            candidates: Vec::new(),
            headings_claimed: items
                .iter()
                .filter(|i| matches!(i.looks.role, Role::Heading(_)))
                .count()
                > 2,
            slots,
            scopes: grammar.levels.iter().any(|l| l.scope),
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
            stack.push(*self.entry(id));
            if self.entry(id).level == ROOT {
                break;
            }
            id = self.entry(id).parent;
        }
        let before = std::mem::replace(&mut self.counters, vec![Counters::default()]);
        let mut moved = |counted: &mut Counted| {
            if counted.id > 0 {
                self.counters.push(before[counted.id as usize]);
                counted.id = (self.counters.len() - 1) as u32;
            }
        };
        moved(&mut node.state.counters);
        self.entries.clear();
        for (i, mut entry) in stack.into_iter().rev().enumerate() {
            entry.parent = i.saturating_sub(1) as u32;
            entry.outside.as_mut().map(&mut moved);
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

    /// Reads the next item in all ways; adds the edges to those of the lattice.
    pub(super) fn advance(&mut self, index: usize, edges: &mut Vec<Edge>) {
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
        let mut best = f32::INFINITY;
        for from in 0..self.frontier.len() {
            self.readings(from as u16, &next, &mut best, &mut candidates);
        }
        candidates.retain(|c| c.cost <= best + MARGIN);
        // Equal costs keep the order of the frontier and of the grammar.
        candidates.sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost).then(a.order.cmp(&b.order)));
        let mut kept = std::mem::take(&mut self.kept);
        kept.clear();
        let first = edges.len();
        for c in &candidates {
            if kept.len() >= WIDTH && edges.len() - first >= WIDTH * 4 {
                break;
            }
            let before = &self.frontier[usize::from(c.from)];
            let edge_cost = c.cost - before.cost;
            let (mut state, step) = self.step(c, &next);
            let top = step
                .as_ref()
                .map_or(self.entry(state.top).signature, |s| s.signature);
            let signature = state.signature(top);
            let class = self.class(c.action, item);
            let to = match kept.iter().position(|n| n.signature == signature) {
                Some(to) => to as u16,
                None if kept.len() < WIDTH => {
                    if let Some(step) = step {
                        self.open(step, &mut state, index);
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
        self.kept = std::mem::replace(&mut self.frontier, kept);
        self.candidates = candidates;
    }

    /// The last numbers of the levels that count through, by slot.
    pub(super) fn counted(&self, counted: Counted) -> &Counters {
        &self.counters[counted.id as usize]
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

    fn label_costs(&self, item: &Item) -> Vec<OwnCost> {
        let of = |reading: &crate::grammar::items::Reading| {
            let level = self.level(reading.level);
            let body = self.body(item, reading.label_end);
            let titled = level.is_some_and(|l| l.heading == HeadingPlace::Next)
                && item.looks.words <= 3
                && item.looks.heading_like;
            OwnCost {
                cost: level.map_or(f32::INFINITY, |level| cost::label(level, item, reading, body)),
                awaits: body.is_empty() || titled,
                titled: self.takes_as_heading(item, reading),
            }
        };
        item.readings.iter().map(of).collect()
    }

    fn readings(&self, from: u16, next: &Next<'_>, best: &mut f32, out: &mut Vec<Candidate>) {
        let item = next.item;
        let node = &self.frontier[usize::from(from)];
        let (state, base) = (&node.state, node.cost);
        let mut push = |cost: f32, action: Action| {
            let cost = base + cost;
            if cost <= *best + MARGIN {
                *best = best.min(cost);
                out.push(Candidate {
                    from,
                    order: out.len() as u32,
                    cost,
                    action,
                });
            }
        };
        for ((r, reading), own) in item.readings.iter().enumerate().zip(&next.labels) {
            self.label(state, next, reading, &mut |cost, under| {
                push(
                    own.cost + cost,
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
                let mut opened = self.opening(under, Some(child), (r.level, r.number), indent, rank);
                if let Some(slot) = self.slots[usize::from(r.level)] {
                    let before = &self.counted(state.counters)[slot];
                    state.counters.hash = recounted(state.counters.hash, slot, before, &r.number);
                    opened.counts = Some((slot, r.number));
                }
                if self.level(r.level).is_some_and(|l| l.scope) {
                    opened = opened.counting_for_itself(std::mem::take(&mut state.counters));
                }
                opening = Some(opened);
                let own = &next.labels[usize::from(reading)];
                state.awaiting = own.awaits;
                state.titled = own.titled;
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
    fn counters(&self, state: &State, under: u32) -> Counted {
        let mut counters = state.counters;
        let mut id = state.top;
        while self.scopes && id != under && self.entry(id).level != ROOT {
            counters = self.entry(id).outside.unwrap_or(counters);
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
            counts: None,
            under_signature: below,
            below,
            signature: signature(below, level, &number, indent, rank, &[]),
        }
    }

    /// Puts an entry on a state's stack. Only transitions that are kept come here: most are not, and cost no memory.
    fn open(&mut self, mut opening: Opening, state: &mut State, item: usize) {
        if let Some((slot, number)) = opening.counts {
            let counted = opening.outside.as_mut().unwrap_or(&mut state.counters);
            let mut counters = self.counters[counted.id as usize];
            counters[slot] = number;
            self.counters.push(counters);
            counted.id = (self.counters.len() - 1) as u32;
        }
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
            outside: opening.outside,
            below: opening.below,
            signature: opening.signature,
            ..Entry::root()
        });
        state.top = (self.entries.len() - 1) as u32;
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
    outside: Option<Counted>,
    /// The slot in which its number counts through the draft.
    counts: Option<(usize, Number)>,
    /// Signature of what it stands on; the same with the numbers outside; and of itself.
    under_signature: u64,
    below: u64,
    signature: u64,
}

impl Opening {
    fn counting_for_itself(mut self, outside: Counted) -> Opening {
        self.below = signature_outside(self.below, outside);
        self.signature = signature(self.below, self.level, &self.number, self.indent, self.rank, &[]);
        self.outside = Some(outside);
        self
    }
}
