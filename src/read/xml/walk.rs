//! The one pass over the document that makes blocks.
//!
//! An element that its vocabulary does not name is transparent: its text is the text of what it stands in. So
//! nothing is lost of a vocabulary that grew since its table was written.

use roxmltree::{Document, Node, NodeId};
use rustc_hash::{FxHashMap, FxHashSet};

use super::frame::{Frame, Lines, Open, Row, Waiting};
use super::rule::{Part, Rule, attribute};
use super::vocabulary::Vocabulary;
use crate::read::normalise::push_raised;
use crate::read::source::{Block, Role};

/// What a walk gives.
#[derive(Debug)]
pub(super) struct Walked {
    pub(super) blocks: Vec<Block>,
    pub(super) deleted: usize,
}

/// The state of the walk.
pub(super) struct Walk<'v, 'd, 'i> {
    pub(super) vocabulary: &'v Vocabulary,
    pub(super) lines: Lines,
    pub(super) blocks: Vec<Block>,
    /// Footnotes that the open block calls: they come behind it, so that they go with its clause.
    pub(super) notes: Vec<Block>,
    pub(super) frames: Vec<Frame>,
    /// What all that stands in an element is, whatever it is by itself.
    pub(super) contexts: Vec<(NodeId, Role)>,
    pub(super) open: Open,
    /// Blocks that footnotes interrupt.
    pub(super) interrupted: Vec<(NodeId, Open, Option<Waiting>)>,
    pub(super) waiting: Option<Waiting>,
    /// The label that is open, and its text.
    pub(super) label: Option<(NodeId, String)>,
    pub(super) rows: Vec<(NodeId, Row)>,
    pub(super) deleted: usize,
    /// The quotation mark that the printer sets before the next block.
    pub(super) opening: String,
    /// What begins with the next block: the kind that a draft within the draft, or a text, claims.
    pub(super) begins: Option<String>,
    moved: FxHashMap<NodeId, Vec<Node<'d, 'i>>>,
    elsewhere: FxHashSet<NodeId>,
}

enum Step<'d, 'i> {
    Enter(Node<'d, 'i>),
    Leave(Node<'d, 'i>),
}

/// Walks a document.
pub(super) fn walk<'d, 'i>(document: &'d Document<'i>, vocabulary: &Vocabulary) -> Walked {
    let root = document.root_element();
    let mut walk = Walk {
        vocabulary,
        lines: Lines::new(document.input_text()),
        blocks: Vec::new(),
        notes: Vec::new(),
        frames: Vec::new(),
        contexts: Vec::new(),
        open: Open::default(),
        interrupted: Vec::new(),
        waiting: None,
        label: None,
        rows: Vec::new(),
        deleted: 0,
        opening: String::new(),
        begins: None,
        moved: FxHashMap::default(),
        elsewhere: FxHashSet::default(),
    };
    walk.frames.push(walk.frame(root, None));
    for (what, after) in &vocabulary.moves {
        let what: Vec<_> = document.descendants().filter(|n| what.fits(*n)).collect();
        if let Some(after) = document.descendants().find(|n| after.fits(*n)) {
            walk.elsewhere.extend(what.iter().map(Node::id));
            walk.moved.insert(after.id(), what);
        }
    }
    walk.gathered_notes(document);
    let mut steps = vec![Step::Enter(root)];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => {
                if !walk.enter(node) {
                    continue;
                }
                steps.push(Step::Leave(node));
                let is_last = |n: &Node<'_, '_>| walk.vocabulary.rule(*n).is_some_and(|r| r.last);
                if walk.vocabulary.has_last {
                    steps.extend(node.children().filter(is_last).map(Step::Enter));
                }
                let mut next = node.last_child();
                while let Some(child) = next {
                    next = child.prev_sibling();
                    if walk.vocabulary.has_last && is_last(&child) {
                        continue;
                    }
                    for moved in walk.moved.get(&child.id()).into_iter().flatten().rev() {
                        steps.push(Step::Enter(*moved));
                    }
                    if !walk.elsewhere.contains(&child.id()) {
                        steps.push(Step::Enter(child));
                    }
                }
            }
            Step::Leave(node) => walk.leave(node),
        }
    }
    walk.flush();
    walk.spend_waiting();
    walk.blocks.append(&mut walk.notes);
    Walked {
        blocks: walk.blocks,
        deleted: walk.deleted,
    }
}

