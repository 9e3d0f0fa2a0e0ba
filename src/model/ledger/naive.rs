//! The books against a second computation, which walks from day to day with nothing but counters.

use super::{Ledger, LineState, PeriodSums};
use crate::model::points::PointsBank;
use crate::read::Sources;
use crate::source::Source;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Numbers from a seed; always the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) % limit
    }

    fn day(&mut self, from: Date, days: u64) -> Date {
        from.checked_add((self.below(days) as i64).days()).expect("a date")
    }
}

struct Deed {
    batch: usize,
    household: usize,
    on: Date,
    points: i64,
    /// The deed that it takes back.
    takes_back: Option<usize>,
}

struct Bought {
    household: usize,
    on: Date,
    goods: usize,
    quantity: i64,
    back: Option<Date>,
}

/// A made-up bank, as facts and not as a file.
struct Story {
    reset: bool,
    openings: Vec<(Date, i64)>,
    /// The last day of each batch's notice; `None`: it was never posted.
    batches: Vec<Option<Date>>,
    deeds: Vec<Deed>,
    /// Two prices of each goods: until the middle of the first year, and after it; and the stock.
    goods: Vec<(i64, i64, i64)>,
    bought: Vec<Bought>,
}

const BEGIN: Date = date(2026, 1, 1);
const DAYS: u64 = 500;
const PRICES_CHANGE: Date = date(2026, 7, 1);

fn story(seed: u64) -> Story {
    let mut dice = Dice(seed);
    let homes = 4;
    let openings = (0..homes).map(|_| (dice.day(BEGIN, 30), dice.below(40) as i64)).collect();
    let batches = (0..8)
        .map(|n| {
            (dice.below(6) > 0).then(|| dice.day(BEGIN.checked_add((n * 50).days()).expect("a date"), 40))
        })
        .collect();
    let mut deeds: Vec<Deed> = Vec::new();
    for batch in 0..8 {
        for _ in 0..dice.below(9) {
            let on = dice.day(BEGIN.checked_add((batch as i64 * 50).days()).expect("a date"), 5);
            let points =
                if dice.below(5) == 0 { -(dice.below(15) as i64) - 1 } else { dice.below(20) as i64 + 1 };
            deeds.push(Deed { batch, household: dice.below(homes) as usize, on, points, takes_back: None });
        }
        let taken: Vec<usize> = deeds.iter().filter_map(|deed| deed.takes_back).collect();
        let free =
            |at: &usize| deeds[*at].batch < batch && deeds[*at].takes_back.is_none() && !taken.contains(at);
        let candidates: Vec<usize> = (0..deeds.len()).filter(free).collect();
        if !candidates.is_empty() && dice.below(2) == 0 {
            let of = candidates[dice.below(candidates.len() as u64) as usize];
            let (household, points) = (deeds[of].household, -deeds[of].points);
            let on = BEGIN.checked_add((batch as i64 * 50 + 6).days()).expect("a date");
            deeds.push(Deed { batch, household, on, points, takes_back: Some(of) });
        }
    }
    let goods =
        (0..3).map(|_| (dice.below(9) as i64 + 1, dice.below(9) as i64 + 1, dice.below(12) as i64)).collect();
    let mut bought: Vec<Bought> = Vec::new();
    for _ in 0..25 {
        let on = dice.day(BEGIN, DAYS - 40);
        let back = (dice.below(4) == 0).then(|| dice.day(on, 30));
        let (household, goods) = (dice.below(homes) as usize, dice.below(3) as usize);
        bought.push(Bought { household, on, goods, quantity: dice.below(3) as i64 + 1, back });
    }
    Story { reset: seed % 2 == 1, openings, batches, deeds, goods, bought }
}

