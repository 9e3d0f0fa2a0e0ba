//! What is in each set: the one table that files, schema and explanations come from.

use super::{Cell, Column, Row, Set, Sort};
use crate::model::activity::Activity;
use crate::model::honour::{Honour, Level, Recipient};
use crate::model::notice::{Notice, Project};
use crate::model::points::Household;
use crate::plan::notices::date_of;
use crate::plan::view::{ActivityCard, NoticeCard};
use crate::plan::{SitePlan, points, url};
use crate::source::Spanned;
use std::borrow::Cow;

pub const SETS: &[Set] = &[
    Set {
        name: "notices",
        title: "公示公告",
        about: "本站全部公示和公告，包括期满的、撤销的和被替代的；正文和附件请看页面。",
        columns: NOTICES,
        rows: |plan| plan.notices.order.iter().map(|&i| Row::of(i as usize)).collect(),
    },
    Set {
        name: "honours",
        title: "荣誉",
        about: "历年表彰决定和获奖者；每个获奖者一行。",
        columns: HONOURS,
        rows: recipients,
    },
    Set {
        name: "activities",
        title: "志愿服务活动",
        about: "志愿服务活动的预告和记录。",
        columns: ACTIVITIES,
        rows: |plan| (0..plan.content.activities.len()).map(Row::of).collect(),
    },
    Set {
        name: "points",
        title: "文明银行积分",
        about: "各户今天的积分；户主姓名只显示一部分，不含任何联系方式和加减分的原因。",
        columns: POINTS,
        rows: |plan| (0..plan.content.points.households.len()).map(Row::of).collect(),
    },
];

const fn column(
    key: &'static str,
    title: &'static str,
    sort: Sort,
    about: &'static str,
    value: for<'p> fn(&'p SitePlan<'_>, Row) -> Cell<'p>,
) -> Column {
    Column { key, title, sort, about, value }
}

const NOTICES: &[Column] = &[
    column("id", "编号", Sort::Name, "在本站的编号，永不改变", |plan, row| {
        said(&notice(plan, row).item.id)
    }),
    column("url", "网址", Sort::Name, "页面的网址", |plan, row| {
        address(plan, &notice(plan, row).item.id)
    }),
    column("title", "标题", Sort::Name, "", |plan, row| said(&notice_card(plan, row).title)),
    column("kind", "类别代码", Sort::Name, "", |plan, row| said(&notice_card(plan, row).kind_key)),
    column("kind_name", "类别", Sort::Name, "", |plan, row| said(&notice_card(plan, row).kind)),
    column("number", "文号", Sort::Text, "", |plan, row| text(&notice(plan, row).number)),
    column("issuer", "发布单位", Sort::Name, "", |plan, row| said(&notice_card(plan, row).issuer)),
    column("township", "乡镇", Sort::Text, "县级的为空", |plan, row| {
        text(&notice(plan, row).township)
    }),
    column("village", "村", Sort::Text, "", |plan, row| text(&notice(plan, row).village)),
    column("signed", "成文日期", Sort::Date, "", |plan, row| day(&notice(plan, row).signed)),
    column(
        "date",
        "发布日期",
        Sort::Date,
        "张榜的日期，没有公示期的为成文日期",
        |plan, row| Cell::Date(date_of(notice(plan, row))),
    ),
    column("from", "公示起", Sort::Date, "公示期第一天", |plan, row| {
        plan.notices.windows[row.item].map_or(Cell::Empty, |window| Cell::Date(window.from))
    }),
    column("until", "公示止", Sort::Date, "公示期最后一天，到这天24时", |plan, row| {
        plan.notices.windows[row.item].map_or(Cell::Empty, |window| Cell::Date(window.until))
    }),
    column("state", "状态代码", Sort::Name, "截至数据日期", |plan, row| {
        said(notice_card(plan, row).state.key)
    }),
    column("state_name", "状态", Sort::Name, "截至数据日期", |plan, row| {
        said(&notice_card(plan, row).state.label)
    }),
    column("project", "项目名称", Sort::Text, "", |plan, row| of_project(plan, row, |p| Some(&p.name))),
    column("category", "项目类型", Sort::Text, "", |plan, row| {
        of_project(plan, row, |p| p.category.as_ref())
    }),
    column("site", "建设地点", Sort::Text, "", |plan, row| of_project(plan, row, |p| p.site.as_ref())),
    column("unit", "实施单位", Sort::Text, "", |plan, row| of_project(plan, row, |p| p.unit.as_ref())),
    column("total", "资金总额", Sort::Yuan, "", |plan, row| {
        let total = project(plan, row).and_then(|project| project.total.as_ref());
        total.map_or(Cell::Empty, |total| Cell::Yuan(total.value))
    }),
    column("funds", "资金来源", Sort::Funds, "", |plan, row| {
        let funds = project(plan, row).into_iter().flat_map(|project| &project.funds);
        Cell::Funds(
            funds.map(|fund| (fund.source.value.as_str(), fund.amount.as_ref().map(|a| a.value))).collect(),
        )
    }),
    column("period_from", "实施期限起", Sort::Date, "", |plan, row| {
        project(plan, row).and_then(|p| p.period.as_ref()).map_or(Cell::Empty, |period| day(&period.from))
    }),
    column("period_until", "实施期限止", Sort::Date, "", |plan, row| {
        project(plan, row).and_then(|p| p.period.as_ref()).map_or(Cell::Empty, |period| day(&period.until))
    }),
    column("filed", "备案日期", Sort::Date, "", |plan, row| {
        notice(plan, row).filing.as_ref().map_or(Cell::Empty, |filing| day(&filing.on))
    }),
    column("withdrawn", "撤销日期", Sort::Date, "", |plan, row| {
        notice(plan, row).withdrawn.as_ref().map_or(Cell::Empty, |withdrawn| day(&withdrawn.on))
    }),
    column("supersedes", "替代", Sort::Text, "被它替代的公告的编号", |plan, row| {
        text(&notice(plan, row).supersedes)
    }),
];

