//! The dialect's own rules, one small text each.

use pulldown_cmark::{CodeBlockKind, Event, Tag};
use zhangbang::markdown::{Document, Events};

use super::html;

/// Each text, and what it becomes as the inside of one paragraph.
fn check(cases: &[(&str, &str)]) {
    for (text, inside) in cases {
        assert_eq!(html(text), format!("<p>{inside}</p>\n"), "{text:?}");
    }
}

fn with_events<T>(text: &str, look: impl FnOnce(Events) -> T) -> T {
    look(Document::new(text).events())
}

#[test]
fn emphasis_ends_at_full_width_punctuation() {
    check(&[
        ("**1.加强组织领导。**全市各级", "<strong>1.加强组织领导。</strong>全市各级"),
        ("全市**“四心”**行动", "全市<strong>“四心”</strong>行动"),
        ("公示*（十天）*期", "公示<em>（十天）</em>期"),
        ("原定~~（五天）~~十天", "原定<del>（五天）</del>十天"),
        ("**「一」***（二）*三", "<strong>「一」</strong><em>（二）</em>三"),
        ("**주의!**를 보라", "<strong>주의!</strong>를 보라"),
        ("**[链接](x)。**后文", "<strong><a href=\"x\">链接</a>。</strong>后文"),
        ("见[**“一”**二](x)", "见<a href=\"x\"><strong>“一”</strong>二</a>"),
        ("**a”\u{FE01}**b", "<strong>a”\u{FE01}</strong>b"),
    ]);
    assert_eq!(html("> **（一）**下文"), "<blockquote>\n<p><strong>（一）</strong>下文</p>\n</blockquote>\n");
}

/// A run there can only open; could it close as well, the rule of three would keep these apart.
#[test]
fn the_start_of_a_line_is_no_neighbour() {
    assert_eq!(html(">*甲**"), "<blockquote>\n<p><em>甲</em>*</p>\n</blockquote>\n");
    assert!(html("注[^1]\n\n[^1]:*甲**").contains("<em>甲</em>*"));
}

#[test]
fn what_is_no_emphasis_stays_as_it_is() {
    check(&[
        (r"\*\*一。\*\*全市", "**一。**全市"),
        (r"\**一。*全市", "*<em>一。</em>全市"),
        ("一 ** 二。** 三", "一 ** 二。** 三"),
        ("3＊4，5 * 6", "3＊4，5 * 6"),
        ("_一。_全市", "_一。_全市"),
        ("**“foo”**bar", "**“foo”**bar"),
        ("**🎉**🎉a", "<strong>🎉</strong>🎉a"),
    ]);
}

#[test]
fn a_lone_tilde_is_a_range() {
    check(&[
        ("气温5℃~-3℃，2℃~-1℃", "气温5℃~-3℃，2℃~-1℃"),
        ("（~5天，~8天）~。", "（~5天，~8天）~。"),
        ("每亩500~800元", "每亩500~800元"),
        ("~~作废~~~", "~~作废~~~"),
    ]);
}

#[test]
fn table_cells_are_texts_of_their_own() {
    let table =
        html("|项目|说明|\n|--|--|\n|**（一）**道路|*一**|\n|a\\|**（二）**桥|~~旧~~|\n|**三\\|**四||\n");
    assert!(table.contains("<td><strong>（一）</strong>道路</td><td><em>一</em>*</td>"), "{table}");
    assert!(table.contains("<td>a|<strong>（二）</strong>桥</td><td><del>旧</del></td>"), "{table}");
    assert!(table.contains("<td><strong>三|</strong>四</td>"), "{table}");
}

#[test]
fn a_line_break_between_wide_characters_vanishes() {
    check(&[
        ("全市\n各级", "全市各级"),
        ("全市，\n各级", "全市，各级"),
        ("全市  \n各级", "全市<br />\n各级"),
        ("全市\\\n各级", "全市<br />\n各级"),
        ("全市\nabc", "全市\nabc"),
        ("abc\n全市", "abc\n全市"),
        ("한국\n어", "한국\n어"),
        ("全市\n한국", "全市\n한국"),
        ("葛\u{E0100}\n城", "葛\u{E0100}城"),
        ("全市 \n   各级\n村", "全市各级村"),
    ]);
    assert_eq!(html("> 全市\n> 各级\n上村"), "<blockquote>\n<p>全市各级上村</p>\n</blockquote>\n");
}

