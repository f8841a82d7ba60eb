//! A national adoption against its international standard, on the terminal.

use std::fmt::Write;

use super::citation;
use crate::report::text::{cut, wrap};
use crate::report::{Look, identity};
use crate::revision::{Adoption, Deviation, excerpt};

use super::DiffOptions;

/// Deviations of each kind shown before the rest is only counted.
const SHOWN: usize = 15;

/// The screen: what is suggested and why, then the deviations by kind.
pub fn adoption_screen(adoption: &Adoption<'_>, options: &DiffOptions, look: Look) -> String {
    let mut out = String::new();
    let revision = adoption.revision;
    for (draft, side) in [(revision.old, "int."), (revision.new, "nat.")] {
        for line in identity::lines(draft, side, look) {
            let _ = writeln!(out, "{line}");
        }
    }
    let suggested = format!("suggested degree of correspondence: {}", adoption.degree.name());
    let _ = writeln!(out, "\n{}", look.strong(&suggested));
    for reason in &adoption.reasons {
        for line in wrap(&format!("because {reason}"), look.width.saturating_sub(2), 3) {
            let _ = writeln!(out, "  {line}");
        }
    }
    let _ = writeln!(
        out,
        "  {}",
        look.faint("terms of ISO/IEC Guide 21-1; the adopting body decides")
    );
    for (kind, head) in [
        (Deviation::Technical, "Technical deviations"),
        (Deviation::Structural, "Changes of structure"),
        (Deviation::Editorial, "Editorial changes"),
    ] {
        if kind == Deviation::Editorial && options.substantive {
            continue;
        }
        let all: Vec<_> = adoption.deviations.iter().filter(|(d, _)| *d == kind).collect();
        let _ = writeln!(out, "\n{}", look.strong(&format!("{head}: {}", all.len())));
        let most = if options.all { usize::MAX } else { SHOWN };
        for (_, change) in all.iter().take(most) {
            let name = cut(&citation(revision, change), look.width.saturating_sub(20));
            let names = change.names().replace('+', ", ");
            let _ = writeln!(out, "  {}  {names}", look.name(&name));
            if kind == Deviation::Structural {
                continue;
            }
            let inner = look.width.saturating_sub(6);
            for line in wrap(&change.reasons.join("; "), inner, 2) {
                let _ = writeln!(out, "      {}", look.warning(&line));
            }
            for line in wrap(&excerpt(&super::redline(revision, change)), inner, 3) {
                let _ = writeln!(out, "      {line}");
            }
        }
        if all.len() > most {
            let more = format!("  and {} more: -v shows them all", all.len() - most);
            let _ = writeln!(out, "{}", look.faint(&more));
        }
    }
    out
}
