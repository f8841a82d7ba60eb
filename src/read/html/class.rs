//! Class names that publishers' pages use, as data.
//!
//! This is the vocabulary of the format, not of a style: it says which paragraphs a page sets as headings, notes
//! or navigation, never what an article is. A page whose classes are unknown is read by its elements alone.

use super::dom::{Dom, Id};
use crate::read::Role;

/// Classes of paragraphs with a role of their own.
const ROLES: &[(&str, Role)] = &[
    // EUR-Lex, Official Journal pages (with and without the prefix) and consolidated texts.
    ("oj-doc-ti", Role::Heading(1)),
    ("doc-ti", Role::Heading(1)),
    ("title-doc-first", Role::Heading(1)),
    ("title-doc-last", Role::Heading(1)),
    ("title-annex-1", Role::Heading(1)),
    ("oj-ti-section-1", Role::Heading(2)),
    ("ti-section-1", Role::Heading(2)),
    ("title-division-1", Role::Heading(2)),
    ("oj-ti-grseq-1", Role::Heading(3)),
    ("ti-grseq-1", Role::Heading(3)),
    ("title-gr-seq-level-1", Role::Heading(3)),
    ("oj-ti-art", Role::Heading(4)),
    ("ti-art", Role::Heading(4)),
    ("title-article-norm", Role::Heading(4)),
    ("eli-title", Role::Subtitle),
    ("oj-sti-art", Role::Subtitle),
    ("sti-art", Role::Subtitle),
    ("stitle-article-norm", Role::Subtitle),
    ("oj-ti-section-2", Role::Subtitle),
    ("ti-section-2", Role::Subtitle),
    ("title-division-2", Role::Subtitle),
    ("title-annex-2", Role::Subtitle),
    ("oj-note", Role::Footnote),
    ("modref", Role::Furniture),
    ("arrow", Role::Furniture),
    // Metanorma (ISO, ITU, CalConnect): the preferred term stands under its number.
    ("Terms", Role::Subtitle),
    ("TableFootnote", Role::Footnote),
    // Common.
    ("footnote", Role::Footnote),
    ("footnotes", Role::Footnote),
    ("endnotes", Role::Footnote),
    // RFC pages repeat their running header in a table.
    ("ears", Role::Furniture),
];

/// Containers of navigation, by class or id.
const NAVIGATION: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "top-nav",
    "right-nav",
    "breadcrumb",
    "breadcrumbs",
    "current-path",
    "sidebar",
    "footer",
    "mobile-footer",
    "mobile-header",
    "site-header",
    "site-footer",
    "search",
    "searchLi",
    "share",
    "bdsharebuttonbox",
    "set_font",
    "head-line",
    "logo-area",
    "top-bar",
    "skip-link",
];

/// Containers of a table of contents, by class or id.
const CONTENTS: &[&str] = &[
    "toc",
    "TOC",
    "table-of-contents",
    "tableofcontents",
    "contents-list",
    "toc-list",
];

/// Inline elements that hold a label and nothing else.
const LABELS: &[&str] = &[
    "akn-num",
    "no-parag",
    "note_label",
    "termnote_label",
    "example_label",
    "inline-header",
    "section-number",
    "caption-label",
    "example-title",
];

/// Akoma Ntoso pages mark every block with a `span` or `section`; these few are inline all the same.
const AKN_INLINE: &[&str] = &[
    "akn-term",
    "akn-def",
    "akn-ref",
    "akn-rref",
    "akn-mref",
    "akn-i",
    "akn-b",
    "akn-u",
    "akn-sup",
    "akn-sub",
    "akn-inline",
    "akn-date",
    "akn-quantity",
    "akn-span",
    "akn-a",
    "akn-remark",
    "akn-noteRef",
    "akn-img",
    "akn-ins",
    "akn-del",
    "akn-num",
    "akn-abbr",
    "akn-entity",
    "akn-person",
    "akn-organization",
    "akn-location",
    "akn-docNumber",
    "akn-docDate",
    "akn-docTitle",
    "akn-docType",
    "akn-placeholder",
    "akn-br",
];

/// Elements that begin and end a block. html5ever has already put the rest of the tree in order.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "listing",
    "xmp",
    "option",
    "select",
];

/// Elements whose content nobody reads.
const DROPPED: &[&str] = &[
    "script",
    "style",
    "head",
    "template",
    "noscript",
    "svg",
    "button",
    "input",
    "select",
    "textarea",
    "object",
    "iframe",
    "annotation",
    "annotation-xml",
    "audio",
    "video",
    "canvas",
    "rp",
    "rt",
];

/// The element begins and ends a block.
pub(super) fn is_block(dom: &Dom, id: Id) -> bool {
    BLOCKS.contains(&dom.tag(id))
        || dom.tag(id) == "span"
            && dom
                .classes(id)
                .any(|c| c.starts_with("akn-") && !AKN_INLINE.contains(&c))
}

