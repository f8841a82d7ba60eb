//! Outputs without wording: for drafts whose text may not be passed on.
//!
//! One place for all formats: drafts, crosswalks, findings and revisions are emptied here before anything writes them, so
//! that no format has to know. What stays are ids, citations, places, numbers, codes, and what people wrote themselves.

use rustc_hash::FxHashMap;

use crate::draft::{ClauseId, Draft};
use crate::review::{FINDING_COLUMNS, FindingSheet, Sheet};
use crate::revision::Revision;

/// Words of a title that still name a draft and are no text of it.
const TITLE: usize = 5;
/// Headings of fewer words may stand in a citation.
const HEADING: usize = 3;

/// Columns of findings that carry wording.
const FINDINGS: [&str; 4] = ["left_evidence", "right_evidence", "message", "question"];

/// Takes the wording of certain drafts out of everything that is to be written.
#[derive(Debug, Clone, Default)]
pub struct IdsOnly {
    /// Citations that quote a heading, by draft and id, with what stands instead.
    citations: FxHashMap<(String, String), String>,
}

impl IdsOnly {
    /// For these drafts.
    pub fn of<'a>(drafts: impl IntoIterator<Item = &'a Draft>) -> IdsOnly {
        let mut citations = FxHashMap::default();
        for draft in drafts {
            for unit in &draft.units {
                if quotes(draft, unit.clause, &unit.citation) {
                    citations.insert((draft.name.clone(), unit.id.clone()), unit.id.clone());
                }
            }
        }
        IdsOnly { citations }
    }

    /// The draft without headings, texts, terms, comments and messages.
    #[must_use]
    pub fn draft(&self, draft: &Draft) -> Draft {
        let mut bare = draft.clone();
        for (at, clause) in bare.clauses.iter_mut().enumerate() {
            if quotes(draft, ClauseId(at as u32), &clause.citation) {
                clause.citation.clone_from(&clause.path);
            }
            clause.heading.clear();
            clause.text.clear();
            if clause.label.split_whitespace().count() > TITLE {
                clause.label.clear();
            }
        }
        for unit in &mut bare.units {
            if quotes(draft, unit.clause, &unit.citation) {
                unit.citation.clone_from(&unit.id);
            }
            for text in [
                &mut unit.title,
                &mut unit.parent,
                &mut unit.text,
                &mut unit.chapeau,
            ] {
                text.clear();
            }
        }
        bare.definitions.iter_mut().for_each(|d| d.term.clear());
        bare.references.iter_mut().for_each(|r| r.words.clear());
        bare.comments.iter_mut().for_each(|c| c.text.clear());
        bare.diagnostics.iter_mut().for_each(|d| d.message.clear());
        bare.enclosed
            .iter_mut()
            .for_each(|act| act.title = short(&act.title));
        bare.style.evidence.clear();
        if let Some(title) = &mut bare.identity.title {
            *title = short(title);
        }
        bare
    }

    /// The crosswalk without texts and evidence.
    pub fn sheet(&self, sheet: &mut Sheet) {
        sheet.drop_wording();
        for side in sheet.rows.iter_mut().flat_map(|r| [&mut r.left, &mut r.right]) {
            self.cite(&side.draft, &side.id, &mut side.citation);
        }
    }

    /// The findings without evidence, messages and questions.
    pub fn findings(&self, sheet: &mut FindingSheet) {
        let at = |column: &str| FINDING_COLUMNS.iter().position(|c| *c == column);
        let wording: Vec<usize> = FINDINGS.iter().filter_map(|c| at(c)).collect();
        let sides = ["left", "right"].map(|side| {
            ["draft", "id", "citation"].map(|what| at(&format!("{side}_{what}")).unwrap_or(usize::MAX))
        });
        for row in &mut sheet.rows {
            for &column in &wording {
                if let Some(cell) = row.get_mut(column) {
                    cell.clear();
                }
            }
            for [draft, id, citation] in sides {
                let cell = |i: usize| row.get(i).cloned().unwrap_or_default();
                let (draft, id) = (cell(draft), cell(id));
                if let Some(citation) = row.get_mut(citation) {
                    self.cite(&draft, &id, citation);
                }
            }
        }
    }

    /// The revision over drafts without wording, and without its reasons, which quote what was added and dropped.
    pub fn revision<'a>(revision: &Revision<'_>, old: &'a Draft, new: &'a Draft) -> Revision<'a> {
        let mut changes = revision.changes.clone();
        changes.iter_mut().for_each(|c| c.reasons.clear());
        Revision { old, new, changes }
    }

    fn cite(&self, draft: &str, id: &str, citation: &mut String) {
        if let Some(instead) = self.citations.get(&(draft.to_owned(), id.to_owned())) {
            citation.clone_from(instead);
        }
    }
}

/// Whether a citation quotes the heading of its clause, or of one that it stands in.
fn quotes(draft: &Draft, clause: ClauseId, citation: &str) -> bool {
    let mut at = clause;
    while at != ClauseId::ROOT {
        let Some(clause) = draft.clauses.get(at.index()) else {
            return false;
        };
        let words = clause.heading.split_whitespace().count();
        if words >= HEADING && citation.contains(clause.heading.as_str()) {
            return true;
        }
        at = clause.parent;
    }
    false
}

/// The first words of a title, numbers and what stands in brackets counted as words.
fn short(title: &str) -> String {
    let mut count = 0;
    let fits = |word: &&str| {
        count += word
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .count();
        count <= TITLE
    };
    let first: Vec<&str> = title.split_whitespace().take_while(fits).collect();
    if first.len() == title.split_whitespace().count() {
        return title.to_owned();
    }
    format!("{} …", first.join(" "))
}
