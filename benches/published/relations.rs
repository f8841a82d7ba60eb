//! How well relations are told: `tests/relations.csv` names pairs of units by place, with two labellings by reading.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use clausewise::crosswalk::{Judge, Relation};
use clausewise::draft::Draft;
use clausewise::lexicon::Lexicon;
use clausewise::score::{Labels, labels};
use clausewise::settings::Settings;

use crate::judged::draft;
use crate::sets::{places, records};

/// A pair with what two labellings say, `None` for no relation, and what the program says.
pub(crate) struct Labelled {
    /// The two drafts, and the two units.
    pub(crate) name: [String; 4],
    pub(crate) first: Option<Relation>,
    pub(crate) second: Option<Relation>,
    pub(crate) found: Option<Relation>,
    /// What the program goes by: of the left unit, of the right one.
    pub(crate) features: [[f64; 4]; 2],
}

/// Everything that is labelled in `file`: drafts of `corpora/` stand in the repository, the others below `published`.
pub(crate) fn all(file: &Path, published: &Path) -> Result<Vec<Labelled>, String> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let open = |name: &str| -> Result<Draft, String> {
        let root = if name.starts_with("corpora/") {
            repository
        } else {
            published
        };
        draft(&root.join(name))
    };
    let mut pairs: BTreeMap<(String, String), Vec<BTreeMap<String, String>>> = BTreeMap::new();
    for record in records(file)? {
        let of = |name: &str| record.get(name).cloned().unwrap_or_default();
        pairs.entry((of("left"), of("right"))).or_default().push(record);
    }
    let (lexicon, settings) = (Lexicon::embedded(), Settings::default());
    let mut labelled = Vec::new();
    for ((left_name, right_name), records) in pairs {
        let (left, right) = (open(&left_name)?, open(&right_name)?);
        let judge = Judge::new(&left, &right, &lexicon, &settings.relation);
        for record in records {
            let of = |name: &str| record.get(name).map_or("", String::as_str);
            let label = |name: &str| of(name).parse().ok().filter(|r| *r != Relation::NoRelationship);
            let place = |draft: &Draft, id: &str| places(draft).get(id).copied();
            let (Some(l), Some(r)) = (place(&left, of("left_id")), place(&right, of("right_id"))) else {
                return Err(format!(
                    "{left_name} × {right_name}: no unit {} or {}",
                    of("left_id"),
                    of("right_id")
                ));
            };
            labelled.push(Labelled {
                name: [&left_name, of("left_id"), &right_name, of("right_id")].map(str::to_owned),
                first: label("first"),
                second: label("second"),
                found: judge.silent(l, r).and_then(|j| j.relation),
                features: judge.features(l, r).unwrap_or_default(),
            });
        }
    }
    Ok(labelled)
}

/// How well the program tells the relations of one labelling.
pub(crate) fn against(labelled: &[Labelled], label: impl Fn(&Labelled) -> Option<Relation>) -> Labels {
    labels(
        &labelled
            .iter()
            .filter_map(|p| Some((label(p)?, p.found?)))
            .collect::<Vec<_>>(),
    )
}

/// How far the labellings agree; no relation is one more label.
pub(crate) fn agreement(labelled: &[Labelled]) -> f64 {
    let code = |label: Option<Relation>| label.unwrap_or(Relation::NoRelationship);
    clausewise::score::kappa(
        &labelled
            .iter()
            .map(|p| (code(p.first), code(p.second)))
            .collect::<Vec<_>>(),
    )
}

/// Prints the figures, and gives a line of numbers per direction.
pub(crate) fn run(file: &Path, published: &Path) -> Result<String, String> {
    let labelled = all(file, published)?;
    for (name, labels) in [
        ("first", against(&labelled, |p| p.first)),
        ("second", against(&labelled, |p| p.second)),
    ] {
        let said = |value: Option<f64>| value.map_or("-".to_owned(), |v| format!("{v:.3}"));
        println!(
            "relations, {name} labelling: {} pairs, macro-F1 {}, majority {}, agreement {:.3}, kappa {:.3}",
            labels.pairs,
            said(labels.macro_f1),
            said(labels.majority),
            labels.agreement,
            labels.kappa
        );
        for of in &labels.by_relation {
            println!(
                "  {:<18} {:>4} cases, {:>4} said, F1 {:.3}",
                of.relation.code(),
                of.cases,
                of.said,
                of.f1
            );
        }
    }
    println!("  kappa between the labellings {:.3}", agreement(&labelled));
    let mut table =
        "left,left_id,right,right_id,first,second,found,cov,miss,least,rcov,rmiss,rleast\n".to_owned();
    for p in &labelled {
        let code = |r: Option<Relation>| r.map_or("", Relation::code);
        let [l, r] = p.features;
        let _ = writeln!(
            table,
            "{},{},{},{},{},{},{}",
            p.name.join(","),
            code(p.first),
            code(p.second),
            code(p.found),
            format_args!("{},{},{}", l[0], l[2], l[3]),
            format_args!("{},{}", r[0], r[2]),
            r[3]
        );
    }
    Ok(table)
}
