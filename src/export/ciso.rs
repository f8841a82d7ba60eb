//! A crosswalk as a mapping library of CISO Assistant, in YAML.
//!
//! Requirements are URNs in small letters there: `urn:clausewise:risk:req_node:act:art-6__1`. Where the other program has
//! the frameworks under names of its own, these have to be put in. Rejected rows and units without counterpart stay out.

use super::about::{About, Pair, latest_day, pairs, reviewed};
use super::yaml::Node;
use super::{remark, token};
use crate::crosswalk::{Rationale, Relation, unit_hash};
use crate::review::{Row, Sheet, Status};
use crate::{Error, Result};

/// The library as YAML.
///
/// # Errors
/// A crosswalk without any correspondence that holds.
pub fn yaml(drafts: &[About], sheet: &Sheet) -> Result<String> {
    let drafts = About::all(drafts, sheet);
    let pairs: Vec<Pair<'_>> = pairs(&drafts, sheet)
        .into_iter()
        .filter(|p| p.rows.iter().any(|r| holds(r)))
        .collect();
    if pairs.is_empty() {
        return Err(
            Error::new("CISO Assistant reads no mapping without a single correspondence")
                .help("write .csv or .json"),
        );
    }
    let slugs: Vec<String> = drafts.iter().map(|d| slug(&d.name)).collect();
    let name = slugs.join("-to-");
    let rows: Vec<&Row> = pairs.iter().flat_map(|p| p.rows.iter().copied()).collect();
    let mut about = reviewed(&rows);
    for draft in &drafts {
        about.push_str(&format!(". {}: {}", slug(&draft.name), draft.title()));
        for (field, value) in draft.known() {
            about.push_str(&format!("; {field} {value}"));
        }
    }
    let mut library = vec![
        ("urn", Node::Text(format!("urn:clausewise:risk:library:{name}"))),
        ("locale", Node::text("en")),
        ("ref_id", Node::text(&name)),
        ("name", Node::Text(format!("Crosswalk {name}"))),
        ("description", Node::Text(about)),
        ("copyright", Node::text("")),
        ("version", Node::Number(1)),
    ];
    if let Some(day) = latest_day(&drafts, sheet) {
        library.push(("publication_date", Node::Text(day)));
    }
    library.push(("provider", Node::text("clausewise")));
    library.push(("packager", Node::text("clausewise")));
    let dependencies = slugs
        .iter()
        .map(|s| Node::Text(format!("urn:clausewise:risk:library:{s}")));
    library.push(("dependencies", Node::List(dependencies.collect())));
    let sets = Node::List(pairs.iter().map(set).collect());
    library.push(("objects", Node::Map(vec![("requirement_mapping_sets", sets)])));
    Ok(Node::Map(library).document())
}

fn set(pair: &Pair<'_>) -> Node {
    let (left, right) = (slug(&pair.left.name), slug(&pair.right.name));
    let name = format!("{left}-to-{right}");
    let urn = |kind: &str, id: &str| Node::Text(format!("urn:clausewise:risk:{kind}:{id}"));
    let mappings = pair.rows.iter().filter(|r| holds(r)).map(|row| {
        let mut mapping = vec![
            (
                "source_requirement_urn",
                urn("req_node", &format!("{left}:{}", local(&row.left.id))),
            ),
            (
                "target_requirement_urn",
                urn("req_node", &format!("{right}:{}", local(&row.right.id))),
            ),
            ("relationship", Node::text(relationship(row))),
        ];
        if let Ok(rationale) = row.rationale.parse::<Rationale>() {
            mapping.push(("rationale", Node::text(rationale.code())));
        }
        if let Some(strength) = row.strength.parse().ok().filter(|s| *s <= 10) {
            mapping.push(("strength_of_relationship", Node::Number(strength)));
        }
        mapping.push(("annotation", Node::Text(remark::write(row, true))));
        Node::Map(mapping)
    });
    Node::Map(vec![
        ("urn", urn("req_mapping_set", &name)),
        ("ref_id", Node::text(&name)),
        (
            "name",
            Node::Text(format!("{} to {}", pair.left.title(), pair.right.title())),
        ),
        ("source_framework_urn", urn("framework", &left)),
        ("target_framework_urn", urn("framework", &right)),
        ("requirement_mappings", Node::List(mappings.collect())),
    ])
}

/// What the format can hold: two units that nobody said do not correspond.
pub(super) fn holds(row: &Row) -> bool {
    !row.left.is_empty() && !row.right.is_empty() && row.status() != Some(Status::Rejected)
}

fn relationship(row: &Row) -> &'static str {
    match row.relation.parse::<Relation>() {
        Ok(Relation::Equal) => "equal",
        Ok(Relation::SubsetOf) => "subset",
        Ok(Relation::SupersetOf) => "superset",
        Ok(Relation::NoRelationship) => "not_related",
        // The remark says where it was not judged.
        Ok(Relation::IntersectsWith) | Err(_) => "intersect",
    }
}

/// An id as the last part of a URN.
fn local(id: &str) -> String {
    let token = token::encode(&id.to_lowercase());
    token.strip_prefix("_-").unwrap_or(&token).to_owned()
}

/// The id of the last part of a URN, where it is one of ours.
pub(crate) fn id(local: &str) -> Option<String> {
    token::decode(local).or_else(|| token::decode(&format!("_-{local}")))
}

/// A draft's name as a part of a URN. A name that does not fit gets a hash, so that two never become one.
pub(super) fn slug(name: &str) -> String {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if !name.is_empty() && name.chars().all(fits) {
        return name.to_owned();
    }
    let plain: String = name
        .chars()
        .map(|c| c.to_ascii_lowercase())
        .map(|c| if fits(c) { c } else { '-' })
        .collect();
    let hash = unit_hash(name);
    format!("{plain}-{}", hash.get(2..8).unwrap_or_default())
}
