//! Styles: what a paragraph or a run looks like because of its style and the styles that one is based on.

use roxmltree::Node;
use rustc_hash::FxHashMap;

use super::numbering::ListStyles;
use super::xml::{attribute, child, local, number, value};

/// Styles that one style may be based on, one after the other. Word allows eleven; a circle ends here.
const LONGEST_CHAIN: usize = 40;

/// Indentation in twentieths of a point; what is not said is inherited.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Indent {
    left: Option<i32>,
    /// Of the first line against the others: positive further in.
    first: Option<i32>,
    right: Option<i32>,
    centred: Option<bool>,
}

/// Indentation on both sides that only serves to centre: an inch.
const CENTRES: i32 = 1440;

impl Indent {
    /// Reads the `w:ind` and the `w:jc` of paragraph properties.
    pub(super) fn read(properties: Node<'_, '_>) -> Indent {
        let centred = value(properties, "jc").map(|jc| matches!(jc, "center" | "right" | "end"));
        let Some(ind) = child(properties, "ind") else {
            return Indent {
                centred,
                ..Indent::default()
            };
        };
        let twips = |name: &str| {
            let value = attribute(ind, name)?.trim();
            // The strict edition may give a unit: `36pt`.
            let points = value.strip_suffix("pt").and_then(|p| p.parse::<f32>().ok());
            points.map(|p| (p * 20.0) as i32).or_else(|| value.parse().ok())
        };
        Indent {
            left: twips("left").or_else(|| twips("start")),
            first: twips("hanging")
                .map(|h: i32| h.saturating_neg())
                .or_else(|| twips("firstLine")),
            right: twips("right").or_else(|| twips("end")),
            centred,
        }
    }

    /// This, and where it says nothing the other.
    pub(super) fn or(self, other: Indent) -> Indent {
        Indent {
            left: self.left.or(other.left),
            first: self.first.or(other.first),
            right: self.right.or(other.right),
            centred: self.centred.or(other.centred),
        }
    }

    /// Whether it stands in the middle of the page, and says nothing by where it begins.
    pub(super) fn centres(self) -> bool {
        let wide = |side: Option<i32>| side.is_some_and(|s| s >= CENTRES);
        self.centred == Some(true) || wide(self.left) && wide(self.right)
    }

    /// Where the first line begins; `None` where nothing is said.
    pub(super) fn begins(self) -> Option<i32> {
        let said = self.left.is_some() || self.first.is_some();
        said.then(|| self.left.unwrap_or(0).saturating_add(self.first.unwrap_or(0)))
    }
}

/// What is said of the characters of a run; `None` where it is left to something further out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) hidden: Option<bool>,
    pub(super) raised: Option<bool>,
    pub(super) struck: Option<bool>,
    pub(super) underlined: Option<bool>,
}

impl Look {
    /// Reads `w:rPr`.
    pub(super) fn read(properties: Node<'_, '_>) -> Look {
        let mut look = Look::default();
        for node in properties.children().filter(Node::is_element) {
            let on = || {
                Some(!matches!(
                    attribute(node, "val"),
                    Some("0" | "false" | "off" | "none")
                ))
            };
            match local(node) {
                "vanish" => look.hidden = on(),
                "strike" | "dstrike" => look.struck = on().max(look.struck),
                "u" => look.underlined = on(),
                "vertAlign" => look.raised = Some(attribute(node, "val") == Some("superscript")),
                _ => {}
            }
        }
        look
    }

    /// This, and where it says nothing the other.
    pub(super) fn or(self, other: Look) -> Look {
        Look {
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            struck: self.struck.or(other.struck),
            underlined: self.underlined.or(other.underlined),
        }
    }
}

/// The number that paragraph properties ask for: a list, and a level of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Numbered {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

impl Numbered {
    /// Reads the `w:numPr` of paragraph properties.
    pub(super) fn read(properties: Node<'_, '_>) -> Numbered {
        let Some(numbered) = child(properties, "numPr") else {
            return Numbered::default();
        };
        Numbered {
            list: value(numbered, "numId").map(str::to_owned),
            level: number(numbered, "ilvl"),
        }
    }
}

/// What a style is for, as far as its name says so. Names of built-in styles are English in every language of Word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Use {
    #[default]
    Text,
    Title,
    Contents,
    Code,
    Quote,
    Footnote,
}

