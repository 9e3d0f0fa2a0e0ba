//! What a publication did, and what stood in its way, in words.

use super::ending::{Report, Tally};
use super::pending::Recovered;
use super::remote_words::remote;
use super::target::{self, Other, Refusal, Traffic};
use super::trouble::{Error, Unfit};
use crate::build;
use crate::diagnostic::Text;
use crate::evidence::words::action;
use crate::model::log::event::Event;
use crate::plan::words::file_size;
use crate::text;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Trouble with the world while publishing.
pub fn trouble(error: &Error) -> Text {
    match error {
        Error::Busy => {
            text!("另一个发布正在进行，稍后再试", "Another publication is under way; try again later")
        }
        Error::Disk(trouble) | Error::Build(build::Error::Read(trouble)) => {
            Text::new(trouble.zh(), trouble.en())
        }
        Error::Target(trouble) => target(trouble),
        Error::Build(build::Error::Write(trouble)) => Text::new(trouble.zh(), trouble.en()),
        Error::Pending { path, unfit } => {
            let (path, why) = (path.display(), unfit_words(unfit));
            let Text { zh, en } = why;
            text!(
                "{path}：这个文件不是发布留下的（{zh}），没有照它做；查明来历，再移走它",
                "{path}: no publication left this file ({en}), and it was not acted upon; find out where it came from, then move it away"
            )
        }
        Error::Unfinished(path) => {
            let path = path.display();
            text!(
                "{path}：上次发布中断了，先运行 publish 收尾",
                "{path}: the last publication was cut short; run publish first, which finishes it"
            )
        }
        Error::LogGrew(path) => {
            let path = path.display();
            text!("{path}：别的程序刚写过，再运行一次", "{path}: it has just grown; run it again")
        }
    }
}

fn unfit_words(unfit: &Unfit) -> Text {
    match unfit {
        Unfit::Unreadable(error) => text!("读不懂：{error}", "it cannot be read: {error}"),
        Unfit::Release(name) => text!("“{name}”不是版本的名字", "`{name}` is no release's name"),
        Unfit::Target(path) => text!("“{path}”不是发布的去处", "`{path}` is no target"),
        Unfit::Shown(name) => {
            text!("“{name}”是张出去过的版本", "`{name}` is a release that visitors see or saw")
        }
        Unfit::Lines => {
            text!("其中的记录接不上张榜记录", "its lines do not continue the publication log")
        }
    }
}

/// Trouble with a target.
pub fn target(trouble: &target::Trouble) -> Text {
    match trouble {
        target::Trouble::Disk(trouble) => Text::new(trouble.zh(), trouble.en()),
        target::Trouble::Remote(trouble) => remote(trouble),
        target::Trouble::Sftp(trouble) => trouble.words(),
        target::Trouble::Taken(other) => taken(other),
        target::Trouble::Busy(path) => {
            let path = path.display();
            text!("{path}：另一个发布正在进行", "{path}: another publication is under way")
        }
        target::Trouble::Refused { path, refusal } => {
            let (path, Text { zh, en }) = (path.display(), refused(*refusal));
            text!("{path}：{zh}", "{path}: {en}")
        }
    }
}

/// Who holds it, since when, and how it is taken off.
fn taken(Other { by, since, lock }: &Other) -> Text {
    let at = since.and_then(|since| Timestamp::from_second(since.into()).ok());
    let at =
        at.map(|at| at.to_zoned(TimeZone::fixed(jiff::tz::offset(8))).strftime("%Y-%m-%d %H:%M").to_string());
    let (by, at) = (if by.is_empty() { "?" } else { by.as_str() }, at.unwrap_or_else(|| "?".to_owned()));
    text!(
        "另一个发布正在进行：{by} 从 {at} 起占用着这里。等对方发布完再试；确知对方已经中断的，删掉服务器上的 {lock} 再运行",
        "Another publication is under way: {by} has held the target since {at} (+08:00). Try again when it is done; if it is known to be dead, delete {lock} on the server"
    )
}

fn refused(refusal: Refusal) -> Text {
    match refusal {
        Refusal::NoSwitch => text!(
            "这个系统不能一步切换，请在 Linux 或 WSL 里发布",
            "this system cannot switch in one step; publish from Linux or WSL"
        ),
        Refusal::NoReplace => text!(
            "这个服务器的 SFTP 不能一步替换文件（没有 posix-rename），换上新版本的那一刻会有人打不开；请管理员改用 OpenSSH，或者换一种发布方式",
            "this server's SFTP cannot replace a file at once (it has no posix-rename), so a reader could find nothing for a moment; have it run OpenSSH, or publish in another way"
        ),
        Refusal::File => text!("这是一个文件，不是文件夹", "a file, not a folder"),
        Refusal::Sources => text!(
            "这里是站点的内容，或者把站点包在里面，不能发布到这里",
            "this is among what the site is made from, or around it, and cannot be published to"
        ),
        Refusal::Occupied => {
            text!("里面有别的东西，请换一个空文件夹", "not empty; choose an empty folder")
        }
        Refusal::Link => text!(
            "这是一个链接，没有跟着它走；发布文件夹里要有真正的文件夹",
            "a link, which was not followed; it must be a real folder"
        ),
        Refusal::ForeignLink => {
            text!("这个链接不是发布留下的，没有动它", "no publication left this link; it was left alone")
        }
        Refusal::NoLink => text!("应当是链接，却是别的东西", "must be a link, and is something else"),
        Refusal::Scheme => text!(
            "不认识这种地址；可以是文件夹，或以 sftp://、s3://、oss://、cos://、obs://、webdavs:// 开头",
            "no such sort of target; it is a folder, or begins with sftp://, s3://, oss://, cos://, obs:// or webdavs://"
        ),
        Refusal::Address => text!("这个地址写得不对", "this is no address of a target"),
        Refusal::Secret => text!(
            "地址里写了密码；密码不要写在地址和站点文件里，改用环境变量",
            "a password stands in the address; keep it in the environment, never in an address or a file of the site"
        ),
        Refusal::Open => text!(
            "密码会明着传，谁都看得见；改用 webdavs://",
            "the password would travel in the open; use webdavs://"
        ),
        Refusal::SecretsOpen => text!(
            "别人也能读这个密钥文件；先运行 chmod 600，再发布",
            "others can read this file of keys; run chmod 600 on it first"
        ),
        Refusal::SecretsInside => text!(
            "密钥文件放在站点的文件夹里了，会跟着站点传出去；移到别处，换掉里面的密钥",
            "this file of keys lies in the site's folder and goes wherever that goes; move it away and change the keys"
        ),
        Refusal::NoCertificate => text!("里面没有 PEM 格式的证书", "no certificate in PEM form in it"),
        Refusal::Option => text!("没有这样的选项", "there is no such option"),
        Refusal::Shown => text!("正在展示，不能删除", "is being shown and cannot be removed"),
    }
}

