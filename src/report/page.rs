//! The clause tree of drafts as one HTML page: whole in itself, readable without scripts, with an anchor for every
//! path.
//!
//! Drafts are untrusted: every text goes through [`escape`].

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::doubts;
use super::text::{count, plain};
use crate::diagnostic::Severity;
use crate::draft::{Clause, ClauseId, Draft, Force};

/// Deeper clauses stand beside each other on the page: browsers give up on very deep nesting, and hostile drafts have it.
const NESTED: usize = 40;

/// How the page looks. Colours keep a contrast of 4.5 to 1 on both grounds; nothing is said by colour alone.
pub(crate) const STYLE: &str = include_str!("page.css");

/// The page.
pub fn page(drafts: &[Draft]) -> String {
    let title = match drafts {
        [one] => format!("Outline of {}", one.name),
        _ => format!("Outlines of {}", count(drafts.len(), "draft", "drafts")),
    };
    let mut out =
        "<a class=\"skip\" href=\"#clauses\">Skip to the clauses</a>\n<main id=\"clauses\">\n".to_owned();
    for draft in drafts {
        let prefix = if drafts.len() > 1 {
            format!("{}:", draft.name)
        } else {
            String::new()
        };
        Page {
            draft,
            prefix,
            doubtful: doubts::least_certain(draft),
            out: &mut out,
        }
        .draft();
    }
    let _ = write!(
        out,
        "</main>\n<footer><p>Written by clausewise {}. A machine read the draft: check what matters against the \
         draft itself.</p></footer>\n",
        env!("CARGO_PKG_VERSION")
    );
    document(&title, "", "", &out)
}

/// A page that is whole in itself: the style of all pages and its own, its script, its body. Nothing else may run or be
/// loaded, whatever stands in the body.
pub(super) fn document(title: &str, style: &str, script: &str, body: &str) -> String {
    let style = format!("\n{STYLE}{style}");
    let mut policy = format!(
        "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '{}'",
        source_hash(&style)
    );
    let mut element = String::new();
    if !script.is_empty() {
        let _ = write!(policy, "; script-src '{}'", source_hash(script));
        element = format!("<script>{script}</script>\n");
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n{body}{element}</body>\n</html>\n",
        escape(title)
    )
}

/// The hash by which a content security policy lets a style or script in.
fn source_hash(content: &str) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::from("sha256-");
    for part in Sha256::digest(content.as_bytes()).chunks(3) {
        let byte = |i: usize| u32::from(part.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * i)) as usize & 63);
            out.push(match digit {
                Some(digit) if i <= part.len() => char::from(*digit),
                _ => '=',
            });
        }
    }
    out
}

/// The tree of a draft alone, with an anchor for every path. `prefix` stands before the path in each.
pub(super) fn tree(draft: &Draft, prefix: &str, out: &mut String) {
    Page {
        draft,
        prefix: prefix.to_owned(),
        doubtful: doubts::least_certain(draft),
        out,
    }
    .tree();
}

struct Page<'a> {
    draft: &'a Draft,
    /// What stands before a path in an anchor, where a page has several drafts.
    prefix: String,
    doubtful: Vec<ClauseId>,
    out: &'a mut String,
}

