//! A draft's identity, as every output shows it. What is not known is shown as unknown.

use super::Look;
use super::text::{columns, count, cut, flow, percent, plain, wrap};
use crate::draft::{Draft, Identity};

/// The lines that say what a draft is and what read it; the first begins with `side`.
pub(super) fn lines(draft: &Draft, side: &str, look: Look) -> Vec<String> {
    let identity = &draft.identity;
    let known = |field: &Option<String>| {
        field
            .as_deref()
            .map_or("unknown".to_owned(), |v| plain(v).into_owned())
    };
    let indent = "        ";
    let inner = look.width.saturating_sub(indent.len());
    let title = match (&identity.reference, &identity.title) {
        (None, None) => "reference and title unknown".to_owned(),
        // The titles of acts begin with their numbers.
        (Some(reference), Some(title)) if title.to_lowercase().starts_with(&reference.to_lowercase()) => {
            title.clone()
        }
        (Some(reference), Some(title)) => format!("{reference}, {title}"),
        (Some(reference), None) => format!("{reference}, title unknown"),
        (None, Some(title)) => format!("{title}, reference unknown"),
    };
    let mut fields = vec![
        format!("stage {}", known(&identity.stage)),
        format!("date {}", known(&identity.date)),
        format!("legal status {}", known(&identity.status)),
        nature(identity),
    ];
    // These are named where they are known, and not missed where they are not.
    for (name, value) in [
        ("body", &identity.body),
        ("jurisdiction", &identity.jurisdiction),
        ("language", &identity.language),
    ] {
        if value.is_some() {
            fields.push(format!("{name} {}", known(value)));
        }
    }
    if identity.authenticity.is_some() {
        fields.push(known(&identity.authenticity));
    }
    let head = format!("{side:<8}");
    let mut lines = vec![format!(
        "{}{}  {}",
        look.faint(&head),
        look.strong(&cut(&draft.name, inner)),
        look.faint(&cut(
            &draft.file,
            inner.saturating_sub(columns(&draft.name) + 2).max(12)
        ))
    )];
    lines.push(format!("{indent}{}", cut(&title, inner)));
    lines.extend(flow(&fields, inner).into_iter().map(|l| format!("{indent}{l}")));
    lines.push(format!("{indent}{}", cut(&style(draft), inner)));
    lines.extend(
        unrecognised(draft, inner, look)
            .iter()
            .map(|l| format!("{indent}{l}")),
    );
    lines
}

/// What a draft is, by name: reference, who issued it, version, what it is in law, its file with the hash.
pub(super) fn facts(draft: &Draft) -> Vec<(&'static str, String)> {
    let identity = &draft.identity;
    let known = |v: &Option<String>| v.clone().unwrap_or_else(|| "unknown".to_owned());
    let mut facts = vec![
        ("Reference", known(&identity.reference)),
        ("Body", known(&identity.body)),
        ("Jurisdiction", known(&identity.jurisdiction)),
        ("Stage", known(&identity.stage)),
        ("Date", known(&identity.date)),
        ("Legal status", known(&identity.status)),
        (
            "Nature",
            nature(identity).trim_start_matches("nature ").to_owned(),
        ),
        ("Language", known(&identity.language)),
    ];
    if let Some(authenticity) = &identity.authenticity {
        facts.push(("Text", authenticity.clone()));
    }
    facts.push(("File", file(draft).to_owned()));
    facts.push(("SHA-256", draft.hash.clone()));
    facts
}

/// The name of a draft's file without its folders: reports are sent around, and folders say who made them.
pub(super) fn file(draft: &Draft) -> &str {
    crate::export::about::file_name(&draft.file)
}

/// What kind of text it is. A bill is binding only once it is law, and a delegate will quote what stands here.
pub(super) fn nature(identity: &Identity) -> String {
    match (identity.nature.as_deref(), identity.status.as_deref()) {
        (Some("binding"), Some("in force")) => "nature binding".to_owned(),
        (Some("binding"), Some("revoked" | "repealed")) => "nature bound until it was revoked".to_owned(),
        (Some("binding"), Some(_)) if dead(identity).is_some() => {
            "nature written to bind, but binds nobody".to_owned()
        }
        (Some("binding"), _) => "nature binding if in force".to_owned(),
        (Some(nature), _) => format!("nature {}", plain(nature)),
        (None, _) => "nature unknown".to_owned(),
    }
}

/// The status of a text that binds nobody (any more): `vetoed`.
pub(super) fn dead(identity: &Identity) -> Option<&str> {
    let status = identity.status.as_deref()?.trim();
    let gone = [
        "vetoed",
        "withdrawn",
        "lapsed",
        "rejected",
        "revoked",
        "repealed",
        "failed",
    ];
    gone.contains(&status.to_lowercase().as_str()).then_some(status)
}

/// Which grammar read the draft, and which other one came near.
pub(super) fn style(draft: &Draft) -> String {
    let style = &draft.style;
    let mut text = format!("read as {} ({})", style.grammar, draft.format.name());
    if style.given {
        text.push_str(", as you asked");
    }
    // A distant second says nothing to anybody.
    if let Some((name, _)) = style.runner_up.as_ref().filter(|(_, share)| *share >= 0.5) {
        text.push_str(&format!(", though {name} came close"));
    }
    text
}

/// Whether the rules claimed all that looks like a number, in words.
pub(super) fn recognised(draft: &Draft) -> String {
    let lost = draft.clauses().filter(|(_, c)| c.kind == "unrecognised").count();
    if lost == 0 {
        let numbered = draft.clauses().any(|(_, c)| !c.label.is_empty());
        let said = if numbered {
            "every number was recognised"
        } else {
            "no clause is numbered"
        };
        return said.to_owned();
    }
    format!(
        "{} ({} of the words) like a number that no rule knows",
        count(lost, "text begins", "texts begin"),
        percent(draft.unrecognised_share())
    )
}

fn unrecognised(draft: &Draft, width: usize, look: Look) -> Vec<String> {
    let text = format!(
        "{}, {}; {}",
        count(draft.clauses.len().saturating_sub(1), "clause", "clauses"),
        count(draft.units.len(), "unit", "units"),
        recognised(draft)
    );
    // One word in twenty lost is where a reader begins to miss clauses. Picked by gut feeling.
    if draft.unrecognised_share() > 0.05 {
        let lines = wrap(&format!("{text}: clausewise outline shows where"), width, 3);
        lines.iter().map(|l| look.warning(l)).collect()
    } else {
        wrap(&text, width, 3)
    }
}
