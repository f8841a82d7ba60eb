//! Terms in quotation marks, with the verb behind them.

use super::TERM_WORDS;
use super::sentence::Defining;
use super::verb::{Verb, head, lowered, verb};

/// Opening and closing quotation marks of terms.
pub(super) const QUOTES: &[(char, char)] = &[('“', '”'), ('‘', '’'), ('"', '"'), ('«', '»'), ('\'', '\'')];

/// Bytes that a term in quotation marks may take.
const INSIDE: usize = 280;

pub(super) fn opens_quote(text: &str) -> bool {
    text.starts_with(|c| QUOTES.iter().any(|(open, _)| *open == c))
}

/// A definition whose term stands in quotation marks that open at `at`. `strict`: with the verb right behind it.
pub(super) fn quoted<'a>(text: &'a str, at: usize, verbs: &[Verb], strict: bool) -> Option<Defining<'a>> {
    let (term, mut behind) = quotation(text, at)?;
    let mut also = Vec::new();
    while let Some((name, end)) = joined(text, behind) {
        also.push(name);
        behind = end;
    }
    // `‘2018Y2M’ refers to` explains an example.
    let code = !term.contains(' ') && term.starts_with(|c: char| c.is_ascii_digit());
    if code || term.is_empty() || term.split(' ').count() > TERM_WORDS {
        return None;
    }
    let meaning = verb(text, behind, verbs, strict)?;
    // `"uri": "kite.c"` is a line of a data format.
    let data = text.get(behind..).is_some_and(|t| t.starts_with(':'))
        && text
            .get(meaning..)?
            .trim_start()
            .starts_with(|c: char| "{[\"'0123456789".contains(c));
    // `“D-2) i.”, for example, refers to` explains a label.
    let example = text.get(behind..meaning).is_some_and(|t| t.contains("example"));
    (!data && !example).then_some(Defining {
        term,
        at,
        start: 0,
        also,
        meaning,
        end: None,
    })
}

/// What stands in the quotation marks that open at `at`, and where the text goes on. A quotation in it and an apostrophe do not
/// close it: `‘‘live’ feeding’`, `‘keeper’s house’`.
pub(super) fn quotation(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?;
    let open = rest.chars().next()?;
    let (_, close) = QUOTES.iter().find(|(o, _)| *o == open)?;
    let inside = head(rest.get(open.len_utf8()..)?, INSIDE);
    let mut depth = 0;
    let mut before = ' ';
    for (i, c) in inside.char_indices() {
        let after = inside
            .get(i + c.len_utf8()..)
            .and_then(|t| t.chars().next())
            .unwrap_or(' ');
        let apostrophe = matches!(c, '’' | '\'') && before.is_alphanumeric() && after.is_alphanumeric();
        if c == open && open != *close && after.is_alphanumeric() {
            depth += 1;
        } else if c == *close && !apostrophe {
            if depth == 0 {
                let term = inside.get(..i)?.trim_matches([' ', ',', '\u{a0}', '\u{202f}']);
                // `‘‘kite’’` has typewriters' double marks.
                let bare = term.strip_prefix(open).and_then(|t| t.strip_suffix(*close));
                let term = bare.filter(|t| !t.contains(*close)).unwrap_or(term);
                return Some((term, at + open.len_utf8() + i + c.len_utf8()));
            }
            depth -= 1;
        }
        before = c;
    }
    None
}

/// Another name behind a term: ` or “AI”`.
fn joined(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?;
    let lower = lowered(head(rest, 12));
    let joint = [" or ", " and ", ", or ", ", and ", ", ", " ou ", " et "]
        .into_iter()
        .find(|j| lower.starts_with(*j) && rest.get(j.len()..).is_some_and(opens_quote))?;
    quotation(text, at + joint.len())
}
