use super::*;
use crate::check::testing::{Case, case};
use expect_test::expect;

const RULES: (&str, &str) = (
    "rules.yaml",
    "project: {name: 项目公示, posting: {min: 10}, material: [title, project, body, attachments], source: {title: 意见}}\nnews: {name: 动态}\n",
);
const SITE: (&str, &str) = ("site.yaml", "name: 县\nbase_url: https://a.example\n");
/// Posted from Monday the second to Thursday the twelfth.
const NOTICE: &str = "---\ntitle: 硬化村道\nkind: project\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-12}\ncontact: {phone: 0999-0001234}\n---\n硬化３公里。\n";
const POSTED: (&str, &str) = ("notices/a.md", NOTICE);

/// A day in November, after the notice went up on the second.
fn on(day: u8) -> Case {
    let log = [RULES, SITE, POSTED];
    case(check).with([RULES, SITE]).posted(&log, "2026-11-02").on(format!("2026-11-{day:02}"))
}

/// The fifth, when the site has another address.
fn at(base: &str) -> Case {
    let site = format!("name: 县\nbase_url: {base}\n");
    let log = [RULES, SITE, POSTED];
    case(check).with([RULES, ("site.yaml", site.as_str())]).posted(&log, "2026-11-02").on("2026-11-05")
}

/// The fifth, after some notice went up under some rules.
fn after_posting(rules: (&str, &str), notice: &str) -> Case {
    let log = [rules, SITE, ("notices/a.md", notice)];
    case(check).with([rules, SITE]).posted(&log, "2026-11-02").on("2026-11-05")
}

