//! Why a change may alter what is asked: what the provisions of both clauses say differently.
//!
//! Each reason names what changed and shows both sides, so that a reader can judge without opening the drafts. A clause
//! that completes a sentence above it is read together with those words. Cost: linear in the texts of the clauses that
//! changed.

mod amounts;
mod bearer;
mod force;
mod marks;
mod turned;

use std::collections::{BTreeMap, BTreeSet};

use amounts::numbers;
use bearer::bearers;
use force::{Sentences, first, verbal_force};
use marks::{by_words, hanging, negation, says_what_applies};
use turned::turned;

pub(super) use amounts::amounts;

use super::compared::Compared;
use super::lists::WordLists;
use super::word::{folded, lowered, tokens};
use crate::draft::{Clause, ClauseId, Draft, Unit};
use crate::lexicon::Lexicon;
use crate::provision::{Mark, Mention, Modality, Provision, Reader};
use crate::read::Format;

/// Longest phrase that is shown, in words.
const SHOWN: usize = 12;

/// What a pair of clauses is read by.
#[derive(Clone, Copy)]
pub(super) struct Changed<'a> {
    /// The old and the new clause.
    pub(super) at: (usize, usize),
    /// Their texts, with those of the parts that a clause was split into or merged from.
    pub(super) texts: (&'a str, &'a str),
    /// Where they differ, references that follow their targets aside.
    pub(super) compared: &'a Compared<'a>,
    /// Words deleted, in lower case.
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
    /// The word that begins the rows of a list and asks for what follows: "Verify that …".
    opener: Option<String>,
}

impl<'a> Read<'a> {
    fn new(draft: &'a Draft, lexicon: &Lexicon) -> Self {
        let units = draft.units.iter();
        Read {
            draft,
            reader: Reader::new(draft, lexicon),
            introduced: units.map(|u| (u.clause.index(), u.chapeau.as_str())).collect(),
            defining: draft.definitions.iter().map(|d| d.clause.index()).collect(),
            opener: opener(draft),
        }
    }

    fn opener(&self) -> Option<&str> {
        self.opener.as_deref()
    }

    /// Whether a clause is a row of a table, where "not" is no negation of a sentence.
    fn is_cell(&self, at: usize) -> bool {
        self.clause(at).kind == "row"
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

    /// Whether a clause defines a term.
    pub(super) fn is_defining(&self, at: usize) -> bool {
        self.defining.contains(&at)
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
        let asks = |p: &Provision| self.opener.is_some() && first(p) == self.opener();
        let modality = |p: &Provision| {
            if asks(p) {
                Modality::Requirement
            } else {
                p.modality
            }
        };
        let all = provisions.iter().map(modality);
        all.max_by_key(|m| rank(*m)).unwrap_or(Modality::Statement)
    }

    /// Whether a clause, or one that it stands in, says by its heading to what the draft applies: "Scope", "Field of
    /// application", and not "Application for a permit".
    fn says_scope(&self, at: usize, lists: &WordLists) -> bool {
        let mut id = ClauseId(at as u32);
        while id != ClauseId::ROOT {
            let heading = &self.draft.clause(id).heading;
            let words: Vec<String> = tokens(heading).iter().map(|t| lowered(t.text)).collect();
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

/// The word that begins at least half of the rows of a list.
fn opener(draft: &Draft) -> Option<String> {
    if draft.format != Format::List {
        return None;
    }
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    let rows = draft.clauses().filter(|(_, c)| !c.text.is_empty());
    let mut all = 0;
    for (_, clause) in rows {
        all += 1;
        if let Some(word) = clause.text.split_whitespace().next() {
            *often.entry(lowered(word)).or_default() += 1;
        }
    }
    let most = often.into_iter().max_by_key(|(_, n)| *n);
    most.filter(|(_, n)| *n > 2 && 2 * n >= all).map(|(word, _)| word)
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
        let sentences = Sentences::new(&before, &after);
        let mut reasons = Vec::new();
        let defines = self.old.defines(i) || self.new.defines(j);
        if !defines {
            reasons.extend(verbal_force(
                &before,
                &after,
                &sentences,
                changed,
                self.new.opener(),
            ));
        }
        let one_actor = |a: &Mention, b: &Mention| self.one_actor(a, b);
        reasons.extend(bearers(&before, &after, &sentences, changed, &one_actor));
        let amounts = numbers((old, new), (&before, &after), changed);
        let told_amounts = !amounts.is_empty();
        reasons.extend(amounts);
        reasons.extend(turned(changed, told_amounts));
        if !self.new.is_cell(j) {
            reasons.extend(negation(changed));
        }
        let marks = |of: fn(&Provision) -> &[Mark]| -> [Vec<&Mark>; 2] {
            [before.as_slice(), after.as_slice()].map(|side| {
                let all = side.iter().flat_map(|p| of(p).iter().map(move |m| (p, m)));
                all.filter(|(p, m)| own(p, m.words.0)).map(|(_, m)| m).collect()
            })
        };
        let [gone, come] = marks(|p| &p.clauses.exceptions);
        let exceptions = hanging("exception", &gone, &come, changed, &changed.lists.exception);
        if exceptions.is_none() {
            reasons.extend(by_words("exception", changed, &changed.lists.exception));
        }
        reasons.extend(exceptions);
        let [gone, come] = marks(|p| &p.clauses.conditions);
        reasons.extend(hanging(
            "condition",
            &gone,
            &come,
            changed,
            &changed.lists.condition,
        ));
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
        // Who is named as often as before is only read otherwise.
        let named = |text: &str, provisions: &[Provision]| -> usize {
            let all = provisions.iter().flat_map(|p| &p.actors);
            all.filter(|m| folded(&m.text) == text).count()
        };
        let more =
            |of: Vec<String>, here: &[Provision], there: &[Provision], words: &[String]| -> Vec<String> {
                let counts = |t: &String| touches(t, words) && named(t, here) > named(t, there);
                of.into_iter().filter(counts).collect()
            };
        if before.len() == after.len() {
            let gone = more(lone(&a, &b), &before, &after, changed.gone);
            let come = more(lone(&b, &a), &after, &before, changed.come);
            reasons.extend(told("recipient", &gone, &come));
        }
        let [gone, come] = marks(|p| &p.clauses.hedges);
        reasons.extend(hanging("weakening words", &gone, &come, changed, &[]));
        if defines {
            reasons.push("definition".to_owned());
        }
        reasons
    }

    /// Whether two names are, by the lexicon, of one actor that is no authority: `user`, `deployer`.
    fn one_actor(&self, a: &Mention, b: &Mention) -> bool {
        a.actor == b.actor && !self.authority.get(a.actor).copied().unwrap_or(false)
    }
}

/// Whether a word of a provision is the clause's own, and not of what introduces it.
fn own(p: &Provision, word: usize) -> bool {
    p.words.get(word).is_some_and(|w| w.from >= p.own)
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
    tokens(text).iter().any(|t| words.contains(&lowered(t.text)))
}
