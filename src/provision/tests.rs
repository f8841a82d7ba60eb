use super::*;
use crate::draft::Draft;
use crate::read::{ReadOptions, read};

fn provisions(text: &str) -> Vec<Provision> {
    let csv = format!("id,title,text,parent\n1,,\"{}\",\n", text.replace('"', "\"\""));
    let source = read(csv.as_bytes(), "x.csv", &ReadOptions::default()).unwrap();
    let mut draft = Draft::from_list(&source, "x");
    let french = text.contains(" doit ") || text.contains(" peut ");
    draft.identity.language = Some(if french { "fr" } else { "en" }.to_owned());
    let reader = Reader::new(&draft, &Lexicon::embedded());
    reader.provisions(&draft.units[0])
}

fn modality(text: &str) -> Modality {
    provisions(text)[0].modality
}

#[test]
fn forms_and_what_turns_them_round() {
    use Modality::{Commitment, Definition, Permission, Prohibition, Recommendation, Requirement};
    let _ = Commitment;
    for (text, expected) in [
        ("Bakers shall keep flour dry.", Requirement),
        ("Bakers are obliged to keep flour dry.", Requirement),
        ("Bakers shall not sell ash.", Prohibition),
        ("Bakers shall, where appropriate, not sell ash.", Prohibition),
        ("No provider may sell ash.", Prohibition),
        ("The sale of ash shall be prohibited.", Prohibition),
        ("Bakers are not permitted to sell ash.", Prohibition),
        ("Bakers shall not be required to weigh ash.", Permission),
        ("Bakers need not weigh ash.", Permission),
        ("Bakers shall be entitled to weigh ash.", Permission),
        ("Bakers may weigh ash.", Permission),
        ("Bakers should weigh ash.", Recommendation),
        ("A bun which may burn shall be watched.", Requirement),
        ("No later than 1 May 2031 bakers shall report.", Requirement),
        ("‘bun’ means a small loaf that shall be round.", Definition),
        ("Bakers need to weigh the flour.", Requirement),
        ("Each baker is to weigh the flour.", Requirement),
        ("Bakers shall refrain from selling ash.", Prohibition),
        ("Ash is to be entitled to weigh ash.", Permission),
        ("Bakers are under no obligation to weigh ash.", Permission),
        ("Bakers are invited to weigh ash.", Recommendation),
        (
            "The Mayor shall tell bakers of the aim that this rule is to serve.",
            Requirement,
        ),
        ("Le fournisseur doit tenir un registre.", Requirement),
        ("Nul ne peut vendre de cendre.", Prohibition),
        ("L'exploitant peut vendre le pain.", Permission),
    ] {
        assert_eq!(modality(text), expected, "{text}");
    }
}

#[test]
fn who_and_what_and_to_whom() {
    let all = provisions(
        "Where a fire breaks out, the provider of the oven shall, without undue delay, inform the competent authority and the importer within 72 hours of becoming aware of it, unless the fire is out.",
    );
    let p = &all[0];
    assert_eq!(p.roles.addressee, "the provider of the oven");
    assert_eq!(p.roles.action, "inform");
    let to: Vec<&str> = p.roles.recipients.iter().map(|m| m.text.as_str()).collect();
    assert_eq!(to, ["competent authority", "importer"]);
    assert_eq!(p.clauses.conditions.len(), 1);
    assert_eq!(p.clauses.exceptions[0].text, "unless the fire is out");
    let deadlines: Vec<String> = p.deadlines.iter().map(ToString::to_string).collect();
    assert_eq!(deadlines, ["prompt", "within 72 hours from knowledge"]);
}

