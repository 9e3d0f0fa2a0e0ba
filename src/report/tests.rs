use super::*;
use crate::diagnostic::{Code, Diagnostic, Language, Text};
use crate::source::{SourceId, Span};
use crate::text;
use insta::assert_snapshot;
use unicode_width::UnicodeWidthChar;

const CHINESE: Style = Style { language: Language::Chinese, color: false, width: Some(80) };
const ENGLISH: Style = Style { language: Language::English, color: false, width: Some(80) };

/// Three faults in three files, sorted.
fn county() -> (Vec<Diagnostic>, Vec<Source>) {
    let notice = "---\n标题: 上村道路硬化\n公示期: {起: 2026-11-02, 止: 2026-11-06}\n---\n正文。\n";
    let sources = vec![
        Source::new("content/notices/2026/上村.md", notice),
        Source::new("content/site.yaml", "name: 示例县\nhotlines:\n  - phone: 12345\n"),
        Source::new("content/points/rules.yaml", ""),
    ];
    let mut faults = vec![
        fault(
            Code::SettingMissing,
            (SourceId(2), Span::default()),
            text!("没有这个文件", "there is no such file"),
        ),
        fault(
            Code::PhoneShape,
            place(&sources, 1, "12345"),
            text!("电话号码格式不对", "not a telephone number"),
        ),
        fault(
            Code::PostingTooShort,
            place(&sources, 0, "2026-11-06"),
            text!("公示期只有 4 天", "posted for 4 days"),
        )
        .hint(text!("写成\n止: 2026-11-12", "write\nuntil: 2026-11-12"))
        .source(text!("《民法典》第二百零一条", "Civil Code, article 201")),
    ];
    sort(&mut faults, &sources);
    (faults, sources)
}

fn fault(code: Code, (file, span): (SourceId, Span), message: Text) -> Diagnostic {
    Diagnostic::new(code, file, span, message)
}

fn place(sources: &[Source], file: u32, needle: &str) -> (SourceId, Span) {
    let at = sources[file as usize].text.find(needle).expect("the needle is in the text");
    (SourceId(file), Span::new(at, at + needle.len()))
}

/// The report for people on one fault in a text of one's own.
fn human_on(text: &str, span: Span) -> String {
    let sources = [Source::new("content/a.md", text)];
    let fault = fault(Code::LinkBroken, (SourceId(0), span), text!("坏", "bad"));
    report(&[fault], &sources, Format::Human, CHINESE)
}

