//! Are the lines of a text wrapped, and at which width?

use super::line::{Kind, Line};
use crate::read::label;

/// The width at which lines are wrapped, or `None` when every line is a paragraph.
///
/// The width is what 85 in 100 lines keep to: notes in small print run wider.
///
/// Wrapped text shows in the distribution of line lengths: there is a width that hardly any line exceeds, many
/// lines come close to it, and lines that do rarely end a sentence. The shares were chosen on two dozen published
/// texts of either kind, whose nearest values lie far off on both sides; a text in between would change them.
pub(super) fn width(lines: &[Line<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = lines
        .iter()
        .filter(|l| l.kind == Kind::Text)
        .map(|l| l.width)
        .collect();
    if widths.len() < 8 {
        return None;
    }
    widths.sort_unstable();
    let width = *widths.get(widths.len() * 85 / 100)?;
    if !(40..=140).contains(&width) {
        return None;
    }
    let overlong = widths.iter().filter(|w| **w > width + width / 4).count();
    let long = widths.iter().filter(|w| **w * 4 >= width * 3).count();
    if overlong * 12 > widths.len() || long * 4 < widths.len() {
        return None;
    }
    let mut pairs = 0;
    let mut broken = 0;
    for pair in lines.windows(2) {
        let [first, second] = pair else { continue };
        if first.kind == Kind::Text && second.kind == Kind::Text && first.width * 4 >= width * 3 {
            pairs += 1;
            broken += usize::from(!label::ends_sentence(first.text));
        }
    }
    (pairs >= 3 && broken * 2 > pairs).then_some(width)
}
