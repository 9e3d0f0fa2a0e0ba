//! Clerks' mistakes in the points bank and in honours: each edit of a sound site is told once, at its cause.
//!
//! A row is an edit: the file, what stands there, what the clerk typed. What is told is pinned in
//! `mistakes/points.txt`, to be read as the clerk would (`UPDATE_EXPECT=1` writes it anew).

use super::testing::sources;
use super::{Facts, check};
use crate::diagnostic::Diagnostic;
use crate::model::log::PublicationLog;
use crate::read::Sources;
use expect_test::expect_file;
use jiff::civil::date;
use std::fmt::Write;

/// A sound site on 20 November 2026.
const SITE: &[(&str, &str)] = &[
    (
        "site.yaml",
        "名称: 甲县公示\n网址: https://a.example\n主办单位: 甲\n承办单位: 乙\n联系方式: 0999-0001234\n网站标识码: 0000000000\nICP备案: 甲ICP备00000000号\n公安备案: 甲公网安备00000000000000号\n监督电话: [{名称: 监督, 电话: 0999-0001234}]\n",
    ),
    (
        "rules.yaml",
        "points: {名称: 积分公示, 公示: {最短: 3}, 依据: {名称: 办法}}\nhonour: {名称: 荣誉评选, 公示: {最短: 5, 单位: 工作日}, 依据: {名称: 办法}}\nnews: {名称: 动态}\n",
    ),
    ("places.yaml", "- {名称: 云镇, 村: [{名称: 上村}, {名称: 下村}]}\n"),
    ("calendar/2026.yaml", "年份: 2026\n"),
    (
        "points/rules.yaml",
        "年终: 结转\n星级: [{名称: 三星户, 分值: 60}, {名称: 五星户, 分值: 120}]\n规则:\n- {编号: A01, 事项: 清洁户, 分值: 10, 上限: {次数: 1, 周期: 月}}\n- {编号: A02, 事项: 集中清扫, 分值: 5}\n- {编号: B01, 事项: 照看老人, 分值: {最低: 3, 最高: 10}, 上限: {分值: 15, 周期: 月}}\n- {编号: C01, 事项: 旧规则, 分值: 5, 有效期: {止: 2026-08-31}}\n- {编号: X01, 事项: 乱倒垃圾, 分值: -5}\n",
    ),
    (
        "points/goods.yaml",
        "- {编号: SP01, 名称: 食盐, 积分: 5, 库存: 4, 有效期: {止: 2026-10-31}}\n- {编号: SP01, 名称: 食盐, 积分: 6, 库存: 4, 有效期: {起: 2026-11-01}}\n- {编号: SP02, 名称: 毛巾, 积分: 10, 库存: 9}\n",
    ),
    (
        "points/households.yaml",
        "- {户号: S-01, 村: 上村, 组: 一组, 户主: 顾*林, 开户日期: 2026-01-01, 初始积分: 20}\n- {户号: S-02, 村: 上村, 组: 二组, 户主: 何*成, 开户日期: 2026-01-01}\n- {户号: S-03, 村: 上村, 户主: 林*, 开户日期: 2026-01-01, 销户日期: 2026-10-31}\n- {户号: X-01, 村: 下村, 户主: 乔*英, 开户日期: 2026-01-01}\n- {户号: X-02, 村: 下村, 户主: 纪*明, 开户日期: 2026-01-01}\n",
    ),
    (
        "points/shang/2026-09.yaml",
        "批次: S-2026-09\n村: 上村\n评议日期: 2026-10-04\n评议人: [陆守成, 乔桂香, 纪长根]\n公示: notices/s-09\n明细:\n- {户号: S-01, 事项: A01, 日期: 2026-09-20, 分值: 10, 申报人: 郁成功}\n- {户号: S-02, 事项: A02, 日期: 2026-09-21, 分值: 5, 申报人: 郁成功}\n- {户号: S-03, 事项: A02, 日期: 2026-09-22, 分值: 5, 申报人: 郁成功}\n",
    ),
    (
        "points/shang/2026-10.yaml",
        "批次: S-2026-10\n村: 上村\n评议日期: 2026-11-04\n评议人: [陆守成, 乔桂香, 纪长根]\n公示: notices/s-10\n明细:\n- {户号: S-01, 事项: B01, 日期: 2026-10-20, 分值: 6, 申报人: 郁成功}\n- {户号: S-02, 事项: A02, 日期: 2026-10-21, 分值: 5, 申报人: 郁成功}\n- {户号: S-02, 事项: A02, 日期: 2026-10-22, 分值: -5, 冲销: S-2026-09/S-02/A02/2026-09-21}\n",
    ),
    (
        "points/xia/2026-09.yaml",
        "批次: X-2026-09\n村: 下村\n评议日期: 2026-10-04\n评议人: [陆守成, 乔桂香, 纪长根]\n公示: notices/x-09\n明细:\n- {户号: X-01, 事项: A02, 日期: 2026-09-21, 分值: 5}\n- {户号: X-02, 事项: A02, 日期: 2026-09-21, 分值: 5}\n",
    ),
    (
        "points/shang/duihuan.yaml",
        "村: 上村\n兑换:\n- {编号: D1, 户号: S-01, 日期: 2026-10-20, 商品: [{编号: SP01, 数量: 2}], 经办人: 乔桂香, 见证人: 纪长根}\n- {编号: D2, 户号: S-01, 日期: 2026-11-12, 商品: [{编号: SP01, 数量: 1}], 经办人: 乔桂香, 见证人: 纪长根}\n- {编号: D3, 户号: S-01, 日期: 2026-11-12, 商品: [{编号: SP02, 数量: 1}], 经办人: 乔桂香, 见证人: 纪长根, 撤回: {日期: 2026-11-13, 原因: 拿错}}\n",
    ),
    (
        "notices/s-09.md",
        "---\n标题: 上村9月积分\n类别: points\n发布单位: 上村\n乡镇: 云镇\n村: 上村\n公示期: {起: 2026-10-05, 止: 2026-10-12}\n---\n\n公示。\n",
    ),
    (
        "notices/s-10.md",
        "---\n标题: 上村10月积分\n类别: points\n发布单位: 上村\n乡镇: 云镇\n村: 上村\n公示期: {起: 2026-11-05, 止: 2026-11-10}\n---\n\n公示。\n",
    ),
    (
        "notices/x-09.md",
        "---\n标题: 下村9月积分\n类别: points\n发布单位: 下村\n乡镇: 云镇\n村: 下村\n公示期: {起: 2026-10-05, 止: 2026-10-12}\n---\n\n公示。\n",
    ),
    (
        "notices/star.md",
        "---\n标题: 文明家庭候选人\n类别: honour\n发布单位: 云镇\n乡镇: 云镇\n公示期: {起: 2026-10-12, 止: 2026-10-23}\n---\n\n顾国林、何守成。\n",
    ),
    ("notices/news.md", "---\n标题: 动态\n类别: news\n发布单位: 云镇\n乡镇: 云镇\n---\n\n一。\n"),
    (
        "honours/star.md",
        "---\n标题: 云镇文明家庭\n称号: 文明家庭\n级别: 乡镇\n年度: 2026\n表彰单位: 云镇\n决定: {文号: 云镇〔2026〕1号, 日期: 2026-10-26}\n公示: notices/star\n获奖者:\n- {姓名: 顾国林, 乡镇: 云镇, 村: 上村, 户号: S-01}\n- {姓名: 何守成, 乡镇: 云镇, 村: 上村, 户号: S-02, 撤销: {日期: 2026-11-02, 原因: 一}}\n有效期至: 2027-12-31\n---\n",
    ),
];

