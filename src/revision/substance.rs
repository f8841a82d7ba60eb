//! Substantive or editorial: whether a change may alter what is asked, of whom, when.
//!
//! Read from the words that changed, never from their number: one `not` outweighs a page of new headings. What no
//! rule knows to be editorial counts as substantive, because a reader loses less by looking twice than by not looking.

use std::collections::BTreeMap;

use serde::Deserialize;
use strsim::osa_distance;

use super::Kind;
use super::classify::Found;
use super::reasons::{Changed, Read, Readers, amounts, told};
use super::redline::{Piece, redline};
use super::side::Side;
use super::word::{Class, folded, tokens};
use crate::draft::{Clause, ClauseId, Draft, Force, Reference};
use crate::provision::Modality;

/// A judgement with its reasons.
pub(super) struct Judged {
    pub(super) substantive: bool,
    pub(super) reasons: Vec<String>,
}

impl Judged {
    fn editorial(reason: impl Into<String>) -> Judged {
        Judged {
            substantive: false,
            reasons: vec![reason.into()],
        }
    }

    fn substantive(reason: impl Into<String>) -> Judged {
        Judged {
            substantive: true,
            reasons: vec![reason.into()],
        }
    }
}

/// Words by which wording is judged, per language (`words.toml`).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordLists {
    filler: Vec<String>,
    joining: Vec<String>,
    pub(super) negation: Vec<String>,
    /// Phrases that begin with such a word and negate nothing.
    pub(super) set_phrases: Vec<String>,
    pub(super) exception: Vec<String>,
    /// Words at the beginning of headings of clauses that say to what or whom a draft applies.
    pub(super) scope: Vec<String>,
    /// Headings, or ends of headings, that say it.
    pub(super) scope_headings: Vec<String>,
    /// Words by which a draft points to itself.
    pub(super) this: Vec<String>,
    /// Words in the place of a bearer that name nobody.
    pub(super) pointing: Vec<String>,
    /// Words by which a sentence says it.
    pub(super) applies: Vec<String>,
}

impl WordLists {
    fn of(language: Option<&str>) -> WordLists {
        // Embedded and parsed by a test; empty lists judge everything substantive, which errs on the safe side.
        let mut all: BTreeMap<String, WordLists> =
            toml::from_str(include_str!("words.toml")).unwrap_or_default();
        let primary = language.and_then(|l| l.split('-').next()).unwrap_or("en");
        all.remove(primary).unwrap_or_default()
    }
}

/// What judging goes by.
pub(super) struct Substance<'a> {
    found: &'a Found<'a>,
    lists: WordLists,
    readers: Readers<'a>,
    old_references: BTreeMap<usize, Vec<&'a Reference>>,
    new_references: BTreeMap<usize, Vec<&'a Reference>>,
}

