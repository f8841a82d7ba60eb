//! `clausewise diff`: what changed between versions of a draft.

use std::process::ExitCode;

use super::drafts::{self, Reading};
use super::options::{Changes, Global, Side};
use super::output::Output;
use super::projects::Projects;
use super::terminal;
use super::wording::{self, Wording};
use crate::draft::Draft;
use crate::export::{self, Format, IdsOnly};
use crate::read;
use crate::report::diff::{DiffOptions, adoption_screen, change_log, history_screen, screen, side_by_side};
use crate::revision::{Change, History, Kind, Revision, Story, adoption, compare, history};
use crate::settings::Settings;
use crate::{Error, Result};

/// Show what changed between two versions of a draft, clause by clause, the substantive first
///
/// More than two versions give the history of each clause. One Word file alone is compared with itself before its tracked
/// changes.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The old and the new version, or more, oldest first: files, or names from clausewise.toml; or one Word file that
    /// tracks changes
    #[arg(required = true, value_names = ["OLD", "NEW"])]
    drafts: Vec<String>,
    /// Only what may change what is asked, of whom or when
    #[arg(long, value_name = "WHAT")]
    only: Option<Only>,
    /// Take the first for an international standard and the second for its national adoption: technical deviations, changes
    /// of structure, editorial changes, and the degree of correspondence that they support (ISO/IEC Guide 21-1)
    #[arg(long, conflicts_with_all = ["only"])]
    adoption: bool,
    /// Exit with 1 where there is such a change
    #[arg(long, value_name = "WHAT", default_value = "never")]
    fail_on: FailOn,
    /// Write to FILE (.csv or .json: a row per pair of clauses; .md: a change log; .html: side by side; .docx: the new
    /// version as tracked changes in the old one); - is CSV on standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    #[command(flatten)]
    wording: Wording,
    #[command(flatten)]
    changes: Changes,
}

/// Which changes are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Only {
    /// Those that may change what is asked
    Substantive,
}

/// Which changes make the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    /// Those that may change what is asked
    Substantive,
    /// All
    Any,
    /// None
    Never,
}

/// The formats that the command writes: of two versions, of more, of an adoption.
const WRITTEN: &[Format] = &[
    Format::Csv,
    Format::Json,
    Format::Markdown,
    Format::Html,
    Format::Docx,
];
const OF_HISTORY: &[Format] = &[Format::Csv, Format::Json];
const OF_ADOPTION: &[Format] = &[Format::Csv, Format::Docx];

const EXAMPLES: &str = "\
Examples:
  clausewise diff act-2023.html act-2024.html
      counts, what may change what is asked, what is editorial, old and new numbers
  clausewise diff old.md new.md --only substantive --fail-on substantive
  clausewise diff old.md new.md -o changes.csv
      a row per pair of clauses, unchanged ones included
  clausewise diff old.md new.md -o changes.html
      both versions side by side in the browser
  clausewise diff old.docx new.docx -o redline.docx
      tracked changes: accept all for the new text, reject all for the old one
  clausewise diff v0.md v1.md v2.md v3.md
      the history of each clause
  clausewise diff iso.html national.html --adoption -o deviations.docx
      a table of deviations
  clausewise diff draft.docx
      what its tracked changes change";

pub(super) fn run(args: &Args, global: &Global) -> Result<ExitCode> {
    let mut changes = args.changes.clone();
    if args.drafts.len() == 1 {
        // One file gives both versions, where it tracks changes.
        changes.revisions = Side::Both;
    } else if changes.revisions == Side::Both {
        return Err(
            Error::new("--revisions both takes two versions from one draft, and there are more")
                .help("clausewise diff DRAFT --revisions both"),
        );
    }
    let many = args.drafts.len() > 2;
    if args.adoption && many {
        return Err(Error::new("--adoption compares two drafts, and there are more")
            .help("clausewise diff INTERNATIONAL NATIONAL --adoption"));
    }
    let written = match (args.adoption, many) {
        (true, _) => OF_ADOPTION,
        (_, true) => OF_HISTORY,
        _ => WRITTEN,
    };
    let projects = Projects::find(&args.drafts, global.config.as_deref())?;
    let requests = projects.requests(&args.drafts);
    let output = Output::fresh(args.output.as_deref(), written, &requests)?;
    let settings = Settings::default();
    let reading = Reading {
        global,
        settings: &settings,
        changes: &changes,
        informative: false,
        act: None,
    };
    let drafts = drafts::load(&requests, &reading)?;
    let drafts: Vec<&Draft> = drafts.iter().collect();
    let run = Run {
        args,
        global,
        settings,
    };
    if !global.quiet && !args.adoption {
        languages_differ(&drafts);
    }
    match drafts.as_slice() {
        [old, new] if args.adoption => run.adoption(&compare(old, new, &run.settings), output),
        [old, new] => run.two(&compare(old, new, &run.settings), output),
        [_] => Err(
            Error::new("diff compares two versions, and this draft tracks no changes")
                .help("clausewise diff OLD NEW"),
        ),
        several => run.history(&history(several, &run.settings), output),
    }
}

