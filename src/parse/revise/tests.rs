//! What stands in a file, what is wanted, and what stands there afterwards.

use super::super::schema::{self, HOUSEHOLD, NOTICE, Root};
use super::*;
use crate::collection::Collection;

const HEAD: Root = Root::Map(NOTICE);

/// The front matter of a notice after it was made to say what another one says.
fn edited(before: &str, wanted: &str) -> String {
    let file = |yaml: &str| format!("---\n{yaml}---\n正文\n");
    let said = shown(&file(wanted), &HEAD, true).expect("reads");
    let text = file(before);
    let edits = revision(&text, &HEAD, true, &said).unwrap_or_else(|wrong| panic!("{wrong:?}\n{before}"));
    let after = applied(&text, &edits);
    after["---\n".len()..after.len() - "---\n正文\n".len()].to_owned()
}

/// The same of a list of households.
fn listed(before: &str, wanted: &str) -> String {
    let root = Root::ListOf(HOUSEHOLD);
    let said = shown(wanted, &root, false).expect("reads");
    applied(
        before,
        &revision(before, &root, false, &said).unwrap_or_else(|wrong| panic!("{wrong:?}\n{before}")),
    )
}

#[test]
fn one_value_changes_and_nothing_else() {
    let before = "# 这份是镇里发来的\n村: 上村   # 报来的写法\n标题:  '上村道路'\n成文日期: 2026年11月2日\n文号: 010\n备注一: 不认识\n";
    for (wanted, was, is) in [
        ("村: 下村\n标题: 上村道路\n成文日期: 2026年11月2日\n文号: 010\n", "村: 上村 ", "村: 下村 "),
        ("村: 上村\n标题: 下村道路\n成文日期: 2026年11月2日\n文号: 010\n", "'上村道路'", "'下村道路'"),
        ("村: 上村\n标题: it's\n成文日期: 2026年11月2日\n文号: 010\n", "'上村道路'", "'it''s'"),
        ("村: 上村\n标题: 上村道路\n成文日期: 2026-11-03\n文号: 010\n", "2026年11月2日", "2026-11-03"),
        ("村: 上村\n标题: 上村道路\n成文日期: 2026年11月2日\n文号: 011\n", "010", "011"),
        ("村: 上村\n标题: 上村道路\n成文日期: 2026年11月2日\n文号: '甲: 乙 #1'\n", "010", "\"甲: 乙 #1\""),
    ] {
        assert_eq!(edited(before, wanted), before.replace(was, is), "{wanted}");
    }
}

#[test]
fn what_is_the_same_is_not_touched_whichever_way_it_is_written() {
    for text in [
        "title: \"甲\"\n类别 : project\n草稿: yes\n公示期: 自发布之日起10个工作日\n附件: 表.xlsx\n",
        "标题：甲\n村: [上村, 下村]\n异议: []\n附件: [表.xlsx, {文件: 图.png, 名称: 图}]\n备案:\n",
        "标题: >\n  甲村\n  乙\n项目: {名称: 路, 实施期限: 2026年, 资金: [{来源: 县, 金额: 3}, ]}\n",
        "甲: &x 1\n标题: *x\n",
        "",
    ] {
        assert_eq!(edited(text, text), text);
    }
}

#[test]
fn new_fields_stand_where_the_table_has_them() {
    let all = "标题: 甲\n类别: news\n文号: 一号\n发布单位: 镇\n";
    assert_eq!(
        edited("标题: 甲  # 注\n发布单位: 镇\n", all),
        "标题: 甲  # 注\n类别: news\n文号: 一号\n发布单位: 镇\n"
    );
    assert_eq!(edited("类别: news\n", "标题: 甲\n类别: news\n"), "标题: 甲\n类别: news\n");
    // English names and another order are the file's own
    assert_eq!(edited("issuer: 镇\ntitle: 甲\n", all), "issuer: 镇\ntitle: 甲\n类别: news\n文号: 一号\n");
    assert_eq!(
        edited(
            "标题: 甲\n联系方式: {phone: 12345}\n",
            "标题: 甲\n联系方式: {联系人: 李某, phone: 12345, 地址: 街}\n"
        ),
        "标题: 甲\n联系方式: {联系人: 李某, phone: 12345, 地址: 街}\n"
    );
    assert_eq!(
        edited(
            "标题: 甲\n公示期:\n    起: 2026-11-02\n草稿: 是\n",
            "标题: 甲\n公示期: {起: 2026-11-02, 止: 2026-11-12, 张贴地点: [栏]}\n草稿: 是\n"
        ),
        "标题: 甲\n公示期:\n    起: 2026-11-02\n    止: 2026-11-12\n    张贴地点: [栏]\n草稿: 是\n"
    );
    assert_eq!(
        edited("标题: 甲\n", "标题: 甲\n更正: [{日期: 2026-11-02, 内容: 改字}]\n"),
        "标题: 甲\n更正:\n  - {日期: 2026-11-02, 内容: 改字}\n"
    );
    assert_eq!(
        edited("标题: 甲\n文号:  # 待定\n", "标题: 甲\n文号: 一号\n"),
        "标题: 甲\n文号: 一号  # 待定\n"
    );
}