impl<'a> Substance<'a> {
    pub(super) fn new(found: &'a Found<'a>) -> Self {
        let language = found.new.draft.identity.language.as_deref();
        let by_clause = |draft: &'a Draft| {
            let mut map: BTreeMap<usize, Vec<&'a Reference>> = BTreeMap::new();
            for reference in &draft.references {
                map.entry(reference.from.index()).or_default().push(reference);
            }
            map
        };
        Substance {
            found,
            lists: WordLists::of(language),
            readers: Readers::new(found.old.draft, found.new.draft),
            old_references: by_clause(found.old.draft),
            new_references: by_clause(found.new.draft),
        }
    }

    pub(super) fn judge(&self, old: Option<usize>, new: Option<usize>, kinds: &[Kind]) -> Judged {
        match (old, new) {
            (Some(i), Some(j)) if kinds.contains(&Kind::Reworded) && self.found.matching.linked(i, j) => {
                self.reworded(i, j)
            }
            // What the parts say together is judged where the whole stands.
            (Some(_), Some(_)) if kinds.contains(&Kind::Reworded) => {
                Judged::substantive(if kinds.contains(&Kind::Split) {
                    "a part of the old clause, in other words"
                } else {
                    "now a part of the new clause, in other words"
                })
            }
            (Some(_), Some(_)) => Judged {
                substantive: false,
                reasons: match kinds {
                    [Kind::Unchanged] => Vec::new(),
                    _ if kinds.contains(&Kind::Split) => {
                        vec!["the same words, in several clauses".to_owned()]
                    }
                    _ if kinds.contains(&Kind::Merged) => vec!["the same words, in one clause".to_owned()],
                    _ => vec!["the same words".to_owned()],
                },
            },
            (None, Some(j)) => self.one_sided(self.found.new.clause(j), &self.readers.new, j, "added"),
            (Some(i), None) => self.one_sided(self.found.old.clause(i), &self.readers.old, i, "dropped"),
            (None, None) => Judged::editorial(""),
        }
    }

    fn one_sided(&self, clause: &Clause, read: &Read<'_>, at: usize, happened: &str) -> Judged {
        if clause.force == Force::Informative {
            return Judged::editorial(format!("informative text {happened}"));
        }
        if clause.text.is_empty() {
            return Judged::editorial(format!("a heading {happened}"));
        }
        let what = match read.force(&read.provisions(at)) {
            Modality::Statement if clause.kind == "definition" => "definition",
            modality => modality.name(),
        };
        let mut reasons = vec![format!("{what} {happened}")];
        reasons.extend(amounts(clause, happened));
        Judged {
            substantive: true,
            reasons,
        }
    }

    fn reworded(&self, i: usize, j: usize) -> Judged {
        let (old, new) = (self.found.old.clause(i), self.found.new.clause(j));
        match (old.force, new.force) {
            (Force::Informative, Force::Informative) => return Judged::editorial("informative text"),
            (Force::Normative, Force::Informative) => return Judged::substantive("no longer normative"),
            (Force::Informative, Force::Normative) => return Judged::substantive("now normative"),
            (Force::Normative, Force::Normative) => {}
        }
        let (left, right, followed) = self.with_targets(i, j);
        let pieces = redline(&left, &right);
        if pieces.iter().all(|p| matches!(p, Piece::Kept { .. })) {
            return if followed.is_empty() {
                Judged::editorial("only the heading")
            } else {
                Judged::editorial(format!(
                    "references follow the renumbering: {}",
                    followed.join(", ")
                ))
            };
        }
        let (gone, come) = changed(&pieces);
        if let Some(editorial) = self.editorial(&pieces, &gone, &come) {
            return editorial;
        }
        let (old, new) = self.whole(i, j);
        let changed = Changed {
            at: (i, j),
            texts: (&text(self.found.old, &old), &text(self.found.new, &new)),
            gone: &gone,
            come: &come,
            lists: &self.lists,
        };
        let mut reasons = self.readers.reasons(&changed);
        reasons.extend(self.targets(i, j));
        Judged {
            substantive: true,
            reasons: if reasons.is_empty() {
                vec!["other words".to_owned()]
            } else {
                reasons
            },
        }
    }

    /// A pair with what was merged into the new clause, or split off the old one.
    fn whole(&self, i: usize, j: usize) -> (Vec<usize>, Vec<usize>) {
        let parts = self.found.parts;
        let merged = parts.merged.iter().filter(|&&(_, n)| n == j).map(|&(o, _)| o);
        let split = parts.split.iter().filter(|&&(o, _)| o == i).map(|&(_, n)| n);
        let (mut olds, mut news): (Vec<usize>, Vec<usize>) = (merged.collect(), split.collect());
        olds.push(i);
        news.push(j);
        olds.sort_unstable();
        news.sort_unstable();
        (olds, news)
    }

    /// Both texts, with references to partners written alike; and the references that changed in that way only.
    fn with_targets(&self, i: usize, j: usize) -> (String, String, Vec<String>) {
        let (olds, news) = self.whole(i, j);
        let of = |all: &BTreeMap<usize, Vec<&'a Reference>>, clauses: &[usize]| -> Vec<&'a Reference> {
            let found = clauses.iter().filter_map(|c| all.get(c));
            found.flatten().copied().collect()
        };
        let old_references = of(&self.old_references, &olds);
        let new_references = of(&self.new_references, &news);
        let now = |r: &Reference| r.to.and_then(|t| self.found.matching.new_of[t.index()]);
        let targets: Vec<Option<usize>> = old_references.iter().map(|r| now(r)).collect();
        let left = replaced(&text(self.found.old, &olds), &old_references, &targets);
        let targets: Vec<Option<usize>> = new_references.iter().map(|r| r.to.map(ClauseId::index)).collect();
        let right = replaced(&text(self.found.new, &news), &new_references, &targets);
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

    /// Other references, which do not only follow their targets: to clauses of the draft or to other instruments.
    fn targets(&self, i: usize, j: usize) -> Option<String> {
        let (olds, news) = self.whole(i, j);
        let old: Vec<_> = olds
            .iter()
            .filter_map(|c| self.old_references.get(c))
            .flatten()
            .collect();
        let new: Vec<_> = news
            .iter()
            .filter_map(|c| self.new_references.get(c))
            .flatten()
            .collect();
        let same = |a: &Reference, b: &Reference| match (a.to, b.to) {
            (Some(a), Some(b)) => self.found.matching.new_of[a.index()] == Some(b.index()),
            _ => folded(&a.words) == folded(&b.words),
        };
        let mut words: [Vec<String>; 2] = Default::default();
        for a in old.iter().filter(|a| !new.iter().any(|b| same(a, b))) {
            words[0].push(a.words.clone());
        }
        for b in new.iter().filter(|b| !old.iter().any(|a| same(a, b))) {
            words[1].push(b.words.clone());
        }
        // The same words that point to nothing here, or to another clause by now: nothing that one could show.
        let [gone, come] = words;
        let lone = |of: &[String], other: &[String]| -> Vec<String> {
            let mut lone: Vec<String> = of.iter().filter(|w| !other.contains(w)).cloned().collect();
            lone.dedup();
            lone
        };
        told("reference", &lone(&gone, &come), &lone(&come, &gone))
    }

    /// The reason why a change is editorial, if it is known to be.
    fn editorial(&self, pieces: &[Piece], gone: &[String], come: &[String]) -> Option<Judged> {
        let all = |list: &[String]| gone.iter().chain(come).all(|w| list.contains(w));
        if all(&[]) {
            return Some(Judged::editorial("punctuation"));
        }
        if all(&self.lists.filler) {
            return Some(Judged::editorial("only words without content of their own"));
        }
        let at_end = pieces
            .iter()
            .rposition(|p| matches!(p, Piece::Kept { old, .. } if has_words(old)));
        let only_end = at_end.is_some_and(|k| pieces[..k].iter().all(|p| matches!(p, Piece::Kept { .. })));
        // Another joining word makes another list: all of it, or any of it.
        if only_end && all(&self.lists.joining) && (gone.is_empty() || come.is_empty()) {
            return Some(Judged::editorial(
                "only the word that joins the items of the list",
            ));
        }
        let letters = |words: &[String]| words.concat().replace('-', "");
        if !gone.is_empty() && gone != come && letters(gone) == letters(come) {
            return Some(Judged::editorial(format!(
                "spelling: \u{201c}{}\u{201d} is now \u{201c}{}\u{201d}",
                gone.join(" "),
                come.join(" ")
            )));
        }
        if !gone.is_empty()
            && gone.len() == come.len()
            && gone.iter().zip(come).all(|(a, b)| spelled_alike(a, b))
        {
            return Some(Judged::editorial(
                match gone.iter().zip(come).find(|(a, b)| a != b) {
                    Some((a, b)) => format!("spelling: \u{201c}{a}\u{201d} is now \u{201c}{b}\u{201d}"),
                    None => "the same words in another order".to_owned(),
                },
            ));
        }
        None
    }
}

