//! The pages that say what points are given for, and what they can be spent on.

use super::{PARENT, frame, tabs};
use crate::model::points::{Cap, CapMeasure, CapPeriod, Goods, PointsRule};
use crate::plan::view::{GoodsView, PointsRuleView};
use crate::plan::{Data, PageView, SitePlan, wording};
use jiff::civil::Date;

pub fn rules<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let meta = frame(plan, "points-rules", "points/rules/", "积分规则", &[PARENT]);
    let rules = plan.content.points.rules.iter().map(rule).collect();
    let data = vec![("rules", Data::Rules(rules)), ("links", Data::Links(tabs()))];
    PageView { meta, data, lists: Vec::new(), filters: None, body: None }
}

fn rule(rule: &PointsRule) -> PointsRuleView {
    let range = rule.points.value;
    PointsRuleView {
        category: rule.category.as_ref().map_or_else(|| "其他".into(), |category| category.value.clone()),
        deed: rule.deed.value.clone(),
        points: if range.min == range.max {
            range.min.to_string()
        } else {
            format!("{}–{}", range.min, range.max)
        },
        cap: rule.cap.as_ref().map(|c| cap(c)),
        evidence: rule.evidence.as_ref().map(|evidence| evidence.value.clone()),
        valid: valid(rule.valid_from.as_ref().map(|d| d.value), rule.valid_until.as_ref().map(|d| d.value)),
    }
}

fn cap(cap: &Cap) -> String {
    let per = match cap.per {
        CapPeriod::Month => "每月",
        CapPeriod::Quarter => "每季度",
        CapPeriod::Year => "每年",
    };
    match cap.measure {
        CapMeasure::Times(times) => format!("{per}最多{times}次"),
        CapMeasure::Points(points) => format!("{per}最多{points}分"),
    }
}

fn valid(from: Option<Date>, until: Option<Date>) -> Option<String> {
    match (from, until) {
        (None, None) => None,
        (Some(from), None) => Some(format!("{}起", wording::chinese(from))),
        (None, Some(until)) => Some(format!("{}止", wording::chinese(until))),
        (Some(from), Some(until)) => Some(format!("{}至{}", wording::chinese(from), wording::chinese(until))),
    }
}

pub fn shop<'a>(plan: &SitePlan<'a>) -> PageView<'a> {
    let meta = frame(plan, "shop", "points/shop/", "文明超市", &[PARENT]);
    let goods = plan.content.points.goods.iter().map(|goods| goods_view(plan, goods)).collect();
    let data = vec![("goods", Data::Goods(goods)), ("links", Data::Links(tabs()))];
    PageView { meta, data, lists: Vec::new(), filters: None, body: None }
}

fn goods_view(plan: &SitePlan, goods: &Goods) -> GoodsView {
    let left = plan.ledger.stock_left(&goods.id.value, plan.today()).unwrap_or_default();
    GoodsView {
        name: goods.name.value.clone(),
        unit: goods.unit.as_ref().map(|unit| unit.value.clone()),
        points: goods.points.value,
        left: i32::try_from(left).unwrap_or_default(),
    }
}
