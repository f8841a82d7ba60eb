//! How well relations are told: F1 by relation, and agreement beyond chance.
//!
//! Cost: linear in the pairs. Source: Cohen 1960 for kappa.

use crate::crosswalk::Relation;

/// A relation counts in the mean from so many cases on: below, one case more or less moves it by a twentieth.
const CASES: usize = 20;

/// Relations that two units can have.
const ALL: [Relation; 4] = [
    Relation::Equal,
    Relation::SubsetOf,
    Relation::SupersetOf,
    Relation::IntersectsWith,
];

/// A pair whose relation both say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Case {
    pub(super) unit: usize,
    pub(super) wanted: Relation,
    pub(super) found: Relation,
}

/// How well one relation is told.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct OfLabel {
    /// The relation.
    pub relation: Relation,
    /// How many pairs have it by the published crosswalk.
    pub cases: usize,
    /// How many have it by the crosswalk that is scored.
    pub said: usize,
    /// Share of the latter that are published so.
    pub precision: f64,
    /// Share of the former that are found so.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// How well relations are told.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Labels {
    /// How many pairs have a relation in both files.
    pub pairs: usize,
    /// By relation; those that neither file has are left out.
    pub by_relation: Vec<OfLabel>,
    /// Share of the pairs whose relation is the same.
    pub agreement: f64,
    /// Agreement beyond chance, 1 at most (Cohen's kappa).
    pub kappa: f64,
    /// Mean F1 over relations with at least twenty cases.
    pub macro_f1: Option<f64>,
    /// What the mean would be if every pair got the relation that is most frequent.
    pub majority: Option<f64>,
}

/// How well the second of each pair tells the first.
pub fn labels(pairs: &[(Relation, Relation)]) -> Labels {
    let cases: Vec<Case> = pairs
        .iter()
        .map(|&(wanted, found)| Case {
            unit: 0,
            wanted,
            found,
        })
        .collect();
    let count = |relation: Relation| pairs.iter().filter(|p| p.0 == relation).count();
    let most = ALL
        .into_iter()
        .max_by_key(|&r| (count(r), r == Relation::IntersectsWith));
    let majority: Vec<Case> = cases
        .iter()
        .map(|c| Case {
            found: most.unwrap_or(c.found),
            ..*c
        })
        .collect();
    let of = |relation: Relation| {
        let told = told(&cases, relation, &|_| 1.0);
        let label = OfLabel {
            relation,
            cases: told.wanted as usize,
            said: told.found as usize,
            precision: told.both / told.found.max(1.0),
            recall: told.both / told.wanted.max(1.0),
            f1: told.f1(),
        };
        (label.cases + label.said > 0).then_some(label)
    };
    Labels {
        pairs: pairs.len(),
        by_relation: ALL.into_iter().filter_map(of).collect(),
        agreement: pairs.iter().filter(|(a, b)| a == b).count() as f64 / pairs.len().max(1) as f64,
        kappa: kappa(pairs),
        macro_f1: macro_f1(&cases, &|_| 1.0),
        majority: macro_f1(&majority, &|_| 1.0),
    }
}

/// Agreement beyond chance of two labellings: 1 where they are the same, 0 where it is what chance gives.
pub fn kappa(pairs: &[(Relation, Relation)]) -> f64 {
    let n = pairs.len().max(1) as f64;
    let agreed = pairs.iter().filter(|(a, b)| a == b).count() as f64 / n;
    let share =
        |of: &dyn Fn(&(Relation, Relation)) -> bool| pairs.iter().filter(|p| of(p)).count() as f64 / n;
    let chance: f64 = ALL
        .into_iter()
        .chain([Relation::NoRelationship])
        .map(|r| share(&|p| p.0 == r) * share(&|p| p.1 == r))
        .sum();
    if chance >= 1.0 {
        1.0
    } else {
        (agreed - chance) / (1.0 - chance)
    }
}

struct Told {
    wanted: f64,
    found: f64,
    both: f64,
}

impl Told {
    fn f1(&self) -> f64 {
        2.0 * self.both / (self.wanted + self.found).max(f64::MIN_POSITIVE)
    }
}

fn told(cases: &[Case], relation: Relation, weight: &dyn Fn(usize) -> f64) -> Told {
    let mut told = Told {
        wanted: 0.0,
        found: 0.0,
        both: 0.0,
    };
    for case in cases {
        let w = weight(case.unit);
        let (wanted, found) = (case.wanted == relation, case.found == relation);
        told.wanted += if wanted { w } else { 0.0 };
        told.found += if found { w } else { 0.0 };
        told.both += if wanted && found { w } else { 0.0 };
    }
    told
}

/// Mean F1 over the relations with enough cases; which these are does not hang on the weights.
pub(super) fn macro_f1(cases: &[Case], weight: &dyn Fn(usize) -> f64) -> Option<f64> {
    let often = |r: &Relation| cases.iter().filter(|c| c.wanted == *r).count() >= CASES;
    let f1s: Vec<f64> = ALL
        .into_iter()
        .filter(often)
        .map(|r| told(cases, r, weight).f1())
        .collect();
    (!f1s.is_empty()).then(|| f1s.iter().sum::<f64>() / f1s.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_relation_and_beyond_chance() {
        use Relation::{Equal, IntersectsWith, SubsetOf};
        let mut pairs = vec![(Equal, Equal); 20];
        pairs.extend(vec![(SubsetOf, IntersectsWith); 20]);
        pairs.extend(vec![(SubsetOf, SubsetOf); 20]);
        let labels = labels(&pairs);
        assert_eq!(labels.by_relation.len(), 3);
        assert!((labels.by_relation[1].f1 - 2.0 / 3.0).abs() < 1e-9);
        // `intersects-with` has no case and stays out of the mean.
        assert!((labels.macro_f1.unwrap() - (1.0 + 2.0 / 3.0) / 2.0).abs() < 1e-9);
        assert!((labels.majority.unwrap() - (0.0 + 0.8) / 2.0).abs() < 1e-9);
        // (2/3 - (1/3·1/3 + 2/3·1/3)) / (1 - 1/3)
        assert!((labels.kappa - 0.5).abs() < 1e-9);
        assert!((kappa(&[(Equal, Equal)]) - 1.0).abs() < 1e-9);
    }
}
