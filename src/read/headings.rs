//! Headings that readers and grammars know by their words.

/// Headings of tables of contents, in lower case.
#[rustfmt::skip]
const CONTENTS: &[&str] = &[
    "arrangement of articles", "arrangement of clauses", "arrangement of provisions",
    "arrangement of regulations", "arrangement of sections", "contenido", "contents", "conteúdo", "cuprins",
    "indhold", "indholdsfortegnelse", "indice", "inhalt", "inhaltsverzeichnis", "inhaltsübersicht",
    "inhoud", "inhoudsopgave", "innehåll", "innehållsförteckning", "innhold", "içindekiler", "kazalo",
    "obsah", "sadržaj", "saturs", "sisukord", "sisällys", "sisällysluettelo", "sommaire", "spis treści",
    "sumário", "tabla de contenido", "table des matières", "table of articles", "table of contents",
    "table of provisions", "table of sections", "tartalom", "tartalomjegyzék", "turinys", "vsebina",
    "índice", "πίνακας περιεχομένων", "περιεχόμενα", "зміст", "оглавление", "содержание", "съдържание",
    "目 录", "目录", "目次", "目錄", "목차", "차례",
];

/// Whether a line is the heading of a table of contents.
pub(crate) fn heads_contents(text: &str) -> bool {
    let core = text.trim_matches(['#', ' ', ':']);
    // Longer than any of them, however folding changes its length: nearly all lines.
    core.len() <= 50 && CONTENTS.contains(&core.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::heads_contents;

    #[test]
    fn contents_in_many_languages() {
        for heading in [
            "CONTENTS",
            "## Table of contents",
            "Inhaltsübersicht:",
            "ΠΕΡΙΕΧΌΜΕΝΑ",
            "目录",
        ] {
            assert!(heads_contents(heading), "{heading}");
        }
        assert!(!heads_contents("Contents of the register"));
    }
}
