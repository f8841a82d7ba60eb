//! A catalogue in OSCAL's XML, as the value that its JSON would be: the two forms have the same members, but what may
//! stand several times has the plural as its name in JSON, and prose is Markdown there. Source: NIST OSCAL 1.1, Metaschema.

use serde_json::{Map, Value};

use crate::Result;
use crate::read::tree::{self, Node};

/// Elements that stand in one another deeper than this are left out; no catalogue comes near it.
const DEEPEST: usize = 60;

/// Elements that may stand several times, with their names in JSON.
const SEVERAL: &[(&str, &str)] = &[
    ("group", "groups"),
    ("control", "controls"),
    ("param", "params"),
    ("prop", "props"),
    ("link", "links"),
    ("part", "parts"),
    ("choice", "choice"),
];

/// Elements of prose.
const PROSE: &[&str] = &[
    "p",
    "ul",
    "ol",
    "table",
    "pre",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
];

/// The value of a catalogue.
///
/// # Errors
/// XML that is not well-formed, or larger than any document.
pub(super) fn value(text: &str, name: &str) -> Result<Value> {
    let document = tree::parse(text, name)?;
    let root = document.root_element();
    let mut fields = Map::new();
    fields.insert(root.tag_name().name().to_owned(), object(root, 0));
    Ok(Value::Object(fields))
}

/// An element as an object: attributes, text, and what stands in it.
fn object(node: Node<'_, '_>, depth: usize) -> Value {
    let mut fields = Map::new();
    for attribute in node.attributes() {
        fields.insert(attribute.name().to_owned(), Value::from(attribute.value()));
    }
    let mut prose = String::new();
    let children = node.children().filter(Node::is_element);
    for child in children.take_while(|_| depth < DEEPEST) {
        let name = child.tag_name().name();
        if PROSE.contains(&name) {
            if !prose.is_empty() {
                prose.push('\n');
            }
            prose.push_str(&words(child));
            continue;
        }
        let several = SEVERAL.iter().find(|(one, _)| *one == name);
        // The values that are set, beside the one of a property, which is an attribute.
        let several = several.or((name == "value").then_some(&("value", "values")));
        let Some((_, many)) = several else {
            let plain = matches!(
                name,
                "title" | "label" | "published" | "last-modified" | "version"
            );
            let value = if plain {
                Value::from(words(child))
            } else {
                object(child, depth + 1)
            };
            fields.insert(name.to_owned(), value);
            continue;
        };
        let value = if matches!(name, "choice" | "value") {
            Value::from(words(child))
        } else {
            object(child, depth + 1)
        };
        if let Value::Array(all) = fields
            .entry((*many).to_owned())
            .or_insert_with(|| Value::Array(Vec::new()))
        {
            all.push(value);
        }
    }
    if !prose.is_empty() {
        fields.insert("prose".to_owned(), Value::from(prose));
    }
    Value::Object(fields)
}

/// The words of an element, with its parameters as JSON writes them.
fn words(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for inner in node.descendants() {
        if inner.is_text() {
            text.push_str(inner.text().unwrap_or_default());
        } else if inner.is_element() && inner.tag_name().name() == "insert" {
            let of = |name: &str| inner.attribute(name);
            let id = of("id-ref").or_else(|| of("param-id")).unwrap_or_default();
            text.push_str(&format!("{{{{ insert: param, {id} }}}}"));
        } else if inner.is_element() && matches!(inner.tag_name().name(), "li" | "tr" | "td" | "th" | "br") {
            text.push(' ');
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
