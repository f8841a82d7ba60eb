//! What a provision does: by its verbal form, else by what its draft says of sentences without one.

use rustc_hash::{FxHashMap, FxHashSet};

use super::forms::Modality;
use super::markers::Markers;
use super::modal::{Finder, Modal};
use super::roles::{Mention, Roles};
use super::word::{Word, gap, words};
use crate::draft::{ClauseId, Draft, defined_term, defining};
use crate::read::Format;

/// What a draft's sentences do that have no verbal form.
#[derive(Debug)]
pub(super) struct Habits {
    /// Rows of a list require; the rest states.
    pub(super) bare: Modality,
    /// What an imperative does: requires in standards, recommends in declarations.
    command: Option<Modality>,
    /// Clauses that are outcomes of a framework.
    outcomes: FxHashSet<ClauseId>,
    /// Clauses that define a term by where they stand.
    definitions: FxHashSet<ClauseId>,
    /// Clauses below "… is responsible for:".
    tasks: FxHashSet<ClauseId>,
    /// What the items of a list do that have no form of their own: what the words do that announce the list.
    announced: FxHashMap<ClauseId, Modality>,
    /// French statutes state duties in the present tense: whoever opens the sentence owes what follows.
    present: bool,
}

/// A sentence of which one asks what it does.
pub(super) struct Asked<'a> {
    pub(super) text: &'a str,
    /// Without the words that introduce it.
    pub(super) own: &'a str,
    /// Of its unit.
    pub(super) first: bool,
    pub(super) words: &'a [Word],
    pub(super) form: Option<Modal>,
    pub(super) actors: &'a [Mention],
    pub(super) roles: &'a Roles,
    pub(super) clause: ClauseId,
}

/// Words at the head of a sentence among which somebody finds and declares, or a term is defined.
const HEAD: usize = 10;

impl Habits {
    pub(super) fn of(draft: &Draft, language: &str, finder: &Finder) -> Habits {
        let commits = finder.commits();
        let style = draft.style.grammar.as_str();
        let list = draft.format == Format::List;
        let of_kind = |kind: &str| {
            draft
                .clauses()
                .filter(|(_, c)| c.kind == kind)
                .map(|(id, _)| id)
                .collect()
        };
        let mut tasks = FxHashSet::default();
        // Parents stand before their children.
        for (id, clause) in draft.clauses() {
            let above = draft.clause(clause.parent).text.trim_end();
            let opens = |text: &str| text.trim_end().ends_with("responsible for:");
            if tasks.contains(&clause.parent) || opens(above) || opens(&clause.text) {
                tasks.insert(id);
            }
        }
        Habits {
            bare: match (style, list) {
                ("nist-framework", true) => Modality::Outcome,
                (_, true) => Modality::Requirement,
                _ => Modality::Statement,
            },
            command: match style {
                "ca-directive" => Some(Modality::Requirement),
                _ if list || style.starts_with("iso") || style == "nist-framework" => {
                    Some(Modality::Requirement)
                }
                _ if commits => Some(Modality::Recommendation),
                _ => None,
            },
            outcomes: if style == "nist-framework" {
                of_kind("outcome")
            } else {
                FxHashSet::default()
            },
            definitions: entries(draft),
            tasks,
            announced: announced(draft, Markers::of(language), finder),
            present: language == "fr" && !list && style != "nist-framework",
        }
    }

    pub(super) fn modality(&self, asked: &Asked<'_>, markers: &Markers) -> Modality {
        let words = asked.words;
        let head = words.len().min(HEAD);
        if defines(asked, self.bare != Modality::Requirement) {
            return Modality::Definition;
        }
        // Findings of a legislature state what is, whatever their verbs.
        let declares = !markers.declares.all(words, 0, head).is_empty();
        if declares || !markers.findings.all(words, 0, words.len()).is_empty() {
            return Modality::Statement;
        }
        if self.tasks.contains(&asked.clause) && is_task(asked.own) {
            return Modality::Requirement;
        }
        if let Some(form) = asked.form {
            return self.of_form(form, asked, markers);
        }
        // Entries of a terminology have no verb; what follows as a sentence of its own is said besides.
        let entry = asked.first || asked.own.starts_with(char::is_lowercase);
        if entry && self.definitions.contains(&asked.clause) {
            return Modality::Definition;
        }
        if !markers.expects.all(words, 0, head).is_empty() {
            return Modality::Outcome;
        }
        if !self.tasks.is_empty() && !markers.charged.all(words, 0, words.len()).is_empty() {
            return Modality::Requirement;
        }
        let announced = self.announced.get(&asked.clause).filter(|_| asked.first);
        let bare = match announced {
            _ if self.outcomes.contains(&asked.clause) => Modality::Outcome,
            Some(announced) if self.bare == Modality::Statement => *announced,
            _ => self.bare,
        };
        let present = self.present
            && asked.actors.first().is_some_and(|a| a.words.0 <= 3)
            && !asked.text.trim_end().ends_with(':');
        match self.command {
            Some(command) if commands(asked, markers) => command,
            _ if present && bare == Modality::Statement => Modality::Requirement,
            _ => bare,
        }
    }

