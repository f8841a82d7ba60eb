//! References of published drafts: how many of those that stay within a draft find their clause. Runs where
//! `CLAUSEWISE_PUBLISHED` names a folder with `texts`. With `--nocapture` it prints a table, and what dangles.

use crate::support;

/// Text, the share of its internal references that must find their clause, and how many there must be.
const DRAFTS: &[(&str, f64, usize)] = &[
    ("eu/aiact-2024-1689-oj.en.xhtml", 0.98, 900),
    ("eu/aiact-2024-1689-oj.fr.xhtml", 0.6, 100),
    ("eu/aiact-2024-1689-oj.nl.html", 0.6, 100),
    ("us/eo-14110.agora.txt", 0.75, 30),
    ("us/ca-sb1047-enrolled.agora.txt", 0.6, 10),
    ("ca/aida-c27-part3.agora.txt", 0.6, 10),
    ("rfc/rfc9001.generated.txt", 0.6, 10),
    ("iso/rice-2016.is.html", 0.5, 5),
    ("ca/pipeda.justice.en.xml", 0.6, 50),
];

#[test]
fn references_within_a_draft_find_their_clauses() {
    let Some(folder) = support::published() else {
        return;
    };
    let mut low = Vec::new();
    for (text, floor, least) in DRAFTS {
        let draft = support::draft(&support::source_of_parts(&folder.join("texts").join(text)), None);
        let internal = draft.references.iter().filter(|r| r.instrument.is_none());
        let (found, dangling): (Vec<_>, Vec<_>) = internal.partition(|r| r.to.is_some());
        let all = found.len() + dangling.len();
        let share = found.len() as f64 / all.max(1) as f64;
        println!(
            "{text:40} {} of {all} within, {} elsewhere",
            found.len(),
            draft.references.len() - all
        );
        for r in dangling.iter().take(12) {
            println!("    {}: {}", draft.clause(r.from).path, r.words);
        }
        if share < *floor || all < *least {
            low.push(format!("{text}: {} of {all}", found.len()));
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}
