//! What a file says of itself, from the places that its vocabulary names.
//!
//! A place is a path of elements (`bibdata/title`), one that has an attribute (`AnnualStatuteId[revised-statute=no]/YYYY`)
//! or ends in one (`doc@title`). What an identity says may be put together: `S.I. {Year@Value}/{Number@Value}`; where
//! one of its places is empty, all of it is.

use roxmltree::{Document, Node};

use super::rule::attribute;
use super::vocabulary::Vocabulary;
use crate::read::normalise::normalise;
use crate::read::source::Metadata;

/// The fields of a vocabulary that the document has, and which vocabulary it is: each is at home with one publisher.
pub(super) fn metadata(document: &Document<'_>, vocabulary: &Vocabulary) -> Metadata {
    let mut found = vec![("vocabulary".to_owned(), vocabulary.name().to_owned())];
    for (name, places) in &vocabulary.meta {
        let value = places
            .iter()
            .find_map(|place| value(document, place).filter(|v| !v.is_empty()));
        if let Some(value) = value {
            found.push((name.clone(), value));
        }
    }
    for (field, sayings) in &vocabulary.identity {
        let words = vocabulary.words.get(field);
        let value = sayings.iter().find_map(|saying| {
            let said = filled(document, saying)?;
            match words {
                Some(words) => words.get(&said.to_lowercase()).cloned(),
                None if field == "date" => date(&said),
                // Codes of countries, as ISO 3166 writes them.
                None if field == "jurisdiction" => Some(said.to_uppercase()),
                None => Some(said),
            }
        });
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            found.push((format!("identity-{field}"), value));
        }
    }
    found
}

/// A saying with its places filled in; `None` where one of them says nothing.
fn filled(document: &Document<'_>, saying: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = saying;
    while let Some((before, place, after)) = rest
        .split_once('{')
        .and_then(|(before, r)| r.split_once('}').map(|(place, after)| (before, place, after)))
    {
        text.push_str(before);
        text.push_str(&value(document, place).filter(|v| !v.is_empty())?);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

/// The text, or the attribute, of the first element on a path of names: `Identification/LongTitle`, `doc@title`.
fn value(document: &Document<'_>, place: &str) -> Option<String> {
    let (path, wanted) = match place.split_once('@') {
        Some((path, name)) => (path, Some(name)),
        None => (place, None),
    };
    let mut elements = document
        .descendants()
        .filter(|n| n.is_element() && is_at(*n, path));
    elements.find_map(|e| match wanted {
        Some(name) => attribute(e, name).map(normalise),
        None => Some(text(e)).filter(|t| !t.is_empty()),
    })
}

fn is_at(node: Node<'_, '_>, path: &str) -> bool {
    let mut here = Some(node);
    for step in path.rsplit('/') {
        let (name, wanted) = match step.split_once('[') {
            Some((name, test)) => (name, test.trim_end_matches(']').split_once('=')),
            None => (step, None),
        };
        let has = |n: Node<'_, '_>| wanted.is_none_or(|(a, v)| attribute(n, a) == Some(v));
        match here {
            Some(n) if n.tag_name().name() == name && has(n) => here = n.parent_element(),
            _ => return false,
        }
    }
    true
}

fn text(node: Node<'_, '_>) -> String {
    let mut text = String::new();
    for part in node.descendants().filter(Node::is_text) {
        text.push_str(part.text().unwrap_or_default());
        // Year, month and day come in elements of their own.
        if part.parent_element() != Some(node) {
            text.push(' ');
        }
    }
    let text = normalise(&text).replace(" ,", ",").replace(" .", ".");
    match text.split(' ').count() {
        3 => date(&text).unwrap_or(text),
        _ => text,
    }
}

/// Months as RFC XML and others write them out.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// `2000 4 13`, `20000413` and `2000-04-13T00:00:00Z` as `2000-04-13`, `2000 April` as `2000-04`; `None` for what is no
/// date.
fn date(text: &str) -> Option<String> {
    let day = text.split('T').next().unwrap_or(text);
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return date(&format!("{} {} {}", &day[..4], &day[4..6], &day[6..]));
    }
    let number = |word: &str| {
        let month = MONTHS.iter().position(|m| m.eq_ignore_ascii_case(word));
        month.map(|m| m as u32 + 1).or_else(|| word.parse().ok())
    };
    let parts: Vec<u32> = day.split([' ', '-']).map(number).collect::<Option<_>>()?;
    match parts.as_slice() {
        [y @ 1000..=9999] => Some(format!("{y}")),
        [y @ 1000..=9999, m @ 1..=12] => Some(format!("{y}-{m:02}")),
        [y @ 1000..=9999, m @ 1..=12, d @ 1..=31] => Some(format!("{y}-{m:02}-{d:02}")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_as_publishers_write_them() {
        assert_eq!(date("2000 4 13").as_deref(), Some("2000-04-13"));
        assert_eq!(date("20000413").as_deref(), Some("2000-04-13"));
        assert_eq!(date("2000-04-13T00:00:00Z").as_deref(), Some("2000-04-13"));
        assert_eq!(date("2000 April").as_deref(), Some("2000-04"));
        assert_eq!(date("2000-00-13"), None);
        assert_eq!(date("spring"), None);
    }
}
