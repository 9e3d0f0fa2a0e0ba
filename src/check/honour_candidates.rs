//! `honour-notice`: an honour rests on a candidates' notice that stands: of kind honour, neither withdrawn nor
//! replaced, with no objection still open. `honour-not-candidate`: who holds it was named there.
//!
//! Source: the county's rule for honours: candidates are posted, objections are settled, then it is decided.

use super::Facts;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::honour::{Honour, Recipient};
use crate::model::notice::Notice;
use crate::model::record::held_honour;
use crate::source::Spanned;
use crate::text;

/// Kind of notices that name candidates, a key of rules.yaml.
const KIND: &str = "honour";

/// What a candidate's name may be followed by on one side and not on the other.
const AFTER_NAMES: [&str; 4] = ["家庭", "同志", "户", "家"];

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    facts.content.honours.iter().flat_map(|honour| judge(facts, honour)).collect()
}

fn judge(facts: &Facts, honour: &Honour) -> Vec<Diagnostic> {
    let Some(named) = &honour.notice else { return Vec::new() };
    let Some(notice) = facts.content.notice(&named.value) else { return Vec::new() };
    let mut found: Vec<Diagnostic> = match unfit(facts, notice) {
        Some((message, hint)) => {
            vec![Diagnostic::new(Code::HonourNotice, honour.item.file, named.span, message).hint(hint)]
        }
        None => strangers(honour, notice),
    };
    if is_settled(facts, honour) {
        found = found.into_iter().map(Diagnostic::warning).collect();
    }
    found
}

/// It was published as it is, when nobody found fault with it; or nothing rests on it any more.
fn is_settled(facts: &Facts, honour: &Honour) -> bool {
    match facts.log.records().get(&honour.item.id) {
        _ if honour.revoked.is_some() => true,
        Some(kept) => kept.recorded.parts == held_honour(facts.content, honour).parts,
        None => !facts.log.is_empty() && !facts.log.knows_records(),
    }
}

/// Why nothing can rest on a notice.
fn unfit(facts: &Facts, notice: &Notice) -> Option<(Text, Text)> {
    let id = &notice.item.id;
    let wait = text!(
        "候选人公示期满、异议办结以后，再写荣誉",
        "Write the honour once the posting has ended and objections are settled"
    );
    let another = text!("重新公示候选人，期满以后再表彰", "Post the candidates anew, and decide after that");
    if let Some(kind) = facts.kind(notice).filter(|kind| kind.key != KIND) {
        let name = &kind.name;
        let message = text!(
            "“{id}”是{name}，不是候选人公示",
            "`{id}` is a notice of another kind ({name}), not of candidates"
        );
        let hint = text!(
            "写候选人公示的编号，它的类别是 honour",
            "Name the notice of the candidates; its kind is honour"
        );
        return Some((message, hint));
    }
    if notice.draft {
        return Some((text!("候选人公示“{id}”还是草稿", "The candidates' notice `{id}` is a draft"), wait));
    }
    if notice.withdrawn.is_some() {
        return Some((
            text!("候选人公示“{id}”已经撤销", "The candidates' notice `{id}` was withdrawn"),
            another,
        ));
    }
    let replaces =
        |other: &&Notice| !other.draft && other.supersedes.as_ref().is_some_and(|old| old.value == *id);
    if let Some(other) = facts.content.notices.iter().find(replaces) {
        let other = &other.item.id;
        let message = text!(
            "候选人公示“{id}”已经由“{other}”替代",
            "The candidates' notice `{id}` was replaced by `{other}`"
        );
        let hint = text!("写：公示: {other}", "Write: notice: {other}");
        return Some((message, hint));
    }
    notice.has_open_objection().then(|| {
        (
            text!(
                "候选人公示“{id}”还有异议没有办结",
                "An objection to the candidates' notice `{id}` is still open"
            ),
            wait,
        )
    })
}

/// Recipients whom the notice does not name. Where it has attachments the list may be in one of them.
fn strangers(honour: &Honour, notice: &Notice) -> Vec<Diagnostic> {
    let said = plain(&format!("{}\n{}", notice.title.value, notice.item.body.text()));
    let elsewhere = !notice.attachments.is_empty() || said.contains("![");
    let is_stranger = |recipient: &&Spanned<Recipient>| !is_named(&said, &plain(&recipient.value.name.value));
    let report = |recipient: &Spanned<Recipient>| {
        let (name, id) = (&recipient.value.name, &notice.item.id);
        let written = &name.value;
        let message = text!(
            "候选人公示里没有“{written}”（{id}）",
            "`{written}` is not named in the candidates' notice ({id})"
        );
        let hint = match elsewhere {
            true => text!(
                "名单在附件或图片里的，核对一遍；公示里没有的人不能表彰",
                "If the list is in an attachment or picture, compare it: nobody is honoured who was not posted"
            ),
            false => text!(
                "照公示里的写法写姓名；公示里没有的人，要先公示",
                "Spell the name as the notice does; whoever is not in it has to be posted first"
            ),
        };
        let fault =
            Diagnostic::new(Code::HonourNotCandidate, honour.item.file, name.span, message).hint(hint);
        if elsewhere { fault.warning() } else { fault }
    };
    honour.recipients.iter().filter(is_stranger).map(report).collect()
}

