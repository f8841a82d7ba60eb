//! The ingredients in order: from two drafts to a confidence for every pair.

use rayon::prelude::*;

use super::across;
use super::concepts::Concepts;
use super::confidence::{self, FEATURES, Inputs};
use super::evidence::Explainer;
use super::fuse::{alikeness, concept_weight, fused};
use super::kinds;
use super::meaning::Meanings;
use super::pairs::Pairs;
use super::structure;
use super::terms::Terms;
use super::tokens::Corpus;
use super::vector::Index;
use super::{AlignOptions, feedback::feedback};
use crate::draft::Draft;
use crate::lexicon::Lexicon;
use crate::provision::{ByUnit, Reader};
use crate::read::Format;
use crate::settings::AlignSettings;

/// What scoring gives.
#[derive(Debug)]
pub(crate) struct Scores {
    pub(crate) pairs: Pairs,
    pub(crate) features: Vec<[f64; FEATURES]>,
    pub(crate) logit: Vec<f64>,
    pub(crate) confidence: Vec<f64>,
    pub(crate) explainer: Explainer,
    /// Of each draft that is no list.
    pub(crate) provisions: [Option<ByUnit>; 2],
}

pub(crate) fn scores(
    left: &Draft,
    right: &Draft,
    options: &AlignOptions,
    settings: &AlignSettings,
) -> Scores {
    let lexicon = options.lexicon();
    // Rows of a list seldom say who has to act.
    let read = |draft: &Draft| {
        let list = draft.format == Format::List;
        (!list).then(|| Reader::new(draft, &lexicon).by_unit(&draft.units))
    };
    let (words, provisions) = rayon::join(
        || ByWords::new(left, right, &lexicon, options, settings),
        || [read(left), read(right)],
    );
    let ByWords {
        corpus,
        terms,
        concepts,
        bridge,
        pairs,
        t,
        mut score,
    } = words;
    let group = structure::group_match(&pairs, &score, &left.units, &right.units);
    let mut order = vec![0.0; pairs.len()];
    let mut beside = vec![0.0; pairs.len()];
    if options.order {
        order = structure::order(&pairs, &structure::anchors(&pairs, &score), settings.order_width);
        beside = structure::neighbours(&pairs, &score);
    }
    let kinds = kinds::adjustments(
        &pairs,
        left,
        right,
        &t,
        &kinds::Inputs {
            provisions: &provisions,
            lexicon: &lexicon,
            bearer: settings.bearer,
            vocabulary: bridge.as_ref().map(|b| (b, &corpus)),
        },
    );
    score.par_iter_mut().enumerate().for_each(|(at, s)| {
        *s += settings.kind_weight * kinds[at]
            + settings.group_weight * group[at]
            + settings.neighbour_weight * beside[at]
            + settings.order_weight * order[at];
    });
    drop((beside, group, kinds));
    let standing = confidence::Standings::new(&Inputs {
        pairs: &pairs,
        score: &score,
        terms: &t,
    });
    let standing = &standing;
    let logit = pairs.map_rows(|i, row| row.map(move |k| confidence::logit(&standing.features(i, k))));
    let confidence = logit.par_iter().map(|&l| confidence::probability(l)).collect();
    let features = match options.keep_features {
        true => pairs.map_rows(|i, row| row.map(move |k| standing.features(i, k))),
        false => Vec::new(),
    };
    Scores {
        explainer: Explainer::new(corpus, terms, concepts, lexicon, order).across(bridge),
        provisions,
        pairs,
        features,
        logit,
        confidence,
    }
}

/// What the words of two drafts say by themselves: T, K, R and M, fused.
struct ByWords {
    corpus: Corpus,
    terms: Terms,
    concepts: Concepts,
    bridge: Option<across::Bridge>,
    pairs: Pairs,
    /// T of every pair.
    t: Vec<f64>,
    score: Vec<f64>,
}

