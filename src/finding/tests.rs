use super::*;
use crate::align::{AlignOptions, align};
use crate::read::{ReadOptions, read};

fn list(texts: &[&str], name: &str) -> Draft {
    let mut csv = String::from("id,title,text,parent\n");
    for (i, text) in texts.iter().enumerate() {
        csv.push_str(&format!("{name}{i},,\"{}\",\n", text.replace('"', "\"\"")));
    }
    let source = read(csv.as_bytes(), "x.csv", &ReadOptions::default()).unwrap();
    Draft::from_list(&source, name)
}

/// Findings between two drafts, by the lexicon and the settings as they come.
fn checked(left: &Draft, right: &Draft, links: &[Link], gaps: bool) -> Vec<Finding> {
    check(&Checked {
        left,
        right,
        provisions: [None; 2],
        links,
        near: &[],
        gaps,
        lexicon: &Lexicon::embedded(),
        settings: &Settings::default(),
    })
}

/// Findings between two sentences that are said to correspond.
fn between(left: &str, right: &str) -> Vec<Finding> {
    let (l, r) = (list(&[left], "l"), list(&[right], "r"));
    let links = [Link {
        left: 0,
        right: 0,
        confidence: 1.0,
        score: 9.0,
        given: true,
    }];
    checked(&l, &r, &links, true)
}

fn codes(left: &str, right: &str) -> Vec<&'static str> {
    let mut codes: Vec<_> = between(left, right).into_iter().map(|f| f.code).collect();
    codes.sort_unstable();
    codes
}

const DUTY: &str =
    "The provider shall submit a report on the oven to the competent authority before it is lit.";

#[test]
fn the_same_in_other_words_is_no_finding() {
    for (left, right) in [
        (DUTY, DUTY),
        (
            DUTY,
            "The provider must submit a report on the oven to the competent authority prior to it being lit.",
        ),
        (
            "Bakers shall report the fire within 72 hours of the smoke.",
            "Bakers shall report the fire within three days of the smoke.",
        ),
        (
            "Bakers shall keep the log for one year in the shop.",
            "Bakers are obliged to keep the log for twelve months in the shop.",
        ),
        (
            "The oven shall be cleaned where appropriate by the baker.",
            "The oven shall be cleaned, as appropriate, by the baker.",
        ),
        (
            "Bakers shall make sure that ovens are safe in accordance with rule 4.",
            "Bakers shall ensure that ovens are safe pursuant to rule 4.",
        ),
        (
            "Bakers shall not sell or give any burnt bread or any ash to the public.",
            "Bakers shall sell or give neither any burnt bread nor any ash to the public.",
        ),
        (
            "Bakers shall not sell burnt bread to the public.",
            "Bakers are not permitted to sell burnt bread to the public.",
        ),
    ] {
        assert_eq!(codes(left, right), Vec::<&str>::new(), "{left} | {right}");
    }
}

#[test]
fn each_divergence_has_its_code() {
    for (left, right, code) in [
        (
            DUTY,
            "The provider shall not submit a report on the oven to the competent authority before it is lit.",
            "C201",
        ),
        (
            DUTY,
            "The provider should submit a report on the oven to the competent authority before it is lit.",
            "C202",
        ),
        (
            "Bakers may weigh the flour that they sell.",
            "Bakers shall weigh the flour that they sell.",
            "C202",
        ),
        (
            "Bakers shall weigh the flour that they sell.",
            "Bakers need not weigh the flour that they sell.",
            "C201",
        ),
        (
            "Bakers shall weigh the flour that they sell.",
            "Bakers shall refrain from weighing the flour that they sell.",
            "C201",
        ),
        (
            "Ovens shall have at least ten vents on each side.",
            "Ovens shall have at most ten vents on each side.",
            "C204",
        ),
        (
            "Bakers shall report the fire within 72 hours of the smoke.",
            "Bakers shall report the fire within 15 days of the smoke.",
            "C203",
        ),
        (
            "Bakers shall answer within five days of a complaint.",
            "Bakers shall answer within five working days of a complaint.",
            "C203",
        ),
        (
            "Ovens shall be lit by 5 March 2031 in all towns.",
            "Ovens shall be lit by 9 May 2033 in all towns.",
            "C203",
        ),
        (
            "Ovens above 20 kW shall be registered with the town.",
            "Ovens above 0.2 MW shall be registered with the town.",
            "C204",
        ),
        (
            "A fine of up to EUR 500 000 shall be paid for smoke.",
            "A fine of up to $500,000 shall be paid for smoke.",
            "C204",
        ),
        (
            DUTY,
            "The importer shall submit a report on the oven to the competent authority before it is lit.",
            "C205",
        ),
        (
            "The weigher shall submit a report on the oven to the town.",
            "The sweeper shall submit a report on the oven to the town.",
            "C205",
        ),
        (
            DUTY,
            "The provider shall submit a report on the oven to the competent authority before it is lit, unless it is cold.",
            "C207",
        ),
        (
            DUTY,
            "The provider shall submit a report on the oven to the competent authority before it is lit, provided that it has been in use for more than two years.",
            "C207",
        ),
        (
            DUTY,
            "The provider shall, where possible, submit a report on the oven to the competent authority before it is lit.",
            "C209",
        ),
        (
            "Providers shall keep logs of the ovens they build.",
            "Developers shall keep logs of the ovens they build.",
            "C210",
        ),
        (
            DUTY,
            "The provider shall submit a report on the oven to the police before it is lit.",
            "C212",
        ),
        (
            "Ovens shall conform to ISO 1234:2029 in all parts.",
            "Ovens shall conform to ISO 1234 in all parts.",
            "C213",
        ),
    ] {
        assert_eq!(codes(left, right), [code], "{left} | {right}");
    }
}

