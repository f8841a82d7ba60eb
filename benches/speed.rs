//! How long reading and aligning take: over the illustrative drafts, and over published ones where
//! `CLAUSEWISE_PUBLISHED` names a folder of them. In memory: opening files and writing results are not in it.
#![allow(clippy::unwrap_used, reason = "a bench that cannot read its file should stop")]

#[path = "../tests/all/support/flatten.rs"]
#[allow(dead_code, unreachable_pub, reason = "a bench uses a part")]
mod flatten;
#[path = "../tests/all/support/word.rs"]
mod word;

use std::path::PathBuf;

use clausewise::align::{AlignOptions, align};
use clausewise::draft::{BuildOptions, Draft, build};
use clausewise::grammar::Library;
use clausewise::read::{ReadOptions, read};
use clausewise::settings::Settings;
use flatten::{Rendering, flatten};
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

/// Styles of plain text: an illustrative draft and a published one of each.
const PLAIN: [(&str, &str, &str); 8] = [
    (
        "regulation",
        "verania/regulation-2031-77.xhtml",
        "texts/eu/drafts/aiact-2021-com206-raw.txt",
    ),
    (
        "regulation flattened",
        "verania/regulation-2031-77.xhtml",
        "texts/eu/aiact-2024-1689-oj.en.xhtml",
    ),
    (
        "regulation in French",
        "verania/regulation-2031-77.xhtml",
        "texts/eu/aiact-2024-1689-oj.fr.xhtml",
    ),
    (
        "state bill",
        "pacifica/sb-417.txt",
        "texts/us/ca-sb1047-enrolled.agora.txt",
    ),
    (
        "federal bill",
        "pacifica/sb-417.txt",
        "texts/ca/aida-c27-part3.agora.txt",
    ),
    (
        "executive order",
        "pacifica/sb-417.txt",
        "texts/us/eo-14110.agora.txt",
    ),
    (
        "internet standard",
        "pacifica/sb-417.txt",
        "texts/rfc/rfc9001.generated.txt",
    ),
    (
        "guideline",
        "pacifica/sb-417.txt",
        "texts/jp/ai-guidelines-for-business-v1.1.en.txt",
    ),
];

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
    let options = ReadOptions {
        max_size: u64::MAX,
        ..ReadOptions::default()
    };
    let source = read(bytes, name, &options).unwrap();
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

/// A plain text of some style: a file, or a draft whose markup says what is what rendered as lines.
fn plain_text(style: &str, library: &Library) -> Option<Vec<u8>> {
    let published = std::env::var_os("CLAUSEWISE_PUBLISHED").map(PathBuf::from);
    let corpora = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let (_, illustrative, file) = PLAIN.iter().find(|(s, ..)| *s == style)?;
    let (folder, name) = match published {
        Some(folder) => (folder, *file),
        None => (corpora, *illustrative),
    };
    let bytes = std::fs::read(folder.join(name)).ok()?;
    if name.ends_with(".txt") {
        return Some(bytes);
    }
    Some(flatten(&draft(name, &bytes, library), Rendering::Lines).into_bytes())
}

/// Plain text from its bytes to its units: `read`, `grammar` and `draft` together, style by style.
#[divan::bench(args = PLAIN.map(|(style, ..)| style))]
fn plain(bencher: divan::Bencher<'_, '_>, style: &str) {
    let library = Library::embedded().unwrap();
    let Some(text) = plain_text(style, &library) else {
        return;
    };
    bencher
        .counter(divan::counter::BytesCount::of_slice(&text))
        .bench_local(|| draft("plain.txt", &text, &library));
}

/// The same for ever more text: the time must grow no faster than the text. A regulation, as often after itself as makes
/// so many megabytes.
#[divan::bench(args = [3, 6, 12, 25, 50], sample_count = 3, sample_size = 1)]
fn plain_megabytes(bencher: divan::Bencher<'_, '_>, megabytes: usize) {
    let library = Library::embedded().unwrap();
    let once = plain_text("regulation", &library).unwrap();
    let text = once.repeat((megabytes * 1_000_000).div_ceil(once.len()));
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
