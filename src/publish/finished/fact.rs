//! What a reader has to see on the page of a notice, by sort.

/// What a fact is, for the message that it is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The title.
    Title,
    /// First day of the window, in one of its spellings.
    From,
    /// Last day of the window, in one of its spellings.
    Until,
    /// A block of the body.
    Body,
    /// An amount of money of the project.
    Amount,
    /// Something else that a project must say.
    Project,
    /// How to apply.
    Apply,
    /// A way to reach whoever takes objections.
    Contact,
    /// What was corrected, or why.
    Correction,
    /// That it was withdrawn, why, and by whom.
    Withdrawal,
    /// What a field said before a change, or says after it.
    Change,
    /// A row of the points that it posts.
    Points,
    /// An objection, or what came of it.
    Objection,
    /// What belongs together in one row of a table.
    Row,
}

impl Fact {
    /// For a message in Chinese.
    pub fn name_zh(self) -> &'static str {
        match self {
            Fact::Title => "标题",
            Fact::From => "公示期的第一天",
            Fact::Until => "公示期的最后一天",
            Fact::Body => "正文",
            Fact::Amount => "金额",
            Fact::Project => "项目内容",
            Fact::Apply => "报名办法",
            Fact::Contact => "联系方式",
            Fact::Correction => "更正",
            Fact::Withdrawal => "撤销说明",
            Fact::Change => "改动前后的对照",
            Fact::Points => "积分表",
            Fact::Objection => "异议和处理",
            Fact::Row => "同一行里的各项对在一起",
        }
    }

    /// For a message in English.
    pub fn name_en(self) -> &'static str {
        match self {
            Fact::Title => "the title",
            Fact::From => "the window's first day",
            Fact::Until => "the window's last day",
            Fact::Body => "the body",
            Fact::Amount => "an amount",
            Fact::Project => "a fact of the project",
            Fact::Apply => "how to apply",
            Fact::Contact => "the contact",
            Fact::Correction => "a correction",
            Fact::Withdrawal => "the withdrawal",
            Fact::Change => "what a change replaced, or put in its place",
            Fact::Points => "a row of its points",
            Fact::Objection => "an objection, or what came of it",
            Fact::Row => "what belongs together in one row",
        }
    }
}
