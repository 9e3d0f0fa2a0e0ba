//! What a notice says, label by label.

use super::{Fact, chinese, facts, full_name};
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::notice::{Filing, Notice};
use crate::model::open_days::Window;
use crate::model::posting::{MinimumPosting, Unit};
use crate::model::project::{Period, Project};
use crate::model::window::NoticeState;
use crate::source::Spanned;

/// `公示期不少于10天`
pub fn rule(kind: &Kind) -> String {
    minimum(kind.posting.as_ref().map(|posting| &posting.value))
}

/// The same of a rule as it was applied.
pub fn minimum(rule: Option<&MinimumPosting>) -> String {
    match rule {
        None => "只作告知，不设最短公示期".into(),
        Some(rule) => {
            let unit = if rule.unit == Unit::Days { "天" } else { "个工作日" };
            format!("公示期不少于{}{unit}", rule.min)
        }
    }
}

/// 有效性
pub fn validity(state: NoticeState) -> &'static str {
    match state {
        NoticeState::Withdrawn => "已撤销",
        NoticeState::Superseded => "已被替代",
        _ => "有效",
    }
}

/// Everything that is planned of a project, but for its money.
pub fn project(project: &Project) -> Vec<Fact> {
    let mut list = vec![Fact::new("项目名称", project.name.value.clone())];
    list.extend(facts(&[
        ("项目类型", &project.category),
        ("建设地点", &project.site),
        ("建设内容", &project.content),
    ]));
    list.extend(project.period.as_ref().and_then(|p| period(p)).map(|words| Fact::new("实施期限", words)));
    list.extend(facts(&[
        ("绩效目标", &project.goal),
        ("实施单位", &project.unit),
        ("责任人", &project.responsible),
        ("受益对象", &project.beneficiaries),
        ("补助标准", &project.subsidy),
        ("联农带农机制", &project.benefit_link),
    ]));
    list
}

/// What became of a project: what it cost, what is left, and who looked at it; empty before.
pub fn outcome(project: &Project) -> Vec<Fact> {
    let yuan = |money: &Spanned<Money>| format!("{}元", money.value);
    let mut list = Vec::new();
    list.extend(project.settled.as_ref().map(|settled| Fact::new("结算金额", yuan(settled))));
    list.extend(project.surplus.as_ref().map(|surplus| Fact::new("结余", yuan(surplus))));
    let Some(acceptance) = &project.acceptance else { return list };
    list.extend(acceptance.on.as_ref().map(|on| Fact::new("验收日期", chinese(on.value))));
    list.extend(facts(&[("验收单位", &acceptance.unit), ("验收结果", &acceptance.result)]));
    list
}

fn period(period: &Period) -> Option<String> {
    let (from, until) = (period.from.as_ref()?.value, period.until.as_ref()?.value);
    Some(format!("{} 至 {}", chinese(from), chinese(until)))
}

/// What is known of a filing, in the order of its form; empty when nothing is.
pub fn filing(filing: &Filing) -> Vec<Fact> {
    let mut list = facts(&[("备案单位", &filing.authority)]);
    list.extend(filing.on.as_ref().map(|on| Fact::new("备案日期", chinese(on.value))));
    list.extend(facts(&[("回执号", &filing.receipt)]));
    list
}

/// What a sheet of paper needs to say which notice it is about.
pub fn sheet(notice: &Notice) -> Vec<Fact> {
    let name = |name: &'_ Option<Spanned<String>>| name.as_ref().map(|name| name.value.clone());
    let (township, village) = (name(&notice.township), name(&notice.village));
    let place = full_name(township.as_deref(), village.as_deref());
    let mut list = vec![Fact::new("发布单位", notice.issuer.value.clone())];
    list.extend(facts(&[("文号", &notice.number)]));
    list.extend(notice.signed.as_ref().map(|signed| Fact::new("成文日期", chinese(signed.value))));
    list.extend((!place.is_empty()).then(|| Fact::new("地方", place)));
    if let Some(project) = &notice.project {
        list.push(Fact::new("项目名称", project.name.value.clone()));
        list.extend(project.total.as_ref().map(|total| Fact::new("资金总额", format!("{}元", total.value))));
        list.extend(facts(&[("实施单位", &project.unit)]));
        list.extend(outcome(project));
    }
    list
}

/// A notice in a sentence, for machines that show one.
pub fn sentence(notice: &Notice, kind: &str, window: Option<Window>) -> String {
    let mut text = format!("{kind}：{}。{}发布", notice.title.value, notice.issuer.value);
    if let Some(window) = window {
        text += &format!("，公示期{}至{}", chinese(window.from), chinese(window.until));
    }
    if let Some(total) = notice.project.as_ref().and_then(|project| project.total.as_ref()) {
        text += &format!("，资金{}元", total.value);
    }
    text + "。"
}
