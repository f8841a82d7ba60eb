//! Published catalogues and lists, which are not part of the repository: `CLAUSEWISE_PUBLISHED` names the folder that
//! holds them. Without it these tests say so and pass.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use crate::support;
use clausewise::draft::Draft;

/// The draft of a published file, or `None` when the folder is not given.
fn published(path: &str) -> Option<Draft> {
    let file = support::published()?.join("texts").join(path);
    Some(support::draft(&support::source(&file).unwrap(), None))
}

fn count(draft: &Draft, kind: &str) -> usize {
    draft.clauses().filter(|(_, c)| c.kind == kind).count()
}

fn text_of<'d>(draft: &'d Draft, path: &str) -> &'d str {
    let clause = draft.clauses().find(|(_, c)| c.path == path);
    clause.map_or("", |(_, c)| c.text.as_str())
}

#[test]
fn control_catalogue_as_workbook() {
    let Some(draft) = published("xlsx/nist-sp800-53r5-control-catalog.xlsx") else {
        return;
    };
    assert_eq!(
        (count(&draft, "control"), count(&draft, "withdrawn")),
        (1007, 182)
    );
    assert_eq!(draft.units.len(), 1007);
    assert!(text_of(&draft, "ac-2/2").starts_with("Automatically [Selection:"));
}

#[test]
fn framework_as_workbook() {
    let Some(draft) = published("xlsx/nist-csf2-reference-tool-export.xlsx") else {
        return;
    };
    // Six functions, 22 categories, 106 subcategories; the withdrawn ones of the version before.
    assert_eq!(count(&draft, "outcome"), 6 + 22 + 106);
    assert_eq!(draft.units.len(), 134);
    let clause = draft.clauses().find(|(_, c)| c.path == "gv.oc-01").unwrap().1;
    assert_eq!(draft.clause(clause.parent).path, "gv.oc");
}

#[test]
fn a_workbook_that_says_how_deep_its_rows_stand() {
    let Some(draft) = published("ciso/nist-ai-rmf-1.0.xlsx") else {
        return;
    };
    assert_eq!(draft.units.len(), 72);
    let (_, clause) = draft.clauses().find(|(_, c)| c.path == "govern-1.1").unwrap();
    assert_eq!(draft.clause(clause.parent).path, "govern-1");
}

#[test]
fn framework_as_oscal_in_xml() {
    let Some(draft) = published("oscal/NIST_CSF_v2.0_catalog.xml") else {
        return;
    };
    assert_eq!(
        draft.identity.title.as_deref(),
        Some("NIST Cybersecurity Framework 2.0")
    );
    assert_eq!(count(&draft, "control"), 185);
    assert!(text_of(&draft, "gv.oc-01").starts_with("The organizational mission"));
}

#[test]
fn subcategories_as_json() {
    let Some(draft) = published("us/nist-ai-rmf-1.0-subcategories.json") else {
        return;
    };
    assert_eq!((draft.units.len(), count(&draft, "outcome")), (72, 72));
    assert!(text_of(&draft, "govern-1.1").starts_with("Legal and regulatory requirements"));
}

#[test]
fn baseline_as_oscal() {
    let Some(draft) = published("oscal/NIST_SP-800-53_rev5_LOW-baseline-resolved-profile_catalog.json")
    else {
        return;
    };
    assert_eq!(draft.style.grammar, "control-catalogue");
    let controls = count(&draft, "control") + count(&draft, "enhancement");
    assert_eq!(controls, 149);
    // Every control has a statement: a text of its own, or items.
    let empty: Vec<&str> = draft
        .clauses()
        .filter(|(_, c)| matches!(c.kind.as_str(), "control" | "enhancement"))
        .filter(|(_, c)| {
            let items = c
                .children
                .iter()
                .any(|i| matches!(draft.clause(*i).kind.as_str(), "item" | "point" | "text"));
            c.text.is_empty() && !items
        })
        .map(|(_, c)| c.path.as_str())
        .collect();
    assert!(empty.is_empty(), "{empty:?}");
    assert!(text_of(&draft, "ac-1/a").contains("[Assignment: organization-defined personnel or roles]"));
    for path in ["ac-1/a/1/a", "at-2/2", "ca-7/4/a", "ac-1/discussion"] {
        assert!(draft.clauses().any(|(_, c)| c.path == path), "{path}");
    }
}

#[test]
fn exports_of_requirement_tools() {
    for (path, rows) in [
        ("polarion-01", 101),
        ("prostep-tc1200", 44),
        ("reqif-studio-01", 137),
    ] {
        let Some(draft) = published(&format!("reqif/{path}.reqif")) else {
            return;
        };
        assert_eq!(draft.clauses().count(), rows, "{path}");
    }
}

#[test]
fn standard_as_web_archive() {
    let (Some(page), Some(archive)) = (
        published("iso/rice-2016.is.html"),
        published("iso/rice-2016.is.doc"),
    ) else {
        return;
    };
    let paths = |draft: &Draft| -> Vec<String> {
        draft
            .clauses()
            .filter(|(_, c)| !c.label.is_empty())
            .map(|(_, c)| c.path.clone())
            .collect()
    };
    let (page, archive) = (paths(&page), paths(&archive));
    let common = page.iter().filter(|p| archive.contains(p)).count();
    let share = 2.0 * common as f64 / (page.len() + archive.len()) as f64;
    assert!(share >= 0.97, "{share}");
}
