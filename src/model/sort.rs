//! What an activity is: what people come for.

/// 活动类型: what people come for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// 志愿服务
    #[default]
    Volunteer,
    /// 屋场会
    Meeting,
    /// 培训
    Training,
    /// 招聘会
    JobFair,
    /// 文艺演出
    Performance,
    /// 宣讲
    Lecture,
}

impl Sort {
    /// All of them, in the order of the handbook.
    pub const ALL: [Sort; 6] =
        [Sort::Volunteer, Sort::Meeting, Sort::Training, Sort::JobFair, Sort::Performance, Sort::Lecture];

    /// What it is called, for programs and for people.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Sort::Volunteer => ("volunteer", "志愿服务"),
            Sort::Meeting => ("meeting", "屋场会"),
            Sort::Training => ("training", "培训"),
            Sort::JobFair => ("job_fair", "招聘会"),
            Sort::Performance => ("performance", "文艺演出"),
            Sort::Lecture => ("lecture", "宣讲"),
        }
    }
}
