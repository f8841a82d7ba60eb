//! # What it reports
//! A period or day that differs between two provisions that correspond: how long, working days or days of the calendar, what it
//! runs from, in which case. Periods are compared as quantities: 72 hours are three days, a year is twelve months. Where
//! several stand in one clause (a general rule, one for a death, one for imminent danger), the whole ladder is compared.
//!
//! # Why it matters
//! Who reports under both drafts needs the shortest clock, and has to know when it starts.
//!
//! # Example
//! Left: "within 72 hours of becoming aware of the incident". Right: "within 20 days of finding out about the incident".
//!
//! # When it is wrong
//! Where the two periods are for different acts in sentences worded alike. A month against 30 days is reported: the two differ by
//! law.
//!
//! # Settings
//! `near` and `period`: how alike two sentences must be. Of pairs of single sentences that a person gave, one kind of act or one use of the period is
//! enough, and compatibility is unclear.

use super::compare::{Match, share_new};
use super::side::{Prov, Token, What};
use super::{Compatibility, Finding, Pair};
use crate::lexicon::Lexicon;
use crate::provision::{Deadline, Modality, Role};

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let near = || pair.matches.iter().filter(|m| m.near).find_map(|m| near(pair, m));
    let found = near()
        .or_else(|| ladders(pair))
        .or_else(|| loose(pair))
        .or_else(|| told(pair));
    found.into_iter().collect()
}

fn near(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let (a, b) = differing(m)?;
    let (l, r) = (
        a.and_then(|t| deadline(m.left, t)),
        b.and_then(|t| deadline(m.right, t)),
    );
    let words = |t: Option<Token>| t.map(|t| t.words).into_iter().collect::<Vec<_>>();
    // Where one side has one more, all of both are named: what it has is not "none".
    let say = |p: &Prov, d: Option<&Deadline>| match (d, l.is_some() && r.is_some()) {
        (Some(d), true) => format!("“{}”", d.text),
        _ => all(p),
    };
    Some(Finding {
        compatibility: Some(compatibility(l, r)),
        message: format!(
            "period or day: {} on the left, {} on the right",
            say(m.left, l),
            say(m.right, r)
        ),
        question: question(l, r),
        ..pair.finding("C203", pair.between.consequence(), m, &words(a), &words(b))
    })
}

/// The periods or days in which two nearly equal sentences differ.
fn differing(m: &Match<'_>) -> Option<(Option<Token>, Option<Token>)> {
    let sort = |w| matches!(w, What::Deadline(_));
    let of = |a: &Token, b: &Token| Some((deadline(m.left, *a)?, deadline(m.right, *b)?));
    let mut unlike = Vec::new();
    for (a, b) in m.aligned(sort) {
        let (l, r) = of(&a, &b)?;
        if alike(l, r) {
            continue;
        }
        if of_one_kind(l, r) {
            return Some((Some(a), Some(b)));
        }
        unlike.push((a, b));
    }
    let (lone_left, lone_right) = m.lone(sort);
    let new: (Vec<&[Token]>, Vec<&[Token]>) = m.changes().into_iter().unzip();
    let counts = |p: &Prov, t: &Token, new: &[&[Token]]| !hangs(p, *t, new) && telling(p, *t);
    let beside = |lone: Vec<Token>, own: fn(&(Token, Token)) -> Token, p: &Prov, new: &[&[Token]]| {
        let lone = lone.into_iter().filter(|t| counts(p, t, new));
        unlike.iter().map(own).chain(lone).collect::<Vec<Token>>()
    };
    let l = beside(lone_left, |u| u.0, m.left, &new.0);
    let r = beside(lone_right, |u| u.1, m.right, &new.1);
    // The same periods in another order are no difference.
    let l_only: Vec<Token> = l
        .iter()
        .filter(|a| !r.iter().any(|b| same_at(m, **a, *b)))
        .copied()
        .collect();
    let r_only: Vec<Token> = r
        .iter()
        .filter(|b| !l.iter().any(|a| same_at(m, *a, **b)))
        .copied()
        .collect();
    let pair = l_only.iter().find_map(|a| {
        let b = r_only
            .iter()
            .find(|b| of(a, b).is_some_and(|(l, r)| of_one_kind(l, r)))?;
        Some((Some(*a), Some(*b)))
    });
    let lone = (l_only.first().copied(), r_only.first().copied());
    pair.or((lone != (None, None)).then_some(lone))
}

