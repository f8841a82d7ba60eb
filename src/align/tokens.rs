//! Words of a unit: cleaned, stemmed, stop words marked.
//!
//! Cost: linear in the text; each distinct word is stemmed once per draft. Source: Snowball stemmers (Porter 2001)
//! for the languages that have one, character bigrams for Han, Kana and Hangul (Manning, Raghavan & Schütze 2008,
//! section 2.2.4), words as they stand for the rest.
//!
//! Term ids are ranks in the sorted vocabulary. So the vectors of a unit, and every sum over them, are the same bits
//! whatever order the rows of a list come in.

use rustc_hash::FxHashMap;

use super::language::Language;
use super::spans::{folded, is_label, spans};
use crate::draft::{Draft, Unit};

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Rank of its stem in the vocabulary.
    pub(crate) stem: u32,
    /// Rank of its light stem, which concepts are found by.
    pub(crate) light: u32,
    /// The word itself, in order of first sight: equal words of both drafts have equal ones.
    pub(crate) word: u32,
    /// False for stop words and drafting boilerplate.
    pub(crate) content: bool,
    /// Whether it says something by itself: a content word that is not met everywhere.
    pub(crate) telling: bool,
}

impl Words {
    fn tokens(&mut self) -> impl Iterator<Item = &mut Token> {
        let fields = [
            &mut self.title,
            &mut self.body,
            &mut self.parent,
            &mut self.chapeau,
        ];
        fields.into_iter().flatten()
    }
}

/// The words of a unit by field.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    pub(crate) title: Vec<Token>,
    pub(crate) body: Vec<Token>,
    pub(crate) parent: Vec<Token>,
    pub(crate) chapeau: Vec<Token>,
}

/// The words of both drafts under one vocabulary.
#[derive(Debug)]
pub(crate) struct Corpus {
    /// Sorted stems; the position is the id.
    pub(crate) vocabulary: Vec<String>,
    pub(crate) left: Vec<Words>,
    pub(crate) right: Vec<Words>,
    pub(crate) left_language: Language,
    pub(crate) right_language: Language,
}

impl Corpus {
    pub(crate) fn new(left: &Draft, right: &Draft) -> Self {
        let (left_language, right_language) = (Language::of(left), Language::of(right));
        let ((mut stems, mut left), (others, mut right)) = rayon::join(
            || Stems::of(left, &left_language),
            || Stems::of(right, &right_language),
        );
        let word_of = stems.words.take_over(&others.words);
        let stem_of = stems.stems.take_over(&others.stems);
        let (vocabulary, rank) = sorted(&stems.stems.all);
        let id = |ids: &[u32], of: u32| ids.get(of as usize).copied().unwrap_or(0);
        for token in left.iter_mut().flat_map(Words::tokens) {
            token.stem = id(&rank, token.stem);
            token.light = id(&rank, token.light);
        }
        for token in right.iter_mut().flat_map(Words::tokens) {
            token.stem = id(&rank, id(&stem_of, token.stem));
            token.light = id(&rank, id(&stem_of, token.light));
            token.word = id(&word_of, token.word);
        }
        Corpus {
            vocabulary,
            left,
            right,
            left_language,
            right_language,
        }
    }

    /// The id of a stem, if either draft has it.
    pub(crate) fn id(&self, stem: &str) -> Option<u32> {
        self.vocabulary
            .binary_search_by(|s| s.as_str().cmp(stem))
            .ok()
            .map(|i| i as u32)
    }
}

/// Texts with numbers in order of first sight.
#[derive(Default)]
struct Interner {
    ids: FxHashMap<String, u32>,
    all: Vec<String>,
}

impl Interner {
    fn id(&mut self, text: &str) -> u32 {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = self.all.len() as u32;
        self.ids.insert(text.to_owned(), id);
        self.all.push(text.to_owned());
        id
    }

    /// Takes in the texts of another one; of each of its numbers, the number here.
    fn take_over(&mut self, other: &Interner) -> Vec<u32> {
        other.all.iter().map(|text| self.id(text)).collect()
    }
}

/// Stems and words in order of first sight, until the stems are sorted.
#[derive(Default)]
struct Stems {
    stems: Interner,
    words: Interner,
}

impl Stems {
    fn of(draft: &Draft, language: &Language) -> (Stems, Vec<Words>) {
        let mut stems = Stems::default();
        let mut known = FxHashMap::default();
        let units = draft.units.iter();
        let words = units.map(|u| stems.unit(u, language, &mut known)).collect();
        (stems, words)
    }

    fn unit(&mut self, unit: &Unit, language: &Language, known: &mut FxHashMap<String, Token>) -> Words {
        let mut field = |text: &str| {
            let mut tokens = Vec::new();
            for span in spans(text) {
                let word = folded(span.of(text));
                let token = *known
                    .entry(word)
                    .or_insert_with_key(|word| self.token(word, language));
                tokens.push(token);
            }
            tokens
        };
        let mut heading = |text: &str| if is_label(text) { Vec::new() } else { field(text) };
        Words {
            title: heading(&unit.title),
            parent: heading(&unit.parent),
            body: field(&unit.text),
            chapeau: field(&unit.chapeau),
        }
    }

    fn token(&mut self, word: &str, language: &Language) -> Token {
        let stem = language.stem(word);
        let content = language.content_of(word, &stem);
        Token {
            stem: self.stems.id(&stem),
            light: self.stems.id(&language.light(word)),
            word: self.words.id(word),
            content,
            telling: content && language.telling(word, &stem),
        }
    }
}

/// Texts in order, and the place in it of each.
fn sorted(texts: &[String]) -> (Vec<String>, Vec<u32>) {
    let mut order: Vec<(&str, u32)> = texts.iter().map(String::as_str).zip(0..).collect();
    order.sort_unstable();
    let mut rank = vec![0; order.len()];
    for (place, &(_, id)) in (0..).zip(&order) {
        rank[id as usize] = place;
    }
    (order.into_iter().map(|(text, _)| text.to_owned()).collect(), rank)
}
