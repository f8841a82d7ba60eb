//! Which clause of the new version is which of the old one.

#![allow(clippy::unwrap_used, reason = "tests")]

use super::{LANTERNS, became, list_of, text};
use crate::support;
use clausewise::draft::Draft;
use clausewise::revision::{Kind, compare};
use clausewise::settings::Settings;

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
    let on_oil = [
        "Oil shall be bought from merchants whose barrels carry a seal.",
        &oil,
    ];
    let on_wicks = [
        "Wicks shall be trimmed every evening before the lantern is lit.",
        &wicks,
    ];
    let on_glass = [
        "Glass shall be wiped each morning with a dry cloth by the keeper.",
        &glass,
    ];
    let on_ropes = [
        "Ropes that bear weight shall be replaced after two winters at sea.",
        &ropes,
    ];
    let old = draft(&[("Oil", &on_oil), ("Wicks", &on_wicks), ("Glass", &on_glass)]);
    let new = draft(&[
        ("Oil", &on_oil),
        ("Wicks", &on_wicks),
        ("Glass", &on_glass[..1]),
        ("Ropes", &on_ropes),
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

#[test]
fn what_all_of_a_clause_is_about_pairs_nothing_in_it() {
    let paragraphs = |last: &str| {
        format!(
            "# Rules\n\n## Article 1\n\n**Harbour panel**\n\n1. The council may appoint a harbour panel of three keepers.\n\n\
             2. The harbour panel meets in the tower.\n\n3. {last}\n\n## Article 2\n\n**Wicks**\n\n1. Wicks shall be trimmed every evening.\n"
        )
    };
    let old = paragraphs(
        "A quorum of the harbour panel is two keepers.\n\n4. The harbour panel may ask any fisherman to speak and shall do so \
         where the papers before the harbour panel leave a doubt.",
    );
    let new = paragraphs(
        "A quorum of the harbour panel is two keepers.\n\n4. Members swear an oath.\n\n\
         5. The mayor may dissolve the harbour panel on any day.",
    );
    let (kinds, now, _) = became(&old, &new, "ask any fisherman");
    assert!(kinds == "deleted", "{kinds} {now}");
}

#[test]
fn what_is_much_nearer_elsewhere_is_not_moved_beside() {
    let old = "# Rules\n\n## Article 1\n\n**Scope**\n\n1. These rules apply to lanterns of the harbour.\n\n\
        2. These rules shall not apply to lanterns hung or lit exclusively for military purposes.\n\n\
        ## Article 2\n\n**Wicks**\n\n1. Wicks shall be trimmed every evening.\n";
    let new = "# Rules\n\n## Article 1\n\n**Scope**\n\n1. These rules apply to lanterns of the harbour.\n\n\
        2. These rules do not touch what the crown alone decides on forts and walls.\n\nThese rules do not apply to lanterns where \
        they are hung, lit or carried exclusively for military or guard purposes.\n\n\
        3. These rules shall not apply to trials of lanterns before they are sold to a keeper.\n\n\
        ## Article 2\n\n**Wicks**\n\n1. Wicks shall be trimmed every evening.\n";
    let (_, now, _) = became(old, new, "military");
    assert!(now.contains("military or guard"), "{now}");
}

#[test]
fn two_points_that_took_each_other_s_letters_are_not_torn_apart() {
    let points = |all: [&str; 3]| {
        let [a, b, c] = all;
        format!(
            "# Rules\n\n## Article 1\n\n**Builders**\n\n1. A merchant counts as the builder of a lantern where:\n\n\
             (a) {a}\n\n(b) {b}\n\n(c) {c}\n\n## Article 2\n\n**Advice**\n\n1. The council gives advice on:\n\n"
        )
    };
    let old = points([
        "the merchant sells the lantern under a mark of the harbour;",
        "the merchant alters the intended purpose of a lantern already hung in a tower;",
        "the merchant makes a substantial modification to the lantern.",
    ]) + "(a) the care of wicks;\n\n(b) the price of oil.\n";
    let new = points([
        "the merchant puts a mark on a lantern already hung in a tower;",
        "the merchant makes a substantial modification to a lantern that was already hung in a tower, so that it burns still;",
        "the merchant alters the intended purpose of a lamp which did not count as a lantern and was already hung in a house.",
    ]) + "(a) the care of wicks;\n\n(b) how to deal with substantial modification;\n\n(c) the price of oil.\n";
    let (_, now, _) = became(&old, &new, "makes a substantial modification");
    assert!(now.contains("burns still"), "{now}");
    let (_, now, _) = became(&old, &new, "alters the intended purpose");
    assert!(now.contains("did not count"), "{now}");
}

#[test]
fn a_number_counts_within_the_clause_around_it() {
    let text = |chapter: usize, clause: &str| {
        format!(
            "# Rules\n\n## {chapter} Samples\n\n### {chapter}.1 Small sample with oil\n\nThe sample holds a single lantern ({clause}) \
             with a list of wicks.\n\n### {chapter}.2 Small sample without oil\n\nThe sample holds a single lantern ({clause}) with a list \
             of wicks. It holds no oil.\n"
        )
    };
    let (old, new) = (text(2, "see 1.11"), text(3, "see 1.14"));
    let (kinds, now, _) = became(&old, &new, "It holds no oil");
    assert!(
        now.contains("no oil") && !kinds.contains("moved"),
        "{kinds} {now}"
    );
    let old = text(2, "see 1.11").replace(
        "# Rules\n\n",
        "# Rules\n\n## 1 Scope\n\nLanterns of the harbour.\n\n",
    );
    let (kinds, now, _) = became(&old, &new, "It holds no oil");
    assert!(
        now.contains("no oil") && !kinds.contains("moved"),
        "{kinds} {now}"
    );
}

#[test]
fn what_several_became_is_rather_what_it_begins_with() {
    let others = [
        "Verify that wicks are trimmed every evening before dusk.",
        "Verify that ropes of the tower hold the weight of two keepers.",
    ];
    let old = list_of(&[
        others[0],
        "Verify that a written inventory of all barrels is maintained by the keeper.",
        others[1],
        "Verify that barrels of oil come from merchants whose warehouses are trusted, sealed and visited by the council.",
    ]);
    let new = list_of(&[
        others[0],
        others[1],
        "Verify that a written inventory of all barrels in use is maintained, including that barrels come from merchants whose \
         warehouses are trusted, sealed and visited.",
    ]);
    let revision = compare(&old, &new, &Settings::default());
    let of = |words: &str| {
        let has =
            |c: &&clausewise::revision::Change| c.old.is_some_and(|id| old.clause(id).text.contains(words));
        revision.changes.iter().find(has).unwrap().names()
    };
    assert!(
        of("written inventory").contains("renumbered"),
        "{}",
        of("written inventory")
    );
    let second = of("barrels of oil");
    assert!(
        second.contains("merged") && !second.contains("renumbered"),
        "{second}"
    );
}

#[test]
fn what_stands_in_a_chapter_that_got_a_number_moved_nowhere() {
    let chapters = |first: &str, second: &str| {
        format!(
            "# Risks\n\n## {first} Smoke\n\n### Description\n\nSmoke of a wet wick darkens the glass of the tower within an hour.\n\n\
             ### Prevention\n\n1. Dry the wicks in the sun before they are lit.\n2. Wipe the glass with a dry cloth.\n\n\
             ## {second} Rust\n\n### Description\n\nRust eats the plates of iron that lanterns stand on.\n"
        )
    };
    let (kinds, ..) = became(&chapters("", ""), &chapters("L01:", "L02:"), "Dry the wicks");
    assert!(!kinds.contains("moved"), "{kinds}");
}

#[test]
fn two_articles_that_say_one_thing_of_two_things_are_merged() {
    let article = |n: usize, of: &str| {
        format!(
            "## Article {n}\n\n**Standing of {of}**\n\n1. The council shall print the register of {of}s by hand.\n\n\
             2. A sworn {of} based on a sealed letter issued in one harbour shall be recognised as a sworn {of} in all other harbours.\n\n"
        )
    };
    let old = format!("# Rules\n\n{}{}", article(1, "lantern"), article(2, "beacon"));
    let kept: Vec<&str> = old
        .split("\n\n")
        .filter(|p| !p.starts_with("2. A sworn"))
        .collect();
    let new = kept.join("\n\n")
        + "## Article 3\n\n**Recognition**\n\n1. Sworn lanterns based on a sealed letter issued in one harbour and sworn beacons based on \
           a sealed letter issued in one harbour shall be recognised, as the case may be, as sworn lanterns and sworn beacons in all \
           other harbours.\n\n2. No mayor shall ask for a second oath, for silver or for a boat of fish before such recognition is \
           written into the book of the tower.\n";
    let (old, new) = (text(&old), text(&new));
    let revision = compare(&old, &new, &Settings::default());
    let became = |path: &str| {
        let of = |c: &&clausewise::revision::Change| c.old.is_some_and(|id| old.clause(id).path == path);
        let now = revision.changes.iter().find(of).and_then(|c| c.new);
        now.map(|id| new.clause(id).path.as_str())
    };
    assert_eq!(
        [became("art-1/2"), became("art-2/2")],
        [Some("art-3/1"), Some("art-3/1")]
    );
}

#[test]
fn a_heading_written_anew_over_the_same_matters_is_the_same_point() {
    let list = |first: &str, points: &str| {
        format!(
            "# Rules\n\n## Article 1\n\n**Lamps under watch**\n\n1. {first}\n\n{points}2. Schooling of keepers:\n\n\
             (a) lamps meant to be lit by pupils of the tower;\n\n3. Pay of keepers:\n\n(a) lamps paid for by the harbour;\n"
        )
    };
    let old = list(
        "Smoke signals and coloured flames:",
        "(a) lamps meant to be lit for far coloured flame signals by night or by day;\n\n",
    );
    let new = list(
        "Flames, as far as the crown permits them:",
        "(a) far coloured flame signals;\n\n(b) lamps meant to be lit at weddings;\n\n",
    );
    let (kinds, now, _) = became(&old, &new, "Smoke signals");
    assert!(now.contains("as far as"), "{kinds} {now}");
}

#[test]
fn what_is_said_in_two_new_articles_stays_with_the_one_its_own_became() {
    let panel = |n: usize, of: &str, last: &str| {
        format!(
            "## Article {n}\n\n**Panel for {of}**\n\n1. The harbour shall name a panel for {of} that meets in the tower.\n\n\
             2. The panel for {of} shall visit all {of} before winter.\n\n{last}"
        )
    };
    let old = panel(
        1,
        "ropes",
        "3. By the first of March each panel shall hand the council a report on its visits, with all that fell into the sea.\n\n\
         4. The council shall make the yearly report available to fishermen.\n\n\
         5. The council may lay down by bell and book the form and the length of the report named in paragraph 3.\n",
    );
    let both = "3. By the first of March each panel shall hand the council a report on its visits. The council shall make those yearly \
        reports available to the mayor and the bishop.\n\n";
    let form = "4. Before summer the council shall lay down by bell and book the form and the length of the report named in paragraph 3.\n\n";
    let guidance = "4. Before summer the council shall write guidance on how panels go about the visits named in paragraph 2, and shall \
        lay down by bell and book the form and the length of the report.\n\n";
    let new = panel(1, "wicks", &format!("{both}{form}")) + &panel(2, "ropes", &format!("{both}{guidance}"));
    let (old, new) = (format!("# Rules\n\n{old}"), format!("# Rules\n\n{new}"));
    let drafts = (text(&old), text(&new));
    let revision = compare(&drafts.0, &drafts.1, &Settings::default());
    for (words, place) in [
        ("yearly report available", "art-2/3"),
        ("bell and book", "art-2/4"),
    ] {
        let has = |c: &&clausewise::revision::Change| {
            c.old.is_some_and(|id| drafts.0.clause(id).text.contains(words))
        };
        let now = revision.changes.iter().find(has).and_then(|c| c.new);
        assert_eq!(now.map(|id| drafts.1.clause(id).path.as_str()), Some(place));
    }
}

#[test]
fn the_subject_of_a_chapter_names_no_article_of_it() {
    let paragraphs = "1. Keepers shall have dry hands.\n\n2. Keepers shall sleep by day and watch by night in turns.\n\n\
        3. Keepers shall swear an oath on the bell of the harbour before the mayor.\n\n4. Keepers shall count the barrels of oil \
        every week and tell the council what is missing.\n\n";
    let old = format!(
        "# Rules\n\n## Article 1\n\n**Harbour keepers**\n\n{paragraphs}5. Keepers shall clean the glass.\n"
    );
    let new = format!(
        "# Rules\n\n## Article 1\n\n**Requirements for harbour keepers**\n\n{paragraphs}## Article 2\n\n**Duties of harbour keepers**\n\n\
         1. Keepers shall clean the glass.\n\n2. Keepers shall help ships in distress with boats of their own and with ropes.\n\n\
         ## Article 3\n\n**Pay of harbour keepers**\n\n1. The council pays keepers in silver twice a year.\n"
    );
    let drafts = (text(&old), text(&new));
    let revision = compare(&drafts.0, &drafts.1, &Settings::default());
    let article = revision
        .changes
        .iter()
        .find(|c| c.new.is_some_and(|id| drafts.1.clause(id).path == "art-2"));
    assert_eq!(article.unwrap().names(), "inserted");
}

#[test]
fn few_words_at_one_address_are_the_same_clause_whatever_came_below() {
    let old = "# Rules\n\n## Article 1\n\n1. Ropes shall hold.\n";
    let new = format!("{old}\n- Every keeper shall count them before each winter.\n");
    assert_eq!(became(old, &new, "Ropes").0, "unchanged");
}
