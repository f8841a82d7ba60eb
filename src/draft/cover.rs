//! What stands on a cover: the blocks that the rules of a style read an identity from.
//!
//! Only what is printed counts. Rules go in order, and for each rule the blocks in order; the first that says something
//! of a field fills it. Cost: rules times the blocks of the cover, of which there are few.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Identity;
use crate::grammar::cover::RawRule;
use crate::grammar::decode::Action;
use crate::grammar::{CoverRule, Parsed, Zone};
use crate::read::{Block, Role, Source};

/// Blocks of the cover at least, numbered or not: some covers number (`CHAPTER 138`).
const LEAST: usize = 6;
/// Most blocks of the cover.
const MOST: usize = 60;
/// Blocks at the end where signatures and short titles stand.
const END: usize = 12;
/// Longest title that is taken from its place alone, in words.
const TITLE: usize = 30;
/// Longest line that is a reference and its series, and no title, in words.
const REFERENCE: usize = 9;

#[derive(Deserialize, Default)]
#[serde(default)]
struct General {
    /// Lines that say what they are: `Date: …`. They go before the rules of the style.
    labelled: Vec<RawRule>,
    cover: Vec<RawRule>,
    /// Lines that stand where titles do, and are none.
    mastheads: Vec<String>,
}

/// The rules for covers of any style: labelled lines, and all others; and the mastheads.
static GENERAL: LazyLock<([Vec<CoverRule>; 2], Vec<String>)> = LazyLock::new(|| {
    // The file is embedded and a test parses it; no rules are the harmless answer should it ever break.
    let raw: General = toml::from_str(include_str!("cover.toml")).unwrap_or_default();
    let rules = [raw.labelled, raw.cover].map(|rules| {
        rules
            .into_iter()
            .filter_map(|rule| CoverRule::compile(rule).ok())
            .collect()
    });
    (rules, raw.mastheads)
});

/// The blocks of a source by where they stand.
struct Pages<'a> {
    source: &'a Source,
    /// Block of the first numbered clause.
    numbered: usize,
}

impl<'a> Pages<'a> {
    fn new(source: &'a Source, parsed: &Parsed<'_>) -> Self {
        let numbers = parsed
            .items
            .iter()
            .zip(&parsed.decisions)
            .find_map(|(item, decision)| match decision.action {
                Action::Label { reading, .. } => {
                    let reading = item.readings.get(usize::from(reading))?;
                    (!reading.number.is_empty()).then_some(item.block as usize)
                }
                _ => None,
            });
        Pages {
            source,
            numbered: numbers.unwrap_or(source.blocks.len()),
        }
    }

