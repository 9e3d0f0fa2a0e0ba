//! `new`: one file, filled in as far as known.

use crate::model::content::Content;
use crate::model::points::{Household, PointsRule};
use crate::model::posting::required_last_day;
use crate::plan::url::segment;
use jiff::civil::Date;

/// The path under the root and the text of a new file. `name` is what the clerk calls it.
pub fn file(sort: &str, name: &str, content: &Content, today: Date) -> (String, String) {
    let (stem, year) = (segment(name), today.year());
    match sort {
        "honour" => (format!("content/honours/{year}/{stem}.md"), honour(name, today)),
        "batch" => batch(name, content, today),
        "activity" => (format!("content/activities/{year}/{stem}.md"), activity(name, content, today)),
        "page" => (
            format!("content/pages/{stem}.md"),
            format!("---\n标题: {}\n---\n\n在这里写正文。\n", quoted(name)),
        ),
        _ => (format!("content/notices/{year}/{stem}.md"), notice(name, content, today)),
    }
}

/// YAML double quotes, so that no name can break the file.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The first township and village, as a start that passes the check.
fn place(content: &Content) -> String {
    let Some(township) = content.places.townships.first() else { return String::new() };
    let village = township.villages.first().map(|village| format!("村: {}\n", quoted(&village.name.value)));
    format!("乡镇: {}\n{}", quoted(&township.name.value), village.unwrap_or_default())
}

fn issuer(content: &Content) -> String {
    let host =
        content.site.host.as_ref().map_or("县某某局（改成发布单位全称）", |host| &host.value);
    quoted(host)
}

/// A project notice with the earliest lawful last day.
fn notice(name: &str, content: &Content, today: Date) -> String {
    let kind = content.kinds.get("project").or_else(|| content.kinds.iter().find(|kind| kind.project));
    let rule = kind.and_then(|kind| kind.posting.as_ref());
    let until =
        rule.and_then(|rule| required_last_day(today, &rule.value, &content.calendar).ok()).unwrap_or(today);
    let key = kind.map_or("project", |kind| &kind.key);
    let (place, issuer, title) = (place(content), issuer(content), quoted(name));
    let phone = content.site.hotlines.first().map_or("0999-0001234", |line| &line.phone.value);
    format!(
        "---\n标题: {title}\n类别: {key}\n发布单位: {issuer}\n{place}成文日期: {today}\n公示期:\n  起: {today}\n  止: {until}  # 最早可以写的截止日，可以更晚，不能更早\n  张贴地点: [村务公开栏]\n联系方式:\n  联系人: 某某（改成联系人）\n  电话: {phone}\n项目:\n  名称: {title}\n  类型: 基础设施\n  地点: 某村某组（改成建设地点）\n  建设内容: 写清楚建什么、建多少\n  资金:\n    - {{来源: 县级财政衔接资金, 金额: 0}}\n  总额: 0\n  实施期限: {{起: {today}, 止: {until}}}\n  绩效目标: 写清楚办成什么样\n  实施单位: 某某（改成实施单位）\n  责任人: 某某\n---\n\n现将{name}予以公示。公示期内如有异议，请向联系人或监督电话反映。\n"
    )
}

fn honour(name: &str, today: Date) -> String {
    let (title, year) = (quoted(name), today.year());
    format!(
        "---\n标题: {title}\n称号: 文明家庭\n级别: 村\n年度: {year}\n表彰单位: 某村村民委员会（改成表彰单位）\n决定: {{日期: {today}}}\n获奖者:\n  - 姓名: 某某（征得本人同意再写）\n    事迹: 写一两句事迹\n---\n\n在这里写事迹介绍。乡镇级以上的荣誉，要先公示候选人，并加一行“公示: notices/……”。\n"
    )
}

fn activity(name: &str, content: &Content, today: Date) -> String {
    let day = today.checked_add(jiff::ToSpan::days(14)).unwrap_or(today);
    let until = today.checked_add(jiff::ToSpan::days(12)).unwrap_or(today);
    let (title, place) = (quoted(name), place(content));
    format!(
        "---\n标题: {title}\n主办单位: 某某（改成主办单位）\n服务类别: 环境整治\n开始: {day} 09:00\n结束: {day} 11:30\n{place}地点: 村文化广场\n名额: 20\n报名:\n  截止: {until} 18:00\n  方式: 到村委会报名或打电话\n  电话: 0999-0001234\n风险提示: 写清楚要注意的安全事项\n雨天安排: 下雨改期，另行通知\n---\n\n在这里写活动安排。\n"
    )
}

/// A household and a rule that are not entered for the day yet.
fn free_pair(content: &Content, today: Date) -> (Option<&Household>, Option<&PointsRule>) {
    let bank = &content.points;
    let entered = |household: &Household, rule: &PointsRule| {
        bank.batches.iter().flat_map(|batch| &batch.entries).any(|entry| {
            let on = entry.on.as_ref().map(|on| on.value);
            (&entry.household.value, &entry.rule.value, on)
                == (&household.id.value, &rule.id.value, Some(today))
        })
    };
    let rules: Vec<&PointsRule> = bank.rules.iter().filter(|rule| rule.covers(today)).collect();
    let pairs = bank.households.iter().flat_map(|household| rules.iter().map(move |&rule| (household, rule)));
    match pairs.into_iter().find(|(household, rule)| !entered(household, rule)) {
        Some((household, rule)) => (Some(household), Some(rule)),
        None => (bank.households.first(), rules.first().copied()),
    }
}

/// A batch in the folder of a village that has households.
fn batch(name: &str, content: &Content, today: Date) -> (String, String) {
    let (household, rule) = free_pair(content, today);
    let village = household.map_or("某村", |household| &household.village.value);
    let folder = content.places.village(None, village).map_or(village, |village| village.url_name());
    let id = household.map_or("", |household| &household.id.value);
    let (rule, points) = rule.map_or(("", 0), |rule| (&rule.id.value, rule.points.min));
    let path = format!("content/points/{}/{}.yaml", segment(folder), segment(name));
    let text = format!(
        "批次: {}\n村: {}\n评议日期: {today}\n评议人: [某甲, 某乙, 某丙]  # 至少三人，申报人和本户不能在内\n# 公示: notices/……  # 公示满期、没有异议，积分才能兑换\n明细:\n  - 户号: {}\n    事项: {}\n    日期: {today}\n    分值: {points}\n    佐证: 写明佐证材料\n    申报人: 某丁\n",
        quoted(name),
        quoted(village),
        quoted(id),
        quoted(rule)
    );
    (path, text)
}
