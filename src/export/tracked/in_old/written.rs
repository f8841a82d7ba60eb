//! The text of the file with all that changed.

use std::collections::BTreeMap;
use std::ops::Range;

use roxmltree::Node;

use super::placed::Placed;
use crate::export::tracked::paragraph::{Marks, inserted, rewritten};

impl Placed<'_, '_> {
    /// The text of the file.
    pub(super) fn written(mut self, xml: &str) -> Option<String> {
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for paragraph in std::mem::take(&mut self.gone) {
            *taken.entry(paragraph).or_default() += 1;
        }
        for (paragraph, edits) in &mut self.edits {
            let all = taken.get(paragraph).copied().unwrap_or(0);
            edits.whole = all == self.sizes[*paragraph] && edits.come.is_empty();
        }
        let mut marks = Marks { next: 9000 };
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        for (&paragraph, edits) in self.edits.iter().filter(|(_, e)| !e.is_empty()) {
            let node = self.nodes[paragraph];
            changes.push((node.range(), rewritten(xml, node, edits, &mut marks)));
        }
        for (behind, come) in &self.come {
            let text: String = come
                .iter()
                .map(|(model, text)| inserted(xml, model.map(|m| self.nodes[m]), text, &mut marks))
                .collect();
            let at = match behind {
                Some(paragraph) => self.end_of(*paragraph),
                None => self.nodes.first()?.range().start,
            };
            changes.push((at..at, text));
        }
        changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(xml.len() + 4096);
        let mut from = 0;
        for (range, text) in changes {
            // A paragraph of a box within a paragraph that changes, too.
            if range.start < from {
                return None;
            }
            out.push_str(&xml[from..range.start]);
            out.push_str(&text);
            from = range.end;
        }
        out.push_str(&xml[from..]);
        Some(out)
    }

    /// Where a paragraph behind this one begins: behind the table, where the next one stands outside of it.
    fn end_of(&self, paragraph: usize) -> usize {
        let node = self.nodes[paragraph];
        let next = self.nodes.get(paragraph + 1);
        let left = |n: &Node<'_, '_>| {
            let table = matches!(n.tag_name().name(), "tbl" | "txbxContent");
            table && next.is_none_or(|next| !next.ancestors().any(|a| a == *n))
        };
        let outer = node.ancestors().filter(left).last();
        outer
            .map(|n| match n.tag_name().name() {
                "tbl" => n,
                _ => n.ancestors().find(|a| a.tag_name().name() == "p").unwrap_or(n),
            })
            .unwrap_or(node)
            .range()
            .end
    }
}
