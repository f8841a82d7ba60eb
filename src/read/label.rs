//! What a label looks like, in any style: `(a)`, `12.`, `3.1.2`, `§ 5`, `Article 6`, `第三条`, `—`.
//!
//! Readers use it to keep apart lines that a format runs together. Whether the thing *is* a label, and of what,
//! the grammar decides.

/// The shape of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `(a)`, `a)`, `（一）`.
    Bracketed,
    /// `1.`, `1.2.3`, `A.1`, `iv.`, `一、`.
    Dotted,
    /// `—`, `•`, `-`.
    Bullet,
    /// A word with a number: `Article 6`, `§ 3`, `第三条`.
    Worded,
}

/// A label at the start of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// Its shape.
    pub(crate) shape: Shape,
    /// Its length in bytes.
    pub(crate) len: usize,
}

/// Words that publishers put before a number or a letter. In order, and in lower case. The list only
/// decides where a line may begin a clause.
#[rustfmt::skip]
const WORDS: &[&str] = &[
    "abschnitt", "act", "afdeling", "afsnit", "airteagal", "allegato", "anexa", "anexo", "anhang", "anness",
    "annex", "annexe", "appendix", "art", "article", "articolo", "articolul", "artigo", "artikel",
    "artikkel", "artiklu", "artikolu", "artykuł", "artículo", "avdelning", "avsnitt", "bab", "bijlage",
    "bilag", "bilaga", "bölüm", "caibidil", "capitolo", "capitolul", "capo", "capítol", "capítulo", "ch",
    "chap", "chapitre", "chapter", "chương", "clause", "considérant", "cuid", "część", "deel", "del", "dio",
    "division", "enclosure", "erthygl", "glava", "hlava", "hoofdstuk", "iarscríbhinn", "jagu", "kapitel",
    "kapitola", "kapitolu", "liite", "madde", "naslov", "neni", "oddelek", "oddiel", "oddział", "oddíl",
    "odjeljak", "paragraph", "part", "parte", "partea", "parti", "partie", "pasal", "peatükk", "pennod",
    "poglavje", "poglavlje", "prilog", "priloga", "principle", "príloha", "příloha", "recital",
    "regulation", "roinn", "rozdział", "rule", "rész", "schedule", "sec", "sección", "section", "secção",
    "secțiunea", "sekcja", "sezione", "seção", "subpart", "taqsima", "teideal", "teil", "titel", "title",
    "titlul", "titolo", "titolu", "titre", "tytuł", "títol", "título", "vedlegg", "załącznik", "časť",
    "član", "članak", "člen", "článek", "článok", "část", "điều", "άρθρο", "αρθρο", "κεφάλαιο", "κεφαλαιο",
    "μέρος", "μερος", "παράρτημα", "παραρτημα", "τίτλος", "τιτλος", "τμήμα", "τμημα", "артыкул", "глава",
    "дял", "приложение", "раздел", "розділ", "стаття", "статья", "част", "часть", "члан", "член",
];

/// The label that the text begins with, if it looks like one. Leading space is not skipped.
pub(crate) fn at_start(text: &str) -> Option<Label> {
    let label = |shape, len| Some(Label { shape, len });
    if let Some(len) = bullet(text) {
        return label(Shape::Bullet, len);
    }
    if let Some(len) = bracketed(text) {
        return label(Shape::Bracketed, len);
    }
    if let Some(len) = dotted(text) {
        return label(Shape::Dotted, len);
    }
    worded(text).and_then(|len| label(Shape::Worded, len))
}

