//! From arguments to drafts: which file each one means, what it is called, what is known of it.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::options::{Changes, Global};
use super::output::plain_reason;
use super::{names, terminal};
use crate::diagnostic::Severity;
use crate::draft::{BuildOptions, Draft, EnclosedAct, Identity, WantedAct};
use crate::grammar::Library;
use crate::project::ProjectDraft;
use crate::read::{ColumnNames, ListOptions, ReadOptions, Source};
use crate::report::text::count;
use crate::settings::Settings;
use crate::{Error, Result, read};

/// A draft that is to be read.
#[derive(Debug)]
pub(super) struct Request {
    path: PathBuf,
    name: Option<String>,
    grammar: Option<String>,
    language: Option<String>,
    act: Option<String>,
    list: ListOptions,
    identity: Identity,
}

impl Request {
    /// A file that no project knows.
    pub(super) fn file(argument: &str) -> Request {
        Request {
            path: PathBuf::from(argument),
            name: None,
            grammar: None,
            language: None,
            act: None,
            list: ListOptions::default(),
            identity: Identity::default(),
        }
    }

    /// A draft of a project in this folder.
    pub(super) fn project(folder: &Path, draft: &ProjectDraft) -> Request {
        // A grammar that is a file stands, like the draft, in the project's folder.
        let grammar = draft.grammar.as_ref().map(|g| {
            let file = folder.join(g);
            if is_grammar_file(&file) {
                file.to_string_lossy().into_owned()
            } else {
                g.clone()
            }
        });
        Request {
            path: folder.join(&draft.file),
            name: draft.name.clone(),
            grammar,
            language: draft.language.clone(),
            act: draft.act.clone(),
            list: ListOptions {
                sheet: draft.sheet.clone(),
                columns: draft.columns.clone().unwrap_or_default(),
            },
            identity: draft.identity.clone(),
        }
    }

    /// The names that the draft has in runs of its own or beside others: the shortest first.
    pub(super) fn names(&self) -> Vec<String> {
        names::ladder(self.name.as_deref(), &self.path)
    }

    /// True where that path is this draft's file.
    pub(super) fn is_file(&self, path: &str) -> bool {
        matches!((fs::canonicalize(&self.path), fs::canonicalize(path)), (Ok(a), Ok(b)) if a == b)
    }
}

/// What holds for all drafts of a run.
pub(super) struct Reading<'a> {
    pub(super) global: &'a Global,
    pub(super) settings: &'a Settings,
    pub(super) changes: &'a Changes,
    /// Whether informative parts become units too.
    pub(super) informative: bool,
    /// The enclosed act to take of every draft that has it; at least one must.
    pub(super) act: Option<&'a str>,
}

/// Reads the drafts, several at a time, and gives them in the order they were asked for.
///
/// # Errors
/// The first draft, in that order, that cannot be read; two drafts that were given one name.
pub(super) fn load(requests: &[Request], reading: &Reading<'_>) -> Result<Vec<Draft>> {
    let mut library = Library::embedded()?;
    let grammars: Vec<Option<String>> = requests
        .iter()
        .map(|r| {
            let wanted = reading.global.grammar.as_ref().or(r.grammar.as_ref());
            wanted.map(|g| grammar(&mut library, g)).transpose()
        })
        .collect::<Result<_>>()?;
    let names = distinct_names(requests)?;
    let jobs: Vec<_> = requests.iter().zip(grammars).zip(names).collect();
    let drafts: Vec<Result<Vec<Draft>>> = jobs
        .into_par_iter()
        .map(|((request, grammar), name)| sides(request, grammar.as_deref(), &name, &library, reading))
        .collect();
    let drafts = drafts.into_iter().collect::<Result<Vec<_>>>()?;
    let drafts: Vec<Draft> = drafts.into_iter().flatten().collect();
    if let Some(act) = reading.act {
        has_act(&drafts, act)?;
    }
    if !reading.global.quiet {
        drafts.iter().for_each(|d| warn(d, reading.global.verbose));
    }
    Ok(drafts)
}

/// That one of the drafts is the act that is wanted.
fn has_act(drafts: &[Draft], wanted: &str) -> Result<()> {
    if drafts.iter().any(|d| d.act.is_some()) {
        return Ok(());
    }
    let enclosed: Vec<EnclosedAct> = drafts.iter().flat_map(|d| d.enclosed.iter().cloned()).collect();
    let files: Vec<&str> = drafts.iter().map(|d| d.file.as_str()).collect();
    crate::draft::choose_act(&enclosed, wanted, &files.join(", ")).map(|_| ())
}

/// The drafts of a file: one, or the old and the new one where both sides of its changes are wanted and there are any.
fn sides(
    request: &Request,
    grammar: Option<&str>,
    name: &str,
    library: &Library,
    reading: &Reading<'_>,
) -> Result<Vec<Draft>> {
    let mut drafts = Vec::new();
    let language = reading.global.lang.clone().or_else(|| request.language.clone());
    let mut options = reading.global.read_options(language.clone());
    // What stands on the command line holds for all drafts of the run, and goes first.
    options.list.sheet = options.list.sheet.or_else(|| request.list.sheet.clone());
    if options.list.columns == ColumnNames::default() {
        options.list.columns = request.list.columns.clone();
    }
    for (ending, options) in reading.changes.sides(&options) {
        let source = source(request, &options)?;
        let unchanged = source.revisions.is_none();
        let build = BuildOptions {
            name: if unchanged {
                name.to_owned()
            } else {
                format!("{name}{ending}")
            },
            grammar: grammar.map(str::to_owned),
            language: language.clone(),
            informative: reading.informative,
            act: act(request, reading),
            identity: request.identity.clone(),
        };
        drafts.push(crate::draft::build(&source, library, &build, reading.settings)?);
        if unchanged {
            break;
        }
    }
    Ok(drafts)
}