#[test]
fn only_what_cannot_be_met_together_is_a_conflict() {
    let opposed = between(DUTY, &DUTY.replace("shall", "shall not"));
    assert_eq!(opposed[0].compatibility, Some(Compatibility::Neither));
    assert_eq!(opposed[0].severity, Severity::High);
    let released = between(
        "Bakers shall be required to weigh the flour.",
        "Bakers shall not be required to weigh the flour.",
    );
    assert_eq!(released[0].compatibility, Some(Compatibility::Both));
}

#[test]
fn evidence_marks_what_differs() {
    let found = between(
        "Bakers shall report the fire within 72 hours of the smoke.",
        "Bakers shall report the fire within 15 days of the smoke.",
    );
    let spot = found[0].left.as_ref().unwrap();
    let marked: Vec<&str> = spot.marks.iter().map(|&(a, b)| &spot.evidence[a..b]).collect();
    assert_eq!(marked, ["72 hours"]);
}

#[test]
fn what_has_no_counterpart_is_reported_and_nothing_of_what_has_one() {
    let left = [
        "Bakers shall weigh the flour in the morning.",
        "Millers shall grind the corn by moonlight, and never else.",
    ];
    let (l, r) = (list(&left, "l"), list(&left[..1], "r"));
    let settings = Settings::default();
    let alignment = align(&l, &r, &AlignOptions::default(), &settings);
    let links: Vec<Link> = alignment.proposals().iter().map(Link::of).collect();
    let found = check(&Checked {
        left: &l,
        right: &r,
        provisions: [None; 2],
        links: &links,
        near: &[],
        gaps: true,
        lexicon: &Lexicon::embedded(),
        settings: &settings,
    });
    let gaps: Vec<(&str, usize)> = found
        .iter()
        .map(|f| (f.code, f.left.as_ref().unwrap().unit))
        .collect();
    assert_eq!(gaps, [("G101", 1)]);
}

#[test]
fn units_of_one_sentence_that_a_person_pairs_are_compared_in_other_words() {
    for (left, right, code) in [
        (
            "Bakers shall inform the neighbours of a fire.",
            "A person who runs an oven shall not disclose to anyone that it burnt.",
            "C201",
        ),
        (
            "Bakers shall keep the book of fires for three years.",
            "Entries on smoke must be destroyed not later than 12 months after they were made.",
            "C201",
        ),
        (
            "Ovens shall be able to be put out, unless they have been sold.",
            "A kiln must have a lid.",
            "C207",
        ),
        (
            "Ovens for research are outside the scope of this rule.",
            "Every month, bakers shall list what research they do with ovens.",
            "C211",
        ),
        (
            "Bakers shall have their ovens examined by an assessor.",
            "The kiln is to be looked at by an independent auditor.",
            "C212",
        ),
    ] {
        assert!(
            codes(left, right).contains(&code),
            "{left} | {right}: {:?}",
            codes(left, right)
        );
    }
}

