//! Text as every later stage sees it: NFC, single spaces, nothing invisible.
//!
//! Superscript digits are the one place where the reading matters: after a base they are a power (`10²⁵` becomes
//! `10^25`, `m²` becomes `m^2`), after a word they are the mark of a footnote and are dropped, because a digit
//! glued to a word would make it another word. At the very start of a block they are the note's own number and
//! stay as digits.
//!
//! One pass, linear in the text.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What a superscript is, judged by what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Superscript {
    /// A power: written with `^`.
    Power,
    /// Part of the word (`1st`) or the first thing in its block: written as it is.
    Plain,
    /// The mark of a footnote: left out.
    Mark,
}

/// Text with white space folded, invisible characters gone, in NFC. Idempotent.
pub(crate) fn normalise(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut space = false;
    let mut rest = raw;
    while !rest.is_empty() {
        // Nearly all of nearly every text is copied as it stands.
        let plain = plain(rest.as_bytes());
        if plain > 0 {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push_str(&rest[..plain]);
            rest = &rest[plain..];
        }
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        if c.is_whitespace() {
            space = true;
        } else if is_invisible(c) {
            continue;
        } else if superscript_digit(c).is_some() {
            let mut digits = String::new();
            digits.extend(superscript_digit(c));
            while let Some(c) = rest.chars().next()
                && let Some(digit) = superscript_digit(c)
            {
                digits.push(digit);
                rest = &rest[c.len_utf8()..];
            }
            let kind = if space && !out.is_empty() {
                Superscript::Mark
            } else {
                superscript(&out, &digits)
            };
            match kind {
                Superscript::Power => out.push('^'),
                Superscript::Plain => {}
                Superscript::Mark => continue,
            }
            out.push_str(&digits);
        } else {
            if space && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            out.push(visible(c));
        }
    }
    to_nfc(out)
}

/// Length of what a text begins with that stays as it is: printed ASCII, with single spaces between.
fn plain(text: &[u8]) -> usize {
    // A space is plain between two signs; so many bytes at a time the machine looks at in parallel.
    const MANY: usize = 32;
    let fits =
        |fits: bool, (a, b): (&u8, &u8)| fits & ((*a > b' ') | (*b > b' ')) & (b' '..=b'~').contains(a);
    let mut end = 0;
    if text.first().is_some_and(u8::is_ascii_graphic) {
        while let Some(many) = text.get(end..end + MANY + 1)
            && many.iter().zip(&many[1..]).fold(true, fits)
        {
            end += MANY;
        }
        // What follows the last of them may be no sign.
        end -= usize::from(end > 0 && text[end - 1] == b' ');
    }
    while text.get(end).is_some_and(u8::is_ascii_graphic) {
        end += 1;
        if text.get(end) == Some(&b' ') && text.get(end + 1).is_some_and(u8::is_ascii_graphic) {
            end += 1;
        }
    }
    end
}

/// Preformatted text: line breaks and runs of spaces stay, the rest as in [`normalise`].
pub(crate) fn normalise_code(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for line in raw.lines() {
        let kept: String = line
            .chars()
            .filter(|c| !is_invisible(*c) || *c == '\t')
            .map(|c| if c.is_whitespace() { ' ' } else { visible(c) })
            .collect();
        out.push_str(kept.trim_end());
        out.push('\n');
    }
    let first = out.find(|c: char| c != '\n').unwrap_or(out.len());
    let text = out.get(first..).unwrap_or_default().trim_end();
    to_nfc(text.to_owned())
}

