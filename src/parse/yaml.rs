//! YAML text → a tree of nodes that know their place and keep scalars as written.
//!
//! We take serde-saphyr's own event parser rather than its serde layer: a derived struct stops at the
//! first fault and gives `010` as a number, while a tree lets the field readers collect every fault of a
//! file and keep every zero. Depth, size and alias expansion are bounded here.

use crate::markdown::is_seam;
use crate::model::characters::{self, Place, Refusal, first_refused};
use crate::source::Span;
use serde_saphyr::granit_parser::{Event, Options, Parser, ScalarStyle, ScanError, Span as YamlSpan};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// Containers inside one another; real content needs five.
const DEPTH: usize = 32;
/// Bytes that a value takes in the mean, key and all, at the least: `{},` without end is no content.
const BYTES_A_NODE: usize = 6;
/// Values that may be shorter.
const FREE_NODES: usize = 4_096;
/// Keys of a map that are searched one by one.
const FEW: usize = 32;
/// Nodes that aliases may add to a file: enough for any honest use, nothing for a bomb.
const ALIASED_NODES: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node<'a> {
    pub value: Value<'a>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// Nothing after the colon, `~` or `null`.
    Null,
    /// The text as written; `plain` when it had no quotes and was no block.
    Scalar {
        text: Cow<'a, str>,
        plain: bool,
    },
    List(Vec<Node<'a>>),
    Map(Vec<(Key<'a>, Node<'a>)>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key<'a> {
    pub text: Cow<'a, str>,
    pub span: Span,
}

/// Why a text is no YAML that we take, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub kind: FaultKind,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The parser's own words, in English.
    Syntax(String),
    TooDeep,
    /// Far more values than the text has room for in earnest.
    TooMany,
    AliasBomb,
    /// The same key twice in one map; the first one's place.
    DuplicateKey(String),
    KeyNotText,
    SeveralDocuments,
}

/// Reads one document. `offset` is where `text` begins in its file; spans are the file's.
/// An empty text is an empty map.
pub(super) fn read(text: &str, offset: usize) -> Result<Document<'_>, Fault> {
    let mut options = Options::default();
    options.emit_comments = false;
    options.flow_nesting_limit = DEPTH;
    options.block_nesting_limit = DEPTH;
    let parser = Parser::new_from_str_with_options(text, options);
    let mut tree = Tree {
        text,
        offset,
        parser,
        anchors: HashMap::new(),
        aliased: 0,
        left: FREE_NODES + text.len() / BYTES_A_NODE,
        unseen: Vec::new(),
    };
    let root = tree.document()?;
    Ok(Document { root, unseen: tree.unseen })
}

/// What a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document<'a> {
    pub root: Node<'a>,
    /// Refused characters that came out of escapes, and where they were written; taken out of the scalars, as
    /// are those that stand there as they are.
    pub unseen: Vec<(char, Refusal, Span)>,
}

struct Tree<'a> {
    text: &'a str,
    offset: usize,
    parser: Parser<'a, serde_saphyr::granit_parser::StrInput<'a>>,
    anchors: HashMap<usize, Node<'a>>,
    aliased: usize,
    /// Nodes that may still come.
    left: usize,
    unseen: Vec<(char, Refusal, Span)>,
}

