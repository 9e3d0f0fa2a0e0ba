//! A repetition in a clerk's words → [`Repeat`]: `每周六`, `每月第一个周六`, `每两周周三，到2026年12月31日为止`.

use super::{ByDay, Frequency, Repeat, RepeatEnd, RepeatFault};
use jiff::civil::{Date, Time, Weekday};

/// Whether a text speaks, instead of being a rule of calendar programs.
pub(super) fn is_spoken(text: &str) -> bool {
    text.trim_start().starts_with('每')
}

/// Reads what is said.
///
/// # Errors
/// With the part that is not understood.
pub(super) fn read(text: &str) -> Result<Repeat, RepeatFault> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let (rule, end) = plain.split_once([',', ';']).unwrap_or((&plain, ""));
    let mut words = Words(rule.strip_prefix('每').unwrap_or(rule));
    let mut repeat = words.period().ok_or_else(|| bad(rule))?;
    words.days(&mut repeat).ok_or_else(|| bad(rule))?;
    if !words.0.is_empty() {
        return Err(bad(words.0));
    }
    repeat.end = if end.is_empty() { None } else { Some(self::end(end).ok_or_else(|| bad(end))?) };
    Ok(repeat)
}

fn bad(part: &str) -> RepeatFault {
    RepeatFault::BadValue(part.to_owned())
}

fn narrow(c: char) -> char {
    match c {
        '，' => ',',
        '；' => ';',
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        other => other,
    }
}

