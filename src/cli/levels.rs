//! `--level`: how finely each side is compared, and what is compared then.

use crate::align::{AlignOptions, align};
use crate::crosswalk::{Judge, RollUp};
use crate::draft::{Draft, Level, Levelled};
use crate::review::Compared;
use crate::settings::Settings;
use crate::{Error, Result};

/// The level of each side.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Levels {
    left: Level,
    right: Level,
}

/// `article`, or `left=article,right=unit`.
pub(super) fn parse(text: &str) -> std::result::Result<Levels, String> {
    let level = |word: &str| match word.trim() {
        "unit" => Ok(Level::Unit),
        "article" => Ok(Level::Article),
        "all" => Ok(Level::All),
        other => Err(format!("`{other}` is no level: unit, article or all")),
    };
    if !text.contains('=') {
        let both = level(text)?;
        return Ok(Levels {
            left: both,
            right: both,
        });
    }
    let mut levels = Levels::default();
    for part in text.split(',') {
        let (side, word) = part.split_once('=').unwrap_or((part, ""));
        match side.trim() {
            "left" => levels.left = level(word)?,
            "right" => levels.right = level(word)?,
            other => return Err(format!("`{other}` is no side: left=article,right=unit")),
        }
    }
    if (levels.left == Level::All) != (levels.right == Level::All) {
        return Err("`all` is for both sides".to_owned());
    }
    Ok(levels)
}

impl Levels {
    /// What to add to a command so that it compares the same.
    pub(super) fn given(self) -> Option<String> {
        let word = |level| match level {
            Level::Unit => "unit",
            Level::Article => "article",
            Level::All => "all",
        };
        let (left, right) = (word(self.left), word(self.right));
        match left == right {
            true if self == Levels::default() => None,
            true => Some(left.to_owned()),
            false => Some(format!("left={left},right={right}")),
        }
    }

    /// The drafts with the units that the rows are about.
    ///
    /// # Errors
    /// Two levels for more than two drafts: each draft but the first and the last is left and right.
    pub(super) fn shown(self, drafts: Vec<Draft>) -> Result<Vec<Draft>> {
        if self.left != self.right && drafts.len() > 2 {
            return Err(
                Error::new("two levels need two drafts").help("give one --level for three drafts or more")
            );
        }
        let shown = |(at, draft): (usize, Draft)| match if at == 0 { self.left } else { self.right } {
            Level::Unit => draft,
            Level::Article => Levelled::articles(&draft).draft,
            Level::All => Levelled::articles(&draft).with_units(&draft),
        };
        Ok(drafts.into_iter().enumerate().map(shown).collect())
    }

    /// Aligns two drafts and gives what is made of each level.
    pub(super) fn compare<T>(
        self,
        (left, right): (&Draft, &Draft),
        options: &AlignOptions,
        settings: &Settings,
        make: impl Fn(Compared<'_>) -> T,
    ) -> Vec<T> {
        let lexicon = options.lexicon();
        let wanted = matches!(
            (self.left, self.right),
            (Level::Unit, Level::Unit) | (Level::All, Level::All)
        );
        let (units, judge) = rayon::join(
            || align(left, right, options, settings),
            || wanted.then(|| Judge::new(left, right, &lexicon, &settings.relation)),
        );
        let mut made = Vec::new();
        if let Some(judge) = &judge {
            made.push(make(Compared {
                left,
                right,
                alignment: &units,
                settings,
                judge,
                roll: None,
            }));
        }
        if self != Levels::default() {
            let at = |draft, level| match level {
                Level::Unit => Levelled::units(draft),
                Level::Article | Level::All => Levelled::articles(draft),
            };
            let levels = [&at(left, self.left), &at(right, self.right)];
            let [l, r] = levels.map(|level| &level.draft);
            let wholes = align(l, r, options, settings);
            made.push(make(Compared {
                left: l,
                right: r,
                alignment: &wholes,
                settings,
                judge: &Judge::new(l, r, &lexicon, &settings.relation),
                roll: Some(RollUp {
                    links: &units.proposals(),
                    drafts: [left, right],
                    levels,
                    wholes: &wholes,
                    settings: &settings.level,
                }),
            }));
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_read_for_both_or_for_each() {
        assert_eq!(
            parse("article").unwrap(),
            Levels {
                left: Level::Article,
                right: Level::Article
            }
        );
        let one = parse("right=article").unwrap();
        assert_eq!(
            one,
            Levels {
                left: Level::Unit,
                right: Level::Article
            }
        );
        assert_eq!(one.given().unwrap(), "left=unit,right=article");
        assert_eq!(parse("unit").unwrap().given(), None);
        for wrong in ["chapter", "left", "up=unit", "left=all", ""] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
    }
}
