//! Scalars → typed values: dates, times, numbers, yes and no, telephone numbers.
//!
//! Full-width digits, colons and hyphens are read as their ASCII forms, as they come from Chinese input
//! methods. Pure functions from text to value; the faults are worded by the field readers.

use jiff::civil::{Date, DateTime, Time};

/// Full-width ASCII (U+FF01–FF5E) and the ideographic space, narrowed; the rest unchanged.
pub(crate) fn narrow(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            '\u{3000}' => ' ',
            '—' | '–' => '-',
            _ => c,
        })
        .collect()
}

/// `2026-11-02`, `2026/11/2`, `2026.11.2`, `2026、11、2`, `20261102`, `2026年11月2日`, `二〇二六年十一月二日`, with
/// full-width digits as well. A time may follow, where only the day matters.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = narrow(text);
    plain_date(text.trim())
        .or_else(|| day_and_clock(text.trim()).map(|(day, _)| day))
        .or_else(|| spelt(text.trim()))
}

/// A day in Chinese numerals, as documents are signed: `二〇二六年十一月二日`.
fn spelt(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('年')?;
    let (month, day) = rest.strip_suffix('日')?.split_once('月')?;
    let digits: Option<Vec<i16>> = year.chars().map(|c| numeral(c).filter(|&n| n < 10)).collect();
    let year = digits.filter(|digits| digits.len() == 4)?.into_iter().fold(0, |sum, digit| sum * 10 + digit);
    let small = |text: &str| i8::try_from(below_hundred(text)?).ok();
    Date::new(year, small(month)?, small(day)?).ok()
}

fn numeral(c: char) -> Option<i16> {
    match c {
        '零' => Some(0),
        c => i16::try_from("〇一二三四五六七八九十".chars().position(|numeral| numeral == c)?).ok(),
    }
}

/// `十一`, `二十`, `三十一`
fn below_hundred(text: &str) -> Option<i16> {
    let (tens, ones) = match text.split_once('十') {
        Some((tens, ones)) => (if tens.is_empty() { 1 } else { only(tens)? }, ones),
        None => (0, text),
    };
    let ones = if ones.is_empty() && tens > 0 { 0 } else { only(ones)? };
    Some(tens * 10 + ones)
}

fn only(text: &str) -> Option<i16> {
    let mut characters = text.chars();
    let first = numeral(characters.next()?)?;
    characters.next().is_none().then_some(first).filter(|&n| n < 10)
}

fn plain_date(text: &str) -> Option<Date> {
    let unified: String = match text.strip_suffix('日').or_else(|| text.strip_suffix('号')) {
        Some(chinese) => chinese.replacen(['年', '月'], "-", 2),
        None if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
        }
        None => text.replace(['/', '.', '、'], "-"),
    };
    let mut parts = unified.split('-').map(str::trim);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    Date::new(digits(year)?, digits(month)?, digits(day)?).ok()
}

/// `2026-11-08 14:30`: a date in any of its forms, then hours and minutes. 24:00 is 0:00 of the next day.
pub(crate) fn date_time(text: &str) -> Option<DateTime> {
    let (day, clock) = day_and_clock(narrow(text).trim())?;
    match clock {
        Clock::At(time) => Some(day.to_datetime(time)),
        Clock::Midnight => midnight_after(day),
    }
}

/// A moment at which something begins: of a day alone, its 0:00.
pub(crate) fn beginning(text: &str) -> Option<DateTime> {
    date_time(text).or_else(|| date(text).map(|day| day.to_datetime(Time::midnight())))
}

/// A moment at which something ends: of a day alone, its 24:00.
pub(crate) fn ending(text: &str) -> Option<DateTime> {
    date_time(text).or_else(|| midnight_after(date(text)?))
}

fn midnight_after(day: Date) -> Option<DateTime> {
    day.tomorrow().ok().map(|next| next.to_datetime(Time::midnight()))
}

/// First and last day of `2026年`, `2026`, `2026-05`, `2026年5月`, or of a span of months: `2026年3月至10月`.
pub(crate) fn period(text: &str) -> Option<(Date, Date)> {
    let text = narrow(text);
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let Some((from, until)) = text.split_once(['至', '到', '~']) else { return months(&text, None) };
    let (first, _) = months(from, None)?;
    let (_, last) = months(until, Some(first.year()))?;
    (first <= last).then_some((first, last))
}

