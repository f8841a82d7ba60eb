//! Which column of a list holds what: by the names in its header, or as a person says.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::read::normalise::normalise;
use crate::read::options::ColumnNames;
use crate::{Error, Result};

/// The words of `columns.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    id: Vec<String>,
    text: Vec<String>,
    title: Vec<String>,
    parent: Vec<String>,
    status: Vec<String>,
    depth: Vec<String>,
    asks: Vec<String>,
    /// What a column says that asks a question.
    pub(super) no: Vec<String>,
    pub(super) withdrawn: Vec<String>,
    kinds: BTreeMap<String, Vec<String>>,
}

/// The words of `columns.toml`; a test reads them.
pub(super) fn words() -> &'static Words {
    static WORDS: OnceLock<Words> = OnceLock::new();
    WORDS.get_or_init(|| toml::from_str(include_str!("columns.toml")).unwrap_or_default())
}

pub(super) const NEEDED: &str =
    "a requirement list needs the columns id,title,text,parent (title and parent may be left out)";

const MAPPING: &str = "say which columns to take with --columns id=NAME,text=NAME";

/// Which field of a record holds what.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub(super) id: Option<usize>,
    pub(super) title: Option<usize>,
    pub(super) text: Option<usize>,
    pub(super) parent: Option<usize>,
    pub(super) status: Option<usize>,
    pub(super) depth: Option<usize>,
    pub(super) asks: Option<usize>,
}

impl Columns {
    /// Assigns names to columns; a name is used once. Of several columns that could hold the id, the first wins
    /// whose values are `unique`: a list of actions names the category of each, too.
    pub(super) fn of(names: &[String], unique: impl Fn(usize) -> bool) -> Columns {
        let names: Vec<String> = names.iter().map(|n| plain(n)).collect();
        let words = words();
        let mut used: Vec<usize> = Vec::new();
        let fitting = |wanted: &[String], used: &[usize]| -> Vec<(usize, String)> {
            let place = |w: &String| names.iter().position(|n| n == w).map(|i| (i, w.clone()));
            wanted
                .iter()
                .filter_map(place)
                .filter(|(i, _)| !used.contains(i))
                .collect()
        };
        let ids = fitting(&words.id, &used);
        // A column that is named `id` is the id, and its faults are errors.
        let plain = ids
            .iter()
            .find(|(_, n)| matches!(n.as_str(), "id" | "identifier"));
        let id = plain
            .or_else(|| ids.iter().find(|(i, _)| unique(*i)))
            .or(ids.first())
            .map(|(i, _)| *i);
        used.extend(id);
        let mut next = |wanted: &[String]| {
            let found = fitting(wanted, &used).first().map(|(i, _)| *i);
            used.extend(found);
            found
        };
        Columns {
            id,
            text: next(&words.text),
            title: next(&words.title),
            parent: next(&words.parent),
            status: next(&words.status),
            depth: next(&words.depth),
            asks: next(&words.asks),
        }
    }

    /// The columns that a person named, by their names or letters; `None` where the header does not have them all.
    pub(super) fn named(names: &[String], wanted: &ColumnNames) -> Option<Columns> {
        let names: Vec<String> = names.iter().map(|n| plain(n)).collect();
        let place = |wanted: &Option<String>| -> Option<Option<usize>> {
            let Some(wanted) = wanted else {
                return Some(None);
            };
            let by_name = names.iter().position(|n| *n == plain(wanted));
            let by_letter = || letter(wanted).filter(|c| *c < names.len());
            by_name.or_else(by_letter).map(Some)
        };
        Some(Columns {
            id: place(&wanted.id)?,
            title: place(&wanted.title)?,
            text: place(&wanted.text)?,
            parent: place(&wanted.parent)?,
            status: None,
            depth: None,
            asks: None,
        })
    }

    /// Whether the header has what every list needs.
    pub(super) fn is_complete(&self) -> bool {
        self.id.is_some() && self.text.is_some()
    }
}

/// An error that names what a header lacks and what it has.
pub(super) fn missing(columns: Columns, names: &[String], wanted: &ColumnNames, place: &str) -> Error {
    let filled: Vec<&str> = names.iter().map(|n| n.trim()).filter(|n| !n.is_empty()).collect();
    let shown = filled.iter().take(12).map(|n| short(n)).collect::<Vec<_>>();
    let rest = if filled.len() > shown.len() { ", …" } else { "" };
    let found = if shown.is_empty() {
        "no columns".to_owned()
    } else {
        shown.join(", ")
    };
    let named = [&wanted.id, &wanted.text, &wanted.title, &wanted.parent];
    let plain_names: Vec<String> = names.iter().map(|n| plain(n)).collect();
    let absent = named
        .into_iter()
        .flatten()
        .find(|w| !plain_names.contains(&plain(w)) && letter(w).is_none_or(|c| c >= names.len()));
    let missing = match absent {
        Some(name) => name,
        None if columns.id.is_none() => "id",
        None => "text",
    };
    Error::new(format!("no column named `{missing}`; found: {found}{rest}"))
        .at(place)
        .help(format!("{NEEDED}, or {MAPPING}"))
}

