//! Where a style prints the identity of its drafts: rules with a small pattern language of their own, parsed with nom.
//!
//! | written | matches |
//! |---|---|
//! | `Proposal for a ` | these characters |
//! | `{one\|other}` | one of these |
//! | `{number}` | digits |
//! | `{run}` | up to the next space, without punctuation at the end |
//! | `{date}` | a date as printed; its value is ISO 8601 |
//! | `{words}` | anything, as little as possible; once in a pattern |
//! | `{rest}` | all that follows |
//! | `{key}` | one of the keys of the rule's `map`, whatever its case |
//!
//! In the value, `{1}` is what the first brace matched, `{1:title}` the same with only its first letter large,
//! `{key}` what the map says, `{match}` all that matched, `{line}` the block with those that belong to it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use memchr::memmem::Finder;
use nom::branch::alt;
use nom::bytes::complete::is_not;
use nom::character::complete::char;
use nom::combinator::map;
use nom::sequence::delimited;
use nom::{IResult, Parser};
use serde::Deserialize;

use crate::draft::date;

/// Which part of a draft a rule looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zone {
    /// What stands before the first numbered clause.
    #[default]
    Cover,
    /// The first pages, whatever stands there: enacting formulas come after digests.
    Opening,
    /// The last blocks: signatures, short titles.
    End,
}

/// A rule as written in a grammar: where a field of the identity is printed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct RawRule {
    field: String,
    text: String,
    value: Option<String>,
    #[serde(rename = "where")]
    zone: Zone,
    start: bool,
    whole: bool,
    ignore_case: bool,
    metadata: Option<String>,
    lines: Option<usize>,
    until: Vec<String>,
    followed_by: Option<String>,
    map: BTreeMap<String, String>,
}

/// Where a field of the identity is printed, and what it then is.
#[derive(Debug, Clone)]
pub struct CoverRule {
    /// Field of the identity: `reference`, `title`, `body`, `jurisdiction`, `date`, `stage`, `status`, `nature`,
    /// `authenticity`.
    pub field: String,
    /// Where it looks.
    pub zone: Zone,
    /// It looks at metadata of this name instead (`docname`).
    pub metadata: Option<String>,
    /// How many blocks `{line}` may take.
    pub lines: usize,
    /// Words at the start of a block that `{line}` does not take.
    pub until: Vec<String>,
    /// Only a block after which one begins with these words.
    pub followed_by: Option<String>,
    pieces: Vec<Piece>,
    wanted: Vec<Wanted>,
    value: String,
    start: bool,
    whole: bool,
    ignore_case: bool,
    map: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Literal(String),
    Words(Vec<String>),
    Number,
    Run,
    Date,
    Lazy,
    Rest,
    Key,
}

/// Words of which a text has to hold one, somewhere.
#[derive(Debug, Clone)]
struct Wanted {
    one_of: Vec<Finder<'static>>,
    /// They are in small letters, and count whatever their case.
    folded: bool,
}

impl Wanted {
    /// `None` where a search would not say it: whatever the case, for letters beyond ASCII.
    fn of<'w>(words: impl IntoIterator<Item = &'w String>, folded: bool) -> Option<Wanted> {
        let finder = |word: &String| {
            let folds = !folded || word.is_ascii();
            let word = if folded {
                word.to_ascii_lowercase()
            } else {
                word.clone()
            };
            folds.then(|| Finder::new(&word).into_owned())
        };
        let one_of = words.into_iter().map(finder).collect::<Option<_>>()?;
        Some(Wanted { one_of, folded })
    }
}

/// Fields that a rule may fill.
const FIELDS: &[&str] = &[
    "reference",
    "title",
    "body",
    "jurisdiction",
    "date",
    "stage",
    "status",
    "nature",
    "authenticity",
];

/// How far into a block a rule looks, in bytes. The histories of bills are the longest blocks of covers.
const REACH: usize = 1200;

