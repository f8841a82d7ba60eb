//! What stands between two drafts of a comparison.

use super::words::unlike;
use super::{Pair, named, short, unit};
use crate::crosswalk::Band;
use crate::draft::Draft;
use crate::finding::{Compatibility, Finding, Severity, Spot};
use crate::report::crosswalk::shares;
use crate::report::identity;
use crate::report::text::count;
use crate::report::weight::{Scales, Weight};
use crate::review::{Row, Side, Status};

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
