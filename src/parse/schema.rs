//! Every content file's fields, as the content page of the design lists them.

use super::field::Known::{Deeds, Goods, Households, Kinds, Townships, Villages};
use super::field::{Field, Shape, Table, may, must};
use crate::collection::Collection;
use crate::model::activity::Sort;
use crate::model::own;
use crate::model::part::MATERIAL;
use crate::model::register::Preset;
use Shape::{
    Choice, Count, Date, DateTime, FirstDay, Flag, Hours, LastDay, Length, List, Map, Money, Number,
    NumberOr, Own, Percent, PeriodOr, Phone, Sheet, Short, Shorts, Text, WindowOr, Year,
};

/// A content file's kind, for `schema` and the handbook.
pub struct FileSchema {
    /// `notice`, `points-batch`, …
    pub name: &'static str,
    /// The same for people.
    pub name_zh: &'static str,
    /// Which files, as a pattern.
    pub files: &'static str,
    /// What stands at its top.
    pub root: Root,
}

/// What stands at the top of a content file.
pub enum Root {
    /// A map with these fields.
    Map(Table<'static>),
    /// A list of maps with these fields.
    ListOf(Table<'static>),
    /// A map with free keys.
    MapOf(Table<'static>),
}

/// Every content file there can be.
pub fn files() -> Vec<FileSchema> {
    let row = |collection: Collection| {
        let row = collection.row();
        file(row.key, row.name, row.files, Root::Map(of(collection)))
    };
    let entries = Collection::ALL.into_iter().filter(|&one| one != Collection::Registers).map(row);
    SETTINGS.into_iter().chain(entries).chain(POINTS).chain(PRESETS.iter().map(register_file)).collect()
}

/// The fields of an entry.
pub fn of(collection: Collection) -> Table<'static> {
    match collection {
        Collection::Notices => NOTICE,
        Collection::Honours => HONOUR,
        Collection::Activities => ACTIVITY,
        Collection::Pages => PAGE,
        Collection::Registers => PRESETS[0].register,
    }
}

const SETTINGS: [FileSchema; 6] = [
    file("site", "站点", "content/site.yaml", Root::Map(SITE)),
    file("rules", "公示规则", "content/rules.yaml", Root::MapOf(KIND)),
    file("places", "地方", "content/places.yaml", Root::ListOf(TOWNSHIP)),
    file("calendar", "节假日安排", "content/calendar/*.yaml", Root::Map(CALENDAR)),
    file("words", "词表", "content/words.yaml", Root::ListOf(WORD)),
    file("theme", "主题", "themes/*/theme.yaml", Root::Map(THEME)),
];

const POINTS: [FileSchema; 5] = [
    file("points-rules", "积分规则", "content/points/rules.yaml", Root::Map(POINTS_RULES)),
    file("points-goods", "文明超市商品", "content/points/goods.yaml", Root::ListOf(GOODS)),
    file("points-households", "积分户", "content/points/households.yaml", Root::ListOf(HOUSEHOLD)),
    file("points-batch", "积分批次", "content/points/*/**/*.yaml", Root::Map(BATCH)),
    file("points-redemptions", "积分兑换", "content/points/*/**/*.yaml", Root::Map(REDEMPTIONS)),
];

const fn file(name: &'static str, name_zh: &'static str, files: &'static str, root: Root) -> FileSchema {
    FileSchema { name, name_zh, files, root }
}

pub(super) const TEXTS: Shape = List(&Text);
const PHONES: Shape = List(&Phone);

pub(super) const SITE: &[Field] = &[
    must("name", "名称", Text),
    must("base_url", "网址", Text),
    may("time_zone", "时区", Text),
    may("description", "简介", Text),
    may("host", "主办单位", Text),
    may("operator", "承办单位", Text),
    may("id_code", "网站标识码", Text),
    may("icp", "ICP备案", Text),
    may("police", "公安备案", Text),
    may("contact", "联系方式", Text),
    may("hotlines", "监督电话", List(&Map(HOTLINE))),
    may("theme", "主题", Text),
    may("demo", "演示", Flag),
    may("today", "今日", Date),
    may("index_pattern", "索引号格式", Text),
    may("columns", "栏目", List(&Map(COLUMN))),
    may("publish", "发布", Map(PUBLISH)),
    may("unread_files", "免查附件", List(&Map(UNREAD_FILE))),
    may("targets", "发布到", List(&Map(TARGET))),
];
const UNREAD_FILE: &[Field] = &[must("file", "文件", Text), must("reason", "理由", Text)];
const TARGET: &[Field] =
    &[must("name", "名称", Text), must("url", "地址", Text), may("options", "选项", Map(TARGET_OPTIONS))];
const TARGET_OPTIONS: &[Field] = &[
    may("endpoint", "接口", Text),
    may("region", "区域", Text),
    may("style", "写法", Text),
    may("keys", "钥匙", Text),
    may("ca", "证书", Text),
];
const HOTLINE: &[Field] = &[must("name", "名称", Text), must("phone", "电话", Phone)];
const COLUMN: &[Field] = &[
    must("id", "编号", Text),
    must("name", "名称", Text),
    may("description", "说明", Text),
    may("kinds", "类别", TEXTS).of(Kinds),
    may("stale_after_days", "更新期限", Count),
];
const PUBLISH: &[Field] =
    &[may("timestamp", "时间戳服务", Text), may("clock_ahead", "时钟走快", List(&Map(CLOCK_AHEAD)))];
const CLOCK_AHEAD: &[Field] =
    &[must("line", "行", Count), must("reason", "原因", Text), must("authority", "批准单位", Text)];

pub(super) const THEME: &[Field] = &[
    must("name", "名称", Text),
    may("title", "标题", Text),
    may("description", "简介", Text),
    may("extends", "继承", Text),
];

/// boards.yaml, which is no content of a site and so not among [`files`].
pub const BOARDS: Table<'static> = &[
    must("name", "名称", Text),
    may("description", "简介", Text),
    may("host", "主办单位", Text),
    may("witness", "见证", Text),
    must("boards", "公开栏", List(&Map(BOARD))),
];
const BOARD: &[Field] = &[
    must("name", "名称", Text),
    may("site", "站点", Text),
    may("target", "发布到", Text),
    must("url", "网址", Text),
    may("published", "发布文件夹", Text),
];

pub(super) const KIND: &[Field] = &[
    must("name", "名称", Text),
    may("posting", "公示", Map(MINIMUM)),
    may("project", "项目", Flag),
    may("apply", "报名", Flag),
    may("material", "重要事项", List(&Choice(MATERIAL))),
    may("file_within", "备案期限", Count),
    may("source", "依据", Map(PROVISION)),
    may("scope", "范围", Text),
    may("effective_from", "施行", Date),
];
const MINIMUM: &[Field] = &[
    must("min", "最短", Count),
    may("unit", "单位", Choice(&[("days", "日"), ("workdays", "工作日")])),
    may("count_first_day", "首日计入", Flag),
    may("roll_end", "末日顺延", Flag),
    may("inclusive", "含首日仅提醒", Flag),
];
const PROVISION: &[Field] =
    &[must("title", "名称", Text), may("number", "文号", Text), may("article", "条款", Text)];

pub(super) const TOWNSHIP: &[Field] = &[
    must("name", "名称", Text),
    may("slug", "网址名", Text),
    may("code", "区划代码", Text),
    may("villages", "村", List(&Map(VILLAGE))),
];
const VILLAGE: &[Field] =
    &[must("name", "名称", Text), may("slug", "网址名", Text), may("code", "区划代码", Text)];

pub(super) const WORD: &[Field] = &[
    must("word", "词", Text),
    may("instead", "改用", Text),
    may("reason", "理由", Text),
    may("forbidden", "禁用", Flag),
];

pub(super) const CALENDAR: &[Field] = &[
    must("year", "年份", Year),
    may("source", "依据", Map(CALENDAR_SOURCE)),
    may("holidays", "节假日", List(&Map(HOLIDAY))),
    may("workdays", "调休上班", List(&Date)),
];
const CALENDAR_SOURCE: &[Field] = &[must("title", "名称", Text), may("number", "文号", Text)];
const HOLIDAY: &[Field] = &[must("name", "名称", Text), must("from", "起", Date), must("until", "止", Date)];

pub(super) const NOTICE: &[Field] = &[
    must("title", "标题", Text),
    must("kind", "类别", Text).of(Kinds),
    may("number", "文号", Text),
    must("issuer", "发布单位", Text),
    may("township", "乡镇", TEXTS).of(Townships),
    may("village", "村", TEXTS).of(Villages),
    may("signed", "成文日期", Date),
    may("posting", "公示期", WindowOr(POSTING)),
    may("contact", "联系方式", Map(CONTACT)),
    may("apply", "报名", Map(APPLY)),
    may("supervision", "监督电话", List(&Map(HOTLINE))),
    may("project", "项目", Map(PROJECT)),
    may("projects", "项目清单", Sheet(PROJECT_ROW)),
    may("attachments", "附件", Shorts(ATTACHMENT)),
    may("corrections", "更正", List(&Map(CORRECTION))),
    may("withdrawn", "撤销", Map(WITHDRAWAL)),
    may("supersedes", "替代", Text),
    may("objections", "异议", List(&Map(OBJECTION))),
    may("filing", "备案", Map(FILING)),
    may("draft", "草稿", Flag),
];
const POSTING: &[Field] = &[
    must("from", "起", FirstDay),
    may("until", "止", LastDay),
    may("days", "天数", Length),
    may("workdays", "工作日数", Count),
    may("boards", "张贴地点", TEXTS),
    may("photos", "照片", TEXTS),
];
const APPLY: &[Field] = &[
    must("until", "截止", DateTime),
    may("how", "方式", Text),
    may("phone", "电话", PHONES),
    may("vacancies", "名额", Count),
    may("requirements", "条件", Text),
    may("form", "表格", Text),
];
const CONTACT: &[Field] = &[
    may("name", "联系人", Text),
    may("phone", "电话", PHONES),
    may("address", "地址", Text),
    may("email", "邮箱", Text),
];
const PROJECT: &[Field] = &[
    must("name", "名称", Text),
    may("category", "类型", Text),
    may("site", "地点", Text),
    may("content", "建设内容", Text),
    may("funds", "资金", List(&Map(FUND))),
    may("total", "总额", Money),
    may("period", "实施期限", PeriodOr(PERIOD)),
    may("goal", "绩效目标", Text),
    may("unit", "实施单位", Text),
    may("responsible", "责任人", Text),
    may("beneficiaries", "受益对象", Text),
    may("benefit_link", "联农带农机制", Text).or(&["带贫减贫机制", "利益联结机制"]),
    may("subsidy", "补助标准", Text),
    may("settled", "结算金额", Money),
    may("surplus", "结余", Money),
    may("acceptance", "验收", Map(ACCEPTANCE)),
    may("progress", "进度", List(&Map(PROGRESS))),
];
/// A project among many: where it is for, and everything of a project, by the names that the headings of plans use.
pub const PROJECT_ROW: &[Field] = &[
    must("name", "名称", Text).or(&["项目名称", "项目"]),
    may("township", "乡镇", Text).of(Townships).or(&["所在乡镇", "乡（镇）", "乡镇名称"]),
    may("village", "村", Text).of(Villages).or(&["所在村", "村（社区）", "村名", "行政村"]),
    may("category", "类型", Text).or(&["项目类型", "项目类别", "建设性质"]),
    may("site", "地点", Text).or(&["建设地点", "实施地点", "项目地点"]),
    may("content", "建设内容", Text).or(&["主要建设内容", "建设内容及规模", "建设任务", "项目内容"]),
    may("funds", "资金", List(&Map(FUND))).or(&["资金来源和金额"]),
    may("source", "资金来源", Text),
    may("total", "总额", Money).or(&[
        "金额",
        "总投资",
        "资金规模",
        "投资规模",
        "计划投资",
        "资金总额",
        "项目总投资",
    ]),
    may("period", "实施期限", PeriodOr(PERIOD)).or(&["建设工期", "建设期限", "实施时间"]),
    may("goal", "绩效目标", Text),
    may("unit", "实施单位", Text).or(&["项目实施单位", "责任单位", "建设单位"]),
    may("responsible", "责任人", Text).or(&["项目负责人", "负责人"]),
    may("beneficiaries", "受益对象", Text).or(&["受益情况"]),
    may("benefit_link", "联农带农机制", Text).or(&["带贫减贫机制", "利益联结机制"]),
    may("subsidy", "补助标准", Text),
    may("settled", "结算金额", Money),
    may("surplus", "结余", Money),
    may("note", "备注", Text),
];
pub(super) const FUND: &[Field] = &[must("source", "来源", Text), must("amount", "金额", Money)];
/// What a row says of the notice that it is, beside its project, in a sheet that is imported; keys are paths in a notice.
pub const NOTICE_HEAD: &[Field] = &[
    may("title", "标题", Text).or(&["公告标题", "公示标题"]),
    may("kind", "类别", Text).of(Kinds).or(&["公告类别", "公示类别"]),
    may("number", "文号", Text),
    may("issuer", "发布单位", Text).or(&["公示单位", "发文单位"]),
    may("signed", "成文日期", Date).or(&["落款日期", "发文日期"]),
    may("posting", "公示期", WindowOr(POSTING)).or(&["公示时间", "公示期限"]),
    may("posting.from", "公示开始日期", FirstDay).or(&["公示起始日期", "公示开始时间", "公示开始"]),
    may("posting.until", "公示截止日期", LastDay).or(&[
        "公示结束日期",
        "公示结束时间",
        "公示截止",
        "公示结束",
    ]),
    may("posting.boards", "张贴地点", TEXTS),
    may("contact.name", "联系人", Text),
    may("contact.phone", "联系电话", PHONES).or(&["电话", "咨询电话", "联系人电话", "联系方式"]),
    may("contact.address", "联系地址", Text),
    may("contact.email", "邮箱", Text).or(&["电子邮箱"]),
];

/// A row of a sheet that is a notice of its own: what it says of that, and of its project.
pub fn notice_row() -> Vec<Field<'static>> {
    let project = PROJECT_ROW.iter().map(|field| Field { required: false, ..*field });
    NOTICE_HEAD.iter().copied().chain(project).collect()
}

