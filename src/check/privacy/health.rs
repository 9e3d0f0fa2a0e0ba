//! A person's illness or disability: a disease, a degree of disability or a disability certificate beside
//! somebody's name.
//!
//! Policies speak of diseases as well, so a term counts only where the same sentence (or row of a table) has
//! a masked name, or a whole name right before "has fallen ill with". Who cares for the ill is not ill.

use super::names::{ends_with_name, has_masked, is_chinese, is_sure_name};
use std::ops::Range;

/// The last characters of the terms, or the first where that one is rarer. Each has three bytes.
pub(super) const ANCHORS: &str = "癌病症瘤瘫痪痫炎肝竭核呆梗死血疮析疗压肺滋碍森残肢";

/// Illnesses, by their last character; `癌` and `瘤` alone are enough.
const ILLNESSES: [&str; 41] = [
    "癌",
    "瘤",
    "白血病",
    "精神病",
    "心脏病",
    "冠心病",
    "糖尿病",
    "血友病",
    "尘肺病",
    "艾滋病",
    "麻风病",
    "肾病",
    "肝病",
    "性病",
    "尿毒症",
    "抑郁症",
    "分裂症",
    "自闭症",
    "孤独症",
    "渐冻症",
    "焦虑症",
    "强迫症",
    "脑瘫",
    "偏瘫",
    "瘫痪",
    "癫痫",
    "肝炎",
    "肾炎",
    "乙肝",
    "丙肝",
    "衰竭",
    "肺结核",
    "痴呆",
    "脑梗",
    "心梗",
    "梗死",
    "脑溢血",
    "脑出血",
    "狼疮",
    "帕金森",
    "高血压",
];
const TREATMENTS: [&str; 7] = ["透析", "化疗", "放疗", "尘肺", "矽肺", "艾滋", "智力障碍"];
/// What a disability is of.
const KINDS: [&str; 7] = ["视力", "听力", "言语", "肢体", "智力", "精神", "多重"];
/// What makes a disease a subject instead of somebody's burden.
const SUBJECTS: [&str; 20] = [
    "防治", "筛查", "知识", "宣传", "医院", "防控", "义诊", "讲座", "预防", "门诊", "专项", "病区", "疫苗",
    "科普", "检测", "检查", "专家", "管理", "健康", "等",
];
/// Whoever does this is another person than the one who is ill.
const CARERS: [&str; 14] = [
    "照顾", "照料", "护理", "服侍", "伺候", "陪护", "帮助", "慰问", "看望", "救助", "资助", "为", "给", "帮",
];

/// The term of illness or disability at an anchor.
pub(super) fn term(text: &str, at: usize, anchor: char) -> Option<Range<usize>> {
    match anchor {
        '残' => disability(text, at),
        '肢' => limbs(text, at),
        _ => illness(text, at + anchor.len_utf8()),
    }
}

/// Whether a term tells of a person. `of_a_person`: the text itself speaks of somebody named beside it.
pub(super) fn is_of_a_person(text: &str, term: &Range<usize>, of_a_person: bool) -> bool {
    if is_certificate(&text[term.clone()]) {
        return true;
    }
    let sentence = sentence(text, term);
    let (before, after) = (&text[sentence.start..term.start], &text[term.end..sentence.end]);
    let subject = SUBJECTS.iter().any(|word| after.starts_with(word));
    !subject && (names_somebody(before, after) || (of_a_person && says_has(before)))
}

/// Some words speak of a disease as what is prevented, taught or paid for.
pub(super) fn is_subject(words: &str) -> bool {
    const OF_WORK: [&str; 10] =
        ["救助政策", "随访", "服务", "培训", "药", "补贴", "保险", "报销", "政策", "免费"];
    SUBJECTS.iter().filter(|word| **word != "等").chain(&OF_WORK).any(|word| words.contains(word))
}

