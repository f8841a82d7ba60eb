//! Findings for people: ranked, both sides quoted with what differs marked, why, what to ask.

use std::fmt::Write;

use super::text::{count, cut, flow, plain, wrap};
use super::{Look, identity};
use crate::draft::Draft;
use crate::finding::{Finding, Severity, Spot, rule};

/// What the screen is about.
#[derive(Debug, Clone, Copy)]
pub struct FindingsOf<'a> {
    /// The draft on the left, or the only one.
    pub left: &'a Draft,
    /// The draft on the right; none where one draft's wording was looked at.
    pub right: Option<&'a Draft>,
    /// The findings, the most important first.
    pub findings: &'a [Finding],
    /// What was left out, with the reason that was given.
    pub suppressed: &'a [(Finding, String)],
    /// How many findings are shown.
    pub most: usize,
    /// Whether the two are the old and the new version of one draft.
    pub versions: bool,
}

impl FindingsOf<'_> {
    /// What the two sides are called.
    fn sides(&self) -> [&'static str; 2] {
        if self.versions {
            ["old", "new"]
        } else {
            ["left", "right"]
        }
    }
}

/// Articles or sections that are named as having most provisions without counterpart.
const GROUPS: usize = 8;

/// The screen.
pub fn screen(of: &FindingsOf<'_>, look: Look) -> String {
    let mut out = String::new();
    let [left, right] = of.sides();
    let sides = [Some((of.left, left)), of.right.map(|r| (r, right))];
    for (draft, side) in sides.into_iter().flatten() {
        for line in identity::lines(draft, if of.right.is_some() { side } else { "draft" }, look) {
            let _ = writeln!(out, "{line}");
        }
    }
    let _ = writeln!(out, "\n{}", look.strong(&summary(of.findings)));
    for (i, finding) in of.findings.iter().take(of.most).enumerate() {
        out.push('\n');
        one(i + 1, finding, of, look, &mut out);
    }
    gaps(of, look, &mut out);
    if of.findings.len() > of.most {
        let rest = format!(
            "and {} more: write all with -o FILE.csv, or show them with -v",
            of.findings.len() - of.most
        );
        let _ = writeln!(out, "\n{}", look.faint(&rest));
    }
    for (finding, reason) in of.suppressed {
        let line = format!("suppressed: {} {}: {reason}", finding.code, places(finding, of));
        let _ = writeln!(out, "{}", look.faint(&cut(&line, look.width)));
    }
    out
}

/// Where nothing was found on the other side, by the article or section: too many to be listed one by one.
fn gaps(of: &FindingsOf<'_>, look: Look, out: &mut String) {
    let Some(right) = of.right else {
        return;
    };
    for (draft, is_left) in [(of.left, true), (right, false)] {
        let mut groups: Vec<(&str, usize)> = Vec::new();
        let gaps = of.findings.iter().filter(|f| f.code == "G101");
        for spot in gaps.filter_map(|f| {
            if is_left {
                f.left.as_ref()
            } else {
                f.right.as_ref()
            }
        }) {
            let id = draft.units.get(spot.unit).map_or("", |u| u.id.as_str());
            let group = id.split('/').next().unwrap_or(id);
            match groups.iter_mut().find(|(g, _)| *g == group) {
                Some((_, n)) => *n += 1,
                None => groups.push((group, 1)),
            }
        }
        if groups.is_empty() {
            continue;
        }
        let all: usize = groups.iter().map(|(_, n)| n).sum();
        // The fullest first; the sort is stable, so equal ones stay in document order.
        groups.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let citation = |path: &str| {
            let clause = draft.clauses().find(|(_, c)| c.path == path);
            clause.map_or(path.to_owned(), |(_, c)| c.citation.clone())
        };
        let mut items: Vec<String> = groups
            .iter()
            .take(GROUPS)
            .map(|(g, n)| format!("{} ({n})", citation(g)))
            .collect();
        if groups.len() > GROUPS {
            items.push(format!("and {} more", groups.len() - GROUPS));
        }
        let title = format!(
            "no counterpart found for {} of {}",
            count(all, "provision", "provisions"),
            plain(&draft.name)
        );
        let _ = writeln!(out, "\n{}", look.strong(&cut(&title, look.width)));
        for line in flow(&items, look.width.saturating_sub(2)) {
            let _ = writeln!(out, "  {line}");
        }
    }
}

