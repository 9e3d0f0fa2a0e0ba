//! Windows that begin on the day on which they are posted, and what may be added when a window is over.

use super::toy::{Toy, notice};
use crate::diagnostic::Code;
use crate::model::log::event::Event;
use jiff::civil::date;

fn keys(events: &[Event]) -> Vec<&str> {
    events.iter().map(Event::key).filter(|key| *key != "released").collect()
}

const WORDS: &str =
    "---\ntitle: 村路\nkind: project\nissuer: 镇政府\n公示期: 自发布之日起公示10天\n---\n三公里。\n";

#[test]
fn the_day_of_posting_is_fixed_by_the_log() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", WORDS);
    assert_eq!(keys(&toy.done().events), ["posted"]);
    let window = toy.log().posted("notices/a").unwrap().kept.declared.unwrap();
    assert_eq!((window.from, window.until), (date(2026, 11, 2), date(2026, 11, 12)));
    let record = toy.served()["notices/a/record.json"].clone();
    for day in ["2026-11-03", "2026-11-12"] {
        assert_eq!(keys(&toy.at(&format!("{day}T09:00:00")).done().events), [""; 0], "{day}");
    }
    assert_eq!(toy.served()["notices/a/record.json"], record);
    // who writes the day out later changes nothing
    toy.set("notices/a.md", &notice("村路", "2026-11-02", "2026-11-12", "", "三公里。"));
    assert_eq!(keys(&toy.done().events), [""; 0]);
    assert_eq!(keys(&toy.at("2026-11-13T09:00:00").done().events), ["closed"]);
}

#[test]
fn an_older_day_is_not_let_in_through_the_words() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", WORDS);
    toy.done();
    toy.at("2026-11-05T09:00:00");
    toy.set("notices/a.md", &notice("村路", "2026-10-20", "2026-11-12", "", "三公里。"));
    assert_eq!(toy.refused(), [Code::PostingBackdated]);
}

#[test]
fn progress_is_added_without_a_word_and_never_taken_back_without_one() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    let with = |steps: &str| {
        let project =
            format!("project: {{name: 村路, total: 10元{steps}}}\ncontact: {{phone: 0999-0001234}}\n");
        notice("村路", "2026-11-02", "2026-11-12", &project, "村路三公里，10元，电话 0999-0001234。")
    };
    toy.set("notices/a.md", &with(""));
    toy.done();
    assert_eq!(keys(&toy.at("2026-11-13T09:00:00").done().events), ["closed"]);
    toy.set("notices/a.md", &with(", progress: [{on: 2026-11-16, percent: 30%}]"));
    assert_eq!(keys(&toy.at("2026-11-16T09:00:00").done().events), ["corrected"]);
    let two = ", progress: [{on: 2026-11-16, percent: 30%}, {on: 2026-11-20, percent: 60%, paid: 5}]";
    toy.set("notices/a.md", &with(two));
    assert_eq!(keys(&toy.at("2026-11-20T09:00:00").done().events), ["corrected"]);
    toy.at("2026-11-21T09:00:00");
    toy.set("notices/a.md", &with(&two.replace("30%", "20%")));
    assert_eq!(toy.refused(), [Code::PostingAltered], "an older step was changed");
    toy.set("notices/a.md", &with(", progress: [{on: 2026-11-16, percent: 30%}]"));
    assert_eq!(toy.refused(), [Code::PostingAltered], "a step is gone");
    let told = "corrections: [{on: 2026-11-21, what: 进度录错, reason: 笔误}]\ncontact:";
    toy.set("notices/a.md", &with(&two.replace("30%", "20%")).replacen("contact:", told, 1));
    assert_eq!(keys(&toy.done().events), ["corrected"]);
}

#[test]
fn a_list_of_projects_is_material_row_by_row() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set(
        "rules.yaml",
        "project: {name: 项目公示, posting: {min: 10}, project: true, source: {title: 意见}}\nannual_plan: {name: 年度计划公示, posting: {min: 10}, material: [title], source: {title: 意见}}\n",
    );
    let plan = |amount: &str| {
        let list = format!("项目清单: [{{名称: 甲路, 总额: 5元}}, {{名称: 乙渠, 总额: {amount}}}]\n");
        let text = notice("计划", "2026-11-02", "2026-11-12", &list, "甲路 5元，乙渠 6元，乙渠 7元。");
        text.replace("kind: project", "kind: annual_plan")
    };
    toy.set("notices/a.md", &plan("6元"));
    toy.done();
    toy.set("notices/a.md", &plan("7元"));
    assert_eq!(toy.at("2026-11-04T09:00:00").refused(), [Code::PostingAltered]);
}
