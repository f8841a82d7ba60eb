//! Containers and their labels: printed, in an attribute, or left to the printer to count.

use roxmltree::Node;

use super::frame::{Frame, Waiting};
use super::number;
use super::rule::{Part, Rule, attribute};
use super::walk::{Walk, element};
use crate::read::normalise::normalise;
use crate::read::source::{Block, Claims, Place, Role};

/// Deepest claim of depth; nesting beyond it says nothing more.
const DEEPEST: usize = 200;

impl Walk<'_, '_, '_> {
    pub(super) fn frame(&self, node: Node<'_, '_>, rule: Option<&Rule>) -> Frame {
        Frame {
            id: node.id(),
            kind: rule.and_then(|r| r.kind.clone()),
            step: rule.is_some_and(|r| r.step || matches!(r.part, Part::Clause | Part::Item)),
            floats: rule.is_some_and(|r| r.floats),
            number: String::new(),
            counted: Default::default(),
            items: rule.and_then(|r| r.items.clone()),
            anchor: ["id", "eId", "identifier", "anchor"]
                .iter()
                .find_map(|a| attribute(node, a))
                .map(str::to_owned),
        }
    }

    /// How many steps in the walk is.
    pub(super) fn depth(&self) -> u16 {
        let steps = self.frames.iter().filter(|f| f.step).take(DEEPEST).count();
        u16::try_from(steps).unwrap_or(u16::MAX)
    }

    pub(super) fn enter_container(&mut self, node: Node<'_, '_>, rule: &Rule) {
        self.flush();
        let mut frame = self.frame(node, Some(rule));
        if rule.part == Part::List {
            let said = attribute(node, "type").and_then(|t| self.vocabulary.numbering.get(t));
            frame.items = said.or(rule.number.as_ref()).cloned().or(Some(String::new()));
            self.frames.push(frame);
            return;
        }
        let given = rule
            .label_from
            .as_ref()
            .and_then(|a| attribute(node, a))
            .map(normalise);
        let form = match rule.part {
            Part::Item => self
                .frames
                .last()
                .and_then(|f| f.items.clone())
                .or_else(|| rule.number.clone()),
            _ => rule.number.clone(),
        };
        let mut generated = false;
        let mut label = given.filter(|l| !l.is_empty());
        // What is about the draft does not count in it.
        let about = matches!(self.contexts.last(), Some((_, Role::Furniture | Role::Contents)));
        if let Some(form) = form.filter(|f| label.is_none() && !f.is_empty() && !about) {
            // What only groups does not count.
            let outer = self
                .frames
                .iter_mut()
                .rev()
                .find(|f| f.step || !f.number.is_empty() || f.items.is_some());
            let (text, bare) = match outer {
                Some(outer) => count(outer, &form),
                None => self
                    .frames
                    .first_mut()
                    .map(|root| count(root, &form))
                    .unwrap_or_default(),
            };
            label = Some(self.printed(node).unwrap_or(text));
            frame.number = bare;
            generated = true;
        }
        self.frames.push(frame);
        if let Some(title) = &rule.title {
            self.wait(title.clone(), node, rule);
            self.spend_waiting();
        }
        if let Some(label) = label {
            self.wait(wrapped(&label, rule), node, rule);
            if let Some(waiting) = &mut self.waiting {
                waiting.generated = generated;
            }
        }
        if let Some(heading) = rule.heading_from.as_ref().and_then(|a| attribute(node, a)) {
            let role = Role::Heading(self.rank(node, rule));
            self.start(node, role);
            self.push(heading, node);
            self.flush();
        } else if matches!(rule.part, Part::Item) {
            self.start(node, Role::ListItem);
        }
    }

    /// The label that the markup prints further on in an item.
    fn printed(&self, item: Node<'_, '_>) -> Option<String> {
        let mut children = item.children().filter(Node::is_element);
        let (label, rule) = children.find_map(|c| {
            let rule = self.vocabulary.rule(c)?;
            (rule.part == Part::Label && !rule.alone).then_some((c, rule))
        })?;
        let words: String = label
            .descendants()
            .filter(Node::is_text)
            .filter_map(|n| n.text())
            .collect();
        Some(wrapped(&normalise(&words), rule)).filter(|l| !l.is_empty())
    }

    /// The label of a heading or title that the markup leaves to the printer.
    pub(super) fn number_heading(&mut self, node: Node<'_, '_>, rule: &Rule) {
        let Some(form) = rule.number.as_ref().or(rule.closes.as_ref()) else {
            return;
        };
        let around = self.frames.len().saturating_sub(2);
        let at = if rule.floats_in {
            let keeps = |f: &Frame| f.floats && !f.number.is_empty();
            self.frames.iter().position(keeps).unwrap_or(0)
        } else {
            around
        };
        if let Some((label, _)) = self.frames.get_mut(at).map(|outer| count(outer, form)) {
            self.wait(label, node, rule);
            // It stands in the clause around it, even where its container takes no step that would say so.
            let stepped = self
                .frames
                .last()
                .is_some_and(|f| f.id != node.id() && f.step && f.kind.is_none());
            if let Some(waiting) = self.waiting.as_mut().filter(|_| !stepped) {
                waiting.indent = waiting.indent.saturating_add(1);
            }
        }
    }

    pub(super) fn leave_label(&mut self, node: Node<'_, '_>) {
        let Some((_, text)) = self.label.take() else {
            return;
        };
        let text = normalise(&text);
        let Some(rule) = self.vocabulary.rule(node).cloned() else {
            return;
        };
        let printed = wrapped(&text, &rule);
        if !text.is_empty() && !self.is_printed(&printed, node) {
            self.wait(printed, node, &rule);
        }
    }

    /// Whether the block before carries this label already, counted for the container that says it only now.
    fn is_printed(&self, label: &str, node: Node<'_, '_>) -> bool {
        let (Some(block), Some(holder)) = (self.blocks.last(), node.parent_element()) else {
            return false;
        };
        block.claims.label.as_deref() == Some(label)
            && block.place.element.as_deref() == Some(element(holder).as_str())
    }

    /// Keeps a label until its text comes.
    fn wait(&mut self, text: String, node: Node<'_, '_>, rule: &Rule) {
        let holder = self.frames.last().map(|f| f.id);
        if self
            .waiting
            .as_ref()
            .is_some_and(|w| w.generated && w.of == holder)
        {
            self.waiting = None;
        }
        self.spend_waiting();
        let indent = self.depth();
        let line = self.lines.at(node.range().start);
        let holder = self.frames.last_mut();
        self.waiting = Some(Waiting {
            text,
            line,
            element: element(node),
            kind: rule
                .kind
                .clone()
                .or_else(|| holder.as_ref().and_then(|f| f.kind.clone())),
            indent,
            generated: false,
            of: holder.as_ref().map(|f| f.id),
            anchor: holder.and_then(|f| f.anchor.take()),
        });
        if rule.alone {
            self.spend_waiting();
        }
    }

    /// A label whose text did not come stands as a block of its own.
    pub(super) fn spend_waiting(&mut self) {
        let Some(waiting) = self.waiting.take() else {
            return;
        };
        let context = self.contexts.last().map(|(_, r)| *r).unwrap_or_default();
        let mut place = Place::line(waiting.line);
        place.element = Some(waiting.element);
        self.emit(Block {
            place,
            claims: Claims {
                role: context,
                kind: waiting.kind,
                label: Some(waiting.text.clone()),
                indent: Some(waiting.indent),
                nested: true,
                anchor: waiting.anchor,
                ..Claims::default()
            },
            text: waiting.text,
        });
    }

    pub(super) fn rank(&self, node: Node<'_, '_>, rule: &Rule) -> u8 {
        let said = rule.rank_from.as_ref().and_then(|a| {
            let own = attribute(node, a);
            own.or_else(|| node.parent_element().and_then(|p| attribute(p, a)))
        });
        // Chapters of schedules of acts lie deeper than six.
        let nested = self.frames.len().clamp(1, DEEPEST) as u8;
        said.and_then(|r| r.parse().ok())
            .or(rule.rank)
            .map_or(nested, |r: u8| r.clamp(1, 6))
    }
}

fn count(outer: &mut Frame, form: &str) -> (String, String) {
    // `Figure 1` and `Figure 2 —` are of one sequence, `1.` and `a)` are not.
    let word = form.split('{').next().filter(|w| w.contains(char::is_alphabetic));
    let n = outer.counted.entry(word.unwrap_or(form).to_owned()).or_insert(0);
    *n = n.saturating_add(1);
    number::label(form, &outer.number, *n)
}

/// A bare number in the form that it is printed in.
fn wrapped(label: &str, rule: &Rule) -> String {
    match &rule.wrap {
        Some(form) if label.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-') => {
            form.replace("{}", label)
        }
        _ => label.to_owned(),
    }
}
