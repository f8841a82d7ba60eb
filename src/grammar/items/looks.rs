//! What a piece of text looks like by itself: a heading, a caption, a term; how it ends, and what that promises.

use super::Reading;
use crate::grammar::file::HeadingPlace;
use crate::read::{Block, Role};

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
    /// Begins with an opening quotation mark.
    pub(crate) marked: bool,
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
pub(super) const HEADING_WORDS: usize = 30;

/// Longest term that stands as a heading, in words with its number.
const TERM_WORDS: usize = 8;

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

/// Whether a character is a Chinese or Japanese one: these are not set off by spaces.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// How many words a text has; two Chinese characters count as one.
fn words(text: &str) -> usize {
    let spaces = memchr::memchr_iter(b' ', text.as_bytes()).count();
    let han = if text.is_ascii() {
        0
    } else {
        text.chars().filter(|c| is_han(*c)).count()
    };
    spaces + 1 + han / 2
}

impl Looks {
    pub(super) fn with(mut self, first: bool, chained: bool, inline: Option<Glue>) -> Self {
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
    pub(super) fn announced(mut self) -> Self {
        self.label_claimed = true;
        self
    }
}

pub(super) fn looks(text: &str, block: &Block, readings: &[Reading], start: usize, quoted: bool) -> Looks {
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
        .trim_start_matches(['“', '"', '‘', '«', '(', '[']);
    // `[b-ITU-T X.743]`, `e-ID`: a name, whatever its first letter.
    let is_name = first
        .split_once('-')
        .is_some_and(|(one, rest)| one.len() == 1 && rest.starts_with(char::is_uppercase));
    let first = first
        .chars()
        .next()
        .map(|c| if is_name { c.to_ascii_uppercase() } else { c });
    // The format says that it is text, however short.
    let said = block.claims.kind.as_deref() == Some("text");
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
        heading_like: !said
            && words <= HEADING_WORDS
            && (ending == Ending::Open || ends_in_etc(body, words))
            // Cells of a row.
            && !body.contains(" | ")
            && (remarked || first.is_some_and(|c| !c.is_lowercase()))
            && body.chars().any(char::is_alphabetic),
        caption: ending == Ending::Sentence
            && first.is_some_and(char::is_uppercase)
            && is_caption(body, words),
        term: !said && ending == Ending::Open && words <= TERM_WORDS && first.is_some_and(char::is_lowercase),
        lower: !remarked && first.is_some_and(char::is_lowercase),
        marked: body.starts_with(['“', '"', '‘', '«', '„']),
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
        && (is_sentence_heading(sentence, end == body.len())
            || is_caption(sentence, sentence.split(' ').count()));
    if heads { end } else { 0 }
}

/// Whether all of a text is a heading that a full stop, or one with a dash, sets off from the text to come.
pub(crate) fn heads_text(place: HeadingPlace, body: &str) -> bool {
    match place {
        HeadingPlace::Sentence => sentence_heading(body) == body.len(),
        HeadingPlace::Dash => dash_heading(body) == body.len(),
        _ => false,
    }
}

/// Byte where a heading ends that a full stop and a dash set off from its text, or 0: `In general.—The Secretary …`.
pub(crate) fn dash_heading(body: &str) -> usize {
    let marks = [".—", ".–", ".--"];
    let ends = marks.iter().filter_map(|m| body.find(m).map(|at| (at, m.len())));
    let Some((at, length)) = ends.min() else { return 0 };
    let heading = &body[..at];
    let words = heading.split(' ').count();
    let heads = words <= SENTENCE_HEADING
        && heading.starts_with(char::is_uppercase)
        && !heading.contains(['.', ';', ':', '“', '"'])
        && !is_finite(heading);
    if heads { at + length } else { 0 }
}

/// Verbs that make a sentence of a line: no heading has one.
const FINITE: &[&str] = &[
    "shall", "must", "may", "is", "are", "was", "were", "means", "has", "have", "does", "do", "did", "will",
    "can", "should", "would", "applies", "apply", "includes", "include", "takes", "provides", "requires",
    "amends", "repeals", "expires", "becomes", "ends", "begins", "consists",
];

/// Whether a text has a verb that no heading has.
pub(crate) fn is_finite(text: &str) -> bool {
    text.split(' ')
        .any(|w| FINITE.contains(&w.trim_end_matches([',', '.', ';'])))
}

/// Whether a sentence is set in the manner of headings: short, without a verb; and most of its long words capitalised,
/// unless it has the line for itself.
fn is_sentence_heading(sentence: &str, alone: bool) -> bool {
    let words: Vec<&str> = sentence.split(' ').collect();
    let long: Vec<&&str> = words.iter().filter(|w| w.chars().count() > 3).collect();
    let capital = long
        .iter()
        .filter(|w| w.starts_with(|c: char| !c.is_lowercase()))
        .count();
    words.len() <= SENTENCE_HEADING
        && words.first().is_some_and(|w| w.starts_with(char::is_uppercase))
        && (alone || capital * 3 >= long.len() * 2 || words.len() <= 4)
        && !is_finite(sentence)
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
    // In capitals too: so are whole acts printed.
    if let Some((before, word)) = tail.rsplit_once(' ')
        && before.ends_with([';', ','])
        && ["and", "or", "and/or", "et", "ou", "en", "of"]
            .iter()
            .any(|w| w.eq_ignore_ascii_case(word))
    {
        return Ending::LastButOne;
    }
    match tail.chars().next_back() {
        Some(':' | '—' | '–' | '：') => Ending::Opens,
        // A dash as it is typed.
        Some('-') if tail.ends_with("--") => Ending::Opens,
        Some(';' | ',' | '；' | '，') => Ending::Continues,
        Some('.' | '!' | '?' | '。' | '！' | '？' | '…') => Ending::Sentence,
        // `(personne)` closes a Canadian definition, `[emphasis added]` a quotation.
        Some(')' | ']') if text.contains(['.', ';']) => Ending::Sentence,
        _ => Ending::Open,
    }
}

/// `Members not to engage in trade, etc.`: the full stop is the word's.
fn ends_in_etc(body: &str, words: usize) -> bool {
    words <= 14 && body.ends_with("etc.")
}

/// Whether a level takes what follows its label, on the same line, as a heading.
pub(crate) fn inline_heading(place: HeadingPlace, body: &str) -> bool {
    if place == HeadingPlace::Brackets {
        return bracketed(body) == Some(body.len());
    }
    matches!(place, HeadingPlace::Inline | HeadingPlace::Next)
        && !body.is_empty()
        && body.split(' ').count() <= HEADING_WORDS
        && (matches!(ending(body), Ending::Open) || ends_in_etc(body, body.split(' ').count()))
}