fn short(name: &str) -> String {
    let line = normalise(name);
    match line.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    normalise(name)
        .to_lowercase()
        .replace(['_', '-'], " ")
        .trim_end_matches(':')
        .trim()
        .to_owned()
}

/// A column by its letter: `A`, `AB`.
fn letter(name: &str) -> Option<usize> {
    let name = name.trim();
    if name.is_empty() || name.len() > 2 || !name.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let number = name
        .bytes()
        .fold(0usize, |n, b| n * 26 + usize::from(b - b'A') + 1);
    number.checked_sub(1)
}

/// What the rows are, by the names of the columns that hold their id and text.
pub(super) fn kind<'w>(names: impl IntoIterator<Item = &'w str>) -> String {
    let names: Vec<String> = names.into_iter().map(plain).collect();
    let of = |words: &Vec<String>| names.iter().any(|n| words.iter().any(|w| n.contains(w.as_str())));
    // The most telling first: the text of a control may be called its outcome.
    ["outcome", "action", "control"]
        .iter()
        .find(|kind| words().kinds.get(**kind).is_some_and(of))
        .map_or_else(|| "requirement".to_owned(), |k| (*k).to_owned())
}

/// Which attributes of an object hold what, by their ids.
#[derive(Debug, Default, Clone)]
pub(crate) struct Attributes {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) text: Option<String>,
}

/// What attributes hold, given as id, name, and whether they are formatted text: by name, else by type.
pub(crate) fn attributes(all: &[(String, String, bool)]) -> Attributes {
    let names: Vec<String> = all.iter().map(|(_, name, _)| name.clone()).collect();
    let columns = Columns::of(&names, |_| true);
    let of = |column: Option<usize>| column.and_then(|c| all.get(c)).map(|(id, _, _)| id.clone());
    let formatted = || {
        all.iter()
            .find(|(_, _, formatted)| *formatted)
            .map(|(id, _, _)| id.clone())
    };
    let (id, title) = (of(columns.id), of(columns.title));
    let plain = || {
        all.iter()
            .find(|(i, _, formatted)| !*formatted && Some(i) != id.as_ref())
    };
    Attributes {
        text: of(columns.text).or_else(|| formatted().filter(|f| Some(f) != title.as_ref())),
        title: match (&title, columns.text) {
            (None, None) => plain().map(|(i, _, _)| i.clone()),
            _ => title.clone(),
        },
        id,
    }
}

/// Checks a mapping that a person wrote: `id=Ref,text=Requirement`.
pub(crate) fn parse(written: &str) -> Result<ColumnNames> {
    let mut names = ColumnNames::default();
    for part in written.split(',').filter(|p| !p.trim().is_empty()) {
        let (key, name) = part.split_once('=').unwrap_or((part, ""));
        let (key, name) = (key.trim(), name.trim());
        let slot = match key {
            "id" => &mut names.id,
            "title" => &mut names.title,
            "text" => &mut names.text,
            "parent" => &mut names.parent,
            _ => {
                return Err(Error::new(format!(
                    "`{key}` is no part of a list: use id, title, text, parent"
                )));
            }
        };
        if name.is_empty() {
            return Err(Error::new(format!("`{key}` has no column: write {key}=NAME")));
        }
        *slot = Some(name.to_owned());
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn the_words_are_read() {
        assert!(words().id.len() > 20 && words().kinds.contains_key("outcome"));
    }

    #[test]
    fn columns_are_known_by_many_names() {
        let columns = Columns::of(
            &names(&[
                "Control Identifier",
                "Control (or Control Enhancement) Name",
                "Control Text",
                "Discussion",
            ]),
            |_| true,
        );
        assert_eq!(
            (columns.id, columns.title, columns.text),
            (Some(0), Some(1), Some(2))
        );
        let columns = Columns::of(&names(&["Req_ID", "Section:", "Requirement\nText"]), |_| true);
        assert_eq!(
            (columns.id, columns.parent, columns.text),
            (Some(0), Some(1), Some(2))
        );
    }

    #[test]
    fn a_person_may_name_columns_or_letters() {
        let wanted = parse("id=Nr, text=C").unwrap();
        let columns = Columns::named(&names(&["nr", "x", "y"]), &wanted).unwrap();
        assert_eq!((columns.id, columns.text), (Some(0), Some(2)));
        assert_eq!(Columns::named(&names(&["a"]), &wanted), None);
        assert!(parse("ids=A").is_err() && parse("id").is_err());
    }

    #[test]
    fn kinds_follow_the_names() {
        assert_eq!(kind(["subcategory_id", "description"]), "outcome");
        assert_eq!(kind(["Control Identifier"]), "control");
        assert_eq!(kind(["ref", "text"]), "requirement");
    }
}
