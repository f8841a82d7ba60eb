//! What a comparison is written as for people: report, briefing, concordance, workbook; chosen by a flag, else by the name of
//! the file.

use crate::Result;
use crate::export::Format;
use crate::report::concordance::{self, Template};
use crate::report::results::Results;
use crate::report::{briefing, html};

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Kind {
    /// All of it: links, divergences, gaps, parts, terms, clauses (.html)
    Report,
    /// Two to four pages for a delegation (.docx, .md, .html)
    Briefing,
    /// Which clauses answer to which, in both directions (.docx, .xlsx, .md, .html)
    Concordance,
    /// The rows, to work in (.csv, .json, .xlsx)
    Crosswalk,
}

/// The layout of a concordance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Layout {
    /// Legal requirement, clauses, remarks, as European standards print it
    AnnexZa,
}

/// What was asked for, if anything was.
pub(super) fn asked(kind: Option<Kind>, layout: Option<Layout>) -> Option<Kind> {
    kind.or(layout.map(|_| Kind::Concordance))
}

/// The formats that a kind is written in.
pub(super) fn formats(kind: Kind) -> &'static [Format] {
    match kind {
        Kind::Report => &[Format::Html],
        Kind::Briefing => &[Format::Docx, Format::Markdown, Format::Html],
        Kind::Concordance => &[
            Format::Docx,
            #[cfg(feature = "xlsx")]
            Format::Xlsx,
            Format::Markdown,
            Format::Html,
        ],
        Kind::Crosswalk => &[
            Format::Csv,
            Format::Json,
            #[cfg(feature = "xlsx")]
            Format::Xlsx,
        ],
    }
}

/// What a file of this name and format is to hold: what was asked for, else what its name says (`brief…`,
/// `concordance…`), else what the format is best for.
pub(super) fn kind(wanted: Option<Kind>, layout: Option<Layout>, name: &str, format: Format) -> Kind {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name).to_lowercase();
    if let Some(kind) = asked(wanted, layout) {
        return kind;
    }
    match format {
        Format::Html | Format::Markdown | Format::Docx if file.contains("brief") => Kind::Briefing,
        Format::Html | Format::Markdown | Format::Docx | Format::Xlsx if file.contains("concordance") => {
            Kind::Concordance
        }
        Format::Html => Kind::Report,
        Format::Markdown | Format::Docx => Kind::Briefing,
        _ => Kind::Crosswalk,
    }
}

/// The file; `None` where this kind is not written in this format.
pub(super) fn content(
    kind: Kind,
    layout: Option<Layout>,
    format: Format,
    results: &Results<'_>,
) -> Result<Option<Vec<u8>>> {
    let template = match layout {
        Some(Layout::AnnexZa) => Template::AnnexZa,
        None => Template::Both,
    };
    let paper = match (kind, format) {
        (Kind::Report, Format::Html) => return Ok(Some(html::report(results).into_bytes())),
        #[cfg(feature = "xlsx")]
        (Kind::Crosswalk | Kind::Concordance, Format::Xlsx) => {
            use crate::report::workbook;
            let tabs = match kind {
                Kind::Concordance => concordance::tabs(results, template),
                _ => workbook::tabs(results),
            };
            return crate::export::xlsx::workbook(&results.heading(), &tabs).map(Some);
        }
        (Kind::Briefing, _) => briefing::briefing(results),
        (Kind::Concordance, _) => concordance::paper(results, template),
        _ => return Ok(None),
    };
    Ok(match format {
        Format::Docx => Some(paper.word()?),
        Format::Markdown => Some(paper.markdown().into_bytes()),
        Format::Html => Some(paper.html().into_bytes()),
        _ => None,
    })
}
