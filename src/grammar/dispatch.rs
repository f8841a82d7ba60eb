//! Which label patterns of a grammar a text may begin with, by its first character.

use super::file::Grammar;
use super::pattern::Label;
use crate::read::Block;

/// The patterns of a grammar by the ASCII character that their labels may begin with; the last slot is for all others.
pub(super) struct Dispatch<'g> {
    pub(super) grammar: &'g Grammar,
    by_start: Vec<Vec<(u16, u16)>>,
}

impl<'g> Dispatch<'g> {
    pub(super) fn new(grammar: &'g Grammar, language: Option<&str>) -> Self {
        let mut by_start = vec![Vec::new(); 129];
        let levels = grammar.levels.iter().enumerate();
        for (l, level) in levels.filter(|(_, level)| level.is_of(language)) {
            for (p, pattern) in level.labels.iter().enumerate() {
                for (c, slot) in (0u8..=128).zip(&mut by_start) {
                    // `§` stands for all that is not ASCII.
                    let first = if c < 128 { char::from(c) } else { '§' };
                    if !pattern.cannot_start_with(first) {
                        slot.push((l as u16, p as u16));
                    }
                }
            }
        }
        Dispatch { grammar, by_start }
    }

    /// Level and pattern, as indices, of those that may match at the start of a text.
    fn possible(&self, text: &str) -> &[(u16, u16)] {
        let slot = text.bytes().next().map(|first| usize::from(first.min(128)));
        slot.and_then(|s| self.by_start.get(s)).map_or(&[], Vec::as_slice)
    }

    /// The labels that a text may begin with. `inline`: of levels whose labels stand in the middle of lines only.
    pub(super) fn labels<'t>(
        &'t self,
        text: &'t str,
        inline: bool,
    ) -> impl Iterator<Item = Possible<'t>> + 't {
        self.possible(text).iter().filter_map(move |&(level, pattern)| {
            let of = self.grammar.levels.get(usize::from(level))?;
            if inline && !of.inline {
                return None;
            }
            Some(Possible {
                level,
                pattern,
                label: of.labels.get(usize::from(pattern))?.match_start(text)?,
            })
        })
    }
}

/// A label that a text may begin with.
#[derive(Clone, Copy)]
pub(super) struct Possible<'t> {
    /// Index of its level.
    pub(super) level: u16,
    /// Which of that level's patterns it is.
    pub(super) pattern: u16,
    pub(super) label: Label<'t>,
}

/// The labels that the blocks of a draft may begin with, looked for once.
pub(super) struct Labels<'b> {
    found: Vec<Possible<'b>>,
    /// Where those of each block end.
    ends: Vec<usize>,
}

impl<'b> Labels<'b> {
    pub(super) fn of(blocks: &'b [Block], dispatch: &'b Dispatch<'_>) -> Self {
        let mut labels = Labels {
            found: Vec::with_capacity(blocks.len()),
            ends: Vec::with_capacity(blocks.len()),
        };
        for block in blocks {
            labels.found.extend(dispatch.labels(&block.text, false));
            labels.ends.push(labels.found.len());
        }
        labels
    }

    /// Those of a block.
    pub(super) fn at(&self, block: usize) -> &[Possible<'b>] {
        let start = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.found[start..self.ends[block]]
    }
}
