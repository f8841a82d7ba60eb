//! Identities of invented drafts.

use super::*;

use crate::draft::{BuildOptions, build};
use crate::grammar::Library;
use crate::read::{Claims, Format, Metadata, Place};

fn identity(grammar: &str, lines: &[&str], metadata: Metadata) -> Identity {
    let block = |(i, line): (usize, &&str)| Block {
        text: (*line).to_owned(),
        place: Place::line(i as u32 + 1),
        claims: Claims::default(),
    };
    let source = Source {
        blocks: lines.iter().enumerate().map(block).collect(),
        metadata,
        ..Source::new("x.txt", Format::Text)
    };
    let library = Library::embedded().unwrap();
    let options = BuildOptions {
        grammar: Some(grammar.to_owned()),
        ..BuildOptions::default()
    };
    build(&source, &library, &options, &crate::settings::Settings::default())
        .unwrap()
        .identity
}

fn is(field: &Option<String>, want: &str) {
    assert_eq!(field.as_deref(), Some(want));
}

#[test]
fn an_adopted_act_and_a_proposal() {
    let act = [
        "Official Journal of the European Union",
        "4.5.2099",
        "REGULATION (EU) 2099/7 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL",
        "of 3 May 2099",
        "on the sweeping of kilns",
        "(Text with EEA relevance)",
        "Whereas:",
        "(1) Kilns are hot.",
        "Article 1",
        "Kilns",
        "1. Kilns shall be swept.",
    ];
    let found = identity("eu-act", &act, Vec::new());
    is(&found.reference, "Regulation (EU) 2099/7");
    is(
        &found.title,
        "REGULATION (EU) 2099/7 OF THE EUROPEAN PARLIAMENT AND OF THE COUNCIL of 3 May 2099 on the sweeping of kilns",
    );
    is(&found.date, "2099-05-03");
    is(&found.stage, "adopted");
    assert_eq!(found.status, None);
    let proposal = [
        "4.5.2098",
        "COM(2098) 12 final",
        "Proposal for a REGULATION OF KILNS",
        "Article 1",
        "Kilns",
    ];
    let found = identity("eu-act", &proposal, Vec::new());
    is(&found.reference, "COM(2098) 12 final");
    is(&found.stage, "proposal");
    is(&found.status, "draft");
    is(&found.date, "2098-05-04");
}

#[test]
fn bills_and_standards() {
    let bill = [
        "Senate Bill No. 7",
        "An act to add Section 5 to the Kiln Code, relating to kilns.",
        "[ Approved by Governor May 3, 2098. Filed with Secretary of State May 4, 2098. ]",
        "The people of the State of California do enact as follows:",
        "SECTION 1. Kilns are hot.",
    ];
    let found = identity("us-bill", &bill, Vec::new());
    is(&found.reference, "Senate Bill No. 7");
    is(&found.date, "2098-05-04");
    is(&found.stage, "chaptered");
    is(&found.jurisdiction, "US-CA");
    is(&found.status, "enacted");
    let standard = [
        "ISO/DIS 99999-1",
        "Date: 2098-05-01",
        "Kilns — Part 1: Sweeping",
        "DIS stage",
        "1 Scope",
        "This is it.",
    ];
    let title = vec![("title".to_owned(), "Kilns — Part 1: Sweeping".to_owned())];
    let found = identity("iso-standard", &standard, title);
    is(&found.reference, "ISO/DIS 99999-1");
    is(&found.stage, "DIS");
    is(&found.status, "draft");
    is(&found.title, "Kilns — Part 1: Sweeping");
}

#[test]
fn what_is_not_printed_is_not_known() {
    let bare = identity("us-bill", &["SECTION 1. Kilns are hot."], Vec::new());
    assert_eq!(
        (bare.reference, bare.title, bare.date, bare.stage),
        (None, None, None, None)
    );
    let note = [
        "Provisional Translation",
        "Guide to Kilns",
        "May 3, 2098",
        "1. Sweep.",
    ];
    let found = identity("generic-numbered", &note, Vec::new());
    is(&found.authenticity, "translation");
    is(&found.title, "Guide to Kilns");
    is(&found.date, "2098-05-03");
}

