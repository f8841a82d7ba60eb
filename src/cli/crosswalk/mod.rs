//! `clausewise crosswalk`: what corresponds.

mod plan;
mod told;

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::drafts::{self, Reading};
use super::evidence::Evidence;
use super::export;
use super::import;
use super::levels::{self, Levels};
use super::options::{Changes, Global, Side};
use super::output::Output;
use super::papers::{self, Kind, Layout};
use super::terminal;
use super::wording::Wording;
use crate::align::AlignOptions;
use crate::draft::Draft;
use crate::export::{Format, IdsOnly};
use crate::report::crosswalk::{Overview, screen};
use crate::report::results::Results;
use crate::report::text::count;
use crate::review::{self, Compared, Merge, Proposals, Row, Sheet};
use crate::settings::Settings;
use crate::{Error, Result};

/// Propose which clauses of two or more drafts correspond, and name those without a counterpart
#[derive(Debug, clap::Args)]
#[command(alias = "align", after_help = EXAMPLES)]
pub(super) struct Args {
    /// The drafts, left first: files, folders of them, or names from clausewise.toml; all of clausewise.toml where none
    /// is given
    drafts: Vec<String>,
    /// Take the act of this title from the drafts that enclose it: title, short title, or its path (act-2)
    #[arg(long, value_name = "TITLE")]
    act: Option<String>,
    /// Write to FILE: rows to review (.csv, .json, .xlsx; those reviewed there are kept), a report (.html), a briefing
    /// (.docx, .md), or what other tools read (.oscal.json, .sssom.tsv, .olir.csv, .ciso.yaml, .graphml, .dot); - is CSV on
    /// standard output. A folder (with / at its end) gets workbook, briefing and report
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// What FILE holds, where its name does not say it
    #[arg(long = "as", value_enum, value_name = "WHAT", requires = "output")]
    kind: Option<Kind>,
    /// Lay the concordance out as a template does
    #[arg(long, value_enum, value_name = "NAME", requires = "output")]
    template: Option<Layout>,
    /// Take the decisions of this crosswalk (.csv, .json, .xlsx)
    #[arg(long, value_name = "CROSSWALK")]
    reviewed: Option<String>,
    /// Print the first screen as well as writing FILE
    #[arg(long, requires = "output", conflicts_with = "candidates")]
    show: bool,
    /// Write the best N candidates of every left unit instead of proposals
    #[arg(long, value_name = "N", requires = "output", value_parser = clap::value_parser!(u32).range(1..))]
    candidates: Option<u32>,
    /// Take over what this crosswalk says: a crosswalk of ours, or OSCAL, SSSOM, OLIR, CISO Assistant, any CSV with two
    /// columns of ids; may be given several times
    #[arg(long, value_name = "FILE", conflicts_with = "candidates")]
    import: Vec<String>,
    #[command(flatten)]
    wording: Wording,
    /// What is compared: unit (the lowest clause that stands as a sentence), article (units rolled up), or all; each side by
    /// itself as left=article,right=unit
    #[arg(long, value_name = "LEVEL", default_value = "unit", value_parser = levels::parse)]
    level: Levels,
    /// Compare informative parts too: recitals, notes, examples
    #[arg(long)]
    informative: bool,
    #[command(flatten)]
    evidence: Evidence,
    #[command(flatten)]
    changes: Changes,
}

