use crate::read::options::ListOptions;
use crate::read::source::Row;

fn read_csv(text: &str, name: &str) -> crate::Result<Vec<Row>> {
    super::read_csv(text, name, &ListOptions::default())
}

fn read_json(text: &str, name: &str) -> crate::Result<Vec<Row>> {
    let value = super::parse_json(text, name)?;
    super::read_json(text, &value, name, &ListOptions::default())
}

#[test]
fn csv_with_semicolons_quotes_and_synonyms() {
    let text = "Identifier;Name;Requirement;Group\nA-1;One;\"Keep\n a log.\";Logs\n\nA-2;;Tell  users.;A-1\n";
    let rows = read_csv(text, "list.csv").unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        (rows[0].id.as_str(), rows[0].text.as_str()),
        ("A-1", "Keep a log.")
    );
    assert_eq!((rows[0].title.as_str(), rows[0].parent.as_str()), ("One", "Logs"));
    assert_eq!(
        (rows[1].place.line, rows[1].text.as_str(), rows[1].parent.as_str()),
        (5, "Tell users.", "A-1")
    );
}

#[test]
fn json_records_may_lie_one_level_down() {
    let text = "{\"about\": {\"v\": 1},\n \"actions\": [\n  {\"action_id\": \"X 1\", \"function\": \"Govern\",\n   \
                \"suggested_action\": \"Write it down.\"},\n  {\"action_id\": 2, \"suggested_action\": \"Act.\"}]}";
    let rows = read_json(text, "list.json").unwrap();
    assert_eq!(
        (rows[0].id.as_str(), rows[0].text.as_str(), rows[0].place.line),
        ("X 1", "Write it down.", 3)
    );
    assert_eq!((rows[1].id.as_str(), rows[0].parent.as_str()), ("2", "Govern"));
}

fn problem(result: crate::Result<Vec<Row>>) -> String {
    let error = result.unwrap_err();
    assert!(error.help_line().is_some());
    error.to_string()
}

#[test]
fn what_is_missing_is_named() {
    assert_eq!(
        problem(read_csv("id,comment\n1,x\n", "l.csv")),
        "l.csv, line 1: no column named `text`; found: id, comment"
    );
    assert_eq!(
        problem(read_json("[{\"name\": \"x\"}]", "l.json")),
        "l.json: no column named `id`; found: name"
    );
    assert_eq!(
        problem(read_csv("id,text\n1,a\n,b\n", "l.csv")),
        "l.csv, line 3: a row without an id"
    );
    assert_eq!(
        problem(read_csv("id,text\n1,a\n2,b\n1,c\n", "l.csv")),
        "l.csv: the id `1` stands in line 2 and in line 4"
    );
    assert_eq!(
        problem(read_csv("id,text\n", "l.csv")),
        "l.csv: the list has no rows"
    );
    assert_eq!(
        problem(read_json("{\"a\": ", "l.json")),
        "l.json, line 1: the JSON is broken"
    );
    assert_eq!(
        problem(read_json("{\"a\": 1}", "l.json")),
        "l.json: no array of records; found: a"
    );
}

#[test]
fn a_list_may_say_how_deep_its_rows_stand() {
    let text = "assessable,depth,ref_id,name,description\n,1,KEEP,,Logs are kept.\n,2,,Preamble,\n,3,,,\n\
                ,3,,,Keeping is useful.\n,2,KEEP 1,,Policies for logs.\nx,3,KEEP 1.1,,Logs are dated.\n\
                no,3,KEEP 1.2,,\n,1,,,Beside them.\n";
    let rows = read_csv(text, "l.csv").unwrap();
    let said: Vec<[&str; 5]> = rows
        .iter()
        .map(|r| [&r.id, &r.kind, &r.parent, &r.title, &r.text].map(String::as_str))
        .collect();
    assert_eq!(
        said,
        [
            ["KEEP", "heading", "", "Logs are kept.", ""],
            ["KEEP/1", "heading", "KEEP", "Preamble", ""],
            ["KEEP/1/1", "text", "KEEP/1", "", "Keeping is useful."],
            ["KEEP 1", "heading", "KEEP", "Policies for logs.", ""],
            ["KEEP 1.1", "requirement", "KEEP 1", "", "Logs are dated."],
            ["KEEP 1.2", "heading", "KEEP 1", "", ""],
            ["1", "text", "", "", "Beside them."],
        ]
    );
}
