//! One step of the beam: all readings of the next item, from all states.

use rustc_hash::FxHashMap;

use super::Action;
use super::cost::{self, Move};
use super::lattice::Edge;
use super::state::{Entry, HEADING, LastChild, NO_ITEM, ROOT, SLOTS, State, TEXT};
use crate::grammar::file::{Grammar, HeadingPlace, Level};
use crate::grammar::items::{Ending, Item, Reading, inline_heading};
use crate::grammar::number::Number;
use crate::read::{Block, Role};

/// States kept per item. With 8, a few clauses of long orders and annexes come out elsewhere than with 12; the benchmark
/// is structure F1.
const WIDTH: usize = 12;
/// States this much dearer than the best are dropped.
const MARGIN: f32 = 9.0;
/// Rank of a heading that no markup ranks: below all that markup does rank.
const UNRANKED: u8 = 7;

struct Node {
    state: State,
    cost: f32,
}

/// A transition before pruning.
struct Candidate {
    from: u16,
    cost: f32,
    action: Action,
}

/// The beam and what it looks at.
pub(super) struct Beam<'a> {
    grammar: &'a Grammar,
    blocks: &'a [Block],
    items: &'a [Item],
    entries: Vec<Entry>,
    frontier: Vec<Node>,
    /// The markup says what is a heading: a line that only looks like one is none.
    headings_claimed: bool,
    /// For each level that counts through, its slot in the states' counters.
    slots: Vec<Option<usize>>,
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
                (l.counts_through() && next < SLOTS).then(|| {
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
        let state = State {
            top: 0,
            counters: [Number::default(); SLOTS],
            awaiting: false,
            titled: false,
            pending: false,
        };
        Beam {
            grammar,
            blocks,
            items,
            entries: vec![Entry::root()],
            frontier: vec![Node { state, cost: 0.0 }],
            headings_claimed: items
                .iter()
                .filter(|i| matches!(i.looks.role, Role::Heading(_)))
                .count()
                > 2,
            slots,
            expected,
        }
    }

    pub(super) fn frontier_len(&self) -> usize {
        self.frontier.len()
    }

    /// Goes on from one state only, at cost 0.
    pub(super) fn keep_only(&mut self, index: usize) {
        if index < self.frontier.len() {
            let mut node = self.frontier.swap_remove(index);
            node.cost = 0.0;
            self.frontier = vec![node];
        }
    }

    /// The item that opened the clause of a stack entry; `None` for the draft itself.
    pub(super) fn opener(&self, entry: u32) -> Option<u32> {
        Some(self.entry(entry).item).filter(|&i| i != NO_ITEM)
    }

    /// Reads the next item in all ways; gives the edges of the lattice.
    pub(super) fn advance(&mut self, index: usize) -> Vec<Edge> {
        let item = &self.items[index];
        let mut candidates = Vec::with_capacity(16);
        for from in 0..self.frontier.len() {
            self.readings(from as u16, index, item, &mut candidates);
        }
        let best = candidates.iter().map(|c| c.cost).fold(f32::INFINITY, f32::min);
        candidates.retain(|c| c.cost <= best + MARGIN);
        // Stable: equal costs keep the order of the frontier and of the grammar.
        candidates.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut next: Vec<Node> = Vec::with_capacity(WIDTH);
        let mut known: FxHashMap<u64, u16> = FxHashMap::default();
        let mut edges = Vec::with_capacity(candidates.len().min(WIDTH * 2));
        for c in &candidates {
            if next.len() >= WIDTH && edges.len() >= WIDTH * 4 {
                break;
            }
            let before = &self.frontier[usize::from(c.from)];
            let edge_cost = c.cost - before.cost;
            let class = self.class(c.action, item);
            let state = self.apply(c, index, item);
            let signature = state.signature(&self.entries[state.top as usize]);
            let to = match known.get(&signature) {
                Some(&to) => to,
                None if next.len() < WIDTH => {
                    next.push(Node { state, cost: c.cost });
                    let to = (next.len() - 1) as u16;
                    known.insert(signature, to);
                    to
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
        self.frontier = next;
        edges
    }

    fn entry(&self, id: u32) -> &Entry {
        &self.entries[id as usize]
    }

    fn level(&self, index: u16) -> Option<&'a Level> {
        self.grammar.levels.get(usize::from(index))
    }

    /// The labelled clause (or the root) that an entry is or stands in.
    fn labelled(&self, mut id: u32) -> u32 {
        while matches!(self.entry(id).level, TEXT | HEADING) {
            id = self.entry(id).parent;
        }
        id
    }

    fn is_expected(&self, level: u16, parent: u16) -> bool {
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

    fn body(&self, item: &Item, from: u32) -> &'a str {
        let text = &self.blocks[item.block as usize].text;
        text.get(from as usize..item.end as usize).unwrap_or("").trim()
    }

    fn readings(&self, from: u16, index: usize, item: &Item, out: &mut Vec<Candidate>) {
        let node = &self.frontier[usize::from(from)];
        let (state, base) = (&node.state, node.cost);
        let before = index
            .checked_sub(1)
            .map_or(Ending::Nothing, |p| self.items[p].looks.ending);
        let mut push = |cost: f32, action: Action| {
            out.push(Candidate {
                from,
                cost: base + cost,
                action,
            });
        };
        for (r, reading) in item.readings.iter().enumerate() {
            self.label(state, item, reading, before, &mut |cost, under| {
                push(
                    cost,
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
        self.text(state, item, index, before, &mut |cost, action| {
            push(as_text + pending + cost, action);
        });
        self.heading(state, item, index, &mut |cost, action| {
            push(as_text + pending + cost, action);
        });
    }

    fn label(
        &self,
        state: &State,
        item: &Item,
        reading: &Reading,
        before: Ending,
        push: &mut dyn FnMut(f32, u32),
    ) {
        let Some(level) = self.level(reading.level) else {
            return;
        };
        let mut base = cost::label(level, item, reading, self.body(item, reading.label_end));
        let takes_heading = level.heading == HeadingPlace::Before;
        if state.pending && !takes_heading {
            base += cost::PENDING_LOST;
        } else if takes_heading && !state.pending {
            base += 0.3;
        }
        let top = state.top;
        let top_level = self.entry(top).level;
        let counter = self.slots[usize::from(reading.level)].map(|s| &state.counters[s]);
        let mut id = top;
        let mut beside_possible = true;
        let mut leaves_group = false;
        // Labelled clauses of other levels between the open clause and the one looked at.
        let mut passed = 0;
        loop {
            let entry = self.entry(id);
            let host = self.entry(self.labelled(id));
            let expected = self.is_expected(reading.level, host.level);
            // Levels are written from the outermost to the innermost: one may skip inwards at a price, never outwards.
            let inwards = host.level == ROOT || host.level < reading.level;
            if expected || inwards {
                let mut c = base + if expected { 0.0 } else { cost::JUMP };
                c += dotted(level, reading, host);
                // Bullets and notes begin anew in each clause: an earlier one further out is no reason to go there.
                let sibling = entry
                    .last(reading.level)
                    .filter(|_| !reading.number.is_empty() || passed == 0);
                c += if reading.number.is_empty() {
                    0.1 * passed as f32
                } else {
                    cost::further_out(passed)
                };
                let last = match counter {
                    Some(n) => Some(n).filter(|n| !n.is_empty()),
                    None => sibling.map(|s| &s.number),
                };
                c += cost::sequence(level, reading, last) * cost::sequence_weight(item);
                c += cost::nesting(item, level, entry.indent.or(host.indent));
                c += cost::child_indent(entry.indent, item.looks.indent);
                match (sibling, self.entry(top).indent, item.looks.indent) {
                    (Some(s), _, now) => c += cost::sibling_indent(s.indent, now),
                    // Nested deeper than what is open, yet placed outside of it.
                    (None, Some(open), Some(now)) if now > open && id != top => c += cost::NESTED,
                    _ => {}
                }
                let way = if id == top {
                    Move::Down
                } else if beside_possible && id == self.entry(top).parent && top_level == reading.level {
                    Move::Beside
                } else {
                    Move::Up
                };
                c += cost::movement(way, before, self.groups(id));
                if way == Move::Up && sibling.is_none() && !level.groups && !level.counts_through() {
                    c += cost::OPENS_ABOVE;
                }
                if way != Move::Down && state.awaiting && self.is_bare(top) {
                    c += cost::EMPTY_CLAUSE;
                }
                if level.groups && entry.level == HEADING && entry.rank == UNRANKED {
                    c += cost::CHAPTER_IN_HEADING;
                }
                if leaves_group && !level.groups {
                    c += cost::LEAVES_GROUP;
                }
                // A list that continues past an unnumbered paragraph, or that stands in one.
                if entry.level == TEXT {
                    c += match (level.groups, level.paragraphs) {
                        (true, _) => cost::JUMP,
                        (false, true) => 0.5,
                        (false, false) => 0.0,
                    };
                    let begins_like_a_label = self
                        .items
                        .get(entry.item as usize)
                        .is_some_and(|i| !i.readings.is_empty());
                    c += if begins_like_a_label { cost::DENIED } else { 0.0 };
                } else if top_level == TEXT && id != top {
                    c += if matches!(before, Ending::Opens) { 0.4 } else { 0.1 };
                }
                push(c, id);
            }
            if entry.level == ROOT {
                break;
            }
            beside_possible = beside_possible && id == top;
            leaves_group |= entry.level == HEADING || self.level(entry.level).is_some_and(|l| l.groups);
            passed += usize::from(!matches!(entry.level, TEXT | HEADING) && entry.level != reading.level);
            id = entry.parent;
        }
    }

    /// Whether a clause is a number with nothing behind it.
    fn is_bare(&self, id: u32) -> bool {
        let entry = self.entry(id);
        let item = self.items.get(entry.item as usize);
        !entry.number.is_empty() && item.is_some_and(|i| i.looks.ending == Ending::Nothing)
    }

    /// Whether things stand in this clause without being announced by a colon.
    fn groups(&self, id: u32) -> bool {
        let entry = self.entry(id);
        match self.level(entry.level) {
            Some(l) => l.groups || l.heading != HeadingPlace::None || entry.rank > 0,
            None => entry.level != TEXT,
        }
    }

    fn text(
        &self,
        state: &State,
        item: &Item,
        index: usize,
        before: Ending,
        push: &mut dyn FnMut(f32, Action),
    ) {
        let looks = &item.looks;
        let top_level = self.level(self.entry(state.top).level);
        if looks.inline.is_some() {
            push(0.0, Action::Append);
            return;
        }
        let mut lost = 0.0;
        if state.awaiting {
            let titled = top_level.is_some_and(|l| l.heading == HeadingPlace::Next);
            let said = matches!(looks.role, Role::Subtitle | Role::Heading(_));
            if titled && (said || looks.heading_like) {
                // The second line of a title is dearer than the first, so that a heading of what follows stays one.
                let second = index
                    .checked_sub(1)
                    .is_some_and(|p| self.items[p].readings.is_empty());
                push(if said || !second { 0.0 } else { 0.6 }, Action::Title);
                let heads = self.sees_headings() && self.leads_to_clause(index);
                push(
                    match (second, heads) {
                        (true, true) => cost::HEADS_AS_TEXT,
                        (true, false) => 0.1,
                        (false, _) => 0.8,
                    },
                    Action::Body,
                );
            } else {
                push(0.1, Action::Body);
            }
            lost = cost::BODY_LOST;
        } else if state.titled && !matches!(looks.role, Role::Heading(_)) {
            push(0.0, Action::Body);
        }
        if looks.wrapped || (looks.lower && item.readings.is_empty()) {
            let open = matches!(before, Ending::Open | Ending::Continues | Ending::Nothing);
            let c = match (open, looks.wrapped) {
                (true, _) => 0.0,
                (false, true) => 0.5,
                (false, false) => 1.0,
            };
            // Markup has no lines to wrap: a paragraph that begins with a small letter is one all the same.
            let c = if looks.indent.is_some() && !looks.wrapped {
                c + 1.0
            } else {
                c
            };
            push(c + lost, Action::Append);
        }
        let cuts = self.cuts_sentence(index, item, before);
        if cuts && !looks.lower && !looks.wrapped {
            push(0.3 + lost, Action::Append);
        }
        let cut = if cuts { cost::CUTS_SENTENCE } else { 0.0 };
        let cover = self.on_cover(state);
        let groups_here = self.grammar.headings || !cover;
        let claimed_heading = if groups_here && matches!(looks.role, Role::Heading(_)) {
            2.5
        } else {
            0.0
        };
        let heads = self.sees_headings()
            && looks.words <= 20
            && item.readings.is_empty()
            && self.leads_to_clause(index);
        let claimed_heading = claimed_heading + if heads { cost::HEADS_AS_TEXT } else { 0.0 };
        let mut id = state.top;
        let mut holders = 0;
        let mut first = true;
        loop {
            let entry = self.entry(id);
            if entry.level != TEXT {
                let holds = match self.level(entry.level) {
                    Some(l) => l.paragraphs,
                    None => entry.level == HEADING || self.grammar.unnumbered || cover,
                };
                let mut c = claimed_heading + lost + cut;
                c += if holds {
                    0.5 * holders as f32
                } else {
                    0.9 + 0.3 * holders as f32
                };
                c += match (first, before) {
                    (true, _) => 0.0,
                    (false, Ending::Opens) => 0.8,
                    (false, Ending::Continues | Ending::LastButOne) if !looks.lower => 0.4,
                    _ => 0.0,
                };
                if entry.level == ROOT && !cover && !self.grammar.unnumbered {
                    c += 1.5;
                }
                c += match (entry.indent, looks.indent) {
                    (Some(e), Some(i)) if i < e => 2.5,
                    // Deeper text stands in the deepest clause that it can.
                    (Some(e), Some(i)) if i > e && !first => 0.6,
                    _ => 0.0,
                };
                push(c, Action::Text { under: id });
                if holds {
                    holders += 1;
                }
                first = false;
            }
            if entry.level == ROOT || holders >= 3 {
                break;
            }
            id = entry.parent;
        }
    }

    /// Whether an item goes on with a sentence that the item before it left open: the line before is too long for a
    /// heading, has no punctuation at its end, and no blank line stands between the two.
    fn cuts_sentence(&self, index: usize, item: &Item, before: Ending) -> bool {
        let long = index
            .checked_sub(1)
            .is_some_and(|p| self.items[p].looks.words > 15);
        let plain = matches!(item.looks.role, Role::Text) && item.readings.is_empty();
        long && plain && before == Ending::Open && !item.looks.gap && !self.leads_to_clause(index)
    }

    fn heading(&self, state: &State, item: &Item, index: usize, push: &mut dyn FnMut(f32, Action)) {
        let looks = &item.looks;
        let rank = match looks.role {
            Role::Heading(r) => r.clamp(1, 6),
            Role::Text if self.sees_headings() && looks.heading_like && looks.words <= 20 => UNRANKED,
            _ => return,
        };
        // The title on a cover is no chapter: nothing stands in it.
        if !self.grammar.headings && self.on_cover(state) {
            return;
        }
        let claimed = rank != UNRANKED;
        // A chapter that has its title may go on with a heading.
        let titled = state.awaiting
            && index
                .checked_sub(1)
                .is_some_and(|p| self.items[p].readings.is_empty())
            && self.groups(state.top);
        let lost = if state.awaiting && !titled {
            cost::BODY_LOST
        } else {
            0.0
        };
        let next = self.items.get(index + 1);
        let before_label = next.is_some_and(|n| !n.readings.is_empty() || n.looks.heading_like);
        if next.is_some_and(|n| n.readings.iter().any(|r| self.takes_heading_before(r.level))) {
            push(lost + 0.1, Action::Pending);
        }
        let open = match (claimed, before_label) {
            (true, _) => 0.0,
            (false, _) if self.leads_to_clause(index) => 0.2,
            (false, true) => 0.7,
            (false, false) => 1.7,
        };
        let mut id = state.top;
        loop {
            let entry = self.entry(id);
            let fits = match entry.level {
                ROOT => true,
                HEADING => entry.rank < rank,
                TEXT => false,
                _ => {
                    let level = self.level(entry.level);
                    level.is_some_and(|l| (l.groups || l.scope) && (entry.rank == 0 || entry.rank < rank))
                        || (claimed && entry.rank > 0 && entry.rank < rank)
                }
            };
            if fits {
                push(open + lost, Action::Group { under: id });
                // The innermost that fits is meant: headings of one rank are siblings.
                break;
            }
            if entry.level == ROOT {
                break;
            }
            id = entry.parent;
        }
    }

    /// Whether lines that no markup claims may be headings.
    fn sees_headings(&self) -> bool {
        self.grammar.headings && !self.headings_claimed
    }

    /// Whether a line like a heading stands over a numbered clause, with at most two more such lines between.
    fn leads_to_clause(&self, index: usize) -> bool {
        let heads = |r: &Reading| {
            self.level(r.level)
                .is_some_and(|l| l.groups || l.paragraphs || l.heading != HeadingPlace::None)
        };
        let mut after = self.items[index + 1..].iter().take(3);
        self.items[index].looks.heading_like
            && after
                .find(|i| !i.readings.is_empty() || !i.looks.heading_like)
                .is_some_and(|i| i.readings.iter().any(heads))
    }

    /// Whether nothing numbered is open yet.
    fn on_cover(&self, state: &State) -> bool {
        self.entry(self.labelled(state.top)).level == ROOT
    }

    /// Whether what follows the label on its line is the heading, so that the text is yet to come.
    fn takes_as_heading(&self, item: &Item, reading: &Reading) -> bool {
        let Some(level) = self.level(reading.level).filter(|l| !l.groups) else {
            return false;
        };
        let said = matches!(item.looks.role, Role::Heading(_)) && level.heading != HeadingPlace::None;
        said || inline_heading(level.heading, self.body(item, reading.label_end))
    }

    fn takes_heading_before(&self, level: u16) -> bool {
        self.level(level)
            .is_some_and(|l| l.heading == HeadingPlace::Before)
    }

    fn apply(&mut self, c: &Candidate, index: usize, item: &Item) -> State {
        let mut state = self.frontier[usize::from(c.from)].state;
        let rank = match item.looks.role {
            Role::Heading(r) => r.clamp(1, 6),
            _ => 0,
        };
        match c.action {
            Action::Label { reading, under } => {
                let r = item.readings[usize::from(reading)];
                let child = LastChild {
                    level: r.level,
                    number: r.number,
                    indent: item.looks.indent,
                };
                state.top = self.open(
                    under,
                    Some(child),
                    r.level,
                    r.number,
                    index as u32,
                    item.looks.indent,
                    rank,
                );
                if self.level(r.level).is_some_and(|l| l.scope) {
                    state.counters = [Number::default(); SLOTS];
                }
                if let Some(slot) = self.slots[usize::from(r.level)] {
                    state.counters[slot] = r.number;
                }
                let titled = |l: &Level| l.heading == HeadingPlace::Next;
                state.awaiting = self.body(item, r.label_end).is_empty()
                    || (self.level(r.level).is_some_and(titled)
                        && item.looks.words <= 3
                        && item.looks.heading_like);
                state.titled = self.takes_as_heading(item, &r);
                state.pending = false;
            }
            Action::Text { under } => {
                state.top = self.open(
                    under,
                    None,
                    TEXT,
                    Number::default(),
                    index as u32,
                    item.looks.indent,
                    0,
                );
                state.awaiting = false;
                state.titled = false;
                state.pending = false;
            }
            Action::Group { under } => {
                let rank = if rank == 0 { UNRANKED } else { rank };
                state.top = self.open(under, None, HEADING, Number::default(), index as u32, None, rank);
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
        state
    }

    #[allow(clippy::too_many_arguments, reason = "the fields of one stack entry")]
    fn open(
        &mut self,
        under: u32,
        child: Option<LastChild>,
        level: u16,
        number: Number,
        item: u32,
        indent: Option<u16>,
        rank: u8,
    ) -> u32 {
        let mut parent = under;
        if let Some(child) = child {
            let remembered = self.entry(under).with_child(child);
            self.entries.push(remembered);
            parent = (self.entries.len() - 1) as u32;
        }
        let below = self.entry(parent).signature;
        self.entries
            .push(Entry::on(parent, below, level, number, item).claimed(indent, rank));
        (self.entries.len() - 1) as u32
    }
}

/// A dotted number stands in the clause whose number it continues.
fn dotted(level: &Level, reading: &Reading, host: &Entry) -> f32 {
    if !level.labels.iter().any(super::super::pattern::Pattern::is_dotted) {
        return 0.0;
    }
    let parts = reading.number.parts().len();
    if host.level == reading.level {
        return if reading.number.is_child_of(&host.number) {
            0.0
        } else {
            cost::NOT_CHILD
        };
    }
    let own = host.number.parts();
    let continues = own.len() < parts && !own.is_empty() && own == &reading.number.parts()[..own.len()];
    // A subclause without its clause; worse in the clause of another number: 4.1 in section 1.
    match (continues || parts == 1, own.len()) {
        // A.2.1 stands in A.2 rather than right in annex A.
        (true, _) => {
            0.4 * (parts.saturating_sub(own.len() + 1)) as f32 * f32::from(u8::from(!own.is_empty()))
        }
        (false, 1) => 2.1,
        (false, _) => 1.5,
    }
}