const EXAMPLES: &str = "\
Examples:
  clausewise crosswalk act.html standard.md
      one screen: how much corresponds, the best, the doubtful, the gaps
  clausewise crosswalk act.html standard.md -o x.csv
      a row per correspondence: set status to accepted, rejected or edited
  clausewise crosswalk act.html standard.md --show -o x.csv
      both: the screen and the file
  clausewise crosswalk act.html standard.md -o x.csv
      once more: reviewed rows stay, the others are proposed anew
  clausewise crosswalk act.html standard.md -o x.xlsx
      the same for Excel and LibreOffice, with lists to choose from
  clausewise crosswalk act.html standard.md --reviewed x.xlsx -o report.html
      a page to send, with what was decided; brief.docx for a delegation
  clausewise crosswalk act.html standard.md --template annex-za -o za.docx
      legal requirement, clauses, remarks
  clausewise crosswalk a.csv b.csv c.csv -o abc.csv
      all pairs: a and b, a and c, b and c
  clausewise crosswalk a.csv b.csv --candidates 5 -o candidates.csv
      five candidates for every unit of a.csv
  clausewise crosswalk act.html bill.md --level article -o x.csv
      whole articles, and how many of their units are linked
  clausewise crosswalk act.html standard.md --import theirs.sssom.tsv -o x.csv
      what others found, then proposals for the rest
  clausewise crosswalk
      drafts and output as clausewise.toml says";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let (requests, output) = plan::plan(args, global)?;
    // One file may give two drafts.
    if args.changes.revisions != Side::Both {
        enough(requests.len())?;
    }
    let outputs = plan::outputs(output.as_deref(), args, &requests)?;
    let settings = Settings::default();
    let read = || {
        let reading = Reading {
            global,
            settings: &settings,
            changes: &args.changes,
            informative: args.informative,
            act: args.act.as_deref(),
        };
        let drafts = drafts::load(&requests, &reading)?;
        enough(drafts.len()).map(|()| drafts)
    };
    match (args.candidates, outputs.as_slice()) {
        (Some(n), [_, ..]) => {
            outputs.iter().try_for_each(Output::not_reviewed)?;
            candidates(n as usize, outputs, read()?, &settings, args, global)
        }
        _ => {
            let existing = plan::existing(&outputs, args.reviewed.as_deref())?;
            propose(outputs, existing, read()?, &settings, args, global)
        }
    }
}

fn enough(drafts: usize) -> Result<()> {
    if drafts >= 2 {
        return Ok(());
    }
    Err(Error::new(format!(
        "a crosswalk needs two drafts or more, and there is {}",
        count(drafts, "draft", "drafts")
    ))
    .help("clausewise crosswalk LEFT RIGHT"))
}

fn propose(
    outputs: Vec<Output>,
    mut existing: Sheet,
    drafts: Vec<Draft>,
    settings: &Settings,
    args: &Args,
    global: &Global,
) -> Result<()> {
    let pairs = pairs(drafts.len());
    let mut proposals = Proposals::default();
    let mut findings = Vec::new();
    let mut alone = BTreeSet::new();
    let options = args.evidence.options(&drafts, global)?;
    let lexicon = options.lexicon();
    let make = |c: Compared<'_>| {
        let found = c.findings(&lexicon);
        let rows = c.proposals(&found);
        // Of articles, the rows have the codes; the places are those of units.
        (rows, if c.roll.is_some() { Vec::new() } else { found })
    };
    for levels in compare(&drafts, &pairs, &options, settings, args.level, make) {
        let mut of_pair = Vec::new();
        for (rows, found) in levels {
            proposals.links.extend(rows.links);
            // An article that is one unit has one row.
            let unit = |row: &Row| [&row.left, &row.right].map(|s| (s.draft.clone(), s.id.clone()));
            proposals
                .gaps
                .extend(rows.gaps.into_iter().filter(|row| alone.insert(unit(row))));
            of_pair.extend(found);
        }
        findings.push(of_pair);
    }
    let drafts = args.level.shown(drafts)?;
    let drafts: Vec<&Draft> = drafts.iter().collect();
    let drafts = drafts.as_slice();
    plan::take_over(&mut existing, import::resolved(&args.import, drafts, global)?);
    let run = Merge {
        drafts,
        pairs: &pairs,
        file: args
            .reviewed
            .as_deref()
            .or(outputs.first().map(Output::name))
            .unwrap_or(""),
    };
    let merged = review::merge(existing, proposals, &run)?;
    if outputs.is_empty() || args.show {
        let look = terminal::look(global.color);
        let next = match outputs.first() {
            Some(output) => format!(
                "open {}, set status, and run the same command again",
                output.name()
            ),
            None => told::next(drafts, args, global),
        };
        let overview = Overview {
            drafts,
            pairs: &pairs,
            sheet: &merged.sheet,
            findings: &findings,
            settings,
            next: &next,
        };
        terminal::print(&screen(&overview, look), global.color)?;
    }
    let mut said = Vec::new();
    if !global.quiet {
        for output in outputs.iter().filter(|o| matches!(o, Output::File(_))) {
            said.extend(told::told(&merged, output));
        }
    }
    let mut sheet = merged.sheet;
    let emptied = emptied(args, &outputs, drafts, global);
    if let Some(ids_only) = &emptied {
        ids_only.sheet(&mut sheet);
    }
    let bare = export::bare(emptied.as_ref(), drafts);
    let bare: Vec<&Draft> = bare.iter().collect();
    for output in outputs.iter().filter(|_| !global.quiet) {
        said.extend(export::lost(output, &sheet));
    }
    let results = Results {
        drafts: &bare,
        pairs: &pairs,
        sheet: &sheet,
        findings: &findings,
        settings,
        wording: emptied.is_none(),
    };
    // All are made before the first is written.
    let made: Vec<Vec<u8>> = outputs
        .iter()
        .map(|output| content(output, args, &results))
        .collect::<Result<_>>()?;
    for (output, content) in outputs.into_iter().zip(made) {
        output.write(content)?;
    }
    said.iter().for_each(|line| terminal::say(line));
    Ok(())
}

