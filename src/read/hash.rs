//! Short fingerprints: enough to see that a file or a text changed, short enough to stand in a table.

use sha2::{Digest, Sha256};

/// First 16 hexadecimal digits of the SHA-256 over `bytes`.
pub(crate) fn short_sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let mut hex = String::with_capacity(16);
    for byte in digest.iter().take(8) {
        for half in [byte >> 4, byte & 15] {
            hex.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::short_sha256;

    #[test]
    fn matches_the_published_test_vector() {
        // FIPS 180-4, the message "abc".
        assert_eq!(short_sha256(b"abc"), "ba7816bf8f01cfea");
    }
}
