//! Texts that hurt: YAML in every file that holds it, front matter, and bodies.

use crate::corpus::Case;
use crate::program::{NOTICE, SITE};
use std::fmt::Write as _;

/// Files of YAML, with what they open with so that what follows is read.
const FILES: [(&str, &str, &str); 7] = [
    ("site", "content/site.yaml", SITE),
    (
        "rules",
        "content/rules.yaml",
        "village_affairs: {name: 村务公开, posting: {min: 3}, source: {title: 示例}}\n",
    ),
    ("calendar", "content/calendar/2027.yaml", "year: 2027\n"),
    ("points-rules", "content/points/rules.yaml", "rules: []\n"),
    ("goods", "content/points/redemptions.yaml", "village: 甲\nredemptions: []\n"),
    ("theme", "themes/own/theme.yaml", "name: own\n"),
    ("front", "content/notices/a.md", ""),
];

/// What is written after that.
fn attacks() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for i in 1..9 {
        let refs = format!("*a{}, ", i - 1).repeat(10);
        let _ = writeln!(bomb, "a{i}: &a{i} [{}]", refs.trim_end_matches(", "));
    }
    let square = format!("big: &big [{}]\nmany: [{}]\n", "x, ".repeat(900), "*big, ".repeat(500));
    let steps: String = (0..400).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect();
    let anchors: String = (0..2_000).map(|i| format!("x{i}: &b{i} 1\n")).collect();
    vec![
        ("deep-list", text(&format!("x: {}", "[".repeat(8_000)))),
        ("deep-map", text(&format!("x: {}", "{a: ".repeat(2_000)))),
        ("deep-block", text(&steps)[..8_000].to_vec()),
        ("deep-dashes", text(&format!("x:\n  {}\n", "- ".repeat(4_000)))),
        ("alias-bomb", text(&bomb)),
        ("alias-square", text(&square)),
        ("alias-unknown", text("x: *nobody\n")),
        ("alias-itself", text("x: &x [*x]\n")),
        ("anchors", text(&anchors)[..12_000].to_vec()),
        ("key-twice", text("x: 1\nx: 2\n")),
        ("key-list", text("? [a]\n: b\n")),
        ("key-map", text("? {a: b}\n: c\n")),
        ("key-long", text(&format!("{}: 1\n", "k".repeat(12_000)))),
        ("merge", text("x: &x {a: 1}\n<<: *x\n")),
        ("quote-open", text("x: \"甲\n")),
        ("flow-open", text("x: [甲, 乙\n")),
        ("tab", text("x:\n\ty: 1\n")),
        ("indicator", text("x: |99999999999\n  甲\n")),
        ("escape", text("x: \"\\xZZ\"\n")),
        ("surrogate", text("x: \"\\uD800\"\n")),
        ("directive", text("%YAML 9.9\n")),
        ("percent", text("x: %@`\n")),
        ("nul", text("x: 甲\0乙\n")),
        ("bell", text("x: 甲\u{7}\n")),
        ("escape-sequence", text("x: 甲\u{1B}]0;甲\u{7}\n")),
        ("bidi", text("x: 甲\u{202E}乙\n")),
        ("colons", text(&"标题：".repeat(2_000))),
        ("bytes", b"x: \xFF\xFE\xFD\xC0\n".to_vec()),
    ]
}

fn within((name, path, opening): (&str, &str, &str), (attack, bytes): (&str, Vec<u8>)) -> Case {
    let whole = match name {
        "front" => [b"---\n", NOTICE.as_bytes(), &bytes, b"\n---\n", "正文。\n".as_bytes()].concat(),
        _ => [opening.as_bytes(), &bytes].concat(),
    };
    Case::file(format!("yaml {name} {attack}"), path, whole)
}

pub(crate) fn settings() -> Vec<Case> {
    let each =
        FILES.into_iter().flat_map(|file| attacks().into_iter().map(move |attack| within(file, attack)));
    each.chain(large()).collect()
}

