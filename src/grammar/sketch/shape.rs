//! The shapes that labels have: what a block may begin with, whoever published it.

use serde::Deserialize;

use super::super::number::Number;
use super::super::pattern::Pattern;

/// A shape of labels: a pattern, and what is known of the word in it.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// The pattern as a grammar writes it.
    pub(super) written: String,
    pub(super) pattern: Pattern,
    /// The word in it, for shapes with one.
    pub(super) word: Option<String>,
}

/// One reading of the beginning of a block.
#[derive(Debug, Clone)]
pub(super) struct Sight {
    /// The pattern as a grammar writes it.
    pub(super) written: String,
    pub(super) word: Option<String>,
    pub(super) number: Number,
    /// Bytes of the label.
    pub(super) end: usize,
}

/// Shapes without a word, from the surest to the most common.
const PLAIN: &[&str] = &[
    "{dotted2}.",
    "{dotted2}",
    "{arabic}.",
    "{arabic})",
    "({arabic})",
    "（{han}）",
    "{han}、",
    "({alpha})",
    "{alpha})",
    "{alpha}.",
    "({roman})",
    "{roman})",
    "{roman}.",
    "({ALPHA})",
    "{ALPHA})",
    "{ALPHA}.",
    "({ROMAN})",
    "{ROMAN}.",
    "{circled}",
    "{hangul}.",
    "{hangul})",
    "{code}",
    "{arabic}",
    "•",
    "–",
    "—",
    "-",
    "*",
    "○",
    "▪",
    "➢",
    "✓",
];

/// What a word in a label may be followed by.
const NUMBERS: &[&str] = &["{dotted2}", "{arabic}{letter?}", "{ROMAN}", "{ALPHA}"];

/// Longest word of a label, in characters.
const WORD: usize = 14;

/// What publishers call a level.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kind {
    pub(super) kind: String,
    pub(super) path: String,
    #[serde(default)]
    pub(super) groups: bool,
    #[serde(default)]
    pub(super) top: bool,
    words: Vec<String>,
}

/// What is known of the words in labels.
pub(super) struct Shapes {
    plain: Vec<Shape>,
    kinds: Vec<Kind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    kind: Vec<Kind>,
}

impl Shapes {
    pub(super) fn new() -> Shapes {
        // Embedded, and a test reads it; without it every word is a kind of its own.
        let words: Option<Words> = toml::from_str(include_str!("words.toml")).ok();
        Shapes {
            plain: PLAIN.iter().filter_map(|p| shape(p, None)).collect(),
            kinds: words.map_or(Vec::new(), |w| w.kind),
        }
    }

    /// What is known of the word in a label.
    pub(super) fn kind(&self, word: &str) -> Option<&Kind> {
        self.kinds.iter().find(|k| k.words.iter().any(|w| w == word))
    }

    /// All ways to read the beginning of a text as a label.
    pub(super) fn sights(&self, text: &str) -> Vec<Sight> {
        let mut found: Vec<Sight> = worded(text)
            .into_iter()
            .chain(self.plain.iter().cloned())
            .filter_map(|shape| {
                let label = shape.pattern.match_start(text)?;
                Some(Sight {
                    end: label.printed.len(),
                    number: label.number,
                    written: shape.written,
                    word: shape.word,
                })
            })
            .collect();
        // What says more of the label says it better: `1.1` before `1.`, `Article 6a` before `Article 6`.
        let bare = |s: &Sight| s.written == "{arabic}";
        if found.iter().any(|s| !bare(s)) {
            found.retain(|s| !bare(s));
        }
        found
    }
}

fn shape(written: &str, word: Option<&str>) -> Option<Shape> {
    Some(Shape {
        pattern: Pattern::parse(written, false).ok()?,
        written: written.to_owned(),
        word: word.map(str::to_owned),
    })
}

/// The shapes that the words at the beginning of a text make: `Article {arabic}`, `§ {section}`, `第{han}条`.
fn worded(text: &str) -> Vec<Shape> {
    let mut shapes = Vec::new();
    if let Some(rest) = text.strip_prefix('§') {
        let gap = if rest.starts_with(' ') { " " } else { "" };
        shapes.extend(shape(&format!("§{gap}{{section}}"), Some("§")));
        return shapes;
    }
    for (open, number) in [('第', "{han}"), ('제', "{arabic}")] {
        let counted = text.strip_prefix(open).map(|rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || "〇一二三四五六七八九十百".contains(c))
        });
        if let Some(word) = counted.and_then(|rest| rest.chars().next()) {
            shapes.extend(shape(
                &format!("{open}{number}{word}{{letter?}}"),
                Some(&word.to_string()),
            ));
        }
    }
    let Some((word, rest)) = text.split_once(' ') else {
        return shapes;
    };
    let letters = word.strip_suffix('.').unwrap_or(word);
    let is_word = letters.chars().count() >= 3
        && letters.chars().count() <= WORD
        && letters.starts_with(char::is_uppercase)
        && letters.chars().all(char::is_alphabetic);
    if !is_word || rest.is_empty() {
        return shapes;
    }
    for number in NUMBERS {
        let stop = if word.ends_with('.') { "." } else { "" };
        shapes.extend(shape(&format!("{word} {number}{stop}"), Some(word)));
        if shapes.iter().any(|s| s.pattern.match_start(text).is_some()) {
            break;
        }
        // `Art. 5 applies`: the number need not have a full stop because its word has one.
        shapes.extend(shape(&format!("{word} {number}"), Some(word)));
        if shapes.iter().any(|s| s.pattern.match_start(text).is_some()) {
            break;
        }
    }
    shapes
}

/// The pattern that would claim a label: the surest shape that a text begins with.
pub(super) fn pattern_for(text: &str) -> Option<String> {
    Shapes::new().sights(text).into_iter().next().map(|s| s.written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_embedded() {
        let shapes = Shapes::new();
        assert_eq!(shapes.kind("Artikel").map(|k| k.kind.as_str()), Some("article"));
        assert!(shapes.kind("章").is_some_and(|k| k.groups));
    }

    #[test]
    fn shapes_of_labels() {
        for (text, written) in [
            ("Article 6a Scope", "Article {arabic}{letter?}"),
            ("Sec. 2. Policy", "Sec. {arabic}{letter?}."),
            ("第十二条 灯塔", "第{han}条{letter?}"),
            ("제3조(정의) 등대", "제{arabic}조{letter?}"),
            ("§ 12 Lamps", "§ {section}"),
            ("1.2 Lamps", "{dotted2}"),
            // Shorter ones may be letters too: only their neighbours tell.
            ("(viii) lamps", "({roman})"),
            ("• lamps", "•"),
        ] {
            assert_eq!(pattern_for(text).as_deref(), Some(written), "{text}");
        }
        assert_eq!(pattern_for("The lamp is lit."), None);
    }
}
