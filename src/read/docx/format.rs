//! How a number of a list is written: roman, letters, ordinals, Chinese and the rest.
//!
//! Whatever the number, what is written stays short: hostile files number from two billion in repeated letters.

use crate::read::counter::roman;

/// The formats that are told apart. All others are written as digits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum NumberFormat {
    #[default]
    Decimal,
    /// `01`, `001`, …: at least so many digits.
    Padded(u8),
    Upper(Script),
    Lower(Script),
    /// `1st`.
    Ordinal,
    /// `One`.
    CardinalWord,
    /// `First`.
    OrdinalWord,
    /// `- 1 -`.
    InDashes,
    /// `*`, `†`, `‡`, `§`, and then doubled.
    Chicago,
    /// One sign for each number, from a list, and digits after its end.
    Signs(&'static str),
    /// Decimal places with signs of their own: `一〇`.
    Digits(&'static str),
    /// Counted in hundreds, tens and ones: `二十一`.
    Counted(&'static Counted),
    /// Nothing is written.
    Nothing,
    /// A sign that stands for itself.
    Bullet,
}

/// Letters that lists count with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    Roman,
    Latin,
    Russian,
}

/// Signs of a language that counts in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Counted {
    /// 0 to 9.
    digits: &'static str,
    /// 10, 100, 1000.
    units: &'static str,
    /// 10,000.
    myriad: char,
    /// Whether a one is written before a ten that begins the number.
    leading_one: bool,
    /// Whether a zero is written for places that are left out.
    zero: bool,
}

const CHINESE: Counted = Counted {
    digits: "〇一二三四五六七八九",
    units: "十百千",
    myriad: '万',
    leading_one: false,
    zero: true,
};
const CHINESE_LEGAL: Counted = Counted {
    digits: "零壹贰叁肆伍陆柒捌玖",
    units: "拾佰仟",
    myriad: '萬',
    leading_one: true,
    zero: true,
};
const JAPANESE: Counted = Counted {
    digits: "〇一二三四五六七八九",
    units: "十百千",
    myriad: '万',
    leading_one: false,
    zero: false,
};
const KOREAN: Counted = Counted {
    digits: "영일이삼사오육칠팔구",
    units: "십백천",
    myriad: '만',
    leading_one: false,
    zero: false,
};

/// The longest run of one repeated letter.
const MOST_REPEATED: u32 = 30;

