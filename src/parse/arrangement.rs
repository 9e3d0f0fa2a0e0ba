//! The State Council's notice of a year's holidays, as text → the calendar of that year.
//!
//! Every line that names a feast is read, and what the notice says twice (the day of the week, how many days) is
//! compared. What does not fit is told line by line; nothing is guessed.

use super::value::narrow;
use crate::diagnostic::Text;
use crate::model::calendar::{Announcement, CalendarYear, Holiday};
use crate::text;
use jiff::civil::{Date, Weekday};

/// What a notice says, and what in it does not fit: number and text of the line.
pub struct Arrangement {
    /// As far as it could be read.
    pub year: CalendarYear,
    /// Lines that cannot be right, counted from 1.
    pub odd: Vec<(usize, Text)>,
}

/// Reads a notice; `None` when it names no year.
pub fn arrangement(notice: &str) -> Option<Arrangement> {
    let text = narrow(notice);
    let (title, year) = title(&text)?;
    let mut calendar = CalendarYear {
        year,
        announcement: Announcement { title, number: number(&text) },
        holidays: Vec::new(),
        workdays: Vec::new(),
    };
    let mut odd = Vec::new();
    for (at, line) in (1..).zip(text.lines()) {
        if let Some((name, said)) = feast(line) {
            odd.extend(read(name, said, &mut calendar).into_iter().map(|fault| (at, fault)));
        }
    }
    calendar.holidays.sort_by_key(|holiday| holiday.from);
    calendar.workdays.sort();
    if calendar.holidays.is_empty() {
        odd.push((1, text!("一个假期也没有读到", "No holiday could be read")));
    }
    Some(Arrangement { year: calendar, odd })
}

/// `国务院办公厅关于2027年部分节假日安排的通知`
fn title(text: &str) -> Option<(String, i16)> {
    let line = text.lines().map(str::trim).find(|line| line.contains("节假日安排") && line.contains('年'))?;
    let (front, _) = line.split_once('年')?;
    let digits = front.len() - front.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let year = front[front.len() - digits..].parse().ok().filter(|_| digits == 4)?;
    Some((line.to_owned(), year))
}

/// `国办发明电〔2026〕7号`
fn number(text: &str) -> Option<String> {
    let line = text.lines().map(str::trim).find(|line| line.contains("国办发"))?;
    let start = line.find("国办发")?;
    let end = line[start..].find('号')? + '号'.len_utf8();
    Some(line[start..start + end].to_owned())
}

/// `二、春节：…` → the feast's name, and what is said of it.
fn feast(line: &str) -> Option<(&str, &str)> {
    let (head, said) = line.trim().split_once(':')?;
    // `国庆节、中秋节` may share a holiday
    let is_number = |front: &str| front.chars().all(|c| "一二三四五六七八九十".contains(c));
    let name = head.split_once('、').filter(|(front, _)| is_number(front)).map_or(head, |(_, name)| name);
    let name = name.trim();
    let is_feast = (name.contains('节') || name == "元旦") && name.chars().count() <= 12;
    (is_feast && said.contains('日')).then_some((name, said))
}

fn read(name: &str, said: &str, calendar: &mut CalendarYear) -> Vec<Text> {
    let mut odd = Vec::new();
    for sentence in said.split(['。', ';']) {
        let days = days(sentence, calendar.year);
        odd.extend(days.iter().filter_map(wrong_weekday));
        if sentence.contains("上班") {
            calendar.workdays.extend(days.iter().map(|day| day.date));
        } else if sentence.contains("放假")
            && let Some(first) = days.first()
        {
            let last = days.get(1).filter(|_| sentence.contains('至')).unwrap_or(first);
            odd.extend(wrong_count(sentence, first.date, last.date));
            calendar.holidays.push(Holiday { name: name.to_owned(), from: first.date, until: last.date });
        }
    }
    odd
}

/// A day as the notice writes it.
struct Said {
    date: Date,
    weekday: Option<Weekday>,
}

/// Every day of a sentence; one without year or month has those of the one before.
fn days(sentence: &str, year: i16) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    let mut rest = sentence;
    while let Some(at) = rest.find('日') {
        let (front, back) = (&rest[..at], &rest[at + '日'.len_utf8()..]);
        rest = back;
        let last = found.last().map_or((year, None), |day| (day.date.year(), Some(day.date.month())));
        let Some(date) = day(front, last) else { continue };
        let weekday = back.strip_prefix('(').and_then(|inner| weekday(inner.split(')').next()?));
        if let Some(inner) = back.strip_prefix('(').and_then(|inner| inner.split_once(')')) {
            rest = inner.1;
        }
        found.push(Said { date, weekday });
    }
    found
}

