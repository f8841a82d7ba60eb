//! A paper as one page of HTML, without scripts.

use std::fmt::Write;

use super::{Block, Paper, Span, SpanLook};
use crate::report::page::{document, escape};

const STYLE: &str = include_str!("paper.css");

impl Paper {
    /// The paper as a page that is whole in itself.
    pub fn html(&self) -> String {
        let mut out = format!("<main>\n<h1>{}</h1>\n", escape(&self.title));
        let mut in_list = false;
        for block in &self.blocks {
            let item = matches!(block, Block::Item(_));
            if item != in_list {
                out.push_str(if item { "<ul>\n" } else { "</ul>\n" });
                in_list = item;
            }
            let _ = match block {
                Block::Heading(rank, text) => {
                    let rank = rank + 1;
                    writeln!(out, "<h{rank}>{}</h{rank}>", escape(text))
                }
                Block::Text(spans) => writeln!(out, "<p>{}</p>", inline(spans)),
                Block::Item(spans) => writeln!(out, "<li>{}</li>", inline(spans)),
                Block::Quote(spans) => writeln!(out, "<blockquote>{}</blockquote>", inline(spans)),
                Block::Small(spans) => writeln!(out, "<p class=\"small\">{}</p>", inline(spans)),
                Block::Table(table) => {
                    let heads = table.heads.iter();
                    let heads: String = heads
                        .map(|h| format!("<th scope=\"col\">{}</th>", escape(&h.0)))
                        .collect();
                    let _ = writeln!(out, "<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>");
                    for row in &table.rows {
                        let cells: String = row
                            .iter()
                            .map(|cell| format!("<td>{}</td>", inline(cell)))
                            .collect();
                        let _ = writeln!(out, "<tr>{cells}</tr>");
                    }
                    writeln!(out, "</tbody>\n</table>")
                }
            };
        }
        if in_list {
            out.push_str("</ul>\n");
        }
        let _ = writeln!(out, "</main>\n<footer><p>{}</p></footer>", escape(&self.footer));
        document(&self.title, STYLE, "", &out)
    }
}

fn inline(spans: &[Span]) -> String {
    let span = |span: &Span| {
        let text = escape(&span.text);
        match span.look {
            SpanLook::Plain => text,
            SpanLook::Strong => format!("<strong>{text}</strong>"),
            SpanLook::Marked => format!("<mark>{text}</mark>"),
        }
    };
    spans.iter().map(span).collect()
}
