//! Characters that steer or hide: refused at their place, wherever and however they are written.

use crate::program::{NOTICE, Site};

/// Front matter or body, and where what is wrong begins.
fn faults(front: &str, body: &str) -> Vec<String> {
    let site = Site::new();
    site.put("content/notices/a.md", format!("---\n{front}{NOTICE}---\n{body}\n"));
    let said = site.run(&["check", "--format", "short"]).out;
    let told = said.lines().filter(|line| line.contains(": error["));
    told.map(|line| {
        line.split(": error").next().unwrap().replace("content/notices/a.md:", "")
            + if line.contains("character-forbidden") { "" } else { line }
    })
    .collect()
}

#[test]
fn in_fields_as_they_are_and_by_escapes() {
    // the notice's own fields follow in lines 2 to 6; what is tried stands in line 2
    for (written, place) in [
        ("number: \"甲\\e[31m\"", "2:9"),
        ("number: \"甲\\0\"", "2:9"),
        ("number: \"甲\\v乙\"", "2:9"),
        ("number: \"甲\\uFFFF\"", "2:9"),
        ("number: \"甲\\u202E001\"", "2:9"),
        ("number: 甲\u{1B}[31m", "2:10"),
        ("number: 甲\u{85}乙", "2:10"),
        ("number: 甲\u{FFFF}", "2:10"),
        ("number: 甲\u{202E}1000\u{202C}", "2:10"),
        ("number: 甲\u{200B}乙", "2:10"),
        ("number: \u{FEFF}甲", "2:9"),
        ("num\u{200B}ber: 甲", "2:4"),
    ] {
        let told = faults(&format!("{written}\n"), "正文。");
        let wanted = if written.contains('\u{202C}') {
            vec!["2:10".to_owned(), "2:15".to_owned()]
        } else {
            vec![place.to_owned()]
        };
        assert_eq!(told, wanted, "{written:?}");
    }
    assert_eq!(faults("number: ❤\u{FE0F} 葛\u{E0100}\n", "正文。"), [] as [String; 0]);
}

#[test]
fn in_bodies_as_they_are_and_by_entities() {
    for (written, place) in [
        ("元：\u{202E}000,1\u{202C}", Some("8:3")),
        ("甲\u{7}乙", Some("8:2")),
        ("甲\u{FDD0}乙", Some("8:2")),
        ("甲&#27;[31m乙", Some("8:2")),
        ("甲&#x202E;乙", Some("8:2")),
        ("[甲](https://a.example/ \"&#7;\")", Some("8:1")),
        ("甲\u{200B}乙\u{200D}丙\u{AD}丁\u{FEFF}", None),
        ("甲&#8203;&amp;&lt;乙", None),
    ] {
        let mut told = faults("", written);
        told.dedup();
        let wanted = if written.contains('\u{202C}') { vec!["8:3", "8:9"] } else { Vec::from_iter(place) };
        assert_eq!(told, wanted, "{written:?}");
    }
}

#[test]
fn in_every_settings_file() {
    for (path, text) in [
        ("content/site.yaml", "name: 示例\u{202E}县\nbase_url: https://board.example/\n"),
        ("content/rules.yaml", "news: {name: \"动\\e态\"}\n"),
        ("content/places.yaml", "- {name: 甲\u{200B}镇, slug: jia, villages: [{name: 上村, slug: shang}]}\n"),
        ("content/points/households.yaml", "- {id: A, village: 甲, name: \"陆\\u200B某\"}\n"),
        ("themes/own/theme.yaml", "extends: \"gong\\0shi\"\n"),
    ] {
        let site = Site::new();
        site.put(path, text);
        let said = site.run(&["check", "--format", "short"]).out;
        let of_file =
            said.lines().filter(|line| line.starts_with(path) && line.contains("character-forbidden"));
        assert_eq!(of_file.count(), 1, "{path}: {said}");
    }
}