/// Judges a superscript by the text before it; see [`Superscript`].
fn superscript(before: &str, mark: &str) -> Superscript {
    let spaced = before.ends_with(char::is_whitespace);
    let before = before.trim_end();
    let Some(last) = before.chars().next_back() else {
        return Superscript::Plain;
    };
    let number = !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit() || "-−+".contains(c));
    if !number {
        let stars = mark.chars().all(|c| !c.is_alphanumeric());
        let numbered = mark.chars().any(|c| c.is_ascii_digit());
        return if stars || numbered {
            Superscript::Mark
        } else {
            Superscript::Plain
        };
    }
    if spaced {
        return Superscript::Mark;
    }
    if last.is_ascii_digit() {
        // A year takes footnotes, not powers.
        let base = trailing(before, |c| c.is_ascii_digit());
        let year = base.len() == 4 && (base.starts_with("19") || base.starts_with("20"));
        return if year {
            Superscript::Mark
        } else {
            Superscript::Power
        };
    }
    // Units and the letters of formulas; any longer word with a small number is a word with a footnote.
    const BASES: [&str; 18] = [
        "m", "cm", "mm", "km", "dm", "µm", "μm", "nm", "s", "h", "kg", "g", "x", "y", "n", "ft", "mol", "K",
    ];
    let base = trailing(before, char::is_alphabetic);
    let digit = mark.len() == 1 && "123456".contains(mark);
    if BASES.contains(&base) && (digit || mark.starts_with(['-', '−'])) {
        Superscript::Power
    } else {
        Superscript::Mark
    }
}

/// Appends raised text to what stands before it, as [`superscript`] judges.
pub(crate) fn push_raised(before: &mut String, text: &str) {
    let core = text.trim().trim_matches(['(', ')']);
    match superscript(before, core) {
        Superscript::Power => {
            before.push('^');
            before.push_str(core);
        }
        // The whole thing: its brackets belong to it when it is no power.
        Superscript::Plain => before.push_str(text),
        Superscript::Mark => {}
    }
}

/// The longest ending of `text` whose characters all satisfy `test`.
fn trailing(text: &str, test: impl Fn(char) -> bool) -> &str {
    let start = text.trim_end_matches(test).len();
    text.get(start..).unwrap_or_default()
}

fn to_nfc(text: String) -> String {
    // Below the combining marks, and in the punctuation of books, each character is its own normal form.
    let composed = |c: char| c < '\u{300}' || matches!(c, '\u{2010}'..='\u{2027}');
    if text.is_ascii() || text.chars().all(composed) {
        return text;
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text,
        _ => text.nfc().collect(),
    }
}

/// Symbol fonts put their bullets into the private use area; what people see is a bullet.
fn visible(c: char) -> char {
    match c {
        '\u{F000}'..='\u{F0FF}' => '•',
        other => other,
    }
}

/// Characters that nobody sees: soft hyphens, zero-width characters, bidi and other controls, non-characters.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{FFFE}' | '\u{FFFF}')
        || c.is_control()
}

/// The plain digit or sign of a superscript one.
fn superscript_digit(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_u32(c as u32 - 0x2070 + 0x30)?,
        '⁻' => '-',
        '⁺' => '+',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{normalise, normalise_code};

    #[test]
    fn spaces_fold_and_the_invisible_goes() {
        assert_eq!(normalise(" a\u{A0}\u{2009}b\u{3000}\tc\r\n"), "a b c");
        assert_eq!(
            normalise("trans\u{AD}par\u{200B}ency\0 \u{202E}x\u{FEFF}"),
            "transparency x"
        );
        assert_eq!(normalise("e\u{301}"), "é");
    }

    #[test]
    fn powers_stay_and_footnote_marks_go() {
        assert_eq!(
            normalise("10²⁵ FLOPs, 10⁻³, 50 m² and 5 m³"),
            "10^25 FLOPs, 10^-3, 50 m^2 and 5 m^3"
        );
        assert_eq!(
            normalise("the framework¹ of 2019² says “so”³."),
            "the framework of 2019 says “so”."
        );
        assert_eq!(normalise("¹ See below"), "1 See below");
        assert_eq!(normalise("the Council ³ ⁴ agreed"), "the Council agreed");
    }

    #[test]
    fn code_keeps_its_lines() {
        assert_eq!(normalise_code("\n  a =  1\t\r\n b\u{200B}\n\n"), "  a =  1\n b");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in any::<String>()) {
            let once = normalise(&text);
            prop_assert_eq!(&normalise(&once), &once);
        }

        #[test]
        fn code_twice_changes_nothing(text in any::<String>()) {
            let once = normalise_code(&text);
            prop_assert_eq!(&normalise_code(&once), &once);
        }
    }
}
