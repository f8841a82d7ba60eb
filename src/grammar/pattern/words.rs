//! Words of which a label has one: written in the pattern, or a list that many grammars share.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::alike;

/// The shared lists: the words for the divisions of laws in many languages.
static LISTS: LazyLock<BTreeMap<String, Vec<String>>> =
    // The file is embedded and a test parses it; without it a pattern that names a list is refused.
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

/// One of these words, or nothing where that is enough.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// Words of one first character stand together; nearly all texts begin with none of them.
    by_first: Vec<(Option<char>, Vec<String>)>,
    optional: bool,
}

impl Words {
    /// Words as written in a pattern; the first that stands in a text counts.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>, optional: bool) -> Words {
        let mut by_first: Vec<(Option<char>, Vec<String>)> = Vec::new();
        for word in words {
            let first = word.chars().next();
            match by_first.iter_mut().find(|(c, _)| *c == first) {
                Some((_, known)) => known.push(word.to_owned()),
                None => by_first.push((first, vec![word.to_owned()])),
            }
        }
        Words { by_first, optional }
    }

    /// The shared list of a name, as it is written or in capitals; the longest words first.
    pub(super) fn shared(name: &str, capitals: bool) -> Option<Words> {
        let mut list = LISTS.get(name)?.clone();
        if capitals {
            list.iter_mut().for_each(|w| *w = w.to_uppercase());
        }
        list.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        list.dedup();
        Some(Words::new(list.iter().map(String::as_str), false))
    }

    /// The names of the shared lists.
    pub(super) fn lists() -> impl Iterator<Item = &'static str> {
        LISTS.keys().map(String::as_str)
    }

    /// What the words begin with; nothing for an empty word.
    pub(super) fn firsts(&self) -> impl Iterator<Item = char> {
        self.by_first.iter().filter_map(|(first, _)| *first)
    }

    /// Whether a label may be without any.
    pub(super) fn may_be_empty(&self) -> bool {
        self.optional || self.by_first.iter().any(|(first, _)| first.is_none())
    }

    /// What stands behind one of the words.
    pub(super) fn behind<'t>(&self, text: &'t str, ignore_case: bool) -> Option<&'t str> {
        let begins = text.chars().next();
        let fits = |first: Option<char>| match (first, begins) {
            (Some(a), Some(b)) if ignore_case => alike(b, a),
            (first, begins) => first.is_none() || first == begins,
        };
        let lists = self.by_first.iter().filter(|(first, _)| fits(*first));
        lists
            .flat_map(|(_, words)| words)
            .find_map(|w| literal(w, text, ignore_case))
            .or(self.optional.then_some(text))
    }
}

/// What stands behind these characters.
pub(super) fn literal<'t>(literal: &str, text: &'t str, ignore_case: bool) -> Option<&'t str> {
    if !ignore_case {
        return text.strip_prefix(literal);
    }
    let mut rest = text.chars();
    for want in literal.chars() {
        let got = rest.next()?;
        if !alike(got, want) {
            return None;
        }
    }
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_counts() {
        let annex = Words::shared("annex", true).unwrap();
        assert_eq!(annex.behind("ANNEXE I", false), Some(" I"));
        assert_eq!(annex.behind("ANNEX I", false), Some(" I"));
        assert_eq!(annex.behind("Annex I", false), None);
        assert!(Words::shared("anex", false).is_none());
    }

    #[test]
    fn words_behind_a_number() {
        let cikk = Words::shared("article-after", false).unwrap();
        assert_eq!(cikk.behind(". cikk A cél", false), Some(" A cél"));
        assert_eq!(cikk.behind(". A cél", false), None);
    }

    #[test]
    fn optional_words_may_be_missing() {
        let words = Words::new(["No.", "no"], true);
        assert_eq!(words.behind("NO 5", true), Some(" 5"));
        assert_eq!(words.behind("5", false), Some("5"));
        assert!(words.may_be_empty());
    }
}
