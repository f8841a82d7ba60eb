//! A paper to be read from its first page on: headings, paragraphs, quotes, tables. Written once, and given as Word,
//! Markdown or one page of HTML.

mod html;
mod markdown;
pub mod room;
mod word;

/// A paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its title.
    pub title: String,
    /// What stands at the foot of every page.
    pub footer: String,
    /// Whether its tables need a wide page.
    pub wide: bool,
    /// Whether its pages have narrow margins: what has to fit on one page fits.
    pub dense: bool,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading of rank 1 to 3.
    Heading(u8, String),
    /// A paragraph.
    Text(Vec<Span>),
    /// An item of a list.
    Item(Vec<Span>),
    /// Words of a draft.
    Quote(Vec<Span>),
    /// What is said beside.
    Small(Vec<Span>),
    /// A table.
    Table(Table),
}

/// A table: heads with the share of the width that their column has, and rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The heads of the columns.
    pub heads: Vec<(String, u32)>,
    /// Cells of one paragraph each.
    pub rows: Vec<Vec<Vec<Span>>>,
}

/// Words of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words.
    pub text: String,
    /// How they look.
    pub look: SpanLook,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanLook {
    /// As their paragraph.
    Plain,
    /// Bold.
    Strong,
    /// What differs: not by colour alone.
    Marked,
}

/// Words as their paragraph.
pub fn plain(text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        look: SpanLook::Plain,
    }
}

/// Bold words.
pub fn strong(text: impl Into<String>) -> Span {
    Span {
        text: text.into(),
        look: SpanLook::Strong,
    }
}

/// A text in pieces, those that differ marked.
pub fn marked(pieces: Vec<(String, bool)>) -> Vec<Span> {
    let span = |(text, differs)| Span {
        text,
        look: if differs {
            SpanLook::Marked
        } else {
            SpanLook::Plain
        },
    };
    pieces.into_iter().map(span).collect()
}

impl Table {
    /// A table with these heads, each with its share of the width.
    pub fn of(heads: &[(&str, u32)]) -> Table {
        Table {
            heads: heads.iter().map(|(h, share)| ((*h).to_owned(), *share)).collect(),
            rows: Vec::new(),
        }
    }
}

impl Paper {
    /// Adds a heading.
    pub fn heading(&mut self, rank: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading(rank.clamp(1, 3), text.into()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, spans: Vec<Span>) {
        self.blocks.push(Block::Text(spans));
    }

    /// Adds an item of a list.
    pub fn item(&mut self, spans: Vec<Span>) {
        self.blocks.push(Block::Item(spans));
    }

    /// Adds words of a draft.
    pub fn quote(&mut self, spans: Vec<Span>) {
        self.blocks.push(Block::Quote(spans));
    }

    /// Adds what is said beside.
    pub fn small(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Small(vec![plain(text)]));
    }

    /// Adds a table, if anything stands in it.
    pub fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> Paper {
        let mut paper = Paper {
            title: "A <b> & B".to_owned(),
            ..Paper::default()
        };
        paper.heading(1, "Points | *one*");
        paper.text(vec![strong("Ask:"), plain(" by when? <script>alert(1)</script>")]);
        paper.item(vec![plain("- 1. # no list in a list")]);
        paper.quote(marked(vec![
            ("within ".to_owned(), false),
            ("72 hours".to_owned(), true),
        ]));
        let mut table = Table::of(&[("Left", 1), ("Right", 2)]);
        table
            .rows
            .push(vec![vec![plain("a|b")], vec![plain("=1+1\n\u{202e}x")]]);
        paper.table(table);
        paper
    }

    #[test]
    fn nothing_in_it_becomes_markup() {
        let markdown = paper().markdown();
        assert!(markdown.contains("# A &lt;b> &amp; B"), "{markdown}");
        assert!(markdown.contains("| a\\|b | =1+1 \u{fffd}x |"), "{markdown}");
        assert!(markdown.contains("> within **72 hours**"), "{markdown}");
        let html = paper().html();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("<mark>72 hours</mark>"), "{html}");
    }

    #[test]
    fn word_holds_the_same_words() {
        let bytes = paper().word().unwrap();
        let source = crate::read::read(&bytes, "x.docx", &crate::read::ReadOptions::default()).unwrap();
        let text: Vec<&str> = source.blocks.iter().map(|b| b.text.as_str()).collect();
        let text = text.join("\n");
        for words in ["A <b> & B", "Points | *one*", "within 72 hours", "a|b"] {
            assert!(text.contains(words), "{words} not in {text}");
        }
    }
}
