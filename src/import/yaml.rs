//! YAML as one tree. What could blow a small file up is refused: aliases, and more than so many values or levels.

use saphyr_parser::{Event, Parser};
use serde_json::{Map, Value};

use crate::{Error, Result};

/// Most values of a document.
const MOST: usize = 2_000_000;
/// Most levels.
const DEEPEST: usize = 100;

enum Open {
    List(Vec<Value>),
    Map(Map<String, Value>, Option<String>),
}

/// The first document of a YAML file. All scalars are text.
///
/// # Errors
/// What is no YAML; aliases; too many values or levels.
pub(super) fn parse(text: &str, name: &str) -> Result<Value> {
    let mut open: Vec<Open> = Vec::new();
    let mut count = 0usize;
    let wrong = |what: &str, line: usize| {
        Error::new(what.to_owned())
            .at(format!("{name}, line {line}"))
            .help("check that it is YAML, saved completely")
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|e| wrong("not valid YAML", e.marker().line()))?;
        let line = span.start.line();
        count += 1;
        if count > MOST || open.len() > DEEPEST {
            return Err(wrong("it holds too much", line));
        }
        let done = match event {
            Event::Scalar(value, ..) => Value::from(value.into_owned()),
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Map::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(Open::List(all)) => Value::from(all),
                Some(Open::Map(all, _)) => Value::Object(all),
                None => continue,
            },
            Event::Alias(_) => return Err(wrong("aliases are not read", line)),
            Event::DocumentEnd | Event::StreamEnd => break,
            _ => continue,
        };
        match open.last_mut() {
            None => return Ok(done),
            Some(Open::List(all)) => all.push(done),
            Some(Open::Map(all, key)) => match (key.take(), done) {
                (Some(key), value) => {
                    all.insert(key, value);
                }
                (None, Value::String(text)) => *key = Some(text),
                (None, _) => return Err(wrong("a key is no text", line)),
            },
        }
    }
    Err(wrong("it is empty", 1))
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::export::yaml::string;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn strings_come_back(text in "\\PC{0,12}|[\\x00-\\x20\"'\\\\:#\u{85}\u{2028}\u{202e}\u{feff}\u{10ffff}-]{0,12}") {
            let value = parse(&format!("a: {}\nb:\n  - {}\n", string(&text), string(&text)), "x").unwrap();
            prop_assert_eq!(value["a"].as_str(), Some(text.as_str()));
            prop_assert_eq!(value["b"][0].as_str(), Some(text.as_str()));
        }

        #[test]
        fn nothing_panics(text in "[-a:#{}\\[\\]&*!|>\"' \\n]{0,40}") {
            let _ = parse(&text, "x");
        }
    }

    #[test]
    fn bombs_are_refused() {
        assert!(parse("a: &a [x, x]\nb: [*a, *a]\n", "x").is_err());
        assert!(parse(&"[".repeat(5000), "x").is_err());
    }
}
