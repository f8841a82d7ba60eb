//! Lines on pages to lines of running text: columns, gaps, furniture and notes become what the reader of plain text
//! knows how to join.

use rustc_hash::FxHashMap;

use super::foot::{foot, split_notes};
use super::segment::Piece;
use crate::read::text::line::{Kind, Line, Print, has_leader, mark_contents};
use crate::read::text::page::{Edges, mark_furniture};

/// Columns of a full line: only the distance from it counts.
pub(super) const FULL: usize = 400;
/// Lines before and after a line that show the column it stands in.
const AROUND: usize = 14;
/// Height, in points, of the places in which a running header is looked for.
const SLOT: f32 = 3.0;
/// Rows at the head and at the foot of a page that may be furniture.
const ROWS: usize = 5;
static EMPTY: Piece = Piece::empty();

/// What holds for the whole document.
pub(super) struct Measure {
    /// Size of most of the text, in points.
    pub(super) body: f32,
    /// Distance of the baselines of most of the text, in its ems.
    pub(super) leading: f32,
}

impl Measure {
    pub(super) fn of(pages: &[Vec<Piece>]) -> Measure {
        let mut sizes: Vec<(u32, usize)> = Vec::new();
        for piece in pages.iter().flatten() {
            let size = (piece.size * 4.0).round() as u32;
            match sizes.iter_mut().find(|s| s.0 == size) {
                Some(s) => s.1 += piece.glyphs,
                None => sizes.push((size, piece.glyphs)),
            }
        }
        let body = sizes
            .iter()
            .max_by_key(|s| (s.1, s.0))
            .map_or(10.0, |s| s.0 as f32 / 4.0);
        let mut steps = [0_usize; 64];
        for page in pages {
            for pair in page.windows(2) {
                let [a, b] = pair else { continue };
                let step = ((b.y - a.y) / body * 20.0).round();
                if (10.0..64.0).contains(&step) && (a.size - body).abs() < 1.0 && (b.size - body).abs() < 1.0
                {
                    steps[step as usize] += 1;
                }
            }
        }
        let most = (10..63)
            .max_by_key(|i| (steps[i - 1] + steps[*i] + steps[i + 1], 64 - i))
            .unwrap_or(24);
        Measure {
            body,
            leading: most as f32 / 20.0,
        }
    }

    /// Half an em: what a letter takes.
    fn unit(&self) -> f32 {
        self.body / 2.0
    }

    fn style(&self, piece: &Piece, centred: bool) -> u16 {
        let near = (piece.size - self.body).abs() <= self.body * 0.06;
        let size = if near {
            0
        } else {
            (piece.size * 2.0).round().clamp(1.0, 500.0) as u16
        };
        size * 4 + u16::from(piece.is_bold()) * 2 + u16::from(centred && piece.is_italic())
    }
}

/// The column a line stands in: its left and right edge.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f32,
    right: f32,
}

/// Makes lines of running text.
pub(super) fn lines<'t>(pages: &'t [Vec<Piece>], heights: &[f32], measure: &Measure) -> Vec<Line<'t>> {
    let mut lines: Vec<Line<'t>> = Vec::new();
    let furniture = furniture(pages, measure);
    for ((page, height), furniture) in pages.iter().zip(heights).zip(&furniture) {
        let is_text = |i: &usize| furniture.get(*i) == Some(&false);
        let text: Vec<(usize, &Piece)> = page.iter().enumerate().filter(|(i, _)| is_text(i)).collect();
        let outside = |top: bool| {
            let here = move |p: &Piece| (p.y < height / 2.0) == top;
            page.iter()
                .enumerate()
                .filter(move |(i, p)| !is_text(i) && here(p))
        };
        let pieces: Vec<&Piece> = text.iter().map(|t| t.1).collect();
        let columns = columns(&pieces);
        let notes = foot(&pieces, *height, measure);
        lines.extend(outside(true).map(|(i, p)| bare(i, p, Kind::Furniture)));
        let mut above: Option<&Piece> = None;
        for (((i, piece), column), note) in text.iter().zip(columns).zip(notes) {
            let step = above.map_or(Step::Down, |a| step(a, piece, *height, measure));
            if matches!(step, Step::Gap) {
                lines.push(Line {
                    page: Some(piece.page + 1),
                    ..bare(*i, &EMPTY, Kind::Blank)
                });
            }
            let mut line = Line {
                print: print(piece, column, measure),
                ..bare(*i, piece, Kind::Text)
            };
            place(&mut line, piece, column, measure);
            line.print.apart = matches!(step, Step::Column | Step::Cell);
            line.print.cell = matches!(step, Step::Cell);
            if note {
                line.kind = Kind::Note;
            } else if piece.entry || has_leader(line.text) {
                line.kind = Kind::Contents;
            } else if piece.row {
                line.kind = Kind::Row;
            }
            lines.push(line);
            above = Some(piece);
        }
        lines.extend(outside(false).map(|(i, p)| bare(i, p, Kind::Furniture)));
    }
    mark_contents(&mut lines);
    split_notes(lines)
}

