//! `posting-differs`: a posting period is told twice, and not alike: `until` beside `days` that end on another day (an
//! error), or a sentence of the body that has one end of the period wrong (a warning).

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::notice::{Notice, PostingEnd};
use crate::model::open_days::Window;
use crate::model::window;
use crate::source::{Span, Spanned};
use crate::text;
use jiff::civil::Date;
use memchr::memmem;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let notices = facts.content.notices.iter();
    notices.flat_map(|notice| [twice(facts, notice), said(facts, notice)]).flatten().collect()
}

/// Both ways of saying when it ends must come to the same day.
fn twice(facts: &Facts, notice: &Notice) -> Option<Diagnostic> {
    let posting = notice.posting.as_ref()?;
    let (end, also) = (posting.end.as_ref()?, posting.also.as_ref()?);
    let day = |end| window::end_as(notice, end, facts.kind(notice), &facts.content.calendar);
    let (first, second) = (day(end), day(also));
    // a year without calendar is reported by `calendar-missing`
    if matches!(first, Some(Err(_))) || matches!(second, Some(Err(_))) || first == second {
        return None;
    }
    let words = |day: Option<Result<Date, _>>| match day {
        Some(Ok(day)) => (day.to_string(), day.to_string()),
        _ => ("长期".to_owned(), "for good".to_owned()),
    };
    let ((first, first_en), (second, second_en)) = (words(first), words(second));
    let (zh, en) = match also {
        PostingEnd::Days(days) => (format!("天数 {}", days.value), format!("`days: {}`", days.value)),
        PostingEnd::Workdays(days) => {
            (format!("{}个工作日", days.value), format!("{} working days", days.value))
        }
        PostingEnd::Until(_) | PostingEnd::Lasting(_) => ("止".to_owned(), "`until`".to_owned()),
    };
    let message = text!(
        "公示期写了两个截止：一个到 {first}，而{zh}要到 {second}",
        "The posting period ends twice: on {first_en}, and by {en} on {second_en}"
    );
    let hint =
        text!("止和天数只写一个；对的是哪个，删去另一个", "Keep the one that is right and remove the other");
    Some(Diagnostic::new(Code::PostingDiffers, notice.item.file, also.span(), message).hint(hint))
}

/// The body has one of the two days as the field has it, and the other not: a slip, and not another period.
fn said(facts: &Facts, notice: &Notice) -> Option<Diagnostic> {
    if notice.posting.as_ref()?.from_posting.is_some() {
        return None;
    }
    let declared = window::declared(notice, facts.kind(notice), &facts.content.calendar)?;
    let said = in_body(notice)?;
    let Window { from, until } = said.value;
    if (from == declared.from) == (until == declared.until) {
        return None;
    }
    let (field_from, field_until) = (declared.from, declared.until);
    let message = text!(
        "正文里写的公示期是 {from} 至 {until}，“公示期”一栏却是 {field_from} 至 {field_until}",
        "The body has {from} to {until}, but `posting` is {field_from} to {field_until}"
    );
    let hint = text!("两处改成一样的；以哪个为准，看纸质公告", "Make both the same; go by the paper copy");
    Some(Diagnostic::new(Code::PostingDiffers, notice.item.file, said.span, message).hint(hint).warning())
}

/// The one sentence of a body that tells its posting period. `None` when there are several, or when it may speak of
/// an earlier one.
fn in_body(notice: &Notice) -> Option<Spanned<Window>> {
    const NAMES: [&str; 3] = ["公示期", "公示时间", "公告期"];
    let text = notice.item.body.text();
    // all of them begin alike, so that a text is gone through once
    let named = |at: usize| Some((at, NAMES.into_iter().find(|name| text[at..].starts_with(name))?));
    let mut found = memmem::find_iter(text.as_bytes(), "公").filter_map(named);
    let (at, name) = found.next().filter(|_| found.next().is_none())?;
    let before: String = text[..at].chars().rev().take(8).collect();
    if before.contains(['前', '原', '上', '旧', '曾', '已', '次']) {
        return None;
    }
    let rest = &text[at + name.len()..];
    let (start, from, length) = day(rest, None).filter(|(start, ..)| rest[..*start].chars().count() <= 6)?;
    let after = &rest[start + length..];
    let (gap, until, tail) = day(after, Some(from)).filter(|(gap, ..)| is_between(&after[..*gap]))?;
    let begin = notice.item.body.offset() + at + name.len() + start;
    let span = Span::new(begin, begin + length + gap + tail);
    (from <= until).then_some(Spanned::new(Window { from, until }, span))
}

