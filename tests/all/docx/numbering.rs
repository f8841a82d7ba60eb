//! Lists and headings that Word numbers.

use super::*;

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
