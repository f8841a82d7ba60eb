//! The instruments that the clauses of a draft change: what they name is often there, not in the draft.

use aho_corasick::{AhoCorasick, AhoCorasickKind, Match};

use super::super::{Clause, ClauseId};
use super::anchor::Anchor;
use super::instrument;
use super::parse;
use super::words::Words;

/// The instrument that a clause changes, where the words above it say so.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Host<'a> {
    /// It changes none.
    #[default]
    None,
    /// What it names is in this one: `Regulation … is amended as follows`.
    Amended(&'a str),
    /// It becomes part of this one, which holds what the draft does not: `Chapter 3 is added to the … Code`.
    Enacted(&'a str),
}

/// What each clause changes: an index into the names, and whether it becomes part of it.
pub(super) struct Hosts {
    names: Vec<String>,
    of: Vec<Option<(u32, bool)>>,
}

/// How much of a clause is read for what it changes, in bytes. The instrument stands in the opening words.
const HEAD: usize = 600;

impl Hosts {
    /// Reads the hosts of all clauses, in document order.
    pub(super) fn new(clauses: &[Clause], words: &Words) -> Hosts {
        let mut hosts = Hosts {
            names: Vec::new(),
            of: Vec::with_capacity(clauses.len()),
        };
        // What the own words of a clause say of those that stand in it; read once for each clause.
        let mut said: Vec<Option<(u32, bool)>> = Vec::with_capacity(clauses.len());
        let mut first_named: Vec<Option<u32>> = Vec::with_capacity(clauses.len());
        let phrases = Phrases::new(words);
        let mut holds_quotes = vec![false; clauses.len()];
        let mut holds = vec![false; clauses.len()];
        for clause in clauses {
            holds[clause.parent.index()] = true;
            holds_quotes[clause.parent.index()] |= clause.kind == "quote";
        }
        for (i, clause) in clauses.iter().enumerate() {
            let above = clause.parent.index();
            let inherited = if above < i {
                said[above].or(hosts.of[above])
            } else {
                None
            };
            let quoted = clause.kind == "quote" && above < i;
            let host = match first_named.get(above).copied().flatten() {
                Some(name) if quoted => Some((name, false)),
                _ => inherited,
            };
            hosts.of.push(host);
            // What is said goes for the clauses below: most have none.
            if !holds[i] {
                first_named.push(None);
                said.push(None);
                continue;
            }
            let text = head(&clause.text);
            let (amended, enacted) = phrases.ends(text);
            let wanted = amended.is_some() || holds_quotes[i];
            let name = wanted
                .then(|| first_instrument(words, text).map(|n| hosts.name(n)))
                .flatten();
            first_named.push(name);
            let amended = amended.and(name).map(|n| (n, false));
            let enacted = || {
                let name = last_of(words, text.get(enacted?..)?).or_else(|| first_instrument(words, text))?;
                Some((hosts.name(name), true))
            };
            said.push(amended.or_else(enacted));
        }
        hosts
    }

    fn name(&mut self, name: &str) -> u32 {
        // Clauses beside each other mostly name the same one.
        if self.names.last().is_none_or(|last| last != name) {
            self.names.push(name.to_owned());
        }
        (self.names.len() - 1) as u32
    }

    /// What a clause changes.
    pub(super) fn of(&self, id: ClauseId) -> Host<'_> {
        let Some((name, enacted)) = self.of.get(id.index()).copied().flatten() else {
            return Host::None;
        };
        let Some(name) = self.names.get(name as usize) else {
            return Host::None;
        };
        if enacted {
            Host::Enacted(name)
        } else {
            Host::Amended(name)
        }
    }

    /// Whether a clause becomes part of this instrument.
    pub(super) fn enacts(&self, id: ClauseId, name: &str) -> bool {
        matches!(self.of(id), Host::Enacted(host) if instrument::same(host, name))
    }
}

/// The phrases by which a clause amends or enacts, all looked for at once.
struct Phrases<'w> {
    search: Option<&'w AhoCorasick>,
    /// How many of them, the first ones, amend.
    amending: usize,
}

impl Phrases<'_> {
    fn new(words: &Words) -> Phrases<'_> {
        // Only absurdly many phrases fail to build; without them no clause changes anything.
        let search = || {
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .kind(Some(AhoCorasickKind::DFA))
                .build(words.amended.iter().chain(&words.enacted))
                .ok()
        };
        Phrases {
            search: words.changes.get_or_init(search).as_ref(),
            amending: words.amended.len(),
        }
    }

    /// Where the first phrase of either list that a text holds ends, there for the first time.
    fn ends(&self, text: &str) -> (Option<usize>, Option<usize>) {
        let mut first: [Option<Match>; 2] = [None, None];
        for hit in self.search.iter().flat_map(|s| s.find_overlapping_iter(text)) {
            let slot = &mut first[usize::from(hit.pattern().as_usize() >= self.amending)];
            if slot.is_none_or(|s| (hit.pattern(), hit.start()) < (s.pattern(), s.start())) {
                *slot = Some(hit);
            }
        }
        let [amending, enacting] = first.map(|hit| hit.map(|h| h.end()));
        (amending, enacting)
    }
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The first instrument that a text names with more than its noun.
fn first_instrument<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
    let starts = text
        .char_indices()
        .filter(|(i, c)| c.is_alphabetic() && !text[..*i].ends_with(char::is_alphanumeric));
    starts
        .filter_map(|(i, _)| instrument::name(words, &text[i..]))
        .find(|n| n.contains(' '))
}

/// The instrument at the end of `Division 8 of the Business Code, to read:`.
fn last_of<'t>(words: &Words, text: &'t str) -> Option<&'t str> {
    let text = text
        .trim_start()
        .strip_prefix("the ")
        .unwrap_or(text.trim_start());
    match parse::expression(words, text) {
        Some((expression, _)) => match expression.anchor {
            Anchor::Instrument(name) => Some(name),
            _ => None,
        },
        None => instrument::name(words, text),
    }
}
