//! `clausewise explain`: what a finding code means.

use super::options::Global;
use super::terminal;
use crate::finding::{RULES, rule};
use crate::report::text::{cut, pad};
use crate::{Error, Result};

/// Say what a finding code means: what it reports, why it matters, when it is wrong
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The code, for example C203; all codes where it is left out
    code: Option<String>,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<()> {
    let Some(code) = &args.code else {
        let look = terminal::look(global.color);
        let line =
            |r: &crate::finding::Rule| cut(&format!("{} {}", pad(r.code, 5), r.name), look.width) + "\n";
        return terminal::print(&RULES.iter().map(line).collect::<String>(), global.color);
    };
    let found = rule(code).ok_or_else(|| {
        Error::new(format!("no finding has the code `{code}`")).help("clausewise explain lists the codes")
    })?;
    let doc = found.doc();
    let plain: Vec<&str> = doc.lines().map(|l| l.strip_prefix("# ").unwrap_or(l)).collect();
    terminal::print(
        &format!("{}: {}\n\n{}\n", found.code, found.name, plain.join("\n")),
        global.color,
    )
}
