//! The command line: one file per command. The only place that knows a terminal, files by name and the environment.

mod carry;
mod check;
mod completions;
mod crosswalk;
mod diff;
mod drafts;
#[cfg(feature = "embeddings")]
mod embeddings;
mod evidence;
mod explain;
mod export;
mod grammar;
mod import;
mod levels;
mod lexicon;
mod man;
mod names;
mod options;
mod outline;
mod output;
mod papers;
mod pinned;
mod projects;
mod score;
mod terminal;
mod terms;
mod versions;
mod wording;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use options::{Global, When};

use crate::Error;

/// Compare standards and regulations clause by clause.
///
/// A draft is a file: Word, HTML, publishers' XML, Markdown, plain text, or a requirement list (CSV or JSON with id, title,
/// text, parent).
#[derive(Debug, Parser)]
#[command(name = "clausewise", version, propagate_version = true, after_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  clausewise outline act.html                     the clause tree as understood
  clausewise diff act-2023.html act-2024.html     what changed, clause by clause
  clausewise crosswalk act.html standard.md       what corresponds, on one screen
  clausewise crosswalk act.html standard.md -o x.csv
                                                  the same as a file to review
  clausewise crosswalk                            what clausewise.toml says
  clausewise check act.html bill.txt              where they diverge, what has no counterpart
  clausewise carry x.csv --old-left act-2023.html --new-left act-2024.html -o y.csv
                                                  what was reviewed, over to a new version
  clausewise terms act.html bill.txt              defined terms side by side
  clausewise explain C203                         what a finding means
  clausewise export x.csv -o x.oscal.json         a crosswalk for other tools

Exit codes: 0 done, 1 `check` or `diff` found something at or above --fail-on, 2 an error.";

#[derive(Debug, Subcommand)]
enum Command {
    Outline(outline::Args),
    Diff(diff::Args),
    Crosswalk(crosswalk::Args),
    Check(check::Args),
    Export(export::Args),
    Score(score::Args),
    Carry(carry::Args),
    Terms(terms::Args),
    Explain(explain::Args),
    Lexicon(lexicon::Args),
    Grammar(grammar::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl Cli {
    /// Runs the command.
    ///
    /// # Errors
    /// Whatever stops the command; nothing has been written then.
    pub fn run(self) -> crate::Result<ExitCode> {
        let Cli { global, command } = self;
        let threads = rayon::ThreadPoolBuilder::new()
            .num_threads(global.jobs())
            .build()
            .map_err(|e| Error::new(format!("cannot start the threads: {e}")).help("try --jobs 1"))?;
        let done = |result: crate::Result<()>| result.map(|()| ExitCode::SUCCESS);
        threads.install(|| match command {
            Command::Check(args) => check::run(&args, &global),
            Command::Terms(args) => done(terms::run(&args, &global)),
            Command::Explain(args) => done(explain::run(&args, &global)),
            Command::Score(args) => done(score::run(&args, &global)),
            Command::Lexicon(args) => done(lexicon::run(&args, &global)),
            Command::Outline(args) => done(outline::run(&args, &global)),
            Command::Carry(args) => done(carry::run(&args, &global)),
            Command::Diff(args) => diff::run(&args, &global),
            Command::Crosswalk(args) => done(crosswalk::run(&args, &global)),
            Command::Export(args) => done(export::run(&args, &global)),
            Command::Grammar(args) => grammar::run(&args, &global),
            Command::Completions(args) => done(completions::run(&args)),
            Command::Man(args) => done(man::run(&args)),
        })
    }

    /// Whether and where colours are wanted, for the error message.
    pub fn colour(&self) -> When {
        self.global.color
    }
}

/// Prints an error, with its help line, on standard error.
pub fn print_error(error: &Error, colour: When) {
    terminal::print_error(error, colour);
}
