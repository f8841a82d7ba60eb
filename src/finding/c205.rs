//! # What it reports
//! Another addressee or bearer: the duty falls on somebody else, after the lexicon. Terms that the lexicon takes for the same actor
//! are C210, unless a draft uses both of them, and so tells them apart.
//!
//! # Why it matters
//! Whoever is not addressed does not have to act.
//!
//! # Example
//! Left: "Importers shall keep the declaration." Right: "Manufacturers shall keep the declaration."
//!
//! # When it is wrong
//! Where the two are words for one actor that the lexicon does not know: add them with `--lexicon`.
//!
//! # Settings
//! `near` and `addressee`: how alike two sentences must be.

use super::c201::verb;
use super::compare::Match;
use super::side::{Prov, Token, What, singular};
use super::{Between, Finding, Pair};
use crate::provision::{Mention, Modality, names_thing};
use crate::term::folded;

/// Words before a verbal form within which an actor is taken for its subject.
const SUBJECT: usize = 10;

/// Tokens of a replaced passage within which one name stands for another, wherever in the sentence.
const PASSAGE: usize = 6;

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    let near = || pair.matches.iter().filter(|m| m.near).find_map(|m| near(pair, m));
    near()
        .or_else(|| pair.matches.iter().find_map(|m| loose(pair, m)))
        .or_else(|| pair.matches.iter().find_map(|m| narrower(pair, m)))
        .into_iter()
        .collect()
}

fn near(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    // A definition names many, and binds nobody.
    let defines = |p: &Prov| p.p.modality == Modality::Definition;
    if defines(m.left) || defines(m.right) {
        return None;
    }
    swaps(m).into_iter().find_map(|swap| {
        let subject = before_form(m.left, swap.left) && before_form(m.right, swap.right);
        let told = !subject && is_recipient(m.left, swap.left) && is_recipient(m.right, swap.right);
        if told
            || renames(pair.between, &swap)
            || shortened(&swap)
            || things(pair, m, &swap)
            || both_named(m, &swap)
            || same_letters(m, &swap)
        {
            return None;
        }
        let say = |p: &Prov, words| super::words_of(p, words);
        Some(Finding {
            message: format!(
                "“{}” on the left, “{}” on the right",
                say(m.left, swap.left),
                say(m.right, swap.right)
            ),
            question: "Who is meant to act, and is anybody left without the duty?".to_owned(),
            ..pair.finding("C205", pair.between.consequence(), m, &[swap.left], &[swap.right])
        })
    })
}

/// An actor that stands where the other side has another one.
#[derive(Debug, Clone)]
pub(super) struct Swap {
    pub(super) left: (usize, usize),
    pub(super) right: (usize, usize),
    /// Both of them, where the lexicon knows them.
    pub(super) actors: Option<(Mention, Mention)>,
}

