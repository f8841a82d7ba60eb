//! Ids in formats that allow few characters: OSCAL tokens, the local parts of CURIEs, URNs.
//!
//! Latin letters, digits, `.` and `-` stay; `/` becomes `__`; everything else its code point in hexadecimal between
//! underscores (`_5f_` is an underscore, `_a7_` a section sign). A token may not begin with a digit, a dot or a hyphen:
//! then `_-` goes before it. So every id has one token, and every such token one id. Cost: linear.

/// The token of an id.
///
/// ```
/// use clausewise::export::token::{decode, encode};
/// assert_eq!(encode("art-6/1/a"), "art-6__1__a");
/// assert_eq!(encode("6.10"), "_-6.10");
/// assert_eq!(encode("§ 3"), "_a7__20_3");
/// assert_eq!(decode("_-6.10").as_deref(), Some("6.10"));
/// ```
pub fn encode(id: &str) -> String {
    let mut token = String::with_capacity(id.len() + 2);
    if !id.starts_with(|c: char| c.is_ascii_alphabetic() || !is_plain(c)) {
        token.push_str("_-");
    }
    for c in id.chars() {
        match c {
            '/' => token.push_str("__"),
            c if is_plain(c) => token.push(c),
            c => token.push_str(&format!("_{:x}_", c as u32)),
        }
    }
    token
}

/// The id of a token; `None` for what [`encode`] does not write.
pub fn decode(token: &str) -> Option<String> {
    let mut id = String::with_capacity(token.len());
    let mut rest = token.strip_prefix("_-").unwrap_or(token);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        if is_plain(c) {
            id.push(c);
        } else if c != '_' {
            return None;
        } else if let Some(after) = rest.strip_prefix('_') {
            id.push('/');
            rest = after;
        } else {
            let (code, after) = rest.split_once('_')?;
            let code = u32::from_str_radix(code, 16).ok()?;
            id.push(char::from_u32(code)?);
            rest = after;
        }
    }
    // One id, one token: what is written in another way is somebody else's.
    (encode(&id) == token).then_some(id)
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_id_comes_back(id in "[-_./:a-zA-Z0-9\u{e9}\u{7b2c} ]{0,12}|\\PC{0,8}") {
            let token = encode(&id);
            prop_assert_eq!(decode(&token), Some(id));
            let fits = token.chars().all(|c| is_plain(c) || c == '_');
            prop_assert!(fits && token.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'));
        }

        #[test]
        fn what_decodes_is_what_was_written(token in "[_\\-a-f0-9/]{0,10}") {
            if let Some(id) = decode(&token) {
                prop_assert_eq!(encode(&id), token);
            }
        }
    }
}
