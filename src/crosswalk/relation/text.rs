//! The words of a unit as relations need them: what says something, what it means, which part it stands in.
//!
//! Cost: linear in the text; each distinct word is stemmed once per draft.

use rustc_hash::FxHashMap;

use crate::align::language::Language;
use crate::align::spans::{Span, folded, spans};
use crate::lexicon::Lexicon;
use crate::provision::{Kind, Quantity, quantities};
use crate::settings::RelationSettings;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) stem: u32,
    /// What words that begin alike have in common; `None` for short ones.
    pub(super) start: Option<u32>,
    /// Whether it says something: no function word, no boilerplate, no number.
    pub(super) content: bool,
    /// Whether it says something by itself: `act` and `measure` do not.
    pub(super) telling: bool,
    /// Which part of the text it stands in.
    pub(super) part: usize,
}

/// A unit's text, read.
#[derive(Debug, Default)]
pub(super) struct Content {
    pub(super) words: Vec<Word>,
    /// Runs of words with the concepts and actors that they mean: from, to, meanings.
    pub(super) meanings: Vec<(usize, usize, Vec<u32>)>,
    /// Periods, sums, shares.
    pub(super) amounts: Vec<Quantity>,
    /// How many parts there are.
    pub(super) parts: usize,
}

/// A draft's words, numbered together with those of the other draft.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    ids: FxHashMap<String, u32>,
}

impl Vocabulary {
    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(word.to_owned(), id);
        id
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// What is known of a word once it was seen.
#[derive(Debug, Clone, Copy)]
struct Known {
    stem: u32,
    light: u32,
    start: Option<u32>,
    content: bool,
    telling: bool,
}

/// Reads the texts of one draft.
#[derive(Debug)]
pub(super) struct TextReader {
    pub(super) language: Language,
    known: FxHashMap<String, Known>,
    /// Light stems of a phrase → what it means.
    phrases: FxHashMap<Vec<u32>, Vec<u32>>,
    longest: usize,
    letters: usize,
    part_words: usize,
}

impl TextReader {
    pub(super) fn new(
        language: Language,
        lexicon: &Lexicon,
        vocabulary: &mut Vocabulary,
        settings: &RelationSettings,
    ) -> Self {
        let mut reader = TextReader {
            language,
            known: FxHashMap::default(),
            phrases: FxHashMap::default(),
            longest: 0,
            letters: settings.alike_letters,
            part_words: settings.part_words,
        };
        let code = reader.language.code.clone();
        let strict = lexicon.concepts.iter().filter(|c| !c.loose);
        let concepts = strict.map(|c| c.phrases(&code));
        let actors = lexicon.actors.iter().map(|a| a.terms(&code));
        let all: Vec<&[String]> = concepts.chain(actors).collect();
        for (meaning, phrases) in all.into_iter().enumerate() {
            for phrase in phrases {
                reader.mean(phrase, Some(meaning as u32), vocabulary);
            }
        }
        for phrase in &lexicon.silent {
            reader.mean(phrase, None, vocabulary);
        }
        reader
    }

    fn mean(&mut self, phrase: &str, meaning: Option<u32>, vocabulary: &mut Vocabulary) {
        let stems: Vec<u32> = spans(phrase)
            .into_iter()
            .map(|s| self.known(s.of(phrase), vocabulary).light)
            .collect();
        if stems.is_empty() {
            return;
        }
        self.longest = self.longest.max(stems.len());
        let meanings = self.phrases.entry(stems).or_default();
        match meaning {
            Some(meaning) if !meanings.contains(&meaning) => meanings.push(meaning),
            Some(_) => {}
            None => meanings.clear(),
        }
    }

