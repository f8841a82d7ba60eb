//! Runs of text and the styles of paragraphs.

use std::fmt::Write;

/// The styles of paragraphs, by the names under which Word knows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The title of the document.
    Title,
    /// A part of it.
    Heading1,
    /// A part of that.
    Heading2,
    /// A part of that again.
    Heading3,
    /// Running text.
    Normal,
    /// Words of a draft: indented, with a line at their side.
    Quote,
    /// An item of a list, with a bullet.
    Bullet,
    /// What is said beside the text, in small print.
    Small,
    /// Text in a cell.
    Cell,
    /// The head of a column.
    Head,
}

impl Style {
    pub(super) fn id(self) -> &'static str {
        match self {
            Style::Title => "Title",
            Style::Heading1 => "Heading1",
            Style::Heading2 => "Heading2",
            Style::Heading3 => "Heading3",
            Style::Normal => "Normal",
            Style::Quote => "Quote",
            Style::Bullet => "ListBullet",
            Style::Small => "Small",
            Style::Cell => "Cell",
            Style::Head => "CellHead",
        }
    }
}

/// What a tracked change did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The run is new.
    Inserted,
    /// The run goes.
    Deleted,
}

impl Change {
    pub(super) fn element(self) -> &'static str {
        match self {
            Change::Inserted => "ins",
            Change::Deleted => "del",
        }
    }

    pub(super) fn text_element(self) -> &'static str {
        match self {
            Change::Inserted => "w:t",
            Change::Deleted => "w:delText",
        }
    }
}

/// Words of one look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    text: String,
    bold: bool,
    italic: bool,
    marked: bool,
    pub(super) change: Option<Change>,
}

impl Run {
    /// Words as the paragraph's style has them.
    pub fn new(text: impl Into<String>) -> Run {
        Run {
            text: text.into(),
            ..Run::default()
        }
    }

    /// In bold type.
    #[must_use]
    pub fn bold(mut self) -> Run {
        self.bold = true;
        self
    }

    /// In italics.
    #[must_use]
    pub fn italic(mut self) -> Run {
        self.italic = true;
        self
    }

    /// Made to stand out: bold and underlined, so that it shows on grey paper too.
    #[must_use]
    pub fn marked(mut self) -> Run {
        self.marked = true;
        self
    }

    /// As a tracked change.
    #[must_use]
    pub fn tracked(mut self, change: Change) -> Run {
        self.change = Some(change);
        self
    }

    /// The run with its text in elements of this name.
    pub(super) fn xml(&self, element: &str) -> String {
        let mut out = String::from("<w:r>");
        if self.bold || self.italic || self.marked {
            out.push_str("<w:rPr>");
            for (on, xml) in [
                (self.bold || self.marked, "<w:b/>"),
                (self.italic, "<w:i/>"),
                (self.marked, "<w:u w:val=\"single\"/>"),
            ] {
                if on {
                    out.push_str(xml);
                }
            }
            out.push_str("</w:rPr>");
        }
        out.push_str(&words(&self.text, element));
        out.push_str("</w:r>");
        out
    }
}

/// A text as what stands in a run: in elements of this name, with breaks and tabs between them.
pub(in crate::export) fn words(text: &str, element: &str) -> String {
    let mut out = String::new();
    let text = text.replace("\r\n", "\n");
    for (i, line) in text.split(['\n', '\r']).enumerate() {
        if i > 0 {
            out.push_str("<w:br/>");
        }
        for (j, part) in line.split('\t').enumerate() {
            if j > 0 {
                out.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                let _ = write!(
                    out,
                    "<{element} xml:space=\"preserve\">{}</{element}>",
                    escape(part)
                );
            }
        }
    }
    out
}

/// The runs of a paragraph. A text alone is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runs(pub(super) Vec<Run>);

impl Runs {
    /// Characters.
    pub(super) fn length(&self) -> usize {
        self.0.iter().map(|r| r.text.chars().count()).sum()
    }
}

impl From<&str> for Runs {
    fn from(text: &str) -> Runs {
        Runs(vec![Run::new(text)])
    }
}

impl From<String> for Runs {
    fn from(text: String) -> Runs {
        Runs(vec![Run::new(text)])
    }
}

impl From<Run> for Runs {
    fn from(run: Run) -> Runs {
        Runs(vec![run])
    }
}

impl From<Vec<Run>> for Runs {
    fn from(runs: Vec<Run>) -> Runs {
        Runs(runs)
    }
}

/// Text that stays text in XML, in elements and attributes. What XML cannot hold becomes `\u{fffd}`, and so do marks
/// that turn the direction of what stands around them.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.push('\u{fffd}');
            }
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
