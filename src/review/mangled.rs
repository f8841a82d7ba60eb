//! What spreadsheets do to ids: `6.10` becomes `6.1`, `007` becomes `7`, `1/2` becomes a date, `1E5` a number.
//!
//! Nobody can undo that from the cell alone, but one can say whether a cell may be what became of an id. Both are
//! taken apart into numbers (month names count as numbers), and compared as the kinds of value a spreadsheet knows:
//! number, date, time, truth value. Cost: constant for cells of the length of an id.

/// True where a spreadsheet may have made `cell` of `original`. An unchanged cell counts.
///
/// ```
/// use clausewise::review::mangled::may_become;
/// assert!(may_become("6.10", "6.1"));
/// assert!(may_become("1/2", "02.01.2026"));
/// assert!(!may_become("6.10", "6.2"));
/// ```
pub fn may_become(original: &str, cell: &str) -> bool {
    let (original, cell) = (original.trim(), cell.trim());
    if original.is_empty() || cell.is_empty() {
        return false;
    }
    original == cell
        || is_same_truth(original, cell)
        || same_number(original, cell)
        || became_date(original, cell)
}

/// The truth values of `TRUE` and `FALSE`, as spreadsheets show them in common languages.
const TRUTHS: [&[&str]; 2] = [
    &[
        "true",
        "wahr",
        "vrai",
        "verdadero",
        "verdadeiro",
        "vero",
        "waar",
        "prawda",
    ],
    &["false", "falsch", "faux", "falso", "onwaar", "fałsz"],
];

fn is_same_truth(original: &str, cell: &str) -> bool {
    let (original, cell) = (original.to_lowercase(), cell.to_lowercase());
    let both = |words: &&[&str]| words.contains(&original.as_str()) && words.contains(&cell.as_str());
    TRUTHS.iter().any(both)
}

/// `6.10` and `6.1`, `007` and `7`, `1E5` and `100000` or `1.00E+05`, `(3)` and `-3`, `5%` and `0.05`, `1,000` and
/// `1000`, `$5` and `$5.00`.
fn same_number(original: &str, cell: &str) -> bool {
    if cell.contains(CURRENCIES) && !original.contains(CURRENCIES) {
        return false;
    }
    // Long numbers lose their tail: `12345678901234567` is shown as `1.23457E+16`.
    let tolerance = if cell.contains(['e', 'E']) { 1e-5 } else { 1e-14 };
    let shown = values_of(cell);
    values_of(original)
        .into_iter()
        .any(|value| shown.iter().any(|s| (value - s).abs() <= value.abs() * tolerance))
}

const CURRENCIES: [char; 4] = ['$', '€', '£', '¥'];

/// The numbers that a spreadsheet may read in a text: with either decimal sign, or with marks between thousands.
fn values_of(text: &str) -> Vec<f64> {
    let text = text.trim_matches(|c: char| CURRENCIES.contains(&c) || c.is_whitespace());
    let plain = text.replace(',', ".");
    let marks = [',', '.', '\'', '\u{2019}', ' ', '\u{a0}', '\u{202f}'];
    let grouped = marks.into_iter().filter_map(|mark| without_groups(text, mark));
    std::iter::once(plain)
        .chain(grouped)
        .filter_map(|t| value_of(&t))
        .collect()
}

/// `1,000` and `12,345.6` without their marks, with a point before the decimals.
fn without_groups(text: &str, mark: char) -> Option<String> {
    let (first, rest) = text.split_once(mark)?;
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let lead = first.trim_start_matches(['-', '+', '(']);
    if lead.is_empty() || lead.len() > 3 || !digits(lead) {
        return None;
    }
    let mut whole = first.to_owned();
    let mut groups = rest.split(mark).peekable();
    while let Some(group) = groups.next() {
        let thousands = group.get(..3).filter(|t| t.len() == 3 && digits(t))?;
        let tail = group.get(3..)?;
        if groups.peek().is_some() && !tail.is_empty() || tail.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        whole.push_str(thousands);
        whole.push_str(&tail.replace(',', "."));
    }
    Some(whole)
}

