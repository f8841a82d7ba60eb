//! Bytes to lines.

/// Where the lines of a file begin.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        Lines {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn number(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|s| *s <= byte)).unwrap_or(u32::MAX)
    }

    /// The line before this one is blank.
    pub(super) fn gap_before(&self, number: u32) -> bool {
        let Some(above) = (number as usize).checked_sub(2) else {
            return false;
        };
        let start = self.starts.get(above).copied().unwrap_or(0);
        let end = self.starts.get(above + 1).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default().trim().is_empty()
    }
}
