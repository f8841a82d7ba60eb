//! What a comparison comes to, before its rows: what is new and gone whole, and where the changes that weigh most are.
//!
//! Cost: linear in the changes.

use std::collections::BTreeSet;

use super::fold::Entry;
use crate::draft::{Clause, ClauseId, Draft, Force};
use crate::report::Look;
use crate::report::text::wrap;
use crate::revision::{Change, Kind, Revision};

/// Sorts of reasons, heaviest first: how they begin, and the words for people. Where a clause has reasons of several sorts
/// it stands in each line, and is sorted by the heaviest.
const SORTS: &[(&[&str], &str)] = &[
    (
        &["verbal force", "negation", "prohibition"],
        "verbal force, prohibitions",
    ),
    (
        &["bearer", "another word for one bearer", "recipient"],
        "who has to act",
    ),
    (&["scope"], "what it applies to"),
    (&["threshold", "quantifier"], "amounts and bounds"),
    (&["deadline", "order in time"], "deadlines and periods"),
    (&["exception", "condition"], "exceptions, conditions"),
    (&["definition"], "definitions"),
    (
        &["requirement", "recommendation", "permission", "sentence"],
        "what is asked more or less",
    ),
    (&["reference"], "references"),
];

/// Lines of places for each.
const LINES: usize = 2;

/// How much an entry weighs: 0 the most. What says nothing but "other words", or states something, comes last.
pub(super) fn weight(entry: &Entry<'_>) -> usize {
    let sorts = SORTS.iter().position(|(begins, _)| has(&entry.reasons, begins));
    let statement = entry.reasons.iter().all(|r| r.starts_with("statement"));
    sorts.unwrap_or(SORTS.len() + usize::from(statement))
}

/// Whether an entry says nothing but that the words are others.
pub(super) fn says_nothing(entry: &Entry<'_>) -> bool {
    matches!(entry.reasons.as_slice(), [one] if one == "other words")
}

fn has(reasons: &[String], begins: &[&str]) -> bool {
    reasons.iter().any(|r| begins.iter().any(|b| r.starts_with(b)))
}

/// The lines: what came and went whole, what was divided or joined, then each sort with where it is.
pub(super) fn lines(revision: &Revision<'_>, look: Look) -> Vec<String> {
    let told: Vec<&Change> = revision
        .changes
        .iter()
        .filter(|c| revision.is_of_text(c))
        .collect();
    let mut rows: Vec<(String, String)> = Vec::new();
    let whole = |draft: &Draft, id: Option<ClauseId>| id.filter(|&id| is_article(draft, id));
    let came = told
        .iter()
        .filter(|c| c.old.is_none())
        .filter_map(|c| whole(revision.new, c.new));
    rows.push(("new".to_owned(), listed(revision.new, came)));
    let went = told
        .iter()
        .filter(|c| c.new.is_none())
        .filter_map(|c| whole(revision.old, c.old));
    rows.push(("gone".to_owned(), listed(revision.old, went)));
    for (kind, what) in [(Kind::Split, "split"), (Kind::Merged, "merged")] {
        let of = told
            .iter()
            .filter(|c| c.is(kind) && whole(revision.old, c.old).is_some());
        rows.push((
            what.to_owned(),
            listed(revision.new, of.filter_map(|c| whole(revision.new, c.new))),
        ));
    }
    for (begins, what) in SORTS {
        let of: Vec<&&Change> = told
            .iter()
            .filter(|c| c.substantive && has(&c.reasons, begins))
            .collect();
        let new = of.iter().filter_map(|c| c.new);
        let mut where_ = listed(revision.new, new.map(|id| outermost(revision.new, id)));
        let gone = of.iter().filter(|c| c.new.is_none()).filter_map(|c| c.old);
        let gone = listed(revision.old, gone.map(|id| outermost(revision.old, id)));
        if !gone.is_empty() {
            let join = if where_.is_empty() { "" } else { "; " };
            where_ = format!("{where_}{join}dropped: {gone}");
        }
        rows.push((format!("{what}: {}", of.len()), where_));
    }
    rows.retain(|(_, places)| !places.is_empty());
    let wide = rows
        .iter()
        .map(|(what, _)| what.chars().count())
        .max()
        .unwrap_or(0);
    let mut lines = Vec::new();
    for (what, places) in rows {
        let room = look.width.saturating_sub(wide + 4).max(20);
        for (n, line) in wrap(&places, room, LINES).iter().enumerate() {
            let what = if n == 0 { what.as_str() } else { "" };
            lines.push(format!("  {what:wide$}  {}", look.faint(line)));
        }
    }
    lines
}

