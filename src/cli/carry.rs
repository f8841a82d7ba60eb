//! `clausewise carry`: what was reviewed, over to a new version of a draft.

use std::fs;

use super::drafts::{self, Reading, Request};
use super::options::{Changes, Global};
use super::output::{Output, plain_reason};
use super::projects::Projects;
use super::terminal;
use super::wording::Wording;
use crate::draft::Draft;
use crate::export::{self, Format};
use crate::report::carry::{CarryReport, counts, screen};
use crate::review::{self, Carried, CarryOptions, Outcome, Version};
use crate::revision::{UnitFates, compare};
use crate::settings::Settings;
use crate::{Error, Result};

/// Carry the reviewed rows of a crosswalk or findings file over to a new version of a draft
///
/// A row follows its unit to its new number. Where the words changed it becomes suspect, with what changed in its
/// evidence; a split unit gives a row for each part; what was deleted keeps its row. Rows that nobody reviewed are left
/// out: run crosswalk on the new version to propose anew.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The crosswalk or findings file (.csv)
    #[arg(value_name = "CROSSWALK.csv")]
    file: String,
    /// The left draft as it was reviewed: a file, or a name from clausewise.toml
    #[arg(
        long,
        value_name = "V1",
        requires = "new_left",
        required_unless_present = "old_right"
    )]
    old_left: Option<String>,
    /// Its new version
    #[arg(long, value_name = "V2", requires = "old_left")]
    new_left: Option<String>,
    /// The right draft as it was reviewed
    #[arg(long, value_name = "V1", requires = "new_right")]
    old_right: Option<String>,
    /// Its new version
    #[arg(long, value_name = "V2", requires = "old_right")]
    new_right: Option<String>,
    /// Let rows keep their status although the words changed
    #[arg(long, value_name = "WHICH", requires = "reason")]
    keep: Option<Keep>,
    /// Why they may: goes into the note of each of these rows
    #[arg(long, value_name = "TEXT", requires = "keep")]
    reason: Option<String>,
    /// Write to FILE (.csv), which may be the same; without it, only show what would become of the rows
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    #[command(flatten)]
    wording: Wording,
}

/// Which rows keep their status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Keep {
    /// Those whose words changed in an editorial way only
    Editorial,
    /// All whose units are still there
    All,
}

const EXAMPLES: &str = "\
Examples:
  clausewise carry x.csv --old-left act-2023.html --new-left act-2024.html
      what would become of each reviewed row
  clausewise carry x.csv --old-left act-2023.html --new-left act-2024.html -o y.csv
      the same as a file; then: clausewise crosswalk act-2024.html standard.md -o y.csv
  clausewise carry x.csv --old-right dis.docx --new-right fdis.docx --keep editorial --reason 'spelling' -o x.csv
      rows with editorial changes keep their status, and say why";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let output = args
        .output
        .as_deref()
        .map(|o| Output::open(o, &[Format::Csv]))
        .transpose()?;
    let bytes = fs::read(&args.file).map_err(|e| {
        Error::new(format!("cannot read: {}", plain_reason(&e)))
            .at(&args.file)
            .help("carry takes a file that `clausewise crosswalk … -o FILE.csv` or `check` wrote")
    })?;
    if let Some(output) = &output {
        not_over_others(output, &args.file)?;
    }
    let settings = Settings::default();
    let given = [
        (&args.old_left, &args.new_left),
        (&args.old_right, &args.new_right),
    ];
    let mut pairs = Vec::new();
    for (old, new) in given {
        if let (Some(old), Some(new)) = (old, new) {
            pairs.push(versions(old, new, output.as_ref(), global, &settings)?);
        }
    }
    let versions: Vec<Version<'_>> = pairs.iter().map(|p| p.version(&settings)).collect();
    let options = CarryOptions {
        versions: &versions,
        keep: match args.keep {
            None => review::Keep::None,
            Some(Keep::Editorial) => review::Keep::Editorial,
            Some(Keep::All) => review::Keep::All,
        },
        reason: reason(args)?,
        file: &args.file,
    };
    let findings = header(&bytes)
        .split([',', ';', '\t'])
        .any(|c| c.trim_matches('"') == "code");
    let read: Vec<&Draft> = pairs.iter().flat_map(|p| [&p.old, &p.new]).collect();
    let policy = output
        .as_ref()
        .and_then(|o| args.wording.policy(&read, o, global));
    let (csv, told) = if findings {
        let mut carried = review::carry_findings(review::read_findings(&bytes, &args.file)?, &options)?;
        if let Some(ids_only) = &policy {
            ids_only.findings(&mut carried.sheet);
        }
        (export::findings::csv(&carried.sheet)?, Told::of(carried))
    } else {
        let mut carried = review::carry(review::read_csv(&bytes, &args.file)?, &options)?;
        if let Some(ids_only) = &policy {
            ids_only.sheet(&mut carried.sheet);
        }
        (export::crosswalk::csv(&carried.sheet)?, Told::of(carried))
    };
    if told.outcomes.is_empty() && told.left_out == 0 {
        let names: Vec<&str> = pairs.iter().map(|p| p.old.name.as_str()).collect();
        return Err(Error::new(format!("no row is about {}", names.join(" or ")))
            .at(&args.file)
            .help("--old-left and --old-right name the versions that the file was made with"));
    }
    let drafts: Vec<(String, String)> = pairs
        .iter()
        .map(|p| (p.old.name.clone(), p.new.name.clone()))
        .collect();
    let next = match &output {
        Some(_) => String::new(),
        None => "add -o FILE.csv to write this; clausewise crosswalk over FILE then proposes for what is new"
            .to_owned(),
    };
    let report = CarryReport {
        file: &args.file,
        drafts: &drafts,
        outcomes: &told.outcomes,
        elsewhere: told.elsewhere,
        left_out: told.left_out,
        all: global.verbose,
        next: &next,
    };
    let Some(output) = output else {
        return terminal::print(&screen(&report, terminal::look(global.color)), global.color);
    };
    let (to_file, name) = (matches!(output, Output::File(_)), output.name().to_owned());
    output.write(&csv)?;
    if to_file && !global.quiet {
        terminal::say(&format!("{name}: {}", counts(&report).join(", ")));
        if told.outcomes.iter().any(|o| !o.message.is_empty() && !o.kept) {
            terminal::say("next: look at the rows with R405; evidence says what changed");
        }
    }
    Ok(())
}

