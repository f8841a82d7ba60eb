//! Defined terms: numbered, lettered, or alphabetical without numbers.

use super::{Clause, ClauseId, Definition};

/// Verbs that define, by language; each with the spaces around it.
const MEANS: &[&str] = &[
    " means ",
    " means, ",
    " has the meaning ",
    " have the meaning ",
    " has the same meaning ",
    " means:",
    " means—",
    " includes ",
    " includes—",
    " shall mean ",
    " refers to ",
    " s’entend ",
    " s'entend ",
    " désigne ",
    " on entend par ",
    " a le même sens ",
    " wordt verstaan ",
    ": ",
];

/// Verbs whose list stands on the next lines: `harm means`.
const BEFORE_LIST: &[&str] = &["means", "means:", "means—", "désigne", "désigne :"];

/// Opening and closing quotation marks of terms.
const QUOTES: &[(char, char)] = &[('“', '”'), ('‘', '’'), ('"', '"'), ('«', '»'), ('\'', '\'')];

/// First words of sentences that say what something means and define nothing.
const SENTENCE_STARTS: &[&str] = &[
    "This", "These", "It", "That", "The", "Such", "Which", "What", "Where", "He", "She", "Nothing", "Ceci",
    "Cela", "Elle", "Il",
];

/// Longest defined term, in words.
const TERM_WORDS: usize = 9;

/// The term that a text defines, if it begins as definitions do: `‘provider’ means …`, `“Deploy” does not include …`,
/// `biased output means …`.
pub(crate) fn term(text: &str) -> Option<&str> {
    let text = text.trim_start();
    // `a “NIS function” means`
    let bare = ["a ", "an ", "the "].iter().find_map(|a| text.strip_prefix(a));
    let quoted = |t: &str| QUOTES.iter().any(|(o, _)| t.starts_with(*o));
    let text = bare.filter(|t| quoted(t)).unwrap_or(text);
    let open = text.chars().next()?;
    if let Some((_, close)) = QUOTES.iter().find(|(o, _)| *o == open) {
        let rest = &text[open.len_utf8()..];
        let end = rest.find(*close)?;
        let (term, after) = (
            rest[..end].trim_matches([' ', ',']),
            &rest[end + close.len_utf8()..],
        );
        let defines = MEANS.iter().any(|m| head(after, 90).contains(m))
            || after.trim_start().starts_with("does not include");
        // `‘2018Y2M’ refers to` explains an example.
        let code = !term.contains(' ') && term.starts_with(|c: char| c.is_ascii_digit());
        return (defines && !code && !term.is_empty() && term.split(' ').count() <= TERM_WORDS)
            .then_some(term);
    }
    if let Some(term) = said_again(text) {
        return Some(term);
    }
    // Without quotation marks only the plainest verbs count, and only right behind a short small-letter term.
    let plain = [
        " means ",
        " means, ",
        " désigne ",
        " s’entend ",
        " s'entend ",
        " has the meaning ",
        " has the same meaning ",
        " includes ",
    ];
    let at_end = BEFORE_LIST
        .iter()
        .find_map(|m| text.strip_suffix(m)?.strip_suffix(' ').map(str::len));
    // A term of nine words ends well before this.
    let start = head(text, 160);
    // What begins with a capital has a verb behind its second word, or defines nothing.
    let longest = if text.starts_with(char::is_uppercase) {
        2
    } else {
        usize::MAX
    };
    let at = start
        .match_indices(' ')
        .take(longest)
        .map(|(at, _)| at)
        .find(|&at| plain.iter().any(|m| start[at..].starts_with(m)))
        .or(at_end)?;
    let term = &text[..at];
    // `biased output, in respect of a system, means …`
    let (term, aside) = match term.split_once(", ") {
        Some((term, aside)) if aside.ends_with(',') => (term, true),
        _ => (term, false),
    };
    let words = term.split(' ').count();
    // A capital begins terms such as `Minister means`, but every sentence as well.
    let first = term.split(' ').next().unwrap_or("");
    let includes = text[term.len()..].trim_start().starts_with("includes ");
    let capital = !aside && words <= 2 && !includes && !SENTENCE_STARTS.contains(&first);
    let begins = term.starts_with(char::is_lowercase) || (capital && term.starts_with(char::is_alphabetic));
    // `by electronic means` says how.
    if ["the ", "this ", "that "].iter().any(|w| term.starts_with(w)) {
        return None;
    }
    let manner = [" by ", " through ", " with "]
        .iter()
        .any(|w| format!(" {term} ").contains(w));
    (begins && !manner && words <= TERM_WORDS && !term.contains([',', ';', '.'])).then_some(term)
}

