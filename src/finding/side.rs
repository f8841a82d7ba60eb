//! A draft as the rules see it: provisions, and their words as tokens that can be set against another draft's.
//!
//! A token is a verbal form, a period, a bound, a day, a weakening phrase, an actor, a phrase that has synonyms, or a stem. All
//! verbal forms are one token, all periods are: so the words around them line up, and what stands there can be compared.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Spot;
use crate::align::language::Language;
use crate::draft::{ClauseId, Draft};
use crate::lexicon::Lexicon;
use crate::provision::{ByUnit, Mention, Provision, Reader};
use crate::read::Format;
use crate::term::{Term, terms};

/// What a token is; the number is its place in the provision's list of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Modal(usize),
    Deadline(usize),
    Threshold(usize),
    Hedge(usize),
    Actor(usize),
    /// With whether it says what the text is about.
    Word(bool),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) key: u32,
    pub(super) what: What,
    /// Its first word, and the one after its last.
    pub(super) words: (usize, usize),
}

/// A provision with its tokens.
#[derive(Debug)]
pub(super) struct Prov {
    pub(super) p: Arc<Provision>,
    pub(super) tokens: Vec<Token>,
    /// Stems of content words, sorted, each once.
    pub(super) content: Vec<u32>,
    /// Verbs of the lists: what kind of act it is (`report`, `keep`).
    pub(super) acts: Vec<String>,
    /// Its subject is an office by name: an agency, a council, a minister.
    pub(super) office: bool,
    /// What a bound is about (`penalty`, `harm`).
    pub(super) themes: Vec<String>,
    /// Who looks into it: somebody independent (`true`), one's own people (`false`), or nobody says.
    pub(super) assessor: Option<bool>,
    /// Actors that a sanction in it falls on, as indexes into the lexicon's; empty where it names none.
    pub(super) liable: Vec<usize>,
    /// It says who has to comply.
    pub(super) complies: bool,
}

impl Prov {
    /// The words of the verbal form that it turns on.
    pub(super) fn form(&self) -> Vec<(usize, usize)> {
        let main = self.p.main.and_then(|m| self.p.modals.get(m));
        main.map(|m| m.words).into_iter().collect()
    }

    /// What shows what it asks for: the form that it turns on, or where words above it hold that, its own first words.
    pub(super) fn shows(&self) -> Vec<(usize, usize)> {
        let own = self
            .p
            .words
            .iter()
            .position(|w| w.from >= self.p.own)
            .unwrap_or(0);
        let form = self.form();
        if form.iter().all(|f| f.0 >= own) {
            return form;
        }
        vec![(own, (own + OWN).min(self.p.words.len()))]
    }

    /// Who has to act in the end, as far as the lexicon knows them.
    pub(super) fn head(&self) -> Option<&Mention> {
        let roles = &self.p.roles;
        roles.bearing.as_ref().or_else(|| roles.addressed.first())
    }

    /// Whether it is about a penalty.
    pub(super) fn penal(&self) -> bool {
        self.themes.iter().any(|t| t == "penalty")
    }

    /// Whether a sanction in it and one in another provision may fall on the same: unless both name whom, and name others.
    pub(super) fn may_befall_the_same(&self, other: &Prov) -> bool {
        self.liable.is_empty()
            || other.liable.is_empty()
            || self.liable.iter().any(|actor| other.liable.contains(actor))
    }

    /// Where it stands and what shows it: the sentence, cut around the words that differ (given as ranges of words).
    pub(super) fn spot(&self, unit: usize, words: &[(usize, usize)]) -> Spot {
        let bytes: Vec<(usize, usize)> = words
            .iter()
            .filter_map(|&(from, to)| {
                let last = self.p.words.get(to.checked_sub(1)?)?;
                Some((self.p.words.get(from)?.from, last.to)).filter(|(a, b)| a < b)
            })
            .collect();
        spot(unit, &self.p.text, &bytes)
    }
}

/// First words of a point that stand for what it asks for.
const OWN: usize = 6;

/// Bytes of a sentence that evidence shows.
const SHOWN: usize = 320;

/// A spot in a text, cut at words around what differs.
pub(super) fn spot(unit: usize, text: &str, marks: &[(usize, usize)]) -> Spot {
    let first = marks.iter().map(|m| m.0).min().unwrap_or(0);
    let last = marks.iter().map(|m| m.1).max().unwrap_or(0);
    let (mut from, mut to) = (0, text.len());
    if text.len() > SHOWN {
        let middle = (SHOWN.saturating_sub(last.saturating_sub(first))) / 2;
        from = if last <= SHOWN {
            0
        } else {
            first.saturating_sub(middle)
        };
        to = (from + SHOWN).max(last.min(from + 2 * SHOWN)).min(text.len());
        from = boundary(text, from, false);
        to = boundary(text, to, true);
    }
    let cut = text.get(from..to).unwrap_or(text);
    let (head, tail) = (
        if from > 0 { "… " } else { "" },
        if to < text.len() { " …" } else { "" },
    );
    let lead = cut.len() - cut.trim_start().len();
    let shift = |at: usize| (at.max(from + lead) - from - lead) + head.len();
    let inside = |m: &&(usize, usize)| m.0 >= from + lead && m.1 <= to;
    Spot {
        unit,
        evidence: format!("{head}{}{tail}", cut.trim()),
        marks: marks
            .iter()
            .filter(inside)
            .map(|m| (shift(m.0), shift(m.1)))
            .collect(),
    }
}

