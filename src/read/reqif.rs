//! ReqIF: requirements as the exchange format of requirement tools holds them, in the order of their specifications.
//!
//! Which attribute holds what follows from its name, for names that the ReqIF implementation guide gives
//! (`ReqIF.Text`) as well as for those of tools; else from its type: what is XHTML is the text. Source: OMG ReqIF 1.2.

use rustc_hash::{FxHashMap, FxHashSet};

use super::archive::Archive;
use super::list::{Attributes, attributes};
use super::normalise::normalise;
use super::source::{Metadata, Place, Row};
use super::tree::{self, Document, LocalName, Node};
use crate::{Error, Result};

/// What a file holds.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) rows: Vec<Row>,
    pub(crate) metadata: Metadata,
}

/// The requirements of a file.
///
/// # Errors
/// XML that is not well-formed; a file without a specification.
pub(crate) fn read(text: &str, name: &str) -> Result<Page> {
    let document = tree::parse(text, name)?;
    let definitions = Definitions::of(&document);
    let objects: FxHashMap<&str, Node<'_, '_>> = document
        .descendants()
        .filter(|n| n.has_tag_name_local("SPEC-OBJECT"))
        .filter_map(|n| Some((n.attribute("IDENTIFIER")?, n)))
        .collect();
    let specifications = document
        .descendants()
        .filter(|n| n.has_tag_name_local("SPECIFICATION"))
        .count();
    let mut rows: Vec<Row> = Vec::new();
    // The object of each hierarchy that holds others, so that a row knows what it stands in.
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let mut group = String::new();
    let mut lines = Lines::new(text);
    for node in document.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "SPECIFICATION" if specifications > 1 => {
                group = normalise(node.attribute("LONG-NAME").unwrap_or_default());
            }
            "SPEC-HIERARCHY" => {
                let Some((id, object)) = object_of(node).and_then(|id| Some((id, objects.get(id)?))) else {
                    continue;
                };
                // An object may stand in two places: the first counts.
                if !seen.insert(id) {
                    continue;
                }
                let outer = node
                    .ancestors()
                    .skip(1)
                    .find(|n| n.has_tag_name_local("SPEC-HIERARCHY"));
                let mut row = definitions.row(*object);
                row.parent = outer
                    .and_then(object_of)
                    .map_or_else(|| group.clone(), str::to_owned);
                row.place = Place {
                    element: Some(id.to_owned()),
                    ..Place::line(lines.at(node.range().start))
                };
                rows.push(row);
            }
            _ => {}
        }
    }
    if rows.is_empty() {
        return Err(
            Error::new("the ReqIF file has no specification with requirements")
                .at(name)
                .help("export the specification (module, document) itself, not only its objects"),
        );
    }
    take_ids(&mut rows);
    Ok(Page {
        rows,
        metadata: metadata(&document),
    })
}

/// Reads a `.reqifz`: a zip of one ReqIF file and what it shows.
///
/// # Errors
/// As [`read`]; a zip with several ReqIF files.
pub(crate) fn read_packed(archive: &mut Archive<'_>, name: &str) -> Result<Page> {
    let files: Vec<String> = archive
        .names()
        .filter(|n| is_reqif(n))
        .map(str::to_owned)
        .collect();
    match files.as_slice() {
        [file] => {
            let text = archive.text(file)?.unwrap_or_default();
            read(&text, name)
        }
        files => Err(
            Error::new(format!("the archive holds {} ReqIF files", files.len()))
                .at(name)
                .help("unpack it and give one of them"),
        ),
    }
}

/// Whether a part of an archive is a ReqIF file, by its name.
pub(crate) fn is_reqif(name: &str) -> bool {
    name.to_ascii_lowercase().ends_with(".reqif")
}

/// The tools' own ids where they are unique; else the file's. Parents are the file's ids until then.
fn take_ids(rows: &mut [Row]) {
    let mut seen = FxHashSet::default();
    let own = rows.iter().all(|r| !r.id.is_empty() && seen.insert(r.id.clone()));
    let id_of: FxHashMap<String, String> = rows
        .iter()
        .filter_map(|r| {
            let file = r.place.element.clone()?;
            Some((file.clone(), if own { r.id.clone() } else { file }))
        })
        .collect();
    for row in rows {
        if let Some(id) = row.place.element.as_ref().and_then(|e| id_of.get(e)) {
            row.id.clone_from(id);
        }
        if let Some(parent) = id_of.get(&row.parent) {
            row.parent.clone_from(parent);
        }
    }
}

