//! Workbooks: sheets of text in named columns, with a header that stays, filters, wrapped text, and lists to choose from.
//!
//! All cells are text: an id stays as it is, and what begins like a formula stays text even where somebody edits the
//! cell. The same sheets give the same bytes. Cost: linear in the cells.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet, XlsxError,
};

use unicode_width::UnicodeWidthStr;

use super::cell;
use crate::{Error, Result};

/// Most characters that Excel keeps in a cell, as UTF-16 counts them, with room to say that there were more.
const MOST: usize = 32_700;

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tab {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a text for each column; what is missing is empty.
    pub rows: Vec<Vec<String>>,
    /// How many columns stay in sight on the left.
    pub frozen: u16,
}

/// A column of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Column {
    /// What stands at its head.
    pub head: String,
    /// How many characters are seen beside each other.
    pub width: u16,
    /// What may be chosen; anything where it is empty.
    pub choices: Vec<String>,
    /// Whether it is there for the machine alone.
    pub hidden: bool,
    /// Whether a person writes in it: then nothing of it may be cut.
    pub own: bool,
}

impl Column {
    /// A column with this head, so many characters wide.
    pub fn new(head: &str, width: u16) -> Column {
        Column {
            head: head.to_owned(),
            width,
            ..Column::default()
        }
    }
}

/// The workbook. `title` stands in its properties.
///
/// # Errors
/// More rows than a sheet holds; what a person wrote and no cell can hold.
pub fn workbook(title: &str, tabs: &[Tab]) -> Result<Vec<u8>> {
    let failed = |e: XlsxError| {
        Error::new(format!("cannot write the workbook: {e}")).help("write a .csv file: it has no such limits")
    };
    let mut book = Workbook::new();
    // The day on which its forerunner was made: files say nothing of when we ran.
    let epoch = ExcelDateTime::from_ymd(2000, 1, 1).map_err(failed)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(safe(title))
            .set_author("clausewise")
            .set_creation_datetime(&epoch),
    );
    for tab in tabs {
        let sheet = book.add_worksheet();
        fill(sheet, tab).map_err(failed)?;
        let cut = tab.rows.iter().enumerate().find(|(_, row)| {
            let own = |(c, text): (&Column, &String)| c.own && units(text) > MOST;
            tab.columns.iter().zip(row.iter()).any(own)
        });
        if let Some((i, _)) = cut {
            return Err(Error::new(format!(
                "the sheet `{}` has more text in a cell of row {} than Excel can hold",
                tab.name,
                i + 2
            ))
            .help("write a .csv file, or shorten what stands in the note"));
        }
    }
    book.save_to_buffer().map_err(failed)
}

fn fill(sheet: &mut Worksheet, tab: &Tab) -> std::result::Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(0xE7_E7E7)
        .set_border(FormatBorder::Thin)
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let short = text.clone().set_num_format("@");
    let quoted = text.clone().set_quote_prefix();
    sheet.set_name(&tab.name)?;
    let rows = u32::try_from(tab.rows.len()).unwrap_or(u32::MAX);
    let columns = u16::try_from(tab.columns.len()).unwrap_or(u16::MAX);
    for (at, column) in (0u16..).zip(&tab.columns) {
        sheet.write_string_with_format(0, at, safe(&column.head), &head)?;
        sheet.set_column_width(at, column.width)?;
        // Cells that nobody has filled yet are text, too: a day that is typed in stays as it is typed.
        sheet.set_column_format(at, if column.width > WIDE { &text } else { &short })?;
        if column.hidden {
            sheet.set_column_hidden(at)?;
        }
        if !column.choices.is_empty() && rows > 0 {
            let choices = DataValidation::new()
                .allow_list_strings(&column.choices)?
                .set_error_title("One of the list")?
                .set_error_message("Choose one of the words of the list.")?;
            sheet.add_data_validation(1, at, rows, at, &choices)?;
        }
    }
    for (line, row) in (1u32..).zip(&tab.rows) {
        sheet.set_row_height(line, HEIGHT * f64::from(lines(tab, row)))?;
        for ((at, column), value) in (0u16..).zip(&tab.columns).zip(row) {
            if value.is_empty() {
                continue;
            }
            let value = fitting(&safe(value));
            let format = match (cell::guard(&value), column.width > WIDE) {
                (std::borrow::Cow::Owned(_), _) => &quoted,
                (_, true) => &text,
                (_, false) => &short,
            };
            sheet.write_string_with_format(line, at, value, format)?;
        }
    }
    sheet.set_freeze_panes(1, tab.frozen)?;
    if rows > 0 && columns > 0 {
        sheet.autofilter(0, 0, rows, columns - 1)?;
        sheet.ignore_error_range(1, 0, rows, columns - 1, IgnoreError::NumberStoredAsText)?;
    }
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&C&A · &P / &N");
    sheet.set_repeat_rows(0, 0)?;
    let mut width = 0;
    let seen = tab.columns.iter().take_while(|c| {
        width += if c.hidden { 0 } else { u32::from(c.width) };
        width <= PAPER
    });
    let printed = u16::try_from(seen.count()).unwrap_or(columns);
    if printed > 0 && printed < columns {
        sheet.set_print_area(0, 0, rows, printed - 1)?;
    }
    Ok(())
}

