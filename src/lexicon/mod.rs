//! The lexicon: which words mean the same. Concepts that align units, actors that duties fall on, words of two
//! languages that translate each other.
//!
//! Data, in TOML: `concepts.toml` and, loose ones by field, `security.toml`, `ai*.toml`, `law.toml` and `everyday.toml`;
//! `actors.toml`, `synonyms.toml` and `words.toml`; and whatever a user gives with `--lexicon`. Knows no draft.

mod learn;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

pub(crate) use learn::{Sentences, learn};

use rustc_hash::FxHashMap;
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
    /// Whether its phrases belong together without standing for one another: it ranks units, and does not say that what
    /// one asks for is in the other.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub loose: bool,
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

/// Names for one thing, which drafts define under the one or the other: in each language, all mean the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonym {
    /// Stable name: `personal-data`.
    pub key: String,
    /// English terms, in the singular.
    #[serde(default)]
    pub en: Vec<String>,
    /// French terms, in the singular.
    #[serde(default)]
    pub fr: Vec<String>,
}

impl Synonym {
    /// The terms of a language, by its primary code; English for languages that have none.
    pub fn terms(&self, language: &str) -> &[String] {
        if language == "fr" { &self.fr } else { &self.en }
    }
}

/// What a word may mean in another language, likelier ones first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Meanings {
    /// Words that translate it.
    Plain(Vec<String>),
    /// The same with how likely each is, from 0 to 1, as learned from parallel texts.
    Weighted(Vec<(String, f64)>),
}

impl Meanings {
    /// The words with their weights; plain ones weigh alike.
    pub fn weighted(&self) -> Vec<(&str, f64)> {
        match self {
            Meanings::Plain(words) => words.iter().map(|w| (w.as_str(), 1.0)).collect(),
            Meanings::Weighted(words) => words
                .iter()
                .map(|(w, p)| (w.as_str(), p.clamp(0.0, 1.0)))
                .collect(),
        }
    }
}

/// Which words mean the same.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Lexicon {
    /// Phrases of any language that mean none of the concepts which their words mean alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<String>,
    /// In order of the file.
    #[serde(rename = "concept", skip_serializing_if = "Vec::is_empty")]
    pub concepts: Vec<Concept>,
    /// In order of the file.
    #[serde(rename = "actor", skip_serializing_if = "Vec::is_empty")]
    pub actors: Vec<Actor>,
    /// Defined terms that mean the same; in order of the file.
    #[serde(rename = "synonym", skip_serializing_if = "Vec::is_empty")]
    pub synonyms: Vec<Synonym>,
    /// Words with what they may mean in another language, by the codes of the two: `[words.en.fr]`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, BTreeMap<String, BTreeMap<String, Meanings>>>,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn embedded() -> Arc<Self> {
        // Asked for several times in a run, and parsed once. A test holds that the files parse; an empty lexicon only takes
        // the knowledge of synonyms away.
        static EMBEDDED: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
            let parse = |file: &str| Lexicon::parse(file).unwrap_or_default();
            // Threads of their own: a thread of the pool that waits for the others may take up work that asks for the
            // lexicon, and would wait for itself for ever.
            let parts: Vec<Lexicon> = if rayon::current_num_threads() > 1 {
                std::thread::scope(|scope| {
                    let threads = Lexicon::FILES.map(|file| scope.spawn(move || parse(file)));
                    threads.map(|t| t.join().unwrap_or_default()).into()
                })
            } else {
                Lexicon::FILES.map(parse).into()
            };
            let mut all = Lexicon::default();
            parts.into_iter().for_each(|part| all.extend(part));
            Arc::new(all)
        });
        Arc::clone(&EMBEDDED)
    }

    /// The files that it is made of.
    const FILES: [&str; 10] = [
        include_str!("concepts.toml"),
        include_str!("security.toml"),
        include_str!("ai.toml"),
        include_str!("ai-harms.toml"),
        include_str!("ai-governance.toml"),
        include_str!("law.toml"),
        include_str!("everyday.toml"),
        include_str!("actors.toml"),
        include_str!("synonyms.toml"),
        include_str!("words.toml"),
    ];

    /// A lexicon from TOML.
    ///
    /// # Errors
    /// TOML that does not parse, unknown fields.
    pub fn parse(toml: &str) -> Result<Self> {
        toml::from_str(toml).map_err(|e| {
            let line = e.span().map_or(0, |s| 1 + toml.bytes().take(s.start).filter(|&b| b == b'\n').count());
            Error::new(format!("not a lexicon: {}", e.message().lines().next().unwrap_or_default()))
                .at(format!("line {line}"))
                .help("see `clausewise lexicon show` for the form: [[concept]] and [[actor]] with key, label, en, fr; [[synonym]] with key, en, fr; [words.en.fr]")
        })
    }

    /// What words of one language mean in the other: `(word, its translation, weight)`, from both directions of the
    /// data, in its order.
    pub(crate) fn translations(&self, from: &str, to: &str) -> Vec<(&str, &str, f64)> {
        let of = |a: &str, b: &str| self.words.get(a).and_then(|l| l.get(b));
        let mut found = Vec::new();
        for (word, meanings) in of(from, to).into_iter().flatten() {
            found.extend(
                meanings
                    .weighted()
                    .into_iter()
                    .map(|(m, p)| (word.as_str(), m, p)),
            );
        }
        for (word, meanings) in of(to, from).into_iter().flatten() {
            found.extend(
                meanings
                    .weighted()
                    .into_iter()
                    .map(|(m, p)| (m, word.as_str(), p)),
            );
        }
        found
    }

    /// Puts another lexicon on top, as a user's: an entry with a key that is known gets the other's terms besides its own.
    pub fn extend(&mut self, other: Lexicon) {
        self.silent.extend(other.silent);
        for (from, languages) in other.words {
            for (to, words) in languages {
                let known = self.words.entry(from.clone()).or_default().entry(to).or_default();
                known.extend(words);
            }
        }
        join(
            &mut self.concepts,
            other.concepts,
            |c| &c.key,
            |known, more| {
                known.label = more.label;
                known.en.extend(more.en);
                known.fr.extend(more.fr);
            },
        );
        join(
            &mut self.actors,
            other.actors,
            |a| &a.key,
            |known, more| {
                known.label = more.label;
                known.en.extend(more.en);
                known.fr.extend(more.fr);
                known.jurisdictions.extend(more.jurisdictions);
            },
        );
        join(
            &mut self.synonyms,
            other.synonyms,
            |s| &s.key,
            |known, more| {
                known.en.extend(more.en);
                known.fr.extend(more.fr);
            },
        );
    }
}

