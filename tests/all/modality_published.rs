//! What sentences do: some 300 of them, drawn at random from ten drafts in ten styles and labelled by hand. Runs where
//! `CLAUSEWISE_PUBLISHED` names the folder of the texts.
//!
//! `tests/modality.csv` holds places and labels, no sentences. It was drawn by [`draw`] with this seed; the rules by which it
//! was labelled stand in `tests/modality.md`.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use clausewise::draft::Draft;
use clausewise::lexicon::Lexicon;
use clausewise::provision::{Provision, Reader};

use crate::support;

const LEAST: f64 = 0.97;
const SEED: &str = "2031";
const EACH: usize = 30;
const TEXTS: &[&str] = &[
    "eu/aiact-2024-1689-oj.en.xhtml",
    "us/ca-sb53-chaptered.csa.txt",
    "ca/pipeda.justice.en.xml",
    "iso/rice-2023.is.html",
    "ietf/draft-ietf-aipref-vocab-05.txt",
    "us/nist-airmf-1.0.agora.txt",
    "intl/g7-hiroshima-code-of-conduct.agora.txt",
    "gb/nis-regulations-2018.clml.xml",
    "ca/directive-adm-2025-06-24.tbs.xml",
    "eu/gpai-cop-final-safety-security-2025-07-10.pdf",
];

/// Every provision of a draft with the unit that it stands in.
fn provisions(draft: &Draft) -> Vec<(&str, Provision)> {
    let reader = Reader::new(draft, &Lexicon::embedded());
    let of = |u| reader.provisions(u);
    let units = draft.units.iter();
    units
        .flat_map(|u| of(u).into_iter().map(move |p| (u.id.as_str(), p)))
        .collect()
}

fn read(published: &Path, file: &str) -> Draft {
    support::draft(
        &support::source(&published.join("texts").join(file)).unwrap(),
        None,
    )
}

#[test]
fn sentences_do_what_a_reader_says() {
    let Some(published) = support::published() else {
        return;
    };
    let labels = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modality.csv");
    let mut wanted: BTreeMap<String, Vec<(String, usize, String)>> = BTreeMap::new();
    for row in csv::Reader::from_path(labels).unwrap().records() {
        let row = row.unwrap();
        let place = (row[1].to_owned(), row[2].parse().unwrap(), row[3].to_owned());
        wanted.entry(row[0].to_owned()).or_default().push(place);
    }
    let mut tally: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let (mut right, mut all, mut lost) = (0, 0, 0);
    let mut wrong = Vec::new();
    for (file, places) in &wanted {
        let draft = read(&published, file);
        let found = provisions(&draft);
        for (path, sentence, label) in places {
            let Some((_, p)) = found.iter().find(|(id, p)| id == path && p.sentence == *sentence) else {
                println!("not there: {file} {path} {sentence}");
                lost += 1;
                continue;
            };
            let said = p.modality.name().to_owned();
            all += 1;
            if said == *label {
                right += 1;
                tally.entry(said).or_default()[0] += 1;
            } else {
                tally.entry(said.clone()).or_default()[1] += 1;
                tally.entry(label.clone()).or_default()[2] += 1;
                wrong.push(format!("{file} {path} {sentence}: {said}, not {label}"));
            }
        }
    }
    let accuracy = right as f64 / all as f64;
    println!("accuracy {accuracy:.3} of {all}, {lost} not there any more");
    for (class, [both, said, meant]) in &tally {
        let f1 = 2.0 * *both as f64 / (2 * both + said + meant) as f64;
        println!("{class:<14} F1 {f1:.3} of {}", both + meant);
    }
    println!("{}", wrong.join("\n"));
    // Where a reader cuts sentences anew, a few places move; draw and label those again.
    assert!(
        lost * 10 <= all,
        "{lost} labelled sentences are not there any more"
    );
    assert!(
        accuracy >= LEAST,
        "{accuracy:.3} is below {LEAST}\n{}",
        wrong.join("\n")
    );
}

/// Prints the sample with what is found: `cargo nextest run draw --run-ignored only --no-capture`.
#[test]
#[ignore = "prints sentences to be labelled"]
fn draw() {
    let Some(published) = support::published() else {
        return;
    };
    let seed = std::env::var("SEED").unwrap_or_else(|_| SEED.to_owned());
    for file in TEXTS {
        let draft = read(&published, file);
        let mut all: Vec<(u64, &str, Provision)> = provisions(&draft)
            .into_iter()
            .map(|(id, p)| (hash(&format!("{seed} {file} {id} {}", p.sentence)), id, p))
            .collect();
        all.sort_by_key(|(hash, ..)| *hash);
        for (_, id, p) in all.iter().take(EACH) {
            let text = p.text.split_whitespace().collect::<Vec<_>>().join(" ");
            println!("{file}\t{id}\t{}\t{}\t{text}", p.sentence, p.modality.name());
        }
    }
}

/// FNV-1a, mixed once more (MurmurHash3's finalizer): the same order on every machine.
fn hash(text: &str) -> u64 {
    let mut h = text.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| {
        (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    });
    h ^= h >> 33;
    h = h.wrapping_mul(0xff51_afd7_ed55_8ccd);
    h ^ (h >> 33)
}
