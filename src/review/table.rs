//! A CSV file by the names of its columns, as spreadsheets write it: any delimiter, any encoding, our apostrophes.

use super::read::{decode, delimiter};
use crate::{Error, Result};

/// A CSV file.
#[derive(Debug)]
pub(crate) struct Table {
    name: String,
    header: Vec<String>,
    records: Vec<csv::StringRecord>,
}

impl Table {
    /// # Errors
    /// What the CSV reader cannot read.
    pub(crate) fn read(bytes: &[u8], name: &str) -> Result<Table> {
        let text = decode(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(&text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let wrong = |e: csv::Error| Error::new(e.to_string()).at(name);
        Ok(Table {
            name: name.to_owned(),
            header: reader
                .headers()
                .map_err(wrong)?
                .iter()
                .map(|h| h.trim().to_owned())
                .collect(),
            records: reader
                .records()
                .collect::<std::result::Result<_, _>>()
                .map_err(wrong)?,
        })
    }

    /// Where a column stands.
    pub(crate) fn find(&self, column: &str) -> Option<usize> {
        self.header.iter().position(|h| h == column)
    }

    /// Where a column stands that must be there.
    ///
    /// # Errors
    /// It is not.
    pub(crate) fn column(&self, column: &str, help: &str) -> Result<usize> {
        self.find(column).ok_or_else(|| {
            Error::new(format!("no column named `{column}`"))
                .at(format!("{}, line 1", self.name))
                .help(help)
        })
    }

    /// What is made of each row, from its line and its cells.
    ///
    /// # Errors
    /// The first that a row gives.
    pub(crate) fn rows<T>(
        &self,
        mut make: impl FnMut(u64, &dyn Fn(usize) -> String) -> Result<T>,
    ) -> Result<Vec<T>> {
        let each = self.records.iter().map(|record| {
            let cell = |i: usize| {
                crate::export::cell::unguard(record.get(i).unwrap_or(""))
                    .trim()
                    .to_owned()
            };
            make(record.position().map_or(0, csv::Position::line), &cell)
        });
        each.collect()
    }
}