impl<'a> Tree<'a> {
    fn document(&mut self) -> Result<Node<'a>, Fault> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                _ if root.is_some() => return Err(Fault { kind: FaultKind::SeveralDocuments, span }),
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        Ok(root.unwrap_or(Node { value: Value::Map(Vec::new()), span: Span::at(self.offset) }))
    }

    fn next(&mut self) -> Result<(Event<'a>, Span), Fault> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, self.place(span))),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::at(self.offset + self.text.len()))),
        }
    }

    fn node(&mut self, event: Event<'a>, span: Span, depth: usize) -> Result<Node<'a>, Fault> {
        if depth > DEPTH {
            return Err(Fault { kind: FaultKind::TooDeep, span });
        }
        self.left = self.left.checked_sub(1).ok_or(Fault { kind: FaultKind::TooMany, span })?;
        let anchor = event.anchor_id();
        let node = match event {
            Event::Scalar(text, ..) if anchor.is_some() && self.is_glued(&text, span) => {
                return Err(Fault { kind: FaultKind::Syntax("an anchor that was no anchor".into()), span });
            }
            Event::Scalar(text, style, ..) => {
                let text = self.seen(text, span);
                let text = self.unfolded(text, style, span);
                Node { value: scalar(text, style), span }
            }
            Event::SequenceStart(..) => self.list(span, depth)?,
            Event::MappingStart(..) => self.map(span, depth)?,
            Event::Alias(id) => self.alias(id, span)?,
            _ => Node { value: Value::Null, span },
        };
        if let Some(id) = anchor {
            self.anchors.insert(id, node.clone());
        }
        Ok(node)
    }

    fn list(&mut self, start: Span, depth: usize) -> Result<Node<'a>, Fault> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, end) => {
                    let span = whole(start, end, items.last().map(|item: &Node| item.span));
                    return Ok(Node { value: Value::List(items), span });
                }
                (event, span) => items.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn map(&mut self, start: Span, depth: usize) -> Result<Node<'a>, Fault> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        let mut known = HashSet::new();
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                let span = whole(start, span, entries.last().map(|(key, node)| node.span.max(key.span)));
                return Ok(Node { value: Value::Map(entries), span });
            }
            let Event::Scalar(text, ..) = event else {
                return Err(Fault { kind: FaultKind::KeyNotText, span });
            };
            let text = self.seen(text, span);
            // the file's author chooses how many keys there are, and a map must not be searched for each
            let twice = match entries.len() {
                0..FEW => entries.iter().any(|(key, _)| key.text == text),
                FEW => {
                    known.extend(entries.iter().map(|(key, _)| key.text.clone()));
                    !known.insert(text.clone())
                }
                _ => !known.insert(text.clone()),
            };
            if twice {
                return Err(Fault { kind: FaultKind::DuplicateKey(text.into_owned()), span });
            }
            let (event, value_span) = self.next()?;
            let value = self.node(event, value_span, depth + 1)?;
            entries.push((Key { text, span }, value));
        }
    }

    fn written(&self, span: Span) -> &'a str {
        let range = span.start as usize - self.offset..span.end as usize - self.offset;
        self.text.get(range).unwrap_or_default()
    }

    /// `&镇项目办`: words that begin with `&` and would be gone, since YAML takes them for the name of an anchor.
    fn is_glued(&self, text: &str, span: Span) -> bool {
        let before = self.text.get(..span.start as usize - self.offset).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        text.is_empty() || line.rsplit_once('&').is_some_and(|(_, name)| !name.is_ascii())
    }

    /// A text that goes on in the next line, without the space that YAML puts between two lines where Chinese has none.
    fn unfolded(&self, text: Cow<'a, str>, style: ScalarStyle, span: Span) -> Cow<'a, str> {
        let written = self.written(span);
        if style == ScalarStyle::Literal || !written.contains('\n') {
            return text;
        }
        let (mut out, mut rest, mut above) = (String::new(), text.as_ref(), "");
        let quote = |c| c == '"' || c == '\'';
        let lines = written.lines().map(str::trim).filter(|line| !line.is_empty());
        for line in
            lines.map(|line| if style == ScalarStyle::Plain { line } else { line.trim_matches(quote) })
        {
            if above.is_empty() && line.starts_with('>') {
                continue;
            }
            let Some((between, after)) = rest.split_once(line) else { break };
            out += if between == " " && is_seam(above, line) { "" } else { between };
            out += line;
            (rest, above) = (after, line);
        }
        Cow::Owned(out + rest)
    }

    /// A scalar without what must not be in it.
    fn seen(&mut self, text: Cow<'a, str>, span: Span) -> Cow<'a, str> {
        let Some((_, c, refusal)) = first_refused(&text, Place::Field) else { return text };
        if first_refused(self.written(span), Place::Field).is_none() {
            self.unseen.push((c, refusal, span));
        }
        Cow::Owned(text.chars().filter(|&c| characters::refusal(c, Place::Field).is_none()).collect())
    }

    fn alias(&mut self, id: usize, span: Span) -> Result<Node<'a>, Fault> {
        let Some(target) = self.anchors.get(&id) else {
            return Err(Fault { kind: FaultKind::Syntax("an alias inside its own anchor".into()), span });
        };
        self.aliased += size(target);
        if self.aliased > ALIASED_NODES {
            return Err(Fault { kind: FaultKind::AliasBomb, span });
        }
        Ok(Node { value: target.value.clone(), span })
    }

    fn place(&self, span: YamlSpan) -> Span {
        let byte = |marker: serde_saphyr::granit_parser::Marker| {
            self.offset + marker.byte_offset().unwrap_or_default().min(self.text.len())
        };
        Span::new(byte(span.start), byte(span.end).max(byte(span.start)))
    }

    fn syntax(&self, error: &ScanError) -> Fault {
        let at = error.marker().byte_offset().unwrap_or_default().min(self.text.len());
        Fault { kind: FaultKind::Syntax(error.info()), span: Span::at(self.offset + at) }
    }
}

