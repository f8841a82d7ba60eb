//! A clause tree as plain lines: labels, headings and texts, and nothing else that could tell where a clause stands.

use clausewise::draft::{Clause, Draft};

/// How labels, headings and texts stand in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rendering {
    /// Label and text in one line; a heading in a line of its own.
    Lines,
    /// The heading in the line of its label, the text in the next.
    Titled,
    /// Label, heading and text each in a line of its own.
    Apart,
}

impl Rendering {
    pub const ALL: [Rendering; 3] = [Rendering::Lines, Rendering::Titled, Rendering::Apart];
}

/// The draft in lines, without what stands beside its text.
pub fn flatten(draft: &Draft, rendering: Rendering) -> String {
    let mut out = String::new();
    for (_, clause) in draft
        .clauses()
        .filter(|(_, c)| !matches!(c.kind.as_str(), "contents" | "furniture" | "footnote"))
    {
        for line in lines(clause, rendering).iter().filter(|l| !l.is_empty()) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

fn lines(clause: &Clause, rendering: Rendering) -> Vec<String> {
    let (label, heading, text) = (&clause.label, &clause.heading, &clause.text);
    let join = |a: &str, b: &str| format!("{a} {b}").trim().to_owned();
    match rendering {
        Rendering::Apart if clause.heading_first => vec![heading.clone(), label.clone(), text.clone()],
        Rendering::Apart => vec![label.clone(), heading.clone(), text.clone()],
        _ if clause.heading_first => vec![heading.clone(), join(label, text)],
        _ if heading.is_empty() => vec![join(label, text)],
        Rendering::Lines => vec![label.clone(), heading.clone(), text.clone()],
        Rendering::Titled => vec![join(label, heading), text.clone()],
    }
}