#[test]
fn a_line_break_is_judged_across_inline_elements() {
    check(&[
        ("**中**\n文", "<strong>中</strong>文"),
        ("中\n**文**", "中<strong>文</strong>"),
        ("**（中）**\n*~~文~~*", "<strong>（中）</strong><em><del>文</del></em>"),
        ("[中](x)\n[文](y)", "<a href=\"x\">中</a><a href=\"y\">文</a>"),
        ("**中\n文**", "<strong>中文</strong>"),
        ("中\n[](x)文", "中<a href=\"x\"></a>文"),
        ("`中`\n文", "<code>中</code>文"),
        ("`a`\n文", "<code>a</code>\n文"),
        ("**a**\n文", "<strong>a</strong>\n文"),
        ("![中](x)\n文", "<img src=\"x\" alt=\"中\" />\n文"),
        ("中\n![文](x)", "中\n<img src=\"x\" alt=\"文\" />"),
        ("![中\n文](x)", "<img src=\"x\" alt=\"中文\" />"),
        ("中\n<b>文</b>", "中\n<b>文</b>"),
    ]);
    let noted = html("中[^1]\n文\n\n[^1]: 注");
    assert!(noted.contains("</sup>文</p>"), "{noted}");
}

#[test]
fn ranges_are_places_in_the_text_as_written() {
    let text = "前文**1.组织。**全市~~（一）~~*“二”*三[**《四》**](x \"**题。**目\")\n\n# 五*（六）*七\n";
    let mut seen = Vec::new();
    for (event, range) in Document::new(text).events() {
        match event {
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Strikethrough | Tag::Link { .. }) => {
                seen.push(&text[range]);
            }
            Event::Text(content) => assert_eq!(&*content, &text[range]),
            _ => {}
        }
    }
    let link = "[**《四》**](x \"**题。**目\")";
    assert_eq!(seen, ["**1.组织。**", "~~（一）~~", "*“二”*", link, "**《四》**", "*（六）*"]);
}

#[test]
fn no_mark_stays_in_any_string() {
    let text = "# 五*（六）*七 {#一*（二 .三*（四 五*（=六*（七}\n\n\
        ```info*（文\n码*（码\n```\n\n    缩*（进\n\n\
        见`码*（码`<https://a.cn/一*（二>[字](<去*（处> \"题*（目\")中**![图*（图](图*（.png)[参][甲*（乙][^注*（释]\n\n\
        <i title=\"题*（目\">文</i>\n\n<div>\n文*（字\n</div>\n\n\
        [甲*（乙]: 处*（处 '题*（目'\n\n[^注*（释]: 脚*（注\n";
    let found =
        with_events(text, |events| format!("{:?}", events.map(|(event, _)| event).collect::<Vec<_>>()));
    assert!(!found.contains("Text(Borrowed(\"\"))"), "{found}");
    assert!(!found.contains("fdd") && !found.contains("\\u{a0}"), "{found}");
    for string in [
        "一*（二",
        "三*（四",
        "五*（",
        "六*（七",
        "info*（文",
        "码*（码\\n",
        "缩*（进",
        "https://a.cn/一*（二",
        "去*（处",
        "题*（目",
        "图*（.png",
        "甲*（乙",
        "注*（释",
        "<i title=",
        "文*（字",
        "处*（处",
    ] {
        assert!(found.contains(string), "{string} in {found}");
    }
}

#[test]
fn headings_keep_their_attributes() {
    with_events("# 总*（体）*{#id*（ .类~ k=值*（ ~}\n", |mut events| {
        let Some((Event::Start(Tag::Heading { id, classes, attrs, .. }), range)) = events.next() else {
            panic!("a heading comes first");
        };
        assert_eq!((id.as_deref(), &*classes), (Some("id*（"), &["类~".into()][..]));
        assert_eq!(attrs, [("k".into(), Some("值*（".into()))]);
        assert_eq!(range.start, 0);
    });
}

#[test]
fn a_fence_of_tildes_is_a_fence() {
    with_events("~~~ 中~（文\n**（一）**二\n~~~\n", |mut events| {
        let info = Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced("中~（文".into())));
        assert_eq!(events.next().map(|(event, _)| event), Some(info));
        assert_eq!(events.next().map(|(event, _)| event), Some(Event::Text("**（一）**二\n".into())));
    });
}

#[test]
fn the_extensions_are_on() {
    let page = html("- [x] 一\n\n|甲|\n|--|\n|乙|\n\n# 三 {#san}\n\n注[^1]\n\n[^1]: 释\n");
    for piece in ["checkbox", "<table>", "<h1 id=\"san\">", "footnote-reference", "footnote-definition"] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
}