/// A row of a sheet that is somebody who is honoured, with the honour; keys are paths in an honour or of a recipient.
pub const HONOUR_ROW: &[Field] = &[
    must("award", "称号", Text).or(&["荣誉称号"]),
    must("level", "级别", Choice(LEVELS)),
    may("year", "年度", Year),
    may("awarded_by", "表彰单位", Text).or(&["授予单位"]),
    may("decision.number", "决定文号", Text),
    may("decision.on", "决定日期", Date).or(&["表彰日期"]),
    may("notice", "公示", Text),
    may("valid_until", "有效期至", Date),
    must("name", "姓名", Text).or(&["获奖者", "户主"]),
    may("township", "乡镇", Text).of(Townships).or(&["所在乡镇"]),
    may("village", "村", Text).of(Villages).or(&["所在村"]),
    may("deed", "事迹", Text).or(&["主要事迹"]),
    may("household", "户号", Text).of(Households),
];

/// The fields of a register of one sort, and of its rows.
pub fn register_of(preset: Preset) -> (Table<'static>, Table<'static>) {
    let PresetFields { register, row, .. } = PRESETS[preset.index()];
    (register, row)
}

const ACCEPTANCE: &[Field] =
    &[must("on", "日期", Date), may("unit", "单位", Text), may("result", "结果", Text)];
