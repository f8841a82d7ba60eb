//! The commands, run as people run them.

#![cfg(feature = "cli")]
#![allow(clippy::expect_used, reason = "a helper that fails is a test that fails")]

use std::fs;
use std::path::Path;

use crate::support::word::{Word, r};
use assert_cmd::Command;
use tempfile::TempDir;

const RULES: &str = "id,title,text,parent
6.1,Register,The operator shall keep a register of its models.,Records
6.10,Log,The operator shall log every change to a model for six years.,Records
7.1,Roles,A person shall be named who answers for each model.,People
8.1,Fees,Fees are paid in advance to the treasury of the province.,Money
";

const GUIDE: &str = "id,title,text,parent
A,Inventory,\"The organisation keeps a register of models, with owners.\",Records
B,Change log,=Every change to a model is logged and kept for six years.,Records
C,Accountability,A named person answers for each model.,People
";

/// A folder with two lists, and the command to run in it.
struct Folder(TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a temporary folder"));
        folder.write("rules.csv", RULES);
        folder.write("guide.csv", GUIDE);
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).expect("the file is there")
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("clausewise").expect("the binary is built");
        command.args(arguments).current_dir(self.path());
        command.env_remove("COLUMNS").env_remove("NO_COLOR");
        command
    }

    /// Standard output of a command that succeeds.
    fn output(&self, arguments: &[&str]) -> String {
        let assert = self.command(arguments).assert().code(0);
        String::from_utf8(assert.get_output().stdout.clone()).expect("output is UTF-8")
    }

    /// Rows of a crosswalk file as cells by column.
    fn rows(&self, name: &str) -> Vec<csv::StringRecord> {
        let text = self.read(name);
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        reader
            .records()
            .collect::<Result<_, _>>()
            .expect("the file is CSV")
    }
}

const STATUS: usize = 0;
const FINDINGS: usize = 7;
const NOTE: usize = 9;
const LEFT_ID: usize = 16;
const RIGHT_ID: usize = 18;

#[test]
fn the_first_screen_says_what_is_what() {
    let folder = Folder::new();
    let screen = folder.output(&["crosswalk", "rules.csv", "guide.csv"]);
    let order = [
        "left    rules",
        "reference and title unknown",
        "legal status unknown",
        "right   guide",
        "counterpart proposed for 3 of 4 requirements, 0 reviewed",
        "best matches",
        "no counterpart found for 1 requirement of rules",
        "8.1",
        "next  clausewise crosswalk rules.csv guide.csv -o rules-guide.csv",
    ];
    let mut rest = screen.as_str();
    for words in order {
        let at = rest.find(words);
        assert!(at.is_some(), "`{words}` is missing or out of order in\n{screen}");
        rest = &rest[at.unwrap_or(0)..];
    }
    assert!(
        screen
            .lines()
            .all(|l| l.starts_with("next") || l.chars().count() <= 80)
    );
    assert!(!screen.contains('\u{1b}'));
    assert_eq!(screen, folder.output(&["align", "rules.csv", "guide.csv"]));
}

#[test]
fn width_and_colour_follow_the_options() {
    let folder = Folder::new();
    let args = ["crosswalk", "rules.csv", "guide.csv"];
    let narrow = folder.command(&args).env("COLUMNS", "50").assert().code(0);
    let narrow = String::from_utf8_lossy(&narrow.get_output().stdout).into_owned();
    assert!(
        narrow
            .lines()
            .all(|l| l.starts_with("next") || l.chars().count() <= 50),
        "{narrow}"
    );
    assert!(
        folder
            .output(&[&args[..], &["--color", "always"]].concat())
            .contains('\u{1b}')
    );
}

#[test]
fn a_crosswalk_file_begins_with_a_mark_and_standard_output_does_not() {
    let folder = Folder::new();
    folder.output(&["crosswalk", "rules.csv", "guide.csv", "-o", "x.csv"]);
    let file = folder.read("x.csv");
    let out = folder.output(&["crosswalk", "rules.csv", "guide.csv", "-o", "-"]);
    assert_eq!(file, format!("\u{feff}{out}"));
    assert!(out.starts_with(
        "status,relation,confidence,left_citation,left_text,right_citation,right_text,findings,evidence,note,\
         reviewer,reviewed_on,strength,rationale,score,left_draft,left_id,right_draft,right_id,left_hash,right_hash\n"
    ));
    assert!(out.contains("'=Every change"), "formulas are made harmless");
    let gap = folder.rows("x.csv").into_iter().find(|r| &r[LEFT_ID] == "8.1");
    let gap = gap.expect("a unit without counterpart has a row");
    assert_eq!((&gap[RIGHT_ID], &gap[FINDINGS]), ("", "G101"));
    assert!(
        folder.path().read_dir().expect("listed").count() == 3,
        "nothing is left beside the file"
    );
}

