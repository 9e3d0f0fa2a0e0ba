//! Notices as like as possible to real ones, the same every time, each 3.6 KB of Markdown with one table and
//! eleven metadata fields. All places, numbers and sums are invented.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::fmt::Write;

/// The day on which the board is built: every notice is up by then, the last of them still open.
pub(crate) const TODAY: Date = date(2026, 6, 30);
const FIRST: Date = date(2024, 1, 2);
/// In days.
const OPEN: i32 = 25;
/// In bytes, front matter included.
const SIZE: usize = 3_600;

/// Keys of the starter's rules.yaml: posted ones that need no project block, and two that only inform.
pub(crate) const KINDS: [&str; 8] =
    ["points", "housing", "honour", "welfare_post", "recruitment", "subsistence", "village_affairs", "news"];

const TOWNS: [&str; 12] = ["砚", "蓑", "笺", "橹", "榆", "荻", "烛", "篱", "汀", "岫", "萤", "杼"];
const VILLAGES: [&str; 10] = ["坪", "渡", "岭", "湾", "塘", "桥", "冲", "垭", "沟", "坝"];

/// A township and its villages.
pub(crate) struct Township {
    pub name: String,
    pub villages: Vec<String>,
}

pub(crate) fn townships() -> Vec<Township> {
    let village = |town: &str, village: &&str| format!("{town}{village}村");
    let township = |town: &&str| Township {
        name: format!("{town}屏镇"),
        villages: VILLAGES.iter().map(|name| village(town, name)).collect(),
    };
    TOWNS.iter().map(township).collect()
}

/// One notice.
pub(crate) struct Notice {
    /// `2025/n000123`
    pub name: String,
    pub title: String,
    pub kind: &'static str,
    pub number: String,
    pub issuer: String,
    pub township: String,
    pub village: String,
    pub signed: Date,
    pub from: Date,
    pub until: Date,
    pub contact: String,
    pub phone: String,
    pub body: String,
}

/// Notice `i` of `count`: the days run from the first to the last, places and kinds go round.
pub(crate) fn notice(i: u32, count: u32) -> Notice {
    let mut dice = Dice::new(i);
    let (town, village) = (TOWNS[dice.below(12)], VILLAGES[dice.below(10)]);
    let (township, village) = (format!("{town}屏镇"), format!("{town}{village}村"));
    let span = (TODAY - FIRST).get_days();
    let day = i64::from(i) * i64::from(span) / i64::from(count.max(1));
    let from = FIRST.saturating_add(day.days());
    // what is open goes up today
    let from = if from.saturating_add(OPEN.days()) < TODAY { from } else { TODAY };
    let work = dice.pick(&WORKS);
    let number = i + 1;
    let mut notice = Notice {
        name: format!("{}/n{number:06}", from.year()),
        title: format!("{village}{work}公示（第{number}号）"),
        kind: KINDS[i as usize % KINDS.len()],
        number: format!("{town}政公〔{}〕{number}号", from.year()),
        issuer: format!("{township}人民政府"),
        signed: from.saturating_sub(1.day()),
        from,
        // long enough for every rule of the starter over every holiday
        until: from.saturating_add(OPEN.days()),
        contact: format!("{township}综合办公室"),
        phone: format!("0999-00{:05}", number % 100_000),
        body: String::new(),
        township,
        village,
    };
    notice.body = body(&notice, work, &mut dice);
    notice
}

const WORKS: [&str; 8] = [
    "通组道路养护",
    "安全饮水管网改造",
    "文化广场修缮",
    "灌溉渠清淤",
    "路灯更换",
    "公共厕所提升",
    "垃圾收集点建设",
    "便民桥加固",
];

const SENTENCES: [&str; 10] = [
    "经村民代表会议讨论、镇党委会议研究，现将有关情况向全体村民公开，接受群众监督。",
    "实施前由村务监督委员会到现场核对工程量，核对结果与本公示一并存档备查。",
    "所需资金按规定的渠道筹集，专款专用，不向农户摊派，也不留缺口。",
    "施工期间请过往行人和车辆注意安全，按照现场指引绕行。",
    "完工后由镇里组织验收，验收结论在本栏目**另行公告**，并通知受益农户代表到场。",
    "对公示内容有疑问的，可以到村部查阅会议记录、预算表和现场照片。",
    "优先安排本村有劳动能力的村民参与，报酬当面结清，签字后张贴。",
    "雨天和农忙时节顺延，顺延的天数会在村部公示栏写明，不影响总的工期。",
    "管护责任落实到人，每月巡查一次，发现损坏的在三个工作日内报修。",
    "往年同类事项的办理结果见*本栏目*较早的公告，可以按年份查找。",
];

/// Paragraphs, headings, a list, one table and a closing, as long as the file shall be.
fn body(notice: &Notice, work: &str, dice: &mut Dice) -> String {
    let mut text = format!("\n根据年度工作安排，拟在{}实施{work}。", notice.village);
    paragraph(&mut text, dice, 2);
    text.push_str("\n\n## 基本情况\n\n");
    paragraph(&mut text, dice, 3);
    text.push_str("\n\n| 地点 | 数量（米） | 受益户数 | 金额（元） |\n| --- | ---: | ---: | ---: |\n");
    for group in 1..=8 {
        let (length, households) = (100 + dice.below(900), 10 + dice.below(90));
        let sum = length * (80 + dice.below(60));
        let _ = writeln!(text, "| {}第{group}组 | {length} | {households} | {sum} |", notice.village);
    }
    text.push_str("\n## 办理要求\n\n");
    for _ in 0..3 {
        let _ = writeln!(text, "- {}", dice.pick(&SENTENCES));
    }
    text.push_str("\n## 意见反映\n\n");
    let rest = SIZE.saturating_sub(front_matter(notice).len());
    while text.len() + 150 < rest {
        paragraph(&mut text, dice, 1);
    }
    text.push_str("\n\n公示期内可以当面、来信或打电话反映意见。\n");
    text
}

fn paragraph(text: &mut String, dice: &mut Dice, sentences: usize) {
    (0..sentences).for_each(|_| text.push_str(dice.pick(&SENTENCES)));
}

/// The whole file as our binary reads it.
pub(crate) fn file(notice: &Notice) -> String {
    front_matter(notice) + &notice.body
}

fn front_matter(notice: &Notice) -> String {
    let Notice {
        title, kind, number, issuer, township, village, signed, from, until, contact, phone, ..
    } = notice;
    format!(
        "---\ntitle: {title}\nkind: {kind}\nnumber: {number}\nissuer: {issuer}\ntownship: {township}\n\
         village: {village}\nsigned: {signed}\nposting:\n  from: {from}\n  until: {until}\n\
         contact:\n  name: {contact}\n  phone: {phone}\n---\n"
    )
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn new(seed: u32) -> Dice {
        Dice(u64::from(seed))
    }

    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides as u64) as usize
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words[self.below(words.len())]
    }
}
