//! # What it reports
//! One standard that two corresponding provisions name in different editions: another year, or dated on one side and undated on
//! the other.
//!
//! # Why it matters
//! A dated reference stays with its edition, an undated one moves with the standard.
//!
//! # Example
//! Left: "shall conform to ISO 1234:2029". Right: "shall conform to ISO 1234".
//!
//! # When it is wrong
//! Where the other side gives the edition in a list of references.
//!
//! # Settings
//! None.

use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, digit1, one_of, space0};
use nom::combinator::{opt, recognize, verify};
use nom::multi::many0;
use nom::sequence::preceded;
use nom::{IResult, Parser};

use super::side::{Prov, spot};
use super::{Compatibility, Finding, Pair, Severity};

/// A reference to a standard, with its edition where one is given.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Standard {
    name: String,
    edition: Option<String>,
    /// Where it stands in its text, in bytes.
    place: (usize, usize),
}

pub(super) fn find(pair: &Pair<'_>) -> Vec<Finding> {
    one(pair).into_iter().collect()
}

fn one(pair: &Pair<'_>) -> Option<Finding> {
    let b = pair.between;
    let (left, right) = (
        b.left.units.get(pair.link.left)?,
        b.right.units.get(pair.link.right)?,
    );
    // What a draft says of itself is no reference.
    let names = [&b.left, &b.right].map(|s| s.draft.identity.reference.as_deref().map(standards));
    let names: Vec<String> = names.into_iter().flatten().flatten().map(|s| s.name).collect();
    let all = |provs: &'_ [Prov]| {
        provs
            .iter()
            .map(|p| (p.p.text.clone(), standards(&p.p.text)))
            .collect::<Vec<_>>()
    };
    let (l, r) = (all(left), all(right));
    for (lt, ls) in &l {
        for a in ls.iter().filter(|a| !names.contains(&a.name)) {
            let same = || {
                r.iter()
                    .flat_map(|(t, s)| s.iter().map(move |s| (t, s)))
                    .filter(|(_, s)| s.name == a.name)
            };
            if same().any(|(_, s)| s.edition == a.edition) {
                continue;
            }
            if let Some((rt, c)) = same().next() {
                let say = |s: &Standard| {
                    s.edition
                        .as_ref()
                        .map_or(format!("{}, undated", s.name), |e| format!("{}:{e}", s.name))
                };
                return Some(Finding {
                    code: "C213",
                    severity: Severity::Medium,
                    compatibility: Some(Compatibility::Unclear),
                    left: Some(spot(pair.link.left, lt, &[a.place])),
                    right: Some(spot(pair.link.right, rt, &[c.place])),
                    message: format!("{} on the left, {} on the right", say(a), say(c)),
                    question: "Do both editions ask for the same where they are referred to?".to_owned(),
                    confidence: pair.link.confidence,
                });
            }
        }
    }
    None
}

fn standards(text: &str) -> Vec<Standard> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let begins = text
            .get(..at)
            .and_then(|t| t.chars().next_back())
            .is_none_or(|c| !c.is_alphanumeric() && c != '/');
        match standard(rest) {
            Ok((after, (name, edition))) if begins => {
                let end = at + rest.len() - after.len();
                found.push(Standard {
                    name,
                    edition,
                    place: (at, end),
                });
                at = end;
            }
            _ => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    found
}

/// `ISO/IEC 27001:2022`, `ISO 17301-1`, `EN 50131`: capitals, a number, perhaps a part and a year.
fn standard(text: &str) -> IResult<&str, (String, Option<String>)> {
    let capitals = |t| take_while_m_n(2, 6, |c: char| c.is_ascii_uppercase()).parse(t);
    let bodies = recognize((capitals, many0(preceded(one_of("/ "), capitals))));
    let number = recognize((
        verify(digit1, |d: &str| (2..=6).contains(&d.len())),
        many0(preceded(char('-'), digit1)),
    ));
    let year = |t| verify(digit1, |d: &str| d.len() == 4).parse(t);
    let edition = opt(preceded((space0, char(':'), space0), year));
    let (rest, (body, _, number, edition)) =
        (bodies, take_while1(|c| c == ' '), number, edition).parse(text)?;
    // `EU 2031/77`, `SB 417`: laws, not standards.
    let law = rest.starts_with('/')
        || matches!(
            body,
            "EU" | "EC"
                | "SB"
                | "AB"
                | "HB"
                | "HR"
                | "US"
                | "EUR"
                | "USD"
                | "CAD"
                | "GBP"
                | "OJ"
                | "COM"
                | "EEC"
                | "USC"
                | "CFR"
        );
    if law {
        return Err(nom::Err::Error(nom::error::Error::new(
            text,
            nom::error::ErrorKind::Verify,
        )));
    }
    Ok((rest, (format!("{body} {number}"), edition.map(str::to_owned))))
}

#[cfg(test)]
mod tests {
    use super::standards;

    #[test]
    fn editions_are_read() {
        let found = standards("ISO/IEC 27001:2022 and ISO 17301-1, not Regulation (EU) 2031/77 or SB 417");
        let names: Vec<(&str, Option<&str>)> = found
            .iter()
            .map(|s| (s.name.as_str(), s.edition.as_deref()))
            .collect();
        assert_eq!(names, [("ISO/IEC 27001", Some("2022")), ("ISO 17301-1", None)]);
    }
}
