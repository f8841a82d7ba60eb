//! How wide a report is, and whether it has colours.

use anstyle::{AnsiColor, Style};

/// How a report looks on the terminal it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns that a line may have.
    pub width: usize,
    /// Whether colours and bold type are used.
    pub colour: bool,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            width: 80,
            colour: false,
        }
    }
}

impl Look {
    /// A heading.
    pub(crate) fn strong(self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// What matters less.
    pub(crate) fn faint(self, text: &str) -> String {
        self.paint(Style::new().dimmed(), text)
    }

    /// A citation, a path, a name.
    pub(crate) fn name(self, text: &str) -> String {
        self.paint(AnsiColor::Cyan.on_default(), text)
    }

    /// Something to look at.
    pub(crate) fn warning(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default(), text)
    }

    /// A word that was looked for.
    pub(crate) fn found(self, text: &str) -> String {
        self.paint(AnsiColor::Yellow.on_default().bold().underline(), text)
    }

    /// Something good.
    pub(crate) fn good(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default(), text)
    }

    /// Words that were deleted.
    pub(crate) fn deleted(self, text: &str) -> String {
        self.paint(AnsiColor::Red.on_default().strikethrough(), text)
    }

    /// Words that were inserted.
    pub(crate) fn inserted(self, text: &str) -> String {
        self.paint(AnsiColor::Green.on_default().underline(), text)
    }

    fn paint(self, style: Style, text: &str) -> String {
        if self.colour && !text.is_empty() {
            format!("{style}{text}{style:#}")
        } else {
            text.to_owned()
        }
    }
}