/// First and last day of a year or month; a month may leave its year to what stands before it.
fn months(text: &str, year: Option<i16>) -> Option<(Date, Date)> {
    let unified = text.trim_end_matches('月').replace(['年', '/', '.'], "-");
    let mut parts = unified.split('-').filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let (year, month) = match (second, year) {
        (Some(month), _) => (first, Some(month)),
        (None, Some(year)) => return month_of(year, digits(first)?),
        (None, None) => (first, None),
    };
    let year: i16 = digits(year).filter(|_| year.len() == 4)?;
    match month {
        Some(month) => month_of(year, digits(month)?),
        None => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
    }
}

fn month_of(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

enum Clock {
    At(Time),
    /// 24:00
    Midnight,
}

fn day_and_clock(text: &str) -> Option<(Date, Clock)> {
    let (day, clock) = match text.rsplit_once([' ', 'T']) {
        Some((day, clock)) => (day, clock),
        None => text.split_at(text.find('日')? + '日'.len_utf8()),
    };
    let (day, clock) = (plain_date(day.trim())?, clock.trim());
    let clock = if is_midnight(clock) { Clock::Midnight } else { Clock::At(time(clock)?) };
    Some((day, clock))
}

fn is_midnight(clock: &str) -> bool {
    matches!(clock, "24:00" | "24时" | "24点" | "24时0分" | "24时00分")
}

fn time(text: &str) -> Option<Time> {
    let text = text.replace(['时', '点'], ":");
    let (hour, minute) = text.trim_end_matches('分').split_once(':')?;
    let minute = if minute.is_empty() { "0" } else { minute };
    if minute.contains(':') {
        return None;
    }
    Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()
}

fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A whole number without sign or fraction.
pub(crate) fn whole(text: &str) -> Option<u32> {
    digits(narrow(text).trim().trim_end_matches(['天', '人', '日']))
}

/// A year: `2026`, `2026年`, `2026年度`.
pub(crate) fn year(text: &str) -> Option<i16> {
    digits(narrow(text).trim().trim_end_matches(['年', '度']))
}

/// A whole number that may be negative.
pub(crate) fn signed(text: &str) -> Option<i32> {
    let text = narrow(text);
    let text = text.trim().trim_end_matches('分');
    text.trim_start_matches(['-', '+'])
        .bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| text.parse().ok())
        .flatten()
}

/// A number with at most one decimal, in tenths: hours of service.
pub(crate) fn tenths(text: &str) -> Option<u32> {
    let text = narrow(text);
    let text = text.trim().trim_end_matches("小时");
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let tenth: u32 = digits(fraction).filter(|_| fraction.len() == 1)?;
    digits::<u32>(whole)?.checked_mul(10)?.checked_add(tenth)
}

/// A number with at most three decimals, in thousandths: `1,200.5`, `-3`.
pub(crate) fn decimal(text: &str) -> Option<i64> {
    let text = narrow(text);
    let (sign, number) = match text.trim().strip_prefix('-') {
        Some(number) => (-1, number),
        None => (1, text.trim()),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    if whole.is_empty() || fraction.is_empty() || fraction.len() > 3 {
        return None;
    }
    let thousandths: i64 = digits(&format!("{fraction:0<3}"))?;
    let whole: i64 = digits(&ungrouped(whole)?)?;
    Some(sign * whole.checked_mul(1000)?.checked_add(thousandths)?)
}

/// A whole number without the commas between its thousands; `None` where they stand elsewhere.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(',');
    let first = groups.next()?;
    let grouped = groups.all(|group| group.len() == 3 && first.len() <= 3 && !first.is_empty());
    grouped.then(|| text.replace(',', ""))
}

/// Whether a written word means one of a field's choices: its name in either language, or as people say it
/// (`镇级` for 乡镇, `已取消` for 取消).
pub(crate) fn means(written: &str, (en, zh): (&str, &str)) -> bool {
    let bare = |word: &'_ str| {
        let word = word.strip_suffix('级').unwrap_or(word);
        word.strip_prefix('已').unwrap_or(word).to_owned()
    };
    let (word, meant) = (bare(written.trim()), bare(zh));
    written.trim() == en || word == meant || (meant == "乡镇" && matches!(word.as_str(), "乡" | "镇"))
}