const HONOURS: &[Column] = &[
    column(
        "id",
        "编号",
        Sort::Name,
        "表彰在本站的编号，同一次表彰的各行相同",
        |plan, row| said(&honour(plan, row).item.id),
    ),
    column("url", "网址", Sort::Name, "页面的网址", |plan, row| {
        address(plan, &honour(plan, row).item.id)
    }),
    column("title", "标题", Sort::Name, "", |plan, row| said(&honour(plan, row).title.value)),
    column("award", "称号", Sort::Name, "", |plan, row| said(&honour(plan, row).award.value)),
    column("level", "级别", Sort::Name, "村、乡镇、县", |plan, row| {
        said(match honour(plan, row).level.value {
            Level::Village => "村",
            Level::Township => "乡镇",
            Level::County => "县",
        })
    }),
    column("year", "年度", Sort::Whole, "", |plan, row| {
        honour(plan, row).year.as_ref().map_or(Cell::Empty, |year| Cell::Whole(year.value.into()))
    }),
    column("awarded_by", "表彰单位", Sort::Text, "", |plan, row| text(&honour(plan, row).awarded_by)),
    column("number", "决定文号", Sort::Text, "", |plan, row| {
        honour(plan, row).decision.as_ref().map_or(Cell::Empty, |decision| text(&decision.number))
    }),
    column("decided", "决定日期", Sort::Date, "", |plan, row| {
        honour(plan, row).decision.as_ref().map_or(Cell::Empty, |decision| day(&decision.on))
    }),
    column("name", "获奖者", Sort::Name, "姓名或户主姓名，和页面一致", |plan, row| {
        said(&recipient(plan, row).name.value)
    }),
    column("township", "乡镇", Sort::Text, "", |plan, row| text(&recipient(plan, row).township)),
    column("village", "村", Sort::Text, "", |plan, row| text(&recipient(plan, row).village)),
    column("valid_until", "有效期至", Sort::Date, "", |plan, row| day(&honour(plan, row).valid_until)),
    column("revoked", "撤销日期", Sort::Date, "", |plan, row| {
        honour(plan, row).revoked.as_ref().map_or(Cell::Empty, |revoked| day(&revoked.on))
    }),
];

const ACTIVITIES: &[Column] = &[
    column("id", "编号", Sort::Name, "在本站的编号，永不改变", |plan, row| {
        said(&activity(plan, row).item.id)
    }),
    column("url", "网址", Sort::Name, "页面的网址", |plan, row| {
        address(plan, &activity(plan, row).item.id)
    }),
    column("title", "标题", Sort::Name, "", |plan, row| said(&activity_card(plan, row).title)),
    column("state", "状态代码", Sort::Name, "截至数据日期", |plan, row| {
        said(activity_card(plan, row).state.key)
    }),
    column("state_name", "状态", Sort::Name, "截至数据日期", |plan, row| {
        said(&activity_card(plan, row).state.label)
    }),
    column("from", "开始", Sort::Time, "重复的活动为第一次", |plan, row| {
        time(&activity(plan, row).from)
    }),
    column("to", "结束", Sort::Time, "", |plan, row| time(&activity(plan, row).to)),
    column("repeat", "重复", Sort::Text, "RFC 5545 的重复规则", |plan, row| {
        activity(plan, row).rule().map_or(Cell::Empty, |rule| Cell::Text(rule.to_string().into()))
    }),
    column("organiser", "主办单位", Sort::Text, "", |plan, row| text(&activity(plan, row).organiser)),
    column("team", "志愿队伍", Sort::Text, "", |plan, row| text(&activity(plan, row).team)),
    column("service", "服务类别", Sort::Text, "", |plan, row| text(&activity(plan, row).service)),
    column("township", "乡镇", Sort::Text, "", |plan, row| text(&activity(plan, row).township)),
    column("village", "村", Sort::Text, "", |plan, row| text(&activity(plan, row).village)),
    column("place", "地点", Sort::Text, "", |plan, row| text(&activity(plan, row).place)),
    column("quota", "名额", Sort::Whole, "", |plan, row| {
        activity_card(plan, row).quota.map_or(Cell::Empty, |quota| Cell::Whole(quota.into()))
    }),
    column("signup_until", "报名截止", Sort::Time, "", |plan, row| {
        activity(plan, row).signup.as_ref().map_or(Cell::Empty, |signup| time(&signup.until))
    }),
    column("attended", "参加人数", Sort::Whole, "活动记录", |plan, row| {
        let record = activity(plan, row).record.as_ref();
        let attended = record.and_then(|record| record.attended.as_ref());
        attended.map_or(Cell::Empty, |attended| Cell::Whole(attended.value.into()))
    }),
    column("minutes", "服务时长", Sort::Whole, "分钟，活动记录", |plan, row| {
        let record = activity(plan, row).record.as_ref();
        let tenths = record.and_then(|record| record.hours_tenths.as_ref());
        tenths.map_or(Cell::Empty, |tenths| Cell::Whole(i64::from(tenths.value) * 6))
    }),
];

