//! What people found who tried to cheat, and which tests keep it shut. Whoever renames a test does so here as well: the
//! names are looked for.

use super::toy::{Toy, notice};
use crate::diagnostic::Code;
use std::path::Path;

/// What was found, and the tests that begin with the file of whoever tries it again.
const FOUND: &[(&str, &[&str])] = &[
    (
        "other money in the file after the window is certified over the old ten days",
        &[
            "what_was_not_posted_is_not_certified",
            "other_money_after_the_window_is_not_certified_over_the_old_days",
        ],
    ),
    (
        "one letter of the log is another, and it is certified",
        &["errors_and_a_broken_log_are_no_ground_to_stand_on"],
    ),
    (
        "days before the first publication are counted",
        &["days_before_the_log_are_marked_and_not_certified", "a_new_notice_cannot_claim_an_earlier_day"],
    ),
    (
        "a round of visits by a clock that is behind freezes publishing",
        &["a_round_by_a_clock_that_is_behind_is_not_written"],
    ),
    (
        "an open notice with a far end is changed without a word, or made of another kind",
        &["all_of_these_are_refused_and_change_nothing", "another_kind_asks_as_much"],
    ),
    (
        "a batch of points is another than what was posted",
        &[
            "what_was_published_of_batches_and_honours_stays",
            "a_batch_has_a_notice_of_its_own",
            "the_table_and_the_batch_say_the_same",
        ],
    ),
    ("another notice of the day changes an index number", &["an_index_number_is_for_good"]),
    (
        "a notice is deleted when it was filed",
        &[
            "all_of_these_are_refused_and_change_nothing",
            "what_was_filed_stays_for_good_and_withdrawal_is_the_way",
        ],
    ),
    (
        "a notice without any day is of the year -9999",
        &["a_notice_without_any_day_is_of_the_day_on_which_it_went_up"],
    ),
    (
        "a clock that was once ahead freezes publishing; two computers; a second folder; no copy of the log",
        &[
            "a_line_of_the_future_holds_until_somebody_answers_for_it",
            "a_log_is_held_against_the_one_that_the_site_carries",
            "a_log_goes_on_in_one_place",
            "a_log_comes_back_from_the_site_and_nothing_is_written_over",
        ],
    ),
    (
        "an award without a day, over an objection, by a notice that does not stand, to somebody who was no candidate",
        &[
            "what_was_published_of_batches_and_honours_stays",
            "an_honour_rests_on_a_notice_that_stands",
            "who_is_honoured_was_a_candidate",
            "an_award_without_a_day_waits_for_the_end_of_its_posting",
        ],
    ),
    (
        "a pending file makes publish delete any folder, and links are written through",
        &[
            "no_folder_is_removed_that_has_no_release_name",
            "nothing_is_removed_from_a_target_that_nobody_asked_for",
            "nothing_is_written_through_a_link_in_place_of_a_file_of_ours",
            "a_half_written_file_is_made_anew_whatever_stands_in_its_place",
        ],
    ),
    (
        "a site that was rolled back passes",
        &["a_site_rolled_back_is_told_and_put_right", "a_site_rolled_back_does_not_pass"],
    ),
    (
        "news takes the place of an open notice",
        &[
            "taking_the_place_of_an_open_notice_asks_for_its_withdrawal",
            "it_is_said_after_what_else_is_said_of_it",
            "who_takes_the_place_of_another_is_said_in_the_log_of_the_older",
        ],
    ),
    (
        "release.json is gone, lines are added by hand",
        &["all_of_these_are_refused_and_change_nothing", "what_no_publication_writes_is_told"],
    ),
    (
        "a theme shows something else",
        &[
            "no_theme_hides_an_open_notice",
            "no_theme_empties_what_is_over",
            "a_notice_without_a_title_is_not_published",
        ],
    ),
    (
        "settings change what readers see, or for how long",
        &[
            "all_of_these_are_refused_and_change_nothing",
            "what_a_project_shows_is_material_whatever_the_rule_lists",
        ],
    ),
    ("verify looks at pages only", &["whatever_a_server_does_to_a_page_is_told_by_its_name"]),
    (
        "pictures and attachments are swapped on their way; remarks go when the window is over",
        &[
            "a_picture_planted_in_the_cache_is_never_published",
            "a_file_that_changes_while_it_is_published_stops_that",
            "after_the_end_what_was_told_stays_told",
        ],
    ),
    (
        "verify: memory, words, proxies and time; publishing among the sources; names composed in two ways",
        &[
            "a_body_without_end_takes_no_memory",
            "a_page_that_is_slow_or_a_server_that_is_not_there_is_told_as_such",
            "a_round_ends_whatever_the_server_does",
            "a_proxy_of_the_surroundings_is_not_asked",
            "nothing_is_published_among_its_sources",
            "letters_composed_in_two_ways_are_one",
        ],
    ),
    (
        "a certificate says nothing of a withdrawal, of days that nobody saw, of objections taken out",
        &[
            "withdrawn_on_its_second_day_it_was_not_posted_ten_days",
            "what_nobody_saw_is_said_or_refused",
            "objections_and_corrections_that_were_seen_are_missed_until_they_are_back",
        ],
    ),
    (
        "the words of a correction say nothing of the change; addresses around a notice change",
        &[
            "no_reader_ever_sees_an_open_notice_missing_moved_or_altered",
            "a_theme_that_hides_what_was_changed_or_the_way_to_it_is_refused",
            "columns_that_readers_look_for_are_told",
            "it_cannot_move",
        ],
    ),
    ("a dry run finds less than the real one", &["a_dry_run_is_stopped_by_what_would_stop_the_real_one"]),
];

