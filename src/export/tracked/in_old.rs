//! The new version as tracked changes in the old one's own Word file, whose styles, lists and pictures stay.
//!
//! The words of the old draft are found again in the paragraphs of the file; what the comparison deletes is cut out of
//! their runs, what it inserts goes in behind the word before it, and clauses that came get the looks of a paragraph of
//! their sort. Numbers that Word counts are left to Word. Whatever cannot be placed for certain (changes that are
//! tracked already, words of footnotes) gives no file, and so does one that would not read as both versions.
//!
//! Cost: the diff of the words of file and draft (histogram, in `similar`), then linear in the text.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::ops::Range;

use roxmltree::{Document, Node};
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::paragraph::{Edits, Marks, inserted, rewritten, text};
use super::{order, paragraphs};
use crate::draft::{Clause, ClauseId, Draft};
use crate::read::{ReadOptions, Revisions, read};
use crate::revision::{Revision, cut};
use crate::{Error, Result};

/// The part that holds the text.
const PART: &str = "word/document.xml";
/// Elements that say that changes are tracked already.
const TRACKED: [&str; 7] = [
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "pPrChange",
    "rPrChange",
    "altChunk",
];

/// The file; `None` where the changes cannot be placed in it for certain.
///
/// # Errors
/// Files that are damaged.
pub fn in_old(revision: &Revision<'_>, file: &[u8], options: &ReadOptions) -> Result<Option<Vec<u8>>> {
    let name = &revision.old.file;
    let failed =
        |e: &dyn std::fmt::Display| Error::new(format!("cannot rewrite the Word file: {e}")).at(name);
    let mut archive = crate::read::archive::Archive::open(file, name, options.max_size)?;
    let Some(xml) = archive.text(PART)? else {
        return Ok(None);
    };
    let document = Document::parse(&xml).map_err(|e| failed(&e))?;
    let local = |n: &Node<'_, '_>| n.is_element() && TRACKED.contains(&n.tag_name().name());
    // Changes are written with the prefix that all programs use.
    if !xml.contains("<w:body") || document.descendants().any(|n| local(&n)) {
        return Ok(None);
    }
    let Some(body) = Placed::new(revision, &document).and_then(|placed| placed.written(&xml)) else {
        return Ok(None);
    };
    let bytes = repacked(file, &body).map_err(|e| failed(&e))?;
    let faithful = says(&bytes, revision.new, Revisions::Accept, options)
        && says(&bytes, revision.old, Revisions::Reject, options);
    Ok(faithful.then_some(bytes))
}

/// The archive with another text, all other parts as they are.
fn repacked(file: &[u8], body: &str) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file))?;
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let part = archive.by_index_raw(i)?;
        let name = part.name()?.into_owned();
        if name.trim_start_matches('/').eq_ignore_ascii_case(PART) {
            let how = zip::write::SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Deflated)
                .last_modified_time(zip::DateTime::default());
            drop(part);
            out.start_file(name, how)?;
            out.write_all(body.as_bytes())?;
        } else {
            out.raw_copy_file(part)?;
        }
    }
    Ok(out.finish()?.into_inner())
}

/// Whether a file, read on one side of its changes, has the words of a draft. Numbers are not compared: Word counts them.
fn says(file: &[u8], draft: &Draft, revisions: Revisions, options: &ReadOptions) -> bool {
    let options = ReadOptions {
        revisions,
        ..options.clone()
    };
    let Ok(source) = read(file, "x.docx", &options) else {
        return false;
    };
    let letters = |text: &str| -> Vec<String> {
        let words = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|w| w.chars().count() > 2);
        words.map(str::to_owned).collect()
    };
    let there: Vec<String> = source.blocks.iter().flat_map(|b| letters(&b.text)).collect();
    let wanted: Vec<String> = draft
        .clauses()
        .flat_map(|(_, c)| paragraphs(c))
        .flat_map(|t| letters(&t))
        .collect();
    there == wanted
}

/// A word of the file: its paragraph, and where it stands there, with and without the space before it.
#[derive(Debug, Clone)]
struct Spot {
    paragraph: usize,
    full: Range<usize>,
}

/// A clause of the old draft in the file.
#[derive(Debug, Clone, Default)]
struct Held {
    /// Its words, label first or behind the heading, by number.
    words: Range<usize>,
    /// Those of the label.
    label: Range<usize>,
    /// Word counts its number: it stands nowhere in the file.
    counted: bool,
}