/// What is told of a file that was carried.
struct Told {
    outcomes: Vec<Outcome>,
    elsewhere: usize,
    left_out: usize,
}

impl Told {
    fn of<S>(carried: Carried<S>) -> Told {
        Told {
            outcomes: carried.outcomes,
            elsewhere: carried.elsewhere,
            left_out: carried.left_out,
        }
    }
}

/// Two versions of a draft, with the names of their files.
struct Pair {
    old: Draft,
    new: Draft,
    known_as: Vec<String>,
    name: String,
}

impl Pair {
    fn version(&self, settings: &Settings) -> Version<'_> {
        Version {
            fates: UnitFates::new(&compare(&self.old, &self.new, settings)),
            known_as: self.known_as.clone(),
            name: self.name.clone(),
            gone: self.old.name.clone(),
        }
    }
}

fn versions(
    old: &str,
    new: &str,
    output: Option<&Output>,
    global: &Global,
    settings: &Settings,
) -> Result<Pair> {
    let arguments = [old.to_owned(), new.to_owned()];
    let projects = Projects::find(&arguments, global.config.as_deref())?;
    let requests: Vec<Request> = projects.requests(&arguments);
    if let Some(output) = output
        && requests.iter().any(|r| r.is_file(output.name()))
    {
        return Err(Error::new("not written: it is one of the drafts")
            .at(output.name())
            .help("choose another file with -o"));
    }
    let reading = Reading {
        global,
        settings,
        changes: &Changes::default(),
        informative: false,
        act: None,
    };
    let mut drafts = drafts::load(&requests, &reading)?.into_iter();
    let (Some(old), Some(new), [of_old, of_new]) = (drafts.next(), drafts.next(), requests.as_slice()) else {
        return Err(Error::new("carry needs an old and a new version").help("--old-left V1 --new-left V2"));
    };
    // A later run on the new version alone calls it by its shortest name.
    let name = of_new
        .names()
        .into_iter()
        .next()
        .unwrap_or_else(|| new.name.clone());
    let mut known_as = of_old.names();
    known_as.push(old.name.clone());
    Ok(Pair {
        old,
        new,
        known_as,
        name,
    })
}

fn reason(args: &Args) -> Result<&str> {
    let reason = args.reason.as_deref().unwrap_or("").trim();
    if args.keep.is_some() && reason.is_empty() {
        return Err(
            Error::new("rows may keep their status only with a reason").help("--reason 'why they may'")
        );
    }
    Ok(reason)
}

/// Another file with reviewed rows is not written over.
fn not_over_others(output: &Output, file: &str) -> Result<()> {
    let same = matches!((fs::canonicalize(output.name()), fs::canonicalize(file)), (Ok(a), Ok(b)) if a == b);
    if same || output.existing().is_empty() {
        return Ok(());
    }
    let reviewed = review::read_csv(output.existing(), output.name()).map_or(true, |s| s.reviewed());
    if reviewed {
        return Err(
            Error::new("not written: it is there already and may have been reviewed")
                .at(output.name())
                .help("choose another file with -o"),
        );
    }
    Ok(())
}

/// The first line of a file, as far as it is text.
fn header(bytes: &[u8]) -> String {
    let end = bytes
        .iter()
        .position(|&b| b == b'\n')
        .unwrap_or(bytes.len())
        .min(4096);
    String::from_utf8_lossy(&bytes[..end])
        .trim()
        .trim_start_matches('\u{feff}')
        .to_owned()
}
