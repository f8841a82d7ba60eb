//! Where the sides of a row stand in the new version.

use super::{CarryOptions, Version};
use crate::crosswalk::unit_hash;
use crate::review::Side;
use crate::review::repair::{Found, Lookup};
use crate::revision::Became;
use crate::{Error, Result};

/// One side of a row in the new version.
#[derive(Clone)]
pub(super) struct End {
    pub(super) side: Side,
    pub(super) became: Became,
    pub(super) substantive: bool,
    /// What happened, with the redline.
    pub(super) message: String,
    /// Which unit of which version it was, and which one it is.
    pub(super) unit: Option<(usize, usize, Option<usize>)>,
}

pub(super) struct Carrier<'a> {
    pub(super) options: &'a CarryOptions<'a>,
    /// The units of the old version of each draft.
    pub(super) units: Vec<Lookup<'a>>,
}

impl<'a> Carrier<'a> {
    pub(super) fn new<'s>(options: &'a CarryOptions<'a>, sides: impl Iterator<Item = &'s Side>) -> Self {
        let units = options
            .versions
            .iter()
            .map(|v| Lookup::new(v.fates.old))
            .collect();
        let mut carrier = Carrier { options, units };
        for side in sides {
            if let Some(v) = carrier.version(side) {
                carrier.units[v].stands(&side.id);
            }
        }
        carrier
    }

    pub(super) fn version(&self, side: &Side) -> Option<usize> {
        let named = |v: &Version<'_>| v.known_as.contains(&side.draft);
        self.options.versions.iter().position(named)
    }

    pub(super) fn concerns(&self, side: &Side) -> bool {
        self.version(side).is_some()
    }

    /// The rows that a row becomes: one, or one for each part where a unit was split.
    pub(super) fn row(
        &self,
        sides: [&Side; 2],
        line: u64,
        edited: bool,
        refusals: &mut Vec<(u64, Error)>,
    ) -> Vec<[End; 2]> {
        let ends = self
            .ends(sides[0], "left", line, edited)
            .and_then(|l| Ok((l, self.ends(sides[1], "right", line, edited)?)));
        match ends {
            Ok((left, right)) => {
                let of = |l: &End| right.iter().map(|r| [l.clone(), r.clone()]).collect::<Vec<_>>();
                left.iter().flat_map(of).collect()
            }
            Err(error) => {
                refusals.push((line, error));
                Vec::new()
            }
        }
    }

    /// Where one side of a row goes.
    pub(super) fn ends(&self, side: &Side, which: &str, line: u64, edited: bool) -> Result<Vec<End>> {
        let as_it_was = |side: Side| End {
            side,
            became: Became::Same,
            substantive: false,
            message: String::new(),
            unit: None,
        };
        let Some(v) = self.version(side) else {
            return Ok(vec![as_it_was(side.clone())]);
        };
        let version = &self.options.versions[v];
        if side.is_empty() && side.hash.is_empty() {
            let draft = version.name.clone();
            return Ok(vec![as_it_was(Side {
                draft,
                ..side.clone()
            })]);
        }
        let (at, other_words) = match self.units[v].find(side, edited) {
            Found::Same(i) | Found::Recovered(i) => (i, false),
            Found::Reworded(_) | Found::Unknown if version.carried(side) => {
                return Ok(vec![as_it_was(side.clone())]);
            }
            Found::Reworded(i) => (i, true),
            lost => return Err(lost.refusal(side, which, self.options.file, line)),
        };
        let Some(fate) = version.fates.of(at) else {
            return Ok(vec![as_it_was(side.clone())]);
        };
        let unseen = if other_words {
            format!(
                "; it was reviewed against another wording than that of {}",
                version.fates.old.name
            )
        } else {
            String::new()
        };
        if fate.to.is_empty() {
            let draft = version.gone.clone();
            return Ok(vec![End {
                side: Side {
                    draft,
                    ..side.clone()
                },
                became: Became::Deleted,
                substantive: true,
                message: format!("{which} {}{unseen}", fate.message),
                unit: Some((v, at, None)),
            }]);
        }
        let end = |(k, &to): (usize, &usize)| {
            let unit = version.fates.new.units.get(to)?;
            let worded = !side.text.is_empty();
            let mut message = String::new();
            if !(fate.holds() && unseen.is_empty()) {
                let part = match fate.to.len() {
                    1 => String::new(),
                    n => format!(", part {} of {n}", k + 1),
                };
                let what = if fate.holds() {
                    "unchanged since"
                } else {
                    fate.message.as_str()
                };
                message = format!("{which} {what}{part}{unseen}");
                let redline = version.fates.redline(at, to);
                if worded && !fate.holds() && !redline.is_empty() {
                    message.push_str(": ");
                    message.push_str(&redline);
                }
            }
            Some(End {
                side: Side {
                    draft: version.name.clone(),
                    id: unit.id.clone(),
                    citation: unit.citation.clone(),
                    text: if worded { unit.text.clone() } else { String::new() },
                    hash: unit_hash(&unit.text),
                },
                became: if other_words {
                    fate.became.max(Became::Reworded)
                } else {
                    fate.became
                },
                substantive: fate.substantive || other_words,
                unit: (!message.is_empty()).then_some((v, at, Some(to))),
                message,
            })
        };
        Ok(fate.to.iter().enumerate().filter_map(end).collect())
    }
}
