//! Drafts in different languages: the words of the left one are put into the language of the right one.
//!
//! First by what is known before any pair is seen ([`dictionary`]: the lexicon's words, cognates, numbers, names). With
//! that the drafts are aligned once, units that are clearly each other's best are taken for translations, and words are
//! learned from them ([`crate::lexicon::learn`]) for the next round. How much of it is believed depends on how many
//! units have a clear counterpart: a translation teaches its words, an act of another country does not.
//!
//! Everything behind works on the translated vectors as on those of one language. Cost: two rounds of T, K, G and
//! order, and the learning. Source: self-training on mutual best pairs, as in building comparable corpora (Fung &
//! Cheung 2004); query translation by dictionary (Ballesteros & Croft 1997).

mod dictionary;
mod parallel;

pub use parallel::{Learned, learn_words};

use rustc_hash::FxHashMap;

use super::concepts::Concepts;
use super::fuse::{alikeness, concept_weight, fused};
use super::pairs::Pairs;
use super::structure;
use super::terms::Terms;
use super::tokens::{Corpus, Token, Words};
use super::vector::{Index, Sparse, collected, normalise};
use crate::draft::Draft;
use crate::lexicon::{Lexicon, Sentences, learn};
use crate::settings::AlignSettings;

/// Rounds of aligning and learning: a third changes nothing.
const ROUNDS: usize = 2;

/// The share of the smaller draft's units with a clear counterpart, from which on what they teach is believed, and
/// where it is believed in full. Acts of two countries have about a quarter, translations more than half.
const TAUGHT: (f64, f64) = (0.3, 0.6);

/// No more units are learned from: enough for any draft's words.
const TEACHERS: usize = 4_000;

/// A translation has to be expected so often, and so likely, to be believed.
const SEEN: f64 = 1.5;
const LIKELY: f64 = 0.1;

/// How much of a word's translations is what was learned, where there is something and it is believed in full.
const LEARNED: f64 = 0.8;

/// What a word of the dictionary counts in learning, in times seen.
const KNOWN: f64 = 1.0;

/// Words of the left draft with those of the right one that mean the same.
#[derive(Debug, Default)]
pub(crate) struct Bridge {
    /// Left stem → right stems, at length 1, sorted by stem.
    of: FxHashMap<u32, Sparse>,
}

/// What the bridge is built from.
pub(crate) struct Inputs<'a> {
    pub(crate) drafts: (&'a Draft, &'a Draft),
    pub(crate) corpus: &'a Corpus,
    pub(crate) concepts: &'a Concepts,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) settings: &'a AlignSettings,
    /// Whether the order of units is evidence.
    pub(crate) order: bool,
}

/// Puts the left vectors into the right draft's language. Nothing happens where the drafts are of one language, or one
/// is unknown.
pub(crate) fn translate(
    terms: &mut Terms,
    inputs: &Inputs<'_>,
    pairs: impl Fn(&Terms) -> Pairs,
) -> Option<Bridge> {
    let (from, to) = (&inputs.corpus.left_language, &inputs.corpus.right_language);
    if from.code == to.code || from.code.is_empty() || to.code.is_empty() {
        return None;
    }
    let own = std::mem::take(&mut terms.left);
    let known = Bridge::known(inputs);
    let mut bridge = Bridge::default();
    for round in 0..=ROUNDS {
        let better = match round {
            0 => None,
            _ => {
                let pairs = pairs(terms);
                let (teachers, trust) = teachers(&pairs, terms, inputs);
                Some(known.taught(&teachers, trust, inputs.corpus))
            }
        };
        let now = better.as_ref().unwrap_or(&known);
        terms.left = own.iter().map(|v| now.translated(v, terms)).collect();
        bridge = better.unwrap_or_default();
    }
    Some(bridge)
}

/// Units that are clearly each other's counterpart, and from 0 to 1 how far to believe what they teach.
fn teachers(pairs: &Pairs, terms: &Terms, inputs: &Inputs<'_>) -> (Vec<(usize, usize)>, f64) {
    let Inputs {
        concepts, settings, ..
    } = *inputs;
    let (by_term, by_concept) = (Index::new(&terms.right), Index::new(&concepts.right));
    let t = pairs.products(&terms.left, &terms.right, &by_term);
    let k = pairs.products(&concepts.left, &concepts.right, &by_concept);
    let gate = concept_weight(alikeness(pairs, &t), settings);
    let mut score = fused(pairs, &[(settings.terms_weight, &t), (gate, &k)]);
    let (left, right) = (&inputs.drafts.0.units, &inputs.drafts.1.units);
    let group = structure::group_match(pairs, &score, left, right);
    if inputs.order {
        let order = structure::order(pairs, &structure::anchors(pairs, &score), settings.order_width);
        let beside = structure::neighbours(pairs, &score);
        for (s, (o, b)) in score.iter_mut().zip(order.iter().zip(&beside)) {
            *s += settings.order_weight * o + settings.neighbour_weight * b;
        }
    }
    for (s, g) in score.iter_mut().zip(&group) {
        *s += settings.group_weight * g;
    }
    let found = structure::anchors(pairs, &score);
    let share = found.len() as f64 / pairs.height().min(pairs.width()).max(1) as f64;
    let (from, to) = TAUGHT;
    (found, ((share - from) / (to - from)).clamp(0.0, 1.0))
}

