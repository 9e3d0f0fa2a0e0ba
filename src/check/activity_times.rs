//! `activity-times`: an activity ends after it starts. `activity-signup-late`: sign-up closes no later than
//! the start.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::activity::{Activity, Session};
use crate::source::Spanned;
use crate::text;
use jiff::civil::{DateTime, Time};

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts
        .content
        .activities
        .iter()
        .flat_map(|activity| sessions(activity).into_iter().chain(times(activity)).chain(signup(activity)))
        .collect()
}

/// Each of several times, too.
fn sessions(activity: &Activity) -> Vec<Diagnostic> {
    let judged = activity.sessions.iter().filter_map(|session| {
        let Session { from, to, place: _ } = &session.value;
        backwards(activity, from.as_ref()?.value, to.as_ref()?)
    });
    judged.collect()
}

fn times(activity: &Activity) -> Option<Diagnostic> {
    let to = activity.to.as_ref().filter(|_| activity.sessions.is_empty())?;
    backwards(activity, activity.from.as_ref()?.value, to)
}

fn backwards(activity: &Activity, from: DateTime, to: &Spanned<DateTime>) -> Option<Diagnostic> {
    if to.value > from {
        return None;
    }
    let (start, end) = (minute(from), end_minute(to.value));
    let message = text!(
        "活动 {start} 开始，结束却写 {end}",
        "The activity starts at {start}, but its end is given as {end}"
    );
    let hint = text!(
        "结束要晚于开始；下午的时间用24小时制，三点半写 15:30",
        "It must end after it starts; write afternoon hours as 13:00 to 23:59"
    );
    Some(Diagnostic::new(Code::ActivityTimes, activity.item.file, to.span, message).hint(hint))
}

fn signup(activity: &Activity) -> Option<Diagnostic> {
    let from = activity.from.as_ref()?.value;
    let until = activity.signup.as_ref()?.until.as_ref().filter(|until| until.value > from)?;
    // the day of the start alone: people sign up until it starts
    let same_day = until.value.time() == Time::midnight()
        && until.value.date().yesterday().is_ok_and(|day| day == from.date());
    if same_day {
        return None;
    }
    let (start, close) = (minute(from), end_minute(until.value));
    let message = text!(
        "报名 {close} 才截止，活动 {start} 已经开始",
        "Sign-up closes at {close}, after the activity starts at {start}"
    );
    let hint = text!("报名截止不晚于 {start}", "Close sign-up at {start} or earlier");
    Some(Diagnostic::new(Code::ActivitySignupLate, activity.item.file, until.span, message).hint(hint))
}

/// As it is written in a file.
fn minute(moment: DateTime) -> String {
    moment.strftime("%Y-%m-%d %H:%M").to_string()
}

/// The same of an end: midnight is the 24:00 of a day alone.
fn end_minute(moment: DateTime) -> String {
    match moment.date().yesterday() {
        Ok(day) if moment.time() == Time::midnight() => format!("{day} 24:00"),
        _ => minute(moment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn the_end_is_after_the_start() {
        case(check).shows(expect![[r#"
            activities/a-minute.md
               from: 2026-10-18 08:30
               to: 2026-10-18 08:31
            activities/no-time.md
               from: 2026-10-18 08:30
               to: 2026-10-18 08:30
            //     ^^^^^^^^^^^^^^^^ error[activity-times]
            // 活动 2026-10-18 08:30 开始，结束却写 2026-10-18 08:30
            // ➜ 结束要晚于开始；下午的时间用24小时制，三点半写 15:30
            // The activity starts at 2026-10-18 08:30, but its end is given as 2026-10-18 08:30
            // ➜ It must end after it starts; write afternoon hours as 13:00 to 23:59
            activities/backwards.md
               from: 2026-10-18 08:30
               to: 2026-10-18 03:30
            //     ^^^^^^^^^^^^^^^^ error[activity-times]
            // 活动 2026-10-18 08:30 开始，结束却写 2026-10-18 03:30
            // ➜ 结束要晚于开始；下午的时间用24小时制，三点半写 15:30
        "#]]);
    }

    #[test]
    fn each_of_several_times_ends_after_it_starts() {
        case(check).shows(expect![[r#"
            activities/film.md
               type: performance
               sessions:
                 - {from: 2026-12-05 18:30, to: 2026-12-05 20:30, place: 晒谷场}
                 - {from: 2026-12-06 18:30, to: 2026-12-06 08:30, place: 文化广场}
            //                                  ^^^^^^^^^^^^^^^^ error[activity-times]
            // 活动 2026-12-06 18:30 开始，结束却写 2026-12-06 08:30
            // ➜ 结束要晚于开始；下午的时间用24小时制，三点半写 15:30
            // The activity starts at 2026-12-06 18:30, but its end is given as 2026-12-06 08:30
            // ➜ It must end after it starts; write afternoon hours as 13:00 to 23:59
        "#]]);
    }

    #[test]
    fn signup_closes_by_the_start() {
        case(check).shows(expect![[r#"
            activities/in-time.md
               from: 2026-10-18 08:30
               signup: {until: 2026-10-18 08:30}
            activities/that-day.md
               from: 2026-10-18 08:30
               signup: {until: 2026-10-18}
            activities/late.md
               from: 2026-10-18 08:30
               signup: {until: 2026-10-18 08:31}
            //                 ^^^^^^^^^^^^^^^^ error[activity-signup-late]
            // 报名 2026-10-18 08:31 才截止，活动 2026-10-18 08:30 已经开始
            // ➜ 报名截止不晚于 2026-10-18 08:30
            // Sign-up closes at 2026-10-18 08:31, after the activity starts at 2026-10-18 08:30
            // ➜ Close sign-up at 2026-10-18 08:30 or earlier
        "#]]);
    }
}
