//! Verbal forms: which words require, forbid, recommend, allow.
//!
//! The strongest form of a whole text, for units; and every form with its place and what turns it round, for
//! provisions. Forms are data (`words/forms.toml`). Cost: linear in the text.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;

use super::markers::Markers;
use super::phrase::Phrases;
use super::word::{Word, gap};

/// What a unit does, by its strongest verbal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Something is required.
    Requirement,
    /// Something is forbidden.
    Prohibition,
    /// Something is recommended.
    Recommendation,
    /// Something is allowed.
    Permission,
    /// The speakers commit themselves.
    Commitment,
    /// Something is possible.
    Possibility,
    /// A state that a framework wants to see; nobody is told to bring it about.
    Outcome,
    /// What a term means.
    Definition,
    /// Nothing of the kind.
    Statement,
}

impl Modality {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Requirement => "requirement",
            Modality::Prohibition => "prohibition",
            Modality::Recommendation => "recommendation",
            Modality::Permission => "permission",
            Modality::Commitment => "commitment",
            Modality::Possibility => "possibility",
            Modality::Outcome => "outcome",
            Modality::Definition => "definition",
            Modality::Statement => "statement",
        }
    }

    /// Whether someone is bound: requirements, prohibitions, commitments.
    pub fn binds(self) -> bool {
        matches!(
            self,
            Modality::Requirement | Modality::Prohibition | Modality::Commitment
        )
    }
}

/// Characters of a text in which its verb is looked for before the rest is.
const NEAR: usize = 120;

/// The verbal forms of one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbalForms {
    requirement: Vec<String>,
    prohibition: Vec<String>,
    recommendation: Vec<String>,
    permission: Vec<String>,
    commitment: Vec<String>,
    statement: Vec<String>,
    /// Forms that release from a duty: "need not".
    #[serde(default)]
    release: Vec<String>,
    #[serde(default)]
    possibility: Vec<String>,
    /// All forms that make a sentence, looked for at once; built when first asked for.
    #[serde(skip)]
    verbs: OnceLock<Option<AhoCorasick>>,
}

impl VerbalForms {
    /// The forms of a language, BCP 47; English where the language is unknown or has no list yet.
    pub fn of(language: Option<&str>) -> &'static VerbalForms {
        // The file is embedded and a test parses it; an empty list is the harmless answer should it ever break.
        static ALL: LazyLock<BTreeMap<String, VerbalForms>> =
            LazyLock::new(|| toml::from_str(include_str!("words/forms.toml")).unwrap_or_default());
        static NONE: LazyLock<VerbalForms> = LazyLock::new(VerbalForms::default);
        let primary = language.and_then(|l| l.split('-').next()).unwrap_or("en");
        ALL.get(primary).or_else(|| ALL.get("en")).unwrap_or(&NONE)
    }

    /// The strongest form in a text.
    pub fn modality(&self, text: &str) -> Modality {
        let padded = padded(text);
        let any = |forms: &[String]| forms.iter().any(|f| padded.contains(&format!(" {f} ")));
        if any(&self.prohibition) {
            Modality::Prohibition
        } else if any(&self.requirement) {
            Modality::Requirement
        } else if any(&self.recommendation) {
            Modality::Recommendation
        } else if any(&self.permission) {
            Modality::Permission
        } else if any(&self.commitment) {
            Modality::Commitment
        } else {
            Modality::Statement
        }
    }

    /// Whether a text has a finite verb that we know: whether it can be a sentence at all.
    pub fn has_verb(&self, text: &str) -> bool {
        let all = || {
            let lists = [
                &self.requirement,
                &self.prohibition,
                &self.recommendation,
                &self.permission,
                &self.commitment,
                &self.statement,
            ];
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .build(lists.into_iter().flatten().map(|f| format!(" {f} ")))
                .ok()
        };
        // Nearly all sentences have their verb near their beginning. It ends between two words, as the whole text does.
        let start = text.char_indices().skip(NEAR).find(|(_, c)| c.is_whitespace());
        let start = start.map_or("", |(at, _)| &text[..at]);
        let has = |verbs: &AhoCorasick| {
            !start.is_empty() && verbs.is_match(&padded(start)) || verbs.is_match(&padded(text))
        };
        self.verbs.get_or_init(all).as_ref().is_some_and(has)
    }

    /// Every form with what it says, for [`Phrases`].
    fn phrases(&self) -> Phrases<Form> {
        let lists = [
            (&self.requirement, Form(Modality::Requirement)),
            (&self.prohibition, Form(Modality::Prohibition)),
            (&self.recommendation, Form(Modality::Recommendation)),
            (&self.permission, Form(Modality::Permission)),
            (&self.release, Form(Modality::Permission)),
            (&self.possibility, Form(Modality::Possibility)),
            (&self.commitment, Form(Modality::Commitment)),
        ];
        let each = lists
            .into_iter()
            .flat_map(|(list, form)| list.iter().map(move |p| (p.as_str(), form)));
        Phrases::new(each)
    }
}

