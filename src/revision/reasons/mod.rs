//! Why a change may alter what is asked: what the provisions of both clauses say differently.
//!
//! Each reason names what changed and shows both sides, so that a reader can judge without opening the drafts. A clause
//! that completes a sentence above it is read together with those words. Cost: linear in the texts of the clauses that
//! changed.

mod bearer;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use bearer::bearers;
use words::{by_words, hanging, negation, numbers, says_what_applies};

pub(super) use words::amounts;

use super::substance::WordLists;
use super::word::{folded, tokens};
use crate::draft::{Clause, ClauseId, Draft, Unit};
use crate::lexicon::Lexicon;
use crate::provision::{Mark, Mention, Modality, Provision, Reader};

/// Longest phrase that is shown, in words.
const SHOWN: usize = 12;

/// What a pair of clauses is read by.
#[derive(Clone, Copy)]
pub(super) struct Changed<'a> {
    /// The old and the new clause.
    pub(super) at: (usize, usize),
    /// Their texts, with those of the parts that a clause was split into or merged from.
    pub(super) texts: (&'a str, &'a str),
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
    /// Of each actor of the lexicon whether it is an authority: those are told apart though they share an entry.
    authority: Vec<bool>,
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
        self.provisions_of(at, &self.clause(at).text)
    }

    /// The provisions of a text that stands where a clause does.
    fn provisions_of(&self, at: usize, text: &str) -> Vec<Provision> {
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
            text: text.to_owned(),
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

    /// Whether a clause, or one that it stands in, says by its heading to what the draft applies: "Scope", "Field of
    /// application", and not "Application for a permit".
    fn says_scope(&self, at: usize, lists: &WordLists) -> bool {
        let mut id = ClauseId(at as u32);
        while id != ClauseId::ROOT {
            let heading = &self.draft.clause(id).heading;
            let words: Vec<String> = tokens(heading).iter().map(|t| folded(t.text)).collect();
            let first = words.iter().take(4).any(|w| lists.scope.contains(w));
            let joined = words.join(" ");
            if first || lists.scope_headings.contains(&joined) {
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
            authority: lexicon.actors.iter().map(|a| a.authority).collect(),
        }
    }

    /// The reasons of a pair, what weighs most first. None where only words that no rule knows changed.
    pub(super) fn reasons(&self, changed: &Changed<'_>) -> Vec<String> {
        let (i, j) = changed.at;
        let (old, new) = changed.texts;
        let (before, after) = (self.old.provisions_of(i, old), self.new.provisions_of(j, new));
        let mut reasons = Vec::new();
        let defines = self.old.defines(i) || self.new.defines(j);
        if !defines {
            reasons.extend(self.verbal_force(&before, &after, changed));
        }
        let one_actor = |a: &Mention, b: &Mention| self.one_actor(a, b);
        reasons.extend(bearers(&before, &after, changed, &one_actor));
        reasons.extend(numbers((old, new), (&before, &after), changed));
        reasons.extend(negation(old, new, changed));
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
        let applies = |text: &str| says_what_applies(text, changed.lists);
        let touched = |words: &[String]| words.iter().any(|w| changed.lists.applies.contains(w));
        let touched = touched(changed.gone) || touched(changed.come);
        if touched && (scope(&before) != scope(&after) || applies(old) != applies(new))
            || self.old.says_scope(i, changed.lists) && self.new.says_scope(j, changed.lists)
        {
            reasons.push("scope".to_owned());
        }
        let told_to = |provisions: &[Provision], other: &[Provision]| -> Vec<String> {
            let others = || other.iter().flat_map(|p| &p.roles.recipients);
            let renamed = |m: &&Mention| {
                let words = folded(&m.text);
                let same = |o: &Mention| self.one_actor(m, o) && folded(&o.text) != words;
                others().any(same)
            };
            let all = provisions.iter().flat_map(|p| &p.roles.recipients);
            all.filter(|m| !renamed(m)).map(|m| folded(&m.text)).collect()
        };
        let (a, b) = (told_to(&before, &after), told_to(&after, &before));
        if before.len() == after.len() {
            let (gone, come) = (lone(&a, &b), lone(&b, &a));
            let gone: Vec<String> = gone.into_iter().filter(|t| touches(t, changed.gone)).collect();
            let come: Vec<String> = come.into_iter().filter(|t| touches(t, changed.come)).collect();
            reasons.extend(told("recipient", &gone, &come));
        }
        let [gone, come] = marks(|p| &p.clauses.hedges);
        reasons.extend(hanging("weakening words", &gone, &come));
        if defines {
            reasons.push("definition".to_owned());
        }
        reasons
    }

    /// Whether two names are, by the lexicon, of one actor that is no authority: `user`, `deployer`.
    fn one_actor(&self, a: &Mention, b: &Mention) -> bool {
        a.actor == b.actor && !self.authority.get(a.actor).copied().unwrap_or(false)
    }

    /// What the sentences ask for otherwise: one that came or went is told as such, and does not turn the others.
    fn verbal_force(
        &self,
        before: &[Provision],
        after: &[Provision],
        changed: &Changed<'_>,
    ) -> Option<String> {
        // What the words above ask for is told where they stand, and what is left out is told as scope.
        let said = |side: &[Provision]| -> Vec<Modality> {
            let own = side
                .iter()
                .filter(|p| !p.clauses.leaves_out && form(p).is_some_and(|at| own(p, at)));
            own.map(|p| p.modality).collect()
        };
        let (was, is) = (said(before), said(after));
        if before.len() == after.len() {
            return sentences(before, after, changed);
        }
        let more = |of: &[Modality], than: &[Modality]| -> Vec<Modality> {
            let mut left = than.to_vec();
            let mut more: Vec<Modality> = Vec::new();
            for &modality in of {
                match left.iter().position(|&m| m == modality) {
                    Some(at) => drop(left.swap_remove(at)),
                    None if !more.contains(&modality) => more.push(modality),
                    None => {}
                }
            }
            more
        };
        let names = |of: &[Modality]| of.iter().map(|m| m.name()).collect::<Vec<_>>().join(", ");
        let (gone, come) = (more(&was, &is), more(&is, &was));
        match (gone.as_slice(), come.as_slice()) {
            ([], []) => None,
            ([], come) => Some(format!("sentence added: {}", names(come))),
            (gone, []) => Some(format!("sentence dropped: {}", names(gone))),
            // A verbal form that stands as it stood was not turned by a sentence beside it.
            (_, come) if before.len() < after.len() && !forms_touched(before, changed.gone) => {
                Some(format!("sentence added: {}", names(come)))
            }
            (gone, _) if before.len() > after.len() && !forms_touched(after, changed.come) => {
                Some(format!("sentence dropped: {}", names(gone)))
            }
            _ => {
                let (was, is) = (self.old.force(before), self.new.force(after));
                (was != is).then(|| format!("verbal force: {} is now {}", was.name(), is.name()))
            }
        }
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

/// Whether a word of a text is among those that changed.
pub(super) fn touches(text: &str, words: &[String]) -> bool {
    tokens(text).iter().any(|t| words.contains(&folded(t.text)))
}

/// Whether a word of a verbal form is among those that changed.
fn forms_touched(provisions: &[Provision], words: &[String]) -> bool {
    let form = |p: &Provision| {
        let (from, to) = p.main.and_then(|m| p.modals.get(m))?.words;
        Some(
            p.words
                .get(from..to)?
                .iter()
                .any(|w| words.contains(&folded(&w.lower))),
        )
    };
    provisions.iter().any(|p| form(p).unwrap_or(false))
}

/// The first sentence whose force changed, where both clauses have as many: by its verbal form, and not by how the rest is
/// read.
fn sentences(before: &[Provision], after: &[Provision], changed: &Changed<'_>) -> Option<String> {
    let said = |p: &Provision| form(p).is_some_and(|at| own(p, at));
    let turned = |a: &Provision, b: &Provision| {
        let one = std::slice::from_ref::<Provision>;
        forms_touched(one(a), changed.gone) || forms_touched(one(b), changed.come)
    };
    let mut pairs = before.iter().zip(after);
    let (a, b) = pairs.find(|(a, b)| a.modality != b.modality && (said(a) || said(b)) && turned(a, b))?;
    let which = if before.len() > 1 {
        format!(" of sentence {}", a.sentence)
    } else {
        String::new()
    };
    Some(format!(
        "verbal force{which}: {} is now {}",
        a.modality.name(),
        b.modality.name()
    ))
}