/// The old draft's words in the file, and what becomes of them.
struct Placed<'a, 'd> {
    revision: &'a Revision<'a>,
    nodes: Vec<Node<'d, 'd>>,
    /// Of every word of the old draft.
    spots: Vec<Option<Spot>>,
    words: Vec<String>,
    clauses: Vec<Held>,
    /// How many words each paragraph has.
    sizes: Vec<usize>,
    gone: Vec<usize>,
    edits: BTreeMap<usize, Edits>,
    /// Paragraphs that come behind others, by those: model and text.
    come: BTreeMap<Option<usize>, Vec<(Option<usize>, String)>>,
}

/// Label, heading and text of a clause in the order in which they are printed, with whether each is the label.
fn parts(clause: &Clause) -> [(bool, &str); 3] {
    let (label, heading) = ((true, clause.label.as_str()), (false, clause.heading.as_str()));
    let text = (false, clause.text.as_str());
    if clause.heading_first {
        [heading, label, text]
    } else {
        [label, heading, text]
    }
}

impl<'a, 'd> Placed<'a, 'd> {
    /// Finds the words and settles what happens; `None` where something has no place.
    fn new(revision: &'a Revision<'a>, document: &'d Document<'d>) -> Option<Self> {
        let nodes: Vec<Node<'d, 'd>> = document
            .descendants()
            .filter(|n| n.is_element() && n.tag_name().name() == "p")
            .filter(|n| !n.ancestors().any(|a| a.tag_name().name() == "Fallback"))
            .collect();
        let (mut there, mut spots_there) = (Vec::new(), Vec::new());
        let mut sizes = Vec::new();
        for (paragraph, node) in nodes.iter().enumerate() {
            let text = text(*node);
            let words = cut(&text);
            sizes.push(words.len());
            for (full, word) in words {
                there.push(word.to_owned());
                spots_there.push(Spot { paragraph, full });
            }
        }
        let mut words = Vec::new();
        let mut clauses = vec![Held::default()];
        for (_, clause) in revision.old.clauses() {
            let from = words.len();
            let mut label = from..from;
            for (is_label, part) in parts(clause) {
                let start = words.len();
                words.extend(cut(part).into_iter().map(|(_, w)| w.to_owned()));
                if is_label {
                    label = start..words.len();
                }
            }
            clauses.push(Held {
                words: from..words.len(),
                label,
                counted: false,
            });
        }
        if clauses.len() != revision.old.clauses.len() {
            return None;
        }
        let mut spots: Vec<Option<Spot>> = vec![None; words.len()];
        let (a, b) = numbered(&words, &there);
        for op in capture_diff_slices(Algorithm::Histogram, &a, &b) {
            if op.tag() == DiffTag::Equal {
                for (i, j) in op.old_range().zip(op.new_range()) {
                    spots[i] = Some(spots_there[j].clone());
                }
            }
        }
        for held in &mut clauses {
            let mut label = held.label.clone();
            held.counted = !held.label.is_empty() && label.all(|w| spots[w].is_none());
        }
        let mut placed = Placed {
            revision,
            nodes,
            spots,
            words,
            clauses,
            sizes,
            gone: Vec::new(),
            edits: BTreeMap::new(),
            come: BTreeMap::new(),
        };
        placed.settle()?;
        Some(placed)
    }

    /// Goes through both versions side by side.
    fn settle(&mut self) -> Option<()> {
        let (before, after) = order(self.revision);
        // The last word passed, behind which comes what comes.
        let mut last: Option<usize> = None;
        let mut model: Option<usize> = None;
        for op in capture_diff_slices(Algorithm::Myers, &before, &after) {
            let (left, right) = (op.old_range(), op.new_range());
            if let DiffOp::Equal { .. } = op {
                for (i, j) in left.zip(right) {
                    self.reworded(i + 1, j + 1)?;
                    last = self.last_of(i + 1).or(last);
                    model = Some(i + 1);
                }
                continue;
            }
            for i in left {
                let words = self.clauses[i + 1].words.clone();
                for word in words {
                    self.delete(word, self.clauses[i + 1].counted)?;
                }
                last = self.last_of(i + 1).or(last);
                model = Some(i + 1);
            }
            for j in right {
                self.insert(j + 1, last, model)?;
            }
        }
        Some(())
    }

    /// The last word of a clause that stands in the file.
    fn last_of(&self, clause: usize) -> Option<usize> {
        self.clauses[clause]
            .words
            .clone()
            .rev()
            .find(|&w| self.spots[w].is_some())
    }

