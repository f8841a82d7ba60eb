//! The words by which clauses are taken apart, per language (`words/en.toml`, `words/fr.toml`).

use std::sync::LazyLock;

use rustc_hash::FxHashSet;
use serde::Deserialize;

use super::phrase::Phrases;

type Lists = std::collections::BTreeMap<String, Vec<String>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    exception: Vec<String>,
    condition: Vec<String>,
    purpose: Vec<String>,
    relative: Vec<String>,
    delegate: Vec<String>,
    tell: Vec<String>,
    give: Vec<String>,
    nobody: Vec<String>,
    negation: Vec<String>,
    adverbs: String,
    start: String,
    prepositions: String,
    abbreviations: String,
    imperative: String,
    lead: String,
    links: String,
    refers: String,
    declaratory: String,
    fictions: Vec<String>,
    befalls: String,
    offices: String,
    declares: Vec<String>,
    expects: Vec<String>,
    charged: Vec<String>,
    findings: Vec<String>,
    aims: String,
    no_need: String,
    outside: Vec<String>,
    independent: Vec<String>,
    own_staff: Vec<String>,
    compliance: Vec<String>,
    falls_on: Vec<String>,
    nobodies: Vec<String>,
    thing_endings: String,
    bodies: String,
    hedge: Lists,
    clock: Lists,
    trigger: Lists,
    case: Lists,
    role: Lists,
    compare: Lists,
    compare_after: Lists,
    scope: Lists,
    effect: Lists,
    same: Lists,
    act: Lists,
    theme: Lists,
}

/// What a clause that hangs on another does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Hanging {
    Exception,
    Condition,
    Purpose,
}

/// The words of a language, ready to be found. Meanings are the keys of the lists.
#[derive(Debug, Default)]
pub(crate) struct Markers {
    pub(crate) hanging: Phrases<Hanging>,
    pub(crate) relative: FxHashSet<String>,
    pub(crate) delegate: Phrases<()>,
    pub(crate) tell: Phrases<()>,
    pub(crate) give: Phrases<()>,
    pub(crate) nobody: Phrases<()>,
    pub(crate) negation: Phrases<()>,
    pub(crate) adverbs: FxHashSet<String>,
    pub(crate) start: FxHashSet<String>,
    pub(crate) prepositions: FxHashSet<String>,
    pub(crate) abbreviations: FxHashSet<String>,
    pub(crate) imperative: FxHashSet<String>,
    pub(crate) lead: FxHashSet<String>,
    pub(crate) links: FxHashSet<String>,
    pub(crate) refers: FxHashSet<String>,
    pub(crate) declaratory: FxHashSet<String>,
    pub(crate) fictions: Phrases<()>,
    pub(crate) befalls: FxHashSet<String>,
    pub(crate) offices: FxHashSet<String>,
    pub(crate) declares: Phrases<()>,
    pub(crate) expects: Phrases<()>,
    pub(crate) charged: Phrases<()>,
    pub(crate) findings: Phrases<()>,
    pub(crate) aims: FxHashSet<String>,
    pub(crate) no_need: FxHashSet<String>,
    pub(crate) outside: Phrases<()>,
    pub(crate) independent: Phrases<()>,
    pub(crate) own_staff: Phrases<()>,
    pub(crate) compliance: Phrases<()>,
    pub(crate) falls_on: Phrases<()>,
    pub(crate) nobodies: Phrases<()>,
    thing_endings: Vec<String>,
    bodies: FxHashSet<String>,
    pub(crate) hedge: Phrases<String>,
    pub(crate) clock: Phrases<String>,
    pub(crate) trigger: Phrases<String>,
    pub(crate) case: Phrases<String>,
    pub(crate) role: Phrases<String>,
    pub(crate) compare: Phrases<String>,
    pub(crate) compare_after: Phrases<String>,
    pub(crate) scope: Phrases<String>,
    pub(crate) effect: Phrases<()>,
    pub(crate) leave_out: Phrases<()>,
    pub(crate) same: Phrases<String>,
    pub(crate) act: Phrases<String>,
    pub(crate) theme: Phrases<String>,
}

