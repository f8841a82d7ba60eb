//! Versions of the illustrative drafts: planted edits are found again, and a redline is both of its texts.

#![allow(clippy::unwrap_used, reason = "tests")]

use crate::support;
use std::collections::BTreeMap;
use std::path::Path;

use crate::support::edits::{Dice, Edit, edited};
use crate::support::list;
use clausewise::draft::Draft;
use clausewise::revision::{Kind, Piece, compare};
use clausewise::settings::Settings;

const DRAFTS: &[&str] = &[
    "verania/regulation-2031-77.xhtml",
    "pacifica/sb-417.txt",
    "boreal/bill-c-88.en.txt",
    "isil/isil-4201-dis.md",
    "albia/code-of-practice.md",
];

fn drafts() -> Vec<Draft> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let read = |file: &&str| support::draft(&support::source(&corpora.join(file)).unwrap(), None);
    DRAFTS.iter().map(read).collect()
}

/// Sentences of the other drafts: what goes in is of the same sort, and not from here.
fn fresh(drafts: &[Draft], but: usize) -> Vec<String> {
    let others = drafts.iter().enumerate().filter(|(i, _)| *i != but);
    let texts = others.flat_map(|(_, d)| d.clauses().map(|(_, c)| c.text.clone()));
    texts.filter(|t| t.split(' ').count() >= 10).collect()
}

#[test]
fn a_draft_against_itself_is_unchanged() {
    for draft in drafts() {
        let revision = compare(&draft, &draft, &Settings::default());
        assert_eq!(
            revision.count(Kind::Unchanged),
            draft.clauses.len() - 1,
            "{}",
            draft.file
        );
    }
}

#[test]
fn planted_edits_are_found_again() {
    let seeds: u64 = std::env::var("CLAUSEWISE_SEEDS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(20);
    let drafts = drafts();
    let mut score: BTreeMap<Edit, (usize, usize)> = BTreeMap::new();
    for seed in 0..seeds {
        let which = seed as usize % drafts.len();
        let mut dice = Dice(seed);
        let edited = edited(&drafts[which], &fresh(&drafts, which), 30, &mut dice);
        let revision = compare(&edited.old, &edited.new, &Settings::default());
        for (edit, old, new) in &edited.done {
            let wanted = match edit {
                Edit::Reword | Edit::Number => Kind::Reworded,
                Edit::Move => Kind::Moved,
                Edit::Split => Kind::Split,
                Edit::Merge => Kind::Merged,
                Edit::Insert => Kind::Inserted,
                Edit::Delete => Kind::Deleted,
            };
            let found = revision.changes.iter().any(|c| {
                let path = |draft: &Draft, id: Option<_>| id.map(|id| draft.clause(id).path.clone());
                path(&edited.old, c.old) == *old && path(&edited.new, c.new) == *new && c.is(wanted)
            });
            if !found && std::env::var_os("CLAUSEWISE_SHOW").is_some() {
                println!("seed {seed} {}: {edit:?} {old:?} {new:?}", DRAFTS[which]);
                for c in &revision.changes {
                    let path = |draft: &Draft, id: Option<_>| id.map(|id| draft.clause(id).path.clone());
                    let (a, b) = (path(&edited.old, c.old), path(&edited.new, c.new));
                    if a.is_some() && a == *old || b.is_some() && b == *new {
                        println!("    {a:?} {b:?} {}", c.names());
                    }
                }
            }
            let entry = score.entry(*edit).or_default();
            entry.0 += usize::from(found);
            entry.1 += 1;
        }
    }
    println!("{score:?}");
    for (edit, (found, all)) in score {
        assert!(found as f64 >= 0.97 * all as f64, "{edit:?}: {found} of {all}");
    }
}

#[test]
fn a_redline_is_both_of_its_texts() {
    let drafts = drafts();
    let mut dice = Dice(7);
    let edited = edited(&drafts[0], &fresh(&drafts, 0), 30, &mut dice);
    let revision = compare(&edited.old, &edited.new, &Settings::default());
    for change in &revision.changes {
        let (_, text) = revision.redlines(change);
        let side = |of: fn(&Piece) -> &str| text.iter().map(of).collect::<String>();
        let old = side(|p| match p {
            Piece::Kept { old, .. } => old,
            Piece::Deleted { text } => text,
            Piece::Inserted { .. } => "",
        });
        let new = side(|p| match p {
            Piece::Kept { new, .. } => new,
            Piece::Inserted { text } => text,
            Piece::Deleted { .. } => "",
        });
        assert_eq!(old, change.old.map_or("", |id| &edited.old.clause(id).text));
        assert_eq!(new, change.new.map_or("", |id| &edited.new.clause(id).text));
    }
}

fn codes(old: &Draft, new: &Draft) -> Vec<(&'static str, String)> {
    use clausewise::finding::{Revised, revised};
    use clausewise::revision::UnitFates;
    let settings = Settings::default();
    let found = revised(&Revised {
        fates: &UnitFates::new(&compare(old, new, &settings)),
        doubts: &[],
        lexicon: &clausewise::lexicon::Lexicon::embedded(),
        settings: &settings,
    });
    let mut codes: Vec<_> = found.into_iter().map(|f| (f.code, f.message)).collect();
    codes.sort();
    codes
}

#[test]
fn what_a_version_asks_for_more_or_less_is_said() {
    let pair = |old: &str, new: &str| -> Vec<&'static str> {
        let found = codes(&list("old", &[("1", old)]), &list("new", &[("1", new)]));
        found.into_iter().map(|(code, _)| code).collect()
    };
    let duty = "The keeper shall report a fire in the tower to the council within 72 hours of seeing it.";
    assert!(pair(duty, duty).is_empty());
    assert_eq!(pair(duty, &duty.replace("72 hours", "15 days")), ["R401"]);
    assert_eq!(pair(duty, &duty.replace("72 hours", "24 hours")), ["R402"]);
    assert_eq!(pair(duty, &duty.replace("shall", "should")), ["R401"]);
    assert_eq!(pair(&duty.replace("shall", "should"), duty), ["R402"]);
    assert_eq!(
        pair(duty, &duty.replace("it.", "it, unless the council is in recess.")),
        ["R401"]
    );
    let (a, b) = (
        ("1", "The keeper shall list every lantern in a register."),
        (
            "2",
            "Oil shall be bought from merchants whose barrels carry a seal.",
        ),
    );
    let gone = codes(&list("old", &[a, b]), &list("new", &[a]));
    assert!(gone.len() == 1 && gone[0].0 == "R403", "{gone:?}");
    let come = codes(&list("old", &[a]), &list("new", &[a, b]));
    assert!(come.len() == 1 && come[0].0 == "R404", "{come:?}");
}

