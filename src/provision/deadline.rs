//! Periods and dates: what they are for, what they run from, in which case. Cost: linear in the words.

use std::fmt;

use super::markers::Markers;
use super::quantity::{Kind, Quantity};
use super::word::{Word, gap, slice};

/// What a period is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Something is done within it.
    Within,
    /// Something is done so long before.
    Before,
    /// Something is kept or lasts so long.
    Keep,
    /// Something comes again so often.
    Every,
    /// So far back.
    Past,
    /// By a day.
    By,
    /// Nothing says which.
    Unsaid,
}

/// A period or a date with what it runs from.
#[derive(Debug, Clone, PartialEq)]
pub struct Deadline {
    /// What it is for.
    pub role: Role,
    /// How long; `None` for a day, or for "immediately".
    pub period: Option<Quantity>,
    /// The day, ISO 8601.
    pub date: Option<String>,
    /// `prompt` or `immediate`, where the clause says so in words.
    pub clock: Option<String>,
    /// What it runs from: `knowledge`, `market`, `request`; `None` where nothing is recognised.
    pub trigger: Option<String>,
    /// The rung of a ladder: `death`, `imminent`, `widespread`; `None` for the general rule.
    pub case: Option<String>,
    /// As written, with what it runs from.
    pub text: String,
    /// Its first word, and the one after its last.
    pub(crate) words: (usize, usize),
}

impl Deadline {
    /// Whether two ask for the same.
    pub fn same(&self, other: &Deadline) -> bool {
        match (&self.period, &other.period) {
            (Some(a), Some(b)) => a.equals(b),
            (None, None) => self.date == other.date && self.clock.is_some() == other.clock.is_some(),
            _ => false,
        }
    }
}

impl fmt::Display for Deadline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            Role::Within => "within ",
            Role::Before => "before: ",
            Role::Keep => "for ",
            Role::Every => "every ",
            Role::Past => "past ",
            Role::By => "by ",
            Role::Unsaid => "",
        };
        match (&self.period, &self.date, &self.clock) {
            (Some(p), ..) => write!(
                f,
                "{role}{}{}",
                p.said(),
                if p.working { " (working)" } else { "" }
            )?,
            (None, Some(date), _) => write!(f, "{role}{date}")?,
            (None, None, clock) => f.write_str(clock.as_deref().unwrap_or(""))?,
        }
        if let Some(trigger) = &self.trigger {
            write!(f, " from {trigger}")?;
        }
        if let Some(case) = &self.case {
            write!(f, " [{case}]")?;
        }
        Ok(())
    }
}

/// How many words behind a period may name what it runs from.
const BEHIND: usize = 14;

/// How many words behind a period are quoted with it.
const WRITTEN: usize = 11;

/// How many words at the head of a sentence may name its case: `In the event of the death of a person, …`.
const OPENING: usize = 14;

pub(super) fn deadlines(
    text: &str,
    words: &[Word],
    quantities: &[Quantity],
    markers: &Markers,
) -> Vec<Deadline> {
    let case = |from: usize, to: usize| {
        // A rung is named near its period, else where the sentence opens.
        let near = markers
            .case
            .all(words, from.saturating_sub(20), (to + 20).min(words.len()));
        let opening = markers.case.all(words, 0, OPENING.min(words.len()));
        let class = near.first().or_else(|| opening.first());
        class.map(|(_, _, class)| (*class).clone())
    };
    let mut found = Vec::new();
    for q in quantities.iter().filter(|q| q.kind == Kind::Period) {
        let (from, to) = q.words;
        found.push(Deadline {
            role: role(text, words, q, markers),
            period: Some(q.clone()),
            date: None,
            clock: None,
            trigger: trigger(text, words, to, markers),
            case: case(from, to),
            text: written(text, words, (from, to), markers),
            words: (from, to),
        });
    }
    for (from, to, class) in markers.clock.all(words, 0, words.len()) {
        found.push(Deadline {
            role: Role::Within,
            period: None,
            date: None,
            clock: Some(class.clone()),
            trigger: trigger(text, words, to, markers),
            case: case(from, to),
            text: written(text, words, (from, to), markers),
            words: (from, to),
        });
    }
    for (from, to, date) in dates(text, words) {
        found.push(Deadline {
            role: Role::By,
            period: None,
            date: Some(date),
            clock: None,
            trigger: None,
            case: None,
            text: slice(text, words, from, to).to_owned(),
            words: (from, to),
        });
    }
    found.sort_by_key(|d| d.words);
    found
}

