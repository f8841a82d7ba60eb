//! # What it reports
//! A requirement or recommendation in a part of a standard that is informative: note, example, informative annex.
//!
//! # Why it matters
//! What stands there binds nobody, whatever its words say.
//!
//! # Example
//! "NOTE The operator shall keep a copy."
//!
//! # When it is wrong
//! Notes to entry may hold provisions on the use of a term; quoted provisions are none.
//!
//! # Settings
//! Only drafts of ISO, IEC and bodies that draft by their rules.

use super::d304::by_directives;
use super::side::{Side, spot};
use super::{Finding, Severity};
use crate::draft::{ClauseId, Force};
use crate::provision::{Modality, VerbalForms};

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    if !by_directives(side) {
        return Vec::new();
    }
    let draft = side.draft;
    let forms = VerbalForms::of(draft.identity.language.as_deref());
    let informative = draft.clauses().filter(|(_, c)| {
        c.force == Force::Informative && matches!(c.kind.as_str(), "note" | "example" | "annex" | "text")
    });
    // Forewords speak of the body that publishes, not to who uses the document.
    let in_annex = |mut id: ClauseId| loop {
        let clause = draft.clause(id);
        match clause.kind.as_str() {
            "annex" => break true,
            _ if id == ClauseId::ROOT || clause.parent == id => break false,
            _ => id = clause.parent,
        }
    };
    let informative = informative.filter(|(id, c)| c.kind != "text" || in_annex(*id));
    let mut found = Vec::new();
    for (id, clause) in informative {
        // Permissions are left aside: `may` is often a possibility there.
        if !matches!(
            forms.modality(&clause.text),
            Modality::Requirement | Modality::Prohibition | Modality::Recommendation
        ) {
            continue;
        }
        let mut at = id;
        let unit = loop {
            if let Some(unit) = draft.units.iter().position(|u| u.clause == at) {
                break Some(unit);
            }
            let parent = draft.clause(at).parent;
            if parent == at {
                break None;
            }
            at = parent;
        };
        if let Some(unit) = unit {
            found.push(Finding {
                code: "D305",
                severity: Severity::Low,
                compatibility: None,
                left: Some(spot(unit, &clause.text, &[])),
                right: None,
                message: format!(
                    "a provision in an informative part ({}; ISO/IEC Directives, Part 2:2021, 24)",
                    clause.kind
                ),
                question: "Is it meant to bind?".to_owned(),
                confidence: 0.6,
            });
        }
    }
    found
}
