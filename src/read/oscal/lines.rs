//! Where ids stand in the file.

use rustc_hash::FxHashMap;

/// The line where each id stands first.
#[derive(Debug, Default)]
pub(super) struct Ids<'t> {
    lines: FxHashMap<&'t str, u32>,
}

impl<'t> Ids<'t> {
    /// The lines of `"id": "…"` in JSON.
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

    /// The same for XML: the lines of `id="…"`.
    pub(super) fn of_markup(text: &'t str) -> Ids<'t> {
        let mut lines = FxHashMap::default();
        for (line, words) in (1u32..).zip(text.lines()) {
            for (at, key) in words.match_indices(" id=") {
                let rest = words.get(at + key.len()..).unwrap_or_default();
                let value = rest.get(1..).and_then(|r| r.split(['"', '\'']).next());
                if let Some(value) = value {
                    lines.entry(value).or_insert(line);
                }
            }
        }
        Ids { lines }
    }

    /// The line of an id; 1 where it stands nowhere.
    pub(super) fn line(&self, id: &str) -> u32 {
        self.lines.get(id).copied().unwrap_or(1)
    }
}
