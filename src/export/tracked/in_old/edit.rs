//! What becomes of the words: taken out, put in, and in paragraphs of their own.

use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::placed::{Placed, numbered, parts};
use crate::draft::{Clause, ClauseId};
use crate::export::tracked::paragraphs;
use crate::revision::cut;

impl Placed<'_, '_> {
    /// Takes a word out. Numbers that Word counts, and signs between cells, go by themselves.
    pub(super) fn delete(&mut self, word: usize, counted: bool) -> Option<()> {
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
    pub(super) fn reworded(&mut self, old: usize, new: usize) -> Option<()> {
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
    pub(super) fn insert(&mut self, new: usize, last: Option<usize>, near: Option<usize>) -> Option<()> {
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
}
