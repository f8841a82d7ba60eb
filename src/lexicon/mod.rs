//! The lexicon: which words mean the same. Concepts that align units, actors that duties fall on.
//!
//! Data, in TOML: `concepts.toml` and `actors.toml`, and whatever a user gives with `--lexicon`. Knows no draft.

use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// A concept: phrases that mean it, by language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Stable name: `incident-reporting`.
    pub key: String,
    /// Name for people: `incident reporting`.
    pub label: String,
    /// English phrases.
    #[serde(default)]
    pub en: Vec<String>,
    /// French phrases.
    #[serde(default)]
    pub fr: Vec<String>,
}

/// Someone that duties fall on: terms that are near-equivalents over jurisdictions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Stable name: `provider`.
    pub key: String,
    /// What the actor does, for people.
    pub label: String,
    /// Whether it is an authority or an assessor: someone to report to, not someone regulated.
    #[serde(default)]
    pub authority: bool,
    /// English terms, in the singular.
    #[serde(default)]
    pub en: Vec<String>,
    /// French terms, in the singular.
    #[serde(default)]
    pub fr: Vec<String>,
    /// Which of the terms a jurisdiction uses.
    #[serde(default, rename = "in")]
    pub jurisdictions: std::collections::BTreeMap<String, String>,
}

/// Which words mean the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lexicon {
    /// Phrases of any language that mean none of the concepts which their words mean alone.
    pub silent: Vec<String>,
    /// In order of the file.
    #[serde(rename = "concept")]
    pub concepts: Vec<Concept>,
    /// In order of the file.
    #[serde(rename = "actor")]
    pub actors: Vec<Actor>,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn embedded() -> Self {
        // A test holds that the files parse; an empty lexicon only takes the knowledge of synonyms away.
        Lexicon::parse(concat!(
            include_str!("concepts.toml"),
            "\n",
            include_str!("everyday.toml"),
            "\n",
            include_str!("actors.toml")
        ))
        .unwrap_or_default()
    }

    /// A lexicon from TOML.
    ///
    /// # Errors
    /// TOML that does not parse, unknown fields.
    pub fn parse(toml: &str) -> Result<Self> {
        toml::from_str(toml).map_err(|e| {
            let line = e.span().map_or(0, |s| 1 + toml.bytes().take(s.start).filter(|&b| b == b'\n').count());
            Error::new(format!("not a lexicon: {}", e.message().lines().next().unwrap_or_default()))
                .at(format!("line {line}"))
                .help("see `clausewise lexicon show` for the form: [[concept]] and [[actor]] with key, label, en, fr")
        })
    }

    /// Puts a user's lexicon on top: an entry with a key that is known gets the user's terms besides its own.
    pub fn extend(&mut self, other: Lexicon) {
        self.silent.extend(other.silent);
        for concept in other.concepts {
            match self.concepts.iter_mut().find(|c| c.key == concept.key) {
                Some(known) => {
                    known.label = concept.label;
                    known.en.extend(concept.en);
                    known.fr.extend(concept.fr);
                }
                None => self.concepts.push(concept),
            }
        }
        for actor in other.actors {
            match self.actors.iter_mut().find(|a| a.key == actor.key) {
                Some(known) => {
                    known.label = actor.label;
                    known.en.extend(actor.en);
                    known.fr.extend(actor.fr);
                    known.jurisdictions.extend(actor.jurisdictions);
                }
                None => self.actors.push(actor),
            }
        }
    }
}

impl Concept {
    /// The phrases of a language, by its primary code; English for languages that have none.
    pub fn phrases(&self, language: &str) -> &[String] {
        if language == "fr" { &self.fr } else { &self.en }
    }
}

impl Actor {
    /// The terms of a language, by its primary code; English for languages that have none.
    pub fn terms(&self, language: &str) -> &[String] {
        if language == "fr" { &self.fr } else { &self.en }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_files_parse() {
        let lexicon = Lexicon::embedded();
        assert!(lexicon.concepts.len() > 200);
        assert!(lexicon.actors.len() > 20);
        for actor in &lexicon.actors {
            assert!(!actor.en.is_empty() && !actor.fr.is_empty(), "{}", actor.key);
        }
    }

    #[test]
    fn a_user_adds_to_it() {
        let mut lexicon = Lexicon::embedded();
        let mine = "[[actor]]\nkey = 'provider'\nlabel = 'maker'\nen = ['kite maker']\n[[concept]]\nkey = 'kite'\nlabel = 'kites'\nen = ['kite']\n";
        lexicon.extend(Lexicon::parse(mine).unwrap());
        let provider = lexicon.actors.iter().find(|a| a.key == "provider").unwrap();
        assert!(
            provider.en.contains(&"kite maker".to_owned()) && provider.en.contains(&"developer".to_owned())
        );
        assert!(lexicon.concepts.iter().any(|c| c.key == "kite"));
        let error = Lexicon::parse("[[actor]]\nkey = 1\n").unwrap_err();
        assert!(error.to_string().starts_with("line 2: not a lexicon"), "{error}");
    }
}
