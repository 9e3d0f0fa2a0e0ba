//! Balances of today, worked out once.

use super::{BatchState, batch_state};
use crate::model::points::Batch;
use crate::plan::view::PointsEntryView;
use crate::plan::{SitePlan, wording};
use std::collections::HashMap;

/// Balances today, worked out once.
#[derive(Default)]
pub struct PointsFacts {
    /// In the content's order of households.
    pub accounts: Vec<Account>,
    /// Villages that have households, in the order of households.yaml.
    pub villages: Vec<String>,
    /// Pieces taken of each goods, by id.
    pub taken: HashMap<String, i64>,
}

#[derive(Clone, Debug, Default)]
pub struct Account {
    pub earned: i64,
    pub spent: i64,
    pub pending: i64,
    pub entries: Vec<PointsEntryView>,
}

impl Account {
    pub fn balance(&self) -> i64 {
        self.earned - self.spent
    }
}

pub fn gather(plan: &SitePlan) -> PointsFacts {
    let bank = &plan.content.points;
    let index: HashMap<&str, usize> =
        bank.households.iter().enumerate().map(|(i, household)| (household.id.value.as_str(), i)).collect();
    let mut facts =
        PointsFacts { accounts: vec![Account::default(); bank.households.len()], ..PointsFacts::default() };
    for household in &bank.households {
        if !facts.villages.contains(&household.village.value) {
            facts.villages.push(household.village.value.clone());
        }
    }
    for batch in &bank.batches {
        earn(plan, batch, &index, &mut facts.accounts);
    }
    spend(plan, &index, &mut facts);
    for account in &mut facts.accounts {
        account.entries.sort_by(|a, b| b.on.cmp(&a.on));
    }
    facts
}

fn earn(plan: &SitePlan, batch: &Batch, index: &HashMap<&str, usize>, accounts: &mut [Account]) {
    let counts = batch_state(plan, batch) == BatchState::Counts;
    for entry in &batch.entries {
        let (Some(&at), Some(on)) = (index.get(entry.household.value.as_str()), entry.on.as_ref()) else {
            continue;
        };
        let points = i64::from(entry.points.value);
        let account = &mut accounts[at];
        if counts {
            account.earned += points
        } else {
            account.pending += points
        }
        if points > 0 {
            let deed = plan.content.points.rule(&entry.rule.value, on.value);
            account.entries.push(PointsEntryView {
                on: wording::iso(on.value),
                what: deed.map_or_else(|| entry.rule.value.clone(), |rule| rule.deed.value.clone()),
                points,
                spendable: counts,
            });
        }
    }
}

fn spend(plan: &SitePlan, index: &HashMap<&str, usize>, facts: &mut PointsFacts) {
    let bank = &plan.content.points;
    let redemptions = bank.redemptions.iter().flat_map(|list| &list.list);
    for redemption in redemptions {
        let (Some(&at), Some(on)) = (index.get(redemption.household.value.as_str()), redemption.on.as_ref())
        else {
            continue;
        };
        if on.value > plan.today() {
            continue;
        }
        for taken in &redemption.goods {
            let Some(goods) = bank.goods(&taken.id.value) else { continue };
            let cost = i64::from(goods.points.value) * i64::from(taken.quantity.value);
            facts.accounts[at].spent += cost;
            *facts.taken.entry(taken.id.value.clone()).or_default() += i64::from(taken.quantity.value);
            facts.accounts[at].entries.push(PointsEntryView {
                on: wording::iso(on.value),
                what: format!("兑换{} × {}", goods.name.value, taken.quantity.value),
                points: -cost,
                spendable: true,
            });
        }
    }
}
