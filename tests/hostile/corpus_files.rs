//! Files that hurt by what they are called, where they lie, what they lead to, or what they hold.

use crate::corpus::Case;
use crate::program::{NOTICE, Site};

fn page() -> String {
    format!("---\n{NOTICE}---\n正文。\n")
}

pub(crate) fn names() -> Vec<Case> {
    let long = "长".repeat(80) + ".md";
    let cases: Vec<(&str, String)> = vec![
        ("line-feed", "a\nb.md".into()),
        ("carriage-return", "a\rb.md".into()),
        ("tab", "a\tb.md".into()),
        ("backslash", "a\\b.md".into()),
        ("colon", "会议 12:30.md".into()),
        ("question", "吗?.md".into()),
        ("star", "a*.md".into()),
        ("pipe", "a|b.md".into()),
        ("quote", "a\"b.md".into()),
        ("angle", "a<b>.md".into()),
        ("device", "con.md".into()),
        ("device-cased", "Aux.md".into()),
        ("device-numbered", "com1.md".into()),
        ("space-first", " x.md".into()),
        ("bidi", "a\u{202E}dm.md".into()),
        ("zero-width", "a\u{200B}.md".into()),
        ("escape", "a\u{1B}[31m.md".into()),
        ("delete", "a\u{7F}.md".into()),
        ("long", long),
        ("folder-device", "nul/a.md".into()),
        ("folder-colon", "a:b/a.md".into()),
        ("folder-space-last", "a /a.md".into()),
        ("folder-dot-last", "a./a.md".into()),
    ];
    cases
        .into_iter()
        .map(|(name, file)| Case::file(format!("name {name}"), &format!("content/notices/{file}"), page()))
        .collect()
}

/// Where nothing reads them, or nothing should.
pub(crate) fn places() -> Vec<Case> {
    [
        ("index-twice", "content/notices/good/index.md", page()),
        ("case-twice", "content/notices/GOOD.md", page()),
        ("unknown-folder", "content/unknown/a.md", page()),
        ("outside-a-folder", "content/a.md", page()),
        ("calendar-word", "content/calendar/next.yaml", "year: 甲\n".into()),
        ("calendar-huge-year", "content/calendar/9999999.yaml", "year: 99999999999999999999\n".into()),
    ]
    .map(|(name, path, text): (&str, &str, String)| Case::file(format!("place {name}"), path, text))
    .into()
}

pub(crate) fn logs() -> Vec<Case> {
    let deep = "[".repeat(100_000);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("words", "甲乙丙\n".into()),
        ("empty-object", "{}\n".into()),
        ("list", "[]\n".into()),
        ("number", "1e999\n".into()),
        ("deep", deep.clone().into()),
        ("deep-closed", format!("{deep}{}\n", "]".repeat(100_000)).into()),
        ("deep-object", "{\"a\":".repeat(50_000).into()),
        ("bytes", vec![0xFF; 4_096]),
        ("nul", vec![0; 4_096]),
        ("mark", b"\xEF\xBB\xBF{}\n".to_vec()),
        ("utf16", "{}\n".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("crlf", b"{}\r\n".to_vec()),
        ("no-end", b"{}".to_vec()),
        ("blank-lines", b"\n\n\n\n".to_vec()),
        ("a-million-blank-lines", b"\n".repeat(1 << 20)),
        ("hundred-thousand-objects", b"{}\n".repeat(100_000)),
        ("line-of-four-megabytes", format!("{{\"v\":1,\"x\":\"{}\"}}\n", "甲".repeat(1_400_000)).into()),
        ("key-twice", b"{\"v\":1,\"v\":1}\n".to_vec()),
        ("version", b"{\"v\":99,\"seq\":1}\n".to_vec()),
        ("numbers", b"{\"v\":1,\"seq\":18446744073709551616,\"at\":-1}\n".to_vec()),
        ("surrogate", b"{\"v\":1,\"title\":\"\\ud800\"}\n".to_vec()),
    ];
    cases
        .into_iter()
        .map(|(name, bytes)| Case::file(format!("log {name}"), "content/publication.jsonl", bytes))
        .collect()
}

