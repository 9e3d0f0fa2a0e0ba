//! The tables of points in a notice's text, by household.

use crate::model::item::{Cell, Table};
use crate::model::notice::Notice;
use crate::model::sums;
use crate::source::Span;
use std::collections::BTreeMap;

/// Headings of the column that says which household a row is about: by number, or by name.
const NUMBERS: [&str; 2] = ["户号", "household"];
const PEOPLE: [&str; 5] = ["户主", "姓名", "农户", "户名", "家庭"];
/// Headings of the column with the points of one deed or of all; of columns that say what there was before or is
/// now; and of one that plainly says what came.
const POINTS: [&str; 5] = ["分值", "积分", "得分", "分数", "points"];
const OTHERS: &str = "累计 余额 结余 剩余 上月 上期 上次 上年 原有 现有 原积分 总 年度 兑换";
const FRESH: [&str; 5] = ["本月", "本次", "本期", "本批", "新增"];

/// What a notice's tables list, by household.
pub struct Listed {
    /// Households are named by number, and not by name.
    pub by_number: bool,
    /// Number or name as written, with the points of each of its rows and the place of the first.
    pub rows: BTreeMap<String, (Vec<i64>, Span)>,
}

impl Listed {
    /// `None` where no table has a column of households and one of points.
    pub fn of(notice: &Notice) -> Option<Listed> {
        let tables = notice.item.body.tables.get()?;
        let readable: Vec<(Columns, &Table)> =
            tables.iter().filter_map(|table| Some((Columns::of(table)?, table))).collect();
        let by_number = readable.first()?.0.by_number;
        let mut rows: BTreeMap<String, (Vec<i64>, Span)> = BTreeMap::new();
        for (columns, table) in readable.iter().filter(|(columns, _)| columns.by_number == by_number) {
            for row in table.rows.iter().skip(1) {
                let Some((household, points, span)) = columns.read(row) else { continue };
                let entry = rows.entry(household).or_insert((Vec::new(), span));
                entry.0.push(points);
            }
        }
        Some(Listed { by_number, rows })
    }
}

#[derive(Clone, Copy)]
struct Columns {
    household: usize,
    by_number: bool,
    points: usize,
}

impl Columns {
    fn of(table: &Table) -> Option<Columns> {
        let heading = table.rows.first()?;
        let find = |words: &[&str]| {
            heading.iter().position(|cell| words.iter().any(|word| cell.text.contains(word)))
        };
        let is_points = |cell: &Cell| {
            POINTS.iter().any(|word| cell.text.contains(word))
                && !OTHERS.split_whitespace().any(|word| cell.text.contains(word))
        };
        let numbers = find(&NUMBERS);
        let (household, by_number) = (numbers.or_else(|| find(&PEOPLE))?, numbers.is_some());
        // `积分事项` is a heading, too: the points are where the numbers are
        let columns = heading.iter().enumerate().filter(|(_, cell)| is_points(cell));
        let columns = columns.map(|(points, _)| Columns { household, by_number, points });
        let rows = |columns: &Columns| table.rows.iter().skip(1).filter_map(|row| columns.read(row)).count();
        let fresh = |columns: &Columns| {
            let text = &heading[columns.points].text;
            FRESH.iter().any(|word| text.contains(word))
        };
        columns.filter(|one| rows(one) > 0).max_by_key(|one| (fresh(one), rows(one), usize::MAX - one.points))
    }

    /// Household, points and place of a row; `None` for one that is about no household.
    fn read(self, row: &[Cell]) -> Option<(String, i64, Span)> {
        let household = plain(&row.get(self.household)?.text);
        if household.is_empty() || sums::mentioned(&household) {
            return None;
        }
        let cell = row.get(self.points)?;
        Some((household, number(&cell.text)?, cell.span))
    }
}

/// Without blanks, and with signs as they are most often written.
pub fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '＊' | '×' | '某' => '*',
        '－' | '—' | '–' => '-',
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(one).collect()
}

/// `5`, `+5`, `5分`, `-6`.
fn number(text: &str) -> Option<i64> {
    let sign = |c: char| match c {
        '－' | '−' | '–' => '-',
        '＋' => '+',
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        c => c,
    };
    let text: String = text.chars().filter(|c| !c.is_whitespace()).map(sign).collect();
    text.trim_end_matches('分').trim_start_matches('+').parse().ok()
}
