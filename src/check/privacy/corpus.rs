//! Planted leaks and innocent look-alikes, made by a generator from a seed: none of the numbers is missed, and false
//! alarms are counted. People, places and numbers are all made up; region 99 does not exist.

use super::scan::scan_page;
use crate::diagnostic::Code;

/// A small generator of its own (xorshift), so that the corpus is the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    fn of<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.below(all.len())]
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap())).collect()
    }

    fn person(&mut self) -> String {
        const FAMILY: [&str; 12] = ["顾", "陆", "程", "赵", "孙", "吴", "徐", "朱", "胡", "郭", "罗", "欧阳"];
        const GIVEN: [&str; 12] =
            ["国林", "小满", "有根", "志远", "春梅", "桂香", "建军", "玉兰", "子涵", "德福", "秀英", "海燕"];
        format!("{}{}", self.of(&FAMILY), self.of(&GIVEN))
    }

    /// Eighteen characters with a check character that is right.
    fn identity(&mut self) -> String {
        let (year, month, day) = (1940 + self.below(70), 1 + self.below(12), 1 + self.below(28));
        let first = format!("9901{}{year}{month:02}{day:02}{}", self.digits(2), self.digits(3));
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        let sum: u32 = first.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
        format!("{first}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize % 11])
    }

    /// Sixteen or nineteen digits that pass Luhn.
    fn card(&mut self) -> String {
        let length = if self.below(2) == 0 { 16 } else { 19 };
        let first = format!("62{}", self.digits(length - 3));
        (0..10).map(|last| format!("{first}{last}")).find(|card| luhn(card)).unwrap()
    }

    fn mobile(&mut self) -> String {
        format!("1{}{}", 3 + self.below(7), self.digits(9))
    }

    /// A number as somebody writes who wants to be read, or not to be found. `cells`: it may lie in some.
    fn dressed(&mut self, number: &str, groups: &[usize], cells: bool) -> String {
        let parts = in_groups(number, groups);
        match self.below(if cells { 10 } else { 9 }) {
            0 => number.to_owned(),
            1 => parts.join(" "),
            2 => parts.join(self.of(&["-", "–", "—", "－", "−", "‑"])),
            3 => parts.join(self.of(&["·", "・", ".", "．"])),
            4 => number.chars().map(full_width).collect(),
            5 => parts.join(self.of(&["\u{A0}", "\u{3000}", "\u{2009}", "\u{202F}"])),
            6 => parts.join(self.of(&["\u{200B}", "\u{2060}", "\u{AD}"])),
            7 => parts.join(self.of(&["\\-", "&nbsp;", "&#45;"])),
            8 => format!("{}**{}**", parts[0], parts[1..].concat()),
            _ => format!(
                "甲 |\n\n| 列 | 列 | 列 | 列 | 列 |\n|---|---|---|---|---|\n| {} |\n\n| 乙",
                parts.join(" | ")
            ),
        }
    }
}

fn luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| {
            let digit = u32::from(digit - b'0');
            if at % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn in_groups(number: &str, groups: &[usize]) -> Vec<String> {
    let mut rest = number;
    let mut parts = Vec::new();
    for &length in groups {
        let (part, after) = rest.split_at(length.min(rest.len()));
        parts.push(part.to_owned());
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned());
    }
    parts
}

fn full_width(c: char) -> char {
    match c {
        '0'..='9' => char::from_u32('０' as u32 + c as u32 - '0' as u32).unwrap(),
        'X' => 'Ｘ',
        other => other,
    }
}

/// A text with one private thing, and its code.
fn leak(dice: &mut Dice, at: usize) -> (Code, String) {
    let name = dice.person();
    match at % 8 {
        0 | 1 => {
            let number = dice.identity();
            let groups = [[6, 8, 4].as_slice(), &[6, 4, 4, 4], &[14, 4]][dice.below(3)];
            let written = dice.dressed(&number, groups, true);
            (Code::PrivacyIdNumber, format!("户主 {written} 已登记"))
        }
        2 => {
            let number = dice.card();
            let groups = [4, 4, 4, 4, 3];
            (Code::PrivacyBankCard, format!("打入卡号 {} 。", dice.dressed(&number, &groups, false)))
        }
        3 | 4 => {
            let number = dice.mobile();
            (Code::PrivacyMobile, format!("电话 {} 。", dice.dressed(&number, &[3, 4, 4], false)))
        }
        5 => half(dice),
        6 => {
            let illness = dice.of(&["肺癌", "尿毒症", "白血病", "肢体残疾二级", "脑梗", "精神残疾"]);
            let row = format!(
                "| 姓名 | 类别 | 说明 |\n|---|---|---|\n| {name} | 弱劳力户 | {} |",
                dice.of(&["是（病）", "病"])
            );
            (Code::PrivacyHealth, row.replace('病', illness))
        }
        _ => people(dice, &name),
    }
}

