//! `clausewise.toml`: the drafts of a project, what they are, and what is to be compared.
//!
//! ```toml
//! [crosswalk]
//! drafts = ["act", "standard"]      # left first; all drafts in their order where it is left out
//! output = "act-standard.csv"
//!
//! [check]
//! fail-on = "medium"                # low, medium, high (default), never
//! ignore = ["C209"]
//! [[check.suppress]]
//! code = "C203"
//! left = "art-5/1"                  # any unit where left or right is left out
//! reason = "both clocks are kept on purpose"
//!
//! [[draft]]
//! name = "act"
//! file = "texts/act.html"           # from the folder of clausewise.toml
//! grammar = "eu-act"
//! language = "en"
//! act = "Kite and String Act"       # where the file encloses several acts
//!
//! [draft.identity]
//! reference = "Regulation 7 of Verania"
//! status = "in force"
//! ```
//!
//! This module parses a string; the command line reads the file.

use serde::Deserialize;
use toml::Spanned;

use crate::draft::Identity;
use crate::read::ColumnNames;
use crate::{Error, Result};

/// A project: what `clausewise.toml` says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Project {
    /// The drafts, in file order.
    pub drafts: Vec<ProjectDraft>,
    /// What `clausewise crosswalk` does where it is given no drafts.
    pub crosswalk: CrosswalkPlan,
    /// What `clausewise check` reports.
    pub check: CheckPlan,
}

/// `[check]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct CheckPlan {
    /// Only these codes, or beginnings of codes; all where it is empty.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// `low`, `medium`, `high` or `never`: from where on the exit code is 1.
    pub fail_on: Option<String>,
    /// Findings that are looked into already.
    pub suppress: Vec<Suppression>,
}

/// `[[check.suppress]]`: a finding that is not reported, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suppression {
    /// The code.
    pub code: String,
    /// Id of the left unit; any where it is left out.
    pub left: Option<String>,
    /// Id of the right unit; any where it is left out.
    pub right: Option<String>,
    /// Why; it is printed.
    pub reason: String,
}

/// One `[[draft]]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectDraft {
    /// Its name in outputs; the file's stem where it is left out.
    pub name: Option<String>,
    /// The file, from the folder of `clausewise.toml`.
    pub file: String,
    /// Name of the grammar, or path of a grammar file.
    pub grammar: Option<String>,
    /// Language, BCP 47.
    pub language: Option<String>,
    /// Title, short title or path of the act that is the draft, where the file encloses several.
    pub act: Option<String>,
    /// Of a requirement list in a workbook: the sheet, by name or number.
    pub sheet: Option<String>,
    /// Of a requirement list: which columns hold what.
    pub columns: Option<ColumnNames>,
    /// What the draft is: these fields go before what its cover says.
    #[serde(default)]
    pub identity: Identity,
}

/// `[crosswalk]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CrosswalkPlan {
    /// Names of the drafts to compare, left first.
    pub drafts: Vec<String>,
    /// Where the crosswalk goes, from the folder of `clausewise.toml`.
    pub output: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    draft: Vec<Spanned<ProjectDraft>>,
    crosswalk: Option<Spanned<CrosswalkPlan>>,
    #[serde(default)]
    check: CheckPlan,
}

impl Project {
    /// Reads a project from the text of its file. `name` is the file's name for messages.
    ///
    /// # Errors
    /// What is no TOML, an unknown key, two drafts of one name, `[crosswalk]` naming a draft that is not there.
    pub fn parse(text: &str, name: &str) -> Result<Project> {
        let line = |at: usize| 1 + text.bytes().take(at).filter(|&b| b == b'\n').count();
        let file: File = toml::from_str(text).map_err(|e| {
            let place = e
                .span()
                .map_or(name.to_owned(), |s| format!("{name}, line {}", line(s.start)));
            Error::new(first_line(e.message())).at(place).help(
                "a draft has the keys name, file, grammar, language, act, sheet, columns and identity; [crosswalk] has drafts and output",
            )
        })?;
        let named: Vec<(usize, &str)> = file
            .draft
            .iter()
            .filter_map(|d| Some((line(d.span().start), d.get_ref().name.as_deref()?)))
            .collect();
        for (i, (at, draft)) in named.iter().enumerate() {
            if let Some((first, _)) = named[..i].iter().find(|(_, other)| other == draft) {
                return Err(Error::new(format!(
                    "two drafts are named `{draft}`: in line {first} and in line {at}"
                ))
                .at(name)
                .help("give one of them another name"));
            }
            if draft.trim().is_empty() {
                return Err(Error::new("a draft's name is empty")
                    .at(format!("{name}, line {at}"))
                    .help("leave the key out to name the draft after its file"));
            }
        }
        let (at, plan) = file.crosswalk.map_or((0, CrosswalkPlan::default()), |p| {
            (p.span().start, p.into_inner())
        });
        for wanted in &plan.drafts {
            if !named.iter().any(|(_, n)| n == wanted) {
                let names: Vec<&str> = named.iter().map(|(_, n)| *n).collect();
                return Err(Error::new(format!(
                    "[crosswalk] names the draft `{wanted}`, which is not there"
                ))
                .at(format!("{name}, line {}", line(at)))
                .help(if names.is_empty() {
                    "add a [[draft]] with this name".to_owned()
                } else {
                    format!("the named drafts are {}", names.join(", "))
                }));
            }
        }
        Ok(Project {
            drafts: file.draft.into_iter().map(Spanned::into_inner).collect(),
            crosswalk: plan,
            check: file.check,
        })
    }
}

fn first_line(message: &str) -> String {
    message
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches('.')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_is_read() {
        let project = Project::parse(
            "[crosswalk]\ndrafts = [\"b\", \"a\"]\noutput = \"x.csv\"\n\n[[draft]]\nname = \"a\"\nfile = \"a.html\"\n\
             [draft.identity]\nstatus = \"in force\"\n[[draft]]\nname = \"b\"\nfile = \"b.csv\"\n",
            "clausewise.toml",
        )
        .unwrap();
        assert_eq!(project.drafts.len(), 2);
        assert_eq!(project.drafts[0].identity.status.as_deref(), Some("in force"));
        assert_eq!(project.crosswalk.drafts, ["b", "a"]);
        assert_eq!(Project::parse("", "x").unwrap(), Project::default());
    }

    #[test]
    fn errors_name_their_lines() {
        let error = |text: &str| Project::parse(text, "c.toml").unwrap_err().to_string();
        assert_eq!(
            error("[[draft]]\nfile = \"a\"\nname = \"a\"\n\n[[draft]]\nfile = \"b\"\nname = \"a\"\n"),
            "c.toml: two drafts are named `a`: in line 1 and in line 5"
        );
        assert!(
            error("[[draft]]\nfile = \"a\"\ngramar = \"x\"\n")
                .starts_with("c.toml, line 3: unknown field `gramar`")
        );
        assert!(error("[[draft]]\nname = \"a\"\n").starts_with("c.toml, line 1: missing field `file`"));
        assert!(error("[crosswalk]\ndrafts = [\"z\"]\n").starts_with("c.toml, line 1: [crosswalk] names"));
        assert!(
            error("[[draft]]\nfile = \"a\"\ncolumns = { ids = \"A\" }\n")
                .starts_with("c.toml, line 3: unknown field `ids`")
        );
        assert!(
            error("[[draft]]\nfile = \"a\"\n[draft.identity]\nstagge = \"CD\"\n")
                .starts_with("c.toml, line 4: ")
        );
    }
}
