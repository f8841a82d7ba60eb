//! Numbers of labels: arabic, letters, roman, Chinese, dotted; how they normalise and what follows what.

use unicode_normalization::UnicodeNormalization;

/// Most parts that a dotted number has; deeper ones are cut off for comparison (their text is kept).
const PARTS: usize = 6;

/// The number of a label, comparable within its kind of numbering.
///
/// `6` is `[6]`, `6.1.2` is `[6, 1, 2]`, `6a` is `[6]` with suffix 1, `(c.1)` is `[3, 1]`. A label without a number
/// (`Foreword`) has no parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Number {
    parts: [u32; PARTS],
    len: u8,
    suffix: u16,
}

impl std::hash::Hash for Number {
    // The decoder hashes millions of numbers, nearly all of one part: the unused parts stay out.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (u32::from(self.len) << 16 | u32::from(self.suffix)).hash(state);
        for part in self.parts() {
            part.hash(state);
        }
    }
}

/// How one number stands to the number before it in a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follows {
    /// The next one: 6 after 5, 6a after 6, 7 after 6b, 6.2 after 6.1.
    Next,
    /// A later one, with so many left out.
    Skips(u32),
    /// The same again.
    Same,
    /// An earlier one.
    Back,
}

impl Number {
    /// A number of one part.
    pub fn single(value: u32) -> Self {
        let mut parts = [0; PARTS];
        parts[0] = value;
        Number {
            parts,
            len: 1,
            suffix: 0,
        }
    }

    /// Adds a part: `6` becomes `6.1`.
    pub fn push(&mut self, value: u32) {
        if let Some(slot) = self.parts.get_mut(usize::from(self.len)) {
            *slot = value;
            self.len += 1;
        }
    }

    /// Adds an insertion suffix: the `a` of `6a` is 1.
    pub fn set_suffix(&mut self, suffix: u16) {
        self.suffix = suffix;
    }

    /// The parts.
    pub fn parts(&self) -> &[u32] {
        &self.parts[..usize::from(self.len)]
    }

    /// True for labels that carry no number.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// True for the first of a sequence: 1, a, i, or x.1 for dotted numbers.
    pub fn is_first(&self) -> bool {
        self.parts().last().is_none_or(|&p| p == 1) && self.suffix == 0
    }

    /// True where `self` is `parent` with one part more.
    pub fn is_child_of(&self, parent: &Number) -> bool {
        self.len == parent.len + 1 && self.parts[..usize::from(parent.len)] == *parent.parts()
    }

    /// How `self` follows `before`.
    pub fn follows(&self, before: &Number) -> Follows {
        if self == before {
            return Follows::Same;
        }
        let (a, b) = (before.parts(), self.parts());
        let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        match (a.get(common), b.get(common)) {
            // Same number, other suffix: 6 → 6a → 6b.
            (None, None) => match self.suffix.checked_sub(before.suffix) {
                None | Some(0) => Follows::Back,
                Some(1) => Follows::Next,
                Some(n) => Follows::Skips(u32::from(n) - 1),
            },
            // One part more: c → c.1 is an insertion.
            (None, Some(&n)) if b.len() == common + 1 => {
                if n <= 1 {
                    Follows::Next
                } else {
                    Follows::Skips(n - 1)
                }
            }
            (None, Some(_)) => Follows::Skips(1),
            (Some(_), None) => Follows::Back,
            (Some(&x), Some(&y)) => match y.checked_sub(x) {
                None | Some(0) => Follows::Back,
                // 6.1.3 → 6.2 is next; 6.1 → 6.2.4 leaves 6.2 to 6.2.3 out. A suffixed first (7a after 6) skips.
                Some(step) => {
                    let deeper: u32 = b[common + 1..].iter().sum::<u32>() + u32::from(self.suffix);
                    let skipped = (step - 1).saturating_add(deeper);
                    if skipped == 0 {
                        Follows::Next
                    } else {
                        Follows::Skips(skipped)
                    }
                }
            },
        }
    }
}

/// Value of a roman numeral in lower case, if it is written as people write them (`iv`, never `iiii`). Up to 399:
/// no draft numbers further in roman, and words such as `dim` or `mix` stay words.
pub fn roman(text: &str) -> Option<u32> {
    let mut rest = text;
    let mut value = 0;
    for (digits, unit) in [
        (["c", "", "", ""], 100),
        (["x", "xl", "l", "xc"], 10),
        (["i", "iv", "v", "ix"], 1),
    ] {
        let [one, four, five, nine] = digits;
        let mut eat = |token: &str, worth: u32| {
            if token.is_empty() {
                return false;
            }
            let hit = rest.strip_prefix(token);
            if let Some(after) = hit {
                rest = after;
                value += worth * unit;
            }
            hit.is_some()
        };
        if eat(nine, 9) || eat(four, 4) {
            continue;
        }
        eat(five, 5);
        for _ in 0..3 {
            if !eat(one, 1) {
                break;
            }
        }
    }
    (rest.is_empty() && value > 0).then_some(value)
}

