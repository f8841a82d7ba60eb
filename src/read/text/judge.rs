//! Does a line go on with the paragraph above it?

use super::line::{Line, columns};
use super::paragraph::Builder;
use crate::read::label::{self, Shape};

/// Words after which `Article 5` at the start of a line is a reference and no new article.
const BEFORE_REFERENCE: &[&str] = &[
    "in",
    "of",
    "to",
    "under",
    "by",
    "with",
    "from",
    "the",
    "see",
    "per",
    "and",
    "or",
    "this",
    "that",
    "pursuant",
    "within",
    "section",
    "sections",
    "article",
    "articles",
    "subsection",
    "paragraph",
    "paragraphs",
    "subdivision",
    "through",
    "for",
    "at",
    "on",
    "as",
    "chapter",
    "title",
    "part",
    "division",
];

/// Words that the number of a clause within a section follows in a reference.
const NUMBERED: &[&str] = &[
    "clause",
    "point",
    "subclause",
    "subdivision",
    "subparagraph",
    "subsection",
];

/// A printed line that leaves more than this free, in columns, goes on with nothing: a good third of a page's width.
const SHORT: usize = 36;

/// What a line is to the paragraph before it.
pub(super) enum Join {
    Continue,
    New { wrapped: bool },
}

impl Builder<'_> {
    /// Does the line go on with the open paragraph?
    pub(super) fn judge(&self, line: &Line<'_>, gap: bool, page_end: bool) -> Join {
        let Some(open) = &self.open else {
            return Join::New { wrapped: false };
        };
        // `AES-256` may begin a line, too: a code stands behind a text that has ended, or behind another.
        let coded = || open.ended || label::code_at_start(&open.text).is_some();
        let code = || label::code_at_start(line.text).filter(|_| coded());
        let starts = label::at_start(line.text).or_else(code);
        let small = line.text.chars().next().is_some_and(char::is_lowercase);
        let Some(width) = self.layout.width else {
            // Every line is a paragraph, but some were cut by hand: a long line that stops in the middle.
            // What begins like a numbered clause is one, unless the words before refer to it.
            let free = starts.is_none() || refers_on(&open.text);
            let word = line.text.starts_with(char::is_alphabetic) && free;
            let plain = label::at_start(&open.text).is_none() && open.text.ends_with(char::is_alphanumeric);
            let stops = small && free || word && line.width >= 40 && (plain || open.text.ends_with(','));
            return Join::New {
                wrapped: !gap && !open.ended && open.last_width >= 60 && stops,
            };
        };
        let word = line.text.split_whitespace().next().unwrap_or_default();
        let full = open.last_width + 1 + columns(word) + self.layout.slack > width;
        if gap && !page_end {
            return Join::New { wrapped: false };
        }
        if line.print.cell {
            return Join::New { wrapped: false };
        }
        let plain = line.print.style == 0;
        let large = line.print.large && line.print.style == open.print.style;
        if large && starts.is_none() && !page_end && !open.ended {
            // Lines of a heading are broken where it looks well.
            return Join::Continue;
        }
        if line.print.style != open.print.style || plain && line.print.centred != open.print.centred {
            // A run-in heading is no line of its own, so print changes between lines where paragraphs do.
            return Join::New {
                wrapped: full && !open.ended && small && plain,
            };
        }
        // The further lines of a heading may reach the margins.
        let centred = line.print.centred || line.print.even && open.print.centred && !plain;
        if centred && starts.is_none() && !page_end {
            let label = label::at_start(&open.text).is_some_and(|l| l.len == open.text.len());
            return if !open.ended && !label {
                Join::Continue
            } else {
                Join::New { wrapped: false }
            };
        }
        if let Some(found) = starts {
            let refers = match found.shape {
                Shape::Worded => refers_on(&open.text),
                // `of paragraph⏎(2)(a) and`
                Shape::Bracketed => announces_number(&open.text),
                _ => false,
            };
            return if refers && !open.ended && full {
                Join::Continue
            } else {
                Join::New {
                    wrapped: full && !open.ended,
                }
            };
        }
        if page_end {
            let goes_on = !open.ended && (full || small) || small && full;
            return if goes_on {
                Join::Continue
            } else {
                Join::New {
                    wrapped: !open.ended && full,
                }
            };
        }
        // What hangs under a point is indented; what is not, is over it.
        let labelled = label::at_start(&open.text).is_some();
        if labelled && open.ended && !small && line.indent < open.first_indent {
            return Join::New { wrapped: false };
        }
        let step = match open.indent {
            Some(indent) => line.indent.abs_diff(indent) >= 2,
            None => line.indent.abs_diff(open.first_indent) > if full { 12 } else { 1 },
        };
        if step && !(small && full) {
            return Join::New {
                wrapped: !open.ended && full,
            };
        }
        // In print, a line that ends long before the margin was ended there: names of a term stand below each other.
        let cut = self.layout.ragged && width.saturating_sub(open.last_width + columns(word)) > SHORT;
        if full || small && !open.ended && !cut {
            Join::Continue
        } else {
            Join::New { wrapped: false }
        }
    }
}

/// Whether a text ends with a word that numbers of clauses follow, or with one that joins further ones to them: `under
/// subsection`, `under subsections (2) and`.
fn announces_number(text: &str) -> bool {
    let mut words = text
        .rsplit(char::is_whitespace)
        .filter(|w| !w.is_empty())
        .peekable();
    let last = words.peek().copied().unwrap_or_default();
    let joins = matches!(last.to_lowercase().as_str(), "and" | "or" | "to" | "through");
    if joins {
        words.next();
        let numbers = words.clone().take_while(|w| w.starts_with('(')).count();
        return numbers > 0 && words.nth(numbers).is_some_and(is_numbered_word);
    }
    is_numbered_word(last)
}

fn is_numbered_word(word: &str) -> bool {
    label::is_label_word(word) || NUMBERED.contains(&word.trim_end_matches('s').to_lowercase().as_str())
}

/// Whether a text ends with a word that a reference follows.
fn refers_on(text: &str) -> bool {
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    BEFORE_REFERENCE.contains(&last.to_lowercase().as_str())
}
