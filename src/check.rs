//! Every rule that content must keep: one rule, one file, one row in [`RULES`].
//!
//! A rule is a pure function from [`Facts`] to faults. It prints nothing, reads nothing, knows no other
//! rule and no template. What one file alone can tell (types, dates, unknown fields) parsing has already
//! reported; rules look at values and at how they fit together.

mod activity_records;
mod activity_repeat;
mod activity_times;
mod activity_upkeep;
mod apply_times;
mod body_empty;
pub mod book_guard;
mod calendar_missing;
mod columns;
mod demo_content;
mod disclosure_late;
pub mod due;
mod duplicate_id;
mod facts;
mod file_unplaced;
mod file_unread;
mod filing;
mod follows;
mod funds_mismatch;
mod graded;
mod honour_candidates;
mod honour_posting;
mod honour_recipients;
mod hotline_missing;
mod implausible;
mod kind_unknown;
mod links;
pub mod log_broken;
mod looked;
#[cfg(test)]
mod mistakes;
mod notice_duplicate;
mod notice_unknown;
mod offered_files;
mod path_collision;
mod place_unknown;
mod placeholder_left;
mod points_account;
mod points_batch;
mod points_cap;
mod points_duplicate;
mod points_entries;
mod points_households;
mod points_numbers;
mod points_posting;
mod points_redemption;
mod points_reversal;
mod points_review;
mod points_spending;
mod posting_differs;
pub mod posting_guard;
mod posting_length;
mod privacy;
mod project_course;
mod project_fields;
mod project_incomplete;
pub mod record_guard;
mod register_rows;
pub mod rule_minimum;
mod rule_placeholder;
mod sample_left;
mod signs_changed;
mod site_settings;
mod site_zone;
mod table_sums;
#[cfg(test)]
pub mod testing;
mod version_records;
mod withdrawn_early;
mod word_listed;

pub use facts::Facts;
pub use looked::Looked;
pub use privacy::{offered, unread};

use crate::diagnostic::bounded::bounded;
use crate::diagnostic::{Code, Diagnostic};
use rayon::prelude::*;

/// One rule: the codes it may report, and how.
pub struct Rule {
    /// A rule reports none but these.
    pub codes: &'static [Code],
    /// Looks at everything at once; what it finds is in no order.
    pub run: fn(&Facts) -> Vec<Diagnostic>,
}