#[test]
fn each_of_these_is_held_by_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = ["src", "tests"].into_iter().flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let files =
        files.map(Result::unwrap).filter(|file| file.path().extension().is_some_and(|end| end == "rs"));
    let all: String = files.map(|file| std::fs::read_to_string(file.path()).unwrap()).collect();
    for (what, tests) in FOUND {
        for test in *tests {
            assert!(
                all.contains(&format!("#[test]\n    fn {test}()"))
                    || all.contains(&format!("#[test]\nfn {test}()")),
                "{what}: {test}"
            );
        }
    }
    assert_eq!(FOUND.len(), 23);
}

/// A project of which the page says what it costs, in the notice and in its words.
fn project(sum: &str, from: &str, until: &str, rest: &str) -> String {
    let funds = format!("project: {{name: 村路, total: {sum}元}}\ncontact: {{phone: 0999-0001234}}\n{rest}");
    notice("村路", from, until, &funds, &format!("村路三公里，{sum}元，电话 0999-0001234。"))
}

const FILED: &str = "filing: {authority: 县局, on: 2026-11-16, receipt: 备3}\n";

/// Ten days for 380,000, and then 880,000 in the file.
#[test]
fn other_money_after_the_window_is_not_certified_over_the_old_days() {
    for filed in ["", FILED] {
        let mut toy = Toy::new("2026-11-02T09:00:00");
        toy.set("notices/a.md", &project("380000", "2026-11-02", "2026-11-12", ""));
        toy.done();
        toy.set("notices/a.md", &project("380000", "2026-11-02", "2026-11-12", filed));
        toy.at("2026-11-16T09:00:00").done();
        let [certified] = &toy.certified()[..] else { panic!("no certificate") };
        assert!(certified.shown.body.contains("380000"));
        // in the file alone: no certificate of what was never posted; and it is not published without a word
        toy.set("notices/a.md", &project("880000", "2026-11-02", "2026-11-12", filed));
        toy.at("2026-11-17T09:00:00");
        let served = toy.served();
        assert_eq!(toy.certified().len(), 0);
        assert_eq!(toy.refused(), [Code::PostingAltered]);
        assert_eq!(toy.served(), served);
        // with a word it is published, and the old ten days do not speak for it
        let told = "corrections: [{on: 2026-11-17, what: 造价, reason: 重新招标}]\n";
        toy.set("notices/a.md", &project("880000", "2026-11-02", "2026-11-12", &format!("{filed}{told}")));
        toy.done();
        assert_eq!(toy.certified().len(), 0);
        // ten days of its own do
        toy.set("notices/a.md", &project("880000", "2026-11-17", "2026-11-30", told));
        if filed.is_empty() {
            let again = told.replace("}]", "}, {on: 2026-11-17, what: 公示期, reason: 重新公示}]");
            toy.set("notices/a.md", &project("880000", "2026-11-17", "2026-11-30", &again));
            toy.done();
            toy.at("2026-12-01T09:00:00").done();
            let [certified] = &toy.certified()[..] else { panic!("no certificate") };
            assert!(certified.shown.body.contains("880000"));
        }
    }
}

