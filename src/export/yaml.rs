//! YAML, as strict as JSON: every string in double quotes, two spaces a level, keys in the order given.

use serde_json::Value;

/// A string in double quotes, on one line, with every character escaped that a reader of YAML could refuse or a person
/// not see.
///
/// ```
/// use clausewise::export::yaml::string;
/// assert_eq!(string("a: #\n"), r#""a: #\n""#);
/// assert_eq!(string("\u{202e}"), r#""\u202e""#);
/// ```
pub fn string(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if hidden(c) => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Characters below U+10000 that do not show, or turn the direction of what does.
pub(super) fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// A block of YAML. Objects come in their own order: a list of pairs keeps it.
pub(super) enum Node {
    Text(String),
    Number(u64),
    List(Vec<Node>),
    Map(Vec<(&'static str, Node)>),
}

impl Node {
    pub(super) fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    /// The whole document.
    pub(super) fn document(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        match self {
            Node::Text(text) => out.push_str(&format!("{}\n", string(text))),
            Node::Number(n) => out.push_str(&format!("{}\n", Value::from(*n))),
            Node::List(items) if items.is_empty() => out.push_str("[]\n"),
            Node::Map(fields) if fields.is_empty() => out.push_str("{}\n"),
            Node::List(items) => {
                for (i, item) in items.iter().enumerate() {
                    indent(if i == 0 && depth == 0 { 0 } else { depth }, out);
                    out.push_str("- ");
                    item.write(depth + 1, out);
                }
            }
            Node::Map(fields) => {
                for (i, (key, value)) in fields.iter().enumerate() {
                    // The first key stands behind the hyphen of its item.
                    if i > 0 || out.ends_with('\n') {
                        indent(depth, out);
                    }
                    out.push_str(&format!("{key}:"));
                    match value {
                        Node::List(v) if !v.is_empty() => {
                            out.push('\n');
                            value.write(depth + 1, out);
                        }
                        Node::Map(v) if !v.is_empty() => {
                            out.push('\n');
                            value.write(depth + 1, out);
                        }
                        _ => {
                            out.push(' ');
                            value.write(depth + 1, out);
                        }
                    }
                }
            }
        }
    }
}

fn indent(depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
}
