//! The grammar file: one TOML per publisher's style, checked when it is loaded.

use std::ops::Range;

use serde::Deserialize;

use super::cover::{CoverRule, RawRule};
use super::pattern::Pattern;
use crate::draft::Identity;
use crate::excerpt::excerpt;
use crate::read::{Block, Claims, Format, Place, Source};
use crate::{Error, Result};

/// A style: how a publisher numbers, cites and words its drafts.
#[derive(Debug, Clone)]
pub struct Grammar {
    /// Name on the command line: `eu-act`.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// Languages its labels are written in, BCP 47.
    pub languages: Vec<String>,
    /// What to recognise the style by.
    pub cues: Vec<Cue>,
    /// The levels. Order is the order in which readings of one label are tried; it decides nothing by itself.
    pub levels: Vec<Level>,
    /// What the style itself says of a draft's identity (`nature = "binding"`).
    pub identity: Identity,
    /// Where the identity stands on the cover.
    pub cover: Vec<CoverRule>,
    /// Words that are the whole heading of an informative part (`Foreword`), in lower case.
    pub informative_headings: Vec<String>,
    /// Beginnings of texts that say of the clause they stand in that it is informative, in lower case.
    pub informative_texts: Vec<String>,
    /// Examples, run by the tests.
    pub examples: Vec<Example>,
    /// Unnumbered headings group what follows them. False for styles whose every heading belongs to a label.
    pub headings: bool,
    /// True where unnumbered text directly in the draft is its normative text (declarations), not front matter.
    pub unnumbered: bool,
}

/// A phrase by which a style is recognised.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// The phrase; it is looked for near the start of each block.
    pub text: String,
    /// What one sighting is worth. A title page formula that no other publisher has is worth 5, a habit 1.
    pub weight: f32,
    /// Most sightings that count.
    #[serde(default = "one")]
    pub most: u32,
    /// Only at the start of a block.
    #[serde(default)]
    pub start: bool,
    /// In capitals or not.
    #[serde(default, rename = "ignore-case")]
    pub ignore_case: bool,
    /// Only in metadata of this name (`docname`).
    #[serde(default)]
    pub metadata: Option<String>,
}

fn one() -> u32 {
    1
}

fn yes() -> bool {
    true
}

/// Where a heading stands for a level.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadingPlace {
    /// There is none: what follows the label is text.
    #[default]
    None,
    /// What follows the label in its block, if it is as short as a heading and does not end like a sentence.
    Inline,
    /// The first sentence after the label (`Sec. 2. Policy. It is …`).
    Sentence,
    /// The block after the label, else what follows the label in its block.
    Next,
    /// What stands in brackets right behind the label (`제1조(목적) 이 법은 …`, `Article 1 (Purpose) This Act …`).
    Brackets,
    /// The block before the label (marginal notes).
    Before,
}

/// How a level counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counting {
    /// Anew in each parent.
    #[default]
    Restart,
    /// Anew in each parent, or on from the one before it: the clauses of an act in parts.
    Onward,
    /// Through the whole draft, whatever it stands in.
    Continuous,
    /// Upwards with gaps (sections of a code).
    Free,
    /// Anew in each parent, from any number (notes of which an amendment adds one, enhancements of which a baseline
    /// selects some).
    Loose,
}

impl Counting {
    /// Whether the numbers of a level begin anew in each parent.
    #[inline]
    pub fn restarts(self) -> bool {
        matches!(self, Counting::Restart | Counting::Onward | Counting::Loose)
    }

    /// Whether it is of interest what number came last, in whatever parent.
    #[inline]
    pub(crate) fn remembers(self) -> bool {
        !self.restarts() || self == Counting::Onward
    }
}

/// A level of a style.
#[derive(Debug, Clone)]
pub struct Level {
    /// Kind of clause: `article`.
    pub kind: String,
    /// Its label patterns.
    pub labels: Vec<Pattern>,
    /// Only drafts in these languages have it (BCP 47); empty: all.
    pub languages: Vec<String>,
    /// Drafts in these languages do not have it.
    pub except_languages: Vec<String>,
    /// It begins without a label right behind a text that ends in one of these (`is enacted as follows`). Lower case.
    pub after: Vec<String>,
    /// How a clause around it says which number its first one has: `(commencing with Section {section})`.
    pub announced: Vec<Pattern>,
    /// Kinds it stands in; `root` is the draft itself.
    pub under: Vec<String>,
    /// Path segment: `art-{n}`.
    pub path: String,
    /// The path begins with this segment, whatever it stands in.
    pub starts_path: bool,
    /// Citation: `Article {n}`, `{parent}({n})`.
    pub cite: String,
    /// How it counts.
    pub counting: Counting,
    /// Where its heading stands.
    pub heading: HeadingPlace,
    /// It only groups: it stays out of the paths below it.
    pub groups: bool,
    /// It and what stands in it is informative.
    pub informative: bool,
    /// Unnumbered paragraphs stand in it (an article, a section), not in its parent.
    pub paragraphs: bool,
    /// What its patterns match are the clause's first words, not a number (`Recalling`, `HAVING REGARD`): they stay in
    /// its text.
    pub words: bool,
    /// Its label may also stand in the middle of a line, after a full stop or semicolon.
    pub inline: bool,
    /// What stands in it counts for itself: continuous levels begin anew (an annexed act).
    pub scope: bool,
    /// What one sighting of its label is worth as evidence for the style.
    pub cue: f32,
    /// Its clauses define terms.
    pub defines: bool,
    /// Its clauses define terms where they stand right in a clause whose heading holds one of these (ISO's
    /// `Terms and definitions`).
    pub defines_under: Vec<String>,
}

