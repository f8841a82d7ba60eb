//! From decided labels to the clause tree. Nothing is dropped: every piece of every block ends up in one clause's
//! label, heading or text, in source order.

use super::clause::{Clause, ClauseId, Force};
use super::{definition, entry};
use crate::diagnostic::Diagnostic;
use crate::grammar::decode::{Action, Decision};
use crate::grammar::items::{
    Ending, Item, bracketed, dash_heading, ending, inline_heading, is_finite, sentence_heading,
};
use crate::grammar::{HeadingPlace, Level, Parsed, number};
use crate::read::{Block, Format, Role, Source};

/// A clause with what only the building of the tree needs to know.
#[derive(Debug)]
pub(super) struct Node {
    pub(super) clause: Clause,
    /// Index of its level in the grammar; `None` for what has no label.
    pub(super) level: Option<u16>,
    /// Its number as printed, and as it counts.
    pub(super) printed_number: String,
    pub(super) number: number::Number,
    /// Its number counts through the draft, or has gaps by nature.
    pub(super) counts_through: bool,
    /// It begins like a label of the style, and was read as text.
    pub(super) denied: bool,
    /// Its text goes on in a paragraph of its own, which may be another clause's.
    pub(super) resumed: bool,
}

impl Node {
    /// A clause that has no label.
    pub(super) fn of(clause: Clause) -> Node {
        Node {
            clause,
            level: None,
            printed_number: String::new(),
            number: number::Number::default(),
            counts_through: false,
            denied: false,
            resumed: false,
        }
    }
}

/// The clauses of a source, and what was noticed.
pub(super) fn tree(source: &Source, parsed: &Parsed<'_>) -> (Vec<Node>, Vec<Diagnostic>) {
    let mut nodes = Vec::with_capacity(parsed.items.len() + 1);
    nodes.push(Node::of(Clause::root()));
    let mut builder = Builder {
        source,
        parsed,
        nodes,
        clause_of: vec![None; parsed.items.len()],
        pending: Vec::new(),
        last_block: None,
        last_added: ClauseId::ROOT,
        notes_from: notes_from(source, parsed),
        diagnostics: Vec::new(),
    };
    let mut next_item = 0;
    let mut contents: Option<(usize, ClauseId)> = None;
    for (b, block) in source.blocks.iter().enumerate() {
        if parsed.skipped[b] {
            contents = Some((b, builder.skipped(block, b, contents)));
            continue;
        }
        while let Some(item) = parsed.items.get(next_item).filter(|i| i.block as usize == b) {
            builder.item(next_item, item, &parsed.decisions[next_item]);
            next_item += 1;
        }
    }
    builder.flush_pending();
    super::certainty::settle(&mut builder.nodes);
    let mended = super::misprint::mend(&mut builder.nodes, parsed.grammar);
    builder.diagnostics.extend(mended);
    link_children(&mut builder.nodes);
    entry::name_terms(&mut builder.nodes, parsed.grammar);
    let mut announcers = definition::Announcers::new(builder.nodes.len());
    for i in 1..builder.nodes.len() {
        let clause = &builder.nodes[i].clause;
        let parent = clause.parent;
        if clause.kind == "text"
            && announcers.has(parent, &builder.nodes[parent.index()].clause)
            && definition::announced_term(&clause.text).is_some()
        {
            builder.nodes[i].clause.kind = "definition".to_owned();
        }
    }
    (builder.nodes, builder.diagnostics)
}

/// The item from which on there are only footnotes, where the format gathers those of the whole draft at its end: no
/// page does, and Word's stand where they are called.
fn notes_from(source: &Source, parsed: &Parsed<'_>) -> usize {
    if !matches!(source.format, Format::Xml | Format::Html) {
        return parsed.items.len();
    }
    let text = |item: &Item| !matches!(item.looks.role, Role::Footnote);
    parsed.items.iter().rposition(text).map_or(0, |last| last + 1)
}

/// Tells every clause what stands in it.
pub(super) fn link_children(nodes: &mut [Node]) {
    for i in 1..nodes.len() {
        let parent = nodes[i].clause.parent.index();
        nodes[parent].clause.children.push(ClauseId(i as u32));
    }
}

