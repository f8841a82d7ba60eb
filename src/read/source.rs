//! What a reader gives: blocks of normalised text, each with its place and what the format claims of it.

use crate::diagnostic::Diagnostic;

/// The format a draft came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text, one paragraph or one wrapped line at a time.
    Text,
    /// CommonMark.
    Markdown,
    /// HTML or XHTML.
    Html,
    /// A publisher's XML.
    Xml,
    /// A Word file.
    Docx,
    /// PDF with text in it.
    Pdf,
    /// An OSCAL catalog of controls.
    Oscal,
    /// A requirement list: a workbook, CSV, or JSON records with named fields.
    List,
}

impl Format {
    /// The name people use for the format.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "plain text",
            Format::Markdown => "Markdown",
            Format::Html => "HTML",
            Format::Xml => "XML",
            Format::Docx => "Word",
            Format::Pdf => "PDF",
            Format::Oscal => "OSCAL catalog",
            Format::List => "requirement list",
        }
    }
}

/// Where in the source something stands. Everything that clausewise says can be pointed at with one of these.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize)]
pub struct Place {
    /// Line of the file, counted from 1; the paragraph, for formats that have no lines.
    pub line: u32,
    /// Page, counted from 1, for formats that have pages.
    pub page: Option<u32>,
    /// Name or id of the element, for formats that have elements: `p#art_6`.
    pub element: Option<String>,
}

impl Place {
    /// A place that is known by its line only.
    pub fn line(line: u32) -> Self {
        Place {
            line,
            page: None,
            element: None,
        }
    }
}

/// What the format says a block is. Styles are no business of a reader: it never says "article".
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A paragraph, or nothing known.
    #[default]
    Text,
    /// A heading with its rank: 1 is the highest.
    Heading(u8),
    /// Said by the markup to be the title of the numbered thing right before it.
    Subtitle,
    /// An item of a list.
    ListItem,
    /// A row of a table, its cells joined with ` | `.
    TableRow,
    /// A block that is set apart as a quotation.
    Quote,
    /// Preformatted text; its line breaks are kept.
    Code,
    /// The text of a footnote.
    Footnote,
    /// A line of a table of contents.
    Contents,
    /// A running header or footer, a page number, navigation: kept, but outside of the clause tree.
    Furniture,
}

/// What a format claims about a block, beside its text. Claims are evidence for the decoder, not decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Claims {
    /// What the format says the block is.
    pub role: Role,
    /// The clause kind that the markup names (`article`, `recital`), where it does.
    pub kind: Option<String>,
    /// The label, where the markup sets it apart; always a prefix of the block's text.
    pub label: Option<String>,
    /// Depth of nesting or indentation: 0 is the outermost. Only compared within one source.
    pub indent: Option<u16>,
    /// The depth is the publisher's own nesting of clauses, one step for each: as good as certain. Without it, depth is
    /// indentation, which only tends to follow the nesting.
    pub nested: bool,
    /// The element's id, where it has one.
    pub anchor: Option<String>,
    /// The block may be a continuation of the previous block's last sentence (a hard-wrapped line that happens to
    /// begin like a label, a paragraph cut by a page break).
    pub wrapped: bool,
    /// Blank lines, or the like, stand between this block and the one before.
    pub gap: bool,
}

/// One block of normalised text: a paragraph, a heading, a list item, a table row.
///
/// Text is NFC with white space folded: no line breaks (but in [`Role::Code`]), no leading or trailing space,
/// single spaces. Superscripts are written as powers (`10^25`), footnote marks do not join words, soft hyphens and
/// zero-width characters are gone.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Block {
    /// The text, label included.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// What the format claims of it.
    pub claims: Claims,
}

/// One row of a requirement list.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Row {
    /// The list's own id, verbatim. Never evidence for a correspondence.
    pub id: String,
    /// Title, may be empty.
    pub title: String,
    /// The requirement.
    pub text: String,
    /// Another row's id, or a heading that rows share; may be empty.
    pub parent: String,
    /// Line of the file, or row of the sheet that the element names.
    pub place: Place,
    /// What the list calls its rows: `requirement` (or empty), `outcome`, `action`, `control`; `heading` for what heads
    /// others, `text` for what only explains them.
    pub kind: String,
    /// The list says that it is no longer a requirement.
    pub withdrawn: bool,
}

/// What somebody wrote in the margin of a draft.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Comment {
    /// Who wrote it.
    pub author: Option<String>,
    /// When, as the file says it.
    pub date: Option<String>,
    /// What was written.
    pub text: String,
    /// Where the text begins that it is on.
    pub place: Place,
}

/// How much a draft has changed, where its changes are tracked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct RevisionCount {
    /// Passages that are marked as changed.
    pub changes: usize,
    /// Words that were inserted.
    pub inserted_words: usize,
    /// Words that were deleted.
    pub deleted_words: usize,
    /// Words that were moved.
    pub moved_words: usize,
}

/// What the file says of itself outside of its text: `(name, value)`, in file order. Names are lower case
/// (`title`, `lang`, `docname`, `date`).
pub type Metadata = Vec<(String, String)>;

/// A draft as read: the end of what depends on a file format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file name as given, for messages.
    pub name: String,
    /// The format, found by content first and ending second.
    pub format: Format,
    /// The text in reading order. Empty for requirement lists.
    pub blocks: Vec<Block>,
    /// The rows of a requirement list. Empty for everything else.
    pub rows: Vec<Row>,
    /// What the file says of itself.
    pub metadata: Metadata,
    /// What people wrote in the margin, in reading order.
    pub comments: Vec<Comment>,
    /// What has changed, where the file tracks changes.
    pub revisions: Option<RevisionCount>,
    /// SHA-256 over the file's bytes, in 64 hexadecimal digits.
    pub hash: String,
    /// What the reader noticed.
    pub diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// A source with nothing in it.
    pub fn new(name: &str, format: Format) -> Self {
        Source {
            name: name.to_owned(),
            format,
            blocks: Vec::new(),
            rows: Vec::new(),
            metadata: Metadata::new(),
            comments: Vec::new(),
            revisions: None,
            hash: String::new(),
            diagnostics: Vec::new(),
        }
    }

    /// The value of a metadata field, if the file gives it.
    pub fn meta(&self, name: &str) -> Option<&str> {
        self.metadata
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }
}
