//! What a vocabulary says of one element, and which elements a saying is about.

use roxmltree::Node;
use serde::Deserialize;

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Part {
    /// A numbered container: one step in.
    Clause,
    /// A container with a heading that only groups.
    Group,
    /// A list: its items are numbered in it.
    List,
    /// An item of a list: one step in.
    Item,
    /// The printed label of the container it stands in.
    Label,
    /// A heading.
    Heading,
    /// The title of the label before it.
    Subtitle,
    /// A paragraph.
    Text,
    /// Text of another act that this one quotes, or a quotation.
    Quote,
    /// What is printed right behind the block before it: the full stop behind a quotation.
    Behind,
    /// The text of a footnote, wherever it stands.
    Footnote,
    /// A row of a table.
    Row,
    /// A cell of one.
    Cell,
    /// Preformatted text.
    Code,
    /// A table of contents.
    Contents,
    /// What is about the draft and not of it: histories, notes of the editors.
    Furniture,
    /// A draft within the draft: its text is text again, even inside of a quotation.
    Draft,
    /// The mark of a footnote.
    Mark,
    /// Raised text: a power, or the mark of a footnote.
    Raised,
    /// A character given by its number.
    Char,
    /// White space.
    Break,
    /// Text that the draft no longer has.
    Deleted,
    /// Text within a block.
    Inline,
    /// Not read.
    Skip,
}

/// What a vocabulary says of an element.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Rule {
    /// What it is.
    pub(super) part: Part,
    /// The kind of clause that it claims.
    #[serde(default)]
    pub(super) kind: Option<String>,
    /// The kind that a text claims that has no number.
    #[serde(default)]
    pub(super) claims: Option<String>,
    /// A draft within the draft stands one step in.
    #[serde(default)]
    pub(super) step: bool,
    /// How a label that is a bare number is printed: `({})`.
    #[serde(default)]
    pub(super) wrap: Option<String>,
    /// The label stands as a block of its own, its title after it.
    #[serde(default)]
    pub(super) alone: bool,
    /// A heading that runs into the text after it.
    #[serde(default)]
    pub(super) run_in: bool,
    /// A paragraph that goes on in the block before it.
    #[serde(default)]
    pub(super) joins: bool,
    /// Rank of a heading.
    #[serde(default)]
    pub(super) rank: Option<u8>,
    /// Attribute that holds the rank, of the element or of its parent.
    #[serde(default)]
    pub(super) rank_from: Option<String>,
    /// Attribute that holds the label.
    #[serde(default)]
    pub(super) label_from: Option<String>,
    /// Attribute that holds the heading.
    #[serde(default)]
    pub(super) heading_from: Option<String>,
    /// Attributes that hold the text of an empty element, or the number of a character.
    #[serde(default)]
    pub(super) text_from: Vec<String>,
    /// The form of a label that the markup leaves to the printer: `{dotted}`, `Annex {ALPHA}`, `{alpha})`. A heading
    /// may have one too (`Figure {dotted} —`): it counts in the container around its own.
    #[serde(default)]
    pub(super) number: Option<String>,
    /// A number behind a figure, or in its title, counts in the draft, or in what keeps `floats` around it.
    #[serde(default)]
    pub(super) floats_in: bool,
    /// Figures and tables count in it, with its number in front.
    #[serde(default)]
    pub(super) floats: bool,
    /// It is printed behind all that stands beside it.
    #[serde(default)]
    pub(super) last: bool,
    /// A label that stands as a block of its own before the element.
    #[serde(default)]
    pub(super) title: Option<String>,
    /// The form of a label that the printer sets behind it, where no title within carries a number.
    #[serde(default)]
    pub(super) closes: Option<String>,
    /// The form of the labels of the items in it.
    #[serde(default)]
    pub(super) items: Option<String>,
    /// What is printed before and after the element's text. Quotation marks are only where the text has none.
    #[serde(default)]
    pub(super) before: String,
    #[serde(default)]
    pub(super) after: String,
}

/// Which elements: `Pnumber`, `P1/Pnumber`, `figure/figure/name`, `section@numbered=false`, `Provision[Label]` for one
/// that has such a child.
#[derive(Debug, Clone)]
pub(super) struct Selector {
    /// Names of the elements around it, innermost first.
    around: Vec<String>,
    pub(super) name: String,
    attribute: Option<(String, String)>,
    child: Option<String>,
}

impl Selector {
    pub(super) fn parse(written: &str) -> Selector {
        let (path, attribute) = match written.split_once('@') {
            Some((path, test)) => {
                let (name, value) = test.split_once('=').unwrap_or((test, ""));
                (path, Some((name.to_owned(), value.to_owned())))
            }
            None => (written, None),
        };
        let (path, child) = match path.strip_suffix(']').and_then(|p| p.split_once('[')) {
            Some((path, child)) => (path, Some(child.to_owned())),
            None => (path, None),
        };
        let mut names = path.rsplit('/').map(str::to_owned);
        Selector {
            name: names.next().unwrap_or_default(),
            around: names.collect(),
            attribute,
            child,
        }
    }

    /// How much it asks for: of two that fit, the one that asks for more is meant.
    pub(super) fn weight(&self) -> usize {
        self.around.len() + 4 * (usize::from(self.attribute.is_some()) + usize::from(self.child.is_some()))
    }

    pub(super) fn fits(&self, node: Node<'_, '_>) -> bool {
        node.tag_name().name() == self.name
            && self
                .around
                .iter()
                .zip(node.ancestors().skip(1).map(Some).chain(std::iter::repeat(None)))
                .all(|(wanted, e)| e.is_some_and(|e| e.tag_name().name() == wanted.as_str()))
            && self
                .attribute
                .as_ref()
                .is_none_or(|(name, value)| attribute(node, name) == Some(value.as_str()))
            && self.child.as_ref().is_none_or(|child| {
                node.children()
                    .any(|c| c.is_element() && c.tag_name().name() == child.as_str())
            })
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|a| a.name() == name).map(|a| a.value())
}