#[test]
fn fields_that_say_nothing_any_more_go_with_their_lines() {
    assert_eq!(
        edited("标题: 甲\n文号: 一号 # 注\n发布单位: 镇\n", "标题: 甲\n发布单位: 镇\n"),
        "标题: 甲\n发布单位: 镇\n"
    );
    assert_eq!(
        edited(
            "标题: 甲\n公示期:\n  起: 2026-11-02\n  止: 2026-11-12\n# 下面是草稿\n草稿: 是\n",
            "标题: 甲\n草稿: 是\n"
        ),
        "标题: 甲\n# 下面是草稿\n草稿: 是\n"
    );
    let one = |wanted: &str| edited("联系方式: {联系人: 甲, 电话: 1, 地址: 街}\n", wanted);
    assert_eq!(one("联系方式: {联系人: 甲, 电话: 1}\n"), "联系方式: {联系人: 甲, 电话: 1}\n");
    assert_eq!(one("联系方式: {联系人: 甲, 地址: 街}\n"), "联系方式: {联系人: 甲, 地址: 街}\n");
    assert_eq!(one("联系方式: {电话: 1, 地址: 街}\n"), "联系方式: {电话: 1, 地址: 街}\n");
    assert_eq!(one("联系方式: {联系人: 甲}\n"), "联系方式: {联系人: 甲}\n");
}

#[test]
fn lists_keep_what_stayed() {
    let before = "附件:\n  # 第一份\n  - {文件: 一.pdf, 名称: 一}   # 盖章\n  - 二.pdf\n  - 文件: 三.pdf\n    名称: 三\n村: [上村, 下村, 后村]\n";
    let rest = "村: [上村, 下村, 后村]\n";
    let one = |list: &str| edited(before, &format!("附件: [{list}]\n{rest}"));
    assert_eq!(
        one("{文件: 一.pdf, 名称: 一}, 二.pdf, {文件: 三.pdf, 名称: 叁}"),
        before.replace("名称: 三", "名称: 叁")
    );
    assert_eq!(
        one("{文件: 一.pdf, 名称: 一}, 贰.pdf, {文件: 三.pdf, 名称: 三}"),
        before.replace("- 二", "- 贰")
    );
    assert_eq!(one("{文件: 一.pdf, 名称: 一}, {文件: 三.pdf, 名称: 三}"), before.replace("  - 二.pdf\n", ""));
    assert_eq!(
        one("二.pdf, {文件: 三.pdf, 名称: 三}"),
        before.replace("  - {文件: 一.pdf, 名称: 一}   # 盖章\n", "")
    );
    assert_eq!(
        one("{文件: 一.pdf, 名称: 一}, 二.pdf, {文件: 三.pdf, 名称: 三}, {文件: 四.pdf, 名称: 四}"),
        before.replace("名称: 三\n", "名称: 三\n  - {文件: 四.pdf, 名称: 四}\n")
    );
    assert_eq!(
        one("{文件: 零.pdf, 名称: 零}, {文件: 一.pdf, 名称: 一}, 二.pdf, {文件: 三.pdf, 名称: 三}"),
        before.replace("  - {文件: 一", "  - {文件: 零.pdf, 名称: 零}\n  - {文件: 一")
    );
    let villages = |list: &str| edited("村: [上村, 下村, 后村]\n", &format!("村: [{list}]\n"));
    assert_eq!(villages("上村, 后村"), "村: [上村, 后村]\n");
    assert_eq!(villages("上村, 下村"), "村: [上村, 下村]\n");
    assert_eq!(villages("上村, 中村, 下村, 后村, 末村"), "村: [上村, 中村, 下村, 后村, 末村]\n");
    assert_eq!(villages("后村"), "村: [后村]\n");
    assert_eq!(edited("村: 上村 # 注\n", "村: [上村, 下村]\n"), "村: [上村, 下村] # 注\n");
    assert_eq!(edited("村: 上村 # 注\n", "村: 下村\n"), "村: 下村 # 注\n");
}