/// What a publication did, or would do.
pub fn report(report: &Report, dry_run: bool, to: &str) -> Text {
    let mut text = Text::default();
    match report.recovered {
        Some(Recovered::Finished) => {
            text.zh += "上次发布中断在最后一步，已补完张榜记录\n";
            text.en += "The last publication was cut short; its log lines were added\n";
        }
        Some(Recovered::Undone) => {
            text.zh += "上次发布中断了，已退回原样\n";
            text.en += "The last publication was cut short and was undone\n";
        }
        _ => {}
    }
    for event in &report.events {
        if let Event::Notice(event) = event {
            let (zh, en) = action(event.action);
            text.zh += &format!("  {zh}  {}\n", event.kept.id);
            text.en += &format!("  {en}  {}\n", event.kept.id);
        }
    }
    noticed(report, &mut text);
    if let Some(why) = &report.left_over {
        let Text { zh, en } = self::target(why);
        text.zh += &format!("旧版本没能删掉（{zh}），不影响网站，下次发布再试\n");
        text.en += &format!("An old release could not be removed ({en}); the site is fine\n");
    }
    let end = end(report, dry_run, to);
    (text.zh, text.en) = (text.zh + &end.zh, text.en + &end.en);
    if let Some(traffic) = &report.traffic {
        travelled(traffic, &mut text);
    }
    if let Some(next) = report.next_change {
        let next = crate::plan::words::iso_minute(next);
        text.zh += &format!("内容不改，网站也会在 {next} 因时间而变，到时再运行一次\n");
        text.en += &format!("By the clock alone the site next changes at {next}; run again then\n");
    }
    text
}

/// The sentence that sums it up.
fn end(report: &Report, dry_run: bool, to: &str) -> Text {
    let events = report.events.iter().filter(|event| matches!(event, Event::Notice(_))).count();
    let (pages, Text { zh, en }) = (report.pages, tally(report.tally));
    match (&report.release, dry_run) {
        (_, true) if !report.differs => {
            text!(
                "试运行：没有变化，不用发布\n",
                "Dry run: nothing has changed, nothing would be published\n"
            )
        }
        (_, true) => text!(
            "试运行：会发布 {pages} 页，{zh}，记 {events} 条公告事项；现在什么都没有改\n",
            "Dry run: {pages} pages would be published: {en}; {events} notice events logged; nothing was changed\n"
        ),
        (Some(release), _) => text!(
            "已发布到 {to}：{release}，{pages} 页，{zh}，{events} 条公告事项\n",
            "Published to {to}: {release}, {pages} pages: {en}; {events} notice events\n"
        ),
        (None, _) => text!("没有变化，不用发布\n", "Nothing has changed; nothing was published\n"),
    }
}

/// What went over the line.
fn travelled(traffic: &Traffic, text: &mut Text) {
    let Traffic { requests, again, sent, received, waited } = traffic;
    let (sent, received) = (file_size(*sent), file_size(*received));
    text.zh +=
        &format!("向服务器请求 {requests} 次（其中重试 {again} 次），上传 {sent}，读回核对 {received}\n");
    text.en += &format!("{requests} requests ({again} tried again), {sent} sent, {received} read back\n");
    if *waited {
        text.zh += "注意：这个存储不认“有条件写入”，两个人同时发布只能靠先写、等一等、再读回来分辨；请约好只在一台电脑上发布\n";
        text.en += "Note: this store does not hold conditional writes, so two who publish at once are told apart only by writing, waiting and reading back; publish from one machine\n";
    }
}

/// What of the site was not there already.
fn tally(Tally { created, changed, removed, unchanged, bytes }: Tally) -> Text {
    let size = file_size(bytes);
    text!(
        "新写 {created} 个文件，改写 {changed} 个（共 {size}），删去 {removed} 个，未变 {unchanged} 个",
        "{created} files new, {changed} changed ({size}), {removed} removed, {unchanged} unchanged"
    )
}

/// What somebody else may have done to the site.
fn noticed(report: &Report, text: &mut Text) {
    if report.theme_changed {
        text.zh += "注意：主题和上次发布时不一样；新主题的指纹记进张榜记录\n";
        text.en += "Note: the theme is another than in the last release; its fingerprint is logged\n";
    }
    for id in &report.mended {
        text.zh += &format!("注意：{id} 已发布的页面或附件被人改动过，这次按原样恢复\n");
        text.en +=
            &format!("Note: the published page or files of {id} had been changed; they are put right\n");
    }
}
