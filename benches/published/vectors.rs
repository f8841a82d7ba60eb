//! Vectors of a sentence encoder, kept in the folder for temporary files of benches.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use clausewise::align::encoded_texts;
use clausewise::draft::Draft;
use clausewise::encoder::{Encoder, Kept, Vectors};

/// An encoder with the vectors that it gave before.
pub(crate) struct Vectored {
    encoder: Encoder,
}

impl Vectored {
    pub(crate) fn load(folder: &str) -> Result<Self, String> {
        let read = |file: &str| Ok(std::fs::read(Path::new(folder).join(file)).ok());
        let encoder = Encoder::load(&read).map_err(|e| format!("{folder}: {e}"))?;
        Ok(Vectored { encoder })
    }

    /// The vectors of all units.
    pub(crate) fn of(&self, drafts: [&Draft; 2]) -> Result<Arc<Vectors>, String> {
        let file =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("embeddings-{}.bin", self.encoder.name()));
        let mut kept = Kept::parse(&std::fs::read(&file).unwrap_or_default(), &self.encoder);
        let texts: BTreeSet<String> = drafts
            .iter()
            .flat_map(|d| &d.units)
            .flat_map(encoded_texts)
            .collect();
        let (vectors, new) = kept.vectors(texts, &self.encoder);
        if new > 0 {
            std::fs::write(&file, kept.bytes()).map_err(|e| format!("{}: {e}", file.display()))?;
        }
        Ok(Arc::new(vectors))
    }
}