#[test]
fn a_history_follows_clauses_through_all_versions() {
    use clausewise::revision::history;
    let (a, b, c) = (
        "The keeper shall list every lantern in a register that anybody may read.",
        "Oil shall be bought from merchants whose barrels carry the seal of the harbour.",
        "Spilled oil shall be written into the log of the tower on the same evening.",
    );
    let first = list("v1", &[("1", a), ("2", b)]);
    let second = list("v2", &[("1", c), ("2", a), ("3", b)]);
    let third = list("v3", &[("1", c), ("2", &a.replace("shall", "should"))]);
    let told = history(&[&first, &second, &third], &Settings::default());
    let mut stories: Vec<(usize, usize, bool, bool)> = told
        .stories
        .iter()
        .map(|s| (s.begins, s.clauses.len(), s.ended.is_some(), told.substantive(s)))
        .collect();
    stories.sort_unstable();
    assert_eq!(
        stories,
        [(0, 2, true, true), (0, 3, false, true), (1, 2, false, true)]
    );
    let csv = clausewise::export::history::csv(&told, told.stories.iter()).unwrap();
    assert_eq!(csv.lines().count(), 1 + 3 + 3 + 2);
}

#[test]
fn an_adoption_is_judged_by_what_is_left_of_the_international_text() {
    use clausewise::revision::{Degree, Deviation, adoption};
    let rows = [
        (
            "1",
            "The keeper shall list every lantern in a register that anybody may read.",
        ),
        (
            "2",
            "Oil shall be bought from merchants whose barrels carry the seal of the harbour.",
        ),
        (
            "3",
            "Spilled oil shall be written into the log of the tower on the same evening.",
        ),
    ];
    let international = list("iso", &rows);
    let judged = |rows: &[(&str, &str)]| {
        let national = list("nat", rows);
        let revision = compare(&international, &national, &Settings::default());
        let adoption = adoption(&revision);
        let technical = adoption
            .deviations
            .iter()
            .filter(|(d, _)| *d == Deviation::Technical)
            .count();
        (adoption.degree, technical)
    };
    assert_eq!(judged(&rows), (Degree::Identical, 0));
    let stricter = rows[2].1.replace("evening", "hour");
    assert_eq!(
        judged(&[rows[0], rows[1], ("3", &stricter)]),
        (Degree::Modified, 1)
    );
    assert_eq!(judged(&rows[..1]).0, Degree::NotEquivalent);
    let mut translated = list("nat", &rows[..1]);
    translated.identity.language = Some("fr".to_owned());
    let mut international = list("iso", &rows);
    international.identity.language = Some("en".to_owned());
    let revision = compare(&international, &translated, &Settings::default());
    let adoption = adoption(&revision);
    assert_eq!((adoption.degree, adoption.deviations.len()), (Degree::Open, 0));
}

