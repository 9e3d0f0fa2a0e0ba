//! `date-implausible`, `amount-implausible`: what can be read and is hardly meant: a year with two figures changed
//! round, a 万 left out.
//!
//! Remarks, since now and then such a thing is true.

use super::Facts;
use super::graded::graded;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::activity::Activity;
use crate::model::entries::Entries;
use crate::model::facets::Facet;
use crate::model::honour::Honour;
use crate::model::notice::{Notice, PostingEnd};
use crate::model::project::{Period, Projects};
use crate::source::{SourceId, Span};
use crate::text;
use jiff::civil::Date;

/// Days between two dates of one notice, of which one has a wrong year.
const YEAR_SLIP: i32 = 180;
/// Days of a window that are still believed.
const LONGEST_WINDOW: i32 = 190;
/// Years of a project that are still believed.
const LONGEST_PROJECT: i32 = 10;
/// Days ahead that an activity may be.
const FARTHEST: i32 = 730;
/// A project for less has lost its 万, in fen.
const SMALL: i64 = 10_000;
/// A project for more has one too many, in fen.
const LARGE: i64 = 100_000_000_000;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let (content, today) = (facts.content, facts.today());
    let mut found: Vec<Diagnostic> = content.notices.iter().flat_map(|one| of_notice(facts, one)).collect();
    found.extend(content.activities.iter().filter_map(|one| of_activity(one, today)));
    found.extend(content.honours.iter().flat_map(|one| of_honour(one, today)));
    found.extend(mobiles(facts));
    let joined = content.points.households.iter().filter_map(|one| one.joined.as_ref());
    let late = joined.filter(|joined| joined.value > today);
    found.extend(late.filter_map(|joined| {
        let message = text!("开户日期还没有到", "The account begins in the future");
        Some(odd(content.points.households_file?, joined.span, message))
    }));
    found
}

/// A person's own number where an office's is meant: what is public stays public. Rows of a register say for themselves
/// whether their number is public.
fn mobiles(facts: &Facts) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    facts.content.facets(&mut |file, item, facet| {
        let Facet::Phone(phone) = facet else { return };
        let is_office = item.is_none_or(|item| {
            facts.content.notice(&item.id).is_some() || facts.content.activities.find(&item.id).is_some()
        });
        if !is_mobile(&phone.value) || !is_office {
            return;
        }
        let number = &phone.value;
        let message = text!(
            "“{number}”是手机号，公开出去就收不回来",
            "`{number}` is a mobile number, and what is public stays public"
        );
        let hint = text!(
            "写办公电话：区号加号码，如 0999-0001234；没有办公电话的，征得本人同意再写手机号",
            "Write an office number, such as 0999-0001234; a mobile one only with its owner's consent"
        );
        found.push(Diagnostic::new(Code::PhoneShape, file, phone.span, message).hint(hint).warning());
    });
    found
}

/// Eleven digits from 13 to 19.
fn is_mobile(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    digits.len() == 11 && matches!(digits.as_bytes(), [b'1', b'3'..=b'9', ..])
}

fn odd(file: SourceId, span: Span, message: Text) -> Diagnostic {
    let hint = text!("核对年、月、日，多半是数字打错了", "Check year, month and day for a slip");
    Diagnostic::new(Code::DateImplausible, file, span, message).hint(hint)
}

fn days_between(from: Date, until: Date) -> i32 {
    until.since(from).map_or(0, |span| span.get_days())
}

fn of_notice(facts: &Facts, notice: &Notice) -> Vec<Diagnostic> {
    let file = notice.item.file;
    let mut found: Vec<Diagnostic> = window(notice)
        .filter(|_| !notice.is_signed_late())
        .map(|(span, text)| odd(file, span, text))
        .into_iter()
        .collect();
    found.extend(signed_late(notice, facts.today()).map(|(span, text)| odd(file, span, text)));
    if let Some(project) = &notice.project {
        let for_ahead = facts.kind(notice).is_some_and(|kind| kind.key == "project");
        let posted = notice.declared_from().filter(|_| for_ahead);
        let period = project.value.period.as_ref().and_then(|period| of_period(&period.value, posted));
        found.extend(period.map(|(span, message)| odd(file, span, message)));
        found.extend(amount(notice).map(|fault| {
            if facts.content.site.is_demo() {
                fault.warning()
            } else {
                graded(facts, Some(&notice.item), fault)
            }
        }));
    }
    if let Some(list) = &notice.projects {
        found.extend([listed_amounts(&list.value), listed_periods(&list.value)].into_iter().flatten());
    }
    found
}

