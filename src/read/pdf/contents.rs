//! Tables of contents whose page numbers stand in a column of their own, without dots that lead to them.
//!
//! One sort of the lines of each page.

use super::segment::Piece;

/// Entries that make a table of contents, and those that are enough where the page before is one.
const ENTRIES: usize = 5;
const FURTHER: usize = 2;
/// At most so far, in points, do the right edges of the numbers differ.
const ALIGNED: f32 = 2.5;

/// Marks the entries of tables of contents, each joined with its page number.
pub(super) fn mark(pages: &mut [Vec<Piece>]) {
    let count = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    let mut before = false;
    for page in pages {
        let needed = if before { FURTHER } else { ENTRIES };
        let pairs = entries(page, count.saturating_add(50));
        before = pairs.len() >= needed && pairs.len() * 3 >= page.len() / 2;
        if before {
            join(page, &pairs);
        }
    }
}

/// Entry and number, as indices, from the head of the page to its foot: numbers in one column that never fall, each on
/// the row of a text to its left.
fn entries(page: &[Piece], highest: u32) -> Vec<(usize, usize)> {
    let number = |p: &Piece| -> Option<u32> {
        let digits = p.text.len() <= 3 && p.text.bytes().all(|b| b.is_ascii_digit());
        (digits && !p.turned).then(|| p.text.parse().ok()).flatten()
    };
    let mut numbers: Vec<(usize, &Piece, u32)> = page
        .iter()
        .enumerate()
        .filter_map(|(i, p)| number(p).filter(|n| *n <= highest).map(|n| (i, p, n)))
        .collect();
    numbers.sort_by(|a, b| a.1.y.total_cmp(&b.1.y).then(a.0.cmp(&b.0)));
    let Some(edge) = numbers.iter().map(|n| n.1.x1).max_by(f32::total_cmp) else {
        return Vec::new();
    };
    let mut last = 0;
    let mut pairs = Vec::new();
    for (at, piece, n) in numbers {
        if edge - piece.x1 > ALIGNED {
            continue;
        }
        let beside = |p: &Piece| (p.y - piece.y).abs() < 0.3 * piece.size && p.x1 < piece.x0 && !p.turned;
        let Some(entry) = page.iter().position(beside) else {
            continue;
        };
        // A column of a table: its values go up and down.
        if n < last {
            return Vec::new();
        }
        last = n;
        pairs.push((entry, at));
    }
    pairs
}

fn join(page: &mut Vec<Piece>, pairs: &[(usize, usize)]) {
    let height = |at: &usize| page.get(*at).map_or(0.0, |p| p.y);
    let (mut top, mut foot) = (f32::MAX, f32::MIN);
    for (_, number) in pairs {
        (top, foot) = (top.min(height(number)), foot.max(height(number)));
    }
    for (entry, number) in pairs {
        let Some(number) = page.get(*number).cloned() else {
            continue;
        };
        if let Some(entry) = page.get_mut(*entry) {
            entry.join(&number);
        }
    }
    let mut taken: Vec<usize> = pairs.iter().map(|p| p.1).collect();
    taken.sort_unstable();
    let mut at = 0;
    page.retain_mut(|piece| {
        at += 1;
        piece.entry = (top - 1.0..=foot + 1.0).contains(&piece.y);
        taken.binary_search(&(at - 1)).is_err()
    });
}
