//! The binary: parses the command line, dispatches, prints the error, picks the exit code.

use std::process::ExitCode;

use clap::Parser;
use clausewise::cli::{Cli, print_error};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let colour = cli.colour();
    cli.run().unwrap_or_else(|error| {
        print_error(&error, colour);
        ExitCode::from(2)
    })
}