/// The actors that stand in each other's place; unknown words right before a verbal form count too.
pub(super) fn swaps(m: &Match<'_>) -> Vec<Swap> {
    let mut found = Vec::new();
    for (l, r) in m.changes() {
        let actors = |p: &Prov, tokens: &[Token]| -> Vec<(Token, Mention)> {
            let each = tokens.iter().filter_map(|t| match t.what {
                What::Actor(i) => p.p.actors.get(i).map(|m| (*t, m.clone())),
                _ => None,
            });
            each.collect()
        };
        let (a, b) = (actors(m.left, l), actors(m.right, r));
        if a.is_empty() && b.is_empty() {
            found.extend(unknown(m, l, r));
        } else {
            // The first name with all its words: `advisory forum`.
            let content = |tokens: &[Token]| {
                let is = |t: &&Token| matches!(t.what, What::Word(true));
                let from = tokens.iter().position(|t| is(&t))?;
                let run = tokens.get(from..)?.iter().take_while(is);
                let first = *tokens.get(from)?;
                let last = run.last()?;
                Some(Token {
                    words: (first.words.0, last.words.1),
                    ..first
                })
            };
            let few = |l: &[Token], r: &[Token]| l.len() <= 4 && r.len() <= 4;
            // A word that the lexicon does not know names somebody only where it acts.
            let bears = |m: &Match<'_>, l: &Token, r: &Token| {
                before_form(m.left, l.words) && before_form(m.right, r.words)
            };
            let acts = |m: &Match<'_>, l: &Token, r: &Token| {
                bears(m, l, r) || (is_recipient(m.left, l.words) && is_recipient(m.right, r.words))
            };
            match (a.first(), b.first(), content(l), content(r)) {
                // In long passages that have little in common, two names stand in each other's place by chance.
                (Some((lt, lm)), Some((rt, rm)), ..)
                    if l.len().max(r.len()) <= PASSAGE || acts(m, lt, rt) =>
                {
                    found.push(Swap {
                        left: lt.words,
                        right: rt.words,
                        actors: Some((lm.clone(), rm.clone())),
                    });
                }
                (Some((lt, _)), None, _, Some(rt)) if few(l, r) && bears(m, lt, &rt) => {
                    found.push(Swap {
                        left: lt.words,
                        right: rt.words,
                        actors: None,
                    });
                }
                (None, Some((rt, _)), Some(lt), _) if few(l, r) && bears(m, &lt, rt) => {
                    found.push(Swap {
                        left: lt.words,
                        right: rt.words,
                        actors: None,
                    });
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether one of the two is the other without what describes it: `competent authorities`, `authorities`.
fn shortened(swap: &Swap) -> bool {
    let Some((l, r)) = &swap.actors else {
        return false;
    };
    let (l_text, r_text) = (folded(&l.text), folded(&r.text));
    l.actor == r.actor && (ends(&l_text, &r_text) || ends(&r_text, &l_text))
}

/// Whether one of the two, a word that the lexicon does not know, is nobody: `the authorisation`, `the request`.
fn things(pair: &Pair<'_>, m: &Match<'_>, swap: &Swap) -> bool {
    let thing = |p: &Prov, side: &super::side::Side<'_>, words: (usize, usize)| {
        let known = p.p.actors.iter().any(|a| a.words == words);
        let last = words.1.checked_sub(1).and_then(|i| p.p.words.get(i));
        !known && last.is_some_and(|w| names_thing(&side.language.code, &w.lower))
    };
    let b = pair.between;
    swap.actors.is_none() && (thing(m.left, &b.left, swap.left) || thing(m.right, &b.right, swap.right))
}

/// Whether either side names both: "the provider", "the provider and the deployer".
fn both_named(m: &Match<'_>, swap: &Swap) -> bool {
    let Some((l, r)) = &swap.actors else {
        return false;
    };
    let names = |p: &Prov, actor: usize| p.p.actors.iter().any(|a| a.actor == actor);
    l.actor != r.actor && names(m.left, r.actor) && names(m.right, l.actor)
}

/// Whether the two differ in blanks alone: `DEPLOY ER`.
fn same_letters(m: &Match<'_>, swap: &Swap) -> bool {
    let letters = |p: &Prov, words| {
        let text = super::words_of(p, words).to_lowercase();
        text.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let (l, r) = (letters(m.left, swap.left), letters(m.right, swap.right));
    l == r || l.starts_with(&r) && r.len() >= 4 || r.starts_with(&l) && l.len() >= 4
}

/// Whether a term is another one with words before it.
fn ends(whole: &str, end: &str) -> bool {
    whole
        .strip_suffix(end)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// A noun that is swapped for another one as the subject of the sentence.
fn unknown(m: &Match<'_>, l: &[Token], r: &[Token]) -> Option<Swap> {
    let few = |tokens: &[Token]| {
        (1..=3).contains(&tokens.len()) && tokens.iter().any(|t| t.what == What::Word(true))
    };
    let range = |tokens: &[Token]| Some((tokens.first()?.words.0, tokens.last()?.words.1));
    let (left, right) = (range(l)?, range(r)?);
    let subject = |p: &Prov, words: (usize, usize)| {
        let s = p.p.roles.subject;
        let named =
            p.p.words
                .get(words.0..words.1)
                .is_some_and(|w| w.iter().all(|w| w.number.is_none()));
        // The head of the subject: right behind its article, and at most a word before what is said of it.
        !p.p.roles.passive
            && named
            && s.0 <= words.0
            && words.0 <= s.0 + 1
            && words.1 <= s.1
            && s.1 <= words.1 + 1
    };
    (few(l) && few(r) && subject(m.left, left) && subject(m.right, right)).then_some(Swap {
        left,
        right,
        actors: None,
    })
}

/// Whether an actor stands a few words before a verbal form, in the same clause.
fn before_form(p: &Prov, words: (usize, usize)) -> bool {
    p.p.modals.iter().any(|m| {
        let plain = (words.1..=m.words.0)
            .all(|i| !crate::provision::word::gap(&p.p.text, &p.p.words, i).contains(['.', ';', ':']));
        words.1 <= m.words.0 && m.words.0 - words.1 <= SUBJECT && plain
    })
}

pub(super) fn is_recipient(p: &Prov, words: (usize, usize)) -> bool {
    p.p.roles.recipients.iter().any(|r| r.words == words)
}

/// Whether a swap is another word for the same actor: one actor in the lexicon, and neither draft tells the two apart.
pub(super) fn renames(between: &Between<'_>, swap: &Swap) -> bool {
    let Some((l, r)) = &swap.actors else {
        return false;
    };
    if l.actor != r.actor {
        return false;
    }
    let term = |m: &Mention, side: &super::side::Side<'_>| singular(&m.text, &side.language);
    let (lt, rt) = (term(l, &between.left), term(r, &between.right));
    let often = |side: &super::side::Side<'_>, term: &str| {
        side.named.get(&(l.actor, term.to_owned())).copied().unwrap_or(0)
    };
    // A draft that goes on using the other's word tells the two apart.
    often(&between.right, &lt) <= often(&between.right, &rt)
        && often(&between.left, &rt) <= often(&between.left, &lt)
}

/// One actor on either side, of whom one draft binds only those that it defines as a class of their own: "large developers".
fn narrower(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let b = pair.between;
    let least = pair.least(b.settings.finding.addressee);
    if !(m.near || m.likeness >= least) || !(m.left.p.modality.binds() && m.right.p.modality.binds()) {
        return None;
    }
    let (l, r) = (m.left.head()?, m.right.head()?);
    if l.actor != r.actor {
        return None;
    }
    let (class, wide, side) = match (class(&b.left, m.left, l), class(&b.right, m.right, r)) {
        (Some((class, wide)), None) => (class, wide, "left"),
        (None, Some((class, wide))) => (class, wide, "right"),
        _ => return None,
    };
    // The other draft's actor may be of that class too, without its own name for the wider one.
    let (other, head) = if side == "left" { (m.right, r) } else { (m.left, l) };
    let before = head.words.0.saturating_sub(3);
    let named = folded(&super::words_of(other, (before, head.words.1)));
    let (class_folded, wide_folded) = (folded(class), folded(wide));
    let narrowing = |w: &&str| !wide_folded.split_whitespace().any(|other| other == *w);
    let mut narrowed = class_folded.split_whitespace().filter(narrowing);
    if narrowed.any(|w| named.split_whitespace().any(|n| n == w)) {
        return None;
    }
    // The words that make the class are what differs.
    let count = |term: &str| term.split_whitespace().count();
    let narrows = |head: &Mention| {
        let from = head.words.1.saturating_sub(count(class));
        vec![(from, head.words.1.saturating_sub(count(wide)).max(from + 1))]
    };
    let (left_marks, right_marks) = if side == "left" {
        (narrows(l), Vec::new())
    } else {
        (Vec::new(), narrows(r))
    };
    Some(Finding {
        message: format!("only “{class}” on the {side}, of all that are “{wide}”"),
        question: "Are the others meant to be free of the duty?".to_owned(),
        ..pair.finding("C205", b.consequence(), m, &left_marks, &right_marks)
    })
}

/// The defined term that an actor is named by, where the draft defines a wider one too: `large developer`, `developer`.
fn class<'a>(side: &'a super::side::Side<'_>, p: &Prov, head: &Mention) -> Option<(&'a str, &'a str)> {
    let before = head.words.0.saturating_sub(3);
    let named = folded(&super::words_of(p, (before, head.words.1)));
    let term = side
        .terms
        .iter()
        .filter(|t| ends(&named, &t.term))
        .max_by_key(|t| t.term.len())?;
    let wider = side
        .terms
        .iter()
        .find(|t| t.term != term.term && ends(&term.term, &t.term))?;
    Some((&term.printed, &wider.printed))
}

/// Sentences in other words: duties of one verb that fall on different actors.
fn loose(pair: &Pair<'_>, m: &Match<'_>) -> Option<Finding> {
    let settings = &pair.between.settings.finding;
    if m.near
        || m.likeness < pair.least(settings.addressee)
        || !(m.left.p.modality.binds() && m.right.p.modality.binds())
    {
        return None;
    }
    let (l, r) = (m.left.head()?, m.right.head()?);
    let authority = |m: &Mention| {
        pair.between
            .lexicon
            .actors
            .get(m.actor)
            .is_some_and(|a| a.authority)
    };
    // One part under two names is C210; authorities are named differently everywhere.
    if l.actor == r.actor || (authority(l) && authority(r)) || (verb(m.left) != verb(m.right) && !pair.told())
    {
        return None;
    }
    Some(Finding {
        message: format!("“{}” on the left, “{}” on the right", l.text, r.text),
        question: "Who is meant to act, and is anybody left without the duty?".to_owned(),
        ..pair.finding("C205", pair.between.consequence(), m, &[l.words], &[r.words])
    })
}