#[test]
fn words_and_fields_stand_for_each_other() {
    assert_eq!(
        edited("公示期: 自发布之日起10个工作日 # 注\n", "公示期: 自发布之日起12个工作日\n"),
        "公示期: 自发布之日起12个工作日 # 注\n"
    );
    assert_eq!(
        edited("公示期: 10个工作日\n草稿: 是\n", "公示期: {起: 2026-11-02, 止: 2026-11-20}\n草稿: 是\n"),
        "公示期: {起: 2026-11-02, 止: 2026-11-20}\n草稿: 是\n"
    );
    assert_eq!(edited("附件: 表.xlsx\n", "附件: [新表.xlsx]\n"), "附件: 新表.xlsx\n");
    let said = |inner: &[(&str, &str)]| {
        let fields = inner.iter().map(|(key, text)| ((*key).to_owned(), Value::Text((*text).to_owned())));
        Said { fields: vec![("posting".into(), Value::Map(fields.collect()))], body: String::new() }
    };
    let both = said(&[(WHOLE, "10个工作日"), ("from", "2026-11-02")]);
    assert_eq!(revision("---\n标题: 甲\n---\n", &HEAD, true, &both), Err(Unusual::BothWays("公示期".into())));
}

#[test]
fn texts_of_several_lines() {
    let two = "项目:\n  名称: 路\n  建设内容: \"一\\n二\"\n";
    assert_eq!(
        edited("项目:\n  名称: 路\n  建设内容: 一\n", two),
        "项目:\n  名称: 路\n  建设内容: |-\n    一\n    二\n"
    );
    assert_eq!(
        edited("项目:\n  建设内容: |\n    一\n    二\n  名称: 路\n", "项目: {名称: 路, 建设内容: 三}\n"),
        "项目:\n  建设内容: 三\n  名称: 路\n"
    );
    assert_eq!(edited("项目: {名称: 路, 建设内容: 一}\n", two), "项目: {名称: 路, 建设内容: \"一\\n二\"}\n");
}

#[test]
fn households_are_added_changed_and_taken_out() {
    let before =
        "# 名册\n- {id: 010, village: 上村, name: 李*}  # 老户\n- 户号: 011\n  村: 上村\n  户主: 王*\n";
    assert_eq!(
        listed(
            before,
            "- {id: 010, village: 上村, name: 李*, 家庭成员数: 4}\n- {id: 011, village: 上村, name: 王*}\n"
        ),
        before.replace("李*}", "李*, 家庭成员数: 4}")
    );
    assert_eq!(
        listed(before, "- {id: 010, village: 上村, name: 李*}\n- {id: 011, village: 上村, 组: 一组, name: 王*}\n- {id: 012, village: 下村, name: 赵*}\n"),
        "# 名册\n- {id: 010, village: 上村, name: 李*}  # 老户\n- 户号: 011\n  村: 上村\n  组: 一组\n  户主: 王*\n- {户号: 012, 村: 下村, 户主: 赵*}\n".replace("赵*", "\"赵*\"")
    );
    assert_eq!(
        listed(before, "- {id: 011, village: 上村, name: 王*}\n"),
        "# 名册\n- 户号: 011\n  村: 上村\n  户主: 王*\n"
    );
    assert_eq!(
        listed("- {id: 1, village: 甲, name: 乙}", "- {id: 1, village: 甲, name: 丙}\n"),
        "- {id: 1, village: 甲, name: 丙}"
    );
}

