//! `word-forbidden`, `word-preferred`: words of the county's own list (`words.yaml`), each where it stands.

use super::Facts;
use super::graded::graded;
use crate::diagnostic::{Code, Diagnostic, Text};
use crate::model::facets::Facet;
use crate::model::item::Item;
use crate::model::word::ListedWord;
use crate::source::{SourceId, Span};
use crate::text;
use memchr::memmem::Finder;

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    let listed = content.words.iter().filter(|listed| !listed.word.value.is_empty());
    let finders: Vec<(Finder, &ListedWord)> =
        listed.map(|listed| (Finder::new(listed.word.value.as_bytes()), listed)).collect();
    let mut found = Vec::new();
    if finders.is_empty() {
        return found;
    }
    let mut see = |file: SourceId, item: Option<&Item>, text: &str, place: &dyn Fn(usize, usize) -> Span| {
        for (finder, listed) in &finders {
            for at in finder.find_iter(text.as_bytes()) {
                let fault = report(file, place(at, at + listed.word.value.len()), listed);
                found.push(graded(facts, item, fault));
            }
        }
    };
    content.facets(&mut |file, item, facet| {
        if let Facet::Words(text, _) = facet {
            see(file, item, &text.value, &|_, _| text.span);
        }
    });
    for item in content.items() {
        let offset = item.body.offset();
        see(item.file, Some(item), item.body.text(), &|from, until| Span::new(from, until).shifted(offset));
    }
    found
}

fn report(file: SourceId, span: Span, listed: &ListedWord) -> Diagnostic {
    let (word, code) =
        (&listed.word.value, if listed.forbidden { Code::WordForbidden } else { Code::WordPreferred });
    let because = listed.reason.as_ref().map_or_else(Text::default, |reason| {
        let reason = &reason.value;
        text!("：{reason}", ": {reason}")
    });
    let (zh, en) = (because.zh, because.en);
    let message = match listed.forbidden {
        true => text!("词表里写着不用“{word}”{zh}", "The list of words forbids `{word}`{en}"),
        false => {
            text!("词表里写着少用“{word}”{zh}", "The list of words prefers another word to `{word}`{en}")
        }
    };
    let fault = Diagnostic::new(code, file, span, message);
    match &listed.instead {
        Some(instead) => {
            let instead = &instead.value;
            fault.hint(text!("改成“{instead}”", "Write `{instead}`"))
        }
        None => fault.hint(text!("换一个说法，或者删去", "Say it otherwise, or remove it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn listed_words_are_told_where_they_stand() {
        case(check).shows(expect![[r#"
            words.yaml
               - {word: 低保户, instead: 低保对象, reason: 规范称呼}
               - {word: 贫困户, forbidden: true}
            pages/a.md
               title: 低保户名单
            //        ^^^^^^^^^^ warning[word-preferred]
            // 词表里写着少用“低保户”：规范称呼
            // ➜ 改成“低保对象”
            // The list of words prefers another word to `低保户`: 规范称呼
            // ➜ Write `低保对象`
            pages/b.md
               title: 低保对象名单
        "#]]);
    }
}
