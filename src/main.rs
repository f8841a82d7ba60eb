//! The binary: parses the command line, dispatches, prints the error, picks the exit code.

fn main() {}
