//! Which label patterns of a grammar a text may begin with, by its first character.

use super::file::Grammar;
use super::pattern::Label;

/// The patterns of a grammar by the ASCII character that their labels may begin with; the last slot is for all others.
pub(super) struct Dispatch<'g> {
    pub(super) grammar: &'g Grammar,
    by_start: Vec<Vec<(u16, u16)>>,
}

impl<'g> Dispatch<'g> {
    pub(super) fn new(grammar: &'g Grammar) -> Self {
        let mut by_start = vec![Vec::new(); 129];
        for (l, level) in grammar.levels.iter().enumerate() {
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
    pub(super) fn possible(&self, text: &str) -> &[(u16, u16)] {
        let slot = text.bytes().next().map(|first| usize::from(first.min(128)));
        slot.and_then(|s| self.by_start.get(s)).map_or(&[], Vec::as_slice)
    }

    /// The labels that a text may begin with, each with the indices of its level and its pattern.
    pub(super) fn labels<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (u16, u16, Label<'t>)> + 't {
        self.possible(text).iter().filter_map(move |&(l, p)| {
            let pattern = self
                .grammar
                .levels
                .get(usize::from(l))?
                .labels
                .get(usize::from(p))?;
            Some((l, p, pattern.match_start(text)?))
        })
    }
}
