//! The old against the new version of one draft: how the force of its provisions shifted.
//!
//! Units are set against those that they became, sentences within them are matched, and what differs is read as weaker
//! or stronger where the direction is known: verbal force, less or more time, an exception, a condition or a weakening
//! word more or less. Where it is not known (another threshold, another bearer), nothing is said here: `diff` shows the
//! words.

use super::compare::{Match, likeness, matches, share_new};
use super::rank;
use super::side::{Interner, Prov, Side, Token, What};
use super::{Finding, Severity, r401, r402, r403, r404, r405};
use crate::lexicon::Lexicon;
use crate::provision::{Deadline, Mark, Modality, Role};
use crate::revision::{Became, UnitFates};
use crate::settings::Settings;

/// A reviewed link that a revision put in doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// The reviewed unit of the old version.
    pub old: usize,
    /// Where it went.
    pub new: Option<usize>,
    /// What was decided, on what, and what happened.
    pub message: String,
}

/// Two versions of one draft to be checked.
#[derive(Debug)]
pub struct Revised<'a> {
    /// What became of the units of the old version.
    pub fates: &'a UnitFates<'a>,
    /// Reviewed links in doubt.
    pub doubts: &'a [Doubt],
    /// Which words mean the same.
    pub lexicon: &'a Lexicon,
    /// Thresholds.
    pub settings: &'a Settings,
}

/// In which direction a sentence went, and why.
pub(super) struct Shift {
    pub(super) weaker: bool,
    pub(super) why: String,
    /// The words that show it, on either side.
    pub(super) old: Vec<(usize, usize)>,
    pub(super) new: Vec<(usize, usize)>,
    /// Whether it decides if someone complies.
    pub(super) decisive: bool,
}

/// Sets an old version against a new one: R401 to R405, the most important first.
pub fn revised(input: &Revised<'_>) -> Vec<Finding> {
    let mut interner = Interner::default();
    let old = Side::new(input.fates.old, None, input.lexicon, &mut interner);
    let new = Side::new(input.fates.new, None, input.lexicon, &mut interner);
    let mut found = Vec::new();
    let mut answered_old: Vec<Vec<bool>> = old.units.iter().map(|u| vec![false; u.len()]).collect();
    let mut answered_new: Vec<Vec<bool>> = new.units.iter().map(|u| vec![false; u.len()]).collect();
    for (u, fate) in input.fates.iter() {
        for &n in &fate.to {
            let (Some(a), Some(b)) = (old.units.get(u), new.units.get(n)) else {
                continue;
            };
            if fate.became == Became::Same {
                for flags in [answered_old.get_mut(u), answered_new.get_mut(n)] {
                    flags.into_iter().for_each(|f| f.fill(true));
                }
                continue;
            }
            for m in matches(a, b, &interner, &input.settings.finding, false) {
                let place = |provs: &[Prov], p: &Prov| provs.iter().position(|q| std::ptr::eq(q, p));
                if let Some(flag) = place(a, m.left).and_then(|i| answered_old.get_mut(u)?.get_mut(i)) {
                    *flag = true;
                }
                if let Some(flag) = place(b, m.right).and_then(|i| answered_new.get_mut(n)?.get_mut(i)) {
                    *flag = true;
                }
                for shift in shifts(&m, input.settings) {
                    found.push(one(&m, &shift, (u, n), new.binds));
                }
            }
        }
    }
    let went = elsewhere(
        (&old.units, &mut answered_old),
        (&new.units, &mut answered_new),
        &interner,
        input.settings,
    );
    for ((u, i), (n, j)) in went {
        let (a, b) = (&old.units[u][i..=i], &new.units[n][j..=j]);
        for m in matches(a, b, &interner, &input.settings.finding, true) {
            for shift in shifts(&m, input.settings) {
                found.push(one(&m, &shift, (u, n), new.binds));
            }
        }
    }
    for (side, answered, is_old) in [(&old, &answered_old, true), (&new, &answered_new, false)] {
        for (u, (provs, flags)) in side.units.iter().zip(answered).enumerate() {
            let alone = provs
                .iter()
                .zip(flags)
                .filter(|(p, answered)| !**answered && p.p.modality.binds());
            // A unit that came or went whole is one finding; so is what came or went of it.
            if let Some((p, _)) = alone.clone().next() {
                let rule = if is_old { r403::finding } else { r404::finding };
                let whole = !flags.iter().any(|f| *f);
                found.push(rule(p, u, alone.count(), whole, side.binds));
            }
        }
    }
    found.extend(
        input
            .doubts
            .iter()
            .map(|d| r405::finding(d, &input.fates.old.units, &input.fates.new.units)),
    );
    rank(&mut found, &|_| false, &|_| 1.0);
    found
}