static ENGLISH: LazyLock<Markers> = LazyLock::new(|| Markers::parse(include_str!("words/en.toml")));
static FRENCH: LazyLock<Markers> = LazyLock::new(|| Markers::parse(include_str!("words/fr.toml")));

/// Whether a noun in small letters names a thing or an event and nobody who could act, by its ending.
pub(crate) fn names_thing(language: &str, noun: &str) -> bool {
    let markers = Markers::of(language);
    let noun = noun.strip_suffix('s').unwrap_or(noun);
    !markers.bodies.contains(noun) && markers.thing_endings.iter().any(|e| noun.ends_with(e.as_str()))
}

impl Markers {
    /// The words of a language by its primary code; English for languages that have none.
    pub(crate) fn of(language: &str) -> &'static Markers {
        if language == "fr" { &FRENCH } else { &ENGLISH }
    }

    fn parse(toml: &str) -> Markers {
        // Embedded, and a test holds that they parse.
        toml::from_str(toml)
            .map(|file| Markers::new(&file))
            .unwrap_or_default()
    }

    fn new(file: &File) -> Markers {
        let set = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        let plain = |list: &[String]| Phrases::new(list.iter().map(|p| (p.as_str(), ())));
        let keyed = |lists: &Lists| {
            let each = lists
                .iter()
                .flat_map(|(k, list)| list.iter().map(|p| (p.as_str(), k.clone())));
            Phrases::new(each)
        };
        let hanging = [
            (&file.exception, Hanging::Exception),
            (&file.condition, Hanging::Condition),
            (&file.purpose, Hanging::Purpose),
        ];
        let none = Vec::new();
        Markers {
            hanging: Phrases::new(
                hanging
                    .into_iter()
                    .flat_map(|(l, h)| l.iter().map(move |p| (p.as_str(), h))),
            ),
            relative: file.relative.iter().cloned().collect(),
            delegate: plain(&file.delegate),
            tell: plain(&file.tell),
            give: plain(&file.give),
            nobody: plain(&file.nobody),
            negation: plain(&file.negation),
            adverbs: set(&file.adverbs),
            start: set(&file.start),
            prepositions: set(&file.prepositions),
            abbreviations: set(&file.abbreviations),
            imperative: set(&file.imperative),
            lead: set(&file.lead),
            links: set(&file.links),
            refers: set(&file.refers),
            declaratory: set(&file.declaratory),
            fictions: plain(&file.fictions),
            befalls: set(&file.befalls),
            offices: set(&file.offices),
            declares: plain(&file.declares),
            expects: plain(&file.expects),
            charged: plain(&file.charged),
            findings: plain(&file.findings),
            aims: set(&file.aims),
            no_need: set(&file.no_need),
            outside: plain(&file.outside),
            independent: plain(&file.independent),
            own_staff: plain(&file.own_staff),
            compliance: plain(&file.compliance),
            falls_on: plain(&file.falls_on),
            nobodies: plain(&file.nobodies),
            thing_endings: file.thing_endings.split_whitespace().map(str::to_owned).collect(),
            bodies: set(&file.bodies),
            hedge: keyed(&file.hedge),
            clock: keyed(&file.clock),
            trigger: keyed(&file.trigger),
            case: keyed(&file.case),
            role: keyed(&file.role),
            compare: keyed(&file.compare),
            compare_after: keyed(&file.compare_after),
            scope: keyed(&file.scope),
            same: keyed(&file.same),
            act: keyed(&file.act),
            theme: keyed(&file.theme),
            effect: plain(file.effect.get("words").unwrap_or(&none)),
            leave_out: plain(file.effect.get("leave_out").unwrap_or(&none)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_files_parse() {
        for text in [include_str!("words/en.toml"), include_str!("words/fr.toml")] {
            let file: File = toml::from_str(text).unwrap();
            assert!(!file.exception.is_empty());
        }
    }
}
