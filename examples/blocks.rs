//! Prints what the readers make of a file: a debugging aid, `cargo run --example blocks FILE`.

use std::error::Error;
use std::io::{self, Write};

use clausewise::read::{ReadOptions, Role, read};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for file in std::env::args().skip(1) {
        let bytes = std::fs::read(&file)?;
        let source = match read(&bytes, &file, &ReadOptions::default()) {
            Ok(source) => source,
            Err(error) => {
                writeln!(out, "error: {error}\nhelp: {}", error.help_line().unwrap_or("-"))?;
                continue;
            }
        };
        writeln!(out, "{file}: {} {}", source.format.name(), source.hash)?;
        for (name, value) in &source.metadata {
            writeln!(out, "  {name} = {value}")?;
        }
        for diagnostic in &source.diagnostics {
            writeln!(out, "  {:?}: {}", diagnostic.severity, diagnostic.message)?;
        }
        for block in &source.blocks {
            let claims = &block.claims;
            let role = match claims.role {
                Role::Text => String::new(),
                role => format!("{role:?}"),
            };
            writeln!(
                out,
                "{:>5} {role:<11} {:>2} {}{} {} |{}",
                block.place.line,
                claims.indent.map_or("-".to_owned(), |i| i.to_string()),
                if claims.wrapped { 'w' } else { ' ' },
                if claims.gap { 'g' } else { ' ' },
                claims
                    .label
                    .as_deref()
                    .map_or(String::new(), |l| format!("[{l}]")),
                block.text.replace('\n', "⏎"),
            )?;
        }
        for row in &source.rows {
            writeln!(
                out,
                "{:>5} {} ({}) {}: {}",
                row.place.line, row.id, row.parent, row.title, row.text
            )?;
        }
    }
    Ok(())
}
