//! Word files, written part by part: real styles, tables whose header rows repeat, page numbers, tracked changes.
//!
//! ```
//! use clausewise::export::word::{Change, Document, Options, Run, Style, Table};
//!
//! let mut document = Document::new(Options::titled("Comments"));
//! document.add(Style::Heading1, "Deadlines");
//! document.add(Style::Normal, vec![Run::new("report within "), Run::new("72 hours").marked()]);
//! document.add(Style::Normal, vec![
//!     Run::new("The provider "),
//!     Run::new("should").tracked(Change::Deleted),
//!     Run::new("shall").tracked(Change::Inserted),
//! ]);
//! let mut table = Table::new(&[1, 3]).header(["Clause", "Comment"]);
//! table.row(["6.1", "Say by when."]);
//! document.table(&table);
//! assert!(document.finish().unwrap().starts_with(b"PK"));
//! ```
//!
//! Texts may be anything: what XML or Word cannot hold becomes `\u{fffd}`, and so do the marks that turn the direction of
//! writing. The same calls give the same bytes: parts come in a fixed order, with the time of the zip format's epoch.
//! Cost: linear in the text.

mod package;
mod table;
mod text;

pub use table::{Cell, Table};
pub(in crate::export) use text::words;
pub use text::{Change, Run, Runs, Style};

use std::fmt::Write;

use crate::Result;

/// What a document is, besides its text.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Title in the properties of the file.
    pub title: String,
    /// What stands in the footer, before the number of the page.
    pub footer: String,
    /// Language of the text, BCP 47, for spelling and screen readers; `en` where it is empty.
    pub language: String,
    /// Pages as wide as they are high otherwise: for tables of many columns.
    pub landscape: bool,
    /// Narrow margins.
    pub dense: bool,
    /// Who made the tracked changes; `clausewise` where it is empty.
    pub author: String,
    /// Day of the tracked changes, `2031-05-02`; without one where it is empty or none.
    pub date: String,
}

impl Options {
    /// An upright document of this title.
    pub fn titled(title: &str) -> Options {
        Options {
            title: title.to_owned(),
            ..Options::default()
        }
    }
}

/// A Word document that grows from its first paragraph to its last.
#[derive(Debug, Clone)]
pub struct Document {
    options: Options,
    body: String,
    /// Number of the next tracked change: Word wants each to have its own.
    changes: usize,
}

impl Document {
    /// An empty document.
    pub fn new(options: Options) -> Document {
        Document {
            options,
            body: String::new(),
            changes: 1,
        }
    }

    /// A paragraph: of a text, or of runs. Line breaks in it stay line breaks. One whose runs were all inserted, or all
    /// deleted, was inserted or deleted as a paragraph.
    pub fn add(&mut self, style: Style, runs: impl Into<Runs>) {
        let paragraph = self.writer().paragraph(style, &runs.into());
        self.body.push_str(&paragraph);
    }

    /// A table, and a small gap after it.
    pub fn table(&mut self, table: &Table) {
        let page = if self.options.landscape {
            package::LONG
        } else {
            package::SHORT
        };
        let width = page - 2 * package::margin(&self.options);
        let xml = table.xml(width, &mut self.writer());
        self.body.push_str(&xml);
        self.body
            .push_str("<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    }

    /// What follows begins on a new page.
    pub fn page_break(&mut self) {
        self.body.push_str(
            "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr><w:r><w:br w:type=\"page\"/></w:r></w:p>",
        );
    }

    /// The file.
    ///
    /// # Errors
    /// None in practice: writing goes to memory.
    pub fn finish(self) -> Result<Vec<u8>> {
        package::zipped(&self.options, &self.body)
    }

    fn writer(&mut self) -> Writer<'_> {
        Writer {
            options: &self.options,
            changes: &mut self.changes,
        }
    }
}

/// Writes paragraphs, and counts the changes in them.
struct Writer<'a> {
    options: &'a Options,
    changes: &'a mut usize,
}

