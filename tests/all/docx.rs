//! Word files: small ones, made here, for every feature that the reader knows.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use crate::support;
use crate::support::word::{Word, definition, item, level, list, p, r, style, zipped};
use clausewise::read::{Format, ReadOptions, Revisions, Role, Source, Struck, read};
use proptest::prelude::*;

fn source(word: &Word) -> Source {
    read(&word.bytes(), "draft.docx", &ReadOptions::default()).unwrap()
}

fn side(word: &Word, revisions: Revisions) -> Source {
    let options = ReadOptions {
        revisions,
        ..ReadOptions::default()
    };
    read(&word.bytes(), "draft.docx", &options).unwrap()
}

fn texts(source: &Source) -> Vec<&str> {
    source.blocks.iter().map(|b| b.text.as_str()).collect()
}

fn body(body: &str) -> Vec<String> {
    let source = source(&Word::new(body));
    texts(&source).into_iter().map(str::to_owned).collect()
}

#[test]
fn numbers_are_counted_as_word_counts_them() {
    let word = Word {
        body: [
            p(&style("H1"), "Scope"),
            p(&style("H2"), "General"),
            p(&item(2, 0), "first;"),
            p(&item(2, 1), "deep;"),
            p(&item(2, 0), "second."),
            p(&style("H2"), "Special"),
            // Another list of the same definition goes on counting, one with a start of its own does not.
            p(&item(3, 0), "third;"),
            p(&item(4, 0), "anew."),
            p(&style("H1"), "Terms"),
            p(&format!("{}{}", style("H2"), item(0, 0)), "Without a number"),
            p(&style("H3"), "Derived"),
            p(&item(5, 1), "Legal"),
            p(&item(6, 0), "Through a style"),
            p(&item(7, 0), "Bullet"),
            p(&item(9, 0), "No such list"),
        ]
        .concat(),
        styles: "<w:style w:type='paragraph' w:default='1' w:styleId='N'><w:name w:val='Normal'/></w:style>\
             <w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/><w:basedOn w:val='N'/>\
             <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>\
             <w:style w:type='paragraph' w:styleId='H2'><w:name w:val='heading 2'/><w:basedOn w:val='H1'/>\
             <w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>\
             <w:style w:type='paragraph' w:styleId='H3'><w:name w:val='Own'/><w:basedOn w:val='H2'/></w:style>\
             <w:style w:type='numbering' w:styleId='L'><w:name w:val='L'/><w:pPr><w:numPr><w:numId w:val='8'/></w:numPr></w:pPr></w:style>"
            .to_owned(),
        numbering: [
            definition(
                1,
                &[
                    level(0, "decimal", "%1", "<w:pStyle w:val='H1'/>"),
                    level(1, "decimal", "%1.%2", "<w:pStyle w:val='H2'/>"),
                ]
                .concat(),
            ),
            definition(
                2,
                &[level(0, "lowerLetter", "(%1)", ""), level(1, "lowerRoman", "(%2)", "")].concat(),
            ),
            definition(
                3,
                &[
                    level(0, "upperRoman", "Part %1", ""),
                    level(1, "decimal", "%1.%2.", "<w:isLgl/>"),
                ]
                .concat(),
            ),
            definition(4, "<w:numStyleLink w:val='L'/>"),
            definition(5, "<w:lvl w:ilvl='0'><w:start w:val='7'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1)'/></w:lvl>"),
            definition(6, &level(0, "bullet", "\u{F0B7}", "")),
            list(1, 1, ""),
            list(2, 2, ""),
            list(3, 2, ""),
            list(4, 2, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"),
            list(5, 3, ""),
            list(6, 4, ""),
            list(7, 6, ""),
            list(8, 5, ""),
        ]
        .concat(),
        ..Word::default()
    };
    let source = source(&word);
    assert_eq!(
        texts(&source),
        [
            "1 Scope",
            "1.1 General",
            "(a) first;",
            "(i) deep;",
            "(b) second.",
            "1.2 Special",
            "(c) third;",
            "(a) anew.",
            "2 Terms",
            "Without a number",
            "2.1 Derived",
            "1.1. Legal",
            "7) Through a style",
            "• Bullet",
            "No such list",
        ]
    );
    assert_eq!(source.format, Format::Docx);
    let claims = |i: usize| &source.blocks[i].claims;
    assert_eq!(
        (claims(0).role, claims(0).label.as_deref()),
        (Role::Heading(1), Some("1"))
    );
    assert_eq!(
        (claims(1).role, claims(1).label.as_deref()),
        (Role::Heading(2), Some("1.1"))
    );
    assert_eq!(
        (claims(2).role, claims(2).label.as_deref()),
        (Role::ListItem, Some("(a)"))
    );
    assert_eq!(claims(10).role, Role::Heading(2));
    assert!(claims(3).indent > claims(2).indent);
    assert_eq!(source.blocks[4].place.line, 5);
}

#[test]
fn levels_begin_anew_as_they_say() {
    let word = Word {
        body: [
            p(&item(1, 1), "a"),
            p(&item(1, 2), "b"),
            p(&item(1, 0), "c"),
            p(&item(1, 2), "d"),
            p(&item(1, 1), "e"),
            p(&item(1, 3), "f"),
            p(&item(1, 0), "g"),
            p(&item(1, 3), "h"),
            p(&item(1, 4), "hidden"),
            p(&item(1, 5), "glued"),
        ]
        .concat(),
        numbering: [
            definition(
                1,
                &[
                    level(0, "decimal", "%1", ""),
                    level(1, "decimal", "%1.%2", ""),
                    level(2, "decimal", "%1.%2.%3", ""),
                    level(3, "decimal", "[%4]", "<w:lvlRestart w:val='0'/>"),
                    level(4, "decimal", "%5", "<w:rPr><w:vanish/></w:rPr>"),
                    level(
                        5,
                        "chineseCountingThousand",
                        "第%6条",
                        "<w:suff w:val='nothing'/>",
                    ),
                ]
                .concat(),
            ),
            list(1, 1, ""),
        ]
        .concat(),
        ..Word::default()
    };
    let source = source(&word);
    assert_eq!(
        texts(&source),
        [
            "1.1 a",
            "1.1.1 b",
            "2 c",
            "2.1.1 d",
            "2.2 e",
            "[1] f",
            "3 g",
            "[2] h",
            "hidden",
            "第一条glued",
        ]
    );
}

#[test]
fn words_are_read_as_they_look() {
    let up = "<w:vertAlign w:val='superscript'/>";
    let texts = body(
        &[
            format!(
                "<w:p>{}{}{}{}</w:p>",
                r("", "More than 10"),
                r(up, "2"),
                r(up, "5"),
                r("", " operations.")
            ),
            format!("<w:p>{}{}{}</w:p>", r("", "A word"), r(up, "3"), r("", " and more")),
            "<w:p><w:r><w:t>trans</w:t><w:softHyphen/><w:t>parent non</w:t><w:noBreakHyphen/><w:t>binding</w:t><w:tab/>\
             <w:sym w:font='Symbol' w:char='F0B3'/><w:t>5</w:t></w:r></w:p>"
                .to_owned(),
            format!("<w:p>{}{}</w:p>", r("<w:vanish/>", "secret "), r("<w:vanish w:val='0'/>", "seen")),
            "<w:p><w:r><w:t>x</w:t></w:r><m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>26</m:t></m:r></m:sup>\
             </m:sSup></m:oMath></w:p>"
                .to_owned(),
            "<w:p><w:r><w:t>One</w:t><w:br/><w:t>goes on</w:t><w:br/><w:t>(a) a point</w:t></w:r></w:p>".to_owned(),
            "<w:p><w:hyperlink><w:r><w:t>linked</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t> tagged</w:t></w:r></w:smartTag>\
             <w:sdt><w:sdtPr><w:alias w:val='no'/></w:sdtPr><w:sdtContent><w:r><w:t> held</w:t></w:r></w:sdtContent></w:sdt></w:p>"
                .to_owned(),
            "<w:p><w:r><w:t>Box here</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>in the box</w:t>\
             </w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r>\
             <w:t>in the box</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
                .to_owned(),
        ]
        .concat(),
    );
    assert_eq!(
        texts,
        [
            "More than 10^25 operations.",
            "A word and more",
            "transparent non-binding ≥5",
            "seen",
            "x10^26",
            "One goes on",
            "(a) a point",
            "linked tagged held",
            "Box here",
            "in the box",
        ]
    );
}

#[test]
fn fields_show_their_results() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType='separate'/></w:r>{result}<w:r><w:fldChar w:fldCharType='end'/></w:r>"
        )
    };
    let nested = field("IF 1 = 1", &field(" REF _a \\r ", &r("", "4.2")));
    let contents = format!(
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r>\
         <w:fldChar w:fldCharType='separate'/></w:r>{}</w:p><w:p>{}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
        r("", "1 Scope 3"),
        r("", "2 Terms 4")
    );
    let word = Word::new(
        &[
            format!("<w:p>{}{nested}{}</w:p>", r("", "see "), r("", ".")),
            contents,
            "<w:p><w:fldSimple w:instr=' PAGE '><w:r><w:t>7</w:t></w:r></w:fldSimple></w:p>".to_owned(),
            "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>XE lost</w:instrText></w:r></w:p>".to_owned(),
            p("", "not lost"),
        ]
        .concat(),
    );
    let source = source(&word);
    assert_eq!(
        texts(&source),
        ["see 4.2.", "1 Scope 3", "2 Terms 4", "7", "not lost"]
    );
    assert_eq!(source.blocks[1].claims.role, Role::Contents);
    assert_eq!(source.blocks[2].claims.role, Role::Contents);
    assert_eq!(source.blocks[4].claims.role, Role::Text);
}

