//! Words by which wording is judged, per language (`words.toml`).

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::word::{lowered, tokens};

/// The lists of a language; a word stands in them as it is compared, in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordLists {
    /// Words that carry no content alone.
    pub(super) filler: Vec<String>,
    /// Phrases that say no more before an infinitive than the infinitive does.
    pub(super) before_infinitives: Vec<String>,
    /// Words that begin one.
    pub(super) infinitives: Vec<String>,
    /// Of the words without content, those that say how many before a number.
    pub(super) counting: Vec<String>,
    /// Words that join the items of a list.
    pub(super) joining: Vec<String>,
    /// Adverbs that say the same before a verb and behind it; those in `adverb_endings` do, too.
    pub(super) adverbs: Vec<String>,
    pub(super) adverb_endings: Vec<String>,
    /// Beginnings of words that have two spellings.
    pub(super) spellings: Vec<[String; 2]>,
    /// Numbers in words.
    pub(super) numbers: Vec<String>,
    /// What texts and matters are divided into: so many of them are no amount.
    pub(super) divisions: Vec<String>,
    /// Words that do not belong to the name of a bearer when one goes back from its head.
    pub(super) before_names: Vec<String>,
    /// Phrases that turn what is asked where another of their sort comes in their place.
    pub(super) turned: Vec<Turned>,
    pub(super) negation: Vec<String>,
    /// Words that say as much as a negation where one stood.
    pub(super) negating: Vec<String>,
    /// Words that negate nothing more behind a negation: `neither … nor`.
    pub(super) second: Vec<String>,
    /// Phrases with such a word that negate nothing.
    pub(super) set_phrases: Vec<String>,
    pub(super) exception: Vec<String>,
    /// Words that begin a condition.
    pub(super) condition: Vec<String>,
    /// Prepositions behind which somebody is named to whom the one before belongs.
    pub(super) belonging: Vec<String>,
    /// Words at the beginning of headings of clauses that say to what or whom a draft applies.
    pub(super) scope: Vec<String>,
    /// Headings, or ends of headings, that say it.
    pub(super) scope_headings: Vec<String>,
    /// Words by which a draft points to itself.
    pub(super) this: Vec<String>,
    /// Words in the place of a bearer that name nobody.
    pub(super) pointing: Vec<String>,
    /// Words by which a sentence says it.
    pub(super) applies: Vec<String>,
}

impl WordLists {
    pub(super) fn of(language: Option<&str>) -> WordLists {
        // Embedded and parsed by a test; empty lists judge everything substantive, which errs on the safe side.
        let mut all: BTreeMap<String, WordLists> =
            toml::from_str(include_str!("words.toml")).unwrap_or_default();
        let primary = language.and_then(|l| l.split('-').next()).unwrap_or("en");
        let mut lists = all.remove(primary).unwrap_or_default();
        lists.turned.iter_mut().for_each(Turned::prepare);
        lists
    }
}

/// Phrases of one sort, by what each says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Turned {
    /// What changes with them, as a reason begins.
    pub(super) what: String,
    /// Whether they count only before a number.
    #[serde(default)]
    pub(super) before_number: bool,
    /// Whether they count only where nothing else changed there.
    #[serde(default)]
    pub(super) alone: bool,
    /// By sense: the phrases that have it.
    senses: BTreeMap<String, Vec<String>>,
    /// By first token: the tokens behind it with the sense of the phrase, longest first.
    #[serde(skip)]
    phrases: FxHashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Turned {
    fn prepare(&mut self) {
        for (sense, phrases) in self.senses.values().enumerate() {
            for phrase in phrases {
                let mut words = tokens(phrase).into_iter().map(|t| lowered(t.text));
                let Some(first) = words.next() else { continue };
                self.phrases
                    .entry(first)
                    .or_default()
                    .push((words.collect(), sense));
            }
        }
        for behind in self.phrases.values_mut() {
            behind.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
    }

    /// The longest phrase that stands at a place among tokens in lower case: its length and its sense.
    pub(super) fn at(&self, words: &[String], at: usize) -> Option<(usize, usize)> {
        let (first, rest) = words.get(at..)?.split_first()?;
        let found = self
            .phrases
            .get(first)?
            .iter()
            .find(|(behind, _)| rest.starts_with(behind));
        found.map(|(behind, sense)| (behind.len() + 1, *sense))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_parse() {
        assert!(WordLists::of(Some("en")).negation.contains(&"not".to_owned()));
        assert!(WordLists::of(Some("fr-CA")).negation.contains(&"ne".to_owned()));
    }

    #[test]
    fn the_longest_phrase_counts() {
        let lists = WordLists::of(Some("en"));
        let words: Vec<String> = "one or more lamps".split(' ').map(str::to_owned).collect();
        let found = lists
            .turned
            .iter()
            .filter_map(|t| t.at(&words, 0))
            .map(|(n, _)| n)
            .max();
        assert_eq!(found, Some(3));
    }
}
