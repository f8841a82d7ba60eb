//! The clauses of one version as the matcher sees them: words as numbers, with what stands where.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHasher};

use super::word::{Class, Token, compared, lower, tokens};
use crate::draft::{Clause, Draft};

/// One version.
pub(super) struct Side<'a> {
    pub(super) draft: &'a Draft,
    /// A node per clause, in document order; the root is 0.
    pub(super) nodes: Vec<Node>,
}

/// A clause.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The words of heading and text, in order.
    pub(super) words: Vec<u32>,
    /// How many of them are the heading's.
    pub(super) heading: usize,
    /// The words sorted: a bag.
    pub(super) bag: Vec<u32>,
    /// Fingerprint of the words.
    pub(super) own: u64,
    /// The bag without the numbers by which the text refers to clauses of its draft, where it does: those follow every
    /// renumbering.
    masked: Option<Vec<u32>>,
    /// Fingerprint of the words of the clause and all that stands in it.
    pub(super) tree: u64,
    /// Words of the clause and all that stands in it.
    pub(super) tree_words: usize,
    pub(super) parent: usize,
    pub(super) children: Vec<usize>,
    /// The clause and all that stands in it, as indices.
    pub(super) within: Range<usize>,
    /// Place among the children of its parent.
    pub(super) rank: usize,
}

impl Node {
    /// The words without the numbers by which they refer to clauses of the draft, as a bag.
    pub(super) fn masked(&self) -> &[u32] {
        self.masked.as_deref().unwrap_or(&self.bag)
    }

    /// The words of the heading.
    pub(super) fn name(&self) -> &[u32] {
        self.words.get(..self.heading).unwrap_or_default()
    }
}

/// The words of both versions, with how telling each is.
#[derive(Default)]
pub(super) struct Words {
    ids: FxHashMap<String, u32>,
    /// In how many clauses of both versions each word stands.
    clauses: Vec<u32>,
    total: u32,
    /// Inverse document frequency of each word.
    weights: Vec<f32>,
}

impl Words {
    fn id(&mut self, word: &str) -> u32 {
        self.number(&lower(word))
    }

    /// The number of a word in lower case, which may be new.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let next = self.ids.len() as u32;
        self.ids.insert(word.to_owned(), next);
        self.clauses.push(0);
        next
    }

    /// Weighs the words, as soon as both versions are read.
    fn weigh(&mut self) {
        let total = self.total as f32 + 1.0;
        let weight = |&clauses: &u32| (total / (clauses as f32 + 0.5)).ln().max(0.1);
        self.weights = self.clauses.iter().map(weight).collect();
    }

    /// Inverse document frequency: 0 and up, high for rare words.
    pub(super) fn weight(&self, word: u32) -> f32 {
        self.weights.get(word as usize).copied().unwrap_or(0.0)
    }

    /// The words, each at its number.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut texts = vec![""; self.ids.len()];
        for (text, &id) in &self.ids {
            if let Some(slot) = texts.get_mut(id as usize) {
                *slot = text.as_str();
            }
        }
        texts
    }

    /// In how many clauses of both versions a word stands.
    pub(super) fn frequency(&self, word: u32) -> u32 {
        self.clauses.get(word as usize).copied().unwrap_or(0)
    }
}

