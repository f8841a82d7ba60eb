//! The draft: a clause tree in an arena, with paths, citations, references, definitions and units.

mod build;
mod certainty;
mod clause;
mod copyright;
mod cover;
pub(crate) mod date;
mod definition;
mod enclosed;
mod entry;
mod force;
mod identity;
mod level;
mod list;
mod misprint;
mod path;
mod reference;
pub mod sketch;
pub mod trial;
mod unit;

pub use clause::{Clause, ClauseId, Force, Unit};
pub(crate) use definition::{Defining, defining, meaning, term as defined_term};
pub use enclosed::{EnclosedAct, WantedAct, choose as choose_act};
pub use identity::Identity;
pub(crate) use identity::language_of;
pub use level::{Level, Levelled};

use crate::Result;
use crate::diagnostic::Diagnostic;
use crate::grammar::{self, Library};
use crate::provision::VerbalForms;
use crate::read::{Comment, Format, Place, RevisionCount, Source};
use crate::settings::Settings;

/// Which grammar read the draft, and why that one.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct StyleChoice {
    /// Name of the grammar: `eu-act`, `generic-numbered`, `requirement-list`.
    pub grammar: String,
    /// Why, in words: the cues that counted, with how often they were seen.
    pub evidence: Vec<String>,
    /// The second best grammar, and its share of the best one's score (0 to 1).
    pub runner_up: Option<(String, f32)>,
    /// True where a person named the grammar.
    pub given: bool,
}

/// A defined term.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Definition {
    /// The term as printed, without quotation marks.
    pub term: String,
    /// The clause that defines it.
    pub clause: ClauseId,
}

/// A reference in a clause's text to another clause.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Reference {
    /// The clause that refers.
    pub from: ClauseId,
    /// The words of the reference as printed.
    pub words: String,
    /// The clause referred to; `None` when it points outside of the draft or to nothing.
    pub to: Option<ClauseId>,
    /// The other instrument, where the words name one.
    pub instrument: Option<String>,
}

/// One document in one version from one body.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its name in outputs: distinct within a run.
    pub name: String,
    /// The file it came from, as given.
    pub file: String,
    /// The file's format.
    pub format: Format,
    /// SHA-256 over the file's bytes, in 64 hexadecimal digits.
    pub hash: String,
    /// What it is.
    pub identity: Identity,
    /// Where its cover claims the copyright of ISO or IEC, the claim: outputs then leave its wording out.
    pub reserved: Option<String>,
    /// The acts that its file encloses, in document order.
    pub enclosed: Vec<EnclosedAct>,
    /// Path of the enclosed act that the draft is, where it is not the whole file.
    pub act: Option<String>,
    /// The grammar that read it.
    pub style: StyleChoice,
    /// The arena, in document order; 0 is the root.
    pub clauses: Vec<Clause>,
    /// What is aligned and checked, in document order.
    pub units: Vec<Unit>,
    /// Defined terms, in document order.
    pub definitions: Vec<Definition>,
    /// References found in the text, in document order.
    pub references: Vec<Reference>,
    /// What people wrote in the margin, in document order.
    pub comments: Vec<Comment>,
    /// What has changed, where the file tracks changes.
    pub revisions: Option<RevisionCount>,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// How to build a draft.
#[derive(Debug, Clone, Default)]
pub struct BuildOptions {
    /// The draft's name in outputs.
    pub name: String,
    /// The grammar to read it with; chosen by evidence where none is named.
    pub grammar: Option<String>,
    /// Its language, BCP 47; found from metadata and text where it is not said.
    pub language: Option<String>,
    /// Informative parts give units too.
    pub informative: bool,
    /// The enclosed act to take as the draft; the whole file where none is wanted.
    pub act: Option<WantedAct>,
    /// What a person said of its identity: goes before what the cover says.
    pub identity: Identity,
}

