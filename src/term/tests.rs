use super::*;
use crate::draft::{BuildOptions, build};
use crate::grammar::Library;
use crate::lexicon::Lexicon;
use crate::read::{ReadOptions, read};
use crate::settings::Settings;

fn draft(name: &str, text: &str) -> Draft {
    let source = read(text.as_bytes(), &format!("{name}.md"), &ReadOptions::default()).unwrap();
    let options = BuildOptions {
        name: name.to_owned(),
        grammar: Some("iso-standard".to_owned()),
        ..BuildOptions::default()
    };
    build(
        &source,
        &Library::embedded().unwrap(),
        &options,
        &Settings::default(),
    )
    .unwrap()
}

const STANDARD: &str = "# Kites\n\n## 1 Scope\n\nThis document specifies requirements for kites. The organization shall keep one.\n\n## 3 Terms and definitions\n\n### 3.1\n\n**kite**\n\nDEPRECATED: paper bird\n\ncraft that flies on a line, heavier than air\n\nNote 1 to entry: It has no engine.\n\n[SOURCE: ABC 12:2030, 3.4, modified]\n\n### 3.2\n\n**line**\n\nrope that holds a kite\n\n## 4 Requirements\n\nThe organization shall keep the kite dry.\n";

#[test]
fn an_entry_has_names_definition_note_and_source() {
    let terms = terms(&draft("a", STANDARD));
    let kite = &terms[0];
    assert_eq!((kite.printed.as_str(), kite.term.as_str()), ("kite", "kite"));
    assert_eq!(kite.deprecated, ["paper bird"]);
    assert_eq!(kite.definition, "craft that flies on a line, heavier than air");
    assert_eq!(kite.notes.len(), 1);
    assert!(kite.source.as_deref().unwrap().starts_with("ABC 12:2030"));
    assert_eq!(terms[1].definition, "rope that holds a kite");
}

#[test]
fn wording_is_set_side_by_side() {
    let other = STANDARD
        .replace("heavier than air", "lighter than stone")
        .replace("### 3.2\n\n**line**\n\nrope that holds a kite\n\n", "");
    let drafts = [draft("a", STANDARD), draft("b", &other)];
    let table = Table::new(&drafts, &Lexicon::default());
    assert_eq!(table.rows[0].wording, Wording::Differs);
    let marked = table.rows[0].cells[0].as_ref().unwrap().marked();
    assert_eq!(marked, "craft that flies on a line, ‹heavier› than ‹air›");
    assert_eq!(table.rows[1].wording, Wording::Alone);
    assert_eq!(table.rows[1].cells[1], None);
}

#[test]
fn terms_with_other_names_stand_in_one_row() {
    let of = |names: [&str; 3]| {
        let [data, craft, rope] = names;
        STANDARD
            .replace("**kite**", &format!("**{craft}**"))
            .replace("**line**", &format!("**{data}**"))
            .replace("rope that holds a kite", rope)
    };
    let left = of(["personal data", "kite", "what is known of a keeper"]);
    let right = of(["personal information", "flying craft", "anything about somebody"]);
    let drafts = [draft("a", &left), draft("b", &right)];
    let table = Table::new(&drafts, &Lexicon::embedded());
    let of = |term: &str| table.rows.iter().find(|r| r.term == term).unwrap();
    assert_eq!(of("personal data").same, Some(Same::Lexicon));
    assert_eq!(
        of("personal data").printed(),
        "personal data ≈ personal information"
    );
    // The same words define it.
    assert_eq!(
        (of("kite").same, of("kite").wording),
        (Some(Same::Wording), Wording::Same)
    );
    assert_eq!(table.rows.len(), 2);
}

#[test]
fn what_concepts_gather_is_no_name_for_one_thing() {
    let left = STANDARD.replace("**kite**", "**fine-tuning**");
    let right = STANDARD.replace("**kite**", "**foundation model**").replace(
        "craft that flies on a line, heavier than air",
        "thing of another kind altogether",
    );
    let drafts = [draft("a", &left), draft("b", &right)];
    let table = Table::new(&drafts, &Lexicon::embedded());
    let alone = table.rows.iter().filter(|r| r.wording == Wording::Alone).count();
    assert_eq!(alone, 2);
}

#[test]
fn a_term_defined_twice_shows_both_definitions() {
    let text = "# Kites\n\n## 1 Scope\n\n1.1 In this clause, “kite” means a craft on a line.\n\n1.2 For the purposes of this clause, “kite” means a bird of prey.\n\n1.3 In this clause, “kite” means a craft on a line.\n";
    let terms = terms(&draft("a", text));
    assert_eq!(terms.len(), 1);
    assert_eq!(terms[0].definition, "a craft on a line.");
    let again: Vec<&str> = terms[0].again.iter().map(|t| t.definition.as_str()).collect();
    assert_eq!(again, ["a bird of prey."]);
}

#[test]
fn names_fold_to_one_form() {
    assert_eq!(folded("‘live’ feeding of kites"), folded("live feeding kites"));
    assert_eq!(folded("High-flying kites"), "high flying kite");
}

#[test]
fn the_name_in_the_other_language_is_no_part_of_a_definition() {
    assert_eq!(without_translation("what flies. (cerf-volant)"), "what flies.");
    assert_eq!(
        without_translation("what flies (on a line)"),
        "what flies (on a line)"
    );
}
