//! Unit → provisions: every normative sentence with who, must what, when, how much, unless what.
//!
//! [`Reader::provisions`] cuts a unit into sentences (`sentence`), finds the verbal forms (`forms`, `modal`), who acts and on what
//! (`roles`), what hangs on it (`clauses`), periods with what they run from (`deadline`) and bounds (`threshold`).
//! All words are data: `words/`, `quantity/measures.toml`, and the actors of the [lexicon](crate::lexicon). Cost:
//! linear in the text.

mod clauses;
mod deadline;
mod forms;
mod markers;
mod modal;
mod modality;
mod phrase;
mod quantity;
mod roles;
mod sentence;
mod threshold;
mod turned;
pub(crate) mod word;

pub(crate) use markers::names_thing;

pub use clauses::{Clauses, Mark};
pub use deadline::{Deadline, Role};
pub use forms::{Modality, VerbalForms};
pub use modal::Modal;
pub use quantity::{Kind, Quantity, quantities};
pub use roles::{Mention, Roles};
pub use threshold::{Bound, Threshold};

use std::sync::Arc;

use rayon::prelude::*;

use crate::draft::{ClauseId, Draft, Unit};
use crate::lexicon::Lexicon;

use markers::Markers;
use modal::{Convention, Finder};
use modality::{Asked, Habits};
use phrase::Phrases;
use word::{Word, words};

/// One normative statement within a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Provision {
    /// Which sentence of its unit, from 1.
    pub sentence: usize,
    /// The whole sentence, with the words that introduce it above.
    pub text: String,
    /// Where the sentence's own words begin behind the introduction, in bytes.
    pub own: usize,
    /// What it does.
    pub modality: Modality,
    /// Every verbal form in it, in order.
    pub modals: Vec<Modal>,
    /// Which of them the sentence turns on.
    pub main: Option<usize>,
    /// Who acts, on what, towards whom.
    pub roles: Roles,
    /// Conditions, exceptions, purposes, weakening words.
    pub clauses: Clauses,
    /// Periods and dates with what they run from.
    pub deadlines: Vec<Deadline>,
    /// Bounds that are no periods.
    pub thresholds: Vec<Threshold>,
    /// Every actor that is named, in order.
    pub actors: Vec<Mention>,
    /// Its words.
    pub(crate) words: Vec<Word>,
}

/// The provisions of a draft, unit by unit. Reading them is a good part of the work of a comparison, so that they are read
/// once for all who ask.
pub type ByUnit = Vec<Vec<Arc<Provision>>>;

/// Reads the provisions of one draft.
#[derive(Debug)]
pub struct Reader {
    markers: &'static Markers,
    finder: Finder,
    actors: Phrases<usize>,
    /// What `$` means in the draft's jurisdiction.
    dollar: &'static str,
    /// What sentences do that have no verbal form.
    habits: Habits,
}

impl Reader {
    /// A reader for the language, style and jurisdiction of a draft.
    pub fn new(draft: &Draft, lexicon: &Lexicon) -> Reader {
        let identity = &draft.identity;
        let language = crate::draft::language_of(draft);
        let style = draft.style.grammar.as_str();
        let political = identity.nature.as_deref() == Some("political");
        let convention = Convention {
            capitals: style == "ietf" && uses_capitals(draft),
            will: political
                || matches!(
                    style,
                    "declaration" | "code-of-practice" | "eu-code-of-practice" | "g7-code"
                )
                || says_will(draft),
        };
        let jurisdiction = identity.jurisdiction.as_deref().unwrap_or("");
        Reader {
            markers: Markers::of(&language),
            finder: Finder::new(VerbalForms::of(Some(&language)), convention),
            actors: actors(lexicon, &language),
            dollar: match jurisdiction.get(..2) {
                Some("CA") => "CAD",
                Some("AU") => "AUD",
                _ => "USD",
            },
            habits: Habits::of(
                draft,
                &language,
                &Finder::new(VerbalForms::of(Some(&language)), convention),
            ),
        }
    }

    /// The provisions of a unit, in order.
    pub fn provisions(&self, unit: &Unit) -> Vec<Provision> {
        let governs = |text: &str| {
            let words = words(text);
            let modals = self.finder.modals(text, &words, self.markers);
            modals
                .last()
                .and_then(|m| words.get(m.words.1.checked_sub(1)?))
                .map(|w| w.to)
        };
        let sentences = sentence::sentences(&unit.text, &unit.chapeau, self.markers, &governs);
        let each = sentences.into_iter().enumerate();
        each.map(|(i, s)| self.provision(i + 1, &s.chapeau, &s.text, unit.clause))
            .collect()
    }

