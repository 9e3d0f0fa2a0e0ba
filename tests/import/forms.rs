//! The forms that `template` makes: filled in, each is taken without a question, and nothing is said of its list of choices.

use crate::books::{filled, parts, rows};
use crate::work::Work;
use std::fs;

fn form(work: &Work, sort: &str) -> Vec<u8> {
    let out = format!("{sort}空表.xlsx");
    let said = work.run(&["template", sort, "--out", &out]);
    assert_eq!(said.code, 0, "{}", said.text);
    fs::read(work.at(&out)).unwrap()
}

fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn part(book: &[u8], name: &str) -> String {
    let found = parts(book).into_iter().find(|(part, _)| part == name).unwrap();
    String::from_utf8(found.1).unwrap()
}

#[test]
fn a_notice_in_a_form_is_the_notice_that_was_meant() {
    let work = Work::new();
    // 标题 类别 文号 发布单位 成文日期 公示开始 公示截止 张贴地点 联系人 联系电话 联系地址 邮箱
    // 名称 乡镇 村 类型 地点 建设内容 资金来源 总额 期限起 期限止 绩效目标 实施单位 责任人 受益对象
    let row = cells(&[
        "柳湾村水渠公示",
        "项目公示",
        "青政公〔2026〕9号",
        "青石镇人民政府",
        "2026-11-09",
        "2026-11-10",
        "2026-11-20",
        "村公示栏、镇公示栏",
        "镇项目办",
        "0999-7001001",
        "",
        "",
        "柳湾村水渠",
        "青石镇",
        "柳湾村",
        "基础设施",
        "柳湾村二组",
        "修水渠0.8公里",
        "县级财政衔接资金",
        "365000",
        "2026-12-01",
        "2027-03-31",
        "60户受益",
        "青石镇人民政府",
        "镇项目办主任",
        "二组村民",
    ]);
    work.put("公告.xlsx", &filled(&form(&work, "notices"), 3, &[row], &[]));
    let said = work.run(&["import", "公告.xlsx"]);
    assert_eq!(said.code, 0, "{}", said.text);
    assert!(!said.text.contains("没有读的"), "{}", said.text);
    assert!(!said.text.contains("猜的"), "{}", said.text);
    assert_eq!(
        work.text("content/notices/2026/柳湾村水渠.md"),
        "---\n标题: 柳湾村水渠公示\n类别: 项目公示\n文号: 青政公〔2026〕9号\n发布单位: 青石镇人民政府\n乡镇: 青石镇\n村: 柳湾村\n\
         成文日期: 2026-11-09\n公示期:\n  起: 2026-11-10\n  止: 2026-11-20\n  张贴地点: [村公示栏, 镇公示栏]\n\
         联系方式:\n  联系人: 镇项目办\n  电话: 0999-7001001\n项目:\n  名称: 柳湾村水渠\n  类型: 基础设施\n  地点: 柳湾村二组\n  \
         建设内容: 修水渠0.8公里\n  资金:\n    - {来源: 县级财政衔接资金, 金额: 365000}\n  总额: 365000\n  \
         实施期限: {起: 2026-12-01, 止: 2027-03-31}\n  绩效目标: 60户受益\n  实施单位: 青石镇人民政府\n  责任人: 镇项目办主任\n  \
         受益对象: 二组村民\n草稿: 是\n---\n\n现将柳湾村水渠予以公示。公示期内如有异议，请向联系人或监督电话反映。\n"
    );
}

#[test]
fn every_sort_has_a_form_that_is_known_again() {
    let work = Work::new();
    work.put("content/points/households.yaml", "- {户号: LW-001, 村: 柳湾村, 户主: 顾*林}\n".as_bytes());
    for sort in zhangbang::import::SORTS {
        let book = form(&work, sort.words().0);
        let mark = part(&book, "docProps/custom.xml");
        assert!(mark.contains(&format!("{} 1", sort.words().0)), "{mark}");
        assert!(
            part(&book, "xl/workbook.xml").contains("张榜选项\" sheetId=\"2\" state=\"hidden\""),
            "{sort:?}"
        );
        // an empty form is recognised, and has nothing in it to import
        let name = format!("{}.xlsx", sort.words().0);
        work.put(&name, &book);
        let said = work.run(&["import", &name, "--dry-run"]);
        assert!(!said.text.contains("张榜选项") && !said.text.contains("不认识"), "{sort:?}: {}", said.text);
        assert!(said.text.contains("表头下面一行内容也没有"), "{sort:?}: {}", said.text);
    }
}