/// Whether both are days, or periods of one use as far as both say.
fn of_one_kind(l: &Deadline, r: &Deadline) -> bool {
    let every = |d: &Deadline| d.role == Role::Every;
    l.date.is_some() == r.date.is_some() && every(l) == every(r)
}

/// All periods and days of a sentence, quoted; `none` where there are none.
fn all(p: &Prov) -> String {
    let telling =
        p.p.deadlines
            .iter()
            .filter(|d| d.period.is_some() || d.date.is_some());
    let texts: Vec<String> = telling.map(|d| format!("“{}”", d.text)).collect();
    if texts.is_empty() {
        return "none".to_owned();
    }
    texts.join(" and ")
}

fn deadline(p: &Prov, token: Token) -> Option<&Deadline> {
    match token.what {
        What::Deadline(i) => p.p.deadlines.get(i),
        _ => None,
    }
}

fn same_at(m: &Match<'_>, a: Token, b: Token) -> bool {
    match (deadline(m.left, a), deadline(m.right, b)) {
        (Some(a), Some(b)) => alike(a, b),
        _ => false,
    }
}

/// Whether two ask for the same, from the same moment as far as both say.
fn alike(a: &Deadline, b: &Deadline) -> bool {
    a.same(b) && (a.trigger == b.trigger || a.trigger.is_none() || b.trigger.is_none())
}

/// "Without delay" alone, beside nothing, is a matter of wording; so is a period that nothing says the use of.
fn telling(p: &Prov, token: Token) -> bool {
    deadline(p, token).is_some_and(|d| d.period.is_some() || d.date.is_some())
}

/// Whether a period stands in a clause that only one side has: that clause is then what differs.
fn hangs(p: &Prov, token: Token, new: &[&[Token]]) -> bool {
    let clauses = p.p.clauses.exceptions.iter().chain(&p.p.clauses.conditions);
    clauses
        .filter(|c| c.words.0 <= token.words.0 && token.words.1 <= c.words.1)
        .any(|c| share_new(c.words, new) > 0.6)
}

fn compatibility(l: Option<&Deadline>, r: Option<&Deadline>) -> Compatibility {
    match (l, r) {
        (Some(l), Some(r)) if l.role == r.role || l.role == Role::Unsaid || r.role == Role::Unsaid => {
            Compatibility::Both
        }
        (None, _) | (_, None) => Compatibility::Both,
        _ => Compatibility::Unclear,
    }
}

fn question(l: Option<&Deadline>, r: Option<&Deadline>) -> String {
    let minutes = |d: Option<&Deadline>| {
        d.and_then(|d| d.period.as_ref())
            .map(crate::provision::Quantity::in_minutes)
    };
    match (minutes(l), minutes(r)) {
        (Some(a), Some(b)) if a < b => {
            "Can the right side live with the shorter period of the left?".to_owned()
        }
        (Some(a), Some(b)) if a > b => {
            "Can the left side live with the shorter period of the right?".to_owned()
        }
        (Some(_), Some(_)) => "From which moment is the period meant to run?".to_owned(),
        _ if l.is_some_and(|d| d.date.is_some()) && r.is_some_and(|d| d.date.is_some()) => {
            "Is one of the two days meant for both?".to_owned()
        }
        _ if l.is_some() && r.is_some() => "Do the day and the period come to the same?".to_owned(),
        _ => "Is a period meant on both sides?".to_owned(),
    }
}

/// A rung of a ladder of deadlines for reporting: the case, how long.
#[derive(Debug, Clone)]
struct Rung<'a> {
    unit: usize,
    prov: &'a Prov,
    deadline: &'a Deadline,
}

