//! Which parts a document has: relationships name them, and the usual names serve where a relationship is missing.

use super::xml::{attribute, local, parse};
use crate::Result;
use crate::read::archive::Archive;

/// The parts that a document is read from, as texts.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub(super) document: String,
    pub(super) styles: Option<String>,
    pub(super) numbering: Option<String>,
    pub(super) footnotes: Option<String>,
    pub(super) endnotes: Option<String>,
    pub(super) comments: Option<String>,
    pub(super) settings: Option<String>,
    pub(super) core: Option<String>,
}

/// A relationship: what the part is to the one that names it, and the part's name.
type Relation = (String, String);

impl Package {
    /// Reads the parts; `None` where there is no document among them.
    ///
    /// # Errors
    /// Parts that are damaged or too large.
    pub(super) fn open(archive: &mut Archive<'_>, name: &str) -> Result<Option<Package>> {
        let roots = relations(archive, "", "_rels/.rels", name)?;
        let find =
            |of: &[Relation], what: &str| of.iter().find(|(kind, _)| kind == what).map(|(_, p)| p.clone());
        let main = find(&roots, "officeDocument")
            .filter(|part| archive.has(part))
            .unwrap_or_else(|| "word/document.xml".to_owned());
        let Some(document) = archive.text(&main)? else {
            return Ok(None);
        };
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let of = relations(archive, folder, &format!("{folder}/_rels/{file}.rels"), name)?;
        let mut part = |what: &str| -> Result<Option<String>> {
            let named = find(&of, what).unwrap_or_else(|| format!("{folder}/{what}.xml"));
            archive.text(&named)
        };
        Ok(Some(Package {
            document,
            styles: part("styles")?,
            numbering: part("numbering")?,
            footnotes: part("footnotes")?,
            endnotes: part("endnotes")?,
            comments: part("comments")?,
            settings: part("settings")?,
            core: archive
                .text(&find(&roots, "core-properties").unwrap_or_else(|| "docProps/core.xml".to_owned()))?,
        }))
    }
}

/// The relationships that a part lists. Nothing outside of the archive is ever opened.
fn relations(archive: &mut Archive<'_>, folder: &str, part: &str, name: &str) -> Result<Vec<Relation>> {
    let Some(text) = archive.text(part.trim_start_matches('/'))? else {
        return Ok(Vec::new());
    };
    let document = parse(&text, part, name)?;
    let relation = |node: roxmltree::Node<'_, '_>| {
        let outside = attribute(node, "TargetMode") == Some("External");
        let kind = attribute(node, "Type")?.rsplit('/').next()?.to_owned();
        let target = attribute(node, "Target").filter(|_| !outside)?;
        Some((kind, resolved(folder, target)))
    };
    let root = document.root_element();
    Ok(root
        .children()
        .filter(|n| n.is_element() && local(*n) == "Relationship")
        .filter_map(relation)
        .collect())
}

/// The name of a part that another part in this folder calls so.
fn resolved(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_resolved() {
        for (folder, target, wanted) in [
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "../docProps/core.xml", "docProps/core.xml"),
            ("word", "/word/a.xml", "word/a.xml"),
            ("", "./../../x", "x"),
        ] {
            assert_eq!(super::resolved(folder, target), wanted);
        }
    }
}