    fn of_form(&self, form: Modal, asked: &Asked<'_>, markers: &Markers) -> Modality {
        let word = |i: usize| asked.words.get(form.words.1 + i).map_or("", |w| w.lower.as_str());
        if word(0) == "mean" {
            return Modality::Definition;
        }
        let fiction = || {
            markers.fictions.at(asked.words, form.words.1).is_some()
                || considered(asked, form.words.1, markers)
        };
        if self.bare != Modality::Requirement && fiction() {
            return Modality::Statement;
        }
        // `Paragraph 1 shall not apply to …` says how far a rule goes, and forbids nobody anything.
        let verb = if word(0) == "be" { word(1) } else { word(0) };
        let nobody = asked.roles.addressed.is_empty() && asked.roles.bearing.is_none();
        let bounds = form.negated && nobody;
        if bounds && self.bare != Modality::Requirement && markers.declaratory.contains(verb) {
            return Modality::Statement;
        }
        // `The harm may be irreversible`, `there may be`: what may happen, not what somebody may do.
        let there = form
            .words
            .0
            .checked_sub(1)
            .and_then(|i| asked.words.get(i))
            .is_some_and(|w| w.lower == "there");
        if form.modality == Modality::Permission
            && nobody
            && self.bare != Modality::Requirement
            && (there || markers.befalls.contains(verb))
        {
            return Modality::Possibility;
        }
        form.modality
    }
}

/// `be considered high-risk`, `be considered to be`: what something counts as. Not `be considered when`, which asks somebody to.
fn considered(asked: &Asked<'_>, at: usize, markers: &Markers) -> bool {
    let word = |i: usize| asked.words.get(at + i).map_or("", |w| w.lower.as_str());
    let behind = asked.words.get(at + 2).is_some_and(|_| {
        let between = gap(asked.text, asked.words, at + 2);
        !between.contains([',', ';', '.', ':', '('])
            && (matches!(word(2), "to" | "as") || content(word(2), markers))
    });
    word(0) == "be" && word(1) == "considered" && behind
}

/// Whether a word is no preposition, no conjunction and no adverb.
fn content(word: &str, markers: &Markers) -> bool {
    let joins = matches!(
        word,
        "when"
            | "where"
            | "if"
            | "before"
            | "after"
            | "and"
            | "or"
            | "in"
            | "at"
            | "on"
            | "by"
            | "for"
            | "with"
            | "during"
            | "further"
            | "only"
            | "separately"
            | "together"
            | "whether"
            | "unless"
            | "while"
            | "per"
            | "also"
    );
    !joins && !word.ends_with("ly") && !markers.prepositions.contains(word)
}

/// Whether words name a task: `testing the data`, `before it is used, testing the data`.
fn is_task(own: &str) -> bool {
    let first = |text: &str| {
        let mut words = text.split_whitespace();
        words
            .find(|w| w.starts_with(char::is_alphabetic))
            .map(str::to_lowercase)
    };
    let lead = matches!(
        first(own).as_deref(),
        Some("before" | "after" | "when" | "where" | "upon" | "prior" | "once")
    );
    let opens = match own.split_once(", ").filter(|_| lead) {
        Some((_, rest)) => rest,
        None => own,
    };
    first(opens).is_some_and(|w| w.trim_end_matches(',').ends_with("ing"))
}

/// What each item of a list does by the words that announce the list, where those stand in a clause of their own: its
/// parent's text, or the paragraph before the items. "The report should include:" recommends each of its items.
fn announced(draft: &Draft, markers: &Markers, finder: &Finder) -> FxHashMap<ClauseId, Modality> {
    let says = |text: &str| {
        let text = text.trim_end();
        let opens = text.ends_with([':', '—', '–'])
            || ["including", "for example;"].iter().any(|w| text.ends_with(w));
        let last = text
            .rfind(". ")
            .map_or(text, |at| text.get(at + 2..).unwrap_or(""));
        let modality = || {
            if defined_term(last).is_some() {
                return Some(Modality::Definition);
            }
            let modals = finder.modals(last, &words(last), markers);
            let main = modals.iter().find(|m| !m.subordinate);
            main.map(|m| m.modality)
        };
        (opens, if opens { modality() } else { None })
    };
    let mut found: FxHashMap<ClauseId, Modality> = FxHashMap::default();
    // What the last paragraph announced.
    let mut running: Option<Modality> = None;
    // In document order: parents stand before their children.
    for (id, clause) in draft.clauses() {
        if clause.label.is_empty() {
            running = says(&clause.text).1;
            continue;
        }
        let (opens_above, above) = says(&draft.clause(clause.parent).text);
        let inherited = if opens_above {
            above.or_else(|| found.get(&clause.parent).copied())
        } else {
            running
        };
        if let Some(modality) = inherited {
            found.insert(id, modality);
        }
    }
    found
}

