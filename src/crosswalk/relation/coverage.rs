//! How much of one unit another one has: word by word, and which words it has not.
//!
//! A word is covered by the same stem, less so by a word of the same concept or actor, or by one that begins alike; rare
//! words weigh more. Cost: linear in both texts. Source: idf-weighted word overlap, as in textual entailment by lexical
//! coverage (Dagan, Glickman & Magnini 2006); that it is asked in both directions makes it a relation.

use rustc_hash::FxHashSet;

use super::text::Content;
use crate::provision::Quantity;
use crate::settings::RelationSettings;

/// What a unit offers to cover another one's words.
#[derive(Debug, Default)]
pub(super) struct Offer {
    stems: FxHashSet<u32>,
    starts: FxHashSet<u32>,
    meanings: FxHashSet<u32>,
    amounts: Vec<Quantity>,
}

impl Offer {
    /// What several texts offer together.
    pub(super) fn of<'a>(contents: impl IntoIterator<Item = &'a Content>) -> Offer {
        let mut offer = Offer::default();
        for content in contents {
            let telling = || content.words.iter().filter(|w| w.content);
            offer.stems.extend(telling().map(|w| w.stem));
            offer.starts.extend(telling().filter_map(|w| w.start));
            offer.meanings.extend(content.meanings.iter().flat_map(|m| &m.2));
            offer.amounts.extend(content.amounts.iter().cloned());
        }
        offer
    }
}

/// How much of a unit is covered.
#[derive(Debug, Clone, Default)]
pub(super) struct Coverage {
    /// By word, 0 to 1; what says nothing counts as covered.
    pub(super) words: Vec<f64>,
    /// Share of the weight that is covered.
    pub(super) share: f64,
    /// The same by equal stems only.
    pub(super) wording: f64,
    /// How many content words nothing covers, and amounts that the other does not name.
    pub(super) missing: usize,
    /// The share of the part that is covered least.
    pub(super) least: f64,
    /// Amounts that the other does not name, as written.
    pub(super) amounts: Vec<String>,
}

/// How words are weighed and what counts as the same.
pub(super) struct Scale<'a> {
    pub(super) weight: &'a [f64],
    pub(super) settings: &'a RelationSettings,
    /// The drafts are in two languages: only meanings and amounts can be compared.
    pub(super) across: bool,
}

pub(super) fn coverage(of: &Content, offer: &Offer, scale: &Scale<'_>) -> Coverage {
    let settings = scale.settings;
    let mut by_meaning = vec![None; of.words.len()];
    for (from, to, meanings) in &of.meanings {
        let found = meanings.iter().any(|m| offer.meanings.contains(m));
        by_meaning
            .iter_mut()
            .take(*to)
            .skip(*from)
            .for_each(|m| *m = Some(found));
    }
    let mut parts = vec![(0.0, 0.0, 0); of.parts];
    let mut coverage = Coverage::default();
    let (mut all, mut got, mut wording) = (0.0, 0.0, 0.0);
    for (word, meaning) in of.words.iter().zip(&by_meaning) {
        let counts = word.content && (!scale.across || meaning.is_some());
        if !counts {
            coverage.words.push(1.0);
            continue;
        }
        let exact = !scale.across && offer.stems.contains(&word.stem);
        let covered = if exact {
            1.0
        } else if *meaning == Some(true) {
            if scale.across { 1.0 } else { settings.concept }
        } else if !scale.across && word.start.is_some_and(|s| offer.starts.contains(&s)) {
            settings.alike
        } else {
            0.0
        };
        let weight = scale.weight.get(word.stem as usize).copied().unwrap_or(0.0);
        all += weight;
        got += weight * covered;
        wording += if exact { weight } else { 0.0 };
        coverage.missing += usize::from(covered == 0.0);
        if let Some(part) = parts.get_mut(word.part) {
            part.0 += weight;
            part.1 += weight * covered;
            part.2 += 1;
        }
        coverage.words.push(covered);
    }
    let share = |got: f64, all: f64| if all > 0.0 { got / all } else { 1.0 };
    coverage.share = share(got, all);
    coverage.wording = share(wording, all);
    let real = parts.iter().filter(|p| p.2 >= settings.part_words);
    coverage.least = real
        .map(|p| share(p.1, p.0))
        .fold(f64::INFINITY, f64::min)
        .min(1.0);
    if parts.iter().all(|p| p.2 < settings.part_words) {
        coverage.least = coverage.share;
    }
    let named = |q: &&Quantity| !offer.amounts.iter().any(|o| o.equals(q));
    coverage.amounts = of.amounts.iter().filter(named).map(|q| q.text.clone()).collect();
    coverage.missing += coverage.amounts.len();
    coverage
}
