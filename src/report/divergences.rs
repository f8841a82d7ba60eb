//! The highest-ranked divergences on the first screen of a crosswalk: each side one quoted line.

use std::fmt::Write;

use super::Look;
use super::findings::marked;
use super::text::{columns, count, cut, cut_middle, quotable};
use crate::draft::Draft;
use crate::finding::{Finding, Spot, rule};

/// Divergences shown.
const SHOWN: usize = 5;

/// What the drafts of a pair say differently: the ranked findings of the pair, of which divergences are shown.
pub(super) fn divergences(found: &[Finding], (left, right): (&Draft, &Draft), look: Look, out: &mut String) {
    let all: Vec<&Finding> = found
        .iter()
        .filter(|f| f.code.starts_with('C') && f.left.is_some() && f.right.is_some())
        .collect();
    if all.is_empty() {
        return;
    }
    let shown = all.len().min(SHOWN);
    let title = if all.len() > shown {
        format!(
            "{shown} of {}; all with clausewise check",
            count(all.len(), "divergence", "divergences")
        )
    } else {
        count(all.len(), "divergence", "divergences")
    };
    let _ = writeln!(out, "\n{}", look.strong(&title));
    for f in all.into_iter().take(SHOWN) {
        let name = rule(f.code).map_or("", |r| r.name);
        let compatible = f
            .compatibility
            .map_or(String::new(), |c| format!("· {}", c.code()));
        let room = look.width.saturating_sub(columns(name) + f.code.len() + 4);
        let compatible = cut(&compatible, room);
        let _ = writeln!(
            out,
            "  {} {name} {}",
            look.strong(f.code),
            look.faint(&compatible)
        );
        for (draft, spot) in [(left, &f.left), (right, &f.right)] {
            if let Some(spot) = spot {
                quote(draft, spot, look, out);
            }
        }
    }
}

fn quote(draft: &Draft, spot: &Spot, look: Look, out: &mut String) {
    let citation = draft.units.get(spot.unit).map_or("", |u| u.citation.as_str());
    let citation = cut_middle(citation, look.width / 3);
    let room = look.width.saturating_sub(columns(&citation) + 8);
    let text = cut(&quotable(&marked(spot, room)), room);
    let _ = writeln!(out, "    {}  \u{201c}{text}\u{201d}", look.name(&citation));
}
