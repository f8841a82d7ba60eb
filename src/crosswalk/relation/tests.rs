use super::*;
use crate::crosswalk::UnitRef;
use crate::read::{Format, Place, Row, Source};

fn draft(texts: &[&str]) -> Draft {
    let rows = texts.iter().enumerate().map(|(i, text)| Row {
        id: format!("R{i}"),
        text: (*text).to_owned(),
        place: Place::line(i as u32 + 2),
        ..Default::default()
    });
    let source = Source {
        rows: rows.collect(),
        ..Source::new("list", Format::List)
    };
    Draft::from_list(&source, "list")
}

fn with<T>(left: &[&str], right: &[&str], then: impl Fn(&Judge<'_>) -> T) -> T {
    let (left, right) = (draft(left), draft(right));
    let settings = RelationSettings::default();
    then(&Judge::new(&left, &right, &Lexicon::embedded(), &settings))
}

const SHORT: &str = "Bakers shall keep a register of the flour that they buy.";
const LONG: &str = "Bakers shall keep a register of the flour that they buy. They shall cool every oven at night, \
                    sweep the chimney weekly and lock the granary against mice and thieves.";

#[test]
fn one_question_in_both_directions() {
    let relation =
        |left: &str, right: &str| with(&[left], &[right], |j| j.pair(0, 0).unwrap().relation.unwrap());
    assert_eq!(relation(SHORT, SHORT), Relation::Equal);
    assert_eq!(
        relation(SHORT, "Bakers must keep a register of flour they buy."),
        Relation::Equal
    );
    assert_eq!(relation(SHORT, LONG), Relation::SubsetOf);
    assert_eq!(relation(LONG, SHORT), Relation::SupersetOf);
    let other = "Bakers shall show the register of flour to every inspector who calls, together with the invoices of \
                 the miller and the carrier.";
    assert_eq!(relation(LONG, other), Relation::IntersectsWith);
}

#[test]
fn what_is_not_covered_is_quoted() {
    let why = with(&[SHORT], &[LONG], |j| j.pair(0, 0).unwrap().why);
    assert!(why.starts_with("all of left’s words are in right; "), "{why}");
    assert!(
        why.contains("“cool every oven at night, sweep the chimney weekly and …”"),
        "{why}"
    );
}

#[test]
fn amounts_that_differ_are_named_first() {
    let (left, right) = (
        "Bakers shall report a fire to the guild within 15 days.",
        "Bakers shall report a fire to the guild within 72 hours.",
    );
    let judgement = with(&[left], &[right], |j| j.pair(0, 0).unwrap());
    assert!(
        judgement.why.contains("“15 days”") && judgement.why.contains("“72 hours”"),
        "{}",
        judgement.why
    );
    let same = right.replace("72 hours", "three days");
    let why = with(&[&same], &[right], |j| j.pair(0, 0).unwrap().why);
    assert!(!why.contains("“72 hours”"), "{why}");
}

/// What is said of a unit that is linked to several with this confidence.
fn company(left: &str, right: &[&str], confidence: f64) -> String {
    let link = |right: usize| Correspondence {
        left: UnitRef::new(0, 0),
        right: UnitRef::new(1, right),
        relation: None,
        strength: None,
        rationale: None,
        confidence,
        score: 0.0,
        evidence: "same words".to_owned(),
    };
    with(&[left], right, |j| {
        j.judged((0..right.len()).map(link).collect())[0].evidence.clone()
    })
}

#[test]
fn groups_say_whether_all_are_needed() {
    let said = |left: &str, right: &[&str]| company(left, right, 0.5);
    let parts = [
        SHORT,
        "Bakers shall cool every oven at night and sweep the chimney weekly, and lock the granary against mice and thieves.",
    ];
    let together = said(LONG, &parts);
    assert!(
        together.contains("R0 and R1 have the words of left only together"),
        "{together}"
    );
    let each = said(SHORT, &[SHORT, SHORT]);
    assert!(
        each.contains("each of R0 and R1 by itself has the words of left"),
        "{each}"
    );
    let open = said(LONG, &[SHORT, "Bakers shall sweep the chimney weekly."]);
    assert!(open.contains("together leave words of left open: "), "{open}");
}

#[test]
fn doubtful_counterparts_make_no_group() {
    let said = company(SHORT, &[SHORT, SHORT], 0.3);
    assert!(!said.contains("each of"), "{said}");
}

#[test]
fn hostile_texts_are_no_panic() {
    for text in ["", "…", "(((((", "。；。", "a. b. c.", "é\u{301}\n\n;;;"] {
        with(&[text, "x"], &[text, SHORT], |j| {
            (0..j.left.draft.units.len()).for_each(|l| {
                (0..j.right.draft.units.len()).for_each(|r| assert!(j.pair(l, r).is_some()));
            });
            assert!(j.pair(99, 0).is_none());
        });
    }
}