    /// Takes a word out. Numbers that Word counts, and signs between cells, go by themselves.
    fn delete(&mut self, word: usize, counted: bool) -> Option<()> {
        let Some(spot) = self.spots[word].clone() else {
            let sign = !self.words[word].chars().any(char::is_alphanumeric);
            return (counted || sign).then_some(());
        };
        let edits = self.edits.entry(spot.paragraph).or_default();
        match edits.gone.last_mut() {
            Some(range) if range.end == spot.full.start => range.end = spot.full.end,
            _ => edits.gone.push(spot.full),
        }
        self.gone.push(spot.paragraph);
        Some(())
    }

    /// A pair of clauses: word by word.
    fn reworded(&mut self, old: usize, new: usize) -> Option<()> {
        let held = self.clauses[old].clone();
        let clause = self.revision.new.clause(ClauseId(new as u32));
        let counted = held.counted;
        let left: Vec<usize> = held
            .words
            .clone()
            .filter(|w| !(counted && held.label.contains(w)))
            .collect();
        let joined: Vec<&str> = parts(clause)
            .into_iter()
            .filter(|(is_label, part)| !(part.is_empty() || counted && *is_label))
            .map(|(_, part)| part)
            .collect();
        let joined = joined.join(" ");
        let right = cut(&joined);
        let olds: Vec<String> = left.iter().map(|&w| self.words[w].clone()).collect();
        let news: Vec<String> = right.iter().map(|(_, w)| (*w).to_owned()).collect();
        if olds == news {
            return Some(());
        }
        let (a, b) = numbered(&olds, &news);
        for op in capture_diff_slices(Algorithm::Histogram, &a, &b) {
            if op.tag() == DiffTag::Equal {
                continue;
            }
            let going = if op.tag() == DiffTag::Delete {
                self.slid(&left, op.old_range())
            } else {
                op.old_range()
            };
            for k in going {
                self.delete(left[k], false)?;
            }
            let come = op.new_range();
            let (Some(first), Some(end)) = (right.get(come.start), right.get(come.end.wrapping_sub(1)))
            else {
                continue;
            };
            if come.is_empty() {
                continue;
            }
            let text = &joined[first.0.start..end.0.end];
            let before = left[..op.old_range().end].iter().rev();
            let behind = before.copied().find(|&w| self.spots[w].is_some());
            let ahead = || {
                left[op.old_range().end..]
                    .iter()
                    .copied()
                    .find(|&w| self.spots[w].is_some())
            };
            match behind {
                Some(word) => self.put(word, true, text)?,
                None => {
                    let spaced = joined[end.0.end..].starts_with(char::is_whitespace);
                    let space = if spaced { " " } else { "" };
                    self.put(ahead()?, false, &format!("{}{space}", text.trim_start()))?;
                }
            }
        }
        Some(())
    }

    /// The same deletion, begun with a paragraph where that can be: `a; [b; c;] d` for `a[; b; c]; d`.
    fn slid(&self, words: &[usize], range: Range<usize>) -> Range<usize> {
        let paragraph = |k: usize| self.spots[words[k]].as_ref().map(|s| s.paragraph);
        let text = |k: usize| self.words[words[k]].as_str();
        let room = words.len() - range.end;
        let same = (0..room.min(range.len())).take_while(|k| text(range.start + k) == text(range.end + k));
        let begins = |k: &usize| {
            let at = range.start + k;
            at > 0 && paragraph(at) != paragraph(at - 1)
        };
        let by = (0..=same.count()).find(begins).unwrap_or(0);
        range.start + by..range.end + by
    }

    /// Puts words in behind a word, or before it.
    fn put(&mut self, word: usize, behind: bool, text: &str) -> Option<()> {
        let spot = self.spots[word].clone()?;
        let edits = self.edits.entry(spot.paragraph).or_default();
        let place = if behind { spot.full.end } else { spot.full.start };
        edits.come.entry(place).or_default().push_str(text);
        Some(())
    }

