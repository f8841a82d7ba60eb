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
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}

/// Words of which every English text is full.
const ENGLISH: [&str; 14] = [
    "the", "of", "and", "to", "in", "shall", "that", "this", "with", "which", "be", "by", "for", "or",
];
/// Words of which texts in the languages nearest to it are full.
const OTHER: [&str; 18] = [
    "de", "la", "le", "les", "des", "du", "et", "en", "und", "der", "die", "het", "een", "van", "el", "que",
    "di", "og",
];
/// How many words a text must have, how many of a hundred must be among the English ones, and how many of these there must
/// be for each of the others.
const ENOUGH: usize = 120;
const SHARE: usize = 14;
const FEW: usize = 12;

/// Whether a text is English beyond doubt: one look at its words, where profiles of all languages take a hundred times as
/// long. False for most that is doubtful, whatever its language.
pub(crate) fn is_plainly_english(text: &str) -> bool {
    let (mut words, mut english, mut other) = (0, 0, 0);
    let among = |list: &[&str], word: &[u8]| list.iter().any(|e| e.as_bytes().eq_ignore_ascii_case(word));
    for word in text.as_bytes().split(|b| !b.is_ascii_alphabetic()) {
        words += usize::from(!word.is_empty());
        if (2..=5).contains(&word.len()) {
            english += usize::from(among(&ENGLISH, word));
            other += usize::from(among(&OTHER, word));
        }
    }
    // Letters of other scripts, and accents, are no words of this count.
    let foreign = text
        .chars()
        .filter(|c| !c.is_ascii() && c.is_alphabetic())
        .count();
    foreign * 20 <= text.len() && words >= ENOUGH && english * 100 >= words * SHARE && other * FEW <= english
}

#[cfg(test)]
mod tests {
    use super::{is_plainly_english, short};

    #[test]
    fn english_is_seen_by_its_small_words() {
        let text =
            "The keeper of the tower shall see to it that the lamp is lit by dusk and put out by dawn. ";
        assert!(is_plainly_english(&text.repeat(8)));
        assert!(!is_plainly_english(text));
        let french = "Le gardien de la tour veille à ce que la lampe soit allumée au crépuscule, et éteinte à l’aube. ";
        assert!(!is_plainly_english(&french.repeat(8)));
        assert!(!is_plainly_english(&[text, french].concat().repeat(8)));
    }

    #[test]
    fn librarians_codes_are_short_ones() {
        assert_eq!(short("eng"), "en");
        assert_eq!(short("fre"), "fr");
        assert_eq!(short("fr-ca"), "fr-ca");
        assert_eq!(short("en"), "en");
        assert_eq!(short("hun"), "hu");
        assert_eq!(short("sr"), "sr");
    }
}