fn illness(text: &str, end: usize) -> Option<Range<usize>> {
    let before = last_chars(&text[..end], 4);
    let term =
        ILLNESSES.iter().chain(&TREATMENTS).filter(|term| before.ends_with(*term)).max_by_key(|t| t.len())?;
    // what kind of tumour it is belongs to it: 肺癌, 胃癌
    let kind = matches!(*term, "癌" | "瘤").then(|| text[..end - term.len()].chars().next_back()).flatten();
    let kind = kind.filter(|c| "肺胃肝肠乳脑骨血食胰腺颈管道直结膀胱肾喉鼻咽舌肿".contains(*c));
    Some(end - term.len() - kind.map_or(0, char::len_utf8)..end)
}

/// `二级残疾`, `残疾二级`, `残疾等级：二级`, `肢体残疾`, `残疾证号 …`; not `残疾人`.
fn disability(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, rest) = (&text[..at], text[at..].strip_prefix("残疾")?);
    let word_end = text.len() - rest.len();
    if let Some(number) = rest.strip_prefix('证') {
        let number = number.trim_start_matches(['号', '码', ':', '：', ' ']);
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        return (digits >= 8).then(|| at..text.len() - number.len() + digits);
    }
    if rest.starts_with(['人', '者']) {
        return None;
    }
    let graded = rest.trim_start_matches("等级").trim_start_matches([':', '：', '为', '（', ' ', '|']);
    if let Some(end) = grade(graded) {
        return Some(at..text.len() - graded.len() + end);
    }
    let start = before.strip_suffix('级').and_then(|front| front.strip_suffix(is_grade)).map(str::len);
    let kind = KINDS.into_iter().find(|kind| before.ends_with(kind)).map(|kind| at - kind.len());
    start.or(kind).map(|start| start..word_end)
}

/// `肢体二级`, as registers have it.
fn limbs(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix("肢体")?;
    Some(at..text.len() - rest.len() + grade(rest)?)
}

/// The bytes of `二级` at the start of a text.
fn grade(text: &str) -> Option<usize> {
    let rest = text.strip_prefix(is_grade)?.strip_prefix('级')?;
    Some(text.len() - rest.len())
}

fn is_grade(c: char) -> bool {
    "一二三四1234".contains(c)
}

/// A certificate's number tells it all, whoever is named.
fn is_certificate(term: &str) -> bool {
    term.ends_with(|c: char| c.is_ascii_digit())
}

/// How far back, in characters, a row of a table may begin.
const ROW: usize = 200;

/// The sentence around a term, or its row of a table; sixty characters either way at most.
fn sentence(text: &str, term: &Range<usize>) -> Range<usize> {
    let row = |c: char| c == '\n';
    let stop = |c: char| matches!(c, '。' | '；' | '！' | '？' | '\n' | ';');
    let near = last_chars(&text[..term.start], ROW);
    let in_table = near.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('|'));
    let ends = |c: char| if in_table { row(c) } else { stop(c) };
    let before = text[..term.start].char_indices().rev().take(60).take_while(|&(_, c)| !ends(c)).last();
    let after = text[term.end..].char_indices().take(60).find(|&(_, c)| ends(c));
    let start = before.map_or(term.start, |(at, _)| at);
    let end = after.map_or_else(|| first_chars(&text[term.end..], 60).len(), |(at, _)| at);
    start..term.end + end
}

fn names_somebody(before: &str, after: &str) -> bool {
    let cared_for = |text: &str| CARERS.iter().any(|word| text.contains(word));
    // who is named after the last carer is the one who is ill
    let own = CARERS.iter().filter_map(|word| Some(before.rfind(word)? + word.len())).max().unwrap_or(0);
    let ill = has_masked(&before[own..]) || (has_masked(before) && !cared_for(before));
    let kindless = KINDS.iter().find_map(|kind| before.strip_suffix(kind)).unwrap_or(before);
    let beside = kindless.trim_end_matches(['，', '：', '（', '(', ' ', ',', ':', '、', '|']);
    let named = beside.len() < kindless.len() && is_whole_name(beside);
    ill || named || has_masked(first_chars(after, 12)) || ends_with_name(before_having(before))
}

