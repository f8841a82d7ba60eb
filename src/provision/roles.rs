//! Who acts, on what, towards whom. Cost: linear in the words.

use super::markers::Markers;
use super::modal::Modal;
use super::phrase::Phrases;
use super::word::{Word, gap, slice};

/// An actor as named in a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Index in the lexicon's actors.
    pub actor: usize,
    /// As written.
    pub text: String,
    /// Its first word, and the one after its last.
    pub(crate) words: (usize, usize),
}

/// Who acts, on what, towards whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles {
    /// Whom the sentence addresses: its subject, with what is said of it.
    pub addressee: String,
    /// Who has to act in the end, where someone else is to see to it: the providers in "Member States shall ensure that
    /// providers …", the agent of a passive.
    pub bearer: String,
    /// The verb.
    pub action: String,
    /// What the verb is about.
    pub object: String,
    /// Who is told, given, shown.
    pub recipients: Vec<Mention>,
    /// The actors of the addressee, in order: the first is the head.
    pub(crate) addressed: Vec<Mention>,
    /// The words of the subject.
    pub(crate) subject: (usize, usize),
    pub(crate) bearing: Option<Mention>,
    /// The word of the verb.
    pub(crate) verb: usize,
    /// "shall be kept".
    pub(crate) passive: bool,
}

/// Longest addressee and object, in words.
const ADDRESSEE: usize = 12;
const OBJECT: usize = 16;

/// Participles that end in neither -ed nor -en.
const PARTICIPLES: &str = "made kept sent held set put done told met laid built found brought understood known shown drawn subject bound";

pub(super) fn mentions(
    text: &str,
    words: &[Word],
    actors: &Phrases<usize>,
    markers: &Markers,
) -> Vec<Mention> {
    let all = actors.all(words, 0, words.len());
    // `the state of the art`
    let names = |(from, to, _): &(usize, usize, &usize)| {
        let phrase = markers.nobodies.at(words, *from);
        phrase.is_none_or(|(n, ())| from + n <= *to)
    };
    all.into_iter()
        .filter(names)
        .map(|(from, to, &actor)| Mention {
            actor,
            text: slice(text, words, from, to).to_owned(),
            words: (from, to),
        })
        .collect()
}

pub(super) fn roles(
    text: &str,
    words: &[Word],
    form: Option<Modal>,
    actors: &[Mention],
    markers: &Markers,
) -> Roles {
    let sentence = Sentence {
        text,
        words,
        actors,
        markers,
    };
    let mut roles = Roles::default();
    let Some(form) = form else {
        roles.recipients = sentence.recipients(0);
        return roles;
    };
    let (from, to) = sentence.subject(form.words.0);
    let verb = sentence.verb(form.words.1);
    roles.subject = (from, to);
    roles.recipients = sentence.recipients(form.words.1);
    roles.passive = sentence.word(verb) == "be" && sentence.participle(verb + 1);
    let verb = if roles.passive {
        sentence.verb(verb + 1)
    } else {
        verb
    };
    roles.verb = verb;
    roles.action = sentence.word(verb).to_owned();
    roles.object = sentence.written(verb + 1, sentence.phrase_end(verb + 1, OBJECT));
    if roles.passive {
        roles.object = sentence.written(from, to);
        roles.bearing = sentence.agent(verb + 1);
    } else {
        roles.addressee = sentence.written(from, to);
        roles.addressed = sentence.within(from, to);
    }
    if let Some((length, ())) = markers.delegate.at(words, verb) {
        roles.bearing = sentence.first_actor(verb + length, 4);
    }
    if let Some(bearer) = &roles.bearing {
        roles.bearer = sentence.written(
            bearer.words.0,
            sentence
                .phrase_end(bearer.words.0, ADDRESSEE)
                .min(bearer.words.1.max(bearer.words.0 + 1)),
        );
        if roles.bearer.is_empty() {
            roles.bearer.clone_from(&bearer.text);
        }
    } else {
        roles.bearer.clone_from(&roles.addressee);
    }
    roles
}

struct Sentence<'a> {
    text: &'a str,
    words: &'a [Word],
    actors: &'a [Mention],
    markers: &'a Markers,
}

