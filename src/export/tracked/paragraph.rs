//! A paragraph of a Word file rewritten with tracked changes: its runs are cut where words change, and keep their looks.
//!
//! Cost: linear in the paragraph.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use roxmltree::Node;

use crate::export::word::{Change, words};

/// What changes in a paragraph, by places in its text in bytes.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// Stretches that go.
    pub(super) gone: Vec<Range<usize>>,
    /// Words that come, by the place where they are put in.
    pub(super) come: BTreeMap<usize, String>,
    /// The paragraph goes with all that is in it.
    pub(super) whole: bool,
}

impl Edits {
    pub(super) fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.come.is_empty() && !self.whole
    }

    fn goes(&self, at: usize) -> bool {
        self.whole || self.gone.iter().any(|r| r.contains(&at))
    }

    /// The next place behind this one at which something begins, ends or comes.
    fn next(&self, at: usize) -> usize {
        let ends = self.gone.iter().flat_map(|r| [r.start, r.end]);
        let all = ends.chain(self.come.keys().copied());
        all.filter(|&p| p > at).min().unwrap_or(usize::MAX)
    }
}

/// Numbers and signs the changes of a file.
#[derive(Debug)]
pub(super) struct Marks {
    pub(super) next: usize,
}

impl Marks {
    /// The attributes of the next change.
    pub(super) fn attributes(&mut self) -> String {
        self.next += 1;
        format!("w:id=\"{}\" w:author=\"clausewise\"", self.next)
    }

    /// A run as a change.
    pub(super) fn run(&mut self, change: Change, looks: &str, text: &str) -> String {
        let (element, inner) = match change {
            Change::Inserted => ("ins", "w:t"),
            Change::Deleted => ("del", "w:delText"),
        };
        format!(
            "<w:{element} {}><w:r>{looks}{}</w:r></w:{element}>",
            self.attributes(),
            words(text, inner)
        )
    }
}

fn local<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// The runs of a paragraph, not those of boxes and runs within them.
pub(super) fn runs<'a, 'i>(paragraph: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
    let own = |run: &Node<'a, 'i>| {
        let outer = run.ancestors().skip(1).find(|n| matches!(local(*n), "p" | "r"));
        outer == Some(paragraph)
    };
    let all = paragraph
        .descendants()
        .filter(|n| n.is_element() && local(*n) == "r");
    all.filter(own).collect()
}

/// What a child of a run puts into the text.
fn text_of<'a>(node: Node<'a, '_>) -> Option<&'a str> {
    match local(node) {
        "t" => Some(node.text().unwrap_or_default()),
        "tab" => Some("\t"),
        "br" | "cr" => Some("\n"),
        "noBreakHyphen" => Some("-"),
        _ => None,
    }
}

/// The text of a paragraph, as its runs have it.
pub(super) fn text(paragraph: Node<'_, '_>) -> String {
    let parts = runs(paragraph).into_iter().flat_map(|r| r.children());
    parts.filter(Node::is_element).filter_map(text_of).collect()
}

/// The properties of a run, as they stand in the file.
pub(super) fn looks<'t>(xml: &'t str, run: Node<'_, '_>) -> &'t str {
    let properties = run.children().find(|c| local(*c) == "rPr");
    properties.map_or("", |p| &xml[p.range()])
}

