//! Numbers and dates as a sheet prints them. Enough of the format codes for ids, dates and plain numbers: the first
//! section of a code counts, colours and conditions are passed over. Source: ECMA-376 part 1, 18.8.30 and 18.8.31.

use crate::read::tree::{Document, LocalName, Node};

/// How the cell styles of a workbook print numbers.
#[derive(Debug, Default)]
pub(super) struct Formats {
    styles: Vec<Format>,
}

/// How a number is printed.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Format {
    /// As short as it can be.
    #[default]
    General,
    /// By a code; true where days count from 1904.
    Code(String, bool),
}

impl Formats {
    /// The formats in the part `styles.xml`.
    pub(super) fn of(document: &Document<'_>, from_1904: bool) -> Formats {
        let id = |n: Node<'_, '_>| n.attribute("numFmtId").and_then(|i| i.parse::<u32>().ok());
        let own: Vec<(u32, &str)> = document
            .descendants()
            .filter(|n| n.has_tag_name_local("numFmt"))
            .filter_map(|n| Some((id(n)?, n.attribute("formatCode")?)))
            .collect();
        let cells = document.descendants().find(|n| n.has_tag_name_local("cellXfs"));
        let styles = cells
            .into_iter()
            .flat_map(|c| c.children())
            .filter(|n| n.has_tag_name_local("xf"));
        let format = |n: Node<'_, '_>| {
            let id = id(n).unwrap_or(0);
            let own = own.iter().find(|(i, _)| *i == id).map(|(_, code)| *code);
            match own.or_else(|| built_in(id)) {
                Some(code) => Format::Code(code.to_owned(), from_1904),
                None => Format::General,
            }
        };
        Formats {
            styles: styles.map(format).collect(),
        }
    }

    pub(super) fn of_style(&self, style: usize) -> &Format {
        const GENERAL: &Format = &Format::General;
        self.styles.get(style).unwrap_or(GENERAL)
    }
}

fn built_in(id: u32) -> Option<&'static str> {
    Some(match id {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        14 => "yyyy-mm-dd",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy-mm-dd h:mm",
        _ => return None,
    })
}

/// A number as the sheet prints it; what is no number stays as it is.
pub(super) fn number(written: &str, format: &Format) -> String {
    let Ok(value) = written.parse::<f64>() else {
        return written.to_owned();
    };
    if !value.is_finite() || value.abs() >= 1e15 {
        return written.to_owned();
    }
    match format {
        Format::Code(code, from_1904) => {
            let section = first_section(code);
            let days = value + if *from_1904 { 1462.0 } else { 0.0 };
            if section.iter().any(|t| matches!(t, Token::Date(_))) {
                date(&section, days).unwrap_or_else(|| general(value))
            } else if section.iter().any(|t| matches!(t, Token::Digit(_))) {
                decimal(&section, value)
            } else {
                general(value)
            }
        }
        Format::General => general(value),
    }
}

/// At most eleven digits, as in a cell; that hides what is left over from binary fractions.
fn general(value: f64) -> String {
    let whole = value.abs().log10().floor().max(0.0) as usize + 1;
    let text = format!("{value:.*}", 11usize.saturating_sub(whole));
    if text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A run of one date letter: `yyyy`.
    Date(String),
    /// `0`, `#`, `?`, `.`, `,`.
    Digit(char),
    Percent,
    Literal(String),
}

/// The first section of a format code, up to `;`.
fn first_section(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = code.chars().take(255).peekable();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => tokens.push(Token::Literal(chars.by_ref().take_while(|c| *c != '"').collect())),
            '\\' => tokens.extend(chars.next().map(|c| Token::Literal(c.to_string()))),
            // Padding and filling.
            '_' | '*' => {
                chars.next();
            }
            '[' => {
                let _: String = chars.by_ref().take_while(|c| *c != ']').collect();
            }
            '0' | '#' | '?' | '.' | ',' => tokens.push(Token::Digit(c)),
            '%' => tokens.push(Token::Percent),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                let mut run = c.to_ascii_lowercase().to_string();
                while let Some(next) = chars.next_if(|n| n.eq_ignore_ascii_case(&c)) {
                    run.push(next.to_ascii_lowercase());
                }
                tokens.push(Token::Date(run));
            }
            'A' | 'a' => {
                let rest: String = chars.clone().take(4).collect();
                if rest.eq_ignore_ascii_case("m/pm") {
                    chars.nth(3);
                    tokens.push(Token::Date("am/pm".to_owned()));
                }
            }
            'G' | 'g' => return Vec::new(),
            '@' => {}
            other => tokens.push(Token::Literal(other.to_string())),
        }
    }
    // A dot or comma between the parts of a date is no decimal point.
    if tokens.iter().any(|t| matches!(t, Token::Date(_))) {
        for token in &mut tokens {
            if let Token::Digit(c @ ('.' | ',')) = token {
                *token = Token::Literal(c.to_string());
            }
        }
    }
    tokens
}

