//! Names of languages.

/// The short name of a language that metadata names: `eng` is `en`, `fr-CA` stays.
pub(crate) fn short(said: &str) -> String {
    // Librarians' codes for languages that have another one of their own.
    let said = match said {
        "fre" => "fra",
        "ger" => "deu",
        "dut" => "nld",
        "chi" | "zho" => "cmn",
        other => other,
    };
    let known = whatlang::Lang::from_code(said);
    known.map_or_else(|| said.to_owned(), |l| code(l).to_owned())
}

/// The short name (BCP 47) of a language.
pub(crate) fn code(lang: whatlang::Lang) -> &'static str {
    use whatlang::Lang;
    match lang {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Nld => "nl",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        other => other.code(),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn librarians_codes_are_short_ones() {
        assert_eq!(short("eng"), "en");
        assert_eq!(short("fre"), "fr");
        assert_eq!(short("fr-ca"), "fr-ca");
        assert_eq!(short("en"), "en");
    }
}
