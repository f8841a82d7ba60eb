//! Blocks cut into items: a possible label with its text, or text alone. What the decoder decides about.
//!
//! Cost: linear in the text; each block start is tried against the patterns that its first character allows.

mod looks;

use super::dispatch::{Dispatch, Labels, Possible};
use super::file::{Grammar, HeadingPlace, Level};
use super::number::Number;
use crate::read::{Block, Role};
pub(crate) use looks::{
    Ending, Glue, Looks, bracketed, dash_heading, ending, heads_text, inline_heading, is_finite,
    sentence_heading,
};
use looks::{HEADING_WORDS, is_han, looks};

/// One way to read the label of an item.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// Index into the grammar's levels.
    pub(crate) level: u16,
    /// Its number.
    pub(crate) number: Number,
    /// Byte in the block where the label ends.
    pub(crate) label_end: u32,
    /// The format claims another kind, and another reading of the item has it.
    pub(crate) other_kind: bool,
    /// It is digits only, or one capital letter: `10`, `B`.
    pub(crate) bare: bool,
    /// It has a word of three letters or more, or a code: `Article 6`, `Sec. 2.`, `Principle 1:`, `AC-2(1)`.
    pub(crate) worded: bool,
    /// It has a word and something that sets it off, or is Chinese: `Article 1:`, `第一条`. It seldom begins a sentence.
    pub(crate) set_off: bool,
}

/// A piece of a block that the decoder places.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Index of the block.
    pub(crate) block: u32,
    /// First byte in the block.
    pub(crate) start: u32,
    /// Byte in the block where the item ends.
    pub(crate) end: u32,
    /// Possible labels at its start.
    pub(crate) readings: Vec<Reading>,
    /// Facts about it that costs are made of.
    pub(crate) looks: Looks,
}

/// Cuts blocks into items. `skip` says which blocks stay out of the tree, `quoted` which stand in a quotation.
pub(super) fn cut(
    blocks: &[Block],
    dispatch: &Dispatch<'_>,
    labels: &Labels<'_>,
    skip: &[bool],
    quoted: &[bool],
) -> Vec<Item> {
    let cutter = Cutter::new(dispatch, labels);
    let mut items = Vec::with_capacity(blocks.len());
    let mut before = "";
    for (i, block) in blocks.iter().enumerate() {
        if skip[i] || block.text.is_empty() {
            continue;
        }
        let announced = if quoted[i] {
            None
        } else {
            cutter.announced(before, block)
        };
        cutter.block(i as u32, block, quoted[i], announced, &mut items);
        before = &block.text;
    }
    items
}

struct Cutter<'g> {
    grammar: &'g Grammar,
    dispatch: &'g Dispatch<'g>,
    /// What the blocks may begin with.
    labels: &'g Labels<'g>,
    any_inline: bool,
    /// Longest announcement of a level without labels, in bytes.
    longest_announcement: usize,
}

impl<'g> Cutter<'g> {
    fn new(dispatch: &'g Dispatch<'g>, labels: &'g Labels<'g>) -> Self {
        let grammar = dispatch.grammar;
        Cutter {
            grammar,
            dispatch,
            labels,
            any_inline: grammar.levels.iter().any(|l| l.inline),
            longest_announcement: grammar
                .levels
                .iter()
                .flat_map(|l| &l.after)
                .map(String::len)
                .max()
                .unwrap_or(0),
        }
    }

    /// The level without a label that a block opens: the text before it announces one (`is enacted as follows:`), or
    /// the format says that another draft begins here.
    fn announced(&self, before: &str, block: &Block) -> Option<u16> {
        if self.longest_announcement == 0 {
            return None;
        }
        let before = before.trim_end_matches([':', '.', ';', ',', '—', ' ']);
        // Folding may change lengths a little; nothing longer than the end is looked at.
        let mut start = before.len().saturating_sub(self.longest_announcement + 8);
        while !before.is_char_boundary(start) {
            start += 1;
        }
        let tail = before[start..].to_lowercase();
        let opens = |l: &Level| {
            let claimed = block.claims.label.is_none() && block.claims.kind.as_ref() == Some(&l.kind);
            !l.after.is_empty() && (claimed || l.after.iter().any(|a| tail.ends_with(a.as_str())))
        };
        self.grammar.levels.iter().position(opens).map(|l| l as u16)
    }