fn is_named(said: &str, name: &str) -> bool {
    let short = AFTER_NAMES
        .iter()
        .find_map(|after| name.strip_suffix(after))
        .filter(|short| short.chars().count() > 1);
    name.is_empty() || said.contains(name) || short.is_some_and(|short| said.contains(short))
}

/// Without blanks and escapes, and with one sign for what is masked.
fn plain(text: &str) -> String {
    let kept = text.chars().filter(|&c| !c.is_whitespace() && c != '\\');
    kept.map(|c| if matches!(c, '＊' | '×') { '*' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    const RULES: (&str, &str) =
        ("rules.yaml", "honour: {name: 荣誉公示, posting: {min: 3}}\nnews: {name: 动态}\n");

    #[test]
    fn an_honour_rests_on_a_notice_that_stands() {
        case(check).with([RULES]).on("2026-12-10").shows(expect![[r#"
            notices/a.md
               kind: honour
               withdrawn: {on: 2026-11-03, reason: 一, authority: 二}
            notices/b.md
               kind: honour
               objections: [{on: 2026-11-03, summary: 一}]
            notices/c.md
               kind: honour
            notices/d.md
               kind: honour
               supersedes: notices/c
            notices/e.md
               kind: honour
               draft: true
            notices/f.md
            honours/a.md
               notice: notices/a
            //         ^^^^^^^^^ error[honour-notice]
            // 候选人公示“notices/a”已经撤销
            // ➜ 重新公示候选人，期满以后再表彰
            // The candidates' notice `notices/a` was withdrawn
            // ➜ Post the candidates anew, and decide after that
            honours/b.md
               notice: notices/b
            //         ^^^^^^^^^ error[honour-notice]
            // 候选人公示“notices/b”还有异议没有办结
            // ➜ 候选人公示期满、异议办结以后，再写荣誉
            honours/c.md
               notice: notices/c
            //         ^^^^^^^^^ error[honour-notice]
            // 候选人公示“notices/c”已经由“notices/d”替代
            // ➜ 写：公示: notices/d
            honours/d.md
               notice: notices/d
            honours/e.md
               notice: notices/e
            //         ^^^^^^^^^ error[honour-notice]
            // 候选人公示“notices/e”还是草稿
            // ➜ 候选人公示期满、异议办结以后，再写荣誉
            honours/f.md
               notice: notices/f
            //         ^^^^^^^^^ error[honour-notice]
            // “notices/f”是动态，不是候选人公示
            // ➜ 写候选人公示的编号，它的类别是 honour
            honours/g.md
               notice: notices/f
            //         ^^^^^^^^^ warning[honour-notice]
               revoked: {on: 2026-11-03, reason: 一}
        "#]]);
    }

    #[test]
    fn who_is_honoured_was_a_candidate() {
        case(check).with([RULES]).on("2026-12-10").shows(expect![[r#"
            notices/a.md
               kind: honour
               ---
               | 姓名 |
               |---|
               | 顾\*林 |
               | **何 守成** |
            notices/b.md
               kind: honour
               attachments: [{file: 名单.xlsx}]
            honours/a.md
               notice: notices/a
               recipients:
               - {name: 顾＊林}
               - {name: 何守成家庭}
               - {name: 何守城}
            //          ^^^^^^ error[honour-not-candidate]
            // 候选人公示里没有“何守城”（notices/a）
            // ➜ 照公示里的写法写姓名；公示里没有的人，要先公示
            // `何守城` is not named in the candidates' notice (notices/a)
            // ➜ Spell the name as the notice does; whoever is not in it has to be posted first
            honours/b.md
               notice: notices/b
               recipients: [{name: 何守成}]
            //                     ^^^^^^ warning[honour-not-candidate]
            // 候选人公示里没有“何守成”（notices/b）
            // ➜ 名单在附件或图片里的，核对一遍；公示里没有的人不能表彰
        "#]]);
    }
}
