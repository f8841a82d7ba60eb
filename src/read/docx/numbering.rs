//! What a document defines of automatic numbers: lists, their levels, and where a list overrides them.

use roxmltree::Node;
use rustc_hash::FxHashMap;

use super::format::NumberFormat;
use super::style::Indent;
use super::xml::{attribute, child, local, number, switch, value};

/// Levels that a list has.
pub(super) const LEVELS: usize = 9;
/// Longest pattern of a label, in characters. Real ones are words: `Schedule %1, paragraph %2`.
const LONGEST_PATTERN: usize = 120;
/// Word counts no further.
const LARGEST: u32 = 32_767;

/// One level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    /// The number of the first item.
    pub(super) start: u32,
    pub(super) format: NumberFormat,
    /// The label, with `%1` where the number of the first level goes.
    pub(super) pattern: String,
    /// All numbers are written as digits.
    pub(super) legal: bool,
    /// Nothing stands between the label and the text.
    pub(super) glued: bool,
    /// Begins anew only after a level above this one; 0 is never.
    pub(super) restart: Option<u32>,
    /// The style whose paragraphs are on this level.
    pub(super) style: Option<String>,
    pub(super) indent: Indent,
    /// The label is hidden, and counts all the same.
    pub(super) hidden: bool,
}

/// A list as paragraphs name it.
#[derive(Debug, Default)]
pub(super) struct List {
    /// Index of the definition that it counts with; lists of one definition count on.
    pub(super) definition: usize,
    /// Numbers that this list begins at, and levels of its own.
    overrides: FxHashMap<usize, (Option<u32>, Option<Level>)>,
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: Vec<Vec<Level>>,
    lists: FxHashMap<String, List>,
}

/// Styles that stand for a list: the numbering style, and the list it names.
pub(super) type ListStyles = FxHashMap<String, String>;

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(root: Node<'_, '_>, list_styles: &ListStyles) -> Numbering {
        let mut definitions = Vec::new();
        let mut index_of = FxHashMap::default();
        let mut linked = FxHashMap::default();
        let elements = |name: &'static str| {
            root.descendants()
                .filter(move |n| n.is_element() && local(*n) == name)
        };
        for node in elements("abstractNum") {
            let Some(id) = attribute(node, "abstractNumId") else {
                continue;
            };
            let mut levels = vec![Level::default(); LEVELS];
            for lvl in node.children().filter(|c| c.is_element() && local(*c) == "lvl") {
                if let Some(slot) = level_index(lvl).and_then(|i| levels.get_mut(i)) {
                    *slot = level(lvl);
                }
            }
            if let Some(style) = value(node, "numStyleLink") {
                linked.insert(definitions.len(), style);
            }
            index_of.insert(id, definitions.len());
            definitions.push(levels);
        }
        let mut numbering = Numbering {
            definitions,
            lists: FxHashMap::default(),
        };
        for node in elements("num") {
            let definition = value(node, "abstractNumId").and_then(|a| index_of.get(a));
            let (Some(id), Some(&definition)) = (attribute(node, "numId"), definition) else {
                continue;
            };
            let overrides = node
                .children()
                .filter(|c| c.is_element() && local(*c) == "lvlOverride")
                .filter_map(|o| {
                    let own = child(o, "lvl").map(level);
                    Some((level_index(o)?, (number(o, "startOverride"), own)))
                })
                .collect();
            numbering.lists.insert(
                id.to_owned(),
                List {
                    definition,
                    overrides,
                },
            );
        }
        // A definition may only name a style that names a list that has the levels. Every step goes to another
        // definition, so as many steps as there are definitions suffice, even in a circle.
        let steps = linked.len();
        let mut target: FxHashMap<usize, usize> = FxHashMap::default();
        for &from in linked.keys() {
            let mut at = from;
            for _ in 0..steps {
                let next = linked
                    .get(&at)
                    .and_then(|style| list_styles.get(*style))
                    .and_then(|id| numbering.lists.get(id));
                match next {
                    Some(list) if list.definition != at => at = list.definition,
                    _ => break,
                }
            }
            target.insert(from, at);
        }
        for list in numbering.lists.values_mut() {
            list.definition = target.get(&list.definition).copied().unwrap_or(list.definition);
        }
        numbering
    }

    /// The list of this id.
    pub(super) fn list(&self, id: &str) -> Option<&List> {
        self.lists.get(id)
    }

    /// A level of a list.
    pub(super) fn level<'a>(&'a self, list: &'a List, level: usize) -> Option<&'a Level> {
        let own = list.overrides.get(&level).and_then(|(_, own)| own.as_ref());
        own.or_else(|| self.definitions.get(list.definition)?.get(level))
    }

    /// The number that this list, and no other, begins a level with.
    pub(super) fn start_override(&self, list: &List, level: usize) -> Option<u32> {
        let (start, _) = list.overrides.get(&level)?;
        start.map(|s| s.min(LARGEST))
    }

    /// The level that a style's paragraphs are on.
    pub(super) fn level_of_style(&self, list: &List, style: &str) -> Option<usize> {
        (0..LEVELS).find(|&l| {
            self.level(list, l)
                .is_some_and(|level| level.style.as_deref() == Some(style))
        })
    }
}

fn level_index(node: Node<'_, '_>) -> Option<usize> {
    let index: usize = attribute(node, "ilvl")?.trim().parse().ok()?;
    (index < LEVELS).then_some(index)
}

fn level(node: Node<'_, '_>) -> Level {
    // Newer formats stand beside an older one for programs that do not know them.
    let format = child(node, "numFmt").or_else(|| {
        let choice = child(node, "AlternateContent").and_then(|a| child(a, "Choice"))?;
        child(choice, "numFmt")
    });
    let format = format.map_or(NumberFormat::Decimal, |f| {
        NumberFormat::parse(attribute(f, "val").unwrap_or_default(), attribute(f, "format"))
    });
    let picture = child(node, "lvlPicBulletId").is_some();
    let pattern = value(node, "lvlText").unwrap_or_default();
    let properties = child(node, "pPr");
    Level {
        start: number::<u32>(node, "start").unwrap_or(0).min(LARGEST),
        format: if picture { NumberFormat::Bullet } else { format },
        pattern: if picture {
            "•".to_owned()
        } else {
            pattern.chars().take(LONGEST_PATTERN).collect()
        },
        legal: switch(node, "isLgl").unwrap_or(false),
        glued: value(node, "suff") == Some("nothing"),
        restart: number(node, "lvlRestart"),
        style: value(node, "pStyle").map(str::to_owned),
        indent: properties.map(Indent::read).unwrap_or_default(),
        hidden: child(node, "rPr")
            .and_then(|r| switch(r, "vanish"))
            .unwrap_or(false),
    }
}
