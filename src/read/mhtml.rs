//! Web archives: a page in the parts of a mail message, as browsers save it and standards tools write Word files.
//!
//! Only the page itself is taken; pictures and style sheets are other parts. Source: RFC 2557 (MHTML), RFC 2045 and
//! 2046 (MIME). Cost: linear in the file.

mod word;

use encoding_rs::Encoding;

use super::encoding::{self, Decoded};

/// How far from the start the header of the message may reach.
const HEADER: usize = 16 << 10;
/// How deep multiparts are looked into.
const DEEPEST: usize = 4;

/// Whether bytes begin like a message with parts, or with a page.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_lowercase();
    head.contains("mime-version:") && (head.contains("multipart/") || head.contains("text/html"))
}

/// The page of a web archive; `None` where there is none.
pub(crate) fn page(bytes: &[u8]) -> Option<Decoded> {
    let page = page_in(bytes, DEEPEST)?;
    Some(Decoded {
        text: word::with_headings(&page.text),
        ..page
    })
}

fn page_in(bytes: &[u8], depth: usize) -> Option<Decoded> {
    let (header, body) = split(bytes)?;
    let kind = field(&header, "content-type").unwrap_or_default();
    let lower = kind.to_lowercase();
    if lower.starts_with("multipart/") && depth > 0 {
        let boundary = parameter(&kind, "boundary")?;
        return parts(body, &boundary).find_map(|part| page_in(part, depth - 1));
    }
    if !lower.starts_with("text/html") && !lower.starts_with("application/xhtml") {
        return None;
    }
    let coding = field(&header, "content-transfer-encoding")
        .unwrap_or_default()
        .to_lowercase();
    let bytes = match coding.trim() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    };
    let charset = parameter(&kind, "charset").and_then(|c| Encoding::for_label(c.as_bytes()));
    match charset {
        Some(charset) => {
            let (text, charset, _) = charset.decode(&bytes);
            Some(Decoded {
                text: text.into_owned(),
                unusual: (charset != encoding_rs::UTF_8).then(|| charset.name()),
            })
        }
        None => encoding::decode(&bytes),
    }
}

/// Header and body of a message or a part. A header ends at the first empty line.
fn split(bytes: &[u8]) -> Option<(String, &[u8])> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    let bytes = bytes.get(start..)?;
    let head = bytes.get(..bytes.len().min(HEADER))?;
    let unix = head.windows(2).position(|w| w == b"\n\n").map(|at| (at, at + 2));
    let dos = head
        .windows(4)
        .position(|w| w == b"\r\n\r\n")
        .map(|at| (at, at + 4));
    let (end, body) = [unix, dos].into_iter().flatten().min()?;
    let header = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    Some((header, bytes.get(body..)?))
}

/// A field of a header, its folded lines joined.
fn field(header: &str, name: &str) -> Option<String> {
    let mut value: Option<String> = None;
    for line in header.lines() {
        let folded = line.starts_with([' ', '\t']);
        match (&mut value, folded) {
            (Some(value), true) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (Some(_), false) => break,
            (None, true) => {}
            (None, false) => {
                let found = line
                    .split_once(':')
                    .filter(|(n, _)| n.trim().eq_ignore_ascii_case(name));
                value = found.map(|(_, v)| v.trim().to_owned());
            }
        }
    }
    value
}

/// A parameter of a field: `boundary="----=_x"`.
fn parameter(field: &str, name: &str) -> Option<String> {
    field.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (key.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The parts between lines that begin with two hyphens and the boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let mark = format!("--{boundary}").into_bytes();
    let mut marks = Vec::new();
    let mut at = 0usize;
    for line in body.split_inclusive(|b| *b == b'\n') {
        if line.starts_with(&mark) {
            marks.push((at, at + line.len()));
        }
        at += line.len();
    }
    marks.push((body.len(), body.len()));
    (1..marks.len()).filter_map(move |i| {
        let start = marks.get(i - 1)?.1;
        let end = marks.get(i)?.0;
        body.get(start..end)
    })
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0usize;
    let hex = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
    while let Some(&byte) = bytes.get(at) {
        if byte != b'=' {
            out.push(byte);
            at += 1;
            continue;
        }
        match (hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                // A soft line break, blanks before it dropped; anything else stands as it is.
                let rest = bytes.get(at + 1..).unwrap_or_default();
                let blanks = rest
                    .iter()
                    .take_while(|b| matches!(b, b' ' | b'\t' | b'\r'))
                    .count();
                if rest.get(blanks) == Some(&b'\n') {
                    at += blanks + 2;
                } else {
                    out.push(byte);
                    at += 1;
                }
            }
        }
    }
    out
}

/// Base64; what is no digit of it is passed over, as RFC 2045 asks.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count & 0xFF) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn archive(coding: &str, page: &str) -> String {
        format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=\"--=_b\"\r\n\r\nnot shown\r\n\
             ----=_b\r\nContent-Type: image/png\r\n\r\nxx\r\n----=_b\r\nContent-Transfer-Encoding: {coding}\r\n\
             Content-Type: text/html; charset=\"utf-8\"\r\n\r\n{page}\r\n----=_b--\r\n"
        )
    }

    #[test]
    fn the_page_is_found_among_the_parts() {
        let text = |coding: &str, page: &str| super::page(archive(coding, page).as_bytes()).unwrap().text;
        assert!(is_archive(archive("8bit", "").as_bytes()));
        assert_eq!(text("8bit", "<p>é</p>").trim(), "<p>é</p>");
        assert_eq!(
            text("quoted-printable", "<p class=3D'a'>=C3=A9 long =\r\nline =x</p>").trim(),
            "<p class='a'>é long line =x</p>"
        );
        assert_eq!(text("base64", "PHA+w6k8\r\nL3A+"), "<p>é</p>");
        assert!(super::page(b"MIME-Version: 1.0\n\nplain").is_none());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), coding in "base64|quoted-printable|x") {
            let mut all = archive(&coding, "").into_bytes();
            let at = all.len().saturating_sub(12);
            all.splice(at..at, bytes);
            let _ = super::page(&all);
        }
    }
}
