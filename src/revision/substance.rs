//! Substantive or editorial: whether a change may alter what is asked, of whom, when.
//!
//! Read from the words that changed, never from their number: one `not` outweighs a page of new headings. What no
//! rule knows to be editorial counts as substantive, because a reader loses less by looking twice than by not looking.

use std::collections::BTreeMap;

use super::Kind;
use super::classify::{Found, has_words};
use super::compared::Compared;
use super::editorial::{editorial, in_number, moved};
use super::lists::WordLists;
use super::reasons::{Changed, Read, Readers, amounts};
use super::side::Side;
use super::word::lowered;
use crate::draft::{Clause, Draft, Force, Reference};
use crate::provision::Modality;

/// A judgement with its reasons.
pub(super) struct Judged {
    pub(super) substantive: bool,
    pub(super) reasons: Vec<String>,
}

impl Judged {
    fn editorial(reason: impl Into<String>) -> Judged {
        Judged {
            substantive: false,
            reasons: vec![reason.into()],
        }
    }

    fn substantive(reason: impl Into<String>) -> Judged {
        Judged {
            substantive: true,
            reasons: vec![reason.into()],
        }
    }
}

/// What judging goes by.
pub(super) struct Substance<'a> {
    pub(super) found: &'a Found<'a>,
    lists: WordLists,
    readers: Readers<'a>,
    pub(super) old_references: BTreeMap<usize, Vec<&'a Reference>>,
    pub(super) new_references: BTreeMap<usize, Vec<&'a Reference>>,
    /// What the clauses that stand alone are numbered by now, by kind and number as they were cited: `article 5`.
    pub(super) renumbered: BTreeMap<String, String>,
}