/// Of a list, how many rows have an amount that is hardly meant, at the first.
fn listed_amounts(list: &Projects) -> Option<Diagnostic> {
    let totals = list.rows.iter().filter_map(|row| row.project.total.as_ref().map(|total| (row, total)));
    let odd: Vec<_> = totals.filter(|(_, total)| !(SMALL..LARGE).contains(&total.value.fen())).collect();
    let &(row, total) = odd.first()?;
    let (name, yuan, more) = (&row.project.name.value, total.value, odd.len() - 1);
    let message = match more {
        0 => text!("“{name}”的总额是{yuan}元，不像真的", "The total of {name}, {yuan} yuan, is hardly meant"),
        more => text!(
            "“{name}”的总额是{yuan}元，不像真的；另有{more}个项目也是这样",
            "The total of {name}, {yuan} yuan, is hardly meant, nor those of {more} others"
        ),
    };
    let hint = text!(
        "看看“万”字是不是漏了、多了：不写单位就是元，表头写“总额（万元）”就按万元读",
        "Look for a 万 missing or too much: without a unit it is yuan"
    );
    Some(Diagnostic::new(Code::AmountImplausible, list.file, total.span, message).hint(hint))
}

/// The same of periods.
fn listed_periods(list: &Projects) -> Option<Diagnostic> {
    let periods = list.rows.iter().filter_map(|row| of_period(&row.project.period.as_ref()?.value, None));
    let mut odd_ones = periods.peekable();
    let (span, message) = odd_ones.next()?;
    let message = match odd_ones.count() {
        0 => message,
        more => {
            let Text { zh, en } = message;
            text!("{zh}；另有{more}个项目也是这样", "{en}; so have {more} others")
        }
    };
    Some(odd(list.file, span, message))
}

/// Signed after its posting began: told there unless the first day is the one that is far from today.
fn signed_late(notice: &Notice, today: Date) -> Option<(Span, Text)> {
    let posted = notice.posting.as_ref()?.value.from.as_ref()?;
    let signed = notice.signed.as_ref().filter(|_| notice.is_signed_late())?;
    let far = |day: Date| days_between(today, day).abs();
    let span = if far(posted.value) > far(signed.value) + YEAR_SLIP { posted.span } else { signed.span };
    let (signed_on, from) = (signed.value, posted.value);
    let message = text!(
        "{signed_on} 才成文，{from} 就开始公示了",
        "It is signed on {signed_on}, after its posting began on {from}"
    );
    Some((span, message))
}

fn window(notice: &Notice) -> Option<(Span, Text)> {
    let posting = &notice.posting.as_ref()?.value;
    let (days, span) = match posting.end.as_ref()? {
        PostingEnd::Until(until) => (days_between(posting.from.as_ref()?.value, until.value), until.span),
        PostingEnd::Days(days) | PostingEnd::Workdays(days) => (i32::from(days.value), days.span),
        PostingEnd::Lasting(_) => return None,
    };
    (days > LONGEST_WINDOW)
        .then(|| (span, text!("公示期有{days}天，不像真的", "A posting of {days} days is hardly meant")))
}

fn of_period(period: &Period, posted: Option<Date>) -> Option<(Span, Text)> {
    let (from, until) = (period.from.as_ref()?, period.until.as_ref()?);
    let years = i32::from(until.value.year()) - i32::from(from.value.year());
    let message = if years > LONGEST_PROJECT {
        text!("实施期限有{years}年，不像真的", "A project of {years} years is hardly meant")
    } else if posted.is_some_and(|posted| from.value <= until.value && until.value < posted) {
        text!(
            "还在实施前公示，实施期限却已经过去了",
            "The project is posted before it is done, yet its period is over"
        )
    } else {
        return None;
    };
    Some((until.span, message))
}

fn amount(notice: &Notice) -> Option<Diagnostic> {
    let total = notice.project.as_ref()?.value.total.as_ref()?;
    let yuan = total.value;
    let message = match total.value.fen() {
        0 => return Some(nothing(notice, total.span)),
        ..SMALL => {
            text!("总额只有{yuan}元，是不是漏了“万”字？", "The total is {yuan} yuan; is a 万 missing?")
        }
        LARGE.. => {
            text!("总额有{yuan}元，是不是多写了“万”字？", "The total is {yuan} yuan; is a 万 too much?")
        }
        _ => return None,
    };
    let hint = text!(
        "不写单位就是元；写成“36.5万元”或“365000”",
        "Without a unit it is yuan: write 36.5万元 or 365000"
    );
    let fault = Diagnostic::new(Code::AmountImplausible, notice.item.file, total.span, message).hint(hint);
    Some(fault)
}

