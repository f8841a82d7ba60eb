//! How much of a page a paper takes in Word, estimated for the widest font that may stand in for the one it names: what fits then
//! fits with any.

use super::{Block, Paper, Span, SpanLook};

/// Height and width of a page between its margins, in points: A4 with the margins of a dense paper.
pub const PAGE: (f64, f64) = (742.0, 499.0);

/// Width of a letter and height of a line in ems, as DejaVu Sans has them; bold letters are wider.
const LETTER: f64 = 0.575;
const BOLD: f64 = 0.66;
const LINE: f64 = 1.17;

/// Size, what stands before and after, and what is lost at the sides, in points: as `export/word/parts/styles.xml` has
/// them.
struct Look {
    size: f64,
    around: f64,
    indent: f64,
    bold: bool,
}

impl Look {
    const fn of(size: f64, around: f64, indent: f64, bold: bool) -> Look {
        Look {
            size,
            around,
            indent,
            bold,
        }
    }

    fn height(&self, width: f64, letters: f64) -> f64 {
        let letter = if self.bold { BOLD } else { LETTER };
        let lines = (letters * letter * self.size / (width - self.indent))
            .ceil()
            .max(1.0);
        lines * self.size * LINE + self.around
    }
}

const TITLE: Look = Look::of(16.0, 5.0, 0.0, true);
const CELL: Look = Look::of(9.0, 2.5, 8.5, false);
/// The empty line behind a table.
const GAP: f64 = 6.0;

impl Paper {
    /// The height of the paper, its title with it, in points.
    pub fn height(&self) -> f64 {
        let width = PAGE.1;
        let title = TITLE.height(width, letters(&self.title));
        let all = self.blocks.iter().map(|block| match block {
            Block::Heading(1, text) => Look::of(13.0, 13.0, 0.0, true).height(width, letters(text)),
            Block::Heading(_, text) => Look::of(10.5, 7.0, 0.0, true).height(width, letters(text)),
            Block::Text(spans) => Look::of(10.0, 4.0, 0.0, false).height(width, of(spans)),
            Block::Item(spans) => Look::of(10.0, 2.0, 18.0, false).height(width, of(spans)),
            Block::Quote(spans) => Look::of(9.5, 2.0, 20.0, false).height(width, of(spans)),
            Block::Small(spans) => Look::of(9.0, 2.0, 0.0, false).height(width, of(spans)),
            Block::Table(table) => {
                let all: u32 = table.heads.iter().map(|h| h.1).sum::<u32>().max(1);
                let share = |i: usize| table.heads.get(i).map_or(1, |h| h.1);
                let row = |row: &Vec<Vec<Span>>| {
                    let cells = row.iter().enumerate();
                    let heights = cells
                        .map(|(i, cell)| CELL.height(width * f64::from(share(i)) / f64::from(all), of(cell)));
                    heights.fold(0.0, f64::max)
                };
                let rows: f64 = table.rows.iter().map(row).sum();
                rows + CELL.height(width, 1.0) + GAP
            }
        });
        title + all.sum::<f64>()
    }
}

fn letters(text: &str) -> f64 {
    text.chars().count() as f64
}

/// The letters of spans, bold ones counted for what they take.
fn of(spans: &[Span]) -> f64 {
    let one = |span: &Span| match span.look {
        SpanLook::Plain => letters(&span.text),
        SpanLook::Strong | SpanLook::Marked => letters(&span.text) * BOLD / LETTER,
    };
    spans.iter().map(one).sum()
}