/// A theme of a stranger, in use.
pub(crate) fn themes() -> Vec<Case> {
    let nested = "{% if true %}".repeat(5_000) + &"{% endif %}".repeat(5_000);
    let brackets = format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000));
    let sums = format!("{{{{ 1{} }}}}", " + 1".repeat(50_000));
    let cases: Vec<(&str, String)> = vec![
        ("open-if", "{% if true %}".into()),
        ("open-expression", "{{ ".into()),
        ("unknown-variable", "{{ nothing.at.all }}".into()),
        ("unknown-filter", "{{ 1 | nothing }}".into()),
        ("unknown-function", "{{ nothing() }}".into()),
        ("unknown-parent", "{% extends \"nothing.html\" %}".into()),
        ("extends-itself", "{% extends \"home.html\" %}".into()),
        ("includes-itself", "{% include \"home.html\" %}".into()),
        ("outside", "{% include \"../../../content/site.yaml\" %}".into()),
        ("environment", "{{ get_env(name=\"HOME\") }}".into()),
        ("loop-without-end", "{% for i in range(end=1000000000) %}x{% endfor %}".into()),
        (
            "loops-in-loops",
            "{% for a in range(end=9999) %}{% for b in range(end=9999) %}{% for c in range(end=9999) %}{% endfor %}{% endfor %}{% endfor %}".into(),
        ),
        ("output-without-end", format!("{{% for a in range(end=9999) %}}{{% for b in range(end=9999) %}}{}{{% endfor %}}{{% endfor %}}", "x".repeat(1_000))),
        ("deep-ifs", nested),
        ("deep-brackets", brackets),
        ("long-sum", sums),
        ("division", "{{ 1 / 0 }}".into()),
        ("ok overflow", "{{ 9223372036854775807 + 1 }}".into()),
        ("nul", "\0".into()),
        ("six-hundred-kilobytes", "x".repeat(600 << 10)),
    ];
    cases
        .into_iter()
        .map(|(name, template)| {
            Case::new(format!("theme {name}"), move |site: &Site| {
                site.put("themes/own/theme.yaml", "name: own\nextends: gongshi\n");
                site.put("themes/own/templates/home.html", &template);
                let settings = std::fs::read_to_string(site.at("content/site.yaml")).unwrap();
                site.put("content/site.yaml", settings + "theme: own\n");
            })
        })
        .chain(chains())
        .collect()
}

fn chains() -> Vec<Case> {
    let with = |name: &str, themes: Vec<(String, String)>| {
        Case::new(format!("theme {name}"), move |site: &Site| {
            let settings = std::fs::read_to_string(site.at("content/site.yaml")).unwrap();
            site.put("content/site.yaml", settings + "theme: t0\n");
            for (theme, text) in &themes {
                site.put(&format!("themes/{theme}/theme.yaml"), text);
            }
        })
    };
    let row = |i: usize, extends: &str| (format!("t{i}"), format!("name: t{i}\nextends: {extends}\n"));
    let mut long = Vec::new();
    for i in 0..300 {
        long.push(row(i, &format!("t{}", i + 1)));
    }
    vec![
        with("chain-itself", vec![row(0, "t0")]),
        with("chain-circle", vec![row(0, "t1"), row(1, "t0")]),
        with("chain-nowhere", vec![row(0, "nothing")]),
        with("chain-outside", vec![row(0, "../../content")]),
        with("chain-long", long),
    ]
}