/// Wider columns hold running text. Excel shows long texts as ##### in cells of the format "text".
const WIDE: u16 = 30;

/// Characters beside each other that can still be read on a page.
const PAPER: u32 = 300;
/// Height of a line in points, and most lines that a row shows: who wants the rest looks into the cell.
const HEIGHT: f64 = 15.0;
const LINES: usize = 12;

/// Lines that a row needs: not every program finds that out by itself.
fn lines(tab: &Tab, row: &[String]) -> u16 {
    let of_cell = |(column, text): (&Column, &String)| {
        let width = usize::from(column.width.max(4)) * 11 / 10;
        let lines = text.lines().take(LINES).map(|l| l.width().div_ceil(width).max(1));
        if column.hidden { 1 } else { lines.sum::<usize>() }
    };
    let most = tab.columns.iter().zip(row).map(of_cell).max().unwrap_or(1);
    u16::try_from(most.clamp(1, LINES)).unwrap_or(1)
}

/// Length as Excel counts.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text as far as a cell holds it.
fn fitting(text: &str) -> String {
    if units(text) <= MOST {
        return text.to_owned();
    }
    let mut room = MOST;
    let kept: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    format!("{kept} … (cut for the cell)")
}

/// What a cell can hold: no control characters but line breaks, no marks that turn the direction of writing.
fn safe(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let one = |c: char| match c {
        '\n' => '\n',
        '\r' => '\n',
        '\t' => ' ',
        '\u{fffe}' | '\u{ffff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c if c.is_control() => '\u{fffd}',
        c => c,
    };
    text.chars().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tabs(text: &str) -> Vec<Tab> {
        vec![Tab {
            name: "crosswalk".to_owned(),
            columns: vec![Column::new("id", 12), Column::new("text", 60)],
            rows: vec![vec!["6.10".to_owned(), text.to_owned()]],
            frozen: 1,
        }]
    }

    #[test]
    fn the_same_sheets_give_the_same_bytes() {
        let one = workbook("x", &tabs("a")).unwrap();
        assert!(one.starts_with(b"PK"));
        assert_eq!(one, workbook("x", &tabs("a")).unwrap());
    }

    #[test]
    fn long_texts_are_cut_and_what_people_wrote_is_not() {
        let long = "x".repeat(1 << 20);
        assert!(workbook("x", &tabs(&long)).is_ok());
        let mut own = tabs(&long);
        own[0].columns[1].own = true;
        let error = workbook("x", &own).unwrap_err();
        assert!(error.to_string().contains("row 2"), "{error}");
        assert_eq!(fitting(&long).len(), MOST + " … (cut for the cell)".len());
    }

    #[test]
    fn nothing_harmful_stays() {
        assert_eq!(safe("a\0b\u{202e}c\r\nd"), "a\u{fffd}b\u{fffd}c\nd");
    }
}
