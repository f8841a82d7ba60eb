//! Runs the library over published data and compares the figures with the last ones.
//!
//! ```text
//! cargo bench --bench published -- --published DIR [--json FILE] [--baseline FILE] [--only SET]
//!                                  [--set NAME=VALUE ...] [--lexicon FILE] [--features FILE]
//!                                  [--candidates DIR] [--relations FILE] [--embeddings DIR]
//! ```
//!
//! `DIR/crosswalks` holds a folder per published crosswalk (`left.csv`, `right.csv`, `gold.csv`, `gaps.csv`),
//! `DIR/structure` the published clause trees. `--set` overrides a number of the alignment settings, `--features`
//! writes what the confidence is fitted on, `--candidates` a CSV of all scored pairs per set,
//! `--relations` the labelled pairs with what relations are judged by; `--embeddings` names the folder of a sentence
//! encoder. The exit code is 1 when a figure that counts fell below the baseline.

mod baseline;
mod crosswalks;
mod judged;
mod relations;
mod sets;
mod structure;
mod tfidf;
mod vectors;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clausewise::align::AlignOptions;
use clausewise::draft::Draft;
use clausewise::settings::{AlignSettings, Settings};

struct Arguments {
    published: Option<PathBuf>,
    json: Option<PathBuf>,
    baseline: Option<PathBuf>,
    features: Option<PathBuf>,
    relations: Option<PathBuf>,
    candidates: Option<PathBuf>,
    only: Option<String>,
    lexicon: Option<std::sync::Arc<clausewise::lexicon::Lexicon>>,
    encoder: Option<vectors::Vectored>,
    settings: Settings,
}

impl Arguments {
    /// How to align these two.
    fn options(&self, drafts: [&Draft; 2]) -> Result<AlignOptions, String> {
        Ok(AlignOptions {
            lexicon: self.lexicon.clone(),
            vectors: self.encoder.as_ref().map(|e| e.of(drafts)).transpose()?,
            keep_features: self.features.is_some(),
            ..AlignOptions::default()
        })
    }
}

fn arguments() -> Result<Arguments, String> {
    let mut found = Arguments {
        published: None,
        json: None,
        baseline: None,
        features: None,
        relations: None,
        candidates: None,
        only: None,
        lexicon: None,
        encoder: None,
        settings: Settings::default(),
    };
    let mut given = std::env::args().skip(1);
    while let Some(name) = given.next() {
        if name == "--bench" {
            continue;
        }
        let value = given.next().ok_or_else(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--published" => found.published = Some(value.into()),
            "--json" => found.json = Some(value.into()),
            "--baseline" => found.baseline = Some(value.into()),
            "--relations" => found.relations = Some(value.into()),
            "--features" => found.features = Some(value.into()),
            "--candidates" => found.candidates = Some(value.into()),
            "--only" => found.only = Some(value),
            "--embeddings" => found.encoder = Some(vectors::Vectored::load(&value)?),
            "--lexicon" => found.lexicon = Some(lexicon(&value)?.into()),
            "--set" => found.settings.align = overridden(&found.settings.align, &value)?,
            _ => return Err(format!("no option named {name}")),
        }
    }
    Ok(found)
}

fn lexicon(file: &str) -> Result<clausewise::lexicon::Lexicon, String> {
    let text = std::fs::read_to_string(file).map_err(|e| format!("{file}: {e}"))?;
    clausewise::lexicon::Lexicon::parse(&text).map_err(|e| format!("{file}: {e}"))
}

fn overridden(settings: &AlignSettings, assignment: &str) -> Result<AlignSettings, String> {
    let (name, value) = assignment.split_once('=').ok_or("--set needs NAME=VALUE")?;
    let mut all = serde_json::to_value(settings).map_err(|e| e.to_string())?;
    all[name] = serde_json::from_str(value).map_err(|e| format!("{assignment}: {e}"))?;
    serde_json::from_value(all).map_err(|e| format!("{assignment}: {e}"))
}

fn run() -> Result<bool, String> {
    let arguments = arguments()?;
    let Some(published) = &arguments.published else {
        println!("skipped: no --published DIR was given");
        return Ok(true);
    };
    let mut figures = crosswalks::run(&published.join("crosswalks"), &arguments)?;
    if published.join("texts").is_dir() {
        figures.extend(of_texts(published, &arguments)?);
    } else {
        println!("no texts there: links of unlike drafts, relations and clause trees are left out");
    }
    if let Some(file) = &arguments.json {
        // Times depend on the machine: they are shown, and stay out of the file under version control.
        for set in figures.values_mut() {
            set.remove("seconds");
        }
        let text = serde_json::to_string_pretty(&figures).map_err(|e| e.to_string())?;
        std::fs::write(file, text + "\n").map_err(|e| format!("{}: {e}", file.display()))?;
    }
    match &arguments.baseline {
        Some(file) => baseline::compare(&figures, file),
        None => Ok(true),
    }
}

/// The figures that need the texts beside the crosswalks.
fn of_texts(published: &Path, arguments: &Arguments) -> Result<sets::Figures, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judged.csv");
    let table = judged::run(
        &file,
        published,
        &|drafts| arguments.options(drafts),
        &arguments.settings,
    )?;
    if let Some(features) = &arguments.features {
        let all = std::fs::read_to_string(features).map_err(|e| e.to_string())? + &table;
        std::fs::write(features, all).map_err(|e| format!("{}: {e}", features.display()))?;
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relations.csv");
    let table = relations::run(&file, published)?;
    if let Some(file) = &arguments.relations {
        std::fs::write(file, table).map_err(|e| format!("{}: {e}", file.display()))?;
    }
    structure::run(&published.join("structure"))
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
