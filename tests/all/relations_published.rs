//! Relations against pairs labelled by reading. Runs where `CLAUSEWISE_PUBLISHED` names the folder of the texts.

use crate::relations;
use std::path::Path;

/// Less what a change may cost. The coefficients were fitted on these pairs; leaving out one family of drafts at a time
/// costs the figures in `docs/alignment.md`.
const FLOOR: f64 = 0.60;

/// Between the two labellings.
const KAPPA: f64 = 0.60;

#[test]
fn relations_are_told() {
    let Ok(published) = std::env::var("CLAUSEWISE_PUBLISHED") else {
        println!("skipped: CLAUSEWISE_PUBLISHED is not set");
        return;
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relations.csv");
    let labelled = relations::all(&file, Path::new(&published)).unwrap();
    assert!(labelled.len() >= 300, "{} pairs", labelled.len());
    let kappa = relations::agreement(&labelled);
    assert!(kappa >= KAPPA, "kappa {kappa:.3}");
    for (name, found) in [
        ("first", relations::against(&labelled, |p| p.first)),
        ("second", relations::against(&labelled, |p| p.second)),
    ] {
        let (f1, majority) = (found.macro_f1.unwrap(), found.majority.unwrap());
        println!("{name}: {found:?}");
        assert!(f1 >= FLOOR, "{name} labelling: macro-F1 {f1:.3} is below {FLOOR}");
        assert!(
            f1 >= 2.0 * majority,
            "{name} labelling: {f1:.3} against {majority:.3}"
        );
    }
}