const POINTS: &[Column] = &[
    column("household", "户号", Sort::Name, "", |plan, row| said(&household(plan, row).id.value)),
    column("village", "村", Sort::Name, "", |plan, row| said(&household(plan, row).village.value)),
    column("group", "组", Sort::Text, "", |plan, row| text(&household(plan, row).group)),
    column("name", "户主", Sort::Name, "只显示一部分", |plan, row| {
        Cell::Text(points::masked(&household(plan, row).name.value))
    }),
    column("balance", "可用积分", Sort::Whole, "已得减已用，再减年终清零", |plan, row| {
        Cell::Whole(points::sums(plan, household(plan, row)).balance)
    }),
    column(
        "earned",
        "已得",
        Sort::Whole,
        "公示期满、入了账的积分，扣分和冲销已经减去",
        |plan, row| Cell::Whole(points::sums(plan, household(plan, row)).earned),
    ),
    column("spent", "已用", Sort::Whole, "兑换用去的积分", |plan, row| {
        Cell::Whole(points::sums(plan, household(plan, row)).spent)
    }),
    column("pending", "公示中", Sort::Whole, "还在公示、暂不能兑换的积分", |plan, row| {
        Cell::Whole(points::sums(plan, household(plan, row)).pending)
    }),
    column("expired", "年终清零", Sort::Whole, "过年时清零的积分", |plan, row| {
        Cell::Whole(points::sums(plan, household(plan, row)).expired)
    }),
];

fn notice<'p>(plan: &'p SitePlan, row: Row) -> &'p Notice {
    &plan.content.notices[row.item]
}

fn notice_card<'p>(plan: &'p SitePlan, row: Row) -> &'p NoticeCard {
    plan.notice_card(row.item)
}

fn activity<'p>(plan: &'p SitePlan, row: Row) -> &'p Activity {
    &plan.content.activities[row.item]
}

fn activity_card<'p>(plan: &'p SitePlan, row: Row) -> &'p ActivityCard {
    &plan.cards.activities[row.item]
}

fn honour<'p>(plan: &'p SitePlan, row: Row) -> &'p Honour {
    &plan.content.honours[row.item]
}

fn recipient<'p>(plan: &'p SitePlan, row: Row) -> &'p Recipient {
    &plan.content.honours[row.item].recipients[row.part]
}

/// Every recipient of every honour, newest first.
fn recipients(plan: &SitePlan) -> Vec<Row> {
    let honours = crate::plan::honours::newest(plan).into_iter().map(|i| i as usize);
    honours
        .flat_map(|item| (0..plan.content.honours[item].recipients.len()).map(move |part| Row { item, part }))
        .collect()
}

fn household<'p>(plan: &'p SitePlan, row: Row) -> &'p Household {
    &plan.content.points.households[row.item]
}

fn said(text: &str) -> Cell<'_> {
    Cell::Text(Cow::Borrowed(text))
}

fn text(text: &Option<Spanned<String>>) -> Cell<'_> {
    text.as_ref().map_or(Cell::Empty, |text| said(&text.value))
}

fn day(day: &Option<Spanned<jiff::civil::Date>>) -> Cell<'static> {
    day.as_ref().map_or(Cell::Empty, |day| Cell::Date(day.value))
}

fn time(time: &Option<Spanned<jiff::civil::DateTime>>) -> Cell<'static> {
    time.as_ref().map_or(Cell::Empty, |time| Cell::Time(time.value))
}

fn address<'p>(plan: &'p SitePlan, id: &str) -> Cell<'p> {
    Cell::Text(Cow::Owned(url::absolute(&plan.site.base_url, &format!("{id}/"))))
}

fn project<'p>(plan: &'p SitePlan, row: Row) -> Option<&'p Project> {
    notice(plan, row).project.as_ref().map(|project| &project.value)
}

fn of_project<'p>(plan: &'p SitePlan, row: Row, pick: fn(&Project) -> Option<&Spanned<String>>) -> Cell<'p> {
    project(plan, row).and_then(pick).map_or(Cell::Empty, |text| said(&text.value))
}