/// The days that a sentence names. The day of another act's adoption is none: `Directive of 5 May 2031`.
fn dates(text: &str, words: &[Word]) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        // `1er mars` begins with an ordinal.
        let ordinal =
            word.lower.starts_with(|c: char| c.is_ascii_digit()) && word.lower.ends_with(char::is_alphabetic);
        let letter = word.lower.starts_with(char::is_alphabetic);
        let begins = word.number.is_some() || ordinal || letter;
        let parsed = text
            .get(word.from..)
            .filter(|_| begins)
            .and_then(crate::draft::date::at_start);
        let Some((rest, date)) = parsed.filter(|(_, d)| d.len() == 10) else {
            at += 1;
            continue;
        };
        let end = text.len() - rest.len();
        let to = at
            + words
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|w| w.from < end)
                .count();
        let before = |back: usize| {
            let word = at.checked_sub(back).and_then(|b| words.get(b));
            word.map_or("", |w| w.lower.as_str())
        };
        // `à partir du 1er mars` says from when.
        let from = matches!(before(2), "partir" | "compter" | "dater");
        if !matches!(before(1), "of" | "du") || (from && before(1) == "du") {
            found.push((at, to, date));
        }
        at = to.max(at + 1);
    }
    found
}

fn role(text: &str, words: &[Word], q: &Quantity, markers: &Markers) -> Role {
    let (from, to) = q.words;
    let word = |i: usize| words.get(i).map_or("", |w| w.lower.as_str());
    if matches!(word(to), "before" | "prior" | "avant") || (matches!(word(to), "notice" | "s") && from > 0) {
        return Role::Before;
    }
    if word(to) == "in" && word(to + 1) == "advance" {
        return Role::Before;
    }
    let first = word(from);
    if matches!(
        first,
        "every"
            | "each"
            | "once"
            | "annually"
            | "yearly"
            | "monthly"
            | "quarterly"
            | "per"
            | "chaque"
            | "tous"
            | "toutes"
    ) || word(from).ends_with("ly")
    {
        return Role::Every;
    }
    let mut end = from;
    let mut least = false;
    for _ in 0..3 {
        // `within a period of 15 days`, `for a period of at least`
        while end > 0
            && matches!(
                word(end - 1),
                "a" | "an"
                    | "the"
                    | "period"
                    | "of"
                    | "une"
                    | "un"
                    | "période"
                    | "maximum"
                    | "further"
                    | "additional"
                    | "les"
                    | "de"
            )
        {
            if markers.role.before(words, end).is_some() {
                break;
            }
            end -= 1;
        }
        let Some((n, class)) = markers.role.before(words, end) else {
            break;
        };
        match class.as_str() {
            "within" => return Role::Within,
            "keep" => return Role::Keep,
            "every" => return Role::Every,
            "past" => return Role::Past,
            _ => least = true,
        }
        end = end.saturating_sub(n);
    }
    let after = ["of", "after", "following", "from", "d", "après", "suivant", "à"].contains(&word(to));
    if after && trigger(text, words, to, markers).is_some() {
        return Role::Within;
    }
    if least { Role::Keep } else { Role::Unsaid }
}

/// What a period runs from.
fn trigger(text: &str, words: &[Word], to: usize, markers: &Markers) -> Option<String> {
    if !words.get(to).is_some_and(|w| markers.links.contains(&w.lower)) {
        return None;
    }
    let end = (to + 1..words.len().min(to + BEHIND)).find(|&i| gap(text, words, i).contains([';', '.', ':']));
    let end = end.unwrap_or(words.len().min(to + BEHIND));
    markers
        .trigger
        .all(words, to, end)
        .first()
        .map(|(_, _, class)| (*class).clone())
}

/// The period with the words that say its use and what it runs from, to the nearest comma.
fn written(text: &str, words: &[Word], (from, to): (usize, usize), markers: &Markers) -> String {
    let plain = |i: usize| {
        gap(text, words, i)
            .chars()
            .all(|c| c.is_whitespace() || matches!(c, '-' | '(' | ')' | '’' | '\''))
    };
    let start = from - markers.role.before(words, from).map_or(0, |(n, _)| n);
    let verb = |i: usize| {
        let word = words.get(i).map_or("", |w| w.lower.as_str());
        matches!(
            word,
            "shall" | "must" | "may" | "should" | "will" | "unless" | "except" | "doit" | "peut" | "sauf"
        )
    };
    let links = words.get(to).is_some_and(|w| markers.links.contains(&w.lower));
    let last = if links { to + WRITTEN } else { to };
    let mut end = (to..words.len().min(last))
        .take_while(|&i| plain(i) && !verb(i))
        .last()
        .map_or(to, |i| i + 1);
    // Cut off in the middle, it says nothing before the words that it runs from.
    let whole = end < to + WRITTEN && (end == words.len() || !plain(end));
    let told = markers.trigger.all(words, to, end);
    if links && (!whole || told.is_empty() && trigger(text, words, to, markers).is_some()) {
        end = told.first().map_or(to, |(_, told, _)| *told);
    }
    let dangles = |i: usize| {
        words.get(i).is_some_and(|w| {
            let lower = w.lower.as_str();
            markers.prepositions.contains(lower)
                || markers.start.contains(lower)
                || matches!(lower, "or" | "and" | "ou" | "et")
        })
    };
    while end > to && dangles(end - 1) {
        end -= 1;
    }
    slice(text, words, start, end)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}
