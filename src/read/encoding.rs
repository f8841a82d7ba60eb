//! Bytes to characters: UTF-8 and UTF-16 by mark or by pattern, then what the file declares, then Windows-1252.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's characters, and the name of the encoding where it is worth a note (anything but UTF-8).
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The text, without a byte-order mark.
    pub(crate) text: String,
    /// Name of the encoding, when it is not UTF-8.
    pub(crate) unusual: Option<&'static str>,
}

/// Decodes, or gives `None` when the bytes are no text.
///
/// Text is judged after decoding: a picture renamed to `.txt` decodes as Windows-1252 without complaint, but
/// hardly any text holds control characters.
pub(crate) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let (encoding, skip) = guess(bytes);
    let body = bytes.get(skip..).unwrap_or_default();
    let (text, malformed) = encoding.decode_without_bom_handling(body);
    let text = text.into_owned();
    // A handful of broken characters is a damaged text, more is no text at all.
    let broken = if malformed {
        text.matches('\u{FFFD}').count()
    } else {
        0
    };
    // In pieces whose count fits into a byte: so the machine counts many at a time.
    let control: usize = text
        .as_bytes()
        .chunks(255)
        .map(|piece| usize::from(piece.iter().fold(0u8, |sum, b| sum + u8::from(is_binary(*b)))))
        .sum();
    if broken + control > 2 + text.len() / 50 {
        return None;
    }
    Some(Decoded {
        text,
        unusual: (encoding != UTF_8).then(|| encoding.name()),
    })
}

/// Control characters that no text holds. Form feeds, escapes of old terminals and the like do turn up.
#[inline]
fn is_binary(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0xE..=0x1A | 0x1C..=0x1F)
}

/// The encoding, and how many bytes of mark to skip.
fn guess(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, length);
    }
    if let Some(encoding) = utf16_by_pattern(bytes) {
        return (encoding, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, 0);
    }
    // One bad byte in a UTF-8 file is damage; in Windows-1252 hardly any accented letter happens to be UTF-8.
    if is_damaged_utf8(bytes) {
        return (UTF_8, 0);
    }
    match declared(bytes) {
        Some(encoding) if encoding != UTF_8 => (encoding, 0),
        _ => (WINDOWS_1252, 0),
    }
}

/// Most of what is not ASCII is good UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let bad = text.matches('\u{FFFD}').count();
    let good = text.chars().filter(|c| !c.is_ascii()).count() - bad;
    good > bad * 4
}

/// UTF-16 without a mark shows in Western text by every other byte being zero.
fn utf16_by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    if sample.len() < 8 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 2 > pairs && even * 10 < pairs {
        Some(UTF_16LE)
    } else if even * 2 > pairs && odd * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What `<?xml encoding="…"?>` or `<meta charset=…>` says, looked for in the first kilobyte only, as browsers do.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(1024))?.to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    if !head.contains('<') {
        return None;
    }
    ["charset", "encoding"].iter().find_map(|word| {
        let after = head.split_once(word)?.1.trim_start().strip_prefix('=')?;
        let label = after.trim_start().trim_start_matches(['"', '\'']);
        let end = label.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:".contains(c))?;
        Encoding::for_label(label.get(..end)?.as_bytes())
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn marks_are_honoured_and_dropped() {
        assert_eq!(decode(b"\xEF\xBB\xBFAnnex").unwrap().text, "Annex");
        let decoded = decode(b"\xFF\xFEA\0n\0").unwrap();
        assert_eq!((decoded.text.as_str(), decoded.unusual), ("An", Some("UTF-16LE")));
    }

    #[test]
    fn utf16_without_mark_is_seen() {
        let little: Vec<u8> = "Article 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&little).unwrap().text, "Article 1");
        let big: Vec<u8> = "Article 1".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&big).unwrap().text, "Article 1");
    }

    #[test]
    fn western_bytes_fall_back_to_windows_1252() {
        let decoded = decode(b"\x93high risk\x94 \x97 d\xE9fini").unwrap();
        assert_eq!(decoded.text, "“high risk” — défini");
        assert_eq!(decoded.unusual, Some("windows-1252"));
    }

    #[test]
    fn a_declared_charset_wins_over_the_fallback() {
        let page = b"<html><head><meta charset=\"iso-8859-2\"></head><body>\xB9</body></html>";
        assert!(decode(page).unwrap().text.contains('š'));
    }

    #[test]
    fn damage_does_not_change_the_encoding() {
        let mut bytes = "“Boats” float in the café’s pond – always".as_bytes().to_vec();
        bytes.insert(5, 0xFF);
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.unusual, None);
        assert!(decoded.text.ends_with("café’s pond – always"));
    }

    #[test]
    fn a_picture_is_no_text() {
        let picture: Vec<u8> = (0..4000u32).map(|i| (i * 7919 % 251) as u8).collect();
        assert!(decode(&picture).is_none());
    }
}