/// Block containers end where the next thing starts; their span is better ended by their last item.
fn whole(start: Span, end: Span, last: Option<Span>) -> Span {
    Span { start: start.start, end: last.map_or(end.end, |last| last.end).max(start.end) }
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle) -> Value<'_> {
    let plain = style == ScalarStyle::Plain;
    if plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL") {
        return Value::Null;
    }
    Value::Scalar { text, plain }
}

fn size(node: &Node) -> usize {
    match &node.value {
        Value::List(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Map(entries) => 1 + entries.iter().map(|(_, value)| 1 + size(value)).sum::<usize>(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> FaultKind {
        read(text, 0).expect_err("should be refused").kind
    }

    #[test]
    fn scalars_keep_their_text_and_place() {
        let text = "电话: 05645012345\n号: 010\n";
        let Value::Map(entries) = read(text, 100).unwrap().root.value else { panic!("no map") };
        let shown: Vec<_> = entries.iter().map(|(key, node)| (key.text.as_ref(), &node.value)).collect();
        assert_eq!(shown[1], ("号", &Value::Scalar { text: "010".into(), plain: true }));
        let phone = entries[0].1.span;
        assert_eq!(&text[phone.start as usize - 100..phone.end as usize - 100], "05645012345");
    }

    #[test]
    fn hostile_texts_are_refused_by_name() {
        assert!(matches!(fault(&"[".repeat(200_000)), FaultKind::TooDeep | FaultKind::Syntax(_)));
        assert!(matches!(fault("a: 1\na: 2\n"), FaultKind::DuplicateKey(_)));
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for i in 1..9 {
            let many = vec![format!("*a{}", i - 1); 10].join(",");
            bomb += &format!("a{i}: &a{i} [{many}]\n");
        }
        assert_eq!(fault(&bomb), FaultKind::AliasBomb);
        assert_eq!(fault(&format!("[{}]", "{},".repeat(10_000))), FaultKind::TooMany);
    }

    #[test]
    fn a_map_of_very_many_keys_is_read_at_once() {
        let text: String = (0..100_000).map(|i| format!("k{i}: 12345\n")).collect();
        let Value::Map(entries) = read(&text, 0).unwrap().root.value else { panic!("no map") };
        assert_eq!(entries.len(), 100_000);
        assert_eq!(fault(&(text + "k70000: 1\n")), FaultKind::DuplicateKey("k70000".into()));
    }

    #[test]
    fn chinese_lines_that_are_folded_have_no_space_between() {
        let value = |text: &str| {
            let Value::Map(entries) = read(text, 0).unwrap().root.value else { panic!("no map") };
            let Value::Scalar { text, .. } = &entries[0].1.value else { panic!("no scalar") };
            text.to_string()
        };
        assert_eq!(value("标题: 柳湾村道路\n  硬化项目\n  公示\n"), "柳湾村道路硬化项目公示");
        assert_eq!(
            value("标题: >\n  柳湾村“道路”\n  硬化\n\n  second\n  line\n"),
            "柳湾村“道路”硬化\nsecond line\n"
        );
        assert_eq!(value("标题: \"柳湾村\n  道路 B\n  C\"\n"), "柳湾村道路 B C");
        assert_eq!(value("标题: |\n  甲\n  乙\n"), "甲\n乙\n");
        assert_eq!(value("标题: 甲 乙\n"), "甲 乙");
    }

    #[test]
    fn words_behind_a_glued_anchor_are_not_lost() {
        for text in ["联系人: &镇项目办\n", "标题: &柳湾村 道路\n"] {
            assert!(matches!(fault(text), FaultKind::Syntax(_)), "{text}");
        }
        assert!(read("甲: &a 1\n乙: *a\n", 0).is_ok());
    }

    #[test]
    fn nothing_is_an_empty_map() {
        assert_eq!(read("# only a comment\n", 0).unwrap().root.value, Value::Map(Vec::new()));
    }
}
