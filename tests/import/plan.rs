//! A county's plan of 35 projects, as LibreOffice saved it: two rows of headings over joined cells, 万元, a township joined
//! over twenty rows, subtotals, a total and a note.

use crate::work::{Work, here};
use std::fs;

const PLAN: &str = "年度计划.xlsx";

fn work() -> Work {
    let work = Work::new();
    work.put(PLAN, &fs::read(here("tests/import/plan.xlsx")).unwrap());
    work
}

/// What the sheet was made of.
fn projects() -> Vec<Vec<String>> {
    let rows = fs::read_to_string(here("tests/import/plan.tsv")).unwrap();
    rows.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn each_row_is_a_draft_with_all_that_it_says() {
    let work = work();
    let said = work.run(&["import", PLAN]);
    for (row, project) in (5..).zip(projects().iter().take(20)) {
        let line = format!("第 {row} 行 → content/notices/2026/{}.md\n", project[0]);
        assert!(said.text.contains(&line), "{line}{}", said.text);
    }
    assert!(said.text.contains("写好了 35 个文件"), "{}", said.text);
    assert!(said.text.contains("加 --one-notice"), "the totals are seen: {}", said.text);
    // what no row says is asked for, and nothing else
    assert_eq!(said.code, 1, "{}", said.text);
    let asked = "错误[field-missing]: 项目公示要写联系电话\n";
    assert_eq!(
        (said.text.matches("错误[").count(), said.text.matches(asked).count()),
        (35, 35),
        "{}",
        said.text
    );
    assert_eq!(
        work.text("content/notices/2026/柳湾村1号道路硬化.md"),
        "---\n\
         标题: 关于柳湾村1号道路硬化项目的公示  # 从表一!B5猜的，请核对\n\
         类别: project  # 猜的，请核对\n\
         发布单位: 中共清河县委宣传部  # 猜的，请核对\n\
         乡镇: 青石镇\n\
         村: 柳湾村\n\
         公示期:\n  起: 2026-11-10  # 猜的，请核对\n  止: 2026-11-20  # 猜的，请核对\n\
         项目:\n  名称: 柳湾村1号道路硬化\n  建设内容: 道路硬化0.1公里\n  资金:\n    \
         - {来源: 中央衔接资金, 金额: 11万元}\n    - {来源: 县级配套资金, 金额: 0.5万元}\n  总额: 11.5万元\n  \
         实施期限: {起: 2027-03-01, 止: 2027-10-01}\n  绩效目标: 3户受益\n  实施单位: 青石镇人民政府\n\
         草稿: 是\n---\n\n\
         现将柳湾村1号道路硬化予以公示。公示期内如有异议，请向联系人或监督电话反映。\n"
    );
}

#[test]
fn nothing_is_overwritten_and_a_look_writes_nothing() {
    let work = work();
    let before = work.files("content");
    let said = work.run(&["import", PLAN, "--dry-run"]);
    assert_eq!((said.code, work.files("content")), (0, before), "{}", said.text);
    assert!(said.text.contains("只是看看，什么都没有写"), "{}", said.text);
    let own = "content/notices/2026/石桥村1号道路硬化.md";
    work.put(own, b"mine");
    let said = work.run(&["import", PLAN]);
    assert!(said.text.contains(&format!("{own}（那里已经有了，不写")), "{}", said.text);
    assert!(said.text.contains("写好了 34 个文件"), "{}", said.text);
    assert_eq!((said.code, work.text(own).as_str()), (1, "mine"));
}

/// The draft of a row with what a clerk adds, and the same notice written by hand, give the same page.
#[test]
fn by_sheet_and_by_hand_the_pages_are_equal() {
    let (by_sheet, by_hand) = (work(), Work::new());
    by_sheet.run(&["import", PLAN]);
    for project in projects() {
        let path = format!("content/notices/2026/{}.md", project[0]);
        let draft =
            by_sheet.text(&path).replace("草稿: 是\n", "联系方式: {联系人: 镇项目办, 电话: 0999-7001001}\n");
        by_sheet.put(&path, draft.as_bytes());
        by_hand.put(&path, written(&project).as_bytes());
    }
    by_sheet.built();
    by_hand.built();
    for project in projects() {
        let page = format!("public/notices/2026/{}/index.html", project[0]);
        assert!(by_sheet.text(&page) == by_hand.text(&page), "{page}");
        let total = project[6].parse::<f64>().unwrap() + project[7].parse::<f64>().unwrap();
        let thousands = format!("{},000", total * 10.0);
        assert!(by_sheet.text(&page).contains(&thousands), "{page}: {thousands}");
    }
}

fn written(project: &[String]) -> String {
    let [name, township, village, content, from, until, central, county, unit, aim] = project else {
        panic!()
    };
    let total = central.parse::<f64>().unwrap() + county.parse::<f64>().unwrap();
    let county = county.trim_end_matches(".0");
    format!(
        "---\ntitle: 关于{name}项目的公示\nkind: project\nissuer: 中共清河县委宣传部\ntownship: {township}\nvillage: {village}\n\
         posting: {{from: 2026-11-10, until: 2026-11-20}}\ncontact:\n  name: 镇项目办\n  phone: 0999-7001001\nproject:\n  \
         name: {name}\n  content: {content}\n  total: {total}万元\n  period: {{from: {from}, until: {until}}}\n  goal: {aim}\n  \
         unit: {unit}\n  funds:\n  - source: 中央衔接资金\n    amount: {central}万元\n  - source: 县级配套资金\n    \
         amount: {county}万元\n---\n\n现将{name}予以公示。公示期内如有异议，请向联系人或监督电话反映。\n"
    )
}

#[test]
fn all_rows_are_the_list_of_one_notice() {
    let work = work();
    let said = work.run(&["import", PLAN, "--one-notice"]);
    let folder = "content/notices/2026/清河县2027年度衔接资金项目计划表";
    assert_eq!(
        work.files(folder),
        [format!("{folder}/index.md"), format!("{folder}/清单.csv")],
        "{}",
        said.text
    );
    let list = work.text(&format!("{folder}/清单.csv"));
    let lines: Vec<&str> = list.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines.len(), 37);
    assert_eq!(
        lines[..3],
        [
            "名称,乡镇,村,建设内容,资金,,总额,实施期限,,绩效目标,实施单位",
            ",,,,中央衔接资金,县级配套资金,,起,止,,",
            "柳湾村1号道路硬化,青石镇,柳湾村,道路硬化0.1公里,11万元,0.5万元,11.5万元,2027-03-01,2027-10-01,3户受益,青石镇人民政府",
        ]
    );
    let notice = work.text(&format!("{folder}/index.md"));
    let notice = notice.replace("草稿: 是\n", "联系方式: {电话: 0999-7001001}\n");
    work.put(&format!("{folder}/index.md"), notice.as_bytes());
    work.built();
    let page = work.text("public/notices/2026/清河县2027年度衔接资金项目计划表/index.html");
    assert!(page.contains("35个项目，合计10,325,000元"));
    for project in projects() {
        assert!(page.contains(&project[0]), "{}", project[0]);
    }
}

