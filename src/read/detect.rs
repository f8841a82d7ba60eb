//! Which format a file is in: by content first, by the ending of its name second.

use super::archive::Archive;
use super::encoding::{self, Decoded};
use super::list;
use super::source::Format;
use super::xml;
use crate::{Error, Result};

/// A file's text and what it is.
#[derive(Debug)]
pub(crate) struct Detected {
    pub(crate) kind: Kind,
    pub(crate) decoded: Decoded,
}

/// What to read a text as. Lists come in two notations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Markdown,
    /// Bikeshed source: Markdown with HTML in it and a metadata block in front.
    Bikeshed,
    Html,
    Xml,
    Csv,
    Json,
}

impl Kind {
    /// The format that people know it by.
    pub(crate) fn format(self) -> Format {
        match self {
            Kind::Text => Format::Text,
            Kind::Markdown | Kind::Bikeshed => Format::Markdown,
            Kind::Html => Format::Html,
            Kind::Xml => Format::Xml,
            Kind::Csv | Kind::Json => Format::List,
        }
    }
}

const SUPPORTED: &str = "clausewise reads Word (.docx), plain text, Markdown, HTML, publishers' XML, and requirement lists in CSV or JSON";

/// Finds the format, or says why the file cannot be read.
pub(crate) fn detect(bytes: &[u8], name: &str) -> Result<Detected> {
    if bytes.is_empty() {
        return Err(empty(name));
    }
    if let Some((format, help)) = binary_format(bytes) {
        return Err(unsupported(name, format, help));
    }
    let Some(decoded) = encoding::decode(bytes) else {
        return Err(Error::new(
            "not text in an encoding that clausewise reads (UTF-8, UTF-16, Windows-1252)",
        )
        .at(name)
        .help(format!("{SUPPORTED}; export the file to one of these")));
    };
    let text = decoded.text.as_str();
    if text
        .chars()
        .all(|c| c.is_whitespace() || c.is_control() || c == '\u{FEFF}')
    {
        return Err(empty(name));
    }
    let kind = kind(text, name)?;
    Ok(Detected { kind, decoded })
}

fn empty(name: &str) -> Error {
    Error::new("the file is empty")
        .at(name)
        .help("check that it was downloaded or exported completely")
}

fn unsupported(name: &str, format: &str, help: &str) -> Error {
    Error::new(format!("{format} cannot be read yet"))
        .at(name)
        .help(format!("{help}; {SUPPORTED}"))
}

/// What an archive holds that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packed {
    /// A Word file: document or template, with macros or without.
    Word,
}

/// Finds out what an archive holds, or says why it cannot be read. Office files say it in a list of the types of their
/// parts.
pub(crate) fn packed(archive: &mut Archive<'_>, name: &str) -> Result<Packed> {
    let types = archive.text("[Content_Types].xml")?.unwrap_or_default();
    let is = |kinds: &[&str], part: &str| {
        kinds.iter().any(|k| types.contains(k)) || types.is_empty() && archive.has(part)
    };
    let word = [
        "wordprocessingml.document.main",
        "wordprocessingml.template.main",
        "ms-word.document.macroEnabled.main",
        "ms-word.template.macroEnabledTemplate.main",
    ];
    if is(&word, "word/document.xml") {
        return Ok(Packed::Word);
    }
    let office = "save it as plain text or HTML";
    let (format, help) = if is(&["spreadsheetml.", "ms-excel."], "xl/workbook.xml") {
        ("Excel (.xlsx)", "save the sheet as CSV")
    } else if is(&["presentationml.", "ms-powerpoint."], "ppt/presentation.xml") {
        ("PowerPoint (.pptx)", office)
    } else if archive
        .text("mimetype")?
        .unwrap_or_default()
        .contains("opendocument")
    {
        ("OpenDocument", "save it as Word (.docx) or HTML")
    } else {
        ("a zip archive", "unpack it and give the file inside")
    };
    Err(unsupported(name, format, help))
}

