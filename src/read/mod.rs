//! Bytes to [`Source`]: formats, no styles.
//!
//! One room per format. A reader never knows what an article is: it gives blocks of text with their places, and
//! passes on what the format claims of them ([`Claims`]).

pub(crate) mod archive;
mod breaks;
mod counter;
mod detect;
mod docx;
mod encoding;
mod hash;
mod headings;
mod html;
mod label;
mod language;
mod list;
mod markdown;
mod mhtml;
mod normalise;
mod options;
mod oscal;
#[cfg(feature = "pdf")]
mod pdf;
mod reqif;
mod source;
mod text;
mod tree;
mod xml;

pub(crate) use hash::sha256;
pub(crate) use headings::heads_contents;
pub(crate) use language::{code as language_code, is_plainly_english, short as short_language};
pub use options::{ColumnNames, ListOptions, Revisions, Struck};
pub use source::{Block, Claims, Comment, Format, Metadata, Place, RevisionCount, Role, Row, Source};

use crate::diagnostic::Diagnostic;
use crate::{Error, Result};
use archive::Archive;
use detect::{Detected, Kind};

/// How to read a file.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Files above this size, in bytes, are refused; so are archives that unpack to more.
    pub max_size: u64,
    /// Which side of tracked changes is read.
    pub revisions: Revisions,
    /// What strikethrough and underline mean; where it is not said, they mean nothing, and much strikethrough is warned
    /// of.
    pub struck: Option<Struck>,
    /// The language to read (BCP 47) where a file holds the same text in two, side by side.
    pub language: Option<String>,
    /// How requirement lists are read.
    pub list: ListOptions,
}

/// Text takes some twenty times its size in memory, scans and pictures much less: of the largest file, this part may be
/// text. The default leaves five times the largest text we know.
const TEXT_SHARE: u64 = 4;

/// The default of [`ReadOptions::max_size`], in bytes.
pub const DEFAULT_MAX_SIZE: u64 = 64 << 20;

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            max_size: DEFAULT_MAX_SIZE,
            list: ListOptions::default(),
            revisions: Revisions::default(),
            struck: None,
            language: None,
        }
    }
}

/// Reads a draft from its bytes. `name` is the file name as given: its ending is the second witness for the
/// format (content is the first), and it stands in messages.
///
/// # Errors
/// Empty files, files that are no text in a known encoding, formats that are not supported, requirement lists
/// without the needed columns.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Source> {
    if bytes.len() as u64 > options.max_size {
        let megabytes = |n: u64| n.div_ceil(1 << 20);
        return Err(Error::new(format!(
            "the file has {} MB, more than the limit of {} MB",
            megabytes(bytes.len() as u64),
            megabytes(options.max_size)
        ))
        .at(name)
        .help("give the draft itself, not an archive or a scan"));
    }
    #[cfg(feature = "pdf")]
    if detect::is_pdf(bytes) {
        return pdf::read(bytes, name, options);
    }
    let mut source = Source::new(name, Format::List);
    source.hash = sha256(bytes);
    let (kind, decoded) = match detect::detect(bytes, name, options.max_size)? {
        Detected::Text(kind, decoded) => (kind, decoded),
        Detected::Word(mut archive) => return word(&mut archive, bytes, name, options),
        Detected::ReqIf(mut archive) => {
            let page = reqif::read_packed(&mut archive, name)?;
            source.rows = page.rows;
            source.metadata = page.metadata;
            return Ok(source);
        }
        Detected::Workbook(mut archive) => {
            source.rows = list::read_workbook(&mut archive, name, &options.list)?;
            return Ok(source);
        }
    };
    source.format = kind.format();
    let text = decoded.text.as_str();
    let (size, most) = (text.len() as u64, options.max_size / TEXT_SHARE);
    if size > most {
        let megabytes = |n: u64| n.div_ceil(1 << 20);
        return Err(Error::new(format!(
            "{} MB of text, more than the limit of {} MB",
            megabytes(size),
            megabytes(most)
        ))
        .at(name)
        .help(format!(
            "give one draft, not a collection; --max-size {}M reads it all the same",
            megabytes(size.saturating_mul(TEXT_SHARE))
        )));
    }
    if let Some(encoding) = decoded.unusual {
        source
            .diagnostics
            .push(Diagnostic::note(None, format!("read as {encoding}")));
    }
    source.diagnostics.extend(damage(text));
    match kind {
        Kind::Text => source.blocks = text::read(text),
        Kind::Markdown | Kind::Bikeshed => {
            let page = markdown::read(text);
            untangled(&page.effort, name)?;
            source.blocks = page.blocks;
            source.metadata = page.metadata;
            source.diagnostics.extend(left_out(page.deleted));
        }
        Kind::Html => {
            let effort = html::Effort::default();
            let page = html::read_file(text, &effort);
            untangled(&effort, name)?;
            source.blocks = page.blocks;
            source.metadata = page.metadata;
            source.diagnostics.extend(left_out(page.deleted));
        }
        Kind::Xml => {
            let page = xml::read(text, name)?;
            source.blocks = page.blocks;
            source.metadata = page.metadata;
            source.diagnostics.extend(left_out(page.deleted));
        }
        Kind::OscalXml => take_catalog(&mut source, oscal::read_markup(text, name)?),
        Kind::ReqIf => {
            let page = reqif::read(text, name)?;
            source.rows = page.rows;
            source.metadata = page.metadata;
        }
        Kind::Csv => source.rows = list::read_csv(text, name, &options.list)?,
        Kind::Json => {
            let value = list::parse_json(text, name)?;
            match oscal::kind(&value) {
                Some(kind) => take_catalog(&mut source, oscal::read(text, value, kind, name)?),
                None => source.rows = list::read_json(text, &value, name, &options.list)?,
            }
        }
    }
    Ok(source)
}

