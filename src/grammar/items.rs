//! Blocks cut into items: a possible label with its text, or text alone. What the decoder decides about.
//!
//! Cost: linear in the text; each block start is tried against the patterns that its first character allows.

use super::file::{Grammar, HeadingPlace, Level};
use super::number::Number;
use crate::read::{Block, Role};

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
    /// It is digits only: `10`.
    pub(crate) bare: bool,
    /// It has a word of three letters or more, or a code: `Article 6`, `Sec. 2.`, `Principle 1:`, `AC-2(1)`.
    pub(crate) worded: bool,
    /// It has a word and something that sets it off, or is Chinese: `Article 1:`, `第一条`. It seldom begins a sentence.
    pub(crate) set_off: bool,
}

/// How a piece of text ends: what it promises of the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// `:` or a dash: a list follows.
    Opens,
    /// `;` or `,`: another item follows.
    Continues,
    /// `; and`, `; or`: one more item follows.
    LastButOne,
    /// A full stop, or the like.
    Sentence,
    /// No punctuation: a heading, a cut line.
    Open,
    /// There is no text.
    Nothing,
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

/// What an item looks like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Looks {
    /// It stands in the middle of a line; glued when no space is before it.
    pub(crate) inline: Option<Glue>,
    /// It follows another label in the same block: `(c) (1)`.
    pub(crate) chained: bool,
    /// The format says that it may continue the previous block.
    pub(crate) wrapped: bool,
    /// Blank space before it.
    pub(crate) gap: bool,
    /// Claimed depth.
    pub(crate) indent: Option<u16>,
    /// The claimed depth is the publisher's own nesting.
    pub(crate) nested: bool,
    /// Claimed role.
    pub(crate) role: Role,
    /// The markup sets its label apart.
    pub(crate) label_claimed: bool,
    /// It stands inside a quotation of several blocks.
    pub(crate) quoted: bool,
    /// Short, begins like a heading, and does not end like a sentence.
    pub(crate) heading_like: bool,
    /// Like a heading but for its full stop, and set as headings are: in capitals, or in one or two words.
    pub(crate) caption: bool,
    /// A few words that begin small and end open: a term that stands as a heading.
    pub(crate) term: bool,
    /// Begins with a lower-case letter.
    pub(crate) lower: bool,
    /// How it ends.
    pub(crate) ending: Ending,
    /// How many words it has, up to 255.
    pub(crate) words: u8,
}

/// How an inline label stands to the text before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Glue {
    /// `harm.(d) …`: a line break was lost.
    Glued,
    /// `fairness; (iv) …`.
    Spaced,
}

/// Longest heading in words. Long titles of acts have some thirty; sentences without a full stop are rare below that.
const HEADING_WORDS: usize = 30;

/// Longest term that stands as a heading, in words with its number.
const TERM_WORDS: usize = 8;

/// Cuts blocks into items. `skip` says which blocks stay out of the tree, `quoted` which stand in a quotation.
pub(crate) fn cut(blocks: &[Block], grammar: &Grammar, skip: &[bool], quoted: &[bool]) -> Vec<Item> {
    let cutter = Cutter::new(grammar);
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
    /// Levels by the ASCII character that their labels may begin with; the last slot is for all other characters.
    by_start: Vec<Vec<(u16, u16)>>,
    any_inline: bool,
    /// Longest announcement of a level without labels, in bytes.
    longest_announcement: usize,
}

