//! Named characters of document types that lie elsewhere (`&mdash;`): nothing is fetched, the usual ones are known.

use std::borrow::Cow;

/// The names that publishers use, from the ISO entity sets.
const NAMED: &[(&str, &str)] = &[
    ("nbsp", "\u{A0}"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("sect", "§"),
    ("para", "¶"),
    ("rsquo", "’"),
    ("lsquo", "‘"),
    ("rdquo", "”"),
    ("ldquo", "“"),
    ("hellip", "…"),
    ("bull", "•"),
    ("deg", "°"),
    ("times", "×"),
    ("plusmn", "±"),
    ("middot", "·"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("frac12", "½"),
    ("frac14", "¼"),
    ("frac34", "¾"),
    ("pound", "£"),
    ("euro", "€"),
    ("cent", "¢"),
    ("yen", "¥"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("le", "≤"),
    ("ge", "≥"),
    ("ne", "≠"),
    ("minus", "−"),
    ("micro", "µ"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("agrave", "à"),
    ("acirc", "â"),
    ("ccedil", "ç"),
    ("ocirc", "ô"),
    ("ouml", "ö"),
    ("uuml", "ü"),
    ("auml", "ä"),
    ("ntilde", "ñ"),
    ("ensp", " "),
    ("emsp", " "),
    ("thinsp", " "),
    ("shy", ""),
    ("zwsp", ""),
    ("nbhy", "-"),
    ("wj", ""),
];

/// Longest name that is looked at.
const LONGEST: usize = 40;

/// The text with references to entities that it does not itself declare replaced: by the character that goes by that
/// name, else by nothing (an external file that would be included). Line breaks stay where they are.
pub(super) fn resolved(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut done = 0;
    let declared = declared(text);
    for (at, _) in text.match_indices('&') {
        let after = text.get(at + 1..).unwrap_or_default();
        let len = after
            .bytes()
            .take(LONGEST)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':'))
            .count();
        let name = after.get(..len).unwrap_or_default();
        let is_reference = len > 0 && after.as_bytes().get(len) == Some(&b';');
        if !is_reference || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || declared.contains(&name)
        {
            continue;
        }
        let character = NAMED.iter().find(|(n, _)| *n == name).map_or("", |(_, c)| *c);
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(character);
        done = at + len + 2;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(out)
}

/// The entities whose text the document type itself holds. One that only names a file is as good as unknown.
fn declared(text: &str) -> Vec<&str> {
    let subset = text
        .find("<!DOCTYPE")
        .and_then(|start| text.get(start..))
        .and_then(|t| t.split_once("]>"))
        .map_or("", |(subset, _)| subset);
    let declarations = subset.split("<!ENTITY").skip(1).take(MOST_DECLARED);
    declarations
        .filter_map(|declaration| {
            let mut words = declaration.split_whitespace();
            let name = words.next()?;
            words.next()?.starts_with(['"', '\'']).then_some(name)
        })
        .collect()
}

/// Most declarations that are looked at.
const MOST_DECLARED: usize = 300;

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn names_become_characters_and_own_declarations_stay() {
        assert_eq!(
            resolved("<a>5&nbsp;m &amp; 6&thing;</a>"),
            "<a>5\u{A0}m &amp; 6</a>"
        );
        let own = "<!DOCTYPE a [<!ENTITY wj \"x\">]><a>&wj;</a>";
        assert_eq!(resolved(own), own);
        let outside = "<!DOCTYPE a [<!ENTITY p SYSTEM \"file:///etc/passwd\">]><a>&p;</a>";
        assert!(!resolved(outside).contains("&p;"));
    }
}
