//! Links between unlike drafts, judged by reading. Runs where `CLAUSEWISE_PUBLISHED` names the folder of the texts.

use crate::judged;
use std::path::Path;

use clausewise::align::{AlignOptions, align};
use clausewise::settings::Settings;

/// Mean over the pairs of drafts, less what a change may cost: average precision of the judged links, share of the
/// right ones among their left unit's best five, and by how much the mean confidence of the best thirty may be off.
const AP: f64 = 0.40;
const R5: f64 = 0.70;
const OFF: f64 = 0.20;

#[test]
fn judged_links_rank_and_doubts_are_honest() {
    let Ok(published) = std::env::var("CLAUSEWISE_PUBLISHED") else {
        println!("skipped: CLAUSEWISE_PUBLISHED is not set");
        return;
    };
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judged.csv");
    let judged = judged::all(&file, Path::new(&published)).unwrap();
    let settings = Settings::default();
    let (mut ap, mut r5, mut off) = (0.0, 0.0, 0.0);
    for of in &judged {
        let alignment = align(&of.left, &of.right, &AlignOptions::default(), &settings);
        let ranking = judged::rank(&alignment, of);
        println!("{}: {ranking:?}", of.name);
        let right = ranking.best.1 / ranking.best.0.max(1) as f64;
        ap += ranking.ap / judged.len() as f64;
        r5 += ranking.r5 / judged.len() as f64;
        off += (ranking.confidence - right).abs() / judged.len() as f64;
    }
    assert!(ap >= AP, "average precision {ap:.3} is below {AP}");
    assert!(r5 >= R5, "R@5 {r5:.3} is below {R5}");
    assert!(off <= OFF, "confidence is off by {off:.3}");
}
