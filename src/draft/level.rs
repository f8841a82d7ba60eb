//! Drafts at the level of articles: units rolled up into the clause that the publisher cites first.
//!
//! Cost: linear in the units and the depth of their paths.

use rustc_hash::FxHashMap;

use super::{Clause, ClauseId, Draft, Force, Unit};

/// How finely a draft is compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Level {
    /// The lowest numbered clauses that stand as a sentence.
    #[default]
    Unit,
    /// The clauses that the publisher cites first: articles, sections, annexes.
    Article,
    /// Both.
    All,
}

/// A draft whose units may be larger than they were.
#[derive(Debug, Clone)]
pub struct Levelled {
    /// The draft, with its units at this level.
    pub draft: Draft,
    /// By unit of the draft as it was: the unit that it went into.
    pub of: Vec<usize>,
}

impl Levelled {
    /// The units as they are.
    pub fn units(draft: &Draft) -> Levelled {
        Levelled {
            of: (0..draft.units.len()).collect(),
            draft: draft.clone(),
        }
    }

    /// Each unit with the others of its article: the clause of the first segment of its path (`art-6` of `art-6/1/a`),
    /// where that does not only group. What stands in no such clause, and rows of flat lists, stay as they are.
    pub fn articles(draft: &Draft) -> Levelled {
        let by_path: FxHashMap<&str, ClauseId> = draft
            .clauses()
            .map(|(id, clause)| (clause.path.as_str(), id))
            .collect();
        let article = |unit: &Unit| -> ClauseId {
            let path = draft.clause(unit.clause).path.as_str();
            let ends = path.match_indices('/').map(|(at, _)| at);
            let above = ends.filter_map(|end| by_path.get(path.get(..end)?).copied());
            let mut above = above.filter(|id| is_article(draft.clause(*id)));
            above.next().unwrap_or(unit.clause)
        };
        let mut rolled = Draft {
            units: Vec::new(),
            ..draft.clone()
        };
        let mut place: FxHashMap<ClauseId, usize> = FxHashMap::default();
        let mut of = Vec::with_capacity(draft.units.len());
        for unit in &draft.units {
            let id = article(unit);
            let at = *place.entry(id).or_insert_with(|| {
                rolled.units.push(if id == unit.clause {
                    unit.clone()
                } else {
                    whole(draft.clause(id), id, unit)
                });
                rolled.units.len() - 1
            });
            of.push(at);
            // The first one is in it already.
            let Some(article) = rolled
                .units
                .get_mut(at)
                .filter(|a| a.place != unit.place || a.id != unit.id)
            else {
                continue;
            };
            if !article.text.is_empty() {
                article.text.push('\n');
            }
            article.text.push_str(&unit.text);
            if unit.force == Force::Normative {
                article.force = Force::Normative;
            }
        }
        Levelled { draft: rolled, of }
    }

    /// The draft with its units and its articles; an article that is one unit is there once.
    pub fn with_units(&self, draft: &Draft) -> Draft {
        let mut all = draft.clone();
        let known: FxHashMap<&str, ()> = draft.units.iter().map(|u| (u.id.as_str(), ())).collect();
        let articles = self
            .draft
            .units
            .iter()
            .filter(|u| !known.contains_key(u.id.as_str()));
        all.units.extend(articles.cloned());
        all
    }
}

fn is_article(clause: &Clause) -> bool {
    !clause.groups && clause.kind != "act"
}

/// An article without its units' texts.
fn whole(clause: &Clause, id: ClauseId, first: &Unit) -> Unit {
    Unit {
        id: clause.path.clone(),
        citation: clause.citation.clone(),
        title: clause.heading.clone(),
        parent: if first.title == clause.heading {
            first.parent.clone()
        } else {
            first.title.clone()
        },
        text: String::new(),
        chapeau: String::new(),
        clause: id,
        force: first.force,
        place: clause.place.clone(),
    }
}