/// Each is linked from a notice.
pub(crate) fn attachments() -> Vec<Case> {
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("a.html", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("a.xhtml", b"<?xml version='1.0'?>".to_vec()),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
        ("a.js", b"alert(1)".to_vec()),
        ("a.wasm", b"\0asm".to_vec()),
        ("a.php", b"<?php system($_GET['c']);".to_vec()),
        ("a.pdf.php", b"%PDF-1.7".to_vec()),
        ("a.jsp", b"<% %>".to_vec()),
        ("a.asp", b"<% %>".to_vec()),
        ("a.shtml", b"<!--#exec cmd='id'-->".to_vec()),
        ("a.cgi", b"#!/bin/sh".to_vec()),
        ("a.sh", b"#!/bin/sh".to_vec()),
        ("a.bat", b"@echo off".to_vec()),
        ("a.ps1", b"iex".to_vec()),
        ("a.lnk", b"L\0\0\0".to_vec()),
        ("a.hta", b"<hta:application>".to_vec()),
        ("a.exe", b"MZ\x90\0".to_vec()),
        ("a.apk", b"PK\x03\x04".to_vec()),
        ("a.docm", b"PK\x03\x04".to_vec()),
        ("a.mp4", b"\0\0\0\x18ftypmp42".to_vec()),
        ("a", b"no ending".to_vec()),
        ("_redirects", b"/* https://evil.example/:splat 301!".to_vec()),
        ("_headers", b"/*".to_vec()),
        ("web.config", b"<configuration/>".to_vec()),
        ("CNAME", b"evil.example".to_vec()),
        ("robots.txt", b"User-agent: *\nDisallow: /".to_vec()),
        ("INDEX.HTML", b"<title>x</title>".to_vec()),
        ("page.pdf", b"<!doctype html>".to_vec()),
        ("page.txt", b"  <html>".to_vec()),
        ("program.pdf", b"MZ\x90\0".to_vec()),
        ("sheet.xlsx", b"<html>".to_vec()),
        ("packed.zip", b"\x7FELF".to_vec()),
    ];
    cases
        .into_iter()
        .map(|(file, bytes)| {
            Case::new(format!("attachment {file}"), move |site: &Site| {
                site.put("content/notices/n/index.md", format!("---\n{NOTICE}---\n[甲](<{file}>)\n"));
                site.put(&format!("content/notices/n/{file}"), &bytes);
            })
        })
        .chain([sparse()])
        .collect()
}

/// Larger than may be offered, and takes no room on the disk.
fn sparse() -> Case {
    Case::new("attachment of ten gigabytes", |site: &Site| {
        site.put("content/notices/n/index.md", format!("---\n{NOTICE}---\n[甲](a.zip)\n"));
        let file = std::fs::File::create(site.at("content/notices/n/a.zip")).unwrap();
        file.set_len(10 << 30).unwrap();
    })
}

#[cfg(not(unix))]
pub(crate) fn links() -> Vec<Case> {
    Vec::new()
}

#[cfg(unix)]
pub(crate) fn links() -> Vec<Case> {
    use rustix::fs::{CWD, Mode, mkfifoat};
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;
    let to = |name: &str, target: &'static str, from: &'static str| {
        Case::new(format!("link {name}"), move |site: &Site| symlink(target, site.at(from)).unwrap())
    };
    let pipe = |name: &str, path: &'static str| {
        Case::new(format!("pipe {name}"), move |site: &Site| {
            let _ = std::fs::remove_file(site.at(path));
            mkfifoat(CWD, site.at(path), Mode::from_raw_mode(0o600)).unwrap();
        })
    };
    let socket = |name: &str, path: &'static str| {
        Case::new(format!("socket {name}"), move |site: &Site| {
            drop(UnixListener::bind(site.at(path)).unwrap())
        })
    };
    vec![
        to("to-passwords", "/etc/passwd", "content/notices/a.md"),
        to("to-zeros", "/dev/zero", "content/notices/a.md"),
        to("to-randomness", "/dev/urandom", "content/notices/a.md"),
        to("to-a-terminal", "/dev/tty", "content/notices/a.md"),
        to("to-itself", "a.md", "content/notices/a.md"),
        to("to-nothing", "nothing.md", "content/notices/a.md"),
        to("up", "../../../../../../etc/hostname", "content/notices/a.md"),
        to("to-a-folder", "/etc", "content/notices/etc"),
        to("to-the-site", "..", "content/notices/again"),
        to("to-the-theme", "/etc/passwd", "themes/own/templates/home.html"),
        to("to-settings", "/proc/self/environ", "content/places.yaml"),
        pipe("text", "content/notices/a.md"),
        pipe("settings", "content/places.yaml"),
        pipe("log", "content/publication.jsonl"),
        pipe("template", "themes/own/templates/home.html"),
        pipe("style", "themes/own/static/style.css"),
        pipe("calendar", "content/calendar/2026.yaml"),
        pipe("rules", "content/rules.yaml"),
        socket("text", "content/notices/a.md"),
        socket("file", "content/notices/a.pdf"),
    ]
}
