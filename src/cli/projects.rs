//! Finding `clausewise.toml`: named with `--config`, else beside the drafts, else in the folder one is in.

use std::fs;
use std::path::{Path, PathBuf};

use super::drafts::Request;
use super::output::plain_reason;
use crate::project::{CheckPlan, CrosswalkPlan, Project, ProjectDraft};
use crate::{Error, Result};

const FILE: &str = "clausewise.toml";

/// The project files of a run, each with its folder.
#[derive(Debug, Default)]
pub(super) struct Projects {
    found: Vec<(PathBuf, Project)>,
}

impl Projects {
    /// Reads the project files that belong to these arguments.
    ///
    /// # Errors
    /// A project file that is wrong; without arguments, none at all.
    pub(super) fn find(arguments: &[String], config: Option<&Path>) -> Result<Projects> {
        let mut projects = Projects::default();
        if let Some(config) = config {
            projects.read(config)?;
            return Ok(projects);
        }
        let beside = |argument: &String| Path::new(argument).parent().map(Path::to_path_buf);
        let folders = std::iter::once(PathBuf::new()).chain(arguments.iter().filter_map(beside));
        for folder in folders {
            let file = folder.join(FILE);
            if !projects.found.iter().any(|(f, _)| *f == folder) && file.is_file() {
                projects.read(&file)?;
            }
        }
        if arguments.is_empty() && projects.found.is_empty() {
            return Err(
                Error::new(format!("no drafts are given, and there is no {FILE} here"))
                    .help("name two drafts: clausewise crosswalk LEFT RIGHT"),
            );
        }
        Ok(projects)
    }

    fn read(&mut self, file: &Path) -> Result<()> {
        let name = file.to_string_lossy();
        let text = fs::read_to_string(file).map_err(|e| {
            let why = match e.kind() {
                std::io::ErrorKind::NotFound => "no such file".to_owned(),
                std::io::ErrorKind::InvalidData => "not UTF-8 text".to_owned(),
                _ => plain_reason(&e),
            };
            Error::new(why)
                .at(&*name)
                .help("--config names a clausewise.toml")
        })?;
        let project = Project::parse(text.strip_prefix('\u{feff}').unwrap_or(&text), &name)?;
        let folder = file.parent().map(Path::to_path_buf).unwrap_or_default();
        self.found.push((folder, project));
        Ok(())
    }

    /// The draft that an argument means: by its file first, by its name where there is no such file.
    fn draft(&self, argument: &str) -> Option<(&Path, &ProjectDraft)> {
        let path = fs::canonicalize(argument).ok();
        let mut all = self
            .found
            .iter()
            .flat_map(|(folder, p)| p.drafts.iter().map(move |d| (folder.as_path(), d)));
        match path {
            Some(path) => {
                all.find(|(folder, d)| fs::canonicalize(folder.join(&d.file)).is_ok_and(|p| p == path))
            }
            None => all.find(|(_, d)| d.name.as_deref() == Some(argument)),
        }
    }

    /// What is to be read for these arguments.
    pub(super) fn requests(&self, arguments: &[String]) -> Vec<Request> {
        let one = |argument: &String| match self.draft(argument) {
            Some((folder, draft)) => Request::project(folder, draft),
            None => Request::file(argument),
        };
        arguments.iter().map(one).collect()
    }

    /// The plan of a run without arguments: the folder, the drafts to compare, where the result goes.
    pub(super) fn plan(&self) -> Option<(&Path, Vec<&ProjectDraft>, &CrosswalkPlan)> {
        let (folder, project) = self.found.first()?;
        let plan = &project.crosswalk;
        let drafts = if plan.drafts.is_empty() {
            project.drafts.iter().collect()
        } else {
            plan.drafts
                .iter()
                .filter_map(|name| project.drafts.iter().find(|d| d.name.as_ref() == Some(name)))
                .collect()
        };
        Some((folder, drafts, plan))
    }

    /// What `check` is told by the first project file.
    pub(super) fn check(&self) -> Option<&CheckPlan> {
        self.found.first().map(|(_, p)| &p.check)
    }
}
