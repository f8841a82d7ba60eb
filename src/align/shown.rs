//! Which concepts two units share, and by which words.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::{Explainer, NAMED, shared};
use super::phrases::Text;
use super::tokens::{Token, Words};
use crate::draft::Unit;

/// A concept is named from this share of the cosine on; below, it is one that nearly every unit has.
const NOTED: f64 = 0.05;

/// A unit with its number.
type Numbered<'a> = (usize, &'a Unit);

/// The words of a field, and its text.
type Field<'a> = (&'a [Token], &'a str);

/// By concept, how a unit says it.
pub(super) type Sayings = FxHashMap<u32, Saying>;

/// How a unit says a concept.
#[derive(Debug)]
pub(super) struct Saying {
    /// Its first words for it, in lower case.
    words: String,
    /// All its words for it, as stems: as many as the lexicon has phrases, however often they are said.
    stems: FxHashSet<Vec<u32>>,
}

/// The fields in which words stand for concepts, a unit's own first.
fn fields<'a>(words: &'a Words, unit: &'a Unit) -> [Field<'a>; 4] {
    [
        (&words.body, &unit.text),
        (&words.title, &unit.title),
        (&words.chapeau, &unit.chapeau),
        (&words.parent, &unit.parent),
    ]
}

impl Explainer {
    /// The concepts that two units share, those that count most first, with the words that stand for them where these are not
    /// the same: `notification (report/notify)`. A loose concept that both have by one word is not named: all that they
    /// share is the word.
    pub(super) fn shared_concepts(&self, left: Numbered<'_>, right: Numbered<'_>) -> Vec<String> {
        let (Some(a), Some(b)) = (self.concepts.left.get(left.0), self.concepts.right.get(right.0)) else {
            return Vec::new();
        };
        let (Some(l), Some(r)) = (self.corpus.left.get(left.0), self.corpus.right.get(right.0)) else {
            return Vec::new();
        };
        let (lefts, rights) = (fields(l, left.1), fields(r, right.1));
        let (left_said, right_said) = (self.said(0, left.0, &lefts), self.said(1, right.0, &rights));
        let noted = shared(a, b).into_iter().filter(|c| c.1 >= NOTED);
        let concept = |(id, _)| self.lexicon.concepts.get(id as usize).map(|c| (id, c));
        // Those whose phrases stand for one another say more.
        let (loose, strict): (Vec<_>, Vec<_>) = noted.filter_map(concept).partition(|c| c.1.loose);
        let mut shown: Vec<(&String, &String)> = Vec::new();
        let named = strict.into_iter().chain(loose).filter_map(|(id, concept)| {
            let (Some(ours), Some(theirs)) = (left_said.get(&id), right_said.get(&id)) else {
                return Some(concept.label.clone());
            };
            if ours.stems.iter().any(|stems| theirs.stems.contains(stems)) {
                return (!concept.loose).then(|| concept.label.clone());
            }
            let words = (&ours.words, &theirs.words);
            // Several concepts may know the same two words: they are one reason.
            if shown.contains(&words) {
                return None;
            }
            let named = format!("{} ({}/{})", concept.label, words.0, words.1);
            shown.push(words);
            Some(named)
        });
        named.take(NAMED).collect()
    }

    /// How a unit says its concepts, found once.
    fn said(&self, side: usize, unit: usize, fields: &[Field<'_>; 4]) -> &Sayings {
        static NONE: LazyLock<Sayings> = LazyLock::new(Sayings::default);
        let find = || {
            let mut sayings = Sayings::default();
            for &(tokens, text) in fields {
                let written = Text::new(text, tokens);
                for said in self.concepts.said(side, tokens) {
                    let words = tokens.iter().skip(said.at).take(said.words);
                    let stems = words.map(|t| t.light).collect();
                    let saying = sayings.entry(said.concept).or_insert_with(|| Saying {
                        words: written.written(said.at, said.words).to_lowercase(),
                        stems: FxHashSet::default(),
                    });
                    saying.stems.insert(stems);
                }
            }
            sayings
        };
        let cell = self.said.get(side).and_then(|of| of.get(unit));
        cell.map_or(&NONE, |cell| cell.get_or_init(find))
    }
}
