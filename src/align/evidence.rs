//! Evidence in words: what two units share that made them score.
//!
//! Computed on demand for the pairs that are shown. Cost: linear in the two texts.

use rustc_hash::{FxHashMap, FxHashSet};

use super::concepts::Concepts;
use super::language::Language;
use super::spans::{Span, folded, is_label, spans};
use super::terms::Terms;
use super::tokens::Corpus;
use super::vector::Sparse;
use crate::crosswalk::normalised;
use crate::draft::Unit;
use crate::lexicon::Lexicon;
use crate::provision::{Kind, Quantity, quantities};

/// How many shared words and concepts are named.
const NAMED: usize = 4;

/// How many words a phrase that is named may have, stop words included.
const LONGEST: usize = 6;

/// A shorter word does not stand for itself.
const SHORTEST: usize = 4;

/// Up to how many amounts of one kind a unit may name for them to be set against the other's.
const OPPOSED: usize = 2;

/// A concept is named from this share of the cosine on; below, it is one that nearly every unit has.
const NOTED: f64 = 0.05;

/// Everything needed to say why.
#[derive(Debug)]
pub(crate) struct Explainer {
    corpus: Corpus,
    terms: Terms,
    concepts: Concepts,
    lexicon: Lexicon,
    order: Vec<f64>,
}

impl Explainer {
    pub(crate) fn new(
        corpus: Corpus,
        terms: Terms,
        concepts: Concepts,
        lexicon: Lexicon,
        order: Vec<f64>,
    ) -> Self {
        Explainer {
            corpus,
            terms,
            concepts,
            lexicon,
            order,
        }
    }

    /// Why these two units score as they do.
    pub(crate) fn explain(&self, left: (usize, &Unit), right: (usize, &Unit), pair: Option<usize>) -> String {
        let mut parts = Vec::new();
        let (l, r) = (normalised(&left.1.text), normalised(&right.1.text));
        if l == r && !l.is_empty() {
            parts.push("identical text".to_owned());
        }
        let heading = self.heading(left, right);
        let words = self.words(left, right, NAMED - usize::from(heading.is_some()));
        if !words.is_empty() {
            parts.push(format!("same words: {}", words.join(", ")));
        }
        let heading = heading.filter(|h| !words.contains(h));
        let concepts = self.shared_concepts(left.0, right.0);
        if words.is_empty() && concepts.is_empty() {
            let similar = self.similar(left, right);
            if !similar.is_empty() {
                parts.push(format!("similar words: {}", similar.join(", ")));
            }
        }
        if let Some(heading) = heading {
            parts.push(format!("heading: {heading}"));
        }
        if !concepts.is_empty() {
            parts.push(format!("concepts: {}", concepts.join(", ")));
        }
        parts.extend(amounts(&left.1.text, &right.1.text));
        if pair.and_then(|k| self.order.get(k)).is_some_and(|&p| p > 0.4) {
            parts.push("same place in the order of both drafts".to_owned());
        }
        if parts.is_empty() {
            parts.push("no shared words or concepts".to_owned());
        }
        parts.join("; ")
    }

    /// The phrases that stand in both units' own text, as the left one writes them, those that counted most first.
    /// A longer phrase absorbs its parts.
    fn words(&self, left: (usize, &Unit), right: (usize, &Unit), most: usize) -> Vec<String> {
        let weights = self.weights(left.0, right.0);
        self.phrases(&left.1.text, &right.1.text, &weights, most)
    }