/// The nearest space at or before a byte (`behind`: at or behind it).
fn boundary(text: &str, at: usize, behind: bool) -> usize {
    if at == 0 || at >= text.len() {
        return at.min(text.len());
    }
    let space = |i: &usize| text.as_bytes().get(*i).is_some_and(u8::is_ascii_whitespace);
    let found = if behind {
        (at..text.len()).find(space)
    } else {
        (0..at).rev().find(space)
    };
    found.unwrap_or(if behind { text.len() } else { 0 })
}

/// Words to numbers, one numbering for both sides, with how many provisions have each.
#[derive(Debug, Default)]
pub(super) struct Interner {
    ids: FxHashMap<String, u32>,
    seen: Vec<u32>,
}

impl Interner {
    fn id(&mut self, key: &str) -> u32 {
        if let Some(&id) = self.ids.get(key) {
            return id;
        }
        let id = self.seen.len() as u32;
        self.seen.push(0);
        self.ids.insert(key.to_owned(), id);
        id
    }

    /// What a stem counts: rare ones more.
    pub(super) fn weight(&self, id: u32) -> f64 {
        let n = f64::from(self.seen.get(id as usize).copied().unwrap_or(0));
        1.0 / (2.0 + n).ln()
    }
}

/// One draft.
pub(super) struct Side<'a> {
    pub(super) draft: &'a Draft,
    /// Provisions by unit.
    pub(super) units: Vec<Vec<Prov>>,
    pub(super) language: Language,
    /// What kind of draft: `binding`, `voluntary`, `political`; lists whose nature nobody says are taken as binding.
    pub(super) nature: String,
    pub(super) binds: bool,
    /// What it defines.
    pub(super) terms: Vec<Term>,
    /// Actors by how often their terms are named: actor, term in the singular.
    pub(super) named: BTreeMap<(usize, String), usize>,
}

impl<'a> Side<'a> {
    /// A draft with its provisions, where they are read already.
    pub(super) fn new(
        draft: &'a Draft,
        provisions: Option<&ByUnit>,
        lexicon: &Lexicon,
        interner: &mut Interner,
    ) -> Side<'a> {
        let reader = Reader::new(draft, lexicon);
        let language = Language::of(draft);
        let read = provisions
            .cloned()
            .unwrap_or_else(|| reader.by_unit(&draft.units));
        let mut stems = Stems {
            lexicon,
            language: &language,
            known: FxHashMap::default(),
            interner,
        };
        let units: Vec<Vec<Prov>> = read
            .into_iter()
            .map(|ps| ps.into_iter().map(|p| stems.prov(p, &reader)).collect())
            .collect();
        let nature = draft
            .identity
            .nature
            .clone()
            .unwrap_or_else(|| match draft.format {
                Format::List => "binding".to_owned(),
                _ => "unknown".to_owned(),
            });
        let mut named = BTreeMap::new();
        for p in units.iter().flatten() {
            for mention in &p.p.actors {
                *named
                    .entry((mention.actor, singular(&mention.text, &language)))
                    .or_insert(0) += 1;
            }
        }
        Side {
            binds: matches!(nature.as_str(), "binding" | "unknown"),
            nature,
            terms: terms(draft),
            draft,
            units,
            language,
            named,
        }
    }

    /// Whether what a unit asks for falls on authorities alone.
    pub(super) fn official(&self, unit: usize, lexicon: &Lexicon) -> bool {
        let provs = self.units.get(unit).into_iter().flatten();
        let known = |h: &Mention| lexicon.actors.get(h.actor).is_some_and(|a| a.authority);
        let mut duties = provs.filter(|p| p.p.modality.binds()).peekable();
        duties.peek().is_some()
            && duties.all(|p| match p.head() {
                Some(head) => known(head),
                None => p.office,
            })
    }

    /// Whether two units are one, or points of one clause, or a clause and its point.
    pub(super) fn beside(&self, a: usize, b: usize) -> bool {
        let place = |u: usize| {
            let clause = self.draft.units.get(u)?.clause;
            Some((clause, self.draft.clause(clause).parent))
        };
        let (Some((a, over_a)), Some((b, over_b))) = (place(a), place(b)) else {
            return false;
        };
        a == b || over_a == b || over_b == a || (over_a == over_b && over_a != ClauseId::ROOT)
    }

    /// The units that stand beside a unit, itself among them: what belongs to one ladder of deadlines.
    pub(super) fn siblings(&self, unit: usize) -> Vec<usize> {
        let parent = |u: usize| {
            self.draft
                .units
                .get(u)
                .map(|u| self.draft.clause(u.clause).parent)
        };
        let Some(own) = parent(unit).filter(|p| *p != ClauseId::ROOT) else {
            return vec![unit];
        };
        let near = unit.saturating_sub(12)..(unit + 12).min(self.units.len());
        near.filter(|&u| u == unit || parent(u) == Some(own)).collect()
    }
}