/// The same plan as old Excel and as OpenDocument keep it.
#[test]
fn old_books_and_open_ones_say_the_same() {
    let new = work();
    new.run(&["import", PLAN]);
    for ending in ["xls", "ods"] {
        let other = Work::new();
        other.put("计划.bin", &fs::read(here(&format!("tests/import/plan.{ending}"))).unwrap());
        let said = other.run(&["import", "计划.bin"]);
        assert!(said.text.contains("写好了 35 个文件"), "{ending}: {}", said.text);
        for path in new.files("content/notices/2026") {
            assert_eq!(other.text(&path), new.text(&path), "{ending}: {path}");
        }
    }
}

/// What is hidden in them is named and left out, as LibreOffice saved it.
#[test]
fn nothing_that_is_hidden_in_them_gets_in() {
    for ending in ["xlsx", "xls", "ods"] {
        let work = Work::new();
        work.put("甲.bin", &fs::read(here(&format!("tests/import/hidden.{ending}"))).unwrap());
        let said = work.run(&["import", "甲.bin"]);
        for place in
            ["表一!B1  这一列是隐藏的，没有读", "表一!A3  这一行是隐藏的，没有读", "底稿  这张工作表是隐藏的"]
        {
            assert!(said.text.contains(place), "{ending}: {place}: {}", said.text);
        }
        assert!(!said.text.contains("330127"), "{ending}: {}", said.text);
        for path in work.files("content") {
            assert!(
                !work.text(&path).contains("330127") && !work.text(&path).contains("藏着的工程"),
                "{ending}: {path}"
            );
        }
        let draft = work.text("content/notices/2026/上坪村道路.md");
        assert!(
            draft.contains("起: 2026-11-12\n") && draft.contains("总额: 20.5万元\n"),
            "{ending}: {draft}"
        );
    }
}
