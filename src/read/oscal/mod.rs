//! OSCAL: catalogues of controls in JSON or XML, and profiles in JSON that select from them.
//!
//! What the format says is passed on as claims: groups are headings, controls and their items carry kind, label and
//! depth, guidance is set apart. Parameters stand in the prose as publishers print them: `[Assignment: a frequency]`.
//! Assessment methods are left out: they are another publication. Source: NIST OSCAL 1.1, models catalog and profile.

mod blocks;
mod lines;
mod markup;
mod model;
mod param;
mod profile;

use serde_json::Value;

use super::source::{Block, Metadata};
use crate::{Error, Result};
use model::{Catalog, Profile};

/// What a catalogue holds.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    /// What was left out, in words.
    pub(crate) left_out: Vec<String>,
}

/// What an OSCAL file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Catalog,
    Profile,
    /// Another model, by its name for people.
    Other(&'static str),
}

/// Which OSCAL model a JSON file is, if any: it has one member of a known name.
pub(crate) fn kind(value: &Value) -> Option<Kind> {
    let fields = value.as_object()?;
    let kinds = [
        ("catalog", Kind::Catalog),
        ("profile", Kind::Profile),
        ("mapping-collection", Kind::Other("an OSCAL mapping")),
        (
            "component-definition",
            Kind::Other("an OSCAL component definition"),
        ),
        (
            "system-security-plan",
            Kind::Other("an OSCAL system security plan"),
        ),
        ("assessment-plan", Kind::Other("an OSCAL assessment plan")),
        ("assessment-results", Kind::Other("OSCAL assessment results")),
    ];
    let model = |key: &str| {
        let model = fields.get(key).and_then(Value::as_object);
        model.is_some_and(|m| m.contains_key("uuid") || m.contains_key("metadata"))
    };
    kinds.iter().find(|(key, _)| model(key)).map(|(_, kind)| *kind)
}

/// Reads a catalogue.
///
/// # Errors
/// A profile without its catalogue, models that hold no controls, members of another form than OSCAL's.
pub(crate) fn read(text: &str, value: Value, kind: Kind, name: &str) -> Result<Page> {
    match kind {
        Kind::Catalog => {
            let catalog = catalog(value, name)?;
            Ok(blocks::page(&catalog, &lines::Ids::of(text)))
        }
        Kind::Profile => {
            let profile = profile_of(value, name)?;
            Err(match profile.catalogs().first() {
                Some(file) => Error::new(format!(
                    "the profile only selects controls, and its catalogue {file} is not at hand"
                ))
                .at(name)
                .help("put the catalogue into the same folder, or give the resolved profile"),
                None => Error::new("the profile names no catalogue in JSON")
                    .at(name)
                    .help("give the resolved profile: a catalogue with the selected controls"),
            })
        }
        Kind::Other(what) => Err(Error::new(format!(
            "{what} is no draft: it holds no requirements of its own"
        ))
        .at(name)
        .help("give the OSCAL catalog or profile that it belongs to")),
    }
}

/// Reads a catalogue in XML.
///
/// # Errors
/// XML that is not well-formed; what is no catalogue.
pub(crate) fn read_markup(text: &str, name: &str) -> Result<Page> {
    let catalog = catalog(markup::value(text, name)?, name)?;
    Ok(blocks::page(&catalog, &lines::Ids::of_markup(text)))
}

/// The catalogues that a profile names, as files beside it. Empty for everything else.
pub(crate) fn listed(text: &str) -> Vec<String> {
    if !text.contains("\"profile\"") {
        return Vec::new();
    }
    let value: Option<Value> = super::list::parse_json(text, "").ok();
    match value {
        Some(value) if kind(&value) == Some(Kind::Profile) => {
            profile_of(value, "").map_or(Vec::new(), |p| p.catalogs())
        }
        _ => Vec::new(),
    }
}

/// Reads the controls that a profile selects from its catalogues, given as file names and contents.
///
/// # Errors
/// As [`read`]; catalogues that are none.
pub(crate) fn resolve(text: &str, name: &str, catalogs: &[(String, String)]) -> Result<Page> {
    let profile = profile_of(super::list::parse_json(text, name)?, name)?;
    let mut parts = Vec::new();
    for (file, text) in catalogs {
        let value = super::list::parse_json(text, file)?;
        if kind(&value) != Some(Kind::Catalog) {
            return Err(
                Error::new("the file is no OSCAL catalog, and a profile selects from it")
                    .at(file)
                    .help("give the resolved profile: a catalogue with the selected controls"),
            );
        }
        parts.push((file.as_str(), catalog(value, file)?, lines::Ids::of(text)));
    }
    Ok(profile::resolve(&profile, parts))
}

fn catalog(value: Value, name: &str) -> Result<Catalog> {
    model(value, "catalog", name)
}

fn profile_of(value: Value, name: &str) -> Result<Profile> {
    model(value, "profile", name)
}

fn model<T: serde::de::DeserializeOwned>(mut value: Value, member: &str, name: &str) -> Result<T> {
    let inner = value.get_mut(member).map(Value::take).unwrap_or_default();
    serde_json::from_value(inner).map_err(|e| {
        Error::new(format!("not in the form of an OSCAL {member}: {e}"))
            .at(name)
            .help("check the file against the OSCAL schema")
    })
}

#[cfg(test)]
mod tests;
