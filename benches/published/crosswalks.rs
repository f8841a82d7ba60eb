//! Alignment against published crosswalks.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use clausewise::align::{AlignOptions, Alignment, align};
use clausewise::draft::Draft;

use crate::Arguments;
use crate::metrics::{Figures, Gold, Pair, gap_auc, score};
use crate::sets::{draft, folders, gold, places, records};
use crate::tfidf;

/// Names of the figures, in the order of the table.
const SHOWN: [&str; 10] = [
    "hit1", "R5", "R10", "MAP", "pairF1", "mutF1", "gapL", "gapR", "tfidf", "seconds",
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
        let options = AlignOptions {
            lexicon: arguments.lexicon.clone(),
            vectors: arguments
                .encoder
                .as_ref()
                .map(|e| e.of([&left, &right]))
                .transpose()?,
            keep_features: arguments.features.is_some(),
            ..AlignOptions::default()
        };
        let start = Instant::now();
        let alignment = align(&left, &right, &options, &arguments.settings);
        let seconds = start.elapsed().as_secs_f64();
        let rows: Vec<Vec<Pair>> = (0..left.units.len())
            .map(|i| {
                alignment
                    .ranked(i)
                    .into_iter()
                    .map(|s| (s.score, s.left, s.right))
                    .collect()
            })
            .collect();
        if let Some(dir) = &arguments.candidates {
            write_candidates(&dir.join(format!("{name}.csv")), &left, &right, &rows)?;
        }
        let gold = gold(&set.join("gold.csv"), &left, &right)?;
        let mut of = score(&rows, &gold);
        gaps(&set.join("gaps.csv"), &left, &right, &rows, &gold, &mut of)?;
        let plain = score(&tfidf::rows(&left, &right), &gold);
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

/// Adds how well the best score tells units that the publishers say have no counterpart from linked ones.
fn gaps(
    file: &Path,
    left: &Draft,
    right: &Draft,
    rows: &[Vec<Pair>],
    gold: &Gold,
    figures: &mut BTreeMap<String, f64>,
) -> Result<(), String> {
    let (left_place, right_place) = (places(left), places(right));
    let (mut left_gaps, mut right_gaps) = (BTreeSet::new(), BTreeSet::new());
    for record in records(file)? {
        let id = record.get("id").map_or("", String::as_str);
        match record.get("side").map(String::as_str) {
            Some("left") => left_gaps.extend(left_place.get(id)),
            Some("right") => right_gaps.extend(right_place.get(id)),
            _ => {}
        }
    }
    let linked: BTreeSet<usize> = gold.values().flatten().copied().collect();
    let mut best_right = vec![f64::NEG_INFINITY; right.units.len()];
    for pair in rows.iter().flatten() {
        best_right[pair.2] = best_right[pair.2].max(pair.0);
    }
    let judged = |count: usize,
                  gaps: &BTreeSet<usize>,
                  linked: &dyn Fn(usize) -> bool,
                  best: &dyn Fn(usize) -> f64| {
        let units = (0..count).filter(|u| gaps.contains(u) || linked(*u));
        gap_auc(&units.map(|u| (best(u), gaps.contains(&u))).collect::<Vec<_>>())
    };
    let best_left = |u: usize| rows[u].first().map_or(f64::NEG_INFINITY, |p| p.0);
    if let Some(auc) = judged(
        left.units.len(),
        &left_gaps,
        &|u| gold.contains_key(&u),
        &best_left,
    ) {
        figures.insert("gapL".to_owned(), auc);
    }
    if let Some(auc) = judged(right.units.len(), &right_gaps, &|u| linked.contains(&u), &|u| {
        best_right[u]
    }) {
        figures.insert("gapR".to_owned(), auc);
    }
    Ok(())
}

fn write_candidates(file: &Path, left: &Draft, right: &Draft, rows: &[Vec<Pair>]) -> Result<(), String> {
    let say = |e: csv::Error| format!("{}: {e}", file.display());
    let mut out = csv::Writer::from_path(file).map_err(say)?;
    out.write_record(["left_id", "right_id", "score"]).map_err(say)?;
    for (score, l, r) in rows.iter().flatten() {
        out.write_record([&left.units[*l].id, &right.units[*r].id, &score.to_string()])
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
            let published = gold.get(&pair.1).is_some_and(|g| g.contains(&pair.2));
            let features = alignment.features(pair.1, pair.2);
            if out.is_empty() {
                let names: Vec<&str> = features.iter().map(|f| f.0).collect();
                let _ = writeln!(out, "set,left,right,published,{}", names.join(","));
            }
            let _ = write!(out, "{set},{},{},{}", pair.1, pair.2, u8::from(published));
            for (_, value) in features {
                let _ = write!(out, ",{value}");
            }
            out.push('\n');
        }
    }
}
