//! A published act in one language against itself in another. Runs where `CLAUSEWISE_PUBLISHED` names the texts.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use crate::support;
use clausewise::align::{AlignOptions, align};
use clausewise::settings::Settings;

/// Left units whose best candidate has their path, of all, and of those whose path the right draft has: what is split
/// in one language only, because it is longer there, has no counterpart of its path. Less what a change may cost.
const ALL: f64 = 0.92;
const IN_BOTH: f64 = 0.97;
/// The same without the order of units as evidence.
const UNORDERED: f64 = 0.93;

#[test]
fn an_act_finds_itself_in_the_other_language() {
    let Some(published) = support::published() else {
        return;
    };
    let draft = |language: &str| {
        let file = published.join(format!("texts/eu/aiact-2024-1689-oj.{language}.xhtml"));
        support::draft(&support::source(&file).unwrap(), None)
    };
    let (fr, en, settings) = (draft("fr"), draft("en"), Settings::default());
    let paths: BTreeSet<&str> = en.units.iter().map(|u| u.id.as_str()).collect();
    let run = |order| {
        let options = AlignOptions {
            order,
            ..AlignOptions::default()
        };
        let alignment = align(&fr, &en, &options, &settings);
        let (mut found, mut both) = (0.0, 0.0);
        for (i, unit) in fr.units.iter().enumerate() {
            let best = alignment.ranked(i).first().map(|s| en.units[s.right].id.as_str());
            found += f64::from(u8::from(best == Some(unit.id.as_str())));
            both += f64::from(u8::from(paths.contains(unit.id.as_str())));
        }
        println!(
            "order {order}: {found} of {} units, {both} of them in both",
            fr.units.len()
        );
        (found / fr.units.len() as f64, found / both)
    };
    let (all, in_both) = run(true);
    assert!(all >= ALL, "{all:.3} is below {ALL}");
    assert!(in_both >= IN_BOTH, "{in_both:.3} is below {IN_BOTH}");
    let (_, unordered) = run(false);
    assert!(unordered >= UNORDERED, "{unordered:.3} is below {UNORDERED}");
}