impl Sentence<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.lower.as_str())
    }

    fn gap(&self, at: usize) -> &str {
        gap(self.text, self.words, at)
    }

    fn written(&self, from: usize, to: usize) -> String {
        slice(self.text, self.words, from, to)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn within(&self, from: usize, to: usize) -> Vec<Mention> {
        let inside = |m: &&Mention| m.words.0 >= from && m.words.1 <= to;
        self.actors.iter().filter(inside).cloned().collect()
    }

    /// An actor that begins within so many words from here.
    fn first_actor(&self, from: usize, reach: usize) -> Option<Mention> {
        self.actors
            .iter()
            .find(|m| m.words.0 >= from && m.words.0 < from + reach)
            .cloned()
    }

    /// The subject before a verbal form: behind what opens the sentence, up to what is said of it.
    fn subject(&self, form: usize) -> (usize, usize) {
        let opens = |i: usize| self.gap(i).contains([';', ':', '.']) && !self.gap(i).contains(')');
        let mut from = (1..=form)
            .rev()
            .find(|&i| opens(i))
            .filter(|&i| i < form)
            .unwrap_or(0);
        // Labels: `1`, `(a)`.
        while from < form
            && (self.words.get(from).is_some_and(|w| w.number.is_some())
                || self.word(from).chars().count() == 1 && self.word(from) != "a")
        {
            from += 1;
        }
        let commas: Vec<usize> = (from + 1..form).filter(|&i| self.gap(i).contains(',')).collect();
        // `no later than 5 May, bakers shall`: nobody is meant by this `no`.
        let nobody = self.markers.nobody.at(self.words, from).is_some() && self.word(from + 1) != "later";
        let lead = !nobody
            && (self.markers.hanging.at(self.words, from).is_some()
                || self.markers.prepositions.contains(self.word(from))
                || self.markers.lead.contains(self.word(from)));
        if lead {
            let named = |&&i: &&usize| {
                let at = if self.markers.start.contains(self.word(i)) {
                    i + 1
                } else {
                    i
                };
                self.actors.iter().any(|m| m.words.0 >= at && m.words.0 <= at + 2)
            };
            // The first comma behind which somebody is named, else the last.
            let behind = commas.iter().rev().find(named).or(commas.last());
            from = behind.copied().unwrap_or(from);
        }
        let mut to = form;
        for i in from + 1..form {
            let relative = self.markers.relative.contains(self.word(i)) && i > from;
            if (relative || self.gap(i).contains(',')) && !self.joins(i, form) {
                to = i;
                break;
            }
        }
        (from, to.min(from + ADDRESSEE))
    }

    /// A comma between actors: `Providers, deployers and importers shall`.
    fn joins(&self, at: usize, end: usize) -> bool {
        self.gap(at).contains(',')
            && self.words.get(at..end).is_some_and(|w| {
                w.iter()
                    .any(|w| matches!(w.lower.as_str(), "and" | "or" | "et" | "ou"))
            })
            && self.actors.iter().any(|m| m.words.0 >= at && m.words.0 <= at + 3)
    }

    /// The verb behind a verbal form: over asides and adverbs.
    fn verb(&self, from: usize) -> usize {
        let mut at = from;
        // `shall, where appropriate, keep`
        if self.gap(at).contains(',') {
            let end = (at + 1..self.words.len().min(at + 24)).find(|&i| self.gap(i).contains(','));
            at = end.unwrap_or(at);
        }
        while self.markers.adverbs.contains(self.word(at)) || matches!(self.word(at), "not" | "to" | "pas") {
            at += 1;
        }
        at
    }

    fn participle(&self, at: usize) -> bool {
        let at = self.verb(at);
        let word = self.word(at);
        word.ends_with("ed") || word.ends_with("en") || PARTICIPLES.split(' ').any(|p| p == word)
    }

    /// Where a phrase ends: at punctuation, a clause that hangs, a relative pronoun, or after so many words.
    fn phrase_end(&self, from: usize, most: usize) -> usize {
        let stop = |i: usize| {
            self.gap(i).contains([',', ';', ':', '.'])
                || self.markers.hanging.at(self.words, i).is_some()
                || self.markers.hedge.at(self.words, i).is_some()
                || self
                    .markers
                    .role
                    .at(self.words, i)
                    .is_some_and(|(_, c)| c == "within")
        };
        (from + 1..self.words.len())
            .take(most)
            .find(|&i| stop(i))
            .unwrap_or(self.words.len().min(from + most))
    }

    /// The agent of a passive: `by the provider`.
    fn agent(&self, from: usize) -> Option<Mention> {
        let by = (from..self.words.len().min(from + 16)).find(|&i| matches!(self.word(i), "by" | "par"))?;
        self.first_actor(by + 1, 4)
    }

    /// Those who are told (`inform the authority`), and those to whom something is given (`report to the authority`).
    fn recipients(&self, from: usize) -> Vec<Mention> {
        let mut found: Vec<Mention> = Vec::new();
        let mut at = from;
        while at < self.words.len() {
            let told = self
                .markers
                .tell
                .at(self.words, at)
                .and_then(|(n, ())| self.first_actor(at + n, 4));
            let given = || {
                let (n, ()) = self.markers.give.at(self.words, at)?;
                let to = (at + n..self.words.len().min(at + n + 24))
                    .filter(|&i| matches!(self.word(i), "to" | "à" | "au" | "aux" | "with"));
                to.filter_map(|i| self.first_actor(i + 1, 4)).next()
            };
            if let Some(mention) = told.or_else(given) {
                // `the authority and the Commission`
                let first = mention.words.1;
                let mut last = first;
                if !found.contains(&mention) {
                    found.push(mention);
                }
                for next in self.actors.iter().filter(|m| m.words.0 >= first) {
                    let joined = next.words.0.saturating_sub(last) <= 4
                        && self.words.get(last..next.words.0).is_some_and(|w| {
                            w.iter()
                                .any(|w| matches!(w.lower.as_str(), "and" | "or" | "et" | "ou"))
                        });
                    if !joined {
                        break;
                    }
                    last = next.words.1;
                    if !found.contains(next) {
                        found.push(next.clone());
                    }
                }
            }
            at += 1;
        }
        found
    }
}
