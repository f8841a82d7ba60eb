//! The names of other instruments: `Regulation (EU) 2016/679`, `the Privacy Act`, `Title 18 of the United States Code`.
//!
//! A name is a run of capitalised words that holds a noun by which instruments are called. Where a number follows that
//! noun the name ends with it; elsewhere it ends with the run. Cost: linear in the name.

use super::words::{Words, folded};

/// Most words that a name has.
const WORDS: usize = 16;

/// Small words within names, in all languages read.
const JOINTS: &[&str] = &[
    "of",
    "the",
    "on",
    "and",
    "for",
    "in",
    "to",
    "de",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l'union",
    "relative",
    "sur",
    "à",
    "van",
    "het",
    "betreffende",
    "inzake",
    "fiscal",
];

/// The name at the start of a text, if there is one. Articles (`the`) are not part of it.
pub(super) fn name<'a>(words: &Words, text: &'a str) -> Option<&'a str> {
    // What begins small and is no noun for instruments names none: most words end here.
    let first = tokens(text).next()?;
    let small = first.starts_with(char::is_lowercase);
    if small
        && !words.is_instrument(&folded(first))
        && !words.is_instrument(&folded(first.trim_end_matches(CLOSERS)))
    {
        return None;
    }
    let mut end = 0;
    let mut noun_seen = false;
    for (i, token) in tokens(text).take(WORDS).enumerate() {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        let core = if words.is_instrument(&folded(token)) {
            token
        } else {
            token.trim_end_matches(CLOSERS)
        };
        let inner = core.trim_start_matches('(');
        let lower = folded(inner);
        let noun = words.is_instrument(&lower);
        let capital = inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let joint = i > 0 && core.len() == token.len() && JOINTS.contains(&lower.as_ref());
        // Some languages write the noun small: it then opens the name.
        let goes_on = capital || joint || (noun && i == 0);
        if !goes_on || (words.names(&lower).is_some() && !noun) {
            break;
        }
        let here = start + core.len();
        if noun {
            noun_seen = true;
            let designated = designator(&text[here..]);
            if designated > 0 {
                return text.get(..here + designated);
            }
        }
        if !joint {
            end = here;
        }
        if core.len() < token.len() || (noun && is_shouted(text)) {
            // `(TEU)` closes what it opens; anything else closes the name.
            let closed = core.starts_with('(') && token[core.len()..].starts_with(')');
            end += usize::from(closed);
            break;
        }
    }
    (noun_seen && end > 0).then(|| &text[..end])
}

/// What may stand right behind a name without being part of it.
const CLOSERS: [char; 8] = [',', ';', ':', '.', ')', '’', '”', '‘'];

/// Length of what numbers an instrument behind its noun: ` (EU) 2016/679`, ` No 300/2008`, ` 14110`, ` 116-283`.
fn designator(text: &str) -> usize {
    let mut end = 0;
    let mut numbered = false;
    for token in tokens(text).take(4) {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        // `13960.(f)`: the space behind a full stop may be lost.
        let token = token.find(".(").map_or(token, |at| &token[..at + 1]);
        let core = token.trim_end_matches([',', ';', ':', '.', '’', '”', '‘']);
        let digits = core
            .trim_start_matches('(')
            .starts_with(|c: char| c.is_ascii_digit());
        let body = core.starts_with('(')
            && core.ends_with(')')
            && core[1..].starts_with(char::is_uppercase)
            && core.len() <= 12;
        let word = matches!(
            core,
            "No" | "No." | "n°" | "nº" | "n" | "o" | "nr." | "nr" | "Nr." | "N°"
        ) || token == "No.";
        if !(digits || body || word) || numbered {
            break;
        }
        if digits {
            numbered = true;
            end = start + core.trim_end_matches(')').len();
        }
        if core.len() < token.len() && !word {
            break;
        }
    }
    if numbered { end } else { 0 }
}

/// Runs of anything but white space.
fn tokens(text: &str) -> impl Iterator<Item = &str> {
    text.split(char::is_whitespace).filter(|t| !t.is_empty())
}

/// Whether a text is set in capitals throughout: then they say nothing about names.
fn is_shouted(text: &str) -> bool {
    let mut words = 0;
    let mut shouted = 0;
    for token in tokens(text).take(8) {
        words += 1;
        shouted += usize::from(!token.contains(char::is_lowercase));
    }
    words > 3 && shouted * 5 >= words * 4
}

/// Whether two names mean one instrument: equal but for case and white space.
pub(super) fn same(left: &str, right: &str) -> bool {
    let fold = |s: &str| s.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    fold(left) == fold(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_end_where_they_end() {
        let words = Words::of(Some("en"));
        for (text, want) in [
            (
                "Regulation (EU) 2031/77 and more",
                Some("Regulation (EU) 2031/77"),
            ),
            (
                "Regulation (EC) No 12/2031, the",
                Some("Regulation (EC) No 12/2031"),
            ),
            (
                "Council Framework Decision 2031/5/XYZ.",
                Some("Council Framework Decision 2031/5/XYZ"),
            ),
            ("Harbour Code. The", Some("Harbour Code")),
            ("Harbour and Pilots Code or the", Some("Harbour and Pilots Code")),
            ("Code of Lantern Keeping, with", Some("Code of Lantern Keeping")),
            ("Title 18 of the United Harbours Code", None), // a group of another instrument, no name
            ("Executive Order 99999 of May", Some("Executive Order 99999")),
            ("Treaty on Lanterns (TL)", Some("Treaty on Lanterns (TL)")),
            ("Commission of the Union", None),
            ("act of kindness", Some("act")),
        ] {
            assert_eq!(name(&words, text), want, "{text}");
        }
        let french = Words::of(Some("fr"));
        assert_eq!(
            name(&french, "règlement (UE) 2031/77 et"),
            Some("règlement (UE) 2031/77")
        );
    }
}
