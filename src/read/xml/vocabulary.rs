//! The tables of elements, one file for each vocabulary.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use roxmltree::Node;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::rule::{Rule, Selector};

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("vocabularies/", $name, ".toml")))),*]
    };
}

/// The files of `vocabularies/`. Of two that know a root element, the first that fits is taken.
const EMBEDDED: &[(&str, &str)] = embedded![
    "akoma-ntoso",
    "canada",
    "clml",
    "formex",
    "metanorma",
    "rfc",
    "sts",
    "tbs",
    "us-bill-dtd",
    "uslm",
];

/// A vocabulary as its file is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    /// Root elements; a star stands for any beginning.
    roots: Vec<String>,
    /// Part of the root's namespace; empty where it must have none.
    #[serde(default)]
    namespace: Option<String>,
    /// An attribute that the root must have.
    #[serde(default)]
    root_has: Option<String>,
    /// An element that stands somewhere else: `[what, after what]`.
    #[serde(default)]
    moves: Vec<(String, String)>,
    /// Forms of numbering by the value of a list's `type`.
    #[serde(default)]
    numbering: BTreeMap<String, String>,
    /// Metadata: name, and where it stands, best place first.
    #[serde(default)]
    meta: BTreeMap<String, Vec<String>>,
    /// What the metadata says of the draft's identity: field, and how to say it, best first.
    #[serde(default)]
    identity: BTreeMap<String, Vec<String>>,
    /// The words of the design for the publisher's words, by field; what has no word here is left unknown.
    #[serde(default)]
    words: BTreeMap<String, BTreeMap<String, String>>,
    elements: BTreeMap<String, Rule>,
}

/// A vocabulary, ready for use.
#[derive(Debug)]
pub(super) struct Vocabulary {
    name: String,
    roots: Vec<String>,
    namespace: Option<String>,
    root_has: Option<String>,
    pub(super) moves: Vec<(Selector, Selector)>,
    pub(super) numbering: BTreeMap<String, String>,
    pub(super) meta: BTreeMap<String, Vec<String>>,
    pub(super) identity: BTreeMap<String, Vec<String>>,
    pub(super) words: BTreeMap<String, BTreeMap<String, String>>,
    /// Some element is printed behind what stands beside it.
    pub(super) has_last: bool,
    rules: FxHashMap<String, Vec<(Selector, Rule)>>,
}

impl Vocabulary {
    /// `formex`, `clml`: what it is called here.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    fn parse(name: &str, text: &str) -> Result<Vocabulary, String> {
        let file: File = toml::from_str(text).map_err(|e| format!("vocabulary `{name}`: {e}"))?;
        let mut rules: FxHashMap<String, Vec<(Selector, Rule)>> = FxHashMap::default();
        for (written, rule) in file.elements {
            let selector = Selector::parse(&written);
            rules
                .entry(selector.name.clone())
                .or_default()
                .push((selector, rule));
        }
        for choices in rules.values_mut() {
            choices.sort_by_key(|(s, _)| std::cmp::Reverse(s.weight()));
        }
        let moves = file
            .moves
            .iter()
            .map(|(what, after)| (Selector::parse(what), Selector::parse(after)))
            .collect();
        Ok(Vocabulary {
            name: name.to_owned(),
            roots: file.roots,
            namespace: file.namespace,
            root_has: file.root_has,
            moves,
            numbering: file.numbering,
            meta: file.meta,
            identity: file.identity,
            words: file.words,
            has_last: rules.values().flatten().any(|(_, r)| r.last),
            rules,
        })
    }

    pub(super) fn has_root(&self, name: &str) -> bool {
        self.roots.iter().any(|r| match r.strip_prefix('*') {
            Some(end) => name.ends_with(end),
            None => r == name,
        })
    }

    /// Whether a document with this root element is written in it.
    pub(super) fn fits(&self, root: Node<'_, '_>) -> bool {
        let namespace = root.tag_name().namespace().unwrap_or_default();
        self.has_root(root.tag_name().name())
            && self.namespace.as_ref().is_none_or(|n| {
                if n.is_empty() {
                    namespace.is_empty()
                } else {
                    namespace.contains(n.as_str())
                }
            })
            && self
                .root_has
                .as_ref()
                .is_none_or(|a| super::rule::attribute(root, a).is_some())
    }

    /// What it says of an element.
    pub(super) fn rule(&self, node: Node<'_, '_>) -> Option<&Rule> {
        self.rules
            .get(node.tag_name().name())?
            .iter()
            .find(|(selector, _)| selector.fits(node))
            .map(|(_, rule)| rule)
    }
}

/// All vocabularies.
///
/// # Errors
/// None in a released build: a test loads every table.
pub(super) fn all() -> Result<&'static [Vocabulary], String> {
    static ALL: OnceLock<Result<Vec<Vocabulary>, String>> = OnceLock::new();
    ALL.get_or_init(|| {
        EMBEDDED
            .iter()
            .map(|(name, text)| Vocabulary::parse(name, text))
            .collect()
    })
    .as_deref()
    .map_err(Clone::clone)
}

#[cfg(test)]
mod tests {
    #[test]
    fn all_tables_load() {
        assert!(super::all().unwrap().len() >= 10);
    }
}
