//! References of invented drafts.

use proptest::prelude::*;

use crate::draft::{BuildOptions, Draft, Identity, build};
use crate::grammar::Library;
use crate::read::{Block, Claims, Format, Place, Source};

const KILNS: &str = "name = 'kilns'\ntitle = 'Kilns'\nlanguages = ['en', 'fr', 'nl']\nheadings = false
[[level]]\nkind = 'chapter'\nlabels = ['CHAPTER {ROMAN}']\nunder = ['root']\npath = 'chapter-{n}'\ngroups = true
[[level]]\nkind = 'section'\nlabels = ['SECTION {arabic}']\nunder = ['chapter']\npath = 'section-{n}'\ngroups = true
[[level]]\nkind = 'article'\nlabels = ['Article {arabic}{letter?}']\nunder = ['root', 'chapter', 'section']\npath = 'art-{n}'\nstarts-path = true\ncounting = 'continuous'\nparagraphs = true
[[level]]\nkind = 'annex'\nlabels = ['ANNEX {ROMAN}']\nunder = ['root']\npath = 'annex-{n}'\nstarts-path = true\nparagraphs = true
[[level]]\nkind = 'paragraph'\nlabels = ['{arabic}.']\nunder = ['article']\nparagraphs = true
[[level]]\nkind = 'point'\nlabels = ['{arabic}.']\nunder = ['annex']
[[level]]\nkind = 'point'\nlabels = ['({alpha})']\nunder = ['article', 'paragraph', 'point']
[[level]]\nkind = 'subpoint'\nlabels = ['({roman})']\nunder = ['point']
";

const STATUTE: &str = "name = 'statute'\ntitle = 'Statute'\nlanguages = ['en']\nheadings = false
[[level]]\nkind = 'enactment'\nlabels = ['SEC. {arabic}.']\nunder = ['root']\npath = 'enactment-{n}'\ngroups = true
[[level]]\nkind = 'section'\nlabels = ['{section}.']\nunder = ['root', 'enactment']\npath = 'sec-{n}'\nstarts-path = true\ncounting = 'free'
[[level]]\nkind = 'subdivision'\nlabels = ['({alpha})']\nunder = ['section']
[[level]]\nkind = 'paragraph'\nlabels = ['({arabic})']\nunder = ['section', 'subdivision']
[[level]]\nkind = 'subparagraph'\nlabels = ['({ALPHA})']\nunder = ['paragraph']
";

fn draft(grammar: &str, lines: &[&str], language: &str) -> Draft {
    let block = |(i, line): (usize, &&str)| Block {
        text: (*line).to_owned(),
        place: Place::line(i as u32 + 1),
        claims: Claims::default(),
    };
    let source = Source {
        blocks: lines.iter().enumerate().map(block).collect(),
        ..Source::new("x.txt", Format::Text)
    };
    let mut library = Library::default();
    let name = library.load(grammar, "x.toml").unwrap();
    let identity = Identity {
        reference: Some("Regulation (EU) 2099/1".to_owned()),
        ..Identity::default()
    };
    let options = BuildOptions {
        grammar: Some(name),
        language: Some(language.to_owned()),
        identity,
        ..BuildOptions::default()
    };
    build(&source, &library, &options, &crate::settings::Settings::default()).unwrap()
}

/// `words → path`, or `words → (instrument)`, or `words → ?`.
fn shown(draft: &Draft) -> Vec<String> {
    let target = |r: &crate::draft::Reference| match (&r.to, &r.instrument) {
        (Some(to), _) => draft.clause(*to).path.clone(),
        (None, Some(name)) => format!("({name})"),
        (None, None) => "?".to_owned(),
    };
    draft
        .references
        .iter()
        .map(|r| format!("{} → {}", r.words, target(r)))
        .collect()
}

fn kilns(text: &str) -> Vec<String> {
    let last = format!("2. {text}");
    shown(&draft(
        KILNS,
        &[
            "CHAPTER I",
            "SECTION 1",
            "Article 1",
            "1. Kilns shall be swept.",
            "2. A keeper shall:",
            "(a) keep a log;",
            "(b) lock the door, by:",
            "(i) day;",
            "(ii) night.",
            "SECTION 2",
            "Article 2",
            "Keepers shall rest.",
            "They shall also eat.",
            "Article 3",
            "1. Ash shall be sold.",
            &last,
            "ANNEX I",
            "1. Clay",
            "2. Sand:",
            "(a) white sand;",
            "ANNEX II",
            "1. Lime",
        ],
        "en",
    ))
}

