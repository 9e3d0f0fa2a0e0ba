//! How an activity repeats, in words: `每2周周三、周六，到2026年12月31日为止`.

use super::chinese;
use super::dates::name as weekday_name;
use crate::model::repeat::{ByDay, Frequency, Repeat, RepeatEnd};

/// Everything that the rule says; what it leaves to the first time, such as the weekday, is not repeated.
pub fn repeats(rule: &Repeat) -> String {
    // destructured, so that no part of a rule is left unsaid
    let Repeat { frequency, interval, end, by_day, by_month_day, by_month } = rule;
    let months = listed(by_month, |month| format!("{month}月"));
    let (each_month, only) = match frequency {
        Frequency::Yearly => (months, String::new()),
        _ if months.is_empty() => (months, String::new()),
        _ => (String::new(), format!("（只在{months}）")),
    };
    let mut days = listed(by_month_day, |&day| month_day(day));
    if !days.is_empty() && !by_day.is_empty() {
        days.push('逢');
    }
    let week_days = listed(by_day, week_day);
    // 每周六, not 每周周六
    let is_said = *frequency == Frequency::Weekly && *interval == 1 && !by_day.is_empty();
    days += if is_said { week_days.trim_start_matches('周') } else { &week_days };
    format!("{}{each_month}{days}{only}{}", each(*frequency, *interval), until(*end))
}

fn listed<T>(values: &[T], word: impl Fn(&T) -> String) -> String {
    values.iter().map(word).collect::<Vec<_>>().join("、")
}

fn each(frequency: Frequency, interval: u16) -> String {
    let (one, many) = match frequency {
        Frequency::Daily => ("天", "天"),
        Frequency::Weekly => ("周", "周"),
        Frequency::Monthly => ("月", "个月"),
        Frequency::Yearly => ("年", "年"),
    };
    if interval == 1 { format!("每{one}") } else { format!("每{interval}{many}") }
}

fn month_day(day: i8) -> String {
    match day {
        -1 => "最后一天".into(),
        ..0 => format!("倒数第{}天", day.unsigned_abs()),
        _ => format!("{day}日"),
    }
}

fn week_day(by: &ByDay) -> String {
    let name = weekday_name(by.weekday);
    match by.nth {
        None => name.to_owned(),
        Some(-1) => format!("最后一个{name}"),
        Some(nth @ ..0) => format!("倒数第{}个{name}", nth.unsigned_abs()),
        Some(nth) => format!("第{nth}个{name}"),
    }
}

fn until(end: Option<RepeatEnd>) -> String {
    match end {
        None => String::new(),
        Some(RepeatEnd::Count(count)) => format!("，共{count}次"),
        Some(RepeatEnd::Until(end) | RepeatEnd::UntilUtc(end)) => format!("，到{}为止", chinese(end.date())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(rule: &str) -> String {
        repeats(&crate::model::repeat::read(rule).expect("a lawful rule"))
    }

    #[test]
    fn every_part_of_a_rule_is_said() {
        assert_eq!(words("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=4"), "每周六、周日，共4次");
        assert_eq!(words("FREQ=MONTHLY;INTERVAL=2;BYDAY=1SA"), "每2个月第1个周六");
        assert_eq!(words("FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231"), "每2周，到2026年12月31日为止");
        assert_eq!(words("FREQ=YEARLY;BYMONTH=3,9;BYDAY=-1SU"), "每年3月、9月最后一个周日");
        assert_eq!(words("FREQ=MONTHLY;BYMONTH=6,7;BYMONTHDAY=15"), "每月15日（只在6月、7月）");
        assert_eq!(words("FREQ=MONTHLY;BYMONTHDAY=-1,-3"), "每月最后一天、倒数第3天");
        assert_eq!(words("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"), "每月13日逢周五");
        assert_eq!(words("FREQ=MONTHLY;BYDAY=-2TU"), "每月倒数第2个周二");
        assert_eq!(words("freq=daily;interval=10"), "每10天");
    }
}
