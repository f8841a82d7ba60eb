//! Published crosswalks from their folders.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clausewise::align::Alignment;
use clausewise::draft::Draft;
use clausewise::read::{Format, Place, Row, Source};
use clausewise::score::{Gold, Pair};

/// Figures by set and name.
pub(crate) type Figures = BTreeMap<String, BTreeMap<String, f64>>;

/// What the alignment ranks, best first for each left unit.
pub(crate) fn rows(alignment: &Alignment<'_>, lefts: usize) -> Vec<Vec<Pair>> {
    let pair = |s: clausewise::align::Scored| Pair {
        score: s.score,
        left: s.left,
        right: s.right,
        confidence: Some(s.confidence),
        relation: None,
    };
    (0..lefts)
        .map(|i| alignment.ranked(i).into_iter().map(pair).collect())
        .collect()
}

/// The folders of published crosswalks, by name.
pub(crate) fn folders(dir: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
    let mut folders: Vec<PathBuf> = entries
        .filter_map(|e| e.ok().map(|e| e.path()))
        .filter(|p| p.join("gold.csv").is_file())
        .collect();
    folders.sort();
    Ok(folders)
}

/// The records of a CSV file by column name.
pub(crate) fn records(file: &Path) -> Result<Vec<BTreeMap<String, String>>, String> {
    let say = |e: csv::Error| format!("{}: {e}", file.display());
    let bytes = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    csv::Reader::from_reader(bytes)
        .deserialize()
        .collect::<Result<_, _>>()
        .map_err(say)
}

/// A requirement list as a draft.
pub(crate) fn draft(file: &Path) -> Result<Draft, String> {
    let rows = records(file)?.into_iter().enumerate().map(|(at, mut r)| {
        let mut take = |name: &str| r.remove(name).unwrap_or_default();
        Row {
            id: take("id"),
            title: take("title"),
            text: take("text"),
            parent: take("parent"),
            place: Place::line(at as u32 + 2),
            ..Default::default()
        }
    });
    let source = Source {
        rows: rows.collect(),
        ..Source::new(&file.display().to_string(), Format::List)
    };
    Ok(Draft::from_list(&source, "draft"))
}

/// Where each id stands.
pub(crate) fn places(draft: &Draft) -> BTreeMap<&str, usize> {
    draft
        .units
        .iter()
        .enumerate()
        .map(|(i, u)| (u.id.as_str(), i))
        .collect()
}

/// The published pairs.
pub(crate) fn gold(file: &Path, left: &Draft, right: &Draft) -> Result<Gold, String> {
    let (left, right) = (places(left), places(right));
    let mut gold = Gold::new();
    for record in records(file)? {
        let of = |side: &BTreeMap<&str, usize>, name| {
            record.get(name).and_then(|id| side.get(id.as_str()).copied())
        };
        if let (Some(l), Some(r)) = (of(&left, "left_id"), of(&right, "right_id")) {
            gold.entry(l).or_default().insert(r, None);
        }
    }
    Ok(gold)
}