/// A style together with those that it is based on.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    /// Ids of the style and of those it is based on, nearest first.
    pub(super) chain: Vec<String>,
    pub(super) used: Use,
    /// 0 is the highest; 9 is plain text.
    pub(super) outline: Option<u8>,
    pub(super) numbered: Numbered,
    pub(super) indent: Indent,
    pub(super) look: Look,
    /// It is one of a hyperlink.
    pub(super) link: bool,
}

/// All styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: FxHashMap<String, Style>,
    /// That of paragraphs that name none.
    paragraph: Option<String>,
    pub(super) lists: ListStyles,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(root: Node<'_, '_>) -> Styles {
        let nodes: FxHashMap<&str, Node<'_, '_>> = root
            .children()
            .filter(|n| n.is_element() && local(*n) == "style")
            .filter_map(|n| Some((attribute(n, "styleId")?, n)))
            .collect();
        let mut all = Styles::default();
        for (&id, &node) in &nodes {
            let kind = attribute(node, "type");
            if kind == Some("numbering") {
                let numbered = child(node, "pPr").map(Numbered::read).unwrap_or_default();
                all.lists.extend(numbered.list.map(|list| (id.to_owned(), list)));
            }
            all.styles.insert(id.to_owned(), resolved(id, &nodes));
        }
        let usual = root.children().find(|n| {
            let named = |name, wanted: &[&str]| attribute(*n, name).is_some_and(|v| wanted.contains(&v));
            named("type", &["paragraph"]) && named("default", &["1", "true", "on"])
        });
        all.paragraph = usual.and_then(|n| attribute(n, "styleId")).map(str::to_owned);
        all
    }

    /// The style of this id, or the usual one of paragraphs.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Option<&Style> {
        let named = id.and_then(|id| self.styles.get(id));
        named.or_else(|| self.styles.get(self.paragraph.as_deref()?))
    }

    /// The style of this id.
    pub(super) fn run(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }
}

fn resolved(id: &str, nodes: &FxHashMap<&str, Node<'_, '_>>) -> Style {
    let mut style = Style::default();
    let mut next = Some(id);
    while let Some((id, node)) = next.and_then(|id| Some((id, *nodes.get(id)?))) {
        if style.chain.len() >= LONGEST_CHAIN {
            break;
        }
        style.chain.push(id.to_owned());
        let name = value(node, "name").unwrap_or_default().to_lowercase();
        if style.used == Use::Text {
            style.used = used(&name);
        }
        style.link |= name == "hyperlink" || name == "followedhyperlink";
        if let Some(properties) = child(node, "pPr") {
            style.outline = style.outline.or_else(|| number(properties, "outlineLvl"));
            let numbered = Numbered::read(properties);
            style.numbered.list = style.numbered.list.take().or(numbered.list);
            style.numbered.level = style.numbered.level.or(numbered.level);
            style.indent = style.indent.or(Indent::read(properties));
        }
        style.outline = style.outline.or_else(|| outline(&name));
        if let Some(properties) = child(node, "rPr") {
            style.look = style.look.or(Look::read(properties));
        }
        next = value(node, "basedOn");
    }
    style
}

/// The outline level of the built-in headings, whether their definition gives it or not.
fn outline(name: &str) -> Option<u8> {
    let level: u8 = name.strip_prefix("heading ")?.trim().parse().ok()?;
    (1..=9).contains(&level).then(|| level - 1)
}

fn used(name: &str) -> Use {
    let contents = ["toc ", "contents "].iter().any(|p| {
        name.strip_prefix(p)
            .is_some_and(|level| level == "heading" || level.trim().parse::<u8>().is_ok())
    });
    match name {
        _ if contents => Use::Contents,
        "table of figures" | "table of authorities" | "toa heading" | "toc heading" | "index heading" => {
            Use::Contents
        }
        "title" => Use::Title,
        "html preformatted" | "code" | "code block" | "codeblock" | "source code" | "macro text"
        | "macro" | "preformatted text" | "plain text code" => Use::Code,
        "quote" | "intense quote" | "block text" | "quotations" => Use::Quote,
        "footnote text" | "endnote text" | "footnote" | "endnote" => Use::Footnote,
        _ => Use::Text,
    }
}
