//! A first grammar from a sample, by looking at its labels: which shapes they have, what stands in what, how they
//! count, where headings stand.
//!
//! One pass with a stack of open shapes: a label of an open shape closes what stands above it, any other opens in the
//! innermost. Each label takes the reading that goes on best from what is open, so that `(i)` behind `(h)` is a
//! letter. Cost: linear in the blocks, times the shapes and the depth of the stack.

mod shape;
mod write;

use std::collections::BTreeMap;

use super::number::{Follows, Number};
use crate::read::{Block, Role};
use shape::{Shapes, Sight};

pub(crate) use write::{Facts, example, write};

/// Labels of a shape without a word that a level needs: fewer are chance.
const LEAST: usize = 2;
/// Longest heading, in words.
const HEADING: usize = 14;
/// Cost above which a look-alike is taken for text.
const TEXT: f32 = 3.0;

/// What was seen of one level.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Its patterns.
    pub(crate) labels: Vec<String>,
    /// The word in them.
    pub(crate) word: Option<String>,
    /// How many labels.
    pub(crate) count: usize,
    /// First and last label as printed.
    pub(crate) first: String,
    pub(crate) last: String,
    /// How often it opens in each other level; `None` is the draft.
    parents: BTreeMap<Option<usize>, usize>,
    /// How often its numbers begin anew, and go on, where it opens.
    anew: usize,
    on: usize,
    /// Labels alone in their block, with a short title behind them, with a title in brackets.
    alone: usize,
    titled: usize,
    bracketed: usize,
    last_number: Number,
}

/// The levels of a sample, from the outermost in.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    pub(crate) levels: Vec<Seen>,
}

/// Looks at the blocks of a sample; `skip` says which stay out (a table of contents).
pub(crate) fn sketch(blocks: &[Block], skip: &[bool]) -> Sketch {
    let shapes = Shapes::new();
    let usable = |i: usize, b: &Block| {
        !skip.get(i).copied().unwrap_or(false)
            && !matches!(
                b.claims.role,
                Role::Footnote | Role::Code | Role::Quote | Role::Furniture | Role::Contents
            )
    };
    let sights: Vec<(usize, Vec<Sight>)> = blocks
        .iter()
        .enumerate()
        .filter(|(i, b)| usable(*i, b))
        .map(|(i, b)| (i, shapes.sights(&b.text)))
        .filter(|(_, s)| !s.is_empty())
        .collect();
    let first = pass(blocks, &sights, &|_| true);
    // What is rare is chance: the second pass looks without it.
    let kept = |sight: &Sight| {
        let shape = family(sight, &first);
        first.iter().any(|l| {
            l.0 == shape
                && (l.1.count >= LEAST || (l.1.word.is_some() && known(&shapes, l.1.word.as_deref())))
        })
    };
    let mut levels = pass(blocks, &sights, &kept);
    levels.retain(|(_, l)| l.count > 0);
    Sketch {
        levels: ordered(&levels.into_iter().map(|(_, l)| l).collect::<Vec<_>>()),
    }
}

fn known(shapes: &Shapes, word: Option<&str>) -> bool {
    word.is_some_and(|w| shapes.kind(w).is_some())
}

/// Shapes that are one level: all dotted numbers, and the single ones above them.
fn family(sight: &Sight, levels: &[(String, Seen)]) -> String {
    let dotted = |w: &str| w.contains("dotted");
    let has_dotted = levels.iter().any(|(f, l)| f == "dotted" && l.count >= LEAST);
    match &sight.word {
        None if dotted(&sight.written) => "dotted".to_owned(),
        None if has_dotted && matches!(sight.written.as_str(), "{arabic}." | "{arabic}") => {
            "dotted".to_owned()
        }
        None => sight.written.clone(),
        Some(word) => format!(
            "{word} {}",
            if dotted(&sight.written) {
                "dotted"
            } else {
                &sight.written
            }
        ),
    }
}

fn pass(
    blocks: &[Block],
    sights: &[(usize, Vec<Sight>)],
    kept: &dyn Fn(&Sight) -> bool,
) -> Vec<(String, Seen)> {
    // Whether a sample has dotted numbers must be known before its single ones are placed.
    let mut levels: Vec<(String, Seen)> = Vec::new();
    let dotted = sights
        .iter()
        .filter(|(_, s)| {
            s.iter()
                .any(|s| s.word.is_none() && s.written.contains("dotted") && kept(s))
        })
        .count();
    if dotted >= LEAST {
        levels.push((
            "dotted".to_owned(),
            Seen {
                count: LEAST,
                ..Seen::default()
            },
        ));
    }
    let mut open: Vec<(usize, Number)> = Vec::new();
    for (block, sights) in sights {
        let mut best: Option<(f32, usize, &Sight)> = None;
        for sight in sights.iter().filter(|s| kept(s)) {
            let family = family(sight, &levels);
            let level = levels.iter().position(|(f, _)| *f == family).unwrap_or_else(|| {
                levels.push((family, Seen::default()));
                levels.len() - 1
            });
            let cost = cost(level, sight, &open);
            if best.is_none_or(|(b, _, _)| cost < b) {
                best = Some((cost, level, sight));
            }
        }
        let Some((cost, level, sight)) = best else {
            continue;
        };
        if cost > TEXT && sight.word.is_none() {
            continue;
        }
        let at = open.iter().position(|(l, _)| *l == level);
        if at.is_none() {
            // A bullet, or a list, opens in the innermost; a level that has a parent opens in that one.
            let usual = levels[level].1.usual_parent();
            if let Some(usual) = usual {
                let keep = usual.and_then(|u| open.iter().position(|(l, _)| *l == u));
                match (usual, keep) {
                    (_, Some(depth)) if sight.word.is_some() => open.truncate(depth + 1),
                    (None, _) if sight.word.is_some() => open.clear(),
                    _ => {}
                }
            }
        }
        let parent = match at {
            Some(depth) => {
                open.truncate(depth);
                None
            }
            None => Some(open.last().map(|(l, _)| *l)),
        };
        open.push((level, sight.number));
        levels[level]
            .1
            .see(sight, &blocks[*block].text, blocks.get(block + 1), parent);
    }
    if dotted >= LEAST
        && let Some((_, l)) = levels.first_mut()
    {
        l.count -= LEAST;
    }
    levels
}