impl<'g> Cutter<'g> {
    fn new(grammar: &'g Grammar) -> Self {
        let mut by_start = vec![Vec::new(); 129];
        for (l, level) in grammar.levels.iter().enumerate() {
            for (p, pattern) in level.labels.iter().enumerate() {
                for (c, slot) in by_start.iter_mut().enumerate() {
                    let possible = if c < 128 {
                        !pattern.cannot_start_with(c as u8 as char)
                    } else {
                        true
                    };
                    if possible {
                        slot.push((l as u16, p as u16));
                    }
                }
            }
        }
        Cutter {
            grammar,
            by_start,
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
        let mut readings: Vec<Reading> = Vec::new();
        let Some(&first) = text.as_bytes().first() else {
            return readings;
        };
        for &(l, p) in &self.by_start[usize::from(first.min(128))] {
            let level = &self.grammar.levels[usize::from(l)];
            if inline && !level.inline {
                continue;
            }
            let pattern = &level.labels[usize::from(p)];
            if let Some(label) = pattern.match_start(text) {
                let letters = |t: &str| t.chars().filter(|c| c.is_alphabetic()).count();
                let reading = Reading {
                    level: l,
                    number: label.number,
                    label_end: offset + label.printed.len() as u32,
                    other_kind: false,
                    bare: label.printed.bytes().all(|b| b.is_ascii_digit()),
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
            } else {
                self.readings(&text[start..], start as u32, inline.is_some())
            };
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
                (bracketed && !self.readings(rest, at as u32, false).is_empty()).then_some(at)
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
            _ => text[body..].find(". ").map(|at| body + at + 1),
        }?;
        let at = text.len() - text[stop..].trim_start().len();
        let short = text[body..stop].split(' ').count() <= HEADING_WORDS;
        let first = |r: &Reading| !r.number.is_empty() && r.number.is_first();
        (start < stop && short && self.readings(&text[at..], at as u32, false).iter().any(first))
            .then_some(at)
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
                        && (!ends_in_digit(tail) || ends_in_year(tail)));
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

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿')
}

/// Byte behind the brackets that a text begins with, if what they hold is as short as a heading.
pub(crate) fn bracketed(body: &str) -> Option<usize> {
    let close = match body.chars().next()? {
        '(' => ')',
        '（' => '）',
        '【' => '】',
        _ => return None,
    };
    let end = body.find(close)? + close.len_utf8();
    (body[..end].split(' ').count() <= HEADING_WORDS / 2).then_some(end)
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

/// Whether a character is a Chinese or Japanese one: these are not set off by spaces.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// How many words a text has; two Chinese characters count as one.
fn words(text: &str) -> usize {
    text.split(' ').count() + text.chars().filter(|c| is_han(*c)).count() / 2
}

fn ends_in_digit(tail: &str) -> bool {
    tail.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit())
}

/// `through the end of 2023.`, where the four digits are no part of the number behind them.
fn ends_in_year(tail: &str) -> bool {
    let digits = tail.trim_end_matches('.');
    let before = digits.trim_end_matches(|c: char| c.is_ascii_digit());
    digits.len() - before.len() == 4
        && before.ends_with(' ')
        && digits[before.len()..].starts_with(['1', '2'])
}

impl Looks {
    fn with(mut self, first: bool, chained: bool, inline: Option<Glue>) -> Self {
        self.chained = chained;
        self.inline = inline;
        if !first {
            self.wrapped = false;
            self.gap = false;
            self.label_claimed = false;
        }
        self
    }

    /// What announces a level is as good as a label that the markup sets apart.
    fn announced(mut self) -> Self {
        self.label_claimed = true;
        self
    }
}

fn looks(text: &str, block: &Block, readings: &[Reading], start: usize, quoted: bool) -> Looks {
    let body_at = readings
        .iter()
        .map(|r| r.label_end as usize - start)
        .max()
        .unwrap_or(0);
    let body = text[body_at..].trim();
    let words = words(text).min(255);
    let ending = ending(body);
    // `Annex A (normative) Lamps`: what stands in brackets does not say how the heading begins.
    let remark = body
        .strip_prefix('(')
        .and_then(|b| b.split_once(')'))
        .map(|(inside, rest)| (inside, rest.trim_start()));
    let remarked = remark.is_some_and(|(inside, rest)| rest.is_empty() && !inside.contains(' '));
    let first = remark
        .filter(|(_, rest)| !rest.is_empty())
        .map_or(body, |(_, rest)| rest)
        .trim_start_matches(['“', '"', '‘', '«', '(', '['])
        .chars()
        .next();
    Looks {
        inline: None,
        chained: false,
        wrapped: block.claims.wrapped,
        gap: block.claims.gap,
        indent: block.claims.indent,
        nested: block.claims.nested,
        role: block.claims.role,
        label_claimed: block.claims.label.is_some(),
        quoted,
        heading_like: words <= HEADING_WORDS
            && (ending == Ending::Open || (words <= 14 && body.ends_with("etc.")))
            && (remarked || first.is_some_and(|c| !c.is_lowercase()))
            && body.chars().any(char::is_alphabetic),
        caption: ending == Ending::Sentence
            && first.is_some_and(char::is_uppercase)
            && is_caption(body, words),
        term: ending == Ending::Open && words <= TERM_WORDS && first.is_some_and(char::is_lowercase),
        lower: !remarked && first.is_some_and(char::is_lowercase),
        ending,
        words: words as u8,
    }
}

/// Longest heading that is set off by a full stop only (`Sec. 2. Policy and Principles. It is …`).
const SENTENCE_HEADING: usize = 14;

/// Byte where the sentence ends that stands as a heading before a text, or 0: `Policy and Principles. It is …`.
pub(crate) fn sentence_heading(body: &str) -> usize {
    let end = body.find(". ").map_or(body.len(), |at| at + 1);
    let sentence = &body[..end];
    let heads = sentence.ends_with('.')
        && (is_sentence_heading(sentence) || is_caption(sentence, sentence.split(' ').count()));
    if heads { end } else { 0 }
}

/// Whether a sentence is set in the manner of headings: short, most of its long words capitalised, no verb that binds.
fn is_sentence_heading(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(' ').collect();
    let long: Vec<&&str> = words.iter().filter(|w| w.chars().count() > 3).collect();
    let capital = long
        .iter()
        .filter(|w| w.starts_with(|c: char| !c.is_lowercase()))
        .count();
    words.len() <= SENTENCE_HEADING
        && words.first().is_some_and(|w| w.starts_with(char::is_uppercase))
        && (capital * 3 >= long.len() * 2 || words.len() <= 4)
        && !words
            .iter()
            .any(|w| matches!(*w, "shall" | "must" | "may" | "is" | "are" | "means" | "may,"))
}

/// Whether a text that ends with a full stop is a title all the same: `SHORT TITLE.`, `References.`
fn is_caption(body: &str, words: usize) -> bool {
    let capitals = !body.contains(char::is_lowercase) && words <= HEADING_WORDS;
    (capitals || words <= 2) && body.ends_with('.') && body.chars().filter(|c| c.is_alphabetic()).count() > 2
}

/// How a text ends.
pub(crate) fn ending(text: &str) -> Ending {
    let mut tail = text.trim_end();
    // Closing quotes and brackets say nothing; neither does the other language's term behind a definition.
    tail = tail.trim_end_matches(['”', '"', '’', '»', ' ']);
    if tail.is_empty() {
        return Ending::Nothing;
    }
    for word in [" and", " or", " and/or", " et", " ou", " en", " of"] {
        if let Some(before) = tail.strip_suffix(word)
            && before.ends_with([';', ','])
        {
            return Ending::LastButOne;
        }
    }
    match tail.chars().next_back() {
        Some(':' | '—' | '–' | '：') => Ending::Opens,
        Some(';' | ',' | '；' | '，') => Ending::Continues,
        Some('.' | '!' | '?' | '。' | '！' | '？' | '…') => Ending::Sentence,
        // `(personne)` closes a Canadian definition, `[emphasis added]` a quotation.
        Some(')' | ']') if text.contains(['.', ';']) => Ending::Sentence,
        _ => Ending::Open,
    }
}

/// Whether a level takes what follows its label, on the same line, as a heading.
pub(crate) fn inline_heading(place: HeadingPlace, body: &str) -> bool {
    if place == HeadingPlace::Brackets {
        return bracketed(body) == Some(body.len());
    }
    matches!(place, HeadingPlace::Inline | HeadingPlace::Next)
        && !body.is_empty()
        && body.split(' ').count() <= HEADING_WORDS
        && matches!(ending(body), Ending::Open)
}
