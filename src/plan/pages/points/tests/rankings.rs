//! Rankings, ties and the rows of months, quarters and years, against a second computation: counters that go through
//! all that happened, and ask of each household how many are better.

use super::{KINDS, SITE, content, data_of, planned};
use crate::model::period::{Period, PeriodPart};
use crate::plan::view::{PeriodRowView, PeriodView};
use crate::plan::{Data, SitePlan};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::fmt::Write;

/// Numbers from a seed; always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        ((self.0 >> 33) % limit) as usize
    }

    fn day(&mut self, from: Date, days: u64) -> Date {
        from.checked_add((self.below(days) as i64).days()).expect("a date")
    }
}

struct Home {
    group: Option<usize>,
    joined: Date,
    opening: i64,
}

struct Deed {
    home: usize,
    on: Date,
    points: i64,
    /// The first day on which it counts; `None`: its batch was never posted.
    from: Option<Date>,
}

struct Bought {
    home: usize,
    on: Date,
    cost: i64,
}

/// What happened in a village.
struct Story {
    homes: Vec<Home>,
    /// Of each batch the last day of its notice.
    batches: Vec<Option<Date>>,
    deeds: Vec<(usize, Deed)>,
    bought: Vec<Bought>,
}

const BEGIN: Date = date(2025, 10, 1);
const TODAY: Date = date(2026, 11, 10);

fn story(seed: u64) -> Story {
    let mut dice = Dice(seed);
    let after = |day: Date, days: i64| day.checked_add(days.days()).expect("a date");
    let homes: Vec<Home> = (0..7)
        .map(|n| Home {
            group: (!seed.is_multiple_of(4) && n % 5 < 4).then(|| dice.below(3)),
            joined: if n < 5 { BEGIN } else { after(BEGIN, 200) },
            opening: if n < 5 { 60 } else { 0 },
        })
        .collect();
    let month = |batch: usize| after(BEGIN, batch as i64 * 45);
    let batches: Vec<Option<Date>> = (0..9)
        .map(|batch| (dice.below(5) > 0).then(|| after(month(batch), 20 + dice.below(40) as i64)))
        .collect();
    let mut deeds = Vec::new();
    for (batch, last) in batches.iter().enumerate() {
        for home in 0..homes.len() {
            let on = dice.day(month(batch), 15);
            // few numbers, so that many are equal; what is taken off can be taken off
            let points = [0, 2, 2, 4, 6, -2][dice.below(if homes[home].opening > 0 { 6 } else { 5 })];
            if points != 0 && on >= homes[home].joined {
                let from = last.map(|last| after(last, 1));
                deeds.push((batch, Deed { home, on, points, from }));
            }
        }
    }
    let bought = (0..6)
        .map(|_| Bought {
            home: dice.below(5),
            on: dice.day(BEGIN, 400),
            cost: 3 * (1 + dice.below(2) as i64),
        })
        .collect();
    Story { homes, batches, deeds, bought }
}

impl Story {
    /// As a clerk types it.
    fn files(&self) -> Vec<(String, String)> {
        let mut homes = String::new();
        for (n, Home { group, joined, opening }) in self.homes.iter().enumerate() {
            let group = group.map(|group| format!(", 组: {group}组")).unwrap_or_default();
            writeln!(
                homes,
                "- {{户号: H{n}, 村: 莲溪村, 户主: 户{n}, 开户日期: {joined}, 初始积分: {opening}{group}}}"
            )
            .expect("a string");
        }
        let mut files = vec![
            ("points/households.yaml".to_owned(), homes),
            ("points/goods.yaml".to_owned(), "- {编号: S, 名称: 盐, 积分: 3, 库存: 99}\n".to_owned()),
            ("points/rules.yaml".to_owned(), RULES.to_owned()),
        ];
        for (batch, last) in self.batches.iter().enumerate() {
            let own = self.deeds.iter().filter(|(of, _)| *of == batch).map(|(_, deed)| deed);
            let mut entries = String::new();
            for Deed { home, on, points, .. } in own {
                writeln!(entries, "- {{户号: H{home}, 事项: R, 日期: {on}, 分值: {points}}}")
                    .expect("a string");
            }
            let notice = last.map(|_| format!("公示: notices/n{batch}\n")).unwrap_or_default();
            files.push((
                format!("points/v/{batch}.yaml"),
                format!("批次: B{batch}\n村: 莲溪村\n评议日期: 2025-10-01\n评议人: [甲, 乙, 丙]\n{notice}明细:{}\n{entries}", if entries.is_empty() { " []" } else { "" }),
            ));
            files.extend(last.map(|last| {
                (
                    format!("notices/n{batch}.md"),
                    format!("---\n标题: 积分{batch}\n类别: points\n发布单位: 村\n公示期: {{起: 2025-10-01, 止: {last}}}\n---\n"),
                )
            }));
        }
        let mut bought = "村: 莲溪村\n兑换:\n".to_owned();
        for (n, Bought { home, on, cost }) in self.bought.iter().enumerate() {
            writeln!(
                bought,
                "- {{编号: D{n}, 户号: H{home}, 日期: {on}, 商品: [{{编号: S, 数量: {}}}]}}",
                cost / 3
            )
            .expect("a string");
        }
        files.push(("points/v/z.yaml".to_owned(), bought));
        files
    }

