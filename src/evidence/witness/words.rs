//! What a witness found, in words.

use super::address;
use super::cite::Unfit;
use super::found::Found;
use super::line::Seen;
use super::state::Fault;
use crate::diagnostic::Text;
use crate::evidence::looks::Gone;
use crate::evidence::words::visit_fault_key;
use crate::text;

/// One look at a board in a sentence, without its name.
pub fn seen(seen: &Seen) -> Text {
    let parts: Vec<Text> = seen.found.iter().map(found).chain(visits(seen)).collect();
    let join = |get: fn(&Text) -> &str, by: &str| parts.iter().map(get).collect::<Vec<_>>().join(by);
    Text::new(join(|part| &part.zh, "；"), join(|part| &part.en, "; "))
}

/// What became of the visits; nothing where none was made.
fn visits(seen: &Seen) -> Vec<Text> {
    if seen.log.is_none() {
        let open = seen.open;
        let had_to = text!("应当在榜的 {open} 份都没有看到", "{open} open notices were not seen");
        return if open == 0 { Vec::new() } else { vec![had_to] };
    }
    let (open, visited) = (seen.open, seen.visited);
    let failed = seen.failures.len() + seen.more;
    let mut parts = vec![match failed {
        0 if open == 0 => text!("没有公示中的公告", "no open notices"),
        0 => text!("公示中 {open} 份，都看到原样", "{open} open notices, all as published"),
        _ => text!(
            "公示中 {open} 份，{failed} 份没有看到原样",
            "{open} open notices, {failed} not as published"
        ),
    }];
    if visited < open {
        let left = open - visited;
        parts = vec![
            match failed {
                0 => text!(
                    "公示中 {open} 份，看了 {visited} 份，都是原样",
                    "{visited} of {open} open notices visited, all as published"
                ),
                _ => text!(
                    "公示中 {open} 份，看了 {visited} 份，{failed} 份没有看到原样",
                    "{visited} of {open} open notices visited, {failed} not as published"
                ),
            },
            text!("这一轮没轮到或没来得及看 {left} 份", "{left} were left for later rounds"),
        ];
    }
    parts.extend(worst(&seen.failures));
    parts.extend(worst(&seen.site));
    parts.extend(
        worst(&seen.records).map(|Text { zh, en }| {
            text!("积分批次或荣誉的存档：{zh}", "the record of a batch or honour: {en}")
        }),
    );
    parts
}

/// The first of some failures by its name; the others are counted.
fn worst(failures: &[crate::model::log::event::Failure]) -> Option<Text> {
    let first = failures.first()?;
    let (id, others) = (&first.id, failures.len() - 1);
    let Text { zh, en } = visit_fault_key(&first.fault);
    Some(match others {
        0 => text!("{id} {zh}", "{id} {en}"),
        _ => text!("{id} {zh}，另有 {others} 处", "{id} {en}, and {others} more"),
    })
}

/// One word for a look.
pub fn outcome(seen: &Seen) -> Text {
    match seen.found.first() {
        Some(found) => short(found),
        None if seen.passed() => Text::new("正常", "ok"),
        None if !seen.site.is_empty() => Text::new("页面不符", "site"),
        None if seen.failures.is_empty() => Text::new("存档不符", "records"),
        None => Text::new("公告不符", "notices"),
    }
}

fn short(found: &Found) -> Text {
    match found {
        Found::Unread { fault } => match fault.as_str() {
            "unreachable" => Text::new("连不上", "down"),
            "timeout" => Text::new("太慢", "slow"),
            "tls" => Text::new("证书不可信", "tls"),
            "not-visited" => Text::new("没来得及", "not visited"),
            "redirected" => Text::new("跳走", "redirected"),
            _ => Text::new("打不开", "cannot be read"),
        },
        Found::NotABoard => Text::new("不是公开栏", "not a board"),
        Found::NoLog => Text::new("没有记录", "no log"),
        Found::TooLarge => Text::new("太大", "too large"),
        Found::LogBroken { .. } => Text::new("记录断了", "log broken"),
        Found::LogDiffers => Text::new("记录不符", "log differs"),
        Found::Rewritten { .. } => Text::new("改写历史", "rewritten"),
        Found::Cut { .. } => Text::new("截短", "cut short"),
        Found::RolledBack { .. } => Text::new("退回旧版", "rolled back"),
        Found::ReleaseChanged => Text::new("私自换版", "release changed"),
        Found::Unlogged { .. } => Text::new("漏记发布", "unlogged"),
        Found::Backdated { .. } => Text::new("倒填时间", "backdated"),
        Found::ClockAhead { .. } => Text::new("时钟超前", "clock ahead"),
    }
}

/// What was found, in a sentence.
pub fn found(found: &Found) -> Text {
    match found {
        Found::Unread { fault } => {
            let Text { zh, en } = visit_fault_key(fault);
            text!("网站{zh}", "the site {en}")
        }
        Found::NotABoard => text!(
            "网址上不是张榜发布的网站：release.json 读不懂",
            "this is no board: its release.json cannot be read"
        ),
        Found::NoLog => text!(
            "网站上没有张榜记录：还没有张过榜，或者是旧版程序发布的",
            "it carries no log: nothing was ever posted, or an earlier program published it"
        ),
        Found::TooLarge => text!(
            "release.json 或张榜记录大得不像真的，没有读下去",
            "its release.json or log is larger than any board's and was not read"
        ),
        Found::LogBroken { line } => {
            text!("张榜记录第{line}行起断了或被改过", "its log is broken from line {line} on")
        }
        Found::LogDiffers => text!(
            "网站上的张榜记录和 release.json 对不上",
            "its log is not the one that its release.json speaks of"
        ),
        past => of_the_past(past),
    }
}

