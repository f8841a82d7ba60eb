//! Which unit of a draft a foreign id means. Cost: linear in the units once, then a look-up for each id.

use rustc_hash::FxHashMap;

use crate::draft::{Clause, Draft};
use crate::export::token;
use crate::read::Format;

/// The units of a draft by what people call them.
pub(super) struct Ids<'a> {
    draft: &'a Draft,
    by_id: FxHashMap<&'a str, usize>,
    by_citation: FxHashMap<&'a str, Option<usize>>,
    /// By the bare form of ids and citations; `None` where two units share it.
    bare: FxHashMap<String, Option<usize>>,
    /// By the bare form of citations without the word before their number; `None` where two units share it.
    numbered: FxHashMap<String, Option<usize>>,
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
            numbered: FxHashMap::default(),
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
            if let Some(number) = number_of(&unit.citation).filter(|_| draft.format != Format::List) {
                let met = ids.numbered.entry(number).or_insert(Some(i));
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
        // A number alone, as people type what is printed as `Section 22603(a)`.
        if let Some(&Some(i)) = names
            .iter()
            .filter(|n| n.starts_with(|c: char| c.is_ascii_digit()))
            .find_map(|n| self.numbered.get(&bare(n)))
        {
            return Meant::Like(i);
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

    /// The unit whose id or citation looks most like an id, where one comes near; of those that look alike, one of the
    /// same family, and of these the one with the nearest number.
    pub(super) fn nearest(&self, id: &str) -> Option<&'a str> {
        let names: Vec<String> = spellings(id).iter().map(|n| bare(n)).collect();
        let likeness = |name: &str| {
            let name = bare(name);
            let all = names.iter().map(|n| {
                let like = strsim::normalized_damerau_levenshtein(n, &name);
                let (family, apart) = kin(n, &name);
                (like, like + FAMILY * family, apart)
            });
            all.fold(
                (0.0, 0.0, u64::MAX),
                |best, one| if nearer(one, best) { one } else { best },
            )
        };
        let mut best: Option<((f64, f64, u64), &str)> = None;
        for unit in &self.draft.units {
            let (by_id, by_citation) = (likeness(&unit.id), likeness(&unit.citation));
            let like = if nearer(by_citation, by_id) {
                by_citation
            } else {
                by_id
            };
            // Below half, no typing error leads from one to the other. Picked by gut feeling.
            if like.0 >= 0.5 && best.is_none_or(|(b, _)| nearer(like, b)) {
                best = Some((like, &unit.id));
            }
        }
        best.map(|(_, id)| id)
    }
}

/// What a whole common beginning adds to a likeness: more than a letter typed wrong takes. Picked by gut feeling.
const FAMILY: f64 = 0.25;

fn nearer(a: (f64, f64, u64), b: (f64, f64, u64)) -> bool {
    a.1 > b.1 + 1e-9 || ((a.1 - b.1).abs() <= 1e-9 && a.2 < b.2)
}

/// Which part of a bare name another begins with, run by run, and how far apart the first numbers are that differ.
fn kin(wanted: &str, other: &str) -> (f64, u64) {
    let (a, b): (Vec<&str>, Vec<&str>) = (wanted.split(' ').collect(), other.split(' ').collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let number = |runs: &[&str]| runs.get(same).and_then(|r| r.parse::<u64>().ok());
    let apart = match (number(&a), number(&b)) {
        (Some(a), Some(b)) => a.abs_diff(b),
        _ => u64::MAX,
    };
    let share = same as f64 / a.len().max(1) as f64;
    (share, apart)
}

/// The bare form of a citation behind the word that says what it is: `Section 22603(a)` is `22603 a`.
fn number_of(citation: &str) -> Option<String> {
    let bare = bare(citation);
    let (word, number) = bare.split_once(' ')?;
    let is_word = word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
    (is_word && number.starts_with(|c: char| c.is_ascii_digit())).then(|| number.to_owned())
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
    use super::{bare, kin, number_of, spellings};

    #[test]
    fn a_number_alone_is_the_citation_without_its_word() {
        assert_eq!(number_of("Section 22603(a)(3)"), Some(bare("22603(a)(3)")));
        assert_eq!(number_of("6.1"), None);
        assert_eq!(number_of("Annex III"), None);
    }

    #[test]
    fn a_family_is_told_by_its_beginning() {
        assert_eq!(kin("ra 4", "ra 3"), (0.5, 1));
        assert_eq!(kin("ra 4", "ia 4"), (0.0, u64::MAX));
        assert!(kin("sec 22757 99", "sec 22757 16").1 < kin("sec 22757 99", "sec 22757 10").1);
    }

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
