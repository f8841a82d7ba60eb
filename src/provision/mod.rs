//! Which units bind, by the verbal forms of their language.
//!
//! A first, sentence-free look: the strongest form that a unit holds. Forms are data (`forms.toml`).

use std::collections::BTreeMap;

use serde::Deserialize;

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
    /// Nothing of the kind: a statement, a definition, an outcome.
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
}

impl VerbalForms {
    /// The forms of a language, BCP 47; English where the language is unknown or has no list yet.
    pub fn of(language: Option<&str>) -> VerbalForms {
        // The file is embedded and a test parses it; an empty list is the harmless answer should it ever break.
        let mut all: BTreeMap<String, VerbalForms> =
            toml::from_str(include_str!("forms.toml")).unwrap_or_default();
        let primary = language.and_then(|l| l.split('-').next()).unwrap_or("en");
        all.remove(primary)
            .or_else(|| all.remove("en"))
            .unwrap_or_default()
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
        let padded = padded(text);
        [
            &self.requirement,
            &self.prohibition,
            &self.recommendation,
            &self.permission,
            &self.commitment,
            &self.statement,
        ]
        .into_iter()
        .flatten()
        .any(|f| padded.contains(&format!(" {f} ")))
    }
}

/// Lower case, every run of non-letters one space, a space at either end.
fn padded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in text.chars() {
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
