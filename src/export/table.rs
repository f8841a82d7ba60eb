//! Rows of text to CSV.

use super::cell;
use crate::{Error, Result};

/// CSV of a header and rows: comma, line feed, quotes where needed, formulas made harmless.
pub(super) fn csv<R, C>(header: &[&str], rows: R) -> Result<String>
where
    R: IntoIterator<Item = C>,
    C: IntoIterator,
    C::Item: AsRef<str>,
{
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let failed = |e: csv::Error| Error::new(format!("cannot write CSV: {e}"));
    writer.write_record(header).map_err(failed)?;
    for row in rows {
        for cell in row {
            writer
                .write_field(cell::guard(&cell::readable(cell.as_ref())).as_bytes())
                .map_err(failed)?;
        }
        writer.write_record(None::<&[u8]>).map_err(failed)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|e| Error::new(format!("cannot write CSV: {}", e.error())))?;
    String::from_utf8(bytes).map_err(|e| Error::new(format!("cannot write CSV: {e}")))
}
