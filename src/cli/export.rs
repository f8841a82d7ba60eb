//! `clausewise export`: a crosswalk in another format.

use std::fs;

use super::drafts::{self, Reading, Request};
use super::import;
use super::options::{Changes, Global};
use super::output::Output;
use super::projects::Projects;
use super::terminal;
use super::wording::Wording;
use crate::draft::Draft;
use crate::export::{self, About, Format, INTERCHANGE, IdsOnly};
use crate::report::text::count;
use crate::review::Sheet;
use crate::settings::Settings;
use crate::{Error, Result};

/// Write a crosswalk in another format, for other tools
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The crosswalk: .csv or .json of ours, or an OSCAL mapping collection, SSSOM, OLIR, CISO Assistant
    crosswalk: String,
    /// The drafts that it is over: its ids are looked for in them, and the file says what they are
    drafts: Vec<String>,
    /// Write to FILE, in the format of its ending: .csv, .json, .oscal.json, .sssom.tsv, .olir.csv, .ciso.yaml, .graphml or
    /// .dot; - is standard output
    #[arg(short, long, value_name = "FILE")]
    output: String,
    /// The format, where the name of the file does not say it
    #[arg(long, value_name = "FORMAT", value_parser = format_named)]
    format: Option<Format>,
    #[command(flatten)]
    wording: Wording,
}

const EXAMPLES: &str = "\
Examples:
  clausewise export x.csv act.html standard.md -o x.oscal.json
      the reviewed crosswalk as an OSCAL mapping collection
  clausewise export x.csv -o x.sssom.tsv --ids-only
      without the drafts, and without their wording
  clausewise export csf-to-800-53.xlsx csf.xlsx catalog.xlsx -o x.csv
      a published crosswalk as one of ours; unknown ids are told
  clausewise export x.csv --format dot -o - | dot -Tsvg > x.svg
      a drawing by Graphviz";

/// The formats that the command writes.
pub(super) fn written() -> Vec<Format> {
    let mut all = vec![Format::Csv, Format::Json];
    all.extend(INTERCHANGE);
    all
}

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let projects = if args.drafts.is_empty() {
        Projects::default()
    } else {
        Projects::find(&args.drafts, global.config.as_deref())?
    };
    let requests = projects.requests(&args.drafts);
    let output = Output::named(&args.output, args.format, &written(), &requests)?;
    let same =
        |a: &str, b: &str| matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b);
    if same(&args.crosswalk, &args.output) {
        return Err(Error::new("not written: it is the crosswalk itself")
            .at(&args.output)
            .help("choose another file with -o"));
    }
    output.not_reviewed()?;
    let drafts = load(&requests, global)?;
    let drafts: Vec<&Draft> = drafts.iter().collect();
    let sheet = if drafts.is_empty() {
        import::read(&args.crosswalk, global)?.sheet
    } else {
        import::resolved(std::slice::from_ref(&args.crosswalk), &drafts, global)?
    };
    write(output, sheet, &drafts, &args.wording, global)
}

fn load(requests: &[Request], global: &Global) -> Result<Vec<Draft>> {
    drafts::load(
        requests,
        &Reading {
            global,
            settings: &Settings::default(),
            changes: &Changes::default(),
            // What a row says of a recital is kept.
            informative: true,
            act: None,
        },
    )
}

/// Writes a crosswalk in the format of the output, and says what the format has no place for.
fn write(
    output: Output,
    mut sheet: Sheet,
    drafts: &[&Draft],
    wording: &Wording,
    global: &Global,
) -> Result<()> {
    let policy = wording.policy(drafts, &output, global);
    if let Some(ids_only) = &policy {
        ids_only.sheet(&mut sheet);
    }
    let bare = bare(policy.as_ref(), drafts);
    let text = content(output.format(), &bare.iter().collect::<Vec<_>>(), &sheet)?;
    if !global.quiet {
        lost(&output, &sheet).iter().for_each(|line| terminal::say(line));
    }
    let said = matches!(output, Output::File(_)).then(|| {
        let rows = count(sheet.rows.len(), "row", "rows");
        format!("{}: {rows} written as {}", output.name(), output.format().name())
    });
    output.write(&text)?;
    if let Some(said) = said.filter(|_| !global.quiet) {
        terminal::say(&said);
    }
    Ok(())
}

/// The drafts as outputs may show them.
pub(super) fn bare(policy: Option<&IdsOnly>, drafts: &[&Draft]) -> Vec<Draft> {
    let one = |draft: &&Draft| policy.map_or_else(|| (*draft).clone(), |p| p.draft(draft));
    drafts.iter().map(one).collect()
}

/// What the format of an output has no place for, in words.
pub(super) fn lost(output: &Output, sheet: &Sheet) -> Vec<String> {
    let format = output.format();
    let line = |line| format!("{}: {} holds no place for: {line}", output.name(), format.name());
    export::fit::lost(format, sheet).into_iter().map(line).collect()
}

/// A crosswalk in a format of rows, or one that other tools read.
///
/// # Errors
/// A crosswalk that the format cannot hold at all.
pub(super) fn content(format: Format, drafts: &[&Draft], sheet: &Sheet) -> Result<String> {
    match format {
        Format::Json => export::json::crosswalk(drafts, sheet),
        Format::Csv => export::crosswalk::csv(sheet),
        _ => {
            let about: Vec<About> = drafts.iter().map(|d| About::of(d)).collect();
            export::interchange(format, &about, sheet)
        }
    }
}

/// A format by its ending, with or without dots: `oscal`, `oscal.json`, `.oscal.json`.
pub(super) fn format_named(name: &str) -> std::result::Result<Format, String> {
    let wanted = name.trim_start_matches('.').to_lowercase();
    let names = |f: &Format| {
        let ending = f.ending().trim_start_matches('.');
        ending == wanted || ending.split('.').next() == Some(wanted.as_str())
    };
    let all = written();
    all.iter().copied().find(names).ok_or_else(|| {
        let endings: Vec<&str> = all.iter().map(|f| f.ending()).collect();
        format!("none of {}", endings.join(", "))
    })
}