/// The code of a control, as catalogues print it in front of its text: `AC-2`, `GV.OC`, `A&A-01`, two to four capitals, and
/// then a dot or a hyphen before capitals or digits. Everywhere else it is a name (`GPT-4`), so most readers do not ask.
pub(crate) fn code_at_start(text: &str) -> Option<Label> {
    let len = text.find(char::is_whitespace)?;
    let code = &text.as_bytes()[..len];
    let family = code
        .iter()
        .take_while(|b| b.is_ascii_uppercase() || **b == b'&')
        .count();
    let (mark, number) = code.get(family..)?.split_first()?;
    let parts = number
        .iter()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b".-".contains(b));
    let shaped = b".-".contains(mark) && number.len() > 1 && number.last()?.is_ascii_alphanumeric();
    let found = (2..=4).contains(&family) && len <= 16 && parts && shaped;
    found.then_some(Label {
        shape: Shape::Dotted,
        len,
    })
}

/// The word is one that publishers put before a number.
pub(crate) fn is_label_word(word: &str) -> bool {
    is_one_of_them(word.trim_end_matches(['.', 's']))
}

/// Whether a word is one of [`WORDS`], whatever its case.
fn is_one_of_them(word: &str) -> bool {
    if word.is_ascii() {
        let small = || word.bytes().map(|b| b.to_ascii_lowercase());
        return WORDS.binary_search_by(|known| known.bytes().cmp(small())).is_ok();
    }
    WORDS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// The whole text is one label: what stands in the narrow column of a layout table.
pub(crate) fn is_label(text: &str) -> bool {
    let text = text.trim();
    at_start(text).is_some_and(|l| l.len == text.len() && l.shape != Shape::Worded)
}

/// The text ends where a sentence, or an item of a list, ends.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end();
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '*', '_']);
    if bare.ends_with([
        '.', ';', ':', '!', '?', '。', '；', '：', '！', '？', '—', '–', '…',
    ]) {
        return true;
    }
    // "…; and" ends an item of a list.
    let (before, word) = bare.rsplit_once(char::is_whitespace).unwrap_or(("", bare));
    before.trim_end().ends_with([';', ','])
        && ["and", "or", "and/or", "et", "ou", "und", "oder", "en", "of"]
            .iter()
            .any(|joint| word.eq_ignore_ascii_case(joint))
}

fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let next = chars.next();
    let len = first.len_utf8();
    let spaced = next.is_none_or(char::is_whitespace);
    match first {
        '—' | '–' | '-' | '*' | '+' | '·' | 'o' | '‒' | '―'
            if spaced && (first != 'o' || next == Some('\t')) =>
        {
            Some(len)
        }
        '•' | '‣' | '◦' | '▪' | '●' | '○' | '■' | '□' | '◻' | '➢' | '⚫' | '✓' | '❖' | '⮚' | '\u{FF9F}' => {
            Some(len)
        }
        // Symbol fonts keep their bullets in the private use area.
        '\u{F000}'..='\u{F0FF}' => Some(len),
        _ => None,
    }
}

/// `(a)`, `(12)`, `(iv)`, `(1a)`, `（一）`, `a)`, `12)`.
fn bracketed(text: &str) -> Option<usize> {
    let (inner, open) = match text.chars().next()? {
        c @ ('(' | '（') => (text.get(c.len_utf8()..)?, c.len_utf8()),
        _ => (text, 0),
    };
    let close = inner
        .char_indices()
        .take(9)
        .find(|(_, c)| matches!(c, ')' | '）'))?;
    let body = inner.get(..close.0)?;
    let len = open + close.0 + close.1.len_utf8();
    let rest = text.get(len..)?;
    let fits = if open > 0 {
        is_number(body, 5)
    } else {
        is_number(body, 3) && (body.len() == 1 || !is_word(body) || is_roman(body) || is_doubled(body))
    };
    // `(s)` in "system(s)" is not at a start, but "e) of" is; a letter right after the bracket is neither.
    (fits && !rest.starts_with(char::is_alphanumeric) || fits && open > 0 && body.chars().any(is_han))
        .then_some(len)
}

