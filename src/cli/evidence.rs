//! What a user gives alignment besides the drafts: a lexicon of their own, a sentence encoder.

use super::lexicon;
use super::options::Global;
use crate::Result;
use crate::align::AlignOptions;
use crate::draft::Draft;

/// What alignment goes by besides the drafts.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "What alignment goes by")]
pub(super) struct Evidence {
    /// Words that mean the same, besides those of `clausewise lexicon show`
    #[arg(long, value_name = "FILE")]
    lexicon: Option<String>,
    #[cfg(feature = "embeddings")]
    #[command(flatten)]
    embeddings: super::embeddings::Embeddings,
}

impl Evidence {
    /// How to align these drafts.
    #[cfg_attr(not(feature = "embeddings"), allow(unused_variables))]
    pub(super) fn options(&self, drafts: &[Draft], global: &Global) -> Result<AlignOptions> {
        Ok(AlignOptions {
            lexicon: self
                .lexicon
                .as_deref()
                .map(|f| lexicon::load(Some(f)))
                .transpose()?,
            #[cfg(feature = "embeddings")]
            vectors: self.embeddings.vectors(drafts, global)?,
            ..AlignOptions::default()
        })
    }
}
