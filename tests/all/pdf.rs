//! PDF: pages written by hand, glyph for glyph, with everything that a printer does to a text.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, reason = "a test that fails should stop")]

use clausewise::read::{Block, ReadOptions, Role, read};

/// One word group on a page: position from the lower left corner in points, size, text; what begins with a stroke is
/// turned by a right angle.
struct Show(f32, f32, f32, &'static str);

/// A PDF of pages in Helvetica and Helvetica-Bold (sizes below zero).
fn pdf(pages: &[Vec<Show>]) -> Vec<u8> {
    let mut objects: Vec<String> = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        String::new(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut kids = String::new();
    for page in pages {
        let mut content = String::new();
        for Show(x, y, size, text) in page {
            let font = if *size < 0.0 { "F2" } else { "F1" };
            let place = match text.strip_prefix('|') {
                Some(_) => format!("0 1 -1 0 {x} {y} Tm"),
                None => format!("{x} {y} Td"),
            };
            let text = text.trim_start_matches('|');
            let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
            content += &format!("BT /{font} {} Tf {place} ({text}) Tj ET\n", size.abs());
        }
        let at = objects.len() + 1;
        kids += &format!("{at} 0 R ");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents {} 0 R /Resources << /Font << /F1 3 0 R \
             /F2 4 0 R >> >> >>",
            at + 1
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}endstream",
            content.len()
        ));
    }
    objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len());
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", i + 1).bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    out.extend(format!("trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").bytes());
    out
}

fn blocks(bytes: &[u8]) -> Vec<Block> {
    read(bytes, "draft.pdf", &ReadOptions::default()).unwrap().blocks
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let kept = |b: &Block| b.claims.role != Role::Furniture;
    blocks(bytes).into_iter().filter(kept).map(|b| b.text).collect()
}

