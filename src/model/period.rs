//! Months, quarters and years of the calendar.

use jiff::ToSpan;
use jiff::civil::Date;

/// A month, quarter or year of the calendar; a year comes before its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Of the calendar.
    pub year: i16,
    /// Which part of it.
    pub part: PeriodPart,
}

/// Which part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PeriodPart {
    /// All of it.
    Whole,
    /// From 1 to 4.
    Quarter(i8),
    /// From 1 to 12.
    Month(i8),
}

impl Period {
    /// The year, quarter and month that a day lies in.
    pub fn around(day: Date) -> [Period; 3] {
        let (year, month) = (day.year(), day.month());
        let parts = [PeriodPart::Whole, PeriodPart::Quarter((month - 1) / 3 + 1), PeriodPart::Month(month)];
        parts.map(|part| Period { year, part })
    }

    /// Its first day.
    pub fn first(self) -> Date {
        let month = match self.part {
            PeriodPart::Whole => 1,
            PeriodPart::Quarter(quarter) => quarter * 3 - 2,
            PeriodPart::Month(month) => month,
        };
        Date::new(self.year, month, 1).unwrap_or(Date::MIN)
    }

    /// Its last day.
    pub fn last(self) -> Date {
        let months = match self.part {
            PeriodPart::Whole => 12,
            PeriodPart::Quarter(_) => 3,
            PeriodPart::Month(_) => 1,
        };
        self.first().saturating_add(months.months()).saturating_sub(1.day())
    }

    /// As a segment of a path: `2026`, `2026-q3`, `2026-09`.
    pub fn slug(self) -> String {
        let year = self.year;
        match self.part {
            PeriodPart::Whole => format!("{year}"),
            PeriodPart::Quarter(quarter) => format!("{year}-q{quarter}"),
            PeriodPart::Month(month) => format!("{year}-{month:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_lies_in_a_year_a_quarter_and_a_month() {
        let around = Period::around(date(2024, 2, 29));
        let days: Vec<_> =
            around.iter().map(|one| (one.slug(), one.first().to_string(), one.last().to_string())).collect();
        let wanted = [
            ("2024", "2024-01-01", "2024-12-31"),
            ("2024-q1", "2024-01-01", "2024-03-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
        ];
        assert_eq!(days, wanted.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned())));
    }
}