/// Formats that show in their first bytes, with advice.
fn binary_format(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if head.windows(5).any(|w| w == b"%PDF-") {
        return Some(("PDF", "save the text of the document, or take the HTML version"));
    }
    if head.starts_with(b"{\\rtf") {
        return Some(("RTF", "save it as plain text or HTML"));
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0") {
        return Some((
            "an old Microsoft Office file (.doc, .xls)",
            "save it as plain text or HTML, a sheet as CSV",
        ));
    }
    if head.starts_with(b"\x1F\x8B") || head.starts_with(b"BZh") || head.starts_with(b"\xFD7zXZ") {
        return Some(("a compressed file", "unpack it first"));
    }
    let mime = head.to_ascii_lowercase();
    let mime = |needle: &[u8]| mime.windows(needle.len()).any(|w| w == needle);
    if mime(b"mime-version:") && mime(b"multipart/related") {
        return Some(("a web archive (MHTML)", "save the page as HTML"));
    }
    None
}

fn kind(text: &str, name: &str) -> Result<Kind> {
    let ending = name
        .rsplit_once('.')
        .map(|(_, e)| e.to_lowercase())
        .unwrap_or_default();
    let start = text.trim_start();
    if (start.starts_with(['{', '[']) && start.trim_end().ends_with(['}', ']']))
        && (ending == "json" || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
    {
        return Ok(Kind::Json);
    }
    match ending.as_str() {
        "json" => return Ok(Kind::Json),
        "csv" | "tsv" => return Ok(Kind::Csv),
        "bs" => return Ok(Kind::Bikeshed),
        "yaml" | "yml" | "toml" => {
            return Err(unsupported(
                name,
                &ending.to_uppercase(),
                "write the requirements as CSV with id,title,text,parent",
            ));
        }
        _ => {}
    }
    if start.starts_with('<') {
        match markup(start) {
            Markup::Html => return Ok(Kind::Html),
            Markup::Xml(_, true) if !matches!(ending.as_str(), "md" | "html" | "htm") => {
                return Ok(Kind::Xml);
            }
            Markup::Xml(what, false) if !matches!(ending.as_str(), "html" | "htm" | "xhtml" | "md") => {
                return Err(unsupported(name, &what, "take the HTML version of the document"));
            }
            _ => {}
        }
    }
    Ok(match ending.as_str() {
        "html" | "htm" | "xhtml" => Kind::Html,
        "md" | "markdown" | "mkd" | "mdown" => Kind::Markdown,
        "txt" | "text" => Kind::Text,
        _ if list::looks_like_csv(text) => Kind::Csv,
        _ if looks_like_markdown(text) => Kind::Markdown,
        _ => Kind::Text,
    })
}

/// What a text is that begins with an angle bracket.
enum Markup {
    Html,
    /// Another vocabulary, in words, and whether there is a table for its root element.
    Xml(String, bool),
    Neither,
}

fn markup(start: &str) -> Markup {
    let mut declared = false;
    let mut rest = start;
    loop {
        rest = rest.trim_start();
        let skipped = if rest.starts_with("<?") {
            declared |= rest.starts_with("<?xml");
            rest.split_once("?>").map(|(_, r)| r)
        } else if rest.starts_with("<!--") {
            rest.split_once("-->").map(|(_, r)| r)
        } else if rest.len() >= 9 && rest.is_char_boundary(9) && rest[..9].eq_ignore_ascii_case("<!doctype") {
            let doctype = rest.get(9..).unwrap_or_default().trim_start();
            if doctype.get(..4).is_some_and(|d| d.eq_ignore_ascii_case("html")) {
                return Markup::Html;
            }
            declared = true;
            // An internal subset may hold angle brackets of its own.
            match doctype
                .find(['[', '>'])
                .map(|at| (at, doctype.as_bytes().get(at)))
            {
                Some((_, Some(b'['))) => doctype.split_once("]>").map(|(_, r)| r),
                Some((at, _)) => doctype.get(at + 1..),
                None => None,
            }
        } else {
            break;
        };
        match skipped {
            Some(next) => rest = next,
            None => return Markup::Neither,
        }
    }
    let Some(tag) = rest.strip_prefix('<') else {
        return Markup::Neither;
    };
    let name = tag
        .split(|c: char| c.is_whitespace() || c == '>' || c == '/')
        .next()
        .unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or_default();
    const HTML: &[&str] = &[
        "html", "head", "body", "div", "p", "h1", "h2", "h3", "table", "section", "article", "main", "meta",
        "title", "span", "ul", "ol", "dl", "a", "b", "center", "font", "style", "link", "script", "pre",
    ];
    if HTML.contains(&local.to_lowercase().as_str()) && (!declared || local == "html") {
        return Markup::Html;
    }
    let what = match local {
        _ if xml::knows(local) => return Markup::Xml(local.to_owned(), true),
        "DOC" => return Markup::Xml("a list of Formex parts".to_owned(), true),
        "REQ-IF" => "ReqIF",
        "catalog" | "profile" | "mapping-collection" => "OSCAL XML",
        _ if declared || name.contains(':') => "XML",
        _ => return Markup::Neither,
    };
    Markup::Xml(what.to_owned(), false)
}

/// Markdown without its ending: front matter, or headings together with links or emphasis.
fn looks_like_markdown(text: &str) -> bool {
    if text.starts_with("---\n") || text.starts_with("---\r\n") {
        return true;
    }
    let headings = text
        .lines()
        .filter(|l| l.starts_with("# ") || l.starts_with("## "))
        .count();
    headings >= 2 && (text.contains("](") || text.contains("**"))
}

#[cfg(test)]
mod tests {
    use super::{Kind, Packed, detect};
    use crate::read::archive::Archive;
    use crate::read::archive::tests::packed;

    fn kind(bytes: &[u8], name: &str) -> Kind {
        detect(bytes, name).unwrap().kind
    }

    fn problem(bytes: &[u8], name: &str) -> String {
        let error = detect(bytes, name).unwrap_err();
        assert!(error.help_line().is_some(), "{error}");
        error.to_string()
    }

    #[test]
    fn content_decides_before_the_ending() {
        assert_eq!(
            kind(
                b"<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html/>",
                "a.txt"
            ),
            Kind::Html
        );
        assert_eq!(kind(b"<!-- made --><div>x</div>", "a"), Kind::Html);
        assert_eq!(kind(b"[{\"id\": 1}]", "a.txt"), Kind::Json);
        assert_eq!(kind(b"[Omitted.]\nPart 1 [Omitted.]", "a.txt"), Kind::Text);
        assert_eq!(kind(b"---\ntitle: x\n---\n# One", "draft"), Kind::Markdown);
        assert_eq!(kind(b"# One\n1. two", "a.md"), Kind::Markdown);
        assert_eq!(kind(b"id;text\n1;x", "a.csv"), Kind::Csv);
        assert_eq!(kind(b"id,title,text\n1,x,y", "list"), Kind::Csv);
    }

    #[test]
    fn formats_of_later_days_are_named() {
        assert_eq!(problem(b"%PDF-1.7 x", "a.txt"), "a.txt: PDF cannot be read yet");
        assert_eq!(problem(b"{\\rtf1 x}", "a.rtf"), "a.rtf: RTF cannot be read yet");
        assert_eq!(
            problem(b"<?xml version=\"1.0\"?><REQ-IF xmlns=\"x\"/>", "a.xml"),
            "a.xml: ReqIF cannot be read yet"
        );
        assert!(
            problem(b"MIME-Version: 1.0\nContent-Type: multipart/related;", "a.doc").contains("web archive")
        );
    }

    #[test]
    fn archives_are_looked_into() {
        let of = |parts: &[(&str, &[u8])]| {
            let bytes = packed(parts);
            let mut archive = Archive::open(&bytes, "a", 1 << 20).unwrap();
            super::packed(&mut archive, "a").map_err(|e| e.to_string())
        };
        let refused = |what: &str| Err(format!("a: {what} cannot be read yet"));
        assert_eq!(of(&[("word/document.xml", b"<a/>")]), Ok(Packed::Word));
        let types = b"<Types><Override ContentType='application/x.spreadsheetml.sheet'/></Types>";
        assert_eq!(of(&[("[Content_Types].xml", types)]), refused("Excel (.xlsx)"));
        let mimetype = b"application/vnd.oasis.opendocument.text";
        assert_eq!(of(&[("mimetype", mimetype)]), refused("OpenDocument"));
        assert_eq!(of(&[("inner.zip", b"PK")]), refused("a zip archive"));
    }

    #[test]
    fn empty_and_binary_files_are_refused() {
        assert_eq!(problem(b"", "a.txt"), "a.txt: the file is empty");
        assert_eq!(problem(b" \n\t\xEF\xBB\xBF", "a.md"), "a.md: the file is empty");
        let noise: Vec<u8> = (0..999u32).map(|i| (i * 31 % 256) as u8).collect();
        assert!(problem(&noise, "a.txt").contains("not text in an encoding"));
    }
}
