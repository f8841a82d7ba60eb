use super::{Effort, Page};
use crate::read::{Block, Role};

fn read(page: &str) -> Page {
    super::read(page, &Effort::default())
}

fn blocks(page: &str) -> Vec<Block> {
    read(page).blocks
}

fn texts(page: &str) -> Vec<String> {
    blocks(page).into_iter().map(|b| b.text).collect()
}

/// `(indent, label, text)` of every block.
fn shapes(page: &str) -> Vec<(u16, String, String)> {
    let shape = |b: Block| {
        (
            b.claims.indent.unwrap_or(0),
            b.claims.label.unwrap_or_default(),
            b.text,
        )
    };
    blocks(page).into_iter().map(shape).collect()
}

fn row(indent: u16, label: &str, text: &str) -> (u16, String, String) {
    (indent, label.to_owned(), text.to_owned())
}

#[test]
fn tangled_pages_are_given_up_and_plain_ones_cost_little() {
    let spent = |page: &str| {
        let effort = Effort::of(2_000_000);
        super::read(page, &effort);
        effort.is_spent()
    };
    assert!(spent(&"<ul><li>deep".repeat(2_000)));
    assert!(spent(&"<div>".repeat(2_000)));
    // Every paragraph opens all of them again.
    let bold: String = (0..1_000).map(|i| format!("<b id=b{i}>")).collect();
    assert!(spent(&format!("<p>{bold}</p>{}", "<p>and on</p>".repeat(1_000))));
    let list = "<ul><li><p>one <b>bold</b></p><ul><li>two</li></ul></li></ul><p>never closed<br>";
    assert!(!spent(&list.repeat(5_000)));
}

#[test]
fn points_in_layout_tables_are_lists() {
    let page = "<p>1. Keep records of:</p>\
        <table><col/><tbody><tr><td><p>(a)</p></td><td><p>each boat:</p>\
          <table><tr><td>(i)</td><td><p>its name;</p><p>in full</p></td></tr></table>\
          <p>and</p></td></tr></table>\
        <table><tr><td></td><td><p>(b)</p></td><td><span>each oar.</span></td></tr></table>\
        <p>2. Done.</p>";
    assert_eq!(
        shapes(page),
        [
            row(0, "", "1. Keep records of:"),
            row(1, "(a)", "(a) each boat:"),
            row(2, "(i)", "(i) its name;"),
            row(2, "", "in full"),
            row(1, "", "and"),
            row(1, "(b)", "(b) each oar."),
            row(0, "", "2. Done."),
        ]
    );
}

#[test]
fn columns_of_div_are_lists_too() {
    let page = "<div class=norm><span class=no-parag>1.  </span><div class='norm inline-element'>Boats:</div></div>\
        <div class=grid-container><div class=list><span>(a) </span></div><div class=text><p>red;</p>\
          <div class=grid-container><div><span>— </span></div><div><div class=list>dark</div></div></div>\
        </div></div>";
    assert_eq!(
        shapes(page),
        [
            row(0, "1.", "1. Boats:"),
            row(1, "(a)", "(a) red;"),
            row(2, "—", "— dark")
        ]
    );
}

#[test]
fn ordered_lists_print_their_labels() {
    let page = "<ol type=a start=2><li><p>two</p><p>more</p></li><li>three<ol><li>deep</ol></ol>\
        <ol style='list-style: none'><li>(x) own</ol><ol><li>(1) own</ol><ul><li>plain</ul>";
    assert_eq!(
        shapes(page),
        [
            row(1, "b)", "b) two"),
            row(1, "", "more"),
            row(1, "c)", "c) three"),
            row(2, "1.", "1. deep"),
            row(1, "", "(x) own"),
            row(1, "", "(1) own"),
            row(1, "", "plain"),
        ]
    );
}

#[test]
fn data_tables_give_a_block_per_row() {
    let page =
        "<table><caption>Sizes</caption><tr><th>Boat<th>Length</tr><tr><td><p>Gig</p><td>6 <b>m</b></table>";
    let rows = blocks(page);
    assert_eq!(texts(page), ["Sizes", "Boat | Length", "Gig | 6 m"]);
    assert_eq!(rows[2].claims.role, Role::TableRow);
}

