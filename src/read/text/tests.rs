use super::read;
use crate::read::{Block, Role};

fn texts(text: &str) -> Vec<String> {
    read(text).into_iter().map(|b| b.text).collect()
}

fn wrapped(blocks: &[Block]) -> Vec<bool> {
    blocks.iter().map(|b| b.claims.wrapped).collect()
}

/// Lines of about sixty columns.
const WRAPPED: &str = "\
§ 1. Boats. Every boat that leaves the harbour after dark or in
fog shall carry a light that can be seen from all sides, and the
owner shall see to its mainte-
nance as required by
(b) of this section and by the rules that the harbour master has
made under
§ 4. Nothing in this section applies to boats of less than three
metres.
(a) A boat is a vessel that floats, whatever it is made of, and
that is moved by oars.
Rafts are boats for the purposes of this section. The harbour
master keeps a list of them, and of all maintenance work.
";

#[test]
fn wrapped_lines_are_paragraphs_again() {
    let blocks = read(WRAPPED);
    let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "§ 1. Boats. Every boat that leaves the harbour after dark or in fog shall carry a light that can be seen \
             from all sides, and the owner shall see to its maintenance as required by",
            "(b) of this section and by the rules that the harbour master has made under",
            "§ 4. Nothing in this section applies to boats of less than three metres.",
            "(a) A boat is a vessel that floats, whatever it is made of, and that is moved by oars.",
            "Rafts are boats for the purposes of this section. The harbour master keeps a list of them, and of all \
             maintenance work.",
        ]
    );
    assert_eq!(blocks[3].place.line, 9);
}

#[test]
fn a_label_in_the_middle_of_a_sentence_may_be_joined_again() {
    let text = "\
Every boat that leaves the harbour after dark or in the fog and
every raft shall carry a light as described in the schedule and
(b) shall sound a horn when another boat or raft comes near, and
it shall do so as often as the harbour master has ordered in his
(c) rules. The rules are posted at the harbour office and at the
gate, where everyone can read them at any time of the day or the
night, and copies are given to all who ask for them in person at
the office.
";
    assert_eq!(wrapped(&read(text)), [false, true, true]);
}

#[test]
fn every_line_is_a_block_where_nothing_is_wrapped() {
    let text = "Part 1\n\n1.\tA short line\n(a) and a point that goes on for quite a while without any break, as text from \
                a web page does, because nobody wraps it at all any more\nand this goes on\n## Heading\nUnder\n=====\n";
    let blocks = read(text);
    let found: Vec<(Role, bool, bool, &str)> = blocks
        .iter()
        .map(|b| (b.claims.role, b.claims.gap, b.claims.wrapped, b.text.as_str()))
        .collect();
    assert_eq!(found[0], (Role::Text, false, false, "Part 1"));
    assert_eq!(found[1], (Role::Text, true, false, "1. A short line"));
    assert!(found[3].2, "a line that starts small after a long one may go on");
    assert_eq!(found[4], (Role::Heading(2), false, false, "Heading"));
    assert_eq!(found[5], (Role::Heading(1), false, false, "Under"));
    assert_eq!(found[6].0, Role::Furniture);
}

/// Lines as a page has them, ending in the middle of a sentence.
fn page_of(what: &str) -> String {
    format!(
        "Every {what} that leaves the harbour after dark or in the fog and\nno other shall carry a light which can be \
         seen, from its {what} mast,\non all sides; nobody may cover the light of the {what} by day or\nby night, or \
         take it down while such {what} moves in the harbour of"
    )
}

#[test]
fn pages_leave_no_trace_in_the_text() {
    let page = |(n, body): (usize, String)| {
        format!("RFC 1 Boats June 20{n:02}\n\n{body}\n\nRower et al. Standards Track [Page {n}]\n\u{C}")
    };
    let bodies = ["boat", "raft", "ship", "tug"].map(page_of);
    let text: String = bodies.into_iter().enumerate().map(page).collect();
    let blocks = read(&text);
    let text: Vec<&Block> = blocks
        .iter()
        .filter(|b| b.claims.role != Role::Furniture)
        .collect();
    assert_eq!(blocks.len() - text.len(), 8);
    assert_eq!(text.len(), 1, "a sentence that a page cuts is one");
    assert!(text[0].text.contains("in the harbour of Every raft"));
    assert_eq!(text[0].place.page, Some(1));
}

#[test]
fn notes_at_the_foot_of_a_page_stand_apart() {
    let body = page_of("boat").replace("mast", "mast1");
    let more = page_of("raft");
    let text = format!(
        "{body}\n\n1\n  A mast is a pole, and a\nlong one.\n\n      1\n\u{C}the town. It stops.\n\n{more}"
    );
    let blocks = read(&text);
    assert!(
        blocks[0].text.contains("boat mast, on all")
            && blocks[0].text.ends_with("the harbour of the town. It stops.")
    );
    assert_eq!(
        (blocks[1].claims.role, blocks[1].text.as_str()),
        (Role::Footnote, "1 A mast is a pole, and a long one.")
    );
    assert_eq!(
        (blocks[2].claims.role, blocks[2].text.as_str()),
        (Role::Furniture, "1")
    );
}

#[test]
fn contents_and_drawings_are_told_apart() {
    let text = format!(
        "Contents\n  1. Boats ........ 3\n  2. Oars . . . . . 12\n\n{WRAPPED}\n   +------+----+\n   | Boat | 3m |\n   \
         +------+----+\n\n   a   b\n"
    );
    let blocks = read(&text);
    let roles: Vec<Role> = blocks.iter().map(|b| b.claims.role).collect();
    assert_eq!(&roles[..3], [Role::Contents; 3]);
    let code: Vec<&Block> = blocks.iter().filter(|b| b.claims.role == Role::Code).collect();
    assert_eq!(code[0].text, "+------+----+\n| Boat | 3m |\n+------+----+");
}

#[test]
fn marks_that_a_conversion_left_in_the_text_go() {
    assert_eq!(
        texts("as the Council 1 , and the Board 2 . said in 2019 , see Part 3 , too"),
        ["as the Council, and the Board. said in 2019 , see Part 3 , too"]
    );
}

#[test]
fn one_long_line_is_read_in_one_go() {
    let line = "(a) word - and 1. more ".repeat(50_000);
    assert_eq!(texts(&line).len(), 1);
}

mod properties {
    use proptest::prelude::*;

    use super::super::read;
    use crate::read::normalise::normalise;

    proptest! {
        #[test]
        fn words_are_neither_lost_nor_doubled(lines in prop::collection::vec("[ ]{0,3}[a-zA-Z(). ]{0,70}", 0..40)) {
            let text = lines.join("\n");
            let read: String = read(&text).iter().map(|b| b.text.as_str()).collect();
            let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&read), bare(&text));
        }

        #[test]
        fn blocks_are_normalised(text in "(.|\n){0,200}") {
            for block in read(&text) {
                if block.claims.role != crate::read::Role::Code {
                    prop_assert_eq!(&normalise(&block.text), &block.text);
                }
            }
        }
    }
}
