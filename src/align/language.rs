//! What a language needs: a stemmer, stop words, boilerplate. The words are data (`data/*.toml`).
//!
//! The language is the draft's own where its identity names one, and else guessed from its units.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashSet;

use crate::draft::Draft;

/// A shorter word does not stand for itself.
const SHORTEST: usize = 4;

/// A draft's language, as far as alignment needs it.
pub(crate) struct Language {
    /// ISO 639-1 code, empty where unknown.
    pub(crate) code: String,
    stemmer: Option<Stemmer>,
    /// Function words as written.
    stop: FxHashSet<String>,
    /// Stems of drafting boilerplate.
    boilerplate: FxHashSet<String>,
    /// Stems of words that count, but say nothing by themselves.
    generic: FxHashSet<String>,
    /// By sort, what a unit says that is about the draft itself: its title, its entry into force, its validity.
    pub(crate) formal: Vec<Vec<String>>,
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Language({})", self.code)
    }
}

#[derive(serde::Deserialize)]
struct Data {
    stop: String,
    boilerplate: String,
    generic: String,
    #[serde(default)]
    formal: Vec<Vec<String>>,
}

impl Language {
    pub(crate) fn of(draft: &Draft) -> Self {
        Language::new(&crate::draft::language_of(draft))
    }

    /// The language with this ISO 639-1 code; unknown ones have no stemmer and no stop words.
    pub(crate) fn new(code: &str) -> Self {
        let stemmer = algorithm(code).map(Stemmer::create);
        let data = match code {
            "en" => include_str!("data/en.toml"),
            "fr" => include_str!("data/fr.toml"),
            _ => "stop = ''\nboilerplate = ''\ngeneric = ''",
        };
        let data: Data = toml::from_str(data).unwrap_or(Data {
            stop: String::new(),
            boilerplate: String::new(),
            generic: String::new(),
            formal: Vec::new(),
        });
        let mut language = Language {
            code: code.to_owned(),
            stemmer,
            stop: data.stop.split_whitespace().map(str::to_owned).collect(),
            boilerplate: FxHashSet::default(),
            generic: FxHashSet::default(),
            formal: data.formal,
        };
        let stems = |words: &str| words.split_whitespace().map(|w| language.stem(w)).collect();
        (language.boilerplate, language.generic) = (stems(&data.boilerplate), stems(&data.generic));
        language
    }

    /// The stem of a folded word.
    pub(crate) fn stem(&self, word: &str) -> String {
        match &self.stemmer {
            Some(stemmer) if !word.starts_with(|c: char| c.is_ascii_digit()) => {
                stemmer.stem(word).into_owned()
            }
            _ => word.to_owned(),
        }
    }

    /// The stem by inflection only: Snowball takes `securities` for `secure` and `employment` for `employed`, which is
    /// good enough for words that meet words, and wrong for concepts.
    pub(crate) fn light(&self, word: &str) -> String {
        if self.code == "en" {
            light_english(word)
        } else {
            self.stem(word)
        }
    }

    /// Whether a folded word with this stem says something by itself, and not within a phrase only.
    pub(crate) fn telling(&self, word: &str, stem: &str) -> bool {
        (word.chars().count() >= SHORTEST || !word.is_ascii())
            && !word.starts_with(|c: char| c.is_ascii_digit())
            && !self.generic.contains(stem)
    }

    /// Whether a folded word says what a text is about.
    pub(crate) fn content(&self, word: &str) -> bool {
        self.content_of(word, &self.stem(word))
    }

    /// The same for a word whose stem is known.
    pub(crate) fn content_of(&self, word: &str, stem: &str) -> bool {
        word.chars().nth(1).is_some() && !self.stop.contains(word) && !self.boilerplate.contains(stem)
    }
}

/// Plurals, and the endings of verbs (after Harman's S stemmer, 1991).
fn light_english(word: &str) -> String {
    let cut = |end: &str, keep: usize| word.strip_suffix(end).filter(|w| w.chars().count() >= keep);
    if let Some(root) = cut("ies", 2).or_else(|| cut("ied", 2)) {
        return format!("{root}y");
    }
    let root = cut("ing", 3)
        .or_else(|| cut("ed", 3))
        .or_else(|| cut("sses", 1).map(|w| word.get(..w.len() + 2).unwrap_or(w)))
        .or_else(|| cut("es", 3).filter(|w| w.ends_with(['x', 'h', 'z', 's'])))
        .or_else(|| cut("s", 3).filter(|w| !w.ends_with(['s', 'u', 'i'])))
        .unwrap_or(word);
    // `assess`, `assessed`, `manage`, `managed`, `plan`, `planned` meet here.
    let root = root.strip_suffix('e').filter(|w| w.len() >= 3).unwrap_or(root);
    let mut last = root.chars().rev();
    match (last.next(), last.next()) {
        (Some(a), Some(b)) if a == b && a != 's' && a != 'l' && root.len() < word.len() => {
            root.get(..root.len() - a.len_utf8()).unwrap_or(root).to_owned()
        }
        _ => root.to_owned(),
    }
}

fn algorithm(code: &str) -> Option<Algorithm> {
    Some(match code {
        "en" => Algorithm::English,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "es" => Algorithm::Spanish,
        "it" => Algorithm::Italian,
        "pt" => Algorithm::Portuguese,
        "nl" => Algorithm::Dutch,
        "sv" => Algorithm::Swedish,
        "da" => Algorithm::Danish,
        "nb" | "no" | "nn" => Algorithm::Norwegian,
        "fi" => Algorithm::Finnish,
        "ru" => Algorithm::Russian,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boilerplate_goes_by_stem() {
        let english = Language::new("en");
        assert!(!english.content("implementing"));
        assert!(!english.content("the"));
        assert!(english.content("incident"));
        assert_eq!(english.stem("incidents"), english.stem("incident"));
    }

    #[test]
    fn light_stems_keep_derived_words_apart() {
        let english = Language::new("en");
        let same = |a: &str, b: &str| english.light(a) == english.light(b);
        for (a, b) in [
            ("policies", "policy"),
            ("assesses", "assessed"),
            ("managing", "manages"),
            ("planned", "plan"),
            ("breaches", "breach"),
            ("processes", "process"),
            ("measures", "measure"),
        ] {
            assert!(same(a, b), "{} {}", english.light(a), english.light(b));
        }
        for (a, b) in [
            ("employed", "employment"),
            ("provide", "provider"),
            ("vulnerable", "vulnerability"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn unknown_languages_are_taken_as_written() {
        let unknown = Language::new("xx");
        assert_eq!(unknown.stem("words"), "words");
        assert!(unknown.content("the"));
    }

    #[test]
    fn data_files_parse() {
        assert!(!Language::new("en").stop.is_empty());
        assert!(!Language::new("fr").boilerplate.is_empty());
    }
}
