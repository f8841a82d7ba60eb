//! What stands within a block: text, breaks, marks of footnotes, powers, formulas, pictures.

use super::dom::Id;
use super::mark::{self, Mark};
use super::walk::Walk;
use crate::read::breaks::BREAK;
use crate::read::label;
use crate::read::normalise::push_raised;
use crate::read::source::Role;

/// Bytes of the longest label that may stand in a span of its own.
const LABEL: usize = 32;

impl Walk<'_> {
    pub(super) fn open_inline(&mut self, id: Id) -> bool {
        let dom = self.dom;
        match dom.tag(id) {
            "br" => {
                self.text
                    .push(if self.role() == Role::Code { '\n' } else { BREAK });
                return false;
            }
            "img" => {
                self.image(id);
                return false;
            }
            "math" => self.math += 1,
            _ => {}
        }
        if self.math > 0 {
            self.open_math(id);
            return true;
        }
        match mark::mark(dom, id) {
            Some(Mark::Chrome) => return false,
            Some(Mark::Footnote(text)) => {
                self.footnote_mark(id, &text);
                return false;
            }
            Some(Mark::Raised(text)) => {
                push_raised(&mut self.text, &text);
                return false;
            }
            None => {}
        }
        if self.text.trim().is_empty() && self.cell.is_none() {
            let own = dom.attribute(id, "id").or_else(|| dom.attribute(id, "name"));
            if self.anchor.is_none() {
                self.anchor = own.map(str::to_owned);
            }
            if self.label_from.is_none() && self.label.is_none() {
                self.label_from = Some(id);
            }
            self.line.get_or_insert(dom.line(id));
        }
        true
    }

    /// Powers and fractions keep their sense in one line of text.
    pub(super) fn open_math(&mut self, id: Id) {
        let Some(parent) = self.dom.parent(id) else { return };
        let is_first = self.dom.children(parent).find(|c| !self.dom.tag(*c).is_empty()) == Some(id);
        match self.dom.tag(parent) {
            "msup" if !is_first => self.text.push('^'),
            "mfrac" if !is_first => self.text.push('/'),
            _ => {}
        }
    }

    /// The mark of a footnote: dropped, or the number of the note whose text begins here.
    pub(super) fn footnote_mark(&mut self, id: Id, mark: &str) {
        let before = self.text.trim();
        if self.cell.is_none() && before.trim_matches(['(', '[']).is_empty() {
            self.note = true;
            let ids = self.dom.beginning(id).chain(self.dom.parent(id));
            let named = |d: Id| {
                self.dom
                    .attribute(d, "id")
                    .or_else(|| self.dom.attribute(d, "name"))
            };
            let own: Vec<&str> = ids.filter_map(named).collect();
            self.notes.begins(&own);
            let bracketed = self.dom.short_text(id, 16).is_some_and(|t| t.starts_with('('));
            let text = if bracketed && before.is_empty() {
                format!("({mark}) ")
            } else {
                mark.to_owned()
            };
            self.text.truncate(self.text.trim_end().len());
            self.text.push_str(text.trim_end());
            self.dropped_mark = Some(true);
            return;
        }
        let mut links = self.dom.beginning(id).chain(self.dom.parent(id));
        let target = links.find_map(|d| self.dom.attribute(d, "href")?.strip_prefix('#'));
        self.notes.called(target);
        if self.text.trim_end().ends_with('(') {
            let kept = self.text.trim_end().len() - 1;
            self.text.truncate(kept);
            // Tells the next text to do without the closing bracket.
            self.text.push('\u{1}');
            return;
        }
        let spaced = self.text.ends_with(char::is_whitespace);
        self.text.truncate(self.text.trim_end().len());
        self.dropped_mark = Some(spaced);
    }

    pub(super) fn image(&mut self, id: Id) {
        let named = |classes: &[&str]| self.dom.classes(id).any(|c| classes.contains(&c));
        let in_figure = self
            .frames
            .iter()
            .rev()
            .take(3)
            .any(|f| self.dom.tag(f.id) == "figure");
        if in_figure || named(&["formula", "math", "equation", "tex"]) {
            let alt = self.dom.attribute(id, "alt").unwrap_or_default();
            self.text.push(' ');
            self.text.push_str(alt);
            self.text.push(' ');
        }
    }

    /// Adds text to the open block.
    pub(super) fn push(&mut self, text: &str, id: Id) {
        let mut text = text;
        if self.math > 0 {
            self.text.push_str(text.trim());
            return;
        }
        if self.text.ends_with('\u{1}') {
            self.text.pop();
            let rest = text.trim_start();
            text = rest.strip_prefix(')').unwrap_or(text);
            let spaced = self.text.ends_with(char::is_whitespace);
            self.text.truncate(self.text.trim_end().len());
            self.dropped_mark = Some(spaced);
        }
        if let Some(spaced) = self.dropped_mark
            && let Some(first) = text.chars().next()
        {
            self.dropped_mark = None;
            if spaced && !",.;:)]’”!?»".contains(first) {
                self.text.push(' ');
            }
        }
        if self.line.is_none() && !text.trim().is_empty() {
            self.line = Some(self.dom.line(id));
        }
        if self.parts_label(text, id) {
            self.text.push(' ');
        }
        self.text.push_str(text);
    }

    /// Whether a label and its text stand in neighbouring spans: `<span>1</span><span>Introduction</span>`. A style
    /// sheet sets them apart, a reader has to.
    fn parts_label(&self, text: &str, id: Id) -> bool {
        let Some(first) = text.chars().next() else {
            return false;
        };
        let in_span = self.dom.parent(id).is_some_and(|p| self.dom.tag(p) == "span");
        // No label is longer: all else of a long paragraph is not looked at.
        let short = (1..=LABEL).contains(&self.text.len());
        if !in_span || !short || self.text.ends_with(char::is_whitespace) {
            return false;
        }
        // `3<span>D</span> printing` is one word.
        let word = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
        let begins = first.is_uppercase() && (text[..word].chars().nth(2).is_some() || word < text.len());
        let opens = begins || matches!(first, '“' | '"' | '‘' | '«' | '„');
        let so_far = self.text.trim_start();
        // `1` of `1st` is no label, `1.` is.
        let bare = |part: &str| {
            let digit = part.starts_with(|c: char| c.is_ascii_digit());
            digit && part.len() <= 6 && part.chars().all(|c| c.is_ascii_alphanumeric())
        };
        let is_label = |part: &str| label::at_start(part).is_some_and(|l| l.len == part.len());
        // `1 (1)` is two.
        let label = match so_far.split_once(" (") {
            Some((head, tail)) => bare(head) && is_label(&so_far[so_far.len() - tail.len() - 1..]),
            None => is_label(so_far),
        };
        let set_off = label && so_far.ends_with(['.', ')']);
        (bare(so_far) || label) && opens || bare(so_far) && first == '(' || set_off && first.is_alphabetic()
    }
}
