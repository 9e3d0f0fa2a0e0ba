//! How many pieces of each goods are left, by day.

use super::purchase::Purchase;
use super::shortfall::Shortfall;
use crate::model::points::Goods;
use crate::model::valid::{Valid, ValidIndex};
use jiff::civil::Date;
use std::collections::{HashMap, HashSet};

/// How many pieces of one goods are left, by day.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    stock: i64,
    /// What was left after each day on which something was taken or brought back.
    left: Vec<(Date, i64)>,
}

/// Something that happens to a shelf; on one day things are taken before any is brought back.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Event {
    on: Date,
    back: bool,
    purchase: usize,
    taken: usize,
}

/// The shelves after all purchases, given by day, and what they did not hold.
pub(super) fn shelves<'a>(
    goods: &'a [Goods],
    purchases: &[Purchase<'a>],
) -> (HashMap<&'a str, Shelf>, Vec<Shortfall<'a>>) {
    let (mut shelves, mut shortfalls) = (full(goods), Vec::new());
    let mut refused: HashSet<(usize, usize)> = HashSet::new();
    for Event { on, back, purchase, taken } in events(purchases) {
        let (place, purchase) = ((purchase, taken), &purchases[purchase]);
        let taken = &purchase.redemption.goods[taken];
        let Some(shelf) = shelves.get_mut(taken.id.value.as_str()) else { continue };
        let quantity = i64::from(taken.quantity.value);
        if back {
            shelf.put(on, if refused.contains(&place) { 0 } else { quantity });
        } else if let Err(left) = shelf.take(on, quantity) {
            refused.insert(place);
            shortfalls.push(Shortfall::Stock { file: purchase.file, taken, on, left });
        }
    }
    (shelves, shortfalls)
}

/// With all pieces that there ever were: of several prices, the latest says how many.
fn full(goods: &[Goods]) -> HashMap<&str, Shelf> {
    let index = ValidIndex::new(goods);
    let latest = goods.iter().filter_map(|one| index.versions(one.id()).last().copied());
    let shelf = |one: &Goods| Shelf { stock: i64::from(one.stock.value), left: Vec::new() };
    latest.map(|one| (one.id(), shelf(one))).collect()
}

fn events(purchases: &[Purchase]) -> Vec<Event> {
    let mut events = Vec::new();
    for (purchase, bought) in purchases.iter().enumerate() {
        for taken in 0..bought.redemption.goods.len() {
            events.push(Event { on: bought.on, back: false, purchase, taken });
            events.extend(bought.returned.map(|on| Event { on, back: true, purchase, taken }));
        }
    }
    events.sort_unstable();
    events
}

impl Shelf {
    /// Takes pieces, or tells how many there were.
    fn take(&mut self, on: Date, quantity: i64) -> Result<(), i64> {
        let left = self.left.last().map_or(self.stock, |&(_, left)| left);
        if quantity > left {
            return Err(left);
        }
        self.left.push((on, left - quantity.max(0)));
        Ok(())
    }

    /// Pieces that come back.
    fn put(&mut self, on: Date, quantity: i64) {
        let left = self.left.last().map_or(self.stock, |&(_, left)| left);
        self.left.push((on, left + quantity.max(0)));
    }

    /// Pieces left at the end of a day.
    pub(super) fn left_on(&self, on: Date) -> i64 {
        let after = self.left.partition_point(|&(day, _)| day <= on);
        after.checked_sub(1).map_or(self.stock, |last| self.left[last].1)
    }
}
