//! The words in which drafts refer, by language: data (`words.toml`), ready for lookup.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// A word that names clauses: `Article`, `point`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Word {
    forms: Vec<String>,
    plural: Vec<String>,
    /// The clause kinds that it names.
    pub(super) kinds: Vec<String>,
    /// Kinds whose number it carries before its own.
    pub(super) carried: Vec<String>,
    /// It is looked for from the clause that refers, not in the whole draft.
    pub(super) relative: bool,
    /// It is also counted in words: `first subparagraph`.
    pub(super) nth: bool,
    /// It is no clause but something within one: a sentence.
    pub(super) within: bool,
    /// Smaller ranks hold larger ones.
    pub(super) rank: u8,
    /// The label word of the draft itself that it stands for, where no language knows it: `govern`.
    #[serde(skip)]
    pub(super) own: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct Raw {
    and: Vec<String>,
    through: Vec<String>,
    of: Vec<String>,
    this: Vec<String>,
    that: Vec<String>,
    thereof: Vec<String>,
    whole: Vec<String>,
    its: Vec<String>,
    these: Vec<String>,
    comma_holds: bool,
    nth: Vec<Vec<String>>,
    instruments: Vec<String>,
    juxtaposed: Vec<String>,
    standards: Vec<String>,
    leads: Vec<String>,
    commencing: Vec<String>,
    amended: Vec<String>,
    enacted: Vec<String>,
    word: Vec<Word>,
}

/// What a token is to the reference parser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A word that names clauses; true for its plural.
    Names(usize, bool),
    /// `first`, `second`, counted from 1.
    Nth(u32),
    /// A noun by which instruments are called.
    Instrument,
    /// A publisher of standards.
    Standard,
    /// A word before a bare dotted number.
    Lead,
}

/// The words of one language.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    tokens: FxHashMap<String, Vec<Token>>,
    /// By the first two letters, the lengths of the tokens, as bits: most words of a text are none of them.
    lengths: Lengths,
    pub(super) and: Vec<String>,
    pub(super) through: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) this: Vec<String>,
    pub(super) that: Vec<String>,
    pub(super) thereof: Vec<String>,
    pub(super) whole: Vec<String>,
    pub(super) its: Vec<String>,
    pub(super) these: Vec<String>,
    pub(super) comma_holds: bool,
    pub(super) juxtaposed: Vec<String>,
    pub(super) commencing: Vec<String>,
    pub(super) amended: Vec<String>,
    pub(super) enacted: Vec<String>,
    /// The search for the words of [`Words::amended`] and [`Words::enacted`]; made once for a language.
    pub(super) changes: Arc<OnceLock<Option<AhoCorasick>>>,
}

