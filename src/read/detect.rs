//! Which format a file is in: by content first, by the ending of its name second.

mod foreign;

use super::archive::{self, Archive};
use super::encoding::{self, Decoded};
use super::list;
use super::mhtml;
use super::reqif;
use super::source::Format;
use super::xml;
use crate::{Error, Result};

/// What a file is.
pub(crate) enum Detected<'b> {
    /// Text, and what to read it as.
    Text(Kind, Decoded),
    /// A Word file: document or template, with macros or without.
    Word(Archive<'b>),
    /// A zip with a ReqIF file in it.
    ReqIf(Archive<'b>),
    /// A spreadsheet.
    Workbook(Archive<'b>),
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
    /// An OSCAL catalogue in XML.
    OscalXml,
    ReqIf,
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
            Kind::OscalXml => Format::Oscal,
            Kind::Csv | Kind::Json | Kind::ReqIf => Format::List,
        }
    }
}

const SUPPORTED: &str = "clausewise reads Word (.docx), PDF, plain text, Markdown, HTML, web archives (.mht, .doc), publishers' XML, OSCAL, and requirement lists in Excel, CSV, JSON or ReqIF";

/// Finds the format, or says why the file cannot be read. A zip may unpack to `limit` bytes.
pub(crate) fn detect<'b>(bytes: &'b [u8], name: &str, limit: u64) -> Result<Detected<'b>> {
    if bytes.is_empty() {
        return Err(empty(name));
    }
    if archive::is_zip(bytes) {
        let mut archive = Archive::open(bytes, name, limit)?;
        if foreign::is_word(&mut archive)? {
            return Ok(Detected::Word(archive));
        }
        if archive.has("xl/workbook.xml") {
            return Ok(Detected::Workbook(archive));
        }
        if archive.names().any(reqif::is_reqif) {
            return Ok(Detected::ReqIf(archive));
        }
        let (format, help) = foreign::zip(&mut archive)?;
        return Err(unsupported(name, format, help));
    }
    if let Some((format, help)) = foreign::first_bytes(bytes) {
        return Err(unsupported(name, format, help));
    }
    if mhtml::is_archive(bytes) {
        let page = mhtml::page(bytes)
            .ok_or_else(|| unsupported(name, "a web archive without a page", "save the page as HTML"))?;
        return Ok(Detected::Text(Kind::Html, page));
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
    Ok(Detected::Text(kind, decoded))
}

fn empty(name: &str) -> Error {
    Error::new("the file is empty")
        .at(name)
        .help("check that it was downloaded or exported completely")
}

fn unsupported(name: &str, format: &str, help: &str) -> Error {
    Error::new(format!("{format} cannot be read"))
        .at(name)
        .help(format!("{help}; {SUPPORTED}"))
}

/// The file says that it is a PDF.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    head.windows(5).any(|w| w == b"%PDF-")
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
            Markup::ReqIf => return Ok(Kind::ReqIf),
            Markup::Catalog => return Ok(Kind::OscalXml),
            Markup::Html => return Ok(Kind::Html),
            Markup::Xml(_, true) if !matches!(ending.as_str(), "md" | "html" | "htm") => {
                return Ok(Kind::Xml);
            }
            Markup::Xml(what, false) if !matches!(ending.as_str(), "html" | "htm" | "xhtml" | "md") => {
                let help = if what == OTHER_OSCAL {
                    "give the catalog, in JSON or XML, or the profile in JSON"
                } else {
                    "take the HTML version of the document"
                };
                return Err(unsupported(name, &what, help));
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

/// An OSCAL file in XML that is no catalogue, in words.
const OTHER_OSCAL: &str = "an OSCAL profile or mapping in XML";

/// What a text is that begins with an angle bracket.
enum Markup {
    Html,
    ReqIf,
    /// An OSCAL catalogue.
    Catalog,
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
        "REQ-IF" => return Markup::ReqIf,
        "catalog" if is_oscal(tag) => return Markup::Catalog,
        "profile" | "mapping-collection" if is_oscal(tag) => OTHER_OSCAL,
        _ if declared || name.contains(':') => "XML",
        _ => return Markup::Neither,
    };
    Markup::Xml(what.to_owned(), false)
}

/// The root element stands in OSCAL's namespace.
fn is_oscal(tag: &str) -> bool {
    let attributes = tag.split('>').next().unwrap_or_default();
    attributes.contains("csrc.nist.gov/ns/oscal")
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
    use super::{Detected, Kind};
    use crate::read::archive::tests::packed;

    fn detect<'b>(bytes: &'b [u8], name: &str) -> crate::Result<Detected<'b>> {
        super::detect(bytes, name, 1 << 20)
    }

    fn kind(bytes: &[u8], name: &str) -> Kind {
        match detect(bytes, name).unwrap() {
            Detected::Text(kind, _) => kind,
            _ => panic!("a text"),
        }
    }

    fn problem(bytes: &[u8], name: &str) -> String {
        let error = detect(bytes, name).err().unwrap();
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
    fn foreign_formats_are_named() {
        assert_eq!(
            problem(b"%PDF-1.7 x", "a.txt"),
            "a.txt: PDF without the feature `pdf` cannot be read"
        );
        assert_eq!(problem(b"{\\rtf1 x}", "a.rtf"), "a.rtf: RTF cannot be read");
        let old = [b"\xD0\xCF\x11\xE0".as_slice(), b"W\0o\0r\0k\0b\0o\0o\0k\0"].concat();
        assert_eq!(
            problem(&old, "a.doc"),
            "a.doc: an old Excel file (.xls) cannot be read"
        );
    }

    #[test]
    fn zips_are_known_by_what_they_hold() {
        assert_eq!(
            problem(b"PK\x03\x04....word/document.xml", "a.docx"),
            "a.docx: a damaged zip archive"
        );
        let types = b"<Types><Override ContentType='application/x.spreadsheetml.sheet'/></Types>";
        assert_eq!(
            problem(&packed(&[("[Content_Types].xml", types)]), "a"),
            "a: an Excel file of another kind (.xlsb) cannot be read"
        );
        let mimetype = b"application/vnd.oasis.opendocument.text";
        assert_eq!(
            problem(&packed(&[("mimetype", mimetype)]), "a"),
            "a: OpenDocument (.odt, .ods) cannot be read"
        );
        let zip = |part: &str| problem(&packed(&[(part, b"x")]), "a.zip");
        assert_eq!(zip("act.txt"), "a.zip: a zip archive cannot be read");
        assert_eq!(
            zip("act.zip"),
            "a.zip: an archive with archives in it cannot be read"
        );
    }

    #[test]
    fn empty_and_binary_files_are_refused() {
        assert_eq!(problem(b"", "a.txt"), "a.txt: the file is empty");
        assert_eq!(problem(b" \n\t\xEF\xBB\xBF", "a.md"), "a.md: the file is empty");
        let noise: Vec<u8> = (0..999u32).map(|i| (i * 31 % 256) as u8).collect();
        assert!(problem(&noise, "a.txt").contains("not text in an encoding"));
    }
}