    /// A clause that came: paragraphs of their own, or words of the paragraph in which the next clause goes on.
    fn insert(&mut self, new: usize, last: Option<usize>, near: Option<usize>) -> Option<()> {
        let clause = self.revision.new.clause(ClauseId(new as u32));
        let at = last.and_then(|w| self.spots[w].clone());
        let next = last.and_then(|w| self.spots[w + 1..].iter().flatten().next());
        if let (Some(at), Some(next)) = (&at, next)
            && at.paragraph == next.paragraph
            && let Some(last) = last
        {
            let text = paragraphs(clause).join(" ");
            let closes = text.trim_start().starts_with([',', ';', '.', ':', ')']);
            let space = if closes { "" } else { " " };
            return self.put(last, true, &format!("{space}{}", text.trim()));
        }
        let model = self.model(clause, near);
        let counted = model.is_some_and(|m| self.clauses[m].counted);
        let mut plain = clause.clone();
        if counted {
            plain.label.clear();
        }
        let first = |m: usize| self.clauses[m].words.clone().find_map(|w| self.spots[w].clone());
        let end = |m: usize| self.last_of(m).and_then(|w| self.spots[w].clone());
        let models = [model.and_then(first), model.and_then(end)].map(|s| s.map(|s| s.paragraph));
        let heading = !clause.heading.is_empty();
        let come = self.come.entry(at.map(|s| s.paragraph)).or_default();
        for (text, model) in paragraphs(&plain).into_iter().zip(models) {
            let text = text.trim();
            if !text.is_empty() {
                let model = if heading { model } else { models[1] };
                come.extend(text.split('\n').map(|line| (model, line.to_owned())));
            }
        }
        Some(())
    }

    /// The old clause of the same sort that stands nearest.
    fn model(&self, clause: &Clause, near: Option<usize>) -> Option<usize> {
        let old = self.revision.old;
        let same = |i: &usize| {
            let other = &old.clauses[*i];
            other.kind == clause.kind && other.heading.is_empty() == clause.heading.is_empty()
        };
        let near = near.unwrap_or(1);
        let back = (1..=near.min(old.clauses.len() - 1)).rev();
        back.chain(near + 1..old.clauses.len())
            .filter(|&i| self.last_of(i).is_some())
            .find(same)
    }

    /// The text of the file.
    fn written(mut self, xml: &str) -> Option<String> {
        let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
        for paragraph in std::mem::take(&mut self.gone) {
            *taken.entry(paragraph).or_default() += 1;
        }
        for (paragraph, edits) in &mut self.edits {
            let all = taken.get(paragraph).copied().unwrap_or(0);
            edits.whole = all == self.sizes[*paragraph] && edits.come.is_empty();
        }
        let mut marks = Marks { next: 9000 };
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        for (&paragraph, edits) in self.edits.iter().filter(|(_, e)| !e.is_empty()) {
            let node = self.nodes[paragraph];
            changes.push((node.range(), rewritten(xml, node, edits, &mut marks)));
        }
        for (behind, come) in &self.come {
            let text: String = come
                .iter()
                .map(|(model, text)| inserted(xml, model.map(|m| self.nodes[m]), text, &mut marks))
                .collect();
            let at = match behind {
                Some(paragraph) => self.end_of(*paragraph),
                None => self.nodes.first()?.range().start,
            };
            changes.push((at..at, text));
        }
        changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = String::with_capacity(xml.len() + 4096);
        let mut from = 0;
        for (range, text) in changes {
            // A paragraph of a box within a paragraph that changes, too.
            if range.start < from {
                return None;
            }
            out.push_str(&xml[from..range.start]);
            out.push_str(&text);
            from = range.end;
        }
        out.push_str(&xml[from..]);
        Some(out)
    }

    /// Where a paragraph behind this one begins: behind the table, where the next one stands outside of it.
    fn end_of(&self, paragraph: usize) -> usize {
        let node = self.nodes[paragraph];
        let next = self.nodes.get(paragraph + 1);
        let left = |n: &Node<'_, '_>| {
            let table = matches!(n.tag_name().name(), "tbl" | "txbxContent");
            table && next.is_none_or(|next| !next.ancestors().any(|a| a == *n))
        };
        let outer = node.ancestors().filter(left).last();
        outer
            .map(|n| match n.tag_name().name() {
                "tbl" => n,
                _ => n.ancestors().find(|a| a.tag_name().name() == "p").unwrap_or(n),
            })
            .unwrap_or(node)
            .range()
            .end
    }
}

/// Two lists of words as numbers that are equal for equal words.
fn numbered(a: &[String], b: &[String]) -> (Vec<u32>, Vec<u32>) {
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let mut of = |words: &[String]| -> Vec<u32> {
        words
            .iter()
            .map(|w| {
                let next = ids.len() as u32;
                *ids.entry(w.clone()).or_insert(next)
            })
            .collect()
    };
    (of(a), of(b))
}