impl CoverRule {
    /// Checks and compiles a rule.
    ///
    /// # Errors
    /// Says in words what is wrong: an unknown field or brace, a brace that does not close, a second `{words}`.
    pub(crate) fn compile(raw: RawRule) -> Result<CoverRule, String> {
        if !FIELDS.contains(&raw.field.as_str()) {
            return Err(format!(
                "`{}` is no field of an identity: use {}",
                raw.field,
                FIELDS.join(", ")
            ));
        }
        let mut pieces = Vec::new();
        let mut rest = raw.text.as_str();
        while !rest.is_empty() {
            let parsed: IResult<&str, Result<Piece, String>> = alt((
                map(delimited(char('{'), is_not("{}"), char('}')), braced),
                map(is_not("{}"), |text: &str| Ok(Piece::Literal(text.to_owned()))),
            ))
            .parse(rest);
            let (after, piece) = parsed.map_err(|_| format!("the brace at `{rest}` does not close"))?;
            pieces.push(piece?);
            rest = after;
        }
        if pieces.is_empty() {
            return Err("a cover rule needs a `text` to look for".to_owned());
        }
        if pieces.iter().filter(|p| **p == Piece::Lazy).count() > 1 {
            return Err("`{words}` may stand only once in a cover rule".to_owned());
        }
        let map: BTreeMap<String, String> = raw.map.into_iter().map(|(k, v)| (k.to_lowercase(), v)).collect();
        let wanted = pieces.iter().filter_map(|piece| match piece {
            Piece::Literal(literal) => Wanted::of([literal], raw.ignore_case),
            Piece::Words(words) => Wanted::of(words, raw.ignore_case),
            Piece::Key => Wanted::of(map.keys(), true),
            _ => None,
        });
        Ok(CoverRule {
            wanted: wanted.collect(),
            field: raw.field,
            zone: raw.zone,
            metadata: raw.metadata,
            lines: raw.lines.unwrap_or(1).max(1),
            until: raw.until,
            followed_by: raw.followed_by,
            pieces,
            value: raw.value.unwrap_or_else(|| "{match}".to_owned()),
            start: raw.start,
            whole: raw.whole,
            ignore_case: raw.ignore_case,
            map,
        })
    }

    /// Whether a match is all of a block: the block then says nothing else.
    pub(crate) fn takes_all(&self) -> bool {
        self.whole || self.start
    }

    /// The value of the field, if the rule matches a block. `line` gives the block with those that belong to it.
    pub(crate) fn apply(&self, text: &str, line: impl FnOnce() -> String) -> Option<String> {
        let begins = |at: usize| at == 0 || !text[..at].ends_with(char::is_alphanumeric);
        if !self.may_hold(text) {
            return None;
        }
        let places = text.char_indices().map(|(at, _)| at).take_while(|at| *at < REACH);
        for at in places
            .take(if self.start || self.whole { 1 } else { usize::MAX })
            .filter(|at| begins(*at))
        {
            let mut caught = Vec::new();
            if let Some(rest) = self.fits(&self.pieces, &text[at..], &mut caught) {
                let matched = &text[at..text.len() - rest.len()];
                return Some(self.fill(matched, &caught, line)).filter(|v| !v.is_empty());
            }
        }
        None
    }

    /// Whether a text holds all that the rule wants word for word: nearly no block does, and then no place in it is
    /// tried. Trying them all was half of the time that reading a bill of 47 kB took.
    fn may_hold(&self, text: &str) -> bool {
        let mut small = None;
        self.wanted.iter().all(|wanted| {
            let text = if wanted.folded {
                small.get_or_insert_with(|| text.to_ascii_lowercase()).as_bytes()
            } else {
                text.as_bytes()
            };
            wanted.one_of.iter().any(|words| words.find(text).is_some())
        })
    }

    /// What is left of a text behind the pieces, if they match.
    fn fits<'t>(
        &'t self,
        pieces: &[Piece],
        text: &'t str,
        caught: &mut Vec<Cow<'t, str>>,
    ) -> Option<&'t str> {
        let Some((piece, later)) = pieces.split_first() else {
            let ends = if self.whole {
                text.trim_matches([' ', '.', ']', ')']).is_empty()
            } else {
                !text.starts_with(char::is_alphanumeric)
            };
            return ends.then_some(text);
        };
        if *piece == Piece::Lazy {
            for (end, _) in text.char_indices().skip(1).take_while(|(at, _)| *at < REACH) {
                let before = caught.len();
                caught.push(Cow::Borrowed(text[..end].trim()));
                if let Some(rest) = self.fits(later, &text[end..], caught) {
                    return Some(rest);
                }
                caught.truncate(before);
            }
            return None;
        }
        let (rest, value) = self.one(piece, text)?;
        caught.extend(value);
        self.fits(later, rest, caught)
    }

    fn one<'t>(&'t self, piece: &Piece, text: &'t str) -> Option<(&'t str, Option<Cow<'t, str>>)> {
        match piece {
            Piece::Literal(literal) => self.literal(literal, text).map(|rest| (rest, None)),
            Piece::Words(words) => words.iter().find_map(|w| {
                let rest = self.literal(w, text)?;
                Some((rest, Some(Cow::Borrowed(&text[..text.len() - rest.len()]))))
            }),
            Piece::Number => {
                let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
                (end > 0).then(|| (&text[end..], Some(Cow::Borrowed(&text[..end]))))
            }
            Piece::Run => {
                let run = text
                    .split(' ')
                    .next()
                    .unwrap_or("")
                    .trim_end_matches([',', ';', '.', ']', ':']);
                (!run.is_empty()).then(|| (&text[run.len()..], Some(Cow::Borrowed(run))))
            }
            Piece::Date => date::at_start(text).map(|(rest, date)| (rest, Some(Cow::Owned(date)))),
            Piece::Rest => {
                let rest = text.trim();
                (!rest.is_empty()).then(|| ("", Some(Cow::Borrowed(rest.trim_end_matches('.')))))
            }
            Piece::Key => self.map.iter().find_map(|(key, value)| {
                let rest = fold_prefix(key, text)?;
                (!rest.starts_with(char::is_alphanumeric))
                    .then_some((rest, Some(Cow::Borrowed(value.as_str()))))
            }),
            Piece::Lazy => None,
        }
    }

    fn literal<'t>(&self, literal: &str, text: &'t str) -> Option<&'t str> {
        if self.ignore_case {
            fold_prefix(literal, text)
        } else {
            text.strip_prefix(literal)
        }
    }

    fn fill(&self, matched: &str, caught: &[Cow<'_, str>], line: impl FnOnce() -> String) -> String {
        let mut value = self
            .value
            .replace("{match}", matched.trim_end_matches(['.', ' ']));
        for (i, found) in caught.iter().enumerate() {
            value = value.replace(&format!("{{{}}}", i + 1), found);
            value = value.replace(&format!("{{{}:title}}", i + 1), &titled(found));
        }
        if value.contains("{key}") {
            let key = self
                .pieces
                .iter()
                .filter(|p| !matches!(p, Piece::Literal(_)))
                .position(|p| *p == Piece::Key);
            value = value.replace(
                "{key}",
                key.and_then(|k| caught.get(k)).map_or("", |found| found.as_ref()),
            );
        }
        if value.contains("{line}") {
            value = value.replace("{line}", &line());
        }
        value
    }
}