/// One kind of entry without end.
fn large() -> Vec<Case> {
    let villages: String = (0..300_000).fold("- name: 甲镇\n  villages:\n".to_owned(), |mut all, i| {
        let _ = writeln!(all, "  - name: 村{i}");
        all
    });
    let townships: String = (0..5_000).map(|i| format!("- name: 镇{i}\n")).collect();
    let kinds: String = (0..100_000).map(|i| format!("k{i}: {{name: 类{i}}}\n")).collect();
    let keys: String = (0..200_000).map(|i| format!("k{i}: 1\n")).collect();
    let holidays: String = (0..100_000).fold("year: 2026\nworkdays: [\n".to_owned(), |mut all, _| {
        all.push_str("2026-01-03,\n");
        all
    });
    let households: String =
        (0..300_000).map(|i| format!("- {{id: H{i}, village: 甲, name: 陆}}\n")).collect();
    let goods: String =
        (0..200_000).map(|i| format!("- {{id: G{i}, name: 盐, points: 1, stock: 1}}\n")).collect();
    let rules: String = (0..60_000).map(|i| format!("- {{id: R{i}, deed: 事, points: 1}}\n")).collect();
    let entries: String = (0..100_000)
        .map(|i| format!("- {{household: H{i}, rule: A, on: 2026-10-01, points: 1}}\n"))
        .collect();
    let head = "batch: 2026-10\nvillage: 甲\nmeeting: 2026-10-30\nreviewers: [甲, 乙, 丙]\nentries:\n";
    let takings: String = (0..100_000)
        .map(|i| {
            format!("- {{id: T{i}, household: H{i}, on: 2026-10-01, goods: [{{id: G, quantity: 1}}]}}\n")
        })
        .collect();
    let maps = "[".to_owned() + &"{},".repeat(400_000) + "]";
    [
        ("villages", "content/places.yaml", villages),
        ("townships", "content/places.yaml", townships),
        ("kinds", "content/rules.yaml", kinds),
        ("keys", "content/site.yaml", keys),
        ("workdays", "content/calendar/2027.yaml", holidays + "]\n"),
        ("households", "content/points/households.yaml", households),
        ("goods", "content/points/goods.yaml", goods),
        ("points-rules", "content/points/rules.yaml", "rules:\n".to_owned() + &rules),
        ("entries", "content/points/shang/2026-10.yaml", head.to_owned() + &entries),
        (
            "redemptions",
            "content/points/shang/redemptions.yaml",
            "village: 甲\nredemptions:\n".to_owned() + &takings,
        ),
        ("empty-maps", "content/places.yaml", maps.clone()),
        ("empty-maps-settings", "content/site.yaml", maps.clone()),
        ("empty-maps-households", "content/points/households.yaml", maps),
        ("comments", "content/places.yaml", "# 甲\n".repeat(1 << 20)),
        ("one-name", "content/places.yaml", format!("- name: {}\n", "甲".repeat(400_000))),
        ("nine-megabytes", "content/places.yaml", "# 甲乙丙丁戊己庚\n".repeat(420_000)),
        ("nine-megabytes-site", "content/site.yaml", "# 甲乙丙丁戊己庚\n".repeat(420_000)),
    ]
    .map(|(name, path, text)| Case::file(format!("large {name}"), path, text))
    .into()
}

pub(crate) fn front_matter() -> Vec<Case> {
    let notice = |front: &[u8], rest: &str| [front, NOTICE.as_bytes(), rest.as_bytes()].concat();
    let plain = |rest: &str| notice(b"---\n", rest);
    let utf16 = |big: bool| {
        let text = format!("---\n{NOTICE}---\n正文。\n");
        let mut bytes = if big { vec![0xFE, 0xFF] } else { vec![0xFF, 0xFE] };
        text.encode_utf16()
            .for_each(|unit| bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() }));
        bytes
    };
    let [mut odd, mut cut] = [utf16(false), utf16(false)];
    odd.push(b'x');
    cut.truncate(31);
    let utf32: Vec<u8> =
        format!("\u{FEFF}---\n{NOTICE}---\n").chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    let (gbk, _, _) = encoding_rs::GB18030.encode("---\ntitle: 灌渠清淤\n---\n");
    let mut broken = gbk.into_owned();
    broken.extend([0x81, 0xFF, 0xFF, 0x80]);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("one-byte", vec![0]),
        ("only-a-mark", vec![0xEF, 0xBB, 0xBF]),
        ("missing", "正文。\n".into()),
        ("no-end", plain("正文。\n")),
        ("no-end-long", plain(&"甲乙丙\n".repeat(40_000))),
        ("four-dashes", notice(b"----\n", "----\n正文。\n")),
        ("two-dashes", notice(b"--\n", "--\n正文。\n")),
        ("dashes-and-words", notice(b"--- yaml\n", "---\n正文。\n")),
        ("plus-signs", notice(b"+++\n", "+++\n正文。\n")),
        ("a-line-before", notice("说明\n---\n".as_bytes(), "---\n正文。\n")),
        ("seventeen-kilobytes", plain(&format!("number: {}\n---\n正文。\n", "甲".repeat(6_000)))),
        ("a-megabyte", plain(&format!("number: {}\n---\n正文。\n", "甲".repeat(350_000)))),
        ("comment-of-a-megabyte", plain(&format!("{}---\n正文。\n", "# 甲\n".repeat(200_000)))),
        ("list", "---\n- 甲\n---\n正文。\n".into()),
        ("scalar", "---\n甲\n---\n正文。\n".into()),
        ("nothing", "---\n---\n正文。\n".into()),
        ("json", "---\n{\"title\": \"甲\"\n---\n正文。\n".into()),
        ("nul-bytes", vec![0; 100_000]),
        ("ff-bytes", vec![0xFF; 100_000]),
        ("utf16-odd", odd),
        ("utf16-cut", cut),
        ("utf32", utf32),
        ("gbk-broken", broken),
        ("a-zip", b"PK\x03\x04\x14\0\0\0\x08\0\xFF\xFF\xFE\x81\x80".to_vec()),
        ("an-elf", b"\x7FELF\x02\x01\x01\0\xFF\xFF\xFF\xFF\x80\x81".to_vec()),
        ("nine-megabytes", plain(&format!("---\n{}", "正文。\n".repeat(950_000)))),
        ("utf16", utf16(true)),
        ("ok bom", [b"\xEF\xBB\xBF".as_slice(), &plain("---\n正文。\n")].concat()),
        (
            "ok crlf",
            String::from_utf8(plain("---\n正文。\n")).unwrap_or_default().replace('\n', "\r\n").into(),
        ),
    ];
    cases
        .into_iter()
        .map(|(name, bytes)| Case::file(format!("front {name}"), "content/notices/a.md", bytes))
        .collect()
}

