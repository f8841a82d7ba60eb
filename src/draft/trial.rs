//! A grammar tried on a draft: which rule claimed each label, which claimed none, and where it went wrong.
//!
//! Cost: linear in the clauses, times the patterns of the grammar.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{BuildOptions, ClauseId, Draft, build};
use crate::Result;
use crate::grammar::pattern::Pattern;
use crate::grammar::{Example, Grammar, Level, Library};
use crate::settings::Settings;

/// Below this certainty, in the decoder's units of cost, another reading was nearly as good.
const TOSS_UP: f32 = 0.3;

/// A label, and the rule that claimed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    /// The clause that the label opened.
    pub clause: ClauseId,
    /// Index of the level.
    pub level: usize,
    /// Index of the pattern in that level.
    pub pattern: usize,
}

/// What may be wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It begins like a numbered clause, and no pattern matches.
    Unclaimed,
    /// This level's pattern matches, and yet it was read as text.
    Text {
        /// Index of the level.
        level: usize,
    },
    /// Its path is there already.
    Twice {
        /// The clause that has it.
        first: ClauseId,
    },
    /// Another reading was nearly as good.
    Unsure,
}

/// A place where something may be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The clause.
    pub clause: ClauseId,
    /// What may be wrong.
    pub fault: Fault,
    /// The words that are, or look like, its label.
    pub label: String,
}

/// What came of a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// The labels in document order.
    pub claims: Vec<Claim>,
    /// Where something may be wrong, in document order.
    pub troubles: Vec<Trouble>,
}

/// Looks at a draft that was read with this grammar.
pub fn trial(draft: &Draft, grammar: &Grammar) -> Trial {
    let mut claims = Vec::new();
    let mut troubles = Vec::new();
    let mut first_of: FxHashMap<&str, ClauseId> = FxHashMap::default();
    for (id, clause) in draft.clauses() {
        let label = if clause.label.is_empty() {
            first_words(&clause.text)
        } else {
            clause.label.clone()
        };
        let claim = claim(grammar, &clause.kind, &clause.label, &clause.text);
        if let Some((level, pattern)) = claim {
            claims.push(Claim {
                clause: id,
                level,
                pattern,
            });
        }
        let fault = match clause.path.rsplit_once('~') {
            Some((path, _)) if claim.is_some() => first_of.get(path).map(|&first| Fault::Twice { first }),
            _ if clause.kind == "unrecognised" => Some(Fault::Unclaimed),
            _ if clause.kind == "text" => {
                left_as_text(grammar, &clause.text).map(|level| Fault::Text { level })
            }
            _ if clause.certainty.is_some_and(|c| c < TOSS_UP) => Some(Fault::Unsure),
            _ => None,
        };
        first_of.entry(&clause.path).or_insert(id);
        if let Some(fault) = fault {
            troubles.push(Trouble {
                clause: id,
                fault,
                label,
            });
        }
    }
    Trial { claims, troubles }
}

/// The rule that a label comes from: the first level of its kind with a pattern for all of it.
fn claim(grammar: &Grammar, kind: &str, label: &str, text: &str) -> Option<(usize, usize)> {
    // With a space, because a dash that sets a title off has one behind it.
    let spaced = format!("{label} ");
    let fits = |level: &Level, pattern: &Pattern| {
        if level.words {
            return label.is_empty() && pattern.match_start(text).is_some();
        }
        let whole = |l: crate::grammar::pattern::Label<'_>| l.printed.trim_end() == label;
        !label.is_empty() && pattern.match_start(&spaced).is_some_and(whole)
    };
    // Where a term is defined is for the draft to see, and no level of its own.
    let of_kind = |l: &Level| l.kind == kind || (kind == super::entry::TERM && !l.defines_under.is_empty());
    let mut of_kind = grammar.levels.iter().enumerate().filter(|(_, l)| of_kind(l));
    of_kind.find_map(|(i, level)| {
        let pattern = level.labels.iter().position(|p| fits(level, p))?;
        Some((i, pattern))
    })
}

/// The level whose label an unnumbered text begins with; bare numbers and single letters are too common in texts.
fn left_as_text(grammar: &Grammar, text: &str) -> Option<usize> {
    grammar.levels.iter().position(|level| {
        !level.words
            && level.labels.iter().any(|p| {
                p.match_start(text).is_some_and(|l| {
                    !l.number.is_empty()
                        && l.printed.len() > l.number_text.len()
                        && l.printed.len() < text.len()
                })
            })
    })
}

fn first_words(text: &str) -> String {
    text.split(' ').next().unwrap_or_default().to_owned()
}

/// Where the label of a trouble stands in a line of the file; in the clause's own words where it is not found there.
pub fn place_in(line: &str, label: &str) -> Option<Range<usize>> {
    line.find(label).map(|at| at..at + label.len())
}

/// An example of a grammar file that does not come out as it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which example, counted from 1.
    pub example: usize,
    /// The paths that come out.
    pub paths: Vec<String>,
    /// The citation that should come out and does not.
    pub citation: Option<String>,
}

/// Runs the examples of a grammar: gives those whose paths, or whose citation, come out otherwise.
///
/// # Errors
/// The library does not have the grammar.
pub fn broken_examples(library: &Library, grammar: &Grammar) -> Result<Vec<Broken>> {
    let mut broken = Vec::new();
    for (i, example) in grammar.examples.iter().enumerate() {
        let draft = read_example(library, Some(&grammar.name), example)?;
        let paths = paths(&draft, grammar);
        let uncited = example
            .citation
            .clone()
            .filter(|wanted| !draft.clauses().any(|(_, c)| c.citation == *wanted));
        if paths != example.paths || uncited.is_some() {
            broken.push(Broken {
                example: i + 1,
                paths,
                citation: uncited,
            });
        }
    }
    Ok(broken)
}

/// The draft of an example; with the grammar that fits best where none is named.
///
/// # Errors
/// The library does not have the grammar.
pub fn read_example(library: &Library, grammar: Option<&str>, example: &Example) -> Result<Draft> {
    let options = BuildOptions {
        name: "example".to_owned(),
        grammar: grammar.map(str::to_owned),
        ..BuildOptions::default()
    };
    build(&example.source(), library, &options, &Settings::default())
}

/// The paths of the clauses that a rule claimed, in document order.
pub fn paths(draft: &Draft, grammar: &Grammar) -> Vec<String> {
    // Levels that are known by their first words, or by their place, have no label, but a path like all levels.
    let known = |l: &Level, kind: &str| l.kind == kind && (l.words || l.labels.is_empty());
    let unlabelled = |kind: &str| grammar.levels.iter().any(|l| known(l, kind));
    draft
        .clauses()
        .filter(|(_, c)| !c.label.is_empty() || unlabelled(&c.kind))
        .map(|(_, c)| c.path.clone())
        .collect()
}
