//! Labels that the markup leaves to the printer: sections numbered by their place, items of lists.

use crate::read::counter::{letters, roman};

/// The label and the bare number of the `n`th element (from 1) of this form, in the container with that number.
pub(super) fn label(form: &str, outer: &str, n: u32) -> (String, String) {
    let Some((start, rest)) = form.split_once('{') else {
        return (form.to_owned(), String::new());
    };
    let Some((name, end)) = rest.split_once('}') else {
        return (form.to_owned(), String::new());
    };
    let number = match name {
        "alpha" => letters(n),
        "ALPHA" => letters(n).to_uppercase(),
        "roman" => romans(n),
        "ROMAN" => romans(n).to_uppercase(),
        "dotted" if !outer.is_empty() => format!("{outer}.{n}"),
        _ => n.to_string(),
    };
    (format!("{start}{number}{end}"), number)
}

/// Beyond what is ever printed, the last number that is.
fn romans(n: u32) -> String {
    roman(n.min(3999)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn forms_are_filled_in() {
        assert_eq!(label("{dotted}.", "2.1", 3), ("2.1.3.".into(), "2.1.3".into()));
        assert_eq!(label("{dotted}", "", 3).0, "3");
        assert_eq!(label("Annex {ALPHA}", "", 2), ("Annex B".into(), "B".into()));
        assert_eq!(label("{alpha})", "2", 28).0, "ab)");
        assert_eq!(label("({roman})", "", 14).0, "(xiv)");
        assert_eq!(label("•", "", 1), ("•".into(), String::new()));
    }
}
