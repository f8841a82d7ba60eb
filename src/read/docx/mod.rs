//! Word files: the document, its automatic numbers, its notes and its tracked changes.
//!
//! A label that Word counts stands nowhere in the file. It is computed here from the definitions of lists and styles,
//! and given as a claim beside the text, as are headings by their outline level and depth by indentation. Place: the
//! number of the paragraph, and the page where Word has left a note of where pages begin.
//!
//! Cost: linear in the parts. Nesting is bounded; what is nested deeper is read as plain text.

mod block;
mod comment;
mod counter;
mod format;
mod line;
mod math;
mod meta;
mod note;
mod numbering;
mod package;
mod revision;
mod run;
mod style;
mod symbol;
mod table;
mod walk;
mod xml;

use roxmltree::{Document, Node};
use rustc_hash::{FxHashMap, FxHashSet};

use super::ReadOptions;
use super::archive::Archive;
use super::source::{Block, Comment, Metadata, RevisionCount};
use crate::diagnostic::Diagnostic;
use crate::{Error, Result};
use counter::Counters;
use line::NoteKind;
use numbering::Numbering;
use package::Package;
use revision::Tracking;
use style::Styles;
use walk::Walk;

/// Words struck out from which on strikethrough is taken for a way to show changes.
const STRUCK_WORDS: usize = 30;

/// What a file holds.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) comments: Vec<Comment>,
    /// What has changed, where changes are tracked.
    pub(crate) revisions: Option<RevisionCount>,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads a file.
///
/// # Errors
/// Archives without a document, and parts that are damaged or beyond the bounds.
pub(crate) fn read(archive: &mut Archive<'_>, name: &str, options: &ReadOptions) -> Result<Page> {
    let Some(package) = Package::open(archive, name)? else {
        return Err(Error::new("a Word file without a document in it")
            .at(name)
            .help("open the file in a word processor and save it again"));
    };
    let document = xml::parse(&package.document, "word/document.xml", name)?;
    let mut diagnostics = Vec::new();
    // Only the document itself is needed: without the other parts, the words are all there.
    let styles = optional(&package.styles, "styles", name, &mut diagnostics);
    let numbering = optional(&package.numbering, "numbering", name, &mut diagnostics);
    let footnotes = optional(&package.footnotes, "footnotes", name, &mut diagnostics);
    let endnotes = optional(&package.endnotes, "endnotes", name, &mut diagnostics);
    let comments = optional(&package.comments, "comments", name, &mut diagnostics);
    let settings = optional(&package.settings, "settings", name, &mut diagnostics);
    let core = optional(&package.core, "core properties", name, &mut diagnostics);
    let styles = root(&styles).map(Styles::read).unwrap_or_default();
    let numbering = root(&numbering)
        .map(|n| Numbering::read(n, &styles.lists))
        .unwrap_or_default();
    let mut notes = FxHashMap::default();
    for (part, kind) in [(&footnotes, NoteKind::Footnote), (&endnotes, NoteKind::Endnote)] {
        notes.extend(root(part).map(|p| note::notes(p, kind)).into_iter().flatten());
    }
    let paged = package.document.contains("lastRenderedPageBreak");
    let mut walk = Walk {
        styles: &styles,
        numbering: &numbering,
        counters: Counters::default(),
        tracking: Tracking::new(options),
        notes,
        noted: FxHashSet::default(),
        note_numbers: note::Numbers::new(root(&settings)),
        marks: Vec::new(),
        margin: root(&comments).map(comment::comments).unwrap_or_default(),
        comments: Vec::new(),
        blocks: Vec::new(),
        fields: Vec::new(),
        carried: None,
        waiting: None,
        cell: None,
        role: None,
        paragraphs: 0,
        page: paged.then_some(1),
        code_until: 0,
        titles: Vec::new(),
        embedded: 0,
        depth: 0,
    };
    walk.apart(document.root_element());
    if walk.embedded > 0 {
        let what = if walk.embedded == 1 {
            "1 document"
        } else {
            &format!("{} documents", walk.embedded)
        };
        diagnostics.push(Diagnostic::warning(
            None,
            format!("{what} embedded in another format left out"),
        ));
    }
    if walk.blocks.is_empty() {
        diagnostics.push(Diagnostic::warning(None, "there is no text in the file"));
    }
    let struck = walk.tracking.struck_words;
    if options.struck.is_none() && struck >= STRUCK_WORDS {
        let what = format!(
            "{struck} words are struck out: with --struck deleted they are read as deleted, and underlined words as inserted"
        );
        diagnostics.push(Diagnostic::warning(None, what));
    }
    // A file without any indentation says nothing by it.
    if walk.blocks.iter().all(|b| b.claims.indent.is_none_or(|i| i == 0)) {
        walk.blocks.iter_mut().for_each(|b| b.claims.indent = None);
    }
    let count = walk.tracking.count;
    let mut metadata = root(&core).map(meta::metadata).unwrap_or_default();
    meta::retitle(&mut metadata, &mut walk.blocks, &walk.titles);
    Ok(Page {
        blocks: walk.blocks,
        metadata,
        comments: walk.comments,
        revisions: (count.changes > 0).then_some(count),
        diagnostics,
    })
}

/// A part that a draft can do without.
fn optional<'t>(
    text: &'t Option<String>,
    part: &str,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Document<'t>> {
    match xml::parse(text.as_deref()?, part, name) {
        Ok(document) => Some(document),
        Err(_) => {
            let what = format!("the part with the {part} is damaged: read without it");
            diagnostics.push(Diagnostic::warning(None, what));
            None
        }
    }
}

fn root<'d>(document: &'d Option<Document<'_>>) -> Option<Node<'d, 'd>> {
    document.as_ref().map(Document::root_element)
}
