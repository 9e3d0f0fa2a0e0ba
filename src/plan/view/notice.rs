//! One notice.

use super::frame::{FactView, LinkView, PhoneView, StateView};
use serde::Serialize;

/// One notice (`notice` on notice.html).
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoticeView {
    pub title: String,
    pub kind: LinkView,
    /// The kind is posted for objections; otherwise it only informs.
    pub for_objections: bool,
    pub number: Option<String>,
    pub issuer: String,
    pub township: Option<LinkView>,
    pub village: Option<LinkView>,
    pub state: StateView,
    /// 索引号, 发布机构, 文号, 成文日期, 发布日期, 有效性 …: label and value, in order.
    pub disclosure: Vec<FactView>,
    pub posting: Option<PostingView>,
    pub contact: Vec<FactView>,
    pub hotlines: Vec<PhoneView>,
    pub project: Option<ProjectView>,
    pub attachments: Vec<AttachmentView>,
    pub corrections: Vec<RemarkView>,
    pub withdrawn: Option<RemarkView>,
    /// The notice that this one takes the place of.
    pub supersedes: Option<LinkView>,
    /// The notice that took the place of this one.
    pub superseded_by: Option<LinkView>,
    /// `None`: nothing said yet. Empty: none received.
    pub objections: Option<Vec<RemarkView>>,
    pub filing: Vec<FactView>,
    /// Batches, honours and the like that refer to this notice.
    pub related: Vec<LinkView>,
    pub previous: Option<LinkView>,
    pub next: Option<LinkView>,
    /// The QR code of the page's address: an SVG path for a stroke 1 wide along the middle of the rows, in a
    /// square of `qr_size` modules (`transform="translate(0 .5)" stroke="#000"`).
    pub qr_path: String,
    pub qr_size: usize,
}

/// The posting period as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PostingView {
    pub from: String,
    pub until: String,
    pub days_left: Option<i64>,
    /// Days until it starts, when it is ahead.
    pub starts_in: Option<i64>,
    /// The rule in words: `公示期不少于10天`.
    pub rule: String,
    /// Where the rule comes from.
    pub source: Option<String>,
    pub boards: Vec<String>,
    /// When the publication log saw it first: `YYYY-MM-DD HH:MM`.
    pub posted_at: Option<String>,
    /// Line of the `posted` event in the publication log.
    pub log_line: Option<usize>,
}

#[derive(Clone, Debug, Default, Serialize)]
pub struct ProjectView {
    /// Name, category, site, content, period, goal, unit, responsible, beneficiaries, benefit link.
    pub facts: Vec<FactView>,
    pub funds: Vec<FundView>,
    pub total: Option<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FundView {
    pub source: String,
    /// In yuan: `365,000`.
    pub amount: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AttachmentView {
    pub title: String,
    pub href: String,
    /// `PDF`, `XLSX`, …
    pub format: String,
    /// `128 KB`
    pub size: String,
}

/// A dated remark: a correction, an objection with its outcome, a withdrawal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RemarkView {
    pub on: Option<String>,
    pub what: String,
    /// Reason of a correction or withdrawal; outcome of an objection.
    pub note: Option<String>,
    /// Who approved it.
    pub authority: Option<String>,
}
