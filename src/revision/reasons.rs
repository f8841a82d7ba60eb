//! Why a change may alter what is asked: what the provisions of both clauses say differently.
//!
//! Each reason names what changed and shows both sides, so that a reader can judge without opening the drafts. A clause
//! that completes a sentence above it is read together with those words. Cost: linear in the texts of the clauses that
//! changed.

use std::collections::{BTreeMap, BTreeSet};

use super::substance::WordLists;
use super::word::{folded, tokens};
use crate::draft::{Clause, ClauseId, Draft, Unit};
use crate::lexicon::Lexicon;
use crate::provision::{Deadline, Kind, Mark, Modality, Provision, Quantity, Reader, quantities};

/// Longest phrase that is shown, in words.
const SHOWN: usize = 12;
/// Most words of a subject that is taken for a name.
const NAMED: usize = 5;
/// A condition is the other's where this share of the shorter one's words stands in both.
const SAME_MARK: f32 = 0.6;

/// What a pair of clauses is read by.
pub(super) struct Changed<'a> {
    /// The old and the new clause.
    pub(super) at: (usize, usize),
    /// Words deleted, as they are compared.
    pub(super) gone: &'a [String],
    /// Words inserted.
    pub(super) come: &'a [String],
    pub(super) lists: &'a WordLists,
}

/// Readers of both versions.
pub(super) struct Readers<'a> {
    pub(super) old: Read<'a>,
    pub(super) new: Read<'a>,
}

/// The reader of one version.
pub(super) struct Read<'a> {
    draft: &'a Draft,
    reader: Reader,
    /// The words above each clause that is a unit.
    introduced: BTreeMap<usize, &'a str>,
    /// Clauses that define a term.
    defining: BTreeSet<usize>,
}

impl<'a> Read<'a> {
    fn new(draft: &'a Draft, lexicon: &Lexicon) -> Self {
        let units = draft.units.iter();
        Read {
            draft,
            reader: Reader::new(draft, lexicon),
            introduced: units.map(|u| (u.clause.index(), u.chapeau.as_str())).collect(),
            defining: draft.definitions.iter().map(|d| d.clause.index()).collect(),
        }
    }

    fn clause(&self, at: usize) -> &'a Clause {
        &self.draft.clauses[at]
    }

    /// The provisions of a clause alone, with the words above that it completes.
    pub(super) fn provisions(&self, at: usize) -> Vec<Provision> {
        let clause = self.clause(at);
        let above = || {
            let parent = self.draft.clause(clause.parent);
            let opens = parent.text.trim_end().ends_with([':', '\u{2014}']);
            if opens { parent.text.as_str() } else { "" }
        };
        self.reader.provisions(&Unit {
            id: String::new(),
            citation: String::new(),
            title: String::new(),
            parent: String::new(),
            text: clause.text.clone(),
            chapeau: self.introduced.get(&at).copied().unwrap_or_else(above).to_owned(),
            clause: ClauseId(at as u32),
            force: clause.force,
            place: clause.place.clone(),
        })
    }

    /// Whether a clause defines a term, or says more of one that the clause around it defines.
    fn defines(&self, at: usize) -> bool {
        let above = self.clause(at).parent.index();
        self.clause(at).kind == "definition" || self.defining.contains(&at) || self.defining.contains(&above)
    }

    /// The strongest force among provisions.
    pub(super) fn force(&self, provisions: &[Provision]) -> Modality {
        let rank = |m: Modality| match m {
            Modality::Prohibition => 7,
            Modality::Requirement => 6,
            Modality::Commitment => 5,
            Modality::Recommendation => 4,
            Modality::Permission => 3,
            Modality::Possibility => 2,
            Modality::Outcome | Modality::Definition => 1,
            Modality::Statement => 0,
        };
        let all = provisions.iter().map(|p| p.modality);
        all.max_by_key(|m| rank(*m)).unwrap_or(Modality::Statement)
    }

    /// Whether a clause, or one that it stands in, says by its heading to what the draft applies.
    fn says_scope(&self, at: usize, lists: &WordLists) -> bool {
        let mut id = ClauseId(at as u32);
        while id != ClauseId::ROOT {
            let heading = &self.draft.clause(id).heading;
            let mut words = tokens(heading).into_iter().take(4);
            if words.any(|t| lists.scope.contains(&folded(t.text))) {
                return true;
            }
            id = self.draft.clause(id).parent;
        }
        false
    }
}

impl<'a> Readers<'a> {
    pub(super) fn new(old: &'a Draft, new: &'a Draft) -> Self {
        let lexicon = Lexicon::embedded();
        Readers {
            old: Read::new(old, &lexicon),
            new: Read::new(new, &lexicon),
        }
    }

