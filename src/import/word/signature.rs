//! Who signed, and when: the last lines of a document.

use super::days::days;
use super::lines::Line;
use crate::parse::value;
use crate::read::word::Align;
use jiff::civil::Date;

/// By which words names of offices end.
const OFFICES: [&str; 34] = [
    "人民政府",
    "政府",
    "委员会",
    "村委会",
    "居委会",
    "党委",
    "党支部",
    "总支",
    "县委",
    "市委",
    "宣传部",
    "组织部",
    "统战部",
    "办公室",
    "办",
    "局",
    "中心",
    "服务站",
    "管理站",
    "工作队",
    "大队",
    "支队",
    "服务队",
    "医院",
    "卫生院",
    "学校",
    "中学",
    "小学",
    "公司",
    "合作社",
    "联社",
    "协会",
    "联合会",
    "所",
];

/// What stands below the text.
#[derive(Debug, Default)]
pub(super) struct Signature<'l> {
    pub signed: Option<(Date, &'l Line, bool)>,
    pub issuer: Option<(String, &'l Line, bool)>,
}

/// The last line that is a day, and the office above it or before it in the same line.
pub(super) fn signature(lines: &[Line]) -> Signature<'_> {
    let dated: Vec<(usize, Date, &str)> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, line)| day_of(line).map(|(day, before)| (at, day, before)))
        .collect();
    let Some(&(at, day, before)) = dated.last() else { return Signature::default() };
    let line = &lines[at];
    // a day above the text is hardly the one of signing
    let below = lines[..at].iter().any(Line::is_running);
    let sure = below && (dated.len() == 1 || line.align == Align::Right);
    let issuer = match before {
        "" => above(&lines[..at]),
        office => Some((office.to_owned(), line, below && is_office(office))),
    };
    Signature { signed: Some((day, line, sure)), issuer }
}

/// A line that says a day alone, or behind an office.
fn day_of(line: &Line) -> Option<(Date, &str)> {
    if let Some(day) = value::date(&line.packed) {
        return Some((day, ""));
    }
    let last =
        days(&line.packed).into_iter().last().filter(|day| day.whole && day.to == line.packed.len())?;
    let before = line.packed[..last.from].trim_end_matches([':', ',']);
    is_office(before).then_some((last.day, before))
}

/// The office right above the day; two of them are both.
fn above(lines: &[Line]) -> Option<(String, &Line, bool)> {
    let line = lines.last()?;
    let name = office(line)?;
    let second = lines.iter().rev().nth(1).filter(|other| other.align == line.align);
    match second.and_then(office).filter(|name| is_office(name)) {
        Some(first) if line.align == Align::Right => Some((format!("{first}、{name}"), line, false)),
        _ => {
            let sure = is_office(&name);
            Some((name, line, sure))
        }
    }
}

/// A line that could be the name of an office.
fn office(line: &Line) -> Option<String> {
    let name = line.packed.trim_end_matches("(盖章)").trim_end_matches("(公章)");
    let is_name =
        (3..=30).contains(&name.chars().count()) && !name.contains(['。', ',', ':', ';', '、', '.']);
    (is_name && value::date(name).is_none()).then(|| name.to_owned())
}

pub(super) fn is_office(name: &str) -> bool {
    name.chars().count() >= 3 && name.chars().count() <= 30 && OFFICES.iter().any(|end| name.ends_with(end))
}
