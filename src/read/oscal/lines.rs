//! Where ids stand in the file.

use rustc_hash::FxHashMap;

/// The line of the first `"id": "…"` with each value.
#[derive(Debug, Default)]
pub(super) struct Ids<'t> {
    lines: FxHashMap<&'t str, u32>,
}

impl<'t> Ids<'t> {
    pub(super) fn of(text: &'t str) -> Ids<'t> {
        let mut lines = FxHashMap::default();
        let (mut line, mut counted) = (1u32, 0usize);
        for (at, key) in text.match_indices("\"id\"") {
            let value = text
                .get(at + key.len()..)
                .and_then(|rest| rest.trim_start().strip_prefix(':'))
                .and_then(|rest| rest.trim_start().strip_prefix('"'))
                .and_then(|rest| rest.split('"').next());
            let between = text.get(counted..at).unwrap_or_default();
            line += u32::try_from(between.matches('\n').count()).unwrap_or(0);
            counted = at;
            if let Some(value) = value {
                lines.entry(value).or_insert(line);
            }
        }
        Ids { lines }
    }

    /// The line of an id; 1 where it stands nowhere.
    pub(super) fn line(&self, id: &str) -> u32 {
        self.lines.get(id).copied().unwrap_or(1)
    }
}
