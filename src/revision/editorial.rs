//! Why a change is one of wording only, where that is known: every place that differs has to be known for it.

use super::compared::{Compared, Hunk, Text};
use super::lists::WordLists;
use super::spelling::{joined_alike, same_number, same_word};
use super::word::is_sign;

/// Adverbs by their ending are longer than this: `only` and `early` are not moved without saying something else.
const ADVERB: usize = 5;

/// Why a place differs in wording only; what tells most comes first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    Spelling(String, String),
    Notation(String, String),
    Filler,
    Joins,
    Punctuation,
}

/// The reason why a change is editorial, if it is known to be.
pub(super) fn editorial(compared: &Compared<'_>, lists: &WordLists) -> Option<String> {
    let mut whys: Vec<Why> = Vec::new();
    for hunk in &compared.hunks {
        match why(compared, hunk, lists) {
            Some(why) => whys.push(why),
            None => return another_order(compared, lists),
        }
    }
    Some(match whys.into_iter().min()? {
        Why::Spelling(a, b) => format!("spelling: \u{201c}{a}\u{201d} is now \u{201c}{b}\u{201d}"),
        Why::Notation(a, b) => format!("notation: \u{201c}{a}\u{201d} is now \u{201c}{b}\u{201d}"),
        Why::Filler => "only words without content of their own".to_owned(),
        Why::Joins => "only the word that joins the items of the list".to_owned(),
        Why::Punctuation => "punctuation".to_owned(),
    })
}

fn why(compared: &Compared<'_>, hunk: &Hunk, lists: &WordLists) -> Option<Why> {
    let (gone, come) = (compared.old.compared(&hunk.old), compared.new.compared(&hunk.new));
    if gone.is_empty() && come.is_empty() {
        return Some(Why::Punctuation);
    }
    let all = |list: &[String]| gone.iter().chain(&come).all(|w| list.contains(w));
    let counts = |text: &Text<'_>, range: &std::ops::Range<usize>| {
        range.clone().any(|at| {
            lists.counting.contains(&text.words[at])
                && text.words.get(at + 1).is_some_and(|w| is_number(w, lists))
        })
    };
    if all(&lists.filler) {
        let counted = counts(&compared.old, &hunk.old) || counts(&compared.new, &hunk.new);
        return (!counted).then_some(Why::Filler);
    }
    // Another joining word makes another list: all of it, or any of it.
    let last = |text: &Text<'_>, from: usize| (from..text.tokens.len()).all(|at| !text.is_word(at));
    if all(&lists.joining)
        && (gone.is_empty() || come.is_empty())
        && last(&compared.old, hunk.old.end)
        && last(&compared.new, hunk.new.end)
    {
        return Some(Why::Joins);
    }
    let told = || (gone.join(" "), come.join(" "));
    let infinitive =
        |text: &Text<'_>, at: usize| text.words.get(at).is_some_and(|w| lists.infinitives.contains(w));
    if gone.is_empty() != come.is_empty()
        && infinitive(&compared.old, hunk.old.end)
        && infinitive(&compared.new, hunk.new.end)
    {
        let phrase = [gone.as_slice(), come.as_slice()].concat().join(" ");
        if lists.before_infinitives.contains(&phrase) {
            return Some(Why::Filler);
        }
    }
    if joined_alike(&gone, &come) {
        let (a, b) = told();
        return Some(Why::Spelling(a, b));
    }
    if gone.len() != come.len() {
        return None;
    }
    let mut notation = false;
    for (a, b) in gone.iter().zip(&come) {
        if same_number(a, b) {
            notation = true;
        } else if !same_word(a, b, &lists.spellings) {
            return None;
        }
    }
    let (a, b) = told();
    Some(if notation {
        Why::Notation(a, b)
    } else {
        Why::Spelling(a, b)
    })
}

/// Whether a token in lower case is a number, in digits or in a word.
pub(super) fn is_number(word: &str, lists: &WordLists) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    digits.starts_with(|c: char| c.is_ascii_digit()) || lists.numbers.iter().any(|n| n == word)
}

/// An adverb on the other side of the verb, in one sentence: everything else that moves takes its meaning along.
fn another_order(compared: &Compared<'_>, lists: &WordLists) -> Option<String> {
    let [first, second] = compared.hunks.as_slice() else {
        return None;
    };
    let words = moved(compared)?;
    let adverb = |w: &String| {
        let ending = |e: &String| w.len() > ADVERB && w.ends_with(e.as_str());
        lists.adverbs.contains(w) || lists.adverb_endings.iter().any(ending)
    };
    // Nothing that ends a part of the sentence stands between where it was and where it is.
    let between = first.old.end..second.old.start;
    let stops = |at: usize| {
        matches!(
            compared.old.tokens[at].text,
            ";" | ":" | "|" | "." | "," | "(" | ")"
        )
    };
    let sentence = !between.clone().any(stops);
    let passed = compared.old.compared(&between);
    // "immediately report" is "report immediately", whichever of the two is said to have moved.
    let only_adverbs = words.iter().all(adverb) || !passed.is_empty() && passed.iter().all(adverb);
    (sentence && only_adverbs).then(|| "the same words in another order".to_owned())
}

/// The words that stand in another place of the clause, where nothing else changed.
pub(super) fn moved(compared: &Compared<'_>) -> Option<Vec<String>> {
    let (gone, come) = compared.changed();
    let whole = |h: &Hunk| {
        let old = h.old.clone().any(|at| compared.old.is_word(at));
        let new = h.new.clone().any(|at| compared.new.is_word(at));
        !(old && new)
    };
    (!gone.is_empty() && gone == come && compared.hunks.iter().all(whole)).then_some(gone)
}

/// Whether nothing changed but one noun from the singular to the plural or back: the words, if so.
pub(super) fn in_number(compared: &Compared<'_>) -> Option<(String, String)> {
    let plural = |a: &str, b: &str| {
        let long = a.len() > 2 && a.chars().all(char::is_alphabetic);
        let ies = || Some(format!("{}ies", a.strip_suffix('y')?));
        long && (b.strip_suffix('s') == Some(a)
            || b.strip_suffix("es") == Some(a)
            || ies().as_deref() == Some(b))
    };
    let [hunk] = compared.hunks.as_slice() else {
        return None;
    };
    let (gone, come) = (compared.old.compared(&hunk.old), compared.new.compared(&hunk.new));
    match (gone.as_slice(), come.as_slice()) {
        ([a], [b]) if plural(a, b) || plural(b, a) => Some((a.clone(), b.clone())),
        _ => None,
    }
}

/// Whether a token in lower case is an amount or a sign beside one.
pub(super) fn is_amount(word: &str) -> bool {
    is_sign(word)
        || word
            .strip_prefix('-')
            .unwrap_or(word)
            .starts_with(|c: char| c.is_ascii_digit())
}
