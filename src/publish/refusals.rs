//! What stands against publishing besides the guard, in words.

use super::board::Board;
use super::pending::Recovered;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::evidence::anchor::{disagreement, log_fault};
use crate::model::log::PublicationLog;
use crate::source::Span;
use crate::text;

/// Everything that stands against publishing besides the guard, and the warnings.
pub fn refusals(
    allow_demo: bool,
    board: &impl Board,
    recovered: Option<Recovered>,
    shown: Option<&[u8]>,
) -> Vec<Diagnostic> {
    let mut faults = board.faults();
    if board.settings().is_demo() && !allow_demo {
        faults.retain(|fault| fault.code != Code::DemoContent);
        faults.push(demo(board));
    }
    let log = board.log();
    faults.extend(unfinished(log, recovered));
    // the site is ahead of a log that waits to be completed
    let shown = shown.filter(|_| recovered != Some(Recovered::Waiting));
    faults.extend(shown.and_then(|bytes| disagreement(log, bytes)));
    faults
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
pub fn midnight(board: &impl Board) -> Diagnostic {
    log_fault(
        board.log(),
        text!(
            "生成网站时正好过了零点，日期变了，没有发布",
            "Midnight passed while the site was being built; nothing was published"
        ),
        text!("再运行一次", "Run it again"),
    )
}

/// The theme can hide a notice as well as anybody.
pub fn page_missing(board: &impl Board, id: &str) -> Diagnostic {
    let message = text!(
        "公告“{id}”在公示期内，生成的网站里却没有它的页面，或者页面上没有它的标题",
        "The notice `{id}` is open, yet the built site has no page for it, or one without its title"
    );
    let hint = text!("检查主题的 notice.html", "Look at the theme's notice.html");
    Diagnostic::new(Code::PostingVanished, board.settings().file, Span::default(), message).hint(hint)
}