/// Whether a word says that there is nothing.
pub(crate) fn is_none(written: &str) -> bool {
    matches!(narrow(written).trim(), "无" | "没有" | "none")
}

/// What offices write for the day on which a notice is posted.
const POSTED_ON: [&str; 8] =
    ["发布之日", "公布之日", "公示之日", "张榜之日", "张贴之日", "发布当日", "发布当天", "即日"];

/// A day, or `None` inside for the one on which it is posted: `发布之日`, `自发布之日起`, `即日起`.
pub(crate) fn first_day(text: &str) -> Option<Option<Date>> {
    let word = text.trim().trim_start_matches(['自', '从']).trim_end_matches('起');
    if POSTED_ON.contains(&word) { Some(None) } else { date(text).map(Some) }
}

/// A day, or `None` inside for no end: `长期`.
pub(crate) fn last_day(text: &str) -> Option<Option<Date>> {
    match text.trim() {
        "长期" | "长期公开" | "长期公示" | "长期有效" => Some(None),
        text => date(text).map(Some),
    }
}

/// So many days, and whether they are working days: `10`, `10天`, `10个工作日`, `七个工作日`.
pub(crate) fn length(text: &str) -> Option<(u16, bool)> {
    let text: String = narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
    let (number, worked) = match text.strip_suffix("工作日") {
        Some(number) => (number, true),
        None => {
            (["自然日", "天", "日"].iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(&text), false)
        }
    };
    let number = number.strip_suffix('个').unwrap_or(number);
    let days = if number.is_empty() { None } else { digits(number).or_else(|| written_out(number)) };
    days.map(|days| (days, worked))
}

/// Numbers below a hundred as offices write them out.
fn written_out(text: &str) -> Option<u16> {
    u16::try_from(below_hundred(text)?).ok().filter(|&number| number > 0)
}

/// A window in words, which begins on the day on which it is posted: `自发布之日起10个工作日`, `发布之日起公示七天`.
pub(crate) fn window(text: &str) -> Option<(u16, bool)> {
    let text: String = narrow(text).chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_start_matches(['自', '从']);
    let rest = POSTED_ON.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let rest = rest.trim_start_matches(['起', '算', ',', '，', ';']).trim_start_matches("公示");
    length(rest.trim_start_matches('期').trim_end_matches(['内', '。']))
}

/// `60%`, `60％`, `百分之60`, `60`: hundredths of a whole, which may be more than a hundred.
pub(crate) fn percent(text: &str) -> Option<u16> {
    let text = narrow(text);
    let text = text.trim().trim_start_matches("百分之").trim_end_matches('%').trim();
    (!text.is_empty()).then(|| digits(text)).flatten()
}

