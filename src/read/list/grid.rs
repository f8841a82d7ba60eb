//! A table as it stands in the file, before its columns are known.

/// Most columns that are looked at. Wider tables hold other things than requirements.
pub(super) const MOST_COLUMNS: usize = 256;

/// A record: the fields that are not blank, by column.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// Its line in the file, or row of the sheet.
    pub(super) line: u32,
    fields: Vec<(u16, String)>,
    /// Columns whose text stands in a cell that reaches down from a row above.
    merged: Vec<u16>,
}

impl Record {
    pub(super) fn new(line: u32) -> Record {
        Record {
            line,
            fields: Vec::new(),
            merged: Vec::new(),
        }
    }

    /// Puts text into a column; blank text leaves it empty, text behind the last column is dropped.
    pub(super) fn set(&mut self, column: usize, text: String) {
        let Ok(key) = u16::try_from(column) else { return };
        if column >= MOST_COLUMNS || text.trim().is_empty() {
            return;
        }
        match self.fields.binary_search_by_key(&key, |(c, _)| *c) {
            Ok(at) => self.fields[at].1 = text,
            Err(at) => self.fields.insert(at, (key, text)),
        }
    }

    /// The text in a column, as it stands in the file.
    pub(super) fn get(&self, column: usize) -> &str {
        let key = u16::try_from(column).unwrap_or(u16::MAX);
        let at = self.fields.binary_search_by_key(&key, |(c, _)| *c);
        at.ok()
            .and_then(|at| self.fields.get(at))
            .map_or("", |(_, t)| t.as_str())
    }

    /// Puts the text of a cell above into a column that the cell reaches down to.
    pub(super) fn merge(&mut self, column: usize, text: &str) {
        if let Ok(key) = u16::try_from(column) {
            self.set(column, text.to_owned());
            self.merged.push(key);
        }
    }

    /// Whether the text in a column stands in a cell that reaches down from a row above.
    pub(super) fn is_merged(&self, column: usize) -> bool {
        self.merged.iter().any(|c| usize::from(*c) == column)
    }

    /// How many fields are filled.
    pub(super) fn filled(&self) -> usize {
        self.fields.len()
    }

    /// The only field that is filled.
    pub(super) fn only(&self) -> Option<&str> {
        match self.fields.as_slice() {
            [(_, text)] => Some(text),
            _ => None,
        }
    }

    /// All columns up to the last one that is filled.
    pub(super) fn names(&self) -> Vec<String> {
        let width = self.fields.last().map_or(0, |(c, _)| usize::from(*c) + 1);
        (0..width).map(|c| self.get(c).to_owned()).collect()
    }
}

/// The records of a table, blank ones left out.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) records: Vec<Record>,
}

impl Grid {
    pub(super) fn push(&mut self, record: Record) {
        if record.filled() > 0 {
            self.records.push(record);
        }
    }
}