/// A term without its plural, in lower case, in one spelling.
pub(super) fn singular(text: &str, language: &Language) -> String {
    let words = text
        .split_whitespace()
        .map(|w| language.light(&w.to_lowercase().replace("isation", "ization")));
    words.collect::<Vec<_>>().join(" ")
}

struct Stems<'a> {
    lexicon: &'a Lexicon,
    language: &'a Language,
    known: FxHashMap<String, (u32, bool)>,
    interner: &'a mut Interner,
}

impl Stems<'_> {
    fn prov(&mut self, p: Arc<Provision>, reader: &Reader) -> Prov {
        let mut tokens = Vec::new();
        let mut at = 0;
        while at < p.words.len() {
            let (what, key, to) = self.token(&p, reader, at);
            tokens.push(Token {
                key,
                what,
                words: (at, to),
            });
            at = to.max(at + 1);
        }
        let mut content: Vec<u32> = tokens
            .iter()
            .filter(|t| matches!(t.what, What::Word(true) | What::Actor(_)))
            .map(|t| t.key)
            .collect();
        content.sort_unstable();
        content.dedup();
        for &id in &content {
            if let Some(n) = self.interner.seen.get_mut(id as usize) {
                *n += 1;
            }
        }
        let (acts, themes) = reader.acts_and_themes(&p);
        let authority = |actor: usize| self.lexicon.actors.get(actor).is_some_and(|a| a.authority);
        let liable = reader.liable(&p, &authority);
        Prov {
            office: reader.office(&p),
            assessor: reader.assessor(&p),
            complies: reader.complies(&p),
            liable,
            p,
            tokens,
            content,
            acts,
            themes,
        }
    }

    fn token(&mut self, p: &Provision, reader: &Reader, at: usize) -> (What, u32, usize) {
        // The lists are in the order of the words: a sentence of thousands of forms takes no time.
        if let Ok(i) = p.modals.binary_search_by_key(&at, |m| m.words.0) {
            return (
                What::Modal(i),
                self.interner.id("\u{1}modal"),
                p.modals.get(i).map_or(at + 1, |m| m.words.1),
            );
        }
        let first = p.deadlines.partition_point(|d| d.words.0 < at);
        if let Some((i, d)) = p
            .deadlines
            .get(first)
            .map(|d| (first, d))
            .filter(|(_, d)| d.words.0 == at)
        {
            let key = if d.date.is_some() {
                "\u{1}date"
            } else {
                "\u{1}period"
            };
            return (What::Deadline(i), self.interner.id(key), d.words.1);
        }
        if let Some((i, t)) = p
            .thresholds
            .iter()
            .enumerate()
            .find(|(_, t)| t.quantity.words.0 == at)
        {
            return (
                What::Threshold(i),
                self.interner.id(&format!("\u{1}{:?}", t.quantity.kind)),
                t.quantity.words.1,
            );
        }
        let hedge = p.clauses.hedges.binary_search_by_key(&at, |h| h.words.0);
        if let Some((i, h)) = hedge.ok().and_then(|i| Some((i, p.clauses.hedges.get(i)?))) {
            return (
                What::Hedge(i),
                self.interner.id(&format!("\u{1}hedge {}", h.class)),
                h.words.1,
            );
        }
        let actor = p.actors.binary_search_by_key(&at, |m| m.words.0);
        if let Some((i, m)) = actor.ok().and_then(|i| Some((i, p.actors.get(i)?))) {
            let key = format!("\u{1}actor {}", singular(&m.text, self.language));
            return (What::Actor(i), self.interner.id(&key), m.words.1);
        }
        if let Some((n, key)) = reader.same(&p.words, at) {
            return (
                What::Word(false),
                self.interner.id(&format!("\u{1}same {key}")),
                at + n,
            );
        }
        let word = p.words.get(at).map_or("", |w| w.lower.as_str());
        if let Some(&(key, content)) = self.known.get(word) {
            return (What::Word(content), key, at + 1);
        }
        let content = self.language.content(word) || word.chars().all(|c| c.is_ascii_digit());
        let key = self.interner.id(&self.language.light(word));
        self.known.insert(word.to_owned(), (key, content));
        (What::Word(content), key, at + 1)
    }
}