impl Level {
    /// Whether drafts in this language have it; where the language is not known, levels of all languages only.
    pub(super) fn is_of(&self, language: Option<&str>) -> bool {
        let primary = language.and_then(|l| l.split('-').next());
        let among = |list: &[String]| primary.is_some_and(|l| list.iter().any(|own| own == l));
        (self.languages.is_empty() || among(&self.languages)) && !among(&self.except_languages)
    }
}

/// An example that the tests run: a text, and the paths it must give.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Lines of a draft in this style.
    pub text: String,
    /// The paths of its clauses, in order; unnumbered text left out.
    pub paths: Vec<String>,
    /// A citation that must come out, if the example is about citations.
    #[serde(default)]
    pub citation: Option<String>,
}

impl Example {
    /// The example as a source: a block for each line that is not empty, with a gap after empty ones.
    pub fn source(&self) -> Source {
        let mut blocks = Vec::new();
        let mut gap = false;
        for (i, line) in self.text.lines().enumerate() {
            let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                gap = true;
                continue;
            }
            blocks.push(Block {
                text,
                place: Place::line(i as u32 + 1),
                claims: Claims {
                    gap,
                    ..Claims::default()
                },
            });
            gap = false;
        }
        Source {
            blocks,
            ..Source::new("example", Format::Text)
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawGrammar {
    name: String,
    title: String,
    languages: Vec<String>,
    #[serde(default)]
    unnumbered: bool,
    #[serde(default = "yes")]
    headings: bool,
    #[serde(default)]
    informative_headings: Vec<String>,
    #[serde(default)]
    informative_texts: Vec<String>,
    #[serde(default)]
    identity: Identity,
    #[serde(default)]
    cue: Vec<Cue>,
    level: Vec<RawLevel>,
    #[serde(default)]
    cover: Vec<toml::Spanned<RawRule>>,
    #[serde(default)]
    example: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawLevel {
    kind: String,
    #[serde(default)]
    labels: Vec<toml::Spanned<String>>,
    #[serde(default)]
    languages: Vec<String>,
    #[serde(default)]
    except_languages: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    announced: Vec<toml::Spanned<String>>,
    under: Vec<toml::Spanned<String>>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    starts_path: bool,
    #[serde(default)]
    cite: Option<String>,
    #[serde(default)]
    counting: Counting,
    #[serde(default)]
    heading: HeadingPlace,
    #[serde(default)]
    groups: bool,
    #[serde(default)]
    informative: bool,
    #[serde(default)]
    paragraphs: bool,
    #[serde(default)]
    words: bool,
    #[serde(default)]
    inline: bool,
    #[serde(default)]
    scope: bool,
    #[serde(default)]
    ignore_case: bool,
    #[serde(default)]
    cue: f32,
    #[serde(default)]
    defines: bool,
    #[serde(default)]
    defines_under: Vec<String>,
}

impl Grammar {
    /// Parses a grammar file. `file` is its name for messages.
    ///
    /// # Errors
    /// A TOML error or an unknown key, with its line; a label pattern that is wrong, with its line; a level whose
    /// `under` names no level.
    pub fn parse(text: &str, file: &str) -> Result<Grammar> {
        let file = File { text, name: file };
        let raw: RawGrammar =
            toml::from_str(text).map_err(|e| file.wrong(first_line(e.message()), e.span()))?;
        let kinds: Vec<String> = raw.level.iter().map(|l| l.kind.clone()).collect();
        let mut levels = Vec::with_capacity(raw.level.len());
        for level in raw.level {
            for parent in &level.under {
                let (span, parent) = (parent.span(), parent.get_ref());
                if parent != "root" && !kinds.contains(parent) {
                    let message = format!(
                        "level `{}` stands under `{parent}`, which is no level of this grammar",
                        level.kind
                    );
                    return Err(file
                        .wrong(message, Some(span))
                        .help(format!("use `root` or one of: {}", kinds.join(", "))));
                }
            }
            levels.push(compile(level, &file)?);
        }
        let mut cover = Vec::with_capacity(raw.cover.len());
        for rule in raw.cover {
            let span = rule.span();
            let first_line = span.start..span.start;
            let rule = CoverRule::compile(rule.into_inner()).map_err(|e| file.wrong(e, Some(first_line)))?;
            cover.push(rule);
        }
        Ok(Grammar {
            name: raw.name,
            title: raw.title,
            languages: raw.languages,
            cues: raw.cue,
            levels,
            identity: raw.identity,
            cover,
            informative_headings: lower(&raw.informative_headings),
            informative_texts: lower(&raw.informative_texts),
            examples: raw.example,
            unnumbered: raw.unnumbered,
            headings: raw.headings,
        })
    }
}

const HELP: &str = "`clausewise grammar show eu-act` prints a complete grammar to compare with";

/// The text of a grammar file, for messages.
struct File<'a> {
    text: &'a str,
    name: &'a str,
}

impl File<'_> {
    /// What is wrong at a place of the file, with the line.
    fn wrong(&self, message: impl Into<String>, span: Option<Range<usize>>) -> Error {
        let error = Error::new(message).help(HELP);
        let Some(span) = span else {
            return error.at(self.name);
        };
        let start = self.floor(span.start);
        let number = 1 + self.text[..start].matches('\n').count();
        let from = self.text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line = self.text[from..].lines().next().unwrap_or("");
        let end = self
            .floor(span.end)
            .clamp(start, from + line.len().max(start - from));
        error.at(format!("{}, line {number}", self.name)).showing(excerpt(
            line,
            number as u32,
            start - from..end - from,
            "",
        ))
    }

    /// Where a part of a quoted string stands in the file.
    fn inside(&self, span: Range<usize>, value: &str, part: Range<usize>) -> Range<usize> {
        let quoted = self.text.get(span.clone()).unwrap_or("");
        match quoted.find(value) {
            // Only what is written as it is read: an escape moves what follows it.
            Some(at) if !value.is_empty() => span.start + at + part.start..span.start + at + part.end,
            _ => span,
        }
    }

    fn floor(&self, byte: usize) -> usize {
        let mut at = byte.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

fn compile(raw: RawLevel, file: &File<'_>) -> Result<Level> {
    let patterns = |written: &[toml::Spanned<String>]| -> Result<Vec<Pattern>> {
        let pattern = |label: &toml::Spanned<String>| {
            Pattern::parse(label.get_ref(), raw.ignore_case).map_err(|e| {
                let span = file.inside(label.span(), label.get_ref(), e.at);
                file.wrong(e.message, Some(span))
            })
        };
        written.iter().map(pattern).collect()
    };
    let (labels, announced) = (patterns(&raw.labels)?, patterns(&raw.announced)?);
    // Most levels are cited as `parent(n)` and add their bare number to the path: only others need to say so.
    Ok(Level {
        path: raw.path.unwrap_or_else(|| "{n}".to_owned()),
        cite: raw.cite.unwrap_or_else(|| "{parent}({n})".to_owned()),
        kind: raw.kind,
        labels,
        languages: raw.languages,
        except_languages: raw.except_languages,
        announced,
        after: raw.after.iter().map(|w| w.to_lowercase()).collect(),
        under: raw.under.into_iter().map(toml::Spanned::into_inner).collect(),
        starts_path: raw.starts_path,
        counting: raw.counting,
        heading: raw.heading,
        groups: raw.groups,
        informative: raw.informative,
        paragraphs: raw.paragraphs,
        words: raw.words,
        inline: raw.inline,
        scope: raw.scope,
        cue: raw.cue,
        defines: raw.defines,
        defines_under: lower(&raw.defines_under),
    })
}

fn lower(words: &[String]) -> Vec<String> {
    words.iter().map(|w| w.to_lowercase()).collect()
}

fn first_line(message: &str) -> String {
    message
        .lines()
        .next()
        .unwrap_or("not valid TOML")
        .trim_end_matches('.')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "name = 'x'\ntitle = 'X'\nlanguages = ['en']\n[[level]]\nkind = 'article'\nunder = ['root']\nlabels = ['Article {arabic}']\n";

    #[test]
    fn a_small_grammar_loads() {
        let g = Grammar::parse(GOOD, "x.toml").unwrap();
        assert_eq!(g.levels.len(), 1);
        assert_eq!(g.levels[0].path, "{n}");
    }

    #[test]
    fn errors_name_the_line() {
        let bad = GOOD.replace("{arabic}", "{arabik}");
        let e = Grammar::parse(&bad, "x.toml").unwrap_err();
        assert!(e.to_string().starts_with("x.toml, line 7: "), "{e}");
        let e = Grammar::parse(&GOOD.replace("['root']", "['chapter']"), "x.toml").unwrap_err();
        assert!(e.to_string().contains("`chapter`"), "{e}");
        let e = Grammar::parse(&GOOD.replace("kind", "kidn"), "x.toml").unwrap_err();
        assert!(e.to_string().contains("line 5"), "{e}");
    }
}