/// What stands between the two days of a period.
fn is_between(gap: &str) -> bool {
    let words = gap.trim_matches(|c: char| c.is_whitespace() || matches!(c, '日' | '起' | '，' | ','));
    matches!(words, "至" | "到" | "—" | "——" | "-" | "－" | "~" | "～")
}

/// The first day in a text: where it begins, and how long it is. It may leave its year, or year and month, to the
/// one before.
fn day(text: &str, before: Option<Date>) -> Option<(usize, Date, usize)> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = start + text[start..].find('日')?;
    let written = &text[start..end];
    let mut numbers = written.split(['年', '月']);
    let number = |part: &str| part.trim().parse::<i16>().ok();
    let parts: Vec<i16> = numbers.by_ref().map(number).collect::<Option<_>>()?;
    let (year, month, day) = match (parts.as_slice(), before) {
        (&[year, month, day], _) => (year, month, day),
        (&[month, day], Some(before)) => (before.year(), month, day),
        (&[day], Some(before)) => (before.year(), i16::from(before.month()), day),
        _ => return None,
    };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((start, date, end + '日'.len_utf8() - start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn two_ends_come_to_one_day() {
        let calendar = ("calendar/2026.yaml", "year: 2026\nholidays: []\nworkdays: []\n");
        case(check).with([RULES_YAML, calendar]).shows(expect![[r#"
            notices/alike.md
               kind: project
               posting: {from: 2026-11-02, until: 2026-11-12, days: 10}
            notices/two.md
               kind: project
               公示期: {起: 2026-11-02, 止: 2026-11-16, 天数: 10}
            //                                                ^^ error[posting-differs]
            // 公示期写了两个截止：一个到 2026-11-16，而天数 10要到 2026-11-12
            // ➜ 止和天数只写一个；对的是哪个，删去另一个
            // The posting period ends twice: on 2026-11-16, and by `days: 10` on 2026-11-12
            // ➜ Keep the one that is right and remove the other
            notices/worked.md
               kind: news
               公示期: {起: 2026-11-02, 止: 2026-11-12, 天数: 10个工作日}
            //                                                ^^^^^^^^^^ error[posting-differs]
            // 公示期写了两个截止：一个到 2026-11-12，而10个工作日要到 2026-11-16
            // ➜ 止和天数只写一个；对的是哪个，删去另一个
            notices/lasting.md
               kind: news
               公示期: {起: 2026-11-02, 止: 长期, 工作日数: 5}
            //                                              ^ error[posting-differs]
            // 公示期写了两个截止：一个到 长期，而5个工作日要到 2026-11-09
            // ➜ 止和天数只写一个；对的是哪个，删去另一个
        "#]]);
    }

    #[test]
    fn a_sentence_with_one_day_wrong_is_told() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/wrong.md
               ---
               title: 甲
               kind: project
               issuer: 乙
               posting: {from: 2026-11-02, until: 2026-11-12}
               ---
               现予公示，公示期为2026年11月1日至11月12日。
            //                   ^^^^^^^^^^^^^^^^^^^^^^^ warning[posting-differs]
            // 正文里写的公示期是 2026-11-01 至 2026-11-12，“公示期”一栏却是 2026-11-02 至 2026-11-12
            // ➜ 两处改成一样的；以哪个为准，看纸质公告
            // The body has 2026-11-01 to 2026-11-12, but `posting` is 2026-11-02 to 2026-11-12
            // ➜ Make both the same; go by the paper copy
            notices/right.md
               ---
               title: 甲
               kind: project
               issuer: 乙
               posting: {from: 2026-11-02, until: 2026-11-12}
               ---
               公示时间：2026年11月2日至12日。
            notices/another.md
               ---
               title: 甲
               kind: project
               issuer: 乙
               posting: {from: 2026-11-02, until: 2026-11-12}
               ---
               实施前公示期为2026年11月2日至11月11日。
            notices/longer.md
               ---
               title: 甲
               kind: project
               issuer: 乙
               posting: {from: 2026-11-02, until: 2026-11-12}
               ---
               公示期（2026年11月2日起至2026年11月13日）内有异议的，请反映。
            //         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[posting-differs]
            // 正文里写的公示期是 2026-11-02 至 2026-11-13，“公示期”一栏却是 2026-11-02 至 2026-11-12
            // ➜ 两处改成一样的；以哪个为准，看纸质公告
        "#]]);
    }
}