impl<'a> Side<'a> {
    /// Both versions, with their words: the same numbers as if one were read behind the other, though both are read at
    /// once.
    pub(super) fn both(old: &'a Draft, new: &'a Draft) -> (Side<'a>, Side<'a>, Words) {
        let read = |draft: &'a Draft| {
            let mut words = Words::default();
            let read: Vec<Read<'a>> = draft.clauses.iter().map(|c| read(c, &mut words)).collect();
            (read, words)
        };
        let ((left, mut words), (mut right, others)) = rayon::join(|| read(old), || read(new));
        let number: Vec<u32> = others
            .texts()
            .into_iter()
            .map(|word| words.number(word))
            .collect();
        for id in right.iter_mut().flat_map(|r| &mut r.words) {
            *id = number[*id as usize];
        }
        let left = Side::new(old, left, &mut words);
        let right = Side::new(new, right, &mut words);
        words.weigh();
        (left, right, words)
    }

    fn new(draft: &'a Draft, read: Vec<Read<'a>>, words: &mut Words) -> Self {
        let mut references: FxHashMap<usize, Vec<&str>> = FxHashMap::default();
        for reference in draft.references.iter().filter(|r| r.instrument.is_none()) {
            let of = references.entry(reference.from.index()).or_default();
            // A list is a reference for each of its parts.
            if of.last() != Some(&reference.words.as_str()) {
                of.push(&reference.words);
            }
        }
        let referring = |at: usize| references.get(&at).map_or(&[][..], Vec::as_slice);
        let clauses = read.into_iter().enumerate();
        let mut nodes: Vec<Node> = clauses.map(|(at, r)| node(r, referring(at), words)).collect();
        // Children stand behind their parent, so one pass from the end sums up whole subtrees.
        for i in (0..nodes.len()).rev() {
            let clause = &draft.clauses[i];
            nodes[i].parent = clause.parent.index();
            nodes[i].children = clause.children.iter().map(|c| c.index()).collect();
            let mut hash = FxHasher::default();
            nodes[i].own.hash(&mut hash);
            let (mut all, mut end) = (nodes[i].words.len(), i + 1);
            for (rank, child) in nodes[i].children.clone().into_iter().enumerate() {
                nodes[child].rank = rank;
                nodes[child].tree.hash(&mut hash);
                all += nodes[child].tree_words;
                end = end.max(nodes[child].within.end);
            }
            nodes[i].tree = hash.finish();
            nodes[i].tree_words = all;
            nodes[i].within = i..end;
        }
        Side { draft, nodes }
    }

    pub(super) fn clause(&self, node: usize) -> &'a Clause {
        &self.draft.clauses[node]
    }

    /// The number of a clause within the clause that it stands in: 3 for 5.2.3 in 5.2.
    pub(super) fn own_number(&self, node: usize) -> &'a str {
        let clause = self.clause(node);
        let above = &self.draft.clause(clause.parent).number;
        let within = clause.number.strip_prefix(above.as_str());
        let own = within
            .filter(|_| !above.is_empty())
            .and_then(|n| n.strip_prefix('.'));
        own.unwrap_or(&clause.number)
    }

    /// The clause itself, or the nearest around it that does more than group others.
    pub(super) fn holder(&self, mut node: usize) -> usize {
        while node != 0 && self.clause(node).groups {
            node = self.nodes[node].parent;
        }
        node
    }

    /// Whether one of two clauses stands in the other.
    pub(super) fn kin(&self, a: usize, b: usize) -> bool {
        self.nodes[a].within.contains(&b) || self.nodes[b].within.contains(&a)
    }

    /// The sibling before (-1) or behind (1).
    pub(super) fn sibling(&self, node: usize, step: isize) -> Option<usize> {
        let rank = self.nodes[node].rank.checked_add_signed(step)?;
        let parent = &self.nodes[self.nodes[node].parent];
        parent.children.get(rank).copied().filter(|_| node != 0)
    }
}

/// What is read of a clause by itself.
struct Read<'a> {
    /// The words of heading and text, and how many of them are the heading's.
    words: Vec<u32>,
    heading: usize,
    /// Words of the text with capitals that count.
    capitals: Vec<Cow<'a, str>>,
}

fn read<'a>(clause: &'a Clause, words: &mut Words) -> Read<'a> {
    let of = |text: &'a str| tokens(text).into_iter().filter(|t| t.class == Class::Word);
    let mut ids: Vec<u32> = of(&clause.heading).map(|t| words.id(t.text)).collect();
    let heading = ids.len();
    // MUST is a keyword where must is none, but a heading in capitals is only printed so.
    let mut capitals = Vec::new();
    for token in of(&clause.text) {
        ids.push(words.id(token.text));
        let word = compared(token.text);
        if word.chars().any(char::is_uppercase) {
            capitals.push(word);
        }
    }
    Read {
        words: ids,
        heading,
        capitals,
    }
}

fn node(read: Read<'_>, references: &[&str], words: &mut Words) -> Node {
    let Read {
        words: ids,
        heading,
        capitals,
    } = read;
    let mut bag = ids.clone();
    bag.sort_unstable();
    let mut masked = bag.clone();
    let numbered = |t: &Token<'_>| t.class == Class::Word && t.text.starts_with(|c: char| c.is_ascii_digit());
    for token in references.iter().flat_map(|r| tokens(r)).filter(numbered) {
        if let Ok(at) = masked.binary_search(&words.id(token.text)) {
            masked.remove(at);
        }
    }
    words.total += 1;
    for (i, &word) in bag.iter().enumerate() {
        if i == 0 || bag[i - 1] != word {
            words.clauses[word as usize] += 1;
        }
    }
    let mut hash = FxHasher::default();
    (ids.as_slice(), capitals).hash(&mut hash);
    Node {
        own: hash.finish(),
        masked: (masked.len() < bag.len()).then_some(masked),
        words: ids,
        heading,
        bag,
        ..Node::default()
    }
}

/// The words of a sorted bag, each once.
pub(super) fn distinct(bag: &[u32]) -> impl Iterator<Item = u32> + '_ {
    bag.chunk_by(|a, b| a == b).map(|same| same[0])
}
