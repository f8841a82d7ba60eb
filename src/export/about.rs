//! What an output says of the drafts that it is over, and how the rows of a crosswalk fall into pairs of drafts.

use crate::draft::{Draft, Identity};
use crate::review::{Row, Sheet};

/// One draft, as outputs name it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// Its name in the run.
    pub name: String,
    /// The name of the file, without its folders; empty where only the crosswalk is there.
    pub file: String,
    /// Hash of the file; empty where only the crosswalk is there.
    pub hash: String,
    /// What is known of it.
    pub identity: Identity,
}

impl About {
    /// What outputs say of a draft.
    pub fn of(draft: &Draft) -> About {
        About {
            name: draft.name.clone(),
            file: file_name(&draft.file).to_owned(),
            hash: draft.hash.clone(),
            identity: draft.identity.clone(),
        }
    }

    /// All drafts that a sheet names, in order of their first row, with what is known of them.
    pub fn all(known: &[About], sheet: &Sheet) -> Vec<About> {
        let mut all: Vec<About> = known.to_vec();
        for side in sheet.rows.iter().flat_map(|r| [&r.left, &r.right]) {
            if !all.iter().any(|a| a.name == side.draft) {
                all.push(About {
                    name: side.draft.clone(),
                    ..About::default()
                });
            }
        }
        all
    }

    /// The draft in words: reference or title where one is known, else its name.
    pub fn title(&self) -> &str {
        let identity = &self.identity;
        let known = identity.reference.as_deref().or(identity.title.as_deref());
        known.filter(|t| !t.trim().is_empty()).unwrap_or(&self.name)
    }

    /// The fields of the identity that are known, by name.
    pub fn known(&self) -> Vec<(&'static str, &str)> {
        let i = &self.identity;
        let fields = [
            ("reference", &i.reference),
            ("title", &i.title),
            ("body", &i.body),
            ("jurisdiction", &i.jurisdiction),
            ("date", &i.date),
            ("stage", &i.stage),
            ("legal-status", &i.status),
            ("nature", &i.nature),
            ("language", &i.language),
            ("authenticity", &i.authenticity),
        ];
        let known = fields.into_iter().filter_map(|(n, v)| Some((n, v.as_deref()?)));
        known
            .chain([("file", self.file.as_str()), ("hash", self.hash.as_str())])
            .filter(|(_, v)| !v.trim().is_empty())
            .collect()
    }
}

/// The name of a file without its folders: outputs are sent around, folders say who made them, and the same drafts give the
/// same bytes wherever they lie.
pub fn file_name(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The rows between two drafts.
pub(super) struct Pair<'a> {
    pub(super) left: &'a About,
    pub(super) right: &'a About,
    pub(super) rows: Vec<&'a Row>,
}

/// The rows by pair of drafts, in order of their first rows.
pub(super) fn pairs<'a>(drafts: &'a [About], sheet: &'a Sheet) -> Vec<Pair<'a>> {
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    for row in &sheet.rows {
        let same = |p: &&mut Pair<'_>| p.left.name == row.left.draft && p.right.name == row.right.draft;
        if let Some(pair) = pairs.iter_mut().find(same) {
            pair.rows.push(row);
            continue;
        }
        let named = |name: &str| drafts.iter().find(|d| d.name == name);
        if let (Some(left), Some(right)) = (named(&row.left.draft), named(&row.right.draft)) {
            pairs.push(Pair {
                left,
                right,
                rows: vec![row],
            });
        }
    }
    pairs
}

/// How far people have looked at the rows, in words.
pub(super) fn reviewed(rows: &[&Row]) -> String {
    let links: Vec<&&Row> = rows
        .iter()
        .filter(|r| !r.left.is_empty() && !r.right.is_empty())
        .collect();
    let decided = links.iter().filter(|r| r.reviewed()).count();
    let made = if decided == links.len() {
        "reviewed"
    } else {
        "machine-proposed"
    };
    format!(
        "{made}: {decided} of {} correspondences reviewed by a person",
        links.len()
    )
}

/// The latest day that a row was reviewed on or a draft is dated, `2031-05-02`; outputs are dated by it, because the
/// same input has to give the same bytes whenever it is written.
pub(super) fn latest_day(drafts: &[About], sheet: &Sheet) -> Option<String> {
    let reviews = sheet.rows.iter().map(|r| r.reviewed_on.as_str());
    let dates = drafts.iter().filter_map(|d| d.identity.date.as_deref());
    reviews.chain(dates).filter_map(day).max()
}

/// The day that a cell begins with; `None` for what is no day of the years 1900 to 2999.
pub(super) fn day(cell: &str) -> Option<String> {
    let cell = cell.trim();
    let day = cell.get(..10)?;
    let mut parts = day.split('-');
    let mut number = |length: usize| {
        let part = parts.next()?;
        let digits = part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (year, month, of_month) = (number(4)?, number(2)?, number(2)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let most = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let in_time = (1900..3000).contains(&year) && (1..=most).contains(&of_month);
    let alone = !cell[10..].starts_with(|c: char| c.is_ascii_digit());
    (in_time && alone).then(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn days_are_days() {
        assert_eq!(day("2031-05-02T10:00").as_deref(), Some("2031-05-02"));
        assert_eq!(day("2024-02-29").as_deref(), Some("2024-02-29"));
        for wrong in [
            "",
            "2031-5-2",
            "2023-02-29",
            "2031-13-01",
            "2024-06",
            "0001-01-01",
            "é2031-05-02",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
