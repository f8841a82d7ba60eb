//! A paper as Markdown.

use std::fmt::Write;

use super::{Block, Paper, Span, SpanLook};
use crate::report::diff::safe;

impl Paper {
    /// The paper as CommonMark, with tables as GitHub has them.
    pub fn markdown(&self) -> String {
        let mut out = format!("# {}\n", safe(&self.title));
        let mut in_list = false;
        for block in &self.blocks {
            let item = matches!(block, Block::Item(_));
            if !(item && in_list) {
                out.push('\n');
            }
            in_list = item;
            match block {
                Block::Heading(rank, text) => {
                    let _ = writeln!(out, "{} {}", "#".repeat(usize::from(*rank) + 1), safe(text));
                }
                Block::Text(spans) | Block::Small(spans) => {
                    let _ = writeln!(out, "{}", begin(&inline(spans)));
                }
                Block::Item(spans) => {
                    let _ = writeln!(out, "- {}", begin(&inline(spans)));
                }
                Block::Quote(spans) => {
                    let _ = writeln!(out, "> {}", begin(&inline(spans)));
                }
                Block::Table(table) => {
                    let heads: Vec<String> = table.heads.iter().map(|h| safe(&h.0)).collect();
                    let _ = writeln!(out, "| {} |\n|{}", heads.join(" | "), "---|".repeat(heads.len()));
                    for row in &table.rows {
                        let cells: Vec<String> = row.iter().map(|cell| inline(cell)).collect();
                        let _ = writeln!(out, "| {} |", cells.join(" | "));
                    }
                }
            }
        }
        if !self.footer.is_empty() {
            let _ = writeln!(out, "\n---\n\n{}", safe(&self.footer));
        }
        out
    }
}

/// Spans on one line. Marks hold no space at their ends, or they would not be read as such.
fn inline(spans: &[Span]) -> String {
    let mut out = String::new();
    for span in spans {
        let text = safe(&span.text);
        let bare = text.trim();
        if span.look == SpanLook::Plain || bare.is_empty() {
            out.push_str(&text);
            continue;
        }
        let start = text.len() - text.trim_start().len();
        let (before, rest) = text.split_at(start);
        let after = rest.get(bare.len()..).unwrap_or("");
        let _ = write!(out, "{before}**{bare}**{after}");
    }
    out
}

/// A line that begins as text: not as a list, a heading, a quote or a rule.
fn begin(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (head, rest) = line.split_at(digits);
    match rest.chars().next() {
        Some('.' | ')') if digits > 0 => format!("{head}\\{rest}"),
        Some('-' | '+' | '>' | '=') if digits == 0 => format!("\\{rest}"),
        _ => line.to_owned(),
    }
}
