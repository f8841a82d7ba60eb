//! Goes through the clauses of a draft and gives each expression its clauses: what the words beside it say of it, which
//! instrument the clause is about, and what was named before.

use super::super::{ClauseId, Reference};
use super::anchor::Anchor;
use super::host::{Host, Hosts};
use super::index::Index;
use super::instrument;
use super::parse::{self, Expression};
use super::resolve::Resolver;
use super::scan::{self, Hit};
use super::words::Words;

/// What a clause named last.
#[derive(Debug, Default)]
pub(super) struct Said {
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
    /// `this` stands before it: `this subsection (7)`.
    this: bool,
    /// The instrument of the expression before, where only a joint stands between.
    likely: Option<String>,
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

/// Finds the references of a draft.
pub(super) struct Finder<'a> {
    pub(super) words: &'a Words,
    pub(super) index: &'a Index<'a>,
    pub(super) hosts: &'a Hosts,
    pub(super) own: Option<&'a str>,
    pub(super) found: Vec<Reference>,
}

impl Finder<'_> {
    /// All references of one text.
    pub(super) fn text(&mut self, from: ClauseId, text: &str, said: &mut Said) {
        let mut last: Option<Before<'_>> = None;
        let mut named = (0, 0);
        for hit in scan::hits(self.words, text) {
            match hit {
                // A noun alone (`the treaty`) names one only where none was named with more.
                Hit::Named { start, instrument } if instrument.contains(' ') || said.instrument.is_none() => {
                    said.instrument = Some(instrument.to_owned());
                    named = (start, start + instrument.len());
                }
                Hit::Named { .. } => {}
                Hit::Bare { start, number } => {
                    let to = self.index.nearest(self.index.of_dotted(number), from);
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
                    // A label alone is no reference; nor is one whose line break was lost: `… ends.Sec. 2. Title`.
                    let label = self.index.clause(from).label.is_empty() && start == 0;
                    let whole = label && text[end..].trim_matches(['.', ' ']).is_empty();
                    if whole || text[..start].ends_with(['.', ';']) {
                        continue;
                    }
                    // `In the Lamp Act 2006, section 4`.
                    let beside = named.1 > 0 && text[named.1..start].trim_end() == ",";
                    let its = beside || scan::word_before(&self.words.its, text, start);
                    let its = its.then(|| said.instrument.clone()).flatten();
                    let context = Context {
                        from,
                        printed: text[start..end].trim(),
                        outside: standard.map(str::to_owned).or(its),
                        beside: before.as_ref().and_then(|b| goes_on(b, &expression)),
                        this: scan::word_before(&self.words.these, text, start),
                        likely: before
                            .as_ref()
                            .and_then(|b| self.found.get(b.from))
                            .and_then(|r| r.instrument.clone()),
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
    pub(super) fn may_dangle(&self, words: &str) -> bool {
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
                    this: false,
                    likely: None,
                };
                self.expression(&context, &inner, said);
            }
        }
        let only_within = expression.steps.iter().filter_map(word).all(|w| w.within);
        if only_within && instrument.is_none() {
            return Vec::new();
        }
        let here = context.this.then(|| resolver.above(expression)).flatten();
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
        if let (Some(id), None) = (here, &instrument) {
            targets = vec![Some(id)];
        }
        for to in targets {
            let (to, instrument) = match (to, &instrument) {
                (Some(id), Some(name)) if self.hosts.enacts(id, name) => (Some(id), None),
                (_, Some(name)) => (None, Some(name.clone())),
                // What a bill does not hold is in the code that it adds to.
                (None, None) if loose && context.likely.is_some() => (None, context.likely.clone()),
                (None, None) if loose && relative && said.elsewhere => (None, said.instrument.clone()),
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
            if before.to == first && targets.iter().all(Option::is_some) {
                let Some(words) = self.found.get(before.from).map(|r| r.words.clone()) else {
                    return;
                };
                let reference = |to| Reference {
                    from,
                    words: words.clone(),
                    to,
                    instrument: None,
                };
                let better: Vec<Reference> = targets.into_iter().map(reference).collect();
                self.found.splice(before.from..before.to, better);
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
