//! Word's style sheet in a page: which paragraph styles are headings, and which carry a number that Word counts.
//!
//! In such a page a heading may be `<p class="ANNEX">`, and its `Annex A` stands nowhere but in the style sheet:
//! `mso-list: l1 level1`, `@list l1:level1 { mso-level-style-link: ANNEX; mso-level-text: "Annex %1" }`. Both become what
//! a page says otherwise: heading elements and text. Cost: linear in the page.

use std::collections::BTreeMap;

/// A paragraph style that means something.
#[derive(Debug, Default, Clone)]
struct Style {
    /// Rank as a heading, from 1.
    rank: Option<u8>,
    /// What is printed before its text, `%1` for the number, and whether the number is a letter.
    label: Option<(String, bool)>,
    counted: u32,
}

/// The page with its styled headings as heading elements.
pub(super) fn with_headings(page: &str) -> String {
    let mut styles = styles(page);
    if styles.is_empty() {
        return page.to_owned();
    }
    let mut out = String::with_capacity(page.len() + 1024);
    let mut rest = page;
    while let Some(at) = rest.find("<p ") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let Some(end) = tag.find('>') else { break };
        let (open, body) = tag.split_at(end + 1);
        let style = class(open).and_then(|c| styles.get_mut(c));
        let (Some(style), Some(close)) = (style, body.find("</p>")) else {
            out.push_str(open);
            rest = body;
            continue;
        };
        let inner = body.get(..close).unwrap_or_default();
        let element = style
            .rank
            .map_or_else(|| "p".to_owned(), |rank| format!("h{rank}"));
        out.push_str(&open.replacen("<p", &format!("<{element}"), 1));
        if let Some((text, letters)) = &style.label {
            style.counted = style.counted.saturating_add(1);
            let label = text.replace("%1", &number(style.counted, *letters));
            out.push_str(&format!("{label} "));
        }
        out.push_str(inner);
        out.push_str(&format!("</{element}>"));
        rest = body.get(close + 4..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn class(open: &str) -> Option<&str> {
    let (_, after) = open.split_once("class=")?;
    let quote = after.chars().next()?;
    match quote {
        '"' | '\'' => after.get(1..)?.split(quote).next(),
        _ => after.split([' ', '>']).next(),
    }
}

fn number(count: u32, letters: bool) -> String {
    let letter = u8::try_from(count)
        .ok()
        .filter(|c| letters && (1..=26).contains(c));
    letter.map_or_else(|| count.to_string(), |c| char::from(b'A' + c - 1).to_string())
}

/// The styles of a page that are headings or counted at their first level, by class.
fn styles(page: &str) -> BTreeMap<String, Style> {
    let mut styles: BTreeMap<String, Style> = BTreeMap::new();
    let mut sheets = page;
    while let Some((_, after)) = sheets.split_once("<style") {
        let (sheet, behind) = after.split_once("</style>").unwrap_or((after, ""));
        for rule in sheet.split('}') {
            let Some((selector, body)) = rule.split_once('{') else {
                continue;
            };
            let selector = selector.rsplit(['>', '/', ';']).next().unwrap_or_default().trim();
            let selector = selector.trim_start_matches("<!--").trim_start();
            if selector.starts_with("@list") {
                counted(selector, body, &mut styles);
            } else if let Some(class) = selector.split(',').find_map(|s| s.trim().strip_prefix("p.")) {
                let outline = value(body, "mso-outline-level").and_then(|l| l.parse::<u8>().ok());
                let level = value(body, "mso-list")
                    .and_then(|l| l.split("level").nth(1))
                    .and_then(|l| l.split(' ').next())
                    .and_then(|l| l.parse::<u8>().ok());
                let rank = outline
                    .map(|o| level.unwrap_or(o))
                    .filter(|r| (1..=6).contains(r));
                if rank.is_some() && !class.starts_with("Mso") {
                    styles.entry(class.trim().to_owned()).or_default().rank = rank;
                }
            }
        }
        sheets = behind;
    }
    // What is counted in running text prints its number there.
    styles.retain(|_, s| s.rank.is_some());
    styles
}

/// The label of a style that a list counts at its first level, in words: bare numbers are printed in the text.
fn counted(selector: &str, body: &str, styles: &mut BTreeMap<String, Style>) {
    let (Some(class), Some(text)) = (value(body, "mso-level-style-link"), value(body, "mso-level-text"))
    else {
        return;
    };
    let text = text.trim_matches('"').trim();
    let worded = text.split('%').next().is_some_and(|w| w.trim().len() > 2);
    if selector.ends_with("level1") && worded && text.contains("%1") && !text.contains("%2") {
        let letters = value(body, "mso-level-number-format").is_some_and(|f| f.starts_with("alpha"));
        let class = class.trim_matches('"').to_owned();
        styles.entry(class).or_default().label = Some((text.to_owned(), letters));
    }
}

/// The value of a property.
fn value<'b>(body: &'b str, name: &str) -> Option<&'b str> {
    body.split(';').find_map(|p| {
        let (key, value) = p.split_once(':')?;
        (key.trim() == name).then_some(value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::with_headings;

    #[test]
    fn styles_become_headings_with_their_numbers() {
        let page = "<html><head><style><!-- p.ANNEX, li.ANNEX { mso-outline-level: 1; mso-list: l1 level1 lfo4; }\n\
            p.a2 { mso-outline-level: 1; mso-list: l1 level2 lfo4 } p.Text { margin: 0 }\n\
            @list l1:level1 { mso-level-number-format: alpha-upper; mso-level-style-link: ANNEX; mso-level-text: \"Annex %1\"; }\n\
            --></style></head><body><p class=\"Text\">x</p><p class=\"ANNEX\"><b>Bells</b></p><p class='a2'>A.1 Loud</p>\
            <p class=\"ANNEX\">Ropes</p></body></html>";
        let html = with_headings(page);
        let body = html.split_once("<body>").unwrap().1;
        assert_eq!(
            body,
            "<p class=\"Text\">x</p><h1 class=\"ANNEX\">Annex A <b>Bells</b></h1><h2 class='a2'>A.1 Loud</h2>\
             <h1 class=\"ANNEX\">Annex B Ropes</h1></body></html>"
        );
        assert_eq!(with_headings("<p >a"), "<p >a");
    }
}
