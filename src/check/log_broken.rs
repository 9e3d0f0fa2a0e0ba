//! `log-broken`: the publication log must be whole, line by line. `log-clock`: a line is earlier than one before
//! it, which is told and lived with.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Severity, Text};
use crate::model::log::PublicationLog;
use crate::model::log::fault::{FaultKind, LogFault};
use crate::source::SourceId;
use crate::text;

/// Every line that breaks the log or, if none does, every line whose time runs backwards.
pub fn check(facts: &Facts) -> Vec<Diagnostic> {
    let Some(file) = facts.log.file() else { return Vec::new() };
    let broken: Vec<Diagnostic> = facts.log.faults().iter().map(|fault| diagnose(file, fault)).collect();
    // of a log that is broken, times prove nothing
    if broken.is_empty() { backwards(facts.log, file) } else { broken }
}

/// Lines written with a clock that was behind, by a program that let them pass.
fn backwards(log: &PublicationLog, file: SourceId) -> Vec<Diagnostic> {
    let told = |&line: &usize| {
        let (at, (before, later)) = (log.time_of(line)?, log.contradicted_by(line)?);
        let message = text!(
            "张榜记录第{line}行的时间 {at} 早于第{before}行的 {later}",
            "Line {line} of the publication log, at {at}, is earlier than line {before}, at {later}"
        );
        let hint = text!(
            "记录不能改，照常使用；受影响的公示证明上会注明",
            "The log stays as it is and goes on; certificates that rest on the line will say so"
        );
        let fault = Diagnostic::new(Code::LogClock, file, log.span_of(line)?, message).hint(hint);
        Some(Diagnostic { severity: Severity::Warning, ..fault })
    };
    log.backwards().iter().filter_map(told).collect()
}

/// One fault in words.
pub fn diagnose(file: SourceId, fault: &LogFault) -> Diagnostic {
    Diagnostic::new(Code::LogBroken, file, fault.span, message(fault)).hint(hint(&fault.kind))
}

/// What is wrong, with its line.
pub fn message(fault: &LogFault) -> Text {
    let line = fault.line;
    match &fault.kind {
        FaultKind::Emptied => text!("张榜记录被清空了", "The publication log has been emptied"),
        FaultKind::Encoding => {
            text!("张榜记录第{line}行不是 UTF-8", "Line {line} of the publication log is not UTF-8")
        }
        FaultKind::ByteOrderMark => text!(
            "张榜记录开头多了字节顺序标记（BOM），有编辑器改存过它",
            "The publication log begins with a byte-order mark: an editor has saved it"
        ),
        FaultKind::LineEnds => text!(
            "张榜记录的换行被转换过（CRLF），从第{line}行起",
            "The line ends of the publication log were converted (CRLF), from line {line} on"
        ),
        FaultKind::ConflictMarker => text!(
            "张榜记录第{line}行是合并冲突标记：两份记录被合并到一起",
            "Line {line} of the publication log is a conflict marker: two logs were merged"
        ),
        FaultKind::TornTail => text!(
            "张榜记录最后一行（第{line}行）不完整，没有写完",
            "The last line of the publication log (line {line}) is cut short"
        ),
        FaultKind::EmptyLine => {
            text!("张榜记录第{line}行是空行", "Line {line} of the publication log is empty")
        }
        FaultKind::NotALine => text!(
            "张榜记录第{line}行不是一条完整的记录",
            "Line {line} of the publication log is no whole record"
        ),
        FaultKind::Changed => text!(
            "张榜记录第{line}行被改动过：校验和对不上",
            "Line {line} of the publication log was changed: its sum does not fit"
        ),
        FaultKind::Newer(why) => text!(
            "张榜记录第{line}行看不懂，可能是更新版本的程序写的（{why}）",
            "Line {line} of the publication log is not understood; a newer program may have written it ({why})"
        ),
        FaultKind::ChainBroken => broken_chain(line),
        FaultKind::Reordered { follows } => text!(
            "张榜记录的顺序变了：第{line}行本来接在第{follows}行后面",
            "The publication log was reordered: line {line} was written after line {follows}"
        ),
        FaultKind::Impossible { .. }
        | FaultKind::Unreleased
        | FaultKind::Window { .. }
        | FaultKind::BeforeLog { .. } => unheard_of(line, &fault.kind),
    }
}

