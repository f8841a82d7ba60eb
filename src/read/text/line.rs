//! Lines, and what can be said of one by itself or by its neighbours.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::read::{heads_contents, label};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    Blank,
    Text,
    /// Running headers, page numbers, rules.
    Furniture,
    /// A line of a table of contents.
    Contents,
    /// A figure, a grammar, an example of code.
    Drawing,
    /// Cells in columns: stands for itself, joined with nothing.
    Columns,
    /// A row of a table.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only pages have them"))]
    Row,
    /// The line under a heading, with the heading's rank.
    Underline(u8),
    /// `# Heading`, with its rank.
    Hashes(u8),
    /// A line of a footnote at the foot of a page.
    Note,
}

/// One line of the file.
#[derive(Debug, Clone)]
pub(in crate::read) struct Line<'t> {
    /// The text without line end and without white space at its ends.
    pub(in crate::read) text: &'t str,
    /// The line as it stands.
    pub(in crate::read) raw: &'t str,
    /// Line of the file, counted from 1.
    pub(in crate::read) number: u32,
    /// Page, for files with form feeds.
    pub(in crate::read) page: Option<u32>,
    /// Columns before the text.
    pub(in crate::read) indent: usize,
    /// Columns up to the end of the text.
    pub(in crate::read) width: usize,
    pub(in crate::read) kind: Kind,
    /// How it is printed, where that is known.
    pub(in crate::read) print: Print,
}

/// How a line is printed. Plain text has one way only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::read) struct Print {
    /// Lines of one paragraph share it; 0 is that of most of the text.
    pub(in crate::read) style: u16,
    /// Larger than most of the text.
    pub(in crate::read) large: bool,
    /// Set in the middle of its column.
    pub(in crate::read) centred: bool,
    /// As far from the left margin of its column as from the right one.
    pub(in crate::read) even: bool,
    /// The first line of a column or of a cell: what stands above it is not the line before.
    pub(in crate::read) apart: bool,
    /// The first line of a cell: it goes on with nothing.
    pub(in crate::read) cell: bool,
}

/// Cuts a text into lines. A form feed ends a page, and a line.
pub(super) fn split(text: &str) -> Vec<Line<'_>> {
    let paged = text.trim_end().contains('\u{C}');
    let mut page = 1;
    let mut lines = Vec::with_capacity(memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1);
    // Files from before 2001 end their lines with carriage returns only.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    for (number, raw) in text.split(end).enumerate() {
        for (part, raw) in raw.split('\u{C}').enumerate() {
            page += u32::from(part > 0);
            let text = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
            let indent = columns(raw.get(..raw.len() - raw.trim_start().len()).unwrap_or_default());
            lines.push(Line {
                text,
                raw,
                number: u32::try_from(number + 1).unwrap_or(u32::MAX),
                page: paged.then_some(page),
                indent,
                width: indent + columns(text),
                kind: if text.is_empty() { Kind::Blank } else { Kind::Text },
                print: Print::default(),
            });
        }
    }
    lines
}

/// Columns that a text takes: a tab goes to the next eighth, East Asian characters take two.
pub(super) fn columns(text: &str) -> usize {
    if text.is_ascii() && !text.as_bytes().contains(&b'\t') {
        return text.len();
    }
    text.chars().fold(0, |at, c| match c {
        '\t' => (at / 8 + 1) * 8,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}' => at + 2,
        _ => at + 1,
    })
}

