use super::*;

fn printed(pattern: &str, text: &str) -> Option<(String, Vec<u32>)> {
    let p = Pattern::parse(pattern, false).unwrap();
    p.match_start(text)
        .map(|l| (l.printed.to_owned(), l.number.parts().to_vec()))
}

#[test]
fn labels_of_many_publishers() {
    let cases: &[(&str, &str, &str, &[u32])] = &[
        ("Article {arabic}{letter?}", "Article 6", "Article 6", &[6]),
        (
            "Article {arabic}{letter?}",
            "Article 6a Scope",
            "Article 6a",
            &[6],
        ),
        (
            "Article {arabic}{letter?}",
            "Article 6 bis",
            "Article 6 bis",
            &[6],
        ),
        ("Article {arabic}", "Article 1: Purpose", "Article 1:", &[1]),
        ("({alpha})", "(c.1) the Minister", "(c.1)", &[3, 1]),
        ("({alpha})", "(b.01) the Minister", "(b.01)", &[2, 0, 1]),
        ("({alpha})", "(za) the Minister", "(za)", &[0, 1]),
        ("{ahead?}{arabic}.", "A20. Lamps", "A20.", &[19]),
        ("{arabic}.", "5. to 8. [Deleted]", "5. to 8.", &[5]),
        ("{section}", "52 to 57 [Repealed]", "52 to 57", &[52]),
        ("({alpha})", "(c) and (d) [Repealed]", "(c) and (d)", &[3]),
        ("{arabic}.", "1.CONTEXT OF THIS", "1.", &[1]),
        ("{section}.", "22757.11. For purposes", "22757.11.", &[22757, 11]),
        ("{section}.", "6-1-1701. Definitions", "6-1-1701.", &[6, 1, 1701]),
        ("第{han}条", "第二十四条本办法", "第二十四条", &[24]),
        ("{kanji}{letter?}", "二の二 灯台", "二の二", &[2]),
        ("{wide}", "２ 灯台は", "２", &[2]),
        ("{iroha}", "ロ 灯台", "ロ", &[2]),
        ("{section2}", "501.702 Lamps", "501.702", &[501, 702]),
        ("§ {section}.", "§ 5A-6-9. Lamps", "§ 5A-6-9.", &[5, 1, 6, 9]),
        ("{section2}", "359-T:1 Lamps", "359-T:1", &[359, 20, 1]),
        (
            "{GOVERN|MAP} {dotted2}",
            "GOVERN 1.1: Policies",
            "GOVERN 1.1:",
            &[1, 1],
        ),
        ("{dotted}", "6.1.2 Risk", "6.1.2", &[6, 1, 2]),
        ("제{arabic}조{letter?}", "제6조의2(기록) 선장은", "제6조의2", &[6]),
        ("第{han}条{letter?}", "第六条之一 船长", "第六条之一", &[6]),
        (
            "Art. {arabic}{º|o?}{letter?}",
            "Art. 5º-A. O faroleiro",
            "Art. 5º-A.",
            &[5],
        ),
        ("{circled}", "③ 선장은", "③", &[3]),
        ("{hangul}.", "다. 등대", "다.", &[3]),
        ("{above}({arabic})", "AC-2(1) Spare lamps", "AC-2(1)", &[1]),
        ("{lettered}", "B.2.1 Risk", "B.2.1", &[2, 2, 1]),
        ("Article {arabic}", "Article 1 – Purpose", "Article 1 –", &[1]),
        ("TITLE {ROMAN}", "TITLE IV--LAMPS", "TITLE IV--", &[4]),
        ("{arabic}", "1Introduction", "1", &[1]),
        ("Part {arabic}", "Part 1Introduction", "Part 1", &[1]),
        (
            "Note {arabic} to entry:",
            "Note 1 to entry: a",
            "Note 1 to entry:",
            &[1],
        ),
    ];
    for (pattern, text, label, parts) in cases {
        assert_eq!(
            printed(pattern, text),
            Some(((*label).to_owned(), parts.to_vec())),
            "{pattern} on {text}"
        );
    }
}

#[test]
fn codes_of_controls() {
    let code = Pattern::parse("{code}", false).unwrap();
    for (text, number) in [
        ("AC-2 Accounts", "AC-2"),
        ("OIS-01. Policy", "OIS-01"),
        ("CC6.1 Access", "CC6.1"),
        ("A&A-02", "A&A-02"),
        ("AC.L1-3.1.1 Accounts", "AC.L1-3.1.1"),
        ("GV.OC-01: Mission", "GV.OC-01"),
    ] {
        assert_eq!(
            code.match_start(text).map(|l| l.number_text),
            Some(number),
            "{text}"
        );
    }
    for text in [
        "AC-2(1) Spare",
        "SEC. 4",
        "ISO 9000",
        "HTTPS-2 is",
        "AC-2, AC-3",
        "AND THEN",
        "A-2",
    ] {
        assert_eq!(code.match_start(text), None, "{text}");
    }
}

#[test]
fn what_only_looks_like_a_label() {
    for (pattern, text) in [
        ("{arabic}.", "1.5 million"),
        ("{arabic}", "10th anniversary"),
        ("{section}", "5th anniversary"),
        ("Article {arabic}{letter?}", "Article 5th of"),
        ("({roman})", "(iiii) no"),
        ("{alpha}.", "e.g. this"),
        ("Article {arabic}", "Article 6(2) applies"),
        ("제{arabic}조", "제6조제2항에 따라"),
        ("제{arabic}조", "제6조의2(기록)"),
        ("第{han}条", "第六条第二款"),
        ("{dotted}", "3,000 rows"),
        ("{kanji}", "一般の灯台"),
        ("{iroha}", "インク"),
        ("{section2}", "10:30 is late"),
        ("{section2}", "501.702 of the statutes"),
        ("{section2}", "6-1-1703 (3) applies"),
    ] {
        assert_eq!(printed(pattern, text), None, "{pattern} on {text}");
    }
}

#[test]
fn bad_patterns_say_what_is_wrong() {
    assert!(
        Pattern::parse("Article {arabik}", false)
            .unwrap_err()
            .message
            .contains("`{arabik}` is not a number")
    );
    assert!(
        Pattern::parse("Article {arabic", false)
            .unwrap_err()
            .message
            .contains("does not close")
    );
    assert!(Pattern::parse("", false).is_err());
}

proptest::proptest! {
    #[test]
    fn matching_never_panics_and_gives_a_prefix(text in "\\PC{0,40}") {
        for p in ["({alpha})", "{section}.", "{dotted}", "Article {arabic}{letter?}", "{han}、", "{ROMAN}.", "{code}"] {
            let pattern = Pattern::parse(p, true).unwrap();
            if let Some(label) = pattern.match_start(&text) {
                proptest::prop_assert!(text.starts_with(label.printed));
                proptest::prop_assert!(label.printed.contains(label.number_text));
            }
        }
    }
}