#[test]
fn a_body_changes_where_it_differs() {
    let text = "---\n标题: 甲\n---\n\n第一段。\n\n| 甲 | 乙 |\n|---|---|\n\n末段。  \n\n";
    let mut said = shown(text, &HEAD, true).unwrap();
    assert_eq!(said.body, "第一段。\n\n| 甲 | 乙 |\n|---|---|\n\n末段。");
    said.body = said.body.replace("| 甲 |", "| 丙 |");
    let edits = revision(text, &HEAD, true, &said).unwrap();
    assert_eq!(edits.iter().map(|edit| edit.text.as_str()).collect::<Vec<_>>(), ["丙"]);
    assert_eq!(applied(text, &edits), text.replace("| 甲 |", "| 丙 |"));
    let bare = "---\n标题: 甲\n---\n";
    let said = Said { body: "正文".into(), ..shown(bare, &HEAD, true).unwrap() };
    let edits = revision(bare, &HEAD, true, &said).unwrap();
    assert_eq!(applied(bare, &edits), "---\n标题: 甲\n---\n\n正文\n");
}

#[test]
fn what_cannot_be_changed_alone_is_refused() {
    let wanted = Said { fields: vec![("title".into(), Value::Text("乙".into()))], body: String::new() };
    for text in ["标题: 甲\n", "---\n标题: [\n---\n", "---\n标题: 甲\n标题: 丙\n---\n"] {
        assert_eq!(revision(text, &HEAD, true, &wanted), Err(Unusual::Unreadable), "{text}");
    }
    // a value that others repeat
    let text = "---\n类别: &x 甲\n标题: *x\n---\n";
    let mut said = shown(text, &HEAD, true).unwrap();
    said.fields[1].1 = Value::Text("乙".into());
    let after = revision(text, &HEAD, true, &said).map(|edits| applied(text, &edits));
    assert!(
        matches!(after, Ok(ref after) if shown(after, &HEAD, true).unwrap() == said)
            || after == Err(Unusual::Style)
    );
}

#[test]
fn a_new_file_says_what_it_was_made_of() {
    let text = "---\n标题: 甲\n公示期:\n  起: 2026-11-02\n  止: 2026-11-20\n村: [上村]\n附件: [{文件: 一.pdf, 名称: 一}]\n草稿: 是\n---\n\n正文\n";
    let said = shown(text, &HEAD, true).unwrap();
    let made = new_file(&HEAD, true, &said).unwrap();
    assert_eq!(shown(&made, &HEAD, true).unwrap(), said);
    assert!(made.starts_with("---\n标题: 甲\n村: [上村]\n公示期:\n  起: 2026-11-02\n"), "{made}");
    let words = "---\n标题: 甲\n公示期: 10个工作日\n---\n";
    assert_eq!(new_file(&HEAD, true, &shown(words, &HEAD, true).unwrap()).unwrap(), words);
}

/// The n-th text in some fields.
fn nth<'v>(values: &mut dyn Iterator<Item = &'v mut Value>, left: &mut usize) -> Option<&'v mut String> {
    for value in values {
        let found = match value {
            Value::Text(text) if *left == 0 => Some(text),
            Value::Text(_) => {
                *left -= 1;
                None
            }
            Value::List(items) => nth(&mut items.iter_mut(), left),
            Value::Map(fields) => nth(&mut fields.iter_mut().map(|(_, value)| value), left),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn files(folder: &std::path::Path, ending: &str) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let inside = |path: std::path::PathBuf| match path.is_dir() {
        true => files(&path, ending),
        false if path.extension().is_some_and(|found| found == ending) => vec![path],
        false => Vec::new(),
    };
    entries.flat_map(inside).collect()
}

#[test]
fn every_value_of_the_demonstration_can_be_changed_alone() {
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut changed = 0;
    for collection in
        [Collection::Notices, Collection::Activities, Collection::Honours, Collection::Registers]
    {
        let row = collection.row();
        let (root, has_body) = (Root::Map(schema::of(collection)), row.ending == "md");
        for path in files(&content.join(row.folder), row.ending).iter().step_by(3) {
            let text = std::fs::read_to_string(path).unwrap();
            let before = shown(&text, &root, has_body).unwrap();
            for n in 0.. {
                let (mut wanted, mut left) = (before.clone(), n);
                let Some(word) = nth(&mut wanted.fields.iter_mut().map(|(_, value)| value), &mut left) else {
                    break;
                };
                word.replace_range(.., "改了");
                let edits = revision(&text, &root, has_body, &wanted)
                    .unwrap_or_else(|wrong| panic!("{wrong:?} {n} {path:?}"));
                assert!(
                    matches!(edits.as_slice(), [one] if one.text.contains("改了") && one.text.len() < 12),
                    "{n} {path:?} {edits:?}"
                );
                changed += 1;
            }
        }
    }
    assert!(changed > 400, "{changed}");
}
