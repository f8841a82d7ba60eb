//! Alignment on small invented lists.

use clausewise::align::{AlignOptions, align};
use clausewise::crosswalk::{Relation, UnitRef};
use clausewise::draft::Draft;
use clausewise::read::{Format, Place, Row, Source};
use clausewise::settings::Settings;
use proptest::prelude::*;

fn list(rows: &[(&str, &str, &str)]) -> Draft {
    let row = |(at, &(title, text, parent)): (usize, &(&str, &str, &str))| Row {
        id: format!("r{at}"),
        title: title.to_owned(),
        text: text.to_owned(),
        parent: parent.to_owned(),
        place: Place::line(at as u32 + 2),
        ..Default::default()
    };
    let source = Source {
        rows: rows.iter().enumerate().map(row).collect(),
        ..Source::new("list.csv", Format::List)
    };
    Draft::from_list(&source, "list")
}

fn kitchen() -> Draft {
    list(&[
        (
            "Ovens",
            "The baker reports a burnt oven to the guild within 15 days.",
            "Equipment",
        ),
        (
            "Ovens",
            "Ovens are swept before the first loaf of the morning.",
            "Equipment",
        ),
        (
            "Apprentices",
            "Staff receive training on kneading before they touch dough.",
            "People",
        ),
        ("Scales", "Scales carry the seal of the market town.", "Equipment"),
        (
            "Flour",
            "Access to the flour store is restricted to authorised millers.",
            "Stores",
        ),
        ("Recipes", "Old recipes are archived for ten years.", "Stores"),
        (
            "Moon",
            "Lanterns shine violet during eclipse festivals.",
            "Feasts",
        ),
    ])
}

fn bakery() -> Draft {
    list(&[
        (
            "Burnt ovens",
            "A baker tells the guild of any burnt oven within 72 hours.",
            "Ovens",
        ),
        (
            "Sweeping",
            "Ovens shall be swept in the morning, before the first loaf.",
            "Ovens",
        ),
        (
            "Education",
            "Employees acquire the necessary skills in kneading.",
            "Persons",
        ),
        ("Scales", "Scales carry the seal of the market town.", "Weights"),
        (
            "Flour store",
            "Only millers with permission enter the flour store.",
            "Storage",
        ),
        ("Recipes", "Recipes are kept for ten years.", "Storage"),
    ])
}

#[test]
fn counterparts_are_found_with_reasons() {
    let (left, right, settings) = (kitchen(), bakery(), Settings::default());
    let alignment = align(&left, &right, &AlignOptions::default(), &settings);
    for (i, best) in alignment.candidates(1).iter().take(6).enumerate() {
        assert_eq!(best[0].right, i, "{}", best[0].evidence);
    }
    let oven = alignment.evidence(0, 0);
    assert!(oven.contains("“burnt oven”"), "{oven}");
    assert!(oven.contains("15 days against 72 hours"), "{oven}");
    assert!(
        alignment
            .evidence(2, 2)
            .contains("training and awareness (training/skills)"),
        "{}",
        alignment.evidence(2, 2)
    );
    assert!(alignment.evidence(5, 5).contains("both say ten years"));
    assert_eq!(alignment.evidence(99, 0), "");
}

#[test]
fn only_identical_text_is_called_equal() {
    let (left, right, settings) = (kitchen(), bakery(), Settings::default());
    let crosswalk = align(&left, &right, &AlignOptions::default(), &settings).crosswalk();
    let scales = crosswalk
        .correspondence(UnitRef::new(0, 3), UnitRef::new(1, 3))
        .unwrap();
    assert_eq!(scales.relation, Some(Relation::Equal));
    assert!(scales.evidence.starts_with("identical text"));
    let equal = crosswalk.pairs().iter().filter(|c| c.relation.is_some()).count();
    assert_eq!(equal, 1);
}

#[test]
fn a_unit_without_counterpart_names_its_nearest() {
    let (left, right, settings) = (kitchen(), bakery(), Settings::default());
    let alignment = align(&left, &right, &AlignOptions::default(), &settings);
    let crosswalk = alignment.crosswalk();
    assert!(crosswalk.without_counterpart(0).contains(&UnitRef::new(0, 6)));
    assert!(alignment.nearest(6).is_some());
    assert!(alignment.nearest_for_right(0).unwrap().left == 0);
}

#[test]
fn french_meets_english_by_concept() {
    let left = list(&[
        (
            "",
            "Les incidents graves font l'objet d'une notification à l'autorité compétente sans retard.",
            "",
        ),
        (
            "",
            "Le personnel reçoit une formation et une sensibilisation aux dangers de la machine.",
            "",
        ),
        (
            "",
            "Le chiffrement protège les données au repos dans chacun des magasins de la ville.",
            "",
        ),
    ]);
    let right = list(&[
        (
            "",
            "Data at rest in every shop of the town are protected by encryption.",
            "",
        ),
        (
            "",
            "Serious incidents are notified to the competent authority without delay.",
            "",
        ),
        (
            "",
            "Staff receive training and awareness about the hazards of the machine.",
            "",
        ),
    ]);
    let settings = Settings::default();
    let alignment = align(&left, &right, &AlignOptions::default(), &settings);
    let best: Vec<usize> = (0..3).map(|i| alignment.ranked(i)[0].right).collect();
    assert_eq!(best, [1, 2, 0]);
}

