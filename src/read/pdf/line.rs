//! Pieces to lines: what belongs together on one baseline, in the order in which the page was drawn.
//!
//! The order of drawing is the order of reading on nearly every page: programs write text as it runs. Cost: a sort of
//! the pieces of each page.

use super::segment::Piece;
use crate::read::label;
use crate::read::normalise::push_raised;

/// Pieces on one baseline with a gap below this, in ems, are parts of one line, in whichever order they were drawn.
const CLOSE: f32 = 0.7;
/// The same between a word and its number, in a title that is spread to the margin: `Commitment 10`.
const NUMBER_GAP: f32 = 1.0;
/// Widest gap, in ems, between a label and its text, and within a line that is spread to the margin.
const LABEL_GAP: f32 = 7.0;
const POINT_GAP: f32 = 4.0;
const SPREAD_GAP: f32 = 3.0;
/// Cells that make a row of a table; two may be a label and its text.
const CELLS: usize = 3;
/// Most pieces of one row that are looked at.
const ROW: usize = 24;
/// Longest text, in bytes, that a paragraph hangs from.
const LONGEST_HANGER: usize = 28;

/// Makes lines of the pieces of a page.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut slots: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    raise(&mut slots);
    merge_close(&mut slots);
    let pieces: Vec<Piece> = slots.into_iter().flatten().collect();
    let mut lines = rows(merge_spread(&pieces));
    lines.iter_mut().for_each(|l| close_up(&mut l.text));
    lines
}

/// Whether the two are a word with a capital and the number behind it.
fn is_numbered(word: &Piece, number: &Piece) -> bool {
    let text = word.text.trim();
    text.len() > 3
        && !text.contains(' ')
        && text.starts_with(char::is_uppercase)
        && text.chars().all(char::is_alphabetic)
        && number.text.starts_with(|c: char| c.is_ascii_digit())
}

/// Longest label, in bytes, that is closed up.
const LABEL: usize = 9;

/// `(1 1 )` at the start of a line is `(11)`: programs that recognise text set digits apart.
fn close_up(text: &mut String) {
    let Some(end) = text.bytes().take(LABEL).position(|b| b == b')') else {
        return;
    };
    let Some(inside) = text.get(1..end).filter(|_| text.starts_with('(')) else {
        return;
    };
    let digits: String = inside.split(' ').collect();
    if digits.len() < inside.len() && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) {
        text.replace_range(1..end, &digits);
    }
}

/// Raised numbers that were drawn by themselves join the line before them.
fn raise(slots: &mut [Option<Piece>]) {
    for at in 0..slots.len() {
        let Some(small) = slots.get(at).and_then(Option::as_ref) else {
            continue;
        };
        if small.glyphs > 3
            || small.turned
            || !small
                .text
                .chars()
                .all(|c| c.is_ascii_digit() || "*-−".contains(c))
        {
            continue;
        }
        let fits = |big: &Piece| {
            let up = (big.y - small.y) / big.size;
            !big.turned
                && small.size < big.size * 0.85
                && (0.12..0.85).contains(&up)
                && (small.x0 - big.x1).abs() < big.size * 0.25
        };
        let near = (at.saturating_sub(6)..slots.len().min(at + 6))
            .filter(|i| *i != at)
            .find(|i| slots.get(*i).and_then(Option::as_ref).is_some_and(fits));
        if let Some(near) = near
            && let Some(small) = slots.get_mut(at).and_then(Option::take)
            && let Some(big) = slots.get_mut(near).and_then(Option::as_mut)
        {
            push_raised(&mut big.text, &small.text);
            big.x1 = big.x1.max(small.x1);
        }
    }
}

fn beside(a: &Piece, b: &Piece) -> Option<f32> {
    let em = a.size.max(b.size);
    let same = (a.y - b.y).abs() < 0.3 * em && a.turned == b.turned;
    let gap = (b.x0 - a.x1) / em;
    (same && gap > -0.6).then_some(gap)
}

/// Joins what stands close together, whenever it was drawn.
fn merge_close(slots: &mut [Option<Piece>]) {
    let key = |i: &usize| {
        slots
            .get(*i)
            .and_then(Option::as_ref)
            .map_or((0.0, 0.0), |p| (p.y, p.x0))
    };
    let mut order: Vec<usize> = (0..slots.len())
        .filter(|i| slots.get(*i).is_some_and(Option::is_some))
        .collect();
    order.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))
    });
    let mut row: Vec<usize> = Vec::new();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    let mut top = f32::MIN;
    for i in order {
        let Some(piece) = slots.get(i).and_then(Option::as_ref) else {
            continue;
        };
        if piece.y - top > 0.3 * piece.size && !row.is_empty() {
            rows.push(std::mem::take(&mut row));
        }
        if row.is_empty() {
            top = piece.y;
        }
        row.push(i);
    }
    rows.push(row);
    for mut row in rows.into_iter().filter(|r| r.len() > 1) {
        row.sort_by(|a, b| {
            let x = |i: &usize| slots.get(*i).and_then(Option::as_ref).map_or(0.0, |p| p.x0);
            x(a).total_cmp(&x(b))
        });
        let mut last: Option<usize> = None;
        for i in row {
            let joined = last.filter(|l| {
                let pair = (
                    slots.get(*l).and_then(Option::as_ref),
                    slots.get(i).and_then(Option::as_ref),
                );
                matches!(pair, (Some(a), Some(b)) if beside(a, b).is_some_and(|gap| {
                    gap < CLOSE || is_point(&a.text) && gap < POINT_GAP || is_numbered(a, b) && gap < NUMBER_GAP
                }))
            });
            let Some(into) = joined else {
                last = Some(i);
                continue;
            };
            // The line stands where its first part was drawn.
            let (Some(mut a), Some(b)) = (
                slots.get_mut(into).and_then(Option::take),
                slots.get_mut(i).and_then(Option::take),
            ) else {
                continue;
            };
            // But labels may have been drawn apart from the text, all at once.
            let slot = if is_point(&a.text) { i } else { into.min(i) };
            a.join(&b);
            if let Some(s) = slots.get_mut(slot) {
                *s = Some(a);
            }
            last = Some(slot);
        }
    }
}

