//! How near one clause tree is to another: F1 over folded paths and the first words of each clause.
//!
//! Before paths are compared, the kind word goes (`art-6/1/a` is `6/1/a`), and so do segments that no publisher numbers
//! within the cited unit (`annex-viii/section-b/1` is `annex-viii/1`).

use std::collections::BTreeMap;
use std::path::Path;

use clausewise::draft::{Clause, ClauseId, Draft};

/// Words of segments that no publisher numbers within the cited unit.
const UNNUMBERED: &[&str] = &[
    "act",
    "part",
    "subpart",
    "title",
    "subtitle",
    "chapter",
    "section",
    "subsection",
    "division",
    "subdivision",
    "group",
    "heading",
    "para",
    "subpara",
    "paragraph",
    "text",
    "item",
    "list",
    "note",
    "example",
    "footnote",
    "definition",
    "term",
    "table",
    "figure",
    "preamble",
    "citation",
    "formula",
    "front",
    "back",
    "foreword",
    "introduction",
    "signature",
    "contents",
    "statement",
    "appendix",
    "unrecognised",
    "quote",
];

/// Words by which publishers cite what they number.
const CITED: &[&str] = &[
    "appendix",
    "art",
    "article",
    "sec",
    "section",
    "cl",
    "clause",
    "reg",
    "regulation",
    "rule",
    "prin",
    "principle",
    "par",
    "point",
    "prov",
    "provision",
];

/// How many words of a clause are compared.
const WORDS: usize = 12;

/// The path without kind words and without what is not numbered.
pub fn folded(path: &str) -> String {
    let segments = path.split('/').filter_map(|s| {
        let (word, number) = s.split_once('-').unwrap_or((s, ""));
        let cited = CITED.contains(&word) && number.contains(|c: char| c.is_ascii_digit());
        match (cited, UNNUMBERED.contains(&word)) {
            (true, _) => number.split('~').next(),
            (false, true) => None,
            // `~2` says that a number comes again, and nothing of where the clause stands.
            (false, false) => Some(s.split('~').next().unwrap_or(s)),
        }
    });
    // What one style calls an appendix is an annex of another.
    let segments = segments.map(|s| {
        s.strip_prefix("appendix-")
            .map_or(s.to_owned(), |n| format!("annex-{n}"))
    });
    segments.collect::<Vec<_>>().join("/")
}

/// Whether the last segment of a path is numbered.
pub fn numbered(path: &str) -> bool {
    !folded(path.rsplit('/').next().unwrap_or_default()).is_empty()
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// A clause that must be there: its folded path and its first words.
#[derive(Debug, Clone)]
pub struct Wanted {
    pub path: String,
    words: Vec<String>,
}

/// What a published structure (`path,kind,text`) wants.
pub fn published(file: &Path) -> Vec<Wanted> {
    let mut rows = csv::Reader::from_path(file).unwrap();
    rows.records()
        .map(|row| {
            let row = row.unwrap();
            Wanted {
                path: row[0].to_owned(),
                words: words(&row[2]),
            }
        })
        .collect()
}

/// What a draft wants of another reading of it: its numbered clauses.
pub fn of_draft(draft: &Draft) -> Vec<Wanted> {
    draft
        .clauses()
        .filter(|(_, c)| numbered(&c.path))
        .map(|(_, c)| {
            let start = if c.text.is_empty() { &c.heading } else { &c.text };
            let mut words = words(start);
            words.truncate(WORDS);
            Wanted {
                path: folded(&c.path),
                words,
            }
        })
        .collect()
}

/// Length of the longest common subsequence.
fn common(left: &[String], right: &[String]) -> usize {
    let mut row = vec![0; right.len() + 1];
    for l in left {
        let mut diagonal = 0;
        for (i, r) in right.iter().enumerate() {
            let above = row[i + 1];
            row[i + 1] = if l == r { diagonal + 1 } else { above.max(row[i]) };
            diagonal = above;
        }
    }
    row[right.len()]
}

fn same_start(wanted: &[String], clause: &Clause) -> bool {
    if wanted.is_empty() {
        return true;
    }
    let both = format!("{} {}", clause.heading, clause.text);
    [clause.heading.as_str(), clause.text.as_str(), both.as_str()]
        .into_iter()
        .any(|text| {
            let mut start = words(text);
            start.truncate(wanted.len() + 3);
            common(wanted, &start) * 5 >= wanted.len() * 4
        })
}

/// How a draft answers what was wanted.
#[derive(Debug, Default)]
pub struct Score {
    pub found: usize,
    /// Folded paths that no clause has with the right words.
    pub missing: Vec<String>,
    /// Numbered clauses that nothing wanted.
    pub wrong: Vec<ClauseId>,
}

impl Score {
    pub fn f1(&self) -> f64 {
        let sides = 2 * self.found + self.missing.len() + self.wrong.len();
        2.0 * self.found as f64 / sides.max(1) as f64
    }
}

/// Scores a draft. Each clause answers once.
pub fn score(wanted: &[Wanted], draft: &Draft) -> Score {
    let mut ours: BTreeMap<String, Vec<ClauseId>> = BTreeMap::new();
    for (id, clause) in draft.clauses().filter(|(_, c)| numbered(&c.path)) {
        ours.entry(folded(&clause.path)).or_default().push(id);
    }
    let mut score = Score::default();
    for wanted in wanted {
        let found = ours.get_mut(&wanted.path).and_then(|ids| {
            let at = ids
                .iter()
                .position(|id| same_start(&wanted.words, draft.clause(*id)))?;
            Some(ids.remove(at))
        });
        match found {
            Some(_) => score.found += 1,
            None => score.missing.push(wanted.path.clone()),
        }
    }
    score.wrong = ours.into_values().flatten().collect();
    score.wrong.sort();
    score
}
