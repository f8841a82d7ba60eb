//! How much a unit weighs for somebody who reads six of sixty: what binds those who are regulated comes first, of it what has an
//! amount, a period or a penalty; what a law says of itself (severability, short title, inflation, funds) comes last.
//!
//! Cost: linear in the units that are asked for.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::align::language::Language;
use crate::draft::Draft;
use crate::lexicon::Lexicon;
use crate::provision::{Kind, Modality, Provision, Reader};
use crate::read::Format;

/// What a unit asks, the least first; then what it says besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Weight {
    /// What a law says of itself.
    Aside,
    /// What asks for nothing.
    Nothing,
    /// Recommendations and permissions.
    Free,
    /// What authorities owe.
    Official,
    /// What binds, and how telling it is: 2 for an amount, a period or a penalty, 1 for a bearer who is known by name.
    Binding(u8),
}

/// Weighs the units of a draft.
pub(super) struct Scales<'a> {
    draft: &'a Draft,
    reader: Reader,
    lexicon: Arc<Lexicon>,
    language: Language,
    asides: Vec<String>,
    at: FxHashMap<&'a str, usize>,
}

impl<'a> Scales<'a> {
    pub(super) fn of(draft: &'a Draft) -> Scales<'a> {
        let lexicon = Lexicon::embedded();
        let language = Language::of(draft);
        // The file is embedded, and a test reads it.
        let mut asides: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("weight.toml")).unwrap_or_default();
        Scales {
            reader: Reader::new(draft, &lexicon),
            asides: asides.remove(&language.code).unwrap_or_default(),
            at: draft
                .units
                .iter()
                .enumerate()
                .map(|(i, u)| (u.id.as_str(), i))
                .collect(),
            draft,
            lexicon,
            language,
        }
    }

    /// What the unit of this id weighs.
    pub(super) fn weigh(&self, id: &str) -> Weight {
        let Some(unit) = self.at.get(id).and_then(|&i| self.draft.units.get(i)) else {
            return Weight::Nothing;
        };
        let text = unit.text.to_lowercase();
        let formal = self.language.formal.iter().flatten();
        if self.asides.iter().any(|a| text.contains(a.as_str()))
            || formal
                .filter(|_| unit.text.len() < FORMAL)
                .any(|a| text.contains(a.as_str()))
        {
            return Weight::Aside;
        }
        let provisions = self.reader.provisions(unit);
        let weight = provisions
            .iter()
            .map(|p| self.of_provision(p))
            .max()
            .unwrap_or(Weight::Nothing);
        match (self.draft.format, weight) {
            // Rows of a list are its requirements, whatever their verb.
            (Format::List, Weight::Nothing | Weight::Free | Weight::Official) => Weight::Binding(0),
            (_, weight) => weight,
        }
    }

    fn of_provision(&self, p: &Provision) -> Weight {
        match p.modality {
            m if m.binds() => {}
            Modality::Recommendation | Modality::Permission => return Weight::Free,
            _ => return Weight::Nothing,
        }
        let (_, themes) = self.reader.acts_and_themes(p);
        if themes.iter().any(|t| t == "penalty") {
            return Weight::Binding(3);
        }
        let head = p.roles.bearing.as_ref().or_else(|| p.roles.addressed.first());
        let authority = head
            .and_then(|h| self.lexicon.actors.get(h.actor))
            .map(|a| a.authority);
        match authority {
            Some(true) => return Weight::Official,
            // An office by its name, where it is not to see to it that others act.
            _ if p.roles.bearing.is_none() && self.reader.office(p) => return Weight::Official,
            _ => {}
        }
        let amount = |kind: Kind| matches!(kind, Kind::Money | Kind::Power | Kind::Share | Kind::Physical);
        let telling = p.deadlines.iter().any(|d| d.period.is_some())
            || p.thresholds.iter().any(|t| amount(t.quantity.kind));
        Weight::Binding(2 * u8::from(telling) + u8::from(authority.is_some()))
    }
}

/// Longest unit, in bytes, that is taken for formal by words which may stand in any.
const FORMAL: usize = 400;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{BuildOptions, build};
    use crate::grammar::Library;
    use crate::read::{ReadOptions, read};
    use crate::settings::Settings;

    #[test]
    fn the_words_are_read() {
        let asides: BTreeMap<String, Vec<String>> = toml::from_str(include_str!("weight.toml")).unwrap();
        assert!(asides["en"].len() > 10 && asides["fr"].len() > 5);
    }

    #[test]
    fn duties_with_a_period_or_a_penalty_weigh_most_and_what_a_law_says_of_itself_least() {
        let text = "# Lamps Act\n\n## Article 1\n\nProviders shall report a fault within 72 hours.\n\n## Article 2\n\nProviders shall name a \
                    deputy.\n\n## Article 3\n\nThe Commission shall publish a report.\n\n## Article 4\n\nProviders may keep a \
                    record.\n\n## Article 5\n\nThe amounts shall be adjusted annually for inflation by the provider.\n\n## Article \
                    6\n\nWhoever breaks this Act shall be liable to a fine of up to 5000 euros.\n";
        let source = read(text.as_bytes(), "act.md", &ReadOptions::default()).unwrap();
        let draft = build(
            &source,
            &Library::embedded().unwrap(),
            &BuildOptions::default(),
            &Settings::default(),
        )
        .unwrap();
        let scales = Scales::of(&draft);
        let weights: Vec<Weight> = draft.units.iter().map(|u| scales.weigh(&u.id)).collect();
        let [period, duty, office, may, aside, fine] = weights.as_slice() else {
            panic!("{weights:?}");
        };
        assert!(
            period > duty && fine > duty && duty > office && office > may && may > aside,
            "{weights:?}"
        );
    }
}