/// `2026年12月31`, `1月3`, `3` at the end of a text.
fn day(front: &str, (year, month): (i16, Option<i8>)) -> Option<Date> {
    let (front, day) = trailing(front)?;
    let Some(front) = front.strip_suffix('月') else {
        return Date::new(year, month?, day.try_into().ok()?).ok();
    };
    let (front, month) = trailing(front)?;
    let year =
        front.strip_suffix('年').and_then(trailing).map_or(Some(year), |(_, year)| year.try_into().ok())?;
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// The number at the end of a text, and what stands before it.
fn trailing(text: &str) -> Option<(&str, u16)> {
    let text = text.trim_end();
    let front = text.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((front, text[front.len()..].parse().ok()?))
}

/// `周四`, `农历正月初七、周一`, `星期日`
fn weekday(inner: &str) -> Option<Weekday> {
    let after =
        inner.rsplit_once('周').or_else(|| inner.rsplit_once("星期")).or_else(|| inner.rsplit_once('期'))?.1;
    let offset = "一二三四五六日".chars().position(|c| after.starts_with(c))?;
    Weekday::from_monday_zero_offset(i8::try_from(offset).ok()?).ok()
}

fn wrong_weekday(day: &Said) -> Option<Text> {
    let date = day.date;
    let said = day.weekday.filter(|said| *said != date.weekday())?;
    let name = |weekday: Weekday| {
        let at = usize::from(weekday.to_monday_zero_offset().unsigned_abs());
        "一二三四五六日".chars().nth(at).unwrap_or('?')
    };
    let (said, real) = (name(said), name(date.weekday()));
    Some(text!(
        "{date} 是周{real}，通知里写的是周{said}",
        "{date} does not fall on the day of the week that is written beside it"
    ))
}

fn wrong_count(sentence: &str, from: Date, until: Date) -> Option<Text> {
    let said: i32 = sentence.split_once('共')?.1.split_once('天')?.0.trim().parse().ok()?;
    let real = until.since(from).ok()?.get_days() + 1;
    (said != real).then(|| {
        text!(
            "{from} 到 {until} 是{real}天，通知里写的是{said}天",
            "From {from} to {until} there are {real} days, and the notice says {said}"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_holiday_of_two_feasts_keeps_both_names_and_no_number() {
        let notice = "国务院办公厅关于2028年部分节假日安排的通知\n六、中秋节：10月3日（周二）放假。\n七、国庆节、中秋节：10月1日（周日）至8日（周日）放假调休，共8天。\n";
        let names: Vec<String> = arrangement(notice)
            .expect("a year")
            .year
            .holidays
            .into_iter()
            .map(|holiday| holiday.name)
            .collect();
        assert_eq!(names, ["国庆节、中秋节", "中秋节"]);
    }

    const NOTICE: &str = "国务院办公厅关于2027年\n部分节假日安排的通知\n国务院办公厅关于2027年部分节假日安排的通知\n国办发明电〔2026〕9号\n\
        各省、自治区、直辖市人民政府：\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n\
        二、春节：2月5日（农历腊月二十九、周五）至13日（农历正月初七、周六）放假调休，共9天。1月31日（周日）、2月14日（周日）上班。\n\
        三、国庆节：10月1日（星期五）放假。\n节假日期间，各地区要妥善安排好值班。\n";

    #[test]
    fn a_notice_becomes_a_year() {
        let read = arrangement(NOTICE).expect("a year");
        assert_eq!(read.odd.len(), 0, "{:?}", read.odd);
        let holidays: Vec<String> =
            read.year.holidays.iter().map(|one| format!("{} {} {}", one.name, one.from, one.until)).collect();
        assert_eq!(
            holidays,
            ["元旦 2027-01-01 2027-01-03", "春节 2027-02-05 2027-02-13", "国庆节 2027-10-01 2027-10-01"]
        );
        let worked: Vec<String> = read.year.workdays.iter().map(ToString::to_string).collect();
        assert_eq!(worked, ["2027-01-31", "2027-02-14"]);
        assert_eq!(read.year.announcement.number.as_deref(), Some("国办发明电〔2026〕9号"));
    }

    #[test]
    fn what_the_notice_says_twice_is_compared() {
        let told = |from: &str, to: &str| {
            let read = arrangement(&NOTICE.replace(from, to)).expect("a year");
            read.odd.into_iter().map(|(line, text)| format!("{line} {}", text.zh)).collect::<Vec<_>>()
        };
        assert_eq!(told("（周五）至3日", "（周四）至3日"), ["6 2027-01-01 是周五，通知里写的是周四"]);
        assert_eq!(told("共9天", "共8天"), ["7 2027-02-05 到 2027-02-13 是9天，通知里写的是8天"]);
        assert!(arrangement("放假通知").is_none());
    }
}
