//! # What it reports
//! A term that is defined and used nowhere else in the draft.
//!
//! # Why it matters
//! The definition is left over, or the provisions that need it use another word.
//!
//! # Example
//! "‘biometric categorisation’ means …", and no other clause has the words.
//!
//! # When it is wrong
//! Where the term is used in an inflected form, or in an annex that is published apart.
//!
//! # Settings
//! None.

use super::side::{Side, spot};
use super::{Finding, Severity};

pub(super) fn find(side: &Side<'_>) -> Vec<Finding> {
    let draft = side.draft;
    let quotes = ['“', '”', '‘', '’', '"', '\'', '«', '»'];
    let folded = |text: &str| {
        let text = text.to_lowercase().replace(['‑', '-'], " ").replace(quotes, "");
        text.replace("ies", "y")
    };
    let texts: Vec<(usize, String)> = draft
        .units
        .iter()
        .enumerate()
        .map(|(i, u)| (i, folded(&format!("{} {}", u.title, u.text))))
        .collect();
    let english = side.language.code == "en";
    let unused = side.terms.iter().filter(|t| {
        // `recall of a system` is used as `recall`.
        let of = [" of ", " d’", " d'", " de ", " du ", " van "]
            .iter()
            .filter_map(|of| t.printed.find(of));
        let head = of.min().and_then(|at| t.printed.get(..at)).unwrap_or(&t.printed);
        let stem = folded(head);
        let stem = stem.trim_end_matches(['s', 'e', 'y']);
        let names = t.admitted.iter().chain(&t.aliases).map(|n| folded(n));
        let others: Vec<String> = names.collect();
        // A term of another language than the draft's is not used in its texts: neither is any word of it.
        let foreign = !english && {
            let term = folded(&t.printed);
            // Headings are names of terms, in the language of this one.
            let used = |w: &str| {
                let mut others = draft.units.iter().enumerate().filter(|(i, _)| *i != t.unit);
                others.any(|(_, u)| folded(&u.text).split_whitespace().any(|v| v == w))
            };
            let script = matches!(side.language.code.as_str(), "zh" | "ja" | "ko") && term.is_ascii();
            script || (term.contains(' ') && !term.split_whitespace().any(used))
        };
        stem.len() > 3
            && !foreign
            && names_something(&t.printed, side)
            && !others.iter().any(|n| {
                texts
                    .iter()
                    .any(|(unit, text)| *unit != t.unit && text.contains(n.as_str()))
            })
            && !texts
                .iter()
                .any(|(unit, text)| *unit != t.unit && elided(&folded(head), text))
            && !texts.iter().any(|(unit, text)| {
                let least = usize::from(*unit == t.unit) + 1;
                text.matches(stem).count() >= least
            })
    });
    unused
        .map(|t| Finding {
            code: "D307",
            severity: Severity::Low,
            compatibility: None,
            left: Some(spot(t.unit, &t.text, &[])),
            right: None,
            message: format!("“{}” is defined and not used", t.printed),
            question: "Is the definition left over?".to_owned(),
            confidence: 0.6,
        })
        .collect()
}

/// Whether what stands before "means" or "includes" is a term: no article or label before it, no verbal form in it, no sign that
/// only an example has.
fn names_something(printed: &str, side: &Side<'_>) -> bool {
    let mut words = printed.split_whitespace();
    let first = words.next().unwrap_or("").to_lowercase();
    let article = matches!(
        first.as_str(),
        "a" | "an" | "any" | "the" | "this" | "references" | "reference"
    );
    let label = first.chars().count() == 1 && words.next().is_some();
    // `resultFile`, `"pass"`: values of a data format.
    let value = !printed.contains(' ')
        && printed.chars().skip(1).any(char::is_uppercase)
        && printed.chars().any(char::is_lowercase)
        || printed.starts_with('"');
    let forms = crate::provision::VerbalForms::of(Some(&side.language.code));
    let code = printed.chars().any(|c| c.is_ascii_digit()) && !printed.contains(' ');
    // `steadiness or stillness` are two names.
    let two = printed.contains(" or ");
    !article
        && !two
        && !label
        && !code
        && !value
        && forms.modality(printed) == crate::provision::Modality::Statement
}

/// Whether the words of a term stand in their order in one sentence, with others between: "training, validation and testing data
/// sets" has all three kinds of data sets.
fn elided(term: &str, text: &str) -> bool {
    let words: Vec<&str> = term.split_whitespace().map(|w| w.trim_end_matches('s')).collect();
    let (Some((first, rest)), true) = (words.split_first(), words.len() > 1) else {
        return false;
    };
    let between = |w: &&str| {
        w.trim_end_matches(|c: char| !c.is_alphanumeric())
            .trim_end_matches('s')
            .to_owned()
    };
    let said: Vec<String> = text.split_whitespace().map(|w| between(&w)).collect();
    let starts = said
        .iter()
        .enumerate()
        .filter(|(_, w)| w == first)
        .map(|(i, _)| i);
    starts.into_iter().any(|start| {
        let mut at = start;
        rest.iter().all(|word| {
            let next = said
                .iter()
                .enumerate()
                .skip(at + 1)
                .take(BETWEEN)
                .find(|(_, w)| w == word);
            next.is_some_and(|(i, _)| {
                at = i;
                true
            })
        })
    })
}

/// Within how many words the next word of an elided term stands.
const BETWEEN: usize = 5;

#[cfg(test)]
mod tests {
    use super::elided;

    #[test]
    fn a_term_may_be_used_with_others_between() {
        assert!(elided("rye bread", "rye, oat and wheat breads are sold"));
        assert!(!elided(
            "rye bread",
            "rye is sold, and whoever wants it may have bread"
        ));
        assert!(!elided("bread", "bread is sold"));
    }
}
