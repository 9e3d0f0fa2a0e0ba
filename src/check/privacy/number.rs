//! What one long number is: an identity number (GB 11643), a bank card (ISO/IEC 7812), a mobile number; by
//! its digits, their groups, and what stands around it.

use jiff::civil::Date;

/// Some groups of a run taken as one number, and what stands around it.
pub(super) struct Number<'t> {
    pub digits: &'t [u8],
    /// How many digits each group has.
    pub shape: Vec<usize>,
    pub before: &'t str,
    pub after: &'t str,
}

impl Number<'_> {
    /// Broken over cells or lines as people break it: region, birthday, the rest.
    pub(super) fn is_in_few_cells(&self) -> bool {
        let edges = self.shape.iter().scan(0, |sum, group| {
            *sum += group;
            Some(*sum)
        });
        let usual = |edge: usize| matches!(edge, 4 | 6 | 8 | 10 | 12 | 14 | 16 | 17 | 18 | 19);
        (2..=5).contains(&self.shape.len()) && edges.into_iter().all(usual) && self.shape[0] >= 4
    }

    /// Fifteen digits, before 1999: region, date of birth, sequence; they have no check digit, so the region
    /// must exist unless the text says what it is.
    pub(super) fn is_old_identity(&self) -> bool {
        let dated = self.shape.len() == 1 && is_date(1900 + number(&self.digits[6..8]), &self.digits[8..12]);
        dated && (is_province(self.digits) || self.says(&["身份证"]))
    }

    /// A disability certificate: the holder's identity number, the kind and the degree of the disability.
    pub(super) fn is_certificate(&self) -> bool {
        self.shape.len() == 1
            && is_identity(&self.digits[..17], self.digits[17])
            && (b'1'..=b'7').contains(&self.digits[18])
            && (b'1'..=b'4').contains(&self.digits[19])
    }

    /// A card's number: issuer, length, grouping and the check digit of ISO/IEC 7812. Where the text says
    /// that it is one, a UnionPay number is taken even with a wrong check digit: somebody mistyped it.
    pub(super) fn is_card(&self) -> bool {
        let grouped = match self.shape.as_slice() {
            [_] | [4, 4, 4, 4] | [6, 10..=13] => true,
            [4, 4, 4, 4, last] => *last <= 3,
            _ => false,
        };
        if !grouped || !(16..=19).contains(&self.digits.len()) {
            return false;
        }
        let words = ["卡", "账户", "账号", "帐户", "帐号", "存折"];
        let said = self.says(&words) || words.iter().any(|word| self.after.trim_start().starts_with(word));
        let known = match self.digits {
            [b'6', b'2', ..] => return said || luhn(self.digits),
            [b'6', b'0', ..] | [b'9', b'5', b'5', ..] => true,
            [b'4', ..] | [b'5', b'1'..=b'5', ..] | [b'3', b'5', ..] => self.digits.len() == 16,
            _ => false,
        };
        known && luhn(self.digits) && (said || (self.shape.len() == 1 && !self.is_code() && !self.in_url()))
    }

    /// Eleven digits, the country's code before them or not, grouped as people read them out.
    pub(super) fn is_mobile(&self) -> bool {
        let own = match self.digits {
            [b'8', b'6', own @ ..] if own.len() == 11 => own,
            [b'0', b'0', b'8', b'6', own @ ..] if own.len() == 11 => own,
            digits if digits.len() == 11 => digits,
            _ => return false,
        };
        let grouped = matches!(
            self.shape.as_slice(),
            [_] | [3, 4, 4] | [3, 8] | [7, 4] | [2 | 4, 11] | [2 | 4, 3, 4, 4] | [2 | 4, 3, 8]
        );
        // thirteen digits in one are a bar code more often than a number with 86
        let bare = self.digits.len() != 13 || self.shape.len() > 1 || self.before.ends_with('+');
        let shaped = grouped && bare && matches!(own, [b'1', b'3'..=b'9', ..]);
        shaped && !self.is_amount() && !self.is_code() && !self.in_url()
    }

    fn is_amount(&self) -> bool {
        self.after.trim_start().starts_with(['元', '万', '亿'])
    }

    /// A label right before it says that it is a code of something.
    fn is_code(&self) -> bool {
        const CODES: [&str; 20] = [
            "流水号",
            "合同号",
            "项目号",
            "票号",
            "宗地",
            "图斑",
            "编号",
            "编码",
            "代码",
            "单号",
            "文号",
            "序号",
            "索引号",
            "批号",
            "证书号",
            "许可证号",
            "备案号",
            "户号",
            "回执号",
            "条码",
        ];
        let linking = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '为' | '是');
        let before = self.before.trim_end_matches(linking);
        CODES.iter().any(|code| before.ends_with(code))
    }

    /// The number is part of a web address.
    fn in_url(&self) -> bool {
        let before = last_chars(self.before, 200);
        let ends_word = |c: char| c.is_whitespace() || matches!(c, '(' | '<' | '"' | '，' | '。');
        before.rsplit(ends_word).next().is_some_and(|word| word.contains("://"))
    }

    /// One of some words stands shortly before, in the same line.
    fn says(&self, words: &[&str]) -> bool {
        let before = last_chars(self.before, 12);
        let line = before.rsplit('\n').next().unwrap_or(before);
        words.iter().any(|word| line.contains(word))
    }
}

/// Whether digits begin as those of a province do. Source: GB/T 2260.
pub(super) fn is_province(digits: &[u8]) -> bool {
    const PROVINCES: [i16; 35] = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53,
        54, 61, 62, 63, 64, 65, 71, 81, 82, 91,
    ];
    digits.get(..2).is_some_and(|region| PROVINCES.contains(&number(region)))
}

/// Whether eight digits are a day on which somebody alive was born.
pub(super) fn is_birthday(digits: &[u8]) -> bool {
    let year = number(&digits[..4]);
    (1850..=2100).contains(&year) && is_date(year, &digits[4..8])
}

/// Seventeen digits and their check character. Source: GB 11643-1999.
pub(super) fn is_identity(digits: &[u8], check: u8) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHECKS[sum as usize % 11] == check && is_birthday(&digits[6..14])
}

fn is_date(year: i16, month_day: &[u8]) -> bool {
    let part = |digits: &[u8]| i8::try_from(number(digits)).unwrap_or(0);
    Date::new(year, part(&month_day[..2]), part(&month_day[2..])).is_ok()
}

/// At most four digits.
fn number(digits: &[u8]) -> i16 {
    digits.iter().fold(0, |number, digit| number * 10 + i16::from(digit - b'0'))
}

fn luhn(digits: &[u8]) -> bool {
    let doubled = |(at, digit): (usize, &u8)| match (at % 2, u32::from(digit - b'0')) {
        (0, digit) => digit,
        (_, digit) => digit * 2 / 10 + digit * 2 % 10,
    };
    digits.iter().rev().enumerate().map(doubled).sum::<u32>() % 10 == 0
}

fn last_chars(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().take(most).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}
