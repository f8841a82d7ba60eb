//! Which unit of a draft a foreign id means. Cost: linear in the units once, then a look-up for each id.

use rustc_hash::FxHashMap;

use crate::draft::{Clause, Draft};
use crate::export::token;

/// The units of a draft by what people call them.
pub(super) struct Ids<'a> {
    draft: &'a Draft,
    by_id: FxHashMap<&'a str, usize>,
    by_citation: FxHashMap<&'a str, Option<usize>>,
    /// By the bare form of ids and citations; `None` where two units share it.
    bare: FxHashMap<String, Option<usize>>,
    /// Clauses by the bare form of their paths and citations: the first of each.
    clauses: FxHashMap<String, &'a Clause>,
}

/// What an id means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// This unit, and the id is its own.
    Same(usize),
    /// This unit, by another spelling or by its citation.
    Like(usize),
    /// A clause above so many units.
    Above(usize),
    /// Nothing in this draft.
    Nothing,
}

impl<'a> Ids<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        let mut ids = Ids {
            draft,
            by_id: FxHashMap::default(),
            by_citation: FxHashMap::default(),
            bare: FxHashMap::default(),
            clauses: FxHashMap::default(),
        };
        for (_, clause) in draft.clauses() {
            for name in [&clause.path, &clause.citation] {
                ids.clauses.entry(bare(name)).or_insert(clause);
            }
        }
        for (i, unit) in draft.units.iter().enumerate() {
            ids.by_id.entry(&unit.id).or_insert(i);
            let cited = ids.by_citation.entry(&unit.citation).or_insert(Some(i));
            *cited = cited.filter(|&other| other == i);
            for name in [&unit.id, &unit.citation] {
                let met = ids.bare.entry(bare(name)).or_insert(Some(i));
                *met = met.filter(|&other| other == i);
            }
        }
        ids
    }

    pub(super) fn find(&self, id: &str) -> Meant {
        if let Some(&i) = self.by_id.get(id) {
            return Meant::Same(i);
        }
        if let Some(&Some(i)) = self.by_citation.get(id) {
            return Meant::Like(i);
        }
        let names = spellings(id);
        for name in &names {
            if let Some(&i) = self.by_id.get(name.as_str()) {
                return Meant::Like(i);
            }
        }
        for name in &names {
            if let Some(&Some(i)) = self.bare.get(&bare(name)) {
                return Meant::Like(i);
            }
        }
        self.above(&names)
    }

    /// A clause that is no unit: the only unit below it is meant where there is one alone.
    fn above(&self, names: &[String]) -> Meant {
        let clause = names.iter().find_map(|n| self.clauses.get(&bare(n)));
        let Some(clause) = clause.filter(|c| !c.path.is_empty()) else {
            return Meant::Nothing;
        };
        let below = format!("{}/", clause.path);
        let mut units = self
            .draft
            .units
            .iter()
            .enumerate()
            .filter(|(_, u)| u.id.starts_with(&below));
        match (units.next(), units.count()) {
            (Some((i, _)), 0) => Meant::Like(i),
            (Some(_), more) => Meant::Above(more + 1),
            (None, _) => Meant::Nothing,
        }
    }

    /// The unit whose id or citation looks most like an id, where one comes near.
    pub(super) fn nearest(&self, id: &str) -> Option<&'a str> {
        let names: Vec<String> = spellings(id).iter().map(|n| bare(n)).collect();
        let likeness = |name: &str| {
            let name = bare(name);
            let all = names
                .iter()
                .map(|n| strsim::normalized_damerau_levenshtein(n, &name));
            all.fold(0.0, f64::max)
        };
        let mut best: Option<(f64, &str)> = None;
        for unit in &self.draft.units {
            let like = likeness(&unit.id).max(likeness(&unit.citation));
            // Below half, no typing error leads from one to the other. Picked by gut feeling.
            if like >= 0.5 && best.is_none_or(|(b, _)| like > b) {
                best = Some((like, &unit.id));
            }
        }
        best.map(|(_, id)| id)
    }
}

/// What an id may stand for: as it is, without the namespace before it, as a token of ours, as OSCAL names statements.
fn spellings(id: &str) -> Vec<String> {
    let mut all = vec![id.trim().to_owned()];
    let local = id.rsplit([':', '#']).next().unwrap_or(id).trim();
    all.push(local.to_owned());
    all.extend(token::decode(local));
    if let Some((control, statement)) = local.split_once("_smt") {
        all.push(format!("{control}{}", statement.replace('.', "/")));
    }
    all.dedup();
    all.retain(|name| !name.is_empty());
    all
}

/// Letters in small and numbers without leading zeros, what stands between them forgotten: `AC-02(01)` and `ac-2/1` are
/// the same.
fn bare(name: &str) -> String {
    let mut out = String::new();
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        let same = |x: char| {
            if c.is_ascii_digit() {
                x.is_ascii_digit()
            } else {
                x.is_alphabetic()
            }
        };
        if !c.is_ascii_digit() && !c.is_alphabetic() {
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let end = rest.find(|x| !same(x)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if !out.is_empty() {
            out.push(' ');
        }
        let run = run.to_lowercase();
        let short = run.trim_start_matches('0');
        out.push_str(if c.is_ascii_digit() && short.is_empty() {
            "0"
        } else {
            short
        });
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{bare, spellings};

    #[test]
    fn one_clause_has_many_names() {
        assert_eq!(bare("AC-02(01)"), bare("ac-2/1"));
        assert_eq!(bare("GV.OC-01"), "gv oc 1");
        assert_ne!(bare("6.1"), bare("61"));
        assert_ne!(bare("6.10"), bare("6.1"));
        assert_eq!(bare("A-0"), "a 0");
        let names = spellings("urn:x:risk:req_node:csf:gv.oc-01");
        assert!(names.contains(&"gv.oc-01".to_owned()));
        assert!(spellings("ac-2_smt.a.1").contains(&"ac-2/a/1".to_owned()));
        assert!(spellings("act:art-6__1").contains(&"art-6/1".to_owned()));
    }
}
