//! Profiles: which controls of which catalogues, with which parameters.

use rustc_hash::FxHashMap;

use super::Page;
use super::blocks;
use super::lines::Ids;
use super::model::{Catalog, Control, Group, Import, Param, Profile, Selection, SetParameter};

impl Profile {
    /// The files of the catalogues it imports, without their folders; only those in JSON.
    pub(super) fn catalogs(&self) -> Vec<String> {
        let mut files = Vec::new();
        for file in self.imports.iter().filter_map(|i| self.file_of(i)) {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        files
    }

    /// The file that an import means: by its name, or through the back matter.
    fn file_of(&self, import: &Import) -> Option<String> {
        let href = match import.href.strip_prefix('#') {
            Some(uuid) => {
                let resource = self.back_matter.resources.iter().find(|r| r.uuid == uuid)?;
                let json =
                    |l: &&super::model::Rlink| l.media_type.contains("json") || l.href.ends_with(".json");
                &resource.rlinks.iter().find(json)?.href
            }
            None => &import.href,
        };
        let file = href.rsplit(['/', '\\']).next()?.replace("%20", " ");
        (file.ends_with(".json") && file.len() > 5).then_some(file)
    }
}

/// The catalogue of what a profile selects, as a page. Catalogues come with their file names.
pub(super) fn resolve(profile: &Profile, catalogs: Vec<(&str, Catalog, Ids<'_>)>) -> Page {
    let mut whole = Page::default();
    let set: FxHashMap<&str, &SetParameter> = profile
        .modify
        .set_parameters
        .iter()
        .map(|s| (s.param_id.as_str(), s))
        .collect();
    for (file, mut catalog, ids) in catalogs {
        let imports = profile
            .imports
            .iter()
            .filter(|i| profile.file_of(i).as_deref() == Some(file));
        let choice = Choice {
            imports: imports.map(Chosen::of).collect(),
            set: &set,
        };
        choice.set_in(&mut catalog.params);
        catalog.groups = catalog
            .groups
            .into_iter()
            .filter_map(|g| choice.group(g))
            .collect();
        catalog.controls = choice.controls(catalog.controls, false);
        catalog.metadata = profile.metadata.clone();
        let mut page = blocks::page(&catalog, &ids);
        for block in &mut page.blocks {
            let element = block.place.element.take().unwrap_or_default();
            block.place.element = Some(format!("{file} {element}").trim_end().to_owned());
        }
        whole.blocks.append(&mut page.blocks);
        whole.left_out.append(&mut page.left_out);
        whole.metadata = page.metadata;
    }
    if !profile.modify.alters.is_empty() {
        let count = profile.modify.alters.len();
        whole.left_out.push(format!(
            "{count} alterations of controls in the profile not applied"
        ));
    }
    whole
}

/// What an import selects.
struct Chosen<'p> {
    all: bool,
    taken: Selected<'p>,
    excluded: Selected<'p>,
}

impl<'p> Chosen<'p> {
    fn of(import: &'p Import) -> Chosen<'p> {
        Chosen {
            all: import.include_all.is_some() || import.include_controls.is_empty(),
            taken: Selected::of(&import.include_controls),
            excluded: Selected::of(&import.exclude_controls),
        }
    }
}

/// Ids and patterns of ids, each with whether what stands in the control comes along.
struct Selected<'p> {
    exact: FxHashMap<&'p str, bool>,
    patterns: Vec<(&'p str, bool)>,
}

/// Most patterns that are tried on every control.
const MOST_PATTERNS: usize = 200;

impl<'p> Selected<'p> {
    fn of(selections: &'p [Selection]) -> Selected<'p> {
        let mut ids = Selected {
            exact: FxHashMap::default(),
            patterns: Vec::new(),
        };
        for selection in selections {
            let children = selection.with_child_controls == "yes";
            ids.exact
                .extend(selection.with_ids.iter().map(|id| (id.as_str(), children)));
            let patterns = selection.matching.iter().map(|m| (m.pattern.as_str(), children));
            ids.patterns.extend(patterns.take(MOST_PATTERNS));
        }
        ids
    }

    fn get(&self, id: &str) -> Option<bool> {
        let exact = self.exact.get(id).copied();
        exact.or_else(|| self.patterns.iter().find(|(p, _)| fits(p, id)).map(|(_, c)| *c))
    }
}

struct Choice<'p> {
    imports: Vec<Chosen<'p>>,
    set: &'p FxHashMap<&'p str, &'p SetParameter>,
}

impl Choice<'_> {
    fn group(&self, mut group: Group) -> Option<Group> {
        self.set_in(&mut group.params);
        group.groups = group.groups.into_iter().filter_map(|g| self.group(g)).collect();
        group.controls = self.controls(group.controls, false);
        (!group.groups.is_empty() || !group.controls.is_empty()).then_some(group)
    }

    /// The selected controls; what stands in one that is not selected moves out of it.
    fn controls(&self, all: Vec<Control>, with_parent: bool) -> Vec<Control> {
        let mut chosen = Vec::new();
        for mut control in all {
            self.set_in(&mut control.params);
            let takes = self.takes(&control.id).or(with_parent.then_some(true));
            let takes = takes.filter(|_| !self.imports.iter().any(|i| i.excluded.get(&control.id).is_some()));
            let inner = self.controls(std::mem::take(&mut control.controls), takes == Some(true));
            if takes.is_some() {
                control.controls = inner;
                chosen.push(control);
            } else {
                chosen.extend(inner);
            }
        }
        chosen
    }

    /// Whether some import takes a control; true where what stands in it comes along.
    fn takes(&self, id: &str) -> Option<bool> {
        let of = |i: &Chosen<'_>| if i.all { Some(true) } else { i.taken.get(id) };
        self.imports.iter().filter_map(of).reduce(|a, b| a || b)
    }

    fn set_in(&self, params: &mut [Param]) {
        for param in params {
            let Some(set) = self.set.get(param.id.as_str()) else {
                continue;
            };
            if !set.values.is_empty() {
                param.values.clone_from(&set.values);
            }
            if !set.label.is_empty() {
                param.label.clone_from(&set.label);
            }
            if set.select.is_some() {
                param.select.clone_from(&set.select);
            }
        }
    }
}

/// Whether an id fits a pattern of letters, `*` and `?`.
fn fits(pattern: &str, id: &str) -> bool {
    let (pattern, id): (Vec<char>, Vec<char>) = (pattern.chars().collect(), id.chars().collect());
    let (mut p, mut i) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while i < id.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p, i));
                p += 1;
            }
            Some(c) if *c == '?' || Some(c) == id.get(i) => {
                p += 1;
                i += 1;
            }
            _ => match &mut star {
                Some((at, from)) => {
                    *from += 1;
                    (p, i) = (*at + 1, *from);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_of_ids() {
        assert!(fits("ac-*", "ac-2.1") && fits("*", "x") && fits("?c-2", "ac-2") && fits("a*2*", "ac-2.1"));
        assert!(!fits("ac-?", "ac-22") && !fits("ac", "ac-1") && !fits("", "a"));
    }
}
