//! Parameters in prose, as publishers print them.

use rustc_hash::FxHashMap;

use super::model::{Param, Select};
use crate::read::normalise::normalise;

/// How deep a choice may hold parameters with choices of their own.
const DEEPEST: usize = 4;
/// Longest text of a parameter in bytes; choices that hold each other many times grow quickly.
const LONGEST: usize = 1 << 14;

/// What NIST puts before every label; other publishers write labels that need nothing.
const DEFINED: &str = "organization-defined";

/// The parameters of a catalogue, by id. An inner one of the same id replaces the outer one.
#[derive(Debug, Default)]
pub(super) struct Params<'c> {
    by_id: FxHashMap<&'c str, &'c Param>,
    /// Labels are written so that the publisher's prefix belongs before them.
    prefixed: bool,
}

impl<'c> Params<'c> {
    pub(super) fn add(&mut self, params: &'c [Param]) {
        for param in params {
            self.prefixed |= param.label.starts_with(DEFINED);
            self.by_id.insert(&param.id, param);
            // The id that an older version of the catalogue had.
            for prop in param.props.iter().filter(|p| p.name == "alt-identifier") {
                self.by_id.entry(&prop.value).or_insert(param);
            }
        }
    }

    /// Prose with its parameters: `{{ insert: param, ac-1_prm_1 }}`.
    pub(super) fn fill(&self, prose: &str) -> String {
        let text = self.filled(prose, 0);
        // The format puts a space behind each insertion.
        let mut tidy = normalise(&text);
        for mark in [" ;", " ,", " .", " )", " :"] {
            if tidy.contains(mark) {
                tidy = tidy.replace(mark, mark.trim_start());
            }
        }
        tidy
    }

    fn filled(&self, prose: &str, depth: usize) -> String {
        let mut out = String::with_capacity(prose.len());
        let mut rest = prose;
        while let Some((before, after)) = rest.split_once("{{") {
            let Some((insert, behind)) = after.split_once("}}") else {
                break;
            };
            out.push_str(before);
            let id = insert.trim().rsplit([',', ' ']).next().unwrap_or_default();
            out.push_str(&self.shown(id, depth));
            rest = behind;
        }
        out.push_str(rest);
        out
    }

    fn shown(&self, id: &str, depth: usize) -> String {
        let Some(param) = self.by_id.get(id).filter(|_| depth < DEEPEST) else {
            return format!("[Assignment: {id}]");
        };
        let mut text = match (&param.select, param.values.as_slice()) {
            (_, [_, ..]) => param.values.join(", "),
            (Some(select), _) if !select.choice.is_empty() => self.selection(select, depth),
            _ => self.assignment(&param.label, id),
        };
        if text.len() > LONGEST {
            text.truncate(text.floor_char_boundary(LONGEST));
        }
        text
    }

    fn assignment(&self, label: &str, id: &str) -> String {
        let label = if label.is_empty() { id } else { label };
        if self.prefixed && !label.starts_with(DEFINED) {
            format!("[Assignment: {DEFINED} {label}]")
        } else {
            format!("[Assignment: {label}]")
        }
    }

    fn selection(&self, select: &Select, depth: usize) -> String {
        let choices: Vec<String> = select
            .choice
            .iter()
            .map(|c| normalise(&self.filled(c, depth + 1)))
            .collect();
        let how_many = if select.how_many == "one-or-more" {
            " (one or more)"
        } else {
            ""
        };
        format!("[Selection{how_many}: {}]", choices.join("; "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn param(id: &str, label: &str, choice: &[&str]) -> Param {
        Param {
            id: id.to_owned(),
            label: label.to_owned(),
            select: (!choice.is_empty()).then(|| Select {
                how_many: "one-or-more".to_owned(),
                choice: choice.iter().map(|c| (*c).to_owned()).collect(),
            }),
            ..Param::default()
        }
    }

    #[test]
    fn parameters_are_printed_in_brackets() {
        let own = [
            param("p1", "keeper", &[]),
            param("p2", "", &["ring for {{ insert: param, p1 }} ", "stop"]),
            param(
                "loop",
                "",
                &["{{ insert: param, loop }}", "{{ insert: param, loop }}"],
            ),
        ];
        let mut params = Params::default();
        params.add(&own);
        assert_eq!(
            params.fill("Tell {{ insert: param, p1 }} ; or {{ insert: param, p2 }} ."),
            "Tell [Assignment: keeper]; or [Selection (one or more): ring for [Assignment: keeper]; stop]."
        );
        assert_eq!(params.fill("{{ broken"), "{{ broken");
        assert!(
            params
                .fill("{{ insert: param, loop }}")
                .contains("[Assignment: loop]")
        );
        let nist = [param("q", "organization-defined keepers", &[])];
        params.add(&nist);
        assert_eq!(
            params.fill("{{ insert: param, p1 }}"),
            "[Assignment: organization-defined keeper]"
        );
    }
}