#[test]
fn labelled_lines_go_first() {
    let cover = [
        "BILL S-7",
        "Reference: Bill S-7",
        "Title: Kilns Act",
        "Date: 2098-05-03",
        "Legal status: draft",
        "Language: en (authentic)",
        "An Act respecting kilns",
        "1 Kilns are hot.",
    ];
    let found = identity("ca-statute", &cover, Vec::new());
    is(&found.reference, "Bill S-7");
    is(&found.title, "Kilns Act");
    is(&found.date, "2098-05-03");
    is(&found.status, "draft");
    is(&found.authenticity, "authentic");
    let french = [
        "Référence : Projet S-7",
        "Statut juridique : projet",
        "Nature : contraignante",
        "1 Un four.",
    ];
    let found = identity("ca-statute", &french, Vec::new());
    is(&found.reference, "Projet S-7");
    is(&found.status, "draft");
}

#[test]
fn what_stands_over_a_title_is_none() {
    let numbered = [
        "NIST Safe Kilns NIST AI 900-1",
        "Kiln Risk Management Framework",
        "MAP 1.1: Kilns are known.",
    ];
    let found = identity("nist-framework", &numbered, Vec::new());
    is(&found.reference, "NIST AI 900-1");
    is(&found.title, "Kiln Risk Management Framework");
    let masthead = ["INTERNATIONAL STANDARD", "ISO 99999-1", "1 Scope", "This is it."];
    assert_eq!(identity("iso-standard", &masthead, Vec::new()).title, None);
    let extract = [
        "SECTION 1. Chapter 3 (commencing with Section 400) is added to the Health and Safety Code, to read:",
        "400. (a) A sweeper shall sweep each kiln.",
    ];
    is(&identity("us-bill", &extract, Vec::new()).jurisdiction, "US-CA");
    let position = [
        "European Parliament",
        "P9_TA(2098)0012 Kiln Act",
        "Article 1",
        "Kilns",
        "1. Kilns shall be swept.",
    ];
    let found = identity("eu-act", &position, Vec::new());
    is(&found.reference, "P9_TA(2098)0012");
    is(&found.title, "Kiln Act");
    is(&found.status, "draft");
}

#[test]
fn the_general_rules_load() {
    let raw: General = toml::from_str(include_str!("../cover.toml")).unwrap();
    let ([labelled, general], mastheads) = &*GENERAL;
    assert!(!mastheads.is_empty());
    assert_eq!(
        (raw.labelled.len(), raw.cover.len()),
        (labelled.len(), general.len())
    );
    assert!(!general.is_empty());
}

#[test]
fn a_bill_without_a_cover_and_one_that_both_houses_passed() {
    let bare = [
        "SECTION 1. This act shall be known, and may be cited, as the Kiln and Chimney Act.",
        "SEC. 2. (a) A sweeper shall sweep each kiln.",
        "(b) A baker shall be known as the keeper of the kiln.",
    ];
    is(
        &identity("us-bill", &bare, Vec::new()).title,
        "Kiln and Chimney Act",
    );
    let quoted = [
        "SECTION 1. This Act may be cited as the “Kiln Act”. It binds sweepers.",
        bare[1],
    ];
    is(&identity("us-bill", &quoted, Vec::new()).title, "Kiln Act");
    let passed = [
        "Senate Bill No. 12",
        "Passed the Senate May 3, 2099",
        "Secretary of the Senate",
        "Passed the Assembly May 2, 2099",
        "An act to add Section 7 to the Kiln Code, relating to kilns.",
        "SECTION 1. A sweeper shall sweep each kiln.",
    ];
    let found = identity("us-bill", &passed, Vec::new());
    is(&found.stage, "passed");
    is(&found.date, "2099-05-03");
    is(&found.reference, "Senate Bill No. 12");
}
