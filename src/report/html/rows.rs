//! Long lists. The first rows stand in the page as text, so that it can be read without its script; the others stand in it as
//! data, and the script makes rows of them as they are looked at, searched or printed: a browser lays out a hundred rows at
//! once and not five thousand.

use std::fmt::Write;

use super::super::text::count;

/// Rows that stand in the page as text.
const FIRST: usize = 60;

/// The rows of a list as they come.
#[derive(Default)]
pub(super) struct Rows {
    shown: String,
    /// Rows for the script: what they are filtered by, then their HTML.
    kept: Vec<Vec<String>>,
    all: usize,
}

impl Rows {
    /// A row: an element of its own. `by` are the values that it is filtered by.
    pub(super) fn push(&mut self, by: &[&str], html: String) {
        self.all += 1;
        if self.all <= FIRST {
            self.shown.push_str(&html);
        } else {
            let mut row: Vec<String> = by.iter().map(|v| (*v).to_owned()).collect();
            row.push(html);
            self.kept.push(row);
        }
    }

    /// Writes the list; `one` and `many` are what its rows are called.
    pub(super) fn write(self, one: &str, many: &str, out: &mut String) {
        let Rows { shown, kept, all } = self;
        let _ = writeln!(
            out,
            "<div class=\"list\" data-all=\"{all}\">\n<div class=\"rows\">\n{shown}</div>"
        );
        if !kept.is_empty() {
            let _ = writeln!(
                out,
                "<p class=\"more\">{FIRST} of {} stand here. The others are data in this page, which its script shows; the workbook and \
                 the CSV file have all of them.</p>",
                count(all, one, many)
            );
            out.push_str(&data(&kept));
        }
        out.push_str("</div>\n");
    }
}

/// Data for the script. Nothing in it ends the element that it stands in, or begins another.
pub(super) fn data<T: serde::Serialize>(value: &T) -> String {
    // Texts go to JSON without fail.
    let json = serde_json::to_string(value).unwrap_or_default();
    format!(
        "<script type=\"application/json\">{}</script>\n",
        json.replace('<', "\\u003c").replace('>', "\\u003e")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rows_are_text_and_the_others_data() {
        let mut rows = Rows::default();
        for i in 0..FIRST + 2 {
            rows.push(&["strong"], format!("<article>{i}</script></article>\n"));
        }
        let mut out = String::new();
        rows.write("row", "rows", &mut out);
        assert_eq!(out.matches("<article>").count(), FIRST);
        assert!(out.contains("60 of 62 rows stand here"));
        let kept = out.split("application/json\">").nth(1).unwrap();
        assert_eq!(kept.matches("</script>").count(), 1);
        assert!(kept.contains("[\"strong\",\"\\u003carticle\\u003e60"), "{kept}");
    }
}
