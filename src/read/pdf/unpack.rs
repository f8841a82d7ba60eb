//! How long a stream is when it is unpacked, without unpacking it, for the two filters that are older than deflate.
//!
//! LZW makes up to 2,700 bytes of one, run lengths up to 64. Source: ISO 32000-1, 7.4.2 to 7.4.5.

/// The end of the data, and the beginning of a new table, in LZW.
const CLEAR: usize = 256;
const END: usize = 257;

/// Bytes that LZW unpacks to, up to the first count over `most`. What is damaged unpacks as far as it goes.
pub(super) fn lzw(packed: impl Iterator<Item = u8>, most: u64) -> u64 {
    // Of every entry only its length is kept.
    let mut lengths: Vec<u64> = Vec::with_capacity(4096);
    let (mut bits, mut held) = (0_u32, 0_u32);
    let (mut total, mut before) = (0_u64, None::<u64>);
    lengths.resize(END + 1, 1);
    for byte in packed {
        bits = bits << 8 | u32::from(byte);
        held += 8;
        // Codes grow one entry early, as PDF does by default; where a file says otherwise the count is off by little.
        let width = match lengths.len() + 1 {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        if held < width {
            continue;
        }
        held -= width;
        let code = (bits >> held & ((1 << width) - 1)) as usize;
        bits &= (1 << held) - 1;
        match code {
            END => break,
            CLEAR => {
                lengths.truncate(END + 1);
                before = None;
            }
            _ => {
                let length = match (lengths.get(code), before) {
                    (Some(length), _) => *length,
                    (None, Some(before)) => before + 1,
                    (None, None) => break,
                };
                if let Some(before) = before.filter(|_| lengths.len() < 4096) {
                    lengths.push(before + 1);
                }
                before = Some(length);
                total += length;
                if total > most {
                    break;
                }
            }
        }
    }
    total
}

/// Bytes that run lengths unpack to, up to the first count over `most`.
pub(super) fn run_lengths(mut packed: impl Iterator<Item = u8>, most: u64) -> u64 {
    let mut total = 0;
    while let Some(length) = packed.next().filter(|l| *l != 128 && total <= most) {
        if length < 128 {
            total += u64::from(length) + 1;
            packed.nth(usize::from(length));
        } else {
            total += 257 - u64::from(length);
            packed.next();
        }
    }
    total
}

/// The bytes that ASCII base 85 stands for.
pub(super) fn base_85(text: &[u8]) -> impl Iterator<Item = u8> {
    let digits = text
        .iter()
        .copied()
        .take_while(|b| *b != b'~')
        .filter(|b| !b.is_ascii_whitespace());
    let mut group = (0_u32, 0_u8);
    digits.flat_map(move |digit| {
        let whole = match digit {
            b'z' => Some(0),
            _ => {
                let (value, count) = group;
                let value = value
                    .wrapping_mul(85)
                    .wrapping_add(u32::from(digit.wrapping_sub(b'!')));
                group = if count == 4 { (0, 0) } else { (value, count + 1) };
                (count == 4).then_some(value)
            }
        };
        whole
            .map_or([None; 4], |w| w.to_be_bytes().map(Some))
            .into_iter()
            .flatten()
    })
}

/// The bytes that pairs of hexadecimal digits stand for.
pub(super) fn hexadecimal(text: &[u8]) -> impl Iterator<Item = u8> {
    let mut digits = text
        .iter()
        .copied()
        .take_while(|b| *b != b'>')
        .filter_map(|b| (b as char).to_digit(16));
    std::iter::from_fn(move || Some((digits.next()? * 16 + digits.next().unwrap_or(0)) as u8))
}

#[cfg(test)]
mod tests {
    use super::{base_85, hexadecimal, lzw, run_lengths};

    /// The example of ISO 32000-1, 7.4.4.2: of ten bytes.
    const EXAMPLE: [u8; 9] = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];

    #[test]
    fn lengths_are_counted() {
        assert_eq!(lzw(EXAMPLE.into_iter(), 1000), 10);
        assert_eq!(lzw(EXAMPLE.into_iter(), 4), 5);
        assert_eq!(
            run_lengths([2, b'a', b'b', b'c', 254, b'd', 128, 0].into_iter(), 1000),
            6
        );
        assert_eq!(base_85(b"9jqo^BlbD-~>").collect::<Vec<u8>>(), b"Man is d");
        assert_eq!(hexadecimal(b"4D 61 6e>").collect::<Vec<u8>>(), b"Man");
    }

    #[test]
    fn repetition_is_seen_and_damage_ends() {
        // Codes that each are one longer than the one before: 258, 259, ..., nine to twelve bits wide.
        let mut packed = Vec::new();
        let (mut bits, mut held) = (0_u64, 0);
        for code in [256, 65].into_iter().chain(258..4090_u64) {
            let width = match code.saturating_sub(1).max(256) + 1 {
                0..=510 => 9,
                511..=1022 => 10,
                1023..=2046 => 11,
                _ => 12,
            };
            bits = bits << width | code;
            held += width;
            while held >= 8 {
                held -= 8;
                packed.push((bits >> held) as u8);
                bits &= (1 << held) - 1;
            }
        }
        assert!(lzw(packed.iter().copied(), 1 << 30) > 1_000_000);
        assert_eq!(lzw([0xFF; 9].into_iter(), 1000), 0);
    }
}
