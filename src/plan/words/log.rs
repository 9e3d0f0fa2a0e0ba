//! Lines of the publication log, as sentences.

use super::dates::chinese;
use super::{Word, minimum};
use crate::model::log::event::{
    Action, Checked, ClockSet, Event, Filing, Kept, NoticeEvent, Released, Withdrawal,
};
use crate::model::log::recorded::{Recorded, Sort};
use crate::model::log::signs::{ColumnSign, Signs, SiteSign};
use crate::model::log::spent::Spent;
use crate::model::open_days::Window;
use crate::model::points::YearEnd;

/// What an event is called, with its key in the log.
pub fn log_event(event: &Event) -> Word {
    let label = match event {
        Event::Notice(notice) => match notice.action {
            Action::Posted => "张榜",
            Action::Corrected => "更正",
            Action::Reposted => "重新张榜",
            Action::Withdrawn => "撤销",
            Action::Filed => "备案",
            Action::Superseded => "替代",
            Action::Closed => "公示期满",
            Action::Converted => "换记法",
        },
        Event::Recorded(_) => "记录",
        Event::Spent(_) => "记账",
        Event::Checked(_) => "查看",
        Event::Clock(_) => "改时钟",
        Event::Released(_) => "发布",
    };
    Word { key: event.key(), label }
}

/// What happened, without the notice's title.
pub fn log_sentence(event: &Event) -> String {
    match event {
        Event::Notice(notice) => of_notice(notice),
        Event::Recorded(recorded) => of_record(recorded),
        Event::Spent(spent) => of_spent(spent),
        Event::Checked(round) => of_round(round),
        Event::Clock(set) => of_clock(set),
        Event::Released(release) => of_release(release),
    }
}

fn of_notice(event: &NoticeEvent) -> String {
    let NoticeEvent { action, kept, changed, before_log, withdrawal, filing, by } = event;
    let parts = || changed.iter().map(|part| part.name_zh()).collect::<Vec<_>>().join("、");
    let mut text = match action {
        Action::Posted => format!("第一次张榜{}", window(kept)),
        Action::Corrected => format!("改动了{}{}", parts(), window(kept)),
        Action::Reposted => format!("重要事项有改动（{}），公示期重新计算{}", parts(), window(kept)),
        Action::Withdrawn => "撤销".to_owned() + &withdrawn(withdrawal.as_ref()),
        Action::Filed => "登记备案".to_owned() + &filed(filing.as_ref()),
        Action::Superseded => match by {
            Some(by) => format!("被“{by}”替代，页面上写明"),
            None => "不再被别的公告替代".to_owned(),
        },
        Action::Closed => "公示期满，没有新的改动".to_owned(),
        Action::Converted => {
            "内容没有改动，从这一行起用新的记法（也记下页面上的监督电话、类别名称等）".to_owned()
        }
    };
    if *before_log {
        text += "。张榜记录启用以前已经在公示，那几天记录不能证明";
    }
    text
}

fn window(kept: &Kept) -> String {
    let Some(Window { from, until }) = kept.effective else { return String::new() };
    let rule = minimum(kept.rule.minimum.as_ref());
    format!("，公示期 {} 至 {}（{rule}）", chinese(from), chinese(until))
}

fn withdrawn(withdrawal: Option<&Withdrawal>) -> String {
    let Some(Withdrawal { on, reason, authority }) = withdrawal else { return String::new() };
    let on = on.map(|on| format!("，{}", chinese(on))).unwrap_or_default();
    let reason = reason.as_ref().map(|reason| format!("，原因：{reason}")).unwrap_or_default();
    on + &reason + &authority.as_ref().map(|by| format!("，批准单位：{by}")).unwrap_or_default()
}

fn filed(filing: Option<&Filing>) -> String {
    let Some(Filing { on, authority, receipt }) = filing else { return String::new() };
    let on = on.map(|on| format!("，{}", chinese(on))).unwrap_or_default();
    let by = authority.as_ref().map(|by| format!("，备案单位：{by}")).unwrap_or_default();
    on + &by + &receipt.as_ref().map(|receipt| format!("，回执号：{receipt}")).unwrap_or_default()
}

