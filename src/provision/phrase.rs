//! Phrases looked for word by word, the longest first. Cost: a look-up per word of the text.

use rustc_hash::FxHashMap;

use super::word::{Word, words};

/// Phrases, each with what it stands for.
#[derive(Debug, Clone)]
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
    /// By the first byte of their first words, the lengths of these, as bits: most words of a text begin no phrase, and a
    /// look here spares their hash.
    lengths: Box<[u32; 256]>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases {
            by_first: FxHashMap::default(),
            lengths: Box::new([0; 256]),
        }
    }
}

/// The slot of a word, and the bit of its length.
fn slot(word: &str) -> (usize, u32) {
    let first = word.bytes().next().unwrap_or_default();
    (usize::from(first), 1 << word.len().min(31))
}

impl<T: Clone> Phrases<T> {
    /// Phrases of one meaning each.
    pub(crate) fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        let mut all = Phrases::default();
        for (phrase, meaning) in phrases {
            all.add(phrase, meaning);
        }
        for list in all.by_first.values_mut() {
            // The sort is stable: of two equal phrases the first one wins.
            list.sort_by_key(|(p, _)| std::cmp::Reverse(p.len()));
        }
        all
    }

    fn add(&mut self, phrase: &str, meaning: T) {
        let words: Vec<String> = words(phrase).into_iter().map(|w| w.lower).collect();
        if let Some(first) = words.first() {
            let (slot, length) = slot(first);
            self.lengths[slot] |= length;
            self.by_first
                .entry(first.clone())
                .or_default()
                .push((words, meaning));
        }
    }

    /// The longest phrase that begins at this word: how many words it has, and what it stands for.
    pub(crate) fn at(&self, words: &[Word], at: usize) -> Option<(usize, &T)> {
        let first = &words.get(at)?.lower;
        let (slot, length) = slot(first);
        if self.lengths[slot] & length == 0 {
            return None;
        }
        let list = self.by_first.get(first)?;
        let here = |phrase: &[String]| {
            let these = words.get(at..at + phrase.len());
            these.is_some_and(|w| w.iter().zip(phrase).all(|(w, p)| w.lower == *p))
        };
        list.iter().find(|(p, _)| here(p)).map(|(p, t)| (p.len(), t))
    }

    /// The phrase that ends right before this word.
    pub(crate) fn before(&self, words: &[Word], end: usize) -> Option<(usize, &T)> {
        let longest = 7.min(end);
        (1..=longest)
            .rev()
            .find_map(|n| self.at(words, end - n).filter(|(len, _)| *len == n))
    }

    /// All phrases of a range of words: first word, word after the last, meaning.
    pub(crate) fn all(&self, words: &[Word], from: usize, to: usize) -> Vec<(usize, usize, &T)> {
        let mut found = Vec::new();
        let mut at = from;
        while at < to {
            match self.at(words, at) {
                Some((n, meaning)) if at + n <= to => {
                    found.push((at, at + n, meaning));
                    at += n;
                }
                _ => at += 1,
            }
        }
        found
    }
}