#[test]
fn reviewed_rows_survive_a_spreadsheet() {
    let folder = Folder::new();
    let args = ["crosswalk", "rules.csv", "guide.csv", "-o", "x.csv"];
    folder.output(&args);
    let mut edited = String::from("\u{feff}");
    for line in folder.read("x.csv").trim_start_matches('\u{feff}').lines() {
        // What a person and a spreadsheet make of it: a decision, `6.10` as a number, CR LF.
        let line = if line.contains(",rules,6.10,guide,B,") {
            let line = line.replacen("proposed", "accepted", 1).replace("6.10", "6.1");
            line.replacen(",,,,", ",checked twice,,,", 1)
        } else {
            line.to_owned()
        };
        edited.push_str(&line);
        edited.push_str("\r\n");
    }
    assert!(edited.contains("accepted"), "{edited}");
    folder.write("x.csv", &edited);
    let assert = folder.command(&args).assert().code(0);
    let said = String::from_utf8_lossy(&assert.get_output().stderr).into_owned();
    assert!(
        said.contains("the id `6.1` was changed by a spreadsheet and is `6.10` again"),
        "{said}"
    );
    let rows = folder.rows("x.csv");
    let kept: Vec<_> = rows.iter().filter(|r| &r[STATUS] == "accepted").collect();
    assert_eq!(kept.len(), 1);
    assert_eq!((&kept[0][LEFT_ID], &kept[0][NOTE]), ("6.10", "checked twice"));
    let pair = rows
        .iter()
        .filter(|r| &r[LEFT_ID] == "6.10" && &r[RIGHT_ID] == "B");
    assert_eq!(pair.count(), 1);
    let before = folder.read("x.csv");
    folder.output(&args);
    assert_eq!(folder.read("x.csv"), before, "once more changes nothing");
}

#[test]
fn json_is_merged_as_csv_is() {
    let folder = Folder::new();
    let args = ["crosswalk", "rules.csv", "guide.csv", "-o", "x.json"];
    folder.output(&args);
    let text = folder.read("x.json");
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(
        (&value["format"], &value["version"]),
        (&"clausewise-crosswalk".into(), &1.into())
    );
    assert_eq!(value["drafts"][1]["name"], "guide");
    let decided = text.replacen("\"status\": \"proposed\"", "\"status\": \"accepted\"", 1);
    folder.write("x.json", &decided);
    folder.output(&args);
    assert_eq!(folder.read("x.json"), decided);
}

#[test]
fn more_drafts_give_all_pairs() {
    let folder = Folder::new();
    folder.write("more/rules.csv", RULES);
    folder.output(&[
        "crosswalk",
        "rules.csv",
        "guide.csv",
        "more/rules.csv",
        "-o",
        "x.csv",
    ]);
    let mut pairs: Vec<(String, String)> = Vec::new();
    for row in folder.rows("x.csv") {
        let pair = (row[15].to_owned(), row[17].to_owned());
        if pairs.last() != Some(&pair) {
            pairs.push(pair);
        }
    }
    let wanted = [
        ("rules.csv", "guide"),
        ("rules.csv", "more/rules.csv"),
        ("guide", "more/rules.csv"),
    ];
    assert_eq!(pairs, wanted.map(|(a, b)| (a.to_owned(), b.to_owned())));
}

#[test]
fn candidates_and_ids_only() {
    let folder = Folder::new();
    let pair = ["crosswalk", "rules.csv", "guide.csv"];
    folder.output(&[&pair[..], &["--candidates", "2", "-o", "c.csv"]].concat());
    let rows = folder.rows("c.csv");
    assert!(
        rows.iter()
            .all(|r| !r[LEFT_ID].is_empty() && !r[RIGHT_ID].is_empty())
    );
    assert_eq!(rows.iter().filter(|r| &r[LEFT_ID] == "6.1").count(), 2);
    let ids = folder.output(&[&pair[..], &["--ids-only", "-o", "-"]].concat());
    assert!(ids.contains(",rules,6.1,guide,A,"));
    assert!(!ids.contains("register"), "{ids}");
}

#[test]
fn threads_do_not_change_the_bytes() {
    let folder = Folder::new();
    let run = |jobs: &str| folder.output(&["crosswalk", "rules.csv", "guide.csv", "-o", "-", "--jobs", jobs]);
    assert_eq!(run("1"), run("4"));
}

