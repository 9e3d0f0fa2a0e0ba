//! What must not get out: identity numbers, bank cards, private mobile numbers, home addresses, a person's
//! health, a household's private form, a pupil with its school, a whole name on a black list (`privacy-…`).
//!
//! Source: Personal Information Protection Law, article 28 (sensitive personal information). Every title,
//! body and field is read as its reader sees it ([`seen`], [`page`]); telephone fields are for numbers that shall
//! be called and are left alone. Only what has a shape can be found; messages never repeat what was found.

mod address;
#[cfg(test)]
mod corpus;
mod finding;
mod form;
mod half;
mod health;
mod ill;
mod names;
mod number;
mod numbers;
mod own_rows;
mod page;
mod pupil;
mod rows;
mod scan;
mod seen;
mod shamed;
mod signs;
#[cfg(test)]
mod testing;
mod texts;
mod words;

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::digest::Digest;
use crate::model::download::Unread;
use crate::model::facets::{Entry, Facet, Facets, points};
use crate::model::item::Item;
use crate::model::register::Register;
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use csv::StringRecord;
use finding::Finding;
use rayon::prelude::*;
use scan::{scan, scan_page, scan_sheet};
use std::collections::BTreeSet;
use texts::Scope;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let entries: Vec<&dyn Entry> = content.entries().collect();
    let look = |one| match facts.looked {
        Some(looked) => looked.through(digest(one), || entry(one)),
        None => entry(one),
    };
    let mut found: Vec<Diagnostic> = entries.into_par_iter().flat_map_iter(look).collect();
    content.site.facets(&mut |facet| field(content.site.file, facet, &mut found));
    points::facets(&content.points, &mut |file, facet| field(file, facet, &mut found));
    content.registers.iter().for_each(|register| own_rows(register, &mut found));
    found
}

/// What whole rows tell, where no cell was told by itself.
fn own_rows(register: &Register, found: &mut Vec<Diagnostic>) {
    let file = register.rows.file.unwrap_or(register.item.file);
    let told = found.iter().filter(|old| old.file == file).map(|old| old.span.start);
    let mut told: BTreeSet<u32> = told.collect();
    for (finding, span) in own_rows::scan(register) {
        if told.range(span.start..span.end).next().is_none() {
            told.insert(span.start);
            found.push(report(&finding, file, span));
        }
    }
}

fn entry(entry: &dyn Entry) -> Vec<Diagnostic> {
    let mut found = body(&entry.title().value, entry.item());
    entry.facets(&mut |facet| field(entry.item().file, facet, &mut found));
    if let Some((file, far)) = entry.far() {
        far.facets(&mut |facet| field(file, facet, &mut found));
    }
    found
}

/// Of all that [`entry`] looks at: its findings, without their places, follow from that alone.
fn digest(entry: &dyn Entry) -> Digest {
    let mut all = Vec::with_capacity(entry.item().body.text().len() + 1_024);
    let mut add = |text: &str, scope: Scope| {
        let Scope { mobile, address, of_a_person } = scope;
        all.extend((text.len() as u64).to_le_bytes());
        all.extend([mobile, address, of_a_person].map(u8::from));
        all.extend(text.as_bytes());
    };
    add(&entry.title().value, Scope::default());
    add(entry.item().body.text(), Scope::default());
    let mut facet = |facet| texts::read(facet, &mut |text, scope| add(&text.value, scope));
    entry.facets(&mut facet);
    if let Some((_, far)) = entry.far() {
        far.facets(&mut facet);
    }
    Digest::of(&all)
}

fn body(title: &str, item: &Item) -> Vec<Diagnostic> {
    let place = |range: &std::ops::Range<usize>| Span::from(range.clone()).shifted(item.body.offset());
    let findings = scan_page(title, item.body.text()).into_iter();
    findings.map(|finding| report(&finding, item.file, place(&finding.range))).collect()
}

fn field(file: SourceId, facet: Facet, found: &mut Vec<Diagnostic>) {
    texts::read(facet, &mut |text, scope| {
        let findings = scan(&text.value, scope).into_iter();
        found.extend(findings.map(|finding| report(&finding, file, place(text, &finding.range))));
    });
}

/// Where in the file a part of a field stands: exactly when the field is written as it is read, else the
/// whole field.
fn place(text: &Spanned<String>, range: &std::ops::Range<usize>) -> Span {
    let (written, read) = (text.span.range().len(), text.value.len());
    // quotes stand around, and nothing inside was escaped
    let quote = usize::from(written == read + 2);
    if written == read + 2 * quote {
        return Span::from(range.clone()).shifted(text.span.start as usize + quote);
    }
    text.span
}

fn report(finding: &Finding, file: SourceId, span: Span) -> Diagnostic {
    let (message, hint) = if finding.half { half_hidden() } else { words(finding.code) };
    Diagnostic::new(finding.code, file, span, message).hint(hint).source(law(finding.code))
}

