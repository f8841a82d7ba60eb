//! A sketch written as a grammar file, with comments that say why.

use std::fmt::Write;

use super::Sketch;
use super::shape::Shapes;

/// What is known beside the levels.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Facts<'a> {
    /// Name of the grammar.
    pub(crate) name: &'a str,
    /// Title of the sample.
    pub(crate) title: &'a str,
    /// Its language, if known.
    pub(crate) language: Option<&'a str>,
    /// The file that was looked at.
    pub(crate) sample: &'a str,
}

/// Names, path segment and place of a level in the file.
struct Named {
    kind: String,
    path: Option<String>,
    groups: bool,
    top: bool,
}

/// The grammar file; it parses.
pub(crate) fn write(sketch: &Sketch, facts: &Facts<'_>) -> String {
    let named = names(sketch);
    let mut out = String::new();
    let _ = writeln!(
        out,
        "# Drafted by `clausewise grammar new` from {}. It reads that sample; before you use it on other drafts,\n\
         # correct what the comments only guess, and add what the sample does not show.\n\
         # Every key is explained in docs/grammars.md; `clausewise grammar test` shows what the file does.\n\
         name = {}\ntitle = {}\nlanguages = [{}]\n",
        facts.sample.replace(['\n', '\r'], " "),
        quoted(facts.name),
        quoted(facts.title),
        facts.language.map_or(String::new(), quoted)
    );
    out.push_str(
        "# How clausewise recognises this style by itself: phrases that only this publisher prints. Without one the\n\
         # grammar is used where you name it: `--grammar FILE`.\n\
         # [[cue]]\n# text = \"Standards Office of Nowhere\"\n# weight = 5.0        # 5: nobody else prints it; 1: a habit\n\n",
    );
    let main = main_level(sketch, &named);
    for (i, level) in sketch.levels.iter().enumerate() {
        let name = &named[i];
        let labels: Vec<String> = level.labels.iter().map(|l| quoted(l)).collect();
        let under: Vec<String> = under(sketch, &named, i).iter().map(|u| quoted(u)).collect();
        let _ = writeln!(out, "# {}", said(level.count, &level.first, &level.last));
        let _ = writeln!(
            out,
            "[[level]]\nkind = {}\nlabels = [{}]\nunder = [{}]",
            quoted(&name.kind),
            labels.join(", "),
            under.join(", ")
        );
        let number = level.labels.iter().any(|l| l.contains('{'));
        match (&name.path, number) {
            (Some(segment), true) => {
                let joint = if segment.is_empty() { "" } else { "-" };
                let _ = writeln!(out, "path = {}", quoted(&format!("{segment}{joint}{{n}}")));
                if !name.groups {
                    out.push_str("starts-path = true\n");
                }
                let cite = if level.word.is_some() { "{label}" } else { "{n}" };
                let _ = writeln!(out, "cite = {}", quoted(cite));
            }
            (None, true) => {}
            (_, false) => out.push_str("path = \"item-{i}\"\ncite = \"{parent}, bullet {i}\"\n"),
        }
        if name.groups {
            out.push_str(
                "# It only groups: it stays out of the paths of what stands in it.\ngroups = true\n",
            );
        }
        if number && level.counts_on() && !name.groups {
            out.push_str("# Its numbers go on through the whole draft.\ncounting = \"continuous\"\n");
        }
        if let Some(place) = level.heading() {
            let _ = writeln!(out, "heading = {}", quoted(place));
        }
        if level.word.is_some() || level.heading().is_some() {
            out.push_str("# Paragraphs without a number stand in it.\nparagraphs = true\n");
        }
        if Some(i) == main {
            out.push_str("# A little evidence for the style: its label is seen often.\ncue = 0.5\n");
        }
        out.push('\n');
    }
    out
}

/// An example for the file: some lines, and the paths they give.
pub(crate) fn example(lines: &[String], paths: &[String]) -> String {
    let text: Vec<String> = lines
        .iter()
        .map(|l| l.replace('\\', "\\\\").replace('"', "\\\""))
        .collect();
    let paths: Vec<String> = paths.iter().map(|p| quoted(p)).collect();
    format!(
        "# The first clauses of the sample and their paths, which `clausewise grammar test` holds the grammar to.\n\
         # Correct a path that is wrong first, then the levels.\n\
         [[example]]\ntext = \"\"\"\n{}\n\"\"\"\npaths = [\n    {},\n]\n",
        text.join("\n"),
        paths.join(",\n    ")
    )
}

