//! Verbal forms: which words require, forbid, recommend, allow.
//!
//! The strongest form of a whole text, for units; [`super::modal`] finds each with its place. Forms are data
//! (`words/forms.toml`). Cost: linear in the text.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;

use super::phrase::Phrases;

/// What a unit does, by its strongest verbal form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// Something is required.
    Requirement,
    /// Something is forbidden.
    Prohibition,
    /// Something is recommended.
    Recommendation,
    /// Something is allowed.
    Permission,
    /// The speakers commit themselves.
    Commitment,
    /// Something is possible.
    Possibility,
    /// A state that a framework wants to see; nobody is told to bring it about.
    Outcome,
    /// What a term means.
    Definition,
    /// Nothing of the kind.
    Statement,
}

impl Modality {
    /// The word for people.
    pub fn name(self) -> &'static str {
        match self {
            Modality::Requirement => "requirement",
            Modality::Prohibition => "prohibition",
            Modality::Recommendation => "recommendation",
            Modality::Permission => "permission",
            Modality::Commitment => "commitment",
            Modality::Possibility => "possibility",
            Modality::Outcome => "outcome",
            Modality::Definition => "definition",
            Modality::Statement => "statement",
        }
    }

    /// Whether someone is bound: requirements, prohibitions, commitments.
    pub fn binds(self) -> bool {
        matches!(
            self,
            Modality::Requirement | Modality::Prohibition | Modality::Commitment
        )
    }
}

/// Characters of a text in which its verb is looked for before the rest is.
const NEAR: usize = 120;

/// The verbal forms of one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbalForms {
    requirement: Vec<String>,
    prohibition: Vec<String>,
    recommendation: Vec<String>,
    permission: Vec<String>,
    commitment: Vec<String>,
    statement: Vec<String>,
    /// Forms that release from a duty: "need not".
    #[serde(default)]
    release: Vec<String>,
    #[serde(default)]
    possibility: Vec<String>,
    /// All forms that make a sentence, looked for at once; built when first asked for.
    #[serde(skip)]
    verbs: OnceLock<Option<AhoCorasick>>,
}

impl VerbalForms {
    /// The forms of a language, BCP 47; English where the language is unknown or has no list yet.
    pub fn of(language: Option<&str>) -> &'static VerbalForms {
        // The file is embedded and a test parses it; an empty list is the harmless answer should it ever break.
        static ALL: LazyLock<BTreeMap<String, VerbalForms>> =
            LazyLock::new(|| toml::from_str(include_str!("words/forms.toml")).unwrap_or_default());
        static NONE: LazyLock<VerbalForms> = LazyLock::new(VerbalForms::default);
        let primary = language.and_then(|l| l.split('-').next()).unwrap_or("en");
        ALL.get(primary).or_else(|| ALL.get("en")).unwrap_or(&NONE)
    }

    /// The strongest form in a text.
    pub fn modality(&self, text: &str) -> Modality {
        let padded = padded(text);
        let any = |forms: &[String]| forms.iter().any(|f| padded.contains(&format!(" {f} ")));
        if any(&self.prohibition) {
            Modality::Prohibition
        } else if any(&self.requirement) {
            Modality::Requirement
        } else if any(&self.recommendation) {
            Modality::Recommendation
        } else if any(&self.permission) {
            Modality::Permission
        } else if any(&self.commitment) {
            Modality::Commitment
        } else {
            Modality::Statement
        }
    }

    /// Whether a text has a finite verb that we know: whether it can be a sentence at all.
    pub fn has_verb(&self, text: &str) -> bool {
        let all = || {
            let lists = [
                &self.requirement,
                &self.prohibition,
                &self.recommendation,
                &self.permission,
                &self.commitment,
                &self.statement,
            ];
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .build(lists.into_iter().flatten().map(|f| format!(" {f} ")))
                .ok()
        };
        // Nearly all sentences have their verb near their beginning. It ends between two words, as the whole text does.
        let start = text.char_indices().skip(NEAR).find(|(_, c)| c.is_whitespace());
        let start = start.map_or("", |(at, _)| &text[..at]);
        let has = |verbs: &AhoCorasick| {
            !start.is_empty() && verbs.is_match(&padded(start)) || verbs.is_match(&padded(text))
        };
        self.verbs.get_or_init(all).as_ref().is_some_and(has)
    }

    /// Every form with what it says, for [`Phrases`].
    pub(super) fn phrases(&self) -> Phrases<Form> {
        let lists = [
            (&self.requirement, Form(Modality::Requirement)),
            (&self.prohibition, Form(Modality::Prohibition)),
            (&self.recommendation, Form(Modality::Recommendation)),
            (&self.permission, Form(Modality::Permission)),
            (&self.release, Form(Modality::Permission)),
            (&self.possibility, Form(Modality::Possibility)),
            (&self.commitment, Form(Modality::Commitment)),
        ];
        let each = lists
            .into_iter()
            .flat_map(|(list, form)| list.iter().map(move |p| (p.as_str(), form)));
        Phrases::new(each)
    }
}

/// Lower case, every run of non-letters one space, a space at either end.
fn padded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // A word in plain letters at once.
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if plain > 0 {
            let from = out.len();
            out.push_str(&rest[..plain]);
            out[from..].make_ascii_lowercase();
            rest = &rest[plain..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        if c.is_alphanumeric() || c == '\'' || c == '’' {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// A verbal form as found in a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form(pub(super) Modality);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_form_decides() {
        let en = VerbalForms::of(Some("en"));
        assert_eq!(
            en.modality("A provider shall keep logs and may delete them later."),
            Modality::Requirement
        );
        assert_eq!(
            en.modality("No one may not; a deployer may not resell."),
            Modality::Prohibition
        );
        assert_eq!(
            en.modality("Operators should train staff."),
            Modality::Recommendation
        );
        assert_eq!(en.modality("This part is about logs."), Modality::Statement);
        let fr = VerbalForms::of(Some("fr-CA"));
        assert_eq!(
            fr.modality("Le responsable doit tenir un registre."),
            Modality::Requirement
        );
        assert_eq!(
            fr.modality("Nul ne peut vendre un tel système."),
            Modality::Prohibition
        );
    }

    #[test]
    fn unknown_languages_fall_back_to_english() {
        assert_eq!(
            VerbalForms::of(Some("xx")).modality("It must be so."),
            Modality::Requirement
        );
        assert!(VerbalForms::of(None).has_verb("Logs are kept."));
    }
}