    /// Everything that changed what a household has, by today: the day, and by how much.
    fn changes(&self, home: usize) -> Vec<(Date, i64)> {
        let own = &self.homes[home];
        let deeds = self.deeds.iter().map(|(_, deed)| deed).filter(|deed| deed.home == home);
        let counted = deeds.filter_map(|deed| Some((deed.from?, deed.points)));
        let bought = self.bought.iter().filter(|one| one.home == home).map(|one| (one.on, -one.cost));
        let all = counted.chain(bought).chain([(own.joined, own.opening)]);
        all.filter(|(day, _)| *day <= TODAY).collect()
    }

    /// Scored, opening, earned, spent, closing of a household between two days.
    fn row(&self, home: usize, from: Date, until: Date) -> [i64; 5] {
        let mut row = [0; 5];
        for (_, deed) in self.deeds.iter().filter(|(_, deed)| deed.home == home) {
            let counts = deed.from.is_some_and(|first| first <= TODAY);
            if counts && from <= deed.on && deed.on <= until {
                row[0] += deed.points;
            }
        }
        let bought = self.bought.iter().filter(|one| one.home == home && one.on <= TODAY);
        row[3] = bought.filter(|one| from <= one.on && one.on <= until).map(|one| one.cost).sum();
        for (day, change) in self.changes(home) {
            row[1] += if day < from { change } else { 0 };
            row[4] += if day <= until { change } else { 0 };
        }
        row[2] = row[4] - row[1] + row[3];
        row
    }

    /// Households of which something can be told between two days.
    fn members(&self, until: Date) -> Vec<usize> {
        (0..self.homes.len()).filter(|&home| self.homes[home].joined <= until).collect()
    }
}

const RULES: &str = "规则: [{编号: R, 事项: 好事, 分值: {最低: -9, 最高: 9}}]\n星级: [{名称: 一星, 分值: 4}, {名称: 二星, 分值: 12}]\n";

/// Each place by asking of each how many have more; none where nobody scored.
fn places(scores: &[i64]) -> Vec<usize> {
    let any = scores.iter().any(|&score| score != 0);
    let better = |own: &i64| scores.iter().filter(|other| *other > own).count() + 1;
    scores.iter().map(|own| if any { better(own) } else { 0 }).collect()
}

/// A row as it has to stand: its place, whose it is, its numbers, its star.
type Shown = (usize, String, [i64; 5], Option<String>);

/// Rows in the order of the page: best first, equal ones as they were.
fn ranked(rows: Vec<(String, [i64; 5], Option<String>)>) -> Vec<Shown> {
    let places = places(&rows.iter().map(|row| row.1[0]).collect::<Vec<_>>());
    let most = rows.iter().map(|row| row.1[0]).max().unwrap_or_default();
    let least = rows.iter().map(|row| row.1[0]).min().unwrap_or_default();
    let all: Vec<Shown> =
        places.into_iter().zip(rows).map(|(place, (label, row, star))| (place, label, row, star)).collect();
    // from the highest score down, each time through all of them
    (least..=most).rev().flat_map(|score| all.iter().filter(move |row| row.2[0] == score).cloned()).collect()
}

