//! The rules by code, with the documentation that stands at the head of their files.

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// `C203`.
    pub code: &'static str,
    /// What it finds, in a few words.
    pub name: &'static str,
    /// What its findings weigh beside others of one severity: what decides comes first.
    pub weight: f64,
    source: &'static str,
}

macro_rules! rules {
    ($($code:literal $weight:literal $file:literal $name:literal)*) => {
        /// Every rule, by code.
        pub const RULES: &[Rule] = &[$(Rule { code: $code, name: $name, weight: $weight, source: include_str!($file) }),*];
    };
}

rules! {
    "C201" 1.0 "c201.rs" "opposed: one side says no where the other says yes"
    "C202" 0.8 "c202.rs" "modal force differs"
    "C203" 0.95 "c203.rs" "deadline or period differs"
    "C204" 0.95 "c204.rs" "threshold or amount differs"
    "C205" 0.8 "c205.rs" "addressee or bearer differs"
    "C206" 0.85 "c206.rs" "same term, different definition"
    "C207" 0.7 "c207.rs" "condition or exception on one side only"
    "C208" 0.85 "c208.rs" "different date of effect"
    "C209" 0.5 "c209.rs" "weakening words on one side only"
    "C210" 0.6 "c210.rs" "same concept, different term"
    "C211" 0.9 "c211.rs" "scope or exemption differs"
    "C212" 0.75 "c212.rs" "recipient, authority or assessor differs"
    "C213" 0.65 "c213.rs" "normative reference differs"
    "D301" 0.9 "d301.rs" "dangling reference"
    "D302" 0.85 "d302.rs" "duplicate number"
    "D303" 0.8 "d303.rs" "skipped number"
    "D304" 0.75 "d304.rs" "several obligations in one sentence"
    "D305" 0.7 "d305.rs" "provision in an informative part"
    "D306" 0.65 "d306.rs" "undefined term"
    "D307" 0.6 "d307.rs" "unused term"
    "D308" 0.55 "d308.rs" "verbal form against the publisher's own rules"
    "G101" 0.6 "g101.rs" "no counterpart found"
    "G102" 0.5 "g102.rs" "covered in part"
    "G103" 0.4 "g103.rs" "term defined on one side only"
    "R401" 1.0 "r401.rs" "requirement weakened"
    "R402" 0.95 "r402.rs" "requirement strengthened"
    "R403" 0.9 "r403.rs" "requirement dropped"
    "R404" 0.85 "r404.rs" "requirement added"
    "R405" 0.95 "r405.rs" "reviewed link put in doubt by a revision"
}

/// The rule with this code, in capitals or not.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.code.eq_ignore_ascii_case(code))
}

impl Rule {
    /// What stands at the head of its file, as Markdown.
    pub fn doc(&self) -> String {
        let lines = self.source.lines().map_while(|l| l.strip_prefix("//!"));
        lines
            .map(|l| l.strip_prefix(' ').unwrap_or(l))
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// The page on all findings, as Markdown: `docs/findings.md`.
pub fn page() -> String {
    let mut page = "# Findings\n\nMade from the rules' own documentation (`src/finding`); `clausewise explain CODE` prints the same.\n".to_owned();
    for rule in RULES {
        let doc = rule.doc();
        let sections: Vec<String> = doc
            .lines()
            .map(|l| {
                l.strip_prefix("# ")
                    .map_or(l.to_owned(), |title| format!("**{title}.**"))
            })
            .collect();
        page.push_str(&format!(
            "\n## {}: {}\n\n{}\n",
            rule.code,
            rule.name,
            sections.join("\n")
        ));
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_is_documented_in_the_same_sections() {
        for rule in RULES {
            let doc = rule.doc();
            let sections: Vec<&str> = doc.lines().filter_map(|l| l.strip_prefix("# ")).collect();
            let expected = [
                "What it reports",
                "Why it matters",
                "Example",
                "When it is wrong",
                "Settings",
            ];
            assert_eq!(sections, expected, "{}", rule.code);
        }
    }
}
