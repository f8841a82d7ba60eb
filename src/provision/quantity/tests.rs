use super::{Quantity, quantities};

fn values(text: &str) -> Vec<String> {
    quantities(text).iter().map(Quantity::value).collect()
}

fn texts(text: &str) -> Vec<String> {
    quantities(text).into_iter().map(|a| a.text).collect()
}

#[test]
fn periods_are_said_in_their_largest_measure() {
    let said = |text: &str| quantities(text)[0].said();
    for (text, as_said) in [
        ("ninety days", "90 days"),
        ("72 hours", "72 hours"),
        ("36 hours", "36 hours"),
        ("one hour", "1 hour"),
        ("24 months", "2 years"),
        ("18 months", "18 months"),
    ] {
        assert_eq!(said(text), as_said, "{text}");
    }
}

#[test]
fn one_value_for_all_spellings() {
    for (text, value) in [
        ("seventy-two hours", "4320 minutes"),
        ("seventy-two (72) hours", "4320 minutes"),
        ("72 hours", "4320 minutes"),
        ("a 72-hour period", "4320 minutes"),
        ("three days", "4320 minutes"),
        ("3 calendar days", "4320 minutes"),
        ("soixante-douze heures", "4320 minutes"),
        ("dans un délai de 15 jours ouvrés", "21600 minutes"),
        ("fifteen (15) days", "21600 minutes"),
        ("twenty-five days", "36000 minutes"),
        ("twenty five days", "36000 minutes"),
        ("vingt et un jours", "30240 minutes"),
        ("quatre-vingt-dix jours", "129600 minutes"),
        ("ninety days", "129600 minutes"),
        ("one hundred and twenty days", "172800 minutes"),
        ("two years", "24 months"),
        ("24 months", "24 months"),
        ("EUR 35 000 000", "35000000 EUR"),
        ("EUR 35\u{a0}000\u{202f}000", "35000000 EUR"),
        ("EUR 35 million", "35000000 EUR"),
        ("35 000 000 EUR", "35000000 EUR"),
        ("35 millions d’euros", "35000000 EUR"),
        ("€35,000,000", "35000000 EUR"),
        ("€ 35.000.000", "35000000 EUR"),
        ("EUR 750 000", "750000 EUR"),
        ("$500,000,000", "500000000 USD"),
        ("US$500 million", "500000000 USD"),
        ("five hundred million dollars", "500000000 USD"),
        ("one million five hundred thousand dollars", "1500000 USD"),
        ("$1.5 million", "1500000 USD"),
        ("£17,500,000", "17500000 GBP"),
        ("2.5 %", "2.5 %"),
        ("2,5 %", "2.5 %"),
        ("seven per cent", "7 %"),
        ("7 percent", "7 %"),
        ("10^25 floating point operations", "10^25"),
        ("10(^25)", "10^25"),
        ("10^(25)", "10^25"),
        ("10²⁵", "10^25"),
        ("10 25 FLOPs", "10^25"),
        ("1026 integer or floating-point operations", "10^26"),
        ("ten to the power of 25", "10^25"),
        ("10 to the 25th power", "10^25"),
        ("ten to the power of twenty-five", "10^25"),
        ("10 à la puissance 25", "10^25"),
        ("1e25", "10^25"),
        ("5 × 10^25", "5 × 10^25"),
        ("twenty-five million dollars", "25000000 USD"),
        ("one third of the computation", "33.333 %"),
        ("at least once a year", "12 months"),
        ("20 MW", "20000000 W"),
        ("more than 50 people", "50 people"),
        ("10 000 registered business users", "10000 users"),
        ("18 years of age", "216 months of age"),
    ] {
        assert_eq!(values(text), [value], "{text}");
    }
}

#[test]
fn several_stay_apart() {
    assert_eq!(
        values("fines of up to €15,000,000 or 3 % of turnover"),
        ["15000000 EUR", "3 %"]
    );
    assert_eq!(
        values("one or two days, and 72 hours."),
        ["2880 minutes", "4320 minutes"]
    );
    assert_eq!(values("two three days"), ["4320 minutes"]);
}

#[test]
fn written_as_it_stands() {
    assert_eq!(texts("within seventy-two hours of it"), ["seventy-two hours"]);
    assert_eq!(texts("up to EUR 35\u{a0}000 000 or"), ["EUR 35 000 000"]);
    assert_eq!(texts("of $500,000,000."), ["$500,000,000"]);
    assert_eq!(texts("fifteen (15) days"), ["fifteen (15) days"]);
}

#[test]
fn bare_numbers_are_none() {
    assert!(values("Article 12 of Regulation 2024/1, 3.1.2 days").is_empty());
    assert!(values("cent fois; and one, of hundred").is_empty());
    assert!(values("Chapter 2, an oven; rule 3 an oven").is_empty());
    assert!(values("").is_empty());
}

#[test]
fn units_are_one_measure() {
    let equal = |a: &str, b: &str| quantities(a)[0].equals(&quantities(b)[0]);
    for (a, b) in [
        ("72 hours", "three days"),
        ("one year", "12 months"),
        ("24 hours", "one day"),
    ] {
        assert!(equal(a, b), "{a} {b}");
    }
    for (a, b) in [
        ("15 days", "15 working days"),
        ("EUR 5", "$5"),
        ("5 %", "EUR 5"),
        ("10^25", "10^26"),
    ] {
        assert!(!equal(a, b), "{a} {b}");
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        let _ = quantities(&text);
    }

    #[test]
    fn digits_with_any_separator_are_one_number(n in 1u32..999, m in 0u32..1000, sep in "[ ,\u{a0}\u{202f}]") {
        let written = format!("EUR {n}{sep}{m:03}{sep}000");
        let expected = f64::from(n) * 1e6 + f64::from(m) * 1e3;
        let found = quantities(&written);
        proptest::prop_assert_eq!(found.len(), 1);
        proptest::prop_assert!((found[0].number - expected).abs() < 0.5);
    }

    #[test]
    fn powers_in_all_spellings(e in 16u32..35) {
        for text in [format!("10^{e}"), format!("10(^{e})"), format!("ten to the power of {e}"),
                     format!("10{e} floating-point operations"), format!("1e{e}")] {
            let found = quantities(&text);
            let value = found.first().map(Quantity::value);
            proptest::prop_assert_eq!(value, Some(format!("10^{e}")), "{}", text);
        }
    }
}
