//! A document out of a township's office, and what becomes of it.

use super::super::{Facts, Imported, NotRead, Refused, What};
use super::read;
use crate::model::content::Content;
use crate::parse::parse;
use crate::read::Sources;
use crate::read::word::WordFault;
use crate::read::word::tests::{docx, p};
use crate::source::Source;

fn content() -> Content {
    let texts = [
        (
            "content/places.yaml",
            "- {名称: 上镇, 村: [{名称: 上村}, {名称: 南上村}]}\n- {名称: 下乡, 村: [{名称: 下村}]}\n",
        ),
        (
            "content/rules.yaml",
            "project: {名称: 项目公示, 公示: {最短: 10}, 项目: 是}\nsubsistence: {名称: 低保公示, 公示: {最短: 7}}\nnews: {名称: 工作动态}\n",
        ),
        ("content/site.yaml", "名称: 某县公开栏\n网址: https://a.example/\n主办单位: 县委宣传部\n"),
    ];
    let texts = texts.map(|(path, text)| Source::new(path, text)).to_vec();
    parse(&Sources { texts, ..Sources::default() }).value
}

fn imported(body: &str, parts: &[(&str, &[u8])]) -> Result<Imported, Refused> {
    let content = content();
    let facts = Facts { content: &content, today: jiff::civil::date(2026, 11, 29) };
    read(&docx(body, parts), "终稿2.docx", &facts)
}

/// The path and text of the draft.
fn draft(body: &str) -> (String, String) {
    let imported = imported(body, &[]).expect("read");
    let draft = &imported.files[0];
    (draft.path.clone(), String::from_utf8(draft.bytes()).expect("a text"))
}

fn left(imported: &Imported) -> Vec<String> {
    let told = |NotRead { place, why, .. }: &NotRead| format!("{place} {}", why.zh).trim().to_owned();
    imported.left.iter().map(told).collect()
}

