//! Which concepts two units share, and by which words.

use std::hash::BuildHasher;

use rustc_hash::{FxBuildHasher, FxHashSet};

use super::evidence::{Explainer, NAMED, shared};
use super::phrases::Text;
use super::tokens::{Token, Words};
use crate::crosswalk::normalised;
use crate::draft::Unit;

/// A concept is named from this share of the cosine on; below, it is one that nearly every unit has.
const NOTED: f64 = 0.05;

/// A unit with its number.
type Numbered<'a> = (usize, &'a Unit);

/// The words of a field, and its text.
type Field<'a> = (&'a [Token], &'a str);

/// How a unit says a concept. Small, because each unit of a large draft has a few dozen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Saying {
    concept: u32,
    field: u8,
    /// The words, as bytes of the field.
    from: u32,
    to: u32,
    /// A hash of the words' stems: two ways to say a concept are one if it is the same.
    stems: u64,
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
        let mut shown: Vec<(String, String)> = Vec::new();
        let named = strict.into_iter().chain(loose).filter_map(|(id, concept)| {
            let (ours, theirs) = (of_concept(left_said, id), of_concept(right_said, id));
            let alike = |a: &Saying| theirs.iter().any(|b| a.stems == b.stems);
            if ours.iter().any(alike) {
                return (!concept.loose).then(|| concept.label.clone());
            }
            let Some((ours, theirs)) = ours.first().zip(theirs.first()) else {
                return Some(concept.label.clone());
            };
            let words = (written(&lefts, ours), written(&rights, theirs));
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

    /// How a unit says its concepts, by concept and in order, each way once; found once.
    fn said(&self, side: usize, unit: usize, fields: &[Field<'_>; 4]) -> &[Saying] {
        let find = || {
            let mut sayings = Vec::new();
            let mut known = FxHashSet::default();
            for (field, &(tokens, text)) in (0..).zip(fields) {
                let written = Text::new(text, tokens);
                for said in self.concepts.said(side, tokens) {
                    let words = tokens.iter().skip(said.at).take(said.words);
                    let stems = FxBuildHasher.hash_one(words.map(|t| t.light).collect::<Vec<u32>>());
                    let Some((from, to)) = written.bytes(said.at, said.words) else {
                        continue;
                    };
                    if known.insert((said.concept, stems)) {
                        sayings.push(Saying {
                            concept: said.concept,
                            field,
                            from: from as u32,
                            to: to as u32,
                            stems,
                        });
                    }
                }
            }
            // A stable sort: the first way to say a concept stays the first.
            sayings.sort_by_key(|s| s.concept);
            sayings.shrink_to_fit();
            sayings
        };
        let cell = self.said.get(side).and_then(|of| of.get(unit));
        cell.map_or(&[], |cell| cell.get_or_init(find))
    }
}

/// Those of one concept.
fn of_concept(sayings: &[Saying], concept: u32) -> &[Saying] {
    let from = sayings.partition_point(|s| s.concept < concept);
    let to = sayings.partition_point(|s| s.concept <= concept);
    sayings.get(from..to).unwrap_or(&[])
}

/// The words, in lower case and with single spaces.
fn written(fields: &[Field<'_>; 4], saying: &Saying) -> String {
    let text = fields.get(usize::from(saying.field)).map_or("", |f| f.1);
    let words = text.get(saying.from as usize..saying.to as usize);
    normalised(words.unwrap_or("")).to_lowercase()
}
