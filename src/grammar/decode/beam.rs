//! The beam: the states that are kept, and one step of all their readings of the next item.

use super::Action;
use super::cost;
use super::lattice::Edge;
use super::levels::Facts;
use super::numbers::Numbers;
use super::own::Own;
use super::state::{Counted, Counters, Entry, NO_ITEM, ROOT, State};
use super::step::Opened;
use crate::grammar::file::{Grammar, Level};
use crate::grammar::items::{Ending, Item};
use crate::read::{Block, Role};

/// States kept per item. With 8, a few clauses of long orders and annexes come out elsewhere than with 12; the benchmark
/// is structure F1.
pub(super) const WIDTH: usize = 12;
/// States this much dearer than the best are dropped.
const MARGIN: f32 = 4.5;
/// Transitions kept per item, once the beam is full.
const EDGES: usize = WIDTH * 4;
/// Rank of a heading that no markup ranks: below all that markup does rank.
pub(super) const UNRANKED: u8 = u8::MAX;

pub(super) struct Node {
    pub(super) state: State,
    cost: f32,
}

/// A transition before pruning.
pub(super) struct Candidate {
    pub(super) from: u16,
    cost: f32,
    pub(super) action: Action,
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
    #[inline]
    fn total(&self, cost: f32) -> f32 {
        self.base + (self.own + cost)
    }

    /// Whether a reading of this cost is dropped, and so all that cost more. Costs only grow while they are added up, so
    /// this may be asked of a part of them: it spares a third of the decoder's work.
    #[inline]
    pub(super) fn too_dear(&self, cost: f32) -> bool {
        self.total(cost) > *self.best + MARGIN
    }

    #[inline]
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
    /// It goes on with a sentence that the item before it left open.
    pub(super) cuts: bool,
    /// What it opens as a paragraph, and as a heading.
    pub(super) text: Opened,
    pub(super) heading: Opened,
    /// What it costs as text, though it could be a label.
    as_text: f32,
    /// Weight of the cost of its number in its sequence.
    pub(super) sequence: f32,
}

/// The beam and what it looks at.
pub(super) struct Beam<'a> {
    pub(super) grammar: &'a Grammar,
    /// Its levels.
    pub(super) levels: &'a [Facts<'a>],
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
    pub(super) before: Ending,
    /// The readings of the item by themselves; kept for their memory.
    labels: Vec<Own<'a>>,
    /// Of those that the beam has no room for, such as lead into one of its states: their places, and which state.
    merging: Vec<(u64, u16)>,
    /// The markup says what is a heading: a line that only looks like one is none.
    pub(super) headings_claimed: bool,
}