/// A paragraph in the middle, in some size.
fn centred(size: u16, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn right(text: &str) -> String {
    format!("<w:p><w:pPr><w:jc w:val=\"right\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn looks_that_cannot_be_written_are_told() {
    let run = |bold: &str, text: &str| format!("<w:r><w:rPr>{bold}</w:rPr><w:t>{text}</w:t></w:r>");
    let paragraph =
        |bold: &str| format!("<w:p>{}{}{}</w:p>", run("", "用A4"), run(bold, "(双面)"), run("", "mm纸，3份"));
    let all = format!("{}{}{}", p("某事通知"), paragraph("<w:b/>"), paragraph(""));
    let imported = imported(&all, &[]).expect("read");
    let text = String::from_utf8(imported.files[0].bytes()).expect("a text");
    assert_eq!(text.matches("用A4(双面)mm纸，3份").count(), 2, "{text}");
    let told: Vec<String> = left(&imported).into_iter().filter(|line| line.contains("加粗")).collect();
    assert_eq!(told, ["第2段 加粗或者画了删除线的字在这里写不出来，写成了普通的字，意思靠它的请改写"]);
}

#[test]
fn what_the_paragraphs_say_is_filled_in() {
    let body = [
        centred(72, "上镇人民政府文件"),
        centred(32, "上镇政公示〔2026〕14号"),
        centred(44, "关于上村提灌站重建项目的"),
        centred(44, "公　示"),
        p("各村（社区）："),
        p("　　提灌站机组老旧。现将方案公示如下，公示期为2026年11月30日至12月10日。"),
        p("一、项目名称：上村提灌站重建项目"),
        p("二、建设内容"),
        p("拆除重建提灌站1座，铺设管道680米。"),
        p("三、资金来源：中央衔接资金40万元，县级配套资金22万元。"),
        p("四、总投资：62万元，其中土建18万元"),
        p("五、实施期限：2026年12月1日至2027年4月20日"),
        p("六、实施单位：上镇人民政府"),
        p("联系人：范云楼  联系电话：0999-0002103"),
        p("县农业农村局监督电话：0999-0001301；地址：上镇政府一楼"),
        right("上镇人民政府"),
        right("2026年11月29日"),
    ];
    let (path, text) = draft(&body.concat());
    assert_eq!(path, "content/notices/2026/关于上村提灌站重建项目的公示.md");
    let fields = text.split("---\n").nth(1).expect("fields");
    assert_eq!(
        fields,
        "标题: 关于上村提灌站重建项目的公示
类别: project  # 从第3段“关于上村提灌站重建项……”猜的，请核对
文号: 上镇政公示〔2026〕14号
发布单位: 上镇人民政府
乡镇: 上镇
村: 上村
成文日期: 2026-11-29
公示期:
  起: 2026-11-30
  止: 2026-12-10
联系方式:
  联系人: 范云楼
  电话: 0999-0002103
  地址: 上镇政府一楼
监督电话:
  - {名称: 县农业农村局监督电话, 电话: 0999-0001301}
项目:
  名称: 上村提灌站重建项目
  建设内容: 拆除重建提灌站1座，铺设管道680米  # 从第9段“拆除重建提灌站1座，……”猜的，请核对
  资金:
    - {来源: 中央衔接资金, 金额: 40万元}
    - {来源: 县级配套资金, 金额: 22万元}
  总额: 62万元
  实施期限: {起: 2026-12-01, 止: 2027-04-20}
  实施单位: 上镇人民政府
草稿: 是
"
    );
    let shown = text.split("---\n").nth(2).expect("body");
    assert!(
        shown.starts_with(
            "\n上镇人民政府文件\n\n上镇政公示〔2026〕14号\n\n各村（社区）：\n\n提灌站机组老旧。"
        ),
        "{shown}"
    );
    assert!(!shown.contains("公　示") && shown.ends_with("上镇人民政府\n\n2026年11月29日\n"), "{shown}");
}

#[test]
fn what_nobody_says_is_left_to_the_clerk() {
    let (path, text) = draft(&(p("今年秋收进展顺利，各村已收八成。") + &p("下周继续。")));
    assert_eq!(path, "content/notices/2026/终稿2.md");
    assert_eq!(
        text,
        "---\n标题: 终稿2  # 从文件名猜的，请核对\n发布单位: 县委宣传部  # 从站点的主办单位猜的，请核对\n草稿: 是\n---\n\n今年秋收进展顺利，各村已收八成。\n\n下周继续。\n"
    );
    let (_, text) = draft(
        &(centred(44, "低保对象公示")
            + &p("现将下村低保对象公示五个工作日。公示期为五个工作日。")
            + &p("2026年11月2日")),
    );
    assert!(text.contains("类别: subsistence  # 从"), "{text}");
    assert!(text.contains("村: 下村  # 从第2段") && text.contains("天数: 五个工作日  # 从第2段"), "{text}");
    assert!(text.contains("起: 发布之日  # 从第2段"), "{text}");
}

#[test]
fn a_document_that_is_no_notice_becomes_a_page() {
    let body = centred(44, "上镇公示管理办法")
        + &p("第一条 为规范公示，制定本办法。")
        + &right("上镇人民政府")
        + &right("2026年1月5日");
    let imported = imported(&body, &[]).expect("read");
    assert_eq!(imported.files[0].path, "content/pages/上镇公示管理办法.md");
    let text = String::from_utf8(imported.files[0].bytes()).expect("a text");
    assert!(text.starts_with("---\n标题: 上镇公示管理办法\n公文:\n  发文单位: 上镇人民政府\n  成文日期: 2026-01-05\n---\n\n（改成："), "{text}");
    assert!(left(&imported).iter().any(|told| told.contains("导入成了页面")), "{:?}", left(&imported));
}

#[test]
fn the_page_shows_exactly_the_words() {
    let bold = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">一、概况。 </w:t></w:r><w:r><w:t>面积 500~800 亩</w:t></w:r><w:r><w:br/><w:t>换行</w:t></w:r></w:p>";
    let body = [
        p("户主顾*林、陆*平，__init__ 和 `code`，[注] &amp;lt;b&amp;gt; &lt;b&gt;"),
        p("1. 第一"),
        p("# 井号"),
        p("- 减号"),
        p("---"),
        p("见 https://a.example/b，再见"),
        p("•　圆点"),
        p("• 又一点"),
        bold.to_owned(),
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>abc</w:t></w:r><w:r><w:t>def</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>(x)</w:t></w:r><w:r><w:t>ghi</w:t></w:r></w:p>".to_owned(),
    ];
    let (_, text) = draft(&body.concat());
    let shown = text.splitn(3, "---\n").nth(2).expect("body").trim_start();
    assert_eq!(
        shown,
        "户主顾\\*林、陆\\*平，\\_\\_init\\_\\_ 和 \\`code\\`，\\[注] \\&lt;b\\&gt; \\<b>\n\n1\\. 第一\n\n\\# 井号\n\n\\- 减号\n\n\\---\n\n\
         见 <https://a.example/b>，再见\n\n- 圆点\n- 又一点\n\n**一、概况。** 面积 500~800 亩\\\n换行\n\nabcdef(x)ghi\n"
    );
}

#[test]
fn tables_pictures_and_notes_are_markdown() {
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", text.split('/').map(p).collect::<String>());
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|text| cell(text)).collect::<String>());
    let table = format!(
        "<w:tbl>{}{}{}</w:tbl>",
        row(&["村", "金额"]),
        row(&["上村/二组", "1,200"]),
        row(&["a|b", "30.5"])
    );
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr descr=\"现场 [1]\"/><a:blip r:embed=\"p1\"/></wp:inline></w:drawing></w:r></w:p>";
    let note = "<w:p><w:r><w:t>甲</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let notes = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("注一"));
    let png: &[u8] = b"\x89PNG\r\n\x1a\nxx";
    let parts: [(&str, &[u8]); 2] =
        [("word/media/image1.png", png), ("word/footnotes.xml", notes.as_bytes())];
    let imported = imported(&(note.to_owned() + &table + picture), &parts).expect("read");
    assert_eq!(
        imported.files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
        ["content/notices/2026/终稿2/index.md", "content/notices/2026/终稿2/图1.png"]
    );
    assert!(matches!(&imported.files[1].what, What::Bytes(bytes) if bytes == png));
    let text = String::from_utf8(imported.files[0].bytes()).expect("a text");
    let shown = text.splitn(3, "---\n").nth(2).expect("body").trim_start();
    assert_eq!(
        shown,
        "甲[^1]\n\n| 村 | 金额 |\n|---|---:|\n| 上村；二组 | 1,200 |\n| a\\|b | 30.5 |\n\n![现场 \\[1\\]](图1.png)\n\n[^1]: 注一\n"
    );
}

