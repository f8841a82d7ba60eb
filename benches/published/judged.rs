//! Pairs of units of unlike drafts, judged by reading: `tests/judged.csv` names them by place.

use std::collections::BTreeMap;
use std::path::Path;

use clausewise::align::{AlignOptions, Alignment, align};
use clausewise::draft::{BuildOptions, Draft, build};
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, read};
use clausewise::settings::Settings;

use crate::sets::{places, records};

/// How many of the best links of two drafts a reader looks at.
const SHOWN: usize = 30;

/// Right is 1, related ½, wrong 0; by left and right unit.
pub(crate) type Verdicts = BTreeMap<(usize, usize), f64>;

/// Two drafts with what was judged between them.
pub(crate) struct Judged {
    pub(crate) name: String,
    pub(crate) left: Draft,
    pub(crate) right: Draft,
    pub(crate) verdicts: Verdicts,
}

/// The draft of a file, as the command line reads it.
pub(crate) fn draft(path: &Path) -> Result<Draft, String> {
    let library = Library::embedded().map_err(|e| e.to_string())?;
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|e| format!("{name}: {e}"))?;
    let source = read(&bytes, &name, &ReadOptions::default()).map_err(|e| e.to_string())?;
    build(&source, &library, &BuildOptions::default(), &Settings::default()).map_err(|e| e.to_string())
}

/// Everything that is judged in `file`, with the drafts below `published`.
pub(crate) fn all(file: &Path, published: &Path) -> Result<Vec<Judged>, String> {
    let mut found: Vec<Judged> = Vec::new();
    for record in records(file)? {
        let of = |name: &str| record.get(name).map_or("", String::as_str);
        let name = format!("{} × {}", of("left"), of("right"));
        if found.last().is_none_or(|j| j.name != name) {
            found.push(Judged {
                left: draft(&published.join(of("left")))?,
                right: draft(&published.join(of("right")))?,
                name,
                verdicts: Verdicts::new(),
            });
        }
        let verdict = match of("verdict") {
            "right" => 1.0,
            "related" => 0.5,
            _ => 0.0,
        };
        if let Some(judged) = found.last_mut() {
            let place = |draft: &Draft, id: &str| places(draft).get(id).copied();
            let pair = (
                place(&judged.left, of("left_id")),
                place(&judged.right, of("right_id")),
            );
            let (Some(l), Some(r)) = pair else {
                return Err(format!(
                    "{}: no unit {} or {}",
                    judged.name,
                    of("left_id"),
                    of("right_id")
                ));
            };
            judged.verdicts.insert((l, r), verdict);
        }
    }
    Ok(found)
}

/// How the judged pairs rank.
#[derive(Debug, Default)]
pub(crate) struct Ranking {
    /// Average precision over the judged pairs, those that are right.
    pub(crate) ap: f64,
    /// Share of the right ones that are among the best five of their left unit.
    pub(crate) r5: f64,
    /// Of the best links: how many are judged, and what they come to.
    pub(crate) best: (usize, f64),
    /// Their mean confidence.
    pub(crate) confidence: f64,
}

pub(crate) fn rank(alignment: &Alignment<'_>, judged: &Judged) -> Ranking {
    let mut all: Vec<(f64, f64, (usize, usize))> = Vec::new();
    let mut among = 0.0;
    for i in 0..judged.left.units.len() {
        let row = alignment.ranked(i);
        let right = |r| judged.verdicts.get(&(i, r)).is_some_and(|v| *v == 1.0);
        among += row.iter().take(5).filter(|s| right(s.right)).count() as f64;
        all.extend(row.iter().map(|s| (s.score, s.confidence, (s.left, s.right))));
    }
    all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
    let total = judged.verdicts.values().filter(|v| **v == 1.0).count() as f64;
    let (mut seen, mut hits, mut ap) = (0.0, 0.0, 0.0);
    for verdict in all.iter().filter_map(|p| judged.verdicts.get(&p.2)) {
        seen += 1.0;
        if *verdict == 1.0 {
            hits += 1.0;
            ap += hits / seen;
        }
    }
    let best = &all[..SHOWN.min(all.len())];
    let verdicts: Vec<f64> = best
        .iter()
        .filter_map(|p| judged.verdicts.get(&p.2))
        .copied()
        .collect();
    Ranking {
        ap: ap / total,
        r5: among / total,
        best: (verdicts.len(), verdicts.iter().sum()),
        confidence: best.iter().map(|p| p.1).sum::<f64>() / best.len().max(1) as f64,
    }
}

/// Prints how the judged pairs rank, and gives a line of numbers per pair where they are wanted.
pub(crate) fn run(
    file: &Path,
    published: &Path,
    options: &dyn Fn([&Draft; 2]) -> Result<AlignOptions, String>,
    settings: &Settings,
) -> Result<String, String> {
    let mut table = String::new();
    let judged = all(file, published)?;
    let (mut ap, mut r5) = (0.0, 0.0);
    for of in &judged {
        let options = options([&of.left, &of.right])?;
        let alignment = align(&of.left, &of.right, &options, settings);
        let ranking = rank(&alignment, of);
        println!(
            "{:<90} AP {:.3}  R5 {:.3}  best {SHOWN}: {} judged, {} right; mean confidence {:.2}",
            of.name, ranking.ap, ranking.r5, ranking.best.0, ranking.best.1, ranking.confidence
        );
        ap += ranking.ap / judged.len() as f64;
        r5 += ranking.r5 / judged.len() as f64;
        for (&(l, r), verdict) in &of.verdicts {
            let features = alignment.features(l, r);
            if !features.is_empty() {
                let values: Vec<String> = features.iter().map(|f| f.1.to_string()).collect();
                table.push_str(&format!(
                    "judged {},{l},{r},{verdict},{}\n",
                    of.name,
                    values.join(",")
                ));
            }
        }
    }
    println!("{:<90} AP {ap:.3}  R5 {r5:.3}", "mean");
    Ok(table)
}