#[test]
fn who_is_covered_comes_before_who_answers() {
    let left = [
        "‘great oven’ means an oven that was built with more than 10^25 bricks.",
        "Bakers shall answer every letter of the town within five days of its receipt.",
    ];
    let right = [
        "‘great oven’ means an oven that was built with more than 10^26 bricks.",
        "Bakers shall answer every letter of the town within nine days of its receipt.",
    ];
    let link = |unit| Link {
        left: unit,
        right: unit,
        confidence: 0.8,
        score: 3.0,
        given: false,
    };
    let found = checked(&list(&left, "l"), &list(&right, "r"), &[link(0), link(1)], false);
    let codes: Vec<&str> = found.iter().map(|f| f.code).collect();
    assert_eq!(codes, ["C204", "C203"]);
}

/// What falls on others is no answer to what falls on the provider, however alike the sums.
#[test]
fn penalties_of_different_parties_are_not_set_against_each_other() {
    let provider = "A provider that hides the smoke, or fails to answer the town, shall be liable to a civil penalty of up to EUR 500 000.";
    let auditor = "The court may impose, for an auditor who signs without looking, a civil penalty of up to EUR 90 000.";
    let anybody = "The court may impose, for the hiding of smoke, a civil penalty of up to EUR 90 000.";
    let sums = |right| codes(provider, right).contains(&"C204");
    assert!(!sums(auditor));
    assert!(sums(anybody));
}

#[test]
fn fine_tuning_is_no_fine() {
    let tuned = "The tuner may spend on fine-tuning of the oven a sum of up to EUR 90 000.";
    let fined = "Whoever hides smoke from the town is liable to a fine of up to EUR 500 000.";
    let repaid = "The tuner may spend on fines for the oven a sum of up to EUR 90 000.";
    assert!(!codes(tuned, fined).contains(&"C204"));
    assert!(codes(repaid, fined).contains(&"C204"));
}

#[test]
fn only_who_can_act_is_an_addressee() {
    let sets = [
        // Things in the place of people, and one name without what describes it.
        (
            "The office shall, where the application is late, close the file within the week.",
            "The office shall, where the request is late, close the file within the week.",
        ),
        (
            "The permission shall state the day, the oven and the price of the wood.",
            "The Commission shall state the day, the oven and the price of the wood.",
        ),
        (
            "The competent authorities shall keep a list of all the ovens in the town.",
            "The authorities shall keep a list of all the ovens in the town.",
        ),
    ];
    for (left, right) in sets {
        assert!(!codes(left, right).contains(&"C205"), "{left} | {right}");
    }
}

/// Findings between two sentences of drafts with changes to what is known of them.
fn changed(left: &str, right: &str, change: &dyn Fn(&mut Draft, &mut Draft)) -> Vec<Finding> {
    let (mut l, mut r) = (list(&[left], "l"), list(&[right], "r"));
    change(&mut l, &mut r);
    let links = [Link {
        left: 0,
        right: 0,
        confidence: 1.0,
        score: 9.0,
        given: true,
    }];
    checked(&l, &r, &links, true)
}

#[test]
fn words_are_set_against_words_of_one_language_only() {
    let text = "Bakers shall keep the log, unless the oven is cold.";
    let one = changed("Bakers shall keep the log.", text, &|_, _| ());
    assert!(one.iter().any(|f| f.code == "C207"));
    let two = changed("Bakers shall keep the log.", text, &|_, r| {
        r.identity.language = Some("fr".to_owned());
    });
    assert!(!two.iter().any(|f| f.code == "C207"), "{two:?}");
}

#[test]
fn what_a_draft_says_of_itself_is_no_reference() {
    let (left, right) = (
        "Bread shall conform to ABC 1234.",
        "Bread shall conform to ABC 1234:2030.",
    );
    assert!(changed(left, right, &|_, _| ()).iter().any(|f| f.code == "C213"));
    let own = changed(left, right, &|l, _| {
        l.identity.reference = Some("ABC 1234:2029".to_owned());
    });
    assert!(!own.iter().any(|f| f.code == "C213"));
}

#[test]
fn a_sign_explained_is_no_condition() {
    let left = "The width shall not exceed 2 R, where R is the radius of the loaf.";
    assert_eq!(codes(left, "The width shall not exceed 2 R."), Vec::<&str>::new());
}

fn standard(text: &str, body: &str) -> Vec<Finding> {
    standard_in(text, body, "en")
}

