//! Numbers of labels: arabic, letters, roman, Chinese, dotted; how they normalise and what follows what.

use unicode_normalization::UnicodeNormalization;

/// Most parts that a dotted number has; deeper ones are cut off for comparison (their text is kept).
const PARTS: usize = 6;

/// The number of a label, comparable within its kind of numbering.
///
/// `6` is `[6]`, `6.1.2` is `[6, 1, 2]`, `6a` is `[6]` with suffix 1, `(c.1)` is `[3, 1]`. A label without a number
/// (`Foreword`) has no parts. A label for several clauses (`5 to 8`) has the number of the first and knows the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Number {
    parts: [u32; PARTS],
    len: u8,
    suffix: u16,
    /// The last of a range, in place of the last part; 0 where the label is of one clause.
    through: u32,
}

/// What is added to the suffix of a number that stands before the one it names: the `A` of `A20` before 20.
const AHEAD: u16 = 40_000;

impl std::hash::Hash for Number {
    // The decoder hashes millions of numbers, nearly all of one part: the unused parts stay out.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (u32::from(self.len) << 16 | u32::from(self.suffix)).hash(state);
        if self.through > 0 {
            self.through.hash(state);
        }
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
            ..Number::default()
        }
    }

    /// Adds a part: `6` becomes `6.1`.
    pub fn push(&mut self, value: u32) {
        if let Some(slot) = self.parts.get_mut(usize::from(self.len)) {
            *slot = value;
            self.len += 1;
        }
    }

    /// Adds an insertion suffix, in lower case: the `a` of `6a`, the `za` of `3za`, which stands before `3a`. False where
    /// it is none.
    pub fn set_suffix(&mut self, letters: &str) -> bool {
        let value = |b: u8| b.is_ascii_lowercase().then(|| u16::from(b - b'a') + 1);
        let found = match *letters.as_bytes() {
            [a] => value(a).map(|a| a * 27),
            [b'z', b] if b != b'z' => value(b),
            [a, b] => value(a).zip(value(b)).map(|(a, b)| a * 27 + b),
            _ => None,
        };
        self.suffix = found.unwrap_or(self.suffix);
        found.is_some()
    }

    /// Adds the suffix of the n-th insertion: `bis` is the first.
    pub fn set_inserted(&mut self, n: u16) {
        self.suffix = n.saturating_mul(27);
    }

    /// True for insertions: 6a, 6 bis, A20.
    #[inline]
    pub fn is_inserted(&self) -> bool {
        self.suffix > 0
    }

    /// Makes it the n-th insertion ahead of itself: `A20` stands between 19 and 20.
    pub fn set_ahead(&mut self, n: u16) {
        if let Some(last) = self.parts[..usize::from(self.len)].last_mut() {
            *last = last.saturating_sub(1);
            self.suffix = AHEAD.saturating_add(n);
        }
    }

    /// Makes it a label for all clauses up to another number, if that one is later and differs in its last part only.
    pub fn set_through(&mut self, last: &Number) -> bool {
        let (Some((&a, above)), Some((&b, same))) = (self.parts().split_last(), last.parts().split_last())
        else {
            return false;
        };
        let later = above == same && b > a;
        if later {
            self.through = b;
        }
        later
    }

    /// The parts.
    #[inline]
    pub fn parts(&self) -> &[u32] {
        &self.parts[..usize::from(self.len)]
    }

    /// One part and nothing else.
    #[inline]
    fn is_plain(&self) -> bool {
        self.len == 1 && self.suffix == 0 && self.through == 0
    }

    /// True for labels that carry no number.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// True for the first of a sequence: 1, a, i, or x.1 for dotted numbers.
    #[inline]
    pub fn is_first(&self) -> bool {
        let last = self.parts().last().copied().unwrap_or(1);
        (last == 1 && self.suffix == 0) || (last == 0 && self.suffix == AHEAD + 1)
    }

    /// True where `self` is `parent` with one part more.
    pub fn is_child_of(&self, parent: &Number) -> bool {
        self.len == parent.len + 1 && self.parts[..usize::from(parent.len)] == *parent.parts()
    }

    /// How `self` follows `before`.
    pub fn follows(&self, before: &Number) -> Follows {
        if self.is_plain() && before.is_plain() {
            // Nearly all numbers.
            return match self.parts[0].checked_sub(before.parts[0]) {
                None => Follows::Back,
                Some(0) => Follows::Same,
                Some(1) => Follows::Next,
                Some(n) => Follows::Skips(n - 1),
            };
        }
        if self == before {
            return Follows::Same;
        }
        if before.through > 0 {
            // What comes after 5 to 8 comes after 8.
            let mut last = Number {
                through: 0,
                suffix: 0,
                ..*before
            };
            if let Some(part) = last.parts[..usize::from(last.len)].last_mut() {
                *part = before.through;
            }
            return self.follows(&last);
        }
        let (a, b) = (before.parts(), self.parts());
        // Letters start anew behind z, double or counting on.
        match (a, b) {
            ([26], [1, 1]) => return Follows::Next,
            ([x, y], [z, w])
                if x == y && z == w && *z == x + 1 && *z < 27 && before.suffix + self.suffix == 0 =>
            {
                return Follows::Next;
            }
            _ => {}
        }
        let common = a.iter().zip(b).take_while(|(x, y)| x == y).count();
        match (a.get(common), b.get(common)) {
            (None, None) => suffix_follows(self.suffix, before.suffix),
            // One part more: c → c.1 is an insertion.
            (None, Some(&n)) => {
                let deeper: u32 = b[common + 1..].iter().map(|p| p.saturating_sub(1)).sum();
                match n.saturating_sub(1).saturating_add(deeper) {
                    0 => Follows::Next,
                    skipped => Follows::Skips(skipped),
                }
            }
            (Some(_), None) => Follows::Back,
            (Some(&x), Some(&y)) => match y.checked_sub(x) {
                None | Some(0) => Follows::Back,
                // 6.1.3 → 6.2 is next; 6.1 → 6.2.4 leaves 6.2 to 6.2.3 out. A suffixed first (7a after 6) skips.
                Some(step) => {
                    let deeper: u32 = b[common + 1..].iter().sum::<u32>() + u32::from(self.suffix > 0);
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

/// How a suffix follows the one before it, the numbers being the same: 6 → 6za → 6a → 6aa → 6b, 19 → 19a → A20.
fn suffix_follows(own: u16, before: u16) -> Follows {
    let Some(step) = own.checked_sub(before).filter(|s| *s > 0) else {
        return Follows::Back;
    };
    let next_letter = own.is_multiple_of(27) && own / 27 == before / 27 + 1;
    let first_ahead = own == AHEAD + 1 && before < AHEAD;
    if step == 1 || next_letter || first_ahead {
        Follows::Next
    } else {
        Follows::Skips(u32::from(step / 27).max(1))
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

/// Number of a letter label in lower case: a = 1 … z = 26. A second letter is an insertion (`da` after `d`) or goes on
/// behind z (`aa`, then `ab` or `bb`); what begins with z stands before the letter (`za` before `a`).
pub fn letters(text: &str) -> Option<Number> {
    let value = |b: u8| b.is_ascii_lowercase().then(|| u32::from(b - b'a') + 1);
    let of = |parts: &[u32]| {
        let mut number = Number::default();
        parts.iter().for_each(|&p| number.push(p));
        number
    };
    match *text.as_bytes() {
        [a] => value(a).map(Number::single),
        [b'z', b] if b != b'z' => Some(of(&[0, value(b)?])),
        [a, b] => Some(of(&[value(a)?, value(b)?])),
        [a, b, c] if a == b && b == c => Some(of(&[value(a)?; 3])),
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
    // Nearly all numbers: `12`, `(a)`, `3.`.
    let core = text.trim_matches(['(', ')', '.']);
    if core.len() < 5 && core.bytes().all(|b| b.is_ascii_alphanumeric()) {
        let small = core.to_ascii_lowercase();
        return if small == "1er" || small == "1re" {
            "1".to_owned()
        } else {
            small
        };
    }
    let inserted = ["조의", "条之", "條之", "条の"]
        .iter()
        .find_map(|w| text.split_once(w));
    // `二の二`: the number of an item, which no word announces.
    let bare = || {
        text.split_once(['の', '之'])
            .filter(|(a, b)| han(a).is_some() && han(b).is_some())
    };
    if let Some((number, insertion)) = inserted.or_else(bare) {
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
    let joined = joined_range(&folded);
    let trimmed = joined.trim_matches(|c: char| c == '-' || c == '.' || c == ':' || c == ',');
    match trimmed {
        "premier" | "première" | "1er" | "1re" | "first" | "eerste" => "1".to_owned(),
        // 第十二条 is article 12 in every language.
        _ => han(trimmed).map_or_else(|| trimmed.to_owned(), |n| n.to_string()),
    }
}

/// Words between the first and the last number of a range.
pub(super) const THROUGH: &[&str] = &["to", "and", "à", "et", "tot", "en", "bis", "a", "e"];

/// A range as one number: `5.-to-8.` is `5-8`.
fn joined_range(folded: &str) -> String {
    let mut parts: Vec<&str> = folded.split('-').filter(|p| !p.is_empty()).collect();
    let Some(at) = parts
        .iter()
        .skip(1)
        .position(|p| THROUGH.contains(p))
        .map(|at| at + 1)
    else {
        return folded.to_owned();
    };
    if at + 2 != parts.len() {
        return folded.to_owned();
    }
    parts.remove(at);
    parts
        .iter()
        .map(|p| p.trim_matches('.'))
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(parts: &[u32], suffix: &str) -> Number {
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
    fn letters_follow_each_other() {
        let run = |labels: &[&str]| {
            let numbers: Vec<Number> = labels.iter().map(|l| letters(l).unwrap()).collect();
            numbers.windows(2).all(|w| w[1].follows(&w[0]) == Follows::Next)
        };
        assert!(run(&["y", "z", "aa", "bb", "cc"]));
        assert!(run(&["z", "aa", "ab", "ac"]));
        assert!(run(&["za", "zb", "a", "b", "ba", "bb", "c"]));
        assert!(letters("za").unwrap().is_first());
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
        for (before, after, how) in [
            (n(&[5], ""), n(&[6], ""), Follows::Next),
            (n(&[6], ""), n(&[6], "a"), Follows::Next),
            (n(&[3], ""), n(&[3], "za"), Follows::Next),
            (n(&[3], "za"), n(&[3], "a"), Follows::Next),
            (n(&[3], "a"), n(&[3], "aa"), Follows::Next),
            (n(&[3], "aa"), n(&[3], "b"), Follows::Next),
            (n(&[6], "b"), n(&[7], ""), Follows::Next),
            (n(&[6, 1, 3], ""), n(&[6, 2], ""), Follows::Next),
            (n(&[6], ""), n(&[6, 1], ""), Follows::Next),
            (n(&[6], ""), n(&[9], ""), Follows::Skips(2)),
            (n(&[6], ""), n(&[6], "c"), Follows::Skips(3)),
            (n(&[6], ""), n(&[1], ""), Follows::Back),
            (n(&[6], "a"), n(&[6], ""), Follows::Back),
            (n(&[6], ""), n(&[6], ""), Follows::Same),
        ] {
            assert_eq!(after.follows(&before), how, "{after:?} after {before:?}");
        }
    }

    #[test]
    fn a_clause_may_be_inserted_ahead_of_another() {
        let ahead = |n: u32, k: u16| {
            let mut number = Number::single(n);
            number.set_ahead(k);
            number
        };
        assert_eq!(ahead(20, 1).follows(&number(&[19], "a")), Follows::Next);
        assert_eq!(ahead(20, 2).follows(&ahead(20, 1)), Follows::Next);
        assert_eq!(Number::single(20).follows(&ahead(20, 2)), Follows::Next);
        assert!(ahead(1, 1).is_first());
    }

    #[test]
    fn what_follows_a_range() {
        let mut range = Number::single(5);
        assert!(range.set_through(&Number::single(8)));
        assert_eq!(range.follows(&Number::single(4)), Follows::Next);
        assert_eq!(Number::single(9).follows(&range), Follows::Next);
        assert!(!Number::single(5).set_through(&Number::single(5)));
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
            ("二の二", "2-2"),
            ("③", "3"),
            ("5. to 8.", "5-8"),
            ("52 to 57", "52-57"),
            ("5-8", "5-8"),
            ("12–14", "12-14"),
        ] {
            assert_eq!(normalised(label), path);
        }
    }
}