struct Builder<'a> {
    source: &'a Source,
    parsed: &'a Parsed<'a>,
    nodes: Vec<Node>,
    /// The clause that each item opened or went to.
    clause_of: Vec<Option<ClauseId>>,
    /// Headings that wait for their label: item index and text.
    pending: Vec<(usize, String)>,
    /// Block that the last piece of text came from.
    last_block: Option<u32>,
    /// The newest clause that is part of the running text.
    last_added: ClauseId,
    /// From this item on there are only the footnotes of the whole draft.
    notes_from: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn block(&self, item: &Item) -> &Block {
        &self.source.blocks[item.block as usize]
    }

    fn slice(&self, item: &Item, from: u32) -> &str {
        self.block(item)
            .text
            .get(from as usize..item.end as usize)
            .unwrap_or("")
            .trim()
    }

    fn clause_of(&self, opener: Option<u32>) -> ClauseId {
        opener
            .and_then(|i| self.clause_of[i as usize])
            .unwrap_or(ClauseId::ROOT)
    }

    fn item(&mut self, index: usize, item: &Item, decision: &Decision) {
        if !matches!(decision.action, Action::Pending | Action::Label { .. }) {
            self.flush_pending();
        }
        let text = self.slice(item, item.start).to_owned();
        let mut of = self.clause_of(decision.of);
        // What follows another name of a term belongs to the entry.
        let named = &self.nodes[of.index()].clause;
        if entry::is_name(&named.kind) {
            of = named.parent;
        }
        let action = decision.action;
        let beside = matches!(
            action,
            Action::Body | Action::Append | Action::Title | Action::Text { .. }
        );
        let (block, grammar) = (self.block(item), self.parsed.grammar);
        let name = entry::other_name(block, &text, &self.nodes, of, grammar).filter(|_| beside);
        if let Some(kind) = name {
            let id = self.add(of, kind, item);
            self.nodes[id.index()].clause.text = text;
            self.set(index, id, item);
            return;
        }
        match decision.action {
            Action::Label { reading, .. } => {
                self.label(index, item, usize::from(reading), of, decision.margin);
            }
            Action::Text { .. } => {
                let kind = self.text_kind(item, &text);
                let id = self.add(of, kind, item);
                self.nodes[id.index()].denied = !item.readings.is_empty();
                self.nodes[id.index()].clause.text = text;
                self.set(index, id, item);
            }
            Action::Group { .. } => {
                let id = self.add(of, "heading", item);
                let clause = &mut self.nodes[id.index()].clause;
                clause.heading = text;
                clause.groups = true;
                self.set(index, id, item);
            }
            Action::Pending => self.pending.push((index, text)),
            Action::Title if of == self.last_added && of != ClauseId::ROOT => {
                let clause = &mut self.nodes[of.index()].clause;
                // What comes after the first words of the text is no heading any more.
                let target = if clause.text.is_empty() {
                    &mut clause.heading
                } else {
                    &mut clause.text
                };
                join(target, &text, " ");
                self.set(index, of, item);
            }
            Action::Body | Action::Append if of == self.last_added && of != ClauseId::ROOT => {
                // A block of its own stays a line of its own, unless it was cut by a line or page break.
                let same_line = item.looks.wrapped || self.last_block == Some(item.block);
                let joint = if same_line { " " } else { "\n" };
                let node = &mut self.nodes[of.index()];
                node.resumed |= self.last_block != Some(item.block) && !node.clause.text.is_empty();
                let clause = &mut node.clause;
                // More of a clause that is a heading only is more heading.
                let target = if clause.groups && clause.text.is_empty() && decision.action == Action::Append {
                    &mut clause.heading
                } else {
                    &mut clause.text
                };
                join(target, &text, joint);
                self.set(index, of, item);
            }
            // Beside the text; or text that goes on behind something beside it (a figure, a quotation), and then is a
            // paragraph of its own, so that reading the clauses in order still reads the draft in order.
            Action::Aside | Action::Title | Action::Body | Action::Append => {
                let kind = self.text_kind(item, &text);
                // What the draft's last clause is has nothing to do with them.
                let of = if index >= self.notes_from {
                    ClauseId::ROOT
                } else {
                    of
                };
                let id = self.add(of, kind, item);
                self.nodes[id.index()].clause.text = text;
                self.clause_of[index] = Some(id);
                self.last_block = Some(item.block);
            }
        }
    }

    fn set(&mut self, index: usize, id: ClauseId, item: &Item) {
        self.clause_of[index] = Some(id);
        self.last_block = Some(item.block);
    }

    fn add(&mut self, parent: ClauseId, kind: &str, item: &Item) -> ClauseId {
        let place = self.block(item).place.clone();
        self.nodes.push(Node::of(Clause {
            parent,
            kind: kind.to_owned(),
            groups: false,
            place,
            ..Clause::root()
        }));
        self.last_added = ClauseId((self.nodes.len() - 1) as u32);
        self.last_added
    }

    fn label(&mut self, index: usize, item: &Item, reading: usize, of: ClauseId, margin: f32) {
        let chosen = item.readings[reading];
        let level = &self.parsed.grammar.levels[usize::from(chosen.level)];
        let heading = std::mem::take(&mut self.pending);
        let printed = self.block(item).text[item.start as usize..chosen.label_end as usize].to_owned();
        let from = if level.words { item.start } else { chosen.label_end };
        let body = self.slice(item, from).to_owned();
        let id = self.add(of, &level.kind, item);
        let number_text = level
            .labels
            .iter()
            .find_map(|p| p.match_start(&printed))
            .map_or("", |l| l.number_text)
            .to_owned();
        let (own_heading, text) = if level.heading == HeadingPlace::Sentence
            && self.heads_a_list(index, &body)
            || printed.is_empty()
        {
            (body, String::new())
        } else {
            split_heading(level, item, &body)
        };
        let first_pending = heading.first().map(|(i, _)| self.parsed.items[*i].block as usize);
        let node = &mut self.nodes[id.index()];
        node.level = Some(chosen.level);
        node.printed_number = number_text.clone();
        node.number = chosen.number;
        node.counts_through = level.counting.remembers();
        let clause = &mut node.clause;
        if !level.words {
            clause.label = printed.trim().to_owned();
        }
        clause.number = number::normalised(&number_text);
        clause.groups = level.groups;
        clause.certainty = margin.is_finite().then_some(margin);
        clause.text = text;
        if heading.is_empty() {
            clause.heading = own_heading;
        } else {
            clause.heading_first = true;
            clause.heading = heading
                .iter()
                .map(|(_, h)| h.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            if !own_heading.is_empty() {
                clause.text = [own_heading, std::mem::take(&mut clause.text)]
                    .join(" ")
                    .trim()
                    .to_owned();
            }
        }
        if let Some(block) = first_pending {
            clause.place = self.source.blocks[block].place.clone();
        }
        for (i, _) in heading {
            self.clause_of[i] = Some(id);
        }
        self.set(index, id, item);
    }

    /// Whether a sentence after a label is a heading although it is not set like one: it has no verb, and the first
    /// number of a list follows (`1422. Violations and the powers of the attorney general. (1) The …`).
    fn heads_a_list(&self, index: usize, body: &str) -> bool {
        let list = self
            .parsed
            .items
            .get(index + 1)
            .zip(self.parsed.decisions.get(index + 1))
            .is_some_and(|(i, d)| {
                let first = |reading: u8| {
                    i.readings
                        .get(usize::from(reading))
                        .is_some_and(|r| r.number.is_first())
                };
                d.of == Some(index as u32)
                    && matches!(d.action, Action::Label { reading, .. } if first(reading))
            });
        list && body
            .strip_suffix('.')
            .is_some_and(|b| !b.contains(". ") && !b.contains([':', ';']))
            && body.split(' ').count() <= LIST_HEADING
            && !is_finite(body)
    }

    /// Headings whose label never came are text.
    fn flush_pending(&mut self) {
        for (index, text) in std::mem::take(&mut self.pending) {
            let item = &self.parsed.items[index];
            let of = self.clause_of(self.parsed.decisions[index].of);
            let id = self.add(of, "text", item);
            self.nodes[id.index()].clause.text = text;
            self.clause_of[index] = Some(id);
        }
    }

    fn text_kind(&mut self, item: &Item, text: &str) -> &'static str {
        if item.looks.quoted {
            return "quote";
        }
        match item.looks.role {
            Role::Footnote => "footnote",
            Role::TableRow => "row",
            Role::Code => "code",
            Role::Quote => "quote",
            _ if definition::term(text).is_some() => "definition",
            _ if item.readings.is_empty() && looks_labelled(text) && !item.looks.wrapped => {
                let place = self.block(item).place.clone();
                let start: String = text.chars().take(40).collect();
                self.diagnostics.push(Diagnostic::warning(
                    Some(place),
                    format!(
                        "begins like a numbered clause, but no rule of `{}` claims it: {start}",
                        self.parsed.grammar.name
                    ),
                ));
                "unrecognised"
            }
            _ => "text",
        }
    }

    /// Contents, running headers: one clause for each run of blocks.
    fn skipped(&mut self, block: &Block, index: usize, open: Option<(usize, ClauseId)>) -> ClauseId {
        if let Some((last, id)) = open.filter(|(last, _)| last + 1 == index) {
            debug_assert!(last < index);
            let clause = &mut self.nodes[id.index()].clause;
            clause.text.push('\n');
            clause.text.push_str(&block.text);
            return id;
        }
        let kind = if block.claims.role == Role::Furniture {
            "furniture"
        } else {
            "contents"
        };
        self.nodes.push(Node::of(Clause {
            kind: kind.to_owned(),
            groups: false,
            text: block.text.clone(),
            place: block.place.clone(),
            force: Force::Informative,
            ..Clause::root()
        }));
        ClauseId((self.nodes.len() - 1) as u32)
    }
}

