//! The hash of a unit's wording. Cost: linear in the text.

use std::borrow::Cow;

use sha2::{Digest, Sha256};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text in the form in which wordings are compared: NFC, every run of white space one space, none at the ends.
pub fn normalised(text: &str) -> String {
    // Nearly all texts are in NFC already, and told to be by a look at each character.
    let composed: Cow<'_, str> = match text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    };
    let mut out = String::with_capacity(composed.len());
    for word in composed.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// `h:` and the first 16 hexadecimal digits of the SHA-256 over the [`normalised`] text.
///
/// ```
/// use clausewise::crosswalk::unit_hash;
/// assert_eq!(unit_hash("keep\n records"), unit_hash("keep records "));
/// assert_eq!(unit_hash("").len(), 18);
/// ```
pub fn unit_hash(text: &str) -> String {
    let digest = Sha256::digest(normalised(text).as_bytes());
    let mut out = String::from("h:");
    for byte in digest.iter().take(8) {
        for nibble in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_text_has_the_hash_of_nothing() {
        assert_eq!(unit_hash(""), "h:e3b0c44298fc1c14");
    }

    #[test]
    fn composition_and_white_space_do_not_matter() {
        assert_eq!(
            unit_hash("e\u{301}tat  de\tl'art"),
            unit_hash(" \u{e9}tat de l'art")
        );
        assert_ne!(unit_hash("shall"), unit_hash("Shall"));
    }
}