/// What a file is to hold.
fn content(output: &Output, args: &Args, results: &Results<'_>) -> Result<Vec<u8>> {
    let format = output.format();
    let kind = papers::kind(args.kind, args.template, output.name(), format);
    match papers::content(kind, args.template, format, results)? {
        Some(content) => Ok(content),
        None => rows(format, results.drafts, results.sheet),
    }
}

fn candidates(
    n: usize,
    outputs: Vec<Output>,
    drafts: Vec<Draft>,
    settings: &Settings,
    args: &Args,
    global: &Global,
) -> Result<()> {
    let options = args.evidence.options(&drafts, global)?;
    let rows = compare(
        &drafts,
        &pairs(drafts.len()),
        &options,
        settings,
        args.level,
        |c| c.candidates(n),
    );
    let mut sheet = Sheet {
        extra: Vec::new(),
        rows: rows.into_iter().flatten().flatten().collect(),
    };
    let drafts = args.level.shown(drafts)?;
    let drafts: Vec<&Draft> = drafts.iter().collect();
    let emptied = emptied(args, &outputs, &drafts, global);
    if let Some(ids_only) = &emptied {
        ids_only.sheet(&mut sheet);
    }
    let bare = export::bare(emptied.as_ref(), &drafts);
    let drafts: Vec<&Draft> = bare.iter().collect();
    for output in outputs {
        let content = self::rows(output.format(), &drafts, &sheet)?;
        output.write(content)?;
    }
    Ok(())
}

/// All pairs: each draft against every later one.
fn pairs(drafts: usize) -> Vec<(usize, usize)> {
    (0..drafts)
        .flat_map(|left| (left + 1..drafts).map(move |right| (left, right)))
        .collect()
}

/// Aligns every pair and gives what is made of each level, by pair.
fn compare<T: Send>(
    drafts: &[Draft],
    pairs: &[(usize, usize)],
    options: &AlignOptions,
    settings: &Settings,
    levels: Levels,
    make: impl Fn(Compared<'_>) -> T + Sync,
) -> Vec<Vec<T>> {
    let one = |&(left, right): &(usize, usize)| {
        levels.compare((&drafts[left], &drafts[right]), options, settings, &make)
    };
    pairs.par_iter().map(one).collect()
}

/// What takes the wording out of everything that is written, where it is to be left out.
fn emptied(args: &Args, outputs: &[Output], drafts: &[&Draft], global: &Global) -> Option<IdsOnly> {
    args.wording.policy(drafts, outputs.first()?, global)
}

/// The rows in a format of rows.
fn rows(format: Format, drafts: &[&Draft], sheet: &Sheet) -> Result<Vec<u8>> {
    export::content(format, drafts, sheet).map(String::into_bytes)
}