impl NumberFormat {
    /// The format of `w:numFmt`, by its value and, for custom ones, the pattern that goes with it.
    pub(super) fn parse(value: &str, pattern: Option<&str>) -> NumberFormat {
        use NumberFormat::*;
        match value {
            "custom" => {
                let first = pattern
                    .and_then(|p| p.split(',').next())
                    .unwrap_or_default()
                    .trim();
                let digits = first.len() > 1 && first.bytes().all(|b| b.is_ascii_digit());
                if digits {
                    Padded(first.len().min(9) as u8)
                } else {
                    Decimal
                }
            }
            "decimalZero" => Padded(2),
            "upperRoman" => Upper(Script::Roman),
            "lowerRoman" => Lower(Script::Roman),
            "upperLetter" => Upper(Script::Latin),
            "lowerLetter" => Lower(Script::Latin),
            "russianUpper" => Upper(Script::Russian),
            "russianLower" => Lower(Script::Russian),
            "ordinal" => Ordinal,
            "cardinalText" => CardinalWord,
            "ordinalText" => OrdinalWord,
            "numberInDash" => InDashes,
            "chicago" => Chicago,
            "none" => Nothing,
            "bullet" => Bullet,
            "decimalFullWidth" | "decimalFullWidth2" => Digits("０１２３４５６７８９"),
            "ideographDigital" | "japaneseDigitalTenThousand" | "taiwaneseDigital" => {
                Digits("〇一二三四五六七八九")
            }
            "koreanDigital" => Digits("영일이삼사오육칠팔구"),
            "koreanDigital2" => Digits("零一二三四五六七八九"),
            "hindiNumbers" => Digits("०१२३४५६७८९"),
            "thaiNumbers" => Digits("๐๑๒๓๔๕๖๗๘๙"),
            "chineseCounting"
            | "chineseCountingThousand"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand" => Counted(&CHINESE),
            "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
                Counted(&CHINESE_LEGAL)
            }
            "japaneseCounting" => Counted(&JAPANESE),
            "koreanCounting" | "koreanLegal" => Counted(&KOREAN),
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Signs("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
            "decimalEnclosedParen" => Signs("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
            "decimalEnclosedFullstop" => Signs("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
            "ideographTraditional" => Signs("甲乙丙丁戊己庚辛壬癸"),
            "ideographZodiac" => Signs("子丑寅卯辰巳午未申酉戌亥"),
            "aiueo" | "aiueoFullWidth" => Signs(
                "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
            ),
            "iroha" | "irohaFullWidth" => Signs(
                "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス",
            ),
            "ganada" => Signs("가나다라마바사아자차카타파하"),
            "chosung" => Signs("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"),
            "arabicAbjad" => Signs("أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"),
            "arabicAlpha" => Signs("أبتثجحخدذرزسشصضطظعغفقكلمنهوي"),
            "hebrew2" => Signs("אבגדהוזחטיכלמנסעפצקרשת"),
            "thaiLetters" => Signs("กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"),
            _ => Decimal,
        }
    }

    /// The number as it is written.
    pub(super) fn write(self, number: u32) -> String {
        use NumberFormat::*;
        let written = match self {
            Decimal | Bullet => None,
            Nothing => Some(String::new()),
            Padded(width) => Some(format!("{number:0width$}", width = usize::from(width))),
            Upper(script) => letters(number, script).map(|l| l.to_uppercase()),
            Lower(script) => letters(number, script),
            Ordinal => Some(ordinal(number)),
            CardinalWord => cardinal_word(number),
            OrdinalWord => ordinal_word(number),
            InDashes => Some(format!("- {number} -")),
            Chicago => repeated(number, "*†‡§"),
            Signs(signs) => number
                .checked_sub(1)
                .and_then(|n| signs.chars().nth(n as usize))
                .map(String::from),
            Digits(signs) => number
                .to_string()
                .bytes()
                .map(|d| signs.chars().nth(usize::from(d.wrapping_sub(b'0'))))
                .collect(),
            Counted(language) => language.write(number),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn letters(number: u32, script: Script) -> Option<String> {
    match script {
        Script::Roman => roman(number),
        Script::Latin => repeated(number, "abcdefghijklmnopqrstuvwxyz"),
        Script::Russian => repeated(number, "абвгдежзиклмнопрстуфхцчшщыэюя"),
    }
}

/// After `z` comes `aa`, then `bb`: a word processor repeats the letter. Signs that come in turn do the same.
fn repeated(number: u32, signs: &str) -> Option<String> {
    let count = signs.chars().count() as u32;
    let index = number.checked_sub(1)?;
    let times = index / count + 1;
    let sign = signs.chars().nth((index % count) as usize)?;
    (times <= MOST_REPEATED).then(|| sign.to_string().repeat(times as usize))
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// Up to ninety-nine: nobody numbers further in words.
fn cardinal_word(number: u32) -> Option<String> {
    let low = usize::try_from(number).ok()?;
    let word = match low {
        0..=19 => (*ONES.get(low)?).to_owned(),
        20..=99 if low % 10 == 0 => (*TENS.get(low / 10)?).to_owned(),
        20..=99 => format!("{}-{}", TENS.get(low / 10)?, ONES.get(low % 10)?),
        _ => return None,
    };
    Some(capital(&word))
}

fn ordinal_word(number: u32) -> Option<String> {
    let cardinal = cardinal_word(number)?;
    let (head, last) = match cardinal.rsplit_once('-') {
        Some((head, last)) => (format!("{head}-"), last.to_owned()),
        None => (String::new(), cardinal.to_lowercase()),
    };
    let last = match last.as_str() {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        other => match other.strip_suffix('y') {
            Some(stem) => format!("{stem}ieth"),
            None => format!("{other}th"),
        },
    };
    Some(if head.is_empty() {
        capital(&last)
    } else {
        format!("{head}{last}")
    })
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

impl Counted {
    fn write(&self, number: u32) -> Option<String> {
        let digit = |n: u32| self.digits.chars().nth(n as usize);
        if number == 0 {
            return digit(0).map(String::from);
        }
        let (high, low) = (number / 10_000, number % 10_000);
        let mut out = String::new();
        if high > 0 {
            out = self.write(Some(high).filter(|h| *h < 10_000)?)?;
            out.push(self.myriad);
        }
        let mut gap = false;
        for (place, unit) in [1000, 100, 10, 1]
            .into_iter()
            .zip(self.units.chars().rev().map(Some).chain([None]))
        {
            let n = low / place % 10;
            if n == 0 {
                gap = !out.is_empty();
                continue;
            }
            if gap && self.zero {
                out.extend(digit(0));
            }
            gap = false;
            let first_ten = place == 10 && out.is_empty() && !self.leading_one;
            // Japanese and Korean leave the one before hundreds out as well.
            let bare = n == 1 && place > 1 && (first_ten || !self.zero);
            if !bare {
                out.extend(digit(n));
            }
            out.extend(unit);
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::NumberFormat;

    const ALL: [&str; 44] = [
        "decimal",
        "custom",
        "decimalZero",
        "upperRoman",
        "lowerRoman",
        "upperLetter",
        "lowerLetter",
        "russianUpper",
        "russianLower",
        "ordinal",
        "cardinalText",
        "ordinalText",
        "numberInDash",
        "chicago",
        "none",
        "bullet",
        "decimalFullWidth",
        "ideographDigital",
        "koreanDigital",
        "koreanDigital2",
        "hindiNumbers",
        "thaiNumbers",
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "japaneseCounting",
        "koreanCounting",
        "decimalEnclosedCircle",
        "decimalEnclosedParen",
        "decimalEnclosedFullstop",
        "ideographTraditional",
        "ideographZodiac",
        "aiueo",
        "iroha",
        "ganada",
        "chosung",
        "arabicAbjad",
        "arabicAlpha",
        "hebrew2",
        "thaiLetters",
        "hex",
        "japaneseLegal",
        "koreanLegal",
        "",
    ];

    fn write(format: &str, number: u32) -> String {
        NumberFormat::parse(format, None).write(number)
    }

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, number, wanted) in [
            ("decimal", 12, "12"),
            ("decimalZero", 7, "07"),
            ("upperRoman", 14, "XIV"),
            ("lowerRoman", 0, "0"),
            ("lowerLetter", 26, "z"),
            ("lowerLetter", 27, "aa"),
            ("upperLetter", 28, "BB"),
            ("lowerLetter", 53, "aaa"),
            ("ordinal", 1, "1st"),
            ("ordinal", 12, "12th"),
            ("ordinal", 23, "23rd"),
            ("cardinalText", 21, "Twenty-one"),
            ("ordinalText", 1, "First"),
            ("ordinalText", 12, "Twelfth"),
            ("ordinalText", 20, "Twentieth"),
            ("ordinalText", 33, "Thirty-third"),
            ("numberInDash", 3, "- 3 -"),
            ("chicago", 5, "**"),
            ("none", 3, ""),
            ("decimalEnclosedCircle", 2, "②"),
            ("decimalEnclosedCircle", 30, "30"),
            ("ideographTraditional", 2, "乙"),
            ("ideographDigital", 10, "一〇"),
            ("chineseCountingThousand", 10, "十"),
            ("chineseCountingThousand", 21, "二十一"),
            ("chineseCountingThousand", 105, "一百〇五"),
            ("chineseCountingThousand", 110, "一百一十"),
            ("chineseLegalSimplified", 11, "壹拾壹"),
            ("japaneseCounting", 111, "百十一"),
            ("koreanCounting", 20, "이십"),
            ("ganada", 3, "다"),
            ("russianLower", 2, "б"),
            ("hex", 11, "11"),
        ] {
            assert_eq!(write(format, number), wanted, "{format} {number}");
        }
        assert_eq!(
            NumberFormat::parse("custom", Some("001, 002, 003, ...")).write(5),
            "005"
        );
    }

    proptest! {
        #[test]
        fn nothing_grows(format in 0..ALL.len(), number: u32) {
            prop_assert!(write(ALL[format], number).chars().count() <= 40);
        }
    }
}