/// The table of rules. To add one: a file in `check/`, its row here, its code in `diagnostic/code.rs`, a
/// paragraph in the handbook.
pub const RULES: &[Rule] = &[
    Rule { codes: &[Code::KindUnknown], run: kind_unknown::check },
    Rule { codes: &[Code::PlaceUnknown], run: place_unknown::check },
    Rule { codes: &[Code::FundsMismatch], run: funds_mismatch::check },
    Rule { codes: &[Code::TableSum], run: table_sums::check },
    Rule { codes: &[Code::HotlineMissing, Code::SettingMissing], run: hotline_missing::check },
    Rule {
        codes: &[Code::FieldMissing, Code::PostingMissing, Code::RuleBelowMinimum],
        run: project_fields::check,
    },
    Rule { codes: &[Code::ProjectIncomplete], run: project_incomplete::check },
    Rule { codes: &[Code::DateInvalid, Code::ProjectProgress], run: project_course::check },
    Rule { codes: &[Code::FieldType], run: site_settings::check },
    Rule { codes: &[Code::SettingFixed], run: site_zone::check },
    Rule { codes: &[Code::NoticeUnknown], run: notice_unknown::check },
    Rule {
        codes: &[Code::LinkBroken, Code::AttachmentMissing, Code::HtmlUnsafe, Code::PictureAltMissing],
        run: links::check,
    },
    Rule { codes: &[Code::FileType, Code::FileTooLarge], run: |facts| offered_files::check(facts.content) },
    Rule { codes: &[Code::LogBroken, Code::LogClock], run: log_broken::check },
    Rule { codes: &[Code::VersionDiffers, Code::VersionMissing], run: version_records::check },
    Rule {
        codes: &[
            Code::PostingVanished,
            Code::PostingMoved,
            Code::PostingAltered,
            Code::PostingWithdrawnEarly,
            Code::PostingBackdated,
        ],
        run: posting_guard::check,
    },
    Rule { codes: &[Code::PointsAltered, Code::HonourAltered], run: record_guard::check },
    Rule { codes: &[Code::PointsAltered], run: book_guard::check },
    Rule { codes: &[Code::SignsChanged, Code::PostingMoved], run: signs_changed::check },
    Rule {
        codes: &[Code::PostingTooShort, Code::PostingOnlyInclusive, Code::DateInvalid],
        run: posting_length::check,
    },
    Rule { codes: &[Code::PostingDiffers], run: posting_differs::check },
    Rule { codes: &[Code::FieldMissing, Code::DateInvalid], run: apply_times::check },
    Rule { codes: &[Code::PlaceholderLeft], run: rule_placeholder::check },
    Rule { codes: &[Code::CalendarMissing], run: calendar_missing::check },
    Rule { codes: &[Code::PostingWithdrawnEarly], run: withdrawn_early::check },
    Rule { codes: &[Code::FilingTooEarly, Code::FilingOverdue], run: filing::check },
    Rule { codes: &[Code::DisclosureLate], run: disclosure_late::check },
    Rule { codes: &[Code::DuplicateId], run: duplicate_id::check },
    Rule { codes: &[Code::PathCollision], run: path_collision::check },
    Rule { codes: &[Code::FileUnplaced], run: file_unplaced::check },
    Rule { codes: &[Code::ActivityTimes, Code::ActivitySignupLate], run: activity_times::check },
    Rule { codes: &[Code::FieldType, Code::DateInvalid], run: activity_repeat::check },
    Rule { codes: &[Code::ActivityRecordEarly, Code::ActivityRecordOdd], run: activity_records::check },
    Rule { codes: &[Code::ActivityUnrecorded, Code::ActivityRiskMissing], run: activity_upkeep::check },
    Rule { codes: &[Code::HonourNotice, Code::HonourNotCandidate], run: honour_candidates::check },
    Rule { codes: &[Code::HonourNoticeMissing, Code::HonourBeforePostingEnded], run: honour_posting::check },
    Rule { codes: &[Code::RegisterRow, Code::LinkBroken], run: register_rows::check },
    Rule { codes: &[Code::HonourRecipient], run: honour_recipients::check },
    Rule { codes: &[Code::HouseholdUnknown], run: points_households::check },
    Rule { codes: &[Code::PointsRuleUnknown, Code::PointsAmount], run: points_entries::check },
    Rule { codes: &[Code::PointsAccount], run: points_account::check },
    Rule { codes: &[Code::PointsBatch], run: points_batch::check },
    Rule { codes: &[Code::PointsRedemption], run: points_redemption::check },
    Rule { codes: &[Code::PointsCap], run: points_cap::check },
    Rule { codes: &[Code::PointsDuplicate], run: points_duplicate::check },
    Rule { codes: &[Code::PointsReversal], run: points_reversal::check },
    Rule { codes: &[Code::PointsNotice, Code::PointsTable], run: points_posting::check },
    Rule { codes: &[Code::PointsReviewers, Code::PointsSelfReview], run: points_review::check },
    Rule {
        codes: &[
            Code::PointsOverdrawn,
            Code::PointsNotYetSpendable,
            Code::GoodsOutOfStock,
            Code::GoodsUnknown,
        ],
        run: points_spending::check,
    },
    Rule { codes: &[Code::FieldType, Code::DateInvalid, Code::FieldMissing], run: points_numbers::check },
    Rule {
        codes: &[
            Code::PrivacyIdNumber,
            Code::PrivacyBankCard,
            Code::PrivacyMobile,
            Code::PrivacyAddress,
            Code::PrivacyHealth,
            Code::PrivacyForm,
            Code::PrivacyPupil,
            Code::PrivacyBlacklist,
            Code::PrivacyUnread,
        ],
        run: privacy::check,
    },
    Rule { codes: &[Code::ColumnEmpty, Code::ColumnStale], run: columns::check },
    Rule { codes: &[Code::DemoContent], run: demo_content::check },
    Rule { codes: &[Code::BodyEmpty], run: body_empty::check },
    Rule { codes: &[Code::SampleLeft], run: sample_left::check },
    Rule { codes: &[Code::PlaceholderLeft], run: placeholder_left::check },
    Rule { codes: &[Code::NoticeDuplicate], run: notice_duplicate::check },
    Rule {
        codes: &[Code::DateImplausible, Code::AmountImplausible, Code::PlaceholderLeft, Code::PhoneShape],
        run: implausible::check,
    },
    Rule { codes: &[Code::WordForbidden, Code::WordPreferred], run: word_listed::check },
    Rule { codes: &[Code::FileUnread], run: file_unread::check },
    Rule { codes: &[Code::RuleBelowMinimum, Code::FieldMissing], run: rule_minimum::check },
];

impl Rule {
    /// It goes through texts and looks at nothing else, neither the log nor the day.
    fn is_of_texts(&self) -> bool {
        self.codes.contains(&Code::PrivacyIdNumber)
    }
}

/// Runs every rule.
pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    run(facts, |_| true)
}

/// The same for content that was checked and did not change since, with another log: texts, which are half of the work,
/// are not gone through again.
pub fn check_anew(facts: &Facts) -> Vec<Diagnostic> {
    run(facts, |rule| !rule.is_of_texts())
}

fn run(facts: &Facts, asked: impl Fn(&Rule) -> bool + Sync) -> Vec<Diagnostic> {
    let rules = RULES.par_iter().filter(|rule| asked(rule));
    let found = rules.flat_map_iter(|rule| bounded((rule.run)(facts)));
    follows::without_followers(facts, found.collect())
}

#[cfg(test)]
mod tests {
    use super::testing::{RULES_YAML, sources};
    use super::*;
    use crate::model::log::PublicationLog;

    #[test]
    fn a_list_that_cannot_be_read_is_one_fault_and_not_one_for_each_that_it_names() {
        let notice = ("notices/a.md", "---\ntitle: 甲\nkind: projct\nissuer: 乙\n---\n");
        let unknown = |rules| {
            let content = crate::parse::parse(&sources(&[rules, notice])).value;
            let now = jiff::civil::date(2026, 11, 10).at(9, 0, 0, 0);
            let found = check(&Facts::new(&content, &PublicationLog::default(), now));
            found.iter().filter(|fault| fault.code == Code::KindUnknown).count()
        };
        assert_eq!(unknown(RULES_YAML), 1);
        assert_eq!(unknown(("rules.yaml", "project:\n  name: 甲\n    min: 3\n")), 0);
    }
}
