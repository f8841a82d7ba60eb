//! Small Word files, made of readable XML.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "writing goes to memory")]

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

/// A Word file under construction: each part is the inside of its root element.
#[derive(Default)]
pub struct Word {
    pub body: String,
    pub styles: String,
    pub numbering: String,
    pub footnotes: String,
    pub endnotes: String,
    pub comments: String,
    pub core: String,
    /// In the namespaces of the strict edition.
    pub strict: bool,
}

impl Word {
    /// A file with this text.
    pub fn new(body: &str) -> Word {
        Word {
            body: body.to_owned(),
            ..Word::default()
        }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let (main, relation) = if self.strict {
            (
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
        } else {
            (
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            )
        };
        let part = |root: &str, inside: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:{root} xmlns:w=\"{main}\" \
                 xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
                 xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
                 xmlns:v=\"urn:schemas-microsoft-com:vml\">{inside}</w:{root}>"
            )
        };
        let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override \
             PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
             wordprocessingml.document.main+xml\"/></Types>";
        let relations = format!(
            "<Relationships><Relationship Id=\"r1\" Type=\"{relation}/officeDocument\" Target=\"word/document.xml\"/>\
             <Relationship Id=\"r2\" Type=\"http://x/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
        );
        let core = format!(
            "<cp:coreProperties xmlns:cp=\"cp\" xmlns:dc=\"dc\">{}</cp:coreProperties>",
            self.core
        );
        let mut parts = vec![
            ("[Content_Types].xml", types.to_owned()),
            ("_rels/.rels", relations),
            ("docProps/core.xml", core),
            (
                "word/document.xml",
                part("document", &format!("<w:body>{}</w:body>", self.body)),
            ),
        ];
        for (name, root, inside) in [
            ("word/styles.xml", "styles", &self.styles),
            ("word/numbering.xml", "numbering", &self.numbering),
            ("word/footnotes.xml", "footnotes", &self.footnotes),
            ("word/endnotes.xml", "endnotes", &self.endnotes),
            ("word/comments.xml", "comments", &self.comments),
        ] {
            if !inside.is_empty() {
                parts.push((name, part(root, inside)));
            }
        }
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|(n, t)| (*n, t.as_bytes())).collect();
        zipped(&parts)
    }
}

/// An archive of these parts.
pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A paragraph with these properties.
pub fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r("", text))
}

/// A run with these properties.
pub fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// The properties of a paragraph in a list.
pub fn item(list: u32, level: u32) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
}

/// The properties of a paragraph in a style.
pub fn style(id: &str) -> String {
    format!("<w:pStyle w:val=\"{id}\"/>")
}

/// A level of a list: its format, its pattern, and what else is said of it.
pub fn level(index: u32, format: &str, pattern: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{index}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}\
         <w:lvlText w:val=\"{pattern}\"/></w:lvl>"
    )
}

/// A definition of a list.
pub fn definition(id: u32, levels: &str) -> String {
    format!("<w:abstractNum w:abstractNumId=\"{id}\">{levels}</w:abstractNum>")
}

/// A list that counts with a definition.
pub fn list(id: u32, definition: u32, more: &str) -> String {
    format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{definition}\"/>{more}</w:num>")
}