#[test]
fn a_page_of_both_versions_has_no_address_and_a_mark_for_each_change() {
    let old = list(
        "old",
        &[
            (
                "1",
                "Report a fire in the tower to the council within 15 days of it.",
            ),
            ("2", "Keep <b>this</b> & that."),
        ],
    );
    let new = list(
        "new",
        &[
            (
                "1",
                "Report a fire in the tower to the council within 72 hours of it.",
            ),
            ("2", "Keep <b>this</b> & that."),
        ],
    );
    let page = clausewise::report::diff::side_by_side(&compare(&old, &new, &Settings::default()));
    assert!(
        page.contains("<del> 15 days</del>") && page.contains("<ins> 72 hours</ins>"),
        "{page}"
    );
    assert!(page.contains("&lt;b&gt;this"));
    assert!(!page.contains("src=") && !page.contains("url("));
}

#[test]
fn each_reason_is_said_where_it_is_one() {
    let base = "The keeper shall report a fire to the council within 72 hours where the wind is strong.";
    let cases = [
        (
            "shall",
            "should",
            "verbal force: requirement is now recommendation",
        ),
        (
            "72 hours",
            "15 days",
            "deadline or period: \u{201c}72 hours\u{201d} is now \u{201c}15 days\u{201d}",
        ),
        (
            "shall report",
            "shall not report",
            "negation added: \u{201c}not\u{201d}",
        ),
        (
            "strong.",
            "strong, unless the council is away.",
            "exception added",
        ),
        (" where the wind is strong.", ".", "condition dropped"),
        (
            "a fire",
            "a fire that burns more than 30 barrels",
            "threshold or amount added",
        ),
        ("The keeper", "The provider", "bearer: "),
    ];
    for (from, to, reason) in cases {
        let new = base.replace(from, to);
        let (old, new) = (list("old", &[("1", base)]), list("new", &[("1", &new)]));
        let revision = compare(&old, &new, &Settings::default());
        let reasons = revision.changes[0].reasons.join("; ");
        assert!(revision.changes[0].substantive, "{to}");
        assert!(reasons.contains(reason), "{to}: {reasons}");
    }
}

#[test]
fn what_only_looks_like_a_reason_is_none() {
    let told = |old: &str, new: &str| -> String {
        let (old, new) = (list("old", &[("1", old)]), list("new", &[("1", new)]));
        let revision = compare(&old, &new, &Settings::default());
        revision.changes[0].reasons.join("; ")
    };
    let duty = "The keeper shall report a fire in the tower to the council.";
    let soon = told(duty, &duty.replace("council.", "council without undue delay."));
    assert!(!soon.contains("negation"), "{soon}");
    let law = told(duty, &duty.replace("council.", "council under Regulation No 12."));
    assert!(!law.contains("negation"), "{law}");
    let more = told(
        duty,
        &format!("{duty} The keeper shall not use water where oil burns on the stairs of the tower."),
    );
    assert!(
        more.contains("sentence added: prohibition") && !more.contains("verbal force"),
        "{more}"
    );
    let user = duty.replace("keeper", "user of the system");
    let renamed = told(&user, &user.replace("user", "deployer"));
    assert!(renamed.contains("another word for one bearer"), "{renamed}");
    let art = told(
        duty,
        &duty.replace("council.", "council, in line with the state of the art."),
    );
    assert!(!art.contains("recipient"), "{art}");
    let request = told(
        "The keeper shall answer an application for a lantern within the week.",
        "The keeper shall answer any application for a lantern within the week.",
    );
    assert!(!request.contains("scope"), "{request}");
    let hyphen = told(
        &duty.replace("a fire", "a fire-alarm"),
        &duty.replace("a fire", "a fire alarm"),
    );
    assert!(hyphen.contains("spelling"), "{hyphen}");
}

