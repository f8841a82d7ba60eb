//! `--embeddings`: vectors of the units, from a model on disk, kept in the user's cache.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::options::Global;
use super::output::plain_reason;
use super::terminal;
use crate::align::encoded_texts;
use crate::draft::Draft;
use crate::encoder::{Encoder, Kept, Vectors};
use crate::report::text::count;
use crate::{Error, Result};

/// A sentence encoder as further evidence.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct Embeddings {
    /// Folder of a sentence encoder (BERT, as sentence-transformers saves it), whose vectors are further evidence
    #[arg(long, value_name = "DIR")]
    embeddings: Option<PathBuf>,
    /// Where vectors are kept, so that no text is encoded twice; the user's cache folder where it is left out
    #[arg(long, value_name = "DIR", requires = "embeddings")]
    embeddings_cache: Option<PathBuf>,
}

impl Embeddings {
    /// The vectors of all units, where a model is named.
    pub(super) fn vectors(&self, drafts: &[Draft], global: &Global) -> Result<Option<Arc<Vectors>>> {
        let Some(folder) = &self.embeddings else {
            return Ok(None);
        };
        let name = folder.to_string_lossy().into_owned();
        let encoder = Encoder::load(&|file| read(folder, file)).map_err(|e| {
            let help = e.help_line().unwrap_or_default().to_owned();
            Error::new(e.to_string()).at(name).help(help)
        })?;
        let texts: BTreeSet<String> = drafts
            .iter()
            .flat_map(|d| &d.units)
            .flat_map(encoded_texts)
            .collect();
        let file = self.file(&encoder);
        let bytes = file.as_deref().and_then(|f| fs::read(f).ok());
        let mut kept = Kept::parse(&bytes.unwrap_or_default(), &encoder);
        let (vectors, new) = kept.vectors(texts, &encoder);
        if let (Some(file), true) = (&file, new > 0) {
            // A cache that cannot be written costs time, and nothing else.
            let written = keep(file, &kept.bytes());
            if !global.quiet {
                let texts = count(new, "text", "texts");
                terminal::say(&match written {
                    Ok(()) => format!("{texts} encoded, and their vectors kept in {}", file.display()),
                    Err(e) => format!(
                        "{texts} encoded; their vectors could not be kept in {}: {}",
                        file.display(),
                        plain_reason(&e)
                    ),
                });
            }
        }
        Ok(Some(Arc::new(vectors)))
    }

    /// The file with this model's vectors.
    fn file(&self, encoder: &Encoder) -> Option<PathBuf> {
        let folder = self.embeddings_cache.clone().or_else(cache_folder)?;
        Some(folder.join(format!("embeddings-{}.bin", encoder.name())))
    }
}

/// A file of the model's folder.
fn read(folder: &Path, file: &str) -> Result<Option<Vec<u8>>> {
    match fs::read(folder.join(file)) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(e) => Err(Error::new(format!("cannot read {file}: {}", plain_reason(&e)))
            .help("check the folder's permissions")),
    }
}

/// Where programs of this user keep what they can make anew.
fn cache_folder() -> Option<PathBuf> {
    let set = |name: &str| {
        std::env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    };
    let base = match cfg!(windows) {
        true => set("LOCALAPPDATA"),
        false => set("XDG_CACHE_HOME").or_else(|| {
            let library = if cfg!(target_os = "macos") {
                "Library/Caches"
            } else {
                ".cache"
            };
            set("HOME").map(|home| home.join(library))
        }),
    };
    base.map(|b| b.join("clausewise"))
}

/// Writes beside, then over, so that a run that is stopped leaves no half.
fn keep(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(bytes)?;
    beside.persist(file).map(|_| ()).map_err(|e| e.error)
}
