//! A Word file whose tracked changes lead from the old to the new version: accepting all gives the new text, rejecting
//! all the old one.
//!
//! Clauses that kept their order are edited in place; what moved is deleted where it stood and inserted where it stands,
//! since only that reads right on both sides. Cost: the diff of the clauses' order (Myers 1986, in `similar`), and of the
//! words of each pair.

mod in_old;
mod paragraph;

pub use in_old::in_old;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::Result;
use crate::draft::{Clause, ClauseId, Draft};
use crate::export::word::{Change as Tracked, Document, Options, Run, Style};
use crate::revision::{Piece, Revision, exact};

/// The file.
///
/// # Errors
/// None in practice: writing goes to memory.
pub fn docx(revision: &Revision<'_>) -> Result<Vec<u8>> {
    let (old, new) = (revision.old, revision.new);
    let mut document = Document::new(Options {
        title: format!("{} → {}", old.name, new.name),
        language: new.identity.language.clone().unwrap_or_default(),
        ..Options::default()
    });
    let mut writer = Writer {
        document: &mut document,
        old,
        new,
    };
    let (before, after) = order(revision);
    for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (left, right) = (op.old_range(), op.new_range());
        if let DiffOp::Equal { .. } = op {
            left.zip(right)
                .for_each(|(i, j)| writer.pair(Some(i + 1), Some(j + 1)));
        } else {
            left.for_each(|i| writer.pair(Some(i + 1), None));
            right.for_each(|j| writer.pair(None, Some(j + 1)));
        }
    }
    document.finish()
}

/// The clauses of both versions, without their roots, as numbers that are equal for partners.
fn order(revision: &Revision<'_>) -> (Vec<usize>, Vec<usize>) {
    let (olds, news) = (revision.old.clauses.len(), revision.new.clauses.len());
    let mut partner: Vec<Option<usize>> = vec![None; news];
    let mut taken = vec![false; olds];
    // Parts of splits and merges only where the clause has no partner of its own.
    for parts in [false, true] {
        for change in &revision.changes {
            let part = change.part;
            let (Some(i), Some(j), true) = (change.old, change.new, part == parts) else {
                continue;
            };
            if let (Some(slot @ None), Some(free @ false)) =
                (partner.get_mut(j.index()), taken.get_mut(i.index()))
            {
                (*slot, *free) = (Some(i.index()), true);
            }
        }
    }
    let after = partner.iter().enumerate().skip(1);
    (
        (1..olds).collect(),
        after.map(|(j, p)| p.unwrap_or(olds + j)).collect(),
    )
}

struct Writer<'a> {
    document: &'a mut Document,
    old: &'a Draft,
    new: &'a Draft,
}

impl Writer<'_> {
    /// The paragraphs of a clause in both versions, or in one.
    fn pair(&mut self, old: Option<usize>, new: Option<usize>) {
        let of = |draft: &Draft, at: Option<usize>| {
            let id = at.map(|i| ClauseId(i as u32));
            id.map_or([const { String::new() }; 2], |id| paragraphs(draft.clause(id)))
        };
        let (before, after) = (of(self.old, old), of(self.new, new));
        let depth = new
            .map(|j| depth(self.new, j))
            .or_else(|| old.map(|i| depth(self.old, i)))
            .unwrap_or(1);
        let heading = match depth {
            1 => Style::Heading1,
            2 => Style::Heading2,
            _ => Style::Heading3,
        };
        for ((a, b), style) in before.iter().zip(&after).zip([heading, Style::Normal]) {
            let runs: Vec<Run> = exact(a, b).into_iter().map(run).collect();
            if !runs.is_empty() {
                self.document.add(style, runs);
            }
        }
    }
}

fn run(piece: Piece) -> Run {
    match piece {
        Piece::Kept { new, .. } => Run::new(new),
        Piece::Deleted { text } => Run::new(text).tracked(Tracked::Deleted),
        Piece::Inserted { text } => Run::new(text).tracked(Tracked::Inserted),
    }
}

/// A clause as a heading and a text, either of which may be empty; its label stands in the first that is not.
fn paragraphs(clause: &Clause) -> [String; 2] {
    let join = |a: &str, b: &str| format!("{a} {b}").trim().to_owned();
    match (clause.heading.as_str(), clause.heading_first) {
        ("", _) => [String::new(), join(&clause.label, &clause.text)],
        (heading, true) => [heading.to_owned(), join(&clause.label, &clause.text)],
        (heading, false) => [join(&clause.label, heading), clause.text.clone()],
    }
}

/// How many clauses a clause stands in; no more than headings have ranks.
fn depth(draft: &Draft, at: usize) -> usize {
    let mut above = draft.clause(ClauseId(at as u32)).parent;
    let mut depth = 1;
    while above != ClauseId::ROOT && depth < 3 {
        depth += 1;
        above = draft.clause(above).parent;
    }
    depth
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{ReadOptions, Revisions, Source, read};
    use crate::revision::compare;
    use crate::settings::Settings;
    use proptest::prelude::*;

    fn draft(name: &str, rows: &[String]) -> Draft {
        let mut csv = String::from("id,title,text,parent\n");
        for (i, text) in rows.iter().enumerate() {
            csv.push_str(&format!("{name}{i},,\"{}\",\n", text.replace('"', "\"\"")));
        }
        let source: Source = read(csv.as_bytes(), "x.csv", &ReadOptions::default()).unwrap();
        Draft::from_list(&source, name)
    }

    fn words(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn side(bytes: &[u8], revisions: Revisions) -> String {
        let options = ReadOptions {
            revisions,
            ..ReadOptions::default()
        };
        let source = read(bytes, "x.docx", &options).unwrap();
        let blocks: Vec<&str> = source.blocks.iter().map(|b| b.text.as_str()).collect();
        words(&blocks.join(" "))
    }

    fn text(draft: &Draft) -> String {
        let all: Vec<String> = draft.clauses().flat_map(|(_, c)| paragraphs(c)).collect();
        words(&all.join(" "))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn accepting_gives_the_new_text_and_rejecting_the_old(
            old in proptest::collection::vec("[a-d\u{2019}' .]{1,30}", 1..8),
            new in proptest::collection::vec("[a-d\u{2019}' .]{1,30}", 1..8),
        ) {
            let row = |t: &String| format!("w{t}w");
            let old = draft("a", &old.iter().map(row).collect::<Vec<_>>());
            let new = draft("b", &new.iter().map(row).collect::<Vec<_>>());
            let bytes = docx(&compare(&old, &new, &Settings::default())).unwrap();
            prop_assert_eq!(side(&bytes, Revisions::Accept), text(&new));
            prop_assert_eq!(side(&bytes, Revisions::Reject), text(&old));
        }
    }
}
