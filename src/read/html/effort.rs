//! How much work html5ever may do.
//!
//! At most tags it looks through all open elements, as browsers do, and after every paragraph it opens again the
//! formatting that nobody closed. Elements that nest without end so cost the square of the page, in time or in
//! memory. It cannot be stopped, but it need not be given the rest of the page: [`Bounded`] stands between its
//! tokenizer and its tree builder, and passes on nothing more when the effort is spent.

use std::cell::Cell;

use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::TreeBuilder;

use super::dom::Id;
use super::sink::Sink;

/// Looks at open elements for a file: some three seconds. 10,000 lists in one another take 400 million.
const LOOKS: u64 = 450_000_000;
/// What a node costs beyond the one that every token may make: memory, in looks.
const NODE: u64 = 400;

/// What comparing a new formatting element with an open one costs, an attribute each: html5ever copies and sorts them.
const COMPARISON: u64 = 20;

/// Elements that html5ever opens again after the block in which nobody closed them.
const FORMATTING: [&str; 13] = [
    "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// What is left of the work for a file.
#[derive(Debug)]
pub(crate) struct Effort(Cell<u64>);

impl Default for Effort {
    fn default() -> Effort {
        Effort(Cell::new(LOOKS))
    }
}

impl Effort {
    /// So many looks.
    #[cfg(test)]
    pub(super) fn of(looks: u64) -> Effort {
        Effort(Cell::new(looks))
    }

    /// Whether the page was too tangled to be read to its end.
    pub(crate) fn is_spent(&self) -> bool {
        self.0.get() == 0
    }

    pub(super) fn look(&self) {
        self.spend(1);
    }

    pub(super) fn node(&self) {
        self.spend(NODE);
    }

    fn spend(&self, looks: u64) {
        self.0.set(self.0.get().saturating_sub(looks));
    }

    fn earn(&self, looks: u64) {
        self.0.set(self.0.get().saturating_add(looks));
    }
}

/// The tree builder, as long as effort is left.
pub(super) struct Bounded<'e> {
    pub(super) builder: TreeBuilder<Id, Sink<'e>>,
    /// Formatting elements that are open.
    open: Cell<u64>,
}

impl<'e> Bounded<'e> {
    /// Nothing is open.
    pub(super) fn new(builder: TreeBuilder<Id, Sink<'e>>) -> Self {
        Bounded {
            builder,
            open: Cell::new(0),
        }
    }

    fn weigh(&self, token: &Token) {
        let effort = self.builder.sink.effort;
        effort.earn(NODE);
        if let Token::TagToken(tag) = token
            && FORMATTING.contains(&&*tag.name)
        {
            let open = self.open.get();
            if tag.kind == TagKind::EndTag {
                self.open.set(open.saturating_sub(1));
            } else {
                self.open.set(open + 1);
                effort.spend(open.saturating_mul(COMPARISON * (1 + tag.attrs.len() as u64)));
            }
        }
    }
}

impl TokenSink for Bounded<'_> {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        if self.builder.sink.effort.is_spent() {
            return TokenSinkResult::Continue;
        }
        self.weigh(&token);
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder
            .adjusted_current_node_present_but_not_in_html_namespace()
    }
}
