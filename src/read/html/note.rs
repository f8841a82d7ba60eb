//! Notes that a page gathers at its end: they are put behind the block that calls them, so that they go with its clause.
//!
//! Cost: linear in the blocks.

use rustc_hash::FxHashMap;

use crate::read::source::{Block, Claims, Role};

/// Which notes are called where, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Ids that the open block calls.
    open: Vec<String>,
    /// Ids that begin the open block, if it is a note.
    own: Vec<String>,
    /// The block that calls an id first.
    calls: FxHashMap<String, usize>,
    /// The block that begins the note of an id.
    stands: FxHashMap<String, usize>,
}

impl Notes {
    /// The open block calls the note with this id.
    pub(super) fn called(&mut self, id: Option<&str>) {
        self.open.extend(id.map(str::to_owned));
    }

    /// The open block begins with a mark that has these ids.
    pub(super) fn begins(&mut self, ids: &[&str]) {
        self.own.extend(ids.iter().map(|id| (*id).to_owned()));
    }

    /// The open block is emitted as block `at`.
    pub(super) fn emitted(&mut self, claims: &Claims, at: usize) {
        let note = claims.role == Role::Footnote;
        let own = std::mem::take(&mut self.own);
        for id in own.into_iter().filter(|_| note) {
            self.stands.entry(id).or_insert(at);
        }
        // What a note calls, or a table of contents, has its place elsewhere.
        let calls = !matches!(claims.role, Role::Footnote | Role::Contents | Role::Furniture);
        for id in std::mem::take(&mut self.open).into_iter().filter(|_| calls) {
            self.calls.entry(id).or_insert(at);
        }
    }

    /// The open block has ended, emitted or not.
    pub(super) fn ended(&mut self) {
        self.own.clear();
    }

    /// The note in block `at` stands in an element with this id.
    pub(super) fn stands(&mut self, id: &str, at: usize) {
        self.stands.entry(id.to_owned()).or_insert(at);
    }

    /// The blocks, each note behind the first block that calls it; behind the text under it, where that is a heading.
    pub(super) fn placed(&self, blocks: Vec<Block>) -> Vec<Block> {
        // Each note with the blocks up to the next one.
        let mut begins = vec![None; blocks.len()];
        for (id, &at) in &self.stands {
            // Metanorma calls `table1a` what stands as `fn:table1a`.
            let bare = id.strip_prefix("fn:").and_then(|bare| self.calls.get(bare));
            let Some(&from) = self.calls.get(id).or(bare) else {
                continue;
            };
            let first = begins[at].is_none_or(|f| from < f);
            if from < at && first {
                begins[at] = Some(from);
            }
        }
        if begins.iter().all(Option::is_none) {
            return blocks;
        }
        let mut known = vec![false; blocks.len()];
        for &at in self.stands.values() {
            known[at] = true;
        }
        let mut behind: FxHashMap<usize, Vec<Block>> = FxHashMap::default();
        let mut kept: Vec<(usize, Block)> = Vec::with_capacity(blocks.len());
        let mut open: Option<usize> = None;
        for (at, block) in blocks.into_iter().enumerate() {
            let note = block.claims.role == Role::Footnote;
            open = if !note {
                None
            } else if known[at] {
                begins[at]
            } else {
                open
            };
            match open {
                Some(from) => behind.entry(from).or_default().push(block),
                None => kept.push((at, block)),
            }
        }
        let mut placed = Vec::with_capacity(kept.len());
        let mut waiting: Vec<Block> = Vec::new();
        for (at, block) in kept {
            let heads = matches!(block.claims.role, Role::Heading(_) | Role::Subtitle);
            placed.push(block);
            waiting.extend(behind.remove(&at).into_iter().flatten());
            if !heads {
                placed.append(&mut waiting);
            }
        }
        placed.append(&mut waiting);
        placed
    }
}