#[test]
fn what_can_be_chosen_is_what_the_site_has() {
    let work = Work::new();
    let book = form(&work, "notices");
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    let lists = part(&book, "xl/sharedStrings.xml");
    for name in ["青石镇", "东河乡", "柳湾村", "石桥村", "项目公示", "竣工公告"] {
        assert!(lists.contains(name), "{name}");
    }
    assert!(sheet.contains("OFFSET("), "villages are those of the township that is chosen");
    let said = work.run(&["template", "notices", "--out", "notices空表.xlsx"]);
    assert_eq!(said.code, 2);
    assert!(said.text.contains("已经有了，没有覆盖"), "{}", said.text);
    let said = work.run(&["template", "东西"]);
    assert!(said.text.contains("没有“东西”这种表；有：公告、项目清单、积分户"), "{}", said.text);
}

#[test]
fn redemptions_registers_and_honours_find_their_places() {
    let work = Work::new();
    work.put(
        "content/points/households.yaml",
        "- {户号: LW-001, 村: 柳湾村, 户主: 顾*林, 开户日期: 2026-01-05, 初始积分: 20}\n".as_bytes(),
    );
    let goods = [
        cells(&["D01", "LW-001", "2026-11-08", "G01", "2", "周*芳", "何*军"]),
        cells(&["", "", "", "G01", "1", "", ""]),
    ];
    work.put("十一月兑换.xlsx", &filled(&form(&work, "redemptions"), 3, &goods, &[("B1", "柳湾村")]));
    let said = work.run(&["import", "十一月兑换.xlsx"]);
    assert!(said.text.starts_with("第 3–4 行 → content/points/柳湾村/十一月兑换.yaml\n"), "{}", said.text);
    assert_eq!(
        work.text("content/points/柳湾村/十一月兑换.yaml"),
        "村: 柳湾村\n兑换:\n  - 编号: D01\n    户号: LW-001\n    日期: 2026-11-08\n    商品: [{编号: G01, 数量: 2}, {编号: G01, 数量: 1}]\n    \
         经办人: \"周*芳\"\n    见证人: \"何*军\"\n"
    );
    let task = [cells(&[
        "村口路灯检修",
        "青石镇政府、柳湾村委会",
        "2026-12-15",
        "进行中",
        "",
        "青石镇",
        "柳湾村",
        "",
    ])];
    work.put("冬季任务.xlsx", &filled(&form(&work, "任务清单"), 2, &task, &[]));
    assert_eq!(
        work.run(&["import", "冬季任务.xlsx"]).text.lines().next(),
        Some("第 2 行 → content/registers/冬季任务.yaml")
    );
    assert_eq!(
        work.text("content/registers/冬季任务.yaml"),
        "标题: 冬季任务\n种类: 任务清单\n行:\n  - {事项: 村口路灯检修, 责任单位: [青石镇政府, 柳湾村委会], 时限: 2026-12-15, 状态: 进行中, 乡镇: 青石镇, 村: 柳湾村}\n"
    );
    let people = [
        cells(&[
            "文明家庭",
            "村",
            "2026",
            "柳湾村村民委员会",
            "",
            "2026-11-01",
            "",
            "",
            "顾*林",
            "青石镇",
            "柳湾村",
            "照看独居老人",
        ]),
        cells(&[
            "文明家庭",
            "村",
            "2026",
            "柳湾村村民委员会",
            "",
            "2026-11-01",
            "",
            "",
            "乔*英",
            "青石镇",
            "柳湾村",
            "清扫村道",
        ]),
    ];
    work.put("荣誉.xlsx", &filled(&form(&work, "honours"), 2, &people, &[]));
    let said = work.run(&["import", "荣誉.xlsx"]);
    let honour = work.text("content/honours/2026/柳湾村村民委员会2026年度文明家庭（村级）.md");
    assert!(
        honour.contains("获奖者:\n  - {姓名: \"顾*林\", 乡镇: 青石镇, 村: 柳湾村, 事迹: 照看独居老人}\n"),
        "{honour}{}",
        said.text
    );
    assert_eq!(work.run(&["check"]).code, 0, "{}", work.run(&["check"]).text);
}