/// Lines that are right in themselves and say what no publication says.
fn unheard_of(line: usize, kind: &FaultKind) -> Text {
    match kind {
        FaultKind::Impossible { id } => text!(
            "张榜记录第{line}行不合常理：“{id}”重复张榜，或者从未张榜就有了后续",
            "Line {line} of the publication log cannot be: `{id}` went up twice, or never went up"
        ),
        FaultKind::Window { id } => text!(
            "张榜记录第{line}行把“{id}”的公示期提前或缩短了，发布从不写这样的记录",
            "Line {line} of the publication log begins or ends the posting of `{id}` earlier, which no publication does"
        ),
        FaultKind::BeforeLog { id } => text!(
            "张榜记录第{line}行说“{id}”在启用前就公示过，这只能写在第一次发布里",
            "Line {line} of the publication log says that `{id}` was posted before the log began, which only the first publication can"
        ),
        _ => text!(
            "张榜记录第{line}行没有接着的发布记录：不是一次发布写完的",
            "Line {line} of the publication log has no release with it: no publication completed it"
        ),
    }
}

fn broken_chain(line: usize) -> Text {
    if line == 1 {
        return text!(
            "张榜记录的开头被删去了：第1行前面本来还有记录",
            "The beginning of the publication log is gone: line 1 had lines before it"
        );
    }
    let before = line - 1;
    text!(
        "张榜记录断链：第{line}行接不上第{before}行，两行之间有记录被删去、插入或重写",
        "The chain is broken: line {line} does not follow line {before}; lines were removed, inserted or rewritten"
    )
}

fn hint(kind: &FaultKind) -> Text {
    match kind {
        FaultKind::TornTail | FaultKind::Unreleased => text!(
            "多半是上次发布中途断电：再运行一次 zhangbang publish，会自动接着写完；还不行就从备份恢复",
            "Probably the last publish was interrupted: run zhangbang publish again, which completes it; otherwise restore it from a backup"
        ),
        FaultKind::LineEnds | FaultKind::ByteOrderMark => text!(
            "从 git 或备份恢复原文件；在 .gitattributes 里写 content/publication.jsonl -text，不要用编辑器打开保存",
            "Restore the file from git or a backup; put `content/publication.jsonl -text` into .gitattributes and never save it in an editor"
        ),
        FaultKind::ConflictMarker => text!(
            "只能保留其中一份：取与已发布网站一致的那份（zhangbang log check --against 网址 可以验证），不要手工拼接",
            "Only one of the two can stay: take the one that the published site carries (zhangbang log check --against URL tells), and splice nothing by hand"
        ),
        FaultKind::Newer(_) => {
            text!("换用更新版本的 zhangbang", "Use a newer version of zhangbang")
        }
        _ => text!(
            "从 git 或备份恢复 content/publication.jsonl；这个文件只由 publish 写，不能手改",
            "Restore content/publication.jsonl from git or a backup; only publish writes this file"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn every_line_at_fault_is_named() {
        case(check).shows(expect![[r#"
            publication.jsonl
               {"at": "2026-11-02T09:00:00+08:00"}
            // ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[log-broken]
            // 张榜记录第1行不是一条完整的记录
            // ➜ 从 git 或备份恢复 content/publication.jsonl；这个文件只由 publish 写，不能手改
            // Line 1 of the publication log is no whole record
            // ➜ Restore content/publication.jsonl from git or a backup; only publish writes this file
               <<<<<<< main
            // ^^^^^^^^^^^^ error[log-broken]
            // 张榜记录第2行是合并冲突标记：两份记录被合并到一起
            // ➜ 只能保留其中一份：取与已发布网站一致的那份（zhangbang log check --against 网址 可以验证），不要手工拼接
        "#]]);
    }
}