/// The clauses that define a term without a verb: entries of a terminology.
fn entries(draft: &Draft) -> FxHashSet<ClauseId> {
    let entry = |d: &&crate::draft::Definition| {
        let clause = draft.clause(d.clause);
        clause.heading == d.term || clause.text.starts_with(&d.term)
    };
    draft.definitions.iter().filter(entry).map(|d| d.clause).collect()
}

/// Whether a sentence says what a term means: `“Risk” means …`, `In this paragraph, “risk” includes …`, `Asset: A file …`.
fn defines(asked: &Asked<'_>, loosely: bool) -> bool {
    if defined_term(asked.own).is_some() {
        return true;
    }
    let own = asked.own.trim_start();
    let early = asked.form.map_or(usize::MAX, |f| {
        asked.words.get(f.words.0).map_or(usize::MAX, |w| w.from)
    });
    if let Some(said) = defining(own) {
        let start = asked.text.len() - own.len();
        return start + said.at < early;
    }
    // Rows of lists begin with titles that look like terms.
    if asked.form.is_some() || !loosely {
        return false;
    }
    // `‘appropriate’ suitable and necessary to …`
    let quoted = own
        .strip_prefix(['‘', '“'])
        .and_then(|rest| rest.split_once(['’', '”']));
    if quoted.is_some_and(|(term, rest)| {
        let next = rest.strip_prefix(' ').and_then(|r| r.chars().next());
        term.split(' ').count() <= 4
            && next.is_some_and(char::is_lowercase)
            && asked.own.len() == asked.text.len()
    }) {
        return true;
    }
    // A term of several words, or with a comma: `federal work, undertaking or business means any …`
    let at = asked.words.iter().take(HEAD).position(|w| w.lower == "means");
    let article = |w: &Word| {
        matches!(
            w.lower.as_str(),
            "a" | "an" | "any" | "the" | "each" | "all" | "one"
        )
    };
    if at.is_some_and(|i| i > 0 && asked.words.get(i + 1).is_some_and(article)) {
        return true;
    }
    // `Asset: A digital file …`
    let Some((term, said)) = own.split_once(": ").or_else(|| own.split_once(" : ")) else {
        return false;
    };
    let opens = ["A ", "An ", "Any "]
        .iter()
        .any(|a| said.trim_start().starts_with(a));
    let short = term.split_whitespace().count() <= 4 && !term.contains(['.', ',', '(']);
    let example = ["example", "note", "warning"]
        .iter()
        .any(|w| term.to_lowercase().starts_with(w));
    opens && short && !example && term.starts_with(char::is_alphabetic)
}

/// Whether a sentence is an imperative: `Determine the mass.`, `Publicly report the results.`, `If it is late, inform the
/// office.` Not `Test sets are kept.`
fn commands(asked: &Asked<'_>, markers: &Markers) -> bool {
    let starts = |at: usize| at == 0 || gap(asked.text, asked.words, at).contains('|');
    let opening = |at: usize| {
        let word = asked.words.get(at).map_or("", |w| w.lower.as_str());
        matches!(
            word,
            "if" | "where" | "when" | "before" | "after" | "in" | "for" | "during"
        )
    };
    let from = asked
        .words
        .iter()
        .position(|w| w.from + asked.own.len() >= asked.text.len())
        .unwrap_or(0);
    (from..asked.words.len())
        .filter(|&at| at == from || starts(at))
        .any(|at| {
            let comma = (at + 1..asked.words.len())
                .find(|&i| gap(asked.text, asked.words, i).contains([',', '.', '|']));
            commands_at(asked, at, markers)
                || (opening(at)
                    && comma.is_some_and(|c| {
                        gap(asked.text, asked.words, c).contains(',') && commands_at(asked, c, markers)
                    }))
        })
}

/// Whether the words from here on are an imperative, behind adverbs and signal words.
fn commands_at(asked: &Asked<'_>, from: usize, markers: &Markers) -> bool {
    let passed = |w: &Word| {
        w.number.is_some()
            || w.lower.chars().count() < 2
            || w.lower.ends_with("ly")
            || matches!(w.lower.as_str(), "warning" | "caution")
    };
    let first = asked
        .words
        .iter()
        .enumerate()
        .skip(from)
        .find(|(_, w)| !passed(w));
    let Some((at, _)) = first.filter(|(i, w)| i - from <= 3 && markers.imperative.contains(&w.lower)) else {
        return false;
    };
    let finite = |w: &str| matches!(w, "is" | "are" | "was" | "were" | "has" | "have");
    for (i, word) in asked.words.iter().enumerate().skip(at + 1) {
        if gap(asked.text, asked.words, i).contains([';', ':', '.', '|'])
            || markers.relative.contains(&word.lower)
        {
            break;
        }
        if finite(&word.lower) {
            return false;
        }
    }
    true
}
