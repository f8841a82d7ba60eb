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