    fn readings(&self, text: &str, offset: u32, inline: bool) -> Vec<Reading> {
        self.readings_of(self.dispatch.labels(text, inline), text, offset)
    }

    /// The readings of a text by the labels that it may begin with.
    fn readings_of<'t>(
        &self,
        labels: impl Iterator<Item = Possible<'t>>,
        text: &str,
        offset: u32,
    ) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        for Possible {
            level: l,
            pattern,
            label,
        } in labels
        {
            let pattern = &self.grammar.levels[usize::from(l)].labels[usize::from(pattern)];
            if !begins_a_row(label.printed, text) {
                let letters = |t: &str| t.chars().filter(|c| c.is_alphabetic()).count();
                let reading = Reading {
                    level: l,
                    number: label.number,
                    label_end: offset + label.printed.len() as u32,
                    other_kind: false,
                    bare: is_bare(label.printed),
                    worded: pattern.has_code() || letters(label.printed) >= letters(label.number_text) + 3,
                    set_off: is_set_off(label.printed),
                };
                let known = readings.iter_mut().find(|r| r.level == l);
                match known {
                    // Of two patterns of one level, the longer label wins: `Article 6 bis` over `Article 6`.
                    Some(r) if r.label_end < reading.label_end => *r = reading,
                    Some(_) => {}
                    None => readings.push(reading),
                }
            }
        }
        readings
    }

    /// Marks the readings of another kind than the one that the format claims, where one has that kind. Where none has,
    /// the format and the style only have different words for it.
    fn weigh_kinds(&self, readings: &mut [Reading], kind: Option<&str>) {
        let Some(kind) = kind else { return };
        let of_kind = |r: &Reading| self.grammar.levels[usize::from(r.level)].kind == kind;
        if readings.iter().any(of_kind) {
            for reading in readings {
                reading.other_kind = !of_kind(reading);
            }
        }
    }

    /// Cuts one block; `announced` is the level without a label that begins with it.
    fn block(&self, index: u32, block: &Block, quoted: bool, announced: Option<u16>, items: &mut Vec<Item>) {
        let text = block.text.as_str();
        let no_labels = quoted || matches!(block.claims.role, Role::Code | Role::Footnote | Role::Quote);
        let mut start = 0usize;
        let mut chained = false;
        let mut inline = None;
        loop {
            let mut readings = if no_labels {
                Vec::new()
            } else if start == 0 {
                let labels = self.labels.at(index as usize);
                self.readings_of(labels.iter().copied(), text, 0)
            } else {
                self.readings(&text[start..], start as u32, inline.is_some())
            };
            if start == 0 && block.claims.role == Role::Text {
                // In lines without markup, a number before a bar is the first cell of a row; a code is a label.
                let coded = |r: &Reading| r.worded && !text[..r.label_end as usize].contains(' ');
                readings.retain(|r| coded(r) || !text[r.label_end as usize..].starts_with(" | "));
            }
            if start == 0 {
                self.weigh_kinds(&mut readings, block.claims.kind.as_deref());
                match announced.map(unlabelled) {
                    Some(opens) if readings.is_empty() => readings.push(opens),
                    // What begins with its first number has no title: it opens in front of that.
                    Some(opens) if readings.iter().any(|r| r.number.is_first()) => {
                        items.push(Item {
                            block: index,
                            start: 0,
                            end: 0,
                            looks: looks("", block, &[], 0, quoted).announced(),
                            readings: vec![opens],
                        });
                    }
                    _ => {}
                }
            }
            let after = readings.iter().map(|r| r.label_end as usize).max();
            // A second label right behind the first: `(c) (1) “Risk” means`.
            let next_label = after.and_then(|a| {
                let rest = text[a..].trim_start();
                let at = text.len() - rest.len();
                let bracketed = rest.starts_with('(') || text[start..].starts_with('§');
                let stopped = text[..a].ends_with('.') && begins_a_list(rest);
                let first = |r: &Reading| r.number.is_first();
                let chained = || {
                    let readings = self.readings(rest, at as u32, false);
                    !readings.is_empty() && (bracketed || readings.iter().any(first))
                };
                ((bracketed || stopped) && chained()).then_some(at)
            });
            let next_label = next_label.or_else(|| self.behind_heading(text, start, &readings));
            let (end, next) = match next_label {
                Some(at) => (at, Some((at, true, None))),
                None if self.any_inline && !no_labels => {
                    let from = after.unwrap_or(start).max(start + 1);
                    let inline = self
                        .behind_title(text, from, &readings)
                        .or_else(|| self.next_inline(text, from));
                    match inline {
                        Some((at, glue)) => (at, Some((at, false, Some(glue)))),
                        None => (text.len(), None),
                    }
                }
                None => (text.len(), None),
            };
            let first = start == 0;
            let looks =
                looks(&text[start..end], block, &readings, start, quoted).with(first, chained, inline);
            let opens = first && readings.iter().any(|r| r.label_end == 0);
            items.push(Item {
                block: index,
                start: start as u32,
                end: end as u32,
                looks: if opens { looks.announced() } else { looks },
                readings,
            });
            match next {
                Some((at, is_chained, glue)) => {
                    start = at;
                    chained = is_chained;
                    inline = glue;
                }
                None => break,
            }
        }
    }

    /// Where a first label stands behind a heading that its sentence or its brackets set off: `§ 1422. Violations. 1.
    /// The attorney general`, `제7조(기록) ① 선장은`.
    fn behind_heading(&self, text: &str, start: usize, readings: &[Reading]) -> Option<usize> {
        let place = |r: &Reading| self.grammar.levels[usize::from(r.level)].heading;
        let set_off = |r: &&Reading| matches!(place(r), HeadingPlace::Sentence | HeadingPlace::Brackets);
        let reading = readings.iter().find(set_off)?;
        let body = reading.label_end as usize;
        let stop = match place(reading) {
            HeadingPlace::Brackets => bracketed(text[body..].trim_start())
                .map(|end| text.len() - text[body..].trim_start().len() + end),
            _ => self
                .behind_remarks(text, body)
                .or_else(|| text[body..].find(". ").map(|at| body + at + 1)),
        }?;
        let at = text.len() - text[stop..].trim_start().len();
        let short = text[body..stop].split(' ').count() <= HEADING_WORDS;
        let first = |r: &Reading| !r.number.is_empty() && r.number.is_first();
        (start < stop && short && self.readings(&text[at..], at as u32, false).iter().any(first))
            .then_some(at)
    }

    /// Where the remarks in brackets end that stand between a label and its text: `Sec. 2. (NEW) (Effective May 1) (a)`.
    fn behind_remarks(&self, text: &str, body: usize) -> Option<usize> {
        let mut end = body;
        loop {
            let rest = text[end..].trim_start();
            let at = text.len() - rest.len();
            match bracketed(rest) {
                Some(close) if self.readings(rest, at as u32, false).is_empty() => end = at + close,
                _ => return (end > body).then_some(end),
            }
        }
    }

    /// Where a label stands behind a chapter's title, the line break between them lost: `Chapter V – Remedies Article
    /// 14 – Redress`. Its dash or colon tells it from a reference.
    fn behind_title(&self, text: &str, from: usize, readings: &[Reading]) -> Option<(usize, Glue)> {
        if !readings
            .iter()
            .any(|r| self.grammar.levels[usize::from(r.level)].groups)
        {
            return None;
        }
        text.match_indices(' ').map(|(at, _)| at + 1).find_map(|at| {
            let capital = at > from && text[at..].starts_with(|c: char| c.is_ascii_uppercase());
            let set_off = |r: &Reading| {
                text[..r.label_end as usize].ends_with(['–', '—', ':', '：']) && !r.number.is_empty()
            };
            (capital && self.readings(&text[at..], at as u32, true).iter().any(set_off))
                .then_some((at, Glue::Glued))
        })
    }

    /// The next place at or after `from` where a label may stand in the middle of a line: behind `.`, `;` or `:`.
    fn next_inline(&self, text: &str, from: usize) -> Option<(usize, Glue)> {
        let bytes = text.as_bytes();
        let mut i = from.max(1);
        while i < bytes.len() {
            // `law.SEC. 4. …`: a label that is a word only where the space was lost.
            let word = bytes[i - 1] == b'.' && (bytes[i].is_ascii_uppercase() || text[i..].starts_with('§'));
            let circled = bytes[i] >= 0x80 && text.get(i..).is_some_and(|t| t.starts_with(is_circled));
            if bytes[i] == b'(' || bytes[i].is_ascii_digit() || word || circled {
                let before = text[..i].trim_end_matches(' ');
                let glue = if before.len() == i {
                    Glue::Glued
                } else {
                    Glue::Spaced
                };
                let tail = before
                    .strip_suffix(" and")
                    .or_else(|| before.strip_suffix(" or"))
                    .unwrap_or(before);
                // A bare number behind a full stop is only a label where the space was lost; `No. 12` is none.
                let digit_ok = bytes[i] == b'('
                    || word
                    || circled
                    || (glue == Glue::Glued
                        && tail.ends_with('.')
                        && (!ends_in_digit(tail) || ends_in_long_number(tail)));
                if digit_ok
                    && tail.ends_with(['.', ';', ':', '—'])
                    && !self.readings(&text[i..], i as u32, true).is_empty()
                {
                    return Some((i, glue));
                }
            }
            i += 1;
        }
        None
    }
}

