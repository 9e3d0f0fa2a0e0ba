//! What goes out: types by ending and first bytes, names that every host takes.

use crate::program::{NOTICE, Site};
use std::collections::BTreeSet;

/// Names and first bytes of what must stay.
const STAYING: [(&str, &[u8]); 27] = [
    ("a.html", b"<!doctype html><script>alert(1)</script>"),
    ("a.xhtml", b"<?xml version='1.0'?>"),
    ("a.HTM", b"<p>"),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("a.js", b"alert(1)"),
    ("a.php", b"<?php system($_GET['c']);"),
    ("a.pdf.php", b"%PDF-1.7 <?php"),
    ("a.jsp", b"<% %>"),
    ("a.shtml", b"<!--#exec cmd='id'-->"),
    ("a.cgi", b"#!/bin/sh"),
    ("a.hta", b"<hta:application>"),
    ("a.exe", b"MZ\x90\0"),
    ("a.apk", b"PK\x03\x04"),
    ("a.docm", b"PK\x03\x04"),
    ("a.heic", b"\0\0\0\x18ftypheic"),
    ("a.tiff", b"II*\0"),
    ("a.mp4", b"\0\0\0\x18ftypmp42"),
    ("a", b"no ending"),
    ("_redirects", b"/* https://evil.example/:splat 301!"),
    ("_headers", b"/*\n  X-Frame-Options: ALLOWALL"),
    ("web.config", b"<configuration/>"),
    ("CNAME", b"evil.example"),
    ("robots.txt", b"User-agent: *\nDisallow: /"),
    ("INDEX.HTML", b"<title>taken over</title>"),
    ("page.pdf", b"<!doctype html>"),
    ("page.txt", b"  <html>"),
    ("photo.jpg", b"GIF89a"),
];