pub(crate) fn bodies() -> Vec<Case> {
    let wide = |columns: usize, rows: usize| {
        format!(
            "{}|\n{}|\n{}",
            "|a".repeat(columns),
            "|-".repeat(columns),
            format!("{}|\n", "|1".repeat(columns)).repeat(rows)
        )
    };
    let cases: Vec<(&str, String)> = vec![
        ("quotes-deep", ">".repeat(100_000) + "甲"),
        ("quotes-spaced-deep", "> ".repeat(100_000) + "甲"),
        ("numbers-deep", "1. ".repeat(100_000) + "甲"),
        ("dashes-deep", "- ".repeat(100_000) + "甲"),
        ("ok stairs", (0..600).map(|i| format!("{}- 甲\n", "  ".repeat(i))).collect()),
        ("quotes-a-megabyte", ">".repeat(1 << 20)),
        ("numbers-a-megabyte", "1. ".repeat(350_000)),
        ("brackets-a-megabyte", "[".repeat(1 << 20)),
        ("line-a-megabyte", "甲".repeat(350_000)),
        ("table-a-megabyte", wide(200_000, 2)),
        ("stars-a-megabyte", "*a ".repeat(350_000)),
        ("html-script", "<script>alert(1)</script>\n".into()),
        ("html-img", "甲<img src=x onerror=alert(1)>乙\n".into()),
        ("html-svg", "<svg onload=alert(1)>\n".into()),
        ("html-style", "<style>*{display:none}</style>\n".into()),
        ("html-comment", "<!-- 甲 -->\n".into()),
        ("html-cdata", "<![CDATA[甲]]>\n".into()),
        ("html-instruction", "<?php system('id') ?>\n".into()),
        ("html-open", "甲 <a href=\"https://a.example/\" onclick=\"x()\">乙\n".into()),
        ("link-script", "[甲](javascript:alert(1))\n".into()),
        ("link-script-cased", "[甲](JaVaScRiPt:alert(1))\n".into()),
        ("link-script-entity", "[甲](&#106;avascript:alert(1))\n".into()),
        ("link-data", "[甲](data:text/html;base64,PHNjcmlwdD4=)\n".into()),
        ("link-vbscript", "[甲](vbscript:x)\n".into()),
        ("link-file", "[甲](file:///etc/passwd)\n".into()),
        ("link-up", "[甲](../../../../etc/passwd)\n".into()),
        ("link-auto", "<javascript:alert(1)>\n".into()),
        ("link-reference", "[甲][x]\n\n[x]: javascript:alert(1)\n".into()),
        ("picture-data", "![甲](data:image/svg+xml;base64,PHN2Zz4=)\n".into()),
        ("picture-none", "![甲](nirgends.jpg)\n".into()),
        ("control", "甲\u{1}乙\n".into()),
        ("bidi", "甲\u{202E}乙\n".into()),
        ("noncharacter", "甲\u{FDD0}乙\n".into()),
        ("entity-control", "甲&#x1B;乙\n".into()),
        ("number-of-a-person", "身份证号 11010519491231002X\n".into()),
        ("faults-half-a-million", "<b>".repeat(170_000)),
        ("links-many", "[甲](javascript:a)\n".repeat(20_000)),
        ("pictures-many", "![甲](nirgends.jpg)\n".repeat(20_000)),
        ("controls-many", "\u{1}甲".repeat(100_000)),
        ("ok stars", "*a _b ".repeat(8_000)),
        ("ok brackets", "[".repeat(40_000)),
        ("ok links", "[a](".repeat(10_000)),
        ("ok pictures", "![".repeat(20_000)),
        ("ok backticks", (1..300).map(|i| "`".repeat(i) + " ").collect()),
        ("ok table", wide(60, 200)),
        ("ok entities", "&#65;&amp;".repeat(10_000)),
        ("ok strikes", "~~a~ ".repeat(10_000)),
        (
            "ok references",
            (0..3_000).map(|i| format!("[x{i}]: https://a.example/\n")).collect::<String>() + "\n[x1]\n",
        ),
        ("footnotes", (0..2_000).map(|i| format!("[^{i}] ")).collect()),
        ("ok headings", "# 甲\n\n".repeat(3_000)),
    ];
    cases
        .into_iter()
        .map(|(name, body)| {
            Case::file(format!("body {name}"), "content/notices/a.md", format!("---\n{NOTICE}---\n{body}"))
        })
        .collect()
}