/// Reporting: the ladders of both sides, each over the units that stand beside the linked one.
fn ladders(pair: &Pair<'_>) -> Option<Finding> {
    let b = pair.between;
    let (left, right) = (
        ladder(&b.left, pair.link.left, b.lexicon),
        ladder(&b.right, pair.link.right, b.lexicon),
    );
    // The pair itself has to hold a rung on either side, and the pair with the general rule speaks for the ladder.
    let own = |rungs: &[Rung<'_>], unit: usize| rungs.iter().any(|r| r.unit == unit);
    if !own(&left, pair.link.left) || !own(&right, pair.link.right) {
        return None;
    }
    // Nearly equal sentences were compared word by word; and words like "without delay" alone make no ladder.
    let compared = pair
        .matches
        .iter()
        .any(|m| m.near && m.left.acts.iter().any(|a| a == "report"));
    let numbered = |rungs: &[Rung<'_>], unit: usize| {
        rungs
            .iter()
            .any(|r| r.unit == unit && r.deadline.period.is_some())
    };
    if compared || !(numbered(&left, pair.link.left) || numbered(&right, pair.link.right)) {
        return None;
    }
    let steps = |rungs: &[Rung<'_>]| {
        let mut all: Vec<(Option<String>, String)> = rungs
            .iter()
            .map(|r| (r.deadline.case.clone(), step(r.deadline)))
            .collect();
        all.sort();
        all.dedup();
        all
    };
    let (l, r) = (steps(&left), steps(&right));
    if l == r {
        return None;
    }
    let own_steps = |rungs: &[Rung<'_>], unit: usize| {
        let own: Vec<Rung<'_>> = rungs.iter().filter(|r| r.unit == unit).cloned().collect();
        (steps(&own), own.first().map(|r| r.deadline.case.clone()))
    };
    let (own_left, case_left) = own_steps(&left, pair.link.left);
    let (own_right, case_right) = own_steps(&right, pair.link.right);
    let general = case_left == Some(None) && case_right == Some(None);
    // Where the rungs of this pair agree, only the general rule speaks for the others.
    if own_left == own_right && !general {
        return None;
    }
    if own_left != own_right && !same_case(&own_left, &own_right) && !pair.told() {
        return None;
    }
    let (first_left, first_right) = (
        left.iter().find(|r| r.unit == pair.link.left)?,
        right.iter().find(|r| r.unit == pair.link.right)?,
    );
    let say = |rungs: &[Rung<'_>]| {
        let mut texts: Vec<String> = Vec::new();
        for rung in rungs {
            let case = rung
                .deadline
                .case
                .as_ref()
                .map(|c| format!(" ({c})"))
                .unwrap_or_default();
            let text = format!("“{}”{case}", rung.deadline.text);
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        texts.join(", ")
    };
    // Where the rule of this pair is the same, the other rungs are what differs: nothing of it is marked.
    let same_rule = first_left.deadline.same(first_right.deadline);
    let spot = |rung: &Rung<'_>, unit: usize| {
        let marks = [rung.deadline.words];
        rung.prov.spot(unit, if same_rule { &[] } else { &marks })
    };
    let (told, asked) = if same_rule {
        let asked = "Which cases need a shorter clock on both sides?".to_owned();
        ("time to report, alike in general and not by case", asked)
    } else {
        let asked = question(Some(first_left.deadline), Some(first_right.deadline));
        ("time to report", asked)
    };
    Some(Finding {
        code: "C203",
        severity: b.consequence(),
        compatibility: Some(Compatibility::Both),
        left: Some(spot(first_left, pair.link.left)),
        right: Some(spot(first_right, pair.link.right)),
        message: format!("{told}: {} on the left, {} on the right", say(&left), say(&right)),
        question: asked,
        confidence: pair.link.confidence.max(0.5),
    })
}

fn same_case(left: &[(Option<String>, String)], right: &[(Option<String>, String)]) -> bool {
    left.iter().any(|l| right.iter().any(|r| l.0 == r.0))
}

/// A rung as it is compared: how long, whatever the moment is called.
fn step(d: &Deadline) -> String {
    match &d.period {
        Some(p) => format!("{:.0}{}", p.in_minutes(), if p.working { " working" } else { "" }),
        None => "prompt".to_owned(),
    }
}

fn ladder<'a>(side: &'a super::side::Side<'_>, unit: usize, lexicon: &Lexicon) -> Vec<Rung<'a>> {
    let mut rungs = Vec::new();
    // What authorities owe one another is another ladder.
    let official = side.official(unit, lexicon);
    for at in side.siblings(unit) {
        if side.official(at, lexicon) != official {
            continue;
        }
        for prov in side.units.get(at).into_iter().flatten() {
            if !prov.acts.iter().any(|a| a == "report") || !prov.p.modality.binds() {
                continue;
            }
            let timed = prov.p.deadlines.iter().filter(|d| d.role == Role::Within);
            // A number beside "without delay" is the rule; the words alone are one where no number stands.
            let numbered: Vec<&Deadline> = timed.clone().filter(|d| d.period.is_some()).collect();
            let counted = if numbered.is_empty() {
                timed.collect()
            } else {
                numbered
            };
            rungs.extend(counted.into_iter().map(|deadline| Rung {
                unit: at,
                prov,
                deadline,
            }));
        }
    }
    rungs
}

/// Sentences in other words: periods of one role for one kind of act.
fn loose(pair: &Pair<'_>) -> Option<Finding> {
    let least = pair.between.settings.finding.period;
    let strong = pair.between.settings.bands.probable;
    pair.matches
        .iter()
        .filter(|m| !m.near && m.likeness >= pair.least(least))
        .find_map(|m| {
            let common = m.left.acts.iter().any(|a| m.right.acts.contains(a));
            if !pair.told() && (!common || pair.link.confidence < strong) {
                return None;
            }
            let timed = |p: &'_ Prov| {
                p.p.deadlines
                    .iter()
                    .filter(|d| d.period.is_some() && d.role != Role::Unsaid)
                    .cloned()
                    .collect::<Vec<_>>()
            };
            let (left, right) = (timed(m.left), timed(m.right));
            let l = left.iter().find(|l| right.iter().any(|r| r.role == l.role))?;
            if left.iter().any(|l| right.iter().any(|r| l.same(r))) {
                return None;
            }
            let r = right.iter().find(|r| r.role == l.role)?;
            Some(Finding {
                message: format!("period: “{}” on the left, “{}” on the right", l.text, r.text),
                question: question(Some(l), Some(r)),
                ..pair.finding("C203", pair.between.consequence(), m, &[l.words], &[r.words])
            })
        })
}

