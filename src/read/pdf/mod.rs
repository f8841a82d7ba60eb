//! PDF: words with their places, put together to lines and paragraphs.
//!
//! The steps: an interpreter draws every page into glyphs ([`glyph`], [`font`]); glyphs on a baseline are pieces
//! ([`segment`]); pieces are lines ([`margin`], [`language`], [`mod@line`], [`contents`]); lines become running text ([`flow`]), and from
//! there on the reader of plain text joins them. Pages are drawn in parallel and put together in order.

mod bound;
mod contents;
mod flow;
mod font;
mod foot;
mod glyph;
mod language;
mod line;
mod margin;
mod segment;
mod unpack;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::AtomicUsize;

use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};
use rayon::prelude::*;

use super::source::{Format, Metadata, Source};
use super::text::{join::Words, paragraph};
use super::{ReadOptions, sha256};
use crate::diagnostic::Diagnostic;
use crate::{Error, Result};
use font::Fonts;
use glyph::{Budget, Collector, Sheet};
use segment::Piece;

/// More pages than this are no draft.
const MOST_PAGES: usize = 5_000;
/// Strokes and words that any file may draw; a larger one may draw one more for each byte.
const LEAST_DRAWN: usize = 500_000;
/// Pages that are drawn by one thread with one set of fonts.
const PORTION: usize = 24;

/// Reads a PDF.
///
/// # Errors
/// Files that are damaged beyond reading, encrypted with a password, or without text.
pub(super) fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Source> {
    let pdf = open(bytes, name)?;
    // What a file draws is in proportion to its size, unless what it draws draws something else again and again.
    let drawn = AtomicUsize::new(0);
    let most = bytes.len().saturating_add(LEAST_DRAWN);
    let sheets = sheets(&pdf, &Budget { drawn: &drawn, most });
    if drawn.into_inner() > most {
        return Err(too_much(name));
    }
    let glyphs: usize = sheets.iter().map(|s| s.glyphs.len()).sum();
    if glyphs == 0 {
        return Err(no_text(&sheets, name));
    }
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut pages: Vec<Vec<Piece>> = sheets
        .par_iter()
        .enumerate()
        .map(|(i, sheet)| segment::pieces(sheet, u32::try_from(i).unwrap_or(u32::MAX)))
        .collect();
    margin::take_numbers(&mut pages);
    let widths: Vec<f32> = sheets.iter().map(|s| s.width).collect();
    let mut metadata = Metadata::new();
    if let Some((kept, said)) = language::choose(&mut pages, &widths, options.language.as_deref()) {
        metadata.push(("lang".to_owned(), super::language_code(kept).to_owned()));
        diagnostics.push(said);
    }
    let mut pages: Vec<Vec<Piece>> = pages.into_iter().map(line::lines).collect();
    contents::mark(&mut pages);
    let measure = flow::Measure::of(&pages);
    let heights: Vec<f32> = sheets.iter().map(|s| s.height).collect();
    let lines = flow::lines(&pages, &heights, &measure);
    let words = Words::of(lines.iter().map(|l| l.text));
    let layout = paragraph::Page {
        width: Some(flow::FULL),
        slack: 3,
        indents: false,
        ragged: true,
        words: &words,
    };
    let blocks = paragraph::blocks(&lines, &layout);
    Ok(Source {
        blocks: blocks.into_iter().map(|(b, _)| b).collect(),
        metadata,
        hash: sha256(bytes),
        diagnostics,
        ..Source::new(name, Format::Pdf)
    })
}

fn open(bytes: &[u8], name: &str) -> Result<Pdf> {
    if !bound::holds(bytes) {
        return Err(too_much(name));
    }
    let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new(bytes.to_vec())));
    match opened {
        Ok(Ok(pdf)) if pdf.pages().is_empty() => Err(Error::new("the PDF has no pages")
            .at(name)
            .help("check that it was downloaded or exported completely")),
        Ok(Ok(pdf)) => Ok(pdf),
        Ok(Err(LoadPdfError::Decryption(_))) => Err(Error::new("the PDF is encrypted")
            .at(name)
            .help("save it without a password first")),
        _ => Err(Error::new("the PDF is damaged and cannot be read")
            .at(name)
            .help("check that it was downloaded or exported completely")),
    }
}

fn too_much(name: &str) -> Error {
    Error::new("the PDF unpacks to more than a draft holds")
        .at(name)
        .help("print it to a new PDF, or take another version of the draft")
}

fn no_text(sheets: &[Sheet], name: &str) -> Error {
    let scanned = sheets.iter().any(|s| s.images > 0);
    let error = if scanned {
        Error::new("the PDF has pictures of pages and no text")
    } else {
        Error::new("the PDF has no text")
    };
    error.at(name).help(
        "run text recognition (OCR) over it, for example with ocrmypdf, or take another version of the draft",
    )
}

/// Draws all pages.
fn sheets(pdf: &Pdf, budget: &Budget<'_>) -> Vec<Sheet> {
    let pages = pdf.pages();
    let pages = pages.get(..pages.len().min(MOST_PAGES)).unwrap_or_default();
    pages
        .par_chunks(PORTION)
        .flat_map_iter(|portion| {
            let settings = InterpreterSettings {
                render_content: RenderContent::PAGE,
                ..InterpreterSettings::default()
            };
            let cache = InterpreterCache::new();
            let mut fonts = Fonts::new(settings.clone());
            portion
                .iter()
                .map(|page| sheet(page, pdf, &cache, &mut fonts, &settings, budget))
                .collect::<Vec<_>>()
        })
        .collect()
}

fn sheet<'a>(
    page: &Page<'a>,
    pdf: &'a Pdf,
    cache: &InterpreterCache<'a>,
    fonts: &mut Fonts<'a>,
    settings: &InterpreterSettings,
    budget: &Budget<'_>,
) -> Sheet {
    let size = page.render_dimensions();
    fonts.open(page);
    let mut collector = Collector::new(size, fonts, budget);
    let area = Rect::new(0.0, 0.0, f64::from(size.0), f64::from(size.1));
    let place = Affine::new(page.initial_transform(true).as_coeffs());
    // The interpreter reads what anybody may have written; a page that makes it stop is read as far as it came.
    let drawn = catch_unwind(AssertUnwindSafe(|| {
        let mut context = Context::new(place, area, cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut collector);
    }));
    collector.sheet.broken = drawn.is_err();
    collector.sheet
}