/// Whether a clause is what people call an article of the text: numbered, in nothing but chapters, and no recital.
fn is_article(draft: &Draft, id: ClauseId) -> bool {
    let clause = draft.clause(id);
    clause.force == Force::Normative
        && !clause.number.is_empty()
        && !clause.groups
        && outermost(draft, id) == id
}

/// The outermost clause around one (or itself) that does more than group.
fn outermost(draft: &Draft, id: ClauseId) -> ClauseId {
    let (mut at, mut found) = (id, id);
    while at != ClauseId::ROOT {
        if !draft.clause(at).groups {
            found = at;
        }
        at = draft.clause(at).parent;
    }
    found
}

/// Clauses in document order, numbers that follow each other as a range: `Article 4, 27, 51–56; Annex XI`.
fn listed(draft: &Draft, ids: impl Iterator<Item = ClauseId>) -> String {
    let ids: BTreeSet<ClauseId> = ids.collect();
    let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
    for clause in ids.iter().map(|&id| draft.clause(id)) {
        let (kind, number) = named(clause);
        match parts.last_mut() {
            Some((last, numbers)) if *last == kind => numbers.push(number),
            _ => parts.push((kind, vec![number])),
        }
    }
    let part = |(kind, numbers): (&str, Vec<&str>)| {
        let numbers = ranges(&numbers);
        if kind.is_empty() {
            numbers
        } else {
            format!("{kind} {numbers}")
        }
    };
    parts.into_iter().map(part).collect::<Vec<_>>().join("; ")
}

/// A citation as what comes before its number, and the number.
fn named(clause: &Clause) -> (&str, &str) {
    clause.citation.rsplit_once(' ').unwrap_or(("", &clause.citation))
}

fn ranges(numbers: &[&str]) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(first) = numbers.get(at) {
        let mut last = at;
        let value = |k: usize| numbers.get(k).and_then(|n| n.parse::<u32>().ok());
        while value(last).is_some_and(|n| value(last + 1) == Some(n + 1)) {
            last += 1;
        }
        out.push(match last - at {
            0 => (*first).to_owned(),
            1 => format!("{first}, {}", numbers[last]),
            _ => format!("{first}\u{2013}{}", numbers[last]),
        });
        at = last + 1;
    }
    out.join(", ")
}

/// The clauses of some entries by the articles that they stand in, with how many there are in each.
pub(super) fn places(revision: &Revision<'_>, entries: &[&Entry<'_>]) -> Vec<String> {
    let mut places: Vec<(String, usize)> = Vec::new();
    for entry in entries {
        let citation = match (entry.change.old, entry.change.new) {
            (_, Some(new)) => &revision.new.clause(outermost(revision.new, new)).citation,
            (Some(old), None) => &revision.old.clause(outermost(revision.old, old)).citation,
            (None, None) => continue,
        };
        match places.last_mut() {
            Some((last, n)) if last == citation => *n += 1,
            _ => places.push((citation.clone(), 1)),
        }
    }
    let shown = |(place, n): (String, usize)| if n > 1 { format!("{place} ({n})") } else { place };
    places
        .into_iter()
        .filter(|(place, _)| !place.is_empty())
        .map(shown)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn numbers_that_follow_each_other_are_a_range() {
        assert_eq!(
            ranges(&["4", "27", "51", "52", "53", "5a"]),
            "4, 27, 51\u{2013}53, 5a"
        );
        assert_eq!(ranges(&["1", "2"]), "1, 2");
    }
}
