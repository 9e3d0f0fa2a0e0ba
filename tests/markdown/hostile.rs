//! Texts from strangers: no panic, no trace of a mark, true places, and time that grows with the text.

use std::ops::Range;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use zhangbang::markdown::{Document, has_forbidden_noncharacter, plain_text};

/// Pieces of syntax and of text, so that random rows of them meet every corner of the parser.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "*", "**", "***", "_", "__", "~", "~~", "~~~", "\\", "`", "``", "```", "[", "]", "](", ")", "(", "![", "[^", "[^1]",
    "[^1]: ", "[^1]:", "[中]: ", "[中]", "<", ">", "> ", "<https://a.cn/", "<a@b.cn>", "<b ", "<!--", "-->", "<div>", "</div>",
    "# ", "{", "}", " {#a", " .b", "=", "- ", "1. ", "- [ ] ", "    ", "|", "\n|--|--|\n", "|中|文|\n|--|--|\n|", "\n", "\n\n", "  \n",
    "\t", " ", "\u{3000}", "\u{A0}", "\"", "'", "&amp;", "&#20013;", "---", "===", "中", "文", "。", "，", "（", "）", "“", "あ",
    "한", "é", "a", "1", ".", ":", "!", "-", "😀", "❤\u{FE0F}", "\u{FE00}", "\u{E0100}", "\u{200D}", "\r\n",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces =
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => "\\PC{0,60}", 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two habits of pulldown-cmark aside: it begins a list behind a quote sign and a tab one byte early,
    /// and a task's paragraph behind the task marker, which so lies in the list item only.
    #[test]
    fn ranges_nest_and_lie_on_characters(text in texts()) {
        let text = text.replace('\t', " ");
        let mut open: Vec<Range<usize>> = Vec::new();
        let mut last = 0;
        for (event, range) in Document::new(&text).events() {
            prop_assert!(range.start <= range.end && text.get(range.clone()).is_some(), "{event:?} {range:?}");
            let marker = matches!(event, Event::TaskListMarker(_));
            if let Some(outer) = open.iter().rev().nth(usize::from(marker)) {
                prop_assert!(outer.start <= range.start && range.end <= outer.end, "{event:?} {range:?} in {outer:?}");
            }
            if !matches!(event, Event::End(_) | Event::TaskListMarker(_)) {
                prop_assert!(last <= range.start, "{event:?} {range:?} after {last}");
                last = range.start;
            }
            match event {
                Event::Start(_) => open.push(range),
                Event::End(_) => prop_assert_eq!(open.pop(), Some(range)),
                _ => {}
            }
        }
        prop_assert!(open.is_empty());
    }

    #[test]
    fn no_mark_comes_out(text in texts()) {
        let text = if has_forbidden_noncharacter(&text).is_some() { String::new() } else { text };
        for (event, _) in Document::new(&text).events() {
            let written = format!("{event:?}");
            prop_assert!(!written.contains("\\u{fdd"), "{written}");
        }
    }

    /// Marks change emphasis and nothing else: blocks, links, code, raw HTML and their places are those
    /// of the parser alone.
    #[test]
    fn all_but_emphasis_is_as_the_parser_alone_has_it(text in texts()) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        prop_assume!(!super::is_cut(&text));
        let document = Document::new(&text);
        let alone = skeleton(Parser::new_ext(&text, options).into_offset_iter());
        prop_assert_eq!(skeleton(document.events()), alone);
    }

    #[test]
    fn an_excerpt_keeps_its_length(text in texts(), most in 0..30_usize) {
        prop_assert!(plain_text(&text, most).chars().count() <= most);
    }
}

/// What a text says without its emphasis.
#[derive(Debug, PartialEq)]
enum Bone<'a> {
    Event(Event<'a>, Range<usize>),
    Text(String),
}

/// Everything but emphasis, strikethrough and soft breaks; of the text, all but delimiters.
fn skeleton<'a>(events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Vec<Bone<'a>> {
    let mut bones = Vec::new();
    let mut said = String::new();
    for (event, range) in events {
        match event {
            Event::Text(text) => said.extend(text.chars().filter(|c| !"*_~".contains(*c))),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough) | Event::SoftBreak => {}
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {}
            event => bones.extend([Bone::Text(std::mem::take(&mut said)), Bone::Event(event, range)]),
        }
    }
    bones
}

/// Repeated to 400 KB; what took quadratic time would not end within anybody's patience.
#[rustfmt::skip]
const REPEATED: &[&str] = &[
    "*中", "*中。", "中*。", "**（中）**", "*。中\n", "_*（", "~（", "~~（", "中~~*。_", "\\*中。", "\\", "*", "_", "~", "> ", ">", ">*中",
    "|*中", "|中|*文|\n|--|--|\n|*中|", "[", "]", "[*中](", "![", "<", "`", "`*中", "- ", "中\n", "中\n[](x)", "[^1]:*中\n", "**中\n", "\u{FE00}*",
    "\u{FE00}_", "&", "中\u{E0100}\n", "# *（中 {#*（中}\n", "中*\n*文", "*a_ ", "\n|--|", "1. ", "\u{FDD0}*中。",
];

#[test]
fn pieces_repeated_are_read_to_their_end() {
    for piece in REPEATED {
        let text = piece.repeat(400_000 / piece.len());
        assert!(Document::new(&text).events().count() < text.len() * 4, "{piece:?}");
    }
}
