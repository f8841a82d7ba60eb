//! What a draft is: reference, body, date, stage, legal status, nature, language.

use crate::grammar::Parsed;
use crate::read::Source;

/// The identity of a draft. What is not known is `None`, and shown as unknown; it is never guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Identity {
    /// Reference number as printed: `Regulation (EU) 2024/1689`, `SB 53`, `ISO 17301-1:2016`.
    pub reference: Option<String>,
    /// Title as printed.
    pub title: Option<String>,
    /// The body that issues it.
    pub body: Option<String>,
    /// Jurisdiction: ISO 3166 code, with subdivision where that is the jurisdiction (`US-CA`), `EU`, or `INT`.
    pub jurisdiction: Option<String>,
    /// Date of this version, ISO 8601, as precise as printed: `2024-06-13`, `2016-11`, `2018`.
    pub date: Option<String>,
    /// Stage: `WD`, `CD`, `DIS`, `FDIS`, `IS`; `introduced`, `enrolled`, `chaptered`, `proposal`, `adopted`, …
    pub stage: Option<String>,
    /// Legal status: `draft`, `in force`, `lapsed`, `vetoed`, `revoked`.
    pub status: Option<String>,
    /// Nature: `binding`, `voluntary`, `political`.
    pub nature: Option<String>,
    /// Language, BCP 47: `en`, `fr`.
    pub language: Option<String>,
    /// `authentic` or `translation`.
    pub authenticity: Option<String>,
}

/// The language of a source: what its metadata says, else what its text looks like.
pub(super) fn language(source: &Source) -> Option<String> {
    if let Some(said) = source.meta("lang").filter(|l| !l.is_empty()) {
        return Some(crate::read::short_language(&said.to_lowercase()));
    }
    let mut text = String::new();
    for block in &source.blocks {
        if text.len() > LANGUAGE_SAMPLE {
            break;
        }
        text.push_str(&block.text);
        text.push(' ');
    }
    if crate::read::is_plainly_english(&text) {
        return Some("en".to_owned());
    }
    let info = whatlang::detect(&text)?;
    // Doubtful for a few words only; a draft of that length has no language worth guessing.
    info.is_reliable()
        .then(|| crate::read::language_code(info.lang()).to_owned())
}

/// Bytes of text from which the language is found: some one page. More costs a short draft a good part of its reading, and
/// says the same of all published drafts tried.
const LANGUAGE_SAMPLE: usize = 4_000;

/// The identity of a source: what a person said, else what its cover prints, else what the style implies.
pub(super) fn of(
    source: &Source,
    parsed: &Parsed<'_>,
    said: &Identity,
    language: Option<String>,
) -> Identity {
    let cover = super::cover::read(source, parsed);
    let style = &parsed.grammar.identity;
    // A publisher's own metadata is surer than what a cover looks like.
    let first = |field: &str, said: &Option<String>, cover: Option<String>, style: &Option<String>| {
        let data = || source.meta(&format!("identity-{field}")).map(str::to_owned);
        said.clone().or_else(data).or(cover).or_else(|| style.clone())
    };
    Identity {
        reference: first("reference", &said.reference, cover.reference, &style.reference),
        title: first("title", &said.title, cover.title, &style.title),
        body: first("body", &said.body, cover.body, &style.body),
        jurisdiction: first(
            "jurisdiction",
            &said.jurisdiction,
            cover.jurisdiction,
            &style.jurisdiction,
        ),
        date: first("date", &said.date, cover.date, &style.date),
        stage: first("stage", &said.stage, cover.stage, &style.stage),
        status: first("status", &said.status, cover.status, &style.status),
        nature: first("nature", &said.nature, cover.nature, &style.nature),
        language: said.language.clone().or(language),
        authenticity: first(
            "authenticity",
            &said.authenticity,
            cover.authenticity,
            &style.authenticity,
        ),
    }
}

/// The primary code of a draft's language: its own where its identity names one, else guessed from its units (whatlang,
/// trigram profiles after Cavnar & Trenkle 1994).
pub(crate) fn language_of(draft: &super::Draft) -> String {
    let named = draft.identity.language.as_deref().map(primary);
    named.unwrap_or_else(|| guess(draft))
}

/// `en` of `en-GB`.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or("").to_lowercase()
}

fn guess(draft: &super::Draft) -> String {
    let mut sample = String::new();
    for unit in &draft.units {
        sample.push_str(&unit.text);
        sample.push('\n');
        if sample.len() > LANGUAGE_SAMPLE {
            break;
        }
    }
    use whatlang::Lang;
    match whatlang::detect_lang(&sample) {
        Some(Lang::Fra) => "fr",
        Some(Lang::Deu) => "de",
        Some(Lang::Spa) => "es",
        Some(Lang::Ita) => "it",
        Some(Lang::Por) => "pt",
        Some(Lang::Nld) => "nl",
        Some(Lang::Swe) => "sv",
        Some(Lang::Dan) => "da",
        Some(Lang::Nob) => "nb",
        Some(Lang::Fin) => "fi",
        Some(Lang::Rus) => "ru",
        Some(Lang::Cmn) => "zh",
        Some(Lang::Jpn) => "ja",
        Some(Lang::Kor) => "ko",
        // Short lists of keywords are easily taken for some small language; nearly all drafts are English.
        _ => "en",
    }
    .to_owned()
}