/// A sentence by its unit and its place there.
type Place = (usize, usize);

/// Sentences that have a counterpart in a unit which is no partner of theirs, old and new: what went elsewhere is neither
/// dropped nor added, and is marked as answered.
fn elsewhere(
    (old, answered_old): (&[Vec<Prov>], &mut [Vec<bool>]),
    (new, answered_new): (&[Vec<Prov>], &mut [Vec<bool>]),
    interner: &Interner,
    settings: &Settings,
) -> Vec<(Place, Place)> {
    let open = |units: &[Vec<Prov>], answered: &[Vec<bool>]| -> Vec<Place> {
        let each = units.iter().zip(answered).enumerate();
        each.flat_map(|(u, (provs, flags))| {
            let lone = provs.iter().zip(flags).enumerate();
            lone.filter(|(_, (p, answered))| !**answered && p.p.modality.binds())
                .map(move |(i, _)| (u, i))
        })
        .collect()
    };
    let (gone, come) = (open(old, answered_old), open(new, answered_new));
    let mut pairs: Vec<(f64, Place, Place)> = Vec::new();
    for &(u, i) in &gone {
        for &(n, j) in &come {
            let alike = likeness(&old[u][i], &new[n][j], interner);
            if alike >= settings.finding.elsewhere {
                pairs.push((alike, (u, i), (n, j)));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut went = Vec::new();
    for (_, (u, i), (n, j)) in pairs {
        if !answered_old[u][i] && !answered_new[n][j] {
            (answered_old[u][i], answered_new[n][j]) = (true, true);
            went.push(((u, i), (n, j)));
        }
    }
    went
}

fn one(m: &Match<'_>, shift: &Shift, (u, n): (usize, usize), binds: bool) -> Finding {
    let rule = if shift.weaker { r401::CODE } else { r402::CODE };
    let question = if shift.weaker {
        r401::QUESTION
    } else {
        r402::QUESTION
    };
    Finding {
        code: rule,
        severity: match (binds, shift.decisive) {
            (true, true) => Severity::High,
            (true, false) | (false, true) => Severity::Medium,
            (false, false) => Severity::Low,
        },
        compatibility: None,
        left: Some(m.left.spot(u, &shift.old)),
        right: Some(m.right.spot(n, &shift.new)),
        message: shift.why.clone(),
        question: question.to_owned(),
        confidence: 0.5 + 0.5 * m.likeness,
    }
}

/// Weight of a verbal form; none where force is not what the sentence is about.
fn force(m: Modality) -> Option<u8> {
    match m {
        Modality::Requirement | Modality::Prohibition | Modality::Commitment => Some(3),
        Modality::Recommendation => Some(2),
        Modality::Permission | Modality::Possibility => Some(1),
        Modality::Statement => Some(0),
        _ => None,
    }
}

/// How a sentence shifted.
fn shifts(m: &Match<'_>, settings: &Settings) -> Vec<Shift> {
    let mut found = Vec::new();
    let (l, r) = (&m.left.p, &m.right.p);
    if let (Some(a), Some(b)) = (force(l.modality), force(r.modality))
        && a != b
        && a.max(b) >= 2
        && (m.near || m.likeness >= settings.finding.modal)
    {
        found.push(Shift {
            weaker: b < a,
            why: format!("{} is now {}", l.modality.name(), r.modality.name()),
            old: m.left.form(),
            new: m.right.form(),
            decisive: true,
        });
    }
    if !(l.modality.binds() || r.modality.binds()) {
        return found;
    }
    found.extend(times(m));
    if m.near {
        found.extend(hanging(m));
    }
    found
}

fn times(m: &Match<'_>) -> Vec<Shift> {
    let of = |p: &Prov, t: &Token| match t.what {
        What::Deadline(i) => p.p.deadlines.get(i).cloned(),
        _ => None,
    };
    let sort = |w| matches!(w, What::Deadline(_));
    let mut pairs: Vec<(Option<Deadline>, Option<Deadline>)> = Vec::new();
    if m.near {
        for (a, b) in m.aligned(sort) {
            pairs.push((of(m.left, &a), of(m.right, &b)));
        }
        let (gone, come) = m.lone(sort);
        pairs.extend(gone.iter().map(|t| (of(m.left, t), None)));
        pairs.extend(come.iter().map(|t| (None, of(m.right, t))));
    } else if let ([a], [b]) = (m.left.p.deadlines.as_slice(), m.right.p.deadlines.as_slice()) {
        pairs.push((Some(a.clone()), Some(b.clone())));
    } else if let ([a], []) = (m.left.p.deadlines.as_slice(), m.right.p.deadlines.as_slice()) {
        pairs.push((Some(a.clone()), None));
    } else if let ([], [b]) = (m.left.p.deadlines.as_slice(), m.right.p.deadlines.as_slice()) {
        pairs.push((None, Some(b.clone())));
    }
    pairs
        .iter()
        .filter_map(|(a, b)| time(a.as_ref(), b.as_ref()))
        .collect()
}

fn time(a: Option<&Deadline>, b: Option<&Deadline>) -> Option<Shift> {
    let words = |d: Option<&Deadline>| d.map(|d| d.words).into_iter().collect::<Vec<_>>();
    let timed = |d: &Deadline| {
        (d.period.is_some() && !matches!(d.role, Role::Past | Role::Unsaid)) || d.date.is_some()
    };
    let shift = |weaker, why| {
        Some(Shift {
            weaker,
            why,
            old: words(a),
            new: words(b),
            decisive: true,
        })
    };
    match (a, b) {
        (Some(a), None) if timed(a) => shift(true, format!("“{}” is dropped", a.text)),
        (None, Some(b)) if timed(b) => shift(false, format!("“{}” is added", b.text)),
        (Some(a), Some(b)) if !a.same(b) => {
            let now = format!("“{}” is now “{}”", a.text, b.text);
            if let (Some(x), Some(y)) = (&a.date, &b.date) {
                let (weaker, how) = if y > x {
                    (true, "later")
                } else {
                    (false, "earlier")
                };
                return shift(weaker, format!("{now}: {how}"));
            }
            let (x, y) = (a.period.as_ref()?.in_minutes(), b.period.as_ref()?.in_minutes());
            if a.role != b.role || x == y {
                return None;
            }
            match a.role {
                Role::Within | Role::By | Role::Every => shift(
                    y > x,
                    format!("{now}: {} time", if y > x { "more" } else { "less" }),
                ),
                Role::Keep | Role::Before => shift(
                    y < x,
                    format!("{now}: {}", if y < x { "shorter" } else { "longer" }),
                ),
                Role::Past | Role::Unsaid => None,
            }
        }
        _ => None,
    }
}

/// Exceptions, conditions and weakening words that one version has and the other has not.
fn hanging(m: &Match<'_>) -> Vec<Shift> {
    let (gone, come): (Vec<&[Token]>, Vec<&[Token]>) = m.changes().into_iter().unzip();
    let lists = |p: &Prov| {
        let c = &p.p.clauses;
        [
            ("exception", c.exceptions.clone()),
            ("condition", c.conditions.clone()),
            ("weakening words", c.hedges.clone()),
        ]
    };
    let mut found = Vec::new();
    for ((what, old), (_, new)) in lists(m.left).into_iter().zip(lists(m.right)) {
        let only = |marks: &[Mark], tokens: &[&[Token]]| -> Option<Mark> {
            let long = |c: &&Mark| what == "weakening words" || c.words.1 - c.words.0 >= 2;
            marks
                .iter()
                .filter(long)
                .find(|c| share_new(c.words, tokens) > 0.6)
                .cloned()
        };
        // As many on either side: one stands in the place of another, in other words.
        if let Some(mark) = only(&new, &come).filter(|_| new.len() > old.len()) {
            found.push(Shift {
                weaker: true,
                why: format!("{what} added: “{}”", mark.text),
                old: Vec::new(),
                new: vec![mark.words],
                decisive: what == "exception",
            });
        } else if let Some(mark) = only(&old, &gone).filter(|_| old.len() > new.len()) {
            found.push(Shift {
                weaker: false,
                why: format!("{what} dropped: “{}”", mark.text),
                old: vec![mark.words],
                new: Vec::new(),
                decisive: what == "exception",
            });
        }
    }
    found
}