impl ByWords {
    fn new(
        left: &Draft,
        right: &Draft,
        lexicon: &Lexicon,
        options: &AlignOptions,
        settings: &AlignSettings,
    ) -> ByWords {
        let corpus = Corpus::new(left, right);
        let (mut terms, concepts) = rayon::join(
            || Terms::new(&corpus, settings),
            || Concepts::new(&corpus, lexicon, settings),
        );
        let scored = |terms: &Terms| {
            if left.units.len().saturating_mul(right.units.len()) <= settings.all_pairs {
                Pairs::all(left.units.len(), right.units.len())
            } else {
                candidates(terms, &concepts, settings)
            }
        };
        let inputs = across::Inputs {
            drafts: (left, right),
            corpus: &corpus,
            concepts: &concepts,
            lexicon,
            settings,
            order: options.order,
        };
        let bridge = across::translate(&mut terms, &inputs, scored);
        let (term_index, concept_index) = (Index::new(&terms.right), Index::new(&concepts.right));
        let pairs = scored(&terms);
        let t = pairs.products(&terms.left, &terms.right, &term_index);
        let k = pairs.products(&concepts.left, &concepts.right, &concept_index);
        let gate = concept_weight(alikeness(&pairs, &t), settings);
        let meanings = options.vectors.as_ref();
        let meanings = meanings.map(|v| Meanings::new(v, [&left.units, &right.units], settings));
        let m = meanings.as_ref().map(|m| m.cosines(&pairs));
        let mut chosen_by = vec![
            (settings.terms_weight, t.as_slice()),
            (settings.feedback_concepts * gate, &k),
        ];
        chosen_by.extend(m.as_ref().map(|m| (settings.feedback_meaning, m.as_slice())));
        let base = fused(&pairs, &chosen_by);
        let r = feedback(&pairs, &terms.left, &terms.right, &base, settings);
        let rm = meanings.as_ref().map(|m| m.feedback(&pairs, &base, settings));
        drop(base);
        let mut ingredients = vec![
            (settings.terms_weight, t.as_slice()),
            (settings.feedback_weight, &r),
            (gate, &k),
        ];
        ingredients.extend(m.as_ref().map(|m| (settings.meaning_weight, m.as_slice())));
        let weight = settings.meaning_feedback_weight;
        ingredients.extend(rm.as_ref().map(|m| (weight, m.as_slice())));
        let score = fused(&pairs, &ingredients);
        ByWords {
            corpus,
            terms,
            concepts,
            bridge,
            pairs,
            t,
            score,
        }
    }
}

/// Candidate lists for drafts too large to score every pair: the best of each unit by words and concepts, from both
/// sides.
fn candidates(terms: &Terms, concepts: &Concepts, settings: &AlignSettings) -> Pairs {
    let units = (terms.left.len() + terms.right.len()).max(1);
    let (least, most) = settings.candidates;
    let most = (settings.listed_pairs / units).clamp(least, most.max(least));
    let side = |from: (&[_], &[_]), to: (&[_], &[_])| -> Vec<Vec<u32>> {
        let (by_term, by_concept) = (Index::new(to.0), Index::new(to.1));
        let row = |(t, k)| {
            let mut both: Vec<f64> = by_concept.products(k);
            both.iter_mut().for_each(|k| *k /= 3.0);
            by_term.add_products(t, &mut both);
            let mut order: Vec<u32> = (0..both.len() as u32)
                .filter(|&j| both[j as usize] > 0.0)
                .collect();
            if order.len() > most {
                order.select_nth_unstable_by(most, |&a, &b| {
                    both[b as usize].total_cmp(&both[a as usize]).then(a.cmp(&b))
                });
                order.truncate(most);
            }
            // All units of the other side had room in it: of large drafts that was half of all memory.
            order.shrink_to_fit();
            order
        };
        from.0.par_iter().zip(from.1).map(row).collect()
    };
    let mut rows = side((&terms.left, &concepts.left), (&terms.right, &concepts.right));
    let columns = side((&terms.right, &concepts.right), (&terms.left, &concepts.left));
    for (j, column) in columns.into_iter().enumerate() {
        for i in column {
            rows[i as usize].push(j as u32);
        }
    }
    for row in &mut rows {
        row.sort_unstable();
        row.dedup();
    }
    Pairs::new(rows, terms.right.len())
}
