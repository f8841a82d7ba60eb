//! `clausewise diff`: what changed between two versions of a draft.

use super::drafts::{self, Reading};
use super::options::{Changes, Global, Side};
use super::output::Output;
use super::projects::Projects;
use super::terminal;
use crate::export::{self, Format};
use crate::report::diff::{DiffOptions, change_log, screen};
use crate::revision::compare;
use crate::settings::Settings;
use crate::{Error, Result};

/// Show what changed between two versions of a draft, clause by clause, the substantive first
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The old and the new version: files, or names from clausewise.toml; one with --revisions both
    #[arg(required = true, value_names = ["OLD", "NEW"])]
    drafts: Vec<String>,
    /// Only what may change what is asked, of whom or when
    #[arg(long, value_name = "WHAT")]
    only: Option<Only>,
    /// Write to FILE (.csv or .json: a row per pair of clauses; .md: a change log); - is CSV on standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    #[command(flatten)]
    changes: Changes,
}

/// Which changes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Only {
    /// Those that may change what is asked.
    Substantive,
}

/// The formats that the command writes.
const WRITTEN: &[Format] = &[Format::Csv, Format::Json, Format::Markdown];

const EXAMPLES: &str = "\
Examples:
  clausewise diff act-2023.html act-2024.html
      counts, what may change what is asked, what is editorial, old and new numbers
  clausewise diff old.md new.md --only substantive
  clausewise diff old.md new.md -o changes.csv
      a row per pair of clauses, unchanged ones included
  clausewise diff old.md new.md -o changes.md
      a change log to send
  clausewise diff draft.docx --revisions both
      what its tracked changes change";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    // One file may give both versions.
    let both = args.changes.revisions == Side::Both;
    if args.drafts.len() != if both { 1 } else { 2 } {
        return Err(Error::new(format!(
            "diff compares two versions, and {} given",
            given(args.drafts.len())
        ))
        .help("clausewise diff OLD NEW"));
    }
    let projects = Projects::find(&args.drafts, global.config.as_deref())?;
    let requests = projects.requests(&args.drafts);
    let output = Output::fresh(args.output.as_deref(), WRITTEN, &requests)?;
    let settings = Settings::default();
    let reading = Reading {
        global,
        settings: &settings,
        changes: &args.changes,
        informative: false,
        act: None,
    };
    let drafts = drafts::load(&requests, &reading)?;
    let [old, new] = drafts.as_slice() else {
        return Err(
            Error::new("diff compares two versions, and this draft tracks no changes")
                .help("clausewise diff OLD NEW"),
        );
    };
    let revision = compare(old, new, &settings);
    let substantive = args.only.is_some();
    let changes = || {
        revision
            .changes
            .iter()
            .filter(move |c| c.substantive || !substantive)
    };
    let Some(output) = output else {
        let look = terminal::look(global.color);
        let options = DiffOptions {
            substantive,
            all: global.verbose,
        };
        return terminal::print(&screen(&revision, &options, look), global.color);
    };
    let text = match output.format() {
        Format::Json => export::diff::json(&revision, changes())?,
        Format::Markdown => change_log(&revision),
        _ => export::diff::csv(&revision, changes())?,
    };
    output.write(&text)
}

fn given(n: usize) -> String {
    format!("{n} {}", if n == 1 { "was" } else { "were" })
}