/// What is furniture on each page: what is turned, page numbers, what recurs at the ends of pages.
fn furniture(pages: &[Vec<Piece>], measure: &Measure) -> Vec<Vec<bool>> {
    let mut lines = Vec::new();
    let mut edges = Vec::with_capacity(pages.len());
    for page in pages {
        edges.push(ends(page, lines.len()));
        lines.extend(page.iter().enumerate().map(|(i, piece)| {
            let kind = if piece.turned { Kind::Furniture } else { Kind::Text };
            bare(i, piece, kind)
        }));
    }
    let heights: Vec<i32> = pages
        .iter()
        .flatten()
        .map(|p| (p.y / SLOT).round() as i32)
        .collect();
    mark_furniture(&mut lines, &edges, &heights);
    mark_slots(
        &mut lines,
        &edges,
        &pages.iter().flatten().collect::<Vec<_>>(),
        measure,
    );
    let mut lines = lines.into_iter();
    pages
        .iter()
        .map(|page| {
            lines
                .by_ref()
                .take(page.len())
                .map(|l| l.kind == Kind::Furniture)
                .collect()
        })
        .collect()
}

/// Marks small print that stands in one place on most pages, whatever it says: the titles of chapters.
fn mark_slots(lines: &mut [Line<'_>], edges: &[Edges], pieces: &[&Piece], measure: &Measure) {
    let slot = |at: usize| {
        let piece = pieces.get(at).filter(|p| p.size < measure.body * 0.93)?;
        Some(((piece.y / 2.0).round() as i32, (piece.size * 2.0).round() as i32))
    };
    let mut seen: FxHashMap<(i32, i32), usize> = FxHashMap::default();
    for page in edges {
        let mut slots: Vec<_> = page
            .top
            .iter()
            .chain(&page.bottom)
            .filter_map(|at| slot(*at))
            .collect();
        slots.sort_unstable();
        slots.dedup();
        for slot in slots {
            *seen.entry(slot).or_default() += 1;
        }
    }
    let enough = (edges.len() * 2 / 5).max(3);
    for at in edges.iter().flat_map(|page| page.top.iter().chain(&page.bottom)) {
        // A place may fall on either side of a step.
        let near = |s: (i32, i32)| -> usize { (-1..=1).filter_map(|d| seen.get(&(s.0 + d, s.1))).sum() };
        let recurs = slot(*at).is_some_and(|s| near(s) >= enough);
        if let Some(line) = lines.get_mut(*at)
            && recurs
        {
            line.kind = Kind::Furniture;
        }
    }
    // A running head may have more lines on some pages.
    for page in edges {
        let mut above: Option<&Piece> = None;
        for at in &page.top {
            let (Some(piece), Some(line)) = (pieces.get(*at), lines.get_mut(*at)) else {
                continue;
            };
            let small = piece.size < measure.body * 0.93;
            let goes_on =
                above.is_some_and(|a| (piece.size - a.size).abs() < 0.6 && piece.y - a.y < 2.0 * a.size);
            if small && goes_on {
                line.kind = Kind::Furniture;
            }
            above = (small && line.kind == Kind::Furniture).then_some(*piece);
        }
    }
}

/// A line of which only the text counts.
fn bare(at: usize, piece: &Piece, kind: Kind) -> Line<'_> {
    Line {
        text: piece.text.trim(),
        raw: &piece.text,
        number: u32::try_from(at + 1).unwrap_or(u32::MAX),
        page: Some(piece.page + 1),
        indent: 0,
        width: 0,
        kind,
        print: Print::default(),
    }
}

