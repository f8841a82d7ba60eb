//! How reports name drafts, units and findings, and how they cut a quotation.

use crate::draft::{Draft, Unit};
use crate::finding::{Finding, Spot, rule};
use crate::report::identity;
use crate::report::text::plain;

/// A text of ours in which the left and the right side, and the drafts by the names of the run, are called by the names of people;
/// `sides` has both names, left first. What a draft says stands in quotation marks, and stays as it is.
pub fn named(text: &str, sides: [(&str, &str); 2]) -> String {
    let named = |part: &str| {
        let mut part = part.to_owned();
        for (side, (_, name)) in ["left", "right"].into_iter().zip(sides) {
            part = part.replace(&format!("on the {side}"), &format!("in {name}"));
            part = part.replace(&format!("the {side} side"), name);
            part = part.replace(&format!("the {side}"), name);
            part = part.replace(
                &format!("of {side}\u{2019}s words"),
                &format!("of the words of {name}"),
            );
            part = part.replace(&format!("are in {side}"), &format!("are in {name}"));
        }
        for (run, name) in sides {
            part = part.replace(&format!("in {run}"), &format!("in {name}"));
        }
        part
    };
    let mut out = String::new();
    for (i, part) in text.split('\u{201c}').enumerate() {
        match part.split_once('\u{201d}').filter(|_| i > 0) {
            Some((quoted, rest)) => {
                out.push_str(&format!("\u{201c}{quoted}\u{201d}{}", named(rest)));
            }
            None if i > 0 => out.push_str(&format!("\u{201c}{part}")),
            None => out.push_str(&named(part)),
        }
    }
    out
}

/// The unit of a spot.
pub fn unit<'d>(draft: &'d Draft, spot: &Option<Spot>) -> Option<&'d Unit> {
    draft.units.get(spot.as_ref()?.unit)
}

/// A draft's reference, else its title where that is short, else its name.
pub fn short(draft: &Draft) -> String {
    let identity = &draft.identity;
    let known = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
    };
    let name = known(&identity.reference)
        .or_else(|| known(&identity.title).filter(|t| t.chars().count() <= NAME))
        .unwrap_or_else(|| draft.name.clone());
    plain(&name).into_owned()
}

/// The status of a draft that binds nobody (any more): `vetoed`.
pub fn dead(draft: &Draft) -> Option<&str> {
    identity::dead(&draft.identity)
}

/// Longest title, in characters, that a draft goes by.
const NAME: usize = 48;

/// What to ask where one text binds nobody.
pub(super) fn unlike(gone: &str, status: &str, other: &str) -> String {
    format!("{gone} is {status} and binds nobody: why is {other} different here, and should it be?")
}

/// What a rule's findings are called: `deadline or period differs`.
pub fn topic(finding: &Finding) -> &'static str {
    rule(finding.code).map_or("", |r| r.name)
}

/// A text in pieces: those that differ, and the others.
pub fn pieces(text: &str, marks: &[(usize, usize)]) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    for &(from, to) in marks {
        if let (Some(before), Some(within)) = (text.get(at..from), text.get(from..to)) {
            found.push((before.to_owned(), false));
            found.push((within.to_owned(), true));
            at = to;
        }
    }
    found.push((text.get(at..).unwrap_or("").to_owned(), false));
    found.retain(|(text, _)| !text.is_empty());
    found
}

/// About so many characters of a text in pieces, around the first that differs, cut between words.
pub fn excerpt(pieces: Vec<(String, bool)>, most: usize) -> Vec<(String, bool)> {
    let length = |p: &[(String, bool)]| p.iter().map(|(t, _)| t.chars().count()).sum::<usize>();
    let all = length(&pieces);
    if all <= most {
        return pieces;
    }
    let first = pieces.iter().position(|p| p.1).unwrap_or(0);
    let before = length(pieces.get(..first).unwrap_or_default());
    // What differs stands in the first two thirds, with something before it that says what it is about.
    let skip = before.saturating_sub(most / 3).min(all - most);
    let mut kept: Vec<(String, bool)> = Vec::new();
    let (mut passed, mut room) = (0, most);
    for (text, differs) in pieces {
        let n = text.chars().count();
        let from = skip.saturating_sub(passed).min(n);
        passed += n;
        let part: String = text.chars().skip(from).take(room).collect();
        room -= part.chars().count();
        if !part.is_empty() {
            kept.push((part, differs));
        }
    }
    if skip > 0
        && let Some((text, _)) = kept.first_mut()
    {
        let word = text.find(' ').map_or(0, |i| i + 1);
        *text = format!("… {}", text.get(word..).unwrap_or(""));
    }
    if passed > skip + most
        && let Some((text, _)) = kept.last_mut()
    {
        let end = text.rfind(' ').unwrap_or(text.len());
        text.truncate(end);
        text.push_str(" …");
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_stands_in_its_excerpt() {
        let text = "The provider that has placed the model on the market reports an incident within 72 hours of learning of it, and keeps a record.";
        let at = text.find("72 hours").unwrap();
        let cut = excerpt(pieces(text, &[(at, at + 8)]), 60);
        let shown: String = cut.iter().map(|(t, _)| t.as_str()).collect();
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        assert!(cut.contains(&("72 hours".to_owned(), true)));
        assert!(shown.chars().count() <= 66);
        assert_eq!(excerpt(pieces("short", &[]), 60), [("short".to_owned(), false)]);
    }

    proptest::proptest! {
        #[test]
        fn any_marks_leave_the_text_whole(text in "\\PC{0,40}", marks in proptest::collection::vec((0usize..50, 0usize..50), 0..4), most in 1usize..30) {
            let whole: String = pieces(&text, &marks).into_iter().map(|p| p.0).collect();
            proptest::prop_assert_eq!(&whole, &text);
            let cut = excerpt(pieces(&text, &marks), most);
            let n: usize = cut.iter().map(|p| p.0.chars().count()).sum();
            proptest::prop_assert!(n <= most.max(text.chars().count().min(most)) + 4);
        }
    }
}