    /// The reasons of a pair, what weighs most first. None where only words that no rule knows changed.
    pub(super) fn reasons(&self, changed: &Changed<'_>) -> Vec<String> {
        let (i, j) = changed.at;
        let (old, new) = (self.old.clause(i), self.new.clause(j));
        let (before, after) = (self.old.provisions(i), self.new.provisions(j));
        let mut reasons = Vec::new();
        let (was, is) = (self.old.force(&before), self.new.force(&after));
        // What the words above ask for is told where they stand.
        let said = |side: &[Provision]| side.iter().any(|p| form(p).is_some_and(|at| own(p, at)));
        if was != is && (said(&before) || said(&after)) {
            reasons.push(format!("verbal force: {} is now {}", was.name(), is.name()));
        } else if was == is
            && let Some(sentence) = sentences(&before, &after)
        {
            reasons.push(sentence);
        }
        reasons.extend(bearers(&before, &after, changed));
        reasons.extend(numbers((old, new), (&before, &after), changed));
        reasons.extend(by_words("negation", changed, &changed.lists.negation));
        let marks = |of: fn(&Provision) -> &[Mark]| -> [Vec<&Mark>; 2] {
            [before.as_slice(), after.as_slice()].map(|side| {
                let all = side.iter().flat_map(|p| of(p).iter().map(move |m| (p, m)));
                all.filter(|(p, m)| own(p, m.words.0)).map(|(_, m)| m).collect()
            })
        };
        let [gone, come] = marks(|p| &p.clauses.exceptions);
        let exceptions = hanging("exception", &gone, &come);
        if exceptions.is_none() {
            reasons.extend(by_words("exception", changed, &changed.lists.exception));
        }
        reasons.extend(exceptions);
        let [gone, come] = marks(|p| &p.clauses.conditions);
        reasons.extend(hanging("condition", &gone, &come));
        let scope = |p: &[Provision]| p.iter().any(|p| p.clauses.leaves_out);
        let applies = |words: &[String]| words.iter().any(|w| changed.lists.applies.contains(w));
        if scope(&before) != scope(&after)
            || applies(changed.gone) != applies(changed.come)
            || self.old.says_scope(i, changed.lists) && self.new.says_scope(j, changed.lists)
        {
            reasons.push("scope".to_owned());
        }
        let told_to = |provisions: &[Provision]| -> Vec<String> {
            let all = provisions.iter().flat_map(|p| &p.roles.recipients);
            all.map(|m| folded(&m.text)).collect()
        };
        let (a, b) = (told_to(&before), told_to(&after));
        if before.len() == after.len() {
            reasons.extend(told("recipient", &lone(&a, &b), &lone(&b, &a)));
        }
        let [gone, come] = marks(|p| &p.clauses.hedges);
        reasons.extend(hanging("weakening words", &gone, &come));
        if self.old.defines(i) || self.new.defines(j) {
            reasons.push("definition".to_owned());
        }
        reasons
    }
}

/// Whether a word of a provision is the clause's own, and not of what introduces it.
fn own(p: &Provision, word: usize) -> bool {
    p.words.get(word).is_some_and(|w| w.from >= p.own)
}

/// The word that the force of a provision comes from.
fn form(p: &Provision) -> Option<usize> {
    p.main.and_then(|m| p.modals.get(m)).map(|m| m.words.0)
}

/// `what: a is now b`, `what added: b`, `what dropped: a`; nothing where nothing changed.
pub(super) fn told(what: &str, gone: &[String], come: &[String]) -> Option<String> {
    let list = |of: &[String]| -> String {
        let quoted: Vec<String> = of
            .iter()
            .map(|w| format!("\u{201c}{}\u{201d}", short(w)))
            .collect();
        quoted.join(", ")
    };
    match (gone, come) {
        ([], []) => None,
        ([], _) => Some(format!("{what} added: {}", list(come))),
        (_, []) => Some(format!("{what} dropped: {}", list(gone))),
        _ => Some(format!("{what}: {} is now {}", list(gone), list(come))),
    }
}

fn lone(of: &[String], other: &[String]) -> Vec<String> {
    let mut lone: Vec<String> = Vec::new();
    for word in of {
        if !other.contains(word) && !lone.contains(word) {
            lone.push(word.clone());
        }
    }
    lone
}

fn short(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..SHOWN) {
        Some(first) if words.len() > SHOWN + 2 => format!("{} \u{2026}", first.join(" ")),
        _ => words.join(" "),
    }
}

/// The first sentence whose force changed, where both clauses have as many.
fn sentences(before: &[Provision], after: &[Provision]) -> Option<String> {
    let pairs = before.iter().zip(after);
    let said = |p: &Provision| form(p).is_some_and(|at| own(p, at));
    let mut changed = pairs.filter(|(a, b)| a.modality != b.modality && (said(a) || said(b)));
    let (a, b) = changed.next().filter(|_| before.len() == after.len())?;
    Some(format!(
        "verbal force of sentence {}: {} is now {}",
        a.sentence,
        a.modality.name(),
        b.modality.name()
    ))
}