fn law(code: Code) -> Text {
    match code {
        Code::PrivacyPupil => {
            Text::new("《未成年人网络保护条例》第三十四条", "Protection of Minors in Cyberspace, article 34")
        }
        Code::PrivacyBlacklist => {
            Text::new("《中华人民共和国民法典》第一千零二十四条", "Civil Code, article 1024")
        }
        _ => Text::new(
            "《中华人民共和国个人信息保护法》第二十八条",
            "Personal Information Protection Law, article 28",
        ),
    }
}

/// Words of a part of a file that is offered cannot be looked through, told where the file is named.
pub fn unread(name: &str, why: Unread, (file, span): (SourceId, Span)) -> Diagnostic {
    let (zh, en) = match why {
        Unread::Locked => ("设了密码或者限制", "is locked"),
        Unread::Pictures => ("里面有扫描的图片，没有文字", "has pages that are pictures"),
        Unread::Format => ("这种格式程序读不了", "has a format that is not read"),
        Unread::Broken => ("文件坏了", "is damaged"),
        Unread::TooMuch => ("展开以后大得不像话", "is far too large when unpacked"),
    };
    let message = text!(
        "“{name}”{zh}，程序查不了里面有没有身份证号、手机号一类的内容",
        "`{name}` {en}, so it cannot be looked through for identity numbers and the like"
    );
    let hint = match why {
        Unread::Format => text!(
            "另存为 .docx、.xlsx 或者 PDF；一定要用这个文件的，先逐页看过，再在 content/site.yaml 里写：免查附件: [{{文件: {name}, 理由: ……}}]",
            "Save it as .docx, .xlsx or PDF; else look through it yourself and add to site.yaml: unread_files: [{{file: {name}, reason: …}}]"
        ),
        _ => text!(
            "先逐页看过，没有不该公开的，再在 content/site.yaml 里写：免查附件: [{{文件: {name}, 理由: 红头文件扫描件，已逐页看过}}]",
            "Look through it yourself, and then add to site.yaml: unread_files: [{{file: {name}, reason: …}}]"
        ),
    };
    Diagnostic::new(Code::PrivacyUnread, file, span, message).hint(hint)
}

/// The first private thing in a part of a file that is offered, told where the file is named.
pub fn offered((name, part): (&str, &str), text: &str, (file, span): (SourceId, Span)) -> Option<Diagnostic> {
    let lower = name.to_lowercase();
    let is_sheet = [".csv", ".tsv", ".xlsx"].iter().any(|ending| lower.ends_with(ending));
    // a book's cells are told apart by tabs, though its first row may be a title of one
    let tabs = lower.ends_with(".xlsx") || text.lines().take(HEAD).any(|line| line.contains('\t'));
    let rows = if is_sheet { sheet(text, tabs) } else { None };
    let text = rows.as_deref().unwrap_or(text);
    let finding = scan_sheet(name, text).into_iter().next()?;
    let line = text[..finding.range.start].matches('\n').count() + 1;
    let found = report(&finding, file, span);
    let Text { zh, en } = &found.message;
    let (of_zh, of_en) = match part {
        "" => (String::new(), String::new()),
        part => (format!("（{part}）"), format!(" ({part})")),
    };
    let message = text!("“{name}”{of_zh}第 {line} 行：{zh}", "`{name}`{of_en}, line {line}: {en}");
    Some(Diagnostic { message, ..found })
}

/// Rows among which a heading is looked for.
const HEAD: usize = 20;

/// The rows of a file of values between commas or tabs, a line each; what stands above the heading is no row of the
/// table. `None` where it is no such file after all.
fn sheet(text: &str, tabs: bool) -> Option<String> {
    let records = || {
        csv::ReaderBuilder::new()
            .delimiter(if tabs { b'\t' } else { b',' })
            .quoting(!tabs)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes())
            .into_records()
    };
    let filled = |record: &StringRecord| record.iter().filter(|cell| !cell.trim().is_empty()).count();
    let widest = records().take(HEAD).flatten().map(|record| filled(&record)).max().unwrap_or_default();
    let (mut rows, mut headed) = (String::new(), false);
    for (number, record) in records().enumerate() {
        let record = record.ok()?;
        let cells: Vec<String> = record.iter().map(|cell| cell.replace(['\n', '|'], " ")).collect();
        // a title fills a cell or two of a row, a heading most of them
        headed |= filled(&record) * 2 > widest || number >= HEAD;
        rows += &if headed { format!("| {} |\n", cells.join(" | ")) } else { cells.join(" ") + "\n" };
    }
    Some(rows)
}