fn shown(rows: &[PeriodRowView]) -> Vec<Shown> {
    let row = |row: &PeriodRowView| {
        let numbers = [row.scored, row.opening, row.earned, row.spent, row.closing];
        assert_eq!(row.expired, 0);
        (row.place, row.label.clone(), numbers, row.star.clone())
    };
    rows.iter().map(row).collect()
}

fn star(period: Period, scored: i64) -> Option<String> {
    let name = if scored >= 12 { "二星" } else { "一星" };
    (period.part == PeriodPart::Whole && scored >= 4).then(|| name.to_owned())
}

fn judge(story: &Story, period: Period, view: &PeriodView, seed: u64) -> usize {
    let (from, until) = (period.first(), period.last());
    let members = story.members(until);
    let own = |&home: &usize| {
        let row = story.row(home, from, until);
        // heads are masked
        ("户*".to_owned(), row, star(period, row[0]))
    };
    let rows: Vec<_> = members.iter().map(own).collect();
    let mut total = [0; 5];
    for (_, row, _) in &rows {
        (0..5).for_each(|n| total[n] += row[n]);
    }
    let mut groups: Vec<(String, [i64; 5], Option<String>)> = Vec::new();
    for (&home, (_, row, _)) in members.iter().zip(&rows) {
        let name = story.homes[home].group.map_or("未分组".to_owned(), |group| format!("{group}组"));
        match groups.iter_mut().find(|(known, ..)| *known == name) {
            Some((_, sums, _)) => (0..5).for_each(|n| sums[n] += row[n]),
            None => groups.push((name, *row, None)),
        }
    }
    let ties = rows.len() - rows.iter().map(|row| row.1[0]).collect::<std::collections::BTreeSet<_>>().len();
    let at = format!("seed {seed}, {}", period.slug());
    assert_eq!(shown(&view.rows), ranked(rows), "{at}");
    assert_eq!(shown(std::slice::from_ref(&view.total)), [(0, "合计".to_owned(), total, None)], "{at}");
    let groups = if groups.len() > 1 { ranked(groups) } else { Vec::new() };
    assert_eq!(shown(&view.groups), groups, "{at}");
    ties
}

/// The page of a period, if there is one.
fn page(plan: &SitePlan, period: Period) -> Option<PeriodView> {
    let path = format!("points/莲溪村/{}/index.html", period.slug());
    plan.find(&path)?;
    match data_of(plan, &path, "period") {
        Data::PeriodView(view) => Some(view),
        _ => panic!("no period"),
    }
}

fn every_period() -> Vec<Period> {
    let months = (0..18).map(|n| BEGIN.checked_add((n * 30).days()).expect("a date"));
    let mut all: Vec<Period> = months.flat_map(Period::around).collect();
    all.sort_unstable();
    all.dedup();
    all
}

#[test]
fn rankings_and_rows_of_every_period_are_those_of_plain_counters() {
    let (mut pages, mut ties) = (0, 0);
    for seed in 0..40 {
        let story = story(seed);
        let files = story.files();
        let mut all: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        all.extend([SITE, KINDS]);
        let content = content(&all);
        let plan = planned(&content, &TODAY.to_string());
        for period in every_period() {
            let (from, until) = (period.first(), period.last().min(TODAY));
            let within = |day: Date| from <= day && day <= until;
            let moved = |home: usize| story.changes(home).iter().any(|&(day, _)| within(day));
            let done = |deed: &Deed| within(deed.on) && deed.from.is_some_and(|first| first <= TODAY);
            let is_told = (0..story.homes.len()).any(moved) || story.deeds.iter().any(|(_, deed)| done(deed));
            let view = page(&plan, period);
            assert_eq!(view.is_some(), is_told, "seed {seed}, {}", period.slug());
            if let Some(view) = view {
                ties += judge(&story, period, &view, seed);
                pages += 1;
            }
        }
    }
    assert!(pages > 600 && ties > 1_000, "{pages} pages with {ties} ties");
}