/// Whether a change of one sentence may change what is asked, and why.
fn judged(old: &str, new: &str) -> (bool, String) {
    let (old, new) = (list("old", &[("1", old)]), list("new", &[("1", new)]));
    let revision = compare(&old, &new, &Settings::default());
    let change = &revision.changes[0];
    assert!(!change.is(Kind::Unchanged), "{old:?} {new:?}");
    (change.substantive, change.reasons.join("; "))
}

#[test]
fn a_sign_beside_an_amount_is_a_change_that_is_named() {
    for (from, to) in [
        ("\u{2265} 95 g", "\u{2264} 95 g"),
        ("> 95 g", "< 95 g"),
        ("$100", "\u{20ac}100"),
        ("10 %", "10 \u{2030}"),
        ("10 % of the oil", "10 of the oil"),
        ("\u{2212}5 \u{b0}C", "5 \u{b0}C"),
        ("\u{b1} 1 mm", "+ 1 mm"),
    ] {
        let told = |amount: &str| format!("The oil in the lantern of the tower shall be kept at {amount}.");
        let (substantive, why) = judged(&told(from), &told(to));
        assert!(substantive && why.contains("threshold"), "{from} {to}: {why}");
    }
    let (substantive, why) = judged(
        "The sum of a + b shall be noted.",
        "The sum of a \u{d7} b shall be noted.",
    );
    assert!(substantive && why.contains("sign"), "{why}");
}

#[test]
fn verbal_forms_in_capitals_are_read_as_in_small_letters() {
    for (from, to, reason) in [
        (
            "SHALL",
            "SHOULD",
            "verbal force: requirement is now recommendation",
        ),
        ("SHALL", "SHALL NOT", "negation added"),
        ("SHALL", "MAY", "verbal force: requirement is now permission"),
    ] {
        let duty = |form: &str| format!("The keeper {form} list every lantern of the tower in a register.");
        let (substantive, why) = judged(&duty(from), &duty(to));
        assert!(substantive && why.contains(reason), "{from} {to}: {why}");
    }
}

#[test]
fn what_turns_a_bound_an_order_or_a_number_of_things_is_a_reason() {
    for (from, to, reason) in [
        ("at least 20", "at most 20", "threshold: \u{201c}at least 20"),
        ("more than 20", "less than 20", "threshold: \u{201c}more than 20"),
        ("at least 20", "20", "is now \u{201c}20"),
        ("all 20", "20", "other words"),
    ] {
        let told = |amount: &str| format!("The keeper shall light {amount} lanterns in the tower.");
        let (substantive, why) = judged(&told(from), &told(to));
        assert!(substantive && why.contains(reason), "{from} {to}: {why}");
    }
    let base = "All keepers shall trim the wicks and the cords before the lantern is lit.";
    for (from, to, reason) in [
        (
            "before",
            "after",
            "order in time: \u{201c}before\u{201d} is now \u{201c}after\u{201d}",
        ),
        (
            "All",
            "Some",
            "quantifier: \u{201c}All\u{201d} is now \u{201c}Some\u{201d}",
        ),
        (
            "wicks and",
            "wicks or",
            "joining word: \u{201c}and\u{201d} is now \u{201c}or\u{201d}",
        ),
    ] {
        let (substantive, why) = judged(base, &base.replace(from, to));
        assert!(substantive && why.contains(reason), "{from} {to}: {why}");
    }
    let (_, why) = judged(
        "The register shall have one or more pages for each lantern.",
        "The register shall have zero or more pages for each lantern.",
    );
    assert!(why.contains("quantifier: \u{201c}one or more\u{201d}"), "{why}");
    let (substantive, _) = judged(
        "The keeper shall light any two lanterns of the tower.",
        "The keeper shall light two lanterns of the tower.",
    );
    assert!(substantive);
    // Two ways to say one thing turn nothing.
    let (_, why) = judged(
        "The keeper shall light not less than 20 lanterns in the tower.",
        "The keeper shall light at least 20 lanterns in the tower.",
    );
    assert!(!why.contains("negation") && !why.contains("threshold"), "{why}");
}

