//! `clausewise grammar`: the styles that drafts are read by.

use clap::Subcommand;

use super::options::Global;
use super::{drafts, terminal};
use crate::Result;
use crate::grammar::Library;
use crate::report;

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
}

const EXAMPLES: &str = "\
Examples:
  clausewise grammar list
  clausewise grammar show eu-act
  clausewise grammar show eu-act > my-act.toml
  clausewise outline act.html --grammar my-act.toml";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let mut library = Library::embedded()?;
    match &args.command {
        Command::List => {
            if let Some(file) = &global.grammar {
                drafts::grammar(&mut library, file)?;
            }
            let look = terminal::look(global.color);
            terminal::print(&report::grammar::list(&library, look), global.color)
        }
        Command::Show { name } => {
            let name = drafts::grammar(&mut library, name)?;
            terminal::write_data(library.text(&name)?)
        }
    }
}
