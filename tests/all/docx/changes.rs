//! Tracked changes, made or not.

use super::*;

const BY: &str = "w:id='1' w:author='Ada' w:date='2031-01-02T00:00:00Z'";

#[test]
fn changes_are_made_or_not() {
    let inserted = |runs: &str| format!("<w:ins {BY}>{runs}</w:ins>");
    let deleted = |text: &str| {
        format!("<w:del {BY}><w:r><w:delText xml:space='preserve'>{text}</w:delText></w:r></w:del>")
    };
    let mark = |what: &str| format!("<w:rPr><w:{what} {BY}/></w:rPr>");
    let word = Word {
        body: [
            format!(
                "<w:p>{}{}{}{}</w:p>",
                r("", "Operators "),
                deleted("should"),
                inserted(&r("", "shall at once")),
                r("", " report.")
            ),
            // A paragraph was cut in two.
            format!(
                "<w:p><w:pPr>{}</w:pPr>{}</w:p>",
                mark("ins"),
                r("", "They report ")
            ),
            p("", "to the office."),
            // Two paragraphs were joined.
            format!("<w:p><w:pPr>{}</w:pPr>{}</w:p>", mark("del"), r("", "Nobody ")),
            p("", "is named."),
            // A numbered paragraph is new, another one is gone.
            p(&item(1, 0), "one;"),
            format!(
                "<w:p><w:pPr>{}{}</w:pPr>{}</w:p>",
                item(1, 0),
                mark("ins"),
                inserted(&r("", "added;"))
            ),
            format!(
                "<w:p><w:pPr>{}{}</w:pPr>{}</w:p>",
                item(1, 0),
                mark("del"),
                deleted("gone;")
            ),
            p(&item(1, 0), "last."),
            // It was in the list and is no longer.
            format!(
                "<w:p><w:pPr><w:pPrChange {BY}><w:pPr>{}</w:pPr></w:pPrChange></w:pPr>{}</w:p>",
                item(1, 0),
                r("", "Out.")
            ),
            format!(
                "<w:p><w:pPr>{}</w:pPr><w:moveFrom {BY}>{}</w:moveFrom></w:p>",
                mark("moveFrom"),
                r("", "Moved text.")
            ),
            p("", "Fixed."),
            format!(
                "<w:p><w:pPr>{}</w:pPr><w:moveTo {BY}>{}</w:moveTo></w:p>",
                mark("moveTo"),
                r("", "Moved text.")
            ),
            format!(
                "<w:tbl>{}<w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
                row(&[&p("", "A"), &p("", "B")]),
                p("", "new"),
                p("", "row")
            ),
            p("", "End."),
        ]
        .concat(),
        numbering: [definition(1, &level(0, "decimal", "%1.", "")), list(1, 1, "")].concat(),
        ..Word::default()
    };
    let new = side(&word, Revisions::Accept);
    assert_eq!(
        texts(&new),
        [
            "Operators shall at once report.",
            "They report",
            "to the office.",
            "Nobody is named.",
            "1. one;",
            "2. added;",
            "3. last.",
            "Out.",
            "Fixed.",
            "Moved text.",
            "A | B",
            "new | row",
            "End.",
        ]
    );
    let old = side(&word, Revisions::Reject);
    assert_eq!(
        texts(&old),
        [
            "Operators should report.",
            "They report to the office.",
            "Nobody",
            "is named.",
            "1. one;",
            "2. gone;",
            "3. last.",
            "4. Out.",
            "Moved text.",
            "Fixed.",
            "A | B",
            "End.",
        ]
    );
    let count = new.revisions.unwrap();
    assert_eq!(
        (count.inserted_words, count.deleted_words, count.moved_words),
        (6, 2, 2)
    );
    assert_eq!(old.revisions, new.revisions);
}

#[test]
fn struck_words_are_deleted_where_that_is_asked_for() {
    let many = "word ".repeat(40);
    let word = Word::new(&format!(
        "<w:p>{}{}{}</w:p>{}",
        r("<w:strike/>", "old "),
        r("<w:u w:val='single'/>", "new "),
        r("", "text"),
        p("", "") + &format!("<w:p>{}</w:p>", r("<w:dstrike/>", &many)),
    ));
    let kept = source(&word);
    assert_eq!(kept.blocks[0].text, "old new text");
    assert!(
        kept.diagnostics[0].message.contains("41 words are struck out"),
        "{:?}",
        kept.diagnostics
    );
    let struck = |revisions| {
        let options = ReadOptions {
            revisions,
            struck: Some(Struck::Deleted),
            ..ReadOptions::default()
        };
        read(&word.bytes(), "draft.docx", &options).unwrap()
    };
    let new = struck(Revisions::Accept);
    assert_eq!(texts(&new), ["new text"]);
    assert!(new.diagnostics.is_empty());
    assert_eq!(struck(Revisions::Reject).blocks[0].text, "old text");
    assert_eq!(new.revisions.unwrap().deleted_words, 41);
}