/// What may go.
const GOING: [(&str, &[u8]); 6] = [
    ("b.pdf", b"%PDF-1.7"),
    ("b.docx", b"PK\x03\x04"),
    ("b.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    ("b.csv", b"a,b\n"),
    ("b.txt", b"hello"),
    ("b.zip", b"PK\x03\x04"),
];

#[test]
fn what_a_browser_or_host_would_run_stays() {
    let site = Site::new();
    let link = |(name, bytes): &(&str, &[u8])| {
        site.put(&format!("content/notices/n/{name}"), bytes);
        format!("[{name}](<{name}>)\n")
    };
    let all: String = STAYING.iter().chain(&GOING).map(link).collect();
    site.put("content/notices/n/index.md", format!("---\n{NOTICE}---\n{all}"));
    let said = site.run(&["check", "--format", "short", "--lang", "en"]).out;
    for (name, _) in STAYING {
        let told = said
            .lines()
            .filter(|line| line.contains("error[file-type]") && line.contains(&format!("`{name}`")));
        assert_eq!(told.count(), 1, "{name}: {said}");
    }
    assert_eq!(said.lines().filter(|line| line.contains(": error[")).count(), STAYING.len(), "{said}");

    let going: String = GOING.iter().map(link).collect();
    site.put("content/notices/n/index.md", format!("---\n{NOTICE}---\n{going}"));
    let built = site.run(&["build", "--out", &site.at("public").to_string_lossy()]);
    assert!(built.status.success(), "{}", built.err);
    let out: BTreeSet<String> = std::fs::read_dir(site.at("public/notices/n"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let made = ["index.html", "record.json"].map(str::to_owned);
    let wanted: BTreeSet<String> = GOING.iter().map(|(name, _)| (*name).to_owned()).chain(made).collect();
    assert_eq!(out, wanted);
}

#[test]
fn a_theme_sends_no_pages_and_no_settings() {
    let site = Site::new();
    site.put("themes/own/theme.yaml", "extends: gongshi\n");
    for name in ["evil.html", "sub/x.php", "_worker.js", "good.css"] {
        site.put(&format!("themes/own/static/{name}"), "x");
    }
    let said = site.run(&["check", "--format", "short"]).out;
    let files: Vec<&str> =
        said.lines().filter_map(|line| line.split_once(":1:1: error[file-type]").map(|cut| cut.0)).collect();
    assert_eq!(
        files,
        ["_worker.js", "evil.html", "sub/x.php"].map(|name| format!("themes/own/static/{name}"))
    );
}

#[cfg(unix)]
#[test]
fn names_that_some_host_cannot_hold_are_named_where_they_lie() {
    use std::os::unix::ffi::OsStrExt;
    let site = Site::new();
    let page = format!("---\n{NOTICE}---\n正文。\n");
    let long = "长".repeat(80) + ".md";
    for name in
        ["a\nb.md", "a\\b.md", "会议 12:30.md", "con.md", " x.md", "a\u{202E}dm.md", "a\u{200B}.md", &long]
    {
        site.put(&format!("content/notices/{name}"), &page);
    }
    let garbled =
        site.at("content/notices/x").with_file_name(std::ffi::OsStr::from_bytes(b"\xB9\xAB\xCA\xBE.md"));
    std::fs::write(garbled, &page).unwrap();
    site.put("content/notices/pic\\ture.jpg", "x");
    let said = site.run(&["check", "--format", "short"]).out;
    assert_eq!(said.matches("error[file-name]").count(), 10, "{said}");
    assert_eq!(said.matches(": error[").count(), 10, "{said}");
    assert!(said.lines().all(|line| line.starts_with("content/")), "{said}");
}

#[test]
fn long_awards_and_topics_are_built() {
    let site = Site::new();
    let long = "先进集体".repeat(30);
    site.put(
        "content/honours/a.md",
        format!("---\ntitle: 表彰\naward: {long}\nlevel: village\nrecipients: [{{name: 甲}}]\n---\n"),
    );
    site.put(
        "content/pages/d.md",
        format!("---\ntitle: 文件\ndocument: {{number: 示发〔2026〕1号, issuer: 甲, topic: {long}}}\n---\n正文。\n"),
    );
    let built = site.run(&["build", "--out", &site.at("public").to_string_lossy()]);
    assert!(built.status.success(), "{}{}", built.out, built.err);
    assert_eq!(std::fs::read_dir(site.at("public/honours/award")).unwrap().count(), 1);
    assert_eq!(std::fs::read_dir(site.at("public/documents/topic")).unwrap().count(), 1);
}

/// Numbers that only look like those of people; however the table is written, each is told where it is linked.
#[test]
fn private_things_in_tables_and_texts_are_named_by_check_and_build() {
    let gbk = encoding_rs::GB18030.encode("户主,身份证号\n陆某,11010519491231002X\n").0.into_owned();
    let broken = ["甲,1\n".repeat(1_000).as_bytes(), b"\xFF\xC0\x80,11010519491231002X\n"].concat();
    let long = "甲,1\n".repeat(200_000) + "乙,11010519491231002X\n";
    let cases: [(&str, Vec<u8>, &str, usize); 5] = [
        ("a.csv", "户主,身份证号\n甲,1\n陆某,11010519491231002X\n".into(), "privacy-id-number", 3),
        ("b.txt", gbk, "privacy-id-number", 2),
        ("c.CSV", "电话\n13800001234\n".into(), "privacy-mobile", 2),
        ("d.tsv", long.into(), "privacy-id-number", 200_001),
        ("e.csv", broken, "privacy-id-number", 1_001),
    ];
    for (name, bytes, code, line) in cases {
        let site = Site::new();
        site.put("content/notices/n/index.md", format!("---\n{NOTICE}---\n[甲]({name})\n"));
        site.put(&format!("content/notices/n/{name}"), bytes);
        for arguments in [&["check"][..], &["build", "--out", "public"]] {
            let said = site.run(&[arguments, &["--format", "short", "--lang", "en"]].concat());
            let all = said.out + &said.err;
            let told: Vec<&str> = all.lines().filter(|line| line.contains(": error[")).collect();
            assert!(told.len() == 1 && told[0].starts_with("content/notices/n/index.md:8:"), "{name}: {all}");
            assert!(told[0].contains(code) && told[0].contains(&format!("line {line}:")), "{name}: {all}");
        }
    }
}