#[test]
fn headings_that_somebody_explains_are_known_from_then_on() {
    let work = Work::new();
    let book = rows(&[
        &["工程", "身份", "钱（万元）", "行政村"],
        &["柳湾村水渠", "330127199001010014", "36.5", "柳湾村"],
    ]);
    work.put("工程.xlsx", &book);
    let said = work.run(&["import", "工程.xlsx", "--as", "公告", "--dry-run"]);
    assert_eq!(said.code, 1, "{}", said.text);
    work.put(
        "表头.yaml",
        "# 县里的叫法\n工程: 项目名称\n身份: 不要\n钱（万元）: 总投资（万元）\n".as_bytes(),
    );
    let said = work.run(&["import", "工程.xlsx", "--as", "公告", "--map", "表头.yaml", "--dry-run"]);
    assert_eq!(said.code, 0, "{}", said.text);
    assert!(!work.at(".headings.yaml").exists(), "a look keeps nothing");
    work.run(&["import", "工程.xlsx", "--as", "公告", "--map", "表头.yaml"]);
    let draft = work.text("content/notices/2026/柳湾村水渠.md");
    assert!(draft.contains("总额: 36.5万元\n") && !draft.contains("330127"), "{draft}");
    assert!(work.text(".headings.yaml").contains("\"身份\": \"不要\""));
    fs::remove_file(work.at("content/notices/2026/柳湾村水渠.md")).unwrap();
    let said = work.run(&["import", "工程.xlsx", "--as", "公告"]);
    assert!(said.text.contains("写好了 1 个文件"), "{}", said.text);
}

#[test]
fn headings_with_a_colon_are_explained_in_quotes_and_kept_so() {
    let work = Work::new();
    work.put("甲.csv", "工程：名,行政村,钱（万元）\n柳湾村水渠,柳湾村,3\n".as_bytes());
    for quoted in ["\"工程：名\"", "“工程：名”", "'工程：名'"] {
        work.put("表头.yaml", format!("{quoted}：项目名称\n钱（万元）: 总投资（万元）\n").as_bytes());
        let said = work.run(&["import", "甲.csv", "--as", "公告", "--map", "表头.yaml"]);
        assert!(said.text.contains("写好了 1 个文件"), "{quoted}: {}", said.text);
        fs::remove_file(work.at("content/notices/2026/柳湾村水渠.md")).unwrap();
    }
    assert_eq!(work.text(".headings.yaml").lines().next(), Some("\"工程：名\": \"项目名称\""));
    let said = work.run(&["import", "甲.csv", "--as", "公告"]);
    assert!(said.text.contains("写好了 1 个文件"), "{}", said.text);
}

#[test]
fn what_stands_in_a_cell_stands_on_the_page_whatever_it_means_to_markdown() {
    let work = Work::new();
    work.put("甲.csv", "项目名称,行政村,备注\n顾*林和陆*平家水渠,柳湾村,见[1]<b>\n".as_bytes());
    work.run(&["import", "甲.csv", "--as", "公告"]);
    let draft = work.text("content/notices/2026/顾-林和陆-平家水渠.md");
    assert!(draft.contains("现将顾\\*林和陆\\*平家水渠予以公示"), "{draft}");
    assert!(draft.contains("备注：见\\[1]\\<b>"), "{draft}");
}

