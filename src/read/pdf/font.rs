//! Which fonts are bold, which slanted: by weight where a font says it, else by its name.

use hayro_font::{FontCache, FontGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_syntax::object::{Dict, Name, Stream};
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use rustc_hash::FxHashMap;

/// Bold, slanted.
type Style = (bool, bool);

/// Most fonts looked into on one page, and most forms that are drawn on it.
const MOST: usize = 200;

/// The styles of the fonts of a document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    settings: InterpreterSettings,
    /// By the identity of a glyph's outline.
    known: FxHashMap<u128, Style>,
    /// The fonts of the page that say nothing of themselves, with the name in their dictionary.
    named: Vec<(Dict<'a>, Style)>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(settings: InterpreterSettings) -> Self {
        Fonts {
            cache: FontCache::new(),
            settings,
            known: FxHashMap::default(),
            named: Vec::new(),
        }
    }

    /// Gets ready for a page.
    pub(super) fn open(&mut self, page: &Page<'a>) {
        self.named.clear();
        self.name(page.resources());
        let forms: Vec<_> = page.resources().x_objects.keys().take(MOST).collect();
        for form in forms {
            let stream = page.resources().x_objects.get::<Stream<'a>>(&form);
            if let Some(inner) = stream.and_then(|s| s.dict().get::<Dict<'a>>(b"Resources")) {
                self.name(&Resources::new(inner));
            }
        }
    }

    fn name(&mut self, resources: &Resources<'a>) {
        let keys: Vec<_> = resources.fonts.keys().take(MOST).collect();
        for key in keys {
            let Some(dict) = resources.fonts.get::<Dict<'a>>(&key) else {
                continue;
            };
            let name = dict
                .get::<Name<'_>>(b"BaseFont")
                .map(|n| String::from_utf8_lossy(&n).into_owned());
            if let Some(name) = name
                && self.named.len() < MOST
            {
                self.named.push((dict, by_name(&name)));
            }
        }
    }

    /// The style of a glyph.
    pub(super) fn style(&mut self, glyph: &Glyph<'_>) -> Style {
        let Glyph::Outline(outline) = glyph else {
            return (false, false);
        };
        let key = outline.identifier().cache_key();
        if let Some(style) = self.known.get(&key) {
            return *style;
        }
        let style = if let Some(data) = outline.font_data() {
            let named = data.postscript_name.as_deref().map_or((false, false), by_name);
            (
                named.0 || data.weight.is_some_and(|w| w >= 600),
                named.1 || data.is_italic,
            )
        } else {
            self.by_dictionary(outline.char_code(), key)
        };
        self.known.insert(key, style);
        style
    }

    /// Fonts of Type 1 keep their name in the dictionary only: the one whose glyph for the code is this one.
    fn by_dictionary(&self, code: u32, key: u128) -> Style {
        let settings = &self.settings;
        for (dict, style) in &self.named {
            let font = self
                .cache
                .font(dict, &settings.font_resolver, &settings.cmap_resolver);
            if let Some(font) = font
                && code <= 255
                && let FontGlyph::Outline(o) = font.glyph(font.map_code(code), code)
                && o.identifier().cache_key() == key
            {
                return *style;
            }
        }
        (false, false)
    }
}

fn by_name(name: &str) -> Style {
    let name = name.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|p| name.contains(p));
    (
        has(&["bold", "black", "heavy", "-medi", "demi"]),
        has(&["ital", "obli", "-obl", "slant"]),
    )
}

#[cfg(test)]
mod tests {
    use super::by_name;

    #[test]
    fn names_tell_the_weight() {
        assert_eq!(by_name("ABCDEF+NimbusRomNo9L-MediItal"), (true, true));
        assert_eq!(by_name("Arial-BoldMT"), (true, false));
        assert_eq!(by_name("UniversLTStd-Obl"), (false, true));
        assert_eq!(by_name("Melior"), (false, false));
    }
}
