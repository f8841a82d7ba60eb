//! `clausewise lexicon`: which words mean the same.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use clap::Subcommand;

use super::drafts::{self, Reading};
use super::options::{Changes, Global};
use super::output::Output;
use super::projects::Projects;
use super::terminal;
use crate::align::{AlignOptions, learn_words};
use crate::export::Format;
use crate::lexicon::{Lexicon, Meanings};
use crate::report::text::count;
use crate::settings::Settings;
use crate::{Error, Result};

/// Show which words mean the same, or learn it: concepts that align units, actors that duties fall on, words that
/// translate each other
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
    /// Learn which words translate each other, from two parallel drafts in different languages
    #[command(after_help = LEARN)]
    Learn {
        /// The drafts: the same text in two languages
        #[arg(num_args = 2, required = true, value_names = ["LEFT", "RIGHT"])]
        drafts: Vec<String>,
        /// The lexicon to write (.toml), for `--lexicon` of other commands
        #[arg(short, long, value_name = "FILE")]
        output: String,
    },
}

const LEARN: &str = "\
Units are matched by their numbers where both drafts number alike, else by what aligns them. Read the file before you
use it, and strike out what is wrong.

Examples:
  clausewise lexicon learn act.en.html act.fr.html -o words.toml
  clausewise crosswalk bill.en.html standard.fr.docx --lexicon words.toml -o x.csv";

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    match &args.command {
        Command::Show { word, lexicon } => show(word.as_deref(), lexicon.as_deref(), global),
        Command::Learn { drafts, output } => learn(drafts, output, global),
    }
}

fn learn(names: &[String], output: &str, global: &Global) -> Result<()> {
    let output = Output::open(output, &[Format::Toml])?;
    let settings = Settings::default();
    let projects = Projects::find(names, global.config.as_deref())?;
    let reading = Reading {
        global,
        settings: &settings,
        changes: &Changes::default(),
        informative: true,
        act: None,
    };
    let drafts = drafts::load(&projects.requests(names), &reading)?;
    let [left, right] = drafts.as_slice() else {
        return Err(
            Error::new("two drafts are needed").help("clausewise lexicon learn LEFT RIGHT -o words.toml")
        );
    };
    let learned = learn_words(left, right, &AlignOptions::default(), &settings);
    if learned.from == learned.to || learned.from.is_empty() || learned.to.is_empty() {
        let code = if learned.from.is_empty() {
            "an unknown language"
        } else {
            &learned.from
        };
        return Err(Error::new(format!(
            "both drafts are in {code}: there is nothing to translate"
        ))
        .help(
            "name two language versions of one text; clausewise.toml can say which language a draft is in",
        ));
    }
    let (words, pairs) = (learned.words.len(), learned.pairs);
    let name = output.name().to_owned();
    let how = if learned.by_path {
        "the same number"
    } else {
        "alignment"
    };
    let mut lexicon = Lexicon::default();
    let of = BTreeMap::from([(learned.to.clone(), learned.words)]);
    lexicon.words.insert(learned.from.clone(), of);
    let text = toml::to_string(&lexicon).map_err(|e| Error::new(format!("cannot write TOML: {e}")))?;
    output.write(format!(
        "# Words of {} with what they mean in {}, and how likely (0 to 1): learned by clausewise from {pairs} pairs of\n\
         # units of {} and {}. Strike out what is wrong.\n\n{text}",
        learned.from, learned.to, left.name, right.name
    ))?;
    if !global.quiet {
        terminal::say(&format!(
            "{name}: {} from {}, matched by {how}",
            count(words, "word", "words"),
            count(pairs, "pair of units", "pairs of units")
        ));
        terminal::say(&format!(
            "next: read it, and give it to other commands with --lexicon {name}"
        ));
    }
    Ok(())
}

fn show(word: Option<&str>, lexicon: Option<&str>, global: &Global) -> Result<()> {
    let mut lexicon = Arc::unwrap_or_clone(load(lexicon)?);
    if let Some(word) = word {
        let word = word.to_lowercase();
        let has = |texts: &[&str], terms: [&Vec<String>; 2]| {
            texts.iter().any(|t| t.to_lowercase().contains(&word))
                || terms
                    .iter()
                    .any(|list| list.iter().any(|t| t.to_lowercase().contains(&word)))
        };
        lexicon.silent.clear();
        for words in lexicon.words.values_mut().flat_map(BTreeMap::values_mut) {
            let means = |m: &Meanings| m.weighted().iter().any(|(w, _)| *w == word);
            words.retain(|w, meanings| *w == word || means(meanings));
        }
        lexicon
            .words
            .values_mut()
            .for_each(|to| to.retain(|_, words| !words.is_empty()));
        lexicon.words.retain(|_, to| !to.is_empty());
        lexicon
            .concepts
            .retain(|c| has(&[&c.key, &c.label], [&c.en, &c.fr]));
        lexicon
            .actors
            .retain(|a| has(&[&a.key, &a.label], [&a.en, &a.fr]));
        lexicon.synonyms.retain(|s| has(&[&s.key], [&s.en, &s.fr]));
        let named = !lexicon.concepts.is_empty() || !lexicon.actors.is_empty();
        if !named && lexicon.synonyms.is_empty() && lexicon.words.is_empty() {
            return Err(Error::new(format!("the lexicon has no `{word}`"))
                .help("clausewise lexicon show prints all of it"));
        }
    }
    let text = toml::to_string(&lexicon).map_err(|e| Error::new(format!("cannot write TOML: {e}")))?;
    terminal::print(&text, global.color)
}

/// The lexicon that comes with the program, with a user's on top.
pub(super) fn load(file: Option<&str>) -> Result<Arc<Lexicon>> {
    let mut lexicon = Lexicon::embedded();
    if let Some(file) = file {
        let text = fs::read_to_string(file).map_err(|e| {
            Error::new(format!("cannot read: {}", super::output::plain_reason(&e)))
                .at(file)
                .help(
                    "--lexicon names a TOML file with [[concept]], [[actor]], [[synonym]] and [words.en.fr]",
                )
        })?;
        let own = Lexicon::parse(&text).map_err(|e| {
            let help = e.help_line().unwrap_or_default().to_owned();
            Error::new(e.to_string()).at(file).help(help)
        })?;
        Arc::make_mut(&mut lexicon).extend(own);
    }
    Ok(lexicon)
}