impl Page<'_> {
    fn draft(&mut self) {
        let identity = &self.draft.identity;
        let title = identity.title.as_deref().unwrap_or(&self.draft.name);
        let _ = writeln!(self.out, "<article>\n<header>\n<h1>{}</h1>", self.words(title));
        self.facts();
        self.notices();
        self.out.push_str("</header>\n");
        self.contents();
        self.tree();
        self.out.push_str("</article>\n");
    }

    fn facts(&mut self) {
        let draft = self.draft;
        let mut facts = super::identity::facts(draft);
        facts.push(("Style", super::identity::style(draft)));
        facts.push(("Because of", draft.style.evidence.join("; ")));
        facts.push(("Clauses", super::outline::kinds(draft).join(" · ")));
        facts.push(("Numbering", super::identity::recognised(draft)));
        list(&facts, self.out);
    }

    /// Warnings, and the clauses that were nearly read in another way.
    fn notices(&mut self) {
        let warnings: Vec<_> = self
            .draft
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Warning)
            .collect();
        if !warnings.is_empty() {
            let summary = count(warnings.len(), "warning", "warnings");
            let _ = writeln!(
                self.out,
                "<details class=\"notice\"><summary>{summary}</summary><ul>"
            );
            for warning in warnings {
                let place = warning
                    .place
                    .as_ref()
                    .map_or(String::new(), |p| format!("{}: ", super::outline::place(p)));
                let _ = writeln!(
                    self.out,
                    "<li>{}</li>",
                    escape(&format!("{place}{}", warning.message))
                );
            }
            self.out.push_str("</ul></details>\n");
        }
        if !self.doubtful.is_empty() {
            let summary = count(self.doubtful.len(), "label", "labels");
            let _ = writeln!(
                self.out,
                "<details class=\"notice\"><summary>{summary} could nearly as well be read otherwise</summary><ul>"
            );
            for id in self.doubtful.clone() {
                let clause = self.draft.clause(id);
                let _ = writeln!(
                    self.out,
                    "<li><a href=\"#{}\">{}</a>, {}</li>",
                    fragment(&format!("{}{}", self.prefix, clause.path)),
                    escape(&clause.citation),
                    super::outline::place(&clause.place)
                );
            }
            self.out.push_str("</ul></details>\n");
        }
    }

    /// Links to what stands at the top of the tree and has a label or a heading.
    fn contents(&mut self) {
        let draft = self.draft;
        let top: Vec<&Clause> = draft
            .clause(ClauseId::ROOT)
            .children
            .iter()
            .map(|id| draft.clause(*id))
            .filter(|c| !c.label.is_empty() || !c.heading.is_empty())
            .collect();
        if top.len() < 2 {
            return;
        }
        self.out
            .push_str("<nav aria-label=\"Contents\">\n<details><summary>Contents</summary>\n<ul>\n");
        for clause in top {
            let _ = writeln!(
                self.out,
                "<li><a href=\"#{}\">{} {}</a></li>",
                fragment(&format!("{}{}", self.prefix, clause.path)),
                escape(&clause.label),
                self.words(&clause.heading)
            );
        }
        self.out.push_str("</ul>\n</details>\n</nav>\n");
    }

    /// The tree. A stack instead of recursion: a hostile draft may nest deeper than the call stack goes.
    fn tree(&mut self) {
        enum Step {
            Open(ClauseId, usize),
            Close,
        }
        let draft = self.draft;
        let below = super::outline::descendants(draft);
        let children = |id: ClauseId, depth: usize| {
            let ids = draft.clause(id).children.iter().rev();
            ids.map(move |c| Step::Open(*c, depth))
        };
        let _ = writeln!(self.out, "<div class=\"tree\"{}>", self.lang());
        let mut stack: Vec<Step> = children(ClauseId::ROOT, 0).collect();
        while let Some(step) = stack.pop() {
            match step {
                Step::Close => self.out.push_str("</details>\n"),
                Step::Open(id, depth) => {
                    let n = below[id.index()];
                    let nests = n > 0 && depth < NESTED;
                    self.clause(id, depth, n, nests);
                    if nests {
                        stack.push(Step::Close);
                    }
                    stack.extend(children(id, depth + 1));
                }
            }
        }
        self.out.push_str("</div>\n");
    }

    fn clause(&mut self, id: ClauseId, depth: usize, below: usize, nests: bool) {
        let clause = self.draft.clause(id);
        let informative = clause.force == Force::Informative;
        let class = match (clause.kind.as_str(), informative) {
            ("unrecognised", _) => "clause unrecognised",
            (_, true) => "clause informative",
            _ => "clause",
        };
        let (element, head, head_end) = if nests {
            ("details open", "<summary>", "</summary>")
        } else {
            ("div", "<div class=\"head\">", "</div>")
        };
        let path = format!("{}{}", self.prefix, clause.path);
        let _ = write!(
            self.out,
            "<{element} class=\"{class}\" id=\"{}\">\n{head}",
            escape(&path)
        );
        // What has a heading is one for those who hear the page, too.
        let rank = (depth + 2).min(6);
        let named = !clause.heading.is_empty();
        if named {
            let _ = write!(self.out, "<h{rank}>");
        }
        let label = if clause.label.is_empty() && !named {
            String::new()
        } else {
            format!("<span class=\"label\">{}</span> ", escape(&clause.label))
        };
        let heading = self.words(&clause.heading);
        if clause.heading_first {
            let _ = write!(self.out, "{heading} {label}");
        } else {
            let _ = write!(self.out, "{label}{heading}");
        }
        if named {
            let _ = write!(self.out, "</h{rank}>");
        }
        // A clause without a heading shows its text right behind its label.
        let mut lines = clause.text.split('\n').filter(|l| !l.trim().is_empty());
        if !named && let Some(line) = lines.next() {
            let _ = write!(self.out, "<span class=\"text\">{}</span>", self.words(line));
        }
        for (mark, says) in [
            (informative, "informative"),
            (clause.kind == "unrecognised", "not recognised"),
            (self.doubtful.binary_search(&id).is_ok(), "uncertain"),
        ] {
            if mark {
                let _ = write!(self.out, " <span class=\"tag\" lang=\"en\">{says}</span>");
            }
        }
        if below > 0 && (clause.groups || !nests) {
            let inside = count(below, "clause", "clauses");
            let _ = write!(self.out, " <span class=\"count\" lang=\"en\">{inside}</span>");
        }
        let _ = writeln!(
            self.out,
            " <a class=\"path\" href=\"#{}\" title=\"{}, {}\" lang=\"en\">{}</a>{head_end}",
            fragment(&path),
            escape(&clause.citation),
            super::outline::place(&clause.place),
            escape(&clause.path)
        );
        for line in lines {
            let _ = writeln!(self.out, "<p>{}</p>", self.words(line));
        }
        if !nests {
            self.out.push_str("</div>\n");
        }
    }

    /// The draft's own words.
    fn words(&self, text: &str) -> String {
        escape(text)
    }

    /// The language of the draft's words, as an attribute.
    fn lang(&self) -> String {
        self.draft
            .identity
            .language
            .as_deref()
            .filter(|l| l.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            .map_or(String::new(), |l| format!(" lang=\"{l}\""))
    }
}