#[test]
fn marks_go_and_powers_stay() {
    let page = "<p>The Board <a href='#n1'>(<span class='oj-super'>1</span>)</a>, and the rule \
        (<a href='#n2'><sup>2</sup></a>). Up to 10<sup>25</sup> in 1<sup>st</sup> place, m<sup>2</sup>, CO<sub>2</sub>, \
        word<sup>3</sup> end.</p><p class=oj-note><a id=n1 href='#r1'>(<span class='oj-super'>1</span>)</a> See it.</p>\
        <p><a href='#r2'><sup>2</sup></a> And this.</p>";
    let found = blocks(page);
    assert_eq!(
        found[0].text,
        "The Board, and the rule. Up to 10^25 in 1st place, m^2, CO2, word end."
    );
    assert_eq!(
        (found[1].text.as_str(), found[1].claims.role),
        ("(1) See it.", Role::Footnote)
    );
    assert_eq!(
        (found[2].text.as_str(), found[2].claims.role),
        ("2 And this.", Role::Footnote)
    );
}

#[test]
fn notes_that_are_gathered_at_the_end_stand_where_they_are_called() {
    let page = "<h2>Oars<a class=FootnoteRef href='#fn:1'><sup>1</sup></a></h2><p>Of wood.</p>\
        <p>The Board <a id=c2 href='#n2'>(<span class='oj-super'>2</span>)</a> and <a href='#n2'><sup>2</sup></a>.</p>\
        <p>It rows <a href='#n3'><sup>3</sup></a>.</p><p>The end.</p>\
        <aside id='fn:1' class=footnote><p id=x><sup>1</sup> Long ones.</p><p>And short ones.</p></aside>\
        <p class=oj-note><a id=n2 href='#c2'>(<span class='oj-super'>2</span>)</a> See it <a href='#n3'><sup>3</sup></a>.</p>\
        <p class=oj-note><a id=n3 href='#c3'>(<span class='oj-super'>3</span>)</a> Seldom.</p>\
        <p class=oj-note><a id=n4 href='#c4'>(<span class='oj-super'>4</span>)</a> Not called.</p>";
    assert_eq!(
        texts(page),
        [
            "Oars",
            "Of wood.",
            "1 Long ones.",
            "And short ones.",
            "The Board and.",
            "(2) See it.",
            "It rows.",
            "(3) Seldom.",
            "The end.",
            "(4) Not called.",
        ]
    );
}

#[test]
fn notes_of_a_table_stand_behind_their_rows() {
    let page = "<table><tr><th>Boat</th><th>Oars</th></tr>\
        <tr><td>Gig<a href='#t1a' class=TableFootnoteRef>a</a></td><td>6</td></tr><tr><td>Raft</td><td>0</td></tr></table>\
        <div class=Note><p>Wood floats.</p></div>\
        <div id='fn:t1a' class=TableFootnote><p class=TableFootnote><span class=TableFootnoteRef>a</span> Of pine.</p></div>";
    assert_eq!(
        texts(page),
        ["Boat | Oars", "Gig | 6", "a Of pine.", "Raft | 0", "Wood floats."]
    );
}

#[test]
fn headings_titles_and_notes() {
    let page = "<h2 id=s>6.1&#160; <span>Oars</span></h2><p class=oj-ti-art>Part 2</p>\
        <div class=eli-title><p class=x>Scope</p></div>\
        <div class=Note><p><span class=note_label>NOTE 1  </span>Wood floats.</p></div>\
        <h1>Annex A<br/><span>(normative)</span></h1>";
    let found = blocks(page);
    let roles: Vec<Role> = found.iter().map(|b| b.claims.role).collect();
    assert_eq!(
        roles,
        [
            Role::Heading(2),
            Role::Heading(4),
            Role::Subtitle,
            Role::Text,
            Role::Heading(1)
        ]
    );
    assert_eq!(found[0].text, "6.1 Oars");
    assert_eq!(found[0].place.element.as_deref(), Some("h2#s"));
    assert_eq!(found[0].claims.anchor.as_deref(), Some("s"));
    assert_eq!(
        (found[3].text.as_str(), found[3].claims.label.as_deref()),
        ("NOTE 1 Wood floats.", Some("NOTE 1"))
    );
    assert_eq!(found[4].text, "Annex A (normative)");
}