#[test]
fn a_project_runs_alone() {
    let folder = Folder::new();
    folder.write(
        "project/clausewise.toml",
        "[crosswalk]\ndrafts = [\"guide\", \"rules\"]\noutput = \"x.csv\"\n\n\
         [[draft]]\nname = \"rules\"\nfile = \"../rules.csv\"\n\n\
         [[draft]]\nname = \"guide\"\nfile = \"../guide.csv\"\n[draft.identity]\ntitle = \"Guide to models\"\n",
    );
    folder.output(&["crosswalk", "--config", "project/clausewise.toml"]);
    assert_eq!(folder.rows("project/x.csv")[0][15], *"guide");
    let screen = folder.output(&["outline", "guide", "--config", "project/clausewise.toml"]);
    assert!(screen.contains("Guide to models, reference unknown"), "{screen}");
    // By its file the draft is the same one.
    let screen = folder.output(&["outline", "guide.csv", "--config", "project/clausewise.toml"]);
    assert!(screen.contains("Guide to models"), "{screen}");
}

#[test]
fn an_outline_is_a_tree_and_a_table() {
    let folder = Folder::new();
    folder.write(
        "act.txt",
        "Chapter 1 General\n\nArticle 1\nScope\n\n1. This act applies to models.\n\n2. It does not apply to toys.\n\n\
         Article 2\nRecords\n\n1. Operators shall keep records.\n",
    );
    let tree = folder.output(&["outline", "act.txt"]);
    assert!(tree.contains("draft   act"), "{tree}");
    assert!(tree.contains("Operators shall keep records."), "{tree}");
    let csv = folder.output(&["outline", "act.txt", "-o", "-"]);
    assert!(csv.starts_with("draft,path,citation,kind,label,heading,text,normative,page,line,certainty\n"));
    let list = folder.output(&["outline", "rules.csv", "--depth", "1"]);
    assert!(list.contains("6.10  Log"), "{list}");
    folder.output(&["outline", "act.txt", "-o", "act.json"]);
    let value: serde_json::Value = serde_json::from_str(&folder.read("act.json")).expect("it is JSON");
    assert_eq!(value["format"], "clausewise-outline");
}

#[test]
fn nothing_raw_reaches_the_terminal() {
    let folder = Folder::new();
    let evil = "id,title,text,parent\n\u{1b}[31m1,\u{1b}]0;title\u{7}x,Keep \u{1b}[2Jrecords\u{9b}31m of \u{202e}models.,p\n";
    // Enough plain rows that the file passes for text.
    let plain: String = (2..40)
        .map(|i| format!("{i},y,Log all changes to the models of kind {i}.,p\n"))
        .collect();
    folder.write("evil.csv", &format!("{evil}{plain}"));
    folder.write("nul.csv", &format!("{evil}{plain}99,z,Keep \u{0} nothing.,p\n"));
    let raw = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    for (arguments, code) in [
        (&["outline", "evil.csv"][..], Some(0)),
        (&["outline", "evil.csv", "-v"], Some(0)),
        (&["crosswalk", "evil.csv", "rules.csv"], Some(0)),
        (&["outline", "nul.csv"], None),
        (&["outline", "no\u{1b}[31mthing"], Some(2)),
        (
            &["outline", "evil.csv", "--grammar", "no\u{1b}[31mthing"],
            Some(2),
        ),
    ] {
        let output = folder.command(arguments).output().expect("the binary runs");
        assert!(
            code.is_none_or(|c| output.status.code() == Some(c)),
            "{arguments:?}"
        );
        for stream in [&output.stdout, &output.stderr] {
            let text = String::from_utf8_lossy(stream);
            assert!(!text.contains(raw), "{arguments:?}: {text:?}");
        }
    }
}

#[test]
fn grammars_completions_and_manual_pages() {
    let folder = Folder::new();
    let list = folder.output(&["grammar", "list"]);
    assert!(list.contains("generic-numbered"), "{list}");
    assert!(
        folder
            .output(&["grammar", "show", "eu-act"])
            .contains("name = \"eu-act\"")
    );
    assert!(folder.output(&["completions", "bash"]).contains("clausewise"));
    assert!(folder.output(&["man"]).contains(".TH clausewise"));
    folder.output(&["man", "man1"]);
    assert!(folder.read("man1/clausewise-crosswalk.1").contains("crosswalk"));
}