/// A slip: the file, what stood there, what was typed.
type Slip = (&'static str, &'static str, &'static str);

const RULES: &str = "points/rules.yaml";
const GOODS: &str = "points/goods.yaml";
const HOMES: &str = "points/households.yaml";
const FIRST: &str = "points/shang/2026-09.yaml";
const SECOND: &str = "points/shang/2026-10.yaml";
const OTHER: &str = "points/xia/2026-09.yaml";
const SHOP: &str = "points/shang/duihuan.yaml";
const HONOUR: &str = "honours/star.md";

#[rustfmt::skip]
const SLIPS: &[Slip] = &[
    // the catalogue
    (RULES, "分值: {最低: 3, 最高: 10}", "分值: {最低: 10, 最高: 3}"),
    (RULES, "分值: {最低: 3, 最高: 10}", "分值: {最低: 3}"),
    (RULES, "分值: 10, 上限", "分值: 十分, 上限"),
    (RULES, "编号: A02", "编号: A01"),
    (RULES, "有效期: {止: 2026-08-31}", "有效期: {起: 2026-09-01, 止: 2026-08-31}"),
    (RULES, "周期: 月}}\n- {编号: A02", "周期: 周}}\n- {编号: A02"),
    (RULES, "年终: 结转", "年终: 归零"),
    (RULES, "{名称: 五星户, 分值: 120}", "{名称: 五星户, 分值: 60}"),
    (RULES, "{名称: 五星户, 分值: 120}", "{名称: 三星户, 分值: 120}"),
    (RULES, "{名称: 五星户, 分值: 120}", "{名称: 五星户}"),
    (RULES, "事项: 集中清扫", "事由: 集中清扫"),
    (RULES, "- {编号: A02, 事项: 集中清扫, 分值: 5}\n", ""),
    (RULES, "事项: 集中清扫, 分值: 5", "事项: 集中清扫, 分值: 8"),
    (RULES, "事项: 乱倒垃圾, 分值: -5", "事项: 乱倒垃圾, 分值: "),
    // the shop
    (GOODS, "积分: 6", "积分: -6"),
    (GOODS, "库存: 9", "库存: 九"),
    (GOODS, "有效期: {起: 2026-11-01}", "有效期: {起: 2026-10-01}"),
    (GOODS, "有效期: {起: 2026-11-01}", "有效期: {起: 2026-11-15}"),
    (GOODS, "编号: SP02", "编号: SP03"),
    (GOODS, "积分: 6, 库存: 4", "积分: 6, 库存: 2"),
    (GOODS, "积分: 5, 库存: 4, 有效期: {止: 2026-10-31}", "积分: 5, 库存: 4, 有效期: {止: 2026-13-31}"),
    (GOODS, "名称: 毛巾, ", ""),
    // accounts
    (HOMES, "户号: S-02", "户号: S-01"),
    (HOMES, "户号: S-02", "户号: S-22"),
    (HOMES, "村: 上村, 组: 一组", "村: 上屯, 组: 一组"),
    (HOMES, "户主: 顾*林, 开户日期: 2026-01-01, 初始积分: 20", "户主: 顾*林, 初始积分: 20"),
    (HOMES, "户主: 顾*林, 开户日期: 2026-01-01", "户主: 顾*林, 开户日期: 2026-10-30"),
    (HOMES, "初始积分: 20", "初始积分: -20"),
    (HOMES, "销户日期: 2026-10-31", "销户日期: 2025-10-31"),
    (HOMES, "销户日期: 2026-10-31", "销户日期: 2026-09-21"),
    (HOMES, "初始积分: 20", "初始积分: 20, 初始分: 20"),
    (HOMES, "开户日期: 2026-01-01, 初始积分", "开户日期: 2026年2月30日, 初始积分"),
    // batches
    (FIRST, "村: 上村", "村: 下村"),
    (FIRST, "村: 上村", "村: 上屯"),
    (FIRST, "评议日期: 2026-10-04", "评议日期: 2025-10-04"),
    (FIRST, "评议日期: 2026-10-04", "评议日期: 2027-10-04"),
    (FIRST, "评议人: [陆守成, 乔桂香, 纪长根]", "评议人: [陆守成, 乔桂香]"),
    (FIRST, "评议人: [陆守成, 乔桂香, 纪长根]", "评议人: [陆守成, 乔桂香, 乔桂香]"),
    (FIRST, "评议人: [陆守成, 乔桂香, 纪长根]", "评议人: [陆守成, 乔桂香, 顾国林]"),
    (FIRST, "户号: S-01, 事项: A01", "户号: S-10, 事项: A01"),
    (FIRST, "户号: S-01, 事项: A01", "户号: X-01, 事项: A01"),
    (FIRST, "事项: A01, 日期: 2026-09-20", "事项: A91, 日期: 2026-09-20"),
    (FIRST, "事项: A01, 日期: 2026-09-20, 分值: 10", "事项: C01, 日期: 2026-09-20, 分值: 5"),
    (FIRST, "日期: 2026-09-20, 分值: 10", "日期: 2026-09-20, 分值: 15"),
    (FIRST, "日期: 2026-09-20", "日期: 2026-09-31"),
    (FIRST, "日期: 2026-09-20", "日期: 2026-10-05"),
    (FIRST, "日期: 2026-09-20", "日期: 2025-09-20"),
    (FIRST, "日期: 2026-09-22, 分值: 5, 申报人: 郁成功", "日期: 2026-09-22, 分值: 5, 申报人: 乔桂香"),
    (OTHER, "{户号: X-02, 事项", "{户号: X-01, 事项"),
    (FIRST, "- {户号: S-03, 事项: A02, 日期: 2026-09-22, 分值: 5", "- {户号: S-01, 事项: A01, 日期: 2026-09-22, 分值: 10"),
    (FIRST, "公示: notices/s-09\n", ""),
    (FIRST, "公示: notices/s-09", "公示: notices/s-9"),
    (FIRST, "公示: notices/s-09", "公示: notices/x-09"),
    (FIRST, "公示: notices/s-09", "公示: notices/news"),
    (FIRST, "分值: 10, 申报人", "分数: 10, 申报人"),
    (SECOND, "批次: S-2026-10", "批次: S-2026-09"),
    (SECOND, "分值: -5, 冲销", "分值: 5, 冲销"),
    (SECOND, "冲销: S-2026-09/S-02/A02/2026-09-21", "冲销: S-2026-09/S-02/A02/2026-09-11"),
    (SECOND, "冲销: S-2026-09/S-02/A02/2026-09-21", "冲销: S-2026-09/S-02/A02"),
    (SECOND, "评议日期: 2026-11-04", "评议日期: 2026-11-06"),
    (OTHER, "明细:\n- {户号: X-01, 事项: A02, 日期: 2026-09-21, 分值: 5}\n- {户号: X-02, 事项: A02, 日期: 2026-09-21, 分值: 5}\n", "明细: []\n"),
    // redemptions
    (SHOP, "户号: S-01, 日期: 2026-10-20", "户号: S-09, 日期: 2026-10-20"),
    (SHOP, "村: 上村", "村: 下村"),
    (SHOP, "编号: D2", "编号: D1"),
    (SHOP, "日期: 2026-11-12, 商品: [{编号: SP01", "日期: 2026-12-12, 商品: [{编号: SP01"),
    (SHOP, "数量: 2}], 经办人: 乔桂香, 见证人: 纪长根", "数量: 2}], 经办人: 乔桂香, 见证人: 乔桂香"),
    (SHOP, "[{编号: SP01, 数量: 2}]", "[]"),
    (SHOP, "[{编号: SP01, 数量: 2}]", "[{编号: SP01, 数量: 0}]"),
    (SHOP, "[{编号: SP01, 数量: 2}]", "[{编号: SP09, 数量: 2}]"),
    (SHOP, "[{编号: SP01, 数量: 2}]", "[{编号: SP01, 数量: 3}, {编号: SP02, 数量: 1}]"),
    (SHOP, "[{编号: SP01, 数量: 2}]", "[{编号: SP02, 数量: 4}]"),
    (SHOP, "{日期: 2026-11-13, 原因: 拿错}", "{日期: 2026-11-11, 原因: 拿错}"),
    (SHOP, "{日期: 2026-11-13, 原因: 拿错}", "{日期: 2026-11-13}"),
    (SHOP, "{编号: D1, 户号: S-01", "{编号: D1, 户号: S-02"),
    // honours
    (HONOUR, "公示: notices/star\n", ""),
    (HONOUR, "公示: notices/star", "公示: notices/sta"),
    (HONOUR, "公示: notices/star", "公示: notices/news"),
    (HONOUR, "日期: 2026-10-26", "日期: 2026-10-23"),
    (HONOUR, "姓名: 顾国林", "姓名: 顾国琳"),
    (HONOUR, "村: 上村, 户号: S-01", "村: 下村, 户号: S-01"),
    (HONOUR, "户号: S-01", "户号: S-91"),
    (HONOUR, "{姓名: 何守成, 乡镇: 云镇, 村: 上村, 户号: S-02,", "{姓名: 顾国林, 乡镇: 云镇, 村: 上村, 户号: S-01,"),
    (HONOUR, "撤销: {日期: 2026-11-02, 原因: 一}", "撤销: {日期: 2026-10-02, 原因: 一}"),
    (HONOUR, "撤销: {日期: 2026-11-02, 原因: 一}", "撤销: {日期: 2026-12-02, 原因: 一}"),
    (HONOUR, "撤销: {日期: 2026-11-02, 原因: 一}", "撤销: {日期: 2026-11-02}"),
    (HONOUR, "有效期至: 2027-12-31", "有效期至: 2025-12-31"),
    (HONOUR, "级别: 乡镇", "级别: 国家"),
    (HONOUR, "称号: 文明家庭\n", ""),
    ("notices/star.md", "发布单位: 云镇\n", "发布单位: 云镇\n异议: [{日期: 2026-10-14, 内容: 一}]\n"),
];

/// What is told of a site as it stands, with file and line.
fn told(files: &[(&str, String)]) -> Vec<String> {
    let texts: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let sources = sources(&texts);
    let parsed = crate::parse::parse(&sources);
    let now = date(2026, 11, 20).at(9, 0, 0, 0);
    let found = check(&Facts::new(&parsed.value, &PublicationLog::default(), now));
    let mut told: Vec<String> =
        parsed.diagnostics.iter().chain(&found).map(|fault| line(&sources, fault)).collect();
    told.sort();
    told
}

fn line(sources: &Sources, fault: &Diagnostic) -> String {
    let source = &sources.texts[fault.file.0 as usize];
    let at = source.text[..(fault.span.start as usize).min(source.text.len())].matches('\n').count() + 1;
    let hint = fault.hint.as_ref().map_or("", |hint| hint.zh.as_str());
    let (path, code) = (source.path.trim_start_matches("content/"), fault.code.name());
    format!("{path}:{at} {code} {}\n    ➜ {hint}", fault.message.zh)
}

fn site(slip: Option<&Slip>) -> Vec<(&'static str, String)> {
    let edited = |&(path, text): &(&'static str, &str)| match slip {
        Some(&(file, from, to)) if file == path => {
            assert!(text.contains(from), "{file} has no {from}");
            (path, text.replacen(from, to, 1))
        }
        _ => (path, text.to_owned()),
    };
    SITE.iter().map(edited).collect()
}

#[test]
fn every_mistake_is_told_once_at_its_cause() {
    let always = told(&site(None));
    let (mut shown, mut wrong) = (format!("{}\n\n", always.join("\n")), Vec::new());
    for slip in SLIPS {
        let new: Vec<String> =
            told(&site(Some(slip))).into_iter().filter(|one| !always.contains(one)).collect();
        let (file, from, to) = slip;
        write!(shown, "{file}\n  - {}\n  + {}\n", from.trim(), to.trim()).expect("a string");
        new.iter().for_each(|one| writeln!(shown, "{one}").expect("a string"));
        shown.push('\n');
        if new.len() != 1 {
            wrong.push(format!("{file} {from} → {to}: told {} times\n{}", new.len(), new.join("\n")));
        }
    }
    expect_file!["mistakes/points.txt"].assert_eq(&shown);
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(SLIPS.len() >= 60);
}
