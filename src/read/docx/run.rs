//! What stands within a paragraph: runs, fields, links, changes, marks of notes.

use roxmltree::Node;

use super::line::{Line, NoteKind, NoteMark};
use super::style::Look;
use super::walk::{DEEPEST, Field, Walk};
use super::xml::{attribute, child, local, run_text, value};
use super::{math, symbol};
use crate::read::breaks::BREAK;

/// What holds for the runs in an element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inside {
    pub(super) depth: usize,
    /// A link is underlined by itself.
    pub(super) link: bool,
    /// What the paragraph's style says of its characters.
    pub(super) look: Look,
}

impl<'d, 's> Walk<'d, 's> {
    /// Reads what is in a paragraph, or in an element within one.
    pub(super) fn inline(&mut self, parent: Node<'d, 'd>, line: &mut Line<'d, 's>, inside: Inside) {
        let inner = Inside {
            depth: inside.depth + 1,
            ..inside
        };
        if inner.depth > DEEPEST {
            line.push(&run_text(parent), false);
            return;
        }
        for node in parent.children().filter(Node::is_element) {
            match local(node) {
                "r" => self.run(node, line, inner),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "fldData" | "rt"
                | "rubyPr" | "sectPr" => {}
                "ins" | "del" | "moveTo" | "moveFrom" => match self.tracking.enter(node) {
                    Some(true) => self.left_comments(node),
                    _ => self.inline(node, line, inner),
                },
                "hyperlink" => self.inline(node, line, Inside { link: true, ..inner }),
                "fldSimple" => {
                    let instruction = attribute(node, "instr").unwrap_or_default();
                    self.fields.push(Field::shown(instruction));
                    self.inline(node, line, inner);
                    self.fields.pop();
                }
                "oMath" | "oMathPara" => {
                    if !self.silent() {
                        line.push(&math::text(node), false);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.inline(chosen, line, inner);
                    }
                }
                "bookmarkStart" if line.anchor.is_none() && line.is_blank() => {
                    line.anchor = attribute(node, "name").filter(|n| *n != "_GoBack");
                }
                "commentRangeStart" => self.comment(node),
                _ => self.inline(node, line, inner),
            }
        }
    }

    fn run(&mut self, run: Node<'d, 'd>, line: &mut Line<'d, 's>, inside: Inside) {
        let (look, link) = self.look(run, inside);
        if look.hidden == Some(true) {
            line.left_out = true;
            return;
        }
        let struck = look.struck == Some(true);
        let underlined = look.underlined == Some(true) && !link;
        if (struck || underlined) && self.tracking.by_looks(struck, underlined, &run_text(run)) {
            line.left_out = true;
            return;
        }
        let raised = look.raised == Some(true);
        for node in run.children().filter(Node::is_element) {
            self.in_run(node, line, raised, inside);
        }
    }

    fn in_run(&mut self, node: Node<'d, 'd>, line: &mut Line<'d, 's>, raised: bool, inside: Inside) {
        let shown = match local(node) {
            "t" | "delText" => node.text().unwrap_or_default(),
            "tab" | "ptab" => "\t",
            "br" if matches!(attribute(node, "type"), Some("page" | "column")) => " ",
            "br" | "cr" => {
                if !self.silent() {
                    line.push(BREAK.encode_utf8(&mut [0; 4]), false);
                }
                return;
            }
            "noBreakHyphen" => "-",
            "sym" => {
                let attribute = |name| attribute(node, name).unwrap_or_default();
                let character = symbol::character(attribute("font"), attribute("char"));
                if !self.silent() {
                    line.push(&character, raised);
                }
                return;
            }
            "fldChar" => return self.field(attribute(node, "fldCharType")),
            "instrText" | "delInstrText" => {
                if let Some(field) = self.fields.last_mut().filter(|f| !f.shown) {
                    field.instruct(node.text().unwrap_or_default());
                }
                return;
            }
            "lastRenderedPageBreak" => {
                self.page = self.page.map(|p| p.saturating_add(1));
                if line.is_blank() {
                    line.page = self.page;
                }
                return;
            }
            name @ ("footnoteReference" | "endnoteReference") => {
                let kind = if name == "footnoteReference" {
                    NoteKind::Footnote
                } else {
                    NoteKind::Endnote
                };
                let custom =
                    attribute(node, "customMarkFollows").is_some_and(|v| !matches!(v, "0" | "false" | "off"));
                line.settle();
                line.notes
                    .extend(attribute(node, "id").map(|id| NoteMark { kind, id, custom }));
                return;
            }
            "commentReference" => return self.comment(node),
            "drawing" | "pict" | "object" => return line.boxes.extend(text_boxes(node)),
            "AlternateContent" => {
                if let Some(chosen) = chosen(node).filter(|_| inside.depth < DEEPEST) {
                    let deeper = Inside {
                        depth: inside.depth + 1,
                        ..inside
                    };
                    for node in chosen.children().filter(Node::is_element) {
                        self.in_run(node, line, raised, deeper);
                    }
                }
                return;
            }
            "ruby" => {
                if let Some(base) = child(node, "rubyBase") {
                    self.inline(base, line, inside);
                }
                return;
            }
            _ => return,
        };
        if !self.silent() {
            line.contents |= self.fields.iter().any(Field::contents);
            line.push(shown, raised);
        }
    }

    /// What a run looks like, and whether it is a link by its style.
    fn look(&self, run: Node<'d, 'd>, inside: Inside) -> (Look, bool) {
        let Some(properties) = self.tracking.properties(run, "rPr") else {
            return (inside.look, inside.link);
        };
        let style = value(properties, "rStyle").and_then(|id| self.styles.run(id));
        let by_style = style.map(|s| s.look).unwrap_or_default();
        let look = Look::read(properties).or(by_style).or(inside.look);
        (look, inside.link || style.is_some_and(|s| s.link))
    }

    fn field(&mut self, what: Option<&str>) {
        match what {
            Some("begin") if self.fields.len() < DEEPEST => self.fields.push(Field::default()),
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.shown = true;
                }
            }
            Some("end") => {
                self.fields.pop();
            }
            _ => {}
        }
    }

    /// Whether what comes is the instruction of a field and not its result.
    pub(super) fn silent(&self) -> bool {
        self.fields.iter().any(|f| !f.shown)
    }
}

/// Of the forms of something for newer and older programs, the one to read.
pub(super) fn chosen<'d>(node: Node<'d, 'd>) -> Option<Node<'d, 'd>> {
    child(node, "Choice").or_else(|| child(node, "Fallback"))
}

/// The texts of the boxes in a drawing, not those of boxes within boxes.
fn text_boxes<'d>(drawing: Node<'d, 'd>) -> Vec<Node<'d, 'd>> {
    let mut found = Vec::new();
    let mut next = vec![drawing];
    while let Some(node) = next.pop() {
        match local(node) {
            "txbxContent" => found.push(node),
            "AlternateContent" => next.extend(chosen(node)),
            _ => {
                let from = next.len();
                next.extend(node.children().filter(Node::is_element));
                if let Some(new) = next.get_mut(from..) {
                    new.reverse();
                }
            }
        }
    }
    found
}
