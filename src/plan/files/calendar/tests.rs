use crate::plan::tests::{SITE, content, file, planned};

const SWEEP: &str = "---\n\
    title: 周六清洁；第一村\n\
    from: 2026-11-07 08:30\nto: 2026-11-07 11:30\n\
    repeat: FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231\n\
    township: 云砚镇\nvillage: 莲溪村\nplace: 晒谷场\n\
    signup: {until: 2026-11-06 18:00, phone: 0999-0001234}\n---\n";
const CANCELLED: &str =
    "---\ntitle: 登高\nfrom: 2026-10-18 08:00\nstatus: {state: cancelled, reason: 大雨}\n---\n";
const PLACES: &str =
    "- {name: 云砚镇, slug: yunyan, villages: [{name: 莲溪村, slug: lianxi}, {name: 上坞村}]}\n";

fn of(path: &str, today: &str) -> String {
    let files =
        [SITE, ("places.yaml", PLACES), ("activities/2026/扫.md", SWEEP), ("activities/hike.md", CANCELLED)];
    file(&planned(&content(&files), today), path)
}

#[test]
fn an_activity_says_all_that_a_calendar_asks() {
    let text = of("activities/2026/扫/activity.ics", "2026-11-01").replace("\r\n ", "");
    let expected = [
        "UID:activities/2026/扫@gongshi.example",
        "DTSTAMP:20261107T003000Z",
        "DTSTART;TZID=Asia/Shanghai:20261107T083000",
        "DTEND;TZID=Asia/Shanghai:20261107T113000",
        "RRULE:FREQ=WEEKLY;UNTIL=20261231T155959Z;BYDAY=SA",
        "SUMMARY:周六清洁；第一村",
        "STATUS:CONFIRMED",
        "SEQUENCE:0",
        "LOCATION:云砚镇莲溪村晒谷场",
        "TZID:Asia/Shanghai",
        "URL:https://gongshi.example/a/activities/2026/%E6%89%AB/",
    ];
    for line in expected {
        assert!(text.contains(&format!("{line}\r\n")), "no {line} in\n{text}");
    }
    assert!(text.contains("DESCRIPTION:报名电话：0999-0001234\\n报名截止：2026-11-06 18:00\\nhttps://"));
}

#[test]
fn what_is_called_off_says_so_in_status_and_title() {
    let text = of("activities/hike/activity.ics", "2026-11-01");
    for line in ["SUMMARY:【已取消】登高", "STATUS:CANCELLED", "SEQUENCE:1"] {
        assert!(text.contains(&format!("{line}\r\n")), "no {line} in\n{text}");
    }
    assert!(!text.contains("DTEND"));
}

#[test]
fn each_place_gathers_its_own_and_all_have_one() {
    let events = |path: &str| of(path, "2026-11-01").matches("BEGIN:VEVENT").count();
    assert_eq!(events("activities/calendar.ics"), 2);
    assert_eq!(events("places/yunyan/calendar.ics"), 1);
    assert_eq!(events("places/yunyan/lianxi/calendar.ics"), 1);
    assert_eq!(events("places/yunyan/上坞村/calendar.ics"), 0);
}

#[test]
fn another_day_changes_nothing() {
    for path in ["activities/calendar.ics", "places/yunyan/calendar.ics"] {
        assert_eq!(of(path, "2026-11-01"), of(path, "2027-03-01"));
    }
}

#[test]
fn what_is_left_out_and_each_session_stand_in_the_calendar() {
    let film = "---\ntitle: 电影\nplace: 村部\nsessions:\n\
        - {from: 2026-12-04 18:30, to: 2026-12-04 20:30, place: 晒谷场}\n\
        - {from: 2026-12-05 18:30, to: 2026-12-05 20:30}\n---\n";
    let sweep = SWEEP.replace("township", "except: [2026-11-14]\ntownship");
    let files = [
        SITE,
        ("places.yaml", PLACES),
        ("activities/film.md", film),
        ("activities/sweep.md", sweep.as_str()),
    ];
    let text = file(&planned(&content(&files), "2026-11-01"), "activities/calendar.ics").replace("\r\n ", "");
    for line in [
        "UID:activities/film-1@gongshi.example",
        "UID:activities/film-2@gongshi.example",
        "DTSTART;TZID=Asia/Shanghai:20261205T183000",
        "LOCATION:晒谷场",
        "LOCATION:村部",
        "EXDATE;TZID=Asia/Shanghai:20261114T083000",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "no {line} in\n{text}");
    }
}