    /// The provisions of these units, on all threads.
    pub fn by_unit(&self, units: &[Unit]) -> ByUnit {
        let of = |unit| self.provisions(unit).into_iter().map(Arc::new).collect();
        units.par_iter().map(of).collect()
    }

    /// The phrase that begins at this word and has synonyms: how many words, and what it stands for.
    pub(crate) fn same(&self, words: &[Word], at: usize) -> Option<(usize, &str)> {
        self.markers.same.at(words, at).map(|(n, key)| (n, key.as_str()))
    }

    /// Whether the subject of a provision is an office by its name.
    pub(crate) fn office(&self, p: &Provision) -> bool {
        let (from, to) = p.roles.subject;
        let subject = p.words.get(from..to.min(from + OFFICE)).unwrap_or_default();
        subject.iter().any(|w| self.markers.offices.contains(&w.lower))
    }

    /// The kinds of act that a provision names, and what its sums are about.
    pub(crate) fn acts_and_themes(&self, p: &Provision) -> (Vec<String>, Vec<String>) {
        let sorted = |phrases: &Phrases<String>| {
            let all = phrases.all(&p.words, 0, p.words.len()).into_iter();
            let mut keys: Vec<String> = all.map(|(_, _, key)| key.clone()).collect();
            keys.sort();
            keys.dedup();
            keys
        };
        (sorted(&self.markers.act), sorted(&self.markers.theme))
    }

    /// Who looks into it: somebody independent (`true`), one's own people (`false`), or nobody says.
    pub(crate) fn assessor(&self, p: &Provision) -> Option<bool> {
        let says = |list: &Phrases<()>| !list.all(&p.words, 0, p.words.len()).is_empty();
        // Who is independent must often not be one's own staff: that is said of the independent.
        says(&self.markers.independent)
            .then_some(true)
            .or_else(|| says(&self.markers.own_staff).then_some(false))
    }

