//! What a comparison gave, as every report tells it: the drafts, the rows, the findings, who decided what. No clock: days
//! are those that reviewers wrote.

use std::collections::{BTreeMap, BTreeSet};

use super::crosswalk::{between, shares};
use super::identity;
use super::text::{count, plain};
use super::weight::{Scales, Weight};
use crate::crosswalk::Band;
use crate::draft::{Draft, Unit};
use crate::finding::{Compatibility, Finding, Severity, Spot, rule};
use crate::review::{Row, Sheet, Side, Status};
use crate::settings::Settings;

/// What a comparison gave.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    /// The drafts of the run.
    pub drafts: &'a [&'a Draft],
    /// Which of them were compared, left first, as indices.
    pub pairs: &'a [(usize, usize)],
    /// The rows, with what people decided.
    pub sheet: &'a Sheet,
    /// What was found between the drafts of each pair, the most important first.
    pub findings: &'a [Vec<Finding>],
    /// Where the bands of confidence lie.
    pub settings: &'a Settings,
    /// Whether the wording of the drafts may be shown. Without it, ids and citations are all that stands there.
    pub wording: bool,
}

/// Two drafts of a comparison.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// The draft on the left.
    pub left: &'a Draft,
    /// The draft on the right.
    pub right: &'a Draft,
    /// The rows about the two.
    pub rows: Vec<&'a Row>,
    /// What was found between them: nothing about what a reviewer rejected.
    pub findings: Vec<&'a Finding>,
    settings: &'a Settings,
}

/// What stands at the head of everything that people read.
pub const DISCLAIMER: &str = "Not legal advice, nor anybody's position.";

impl<'a> Results<'a> {
    /// The comparisons, two drafts at a time.
    pub fn all(&self) -> Vec<Pair<'a>> {
        let pair = |(i, &(left, right)): (usize, &(usize, usize))| {
            let (left, right) = (*self.drafts.get(left)?, *self.drafts.get(right)?);
            let rows: Vec<&Row> = self
                .sheet
                .rows
                .iter()
                .filter(|r| between(r, left, right))
                .collect();
            let rejected: BTreeSet<(&str, &str)> = rows
                .iter()
                .filter(|r| !r.left.is_empty() && !r.right.is_empty() && !r.links())
                .flat_map(|r| {
                    let (l, r) = (r.left.id.as_str(), r.right.id.as_str());
                    [(l, r), (r, l)]
                })
                .collect();
            let stands = |f: &&Finding| {
                let id = |draft: &'a Draft, spot: &Option<Spot>| unit(draft, spot).map(|u| u.id.as_str());
                match (id(left, &f.left), id(right, &f.right)) {
                    (Some(l), Some(r)) => !rejected.contains(&(l, r)),
                    _ => true,
                }
            };
            let findings = self.findings.get(i).map_or(&[][..], Vec::as_slice);
            Some(Pair {
                left,
                right,
                findings: findings.iter().filter(stands).collect(),
                rows,
                settings: self.settings,
            })
        };
        self.pairs.iter().enumerate().filter_map(pair).collect()
    }

    /// `machine-proposed, 3 of 61 reviewed`.
    pub fn reviewed(&self) -> String {
        let links = self.sheet.rows.iter().filter(|r| paired(r));
        let all = links.clone().count();
        let reviewed = links.filter(|r| r.reviewed()).count();
        format!("machine-proposed, {reviewed} of {all} reviewed")
    }

    /// Who decided how much, and between which days, as the file of decisions says.
    pub fn reviewers(&self) -> Vec<String> {
        let mut by: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
        for row in self.sheet.rows.iter().filter(|r| r.reviewed()) {
            let entry = by.entry(row.reviewer.trim()).or_default();
            entry.0 += 1;
            if !row.reviewed_on.trim().is_empty() {
                entry.1.insert(row.reviewed_on.trim());
            }
        }
        by.iter()
            .map(|(who, (n, days))| {
                let who = if who.is_empty() {
                    "a reviewer who left no name"
                } else {
                    who
                };
                let when = match (days.first(), days.last()) {
                    (Some(first), Some(last)) if first == last => format!(" on {first}"),
                    (Some(first), Some(last)) => format!(" between {first} and {last}"),
                    _ => ", on days that are not written down".to_owned(),
                };
                format!("{} by {who}{when}", count(*n, "row decided", "rows decided"))
            })
            .collect()
    }

    /// The names of the drafts in a heading: references where they are known.
    pub fn heading(&self) -> String {
        let names: Vec<String> = self.drafts.iter().map(|d| short(d)).collect();
        match names.as_slice() {
            [left, right] => format!("{left} and {right}"),
            _ => names.join(", "),
        }
    }

    /// How the result came about, a sentence each.
    pub fn method(&self) -> Vec<String> {
        let mut said = vec![
            format!(
                "Made by clausewise {} on the reader's own machine: no language model, no network.",
                env!("CARGO_PKG_VERSION")
            ),
            "Each draft was cut into units, the lowest numbered clauses that stand as a sentence; units were set against each \
             other by their words, the concepts in them and the place where they stand."
                .to_owned(),
            "A link is strong, probable or possible by a calibrated estimate that a reviewer would accept it; a possible one is \
             more often wrong than right."
                .to_owned(),
            "A divergence is a difference in what the two sides ask. It is called a conflict only where both cannot be met \
             together."
                .to_owned(),
            "\u{201c}No counterpart found\u{201d} says that the search found none, not that there is none.".to_owned(),
        ];
        let reviewers = self.reviewers();
        if reviewers.is_empty() {
            said.push("Nobody has reviewed any of it yet.".to_owned());
        } else {
            said.push(format!("Reviewed: {}.", reviewers.join("; ")));
        }
        said
    }
}

