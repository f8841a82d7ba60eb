//! `clausewise check`: where drafts diverge, what has no counterpart, how one draft is worded.

use std::process::ExitCode;
use std::sync::Arc;

use super::drafts::{self, Reading};
use super::lexicon;
use super::options::{Changes, Global};
use super::output::Output;
use super::pinned;
use super::projects::Projects;
use super::terminal;
use super::versions;
use super::wording::Wording;
use crate::align::{AlignOptions, align};
use crate::draft::Draft;
use crate::export::comments::Commented;
use crate::export::{self, Format};
use crate::finding::{self, Checked, Finding, Link, Severity, rule};
use crate::lexicon::Lexicon;
use crate::project::Suppression;
use crate::report::findings::{FindingsOf, screen, summary};
use crate::review::{self, FindingSheet};
use crate::settings::Settings;
use crate::{Error, Result};

/// The formats that findings are written in.
const WRITTEN: &[Format] = &[Format::Csv, Format::Json, Format::Sarif];

/// The formats that comments are written in.
const TEMPLATES: &[Format] = &[Format::Csv, Format::Docx];

/// Findings that the screen shows without -v.
const SHOWN: usize = 10;

/// Find where drafts diverge and what has no counterpart; or, of one draft, faults of drafting
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The drafts, left first: files, or names from clausewise.toml
    #[arg(required = true)]
    drafts: Vec<String>,
    /// Write a row per finding to FILE (.csv, .json or .sarif); what people said in a CSV is kept; - is CSV on standard
    /// output
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    /// Take the correspondences of this crosswalk as given, instead of aligning
    #[arg(long, value_name = "FILE")]
    crosswalk: Option<String>,
    /// Only findings with these codes, or beginnings of codes: C203,G
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    select: Vec<String>,
    /// No findings with these codes, or beginnings of codes
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Exit with 1 where a finding is at least so severe and not dismissed
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Take the act of this title from the drafts that enclose it: title, short title, or its path (act-2)
    #[arg(long, value_name = "TITLE")]
    act: Option<String>,
    /// Look for faults of drafting as well
    #[arg(long, conflicts_with = "revision")]
    drafting: bool,
    /// Take the two drafts for an old and a new version: what is weakened, strengthened, dropped or added; with --crosswalk,
    /// also which reviewed rows are put in doubt
    #[arg(long)]
    revision: bool,
    /// Words that mean the same, besides those of `clausewise lexicon show`
    #[arg(long, value_name = "FILE")]
    lexicon: Option<String>,
    /// Take over what people said in this findings file
    #[arg(long, value_name = "FILE")]
    findings: Option<String>,
    /// Write the findings about the first draft as comments in the template of a standards body
    #[arg(long, value_name = "TEMPLATE", requires = "output")]
    template: Option<Template>,
    /// Code of the member body or national committee that comments, for the template
    #[arg(long, value_name = "CODE", default_value = "**", requires = "template")]
    mb: String,
    /// Number of the project, for the template
    #[arg(
        long,
        value_name = "NUMBER",
        default_value = "",
        requires = "template",
        hide_default_value = true
    )]
    project: String,
    #[command(flatten)]
    wording: Wording,
}

/// Templates for comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Template {
    /// That of ISO and IEC: every comment with a proposed change, marked to be checked
    IsoComments,
}

const EXAMPLES: &str = "\
Examples:
  clausewise check act.html bill.txt
      the ten most important findings, both sides quoted
  clausewise check act.html bill.txt -o findings.csv
      a row per finding: set status to confirmed, dismissed or raise
  clausewise check act.html bill.txt --crosswalk reviewed.csv
      what a reviewer said corresponds, and nothing else
  clausewise check act.html bill.txt --select C203,C204 --fail-on medium
      deadlines and thresholds; exit code 1 where one differs
  clausewise check standard.md act.html --template iso-comments --mb XX -o comments.csv
      comments on the standard in the template of ISO, each to be checked
  clausewise check --revision act-2023.html act-2024.html
      requirements weakened, strengthened, dropped and added
  clausewise check standard.md
      faults of drafting in one draft
  clausewise explain C203
      what a code means";

/// From which severity on the exit code is 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum FailOn {
    Low,
    Medium,
    High,
    Never,
}

/// Two drafts, or one, with what was found.
struct Part<'a> {
    left: &'a Draft,
    right: Option<&'a Draft>,
    findings: Vec<Finding>,
    suppressed: Vec<(Finding, String)>,
    /// Whether they are the old and the new version of one draft.
    versions: bool,
}