/// The texts of some clauses, one behind the other.
fn text(side: &Side<'_>, clauses: &[usize]) -> String {
    let texts: Vec<&str> = clauses.iter().map(|&c| side.clause(c).text.as_str()).collect();
    texts.join(" ").trim().to_owned()
}

/// The text with references replaced by a sign for the clause that they point to.
fn replaced(text: &str, references: &[&Reference], targets: &[Option<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    for (reference, target) in references.iter().zip(targets) {
        let (Some(at), Some(target)) = (rest.find(reference.words.as_str()), target) else {
            continue;
        };
        out.push_str(&rest[..at]);
        out.push_str(&format!("clause{target}"));
        rest = &rest[at + reference.words.len()..];
    }
    out.push_str(rest);
    out
}

/// The words deleted and inserted, as they are compared.
fn changed(pieces: &[Piece]) -> (Vec<String>, Vec<String>) {
    let words = |text: &str| -> Vec<String> {
        let all = tokens(text).into_iter().filter(|t| t.class == Class::Word);
        all.map(|t| folded(t.text)).collect()
    };
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Kept { .. } => {}
            Piece::Deleted { text } => gone.extend(words(text)),
            Piece::Inserted { text } => come.extend(words(text)),
        }
    }
    (gone, come)
}

fn has_words(text: &str) -> bool {
    tokens(text).iter().any(|t| t.class == Class::Word)
}

/// Two spellings or numbers (singular, plural) of a word: long, with the same beginning, and one letter apart.
fn spelled_alike(a: &str, b: &str) -> bool {
    let long = a.chars().count() >= 5 && b.chars().count() >= 5;
    let letters = |w: &str| w.chars().all(char::is_alphabetic);
    let same_start = a.chars().take(3).eq(b.chars().take(3));
    long && letters(a) && letters(b) && same_start && osa_distance(a, b) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_lists_parse() {
        assert!(WordLists::of(Some("en")).negation.contains(&"not".to_owned()));
        assert!(WordLists::of(Some("fr-CA")).negation.contains(&"ne".to_owned()));
    }

    #[test]
    fn spellings_are_one_letter_apart_behind_the_same_beginning() {
        assert!(spelled_alike("organisation", "organization"));
        assert!(spelled_alike("provider", "providers"));
        assert!(!spelled_alike("lawful", "unlawful"));
        assert!(!spelled_alike("shall", "should"));
    }
}
