//! References within a draft and out of it: found in the words of each clause, resolved to the clauses that they name.
//!
//! `words.toml` says how a language refers; [`parse`] reads an expression with nom, [`scan`] finds the expressions of a
//! text, [`host`] knows which instrument an amending clause changes, and [`resolve`] finds the clauses through the hash
//! maps of [`index`]. A list or a range gives one reference for each clause that it names. Cost: linear in the text and
//! the references found.

mod host;
mod index;
mod instrument;
mod number;
mod parse;
mod resolve;
mod scan;
#[cfg(test)]
mod tests;
mod words;

use super::{Clause, ClauseId, Reference};
use host::{Host, Hosts};
use index::Index;
use parse::{Anchor, Expression};
use resolve::Resolver;
use scan::Hit;
use words::Words;

/// All references of a draft, in document order. `own` is the draft's own reference number, where it is known.
pub(super) fn find(clauses: &[Clause], language: Option<&str>, own: Option<&str>) -> Vec<Reference> {
    let mut words = Words::of(language);
    if words.words.is_empty() {
        return Vec::new();
    }
    for clause in clauses {
        if let Some(word) = index::label_word(clause) {
            words.add_own(&word, &clause.kind);
        }
    }
    let index = Index::new(clauses);
    let hosts = Hosts::new(clauses, &words);
    let mut finder = Finder {
        words: &words,
        index: &index,
        hosts: &hosts,
        own,
        found: Vec::new(),
    };
    for (i, clause) in clauses.iter().enumerate() {
        if matches!(clause.kind.as_str(), "contents" | "furniture") {
            continue;
        }
        let mut said = Said::default();
        for text in [&clause.heading, &clause.text] {
            finder.text(ClauseId(i as u32), text, &mut said);
        }
    }
    let found = std::mem::take(&mut finder.found);
    found
        .into_iter()
        .filter(|r| r.to.is_some() || r.instrument.is_some() || finder.may_dangle(&r.words))
        .collect()
}

/// What a clause named last.
#[derive(Debug, Default)]
struct Said {
    clause: Option<ClauseId>,
    instrument: Option<String>,
    /// The last clause named was one of the instrument.
    elsewhere: bool,
}

/// The expression before: the next one may go on with it (`Article 6, point (a) or point (b)`), or say what it belongs
/// to (`point 1, and point 2 of …`).
struct Before<'t> {
    expression: Expression<'t>,
    /// What holds its innermost step.
    holders: Vec<ClauseId>,
    /// Its references, as indices of those found.
    from: usize,
    to: usize,
    end: usize,
}

/// Where an expression stands.
struct Context<'t> {
    from: ClauseId,
    /// Its words.
    printed: &'t str,
    /// The instrument that the words before it name.
    outside: Option<String>,
    /// What holds the expression before, which this one goes on with.
    beside: Option<ClauseId>,
}

/// What holds an expression that goes on with the one before: `point (b)` in `Article 6, point (a) or point (b)`.
fn goes_on(before: &Before<'_>, next: &Expression<'_>) -> Option<ClauseId> {
    let [only] = next.steps.as_slice() else {
        return None;
    };
    let alike = before.expression.steps.len() > 1
        && before
            .expression
            .steps
            .last()
            .is_some_and(|s| s.word == only.word);
    before.holders.last().copied().filter(|_| alike)
}

struct Finder<'a> {
    words: &'a Words,
    index: &'a Index<'a>,
    hosts: &'a Hosts,
    own: Option<&'a str>,
    found: Vec<Reference>,
}

