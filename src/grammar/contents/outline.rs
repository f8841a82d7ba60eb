//! Contents by their labels: a list of labels with titles that all come again, in order, however the draft sets them.
//!
//! The second time a title may stand behind its label, on the line after it, or on the line before (marginal notes), so
//! lines alone do not show that they come again. Cost: linear but for labels that come very often, of which a bounded
//! number is looked at.

use rustc_hash::FxHashMap;

use super::{MOST, is_page, key};
use crate::grammar::dispatch::Labels;
use crate::read::Block;

/// Lines between the heading and the first entry: `Page`, the draft's title again.
const AHEAD: usize = 4;

/// Lines in a row that may belong to no entry: the second line of a long title.
const MISSES: usize = 2;

/// How many blocks with one label are looked at for the one that an entry names.
const TRIED: usize = 300;

/// Fewer entries are no list.
const LEAST: usize = 2;

/// Characters of an entry at most: longer ones are text.
const LONGEST: usize = 300;

/// A label that a block begins with.
struct Head {
    /// Without case and the punctuation that sets it off.
    label: String,
    /// What stands behind it, folded; `None` where nothing does.
    title: Option<String>,
}

/// The labels of a draft, and where each stands.
pub(super) struct Outline<'b> {
    blocks: &'b [Block],
    /// The blocks' texts, folded.
    lines: &'b [String],
    heads: Vec<Option<Head>>,
    places: FxHashMap<String, Vec<usize>>,
}

/// A list of contents.
pub(super) struct Listed {
    /// The block behind its last entry.
    pub(super) end: usize,
    /// Where the draft has what the first entry names.
    pub(super) start: usize,
}

impl<'b> Outline<'b> {
    pub(super) fn of(blocks: &'b [Block], lines: &'b [String], labels: &Labels<'_>) -> Self {
        let mut outline = Outline {
            blocks,
            lines,
            heads: Vec::with_capacity(blocks.len()),
            places: FxHashMap::default(),
        };
        for (at, block) in blocks.iter().enumerate() {
            let printed = labels.at(at).iter().map(|p| p.label.printed);
            let head = printed.max_by_key(|p| p.len()).map(|printed| {
                let rest = block.text.get(printed.len()..).unwrap_or_default();
                Head {
                    label: folded(printed),
                    title: Some(key(rest)).filter(|t| !t.is_empty()),
                }
            });
            if let Some(head) = &head {
                outline.places.entry(head.label.clone()).or_default().push(at);
            }
            outline.heads.push(head);
        }
        outline
    }

    /// Whether a block is a label and nothing else.
    pub(super) fn is_bare(&self, at: usize) -> bool {
        self.heads[at].as_ref().is_some_and(|h| h.title.is_none())
    }

    /// The list that begins here, if it is one. `last` is where each line comes last.
    pub(super) fn listed(&self, from: usize, last: &FxHashMap<String, usize>) -> Option<Listed> {
        let is_entry = |k: usize| self.heads[k].is_some() && !is_page(&self.blocks[k].text);
        let first = (from..self.blocks.len().min(from + AHEAD)).find(|&k| is_entry(k))?;
        // The draft itself begins where the first entry comes again.
        let start = self.again(first, first + 1)?;
        let (mut next, mut end, mut misses, mut found) = (start, first, 0, 0);
        for k in (first..start.min(first + MOST)).filter(|&k| !is_page(&self.blocks[k].text)) {
            let titled = self.heads[k].is_some() && self.blocks[k].text.len() <= LONGEST;
            if let Some(place) = self.again(k, next).filter(|_| titled) {
                (next, end, misses) = (place + 1, k + 1, 0);
                found += 1;
            } else if end > first && k == end && self.is_title_of(k, end - 1) {
                // The title of an entry, on a line of its own.
                end = k + 1;
            } else if self.heads[k].is_some() || last.get(&self.lines[k]).is_none_or(|&l| l <= start) {
                misses += 1;
            }
            if misses >= MISSES {
                break;
            }
        }
        (found >= LEAST).then_some(Listed { end, start })
    }

    /// The first block from `from` on that begins with the label of the entry `k`, and has its title.
    fn again(&self, k: usize, from: usize) -> Option<usize> {
        let head = self.heads[k].as_ref()?;
        let title = head
            .title
            .as_deref()
            .or_else(|| self.below(k))
            .unwrap_or_default();
        let places = self.places.get(&head.label)?;
        let start = places.partition_point(|&p| p < from);
        let has = |&p: &usize| {
            let behind = self.heads[p].as_ref().and_then(|h| h.title.as_deref());
            let above = p.checked_sub(1).map(|a| self.lines[a].as_str());
            let own = [behind, self.below(p), above];
            own.into_iter().flatten().any(|t| same(t, title))
        };
        places[start..].iter().take(TRIED).copied().find(has)
    }

    /// Whether a line without a label is the title of the bare label right above it.
    fn is_title_of(&self, k: usize, entry: usize) -> bool {
        self.heads[k].is_none() && self.is_bare(entry)
    }

    /// The line below a block, folded, if it has no label of its own.
    fn below(&self, at: usize) -> Option<&str> {
        let unlabelled = self.heads.get(at + 1)?.is_none();
        unlabelled.then(|| self.lines[at + 1].as_str())
    }
}

/// Whether a folded text begins with a title, or is a good part of it: long titles are broken in two.
fn same(text: &str, title: &str) -> bool {
    const PART: usize = 8;
    title.len() >= 2 && text.starts_with(title) || text.len() >= PART && title.starts_with(text)
}

/// A label without case and the punctuation that sets it off.
fn folded(printed: &str) -> String {
    let bare = printed.trim_end_matches(['.', ':', '：', '．', '–', '—', ' ']);
    bare.to_lowercase()
}