/// Who has to act: of the first sentences that have another subject.
fn bearers(before: &[Provision], after: &[Provision], changed: &Changed<'_>) -> Option<String> {
    if before.len() != after.len() {
        return None;
    }
    before.iter().zip(after).find_map(|(a, b)| {
        let named = |p: &Provision| -> Option<String> {
            let mention = p.roles.bearing.as_ref().or(p.roles.addressed.first())?;
            own(p, mention.words.0).then(|| mention.text.clone())
        };
        let subject = |p: &Provision| -> String {
            let told = p.modality.binds() && own(p, p.roles.subject.0);
            if told {
                p.roles.addressee.clone()
            } else {
                String::new()
            }
        };
        let (was, is) = match (named(a), named(b)) {
            (Some(was), Some(is)) => (was, is),
            (None, None) => (subject(a), subject(b)),
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
        let words = |text: &str| -> Vec<String> { tokens(text).iter().map(|t| folded(t.text)).collect() };
        let (left, right) = (words(&was), words(&is));
        // A subject that is only read otherwise is none that changed.
        let told =
            left.iter().any(|w| changed.gone.contains(w)) || right.iter().any(|w| changed.come.contains(w));
        let differs = !left.is_empty() && !right.is_empty() && left != right;
        (differs && told).then(|| {
            format!(
                "bearer: \u{201c}{}\u{201d} is now \u{201c}{}\u{201d}",
                short(&was),
                short(&is)
            )
        })
    })
}

/// Periods, deadlines, thresholds, amounts.
fn numbers(
    (old, new): (&Clause, &Clause),
    (before, after): (&[Provision], &[Provision]),
    changed: &Changed<'_>,
) -> Vec<String> {
    // A number beside which something else changed is none that did.
    let touched = |text: &str, words: &[String]| tokens(text).iter().any(|t| words.contains(&folded(t.text)));
    let of = |clause: &Clause, words: &[String]| -> Vec<(Quantity, bool)> {
        let all = quantities(&clause.text).into_iter();
        all.map(|q| (touched(&q.text, words), q))
            .map(|(t, q)| (q, t))
            .collect()
    };
    let (was, is) = (of(old, changed.gone), of(new, changed.come));
    let only = |a: &[(Quantity, bool)], b: &[(Quantity, bool)], period: bool| -> Vec<String> {
        let sort = a
            .iter()
            .filter(|(q, touched)| *touched && (q.kind == Kind::Period) == period);
        let missing = sort.filter(|(q, _)| !b.iter().any(|(other, _)| other.equals(q)));
        missing.map(|(q, _)| q.text.clone()).collect()
    };
    let mut found = Vec::new();
    let periods = told(
        "deadline or period",
        &only(&was, &is, true),
        &only(&is, &was, true),
    );
    if periods.is_none() {
        let all =
            |of: &'_ [Provision]| -> Vec<Deadline> { of.iter().flat_map(|p| p.deadlines.clone()).collect() };
        let (a, b) = (all(before), all(after));
        let only = |a: &[Deadline], b: &[Deadline]| -> Vec<String> {
            let missing = a.iter().filter(|d| !b.iter().any(|other| other.same(d)));
            missing.map(|d| d.text.clone()).collect()
        };
        found.extend(told("deadline", &only(&a, &b), &only(&b, &a)));
    }
    found.extend(periods);
    found.extend(told(
        "threshold or amount",
        &only(&was, &is, false),
        &only(&is, &was, false),
    ));
    found
}

/// A word of a list that was added or dropped.
fn by_words(what: &str, changed: &Changed<'_>, list: &[String]) -> Option<String> {
    let any = |words: &[String]| words.iter().find(|w| list.contains(w)).cloned();
    match (any(changed.gone), any(changed.come)) {
        (None, Some(word)) => Some(format!("{what} added: \u{201c}{word}\u{201d}")),
        (Some(word), None) => Some(format!("{what} dropped: \u{201c}{word}\u{201d}")),
        _ => None,
    }
}

/// Clauses that hang on sentences, and have no twin on the other side.
fn hanging(what: &str, gone: &[&Mark], come: &[&Mark]) -> Option<String> {
    let words = |text: &str| -> Vec<String> { tokens(text).iter().map(|t| folded(t.text)).collect() };
    let twin = |a: &Mark, b: &Mark| {
        let (a, b) = (words(&a.text), words(&b.text));
        let both = a.iter().filter(|w| b.contains(w)).count();
        both as f32 >= SAME_MARK * a.len().min(b.len()).max(1) as f32
    };
    let lone = |of: &[&Mark], other: &[&Mark]| -> Vec<String> {
        let alone = of.iter().filter(|a| !other.iter().any(|b| twin(a, b)));
        alone.map(|m| m.text.clone()).collect()
    };
    told(what, &lone(gone, come), &lone(come, gone))
}