/// Attributes that name the note which a mark calls.
const CALLS: &[&str] = &["idref", "Ref", "rid", "href", "target"];

impl<'d, 'i> Walk<'_, 'd, 'i> {
    /// Notes that the publisher gathers elsewhere stand where they are called first.
    fn gathered_notes(&mut self, document: &'d Document<'i>) {
        let part = |n: &Node<'_, '_>| self.vocabulary.rule(*n).map(|r| r.part);
        let notes: FxHashMap<&str, Node<'d, 'i>> = document
            .descendants()
            .filter(|n| n.is_element() && part(n) == Some(Part::Footnote))
            .filter_map(|n| Some((attribute(n, "id")?, n)))
            .collect();
        if notes.is_empty() {
            return;
        }
        let mut inside = 0;
        for node in document.descendants() {
            if inside > 0 {
                inside -= 1;
                continue;
            }
            let part = node.is_element().then(|| part(&node)).flatten();
            // A note that calls a note would never end; in a label there are only words.
            if matches!(part, Some(Part::Footnote | Part::Label)) {
                inside = node.descendants().count() - 1;
            }
            let id = CALLS
                .iter()
                .filter(|_| part == Some(Part::Mark))
                .find_map(|a| attribute(node, a));
            let note = id.and_then(|id| notes.get(id.trim_start_matches('#')));
            if let Some(note) = note
                && self.elsewhere.insert(note.id())
            {
                self.moved.entry(node.id()).or_default().push(*note);
            }
        }
    }
}