#[test]
fn only_what_is_known_for_wording_is_editorial() {
    let told = |word: &str| format!("The keepers of a {word} shall list their lanterns in a register.");
    for (from, to, editorial) in [
        ("county", "country", false),
        ("harbour", "harbor", true),
        ("light-house", "light house", true),
        ("tower of 1 000 steps", "tower of 1000 steps", true),
        ("tower of 1,5 miles", "tower of 1.5 miles", true),
        ("tower of 1,500 steps", "tower of 1.500 steps", false),
    ] {
        let (substantive, why) = judged(&told(from), &told(to));
        assert!(substantive != editorial, "{from} {to}: {why}");
    }
    let (substantive, why) = judged(
        "The keeper shall immediately report a fire in the tower.",
        "The keeper shall report immediately a fire in the tower.",
    );
    assert!(!substantive && why.contains("order"), "{why}");
    let (substantive, why) = judged(
        "Further uses: lantern, bell. Uses by consent: second lamp, rope, horn.",
        "Further uses: second lamp, lantern, bell. Uses by consent: rope, horn.",
    );
    assert!(
        substantive && why.contains("moved within the clause: \u{201c}second lamp\u{201d}"),
        "{why}"
    );
}

#[test]
fn a_narrower_name_of_who_has_to_act_is_told() {
    let duty = "The provider shall list every lantern of the tower in a register.";
    let (_, why) = judged(duty, &duty.replace("The provider", "The large frontier provider"));
    assert!(
        why.contains(
            "bearer narrowed: \u{201c}provider\u{201d} is now \u{201c}large frontier provider\u{201d}"
        ),
        "{why}"
    );
    let (_, why) = judged(&duty.replace("The provider", "A covered provider"), duty);
    assert!(why.contains("bearer widened"), "{why}");
    let both = duty.replace("The provider", "Providers and deployers");
    let (_, why) = judged(
        &both,
        &both.replace("Providers and deployers", "Deployers and providers"),
    );
    assert!(!why.contains("bearer"), "{why}");
}

#[test]
fn what_another_word_of_its_sort_says_is_no_reason() {
    let base = "The keeper shall light the lantern at dusk.";
    let cases = [
        (
            "If the wind is strong, the keeper shall light the lantern.",
            "Where the wind is strong, the keeper shall light the lantern.",
            "condition",
        ),
        (
            "Notwithstanding rule 4, the keeper shall light the lantern.",
            "Despite rule 4, the keeper shall light the lantern.",
            "exception",
        ),
        (
            "No keeper may light the lantern by day.",
            "A keeper may not light the lantern by day.",
            "negation",
        ),
        (
            "The keeper shall not light the lantern or the lamp.",
            "The keeper shall light neither the lantern nor the lamp.",
            "negation",
        ),
        (
            base,
            "The keeper shall light the lantern at dusk under Act no. 16.",
            "negation",
        ),
        (
            base,
            "The keeper shall light the lantern at dusk, whether or not a ship is in sight.",
            "negation",
        ),
        (
            "There are two states in which the keeper shall light the lantern.",
            "There are some states in which the keeper shall light the lantern.",
            "amount",
        ),
    ];
    for (old, new, reason) in cases {
        let (_, why) = judged(old, new);
        assert!(!why.contains(reason), "{new}: {why}");
    }
    // Of two periods that are the same, one changed.
    let (_, why) = judged(
        "The keeper shall answer within 30 days and the council shall reply within 30 days.",
        "The keeper shall answer within 20 days and the council shall reply within 30 days.",
    );
    assert!(
        why.contains("\u{201c}30 days\u{201d} is now \u{201c}20 days\u{201d}"),
        "{why}"
    );
}

