//! The graph of a crosswalk for tools that draw or count graphs: GraphML, and DOT of Graphviz. A node for every unit in
//! the sheet, linked or not, an edge for every row between two units.

use rustc_hash::FxHashMap;

use super::about::About;
use super::yaml::hidden;
use crate::review::{Row, Sheet, Side};

/// What nodes carry.
const OF_NODES: [&str; 5] = ["draft", "id", "citation", "text", "hash"];
/// What edges carry.
const OF_EDGES: [&str; 11] = [
    "status",
    "relation",
    "strength",
    "rationale",
    "confidence",
    "score",
    "findings",
    "evidence",
    "note",
    "reviewer",
    "reviewed_on",
];

/// The units of a sheet, in order of their first rows.
struct Graph<'a> {
    nodes: Vec<&'a Side>,
    at: FxHashMap<(&'a str, &'a str), usize>,
    edges: Vec<(usize, usize, &'a Row)>,
}

impl<'a> Graph<'a> {
    fn of(sheet: &'a Sheet) -> Self {
        let mut graph = Graph {
            nodes: Vec::new(),
            at: FxHashMap::default(),
            edges: Vec::new(),
        };
        for row in &sheet.rows {
            if let (Some(left), Some(right)) = (graph.node(&row.left), graph.node(&row.right)) {
                graph.edges.push((left, right, row));
            }
        }
        graph
    }

    fn node(&mut self, side: &'a Side) -> Option<usize> {
        if side.is_empty() {
            return None;
        }
        let next = self.nodes.len();
        let at = *self.at.entry((&side.draft, &side.id)).or_insert(next);
        if at == next {
            self.nodes.push(side);
        }
        Some(at)
    }
}

/// The crosswalk as GraphML.
pub fn graphml(drafts: &[About], sheet: &Sheet) -> String {
    let graph = Graph::of(sheet);
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let mut key = |of: &str, name: &str, kind: &str| {
        out.push_str(&format!(
            "  <key id=\"{of}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
        ));
    };
    key("graph", "drafts", "string");
    OF_NODES.iter().for_each(|n| key("node", n, "string"));
    for name in OF_EDGES {
        let number = matches!(name, "strength" | "confidence" | "score");
        key("edge", name, if number { "double" } else { "string" });
    }
    out.push_str("  <graph id=\"crosswalk\" edgedefault=\"directed\">\n");
    let about: Vec<String> = About::all(drafts, sheet).iter().map(describe).collect();
    data(&mut out, "graph-drafts", &about.join("\n"), 4);
    for (i, side) in graph.nodes.iter().enumerate() {
        out.push_str(&format!("    <node id=\"n{i}\">\n"));
        for (name, cell) in
            OF_NODES
                .iter()
                .zip([&side.draft, &side.id, &side.citation, &side.text, &side.hash])
        {
            data(&mut out, &format!("node-{name}"), cell, 6);
        }
        out.push_str("    </node>\n");
    }
    for (i, (left, right, row)) in graph.edges.iter().enumerate() {
        out.push_str(&format!(
            "    <edge id=\"e{i}\" source=\"n{left}\" target=\"n{right}\">\n"
        ));
        for name in OF_EDGES {
            let cell = row.cell(name).unwrap_or_default();
            let number = matches!(name, "strength" | "confidence" | "score");
            if !number || cell.parse::<f64>().is_ok_and(f64::is_finite) {
                data(&mut out, &format!("edge-{name}"), cell, 6);
            }
        }
        out.push_str("    </edge>\n");
    }
    out.push_str("  </graph>\n</graphml>\n");
    out
}

fn describe(draft: &About) -> String {
    let known: Vec<String> = draft.known().iter().map(|(n, v)| format!("{n} {v}")).collect();
    format!("{}: {}", draft.name, known.join("; "))
}

fn data(out: &mut String, key: &str, text: &str, indent: usize) {
    if !text.is_empty() {
        let space = " ".repeat(indent);
        out.push_str(&format!("{space}<data key=\"{key}\">{}</data>\n", xml(text)));
    }
}

/// Text for XML 1.0: what XML cannot hold is replaced, what does not show is written by its number.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if hidden(c) => out.push_str(&format!("&#{};", c as u32)),
            c => out.push(c),
        }
    }
    out
}

/// The crosswalk as DOT: a cluster for each draft, labels without wording.
pub fn dot(drafts: &[About], sheet: &Sheet) -> String {
    let graph = Graph::of(sheet);
    let mut out = String::from("digraph crosswalk {\n  rankdir=LR;\n  node [shape=box];\n");
    for (i, draft) in About::all(drafts, sheet).iter().enumerate() {
        out.push_str(&format!(
            "  subgraph cluster_{i} {{\n    label={};\n",
            quoted(&format!("{}: {}", draft.name, draft.title()))
        ));
        for (n, side) in graph
            .nodes
            .iter()
            .enumerate()
            .filter(|(_, s)| s.draft == draft.name)
        {
            let label = if side.citation.is_empty() {
                &side.id
            } else {
                &side.citation
            };
            out.push_str(&format!(
                "    n{n} [label={}, tooltip={}];\n",
                quoted(label),
                quoted(&side.id)
            ));
        }
        out.push_str("  }\n");
    }
    for (left, right, row) in &graph.edges {
        let style = match row.status() {
            Some(crate::review::Status::Proposed) => "dashed",
            Some(crate::review::Status::Rejected) => "dotted",
            _ => "solid",
        };
        let label = [&row.relation, &row.confidence].map(String::as_str).join(" ");
        out.push_str(&format!(
            "  n{left} -> n{right} [style={style}, label={}];\n",
            quoted(label.trim())
        ));
    }
    out.push_str("}\n");
    out
}

/// A string of DOT: quotes and backslashes escaped, `&` so that nothing is an entity but what we write.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\0'..='\u{1f}' => out.push('\u{fffd}'),
            c if hidden(c) => out.push_str(&format!("&#{};", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
