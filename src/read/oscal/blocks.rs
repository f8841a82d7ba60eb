//! From a catalogue to blocks with claims.

use std::collections::BTreeMap;

use super::Page;
use super::lines::Ids;
use super::model::{Catalog, Control, Group, Part, Prop, is_withdrawn, label};
use super::param::Params;
use crate::read::normalise::normalise;
use crate::read::source::{Block, Claims, Metadata, Place, Role};

/// The blocks of a catalogue, and what it says of itself.
pub(super) fn page(catalog: &Catalog, ids: &Ids<'_>) -> Page {
    let mut params = Params::default();
    params.add(&catalog.params);
    let mut open: Vec<&Group> = catalog.groups.iter().collect();
    let mut controls: Vec<&Control> = catalog.controls.iter().collect();
    while let Some(group) = open.pop() {
        params.add(&group.params);
        open.extend(&group.groups);
        controls.extend(&group.controls);
    }
    while let Some(control) = controls.pop() {
        params.add(&control.params);
        controls.extend(&control.controls);
    }
    let mut walk = Walk {
        params,
        ids,
        blocks: Vec::new(),
        left_out: BTreeMap::new(),
    };
    for group in &catalog.groups {
        walk.group(group, 0);
    }
    for control in &catalog.controls {
        walk.control(control, "control", 0);
    }
    let left_out = walk.left_out.iter();
    Page {
        left_out: left_out
            .map(|(what, n)| format!("{n} parts `{what}` left out"))
            .collect(),
        blocks: walk.blocks,
        metadata: metadata(catalog),
    }
}

fn metadata(catalog: &Catalog) -> Metadata {
    let about = &catalog.metadata;
    let date = [&about.published, &about.last_modified]
        .into_iter()
        .find(|d| !d.is_empty())
        .and_then(|d| d.get(..10));
    let fields = [
        ("format", Some("OSCAL catalog")),
        ("title", Some(about.title.as_str())),
        ("date", date),
        ("version", Some(about.version.as_str())),
    ];
    let filled = |(name, value): (&str, Option<&str>)| {
        let value = normalise(value?);
        (!value.is_empty()).then(|| (name.to_owned(), value))
    };
    fields.into_iter().filter_map(filled).collect()
}

/// The label of a control; of `Weather (WX)`, which says the title too, only the id.
fn printed_label(control: &Control) -> &str {
    let label = label(&control.props).unwrap_or(&control.id);
    let bracketed = label.strip_suffix(')').and_then(|l| l.rsplit_once('('));
    match bracketed {
        Some((title, id)) if id == control.id && !title.is_empty() => id,
        _ => label,
    }
}

struct Walk<'c> {
    params: Params<'c>,
    ids: &'c Ids<'c>,
    blocks: Vec<Block>,
    left_out: BTreeMap<String, usize>,
}

/// What a block is.
#[derive(Default)]
struct Said<'s> {
    role: Role,
    kind: Option<&'s str>,
    label: Option<&'s str>,
    depth: u16,
    id: &'s str,
}

