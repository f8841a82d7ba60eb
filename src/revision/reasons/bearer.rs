//! Who has to act, as far as a version names somebody else than the other.

use super::{Changed, own, short};
use crate::provision::{Mention, Provision};
use crate::revision::word::{folded, tokens};

/// Most words of a subject that is taken for a name.
const NAMED: usize = 5;

/// Who has to act: of the first sentences that have another subject.
pub(super) fn bearers(
    before: &[Provision],
    after: &[Provision],
    changed: &Changed<'_>,
    one_actor: &dyn Fn(&Mention, &Mention) -> bool,
) -> Option<String> {
    if before.len() != after.len() {
        return None;
    }
    before.iter().zip(after).find_map(|(a, b)| {
        let mention = |p: &Provision| -> Option<Mention> {
            let mention = p.roles.bearing.as_ref().or(p.roles.addressed.first())?;
            own(p, mention.words.0).then(|| mention.clone())
        };
        let (l, r) = (mention(a), mention(b));
        let renamed = l.as_ref().zip(r.as_ref()).is_some_and(|(l, r)| one_actor(l, r));
        let (l, r) = (l.map(|m| m.text), r.map(|m| m.text));
        let subject = |p: &Provision| -> String {
            let told = p.modality.binds() && own(p, p.roles.subject.0);
            if told {
                p.roles.addressee.clone()
            } else {
                String::new()
            }
        };
        let (was, is) = match (l, r) {
            (Some(was), Some(is)) => (was, is),
            // "The information" bears nothing, whatever it is called now.
            (None, None) => return None,
            // An actor against words that nobody knows for one: only where those are few enough to name somebody.
            _ => {
                let both = (subject(a), subject(b));
                let few = |text: &str| text.split_whitespace().count() <= NAMED;
                if !(few(&both.0) && few(&both.1)) {
                    return None;
                }
                both
            }
        };
        let words = |text: &str| -> Vec<String> {
            let all = tokens(text).iter().map(|t| folded(t.text)).collect::<Vec<_>>();
            // One authority or several: the number is no other bearer.
            let plain = |w: String| w.strip_suffix('s').map_or(w.clone(), str::to_owned);
            let told = all.into_iter().filter(|w| !changed.lists.pointing.contains(w));
            told.map(plain).collect()
        };
        let (left, right) = (words(&was), words(&is));
        // A subject that is only read otherwise is none that changed.
        let told = words_of(changed.gone).any(|w| left.contains(&w))
            || words_of(changed.come).any(|w| right.contains(&w));
        let differs = !left.is_empty() && !right.is_empty() && left != right;
        (differs && told).then(|| {
            let what = if renamed {
                "another word for one bearer"
            } else {
                "bearer"
            };
            format!(
                "{what}: \u{201c}{}\u{201d} is now \u{201c}{}\u{201d}",
                short(&was),
                short(&is)
            )
        })
    })
}

/// Words without the ending of a plural.
fn words_of(words: &[String]) -> impl Iterator<Item = String> + '_ {
    words.iter().map(|w| w.strip_suffix('s').unwrap_or(w).to_owned())
}
