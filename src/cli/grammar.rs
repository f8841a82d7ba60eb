//! `clausewise grammar`: the styles that drafts are read by.

use std::fs;
use std::process::ExitCode;

use clap::Subcommand;

use super::drafts;
use super::options::Global;
use super::output::Output;
use super::terminal;
use crate::draft::{BuildOptions, Draft, build, trial};
use crate::export::Format;
use crate::grammar::Library;
use crate::report::grammar::Tried;
use crate::settings::Settings;
use crate::{Error, Result, report};

/// The styles that drafts are read by
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the grammars with their titles and languages
    List,
    /// Print the file of a grammar: the beginning of one of your own
    Show {
        /// Name of a grammar, or a grammar file
        name: String,
    },
    /// Try a grammar: which rule claims each label of a draft, and where it first goes wrong
    ///
    /// Without a draft, runs the examples that stand in the grammar file. Exit code 1 where something is left
    /// unclaimed or an example comes out otherwise.
    #[command(after_help = TEST)]
    Test {
        /// The draft; the grammar's own examples where it is left out
        draft: Option<String>,
    },
    /// Draft a grammar from a sample by looking at its labels
    #[command(after_help = NEW)]
    New {
        /// A draft in the style
        sample: String,
        /// Write it to FILE (.toml) instead of the terminal
        #[arg(short, long, value_name = "FILE")]
        output: Option<String>,
        /// Replace FILE where it is there already
        #[arg(long, requires = "output")]
        force: bool,
    },
}

const EXAMPLES: &str = "\
Examples:
  clausewise grammar list
  clausewise grammar show eu-act
  clausewise grammar new act.txt -o house.toml    a first grammar from a sample
  clausewise grammar test act.txt --grammar house.toml
                                                  what each of its rules claims
  clausewise outline act.html --grammar house.toml

The tutorial is docs/grammars.md.";

const TEST: &str = "\
Examples:
  clausewise grammar test --grammar house.toml            its own examples
  clausewise grammar test act.txt --grammar house.toml    a draft
  clausewise grammar test act.txt -v --grammar house.toml every label
  clausewise grammar test act.txt                         the style that fits best

Exit codes: 0 every label is claimed, 1 something is left, 2 an error.";

const NEW: &str = "\
Examples:
  clausewise grammar new act.txt
  clausewise grammar new act.txt -o house.toml
  clausewise grammar new act.txt -o house.toml --force    over an older one";

pub(super) fn run(args: &Args, global: &Global) -> Result<ExitCode> {
    let mut library = Library::embedded()?;
    match &args.command {
        Command::List => {
            if let Some(file) = &global.grammar {
                drafts::grammar(&mut library, file)?;
            }
            let look = terminal::look(global.color);
            terminal::print(&report::grammar::list(&library, look), global.color)?;
        }
        Command::Show { name } => {
            let name = drafts::grammar(&mut library, name)?;
            terminal::write_data(library.text(&name)?)?;
        }
        Command::Test { draft } => return test(&mut library, draft.as_deref(), global),
        Command::New {
            sample,
            output,
            force,
        } => new(&library, sample, output.as_deref(), *force, global)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn test(library: &mut Library, draft: Option<&str>, global: &Global) -> Result<ExitCode> {
    let named = global
        .grammar
        .as_deref()
        .map(|g| drafts::grammar(library, g))
        .transpose()?;
    let read = draft
        .map(|d| read(library, d, named.as_deref(), global))
        .transpose()?;
    let name = match (&named, &read) {
        (Some(name), _) => name.clone(),
        (None, Some(draft)) => draft.style.grammar.clone(),
        (None, None) => {
            return Err(Error::new("nothing to try").help(
                "name a draft, or a grammar whose examples are to be run: `clausewise grammar test --grammar house.toml`",
            ));
        }
    };
    let grammar = library.get(&name)?;
    let lines = match draft {
        // What is no text in lines (PDF, Word) is shown in the words of its clauses.
        Some(file) => fs::read_to_string(file).unwrap_or_default(),
        None => String::new(),
    };
    let lines: Vec<&str> = lines.lines().collect();
    let tried = Tried {
        grammar,
        broken: trial::broken_examples(library, grammar)?,
        draft: read.as_ref().map(|d| (d, trial::trial(d, grammar))),
        lines: &lines,
        all: global.verbose,
    };
    let look = terminal::look(global.color);
    terminal::print(&report::grammar::trial(&tried, look), global.color)?;
    Ok(if tried.is_clean() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(1)
    })
}

fn read(library: &Library, file: &str, grammar: Option<&str>, global: &Global) -> Result<Draft> {
    let options = BuildOptions {
        name: file.to_owned(),
        grammar: grammar.map(str::to_owned),
        language: global.lang.clone(),
        ..BuildOptions::default()
    };
    let source = drafts::source_of(file, global)?;
    build(&source, library, &options, &Settings::default())
}

fn new(library: &Library, sample: &str, output: Option<&str>, force: bool, global: &Global) -> Result<()> {
    let output = output.map(|o| Output::open(o, &[Format::Toml])).transpose()?;
    if let Some(output) = output.as_ref().filter(|o| o.exists() && !force) {
        return Err(Error::new("is there already")
            .at(output.name())
            .help("choose another name, or replace it with --force"));
    }
    let source = drafts::source_of(sample, global)?;
    let sketched = crate::draft::sketch::sketch(library, &source, sample)?;
    match output {
        Some(output) => {
            let name = output.name().to_owned();
            output.write(&sketched.text)?;
            if !global.quiet {
                terminal::say(&format!("{name}: {}", sketched.summary));
                terminal::say(&format!(
                    "next: clausewise grammar test {sample} --grammar {name}"
                ));
            }
            Ok(())
        }
        None => {
            if !global.quiet {
                terminal::say(&format!("{sample}: {}", sketched.summary));
            }
            terminal::write_data(&sketched.text)
        }
    }
}
