//! One unit and several counterparts: are all needed together, or would each alone do?
//!
//! Cost: one more coverage per counterpart.

use std::collections::BTreeMap;

use super::coverage::{Coverage, Offer, coverage};
use super::saying::quoted;
use super::text::Content;
use super::{Correspondence, Judge, Side, covered};
use crate::draft::Unit;

/// Longest list of counterparts that is spelled out.
const NAMED: usize = 4;

impl Judge<'_> {
    /// What is said of each link's company, empty for a link that has none; first of its left unit, then of its right.
    pub(super) fn groups(&self, links: &[Correspondence]) -> Vec<String> {
        let mut said = vec![Vec::new(); links.len()];
        for is_left in [true, false] {
            let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            // What several doubtful counterparts have together says nothing.
            let sure = |link: &Correspondence| link.confidence >= self.settings.company;
            for (at, link) in links.iter().enumerate().filter(|l| sure(l.1)) {
                let unit = if is_left { link.left.unit } else { link.right.unit };
                members.entry(unit).or_default().push(at);
            }
            let (one, many) = if is_left {
                (&self.left, &self.right)
            } else {
                (&self.right, &self.left)
            };
            for (unit, of) in members.into_iter().filter(|(_, of)| of.len() > 1) {
                let others: Vec<usize> = of
                    .iter()
                    .filter_map(|&at| links.get(at))
                    .map(|l| if is_left { l.right.unit } else { l.left.unit })
                    .collect();
                let Some(text) =
                    self.company((one, if is_left { "left" } else { "right" }), unit, many, &others)
                else {
                    continue;
                };
                for at in of {
                    if let Some(said) = said.get_mut(at) {
                        said.push(text.clone());
                    }
                }
            }
        }
        said.into_iter().map(|s| s.join("; ")).collect()
    }

    fn company(
        &self,
        (one, name): (&Side<'_>, &str),
        unit: usize,
        many: &Side<'_>,
        others: &[usize],
    ) -> Option<String> {
        let read = one.read(unit)?;
        let (unit, content, own) = (read.unit, read.content, read.offer);
        let others: Vec<(&Unit, Content)> = others
            .iter()
            .filter_map(|&o| many.draft.units.get(o))
            .map(|u| {
                (
                    u,
                    many.reader
                        .read(&format!("{}\n{}\n{}", u.text, u.title, u.chapeau)),
                )
            })
            .collect();
        let by = |offer: &Offer| coverage(&content, offer, &self.scale());
        let alone: Vec<&str> = others
            .iter()
            .filter(|(_, c)| {
                covered(
                    &by(&Offer::of([c])),
                    &coverage(c, &own, &self.scale()),
                    self.settings,
                )
            })
            .map(|(u, _)| u.citation.as_str())
            .collect();
        let names: Vec<&str> = others.iter().map(|(u, _)| u.citation.as_str()).collect();
        if alone.len() == others.len() {
            return Some(format!(
                "each of {} by itself has the words of {name}",
                list(&names)
            ));
        }
        if !alone.is_empty() {
            return Some(format!(
                "of {}, {} has the words of {name} by itself",
                list(&names),
                list(&alone)
            ));
        }
        let together: Coverage = by(&Offer::of(others.iter().map(|(_, c)| c)));
        let back: Vec<Coverage> = others
            .iter()
            .map(|(_, c)| coverage(c, &own, &self.scale()))
            .collect();
        let best = back.iter().max_by(|a, b| a.share.total_cmp(&b.share))?;
        if covered(&together, best, self.settings) {
            return Some(format!("{} have the words of {name} only together", list(&names)));
        }
        let rest = quoted(one, unit, &content, &together).join(", ");
        let rest = if rest.is_empty() {
            String::new()
        } else {
            format!(": {rest}")
        };
        Some(format!(
            "{} together leave words of {name} open{rest}",
            list(&names)
        ))
    }
}

fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        _ if names.len() > NAMED => format!("{} and {} more", names[..NAMED].join(", "), names.len() - NAMED),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}
