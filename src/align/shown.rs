//! Which concepts two units share, and by which words.

use super::concepts::Said;
use super::evidence::{Explainer, NAMED, shared};
use super::phrases::Text;
use super::tokens::{Token, Words};
use crate::draft::Unit;

/// A concept is named from this share of the cosine on; below, it is one that nearly every unit has.
const NOTED: f64 = 0.05;

/// A unit with its number.
type Numbered<'a> = (usize, &'a Unit);

/// The fields in which words stand for concepts, a unit's own first.
fn fields<'a>(words: &'a Words, unit: &'a Unit) -> [(&'a [Token], &'a str); 4] {
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
        let named = strict.into_iter().chain(loose).filter_map(|(id, concept)| {
            let (ours, theirs) = (places(id, left_said), places(id, right_said));
            let stems = |of: &[(&[Token], &str); 4], (field, s): (usize, Said)| -> Vec<u32> {
                of[field]
                    .0
                    .iter()
                    .skip(s.at)
                    .take(s.words)
                    .map(|t| t.light)
                    .collect()
            };
            let theirs_as_stems: Vec<Vec<u32>> = theirs.iter().map(|&p| stems(&rights, p)).collect();
            if ours.iter().any(|&p| theirs_as_stems.contains(&stems(&lefts, p))) {
                return (!concept.loose).then(|| concept.label.clone());
            }
            let written = |of: &[(&[Token], &str); 4], places: &[(usize, Said)]| {
                let &(field, s) = places.first()?;
                let (tokens, text) = of[field];
                Some(Text::new(text, tokens).written(s.at, s.words).to_lowercase())
            };
            let words = written(&lefts, &ours).zip(written(&rights, &theirs));
            Some(words.map_or(concept.label.clone(), |(l, r)| {
                format!("{} ({l}/{r})", concept.label)
            }))
        });
        named.take(NAMED).collect()
    }

    /// By field, the words of a unit that stand for concepts, found once.
    fn said(&self, side: usize, unit: usize, fields: &[(&[Token], &str); 4]) -> &[Vec<Said>] {
        let cell = self.said.get(side).and_then(|of| of.get(unit));
        let find = || fields.map(|(tokens, _)| self.concepts.said(side, tokens));
        cell.map_or(&[], |cell| cell.get_or_init(find).as_slice())
    }
}

/// Where a unit says a concept: the field and the words.
fn places(concept: u32, said: &[Vec<Said>]) -> Vec<(usize, Said)> {
    let of_field = |(field, said): (usize, &Vec<Said>)| -> Vec<(usize, Said)> {
        let here = said.iter().filter(|s| s.concept == concept);
        here.map(|&s| (field, s)).collect()
    };
    said.iter().enumerate().flat_map(of_field).collect()
}