#[test]
fn sentences_are_set_against_what_they_became() {
    let (list, light) = (
        "The keeper shall list every lantern of the tower in a register.",
        "The council may light the lanterns of the harbour before dusk.",
    );
    let (_, why) = judged(
        &format!("{list} {light}"),
        &format!("{light} {list} In winter too."),
    );
    assert!(!why.contains("verbal force"), "{why}");
    let (_, why) = judged(
        &format!("{list} {light}"),
        &format!("{} {list}", light.replace("may", "shall")),
    );
    assert!(
        why.contains("verbal force of sentence 2: permission is now requirement"),
        "{why}"
    );
    // What a list verifies may be said with any form.
    let rows = |first: &str| {
        list_of(&[
            first,
            "Verify that lamps are dry.",
            "Verify that oil is sealed.",
            "Verify that ropes hold.",
        ])
    };
    let revision_of = |old: &str, new: &str| {
        let (old, new) = (rows(old), rows(new));
        compare(&old, &new, &Settings::default()).changes[0]
            .reasons
            .join("; ")
    };
    let why = revision_of(
        "Verify that lanterns must not be used in the wind of the tower.",
        "Verify that lanterns can be used in the wind of the tower.",
    );
    assert!(!why.contains("verbal force"), "{why}");
}

fn list_of(rows: &[&str]) -> Draft {
    let numbers: Vec<String> = (1..=rows.len()).map(|n| n.to_string()).collect();
    let rows: Vec<(&str, &str)> = numbers
        .iter()
        .map(String::as_str)
        .zip(rows.iter().copied())
        .collect();
    list("list", &rows)
}

#[test]
fn a_formula_does_not_lead_from_one_article_to_another() {
    let draft = |articles: &[(&str, &[&str])]| {
        let mut text = String::from("# Rules on lanterns\n\n");
        for (i, (heading, paragraphs)) in articles.iter().enumerate() {
            text.push_str(&format!("## Article {}\n\n**{heading}**\n\n", i + 1));
            for (k, paragraph) in paragraphs.iter().enumerate() {
                text.push_str(&format!("{}. {paragraph}\n\n", k + 1));
            }
        }
        let source = clausewise::read::read(text.as_bytes(), "x.md", &Default::default()).unwrap();
        support::draft(&source, None)
    };
    let formula = |of: &str| {
        format!("The council may, by means of a by-law, lay down reference numbers of standards for {of}.")
    };
    let (oil, wicks, glass, ropes) = (
        formula("oil"),
        formula("wicks"),
        formula("glass"),
        formula("ropes"),
    );
    let old = draft(&[
        (
            "Oil",
            &[
                "Oil shall be bought from merchants whose barrels carry a seal.",
                &oil,
            ],
        ),
        (
            "Wicks",
            &[
                "Wicks shall be trimmed every evening before the lantern is lit.",
                &wicks,
            ],
        ),
        (
            "Glass",
            &[
                "Glass shall be wiped each morning with a dry cloth by the keeper.",
                &glass,
            ],
        ),
    ]);
    let new = draft(&[
        (
            "Oil",
            &[
                "Oil shall be bought from merchants whose barrels carry a seal.",
                &oil,
            ],
        ),
        (
            "Wicks",
            &[
                "Wicks shall be trimmed every evening before the lantern is lit.",
                &wicks,
            ],
        ),
        (
            "Glass",
            &["Glass shall be wiped each morning with a dry cloth by the keeper."],
        ),
        (
            "Ropes",
            &[
                "Ropes that bear weight shall be replaced after two winters at sea.",
                &ropes,
            ],
        ),
    ]);
    let revision = compare(&old, &new, &Settings::default());
    let kind = |found: &str,
                of: fn(&clausewise::revision::Change) -> Option<clausewise::draft::ClauseId>,
                draft: &Draft| {
        let is =
            |c: &&clausewise::revision::Change| of(c).is_some_and(|id| draft.clause(id).text.contains(found));
        revision
            .changes
            .iter()
            .find(is)
            .map(clausewise::revision::Change::names)
            .unwrap()
    };
    assert_eq!(kind("standards for glass", |c| c.old, &old), "deleted");
    assert_eq!(kind("standards for ropes", |c| c.new, &new), "inserted");
}