#[test]
fn an_open_notice_may_stay_as_it_is() {
    for day in 2..=12 {
        on(day).shows(expect![[r#"
            notices/a.md
               ---
               title: 硬化村道
               kind: project
               issuer: 镇政府
               posting: {from: 2026-11-02, until: 2026-11-12}
               contact: {phone: 0999-0001234}
               ---
               硬化３公里。
        "#]]);
    }
}

#[test]
fn spelling_is_no_change() {
    let other = "---\r\n# 备注\r\n公示期:\r\n  止: 2026年11月12日\r\n  起: ２０２６/11/2\r\n发布单位: 镇政府\r\n联系方式: {电话: 0999-0001234}\r\n类别: 项目公示\r\n标题: \"硬化村道\"\r\n---\r\n\r\n硬化３公里。\r\n\r\n";
    let text = crate::read::decode(other.as_bytes().to_vec()).unwrap();
    on(5).with([("notices/a.md", text.as_str())]).shows(expect![[""]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, days: 10}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    // but a full-width digit that a reader sees is another digit
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化3公里。
        // ^ error[posting-altered]
        // 公示期内改动了正文
        // ➜ 这是重要事项：改回原样，或者重新公示，截止日至少写到2026-11-16，并加一条更正（放在最后）：更正: [{日期: 2026-11-05, 内容: 正文……, 原因: ……}]
        // Changed while it is posted: body
        // ➜ This is material: restore it, or post it anew with `until` no earlier than 2026-11-16 and a correction, as the last: corrections: [{on: 2026-11-05, what: body …, reason: …}]
        // § 《意见》 / 《意见》
    "#]]);
}

#[test]
fn it_cannot_vanish() {
    on(5).shows(expect![[r#"
        … publication.jsonl
        // 1:1 error[posting-vanished]
        // 公告“notices/a”不见了，它公示到2026-11-12，以后也一直留着
        // ➜ 恢复 content/notices/a.md（不能删除、改成草稿，也不能把起始日改到以后）；确需撤下，写“撤销”一栏，页面保留
        // The notice `notices/a` is gone; it is posted until 2026-11-12, and stays after that
        // ➜ Restore content/notices/a.md (it cannot be deleted, made a draft or moved ahead); to take it down lawfully, add `withdrawn`: the page stays
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
        // ^^^ error[posting-vanished]
        // 公告“notices/a”不见了，它公示到2026-11-12，以后也一直留着
        // ➜ 恢复 content/notices/a.md（不能删除、改成草稿，也不能把起始日改到以后）；确需撤下，写“撤销”一栏，页面保留
        // The notice `notices/a` is gone; it is posted until 2026-11-12, and stays after that
        // ➜ Restore content/notices/a.md (it cannot be deleted, made a draft or moved ahead); to take it down lawfully, add `withdrawn`: the page stays
        // § 《意见》 / 《意见》
           title: 硬化村道
           draft: true
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-09, until: 2026-11-20}
        //                 ^^^^^^^^^^ error[posting-vanished]
        // 公告“notices/a”不见了，它公示到2026-11-12，以后也一直留着
        // ➜ 恢复 content/notices/a.md（不能删除、改成草稿，也不能把起始日改到以后）；确需撤下，写“撤销”一栏，页面保留
        // The notice `notices/a` is gone; it is posted until 2026-11-12, and stays after that
        // ➜ Restore content/notices/a.md (it cannot be deleted, made a draft or moved ahead); to take it down lawfully, add `withdrawn`: the page stays
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn it_cannot_move() {
    on(2).shows(expect![[r#"
        notices/b.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
        … publication.jsonl
        // 1:1 error[posting-moved]
        // 公示期到2026-11-12，网址却从 https://a.example/notices/a/ 变成了 https://a.example/notices/b/
        // ➜ 把文件名改回原样，网址公布后不再变
        // Posted until 2026-11-12, yet its address changed from https://a.example/notices/a/ to https://a.example/notices/b/
        // ➜ Restore the file's name: a published address does not change
    "#]]);
    at("https://a.example/gongshi").shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
        … site.yaml
        // 2:11 error[posting-moved]
        // 站点网址从 https://a.example 变成了 https://a.example/gongshi，而有1条公告正在公示
        // ➜ 网址改回 https://a.example；等这些公告公示期满再搬
        // The site's address changed from https://a.example to https://a.example/gongshi while 1 notices are posted
        // ➜ Restore https://a.example; move once their posting has ended
        // § 《意见》 / 《意见》
    "#]]);
    at("http://a.example/").shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
        … site.yaml
        // 2:11 warning[posting-moved]
        // 站点网址从 https://a.example 变成了 http://a.example，公示中公告的网址跟着变了开头
        // ➜ 两种开头都要打得开：贴出去的二维码印的是原来的；张榜记录会记下这次改动
        // The site's address changed from https://a.example to http://a.example, and with it the protocol of open notices
        // ➜ Both must be reachable: posted sheets carry the old one; the log records the change
        // § 《意见》 / 《意见》
    "#]]);
    on(5).shows(expect![[r#"
        notices/a/index.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn a_quiet_change_is_refused() {
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0005678}
        //          ^ error[posting-altered]
        // 公示期内改动了联系方式
        // ➜ 改回原样，或者加一条更正（放在最后）：更正: [{日期: 2026-11-05, 内容: 联系方式……, 原因: ……}]
        // Changed while it is posted: contact
        // ➜ Restore it, or add a correction, as the last: corrections: [{on: 2026-11-05, what: contact …, reason: …}]
        // § 《意见》 / 《意见》
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道和水渠
        //        ^^^^^^^^^^^^^^ error[posting-altered]
        // 公示期内改动了标题
        // ➜ 这是重要事项：改回原样，或者重新公示，截止日至少写到2026-11-16，并加一条更正（放在最后）：更正: [{日期: 2026-11-05, 内容: 标题……, 原因: ……}]
        // Changed while it is posted: title
        // ➜ This is material: restore it, or post it anew with `until` no earlier than 2026-11-16 and a correction, as the last: corrections: [{on: 2026-11-05, what: title …, reason: …}]
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn a_correction_allows_what_is_not_material() {
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 电话写错, reason: 核实}]
           contact: {phone: 0999-0005678}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-06, what: 电话写错, reason: 核实}]
        //                    ^^^^^^^^^^ error[posting-backdated]
        // 新加的更正日期写的是2026-11-06，不是改动的这一天
        // ➜ 日期写2026-11-05
        // A new correction is dated 2026-11-06, not the day of the change
        // ➜ Write 2026-11-05
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0005678}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn a_correction_says_what_and_why() {
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 电话写错}]
        //               ^ error[posting-altered]
        // 新加的更正要写清日期、内容和原因
        // ➜ 写成：{日期: 2026-11-05, 内容: 改了什么, 原因: 为什么改}
        // A new correction needs a day, what was changed, and why
        // ➜ Write: {on: 2026-11-05, what: …, reason: …}
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0005678}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 联系方式……, reason: ……}]
        //               ^ error[posting-altered]
        // 新加的更正要写清日期、内容和原因
        // ➜ 写成：{日期: 2026-11-05, 内容: 改了什么, 原因: 为什么改}
        // A new correction needs a day, what was changed, and why
        // ➜ Write: {on: 2026-11-05, what: …, reason: …}
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0005678}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-04, what: 电话写错, reason: 核实}]
        //                    ^^^^^^^^^^ error[posting-backdated]
        // 新加的更正日期写的是2026-11-04，不是改动的这一天
        // ➜ 日期写2026-11-05
        // A new correction is dated 2026-11-04, not the day of the change
        // ➜ Write 2026-11-05
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0005678}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn another_kind_asks_as_much() {
    let rules = (
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, material: [title, project, body, attachments], source: {title: 意见}}\nown: {name: 公示, posting: {min: 5}, material: [title], file_within: 20, source: {title: 意见}}\nfirst: {name: 公示二, posting: {min: 5, count_first_day: true}, material: [title], file_within: 20, source: {title: 意见}}\nslow: {name: 公示三, posting: {min: 5}, material: [title], file_within: 60, source: {title: 意见}}\nstrict: {name: 公示四, posting: {min: 6}, material: [title, body], file_within: 10, source: {title: 意见}}\nnews: {name: 动态}\n",
    );
    let posted = NOTICE.replace("kind: project", "kind: own");
    let fifth = || after_posting(rules, &posted);
    fifth().shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: news
        //       ^^^^ error[posting-altered]
        // 公示期内类别从 own 改成 news，要求变低了：公示天数或算法、哪些算重要事项、备案期限
        // ➜ 改回“类别: own”；确实写错了类别的，写“撤销”一栏，再用对的类别另发一条
        // The kind was changed from `own` to `news` while it is posted, which asks for less: days, or how they are counted, what is material, when it is filed
        // ➜ Restore `kind: own`; if that was wrong, withdraw the notice and post another
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 类别, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    fifth().shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: first
        //       ^^^^^ error[posting-altered]
        // 公示期内类别从 own 改成 first，要求变低了：公示天数或算法
        // ➜ 改回“类别: own”；确实写错了类别的，写“撤销”一栏，再用对的类别另发一条
        // The kind was changed from `own` to `first` while it is posted, which asks for less: days, or how they are counted
        // ➜ Restore `kind: own`; if that was wrong, withdraw the notice and post another
        // § 《意见》 / 《意见》
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 类别, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    fifth().shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: slow
        //       ^^^^ error[posting-altered]
        // 公示期内类别从 own 改成 slow，要求变低了：备案期限
        // ➜ 改回“类别: own”；确实写错了类别的，写“撤销”一栏，再用对的类别另发一条
        // The kind was changed from `own` to `slow` while it is posted, which asks for less: when it is filed
        // ➜ Restore `kind: own`; if that was wrong, withdraw the notice and post another
        // § 《意见》 / 《意见》
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 类别, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    fifth().shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: strict
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 类别, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn a_renamed_notice_is_told_once_whatever_the_day() {
    on(25).shows(expect![[r#"
        notices/b.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
        … publication.jsonl
        // 1:1 error[posting-moved]
        // 公示期到2026-11-12，网址却从 https://a.example/notices/a/ 变成了 https://a.example/notices/b/
        // ➜ 把文件名改回原样，网址公布后不再变
        // Posted until 2026-11-12, yet its address changed from https://a.example/notices/a/ to https://a.example/notices/b/
        // ➜ Restore the file's name: a published address does not change
    "#]]);
}

#[test]
fn taking_the_place_of_an_open_notice_asks_for_its_withdrawal() {
    let new = "---\ntitle: 新村道\nkind: news\nissuer: 镇政府\nsupersedes: notices/a\n---\n文。\n";
    on(5).with([POSTED]).shows(expect![[r#"
        notices/b.md
           ---
           title: 新村道
           kind: news
           issuer: 镇政府
           supersedes: notices/a
        //             ^^^^^^^^^ error[posting-withdrawn-early]
        // 它替代的公告“notices/a”公示到2026-11-12才满，却没有写撤销
        // ➜ 在 content/notices/a.md 里加：撤销: {日期: 2026-11-05, 原因: ……, 批准单位: ……}；没有批准就等公示期满再替代
        // It takes the place of `notices/a`, which is posted until 2026-11-12 and not withdrawn
        // ➜ Add to content/notices/a.md: withdrawn: {on: 2026-11-05, reason: …, authority: …}; without approval wait until its posting has ended
           ---
           文。
    "#]]);
    on(13).with([POSTED]).shows(expect![[r#"
        notices/b.md
           ---
           title: 新村道
           kind: news
           issuer: 镇政府
           supersedes: notices/a
           ---
           文。
    "#]]);
    on(5).with([("notices/b.md", new)]).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn what_is_material_needs_a_new_window() {
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道和水渠
        //        ^^^^^^^^^^^^^^ error[posting-altered]
        // 公示期内改动了标题
        // ➜ 这是重要事项：改回原样，或者重新公示，截止日至少写到2026-11-16
        // Changed while it is posted: title
        // ➜ This is material: restore it, or post it anew with `until` no earlier than 2026-11-16
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 标题, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    // the fifth and ten days is Sunday the fifteenth, which rolls to Monday
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道和水渠
        //        ^^^^^^^^^^^^^^ error[posting-altered]
        // 公示期内改动了标题、公示期止
        // ➜ 这是重要事项：改回原样，或者重新公示，截止日至少写到2026-11-16
        // Changed while it is posted: title, until
        // ➜ This is material: restore it, or post it anew with `until` no earlier than 2026-11-16
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-15}
           corrections: [{on: 2026-11-05, what: 标题, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道和水渠
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-16}
           corrections: [{on: 2026-11-05, what: 标题, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn the_rule_in_the_log_decides_what_is_material() {
    let lax = (
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, material: [title], source: {title: 意见}}\n",
    );
    let on_the_fifth =
        || case(check).with([lax, SITE]).posted(&[RULES, SITE, POSTED], "2026-11-02").on("2026-11-05");
    on_the_fifth().shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-05, what: 里程, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化５公里。
        // ^ error[posting-altered]
        // 公示期内改动了正文
        // ➜ 这是重要事项：改回原样，或者重新公示，截止日至少写到2026-11-16
        // Changed while it is posted: body
        // ➜ This is material: restore it, or post it anew with `until` no earlier than 2026-11-16
        // § 《意见》 / 《意见》
    "#]]);
    on_the_fifth().shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn what_a_project_shows_is_material_whatever_the_rule_lists() {
    let marked = (
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, project: true, material: [number], source: {title: 意见}}\n",
    );
    after_posting(marked, NOTICE).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           corrections: [{on: 2026-11-05, what: 标点, reason: 核实}]
           ---
           硬化５公里。
        // ^ error[posting-altered]
        // 公示期内改动了正文
        // ➜ 这是重要事项：改回原样，或者重新公示，截止日至少写到2026-11-16
        // Changed while it is posted: body
        // ➜ This is material: restore it, or post it anew with `until` no earlier than 2026-11-16
        // § 《意见》 / 《意见》
    "#]]);
    // a project under a rule for something else, logged before the floor was known
    let unmarked = (
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, material: [number], source: {title: 意见}}\n",
    );
    let project = NOTICE.replace("contact:", "project: {name: 村道}\ncontact:");
    after_posting(unmarked, &project).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           project: {name: 村道}
           contact: {phone: 0999-0001234}
           corrections: [{on: 2026-11-05, what: 标点, reason: 核实}]
           ---
           硬化５公里。
        // ^ error[posting-altered]
        // 公示期内改动了正文
        // ➜ 这是重要事项：改回原样，或者重新公示，截止日至少写到2026-11-16
        // Changed while it is posted: body
        // ➜ This is material: restore it, or post it anew with `until` no earlier than 2026-11-16
        // § 《意见》 / 《意见》
    "#]]);
    // no project: the rule decides
    after_posting(unmarked, NOTICE).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           corrections: [{on: 2026-11-05, what: 标点, reason: 核实}]
           ---
           硬化５公里。
    "#]]);
}

#[test]
fn the_window_cannot_be_shortened_or_begin_earlier() {
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-11}
        //                                    ^^^^^^^^^^ error[posting-withdrawn-early]
        // 公示期被缩短：已经公布公示到2026-11-12
        // ➜ 截止日改回2026-11-12或更晚
        // The posting period was shortened: it is announced until 2026-11-12
        // ➜ Set `until` back to 2026-11-12 or later
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
        // ^^^ error[posting-withdrawn-early]
        // 公示期被缩短：已经公布公示到2026-11-12
        // ➜ 截止日改回2026-11-12或更晚
        // The posting period was shortened: it is announced until 2026-11-12
        // ➜ Set `until` back to 2026-11-12 or later
        // § 《意见》 / 《意见》
           title: 硬化村道
           kind: project
           issuer: 镇政府
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-20}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-01, until: 2026-11-12}
        //                 ^^^^^^^^^^ error[posting-backdated]
        // 公示起始日2026-11-01早于实际张榜日2026-11-02
        // ➜ 起始日改回2026-11-02或更晚
        // The posting period claims to begin on 2026-11-01, but the notice went up on 2026-11-02
        // ➜ Set `from` back to 2026-11-02 or later
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    // not even when it is over
    on(25).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-01, until: 2026-11-12}
        //                 ^^^^^^^^^^ error[posting-backdated]
        // 公示起始日2026-11-01早于实际张榜日2026-11-02
        // ➜ 起始日改回2026-11-02或更晚
        // The posting period claims to begin on 2026-11-01, but the notice went up on 2026-11-02
        // ➜ Set `from` back to 2026-11-02 or later
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn a_withdrawal_needs_reason_and_authority() {
    // said by withdrawn_early
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           withdrawn: {on: 2026-11-05, reason: 停建}
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           withdrawn: {on: 2026-11-06, reason: 停建, authority: 县政府}
        //            ^ error[posting-withdrawn-early]
        // 公示期内撤销要写明原因和批准单位，日期不能在今天之后
        // ➜ 撤销: {日期: 2026-11-05, 原因: ……, 批准单位: ……}
        // A withdrawal within the posting period needs a reason and an authority, and no date ahead
        // ➜ withdrawn: {on: 2026-11-05, reason: …, authority: …}
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           withdrawn: {on: 2026-11-05, reason: 停建, authority: 县政府}
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn objections_grow_and_never_shrink() {
    after_posting(RULES, "---\ntitle: 硬化村道\nobjections: []\nkind: project\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-12}\ncontact: {phone: 0999-0001234}\n---\n硬化３公里。\n").shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           objections: [{on: 2026-11-03, summary: 里程}]
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    after_posting(RULES, "---\ntitle: 硬化村道\nobjections: [{on: 2026-11-03, summary: 里程}]\nkind: project\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-12}\ncontact: {phone: 0999-0001234}\n---\n硬化３公里。\n").shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           objections: [{on: 2026-11-03, summary: 里程, outcome: 属实}]
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    after_posting(RULES, "---\ntitle: 硬化村道\nobjections: [{on: 2026-11-03, summary: 里程, outcome: 属实}]\nkind: project\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-12}\ncontact: {phone: 0999-0001234}\n---\n硬化３公里。\n").shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           objections: [{on: 2026-11-03, summary: 里程}]
        //              ^ error[posting-altered]
        // 改动或删去了已经公布的异议或处理结果
        // ➜ 恢复原来的记载；异议只能增加，处理结果写上就不能改
        // A published objection or its outcome was changed or removed
        // ➜ Restore it: objections are only added, and an outcome stays as written
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    after_posting(RULES, "---\ntitle: 硬化村道\nobjections: [{on: 2026-11-03, summary: 里程}]\nkind: project\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-12}\ncontact: {phone: 0999-0001234}\n---\n硬化３公里。\n").shows(expect![[r#"
        notices/a.md
           ---
        // ^^^ error[posting-altered]
        // 改动或删去了已经公布的异议或处理结果
        // ➜ 恢复原来的记载；异议只能增加，处理结果写上就不能改
        // A published objection or its outcome was changed or removed
        // ➜ Restore it: objections are only added, and an outcome stays as written
        // § 《意见》 / 《意见》
           title: 硬化村道
           objections: []
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    after_posting(RULES, "---\ntitle: 硬化村道\nobjections: [{on: 2026-11-03, summary: 里程}]\nkind: project\nissuer: 镇政府\nposting: {from: 2026-11-02, until: 2026-11-12}\ncontact: {phone: 0999-0001234}\n---\n硬化３公里。\n").shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           objections: [{on: 2026-11-03, summary: 别的}]
        //              ^ error[posting-altered]
        // 改动或删去了已经公布的异议或处理结果
        // ➜ 恢复原来的记载；异议只能增加，处理结果写上就不能改
        // A published objection or its outcome was changed or removed
        // ➜ Restore it: objections are only added, and an outcome stays as written
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn after_the_end_it_stays_and_what_was_material_is_told() {
    on(12).shows(expect![[r#"
        … publication.jsonl
        // 1:1 error[posting-vanished]
        // 公告“notices/a”不见了，它公示到2026-11-12，以后也一直留着
        // ➜ 恢复 content/notices/a.md（不能删除、改成草稿，也不能把起始日改到以后）；确需撤下，写“撤销”一栏，页面保留
        // The notice `notices/a` is gone; it is posted until 2026-11-12, and stays after that
        // ➜ Restore content/notices/a.md (it cannot be deleted, made a draft or moved ahead); to take it down lawfully, add `withdrawn`: the page stays
    "#]]);
    on(13).shows(expect![[r#"
        … publication.jsonl
        // 1:1 error[posting-vanished]
        // 公告“notices/a”不见了，它公示到2026-11-12，以后也一直留着
        // ➜ 恢复 content/notices/a.md（不能删除、改成草稿，也不能把起始日改到以后）；确需撤下，写“撤销”一栏，页面保留
        // The notice `notices/a` is gone; it is posted until 2026-11-12, and stays after that
        // ➜ Restore content/notices/a.md (it cannot be deleted, made a draft or moved ahead); to take it down lawfully, add `withdrawn`: the page stays
    "#]]);
    on(13).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0005678}
           ---
           硬化３公里。
    "#]]);
    on(13).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化
        //        ^^^^ error[posting-altered]
        // 公示期满后改动了标题
        // ➜ 改回原样，或者加一条更正（放在最后）：更正: [{日期: 2026-11-13, 内容: 标题……, 原因: ……}]；需要重新公示的，截止日至少写到2026-11-23
        // Changed after the posting period: title
        // ➜ Restore it, or add a correction, as the last: corrections: [{on: 2026-11-13, what: title …, reason: …}]; if it must be posted anew, set `until` to 2026-11-23 or later
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn after_the_end_what_was_told_stays_told() {
    let told = NOTICE.replace(
        "contact:",
        "corrections: [{on: 2026-11-02, what: 甲, reason: 乙}]\nwithdrawn: {on: 2026-11-02, reason: 停建, authority: 县政府}\ncontact:",
    );
    let log = [RULES, SITE, ("notices/a.md", told.as_str())];
    case(check).with([RULES, SITE]).posted(&log, "2026-11-02").on("2026-11-25").shows(expect![[r#"
        notices/a.md
           ---
        // ^^^ error[posting-altered]
        // 改动或删去了已经公布的更正
        // ➜ 恢复原来的更正，一字不动，新的更正加在最后
        // A correction that the public has seen was changed or removed
        // ➜ Restore it as it was, and add a new one as the last
        // § 《意见》 / 《意见》
        // ^^^ error[posting-altered]
        // 撤销的公告又恢复了，却没有重新公示、说明原因
        // ➜ 恢复“撤销”一栏；要重新公示，截止日至少写到2026-12-07，并加一条更正说明
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(13).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化
        //        ^^^^ warning[posting-altered]
        // 公示期满后改动了标题
        // ➜ 张榜记录会记下这次改动，改动以后不能再开公示证明；需要重新公示的，截止日至少写到2026-11-23
        // Changed after the posting period: title
        // ➜ The log will record it, and no certificate is given for what was changed; if it must be posted anew, set `until` to 2026-11-23 or later
        // § 《意见》 / 《意见》
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           corrections: [{on: 2026-11-13, what: 标题, reason: 核实}]
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn a_new_notice_cannot_claim_an_earlier_day() {
    // it is ahead
    on(3).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
        notices/b.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-04, until: 2026-11-20}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(4).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
        notices/b.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-04, until: 2026-11-20}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
    on(5).shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
        notices/b.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-04, until: 2026-11-20}
        //                 ^^^^^^^^^^ error[posting-backdated]
        // 公示起始日2026-11-04早于实际张榜日2026-11-05
        // ➜ 起始日改成2026-11-05，截止日至少写到2026-11-16
        // The posting period claims to begin on 2026-11-04, but the notice went up on 2026-11-05
        // ➜ Set `from` to 2026-11-05 and `until` to 2026-11-16 or later
        // § 《意见》 / 《意见》
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}

#[test]
fn nothing_is_held_to_a_log_that_is_not_there() {
    case(check).with([RULES, SITE]).on("2026-11-20").shows(expect![[r#"
        notices/a.md
           ---
           title: 硬化村道
           kind: project
           issuer: 镇政府
           posting: {from: 2026-11-02, until: 2026-11-12}
           contact: {phone: 0999-0001234}
           ---
           硬化３公里。
    "#]]);
}
