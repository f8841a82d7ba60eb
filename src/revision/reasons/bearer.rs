//! Who has to act, as far as a version names somebody else than the other.

use super::force::Sentences;
use super::{Changed, own, short, told};
use crate::provision::word::{gap, slice};
use crate::provision::{Mention, Provision};
use crate::revision::lists::WordLists;
use crate::revision::word::{lowered, tokens};

/// Most words of a subject that is taken for a name.
const NAMED: usize = 5;
/// Most words before the head of a name that belong to it.
const MODIFIERS: usize = 4;

/// A name as it is compared and as it is printed.
struct Name {
    words: Vec<String>,
    printed: String,
}

/// Who has to act: of the first sentences that have another subject.
pub(super) fn bearers(
    before: &[Provision],
    after: &[Provision],
    sentences: &Sentences,
    changed: &Changed<'_>,
    one_actor: &dyn Fn(&Mention, &Mention) -> bool,
) -> Option<String> {
    sentences.pairs.iter().find_map(|&(i, j)| {
        let (a, b) = (before.get(i)?, after.get(j)?);
        let mention = |p: &Provision| -> Option<Mention> {
            let mention = p.roles.bearing.as_ref().or(p.roles.addressed.first())?;
            (own(p, mention.words.0) && is_head(p, mention, changed.lists)).then(|| mention.clone())
        };
        let (l, r) = (mention(a), mention(b));
        let renamed = l.as_ref().zip(r.as_ref()).is_some_and(|(l, r)| one_actor(l, r));
        let (was, is) = match (l, r) {
            (Some(was), Some(is)) => {
                let (all, now) = (several(a, changed.lists), several(b, changed.lists));
                if all.len() > 1 || now.len() > 1 {
                    return joined(&all, &now, changed);
                }
                (name(a, &was, changed.lists), name(b, &is, changed.lists))
            }
            // "The information" bears nothing, whatever it is called now.
            (None, None) => return None,
            // An actor against words that nobody knows for one: only where those are few enough to name somebody.
            _ => {
                let few = |name: &Name| name.printed.split_whitespace().count() <= NAMED;
                let (was, is) = (subject(a, changed.lists), subject(b, changed.lists));
                if !(few(&was) && few(&is)) {
                    return None;
                }
                (was, is)
            }
        };
        let (left, right) = (&was.words, &is.words);
        // A subject that is only read otherwise is none that changed.
        let touched = words_of(changed.gone).any(|w| left.contains(&w))
            || words_of(changed.come).any(|w| right.contains(&w));
        let differs = !left.is_empty() && !right.is_empty() && left != right;
        (differs && touched).then(|| {
            let what = if right.ends_with(left) {
                "bearer narrowed"
            } else if left.ends_with(right) {
                "bearer widened"
            } else if renamed {
                "another word for one bearer"
            } else {
                "bearer"
            };
            format!(
                "{what}: \u{201c}{}\u{201d} is now \u{201c}{}\u{201d}",
                short(&was.printed),
                short(&is.printed)
            )
        })
    })
}

/// An actor with what stands before it and belongs to its name: `large frontier developer`.
fn name(p: &Provision, mention: &Mention, lists: &WordLists) -> Name {
    let (head, end) = mention.words;
    let mut from = head;
    while from > 0 && head - from < MODIFIERS && gap(&p.text, &p.words, from).trim().is_empty() {
        let Some(word) = p.words.get(from - 1) else { break };
        if word.number.is_some()
            || word.from < p.own
            || lists.before_names.contains(&word.lower)
            || lists.pointing.contains(&word.lower)
        {
            break;
        }
        from -= 1;
    }
    let printed = slice(&p.text, &p.words, from, end).to_owned();
    Name {
        words: plain(&printed, lists),
        printed,
    }
}

/// The subject of a sentence that binds.
fn subject(p: &Provision, lists: &WordLists) -> Name {
    let told = p.modality.binds() && own(p, p.roles.subject.0);
    let printed = if told {
        p.roles.addressee.clone()
    } else {
        String::new()
    };
    Name {
        words: plain(&printed, lists),
        printed,
    }
}

/// All who are named in a subject.
fn several(p: &Provision, lists: &WordLists) -> Vec<Name> {
    if p.roles.bearing.is_some() {
        return Vec::new();
    }
    let own = p.roles.addressed.iter().filter(|m| is_head(p, m, lists));
    own.map(|m| name(p, m, lists)).collect()
}

/// Who came or went among several, in whatever order they are named: providers and deployers are deployers and providers.
fn joined(all: &[Name], now: &[Name], changed: &Changed<'_>) -> Option<String> {
    let lone = |of: &[Name], other: &[Name], words: &[String]| -> Vec<String> {
        let missing = of.iter().filter(|n| !other.iter().any(|o| o.words == n.words));
        let touched = missing.filter(|n| words_of(words).any(|w| n.words.contains(&w)));
        touched.map(|n| n.printed.clone()).collect()
    };
    told(
        "bearer",
        &lone(all, now, changed.gone),
        &lone(now, all, changed.come),
    )
}

/// Whether an actor acts, and is not only what the one who does is of: "decisions of the council".
fn is_head(p: &Provision, mention: &Mention, lists: &WordLists) -> bool {
    let (from, to) = p.roles.subject;
    let Some(before) = p.words.get(from..mention.words.0.min(to)) else {
        return true;
    };
    let since = before
        .iter()
        .rposition(|w| lists.joining.contains(&w.lower))
        .map_or(0, |at| at + 1);
    !before[since..]
        .iter()
        .skip(1)
        .any(|w| lists.belonging.contains(&w.lower))
}

/// The words of a name. One authority or several: the number is no other bearer.
fn plain(text: &str, lists: &WordLists) -> Vec<String> {
    let all = tokens(text).into_iter().map(|t| lowered(t.text));
    let told = all.filter(|w| !lists.pointing.contains(w));
    told.map(|w| w.strip_suffix('s').map_or(w.clone(), str::to_owned))
        .collect()
}

/// Words without the ending of a plural.
fn words_of(words: &[String]) -> impl Iterator<Item = String> + '_ {
    words.iter().map(|w| w.strip_suffix('s').unwrap_or(w).to_owned())
}
