//! Vectors that were computed before, by text.
//!
//! The bytes are records of one length: 16 of the SHA-256 of the text, then the numbers, little endian; sorted.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::{Encoder, Vectors};

/// Length of the key of a text.
const KEY: usize = 16;

/// Vectors of texts that one model encoded.
#[derive(Debug, Default)]
pub struct Kept(BTreeMap<[u8; KEY], Vec<f32>>);

impl Kept {
    /// Vectors from bytes, as [`Kept::bytes`] gives them. What does not fit is left out.
    pub fn parse(bytes: &[u8], encoder: &Encoder) -> Self {
        let record = |bytes: &[u8]| {
            let (key, rest) = bytes.split_at_checked(KEY)?;
            let numbers = rest
                .chunks_exact(4)
                .filter_map(|b| Some(f32::from_le_bytes(b.try_into().ok()?)));
            let vector: Vec<f32> = numbers.collect();
            let sound = vector.iter().all(|v| v.is_finite());
            sound.then_some((key.try_into().ok()?, vector))
        };
        let records = bytes.chunks_exact(KEY + 4 * encoder.dimensions());
        Kept(records.filter_map(record).collect())
    }

    /// The vectors of these texts, and how many of them had to be computed.
    pub fn vectors(&mut self, texts: BTreeSet<String>, encoder: &Encoder) -> (Vectors, usize) {
        let is_new = |text: &&String| !self.0.contains_key(&key(text));
        let new: Vec<&str> = texts.iter().filter(is_new).map(String::as_str).collect();
        let count = new.len();
        let encoded = encoder.encode_all(&new);
        let encoded: Vec<_> = new.into_iter().map(key).zip(encoded).collect();
        self.0.extend(encoded);
        let known = |text: String| {
            let vector = self.0.get(&key(&text)).cloned().unwrap_or_default();
            (text, vector)
        };
        (texts.into_iter().map(known).collect(), count)
    }

    /// What is to be kept.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (key, vector) in &self.0 {
            bytes.extend(key);
            bytes.extend(vector.iter().flat_map(|v| v.to_le_bytes()));
        }
        bytes
    }
}

fn key(text: &str) -> [u8; KEY] {
    let mut key = [0; KEY];
    for (k, b) in key.iter_mut().zip(Sha256::digest(text.as_bytes())) {
        *k = b;
    }
    key
}
