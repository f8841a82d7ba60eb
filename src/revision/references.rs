//! References of two versions: those that only follow what they point to, and those that point elsewhere.
//!
//! A list or a range points to several clauses: it follows only where all of them are what they were.

use std::collections::BTreeMap;

use super::compared::Compared;
use super::reasons::told;
use super::substance::{Substance, text};
use super::word::folded;
use crate::draft::{ClauseId, Reference};

impl<'a> Substance<'a> {
    /// Both texts, with references to partners written alike; and the references that changed in that way only.
    pub(super) fn with_targets(&self, i: usize, j: usize) -> (String, String, Vec<String>) {
        let (olds, news) = self.whole(i, j);
        let of = |all: &BTreeMap<usize, Vec<&'a Reference>>, clauses: &[usize]| -> Vec<&'a Reference> {
            let found = clauses.iter().filter_map(|c| all.get(c));
            found.flatten().copied().collect()
        };
        let old_references = of(&self.old_references, &olds);
        let new_references = of(&self.new_references, &news);
        let now = |r: &Reference| r.to.and_then(|t| self.found.matching.new_of[t.index()]);
        let left = replaced(&text(self.found.old, &olds), &old_references, now);
        let right = replaced(&text(self.found.new, &news), &new_references, |r| {
            r.to.map(ClauseId::index)
        });
        let mut followed = Vec::new();
        for reference in &old_references {
            let Some(target) = now(reference) else { continue };
            let twin = new_references
                .iter()
                .find(|r| r.to.is_some_and(|t| t.index() == target));
            if let Some(twin) = twin.filter(|t| folded(&t.words) != folded(&reference.words)) {
                let words = format!(
                    "\u{201c}{}\u{201d} is now \u{201c}{}\u{201d}",
                    reference.words, twin.words
                );
                if !followed.contains(&words) {
                    followed.push(words);
                }
            }
        }
        (left, right, followed)
    }

    /// Leaves out the places where only the number of an article or section follows its renumbering, in references to points
    /// that the draft does not have or names otherwise. What is said of them.
    pub(super) fn leave_followed(&self, compared: &mut Compared<'_>) -> Vec<String> {
        let (old, new) = (&compared.old, &compared.new);
        let mut followed = Vec::new();
        compared.hunks.retain(|hunk| {
            let Some(before) = hunk.old.start.checked_sub(1) else {
                return true;
            };
            if hunk.old.len() != 1 || hunk.new.len() != 1 {
                return true;
            }
            let (was, is) = (old.tokens[hunk.old.start].text, new.tokens[hunk.new.start].text);
            let kind = &old.words[before];
            let same_kind = hunk
                .new
                .start
                .checked_sub(1)
                .is_some_and(|at| new.words[at] == *kind);
            let ((number, point), (now, there)) = (numbered(was), numbered(is));
            let follows = self
                .renumbered
                .get(&format!("{kind} {number}"))
                .is_some_and(|n| n == now);
            if follows && same_kind && point == there {
                let word = old.tokens[before].text;
                followed.push(format!(
                    "\u{201c}{word} {was}\u{201d} is now \u{201c}{word} {is}\u{201d}"
                ));
            }
            !(follows && same_kind && point == there)
        });
        followed.dedup();
        followed
    }

    /// Other references, which do not only follow their targets: to clauses of the draft or to other instruments.
    pub(super) fn targets(&self, i: usize, j: usize) -> Vec<String> {
        let (olds, news) = self.whole(i, j);
        let of = |all: &BTreeMap<usize, Vec<&'a Reference>>, clauses: &[usize]| -> Vec<&'a Reference> {
            let found = clauses.iter().filter_map(|c| all.get(c));
            found.flatten().copied().collect()
        };
        let (old, new) = (of(&self.old_references, &olds), of(&self.new_references, &news));
        let same = |a: &Reference, b: &Reference| match (a.to, b.to) {
            (Some(a), Some(b)) => self.found.matching.new_of[a.index()] == Some(b.index()),
            _ => folded(&a.words) == folded(&b.words),
        };
        let gone: Vec<&Reference> = old
            .iter()
            .copied()
            .filter(|a| !new.iter().any(|b| same(a, b)))
            .collect();
        let come: Vec<&Reference> = new
            .iter()
            .copied()
            .filter(|b| !old.iter().any(|a| same(a, b)))
            .collect();
        let mut reasons: Vec<String> = Vec::new();
        let mut tell = |what: &str, was: &str, is: &str| {
            let reason = format!("reference {what}: \u{201c}{was}\u{201d} is now \u{201c}{is}\u{201d}");
            if folded(was) != folded(is) && !reasons.contains(&reason) {
                reasons.push(reason);
            }
        };
        // A list of which one part points to what it pointed to, and one part does not.
        let (mut plain_gone, mut plain_come): (Vec<String>, Vec<String>) = Default::default();
        for a in &gone {
            let kept = old.iter().filter(|o| o.words == a.words);
            match kept.flat_map(|o| new.iter().filter(move |b| same(o, b))).next() {
                Some(b) if !come.iter().any(|c| c.words == b.words) => tell("narrowed", &a.words, &b.words),
                _ => plain_gone.push(a.words.clone()),
            }
        }
        for b in &come {
            let kept = new.iter().filter(|n| n.words == b.words);
            match kept.flat_map(|n| old.iter().filter(move |a| same(a, n))).next() {
                Some(a) if !gone.iter().any(|g| g.words == a.words) => tell("widened", &a.words, &b.words),
                _ => plain_come.push(b.words.clone()),
            }
        }
        // The same words that point to nothing here, or to another clause by now: nothing that one could show.
        let lone = |of: &[String], other: &[String]| -> Vec<String> {
            let mut lone: Vec<String> = of.iter().filter(|w| !other.contains(w)).cloned().collect();
            lone.dedup();
            lone
        };
        reasons.extend(told(
            "reference",
            &lone(&plain_gone, &plain_come),
            &lone(&plain_come, &plain_gone),
        ));
        reasons
    }
}

/// The number of an article or section, and what of it is meant: `5` and `(2)` of `5(2)`.
fn numbered(token: &str) -> (&str, &str) {
    let end = token.find(|c: char| !c.is_alphanumeric() && c != '.');
    token.split_at(end.unwrap_or(token.len()))
}

/// The text with references replaced by signs for the clauses that they point to. References that stand behind each other
/// with the same words are one list, up to a clause that it has named already.
fn replaced(text: &str, references: &[&Reference], target: impl Fn(&Reference) -> Option<usize>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut at = 0;
    while let Some(first) = references.get(at) {
        let mut targets: Vec<Option<usize>> = Vec::new();
        for reference in &references[at..] {
            let to = target(reference);
            let one = reference.words == first.words && reference.from == first.from;
            if !targets.is_empty() && (!one || targets.contains(&to)) {
                break;
            }
            targets.push(to);
        }
        at += targets.len();
        targets.sort_unstable();
        let (Some(from), Some(targets)) = (
            rest.find(first.words.as_str()),
            targets.into_iter().collect::<Option<Vec<usize>>>(),
        ) else {
            continue;
        };
        out.push_str(&rest[..from]);
        let signs: Vec<String> = targets.iter().map(|t| format!("clause{t}")).collect();
        out.push_str(&signs.join(" "));
        rest = &rest[from + first.words.len()..];
    }
    out.push_str(rest);
    out
}
