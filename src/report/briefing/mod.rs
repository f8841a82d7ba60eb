//! The briefing of a delegation: two to four pages, of which the first says what matters.
//!
//! What is left out for its length is counted, and stands whole in the report and the workbook.

mod chapter;

use super::identity;
use super::paper::{Paper, Table, plain, room, strong};
use super::results::{DISCLAIMER, Pair, Results, short};
use super::text::cut;
use crate::draft::Draft;
use chapter::Chapter;

/// Characters of a quote on the first page: the most with which all of it fits there, in any font.
const QUOTES: [usize; 8] = [240, 200, 170, 145, 125, 105, 90, 75];
/// Characters of a title beside its reference, and in the list of sources.
const TITLE: usize = 84;
const WHOLE: usize = 240;
/// Characters of a quote where several pairs share the room.
const QUOTE: usize = 120;

/// The briefing.
pub fn briefing(results: &Results<'_>) -> Paper {
    let pairs = results.all();
    // One page for what matters, whatever the font; a briefing on several pairs has a page for each at most.
    let made = QUOTES.iter().map(|&quote| front(results, &pairs, quote));
    let mut paper = Paper::default();
    for front in made {
        paper = front;
        if pairs.len() > 1 || paper.height() <= room::PAGE.0 {
            break;
        }
    }
    for pair in &pairs {
        if pairs.len() > 1 {
            paper.heading(1, format!("{} and {}", short(pair.left), short(pair.right)));
        }
        let mut chapter = Chapter::of(pair, pairs.len(), results.wording, &mut paper);
        if pairs.len() > 1 {
            chapter.only();
            chapter.points(QUOTE);
        }
        chapter.rest();
    }
    sources(results, &mut paper);
    paper.heading(1, "How this was made");
    for sentence in results.method() {
        paper.item(vec![plain(sentence)]);
    }
    paper
}

/// What stands on the first page: state, documents, and of two drafts what matters most.
fn front(results: &Results<'_>, pairs: &[Pair<'_>], quote: usize) -> Paper {
    let mut paper = Paper {
        title: format!("Briefing: {}", results.heading()),
        footer: format!("{}. {DISCLAIMER}", capital(&results.reviewed())),
        dense: true,
        ..Paper::default()
    };
    paper.text(vec![
        strong(format!("{}.", capital(&results.reviewed()))),
        plain(format!(" {DISCLAIMER}")),
    ]);
    if !results.wording {
        paper.small(
            "The drafts' wording is left out on purpose (ids only): look the clauses up in the drafts themselves.",
        );
    }
    documents(results, &mut paper);
    if let [pair] = pairs {
        let mut chapter = Chapter::of(pair, 1, results.wording, &mut paper);
        chapter.only();
        chapter.points(quote);
    }
    paper
}

fn sources(results: &Results<'_>, paper: &mut Paper) {
    paper.heading(1, "Sources");
    for draft in results.drafts {
        let title = draft.identity.title.as_deref().unwrap_or("title unknown");
        paper.item(vec![
            strong(short(draft)),
            plain(format!(
                ": {}{}, file {}, SHA-256 {}",
                cut(title, WHOLE).trim_end_matches('.'),
                version(draft),
                identity::file(draft),
                draft.hash
            )),
        ]);
    }
}

/// `, chaptered 2031-09-29`: stage and date, as far as they are known.
fn version(draft: &Draft) -> String {
    let identity = &draft.identity;
    match (&identity.stage, &identity.date) {
        (Some(stage), Some(date)) => format!(", {stage} {date}"),
        (Some(one), None) | (None, Some(one)) => format!(", {one}"),
        (None, None) => ", version unknown".to_owned(),
    }
}

/// What each document is, and what the reader has to know of its status before quoting it.
fn documents(results: &Results<'_>, paper: &mut Paper) {
    let mut table = Table::of(&[
        ("Document", 7),
        ("Version", 2),
        ("Legal status", 2),
        ("Nature", 2),
    ]);
    for draft in results.drafts {
        let of = &draft.identity;
        let known = |v: &Option<String>| plain(v.clone().unwrap_or_else(|| "unknown".to_owned()));
        let name = short(draft);
        let mut document = vec![strong(name.clone())];
        match of.title.as_deref() {
            Some(title) if title == name => {}
            Some(title) => document.push(plain(format!(", {}", cut(title, TITLE)))),
            None => document.push(plain(", title unknown")),
        }
        table.rows.push(vec![
            document,
            vec![plain(version(draft).trim_start_matches(", ").to_owned())],
            vec![known(&of.status)],
            vec![plain(
                identity::nature(of).trim_start_matches("nature ").to_owned(),
            )],
        ]);
    }
    paper.table(table);
    let unknown: Vec<String> = results
        .drafts
        .iter()
        .filter(|d| d.identity.status.is_none())
        .map(|d| short(d))
        .collect();
    if !unknown.is_empty() {
        paper.small(format!(
            "No legal status was read from {}: find it out before quoting.",
            unknown.join(", ")
        ));
    }
    for draft in results.drafts {
        if let Some(status) = identity::dead(&draft.identity) {
            paper.small(format!(
                "{} is {status}: it shows what was asked, and binds nobody.",
                short(draft)
            ));
        }
    }
}

/// A text that begins with a capital letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
