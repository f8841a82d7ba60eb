//! Phrases that stand, as written, in two texts.
//!
//! Cost: for every word of the left text, the places where the right one has it, the first few of each on either side;
//! so linear in the left text. The texts are compared by word ids, and as written only for what is named.

use rustc_hash::FxHashMap;

use super::spans::{Span, spans};
use super::tokens::Token;
use crate::crosswalk::normalised;

/// How many words a phrase may have, stop words included.
const LONGEST: usize = 6;

/// From how many places of one text a word's runs are sought. Among units of real drafts hardly a content word stands in
/// more; without a bound, two texts that say one word thousands of times have a run for every pair of places.
const PLACES: usize = 24;

/// A text with its words.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    text: &'a str,
    tokens: &'a [Token],
    spans: Vec<Span>,
}

impl<'a> Text<'a> {
    /// A text and the tokens made of it.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let spans = if tokens.is_empty() {
            Vec::new()
        } else {
            spans(text)
        };
        Text { text, tokens, spans }
    }

    /// Whether nothing but space, a hyphen or an apostrophe stands between a word and the next.
    fn joined(&self, at: usize) -> bool {
        let (Some(a), Some(b)) = (self.spans.get(at), self.spans.get(at + 1)) else {
            return false;
        };
        // Pairs of Han characters overlap.
        let gap = self.text.get(a.to..b.from).unwrap_or("");
        let mut marks = gap.chars().filter(|c| !c.is_whitespace());
        marks.next().is_none_or(|c| matches!(c, '-' | '‑' | '\'' | '’')) && marks.next().is_none()
    }

    /// Where words begin and end, in bytes.
    pub(crate) fn bytes(&self, from: usize, words: usize) -> Option<(usize, usize)> {
        let last = self.spans.get((from + words).saturating_sub(1))?;
        Some((self.spans.get(from)?.from, last.to))
    }

    /// Words as they are written, with single spaces.
    pub(crate) fn written(&self, from: usize, words: usize) -> String {
        let bytes = self.bytes(from, words);
        let written = bytes.and_then(|(from, to)| self.text.get(from..to));
        normalised(written.unwrap_or(""))
    }

    /// The first telling word with this stem, in lower case.
    pub(crate) fn word(&self, stem: u32) -> Option<String> {
        let at = self.tokens.iter().position(|t| t.stem == stem && t.telling)?;
        Some(self.written(at, 1).to_lowercase())
    }

    /// The content word whose stem weighs most, if any weighs something, in lower case.
    pub(crate) fn word_by(&self, weight: &dyn Fn(u32) -> f64) -> Option<String> {
        let content = self.tokens.iter().enumerate().filter(|(_, t)| t.content);
        let weighed = content.map(|(at, t)| (weight(t.stem), at)).filter(|w| w.0 > 0.0);
        let (_, at) = weighed.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
        Some(self.written(at, 1).to_lowercase())
    }
}

/// A run of words that both texts have.
struct Run {
    weight: f64,
    left: usize,
    right: usize,
    words: usize,
    /// Content words among them.
    content: usize,
}

/// The phrases that both texts have as the left one writes them, those that weigh most first. `weight` is what the
/// stems of a word, or of two neighbouring ones, count. A longer phrase absorbs its parts.
pub(crate) fn phrases(
    left: &Text<'_>,
    right: &Text<'_>,
    weight: &dyn Fn(u32, Option<u32>) -> f64,
    most: usize,
) -> Vec<String> {
    let mut covered: Vec<u32> = Vec::new();
    let mut named = Vec::new();
    for run in runs(left, right, weight) {
        if named.len() == most {
            break;
        }
        let stems = || {
            let tokens = left.tokens.iter().skip(run.left).take(run.words);
            tokens.filter(|t| t.content).map(|t| t.stem)
        };
        if stems().any(|s| covered.contains(&s)) {
            continue;
        }
        let written = left.written(run.left, run.words);
        if written.to_lowercase() != right.written(run.right, run.words).to_lowercase() {
            continue;
        }
        covered.extend(stems());
        named.push(format!("“{written}”"));
    }
    named
}

/// The runs that both texts have, from content word to content word, heaviest first.
fn runs(left: &Text<'_>, right: &Text<'_>, weight: &dyn Fn(u32, Option<u32>) -> f64) -> Vec<Run> {
    let mut places: Vec<(u32, usize)> = right
        .tokens
        .iter()
        .enumerate()
        .map(|(p, t)| (t.word, p))
        .collect();
    places.sort_unstable();
    let mut runs = Vec::new();
    let mut begun: FxHashMap<u32, usize> = FxHashMap::default();
    for (i, first) in left.tokens.iter().enumerate().filter(|(_, t)| t.content) {
        let place = begun.entry(first.word).or_default();
        *place += 1;
        if *place > PLACES {
            continue;
        }
        let from = places.partition_point(|p| p.0 < first.word);
        let same = places
            .iter()
            .skip(from)
            .take(PLACES)
            .take_while(|p| p.0 == first.word);
        for &(_, p) in same {
            let mut run = Run {
                weight: 0.0,
                left: i,
                right: p,
                words: 0,
                content: 0,
            };
            let (mut telling, mut last) = (false, None);
            let both = left.tokens.iter().skip(i).zip(right.tokens.iter().skip(p));
            for (l, r) in both.take(LONGEST) {
                let at = run.words;
                let goes_on = at == 0 || (left.joined(i + at - 1) && right.joined(p + at - 1));
                if l.word != r.word || !goes_on {
                    break;
                }
                run.words += 1;
                if !l.content {
                    continue;
                }
                run.content += 1;
                telling |= l.telling;
                run.weight += weight(l.stem, None) + last.map_or(0.0, |last| weight(last, Some(l.stem)));
                last = Some(l.stem);
                if telling && run.weight > 0.0 {
                    runs.push(Run { ..run });
                }
            }
        }
    }
    // Text order breaks ties.
    runs.sort_by(|a, b| {
        let place = (a.left, a.right).cmp(&(b.left, b.right));
        b.weight
            .total_cmp(&a.weight)
            .then(b.content.cmp(&a.content))
            .then(place)
    });
    runs
}
