//! Rows that add others up: the words by which they are known, and whether what they say can be right.
//!
//! Offices add up as they like: 合计 above its rows or below them, 小计 of a village and again of its township. A sum is
//! wrong only where no run of rows beside it, as far as another sum or the end, comes to it.

use std::collections::HashSet;

/// How the name of such a row ends.
const WORDS: [&str; 4] = ["合计", "小计", "总计", "共计"];

/// Characters of a name; what is longer is a sentence that ends so.
const LONGEST: usize = 24;

/// Which rows a sum is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All: 合计, 全县合计.
    Whole,
    /// Some: 小计, 上村合计.
    Part,
    /// Those of the chapter that it opens: `一、产业项目`, with an amount.
    Chapter,
}

/// Whether a text has the word of a sum at all.
pub fn mentioned(text: &str) -> bool {
    WORDS.iter().any(|word| text.contains(word))
}

/// What the row of this name adds up; `None` where it is a row like any.
pub fn reach(name: &str) -> Option<Reach> {
    let name: String = name.chars().filter(|c| !c.is_whitespace() && !matches!(c, ':' | '：')).collect();
    let bracket = name.rfind(['(', '（']).filter(|&at| at > 0 && name.ends_with([')', '）']));
    let name = &name[..bracket.unwrap_or(name.len())];
    let word =
        WORDS.iter().find(|word| name.ends_with(**word)).filter(|_| name.chars().count() <= LONGEST)?;
    let front = name.strip_suffix(*word)?;
    let whole = *word != "小计" && (front.is_empty() || front.starts_with(['全', '总', '各']));
    Some(if whole { Reach::Whole } else { Reach::Part })
}

/// How deep a heading within a table is: 1 for `一、产业项目`, 2 for `（二）道路`.
pub fn chapter(text: &str) -> Option<usize> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = text.strip_prefix(['(', '（']);
    let rest = inner.unwrap_or(&text);
    let behind = rest.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let numbered = behind.len() < rest.len();
    match inner {
        Some(_) => (numbered && behind.starts_with([')', '）'])).then_some(2),
        None => (numbered && (behind.is_empty() || behind.starts_with(['、', '.', '．']))).then_some(1),
    }
}

/// One column as it is added up, from its first row to its last.
#[derive(Debug, Default)]
pub struct Column {
    so_far: SoFar,
    sums: Vec<Stated>,
}

#[derive(Clone, Copy, Debug, Default)]
struct SoFar {
    rows: usize,
    sum: i128,
    /// Rows of which nobody knows the amount.
    holes: usize,
}

#[derive(Debug)]
struct Stated {
    reach: Reach,
    said: Option<i128>,
    above: SoFar,
}

/// A sum that is not what its rows come to.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which one, counted from nought.
    pub number: usize,
    /// What its rows come to.
    pub sum: i128,
    /// How many they are.
    pub rows: usize,
    /// They stand below it.
    pub below: bool,
}

impl Column {
    /// A row, with its amount if that is known.
    pub fn row(&mut self, amount: Option<i128>) {
        let SoFar { rows, sum, holes } = &mut self.so_far;
        *rows += 1;
        *sum = sum.saturating_add(amount.unwrap_or_default());
        *holes += usize::from(amount.is_none());
    }

    /// A row that adds up, with what it says, if anything.
    pub fn sum(&mut self, reach: Reach, said: Option<i128>) {
        self.sums.push(Stated { reach, said, above: self.so_far });
    }

    /// The sums that can be that of no rows beside them; where one of their rows has no known amount, nothing is known.
    pub fn wrong(&self) -> Vec<Wrong> {
        let (fitting, before) = (self.fitting(), self.before());
        let wrong = |number: usize| {
            let (from, to, below) = self.meant(number, before[number]);
            let (sum, rows) = (to.sum - from.sum, to.rows - from.rows);
            let known = rows > 0 && to.holes == from.holes && self.sums[number].said != Some(sum);
            known.then_some(Wrong { number, sum, rows, below })
        };
        (0..self.sums.len()).filter(|&number| !fitting[number]).filter_map(wrong).collect()
    }

    /// Which of them is the sum of some run of rows between two sums, right above or right below it. Nought fits where
    /// nothing is added up, and is left to the comparison with the rows that are meant.
    fn fitting(&self) -> Vec<bool> {
        let mut fitting: Vec<bool> = self.sums.iter().map(|stated| stated.said.is_none()).collect();
        let mut above = HashSet::from([0]);
        for (stated, fits) in self.sums.iter().zip(&mut fitting) {
            let said = stated.said.filter(|&said| said != 0);
            *fits |= said.is_some_and(|said| above.contains(&(stated.above.sum - said)));
            above.insert(stated.above.sum);
        }
        let mut below = HashSet::from([self.so_far.sum]);
        for (stated, fits) in self.sums.iter().zip(&mut fitting).rev() {
            let said = stated.said.filter(|&said| said != 0);
            *fits |= said.is_some_and(|said| below.contains(&(stated.above.sum + said)));
            below.insert(stated.above.sum);
        }
        fitting
    }

