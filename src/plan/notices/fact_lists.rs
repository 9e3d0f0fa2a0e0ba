//! A notice's facts as labels and values, in the order of a paper form.

use crate::model::notice::{Contact, Filing, Notice, Period, Project};
use crate::plan::SitePlan;
use crate::plan::view::{FactView, FundView, ProjectView};
use crate::plan::wording;
use crate::source::Spanned;

type Words = Option<Spanned<String>>;

pub fn fact(label: &str, value: impl Into<String>) -> FactView {
    FactView { label: label.to_owned(), value: value.into(), href: None }
}

/// The facts that are there, in order.
pub fn facts(pairs: &[(&str, &Words)]) -> Vec<FactView> {
    let there = pairs.iter().filter_map(|(label, value)| Some((label, value.as_ref()?)));
    there.map(|(label, value)| fact(label, value.value.clone())).collect()
}

/// The disclosure block that government sites carry.
pub fn disclosure(plan: &SitePlan, i: usize) -> Vec<FactView> {
    let notice = &plan.content.notices[i];
    let mut list = vec![fact("索引号", index_number(plan, i)), fact("发布机构", notice.issuer.value.clone())];
    list.extend(facts(&[("文号", &notice.number)]));
    list.extend(notice.signed.as_ref().map(|signed| fact("成文日期", wording::chinese(signed.value))));
    let published = super::date_of(notice);
    list.push(fact("发布日期", wording::chinese(published)));
    let validity = match wording::notice_state(plan.notices.states[i]).key {
        "withdrawn" => "已撤销",
        "superseded" => "已被替代",
        _ => "有效",
    };
    list.push(fact("有效性", validity));
    list
}

/// By the site's `index_pattern`: `{kind}`, `{year}`, `{seq}`.
fn index_number(plan: &SitePlan, i: usize) -> String {
    let notice = &plan.content.notices[i];
    let pattern =
        plan.content.site.index_pattern.as_ref().map_or("{kind}-{year}-{seq}", |pattern| &pattern.value);
    let year = super::date_of(notice).year().to_string();
    let sequence = format!("{:05}", plan.notices.sequence[i]);
    pattern
        .replace("{kind}", &plan.notice_card(i).kind_key)
        .replace("{year}", &year)
        .replace("{seq}", &sequence)
}

pub fn contact(contact: &Contact) -> Vec<FactView> {
    let mut list = facts(&[("联系人", &contact.name)]);
    list.extend(
        contact
            .phone
            .as_ref()
            .map(|phone| linked("电话", &phone.value, format!("tel:{}", dialled(&phone.value)))),
    );
    list.extend(facts(&[("地址", &contact.address)]));
    list.extend(
        contact.email.as_ref().map(|email| linked("邮箱", &email.value, format!("mailto:{}", email.value))),
    );
    list
}

fn linked(label: &str, value: &str, href: String) -> FactView {
    FactView { href: Some(href), ..fact(label, value) }
}

fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

pub fn filing(filing: &Filing) -> Vec<FactView> {
    let mut list = facts(&[("备案单位", &filing.authority)]);
    list.extend(filing.on.as_ref().map(|on| fact("备案日期", wording::chinese(on.value))));
    list.extend(facts(&[("回执号", &filing.receipt)]));
    list
}

pub fn project(project: &Project) -> ProjectView {
    let mut list = vec![fact("项目名称", project.name.value.clone())];
    list.extend(facts(&[
        ("项目类型", &project.category),
        ("建设地点", &project.site),
        ("建设内容", &project.content),
    ]));
    list.extend(
        project.period.as_ref().and_then(|period| period_words(period)).map(|words| fact("实施期限", words)),
    );
    list.extend(facts(&[
        ("绩效目标", &project.goal),
        ("实施单位", &project.unit),
        ("责任人", &project.responsible),
        ("受益对象", &project.beneficiaries),
        ("联农带农机制", &project.benefit_link),
    ]));
    let amount = |money: &Spanned<crate::model::money::Money>| money.value.to_string();
    ProjectView {
        facts: list,
        funds: project
            .funds
            .iter()
            .map(|fund| FundView {
                source: fund.source.value.clone(),
                amount: fund.amount.as_ref().map(amount).unwrap_or_default(),
            })
            .collect(),
        total: project.total.as_ref().map(amount),
    }
}

fn period_words(period: &Period) -> Option<String> {
    let (from, until) = (period.from.as_ref()?.value, period.until.as_ref()?.value);
    Some(format!("{} 至 {}", wording::chinese(from), wording::chinese(until)))
}

/// A notice in a sentence, for machines that show one.
pub fn description(plan: &SitePlan, i: usize, notice: &Notice) -> String {
    let card = plan.notice_card(i);
    let mut text = format!("{}：{}。{}发布", card.kind, card.title, card.issuer);
    if let Some(window) = plan.notices.windows[i] {
        text += &format!("，公示期{}至{}", wording::chinese(window.from), wording::chinese(window.until));
    }
    if let Some(total) = notice.project.as_ref().and_then(|project| project.total.as_ref()) {
        text += &format!("，资金{}元", total.value);
    }
    text + "。"
}
