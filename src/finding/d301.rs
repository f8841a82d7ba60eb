//! # What it reports
//! A reference to a clause of the same draft that is not there.
//!
//! # Why it matters
//! Nobody can follow it, and what it referred to may have been dropped by mistake.
//!
//! # Example
//! "in accordance with Article 99(4)", where Article 99 ends with paragraph 3.
//!
//! # When it is wrong
//! Where the clause belongs to another instrument that the sentence does not name.
//!
//! # Settings
//! None.

use super::side::{Side, spot};
use super::{Finding, Severity};

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let draft = side.draft;
    let american = draft
        .identity
        .jurisdiction
        .as_deref()
        .is_some_and(|j| j.starts_with("US"));
    draft
        .dangling()
        .filter_map(|r| {
            let unit = draft.units.iter().position(|u| u.clause == r.from)?;
            let text = &draft.units.get(unit)?.text;
            let at = text.find(&r.words)?;
            if elsewhere(text, &r.words, at, american) {
                return None;
            }
            Some(Finding {
                code: "D301",
                severity: Severity::Low,
                compatibility: None,
                left: Some(spot(unit, text, &[(at, at + r.words.len())])),
                right: None,
                message: format!("“{}” points to nothing in this draft", r.words),
                question: "Which clause is meant?".to_owned(),
                confidence: 0.6,
            })
        })
        .collect()
}

/// Bytes between the name of another document and a reference into it.
const NAMED: usize = 20;

/// Whether the words belong to another instrument, to a list within the sentence, or to more clauses than one.
fn elsewhere(text: &str, words: &str, at: usize, american: bool) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end();
    let behind = text.get(at + words.len()..).unwrap_or("");
    // `Articles 97 to101 of that Directive`, `article 4, point 1), du règlement`
    let behind = behind.trim_start_matches(|c: char| " ,)–-0123456789".contains(c));
    let behind = behind.strip_prefix("to").map_or(behind, |b| {
        b.trim_start_matches(|c: char| " 0123456789".contains(c))
    });
    let own = ["of this", "du présent", "de la présente", "van deze", "van dit"];
    let of = ["of ", "du ", "de la ", "de l’", "de l'", "van "];
    let other = of.iter().any(|o| behind.starts_with(o)) && !own.iter().any(|o| behind.starts_with(o));
    // `[ABC 12], §4.19 and §5.11`: of another document, named before it.
    let named = before.rsplit_once(']').is_some_and(|(_, between)| {
        let between = between.trim_start_matches([',', ' ']);
        between.len() < NAMED
            && between
                .split_whitespace()
                .all(|w| w == "and" || w == "or" || w.starts_with('§'))
    });
    // `add the following annex after Annex D`: of the document that is amended.
    let instruction = ["Add ", "Insert ", "Replace ", "Delete "]
        .iter()
        .any(|w| text.trim_start().starts_with(w));
    let amends = instruction
        && ["after", "before", "replace", "delete"]
            .iter()
            .any(|w| before.ends_with(w));
    let such =
        words.ends_with("such section") || words.ends_with("that section") || words.ends_with("that Act");
    let year = |w: &str| w.len() == 4 && w.parse::<u32>().is_ok_and(|y| (1900..2100).contains(&y));
    let titled = words.rsplit(' ').next().is_some_and(year);
    let range = words.contains(" to ") || words.contains('–');
    // `point (ii)` of a list that the sentence itself holds.
    let label = words
        .rsplit(' ')
        .next()
        .filter(|l| l.starts_with('(') && l.ends_with(')'));
    let inline = label.is_some_and(|l| text.match_indices(l).count() > 1);
    let repealed = text.trim_start().starts_with("[Repealed");
    // Titles in arabic numbers are those of the United States Code.
    let code = words
        .strip_prefix("Title ")
        .or_else(|| words.strip_prefix("title "));
    let code = american && code.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()));
    other || named || amends || code || such || titled || range || inline || repealed
}

#[cfg(test)]
mod tests {
    use super::elsewhere;

    #[test]
    fn references_into_other_documents_dangle_not() {
        let of = |text: &str, words: &str| elsewhere(text, words, text.find(words).unwrap_or(0), true);
        assert!(of("see [ABC12:2030], §4.19 and §5.11, refers", "§4.19"));
        assert!(of("see [ABC12:2030], §4.19 and §5.11, refers", "§5.11"));
        assert!(of("in Articles 97 to101 of that Directive", "Articles 97"));
        assert!(of(
            "à l’article 4, point 1), du règlement (UE) 2031/77",
            "article 4, point 1"
        ));
        assert!(!of(
            "à l’article 4, point 1), du présent règlement",
            "article 4, point 1"
        ));
        assert!(of("Add the following annex after Annex D.", "Annex D"));
        assert!(of("kites under Title 10 fly", "Title 10"));
        assert!(!of("kites under Title X fly", "Title X"));
        assert!(!of("as set out in Article 99(4)", "Article 99(4)"));
    }
}
