//! A draft's identity, as every output shows it. What is not known is shown as unknown.

use super::Look;
use super::text::{columns, count, cut, flow, percent, plain};
use crate::draft::Draft;

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
        (Some(reference), Some(title)) => format!("{reference}, {title}"),
        (Some(reference), None) => format!("{reference}, title unknown"),
        (None, Some(title)) => format!("{title}, reference unknown"),
    };
    let mut fields = vec![
        format!("stage {}", known(&identity.stage)),
        format!("date {}", known(&identity.date)),
        format!("legal status {}", known(&identity.status)),
        format!("nature {}", known(&identity.nature)),
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
    lines.push(format!("{indent}{}", unrecognised(draft, look)));
    lines
}

/// Which grammar read the draft, and which other one came near.
pub(super) fn style(draft: &Draft) -> String {
    let style = &draft.style;
    let mut text = format!("read as {} ({})", style.grammar, draft.format.name());
    if style.given {
        text.push_str(", as you asked");
    }
    if let Some((name, share)) = &style.runner_up {
        text.push_str(&format!(
            ", next {name} at {} of its score",
            percent(f64::from(*share))
        ));
    }
    text
}

/// How much of the draft no rule claimed.
fn unrecognised(draft: &Draft, look: Look) -> String {
    let share = draft.unrecognised_share();
    let text = format!(
        "{} unrecognised, {}, {}",
        percent(share),
        count(draft.clauses.len().saturating_sub(1), "clause", "clauses"),
        count(draft.units.len(), "unit", "units")
    );
    // One word in twenty lost is where a reader begins to miss clauses. Picked by gut feeling.
    if share > 0.05 {
        look.warning(&format!("{text}; clausewise outline shows where"))
    } else {
        text
    }
}