const PROGRESS: &[Field] = &[
    must("on", "日期", Date),
    may("percent", "完成", Percent),
    may("paid", "支出", Money),
    may("note", "说明", Text),
];
const PERIOD: &[Field] = &[must("from", "起", Date), must("until", "止", Date)];
const ATTACHMENT: &[Field] = &[must("file", "文件", Text), may("title", "名称", Text)];
const CORRECTION: &[Field] =
    &[must("on", "日期", Date), must("what", "内容", Text), may("reason", "原因", Text)];
const WITHDRAWAL: &[Field] =
    &[must("on", "日期", Date), may("reason", "原因", Text), may("authority", "批准单位", Text)];
const OBJECTION: &[Field] =
    &[must("on", "日期", Date), must("summary", "内容", Text), may("outcome", "处理结果", Text)];
const FILING: &[Field] =
    &[must("authority", "备案单位", Text), must("on", "日期", Date), may("receipt", "回执号", Text)];

const LEVELS: &[(&str, &str)] = &[("village", "村"), ("township", "乡镇"), ("county", "县")];
const HONOUR: &[Field] = &[
    must("title", "标题", Text),
    must("award", "称号", Text),
    must("level", "级别", Choice(LEVELS)),
    may("year", "年度", Year),
    may("awarded_by", "表彰单位", Text),
    may("decision", "决定", Map(DECISION)),
    may("notice", "公示", Text),
    may("recipients", "获奖者", List(&Map(RECIPIENT))),
    may("valid_until", "有效期至", Date),
    may("revoked", "撤销", Map(REVOCATION)),
];
const DECISION: &[Field] = &[may("number", "文号", Text), may("on", "日期", Date)];
const RECIPIENT: &[Field] = &[
    must("name", "姓名", Text),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
    may("deed", "事迹", Text),
    may("photo", "照片", Text),
    may("household", "户号", Text).of(Households),
    may("revoked", "撤销", Map(REVOCATION)),
];
const REVOCATION: &[Field] = &[must("on", "日期", Date), must("reason", "原因", Text)];