/// Joins what was drawn one after the other and is parted by a wide gap: a label and its text, a line spread to the
/// margin. Cells of a table stay apart: nothing above or below reaches over the gap between them.
fn merge_spread(pieces: &[Piece]) -> Vec<Piece> {
    let mut lines: Vec<Piece> = Vec::with_capacity(pieces.len());
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get(at) else { break };
        let before = lines.last().filter(|l| l.page == piece.page);
        let gap = before.and_then(|l| beside(l, piece));
        let joins = match (before, gap) {
            (Some(before), Some(gap)) if gap < LABEL_GAP => {
                let crosses = |l: &Piece| l.x0 < before.x1 - l.size && l.x1 > piece.x0 + l.size && !l.turned;
                // On the rows next to it, not on its own, the words of which may all stand so far apart.
                let other_row = |l: &&Piece| (l.y - piece.y).abs() > 0.3 * l.size.max(piece.size);
                let below = || pieces.iter().skip(at + 1).take(ROW).find(other_row);
                let above = || lines.iter().rev().take(ROW).find(other_row);
                let around = || below().is_some_and(crosses) || above().is_some_and(crosses);
                let row = pieces.get(at..).unwrap_or_default();
                is_label(&before.text) || hangs(before, row) || gap < SPREAD_GAP && around()
            }
            _ => false,
        };
        match lines.last_mut() {
            Some(before) if joins => before.join(piece),
            _ => lines.push(piece.clone()),
        }
    }
    lines
}

/// Rows of a table: three cells or more that were drawn one after the other on one baseline.
fn rows(lines: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter().peekable();
    while let Some(first) = lines.next() {
        let mut cells = vec![first];
        while let (Some(last), Some(next)) = (cells.last(), lines.peek())
            && beside(last, next).is_some()
            && next.x0 > last.x1
        {
            cells.extend(lines.next());
        }
        if cells.len() < CELLS || cells.iter().any(|c| c.turned) {
            out.extend(cells);
            continue;
        }
        // A line spread to the margin goes on in small letters.
        let small = |c: &&Piece| {
            c.text
                .starts_with(|c: char| c.is_lowercase() || c.is_ascii_punctuation())
        };
        let is_spread = cells.iter().skip(1).filter(small).count() * 2 >= cells.len() - 1;
        let mut cells = cells.into_iter();
        if let Some(mut row) = cells.next() {
            row.row = !is_spread;
            for cell in cells {
                if !is_spread {
                    row.text.push_str(" |");
                }
                row.join(&cell);
            }
            out.push(row);
        }
    }
    out
}

/// Whether a short text stands before a paragraph that hangs to the right of it: `NOTE`, `[3]`, a term and what it
/// stands for. `row` begins with the paragraph's first line. A cell of a table has lines below it in its own column.
fn hangs(short: &Piece, row: &[Piece]) -> bool {
    let [first, rest @ ..] = row else { return false };
    if short.text.len() > LONGEST_HANGER {
        return false;
    }
    let alone = rest.first().is_none_or(|next| beside(first, next).is_none());
    if alone && is_announced(&short.text) {
        return true;
    }
    let aligned = |p: &Piece| (p.x0 - first.x0).abs() < 0.3 * first.size;
    let mut last = first;
    for line in rest {
        let below = line.y - last.y;
        if line.turned || line.page != first.page || !(0.5 * first.size..2.2 * first.size).contains(&below) {
            break;
        }
        if !aligned(line) {
            // What begins further left is the next paragraph. Only a paragraph of two lines or more hangs for sure.
            return last.y > first.y && line.x0 < first.x0;
        }
        last = line;
    }
    last.y > first.y
}

/// `NOTE`, `EXAMPLE 2`, `[ISO 7301:2011]`: what stands before a text and is none itself.
fn is_announced(text: &str) -> bool {
    let word = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let capitals = word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
    capitals || text.starts_with('[') && text.ends_with(']')
}

/// Nothing but labels: `(a)`, `12.`, `(3) (a)`.
fn is_point(text: &str) -> bool {
    let mut rest = text;
    while let Some(found) = label::at_start(rest).filter(|l| l.shape != label::Shape::Worded) {
        rest = rest.get(found.len..).unwrap_or_default().trim_start();
        if rest.is_empty() {
            return true;
        }
    }
    false
}

/// A label that stands in a column of its own.
fn is_label(text: &str) -> bool {
    let text = text.trim_start_matches(['‘', '“', '\'', '"']);
    let digits = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits || label::at_start(text).is_some_and(|l| l.len == text.len())
}