fn of_record(recorded: &Recorded) -> String {
    let Recorded { id: _, sort, record: _, notice, parts: _ } = recorded;
    let what = match sort {
        Sort::PointsBatch => "积分批次",
        Sort::Honour => "荣誉",
    };
    let by = if notice.is_some() { "，和它的公示一起" } else { "" };
    format!("公开了{what}的内容记录{by}")
}

fn of_spent(spent: &Spent) -> String {
    let Spent { redemptions, returns, openings, names: _, year_end } = spent;
    let (bought, back) = (redemptions.len(), returns.len());
    let opened = openings.values().flatten().count();
    let empty = openings.len() - opened;
    let renamed: Vec<&str> = spent.renamed().collect();
    let told = |count: usize, words: String| (count > 0).then_some(words);
    let turned = year_end.map(|year_end| match year_end {
        YearEnd::Carry => "年终结余结转",
        YearEnd::Reset => "年终结余清零",
    });
    let all = [
        told(bought, format!("记下了{bought}笔积分兑换，以后不能再改")),
        told(back, format!("记下了{back}笔兑换的撤回")),
        told(opened, format!("记下了{opened}户开户时的初始积分，以后不能再改")),
        told(empty, format!("记下了{empty}户从零分开户")),
        (!renamed.is_empty()).then(|| format!("户主换了名字的户号：{}", renamed.join("、"))),
        turned.map(str::to_owned),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join("；")
}

fn of_round(round: &Checked) -> String {
    let Checked { place, visits, failures, site, longest_gap, server_ahead: _ } = round;
    let gap = format!("最长 {} 小时没有看过", longest_gap.div_ceil(3600));
    let failed = match failures.len() + site.len() {
        0 => "都和张榜的一样".to_owned(),
        count => format!("{count} 处和张榜的不一样"),
    };
    let place = if place == "directory" { "本机的文件夹" } else { place };
    format!("到 {place} 查看了 {visits} 条公示，{failed}，{gap}")
}

fn of_clock(set: &ClockSet) -> String {
    let ClockSet { from, until, reason, authority } = set;
    format!("第 {from} 行到第 {until} 行的时间超前，不作数。原因：{reason}，负责：{authority}")
}

fn of_release(release: &Released) -> String {
    let Released { digest: _, files, notices, open, moved, theme: _, records: _, behind, signs } = release;
    let mut text = format!("发布了整个网站：{files} 个文件，{notices} 条公告，其中 {open} 条正在公示");
    if *moved {
        text += "，网站搬到了新的地方";
    }
    if let Some(shown) = behind {
        text += &format!(
            "。发布前，网站退回到了第 {shown} 行发布的旧版本，后来的更正、撤销看不到，这一次换回了最新的"
        );
    }
    signs.iter().for_each(|signs| text += &of_signs(signs));
    text
}

/// Only what was called otherwise before.
fn of_signs(signs: &Signs) -> String {
    let Signs { site, duty, columns } = signs;
    let named = site.iter().filter_map(|SiteSign { name, was }| {
        Some(format!("。网站改名，原来叫“{}”，现在叫“{name}”", was.as_ref()?))
    });
    let answers = duty.iter().filter_map(|(key, SiteSign { name, was })| {
        Some(format!("。网站的{}原来是“{}”，现在是“{name}”", duty_name(key), was.as_ref()?))
    });
    named.chain(answers).chain(columns.values().map(of_column)).collect()
}

fn duty_name(key: &str) -> &'static str {
    match key {
        "host" => "主办单位",
        "operator" => "承办单位",
        _ => "联系方式",
    }
}

fn of_column(column: &ColumnSign) -> String {
    let ColumnSign { name, was, kinds: _, lost } = column;
    let named = was.iter().map(|was| format!("。栏目“{was}”改名为“{name}”"));
    named.chain(lost.iter().map(|kind| format!("。栏目“{name}”里不再列出{kind}"))).collect()
}
