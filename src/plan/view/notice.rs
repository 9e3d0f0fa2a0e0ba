//! One notice.

use super::frame::{FactView, LinkView, PhoneView, StateView};
use super::later::Later;
use super::project::{ProjectView, ProjectsView};
use serde::Serialize;

/// One notice (`notice` on notice.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeView {
    /// As the notice gives it, never shortened.
    pub title: String,
    /// The kind, with the list of its notices.
    pub kind: LinkView,
    /// The kind is posted for objections; otherwise it only informs.
    pub for_objections: bool,
    /// 文号, where there is one.
    pub number: Option<String>,
    /// The unit that signed it.
    pub issuer: String,
    /// Pages of its townships; none for county notices.
    pub townships: Vec<LinkView>,
    /// Pages of its villages; none for those of whole townships.
    pub villages: Vec<LinkView>,
    /// How it stands today.
    pub state: StateView,
    /// 索引号, 发布机构, 文号, 成文日期, 发布日期, 有效性 …: label and value, in order.
    pub disclosure: Vec<FactView>,
    /// None for kinds that are not posted, and while no days can be worked out.
    pub posting: Option<PostingView>,
    /// `自2026年11月2日起长期公开`, of a notice that stays for good.
    pub lasting: Option<String>,
    /// How to apply for what it calls for.
    pub apply: Option<ApplyView>,
    /// Who takes objections: name, telephone, address, mail; empty where it is not said.
    pub contact: Vec<FactView>,
    /// The notice's own supervision telephones, then the site's, but for those that name another township.
    pub hotlines: Vec<PhoneView>,
    /// What a project notice must say; none on others.
    pub project: Option<ProjectView>,
    /// The projects that it lists; none on others.
    pub projects: Option<ProjectsView>,
    /// The points that it posts, from the batch itself; none where its own text lists them.
    pub points: Option<PostedPointsView>,
    /// Files offered below the text, in the order of the content.
    pub attachments: Vec<AttachmentView>,
    /// What was corrected after posting, in the order of the content.
    pub corrections: Vec<RemarkView>,
    /// What was changed since it was posted, newest first, by what was posted and not by what corrections say.
    pub changes: Vec<StepView>,
    /// When, why and by whom it was withdrawn.
    pub withdrawn: Option<RemarkView>,
    /// The notice that this one takes the place of.
    pub supersedes: Option<LinkView>,
    /// The notice that took the place of this one.
    pub superseded_by: Option<LinkView>,
    /// `None`: nothing said yet. Empty: none received.
    pub objections: Option<Vec<RemarkView>>,
    /// What is known of the filing that follows the posting; empty before.
    pub filing: Vec<FactView>,
    /// Batches, honours and the like that refer to this notice.
    pub related: Vec<LinkView>,
    /// The visible notice of the same kind just before it, by date.
    pub previous: Option<LinkView>,
    /// The one just after it.
    pub next: Option<LinkView>,
    /// The QR code of the page's address: an SVG path for a stroke 1 wide along the middle of the rows, in a
    /// square of `qr_size` modules (`transform="translate(0 .5)" stroke="#000"`).
    pub qr_path: Later,
    /// The same address for people to read: what is no ASCII stands as it is.
    pub qr_text: String,
    /// Modules along one side; 0 if the address is too long for any code, and then no path either.
    pub qr_size: usize,
}

/// The posting period as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PostingView {
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, which still counts.
    pub until: String,
    /// While it is open: full days left after today; 0 on the last day.
    pub days_left: Option<i64>,
    /// Days until it starts, when it is ahead.
    pub starts_in: Option<i64>,
    /// The rule in words: `公示期不少于10天`.
    pub rule: String,
    /// Where the rule comes from.
    pub source: Option<String>,
    /// Where it hangs on paper, in the clerk's words.
    pub boards: Vec<String>,
    /// When the publication log saw it first: `YYYY-MM-DD HH:MM`.
    pub posted_at: Option<String>,
    /// Line of the `posted` event in the publication log.
    pub log_line: Option<usize>,
}

