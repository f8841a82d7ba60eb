//! What the files say: a crosswalk, the published one, units without counterpart.
//!
//! Any CSV with `left_id` and `right_id` will do. Ids become indices in the order of their spelling. Cost: linear in the
//! rows, n log n in the ids.

use std::collections::{BTreeMap, BTreeSet};

use super::{Case, Gaps, Gold, Pair};
use crate::crosswalk::Relation;
use crate::review::{Record, Status, Table};
use crate::{Error, Result};

/// A file's bytes and its name, for messages.
pub type File<'a> = (&'a [u8], &'a str);

/// What to score.
#[derive(Debug, Clone, Copy)]
pub struct Files<'a> {
    /// The crosswalk.
    pub crosswalk: File<'a>,
    /// The published one.
    pub gold: File<'a>,
    /// Units that the publisher says have no counterpart: `side,id`.
    pub gaps: Option<File<'a>>,
    /// Another crosswalk, to compare with.
    pub other: Option<File<'a>>,
}

/// What the files say.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The crosswalk against the published one.
    pub case: Case,
    /// The other crosswalk against the same.
    pub other: Option<Case>,
    /// Ids by index, of left and right units.
    pub ids: [Vec<String>; 2],
    /// Published pairs of which the crosswalk does not know a unit.
    pub unknown: usize,
}

/// Reads the files.
///
/// # Errors
/// A file without the columns; a crosswalk of several pairs of drafts; files that have no unit in common.
pub fn read(files: &Files<'_>) -> Result<Read> {
    let crosswalk = rows(files.crosswalk, false)?;
    let other = files.other.map(|file| rows(file, false)).transpose()?;
    let gold = rows(files.gold, true)?;
    let gaps = files
        .gaps
        .map_or(Ok(Vec::new()), |(bytes, name)| read_gaps(bytes, name))?;
    let all = || crosswalk.iter().chain(&gold).chain(other.iter().flatten());
    let of_gaps = |side: usize| gaps.iter().filter(move |g| g.0 == side).map(|g| g.1.as_str());
    let ids: [BTreeSet<&str>; 2] = [
        all()
            .map(|r| r.left.as_str())
            .chain(of_gaps(0))
            .filter(|id| !id.is_empty())
            .collect(),
        all()
            .map(|r| r.right.as_str())
            .chain(of_gaps(1))
            .filter(|id| !id.is_empty())
            .collect(),
    ];
    let places: [BTreeMap<&str, usize>; 2] =
        [0, 1].map(|side| ids[side].iter().enumerate().map(|(at, id)| (*id, at)).collect());
    let place = |row: &Row| {
        Some((
            *places[0].get(row.left.as_str())?,
            *places[1].get(row.right.as_str())?,
        ))
    };

    let mut published = Gold::new();
    let mut without = Gaps::default();
    for row in &gold {
        match (place(row), row.left.is_empty()) {
            (Some((left, right)), _) => {
                published
                    .entry(left)
                    .or_default()
                    .entry(right)
                    .or_insert(row.relation);
            }
            (None, empty) => {
                let (side, id) = if empty { (1, &row.right) } else { (0, &row.left) };
                without[side].extend(places[side].get(id.as_str()));
            }
        }
    }
    for (side, id) in &gaps {
        without[*side].extend(places[*side].get(id.as_str()));
    }
    let case = |rows: &[Row]| {
        let mut pairs: Vec<Vec<Pair>> = vec![Vec::new(); ids[0].len()];
        let mut seen = BTreeSet::new();
        for row in rows {
            let Some((left, right)) = place(row).filter(|p| seen.insert(*p)) else {
                continue;
            };
            let Some(score) = row.score else { continue };
            pairs[left].push(Pair {
                score,
                left,
                right,
                confidence: row.confidence,
                relation: row.relation,
            });
        }
        // Stable: equal scores stay in the order of the file.
        pairs
            .iter_mut()
            .for_each(|row| row.sort_by(|a, b| b.score.total_cmp(&a.score)));
        Case {
            units: [ids[0].len(), ids[1].len()],
            rows: pairs,
            gold: published.clone(),
            gaps: without.clone(),
        }
    };
    let known = [0, 1].map(|side| {
        let ids = crosswalk
            .iter()
            .map(|r| if side == 0 { &r.left } else { &r.right });
        ids.map(String::as_str).collect::<BTreeSet<&str>>()
    });
    let pairs = || gold.iter().filter(|r| !r.left.is_empty() && !r.right.is_empty());
    let strange = |r: &&Row| !known[0].contains(r.left.as_str()) || !known[1].contains(r.right.as_str());
    let unknown = pairs().filter(strange).count();
    if pairs().count() == 0 {
        return Err(Error::new("it has no pair to score against")
            .at(files.gold.1)
            .help(
                "GOLD.csv needs left_id and right_id; where it has a status, accepted or edited rows count",
            ));
    }
    if pairs().all(|r| !known[0].contains(r.left.as_str())) {
        return Err(
            Error::new(format!("none of its left ids stands in {}", files.crosswalk.1))
                .at(files.gold.1)
                .help("both files must name the units alike, left and right on the same sides"),
        );
    }
    Ok(Read {
        case: case(&crosswalk),
        other: other.as_deref().map(case),
        unknown,
        ids: ids.map(|side| side.into_iter().map(str::to_owned).collect()),
    })
}

