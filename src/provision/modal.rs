//! Every verbal form of a sentence, with its place and what the words around it make of it.
//!
//! Cost: linear in the sentence.

use super::forms::{Form, Modality, VerbalForms};
use super::markers::Markers;
use super::phrase::Phrases;
use super::turned::{aims, forbids_by_subject, subordinate, turned};
use super::word::{Word, gap};

/// A verbal form in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modal {
    /// What it says, negation taken into account.
    pub modality: Modality,
    /// Whether it says no: "shall not", "is not required to", "no provider may".
    pub negated: bool,
    /// What its verb alone would say.
    pub(crate) base: Modality,
    /// Its first word, and the one after its last.
    pub(crate) words: (usize, usize),
    /// Whether it stands in a subordinate clause.
    pub(crate) subordinate: bool,
}

impl Modal {
    /// Whether one form denies what the other says: "shall" and "shall not", "shall be required to" and "shall not be
    /// required to". What may be done and what may not is a matter of force.
    pub(crate) fn denies(&self, other: &Modal) -> bool {
        let (yes, no) = if self.negated {
            (other, self)
        } else {
            (self, other)
        };
        let demands = matches!(
            yes.base,
            Modality::Requirement | Modality::Recommendation | Modality::Commitment
        );
        // `need not`, `is under no obligation to`
        let releases = no.modality == Modality::Permission && no.base == Modality::Permission;
        let refuses = no.modality == Modality::Prohibition
            || no.base == Modality::Prohibition
            || no.base == yes.base
            || releases;
        let graded = matches!(self.modality, Modality::Recommendation | Modality::Commitment);
        self.negated != other.negated && demands && refuses && (graded || self.modality != other.modality)
    }
}

/// How a style writes its forms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Convention {
    /// Only capitals count (BCP 14).
    pub(crate) capitals: bool,
    /// "Will" commits (declarations, codes); elsewhere it speaks of the future.
    pub(crate) will: bool,
}

/// The forms of a language, ready to be found.
#[derive(Debug, Clone)]
pub(crate) struct Finder {
    phrases: Phrases<Form>,
    convention: Convention,
}

impl Finder {
    pub(crate) fn new(forms: &VerbalForms, convention: Convention) -> Finder {
        Finder {
            phrases: forms.phrases(),
            convention,
        }
    }

    /// Whether "will" commits.
    pub(crate) fn commits(&self) -> bool {
        self.convention.will
    }

    /// The verbal forms of a sentence, in order.
    pub(crate) fn modals(&self, text: &str, words: &[Word], markers: &Markers) -> Vec<Modal> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let Some((length, form)) = self
                .phrases
                .at(words, at)
                .filter(|_| self.counts(text, words, at, markers))
            else {
                at += 1;
                continue;
            };
            let mut to = at + length;
            let mut modality = form.0;
            if modality != Modality::Commitment
                || self.convention.will
                || words.get(at).is_some_and(|w| w.lower != "will")
            {
                let base = modality;
                let (turned, end, says_no) = turned(modality, text, words, to, markers);
                (modality, to) = (turned, end);
                let says = words.get(at..at + length).unwrap_or_default();
                let mut negated = says_no
                    || base == Modality::Prohibition
                    || says
                        .iter()
                        .any(|w| matches!(w.lower.as_str(), "not" | "no" | "pas"));
                let strong = matches!(
                    modality,
                    Modality::Requirement | Modality::Permission | Modality::Possibility
                );
                if strong && forbids_by_subject(text, words, at, markers) {
                    modality = Modality::Prohibition;
                    negated = true;
                }
                let behind = found.last().map_or(0, |m: &Modal| m.words.1);
                found.push(Modal {
                    modality,
                    negated,
                    base,
                    words: (at, to),
                    subordinate: subordinate(text, words, (behind, at), markers),
                });
            }
            at = to.max(at + 1);
        }
        found
    }

    /// Not every `may` is a verb: `May 2031`, `may` in drafts that write MAY.
    fn counts(&self, text: &str, words: &[Word], at: usize, markers: &Markers) -> bool {
        let Some(word) = words.get(at) else {
            return false;
        };
        let written = text.get(word.from..word.to).unwrap_or("");
        // A form in quotation marks is spoken of: The key words "MUST", "MUST NOT" …
        let quote = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»');
        let opens = text
            .get(..word.from)
            .is_some_and(|t| t.trim_end().ends_with(quote));
        let end =
            (at..words.len().min(at + 3)).any(|i| gap(text, words, i + 1).trim_start().starts_with(quote));
        if opens && end {
            return false;
        }
        if self.convention.capitals {
            return written.chars().all(char::is_uppercase);
        }
        // `the operator or the importer, as the case may be`
        let before = |n: usize| {
            at.checked_sub(n)
                .and_then(|i| words.get(i))
                .map_or("", |w| w.lower.as_str())
        };
        if word.lower == "may" && before(1) == "case" && before(2) == "the" {
            return false;
        }
        let next = |n: usize| words.get(at + n).map_or("", |w| w.lower.as_str());
        // `the need to act`, `would need to act`
        if word.lower == "need" && next(1) == "to" && (at == 0 || markers.no_need.contains(before(1))) {
            return false;
        }
        // `The aim of this Act is to protect`, `it is to them`; `is to be` says what has to be.
        if matches!(word.lower.as_str(), "is" | "are")
            && next(1) == "to"
            && next(2) != "be"
            && (markers.start.contains(next(2)) || aims(text, words, at, markers))
        {
            return false;
        }
        let month = written == "May"
            && (words.get(at + 1).is_some_and(|w| w.number.is_some())
                || at
                    .checked_sub(1)
                    .and_then(|b| words.get(b))
                    .is_some_and(|w| w.number.is_some()));
        !month
    }
}