#[test]
fn delegated_and_passive() {
    let p = &provisions("Member States shall ensure that providers keep logs.")[0];
    assert_eq!(
        (p.roles.addressee.as_str(), p.roles.bearer.as_str()),
        ("Member States", "providers")
    );
    let p = &provisions("Logs shall be kept by the deployer for at least six months.")[0];
    assert_eq!(
        (p.roles.action.as_str(), p.roles.bearer.as_str()),
        ("kept", "deployer")
    );
    assert_eq!(p.roles.object, "Logs");
    assert_eq!(p.deadlines[0].role, Role::Keep);
}

#[test]
fn thresholds_have_a_side() {
    let p = &provisions("It applies to models trained with more than 10^25 FLOP or by 50 or more people.")[0];
    let all: Vec<String> = p.thresholds.iter().map(ToString::to_string).collect();
    assert_eq!(all, ["> 10^25", "≥ 50 people"]);
}

#[test]
fn what_is_left_out_of_scope() {
    for (text, leaves_out) in [
        ("This Act does not apply to ovens for research.", true),
        ("Nor does this Act apply to ovens for research.", true),
        ("Ovens for research are outside the scope of this Act.", true),
        ("This Act does not bind the armed forces.", true),
        ("This Act applies to ovens for research.", false),
        ("Neither bakers nor millers shall apply ash to dough.", false),
    ] {
        assert_eq!(provisions(text)[0].clauses.leaves_out, leaves_out, "{text}");
    }
}

#[test]
fn a_period_is_quoted_with_what_it_runs_from_or_alone() {
    for (text, quoted) in [
        (
            "Bakers shall report within 3 days of discovering the fire.",
            "within 3 days of discovering the fire",
        ),
        (
            "Bakers shall report not later than 3 days after the baker or, where there is one, the miller becomes aware of it.",
            "not later than 3 days",
        ),
        ("Bakers shall report within 3 days to the town.", "within 3 days"),
    ] {
        assert_eq!(provisions(text)[0].deadlines[0].text, quoted);
    }
}

#[test]
fn points_share_the_chapeau() {
    let all = provisions("Providers shall: (a) keep logs; (b) train staff.");
    assert_eq!(all.len(), 2);
    assert!(
        all.iter()
            .all(|p| p.roles.addressee == "Providers" && p.modality == Modality::Requirement)
    );
    assert_eq!(all[1].roles.action, "train");
}

proptest::proptest! {
    #[test]
    fn any_text_has_provisions(text in "(\\PC|shall |if |, |\\. |provider |10 days |to ){0,30}") {
        let _ = provisions(&text);
    }
}

#[test]
fn the_state_of_the_art_is_nobody() {
    let named = |text: &str| provisions(text)[0].actors.len();
    assert_eq!(named("Ovens shall be built to the state of the art."), 0);
    assert_eq!(named("Ovens shall be shown to the state."), 1);
    assert_eq!(named("Bread shall be no danger to public health."), 0);
}

/// What something counts as is asked of nobody, in a text that is no list.
#[test]
fn what_counts_as_something_is_no_duty() {
    let modality = |sentence: &str| {
        let text = format!("# Act on ovens\n\n## Article 1\n\n{sentence}\n");
        let source = read(text.as_bytes(), "x.md", &ReadOptions::default()).unwrap();
        let library = crate::grammar::Library::embedded().unwrap();
        let (options, settings) = (Default::default(), Default::default());
        let draft = crate::draft::build(&source, &library, &options, &settings).unwrap();
        let reader = Reader::new(&draft, &Lexicon::embedded());
        let unit = draft.units.iter().find(|u| u.text.contains("shall")).unwrap();
        reader.provisions(unit)[0].modality
    };
    assert_eq!(
        modality("An oven shall be considered great where it holds ten loaves."),
        Modality::Statement
    );
    assert_eq!(
        modality("An oven shall be considered to be great where it holds ten loaves."),
        Modality::Statement
    );
    assert_eq!(
        modality("This Act shall be known as the Oven Act."),
        Modality::Statement
    );
    assert_eq!(
        modality("The wind shall be considered when an oven is lit by the baker."),
        Modality::Requirement
    );
}
