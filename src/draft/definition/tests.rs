use super::sentence::{all, defining, opening};

fn term(text: &str) -> Option<&str> {
    opening(text).map(|d| d.term)
}

fn means(text: &str) -> Option<(&str, &str)> {
    defining(text).map(|d| (d.term, &text[d.meaning..]))
}

#[test]
fn terms_of_three_habits() {
    assert_eq!(
        term("‘deployer’ means a person using a system;"),
        Some("deployer")
    );
    assert_eq!(term("“Deploy” does not include lending."), Some("Deploy"));
    assert_eq!(term("biased output means content that"), Some("biased output"));
    assert_eq!(term("Minister means the Minister of Kites."), Some("Minister"));
    assert_eq!(
        term("secret, in respect of a person, means a matter"),
        Some("secret")
    );
    assert_eq!(term("harm means"), Some("harm"));
    assert_eq!(term("This means that it counts."), None);
    assert_eq!(term("Safety includes many things."), None);
    assert_eq!(term("The provider shall keep logs."), None);
    assert_eq!(
        term("AI system: An AI system is a system that"),
        Some("AI system")
    );
    assert_eq!(term("sending it by electronic means to the office"), None);
    assert_eq!(term("a “kite function” means flying"), Some("kite function"));
    assert_eq!(term("The term means nothing here, it is a sentence"), None);
}

#[test]
fn capitals_define_as_small_letters_do() {
    assert_eq!(
        means("\"KEEPER\" MEANS A PERSON WHO FLIES KITES."),
        Some(("KEEPER", "A PERSON WHO FLIES KITES."))
    );
    assert_eq!(term("\"KITE\" DOES NOT INCLUDE:"), Some("KITE"));
    let text = "\"FLYING\" OR \"TO FLY\" MEANS KEEPING IN THE AIR";
    assert_eq!(opening(text).map(|d| d.also), Some(vec!["TO FLY"]));
}

#[test]
fn words_before_a_definition_say_where_it_holds() {
    assert_eq!(
        means("For the purposes of this Treaty, “kite” means a craft on a line."),
        Some(("kite", "a craft on a line."))
    );
    assert_eq!(
        means("The term “tower” means a high house."),
        Some(("tower", "a high house."))
    );
    assert_eq!(
        means("We define ‘tower’ as what stands."),
        Some(("tower", "what stands."))
    );
    assert_eq!(
        means("In this Act “kite craft” and “KC” mean a thing that flies"),
        Some(("kite craft", "a thing that flies"))
    );
    assert_eq!(
        means("On entend par «tour», une haute maison."),
        Some(("tour", "une haute maison."))
    );
    assert_eq!(
        means("In this section, kite includes a model of one."),
        Some(("kite", "includes a model of one."))
    );
    assert_eq!(
        means("For the purposes of paragraph 2, the office shall keep “kites”: all."),
        None
    );
    let glare = "Much is said of the ‘edge’ of flying, understood as being those kites that climb. More.";
    assert_eq!(all(glare).len(), 1);
    assert_eq!(all(glare)[0].term, "‘edge’ of flying");
    let said = "Steadiness is defined by ABC 12:2030 as “keeping still”. It matters.";
    assert_eq!(all(said)[0].term, "Steadiness");
    let scanned = "(1 1 ) (a) \"KITE\" MEANS A CRAFT";
    assert_eq!(
        (all(scanned)[0].term, &scanned[all(scanned)[0].meaning..]),
        ("KITE", "A CRAFT")
    );
    assert_eq!(
        means("Flying kites, as mentioned in these Rules, refers to keeping them up."),
        Some(("Flying kites", "keeping them up."))
    );
    let two = "We define ‘kite’ as a craft. We define “line” as a rope.";
    assert_eq!(
        all(two).iter().map(|d| d.term).collect::<Vec<_>>(),
        ["kite", "line"]
    );
}

#[test]
fn a_verb_that_says_something_is_told() {
    assert_eq!(
        means("secret has the meaning assigned by section 2"),
        Some(("secret", "has the meaning assigned by section 2"))
    );
    assert_eq!(
        means("person includes a trust"),
        Some(("person", "includes a trust"))
    );
}

#[test]
fn a_quotation_within_a_term_does_not_close_it() {
    assert_eq!(
        term("‘‘live’ feeding of kites’ means giving string"),
        Some("‘live’ feeding of kites")
    );
    assert_eq!(term("‘keeper’s house’ means a tower"), Some("keeper’s house"));
}

#[test]
fn means_are_no_meaning() {
    for text in [
        "the means to ensure that kites fly",
        "By means of string",
        "One means of keeping kites is string",
        "whether there are softer means of keeping kites",
        "parameters for the technical means for flying",
        "a Foreign matter includes stones",
        "b Own matter includes husks",
        "“D-2) i.”, for example, refers to the keeping of kites",
        "D-2) i. means the matter",
        "T16H1GT15MU means the first quarter",
        "if the lending includes a sale that is not allowed",
        "\"uri\": \"kite.c\"",
        "\"kites\": [ { \"id\": 1 } ]",
    ] {
        assert_eq!(term(text), None, "{text}");
    }
    assert_eq!(
        term("assurance level low shall refer to kite means, which hold"),
        Some("assurance level low")
    );
}
