//! The count of every list while the document is read from its beginning.
//!
//! Lists of one definition count on from each other, but where a list says which number it begins with. A level begins
//! anew after any level above it, unless it says otherwise. A level that was left out counts as begun: a document
//! that opens with its second level prints `1.1`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::format::NumberFormat;
use super::numbering::{LEVELS, List, Numbering};
use crate::read::normalise::normalise;

/// The numbers that the next paragraphs get.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: FxHashMap<usize, [Option<u32>; LEVELS]>,
    /// Levels of lists that have begun with a number of their own.
    begun: FxHashSet<(String, usize)>,
}

impl Counters {
    /// Counts a paragraph of this list and level, and gives its label; `None` where it prints none.
    pub(super) fn next(&mut self, numbering: &Numbering, id: &str, level: usize) -> Option<String> {
        let list = numbering.list(id)?;
        let own = numbering.level(list, level)?;
        let mut start = |at: usize| {
            let said = numbering.start_override(list, at);
            let first = said.is_some() && self.begun.insert((id.to_owned(), at));
            let usual = numbering.level(list, at).map_or(1, |l| l.start);
            (said.unwrap_or(usual), first)
        };
        let counts = self.counts.entry(list.definition).or_default();
        for (at, count) in counts.iter_mut().enumerate().take(level) {
            if count.is_none() {
                *count = Some(start(at).0);
            }
        }
        let (first, anew) = start(level);
        if let Some(count) = counts.get_mut(level) {
            *count = Some(match *count {
                Some(before) if !anew => before.saturating_add(1),
                _ => first,
            });
        }
        for (at, count) in counts.iter_mut().enumerate().skip(level + 1) {
            let restarts = match numbering.level(list, at).and_then(|l| l.restart) {
                None => true,
                Some(after) => level < after as usize,
            };
            if restarts {
                *count = None;
            }
        }
        if own.hidden {
            return None;
        }
        let label = normalise(&label(numbering, list, level, counts));
        (!label.is_empty()).then_some(label)
    }
}

fn label(numbering: &Numbering, list: &List, level: usize, counts: &[Option<u32>; LEVELS]) -> String {
    let Some(own) = numbering.level(list, level) else {
        return String::new();
    };
    if own.format == NumberFormat::Bullet {
        return bullet(&own.pattern);
    }
    let mut out = String::new();
    let mut pattern = own.pattern.chars().peekable();
    while let Some(c) = pattern.next() {
        let at = match (c, pattern.peek().and_then(|d| d.to_digit(10))) {
            ('%', Some(digit @ 1..)) => digit as usize - 1,
            _ => {
                out.push(c);
                continue;
            }
        };
        pattern.next();
        // A number that is not counted yet is not printed: only levels above this one are.
        let (Some(of), Some(Some(count))) = (numbering.level(list, at), counts.get(at)) else {
            continue;
        };
        if at > level {
            continue;
        }
        let format = if own.legal && of.format != NumberFormat::Nothing {
            NumberFormat::Decimal
        } else {
            of.format
        };
        out.push_str(&format.write(*count));
    }
    out
}

/// The sign of a bullet. Signs of symbol fonts, and letters that stand for them (`o`, `§`), are what people see of
/// them: a bullet.
fn bullet(pattern: &str) -> String {
    let sign = pattern.trim();
    let mut signs = sign.chars();
    let plain = match (signs.next(), signs.next()) {
        (None, _) => return String::new(),
        (Some(c), None) => "-–—‒−•*○◦▪●■◆➢➤→>".contains(c),
        _ => sign.is_ascii(),
    };
    if plain { sign } else { "•" }.to_owned()
}