fn half_hidden() -> (Text, Text) {
    (
        text!("这个号码只遮住了几位，露出的比遮住的多", "More of this number is shown than hidden"),
        text!(
            "整个删掉；一定要写的，最多留末尾四位，如“尾号 1234”",
            "Remove it all; where something must be said, give no more than its last four digits"
        ),
    )
}

fn words(code: Code) -> (Text, Text) {
    match code {
        Code::PrivacyIdNumber | Code::PrivacyBankCard | Code::PrivacyMobile => words_of_numbers(code),
        Code::PrivacyAddress => (
            text!("这里出现了精确到门牌的住址", "A home address with its number is shown here"),
            text!("写到村、组为止，如“篱影村二组”", "Stop at village and group"),
        ),
        Code::PrivacyForm => (
            text!(
                "这是一户人家的内部台账：姓名和收入、健康写在一起",
                "This is a household's private form: a name together with income or health"
            ),
            text!(
                "台账留在办公室，不上网；要公示的只写村组、隐去一部分的姓名和补助金额",
                "Keep it in the office; post only village, group, a masked name and the amount of the aid"
            ),
        ),
        Code::PrivacyPupil => (
            text!("这里出现了孩子的全名和学校", "A child's whole name stands beside its school"),
            text!(
                "姓名隐去一部分，如“顾某某”，学校和年级只写一样或者都不写",
                "Mask the name, and leave out the school or the class"
            ),
        ),
        Code::PrivacyBlacklist => (
            text!("黑榜上写了人的全名", "A whole name stands on a black list"),
            text!(
                "改成“二组一户”或者“顾某某”；点名批评不要放到网上",
                "Write \"a household of group two\", or mask the name"
            ),
        ),
        _ => (
            text!("这里出现了某个人的病情或残疾情况", "A person's illness or disability is shown here"),
            text!(
                "写补助的项目和金额就够了，原因不用写",
                "Name the kind and amount of the aid; the reason need not be told"
            ),
        ),
    }
}