impl<'a> Pair<'a> {
    /// The rows that link two units, in document order of the left draft.
    pub fn links(&self) -> impl Iterator<Item = &'a Row> + '_ {
        self.rows.iter().copied().filter(|r| r.links())
    }

    /// Divergences: what both sides say, and say differently.
    pub fn divergences(&self) -> impl Iterator<Item = &'a Finding> + '_ {
        let both = |f: &&Finding| f.code.starts_with('C') && f.left.is_some() && f.right.is_some();
        self.findings.iter().copied().filter(both)
    }

    /// The first divergences in rank, each about another clause: five about one sentence are one point. What may compare the
    /// wrong clauses comes behind what is surely linked and of substance, and before mere wording.
    pub fn points(&self, most: usize) -> Vec<&'a Finding> {
        let mut ranked: Vec<&Finding> = self.divergences().collect();
        let place = |f: &Finding| match (self.doubtful(f), f.severity) {
            (false, Severity::Low) => 2,
            (true, Severity::Low) => 3,
            (doubtful, _) => usize::from(doubtful),
        };
        ranked.sort_by_key(|f| (place(f), std::cmp::Reverse(f.severity)));
        let mut points: Vec<&Finding> = Vec::new();
        for finding in ranked {
            let seen = |p: &&Finding| {
                let same = |a: &Option<Spot>, b: &Option<Spot>| {
                    a.as_ref().map(|s| s.unit) == b.as_ref().map(|s| s.unit)
                };
                same(&p.left, &finding.left) || same(&p.right, &finding.right)
            };
            if points.len() < most && !points.iter().any(seen) {
                points.push(finding);
            }
        }
        points
    }

    /// Whether what a finding compares may be the wrong clauses: the link is only possible and nobody has confirmed it, or
    /// there is none and the finding itself is unsure.
    pub fn doubtful(&self, finding: &Finding) -> bool {
        let id = |draft: &'a Draft, spot: &Option<Spot>| unit(draft, spot).map_or("", |u| u.id.as_str());
        let (l, r) = (id(self.left, &finding.left), id(self.right, &finding.right));
        let row = self.links().find(|row| {
            let ids = (row.left.id.as_str(), row.right.id.as_str());
            ids == (l, r) || ids == (r, l)
        });
        match row {
            Some(row) if row.reviewed() => false,
            Some(row) if self.band(row) == Some(Band::Possible) => true,
            _ => self.sure(finding) == Band::Possible,
        }
    }

    /// The weightiest things that one of the drafts asks and the other does not, as far as the search found: so many, each
    /// from another article.
    pub fn only(&self, draft: &Draft, most: usize) -> Vec<&'a Side> {
        let scales = Scales::of(draft);
        let article = |side: &Side| side.id.split('/').next().unwrap_or_default().to_owned();
        let mut found: Vec<&Side> = Vec::new();
        for (side, _) in self.alone(draft) {
            let binds = matches!(scales.weigh(&side.id), Weight::Binding(_));
            if found.len() < most && binds && !found.iter().any(|f| article(f) == article(side)) {
                found.push(side);
            }
        }
        found
    }

    /// The units of one of the drafts for which no counterpart was found, the weightiest first, with what comes nearest.
    pub fn alone(&self, draft: &Draft) -> Vec<(&'a Side, &'a Row)> {
        let mut found: Vec<(&Side, &Row)> = self
            .rows
            .iter()
            .filter(|r| r.status() != Some(Status::Rejected))
            .filter_map(|r| match (r.left.is_empty(), r.right.is_empty()) {
                (false, true) => Some((&r.left, *r)),
                (true, false) => Some((&r.right, *r)),
                _ => None,
            })
            .filter(|(side, _)| side.draft == draft.name)
            .collect();
        let scales = Scales::of(draft);
        found.sort_by_cached_key(|(side, _)| std::cmp::Reverse(scales.weigh(&side.id)));
        found
    }

    /// How many units of a draft are linked, in words: `61 of 142 requirements and 12 of 80 other units`.
    pub fn shares(&self, draft: &Draft) -> String {
        shares(&self.rows, draft)
    }

    /// Terms that both define, in other words; and terms that only one of the two defines.
    pub fn terms(&self) -> (Vec<&'a Finding>, Vec<&'a Finding>) {
        let of = |code: &str| self.findings.iter().copied().filter(|f| f.code == code).collect();
        (of("C206"), of("G103"))
    }

    /// What to ask about a finding. A text that binds nobody is never asked to be met.
    pub fn question(&self, finding: &Finding) -> String {
        let dead = |draft: &'a Draft| identity::dead(&draft.identity).map(|status| (short(draft), status));
        match (dead(self.left), dead(self.right)) {
            _ if finding.question.is_empty() => String::new(),
            (None, None) => self.said(&finding.question),
            (Some(_), Some(_)) => "Neither text binds: which of the two is to be taken up again?".to_owned(),
            (Some((gone, status)), None) => unlike(&gone, status, &short(self.right)),
            (None, Some((gone, status))) => unlike(&gone, status, &short(self.left)),
        }
    }

    /// What a finding says, with the drafts by their names.
    pub fn said(&self, text: &str) -> String {
        let (left, right) = (short(self.left), short(self.right));
        named(text, [(&self.left.name, &left), (&self.right.name, &right)])
    }

    /// What was counted, a sentence each.
    pub fn counts(&self) -> Vec<String> {
        let links: Vec<&Row> = self.links().collect();
        let of = |band: Band| links.iter().filter(|r| self.band(r) == Some(band)).count();
        let mut said = vec![
            format!(
                "{}: a counterpart is proposed for {}.",
                short(self.left),
                self.shares(self.left)
            ),
            format!(
                "{}: a counterpart is proposed for {}.",
                short(self.right),
                self.shares(self.right)
            ),
            format!(
                "{}: {} strong, {} probable, {} possible.",
                count(links.len(), "link", "links"),
                of(Band::Strong),
                of(Band::Probable),
                of(Band::Possible)
            ),
        ];
        let divergences: Vec<&Finding> = self.divergences().collect();
        let severe = |s: Severity| divergences.iter().filter(|f| f.severity == s).count();
        let conflicts = divergences
            .iter()
            .filter(|f| f.compatibility == Some(Compatibility::Neither))
            .count();
        let conflict = match conflicts {
            0 => "no conflict was found, that is, no case in which meeting one side means breaking the other"
                .to_owned(),
            1 => "one is a conflict: meeting one side means breaking the other".to_owned(),
            n => format!("{n} are conflicts: meeting one side means breaking the other"),
        };
        said.push(format!(
            "{}: {} high, {} medium, {} low; {conflict}.",
            count(divergences.len(), "divergence", "divergences"),
            severe(Severity::High),
            severe(Severity::Medium),
            severe(Severity::Low)
        ));
        said
    }

    /// How sure a row is, in words.
    pub fn band(&self, row: &Row) -> Option<Band> {
        let confidence = row.confidence.trim().parse().ok()?;
        Some(Band::of(confidence, &self.settings.bands))
    }

    /// How sure a finding is, in words.
    pub fn sure(&self, finding: &Finding) -> Band {
        Band::of(finding.confidence, &self.settings.bands)
    }
}

