//! The labels that a browser would print before the items of an ordered list.

use super::dom::{Dom, Id};
use crate::read::counter;

/// How an ordered list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    Arabic,
    Lower,
    Upper,
    LowerRoman,
    UpperRoman,
}

/// A list that is open: how it counts and the next number. `None` for lists that print no labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Counter {
    counting: Counting,
    next: i64,
}

/// The counter of an `ol`, unless the page hides its labels.
pub(super) fn counter(dom: &Dom, list: Id) -> Option<Counter> {
    let style = dom.attribute(list, "style").unwrap_or_default().replace(' ', "");
    let hidden = style.contains("list-style:none")
        || style.contains("list-style-type:none")
        || dom
            .classes(list)
            .any(|c| matches!(c, "list-unstyled" | "none" | "no-bullets" | "ulEmpty" | "olEmpty"));
    if hidden {
        return None;
    }
    let by_class = |c: &str| match c {
        "alphabet" | "loweralpha" | "lower-alpha" => Some(Counting::Lower),
        "alphabet_upper" | "upperalpha" | "upper-alpha" => Some(Counting::Upper),
        "roman" | "lowerroman" | "lower-roman" => Some(Counting::LowerRoman),
        "roman_upper" | "upperroman" | "upper-roman" => Some(Counting::UpperRoman),
        "arabic" | "decimal" => Some(Counting::Arabic),
        _ => None,
    };
    let counting = match dom.attribute(list, "type") {
        Some("a") => Counting::Lower,
        Some("A") => Counting::Upper,
        Some("i") => Counting::LowerRoman,
        Some("I") => Counting::UpperRoman,
        _ => {
            let by_style = style
                .split_once("list-style-type:")
                .and_then(|(_, rest)| by_class(rest.split([';', '!']).next().unwrap_or_default()));
            by_style
                .or_else(|| dom.classes(list).find_map(by_class))
                .unwrap_or(Counting::Arabic)
        }
    };
    let start = dom.attribute(list, "start").and_then(|s| s.trim().parse().ok());
    Some(Counter {
        counting,
        next: start.unwrap_or(1),
    })
}

impl Counter {
    /// The label of the next item: `1.`, and `a)`, `i)` as standards print letters.
    pub(super) fn label(&mut self, dom: &Dom, item: Id) -> String {
        if let Some(value) = dom.attribute(item, "value").and_then(|v| v.trim().parse().ok()) {
            self.next = value;
        }
        let number = self.next;
        self.next = self.next.saturating_add(1);
        let letters = match self.counting {
            Counting::Arabic => None,
            Counting::Lower => letters(number),
            Counting::Upper => letters(number).map(|l| l.to_uppercase()),
            Counting::LowerRoman => roman(number),
            Counting::UpperRoman => roman(number).map(|l| l.to_uppercase()),
        };
        letters.map_or_else(|| format!("{number}."), |l| format!("{l})"))
    }
}

/// 1 is `a`, 27 is `aa`.
fn letters(number: i64) -> Option<String> {
    let number = u32::try_from(number).ok().filter(|n| (1..=18_278).contains(n))?;
    Some(counter::letters(number))
}

fn roman(number: i64) -> Option<String> {
    u32::try_from(number).ok().and_then(counter::roman)
}

#[cfg(test)]
mod tests {
    use super::{letters, roman};

    #[test]
    fn counting_goes_on_after_z() {
        assert_eq!(letters(1).as_deref(), Some("a"));
        assert_eq!(letters(26).as_deref(), Some("z"));
        assert_eq!(letters(27).as_deref(), Some("aa"));
        assert_eq!(letters(i64::MAX), None);
        assert_eq!(letters(-3), None);
    }

    #[test]
    fn roman_numbers() {
        assert_eq!(roman(14).as_deref(), Some("xiv"));
        assert_eq!(roman(0), None);
    }
}