impl Story {
    /// As a clerk would have typed it. Every deed has a rule of its own, so that a reversal names one.
    fn bank(&self) -> PointsBank {
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        let year_end = if self.reset { "清零" } else { "结转" };
        files.insert("rules".into(), format!("年终: {year_end}\n规则: []\n"));
        let mut homes = String::new();
        for (home, (joined, opening)) in self.openings.iter().enumerate() {
            writeln!(
                homes,
                "- {{户号: H{home}, 村: 甲, 户主: 顾*, 开户日期: {joined}, 初始积分: {opening}}}"
            )
            .expect("a string");
        }
        files.insert("households".into(), homes);
        let mut goods = String::new();
        for (one, (old, new, stock)) in self.goods.iter().enumerate() {
            let last = PRICES_CHANGE.yesterday().expect("a date");
            write!(goods, "- {{编号: G{one}, 名称: 甲, 积分: {old}, 库存: 0, 有效期: {{止: {last}}}}}\n- {{编号: G{one}, 名称: 甲, 积分: {new}, 库存: {stock}, 有效期: {{起: {PRICES_CHANGE}}}}}\n").expect("a string");
        }
        files.insert("goods".into(), goods);
        for (batch, posted) in self.batches.iter().enumerate() {
            files.insert(format!("v/{batch}"), self.batch(batch, *posted));
        }
        let mut bought = "村: 甲\n兑换:\n".to_owned();
        for (number, one) in self.bought.iter().enumerate() {
            let back = one.back.map(|on| format!(", 撤回: {{日期: {on}, 原因: 一}}")).unwrap_or_default();
            let (home, on, goods, quantity) = (one.household, one.on, one.goods, one.quantity);
            writeln!(bought, "- {{编号: D{number}, 户号: H{home}, 日期: {on}, 商品: [{{编号: G{goods}, 数量: {quantity}}}]{back}}}").expect("a string");
        }
        files.insert("v/z".into(), bought);
        let texts = files
            .iter()
            .map(|(name, text)| Source::new(format!("content/points/{name}.yaml"), text.as_str()));
        let parsed = crate::parse::parse(&Sources { texts: texts.collect(), ..Sources::default() });
        assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
        parsed.value.points
    }

    fn batch(&self, batch: usize, posted: Option<Date>) -> String {
        let meeting = BEGIN.checked_add((batch as i64 * 50 + 7).days()).expect("a date");
        let notice = posted.map_or_else(|| "never".to_owned(), |day| day.to_string());
        let mut text = format!(
            "批次: B{batch}\n村: 甲\n评议日期: {meeting}\n评议人: [一, 二, 三]\n公示: {notice}\n明细:\n"
        );
        for (number, deed) in self.deeds.iter().enumerate().filter(|(_, deed)| deed.batch == batch) {
            let rule = deed.takes_back.unwrap_or(number);
            let original = deed.takes_back.map(|of| {
                let (of, home) = (&self.deeds[of], deed.household);
                format!(", 冲销: B{}/H{home}/R{rule}/{}", of.batch, of.on)
            });
            let (home, on, points, original) =
                (deed.household, deed.on, deed.points, original.unwrap_or_default());
            writeln!(text, "- {{户号: H{home}, 事项: R{rule}, 日期: {on}, 分值: {points}{original}}}")
                .expect("a string");
        }
        if !text.ends_with("}\n") {
            text = text.replace("明细:\n", "明细: []\n");
        }
        text
    }

    /// The day from which a deed counts.
    fn counts_from(&self, deed: &Deed) -> Option<Date> {
        let own = self.batches[deed.batch]?.tomorrow().ok()?;
        match deed.takes_back {
            None => Some(own),
            Some(of) => Some(own.max(self.counts_from(&self.deeds[of])?)),
        }
    }

    fn price(&self, one: &Bought) -> i64 {
        let (old, new, _) = self.goods[one.goods];
        one.quantity * if one.on < PRICES_CHANGE { old } else { new }
    }
}

/// What one household has after each day, by walking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Day {
    balance: i64,
    earned: i64,
    spent: i64,
    expired: i64,
}

fn walk(story: &Story, home: usize) -> Vec<(Date, Day)> {
    let (mut now, mut days) = (Day::default(), Vec::new());
    let mut had: Vec<bool> = vec![false; story.bought.len()];
    let mut day = BEGIN;
    for _ in 0..DAYS {
        if story.reset && day.month() == 1 && day.day() == 1 {
            now.expired += now.balance;
            now.balance = 0;
        }
        if story.openings[home].0 == day {
            now.balance += story.openings[home].1;
            now.earned += story.openings[home].1;
        }
        let today: Vec<&Deed> = story
            .deeds
            .iter()
            .filter(|deed| deed.household == home && story.counts_from(deed) == Some(day))
            .collect();
        for deed in
            today.iter().filter(|deed| deed.points >= 0).chain(today.iter().filter(|deed| deed.points < 0))
        {
            if now.balance + deed.points >= 0 {
                now.balance += deed.points;
                now.earned += deed.points;
            }
        }
        for (number, one) in story.bought.iter().enumerate() {
            if one.household == home && one.on == day && story.price(one) <= now.balance {
                had[number] = true;
                now.balance -= story.price(one);
                now.spent += story.price(one);
            }
        }
        for (number, one) in story.bought.iter().enumerate() {
            if one.household == home && one.back == Some(day) && had[number] {
                now.balance += story.price(one);
                now.spent -= story.price(one);
            }
        }
        days.push((day, now));
        day = day.tomorrow().expect("a date");
    }
    days
}