#[test]
fn articles_and_what_stands_in_them() {
    assert_eq!(kilns("See Article 1(2)."), ["Article 1(2) → art-1/2"]);
    assert_eq!(
        kilns("See Article 1(2), point (b)(ii)."),
        ["Article 1(2), point (b)(ii) → art-1/2/b/ii"]
    );
    assert_eq!(
        kilns("See point (a) of Article 1(2)."),
        ["point (a) of Article 1(2) → art-1/2/a"]
    );
    assert_eq!(
        kilns("See Section 2 of Chapter I."),
        ["Section 2 of Chapter I → chapter-i/section-2"]
    );
    assert_eq!(
        kilns("See Annex I, point 2(a)."),
        ["Annex I, point 2(a) → annex-i/2/a"]
    );
    assert_eq!(
        kilns("See the second subparagraph of Article 2."),
        ["second subparagraph of Article 2 → art-2/para-1"]
    );
}

#[test]
fn lists_and_ranges_give_a_reference_each() {
    assert_eq!(
        kilns("Articles 1 and 3 apply."),
        ["Articles 1 and 3 → art-1", "Articles 1 and 3 → art-3"]
    );
    assert_eq!(
        kilns("Articles 1 to 3 apply."),
        [
            "Articles 1 to 3 → art-1",
            "Articles 1 to 3 → art-2",
            "Articles 1 to 3 → art-3"
        ]
    );
    assert_eq!(
        kilns("Article 1(1) and (2) apply."),
        ["Article 1(1) and (2) → art-1/1", "Article 1(1) and (2) → art-1/2"]
    );
    assert_eq!(
        kilns("Points 1 and 2 of Annex I."),
        [
            "Points 1 and 2 of Annex I → annex-i/1",
            "Points 1 and 2 of Annex I → annex-i/2"
        ]
    );
    assert_eq!(
        kilns("Article 1(2), point (a) or point (b)."),
        ["Article 1(2), point (a) → art-1/2/a", "point (b) → art-1/2/b"]
    );
}

#[test]
fn relative_ones_start_from_the_clause_that_refers() {
    assert_eq!(
        kilns("Under paragraph 1 of this Article."),
        ["paragraph 1 of this Article → art-3/1"]
    );
    assert_eq!(kilns("Under paragraph 1."), ["paragraph 1 → art-3/1"]);
    assert_eq!(
        kilns("Article 1 and paragraph 2, point (a), of that Article."),
        [
            "Article 1 → art-1",
            "paragraph 2, point (a), of that Article → art-1/2/a"
        ]
    );
}

#[test]
fn other_instruments_keep_their_words() {
    assert_eq!(
        kilns("Article 4(3) of Regulation (EC) No 1/2098 applies."),
        ["Article 4(3) of Regulation (EC) No 1/2098 → (Regulation (EC) No 1/2098)"]
    );
    assert_eq!(
        kilns("Under Directive 2098/5/EU, Article 7 of that Directive."),
        ["Article 7 of that Directive → (Directive 2098/5/EU)"]
    );
    assert_eq!(
        kilns("Article 16 TFEU and section 3 of the Lantern Act."),
        [
            "Article 16 TFEU → (TFEU)",
            "section 3 of the Lantern Act → (Lantern Act)"
        ]
    );
    assert_eq!(
        kilns("See Section 5 of [LAMPS]."),
        ["Section 5 of [LAMPS] → ([LAMPS])"]
    );
    assert_eq!(
        kilns("See ISO 999-1:2098, Clause 5."),
        ["ISO 999-1:2098, Clause 5 → (ISO 999-1:2098)"]
    );
    assert_eq!(
        kilns("Article 1 of Regulation (EU) 2099/1 applies."),
        ["Article 1 of Regulation (EU) 2099/1 → art-1"]
    );
}

#[test]
fn what_names_nothing_dangles_and_what_is_no_reference_is_none() {
    assert_eq!(
        kilns("See Article 99 and Article 1(7)."),
        ["Article 99 → ?", "Article 1(7) → ?"]
    );
    assert_eq!(
        kilns("Under the rules 2098 of the guild, part I play, in 3 sections."),
        Vec::<String>::new()
    );
}

