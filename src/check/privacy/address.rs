//! Home addresses down to the number: `…村二组15号`, `3栋2单元501室`, `现住人民路88号`, `门牌号 12`.
//!
//! Offices have addresses, too: a street and number alone is nobody's home until the text says that somebody
//! lives there, and a room in a government building is none.

use std::ops::Range;

/// The characters at which an address may be known. Each has three bytes.
pub(super) const ANCHORS: &str = "组单室号牌";

/// The address that an anchor at a byte belongs to.
pub(super) fn at(text: &str, at: usize, anchor: char) -> Option<Range<usize>> {
    let (before, after) = (&text[..at], &text[at + anchor.len_utf8()..]);
    match anchor {
        '组' => in_group(before, after),
        '单' => in_unit(before, after),
        '室' => room(before, after),
        '号' => lived_at(before, after),
        _ => plate(before, after),
    }
}

/// `篱影村二组15号`, `三组12-1号`, `第二村民小组8号`; a pump or a road may have such a number, too.
fn in_group(before: &str, after: &str) -> Option<Range<usize>> {
    let named = before.trim_end_matches("小").trim_end_matches("村民");
    let head = without_number_end(named)?;
    let tail = number_start(after.trim_start())?.strip_prefix('号')?;
    let place = last_phrase(head.trim_end_matches('第'), 16);
    let village = place.rfind(['村', '屯', '庄', '寨', '区', '队', '镇', '乡', '住']);
    ends_a_phrase(tail).then_some(())?;
    village?;
    let start = before.len() - (before.len() - head.trim_end_matches('第').len()) - place.len();
    let lived = place.len() - after_words_of_living(place).len();
    let end = before.len() + '组'.len_utf8() + after.len() - tail.len();
    Some(start + lived..end)
}

/// `住址：篱影村` → `篱影村`
fn after_words_of_living(place: &str) -> &str {
    let rest = place.rfind('住').map_or(place, |living| &place[living + '住'.len_utf8()..]);
    rest.trim_start_matches(['址', '在', ':', '：', ' '])
}

/// `3栋2单元501室`, `2单元501`: units are in homes.
fn in_unit(before: &str, after: &str) -> Option<Range<usize>> {
    let head = without_number_end(before)?;
    let rest = number_start(after.strip_prefix('元')?)?;
    let tail = rest.strip_prefix(['室', '号', '房']).unwrap_or(rest);
    if !ends_a_phrase(tail) || head.ends_with('第') || is_office(head) {
        return None;
    }
    let start = building(head).unwrap_or(head.len());
    Some(start..before.len() + '单'.len_utf8() + after.len() - tail.len())
}

/// `3栋501室`, where the text says that somebody lives there.
fn room(before: &str, after: &str) -> Option<Range<usize>> {
    let start = building(without_number_end(before)?)?;
    let lives = lives_in(last_phrase(&before[..start], 24)) && !is_office(&before[..start]);
    (lives && ends_a_phrase(after)).then_some(start..before.len() + '室'.len_utf8())
}

/// `现住人民路88号`: any number where somebody lives.
fn lived_at(before: &str, after: &str) -> Option<Range<usize>> {
    let head = without_number_end(before)?;
    if head.ends_with(['月', '第', '年', '〕', '〔', '期', '字', '-', '.']) || !ends_a_phrase(after) {
        return None;
    }
    let place = last_phrase(head, 24);
    let number = head.len();
    lives_in(place).then_some(number..before.len() + '号'.len_utf8())
}

/// `门牌号 12`, `门牌：12号`.
fn plate(before: &str, after: &str) -> Option<Range<usize>> {
    let start = before.len() - before.strip_suffix('门').map(|_| '门'.len_utf8())?;
    let linking = |c: char| matches!(c, '号' | '码' | ':' | '：' | ' ' | '为' | '是');
    let rest = number_start(after.trim_start_matches(linking))?;
    let tail = rest.strip_prefix('号').unwrap_or(rest);
    ends_a_phrase(tail).then_some(start..before.len() + '牌'.len_utf8() + after.len() - tail.len())
}