#[test]
fn notes_stand_behind_what_refers_to_them() {
    let word = Word {
        body: format!(
            "<w:p>{}<w:r><w:footnoteReference w:id='2'/></w:r>{}<w:r><w:endnoteReference w:id='1'/></w:r></w:p>{}",
            r("", "A rule"),
            r("", " and more."),
            p("", "Next.")
        ),
        footnotes: "<w:footnote w:type='separator' w:id='0'><w:p/></w:footnote><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>\
             <w:r><w:t> See it. </w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p></w:footnote>"
            .to_owned(),
        endnotes: format!("<w:endnote w:id='1'>{}</w:endnote>", p("", "At the end.")),
        ..Word::default()
    };
    let source = source(&word);
    assert_eq!(
        texts(&source),
        ["A rule and more.", "1 See it.", "i At the end.", "Next."]
    );
    assert_eq!(source.blocks[1].claims.role, Role::Footnote);
    assert_eq!(source.blocks[1].claims.label.as_deref(), Some("1"));
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|c| format!("<w:tc>{c}</w:tc>")).collect();
    format!("<w:tr>{cells}</w:tr>")
}

#[test]
fn tables_are_rows_or_frames() {
    let cell = |text: &str| p("", text);
    let data = [
        row(&[&cell("Risk"), &cell("Measure")]),
        row(&[&cell("High"), &[cell("Stop"), cell("and report")].concat()]),
    ];
    let layout = [
        row(&[&cell("(a)"), &cell("the first;")]),
        row(&[&cell("(b)"), &[cell("the second"), cell("with more.")].concat()]),
    ];
    let frame = row(&[&[cell("Boxed"), cell("text")].concat()]);
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let word = Word::new(&[table(&data), table(&layout), table(&[frame])].concat());
    let source = source(&word);
    assert_eq!(
        texts(&source),
        [
            "Risk | Measure",
            "High | Stop and report",
            "(a) the first;",
            "(b) the second",
            "with more.",
            "Boxed",
            "text",
        ]
    );
    assert_eq!(source.blocks[1].claims.role, Role::TableRow);
    assert_eq!(source.blocks[2].claims.label.as_deref(), Some("(a)"));
}

