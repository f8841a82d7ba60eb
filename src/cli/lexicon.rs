//! `clausewise lexicon`: which words mean the same.

use std::fs;

use clap::Subcommand;

use super::options::Global;
use super::terminal;
use crate::lexicon::Lexicon;
use crate::{Error, Result};

/// Show which words mean the same: concepts that align units, actors that duties fall on
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the lexicon as TOML, or the entries that have a word
    Show {
        /// Only entries with this word in key, label or terms
        word: Option<String>,
        /// Your own lexicon, on top of the one that comes with the program
        #[arg(long, value_name = "FILE")]
        lexicon: Option<String>,
    },
}

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let Command::Show { word, lexicon } = &args.command;
    let mut lexicon = load(lexicon.as_deref())?;
    if let Some(word) = word {
        let word = word.to_lowercase();
        let has = |texts: &[&str], terms: [&Vec<String>; 2]| {
            texts.iter().any(|t| t.to_lowercase().contains(&word))
                || terms
                    .iter()
                    .any(|list| list.iter().any(|t| t.to_lowercase().contains(&word)))
        };
        lexicon.silent.clear();
        lexicon
            .concepts
            .retain(|c| has(&[&c.key, &c.label], [&c.en, &c.fr]));
        lexicon
            .actors
            .retain(|a| has(&[&a.key, &a.label], [&a.en, &a.fr]));
        if lexicon.concepts.is_empty() && lexicon.actors.is_empty() {
            return Err(Error::new(format!("the lexicon has no `{word}`"))
                .help("clausewise lexicon show prints all of it"));
        }
    }
    let text = toml::to_string(&lexicon).map_err(|e| Error::new(format!("cannot write TOML: {e}")))?;
    terminal::print(&text, global.color)
}

/// The lexicon that comes with the program, with a user's on top.
pub(super) fn load(file: Option<&str>) -> Result<Lexicon> {
    let mut lexicon = Lexicon::embedded();
    if let Some(file) = file {
        let text = fs::read_to_string(file).map_err(|e| {
            Error::new(format!("cannot read: {}", super::output::plain_reason(&e)))
                .at(file)
                .help("--lexicon names a TOML file with [[concept]] and [[actor]]")
        })?;
        let own = Lexicon::parse(&text).map_err(|e| {
            let help = e.help_line().unwrap_or_default().to_owned();
            Error::new(e.to_string()).at(file).help(help)
        })?;
        lexicon.extend(own);
    }
    Ok(lexicon)
}
