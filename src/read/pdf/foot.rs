//! Notes at the foot of a page: which lines are notes, and where each begins.
//!
//! Cost: linear in the lines of a page.

use super::flow::Measure;
use super::segment::Piece;
use crate::read::text::line::{Kind, Line};

/// Most lines of small print at the foot of a page that is a note without a mark.
const UNMARKED: usize = 6;

/// Which pieces are notes at the foot of a page: small print that begins with a raised number, and all small print
/// below it; or a few lines of it below a sentence that goes on with the next page.
pub(super) fn foot(page: &[&Piece], height: f32, measure: &Measure) -> Vec<bool> {
    let small = |p: &Piece| p.size < measure.body * 0.94;
    let lowest_body = page
        .iter()
        .filter(|p| !small(p) && p.y < height * 0.95)
        .map(|p| p.y)
        .fold(0.0, f32::max);
    let start = page
        .iter()
        .filter(|p| small(p) && p.y > lowest_body && begins_note(p))
        .map(|p| p.y)
        .fold(f32::MAX, f32::min);
    let start = start.min(unmarked(page, lowest_body, measure).unwrap_or(f32::MAX));
    let apart = set_apart(page, height, measure).unwrap_or(f32::MAX);
    page.iter()
        .map(|p| small(p) && p.y >= start - 1.0 || p.y >= apart - 1.0)
        .collect()
}

/// Where a note begins that is hardly smaller than the text: with a raised number, far below all else on the lower half
/// of its page, and nothing larger below it.
fn set_apart(page: &[&Piece], height: f32, measure: &Measure) -> Option<f32> {
    let first = page
        .iter()
        .filter(|p| p.raised_start && p.y > height / 2.0 && p.size < measure.body * 0.985)
        .min_by(|a, b| a.y.total_cmp(&b.y))?;
    let line = measure.leading * measure.body;
    let near = |p: &&Piece| p.y < first.y - 1.0 && p.y > first.y - 2.0 * line;
    let larger = |p: &&Piece| p.y >= first.y - 1.0 && p.size > first.size + 0.2;
    let alone = !page.iter().any(|p| near(p) || larger(p));
    alone.then_some(first.y)
}

/// Where small print begins that stands apart below the last line of the text, if that line is full and its sentence
/// goes on.
fn unmarked(page: &[&Piece], lowest_body: f32, measure: &Measure) -> Option<f32> {
    let last = page
        .iter()
        .filter(|p| p.y == lowest_body)
        .max_by(|a, b| a.x1.total_cmp(&b.x1))?;
    let right = page.iter().map(|p| p.x1).fold(0.0, f32::max);
    let goes_on = last.text.trim_end().ends_with(char::is_alphanumeric);
    let full = right - last.x1 < 8.0 * measure.body && last.x1 - last.x0 > 20.0 * measure.body;
    let below: Vec<f32> = page.iter().filter(|p| p.y > lowest_body).map(|p| p.y).collect();
    let first = below.iter().copied().fold(f32::MAX, f32::min);
    let apart = first - lowest_body > 1.6 * measure.leading * measure.body;
    (goes_on && full && apart && (1..=UNMARKED).contains(&below.len())).then_some(first)
}

fn begins_note(piece: &Piece) -> bool {
    piece.raised_start || number_of_note(&piece.text).is_some()
}

/// `12 The text`, `(12) The text`: the length of the number.
fn number_of_note(text: &str) -> Option<usize> {
    let digits = text.trim_start_matches('(').trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit())?;
    (1..=3).contains(&end).then_some(text.len() - digits.len() + end)
}

/// Sets the number of a note on a line of its own, as the builder of paragraphs wants it.
pub(super) fn split_notes(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let number = (line.kind == Kind::Note)
            .then(|| number_of_note(line.text))
            .flatten();
        let parts = number.and_then(|end| Some((line.text.get(..end)?, line.text.get(end..)?)));
        let Some((number, text)) = parts else {
            out.push(line);
            continue;
        };
        let mut first = line.clone();
        first.text = number.trim_start_matches(['(', ' ']);
        out.push(first);
        out.push(Line {
            text: text.trim_start_matches([')', ' ', '\u{A0}']),
            ..line
        });
    }
    out
}