pub(super) const POINTS_RULES: &[Field] = &[
    must("rules", "规则", List(&Map(POINTS_RULE))),
    may("year_end", "年终", Choice(&[("carry", "结转"), ("reset", "清零")])),
    may("stars", "星级", List(&Map(STAR))),
];
pub(super) const POINTS_RULE: &[Field] = &[
    must("id", "编号", Text),
    may("category", "分类", Text),
    must("deed", "事项", Text),
    must("points", "分值", NumberOr(RANGE)),
    may("cap", "上限", Map(CAP)),
    may("evidence", "佐证", Text),
    may("valid", "有效期", Map(VALIDITY)),
];
const STAR: &[Field] = &[must("name", "名称", Text), must("points", "分值", Count)];
const RANGE: &[Field] = &[must("min", "最低", Number), must("max", "最高", Number)];
const CAP: &[Field] = &[
    may("times", "次数", Count),
    may("points", "分值", Count),
    must("per", "周期", Choice(&[("month", "月"), ("quarter", "季度"), ("year", "年")])),
];
const VALIDITY: &[Field] = &[may("from", "起", Date), may("until", "止", Date)];
pub(super) const GOODS: &[Field] = &[
    must("id", "编号", Text),
    must("name", "名称", Text),
    may("unit", "单位", Text),
    must("points", "积分", Count),
    must("stock", "库存", Count),
    may("valid", "有效期", Map(VALIDITY)),
];
/// A household.
pub const HOUSEHOLD: &[Field] = &[
    must("id", "户号", Text),
    must("village", "村", Text).of(Villages),
    may("group", "组", Text),
    must("name", "户主", Text),
    may("joined", "开户日期", Date),
    may("closed", "销户日期", Date),
    may("opening", "初始积分", Count),
    may("members", "家庭成员数", Count),
];
/// A batch.
pub const BATCH: &[Field] = &[
    must("batch", "批次", Text),
    must("village", "村", Text).of(Villages),
    must("meeting", "评议日期", Date),
    must("reviewers", "评议人", TEXTS),
    may("notice", "公示", Text),
    must("entries", "明细", List(&Map(ENTRY))),
];
/// An entry of a batch.
pub const ENTRY: &[Field] = &[
    must("household", "户号", Text).of(Households),
    must("rule", "事项", Text).of(Deeds),
    must("on", "日期", Date),
    must("points", "分值", Number),
    may("evidence", "佐证", Text),
    may("proposer", "申报人", Text),
    may("reverses", "冲销", Text),
];
/// A file of redemptions.
pub const REDEMPTIONS: &[Field] =
    &[must("village", "村", Text).of(Villages), must("redemptions", "兑换", List(&Map(REDEMPTION)))];