impl Writer<'_> {
    fn paragraph(&mut self, style: Style, runs: &Runs) -> String {
        let runs = &runs.0;
        let mut out = format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", style.id());
        let whole = runs.first().and_then(|r| r.change);
        if let Some(change) = whole.filter(|c| runs.iter().all(|r| r.change == Some(*c))) {
            let attributes = self.change();
            let _ = write!(out, "<w:rPr><w:{} {attributes}/></w:rPr>", change.element());
        }
        out.push_str("</w:pPr>");
        for run in runs {
            match run.change {
                None => out.push_str(&run.xml("w:t")),
                Some(change) => {
                    let attributes = self.change();
                    let (element, text) = (change.element(), change.text_element());
                    let _ = write!(out, "<w:{element} {attributes}>{}</w:{element}>", run.xml(text));
                }
            }
        }
        out.push_str("</w:p>");
        out
    }

    /// The attributes of the next tracked change.
    fn change(&mut self) -> String {
        let id = *self.changes;
        *self.changes += 1;
        let author = match self.options.author.trim() {
            "" => "clausewise",
            author => author,
        };
        let mut out = format!("w:id=\"{id}\" w:author=\"{}\"", text::escape(author));
        if is_day(&self.options.date) {
            let _ = write!(out, " w:date=\"{}T00:00:00Z\"", self.options.date);
        }
        out
    }
}

/// Whether a text is a day that Word takes: with another one it calls the whole file damaged.
fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else {
        return false;
    };
    let number = |t: &str, digits: usize| {
        (t.len() == digits && t.bytes().all(|b| b.is_ascii_digit())).then(|| t.parse::<u32>().unwrap_or(0))
    };
    number(year, 4).is_some_and(|y| y > 0)
        && number(month, 2).is_some_and(|m| (1..=12).contains(&m))
        && number(day, 2).is_some_and(|d| (1..=31).contains(&d))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Format, ReadOptions, Revisions, Role, read};

    fn texts(bytes: &[u8], revisions: Revisions) -> Vec<String> {
        let options = ReadOptions {
            revisions,
            ..ReadOptions::default()
        };
        let source = read(bytes, "x.docx", &options).unwrap();
        assert_eq!(source.format, Format::Docx);
        source.blocks.iter().map(|b| b.text.clone()).collect()
    }

    fn sample() -> Document {
        let mut document = Document::new(Options {
            author: "A <b> & \"c\"".to_owned(),
            date: "2031-05-02".to_owned(),
            footer: "machine-proposed".to_owned(),
            ..Options::titled("A & B")
        });
        document.add(Style::Title, "Drafts");
        document.add(Style::Heading1, "Deadlines");
        document.add(
            Style::Normal,
            vec![
                Run::new("The provider "),
                Run::new("should").tracked(Change::Deleted),
                Run::new("shall").tracked(Change::Inserted).bold(),
                Run::new(" report."),
            ],
        );
        document.add(
            Style::Normal,
            vec![Run::new("A new paragraph.").tracked(Change::Inserted)],
        );
        let mut table = Table::new(&[1, 3]).header(["Clause", "Text"]);
        table.row(["6.1", "Say by when."]);
        document.table(&table);
        document
    }

    #[test]
    fn our_reader_reads_it_back_on_either_side_of_its_changes() {
        let bytes = sample().finish().unwrap();
        let new = texts(&bytes, Revisions::Accept);
        assert!(new.contains(&"The provider shall report.".to_owned()), "{new:?}");
        assert!(new.contains(&"A new paragraph.".to_owned()));
        assert!(new.iter().any(|t| t.contains("Say by when.")));
        let old = texts(&bytes, Revisions::Reject);
        assert!(old.contains(&"The provider should report.".to_owned()), "{old:?}");
        assert!(!old.iter().any(|t| t.contains("A new paragraph.")));
        let source = read(&bytes, "x.docx", &ReadOptions::default()).unwrap();
        let heading = source.blocks.iter().find(|b| b.text == "Deadlines").unwrap();
        assert!(matches!(heading.claims.role, Role::Heading(1)), "{heading:?}");
    }

    #[test]
    fn the_same_calls_give_the_same_bytes() {
        assert_eq!(sample().finish().unwrap(), sample().finish().unwrap());
    }

    #[test]
    fn only_real_days_are_written() {
        assert!(is_day("2031-05-02"));
        for wrong in [
            "",
            "2031-5-2",
            "2031-13-01",
            "02.05.2031",
            "2031-05-02\" x=\"",
            "0000-01-01",
        ] {
            assert!(!is_day(wrong), "{wrong}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_file_that_reads_back(text in "(\\PC|[\0-\u{9}\u{202e}\u{200f}<>&\"']|\\]\\]>){0,40}") {
            let mut document = Document::new(Options::titled(&text));
            document.add(Style::Normal, format!("x{text}x"));
            let mut table = Table::new(&[1]);
            table.row([text.as_str()]);
            document.table(&table);
            let read = texts(&document.finish().unwrap(), Revisions::Accept).concat();
            let word = |t: &str| t.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
            proptest::prop_assert!(word(&read).contains(&word(&text)));
        }
    }
}
