//! The grammars at hand: those embedded in the binary, and the user's own.

use std::sync::OnceLock;

use rayon::prelude::*;

use super::cues::Cues;
use super::file::Grammar;
use crate::{Error, Result};

/// Name of the grammar that catches what no style claims.
pub const FALLBACK: &str = "generic-numbered";

macro_rules! embedded {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../grammars/", $name, ".toml")))),*]
    };
}

/// The files of `grammars/`, by name.
const EMBEDDED: &[(&str, &str)] = embedded![
    "br-bill",
    "ca-directive",
    "ca-statute",
    "ch-act",
    "cn-measures",
    "code-of-practice",
    "commonwealth-act",
    "control-catalogue",
    "council-of-europe-treaty",
    "de-act",
    "declaration",
    "es-act",
    "eu-act",
    "eu-code-of-practice",
    "fr-act",
    "g7-code",
    "gb-act",
    "gb-regulations",
    "generic-numbered",
    "ietf",
    "iso-standard",
    "it-act",
    "jp-act",
    "jp-guideline",
    "kr-act",
    "nist-framework",
    "oasis-spec",
    "oecd-recommendation",
    "omb-memo",
    "policy-statement",
    "sg-framework",
    "treaty",
    "tw-act",
    "un-resolution",
    "us-bill",
    "us-order",
    "us-state-act",
    "w3c-spec",
];

/// The grammars at hand, by name.
#[derive(Debug, Clone, Default)]
pub struct Library {
    grammars: Vec<(Grammar, String)>,
    /// The search for all cues; made when first asked for.
    cues: OnceLock<Cues>,
}

impl Library {
    /// The grammars that come with clausewise.
    ///
    /// # Errors
    /// None in a released build: a test loads every embedded grammar.
    pub fn embedded() -> Result<Library> {
        let mut library = Library::default();
        // Parsing them takes longer than reading many a draft.
        let parsed: Vec<Result<Grammar>> = EMBEDDED
            .par_iter()
            .map(|(name, text)| Grammar::parse(text, &format!("grammars/{name}.toml")))
            .collect();
        for (grammar, (_, text)) in parsed.into_iter().zip(EMBEDDED) {
            library.add(grammar?, text);
        }
        Ok(library)
    }

    /// Adds a grammar from the text of its file; one of the same name is replaced. Returns its name.
    ///
    /// # Errors
    /// As [`Grammar::parse`].
    pub fn load(&mut self, text: &str, file: &str) -> Result<String> {
        let grammar = Grammar::parse(text, file)?;
        let name = grammar.name.clone();
        self.add(grammar, text);
        Ok(name)
    }

    fn add(&mut self, grammar: Grammar, text: &str) {
        self.grammars.retain(|(g, _)| g.name != grammar.name);
        self.grammars.push((grammar, text.to_owned()));
        self.cues = OnceLock::new();
    }

    /// The grammar of this name.
    ///
    /// # Errors
    /// No such grammar: names the nearest one and lists all.
    pub fn get(&self, name: &str) -> Result<&Grammar> {
        self.entry(name).map(|(g, _)| g)
    }

    /// The file text of the grammar of this name.
    ///
    /// # Errors
    /// As [`Library::get`].
    pub fn text(&self, name: &str) -> Result<&str> {
        self.entry(name).map(|(_, t)| t.as_str())
    }

    /// All grammars, in order of loading.
    pub fn iter(&self) -> impl Iterator<Item = &Grammar> {
        self.grammars.iter().map(|(g, _)| g)
    }

    /// The search for the cues of all grammars.
    pub(super) fn cues(&self) -> &Cues {
        self.cues.get_or_init(|| Cues::of(self.iter()))
    }

    fn entry(&self, name: &str) -> Result<&(Grammar, String)> {
        self.grammars.iter().find(|(g, _)| g.name == name).ok_or_else(|| {
            let nearest = self
                .iter()
                .map(|g| (strsim::jaro_winkler(&g.name, name), g.name.as_str()))
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)));
            let hint = nearest
                .filter(|(s, _)| *s > 0.75)
                .map_or(String::new(), |(_, n)| format!("did you mean `{n}`? "));
            let names: Vec<&str> = self.iter().map(|g| g.name.as_str()).collect();
            Error::new(format!("no grammar is named `{name}`")).help(format!(
                "{hint}grammars: {}; or give the path of a grammar file",
                names.join(", ")
            ))
        })
    }
}
