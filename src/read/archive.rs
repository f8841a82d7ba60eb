//! Formats that are a zip of parts (Word, Excel, ReqIF): what is in the file, and its parts, read within bounds.
//!
//! What a part says of its own size is not believed: every byte that comes out counts against one budget for the
//! whole file, so a bomb ends with a message after some megabytes. Cost: linear in what is read.

#![allow(dead_code, reason = "its readers come next")]

use std::borrow::Cow;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{Error, Result};

/// Most parts of a file: documents have some hundreds. The end of a zip counts up to 65,534 before it changes form.
const MOST_PARTS: usize = 65_534;

/// A zip that is open for reading. It never unpacks what is not asked for, and nothing within what it unpacked.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    name: String,
    limit: u64,
    left: u64,
}

impl<'b> Archive<'b> {
    /// Whether bytes begin like a zip.
    pub(crate) fn is_zip(bytes: &[u8]) -> bool {
        bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
    }

    /// Opens a zip. `name` is the file's name for messages; all parts together may unpack to `limit` bytes.
    ///
    /// # Errors
    /// A zip that is cut off or damaged, or that lists more parts than any document has.
    pub(crate) fn open(bytes: &'b [u8], name: &str, limit: u64) -> Result<Self> {
        let parts = listed_parts(bytes).ok_or_else(|| damaged(name))?;
        if parts > MOST_PARTS {
            return Err(
                Error::new(format!("the file is a zip of more than {MOST_PARTS} parts"))
                    .at(name)
                    .help("give the draft itself, not an archive of many files"),
            );
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(name))?;
        Ok(Archive {
            zip,
            name: name.to_owned(),
            limit,
            left: limit,
        })
    }

    /// The names of the parts, in the order of the zip's directory.
    pub(crate) fn names(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.zip.file_names().flatten()
    }

    /// Whether there is a part of this name.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.zip.index_for_name(part).is_some()
    }

    /// The bytes of a part; `None` where there is no such part.
    ///
    /// # Errors
    /// A part that is damaged or encrypted, or that unpacks to more than what is left of the limit.
    pub(crate) fn part(&mut self, part: &str) -> Result<Option<Vec<u8>>> {
        let name = &self.name;
        let file = match self.zip.by_name(part) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) => {
                return Err(Error::new(format!("the part `{part}` cannot be unpacked: {why}"))
                    .at(name)
                    .help("remove the password, or save the file anew"));
            }
            Err(_) => return Err(damaged(name)),
        };
        let mut bytes = Vec::new();
        let read = file
            .take(self.left.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| damaged(name))? as u64;
        if read > self.left {
            return Err(Error::new(format!(
                "the file unpacks to more than the limit of {} MB",
                self.limit.div_ceil(1 << 20)
            ))
            .at(name)
            .help("raise the limit with --max-size if the file comes from somebody you trust"));
        }
        self.left -= read;
        Ok(Some(bytes))
    }
}

fn damaged(name: &str) -> Error {
    Error::new("the file is cut off or damaged: its parts cannot be unpacked")
        .at(name)
        .help("download or export it again")
}

/// How many parts the end of the zip says there are. The end has at most 64 KB of comment behind it.
fn listed_parts(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.get(bytes.len().saturating_sub(22 + 0xFFFF)..)?;
    let at = tail.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([*count.first()?, *count.get(1)?])))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Write};

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::Archive;

    /// A zip of these parts, for tests.
    pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_read_by_name() {
        let bytes = zipped(&[("a.xml", b"<a/>"), ("b/c.xml", b"<c/>")]);
        let mut archive = Archive::open(&bytes, "x.zip", 100).unwrap();
        assert_eq!(archive.names().collect::<Vec<_>>(), ["a.xml", "b/c.xml"]);
        assert_eq!(archive.part("b/c.xml").unwrap().unwrap(), b"<c/>");
        assert!(archive.part("d").unwrap().is_none());
        assert!(archive.has("a.xml") && !archive.has("d"));
    }

    #[test]
    fn the_budget_holds_for_all_parts_together() {
        let bytes = zipped(&[("a", &[0; 600_000]), ("b", &[0; 600_000])]);
        assert!(bytes.len() < 5_000);
        let mut archive = Archive::open(&bytes, "x.zip", 1_000_000).unwrap();
        assert!(archive.part("a").is_ok());
        let error = archive.part("b").unwrap_err();
        assert_eq!(
            error.to_string(),
            "x.zip: the file unpacks to more than the limit of 1 MB"
        );
    }

    #[test]
    fn damage_is_an_error() {
        let bytes = zipped(&[("a", b"some words that are long enough to be packed")]);
        for cut in [0, 4, bytes.len() / 2, bytes.len() - 5] {
            assert!(Archive::open(&bytes[..cut], "x.zip", 100).is_err());
        }
        let mut flipped = bytes.clone();
        flipped[40] ^= 0xFF;
        let mut archive = Archive::open(&flipped, "x.zip", 100).unwrap();
        assert!(archive.part("a").is_err());
    }
}
