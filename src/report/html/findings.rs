//! Divergences by severity and compatibility, and what found no counterpart.

use std::fmt::Write;

use super::super::briefing::capital;
use super::super::page::escape;
use super::super::results::{Pair, short, topic, unit};
use super::super::text::count;
use super::rows::Rows;
use super::{Page, evidence};
use crate::finding::{Compatibility, Finding, Severity};

/// Divergences, the severest first, and within a severity those that cannot be met together first.
pub(super) fn divergences(page: &mut Page<'_, '_>, pair: &Pair<'_>) {
    let all: Vec<&Finding> = pair
        .findings
        .iter()
        .copied()
        .filter(|f| !matches!(f.code, "G101" | "G103"))
        .collect();
    if all.is_empty() {
        page.out.push_str("<p>No divergence was found.</p>\n");
        return;
    }
    for severity in [Severity::High, Severity::Medium, Severity::Low] {
        let of: Vec<&Finding> = all.iter().copied().filter(|f| f.severity == severity).collect();
        if of.is_empty() {
            continue;
        }
        let _ = writeln!(
            page.out,
            "<h3>{}: {}</h3>",
            capital(severity.code()),
            count(of.len(), "divergence", "divergences")
        );
        let kinds = [
            Some(Compatibility::Neither),
            Some(Compatibility::Unclear),
            Some(Compatibility::Both),
            None,
        ];
        for kind in kinds {
            let of: Vec<&Finding> = of.iter().copied().filter(|f| f.compatibility == kind).collect();
            if of.is_empty() {
                continue;
            }
            let open = if severity == Severity::High { " open" } else { "" };
            let name = kind.map_or("not a matter of meeting both", Compatibility::code);
            let _ = writeln!(
                page.out,
                "<details class=\"group\"{open}><summary>{} ({})</summary>",
                capital(name),
                of.len()
            );
            let mut list = Rows::default();
            for finding in of {
                row(page, &mut list, |p| one(p, pair, finding, "h4"));
            }
            list.write("divergence", "divergences", &mut page.out);
            page.out.push_str("</details>\n");
        }
    }
}

/// A row of a list, as it is written.
fn row(page: &mut Page<'_, '_>, list: &mut Rows, write: impl FnOnce(&mut Page<'_, '_>)) {
    let start = page.out.len();
    page.out.push_str("<article class=\"row\">\n");
    write(page);
    page.out.push_str("</article>\n");
    list.push(&[], page.out.split_off(start));
}

/// A divergence with both texts, what differs in them marked, why it is one and what to ask.
pub(super) fn one(page: &mut Page<'_, '_>, pair: &Pair<'_>, finding: &Finding, heading: &str) {
    let compatible = finding.compatibility.map_or(String::new(), |c| {
        format!("<span class=\"tag\">{}</span> ", c.code())
    });
    let doubtful = if pair.doubtful(finding) {
        "<span class=\"tag possible\">doubtful match</span> "
    } else {
        ""
    };
    let severity = finding.severity.code();
    let _ = writeln!(
        page.out,
        "<div class=\"about\"><{heading} class=\"what\">{}</{heading}>\n<p class=\"tags\"><span class=\"tag code\">{}</span> \
         <span class=\"tag {severity}\">{severity}</span> {compatible}{doubtful}</p></div>",
        capital(topic(finding)),
        finding.code
    );
    page.out.push_str("<div class=\"sides\">\n");
    for (draft, spot) in [(pair.left, &finding.left), (pair.right, &finding.right)] {
        if let (Some(unit), Some(spot)) = (unit(draft, spot), spot) {
            page.side(draft, &unit.id, &unit.citation, &evidence(spot));
        }
    }
    page.out.push_str("</div>\n");
    if !page.results.wording {
        return;
    }
    for (what, text) in [
        ("Why", pair.said(&finding.message)),
        ("Ask", pair.question(finding)),
    ] {
        if !text.is_empty() {
            let _ = writeln!(
                page.out,
                "<p class=\"why\"><span>{what}</span> {}</p>",
                escape(&text)
            );
        }
    }
}

/// Terms that both define in other words, side by side; then those that only one defines.
pub(super) fn terms(page: &mut Page<'_, '_>, pair: &Pair<'_>) {
    let (differ, alone) = pair.terms();
    if differ.is_empty() && alone.is_empty() {
        page.out
            .push_str("<p>No term was found that is defined otherwise, or in one draft only.</p>\n");
        return;
    }
    let mut list = Rows::default();
    for finding in &differ {
        row(page, &mut list, |p| one(p, pair, finding, "h3"));
    }
    list.write("term", "terms", &mut page.out);
    if !alone.is_empty() && page.results.wording {
        let _ = writeln!(
            page.out,
            "<details class=\"group\"><summary>Defined in one draft only: {}</summary>\n<ul>",
            count(alone.len(), "term", "terms")
        );
        for finding in alone {
            let _ = writeln!(page.out, "<li>{}</li>", escape(&pair.said(&finding.message)));
        }
        page.out.push_str("</ul>\n</details>\n");
    }
}

/// The units of either draft for which no counterpart was found, those that bind first.
pub(super) fn alone(page: &mut Page<'_, '_>, pair: &Pair<'_>) {
    page.out.push_str(
        "<p>The search found none. It may have missed one: what comes nearest is named with each.</p>\n",
    );
    for (draft, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
        let all = pair.alone(draft);
        let _ = writeln!(
            page.out,
            "<details class=\"group\"><summary>{}: {} without counterpart in {}</summary>",
            escape(&short(draft)),
            count(all.len(), "unit", "units"),
            escape(&short(other))
        );
        let mut list = Rows::default();
        for (side, near) in all {
            row(page, &mut list, |p| {
                p.side(draft, &side.id, &side.citation, &escape(&side.text));
                if !near.evidence.trim().is_empty() {
                    let _ = writeln!(
                        p.out,
                        "<p class=\"why\"><span>Nearest</span> {}</p>",
                        escape(near.evidence.trim_start_matches("nearest: "))
                    );
                }
            });
        }
        list.write("unit", "units", &mut page.out);
        page.out.push_str("</details>\n");
    }
}