#[test]
fn depth_is_where_a_line_begins() {
    let at = |left: u32, more: &str| format!("<w:ind w:left='{left}' {more}/>");
    let word = Word::new(
        &[
            p(&at(0, ""), "out"),
            p(&at(720, "w:hanging='360'"), "in"),
            p(&at(4000, "w:right='4000'"), "in the middle"),
            p("<w:jc w:val='center'/>", "in the middle"),
        ]
        .concat(),
    );
    let indents: Vec<_> = source(&word).blocks.iter().map(|b| b.claims.indent).collect();
    assert_eq!(indents, [Some(0), Some(1), None, None]);
}

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

#[test]
fn comments_keep_author_and_place() {
    let word = Word {
        body: [
            p("", "First."),
            format!(
                "<w:p><w:commentRangeStart w:id='4'/>{}<w:commentRangeEnd w:id='4'/><w:r><w:commentReference w:id='4'/></w:r></w:p>",
                r("", "Second.")
            ),
        ]
        .concat(),
        comments: format!(
            "<w:comment w:id='4' w:author='Ada' w:date='2031-01-02T00:00:00Z'>{}{}</w:comment>",
            p("", "Too weak."),
            p("", "Say shall.")
        ),
        ..Word::default()
    };
    let source = source(&word);
    let [comment] = source.comments.as_slice() else {
        panic!("one comment")
    };
    assert_eq!(comment.author.as_deref(), Some("Ada"));
    assert_eq!(comment.text, "Too weak. Say shall.");
    assert_eq!(comment.place.line, 2);
    let json = clausewise::export::json::outline(&[support::draft(&source, None)]).unwrap();
    assert!(json.contains("Too weak. Say shall."));
}

#[test]
fn pages_and_the_title_are_known() {
    let word = Word {
        body: [
            p(&style("T"), "Rules for"),
            p(&style("T"), "Harbours"),
            p("", "One."),
            "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Two.</w:t></w:r></w:p>".to_owned(),
        ]
        .concat(),
        styles: "<w:style w:type='paragraph' w:styleId='T'><w:name w:val='Title'/></w:style>".to_owned(),
        core: "<dc:title>An older title</dc:title><dc:language>en-GB</dc:language>".to_owned(),
        ..Word::default()
    };
    let source = source(&word);
    assert_eq!(source.meta("title"), Some("Rules for Harbours"));
    assert_eq!(source.meta("lang"), Some("en-GB"));
    let pages: Vec<_> = source.blocks.iter().map(|b| b.place.page).collect();
    assert_eq!(pages, [Some(1), Some(1), Some(1), Some(2)]);
}

#[test]
fn the_strict_edition_is_the_same() {
    let mut word = Word {
        body: [p(&item(1, 0), "one"), p("<w:outlineLvl w:val='0'/>", "Heading")].concat(),
        numbering: [definition(1, &level(0, "decimal", "%1.", "")), list(1, 1, "")].concat(),
        ..Word::default()
    };
    let usual = source(&word).blocks;
    word.strict = true;
    assert_eq!(source(&word).blocks, usual);
    assert_eq!(usual[0].text, "1. one");
    assert_eq!(usual[1].claims.role, Role::Heading(1));
}

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
