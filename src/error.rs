//! The one error type: what is wrong, where, and what to do about it.

use std::fmt;

/// An error that stops a command: one line of what and where, and one line of help.
///
/// The terminal shows it as
///
/// ```text
/// error: draft.csv, line 1: no column named `text`
/// help: a requirement list needs the columns id,title,text,parent
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Error {
    /// The file, row or setting that is wrong; empty where the message already says it.
    place: String,
    /// What is wrong, without a final full stop.
    message: String,
    /// What to do about it; empty where nothing sensible can be said.
    help: String,
    /// The line of the file with carets below; empty where there is none.
    excerpt: String,
}

impl Error {
    /// An error that says what is wrong.
    pub fn new(message: impl Into<String>) -> Self {
        Error {
            place: String::new(),
            message: message.into(),
            help: String::new(),
            excerpt: String::new(),
        }
    }

    /// Says where: a file name, or a file name with its line.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = place.into();
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Shows the line of the file, with carets below the place.
    #[must_use]
    pub fn showing(mut self, excerpt: impl Into<String>) -> Self {
        self.excerpt = excerpt.into();
        self
    }

    /// The line of the file with carets below, if there is one.
    pub fn excerpt(&self) -> Option<&str> {
        (!self.excerpt.is_empty()).then_some(self.excerpt.as_str())
    }

    /// What to do, if anything can be said.
    pub fn help_line(&self) -> Option<&str> {
        (!self.help.is_empty()).then_some(self.help.as_str())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() {
            write!(f, "{}", self.message)
        } else {
            write!(f, "{}: {}", self.place, self.message)
        }
    }
}
