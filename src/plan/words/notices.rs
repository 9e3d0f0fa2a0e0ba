//! What a notice says, label by label.

use super::{Fact, chinese, facts, places};
use crate::model::kind::Kind;
use crate::model::money::Money;
use crate::model::notice::{Apply, Filing, Notice, PostingEnd};
use crate::model::open_days::Window;
use crate::model::posting::{MinimumPosting, Unit};
use crate::model::project::{Period, Project, Projects};
use crate::model::window::NoticeState;
use crate::source::Spanned;
use jiff::civil::{Date, DateTime, Time};

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

/// How to apply, in the order in which people ask.
pub fn apply(apply: &Apply) -> Vec<Fact> {
    let mut list = Vec::new();
    list.extend(apply.until.as_ref().map(|until| Fact::new("报名截止", deadline(until.value))));
    list.extend(apply.vacancies.as_ref().map(|vacancies| Fact::new("名额", vacancies.value.to_string())));
    list.extend(facts(&[("报名条件", &apply.requirements), ("报名方式", &apply.how)]));
    list.extend(apply.phones.iter().map(|phone| Fact::new("报名电话", phone.value.clone())));
    list
}

/// `2026年11月30日 17:00`; the end of a day is its 24:00.
fn deadline(until: DateTime) -> String {
    let midnight = until.time() == Time::midnight();
    match until.date().yesterday().ok().filter(|_| midnight) {
        Some(day) => format!("{} 24:00", chinese(day)),
        None => format!("{} {}", chinese(until.date()), until.strftime("%H:%M")),
    }
}

/// `自2026年11月2日起长期公开`, of a notice that stays for good; never from before the day on which the log saw it.
pub fn lasting(notice: &Notice, seen: Option<Date>) -> Option<String> {
    let posting = notice.posting.as_ref()?;
    let from = posting.from.as_ref().filter(|_| matches!(posting.end, Some(PostingEnd::Lasting(_))))?;
    Some(format!("自{}起长期公开", chinese(from.value.max(seen.unwrap_or(from.value)))))
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
    let place = match (&notice.townships[..], &notice.villages[..]) {
        ([], []) => String::new(),
        (townships, villages) => places(townships, villages),
    };
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
    if let Some(projects) = &notice.projects {
        list.push(Fact::new("项目清单", listed(projects)));
    }
    list
}

/// `35个项目，合计4,080,000元`
pub fn listed(projects: &Projects) -> String {
    let count = projects.rows.len();
    match projects.total() {
        Some(total) => format!("{count}个项目，合计{total}元"),
        None => format!("{count}个项目"),
    }
}

/// A notice in a sentence, for machines that show one.
pub fn sentence(notice: &Notice, kind: &str, window: Option<Window>) -> String {
    let mut text = format!("{kind}：{}。{}发布", notice.title.value, notice.issuer.value);
    if let Some(window) = window {
        text += &format!("，公示期{}至{}", chinese(window.from), chinese(window.until));
    }
    if let Some(until) = notice.apply.as_ref().and_then(|apply| apply.until.as_ref()) {
        text += &format!("，报名截止{}", deadline(until.value));
    }
    if let Some(total) = notice.project.as_ref().and_then(|project| project.total.as_ref()) {
        text += &format!("，资金{}元", total.value);
    }
    if let Some(projects) = &notice.projects {
        text += &format!("，{}", listed(projects));
    }
    text + "。"
}
