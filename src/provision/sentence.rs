//! From a unit to the sentences it holds: full stops that end none, lists whose introduction goes with every point.
//!
//! Cost: linear in the text.

use super::markers::Markers;

/// A sentence, or a point of a list with the words that introduce it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// The words that the sentence begins with above it; empty where it stands alone.
    pub(crate) chapeau: String,
    pub(crate) text: String,
}

/// Words that may stand between a verbal form and the points that it governs.
const DISTRIBUTES: &str = "do does all each any one or more of the following at least also ensure that make sure not in particular both a minimum things acts doit fait ce qui suit les choses suivantes";

/// The sentences of a unit. `governs` says whether words hold a verbal form, and where the last one ends.
pub(crate) fn sentences(
    text: &str,
    chapeau: &str,
    markers: &Markers,
    governs: &dyn Fn(&str) -> Option<usize>,
) -> Vec<Sentence> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut open: Option<String> = (!chapeau.trim().is_empty()).then(|| chapeau.trim().to_owned());
    let above = open.clone();
    // Whether the last sentence announces a list of things: its points go on with it.
    let mut things = false;
    for (i, line) in whole_lines(text).into_iter().enumerate() {
        for (n, piece) in inline_points(&line).into_iter().enumerate() {
            // The label that a unit begins with makes it no point.
            let is_point = piece.point && (i, n) != (0, 0);
            let mut pieces = split(piece.text, markers).into_iter().peekable();
            while let Some(sentence) = pieces.next() {
                let mut introduction = match (&open, is_point || (i == 0 && above.is_some())) {
                    (Some(words), true) => words.clone(),
                    _ => String::new(),
                };
                let opens = ends_open(sentence) && pieces.peek().is_none();
                if opens && !is_point && distributes(sentence, governs) {
                    let whole = join(&introduction, sentence);
                    open = Some(whole);
                    continue;
                }
                // A list of things goes on with the sentence that announces it.
                let goes_on = i > 0 || is_point;
                if goes_on
                    && introduction.is_empty()
                    && let Some(last) = found.last_mut()
                    && (continues(&last.text, sentence)
                        || (things && is_point && governs(sentence).is_none()))
                {
                    things |= is_point && last.text.trim_end().ends_with([':', '—']);
                    last.text.push(' ');
                    last.text.push_str(sentence);
                    continue;
                }
                if !is_point && i > 0 {
                    open = None;
                    introduction.clear();
                }
                // What the unit itself announces goes on with that, not with the words above the unit.
                if opens && !is_point && sentence.trim_end().ends_with([':', '—']) {
                    open = None;
                }
                things = false;
                found.push(Sentence {
                    chapeau: introduction,
                    text: sentence.to_owned(),
                });
            }
        }
    }
    // An introduction whose points stand elsewhere is a sentence of its own.
    if found.is_empty()
        && let Some(words) = open.filter(|w| Some(w) != above.as_ref())
    {
        found.push(Sentence {
            chapeau: String::new(),
            text: words,
        });
    }
    found
}

/// The lines of a text, with those put together that one sentence runs over: the next one goes on in small letters, or both are
/// in capitals, and nothing ends the first.
fn whole_lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let goes_on = |last: &String| {
            let last = last.trim_end();
            let open = !last.is_empty() && !last.ends_with(['.', ';', ':', '!', '?', '—', '–', ')', '”']);
            open && (line.starts_with(char::is_lowercase) || (in_capitals(last) && in_capitals(line)))
        };
        match lines.last_mut().filter(|last| goes_on(last)) {
            Some(last) => {
                last.push(' ');
                last.push_str(line);
            }
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// Whether a text is set in capitals: bills print so what they add. A few letters may be abbreviations.
fn in_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let words = text.split_whitespace().filter(|w| w.len() > 1).count();
    words >= 3 && capitals * 10 >= letters().count() * 9 && !text.starts_with(['(', '•', '-'])
}

fn join(chapeau: &str, text: &str) -> String {
    if chapeau.is_empty() {
        text.to_owned()
    } else {
        format!("{chapeau} {text}")
    }
}

fn ends_open(text: &str) -> bool {
    text.trim_end().ends_with([':', '—', '–']) || !text.trim_end().ends_with(['.', ';', '!', '?', '”', ')'])
}

/// Whether a sentence goes on in the next piece.
fn continues(before: &str, piece: &str) -> bool {
    let before = before.trim_end();
    let open = before.ends_with([':', '—', ';', ',']) || before.ends_with(" and") || before.ends_with(" or");
    open || piece.trim_start().starts_with(char::is_lowercase)
}

/// Whether every point goes with the verb of the introduction: "Providers shall:".
fn distributes(chapeau: &str, governs: &dyn Fn(&str) -> Option<usize>) -> bool {
    let Some(end) = governs(chapeau) else {
        return false;
    };
    let rest = chapeau.get(end..).unwrap_or("");
    rest.split(|c: char| !c.is_alphabetic())
        .filter(|w| !w.is_empty())
        .all(|w| DISTRIBUTES.split(' ').any(|d| d == w.to_lowercase()))
}

struct Piece<'a> {
    text: &'a str,
    point: bool,
}

