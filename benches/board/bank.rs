//! A points bank as a whole county keeps one: every household has one entry a month for two years, and buys now and then.

use super::boards;
use super::content::TODAY;
use super::measure::{self, Cost};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rayon::prelude::*;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const HOUSEHOLDS: u32 = 300;
const MONTHS: u32 = 24;
const FIRST: Date = date(2024, 3, 1);

const RULES: &str = "\
- {id: A01, category: 环境整洁, deed: 庭院月评获评清洁户, points: 10, cap: {times: 1, per: month}}
- {id: A02, category: 环境整洁, deed: 参加集中清扫, points: 5}
- {id: B01, category: 邻里互助, deed: 照看独居老人, points: {min: 3, max: 10}, cap: {points: 30, per: month}}
- {id: C01, category: 志愿服务, deed: 参加志愿服务, points: 6}
";
const GOODS: &str = "\
- {id: SP01, name: 食盐, unit: 袋, points: 5, stock: 900000}
- {id: SP02, name: 洗衣粉, unit: 袋, points: 8, stock: 900000}
";

/// What a county's bank costs.
pub(crate) struct Bank {
    root: PathBuf,
    out: PathBuf,
    /// Entries in all its batches.
    pub entries: u32,
}

/// Makes the sources of so many villages below `folder`, afresh.
///
/// # Errors
/// When something cannot be written.
pub(crate) fn make(folder: &Path, villages: u32) -> io::Result<Bank> {
    let root = folder.join("bank");
    boards::starter(&root, &places(villages))?;
    let points = root.join("content/points");
    fs::create_dir_all(&points)?;
    fs::create_dir_all(root.join("content/notices"))?;
    fs::write(points.join("rules.yaml"), RULES)?;
    fs::write(points.join("goods.yaml"), GOODS)?;
    fs::write(points.join("households.csv"), households(villages))?;
    (0..villages).into_par_iter().try_for_each(|village| write_village(&root, village))?;
    Ok(Bank { root, out: folder.join("bank-public"), entries: villages * HOUSEHOLDS * MONTHS })
}

fn name(village: u32) -> String {
    const SIGNS: [char; 16] =
        ['砚', '蓑', '笺', '橹', '榆', '荻', '烛', '篱', '汀', '岫', '萤', '杼', '坪', '渡', '岭', '湾'];
    let sign = |place: u32| SIGNS[(village >> place) as usize % SIGNS.len()];
    format!("{}{}村", sign(4), sign(0))
}

fn places(villages: u32) -> String {
    let mut text = String::new();
    for village in 0..villages {
        if village % 20 == 0 {
            let _ = writeln!(
                text,
                "- name: 第{}镇\n  slug: t{}\n  villages:",
                village / 20 + 1,
                village / 20 + 1
            );
        }
        let _ = writeln!(text, "    - {{name: {}, slug: v{village}}}", name(village));
    }
    text
}

fn id(village: u32, household: u32) -> String {
    format!("V{village:03}-{household:03}")
}

/// As Excel saves it: a county keeps its accounts there.
fn households(villages: u32) -> String {
    let mut text = "\u{feff}户号,村,组,户主,开户日期\r\n".to_owned();
    for village in 0..villages {
        for household in 0..HOUSEHOLDS {
            let (id, name, group) = (id(village, household), name(village), household / 50 + 1);
            let _ = write!(text, "{id},{name},{group}组,顾*林,2024-01-05\r\n");
        }
    }
    text
}

fn write_village(root: &Path, village: u32) -> io::Result<()> {
    let folder = root.join(format!("content/points/v{village:03}"));
    fs::create_dir_all(&folder)?;
    let mut month = FIRST;
    for number in 0..MONTHS {
        let (next, key) = (month.saturating_add(1.month()), month.strftime("%Y-%m").to_string());
        fs::write(folder.join(format!("{key}.yaml")), batch(village, number, month, next))?;
        fs::write(folder.join(format!("{key}-兑换.yaml")), redemptions(village, number, month))?;
        fs::write(
            root.join(format!("content/notices/v{village:03}-{key}.md")),
            notice(village, month, next),
        )?;
        month = next;
    }
    Ok(())
}

fn batch(village: u32, number: u32, month: Date, meeting: Date) -> String {
    let (name, key) = (name(village), month.strftime("%Y-%m"));
    let mut text = format!(
        "批次: V{village:03}-{key}\n村: {name}\n评议日期: {meeting}\n评议人: [陆*守, 乔*香, 纪*根]\n公示: notices/v{village:03}-{key}\n明细:\n"
    );
    for household in 0..HOUSEHOLDS {
        let (rule, points) =
            [("A01", 10), ("A02", 5), ("B01", 6), ("C01", 6)][((household + number) % 4) as usize];
        let on = month.saturating_add(i64::from(household % 28).days());
        let id = id(village, household);
        let _ = writeln!(
            text,
            "  - {{户号: {id}, 事项: {rule}, 日期: {on}, 分值: {points}, 佐证: 签到表、组长签字, 申报人: 组长}}"
        );
    }
    text
}

/// Every tenth household buys, once its first points count.
fn redemptions(village: u32, number: u32, month: Date) -> String {
    let (name, key) = (name(village), month.strftime("%Y-%m"));
    let mut text = format!("村: {name}\n兑换:\n");
    let buying = (0..HOUSEHOLDS).filter(|household| number >= 3 && household % 10 == number % 10);
    let mut any = false;
    for household in buying {
        let (id, goods) = (id(village, household), ["SP01", "SP02"][(household % 2) as usize]);
        let on = month.saturating_add(i64::from(household % 28).days());
        let _ = writeln!(
            text,
            "  - {{编号: D{village:03}-{key}-{household:03}, 户号: {id}, 日期: {on}, 商品: [{{编号: {goods}, 数量: 1}}], 经办人: 乔*香, 见证人: 纪*根}}"
        );
        any = true;
    }
    if any { text } else { text.replace("兑换:\n", "兑换: []\n") }
}

fn notice(village: u32, month: Date, meeting: Date) -> String {
    let (name, shown) = (name(village), month.strftime("%Y年%-m月"));
    let (from, until) = (meeting.saturating_add(1.day()), meeting.saturating_add(22.days()));
    format!(
        "---\ntitle: {name}{shown}积分公示\nkind: points\nissuer: {name}村民委员会\ntownship: 第{}镇\nvillage: {name}\nposting: {{from: {from}, until: {until}}}\ncontact: {{phone: 0999-0010001}}\n---\n\n对积分有意见的，请在公示期内向村委会反映。\n",
        village / 20 + 1
    )
}

impl Bank {
    /// Looks for faults; there must be none that stops a build.
    pub(crate) fn check(&self) -> io::Result<Cost> {
        self.run("check", &[])
    }

    /// Builds into an empty folder.
    pub(crate) fn cold(&self) -> io::Result<Cost> {
        boards::empty(&self.out)?;
        self.build()
    }

    /// Builds over what is there.
    pub(crate) fn build(&self) -> io::Result<Cost> {
        self.run("build", &["--out".as_ref(), self.out.as_os_str()])
    }

    fn run(&self, command: &str, more: &[&std::ffi::OsStr]) -> io::Result<Cost> {
        let today = TODAY.to_string();
        let arguments = [command.as_ref(), "--quiet".as_ref(), "--today".as_ref(), today.as_ref()];
        let root = ["--root".as_ref(), self.root.as_os_str()];
        measure::run(env!("CARGO_BIN_EXE_zhangbang"), &[&arguments[..], &root, more].concat())
    }
}