impl<'a> Substance<'a> {
    pub(super) fn new(found: &'a Found<'a>, readers: Readers<'a>) -> Self {
        let language = found.new.draft.identity.language.as_deref();
        let by_clause = |draft: &'a Draft| {
            let mut map: BTreeMap<usize, Vec<&'a Reference>> = BTreeMap::new();
            for reference in &draft.references {
                map.entry(reference.from.index()).or_default().push(reference);
            }
            map
        };
        Substance {
            found,
            lists: WordLists::of(language),
            readers,
            old_references: by_clause(found.old.draft),
            new_references: by_clause(found.new.draft),
            renumbered: renumbered(found),
        }
    }

    pub(super) fn judge(&self, old: Option<usize>, new: Option<usize>, kinds: &[Kind]) -> Judged {
        match (old, new) {
            (Some(i), Some(j)) if kinds.contains(&Kind::Reworded) && self.found.matching.linked(i, j) => {
                self.reworded(i, j)
            }
            // What the parts say together is judged where the whole stands.
            (Some(i), Some(j)) if kinds.contains(&Kind::Reworded) => {
                let informative = |clause: &Clause| clause.force == Force::Informative;
                if informative(self.found.old.clause(i)) && informative(self.found.new.clause(j)) {
                    return Judged::editorial("informative text");
                }
                Judged::substantive(if kinds.contains(&Kind::Split) {
                    "a part of the old clause, in other words"
                } else {
                    "now a part of the new clause, in other words"
                })
            }
            (Some(i), Some(j)) => Judged {
                substantive: false,
                reasons: self.same(i, j, kinds),
            },
            (None, Some(j)) => self.one_sided(self.found.new.clause(j), &self.readers.new, j, "added"),
            (Some(i), None) => self.one_sided(self.found.old.clause(i), &self.readers.old, i, "dropped"),
            (None, None) => Judged::editorial(""),
        }
    }

    /// What is said of a pair of which no word is another one.
    fn same(&self, i: usize, j: usize, kinds: &[Kind]) -> Vec<String> {
        let part = [Kind::Split, Kind::Merged]
            .into_iter()
            .find(|k| kinds.contains(k));
        match part {
            None if kinds == [Kind::Unchanged] => Vec::new(),
            None => vec!["the same words".to_owned()],
            Some(kind) if self.found.matching.linked(i, j) || has_words(self.found, i, j, kind) => {
                let several = if kind == Kind::Split {
                    "several clauses"
                } else {
                    "one clause"
                };
                vec![format!("the same words, in {several}")]
            }
            Some(kind) => {
                let within = self.found.new.nodes[j].within.clone();
                let old = self.found.old.nodes[i].within.clone();
                let now = old.filter_map(|o| self.found.matching.new_of[o]);
                let clauses = now.filter(|n| within.contains(n)).count();
                vec![match (clauses, kind) {
                    (0 | 1, Kind::Split) => "a part of what stood there stands here now".to_owned(),
                    (0 | 1, _) => "what stood there is a part of this clause now".to_owned(),
                    (n, _) => format!("a part of what stood there stands here now: {n} clauses"),
                }]
            }
        }
    }

    fn one_sided(&self, clause: &Clause, read: &Read<'_>, at: usize, happened: &str) -> Judged {
        if clause.force == Force::Informative {
            return Judged::editorial(format!("informative text {happened}"));
        }
        if !clause.text.is_empty() && !clause.text.contains(char::is_alphanumeric) {
            return Judged::editorial(format!("only marks {happened}"));
        }
        if clause.text.is_empty() {
            return Judged::editorial(format!("a heading {happened}"));
        }
        let amounts = amounts(clause, happened, &self.lists);
        // A bill may be set in capitals throughout.
        let asks = || {
            let force = read.force(&read.provisions(at));
            matches!(
                force,
                Modality::Requirement | Modality::Prohibition | Modality::Recommendation
            )
        };
        if is_title(clause) && amounts.is_empty() && !asks() {
            return Judged::editorial(format!("a line in capitals {happened}"));
        }
        let what = if clause.kind == "definition" || read.is_defining(at) {
            "definition"
        } else {
            read.force(&read.provisions(at)).name()
        };
        let mut reasons = vec![format!("{what} {happened}")];
        reasons.extend(amounts);
        Judged {
            substantive: true,
            reasons,
        }
    }

    fn reworded(&self, i: usize, j: usize) -> Judged {
        let (old, new) = (self.found.old.clause(i), self.found.new.clause(j));
        match (old.force, new.force) {
            (Force::Informative, Force::Informative) => return Judged::editorial("informative text"),
            (Force::Normative, Force::Informative) => return Judged::substantive("no longer normative"),
            (Force::Informative, Force::Normative) => return Judged::substantive("now normative"),
            (Force::Normative, Force::Normative) => {}
        }
        let (left, right, mut followed) = self.with_targets(i, j);
        let mut compared = Compared::new(&left, &right);
        followed.extend(self.leave_followed(&mut compared));
        if compared.hunks.is_empty() {
            return if followed.is_empty() {
                Judged::editorial("only the heading")
            } else {
                Judged::editorial(format!(
                    "references follow the renumbering: {}",
                    followed.join(", ")
                ))
            };
        }
        if let Some(why) = editorial(&compared, &self.lists) {
            return Judged::editorial(why);
        }
        let (gone, come) = compared.changed();
        let lower = |words: &[String]| words.iter().map(|w| lowered(w)).collect::<Vec<_>>();
        let (old, new) = self.whole(i, j);
        let changed = Changed {
            at: (i, j),
            texts: (&text(self.found.old, &old), &text(self.found.new, &new)),
            compared: &compared,
            gone: &lower(&gone),
            come: &lower(&come),
            lists: &self.lists,
        };
        let mut reasons = self.readers.reasons(&changed);
        reasons.extend(self.targets(i, j));
        if reasons.is_empty() {
            reasons.push(if let Some(words) = moved(&compared) {
                format!("moved within the clause: \u{201c}{}\u{201d}", words.join(" "))
            } else if let Some((a, b)) = in_number(&compared) {
                format!("singular or plural: \u{201c}{a}\u{201d} is now \u{201c}{b}\u{201d}")
            } else {
                "other words".to_owned()
            });
        }
        Judged {
            substantive: true,
            reasons,
        }
    }

    /// A pair with what was merged into the new clause, or split off the old one.
    pub(super) fn whole(&self, i: usize, j: usize) -> (Vec<usize>, Vec<usize>) {
        let parts = self.found.parts;
        let merged = parts.merged.iter().filter(|&&(_, n)| n == j).map(|&(o, _)| o);
        let split = parts.split.iter().filter(|&&(o, _)| o == i).map(|&(_, n)| n);
        let (mut olds, mut news): (Vec<usize>, Vec<usize>) = (merged.collect(), split.collect());
        olds.push(i);
        news.push(j);
        olds.sort_unstable();
        news.sort_unstable();
        (olds, news)
    }
}

/// The numbers that clauses which are cited by kind and number alone have now, by what they were cited by.
fn renumbered(found: &Found<'_>) -> BTreeMap<String, String> {
    let cited = |clause: &Clause| -> Option<(String, String)> {
        let (kind, number) = clause.citation.split_once(' ')?;
        (!number.contains(' ') && !number.is_empty()).then(|| (lowered(kind), number.to_owned()))
    };
    let mut all = BTreeMap::new();
    for (i, partner) in found.matching.new_of.iter().enumerate() {
        let Some(j) = *partner else { continue };
        if let (Some((kind, was)), Some((now_kind, now))) =
            (cited(found.old.clause(i)), cited(found.new.clause(j)))
            && kind == now_kind
        {
            all.insert(format!("{kind} {was}"), now);
        }
    }
    all
}

/// Whether a clause is a line in capitals without a number, as titles and file numbers are printed.
fn is_title(clause: &Clause) -> bool {
    let text = &clause.text;
    clause.number.is_empty()
        && clause.kind != "row"
        && text.contains(char::is_uppercase)
        && !text.contains(char::is_lowercase)
}

/// The texts of some clauses, one behind the other.
pub(super) fn text(side: &Side<'_>, clauses: &[usize]) -> String {
    let texts: Vec<&str> = clauses.iter().map(|&c| side.clause(c).text.as_str()).collect();
    texts.join(" ").trim().to_owned()
}