    /// The phrase that the units' titles or groups share.
    fn heading(&self, left: (usize, &Unit), right: (usize, &Unit)) -> Option<String> {
        let weights = self.weights(left.0, right.0);
        let headings = |u: &'_ Unit| {
            let fields = [u.title.clone(), u.parent.clone()];
            fields.into_iter().filter(|h| !is_label(h)).collect::<Vec<_>>()
        };
        let rights = headings(right.1);
        headings(left.1)
            .iter()
            .flat_map(|l| rights.iter().map(move |r| (l, r)))
            .find_map(|(l, r)| self.phrases(l, r, &weights, 1).pop())
    }

    /// What each shared term adds to T, by its stems.
    fn weights(&self, left: usize, right: usize) -> FxHashMap<Vec<u32>, f64> {
        match (self.terms.left.get(left), self.terms.right.get(right)) {
            (Some(a), Some(b)) => {
                let shared = shared(a, b).into_iter();
                shared.map(|(term, share)| (self.stems(term), share)).collect()
            }
            _ => FxHashMap::default(),
        }
    }

    /// The phrases that occur, as written, in both texts.
    fn phrases(
        &self,
        left: &str,
        right: &str,
        weights: &FxHashMap<Vec<u32>, f64>,
        most: usize,
    ) -> Vec<String> {
        let theirs: FxHashSet<String> = runs(right)
            .into_iter()
            .map(|(_, text)| text.to_lowercase())
            .collect();
        let language = &self.corpus.left_language;
        let mut found: Vec<(f64, Vec<u32>, String)> = Vec::new();
        for (words, text) in runs(left) {
            let content = |w: &String| language.content(w);
            let ends = words.first().is_some_and(content) && words.last().is_some_and(content);
            if !ends || !theirs.contains(&text.to_lowercase()) || !self.telling(&words) {
                continue;
            }
            let ids = words.iter().filter(|w| language.content(w));
            let stems: Option<Vec<u32>> = ids.map(|w| self.corpus.id(&language.stem(w))).collect();
            let Some(stems) = stems else {
                continue;
            };
            let weight = |stems: &[u32]| weights.get(stems).copied().unwrap_or(0.0);
            let own: f64 = stems.chunks(1).chain(stems.windows(2)).map(weight).sum();
            if own > 0.0 {
                found.push((own, stems, text));
            }
        }
        // Text order breaks ties.
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.len().cmp(&a.1.len())));
        let mut covered: Vec<u32> = Vec::new();
        let mut named = Vec::new();
        for (_, stems, text) in found {
            if stems.iter().any(|s| covered.contains(s)) {
                continue;
            }
            covered.extend(stems);
            named.push(format!("“{text}”"));
            if named.len() == most {
                break;
            }
        }
        named
    }

    /// Whether a phrase says something by itself: a content word that is not met everywhere.
    fn telling(&self, words: &[String]) -> bool {
        let language = &self.corpus.left_language;
        words.iter().any(|w| {
            language.content(w)
                && !language.generic(w)
                && (w.chars().count() >= SHORTEST || !w.is_ascii())
                && !w.starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// Shared words that the units write differently, or only within phrases that say nothing.
    fn similar(&self, left: (usize, &Unit), right: (usize, &Unit)) -> Vec<String> {
        let (Some(a), Some(b)) = (self.terms.left.get(left.0), self.terms.right.get(right.0)) else {
            return Vec::new();
        };
        let surface = |text: &str, language: &Language, stem: u32| {
            let mut words = spans(text).into_iter().map(|s| folded(s.of(text)));
            words.find(|w| {
                self.telling(std::slice::from_ref(w)) && self.corpus.id(&language.stem(w)) == Some(stem)
            })
        };
        let similar = shared(a, b)
            .into_iter()
            .filter(|s| s.0 < self.terms.words)
            .filter_map(|(stem, _)| {
                let l = surface(&left.1.text, &self.corpus.left_language, stem)?;
                let r = surface(&right.1.text, &self.corpus.right_language, stem)?;
                Some(if l == r { l } else { format!("{l}/{r}") })
            });
        similar.take(NAMED).collect()
    }

    fn stems(&self, term: u32) -> Vec<u32> {
        match term
            .checked_sub(self.terms.words)
            .and_then(|at| self.terms.pairs.get(at as usize))
        {
            Some(&(a, b)) => vec![a, b],
            None => vec![term],
        }
    }

    fn shared_concepts(&self, left: usize, right: usize) -> Vec<String> {
        let (Some(a), Some(b)) = (self.concepts.left.get(left), self.concepts.right.get(right)) else {
            return Vec::new();
        };
        let label = |(c, _)| self.lexicon.concepts.get(c as usize).map(|c| c.label.clone());
        let noted = shared(a, b).into_iter().filter(|c| c.1 >= NOTED);
        noted.filter_map(label).take(NAMED).collect()
    }
}

/// Every run of up to [`LONGEST`] words with nothing but space, a hyphen or an apostrophe between them: the words as
/// looked up, and the run as written.
fn runs(text: &str) -> Vec<(Vec<String>, String)> {
    // Once for the whole text: doing it for every run took half of the time of a crosswalk.
    let text = normalised(text);
    let text = text.as_str();
    let all: Vec<(Span, String)> = spans(text).into_iter().map(|s| (s, folded(s.of(text)))).collect();
    let mut runs = Vec::new();
    for (at, first) in all.iter().enumerate() {
        let mut words = Vec::new();
        let mut end = first.0.from;
        for (span, word) in all.iter().skip(at).take(LONGEST) {
            // Pairs of Han characters overlap.
            let gap = text.get(end..span.from).unwrap_or("");
            let marks = gap.chars().filter(|c| !c.is_whitespace()).count();
            if marks > 1 || gap.contains(|c: char| !c.is_whitespace() && !matches!(c, '-' | '‑' | '\'' | '’'))
            {
                break;
            }
            end = span.to;
            words.push(word.clone());
            let written = text.get(first.0.from..end).unwrap_or("");
            runs.push((words.clone(), written.to_owned()));
        }
    }
    runs
}

/// Amounts that both units name, or that they name differently: one kind against itself only, and only where nothing
/// of that kind is shared and neither side has many.
fn amounts(left: &str, right: &str) -> Vec<String> {
    let telling = |text| {
        let mut found: Vec<Quantity> = Vec::new();
        for q in quantities(text) {
            let kept = !matches!(q.kind, Kind::Count | Kind::Physical) && !found.iter().any(|f| same(f, &q));
            if kept {
                found.push(q);
            }
        }
        found
    };
    let (left, right): (Vec<Quantity>, Vec<Quantity>) = (telling(left), telling(right));
    let has = |those: &[Quantity], a: &Quantity| those.iter().any(|b| same(a, b));
    let mut parts = Vec::new();
    let both: Vec<&str> = left
        .iter()
        .filter(|a| has(&right, a))
        .map(|l| l.text.as_str())
        .take(NAMED)
        .collect();
    if !both.is_empty() {
        parts.push(format!("both say {}", both.join(", ")));
    }
    let mut kinds: Vec<(Kind, &str)> = left.iter().map(sort).collect();
    kinds.sort_unstable();
    kinds.dedup();
    for kind in kinds {
        let of = |these: &'_ [Quantity]| -> Vec<Quantity> {
            these.iter().filter(|a| sort(a) == kind).cloned().collect()
        };
        let (l, r) = (of(&left), of(&right));
        let few = |these: &[Quantity]| (1..=OPPOSED).contains(&these.len());
        if few(&l) && few(&r) && !l.iter().any(|a| has(&r, a)) {
            let say = |these: &[Quantity]| {
                let texts: Vec<&str> = these.iter().map(|a| a.text.as_str()).collect();
                texts.join(", ")
            };
            parts.push(format!("{} against {}", say(&l), say(&r)));
        }
    }
    parts
}

/// Working days and days of the calendar are not told apart here.
fn same(a: &Quantity, b: &Quantity) -> bool {
    a.kind == b.kind && a.value() == b.value()
}

/// What is set against what: periods against periods, euro against euro.
fn sort(q: &Quantity) -> (Kind, &str) {
    (
        q.kind,
        if q.kind == Kind::Money {
            q.unit.as_str()
        } else {
            ""
        },
    )
}

/// The terms of both vectors with their share in the product, highest first.
fn shared(a: &Sparse, b: &Sparse) -> Vec<(u32, f64)> {
    let mut shared: Vec<(u32, f64)> = a
        .iter()
        .filter_map(|&(term, weight)| {
            let at = b.binary_search_by_key(&term, |t| t.0).ok()?;
            Some((term, weight * b[at].1))
        })
        .collect();
    shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    shared
}
