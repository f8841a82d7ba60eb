//! The cues of all grammars, looked for at once: by their first four bytes.
//!
//! An automaton of all cues takes longer to build than many a draft to read, and five times as long for each byte.
//! Cost: linear in the blocks.

use rustc_hash::FxHashMap;

use super::file::Grammar;
use crate::read::Block;

/// Bytes of a block in which a cue is looked for.
const REACH: usize = 400;
/// Bytes by which a cue is found.
const START: usize = 4;

/// The cues of all grammars.
#[derive(Debug, Clone)]
pub(super) struct Cues {
    cues: Vec<Sought>,
    /// The cues that begin with four bytes, whatever their case …
    by_start: FxHashMap<[u8; START], Vec<usize>>,
    /// … and the slots of all such four, as bits: hardly any place of a text needs more than a look here.
    slots: Vec<u64>,
    /// The cues that are shorter.
    short: Vec<usize>,
    /// How many cues each grammar has.
    counts: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Sought {
    text: String,
    /// Its grammar, and its place among that one's cues.
    of: (usize, usize),
    /// It counts at the start of a block only.
    at_start: bool,
    /// It counts in capitals too.
    ignore_case: bool,
}

impl Sought {
    fn stands_at(&self, text: &[u8], at: usize) -> bool {
        let cue = self.text.as_bytes();
        let here = text.get(at..at + cue.len()).unwrap_or_default();
        // Those that begin alike mostly end otherwise.
        if at > 0 && self.at_start {
            return false;
        }
        if self.ignore_case {
            return here.eq_ignore_ascii_case(cue);
        }
        here.last() == cue.last() && here == cue
    }
}

/// Four bytes without their case; a few others fall together as well, and are told apart where a cue is compared.
fn folded(start: [u8; START]) -> [u8; START] {
    (u32::from_le_bytes(start) | 0x2020_2020).to_le_bytes()
}

/// The word of the bits and the bit in it: one of 65,536.
fn slot(start: [u8; START]) -> (usize, u32) {
    let hash = u32::from_le_bytes(start).wrapping_mul(0x9E37_79B1) >> 16;
    (hash as usize / 64, hash % 64)
}

impl Cues {
    pub(super) fn of<'g>(grammars: impl Iterator<Item = &'g Grammar>) -> Cues {
        let mut all = Cues {
            cues: Vec::new(),
            by_start: FxHashMap::default(),
            slots: vec![0; (1 << 16) / 64],
            short: Vec::new(),
            counts: Vec::new(),
        };
        for (g, grammar) in grammars.enumerate() {
            all.counts.push(grammar.cues.len());
            let in_text = |(_, cue): &(usize, &super::file::Cue)| cue.metadata.is_none();
            for (c, cue) in grammar.cues.iter().enumerate().filter(in_text) {
                let id = all.cues.len();
                match cue.text.as_bytes().first_chunk() {
                    Some(&start) => {
                        let start = folded(start);
                        all.by_start.entry(start).or_default().push(id);
                        let (word, bit) = slot(start);
                        all.slots[word] |= 1 << bit;
                    }
                    None => all.short.push(id),
                }
                all.cues.push(Sought {
                    text: cue.text.clone(),
                    of: (g, c),
                    at_start: cue.start,
                    ignore_case: cue.ignore_case,
                });
            }
        }
        all
    }

    /// How many blocks each is seen in, grammar by grammar and cue by cue.
    pub(super) fn sightings(&self, blocks: &[&Block]) -> Vec<Vec<u32>> {
        let mut seen: Vec<Vec<u32>> = self.counts.iter().map(|n| vec![0; *n]).collect();
        let mut last_block = vec![usize::MAX; self.cues.len()];
        for (b, block) in blocks.iter().enumerate() {
            let text = &block.text.as_bytes()[..block.text.len().min(REACH)];
            let mut note = |id: usize| {
                if last_block[id] != b {
                    last_block[id] = b;
                    let (g, c) = self.cues[id].of;
                    seen[g][c] += 1;
                }
            };
            for (at, start) in text.windows(START).enumerate() {
                let Some(start) = start.first_chunk().copied().map(folded) else {
                    continue;
                };
                let (word, bit) = slot(start);
                if self.slots[word] >> bit & 1 == 1 {
                    let cues = self.by_start.get(&start).into_iter().flatten();
                    cues.filter(|id| self.cues[**id].stands_at(text, at))
                        .for_each(|id| note(*id));
                }
            }
            for &id in &self.short {
                let cue = &self.cues[id];
                let sought = cue.text.as_bytes();
                let begins = text.starts_with(sought);
                if begins || !cue.at_start && memchr::memmem::find(text, sought).is_some() {
                    note(id);
                }
            }
        }
        seen
    }
}
