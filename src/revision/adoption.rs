//! A national adoption against the international standard that it adopts, in the terms of ISO/IEC Guide 21-1.
//!
//! The guide distinguishes technical deviations (another technical content), editorial changes and changes of structure,
//! and three degrees of correspondence: identical, modified, not equivalent. Only the adopting body can declare one; what
//! is suggested here is what the comparison supports, with its reasons.

use std::collections::BTreeSet;

use super::{Change, Kind, Revision};
use crate::draft::{Clause, Draft, Force};

/// Share of the international provisions that has to be left for an adoption to count as modified: the guide speaks of
/// a minority.
const LEFT: f64 = 0.5;
/// Share of the clauses that may stand elsewhere before the two are no longer easily compared.
const ELSEWHERE: f64 = 0.5;

/// How a national text corresponds to the international one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Degree {
    /// The same but for editorial changes.
    Identical,
    /// With technical deviations or changes of structure that can be told clause by clause.
    Modified,
    /// Too little is left, or the two can no longer be compared easily.
    #[serde(rename = "not equivalent")]
    NotEquivalent,
    /// There is none to state: the two are in different languages, where a translation is no deviation and words cannot
    /// be compared, or both are international.
    Open,
}

impl Degree {
    /// The word for people, with the guide's abbreviation.
    pub fn name(self) -> &'static str {
        match self {
            Degree::Identical => "identical (IDT)",
            Degree::Modified => "modified (MOD)",
            Degree::NotEquivalent => "not equivalent (NEQ)",
            Degree::Open => "none",
        }
    }
}

/// What kind of deviation it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub enum Deviation {
    /// It may change the technical content.
    #[serde(rename = "technical deviation")]
    Technical,
    /// Another place, number or division.
    #[serde(rename = "structural change")]
    Structural,
    /// Wording only, or informative text.
    #[serde(rename = "editorial change")]
    Editorial,
}

impl Deviation {
    /// The words for people and files.
    pub fn name(self) -> &'static str {
        match self {
            Deviation::Technical => "technical deviation",
            Deviation::Structural => "structural change",
            Deviation::Editorial => "editorial change",
        }
    }
}