/// A whole name stands alone at the end of a text.
fn is_whole_name(text: &str) -> bool {
    let start =
        text.char_indices().rev().take_while(|&(_, c)| is_chinese(c)).take(8).last().map_or(0, |(at, _)| at);
    let word = &text[start..];
    let bare =
        ["村民", "农户", "户主", "党员"].iter().find_map(|role| word.strip_prefix(role)).unwrap_or(word);
    !text.is_empty() && is_sure_name(bare)
}

/// Whether the text right before a term says that somebody has it.
fn says_has(before: &str) -> bool {
    let own = last_chars(before, 8);
    let having = ["身患", "罹患", "患", "确诊", "查出"].iter().any(|word| own.contains(word));
    having && !CARERS.iter().any(|word| last_chars(before, 16).contains(word))
}

/// The text before "has fallen ill with", which must stand right before a term.
fn before_having(before: &str) -> &str {
    const HAVING: [&str; 10] =
        ["身患", "罹患", "患有", "患", "确诊为", "确诊", "查出", "被诊断为", "因", "系"];
    let Some(front) = HAVING.iter().find_map(|word| before.strip_suffix(word)) else { return "" };
    let front = front.trim_end_matches(|c: char| "不幸曾长期因又近年现".contains(c));
    front.trim_end_matches(|c: char| !is_chinese(c) && c != '|')
}

fn last_chars(text: &str, most: usize) -> &str {
    let start = text.char_indices().rev().take(most).last().map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn first_chars(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned;
    use super::super::texts::Scope;
    use expect_test::expect;

    #[test]
    fn an_illness_beside_a_name() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   顾某某因患尿毒症，申请补助。
                //           ^^^^^^ privacy-health
                   顾*林，身患肺癌，家庭困难
                //            ^^^^ privacy-health
                   | 顾*林 | 2 | 白血病 | 3000 |
                //               ^^^^^^ privacy-health
                   尿毒症患者顾某某
                // ^^^^^^ privacy-health
                   村民张三患肺癌，
                //           ^^^^ privacy-health
                   一、王小林，因脑梗，生活困难
                //               ^^^^ privacy-health
                   慰问组看望了身患癌症的老党员；陆某患糖尿病。
                //                                     ^^^^^^ privacy-health
                   顾某某，肢体残疾，
                //         ^^^^^^^^ privacy-health
                   顾某某系二级残疾
                //         ^^^^^^^^ privacy-health
                   | 顾*林 | 残疾等级：三级 |
                //           ^^^^^^^^^^^^^^ privacy-health
                   | 顾*林 | 肢体二级 |
                //           ^^^^^^^^ privacy-health
                   顾国林，肢体残疾二级，
                //             ^^^^^^^^ privacy-health
                   顾国林（肺癌）
                //         ^^^^ privacy-health
                   残疾证号：99010119900307
                // ^^^^^^^^^^^^^^^^^^^^^^^^ privacy-health
            "#]],
        );
    }

    #[test]
    fn policies_and_carers_name_illnesses_too() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   因病致贫、因残致贫家庭
                   顾某某，残疾人两项补贴80元
                   患有尿毒症、白血病等三十种大病的
                   困难残疾人生活补贴和重度残疾人护理补贴
                   高血压、糖尿病筛查
                   顾某某参加糖尿病防治知识讲座
                   县精神病医院
                   李某某照料瘫痪在床的婆婆十二年
                   李某某为患癌症的邻居捐款
                   患病群众由乡镇统一安排
                   每年为60岁以上老人测量血压
                   一级残疾每月补贴120元
                   防治松材线虫病
                   松毛虫病、稻瘟病防治，由王某某负责
                   顾某某负责。各村上报尿毒症患者名单
                   化疗药品纳入报销
                   牛结核病检疫
            "#]],
        );
    }

    #[test]
    fn a_deed_speaks_of_its_recipient() {
        let deed = Scope { of_a_person: true, ..Scope::default() };
        scanned(
            deed,
            expect![[r#"
                texts
                   身患癌症仍坚持养蜂
                //     ^^ privacy-health
                   照料患尿毒症的丈夫八年
                   组织癌症筛查
            "#]],
        );
    }
}
