//! Footnote marks, powers, and links that only serve the page.
//!
//! A raised number is one of three things: the mark of a footnote, a power, or a part of the word. Markup usually
//! tells (a mark links to its note); where it does not, the text before decides, as for plain text.

use super::dom::{Dom, Id};

/// What an inline element is, when it is not just text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// The mark of a footnote, with its characters.
    Footnote(String),
    /// Raised text, with its characters.
    Raised(String),
    /// A link that serves the page only: `¶`, `↩`.
    Chrome,
}

/// Longest text of a mark; anything longer is a link or a raised phrase.
const LONGEST: usize = 12;

/// Judges an inline element by its name, classes and target.
pub(super) fn mark(dom: &Dom, id: Id) -> Option<Mark> {
    let tag = dom.tag(id);
    if !matches!(tag, "a" | "sup" | "span") {
        return None;
    }
    let raised = is_raised(dom, id);
    let note_class = dom.classes(id).any(|c| {
        let c = c.to_ascii_lowercase();
        c.contains("footnoteref") || c.contains("footnote-ref") || c.contains("noteref") || c == "note-tag"
    });
    if tag == "span" && !raised && !note_class {
        return None;
    }
    let text = dom.short_text(id, LONGEST)?;
    let core = text.trim_matches(|c: char| c.is_whitespace() || "()[]".contains(c));
    if tag == "a" && matches!(core, "¶" | "↩" | "↩\u{FE0E}" | "⏎" | "↑" | "#" | "🔗" | "^") {
        return Some(Mark::Chrome);
    }
    let is_mark = !core.is_empty()
        && (core.chars().all(|c| c.is_ascii_digit() || "*†‡§, ".contains(c)) && core.len() <= 9
            || core.chars().count() == 1);
    let links_within = |a: Id| dom.attribute(a, "href").is_some_and(|h| h.starts_with('#'));
    let linked = match tag {
        "a" => {
            links_within(id) && (dom.beginning(id).any(|d| is_raised(dom, d)) || parent_is_raised(dom, id))
        }
        _ => raised && dom.beginning(id).any(|d| dom.tag(d) == "a" && links_within(d)),
    };
    if is_mark && (note_class || linked) {
        return Some(Mark::Footnote(core.to_owned()));
    }
    raised.then_some(Mark::Raised(text))
}

/// The element raises its text: `sup`, or a class that says so.
fn is_raised(dom: &Dom, id: Id) -> bool {
    dom.tag(id) == "sup"
        || dom
            .classes(id)
            .any(|c| matches!(c, "oj-super" | "super" | "superscript" | "sup" | "akn-sup"))
}

fn parent_is_raised(dom: &Dom, id: Id) -> bool {
    dom.parent(id).is_some_and(|p| is_raised(dom, p))
}