impl Walk<'_> {
    fn push(&mut self, text: &str, said: &Said<'_>) {
        let label = said.label.map(normalise).filter(|l| !l.is_empty());
        let text = match &label {
            Some(label) if text.is_empty() => label.clone(),
            Some(label) => format!("{label} {text}"),
            None => text.to_owned(),
        };
        if text.is_empty() {
            return;
        }
        let mut place = Place::line(self.ids.line(said.id));
        place.element = Some(said.id.to_owned()).filter(|id| !id.is_empty());
        self.blocks.push(Block {
            text,
            place,
            claims: Claims {
                role: said.role,
                kind: said.kind.map(str::to_owned),
                label,
                indent: Some(said.depth),
                nested: true,
                anchor: Some(said.id.to_owned()).filter(|id| !id.is_empty()),
                gap: true,
                ..Claims::default()
            },
        });
    }

    fn group(&mut self, group: &Group, depth: u16) {
        let rank = u8::try_from(depth + 1).unwrap_or(6).min(6);
        let said = Said {
            role: Role::Heading(rank),
            depth,
            id: &group.id,
            ..Said::default()
        };
        self.push(&normalise(&group.title), &said);
        for part in &group.parts {
            self.aside(part, depth + 1);
        }
        for inner in &group.groups {
            self.group(inner, depth + 1);
        }
        for control in &group.controls {
            self.control(control, "control", depth + 1);
        }
    }

    fn control(&mut self, control: &Control, kind: &str, depth: u16) {
        let label = printed_label(control);
        // A title that only says the label again is none.
        let title = Some(normalise(&control.title))
            .filter(|t| t != label)
            .unwrap_or_default();
        let said = Said {
            role: Role::Heading(6),
            kind: Some(kind),
            label: Some(label),
            depth,
            id: &control.id,
        };
        self.push(&title, &said);
        if is_withdrawn(&control.props) {
            self.withdrawn(control, depth + 1);
        }
        for part in &control.parts {
            match part.name.as_str() {
                "statement" => self.statement(part, &control.props, depth + 1),
                _ => self.aside(part, depth + 1),
            }
        }
        for inner in &control.controls {
            self.control(inner, "enhancement", depth + 1);
        }
    }

    /// What became of a control that is withdrawn, as publishers print it; beside the text.
    fn withdrawn(&mut self, control: &Control, depth: u16) {
        let into: Vec<String> = control
            .links
            .iter()
            .filter(|l| matches!(l.rel.as_str(), "incorporated-into" | "moved-to" | "addressed-by"))
            .map(|l| l.href.trim_start_matches('#').to_uppercase())
            .collect();
        let text = if into.is_empty() {
            "[Withdrawn.]".to_owned()
        } else {
            format!("[Withdrawn: Incorporated into {}.]", into.join(", "))
        };
        let said = Said {
            role: Role::Footnote,
            depth,
            id: &control.id,
            ..Said::default()
        };
        self.push(&text, &said);
    }

    fn statement(&mut self, part: &Part, props: &[Prop], depth: u16) {
        // A label of the control itself says nothing new.
        let own = label(&part.props).filter(|l| Some(*l) != label(props));
        let said = Said {
            kind: Some(own.map_or("text", |_| "item")),
            label: own,
            depth,
            id: &part.id,
            ..Said::default()
        };
        let mut text = self.params.fill(&part.prose);
        if !part.title.is_empty() {
            text = format!("{}: {text}", normalise(&part.title))
                .trim_end_matches(": ")
                .to_owned();
        }
        self.push(&text, &said);
        for inner in &part.parts {
            self.statement(
                inner,
                &[],
                depth + u16::from(own.is_some() || part.name != "statement"),
            );
        }
    }

    /// Guidance and the like; what belongs to another publication is left out.
    fn aside(&mut self, part: &Part, depth: u16) {
        let name = part.name.as_str();
        if name.starts_with("assessment") || matches!(name, "objective" | "objects" | "method") {
            *self.left_out.entry(part.name.clone()).or_insert(0) += 1;
            return;
        }
        let word = match name {
            "guidance" | "implementation" | "implementation-guidance" => "Guidance:",
            "example" | "examples" => "Example:",
            "overview" => "Overview:",
            _ => "Note:",
        };
        let said = Said {
            kind: Some("discussion"),
            label: Some(word),
            depth,
            id: &part.id,
            ..Said::default()
        };
        let text = self.params.fill(&part.prose);
        if !text.is_empty() || !part.parts.is_empty() {
            self.push(&text, &said);
        }
        for inner in &part.parts {
            let said = Said {
                label: label(&inner.props),
                depth: depth + 1,
                id: &inner.id,
                ..Said::default()
            };
            let text = self.params.fill(&inner.prose);
            self.push(&text, &said);
        }
    }
}
