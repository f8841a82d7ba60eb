//! Drafts in different languages: the bilingual bill of `corpora/` against itself.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::path::Path;

use crate::support;
use clausewise::align::{AlignOptions, align, learn_words};
use clausewise::draft::Draft;
use clausewise::lexicon::Lexicon;
use clausewise::settings::Settings;

fn corpora() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora")
}

fn bill(language: &str) -> Draft {
    let file = corpora().join(format!("boreal/bill-c-88.{language}.txt"));
    support::draft(&support::source(&file).unwrap(), None)
}

/// English and French ids that belong together.
fn gold() -> BTreeSet<(String, String)> {
    let mut reader = csv::Reader::from_path(corpora().join("gold/boreal.en--boreal.fr.csv")).unwrap();
    let rows = reader.records().map(Result::unwrap);
    rows.map(|r| (r[0].to_owned(), r[1].to_owned())).collect()
}

/// The share of left units in the gold whose best candidate is one of theirs.
fn first(left: &Draft, right: &Draft, order: bool, gold: &BTreeSet<(String, String)>) -> f64 {
    let (options, settings) = (
        AlignOptions {
            order,
            ..AlignOptions::default()
        },
        Settings::default(),
    );
    let alignment = align(left, right, &options, &settings);
    let (mut found, mut all) = (0, 0);
    for (i, unit) in left.units.iter().enumerate() {
        if !gold.iter().any(|(l, _)| *l == unit.id) {
            continue;
        }
        let best = alignment
            .ranked(i)
            .first()
            .map(|s| right.units[s.right].id.clone());
        all += 1;
        found += usize::from(best.is_some_and(|b| gold.contains(&(unit.id.clone(), b))));
    }
    let share = f64::from(found as u32) / f64::from(all);
    println!(
        "{} to {}, order {order}: {found} of {all} = {share:.3}",
        left.name, right.name
    );
    share
}

#[test]
fn a_bill_finds_itself_in_the_other_language() {
    let (en, fr, gold) = (bill("en"), bill("fr"), gold());
    let back: BTreeSet<_> = gold.iter().map(|(e, f)| (f.clone(), e.clone())).collect();
    assert!(first(&en, &fr, true, &gold) >= 0.95);
    assert!(first(&fr, &en, true, &back) >= 0.95);
    assert!(first(&en, &fr, false, &gold) >= 0.90);
    assert!(first(&fr, &en, false, &back) >= 0.90);
}

#[test]
fn the_words_that_translate_each_other_are_said() {
    let (en, fr, settings) = (bill("en"), bill("fr"), Settings::default());
    let alignment = align(&fr, &en, &AlignOptions::default(), &settings);
    let said = (0..fr.units.len()).filter_map(|i| alignment.nearest(i));
    let said = said.filter(|c| c.evidence.contains("translated words: ")).count();
    assert!(said * 10 >= fr.units.len() * 9, "{said} of {}", fr.units.len());
}

#[test]
fn words_are_learned_from_parallel_drafts() {
    let (en, fr, settings) = (bill("en"), bill("fr"), Settings::default());
    // Nothing is known but what the drafts say.
    let options = AlignOptions {
        lexicon: Some(Lexicon::default().into()),
        ..AlignOptions::default()
    };
    let learned = learn_words(&en, &fr, &options, &settings);
    assert_eq!((learned.from.as_str(), learned.to.as_str()), ("en", "fr"));
    assert!(learned.by_path && learned.pairs > 60, "{learned:?}");
    for (word, meaning) in [("harm", "préjudice"), ("safety", "sûreté"), ("weights", "poids")] {
        let found = learned.words.get(word).map(|m| m.weighted()[0].0.to_owned());
        assert_eq!(
            found.as_deref(),
            Some(meaning),
            "{word}: {:?}",
            learned.words.get(word)
        );
    }
}