/// Lines one below the other.
fn lines(x: f32, top: f32, texts: &[&'static str]) -> Vec<Show> {
    let line = |(i, text): (usize, &&'static str)| Show(x, top - 12.0 * i as f32, 10.0, text);
    texts.iter().enumerate().map(line).collect()
}

const RULE: [&str; 4] = [
    "1. Every boat that leaves the harbour after dark shall carry a",
    "light that can be seen from all sides, and the owner sees to its",
    "mainte-",
    "nance.",
];

#[test]
fn lines_are_paragraphs_again() {
    let mut page = lines(50.0, 450.0, &RULE[..2]);
    page.extend(lines(
        50.0,
        426.0,
        &[
            "at all times, as well as to the good order of its masts and mainte-",
            "nance.",
        ],
    ));
    page.extend(lines(50.0, 382.0, &["2. A raft is a boat."]));
    let read = texts(&pdf(&[page]));
    assert_eq!(read.len(), 2, "{read:?}");
    assert!(read[0].ends_with("masts and maintenance."), "{read:?}");
    assert_eq!(read[1], "2. A raft is a boat.");
}

#[test]
fn powers_stay_and_marks_of_notes_go() {
    let page = vec![
        Show(50.0, 450.0, 10.0, "More than 10"),
        Show(107.0, 454.0, 6.0, "26"),
        Show(117.0, 450.0, 10.0, "oars, as the guild"),
        Show(193.5, 454.0, 6.0, "3"),
        Show(200.0, 450.0, 10.0, "says."),
    ];
    assert_eq!(texts(&pdf(&[page])), ["More than 10^26 oars, as the guild says."]);
}

#[test]
fn small_print_at_the_foot_is_a_note_though_no_mark_calls_it() {
    let mut first = lines(50.0, 450.0, &RULE[..2]);
    first.extend(lines(
        50.0,
        426.0,
        &["at all times, as well as to the good order of each of the masts"],
    ));
    first.push(Show(
        50.0,
        60.0,
        8.0,
        "Words in capitals are new, and those that are struck out",
    ));
    first.push(Show(50.0, 50.0, 8.0, "are no part of this rule"));
    let second = lines(50.0, 450.0, &["and of the sails.", "", "2. A raft is a boat."]);
    let found = blocks(&pdf(&[first, second]));
    let note = found.iter().find(|b| b.claims.role == Role::Footnote).unwrap();
    assert_eq!(
        note.text,
        "Words in capitals are new, and those that are struck out are no part of this rule"
    );
    let rule = found.iter().find(|b| b.text.starts_with("1.")).unwrap();
    assert!(
        rule.text.ends_with("each of the masts and of the sails."),
        "{found:?}"
    );
}

#[test]
fn a_note_hardly_smaller_than_the_text_is_one_where_it_stands_apart() {
    let mut page = lines(50.0, 450.0, &RULE[..2]);
    page.extend(lines(50.0, 426.0, &["at all times, and of the masts."]));
    page.push(Show(50.0, 103.0, 5.5, "1"));
    page.push(Show(55.0, 100.0, 9.6, "Of the second printing"));
    let found = blocks(&pdf(&[page]));
    let note = found.iter().find(|b| b.claims.role == Role::Footnote).unwrap();
    assert!(note.text.ends_with("Of the second printing"), "{found:?}");
}

#[test]
fn names_below_each_other_are_no_sentence() {
    let long = "thing that floats on the water and carries people or goods from one";
    let mut page = lines(50.0, 450.0, &["vessel", "small craft", long, "bank to the other"]);
    page.extend(lines(50.0, 380.0, &RULE[..2]));
    page.extend(lines(50.0, 340.0, &RULE[..2]));
    let read = texts(&pdf(&[page]));
    assert_eq!(read[..2], ["vessel", "small craft"]);
    assert!(read[2].ends_with("from one bank to the other"), "{read:?}");
}

#[test]
fn labels_are_found_through_recognised_and_spread_print() {
    let page = vec![
        Show(50.0, 450.0, 10.0, "(1 1 ) A boat carries a light."),
        Show(50.0, 400.0, 20.0, "Duty"),
        Show(108.0, 400.0, 20.0, "10"),
        Show(144.0, 400.0, 20.0, "Lights"),
    ];
    let read = texts(&pdf(&[page]));
    assert!(
        read.contains(&"(11) A boat carries a light.".to_owned()),
        "{read:?}"
    );
    assert!(read.iter().any(|t| t.starts_with("Duty 10")), "{read:?}");
    let capitals = ["(a) KEEP A LIGHT BURNING AT THE MAST FROM DUSK TO DAWN; AND"];
    let pages = [
        lines(50.0, 450.0, &capitals),
        lines(50.0, 450.0, &["(b) KEEP A BELL."]),
    ];
    assert!(blocks(&pdf(&pages)).iter().all(|b| !b.claims.wrapped));
}

#[test]
fn what_stands_in_the_margins_is_no_text() {
    let pages: Vec<Vec<Show>> = (0..3)
        .map(|_| {
            let mut page = Vec::new();
            for i in 0..8u8 {
                let y = 450.0 - 12.0 * f32::from(i);
                let number = ["1", "2", "3", "4", "5", "6", "7", "8"][usize::from(i)];
                page.push(Show(30.0, y, 8.0, number));
                page.push(Show(
                    60.0,
                    y,
                    10.0,
                    "The keeper looks at the lamps each night, and sees to it that",
                ));
            }
            page.push(Show(390.0, 100.0, 6.0, "|printed on reused paper"));
            page
        })
        .collect();
    let text = texts(&pdf(&pages)).join(" ");
    assert!(
        !text.contains("reused") && !text.contains(|c: char| c.is_ascii_digit()),
        "{text}"
    );
}

#[test]
fn what_recurs_on_pages_is_no_text() {
    let rules = [
        "1. Every boat carries a light.",
        "2. Nets are mended on the quay.",
        "3. The master keeps a log of tides.",
        "4. Anchors are weighed before noon.",
    ];
    let pages: Vec<Vec<Show>> = (0..4)
        .map(|i| {
            let mut page = lines(50.0, 440.0, &rules[i..=i]);
            page.push(Show(50.0, 480.0, 10.0, "Harbour Act"));
            page.push(Show(200.0, 20.0, 10.0, ["1", "2", "3", "4"][i]));
            page
        })
        .collect();
    assert_eq!(texts(&pdf(&pages)), rules);
    assert_eq!(blocks(&pdf(&pages)).len(), 12);
}

#[test]
fn every_block_has_its_page() {
    let pages = vec![lines(50.0, 440.0, &["One."]), lines(50.0, 440.0, &["Two."])];
    let read = blocks(&pdf(&pages));
    assert_eq!(read[1].place.page, Some(2));
}

#[test]
fn pages_without_text_and_damaged_files_say_so() {
    let problem = |bytes: &[u8]| {
        let error = read(bytes, "draft.pdf", &ReadOptions::default()).unwrap_err();
        (error.to_string(), error.help_line().unwrap().to_owned())
    };
    let (what, help) = problem(&pdf(&[Vec::new()]));
    assert_eq!(what, "draft.pdf: the PDF has no text");
    assert!(help.contains("OCR"), "{help}");
    assert_eq!(
        problem(b"%PDF-1.7\ngarbage").0,
        "draft.pdf: the PDF is damaged and cannot be read"
    );
}

#[test]
fn paragraphs_are_apart_on_every_page() {
    let page = |first: &'static str, second: &'static str| {
        let mut page = lines(
            50.0,
            450.0,
            &[
                "1. Every boat that leaves the harbour after dark carries a bell.",
                first,
            ],
        );
        page.extend(lines(50.0, 414.0, &[second]));
        page
    };
    let pages = vec![
        page(
            "It rings.",
            "A bell is a thing that rings as it is struck by its clapper or hand.",
        ),
        page(
            "It hums.",
            "A gong is a thing that hums as it is struck by its mallet or hand too.",
        ),
    ];
    let read = texts(&pdf(&pages));
    assert_eq!(read.len(), 4, "{read:?}");
}

#[test]
fn numbers_of_pages_without_dots_belong_to_the_contents() {
    let entries = [
        "1. Boats", "2. Bells", "3. Nets", "4. Quays", "5. Tides", "6. Fees",
    ];
    let mut first: Vec<Show> = (0..6)
        .map(|i| {
            Show(
                340.0,
                430.0 - 14.0 * i as f32,
                10.0,
                ["2", "2", "3", "3", "4", "5"][i],
            )
        })
        .collect();
    first.extend((0..6).map(|i| Show(50.0, 430.0 - 14.0 * i as f32, 10.0, entries[i])));
    let second = lines(50.0, 450.0, &["1. Boats", "A raft is a boat."]);
    let read = blocks(&pdf(&[first, second]));
    let contents: Vec<&Block> = read.iter().filter(|b| b.claims.role == Role::Contents).collect();
    assert_eq!(contents.len(), 6, "{read:?}");
    assert_eq!(contents[5].text, "6. Fees 5");
    assert_eq!(read[6].text, "1. Boats");
}

#[test]
fn a_word_before_a_hanging_text_is_its_label() {
    let page = vec![
        Show(50.0, 450.0, 10.0, "NOTE 1"),
        Show(110.0, 450.0, 10.0, "A bell may be a gong."),
        Show(50.0, 420.0, 10.0, "[Pilot book]"),
        Show(150.0, 420.0, 10.0, "Guide for those who come by night"),
        Show(150.0, 408.0, 10.0, "and leave by day."),
    ];
    let read = texts(&pdf(&[page]));
    assert_eq!(read[0], "NOTE 1 A bell may be a gong.");
    assert_eq!(
        read[1],
        "[Pilot book] Guide for those who come by night and leave by day."
    );
}

#[test]
fn words_set_far_apart_are_one_line() {
    let mut page = lines(
        50.0,
        450.0,
        &["1. Every boat that leaves the harbour after dark carries a bell and"],
    );
    for (i, word) in ["a lamp", "that is", "lit by", "its master"]
        .into_iter()
        .enumerate()
    {
        page.push(Show(50.0 + 85.0 * i as f32, 438.0, 10.0, word));
    }
    page.extend(lines(
        50.0,
        426.0,
        &["or by the mate whom the master has asked to do so before the tide."],
    ));
    let read = texts(&pdf(&[page]));
    assert_eq!(read.len(), 1, "{read:?}");
    assert!(
        read[0].contains("bell and a lamp that is lit by its master or by"),
        "{read:?}"
    );
}

#[test]
fn cells_on_a_row_are_a_row() {
    let cell = |x: f32, y: f32, text: &'static str| Show(x, y, 10.0, text);
    let page = vec![
        cell(50.0, 450.0, "Bell"),
        cell(150.0, 450.0, "Tone"),
        cell(250.0, 450.0, "12"),
        cell(50.0, 420.0, "The tone of a bell"),
        cell(190.0, 420.0, "is"),
        cell(250.0, 420.0, "its own"),
    ];
    let read = blocks(&pdf(&[page]));
    assert_eq!(read[0].text, "Bell | Tone | 12");
    assert_eq!(read[0].claims.role, Role::TableRow);
    assert_eq!(read[1].text, "The tone of a bell is its own");
}

#[test]
fn what_recurs_in_other_places_is_text() {
    let pages: Vec<Vec<Show>> = (0..6)
        .map(|i| {
            let down = 17.0 * i as f32;
            vec![
                Show(
                    50.0,
                    480.0 - down,
                    10.0,
                    [
                        "EXAMPLE 1",
                        "EXAMPLE 2",
                        "EXAMPLE 3",
                        "EXAMPLE 1",
                        "EXAMPLE 2",
                        "EXAMPLE 3",
                    ][i],
                ),
                Show(
                    50.0,
                    450.0 - down,
                    10.0,
                    [
                        "One bell.",
                        "Two bells.",
                        "No bells.",
                        "A gong.",
                        "A drum.",
                        "A horn.",
                    ][i],
                ),
            ]
        })
        .collect();
    let read = texts(&pdf(&pages));
    assert_eq!(
        read.iter().filter(|t| t.contains("EXAMPLE")).count(),
        6,
        "{read:?}"
    );
}

/// A PDF of objects as they are written, the first of which is the catalogue.
fn objects(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    for (i, object) in objects.iter().enumerate() {
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    out.extend(b"trailer << /Root 1 0 R >>\n%%EOF");
    out
}

fn stream(dictionary: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< {dictionary} /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

fn error(bytes: &[u8]) -> String {
    read(bytes, "draft.pdf", &ReadOptions::default())
        .unwrap_err()
        .to_string()
}

#[test]
fn files_that_would_harm_end_soon() {
    let start = std::time::Instant::now();
    let page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 500] /Contents 4 0 R /Resources << /XObject << /F0 5 0 R >> >> >>";
    let head = |kids: &str| {
        vec![
            b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
            format!("<< /Type /Pages /Kids [{kids}] /Count 1 >>").into_bytes(),
            page.to_vec(),
        ]
    };
    // A tree of pages that stands in itself.
    let looped = objects(&head("2 0 R"));
    assert!(read(&looped, "draft.pdf", &ReadOptions::default()).is_err());
    // A small stream that unpacks to a large one.
    let mut packed = Vec::new();
    let mut encoder = flate2::write::ZlibEncoder::new(&mut packed, flate2::Compression::fast());
    std::io::Write::write_all(&mut encoder, &vec![b' '; 60 << 20]).unwrap();
    encoder.finish().unwrap();
    let mut bomb = head("3 0 R");
    bomb.push(stream("/Filter /FlateDecode", &packed));
    assert_eq!(
        error(&objects(&bomb)),
        "draft.pdf: the PDF unpacks to more than a draft holds"
    );
    // A drawing that draws a drawing twice, that draws a drawing twice …
    let mut laughs = head("3 0 R");
    laughs.push(stream("", b"/F0 Do"));
    for i in 0..40 {
        let inner = format!("/Resources << /XObject << /F0 {} 0 R >> >>", i + 6);
        let form = format!("/Type /XObject /Subtype /Form /BBox [0 0 400 500] {inner}");
        laughs.push(stream(&form, b"/F0 Do /F0 Do"));
    }
    laughs.push(stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 400 500]",
        b"0 0 9 9 re f",
    ));
    assert_eq!(
        error(&objects(&laughs)),
        "draft.pdf: the PDF unpacks to more than a draft holds"
    );
    // Five seconds in a release build on a quiet machine.
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
