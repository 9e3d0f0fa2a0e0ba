//! What a sheet can be a list of, the names for it, and which of them one is.

use crate::diagnostic::Text;
use crate::model::register::Preset;
use crate::parse::field::{Field, Table, nearest};
use crate::parse::foreign_rows::{Fit, fit};
use crate::parse::schema;
use crate::source::Source;
use crate::text;
use std::cmp::Reverse;

/// What a sheet is a list of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Notices, a row each.
    Notices,
    /// The projects of one notice.
    Projects,
    /// Households with an account.
    Households,
    /// The entries of a batch of points.
    Batch,
    /// Redemptions.
    Redemptions,
    /// People who are honoured.
    Honours,
    /// The rows of a register.
    Register(Preset),
}

/// Every sort, in the order in which they are told.
pub const SORTS: [Sort; 13] = [
    Sort::Notices,
    Sort::Projects,
    Sort::Households,
    Sort::Batch,
    Sort::Redemptions,
    Sort::Honours,
    Sort::Register(Preset::Tasks),
    Sort::Register(Preset::Issues),
    Sort::Register(Preset::Wishes),
    Sort::Register(Preset::Offers),
    Sort::Register(Preset::Jobs),
    Sort::Register(Preset::Teams),
    Sort::Register(Preset::People),
];

impl Sort {
    /// What it is called in English and in Chinese.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Sort::Notices => ("notices", "公告"),
            Sort::Projects => ("projects", "项目清单"),
            Sort::Households => ("households", "积分户"),
            Sort::Batch => ("batch", "积分批次"),
            Sort::Redemptions => ("redemptions", "积分兑换"),
            Sort::Honours => ("honours", "荣誉"),
            Sort::Register(preset) => preset.words(),
        }
    }

    /// The sort of a name.
    pub fn named(written: &str) -> Option<Sort> {
        SORTS.into_iter().find(|sort| [sort.words().0, sort.words().1].contains(&written.trim()))
    }

    /// The fields of its rows.
    pub fn row(self) -> Vec<Field<'static>> {
        let table: Table = match self {
            Sort::Notices => return schema::notice_row(),
            Sort::Projects => schema::PROJECT_ROW,
            Sort::Households => schema::HOUSEHOLD,
            Sort::Batch => schema::ENTRY,
            Sort::Redemptions => schema::REDEMPTION_ROW,
            Sort::Honours => schema::HONOUR_ROW,
            Sort::Register(preset) => schema::register_of(preset).1,
        };
        table.to_vec()
    }

    /// What holds for all rows and stands above them; and the field that the rows are.
    pub fn whole(self) -> Option<(Table<'static>, &'static str)> {
        match self {
            Sort::Batch => Some((schema::BATCH, "entries")),
            Sort::Redemptions => Some((schema::REDEMPTIONS, "redemptions")),
            _ => None,
        }
    }
}

/// All names, for people.
pub fn all_names() -> Text {
    let zh = SORTS.map(|sort| sort.words().1).join("、");
    let en = SORTS.map(|sort| sort.words().0).join(", ");
    text!("{zh}", "{en}")
}

/// Lines in which headings are looked for, with room for titles above them.
const HEAD: usize = 100;

/// Which sorts fit the headings of a sheet best; several where nobody can tell them apart.
pub(super) fn fitting(source: &Source) -> Vec<Sort> {
    // every sort is tried, and what stands below the headings says nothing of them
    let head: String = source.text.split_inclusive('\n').take(HEAD).collect();
    let source = &Source { text: head.into(), ..source.clone() };
    // the projects of one notice have the headings of notices, a row each
    let sorts = SORTS.into_iter().filter(|sort| *sort != Sort::Projects);
    let worth = |sort: Sort| fit(source, &sort.row()).map(|fit| (worth(fit), sort));
    let worths: Vec<(i64, Sort)> = sorts.filter_map(worth).filter(|(worth, _)| *worth > 0).collect();
    let best = worths.iter().map(|(worth, _)| *worth).max().unwrap_or_default();
    worths.into_iter().filter(|(worth, _)| *worth == best).map(|(_, sort)| sort).collect()
}

/// A column that is missing tells more than one that is there: half of all tables have a village.
fn worth(Fit { known, unknown, missing }: Fit) -> i64 {
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX / 8);
    3 * count(known) - 2 * count(unknown) - 4 * count(missing)
}

/// Headings that nobody knows and that are near to some field's name, of the row that has the most words.
pub(super) fn near(source: &Source) -> Vec<(String, String)> {
    const ABOVE: usize = 20;
    const MOST: usize = 5;
    let words = |line: &str| line.split('\t').filter(|cell| !cell.trim().is_empty()).count();
    let lines = source.text.lines().take(ABOVE).enumerate();
    let most = lines.max_by_key(|(at, line)| (words(line), Reverse(*at)));
    let heading = most.map_or("", |(_, line)| line);
    let cells = heading.split('\t').map(str::trim).filter(|cell| !cell.is_empty());
    let near = |cell: &str| {
        SORTS.iter().find_map(|sort| {
            let row = sort.row();
            nearest(&row, cell).filter(|near| *near != cell).map(str::to_owned)
        })
    };
    cells.filter_map(|cell| Some((cell.to_owned(), near(cell)?))).take(MOST).collect()
}
