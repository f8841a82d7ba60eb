//! Substantive or editorial: whether a change may alter what is asked, of whom, when.
//!
//! Read from the words that changed, never from their number: one `not` outweighs a page of new headings. What no
//! rule knows to be editorial counts as substantive, because a reader loses less by looking twice than by not looking.

use std::collections::BTreeMap;

use serde::Deserialize;
use strsim::levenshtein;

use super::Kind;
use super::classify::Found;
use super::redline::{Piece, redline};
use super::word::{Class, folded, tokens};
use crate::draft::{Clause, ClauseId, Draft, Force, Reference};
use crate::provision::{Modality, Quantity, VerbalForms, quantities};

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
struct WordLists {
    filler: Vec<String>,
    joining: Vec<String>,
    negation: Vec<String>,
    exception: Vec<String>,
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
    forms: VerbalForms,
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
            forms: VerbalForms::of(language),
            old_references: by_clause(found.old.draft),
            new_references: by_clause(found.new.draft),
        }
    }

    pub(super) fn judge(&self, old: Option<usize>, new: Option<usize>, kinds: &[Kind]) -> Judged {
        match (old, new) {
            (Some(i), Some(j)) if kinds.contains(&Kind::Reworded) => self.reworded(i, j),
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
            (None, Some(j)) => self.one_sided(self.found.new.clause(j), "added"),
            (Some(i), None) => self.one_sided(self.found.old.clause(i), "dropped"),
            (None, None) => Judged::editorial(""),
        }
    }

    fn one_sided(&self, clause: &Clause, happened: &str) -> Judged {
        if clause.force == Force::Informative {
            return Judged::editorial(format!("informative text {happened}"));
        }
        if clause.text.is_empty() {
            return Judged::editorial(format!("a heading {happened}"));
        }
        let what = match self.forms.modality(&clause.text) {
            Modality::Statement if clause.kind == "definition" => "definition",
            modality => modality.name(),
        };
        Judged::substantive(format!("{what} {happened}"))
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
        if let Some(editorial) = self.editorial(&pieces) {
            return editorial;
        }
        let reasons = self.reasons(old, new, &pieces);
        Judged {
            substantive: true,
            reasons: if reasons.is_empty() {
                vec!["other words".to_owned()]
            } else {
                reasons
            },
        }
    }

    /// Both texts, with references to partners written alike; and the references that changed in that way only.
    fn with_targets(&self, i: usize, j: usize) -> (String, String, Vec<String>) {
        let none = Vec::new();
        let (old, new) = (self.found.old.clause(i), self.found.new.clause(j));
        let old_references = self.old_references.get(&i).unwrap_or(&none);
        let new_references = self.new_references.get(&j).unwrap_or(&none);
        let now = |r: &Reference| r.to.and_then(|t| self.found.matching.new_of[t.index()]);
        let targets: Vec<Option<usize>> = old_references.iter().map(|r| now(r)).collect();
        let left = replaced(&old.text, old_references, &targets);
        let targets: Vec<Option<usize>> = new_references.iter().map(|r| r.to.map(ClauseId::index)).collect();
        let right = replaced(&new.text, new_references, &targets);
        let mut followed = Vec::new();
        for reference in old_references {
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

    /// The reason why a change is editorial, if it is known to be.
    fn editorial(&self, pieces: &[Piece]) -> Option<Judged> {
        let (gone, come) = changed(pieces);
        let all = |list: &[String]| gone.iter().chain(&come).all(|w| list.contains(w));
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
        if only_end && all(&self.lists.joining) {
            return Some(Judged::editorial(
                "only the word that joins the items of the list",
            ));
        }
        if !gone.is_empty()
            && gone.len() == come.len()
            && gone.iter().zip(&come).all(|(a, b)| spelled_alike(a, b))
        {
            let words = format!("\u{201c}{}\u{201d} is now \u{201c}{}\u{201d}", gone[0], come[0]);
            return Some(Judged::editorial(format!("spelling: {words}")));
        }
        None
    }

    fn reasons(&self, old: &Clause, new: &Clause, pieces: &[Piece]) -> Vec<String> {
        let (gone, come) = changed(pieces);
        let mut reasons = Vec::new();
        let (before, after) = (self.forms.modality(&old.text), self.forms.modality(&new.text));
        if before != after {
            reasons.push(format!("verbal force: {} is now {}", before.name(), after.name()));
        }
        let (was, is) = (quantities(&old.text), quantities(&new.text));
        let only = |a: &[Quantity], b: &[Quantity]| -> Vec<String> {
            let missing = a.iter().filter(|q| !b.iter().any(|other| other.equals(q)));
            missing.map(|q| q.text.clone()).collect()
        };
        let (lost, gained) = (only(&was, &is), only(&is, &was));
        if !(lost.is_empty() && gained.is_empty()) {
            reasons.push(format!(
                "number, amount or period: {} is now {}",
                listed(&lost),
                listed(&gained)
            ));
        }
        for (list, what) in [
            (&self.lists.negation, "negation"),
            (&self.lists.exception, "exception"),
        ] {
            let any = |words: &[String]| words.iter().find(|w| list.contains(w)).cloned();
            match (any(&gone), any(&come)) {
                (None, Some(word)) => reasons.push(format!("{what} added: \u{201c}{word}\u{201d}")),
                (Some(word), None) => reasons.push(format!("{what} dropped: \u{201c}{word}\u{201d}")),
                _ => {}
            }
        }
        if new.kind == "definition" || old.kind == "definition" {
            reasons.push("definition".to_owned());
        }
        reasons
    }
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
    long && letters(a) && letters(b) && same_start && levenshtein(a, b) <= 1
}

fn listed(values: &[String]) -> String {
    if values.is_empty() {
        "nothing".to_owned()
    } else {
        values.join(", ")
    }
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
