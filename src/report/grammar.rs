//! The list of grammars.

use std::fmt::Write;

use super::Look;
use super::text::{cut, pad};
use crate::grammar::Library;

/// Every grammar with its title and languages, by name.
pub fn list(library: &Library, look: Look) -> String {
    let mut grammars: Vec<_> = library.iter().collect();
    grammars.sort_by(|a, b| a.name.cmp(&b.name));
    let widest = grammars
        .iter()
        .map(|g| super::text::columns(&g.name))
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    for grammar in grammars {
        let title = format!("{} ({})", grammar.title, grammar.languages.join(", "));
        let name = look.name(&pad(&cut(&grammar.name, widest), widest));
        let _ = writeln!(
            out,
            "{name}  {}",
            cut(&title, look.width.saturating_sub(widest + 2).max(20))
        );
    }
    out
}