/// A text of ours in which the left and the right side, and the drafts by the names of the run, are called by the names of people;
/// `sides` has both names, left first. What a draft says stands in quotation marks, and stays as it is.
pub fn named(text: &str, sides: [(&str, &str); 2]) -> String {
    let named = |part: &str| {
        let mut part = part.to_owned();
        for (side, (_, name)) in ["left", "right"].into_iter().zip(sides) {
            part = part.replace(&format!("on the {side}"), &format!("in {name}"));
            part = part.replace(&format!("the {side} side"), name);
            part = part.replace(&format!("the {side}"), name);
            part = part.replace(
                &format!("of {side}\u{2019}s words"),
                &format!("of the words of {name}"),
            );
            part = part.replace(&format!("are in {side}"), &format!("are in {name}"));
        }
        for (run, name) in sides {
            part = part.replace(&format!("in {run}"), &format!("in {name}"));
        }
        part
    };
    let mut out = String::new();
    for (i, part) in text.split('\u{201c}').enumerate() {
        match part.split_once('\u{201d}').filter(|_| i > 0) {
            Some((quoted, rest)) => {
                out.push_str(&format!("\u{201c}{quoted}\u{201d}{}", named(rest)));
            }
            None if i > 0 => out.push_str(&format!("\u{201c}{part}")),
            None => out.push_str(&named(part)),
        }
    }
    out
}