#[test]
fn help_teaches_by_example() {
    let folder = Folder::new();
    for command in [
        &["--help"][..],
        &["outline", "--help"],
        &["crosswalk", "--help"],
        &["grammar", "--help"],
        &["completions", "--help"],
        &["man", "--help"],
    ] {
        assert!(
            folder.output(command).contains("Examples:\n  clausewise "),
            "{command:?}"
        );
    }
    folder.command(&["crosswalk", "--nonsense"]).assert().code(2);
    folder.command(&[]).assert().code(2);
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command as Process, Stdio};
    let folder = Folder::new();
    let long: String = (0..5000)
        .map(|i| format!("{i},t,Keep the records of model {i}.,p\n"))
        .collect();
    folder.write("long.csv", &format!("id,title,text,parent\n{long}"));
    let mut child = Process::new(assert_cmd::cargo::cargo_bin!("clausewise"))
        .args(["outline", "long.csv", "-o", "-"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn both_sides_of_tracked_changes_are_two_drafts() {
    let folder = Folder::new();
    let by = "w:id='1' w:author='Ada'";
    let word = Word::new(&format!(
        "<w:p>{}<w:del {by}><w:r><w:delText>should</w:delText></w:r></w:del><w:ins {by}>{}</w:ins>{}</w:p>",
        r("", "1. Every operator of a model "),
        r("", "shall"),
        r("", " keep a register of its models.")
    ));
    fs::write(folder.path().join("act.docx"), word.bytes()).expect("a file can be written");
    let outline = folder.output(&["outline", "act.docx"]);
    assert!(outline.contains("1 word inserted · 1 word deleted"), "{outline}");
    let rows = folder.output(&["outline", "act.docx", "--revisions", "both", "-o", "-"]);
    assert!(
        rows.contains("act-old") && rows.contains("model should keep"),
        "{rows}"
    );
    assert!(
        rows.contains("act-new") && rows.contains("model shall keep"),
        "{rows}"
    );
    let crosswalk = folder.output(&["crosswalk", "act.docx", "--revisions", "both", "-o", "-"]);
    assert!(
        crosswalk.contains("act-old") && crosswalk.contains("act-new"),
        "{crosswalk}"
    );
    let old = folder.output(&["outline", "act.docx", "--revisions", "reject", "-o", "-"]);
    assert!(old.contains("should keep") && !old.contains("act-old"), "{old}");
    // One draft stays one: its changes do not make two of it.
    folder
        .command(&["crosswalk", "rules.csv", "--revisions", "both"])
        .assert()
        .code(2);
}

/// Two drafts that say when an accident has to be reported in no common words, and one of which uses the other's term.
#[test]
fn what_diverges_has_a_row_and_a_term_used_elsewhere_has_none() {
    let folder = TempDir::new().expect("a temporary folder");
    let kites = "KITE ACT\n\nArticle 1\nTerms\n\nIn this Act ‘strong gale’ means wind of force nine or above.\n\nArticle 2\n\
                 Accidents\n\nThe owner of a kite works shall report every serious incident to the Inspector within ten days of \
                 learning of it.\n";
    let lanterns = "LANTERN ACT\n\nArticle 1\nTerms\n\nIn this Act ‘lamp oil’ means oil for lamps.\n\nArticle 2\nWeather\n\n\
                    Lanterns shall be taken down before a strong gale.\n\nArticle 3\nMishaps\n\nWhoever runs a lantern house shall \
                    notify the Office of any accident that hurts somebody not later than 48 hours after becoming aware.\n";
    fs::write(folder.path().join("kites.txt"), kites).expect("it is there");
    fs::write(folder.path().join("lanterns.txt"), lanterns).expect("it is there");
    Command::cargo_bin("clausewise")
        .expect("it is there")
        .current_dir(folder.path())
        .args(["crosswalk", "kites.txt", "lanterns.txt", "-o", "x.csv"])
        .assert()
        .success();
    let mut file = csv::Reader::from_path(folder.path().join("x.csv")).expect("it is there");
    let header = file.headers().expect("it is there").clone();
    let column = |name: &str| header.iter().position(|h| h == name).expect("it is there");
    let [left, right, findings] = ["left_citation", "right_citation", "findings"].map(column);
    let linked: Vec<(String, String, String)> = file
        .records()
        .map(|r| r.expect("it is there"))
        .filter(|r| !r[left].is_empty() && !r[right].is_empty())
        .map(|r| (r[left].to_owned(), r[right].to_owned(), r[findings].to_owned()))
        .collect();
    let reports = linked.iter().find(|l| l.0 == "Article 2" && l.1 == "Article 3");
    assert!(reports.is_some_and(|l| l.2.contains("C203")), "{linked:?}");
    assert!(
        !linked.iter().any(|l| l.0 == "Article 1" && l.1 == "Article 2"),
        "{linked:?}"
    );
}
