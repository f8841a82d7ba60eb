//! Names for drafts: the file's stem, lengthened until all are distinct.

use std::collections::BTreeMap;
use std::path::{Component, Path};

/// A distinct name for each file. Names that are given stay as they are; the others begin as the file's stem, and
/// those that meet are lengthened together: by the ending, by folder after folder, at last by `#2`.
pub(super) fn distinct(files: &[(Option<&str>, &Path)]) -> Vec<String> {
    let ladders: Vec<Vec<String>> = files.iter().map(|(given, path)| ladder(*given, path)).collect();
    let mut steps = vec![0; files.len()];
    let name = |i: usize, step: usize| ladders[i][step.min(ladders[i].len() - 1)].clone();
    loop {
        let mut meeting: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, &step) in steps.iter().enumerate() {
            meeting.entry(name(i, step)).or_default().push(i);
        }
        let mut moved = false;
        for i in meeting.into_values().filter(|m| m.len() > 1).flatten() {
            if steps[i] + 1 < ladders[i].len() {
                steps[i] += 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    let mut names: Vec<String> = Vec::with_capacity(files.len());
    for (i, &step) in steps.iter().enumerate() {
        let base = name(i, step);
        let numbered = (2..).map(|n| format!("{base}#{n}"));
        let free = std::iter::once(base.clone())
            .chain(numbered)
            .find(|n| !names.contains(n));
        names.push(free.unwrap_or(base));
    }
    names
}

/// The names that a file may have, shortest first.
pub(super) fn ladder(given: Option<&str>, path: &Path) -> Vec<String> {
    if let Some(given) = given {
        return vec![given.to_owned()];
    }
    let text =
        |part: Option<&std::ffi::OsStr>| part.map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
    let mut names = vec![text(path.file_stem())];
    let mut name = text(path.file_name());
    names.push(name.clone());
    for folder in path.components().rev().skip(1) {
        if let Component::Normal(folder) = folder {
            name = format!("{}/{name}", folder.to_string_lossy());
            names.push(name.clone());
        }
    }
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(files: &[&str]) -> Vec<String> {
        let files: Vec<(Option<&str>, &Path)> = files.iter().map(|f| (None, Path::new(*f))).collect();
        distinct(&files)
    }

    #[test]
    fn names_grow_until_they_are_distinct() {
        assert_eq!(names(&["a/act.html", "b/bill.html"]), ["act", "bill"]);
        assert_eq!(names(&["act.html", "act.md"]), ["act.html", "act.md"]);
        assert_eq!(
            names(&["v1/act.md", "v2/act.md", "x.md"]),
            ["v1/act.md", "v2/act.md", "x"]
        );
        assert_eq!(
            names(&["v1/eu/act.md", "v2/eu/act.md"]),
            ["v1/eu/act.md", "v2/eu/act.md"]
        );
        assert_eq!(names(&["act.md", "act.md"]), ["act.md", "act.md#2"]);
        assert_eq!(names(&["act", "act", "act"]), ["act", "act#2", "act#3"]);
    }

    #[test]
    fn given_names_stay() {
        let files = [(Some("act"), Path::new("x.md")), (None, Path::new("act.md"))];
        assert_eq!(distinct(&files), ["act", "act.md"]);
    }
}
