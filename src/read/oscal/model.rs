//! The members of OSCAL's models that are read.

use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Catalog {
    pub(super) metadata: About,
    pub(super) params: Vec<Param>,
    pub(super) groups: Vec<Group>,
    pub(super) controls: Vec<Control>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct About {
    pub(super) title: String,
    pub(super) published: String,
    pub(super) last_modified: String,
    pub(super) version: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) params: Vec<Param>,
    pub(super) props: Vec<Prop>,
    pub(super) parts: Vec<Part>,
    pub(super) groups: Vec<Group>,
    pub(super) controls: Vec<Control>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Control {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) params: Vec<Param>,
    pub(super) props: Vec<Prop>,
    pub(super) links: Vec<Link>,
    pub(super) parts: Vec<Part>,
    pub(super) controls: Vec<Control>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Part {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) title: String,
    pub(super) prose: String,
    pub(super) props: Vec<Prop>,
    pub(super) parts: Vec<Part>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Prop {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) class: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) rel: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Param {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) values: Vec<String>,
    pub(super) select: Option<Select>,
    pub(super) props: Vec<Prop>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Select {
    pub(super) how_many: String,
    pub(super) choice: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Profile {
    pub(super) metadata: About,
    pub(super) imports: Vec<Import>,
    pub(super) modify: Modify,
    pub(super) back_matter: BackMatter,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Import {
    pub(super) href: String,
    pub(super) include_all: Option<serde_json::Value>,
    pub(super) include_controls: Vec<Selection>,
    pub(super) exclude_controls: Vec<Selection>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Selection {
    pub(super) with_child_controls: String,
    pub(super) with_ids: Vec<String>,
    pub(super) matching: Vec<Matching>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Matching {
    pub(super) pattern: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Modify {
    pub(super) set_parameters: Vec<SetParameter>,
    pub(super) alters: Vec<serde_json::Value>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct SetParameter {
    pub(super) param_id: String,
    pub(super) label: String,
    pub(super) values: Vec<String>,
    pub(super) select: Option<Select>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct BackMatter {
    pub(super) resources: Vec<Resource>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Resource {
    pub(super) uuid: String,
    pub(super) rlinks: Vec<Rlink>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Rlink {
    pub(super) href: String,
    pub(super) media_type: String,
}

/// The label that a thing is printed with: the one without a class of its own, which zero-padded ones have.
pub(super) fn label(props: &[Prop]) -> Option<&str> {
    let labels = || props.iter().filter(|p| p.name == "label");
    let plain = labels().find(|p| p.class.is_none());
    plain.or_else(|| labels().next()).map(|p| p.value.trim())
}

/// Whether a control is said to be withdrawn.
pub(super) fn is_withdrawn(props: &[Prop]) -> bool {
    props
        .iter()
        .any(|p| p.name == "status" && p.value.eq_ignore_ascii_case("withdrawn"))
}