/// `4 findings: 1 high, 2 medium, 1 low; 1 cannot both be met`.
pub fn summary(findings: &[Finding]) -> String {
    if findings.is_empty() {
        return "no finding".to_owned();
    }
    let of = |s: Severity| findings.iter().filter(|f| f.severity == s).count();
    let conflicts = findings
        .iter()
        .filter(|f| f.compatibility == Some(crate::finding::Compatibility::Neither))
        .count();
    let mut text = format!(
        "{}: {} high, {} medium, {} low",
        count(findings.len(), "finding", "findings"),
        of(Severity::High),
        of(Severity::Medium),
        of(Severity::Low)
    );
    if conflicts > 0 {
        let _ = write!(text, "; {} cannot both be met", count(conflicts, "pair", "pairs"));
    }
    text
}

fn places(finding: &Finding, of: &FindingsOf<'_>) -> String {
    let citation = |draft: Option<&Draft>, spot: &Option<Spot>| {
        let unit = draft.zip(spot.as_ref()).and_then(|(d, s)| d.units.get(s.unit));
        unit.map_or("-".to_owned(), |u| u.citation.clone())
    };
    match of.right {
        Some(_) => format!(
            "{} | {}",
            citation(Some(of.left), &finding.left),
            citation(of.right, &finding.right)
        ),
        None => citation(Some(of.left), &finding.left),
    }
}

fn one(rank: usize, finding: &Finding, of: &FindingsOf<'_>, look: Look, out: &mut String) {
    let severity = finding.severity.code();
    let painted = if finding.severity == Severity::High {
        look.warning(severity)
    } else {
        severity.to_owned()
    };
    let name = rule(finding.code).map_or("", |r| r.name);
    let compatible = finding
        .compatibility
        .map_or(String::new(), |c| format!(" · {}", c.code()));
    let _ = writeln!(
        out,
        "{rank:>3}  {} {painted} {name}{compatible}",
        look.strong(finding.code)
    );
    let room = look.width.saturating_sub(5);
    let _ = writeln!(out, "     {}", look.name(&cut(&places(finding, of), room)));
    for (side, spot) in of.sides().into_iter().zip([&finding.left, &finding.right]) {
        if let Some(spot) = spot {
            quote(side, spot, look, out);
        }
    }
    for (head, text, most) in [("why", &finding.message, 3), ("ask", &finding.question, 2)] {
        for (i, line) in wrap(text, look.width.saturating_sub(13), most).iter().enumerate() {
            let head = if i == 0 { head } else { "" };
            let _ = writeln!(out, "     {}{line}", look.faint(&format!("{head:<8}")));
        }
    }
}

/// Evidence on two lines, cut around what differs, which stands in brackets: ‹72 hours›.
fn quote(side: &str, spot: &Spot, look: Look, out: &mut String) {
    let room = look.width.saturating_sub(13) * 2;
    let text = marked(spot, room);
    for (i, line) in wrap(&text, look.width.saturating_sub(13), 3).iter().enumerate() {
        let head = if i == 0 { side } else { "" };
        let _ = writeln!(out, "     {}{line}", look.faint(&format!("{head:<8}")));
    }
}

/// The evidence with what differs in brackets, about so long.
pub(super) fn marked(spot: &Spot, room: usize) -> String {
    let mut text = String::new();
    let mut at = 0;
    for &(from, to) in &spot.marks {
        if let (Some(before), Some(within)) = (spot.evidence.get(at..from), spot.evidence.get(from..to)) {
            text.push_str(before);
            text.push('‹');
            text.push_str(within);
            text.push('›');
            at = to;
        }
    }
    text.push_str(spot.evidence.get(at..).unwrap_or(""));
    let text = plain(&text).into_owned();
    let first = text.find('‹').unwrap_or(0);
    if text.len() <= room || first < room / 2 {
        return text;
    }
    // What differs stands far behind: begin a few words before it.
    let start = first.saturating_sub(room / 3);
    let start = (start..first)
        .find(|i| text.as_bytes().get(*i) == Some(&b' '))
        .unwrap_or(first);
    format!("…{}", text.get(start..).unwrap_or(&text))
}