/// A page that could not be read to its end is no draft.
fn untangled(effort: &html::Effort, name: &str) -> Result<()> {
    if !effort.is_spent() {
        return Ok(());
    }
    Err(
        Error::new("HTML whose elements stand in one another deeper than in any draft")
            .at(name)
            .help("check that its elements are closed, or take another format of the document"),
    )
}

fn word(archive: &mut Archive<'_>, bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Source> {
    let page = docx::read(archive, name, options)?;
    Ok(Source {
        blocks: page.blocks,
        metadata: page.metadata,
        comments: page.comments,
        revisions: page.revisions,
        hash: sha256(bytes),
        diagnostics: page.diagnostics,
        ..Source::new(name, Format::Docx)
    })
}

/// Takes over what an OSCAL file holds.
fn take_catalog(source: &mut Source, page: oscal::Page) {
    source.format = Format::Oscal;
    source.blocks = page.blocks;
    source.metadata = page.metadata;
    let notes = page.left_out.into_iter().map(|what| Diagnostic::note(None, what));
    source.diagnostics.extend(notes);
}

/// The sheets of a workbook: each with its name, and its rows with their numbers.
///
/// # Errors
/// What is no workbook, or damaged.
pub(crate) fn sheets(bytes: &[u8], name: &str) -> Result<Vec<list::Sheeted>> {
    let mut archive = Archive::open(bytes, name, ReadOptions::default().max_size)?;
    list::sheets(&mut archive, name)
}

/// The files that a file lists as the parts of one draft, in their order: Formex lists its parts, an OSCAL profile the
/// catalogues it selects from. They stand beside it. Empty for a draft that is one file.
pub fn parts(bytes: &[u8]) -> Vec<String> {
    if bytes.trim_ascii_start().starts_with(b"{") {
        return encoding::decode(bytes).map_or(Vec::new(), |d| oscal::listed(&d.text));
    }
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    if !head.windows(4).any(|w| w == b"<DOC") {
        return Vec::new();
    }
    encoding::decode(bytes).map_or(Vec::new(), |d| xml::listed(&d.text))
}

/// Whether bytes are a workbook, or another archive in its place.
pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    archive::is_zip(bytes)
}

/// The cells of a workbook's first sheet, a row with its number each.
///
/// # Errors
/// Archives without a workbook in them, and damage.
pub(crate) fn first_sheet(bytes: &[u8], name: &str) -> Result<Vec<(u32, Vec<String>)>> {
    let mut archive = archive::Archive::open(bytes, name, ReadOptions::default().max_size)?;
    list::first_sheet(&mut archive, name)
}

/// Reads a draft that comes in several files, in the order of `parts` (name and content), as one. `list` and `name`
/// are the file that lists them. In every place, the element is preceded by the name of its file.
///
/// # Errors
/// As [`read`], for each part.
pub fn read_parts(
    list: &[u8],
    name: &str,
    parts: &[(String, Vec<u8>)],
    options: &ReadOptions,
) -> Result<Source> {
    let mut whole = Source::new(name, Format::Xml);
    let mut all = list.to_vec();
    if list.trim_ascii_start().starts_with(b"{") {
        let text = |bytes: &[u8]| encoding::decode(bytes).map_or(String::new(), |d| d.text);
        let catalogs: Vec<(String, String)> = parts.iter().map(|(n, b)| (n.clone(), text(b))).collect();
        take_catalog(&mut whole, oscal::resolve(&text(list), name, &catalogs)?);
        parts.iter().for_each(|(_, bytes)| all.extend_from_slice(bytes));
        whole.hash = sha256(&all);
        return Ok(whole);
    }
    let size: u64 = parts.iter().map(|(_, b)| b.len() as u64).sum();
    let left = ReadOptions {
        max_size: options.max_size.saturating_sub(size.min(options.max_size)),
        ..options.clone()
    };
    for (part, bytes) in parts {
        let mut source = read(bytes, part, if size > options.max_size { &left } else { options })?;
        for block in &mut source.blocks {
            let element = block.place.element.take().unwrap_or_default();
            block.place.element = Some(format!("{part} {element}").trim_end().to_owned());
        }
        whole.blocks.append(&mut source.blocks);
        whole.diagnostics.append(&mut source.diagnostics);
        for field in source.metadata {
            if whole.meta(&field.0).is_none() {
                whole.metadata.push(field);
            }
        }
        all.extend_from_slice(bytes);
    }
    if let Some(decoded) = encoding::decode(list) {
        for field in xml::list_metadata(&decoded.text) {
            whole.metadata.retain(|(n, _)| *n != field.0);
            whole.metadata.push(field);
        }
    }
    whole.hash = sha256(&all);
    Ok(whole)
}

/// Characters that got lost before the file came here: a power or a quotation mark may be among them.
fn damage(text: &str) -> Option<Diagnostic> {
    let first = text.find('\u{FFFD}')?;
    let line = text.get(..first).unwrap_or_default().matches('\n').count() + 1;
    let count = text.matches('\u{FFFD}').count();
    let characters = if count == 1 {
        "1 character is"
    } else {
        &format!("{count} characters are")
    };
    let place = Place::line(u32::try_from(line).unwrap_or(u32::MAX));
    Some(Diagnostic::warning(
        Some(place),
        format!("{characters} damaged in the file (\u{FFFD})"),
    ))
}

/// Text that the file itself marks as deleted is no longer the draft's; its reader should know.
fn left_out(deleted: usize) -> Option<Diagnostic> {
    let passages = if deleted == 1 {
        "1 passage"
    } else {
        &format!("{deleted} passages")
    };
    (deleted > 0).then(|| Diagnostic::note(None, format!("{passages} marked as deleted left out")))
}
