//! The parts of a zip archive, read within bounds.
//!
//! Office files are archives. What an archive says of its sizes is not believed: a part is read only as far as the
//! limit goes, so a small file cannot fill the memory. Nothing is written to disk, and no archive in an archive is
//! opened.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::encoding;
use crate::{Error, Result};

/// Most parts of an archive. A Word file has some thirty, a large workbook a few hundred.
const MOST_PARTS: usize = 20_000;

/// How many times its packed size a part may unpack to once it is large. XML of office files packs to a tenth or a
/// thirtieth; deflate reaches a thousandth on what repeats one character.
const MOST_RATIO: u64 = 300;
/// From here on the ratio counts: small parts may be as regular as they like.
const RATIO_FROM: u64 = 16 << 20;

/// An archive whose parts can be read.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Names as they stand in the archive, without a slash in front, and the entry of each.
    names: Vec<(String, usize)>,
    /// Bytes that may still be unpacked.
    left: u64,
    /// The file name, for messages.
    name: String,
}

/// Whether bytes begin like a zip archive.
pub(crate) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

impl<'b> Archive<'b> {
    /// Opens an archive of which at most so many bytes may be unpacked, all parts taken together.
    ///
    /// # Errors
    /// A directory that is damaged or too long.
    pub(crate) fn open(bytes: &'b [u8], name: &str, most: u64) -> Result<Self> {
        // Before the directory is read, because that alone takes memory for every part.
        let listed = listed_parts(bytes).ok_or_else(|| damaged(name))?;
        if listed > MOST_PARTS {
            return Err(Error::new(format!("an archive with {listed} parts or more"))
                .at(name)
                .help("give the draft itself, not an archive"));
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged(name))?;
        let named = zip.file_names().enumerate();
        let names = named
            .filter_map(|(i, n)| Some((n.ok()?.trim_start_matches('/').replace('\\', "/"), i)))
            .collect();
        Ok(Archive {
            zip,
            names,
            left: most,
            name: name.to_owned(),
        })
    }

    /// The names of all parts, in the order of the archive's directory.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(n, _)| n.as_str())
    }

    /// Whether there is a part of this name, whatever its case.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.names.iter().any(|(n, _)| n.eq_ignore_ascii_case(part))
    }

    /// The bytes of a part; `None` where there is no such part.
    ///
    /// # Errors
    /// Parts that are damaged, encrypted, or unpack to more than is allowed.
    pub(crate) fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>> {
        let entry = self.names.iter().find(|(n, _)| n.eq_ignore_ascii_case(part));
        let Some(&(_, entry)) = entry else {
            return Ok(None);
        };
        let broken = |what: &str| {
            Error::new(format!("its part {part} {what}")).at(&self.name).help(
                "check that the file was downloaded completely, or save it again in the program it came from",
            )
        };
        let mut file = self
            .zip
            .by_index(entry)
            .map_err(|_| broken("is encrypted or damaged"))?;
        let packed = file.compressed_size();
        let by_ratio = packed.saturating_mul(MOST_RATIO).max(RATIO_FROM);
        let most = self.left.min(by_ratio);
        let mut bytes =
            Vec::with_capacity(usize::try_from(file.size().min(most).min(RATIO_FROM)).unwrap_or(0));
        file.by_ref()
            .take(most.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|_| broken("is damaged"))?;
        let size = bytes.len() as u64;
        if size > most {
            return Err(
                Error::new(format!("its part {part} unpacks to more than {} MB", most >> 20))
                    .at(&self.name)
                    .help("give the draft itself; --max-size also limits what a file may unpack to"),
            );
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The text of a part; `None` where there is no such part.
    ///
    /// # Errors
    /// As [`Archive::bytes`], and parts that are no text.
    pub(crate) fn text(&mut self, part: &str) -> Result<Option<String>> {
        let Some(bytes) = self.bytes(part)? else {
            return Ok(None);
        };
        // Nearly all are UTF-8, and taking them as they are saves a copy.
        let text = match String::from_utf8(bytes) {
            Ok(text) => text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text),
            Err(other) => {
                let decoded = encoding::decode(other.as_bytes());
                decoded.ok_or_else(|| damaged(&self.name))?.text
            }
        };
        Ok(Some(text))
    }
}

/// How many parts the end of an archive says there are; 65,535 stands for that many or more. A comment of up to 64 KB may
/// follow the end.
fn listed_parts(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.get(bytes.len().saturating_sub(22 + 0xFFFF)..)?;
    let at = tail.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    let count = tail.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([*count.first()?, *count.get(1)?])))
}

fn damaged(name: &str) -> Error {
    Error::new("a damaged zip archive")
        .at(name)
        .help("check that the file was downloaded completely, or save it again in the program it came from")
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;

    use super::Archive;

    /// An archive of these parts.
    pub(crate) fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_are_found_by_name() {
        let bytes = packed(&[("word/Document.xml", b"\xEF\xBB\xBF<a/>"), ("b", b"\xE9t\xE9")]);
        let mut archive = Archive::open(&bytes, "a.docx", 1 << 20).unwrap();
        assert_eq!(
            archive.text("word/document.xml").unwrap().as_deref(),
            Some("<a/>")
        );
        assert_eq!(archive.text("b").unwrap().as_deref(), Some("été"));
        assert_eq!(archive.text("word/none.xml").unwrap(), None);
        assert!(archive.has("B") && !archive.has("c"));
    }

    #[test]
    fn what_unpacks_to_too_much_is_refused() {
        let large = vec![b'a'; 40 << 20];
        let bytes = packed(&[("bomb", &large), ("small", b"x")]);
        let mut archive = Archive::open(&bytes, "a.docx", 1 << 30).unwrap();
        let error = archive.bytes("bomb").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.docx: its part bomb unpacks to more than 16 MB"
        );
        let mut archive = Archive::open(&bytes, "a.docx", 0).unwrap();
        assert!(archive.bytes("small").is_err());
    }

    #[test]
    fn a_long_directory_is_refused_unread() {
        let mut bytes = packed(&[("a", b"x")]);
        let end = bytes.len() - 22;
        bytes[end + 10..end + 12].copy_from_slice(&[0xFF, 0xFF]);
        let error = Archive::open(&bytes, "a.zip", 1 << 20).err().unwrap();
        assert_eq!(error.to_string(), "a.zip: an archive with 65535 parts or more");
    }

    #[test]
    fn damage_is_said() {
        let bytes = packed(&[("a", &[7; 5000])]);
        assert!(Archive::open(&bytes[..bytes.len() / 2], "a.docx", 1 << 20).is_err());
        let mut cut = bytes.clone();
        cut[40] ^= 0xFF;
        let mut archive = Archive::open(&cut, "a.docx", 1 << 20).unwrap();
        assert!(archive.bytes("a").is_err());
    }
}
