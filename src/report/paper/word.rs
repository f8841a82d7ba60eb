//! A paper as a Word document.

use super::{Block, Paper, Span, SpanLook};
use crate::Result;
use crate::export::word::{Document, Options, Run, Runs, Style, Table};

impl Paper {
    /// The paper as a Word file.
    ///
    /// # Errors
    /// None in practice: writing goes to memory.
    pub fn word(&self) -> Result<Vec<u8>> {
        let mut document = Document::new(Options {
            title: self.title.clone(),
            footer: self.footer.clone(),
            landscape: self.wide,
            dense: self.dense,
            ..Options::default()
        });
        document.add(Style::Title, self.title.as_str());
        for block in &self.blocks {
            match block {
                Block::Heading(rank, text) => {
                    let style = match rank {
                        1 => Style::Heading1,
                        2 => Style::Heading2,
                        _ => Style::Heading3,
                    };
                    document.add(style, text.as_str());
                }
                Block::Text(spans) => document.add(Style::Normal, runs(spans)),
                Block::Item(spans) => document.add(Style::Bullet, runs(spans)),
                Block::Quote(spans) => document.add(Style::Quote, runs(spans)),
                Block::Small(spans) => document.add(Style::Small, runs(spans)),
                Block::Table(of) => {
                    let shares: Vec<u32> = of.heads.iter().map(|h| h.1).collect();
                    let mut table = Table::new(&shares).header(of.heads.iter().map(|h| h.0.as_str()));
                    for row in &of.rows {
                        table.row(row.iter().map(|cell| runs(cell)));
                    }
                    document.table(&table);
                }
            }
        }
        document.finish()
    }
}

fn runs(spans: &[Span]) -> Runs {
    let run = |span: &Span| {
        let run = Run::new(span.text.as_str());
        match span.look {
            SpanLook::Plain => run,
            SpanLook::Strong => run.bold(),
            SpanLook::Marked => run.marked(),
        }
    };
    spans.iter().map(run).collect::<Vec<Run>>().into()
}