impl Words {
    /// The words of a language, BCP 47. English where the language is not known; none where it is known and has no
    /// table: words of another language would only find what is not there.
    pub(super) fn of(language: Option<&str>) -> Cow<'static, Words> {
        // The file is embedded and a test parses it; no references is the harmless answer should it ever break.
        static ALL: LazyLock<BTreeMap<String, Words>> = LazyLock::new(|| {
            let all: BTreeMap<String, Raw> = toml::from_str(include_str!("words.toml")).unwrap_or_default();
            all.into_iter()
                .map(|(language, raw)| (language, Words::from_raw(raw)))
                .collect()
        });
        let primary = language.and_then(|l| l.split('-').next()).unwrap_or("en");
        // Few drafts bring words of their own: the others need no copy.
        ALL.get(primary)
            .map_or_else(|| Cow::Owned(Words::default()), Cow::Borrowed)
    }

    fn from_raw(raw: Raw) -> Words {
        let mut words = Words {
            and: longest_first(raw.and),
            through: longest_first(raw.through),
            of: longest_first(raw.of),
            this: longest_first(raw.this),
            that: longest_first(raw.that),
            thereof: raw.thereof,
            whole: raw.whole,
            its: raw.its,
            these: raw.these,
            comma_holds: raw.comma_holds,
            juxtaposed: raw.juxtaposed,
            commencing: raw.commencing,
            amended: raw.amended,
            enacted: raw.enacted,
            ..Words::default()
        };
        for (i, word) in raw.word.iter().enumerate() {
            for form in &word.forms {
                words.add(form, Token::Names(i, false));
            }
            for form in &word.plural {
                words.add(form, Token::Names(i, true));
            }
        }
        words.words = raw.word;
        for (i, forms) in raw.nth.iter().enumerate() {
            forms.iter().for_each(|f| words.add(f, Token::Nth(i as u32 + 1)));
        }
        for (list, token) in [
            (&raw.instruments, Token::Instrument),
            (&raw.standards, Token::Standard),
            (&raw.leads, Token::Lead),
        ] {
            list.iter().for_each(|w| words.add(w, token));
        }
        words
    }

    /// Adds a word that the draft's own labels begin with (`GOVERN 1.2`), where the language does not know it.
    pub(super) fn add_own(&mut self, word: &str, kind: &str) {
        if self.names(word).is_some() {
            return;
        }
        let entry = Word {
            kinds: vec![kind.to_owned()],
            rank: 5,
            own: Some(word.to_owned()),
            ..Word::default()
        };
        self.words.push(entry);
        self.add(word, Token::Names(self.words.len() - 1, false));
    }

    fn add(&mut self, form: &str, token: Token) {
        self.lengths.note(form);
        self.tokens.entry(form.to_owned()).or_default().push(token);
        // `art.` and `sub-paragraph` are longer than their letters.
        if let Some(at) = form.find(['.', '-']).filter(|at| *at > 0) {
            self.lengths.note(&form[..at]);
            self.tokens.entry(form[..at].to_owned()).or_default();
        }
    }

    /// What a token of a text may be; `None` for words that no reference begins with.
    pub(super) fn known(&self, token: &str) -> Option<&[Token]> {
        // Folding changes the length of nothing that is ASCII.
        if !self.may_know(token.as_bytes()) && token.is_ascii() {
            return None;
        }
        self.tokens.get(folded(token).as_ref()).map(Vec::as_slice)
    }

    /// False where a token in plain letters is surely none of the words.
    pub(super) fn may_know(&self, token: &[u8]) -> bool {
        self.lengths.may_hold(token)
    }

    /// What a token, in lower case, may be.
    pub(super) fn token(&self, lower: &str) -> &[Token] {
        self.tokens.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Whether a token names instruments.
    pub(super) fn is_instrument(&self, lower: &str) -> bool {
        self.token(lower).contains(&Token::Instrument)
    }

    /// Whether a token names an instrument by itself.
    pub(super) fn is_juxtaposed(&self, token: &str) -> bool {
        self.juxtaposed.iter().any(|j| *j == folded(token))
    }

    /// The clause word that a token is, and whether it is the plural.
    pub(super) fn names(&self, lower: &str) -> Option<(usize, bool)> {
        self.token(lower).iter().find_map(|t| match t {
            Token::Names(word, plural) => Some((*word, *plural)),
            _ => None,
        })
    }
}

/// The lengths of some words by their first two letters, whatever their case: a look at it spares the hash of a word.
#[derive(Debug, Clone)]
struct Lengths(Box<[u64; 1 << 10]>);

impl Default for Lengths {
    fn default() -> Self {
        Lengths(Box::new([0; 1 << 10]))
    }
}

impl Lengths {
    /// The slot of a word, and the bit of its length.
    fn of(word: &[u8]) -> (usize, u64) {
        let letter = |at: usize| usize::from(word.get(at).map_or(0, |b| b & 31));
        (letter(0) << 5 | letter(1), 1 << word.len().min(63))
    }

    fn note(&mut self, word: &str) {
        let (slot, length) = Lengths::of(word.as_bytes());
        self.0[slot] |= length;
    }

    fn may_hold(&self, word: &[u8]) -> bool {
        let (slot, length) = Lengths::of(word);
        self.0[slot] & length != 0
    }
}

fn longest_first(mut list: Vec<String>) -> Vec<String> {
    list.sort_by_key(|s| std::cmp::Reverse(s.len()));
    list
}

/// A token as it is looked up: lower case, with the typewriter's apostrophe.
pub(super) fn folded(token: &str) -> Cow<'_, str> {
    if token.bytes().all(|b| b.is_ascii_lowercase()) {
        Cow::Borrowed(token)
    } else if token.is_ascii() {
        Cow::Owned(token.to_ascii_lowercase())
    } else {
        Cow::Owned(token.replace('’', "'").to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_load() {
        for language in ["en", "fr", "nl"] {
            let words = Words::of(Some(language));
            assert!(!words.words.is_empty(), "{language}");
            assert!(!words.of.is_empty(), "{language}");
        }
        assert!(
            Words::of(None)
                .names("articles")
                .is_some_and(|(_, plural)| plural)
        );
        assert!(Words::of(Some("ja")).words.is_empty());
    }

    #[test]
    fn a_draft_brings_its_own_words() {
        let mut words = Words::of(Some("en")).into_owned();
        let before = words.words.len();
        words.add_own("govern", "subcategory");
        words.add_own("article", "article");
        assert_eq!(words.words.len(), before + 1);
        assert!(words.names("govern").is_some());
    }
}