/// The object that a place in a specification shows.
fn object_of<'a>(hierarchy: Node<'a, '_>) -> Option<&'a str> {
    let object = hierarchy.children().find(|n| n.has_tag_name_local("OBJECT"))?;
    let reference = object
        .children()
        .find(|n| n.has_tag_name_local("SPEC-OBJECT-REF"))?;
    reference.text().map(str::trim)
}

fn metadata(document: &Document<'_>) -> Metadata {
    let text = |name: &str| {
        let node = document.descendants().find(|n| n.has_tag_name_local(name))?;
        node.text().map(normalise).filter(|t| !t.is_empty())
    };
    let date = text("CREATION-TIME").and_then(|t| t.get(..10).map(str::to_owned));
    let fields = [("title", text("TITLE")), ("date", date)];
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}

/// What the attributes and types of a file mean.
struct Definitions<'a> {
    /// What the attributes of each object type hold.
    types: FxHashMap<&'a str, Attributes>,
    names: FxHashMap<&'a str, String>,
}

impl<'a> Definitions<'a> {
    fn of(document: &'a Document<'_>) -> Definitions<'a> {
        let mut types = FxHashMap::default();
        let mut names = FxHashMap::default();
        for node in document
            .descendants()
            .filter(|n| n.has_tag_name_local("SPEC-OBJECT-TYPE"))
        {
            let Some(id) = node.attribute("IDENTIFIER") else {
                continue;
            };
            let own: Vec<(String, String, bool)> = node
                .descendants()
                .filter(|n| n.is_element() && n.tag_name().name().starts_with("ATTRIBUTE-DEFINITION-"))
                .filter_map(|n| {
                    let name = n.attribute("LONG-NAME").unwrap_or_default();
                    let name = name.strip_prefix("ReqIF.").unwrap_or(name);
                    let xhtml = n.tag_name().name().ends_with("XHTML");
                    Some((n.attribute("IDENTIFIER")?.to_owned(), name.to_owned(), xhtml))
                })
                .collect();
            types.insert(id, attributes(&own));
            names.insert(id, normalise(node.attribute("LONG-NAME").unwrap_or_default()));
        }
        Definitions { types, names }
    }

    /// A row, its parent and place left open.
    fn row(&self, object: Node<'_, '_>) -> Row {
        let kind = object
            .children()
            .find(|n| n.has_tag_name_local("TYPE"))
            .and_then(|t| t.children().find(Node::is_element))
            .and_then(|t| t.text())
            .unwrap_or_default()
            .trim();
        let mut row = Row::default();
        let Some(wanted) = self.types.get(kind) else {
            return row;
        };
        let heading = self
            .names
            .get(kind)
            .is_some_and(|n| n.to_lowercase().contains("heading"));
        row.kind = if heading { "heading" } else { "requirement" }.to_owned();
        let values = object.children().find(|n| n.has_tag_name_local("VALUES"));
        for value in values
            .into_iter()
            .flat_map(|v| v.children())
            .filter(Node::is_element)
        {
            let definition = value
                .children()
                .find(|n| n.has_tag_name_local("DEFINITION"))
                .and_then(|d| d.children().find(Node::is_element))
                .and_then(|d| d.text())
                .map(str::trim);
            let slot = match definition {
                d if d.is_none() => continue,
                d if d == wanted.id.as_deref() => &mut row.id,
                d if d == wanted.title.as_deref() => &mut row.title,
                d if d == wanted.text.as_deref() => &mut row.text,
                _ => continue,
            };
            *slot = match value.attribute("THE-VALUE") {
                Some(text) => normalise(text),
                None => value
                    .children()
                    .find(|n| n.has_tag_name_local("THE-VALUE"))
                    .map(xhtml)
                    .unwrap_or_default(),
            };
        }
        row
    }
}

/// Elements whose text does not run on from what stands before.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "table",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "dl",
    "dt",
    "dd",
    "hr",
    "object",
];

/// The text of formatted content.
fn xhtml(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        if part.is_element() && BLOCKS.contains(&part.tag_name().name()) {
            text.push(' ');
        } else if part.is_text() {
            // Text behind a block does not run on from it.
            if part
                .prev_sibling()
                .is_some_and(|s| s.is_element() && BLOCKS.contains(&s.tag_name().name()))
            {
                text.push(' ');
            }
            text.push_str(part.text().unwrap_or_default());
        }
    }
    normalise(&text)
}

/// Counts lines up to places that come in order.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u32,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Lines { text, at: 0, line: 1 }
    }

    fn at(&mut self, byte: usize) -> u32 {
        let between = self.text.get(self.at..byte).unwrap_or_default();
        self.line += u32::try_from(between.matches('\n').count()).unwrap_or(0);
        self.at = self.at.max(byte);
        self.line
    }
}
