//! All tests from outside, as one program: linked once, which is most of what building tests costs.
//!
//! What is named `…_published` reads texts that are not part of the repository, where `CLAUSEWISE_PUBLISHED` names their
//! folder, and says so and passes without.

mod align;
mod align_published;
mod carry;
mod catalogues;
mod catalogues_published;
mod cli;
mod corpora;
mod docx;
mod docx_published;
mod embeddings;
mod enclosed;
mod errors;
mod findings;
mod findings_published;
mod flatten;
mod grammars;
mod interchange;
mod judged_published;
mod languages;
mod languages_published;
mod levels;
mod levels_published;
mod merge;
mod modality_published;
mod no_text_lost;
mod parity_published;
mod pdf;
mod read;
mod read_published;
mod readme;
mod references_published;
mod relations_published;
mod reports;
mod revision;
mod revision_published;
mod score;
mod spreadsheet;
mod structure_published;
mod styles_published;
mod support;
mod tracked;
mod tutorial;
mod xml;

#[allow(dead_code)] // the run-all in benches/ uses the rest
#[path = "../../benches/published/judged.rs"]
mod judged;
#[allow(dead_code)]
#[path = "../../benches/published/relations.rs"]
mod relations;
#[allow(dead_code)]
#[path = "../../benches/published/sets.rs"]
mod sets;
