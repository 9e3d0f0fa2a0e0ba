//! Days that stand somewhere in a text.

use crate::parse::value;
use jiff::civil::Date;

/// A day in a text without blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub day: Date,
    /// Its year is written with it.
    pub whole: bool,
    /// In bytes.
    pub from: usize,
    pub to: usize,
}

/// Characters that a day has at most: 二〇二六年十一月二十一日.
const LONGEST: usize = 13;

/// Every day in a text. One without its year, or without its month, takes those of the day before it.
pub(super) fn days(packed: &str) -> Vec<Day> {
    let mut found: Vec<Day> = Vec::new();
    let mut from = 0;
    while let Some(c) = packed[from..].chars().next() {
        let before = packed[..from].chars().next_back();
        let begins = is_part(c) && !before.is_some_and(|before| is_part(before) && before != '-');
        let day = begins.then(|| day_at(packed, from, found.last().map(|day| day.day))).flatten();
        from = day.map_or(from + c.len_utf8(), |day| day.to);
        found.extend(day);
    }
    found
}

/// What numbers of days are written with.
fn is_part(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二三四五六七八九十".contains(c)
}

fn day_at(text: &str, from: usize, before: Option<Date>) -> Option<Day> {
    let rest = &text[from..];
    let mut ends = rest.char_indices().take(LONGEST).filter(|(_, c)| matches!(c, '日' | '号'));
    if let Some((at, end)) = ends.next() {
        let to = at + end.len_utf8();
        if let Some((day, whole)) = chinese(&rest[..to], before) {
            return Some(Day { day, whole, from, to: from + to });
        }
    }
    let length =
        rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '.' | '/')).unwrap_or(rest.len());
    let run = rest[..length].trim_end_matches(['-', '.', '/']);
    let day = value::date(run).filter(|_| run.contains(['-', '.', '/']))?;
    Some(Day { day, whole: true, from, to: from + run.len() })
}

fn chinese(written: &str, before: Option<Date>) -> Option<(Date, bool)> {
    if let Some(day) = value::date(written) {
        return Some((day, true));
    }
    let year = before?.year();
    let month = before?.month();
    let in_year = || value::date(&format!("{year}年{written}"));
    let in_month = || value::date(&format!("{year}年{month}月{written}"));
    in_year().or_else(in_month).map(|day| (day, false))
}

/// From which to which day, as it is written behind some words; the first such span.
pub(super) fn span(packed: &str) -> Option<(Day, Day)> {
    let found = days(packed);
    found.windows(2).find_map(|pair| {
        let [first, last] = pair else { return None };
        let between = &packed[first.to..last.from];
        let joined = ["至", "到", "-", "~", "—", "–", "止"].iter().any(|sign| between.contains(sign));
        let near = between.chars().count() <= 16 && !between.contains(['。', ';', '；']);
        (joined && near && first.day <= last.day).then_some((*first, *last))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        days(text).iter().map(|day| format!("{} {}", day.day, day.whole)).collect()
    }

    #[test]
    fn days_stand_in_texts_in_all_their_forms() {
        assert_eq!(told("自2026年11月2日至11月12日止，共10天"), ["2026-11-02 true", "2026-11-12 false"]);
        assert_eq!(told("2026年11月2日至12日"), ["2026-11-02 true", "2026-11-12 false"]);
        assert_eq!(told("二〇二六年十一月二十一日"), ["2026-11-21 true"]);
        assert_eq!(told("2026-11-02至2026.11.12"), ["2026-11-02 true", "2026-11-12 true"]);
        assert_eq!(told("11月2日"), Vec::<String>::new(), "no year is known");
        assert_eq!(told("0999-0002103，第14号"), Vec::<String>::new());
        let both = |text| span(text).map(|(one, two)| (one.day.to_string(), two.day.to_string()));
        let wanted = Some(("2026-11-02".to_owned(), "2026-11-12".to_owned()));
        assert_eq!(both("公示期为2026年11月2日（星期一）起至11月12日"), wanted);
        assert_eq!(both("2026年11月2日批准。2026年11月12日开工"), None);
    }
}
