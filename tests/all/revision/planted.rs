//! Planted edits of the illustrative drafts are found again, and a redline is both of its texts.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{DRAFTS, drafts, fresh};
use crate::support::edits::{Dice, Edit, edited};
use clausewise::draft::Draft;
use clausewise::revision::{Kind, Piece, Revision, compare};
use clausewise::settings::Settings;
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn a_draft_against_itself_is_unchanged() {
    for draft in drafts() {
        let revision = compare(&draft, &draft, &Settings::default());
        assert_eq!(
            revision.count(Kind::Unchanged),
            draft.clauses.len() - 1,
            "{}",
            draft.file
        );
    }
}

#[test]
fn planted_edits_are_found_again() {
    let seeds: u64 = std::env::var("CLAUSEWISE_SEEDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20);
    let drafts = drafts();
    let mut score: BTreeMap<Edit, (usize, usize)> = BTreeMap::new();
    for seed in 0..seeds {
        let which = seed as usize % drafts.len();
        let mut dice = Dice(seed);
        let edited = edited(&drafts[which], &fresh(&drafts, which), 30, &mut dice);
        let revision = compare(&edited.old, &edited.new, &Settings::default());
        assert_all_told(&revision);
        for (edit, old, new) in &edited.done {
            let wanted = match edit {
                Edit::Reword | Edit::Number => Kind::Reworded,
                Edit::Move => Kind::Moved,
                Edit::Split => Kind::Split,
                Edit::Merge => Kind::Merged,
                Edit::Insert => Kind::Inserted,
                Edit::Delete => Kind::Deleted,
            };
            let found = revision.changes.iter().any(|c| {
                let path = |draft: &Draft, id: Option<_>| id.map(|id| draft.clause(id).path.clone());
                path(&edited.old, c.old) == *old && path(&edited.new, c.new) == *new && c.is(wanted)
            });
            if !found && std::env::var_os("CLAUSEWISE_SHOW").is_some() {
                println!("seed {seed} {}: {edit:?} {old:?} {new:?}", DRAFTS[which]);
                for c in &revision.changes {
                    let path = |draft: &Draft, id: Option<_>| id.map(|id| draft.clause(id).path.clone());
                    let (a, b) = (path(&edited.old, c.old), path(&edited.new, c.new));
                    if a.is_some() && a == *old || b.is_some() && b == *new {
                        println!("    {a:?} {b:?} {}", c.names());
                    }
                }
            }
            let entry = score.entry(*edit).or_default();
            entry.0 += usize::from(found);
            entry.1 += 1;
        }
    }
    println!("{score:?}");
    for (edit, (found, all)) in score {
        assert!(found as f64 >= 0.97 * all as f64, "{edit:?}: {found} of {all}");
    }
}

/// Every clause of either version stands in a row.
fn assert_all_told(revision: &Revision<'_>) {
    let olds: BTreeSet<_> = revision.changes.iter().filter_map(|c| c.old).collect();
    let news: BTreeSet<_> = revision.changes.iter().filter_map(|c| c.new).collect();
    assert_eq!(olds.len(), revision.old.clauses.len() - 1);
    assert_eq!(news.len(), revision.new.clauses.len() - 1);
}

#[test]
fn a_redline_is_both_of_its_texts() {
    let drafts = drafts();
    let mut dice = Dice(7);
    let edited = edited(&drafts[0], &fresh(&drafts, 0), 30, &mut dice);
    let revision = compare(&edited.old, &edited.new, &Settings::default());
    for change in &revision.changes {
        let (_, text) = revision.redlines(change);
        let side = |of: fn(&Piece) -> &str| text.iter().map(of).collect::<String>();
        let old = side(|p| match p {
            Piece::Kept { old, .. } => old,
            Piece::Deleted { text } => text,
            Piece::Inserted { .. } => "",
        });
        let new = side(|p| match p {
            Piece::Kept { new, .. } => new,
            Piece::Inserted { text } => text,
            Piece::Deleted { .. } => "",
        });
        assert_eq!(old, change.old.map_or("", |id| &edited.old.clause(id).text));
        assert_eq!(new, change.new.map_or("", |id| &edited.new.clause(id).text));
    }
}
