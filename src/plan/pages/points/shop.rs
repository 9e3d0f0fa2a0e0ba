//! What points are given for, and what they can be spent on.

use super::tabs::{frame, tabs};
use crate::model::points::{Goods, PointsRule};
use crate::plan::addresses::{Addresses, Floors};
use crate::plan::facts::Facts;
use crate::plan::pages::frame::section_link;
use crate::plan::pages::made::{Data, PageView};
use crate::plan::shelves::Section;
use crate::plan::view::{GoodsView, PointsRuleView};
use crate::plan::words;

/// The catalogue of what earns points.
pub fn rules(floors: &Floors) -> PageView<'static> {
    let above = [section_link(Section::Points)];
    let meta = frame(floors, "points-rules", Addresses::RULES, "积分规则", above);
    let rules = floors.facts.content.points.rules.iter().map(rule).collect();
    PageView::new(meta, vec![("rules", Data::Rules(rules)), ("links", Data::Links(tabs()))])
}

fn rule(rule: &PointsRule) -> PointsRuleView {
    PointsRuleView {
        category: rule.category.as_ref().map_or_else(|| "其他".into(), |category| category.value.clone()),
        deed: rule.deed.value.clone(),
        points: words::range(rule.points.value),
        cap: rule.cap.as_ref().map(|cap| words::cap(cap)),
        evidence: rule.evidence.as_ref().map(|evidence| evidence.value.clone()),
        valid: words::valid(&rule.valid),
    }
}

/// The catalogue of goods at the prices of today, with what is left.
pub fn shop(floors: &Floors) -> PageView<'static> {
    let above = [section_link(Section::Points)];
    let meta = frame(floors, "shop", Addresses::SHOP, "文明超市", above);
    let today = floors.facts.today();
    let goods = floors.facts.content.points.goods.iter().filter(|one| one.valid.covers(today));
    let goods = goods.map(|one| goods_view(floors.facts, one)).collect();
    PageView::new(meta, vec![("goods", Data::Goods(goods)), ("links", Data::Links(tabs()))])
}

fn goods_view(facts: &Facts, goods: &Goods) -> GoodsView {
    let left = facts.ledger.stock_left(&goods.id.value, facts.today()).unwrap_or_default();
    GoodsView {
        name: goods.name.value.clone(),
        unit: goods.unit.as_ref().map(|unit| unit.value.clone()),
        points: goods.points.value,
        left: i32::try_from(left).unwrap_or_default(),
        valid: words::valid(&goods.valid),
    }
}