    fn known(&mut self, word: &str, vocabulary: &mut Vocabulary) -> Known {
        let word = folded(word);
        if let Some(&known) = self.known.get(&word) {
            return known;
        }
        let stem = self.language.stem(&word);
        let number = word.chars().all(char::is_numeric);
        let start = stem
            .char_indices()
            .nth(self.letters)
            .map(|(at, _)| at)
            .or_else(|| (stem.chars().count() == self.letters).then_some(stem.len()));
        let start = start
            .and_then(|at| stem.get(..at))
            .map(|s| vocabulary.id(&format!("{s}…")));
        let known = Known {
            content: !number && self.language.content_of(&word, &stem),
            telling: self.language.telling(&word, &stem),
            stem: vocabulary.id(&stem),
            light: vocabulary.id(&format!("={}", self.language.light(&word))),
            start,
        };
        self.known.insert(word, known);
        known
    }

    /// The stems of a text that say something, in order.
    pub(super) fn stems(&mut self, text: &str, vocabulary: &mut Vocabulary) -> Vec<u32> {
        let words = spans(text)
            .into_iter()
            .map(|s| self.known(s.of(text), vocabulary));
        words.filter(|k| k.content).map(|k| k.stem).collect()
    }

    /// Reads a text whose words were all seen before; others have nothing in common with anything.
    pub(super) fn read(&self, text: &str) -> Content {
        let unseen = Known {
            stem: u32::MAX,
            light: u32::MAX,
            start: None,
            content: false,
            telling: false,
        };
        let spans = spans(text);
        let known: Vec<Known> = spans
            .iter()
            .map(|s| self.known.get(&folded(s.of(text))).copied().unwrap_or(unseen))
            .collect();
        let mut words: Vec<Word> = Vec::with_capacity(spans.len());
        let (mut part, mut before, mut told) = (0, 0, 0);
        for (span, known) in spans.iter().zip(&known) {
            let gap = text.get(before..span.from).unwrap_or("");
            let label = gap.ends_with('(')
                && span.to - span.from <= 3
                && text.get(span.to..).is_some_and(|t| t.starts_with(')'));
            if (label || ends_part(gap)) && told >= self.part_words {
                part += 1;
                told = 0;
            }
            told += usize::from(known.content);
            before = span.to;
            words.push(Word {
                span: *span,
                stem: known.stem,
                start: known.start,
                content: known.content,
                telling: known.telling,
                part,
            });
        }
        // What is too short for a part of its own belongs to the one before.
        if part > 0 && told < self.part_words {
            words
                .iter_mut()
                .filter(|w| w.part == part)
                .for_each(|w| w.part -= 1);
            part -= 1;
        }
        let mut amounts: Vec<Quantity> = Vec::new();
        for q in quantities(text) {
            if matches!(q.kind, Kind::Count | Kind::Physical) {
                continue;
            }
            // Amounts are compared as such: `hours` is not missing where the other says three days.
            let (from, to) = match text.find(&q.text) {
                Some(from) => (from, from + q.text.len()),
                None => (0, 0),
            };
            let within = |w: &&mut Word| w.span.from >= from && w.span.to <= to;
            words.iter_mut().filter(within).for_each(|w| w.content = false);
            if !amounts.iter().any(|a| a.equals(&q)) {
                amounts.push(q);
            }
        }
        Content {
            meanings: self.meanings(&known),
            words,
            amounts,
            parts: part + 1,
        }
    }

    fn meanings(&self, known: &[Known]) -> Vec<(usize, usize, Vec<u32>)> {
        let light: Vec<u32> = known.iter().map(|k| k.light).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < light.len() {
            let most = self.longest.min(light.len() - at);
            let hit = (1..=most)
                .rev()
                .find_map(|n| Some((n, self.phrases.get(light.get(at..at + n)?)?)));
            let length = hit.map_or(1, |(n, _)| n);
            if let Some((n, meanings)) = hit.filter(|(_, m)| !m.is_empty()) {
                found.push((at, at + n, meanings.clone()));
            }
            at += length;
        }
        found
    }
}

/// Whether what stands between two words ends a sentence or a point.
fn ends_part(gap: &str) -> bool {
    let stop = |c: char| matches!(c, ';' | ':' | '?' | '!' | '\n' | '。' | '；');
    gap.contains(stop) || gap.contains(". ")
}
