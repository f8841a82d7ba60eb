//! Formulas in one line of text: powers and fractions keep their sense.

use roxmltree::Node;

use super::xml::{child, local};

/// Formulas nested deeper than this are read as plain text.
const DEEPEST: usize = 40;

/// A formula as text.
pub(super) fn text(node: Node<'_, '_>) -> String {
    let mut out = String::new();
    write(node, 0, &mut out);
    out
}

fn write(node: Node<'_, '_>, depth: usize, out: &mut String) {
    if depth > DEEPEST {
        out.push_str(&super::xml::run_text(node));
        return;
    }
    let part = |name: &str, out: &mut String| {
        if let Some(part) = child(node, name) {
            write(part, depth + 1, out);
        }
    };
    match local(node) {
        "sSup" => {
            part("e", out);
            out.push('^');
            part("sup", out);
        }
        "sSubSup" => {
            part("e", out);
            part("sub", out);
            out.push('^');
            part("sup", out);
        }
        "f" => {
            part("num", out);
            out.push('/');
            part("den", out);
        }
        "rad" => {
            out.push('√');
            part("deg", out);
            part("e", out);
        }
        "d" => {
            out.push('(');
            part("e", out);
            out.push(')');
        }
        "t" => out.push_str(node.text().unwrap_or_default()),
        "ctrlPr" | "rPr" | "sSupPr" | "fPr" | "radPr" | "dPr" | "naryPr" => {}
        _ => {
            for next in node.children().filter(Node::is_element) {
                write(next, depth + 1, out);
            }
        }
    }
}
