//! Numbers as Word's lists write them.

/// `3` in one of Word's number formats; `None` for a format that is not known.
pub(super) fn written(number: u32, format: &str) -> Option<String> {
    Some(match format {
        "decimal" => number.to_string(),
        "none" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => number.to_string().chars().map(wide).collect(),
        "decimalHalfWidth" => number.to_string(),
        "chineseCounting" | "ideographDigital" | "japaneseDigitalTenThousand" => counting(number, false),
        "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand" => counting(number, true),
        "chineseLegalSimplified" | "ideographLegalTraditional" => legal(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            enclosed(number, &[(1, '①', 20), (21, '㉑', 15), (36, '㊱', 15)])
        }
        "decimalEnclosedFullstop" => enclosed(number, &[(1, '⒈', 20)]),
        "decimalEnclosedParen" => enclosed(number, &[(1, '⑴', 20)]),
        "ideographEnclosedCircle" => enclosed(number, &[(1, '㊀', 10)]),
        "ideographTraditional" => in_turn(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => in_turn(number, "子丑寅卯辰巳午未申酉戌亥"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).to_lowercase(),
        _ => return None,
    })
}

fn wide(digit: char) -> char {
    digit.to_digit(10).and_then(|value| char::from_u32('０' as u32 + value)).unwrap_or(digit)
}

const DIGITS: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// `十二`, `一百零三`; beyond ninety-nine the first of Word's two ways goes digit by digit.
fn counting(number: u32, with_hundreds: bool) -> String {
    match number {
        100.. if !with_hundreds => {
            number.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
        }
        0 => "零".to_owned(),
        1..100_000 => {
            let text = places(number, &DIGITS, &["", "十", "百", "千", "万"]);
            match text.strip_prefix("一十") {
                Some(ones) => format!("十{ones}"),
                None => text,
            }
        }
        _ => number.to_string(),
    }
}

/// `壹拾贰`
fn legal(number: u32) -> String {
    const LEGAL: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
    match number {
        1..100_000 => places(number, &LEGAL, &["", "拾", "佰", "仟", "万"]),
        _ => number.to_string(),
    }
}

fn places(number: u32, digits: &[&str; 10], units: &[&str; 5]) -> String {
    let (mut text, mut skipped) = (String::new(), false);
    for (place, unit) in units.iter().enumerate().rev() {
        let digit = number / 10_u32.pow(place as u32) % 10;
        if digit == 0 {
            skipped |= !text.is_empty();
            continue;
        }
        if std::mem::take(&mut skipped) {
            text.push('零');
        }
        text.push_str(digits[digit as usize]);
        text.push_str(unit);
    }
    text
}

/// Signs that Unicode has in rows: the number of the first, and how many there are.
fn enclosed(number: u32, rows: &[(u32, char, u32)]) -> String {
    let row = rows.iter().find(|(first, _, many)| (*first..first + many).contains(&number));
    let sign = row.and_then(|(first, sign, _)| char::from_u32(*sign as u32 + number - first));
    sign.map_or_else(|| number.to_string(), String::from)
}

fn in_turn(number: u32, signs: &str) -> String {
    let signs: Vec<char> = signs.chars().collect();
    let at = (number.max(1) as usize - 1) % signs.len();
    signs[at].to_string()
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 4_999 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// `A`, …, `Z`, `AA`, `BB`
fn letters(number: u32) -> String {
    let at = number.max(1) - 1;
    let letter = char::from(b'A' + (at % 26) as u8);
    let times = (at / 26 + 1).min(20) as usize;
    std::iter::repeat_n(letter, times).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_does() {
        for (number, format, wanted) in [
            (12, "decimal", "12"),
            (3, "chineseCounting", "三"),
            (10, "chineseCounting", "十"),
            (21, "japaneseCounting", "二十一"),
            (30, "chineseCountingThousand", "三十"),
            (103, "chineseCountingThousand", "一百零三"),
            (103, "chineseCounting", "一〇三"),
            (110, "taiwaneseCountingThousand", "一百一十"),
            (12, "chineseLegalSimplified", "壹拾贰"),
            (1, "decimalEnclosedCircle", "①"),
            (20, "decimalEnclosedCircleChinese", "⑳"),
            (21, "decimalEnclosedCircle", "㉑"),
            (51, "decimalEnclosedCircle", "51"),
            (2, "ideographTraditional", "乙"),
            (13, "ideographZodiac", "子"),
            (4, "lowerRoman", "iv"),
            (28, "upperLetter", "BB"),
            (7, "decimalZero", "07"),
            (12, "decimalFullWidth", "１２"),
            (u32::MAX, "chineseCountingThousand", "4294967295"),
            (u32::MAX, "upperRoman", "4294967295"),
            (0, "upperLetter", "A"),
            (3, "none", ""),
        ] {
            assert_eq!(written(number, format).as_deref(), Some(wanted), "{number} {format}");
        }
        assert_eq!(written(1, "hindiVowels"), None);
    }
}
