//! Correspondences that a file gives: which units its rows mean.

use std::fs;

use crate::align::Alignment;
use crate::draft::Draft;
use crate::finding::Link;
use crate::review::{Given, read_links};
use crate::{Error, Result};

/// The rows of a file of correspondences.
pub(super) struct Pinned {
    rows: Vec<Given>,
}

pub(super) fn read(file: &str) -> Result<Pinned> {
    let bytes = fs::read(file).map_err(|e| {
        Error::new(format!("cannot read: {}", super::output::plain_reason(&e)))
            .at(file)
            .help("--crosswalk names a crosswalk file")
    })?;
    Ok(Pinned {
        rows: read_links(&bytes, file)?,
    })
}

impl Pinned {
    /// The links between two drafts, and whether the file says of units that they have no counterpart.
    ///
    /// # Errors
    /// An id that neither is a unit nor stands above units.
    pub(super) fn links(
        &self,
        left: &Draft,
        right: &Draft,
        alignment: &Alignment<'_>,
        file: &str,
    ) -> Result<(Vec<Link>, bool)> {
        let of = |named: &str, draft: &Draft| named.is_empty() || named == draft.name;
        let mut links: Vec<Link> = Vec::new();
        let mut gaps = false;
        for row in self
            .rows
            .iter()
            .filter(|r| of(&r.left_draft, left) && of(&r.right_draft, right))
        {
            if row.left_id.is_empty() || row.right_id.is_empty() {
                gaps = true;
                continue;
            }
            let units = |draft: &Draft, id: &str| {
                let found = units(draft, id);
                if found.is_empty() {
                    return Err(Error::new(format!("`{id}` is no unit of {}", draft.name))
                        .at(format!("{file}, line {}", row.line))
                        .help("ids are the paths that `clausewise outline` shows, or a list's own ids"));
                }
                Ok(found)
            };
            let (l, r) = (units(left, &row.left_id)?, units(right, &row.right_id)?);
            let mut pairs: Vec<(usize, usize)> = Vec::new();
            if let ([a], [b]) = (l.as_slice(), r.as_slice()) {
                pairs.push((*a, *b));
            } else {
                // A row between articles: each unit with the one that answers best.
                pairs.extend(l.iter().filter_map(|&a| {
                    Some((
                        a,
                        alignment
                            .ranked(a)
                            .into_iter()
                            .find(|s| r.contains(&s.right))?
                            .right,
                    ))
                }));
                let alone: Vec<usize> = r
                    .iter()
                    .copied()
                    .filter(|b| !pairs.iter().any(|p| p.1 == *b))
                    .collect();
                let best = |b: usize| {
                    alignment
                        .ranked_for_right(b)
                        .into_iter()
                        .find(|s| l.contains(&s.left))
                        .map(|s| (s.left, b))
                };
                pairs.extend(alone.into_iter().filter_map(best));
            }
            for (left, right) in pairs {
                if !links.iter().any(|k| (k.left, k.right) == (left, right)) {
                    links.push(Link {
                        left,
                        right,
                        confidence: 1.0,
                        score: f64::MAX,
                        given: true,
                    });
                }
            }
        }
        Ok((links, gaps))
    }
}

/// The units that an id means: the one that has it as id or citation, else those below it.
fn units(draft: &Draft, id: &str) -> Vec<usize> {
    let all = draft.units.iter().enumerate();
    let exact = all
        .clone()
        .find(|(_, u)| u.id == id)
        .or_else(|| all.clone().find(|(_, u)| u.citation == id));
    if let Some((at, _)) = exact {
        return vec![at];
    }
    let below = format!("{id}/");
    all.filter(|(_, u)| u.id.starts_with(&below))
        .map(|(i, _)| i)
        .collect()
}