impl<'a> Beam<'a> {
    pub(super) fn new(
        grammar: &'a Grammar,
        levels: &'a [Facts<'a>],
        blocks: &'a [Block],
        items: &'a [Item],
    ) -> Self {
        let state = State {
            top: 0,
            counters: Counted::default(),
            awaiting: false,
            titled: false,
            pending: false,
        };
        let start = Node { state, cost: 0.0 };
        Beam {
            grammar,
            levels,
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
            labels: Vec::new(),
            merging: Vec::new(),
            headings_claimed: items
                .iter()
                .filter(|i| matches!(i.looks.role, Role::Heading(_)))
                .count()
                > 2,
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
        let mut host = 0;
        for (i, mut entry) in stack.into_iter().rev().enumerate() {
            if entry.is_labelled() {
                host = i as u32;
            }
            entry.parent = i.saturating_sub(1) as u32;
            entry.host = host;
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
        let leads = self.leads_to_clause(index);
        let next = Next {
            index,
            item,
            before: self.before,
            leads,
            cuts: self.cuts_sentence(index, leads),
            text: Opened::text(item),
            heading: Opened::heading(item),
            as_text: cost::as_text(item),
            sequence: cost::sequence_weight(item),
        };
        let mut labels = std::mem::take(&mut self.labels);
        self.own(item, &mut labels);
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        let mut best = f32::INFINITY;
        for from in 0..self.frontier.len() {
            self.readings(from as u16, &next, &mut labels, &mut best, &mut candidates);
        }
        let mut places = std::mem::take(&mut self.places);
        places.clear();
        let near = candidates
            .iter()
            .enumerate()
            .filter(|(_, c)| c.cost <= best + MARGIN);
        places.extend(near.map(|(order, c)| place(c.cost, order)));
        // The lower half of a place is the order of the candidate.
        let candidate = |place: u64| &candidates[place as u32 as usize];
        let mut kept = std::mem::take(&mut self.kept);
        kept.clear();
        let mut signatures = [0; WIDTH];
        let known = |signatures: &[u64], signature| signatures.iter().position(|s| *s == signature);
        let first = edges.len();
        let (mut sorted, mut at) = (0, 0);
        while at < places.len() && kept.len() < WIDTH {
            if at == sorted {
                sorted = sort_some(&mut places, sorted);
            }
            let c = candidate(places[at]);
            let step = self.step(c, &next, &labels);
            let signature = step.signature();
            let to = known(&signatures[..kept.len()], signature).unwrap_or(kept.len());
            if to == kept.len() {
                signatures[to] = signature;
                let state = self.open(step, c, &next, &labels);
                kept.push(Node { state, cost: c.cost });
            }
            edges.push(self.edge(c, to as u16, item));
            at += 1;
        }
        let room = EDGES.saturating_sub(edges.len() - first);
        if room > 0 && at < places.len() {
            // The beam is full: of the others, only such count as lead where one of it leads.
            let mut merging = std::mem::take(&mut self.merging);
            merging.clear();
            for &place in &places[at..] {
                let signature = self.step(candidate(place), &next, &labels).signature();
                merging.extend(known(&signatures, signature).map(|to| (place, to as u16)));
            }
            merging.sort_unstable();
            let merging_edges = merging.iter().take(room);
            edges.extend(merging_edges.map(|&(place, to)| self.edge(candidate(place), to, item)));
            self.merging = merging;
        }
        self.kept = std::mem::replace(&mut self.frontier, kept);
        self.candidates = candidates;
        self.places = places;
        self.labels = labels;
        // A note stands beside the text: that goes on from what calls the note.
        if item.looks.role != Role::Footnote {
            self.before = item.looks.ending;
        }
    }

    /// The edge of a transition into a kept state.
    fn edge(&self, c: &Candidate, to: u16, item: &Item) -> Edge {
        Edge {
            from: c.from,
            to,
            cost: c.cost - self.frontier[usize::from(c.from)].cost,
            action: c.action,
            class: self.class(c.action, item),
        }
    }

    /// The last numbers of the levels that count through, by slot.
    #[inline]
    pub(super) fn counted(&self, counted: Counted) -> &Counters {
        &self.counters[counted.id as usize]
    }

    #[inline]
    pub(super) fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    #[inline]
    pub(super) fn level(&self, index: u16) -> Option<&'a Level> {
        self.grammar.levels.get(usize::from(index))
    }

    /// Whether nothing numbered is open yet.
    pub(super) fn on_cover(&self, state: &State) -> bool {
        self.entry(self.entry(state.top).host).level == ROOT
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
                let mut host = self.entry(under).host;
                while self.level(self.entry(host).level).is_some_and(passes) {
                    host = self.entry(self.entry(host).parent).host;
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

    fn readings(
        &self,
        from: u16,
        next: &Next<'_>,
        labels: &mut [Own<'_>],
        best: &mut f32,
        candidates: &mut Vec<Candidate>,
    ) {
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
        for (n, own) in labels.iter_mut().enumerate() {
            out.own = own.cost;
            self.label(state, next, (n as u8, own), &mut out);
        }
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
            out.own = next.as_text;
            out.push(0.0, action);
            return;
        }
        let pending = if state.pending { cost::PENDING_LOST } else { 0.0 };
        out.own = next.as_text + pending;
        self.text(state, next, &mut out);
        self.heading(state, next, &mut out);
    }
}