    /// The actors of the lexicon that a sanction falls on: the subject, and those named as in "for an auditor". Empty where
    /// nobody in particular is named. An authority that is the subject imposes it.
    pub(crate) fn liable(&self, p: &Provision, authority: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let phrases = self.markers.falls_on.all(&p.words, 0, p.words.len());
        let named = |m: &&Mention| {
            phrases
                .iter()
                .any(|&(_, to, _)| to <= m.words.0 && m.words.0 <= to + 1)
        };
        let head = p.roles.bearing.as_ref().or_else(|| p.roles.addressed.first());
        // A long clause may keep the subject from its verb: "A provider that fails to …, or …, shall be liable".
        let first = || p.actors.first().filter(|m| m.words.0 <= SUBJECT);
        let head = head.or_else(first).filter(|m| !authority(m.actor));
        let mut all: Vec<usize> = head
            .into_iter()
            .chain(p.actors.iter().filter(named))
            .map(|m| m.actor)
            .collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a provision says who has to comply, and so may say from when.
    pub(crate) fn complies(&self, p: &Provision) -> bool {
        !self.markers.compliance.all(&p.words, 0, p.words.len()).is_empty()
    }

    fn provision(&self, sentence: usize, chapeau: &str, own: &str, clause: ClauseId) -> Provision {
        let (text, start) = if chapeau.is_empty() {
            (own.to_owned(), 0)
        } else {
            (format!("{chapeau} {own}"), chapeau.len() + 1)
        };
        let words = words(&text);
        let modals = self.finder.modals(&text, &words, self.markers);
        let main = main(&text, start, &words, &modals, self.markers);
        let actors = roles::mentions(&text, &words, &self.actors, self.markers);
        let clauses = clauses::clauses(&text, &words, self.markers);
        let form = main.and_then(|m| modals.get(m)).copied();
        let roles = roles::roles(&text, &words, form, &actors, self.markers);
        let asked = Asked {
            text: &text,
            own,
            first: sentence == 1,
            words: &words,
            form,
            actors: &actors,
            roles: &roles,
            clause,
        };
        let modality = self.habits.modality(&asked, self.markers);
        let mut quantities = quantity::quantities_of(&text, &words);
        for q in &mut quantities {
            if q.unit == "USD" && !q.text.to_uppercase().contains("US") {
                q.unit = self.dollar.to_owned();
            }
        }
        let deadlines = deadline::deadlines(&text, &words, &quantities, self.markers);
        let thresholds = threshold::thresholds(&words, &quantities, self.markers);
        Provision {
            sentence,
            own: start,
            modality,
            modals,
            main,
            roles,
            clauses,
            deadlines,
            thresholds,
            actors,
            words,
            text,
        }
    }
}

/// Words of a subject among which an office is named: `the Government Operations Agency`.
const OFFICE: usize = 5;

/// Words before an actor that is what a sentence begins with: "A large frontier developer".
const SUBJECT: usize = 3;

/// The form that a sentence turns on. Of an introduction, the last sentence goes with the points: "It shall advise. To that
/// end, it may:".
fn main(text: &str, own: usize, words: &[Word], modals: &[Modal], markers: &Markers) -> Option<usize> {
    let begins = |m: &Modal| words.get(m.words.0).map_or(0, |w| w.from);
    let chapeau = text.get(..own).unwrap_or("");
    let from = chapeau.trim_end().rfind(". ").map_or(0, |at| at + 2);
    let chief = |m: &&Modal| !m.subordinate;
    let near = modals.iter().position(|m| chief(&m) && begins(m) >= from);
    near.or_else(|| modals.iter().position(|m| chief(&m)))
        .or_else(|| modals.iter().position(|m| !within_relative(words, m, markers)))
}

/// Whether a form certainly belongs to a clause that is said of something else: right behind `which`, `that`, `if`, or with
/// only a pronoun between.
fn within_relative(words: &[Word], modal: &Modal, markers: &Markers) -> bool {
    let at = modal.words.0;
    let word = |back: usize| {
        at.checked_sub(back)
            .and_then(|i| words.get(i))
            .map_or("", |w| w.lower.as_str())
    };
    let pronoun = matches!(
        word(1),
        "it" | "they" | "we" | "he" | "she" | "one" | "there" | "il" | "elle" | "ils" | "on"
    );
    markers.relative.contains(word(1)) && word(1) != "who" || pronoun && markers.relative.contains(word(2))
}

/// Whether a draft commits by "will": it says so again and again, and hardly ever "shall" or "must".
fn says_will(draft: &Draft) -> bool {
    let (mut will, mut strict) = (0usize, 0usize);
    for unit in &draft.units {
        for word in unit.text.split_whitespace() {
            match word {
                "will" => will += 1,
                "shall" | "must" | "MUST" | "SHALL" => strict += 1,
                _ => {}
            }
        }
    }
    will >= 10 && will > 4 * strict && will * 2 > draft.units.len() / 2
}

/// Whether a draft writes its verbal forms in capitals.
fn uses_capitals(draft: &Draft) -> bool {
    let capitals = ["MUST", "SHOULD", "SHALL", "MAY"];
    draft
        .units
        .iter()
        .any(|u| u.text.split_whitespace().any(|w| capitals.contains(&w)))
}

/// The terms of all actors, plurals too.
fn actors(lexicon: &Lexicon, language: &str) -> Phrases<usize> {
    let mut terms: Vec<(String, usize)> = Vec::new();
    for (i, actor) in lexicon.actors.iter().enumerate() {
        for term in actor.terms(language) {
            terms.extend(plurals(term, language).into_iter().map(|t| (t, i)));
            terms.push((term.clone(), i));
        }
    }
    Phrases::new(terms.iter().map(|(t, i)| (t.as_str(), *i)))
}

/// A term in the plural: the last word, or the one before `of`.
fn plurals(term: &str, language: &str) -> Vec<String> {
    let word = |w: &str| match (language, w.strip_suffix('y')) {
        ("fr", _) => format!("{w}s"),
        (_, Some(stem)) if !w.ends_with("ey") => format!("{stem}ies"),
        _ if w.ends_with('s') || w.ends_with('x') || w.ends_with("ch") => format!("{w}es"),
        _ => format!("{w}s"),
    };
    if let Some((head, rest)) = term.split_once(" of ") {
        return vec![format!("{} of {rest}", word(head))];
    }
    if language == "fr" {
        // `autorités compétentes`
        return vec![
            term.split(' ').map(word).collect::<Vec<_>>().join(" "),
            word(term),
        ];
    }
    if term == "person responsible" {
        return vec!["persons responsible".to_owned()];
    }
    vec![match term.rsplit_once(' ') {
        Some((head, last)) => format!("{head} {}", word(last)),
        None => word(term),
    }]
}

#[cfg(test)]
mod tests;