#[test]
fn threads_do_not_change_a_bit() {
    let (left, right, settings) = (kitchen(), bakery(), Settings::default());
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| align(&left, &right, &AlignOptions::default(), &settings).candidates(6))
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn candidate_lists_agree_with_all_pairs() {
    let (left, right) = (kitchen(), bakery());
    let all = Settings::default();
    let mut listed = Settings::default();
    listed.align.all_pairs = 0;
    let all = align(&left, &right, &AlignOptions::default(), &all).candidates(1);
    let listed = align(&left, &right, &AlignOptions::default(), &listed).candidates(1);
    for (a, b) in all.iter().zip(&listed).take(6) {
        assert_eq!(a[0].right, b[0].right);
    }
}

/// Texts of a small vocabulary, so that words meet, and some of anything.
fn text() -> impl Strategy<Value = String> {
    let words = [
        "incident", "report", "oven", "shall", "the", "staff", "training", "12", "%", "法律", "l'état",
    ];
    prop_oneof![
        4 => prop::collection::vec(prop::sample::select(words.to_vec()), 0..12).prop_map(|w| w.join(" ")),
        1 => any::<String>(),
    ]
}

fn rows() -> impl Strategy<Value = Vec<(String, String, String)>> {
    prop::collection::vec((text(), text(), text()), 0..9)
}

fn drafted(rows: &[(String, String, String)]) -> Draft {
    let rows: Vec<_> = rows
        .iter()
        .map(|r| (r.0.as_str(), r.1.as_str(), r.2.as_str()))
        .collect();
    list(&rows)
}

/// Quoted phrases of the evidence: `(after heading:, phrase)`.
fn quoted(evidence: &str) -> Vec<(bool, String)> {
    let parts = evidence.split("; ");
    let of = |part: &str| {
        let heading = part.starts_with("heading: ");
        let phrases = part.split('“').skip(1);
        let phrases = phrases.filter_map(|p| p.split('”').next());
        phrases.map(|p| (heading, p.to_owned())).collect::<Vec<_>>()
    };
    parts.flat_map(of).collect()
}

fn stands(phrase: &str, text: &str) -> bool {
    clausewise::crosswalk::normalised(text)
        .to_lowercase()
        .contains(&phrase.to_lowercase())
}

#[test]
fn evidence_keeps_text_and_headings_apart() {
    let left = list(&[(
        "Incident reports",
        "The oven-keeper reports a burnt oven to the town guild.",
        "",
    )]);
    let right = list(&[(
        "Incident reports",
        "Whoever keeps a burnt oven tells the town guild.",
        "",
    )]);
    let settings = Settings::default();
    let evidence = align(&left, &right, &AlignOptions::default(), &settings).evidence(0, 0);
    assert!(evidence.contains("heading: “Incident reports”"), "{evidence}");
    assert!(evidence.contains("“burnt oven”"), "{evidence}");
    assert!(evidence.contains("“town guild”"), "{evidence}");
    assert!(quoted(&evidence).len() <= 4, "{evidence}");
}

proptest! {
    #[test]
    fn quoted_phrases_stand_in_both(left in rows(), right in rows()) {
        let (left, right, settings) = (drafted(&left), drafted(&right), Settings::default());
        let alignment = align(&left, &right, &AlignOptions::default(), &settings);
        for c in alignment.candidates(9).iter().flatten() {
            let (l, r) = (&left.units[c.left], &right.units[c.right]);
            let phrases = quoted(&c.evidence);
            prop_assert!(phrases.len() <= 4, "{}", c.evidence);
            for (heading, phrase) in phrases {
                let fields = |u: &clausewise::draft::Unit| match heading {
                    true => vec![u.title.clone(), u.parent.clone()],
                    false => vec![u.text.clone()],
                };
                for unit in [l, r] {
                    prop_assert!(fields(unit).iter().any(|f| stands(&phrase, f)), "{phrase}: {}", c.evidence);
                }
            }
        }
    }

    #[test]
    fn any_text_aligns(left in rows(), right in rows()) {
        let (left, right, settings) = (drafted(&left), drafted(&right), Settings::default());
        let alignment = align(&left, &right, &AlignOptions::default(), &settings);
        for candidate in alignment.candidates(20).iter().flatten() {
            prop_assert!(candidate.score.is_finite());
            prop_assert!((0.0..=1.0).contains(&candidate.confidence));
            prop_assert!(!candidate.evidence.is_empty());
        }
        prop_assert!(alignment.proposals().len() <= left.units.len() * right.units.len());
    }

    #[test]
    fn the_order_of_rows_does_not_count_when_it_is_no_evidence(
        left in rows(),
        right in rows(),
        turn in 1usize..8,
    ) {
        let mut turned = left.clone();
        turned.reverse();
        let turn = turn % turned.len().max(1);
        turned.rotate_left(turn);
        let place = |i: usize| (turned.len() + turned.len() - 1 - i - turn) % turned.len();
        let options = AlignOptions { order: false, ..AlignOptions::default() };
        let settings = Settings::default();
        let (a, b, right) = (drafted(&left), drafted(&turned), drafted(&right));
        // Whether a guessed language is the same must not depend on the order either, so it is named.
        let named = |mut d: Draft| { d.identity.language = Some("en".to_owned()); d };
        let (a, b, right) = (named(a), named(b), named(right));
        let first = align(&a, &right, &options, &settings);
        let second = align(&b, &right, &options, &settings);
        for i in 0..left.len() {
            prop_assert_eq!(&a.units[i].text, &b.units[place(i)].text);
            let by_right = |mut row: Vec<clausewise::align::Scored>| {
                row.sort_by_key(|s| s.right);
                row
            };
            for (x, y) in by_right(first.ranked(i)).iter().zip(by_right(second.ranked(place(i)))) {
                prop_assert!((x.confidence - y.confidence).abs() < 1e-9, "{} {}", x.confidence, y.confidence);
            }
        }
    }
}
