//! What goes to the terminal: width, colours, standard output and standard error.

use std::io::{self, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use super::options::When;
use crate::report::Look;
use crate::report::text::plain;
use crate::{Error, Result};

/// How a report on standard output looks.
pub(super) fn look(colour: When) -> Look {
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.trim().parse().ok());
    let terminal = || {
        let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
        Some(usize::from(width.0))
    };
    let default = Look::default();
    Look {
        // Narrower than 40 columns nothing can be quoted; wider than 200 no eye finds the next line.
        width: columns.or_else(terminal).unwrap_or(default.width).clamp(40, 200),
        colour: choice(colour, &io::stdout()) != ColorChoice::Never,
    }
}

/// Prints a report. A reader that closes the pipe has seen enough: that is no error.
pub(super) fn print(report: &str, colour: When) -> Result<()> {
    let choice = choice(colour, &io::stdout());
    let mut out = AutoStream::new(io::stdout().lock(), choice);
    written(out.write_all(report.as_bytes()).and_then(|()| out.flush()))
}

/// Writes data to standard output as it is, but for a terminal, which is only shown what it can only show.
pub(super) fn write_data(data: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    if out.is_terminal() {
        return written(data.lines().try_for_each(|line| writeln!(out, "{}", plain(line))));
    }
    written(out.write_all(data.as_bytes()).and_then(|()| out.flush()))
}

/// Says something on standard error.
pub(super) fn say(text: &str) {
    // When nobody can be told, nobody can be told that either.
    let _ = writeln!(io::stderr().lock(), "{}", plain(text));
}

/// Prints an error with its help line on standard error.
pub(super) fn print_error(error: &Error, colour: When) {
    let mut out = AutoStream::new(io::stderr().lock(), choice(colour, &io::stderr()));
    let red = AnsiColor::Red.on_default().bold();
    let bold = Style::new().bold();
    let _ = writeln!(out, "{red}error:{red:#} {}", lines(&error.to_string()));
    if let Some(excerpt) = error.excerpt() {
        let _ = writeln!(out, "{}", lines(excerpt));
    }
    if let Some(help) = error.help_line() {
        let _ = writeln!(out, "{bold}help:{bold:#} {}", lines(help));
    }
}

/// Harmless text that keeps its lines: an error may show the line of a file with a caret below.
fn lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(plain).collect();
    lines.join("\n")
}

fn choice<S: anstream::stream::RawStream>(colour: When, stream: &S) -> ColorChoice {
    match colour {
        When::Auto => AutoStream::choice(stream),
        When::Always => ColorChoice::Always,
        When::Never => ColorChoice::Never,
    }
}

fn written(result: io::Result<()>) -> Result<()> {
    match result {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(format!("cannot write to standard output: {e}")))
        }
        _ => Ok(()),
    }
}
