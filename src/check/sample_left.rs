//! `sample-left`: what `init` and the demonstration bring along is still there, and the site is no demonstration.
//!
//! Once it is posted it stays for ten days, so nothing goes up with it. Told once a file, as most of it is to be removed
//! or written anew; of the settings each, as every one is to be filled in. A draft is not published, and what is posted
//! already can only be withdrawn: there it is a remark.

use super::Facts;
use super::graded::graded;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::facets::Facet;
use crate::model::item::Item;
use crate::source::{SourceId, Span, Spanned};
use crate::text;
use memchr::memmem;
use std::collections::BTreeMap;

/// Names in the examples that no real place has.
const NAMES: [&str; 5] = ["示例镇", "示例村", "样板村", "某某县", "澄溪县"];
/// Below every text of an example.
const SENTENCE: &str = "这是一份例子";
/// The host of the examples' own address.
const HOST: &str = "gongshi.example";
/// The number that the starter writes everywhere; none in the country begins like it.
const PHONE: &str = "0999-0000000";

pub(super) fn check(facts: &Facts) -> Vec<Diagnostic> {
    let content = facts.content;
    if content.site.is_demo() {
        return Vec::new();
    }
    let mut first: BTreeMap<(SourceId, u32), Diagnostic> = BTreeMap::new();
    let mut see = |file: SourceId, item: Option<&Item>, found: Option<(Span, &str)>| {
        let Some((span, sample)) = found else { return };
        let fault = graded(facts, item, report(file, span, sample, item.is_some()));
        let is_setting = file == content.site.file && item.is_none();
        let place = (file, if is_setting { span.start } else { 0 });
        match first.get(&place) {
            Some(known) if known.span.start <= span.start => {}
            _ => drop(first.insert(place, fault)),
        }
    };
    content.facets(&mut |file, item, facet| see(file, item, in_facet(facet)));
    for item in content.items() {
        see(item.file, Some(item), in_body(item));
    }
    for place in &content.places.townships {
        let names = std::iter::once(&place.name).chain(place.villages.iter().map(|village| &village.name));
        names.for_each(|name| see(content.places.file, None, in_text(name)));
    }
    first.into_values().collect()
}

fn in_facet<'a>(facet: Facet<'a>) -> Option<(Span, &'a str)> {
    match facet {
        Facet::Words(text, _) => in_text(text),
        Facet::Place { township, village } => {
            township.and_then(in_text).or_else(|| village.and_then(in_text))
        }
        Facet::Code(code) => in_address(code),
        Facet::Phone(phone) => (phone.value == PHONE).then_some((phone.span, PHONE)),
        Facet::File(..) | Facet::Named(..) => None,
    }
}

fn in_text(text: &Spanned<String>) -> Option<(Span, &str)> {
    let sample = NAMES.iter().chain([&PHONE]).find(|sample| text.value.contains(**sample))?;
    Some((text.span, sample))
}

fn in_address(address: &Spanned<String>) -> Option<(Span, &'static str)> {
    let host = address.value.split_once("://")?.1;
    (host.split(['/', ':']).next() == Some(HOST)).then_some((address.span, HOST))
}

fn in_body(item: &Item) -> Option<(Span, &'static str)> {
    let text = item.body.text();
    // within a line it is only spoken of, as the handbook does
    let begins =
        |at: usize| matches!(text[..at].trim_end_matches('（').chars().next_back(), None | Some('\n'));
    let at = memmem::find_iter(text.as_bytes(), SENTENCE).find(|&at| begins(at))?;
    Some((Span::new(at, at + SENTENCE.len()).shifted(item.body.offset()), SENTENCE))
}

/// A list or the settings cannot be done without, so that only what stands in them is to be changed.
fn report(file: SourceId, span: Span, sample: &str, is_entry: bool) -> Diagnostic {
    let message = text!(
        "这里还是例子里的“{sample}”，不能发布出去",
        "`{sample}` is still that of the examples, and must not go out"
    );
    let hint = match is_entry {
        true => text!(
            "换成您县里真的内容；整份都是例子，就删去这个文件，或者运行 zhangbang init --remove-samples 一起删去",
            "Write what is true of your county; remove a file that is all example, or run zhangbang init --remove-samples"
        ),
        false => text!("换成您县里真的内容", "Write what is true of your county"),
    };
    Diagnostic::new(Code::SampleLeft, file, span, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::case;
    use expect_test::expect;

    #[test]
    fn samples_are_told_once_a_file_unless_all_is_a_demonstration() {
        case(check).shows(expect![[r#"
            site.yaml
               demo: false
               base_url: https://gongshi.example/
            //           ^^^^^^^^^^^^^^^^^^^^^^^^ error[sample-left]
            // 这里还是例子里的“gongshi.example”，不能发布出去
            // ➜ 换成您县里真的内容
            // `gongshi.example` is still that of the examples, and must not go out
            // ➜ Write what is true of your county
            places.yaml
               - {name: 示例镇}
            //          ^^^^^^ error[sample-left]
            // 这里还是例子里的“示例镇”，不能发布出去
            // ➜ 换成您县里真的内容
        "#]]);
        case(check).shows(expect![[r#"
            site.yaml
               demo: false
               name: 某某县公示公告
            //       ^^^^^^^^^^^^^^ error[sample-left]
            // 这里还是例子里的“某某县”，不能发布出去
            // ➜ 换成您县里真的内容
            // `某某县` is still that of the examples, and must not go out
            // ➜ Write what is true of your county
               hotlines: [{name: 监督电话, phone: 0999-0000000}]
            //                                    ^^^^^^^^^^^^ error[sample-left]
            // 这里还是例子里的“0999-0000000”，不能发布出去
            // ➜ 换成您县里真的内容
        "#]]);
    }
}