pub(crate) fn flag(text: &str) -> Option<bool> {
    match narrow(text).trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "是" => Some(true),
        "false" | "no" | "off" | "否" | "不" | "不是" | "没有" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_all_their_forms() {
        for text in [
            "2026-11-02",
            "2026/11/2",
            "2026.11.2",
            "2026年11月2日",
            "２０２６－１１－０２",
            "2026年11月2号",
            "20261102",
            "2026、11、2",
            "二〇二六年十一月二日",
        ] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), Some("2026-11-02"), "{text}");
        }
        for text in [
            "二〇二六年十三月二日",
            "二零二六年一月",
            "20261302",
            "2026-13-02",
            "2026-02-30",
            "26-11-02",
            "11月2日",
            "2026-11",
            "2026-11-02-1",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_in_all_their_forms() {
        for text in [
            "2026-11-08 14:30",
            "2026年11月8日14：30",
            "2026/11/8 １４：３０",
            "2026-11-08T14:30",
            "2026年11月8日 14时30分",
        ] {
            assert_eq!(
                date_time(text).map(|d| d.to_string()).as_deref(),
                Some("2026-11-08T14:30:00"),
                "{text}"
            );
        }
        for text in ["2026-11-08", "2026-11-08 25:00", "2026-11-08 24:30", "14:30", "2026-11-08 14:30:15"] {
            assert_eq!(date_time(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_alone_begins_at_its_start_and_ends_at_its_end() {
        let shown = |moment: Option<DateTime>| moment.map_or("none".into(), |moment| moment.to_string());
        assert_eq!(shown(beginning("2026年12月4日")), "2026-12-04T00:00:00");
        assert_eq!(shown(ending("2026-12-04")), "2026-12-05T00:00:00");
        assert_eq!(shown(ending("2026-12-31 ２４：００")), "2027-01-01T00:00:00");
        assert_eq!(shown(ending("2026-12-04 18:00")), "2026-12-04T18:00:00");
        assert_eq!(shown(ending("12月4日")), "none");
        assert_eq!(date("2026年12月4日 18:00").map(|day| day.to_string()).as_deref(), Some("2026-12-04"));
    }

    #[test]
    fn a_period_may_be_a_year_or_months() {
        let shown = |text| period(text).map(|(from, until)| format!("{from} {until}"));
        for text in ["2026", "2026年", "２０２６年"] {
            assert_eq!(shown(text).as_deref(), Some("2026-01-01 2026-12-31"), "{text}");
        }
        for text in ["2026-02", "2026年2月", "2026/2"] {
            assert_eq!(shown(text).as_deref(), Some("2026-02-01 2026-02-28"), "{text}");
        }
        for text in ["2026年3月至10月", "2026-03 至 2026-10"] {
            assert_eq!(shown(text).as_deref(), Some("2026-03-01 2026-10-31"), "{text}");
        }
        for text in ["", "26年", "2026-13", "2026年10月至3月", "2026-03-01", "长期"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn windows_are_understood_as_offices_write_them() {
        let day = |text: &str| first_day(text).map(|day| day.map_or("posted".into(), |day| day.to_string()));
        for text in ["发布之日", "自发布之日起", "即日起", "公示之日"] {
            assert_eq!(day(text).as_deref(), Some("posted"), "{text}");
        }
        assert_eq!(day("2026年11月2日").as_deref(), Some("2026-11-02"));
        assert_eq!(day("发布之后"), None);
        assert_eq!((last_day("长期"), last_day("永远")), (Some(None), None));
        for (text, read) in [
            ("10", Some((10, false))),
            ("１０ 天", Some((10, false))),
            ("10个工作日", Some((10, true))),
            ("七个工作日", Some((7, true))),
            ("十五日", Some((15, false))),
            ("二十一天", Some((21, false))),
            ("三十天", Some((30, false))),
            ("个工作日", None),
            ("十天半", None),
            ("很久", None),
        ] {
            assert_eq!(length(text), read, "{text}");
        }
        for text in [
            "自发布之日起10个工作日",
            "发布之日起，公示期十个工作日",
            "10个工作日",
            "自公示之日起 10 个工作日内。",
        ] {
            assert_eq!(window(text), Some((10, true)), "{text}");
        }
        assert_eq!(window("2026-11-02至2026-11-13"), None);
    }

    #[test]
    fn choices_are_understood_as_people_say_them() {
        for written in ["township", "乡镇", "镇", "乡", "镇级", "乡镇级"] {
            assert!(means(written, ("township", "乡镇")), "{written}");
        }
        assert!(means("已取消", ("cancelled", "取消")) && means("县级", ("county", "县")));
        assert!(means("已完成", ("done", "已完成")) && !means("已认领", ("waiting", "待认领")));
        assert!(!means("村", ("township", "乡镇")) && !means("级", ("village", "村")));
        assert!(is_none("无") && !is_none("无人"));
    }

    #[test]
    fn numbers_and_flags() {
        assert_eq!(
            (whole("１０天"), whole("-1"), signed("-5"), tenths("2.5小时")),
            (Some(10), None, Some(-5), Some(25))
        );
        assert_eq!((flag("是"), flag("False"), flag("maybe")), (Some(true), Some(false), None));
        for (text, read) in [
            ("1,200.5", Some(1_200_500)),
            ("－３．２５", Some(-3250)),
            ("0", Some(0)),
            ("1234567", Some(1_234_567_000)),
            ("1.2345", None),
            ("12,00", None),
            ("1234,567", None),
            ("3亩", None),
            (".5", None),
            ("5.", None),
            ("--5", None),
            ("9223372036854775807", None),
        ] {
            assert_eq!(decimal(text), read, "{text}");
        }
    }
}
