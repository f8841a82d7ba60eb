//! Alignment against published crosswalks.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use clausewise::align::{Alignment, align};
use clausewise::draft::Draft;

use crate::Arguments;
use clausewise::score::{Case, Gaps, Gold, Judged, Pair, read_gaps};

use crate::sets::{Figures, draft, folders, gold, places, rows};
use crate::tfidf;

/// Names of the figures, in the order of the table.
const SHOWN: [&str; 11] = [
    "hit1", "R5", "R10", "MAP", "pairF1", "mutF1", "ece", "gapL", "gapR", "tfidf", "seconds",
];

/// How many candidates of a left unit go into the table that the confidence is fitted on.
const FITTED: usize = 20;

/// Figures of every set below `dir`, and their means.
pub(crate) fn run(dir: &Path, arguments: &Arguments) -> Result<Figures, String> {
    let mut figures = Figures::new();
    let mut features = String::new();
    for set in folders(dir)? {
        let name = set
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
            .unwrap_or_default();
        if arguments
            .only
            .as_ref()
            .is_some_and(|only| !name.contains(only.as_str()))
        {
            continue;
        }
        let left = draft(&set.join("left.csv"))?;
        let right = draft(&set.join("right.csv"))?;
        let options = arguments.options([&left, &right])?;
        let start = Instant::now();
        let alignment = align(&left, &right, &options, &arguments.settings);
        let seconds = start.elapsed().as_secs_f64();
        let rows = rows(&alignment, left.units.len());
        if let Some(dir) = &arguments.candidates {
            write_candidates(&dir.join(format!("{name}.csv")), &left, &right, &rows)?;
        }
        let gold = gold(&set.join("gold.csv"), &left, &right)?;
        let judge = |rows: &[Vec<Pair>]| -> Result<BTreeMap<String, f64>, String> {
            let figures = Judged::new(&Case {
                units: [left.units.len(), right.units.len()],
                rows: rows.to_vec(),
                gold: gold.clone(),
                gaps: gaps(&set.join("gaps.csv"), &left, &right)?,
            })
            .figures();
            let shown = |f: (_, f64)| (clausewise::score::Figure::code(f.0).to_owned(), f.1);
            Ok(figures
                .into_iter()
                .map(shown)
                .filter(|f| SHOWN.contains(&f.0.as_str()))
                .collect())
        };
        let mut of = judge(&rows)?;
        let plain = judge(&tfidf::rows(&left, &right))?;
        of.insert("tfidf".to_owned(), plain.get("MAP").copied().unwrap_or(0.0));
        of.insert("seconds".to_owned(), seconds);
        if arguments.features.is_some() {
            table(&name, &alignment, &rows, &gold, &mut features);
        }
        figures.insert(name, of);
    }
    let mean = means(&figures);
    figures.insert("mean".to_owned(), mean);
    print(&figures);
    if let Some(file) = &arguments.features {
        std::fs::write(file, features).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    Ok(figures)
}

/// The units that the publishers say have no counterpart.
fn gaps(file: &Path, left: &Draft, right: &Draft) -> Result<Gaps, String> {
    let places = [places(left), places(right)];
    let text = std::fs::read(file).map_err(|e| format!("{}: {e}", file.display()))?;
    let rows = read_gaps(&text, &file.display().to_string()).map_err(|e| e.to_string())?;
    let mut gaps = Gaps::default();
    for (side, id) in rows {
        gaps[side].extend(places[side].get(id.as_str()));
    }
    Ok(gaps)
}

fn write_candidates(file: &Path, left: &Draft, right: &Draft, rows: &[Vec<Pair>]) -> Result<(), String> {
    let say = |e: csv::Error| format!("{}: {e}", file.display());
    let mut out = csv::Writer::from_path(file).map_err(say)?;
    out.write_record(["left_id", "right_id", "score"]).map_err(say)?;
    for p in rows.iter().flatten() {
        out.write_record([
            &left.units[p.left].id,
            &right.units[p.right].id,
            &p.score.to_string(),
        ])
        .map_err(say)?;
    }
    out.flush().map_err(|e| format!("{}: {e}", file.display()))
}

/// Mean of each figure over the sets that have it.
fn means(figures: &Figures) -> BTreeMap<String, f64> {
    let mut mean = BTreeMap::new();
    for name in SHOWN {
        let values: Vec<f64> = figures.values().filter_map(|f| f.get(name).copied()).collect();
        if !values.is_empty() {
            mean.insert(name.to_owned(), values.iter().sum::<f64>() / values.len() as f64);
        }
    }
    mean
}

fn print(figures: &Figures) {
    let mut out = format!("{:<24}", "");
    for name in SHOWN {
        let _ = write!(out, "{name:>8}");
    }
    for (set, of) in figures {
        let _ = write!(out, "\n{set:<24}");
        for name in SHOWN {
            let _ = match of.get(name) {
                Some(v) => write!(out, "{v:>8.3}"),
                None => write!(out, "{:>8}", "-"),
            };
        }
    }
    println!("{out}");
}

/// A line per leading candidate: set, left, right, whether published, and the numbers behind its confidence.
fn table(set: &str, alignment: &Alignment<'_>, rows: &[Vec<Pair>], gold: &Gold, out: &mut String) {
    for row in rows {
        for pair in row.iter().take(FITTED) {
            let published = gold.get(&pair.left).is_some_and(|g| g.contains_key(&pair.right));
            let features = alignment.features(pair.left, pair.right);
            if out.is_empty() {
                let names: Vec<&str> = features.iter().map(|f| f.0).collect();
                let _ = writeln!(out, "set,left,right,published,{}", names.join(","));
            }
            let _ = write!(out, "{set},{},{},{}", pair.left, pair.right, u8::from(published));
            for (_, value) in features {
                let _ = write!(out, ",{value}");
            }
            out.push('\n');
        }
    }
}
