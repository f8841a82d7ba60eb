//! In words: which part is covered and which is not.
//!
//! Cost: linear in the texts.

use super::coverage::Coverage;
use super::text::{Content, Word};
use super::{Judge, Side};
use crate::crosswalk::{Relation, normalised};
use crate::draft::Unit;

/// How many stretches that are not covered are quoted for each side.
const QUOTED: usize = 2;

/// Longest quotation, in words.
const LONGEST: usize = 10;

/// How much of a unit is covered, from which share on.
const AMOUNTS: [(f64, &str); 5] = [
    (0.9, "nearly all"),
    (0.6, "most"),
    (0.4, "about half"),
    (0.15, "some"),
    (0.0, "few"),
];

impl Judge<'_> {
    /// `all of left’s words are in right; about half of right’s words are in left, not “…”, “…”`. It is words that were
    /// counted, so it is words that are spoken of: whether they mean the same is for the reader.
    pub(super) fn say(
        &self,
        coverages: &[Coverage; 2],
        relation: Relation,
        units: [(&Content, &Unit); 2],
    ) -> String {
        let [left, right] = coverages;
        let clause = |of: &str, by: &str, coverage: &Coverage, quote: String| {
            let (share, missing) = (coverage.share, coverage.missing);
            let amount = match AMOUNTS.iter().find(|a| share >= a.0) {
                _ if missing == 0 => "all",
                Some(amount) => amount.1,
                None => "few",
            };
            let quote = if quote.is_empty() {
                quote
            } else {
                format!(", not {quote}")
            };
            format!("{amount} of {of}\u{2019}s words are in {by}{quote}")
        };
        let quotes = [(&self.left, left, units[0]), (&self.right, right, units[1])]
            .map(|(side, coverage, (content, unit))| quoted(side, unit, content, coverage).join(", "));
        let [of_left, of_right] = quotes;
        let (of_left, of_right) = (
            clause("left", "right", left, of_left),
            clause("right", "left", right, of_right),
        );
        // What is covered comes first.
        match relation {
            Relation::SupersetOf => format!("{of_right}; {of_left}"),
            _ => format!("{of_left}; {of_right}"),
        }
    }
}

/// The stretches that are not covered, the heaviest first, with what they are; amounts before all.
pub(super) fn quoted(side: &Side<'_>, unit: &Unit, content: &Content, coverage: &Coverage) -> Vec<String> {
    let mut said: Vec<String> = coverage
        .amounts
        .iter()
        .take(1)
        .map(|a| format!("“{}”", normalised(a)))
        .collect();
    let facets = side.facets.of(unit);
    for (from, to) in stretches(content, coverage) {
        if said.len() == QUOTED {
            break;
        }
        let words = content.words.get(from..to).unwrap_or_default();
        let Some(start) = words.first().map(|w| w.span.from) else {
            continue;
        };
        let facet = facets.iter().find(|f| f.from <= start && start < f.to);
        // What goes on behind a condition is none.
        let within = |w: &&Word| facet.is_none_or(|f| w.span.to <= f.to);
        let end = words
            .iter()
            .take_while(within)
            .map(|w| w.span.to)
            .last()
            .unwrap_or(start);
        let text = normalised(unit.text.get(start..end).unwrap_or(""));
        if text.is_empty() || said.iter().any(|s| s.contains(&text)) {
            continue;
        }
        let name = facet.map_or(String::new(), |f| format!("{} ", f.name));
        let words: Vec<&str> = text.split_whitespace().collect();
        let quote = match words.get(..LONGEST) {
            Some(start) if words.len() > LONGEST => format!("{} …", start.join(" ")),
            _ => text,
        };
        said.push(format!("{name}“{quote}”"));
    }
    said
}

/// From which word to which a text is not covered: from one such word to the last before one that is, or the end of the
/// part. Most words without cover first; what says nothing by itself is left out.
fn stretches(content: &Content, coverage: &Coverage) -> Vec<(usize, usize)> {
    // From, to, content words, telling ones.
    let mut found: Vec<(usize, usize, usize, usize)> = Vec::new();
    let mut open = false;
    let mut part = 0;
    for (at, (word, covered)) in content.words.iter().zip(&coverage.words).enumerate() {
        let lone = word.content && *covered == 0.0;
        open &= (lone || !word.content) && word.part == part;
        part = word.part;
        if !lone {
            continue;
        }
        match found.last_mut().filter(|_| open) {
            Some(last) => *last = (last.0, at + 1, last.2 + 1, last.3 + usize::from(word.telling)),
            None => found.push((at, at + 1, 1, usize::from(word.telling))),
        }
        open = true;
    }
    found.retain(|s| s.3 > 0);
    // Stable: equal ones stay in the order of the text.
    found.sort_by_key(|s| std::cmp::Reverse(s.2));
    found.into_iter().map(|(from, to, _, _)| (from, to)).collect()
}
