//! `clausewise outline`: the clause tree as understood.

use super::drafts::{self, Reading};
use super::options::{Changes, Global};
use super::output::Output;
use super::projects::Projects;
use super::terminal;
use super::wording::{self, Wording};
use crate::draft::Draft;
use crate::export::{self, Format};
use crate::lexicon::Lexicon;
use crate::report::find;
use crate::report::outline::{OutlineOptions, screen};
use crate::report::page::page;
use crate::settings::Settings;
use crate::{Error, Result};

/// Show the clause tree of a draft as understood: what it is, which style read it, every clause
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The draft: a file, or a name from clausewise.toml
    #[arg(required = true)]
    draft: Vec<String>,
    /// Take the act of this title, enclosed in the draft, as the draft: title, short title, or its path (act-2)
    #[arg(long, value_name = "TITLE")]
    act: Option<String>,
    /// Show so many levels of the tree
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    depth: Option<u32>,
    /// Write a row per provision instead: who must what, when, how much, unless what
    #[arg(long, requires = "output")]
    provisions: bool,
    /// Show the clauses that hold all of these words, in any order: `--find 'report incident'`
    #[arg(long, value_name = "WORDS", conflicts_with = "output")]
    find: Option<String>,
    /// Write a row per clause to FILE (.csv or .json), or the tree as a page (.html); - is CSV on standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    #[command(flatten)]
    wording: Wording,
    #[command(flatten)]
    changes: Changes,
}

/// The formats that the command writes.
const WRITTEN: &[Format] = &[Format::Csv, Format::Json, Format::Html];

const EXAMPLES: &str = "\
Examples:
  clausewise outline act.html
  clausewise outline act.html --depth 2           two levels of the tree
  clausewise outline bill.xml --act 'Kite Act'     one of the acts that a bill enacts
  clausewise outline act.txt --grammar eu-act     when the wrong style was found
  clausewise outline act.html --find 'report incident'
                                                  where these words stand, and how that is cited
  clausewise outline act.html -o act.csv          a row per clause
  clausewise outline act.html -o tree.html        the tree as a page, with a link to every clause
  clausewise outline act.html --provisions -o p.csv
                                                  a row per provision
  clausewise outline act.docx --revisions both    before and after the tracked changes
  clausewise outline act.html -o - | grep art-6";

/// Clauses shown that hold the words looked for, before the rest is only counted.
const FOUND: usize = 25;

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let projects = Projects::find(&args.draft, global.config.as_deref())?;
    let requests = projects.requests(&args.draft);
    let output = Output::fresh(args.output.as_deref(), WRITTEN, &requests)?;
    let settings = Settings::default();
    // The tree on the screen has its own list of warnings.
    let mut quiet = global.clone();
    quiet.quiet |= output.is_none();
    let drafts = drafts::load(
        &requests,
        &Reading {
            global: &quiet,
            settings: &settings,
            changes: &args.changes,
            informative: false,
            act: args.act.as_deref(),
        },
    )?;
    if let Some(output) = output {
        let read: Vec<&Draft> = drafts.iter().collect();
        let policy = args.wording.policy(&read, &output, global);
        if policy.is_some() && args.provisions {
            return Err(wording::refused("provisions are", &output));
        }
        let drafts = match policy {
            Some(ids_only) => drafts.iter().map(|d| ids_only.draft(d)).collect(),
            None => drafts,
        };
        let text = match (args.provisions, output.format()) {
            (false, Format::Json) => export::json::outline(&drafts)?,
            (true, Format::Csv) => export::provisions::csv(&drafts, &Lexicon::embedded())?,
            (false, Format::Html) => page(&drafts),
            (false, _) => export::outline::csv(&drafts)?,
            (true, _) => {
                return Err(Error::new("provisions are written as CSV only")
                    .at(output.name())
                    .help("end the name in .csv"));
            }
        };
        return output.write(&text);
    }
    let look = terminal::look(global.color);
    if let Some(words) = &args.find {
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let most = if global.verbose { usize::MAX } else { FOUND };
        let screens: Vec<String> = drafts
            .iter()
            .map(|d| find::screen(d, &words, most, look))
            .collect();
        return terminal::print(&screens.join("\n"), global.color);
    }
    let options = OutlineOptions {
        depth: args.depth.map(|d| d as usize),
        all_warnings: global.verbose,
    };
    let screens: Vec<String> = drafts.iter().map(|d| screen(d, &options, look)).collect();
    terminal::print(&screens.join("\n"), global.color)
}