const REDEMPTION: &[Field] = &[
    must("id", "编号", Text),
    must("household", "户号", Text).of(Households),
    must("on", "日期", Date),
    must("goods", "商品", List(&Map(TAKEN))),
    may("handler", "经办人", Text),
    may("witness", "见证人", Text),
    may("reversed", "撤回", Map(REVOCATION)),
];
/// A redemption in a sheet: one row for each of the goods.
pub const REDEMPTION_ROW: &[Field] = &[
    must("id", "编号", Text).or(&["兑换编号", "单号"]),
    must("household", "户号", Text).of(Households),
    must("on", "日期", Date).or(&["兑换日期"]),
    must("goods", "商品", Text).of(Goods).or(&["商品编号"]),
    must("quantity", "数量", Count),
    may("handler", "经办人", Text),
    may("witness", "见证人", Text),
    may("reversed", "撤回", Map(REVOCATION)),
];
const TAKEN: &[Field] = &[must("id", "编号", Text).of(Goods), must("quantity", "数量", Count)];

const ACTIVITY: &[Field] = &[
    must("title", "标题", Text),
    may("type", "活动类型", Choice(SORTS)),
    may("organiser", "主办单位", Text),
    may("team", "志愿队伍", Text),
    may("service", "服务类别", Text),
    may("from", "开始", DateTime),
    may("to", "结束", DateTime),
    may("repeat", "重复", Text),
    may("except", "除外", List(&Date)),
    may("sessions", "场次", List(&Map(SESSION))),
    may("lecturer", "主讲", Text),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
    may("place", "地点", Text),
    may("quota", "名额", Count),
    may("signup", "报名", Map(SIGNUP)),
    may("requirements", "条件", Text),
    may("risk", "风险提示", Text),
    may("insurance", "保险", Text),
    may("rain_plan", "雨天安排", Text),
    may("status", "状态", Short(STATUS)),
    may("record", "记录", Map(RECORD)),
    may("records", "各次记录", List(&Map(RECORD))),
    may("attachments", "附件", Shorts(ATTACHMENT)),
];
const SORTS: &[(&str, &str)] = &[
    Sort::Volunteer.words(),
    Sort::Meeting.words(),
    Sort::Training.words(),
    Sort::JobFair.words(),
    Sort::Performance.words(),
    Sort::Lecture.words(),
];
const SESSION: &[Field] =
    &[must("from", "开始", DateTime), may("to", "结束", DateTime), may("place", "地点", Text)];