    /// The blocks of a zone, with their places.
    fn blocks(&self, zone: Zone) -> impl Iterator<Item = (usize, &'a Block)> + use<'a> {
        let all = self.source.blocks.len();
        let (from, to) = match zone {
            Zone::Cover => (0, self.numbered.clamp(LEAST, MOST).min(all)),
            Zone::Opening => (0, all.min(MOST)),
            Zone::End => (all.saturating_sub(END), all),
        };
        let blocks = &self.source.blocks[from..to];
        blocks
            .iter()
            .enumerate()
            .map(move |(i, b)| (from + i, b))
            .filter(|(_, b)| b.claims.role != Role::Contents)
    }

    /// What a rule matched in, with the blocks that go on with it, as far as the rule lets them.
    fn line(&self, rule: &CoverRule, at: usize, matched: &str) -> String {
        let mut line = matched.trim().to_owned();
        for block in self.source.blocks[at..].iter().take(rule.lines).skip(1) {
            if rule.until.iter().any(|u| block.text.starts_with(u.as_str())) {
                break;
            }
            line.push(' ');
            line.push_str(block.text.trim());
        }
        line
    }

    /// What a rule says, and the block that says it.
    fn apply(&self, rule: &CoverRule) -> Option<(String, Option<usize>)> {
        if let Some(name) = &rule.metadata {
            let text = self.source.meta(name)?;
            return rule.apply(text, || text.to_owned()).map(|v| (v, None));
        }
        self.blocks(rule.zone).find_map(|(at, block)| {
            if let Some(next) = &rule.followed_by {
                let follows = self.source.blocks.get(at + 1)?;
                if !follows.text.starts_with(next.as_str()) {
                    return None;
                }
            }
            // Rows of a masthead hold one thing in each cell.
            let cells = block.text.split(" | ");
            let whole = std::iter::once(block.text.as_str());
            let mut texts = whole.chain(cells.filter(|c| c.len() < block.text.len()));
            texts
                .find_map(|t| rule.apply(t, || self.line(rule, at, t)))
                .map(|v| (v, Some(at)))
        })
    }
}

/// What the cover of a draft, its last blocks and its metadata say of its identity.
pub(super) fn read(source: &Source, parsed: &Parsed<'_>) -> Identity {
    let pages = Pages::new(source, parsed);
    let mut identity = Identity::default();
    let mut taken = Vec::new();
    let ([labelled, general], mastheads) = &*GENERAL;
    for rule in labelled.iter().chain(&parsed.grammar.cover).chain(general) {
        let Some(slot) = slot(&mut identity, &rule.field).filter(|s| s.is_none()) else {
            continue;
        };
        if let Some((value, at)) = pages.apply(rule) {
            *slot = Some(value.split_whitespace().collect::<Vec<_>>().join(" "));
            taken.extend(at.filter(|_| rule.takes_all() || rule.field == "authenticity"));
        }
    }
    if identity.title.is_none() {
        // A note that this is a translation may stand before the title, in two languages.
        let notes = general.iter().filter(|r| r.field == "authenticity");
        taken.extend(notes.flat_map(|note| {
            let says = |b: &Block| note.apply(&b.text, String::new).is_some();
            pages
                .blocks(Zone::Cover)
                .filter(move |(_, b)| says(b))
                .map(|(at, _)| at)
        }));
        identity.title = title(&pages, &taken, identity.reference.as_deref(), mastheads);
    }
    identity
}

fn slot<'i>(identity: &'i mut Identity, field: &str) -> Option<&'i mut Option<String>> {
    Some(match field {
        "reference" => &mut identity.reference,
        "title" => &mut identity.title,
        "body" => &mut identity.body,
        "jurisdiction" => &mut identity.jurisdiction,
        "date" => &mut identity.date,
        "stage" => &mut identity.stage,
        "status" => &mut identity.status,
        "nature" => &mut identity.nature,
        "authenticity" => &mut identity.authenticity,
        _ => return None,
    })
}

/// A title that no rule knows: the metadata's, unless it is a file's name, else the heading or the line that the cover
/// begins with.
fn title(
    pages: &Pages<'_>,
    taken: &[usize],
    reference: Option<&str>,
    mastheads: &[String],
) -> Option<String> {
    let said = pages
        .source
        .meta("title")
        .map(str::trim)
        .filter(|t| t.contains(' ') || t.chars().any(is_han));
    let before = pages.numbered;
    let cover = || {
        pages
            .blocks(Zone::Cover)
            .filter(move |(at, b)| *at < before && b.claims.role != Role::Furniture)
    };
    // Pages add the name of their site to the title; the heading does not.
    let heading = cover()
        .map(|(_, b)| b)
        .find(|b| b.claims.role == Role::Heading(1))
        .map(|b| b.text.as_str());
    if let (Some(said), Some(heading)) = (said, heading)
        && said.contains(heading)
    {
        return Some(heading.to_owned());
    }
    if said.is_some() {
        return said.map(str::to_owned);
    }
    let reference = reference.unwrap_or("\0");
    let headings = pages
        .source
        .blocks
        .iter()
        .any(|b| matches!(b.claims.role, Role::Heading(_)));
    for (at, block) in cover() {
        let text = block.text.trim();
        let words = text.split(' ').count();
        // `NIST AI 100-1`: the number stands over the title.
        let number = text.contains(reference) && words <= REFERENCE;
        if taken.contains(&at) || number || text.starts_with(['[', '{']) {
            continue;
        }
        if mastheads.iter().any(|m| m.eq_ignore_ascii_case(text)) {
            return None;
        }
        let large = text.starts_with(|c: char| c.is_uppercase() || is_han(c));
        let closed = text.ends_with(['.', ':', ',', ';']) || text.contains('=');
        let ranked = !headings || block.claims.role == Role::Heading(1);
        let is_title = (2..=TITLE).contains(&words) && large && !closed && ranked;
        return is_title.then(|| text.to_owned());
    }
    None
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests;
