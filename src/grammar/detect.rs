//! Style detection by evidence: which grammar's cues and labels are seen, and how often.
//!
//! Cost: linear in the blocks that are looked at.

use super::file::Grammar;
use super::library::{FALLBACK, Library};
use super::number::Follows;
use super::pattern::{Pattern, Starts};
use crate::draft::StyleChoice;
use crate::read::{Block, Role, Source};

/// Blocks looked at from the start of the draft, where covers and enacting words stand …
const HEAD: usize = 600;
/// … and how many more, evenly spread over the rest.
const SAMPLE: usize = 600;
/// What a style must reach to be chosen; below, the fallback reads the draft. Two habits, or one formula.
const LEAST: f32 = 3.0;

/// Chooses the grammar for a source.
pub(crate) fn choose<'l>(
    source: &Source,
    library: &'l Library,
    language: Option<&str>,
) -> Option<(&'l Grammar, StyleChoice)> {
    let blocks = sample(&source.blocks);
    let seen = library.cues().sightings(&blocks);
    let firsts: Vec<Option<char>> = blocks.iter().map(|b| b.text.chars().next()).collect();
    let mut scored: Vec<(f32, &Grammar, Vec<String>)> = library
        .iter()
        .zip(&seen)
        .map(|(g, seen)| score(g, source, (&blocks, &firsts), seen, language))
        .collect();
    // Stable: of equal scores the first loaded wins.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let found = scored.first().filter(|s| s.0 >= LEAST).cloned();
    let (best, grammar, evidence) = match found {
        Some(found) => found,
        None => {
            let fallback = library
                .iter()
                .find(|g| g.name == FALLBACK)
                .or(library.iter().next())?;
            (
                0.0,
                fallback,
                vec!["no style's cues were seen often enough".to_owned()],
            )
        }
    };
    let runner_up = scored
        .iter()
        .find(|s| s.1.name != grammar.name && s.0 > 0.0)
        .map(|s| {
            (
                s.1.name.clone(),
                if best > 0.0 { s.0 / best } else { s.0 / LEAST },
            )
        });
    Some((
        grammar,
        StyleChoice {
            grammar: grammar.name.clone(),
            evidence,
            runner_up,
            given: false,
        },
    ))
}

fn sample(blocks: &[Block]) -> Vec<&Block> {
    let rest = blocks.len().saturating_sub(HEAD);
    let step = rest.div_ceil(SAMPLE).max(1);
    let inside = |b: &&Block| !matches!(b.claims.role, Role::Contents | Role::Furniture | Role::Footnote);
    let head = blocks.iter().take(HEAD).filter(inside);
    head.chain(blocks.iter().skip(HEAD).step_by(step).filter(inside))
        .collect()
}

fn score<'g>(
    grammar: &'g Grammar,
    source: &Source,
    (blocks, firsts): (&[&Block], &[Option<char>]),
    seen: &[u32],
    language: Option<&str>,
) -> (f32, &'g Grammar, Vec<String>) {
    let mut total = 0.0;
    let mut evidence: Vec<(f32, String)> = Vec::new();
    for (cue, &seen) in grammar.cues.iter().zip(seen) {
        let seen = match &cue.metadata {
            Some(name) => u32::from(source.meta(name).is_some_and(|v| v.contains(&cue.text))),
            None => seen,
        };
        if seen > 0 {
            let worth = cue.weight * seen.min(cue.most) as f32;
            total += worth;
            let blocks = if seen == 1 { "block" } else { "blocks" };
            evidence.push((worth, format!("“{}” in {seen} {blocks} looked at", cue.text)));
        }
    }
    for level in grammar.levels.iter().filter(|l| l.cue > 0.0) {
        let mut hits = 0u32;
        let mut last = None;
        let coded = level.labels.iter().any(Pattern::has_code);
        // Most blocks begin with nothing that a label of the level begins with.
        let starts = level
            .labels
            .iter()
            .fold(Starts::default(), |s, p| s.or(p.starts()));
        let may = |first: &Option<char>| first.is_some_and(|c| starts.has(c));
        for (block, _) in blocks.iter().zip(firsts).filter(|(_, first)| may(first)) {
            let label = level.labels.iter().find_map(|p| p.match_start(&block.text));
            let Some(label) = label else { continue };
            // A label that does not go on from the one before it is weak evidence: a chance look-alike.
            let goes_on = last.is_none_or(|l| label.number.follows(&l) != Follows::Back);
            // A code may be any publisher's (`UTF-8`, `RFC2119`): only one right behind another is evidence.
            let next = last.is_some_and(|l| label.number.follows(&l) == Follows::Next);
            hits += match (coded, goes_on || level.counting.restarts()) {
                (true, _) => 2 * u32::from(next),
                (false, true) => 2,
                (false, false) => 1,
            };
            last = Some(label.number);
        }
        if hits > 1 {
            // The tenth article says less than the first.
            let worth = level.cue * (hits as f32 / 2.0).ln_1p();
            total += worth;
            let pattern = level.labels.first().map_or("", |p| p.written());
            evidence.push((
                worth,
                format!("`{pattern}` begins {} blocks looked at", hits.div_ceil(2)),
            ));
        }
    }
    let speaks =
        language.is_none_or(|l| grammar.languages.is_empty() || grammar.languages.iter().any(|g| g == l));
    if !speaks {
        total *= 0.5;
    }
    evidence.sort_by(|a, b| b.0.total_cmp(&a.0));
    (
        total,
        grammar,
        evidence.into_iter().take(4).map(|(_, e)| e).collect(),
    )
}
