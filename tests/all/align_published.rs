//! Alignment against published crosswalks. Runs where `CLAUSEWISE_PUBLISHED` names their folder.

use crate::sets;
use std::path::Path;

use clausewise::align::{AlignOptions, align};
use clausewise::score::{Case, Figure, Gaps, Judged};
use clausewise::settings::Settings;

/// Where the figures stood when this was last raised, less what a change may cost.
const FLOOR: f64 = 0.745;

#[test]
fn mean_average_precision_holds() {
    let Ok(published) = std::env::var("CLAUSEWISE_PUBLISHED") else {
        println!("skipped: CLAUSEWISE_PUBLISHED is not set");
        return;
    };
    let folders = sets::folders(&Path::new(&published).join("crosswalks")).unwrap();
    assert!(!folders.is_empty(), "no crosswalks below {published}");
    let settings = Settings::default();
    let mut sum = 0.0;
    for set in &folders {
        let left = sets::draft(&set.join("left.csv")).unwrap();
        let right = sets::draft(&set.join("right.csv")).unwrap();
        let gold = sets::gold(&set.join("gold.csv"), &left, &right).unwrap();
        let alignment = align(&left, &right, &AlignOptions::default(), &settings);
        let case = Case {
            units: [left.units.len(), right.units.len()],
            rows: sets::rows(&alignment, left.units.len()),
            gold,
            gaps: Gaps::default(),
        };
        sum += Judged::new(&case).figures()[&Figure::Map];
    }
    let mean = sum / folders.len() as f64;
    println!("mean MAP {mean:.4}");
    assert!(mean >= FLOOR, "mean MAP {mean:.4} is below {FLOOR}");
}