#[test]
fn codes_subdivisions_and_what_a_bill_adds_to() {
    let lines = [
        "SEC. 1.",
        "Chapter 9 (commencing with Section 700.1) is added to Division 4 of the Harbour Code, to read:",
        "700.1. (a) Pilots shall report under subdivision (b).",
        "(b) A report under paragraph (1) of subdivision (c), or Section 700.2(a), is kept, see Section 55.",
        "(c) The log lists both of the following:",
        "(1) The tide, with:",
        "(A) The hour, as subdivision (a) and subparagraph (A) of paragraph (1) say.",
        "700.2. (a) Section 700.1 of the Harbour Code and Section 12 of the Sail Code apply.",
    ];
    assert_eq!(
        shown(&draft(STATUTE, &lines, "en")),
        [
            "Section 700.1 → sec-700.1",
            "Division 4 of the Harbour Code → (Harbour Code)",
            "subdivision (b) → sec-700.1/b",
            "paragraph (1) of subdivision (c) → sec-700.1/c/1",
            "Section 700.2(a) → sec-700.2/a",
            "Section 55 → (Harbour Code)",
            "subdivision (a) → sec-700.1/a",
            "subparagraph (A) of paragraph (1) → sec-700.1/c/1/a",
            "Section 700.1 of the Harbour Code → sec-700.1",
            "Section 12 of the Sail Code → (Sail Code)",
        ]
    );
}

#[test]
fn french_and_dutch() {
    let lines = [
        "Article 1",
        "1. Un four.",
        "2. Une porte:",
        "(a) ouverte;",
        "Article 2",
        "1. Rien.",
    ];
    let with = |text: &str, language: &str| {
        let mut lines = lines.to_vec();
        let last = format!("2. {text}");
        lines.push(&last);
        shown(&draft(KILNS, &lines, language))
    };
    assert_eq!(
        with(
            "Voir l’article 1, paragraphe 2, point a), et le paragraphe 1.",
            "fr"
        ),
        [
            "article 1, paragraphe 2, point a) → art-1/2/a",
            "paragraphe 1 → art-2/1"
        ]
    );
    assert_eq!(
        with("Voir l’article 9, paragraphe 1, du règlement (UE) 2098/7.", "fr"),
        ["article 9, paragraphe 1, du règlement (UE) 2098/7 → (règlement (UE) 2098/7)"]
    );
    assert_eq!(
        with("Zie artikel 1, lid 2, punt a), en lid 1 van dit artikel.", "nl"),
        [
            "artikel 1, lid 2, punt a) → art-1/2/a",
            "lid 1 van dit artikel → art-2/1"
        ]
    );
    assert_eq!(
        with("De artikelen 1 tot en met 2.", "nl"),
        [
            "artikelen 1 tot en met 2 → art-1",
            "artikelen 1 tot en met 2 → art-2"
        ]
    );
}

proptest! {
    #[test]
    fn any_text_is_survived_and_words_are_of_the_text(
        pieces in prop::collection::vec(
            prop_oneof![
                "\\PC{0,12}".prop_map(String::from),
                prop::sample::select(vec![
                    "Article", "Articles", "point", "points", "paragraph 1", "Annex I", "of", "of this", "of that", "thereof",
                    "Regulation (EU)", "No 1/2", "(a)", "(1)", "6(2)", "1 to 9", "and", "or", ",", "first", "subparagraph",
                    "§", "see 1.2", "ISO 9:20, Clause", "(commencing with Section", ")", "is amended as follows", "İ",
                ]).prop_map(str::to_owned),
            ],
            0..24,
        ),
        language in prop::sample::select(vec!["en", "fr", "nl"]),
    ) {
        let text = pieces.join(" ");
        let draft = draft(KILNS, &["Article 1", "1. x", "2. y", &text, "Article 2", "1. z"], language);
        for reference in &draft.references {
            let clause = draft.clause(reference.from);
            prop_assert!(clause.text.contains(&reference.words) || clause.heading.contains(&reference.words));
            prop_assert!(reference.to.is_none_or(|to| to.index() < draft.clauses.len()));
        }
    }
}
