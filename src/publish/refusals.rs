//! What stands against publishing besides the guard, in words.

use super::board::Board;
use super::pending::Recovered;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::evidence::anchor::{Carried, disagreement, log_fault};
use crate::model::log::PublicationLog;
use crate::source::Span;
use crate::text;

/// What was asked for, and what was found at the target.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub allow_demo: bool,
    pub moved: bool,
    /// Something was published there, and no `release.json` tells what.
    pub bare: bool,
}

/// Everything that stands against publishing besides the guard, and the warnings.
pub(super) fn refusals(
    Given { allow_demo, moved, bare }: Given,
    board: &impl Board,
    recovered: Option<Recovered>,
    shown: Option<&Carried>,
    forged: Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let mut faults = board.faults();
    if board.settings().is_demo() && !allow_demo {
        faults.retain(|fault| fault.code != Code::DemoContent);
        faults.push(demo(board));
    }
    let (log, is_fresh) = (board.log(), shown.is_none());
    faults.extend(unfinished(log, recovered));
    // the site is ahead of a log that waits to be completed
    let shown = shown.filter(|_| recovered != Some(Recovered::Waiting));
    let is_forged = forged.iter().any(|fault| fault.code == Code::LogBroken);
    let new: Vec<Diagnostic> = forged.into_iter().filter(|fault| !faults.contains(fault)).collect();
    faults.extend(new);
    let rolled_back = shown.and_then(|carried| disagreement(log, carried)).map(put_right);
    faults.extend(rolled_back.filter(|fault| !(is_forged && fault.code == Code::ReleaseOld)));
    if bare && recovered != Some(Recovered::Waiting) {
        faults.push(release_missing(log));
        return faults;
    }
    let elsewhere = log.last_release().filter(|_| is_fresh && !moved);
    faults.extend(elsewhere.map(|(line, _)| other_target(log, line)));
    faults
}

/// Without it nobody could say whether the log here is the one of what was published.
fn release_missing(log: &PublicationLog) -> Diagnostic {
    let message = text!(
        "这个文件夹发布过，可是网站的 release.json 不见了（或者 current 被删了），对不上张榜记录",
        "Something was published to this folder, and its release.json is gone (or `current` is): the log cannot be held against it"
    );
    let hint = text!(
        "从主机的备份恢复整个发布文件夹，再发布；查明是谁删的。确实恢复不了，换一个空文件夹，加 --moved，张榜记录会写明",
        "Restore the whole folder from the host's backup, then publish; find out who removed it. If that cannot be done, choose an empty folder and add --moved, which the log will say"
    );
    Diagnostic { code: Code::TargetOther, ..log_fault(log, message, hint) }
}

/// A release that was rolled back is not the log's fault, and publishing is what puts it right.
fn put_right(fault: Diagnostic) -> Diagnostic {
    match fault.code {
        Code::ReleaseOld => Diagnostic { severity: Severity::Warning, ..fault },
        _ => fault,
    }
}

/// One log, one place: a second one would go on from the same line in another way, and nobody would notice.
fn other_target(log: &PublicationLog, line: usize) -> Diagnostic {
    let message = text!(
        "这里还没有发布过，而张榜记录（第{line}行）已经发布到别处：同一本记录不能在两处各记各的",
        "Nothing is published here yet, and the log (line {line}) was published elsewhere: one log cannot go on in two places"
    );
    let hint = text!(
        "发布到原来的文件夹。网站搬家，先把原来的发布文件夹原样拷过来；原来的已经没有了，加 --moved，张榜记录会写明。只是练手，用站点的拷贝，删去拷贝里的张榜记录",
        "Publish to the folder of before. If the site moves, copy that folder here first; if it is lost, add --moved, which the log will say. To practise, use a copy of the site without its log"
    );
    Diagnostic { code: Code::TargetOther, ..log_fault(log, message, hint) }
}

fn demo(board: &impl Board) -> Diagnostic {
    let settings = board.settings();
    let span = settings.demo.as_ref().map_or(Span::default(), |demo| demo.span);
    let message = text!("演示站点不能正式发布", "A demonstration site is not published");
    let hint = text!(
        "内容换成真的以后，把“演示”改成 false；只是练手，加 --allow-demo",
        "Set demo to false once the content is real; to practise, add --allow-demo"
    );
    let mut fault = Diagnostic::new(Code::DemoContent, settings.file, span, message).hint(hint);
    fault.severity = Severity::Error;
    fault
}

fn unfinished(log: &PublicationLog, recovered: Option<Recovered>) -> Option<Diagnostic> {
    match recovered? {
        Recovered::Finished | Recovered::Undone => None,
        Recovered::LogChanged => Some(log_fault(
            log,
            text!(
                "上次发布中断以后，张榜记录被人改过",
                "The log was edited after a publication was cut short"
            ),
            text!(
                "从备份或 git 恢复 content/publication.jsonl，再发布",
                "Restore content/publication.jsonl from a backup or git, then publish"
            ),
        )),
        Recovered::Waiting => Some(log_fault(
            log,
            text!("上次发布中断了，还没有收尾", "The last publication was cut short and is not finished"),
            text!(
                "试运行不改动任何东西；正式运行一次 publish，会自动收尾",
                "A dry run changes nothing; run publish for real, which finishes it"
            ),
        )),
    }
}

/// The day of the guard is not the day of the switch.
pub(super) fn midnight(board: &impl Board) -> Diagnostic {
    log_fault(
        board.log(),
        text!(
            "生成网站时正好过了零点，日期变了，没有发布",
            "Midnight passed while the site was being built; nothing was published"
        ),
        text!("再运行一次", "Run it again"),
    )
}

/// Whoever changes the theme changes all pages at once. What they show at rest was looked at; what a script does
/// cannot be.
pub(super) fn theme_changed(board: &impl Board) -> Diagnostic {
    let settings = board.settings();
    let span = settings.theme.as_ref().map_or(Span::default(), |theme| theme.span);
    let message = text!(
        "主题（页面模板、样式、脚本）和上次发布时不一样；张榜记录记下了新主题的指纹",
        "The theme (templates, styles, scripts) is another than in the last release; the log keeps the new one's fingerprint"
    );
    let hint = text!(
        "公告的内容逐条核对过，都看得到；脚本会做什么核对不了。不是自己换的主题，也没有升级程序，就查一查 themes/ 里改了什么",
        "All that the notices say was found visible; what scripts do cannot be judged. If neither you nor an update of the program changed it, find out what changed in themes/"
    );
    Diagnostic::new(Code::ThemeChanged, settings.file, span, message).hint(hint)
}

/// The theme can hide a notice as well as anybody.
pub(super) fn page_missing(board: &impl Board, id: &str) -> Diagnostic {
    let message = text!(
        "公告“{id}”在公示期内，生成的网站里却没有它的页面",
        "The notice `{id}` is open, yet the built site has no page for it"
    );
    Diagnostic::new(Code::PostingVanished, board.settings().file, Span::default(), message)
}