#[test]
fn people_read_chinese() {
    let (faults, sources) = county();
    assert_snapshot!(report(&faults, &sources, Format::Human, CHINESE), @r"
    错误[posting-too-short]: 公示期只有 4 天
     --> content/notices/2026/上村.md:3:25
      |
    3 | 公示期: {起: 2026-11-02, 止: 2026-11-06}
      |                              ^^^^^^^^^^
      |
      = 提示: 写成
              止: 2026-11-12
      = 依据: 《民法典》第二百零一条

    警告[setting-missing]: 没有这个文件
    --> content/points/rules.yaml

    错误[phone-shape]: 电话号码格式不对
     --> content/site.yaml:3:12
      |
    3 |   - phone: 12345
      |            ^^^^^

    2 个错误，1 个警告
    ");
}

#[test]
fn people_read_english() {
    let (faults, sources) = county();
    assert_snapshot!(report(&faults, &sources, Format::Human, ENGLISH), @r"
    error[posting-too-short]: posted for 4 days
     --> content/notices/2026/上村.md:3:25
      |
    3 | 公示期: {起: 2026-11-02, 止: 2026-11-06}
      |                              ^^^^^^^^^^
      |
      = hint: write
              until: 2026-11-12
      = source: Civil Code, article 201

    warning[setting-missing]: there is no such file
    --> content/points/rules.yaml

    error[phone-shape]: not a telephone number
     --> content/site.yaml:3:12
      |
    3 |   - phone: 12345
      |            ^^^^^

    2 errors, 1 warning
    ");
}

#[test]
fn editors_get_a_line_for_each() {
    let (faults, sources) = county();
    assert_snapshot!(report(&faults, &sources, Format::Short, CHINESE), @r"
    content/notices/2026/上村.md:3:25: error[posting-too-short]: 公示期只有 4 天
    content/points/rules.yaml:1:1: warning[setting-missing]: 没有这个文件
    content/site.yaml:3:12: error[phone-shape]: 电话号码格式不对
    ");
    assert_snapshot!(report(&faults, &sources, Format::Short, ENGLISH), @r"
    content/notices/2026/上村.md:3:25: error[posting-too-short]: posted for 4 days
    content/points/rules.yaml:1:1: warning[setting-missing]: there is no such file
    content/site.yaml:3:12: error[phone-shape]: not a telephone number
    ");
}

#[test]
fn programs_get_one_document() {
    let (faults, sources) = county();
    assert_snapshot!(report(&faults, &sources, Format::Json, CHINESE), @r#"{"errors":2,"warnings":1,"diagnostics":[{"code":"posting-too-short","severity":"error","file":"content/notices/2026/上村.md","line":3,"column":25,"message":"公示期只有 4 天","hint":"写成\n止: 2026-11-12","source":"《民法典》第二百零一条"},{"code":"setting-missing","severity":"warning","file":"content/points/rules.yaml","line":1,"column":1,"message":"没有这个文件"},{"code":"phone-shape","severity":"error","file":"content/site.yaml","line":3,"column":12,"message":"电话号码格式不对"}]}"#);
    let english = report(&faults, &sources, Format::Json, ENGLISH);
    assert!(english.contains(r#""hint":"write\nuntil: 2026-11-12","source":"Civil Code, article 201""#));
    assert!(english.ends_with("}\n"));
}

#[test]
fn nothing_wrong_says_nothing() {
    assert_eq!(report(&[], &[], Format::Human, CHINESE), "");
    assert_eq!(report(&[], &[], Format::Short, CHINESE), "");
    let empty = "{\"errors\":0,\"warnings\":0,\"diagnostics\":[]}\n";
    assert_eq!(report(&[], &[], Format::Json, CHINESE), empty);
}

#[test]
fn only_what_there_is_is_counted() {
    let (faults, sources) = county();
    let last_line = |faults: &[Diagnostic], style| {
        let text = report(faults, &sources, Format::Human, style);
        text.lines().last().map(str::to_owned)
    };
    assert_eq!(last_line(&faults[..1], CHINESE).as_deref(), Some("1 个错误"));
    assert_eq!(last_line(&faults[..1], ENGLISH).as_deref(), Some("1 error"));
    assert_eq!(last_line(&faults[1..2], ENGLISH).as_deref(), Some("1 warning"));
}

#[test]
fn colour_only_when_asked() {
    let (faults, sources) = county();
    for format in [Format::Human, Format::Short, Format::Json] {
        assert!(!report(&faults, &sources, format, CHINESE).contains('\u{1b}'));
    }
    let coloured = report(&faults, &sources, Format::Human, Style { color: true, ..CHINESE });
    assert!(coloured.contains("\u{1b}[91m错误[posting-too-short]\u{1b}[0m"), "{coloured:?}");
}

#[test]
fn content_cannot_steer_the_terminal() {
    let hostile = "\u{1b}[2J\u{9b}31m\u{202e}标\u{200b}题\u{7}";
    let sources = [Source::new("content/\u{1b}[31m\n.md", hostile)];
    let says = |name: &str| Text::new(format!("{name} {hostile}"), "");
    let fault = fault(Code::FieldUnknown, place(&sources, 0, "标\u{200b}题"), says("不认识"))
        .hint(says("去掉"))
        .source(says("据"));
    assert_snapshot!(report(std::slice::from_ref(&fault), &sources, Format::Human, CHINESE), @r"
    错误[field-unknown]: 不认识 ␛[2J�31m�标�题␇
     --> content/␛[31m .md:1:10
      |
    1 | ␛[2J�31m�标�题␇
      |          ^^^^^
      |
      = 提示: 去掉 ␛[2J�31m�标�题␇
      = 依据: 据 ␛[2J�31m�标�题␇

    1 个错误
    ");
    assert_snapshot!(report(&[fault], &sources, Format::Short, CHINESE), @"content/␛[31m .md:1:10: error[field-unknown]: 不认识 ␛[2J�31m�标�题␇");
}

#[test]
fn long_lines_are_cut_around_the_fault() {
    let text = format!("{}监督电话0999-0001234{}", "道路硬化".repeat(600), "水渠清淤".repeat(600));
    let phone = text.find("0999").unwrap();
    assert_snapshot!(human_on(&text, Span::new(phone, phone + 12)), @r"
    错误[link-broken]: 坏
     --> content/a.md:1:2405
      |
    1 | ... 化道路硬化道路硬化监督电话0999-0001234水渠清淤水渠清淤水渠清淤水渠...
      |                               ^^^^^^^^^^^^

    1 个错误
    ");
    assert_snapshot!(human_on(&text, Span::new(0, text.len())), @r"
    错误[link-broken]: 坏
     --> content/a.md:1:1
      |
    1 | 道路硬化道路硬化道路硬化道路硬化道路硬化道路硬化道路硬化道路硬化道路硬...
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    1 个错误
    ");
}

#[test]
fn a_fault_over_many_lines_shows_its_first() {
    assert_snapshot!(human_on("一\n二三\n四\n", Span::new("一\n二".len(), "一\n二三\n四".len())), @r"
    错误[link-broken]: 坏
     --> content/a.md:2:2
      |
    2 | 二三
      |   ^^

    1 个错误
    ");
}

#[test]
fn odd_places_are_still_shown() {
    assert_snapshot!(human_on("标题", Span::at(3)), @r"
    错误[link-broken]: 坏
     --> content/a.md:1:2
      |
    1 | 标题
      |   ^

    1 个错误
    ");
    for span in [Span::new(4, 5), Span::new(5, 2), Span::at(6), Span::new(900, 901), Span::new(0, 900)] {
        assert!(human_on("标题", span).contains("1 | 标题\n  | "), "{span:?}");
    }
    assert!(human_on("标题\n", Span::at(7)).contains("--> content/a.md:2:1\n"));
    let gone = fault(Code::LinkBroken, (SourceId(9), Span::new(3, 4)), text!("坏", "bad"));
    assert_eq!(report(&[gone], &[], Format::Short, ENGLISH), "?:1:1: error[link-broken]: bad\n");
}

#[test]
fn a_line_too_long_to_read_is_only_named() {
    let text = format!("\n{}", "x".repeat(100_000));
    assert_snapshot!(human_on(&text, Span::new(70_001, 70_002)), @r"
    错误[link-broken]: 坏
    --> content/a.md:2:70001

    1 个错误
    ");
}

#[test]
fn sorted_by_file_place_and_code_without_repeats() {
    let sources = [Source::new("b.md", "一二三"), Source::new("a.md", "一二三")];
    let make = |code, file, at| fault(code, (SourceId(file), Span::new(at, at + 3)), text!("坏", "bad"));
    let mut faults = vec![
        make(Code::LinkBroken, 0, 3),
        make(Code::LinkBroken, 0, 0),
        make(Code::FieldType, 0, 3),
        make(Code::LinkBroken, 1, 6),
        make(Code::LinkBroken, 0, 3),
        make(Code::LinkBroken, 0, 3).hint(text!("另写", "write something else")),
    ];
    sort(&mut faults, &sources);
    assert_snapshot!(report(&faults, &sources, Format::Short, ENGLISH), @r"
    a.md:1:3: error[link-broken]: bad
    b.md:1:1: error[link-broken]: bad
    b.md:1:2: error[field-type]: bad
    b.md:1:2: error[link-broken]: bad
    b.md:1:2: error[link-broken]: bad
    ");
}

#[test]
fn places_do_not_depend_on_the_order_of_asking() {
    let sources = [Source::new("a.md", "一\n二三\n\n四五\n"), Source::new("b.md", "六\n七")];
    let asked = (0..400_usize).map(|step| (step * 7 % 2, step * 13 % 25));
    let at = |(file, at): (usize, usize)| {
        fault(Code::LinkBroken, (SourceId(file as u32), Span::at(at)), Text::default())
    };
    let faults: Vec<_> = asked.clone().map(at).collect();
    let mut places = place::Places::new(&sources);
    for (fault, (file, at)) in faults.iter().zip(asked) {
        let (found, expected) = (places.find(fault), sources[file].position(at));
        assert_eq!((found.line, found.column), (expected.line, expected.column), "{file} at {at}");
    }
}

/// Whatever the line, what stands above the carets is what was marked.
#[test]
fn carets_stand_under_the_marked_text() {
    let pieces =
        ["上", "村", "a", " ", "1", "\t", "，", "é", "e\u{301}", "👍", "👍🏽", "❤️", "한", "“", "\u{1b}"];
    let mut seed = 1_u32;
    let mut dice = |sides: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % sides
    };
    for _ in 0..2_000 {
        let before: String = (0..dice(80)).map(|_| pieces[dice(pieces.len())]).collect();
        let marked = "标a题".repeat(1 + dice(3));
        let after: String = (0..dice(80)).map(|_| pieces[dice(pieces.len())]).collect();
        let shown = human_on(
            &format!("{before}{marked}{after}"),
            Span::new(before.len(), before.len() + marked.len()),
        );
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(above_the_carets(lines[3], lines[4]), marked, "{shown}");
        assert!(lines.iter().all(|line| columns(line) <= 80), "{shown}");
    }
}

fn columns(text: &str) -> usize {
    text.chars().filter_map(UnicodeWidthChar::width).sum()
}

fn above_the_carets(line: &str, carets: &str) -> String {
    let (from, to) = (carets.find('^').unwrap(), carets.rfind('^').unwrap());
    let mut column = 0;
    let under = line.chars().filter(|character| {
        let starts = column;
        column += character.width().unwrap_or(0);
        (from..=to).contains(&starts) && column > starts
    });
    under.collect()
}
