//! The beam: the states that are kept, and one step of all their readings of the next item.

use super::Action;
use super::cost;
use super::lattice::Edge;
use super::numbers::{NumberId, Numbers};
use super::state::{Counted, Counters, Entry, HEADING, NO_ITEM, ROOT, SLOTS, State, TEXT};
use super::step::Opening;
use crate::grammar::file::{Grammar, HeadingPlace, Level};
use crate::grammar::items::{Ending, Item, Reading};
use crate::read::{Block, Role};

/// States kept per item. With 8, a few clauses of long orders and annexes come out elsewhere than with 12; the benchmark
/// is structure F1.
pub(super) const WIDTH: usize = 12;
/// States this much dearer than the best are dropped.
const MARGIN: f32 = 4.5;
/// Rank of a heading that no markup ranks: below all that markup does rank.
pub(super) const UNRANKED: u8 = u8::MAX;

pub(super) struct Node {
    pub(super) state: State,
    cost: f32,
    signature: u64,
}

/// A transition before pruning.
pub(super) struct Candidate {
    pub(super) from: u16,
    cost: f32,
    pub(super) action: Action,
}

/// What a reading of a label is by itself, whatever it stands in.
pub(super) struct OwnCost {
    cost: f32,
    pub(super) number: NumberId,
    /// Its text is yet to come.
    pub(super) awaits: bool,
    /// What follows it on its line is its heading.
    pub(super) titled: bool,
}

/// Where the readings of one state go: those that are not much dearer than the best so far.
pub(super) struct Readings<'c> {
    from: u16,
    /// What the state has cost, and what the reading costs wherever it stands.
    base: f32,
    own: f32,
    best: &'c mut f32,
    candidates: &'c mut Vec<Candidate>,
}

impl Readings<'_> {
    fn total(&self, cost: f32) -> f32 {
        self.base + (self.own + cost)
    }

    /// Whether a reading of this cost is dropped, and so all that cost more. Costs only grow while they are added up, so
    /// this may be asked of a part of them: it spares a third of the decoder's work.
    pub(super) fn too_dear(&self, cost: f32) -> bool {
        self.total(cost) > *self.best + MARGIN
    }

    pub(super) fn push(&mut self, cost: f32, action: Action) {
        // What is dropped by a part of its cost, and sorted by the bits of it, needs this.
        debug_assert!(cost >= 0.0 && self.own >= 0.0, "a cost below 0");
        if !self.too_dear(cost) {
            let cost = self.total(cost);
            *self.best = self.best.min(cost);
            let from = self.from;
            self.candidates.push(Candidate { from, cost, action });
        }
    }
}

/// A candidate's place by its cost; of equal costs, in the order of the frontier and of the grammar. No cost is below 0,
/// so that their bits count as they do, and one number holds both: sorted in half the time of comparing two.
fn place(cost: f32, order: usize) -> u64 {
    u64::from(cost.to_bits()) << 32 | order as u64
}

/// Puts the next cheapest places behind those that are sorted; says how many are then. Seldom are all looked at.
fn sort_some(places: &mut [u64], sorted: usize) -> usize {
    const SOME: usize = 32;
    let rest = &mut places[sorted..];
    let some = rest.len().min(SOME);
    if some < rest.len() {
        rest.select_nth_unstable(some);
    }
    rest[..some].sort_unstable();
    sorted + some
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
    pub(super) labels: Vec<OwnCost>,
}

