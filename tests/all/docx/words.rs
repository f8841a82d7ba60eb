//! Words as they look: hidden and fields, notes, tables, frames.

use super::*;

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
