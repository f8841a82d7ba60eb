//! `clausewise completions`: for the shell.

use clap::CommandFactory;
use clap_complete::Shell;

use super::terminal;
use crate::{Error, Result};

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  clausewise completions bash > ~/.local/share/bash-completion/completions/clausewise
  clausewise completions zsh > ~/.zfunc/_clausewise
  clausewise completions fish > ~/.config/fish/completions/clausewise.fish";

pub(super) fn run(args: &Args) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Cli::command(), "clausewise", &mut script);
    let script =
        String::from_utf8(script).map_err(|e| Error::new(format!("cannot write completions: {e}")))?;
    terminal::write_data(&script)
}
