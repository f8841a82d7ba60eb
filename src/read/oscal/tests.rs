use serde_json::Value;

use super::{kind, listed, read, resolve};
use crate::read::source::Role;

const CATALOG: &str = r##"{"catalog": {"uuid": "u", "metadata": {"title": "Bells", "last-modified": "2025-05-01T10:00:00Z"},
 "groups": [{"id": "rg", "title": "Ringing", "controls": [
  {"id": "rg-1", "title": "Ring", "props": [{"name": "label", "value": "RG-01", "class": "zero-padded"}, {"name": "label", "value": "RG-1"}],
   "params": [{"id": "rg-1_prm_1", "label": "hour"}],
   "parts": [
    {"id": "rg-1_smt", "name": "statement", "parts": [
     {"id": "rg-1_smt.a", "name": "item", "props": [{"name": "label", "value": "a."}], "prose": "Ring at {{ insert: param, rg-1_prm_1 }} :",
      "parts": [{"id": "rg-1_smt.a.1", "name": "item", "props": [{"name": "label", "value": "1."}], "prose": "Loudly;"}]}]},
    {"id": "rg-1_gdn", "name": "guidance", "prose": "Bells are heard."},
    {"id": "rg-1_obj", "name": "assessment-objective", "prose": "Look."}],
   "controls": [{"id": "rg-1.1", "title": "Twice", "props": [{"name": "label", "value": "RG-1(1)"}],
    "parts": [{"id": "rg-1.1_smt", "name": "statement", "prose": "Ring twice."}]}]},
  {"id": "rg-2", "title": "Stop", "parts": [{"name": "statement", "prose": "Stop."}]}]}]}}"##;

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn catalog(text: &str) -> crate::Result<super::Page> {
    let value = value(text);
    let kind = kind(&value).unwrap();
    read(text, value, kind, "c.json")
}

#[test]
fn a_catalogue_keeps_labels_depth_and_lines() {
    let page = catalog(CATALOG).unwrap();
    let short: Vec<(&str, Option<&str>, u16)> = page
        .blocks
        .iter()
        .map(|b| {
            (
                b.text.as_str(),
                b.claims.label.as_deref(),
                b.claims.indent.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        short,
        [
            ("Ringing", None, 0),
            ("RG-1 Ring", Some("RG-1"), 1),
            ("a. Ring at [Assignment: hour]:", Some("a."), 2),
            ("1. Loudly;", Some("1."), 3),
            ("Guidance: Bells are heard.", Some("Guidance:"), 2),
            ("RG-1(1) Twice", Some("RG-1(1)"), 2),
            ("Ring twice.", None, 3),
            ("rg-2 Stop", Some("rg-2"), 1),
            ("Stop.", None, 2),
        ]
    );
    assert_eq!(page.blocks[0].claims.role, Role::Heading(1));
    assert_eq!((page.blocks[2].place.line, page.blocks[5].place.line), (7, 11));
    assert_eq!(page.left_out, ["1 parts `assessment-objective` left out"]);
    assert_eq!(page.metadata[2], ("date".to_owned(), "2025-05-01".to_owned()));
}

#[test]
fn a_profile_selects_and_sets() {
    let profile = r##"{"profile": {"uuid": "p", "metadata": {"title": "Small"}, "imports": [{"href": "#cat", "include-controls":
        [{"with-child-controls": "yes", "with-ids": ["rg-1"]}]}],
        "modify": {"set-parameters": [{"param-id": "rg-1_prm_1", "values": ["noon"]}]},
        "back-matter": {"resources": [{"uuid": "cat", "rlinks": [{"href": "x/bells.xml"}, {"href": "x/bells.json"}]}]}}}"##;
    assert_eq!(listed(profile), ["bells.json"]);
    let page = resolve(
        profile,
        "p.json",
        &[("bells.json".to_owned(), CATALOG.to_owned())],
    )
    .unwrap();
    let texts: Vec<&str> = page.blocks.iter().map(|b| b.text.as_str()).collect();
    assert!(
        texts.contains(&"a. Ring at noon:") && texts.contains(&"Ring twice.") && !texts.contains(&"Stop.")
    );
    assert_eq!(page.metadata[1], ("title".to_owned(), "Small".to_owned()));
    let alone = catalog(profile).unwrap_err();
    assert!(
        alone
            .to_string()
            .contains("its catalogue bells.json is not at hand"),
        "{alone}"
    );
}

#[test]
fn other_models_are_no_drafts() {
    let error = catalog(r#"{"mapping-collection": {"uuid": "x"}}"#).unwrap_err();
    assert!(error.to_string().contains("an OSCAL mapping is no draft"));
    let error = catalog(r#"{"catalog": {"uuid": "x", "groups": 5}}"#).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("c.json: not in the form of an OSCAL catalog")
    );
    assert_eq!(kind(&value(r#"{"catalog": {}}"#)), None);
}

#[test]
fn a_catalogue_in_xml_is_the_same_catalogue() {
    let xml = r#"<?xml version="1.0"?>
<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0" uuid="u">
 <metadata><title>Bells</title><last-modified>2025-05-01T10:00:00Z</last-modified></metadata>
 <group id="rg"><title>Ringing</title>
  <control id="rg-1"><title>Ring</title>
   <param id="rg-1_prm_1"><label>hour</label></param>
   <prop name="label" value="RG-01" class="zero-padded"/>
   <prop name="label" value="RG-1"><remarks><p>Not printed.</p></remarks></prop>
   <part id="rg-1_smt" name="statement">
    <part id="rg-1_smt.a" name="item"><prop name="label" value="a."/><p>Ring at <insert type="param" id-ref="rg-1_prm_1"/> :</p>
     <part id="rg-1_smt.a.1" name="item"><prop name="label" value="1."/><p>Loudly;</p></part></part></part>
   <part id="rg-1_gdn" name="guidance"><p>Bells are heard.</p></part>
   <part id="rg-1_obj" name="assessment-objective"><p>Look.</p></part>
   <control id="rg-1.1"><title>Twice</title><prop name="label" value="RG-1(1)"/>
    <part id="rg-1.1_smt" name="statement"><p>Ring
     <em>twice</em>.</p></part></control></control>
  <control id="rg-2"><title>Stop</title><part name="statement"><p>Stop.</p></part></control></group>
</catalog>"#;
    let (xml, json) = (
        super::read_markup(xml, "c.xml").unwrap(),
        catalog(CATALOG).unwrap(),
    );
    let said = |page: &super::Page| -> Vec<_> {
        page.blocks
            .iter()
            .map(|b| (b.text.clone(), b.claims.clone()))
            .collect()
    };
    assert_eq!(said(&xml), said(&json));
    assert_eq!((&xml.metadata, &xml.left_out), (&json.metadata, &json.left_out));
    assert_eq!((xml.blocks[2].place.line, xml.blocks[5].place.line), (10, 14));
}
