//! What stands around the text: comments, pages, the title, the strict edition.

use super::*;

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
