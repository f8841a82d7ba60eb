//! Acts within a bill: the same tree from XML, HTML and text, as part of the whole and taken alone.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::path::Path;

use clausewise::Result;
use clausewise::draft::{BuildOptions, Draft, WantedAct, build};
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, read};
use clausewise::settings::Settings;

const FORMATS: [&str; 3] = ["bill.xml", "bill.html", "bill.txt"];

fn draft(name: &str, act: Option<&str>) -> Result<Draft> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/enclosed")
        .join(name);
    let source = read(&std::fs::read(file).unwrap(), name, &ReadOptions::default()).unwrap();
    let options = BuildOptions {
        name: "bill".to_owned(),
        act: act.map(|title| WantedAct {
            title: title.to_owned(),
            or_whole: false,
        }),
        ..Default::default()
    };
    build(
        &source,
        &Library::embedded().unwrap(),
        &options,
        &Settings::default(),
    )
}

/// Paths of what is numbered, in order.
fn paths(draft: &Draft) -> Vec<&str> {
    let numbered = draft
        .clauses()
        .filter(|(_, c)| !c.number.is_empty() || c.kind == "act");
    numbered.map(|(_, c)| c.path.as_str()).collect()
}

#[test]
fn each_act_counts_for_itself() {
    for format in FORMATS {
        let bill = draft(format, None).unwrap();
        assert_eq!(
            paths(&bill),
            [
                "sec-1",
                "part-1",
                "sec-2",
                "act-1",
                "act-1/sec-1",
                "act-1/sec-2",
                "act-1/sec-2/1",
                "act-1/sec-2/1/a",
                "act-1/sec-2/1/b",
                "act-1/sec-2/2",
                "act-1/sec-3",
                "part-2",
                "sec-3",
                "act-2",
                "act-2/sec-1",
                "act-2/part-1",
                "act-2/sec-2",
                "part-3",
                "sec-4",
            ],
            "{format}"
        );
        let titles: Vec<&str> = bill.enclosed.iter().map(|a| a.title.as_str()).collect();
        assert_eq!(titles, ["Kite Act", "Balloon Act"], "{format}");
        let (_, wind) = bill.clauses().find(|(_, c)| c.path == "act-1/sec-2/2").unwrap();
        assert_eq!(
            (wind.heading.as_str(), wind.citation.as_str()),
            ("Wind", "Kite Act, section 2(2)")
        );
    }
}

#[test]
fn an_act_alone_has_its_own_paths_and_title() {
    for format in FORMATS {
        for name in [
            "kite act",
            "An Act respecting kites",
            "ACT-1",
            "the Kite Act.",
            "kites",
        ] {
            let act = draft(format, Some(name)).unwrap();
            assert_eq!(
                paths(&act),
                [
                    "sec-1",
                    "sec-2",
                    "sec-2/1",
                    "sec-2/1/a",
                    "sec-2/1/b",
                    "sec-2/2",
                    "sec-3"
                ],
                "{format} {name}"
            );
            assert_eq!(act.act.as_deref(), Some("act-1"));
            assert_eq!(act.identity.title.as_deref(), Some("Kite Act"));
            let (_, rain) = act.clauses().find(|(_, c)| c.path == "sec-3").unwrap();
            assert_eq!(rain.citation, "section 3");
            assert!(act.units.iter().all(|u| !u.text.contains("gas")));
        }
    }
}

#[test]
fn an_act_that_is_not_there_is_an_error_that_lists_those_that_are() {
    for wanted in ["Submarine Act", "act", ""] {
        let error = draft("bill.txt", Some(wanted)).unwrap_err();
        assert_eq!(
            error.help_line(),
            Some("the acts in it are act-1 ‘Kite Act’, act-2 ‘Balloon Act’")
        );
    }
}