/// What was filed goes from nowhere, in whatever way; and a withdrawal leaves its page.
#[test]
fn what_was_filed_stays_for_good_and_withdrawal_is_the_way() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    toy.set("notices/a.md", &project("380000", "2026-11-02", "2026-11-12", ""));
    toy.done();
    toy.set("notices/a.md", &project("380000", "2026-11-02", "2026-11-12", FILED));
    toy.at("2026-11-16T09:00:00").done();
    let (whole, served) = (toy.files["notices/a.md"].clone(), toy.served());
    for later in ["2026-11-17T09:00:00", "2028-03-01T09:00:00"] {
        let mut toy = toy.copy();
        toy.files.remove("notices/a.md");
        assert!(toy.at(later).refused().contains(&Code::PostingVanished), "{later}");
        assert_eq!(toy.served(), served);
    }
    let withdrawn = "withdrawn: {on: 2026-11-17, reason: 停建, authority: 县政府}\n";
    toy.set("notices/a.md", &whole.replace("contact:", &format!("{withdrawn}contact:")));
    let events = toy.at("2026-11-17T09:00:00").done().events;
    assert_eq!(events[0].key(), "withdrawn");
    assert!(toy.served().contains_key("notices/a/index.html"));
}

const CANDIDATES: &str = "---\ntitle: 候选人公示\nkind: honour\nissuer: 镇政府\ntownship: 云岩乡\nposting: {from: 2026-11-02, days: 5}\n---\n拟表彰何守成。\n";
const AWARD: &str = "---\ntitle: 文明家庭\naward: 文明家庭\nlevel: township\nyear: 2026\nawarded_by: 镇政府\nnotice: notices/c\nrecipients:\n- {name: 何守成, village: 上村, deed: 邻里互助}\n---\n决定表彰。\n";

/// Who writes no day of the decision is held to the day on which readers would see it.
#[test]
fn an_award_without_a_day_waits_for_the_end_of_its_posting() {
    let mut toy = Toy::new("2026-11-02T09:00:00");
    let rules = toy.files["rules.yaml"].clone();
    toy.set("rules.yaml", &format!("{rules}honour: {{name: 荣誉评选, posting: {{min: 5, unit: workdays}}, source: {{title: 办法}}}}\n"));
    toy.set("calendar/2026.yaml", "year: 2026\nsource: {title: 通知}\n");
    toy.set("places.yaml", super::toy::PLACES);
    toy.set("notices/c.md", CANDIDATES);
    toy.done();
    let served = toy.served();
    toy.set("honours/h.md", AWARD);
    for day in ["2026-11-03", "2026-11-09"] {
        let found = toy.at(&format!("{day}T09:00:00")).refused();
        assert!(found.contains(&Code::HonourBeforePostingEnded), "{day}: {found:?}");
        assert_eq!(toy.served(), served);
    }
    toy.at("2026-11-10T09:00:00").done();
    assert!(toy.log().records().get("honours/h").is_some());
}
