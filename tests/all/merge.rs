//! Merging a run into a crosswalk file that people, and their spreadsheets, have worked on.

#![allow(clippy::expect_used, reason = "a helper that fails is a test that fails")]

use crate::support::list;
use clausewise::crosswalk::unit_hash;
use clausewise::draft::Draft;
use clausewise::export::crosswalk::csv;
use clausewise::review::{Merge, Merged, Proposals, Row, Sheet, Side, merge, read_csv};
use proptest::prelude::*;

fn left() -> Draft {
    list(
        "rules",
        &[
            ("6.1", "Keep a register of models."),
            ("6.10", "Log every change to a model."),
            ("1/2", "Name a person who answers for each model."),
            ("007", "Test models before release."),
            ("1E5", "Report incidents to the board."),
        ],
    )
}

fn right() -> Draft {
    list(
        "guide",
        &[
            ("A", "Models are listed in an inventory."),
            ("B", "Changes are logged."),
            ("C", "Roles are assigned."),
        ],
    )
}

fn side(draft: &Draft, id: &str) -> Side {
    let unit = draft.units.iter().find(|u| u.id == id).expect("the unit exists");
    Side {
        draft: draft.name.clone(),
        id: unit.id.clone(),
        citation: unit.citation.clone(),
        text: unit.text.clone(),
        hash: unit_hash(&unit.text),
    }
}

fn link(left: &Draft, left_id: &str, right: &Draft, right_id: &str, status: &str) -> Row {
    Row {
        status: status.to_owned(),
        confidence: "0.5000".to_owned(),
        score: "0.000000".to_owned(),
        left: side(left, left_id),
        right: side(right, right_id),
        ..Row::default()
    }
}

/// A gap row for every unit, as the aligner's side makes them.
fn gaps(left: &Draft, right: &Draft) -> Vec<Row> {
    let nobody = |draft: &Draft| Side {
        draft: draft.name.clone(),
        ..Side::default()
    };
    let gap = |l: Side, r: Side| Row {
        status: "proposed".to_owned(),
        findings: "G101".to_owned(),
        left: l,
        right: r,
        ..Row::default()
    };
    let lefts = left.units.iter().map(|u| gap(side(left, &u.id), nobody(right)));
    lefts
        .chain(right.units.iter().map(|u| gap(nobody(left), side(right, &u.id))))
        .collect()
}

fn run(existing: Sheet, links: Vec<Row>) -> clausewise::Result<Merged> {
    let (left, right) = (left(), right());
    let proposals = Proposals {
        links,
        gaps: gaps(&left, &right),
    };
    let run = Merge {
        drafts: &[&left, &right],
        pairs: &[(0, 1)],
        file: "x.csv",
    };
    merge(existing, proposals, &run)
}

fn sheet(rows: Vec<Row>) -> Sheet {
    Sheet {
        extra: Vec::new(),
        rows,
    }
}

fn row_of<'a>(merged: &'a Merged, left_id: &str) -> &'a Row {
    let mut of_unit = merged.sheet.rows.iter().filter(|r| r.left.id == left_id);
    of_unit.next().expect("the unit has a row")
}

#[test]
fn unreviewed_rows_are_replaced_and_reviewed_ones_kept() {
    let (l, r) = (left(), right());
    let mut kept = link(&l, "6.1", &r, "A", "accepted");
    kept.note = "=same thing".to_owned();
    let existing = sheet(vec![kept.clone(), link(&l, "6.10", &r, "C", "proposed")]);
    let links = vec![
        link(&l, "6.1", &r, "A", "proposed"),
        link(&l, "6.10", &r, "B", "proposed"),
    ];
    let merged = run(existing, links).unwrap();
    assert_eq!(row_of(&merged, "6.1"), &kept);
    let of_a = merged.sheet.rows.iter().filter(|r| r.right.id == "A").count();
    assert_eq!(of_a, 1, "a reviewed pair is not proposed again");
    assert_eq!(row_of(&merged, "6.10").right.id, "B");
    assert_eq!(merged.kept, 1);
}

#[test]
fn a_unit_whose_only_link_was_rejected_has_no_counterpart() {
    let (l, r) = (left(), right());
    let merged = run(
        sheet(vec![link(&l, "6.1", &r, "A", "rejected")]),
        vec![link(&l, "6.1", &r, "A", "proposed")],
    )
    .unwrap();
    let of_unit: Vec<&Row> = merged.sheet.rows.iter().filter(|r| r.left.id == "6.1").collect();
    assert_eq!(of_unit.len(), 2);
    assert!(of_unit.iter().any(|r| r.findings == "G101"));
    assert!(
        merged
            .sheet
            .rows
            .iter()
            .any(|r| r.right.id == "A" && r.findings == "G101")
    );
}