/// A line cut where points begin within it: `shall: (a) keep logs; (b) train staff.`
fn inline_points(line: &str) -> Vec<Piece<'_>> {
    let line = line.trim();
    let (label, rest) = split_label(line);
    let mut pieces = Vec::new();
    let mut point = label;
    let begins = line.len() - rest.len();
    let mut from = begins;
    let mut expected = 1;
    let mut last_break = false;
    for (at, c) in line.char_indices().filter(|(i, _)| *i >= begins) {
        if c == '(' && last_break {
            let inside: String = line[at + 1..].chars().take_while(|c| *c != ')').take(5).collect();
            let next = line
                .get(at + 1 + inside.len()..)
                .is_some_and(|r| r.starts_with(") "));
            // Only the label that comes next begins a point: `as referred to in (b)` does not.
            if next && ordinal(&inside) == Some(expected) {
                pieces.push(Piece {
                    text: line[from..at].trim(),
                    point,
                });
                from = at + inside.len() + 2;
                point = true;
                expected += 1;
            }
        }
        if !c.is_whitespace() {
            let words_before = line.get(..at).unwrap_or("");
            last_break = matches!(c, ':' | ';' | ',' | '—')
                || words_before.ends_with(" an")
                || words_before.ends_with(" o");
        }
    }
    pieces.push(Piece {
        text: line[from..].trim(),
        point,
    });
    pieces.retain(|p| !p.text.is_empty());
    pieces
}

/// Which one a label is: `a`, `i` and `1` are the first.
fn ordinal(label: &str) -> Option<usize> {
    if let Ok(n) = label.parse::<usize>() {
        return Some(n);
    }
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) if c.is_ascii_lowercase() => Some(c as usize - 'a' as usize + 1),
        _ => None,
    }
}

/// Whether a line begins with a label, and what follows it.
fn split_label(line: &str) -> (bool, &str) {
    let Some(first) = line.split_whitespace().next() else {
        return (false, line);
    };
    let bare = first.trim_matches(['(', ')', '.', '-', '•', '—', '–', '*']);
    let marked = first.len() > bare.len();
    let short = bare.chars().count() <= 5 && bare.chars().all(|c| c.is_alphanumeric() || c == '.');
    if marked
        && short
        && first.chars().count() <= 8
        && !(bare.len() > 3 && bare.chars().all(char::is_alphabetic))
    {
        return (true, line[first.len()..].trim_start());
    }
    (false, line)
}

/// A line cut behind full stops that end a sentence.
fn split<'a>(text: &'a str, markers: &Markers) -> Vec<&'a str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '。') {
            continue;
        }
        let after = &text[at + c.len_utf8()..];
        let next = after.trim_start_matches(['”', '"', '’', ')', '»']);
        let rest = next.trim_start();
        let spaced = c == '。' || (next.len() != rest.len() && starts_sentence(rest));
        let word = text[from..at]
            .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '.'))
            .next()
            .unwrap_or("");
        let lower = word.to_lowercase();
        let label = text[from..at].trim().chars().count() <= 4
            && text[from..at].trim().chars().all(char::is_alphanumeric);
        let abbreviation = c == '.'
            && (markers.abbreviations.contains(&lower)
                || markers
                    .abbreviations
                    .contains(&text[from..at].rsplit(' ').next().unwrap_or("").to_lowercase())
                || (word.chars().count() == 1 && word.chars().all(char::is_alphabetic)));
        if spaced && !abbreviation && !label {
            let end = at + c.len_utf8() + (after.len() - next.len());
            pieces.push(text[from..end].trim());
            from = end;
        }
    }
    pieces.push(text[from..].trim());
    pieces.retain(|p| !p.is_empty());
    pieces
}

fn starts_sentence(text: &str) -> bool {
    let first = text
        .trim_start_matches(['“', '"', '‘', '«', '(', '['])
        .chars()
        .next();
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(String, String)> {
        let governs = |t: &str| t.find("shall").map(|i| i + 5);
        sentences(text, "", Markers::of("en"), &governs)
            .into_iter()
            .map(|s| (s.chapeau, s.text))
            .collect()
    }

    fn texts(text: &str) -> Vec<String> {
        of(text).into_iter().map(|s| s.1).collect()
    }

    #[test]
    fn abbreviations_end_nothing() {
        assert_eq!(
            texts("See Sec. 5 and Art. 6. It binds."),
            ["See Sec. 5 and Art. 6.", "It binds."]
        );
        assert_eq!(
            texts("1. One shall bake. 2. One shall eat."),
            ["One shall bake.", "2. One shall eat."]
        );
    }

    #[test]
    fn a_sentence_in_capitals_runs_over_lines() {
        assert_eq!(
            texts("A KEEPER OF KITES SHALL USE\nREASONABLE CARE TO KEEP THEM.\nIT BINDS."),
            [
                "A KEEPER OF KITES SHALL USE REASONABLE CARE TO KEEP THEM.",
                "IT BINDS."
            ]
        );
        assert_eq!(
            texts("A keeper shall use\nreasonable care."),
            ["A keeper shall use reasonable care."]
        );
    }

    #[test]
    fn a_chapeau_goes_with_its_points() {
        let expected = [
            ("Bakers shall:".to_owned(), "keep flour;".to_owned()),
            ("Bakers shall:".to_owned(), "train staff.".to_owned()),
        ];
        assert_eq!(of("Bakers shall:\n(a) keep flour;\n(b) train staff."), expected);
        assert_eq!(of("Bakers shall: (a) keep flour; (b) train staff."), expected);
    }

    #[test]
    fn a_list_of_things_is_one_sentence() {
        assert_eq!(
            texts("The label shall show:\n(a) the weight;\n(b) the baker."),
            ["The label shall show: the weight; the baker."]
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut(text in "[a-z .;:()A-Z0-9\n—“”é]{0,80}", chapeau in "[a-z :]{0,10}") {
            let _ = sentences(&text, &chapeau, Markers::of("en"), &|t| t.find("a"));
        }
    }
}
