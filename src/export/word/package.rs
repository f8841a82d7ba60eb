//! The parts of the file, and the zip around them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Options;
use super::text::escape;
use crate::{Error, Result};

/// A4 in twentieths of a point.
pub(super) const SHORT: u32 = 11906;
pub(super) const LONG: u32 = 16838;

/// Two centimetres at each side of a page; 1.7 where room is short.
pub(super) fn margin(options: &Options) -> u32 {
    if options.dense { 964 } else { 1134 }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const W: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

const TYPES: &str = include_str!("parts/types.xml");
const STYLES: &str = include_str!("parts/styles.xml");
const NUMBERING: &str = include_str!("parts/numbering.xml");
const FONTS: &str = include_str!("parts/fonts.xml");
const SETTINGS: &str = include_str!("parts/settings.xml");

/// The document as a file.
pub(super) fn zipped(options: &Options, body: &str) -> Result<Vec<u8>> {
    let language = Some(options.language.as_str())
        .filter(|l| !l.is_empty() && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        .unwrap_or("en");
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        (
            "_rels/.rels",
            relations(&[
                ("officeDocument", "word/document.xml"),
                (
                    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                    "docProps/core.xml",
                ),
            ]),
        ),
        ("docProps/core.xml", core(options, language)),
        ("word/document.xml", document(options, body)),
        (
            "word/_rels/document.xml.rels",
            relations(&[
                ("styles", "styles.xml"),
                ("numbering", "numbering.xml"),
                ("settings", "settings.xml"),
                ("footer", "footer1.xml"),
                ("fontTable", "fontTable.xml"),
            ]),
        ),
        ("word/styles.xml", STYLES.replace("LANGUAGE", language)),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/settings.xml", SETTINGS.to_owned()),
        ("word/footer1.xml", footer(options)),
        ("word/fontTable.xml", FONTS.to_owned()),
    ];
    let failed = |e: &dyn std::fmt::Display| Error::new(format!("cannot write the Word file: {e}"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let how = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, text) in parts {
        zip.start_file(name, how).map_err(|e| failed(&e))?;
        zip.write_all(text.trim_end().as_bytes())
            .map_err(|e| failed(&e))?;
    }
    Ok(zip.finish().map_err(|e| failed(&e))?.into_inner())
}

fn relations(all: &[(&str, &str)]) -> String {
    let mut out = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (i, (kind, target)) in all.iter().enumerate() {
        let kind = if kind.contains(':') {
            (*kind).to_owned()
        } else {
            format!("{R}/{kind}")
        };
        out.push_str(&format!(
            "<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>",
            i + 1
        ));
    }
    out.push_str("</Relationships>");
    out
}

fn core(options: &Options, language: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>clausewise</dc:creator>\
         <dc:language>{language}</dc:language></cp:coreProperties>",
        escape(&options.title)
    )
}

fn document(options: &Options, body: &str) -> String {
    let (wide, high, turned) = if options.landscape {
        (LONG, SHORT, " w:orient=\"landscape\"")
    } else {
        (SHORT, LONG, "")
    };
    let margin = margin(options);
    // The footer is the fourth relation of the document.
    format!(
        "{HEAD}<w:document {W} xmlns:r=\"{R}\"><w:body>{body}<w:sectPr>\
         <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"{wide}\" w:h=\"{high}\"{turned}/>\
         <w:pgMar w:top=\"{margin}\" w:right=\"{margin}\" w:bottom=\"{margin}\" w:left=\"{margin}\" w:header=\"567\" \
         w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
}

fn footer(options: &Options) -> String {
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let before = match options.footer.trim() {
        "" => String::new(),
        text => format!("{} · ", escape(text)),
    };
    let text = |t: &str| format!("<w:r><w:t xml:space=\"preserve\">{t}</w:t></w:r>");
    format!(
        "{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        text(&format!("{before}page ")),
        field("PAGE"),
        text(" of "),
        field("NUMPAGES")
    )
}