pub(super) fn run(args: &Args, global: &Global) -> Result<ExitCode> {
    let projects = Projects::find(&args.drafts, global.config.as_deref())?;
    let requests = projects.requests(&args.drafts);
    let plan = projects.check();
    for code in args
        .select
        .iter()
        .chain(&args.ignore)
        .chain(plan.iter().flat_map(|p| p.select.iter().chain(&p.ignore)))
    {
        known(code)?;
    }
    let written = if args.template.is_some() {
        TEMPLATES
    } else {
        WRITTEN
    };
    let output = Output::of(args.output.as_deref(), written, &requests)?;
    let existing = existing(args, output.as_ref())?;
    let lexicon = lexicon::load(args.lexicon.as_deref())?;
    let settings = Settings::default();
    let changes = Changes::default();
    let reading = Reading {
        global,
        settings: &settings,
        changes: &changes,
        informative: false,
        act: args.act.as_deref(),
    };
    let drafts = drafts::load(&requests, &reading)?;
    let mut parts = Vec::new();
    if args.revision {
        let [old, new] = drafts.as_slice() else {
            return Err(Error::new(format!(
                "--revision compares two versions, and {} given",
                drafts.len()
            ))
            .help("clausewise check --revision OLD NEW"));
        };
        parts.push(Part {
            left: old,
            right: Some(new),
            findings: versions::findings(
                (old, &requests),
                new,
                args.crosswalk.as_deref(),
                &lexicon,
                &settings,
            )?,
            suppressed: Vec::new(),
            versions: true,
        });
    }
    let given = match &args.crosswalk {
        Some(file) if !args.revision => Some(pinned::read(file)?),
        _ => None,
    };
    let compared = if args.revision { &[] } else { drafts.as_slice() };
    for (i, left) in compared.iter().enumerate() {
        for right in compared.iter().skip(i + 1) {
            let findings = between(
                left,
                right,
                given.as_ref(),
                &lexicon,
                &settings,
                args.crosswalk.as_deref(),
            )?;
            parts.push(Part {
                left,
                right: Some(right),
                findings,
                suppressed: Vec::new(),
                versions: false,
            });
        }
    }
    if args.drafting || drafts.len() == 1 {
        let of = |left| Part {
            left,
            right: None,
            findings: finding::drafting(left, &lexicon),
            suppressed: Vec::new(),
            versions: false,
        };
        parts.extend(drafts.iter().map(of));
    }
    let listed = |f: &Finding, codes: &[String]| {
        codes
            .iter()
            .any(|c| f.code.starts_with(c.to_uppercase().as_str()))
    };
    let none = Vec::new();
    let (select, ignore, suppress) = plan.map_or((&none, &none, [].as_slice()), |p| {
        (&p.select, &p.ignore, p.suppress.as_slice())
    });
    for part in &mut parts {
        let select = if args.select.is_empty() {
            select
        } else {
            &args.select
        };
        part.findings.retain(|f| {
            (select.is_empty() || listed(f, select)) && !listed(f, &args.ignore) && !listed(f, ignore)
        });
        part.suppress(suppress);
    }
    let rows = parts
        .iter()
        .flat_map(|p| p.findings.iter().map(|f| review::finding_row(f, p.left, p.right)));
    let mut sheet = review::merge_findings(existing, rows.collect());
    let fail_on = args
        .fail_on
        .or(plan.and_then(|p| p.fail_on.as_deref()).and_then(severity_named))
        .unwrap_or(FailOn::High);
    let fails = sheet.rows.iter().any(|row| {
        let cell = |i: usize| row.get(i).map_or("", |c| c.trim());
        cell(12) != "dismissed" && severity_named(cell(3)).is_some_and(|s| s as u8 >= fail_on as u8)
    });
    match output {
        None => {
            let look = terminal::look(global.color);
            let most = if global.verbose { usize::MAX } else { SHOWN };
            let screens: Vec<String> = parts.iter().map(|p| screen(&p.overview(most), look)).collect();
            terminal::print(&screens.join("\n"), global.color)?;
        }
        Some(output) => {
            let all: Vec<Finding> = parts.iter().flat_map(|p| p.findings.clone()).collect();
            let to_file = matches!(output, Output::File(_));
            let read: Vec<&Draft> = drafts.iter().collect();
            if let Some(ids_only) = args.wording.policy(&read, &output, global) {
                ids_only.findings(&mut sheet);
            }
            write(output, &sheet, &drafts, args)?;
            if to_file && !global.quiet {
                terminal::say(&summary(&all));
                for (f, reason) in parts.iter().flat_map(|p| &p.suppressed) {
                    terminal::say(&format!("suppressed: {}: {reason}", f.code));
                }
            }
        }
    }
    Ok(if fails {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

impl Part<'_> {
    fn overview(&self, most: usize) -> FindingsOf<'_> {
        FindingsOf {
            left: self.left,
            right: self.right,
            versions: self.versions,
            findings: &self.findings,
            suppressed: &self.suppressed,
            most,
        }
    }

    /// Takes out what the project suppresses, and keeps the reason.
    fn suppress(&mut self, rules: &[Suppression]) {
        let id = |draft: Option<&Draft>, spot: &Option<finding::Spot>| {
            let unit = draft.zip(spot.as_ref()).and_then(|(d, s)| d.units.get(s.unit));
            unit.map(|u| u.id.clone()).unwrap_or_default()
        };
        let matches = |wanted: &Option<String>, id: &str| wanted.as_ref().is_none_or(|w| w == id);
        for f in std::mem::take(&mut self.findings) {
            let (left, right) = (id(Some(self.left), &f.left), id(self.right, &f.right));
            let rule = rules.iter().find(|r| {
                r.code.eq_ignore_ascii_case(f.code) && matches(&r.left, &left) && matches(&r.right, &right)
            });
            match rule {
                Some(rule) => self.suppressed.push((f, rule.reason.clone())),
                None => self.findings.push(f),
            }
        }
    }
}

fn between(
    left: &Draft,
    right: &Draft,
    given: Option<&pinned::Pinned>,
    lexicon: &Arc<Lexicon>,
    settings: &Settings,
    file: Option<&str>,
) -> Result<Vec<Finding>> {
    let alignment = align(
        left,
        right,
        &AlignOptions {
            lexicon: Some(Arc::clone(lexicon)),
            ..AlignOptions::default()
        },
        settings,
    );
    let (links, gaps) = match given {
        Some(given) => given.links(left, right, &alignment, file.unwrap_or(""))?,
        None => (alignment.proposals().iter().map(Link::of).collect(), true),
    };
    let near: Vec<Link> = alignment.nearest_of_all().iter().map(Link::near).collect();
    Ok(finding::check(&Checked {
        left,
        right,
        provisions: alignment.provisions(),
        links: &links,
        near: &near,
        gaps,
        lexicon,
        settings,
    }))
}

fn severity_named(name: &str) -> Option<FailOn> {
    let all = [
        (Severity::Low, FailOn::Low),
        (Severity::Medium, FailOn::Medium),
        (Severity::High, FailOn::High),
    ];
    let found = all.into_iter().find(|(s, _)| s.code() == name).map(|(_, f)| f);
    found.or((name == "never").then_some(FailOn::Never))
}

/// A code or the beginning of one.
fn known(code: &str) -> Result<()> {
    let upper = code.to_uppercase();
    if !upper.is_empty()
        && (rule(&upper).is_some() || finding::RULES.iter().any(|r| r.code.starts_with(&upper)))
    {
        return Ok(());
    }
    Err(Error::new(format!("no finding has the code `{code}`")).help("clausewise explain lists the codes"))
}

/// What people said already: in the file that is named, or in the one that is written.
fn existing(args: &Args, output: Option<&Output>) -> Result<FindingSheet> {
    if let Some(file) = &args.findings {
        let bytes = std::fs::read(file).map_err(|e| {
            Error::new(format!("cannot read: {}", super::output::plain_reason(&e)))
                .at(file)
                .help("--findings names a file that `clausewise check … -o FILE.csv` wrote")
        })?;
        return review::read_findings(&bytes, file);
    }
    match output {
        Some(output) if output.format() == Format::Csv && args.template.is_none() => {
            review::read_findings(output.existing(), output.name())
        }
        _ => Ok(FindingSheet::default()),
    }
}

fn write(output: Output, sheet: &FindingSheet, drafts: &[Draft], args: &Args) -> Result<()> {
    if let (Some(Template::IsoComments), Some(draft)) = (args.template, drafts.first()) {
        let of = Commented {
            draft,
            others: drafts.get(1..).unwrap_or_default(),
            member: &args.mb,
            project: &args.project,
        };
        let left_out = export::comments::comments(&of, sheet).left_out;
        if left_out > 0 {
            terminal::say(&format!(
                "{left_out} more provisions that only one side has are not commented on; check without --template lists them"
            ));
        }
        return match output.format() {
            Format::Docx => output.write(export::comments::docx(&of, sheet)?),
            _ => output.write(export::comments::csv(&of, sheet)?),
        };
    }
    let place = |draft: &str, id: &str| {
        let draft = drafts.iter().find(|d| d.name == draft)?;
        let unit = draft.units.iter().find(|u| u.id == id)?;
        Some((draft.file.clone(), unit.place.line))
    };
    let text = match output.format() {
        Format::Json => export::findings::json(sheet)?,
        Format::Sarif => export::findings::sarif(sheet, &place)?,
        _ => export::findings::csv(sheet)?,
    };
    output.write(&text)
}
