//! What is looked for on a page, in each of its spellings; and what has to stand together there.

use super::fact::Fact;
use super::text::Bare;
use crate::model::money::Money;
use jiff::civil::Date;

/// One fact, by the ways to write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spellings {
    Text(Bare),
    /// A day in any of the usual forms.
    Day(Date),
    Money(Money),
    /// A whole number that stands by itself.
    Count(i64),
}

/// What belongs together; first of all what it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) parts: Vec<(Fact, Spellings)>,
}

impl Row {
    /// Whether a text has all of it.
    pub(super) fn stands_in(&self, text: &Bare) -> bool {
        self.parts.iter().all(|(_, part)| part.stand_in(text))
    }

    /// No text that is shorter has all of it.
    pub(super) fn least(&self) -> usize {
        self.parts
            .iter()
            .map(|(_, part)| if let Spellings::Text(text) = part { text.len() } else { 1 })
            .max()
            .unwrap_or(0)
    }

    /// Whether it is not a row that the other holds as well.
    pub(super) fn is_another(&self, other: &Row) -> bool {
        let mut text = Bare::default();
        for (_, part) in &other.parts {
            text.push(&part.whole());
            text.border();
        }
        !self.stands_in(&text)
    }

    /// Whether all of it stands somewhere between what it is about and what the next row is about.
    pub(super) fn is_told(&self, rows: &[Row], text: &Bare) -> bool {
        let Some((_, Spellings::Text(subject))) = self.parts.first() else { return false };
        let mut from = 0;
        while let Some(after) = text.after(subject, from) {
            let subjects = rows.iter().filter_map(|row| match row.parts.first() {
                Some((_, Spellings::Text(subject))) => Some((subject.len(), text.after(subject, after)?)),
                _ => None,
            });
            let next = subjects.map(|(length, end)| end - length).min().unwrap_or(text.len());
            if self.stands_in(&text.part(after - subject.len(), next)) {
                return true;
            }
            from = after;
        }
        false
    }
}

impl Spellings {
    /// The words that are looked for, for a message.
    pub(super) fn words(&self) -> String {
        self.whole().chars().take(24).collect()
    }

    /// One way of spelling it.
    fn whole(&self) -> String {
        match self {
            Spellings::Text(text) => text.as_str().to_owned(),
            Spellings::Day(day) => day.to_string(),
            Spellings::Money(amount) => format!("{amount}元"),
            Spellings::Count(count) => count.to_string(),
        }
    }

    pub(super) fn stand_in(&self, text: &Bare) -> bool {
        match self {
            Spellings::Text(wanted) => text.after(wanted, 0).is_some(),
            Spellings::Day(day) => days(*day).iter().any(|spelling| text.has_number(spelling)),
            Spellings::Money(amount) => amounts(*amount).iter().any(|spelling| text.has_number(spelling)),
            Spellings::Count(count) => text.has_count(*count),
        }
    }
}

fn days(day: Date) -> [String; 5] {
    let (year, month, day) = (day.year(), day.month(), day.day());
    [
        format!("{year}年{month}月{day}日"),
        format!("{year}年{month:02}月{day:02}日"),
        format!("{year}-{month:02}-{day:02}"),
        format!("{year}/{month:02}/{day:02}"),
        format!("{year}.{month}.{day}"),
    ]
}

/// In yuan with and without thousands marks, and in ten thousands.
fn amounts(amount: Money) -> Vec<String> {
    let marked = amount.to_string();
    let plain = marked.replace(',', "");
    let wan = amount.fen() as f64 / 1_000_000.0;
    vec![marked, plain, format!("{wan}万")]
}
