//! What a PDF may unpack to. Its streams are packed; a small file may hold more than a machine can.
//!
//! One pass over the bytes before anything is parsed, because parsing itself unpacks; then one unpacking of every stream,
//! in parallel, of which only the length is kept. Pictures are never unpacked by the reader, so they are left out.

use std::io::{Read, sink};
use std::sync::atomic::{AtomicU64, Ordering};

use aho_corasick::AhoCorasick;
use flate2::read::ZlibDecoder;
use rayon::prelude::*;

use super::unpack;

/// Most bytes that one stream and all streams may unpack to. The largest ones in drafts are fonts of Chinese and
/// Japanese, with about 20 MB.
const ONE: u64 = 48 << 20;
const ALL: u64 = 256 << 20;
/// Bytes before a stream that its dictionary is looked for in.
const DICTIONARY: usize = 2048;
/// More filters than this on one stream, each of which unpacks, are there to do harm.
const FILTERS: usize = 2;

/// Whether the file unpacks to no more than a draft may.
pub(super) fn holds(bytes: &[u8]) -> bool {
    let unpacked = AtomicU64::new(0);
    streams(bytes).par_iter().all(|(dictionary, packed)| {
        let Some(size) = size(dictionary, packed) else {
            return false;
        };
        let before = unpacked.fetch_add(size, Ordering::Relaxed);
        size <= ONE && before.saturating_add(size) <= ALL
    })
}

/// The streams that are no pictures: what is said before each, and all bytes from its beginning.
fn streams(bytes: &[u8]) -> Vec<(&[u8], &[u8])> {
    let Ok(words) = AhoCorasick::new(["endstream", "endobj", "stream"]) else {
        return Vec::new();
    };
    let mut streams = Vec::new();
    let mut object = 0;
    for found in words.find_iter(bytes) {
        if found.pattern().as_usize() != 2 {
            object = found.end();
            continue;
        }
        let from = object.max(found.start().saturating_sub(DICTIONARY));
        let dictionary = bytes.get(from..found.start()).unwrap_or_default();
        let packed = bytes.get(found.end()..).unwrap_or_default();
        let packed = packed.strip_prefix(b"\r").unwrap_or(packed);
        let packed = packed.strip_prefix(b"\n").unwrap_or(packed);
        if !says(dictionary, b"/Image") {
            streams.push((dictionary, packed));
        }
    }
    streams
}

/// How much a stream unpacks to, up to a little more than it may; nothing where its filters are there to do harm.
fn size(dictionary: &[u8], packed: &[u8]) -> Option<u64> {
    let count = |names: &[&[u8]]| -> usize {
        let times = |name: &&[u8]| dictionary.windows(name.len()).filter(|w| w == name).count();
        names.iter().map(times).sum()
    };
    let flate = count(&[b"/FlateDecode", b"/Fl "]);
    let (lzw, runs) = (
        count(&[b"/LZWDecode", b"/LZW "]),
        count(&[b"/RunLengthDecode", b"/RL "]),
    );
    // The older ones stand alone, or on top of letters.
    if flate > FILTERS || (lzw + runs > 0 && flate + lzw + runs > 1) {
        return None;
    }
    if lzw + runs > 0 {
        let unpack = |bytes: &mut dyn Iterator<Item = u8>| {
            if lzw > 0 {
                unpack::lzw(bytes, ONE)
            } else {
                unpack::run_lengths(bytes, ONE)
            }
        };
        return Some(if count(&[b"/ASCII85Decode", b"/A85 "]) > 0 {
            unpack(&mut unpack::base_85(packed))
        } else if count(&[b"/ASCIIHexDecode", b"/AHx "]) > 0 {
            unpack(&mut unpack::hexadecimal(packed))
        } else {
            unpack(&mut packed.iter().copied())
        });
    }
    let once = ZlibDecoder::new(packed);
    // What is damaged unpacks as far as it goes.
    Some(match flate {
        0 => 0,
        1 => length(once),
        _ => length(ZlibDecoder::new(once.take(ONE + 1))),
    })
}

fn length(stream: impl Read) -> u64 {
    let mut counted = Counted(stream.take(ONE + 1), 0);
    let _ = std::io::copy(&mut counted, &mut sink());
    counted.1
}

/// Counts what is read, up to where it breaks off.
struct Counted<R>(R, u64);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1 += read as u64;
        Ok(read)
    }
}

fn says(dictionary: &[u8], name: &[u8]) -> bool {
    dictionary.windows(name.len()).any(|w| w == name)
}