/// Lower case, every run of non-letters one space, a space at either end.
fn padded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // A word in plain letters at once.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if plain > 0 {
            let from = out.len();
            out.push_str(&rest[..plain]);
            out[from..].make_ascii_lowercase();
            rest = &rest[plain..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_alphanumeric() || c == '\'' || c == '’' {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// A verbal form as found in a list.
#[derive(Debug, Clone, Copy)]
struct Form(Modality);

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

/// Whether the words before a form, in its clause, name an aim: what it "is to" do is then no duty.
fn aims(text: &str, words: &[Word], at: usize, markers: &Markers) -> bool {
    let clause = (0..at)
        .rev()
        .take_while(|&i| !gap(text, words, i + 1).contains([';', ':', '.']));
    clause.filter_map(|i| words.get(i)).any(|w| {
        markers
            .aims
            .contains(w.lower.strip_suffix('s').unwrap_or(&w.lower))
    })
}

/// What a form says with the words behind it: `shall not`, `shall be prohibited`, `shall not be required to`.
fn turned(
    modality: Modality,
    text: &str,
    words: &[Word],
    to: usize,
    markers: &Markers,
) -> (Modality, usize, bool) {
    let mut at = to;
    // `shall, where appropriate, not …`
    if gap(text, words, at).contains(',') {
        let end = (at + 1..words.len().min(at + 14)).find(|&i| gap(text, words, i).contains(','));
        at = end.unwrap_or(at);
    }
    let mut negated = false;
    let mut end = to;
    if let Some((n, ())) = markers.negation.at(words, at) {
        negated = true;
        at += n;
        end = at;
    }
    while words.get(at).is_some_and(|w| markers.adverbs.contains(&w.lower)) {
        at += 1;
    }
    let word = |i: usize| words.get(i).map_or("", |w| w.lower.as_str());
    // `shall offer or provide neither advice nor …`
    let late = (at..at + 6)
        .take_while(|&i| i == at || !gap(text, words, i).contains([',', ';', ':', '.']))
        .any(|i| word(i) == "neither");
    negated |= late;
    let forbidding = modality == Modality::Prohibition || negated;
    // `may be required` allows to require, it requires nothing.
    let strict = matches!(modality, Modality::Requirement | Modality::Prohibition);
    let of = |forbids: Modality, else_: Modality| if forbidding { forbids } else { else_ };
    if strict && matches!(word(at), "refrain" | "abstain" | "desist") && word(at + 1) == "from" {
        return (of(Modality::Requirement, Modality::Prohibition), at + 2, !negated);
    }
    // `is to be permitted`: the form has swallowed the verb.
    if word(at) != "be" && at > 0 && word(at - 1) == "be" {
        at -= 1;
    }
    if word(at) == "be" && strict {
        let to = usize::from(word(at + 2) == "to");
        match word(at + 1) {
            "prohibited" | "forbidden" | "unlawful" | "banned" | "illegal" => {
                return (of(Modality::Permission, Modality::Prohibition), at + 2, negated);
            }
            "permitted" | "allowed" | "entitled" | "free" | "empowered" | "authorised" | "authorized"
                if to == 1 =>
            {
                return (of(Modality::Prohibition, Modality::Permission), at + 3, negated);
            }
            "required" | "obliged" | "obligated" | "bound" if to == 1 => {
                return (of(Modality::Permission, Modality::Requirement), at + 3, negated);
            }
            "encouraged" | "recommended" => return (Modality::Recommendation, at + 2, negated),
            _ => {}
        }
    }
    let says = match modality {
        Modality::Requirement | Modality::Permission | Modality::Possibility if negated => {
            Modality::Prohibition
        }
        other => other,
    };
    (says, end, negated)
}

/// `No provider may`, `Neither party shall`.
fn forbids_by_subject(text: &str, words: &[Word], at: usize, markers: &Markers) -> bool {
    let mut start = at;
    while start > 0 && at - start < 16 && !gap(text, words, start).contains([',', ';', ':', '.']) {
        start -= 1;
    }
    (start..at)
        .take(2)
        .any(|i| markers.nobody.at(words, i).is_some_and(|(n, ())| i + n <= at))
        && !words
            .get(start..at)
            .is_some_and(|w| w.iter().any(|w| w.lower == "later" || w.lower == "longer"))
}

/// A form right behind `which`, `that`, `if`, with no other form between, belongs to a subordinate clause.
fn subordinate(text: &str, words: &[Word], (behind, at): (usize, usize), markers: &Markers) -> bool {
    (behind.max(at.saturating_sub(4))..at).any(|i| {
        let here = words.get(i).is_some_and(|w| markers.relative.contains(&w.lower));
        here && (i + 1..=at).all(|j| !gap(text, words, j).contains([',', ';', ':', '.']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_form_decides() {
        let en = VerbalForms::of(Some("en"));
        assert_eq!(
            en.modality("A provider shall keep logs and may delete them later."),
            Modality::Requirement
        );
        assert_eq!(
            en.modality("No one may not; a deployer may not resell."),
            Modality::Prohibition
        );
        assert_eq!(
            en.modality("Operators should train staff."),
            Modality::Recommendation
        );
        assert_eq!(en.modality("This part is about logs."), Modality::Statement);
        let fr = VerbalForms::of(Some("fr-CA"));
        assert_eq!(
            fr.modality("Le responsable doit tenir un registre."),
            Modality::Requirement
        );
        assert_eq!(
            fr.modality("Nul ne peut vendre un tel système."),
            Modality::Prohibition
        );
    }

    #[test]
    fn unknown_languages_fall_back_to_english() {
        assert_eq!(
            VerbalForms::of(Some("xx")).modality("It must be so."),
            Modality::Requirement
        );
        assert!(VerbalForms::of(None).has_verb("Logs are kept."));
    }
}