impl Finder<'_> {
    fn text(&mut self, from: ClauseId, text: &str, said: &mut Said) {
        let mut last: Option<Before<'_>> = None;
        for hit in scan::hits(self.words, text) {
            match hit {
                // A noun alone (`the treaty`) names one only where none was named with more.
                Hit::Named { instrument } if instrument.contains(' ') || said.instrument.is_none() => {
                    said.instrument = Some(instrument.to_owned());
                }
                Hit::Named { .. } => {}
                Hit::Bare { start, number } => {
                    let to = self.index.within(ClauseId::ROOT, number).first().copied();
                    // A number that no clause has is a number.
                    if to.is_some() {
                        self.push(from, &text[start..start + number.len()], to, None);
                    }
                }
                Hit::Expression {
                    start,
                    end,
                    standard,
                    expression,
                } => {
                    let first = self.found.len();
                    let before = last
                        .take()
                        .filter(|b| scan::is_joint(self.words, &text[b.end..start]));
                    let its = scan::word_before(&self.words.its, text, start)
                        .then(|| said.instrument.clone())
                        .flatten();
                    let context = Context {
                        from,
                        printed: text[start..end].trim(),
                        outside: standard.map(str::to_owned).or(its),
                        beside: before.as_ref().and_then(|b| goes_on(b, &expression)),
                    };
                    let holders = self.expression(&context, &expression, said);
                    if let Some(before) = before {
                        self.complete(from, &before, &expression, &holders, first);
                    }
                    last = Some(Before {
                        expression,
                        holders,
                        from: first,
                        to: self.found.len(),
                        end,
                    });
                }
            }
        }
    }

    /// Whether words that name nothing are a fault of the draft: it has clauses of the kind that they name. `rule 12`
    /// of a draft without rules is somebody else's.
    fn may_dangle(&self, words: &str) -> bool {
        let Some((expression, _)) = parse::expression(self.words, words) else {
            return false;
        };
        let word = |s: &parse::Step<'_>| self.words.words.get(s.word);
        expression
            .steps
            .iter()
            .filter_map(word)
            .all(|w| w.own.is_some() || self.index.has_kind(&w.kinds))
    }

    /// One expression. Says what holds its innermost step, where there is a step that does.
    fn expression(
        &mut self,
        context: &Context<'_>,
        expression: &Expression<'_>,
        said: &mut Said,
    ) -> Vec<ClauseId> {
        let from = context.from;
        let resolver = Resolver {
            index: self.index,
            words: self.words,
            from,
        };
        let word = |s: &parse::Step<'_>| self.words.words.get(s.word);
        let relative = expression
            .steps
            .first()
            .and_then(word)
            .is_some_and(|w| w.relative);
        let mut base = None;
        let mut instrument = context.outside.clone();
        let mut loose = false;
        let last_said = |noun: &str| Some(said.instrument.clone().unwrap_or_else(|| noun.to_owned()));
        match &expression.anchor {
            Anchor::This(word) => base = word.and_then(|w| resolver.this(w)),
            Anchor::Instrument(name) => instrument = Some((*name).to_owned()),
            Anchor::That(Some(_), _) if said.elsewhere => instrument.clone_from(&said.instrument),
            Anchor::That(Some(_), _) => base = said.clause,
            Anchor::Thereof(_) if relative && said.clause.is_some() && !said.elsewhere => base = said.clause,
            Anchor::That(None, noun) | Anchor::Thereof(noun) => instrument = last_said(noun),
            Anchor::None => loose = instrument.is_none(),
        }
        let host = self.hosts.of(from);
        if let (true, Host::Amended(name)) = (loose, host) {
            instrument = Some(name.to_owned());
        }
        // A draft may call itself by its own number.
        if self
            .own
            .is_some_and(|o| instrument.as_deref().is_some_and(|i| instrument::same(o, i)))
        {
            instrument = None;
        }
        for step in &expression.steps {
            if let Some((inner, inner_words)) = &step.commencing {
                let mut inner = (**inner).clone();
                if let (Anchor::None, Some(name)) = (&inner.anchor, &instrument) {
                    inner.anchor = Anchor::Instrument(name);
                }
                let context = Context {
                    from,
                    printed: inner_words,
                    outside: None,
                    beside: None,
                };
                self.expression(&context, &inner, said);
            }
        }
        let only_within = expression.steps.iter().filter_map(word).all(|w| w.within);
        if only_within && instrument.is_none() {
            return Vec::new();
        }
        let mut targets = match context.beside.filter(|_| loose && instrument.is_none()) {
            Some(beside) => resolver.all(expression, Some(beside)),
            None => resolver.all(expression, base),
        };
        let nothing = |targets: &[Option<ClauseId>]| targets.iter().all(Option::is_none);
        if let (true, true, Some(clause)) = (relative && instrument.is_none(), nothing(&targets), said.clause)
        {
            // `Annex II, and in particular point 2`: what was named last holds it.
            let there = Resolver {
                from: clause,
                ..resolver
            }
            .all(expression, base);
            targets = if nothing(&there) { targets } else { there };
        }
        for to in targets {
            let (to, instrument) = match (to, &instrument) {
                (Some(id), Some(name)) if self.hosts.enacts(id, name) => (Some(id), None),
                (_, Some(name)) => (None, Some(name.clone())),
                // What a bill does not hold is in the code that it adds to.
                (None, None) => match host {
                    Host::Enacted(name) if loose && !relative => (None, Some(name.to_owned())),
                    _ => (None, None),
                },
                (to, None) => (to, None),
            };
            said.elsewhere = instrument.is_some();
            if instrument.is_some() {
                said.instrument.clone_from(&instrument);
            } else if to.is_some() {
                said.clause = to;
            }
            self.push(from, context.printed, to, instrument);
        }
        resolver.holders(expression, base)
    }

    /// Gives an expression that named nothing what holds the one after it: `points 1 and 2` in `Section B, points 1 and
    /// 2, and points 8 and 9 of Annex VIII`.
    fn complete(
        &mut self,
        from: ClauseId,
        before: &Before<'_>,
        after: &Expression<'_>,
        holders: &[ClauseId],
        first: usize,
    ) {
        let dangles = |r: &Reference| r.to.is_none() && r.instrument.is_none();
        let waits = matches!(before.expression.anchor, Anchor::None);
        if !waits || !self.found[before.from..before.to].iter().any(dangles) {
            return;
        }
        let elsewhere = self.found.get(first).and_then(|r| r.instrument.clone());
        if let Some(name) = elsewhere {
            let named = !matches!(after.anchor, Anchor::None);
            for reference in self.found[before.from..before.to]
                .iter_mut()
                .filter(|r| named && dangles(r))
            {
                reference.instrument = Some(name.clone());
            }
            return;
        }
        let resolver = Resolver {
            index: self.index,
            words: self.words,
            from,
        };
        for holder in holders {
            let targets = resolver.all(&before.expression, Some(*holder));
            if targets.len() == before.to - before.from && targets.iter().all(Option::is_some) {
                for (reference, to) in self.found[before.from..before.to].iter_mut().zip(targets) {
                    reference.to = to;
                }
                return;
            }
        }
    }

    fn push(&mut self, from: ClauseId, words: &str, to: Option<ClauseId>, instrument: Option<String>) {
        self.found.push(Reference {
            from,
            words: words.to_owned(),
            to,
            instrument,
        });
    }
}