#[test]
fn what_is_not_the_draft_is_kept_apart() {
    let page = "<html lang=en><head><title>Boats</title><style>p{}</style></head><body><nav><a href='/'>Home</a></nav>\
        <div id=toc><ul><li><a href='#a'>1 Oars</a></ul></div><script>x()</script><p hidden>no</p>\
        <p>One <del>old</del><ins>new</ins> line<br>more<br>(a) point</p><footer>Imprint</footer>";
    let read = read(page);
    let found: Vec<(Role, &str)> = read
        .blocks
        .iter()
        .map(|b| (b.claims.role, b.text.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (Role::Furniture, "Home"),
            (Role::Contents, "1 Oars"),
            (Role::Text, "One new line more"),
            (Role::Text, "(a) point"),
            (Role::Furniture, "Imprint"),
        ]
    );
    assert_eq!(
        read.metadata,
        [
            ("lang".to_owned(), "en".to_owned()),
            ("title".to_owned(), "Boats".to_owned())
        ]
    );
    assert_eq!(read.deleted, 1);
}

#[test]
fn markup_that_names_kinds_is_heard() {
    let page = "<div id=cpt_I><p>Chapter I</p><div id=art_6><p>Article 6</p><div id=art_6.tit_1><p>Oars</p></div>\
        <p>Row.</p></div></div><section class=akn-section><h3>2. Boats</h3></section>";
    let kinds: Vec<Option<String>> = blocks(page).into_iter().map(|b| b.claims.kind).collect();
    let kinds: Vec<Option<&str>> = kinds.iter().map(Option::as_deref).collect();
    assert_eq!(
        kinds,
        [Some("chapter"), Some("article"), None, None, Some("section")]
    );
}

#[test]
fn formulas_and_symbols_read_as_lines() {
    let page = "<p>with <math><msup><mi>x</mi><mn>2</mn></msup> <mo>=</mo> <mi>y</mi></math> (1)</p>\
        <dl><dt><math><mi>y</mi></math></dt><dd><p>is the draught;</p></dd></dl>";
    assert_eq!(texts(page), ["with x^2=y (1)", "y is the draught;"]);
}

#[test]
fn ten_thousand_levels_are_no_problem() {
    let deep = format!("{}x{}", "<ul><li>".repeat(10_000), "</ul>".repeat(10_000));
    assert_eq!(texts(&deep), ["x"]);
    let tables = "<table><tr><td>".repeat(2_000);
    assert_eq!(texts(&format!("{tables}y")), ["y"]);
}

mod properties {
    use proptest::prelude::*;

    use super::read;

    /// Pages of paragraphs, lists, tables and inline markup, and the text that a reader sees of them.
    fn page() -> impl Strategy<Value = (String, String)> {
        let word = "[a-z]{1,6}".prop_map(|w| (w.clone(), w));
        let inline = |(m, t): (String, String)| (format!("<b>{m}</b>"), t);
        let leaf = prop_oneof![word.clone(), word.prop_map(inline)];
        leaf.prop_recursive(4, 40, 4, |inner| {
            let many = prop::collection::vec(inner, 1..4);
            (many, 0..7usize).prop_map(|(parts, shape)| {
                let text: String = parts.iter().map(|(_, t)| t.as_str()).collect();
                let each = |open: &str, close: &str| -> String {
                    parts.iter().map(|(m, _)| format!("{open}{m}{close}")).collect()
                };
                let markup = match shape {
                    0 => format!("<div>{}</div>", each("<p>", "</p>")),
                    1 => format!("<ul>{}</ul>", each("<li>", "</li>")),
                    2 => format!("<table><tr>{}</tr></table>", each("<td>", "</td>")),
                    3 => format!("<div>{}</div>", each("<span>", "</span> ")),
                    4 => format!("<blockquote>{}</blockquote>", each("<div>", "</div>")),
                    5 => format!("<dl>{}</dl>", each("<dt>", "</dt>")),
                    _ => format!("<section><h2>{}</h2></section>", each("<i>", "</i>")),
                };
                (markup, text)
            })
        })
    }

