//! What sentences ask for otherwise: requirement, recommendation, permission. Each sentence is set against the one that it
//! became, and not against the one in its place.

use super::{Changed, own};
use crate::provision::{Modality, Provision};
use crate::revision::word::lowered;

/// Share of the words of the shorter of two sentences that stand in both, from which on one became the other.
const SAME: f32 = 0.4;
/// Share of a sentence's words that changed, from which on it is new or gone.
const ANOTHER: f32 = 0.5;

/// Which sentence became which.
pub(super) struct Sentences {
    /// Old and new, in order of the old.
    pub(super) pairs: Vec<(usize, usize)>,
    gone: Vec<usize>,
    come: Vec<usize>,
}

impl Sentences {
    pub(super) fn new(before: &[Provision], after: &[Provision]) -> Self {
        let words = |side: &[Provision]| -> Vec<Vec<String>> {
            let own = |p: &Provision| {
                let mut words: Vec<String> = p
                    .words
                    .iter()
                    .filter(|w| w.from >= p.own)
                    .map(|w| w.lower.clone())
                    .collect();
                words.sort_unstable();
                words.dedup();
                words
            };
            side.iter().map(own).collect()
        };
        let (old, new) = (words(before), words(after));
        let mut alike: Vec<(f32, usize, usize)> = Vec::new();
        for (i, a) in old.iter().enumerate() {
            for (j, b) in new.iter().enumerate() {
                let both = a.iter().filter(|w| b.binary_search(w).is_ok()).count() as f32;
                let share = both / a.len().min(b.len()).max(1) as f32;
                // Of a sentence that was cut in two, the longer half is the sentence.
                if share >= SAME || old.len() == 1 && new.len() == 1 {
                    alike.push((2.0 * both / (a.len() + b.len()).max(1) as f32, i, j));
                }
            }
        }
        alike.sort_by(|x, y| {
            y.0.total_cmp(&x.0)
                .then((x.1.abs_diff(x.2)).cmp(&y.1.abs_diff(y.2)))
        });
        let (mut new_of, mut old_of) = (vec![None; old.len()], vec![None; new.len()]);
        for (_, i, j) in alike {
            if new_of[i].is_none() && old_of[j].is_none() {
                new_of[i] = Some(j);
                old_of[j] = Some(i);
            }
        }
        let lone = |of: &[Option<usize>]| (0..of.len()).filter(|&k| of[k].is_none()).collect();
        Sentences {
            gone: lone(&new_of),
            come: lone(&old_of),
            pairs: new_of
                .iter()
                .enumerate()
                .filter_map(|(i, j)| Some((i, (*j)?)))
                .collect(),
        }
    }
}

/// What the sentences ask for otherwise: one that came or went is told as such, and does not turn the others. `opener`: the
/// word that begins the rows of a list and asks for what follows, whatever forms stand in it.
pub(super) fn verbal_force(
    before: &[Provision],
    after: &[Provision],
    sentences: &Sentences,
    changed: &Changed<'_>,
    opener: Option<&str>,
) -> Option<String> {
    let opens = |p: &Provision| opener.is_some() && first(p) == opener;
    let turned = sentences.pairs.iter().find_map(|&(i, j)| {
        let (a, b) = (before.get(i)?, after.get(j)?);
        let (was, is) = (said(a)?, said(b)?);
        let touched = touched(a, changed.gone) || touched(b, changed.come);
        (was != is && touched && !(opens(a) && opens(b))).then(|| {
            let which = if before.len() > 1 {
                format!(" of sentence {}", a.sentence)
            } else {
                String::new()
            };
            format!("verbal force{which}: {} is now {}", was.name(), is.name())
        })
    });
    if turned.is_some() {
        return turned;
    }
    let asks = |side: &[Provision], lone: &[usize], new: &dyn Fn(&Provision) -> bool| -> Vec<Modality> {
        let all = lone.iter().filter_map(|&k| side.get(k));
        let told = all.filter(|p| !p.clauses.leaves_out && new(p));
        told.map(|p| {
            if opens(p) {
                Modality::Requirement
            } else {
                p.modality
            }
        })
        .collect()
    };
    let another = |p: &Provision, words: &[String]| {
        let own: Vec<String> = p
            .words
            .iter()
            .filter(|w| w.from >= p.own)
            .map(|w| lowered(&w.lower))
            .collect();
        let changed = own.iter().filter(|w| words.contains(w)).count();
        changed as f32 >= ANOTHER * own.len() as f32
    };
    let gone = asks(before, &sentences.gone, &|p| another(p, changed.gone));
    let come = asks(after, &sentences.come, &|p| another(p, changed.come));
    // One that was rewritten beyond recognition is no sentence more.
    let all_gone = asks(before, &sentences.gone, &|_| true);
    let all_come = asks(after, &sentences.come, &|_| true);
    let more = |of: &[Modality], than: &[Modality]| -> Vec<&'static str> {
        let mut left = than.to_vec();
        let mut more: Vec<&str> = Vec::new();
        for &modality in of {
            match left.iter().position(|&m| m == modality) {
                Some(at) => drop(left.swap_remove(at)),
                None if !more.contains(&modality.name()) => more.push(modality.name()),
                None => {}
            }
        }
        more
    };
    match (more(&gone, &all_come), more(&come, &all_gone)) {
        (gone, come) if gone.is_empty() && come.is_empty() => None,
        (gone, come) if gone.is_empty() => Some(format!("sentence added: {}", come.join(", "))),
        (gone, come) if come.is_empty() => Some(format!("sentence dropped: {}", gone.join(", "))),
        (gone, come) => Some(format!(
            "sentence dropped: {}; sentence added: {}",
            gone.join(", "),
            come.join(", ")
        )),
    }
}

/// The first of a sentence's own words.
pub(super) fn first(p: &Provision) -> Option<&str> {
    p.words
        .iter()
        .find(|w| w.from >= p.own && w.number.is_none())
        .map(|w| w.lower.as_str())
}

/// What the words of a sentence ask for, those above it aside; `None` where it leaves something out, which is told as scope,
/// and where what it asks for stands above.
fn said(p: &Provision) -> Option<Modality> {
    if p.clauses.leaves_out {
        return None;
    }
    let Some(main) = p.main.and_then(|m| p.modals.get(m)) else {
        return Some(p.modality);
    };
    if own(p, main.words.0) {
        return Some(p.modality);
    }
    let mut forms = p.modals.iter().filter(|m| own(p, m.words.0) && !m.subordinate);
    forms.next().map(|m| m.modality)
}

/// Whether a word of its verbal form is among those that changed.
fn touched(p: &Provision, words: &[String]) -> bool {
    let main = p.main.and_then(|m| p.modals.get(m)).filter(|m| own(p, m.words.0));
    let form = main.or_else(|| p.modals.iter().find(|m| own(p, m.words.0)));
    let form = form.and_then(|m| p.words.get(m.words.0..m.words.1));
    form.is_some_and(|form| form.iter().any(|w| words.contains(&lowered(&w.lower))))
}
