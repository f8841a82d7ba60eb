//! `--ids-only` and `--include-text`: whether files carry the wording of the drafts.

use super::output::Output;
use super::{options::Global, terminal};
use crate::Error;
use crate::draft::Draft;
use crate::export::IdsOnly;
use crate::report::text::plain;

/// What files may say.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "What files may say")]
pub(super) struct Wording {
    /// Leave every field empty that carries wording (texts, headings, evidence, messages), to pass the file on where the
    /// drafts may not be
    #[arg(long, requires = "output", conflicts_with = "include_text")]
    ids_only: bool,
    /// Write the wording also of drafts whose cover claims the copyright of ISO or IEC
    #[arg(long)]
    include_text: bool,
}

impl Wording {
    /// What empties the outputs over these drafts, where they are to be emptied: because a person asked for it, or because
    /// a cover claims a copyright that forbids to pass the wording on. The latter is said.
    pub(super) fn policy(&self, drafts: &[&Draft], output: &Output, global: &Global) -> Option<IdsOnly> {
        let ids_only = || Some(IdsOnly::of(drafts.iter().copied()));
        if self.ids_only {
            return ids_only();
        }
        if self.include_text {
            return None;
        }
        let (draft, claim) = drafts.iter().find_map(|d| Some((d, d.reserved.as_ref()?)))?;
        if !global.quiet {
            terminal::say(&format!(
                "{}: ids only, because {} claims `{}`; --include-text writes the wording too",
                output.name(),
                draft.name,
                plain(claim)
            ));
        }
        ids_only()
    }
}

/// The error of a command whose output would be empty without wording.
pub(super) fn refused(what: &str, output: &Output) -> Error {
    Error::new(format!("{what} nothing but wording, which is left out"))
        .at(output.name())
        .help("--include-text writes it, where the drafts may be passed on")
}