/// How badly a label goes on from what is open.
fn cost(level: usize, sight: &Sight, open: &[(usize, Number)]) -> f32 {
    let Some(depth) = open.iter().position(|(l, _)| *l == level) else {
        return match sight.number.is_empty() || sight.number.is_first() {
            true => 0.6,
            false if sight.word.is_some() => 1.0,
            false => 3.5,
        };
    };
    let further = (open.len() - 1 - depth) as f32 * 0.05;
    further
        + match sight.number.follows(&open[depth].1) {
            _ if sight.number.is_empty() => 0.0,
            Follows::Next => 0.0,
            Follows::Skips(_) => 1.5,
            Follows::Same => 2.5,
            Follows::Back if sight.number.is_first() => 2.0,
            Follows::Back => 3.5,
        }
}

/// Parents before children; of equals, the one seen first.
fn ordered(levels: &[Seen]) -> Vec<Seen> {
    let mut order: Vec<usize> = Vec::with_capacity(levels.len());
    while order.len() < levels.len() {
        let ready = |i: &usize| {
            let parent = levels[*i].usual_parent().flatten();
            !order.contains(i) && parent.is_none_or(|p| order.contains(&p) || p == *i)
        };
        // A ring of parents cannot come out of one pass over a stack but by chance: then the first seen goes first.
        let next = (0..levels.len())
            .find(ready)
            .or_else(|| (0..levels.len()).find(|i| !order.contains(i)));
        match next {
            Some(i) => order.push(i),
            None => break,
        }
    }
    let place = |old: usize| order.iter().position(|o| *o == old);
    order
        .iter()
        .map(|&i| {
            let mut level = levels[i].clone();
            level.parents = level
                .parents
                .into_iter()
                .map(|(p, n)| (p.and_then(place), n))
                .collect();
            level
        })
        .collect()
}

impl Seen {
    fn see(&mut self, sight: &Sight, text: &str, next: Option<&Block>, parent: Option<Option<usize>>) {
        if let Some(parent) = parent {
            *self.parents.entry(parent).or_insert(0) += 1;
            if !sight.number.is_empty() && self.count > 0 {
                let goes_on = matches!(
                    sight.number.follows(&self.last_number),
                    Follows::Next | Follows::Skips(_)
                );
                if goes_on && !sight.number.is_first() {
                    self.on += 1;
                } else {
                    self.anew += 1;
                }
            }
        }
        let label = text[..sight.end].trim().to_owned();
        if self.count == 0 {
            self.first.clone_from(&label);
            self.word.clone_from(&sight.word);
        }
        if !self.labels.contains(&sight.written) {
            self.labels.push(sight.written.clone());
        }
        self.last = label;
        self.count += 1;
        self.last_number = sight.number;
        let body = text[sight.end..].trim();
        let short = |t: &str| {
            t.split(' ').count() <= HEADING
                && !t.ends_with(['.', ';', ':', ',', '。', '；', '：'])
                && !t.starts_with(char::is_lowercase)
        };
        if body.is_empty() {
            self.alone += usize::from(next.is_some_and(|n| short(&n.text)));
        } else if body.starts_with(['(', '（']) && body.contains([')', '）']) {
            self.bracketed += 1;
        } else if short(body) {
            self.titled += 1;
        }
    }

    /// Where it opens most often; `None` where it never opened.
    pub(crate) fn usual_parent(&self) -> Option<Option<usize>> {
        let most = self
            .parents
            .iter()
            .max_by_key(|(p, n)| (**n, std::cmp::Reverse(**p)));
        most.map(|(p, _)| *p)
    }

    /// Where it stands: all that is no chance. `None` is the draft.
    pub(crate) fn stands_in(&self) -> Vec<Option<usize>> {
        let all: usize = self.parents.values().sum();
        let often = |n: usize| n * 10 >= all;
        self.parents
            .iter()
            .filter(|(_, n)| often(**n))
            .map(|(p, _)| *p)
            .collect()
    }

    /// Its numbers go on from one parent to the next.
    pub(crate) fn counts_on(&self) -> bool {
        self.on > self.anew || (self.parents.len() == 1 && self.parents.contains_key(&None) && self.anew == 0)
    }

    /// Where its heading stands, as a grammar says it.
    pub(crate) fn heading(&self) -> Option<&'static str> {
        let half = self.count.div_ceil(2);
        if self.bracketed >= half {
            Some("brackets")
        } else if self.alone >= half {
            Some("next")
        } else if self.titled + self.alone >= half && self.labels.iter().all(|l| !l.starts_with('(')) {
            Some(if self.word.is_some() { "next" } else { "inline" })
        } else {
            None
        }
    }
}

/// The blocks that stay out: tables of contents, running headers.
pub(crate) fn skipped(blocks: &[Block]) -> Vec<bool> {
    super::contents::mark(blocks, None)
}

/// The pattern that would claim the label at the beginning of a text, for advice.
pub fn pattern_for(text: &str) -> Option<String> {
    shape::pattern_for(text)
}
