//! The report: one page that is whole in itself, to be sent, read, searched and printed.
//!
//! Its script filters, searches, and shows what long lists have beyond their first rows; its content security policy lets
//! nothing be loaded. Drafts are untrusted: every text goes through [`escape`]. Cost: linear in the rows; browsers lay
//! out only the rows that were looked at.

mod findings;
mod links;
mod parts;
mod rows;

use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::page::{document, escape, fragment, list, tree};
use super::results::{DISCLAIMER, Pair, Results, short};
use super::text::{count, cut};
use super::{briefing, identity};
use crate::draft::Draft;
use crate::finding::Spot;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// Divergences on the first screen.
const FIRST: usize = 5;
/// Characters of a title there.
const TITLE: usize = 150;
/// Clauses of a draft that stand in the page as text; those of a longer one are data until they are looked at.
const TREE: usize = 600;

/// The report.
pub fn report(results: &Results<'_>) -> String {
    let mut anchors = FxHashMap::default();
    for &draft in results.drafts {
        for unit in &draft.units {
            let path = draft.clause(unit.clause).path.as_str();
            anchors.insert((draft.name.as_str(), unit.id.as_str()), path);
        }
    }
    let mut page = Page {
        results,
        anchors,
        sections: Vec::new(),
        out: String::new(),
    };
    let pairs = results.all();
    page.first(&pairs);
    for (i, pair) in pairs.iter().enumerate() {
        let of = match pairs.len() {
            1 => String::new(),
            _ => format!(" · {} and {}", short(pair.left), short(pair.right)),
        };
        let n = i + 1;
        page.section(&format!("crosswalk-{n}"), &format!("Crosswalk{of}"), |p| {
            links::write(p, pair);
        });
        page.section(&format!("divergences-{n}"), &format!("Divergences{of}"), |p| {
            findings::divergences(p, pair);
        });
        page.section(&format!("alone-{n}"), &format!("No counterpart found{of}"), |p| {
            findings::alone(p, pair);
        });
        page.section(&format!("terms-{n}"), &format!("Terms{of}"), |p| {
            findings::terms(p, pair);
        });
        page.section(&format!("parts-{n}"), &format!("Parts{of}"), |p| {
            parts::write(p, pair, n);
        });
    }
    if results.wording {
        page.section("clauses", "Clauses", Page::trees);
    }
    page.section("method", "Method and sources", Page::method);
    let links: String = page
        .sections
        .iter()
        .map(|(id, title)| format!("<li><a href=\"#{id}\">{}</a></li>\n", escape(title)))
        .collect();
    let body = format!(
        "<a class=\"skip\" href=\"#main\">Skip to the report</a>\n\
         <nav class=\"sections\" aria-label=\"Sections\"><ul>\n{links}</ul></nav>\n\
         <main id=\"main\">\n{}</main>\n\
         <footer><p>{}. {DISCLAIMER} Written by clausewise {}.</p></footer>\n",
        page.out,
        briefing::capital(&results.reviewed()),
        env!("CARGO_PKG_VERSION")
    );
    document(&results.heading(), STYLE, SCRIPT, &body)
}

/// The page as it grows.
struct Page<'r, 'a> {
    results: &'r Results<'a>,
    /// Paths of units by draft and id: a list's own ids are none.
    anchors: FxHashMap<(&'a str, &'a str), &'a str>,
    /// Ids and titles of the sections so far.
    sections: Vec<(String, String)>,
    out: String,
}

