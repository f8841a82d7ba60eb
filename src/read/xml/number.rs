//! Labels that the markup leaves to the printer: sections numbered by their place, items of lists.

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
        "roman" => roman(n),
        "ROMAN" => roman(n).to_uppercase(),
        "dotted" if !outer.is_empty() => format!("{outer}.{n}"),
        _ => n.to_string(),
    };
    (format!("{start}{number}{end}"), number)
}

/// a, b, … z, aa, ab, …
fn letters(n: u32) -> String {
    let mut n = n;
    let mut reversed = Vec::new();
    while n > 0 {
        n -= 1;
        reversed.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
    }
    reversed.iter().rev().collect()
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    // Nobody writes larger ones; a hostile counter must not write a million m's.
    let mut n = n.min(3999);
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while n >= value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
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