/// Says so where versions are in different languages: every word would be one that changed.
fn languages_differ(drafts: &[&Draft]) {
    let language = |draft: &Draft| draft.identity.language.clone().unwrap_or_default();
    for pair in drafts.windows(2) {
        let (a, b) = (language(pair[0]), language(pair[1]));
        let primary = |l: &str| l.split('-').next().unwrap_or_default().to_owned();
        if !a.is_empty() && !b.is_empty() && primary(&a) != primary(&b) {
            terminal::say(&format!(
                "warning: {} is in {a} and {} in {b}: their wording cannot be compared; `clausewise crosswalk` links them",
                pair[0].file, pair[1].file
            ));
        }
    }
}

struct Run<'a> {
    args: &'a Args,
    global: &'a Global,
    settings: Settings,
}

impl Run<'_> {
    fn two(&self, revision: &Revision<'_>, output: Option<Output>) -> Result<ExitCode> {
        if let Some(output) = output {
            let bare = self
                .policy(&[revision.old, revision.new], &output)
                .map(|ids_only| [revision.old, revision.new].map(|d| ids_only.draft(d)));
            let bare = bare
                .as_ref()
                .map(|[old, new]| IdsOnly::revision(revision, old, new));
            let worded = bare.is_none();
            let revision = bare.as_ref().unwrap_or(revision);
            let wanted = || {
                let changes = revision.changes.iter();
                let wanted = |c: &&Change| c.substantive || self.args.only.is_none();
                changes.filter(move |c| wanted(c) && revision.is_row(c))
            };
            match output.format() {
                Format::Json => output.write(export::diff::json(revision, wanted())?)?,
                Format::Markdown => output.write(change_log(revision))?,
                Format::Html => output.write(side_by_side(revision))?,
                Format::Docx => {
                    let kept = if worded { self.in_old(revision)? } else { None };
                    output.write(kept.map_or_else(|| export::tracked::docx(revision), Ok)?)?;
                }
                _ => output.write(export::diff::csv(revision, wanted())?)?,
            }
        } else {
            self.print(|options| screen(revision, options, terminal::look(self.global.color)))?;
        }
        Ok(self.code(revision.changes.iter()))
    }

    /// The changes in the old version's own Word file, where it is one and they can be placed in it.
    fn in_old(&self, revision: &Revision<'_>) -> Result<Option<Vec<u8>>> {
        if revision.old.format != read::Format::Docx {
            return Ok(None);
        }
        let file = &revision.old.file;
        let Ok(bytes) = std::fs::read(file) else {
            return Ok(None);
        };
        let options = self.global.read_options(revision.old.identity.language.clone());
        let kept = export::tracked::in_old(revision, &bytes, &options)?;
        if kept.is_none() && !self.global.quiet {
            terminal::say(&format!(
                "note: the changes could not be placed in {file} itself, so its styles are not kept"
            ));
        }
        Ok(kept)
    }

    fn history(&self, history: &History<'_>, output: Option<Output>) -> Result<ExitCode> {
        let wanted = |s: &&Story| self.args.only.is_none() || history.substantive(s);
        let stories = || history.stories.iter().filter(wanted);
        if let Some(output) = output {
            if self.policy(&history.versions, &output).is_some() {
                return Err(wording::refused("histories are", &output));
            }
            match output.format() {
                Format::Json => output.write(export::history::json(history, stories())?)?,
                _ => output.write(export::history::csv(history, stories())?)?,
            }
        } else {
            self.print(|options| history_screen(history, options, terminal::look(self.global.color)))?;
        }
        Ok(self.code(history.steps.iter().flat_map(|s| &s.changes)))
    }

    fn adoption(&self, revision: &Revision<'_>, output: Option<Output>) -> Result<ExitCode> {
        let adoption = adoption(revision);
        if let Some(output) = output {
            if self.policy(&[revision.old, revision.new], &output).is_some() {
                return Err(wording::refused("lists of modifications are", &output));
            }
            match output.format() {
                Format::Docx => output.write(export::adoption::docx(&adoption)?)?,
                _ => output.write(export::adoption::csv(&adoption)?)?,
            }
        } else {
            self.print(|options| adoption_screen(&adoption, options, terminal::look(self.global.color)))?;
        }
        Ok(self.code(revision.changes.iter()))
    }

    fn policy(&self, drafts: &[&Draft], output: &Output) -> Option<IdsOnly> {
        self.args.wording.policy(drafts, output, self.global)
    }

    fn print(&self, screen: impl Fn(&DiffOptions) -> String) -> Result<()> {
        let options = DiffOptions {
            substantive: self.args.only.is_some(),
            all: self.global.verbose,
        };
        terminal::print(&screen(&options), self.global.color)
    }

    fn code<'c>(&self, mut changes: impl Iterator<Item = &'c Change>) -> ExitCode {
        let fails = match self.args.fail_on {
            FailOn::Never => false,
            FailOn::Any => changes.any(|c| !c.is(Kind::Unchanged)),
            FailOn::Substantive => changes.any(|c| c.substantive),
        };
        ExitCode::from(u8::from(fails))
    }
}
