//! What is in each set: the one table that files, schema and explanations come from.

use super::cell::{Cell, Sort};
use super::column::{Column, Set, column};
use super::points::POINTS;
use super::rows::{
    activity, activity_state, address, day, honour, names, notice, notice_state, of_project, project,
    recipient, said, sessions, text, time, yuan,
};
use crate::model::activity::Record;
use crate::plan::addresses::Floors;
use crate::plan::shelves::{DataRow, DataSet};
use crate::plan::words;

pub(super) fn of(set: DataSet) -> Set {
    match set {
        DataSet::Notices => Set {
            title: "公示公告",
            about: "本站全部公示和公告，包括期满的、撤销的和被替代的；正文和附件请看页面。",
            columns: NOTICES,
        },
        DataSet::Honours => {
            Set {
                title: "荣誉", about: "历年表彰决定和获奖者；每个获奖者一行。", columns: HONOURS
            }
        }
        DataSet::Activities => {
            Set {
                title: "志愿服务活动", about: "志愿服务活动的预告和记录。", columns: ACTIVITIES
            }
        }
        DataSet::Projects => Set {
            title: "项目",
            about: "各份公告里的项目，一个项目一行：单独公示的，和项目清单里的。",
            columns: super::projects::PROJECTS,
        },
        DataSet::Registers => Set {
            title: "清单台账",
            about: "任务、问题、心愿、供求、岗位、队伍和结对驻村，每行一条；除驻村干部和清单自己定的列以外，人名只显示一部分；电话只有清单自己定的公开的列里有。",
            columns: super::registers::COLUMNS,
        },
        DataSet::Points => Set {
            title: "文明银行积分",
            about: "各户今天的积分；户主姓名只显示一部分，不含任何联系方式和加减分的原因。",
            columns: POINTS,
        },
    }
}

