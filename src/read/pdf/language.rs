//! Acts in two languages, side by side: two columns that say the same. One of them is the draft.

use whatlang::Lang;

use super::segment::Piece;
use crate::diagnostic::Diagnostic;
use crate::read::language::code;

/// Where two columns part on a page, in points from the left.
fn gutter(page: &[Piece], width: f32) -> Option<f32> {
    let (from, to) = (width * 0.4, width * 0.6);
    let lines: Vec<&Piece> = page.iter().filter(|p| !p.turned).collect();
    let mut best: Option<(usize, f32)> = None;
    let mut x = from;
    while x <= to {
        let crossing = lines.iter().filter(|p| p.x0 < x - 1.0 && p.x1 > x + 1.0).count();
        if best.is_none_or(|b| crossing < b.0) {
            best = Some((crossing, x));
        }
        x += 2.0;
    }
    let (crossing, x) = best?;
    let left = lines.iter().filter(|p| p.x1 <= x + 1.0).count();
    let right = lines.iter().filter(|p| p.x0 >= x - 1.0).count();
    (crossing * 8 < lines.len() && left > 3 && right > 3).then_some(x)
}

/// Where a document is printed in two languages side by side, leaves only the wanted one. Without a wish, that is
/// the left one.
pub(super) fn choose(
    pages: &mut [Vec<Piece>],
    widths: &[f32],
    wanted: Option<&str>,
) -> Option<(Lang, Diagnostic)> {
    let gutters: Vec<Option<f32>> = pages
        .iter()
        .zip(widths)
        .map(|(page, width)| gutter(page, *width))
        .collect();
    let parted = gutters.iter().flatten().count();
    let filled = pages.iter().filter(|p| p.len() > 5).count();
    if parted * 2 < filled || parted == 0 {
        return None;
    }
    let texts: Vec<(String, String)> = pages
        .iter()
        .zip(&gutters)
        .filter_map(|(page, x)| x.map(|x| sides(page, x)))
        .collect();
    let tell = |text: &str| {
        whatlang::detect(text)
            .filter(whatlang::Info::is_reliable)
            .map(|i| i.lang())
    };
    let languages = |pick: &dyn Fn(&(String, String)) -> String| {
        let all: String = texts.iter().map(pick).collect();
        tell(&all)
    };
    let (left, right) = (languages(&|s| s.0.clone())?, languages(&|s| s.1.clone())?);
    if left == right {
        return None;
    }
    let wanted = wanted.and_then(|w| [left, right].into_iter().find(|l| w.starts_with(code(*l))));
    let kept = wanted.unwrap_or(left);
    for (page, x) in pages.iter_mut().zip(&gutters) {
        let Some(x) = *x else { continue };
        // A page may have its columns the other way round.
        let (l, r) = sides(page, x);
        let swapped = tell(&l) == Some(right) && tell(&r) == Some(left);
        let keep_left = (kept == left) != swapped;
        page.retain(|p| p.turned || if keep_left { p.x0 < x - 1.0 } else { p.x1 > x + 1.0 });
    }
    let other = if kept == left { right } else { left };
    let said = Diagnostic::warning(
        None,
        format!(
            "two languages side by side: only the {} column is read (--lang {} reads the {} one)",
            kept.eng_name(),
            code(other),
            other.eng_name()
        ),
    );
    Some((kept, said))
}

/// The texts on both sides of a gutter.
fn sides(page: &[Piece], x: f32) -> (String, String) {
    let (mut left, mut right) = (String::new(), String::new());
    for piece in page.iter().filter(|p| !p.turned) {
        let side = if piece.x1 <= x + 1.0 {
            &mut left
        } else if piece.x0 >= x - 1.0 {
            &mut right
        } else {
            continue;
        };
        side.push_str(&piece.text);
        side.push(' ');
    }
    (left, right)
}