/// Marks what a line says by itself: rules, underlines, hash headings, leaders, columns.
pub(super) fn classify(lines: &mut [Line<'_>]) {
    for at in 0..lines.len() {
        let Some(line) = lines.get(at) else { break };
        if line.kind != Kind::Text {
            continue;
        }
        let above = at
            .checked_sub(1)
            .and_then(|a| lines.get(a))
            .filter(|l| l.kind == Kind::Text);
        let kind = if let Some(rank) = hashes(line.text) {
            Kind::Hashes(rank)
        } else if is_rule(line.text) {
            // As long as the line above, or nearly: that line is a heading.
            let below = line.text.starts_with(['=', '-', '~', '^']);
            match above.filter(|a| below && a.text.chars().count().abs_diff(line.text.len()) <= 3) {
                Some(_) => Kind::Underline(if line.text.starts_with('=') { 1 } else { 2 }),
                None => Kind::Furniture,
            }
        } else if has_leader(line.text) {
            Kind::Contents
        } else {
            Kind::Text
        };
        if let Some(line) = lines.get_mut(at) {
            line.kind = kind;
        }
    }
}

/// `## Title` gives 2.
fn hashes(text: &str) -> Option<u8> {
    let title = text.trim_start_matches('#');
    let rank = text.len() - title.len();
    (1..=6).contains(&rank).then_some(())?;
    let named = title.starts_with(' ') && title.trim().starts_with(char::is_alphanumeric);
    named.then_some(u8::try_from(rank).unwrap_or(6))
}

/// Nothing but one sign repeated.
fn is_rule(text: &str) -> bool {
    let mut chars = text.chars().filter(|c| !c.is_whitespace());
    let Some(first) = chars.next() else { return false };
    "_-=*~^─━═.·".contains(first) && text.chars().count() >= 3 && chars.all(|c| c == first)
}

/// Dots that lead to a page number.
pub(in crate::read) fn has_leader(text: &str) -> bool {
    let body = text.trim_end_matches(|c: char| c.is_ascii_digit() || "ivxlc".contains(c));
    if body.len() == text.len() {
        return false;
    }
    let body = body.trim_end();
    let dots = body.len() - body.trim_end_matches(['.', ' ', '…', '·']).len();
    dots >= 4 && body.ends_with(['.', '…', '·']) && !body.trim_end_matches(['.', ' ', '…', '·']).is_empty()
}

/// Marks the lines of a table of contents that has no page numbers, as in drafts of the IETF.
pub(in crate::read) fn mark_contents(lines: &mut [Line<'_>]) {
    if !lines
        .iter()
        .any(|l| l.kind == Kind::Contents || (l.kind == Kind::Text && heads_contents(l.text)))
    {
        return;
    }
    let mut last_seen = LastSeen::of(lines);
    let mut inside = false;
    for at in 0..lines.len() {
        let Some(line) = lines.get(at) else { break };
        if line.kind == Kind::Contents {
            inside = true;
            continue;
        }
        if line.kind != Kind::Text {
            continue;
        }
        let mut listed = |at: usize, line: &Line<'_>| {
            // Entries that fill their line leave room for two dots only.
            let led = line.text.contains("..") && line.text.ends_with(|c: char| c.is_ascii_digit());
            led || last_seen.line(line.text).is_some_and(|last| last > at)
        };
        if heads_contents(line.text) {
            // "Contents" may be the heading of a clause on what something contains.
            let mut after = lines.iter().enumerate().skip(at + 1);
            inside = after
                .find(|(_, l)| l.kind == Kind::Contents || (l.kind == Kind::Text && !l.text.is_empty()))
                .is_some_and(|(at, l)| l.kind == Kind::Contents || listed(at, l));
        } else if inside {
            inside = listed(at, line);
        } else {
            continue;
        }
        if inside && let Some(line) = lines.get_mut(at) {
            line.kind = Kind::Contents;
        }
    }
}

/// Where the entries of a table of contents are seen last. Few lines are asked for, so that only those are folded which
/// begin as one of these does.
#[derive(Default)]
struct LastSeen<'t> {
    by_first: FxHashMap<char, Begun<'t>>,
}

/// The lines that begin with one letter, great or small.
#[derive(Default)]
struct Begun<'t> {
    lines: Vec<(usize, &'t str)>,
    /// The last line of each entry; made when first asked for.
    entries: Option<FxHashMap<Cow<'t, str>, usize>>,
}

impl<'t> LastSeen<'t> {
    fn of(lines: &[Line<'t>]) -> LastSeen<'t> {
        let mut seen = LastSeen::default();
        for (at, line) in lines.iter().enumerate() {
            if line.kind == Kind::Text {
                let begun = seen.by_first.entry(Self::first(line.text)).or_default();
                begun.lines.push((at, line.text));
            }
        }
        seen
    }

    fn first(text: &str) -> char {
        let first = text.chars().next().unwrap_or_default();
        first.to_lowercase().next().unwrap_or(first)
    }

    /// The last line that reads so.
    fn line(&mut self, text: &str) -> Option<usize> {
        let Begun { lines, entries } = self.by_first.get_mut(&Self::first(text))?;
        let entries = entries.get_or_insert_with(|| lines.iter().map(|(at, l)| (entry(l), *at)).collect());
        entries.get(&entry(text)).copied()
    }
}

/// An entry without its page number, its spacing and its capitals.
fn entry(text: &str) -> Cow<'_, str> {
    let bare = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let bare = if bare.ends_with([' ', '.', '\t']) {
        bare
    } else {
        text
    };
    if bare.is_ascii() {
        // Most lines of most texts stay as they are.
        let bare = bare.trim();
        let changes = |pair: &[u8]| pair.iter().all(u8::is_ascii_whitespace);
        let plain = |b: u8| b == b' ' || b.is_ascii_graphic() && !b.is_ascii_uppercase();
        if bare.bytes().all(plain) && !bare.as_bytes().windows(2).any(changes) {
            return Cow::Borrowed(bare.trim_end_matches(['.', ' ']));
        }
        let mut folded = String::with_capacity(bare.len());
        for word in bare.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(word);
        }
        folded.make_ascii_lowercase();
        folded.truncate(folded.trim_end_matches(['.', ' ']).len());
        return Cow::Owned(folded);
    }
    let spaced = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    Cow::Owned(spaced.trim_end_matches(['.', ' ']).to_lowercase())
}

