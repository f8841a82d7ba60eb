//! Files made to do harm.

use super::*;

#[test]
fn hostile_files_end_well() {
    // Styles that are based on each other, and lists that name each other's styles.
    let circle = Word {
        body: p(&style("A"), "text") + &p(&item(1, 0), "more"),
        styles: "<w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='B'/></w:style><w:style w:type='paragraph' w:styleId='B'>\
             <w:basedOn w:val='A'/></w:style><w:style w:type='numbering' w:styleId='L'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
            .to_owned(),
        numbering: definition(1, "<w:numStyleLink w:val='L'/>") + &list(1, 1, ""),
        ..Word::default()
    };
    assert_eq!(texts(&source(&circle)), ["text", "more"]);
    // Ten thousand tables within each other.
    let deep = 10_000;
    let open = "<w:tbl><w:tr><w:tc>".repeat(deep);
    let close = "</w:tc></w:tr></w:tbl>".repeat(deep);
    assert_eq!(body(&format!("{open}{}{close}", p("", "core"))), ["core"]);
    let open = "<w:ins>".repeat(deep);
    let close = "</w:ins>".repeat(deep);
    assert_eq!(
        body(&format!("<w:p>{open}{}{close}</w:p>", r("", "core"))),
        ["core"]
    );
    // A damaged part is missed, and said.
    let damaged = Word {
        body: p("", "text"),
        numbering: "<w:num".to_owned(),
        ..Word::default()
    };
    let source = source(&damaged);
    assert_eq!(texts(&source), ["text"]);
    assert!(source.diagnostics[0].message.contains("numbering"));
    // Entities are never declared.
    let entity = b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
    let file = zipped(&[("word/document.xml", entity)]);
    let error = read(&file, "a.docx", &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("not well-formed"), "{error}");
    let attributes: String = (0..100_000).map(|i| format!(" a{i}=\"\"")).collect();
    let file = zipped(&[("word/document.xml", format!("<a{attributes}/>").as_bytes())]);
    let error = read(&file, "a.docx", &ReadOptions::default()).unwrap_err();
    assert!(error.to_string().contains("hundreds of attributes"), "{error}");
}

prop_compose! {
    fn any_level()(
        index in 0u32..12,
        format in prop::sample::select(vec!["decimal", "lowerLetter", "upperRoman", "bullet", "none", "ordinalText", "chicago", "x"]),
        pattern in "[%1-9a-z(). ]{0,24}",
        start in any::<u32>(),
        legal in any::<bool>(),
        restart in prop::option::of(0u32..12),
    ) -> String {
        let legal = if legal { "<w:isLgl/>" } else { "" };
        let restart = restart.map_or(String::new(), |r| format!("<w:lvlRestart w:val='{r}'/>"));
        level(index, format, &pattern, &format!("<w:start w:val='{start}'/>{legal}{restart}"))
            .replacen("<w:start w:val=\"1\"/>", "", 1)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_numbering_stays_in_bounds(
        levels in prop::collection::vec(any_level(), 0..10),
        starts in prop::collection::vec((0u32..12, any::<u32>()), 0..4),
        items in prop::collection::vec((0u32..4, 0u32..12), 1..40),
    ) {
        let overrides: String = starts
            .iter()
            .map(|(l, s)| format!("<w:lvlOverride w:ilvl='{l}'><w:startOverride w:val='{s}'/></w:lvlOverride>"))
            .collect();
        let word = Word {
            body: items.iter().map(|(list, level)| p(&item(*list, *level), "text")).collect(),
            numbering: [definition(1, &levels.concat()), list(1, 1, ""), list(2, 1, &overrides)].concat(),
            ..Word::default()
        };
        let source = source(&word);
        prop_assert_eq!(source.blocks.len(), items.len());
        for block in &source.blocks {
            prop_assert!(block.text.len() < 1000, "{}", block.text.len());
            prop_assert!(block.text.ends_with("text"));
            if let Some(label) = &block.claims.label {
                prop_assert!(block.text.starts_with(label.as_str()));
            }
        }
    }
}