fn said(count: usize, first: &str, last: &str) -> String {
    let clean = |t: &str| t.replace(|c: char| c.is_control(), " ");
    match count {
        1 => format!("One label: `{}`.", clean(first)),
        _ => format!("{count} labels, from `{}` to `{}`.", clean(first), clean(last)),
    }
}

/// The level that people cite by: it counts on, and stands in nothing but groups.
fn main_level(sketch: &Sketch, named: &[Named]) -> Option<usize> {
    (0..sketch.levels.len())
        .find(|&i| !named[i].groups && sketch.levels[i].labels.iter().any(|l| l.contains('{')))
}

fn names(sketch: &Sketch) -> Vec<Named> {
    let shapes = Shapes::new();
    let mut named: Vec<Named> = Vec::new();
    for (i, level) in sketch.levels.iter().enumerate() {
        let known = level.word.as_deref().and_then(|w| shapes.kind(w));
        let first = level.labels.first().map_or("", String::as_str);
        let top = level
            .stands_in()
            .iter()
            .all(|p| p.is_none_or(|p| named[..].get(p).is_some_and(|n| n.groups)));
        let (kind, path) = match (known, &level.word) {
            (Some(k), _) => (k.kind.clone(), Some(k.path.clone())),
            (None, Some(word)) => {
                let slug: String = word
                    .chars()
                    .filter(|c| c.is_alphanumeric())
                    .flat_map(char::to_lowercase)
                    .collect();
                (slug.clone(), Some(slug))
            }
            (None, None) if !first.contains('{') => ("bullet".to_owned(), None),
            (None, None) if first.contains("code") => ("coded".to_owned(), Some(String::new())),
            (None, None) if first.contains("dotted") => ("clause".to_owned(), Some("cl".to_owned())),
            (None, None) if top => ("clause".to_owned(), Some("cl".to_owned())),
            (None, None) if first.contains("alpha") => ("point".to_owned(), None),
            (None, None) if first.contains("roman") => ("subpoint".to_owned(), None),
            (None, None) => ("paragraph".to_owned(), None),
        };
        // Two levels of one kind would be one to the levels below them.
        let mut kind = kind;
        let mut n = 1;
        while named.iter().any(|k| k.kind == kind) {
            n += 1;
            kind = format!(
                "{}-{n}",
                kind.trim_end_matches(|c: char| c.is_ascii_digit())
                    .trim_end_matches('-')
            );
        }
        let holds_counting = sketch
            .levels
            .iter()
            .any(|l| l.usual_parent() == Some(Some(i)) && l.counts_on() && l.stands_in().len() <= 2);
        let groups =
            known.is_some_and(|k| k.groups) || (level.word.is_some() && holds_counting && !level.counts_on());
        let top = known.is_some_and(|k| k.top);
        named.push(Named {
            kind,
            path,
            groups,
            top,
        });
    }
    named
}

/// The kinds that a level stands in, itself too for dotted numbers; the draft where nothing else is left.
fn under(sketch: &Sketch, named: &[Named], i: usize) -> Vec<String> {
    let level = &sketch.levels[i];
    if named[i].top {
        return vec!["root".to_owned()];
    }
    let mut kinds: Vec<String> = level
        .stands_in()
        .into_iter()
        .map(|p| p.map_or("root".to_owned(), |p| named[p].kind.clone()))
        .collect();
    // What stands in a chapter may stand in a draft without chapters.
    let all_groups = level
        .stands_in()
        .iter()
        .all(|p| p.is_some_and(|p| named[p].groups));
    if kinds.is_empty() || all_groups {
        kinds.insert(0, "root".to_owned());
    }
    if level.labels.iter().any(|l| l.contains("dotted")) {
        kinds.push(named[i].kind.clone());
    }
    kinds.dedup();
    kinds
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.replace(|c: char| c.is_control(), " ")).to_string()
}