#[test]
fn references_that_follow_are_editorial_and_others_are_a_reason() {
    let draft = |articles: &[&str]| {
        let mut text = String::from("# Rules on lanterns\n\n");
        for (i, article) in articles.iter().enumerate() {
            text.push_str(&format!("## Article {}\n\n{article}\n\n", i + 1));
        }
        let source = clausewise::read::read(text.as_bytes(), "x.md", &Default::default()).unwrap();
        support::draft(&source, None)
    };
    let (list, report, oil) = (
        "The keeper shall list every lantern in a register that the council can read.",
        "The keeper shall report each fire to the council on the same day.",
        "Oil shall be bought from merchants whose barrels carry the seal of the harbour.",
    );
    let told = |n: u8| format!("The council shall publish what it learns under Article {n} every spring.");
    let old = draft(&[list, report, &told(1)]);
    let followed = draft(&[oil, list, report, &told(2)]);
    let other = draft(&[list, report, &told(2)]);
    let of = |new: &Draft| {
        let revision = compare(&old, new, &Settings::default());
        let last = revision.changes.into_iter().find(|c| {
            c.old.is_some_and(|id| old.clause(id).text.contains("publish")) && c.is(Kind::Reworded)
        });
        last.map(|c| (c.substantive, c.reasons.join("; "))).unwrap()
    };
    let (substantive, why) = of(&followed);
    assert!(
        !substantive && why.contains("references follow the renumbering"),
        "{why}"
    );
    let (substantive, why) = of(&other);
    assert!(
        substantive && why.contains("reference: \u{201c}Article 1\u{201d} is now"),
        "{why}"
    );
    let several = |of: &str| format!("The council shall publish what it learns under {of} every spring.");
    let (substantive, why) = of(&draft(&[list, report, &several("Articles 1 and 2")]));
    assert!(
        substantive
            && why.contains(
                "reference widened: \u{201c}Article 1\u{201d} is now \u{201c}Articles 1 and 2\u{201d}"
            ),
        "{why}"
    );
    let (substantive, why) = of(&draft(&[oil, list, report, &several("Articles 1 and 2")]));
    assert!(substantive && why.contains("reference widened"), "{why}");
}

/// A draft from a text in Markdown.
fn text(text: &str) -> Draft {
    let source = clausewise::read::read(text.as_bytes(), "x.md", &Default::default()).unwrap();
    support::draft(&source, None)
}

/// Kinds and reasons of the change of the old clause that has some words.
fn became(old: &str, new: &str, words: &str) -> (String, String, String) {
    let (old, new) = (text(old), text(new));
    let revision = compare(&old, &new, &Settings::default());
    let has = |c: &&clausewise::revision::Change| c.old.is_some_and(|id| old.clause(id).text.contains(words));
    let change = revision.changes.iter().find(has).unwrap();
    let now = change
        .new
        .map(|id| new.clause(id).text.clone())
        .unwrap_or_default();
    (change.names(), now, change.reasons.join("; "))
}

const LANTERNS: &str = "# Rules on lanterns\n\n## Article 1\n\n**Oil**\n\n1. The keeper shall see to:\n\n(a) barrels that carry a seal;\n\n\
(b) wicks in view of smoke;\n\n(c) glass that is wiped each morning.\n\n2. Oil shall be bought from merchants of the harbour.\n\n";

#[test]
fn what_grew_in_its_place_is_what_stood_there() {
    let new = LANTERNS.replace(
        "wicks in view of smoke;",
        "wicks in view of smoke that is likely to harm ships at sea, to darken the glass of the tower or to hide the light of \
         another tower from those who steer by it;",
    );
    let (kinds, now, _) = became(LANTERNS, &new, "wicks in view");
    assert!(kinds == "reworded" && now.contains("darken"), "{kinds} {now}");
}

#[test]
fn a_break_between_paragraphs_is_no_merge() {
    let one = "# Rules\n\n## Article 1\n\nThe keeper shall list every lantern in a register that anybody may read by day. The council \
        shall keep the register for ten winters in a dry room of the harbour.\n\n## Article 2\n\nOil shall be bought.\n";
    let two = one.replace("by day. The", "by day.\n\nThe");
    let (old, new) = (text(&two), text(one));
    let revision = compare(&old, &new, &Settings::default());
    assert_eq!(revision.count(Kind::Merged) + revision.count(Kind::Reworded), 0);
    assert!(revision.changes.iter().all(|c| !c.substantive));
    let revision = compare(&new, &old, &Settings::default());
    assert_eq!(revision.count(Kind::Split) + revision.count(Kind::Reworded), 0);
}