fn half(dice: &mut Dice) -> (Code, String) {
    let sign = dice.of(&["*", "＊", "×", "x", "●"]);
    if dice.below(2) == 0 {
        let number = dice.mobile();
        return (Code::PrivacyMobile, format!("电话 {}{}{}", &number[..3], sign.repeat(4), &number[7..]));
    }
    let number = dice.identity();
    (Code::PrivacyIdNumber, format!("证件 {}{}", &number[..14], sign.repeat(4)))
}

fn people(dice: &mut Dice, name: &str) -> (Code, String) {
    match dice.below(3) {
        0 => (
            Code::PrivacyForm,
            format!(
                "| 户主姓名 | 人口 | 家庭年收入 |\n|---|---|---|\n| {name} | 4 | {}00 元 |",
                10 + dice.below(90)
            ),
        ),
        1 => (
            Code::PrivacyPupil,
            format!("{name}，云砚镇中心小学{}年级，成绩好。", dice.of(&["一", "三", "六"])),
        ),
        _ => (Code::PrivacyBlacklist, format!("## 黑榜\n\n- {name}户门前乱堆乱放\n")),
    }
}

/// A text that only looks private.
fn innocent(dice: &mut Dice, at: usize) -> String {
    let (name, digits) = (dice.person(), dice.digits(9));
    match at % 16 {
        0 => format!("联系电话 0999-{}。", dice.digits(7)),
        1 => format!("宗地编号 990121{}GB{}", dice.digits(6), dice.digits(5)),
        2 => format!(
            "云政〔2026〕{} 号，2026-{:02}-{:02} 印发",
            dice.below(200),
            1 + dice.below(12),
            1 + dice.below(28)
        ),
        3 => format!("总投资 {}.{} 元，其中 {}000 元自筹", &digits[..7], dice.digits(2), dice.digits(3)),
        4 => format!("项目编码：2026-990121-{}-{}-{}", dice.digits(2), dice.digits(2), dice.digits(6)),
        5 => format!(
            "公示期 2026.11.{:02}—2026.12.{:02}，共 {} 天",
            1 + dice.below(28),
            1 + dice.below(28),
            dice.below(30)
        ),
        6 => format!("统一社会信用代码 9{}MA{}", dice.digits(7), dice.digits(8)),
        7 => format!(
            "| 序号 | 姓名 | 金额 |\n|---|---|---|\n| {} | {name} | {} |",
            dice.below(99),
            dice.digits(4)
        ),
        8 => format!("顾某某等 {} 户，补助 {} 元", dice.below(99), dice.digits(4)),
        9 => format!("由{name}负责高血压、糖尿病患者随访，{}人次", dice.below(999)),
        10 => format!(
            "| 病种 | 起付线 | 比例 |\n|---|---|---|\n| {} | {} | 70% |",
            dice.of(&["尿毒症", "白血病", "高血压"]),
            dice.digits(4)
        ),
        11 => format!("云砚镇中心小学教师{name}为三年级学生上课 {} 节。", dice.below(40)),
        12 => format!("## 红榜\n\n- {name}户庭院整洁，加 {} 分\n", dice.below(20)),
        13 => format!("咨询热线 400-{}-{}，监督电话 12345", dice.digits(3), dice.digits(4)),
        14 => format!("坐标 115.{}, 31.{}；流水号：{}", dice.digits(8), dice.digits(8), dice.mobile()),
        _ => format!(
            "| 村 | 户数 | 人口 | 收入 |\n|---|---|---|---|\n| 篱影村 | {} | {} | {} |",
            dice.digits(3),
            dice.digits(4),
            dice.digits(6)
        ),
    }
}

fn codes(text: &str) -> Vec<Code> {
    scan_page("公示", text).into_iter().map(|found| found.code).collect()
}

#[test]
fn no_planted_number_is_missed_and_false_alarms_are_few() {
    let (mut dice, mut missed) = (Dice(20_261_128), Vec::new());
    for at in 0..800 {
        let (code, text) = leak(&mut dice, at);
        if !codes(&text).contains(&code) {
            missed.push((code, text));
        }
    }
    let mut alarms = Vec::new();
    for at in 0..1_600 {
        let text = innocent(&mut dice, at);
        let found = codes(&text);
        if !found.is_empty() {
            alarms.push((found, text));
        }
    }
    println!("800 leaks, {} missed; 1600 innocent texts, {} false alarms", missed.len(), alarms.len());
    assert!(missed.is_empty(), "missed: {missed:#?}");
    assert!(alarms.len() <= 8, "one in two hundred may be wrong: {alarms:#?}");
}
