//! Bytes to [`Source`]: formats, no styles.
//!
//! One room per format. A reader never knows what an article is: it gives blocks of text with their places, and
//! passes on what the format claims of them ([`Claims`]).

mod source;

pub use source::{Block, Claims, Format, Metadata, Place, Role, Row, Source};

use crate::Result;

/// How to read a file.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// Files above this size, in bytes, are refused.
    pub max_size: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        // The largest real draft we know is 3 MB of text; 200 MB leaves room for scans and still fits in memory.
        ReadOptions { max_size: 200 << 20 }
    }
}

/// Reads a draft from its bytes. `name` is the file name as given: its ending is the second witness for the
/// format (content is the first), and it stands in messages.
///
/// # Errors
/// Empty files, files that are no text in a known encoding, formats that are not supported, requirement lists
/// without the needed columns.
pub fn read(bytes: &[u8], name: &str, options: &ReadOptions) -> Result<Source> {
    let _ = (bytes, name, options);
    Err(crate::Error::new("not built yet"))
}