#[test]
fn a_line_that_became_a_heading_moves_nothing() {
    let line = "# Rules\n\n## Lamps\n\nDescription:\n\nA lantern that burns with oil shall stand on a plate of iron in the tower.\n\n\
        A lantern that burns with wax shall stand on a plate of stone in the tower.\n\n## Ropes\n\nRopes shall hold.\n";
    let heading = line.replace("Description:", "### Description");
    let (kinds, _, _) = became(line, &heading, "burns with oil");
    assert!(!kinds.contains("moved"), "{kinds}");
}

#[test]
fn structure_is_what_is_cited() {
    use clausewise::revision::adoption;
    let cover = "# Rules on lanterns\n\nDraft of the second winter\n\n## 1 Oil\n\nOil shall be bought from merchants of the harbour.\n\n\
        ## 2 Wicks\n\nWicks shall be trimmed every evening before dusk.\n";
    let (old, new) = (
        text(cover),
        text(&cover.replace("Draft of the second winter\n\n", "")),
    );
    let revision = compare(&old, &new, &Settings::default());
    let found = adoption(&revision);
    let structural = found
        .deviations
        .iter()
        .filter(|(d, _)| *d == clausewise::revision::Deviation::Structural);
    assert_eq!(structural.count(), 0);
}

#[test]
fn a_screen_of_many_changes_says_first_what_they_come_to() {
    use clausewise::report::Look;
    use clausewise::report::diff::{DiffOptions, screen};
    let article = |n: usize, text: &str| format!("## Article {n}\n\n{text}\n\n");
    let duty = |n: usize| {
        format!(
            "The keeper of tower {n} shall list lantern {n} of harbour {n} in the register of winter {n}."
        )
    };
    let draft = |change: &dyn Fn(usize) -> String, more: &str| {
        let articles: String = (1..=24).map(|n| article(n, &change(n))).collect();
        text(&format!("# Rules on lanterns\n\n{articles}{more}"))
    };
    let old = draft(&duty, "");
    let changed = |n: usize| match n {
        20 => duty(n).replace("shall", "should"),
        _ => duty(n).replace("lantern", "lamp"),
    };
    let new = draft(
        &changed,
        &article(
            25,
            "Ropes that bear weight shall be replaced after two winters at sea.",
        ),
    );
    let revision = compare(&old, &new, &Settings::default());
    let shown = screen(
        &revision,
        &DiffOptions::default(),
        Look {
            width: 100,
            ..Look::default()
        },
    );
    let at = |words: &str| shown.find(words).unwrap_or_else(|| panic!("{words} in {shown}"));
    assert!(
        at("new ") < at("verbal force, prohibitions: 1") && at("Article 25") < at("May change"),
        "{shown}"
    );
    assert!(at("May change") < at("verbal force: requirement is now recommendation"));
    assert!(
        at("requirement is now recommendation") < at("Other words, for no reason"),
        "{shown}"
    );
    assert!(
        at("25 clauses differ in their words") < at("24 reworded"),
        "{shown}"
    );
}

#[test]
fn what_became_a_point_in_other_words_is_still_found() {
    let old = "# Rules on lanterns\n\n## Article 1\n\n**Oil**\n\n1. Oil shall be bought from merchants of the harbour.\n\n\
        2. Barrels whose staves leak after a winter frost shall be burned by the keeper on the northern beach before sunrise.\n\n\
        ## Article 2\n\n**Wicks**\n\n1. Wicks shall be trimmed every evening before the lantern is lit.\n";
    let new = "# Rules on lanterns\n\n## Article 1\n\n**Oil**\n\n1. Oil shall be bought from merchants of the harbour.\n\n\
        ## Article 2\n\n**Wicks**\n\n1. Wicks shall be trimmed every evening before the lantern is lit.\n\n\
        2. In spring the council sees to it that:\n\n(a) ropes are counted;\n\n\
        (b) leaking barrels with staves broken by winter frost are burned on the northern beach before each sunrise.\n";
    let (_, now, _) = became(old, new, "Barrels whose staves");
    assert!(now.contains("leaking barrels"), "{now}");
}