/// Evidence for an adoption statement.
#[derive(Debug, Clone)]
pub struct Adoption<'a> {
    /// The comparison: old is the international text.
    pub revision: &'a Revision<'a>,
    /// Every deviation as its kind and change, in document order of the national text.
    pub deviations: Vec<(Deviation, &'a Change)>,
    /// What the comparison supports.
    pub degree: Degree,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// Sorts the changes by the guide's terms and suggests a degree of correspondence.
pub fn adoption<'a>(revision: &'a Revision<'a>) -> Adoption<'a> {
    if let Some(reasons) = translated(revision) {
        return Adoption {
            revision,
            deviations: Vec::new(),
            degree: Degree::Open,
            reasons,
        };
    }
    let mut deviations: Vec<(Deviation, &'a Change)> = Vec::new();
    let mut moved_with = vec![false; revision.new.clauses.len()];
    for change in revision.changes.iter().filter(|c| revision.is_of_text(c)) {
        let structural = is_structural(revision, change);
        if change.substantive {
            deviations.push((Deviation::Technical, change));
        } else if change.is(Kind::Reworded) || change.old.is_none() || change.new.is_none() {
            deviations.push((Deviation::Editorial, change));
        }
        if structural {
            // A clause that only went along with the one that it stands in is no change of its own.
            let along = change.new.zip(change.old).is_some_and(|(new, old)| {
                let (b, a) = (revision.new.clause(new), revision.old.clause(old));
                moved_with.get(b.parent.index()).copied().unwrap_or(false)
                    && a.number == b.number
                    && !change.is(Kind::Split)
                    && !change.is(Kind::Merged)
            });
            if let Some(flag) = change.new.and_then(|id| moved_with.get_mut(id.index())) {
                *flag = true;
            }
            if !along {
                deviations.push((Deviation::Structural, change));
            }
        }
    }
    let (degree, reasons) = degree(revision, &deviations);
    Adoption {
        revision,
        deviations,
        degree,
        reasons,
    }
}

/// Whether numbered provisions stand elsewhere, or are divided otherwise: the cover, notes and examples have no structure
/// that anybody cites, and a paragraph without a number has no other place by another file format.
fn is_structural(revision: &Revision<'_>, change: &Change) -> bool {
    let kinds = [Kind::Moved, Kind::Renumbered, Kind::Split, Kind::Merged];
    let cited = |clause: &Clause| clause.force == Force::Normative && !clause.number.is_empty();
    let old = change.old.is_some_and(|id| cited(revision.old.clause(id)));
    let new = change.new.is_some_and(|id| cited(revision.new.clause(id)));
    (old || new) && kinds.into_iter().any(|k| change.is(k))
}

/// What can be said of two texts in different languages: how much of the structure is the same.
fn translated(revision: &Revision<'_>) -> Option<Vec<String>> {
    let (old, new) = (revision.old, revision.new);
    let language = |draft: &Draft| Some(draft.identity.language.as_deref()?.split('-').next()?.to_owned());
    let (a, b) = (language(old)?, language(new)?);
    if a == b {
        return None;
    }
    let numbered = |draft: &'_ Draft| -> BTreeSet<String> {
        let all = draft.clauses().filter(|(_, c)| !c.number.is_empty());
        all.map(|(_, c)| c.path.clone()).collect()
    };
    let (left, right) = (numbered(old), numbered(new));
    let same = left.intersection(&right).count();
    Some(vec![
        format!(
            "the two are written in {a} and {b}: wording cannot be compared, and a translation is no deviation"
        ),
        format!(
            "{same} of {} numbered clauses of the international text have their number in the national one, which has {}",
            left.len(),
            right.len()
        ),
    ])
}

fn degree(revision: &Revision<'_>, deviations: &[(Deviation, &Change)]) -> (Degree, Vec<String>) {
    let of = |kind| deviations.iter().filter(|(d, _)| *d == kind).count();
    let (technical, structural, editorial) = (
        of(Deviation::Technical),
        of(Deviation::Structural),
        of(Deviation::Editorial),
    );
    let normative = |c: &&Clause| c.force == Force::Normative && !c.text.is_empty();
    let all = revision.old.clauses.iter().filter(normative).count();
    let gone = revision
        .changes
        .iter()
        .filter(|c| c.new.is_none() && c.old.is_some_and(|id| normative(&revision.old.clause(id))));
    let left = all.saturating_sub(gone.count());
    let share = left as f64 / all.max(1) as f64;
    let moved = revision.changes.iter().filter(|c| c.is(Kind::Moved)).count();
    let elsewhere = moved as f64 / revision.old.clauses.len().max(1) as f64;
    let mut reasons = vec![
        format!("{technical} technical, {structural} structural, {editorial} editorial"),
        format!("{left} of {all} normative clauses of the international text have a counterpart"),
    ];
    let degree = if technical == 0 && structural == 0 {
        reasons.push("no change found that may touch the technical content or the structure".to_owned());
        Degree::Identical
    } else if share < LEFT {
        reasons.push("only a minority of the international provisions is left".to_owned());
        Degree::NotEquivalent
    } else if elsewhere > ELSEWHERE {
        reasons.push(format!(
            "{moved} clauses stand elsewhere: the two are not easily compared"
        ));
        Degree::NotEquivalent
    } else {
        reasons.push("each deviation can be named clause by clause; each has to be explained".to_owned());
        Degree::Modified
    };
    let international = |draft: &Draft| draft.identity.jurisdiction.as_deref() == Some("INT");
    if international(revision.old) && international(revision.new) {
        reasons.push(format!(
            "both are texts of an international body, so that there is no degree to state; of a national one the comparison would \
             support {}",
            degree.name()
        ));
        return (Degree::Open, reasons);
    }
    (degree, reasons)
}
