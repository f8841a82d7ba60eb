//! Formats that show in their first bytes and are not read, with what to do about each.

use crate::Result;
use crate::read::archive::Archive;

/// A format that is not read: its name, and what to do.
pub(super) type Foreign = (&'static str, &'static str);

const WORD: &str = "open it in Word or LibreOffice and save it as HTML";
const SHEET: &str = "save it as .xlsx, or the sheet as CSV";
const UNPACK: &str = "unpack it and give the draft inside";

/// Types of the main part of a Word file.
const WORD_TYPES: [&str; 4] = [
    "wordprocessingml.document.main",
    "wordprocessingml.template.main",
    "ms-word.document.macroEnabled.main",
    "ms-word.template.macroEnabledTemplate.main",
];

/// Whether a zip is a Word file.
pub(super) fn is_word(archive: &mut Archive<'_>) -> Result<bool> {
    let types = archive.text("[Content_Types].xml")?.unwrap_or_default();
    Ok(WORD_TYPES.iter().any(|t| types.contains(t)) || types.is_empty() && archive.has("word/document.xml"))
}

/// What a zip is that holds no format that is read. Office files say it in a list of the types of their parts.
pub(super) fn zip(archive: &mut Archive<'_>) -> Result<Foreign> {
    let types = archive.text("[Content_Types].xml")?.unwrap_or_default();
    let mimetype = archive.text("mimetype")?.unwrap_or_default();
    let is = |what: &str, part: &str| types.contains(what) || types.is_empty() && archive.has(part);
    Ok(
        if is("spreadsheetml", "xl/workbook.bin") || types.contains("sheet.binary") {
            ("an Excel file of another kind (.xlsb)", SHEET)
        } else if is("presentationml", "ppt/presentation.xml") {
            ("PowerPoint (.pptx)", "save its text as HTML or plain text")
        } else if mimetype.contains("opendocument") {
            ("OpenDocument (.odt, .ods)", "save it as HTML, a sheet as CSV")
        } else if mimetype.contains("epub") {
            ("an e-book (.epub)", "take the HTML version of the document")
        } else if archive.names().any(is_packed) {
            ("an archive with archives in it", UNPACK)
        } else {
            ("a zip archive", UNPACK)
        },
    )
}

fn is_packed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".xz", ".bz2"]
        .iter()
        .any(|e| name.ends_with(e))
}

/// What the first bytes of a file give away.
pub(super) fn first_bytes(bytes: &[u8]) -> Option<Foreign> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let starts = |marks: &[&[u8]]| marks.iter().any(|m| head.starts_with(m));
    if super::is_pdf(bytes) {
        return Some((
            "PDF without the feature `pdf`",
            "build clausewise with it, or take the HTML version of the document",
        ));
    }
    if starts(&[b"{\\rtf"]) {
        return Some(("RTF", WORD));
    }
    if starts(&[b"\xD0\xCF\x11\xE0"]) {
        return Some(compound(bytes));
    }
    if starts(&[
        b"\x1F\x8B",
        b"BZh",
        b"\xFD7zXZ",
        b"7z\xBC\xAF\x27\x1C",
        b"Rar!\x1A",
        b"\x28\xB5\x2F\xFD",
    ]) || head.get(257..262) == Some(b"ustar")
    {
        return Some(("a compressed file or archive", UNPACK));
    }
    if starts(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*"]) {
        return Some(("a picture", "run text recognition (OCR) on it and give the text"));
    }
    None
}

/// Old Office files are folders of streams; the names of the streams stand in UTF-16.
fn compound(bytes: &[u8]) -> Foreign {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|w| w == wide)
    };
    if holds("EncryptedPackage") {
        ("an Office file with a password", "save it without the password")
    } else if holds("WordDocument") {
        ("an old Word file (.doc)", WORD)
    } else if holds("Workbook") {
        ("an old Excel file (.xls)", SHEET)
    } else {
        ("an old Office file", "save it as HTML, a sheet as CSV")
    }
}
