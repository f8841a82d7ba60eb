//! Tables.

use std::fmt::Write;

use super::{Runs, Style, Writer};

/// A table: columns by their shares of the width, a header that repeats on every page, rows.
#[derive(Debug, Clone, Default)]
pub struct Table {
    shares: Vec<u32>,
    header: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
}

/// What stands in a cell: paragraphs.
#[derive(Debug, Clone, Default)]
pub struct Cell(Vec<(Style, Runs)>);

/// A row whose cells are all shorter, in characters, stays on one page.
const SHORT_ROW: usize = 1_200;

impl Cell {
    fn length(&self) -> usize {
        self.0.iter().map(|(_, runs)| runs.length()).sum()
    }

    /// A cell of several paragraphs.
    pub fn of(paragraphs: impl IntoIterator<Item = Runs>) -> Cell {
        Cell(paragraphs.into_iter().map(|runs| (Style::Cell, runs)).collect())
    }
}

impl<R: Into<Runs>> From<R> for Cell {
    fn from(runs: R) -> Cell {
        Cell(vec![(Style::Cell, runs.into())])
    }
}

impl Table {
    /// An empty table whose columns share the width as these numbers are to each other.
    pub fn new(shares: &[u32]) -> Table {
        Table {
            shares: shares.to_vec(),
            ..Table::default()
        }
    }

    /// The heads of the columns.
    #[must_use]
    pub fn header<'t>(mut self, heads: impl IntoIterator<Item = &'t str>) -> Table {
        self.header = heads
            .into_iter()
            .map(|head| Cell(vec![(Style::Head, head.into())]))
            .collect();
        self
    }

    /// A row. Cells that are missing are empty, those beyond the last column are left out.
    pub fn row<C: Into<Cell>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether there is no row yet.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table, so many twentieths of a point wide.
    pub(super) fn xml(&self, width: u32, writer: &mut Writer<'_>) -> String {
        let all: u64 = self.shares.iter().map(|s| u64::from(*s)).sum::<u64>().max(1);
        let widths: Vec<u64> = self
            .shares
            .iter()
            .map(|s| u64::from(*s) * u64::from(width) / all)
            .collect();
        let mut out = format!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" \
             w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
        }
        out.push_str("</w:tblGrid>");
        let empty = Cell::from("");
        let mut row = |cells: &[Cell], head: bool| {
            out.push_str("<w:tr>");
            match (
                head,
                cells.iter().map(Cell::length).max().unwrap_or(0) < SHORT_ROW,
            ) {
                (true, _) => out.push_str("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"),
                (false, true) => out.push_str("<w:trPr><w:cantSplit/></w:trPr>"),
                (false, false) => {}
            }
            for (i, width) in widths.iter().enumerate() {
                let shade = if head {
                    "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E7E7E7\"/>"
                } else {
                    ""
                };
                let _ = write!(
                    out,
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{shade}</w:tcPr>"
                );
                // A cell without a paragraph is damage to Word.
                let cell = cells.get(i).filter(|c| !c.0.is_empty()).unwrap_or(&empty);
                for (style, runs) in &cell.0 {
                    out.push_str(&writer.paragraph(*style, runs));
                }
                out.push_str("</w:tc>");
            }
            out.push_str("</w:tr>");
        };
        if !self.header.is_empty() {
            row(&self.header, true);
        }
        for cells in &self.rows {
            row(cells, false);
        }
        out.push_str("</w:tbl>");
        out
    }
}
