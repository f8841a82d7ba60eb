//! `clausewise terms`: defined terms side by side.

use super::drafts::{self, Reading};
use super::lexicon;
use super::options::{Changes, Global};
use super::output::Output;
use super::projects::Projects;
use super::terminal;
use super::wording::{self, Wording};
use crate::Result;
use crate::draft::Draft;
use crate::export::{self, Format};
use crate::report::terms::{screen, summary};
use crate::settings::Settings;
use crate::term::Table;

/// Set the defined terms of drafts side by side: what each means, where wording differs, where no definition is found
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The drafts: files, or names from clausewise.toml
    #[arg(required = true)]
    drafts: Vec<String>,
    /// Write a row per term and draft to FILE (.csv or .json); - is CSV on standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Take the act of this title from the drafts that enclose it: title, short title, or its path (act-2)
    #[arg(long, value_name = "TITLE")]
    act: Option<String>,
    /// Words that mean the same, besides those of `clausewise lexicon show`
    #[arg(long, value_name = "FILE")]
    lexicon: Option<String>,
    #[command(flatten)]
    wording: Wording,
    #[command(flatten)]
    changes: Changes,
}

/// The formats that the command writes.
const WRITTEN: &[Format] = &[Format::Csv, Format::Json];

/// Terms in other words that the screen shows without -v.
const SHOWN: usize = 12;

const EXAMPLES: &str = "\
Examples:
  clausewise terms act.html bill.txt              terms defined in other words, with what differs marked
  clausewise terms act.html bill.txt standard.md -o terms.csv
                                                  a row per term and draft
  clausewise terms act.html                       the terms of one draft";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let projects = Projects::find(&args.drafts, global.config.as_deref())?;
    let requests = projects.requests(&args.drafts);
    let output = Output::fresh(args.output.as_deref(), WRITTEN, &requests)?;
    let lexicon = lexicon::load(args.lexicon.as_deref())?;
    let drafts = drafts::load(
        &requests,
        &Reading {
            global,
            settings: &Settings::default(),
            changes: &args.changes,
            informative: false,
            act: args.act.as_deref(),
        },
    )?;
    let table = Table::new(&drafts, &lexicon);
    let Some(output) = output else {
        let most = if global.verbose { usize::MAX } else { SHOWN };
        let screen = screen(&table, most, terminal::look(global.color));
        return terminal::print(&screen, global.color);
    };
    let read: Vec<&Draft> = drafts.iter().collect();
    if args.wording.policy(&read, &output, global).is_some() {
        return Err(wording::refused("terms and definitions are", &output));
    }
    let said = (matches!(output, Output::File(_)) && !global.quiet)
        .then(|| format!("{}: {}", output.name(), summary(&table)));
    let text = match output.format() {
        Format::Json => export::terms::json(&table)?,
        _ => export::terms::csv(&table)?,
    };
    output.write(&text)?;
    said.iter().for_each(|line| terminal::say(line));
    Ok(())
}
