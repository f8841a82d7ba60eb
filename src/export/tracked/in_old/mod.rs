//! The new version as tracked changes in the old one's own Word file, whose styles, lists and pictures stay.
//!
//! The words of the old draft are found again in the paragraphs of the file; what the comparison deletes is cut out of
//! their runs, what it inserts goes in behind the word before it, and clauses that came get the looks of a paragraph of
//! their sort. Numbers that Word counts are left to Word. Whatever cannot be placed for certain (changes that are
//! tracked already, words of footnotes) gives no file, and so does one that would not read as both versions.
//!
//! Cost: the diff of the words of file and draft (histogram, in `similar`), then linear in the text.

mod edit;
mod placed;
mod written;

use std::io::{Cursor, Write};

use roxmltree::{Document, Node};

use crate::draft::Draft;
use crate::export::tracked::paragraphs;
use crate::read::{ReadOptions, Revisions, read};
use crate::revision::Revision;
use crate::{Error, Result};
use placed::Placed;

/// The part that holds the text.
const PART: &str = "word/document.xml";
/// Elements that say that changes are tracked already.
const TRACKED: [&str; 7] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "pPrChange",
    "rPrChange",
    "altChunk",
];

/// The file; `None` where the changes cannot be placed in it for certain.
///
/// # Errors
/// Files that are damaged.
pub fn in_old(revision: &Revision<'_>, file: &[u8], options: &ReadOptions) -> Result<Option<Vec<u8>>> {
    let name = &revision.old.file;
    let failed =
        |e: &dyn std::fmt::Display| Error::new(format!("cannot rewrite the Word file: {e}")).at(name);
    let mut archive = crate::read::archive::Archive::open(file, name, options.max_size)?;
    let Some(xml) = archive.text(PART)? else {
        return Ok(None);
    };
    let document = Document::parse(&xml).map_err(|e| failed(&e))?;
    let local = |n: &Node<'_, '_>| n.is_element() && TRACKED.contains(&n.tag_name().name());
    // Changes are written with the prefix that all programs use.
    if !xml.contains("<w:body") || document.descendants().any(|n| local(&n)) {
        return Ok(None);
    }
    let Some(body) = Placed::new(revision, &document).and_then(|placed| placed.written(&xml)) else {
        return Ok(None);
    };
    let bytes = repacked(file, &body).map_err(|e| failed(&e))?;
    let faithful = says(&bytes, revision.new, Revisions::Accept, options)
        && says(&bytes, revision.old, Revisions::Reject, options);
    Ok(faithful.then_some(bytes))
}

/// The archive with another text, all other parts as they are.
fn repacked(file: &[u8], body: &str) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let part = archive.by_index_raw(i)?;
        let name = part.name()?.into_owned();
        if name.trim_start_matches('/').eq_ignore_ascii_case(PART) {
            let how = zip::write::SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Deflated)
                .last_modified_time(zip::DateTime::default());
            drop(part);
            out.start_file(name, how)?;
            out.write_all(body.as_bytes())?;
        } else {
            out.raw_copy_file(part)?;
        }
    }
    Ok(out.finish()?.into_inner())
}

/// Whether a file, read on one side of its changes, has the words of a draft. Numbers are not compared: Word counts them.
fn says(file: &[u8], draft: &Draft, revisions: Revisions, options: &ReadOptions) -> bool {
    let options = ReadOptions {
        revisions,
        ..options.clone()
    };
    let Ok(source) = read(file, "x.docx", &options) else {
        return false;
    };
    let letters = |text: &str| -> Vec<String> {
        let words = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.chars().count() > 2);
        words.map(str::to_owned).collect()
    };
    let there: Vec<String> = source.blocks.iter().flat_map(|b| letters(&b.text)).collect();
    let wanted: Vec<String> = draft
        .clauses()
        .flat_map(|(_, c)| paragraphs(c))
        .flat_map(|t| letters(&t))
        .collect();
    there == wanted
}