#[test]
fn rows_of_other_drafts_stay() {
    let (l, r) = (left(), right());
    let mut other = link(&l, "6.1", &r, "A", "proposed");
    other.right.draft = "act".to_owned();
    let merged = run(sheet(vec![other.clone()]), Vec::new()).unwrap();
    assert_eq!(merged.sheet.rows.last(), Some(&other));
    assert_eq!(merged.elsewhere, 1);
}

#[test]
fn swapped_sides_are_the_same_pair() {
    let (l, r) = (left(), right());
    let existing = sheet(vec![
        link(&r, "A", &l, "6.1", "accepted"),
        link(&r, "B", &l, "6.10", "proposed"),
    ]);
    let merged = run(existing, vec![link(&l, "6.1", &r, "A", "proposed")]).unwrap();
    let links = merged.sheet.rows.iter().filter(|r| r.links()).count();
    assert_eq!(links, 1);
}

#[test]
fn ids_that_a_spreadsheet_changed_are_recovered() {
    let (l, r) = (left(), right());
    for (id, cell) in [
        ("6.10", "6.1"),
        ("1/2", "01/02/2026"),
        ("1/2", "2-Jan"),
        ("1/2", "46024"),
        ("007", "7"),
        ("1E5", "1.00E+05"),
        ("1E5", "100000"),
        ("1E5", "########"),
        ("1E5", ""),
    ] {
        for citation_too in [true, false] {
            if citation_too && !clausewise::review::mangled::may_become(id, cell) {
                continue;
            }
            let mut row = link(&l, id, &r, "B", "accepted");
            row.line = 7;
            row.left.id = cell.to_owned();
            if citation_too {
                row.left.citation = cell.to_owned();
            }
            let merged = run(sheet(vec![row]), Vec::new()).unwrap_or_else(|e| panic!("{id} as {cell}: {e}"));
            let found = merged.sheet.rows.iter().find(|r| r.reviewed()).unwrap();
            assert_eq!((found.left.id.as_str(), found.left.citation.as_str()), (id, id));
            assert_eq!(merged.recovered, [(7, cell.to_owned(), id.to_owned())]);
        }
    }
}

#[test]
fn without_a_hash_the_citation_decides() {
    let (l, r) = (left(), right());
    let mut row = link(&l, "6.10", &r, "B", "accepted");
    row.left.hash.clear();
    row.left.id = "6.1".to_owned();
    let merged = run(sheet(vec![row]), Vec::new()).unwrap();
    assert_eq!(merged.recovered.len(), 1);
    assert!(row_of(&merged, "6.10").reviewed());
}

#[test]
fn what_cannot_be_told_is_refused_by_name() {
    let (l, r) = (left(), right());
    let refused = |change: &dyn Fn(&mut Row)| {
        let mut row = link(&l, "6.10", &r, "B", "accepted");
        row.line = 4;
        change(&mut row);
        run(sheet(vec![row]), Vec::new()).unwrap_err().to_string()
    };
    let unknown = refused(&|row| {
        row.left.id = "9.9".to_owned();
        row.left.hash = "h:0000000000000000".to_owned();
    });
    assert!(
        unknown.starts_with("x.csv, line 4: the left id `9.9`"),
        "{unknown}"
    );
    // Neither hash nor citation says whether 6.1 is 6.1 or 6.10.
    let unclear = refused(&|row| {
        row.left.id = "6.1".to_owned();
        row.left.citation = "6.1".to_owned();
        row.left.hash = "h:0000000000000000".to_owned();
    });
    assert!(unclear.contains("may stand for `6.1` or `6.10`"), "{unclear}");
    // A person may have linked to another unit: that is not undone without asking.
    let edited = refused(&|row| {
        row.status = "edited".to_owned();
        row.left.id = "6.1".to_owned();
    });
    assert!(edited.contains("may stand for `6.1` or `6.10`"), "{edited}");
    let nothing = refused(&|row| {
        for side in [&mut row.left, &mut row.right] {
            *side = Side {
                draft: side.draft.clone(),
                ..Side::default()
            };
        }
    });
    assert!(nothing.contains("names no unit"), "{nothing}");
}

