//! The files under `content/points/` → the points bank.

use super::fields::Fields;
use super::nested::nested;
use super::parsed::PointsRules;
use super::yaml::{Node, Value};
use crate::model::points::{
    Batch, Cap, CapMeasure, CapPeriod, Entry, Goods, Household, PointsRange, PointsRule, Redemption,
    Redemptions, Returned, Star, Taken, YearEnd,
};
use crate::model::valid::Validity;
use crate::source::{SourceId, Span, Spanned};
use crate::text;

/// points/rules.yaml as a map.
pub(super) fn rules(fields: &Fields) -> PointsRules {
    let plain = |list: Option<Vec<Spanned<_>>>| list.into_iter().flatten().map(|one| one.value).collect();
    let stars = fields.maps("stars", star).into_iter().flatten().map(|star| star.value).collect();
    PointsRules { rules: plain(fields.maps("rules", rule)), year_end: year_end(fields), stars }
}

fn star(fields: &Fields) -> Star {
    Star { name: fields.text("name").unwrap_or_default(), points: fields.count("points").unwrap_or_default() }
}

fn valid(fields: &Fields) -> Validity {
    let valid = fields.map("valid");
    let day = |key| valid.as_ref().and_then(|valid: &Fields| valid.date(key));
    Validity { from: day("from"), until: day("until") }
}

pub(super) fn rule(fields: &Fields) -> PointsRule {
    PointsRule {
        id: fields.text("id").unwrap_or_default(),
        category: fields.text("category"),
        deed: fields.text("deed").unwrap_or_default(),
        points: range(fields).unwrap_or_default(),
        cap: fields.map("cap").and_then(|cap| Some(Spanned::new(self::cap(&cap)?, cap.span))),
        evidence: fields.text("evidence"),
        valid: valid(fields),
        unread: !fields.unread_here().is_empty(),
    }
}

fn range(fields: &Fields) -> Option<Spanned<PointsRange>> {
    if !fields.is_map("points") {
        return fields.number("points").map(|n| n.map(|n| PointsRange { min: n, max: n }));
    }
    let map = fields.map("points")?;
    let (min, max) = (map.number("min")?, map.number("max")?);
    if min.value > max.value {
        turned(&map, &min, max.value);
    }
    let (least, most) = (min.value.min(max.value), min.value.max(max.value));
    Some(Spanned::new(PointsRange { min: least, max: most }, map.span))
}

fn turned(map: &Fields, min: &Spanned<i32>, max: i32) {
    let least = min.value;
    map.refuse(
        min.span,
        text!("最低 {least} 比最高 {max} 还大", "`min` {least} is above `max` {max}"),
        text!("写：最低: {max}，最高: {least}", "Write: min: {max}, max: {least}"),
    );
}

fn cap(fields: &Fields) -> Option<Cap> {
    let per = [CapPeriod::Month, CapPeriod::Quarter, CapPeriod::Year];
    let per = *per.get(fields.choice("per")?.value)?;
    let times = fields.count("times").map(|times| CapMeasure::Times(times.value));
    let points = || fields.number("points").map(|points| CapMeasure::Points(points.value));
    Some(Cap { measure: times.or_else(points)?, per })
}

fn year_end(fields: &Fields) -> YearEnd {
    match fields.choice("year_end").map(|choice| choice.value) {
        Some(1) => YearEnd::Reset,
        _ => YearEnd::Carry,
    }
}

pub(super) fn goods(fields: &Fields) -> Goods {
    Goods {
        id: fields.text("id").unwrap_or_default(),
        name: fields.text("name").unwrap_or_default(),
        unit: fields.text("unit"),
        points: fields.number("points").unwrap_or_default(),
        stock: fields.number("stock").unwrap_or_default(),
        valid: valid(fields),
        unread: !fields.unread_here().is_empty(),
    }
}

pub(super) fn household(fields: &Fields) -> Household {
    Household {
        id: fields.text("id").unwrap_or_default(),
        village: fields.text("village").unwrap_or_default(),
        group: fields.text("group"),
        name: fields.text("name").unwrap_or_default(),
        joined: fields.date("joined"),
        closed: fields.date("closed"),
        opening: fields.count("opening"),
        members: fields.count("members"),
        unread: !fields.unread_here().is_empty(),
    }
}

pub(super) fn batch(id: String, file: SourceId, span: Span, fields: &Fields) -> Batch {
    Batch {
        id,
        file,
        span,
        batch: fields.text("batch").unwrap_or_default(),
        village: fields.text("village").unwrap_or_default(),
        meeting: fields.date("meeting"),
        reviewers: people(fields.texts("reviewers")),
        notice: fields.text("notice"),
        entries: fields.maps("entries", entry).unwrap_or_default(),
        unread: fields.unread(),
    }
}

fn entry(fields: &Fields) -> Entry {
    Entry {
        household: fields.text("household").unwrap_or_default(),
        rule: fields.text("rule").unwrap_or_default(),
        on: fields.date("on"),
        points: fields.number("points").unwrap_or_default(),
        evidence: fields.text("evidence"),
        proposer: fields.text("proposer"),
        reverses: fields.text("reverses"),
    }
}

pub(super) fn redemptions(file: SourceId, fields: &Fields) -> Redemptions {
    Redemptions {
        file,
        village: fields.text("village").unwrap_or_default(),
        list: fields.maps("redemptions", redemption).unwrap_or_default(),
    }
}

fn redemption(fields: &Fields) -> Redemption {
    Redemption {
        id: fields.text("id").unwrap_or_default(),
        household: fields.text("household").unwrap_or_default(),
        on: fields.date("on"),
        goods: fields.maps("goods", taken).unwrap_or_default(),
        handler: fields.text("handler"),
        witness: fields.text("witness"),
        reversed: returned(fields),
        unread: fields.unread_here().iter().any(|key| key == "goods"),
    }
}

fn returned(fields: &Fields) -> Option<Spanned<Returned>> {
    nested(fields, "reversed", |f| Returned { on: f.date("on"), reason: f.text("reason") })
}

/// A row of a sheet: one of the goods of a redemption.
pub(super) fn redemption_row(fields: &Fields) -> Redemption {
    let id = fields.text("goods").unwrap_or_default();
    let taken = Taken { quantity: fields.number("quantity").unwrap_or_default(), id };
    Redemption {
        id: fields.text("id").unwrap_or_default(),
        household: fields.text("household").unwrap_or_default(),
        on: fields.date("on"),
        goods: vec![Spanned::new(taken, fields.span)],
        handler: fields.text("handler"),
        witness: fields.text("witness"),
        reversed: returned(fields),
        unread: false,
    }
}

fn taken(fields: &Fields) -> Taken {
    Taken {
        id: fields.text("id").unwrap_or_default(),
        quantity: fields.number("quantity").unwrap_or_default(),
    }
}

/// A redemption file is known by its list; every other points record is a batch.
pub(super) fn is_redemptions(node: &Node) -> bool {
    matches!(&node.value, Value::Map(entries) if entries.iter().any(|(key, _)| matches!(key.text.as_ref(), "redemptions" | "兑换")))
}

/// Names of people. Several in one text stand for as many: `陆*平、周*芳、何*军`, also within brackets of full width.
fn people(texts: Vec<Spanned<String>>) -> Vec<Spanned<String>> {
    let [all] = texts.as_slice() else { return texts };
    let names =
        all.value.trim_matches(['［', '］', '【', '】', '（', '）']).split(['、', '，', ',', '；', ';']);
    let names = names.map(str::trim).filter(|name| !name.is_empty());
    names.map(|name| Spanned::new(name.to_owned(), all.span)).collect()
}
