//! More than two versions: what each clause went through, step by step.
//!
//! Each version is compared with the next; a clause's story goes on in its partner. A clause that was split off or
//! inserted begins a story of its own, one that was merged or deleted ends its own.
//!
//! Cost: a comparison per step.

use super::{Change, Kind, Revision, compare};
use crate::draft::{ClauseId, Draft};
use crate::settings::Settings;

/// Several versions of one draft.
#[derive(Debug, Clone)]
pub struct History<'a> {
    /// The versions, oldest first.
    pub versions: Vec<&'a Draft>,
    /// What changed from each to the next.
    pub steps: Vec<Revision<'a>>,
    /// The story of each clause, in order of the version in which it begins and then of its place there.
    pub stories: Vec<Story>,
}

/// What one clause went through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The version in which it begins.
    pub begins: usize,
    /// The clause in each version from there on; shorter than the history where it ends early.
    pub clauses: Vec<ClauseId>,
    /// For each version but the first of the history: the index of the change that brought it there, or ended it.
    /// The first one belongs to the version in which it begins, and is none in the first version.
    pub changes: Vec<Option<usize>>,
    /// The change that ended it, in the step behind its last version.
    pub ended: Option<usize>,
}

/// Follows every clause through all versions.
pub fn history<'a>(versions: &[&'a Draft], settings: &Settings) -> History<'a> {
    let steps: Vec<Revision<'a>> = versions
        .windows(2)
        .map(|w| compare(w[0], w[1], settings))
        .collect();
    let mut stories: Vec<Story> = Vec::new();
    // The story of each clause of the version that was reached.
    let mut open: Vec<Option<usize>> = Vec::new();
    if let Some(first) = versions.first() {
        open = vec![None; first.clauses.len()];
        for (id, _) in first.clauses() {
            open[id.index()] = Some(stories.len());
            stories.push(Story {
                begins: 0,
                clauses: vec![id],
                changes: vec![None],
                ended: None,
            });
        }
    }
    for (k, step) in steps.iter().enumerate() {
        let mut next: Vec<Option<usize>> = vec![None; step.new.clauses.len()];
        // Partners first: a part of a split goes on with the story only where nothing else does.
        for parts in [false, true] {
            for (c, change) in step.changes.iter().enumerate() {
                let (Some(old), Some(new), true) = (change.old, change.new, change.part == parts) else {
                    continue;
                };
                let story = open.get(old.index()).copied().flatten();
                let (Some(s), Some(slot @ None)) = (story, next.get_mut(new.index())) else {
                    continue;
                };
                let Some(story) = stories.get_mut(s) else { continue };
                if story.begins + story.clauses.len() == k + 1 {
                    story.clauses.push(new);
                    story.changes.push(Some(c));
                    *slot = Some(s);
                }
            }
        }
        for (c, change) in step.changes.iter().enumerate() {
            if let Some(new) = change.new
                && let Some(slot @ None) = next.get_mut(new.index())
            {
                *slot = Some(stories.len());
                stories.push(Story {
                    begins: k + 1,
                    clauses: vec![new],
                    changes: vec![Some(c)],
                    ended: None,
                });
            }
            if let Some(s) = change
                .old
                .and_then(|old| open.get(old.index()).copied().flatten())
                && let Some(story) = stories.get_mut(s)
                && story.begins + story.clauses.len() == k + 1
            {
                story.ended = Some(c);
            }
        }
        open = next;
    }
    History {
        versions: versions.to_vec(),
        steps,
        stories,
    }
}

impl History<'_> {
    /// The change that brought a story into a version.
    pub fn change(&self, story: &Story, version: usize) -> Option<&Change> {
        let at = version.checked_sub(story.begins)?;
        let change = story.changes.get(at).copied().flatten()?;
        self.steps.get(version.checked_sub(1)?)?.changes.get(change)
    }

    /// The change that ended a story, with the version that it is missing from.
    pub fn end(&self, story: &Story) -> Option<(usize, &Change)> {
        let version = story.begins + story.clauses.len();
        let change = self
            .steps
            .get(version.checked_sub(1)?)?
            .changes
            .get(story.ended?)?;
        Some((version, change))
    }

    /// Whether anything happened to it after it began.
    pub fn changed(&self, story: &Story) -> bool {
        let later = story.begins + 1..story.begins + story.clauses.len();
        story.begins > 0
            || story.ended.is_some()
            || later
                .into_iter()
                .any(|v| self.change(story, v).is_some_and(|c| !c.is(Kind::Unchanged)))
    }

    /// Whether a step of it may have changed what is asked.
    pub fn substantive(&self, story: &Story) -> bool {
        let versions = story.begins..story.begins + story.clauses.len();
        let on_the_way = versions
            .into_iter()
            .any(|v| self.change(story, v).is_some_and(|c| c.substantive));
        on_the_way || self.end(story).is_some_and(|(_, c)| c.substantive)
    }
}