#[test]
fn a_reworded_unit_keeps_its_row() {
    let (l, r) = (left(), right());
    let mut row = link(&l, "007", &r, "B", "accepted");
    row.left.hash = "h:0000000000000000".to_owned();
    row.line = 3;
    let merged = run(sheet(vec![row.clone()]), Vec::new()).unwrap();
    assert_eq!(row_of(&merged, "007"), &row);
    assert_eq!(merged.reworded, [3]);
}

#[test]
fn cells_of_peoples_own_columns_stay_with_their_pair() {
    let (l, r) = (left(), right());
    let mut old = link(&l, "6.1", &r, "A", "proposed");
    old.extra = vec!["for the meeting".to_owned()];
    let existing = Sheet {
        extra: vec!["agenda".to_owned()],
        rows: vec![old],
    };
    let merged = run(existing, vec![link(&l, "6.1", &r, "A", "proposed")]).unwrap();
    assert_eq!(row_of(&merged, "6.1").extra, ["for the meeting"]);
    assert!(csv(&merged.sheet).unwrap().contains(",agenda\n"));
}

#[test]
fn they_find_their_pair_also_after_a_spreadsheet_changed_its_id() {
    let (l, r) = (left(), right());
    let own = |line, id: &str, cell: &str, text: &str| {
        let mut row = link(&l, id, &r, "A", "proposed");
        row.line = line;
        row.left.id = cell.to_owned();
        row.left.citation = cell.to_owned();
        row.extra = vec![text.to_owned()];
        row
    };
    let existing = Sheet {
        extra: vec!["agenda".to_owned()],
        rows: vec![
            own(2, "6.1", "6.1", "first"),
            own(3, "6.10", "6.1", "second"),
            own(4, "007", "7", "third"),
        ],
    };
    let links = ["6.1", "6.10"].map(|id| link(&l, id, &r, "A", "proposed"));
    let merged = run(existing, links.to_vec()).unwrap();
    assert_eq!(row_of(&merged, "6.1").extra, ["first"]);
    assert_eq!(row_of(&merged, "6.10").extra, ["second"]);
    // The pair is not proposed any more: what stood beside it is told.
    assert_eq!(merged.dropped, [(4, vec!["third".to_owned()])]);
}

#[test]
fn a_day_of_review_alone_keeps_a_row() {
    let (l, r) = (left(), right());
    let mut row = link(&l, "6.1", &r, "A", "proposed");
    row.reviewed_on = "2031-05-02".to_owned();
    let merged = run(sheet(vec![row.clone()]), Vec::new()).unwrap();
    assert_eq!(row_of(&merged, "6.1"), &row);
}

#[test]
fn a_changed_citation_is_put_back_where_the_id_was_left_alone() {
    let (l, r) = (left(), right());
    let mut row = link(&l, "6.10", &r, "A", "accepted");
    row.left.citation = "6.1".to_owned();
    let merged = run(sheet(vec![row]), Vec::new()).unwrap();
    assert_eq!(row_of(&merged, "6.10").left.citation, "6.10");
    assert!(merged.recovered.is_empty());
}

/// Two units of one wording, whose ids a spreadsheet makes the same.
fn twins() -> Draft {
    list(
        "rules",
        &[
            ("6.1", "Withdrawn."),
            ("6.10", "Withdrawn."),
            ("6.2", "Test models."),
        ],
    )
}

fn run_twins(rows: Vec<Row>) -> clausewise::Result<Merged> {
    let (left, right) = (twins(), right());
    let run = Merge {
        drafts: &[&left, &right],
        pairs: &[(0, 1)],
        file: "x.csv",
    };
    merge(sheet(rows), Proposals::default(), &run)
}

#[test]
fn units_of_one_wording_are_not_taken_for_each_other() {
    let (l, r) = (twins(), right());
    let row = |id: &str, cell: &str, line| {
        let mut row = link(&l, id, &r, "A", "accepted");
        row.left.id = cell.to_owned();
        row.left.citation = cell.to_owned();
        row.line = line;
        row
    };
    // The file says `6.1` twice and `6.10` nowhere: either row may be either unit.
    let error = run_twins(vec![row("6.1", "6.1", 2), row("6.10", "6.1", 3)]).unwrap_err();
    assert!(
        error.to_string().starts_with("x.csv, line 2: the left id `6.1`"),
        "{error}"
    );
    let help = error.help_line().unwrap();
    assert!(help.ends_with("refused for the like: line 3"), "{help}");
    // A file that no spreadsheet has changed says both.
    let merged = run_twins(vec![row("6.1", "6.1", 2), row("6.10", "6.10", 3)]).unwrap();
    assert_eq!(merged.kept, 2);
    assert!(merged.recovered.is_empty());
    // And the way out that the message names.
    let mut confirmed = row("6.1", "6.1", 2);
    confirmed.left.citation.clear();
    confirmed.left.hash.clear();
    assert_eq!(run_twins(vec![confirmed]).unwrap().kept, 1);
}