    /// Where the rows of each sum begin, as far as it stands below them: behind the last sum, or, where that stands
    /// right above it, behind the last one of its own rank.
    fn before(&self) -> Vec<SoFar> {
        let (mut last, mut higher) = (None::<SoFar>, SoFar::default());
        let begins = |stated: &Stated| match last.replace(stated.above) {
            Some(before) if before.rows == stated.above.rows => std::mem::replace(&mut higher, stated.above),
            Some(before) => before,
            None => SoFar::default(),
        };
        self.sums.iter().map(begins).collect()
    }

    /// The rows that a sum is most likely of: between which two points, and whether they stand below it.
    fn meant(&self, number: usize, before: SoFar) -> (SoFar, SoFar, bool) {
        let Stated { reach, above, .. } = self.sums[number];
        let first_part = self.sums.iter().find(|stated| stated.reach == Reach::Part);
        let parts_lead = first_part.is_some_and(|part| part.above.rows == 0);
        let next = self.sums.get(number + 1).map_or(self.so_far, |next| next.above);
        match reach {
            Reach::Whole if above.rows == 0 => (above, self.so_far, true),
            Reach::Whole => (SoFar::default(), above, false),
            Reach::Part if !parts_lead => (before, above, false),
            Reach::Part | Reach::Chapter => (above, next, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_known_by_how_they_end() {
        for name in ["合计", "合  计", "总计：", "全县合计", "各项资金总计", "合计（含税）"]
        {
            assert_eq!(reach(name), Some(Reach::Whole), "{name}");
        }
        for name in ["小计", "小 计", "云砚镇小计", "甲乡合计", "产业类共计"] {
            assert_eq!(reach(name), Some(Reach::Part), "{name}");
        }
        for name in ["", "道路（小计）", "合计划", "统计室改造", "（合计）元"] {
            assert_eq!(reach(name), None, "{name}");
        }
    }

    #[test]
    fn chapters_are_known_by_how_they_begin() {
        let levels = ["一、产业项目", "十二、其他", "三", "（一）道路", "(二) 水渠", "二.渠"].map(chapter);
        assert_eq!(levels, [Some(1), Some(1), Some(1), Some(2), Some(2), Some(1)]);
        for name in ["一村道路", "三联村、八里村", "（新建）道路", "1、道路", "", "（一期）"]
        {
            assert_eq!(chapter(name), None, "{name}");
        }
    }

    /// A column in words: numbers are rows, `?` one without, and sums begin with their reach.
    fn told(column: &str) -> Vec<(usize, i128, bool)> {
        let mut read = Column::default();
        for word in column.split(' ') {
            match word.split_once('=') {
                Some((name, said)) => {
                    let named = |name| if name == "一" { Some(Reach::Chapter) } else { reach(name) };
                    read.sum(named(name).expect("a sum"), said.parse().ok());
                }
                None => read.row(word.parse().ok()),
            }
        }
        read.wrong().into_iter().map(|wrong| (wrong.number, wrong.sum, wrong.below)).collect()
    }

    #[test]
    fn sums_stand_above_or_below_their_rows_and_have_ranks() {
        for right in [
            "1 2 小计=3 4 小计=4 合计=7",
            "合计=7 小计=3 1 2 小计=4 4",
            "合计=7 1 2 小计=3 4 小计=4",
            // villages, their townships, the county
            "1 2 小计=3 4 小计=4 甲乡合计=7 5 小计=5 6 小计=6 乙乡合计=11 总计=18",
            "一=3 1 2 一=4 4 合计=7",
            // chapters within a chapter
            "一=7 一=3 1 2 一=4 4 一=9 9",
            "1 ? 小计=5 合计=9",
            "1 2 小计=",
            "0 0 合计=0",
        ] {
            assert_eq!(told(right), [], "{right}");
        }
        assert_eq!(told("1 2 小计=3 4 小计=5 合计=8"), [(1, 4, false), (2, 7, false)]);
        assert_eq!(told("合计=8 小计=3 1 2 小计=5 4"), [(0, 7, true), (2, 4, true)]);
        assert_eq!(told("1 2 小计=3 4 小计=4 甲乡合计=8"), [(2, 7, false)]);
        assert_eq!(told("1 小计=1 甲乡合计=1 4 小计=4 6 小计=6 乙乡合计=9"), [(4, 10, false)]);
        assert_eq!(told("一=3 1 2 一=5 4"), [(1, 4, true)]);
        assert_eq!(told("1 2 合计=0"), [(0, 3, false)]);
    }
}
