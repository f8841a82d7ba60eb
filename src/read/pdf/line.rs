//! Pieces to lines: what belongs together on one baseline, in the order in which the page was drawn.
//!
//! The order of drawing is the order of reading on nearly every page: programs write text as it runs. Cost: a sort of
//! the pieces of each page.

use super::segment::Piece;
use crate::read::label;
use crate::read::normalise::push_raised;

/// Pieces on one baseline with a gap below this, in ems, are parts of one line, in whichever order they were drawn.
const CLOSE: f32 = 0.7;
/// Widest gap, in ems, between a label and its text, and within a line that is spread to the margin.
const LABEL_GAP: f32 = 7.0;
const POINT_GAP: f32 = 4.0;
const SPREAD_GAP: f32 = 3.0;

/// Makes lines of the pieces of a page.
pub(super) fn lines(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut slots: Vec<Option<Piece>> = pieces.into_iter().map(Some).collect();
    raise(&mut slots);
    merge_close(&mut slots);
    let pieces: Vec<Piece> = slots.into_iter().flatten().collect();
    merge_spread(&pieces)
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
                matches!(pair, (Some(a), Some(b)) if beside(a, b).is_some_and(|gap| gap < CLOSE || is_point(&a.text) && gap < POINT_GAP))
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
                let labelled = is_label(&before.text);
                let crossed = |l: &Piece| l.x0 < before.x1 - l.size && l.x1 > piece.x0 + l.size && !l.turned;
                let above = lines.len().checked_sub(2).and_then(|i| lines.get(i));
                let around = pieces.get(at + 1).is_some_and(crossed) || above.is_some_and(crossed);
                labelled || gap < SPREAD_GAP && around
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

/// Nothing but a label: `(a)`, `12.`
fn is_point(text: &str) -> bool {
    label::at_start(text).is_some_and(|l| l.len == text.len() && l.shape != label::Shape::Worded)
}

/// A label that stands in a column of its own.
fn is_label(text: &str) -> bool {
    let text = text.trim_start_matches(['‘', '“', '\'', '"']);
    let digits = text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits || label::at_start(text).is_some_and(|l| l.len == text.len())
}
