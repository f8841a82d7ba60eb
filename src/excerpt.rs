//! A line of a file with carets below it: where something is, or went wrong.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Widest line that is shown whole; of a longer one the part around the place, in characters.
const WIDTH: usize = 90;
/// Characters before the place that such a part has.
const BEFORE: usize = 30;

/// The line under its number, with carets below the bytes of `span`, and behind them what there is to say. Wide
/// characters take two columns, so that the carets stand where a terminal shows them.
///
/// ```
/// let shown = clausewise::excerpt::excerpt("第一条 灯", 7, 0..9, "an article");
/// assert_eq!(shown, "  |\n7 | 第一条 灯\n  | ^^^^^^ an article");
/// ```
pub fn excerpt(line: &str, number: u32, span: Range<usize>, say: &str) -> String {
    let (part, span) = around(line, &span);
    let source = Snippet::source(&part)
        .line_start(number as usize)
        .annotation(AnnotationKind::Primary.span(span).label(say));
    let shown = Renderer::plain().render(&[Group::with_level(Level::ERROR).element(source)]);
    let lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    lines.join("\n")
}

/// The part of a line around a span, without characters that only a terminal would act on.
fn around(line: &str, span: &Range<usize>) -> (String, Range<usize>) {
    let start = floor(line, span.start);
    let end = floor(line, span.end).max(start);
    let mut from = 0;
    if line.chars().count() > WIDTH {
        let before = line[..start].chars().count();
        from = line
            .char_indices()
            .nth(before.saturating_sub(BEFORE))
            .map_or(0, |(i, _)| i);
    }
    let cut = if from > 0 { "…" } else { "" };
    let mut part = String::from(cut);
    let mut mapped = cut.len()..cut.len();
    for (i, c) in line[from..].char_indices().take(WIDTH) {
        part.push(if c.is_control() { ' ' } else { c });
        if from + i < start {
            mapped.start = part.len();
        }
        if from + i < end {
            mapped.end = part.len();
        }
    }
    mapped.end = mapped.end.max(mapped.start);
    if line[from..].chars().count() > WIDTH {
        part.push('…');
    }
    (part, mapped)
}

/// The next character boundary at or below a byte.
fn floor(line: &str, byte: usize) -> usize {
    let mut at = byte.min(line.len());
    while !line.is_char_boundary(at) {
        at -= 1;
    }
    at
}
