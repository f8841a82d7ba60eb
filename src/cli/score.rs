//! `clausewise score`: how well a crosswalk reproduces a published one.

use std::fs;

use super::options::Global;
use super::output::{Output, plain_reason};
use super::terminal;
use crate::export::{self, Format};
use crate::report::score::{Compared, ScoreView, screen};
use crate::score::{Files, Judged, Resampling, compare, read};
use crate::{Error, Result};

/// Say how well a crosswalk reproduces a published one
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The crosswalk: left_id, right_id, and score, confidence and relation where it has them
    #[arg(value_name = "CROSSWALK.csv")]
    crosswalk: String,
    /// The published one: left_id, right_id, relation; a row with one side is a unit without counterpart
    #[arg(value_name = "GOLD.csv")]
    gold: String,
    /// Units that the publisher says have no counterpart: side (left or right), id
    #[arg(long, value_name = "FILE")]
    gaps: Option<String>,
    /// Another crosswalk of the same drafts: say row by row what is better and what is worse than there
    #[arg(long, value_name = "OTHER.csv")]
    compare: Option<String>,
    /// How often left units are drawn anew for the intervals
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(20..=100_000))]
    draws: u32,
    /// Where the draws begin
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Write all of it to FILE (.json)
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  clausewise crosswalk a.csv b.csv --candidates 20 -o candidates.csv
  clausewise score candidates.csv gold.csv
      how well the published counterparts rank
  clausewise score x.csv gold.csv --gaps gaps.csv --compare before.csv
      what is better and what is worse than in an earlier run
  clausewise score mine.csv theirs.csv
      how far two experts agree";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let output = args
        .output
        .as_deref()
        .map(|o| Output::open(o, &[Format::Json]))
        .transpose()?;
    let load = |file: &String| {
        fs::read(file).map_err(|e| {
            Error::new(format!("cannot read: {}", plain_reason(&e)))
                .at(file)
                .help("clausewise score CROSSWALK.csv GOLD.csv")
        })
    };
    let (crosswalk, gold) = (load(&args.crosswalk)?, load(&args.gold)?);
    let gaps = args.gaps.as_ref().map(load).transpose()?;
    let other = args.compare.as_ref().map(load).transpose()?;
    let found = read(&Files {
        crosswalk: (&crosswalk, &args.crosswalk),
        gold: (&gold, &args.gold),
        gaps: gaps.as_deref().zip(args.gaps.as_deref()),
        other: other.as_deref().zip(args.compare.as_deref()),
    })?;
    let how = Resampling {
        draws: args.draws,
        seed: args.seed,
    };
    let judged = Judged::new(&found.case);
    let intervals = judged.intervals(&how);
    let theirs = found.other.as_ref().map(|case| {
        let before = Judged::new(case);
        let differences = judged.differences(&before, &how);
        (before, differences, compare(case, &found.case))
    });
    let view = ScoreView {
        read: &found,
        judged: &judged,
        intervals: &intervals,
        other: theirs.as_ref().map(|(before, differences, changes)| Compared {
            name: args.compare.as_deref().unwrap_or_default(),
            judged: before,
            differences,
            changes,
        }),
    };
    match output {
        Some(output) => output.write(&export::score::json(&view)?),
        None => terminal::print(&screen(&view, terminal::look(global.color)), global.color),
    }
}