/// Reads which units have no counterpart: side (0 left, 1 right) and id.
///
/// # Errors
/// A file without `side` and `id`, or another word for a side.
pub fn read_gaps(bytes: &[u8], name: &str) -> Result<Vec<(usize, String)>> {
    let help = "--gaps takes a CSV with the columns side (left or right) and id";
    let table = Table::read(bytes, name)?;
    let (side, id) = (table.needed("side", name, help)?, table.needed("id", name, help)?);
    let row = |record: &Record| match record.cell(side).trim() {
        "left" => Ok((0, record.cell(id).trim().to_owned())),
        "right" => Ok((1, record.cell(id).trim().to_owned())),
        other => Err(Error::new(format!("`{other}` is no side"))
            .at(format!("{name}, line {}", record.line))
            .help(help)),
    };
    table.records.iter().map(row).collect()
}

/// A row of a crosswalk; one side may be empty.
#[derive(Debug, Default)]
struct Row {
    left: String,
    right: String,
    relation: Option<Relation>,
    confidence: Option<f64>,
    /// `None` for a row that is not ranked.
    score: Option<f64>,
}

/// The rows that say something: rejected ones do not, and of a gold file that people reviewed only what they accepted.
fn rows((bytes, name): File<'_>, gold: bool) -> Result<Vec<Row>> {
    let help = "score takes files that `clausewise crosswalk … -o FILE.csv` wrote, or any CSV with left_id and right_id";
    let table = Table::read(bytes, name)?;
    let (left, right) = (
        table.needed("left_id", name, help)?,
        table.needed("right_id", name, help)?,
    );
    let [status, relation, confidence, score] =
        ["status", "relation", "confidence", "score"].map(|c| table.column(c));
    let drafts = ["left_draft", "right_draft"].map(|c| table.column(c));
    let mut named: BTreeSet<[String; 2]> = BTreeSet::new();
    let mut found = Vec::new();
    for record in &table.records {
        let cell = |at: usize| record.cell(at).trim().to_owned();
        let of = |column: Option<usize>| column.map(cell).unwrap_or_default();
        let number = |column| {
            of(column)
                .replace(',', ".")
                .parse()
                .ok()
                .filter(|n: &f64| !n.is_nan())
        };
        let decided = matches!(
            Status::parse(&of(status)),
            Some(Status::Accepted | Status::Edited)
        );
        let dropped = of(status).eq_ignore_ascii_case("rejected")
            || of(relation) == Relation::NoRelationship.code()
            || (gold && status.is_some() && !decided);
        let confidence_of = number(confidence);
        let row = Row {
            left: cell(left),
            right: cell(right),
            relation: spelled(&of(relation)),
            confidence: confidence_of,
            score: match (score, confidence) {
                // What a person added by hand has no score: it is sure.
                (Some(_), _) => number(score).or(decided.then_some(f64::INFINITY)),
                (None, Some(_)) => confidence_of,
                (None, None) => Some(0.0),
            },
        };
        if let [Some(a), Some(b)] = drafts.map(|d| d.map(cell)) {
            named.insert([a, b]);
        }
        if !dropped {
            found.push(row);
        }
    }
    if named.len() > 1 {
        return Err(Error::new("it holds more than one pair of drafts")
            .at(name)
            .help("score a crosswalk of two drafts at a time"));
    }
    Ok(found)
}