impl<'a> Page<'_, 'a> {
    fn section(&mut self, id: &str, title: &str, write: impl FnOnce(&mut Self)) {
        let _ = writeln!(
            self.out,
            "<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{}</h2>",
            escape(title)
        );
        self.sections.push((id.to_owned(), title.to_owned()));
        write(self);
        self.out.push_str("</section>\n");
    }

    /// What was compared, how far it was reviewed, what was counted, what matters most.
    fn first(&mut self, pairs: &[Pair<'a>]) {
        let _ = writeln!(self.out, "<header>\n<h1>{}</h1>", escape(&self.results.heading()));
        let _ = writeln!(
            self.out,
            "<p class=\"state\"><strong>{}.</strong> {DISCLAIMER}</p>\n<div class=\"drafts\">",
            escape(&briefing::capital(&self.results.reviewed()))
        );
        for draft in self.results.drafts {
            let title = draft.identity.title.as_deref().unwrap_or("title unknown");
            let _ = writeln!(
                self.out,
                "<article><h2>{}</h2><p class=\"title\"{}>{}</p>",
                escape(&short(draft)),
                lang(draft),
                escape(&cut(title, TITLE))
            );
            let facts = identity::facts(draft);
            let shown: Vec<_> = facts
                .into_iter()
                .filter(|(name, _)| matches!(*name, "Body" | "Stage" | "Date" | "Legal status" | "Nature"))
                .collect();
            let said: Vec<String> = shown
                .into_iter()
                .map(|(name, value)| {
                    format!("<span>{}</span> {}", escape(&name.to_lowercase()), escape(&value))
                })
                .collect();
            let _ = writeln!(self.out, "<p class=\"known\">{}</p></article>", said.join(" · "));
        }
        self.out.push_str("</div>\n</header>\n");
        for pair in pairs {
            let title = match pairs.len() {
                1 => "In short".to_owned(),
                _ => format!("In short: {} and {}", short(pair.left), short(pair.right)),
            };
            let _ = writeln!(
                self.out,
                "<section class=\"short\">\n<h2>{}</h2>\n<ul>",
                escape(&title)
            );
            for sentence in pair.counts() {
                let _ = writeln!(self.out, "<li>{}</li>", escape(&sentence));
            }
            self.out.push_str("</ul>\n");
            let points = pair.points(FIRST);
            if !points.is_empty() {
                let title = match points.len() {
                    1 => "The highest-ranked divergence".to_owned(),
                    n => format!("The {n} highest-ranked divergences"),
                };
                let _ = writeln!(self.out, "<h3>{title}</h3>\n<ol class=\"points\">");
                for finding in points {
                    self.out.push_str("<li>");
                    findings::one(self, pair, finding, "h4");
                    self.out.push_str("</li>\n");
                }
                self.out.push_str("</ol>\n");
            }
            self.out.push_str("</section>\n");
        }
    }

    fn trees(&mut self) {
        for draft in self.results.drafts {
            let n = draft.clauses.len().saturating_sub(1);
            let _ = writeln!(
                self.out,
                "<details class=\"draft\" data-prefix=\"{}:\"><summary>{}, {}</summary>",
                escape(&draft.name),
                escape(&short(draft)),
                count(n, "clause", "clauses")
            );
            let start = self.out.len();
            tree(draft, &format!("{}:", draft.name), &mut self.out);
            if n > TREE {
                let html = self.out.split_off(start);
                self.out.push_str(
                    "<p class=\"more\">The clauses are data in this page, which its script shows. clausewise outline writes them as a \
                     page of their own.</p>\n",
                );
                self.out.push_str(&rows::data(&html));
            }
            self.out.push_str("</details>\n");
        }
        self.out.push_str(
            "<p class=\"printed\">The clauses are not printed: they stand in the page on a screen, and in the drafts.</p>\n",
        );
    }

    fn method(&mut self) {
        for draft in self.results.drafts {
            let _ = writeln!(self.out, "<h3>{}</h3>", escape(&short(draft)));
            list(&identity::facts(draft), &mut self.out);
        }
        self.out.push_str("<ul>\n");
        for sentence in self.results.method() {
            let _ = writeln!(self.out, "<li>{}</li>", escape(&sentence));
        }
        self.out.push_str("</ul>\n");
    }

    /// A citation that leads to the clause where its draft is printed.
    fn citation(&self, draft: &Draft, id: &str, citation: &str) -> String {
        if !self.results.wording {
            return escape(citation);
        }
        let path = self
            .anchors
            .get(&(draft.name.as_str(), id))
            .copied()
            .unwrap_or(id);
        format!(
            "<a href=\"#{}\">{}</a>",
            fragment(&format!("{}:{path}", draft.name)),
            escape(citation)
        )
    }

    /// Words of a draft on one side of a pair: who says it, where, and what.
    fn side(&mut self, draft: &Draft, id: &str, citation: &str, text: &str) {
        let _ = write!(
            self.out,
            "<div class=\"side\"><p class=\"who\"><span>{}</span> {}</p>",
            escape(&short(draft)),
            self.citation(draft, id, citation)
        );
        if self.results.wording {
            let _ = write!(self.out, "<blockquote{}>{text}</blockquote>", lang(draft));
        }
        self.out.push_str("</div>\n");
    }
}

/// The language of a draft's words, as an attribute.
fn lang(draft: &Draft) -> String {
    draft
        .identity
        .language
        .as_deref()
        .filter(|l| l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        .map_or(String::new(), |l| format!(" lang=\"{l}\""))
}

/// The words that show a finding, those that differ marked.
fn evidence(spot: &Spot) -> String {
    marked(&spot.evidence, &spot.marks)
}

/// A text with marks around what differs.
fn marked(text: &str, marks: &[(usize, usize)]) -> String {
    let piece = |(text, differs): (String, bool)| {
        let text = escape(&text);
        if differs {
            format!("<mark>{text}</mark>")
        } else {
            text
        }
    };
    super::results::pieces(text, marks)
        .into_iter()
        .map(piece)
        .collect()
}
