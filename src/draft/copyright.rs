//! Whether a cover says that ISO or IEC hold the copyright: outputs leave the wording of such drafts out.
//!
//! Cost: linear in the text of the cover and of what pages repeat.

use crate::read::{Role, Source};

/// Blocks at the beginning where covers say so.
const COVER: usize = 200;
/// A claim stands in a short line or at the head of a notice.
const WORDS: usize = 12;

/// What the cover, or a line that all pages repeat, claims: `© ISO/IEC 2031`.
pub(super) fn claim(source: &Source) -> Option<String> {
    let blocks = source.blocks.iter().enumerate();
    let mut places = blocks.filter(|(i, b)| *i < COVER || b.claims.role == Role::Furniture);
    places.find_map(|(_, block)| of(&block.text))
}

fn of(text: &str) -> Option<String> {
    let mut words = text.split_whitespace().take(WORDS);
    let sign = words.find(|word| {
        let is = |sign: &str| word.eq_ignore_ascii_case(sign);
        word.starts_with('©') || is("(c)") || is("copyright")
    })?;
    let said: Vec<&str> = std::iter::once(sign).chain(words).collect();
    let holder = said.join(" ");
    let sign = |c: char| !c.is_alphanumeric();
    let holder = strip_word(&holder, "(c)")
        .unwrap_or(&holder)
        .trim_start_matches(sign);
    let holder = strip_word(holder, "copyright")
        .unwrap_or(holder)
        .trim_start_matches(sign);
    let holder = strip_word(holder, "c)")
        .unwrap_or(holder)
        .trim_start_matches(sign);
    let named = ["ISO", "IEC"].iter().any(|n| {
        holder
            .strip_prefix(n)
            .is_some_and(|r| !r.starts_with(char::is_alphanumeric))
    });
    let spelt = [
        "International Organization for Standardization",
        "International Electrotechnical Commission",
    ];
    if !named && !spelt.iter().any(|n| holder.starts_with(n)) {
        return None;
    }
    Some(said.iter().take(4).copied().collect::<Vec<_>>().join(" "))
}

/// What stands behind a word, in whatever case it is.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn claims_are_seen() {
        for claim in [
            "© ISO 2031",
            "© ISO/IEC 2031 – All rights reserved",
            "©ISO/IEC 2031",
            "ISO 4711:2031(en) © ISO 2031, all rights reserved",
            "(c) IEC 2031",
            "Copyright © ISO/IEC 2031",
            "Copyright International Organization for Standardization",
        ] {
            assert!(of(claim).is_some(), "{claim}");
        }
        for other in [
            "© European Union, 2031",
            "ISO copyright office, Geneva",
            "The provider shall respect copyright and follow ISO 4711.",
            "© ISOLDE 2031",
            "Copyright protects works.",
        ] {
            assert_eq!(of(other), None, "{other}");
        }
    }
}
