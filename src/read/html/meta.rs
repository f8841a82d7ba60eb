//! What a page says of itself: title, language, `meta` elements.

use super::dom::Dom;
use crate::read::normalise::normalise;
use crate::read::source::Metadata;

/// Title, language and `meta` elements, in page order.
pub(super) fn metadata(dom: &Dom) -> Metadata {
    let mut found = Metadata::new();
    for id in dom.descendants(dom.root()) {
        match dom.tag(id) {
            "html" => {
                let lang = dom
                    .attribute(id, "lang")
                    .or_else(|| dom.attribute(id, "xml:lang"));
                push(&mut found, "lang", lang.unwrap_or_default());
            }
            "title" if dom.parent(id).is_some_and(|p| dom.tag(p) == "head") => {
                let title: String = dom.descendants(id).filter_map(|t| dom.text(t)).collect();
                push(&mut found, "title", &title);
            }
            "meta" => {
                let name = dom
                    .attribute(id, "name")
                    .or_else(|| dom.attribute(id, "property"));
                // What only browsers and search engines read is left out. (What made the page is evidence for its style.)
                let technical = |n: &str| {
                    [
                        "viewport",
                        "robots",
                        "format-detection",
                        "theme-color",
                        "twitter",
                        "msapplication",
                    ]
                    .iter()
                    .any(|t| n.starts_with(t))
                };
                if let Some(name) = name.map(str::to_lowercase).filter(|n| !technical(n)) {
                    push(
                        &mut found,
                        &name,
                        dom.attribute(id, "content").unwrap_or_default(),
                    );
                }
            }
            "body" => break,
            _ => {}
        }
    }
    found
}

fn push(metadata: &mut Metadata, name: &str, value: &str) {
    let value = normalise(value);
    if !value.is_empty() && !metadata.iter().any(|(n, v)| n == name && *v == value) {
        metadata.push((name.to_owned(), value));
    }
}