const NOTICES: &[Column] = &[
    column("id", "编号", Sort::Name, "在本站的编号，永不改变", |on, row| {
        said(&notice(on, row).item.id)
    }),
    column("url", "网址", Sort::Name, "页面的网址", |on, row| address(on, &notice(on, row).item.id)),
    column("title", "标题", Sort::Name, "", |on, row| said(&notice(on, row).title.value)),
    column("kind", "类别代码", Sort::Name, "", |on, row| said(on.facts.kind_key(row.item))),
    column("kind_name", "类别", Sort::Name, "", |on, row| said(on.facts.kind_name(row.item))),
    column("number", "文号", Sort::Text, "", |on, row| text(&notice(on, row).number)),
    column("issuer", "发布单位", Sort::Name, "", |on, row| said(&notice(on, row).issuer.value)),
    column(
        "township",
        "乡镇",
        Sort::Text,
        "县级的为空；几个乡镇的用“、”隔开",
        |on, row| names(&notice(on, row).townships),
    ),
    column("village", "村", Sort::Text, "几个村的用“、”隔开", |on, row| {
        names(&notice(on, row).villages)
    }),
    column("signed", "成文日期", Sort::Date, "", |on, row| day(&notice(on, row).signed)),
    column(
        "date",
        "发布日期",
        Sort::Date,
        "张榜的日期，没有公示期的为成文日期",
        |on, row| Cell::Date(on.facts.standing(row.item).date),
    ),
    column("from", "公示起", Sort::Date, "公示期第一天", |on, row| {
        on.facts.standing(row.item).window.map_or(Cell::Empty, |window| Cell::Date(window.from))
    }),
    column("until", "公示止", Sort::Date, "公示期最后一天，到这天24时", |on, row| {
        on.facts.standing(row.item).window.map_or(Cell::Empty, |window| Cell::Date(window.until))
    }),
    column("apply_until", "报名截止", Sort::Time, "征集报名和招聘公告", |on, row| {
        notice(on, row).apply.as_ref().map_or(Cell::Empty, |apply| time(&apply.until))
    }),
    column("state", "状态代码", Sort::Name, "截至数据日期", |on, row| {
        said(notice_state(on, row).key)
    }),
    column("state_name", "状态", Sort::Name, "截至数据日期", |on, row| {
        said(notice_state(on, row).label)
    }),
    column("project", "项目名称", Sort::Text, "", |on, row| of_project(on, row, |p| Some(&p.name))),
    column("category", "项目类型", Sort::Text, "", |on, row| {
        of_project(on, row, |p| p.category.as_ref())
    }),
    column("site", "建设地点", Sort::Text, "", |on, row| of_project(on, row, |p| p.site.as_ref())),
    column("unit", "实施单位", Sort::Text, "", |on, row| of_project(on, row, |p| p.unit.as_ref())),
    column("total", "资金总额", Sort::Yuan, "", |on, row| {
        yuan(project(on, row).and_then(|project| project.total.as_ref()))
    }),
    column("funds", "资金来源", Sort::Funds, "", |on, row| {
        let funds = project(on, row).into_iter().flat_map(|project| &project.funds);
        Cell::Funds(
            funds.map(|fund| (fund.source.value.as_str(), fund.amount.as_ref().map(|a| a.value))).collect(),
        )
    }),
    column("period_from", "实施期限起", Sort::Date, "", |on, row| {
        project(on, row).and_then(|p| p.period.as_ref()).map_or(Cell::Empty, |period| day(&period.from))
    }),
    column("period_until", "实施期限止", Sort::Date, "", |on, row| {
        project(on, row).and_then(|p| p.period.as_ref()).map_or(Cell::Empty, |period| day(&period.until))
    }),
    column("settled", "结算金额", Sort::Yuan, "竣工以后", |on, row| {
        yuan(project(on, row).and_then(|project| project.settled.as_ref()))
    }),
    column("surplus", "结余", Sort::Yuan, "竣工以后", |on, row| {
        yuan(project(on, row).and_then(|project| project.surplus.as_ref()))
    }),
    column("accepted", "验收日期", Sort::Date, "", |on, row| {
        project(on, row).and_then(|p| p.acceptance.as_ref()).map_or(Cell::Empty, |one| day(&one.on))
    }),
    column("done", "完成进度", Sort::Whole, "最近一次公布的，百分之几", |on, row| {
        let step = project(on, row).and_then(|project| project.progress.last());
        let percent = step.and_then(|step| step.percent.as_ref());
        percent.map_or(Cell::Empty, |percent| Cell::Whole(percent.value.into()))
    }),
    column("filed", "备案日期", Sort::Date, "", |on, row| {
        notice(on, row).filing.as_ref().map_or(Cell::Empty, |filing| day(&filing.on))
    }),
    column("withdrawn", "撤销日期", Sort::Date, "", |on, row| {
        notice(on, row).withdrawn.as_ref().map_or(Cell::Empty, |withdrawn| day(&withdrawn.on))
    }),
    column("supersedes", "替代", Sort::Text, "被它替代的公告的编号", |on, row| {
        text(&notice(on, row).supersedes)
    }),
];

const HONOURS: &[Column] = &[
    column(
        "id",
        "编号",
        Sort::Name,
        "表彰在本站的编号，同一次表彰的各行相同",
        |on, row| said(&honour(on, row).item.id),
    ),
    column("url", "网址", Sort::Name, "页面的网址", |on, row| address(on, &honour(on, row).item.id)),
    column("title", "标题", Sort::Name, "", |on, row| said(&honour(on, row).title.value)),
    column("award", "称号", Sort::Name, "", |on, row| said(&honour(on, row).award.value)),
    column("level", "级别", Sort::Name, "村、乡镇、县", |on, row| {
        said(words::level(honour(on, row).level.value).label)
    }),
    column("year", "年度", Sort::Whole, "", |on, row| {
        honour(on, row).year.as_ref().map_or(Cell::Empty, |year| Cell::Whole(year.value.into()))
    }),
    column("awarded_by", "表彰单位", Sort::Text, "", |on, row| text(&honour(on, row).awarded_by)),
    column("number", "决定文号", Sort::Text, "", |on, row| {
        honour(on, row).decision.as_ref().map_or(Cell::Empty, |decision| text(&decision.number))
    }),
    column("decided", "决定日期", Sort::Date, "", |on, row| {
        honour(on, row).decision.as_ref().map_or(Cell::Empty, |decision| day(&decision.on))
    }),
    column("name", "获奖者", Sort::Name, "姓名或户主姓名，和页面一致", |on, row| {
        said(&recipient(on, row).name.value)
    }),
    column("township", "乡镇", Sort::Text, "", |on, row| text(&recipient(on, row).township)),
    column("village", "村", Sort::Text, "", |on, row| text(&recipient(on, row).village)),
    column("valid_until", "有效期至", Sort::Date, "", |on, row| day(&honour(on, row).valid_until)),
    column(
        "revoked",
        "撤销日期",
        Sort::Date,
        "这一行的获奖者的，或者整个表彰的",
        |on, row| {
            let own = recipient(on, row).revoked.as_ref().or(honour(on, row).revoked.as_ref());
            own.map_or(Cell::Empty, |revoked| day(&revoked.on))
        },
    ),
];

