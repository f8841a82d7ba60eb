//! Cells that a spreadsheet must not take for formulas.
//!
//! A cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe in front, which
//! spreadsheets take for "this is text". So that reading back always gives what was written, a cell that already
//! begins with apostrophes and then one of these gets one more, and reading takes exactly one off. Plain numbers
//! (`-1.204113`) are left alone: a score below zero stays a number.

use std::borrow::Cow;

/// Makes a cell harmless.
///
/// ```
/// use clausewise::export::cell::{guard, unguard};
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(guard("-2.5"), "-2.5");
/// assert_eq!(unguard(&guard("'=1+1")), "'=1+1");
/// ```
pub fn guard(cell: &str) -> Cow<'_, str> {
    if starts_formula(cell.trim_start_matches('\'')) && !is_number(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A cell without control characters, which many readers of tables stop at; line breaks and tabs stay.
pub(super) fn readable(cell: &str) -> Cow<'_, str> {
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{85}');
    if cell.contains(bad) {
        Cow::Owned(cell.replace(bad, "\u{fffd}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// What stood in a cell before [`guard`].
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if starts_formula(rest.trim_start_matches('\'')) => rest,
        _ => cell,
    }
}

fn starts_formula(cell: &str) -> bool {
    // The wide forms are formulas to spreadsheets in East Asian locales.
    cell.starts_with([
        '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    all_digits(whole) && all_digits(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reading_back_gives_what_was_written(cell in "['=+@\t0-9.a-]{0,6}") {
            let written = guard(&cell);
            prop_assert_eq!(unguard(&written), cell.as_str());
            let harmless = !starts_formula(&written) || is_number(&written);
            prop_assert!(harmless);
        }
    }
}