impl Walk<'_, '_, '_> {
    /// Enters a node; false when what is below it is not to be walked.
    fn enter(&mut self, node: Node<'_, '_>) -> bool {
        if node.is_text() {
            self.push(node.text().unwrap_or_default(), node);
            return false;
        }
        if !node.is_element() {
            return false;
        }
        let Some(rule) = self.vocabulary.rule(node) else {
            return true;
        };
        let rule = rule.clone();
        match rule.part {
            Part::Skip | Part::Mark => return false,
            Part::Deleted => {
                self.deleted += 1;
                return false;
            }
            Part::Break => {
                self.push(" ", node);
                return false;
            }
            Part::Char => {
                self.character(node, &rule);
                return false;
            }
            Part::Raised => {
                let text: String = node
                    .descendants()
                    .filter_map(|n| n.text().filter(|_| n.is_text()))
                    .collect();
                let before = self.label.as_mut().map_or(&mut self.open.text, |(_, text)| text);
                push_raised(before, &text);
                return false;
            }
            Part::Inline => {
                self.push(&rule.before, node);
                let silent = |n: Node<'_, '_>| !n.is_text() || n.text().is_none_or(|t| t.trim().is_empty());
                if node.children().all(silent)
                    && let Some(text) = rule.text_from.iter().find_map(|a| attribute(node, a))
                {
                    self.push(text, node);
                }
                return true;
            }
            _ => {}
        }
        if rule.part == Part::Behind && !self.in_cell() {
            let text: String = node
                .descendants()
                .filter_map(|n| n.text().filter(|_| n.is_text()))
                .collect();
            self.append(&text);
            return false;
        }
        // In a label or a cell there are no blocks, only words.
        if self.label.is_some() || self.in_cell() && !matches!(rule.part, Part::Footnote) {
            self.push(" ", node);
            return true;
        }
        self.enter_block(node, &rule);
        true
    }

    fn enter_block(&mut self, node: Node<'_, '_>, rule: &Rule) {
        match rule.part {
            Part::Clause | Part::Group | Part::List | Part::Item => self.enter_container(node, rule),
            Part::Label => {
                self.flush();
                self.label = Some((node.id(), String::new()));
            }
            Part::Row => {
                self.flush();
                self.rows.push((node.id(), Row::default()));
            }
            Part::Cell => {
                self.flush();
                if let Some((_, row)) = self.rows.last_mut() {
                    row.cell = Some(node.id());
                }
            }
            Part::Footnote => {
                let open = std::mem::take(&mut self.open);
                self.interrupted.push((node.id(), open, self.waiting.take()));
                self.contexts.push((node.id(), Role::Footnote));
                self.start(node, Role::Footnote);
            }
            Part::Quote | Part::Code | Part::Contents | Part::Furniture | Part::Draft => {
                self.flush();
                let role = match rule.part {
                    Part::Quote => Role::Quote,
                    Part::Code => Role::Code,
                    Part::Contents => Role::Contents,
                    Part::Furniture => Role::Furniture,
                    _ => Role::Text,
                };
                // What is about the draft stays so.
                let outer = self.contexts.last().map(|(_, r)| *r);
                let role = outer
                    .filter(|r| matches!(r, Role::Furniture | Role::Contents | Role::Footnote))
                    .unwrap_or(role);
                self.contexts.push((node.id(), role));
                match rule.part {
                    Part::Draft => self.begins = rule.kind.clone(),
                    Part::Quote if !rule.before.is_empty() => {
                        let said = attribute(node, "startQuote");
                        self.opening = said.unwrap_or(&rule.before).to_owned();
                    }
                    _ => {}
                }
                if rule.step {
                    let frame = self.frame(node, Some(rule));
                    self.frames.push(frame);
                }
                self.start(node, Role::Text);
            }
            Part::Heading | Part::Subtitle => {
                if !self.open.keep {
                    self.flush();
                }
                self.open.keep = false;
                let role = match rule.part {
                    _ if rule.run_in => Role::Text,
                    Part::Subtitle => Role::Subtitle,
                    _ => Role::Heading(self.rank(node, rule)),
                };
                self.number_heading(node, rule);
                self.start(node, role);
                self.push(&rule.before, node);
            }
            _ => {
                if rule.joins {
                    self.push(" ", node);
                } else if !self.open.keep {
                    self.flush();
                }
                self.open.keep = false;
                self.number_heading(node, rule);
                if rule.claims.is_some() {
                    self.begins.clone_from(&rule.claims);
                }
                if self.open.at.is_none() {
                    let role = self.frames.last().is_some_and(|f| f.items.is_some());
                    self.start(node, if role { Role::ListItem } else { Role::Text });
                }
                self.push(&rule.before, node);
            }
        }
    }

    fn leave(&mut self, node: Node<'_, '_>) {
        let id = node.id();
        if self.label.as_ref().is_some_and(|(l, _)| *l == id) {
            self.leave_label(node);
            return;
        }
        let rule = self.vocabulary.rule(node);
        if let Some(rule) = rule.filter(|r| r.part != Part::Quote) {
            self.push(&rule.after, node);
        }
        if self.interrupted.last().is_some_and(|(n, ..)| *n == id) {
            self.flush();
            self.spend_waiting();
            self.contexts.pop();
            if let Some((_, open, waiting)) = self.interrupted.pop() {
                self.open = open;
                self.waiting = waiting;
            }
            return;
        }
        if self.leave_table(id) {
            return;
        }
        let Some(rule) = rule else { return };
        if self.label.is_some() || self.in_cell() {
            if !matches!(rule.part, Part::Inline) {
                self.push(" ", node);
            }
            return;
        }
        match rule.part {
            Part::Heading if rule.run_in => {
                if !self.open.text.trim_end().ends_with('—') {
                    self.open.text.push(' ');
                }
                self.open.keep = true;
            }
            Part::Inline => {}
            Part::Quote => {
                self.flush();
                self.spend_waiting();
                if !rule.after.is_empty() {
                    let said = attribute(node, "endQuote");
                    self.close_quotation(said.unwrap_or(&rule.after));
                }
            }
            _ => self.flush(),
        }
        if self.contexts.last().is_some_and(|(c, _)| *c == id) {
            self.contexts.pop();
        }
        let numbered = |n: Node<'_, '_>| self.vocabulary.rule(n).is_some_and(|r| r.number.is_some());
        if rule.closes.is_some() && !node.children().any(numbered) {
            self.number_heading(node, rule);
            self.spend_waiting();
        }
        if self.frames.len() > 1 && self.frames.last().is_some_and(|f| f.id == id) {
            if self.waiting.as_ref().is_some_and(|w| w.of == Some(id)) {
                self.spend_waiting();
            }
            self.frames.pop();
        }
    }
}

/// Name and id of an element.
pub(super) fn element(node: Node<'_, '_>) -> String {
    let name = node.tag_name().name();
    let id = ["id", "eId", "IDENTIFIER", "anchor", "pn"]
        .iter()
        .find_map(|a| attribute(node, a));
    match id {
        Some(id) => format!("{name}#{id}"),
        None => name.to_owned(),
    }
}