/// The points that a notice posts, made from their batch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PostedPointsView {
    /// What the village calls the batch.
    pub name: String,
    /// Day of the review meeting, `YYYY-MM-DD`.
    pub meeting: Option<String>,
    /// One row a deed, in the order of the batch; no deductions.
    pub rows: Vec<PostedPointsRow>,
    /// Points taken off, all together, below zero; none without any.
    pub deductions: Option<i64>,
    /// Of all rows and deductions.
    pub total: i64,
}

/// One deed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PostedPointsRow {
    /// Number of the account.
    pub household: String,
    /// Head of the household, masked; empty where it is not known.
    pub name: String,
    /// What was done, in the words of the rule.
    pub what: String,
    /// The day, `YYYY-MM-DD`.
    pub on: Option<String>,
    /// Below zero where it takes back a deed.
    pub points: i64,
}

/// How to apply for what a notice calls for.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ApplyView {
    /// Deadline, vacancies, requirements, way, telephones: label and value, in order.
    pub facts: Vec<FactView>,
    /// It is not too late.
    pub open: bool,
    /// The notice no longer holds, so that nobody can apply.
    pub void: bool,
    /// The last day, `YYYY-MM-DD`.
    pub until: Option<String>,
    /// Full days left after today while it is open; 0 on the last day.
    pub days_left: Option<i64>,
    /// The form to be filled in.
    pub form: Option<AttachmentView>,
}

/// A file to download.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    /// What it is called; its file name, where nothing else is said.
    pub title: String,
    /// The file itself.
    pub href: String,
    /// `PDF`, `XLSX`, …
    pub format: String,
    /// `128 KB`
    pub size: String,
}

/// A dated remark: a correction, an objection with its outcome, a withdrawal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RemarkView {
    /// `YYYY-MM-DD`, where a day is given.
    pub on: Option<String>,
    /// What was corrected or objected to; empty for a withdrawal.
    pub what: String,
    /// Reason of a correction or withdrawal; outcome of an objection.
    pub note: Option<String>,
    /// Who approved it.
    pub authority: Option<String>,
}

/// A former version, and what was changed after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StepView {
    /// Of the version, from 1.
    pub number: u32,
    /// When it was posted, `YYYY-MM-DD HH:MM`.
    pub posted: String,
    /// When the next version took its place.
    pub replaced: String,
    /// Its page; none when it is not kept.
    pub href: Option<String>,
    /// Empty when only something was added, or one of the two versions is not kept.
    pub changes: Vec<ChangeView>,
    /// Parts that were added to by their own rules: 异议, 备案 …
    pub added: Vec<&'static str>,
    /// Fields that changed, too, and are shown on the version's page alone.
    pub left_out: usize,
}

/// A field that changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChangeView {
    /// `资金总额`
    pub label: String,
    /// Lines that are gone; empty when the field is new.
    pub from: Vec<String>,
    /// Lines that came; empty when the field is gone.
    pub to: Vec<String>,
    /// Lines that changed, too, and are not shown for their number.
    pub left_out: usize,
}

/// A former version of a notice (`version` on version.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct VersionView {
    /// As it was then.
    pub title: String,
    /// From 1.
    pub number: u32,
    /// The version that stands.
    pub latest: u32,
    /// When it was posted, `YYYY-MM-DD HH:MM`.
    pub posted: String,
    /// When the next version took its place.
    pub replaced: String,
    /// Line of the publication log that posted it.
    pub log_line: usize,
    /// The notice as it stands.
    pub notice: LinkView,
    /// Every field of the record but title and text.
    pub fields: Vec<FieldView>,
    /// Attachments and pictures.
    pub files: Vec<VersionFileView>,
    /// The record, byte for byte as it was posted.
    pub record: FactView,
    /// Its SHA-256.
    pub digest: String,
    /// Parts that were added to after it, by their own rules.
    pub added: Vec<&'static str>,
    /// The version before it, when that is kept.
    pub previous: Option<LinkView>,
    /// The version after it, when that is a former one, too, and kept.
    pub next: Option<LinkView>,
}

/// A field of a former version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FieldView {
    /// What it is called.
    pub label: String,
    /// What it says, line by line.
    pub lines: Vec<String>,
}

/// A file of a former version.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct VersionFileView {
    /// Its title, or its name.
    pub title: String,
    /// None when nobody has it any more.
    pub href: Option<String>,
    /// Of its bytes.
    pub sha256: String,
}