#[test]
fn what_was_left_out_is_told_in_words() {
    let body = centred(44, "低保公示")
        + "<w:p><w:r><w:t>公示期为2026年11月2日至11月12日。</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>内部稿</w:t></w:r></w:p>"
        + &p("联系电话：12")
        + &p("电话：123456789012")
        + &p("附件：1. 名单");
    let imported = imported(&body, &[]).expect("read");
    assert_eq!(
        left(&imported),
        [
            "第2段 隐藏的文字：“内部稿”，没有导入",
            "第4段“电话：1234567……” “123456789012”不像能打通的电话，没有填进联系方式，正文里照原样",
            "第5段“附件：1. 名单” 提到了附件；把附件文件放到这份草稿的文件夹里，再写进“附件”",
        ]
    );
}

#[test]
fn what_has_no_end_is_searched_at_its_ends() {
    let phones: String =
        (0..60_000).map(|number| format!("<w:t>0999-{:07}、</w:t>", 2_000_000 + number)).collect();
    let (_, text) = draft(&format!("<w:p><w:r><w:t>联系电话：</w:t>{phones}</w:r></w:p>"));
    let named = text.lines().find(|line| line.contains("电话: [")).expect("numbers");
    assert_eq!(named.matches("0999-").count(), 20);
    let middle = p("电话：0999-2000001").repeat(2_500) + &right("上镇人民政府") + &right("2026年1月5日");
    let (_, text) = draft(&middle);
    assert!(
        text.contains("成文日期: 2026-01-05") && text.contains("发布单位: 上镇人民政府"),
        "{}",
        &text[..400]
    );
}

#[test]
fn what_cannot_be_read_is_refused() {
    assert!(matches!(imported("", &[]), Err(Refused::Unclear(..))));
    let refused = imported("<w:p>", &[]).expect_err("refused");
    assert_eq!(refused, Refused::Word(WordFault::Broken));
    assert!(refused.words().0.zh.contains("没有传完"));
}
