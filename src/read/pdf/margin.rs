//! Numbers that a printer puts beside the lines, outside of the text: they count lines and are none of it.

use super::segment::Piece;

/// At most so far, in points, do the edges of the numbers of one row differ.
const ALIGNED: f32 = 3.0;

/// Takes the line numbers out of a document's pieces: on each page, numbers one above the other that count up by
/// ones or by fives at an even distance.
pub(super) fn take_numbers(pages: &mut [Vec<Piece>]) {
    let found: Vec<Vec<usize>> = pages.iter().map(|p| numbers(p)).collect();
    let with = found.iter().filter(|f| !f.is_empty()).count();
    let filled = pages.iter().filter(|p| p.len() > 5).count();
    if with * 2 < filled.max(2) {
        return;
    }
    for (page, found) in pages.iter_mut().zip(found) {
        let mut at = 0;
        page.retain(|_| {
            at += 1;
            found.binary_search(&(at - 1)).is_err()
        });
    }
}

fn number(piece: &Piece) -> Option<u32> {
    let short = piece.text.len() <= 3 && piece.text.bytes().all(|b| b.is_ascii_digit());
    (short && !piece.turned)
        .then(|| piece.text.parse().ok())
        .flatten()
}

/// The line numbers of a page, as indices in order.
fn numbers(page: &[Piece]) -> Vec<usize> {
    let mut all: Vec<(usize, u32)> = page
        .iter()
        .enumerate()
        .filter_map(|(i, p)| number(p).map(|n| (i, n)))
        .collect();
    let mut found = Vec::new();
    while let Some(&(first, _)) = all.first() {
        let Some(head) = page.get(first) else { break };
        let aligned = |p: &Piece| (p.x0 - head.x0).abs() < ALIGNED || (p.x1 - head.x1).abs() < ALIGNED;
        let (row, rest): (Vec<_>, Vec<_>) = all
            .into_iter()
            .partition(|(i, _)| page.get(*i).is_some_and(aligned));
        all = rest;
        // The number of the page may stand in the same row.
        let fives: Vec<_> = row.iter().copied().filter(|(_, n)| n % 5 == 0).collect();
        let row = if counts(&fives, page) { fives } else { row };
        if counts(&row, page) && is_margin(&row, page) {
            found.extend(row.into_iter().map(|(i, _)| i));
        }
    }
    found.sort_unstable();
    found
}

/// Hardly anything else stands above or below the numbers.
fn is_margin(row: &[(usize, u32)], page: &[Piece]) -> bool {
    let within = |i: usize| row.iter().any(|r| r.0 == i);
    let Some(head) = row.first().and_then(|r| page.get(r.0)) else {
        return false;
    };
    let middle = (head.x0 + head.x1) / 2.0;
    let others = page
        .iter()
        .enumerate()
        .filter(|(i, p)| !within(*i) && !p.turned && p.x0 < middle && p.x1 > middle)
        .count();
    others * 10 <= page.len()
}

fn counts(row: &[(usize, u32)], page: &[Piece]) -> bool {
    if row.len() < 3 {
        return false;
    }
    let mut row: Vec<(f32, u32)> = row
        .iter()
        .filter_map(|(i, n)| page.get(*i).map(|p| (p.y, *n)))
        .collect();
    row.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut heights: Vec<f32> = Vec::with_capacity(row.len());
    let mut step = u32::MAX;
    for pair in row.windows(2) {
        let [a, b] = pair else { continue };
        let Some(more) = b.1.checked_sub(a.1).filter(|m| *m > 0) else {
            return false;
        };
        step = step.min(more);
        heights.push((b.0 - a.0) / more as f32);
    }
    heights.sort_by(f32::total_cmp);
    let middle = heights.get(heights.len() / 2).copied().unwrap_or(0.0);
    let even = heights
        .iter()
        .filter(|h| (**h - middle).abs() <= middle * 0.15)
        .count();
    let multiples = row.iter().all(|(_, n)| n % step == 0);
    // The rows of a table count by ones too, but are not of one height.
    multiples && (step == 5 || step == 1 && even * 3 >= heights.len() * 2)
}
