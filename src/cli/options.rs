//! Options that all commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::read::{ColumnNames, ListOptions, ReadOptions, Revisions, Struck};

/// Options that all commands share.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of all commands")]
pub struct Global {
    /// Read the drafts with this grammar: a name (see `grammar list`) or a file
    #[arg(long, value_name = "NAME-or-FILE", global = true)]
    pub(super) grammar: Option<String>,
    /// Language of the drafts, for example en or fr; found from the text where it is left out
    #[arg(long, value_name = "LANG", global = true)]
    pub(super) lang: Option<String>,
    /// Threads to work with; all cores where it is left out
    #[arg(short, long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// The project's clausewise.toml; looked for beside the drafts where it is left out
    #[arg(long, value_name = "FILE", global = true)]
    pub(super) config: Option<PathBuf>,
    /// Say nothing but errors and results
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say more: all warnings and notes
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value_t = When::Auto, value_name = "WHEN", global = true)]
    pub(super) color: When,
    /// Refuse draft files above this size, for example 50M
    #[arg(long, value_name = "SIZE", global = true, value_parser = size)]
    max_size: Option<u64>,
    /// Columns of requirement lists, by header or letter: id=Ref,text=Requirement,title=C,parent=D; guessed from the
    /// header where it is left out
    #[arg(long, value_name = "MAPPING", global = true, value_parser = columns)]
    columns: Option<ColumnNames>,
    /// Sheet of a workbook, by name or number; the one with most requirements where it is left out
    #[arg(long, value_name = "SHEET", global = true)]
    sheet: Option<String>,
}

/// What to make of changes that a draft shows.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Changes that a draft shows")]
pub(super) struct Changes {
    /// Read the tracked changes of Word files as made or as not made; both gives two drafts, the old and the new one
    #[arg(long, value_enum, default_value_t = Side::Accept, value_name = "WHAT")]
    pub(super) revisions: Side,
    /// Text of Word files that is struck out: deleted, with underlined text inserted, or kept
    #[arg(long, value_enum, value_name = "WHAT")]
    struck: Option<StruckOut>,
}

/// Which side of tracked changes is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Side {
    /// The draft with all changes made
    #[default]
    Accept,
    /// The draft as it was before
    Reject,
    /// Both, as two drafts: NAME-old and NAME-new
    Both,
}

/// What text means that is struck out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StruckOut {
    /// It is deleted, and underlined text is inserted
    Deleted,
    /// It is text
    Kept,
}

impl Changes {
    /// How to read each of the drafts that one file gives, and what is added to its name.
    pub(super) fn sides(&self, options: &ReadOptions) -> Vec<(&'static str, ReadOptions)> {
        let side = |revisions| ReadOptions {
            revisions,
            struck: self.struck.map(|s| match s {
                StruckOut::Deleted => Struck::Deleted,
                StruckOut::Kept => Struck::Kept,
            }),
            ..options.clone()
        };
        match self.revisions {
            Side::Accept => vec![("", side(Revisions::Accept))],
            Side::Reject => vec![("", side(Revisions::Reject))],
            Side::Both => vec![
                ("-old", side(Revisions::Reject)),
                ("-new", side(Revisions::Accept)),
            ],
        }
    }
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Global {
    /// Threads to work with; 0 leaves the choice to rayon.
    pub(super) fn jobs(&self) -> usize {
        self.jobs.map_or(0, usize::from)
    }

    /// How to read a draft in this language, where one is wished for.
    pub(super) fn read_options(&self, language: Option<String>) -> ReadOptions {
        let default = ReadOptions::default();
        ReadOptions {
            max_size: self.max_size.unwrap_or(default.max_size),
            language,
            list: ListOptions {
                sheet: self.sheet.clone(),
                columns: self.columns.clone().unwrap_or_default(),
            },
            ..default
        }
    }
}

fn columns(text: &str) -> Result<ColumnNames, String> {
    ColumnNames::parse(text).map_err(|e| e.to_string())
}

/// Bytes, with k, M or G for powers of 1,024.
fn size(text: &str) -> Result<u64, String> {
    let wrong = || "a size is a number, alone or with k, M or G".to_owned();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor: u64 = match text[digits.len()..].to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1 << 10,
        "m" | "mb" => 1 << 20,
        "g" | "gb" => 1 << 30,
        _ => return Err(wrong()),
    };
    let number: u64 = digits.parse().map_err(|_| wrong())?;
    number
        .checked_mul(factor)
        .filter(|&bytes| bytes > 0)
        .ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("50M"), Ok(50 << 20));
        assert_eq!(size("1024"), Ok(1024));
        for wrong in ["", "M", "-1", "0", "5X", "99999999999G", "\u{e9}"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