/// The beam and what it looks at.
pub(super) struct Beam<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) blocks: &'a [Block],
    pub(super) items: &'a [Item],
    pub(super) entries: Vec<Entry>,
    pub(super) counters: Vec<Counters>,
    pub(super) numbers: Numbers,
    pub(super) frontier: Vec<Node>,
    /// The frontier that is being made; kept for its memory.
    kept: Vec<Node>,
    candidates: Vec<Candidate>,
    /// Places of those that are not much dearer than the best.
    places: Vec<u64>,
    /// How the last item that is no footnote ends.
    before: Ending,
    /// What the readings of the item would open, each under each clause: states share most of their clauses.
    pub(super) openings: Vec<(u32, u8, Opening)>,
    /// The markup says what is a heading: a line that only looks like one is none.
    pub(super) headings_claimed: bool,
    /// For each level that counts through, its slot in the states' counters.
    pub(super) slots: Vec<Option<usize>>,
    /// Whether any level counts for itself.
    pub(super) scopes: bool,
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
                (l.counting.remembers() && next < SLOTS).then(|| {
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
            numbers: Numbers::new(),
            frontier: vec![start],
            kept: Vec::with_capacity(WIDTH),
            candidates: Vec::new(),
            places: Vec::new(),
            before: Ending::Nothing,
            openings: Vec::new(),
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
            before: self.before,
            leads: self.leads_to_clause(index),
            labels: self.label_costs(item),
        };
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        let mut best = f32::INFINITY;
        for from in 0..self.frontier.len() {
            self.readings(from as u16, &next, &mut best, &mut candidates);
        }
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        let near = candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.cost <= best + MARGIN);
        places.extend(near.map(|(order, c)| place(c.cost, order)));
        let mut kept = std::mem::take(&mut self.kept);
        kept.clear();
        self.openings.clear();
        let first = edges.len();
        let mut sorted = 0;
        for at in 0..places.len() {
            if kept.len() >= WIDTH && edges.len() - first >= WIDTH * 4 {
                break;
            }
            if at == sorted {
                sorted = sort_some(&mut places, sorted);
            }
            // The lower half of a place is the order of the candidate.
            let c = &candidates[places[at] as u32 as usize];
            let edge_cost = c.cost - self.frontier[usize::from(c.from)].cost;
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
        self.places = places;
        // A note stands beside the text: that goes on from what calls the note.
        if item.looks.role != Role::Footnote {
            self.before = item.looks.ending;
        }
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

    /// What a reading is, for certainty: its level and the clause that its path goes on from. Which chapter an article
    /// stands in is nothing to doubt the article for.
    fn class(&self, action: Action, item: &Item) -> u64 {
        match action {
            Action::Label { reading, under } => {
                let level = item.readings[usize::from(reading)].level;
                let own = self.level(level);
                let passes = |l: &Level| match own {
                    Some(own) if own.starts_path => !l.scope,
                    Some(own) => l.groups && !own.groups,
                    None => false,
                };
                let mut host = self.labelled(under);
                while self.level(self.entry(host).level).is_some_and(passes) {
                    host = self.labelled(self.entry(host).parent);
                }
                (u64::from(level) + 2) << 33 | u64::from(self.entry(host).item)
            }
            Action::Group { .. } => 1,
            _ => 0,
        }
    }

    pub(super) fn body(&self, item: &Item, from: u32) -> &'a str {
        let text = &self.blocks[item.block as usize].text;
        text.get(from as usize..item.end as usize).unwrap_or("").trim()
    }

    fn label_costs(&mut self, item: &Item) -> Vec<OwnCost> {
        if item.readings.is_empty() {
            return Vec::new();
        }
        let numbers: Vec<NumberId> = item.readings.iter().map(|r| self.numbers.id(&r.number)).collect();
        let of = |(reading, number): (&Reading, NumberId)| {
            let level = self.level(reading.level);
            let body = self.body(item, reading.label_end);
            let titled = level.is_some_and(|l| l.heading == HeadingPlace::Next)
                && item.looks.words <= 3
                && item.looks.heading_like;
            // The markup says what is a heading, and not that this is one.
            let untitled = self.headings_claimed
                && reading.bare
                && !item.looks.label_claimed
                && !matches!(item.looks.role, Role::Heading(_) | Role::Subtitle)
                && level.is_some_and(|l| matches!(l.heading, HeadingPlace::Inline | HeadingPlace::Next));
            let untitled = if untitled { cost::UNTITLED } else { 0.0 };
            OwnCost {
                number,
                cost: level.map_or(f32::INFINITY, |level| {
                    cost::label(level, item, reading, body) + untitled
                }),
                awaits: body.is_empty() || titled,
                titled: self.takes_as_heading(item, reading),
            }
        };
        item.readings.iter().zip(numbers).map(of).collect()
    }

    fn readings(&self, from: u16, next: &Next<'_>, best: &mut f32, candidates: &mut Vec<Candidate>) {
        let item = next.item;
        let node = &self.frontier[usize::from(from)];
        let state = &node.state;
        let mut out = Readings {
            from,
            base: node.cost,
            own: 0.0,
            best,
            candidates,
        };
        for ((r, reading), own) in item.readings.iter().enumerate().zip(&next.labels) {
            out.own = own.cost;
            self.label(state, next, (r as u8, reading), &mut out);
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
            out.own = as_text;
            out.push(0.0, action);
            return;
        }
        let pending = if state.pending { cost::PENDING_LOST } else { 0.0 };
        out.own = as_text + pending;
        self.text(state, next, &mut out);
        self.heading(state, next, &mut out);
    }
}
