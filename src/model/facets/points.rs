//! What lies under `points/`, taken apart.

use super::{Facet, Facets, See, Thing, named, village, words};
use crate::model::points::{
    Batch, Entry, Goods, Household, PointsBank, PointsRule, Redemption, Redemptions, Returned, Star, Taken,
};
use crate::source::SourceId;

/// Every facet of the bank, each with its file.
pub fn facets<'a>(bank: &'a PointsBank, see: &mut dyn FnMut(SourceId, Facet<'a>)) {
    let PointsBank {
        rules,
        year_end: _,
        stars,
        goods,
        households,
        batches,
        redemptions,
        rules_file,
        goods_file,
        households_file,
    } = bank;
    of_list(*rules_file, rules, see);
    of_list(*rules_file, stars, see);
    of_list(*goods_file, goods, see);
    of_list(*households_file, households, see);
    batches.iter().for_each(|batch| batch.facets(&mut |facet| see(batch.file, facet)));
    redemptions.iter().for_each(|list| list.facets(&mut |facet| see(list.file, facet)));
}

fn of_list<'a>(file: Option<SourceId>, list: &'a [impl Facets], see: &mut dyn FnMut(SourceId, Facet<'a>)) {
    let Some(file) = file else { return };
    list.iter().for_each(|one| one.facets(&mut |facet| see(file, facet)));
}

impl Facets for PointsRule {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let PointsRule { id, category, deed, points: _, cap: _, evidence, valid: _, unread: _ } = self;
        see(Facet::Code(id));
        words([deed].into_iter().chain(category).chain(evidence), see);
    }
}

impl Facets for Star {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Star { name, points: _ } = self;
        words([name], see);
    }
}

impl Facets for Goods {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Goods { id, name, unit, points: _, stock: _, valid: _, unread: _ } = self;
        see(Facet::Code(id));
        words([name].into_iter().chain(unit), see);
    }
}

impl Facets for Household {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Household {
            id,
            village: home,
            group,
            name,
            joined: _,
            closed: _,
            opening: _,
            members: _,
            unread: _,
        } = self;
        see(Facet::Code(id));
        village(home, see);
        words([name].into_iter().chain(group), see);
    }
}

impl Facets for Batch {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Batch {
            id: _,
            file: _,
            span: _,
            batch,
            village: home,
            meeting: _,
            reviewers,
            notice,
            entries,
            unread: _,
        } = self;
        see(Facet::Code(batch));
        village(home, see);
        words(reviewers, see);
        named(Thing::Notice, notice, see);
        entries.iter().for_each(|one| of_entry(one, see));
    }
}

fn of_entry<'a>(entry: &'a Entry, see: &mut See<'_, 'a>) {
    let Entry { household, rule, on: _, points: _, evidence, proposer, reverses } = entry;
    named(Thing::Household, [household], see);
    named(Thing::PointsRule, [rule], see);
    words(evidence.iter().chain(proposer), see);
    named(Thing::PointsEntry, reverses, see);
}

impl Facets for Redemptions {
    fn facets<'a>(&'a self, see: &mut See<'_, 'a>) {
        let Redemptions { file: _, village: home, list } = self;
        village(home, see);
        list.iter().for_each(|one| of_redemption(one, see));
    }
}

fn of_redemption<'a>(redemption: &'a Redemption, see: &mut See<'_, 'a>) {
    let Redemption { id, household, on: _, goods, handler, witness, reversed, unread: _ } = redemption;
    see(Facet::Code(id));
    named(Thing::Household, [household], see);
    for taken in goods {
        let Taken { id, quantity: _ } = &taken.value;
        named(Thing::Goods, [id], see);
    }
    words(handler.iter().chain(witness), see);
    if let Some(reversed) = reversed {
        let Returned { on: _, reason } = &reversed.value;
        words(reason, see);
    }
}
