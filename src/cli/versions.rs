//! What `check --revision` looks at: two versions, and the reviewed rows of a crosswalk that the old one stands in.

use std::fs;

use super::drafts::Request;
use super::output::plain_reason;
use crate::draft::Draft;
use crate::finding::{self, Doubt, Finding, Revised};
use crate::lexicon::Lexicon;
use crate::review::{self, CarryOptions, Keep, Version};
use crate::revision::{UnitFates, compare};
use crate::settings::Settings;
use crate::{Error, Result};

/// R401 to R404 between the versions; R405 for the rows of a crosswalk file, where one is given.
pub(super) fn findings(
    (old, requests): (&Draft, &[Request]),
    new: &Draft,
    crosswalk: Option<&str>,
    lexicon: &Lexicon,
    settings: &Settings,
) -> Result<Vec<Finding>> {
    let fates = UnitFates::new(&compare(old, new, settings));
    let doubts = match crosswalk {
        None => Vec::new(),
        Some(file) => {
            let mut known_as = requests.first().map(Request::names).unwrap_or_default();
            known_as.push(old.name.clone());
            doubts(file, &fates, known_as)?
        }
    };
    Ok(finding::revised(&Revised {
        fates: &fates,
        doubts: &doubts,
        lexicon,
        settings,
    }))
}

/// The reviewed rows whose words changed.
fn doubts(file: &str, fates: &UnitFates<'_>, known_as: Vec<String>) -> Result<Vec<Doubt>> {
    let bytes = fs::read(file).map_err(|e| {
        Error::new(format!("cannot read: {}", plain_reason(&e)))
            .at(file)
            .help("--crosswalk names a crosswalk file")
    })?;
    let versions = [Version {
        fates: fates.clone(),
        known_as,
        name: fates.new.name.clone(),
        gone: fates.old.name.clone(),
    }];
    let options = CarryOptions {
        versions: &versions,
        keep: Keep::None,
        reason: "",
        file,
    };
    let carried = review::carry(review::read_csv(&bytes, file)?, &options)?;
    let doubts = carried.outcomes.iter().flat_map(|outcome| {
        outcome.units.iter().map(|&(_, old, new)| Doubt {
            old,
            new,
            message: format!("{}, {}: {}", outcome.citations.0, outcome.was, outcome.message),
        })
    });
    Ok(doubts.collect())
}