fn is_bare(label: &str) -> bool {
    label.bytes().all(|b| b.is_ascii_digit()) || matches!(label.as_bytes(), [b] if b.is_ascii_uppercase())
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿')
}

/// The reading of a level that begins without a label.
fn unlabelled(level: u16) -> Reading {
    Reading {
        level,
        number: Number::default(),
        label_end: 0,
        other_kind: false,
        bare: false,
        worded: false,
        set_off: false,
    }
}

fn is_set_off(label: &str) -> bool {
    let word = label.starts_with(char::is_alphabetic);
    word && (label.ends_with([':', '.', '：', '–', '—']) || label.chars().any(is_han))
}

/// Whether a number is the first cell of a row: `205 | 38 m`, `206 & 207 | 42 m`, `Article 1 | Article 3`. Not `1. |` or
/// `[1] |`: many lists are set as tables.
fn begins_a_row(label: &str, text: &str) -> bool {
    let rest = text.get(label.len()..).unwrap_or("");
    let digits = label.bytes().all(|b| b.is_ascii_digit());
    let worded = label.starts_with(char::is_alphabetic) && label.contains(' ');
    (digits || worded) && (rest.starts_with(" | ") || (rest.starts_with(" & ") && rest.contains(" | ")))
}

/// Whether a text is the first of a list with full stops, right behind the number of what it stands in: `2. a. A keeper`.
/// Not `A.`: that may be somebody's name.
fn begins_a_list(text: &str) -> bool {
    text.starts_with("a. ") || text.starts_with("1. ")
}

fn ends_in_digit(tail: &str) -> bool {
    tail.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit())
}

/// `through the end of 2023.`, `18 U.S.C. 242.`: more digits than a part of a label has, which may be a number of their
/// own.
fn ends_in_long_number(tail: &str) -> bool {
    let digits = tail.trim_end_matches('.');
    let before = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    digits.len() - before.len() >= 3 && before.ends_with(' ')
}

#[cfg(test)]
mod tests {
    use super::begins_a_row;

    #[test]
    fn a_number_in_a_row_is_no_label() {
        assert!(begins_a_row("205", "205 | 38 m"));
        assert!(begins_a_row("206", "206 & 207 | 42 m"));
        assert!(begins_a_row("Article 1", "Article 1 | Article 3"));
        assert!(!begins_a_row("205", "205 Lamps"));
        assert!(!begins_a_row("1.", "1. | Lamps"));
        assert!(!begins_a_row("[1]", "[1] | Lamp Society"));
    }
}