/// Entries put to those that are known: into the one of the same key, else behind them.
fn join<T>(known: &mut Vec<T>, more: Vec<T>, key: fn(&T) -> &String, into: fn(&mut T, T)) {
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    for (at, entry) in known.iter().enumerate() {
        // Of entries with one key the first, as it is found by its key.
        places.entry(key(entry).clone()).or_insert(at);
    }
    for entry in more {
        match places.get(key(&entry)).and_then(|&at| known.get_mut(at)) {
            Some(known) => into(known, entry),
            None => {
                places.insert(key(&entry).clone(), known.len());
                known.push(entry);
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
        for file in Lexicon::FILES {
            Lexicon::parse(file).unwrap();
        }
        let lexicon = Lexicon::embedded();
        let keys: std::collections::BTreeSet<&String> = lexicon.concepts.iter().map(|c| &c.key).collect();
        assert_eq!(keys.len(), lexicon.concepts.len(), "two concepts have one key");
        assert!(lexicon.concepts.len() > 200);
        assert!(lexicon.actors.len() > 20);
        assert!(
            lexicon
                .translations("fr", "en")
                .contains(&("abroger", "repeal", 1.0))
        );
        for actor in &lexicon.actors {
            assert!(!actor.en.is_empty() && !actor.fr.is_empty(), "{}", actor.key);
        }
    }

    #[test]
    fn a_user_adds_to_it() {
        let mut lexicon = Lexicon::clone(&Lexicon::embedded());
        let mine = "[[actor]]\nkey = 'provider'\nlabel = 'maker'\nen = ['kite maker']\n[[concept]]\nkey = 'kite'\nlabel = 'kites'\nen = ['kite']\n";
        lexicon.extend(Lexicon::parse(mine).unwrap());
        let provider = lexicon.actors.iter().find(|a| a.key == "provider").unwrap();
        assert!(
            provider.en.contains(&"kite maker".to_owned()) && provider.en.contains(&"developer".to_owned())
        );
        assert!(lexicon.concepts.iter().any(|c| c.key == "kite"));
        let mine = "[[synonym]]\nkey = 'personal-data'\nen = ['what is known']\n";
        lexicon.extend(Lexicon::parse(mine).unwrap());
        let data = lexicon
            .synonyms
            .iter()
            .find(|s| s.key == "personal-data")
            .unwrap();
        assert!(data.en.contains(&"what is known".to_owned()) && data.en.len() > 1);
        let error = Lexicon::parse("[[actor]]\nkey = 1\n").unwrap_err();
        assert!(error.to_string().starts_with("line 2: not a lexicon"), "{error}");
    }
}