fn paired(row: &Row) -> bool {
    !row.left.is_empty() && !row.right.is_empty()
}

/// The unit of a spot.
pub fn unit<'d>(draft: &'d Draft, spot: &Option<Spot>) -> Option<&'d Unit> {
    draft.units.get(spot.as_ref()?.unit)
}

/// A draft's reference, else its title where that is short, else its name.
pub fn short(draft: &Draft) -> String {
    let identity = &draft.identity;
    let known = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|t| !t.is_empty())
            .map(str::to_owned)
    };
    let name = known(&identity.reference)
        .or_else(|| known(&identity.title).filter(|t| t.chars().count() <= NAME))
        .unwrap_or_else(|| draft.name.clone());
    plain(&name).into_owned()
}

/// The status of a draft that binds nobody (any more): `vetoed`.
pub fn dead(draft: &Draft) -> Option<&str> {
    identity::dead(&draft.identity)
}

/// Longest title, in characters, that a draft goes by.
const NAME: usize = 48;

/// What to ask where one text binds nobody.
fn unlike(gone: &str, status: &str, other: &str) -> String {
    format!("{gone} is {status} and binds nobody: why is {other} different here, and should it be?")
}

/// What a rule's findings are called: `deadline or period differs`.
pub fn topic(finding: &Finding) -> &'static str {
    rule(finding.code).map_or("", |r| r.name)
}

/// A text in pieces: those that differ, and the others.
pub fn pieces(text: &str, marks: &[(usize, usize)]) -> Vec<(String, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    for &(from, to) in marks {
        if let (Some(before), Some(within)) = (text.get(at..from), text.get(from..to)) {
            found.push((before.to_owned(), false));
            found.push((within.to_owned(), true));
            at = to;
        }
    }
    found.push((text.get(at..).unwrap_or("").to_owned(), false));
    found.retain(|(text, _)| !text.is_empty());
    found
}

/// About so many characters of a text in pieces, around the first that differs, cut between words.
pub fn excerpt(pieces: Vec<(String, bool)>, most: usize) -> Vec<(String, bool)> {
    let length = |p: &[(String, bool)]| p.iter().map(|(t, _)| t.chars().count()).sum::<usize>();
    let all = length(&pieces);
    if all <= most {
        return pieces;
    }
    let first = pieces.iter().position(|p| p.1).unwrap_or(0);
    let before = length(pieces.get(..first).unwrap_or_default());
    // What differs stands in the first two thirds, with something before it that says what it is about.
    let skip = before.saturating_sub(most / 3).min(all - most);
    let mut kept: Vec<(String, bool)> = Vec::new();
    let (mut passed, mut room) = (0, most);
    for (text, differs) in pieces {
        let n = text.chars().count();
        let from = skip.saturating_sub(passed).min(n);
        passed += n;
        let part: String = text.chars().skip(from).take(room).collect();
        room -= part.chars().count();
        if !part.is_empty() {
            kept.push((part, differs));
        }
    }
    if skip > 0
        && let Some((text, _)) = kept.first_mut()
    {
        let word = text.find(' ').map_or(0, |i| i + 1);
        *text = format!("… {}", text.get(word..).unwrap_or(""));
    }
    if passed > skip + most
        && let Some((text, _)) = kept.last_mut()
    {
        let end = text.rfind(' ').unwrap_or(text.len());
        text.truncate(end);
        text.push_str(" …");
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_stands_in_its_excerpt() {
        let text = "The provider that has placed the model on the market reports an incident within 72 hours of learning of it, and keeps a record.";
        let at = text.find("72 hours").unwrap();
        let cut = excerpt(pieces(text, &[(at, at + 8)]), 60);
        let shown: String = cut.iter().map(|(t, _)| t.as_str()).collect();
        assert!(shown.starts_with("… ") && shown.ends_with(" …"), "{shown}");
        assert!(cut.contains(&("72 hours".to_owned(), true)));
        assert!(shown.chars().count() <= 66);
        assert_eq!(excerpt(pieces("short", &[]), 60), [("short".to_owned(), false)]);
    }

    proptest::proptest! {
        #[test]
        fn any_marks_leave_the_text_whole(text in "\\PC{0,40}", marks in proptest::collection::vec((0usize..50, 0usize..50), 0..4), most in 1usize..30) {
            let whole: String = pieces(&text, &marks).into_iter().map(|p| p.0).collect();
            proptest::prop_assert_eq!(&whole, &text);
            let cut = excerpt(pieces(&text, &marks), most);
            let n: usize = cut.iter().map(|p| p.0.chars().count()).sum();
            proptest::prop_assert!(n <= most.max(text.chars().count().min(most)) + 4);
        }
    }
}