/// Pieces left after each day, by walking.
fn shelf(story: &Story, goods: usize) -> Vec<(Date, i64)> {
    let (mut left, mut days) = (story.goods[goods].2, Vec::new());
    let mut had: Vec<bool> = vec![false; story.bought.len()];
    let mut day = BEGIN;
    for _ in 0..DAYS {
        for (number, one) in story.bought.iter().enumerate() {
            if one.goods == goods && one.on == day && one.quantity <= left {
                (had[number], left) = (true, left - one.quantity);
            }
        }
        for (number, one) in story.bought.iter().enumerate() {
            if one.goods == goods && one.back == Some(day) && had[number] {
                left += one.quantity;
            }
        }
        days.push((day, left));
        day = day.tomorrow().expect("a date");
    }
    days
}

#[test]
fn balances_statements_and_periods_are_those_of_walking_from_day_to_day() {
    for seed in 0..60 {
        let story = story(seed);
        let bank = story.bank();
        let ledger = Ledger::of(&bank, |id| id.parse().ok());
        for home in 0..story.openings.len() {
            let id = format!("H{home}");
            let days = walk(&story, home);
            for (on, day) in &days {
                let sums = ledger.sums([id.as_str()], *on);
                let shown = Day {
                    balance: sums.balance,
                    earned: sums.earned,
                    spent: sums.spent,
                    expired: sums.expired,
                };
                assert_eq!(shown, *day, "seed {seed}, {id} on {on}");
                let statement = ledger.statement(&id, *on);
                let lines = statement.lines.iter().filter(|line| line.state != LineState::Reversed);
                let listed: i64 = lines.map(|line| line.points).sum();
                assert_eq!(listed, sums.balance + sums.pending, "seed {seed}, lines of {id} on {on}");
            }
            periods(&ledger, &id, &days, seed);
        }
        for goods in 0..story.goods.len() {
            for (on, left) in shelf(&story, goods) {
                assert_eq!(
                    ledger.stock_left(&format!("G{goods}"), on),
                    Some(left),
                    "seed {seed}, G{goods} on {on}"
                );
            }
        }
    }
}

/// Any stretch of days is the difference of its ends.
fn periods(ledger: &Ledger, id: &str, days: &[(Date, Day)], seed: u64) {
    let (last, _) = days[days.len() - 1];
    for (from, until) in [(40, 70), (0, 89), (300, 420), (364, 364), (365, 365)] {
        let (before, after) = (if from == 0 { Day::default() } else { days[from - 1].1 }, days[until].1);
        let sums = ledger.period([id], (days[from].0, days[until].0), last);
        let wanted = PeriodSums {
            opening: before.balance,
            earned: after.earned - before.earned,
            spent: after.spent - before.spent,
            expired: after.expired - before.expired,
            closing: after.balance,
            scored: sums.scored,
        };
        assert_eq!(sums, wanted, "seed {seed}, {id} from {} until {}", days[from].0, days[until].0);
    }
}

#[test]
fn scores_are_the_deeds_of_the_days_that_stand() {
    for seed in 0..60 {
        let story = story(seed);
        let bank = story.bank();
        let ledger = Ledger::of(&bank, |id| id.parse().ok());
        let now = BEGIN.checked_add((DAYS as i64).days()).expect("a date");
        for home in 0..story.openings.len() {
            let refused = |deed: &Deed| {
                let account = ledger.account(&format!("H{home}"));
                let credits = account.map_or(&[][..], |account| &account.credits);
                let same = |credit: &&super::Credit| {
                    credit.points() == deed.points
                        && credit.entry.on.as_ref().is_some_and(|on| on.value == deed.on)
                };
                credits.iter().filter(same).all(|credit| !credit.counts(now))
            };
            let (from, until) = (date(2026, 2, 1), date(2026, 9, 30));
            let mut wanted = 0;
            for (number, deed) in story.deeds.iter().enumerate().filter(|(_, deed)| deed.household == home) {
                let gone = story.deeds.iter().any(|other| {
                    other.takes_back == Some(number) && story.counts_from(other).is_some() && !refused(other)
                });
                let counts = story.counts_from(deed).is_some() && !refused(deed);
                if deed.takes_back.is_none() && counts && !gone && from <= deed.on && deed.on <= until {
                    wanted += deed.points;
                }
            }
            let scored = ledger.period([format!("H{home}").as_str()], (from, until), now).scored;
            assert_eq!(scored, wanted, "seed {seed}, H{home}");
        }
    }
}