/// Nothing in the element is shown to a reader.
pub(super) fn is_dropped(dom: &Dom, id: Id) -> bool {
    if dom.has_no_attributes(id) {
        return DROPPED.contains(&dom.tag(id));
    }
    let style = || dom.attribute(id, "style").unwrap_or_default();
    DROPPED.contains(&dom.tag(id))
        || dom.attribute(id, "hidden").is_some()
        || dom.attribute(id, "aria-hidden") == Some("true")
        || style().contains("display:none")
        || style().contains("display: none")
        || style().contains("visibility:hidden")
}

/// What is struck out is no longer text of the draft.
pub(super) fn is_deleted(dom: &Dom, id: Id) -> bool {
    matches!(dom.tag(id), "del" | "s" | "strike") || dom.classes(id).any(|c| c == "akn-del")
}

/// The inline element holds a label.
pub(super) fn is_label(dom: &Dom, id: Id) -> bool {
    dom.classes(id).any(|c| LABELS.contains(&c))
}

/// The role that an element gives to the blocks in it.
pub(super) fn role(dom: &Dom, id: Id) -> Option<Role> {
    let tag = dom.tag(id);
    let named = |list: &[&str]| {
        dom.attribute(id, "id").is_some_and(|i| list.contains(&i))
            || dom.classes(id).any(|c| list.contains(&c))
    };
    let is_container = matches!(
        tag,
        "nav" | "div" | "ul" | "ol" | "section" | "aside" | "header" | "footer" | "details"
    );
    if is_container && (named(CONTENTS) || dom.attribute(id, "role") == Some("doc-toc")) {
        return Some(Role::Contents);
    }
    if tag == "nav" {
        // A list of links within the page is a table of contents, links to elsewhere are navigation.
        let links: Vec<&str> = dom
            .beginning(id)
            .filter(|d| dom.tag(*d) == "a")
            .filter_map(|d| dom.attribute(d, "href"))
            .take(50)
            .collect();
        let within = links.iter().filter(|l| l.starts_with('#')).count();
        return Some(if within * 2 > links.len() {
            Role::Contents
        } else {
            Role::Furniture
        });
    }
    if tag == "footer" || is_container && named(NAVIGATION) || tag == "header" && !has_title(dom, id) {
        return Some(Role::Furniture);
    }
    if let Some((_, role)) = dom
        .classes(id)
        .find_map(|c| ROLES.iter().find(|(name, _)| *name == c))
    {
        return Some(*role);
    }
    match tag {
        "h1" => Some(Role::Heading(1)),
        "h2" => Some(Role::Heading(2)),
        "h3" => Some(Role::Heading(3)),
        "h4" => Some(Role::Heading(4)),
        "h5" => Some(Role::Heading(5)),
        "h6" => Some(Role::Heading(6)),
        "li" => Some(Role::ListItem),
        "blockquote" => Some(Role::Quote),
        "pre" | "listing" | "xmp" => Some(Role::Code),
        _ => None,
    }
}

/// What publishers name clauses in the ids and classes of their markup.
const KINDS: &[(&str, &str)] = &[
    // EUR-Lex ids: `art_6`, `rct_12`, `cpt_III.sct_2`.
    ("art", "article"),
    ("rct", "recital"),
    ("anx", "annex"),
    ("cpt", "chapter"),
    ("sct", "section"),
    ("prt", "part"),
    ("tis", "title"),
    ("cit", "citation"),
    // Metanorma: the other names of a term.
    ("AltTerms", "admitted-term"),
    ("DeprecatedTerms", "deprecated-term"),
    // Akoma Ntoso classes: `akn-section`.
    ("akn-part", "part"),
    ("akn-chapter", "chapter"),
    ("akn-section", "section"),
    ("akn-subsection", "subsection"),
    ("akn-article", "article"),
    ("akn-paragraph", "paragraph"),
    ("akn-item", "item"),
    ("akn-recital", "recital"),
    ("akn-citation", "citation"),
];

/// The clause kind that an element's id or class names.
pub(super) fn kind(dom: &Dom, id: Id) -> Option<&'static str> {
    let known = |name: &str| KINDS.iter().find(|(n, _)| *n == name).map(|(_, kind)| *kind);
    if let Some(kind) = dom.classes(id).find_map(known) {
        return Some(kind);
    }
    let last = dom.attribute(id, "id")?.rsplit('.').next()?;
    let (name, number) = last.split_once('_')?;
    (name.len() == 3 && !number.is_empty())
        .then(|| known(name))
        .flatten()
}

/// A `header` that holds the title belongs to the draft; otherwise it is the site's.
fn has_title(dom: &Dom, id: Id) -> bool {
    dom.beginning(id).any(|d| {
        matches!(dom.tag(d), "h1" | "h2" | "h3")
            || dom
                .classes(d)
                .any(|c| c.contains("title") || c.contains("identifier"))
    })
}
