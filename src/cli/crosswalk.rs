//! `clausewise crosswalk`: what corresponds.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::drafts::{self, Reading, Request};
use super::evidence::Evidence;
use super::levels::{self, Levels};
use super::options::{Changes, Global, Side};
use super::output::Output;
use super::projects::Projects;
use super::terminal;
use crate::align::AlignOptions;
use crate::draft::Draft;
use crate::export::{self, Format};
use crate::lexicon::Lexicon;
use crate::report::crosswalk::{Overview, screen};
use crate::report::text::count;
use crate::review::{self, Compared, Merge, Merged, Proposals, Row, Sheet};
use crate::settings::Settings;
use crate::{Error, Result};

/// Propose which clauses of two or more drafts correspond, and name those without a counterpart
#[derive(Debug, clap::Args)]
#[command(alias = "align", after_help = EXAMPLES)]
pub(super) struct Args {
    /// The drafts, left first: files, or names from clausewise.toml; all of clausewise.toml where none is given
    drafts: Vec<String>,
    /// Take the act of this title from the drafts that enclose it: title, short title, or its path (act-2)
    #[arg(long, value_name = "TITLE")]
    act: Option<String>,
    /// Write a row per correspondence to FILE (.csv or .json); rows reviewed there are kept; - is CSV on standard
    /// output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Print the first screen as well as writing FILE
    #[arg(long, requires = "output", conflicts_with = "candidates")]
    show: bool,
    /// Write the best N candidates of every left unit instead of proposals
    #[arg(long, value_name = "N", requires = "output", value_parser = clap::value_parser!(u32).range(1..))]
    candidates: Option<u32>,
    /// Leave out every field that carries wording, to pass the file on where the drafts may not be
    #[arg(long, requires = "output")]
    ids_only: bool,
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

/// The formats that the command writes.
const WRITTEN: &[Format] = &[Format::Csv, Format::Json];

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
  clausewise crosswalk a.csv b.csv c.csv -o abc.csv
      all pairs: a and b, a and c, b and c
  clausewise crosswalk a.csv b.csv --candidates 5 -o candidates.csv
      five candidates for every unit of a.csv
  clausewise crosswalk act.html bill.md --level article -o x.csv
      whole articles, and how many of their units are linked
  clausewise crosswalk
      drafts and output as clausewise.toml says";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let (requests, output) = plan(args, global)?;
    // One file may give two drafts.
    if args.changes.revisions != Side::Both {
        enough(requests.len())?;
    }
    let output = Output::of(output.as_deref(), WRITTEN, &requests)?;
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
    match (args.candidates, output) {
        (Some(n), Some(output)) => {
            output.not_reviewed()?;
            candidates(n as usize, output, read()?, &settings, args, global)
        }
        (_, output) => {
            let existing = match &output {
                Some(output) => existing(output)?,
                None => Sheet::default(),
            };
            propose(output, existing, read()?, &settings, args, global)
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

/// Which drafts are compared, and where the result goes: as the arguments say, else as clausewise.toml says.
fn plan(args: &Args, global: &Global) -> Result<(Vec<Request>, Option<String>)> {
    let projects = Projects::find(&args.drafts, global.config.as_deref())?;
    if let (true, Some((folder, drafts, plan))) = (args.drafts.is_empty(), projects.plan()) {
        let requests = drafts.into_iter().map(|d| Request::project(folder, d)).collect();
        let planned = plan
            .output
            .as_ref()
            .map(|o| folder.join(o).to_string_lossy().into_owned());
        return Ok((requests, args.output.clone().or(planned)));
    }
    Ok((projects.requests(&args.drafts), args.output.clone()))
}

/// The rows that are in the output file already.
fn existing(output: &Output) -> Result<Sheet> {
    match (output.existing(), output.format()) {
        ([], _) => Ok(Sheet::default()),
        (bytes, Format::Json) => review::read_json(bytes, output.name()),
        (bytes, _) => review::read_csv(bytes, output.name()),
    }
}

fn propose(
    output: Option<Output>,
    existing: Sheet,
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
    let lexicon = options.lexicon.clone().unwrap_or_else(Lexicon::embedded);
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
    let run = Merge {
        drafts,
        pairs: &pairs,
        file: output.as_ref().map_or("", Output::name),
    };
    let merged = review::merge(existing, proposals, &run)?;
    if output.is_none() || args.show {
        let look = terminal::look(global.color);
        let next = match &output {
            Some(output) => format!(
                "open {}, set status, and run the same command again",
                output.name()
            ),
            None => next(drafts, args, global),
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
    let Some(output) = output else {
        return Ok(());
    };
    let said = match &output {
        Output::File(_) if !global.quiet => written(&merged, output.name()),
        _ => Vec::new(),
    };
    write(output, merged.sheet, drafts, args.ids_only)?;
    said.iter().for_each(|line| terminal::say(line));
    Ok(())
}

fn candidates(
    n: usize,
    output: Output,
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
    let sheet = Sheet {
        extra: Vec::new(),
        rows: rows.into_iter().flatten().flatten().collect(),
    };
    let drafts = args.level.shown(drafts)?;
    write(
        output,
        sheet,
        &drafts.iter().collect::<Vec<&Draft>>(),
        args.ids_only,
    )
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

fn write(output: Output, mut sheet: Sheet, drafts: &[&Draft], ids_only: bool) -> Result<()> {
    if ids_only {
        sheet.drop_wording();
    }
    let text = match output.format() {
        Format::Json => export::json::crosswalk(drafts, &sheet)?,
        _ => export::crosswalk::csv(&sheet)?,
    };
    output.write(&text)
}

/// What to type next: the same again, into a file.
fn next(drafts: &[&Draft], args: &Args, global: &Global) -> String {
    let stem = |d: &&Draft| {
        let word = |c: char| {
            if c.is_alphanumeric() || "._".contains(c) {
                c
            } else {
                '-'
            }
        };
        d.name.chars().map(word).collect::<String>()
    };
    let mut words = vec!["clausewise crosswalk".to_owned()];
    words.extend(args.drafts.iter().map(|d| quoted(d)));
    let config = global.config.as_ref().map(|c| c.to_string_lossy().into_owned());
    for (option, value) in [
        ("--config", &config),
        ("--grammar", &global.grammar),
        ("--lang", &global.lang),
        ("--act", &args.act),
        ("--level", &args.level.given()),
    ] {
        if let Some(value) = value {
            words.push(format!("{option} {}", quoted(value)));
        }
    }
    if args.informative {
        words.push("--informative".to_owned());
    }
    let stems: Vec<String> = drafts.iter().map(stem).collect();
    words.push(format!("-o {}.csv", stems.join("-")));
    words.join(" ")
}

/// A file name as a shell takes it.
fn quoted(file: &str) -> String {
    if file.chars().all(|c| c.is_alphanumeric() || "._-/\\:".contains(c)) {
        file.to_owned()
    } else {
        format!("'{}'", file.replace('\'', r"'\''"))
    }
}

/// What is said when a file was written: what is in it, and what became of the rows that were there.
fn written(merged: &Merged, file: &str) -> Vec<String> {
    let rows = &merged.sheet.rows;
    let proposed = rows.iter().filter(|r| r.links() && !r.reviewed()).count();
    let alone = rows
        .iter()
        .filter(|r| r.left.is_empty() || r.right.is_empty())
        .count();
    let mut lines = vec![format!(
        "{file}: {} proposed, {} reviewed, {} without counterpart",
        count(proposed, "correspondence", "correspondences"),
        merged.kept,
        count(alone, "unit", "units"),
    )];
    if merged.kept == 0 && proposed > 0 {
        lines.push(
            "next: set status to accepted, rejected or edited, and run the same command again".to_owned(),
        );
    }
    for (line, was, is) in &merged.recovered {
        lines.push(format!(
            "{file}, line {line}: the id `{was}` was changed by a spreadsheet and is `{is}` again"
        ));
    }
    for line in &merged.reworded {
        lines.push(format!(
            "{file}, line {line}: reviewed against another wording of the draft"
        ));
    }
    if !merged.reworded.is_empty() {
        lines.push(
            "next: clausewise carry FILE --old-left V1 --new-left V2 says what changed in a new version, and puts the rows \
             it concerns in doubt"
                .to_owned(),
        );
    }
    for (line, cells) in &merged.dropped {
        let cells: Vec<&str> = cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
        lines.push(format!(
            "{file}, line {line}: not proposed any more, and taken out; your own columns said `{}`",
            cells.join("`, `")
        ));
    }
    if merged.elsewhere > 0 {
        lines.push(format!(
            "{file}: {} about other drafts kept",
            count(merged.elsewhere, "row", "rows")
        ));
    }
    lines
}
