//! `clausewise man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use clap::CommandFactory;

use super::output::plain_reason;
use super::terminal;
use crate::{Error, Result};

/// Write the manual pages: to a folder a page per command, else the main page to standard output
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The folder; made where it does not exist
    folder: Option<PathBuf>,
}

const EXAMPLES: &str = "\
Examples:
  clausewise man | man -l -
  clausewise man ~/.local/share/man/man1";

pub(super) fn run(args: &Args) -> Result<()> {
    let mut command = super::Cli::command();
    command.build();
    let Some(folder) = &args.folder else {
        return terminal::write_data(&page(command)?);
    };
    let failed = |e: &std::io::Error| {
        Error::new(format!("cannot write: {}", plain_reason(e)))
            .at(folder.to_string_lossy())
            .help("choose another folder")
    };
    fs::create_dir_all(folder).map_err(|e| failed(&e))?;
    for (name, command) in pages(&command) {
        fs::write(folder.join(format!("{name}.1")), page(command)?).map_err(|e| failed(&e))?;
    }
    Ok(())
}

/// The command and all below it, each with the name of its page.
fn pages(top: &clap::Command) -> Vec<(String, clap::Command)> {
    let mut found = Vec::new();
    let mut todo = vec![("clausewise".to_owned(), top.clone())];
    while let Some((name, command)) = todo.pop() {
        for below in command.get_subcommands().filter(|c| c.get_name() != "help") {
            todo.push((format!("{name}-{}", below.get_name()), below.clone()));
        }
        found.push((name, command));
    }
    found
}

fn page(command: clap::Command) -> Result<String> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(command).render(&mut page);
    rendered.map_err(|e| Error::new(format!("cannot write the manual page: {e}")))?;
    String::from_utf8(page).map_err(|e| Error::new(format!("cannot write the manual page: {e}")))
}
