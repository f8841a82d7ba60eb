//! `w:sym`: a character by its place in a symbol font.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

type Fonts = FxHashMap<String, FxHashMap<String, String>>;

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    // The file is embedded and a test reads it; no tables are the harmless answer should it ever break.
    FONTS.get_or_init(|| toml::from_str(include_str!("symbol.toml")).unwrap_or_default())
}

/// What people see of a character of a font, by the code that the document gives in hexadecimal.
pub(super) fn character(font: &str, code: &str) -> String {
    let Some(code) = u32::from_str_radix(code.trim(), 16).ok() else {
        return String::new();
    };
    let place = if (0xF000..=0xF0FF).contains(&code) {
        code - 0xF000
    } else {
        code
    };
    let font = font.to_lowercase();
    let known = fonts().iter().find(|(name, _)| font.starts_with(name.as_str()));
    let seen = known.and_then(|(_, table)| table.get(&format!("{place:02x}")));
    match seen {
        Some(seen) => seen.clone(),
        // A code of a usual font is the character itself.
        None if known.is_none() && place == code => {
            char::from_u32(code).map(String::from).unwrap_or_default()
        }
        None => "•".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::character;

    #[test]
    fn symbols_are_what_people_see() {
        assert_eq!(character("Symbol", "F0B3"), "≥");
        assert_eq!(character("Symbol", "b3"), "≥");
        assert_eq!(character("Wingdings 2", "F0FC"), "✓");
        assert_eq!(character("Wingdings", "F0A7"), "•");
        assert_eq!(character("Times New Roman", "2014"), "—");
        assert_eq!(character("Symbol", "x"), "");
    }
}
