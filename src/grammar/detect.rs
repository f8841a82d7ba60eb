//! Style detection by evidence: which grammar's cues and labels are seen, and how often.
//!
//! Cost: linear in the blocks that are looked at; the cues of all grammars are searched at once.

use rustc_hash::FxHashMap;

use super::file::Grammar;
use super::library::{FALLBACK, Library};
use super::number::Follows;
use super::pattern::Pattern;
use crate::draft::StyleChoice;
use crate::read::{Block, Role, Source};

/// Blocks looked at from the start of the draft, where covers and enacting words stand …
const HEAD: usize = 600;
/// … and how many more, evenly spread over the rest.
const SAMPLE: usize = 600;
/// Characters of a block in which a cue is looked for.
const REACH: usize = 400;
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
    let mut scored: Vec<(f32, &Grammar, Vec<String>)> = library
        .iter()
        .zip(&seen)
        .map(|(g, seen)| score(g, source, &blocks, seen, language))
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
    blocks: &[&Block],
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
        for block in blocks {
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

/// The cues of all grammars, looked for at once: by their first three bytes. An automaton of seven hundred cues takes longer
/// to build than many a draft to read, and five times as long for each byte.
#[derive(Debug, Clone)]
pub(super) struct Cues {
    cues: Vec<Sought>,
    /// The cues that begin with three bytes …
    by_start: FxHashMap<[u8; START], Vec<usize>>,
    /// … and the slots of all such three, as bits: hardly any place of a text needs more than a look here.
    starts: Vec<u64>,
    /// The cues that are shorter.
    short: Vec<usize>,
    /// How many cues each grammar has.
    counts: Vec<usize>,
}

/// Bytes by which a cue is found.
const START: usize = 3;

#[derive(Debug, Clone)]
struct Sought {
    text: String,
    /// Its grammar, and its place among that one's cues.
    of: (usize, usize),
    /// It counts at the start of a block only.
    at_start: bool,
}

/// One of 65,536.
fn slot([a, b, c]: [u8; START]) -> usize {
    usize::from(a) ^ usize::from(b) << 4 ^ usize::from(c) << 8
}

impl Cues {
    pub(super) fn of<'g>(grammars: impl Iterator<Item = &'g Grammar>) -> Cues {
        let mut all = Cues {
            cues: Vec::new(),
            by_start: FxHashMap::default(),
            starts: vec![0; (1 << 16) / 64],
            short: Vec::new(),
            counts: Vec::new(),
        };
        for (g, grammar) in grammars.enumerate() {
            all.counts.push(grammar.cues.len());
            for (c, cue) in grammar
                .cues
                .iter()
                .enumerate()
                .filter(|(_, cue)| cue.metadata.is_none())
            {
                let id = all.cues.len();
                match cue.text.as_bytes().first_chunk() {
                    Some(&start) => {
                        all.by_start.entry(start).or_default().push(id);
                        all.starts[slot(start) / 64] |= 1 << (slot(start) % 64);
                    }
                    None => all.short.push(id),
                }
                all.cues.push(Sought {
                    text: cue.text.clone(),
                    of: (g, c),
                    at_start: cue.start,
                });
            }
        }
        all
    }

    /// How often they are seen, grammar by grammar and cue by cue.
    fn sightings(&self, blocks: &[&Block]) -> Vec<Vec<u32>> {
        let mut seen: Vec<Vec<u32>> = self.counts.iter().map(|n| vec![0; *n]).collect();
        let mut last_block = vec![usize::MAX; self.cues.len()];
        for (b, block) in blocks.iter().enumerate() {
            let text = head(&block.text).as_bytes();
            let mut note = |id: usize| {
                let (g, c) = self.cues[id].of;
                if last_block[id] != b {
                    last_block[id] = b;
                    seen[g][c] += 1;
                }
            };
            for (at, start) in text.windows(START).enumerate() {
                let &[a, b, c] = start else { continue };
                let slot = slot([a, b, c]);
                if self.starts[slot / 64] >> (slot % 64) & 1 == 0 {
                    continue;
                }
                let here = |id: &&usize| {
                    let cue = &self.cues[**id];
                    (at == 0 || !cue.at_start) && text[at..].starts_with(cue.text.as_bytes())
                };
                let cues = self.by_start.get(start).into_iter().flatten();
                cues.filter(here).for_each(|id| note(*id));
            }
            let holds = |id: &&usize| {
                let cue = &self.cues[**id];
                let mut places = 0..=if cue.at_start { 0 } else { text.len() };
                places.any(|at| text.get(at..).is_some_and(|t| t.starts_with(cue.text.as_bytes())))
            };
            self.short.iter().filter(holds).for_each(|id| note(*id));
        }
        seen
    }
}

/// The first [`REACH`] bytes, or a little less where they would cut a character.
fn head(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
