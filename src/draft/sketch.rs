//! A first grammar from a sample: sketched, tried on the sample, and given its first clauses as an example.

use super::trial::{self, Fault};
use super::{BuildOptions, build, identity};
use crate::grammar::{Example, Grammar, Library, sketch as sketching};
use crate::read::Source;
use crate::report::text::count;
use crate::settings::Settings;
use crate::{Error, Result};

/// Blocks and characters of the sample that become the file's example.
const BLOCKS: usize = 12;
const CHARACTERS: usize = 1_500;

/// A grammar file, drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketched {
    /// The text of the file.
    pub text: String,
    /// What it does on the sample, in words.
    pub summary: String,
}

/// Drafts a grammar from a sample.
///
/// # Errors
/// The sample has no labels.
pub fn sketch(library: &Library, source: &Source, file: &str) -> Result<Sketched> {
    let skipped = sketching::skipped(&source.blocks);
    let sketch = sketching::sketch(&source.blocks, &skipped);
    if sketch.levels.is_empty() {
        return Err(Error::new(
            "no labels were found in it: no text begins with a number, a letter or a bullet",
        )
        .at(file)
        .help(
            "a grammar says how clauses are numbered; `--grammar declaration` reads drafts without numbers",
        ));
    }
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let name = slug(stem.split('.').next().unwrap_or(stem));
    let title = format!("Drafts such as {stem}");
    let language = identity::language(source);
    let facts = sketching::Facts {
        name: &name,
        title: &title,
        language: language.as_deref(),
        sample: stem,
    };
    let mut text = sketching::write(&sketch, &facts);
    let mut library = library.clone();
    library.load(&text, "the drafted grammar")?;
    let options = BuildOptions {
        name: name.clone(),
        grammar: Some(name.clone()),
        ..BuildOptions::default()
    };
    let draft = build(source, &library, &options, &Settings::default())?;
    let grammar = library.get(&name)?;
    let tried = trial::trial(&draft, grammar);
    let left = tried
        .troubles
        .iter()
        .filter(|t| matches!(t.fault, Fault::Unclaimed | Fault::Text { .. }))
        .count();
    let summary = format!(
        "{}, which claim {} of the sample; {}",
        count(sketch.levels.len(), "level", "levels"),
        count(tried.claims.len(), "label", "labels"),
        match left {
            0 => "nothing that looks like a label is left".to_owned(),
            n => format!(
                "{} like labels and are left",
                count(n, "place begins", "places begin")
            ),
        }
    );
    if let Some(example) = example(source, &skipped, &library, grammar)? {
        text.push_str(&example);
    }
    Grammar::parse(&text, "the drafted grammar")?;
    Ok(Sketched { text, summary })
}

/// The first clauses of the sample as an example.
fn example(
    source: &Source,
    skipped: &[bool],
    library: &Library,
    grammar: &Grammar,
) -> Result<Option<String>> {
    let begins = |t: &str| {
        let mut patterns = grammar.levels.iter().flat_map(|l| &l.labels);
        patterns.any(|p| p.match_start(t).is_some())
    };
    let mut lines: Vec<String> = Vec::new();
    let mut taken = 0;
    let usable = source
        .blocks
        .iter()
        .zip(skipped)
        .filter(|(_, s)| !**s)
        .map(|(b, _)| b.text.as_str());
    for text in usable.skip_while(|t| !begins(t)).take(BLOCKS) {
        taken += text.chars().count();
        if taken > CHARACTERS && !lines.is_empty() {
            break;
        }
        lines.push(text.replace('\n', " "));
    }
    let text = lines.join("\n");
    let example = Example {
        text,
        paths: Vec::new(),
        citation: None,
    };
    let draft = trial::read_example(library, Some(&grammar.name), &example)?;
    let paths = trial::paths(&draft, grammar);
    Ok((!paths.is_empty()).then(|| sketching::example(&lines, &paths)))
}

fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "house".to_owned()
    } else {
        slug.to_owned()
    }
}