fn of_the_past(found: &Found) -> Text {
    match found {
        Found::Rewritten { line } => text!(
            "历史被改写：张榜记录第{line}行起和以前看到的不一样",
            "its past was rewritten: from line {line} on the log is another than was seen before"
        ),
        Found::Cut { lines, before } => text!(
            "张榜记录被截短：以前看到 {before} 行，现在只有 {lines} 行",
            "its log was cut: {before} lines were seen before, and {lines} are left"
        ),
        Found::RolledBack { at, before } => {
            let (at, before) = (at.minute(), before.minute());
            text!(
                "网站退回到 {at} 发布的旧版，以前看到的是 {before} 发布的",
                "it went back to the release of {at}; the one of {before} was seen before"
            )
        }
        Found::ReleaseChanged => text!(
            "网站的文件换过，张榜记录里却没有新的发布",
            "its files were changed, and the log tells of no new release"
        ),
        Found::Unlogged { line } => text!(
            "以前看到的一版网站，张榜记录里没有（第{line}行应当记着）",
            "a release that was seen before is not in its log (line {line} should tell of it)"
        ),
        Found::Backdated { line, at, seen } => {
            let (at, seen) = (at.minute(), seen.minute());
            text!(
                "时间倒填：第{line}行写着 {at}，可是 {seen} 查看时还没有这一行",
                "backdated: line {line} says {at}, and was not there when it was looked at on {seen}"
            )
        }
        Found::ClockAhead { line, at } => {
            let at = at.minute();
            text!(
                "张榜记录第{line}行写着 {at}，比现在还晚：那边或这边的时钟不准",
                "line {line} of its log says {at}, which is still to come: a clock is wrong, there or here"
            )
        }
        _ => Text::default(),
    }
}

/// Why nothing was kept of a look, or the folder is no use.
pub fn state_fault(fault: &Fault) -> Text {
    match fault {
        Fault::Disk(trouble) => Text::new(trouble.zh(), trouble.en()),
        Fault::Busy(path) => {
            let path = path.display();
            text!(
                "{path}：另一个 witness 正在用，等它完了再来",
                "{path}: another witness is at work in it; try again later"
            )
        }
        Fault::Broken { path, line } => {
            let path = path.display();
            text!(
                "{path}：第{line}行起被改过，不能接着记；把这个文件夹移到别处留存，下次从头记起",
                "{path}: changed from line {line} on, so nothing can follow; put the folder aside, keep it, and the next run begins anew"
            )
        }
        Fault::OtherLog(path) => {
            let path = path.display();
            text!(
                "{path}：和见证记录里写的不一样，不能接着比；把这个文件夹移到别处留存，下次从头记起",
                "{path}: not the log that the witness's lines speak of; put the folder aside, keep it, and the next run begins anew"
            )
        }
        Fault::OtherBoard(path) => {
            let path = path.display();
            text!("{path}：记的是另一块板", "{path}: these lines are about another board")
        }
        Fault::Clock { path, last } => {
            let (path, last) = (path.display(), last.minute());
            text!(
                "{path}：上次查看是 {last}，这台电脑的时钟比那时还早，校准以后再来",
                "{path}: the last look was on {last}, and the clock here is earlier: set it right"
            )
        }
    }
}

/// Why something is no address of a board.
pub fn unfit_address(unfit: address::Unfit) -> Text {
    match unfit {
        address::Unfit::Scheme => {
            text!("网址要以 http:// 或 https:// 开头", "an address begins with http:// or https://")
        }
        address::Unfit::Secret => {
            text!("网址里不要写用户名和密码", "an address holds no name or password here")
        }
        address::Unfit::Extra => text!("网址里不要有 ? 和 #", "an address has no ? or # here"),
        address::Unfit::Odd => text!(
            "网址不对，请从浏览器的地址栏复制",
            "this is no address; copy it from a browser's address bar"
        ),
    }
}

/// Why a witness's lines are not cited.
pub fn unfit(unfit: &Unfit) -> Text {
    match unfit {
        Unfit::Empty => text!("见证记录是空的", "The witness's lines are none"),
        Unfit::Broken { line } => text!(
            "见证记录第{line}行起被改过，或者不是见证记录",
            "The witness's lines were changed from line {line} on, or are none"
        ),
        Unfit::OtherBoard { board } => {
            text!("见证记录看的是另一个网站：{board}", "The witness looked at another site: {board}")
        }
        Unfit::OtherLog { round } => text!(
            "见证第 {round} 轮看到的张榜记录，和这里的对不上：这里的被重做过或短了一截，或者网站上放过另一本",
            "In round {round} the witness saw a log that the one here does not go on from: one of them was rebuilt, or this one is cut"
        ),
        Unfit::NotYet { round, at } => {
            let at = at.minute();
            text!(
                "见证第 {round} 轮（{at}）去看时，网站上还没有这份公告，可张榜记录说早已张榜",
                "In round {round} ({at}) the site did not know of the notice, which the log says was up long before"
            )
        }
        Unfit::NeverSaw { looks } => text!(
            "见证人在公示期内查看 {looks} 次，没有一次看到原样在榜",
            "The witness looked {looks} times while it was posted, and never saw it as published"
        ),
        Unfit::Gone(Gone { since, looks }) => {
            let since = since.minute();
            text!(
                "见证人 {since} 以后查看 {looks} 次，直到公示期满再没有看到过",
                "After {since} the witness never saw it again until the end of its window, in {looks} looks"
            )
        }
    }
}
