//! Rows of registers in words.

use super::dates::{chinese, hours};
use super::names::{full_name, is_unit};
use super::{Fact, Word, facts};
use crate::model::masked::masked;
use crate::model::own::{Cell, Value};
use crate::model::register::{Preset, Row, Standing};
use crate::source::Spanned;
use jiff::civil::Date;
use std::borrow::Cow;

/// The state as its badge shows it; none for what has no states.
pub fn register_state(preset: Preset, standing: Standing) -> Option<Word> {
    let (key, label) = match (standing, preset) {
        (Standing::Listed, _) => return None,
        (Standing::Overdue, _) => ("overdue", "已逾期"),
        (Standing::Waiting, _) => ("waiting", "待认领"),
        (Standing::Open, Preset::Issues) => ("running", "整改中"),
        (Standing::Open, Preset::Wishes) => ("running", "已认领"),
        (Standing::Open, _) => ("running", "办理中"),
        (Standing::Current, Preset::Jobs) => ("signup", "招聘中"),
        (Standing::Current, _) => ("signup", "有效"),
        (Standing::Done, Preset::Issues) => ("recorded", "已销号"),
        (Standing::Done, Preset::Wishes) => ("recorded", "已实现"),
        (Standing::Done, _) => ("recorded", "已完成"),
        (Standing::Expired, Preset::Jobs) => ("ended", "已截止"),
        (Standing::Expired, _) => ("ended", "已过期"),
    };
    Some(Word { key, label })
}

/// What a register is for, as its readers call it.
pub fn preset(preset: Preset) -> &'static str {
    match preset {
        Preset::Custom => "其他台账",
        _ => preset.words().1,
    }
}

/// What stands in a column of a register's own.
pub fn own_cell(cell: &Cell) -> String {
    let listed = |names: &[Spanned<String>]| {
        names.iter().map(|name| name.value.as_str()).collect::<Vec<_>>().join("、")
    };
    match &cell.value {
        Value::Text(text) | Value::Phone(text) | Value::Choice(text) => text.value.clone(),
        Value::Date(day) => chinese(day.value),
        Value::Money(amount) => format!("{}元", amount.value),
        Value::Number(number) => thousandths(number.value),
        Value::Places(names) | Value::Units(names) => listed(names),
    }
}

/// `1200.5`
pub fn thousandths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let digits = format!("{}.{:03}", number.unsigned_abs() / 1000, number.unsigned_abs() % 1000);
    format!("{sign}{}", digits.trim_end_matches('0').trim_end_matches('.'))
}

/// Where a row is about: township, village and venue in one.
pub fn row_place(row: &Row) -> Option<String> {
    let text = |name: &Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let (village, spot) = (text(&row.village), text(&row.place).unwrap_or_default());
    // clerks often begin the place with the village's name
    let village = village.filter(|village| !spot.starts_with(village));
    // 荻雪村, 村文明实践站
    let own = village.as_deref().is_some_and(|village| village.ends_with('村') && spot.starts_with('村'));
    let spot = if own { spot.trim_start_matches('村').to_owned() } else { spot };
    let place = full_name(text(&row.township).as_deref(), village.as_deref()) + &spot;
    (!place.is_empty()).then_some(place)
}

/// What a row says besides its name and state, in the order of its preset's columns. Names of people are shown in
/// part, but those of offices' people, who are there to be found.
pub fn row_facts(preset: Preset, row: &Row) -> Vec<Fact> {
    let labels = Labels::of(preset);
    let day = |label: &'static str, day: &Option<Spanned<Date>>| {
        day.as_ref().map(|day| Fact::new(label, chinese(day.value)))
    };
    let part = |label: &'static str, name: &Option<Spanned<String>>| {
        name.as_ref().map(|name| Fact::new(label, masked(&name.value)))
    };
    let units: Vec<&str> = row.units.iter().map(|unit| unit.value.as_str()).collect();
    let mut all: Vec<Fact> = day("发现日期", &row.found).into_iter().collect();
    all.extend((!units.is_empty()).then(|| Fact::new(labels.units, units.join("、"))));
    all.extend(facts(&[("职务", &row.role), ("数量", &row.quantity), (labels.price, &row.price)]));
    all.extend(row.count.as_ref().map(|count| Fact::new(labels.count, format!("{}人", count.value))));
    all.extend(row_place(row).map(|place| Fact::new("地点", place)));
    all.extend(part(labels.person, &row.person));
    all.extend(row.by.as_ref().map(|by| Fact::new("认领人", taken_by(&by.value))));
    all.extend(day(labels.due, &row.due));
    all.extend(facts(&[(labels.detail, &row.detail)]));
    all.extend(day(labels.done, &row.done));
    let took = row.days_to_close().filter(|_| preset == Preset::Issues);
    all.extend(took.map(|days| Fact::new("用时", format!("{days}天"))));
    all
}

/// A person is shown in part, a unit in whole.
pub fn taken_by(name: &str) -> Cow<'_, str> {
    if is_unit(name) { Cow::Borrowed(name) } else { masked(name) }
}

/// Activities of a team, and the hours of service that their records say.
pub fn team_work(activities: usize, tenths: u32) -> Option<Fact> {
    let with_hours = if tenths > 0 { format!("，服务{}", hours(tenths)) } else { String::new() };
    (activities > 0).then(|| Fact::new("已开展", format!("{activities}次活动{with_hours}")))
}

/// What columns are called where presets differ.
struct Labels {
    units: &'static str,
    due: &'static str,
    done: &'static str,
    detail: &'static str,
    price: &'static str,
    count: &'static str,
    person: &'static str,
}

impl Labels {
    fn of(preset: Preset) -> Labels {
        let tasks = Labels {
            units: "责任单位",
            due: "时限",
            done: "完成日期",
            detail: "备注",
            price: "价格",
            count: "人数",
            person: "对象",
        };
        match preset {
            Preset::Tasks => tasks,
            Preset::Issues => {
                Labels { due: "整改时限", done: "销号日期", detail: "整改措施", ..tasks }
            }
            Preset::Wishes => Labels { done: "日期", ..tasks },
            Preset::Offers => Labels { due: "有效期至", ..tasks },
            Preset::Jobs => {
                Labels {
                    units: "用人单位", due: "截止", price: "待遇", count: "招聘人数", ..tasks
                }
            }
            Preset::Teams => Labels { person: "队长", ..tasks },
            Preset::People => Labels { units: "派出单位", ..tasks },
            // what its columns are called it says itself
            Preset::Custom => tasks,
        }
    }
}
