//! How long reading and aligning take: over the illustrative drafts, and over published ones where
//! `CLAUSEWISE_PUBLISHED` names a folder of them. In memory: opening files and writing results are not in it.
#![allow(clippy::unwrap_used, reason = "a bench that cannot read its file should stop")]

#[path = "../tests/all/support/word.rs"]
mod word;

use std::path::PathBuf;

use clausewise::align::{AlignOptions, align};
use clausewise::draft::{BuildOptions, Draft, build};
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, read};
use clausewise::settings::Settings;
use word::{Word, definition, item, level, list, p};

fn main() {
    divan::main();
}

const PAIR: [&str; 2] = ["verania/regulation-2031-77.xhtml", "pacifica/sb-417.txt"];
const WORD: &str = "texts/intl/docx/oasis-sarif-v2.0-csd01.docx";
const PUBLISHED: [&str; 2] = [
    "texts/eu/aiact-2024-1689-oj.en.xhtml",
    "texts/us/ca-sb53-chaptered.csa.txt",
];

const PLAIN: &str = "texts/eu/drafts/aiact-2021-com206-raw.txt";

/// The pair to time: the large published one where it is at hand.
fn files() -> Vec<(String, Vec<u8>)> {
    let corpora = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let published = std::env::var_os("CLAUSEWISE_PUBLISHED").map(PathBuf::from);
    let (folder, names) = published.map_or((corpora, PAIR), |folder| (folder, PUBLISHED));
    names
        .iter()
        .map(|n| ((*n).to_owned(), std::fs::read(folder.join(n)).unwrap()))
        .collect()
}

fn draft(name: &str, bytes: &[u8], library: &Library) -> Draft {
    let source = read(bytes, name, &ReadOptions::default()).unwrap();
    build(&source, library, &BuildOptions::default(), &Settings::default()).unwrap()
}

#[divan::bench]
fn outline(bencher: divan::Bencher<'_, '_>) {
    let files = files();
    let library = Library::embedded().unwrap();
    bencher.bench_local(|| draft(&files[0].0, &files[0].1, &library));
}

/// A standard of 300 pages where published texts are at hand, else as many paragraphs with numbers of their own.
#[divan::bench]
fn outline_word(bencher: divan::Bencher<'_, '_>) {
    let folder = std::env::var_os("CLAUSEWISE_PUBLISHED").map(PathBuf::from);
    let bytes = match folder {
        Some(folder) => std::fs::read(folder.join(WORD)).unwrap(),
        None => numbered(5_000),
    };
    let library = Library::embedded().unwrap();
    bencher.bench_local(|| draft("draft.docx", &bytes, &library));
}

fn numbered(paragraphs: usize) -> Vec<u8> {
    let text = "The operator shall keep a register of its models, and shall make it available on request.";
    Word {
        body: (0..paragraphs)
            .map(|i| p(&item(1, u32::from(i % 7 > 0)), text))
            .collect(),
        numbering: [
            definition(
                1,
                &[
                    level(0, "decimal", "%1.", ""),
                    level(1, "lowerLetter", "(%2)", ""),
                ]
                .concat(),
            ),
            list(1, 1, ""),
        ]
        .concat(),
        ..Word::default()
    }
    .bytes()
}

/// Reading plain text, so many times as long: the time must grow no faster than the text.
#[divan::bench(args = [1, 2, 4])]
fn plain(bencher: divan::Bencher<'_, '_>, times: usize) {
    let published = std::env::var_os("CLAUSEWISE_PUBLISHED").map(PathBuf::from);
    let file = published.map_or_else(
        || {
            PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .join("corpora")
                .join(PAIR[1])
        },
        |folder| folder.join(PLAIN),
    );
    let text = std::fs::read(file).unwrap().repeat(times);
    let library = Library::embedded().unwrap();
    bencher
        .counter(divan::counter::BytesCount::of_slice(&text))
        .bench_local(|| draft("plain.txt", &text, &library));
}

#[divan::bench]
fn crosswalk(bencher: divan::Bencher<'_, '_>) {
    let library = Library::embedded().unwrap();
    let drafts: Vec<Draft> = files().iter().map(|(n, b)| draft(n, b, &library)).collect();
    let settings = Settings::default();
    bencher.bench_local(|| align(&drafts[0], &drafts[1], &AlignOptions::default(), &settings).proposals());
}