fn words_of_numbers(code: Code) -> (Text, Text) {
    match code {
        Code::PrivacyIdNumber => (
            text!("这里出现了身份证号码", "An identity number is shown here"),
            text!(
                "整个删掉；要区分同名的人，用村组或户号",
                "Remove it; tell people of the same name apart by village and group, or household id"
            ),
        ),
        Code::PrivacyBankCard => (
            text!("这里出现了银行卡号", "A bank card number is shown here"),
            text!("删掉，写“通过一卡通发放”这样的话", "Remove it; say how it is paid, without the number"),
        ),
        _ => (
            text!("这里出现了手机号码", "A mobile number is shown here"),
            text!(
                "换成办公电话，如 0999-0001234，写在“联系方式”的“电话”里",
                "Give an office telephone such as 0999-0001234, in the field `phone` of `contact`"
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn rows_of_what_is_offered_are_rows() {
        let told = |name: &str, text: &str| {
            let found = offered((name, ""), text, (SourceId::default(), Span::default()))?;
            Some((found.code.name(), found.message.zh))
        };
        let row = Some(("privacy-health", "“名单.xlsx”第 2 行：这里出现了某个人的病情或残疾情况".to_owned()));
        assert_eq!(told("名单.xlsx", "姓名\t说明\n顾国林\t\"肺癌\n"), row);
        assert_eq!(
            told("名单.xlsx", "救助名单\n（2026年）\n序号\t姓名\t说明\n1\t顾国林\t肺癌\n").map(|row| row.0),
            Some("privacy-health")
        );
        let narrow = told("名单.xlsx", "困难户名单\n姓名\t病情\n顾国林\t肺癌\n");
        assert_eq!(narrow.map(|row| row.0), Some("privacy-form"));
        let number = told("名单.csv", "户号,证件\nA01,\"990101,19900307,4251\"\nA02,990101199003074251\n");
        assert_eq!(number.map(|(code, _)| code), Some("privacy-id-number"));
        assert_eq!(told("名单.csv", "户号,金额\nA01,3000\n"), None);
    }

    #[test]
    fn places_in_bodies_are_exact() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               ---
               title: 一
               kind: news
               issuer: 二
               ---
               ## 甲

               李某某，身份证号 99010119900307004X，电话 13800001234。
            //                  ^^^^^^^^^^^^^^^^^^ error[privacy-id-number]
            // 这里出现了身份证号码
            // ➜ 整个删掉；要区分同名的人，用村组或户号
            // An identity number is shown here
            // ➜ Remove it; tell people of the same name apart by village and group, or household id
            // § 《中华人民共和国个人信息保护法》第二十八条 / Personal Information Protection Law, article 28
            //                                           ^^^^^^^^^^^ error[privacy-mobile]
            // 这里出现了手机号码
            // ➜ 换成办公电话，如 0999-0001234，写在“联系方式”的“电话”里
            // A mobile number is shown here
            // ➜ Give an office telephone such as 0999-0001234, in the field `phone` of `contact`
            // § 《中华人民共和国个人信息保护法》第二十八条 / Personal Information Protection Law, article 28
        "#]]);
    }

    #[test]
    fn places_in_fields_are_exact_where_they_can_be() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/plain.md
               corrections: [{on: 2026-11-01, what: 删去 13800001234}]
            //                                           ^^^^^^^^^^^ error[privacy-mobile]
            // 这里出现了手机号码
            // ➜ 换成办公电话，如 0999-0001234，写在“联系方式”的“电话”里
            // A mobile number is shown here
            // ➜ Give an office telephone such as 0999-0001234, in the field `phone` of `contact`
            // § 《中华人民共和国个人信息保护法》第二十八条 / Personal Information Protection Law, article 28
            notices/quoted.md
               corrections: [{on: 2026-11-01, what: "删去 13800001234"}]
            //                                            ^^^^^^^^^^^ error[privacy-mobile]
            notices/escaped.md
               corrections: [{on: 2026-11-01, what: "删去\t13800001234 号"}]
            //                                      ^^^^^^^^^^^^^^^^^^^^^^ error[privacy-mobile]
        "#]]);
    }

    #[test]
    fn telephone_fields_may_hold_what_shall_be_called() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               contact: {name: 王某, phone: 13800001234, email: 13800001234@a.example, address: 澄溪县人民路88号3栋2单元501室}
            notices/name.md
               contact: {name: 王某13800001234, phone: 12345}
            //                     ^^^^^^^^^^^ error[privacy-mobile]
            // 这里出现了手机号码
            // ➜ 换成办公电话，如 0999-0001234，写在“联系方式”的“电话”里
            // A mobile number is shown here
            // ➜ Give an office telephone such as 0999-0001234, in the field `phone` of `contact`
            // § 《中华人民共和国个人信息保护法》第二十八条 / Personal Information Protection Law, article 28
        "#]]);
        case(check).shows(expect![[r#"
            site.yaml
               contact: 电话 13800001234，住址登记请到人民路88号
               hotlines: [{name: 监督, phone: 13800001234}]
        "#]]);
    }

    #[test]
    fn every_kind_of_file_is_read() {
        case(check).shows(expect![[r#"
            honours/h.md
               recipients: [{name: 三, deed: 99010119900307004X}]
            //                               ^^^^^^^^^^^^^^^^^^ error[privacy-id-number]
            // 这里出现了身份证号码
            // ➜ 整个删掉；要区分同名的人，用村组或户号
            // An identity number is shown here
            // ➜ Remove it; tell people of the same name apart by village and group, or household id
            // § 《中华人民共和国个人信息保护法》第二十八条 / Personal Information Protection Law, article 28
            activities/a.md
               requirements: 99010119900307004X
            //               ^^^^^^^^^^^^^^^^^^ error[privacy-id-number]
               signup: {phone: 13800001234}
            pages/p.md
               title: 99010119900307004X
            //        ^^^^^^^^^^^^^^^^^^ error[privacy-id-number]
            points/households.yaml
               - {id: A, village: 甲, name: 99010119900307004X}
            //                              ^^^^^^^^^^^^^^^^^^ error[privacy-id-number]
            points/v/b.yaml
               entries: [{household: A, rule: R, on: 2026-10-30, points: 5, evidence: 99010119900307004X}]
            //                                                                        ^^^^^^^^^^^^^^^^^^ error[privacy-id-number]
        "#]]);
    }

    #[test]
    fn names_ids_and_files_are_read_like_any_text() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               village: 上村13800001234
            //              ^^^^^^^^^^^ error[privacy-mobile]
            // 这里出现了手机号码
            // ➜ 换成办公电话，如 0999-0001234，写在“联系方式”的“电话”里
            // A mobile number is shown here
            // ➜ Give an office telephone such as 0999-0001234, in the field `phone` of `contact`
            // § 《中华人民共和国个人信息保护法》第二十八条 / Personal Information Protection Law, article 28
               posting: {from: 2026-11-02, days: 10, photos: [13800001234.jpg]}
            //                                                ^^^^^^^^^^^ error[privacy-mobile]
            points/goods.yaml
               - {id: 13800001234, name: 盐, unit: 袋 13900001234, points: 5, stock: 1}
            //        ^^^^^^^^^^^ error[privacy-mobile]
            //                                        ^^^^^^^^^^^ error[privacy-mobile]
            points/v/b.yaml
               batch: 13800001234
            //        ^^^^^^^^^^^ error[privacy-mobile]
               entries: []
            points/v/r.yaml
               redemptions: [{id: 13800001234, household: L, on: 2026-11-01, goods: []}]
            //                    ^^^^^^^^^^^ error[privacy-mobile]
        "#]]);
    }
}