fn place(line: &mut Line<'_>, piece: &Piece, column: Column, measure: &Measure) {
    let columns = |points: f32| (points.max(0.0) / measure.unit()).round() as usize;
    line.indent = columns(piece.x0);
    line.width = FULL.saturating_sub(columns(column.right - piece.x1));
    // What is set to the right, or in the middle, reaches the margin and is not full.
    if (piece.x0 - column.left) * 5.0 > (column.right - column.left) * 2.0 {
        line.width = FULL / 2;
    }
}

fn print(piece: &Piece, column: Column, measure: &Measure) -> Print {
    let (before, after) = (piece.x0 - column.left, column.right - piece.x1);
    let even = (before - after).abs() < 1.5 * measure.body;
    let centred = even && before > 3.0 * measure.body;
    Print {
        style: measure.style(piece, centred),
        large: piece.size > measure.body * 1.12,
        centred,
        even,
        ..Print::default()
    }
}

/// How a line stands to the one drawn before it on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Right below it.
    Down,
    /// Below it, after white space.
    Gap,
    /// At the head of the next column.
    Column,
    /// Elsewhere: in another cell of a table.
    Cell,
}

fn step(above: &Piece, piece: &Piece, height: f32, measure: &Measure) -> Step {
    let em = piece.size.max(above.size);
    let down = piece.y - above.y;
    let beside = above.x1.min(piece.x1) <= above.x0.max(piece.x0) && piece.x0 > above.x1;
    if down < 0.3 * em || beside {
        let next_column = above.y > height * 0.6 && piece.y < height * 0.4;
        return if next_column { Step::Column } else { Step::Cell };
    }
    let usual = measure.leading * em.max(measure.body * 0.7);
    if down > usual * 1.3 { Step::Gap } else { Step::Down }
}

/// The columns of the lines of a page, from the lines around each.
fn columns(page: &[&Piece]) -> Vec<Column> {
    let mut all = Vec::with_capacity(page.len());
    for (at, piece) in page.iter().enumerate() {
        let around = page
            .get(at.saturating_sub(AROUND)..(at + AROUND + 1).min(page.len()))
            .unwrap_or_default();
        let same: Vec<&&Piece> = around
            .iter()
            .filter(|p| p.x0 < piece.x1 && p.x1 > piece.x0)
            .collect();
        let mut rights: Vec<f32> = same.iter().map(|p| p.x1).collect();
        let mut lefts: Vec<f32> = same.iter().map(|p| p.x0).collect();
        rights.sort_by(|a, b| b.total_cmp(a));
        lefts.sort_by(f32::total_cmp);
        // One line may stick out of its column.
        let second = |v: &[f32]| v.get(usize::from(v.len() > 4)).copied();
        all.push(Column {
            left: second(&lefts).unwrap_or(piece.x0),
            right: second(&rights).unwrap_or(piece.x1).max(piece.x1),
        });
    }
    all
}

/// The rows at the two ends of a page, by their place on it; its first line has the index `first`.
fn ends(page: &[Piece], first: usize) -> Edges {
    let mut order: Vec<(f32, usize)> = page
        .iter()
        .enumerate()
        .filter(|(_, p)| !p.turned)
        .map(|(i, p)| (p.y, first + i))
        .collect();
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let rows = |order: &mut dyn Iterator<Item = &(f32, usize)>, most: usize| -> Vec<usize> {
        let (mut rows, mut last) = (0, f32::MIN);
        order
            .take_while(|(y, _)| {
                rows += usize::from((y - last).abs() > 2.0);
                last = *y;
                rows <= most
            })
            .map(|(_, at)| *at)
            .collect()
    };
    let outermost = rows(&mut order.iter(), 1);
    let lowest = rows(&mut order.iter().rev(), 1);
    Edges {
        top: rows(&mut order.iter(), ROWS),
        bottom: rows(&mut order.iter().rev(), ROWS),
        numbers: outermost.into_iter().chain(lowest).collect(),
    }
}