/// The source of a file that no project knows.
///
/// # Errors
/// The file, or a part of it, cannot be read.
pub(super) fn source_of(file: &str, global: &Global) -> Result<Source> {
    source(&Request::file(file), &global.read_options(global.lang.clone()))
}

fn source(request: &Request, options: &ReadOptions) -> Result<Source> {
    let shown = request.path.to_string_lossy().into_owned();
    let bytes = bytes(&request.path, &shown, options.max_size)?;
    let listed = read::parts(&bytes);
    if listed.is_empty() {
        read::read(&bytes, &shown, options)
    } else {
        let folder = request.path.parent().unwrap_or(Path::new(""));
        let parts = listed
            .into_iter()
            .map(|part| {
                let file = folder.join(&part);
                if !file.is_file() {
                    return Err(Error::new(format!("{} needs this file, and it is not there", request.path.display()))
                        .at(file.to_string_lossy())
                        .help("put it into the same folder; of an OSCAL profile, the resolved catalog can be given instead"));
                }
                self::bytes(&file, &file.to_string_lossy(), options.max_size).map(|content| (part, content))
            })
            .collect::<Result<Vec<_>>>()?;
        read::read_parts(&bytes, &shown, &parts, options)
    }
}

/// What the project says of a draft goes before the option, which is meant for the drafts that have such an act.
fn act(request: &Request, reading: &Reading<'_>) -> Option<WantedAct> {
    let wanted = |title: &str, or_whole| WantedAct {
        title: title.to_owned(),
        or_whole,
    };
    let planned = request.act.as_deref().map(|title| wanted(title, false));
    planned.or_else(|| reading.act.map(|title| wanted(title, true)))
}

fn bytes(path: &Path, shown: &str, max_size: u64) -> Result<Vec<u8>> {
    let failed = |e: &std::io::Error| match e.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Error::new("no such file")
            .at(shown)
            .help("a draft is a file, or the name of a draft in clausewise.toml"),
        ErrorKind::PermissionDenied => Error::new("cannot read: permission denied")
            .at(shown)
            .help("check who may read the file"),
        _ => Error::new(format!("cannot read: {}", plain_reason(e)))
            .at(shown)
            .help("check the file"),
    };
    let metadata = fs::metadata(path).map_err(|e| failed(&e))?;
    if metadata.is_dir() {
        return Err(Error::new("is a folder, not a draft")
            .at(shown)
            .help("name a file in it"));
    }
    if metadata.len() > max_size {
        return Err(Error::new(format!(
            "has {} bytes, and files above {max_size} bytes are refused",
            metadata.len()
        ))
        .at(shown)
        .help("raise the limit with --max-size"));
    }
    fs::read(path).map_err(|e| failed(&e))
}

fn is_grammar_file(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml")) || path.is_file()
}

/// The name of a grammar; a file is added to the library.
pub(super) fn grammar(library: &mut Library, wanted: &str) -> Result<String> {
    if library.get(wanted).is_ok() || !is_grammar_file(Path::new(wanted)) {
        return library.get(wanted).map(|g| g.name.clone());
    }
    let text = fs::read_to_string(wanted).map_err(|e| {
        let why = match e.kind() {
            ErrorKind::NotFound => "no such file".to_owned(),
            ErrorKind::InvalidData => "not UTF-8 text".to_owned(),
            _ => plain_reason(&e),
        };
        Error::new(why)
            .at(wanted)
            .help("--grammar takes a name from `clausewise grammar list`, or a grammar file")
    })?;
    library.load(&text, wanted)
}

fn distinct_names(requests: &[Request]) -> Result<Vec<String>> {
    for (i, request) in requests.iter().enumerate() {
        let Some(name) = &request.name else {
            continue;
        };
        let twin = requests[..i].iter().find(|r| r.name.as_ref() == Some(name));
        // One draft may be given twice; two drafts may not share a name.
        if let Some(twin) = twin.filter(|t| t.path != request.path || t.act != request.act) {
            return Err(Error::new(format!(
                "{} and {} are both named `{name}`",
                twin.path.display(),
                request.path.display()
            ))
            .help("give one of them another name in its clausewise.toml"));
        }
    }
    let files: Vec<_> = requests
        .iter()
        .map(|r| (r.name.as_deref(), r.path.as_path()))
        .collect();
    Ok(names::distinct(&files))
}

/// Says on standard error what was noticed while reading: how much, or with `-v` all of it.
fn warn(draft: &Draft, verbose: bool) {
    let warnings = draft
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Warning);
    if verbose {
        for diagnostic in &draft.diagnostics {
            let place = diagnostic
                .place
                .as_ref()
                .map_or(String::new(), |p| format!(", line {}", p.line));
            terminal::say(&format!("{}{place}: {}", draft.file, diagnostic.message));
        }
        return;
    }
    match warnings.count() {
        0 => {}
        n => terminal::say(&format!(
            "{}: {}",
            draft.file,
            count(n, "warning (-v shows it)", "warnings (-v shows them)")
        )),
    }
}