/// Facts with their names, those without a value left out.
pub(super) fn list(facts: &[(&str, String)], out: &mut String) {
    out.push_str("<dl class=\"facts\">\n");
    for (name, value) in facts.iter().filter(|(_, v)| !v.is_empty()) {
        let long = if value.chars().count() > 60 {
            " class=\"long\""
        } else {
            ""
        };
        let _ = writeln!(out, "<div{long}><dt>{name}</dt><dd>{}</dd></div>", escape(value));
    }
    out.push_str("</dl>\n");
}

/// Text that stays text in HTML, in elements and in quoted attributes.
///
/// ```
/// assert_eq!(clausewise::report::page::escape("a<b & \"c\""), "a&lt;b &amp; &quot;c&quot;");
/// ```
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in plain(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A path as it stands in a link behind `#`.
pub(super) fn fragment(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for b in plain(path).bytes() {
        match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b':' => {
                out.push(char::from(b));
            }
            b => {
                let _ = write!(out, "%{b:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_policy() {
        // What browsers name for the empty text.
        assert_eq!(
            source_hash(""),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
        );
    }

    proptest::proptest! {
        #[test]
        fn nothing_in_a_text_becomes_markup(text in "\\PC{0,60}") {
            let escaped = escape(&text);
            let markup = escaped.contains(['<', '>', '"', '\'']);
            proptest::prop_assert!(!markup);
            let safe = fragment(&text).chars().all(|c| c.is_ascii_alphanumeric() || "-._~/:%".contains(c));
            proptest::prop_assert!(safe);
        }
    }
}