/// The term of a definition that says it again: `AI system: An AI system is a machine-based system that …`.
fn said_again(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once(": ")?;
    // What a list or a template puts before it.
    let term = head.rsplit(['=', '‒', '–', '—', '•']).next()?.trim();
    let words = term.split(' ').count();
    if term.len() < 2 || words > TERM_WORDS || term.contains(['.', ';', ',']) {
        return None;
    }
    let low = rest.trim_start().to_lowercase();
    let bare = ["an ", "a ", "the "]
        .iter()
        .find_map(|a| low.strip_prefix(a))
        .unwrap_or(&low);
    let after = bare.strip_prefix(&term.to_lowercase())?.trim_start();
    let says = [
        "is ",
        "are ",
        "refers to ",
        "refer to ",
        "means ",
        "typically ",
        "includes ",
    ];
    says.iter().any(|s| after.starts_with(s)).then_some(term)
}

/// Where the definition begins behind the verb, in bytes; `None` for texts that define without one.
pub(crate) fn definiens(text: &str) -> Option<usize> {
    let term = term(text)?;
    let behind = text.find(term)? + term.len();
    let near = head(text.get(behind..)?, 90);
    let verbs = MEANS.iter().filter_map(|m| Some((near.find(m)?, m.len())));
    let verb = verbs.min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)));
    match verb {
        Some((at, length)) => Some(behind + at + length),
        // `harm means`, with the list on the next lines.
        None => BEFORE_LIST
            .iter()
            .any(|m| text.ends_with(m))
            .then_some(text.len()),
    }
}

fn head(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Words of a heading or an introduction under which unnumbered paragraphs define terms.
const ANNOUNCED: &[&str] = &[
    "glossary",
    "definitions",
    "terms and definitions",
    "following definitions apply",
    "have the following meaning",
    "has the following meaning",
    "définitions",
    "glossaire",
    "s’entendent",
    "s'entendent",
    "les définitions qui suivent",
    "begrippen",
    "definities",
];

/// Whether a heading or an introduction announces definitions.
pub(super) fn announces(text: &str) -> bool {
    let low = text.to_lowercase();
    ANNOUNCED.iter().any(|w| low.contains(w))
}

/// The term that a paragraph defines where definitions are announced: `Developer: an organisation that …`, or, as
/// French statutes print it, a small-letter term and then a capital: `ministre Le ministre de …`.
pub(super) fn announced_term(text: &str) -> Option<&str> {
    if let Some(term) = term(text) {
        return Some(term);
    }
    if let Some((head, rest)) = text.split_once(": ") {
        let short = head.split(' ').count() <= TERM_WORDS && !head.contains([',', ';', '.']);
        // `ISO Online browsing platform: available at https://…` says where to look.
        let address = rest.contains("://");
        return (short && !rest.is_empty() && !address && head.starts_with(char::is_alphabetic))
            .then_some(head);
    }
    let mut at = 0;
    for (i, word) in text.split(' ').enumerate().take(TERM_WORDS + 1) {
        if i == 0 && !word.starts_with(char::is_lowercase) {
            return None;
        }
        if i > 0 && word.starts_with(char::is_uppercase) {
            return Some(text[..at].trim_end());
        }
        if word.ends_with(['.', ';', ',']) {
            return None;
        }
        at += word.len() + 1;
    }
    None
}

/// All terms that a draft defines, in document order. `defining` says of a clause whether its level holds definitions
/// by itself (ISO terms: the heading is the term).
pub(super) fn find(clauses: &[Clause], defining: impl Fn(ClauseId) -> bool) -> Vec<Definition> {
    let mut found = Vec::new();
    for (i, clause) in clauses.iter().enumerate().skip(1) {
        let id = ClauseId(i as u32);
        let term = if defining(id) && !clause.heading.is_empty() {
            Some(clause.heading.as_str())
        } else if let (true, Some((first, _))) = (defining(id), clause.text.split_once('\n')) {
            // The name has a line of its own.
            Some(first.trim()).filter(|t| t.split(' ').count() <= TERM_WORDS)
        } else if clause.kind == "definition" {
            announced_term(&clause.text)
        } else {
            term(&clause.text)
        };
        if let Some(term) = term {
            found.push(Definition {
                term: term.to_owned(),
                clause: id,
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::term;

    #[test]
    fn terms_of_three_habits() {
        assert_eq!(
            term("‘deployer’ means a person using a system;"),
            Some("deployer")
        );
        assert_eq!(term("“Deploy” does not include lending."), Some("Deploy"));
        assert_eq!(term("biased output means content that"), Some("biased output"));
        assert_eq!(term("Minister means the Minister of Kites."), Some("Minister"));
        assert_eq!(
            term("secret, in respect of a person, means a matter"),
            Some("secret")
        );
        assert_eq!(term("harm means"), Some("harm"));
        assert_eq!(term("This means that it counts."), None);
        assert_eq!(term("Safety includes many things."), None);
        assert_eq!(term("The provider shall keep logs."), None);
        assert_eq!(
            term("AI system: An AI system is a system that"),
            Some("AI system")
        );
        assert_eq!(term("sending it by electronic means to the office"), None);
        assert_eq!(term("a “kite function” means flying"), Some("kite function"));
        assert_eq!(term("The term means nothing here, it is a sentence"), None);
    }
}