/// The paragraph with its changes tracked.
pub(super) fn rewritten(xml: &str, paragraph: Node<'_, '_>, edits: &Edits, marks: &mut Marks) -> String {
    let base = paragraph.range().start;
    let mut replaced: Vec<(Range<usize>, String)> = Vec::new();
    let (mut at, mut put) = (0, BTreeMap::new());
    put.clone_from(&edits.come);
    let all = runs(paragraph);
    for &run in &all {
        let looks = looks(xml, run);
        let mut out = String::new();
        if let Some(text) = put.remove(&at) {
            out.push_str(&marks.run(Change::Inserted, looks, &text));
        }
        for part in run.children().filter(|c| c.is_element() && local(*c) != "rPr") {
            let Some(text) = text_of(part) else {
                let kept = format!("<w:r>{looks}{}</w:r>", &xml[part.range()]);
                out.push_str(&if edits.whole {
                    format!("<w:del {}>{kept}</w:del>", marks.attributes())
                } else {
                    kept
                });
                continue;
            };
            let end = at + text.len();
            let mut from = at;
            while from < end {
                let to = edits.next(from).min(end);
                let piece = &text[from - at..to - at];
                if edits.goes(from) {
                    out.push_str(&marks.run(Change::Deleted, looks, piece));
                } else {
                    let _ = write!(out, "<w:r>{looks}{}</w:r>", words(piece, "w:t"));
                }
                if let Some(text) = put.remove(&to) {
                    out.push_str(&marks.run(Change::Inserted, looks, &text));
                }
                from = to;
            }
            at = end;
        }
        replaced.push((run.range(), out));
    }
    // A paragraph without runs, or words behind the last one.
    let behind: String = put.into_values().collect();
    let mut out = String::new();
    let mut from = base;
    for (range, text) in replaced {
        out.push_str(&xml[from..range.start]);
        out.push_str(&text);
        from = range.end;
    }
    let end = paragraph.range().end;
    let tail = &xml[from..end];
    let closing = tail.rfind("</").filter(|_| !tail.ends_with("/>"));
    match closing {
        Some(at) if !behind.is_empty() => {
            out.push_str(&tail[..at]);
            let looks = all.last().map_or("", |r| looks(xml, *r));
            out.push_str(&marks.run(Change::Inserted, looks, &behind));
            out.push_str(&tail[at..]);
        }
        _ => out.push_str(tail),
    }
    if edits.whole {
        marked(&out, marks, Change::Deleted)
    } else {
        out
    }
}

/// A paragraph whose mark at the end came or went.
fn marked(paragraph: &str, marks: &mut Marks, change: Change) -> String {
    let element = match change {
        Change::Inserted => "ins",
        Change::Deleted => "del",
    };
    let mark = format!("<w:{element} {}/>", marks.attributes());
    let whole = || format!("<w:pPr><w:rPr>{mark}</w:rPr></w:pPr>");
    // The properties stand first in a paragraph; those of its mark come before its section's and its changes.
    let open = paragraph.find('>').map_or(0, |at| at + 1);
    let rest = &paragraph[open..];
    let inner = rest.trim_start();
    let at = open + rest.len() - inner.len();
    if let Some(behind) = inner.strip_prefix("<w:pPr/>") {
        return format!("{}{}{behind}", &paragraph[..at], whole());
    }
    let Some(end) = inner.find("</w:pPr>").filter(|_| inner.starts_with("<w:pPr")) else {
        return format!("{}{}{}", &paragraph[..open], whole(), rest);
    };
    let properties = &inner[..end];
    let place = ["<w:rPr>", "<w:rPr/>", "<w:sectPr", "<w:pPrChange"]
        .iter()
        .filter_map(|tag| properties.find(tag))
        .min()
        .unwrap_or(end);
    let (before, after) = (&properties[..place], &properties[place..]);
    let (mark, after) = if let Some(after) = after.strip_prefix("<w:rPr>") {
        // It stands first in the properties of the mark.
        (format!("<w:rPr>{mark}"), after)
    } else {
        let after = after.strip_prefix("<w:rPr/>").unwrap_or(after);
        (format!("<w:rPr>{mark}</w:rPr>"), after)
    };
    format!("{}{before}{mark}{after}{}", &paragraph[..at], &inner[end..])
}

/// A paragraph that came, with the looks of a model: another paragraph of its sort.
pub(super) fn inserted(xml: &str, model: Option<Node<'_, '_>>, text: &str, marks: &mut Marks) -> String {
    let child = |node: Node<'_, '_>, name: &str| -> Option<Range<usize>> {
        node.children().find(|c| local(*c) == name).map(|c| c.range())
    };
    let mut properties = String::new();
    if let Some(own) = model.and_then(|m| m.children().find(|c| local(*c) == "pPr")) {
        let kept = own
            .children()
            .filter(|c| c.is_element() && !matches!(local(*c), "rPr" | "sectPr" | "pPrChange" | "framePr"));
        kept.for_each(|c| properties.push_str(&xml[c.range()]));
    }
    let looks = model
        .and_then(|m| runs(m).into_iter().find(|r| child(*r, "t").is_some()))
        .map_or("", |r| looks(xml, r));
    format!(
        "<w:p><w:pPr>{properties}<w:rPr><w:ins {}/></w:rPr></w:pPr>{}</w:p>",
        marks.attributes(),
        marks.run(Change::Inserted, looks, text)
    )
}