/// Over the units as a whole, where a person said that they correspond: periods for one kind of act, or for one use, of which
/// none is the same.
fn told(pair: &Pair<'_>) -> Option<Finding> {
    let b = pair.between;
    if !pair.told_alone() || pair.matches.iter().any(|m| m.near) {
        return None;
    }
    let timed = |provs: &'_ [Prov]| -> Vec<(usize, Deadline)> {
        let each = provs.iter().enumerate();
        let all = each.flat_map(|(i, p)| p.p.deadlines.iter().map(move |d| (i, d.clone())));
        all.filter(|(_, d)| d.period.is_some() && d.role != Role::Past)
            .collect()
    };
    let (left, right) = (
        b.left.units.get(pair.link.left)?,
        b.right.units.get(pair.link.right)?,
    );
    let (l, r) = (timed(left), timed(right));
    if l.iter().any(|(_, a)| r.iter().any(|(_, b)| a.same(b))) {
        return None;
    }
    let asks = |p: &Prov| p.p.modality.binds() || p.p.modality == Modality::Recommendation;
    let answers = |a: &(usize, Deadline), c: &(usize, Deadline)| {
        let (Some(p), Some(q)) = (left.get(a.0), right.get(c.0)) else {
            return false;
        };
        let act = p.acts.iter().any(|act| q.acts.contains(act));
        let use_ = a.1.role == c.1.role && a.1.role != Role::Unsaid;
        asks(p) && asks(q) && (act || use_)
    };
    let (a, c) = l
        .iter()
        .find_map(|a| Some((a, r.iter().find(|c| answers(a, c))?)))?;
    let (p, q) = (left.get(a.0)?, right.get(c.0)?);
    Some(Finding {
        code: "C203",
        severity: b.consequence(),
        compatibility: Some(Compatibility::Unclear),
        left: Some(p.spot(pair.link.left, &[a.1.words])),
        right: Some(q.spot(pair.link.right, &[c.1.words])),
        message: format!("period: “{}” on the left, “{}” on the right", a.1.text, c.1.text),
        question: question(Some(&a.1), Some(&c.1)),
        confidence: pair.link.confidence,
    })
}
