//! Every threshold of the pipeline, with the reason for its value.

/// Numbers that decide, in one place. Each says how it was chosen and which benchmark would change it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Folded text of more words than this is split into chapeau and points. From the design: about a page of a
    /// standard, past which a reviewer no longer sees what corresponds. Benchmark: MAP over the published crosswalks.
    pub unit_words: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { unit_words: 220 }
    }
}