const SIGNUP: &[Field] =
    &[may("until", "截止", DateTime), may("how", "方式", Text), may("phone", "电话", Phone)];
const STATUS: &[Field] = &[
    must("state", "状态", Choice(&[("cancelled", "取消"), ("postponed", "延期")])),
    may("reason", "原因", Text),
];
const RECORD: &[Field] = &[
    may("on", "日期", Date),
    may("attended", "人数", Count),
    may("hours", "时长", Hours),
    may("summary", "小结", Text),
    may("photos", "照片", TEXTS),
];

const PAGE: &[Field] =
    &[must("title", "标题", Text), may("nav", "导航", Count), may("document", "公文", Map(DOCUMENT))];
const DOCUMENT: &[Field] = &[
    may("number", "文号", Text),
    may("issuer", "发文单位", Text),
    may("signed", "成文日期", Date),
    may("status", "有效性", Text),
    may("topic", "主题分类", Text),
];

/// The fields of registers of one sort.
pub(super) struct PresetFields {
    /// What the sort is called.
    pub words: (&'static str, &'static str),
    /// Of the file.
    pub register: Table<'static>,
    /// Of a row, in the file or in a sheet.
    pub row: Table<'static>,
}

/// Every sort of registers, in the order of [`Preset::ALL`].
pub(super) const PRESETS: [PresetFields; 8] = [
    PresetFields { words: Preset::Tasks.words(), register: &register(&Map(TASK)), row: TASK },
    PresetFields { words: Preset::Issues.words(), register: &register(&Map(ISSUE)), row: ISSUE },
    PresetFields { words: Preset::Wishes.words(), register: &register(&Map(WISH)), row: WISH },
    PresetFields { words: Preset::Offers.words(), register: &register(&Map(OFFER)), row: OFFER },
    PresetFields { words: Preset::Jobs.words(), register: &register(&Map(JOB)), row: JOB },
    PresetFields { words: Preset::Teams.words(), register: &register(&Map(TEAM)), row: TEAM },
    PresetFields { words: Preset::People.words(), register: &register(&Map(PERSON)), row: PERSON },
    PresetFields { words: Preset::Custom.words(), register: OWN, row: &[] },
];

fn register_file(preset: &PresetFields) -> FileSchema {
    let row = Collection::Registers.row();
    file(preset.words.0, preset.words.1, row.files, Root::Map(preset.register))
}

const PRESET_WORDS: &[(&str, &str)] = &[
    Preset::Tasks.words(),
    Preset::Issues.words(),
    Preset::Wishes.words(),
    Preset::Offers.words(),
    Preset::Jobs.words(),
    Preset::Teams.words(),
    Preset::People.words(),
    Preset::Custom.words(),
];

/// Of a register of which nobody knows the sort, and so not what its rows hold.
pub(super) const UNSORTED: &[Field] = &register(&Text);

const fn register<'t>(row: &'t Shape<'t>) -> [Field<'t>; 6] {
    [
        must("title", "标题", Text),
        must("preset", "种类", Choice(PRESET_WORDS)),
        may("about", "说明", Text),
        may("source", "依据", Text),
        may("file", "文件", Text),
        may("rows", "行", List(row)),
    ]
}