/// The number in a text whose decimal sign is a point.
fn value_of(text: &str) -> Option<f64> {
    let negated = text.strip_prefix('(').and_then(|t| t.strip_suffix(')'));
    let (text, sign) = negated.map_or((text, 1.0), |t| (t, -1.0));
    let (text, scale) = text
        .strip_suffix('%')
        .map_or((text, 1.0), |t| (t.trim_end(), 0.01));
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        || text.contains(|c: char| !c.is_ascii_digit() && !"+-.eE".contains(c))
    {
        return None;
    }
    let value: f64 = text.parse().ok()?;
    value.is_finite().then_some(value * sign * scale)
}

/// `1/2`, `1-2`, `3.4`, `MAR-1` and `1/2/3` as dates in any order, with or without a year; `1:2` as a time.
fn became_date(original: &str, cell: &str) -> bool {
    let Some(parts) = numbers_in(original).filter(|p| (2..=3).contains(&p.len())) else {
        return false;
    };
    if original.contains(':') {
        return became_time(&parts, cell);
    }
    let shown = match value_of(cell) {
        // A bare number is a date's serial number.
        Some(serial) if !cell.contains(['-', '/']) && serial > 366.0 => match date_of(serial) {
            Some(date) => date,
            None => return false,
        },
        _ => match numbers_in(cell) {
            Some(numbers) => numbers,
            None => return false,
        },
    };
    matches_date(&parts, &shown)
}

/// `1:2` is a time: `01:02`, `01:02:00` or `01:02:00 AM`, or 0.0430555… of a day.
fn became_time(parts: &[u32], cell: &str) -> bool {
    if !cell.contains(':') {
        let seconds = parts
            .iter()
            .zip([3600.0, 60.0, 1.0])
            .map(|(&n, s)| f64::from(n) * s);
        let day: f64 = seconds.sum::<f64>() / 86_400.0;
        return values_of(cell)
            .into_iter()
            .any(|v| v.fract() != 0.0 && (v - day).abs() < 1e-6);
    }
    let clock = cell.to_ascii_lowercase();
    let half = ["am", "pm"]
        .into_iter()
        .find_map(|h| clock.strip_suffix(h).map(|t| (t, h)));
    let (clock, half) = half.map_or((clock.as_str(), None), |(t, h)| (t.trim_end(), Some(h)));
    let Some(mut shown) = numbers_in(clock) else {
        return false;
    };
    if let (Some(half), Some(hour)) = (half, shown.first_mut()) {
        *hour = *hour % 12 + if half == "pm" { 12 } else { 0 };
    }
    while shown.len() > parts.len() && shown.last() == Some(&0) {
        shown.pop();
    }
    shown == parts
}

/// Whether the numbers of a date are those of the id. Day and month come in any order, and an id of two numbers may
/// have gained a year, or lost the day (`1/2020` is shown as `Jan-20`).
fn matches_date(parts: &[u32], shown: &[u32]) -> bool {
    let short = |n: u32| if n >= 1000 { n % 100 } else { n };
    let sorted = |numbers: &[u32]| {
        let mut all: Vec<u32> = numbers.iter().map(|&n| short(n)).collect();
        all.sort_unstable();
        all
    };
    let possible = parts.iter().any(|&n| (1..=12).contains(&n));
    if !possible {
        return false;
    }
    if parts.len() == shown.len() {
        return sorted(parts) == sorted(shown);
    }
    // The year that was gained, or the first of the month, stands at either end.
    parts.len() == 2
        && shown.len() == 3
        && (sorted(parts) == sorted(&shown[..2]) || sorted(parts) == sorted(&shown[1..]))
}

/// How the names of the months begin in the languages in which spreadsheets are used most.
const MONTHS: [&[&str]; 12] = [
    &["jan", "ene", "gen"],
    &["feb", "fév", "fev"],
    &["mar", "mär", "mrz", "mrt", "maa"],
    &["apr", "avr", "abr"],
    &["may", "mai", "mag", "mei", "maj"],
    &["jun", "juin", "giu"],
    &["jul", "juil", "lug"],
    &["aug", "aoû", "ago"],
    &["sep", "set"],
    &["oct", "okt", "ott", "out"],
    &["nov"],
    &["dec", "déc", "dez", "dic"],
];

