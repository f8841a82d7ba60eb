//! A page as the glyphs on it: what an interpreter of PDF draws, kept as characters with their places.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::font::Fonts;

/// More glyphs than this on one page are no text that anybody reads.
const MOST_GLYPHS: usize = 200_000;

/// One glyph on a page, in points from its upper left corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// Where its characters begin in the text of the sheet, and how many bytes they take.
    pub(super) start: u32,
    pub(super) len: u8,
    /// Left and right edge, baseline, height of an em.
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    /// Quarter turns, clockwise, of the direction it is written in.
    pub(super) turn: u8,
}

/// A page with everything on it that can be text, in the order in which it is drawn.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) text: String,
    pub(super) glyphs: Vec<Glyph>,
    /// How many pictures there are.
    pub(super) images: usize,
    /// How many glyphs have no character that is known.
    pub(super) unknown: usize,
    /// The page could not be read to its end.
    pub(super) broken: bool,
}

/// How much all pages together may draw.
#[derive(Debug)]
pub(super) struct Budget<'b> {
    pub(super) drawn: &'b AtomicUsize,
    pub(super) most: usize,
}

impl Budget<'_> {
    /// Counts one more thing drawn. Beyond the budget, the page is left: the interpreter has no other way out.
    fn spend(&self) {
        if self.drawn.fetch_add(1, Ordering::Relaxed) >= self.most {
            resume_unwind(Box::new(()));
        }
    }
}

/// Collects the glyphs of a page.
pub(super) struct Collector<'a, 'f> {
    pub(super) sheet: Sheet,
    pub(super) fonts: &'f mut Fonts<'a>,
    budget: &'f Budget<'f>,
    /// Where the run before began, to know an echo of it.
    last_run: Option<(usize, usize)>,
}

impl<'a, 'f> Collector<'a, 'f> {
    pub(super) fn new((width, height): (f32, f32), fonts: &'f mut Fonts<'a>, budget: &'f Budget<'f>) -> Self {
        Collector {
            sheet: Sheet {
                width,
                height,
                ..Sheet::default()
            },
            fonts,
            budget,
            last_run: None,
        }
    }

    fn push(&mut self, drawn: &Drawn<'_>, place: Affine, style: (bool, bool)) {
        let sheet = &mut self.sheet;
        let advance = match drawn {
            Drawn::Outline(o) => o.advance_width(),
            Drawn::Type3(t) => t.advance_width(),
        };
        let advance = f64::from(advance.unwrap_or(500.0)).clamp(0.0, 10_000.0);
        let (from, to) = (place * Point::ZERO, place * Point::new(advance, 0.0));
        let up = place * Point::new(0.0, 1000.0);
        let size = (up - from).hypot();
        let inside = from.x > -1.0
            && from.y > -1.0
            && from.x < f64::from(sheet.width) + 1.0
            && from.y < f64::from(sheet.height) + 1.0;
        if !inside || !size.is_finite() || size < 0.5 || sheet.glyphs.len() >= MOST_GLYPHS {
            return;
        }
        let start = sheet.text.len();
        match drawn.as_unicode() {
            Some(hayro_interpret::hayro_cmap::BfString::Char(c)) => sheet.text.push(c),
            Some(hayro_interpret::hayro_cmap::BfString::String(s)) => sheet.text.push_str(&s),
            None => {
                sheet.unknown += 1;
                sheet.text.push('\u{FFFD}');
            }
        }
        // The direction is that of the em's height: a glyph may have no width.
        let (dx, dy) = (up.x - from.x, up.y - from.y);
        let turn = if dy.abs() >= dx.abs() {
            if dy < 0.0 { 0 } else { 2 }
        } else if dx > 0.0 {
            1
        } else {
            3
        };
        let (x0, x1, y) = match turn {
            0 => (from.x, to.x, from.y),
            1 => (from.y, to.y, f64::from(sheet.width) - from.x),
            2 => (
                f64::from(sheet.width) - from.x,
                f64::from(sheet.width) - to.x,
                f64::from(sheet.height) - from.y,
            ),
            _ => (
                f64::from(sheet.height) - from.y,
                f64::from(sheet.height) - to.y,
                from.x,
            ),
        };
        sheet.glyphs.push(Glyph {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            len: u8::try_from(sheet.text.len() - start).unwrap_or(0),
            x0: x0.min(x1) as f32,
            x1: x0.max(x1) as f32,
            y: y as f32,
            size: size as f32,
            bold: style.0,
            italic: style.1,
            turn,
        });
    }

    /// The run just drawn repeats the run before on nearly the same place: bold print as some make it.
    fn drop_echo(&mut self, start: usize) {
        let glyphs = &mut self.sheet.glyphs;
        let end = glyphs.len();
        let text = &self.sheet.text;
        let chars = |g: &Glyph| text.get(g.start as usize..g.start as usize + usize::from(g.len));
        let echo = self.last_run.is_some_and(|(from, to)| {
            to - from == end - start
                && end > start
                && (0..end - start).all(|i| {
                    let (a, b) = (glyphs[from + i], glyphs[start + i]);
                    chars(&a) == chars(&b)
                        && (a.x0 - b.x0).abs() < a.size * 0.12
                        && (a.y - b.y).abs() < a.size * 0.12
                })
        });
        if echo {
            glyphs.truncate(start);
        } else if end > start {
            self.last_run = Some((start, end));
        }
    }
}

impl<'a> Device<'a> for Collector<'a, '_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.budget.spend();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.budget.spend();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.spend();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.budget.spend();
        let Some(first) = run.glyphs().first() else {
            return;
        };
        let style = self.fonts.style(first);
        let start = self.sheet.glyphs.len();
        for glyph in run.glyphs() {
            self.push(glyph, props.transform * glyph.transform(), style);
        }
        self.drop_echo(start);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.budget.spend();
        self.sheet.images += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