fn decimal(tokens: &[Token], value: f64) -> String {
    let percent = tokens.contains(&Token::Percent);
    let value = if percent { value * 100.0 } else { value };
    let point = tokens.iter().position(|t| *t == Token::Digit('.'));
    let count =
        |wanted: char, tokens: &[Token]| tokens.iter().filter(|t| **t == Token::Digit(wanted)).count();
    let (whole, fraction) = tokens.split_at(point.unwrap_or(tokens.len()));
    let least = count('0', fraction);
    let most = (least + count('#', fraction) + count('?', fraction)).min(15);
    let digits = count('0', whole);
    let grouped = whole.contains(&Token::Digit(','));
    let mut text = format!("{:.most$}", value.abs());
    while most > least && text.ends_with('0') && text.len() - text.find('.').unwrap_or(0) - 1 > least {
        text.pop();
    }
    let text = text.trim_end_matches('.');
    let (int, frac) = text.split_once('.').unwrap_or((text, ""));
    let mut int = format!("{int:0>digits$}");
    if grouped {
        let mut at = int.len();
        while at > 3 {
            at -= 3;
            int.insert(at, ',');
        }
    }
    let mut out = String::new();
    if value < 0.0 {
        out.push('-');
    }
    let mut printed = false;
    for token in tokens {
        match token {
            Token::Literal(text) => out.push_str(text),
            Token::Percent => out.push('%'),
            Token::Digit(_) if !printed => {
                printed = true;
                out.push_str(&int);
                if !frac.is_empty() {
                    out.push('.');
                    out.push_str(frac);
                }
            }
            _ => {}
        }
    }
    out
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn date(tokens: &[Token], days: f64) -> Option<String> {
    // 10,000 years is as far as a sheet goes.
    if !(0.0..2_958_466.0).contains(&days) {
        return None;
    }
    let seconds = (days.fract() * 86_400.0).round() as i64;
    let (year, month, day) = calendar(days.floor() as i64 + seconds / 86_400);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    let month_name = MONTHS.get(usize::try_from(month).ok()?.checked_sub(1)?)?;
    let half = tokens.contains(&Token::Date("am/pm".to_owned()));
    let mut out = String::new();
    let mut last = ' ';
    for (i, token) in tokens.iter().enumerate() {
        let run = match token {
            Token::Date(run) => run.as_str(),
            Token::Literal(text) => {
                out.push_str(text);
                continue;
            }
            _ => continue,
        };
        let next = tokens.iter().skip(i + 1).find_map(|t| match t {
            Token::Date(run) => run.chars().next(),
            _ => None,
        });
        let minutes = run.starts_with('m') && run.len() <= 2 && (last == 'h' || next == Some('s'));
        let shown_hour = if half { (hour + 11) % 12 + 1 } else { hour };
        out.push_str(&match run {
            "yy" => format!("{:02}", year % 100),
            r if r.starts_with('y') => format!("{year:04}"),
            "m" if minutes => minute.to_string(),
            "mm" if minutes => format!("{minute:02}"),
            "m" => month.to_string(),
            "mm" => format!("{month:02}"),
            "mmm" => month_name.chars().take(3).collect(),
            r if r.starts_with('m') => (*month_name).to_owned(),
            "d" => day.to_string(),
            r if r.starts_with('d') => format!("{day:02}"),
            "h" => shown_hour.to_string(),
            r if r.starts_with('h') => format!("{shown_hour:02}"),
            "s" => second.to_string(),
            r if r.starts_with('s') => format!("{second:02}"),
            _ => if hour < 12 { "AM" } else { "PM" }.to_owned(),
        });
        last = run.chars().next().unwrap_or(' ');
    }
    Some(out)
}

/// Year, month and day of a day's number: 1 is 1 January 1900, and 60 the 29 February 1900 that never was.
fn calendar(number: i64) -> (i64, i64, i64) {
    let number = if number < 60 { number + 1 } else { number };
    // Days from 1 March of year 0, in eras of 400 years (Howard Hinnant, "chrono-compatible low-level date algorithms").
    let days = number + 693_899;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Format, number};

    fn shown(value: &str, code: &str) -> String {
        number(value, &Format::Code(code.to_owned(), false))
    }

    #[test]
    fn numbers_stay_as_printed() {
        assert_eq!(number("1.1000000000000001", &Format::General), "1.1");
        assert_eq!(number("12", &Format::General), "12");
        assert_eq!(number("100", &Format::General), "100");
        assert_eq!(shown("1.1", "0.00"), "1.10");
        assert_eq!(shown("7", "\"R-\"000"), "R-007");
        assert_eq!(shown("1234567.5", "#,##0.0"), "1,234,567.5");
        assert_eq!(shown("0.25", "0%"), "25%");
        assert_eq!(shown("-3", "0;[Red]-0"), "-3");
        assert_eq!(shown("5", "General"), "5");
    }

    #[test]
    fn dates_stay_as_printed() {
        assert_eq!(shown("45293", "yyyy-mm-dd"), "2024-01-02");
        assert_eq!(shown("45293", "d-mmm"), "2-Jan");
        assert_eq!(
            shown("45293.75", "[$-409]d/m/yyyy h:mm AM/PM;@"),
            "2/1/2024 6:00 PM"
        );
        assert_eq!(shown("59", "yyyy-mm-dd"), "1900-02-28");
        assert_eq!(shown("61", "dd.mm.yyyy"), "01.03.1900");
        assert_eq!(
            number("0", &Format::Code("yyyy-mm-dd".to_owned(), true)),
            "1904-01-01"
        );
    }

    proptest! {
        #[test]
        fn no_code_makes_it_panic(value in any::<f64>(), code in "[0#?.,;%ymdhs\"\\[\\]_*AGampm/@ -]{0,12}") {
            let _ = shown(&value.to_string(), &code);
        }
    }
}