/// Value of a letter label in lower case: a = 1 … z = 26, then aa = 27, and bb as well as ab = 28 (publishers double
/// the letter or count on; both follow aa).
pub fn letters(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    let value = |b: u8| b.is_ascii_lowercase().then(|| u32::from(b - b'a') + 1);
    match *bytes {
        [a] => value(a),
        [a, b] if a == b => Some(26 + value(a)?),
        [a, b] => Some(26 * value(a)? + value(b)?),
        [a, b, c] if a == b && b == c => Some(52 + value(a)?),
        _ => None,
    }
}

/// Value of a Chinese numeral up to 999, or of full-width digits.
pub fn han(text: &str) -> Option<u32> {
    let digit = |c: char| {
        "〇一二三四五六七八九"
            .chars()
            .position(|d| d == c)
            .map(|p| p as u32)
    };
    let (mut total, mut current) = (0, 0);
    for c in text.chars() {
        match c {
            '十' => {
                total += current.max(1) * 10;
                current = 0;
            }
            '百' => {
                total += current.max(1) * 100;
                current = 0;
            }
            _ => current = digit(c)?,
        }
    }
    let value = total + current;
    (value > 0 && !text.is_empty()).then_some(value)
}

/// The number of a label as it stands in a path: NFKC, lower case, without brackets, stars, quotation marks and
/// final dots; inner dots stay; spaces become hyphens, and so does what stands before a counted insertion (`6조의2`).
pub fn normalised(text: &str) -> String {
    let inserted = ["조의", "条之", "條之", "条の"]
        .iter()
        .find_map(|w| text.split_once(w));
    if let Some((number, insertion)) = inserted {
        return format!("{}-{}", normalised(number), normalised(insertion));
    }
    let folded: String = text
        .chars()
        // The compatibility form of an ordinal sign is a letter: `5º` would be `5o`.
        .filter(|c| !matches!(c, 'º' | 'ª' | '°'))
        .nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| {
            !matches!(
                c,
                '(' | ')' | '[' | ']' | '*' | '†' | '“' | '”' | '"' | '\u{2018}' | '\u{2019}' | '§'
            )
        })
        .map(|c| match c {
            '–' | '—' | '\u{2011}' => '-',
            '/' => '-',
            c if c.is_whitespace() => '-',
            c => c,
        })
        .collect();
    let trimmed = folded.trim_matches(|c: char| c == '-' || c == '.' || c == ':' || c == ',');
    match trimmed {
        "premier" | "première" | "1er" | "1re" | "first" | "eerste" => "1".to_owned(),
        // 第十二条 is article 12 in every language.
        _ => han(trimmed).map_or_else(|| trimmed.to_owned(), |n| n.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(parts: &[u32], suffix: u16) -> Number {
        let mut n = Number::default();
        for &p in parts {
            n.push(p);
        }
        n.set_suffix(suffix);
        n
    }

    #[test]
    fn roman_numerals_are_canonical_or_nothing() {
        for (text, value) in [
            ("i", 1),
            ("iv", 4),
            ("ix", 9),
            ("xiv", 14),
            ("xl", 40),
            ("xcix", 99),
            ("cxii", 112),
        ] {
            assert_eq!(roman(text), Some(value), "{text}");
        }
        for text in ["", "iiii", "vx", "dim", "ic", "a"] {
            assert_eq!(roman(text), None, "{text}");
        }
    }

    #[test]
    fn letters_count_past_z() {
        assert_eq!(letters("h"), Some(8));
        assert_eq!(letters("aa"), Some(27));
        assert_eq!(letters("bb"), letters("ab"));
        assert_eq!(letters("A"), None);
    }

    #[test]
    fn chinese_numerals() {
        assert_eq!(han("一"), Some(1));
        assert_eq!(han("十"), Some(10));
        assert_eq!(han("二十四"), Some(24));
        assert_eq!(han("一百零五"), None);
        assert_eq!(han("一百二十"), Some(120));
    }

    #[test]
    fn what_follows_what() {
        let n = number;
        assert_eq!(n(&[6], 0).follows(&n(&[5], 0)), Follows::Next);
        assert_eq!(n(&[6], 1).follows(&n(&[6], 0)), Follows::Next);
        assert_eq!(n(&[7], 0).follows(&n(&[6], 2)), Follows::Next);
        assert_eq!(n(&[6, 2], 0).follows(&n(&[6, 1, 3], 0)), Follows::Next);
        assert_eq!(n(&[6, 1], 0).follows(&n(&[6], 0)), Follows::Next);
        assert_eq!(n(&[9], 0).follows(&n(&[6], 0)), Follows::Skips(2));
        assert_eq!(n(&[1], 0).follows(&n(&[6], 0)), Follows::Back);
        assert_eq!(n(&[6], 0).follows(&n(&[6], 0)), Follows::Same);
    }

    #[test]
    fn numbers_in_paths() {
        for (label, path) in [
            ("(a)", "a"),
            ("6.1.2", "6.1.2"),
            ("1.", "1"),
            ("6 bis", "6-bis"),
            ("(c.1)", "c.1"),
            ("III", "iii"),
            ("premier", "1"),
            ("十二", "12"),
            ("5º-A", "5-a"),
            ("6조의2", "6-2"),
            ("六条之一", "6-1"),
            ("③", "3"),
        ] {
            assert_eq!(normalised(label), path);
        }
    }
}
