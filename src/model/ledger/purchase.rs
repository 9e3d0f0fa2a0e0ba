//! What was bought: redemptions with their day and cost.

use crate::model::points::{Goods, PointsBank, Redemption, Taken};
use crate::model::valid::ValidIndex;
use crate::source::{SourceId, Spanned};
use jiff::civil::Date;

/// One redemption, with its day and what it costs.
pub(super) struct Purchase<'a> {
    pub file: SourceId,
    pub redemption: &'a Spanned<Redemption>,
    pub on: Date,
    /// The day on which it was taken back.
    pub returned: Option<Date>,
    pub goods: Vec<Bought<'a>>,
    pub cost: i64,
}

/// Pieces of one goods that somebody bought.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bought<'a> {
    pub on: Date,
    pub returned: Option<Date>,
    pub goods: &'a Goods,
    pub quantity: i32,
    pub cost: i64,
}

/// A redemption that has a day, and what it costs by the prices of the shop.
#[derive(Clone, Copy, Debug)]
pub struct Spending<'a> {
    /// As it is written.
    pub redemption: &'a Redemption,
    /// Its day.
    pub on: Date,
    /// In points.
    pub cost: i64,
    /// The day on which it was taken back.
    pub returned: Option<Date>,
}

/// What was bought, by day, whether the account could bear it or not.
pub fn spending(bank: &PointsBank) -> Vec<Spending<'_>> {
    let all = purchases(bank).into_iter();
    all.map(|Purchase { redemption, on, returned, cost, .. }| Spending {
        redemption: &redemption.value,
        on,
        cost,
        returned,
    })
    .collect()
}

/// Every redemption that has a day, by day, then in the order of files and lines.
pub(super) fn purchases(bank: &PointsBank) -> Vec<Purchase<'_>> {
    let goods = ValidIndex::new(&bank.goods);
    let redemptions = bank.redemptions.iter().flat_map(|file| file.list.iter().map(|one| (file.file, one)));
    let purchase = |(file, redemption): (SourceId, _)| purchase(&goods, file, redemption);
    let mut list: Vec<Purchase> = redemptions.filter_map(purchase).collect();
    list.sort_by_key(|purchase| purchase.on);
    list
}

/// At the prices of its day.
fn purchase<'a>(
    known: &ValidIndex<'a, Goods>,
    file: SourceId,
    redemption: &'a Spanned<Redemption>,
) -> Option<Purchase<'a>> {
    let on = redemption.on.as_ref()?.value;
    let reversed = redemption.reversed.as_ref().and_then(|reversed| reversed.on.as_ref());
    // one that is dated before the purchase is a fault, and takes back on its day
    let returned = reversed.map(|day| day.value.max(on));
    let bought = |taken: &Spanned<Taken>| {
        let (goods, quantity) = (known.on(&taken.id.value, on)?, taken.quantity.value.max(0));
        let cost = i64::from(goods.points.value.max(0)) * i64::from(quantity);
        Some(Bought { on, returned, goods, quantity, cost })
    };
    let goods: Vec<Bought> = redemption.goods.iter().filter_map(bought).collect();
    let cost = goods.iter().map(|bought| bought.cost).fold(0, i64::saturating_add);
    Some(Purchase { file, redemption, on, returned, goods, cost })
}
