//! The one list of diagnostic codes. The handbook documents each, and a test holds it to this list.

/// Whether a fault stops the build.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built or published until it is mended.
    Error,
    /// Told, and no more.
    Warning,
}

impl Severity {
    /// Its name for programs.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($variant:ident = $name:literal $severity:ident $zh:literal / $en:literal;)*) => {
        /// A fault's name, for people and programs. Names never change meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $en] $variant,)* }

        /// Every code, in the order of the handbook.
        pub const ALL: &[Code] = &[$(Code::$variant),*];

        impl Code {
            /// The kebab-case name.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// How grave it is, unless a rule's configuration says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// What it means, in Chinese.
            pub fn summary_zh(self) -> &'static str {
                match self { $(Code::$variant => $zh,)* }
            }

            /// What it means, in English.
            pub fn summary_en(self) -> &'static str {
                match self { $(Code::$variant => $en,)* }
            }
        }
    };
}

codes! {
    // reading
    EncodingUnknown = "encoding-unknown" Error "文件编码既不是 UTF-8 也不是 GB18030" / "the file is neither UTF-8 nor GB18030";
    FrontMatterMissing = "front-matter-missing" Error "文件开头没有用 --- 围起来的信息栏" / "the file does not open with a block between --- lines";
    YamlSyntax = "yaml-syntax" Error "信息栏或 YAML 文件写法有误" / "the YAML cannot be read";
    YamlFullwidthColon = "yaml-fullwidth-colon" Error "字段名后面用了全角冒号" / "a full-width colon stands after a field name";
    FieldMissing = "field-missing" Error "缺少必填字段" / "a required field is missing";
    FieldUnknown = "field-unknown" Error "不认识的字段" / "an unknown field";
    FieldType = "field-type" Error "字段的内容类型不对" / "a field holds the wrong type of value";
    DateInvalid = "date-invalid" Error "日期或时间不对" / "a date or time is wrong";
    CharacterForbidden = "character-forbidden" Error "有控制字符或者看不见的字符" / "a control character, or one that is not seen";
    DuplicateId = "duplicate-id" Error "编号重复" / "an id is used twice";
    FileTooLarge = "file-too-large" Error "文件或信息栏太大" / "a file or its front matter is too large";
    NestingTooDeep = "nesting-too-deep" Error "引用、列表套的层数太多" / "quotes and lists are nested too deep";
    FileUnplaced = "file-unplaced" Warning "文件放在程序不读的地方" / "a file lies where nothing reads it";
    FileType = "file-type" Error "这种文件不能用，或者不能放到网站上" / "a file of a kind that is not taken or not published";
    FileName = "file-name" Error "文件名在有的电脑或网站上不能用" / "a file name that some system or host does not take";
    SheetUnreadable = "sheet-unreadable" Error "表格文件读不了" / "a spreadsheet cannot be read";
    SheetHeading = "sheet-heading" Error "表格没有表头，或者有的列没有" / "a sheet, or a column of it, has no heading";
    SheetCell = "sheet-cell" Error "表格里有的格子不能照样用" / "a cell of a sheet cannot be taken as it stands";
    SheetTotal = "sheet-total" Error "表格里的小计、合计和各行加起来的不一样" / "a total in a sheet is not what its rows come to";
    SymlinkOutside = "symlink-outside" Error "链接指向内容目录之外" / "a link leads out of the tree";
    // posting
    PostingMissing = "posting-missing" Error "没有写公示期" / "the posting period is missing";
    PostingTooShort = "posting-too-short" Error "公示期短于规定天数" / "the posting period is shorter than required";
    PostingOnlyInclusive = "posting-only-inclusive" Warning "只有把首日算进去公示期才够" / "the period is long enough only if its first day counts";
    PostingDiffers = "posting-differs" Error "公示期两处写得不一样" / "the posting period is told twice, and not alike";
    PostingBackdated = "posting-backdated" Error "公示起始日早于首次张榜日" / "the period starts before the notice was first posted";
    PostingAltered = "posting-altered" Error "公示期内改动了内容而没有更正" / "an open notice was changed without a correction";
    PostingHidden = "posting-hidden" Error "张过榜的公告，生成的网站上看不全" / "a notice that was posted does not show in full on the built site";
    PostingMoved = "posting-moved" Error "公示期内网址变了" / "an open notice changed its URL";
    PostingWithdrawnEarly = "posting-withdrawn-early" Error "公示期内撤下，手续不全" / "an open notice is withdrawn without reason or authority";
    PostingVanished = "posting-vanished" Error "公示期内的公告不见了" / "an open notice is gone";
    VersionDiffers = "version-differs" Error "旧版本的存档被改动过" / "the kept record of a version was changed";
    VersionMissing = "version-missing" Warning "旧版本的存档不见了" / "the record of a former version is not kept";
    VersionVanished = "version-vanished" Error "网站上有的旧版本，新网站里没有了" / "a former version that the site shows is gone from the new one";
    CalendarMissing = "calendar-missing" Error "缺少该年度的节假日安排" / "the holiday calendar of a year is missing";
    CalendarWrong = "calendar-wrong" Error "节假日安排有误" / "a holiday calendar contradicts itself";
    FilingTooEarly = "filing-too-early" Error "公示期未满或异议未办结就备案" / "filed before the period ended or with an open objection";
    FilingOverdue = "filing-overdue" Warning "公示期满后逾期未备案" / "not filed in time after the period ended";
    ThemeChanged = "theme-changed" Warning "主题和上次发布时不一样" / "the theme is another than in the last release";
    SignsChanged = "signs-changed" Warning "有公告正在公示，站点名称、栏目名称或者栏目里的类别改了" / "the site's name, or a column's name or kinds, changed while notices are posted";
    LogBroken = "log-broken" Error "张榜记录不完整或被改动" / "the publication log is damaged or was changed";
    LogClock = "log-clock" Error "张榜记录里的时间和时钟对不上" / "a time in the publication log and the clock do not agree";
    ReleaseOld = "release-old" Error "网站上不是最后发布的那一版" / "the site does not show what was published last";
    TargetOther = "target-other" Error "发布位置不是一直用的那个" / "another place than the one that the log's site is published to";
    CertificateDiffers = "certificate-differs" Error "要证明的内容和张榜的不一样" / "what is to be certified is not what was posted";
    CertificateUnproved = "certificate-unproved" Error "张榜记录证明不了这份公告公示够了" / "the log does not prove that the notice was posted as it must";
    RuleBelowMinimum = "rule-below-minimum" Error "公示规则低于法定最短期限" / "a rule is set below the statutory minimum";
    SettingFixed = "setting-fixed" Error "改动了张榜以后不能再改的设置" / "a setting was changed that is fixed once notices are posted";
    // project
    FundsMismatch = "funds-mismatch" Error "总额与各项资金之和不符" / "the total is not the sum of the sources";
    TableSum = "table-sum" Warning "表格里的合计和各行加起来不一样" / "a sum in a table is not what its rows come to";
    ProjectIncomplete = "project-incomplete" Warning "项目该写的没有写全" / "a project leaves out what people have to see";
    ProjectProgress = "project-progress" Error "项目进度前后矛盾" / "the steps of a project's progress contradict each other";
    PhoneShape = "phone-shape" Error "电话号码格式不对" / "a telephone number has a wrong shape";
    HotlineMissing = "hotline-missing" Error "没有监督电话" / "no supervision hotline is set";
    DisclosureLate = "disclosure-late" Error "成文后逾期才公开" / "made public too long after it was signed";
    // references
    KindUnknown = "kind-unknown" Error "不认识的公告类别" / "an unknown notice kind";
    PlaceUnknown = "place-unknown" Error "不认识的乡镇或村" / "an unknown township or village";
    LinkBroken = "link-broken" Error "链接指向的内容不存在" / "a link leads nowhere";
    AttachmentMissing = "attachment-missing" Error "附件或图片不存在" / "an attachment or picture is missing";
    NoticeUnknown = "notice-unknown" Error "引用的公告不存在" / "the notice referred to does not exist";
    PathCollision = "path-collision" Error "两个页面的网址相同" / "two pages have the same URL";
    HtmlUnsafe = "html-unsafe" Error "正文里有不允许的 HTML 或网址" / "HTML or a URL scheme that is not allowed";
    PictureInvalid = "picture-invalid" Error "图片打不开、太大，或者格式不能用" / "a picture is damaged, too large, or of a kind that cannot be shown";
    PictureAltMissing = "picture-alt-missing" Warning "图片没有文字说明" / "a picture has no description";
    // privacy
    PrivacyIdNumber = "privacy-id-number" Error "出现身份证号码" / "an identity number is shown";
    PrivacyBankCard = "privacy-bank-card" Error "出现银行卡号" / "a bank card number is shown";
    PrivacyMobile = "privacy-mobile" Error "出现个人手机号码" / "a private mobile number is shown";
    PrivacyAddress = "privacy-address" Error "出现住址门牌" / "a home address is shown";
    PrivacyHealth = "privacy-health" Error "出现个人健康信息" / "a person's health is shown";
    PrivacyForm = "privacy-form" Error "把一户人家的内部台账放到了网上" / "a household's private form is shown";
    PrivacyPupil = "privacy-pupil" Error "出现孩子的全名和学校" / "a child's whole name stands beside its school";
    PrivacyUnread = "privacy-unread" Warning "附件里的字程序看不了，没有查过" / "the words of an attachment cannot be looked through";
    PrivacyBlacklist = "privacy-blacklist" Error "黑榜上写了人的全名" / "a whole name stands on a black list";
    // points
    PointsRuleUnknown = "points-rule-unknown" Error "不认识的积分事项" / "an unknown points rule";
    PointsAmount = "points-amount" Error "分值与积分规则不符" / "the points do not match the rule";
    PointsCap = "points-cap" Error "超过积分上限" / "a cap on points is exceeded";
    PointsDuplicate = "points-duplicate" Error "同一户同一事项同一天重复记分" / "the same household, rule and day is entered twice";
    PointsReversal = "points-reversal" Error "冲销的那一笔不存在，或者已经冲销过" / "a reversal names no entry that can be taken back";
    PointsAltered = "points-altered" Error "公示过的积分批次被改动或删去" / "a posted points batch was changed or removed";
    PointsNotice = "points-notice" Error "批次写的公示不是这一批的积分公示" / "the notice that a batch names cannot be the one that posts it";
    PointsTable = "points-table" Error "公告里的积分表和批次对不上" / "the table of points in the notice and the batch differ";
    PointsReviewers = "points-reviewers" Error "评议人不足三人" / "fewer than three reviewers";
    PointsSelfReview = "points-self-review" Error "申报人或本户参加了评议" / "the proposer or the household itself is among the reviewers";
    PointsBatch = "points-batch" Error "积分批次是空的、没有公示，或者评议日期不对" / "a points batch is empty, not posted, or scored on a wrong day";
    PointsAccount = "points-account" Error "事项或兑换不在积分户的开户期间" / "a deed or redemption outside the life of its account";
    PointsRedemption = "points-redemption" Error "兑换的日期、经办人或者撤回不对" / "a redemption's day, people or return is wrong";
    PointsOverdrawn = "points-overdrawn" Error "积分余额不足" / "more points are spent than there are";
    PointsNotYetSpendable = "points-not-yet-spendable" Error "积分还在公示，不能兑换" / "points are spent before their posting has ended";
    GoodsUnknown = "goods-unknown" Error "不认识的商品" / "unknown goods";
    GoodsOutOfStock = "goods-out-of-stock" Error "商品库存不足" / "goods are out of stock";
    HouseholdUnknown = "household-unknown" Error "不认识的户号" / "an unknown household";
    // honours
    HonourBeforePostingEnded = "honour-before-posting-ended" Error "候选人公示期未满就表彰" / "the honour was decided before the candidates' posting ended";
    HonourAltered = "honour-altered" Error "公布过的荣誉被改动或删去" / "a published honour was changed or removed";
    HonourNotice = "honour-notice" Error "候选人公示不能作为这次表彰的依据" / "the candidates' notice is none that an honour can rest on";
    HonourNotCandidate = "honour-not-candidate" Error "获奖者不在候选人公示里" / "a recipient was no candidate";
    HonourNoticeMissing = "honour-notice-missing" Error "乡镇级以上表彰没有写候选人公示" / "an honour of township level or above names no notice";
    HonourRecipient = "honour-recipient" Error "获奖者重复、户号不是那个村的，或者撤销的日期不对" / "a recipient is named twice, of another village, or revoked on a wrong day";
    // activities
    ActivityTimes = "activity-times" Error "活动结束早于开始" / "the activity ends before it starts";
    ActivitySignupLate = "activity-signup-late" Error "报名截止晚于活动开始" / "sign-up closes after the activity starts";
    ActivityUnrecorded = "activity-unrecorded" Warning "活动结束后没有补记录" / "a past activity has no record";
    ActivityRiskMissing = "activity-risk-missing" Warning "活动没有写风险提示" / "the activity has no risk notes";
    ActivityRecordEarly = "activity-record-early" Error "活动还没办就写了记录" / "a record stands before the activity has begun";
    ActivityRecordOdd = "activity-record-odd" Warning "活动记录里的数字对不上" / "figures of an activity's record do not fit it";
    // registers
    RegisterRow = "register-row" Error "台账里的一行前后矛盾，或者写了两遍" / "a row of a register contradicts itself or stands there twice";
    // clerk
    SampleLeft = "sample-left" Error "例子里的内容还没有换成真的" / "a value of the examples is still in place";
    PlaceholderLeft = "placeholder-left" Error "模板里的说明还没有换成真的" / "a template's instruction is still in place";
    NoticeDuplicate = "notice-duplicate" Error "同一份公告写了两遍" / "the same notice is there twice";
    AmountImplausible = "amount-implausible" Warning "金额不像真的" / "an amount that can hardly be meant";
    DateImplausible = "date-implausible" Warning "日期不像真的" / "a date that can hardly be meant";
    BodyEmpty = "body-empty" Warning "没有正文" / "there is no text";
    TablePasted = "table-pasted" Warning "像是粘贴来的表格，网页上不会变成表格，或者会少几格" / "what looks like a table becomes none, or loses cells";
    ParagraphsJoined = "paragraphs-joined" Warning "一行一段，网页上会连成一段" / "paragraphs that stand one a line are joined";
    MarkupMisread = "markup-misread" Warning "正文里的记号没有起作用，或者起了没想到的作用" / "a sign in the text does not do what was meant";
    WordForbidden = "word-forbidden" Error "用了词表里禁用的词" / "a word that the county's list forbids";
    WordPreferred = "word-preferred" Warning "有更合适的词" / "a word for which the county's list has a better one";
    FileUnread = "file-unread" Error "文件名不对，程序不读" / "a file is not read because of its name";
    // upkeep
    ColumnEmpty = "column-empty" Warning "栏目没有内容" / "a column is empty";
    ColumnStale = "column-stale" Warning "栏目超过期限没有更新" / "a column has not been updated in time";
    DemoContent = "demo-content" Warning "这是演示站点" / "this is a demonstration site";
    SettingMissing = "setting-missing" Warning "政府网站要求的站点信息没有填" / "a setting that government sites must show is missing";
    // themes
    ThemeInvalid = "theme-invalid" Error "主题模板有误" / "a theme's template is wrong";
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_kebab_case() {
        let mut seen = HashSet::new();
        for code in ALL {
            let name = code.name();
            assert!(seen.insert(name), "{name} twice");
            assert!(name.split('-').all(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase())));
        }
    }
}