/// `1.`, `12.3.4`, `1a.`, `A.1`, `B.`, `iv.`, `一、`.
fn dotted(text: &str) -> Option<usize> {
    if let Some(at) = text.char_indices().take(6).find(|(_, c)| *c == '、')
        && text
            .get(..at.0)
            .is_some_and(|n| !n.is_empty() && n.chars().all(is_han))
    {
        return Some(at.0 + at.1.len_utf8());
    }
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(text.len());
    // A colon after a dotted number belongs to it: "2.2: Developers …".
    let head = text.get(..end)?;
    if !head.contains('.') || head.len() > 16 {
        return None;
    }
    let after = text.get(end..)?.chars().next();
    if !after.is_none_or(|c| c.is_whitespace() || matches!(c, ':' | '-' | '(' | '—' | '–' | '"' | '“' | ')'))
    {
        return None;
    }
    let bare = head.trim_end_matches('.');
    // "e.g.", "i.e.", "U.S." are abbreviations.
    if bare.contains('.') && !bare.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut parts = bare.split('.');
    let first = parts.next()?;
    // "J.1108" is the number of a document.
    let longest = if first.starts_with(|c: char| c.is_ascii_alphabetic()) {
        3
    } else {
        4
    };
    let first_fits = is_number(first, 4) && (first.len() <= 1 || !is_word(first) || is_roman(first))
        || first.len() <= 5 && first.chars().all(|c| c.is_ascii_digit());
    (first_fits
        && parts
            .all(|p| is_number(p, longest) && !is_word(p) || is_roman(p) || p.len() == 1 && is_number(p, 1)))
    .then_some(end)
}

/// `Article 6`, `SEC. 2`, `§ 12a`, `Annex III`, `第三条`, `제2조`.
fn worded(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if first == '§' {
        let number = text.trim_start_matches('§').trim_start();
        let len = text.len() - number.len() + token(number);
        return number.starts_with(|c: char| c.is_ascii_digit()).then_some(len);
    }
    if first == '第' || first == '제' {
        let inner = text.get(first.len_utf8()..)?.trim_start();
        let digits = inner.find(|c: char| !is_han(c) && !c.is_ascii_digit())?;
        let unit = inner.get(digits..)?.chars().next()?;
        let known = "条條章节節款项項部编編分조장절항관편".contains(unit);
        return (digits > 0 && known).then(|| text.len() - inner.len() + digits + unit.len_utf8());
    }
    let end = text.find(|c: char| !c.is_alphabetic())?;
    let word = text.get(..end)?;
    if !first.is_uppercase() || !is_one_of_them(word) {
        return None;
    }
    let rest = text.get(end..)?;
    let number = rest.strip_prefix('.').unwrap_or(rest);
    let trimmed = number.trim_start();
    if trimmed.len() == number.len() || trimmed.is_empty() {
        // A bare "Annex" or "Appendix" is a heading of its own.
        return (rest.trim().is_empty()).then_some(end);
    }
    let len = token(trimmed);
    let name = trimmed.get(..len)?.trim_end_matches([':', '.', ')', '(', ',']);
    let first_part = name.split(['.', '-', '(', '–']).next()?;
    let fits = first_part.chars().next().is_some_and(|c| c.is_ascii_digit())
        || is_roman(&first_part.to_lowercase()) && first_part.chars().all(char::is_uppercase)
        || first_part.len() == 1 && first_part.chars().all(|c| c.is_ascii_uppercase());
    fits.then(|| text.len() - trimmed.len() + name.len())
}

/// Length of the run up to the next white space.
fn token(text: &str) -> usize {
    text.find(char::is_whitespace).unwrap_or(text.len())
}

/// A short number, letter, roman number or mixture such as `1a`.
fn is_number(text: &str, longest: usize) -> bool {
    let count = text.chars().count();
    if count == 0 || count > 7 {
        return false;
    }
    let ascii = text.chars().all(|c| c.is_ascii_alphanumeric());
    if ascii {
        return count <= longest
            && (count <= 2 || text.chars().any(|c| c.is_ascii_digit()) || is_roman(text))
            || is_roman(text)
            || count <= longest && is_doubled(text);
    }
    text.chars()
        .all(|c| is_han(c) || "가나다라마바사아자차카타파하".contains(c))
}