fn standard_in(text: &str, body: &str, language: &str) -> Vec<Finding> {
    let source = read(text.as_bytes(), "a.md", &ReadOptions::default()).unwrap();
    let options = crate::draft::BuildOptions {
        name: "a".to_owned(),
        grammar: Some("iso-standard".to_owned()),
        ..Default::default()
    };
    let library = crate::grammar::Library::embedded().unwrap();
    let mut draft = crate::draft::build(&source, &library, &options, &Settings::default()).unwrap();
    draft.identity.body = Some(body.to_owned());
    draft.identity.reference = None;
    draft.identity.language = Some(language.to_owned());
    drafting(&draft, &Lexicon::embedded())
}

#[test]
fn the_directives_are_cited_to_those_who_draft_by_them() {
    let text = "# Bread\n\n## 1 Scope\n\nThis document specifies bread.\n\n## 4 Ovens\n\nThe oven must be clean. Ash shall not hold salts which may damage the oven.\n";
    let of = |body: &str| -> Vec<String> {
        let found = standard(text, body);
        found
            .into_iter()
            .filter(|f| f.code == "D308")
            .map(|f| f.message)
            .collect()
    };
    let cited = of("ISO");
    assert_eq!(cited.len(), 2, "{cited:?}");
    assert!(cited.iter().any(|m| m.contains("“can”")) && cited.iter().any(|m| m.contains("“shall”")));
    assert_eq!(of("ITU-T"), Vec::<String>::new());
}

#[test]
fn a_name_in_another_language_is_not_unused() {
    let text = "# Pain\n\n## 3 Terms and definitions\n\n### 3.1\n\n**rye bread**\n\npain de seigle\n\n## 4 Fours\n\nLe four est propre.\n";
    let unused = |language: &str| {
        standard_in(text, "ISO", language)
            .iter()
            .any(|f| f.code == "D307")
    };
    assert!(unused("en") && !unused("fr"));
}

#[test]
fn points_of_a_list_are_no_one_sentence() {
    let one = "# Bread\n\n## 4 Ovens\n\nThe oven shall be clean and shall be dry.\n";
    let list = "# Bread\n\n## 4 Ovens\n\nThe oven shall be clean; the baker shall be there.\n";
    let said = |text: &str| standard(text, "ISO").iter().any(|f| f.code == "D304");
    assert!(said(one) && !said(list));
}

#[test]
fn a_penalty_is_not_met() {
    let left = "A baker who burns bread is liable to a fine of up to EUR 10 000.";
    let right = "A baker who burns bread is liable to a fine of up to EUR 20 000.";
    let found = between(left, right);
    let fine = found.iter().find(|f| f.code == "C204").unwrap();
    assert_eq!(fine.compatibility, Some(Compatibility::Unclear));
}

#[test]
fn who_is_named_on_both_sides_is_no_other_addressee() {
    let sets = [
        (
            "The provider shall, where asked by the deployer, keep a list of ovens.",
            "The deployer shall, where asked by the provider, keep a list of ovens.",
        ),
        (
            "‘square’ means a place that the public may enter at any hour of the day.",
            "‘square’ means a place that natural persons may enter at any hour of the day.",
        ),
        (
            "The oven owner shall keep a list of all of the ovens in the town.",
            "The oven own er shall keep a list of all of the ovens in the town.",
        ),
    ];
    for (left, right) in sets {
        assert!(!codes(left, right).contains(&"C205"), "{left} | {right}");
    }
}

#[test]
fn a_term_that_answers_to_another_is_not_merely_used() {
    let draft = |term: &str, duty: &str| {
        let text = format!(
            "# Act on ovens\n\n## Article 1\n\n“{term}” means a program for ovens that was trained on all of the bread of the town.\n\n## Article 2\n\n{duty}\n"
        );
        let source = read(text.as_bytes(), "a.md", &ReadOptions::default()).unwrap();
        let library = crate::grammar::Library::embedded().unwrap();
        crate::draft::build(&source, &library, &Default::default(), &Settings::default()).unwrap()
    };
    let left = draft(
        "Baking model",
        "The baking model shall be kept cold by the baker.",
    );
    let right = draft(
        "Oven model",
        "Every baking model shall be shown to the office of the town.",
    );
    let found: Vec<&str> = checked(&left, &right, &[], true)
        .into_iter()
        .map(|f| f.code)
        .collect();
    assert!(found.contains(&"C210") && !found.contains(&"G103"), "{found:?}");
}