/// The numbers of a text that has nothing else but separators and at most one name of a month.
fn numbers_in(text: &str) -> Option<Vec<u32>> {
    let mut numbers = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
        if digits > 0 {
            numbers.push(rest.get(..digits)?.parse().ok()?);
            rest = rest.get(digits..)?;
        } else if letters > 0 {
            let word = rest.get(..letters)?.to_lowercase();
            let month = MONTHS
                .iter()
                .position(|names| names.iter().any(|m| word.starts_with(m)))?;
            numbers.push(month as u32 + 1);
            rest = rest.get(letters..)?;
        } else if " -/.,:".contains(first) {
            rest = rest.get(first.len_utf8()..)?;
        } else {
            return None;
        }
    }
    (numbers.len() >= 2).then_some(numbers)
}

/// Year, month and day of a spreadsheet's serial number (day 1 is the first of January 1900, and the program
/// believes in a 29 February of that year). Days to civil date after Howard Hinnant's `civil_from_days`.
fn date_of(serial: f64) -> Option<Vec<u32>> {
    if !(61.0..=2_958_465.0).contains(&serial) || serial.fract() != 0.0 {
        return None;
    }
    // 25,569 is the serial number of 1 January 1970; 719,468 days lie between that and 1 March of year 0.
    let days = serial as u32 + 719_468 - 25_569;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    Some(vec![year + era * 400 + carry, month, day])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_spreadsheets_do() {
        for (original, cell) in [
            ("6.10", "6.1"),
            ("6.10", "6,1"),
            ("6.0", "6"),
            ("007", "7"),
            ("1E5", "100000"),
            ("1E5", "1.00E+05"),
            ("12345678901234567", "1.23457E+16"),
            ("(3)", "-3"),
            ("5%", "0.05"),
            ("+4", "4"),
            ("1/2", "01/02/2026"),
            ("1/2", "2026-01-02"),
            ("1/2", "2026-02-01"),
            ("1/2", "02.01.2026"),
            ("1/2", "2-Jan"),
            ("1/2", "01-Feb"),
            ("1-2", "2. Jan"),
            ("3.4", "03. Apr"),
            ("1/2/3", "2003-02-01"),
            ("10.1.2", "10/01/2002"),
            ("MAR-1", "01-Mar"),
            ("SEPT2", "2-Sep"),
            ("1/2020", "Jan-20"),
            ("1/20", "Jan-20"),
            ("1/2", "46024"),
            ("1:2", "01:02:00"),
            ("1:2", "1:02:00 AM"),
            ("13:30", "01:30:00 PM"),
            ("12:30", "0.520833333333333"),
            ("true", "TRUE"),
            ("TRUE", "WAHR"),
            ("6.100", "6100"),
            ("1,000", "1000"),
            ("1,000", "1.000"),
            ("1 000", "1000"),
            ("1,000.50", "1000.5"),
            ("$5", "$5.00"),
            ("$5", "5"),
            ("5 €", "5,00 €"),
            ("5%", "5.00%"),
            ("5%", "5,00\u{a0}%"),
            ("1/2", "01. Feb"),
            ("3/1", "01. Mrz"),
            ("1/2", "01-févr"),
            ("MAI 3", "03.05.26"),
        ] {
            assert!(may_become(original, cell), "{original} -> {cell}");
        }
    }

    #[test]
    fn what_they_do_not() {
        for (original, cell) in [
            ("6.10", "6.2"),
            ("6.10", "6.11"),
            ("art-6/1", "6/1"),
            ("GV.OC-01", "GV.OC-1"),
            ("1/2", "01/03/2026"),
            ("1/2", "46100"),
            ("A1", "1"),
            ("", ""),
            ("40/50", "2040-05-01"),
            ("5", "$5.00"),
            ("TRUE", "FALSCH"),
            ("1:2", "1:02:00 PM"),
            ("1,00", "100"),
            ("1,0000", "10000"),
        ] {
            assert!(!may_become(original, cell), "{original} -> {cell}");
        }
    }

    #[test]
    fn serial_numbers_are_dates() {
        assert_eq!(date_of(46_024.0), Some(vec![2026, 1, 2]));
        assert_eq!(date_of(61.0), Some(vec![1900, 3, 1]));
    }
}