fn braced(name: &str) -> Result<Piece, String> {
    Ok(match name {
        "number" => Piece::Number,
        "run" => Piece::Run,
        "date" => Piece::Date,
        "words" => Piece::Lazy,
        "rest" => Piece::Rest,
        "key" => Piece::Key,
        words if words.contains('|') => Piece::Words(words.split('|').map(str::to_owned).collect()),
        other => {
            return Err(format!(
                "`{{{other}}}` is unknown in a cover rule: use number, run, date, words, rest or key, or write words as \
                 {{one|other}}"
            ));
        }
    })
}

/// What follows a prefix, whatever its case.
fn fold_prefix<'t>(prefix: &str, text: &'t str) -> Option<&'t str> {
    let mut rest = text.chars();
    for want in prefix.chars() {
        let got = rest.next()?;
        if got != want && !got.to_lowercase().eq(want.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// `REGULATION` → `Regulation`.
fn titled(word: &str) -> String {
    let mut chars = word.chars();
    let first: String = chars.next().into_iter().collect();
    first + &chars.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(toml: &str) -> CoverRule {
        CoverRule::compile(toml::from_str(toml).unwrap()).unwrap()
    }

    fn apply(toml: &str, text: &str) -> Option<String> {
        rule(toml).apply(text, || text.to_owned())
    }

    #[test]
    fn fields_as_printed() {
        let reference = "field = 'reference'\ntext = '{ORDER|RULE} (KL) {run}'\nvalue = '{1:title} (KL) {2}'";
        assert_eq!(
            apply(reference, "ORDER (KL) 7/2098 OF THE GUILD").as_deref(),
            Some("Order (KL) 7/2098")
        );
        assert_eq!(apply(reference, "REORDER (KL) 7/2098"), None);
        let date = "field = 'date'\ntext = 'Sealed {date}'\nvalue = '{1}'";
        assert_eq!(
            apply(date, "[ Sealed by none. Sealed 3 May 2098. ]").as_deref(),
            Some("2098-05-03")
        );
        let title = "field = 'title'\ntext = '{words} kiln-{run}'\nwhole = true\nvalue = '{1}'";
        assert_eq!(
            apply(title, "A Word on Kilns kiln-draft-05").as_deref(),
            Some("A Word on Kilns")
        );
        let place = "field = 'jurisdiction'\ntext = 'State of {key}'\nignore-case = true\nvalue = '{key}'\nmap = { Clay = 'XX-CL' }";
        assert_eq!(apply(place, "STATE OF CLAY").as_deref(), Some("XX-CL"));
        assert_eq!(apply(place, "STATE OF CLAYTON"), None);
    }

    #[test]
    fn wrong_rules_say_what_is_wrong() {
        let compile = |text: &str| CoverRule::compile(toml::from_str(text).unwrap()).unwrap_err();
        assert!(compile("field = 'colour'\ntext = 'x'").contains("`colour` is no field"));
        assert!(compile("field = 'date'\ntext = '{day}'").contains("`{day}` is unknown"));
        assert!(compile("field = 'date'\ntext = 'x {date'").contains("does not close"));
        assert!(compile("field = 'date'").contains("needs a `text`"));
    }
}