#[test]
fn a_list_is_never_laid_beside_a_notice_of_somebody_else() {
    let work = Work::new();
    let plan = "index.md计划,,\n项目名称,行政村,总投资（万元）\n水渠,柳湾村,3\n道路,柳湾村,4\n合计,,7\n";
    work.put("甲.csv", plan.as_bytes());
    let folder = "content/notices/2026/index.md计划";
    for stands in ["index.md", "清单.csv"] {
        fs::create_dir_all(work.at(folder)).unwrap();
        work.put(&format!("{folder}/{stands}"), "原来的\n".as_bytes());
        let said = work.run(&["import", "甲.csv", "--one-notice"]);
        assert_eq!(said.code, 1, "{}", said.text);
        assert_eq!(said.text.matches("（那里已经有了，不写").count(), 2, "{}", said.text);
        assert_eq!(fs::read_dir(work.at(folder)).unwrap().count(), 1);
        assert_eq!(work.text(&format!("{folder}/{stands}")), "原来的\n");
        fs::remove_dir_all(work.at(folder)).unwrap();
    }
    work.run(&["import", "甲.csv", "--one-notice"]);
    assert!(work.at(&format!("{folder}/清单.csv")).exists());
}

#[test]
fn a_sheet_of_another_sort_is_asked_about_by_name() {
    let work = Work::new();
    work.put("账.xlsx", &rows(&[&["日期", "收入", "支出"], &["2026-11-01", "5", "3"]]));
    let said = work.run(&["import", "账.xlsx"]);
    assert_eq!(said.code, 1);
    assert!(said.text.starts_with("账.xlsx：从表头看不出这是什么表\n"), "{}", said.text);
    let said = work.run(&["import", "账.xlsx", "--as", "东西"]);
    assert_eq!(said.code, 2, "{}", said.text);
    work.put("近.xlsx", &rows(&[&["项目各称", "建设内溶"], &["柳湾村水渠", "修水渠"]]));
    let said = work.run(&["import", "近.xlsx"]);
    assert!(said.text.contains("“项目各称”是不是“项目名称”？“建设内溶”是不是“建设内容”？"), "{}", said.text);
    let json = work.run(&["import", "账.xlsx", "--format", "json"]);
    assert!(json.text.contains("\"refused\": \"从表头看不出这是什么表\""), "{}", json.text);
}

#[test]
fn numbers_that_lost_their_zero_are_told_at_their_cells() {
    let work = Work::new();
    let phones: [&[&str]; 4] = [
        &["项目名称", "联系电话"],
        &["水渠", "9990001234"],
        &["道路", "13900001234"],
        &["路灯", "0999-7001001"],
    ];
    work.put("甲.xlsx", &rows(&phones));
    let said = work.run(&["import", "甲.xlsx", "--dry-run"]);
    assert!(
        said.text.contains("Sheet1!B2  “9990001234”像是少了开头的 0，是不是“09990001234”？"),
        "{}",
        said.text
    );
    assert_eq!(said.text.matches("少了开头").count(), 1, "{}", said.text);
    work.put(
        "户.xlsx",
        &rows(&[&["户号", "村", "户主"], &["010", "柳湾村", "顾*林"], &["9", "柳湾村", "乔*英"]]),
    );
    let said = work.run(&["import", "户.xlsx"]);
    assert!(said.text.contains("Sheet1!A3  “9”像是少了开头的 0，是不是“009”？"), "{}", said.text);
}

#[test]
fn nobody_gets_thousands_of_drafts_by_mistake() {
    let work = Work::new();
    let lines: String = (0..2_001).map(|number| format!("工程{number},柳湾村\n")).collect();
    work.put("甲.csv", format!("项目名称,行政村\n{lines}").as_bytes());
    let said = work.run(&["import", "甲.csv"]);
    assert!(said.text.contains("表里有 2001 行，一行一份公告太多了"), "{}", said.text);
    assert_eq!((said.code, work.files("content/notices").len()), (1, 1));
    let said = work.run(&["import", "甲.csv", "--one-notice", "--dry-run"]);
    assert_eq!(said.code, 0, "{}", said.text);
}