/// Of a register with columns of its own, by which `row` is read.
pub(super) const fn own_register<'t>(row: &'t Shape<'t>) -> [Field<'t>; 7] {
    let [title, preset, about, source, file, rows] = register(row);
    [title, preset, about, source, must("columns", "列", List(&Map(OWN_COLUMN))), file, rows]
}

/// The same before its columns are known.
pub(super) const OWN: &[Field] = &own_register(&Own);
pub(super) const OWN_COLUMN: &[Field] = &[
    may("key", "代号", Text),
    must("name", "名称", Text),
    may("type", "类型", Choice(OWN_SORTS)),
    may("choices", "选项", TEXTS),
    may("public", "公开", Flag),
];
const OWN_SORTS: &[(&str, &str)] = &[
    own::Sort::Text.words(),
    own::Sort::Date.words(),
    own::Sort::Money.words(),
    own::Sort::Number.words(),
    own::Sort::Place.words(),
    own::Sort::Unit.words(),
    own::Sort::Phone.words(),
    own::Sort::Choice.words(),
];

const TASK: &[Field] = &[
    must("item", "事项", Text),
    must("owner", "责任单位", TEXTS),
    must("due", "时限", Date),
    may("status", "状态", Choice(&[("waiting", "未开始"), ("running", "进行中"), ("done", "已完成")])),
    may("done", "完成日期", Date),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
    may("note", "备注", Text),
];
const ISSUE: &[Field] = &[
    must("found", "发现日期", Date),
    must("problem", "问题", Text),
    must("owner", "责任单位", TEXTS),
    must("due", "整改时限", Date),
    may("measure", "措施", Text),
    may("closed", "销号日期", Date),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
];
const WISH: &[Field] = &[
    must("wish", "心愿", Text),
    may("for", "对象", Text),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
    may("place", "地点", Text),
    may("status", "状态", Choice(&[("waiting", "待认领"), ("taken", "已认领"), ("done", "已实现")])),
    may("by", "认领人", Text),
    may("on", "日期", Date),
];
const OFFER: &[Field] = &[
    must("what", "产品", Text),
    may("quantity", "数量", Text),
    may("price", "价格", Text),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
    may("place", "地点", Text),
    may("phone", "电话", Phone),
    may("open_phone", "公开电话", Flag),
    must("until", "有效期", Date),
];
const JOB: &[Field] = &[
    must("employer", "用人单位", TEXTS),
    must("post", "岗位", Text),
    may("number", "人数", Count),
    may("pay", "待遇", Text),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
    may("place", "地点", Text),
    may("phone", "电话", Phone),
    must("until", "有效期", Date),
];
const TEAM: &[Field] = &[
    must("name", "名称", Text),
    may("leader", "队长", Text),
    may("members", "人数", Count),
    may("township", "乡镇", Text).of(Townships),
    may("village", "村", Text).of(Villages),
    may("place", "地点", Text),
];
const PERSON: &[Field] = &[
    must("name", "姓名", Text),
    must("unit", "派出单位", TEXTS),
    may("role", "职务", Text),
    may("township", "乡镇", Text).of(Townships),
    must("village", "村", Text).of(Villages),
    may("phone", "电话", Phone),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that takes fields out of maps.
    const READERS: [&str; 12] = [
        include_str!("../parse.rs"),
        include_str!("activity.rs"),
        include_str!("calendar.rs"),
        include_str!("honour.rs"),
        include_str!("notice.rs"),
        include_str!("own.rs"),
        include_str!("page.rs"),
        include_str!("points.rs"),
        include_str!("project.rs"),
        include_str!("register.rs"),
        include_str!("settings.rs"),
        include_str!("word.rs"),
    ];

    fn unread<'t>(fields: &[Field<'t>], told: &mut Vec<&'t str>) {
        for field in fields {
            let quoted = format!("\"{}\"", field.key);
            if !READERS.iter().any(|reader| reader.contains(&quoted)) {
                told.push(field.key);
            }
            if let Some(inner) = field.shape.inner() {
                unread(inner, told);
            }
        }
    }

    #[test]
    fn no_field_is_offered_that_nobody_reads() {
        let mut told = Vec::new();
        for file in files() {
            let (Root::Map(fields) | Root::ListOf(fields) | Root::MapOf(fields)) = file.root;
            unread(fields, &mut told);
        }
        assert_eq!(told, Vec::<&str>::new());
    }
}