    proptest! {
        #[test]
        fn no_text_is_lost_or_doubled((markup, text) in page()) {
            let read: String = read(&markup).blocks.iter().map(|b| b.text.as_str()).collect();
            let bare: String = read.chars().filter(|c| c.is_alphanumeric()).collect();
            prop_assert_eq!(bare, text);
        }

        #[test]
        fn any_page_is_read(text in "(<[a-z]{1,5}[^>]{0,9}>|</[a-z]{1,5}>|.|&[a-z]{1,4};){0,60}") {
            read(&text);
        }
    }
}

#[test]
fn a_page_of_plain_text_is_read_as_it_was_typed() {
    let kinds = ["iron", "brass", "tin", "clay", "glass", "oak", "silver"];
    let prose = |from: usize| {
        let kind = |n: usize| (kinds[n % 7], kinds[(n + 1 + n / 7) % 7], kinds[(n / 3) % 7]);
        let paragraph = |(a, b, c)| {
            format!(
                "   A bell of {a} hangs on a post, and whoever calls the {b} ferry strikes\n   it with a hammer of {c}.\n\n"
            )
        };
        (from..from + 40).map(kind).map(paragraph).collect::<String>()
    };
    let (first, second) = (prose(0), prose(3));
    let page = format!(
        "<html><head><title>Ferries</title></head><body>\n<p><a href=x>All ferries</a></p>\n<pre>\n\
         <a href=#1>1</a>.  Bells\n\n{first}</pre><hr><pre class=newpage><span>2</span>.  <b>Calls</b>\n\n{second}</pre></body></html>"
    );
    let read = super::read_file(&page, &Effort::default());
    let of = |start: &str| read.blocks.iter().find(|b| b.text.starts_with(start)).unwrap();
    assert_eq!(of("All").text, "All ferries");
    assert_eq!((of("1.").text.as_str(), of("1.").place.line), ("1. Bells", 4));
    assert_eq!(
        (of("2.").text.as_str(), of("2.").place.page),
        ("2. Calls", Some(2))
    );
    assert_eq!(of("2.").place.line, 126);
    let prose = of("A bell of iron");
    assert_eq!((prose.claims.role, prose.place.line), (Role::Text, 6));
    assert!(prose.text.ends_with("with a hammer of iron."));
    assert!(read.metadata.iter().any(|(_, value)| value == "Ferries"));
    // A listing on a page of words is a listing.
    let listing = format!(
        "<p>{prose}{prose}</p><pre>{prose}</pre>",
        prose = "so it is ".repeat(300)
    );
    let code = |b: &Block| matches!(b.claims.role, Role::Code);
    assert!(
        super::read_file(&listing, &Effort::default())
            .blocks
            .iter()
            .any(code)
    );
}

#[test]
fn a_label_in_a_span_of_its_own_stands_apart() {
    let page = "<p><span class='no'>1</span><span class='title'>Lamps</span></p>\
        <p><span>2</span><span>(1)</span><span>A lamp burns.</span></p>\
        <p><span>1.</span><span>the wick</span></p>\
        <p><span>Part 3</span><span>Bells</span></p>\
        <p>Print in 3<span>D</span> and 5<span>G</span></p>\
        <p>3<span>D</span> printing</p>\
        <p><span>1</span><span>st bell of <span>10</span><span>25</span> bells</span></p>";
    assert_eq!(
        texts(page),
        [
            "1 Lamps",
            "2 (1) A lamp burns.",
            "1. the wick",
            "Part 3 Bells",
            "Print in 3D and 5G",
            "3D printing",
            "1st bell of 1025 bells"
        ]
    );
}

#[test]
fn many_spans_are_read_in_linear_time() {
    let page = format!("<p>{}</p>", "<span>Abc</span>".repeat(100_000));
    let start = std::time::Instant::now();
    assert_eq!(texts(&page).len(), 1);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