/// Nothing is what a new file begins with.
fn nothing(notice: &Notice, span: Span) -> Diagnostic {
    let message = text!("总额还是0", "The total is still nothing");
    let hint =
        text!("写上各项资金加起来的数，如“36.5万元”", "Write what the sources add up to, such as 36.5万元");
    Diagnostic::new(Code::PlaceholderLeft, notice.item.file, span, message).hint(hint)
}

fn of_activity(activity: &Activity, today: Date) -> Option<Diagnostic> {
    let from = activity.from.as_ref()?;
    let (day, ahead) = (from.value.date(), days_between(today, from.value.date()));
    let message = text!("活动要到 {day} 才开始，不像真的", "An activity on {day} is hardly meant");
    (ahead > FARTHEST).then(|| odd(activity.item.file, from.span, message))
}

fn of_honour(honour: &Honour, today: Date) -> Vec<Diagnostic> {
    let file = honour.item.file;
    let year = honour.year.as_ref().filter(|year| !(1978..=today.year() + 1).contains(&year.value));
    let decided = honour.decision.as_ref().and_then(|decision| decision.value.on.as_ref());
    let decided = decided.filter(|on| days_between(today, on.value) > 31);
    let of_year = year.map(|year| {
        let shown = year.value;
        odd(file, year.span, text!("{shown}年度，不像真的", "The year {shown} is hardly meant"))
    });
    let of_day = decided.map(|on| {
        let day = on.value;
        odd(
            file,
            on.span,
            text!("{day} 才决定，日子还没有到", "It is decided on {day}, which is still to come"),
        )
    });
    of_year.into_iter().chain(of_day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{RULES_YAML, case};
    use expect_test::expect;

    #[test]
    fn what_is_hardly_meant_is_told_where_it_stands() {
        case(check).with([RULES_YAML]).shows(expect![[r#"
            notices/a.md
               kind: project
               signed: 2026-11-08
            //         ^^^^^^^^^^ warning[date-implausible]
            // 2026-11-08 才成文，2026-11-06 就开始公示了
            // ➜ 核对年、月、日，多半是数字打错了
            // It is signed on 2026-11-08, after its posting began on 2026-11-06
            // ➜ Check year, month and day for a slip
               posting: {from: 2026-11-06, until: 2062-11-16}
               project: {name: 甲, total: 36.5元, period: {from: 2026-12-01, until: 2026-11-01}}
            //                            ^^^^^^ warning[amount-implausible]
            // 总额只有36.50元，是不是漏了“万”字？
            // ➜ 不写单位就是元；写成“36.5万元”或“365000”
            // The total is 36.50 yuan; is a 万 missing?
            // ➜ Without a unit it is yuan: write 36.5万元 or 365000
            notices/b.md
               kind: project
               signed: 2026-11-05
               posting: {from: 2026-11-06, until: 2026-11-16}
               project: {name: 甲, total: 36.5万元, period: {from: 2026-12-01, until: 2027-11-01}}
            notices/list.md
               kind: project
               项目清单:
               - {名称: 甲路, 总额: 36.5, 实施期限: {起: 2026-12-01, 止: 2062-11-01}}
            //                      ^^^^ warning[amount-implausible]
            // “甲路”的总额是36.50元，不像真的；另有2个项目也是这样
            // ➜ 看看“万”字是不是漏了、多了：不写单位就是元，表头写“总额（万元）”就按万元读
            //                                                           ^^^^^^^^^^ warning[date-implausible]
            // 实施期限有36年，不像真的
            // ➜ 核对年、月、日，多半是数字打错了
               - {名称: 乙渠, 总额: 36.5万, 实施期限: 2027年}
               - {名称: 丙桥, 总额: 0}
               - {名称: 丁井, 总额: 365000000万}
            honours/a.md
               year: 2062
            //       ^^^^ warning[date-implausible]
            // 2062年度，不像真的
            // ➜ 核对年、月、日，多半是数字打错了
               decision: {on: 2027-11-01}
            //                ^^^^^^^^^^ warning[date-implausible]
            // 2027-11-01 才决定，日子还没有到
            // ➜ 核对年、月、日，多半是数字打错了
        "#]]);
    }
}