/// Builds the draft of a source: decides its labels, and from them the tree with paths, definitions and units.
///
/// # Errors
/// Only for a grammar that does not exist, and for an act that is not there; what stands in the source never stops it.
pub fn build(
    source: &Source,
    library: &Library,
    options: &BuildOptions,
    settings: &Settings,
) -> Result<Draft> {
    if source.format == Format::List {
        let mut draft = list::draft(source, &options.name);
        draft.identity = options.identity.clone();
        if let Some(wanted) = options.act.as_ref().filter(|w| !w.or_whole) {
            enclosed::choose(&[], &wanted.title, &source.name)?;
        }
        return Ok(draft);
    }
    let language = options.language.clone().or_else(|| identity::language(source));
    let parsed = grammar::parse(source, library, options.grammar.as_deref(), language.as_deref())?;
    let (mut nodes, noticed) = build::tree(source, &parsed);
    path::assign(&mut nodes, parsed.grammar);
    let enclosed = enclosed::find(&nodes, parsed.grammar);
    let mut identity = identity::of(source, &parsed, &options.identity, language);
    let mut act = None;
    enclosed::cite(&mut nodes, &enclosed);
    if let Some(wanted) = &options.act {
        match enclosed::choose(&enclosed, &wanted.title, &source.name) {
            Ok(chosen) => {
                nodes = enclosed::take(nodes, chosen);
                path::assign(&mut nodes, parsed.grammar);
                identity.title = options.identity.title.clone().or_else(|| {
                    let title = chosen.title.clone();
                    Some(title).filter(|t| !t.is_empty())
                });
                act = Some(chosen.path.clone());
            }
            Err(_) if wanted.or_whole => {}
            Err(e) => return Err(e),
        }
    }
    let defining: Vec<bool> = nodes
        .iter()
        .map(|n| entry::defines(n, &nodes, parsed.grammar))
        .collect();
    force::mark(&mut nodes, parsed.grammar);
    let clauses: Vec<Clause> = nodes.into_iter().map(|n| n.clause).collect();
    let definitions = definition::find(&clauses, |id| defining[id.index()]);
    let forms = VerbalForms::of(identity.language.as_deref());
    let units = unit::UnitMaker {
        clauses: &clauses,
        forms,
        most_words: settings.unit_words,
        informative: options.informative,
        known: vec![unit::Known::default(); clauses.len()],
    }
    .units();
    let references = reference::find(
        &clauses,
        identity.language.as_deref(),
        identity.reference.as_deref(),
    );
    let mut diagnostics = source.diagnostics.clone();
    diagnostics.extend(noticed);
    diagnostics.extend(dangling(&references).map(|r| {
        let place = clauses[r.from.index()].place.clone();
        Diagnostic::note(
            Some(place),
            format!("“{}” names no clause of this draft", r.words),
        )
    }));
    Ok(Draft {
        name: options.name.clone(),
        file: source.name.clone(),
        format: source.format,
        hash: source.hash.clone(),
        identity,
        reserved: copyright::claim(source),
        enclosed,
        act,
        style: parsed.style,
        clauses,
        units,
        definitions,
        references,
        comments: source.comments.clone(),
        revisions: source.revisions,
        diagnostics,
    })
}

/// The references that name nothing, here or elsewhere.
fn dangling(references: &[Reference]) -> impl Iterator<Item = &Reference> {
    let nothing = |r: &&Reference| r.to.is_none() && r.instrument.is_none();
    references.iter().filter(nothing)
}

impl Draft {
    /// The clause with this id.
    pub fn clause(&self, id: ClauseId) -> &Clause {
        &self.clauses[id.index()]
    }

    /// All clauses but the root, in document order.
    pub fn clauses(&self) -> impl Iterator<Item = (ClauseId, &Clause)> {
        self.clauses
            .iter()
            .enumerate()
            .skip(1)
            .map(|(i, c)| (ClauseId(i as u32), c))
    }

    /// References to clauses that the draft should have and does not.
    pub fn dangling(&self) -> impl Iterator<Item = &Reference> {
        dangling(&self.references)
    }

    /// The draft of a requirement list: each row a clause and exactly one unit. Only rows that the list says are
    /// withdrawn, and rows without text that head others, are clauses alone.
    ///
    /// `parent` is another row's id (the row then stands in that one, and that row's title, or else text, is the
    /// group's heading), or else a heading that equal strings share.
    pub fn from_list(source: &Source, name: &str) -> Draft {
        list::draft(source, name)
    }

    /// The clause that a place of the source is in; `None` before the first.
    pub fn at(&self, place: &Place) -> Option<&Clause> {
        let (_, all) = self.clauses.split_first()?;
        let after = all.partition_point(|c| c.place.line <= place.line);
        all.get(after.checked_sub(1)?)
    }

    /// Share of the draft's words that no grammar rule claimed, 0 to 1.
    pub fn unrecognised_share(&self) -> f64 {
        let words = |c: &Clause| c.text.split_whitespace().count();
        let all: usize = self.clauses().map(|(_, c)| words(c)).sum();
        let lost: usize = self
            .clauses()
            .filter(|(_, c)| c.kind == "unrecognised")
            .map(|(_, c)| words(c))
            .sum();
        if all == 0 { 0.0 } else { lost as f64 / all as f64 }
    }
}