#[test]
fn a_reworded_unit_is_not_refused_for_a_like_id_that_stands_in_the_file() {
    let (l, r) = (left(), right());
    let mut reworded = link(&l, "6.1", &r, "A", "accepted");
    reworded.left.hash = "h:0000000000000000".to_owned();
    reworded.line = 2;
    let other = link(&l, "6.10", &r, "B", "proposed");
    assert!(run(sheet(vec![reworded.clone()]), Vec::new()).is_err());
    let merged = run(sheet(vec![reworded, other]), Vec::new()).unwrap();
    assert_eq!(merged.reworded, [2]);
}

#[test]
fn wording_that_a_spreadsheet_cut_or_changed_is_put_back() {
    let long = "All models are tested. ".repeat(3000);
    let (l, r) = (list("rules", &[("1", &long), ("2", "6.10")]), right());
    let run = |rows| {
        let run = Merge {
            drafts: &[&l, &r],
            pairs: &[(0, 1)],
            file: "x.csv",
        };
        merge(sheet(rows), Proposals::default(), &run).unwrap().sheet.rows
    };
    let whole = [
        link(&l, "1", &r, "A", "accepted"),
        link(&l, "2", &r, "B", "accepted"),
    ];
    let mut cut = whole.clone();
    cut[0].left.text.truncate(32_767);
    cut[1].left.text = "6.1".to_owned();
    assert_eq!(run(cut.to_vec()), whole);
    // What a person shortened or took out stays so.
    let mut short = whole.clone();
    short[0].left.text = "All models".to_owned();
    short[1].left.text.clear();
    assert_eq!(run(short.to_vec()), short);
}

#[test]
fn merging_again_changes_nothing() {
    let (l, r) = (left(), right());
    let links = || {
        vec![
            link(&l, "6.1", &r, "A", "proposed"),
            link(&l, "6.10", &r, "B", "proposed"),
        ]
    };
    let mut first = run(Sheet::default(), links()).unwrap().sheet;
    first.rows[0].status = "accepted".to_owned();
    let written = csv(&first).unwrap();
    let again = run(read_csv(written.as_bytes(), "x.csv").unwrap(), links())
        .unwrap()
        .sheet;
    assert_eq!(csv(&again).unwrap(), written);
}

/// A row as it may come back: some ids changed, some rows of other drafts.
fn any_row() -> impl Strategy<Value = Row> {
    (
        prop::sample::select(vec!["6.1", "6.10", "1/2", "007", "1E5"]),
        prop::sample::select(vec!["A", "B", "C"]),
        prop::sample::select(vec!["proposed", "accepted", "rejected", "edited", "suspect"]),
        prop::sample::select(vec!["", "", "a note"]),
        prop::sample::select(vec!["", "", "6.1", "7", "02.01.2026"]),
        prop::sample::select(vec!["rules", "rules", "rules", "another"]),
    )
        .prop_map(|(left_id, right_id, status, note, cell, draft)| {
            let mut row = link(&left(), left_id, &right(), right_id, status);
            row.note = note.to_owned();
            row.left.draft = draft.to_owned();
            if !cell.is_empty() {
                row.left.id = cell.to_owned();
            }
            row
        })
}

/// What a person said in a row, by the unit's wording: ids may be put right.
fn decision(row: &Row) -> [String; 5] {
    [
        &row.status,
        &row.note,
        &row.left.draft,
        &row.left.hash,
        &row.right.id,
    ]
    .map(Clone::clone)
}

proptest! {
    #[test]
    fn merging_never_loses_a_reviewed_row(rows in prop::collection::vec(any_row(), 0..8)) {
        let before: Vec<_> = rows.iter().filter(|r| r.reviewed()).map(decision).collect();
        let links = vec![link(&left(), "6.1", &right(), "A", "proposed")];
        if let Ok(merged) = run(sheet(rows), links) {
            let mut after: Vec<_> = merged.sheet.rows.iter().filter(|r| r.reviewed()).map(decision).collect();
            for wanted in before {
                let found = after.iter().position(|d| *d == wanted);
                prop_assert!(found.is_some());
                after.swap_remove(found.unwrap());
            }
        }
    }
}