/// `aa`, `bbb`: letters that go on after `z`.
fn is_doubled(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| chars.all(|c| c == first))
}

/// Letters only.
fn is_word(text: &str) -> bool {
    text.chars().all(char::is_alphabetic)
}

/// A roman number in either case, up to a length that occurs.
pub(crate) fn is_roman(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 7
        && (text.chars().all(|c| "ivxlc".contains(c)) || text.chars().all(|c| "IVXLC".contains(c)))
}

fn is_han(c: char) -> bool {
    "一二三四五六七八九十百千〇零".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{Shape, at_start, ends_sentence, is_label};

    fn shape(text: &str) -> Option<(&str, Shape)> {
        at_start(text).map(|l| (&text[..l.len], l.shape))
    }

    #[test]
    fn words_are_in_order() {
        assert!(super::WORDS.is_sorted());
    }

    /// The words that the grammars share: a line that begins with one is kept apart.
    #[test]
    fn words_of_the_grammars_are_known() {
        type Lists = std::collections::BTreeMap<String, Vec<String>>;
        let lists: Lists = toml::from_str(include_str!("../grammar/pattern/words.toml")).unwrap();
        let before_numbers = lists.iter().filter(|(name, _)| !name.ends_with("-after"));
        for word in before_numbers.flat_map(|(_, words)| words) {
            let plain = word.chars().all(char::is_alphabetic) && word.starts_with(char::is_uppercase);
            if plain && word.chars().count() > 2 {
                let line = format!("{word} 1");
                assert!(super::at_start(&line).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn labels_are_seen() {
        for (text, label, kind) in [
            ("(a) the system", "(a)", Shape::Bracketed),
            ("(12) whereas", "(12)", Shape::Bracketed),
            ("(xiii) other", "(xiii)", Shape::Bracketed),
            ("（一）说明", "（一）", Shape::Bracketed),
            ("7) Safety", "7)", Shape::Bracketed),
            ("iii) other", "iii)", Shape::Bracketed),
            ("1. Scope", "1.", Shape::Dotted),
            ("1.2.3 Terms", "1.2.3", Shape::Dotted),
            ("A.1 General", "A.1", Shape::Dotted),
            ("22757.11. For", "22757.11.", Shape::Dotted),
            ("II. AGREES", "II.", Shape::Dotted),
            ("一、总则", "一、", Shape::Dotted),
            ("§ 1420. Definitions", "§ 1420.", Shape::Worded),
            ("SEC. 2. Chapter", "SEC. 2", Shape::Worded),
            ("Article 6 Scope", "Article 6", Shape::Worded),
            ("Annex III", "Annex III", Shape::Worded),
            ("第三条 国家", "第三条", Shape::Worded),
            ("— the name", "—", Shape::Bullet),
            ("• one", "•", Shape::Bullet),
        ] {
            assert_eq!(shape(text), Some((label, kind)), "{text}");
        }
    }

    #[test]
    fn words_are_not_labels() {
        for text in [
            "the system",
            "(see below) x",
            "e.g. this",
            "and) x",
            "30 days",
            "Section heading",
            "i.e. so",
            "-5",
        ] {
            assert_eq!(shape(text), None, "{text}");
        }
    }

    #[test]
    fn a_whole_label_is_a_cell_of_labels() {
        assert!(is_label(" (a) ") && is_label("—") && is_label("13.") && is_label("1.2"));
        assert!(!is_label("Article 1") && !is_label("Defect") && !is_label("►B") && !is_label("1"));
    }

    #[test]
    fn sentences_end() {
        assert!(ends_sentence("as follows:") && ends_sentence("the name; and") && ends_sentence("so.”"));
        assert!(!ends_sentence("referred to in") && !ends_sentence("safety and"));
    }
}