impl Bridge {
    fn known(inputs: &Inputs<'_>) -> Self {
        Bridge::of(dictionary::entries(inputs.corpus, inputs.lexicon))
    }

    fn of(entries: Vec<(u32, u32, f64)>) -> Self {
        let mut of: FxHashMap<u32, Sparse> = FxHashMap::default();
        for (from, to, weight) in entries {
            of.entry(from).or_default().push((to, weight));
        }
        for meanings in of.values_mut() {
            *meanings = normalise(collected(std::mem::take(meanings)));
        }
        Bridge { of }
    }

    /// With what units that say the same teach, believed from 0 to 1.
    fn taught(&self, teachers: &[(usize, usize)], trust: f64, corpus: &Corpus) -> Self {
        let mut sentences = Vec::new();
        for &(i, j) in teachers.iter().take(if trust > 0.0 { TEACHERS } else { 0 }) {
            let (Some(l), Some(r)) = (corpus.left.get(i), corpus.right.get(j)) else {
                continue;
            };
            for (from, to) in [(&l.title, &r.title), (&l.body, &r.body)] {
                sentences.push(Sentences {
                    from: content(from),
                    to: content(to),
                });
            }
        }
        let known = |f: u32, e: u32| KNOWN * self.weight(f, e);
        let mut taught: FxHashMap<u32, Sparse> = FxHashMap::default();
        for t in learn(&sentences, &known) {
            if t.seen >= SEEN && t.likely >= LIKELY {
                taught.entry(t.from).or_default().push((t.to, t.likely));
            }
        }
        let mut of = self.of.clone();
        for (from, meanings) in taught {
            let share = LEARNED * trust;
            let before = of.remove(&from).unwrap_or_default();
            let before = before.into_iter().map(|(e, w)| (e, (1.0 - share) * w));
            let taught = normalise(meanings).into_iter().map(|(e, w)| (e, share * w));
            of.insert(from, normalise(collected(before.chain(taught).collect())));
        }
        Bridge { of }
    }

    /// The right words that a left one may mean, sorted by stem.
    pub(crate) fn meanings(&self, stem: u32) -> &[(u32, f64)] {
        self.of.get(&stem).map_or(&[], Vec::as_slice)
    }

    /// How much a left word means a right one, from 0 to 1.
    pub(crate) fn weight(&self, left: u32, right: u32) -> f64 {
        let meanings = self.meanings(left);
        let at = meanings.binary_search_by_key(&right, |m| m.0).ok();
        at.and_then(|at| meanings.get(at)).map_or(0.0, |m| m.1)
    }

    /// A vector over left words and pairs of words, over right ones. What has no translation stays, so that it still
    /// counts in the length.
    fn translated(&self, vector: &Sparse, terms: &Terms) -> Sparse {
        let mut out = Vec::new();
        for &(term, weight) in vector {
            if term < terms.words {
                match self.meanings(term) {
                    // A left word may be spelled like a right one that it does not mean.
                    [] => out.push((terms.unmet + term, weight)),
                    meanings => out.extend(meanings.iter().map(|&(e, w)| (e, weight * w))),
                }
                continue;
            }
            let Some(&(a, b)) = terms.pairs.get((term - terms.words) as usize) else {
                continue;
            };
            let before = out.len();
            for &(e, w) in self.meanings(a) {
                for &(f, v) in self.meanings(b) {
                    // French says `système critique` and English `critical system`.
                    for pair in [(e, f), (f, e)] {
                        if let Ok(at) = terms.pairs.binary_search(&pair) {
                            out.push((terms.words + at as u32, weight * w * v));
                        }
                    }
                }
            }
            if out.len() == before {
                out.push((terms.unmet + term, weight));
            }
        }
        normalise(collected(out))
    }

    /// The share of a left text's words that a right text has, counted over the longer one.
    pub(crate) fn shared(&self, left: &[u32], right: &[u32]) -> f64 {
        let met = left
            .iter()
            .filter(|&&f| self.meanings(f).iter().any(|m| right.contains(&m.0)));
        met.count() as f64 / left.len().max(right.len()).max(1) as f64
    }
}

fn content(field: &[Token]) -> Vec<u32> {
    field.iter().filter(|t| t.content).map(|t| t.stem).collect()
}

/// All content words of a side, each once, in order of their numbers.
fn vocabulary(side: &[Words]) -> Vec<u32> {
    let fields = side
        .iter()
        .flat_map(|w| [&w.title, &w.body, &w.parent, &w.chapeau]);
    let mut all: Vec<u32> = fields.flat_map(|f| content(f)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
