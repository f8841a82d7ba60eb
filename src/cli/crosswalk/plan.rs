//! What is compared, where the result goes, and what is decided there already.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::Args;
use crate::cli::drafts::Request;
use crate::cli::import;
use crate::cli::options::Global;
use crate::cli::output::{Output, plain_reason};
use crate::cli::papers;
use crate::cli::projects::Projects;
use crate::export::Format;
use crate::review::{self, Row, Sheet};
use crate::{Error, Result};

/// The formats that the command writes.
const WRITTEN: &[Format] = &[
    Format::Csv,
    Format::Json,
    #[cfg(feature = "xlsx")]
    Format::Xlsx,
    Format::Html,
    Format::Docx,
    Format::Markdown,
    Format::Oscal,
    Format::Sssom,
    Format::Olir,
    Format::Ciso,
    Format::GraphMl,
    Format::Dot,
];

/// Endings of files in a folder that are taken for drafts.
const DRAFTS: &[&str] = &[
    "csv", "docx", "htm", "html", "json", "md", "mhtml", "pdf", "txt", "xhtml", "xlsx", "xml",
];

/// What a folder gets.
const ALL: &[&str] = &[
    #[cfg(feature = "xlsx")]
    "crosswalk.xlsx",
    #[cfg(not(feature = "xlsx"))]
    "crosswalk.csv",
    "briefing.docx",
    "report.html",
];

/// Which drafts are compared, and where the result goes: as the arguments say, else as clausewise.toml says.
pub(super) fn plan(args: &Args, global: &Global) -> Result<(Vec<Request>, Option<String>)> {
    let named = unfolded(&args.drafts);
    let projects = Projects::find(&named, global.config.as_deref())?;
    if let (true, Some((folder, drafts, plan))) = (named.is_empty(), projects.plan()) {
        let requests = drafts.into_iter().map(|d| Request::project(folder, d)).collect();
        let planned = plan
            .output
            .as_ref()
            .map(|o| folder.join(o).to_string_lossy().into_owned());
        return Ok((requests, args.output.clone().or(planned)));
    }
    Ok((projects.requests(&named), args.output.clone()))
}

/// The arguments, with the drafts in a folder for the folder: by their names, without what we write there ourselves.
fn unfolded(arguments: &[String]) -> Vec<String> {
    let drafts = |folder: &String| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten();
        let mut found: Vec<String> = entries
            .map(|e| e.path())
            .filter(|path| path.is_file() && is_draft(path))
            .map(|path| path.to_string_lossy().into_owned())
            .collect();
        found.sort();
        found
    };
    let one = |argument: &String| match drafts(argument) {
        // A folder without drafts is refused by its name, like a file that is none.
        found if found.is_empty() => vec![argument.clone()],
        found => found,
    };
    arguments.iter().flat_map(one).collect()
}

/// Whether a file of a folder is taken for a draft, by its name.
fn is_draft(path: &Path) -> bool {
    let name = path
        .file_name()
        .map_or(String::new(), |n| n.to_string_lossy().to_lowercase());
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    DRAFTS.contains(&ending) && !ALL.contains(&name.as_str()) && !name.starts_with(['.', '~'])
}

/// The rows that are decided already: in the file of decisions, else in the file that is written.
pub(super) fn existing(outputs: &[Output], reviewed: Option<&str>) -> Result<Sheet> {
    let rows = |o: &&Output| matches!(o.format(), Format::Csv | Format::Json | Format::Xlsx);
    let own = outputs.iter().filter(rows).find(|o| !o.existing().is_empty());
    match (reviewed, own) {
        (None, None) => Ok(Sheet::default()),
        (None, Some(output)) if output.format() == Format::Json => {
            review::read_json(output.existing(), output.name())
        }
        (None, Some(output)) => review::read_any(output.existing(), output.name()),
        (Some(file), None) => {
            let bytes = fs::read(file).map_err(|e| {
                Error::new(format!("cannot read: {}", plain_reason(&e)))
                    .at(file)
                    .help("--reviewed names a crosswalk file")
            })?;
            review::read_any(&bytes, file)
        }
        (Some(file), Some(output)) => {
            Err(Error::new("has decisions of its own")
                .at(output.name())
                .help(format!(
                    "leave out --reviewed {file}, or write to another file with -o"
                )))
        }
    }
}

/// Rows of other files beside those that are there; what was decided here about a pair goes before what they say.
pub(super) fn take_over(existing: &mut Sheet, mut imported: Sheet) {
    let key = |r: &Row| [&r.left.draft, &r.left.id, &r.right.draft, &r.right.id].map(Clone::clone);
    let decided: BTreeSet<[String; 4]> = existing.rows.iter().filter(|r| r.reviewed()).map(key).collect();
    imported.rows.retain(|r| !decided.contains(&key(r)));
    import::add(existing, imported);
}

/// What `-o` names: a file, or a folder with a file of each sort.
pub(super) fn outputs(output: Option<&str>, args: &Args, requests: &[Request]) -> Result<Vec<Output>> {
    let Some(output) = output else {
        return Ok(Vec::new());
    };
    if !(output.ends_with(['/', '\\']) || Path::new(output).is_dir()) {
        return Ok(Output::of(Some(output), written(args), requests)?
            .into_iter()
            .collect());
    }
    if args.candidates.is_some() || args.kind.is_some() || args.template.is_some() {
        return Err(Error::new("is a folder").at(output).help("name a file in it"));
    }
    let folder = Path::new(output);
    fs::create_dir_all(folder).map_err(|e| {
        Error::new(format!("cannot make the folder: {}", plain_reason(&e)))
            .at(output)
            .help("choose another folder with -o")
    })?;
    let mut found = Vec::new();
    for name in ALL {
        found.extend(Output::of(
            Some(&folder.join(name).to_string_lossy()),
            WRITTEN,
            requests,
        )?);
    }
    Ok(found)
}

/// The formats of what is asked for.
fn written(args: &Args) -> &'static [Format] {
    match papers::asked(args.kind, args.template) {
        _ if args.candidates.is_some() => &[Format::Csv, Format::Json],
        Some(kind) => papers::formats(kind),
        None => WRITTEN,
    }
}