/// `共8次`, `到2026年12月31日为止`.
fn end(text: &str) -> Option<RepeatEnd> {
    if let Some(times) = text.strip_prefix('共') {
        let (count, rest) = number(times)?;
        return (matches!(rest, "次" | "场" | "期") && count > 0).then_some(RepeatEnd::Count(count));
    }
    let day = ["直到", "到", "至"].iter().find_map(|word| text.strip_prefix(word))?;
    let day = day.trim_end_matches("为止").trim_end_matches('止');
    let parts: Vec<&str> =
        day.split(['年', '月', '日', '-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(RepeatEnd::Until(date.to_datetime(Time::MAX)))
}

/// A number in figures or in Chinese up to ten and some, and what follows it.
fn number(text: &str) -> Option<(u32, &str)> {
    let figures = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if figures > 0 {
        return Some((text[..figures].parse().ok()?, &text[figures..]));
    }
    let rest = text.trim_start_matches(|c| digit(c).is_some());
    let value = match text[..text.len() - rest.len()].chars().collect::<Vec<_>>().as_slice() {
        [one] => digit(*one)?,
        ['十', one] => 10 + digit(*one)?,
        [tens, '十'] => digit(*tens)? * 10,
        [tens, '十', one] => digit(*tens)? * 10 + digit(*one)?,
        _ => return None,
    };
    Some((value, rest))
}

fn digit(c: char) -> Option<u32> {
    Some(match c {
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

/// What is left to be read.
struct Words<'t>(&'t str);

impl Words<'_> {
    fn takes(&mut self, words: &[&str]) -> bool {
        let rest = words.iter().find_map(|word| self.0.strip_prefix(word));
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn number(&mut self) -> Option<u32> {
        let (value, rest) = number(self.0)?;
        self.0 = rest;
        Some(value)
    }

    /// `两周`, `隔一周`, `3个月`, `季度`, `天`.
    fn period(&mut self) -> Option<Repeat> {
        let between = self.takes(&["隔"]);
        let count = self.number().unwrap_or(1).checked_add(u32::from(between))?;
        self.takes(&["个"]);
        let start = self.0;
        let (frequency, times) = match () {
            () if self.takes(&["天", "日"]) => (Frequency::Daily, 1),
            // the weekday itself is told with the days
            () if self.takes(&["周", "星期", "礼拜"]) => (Frequency::Weekly, 1),
            () if self.takes(&["季度", "季"]) => (Frequency::Monthly, 3),
            () if self.takes(&["月"]) => (Frequency::Monthly, 1),
            () if self.takes(&["年"]) => (Frequency::Yearly, 1),
            () => return None,
        };
        debug_assert!(start.len() > self.0.len(), "a period has a name");
        let interval = u16::try_from(count.checked_mul(times)?).ok().filter(|&n| n > 0)?;
        let (by_day, by_month_day, by_month) = (Vec::new(), Vec::new(), Vec::new());
        Some(Repeat { frequency, interval, end: None, by_day, by_month_day, by_month })
    }

    fn days(&mut self, repeat: &mut Repeat) -> Option<()> {
        self.takes(&["的"]);
        if repeat.frequency == Frequency::Yearly && !self.0.is_empty() {
            repeat.by_month = self.months()?;
        }
        match repeat.frequency {
            _ if self.0.is_empty() => Some(()),
            Frequency::Daily => None,
            Frequency::Weekly => {
                repeat.by_day =
                    self.weekdays()?.into_iter().map(|weekday| ByDay { nth: None, weekday }).collect();
                Some(())
            }
            Frequency::Monthly | Frequency::Yearly => self.of_month(repeat),
        }
    }

    /// `3月`, `3月、9月`.
    fn months(&mut self) -> Option<Vec<i8>> {
        let mut months = Vec::new();
        loop {
            let month = i8::try_from(self.number()?).ok().filter(|month| (1..=12).contains(month))?;
            months.push(month);
            if !self.takes(&["月"]) {
                return None;
            }
            if !self.joins() {
                return Some(months);
            }
        }
    }

    /// Something more of the same follows.
    fn joins(&mut self) -> bool {
        self.takes(&["、", "和", "及", "与"])
    }

    /// `六`, `周二、周五`, `一至五`.
    fn weekdays(&mut self) -> Option<Vec<Weekday>> {
        let mut days = vec![self.weekday()?];
        while !self.0.is_empty() {
            if self.takes(&["至", "到", "-"]) {
                let last = self.weekday()?;
                let mut day = *days.last()?;
                while day != last {
                    day = day.next();
                    days.push(day);
                }
            } else if self.joins() {
                days.push(self.weekday()?);
            } else {
                return Some(days);
            }
        }
        Some(days)
    }

    fn weekday(&mut self) -> Option<Weekday> {
        self.takes(&["周", "星期", "礼拜"]);
        let name = self.0.chars().next()?;
        let day = match name {
            '一' | '1' => Weekday::Monday,
            '二' | '2' => Weekday::Tuesday,
            '三' | '3' => Weekday::Wednesday,
            '四' | '4' => Weekday::Thursday,
            '五' | '5' => Weekday::Friday,
            '六' | '6' => Weekday::Saturday,
            '日' | '天' | '7' => Weekday::Sunday,
            _ => return None,
        };
        self.0 = &self.0[name.len_utf8()..];
        Some(day)
    }

    /// `第一个周六`, `最后一个周日`, `15日`, `最后一天`, joined.
    fn of_month(&mut self, repeat: &mut Repeat) -> Option<()> {
        loop {
            self.one_of_month(repeat)?;
            if !self.joins() {
                return Some(());
            }
        }
    }

    fn one_of_month(&mut self, repeat: &mut Repeat) -> Option<()> {
        let (sign, nth) = match () {
            () if self.takes(&["最后一", "最后1"]) => (-1, 1),
            () if self.takes(&["倒数第"]) => (-1, self.number()?),
            () if self.takes(&["第"]) => (1, self.number()?),
            () => {
                let day = i8::try_from(self.number()?).ok().filter(|day| (1..=31).contains(day))?;
                repeat.by_month_day.push(day);
                return self.takes(&["日", "号"]).then_some(());
            }
        };
        let nth = i8::try_from(nth).ok().filter(|nth| (1..=31).contains(nth))? * sign;
        if self.takes(&["天"]) {
            repeat.by_month_day.push(nth);
            return Some(());
        }
        self.takes(&["个"]);
        let weekday = self.weekday().filter(|_| nth.abs() <= 5)?;
        repeat.by_day.push(ByDay { nth: Some(nth), weekday });
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;

    fn rule(text: &str) -> String {
        read(text).map_or_else(|fault| format!("{fault:?}"), |repeat| repeat.to_string())
    }

    #[test]
    fn what_clerks_say_is_a_rule() {
        for (said, meant) in [
            ("每周六", "FREQ=WEEKLY;BYDAY=SA"),
            ("每个星期天", "FREQ=WEEKLY;BYDAY=SU"),
            ("每周二、周五，共8次", "FREQ=WEEKLY;COUNT=8;BYDAY=TU,FR"),
            ("每周一至周五", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
            ("每周六、日", "FREQ=WEEKLY;BYDAY=SA,SU"),
            ("每两周周三", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
            ("每隔一周的周三", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
            ("每2周周三、周六，到2026年12月31日为止", "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231;BYDAY=WE,SA"),
            ("每月第一个周六", "FREQ=MONTHLY;BYDAY=1SA"),
            ("每月最后一个星期日", "FREQ=MONTHLY;BYDAY=-1SU"),
            ("每月15日", "FREQ=MONTHLY;BYMONTHDAY=15"),
            ("每月1号、15号", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
            ("每月最后一天", "FREQ=MONTHLY;BYMONTHDAY=-1"),
            ("每季度", "FREQ=MONTHLY;INTERVAL=3"),
            ("每天，共５次", "FREQ=DAILY;COUNT=5"),
            ("每年3月第一个周四", "FREQ=YEARLY;BYMONTH=3;BYDAY=1TH"),
            ("每周，至2026-12-31", "FREQ=WEEKLY;UNTIL=20261231"),
        ] {
            assert_eq!(rule(said), meant, "{said}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (said, fault) in [
            ("每周六上午", "BadValue(\"上午\")"),
            ("每周八", "BadValue(\"每周八\")"),
            ("每月第六个周六", "BadValue(\"每月第六个周六\")"),
            ("每周六，到年底", "BadValue(\"到年底\")"),
            ("每逢赶集日", "BadValue(\"每逢赶集日\")"),
            ("每隔4294967295周", "BadValue(\"每隔4294967295周\")"),
        ] {
            assert_eq!(rule(said), fault, "{said}");
        }
    }
}