fn join(target: &mut String, text: &str, joint: &str) {
    if !target.is_empty() {
        target.push_str(joint);
    }
    target.push_str(text);
}

/// Longest heading of a list that has small letters and a full stop (Colorado's run to some twenty words).
const LIST_HEADING: usize = 30;

/// What follows a label in its block, as heading and text.
fn split_heading(level: &Level, item: &Item, body: &str) -> (String, String) {
    let said = matches!(item.looks.role, Role::Heading(_));
    match level.heading {
        HeadingPlace::Inline | HeadingPlace::Next if inline_heading(level.heading, body) || said => {
            (body.to_owned(), String::new())
        }
        HeadingPlace::Brackets => match bracketed(body) {
            Some(end) => (body[..end].to_owned(), body[end..].trim().to_owned()),
            None => (String::new(), body.to_owned()),
        },
        HeadingPlace::Dash => {
            let (heading, text) = body.split_at(dash_heading(body));
            (heading.to_owned(), text.trim().to_owned())
        }
        HeadingPlace::Sentence => {
            let end = sentence_heading(body);
            if end == 0 {
                let heads = inline_heading(HeadingPlace::Inline, body);
                return if heads {
                    (body.to_owned(), String::new())
                } else {
                    (String::new(), body.to_owned())
                };
            }
            (
                body[..end].trim_end_matches('.').to_owned() + ".",
                body[end..].trim().to_owned(),
            )
        }
        _ if level.groups => (body.to_owned(), String::new()),
        _ => (String::new(), body.to_owned()),
    }
}

/// Whether a text begins like a numbered clause of some publisher.
fn looks_labelled(text: &str) -> bool {
    let Some(first) = text.split(' ').next() else {
        return false;
    };
    if first.len() == text.len() || first.len() > 12 {
        return false;
    }
    let bare = first.trim_start_matches('(');
    let core = bare.trim_end_matches([')', '.', ':']);
    // Initials of a signature are no label.
    if text.split(' ').nth(2).is_none() {
        return false;
    }
    let set_off = core.len() < bare.len();
    let numbered = !core.is_empty()
        && core
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
        && (core.len() == 1
            || core.starts_with(|c: char| c.is_ascii_digit())
            || number::roman(&core.to_lowercase()).is_some());
    set_off && numbered && !matches!(ending(first), Ending::Continues)
}
