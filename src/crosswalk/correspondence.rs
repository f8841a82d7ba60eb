//! What a correspondence says: which units, which relation, how strong, how sure, and why.

use std::fmt;
use std::str::FromStr;

use crate::Error;
use crate::settings::BandSettings;

/// A unit of one of the drafts that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct UnitRef {
    /// Which draft, counted from 0 in the order they were given.
    pub draft: usize,
    /// Index into the draft's units.
    pub unit: usize,
}

impl UnitRef {
    /// The unit `unit` of draft `draft`.
    pub fn new(draft: usize, unit: usize) -> Self {
        UnitRef { draft, unit }
    }
}

/// How the left unit relates to the right one (NIST IR 8477).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// Both ask for the same.
    Equal,
    /// The right unit asks for all that the left one asks for, and more.
    SubsetOf,
    /// The left unit asks for all that the right one asks for, and more.
    SupersetOf,
    /// They share a part, and each has a part of its own.
    IntersectsWith,
    /// A reviewer found that they do not correspond.
    NoRelationship,
}

/// What the relation was judged by (NIST IR 8477).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rationale {
    /// By the wording.
    Syntactic,
    /// By what the words mean.
    Semantic,
    /// By the result that meeting them has.
    Functional,
}

/// The codes of an enum: one list for writing and reading.
macro_rules! codes {
    ($type:ty, $what:literal, $($variant:path => $code:literal),+ $(,)?) => {
        impl $type {
            /// The code as it stands in files.
            pub fn code(self) -> &'static str {
                match self { $($variant => $code),+ }
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.code())
            }
        }

        impl FromStr for $type {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                match text.trim() {
                    $($code => Ok($variant),)+
                    other => Err(Error::new(format!(concat!("`{}` is no ", $what), other))
                        .help(concat!("one of ", $("`", $code, "` "),+).trim_end())),
                }
            }
        }
    };
}

codes!(Relation, "relation",
    Relation::Equal => "equal",
    Relation::SubsetOf => "subset-of",
    Relation::SupersetOf => "superset-of",
    Relation::IntersectsWith => "intersects-with",
    Relation::NoRelationship => "no-relationship",
);

codes!(Rationale, "rationale",
    Rationale::Syntactic => "syntactic",
    Rationale::Semantic => "semantic",
    Rationale::Functional => "functional",
);

impl Relation {
    /// The same relation seen from the other side.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Relation::SubsetOf => Relation::SupersetOf,
            Relation::SupersetOf => Relation::SubsetOf,
            other => other,
        }
    }
}

/// A confidence in words. The thresholds, and what was measured in each band, stand at [`BandSettings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Band {
    /// Worth a look when nothing better is there.
    Possible,
    /// More likely right than wrong.
    Probable,
    /// A reviewer seldom rejects it.
    Strong,
}

codes!(Band, "band",
    Band::Possible => "possible",
    Band::Probable => "probable",
    Band::Strong => "strong",
);

impl Band {
    /// The band that a confidence falls in.
    pub fn of(confidence: f64, settings: &BandSettings) -> Self {
        if confidence >= settings.strong {
            Band::Strong
        } else if confidence >= settings.probable {
            Band::Probable
        } else {
            Band::Possible
        }
    }
}

/// A link between units of two drafts.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Correspondence {
    /// The unit on the left.
    pub left: UnitRef,
    /// The unit on the right.
    pub right: UnitRef,
    /// How the left unit relates to the right one; `None` where that has not been judged.
    pub relation: Option<Relation>,
    /// How much they share, 0 to 10; `None` where that has not been judged.
    pub strength: Option<u8>,
    /// What the relation was judged by.
    pub rationale: Option<Rationale>,
    /// Calibrated probability that a reviewer accepts the link.
    pub confidence: f64,
    /// The logit of the confidence: comparable over all pairs of units, and fine enough to rank by.
    pub score: f64,
    /// Why, in words.
    pub evidence: String,
}

impl Correspondence {
    /// The confidence in words.
    pub fn band(&self, settings: &BandSettings) -> Band {
        Band::of(self.confidence, settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back() {
        for r in [
            Relation::Equal,
            Relation::SubsetOf,
            Relation::SupersetOf,
            Relation::IntersectsWith,
            Relation::NoRelationship,
        ] {
            assert_eq!(r.to_string().parse::<Relation>().unwrap(), r);
            assert_eq!(r.turned().turned(), r);
        }
        let error = "same".parse::<Relation>().unwrap_err();
        assert_eq!(error.to_string(), "`same` is no relation");
        assert!(error.help_line().unwrap().contains("`subset-of`"));
    }

    #[test]
    fn bands_follow_the_thresholds() {
        let s = BandSettings::default();
        assert_eq!(Band::of(s.strong, &s), Band::Strong);
        assert_eq!(Band::of(s.probable, &s), Band::Probable);
        assert_eq!(Band::of(0.0, &s), Band::Possible);
    }
}