/// A relation in the spellings of published crosswalks: `subset`, `Subset Of`, `is_subset_of`.
fn spelled(text: &str) -> Option<Relation> {
    let letters: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect::<String>()
        .to_lowercase();
    let word = letters.strip_prefix("is").unwrap_or(&letters);
    Some(match word {
        "equal" | "equals" | "equalto" | "equivalent" | "equivalentto" | "exactmatch" => Relation::Equal,
        "subset" | "subsetof" => Relation::SubsetOf,
        "superset" | "supersetof" => Relation::SupersetOf,
        "intersects" | "intersectswith" | "intersecting" => Relation::IntersectsWith,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files<'a>(crosswalk: &'a str, gold: &'a str) -> Files<'a> {
        Files {
            crosswalk: (crosswalk.as_bytes(), "x.csv"),
            gold: (gold.as_bytes(), "gold.csv"),
            gaps: None,
            other: None,
        }
    }

    #[test]
    fn rows_become_ranked_pairs() {
        let crosswalk = "left_id;right_id;score;status;relation\nb;y;0,5;;subset-of\nb;x;2;;\nb;z;3;rejected;\na;;;;\n;w;;;\nc;x;;accepted;\n";
        let read = read(&files(
            crosswalk,
            "left_id,right_id,relation\nb,y,Subset Of\nb,q,\na,,\n",
        ))
        .unwrap();
        assert_eq!(read.ids[0], ["a", "b", "c"]);
        assert_eq!(read.ids[1], ["q", "w", "x", "y"]);
        let row = &read.case.rows[1];
        assert_eq!((row[0].right, row[1].right, row.len()), (2, 3, 2));
        assert_eq!(row[1].relation, Some(Relation::SubsetOf));
        assert_eq!(read.case.gold[&1][&3], Some(Relation::SubsetOf));
        assert_eq!(read.case.gaps[0], BTreeSet::from([0]));
        assert_eq!(read.case.rows[2][0].score, f64::INFINITY);
        assert_eq!(read.unknown, 1);
    }

    #[test]
    fn of_a_reviewed_gold_file_what_was_accepted_counts() {
        let gold = "status,left_id,right_id\naccepted,a,x\nproposed,a,y\nrejected,b,x\n";
        let read = read(&files("left_id,right_id\na,x\n", gold)).unwrap();
        assert_eq!(read.case.gold.len(), 1);
        assert_eq!(read.case.gold[&0].len(), 1);
    }

    #[test]
    fn files_that_cannot_be_scored_are_refused() {
        let help = |crosswalk, gold| read(&files(crosswalk, gold)).unwrap_err().to_string();
        assert_eq!(
            help("left_id\na\n", "left_id,right_id\na,x\n"),
            "x.csv, line 1: no column named `right_id`"
        );
        assert_eq!(
            help("left_id,right_id\na,x\n", "left_id,right_id\n1,x\n"),
            "gold.csv: none of its left ids stands in x.csv"
        );
        assert_eq!(
            help("left_id,right_id\na,x\n", "left_id,right_id\na,\n"),
            "gold.csv: it has no pair to score against"
        );
        let several = "left_id,right_id,left_draft,right_draft\na,x,a,b\na,y,a,c\n";
        assert_eq!(
            help(several, "left_id,right_id\na,x\n"),
            "x.csv: it holds more than one pair of drafts"
        );
        assert!(read_gaps(b"side,id\nmiddle,a\n", "g.csv").is_err());
    }
}