/// Marks figures, code and columns in wrapped text, by groups of lines between blank ones.
pub(super) fn mark_drawings(lines: &mut [Line<'_>]) {
    let mut start = 0;
    while start < lines.len() {
        let length = lines
            .iter()
            .skip(start)
            .take_while(|l| l.kind == Kind::Text)
            .count();
        if let Some(group) = lines.get_mut(start..start + length) {
            mark_group(group);
        }
        start += length.max(1);
    }
}

fn mark_group(group: &mut [Line<'_>]) {
    if is_drawing(group) {
        for line in group.iter_mut() {
            line.kind = Kind::Drawing;
        }
        return;
    }
    // Justified lines open wide now and then; columns open wide or stand far right.
    let wide = group.iter().filter(|l| is_columns(l.text)).count();
    if wide * 3 > group.len() || wide > 0 && group.len() <= 2 {
        for line in group.iter_mut().filter(|l| is_columns(l.text) || l.indent >= 30) {
            line.kind = Kind::Columns;
        }
    }
}

/// Boxes, formal grammars, protocol examples, hexadecimal dumps.
fn is_drawing(group: &[Line<'_>]) -> bool {
    let (mut signs, mut all, mut code, mut hex) = (0, 0, 0, 0);
    for line in group {
        let text = line.text;
        let mut may_be_code = false;
        let look = |c: char| {
            all += usize::from(!c.is_whitespace());
            signs += usize::from(is_sign(c));
            may_be_code |= matches!(c, '=' | '%' | '>' | '{' | '}' | '*' | ';' | '|');
        };
        if text.is_ascii() {
            text.bytes().map(char::from).for_each(look);
        } else {
            text.chars().for_each(look);
        }
        code += usize::from(may_be_code && is_code(line));
        hex += usize::from(text.len() > 8 && text.chars().all(|c| c.is_ascii_hexdigit() || c == ' '));
    }
    let labelled = || {
        group
            .iter()
            .any(|l| label::at_start(l.text).is_some_and(|l| l.shape != label::Shape::Bullet))
    };
    signs * 5 > all * 2 && all > 4 && !labelled()
        || group.len() >= 2 && (code * 3 > group.len() * 2 || hex * 2 > group.len())
        || group.len() == 1 && code == 1 && group.first().is_some_and(|l| l.indent >= 5) && signs * 12 > all
}

/// What boxes and rules are drawn with.
#[inline]
fn is_sign(c: char) -> bool {
    matches!(
        c,
        '+' | '-'
            | '|'
            | '='
            | '_'
            | '<'
            | '>'
            | '/'
            | '\\'
            | '^'
            | '~'
            | '#'
            | '*'
            | '─'
            | '│'
            | '┌'
            | '┐'
            | '└'
            | '┘'
            | '├'
            | '┤'
            | '┬'
            | '┴'
            | '┼'
    )
}

fn is_code(line: &Line<'_>) -> bool {
    let text = line.text;
    ["::=", " = ", "%x", "==", "->", "=>", "{", "}", "();", "/*", "=/"]
        .iter()
        .any(|s| text.contains(s))
        || text.ends_with(';') && line.indent > 0 && text.contains('=')
        || text.starts_with('|') && text.ends_with('|')
}

/// Four spaces inside of a line, after its label, set columns apart. Justified text never opens so wide.
fn is_columns(text: &str) -> bool {
    let wide = |text: &str| text.contains("    ") || text.contains("\t\t");
    if !wide(text) {
        return false;
    }
    let skip = label::at_start(text).map_or(0, |l| l.len);
    wide(text.get(skip..).unwrap_or_default().trim_start())
}