/// Where `3栋`, `3号楼`, `3幢` at the end of a text begins.
fn building(text: &str) -> Option<usize> {
    let text = text.trim_end_matches([' ', '-']);
    let named = ["栋", "幢", "号楼", "座", "号"].into_iter().find_map(|word| text.strip_suffix(word))?;
    without_number_end(named).map(str::len)
}

/// A text without the number that it ends with; `None` when it does not.
fn without_number_end(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(' ');
    let head = text.trim_end_matches(is_numeral);
    (head.len() < text.len()).then_some(head)
}

/// What follows the number that a text begins with; `12-1` is one number.
fn number_start(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(is_numeral);
    if rest.len() == text.len() {
        return None;
    }
    let more = rest.strip_prefix(['-', '之']).map(|more| more.trim_start_matches(is_numeral));
    Some(more.filter(|more| more.len() + 1 < rest.len()).unwrap_or(rest))
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十百零〇".contains(c)
}

/// Nothing of a word follows: `15号机井` is no home.
fn ends_a_phrase(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_alphanumeric()) || rest.starts_with(['的', '）'])
}

/// The end of a text since its last punctuation mark, of so many characters at most.
fn last_phrase(text: &str, most: usize) -> &str {
    let ends =
        |c: char| matches!(c, '，' | '。' | '；' | '、' | '！' | '？' | '\n' | '|' | ',' | ';' | '（' | '(');
    let tail = text.char_indices().rev().take(most).take_while(|&(_, c)| !ends(c)).last();
    tail.map_or("", |(start, _)| &text[start..])
}

/// A phrase that says that somebody lives there.
fn lives_in(phrase: &str) -> bool {
    const WORDS: [&str; 12] =
        ["住址", "家住", "现住", "住在", "居住", "户籍", "户口", "暂住", "租住", "家庭地址", "常住", "居所"];
    let bare = phrase.trim_start().strip_prefix('住');
    let other =
        |rest: &str| rest.starts_with(['房', '户', '建', '宅', '院', '所', '宿', '持', '处', '保', '民']);
    WORDS.iter().any(|word| phrase.contains(word)) || bare.is_some_and(|rest| !other(rest))
}

/// Somebody works there.
fn is_office(before: &str) -> bool {
    const WORDS: [&str; 12] =
        ["中心", "政府", "局", "大楼", "办公", "委员会", "服务", "大厦", "公司", "写字楼", "站", "学校"];
    let place = last_phrase(before, 24);
    WORDS.iter().any(|word| place.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::testing::scanned;
    use super::super::texts::Scope;
    use expect_test::expect;

    #[test]
    fn homes_down_to_their_number() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   顾某某，住篱影村二组15号。
                //           ^^^^^^^^^^^^^^ privacy-address
                   住址：云砚镇篱影村第三村民小组12-1号
                //       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ privacy-address
                   | 顾某某 | 篱影村二组十五号 |
                //            ^^^^^^^^^^^^^^^^ privacy-address
                   安置在幸福小区3栋2单元501室
                //               ^^^^^^^^^^^^^ privacy-address
                   3号楼２单元５０１
                // ^^^^^^^^^^^^^^^^^ privacy-address
                   现住人民路88号
                //           ^^^^ privacy-address
                   家庭住址：城关镇人民路八十八号，
                //                       ^^^^^^^^ privacy-address
                   户籍地在上村12号
                //             ^^^^ privacy-address
                   住幸福小区3栋501室
                //           ^^^^^^^^ privacy-address
                   门牌号：12号
                // ^^^^^^^^^^^^ privacy-address
            "#]],
        );
    }

    #[test]
    fn offices_dates_and_things_have_numbers_too() {
        scanned(
            Scope::default(),
            expect![[r#"
                texts
                   篱影村二组
                   篱影村二组15号机井
                   三组2号桥至五组
                   二组、三组，1号泵站
                   地址：澄溪县人民路88号
                   县政务服务中心3号楼2单元301室
                   行政中心2号楼301室
                   第二单元3课
                   每单元500元
                   3栋2单元12户居民
                   住建局3号文件
                   住房保障〔2026〕15号
                   居住证明自11月3号，
                   居住满五年，凭第3号，
                   住院3号，
                   更换门牌120块
                   门牌整齐
                   云政〔2026〕21号
                   2026年第3号
                   危房改造二组
                   会议室
                   301室
            "#]],
        );
    }
}