const ACTIVITIES: &[Column] = &[
    column("id", "编号", Sort::Name, "在本站的编号，永不改变", |on, row| {
        said(&activity(on, row).item.id)
    }),
    column("url", "网址", Sort::Name, "页面的网址", |on, row| address(on, &activity(on, row).item.id)),
    column("title", "标题", Sort::Name, "", |on, row| said(&activity(on, row).title.value)),
    column("type", "活动类型代码", Sort::Name, "", |on, row| said(activity(on, row).sort().words().0)),
    column("type_name", "活动类型", Sort::Name, "", |on, row| {
        said(words::sort(activity(on, row).sort()))
    }),
    column("state", "状态代码", Sort::Name, "截至数据日期", |on, row| {
        said(activity_state(on, row).key)
    }),
    column("state_name", "状态", Sort::Name, "截至数据日期", |on, row| {
        said(activity_state(on, row).label)
    }),
    column("from", "开始", Sort::Time, "重复的活动为第一次", |on, row| {
        time(&activity(on, row).from)
    }),
    column("to", "结束", Sort::Time, "", |on, row| time(&activity(on, row).to)),
    column("repeat", "重复", Sort::Text, "RFC 5545 的重复规则", |on, row| {
        activity(on, row).rule().map_or(Cell::Empty, |rule| Cell::Text(rule.to_string().into()))
    }),
    column(
        "sessions",
        "场次",
        Sort::Text,
        "不按规律的各场：起/止 地点，用；隔开",
        |on, row| sessions(activity(on, row)),
    ),
    column("organiser", "主办单位", Sort::Text, "", |on, row| text(&activity(on, row).organiser)),
    column("team", "志愿队伍", Sort::Text, "", |on, row| text(&activity(on, row).team)),
    column("service", "服务类别", Sort::Text, "", |on, row| text(&activity(on, row).service)),
    column("township", "乡镇", Sort::Text, "", |on, row| text(&activity(on, row).township)),
    column("village", "村", Sort::Text, "", |on, row| text(&activity(on, row).village)),
    column("place", "地点", Sort::Text, "", |on, row| text(&activity(on, row).place)),
    column("quota", "名额", Sort::Whole, "", |on, row| {
        activity(on, row).quota.as_ref().map_or(Cell::Empty, |quota| Cell::Whole(quota.value.into()))
    }),
    column("signup_until", "报名截止", Sort::Time, "", |on, row| {
        activity(on, row).signup.as_ref().map_or(Cell::Empty, |signup| time(&signup.until))
    }),
    column("attended", "参加人数", Sort::Whole, "活动记录，各场合计", |on, row| {
        recorded(on, row, |record| Some(record.attended.as_ref()?.value.into()))
    }),
    column("minutes", "服务时长", Sort::Whole, "分钟，活动记录，各场合计", |on, row| {
        recorded(on, row, |record| Some(i64::from(record.hours_tenths.as_ref()?.value) * 6))
    }),
];

/// What the records of an activity that say it come to.
fn recorded<'p>(on: &Floors<'p>, row: DataRow, told: fn(&Record) -> Option<i64>) -> Cell<'p> {
    let told: Vec<i64> = activity(on, row).all_records().filter_map(|record| told(record)).collect();
    if told.is_empty() { Cell::Empty } else { Cell::Whole(told.iter().sum()) }
}
